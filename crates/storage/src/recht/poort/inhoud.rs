//! What of a case is encrypted as one piece, and the states it is put together from.

use domain::poort::{PoortStand, Toekenning, Uitzondering, VasteKlantmanager, Vervallen, Weigering, Zoektermijn};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Gevonden;
use crate::{Error, Result};

/// What was written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Inhoud {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) telefoon: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hergebruikt: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vervallen: Option<Weg>,
    /// Why it was refused, or ended without a decision.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) reden: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    voorziening: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    toegekend: Option<Toegekend>,
}

/// Why a search period does not hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Weg {
    Uitzondering { code: String, laatst_ingeschreven: Option<Date> },
    Eerder { op: Date, reden: String },
}

/// A grant, but for its day and its spell.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Toegekend {
    ingang: Date,
    eerder_omdat: String,
    klantmanager: Option<(Uuid, Date)>,
    plan: Option<Uuid>,
}

impl From<&Vervallen> for Weg {
    fn from(vervallen: &Vervallen) -> Self {
        match vervallen {
            Vervallen::Uitzondering(uitzondering) => Self::Uitzondering {
                code: uitzondering.code().to_owned(),
                laatst_ingeschreven: match uitzondering {
                    Uitzondering::PraktijkonderwijsOfVso { laatst_ingeschreven } => Some(*laatst_ingeschreven),
                    Uitzondering::MedischUrenbeperkt | Uitzondering::DoelgroepLoonkostensubsidie => None,
                },
            },
            Vervallen::Eerder { op, reden } => Self::Eerder { op: *op, reden: reden.clone() },
        }
    }
}

impl Weg {
    fn lees(&self) -> Result<Vervallen> {
        Ok(match self {
            Self::Uitzondering { code, laatst_ingeschreven } => {
                Vervallen::Uitzondering(match (code.as_str(), laatst_ingeschreven) {
                    ("praktijkonderwijs_of_vso", Some(dag)) => {
                        Uitzondering::PraktijkonderwijsOfVso { laatst_ingeschreven: *dag }
                    }
                    ("medisch_urenbeperkt", _) => Uitzondering::MedischUrenbeperkt,
                    ("doelgroep_loonkostensubsidie", _) => Uitzondering::DoelgroepLoonkostensubsidie,
                    (other, _) => return Err(Error::corrupt(other)),
                })
            }
            Self::Eerder { op, reden } => Vervallen::Eerder { op: *op, reden: reden.clone() },
        })
    }
}

impl Inhoud {
    pub(super) fn van(is: &Gevonden) -> Self {
        let vervallen = is.poort.zoektermijn.as_ref().and_then(|zoektermijn| zoektermijn.vervallen.as_ref());
        let begin = Self {
            telefoon: is.persoon.telefoon.clone(),
            email: is.persoon.email.clone(),
            hergebruikt: is.hergebruikt,
            vervallen: vervallen.map(Weg::from),
            reden: is.reden.clone(),
            ..Self::default()
        };
        match &is.poort.stand {
            PoortStand::Toegekend(toekenning) => Self {
                toegekend: Some(Toegekend {
                    ingang: toekenning.ingang,
                    eerder_omdat: toekenning.eerder_omdat.clone(),
                    klantmanager: toekenning.klantmanager.map(|vast| (vast.wie.uuid(), vast.vanaf)),
                    plan: toekenning.plan.map(domain::id::PlanId::uuid),
                }),
                ..begin
            },
            PoortStand::Geweigerd(weigering) => Self { reden: weigering.reden.clone(), ..begin },
            PoortStand::NaarVoorziening { voorziening, .. } => {
                Self { voorziening: voorziening.as_str().to_owned(), ..begin }
            }
            _ => begin,
        }
    }

    pub(super) fn zoektermijn(&self, einde: Option<Date>) -> Result<Option<Zoektermijn>> {
        let Some(einde) = einde else { return Ok(None) };
        Ok(Some(Zoektermijn { einde, vervallen: self.vervallen.as_ref().map(Weg::lees).transpose()? }))
    }

    pub(super) fn stand(&self, code: &str, klaar_op: Option<Date>, uitkering: Option<Uuid>) -> Result<PoortStand> {
        let op = || klaar_op.ok_or_else(|| Error::corrupt("poort.klaar_op"));
        Ok(match code {
            "gemeld" => PoortStand::Gemeld,
            "in_zoektermijn" => PoortStand::InZoektermijn,
            "intake" => PoortStand::Intake,
            "aanvraag" => PoortStand::Aanvraag,
            "toegekend" => {
                let (Some(toegekend), Some(uitkering)) = (&self.toegekend, uitkering) else {
                    return Err(Error::corrupt("poort.toegekend"));
                };
                let vast = |(wie, vanaf): (Uuid, Date)| VasteKlantmanager { wie: wie.into(), vanaf };
                PoortStand::Toegekend(Toekenning {
                    op: op()?,
                    ingang: toegekend.ingang,
                    eerder_omdat: toegekend.eerder_omdat.clone(),
                    uitkering: uitkering.into(),
                    klantmanager: toegekend.klantmanager.map(vast),
                    plan: toegekend.plan.map(Into::into),
                })
            }
            "geweigerd" => PoortStand::Geweigerd(Weigering { op: op()?, reden: self.reden.clone() }),
            "ingetrokken" => PoortStand::Ingetrokken { op: op()? },
            "naar_werk" => PoortStand::NaarWerk { op: op()? },
            "naar_voorziening" => PoortStand::NaarVoorziening {
                op: op()?,
                voorziening: self.voorziening.parse().map_err(Error::corrupt)?,
            },
            other => return Err(Error::corrupt(other)),
        })
    }
}
