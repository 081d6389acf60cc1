//! The form to record income, and those to end it or take it back.

use domain::{
    datum::Periode,
    geld::Eurocent,
    id::{InkomstenId, KlantId},
    inkomsten::{Inkomsten, InkomstenGeweigerd, SoortInkomsten},
};
use jiff::civil::Date;

use crate::web::{
    Bezoek, Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 1 november 2026.";

/// Records income.
pub(super) struct InkomstenForm {
    /// Given out with the form: sent twice, it is recorded once.
    pub(super) id: InkomstenId,
    pub(super) soort: Veld,
    pub(super) bedrag: Veld,
    pub(super) uren: Veld,
    pub(super) vanaf: Veld,
    pub(super) tot: Veld,
}

impl InkomstenForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            soort: Veld::new("soort", "Waar komen de inkomsten vandaan?"),
            bedrag: Veld::new("bedrag", "Bedrag per maand")
                .uitleg("In euro, zoals de uitkeringsadministratie het telt. Bijvoorbeeld 400,00."),
            uren: Veld::vrij("uren", "Uren per week"),
            vanaf: Veld::new("vanaf", "Eerste dag").uitleg("Verandert het bedrag, leg dan een nieuwe periode vast."),
            tot: Veld::vrij("tot", "Laatste dag"),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            soort: leeg.soort.uit(formulier),
            bedrag: leeg.bedrag.uit(formulier),
            uren: leeg.uren.uit(formulier),
            vanaf: leeg.vanaf.uit(formulier),
            tot: leeg.tot.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.soort, &self.bedrag, &self.uren, &self.vanaf, &self.tot])
    }

    pub(super) fn soorten(&self) -> Vec<Keuze> {
        let keuze =
            |soort: SoortInkomsten| Keuze::new(soort.code(), &hoofdletter(soort.omschrijving()), &self.soort.waarde);
        SoortInkomsten::ALLE.into_iter().map(keuze).collect()
    }

    pub(super) fn lees(&mut self, klant: KlantId) -> Option<Inkomsten> {
        let soort = self.soort.lees(|text| text.parse().ok(), "Kies waar de inkomsten vandaan komen.");
        let bedrag: Option<Eurocent> =
            self.bedrag.lees(|text| text.parse().ok(), "Vul een bedrag in, bijvoorbeeld 400,00.");
        let uren = self.uren.lees(
            |text| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) },
            "Vul een heel aantal uren in, of laat het leeg.",
        );
        let van = self.vanaf.datum(BESTAANDE_DATUM);
        let tot_en_met = self.tot.lees(
            |text| if text.is_empty() { Some(None) } else { domain::datum::lees(text).map(Some) },
            BESTAANDE_DATUM,
        );
        Some(Inkomsten {
            id: self.id,
            klant,
            soort: soort?,
            uren_per_week: uren?,
            bedrag: bedrag?,
            periode: Periode { van: van?, tot_en_met: tot_en_met? },
            ingetrokken: false,
            versie: 1,
        })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: InkomstenGeweigerd) {
        use InkomstenGeweigerd as G;
        let veld = match geweigerd {
            G::Bedrag | G::StaatEr => &mut self.bedrag,
            G::Uren => &mut self.uren,
            G::Toekomst | G::Voorbij => &mut self.vanaf,
            G::EindeVoorBegin(_) => &mut self.tot,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}

/// What can be done with a stretch of income.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stap {
    /// It ended, or ends on a day that is known.
    Beeindigen(Date),
    /// It was recorded by mistake.
    Intrekken,
}

impl Stap {
    /// The name in the log.
    pub(super) const fn handeling(self) -> &'static str {
        match self {
            Self::Beeindigen(_) => "inkomsten.beeindigd",
            Self::Intrekken => "inkomsten.ingetrokken",
        }
    }
}

/// The form of a step.
pub(super) struct StapForm {
    pub(super) laatste_dag: Veld,
}

impl StapForm {
    pub(super) fn leeg() -> Self {
        Self { laatste_dag: Veld::new("laatste_dag", "Laatste dag met deze inkomsten") }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        Self { laatste_dag: Self::leeg().laatste_dag.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.laatste_dag])
    }

    /// The day it ends on.
    pub(super) fn lees(&mut self) -> Option<Stap> {
        self.laatste_dag.datum(BESTAANDE_DATUM).map(Stap::Beeindigen)
    }

    /// Puts a refusal of the rules at its field; `false` when it is not about the day.
    pub(super) fn weiger(&mut self, geweigerd: InkomstenGeweigerd) -> bool {
        let over_de_dag = matches!(geweigerd, InkomstenGeweigerd::EindeVoorBegin(_));
        if over_de_dag {
            self.laatste_dag.afkeuren(zin(&geweigerd.to_string()));
        }
        over_de_dag
    }
}
