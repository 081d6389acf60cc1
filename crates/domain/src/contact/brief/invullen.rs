//! Filling in a template.

use jiff::civil::{Date, DateTime, date};

use super::{
    Afspraakblok, Afzender, Blok, Sjabloonsoort, Taal, Veld,
    sjabloon::{Deel, Sjabloon, Stuk},
    woorden::{dag_met_weekdag, duur, tijd, wanneer},
};
use crate::{gesprek::heeft_nummer, naam::Persoonsnaam};

/// What the record knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gegevens {
    /// The language to word it in.
    pub taal: Taal,
    /// The client.
    pub klant: Persoonsnaam,
    /// The kind of conversation, as the code list calls it.
    pub soort: String,
    /// When it begins, in the Netherlands.
    pub moment: DateTime,
    /// How long it takes.
    pub duur_minuten: i64,
    /// Where; may be empty.
    pub plaats: String,
    /// Nobody comes: the client is called.
    pub telefonisch: bool,
    /// On which number the client is called; may be empty.
    pub telefoon: String,
    /// The appointment that this one takes the place of, when the client knew of that.
    pub in_plaats_van: Option<DateTime>,
    /// Who holds it.
    pub klantmanager: String,
    /// Who else takes part: name, and the discipline he comes for. Never why.
    pub ook_aanwezig: Vec<(String, String)>,
    /// The language of the interpreter; empty when there is none.
    pub tolk: String,
    /// Who writes.
    pub afzender: Afzender,
    /// The day of the invitation.
    pub uitgenodigd: Option<Date>,
    /// The last day of the cure period.
    pub hersteltermijn: Option<Date>,
    /// What was agreed, as it was recorded.
    pub afspraken: String,
}

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ingevuld {
    /// What it is about.
    pub onderwerp: String,
    /// The body.
    pub blokken: Vec<Blok>,
}

/// The template asks for what the record does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.wat_te_doen())]
pub struct GegevenOntbreekt(pub Veld);

impl Veld {
    /// What to do when the record does not know it.
    const fn wat_te_doen(self) -> &'static str {
        match self {
            Self::GesprekPlaats => "bij het gesprek staat geen plaats; verzet het naar dezelfde tijd met een plaats",
            Self::GemeenteTelefoon | Self::GemeenteNaam => {
                "de afzender van de brieven is niet ingevuld; vraag de applicatiebeheerder dat te doen (Beheer, Brieven)"
            }
            Self::Afspraken => "bij dit gesprek zijn geen afspraken vastgelegd; vul eerst het verslag aan",
            Self::HersteltermijnEinde => "bij dit gesprek loopt geen hersteltermijn",
            Self::UitnodigingDatum => "bij dit gesprek is niet vastgelegd wanneer de klant is uitgenodigd",
            _ => "een gegeven van de klant of het gesprek ontbreekt; vul het eerst aan",
        }
    }
}

/// Fills in a template. The same record gives the same letter. A hole in a letter is worse than no letter, so what the
/// record does not know is refused.
pub fn vul(sjabloon: &Sjabloon, gegevens: &Gegevens) -> Result<Ingevuld, GegevenOntbreekt> {
    let onderwerp = regel(&sjabloon.onderwerp, gegevens)?;
    let mut blokken = Vec::with_capacity(sjabloon.stukken.len());
    for stuk in &sjabloon.stukken {
        blokken.push(match stuk {
            Stuk::Alinea(regels) => Blok::Alinea(alle(regels, gegevens)?.join("\n")),
            Stuk::Opsomming(punten) => Blok::Opsomming(alle(punten, gegevens)?),
            Stuk::Afspraak => Blok::Afspraak(afspraakblok(gegevens)),
            Stuk::Afspraken => afspraken(&gegevens.afspraken)?,
        });
    }
    if let Some(was) = gegevens.in_plaats_van {
        let na =
            blokken.iter().position(|blok| matches!(blok, Blok::Afspraak(_))).map_or(blokken.len(), |plek| plek + 1);
        blokken.insert(na, Blok::Alinea(in_plaats_van(gegevens.taal, was)));
    }
    Ok(Ingevuld { onderwerp, blokken })
}

/// Two letters with two appointments oblige to both (PW 17), unless the second takes the first back. No template can forget this.
fn in_plaats_van(taal: Taal, was: DateTime) -> String {
    let was = wanneer(taal, was.date(), was.time());
    match taal {
        Taal::Nl => format!("Deze afspraak komt in plaats van die op {was}. Die afspraak gaat niet door."),
        Taal::En => format!("This appointment replaces the one on {was}. That one will not take place."),
        Taal::Ar => format!("هذا الموعد يحلّ محلّ الموعد السابق في {was}. ذلك الموعد أُلغي."),
    }
}

fn alle(regels: &[Vec<Deel>], gegevens: &Gegevens) -> Result<Vec<String>, GegevenOntbreekt> {
    regels.iter().map(|delen| regel(delen, gegevens)).collect()
}

fn regel(delen: &[Deel], gegevens: &Gegevens) -> Result<String, GegevenOntbreekt> {
    let mut uit = String::new();
    for deel in delen {
        match deel {
            Deel::Tekst(tekst) => uit.push_str(tekst),
            Deel::Veld(veld) => {
                let waarde = waarde(*veld, gegevens);
                if waarde.is_empty() {
                    return Err(GegevenOntbreekt(*veld));
                }
                uit.push_str(&waarde);
            }
        }
    }
    Ok(uit)
}

/// A field as words in a line; empty when the record does not know.
fn waarde(veld: Veld, gegevens: &Gegevens) -> String {
    let taal = gegevens.taal;
    let datum = |dag: Option<Date>| dag.map_or_else(String::new, |dag| dag_met_weekdag(taal, dag));
    let tekst = match veld {
        Veld::KlantAanhef => aanhef(taal, &gegevens.klant),
        Veld::KlantNaam => gegevens.klant.voluit(),
        Veld::GesprekSoort => kleine_letter(&gegevens.soort),
        Veld::GesprekDatum => dag_met_weekdag(taal, gegevens.moment.date()),
        Veld::GesprekTijd => tijd(taal, gegevens.moment.time()),
        Veld::GesprekPlaats => waar(gegevens),
        Veld::GesprekDuur => duur(taal, gegevens.duur_minuten),
        Veld::KlantmanagerNaam => gegevens.klantmanager.clone(),
        Veld::GemeenteNaam => gegevens.afzender.gemeente.clone(),
        Veld::GemeenteTelefoon => gegevens.afzender.telefoon.clone(),
        Veld::UitnodigingDatum => datum(gegevens.uitgenodigd),
        Veld::HersteltermijnEinde => datum(gegevens.hersteltermijn),
        // They stand on a line of their own and are no words in it.
        Veld::GesprekAfspraak | Veld::Afspraken => String::new(),
    };
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The salutation. The record does not say whether somebody is a man or a woman, and a letter should not guess.
#[must_use]
pub fn aanhef(taal: Taal, naam: &Persoonsnaam) -> String {
    let familie = [naam.voorvoegsel.as_str(), &naam.geslachtsnaam];
    let familie = familie.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match taal {
        Taal::Nl => {
            let mut letters = familie.chars();
            let eerste = letters.next().map(char::to_uppercase).into_iter().flatten();
            format!("Geachte heer of mevrouw {},", eerste.chain(letters).collect::<String>())
        }
        Taal::En => format!("Dear {},", naam.voluit()),
        Taal::Ar => format!("السيد / السيدة {}،", naam.voluit()),
    }
}

/// A code list begins with a capital; in a sentence there is none, unless the word is an abbreviation.
fn kleine_letter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(eerste), Some(tweede)) if !tweede.is_uppercase() => eerste.to_lowercase().chain(letters).collect(),
        _ => tekst.to_owned(),
    }
}

/// How one is spoken to by telephone: on the number that was noted with the conversation, or else on that of the file. Never a place:
/// nobody has to come.
fn per_telefoon(gegevens: &Gegevens) -> String {
    let (plaats, nummer) = (gegevens.plaats.trim(), gegevens.telefoon.trim());
    let nummer = if heeft_nummer(plaats) && !plaats.contains(char::is_alphabetic) { plaats } else { nummer };
    match (gegevens.taal, nummer) {
        (Taal::Nl, "") => "per telefoon: wij bellen u".to_owned(),
        (Taal::Nl, nummer) => format!("per telefoon: wij bellen u op {nummer}"),
        (Taal::En, "") => "by telephone: we will call you".to_owned(),
        (Taal::En, nummer) => format!("by telephone: we will call you on {nummer}"),
        (Taal::Ar, "") => "عبر الهاتف: سنتصل بكم".to_owned(),
        (Taal::Ar, nummer) => format!("عبر الهاتف: سنتصل بكم على الرقم {nummer}"),
    }
}

/// Where: a room is in the building of the municipality, and without a place that is where one is received.
fn waar(gegevens: &Gegevens) -> String {
    if gegevens.telefonisch {
        return per_telefoon(gegevens);
    }
    let (plaats, adres) = (gegevens.plaats.trim(), gegevens.afzender.bezoekadres.trim());
    let klein = plaats.to_lowercase();
    // A colleague writes of the client, a letter to him.
    if ["thuis", "bij klant thuis", "bij de klant thuis", "huisbezoek"].contains(&klein.as_str()) {
        return match gegevens.taal {
            Taal::Nl => "bij u thuis",
            Taal::En => "at your home",
            Taal::Ar => "في منزلكم",
        }
        .to_owned();
    }
    let kamer = ["kamer", "spreekkamer", "balie", "zaal"].iter().any(|woord| klein.starts_with(woord));
    match (plaats.is_empty(), adres.is_empty()) {
        (true, _) => adres.to_owned(),
        (false, false) if kamer => format!("{adres},\n{plaats}"),
        (false, _) => plaats.to_owned(),
    }
}

fn afspraakblok(gegevens: &Gegevens) -> Afspraakblok {
    let taal = gegevens.taal;
    Afspraakblok {
        wanneer: wanneer(taal, gegevens.moment.date(), gegevens.moment.time()),
        waar: waar(gegevens),
        met_wie: met_wie(gegevens),
        hoe_lang: duur(taal, gegevens.duur_minuten),
    }
}

/// Who will be there, a line each: a client who finds a stranger at the table was not told.
fn met_wie(gegevens: &Gegevens) -> String {
    let ook = gegevens.ook_aanwezig.iter().map(|(naam, functie)| match (naam.is_empty(), functie.is_empty()) {
        (false, false) => format!("{naam}, {functie}"),
        _ => format!("{naam}{functie}"),
    });
    let taal = gegevens.tolk.as_str();
    let tolk = Some(match gegevens.taal {
        Taal::Nl => format!("een tolk ({taal})"),
        Taal::En => format!("an interpreter ({taal})"),
        Taal::Ar => format!("مترجم ({taal})"),
    });
    let tolk = tolk.filter(|_| !taal.is_empty());
    std::iter::once(gegevens.klantmanager.clone()).chain(ook).chain(tolk).collect::<Vec<_>>().join("\n")
}

/// What was agreed, as a list when there is more than one line.
fn afspraken(tekst: &str) -> Result<Blok, GegevenOntbreekt> {
    let regels = tekst.lines().map(|regel| regel.trim().trim_start_matches(['-', '*', '•']).trim().to_owned());
    let mut regels: Vec<String> = regels.filter(|regel| !regel.is_empty()).collect();
    match regels.len() {
        0 => Err(GegevenOntbreekt(Veld::Afspraken)),
        1 => Ok(Blok::Alinea(regels.remove(0))),
        _ => Ok(Blok::Opsomming(regels)),
    }
}

/// An invented client, to show what a template for a telephone call or for another conversation becomes.
#[must_use]
pub fn voorbeeld_van(soort: Sjabloonsoort, taal: Taal, afzender: Afzender) -> Gegevens {
    let gesprek = match soort {
        Sjabloonsoort::UitnodigingPoort => "Poortgesprek",
        Sjabloonsoort::UitnodigingRechtmatigheid => "Rechtmatigheidsgesprek",
        _ if soort.telefonisch() => "Telefoongesprek",
        _ => "Klantbeeldgesprek",
    };
    Gegevens { soort: gesprek.to_owned(), telefonisch: soort.telefonisch(), ..voorbeeld(taal, afzender) }
}

/// An invented client, to show what a template becomes.
#[must_use]
pub fn voorbeeld(taal: Taal, afzender: Afzender) -> Gegevens {
    Gegevens {
        taal,
        klant: Persoonsnaam {
            voornamen: "Fatma".to_owned(),
            voorvoegsel: String::new(),
            geslachtsnaam: "Yilmaz".to_owned(),
        },
        soort: "Klantbeeldgesprek".to_owned(),
        moment: date(2026, 12, 3).at(10, 0, 0, 0),
        duur_minuten: 90,
        plaats: "kamer 2.12".to_owned(),
        telefonisch: false,
        telefoon: "06-12345678".to_owned(),
        in_plaats_van: None,
        klantmanager: "Nadia el Amrani".to_owned(),
        ook_aanwezig: Vec::new(),
        tolk: String::new(),
        afzender,
        uitgenodigd: Some(date(2026, 11, 19)),
        hersteltermijn: Some(date(2026, 12, 17)),
        afspraken: "U schrijft u vóór 10 december in voor de cursus.\nWij zoeken een plek bij het taalcafé.".to_owned(),
    }
}
