//! What the page has as many of as the investigation has: a point that is looked at, a question that waits for its answer.

use domain::{
    id::InformatieverzoekId,
    onderzoek::{Antwoord, Gedaan, Onderzoek},
};
use jiff::civil::Date;

use super::{LANGST, TE_LANG};
use crate::web::{Formulier, woorden::hoofdletter};

/// What the fields of a question and its answer are called, and the findings with a point: one for each on the page.
const ONTVANGEN: &str = "ontvangen-";
const BEKEKEN: &str = "bekeken-";
const BEVINDING: &str = "bevinding-";

/// A field of which there are as many as the investigation has points or questions; otherwise as [`Veld`].
#[derive(Debug, Clone, Default)]
pub(in crate::recht::onderzoek) struct VrijVeld {
    pub(in crate::recht::onderzoek) naam: String,
    pub(in crate::recht::onderzoek) label: String,
    pub(in crate::recht::onderzoek) waarde: String,
    pub(in crate::recht::onderzoek) fout: Option<String>,
    pub(in crate::recht::onderzoek) uitleg: Option<String>,
    pub(in crate::recht::onderzoek) verplicht: bool,
}

impl VrijVeld {
    fn new(naam: String, label: String) -> Self {
        Self { naam, label, ..Self::default() }
    }
}

/// A point on the page.
pub(in crate::recht::onderzoek) struct PuntVeld {
    pub(super) code: String,
    /// What is looked at, for a refusal that names it.
    pub(super) tekst: String,
    /// What was found before; none while nobody looked.
    eerder: Option<String>,
    pub(in crate::recht::onderzoek) bekeken: VrijVeld,
    pub(in crate::recht::onderzoek) bevinding: VrijVeld,
    /// When and by whom; empty while nobody looked.
    pub(in crate::recht::onderzoek) gedaan: String,
}

/// A question that waits for its answer.
pub(in crate::recht::onderzoek) struct Open {
    pub(in crate::recht::onderzoek) id: InformatieverzoekId,
    pub(in crate::recht::onderzoek) ontvangen: VrijVeld,
    /// The term has passed: one may go on without.
    pub(in crate::recht::onderzoek) voorbij: bool,
}

impl PuntVeld {
    pub(super) fn van(punt: &domain::onderzoek::Punt, wie: impl Fn(&Gedaan) -> String) -> Self {
        let tekst = hoofdletter(&punt.tekst);
        let bekeken = VrijVeld::new(format!("{BEKEKEN}{}", punt.code), format!("Bekeken: {}", punt.tekst));
        let bevinding = VrijVeld::new(format!("{BEVINDING}{}", punt.code), format!("Bevinding bij: {}", punt.tekst));
        let eerder = punt.gedaan.as_ref().map(|gedaan| gedaan.bevinding.clone());
        Self {
            code: punt.code.clone(),
            tekst: punt.tekst.clone(),
            bekeken,
            bevinding: VrijVeld { waarde: eerder.clone().unwrap_or_default(), ..bevinding },
            eerder,
            gedaan: punt.gedaan.as_ref().map_or_else(String::new, |gedaan| format!("{tekst}: {}", wie(gedaan))),
        }
    }

    pub(super) fn uit(mut self, formulier: &Formulier) -> Self {
        formulier.tekst(&self.bekeken.naam).clone_into(&mut self.bekeken.waarde);
        formulier.tekst(&self.bevinding.naam).clone_into(&mut self.bevinding.waarde);
        self
    }

    /// Whether there is something to record; what is wrong is noted.
    pub(super) fn is_nieuw(&mut self) -> bool {
        let bevinding = self.bevinding.waarde.trim();
        let vinkje = self.bekeken.waarde == "ja";
        if bevinding.chars().count() > LANGST {
            self.bevinding.fout = Some(TE_LANG.to_owned());
            return false;
        }
        match &self.eerder {
            Some(eerder) => eerder != bevinding,
            None if !vinkje && !bevinding.is_empty() => {
                self.bekeken.fout = Some("U schreef een bevinding. Zet er ook een vinkje bij.".to_owned());
                false
            }
            None => vinkje,
        }
    }
}

/// The questions that wait for their answer.
pub(super) fn open(is: &Onderzoek, vandaag: Date) -> Vec<Open> {
    let open = is.verzoeken.iter().zip(1..).filter(|(verzoek, _)| verzoek.antwoord == Antwoord::Verwacht);
    open.map(|(verzoek, volg): (_, u32)| {
        let veld = VrijVeld::new(format!("{ONTVANGEN}{volg}"), "Ontvangen op".to_owned());
        Open {
            id: verzoek.id,
            ontvangen: VrijVeld { waarde: vandaag.to_string(), verplicht: true, ..veld },
            voorbij: is.stand.loopt() && verzoek.is_over_tijd(vandaag),
        }
    })
    .collect()
}
