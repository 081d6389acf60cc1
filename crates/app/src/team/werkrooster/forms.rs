//! The forms of working days.

use std::collections::BTreeSet;

use domain::{
    datum::{self, Periode, lang, plus_maanden, weekdag},
    termijn::is_vrije_dag,
    werkrooster::{Afwezigheid, SoortAfwezigheid, Tijdvak, Werkrooster},
};
use jiff::civil::{Date, Time, date};
use storage::sluitingsdag::Sluitingsdag;

use crate::web::{
    Formulier, Keuze, Veld,
    veld::{fouten, lees_tijd},
    woorden::{hoofdletter, zin},
};

/// The days one can work: the town hall is closed at weekends. Label and the names of the two fields.
const DAGEN: [(&str, &str, &str); 5] = [
    ("Maandag", "ma_van", "ma_tot"),
    ("Dinsdag", "di_van", "di_tot"),
    ("Woensdag", "wo_van", "wo_tot"),
    ("Donderdag", "do_van", "do_tot"),
    ("Vrijdag", "vr_van", "vr_tot"),
];
/// Before this nobody had a pattern worth knowing.
const VROEGST: Date = date(2000, 1, 1);
const TIJD_FOUT: &str = "Vul een tijd in, bijvoorbeeld 8.30.";

/// From when to when on one day.
pub(super) struct Tijden {
    pub(super) van: Veld,
    pub(super) tot: Veld,
}

impl Tijden {
    fn nieuw(naam: &str, van: &'static str, tot: &'static str, tijdvak: Option<Tijdvak>) -> Self {
        let tekst = |tijd: Option<Time>| tijd.map_or_else(String::new, in_woorden);
        Self {
            van: Veld::vrij(van, &format!("{naam} van")).met(tekst(tijdvak.map(Tijdvak::van))),
            tot: Veld::vrij(tot, &format!("{naam} tot")).met(tekst(tijdvak.map(Tijdvak::tot))),
        }
    }

    fn uit(self, formulier: &Formulier) -> Self {
        Self { van: self.van.uit(formulier), tot: self.tot.uit(formulier) }
    }

    /// Nothing when both are empty; an error stands at the field that is wrong.
    fn lees(&mut self) -> Option<Tijdvak> {
        match (self.van.waarde.trim().is_empty(), self.tot.waarde.trim().is_empty()) {
            (true, true) => return None,
            (true, false) => self.van.afkeuren("Vul ook de begintijd in."),
            (false, true) => self.tot.afkeuren("Vul ook de eindtijd in."),
            (false, false) => {}
        }
        let lees = |veld: &mut Veld| veld.fout.is_none().then(|| veld.lees(lees_tijd, TIJD_FOUT)).flatten();
        let (van, tot) = (lees(&mut self.van), lees(&mut self.tot));
        match Tijdvak::nieuw(van?, tot?) {
            Ok(tijdvak) => Some(tijdvak),
            Err(geweigerd) => {
                self.tot.afkeuren(zin(&geweigerd.to_string()));
                None
            }
        }
    }
}

/// `8.30`.
pub(super) fn in_woorden(tijd: Time) -> String {
    format!("{}.{:02}", tijd.hour(), tijd.minute())
}

/// A weekly pattern.
pub(super) struct RoosterForm {
    pub(super) ingang: Veld,
    pub(super) dagen: Vec<Tijden>,
    pub(super) pauze: Tijden,
}

impl RoosterForm {
    /// Filled in with the pattern that counts now, or with usual hours.
    pub(super) fn van(nu: Option<&Werkrooster>, vandaag: Date) -> Self {
        let gewoon = Tijdvak::nieuw(Time::constant(8, 30, 0, 0), Time::constant(17, 0, 0, 0)).ok();
        let pauze = Tijdvak::nieuw(Time::constant(12, 30, 0, 0), Time::constant(13, 0, 0, 0)).ok();
        let op = |dag: usize| nu.map_or(gewoon, |rooster| rooster.dagen[dag]);
        let dagen = DAGEN.into_iter().enumerate();
        Self {
            ingang: Veld::new("ingang", "Geldt vanaf")
                .uitleg("Tot die dag blijft het huidige rooster gelden.")
                .met(vandaag.to_string()),
            dagen: dagen.map(|(dag, (naam, van, tot))| Tijden::nieuw(naam, van, tot, op(dag))).collect(),
            pauze: Tijden::nieuw("Pauze", "pauze_van", "pauze_tot", nu.map_or(pauze, |rooster| rooster.pauze)),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::van(None, vandaag);
        Self {
            ingang: leeg.ingang.uit(formulier),
            dagen: leeg.dagen.into_iter().map(|dag| dag.uit(formulier)).collect(),
            pauze: leeg.pauze.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let tijden = self.dagen.iter().chain([&self.pauze]).flat_map(|tijden| [&tijden.van, &tijden.tot]);
        fouten(&[&self.ingang].into_iter().chain(tijden).collect::<Vec<_>>())
    }

    /// The pattern; every error at once, each at its field.
    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Werkrooster> {
        let ingang = self.ingang.datum("Vul een bestaande datum in, bijvoorbeeld 1-1-2027.");
        if let Some(ingang) = ingang {
            if ingang > plus_maanden(vandaag, 24) {
                self.ingang.afkeuren("Dit ligt meer dan twee jaar vooruit. Controleer het jaar.");
            } else if ingang < VROEGST {
                self.ingang.afkeuren("Dit is te lang geleden. Controleer het jaar.");
            }
        }
        let mut dagen = [None; 7];
        for (plaats, tijden) in dagen.iter_mut().zip(&mut self.dagen) {
            *plaats = tijden.lees();
        }
        let pauze = self.pauze.lees();
        if self.fouten().is_empty() && dagen.iter().all(Option::is_none) {
            let tekst = "Vul ten minste één werkdag in. Werkt iemand tijdelijk niet, meld dan afwezigheid.";
            self.dagen[0].van.afkeuren(tekst);
        }
        let rooster = Werkrooster { dagen, pauze, geldig: Periode::vanaf(ingang?) };
        if self.fouten().is_empty() && rooster.minuten_per_week() == 0 {
            self.pauze.tot.afkeuren("Na de pauze blijft er geen werktijd over. Maak de pauze korter.");
        }
        self.fouten().is_empty().then_some(rooster)
    }
}

/// Days somebody is away.
pub(super) struct AfwezigForm {
    pub(super) van: Veld,
    pub(super) tot: Veld,
    pub(super) soort: Veld,
}

impl AfwezigForm {
    pub(super) fn leeg() -> Self {
        Self {
            van: Veld::new("van", "Eerste dag"),
            tot: Veld::vrij("tot", "Laatste dag").uitleg("Laat leeg als dat nog niet bekend is."),
            soort: Veld::new("soort", "Waarom")
                .met(SoortAfwezigheid::Verlof.code())
                .uitleg("Alleen u en de teamleider zien waarom."),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self { van: leeg.van.uit(formulier), tot: leeg.tot.uit(formulier), soort: leeg.soort.uit(formulier) }
    }

    pub(super) fn soorten(&self) -> Vec<Keuze> {
        let keuze =
            |soort: SoortAfwezigheid| Keuze::new(soort.code(), &hoofdletter(soort.omschrijving()), &self.soort.waarde);
        SoortAfwezigheid::ALLE.into_iter().map(keuze).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.van, &self.tot, &self.soort])
    }

    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Afwezigheid> {
        let geen_datum = "Vul een bestaande datum in, bijvoorbeeld 24-12-2026.";
        let van = self.van.datum(geen_datum);
        let open = self.tot.waarde.trim().is_empty();
        let tot = if open { None } else { self.tot.datum(geen_datum) };
        let soort = self.soort.lees(|text| text.parse::<SoortAfwezigheid>().ok(), "Kies waarom uit de lijst.");
        let verste = plus_maanden(vandaag, 24);
        if van.is_some_and(|van| van > verste) {
            self.van.afkeuren("Dit ligt meer dan twee jaar vooruit. Controleer het jaar.");
        }
        if van.is_some_and(|van| van < plus_maanden(vandaag, -24)) {
            self.van.afkeuren("Dit ligt meer dan twee jaar terug. Controleer het jaar.");
        }
        if tot.is_some_and(|tot| tot < vandaag) {
            self.tot.afkeuren(
                "Deze dagen zijn voorbij. Afwezigheid noteert u om er niet op te plannen: kies vandaag of later.",
            );
        }
        if tot.is_some_and(|tot| tot > verste) {
            self.tot.afkeuren("Dit ligt meer dan twee jaar vooruit. Controleer het jaar, of laat de dag leeg.");
        }
        if let (Some(van), Some(tot)) = (van, tot)
            && tot < van
        {
            self.tot.afkeuren("De laatste dag ligt vóór de eerste.");
        }
        if !self.fouten().is_empty() {
            return None;
        }
        Some(Afwezigheid { periode: Periode { van: van?, tot_en_met: tot }, soort: soort? })
    }
}

/// Most days a year can be closed beside weekends and holidays; more is a mistake.
const MEESTE_DAGEN: usize = 60;

/// The closing days of a year, one per line.
pub(super) struct SluitForm {
    pub(super) dagen: Veld,
}

impl SluitForm {
    pub(super) fn van(dagen: &[Sluitingsdag]) -> Self {
        let regel = |(dag, naam): &Sluitingsdag| format!("{} {naam}", lang(*dag)).trim_end().to_owned();
        let tekst: Vec<String> = dagen.iter().map(regel).collect();
        Self {
            dagen: Veld::vrij("dagen", "Sluitingsdagen, één per regel")
                .uitleg(
                    "Eerst de datum, dan hoe de dag heet: 24 december 2026 Kerstavond. Weekenden en feestdagen hoeven er \
                     niet bij. Is er geen enkele, laat het vak dan leeg en sla op.",
                )
                .met(tekst.join("\n")),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        Self { dagen: Self::van(&[]).dagen.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.dagen])
    }

    /// The days; the first line that is wrong is named.
    pub(super) fn lees(&mut self, jaar: i16) -> Option<Vec<Sluitingsdag>> {
        match lees_dagen(&self.dagen.waarde, jaar) {
            Ok(dagen) => Some(dagen),
            Err(fout) => {
                self.dagen.afkeuren(fout);
                None
            }
        }
    }
}

fn lees_dagen(tekst: &str, jaar: i16) -> Result<Vec<Sluitingsdag>, String> {
    let mut dagen = Vec::new();
    let mut gezien = BTreeSet::new();
    for regel in tekst.lines().map(str::trim).filter(|regel| !regel.is_empty()) {
        let kort: String = regel.chars().take(40).collect();
        let (dag, naam) = lees_regel(regel).ok_or_else(|| format!("“{kort}” begint niet met een bestaande datum."))?;
        if dag.year() != jaar {
            return Err(format!("“{kort}” ligt niet in {jaar}. Vul die dag bij het andere jaar in."));
        }
        if is_vrije_dag(dag) {
            return Err(format!("“{kort}” is een {} waarop al niet wordt gewerkt. Haal de regel weg.", weekdag(dag)));
        }
        if naam.chars().count() > 100 {
            return Err(format!("De naam in “{kort}” is te lang. Gebruik hooguit 100 tekens."));
        }
        if !gezien.insert(dag) {
            return Err(format!("“{kort}” staat er twee keer in."));
        }
        dagen.push((dag, naam));
    }
    if dagen.len() > MEESTE_DAGEN {
        return Err(format!("Dit zijn {} dagen; hooguit {MEESTE_DAGEN} per jaar.", dagen.len()));
    }
    Ok(dagen)
}

/// A date of one word or of three, and what comes after it.
fn lees_regel(regel: &str) -> Option<Sluitingsdag> {
    let woorden: Vec<&str> = regel.split_whitespace().collect();
    [1, 3].into_iter().filter(|aantal| *aantal <= woorden.len()).find_map(|aantal| {
        let dag = datum::lees(&woorden[..aantal].join(" "))?;
        Some((dag, woorden[aantal..].join(" ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_days_are_read_line_by_line() {
        let tekst = "24 december 2026 Kerstavond\n\n 31-12-2026\n2026-10-16  dag van de  brandoefening";
        let dagen = lees_dagen(tekst, 2026).unwrap();
        let verwacht = [
            (date(2026, 12, 24), "Kerstavond"),
            (date(2026, 12, 31), ""),
            (date(2026, 10, 16), "dag van de brandoefening"),
        ];
        assert_eq!(dagen, verwacht.map(|(dag, naam)| (dag, naam.to_owned())));
        for (tekst, fout) in [
            ("Kerstavond", "geen datum"),
            ("24-12-2027", "ander jaar"),
            ("25-12-2026", "een vrijdag"),
            ("26-12-2026", "een zaterdag"),
            ("24-12-2026\n24 december 2026", "twee keer"),
        ] {
            assert!(lees_dagen(tekst, 2026).is_err(), "{fout}");
        }
    }
}
