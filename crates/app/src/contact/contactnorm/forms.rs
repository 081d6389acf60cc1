//! The forms of contact norms.

use domain::{
    contactnorm::{Contactnorm, Frequentie, Maatwerk, MaatwerkGeweigerd, twee_gesprekken, uren_4_4_4, uren_8_4_8},
    datum::Periode,
};
use jiff::civil::{Date, date};

use crate::web::{Bezoek, Formulier, Keuze, Veld, veld::fouten, woorden::zin};

/// What is agreed with one client.
pub(super) struct MaatwerkForm {
    pub(super) gesprekken: Veld,
    pub(super) uren: Veld,
    pub(super) ingang: Veld,
    pub(super) einde: Veld,
    pub(super) reden: Veld,
}

impl MaatwerkForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        Self {
            gesprekken: Veld::new("gesprekken", "Gesprekken per jaar")
                .uitleg("Minstens 1: wie helemaal niet wordt gesproken, raakt uit beeld."),
            uren: Veld::new("uren", "Uren per jaar, alle gesprekken samen").uitleg("Bijvoorbeeld 4 of 2,5."),
            ingang: Veld::new("ingang", "Vanaf").met(vandaag.to_string()),
            einde: Veld::vrij("einde", "Tot en met").uitleg("Laat leeg als er nog geen einde bekend is."),
            reden: Veld::new("reden", "Waarom past de norm niet bij deze klant"),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self {
            gesprekken: leeg.gesprekken.uit(formulier),
            uren: leeg.uren.uit(formulier),
            ingang: leeg.ingang.uit(formulier),
            einde: leeg.einde.uit(formulier),
            reden: leeg.reden.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.gesprekken, &self.uren, &self.ingang, &self.einde, &self.reden])
    }

    /// What was agreed; every error at once, each at its field.
    pub(super) fn lees(&mut self, bezoek: &Bezoek) -> Option<Maatwerk> {
        let vaak = |text: &str| text.parse::<i64>().ok().and_then(|number| Frequentie::try_from(number).ok());
        let gesprekken = self.gesprekken.lees(vaak, "Vul een aantal in van 1 tot en met 52.");
        let minuten = self.uren.lees(lees_uren, "Vul uren in van 0,25 tot en met 200, bijvoorbeeld 4 of 2,5.");
        let van = self.ingang.datum("Vul een bestaande datum in, bijvoorbeeld 1-1-2027.");
        let einde = if self.einde.waarde.trim().is_empty() {
            Some(None)
        } else {
            self.einde.datum("Vul een bestaande datum in, of laat dit leeg.").map(Some)
        };
        if self.reden.waarde.chars().count() > 2_000 {
            self.reden.afkeuren("De reden is te lang. Gebruik hooguit 2.000 tekens.");
        }
        let reden = self.reden.waarde.trim().to_owned();
        if let Some(van) = van
            && van < date(2004, 1, 1)
        {
            self.ingang.afkeuren("Deze datum ligt vóór de wet. Controleer het jaar.");
        }
        let (Some(gesprekken_per_jaar), Some(minuten_per_jaar), Some(van), Some(tot_en_met)) =
            (gesprekken, minuten, van, einde)
        else {
            self.reden_nodig(&reden);
            return None;
        };
        let periode = Periode { van, tot_en_met };
        let maatwerk = Maatwerk { gesprekken_per_jaar, minuten_per_jaar, reden, door: bezoek.gebruiker().id, periode };
        match maatwerk.leg_vast() {
            Ok(maatwerk) => self.fouten().is_empty().then_some(maatwerk),
            Err(geweigerd) => {
                let veld = match geweigerd {
                    MaatwerkGeweigerd::RedenNodig => &mut self.reden,
                    MaatwerkGeweigerd::EindeVoorIngang(_) => &mut self.einde,
                    MaatwerkGeweigerd::Minuten => &mut self.uren,
                };
                veld.afkeuren(zin(&geweigerd.to_string()));
                None
            }
        }
    }

    fn reden_nodig(&mut self, reden: &str) {
        if reden.is_empty() && self.reden.fout.is_none() {
            self.reden.afkeuren(zin(&MaatwerkGeweigerd::RedenNodig.to_string()));
        }
    }
}

/// `4`, `2,5` or `2.5` hours, as minutes; quarters of an hour.
fn lees_uren(text: &str) -> Option<i64> {
    let uren: f64 = text.trim().trim_end_matches("uur").trim().replace(',', ".").parse().ok()?;
    if !(0.25..=200.0).contains(&uren) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 800 quarters of an hour")]
    let kwartieren = (uren * 4.0).round() as i64;
    Some(kwartieren * 15)
}

/// Draws a norm up from a day on.
type Maak = fn(Date) -> Contactnorm;
/// The norms one can switch to.
const NORMEN: [(&str, Maak); 3] =
    [("twee_gesprekken", twee_gesprekken), ("uren_4_4_4", uren_4_4_4), ("uren_8_4_8", uren_8_4_8)];

/// A switch to another norm.
pub(super) struct NormForm {
    pub(super) norm: Veld,
    pub(super) ingang: Veld,
}

impl NormForm {
    pub(super) fn leeg() -> Self {
        Self {
            norm: Veld::new("norm", "Nieuwe norm"),
            ingang: Veld::new("ingang", "Geldt vanaf").uitleg("Tot die dag blijft de huidige norm gelden."),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self { norm: leeg.norm.uit(formulier), ingang: leeg.ingang.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.norm, &self.ingang])
    }

    pub(super) fn keuzes(&self) -> Vec<Keuze> {
        NORMEN
            .into_iter()
            .map(|(code, maak)| Keuze::new(code, &maak(date(2026, 1, 1)).naam, &self.norm.waarde))
            .collect()
    }

    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Contactnorm> {
        let maak = |text: &str| NORMEN.into_iter().find(|(code, _)| *code == text).map(|(_, maak)| maak);
        let maak = self.norm.lees(maak, "Kies een norm uit de lijst.");
        let ingang = self.ingang.datum("Vul een bestaande datum in, bijvoorbeeld 1-1-2027.");
        if let Some(ingang) = ingang {
            // A promise of the past that nobody knew of cannot have been kept.
            if ingang < vandaag {
                self.ingang.afkeuren("Een norm kan niet met terugwerkende kracht ingaan. Kies vandaag of later.");
            } else if ingang > domain::datum::plus_maanden(vandaag, 24) {
                self.ingang.afkeuren("Dit ligt meer dan twee jaar vooruit. Controleer het jaar.");
            }
        }
        if !self.fouten().is_empty() {
            return None;
        }
        Some(maak?(ingang?))
    }
}

#[cfg(test)]
mod tests {
    use super::lees_uren;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, minutes) in [("4", Some(240)), ("2,5", Some(150)), ("0.25 uur", Some(15)), ("0", None), ("x", None)]
        {
            assert_eq!(lees_uren(text), minutes, "{text}");
        }
    }
}
