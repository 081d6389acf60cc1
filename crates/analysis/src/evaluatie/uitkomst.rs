//! What came of each selected client: facts that may overlap, and one outcome that may not.

use serde::Serialize;

use super::{
    aandeel::tel,
    cohort::{Cohort, Deelnemer},
    venster::Venster,
};

/// How many clients each thing happened to. The counts overlap: somebody may fail to come in May and be spoken in June.
/// Units: clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Feiten {
    /// Selected.
    pub geselecteerd: i64,
    /// Invited at least once.
    pub uitgenodigd: i64,
    /// Really spoken at least once.
    pub gesproken: i64,
    /// Stayed away at least once.
    pub niet_verschenen: i64,
    /// Stayed away at least once and were never spoken.
    pub nooit_verschenen: i64,
    /// Got a temporary exemption (PW 9(2)), whatever came after it.
    pub tijdelijke_ontheffing: i64,
    /// Began a track at a provider, whatever came after it.
    pub reintegratietraject: i64,
}

impl Feiten {
    pub(super) fn tel(cohort: &Cohort, venster: &Venster) -> Self {
        let allen = venster.geselecteerden(cohort);
        let aantal = |voldoet: &dyn Fn(&Deelnemer) -> bool| tel(&allen, |deelnemer| voldoet(deelnemer));
        Self {
            geselecteerd: aantal(&|_| true),
            uitgenodigd: aantal(&|d| venster.gebeurd(d.uitgenodigd)),
            gesproken: aantal(&|d| venster.gebeurd(d.gesproken)),
            niet_verschenen: aantal(&|d| venster.gebeurd(d.niet_verschenen)),
            nooit_verschenen: aantal(&|d| venster.gebeurd(d.niet_verschenen) && !venster.gebeurd(d.gesproken)),
            tijdelijke_ontheffing: aantal(&|d| d.ontheffing.is_some_and(|dag| venster.bevat(dag))),
            reintegratietraject: aantal(&|d| d.traject.is_some_and(|dag| venster.bevat(dag))),
        }
    }
}

/// The one outcome under which a client is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Uitkomst {
    /// The benefit ended in the project.
    Beeindigd,
    /// Still on benefit, with a temporary exemption.
    TijdelijkeOntheffing,
    /// Still on benefit, began a track.
    Reintegratietraject,
    /// Nothing of the kind is recorded.
    ZonderUitkomst,
}

impl Uitkomst {
    /// The furthest-reaching outcome wins: an end over an exemption, an exemption over a track. That is how the letter on
    /// Pilot 300 can add its three groups.
    pub(crate) fn van(deelnemer: &Deelnemer, venster: &Venster) -> Self {
        let in_project = |dag| venster.bevat(dag);
        if deelnemer.einde.as_ref().is_some_and(|(dag, _)| in_project(*dag)) {
            Self::Beeindigd
        } else if deelnemer.ontheffing.is_some_and(in_project) {
            Self::TijdelijkeOntheffing
        } else if deelnemer.traject.is_some_and(in_project) {
            Self::Reintegratietraject
        } else {
            Self::ZonderUitkomst
        }
    }
}

/// Clients by outcome; the four add up to everybody selected. Units: clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Uitkomsten {
    /// Benefit ended.
    pub beeindigd: i64,
    /// Temporary exemption.
    pub tijdelijke_ontheffing: i64,
    /// Track begun.
    pub reintegratietraject: i64,
    /// No outcome recorded.
    pub zonder_uitkomst: i64,
    /// The first three together. The letter on Pilot 300 calls these *gesproken*.
    pub afgehandeld: i64,
    /// Of those: how many were never spoken.
    pub afgehandeld_nooit_gesproken: i64,
}

impl Uitkomsten {
    pub(super) fn tel(cohort: &Cohort, venster: &Venster) -> Self {
        let allen = venster.geselecteerden(cohort);
        let aantal = |uitkomst| tel(&allen, |deelnemer| Uitkomst::van(deelnemer, venster) == uitkomst);
        let zonder_uitkomst = aantal(Uitkomst::ZonderUitkomst);
        let beeindigd = aantal(Uitkomst::Beeindigd);
        let tijdelijke_ontheffing = aantal(Uitkomst::TijdelijkeOntheffing);
        let reintegratietraject = aantal(Uitkomst::Reintegratietraject);
        Self {
            beeindigd,
            tijdelijke_ontheffing,
            reintegratietraject,
            zonder_uitkomst,
            afgehandeld: beeindigd + tijdelijke_ontheffing + reintegratietraject,
            afgehandeld_nooit_gesproken: tel(&allen, |deelnemer| {
                Uitkomst::van(deelnemer, venster) != Uitkomst::ZonderUitkomst && !venster.gebeurd(deelnemer.gesproken)
            }),
        }
    }
}
