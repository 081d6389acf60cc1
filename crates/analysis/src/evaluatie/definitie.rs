//! What each number means, in the words that stand beside it. A number whose definition is lost cannot be run again.

use domain::datum::lang;
use serde::Serialize;

use super::Evaluatie;

/// A term of the report and what it means here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definitie {
    /// The term, as the report writes it.
    pub term: String,
    /// What is counted and what is not, in plain Dutch.
    pub tekst: String,
}

/// All definitions, in the order of the report.
pub(super) fn definities(evaluatie: &Evaluatie) -> Vec<Definitie> {
    let tot_en_met = lang(evaluatie.tot_en_met);
    let met_data = [
        (
            "Peildatum",
            format!(
                "De stand is die op {}. Wat daarna gebeurt, telt niet mee: dezelfde vraag geeft later hetzelfde antwoord.",
                lang(evaluatie.peildatum)
            ),
        ),
        ("Periode", format!("Van {} tot en met {tot_en_met}.", lang(evaluatie.project.start))),
        (
            "Beëindigd",
            format!(
                "Uitkeringen waarvan de laatste dag van het recht ligt van {} tot en met {tot_en_met}.",
                lang(evaluatie.project.start)
            ),
        ),
        ("Besparing", evaluatie.besparing.definitie.clone()),
        (
            "Kosten",
            format!(
                "Alle facturen van ingehuurd personeel met een datum tot en met {}. Eigen personeel zit er niet in. Ter \
             controle: gewerkte uren maal tarief, over de maanden die op de peildatum voorbij zijn.",
                lang(evaluatie.peildatum)
            ),
        ),
    ];
    let vaste = VASTE.iter().map(|(term, tekst)| (*term, (*tekst).to_owned()));
    met_data.into_iter().chain(vaste).map(|(term, tekst)| Definitie { term: term.to_owned(), tekst }).collect()
}

/// Definitions that are the same for every project and date.
const VASTE: [(&str, &str); 17] = [
    ("Saldo", "Besparing min kosten. Onbekend zolang de kosten onbekend zijn."),
    ("Geselecteerd", "Klanten die in de periode of daarvoor voor het project zijn gekozen."),
    ("Uitgenodigd", "Klanten aan wie na de selectie minstens één uitnodiging is verstuurd."),
    ("Gesproken", "Klanten met wie na de selectie minstens één gesprek werkelijk is gevoerd."),
    (
        "Niet verschenen",
        "Klanten die na de selectie minstens één keer niet op een gesprek kwamen. Wie later wel kwam, telt ook bij \
         gesproken.",
    ),
    (
        "Uitkomst",
        "Elke klant telt één keer, bij de verst reikende uitkomst in de periode: uitkering beëindigd, anders een \
         tijdelijke ontheffing, anders een re-integratietraject, anders zonder uitkomst.",
    ),
    (
        "Afgehandeld",
        "Klanten met een uitkomst. De brief over Pilot 300 noemt dit ‘gesproken’; er zitten ook klanten in die nooit \
         zijn verschenen.",
    ),
    (
        "Rubriek",
        "De reden van beëindiging, ingedeeld zoals het project heeft vastgelegd. Een reden zonder indeling staat onder \
         ‘niet ingedeeld’.",
    ),
    (
        "Duurzaam",
        "Langer dan zes maanden geen uitkering. Niet duurzaam: binnen zes maanden opnieuw een uitkering. Nog \
         niet te beoordelen: niet terug, maar de zes maanden zijn op de peildatum niet voorbij.",
    ),
    (
        "Aandeel duurzaam",
        "Duurzaam gedeeld door alle beëindigde uitkeringen, ook de nog niet te beoordelen: een ondergrens.",
    ),
    (
        "Aandeel duurzaam van wat te beoordelen is",
        "Duurzaam gedeeld door duurzaam plus niet duurzaam. Bij veel recente beëindigingen valt dit te laag uit, omdat \
         van de recente alleen de terugkeerders meetellen. Eerlijker is het aandeel van wie zes maanden lang is gevolgd.",
    ),
    (
        "Nog in de uitkering",
        "Het deel van wie op de eerste dag een uitkering had en die nog heeft (Kaplan–Meier), met een marge van 95 \
         procent. Wie later terugkomt, telt niet opnieuw mee.",
    ),
    (
        "Contacturen",
        "Uren contact per klant per jaar, gericht op meedoen: zoals het is, en zoals het volgens de bron zou moeten zijn.",
    ),
    (
        "Instroom per maand",
        "Nieuwe uitkeringen per maand, gemiddeld over de maanden van elk kalenderjaar dat het project raakt en dat op \
         de peildatum voorbij is, afgerond op hele.",
    ),
    (
        "Caseload",
        "Klanten met een lopende uitkering per klantmanager, op de peildatum en afgerond op hele. De andere cijfers \
         zijn besluiten of voornemens, met hun bron.",
    ),
    (
        "Rechtmatigheid",
        "Het deel van de caseload op de eerste dag van het project met wie in het jaar daarvoor een gesprek over de \
         rechtmatigheid is gevoerd.",
    ),
    (
        "Spoedkeuring",
        "Dagen van aanvraag tot antwoord, gemiddeld over de beantwoorde spoedkeuringen, afgerond op hele.",
    ),
];
