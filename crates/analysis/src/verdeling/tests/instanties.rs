//! The published instances, when `KLANTBEELD_INSTANTIES` names the folder they are in.

use std::{path::Path, time::Instant};

use super::klopt;
use crate::{
    opgave::Opgave,
    verdeling::{Wensen, in_evenwicht, toewijzen},
};

fn instantie(naam: &str) -> Option<Opgave> {
    let map = std::env::var_os("KLANTBEELD_INSTANTIES")?;
    let tekst = std::fs::read_to_string(Path::new(&map).join(naam)).ok()?;
    serde_json::from_str(&tekst).ok()
}

#[test]
fn zonder_uren_zijn_de_bekende_optima_er_meteen() {
    for (naam, optimum) in [("small.json", 905), ("medium.json", 4_470), ("large.json", 39_925)] {
        let Some(opgave) = instantie(naam) else { continue };
        let verdeling = toewijzen(&opgave, &Wensen::default()).unwrap();
        klopt(&opgave, &verdeling);
        assert_eq!(verdeling.kosten, optimum, "{naam}");
    }
}

#[test]
fn met_uren_zijn_de_eerste_twee_bewezen() {
    for (naam, optimum) in [("small.json", 1_042), ("medium.json", 5_677)] {
        let Some(opgave) = instantie(naam) else { continue };
        let verdeling = in_evenwicht(&opgave, &Wensen::default(), &|| true).unwrap();
        klopt(&opgave, &verdeling);
        assert_eq!((verdeling.doelwaarde, verdeling.bewezen), (optimum, true), "{naam}");
    }
}

#[test]
fn met_uren_is_het_dicht_bij_wat_bewezen_is() {
    for (naam, beste_ooit) in [("small.json", 1_042), ("medium.json", 5_677)] {
        let Some(opgave) = instantie(naam) else { continue };
        let begin = Instant::now();
        let verdeling = in_evenwicht(&opgave, &Wensen::default(), &|| begin.elapsed().as_secs() < 3).unwrap();
        klopt(&opgave, &verdeling);
        assert!(verdeling.ondergrens <= beste_ooit, "{naam}: {}", verdeling.ondergrens);
        assert!(verdeling.speling() < 0.01, "{naam}: {} to {}", verdeling.ondergrens, verdeling.doelwaarde);
    }
}
