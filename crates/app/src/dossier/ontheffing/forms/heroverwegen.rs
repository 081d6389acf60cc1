//! The form to record that an exemption was looked at again.

use domain::ontheffing::HeroverwegingGeweigerd;
use jiff::civil::Date;
use storage::ontheffing::Uitkomst;

use super::dag_of_leeg;
use crate::web::{Formulier, Keuze, Veld, veld::fouten, woorden::zin};

/// When, what came of it, and the day that belongs to that.
pub(in crate::dossier::ontheffing) struct HeroverwegForm {
    pub(in crate::dossier::ontheffing) op: Veld,
    pub(in crate::dossier::ontheffing) uitkomst: Veld,
    pub(in crate::dossier::ontheffing) dag: Veld,
}

/// What was filled in.
#[derive(Debug, Clone, Copy)]
pub(in crate::dossier::ontheffing) struct Bekeken {
    pub(in crate::dossier::ontheffing) op: Date,
    pub(in crate::dossier::ontheffing) uitkomst: Uitkomst,
}

impl HeroverwegForm {
    pub(in crate::dossier::ontheffing) fn leeg(vandaag: Date) -> Self {
        let uitleg = "Blijft de ontheffing: wanneer u weer kijkt. Bij artikel 9a is dat na 6 maanden als u niets invult. \
            Eindigt zij: de laatste dag.";
        Self {
            op: Veld::new("bekeken_op", "Bekeken op").met(vandaag.to_string()),
            uitkomst: Veld::new("uitkomst", "Wat kwam eruit?"),
            dag: Veld::vrij("dag", "Volgende keer, of laatste dag").uitleg(uitleg),
        }
    }

    pub(in crate::dossier::ontheffing) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self { op: leeg.op.uit(formulier), uitkomst: leeg.uitkomst.uit(formulier), dag: leeg.dag.uit(formulier) }
    }

    pub(in crate::dossier::ontheffing) fn keuzes(&self) -> Vec<Keuze> {
        [("blijft", "De ontheffing blijft"), ("eindigt", "De ontheffing eindigt")]
            .map(|(code, naam)| Keuze::new(code, naam, &self.uitkomst.waarde))
            .into()
    }

    pub(in crate::dossier::ontheffing) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.op, &self.uitkomst, &self.dag])
    }

    pub(in crate::dossier::ontheffing) fn lees(&mut self) -> Option<Bekeken> {
        let op = self.op.datum("Vul een bestaande datum in, bijvoorbeeld 23-11-2026.");
        let dag = dag_of_leeg(&mut self.dag, "Vul een bestaande datum in, bijvoorbeeld 1-6-2027, of laat leeg.");
        let uitkomst = match (self.uitkomst.waarde.as_str(), dag) {
            ("blijft", dag) => dag.map(Uitkomst::Blijft),
            ("eindigt", Some(None)) => {
                self.dag.afkeuren("Vul de laatste dag van de ontheffing in.");
                None
            }
            ("eindigt", dag) => dag.flatten().map(Uitkomst::Eindigt),
            _ => {
                self.uitkomst.afkeuren("Kies of de ontheffing blijft of eindigt.");
                None
            }
        };
        Some(Bekeken { op: op?, uitkomst: uitkomst? })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(in crate::dossier::ontheffing) fn weiger(&mut self, geweigerd: &HeroverwegingGeweigerd) {
        use HeroverwegingGeweigerd as G;
        let veld = match geweigerd {
            G::GeldtNiet(_) | G::Toekomst | G::Onbekend(_) => &mut self.op,
            G::VolgendeTeVroeg | G::VolgendeTeLaat(_) | G::EindeVoorHeroverweging(_) | G::EindigtAl(_) => &mut self.dag,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
