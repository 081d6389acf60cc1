//! Beginning a suspension: what is filled in, and what the law asks before the money stops.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Opschorting, OpschortingGeweigerd, OpschortingStand, laatste_dag};
use crate::{
    besluit::Verwijtbaarheid,
    datum::Periode,
    id::{GebruikerId, KlantId, OnderzoekId, OpschortingId, UitkeringId},
    termijn::{Termijn, einde},
};

/// What somebody failed to do (PW 17 and 54(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verzuim {
    /// Did not come.
    NietVerschenen,
    /// Did not give data or evidence that was asked for.
    GegevensNietVerstrekt,
    /// Did not cooperate with an investigation.
    GeenMedewerking,
}

impl Verzuim {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 3] = [Self::NietVerschenen, Self::GegevensNietVerstrekt, Self::GeenMedewerking];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NietVerschenen => "niet_verschenen",
            Self::GegevensNietVerstrekt => "gegevens_niet_verstrekt",
            Self::GeenMedewerking => "geen_medewerking",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::NietVerschenen => "niet verschenen",
            Self::GegevensNietVerstrekt => "gegevens of bewijs niet gegeven",
            Self::GeenMedewerking => "niet meegewerkt aan het onderzoek",
        }
    }
}

impl FromStr for Verzuim {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|verzuim| verzuim.code() == text).ok_or(())
    }
}

/// What somebody who suspends a right fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuweOpschorting {
    /// Whose right.
    pub klant: KlantId,
    /// To which benefit.
    pub uitkering: UitkeringId,
    /// The investigation in which it failed, if there was one.
    pub onderzoek: Option<OnderzoekId>,
    /// On which days there is a right to that benefit.
    pub recht: Periode,
    /// What the client failed to do.
    pub verzuim: Verzuim,
    /// On which day that was.
    pub verzuim_op: Date,
    /// What exactly, in the words of the letter.
    pub toelichting: String,
    /// Whether the client can be blamed.
    pub verwijtbaarheid: Verwijtbaarheid,
    /// The first day of the suspension.
    pub eerste_dag: Date,
    /// The day of the letter that tells of it (PW 54(2)).
    pub mededeling: Date,
    /// How long the client has to repair it, from the day after the letter.
    pub hersteltermijn: Termijn,
    /// Who suspends.
    pub door: GebruikerId,
}

impl NieuweOpschorting {
    /// Suspends the right (PW 54(1)) and tells how long there is to repair it (54(2)). `bestaand` are the client's other
    /// suspensions.
    pub fn schort_op(
        self,
        id: OpschortingId,
        bestaand: &[Opschorting],
        vandaag: Date,
    ) -> Result<Opschorting, OpschortingGeweigerd> {
        self.toets(bestaand, vandaag)?;
        let laatste_dag = laatste_dag(self.eerste_dag)?;
        let hersteltermijn_einde = einde(self.mededeling, self.hersteltermijn);
        if hersteltermijn_einde <= self.mededeling {
            return Err(OpschortingGeweigerd::GeenHersteltermijn);
        }
        if hersteltermijn_einde >= laatste_dag {
            return Err(OpschortingGeweigerd::HersteltermijnTeLang { einde: hersteltermijn_einde, laatste_dag });
        }
        let Self { klant, uitkering, onderzoek, verzuim, verzuim_op, toelichting, verwijtbaarheid, .. } = self;
        Ok(Opschorting {
            id,
            klant,
            uitkering,
            onderzoek,
            verzuim,
            verzuim_op,
            toelichting,
            verwijtbaarheid,
            eerste_dag: self.eerste_dag,
            laatste_dag,
            mededeling: self.mededeling,
            hersteltermijn_einde,
            door: self.door,
            stand: OpschortingStand::Opgeschort(None),
            versie: 1,
        })
    }

    fn toets(&self, bestaand: &[Opschorting], vandaag: Date) -> Result<(), OpschortingGeweigerd> {
        use OpschortingGeweigerd as Nee;
        if self.toelichting.trim().is_empty() {
            return Err(Nee::VerzuimLeeg);
        }
        if !self.verwijtbaarheid.is_gemotiveerd() {
            return Err(Nee::VerwijtbaarheidLeeg);
        }
        if !self.verwijtbaarheid.verwijtbaar {
            return Err(Nee::NietVerwijtbaar);
        }
        if self.mededeling > vandaag {
            return Err(Nee::BriefInToekomst);
        }
        if self.verzuim_op > self.mededeling {
            return Err(Nee::BriefVoorVerzuim(self.verzuim_op));
        }
        if self.eerste_dag > self.mededeling {
            return Err(Nee::EersteDagNaBrief(self.mededeling));
        }
        if !self.recht.bevat(self.eerste_dag) {
            return Err(Nee::GeenRecht(self.eerste_dag));
        }
        let van_deze = || bestaand.iter().filter(|eerder| eerder.uitkering == self.uitkering);
        if let Some(open) = van_deze().find(|eerder| eerder.stand.is_open()) {
            return Err(Nee::AlOpgeschort(open.eerste_dag));
        }
        let zelfde = |eerder: &&Opschorting| {
            (eerder.verzuim, eerder.verzuim_op) == (self.verzuim, self.verzuim_op)
                && !matches!(eerder.stand, OpschortingStand::Herroepen { .. })
        };
        van_deze().find(zelfde).map_or(Ok(()), |eerder| Err(Nee::ZelfdeVerzuim(eerder.eerste_dag)))
    }
}
