//! What a reader must know before believing a number: one sentence each, in the report beside the numbers.

use domain::{
    datum::lang,
    geld::{Eurocent, thousands},
};
use serde::Serialize;

use super::{Evaluatie, aandeel::Aandeel};

/// Which warning: a name that does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaarschuwingCode {
    /// Nobody was selected: nothing can be said.
    LegeCohort,
    /// The project is still running on the reference date.
    Tussenstand,
    /// There is nothing to compare with, so no end may be credited to the effort.
    GeenVergelijkingsgroep,
    /// Some ends are too recent to judge.
    NogNietBeoordeelbaar,
    /// Of some ends no reason was recorded.
    ZonderReden,
    /// Some reasons have no heading.
    NietIngedeeld,
    /// Some reasons have two headings.
    DubbelIngedeeld,
    /// *Afgehandeld* includes clients who were never spoken.
    AfgehandeldNietGesproken,
    /// Some clients have no recorded outcome.
    ZonderUitkomst,
    /// Some clients came back on benefit.
    Teruggekeerd,
    /// No invoices are known, so the costs are unknown.
    KostenOnbekend,
    /// Invoices and hours differ.
    FacturenEnUren,
    /// Inflow is not recorded for every month.
    InstroomOnvolledig,
    /// Nobody has a klantmanager on the reference date.
    CaseloadOnbekend,
    /// Some urgent examinations are unanswered.
    SpoedkeuringenOpen,
    /// Some records cannot be right or lack something.
    Registratie,
}

/// A warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waarschuwing {
    /// Which.
    pub code: WaarschuwingCode,
    /// In plain Dutch, one or two sentences.
    pub tekst: String,
}

/// All warnings that apply, the weightiest first.
pub(super) fn waarschuwingen(evaluatie: &Evaluatie) -> Vec<Waarschuwing> {
    let groepen = [over_de_opzet, over_de_uitstroom, over_de_uitkomsten, over_het_geld, over_de_omgeving];
    let mut gevonden: Vec<Waarschuwing> = groepen
        .iter()
        .flat_map(|groep| groep(evaluatie))
        .flatten()
        .map(|(code, tekst)| Waarschuwing { code, tekst })
        .collect();
    gevonden.extend(over_de_registratie(evaluatie));
    gevonden
}

type Melding = Option<(WaarschuwingCode, String)>;

fn over_de_opzet(evaluatie: &Evaluatie) -> Vec<Melding> {
    vec![
        (evaluatie.feiten.geselecteerd == 0).then(|| {
            let tekst = "Op de peildatum is niemand geselecteerd; er valt nog niets te evalueren.";
            (WaarschuwingCode::LegeCohort, tekst.to_owned())
        }),
        (evaluatie.peildatum < evaluatie.project.einde).then(|| {
            let tekst =
                format!("Dit is een tussenstand: het project loopt tot en met {}.", lang(evaluatie.project.einde));
            (WaarschuwingCode::Tussenstand, tekst)
        }),
        Some((
            WaarschuwingCode::GeenVergelijkingsgroep,
            "Er is geen vergelijkingsgroep. Een deel van deze uitkeringen was ook zonder het project beëindigd; hoe \
             groot dat deel is, is niet bekend."
                .to_owned(),
        )),
    ]
}

fn over_de_uitstroom(evaluatie: &Evaluatie) -> Vec<Melding> {
    let uitstroom = &evaluatie.uitstroom;
    let open = uitstroom.duurzaamheid.nog_niet_beoordeelbaar;
    vec![
        (open > 0).then(|| {
            let tekst = format!(
                "Van {} is nog niet te zeggen of die duurzaam {}: wie op of na {} uitstroomde, kan op de peildatum \
                 nog geen zes maanden zonder uitkering zijn. Het aandeel duurzaam van alle beëindigde uitkeringen is \
                 daarom een ondergrens.",
                hoeveel(open, "beëindigde uitkering", "beëindigde uitkeringen"),
                if open == 1 { "is" } else { "zijn" },
                lang(uitstroom.niet_beoordeelbaar_vanaf)
            );
            (WaarschuwingCode::NogNietBeoordeelbaar, tekst)
        }),
        (uitstroom.zonder_reden.teller > 0).then(|| {
            let tekst =
                format!("Van {} is geen reden vastgelegd.", deel(uitstroom.zonder_reden, "beëindigde uitkeringen"));
            (WaarschuwingCode::ZonderReden, tekst)
        }),
        (!uitstroom.niet_ingedeeld.is_empty()).then(|| {
            let redenen: Vec<String> =
                uitstroom.niet_ingedeeld.iter().map(|reden| format!("{} ({})", reden.reden, reden.aantal)).collect();
            let tekst = format!(
                "Het project geeft geen rubriek aan: {}. Deze uitkeringen staan onder ‘niet ingedeeld’; deel de reden \
                 in bij een rubriek van het project.",
                redenen.join(", ")
            );
            (WaarschuwingCode::NietIngedeeld, tekst)
        }),
        (!uitstroom.dubbel_ingedeeld.is_empty()).then(|| {
            let tekst = format!(
                "Het project geeft meer dan één rubriek aan: {}. De eerste in de volgorde van het rapport is gebruikt; \
                 verwijder de andere.",
                uitstroom.dubbel_ingedeeld.join(", ")
            );
            (WaarschuwingCode::DubbelIngedeeld, tekst)
        }),
        (uitstroom.teruggekeerd > 0).then(|| {
            let tekst = format!(
                "{} op de peildatum opnieuw een uitkering gekregen.",
                hoeveel(
                    uitstroom.teruggekeerd,
                    "klant van wie de uitkering eindigde, heeft",
                    "klanten van wie de uitkering eindigde, hebben"
                )
            );
            (WaarschuwingCode::Teruggekeerd, tekst)
        }),
    ]
}

fn over_de_uitkomsten(evaluatie: &Evaluatie) -> Vec<Melding> {
    let (feiten, uitkomsten) = (&evaluatie.feiten, &evaluatie.uitkomsten);
    vec![
        (uitkomsten.afgehandeld_nooit_gesproken > 0).then(|| {
            let tekst = format!(
                "Van {} zijn er {} nooit gesproken: afgehandeld is iets anders dan gesproken. Werkelijk gesproken {} {}.",
                hoeveel(uitkomsten.afgehandeld, "afgehandelde klant", "afgehandelde klanten"),
                getal(uitkomsten.afgehandeld_nooit_gesproken),
                if feiten.gesproken == 1 { "is" } else { "zijn" },
                hoeveel(feiten.gesproken, "klant", "klanten"),
            );
            (WaarschuwingCode::AfgehandeldNietGesproken, tekst)
        }),
        (uitkomsten.zonder_uitkomst > 0).then(|| {
            let aandeel = Aandeel::new(uitkomsten.zonder_uitkomst, feiten.geselecteerd);
            let tekst = format!("Van {} is geen uitkomst vastgelegd.", deel(aandeel, "geselecteerde klanten"));
            (WaarschuwingCode::ZonderUitkomst, tekst)
        }),
    ]
}

fn over_het_geld(evaluatie: &Evaluatie) -> Vec<Melding> {
    let kosten = &evaluatie.kosten;
    vec![
        kosten.facturen_eurocent.is_none().then(|| {
            let tekst =
                "Er zijn geen facturen tot en met de peildatum; de kosten en het saldo zijn onbekend, niet nul.";
            (WaarschuwingCode::KostenOnbekend, tekst.to_owned())
        }),
        kosten.verschil_eurocent.filter(|verschil| *verschil != Eurocent::ZERO).map(|verschil| {
            let tekst = format!(
                "De facturen en de gewerkte uren maal het tarief verschillen {verschil} (facturen min uren). De kosten \
                 in dit rapport zijn de facturen."
            );
            (WaarschuwingCode::FacturenEnUren, tekst)
        }),
    ]
}

fn over_de_omgeving(evaluatie: &Evaluatie) -> Vec<Melding> {
    let onvolledig: Vec<String> = evaluatie
        .instroom
        .iter()
        .filter(|jaar| jaar.maanden < 12)
        .map(|jaar| format!("{} ({} van de 12 maanden)", jaar.jaar, jaar.maanden))
        .collect();
    let open = evaluatie.spoedkeuringen.open;
    vec![
        (!onvolledig.is_empty()).then(|| {
            let tekst = format!(
                "De instroom is niet van elke maand vastgelegd: {}. Het gemiddelde gaat alleen over de maanden die \
                 bekend zijn.",
                onvolledig.join(", ")
            );
            (WaarschuwingCode::InstroomOnvolledig, tekst)
        }),
        evaluatie.caseload.op_peildatum.is_none().then(|| {
            let tekst = "Op de peildatum heeft geen klantmanager een lopende klant; de caseload is onbekend.";
            (WaarschuwingCode::CaseloadOnbekend, tekst.to_owned())
        }),
        (open > 0).then(|| {
            let tekst = format!(
                "{} op de peildatum nog niet beantwoord; de gemiddelde duur gaat alleen over de beantwoorde.",
                hoeveel(open, "spoedkeuring is", "spoedkeuringen zijn")
            );
            (WaarschuwingCode::SpoedkeuringenOpen, tekst)
        }),
    ]
}

fn over_de_registratie(evaluatie: &Evaluatie) -> Vec<Waarschuwing> {
    let registratie = &evaluatie.registratie;
    [
        (registratie.einde_voor_start, "een uitkering die al vóór het project eindigde (telt niet als beëindigd)"),
        (registratie.einde_voor_selectie, "een uitkering die vóór de selectie eindigde (telt wel als beëindigd)"),
        (registratie.opnieuw_voor_einde, "een nieuwe uitkering die begint vóór de vorige eindigt"),
        (
            registratie.zonder_maandbedrag,
            "een duurzaam beëindigde uitkering zonder maandbedrag (telt niet in de besparing)",
        ),
        (evaluatie.spoedkeuringen.onmogelijk, "een spoedkeuring die is beantwoord vóór zij werd aangevraagd"),
    ]
    .into_iter()
    .filter(|(aantal, _)| *aantal > 0)
    .map(|(aantal, gebrek)| Waarschuwing {
        code: WaarschuwingCode::Registratie,
        tekst: format!("De registratie klopt niet: {} keer {gebrek}. Herstel dit bij de bron.", getal(aantal)),
    })
    .collect()
}

/// `1.234`.
fn getal(aantal: i64) -> String {
    thousands(aantal.unsigned_abs())
}

/// `1 klant`, `1.234 klanten`.
fn hoeveel(aantal: i64, een: &str, meer: &str) -> String {
    format!("{} {}", getal(aantal), if aantal == 1 { een } else { meer })
}

/// `3 van de 12 klanten (25 procent)`.
fn deel(aandeel: Aandeel, van: &str) -> String {
    let procent = aandeel.procent().map(|procent| format!(" ({procent} procent)")).unwrap_or_default();
    format!("{} van de {} {van}{procent}", getal(aandeel.teller), getal(aandeel.noemer))
}
