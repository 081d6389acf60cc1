//! What is written in a decision and may hold anything: kept as one encrypted piece.

use domain::{
    besluit::{
        Besluit, BesluitStand, GrondTerugvordering, GrondVerlaging, Grondslag, Heroverweging, Herroeping, Inhoud,
        SoortBesluit, Verlaging, Verwijtbaarheid,
    },
    datum::Periode,
    geld::Eurocent,
    id::GebruikerId,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Result};

/// What was written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Geschreven {
    pub(super) motivering: String,
    /// What the client did not tell, or how a recovery was weighed.
    #[serde(skip_serializing_if = "String::is_empty")]
    grond: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    verlaging: Option<Verlaagd>,
    /// The last step: why it was not agreed to, is not needed or was taken back.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) tekst: String,
    /// Who took that step.
    #[serde(skip_serializing_if = "Option::is_none")]
    door: Option<Uuid>,
    /// By what a new decision is found.
    #[serde(skip_serializing_if = "String::is_empty")]
    kenmerk: String,
}

/// What a reduction rests on.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Verlaagd {
    /// The code in the municipality's table, or the duty in words.
    waarvoor: String,
    gedraging_op: Date,
    inlichtingenplicht: bool,
    maanden: u16,
    verwijtbaar: bool,
    verwijtbaar_waarom: String,
    dringende_redenen: Option<String>,
    eigen_beoordeling: Option<String>,
    heroverweging: Option<Heroverwogen>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Heroverwogen {
    op: Date,
    door: Uuid,
    uitkomst: String,
    motivering: String,
}

/// Which part less, as the column keeps it.
pub(super) fn procent(inhoud: &Inhoud) -> Option<i64> {
    match inhoud {
        Inhoud::Verlaging(verlaging) => Some(verlaging.procent.into()),
        _ => None,
    }
}

impl Verlaagd {
    fn van(is: &Verlaging) -> Self {
        let waarvoor = match &is.grond {
            GrondVerlaging::Verordening { gedraging } => gedraging.clone(),
            GrondVerlaging::Uniform { verplichting } => verplichting.clone(),
        };
        let heroverweging = is.heroverweging.as_ref().map(|is| Heroverwogen {
            op: is.op,
            door: is.door.uuid(),
            uitkomst: is.uitkomst.code().to_owned(),
            motivering: is.motivering.clone(),
        });
        Self {
            waarvoor,
            gedraging_op: is.gedraging_op,
            inlichtingenplicht: is.inlichtingenplicht,
            maanden: is.maanden,
            verwijtbaar: is.verwijtbaarheid.verwijtbaar,
            verwijtbaar_waarom: is.verwijtbaarheid.waarom.clone(),
            dringende_redenen: is.dringende_redenen.clone(),
            eigen_beoordeling: is.eigen_beoordeling.clone(),
            heroverweging,
        }
    }

    fn verlaging(self, grondslag: Grondslag, eerste_maand: Date, procent: u16) -> Result<Verlaging> {
        let heroverweging = self.heroverweging.map(|is| {
            let uitkomst = is.uitkomst.parse().map_err(|()| Error::corrupt(&is.uitkomst))?;
            Ok::<_, Error>(Heroverweging { op: is.op, door: is.door.into(), uitkomst, motivering: is.motivering })
        });
        Ok(Verlaging {
            grond: if grondslag == Grondslag::Pw18Lid2 {
                GrondVerlaging::Verordening { gedraging: self.waarvoor }
            } else {
                GrondVerlaging::Uniform { verplichting: self.waarvoor }
            },
            gedraging_op: self.gedraging_op,
            inlichtingenplicht: self.inlichtingenplicht,
            procent,
            maanden: self.maanden,
            eerste_maand,
            verwijtbaarheid: Verwijtbaarheid { verwijtbaar: self.verwijtbaar, waarom: self.verwijtbaar_waarom },
            dringende_redenen: self.dringende_redenen,
            eigen_beoordeling: self.eigen_beoordeling,
            heroverweging: heroverweging.transpose()?,
        })
    }
}

impl Geschreven {
    pub(super) fn van(is: &Besluit) -> Self {
        let (grond, verlaging) = match &is.inhoud {
            Inhoud::Herziening { schending, .. } | Inhoud::Intrekking { schending, .. } => (schending.clone(), None),
            Inhoud::Terugvordering { grond, .. } => match grond {
                GrondTerugvordering::Schending { schending } => (schending.clone(), None),
                GrondTerugvordering::Afweging { afweging } => (afweging.clone(), None),
            },
            Inhoud::Verlaging(verlaging) => (String::new(), Some(Verlaagd::van(verlaging))),
        };
        let begin = Self { motivering: is.motivering.clone(), grond, verlaging, ..Self::default() };
        match &is.stand {
            BesluitStand::Teruggewezen(reden) | BesluitStand::Vervallen(reden) => {
                Self { tekst: reden.waarom.clone(), door: Some(reden.door.uuid()), ..begin }
            }
            BesluitStand::Herroepen { herroeping, .. } => Self {
                tekst: herroeping.reden.clone(),
                door: Some(herroeping.door.uuid()),
                kenmerk: herroeping.kenmerk.clone(),
                ..begin
            },
            _ => begin,
        }
    }

    pub(super) fn door(&self) -> Result<GebruikerId> {
        self.door.map(Into::into).ok_or_else(|| Error::corrupt("besluit.door"))
    }

    pub(super) fn herroeping(&self, datum: Date) -> Result<Herroeping> {
        let (kenmerk, reden) = (self.kenmerk.clone(), self.tekst.clone());
        Ok(Herroeping { datum, kenmerk, reden, door: self.door()? })
    }

    /// What the decision says, with what stands in columns.
    pub(super) fn inhoud(
        &self,
        (soort, grondslag): (SoortBesluit, Grondslag),
        periode: Periode,
        bedrag: Option<Eurocent>,
        procent: Option<u16>,
    ) -> Result<Inhoud> {
        let bedrag = || bedrag.ok_or_else(|| Error::corrupt("besluit.bedrag"));
        let grond = self.grond.clone();
        Ok(match soort {
            SoortBesluit::Herziening => Inhoud::Herziening { schending: grond, periode, maandbedrag: bedrag()? },
            SoortBesluit::Intrekking => Inhoud::Intrekking { schending: grond, periode },
            SoortBesluit::Terugvordering => Inhoud::Terugvordering {
                grond: if grondslag == Grondslag::Pw58Lid2 {
                    GrondTerugvordering::Afweging { afweging: grond }
                } else {
                    GrondTerugvordering::Schending { schending: grond }
                },
                periode,
                bedrag: bedrag()?,
            },
            SoortBesluit::Verlaging => {
                let geschreven = self.verlaging.clone().ok_or_else(|| Error::corrupt("besluit.verlaging"))?;
                let procent = procent.ok_or_else(|| Error::corrupt("besluit.procent"))?;
                Inhoud::Verlaging(geschreven.verlaging(grondslag, periode.van, procent)?)
            }
        })
    }
}
