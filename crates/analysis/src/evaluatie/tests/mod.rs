//! Stories on small cohorts, counted by hand, and laws that hold for every cohort.

mod eigenschappen;
mod geld;
mod rapporten;
mod verhalen;

use domain::{
    codelijst::Code,
    geld::Eurocent,
    project::{Factuur, Project, Rapportvorm, Rubriek},
};
use jiff::civil::{Date, date};

use super::{Cohort, Deelnemer, Evaluatie, Omgeving, RubriekRegel, WaarschuwingCode, evalueer};

/// The reference date of the final evaluation of Ik doe mee.
const NIEUWJAAR_2019: Date = date(2019, 1, 1);

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

/// A project from May 2017 through December 2018 with three headings and nobody in it yet.
fn ik_doe_mee() -> Cohort {
    Cohort {
        project: Project {
            id: "019a0000-0000-7000-8000-000000000001".parse().unwrap(),
            code: "ik-doe-mee".to_owned(),
            naam: "Ik doe mee".to_owned(),
            doel: "Iedereen spreken".to_owned(),
            start: date(2017, 5, 1),
            einde: date(2018, 12, 31),
            peildatum: NIEUWJAAR_2019,
            vorm: Rapportvorm::Uitstroom,
            uit_caseload_van: None,
            bron: "test".to_owned(),
        },
        deelnemers: Vec::new(),
        rubrieken: vec![
            rubriek("werk", "werk", 1),
            rubriek("inkomsten_onderneming", "werk", 1),
            rubriek("verhuisd", "verhuizing", 2),
            rubriek("onbekend", "overig", 3),
        ],
        uren: Vec::new(),
        facturen: Vec::new(),
        caseloadnormen: Vec::new(),
        contacturen: Vec::new(),
        omgeving: Omgeving::default(),
    }
}

fn met(deelnemers: impl IntoIterator<Item = Deelnemer>) -> Cohort {
    Cohort { deelnemers: deelnemers.into_iter().collect(), ..ik_doe_mee() }
}

fn rubriek(reden: &str, rubriek: &str, volgorde: i64) -> Rubriek {
    Rubriek { reden: code(reden), rubriek: code(rubriek), omschrijving: rubriek.to_owned(), volgorde }
}

/// A client selected on the first day, with € 1.000,00 a month, of whom nothing else is known.
fn client() -> Deelnemer {
    Deelnemer {
        geselecteerd: date(2017, 5, 1),
        maandbedrag: Eurocent(100_000),
        einde: None,
        opnieuw: None,
        uitgenodigd: None,
        gesproken: None,
        niet_verschenen: None,
        ontheffing: None,
        traject: None,
        spoedkeuringen: Vec::new(),
    }
}

/// A client whose benefit ended.
fn beeindigd(laatste_dag: Date, reden: &str) -> Deelnemer {
    Deelnemer { einde: Some((laatste_dag, code(reden))), ..client() }
}

fn factuur(nummer: &str, datum: Date, cent: i64) -> Factuur {
    Factuur { nummer: nummer.to_owned(), leverancier: "Bureau Vlot".to_owned(), datum, bedrag: Eurocent(cent) }
}

fn op_nieuwjaar_2019(cohort: &Cohort) -> Evaluatie {
    evalueer(cohort, NIEUWJAAR_2019).unwrap()
}

fn heading<'e>(evaluatie: &'e Evaluatie, rubriek: &str) -> Option<&'e RubriekRegel> {
    evaluatie.uitstroom.rubrieken.iter().find(|regel| regel.rubriek == rubriek)
}

/// The words of a warning, if it was given.
fn waarschuwing(evaluatie: &Evaluatie, code: WaarschuwingCode) -> Option<&str> {
    evaluatie.waarschuwingen.iter().find(|waarschuwing| waarschuwing.code == code).map(|w| w.tekst.as_str())
}
