//! The forms to ask for an examination, to record its answer, and to call it off.

use std::collections::BTreeSet;

use domain::{
    id::{KeuringId, KlantId},
    keuring::{
        Belastbaarheid, Beperking, KeuringGeweigerd, KeuringStand, Keuringszaak, OngeldigeBelastbaarheid,
        RedenAnnulering, Uren,
    },
};
use jiff::civil::Date;

use crate::web::{
    Bezoek, Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 23 november 2026.";

/// A step with an examination, as it was filled in.
pub(super) enum Stap {
    /// The answer came.
    Afronden(Date, Belastbaarheid),
    /// It is called off.
    Annuleren(Date, RedenAnnulering),
    /// The last step was a mistake.
    Herstellen,
}

/// Asks for one.
pub(super) struct AanvraagForm {
    /// Given out with the form: sent twice, it is one examination.
    pub(super) id: KeuringId,
    pub(super) soort: Veld,
    pub(super) aangevraagd: Veld,
}

impl AanvraagForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            soort: Veld::new("soort", "Wat voor keuring?"),
            aangevraagd: Veld::new("aangevraagd", "Aangevraagd op")
                .uitleg("Vandaag of eerder.")
                .met(bezoek.vandaag.to_string()),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            soort: leeg.soort.uit(formulier),
            aangevraagd: leeg.aangevraagd.uit(formulier),
        }
    }

    pub(super) fn soorten(&self) -> Vec<Keuze> {
        [("spoed", "Spoedkeuring, uitslag binnen 14 dagen"), ("gewoon", "Gewone keuring")]
            .map(|(code, naam)| Keuze::new(code, naam, &self.soort.waarde))
            .into()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.soort, &self.aangevraagd])
    }

    pub(super) fn lees(&mut self, klant: KlantId) -> Option<Keuringszaak> {
        let spoed = |text: &str| match text {
            "spoed" => Some(true),
            "gewoon" => Some(false),
            _ => None,
        };
        let spoed = self.soort.lees(spoed, "Kies wat voor keuring het is.");
        let aangevraagd = self.aangevraagd.datum(BESTAANDE_DATUM);
        let (spoed, aangevraagd) = spoed.zip(aangevraagd)?;
        Some(Keuringszaak { id: self.id, klant, spoed, aangevraagd, stand: KeuringStand::Aangevraagd, versie: 1 })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: &KeuringGeweigerd) {
        self.aangevraagd.afkeuren(zin(&geweigerd.to_string()));
    }
}

/// Records the answer.
pub(super) struct AfrondForm {
    pub(super) op: Veld,
    pub(super) uitslag: Veld,
    pub(super) per_dag: Veld,
    pub(super) per_week: Veld,
    pub(super) beperkingen: Veld,
    gekozen: Vec<String>,
    pub(super) tot_en_met: Veld,
}

impl AfrondForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        Self {
            op: Veld::new("uitslag_op", "Uitslag ontvangen op").met(vandaag.to_string()),
            uitslag: Veld::new("uitslag", "Wat kan de klant?"),
            per_dag: Veld::vrij("per_dag", "Hooguit uren per dag").uitleg("Alleen bij beperkt belastbaar."),
            per_week: Veld::vrij("per_week", "Hooguit uren per week").uitleg("Alleen bij beperkt belastbaar."),
            beperkingen: Veld::vrij("beperkingen", "Waar moet het werk rekening mee houden?")
                .uitleg("Alleen bij beperkt belastbaar."),
            gekozen: Vec::new(),
            tot_en_met: Veld::vrij("tot_en_met", "Niet belastbaar tot en met")
                .uitleg("Alleen bij tijdelijk niet belastbaar."),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self {
            op: leeg.op.uit(formulier),
            uitslag: leeg.uitslag.uit(formulier),
            per_dag: leeg.per_dag.uit(formulier),
            per_week: leeg.per_week.uit(formulier),
            beperkingen: leeg.beperkingen,
            gekozen: formulier.alle("beperkingen").map(ToOwned::to_owned).collect(),
            tot_en_met: leeg.tot_en_met.uit(formulier),
        }
    }

    pub(super) fn uitslagen(&self) -> Vec<Keuze> {
        let leeg = Belastbaarheid::Beperkt { uren: Uren::default(), beperkingen: BTreeSet::new() };
        let tijdelijk = Belastbaarheid::TijdelijkNiet { tot_en_met: Date::MAX };
        [Belastbaarheid::Volledig, leeg, tijdelijk, Belastbaarheid::DuurzaamNiet]
            .map(|is| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &self.uitslag.waarde))
            .into()
    }

    pub(super) fn alle_beperkingen(&self) -> Vec<Keuze> {
        let keuze = |is: Beperking| Keuze {
            gekozen: self.gekozen.iter().any(|code| code == is.code()),
            ..Keuze::new(is.code(), &hoofdletter(is.omschrijving()), "")
        };
        Beperking::ALLE.into_iter().map(keuze).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.op, &self.uitslag, &self.per_dag, &self.per_week, &self.beperkingen, &self.tot_en_met])
    }

    pub(super) fn lees(&mut self) -> Option<Stap> {
        let op = self.op.datum(BESTAANDE_DATUM);
        let kan = self.lees_belastbaarheid();
        Some(Stap::Afronden(op?, kan?))
    }

    fn lees_belastbaarheid(&mut self) -> Option<Belastbaarheid> {
        match self.uitslag.waarde.as_str() {
            "volledig" => self.zonder_meer(Belastbaarheid::Volledig),
            "duurzaam_niet" => self.zonder_meer(Belastbaarheid::DuurzaamNiet),
            "tijdelijk_niet" => {
                let tot_en_met = self.tot_en_met.datum("Vul in tot en met wanneer, bijvoorbeeld 1 maart 2027.");
                Some(Belastbaarheid::TijdelijkNiet { tot_en_met: tot_en_met? })
            }
            "beperkt" => {
                let per_dag = uren(&mut self.per_dag);
                let per_week = uren(&mut self.per_week);
                let beperkingen = self.gekozen.iter().filter_map(|code| code.parse().ok()).collect();
                Some(Belastbaarheid::Beperkt { uren: Uren { per_dag: per_dag?, per_week: per_week? }, beperkingen })
            }
            _ => {
                self.uitslag.afkeuren("Kies wat de klant kan.");
                None
            }
        }
    }

    /// An answer without limits: what is filled in beside it contradicts it, and is not thrown away silently.
    fn zonder_meer(&mut self, is: Belastbaarheid) -> Option<Belastbaarheid> {
        let ernaast =
            [&self.per_dag, &self.per_week, &self.tot_en_met].iter().any(|veld| !veld.waarde.trim().is_empty());
        if ernaast || !self.gekozen.is_empty() {
            self.uitslag.afkeuren(
                "Bij deze uitslag horen geen uren, beperkingen of einddatum. Haal die weg, of kies een andere uitslag.",
            );
            return None;
        }
        Some(is)
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(super) fn weiger(&mut self, geweigerd: &KeuringGeweigerd) -> bool {
        let veld = match geweigerd {
            KeuringGeweigerd::Toekomst | KeuringGeweigerd::VoorAanvraag(_) => &mut self.op,
            KeuringGeweigerd::Belastbaarheid(OngeldigeBelastbaarheid::GeenBeperking) => &mut self.beperkingen,
            KeuringGeweigerd::Belastbaarheid(OngeldigeBelastbaarheid::Uren) => &mut self.per_dag,
            KeuringGeweigerd::Belastbaarheid(OngeldigeBelastbaarheid::WeekKorterDanDag) => &mut self.per_week,
            KeuringGeweigerd::Belastbaarheid(OngeldigeBelastbaarheid::TotEnMet(_)) => &mut self.tot_en_met,
            _ => return false,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
        true
    }
}

/// A number of hours, or none.
#[expect(clippy::option_option, reason = "left out and unreadable are two things")]
fn uren(veld: &mut Veld) -> Option<Option<u8>> {
    let uren = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    veld.lees(uren, "Vul een heel aantal uren in, of laat leeg.")
}

/// Calls it off.
pub(super) struct AnnuleerForm {
    pub(super) op: Veld,
    pub(super) reden: Veld,
}

impl AnnuleerForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        Self {
            op: Veld::new("geannuleerd_op", "Gaat niet door sinds").met(vandaag.to_string()),
            reden: Veld::new("reden", "Waarom gaat de keuring niet door?"),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self { op: leeg.op.uit(formulier), reden: leeg.reden.uit(formulier) }
    }

    pub(super) fn redenen(&self) -> Vec<Keuze> {
        let keuze = |is: RedenAnnulering| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &self.reden.waarde);
        RedenAnnulering::ALLE.into_iter().map(keuze).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.op, &self.reden])
    }

    pub(super) fn lees(&mut self) -> Option<Stap> {
        let op = self.op.datum(BESTAANDE_DATUM);
        let reden = self.reden.lees(|text| text.parse().ok(), "Kies een reden.");
        Some(Stap::Annuleren(op?, reden?))
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(super) fn weiger(&mut self, geweigerd: &KeuringGeweigerd) -> bool {
        let over_de_dag = matches!(geweigerd, KeuringGeweigerd::Toekomst | KeuringGeweigerd::VoorAanvraag(_));
        if over_de_dag {
            self.op.afkeuren(zin(&geweigerd.to_string()));
        }
        over_de_dag
    }
}
