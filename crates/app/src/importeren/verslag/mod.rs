//! What an import did or would do, for the person who ran it and for the files beside it.

mod bijlagen;

use std::{
    fmt,
    path::{Path, PathBuf},
};

use domain::{
    datum::kort,
    geld::{Eurocent, thousands},
    gemeente::Gemeente,
    klant::Klantnummer,
    uitkering::Regeling,
};
use jiff::civil::Date;

pub(super) use self::bijlagen::Bijlagen;
use super::fout::Fouten;

/// How many differences and vanished benefits are kept; the files have all.
pub(super) const GETOOND: usize = 1_000;
/// How many of each stand in the text of a report.
const IN_TEKST: usize = 20;

/// Something that differs between file and Klantbeeld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verschil {
    /// Whose.
    pub klantnummer: Klantnummer,
    /// The row of the file.
    pub rij: u32,
    /// Which field.
    pub veld: &'static str,
    /// What Klantbeeld has.
    pub oud: String,
    /// What the file has.
    pub nieuw: String,
    /// Why the file was not followed; empty when it was.
    pub niet_overgenomen: &'static str,
}

/// A benefit that runs in Klantbeeld and is not in the file. It is never ended by an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdwenen {
    /// Whose.
    pub klantnummer: Klantnummer,
    /// The scheme.
    pub regeling: Regeling,
    /// First day of right.
    pub ingang: Date,
    /// What was paid.
    pub maandbedrag: Eurocent,
    /// Whether the client stands in the file with another benefit.
    pub klant_in_bestand: bool,
}

/// The first of a list, and how many there were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijst<T> {
    /// The first [`GETOOND`].
    pub eerste: Vec<T>,
    /// All.
    pub totaal: u64,
}

impl<T> Default for Lijst<T> {
    fn default() -> Self {
        Self { eerste: Vec::new(), totaal: 0 }
    }
}

impl<T> Lijst<T> {
    pub(crate) fn push(&mut self, item: T) {
        self.totaal += 1;
        if self.eerste.len() < GETOOND {
            self.eerste.push(item);
        }
    }
}

/// How many of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the Display of the report says each in a sentence")]
pub struct Aantallen {
    pub rijen: u64,
    pub foute_rijen: u64,
    pub klanten: u64,
    pub nieuwe_klanten: u64,
    pub gewijzigde_klanten: u64,
    pub ongewijzigde_klanten: u64,
    pub nieuwe_uitkeringen: u64,
    pub terugkeer: u64,
    pub gewijzigde_uitkeringen: u64,
    pub beeindigde_uitkeringen: u64,
    pub zonder_reden: u64,
    pub toewijzingen: u64,
    pub indelingen: u64,
    pub niet_overgenomen: u64,
    pub leeg_in_bestand: u64,
    pub bevestigde_opdrachten: u64,
    pub afwijkende_opdrachten: u64,
    pub wachtende_opdrachten: u64,
}

/// The report of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verslag {
    /// The name of the file, without its folder.
    pub bestand: String,
    /// Its SHA-256.
    pub sha256: String,
    /// For which municipality.
    pub gemeente: Gemeente,
    /// Whether it was a dry run.
    pub proef: bool,
    /// Whether anything was written.
    pub doorgevoerd: bool,
    /// How many of what.
    pub aantal: Aantallen,
    /// What is wrong with the file.
    pub fouten: Fouten,
    /// Differences with Klantbeeld, followed or not.
    pub verschillen: Lijst<Verschil>,
    /// Benefits that run in Klantbeeld and are not in the file.
    pub verdwenen: Lijst<Verdwenen>,
    /// Clients who got a klantmanager by the rule, with the name.
    pub verdeeld: Lijst<(Klantnummer, String)>,
    /// New clients without a klantmanager.
    pub zonder_klantmanager: Lijst<Klantnummer>,
    /// What deserves a look.
    pub waarschuwingen: Vec<String>,
    /// The files that were written.
    pub bestanden: Vec<PathBuf>,
    /// How long it took.
    pub seconden: i64,
}

impl Verslag {
    pub(crate) fn new(bestand: &Path, sha256: String, gemeente: Gemeente, proef: bool) -> Self {
        let bestand = bestand.file_name().unwrap_or(bestand.as_os_str()).to_string_lossy().into_owned();
        Self {
            bestand,
            sha256,
            gemeente,
            proef,
            doorgevoerd: false,
            aantal: Aantallen::default(),
            fouten: Fouten::default(),
            verschillen: Lijst::default(),
            verdwenen: Lijst::default(),
            verdeeld: Lijst::default(),
            zonder_klantmanager: Lijst::default(),
            waarschuwingen: Vec::new(),
            bestanden: Vec::new(),
            seconden: 0,
        }
    }

    /// Whether the file asks for any change.
    #[must_use]
    pub const fn verandert_iets(&self) -> bool {
        let n = &self.aantal;
        n.nieuwe_klanten + n.gewijzigde_klanten + n.bevestigde_opdrachten + n.afwijkende_opdrachten > 0
    }
}

impl fmt::Display for Verslag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kop(f)?;
        self.telling(f)?;
        if !self.fouten.is_empty() {
            let rest = if self.fouten.totaal > self.fouten.lijst.len() as u64 {
                " (de eerste 10.000 staan in het foutbestand)"
            } else {
                ""
            };
            writeln!(f, "\n{}{rest}:", telwoord(self.fouten.totaal, "fout", "fouten"))?;
            toon(f, &self.fouten.lijst, self.fouten.totaal, ToString::to_string)?;
        }
        self.lijsten(f)?;
        for waarschuwing in &self.waarschuwingen {
            writeln!(f, "\nLet op: {waarschuwing}")?;
        }
        for bestand in &self.bestanden {
            writeln!(f, "Geschreven: {}", bestand.display())?;
        }
        Ok(())
    }
}

impl Verslag {
    fn kop(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wat = match (self.proef, self.doorgevoerd, self.fouten.is_empty()) {
            (true, ..) => "Proef: er is niets geschreven",
            (false, true, _) => "Geïmporteerd",
            (false, false, false) => "Er is niets geïmporteerd",
            (false, false, true) => "Alles was al gelijk: er is niets veranderd",
        };
        let Self { bestand, gemeente, seconden, .. } = self;
        writeln!(f, "{wat}. {bestand}, gemeente {gemeente}, {seconden} s.")?;
        if !self.doorgevoerd && !self.proef && !self.fouten.is_empty() {
            writeln!(f, "Herstel de fouten en start opnieuw, of neem met --goede-rijen alleen de goede rijen over.")?;
        }
        Ok(())
    }

    fn telling(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = &self.aantal;
        writeln!(f)?;
        for (aantal, wat) in [
            (n.rijen, "rijen gelezen"),
            (n.foute_rijen, "rijen met een fout"),
            (n.klanten, "klanten in het bestand"),
            (n.nieuwe_klanten, "nieuwe klanten"),
            (n.gewijzigde_klanten, "gewijzigde klanten"),
            (n.ongewijzigde_klanten, "klanten zonder wijziging"),
            (n.nieuwe_uitkeringen, "nieuwe uitkeringen"),
            (n.terugkeer, "daarvan na een eerdere uitkering"),
            (n.gewijzigde_uitkeringen, "gewijzigde uitkeringen"),
            (n.beeindigde_uitkeringen, "uitkeringen beëindigd"),
            (n.zonder_reden, "daarvan zonder reden (onbekend)"),
            (n.toewijzingen, "klanten kregen een klantmanager"),
            (n.indelingen, "klanten kregen een segment"),
            (n.niet_overgenomen, "verschillen niet overgenomen: een medewerker beoordeelt ze"),
            (n.leeg_in_bestand, "velden leeg in het bestand en gevuld in Klantbeeld: niet gewist"),
            (n.bevestigde_opdrachten, "opdrachten van rechtmatigheid bevestigd door het bestand"),
            (n.afwijkende_opdrachten, "opdrachten van rechtmatigheid anders uitgevoerd dan gevraagd"),
            (n.wachtende_opdrachten, "opdrachten van rechtmatigheid wachten nog op bevestiging"),
        ] {
            if aantal > 0 || wat == "rijen gelezen" {
                writeln!(f, "{:>11}  {wat}", thousands(aantal))?;
            }
        }
        Ok(())
    }

    fn lijsten(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.verschillen.totaal > 0 {
            writeln!(f, "\n{} met Klantbeeld:", telwoord(self.verschillen.totaal, "verschil", "verschillen"))?;
            toon(f, &self.verschillen.eerste, self.verschillen.totaal, |v| {
                let niet =
                    if v.niet_overgenomen.is_empty() { String::new() } else { format!(" – {}", v.niet_overgenomen) };
                format!("{}, {}: {} → {}{niet}", v.klantnummer, v.veld, of_leeg(&v.oud), of_leeg(&v.nieuw))
            })?;
        }
        if self.verdwenen.totaal > 0 {
            let aantal = telwoord(self.verdwenen.totaal, "uitkering loopt", "uitkeringen lopen");
            writeln!(
                f,
                "\n{aantal} in Klantbeeld en staan niet in het bestand. Ze zijn niet beëindigd; beoordeel ze:"
            )?;
            toon(f, &self.verdwenen.eerste, self.verdwenen.totaal, |v| {
                format!("{}, {} vanaf {}", v.klantnummer, v.regeling.omschrijving(), kort(v.ingang))
            })?;
        }
        if self.verdeeld.totaal > 0 {
            let aantal = telwoord(self.verdeeld.totaal, "klant kreeg", "klanten kregen");
            writeln!(f, "\n{aantal} een klantmanager volgens de verdeelregel (instellen: Beheer, Belasting):")?;
            toon(f, &self.verdeeld.eerste, self.verdeeld.totaal, |(nummer, naam)| format!("{nummer} naar {naam}"))?;
        }
        if self.zonder_klantmanager.totaal > 0 {
            let aantal = telwoord(self.zonder_klantmanager.totaal, "nieuwe klant", "nieuwe klanten");
            writeln!(f, "\n{aantal} zonder klantmanager:")?;
            toon(f, &self.zonder_klantmanager.eerste, self.zonder_klantmanager.totaal, ToString::to_string)?;
        }
        Ok(())
    }
}

fn toon<T>(f: &mut fmt::Formatter<'_>, items: &[T], totaal: u64, tekst: impl Fn(&T) -> String) -> fmt::Result {
    for item in items.iter().take(IN_TEKST) {
        writeln!(f, "- {}", tekst(item))?;
    }
    if totaal > IN_TEKST as u64 {
        writeln!(f, "- en nog {}", thousands(totaal - IN_TEKST as u64))?;
    }
    Ok(())
}

fn telwoord(aantal: u64, een: &str, meer: &str) -> String {
    if aantal == 1 { format!("1 {een}") } else { format!("{} {meer}", thousands(aantal)) }
}

const fn of_leeg(text: &str) -> &str {
    if text.is_empty() { "(leeg)" } else { text }
}
