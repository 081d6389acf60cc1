//! Which part of the earnings of a month is left out of account: asked for a month, and answered with the article.

use domain::{
    datum::maand,
    geld::Eurocent,
    inkomsten::{GeenVrijlating, Inkomsten, per_maand, vrijlating},
    regel::{RegelOnbekend, Welke, leeftijd, procent, regel_op, termijn},
};
use jiff::civil::Date;
use serde::Deserialize;

use crate::web::{Veld, veld::fouten, woorden::zin};

/// What the address asks; without a month it is about this one.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Vraag {
    #[serde(default)]
    maand: String,
    #[serde(default)]
    gebruikt: String,
}

/// The question with its answer.
pub(super) struct Vrijlating {
    pub(super) maand: Veld,
    pub(super) gebruikt: Veld,
    /// What is left out, and by which article; or why nothing is. Empty when an error at a field says so.
    pub(super) antwoord: String,
    /// The answer is a refusal.
    pub(super) geweigerd: bool,
}

/// What the law leaves out of account on a day, in words; of a day whose rule is not known, that.
pub(super) fn regel_in_woorden(dag: Date) -> String {
    let regel = || {
        let (deel, vanaf) = (procent(Welke::VrijlatingPercentage, dag)?, leeftijd(Welke::VrijlatingLeeftijd, dag)?);
        let duur = termijn(Welke::VrijlatingDuur, dag)?;
        Ok::<_, RegelOnbekend>(format!(
            "{deel} procent van inkomsten uit arbeid telt niet mee, tot een bedrag per maand, hooguit {duur} en vanaf {vanaf} jaar."
        ))
    };
    regel().unwrap_or_else(|onbekend| zin(&onbekend.to_string()))
}

/// The income of a month: what holds on its first day, or else on its last, for who began in the course of it.
fn in_maand(inkomsten: &[Inkomsten], maand: Date) -> Option<Eurocent> {
    per_maand(inkomsten, maand.first_of_month()).or_else(|| per_maand(inkomsten, maand.last_of_month()))
}

/// `2026-11`, as the browser sends a month, or any day of it.
fn lees_maand(text: &str) -> Option<Date> {
    domain::datum::lees(text).or_else(|| domain::datum::lees(&format!("{text}-01"))).map(Date::first_of_month)
}

/// The article a refusal rests on; empty when its text names it.
fn artikel(geweigerd: &GeenVrijlating, dag: Date) -> &'static str {
    let welke = match geweigerd {
        GeenVrijlating::TeJong { .. } => Welke::VrijlatingLeeftijd,
        GeenVrijlating::MaandenOp(_) => Welke::VrijlatingDuur,
        GeenVrijlating::BedragOnbekend(_) => Welke::VrijlatingPercentage,
        GeenVrijlating::Onbekend(_) => return "",
    };
    regel_op(welke, dag).map_or("", |regel| regel.artikel)
}

/// A refusal as a sentence, with its article.
fn in_woorden(geweigerd: &GeenVrijlating, dag: Date) -> String {
    match artikel(geweigerd, dag) {
        "" => zin(&geweigerd.to_string()),
        artikel => zin(&format!("{geweigerd} ({artikel})")),
    }
}

impl Vrijlating {
    /// Answers a question about a client who was born on a day. What was asked and is refused stands at its field; what nobody
    /// asked is told beside the form.
    pub(super) fn van(vraag: &Vraag, inkomsten: &[Inkomsten], geboren: Date, vandaag: Date) -> Self {
        let gevraagd = !vraag.maand.is_empty();
        let waarde = |waarde: &str, anders: String| if gevraagd { waarde.to_owned() } else { anders };
        let nu = format!("{:04}-{:02}", vandaag.year(), vandaag.month());
        let mut is = Self {
            maand: Veld::new("maand", "Over welke maand?").met(waarde(&vraag.maand, nu)),
            gebruikt: Veld::new("gebruikt", "In hoeveel maanden is de vrijlating al toegepast?")
                .uitleg("De uitkeringsadministratie weet dit.")
                .met(waarde(&vraag.gebruikt, "0".to_owned())),
            antwoord: String::new(),
            geweigerd: false,
        };
        let maand = is.maand.lees(lees_maand, "Vul een bestaande maand in, bijvoorbeeld 2026-11.");
        let gebruikt = is.gebruikt.lees(
            |text| text.parse().ok().filter(|maanden: &u16| *maanden <= 600),
            "Vul een heel aantal maanden in, vanaf 0.",
        );
        if let (Some(dag), Some(gebruikt)) = (maand, gebruikt) {
            is.beantwoord(dag, gebruikt, (in_maand(inkomsten, dag), geboren), gevraagd);
        }
        is
    }

    fn beantwoord(&mut self, dag: Date, gebruikt: u16, (bedrag, geboren): (Option<Eurocent>, Date), gevraagd: bool) {
        let naam = format!("{} {}", maand(dag), dag.year());
        match (vrijlating(dag, bedrag.unwrap_or(Eurocent::ZERO), geboren, gebruikt), bedrag) {
            (Ok(vrij), Some(bedrag)) => {
                let artikel = regel_op(Welke::VrijlatingPercentage, dag).map_or("", |regel| regel.artikel);
                self.antwoord = format!("Van {bedrag} in {naam} telt {vrij} niet mee ({artikel}).");
            }
            (Ok(_), None) => self.antwoord = format!("Over {naam} zijn geen inkomsten vastgelegd."),
            (Err(geweigerd), _) => {
                let tekst = in_woorden(&geweigerd, dag);
                match geweigerd {
                    _ if !gevraagd => {
                        self.antwoord = tekst;
                        self.geweigerd = true;
                    }
                    GeenVrijlating::MaandenOp(_) => self.gebruikt.afkeuren(tekst),
                    _ => self.maand.afkeuren(tekst),
                }
            }
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.maand, &self.gebruikt])
    }
}
