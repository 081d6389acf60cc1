//! A plan in words: for the page of staff, for the client, and for paper.

use domain::{
    codelijst::Kijker,
    datum::lang,
    plan::{Plan, SoortDoel, Stap, StapStand, Vaststelling, Wie, Wijze},
    verwijzing::Verwijzing,
};
use jiff::civil::Date;

use super::{forms::traject, paths};
use crate::web::Lijsten;

/// A version of a plan.
pub(super) struct Beeld {
    pub(super) nummer: i64,
    pub(super) versie: i64,
    pub(super) soort: &'static str,
    pub(super) doel: String,
    pub(super) stappen: Vec<StapBeeld>,
    pub(super) plichten: Vec<String>,
    pub(super) evaluatie: String,
    /// The day to look at it together has passed.
    pub(super) te_bekijken: bool,
    pub(super) vastgesteld: String,
    /// Empty while the client did not sign.
    pub(super) akkoord: String,
    /// The same for the client, who need not know who typed it in.
    pub(super) ondertekend: String,
    /// What became of it; empty while it is written or holds.
    pub(super) einde: String,
    pub(super) links: Links,
}

/// Where a version can be read and acted on.
pub(super) struct Links {
    pub(super) lezen: String,
    pub(super) pdf: String,
    pub(super) vaststellen: String,
    pub(super) ondertekenen: String,
    pub(super) beeindigen: String,
    pub(super) herstellen: String,
}

/// A step.
pub(super) struct StapBeeld {
    pub(super) wat: String,
    /// `Johan van der Meer`, `Pasmatch`, …
    pub(super) wie: String,
    pub(super) voor: String,
    /// The referral it is carried out with; empty when there is none.
    pub(super) traject: String,
    pub(super) staat: String,
    pub(super) kleur: &'static str,
    pub(super) open: bool,
    /// Its day has passed and it was not taken.
    pub(super) over_datum: bool,
    pub(super) actie: String,
}

impl StapBeeld {
    /// Who and when, on one line.
    pub(super) fn onder(&self) -> String {
        let traject = if self.traject.is_empty() { String::new() } else { format!(" · {}", self.traject) };
        format!("{} · uiterlijk {}{traject}", self.wie, self.voor)
    }
}

impl Beeld {
    /// Whether it has a step that can no longer be taken in time: whoever signs that, signs for what is impossible.
    pub(super) fn over_datum(&self) -> bool {
        self.stappen.iter().any(|stap| stap.over_datum)
    }
}

/// What the words of a plan depend on.
pub(super) struct Bij<'a> {
    pub(super) klant: &'a str,
    pub(super) klantmanager: &'a str,
    pub(super) lijsten: &'a Lijsten,
    pub(super) verwijzingen: &'a [Verwijzing],
    pub(super) kijker: Kijker,
    pub(super) vandaag: Date,
}

impl Bij<'_> {
    /// A version in words.
    pub(super) fn beeld(&self, plan: &Plan) -> Beeld {
        let vaststelling = plan.stand.vaststelling();
        Beeld {
            nummer: plan.nummer,
            versie: plan.versie,
            soort: match plan.inhoud.soort {
                SoortDoel::Werk => "Werk",
                SoortDoel::Participatie => "Participatie",
            },
            doel: plan.inhoud.doel.clone(),
            stappen: plan.inhoud.stappen.iter().map(|stap| self.stap(stap)).collect(),
            plichten: alineas(&plan.inhoud.rechten_en_plichten),
            evaluatie: lang(plan.inhoud.evaluatie),
            te_bekijken: plan.geldt() && plan.inhoud.evaluatie < self.vandaag,
            vastgesteld: vaststelling.map_or_else(String::new, |vaststelling| {
                format!("{}, door {}", lang(vaststelling.op), self.lijsten.gebruiker(vaststelling.door))
            }),
            akkoord: vaststelling.map_or_else(String::new, |vaststelling| self.akkoord(vaststelling)),
            ondertekend: vaststelling.map_or_else(String::new, ondertekend),
            einde: match plan.stand.einde() {
                Some(op) => format!("{} op {}", plan.stand.omschrijving(), lang(op)),
                None => String::new(),
            },
            links: Links {
                lezen: paths::lezen(plan.id),
                pdf: paths::pdf(plan.id),
                vaststellen: paths::vaststellen(plan.id),
                ondertekenen: paths::ondertekenen(plan.id),
                beeindigen: paths::beeindigen(plan.id),
                herstellen: paths::herstellen(plan.id),
            },
        }
    }

    fn akkoord(&self, vaststelling: &Vaststelling) -> String {
        let Some(akkoord) = &vaststelling.akkoord else { return String::new() };
        format!("{}; vastgelegd door {}", ondertekend(vaststelling), self.lijsten.gebruiker(akkoord.vastgelegd_door))
    }

    fn stap(&self, stap: &Stap) -> StapBeeld {
        let (staat, kleur) = match stap.stand {
            StapStand::Klaar { op } => (format!("Klaar op {}", lang(op)), "groen"),
            StapStand::Vervallen { op } => (format!("Vervallen op {}", lang(op)), ""),
            StapStand::Open if stap.over_datum(self.vandaag) => ("Over datum".to_owned(), "rood"),
            StapStand::Open => ("Open".to_owned(), "blauw"),
        };
        let verwijzing = self.verwijzingen.iter().find(|verwijzing| Some(verwijzing.id) == stap.verwijzing);
        StapBeeld {
            wat: stap.wat.clone(),
            wie: match &stap.wie {
                Wie::Klant => self.klant.to_owned(),
                Wie::Klantmanager => self.klantmanager.to_owned(),
                Wie::Ander(naam) => naam.clone(),
            },
            voor: lang(stap.voor),
            traject: verwijzing.map_or_else(String::new, |verwijzing| traject(verwijzing, self.lijsten, self.kijker)),
            staat,
            kleur,
            open: stap.stand == StapStand::Open,
            over_datum: stap.stand == StapStand::Open && stap.over_datum(self.vandaag),
            actie: paths::stap(stap.id),
        }
    }
}

/// When, how and by whom it was signed; empty while that did not happen.
fn ondertekend(vaststelling: &Vaststelling) -> String {
    let Some(akkoord) = &vaststelling.akkoord else { return String::new() };
    let naam = match &akkoord.wijze {
        Wijze::Scherm { naam, hoedanigheid: None } => format!(" door {naam}"),
        Wijze::Scherm { naam, hoedanigheid: Some(is) } => format!(" door {naam}, {} van de klant", is.omschrijving()),
        Wijze::Papier => String::new(),
    };
    format!("{}, {}{naam}", lang(akkoord.op), akkoord.wijze.omschrijving())
}

/// A text as its paragraphs.
fn alineas(tekst: &str) -> Vec<String> {
    tekst.split("\n\n").map(str::trim).filter(|alinea| !alinea.is_empty()).map(ToOwned::to_owned).collect()
}
