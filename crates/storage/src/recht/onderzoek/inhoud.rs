//! The nested parts of an investigation as the one piece that is encrypted: checklist, questions, findings, reasons.

use domain::{
    id::{GebruikerId, InformatieverzoekId},
    onderzoek::{
        Antwoord, Belang, Gedaan, Handeling, Informatieverzoek, NodigBesluit, Onderzoek, OnderzoekStand, Punt, Uitkomst,
    },
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// What was written, without what stands in columns.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Inhoud {
    punten: Vec<PuntDeel>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    verzoeken: Vec<VerzoekDeel>,
    #[serde(skip_serializing_if = "String::is_empty")]
    bevindingen: String,
    minimaregelingen: String,
    bijzondere_bijstand: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    vervolg: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    heropend: Vec<HandelingDeel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slot: Option<Slot>,
}

/// A point of the checklist. Its text is kept as it was asked, so that a later list does not rewrite an earlier investigation.
#[derive(Debug, Serialize, Deserialize)]
struct PuntDeel {
    code: String,
    tekst: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gedaan: Option<GedaanDeel>,
}

#[derive(Debug, Serialize, Deserialize)]
struct GedaanDeel {
    op: Date,
    door: GebruikerId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    bevinding: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct VerzoekDeel {
    id: InformatieverzoekId,
    wat: String,
    gevraagd: Date,
    uiterlijk: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ontvangen: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verstreken: Option<Date>,
}

#[derive(Debug, Serialize, Deserialize)]
struct HandelingDeel {
    op: Date,
    door: GebruikerId,
    reden: String,
}

/// How it ended, where no column says it.
#[derive(Debug, Serialize, Deserialize)]
struct Slot {
    door: GebruikerId,
    /// Why it lapsed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reden: String,
    /// What the benefit administration was told, and when.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    wat: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doorgegeven: Option<Date>,
    /// Which decisions are needed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    besluiten: Vec<String>,
}

impl Slot {
    fn van(stand: &OnderzoekStand) -> Option<Self> {
        let leeg =
            |door| Self { door, reden: String::new(), wat: String::new(), doorgegeven: None, besluiten: Vec::new() };
        match stand {
            OnderzoekStand::Open | OnderzoekStand::WachtOpInformatie => None,
            OnderzoekStand::Vervallen(handeling) => {
                Some(Self { reden: handeling.reden.clone(), ..leeg(handeling.door) })
            }
            OnderzoekStand::Afgerond { door, uitkomst, .. } => Some(match uitkomst {
                Uitkomst::GeenWijziging => leeg(*door),
                Uitkomst::WijzigingDoorgegeven { wat, op } => {
                    Self { wat: wat.clone(), doorgegeven: Some(*op), ..leeg(*door) }
                }
                Uitkomst::BesluitNodig(besluiten) => {
                    let besluiten = besluiten.iter().map(|besluit| besluit.code().to_owned()).collect();
                    Self { besluiten, ..leeg(*door) }
                }
            }),
        }
    }

    fn uitkomst(self, code: &str) -> Result<Uitkomst> {
        Ok(match code {
            "geen_wijziging" => Uitkomst::GeenWijziging,
            "wijziging_doorgegeven" => Uitkomst::WijzigingDoorgegeven {
                wat: self.wat,
                op: self.doorgegeven.ok_or_else(|| Error::corrupt("onderzoek.doorgegeven"))?,
            },
            "besluit_nodig" => {
                let lees = |code: &String| code.parse::<NodigBesluit>().map_err(|()| Error::corrupt(code));
                Uitkomst::BesluitNodig(self.besluiten.iter().map(lees).collect::<Result<_>>()?)
            }
            other => return Err(Error::corrupt(other)),
        })
    }
}

impl From<&Punt> for PuntDeel {
    fn from(punt: &Punt) -> Self {
        let gedaan = punt.gedaan.as_ref();
        let gedaan = gedaan.map(|is| GedaanDeel { op: is.op, door: is.door, bevinding: is.bevinding.clone() });
        Self { code: punt.code.clone(), tekst: punt.tekst.clone(), gedaan }
    }
}

impl From<PuntDeel> for Punt {
    fn from(deel: PuntDeel) -> Self {
        let gedaan = deel.gedaan.map(|is| Gedaan { op: is.op, door: is.door, bevinding: is.bevinding });
        Self { code: deel.code, tekst: deel.tekst, gedaan }
    }
}

impl From<&Informatieverzoek> for VerzoekDeel {
    fn from(verzoek: &Informatieverzoek) -> Self {
        let (ontvangen, verstreken) = match verzoek.antwoord {
            Antwoord::Verwacht => (None, None),
            Antwoord::Ontvangen(op) => (Some(op), None),
            Antwoord::Verstreken(op) => (None, Some(op)),
        };
        let Informatieverzoek { id, wat, gevraagd, uiterlijk, .. } = verzoek;
        Self { id: *id, wat: wat.clone(), gevraagd: *gevraagd, uiterlijk: *uiterlijk, ontvangen, verstreken }
    }
}

impl From<VerzoekDeel> for Informatieverzoek {
    fn from(deel: VerzoekDeel) -> Self {
        let antwoord = match (deel.ontvangen, deel.verstreken) {
            (Some(op), _) => Antwoord::Ontvangen(op),
            (None, Some(op)) => Antwoord::Verstreken(op),
            (None, None) => Antwoord::Verwacht,
        };
        Self { id: deel.id, wat: deel.wat, gevraagd: deel.gevraagd, uiterlijk: deel.uiterlijk, antwoord }
    }
}

impl From<&Handeling> for HandelingDeel {
    fn from(is: &Handeling) -> Self {
        Self { op: is.op, door: is.door, reden: is.reden.clone() }
    }
}

impl From<HandelingDeel> for Handeling {
    fn from(is: HandelingDeel) -> Self {
        Self { op: is.op, door: is.door, reden: is.reden }
    }
}

/// The parts as the domain has them.
pub(super) struct Delen {
    pub(super) punten: Vec<Punt>,
    pub(super) verzoeken: Vec<Informatieverzoek>,
    pub(super) bevindingen: String,
    pub(super) belang: Belang,
    pub(super) heropend: Vec<Handeling>,
    pub(super) stand: OnderzoekStand,
}

impl Inhoud {
    pub(super) fn van(is: &Onderzoek) -> Self {
        Self {
            punten: is.punten.iter().map(Into::into).collect(),
            verzoeken: is.verzoeken.iter().map(Into::into).collect(),
            bevindingen: is.bevindingen.clone(),
            minimaregelingen: is.belang.minimaregelingen.code().to_owned(),
            bijzondere_bijstand: is.belang.bijzondere_bijstand.code().to_owned(),
            vervolg: is.belang.vervolg.clone(),
            heropend: is.heropend.iter().map(Into::into).collect(),
            slot: Slot::van(&is.stand),
        }
    }

    /// The parts, with what the columns say of the end: `stand`, the day and the outcome.
    pub(super) fn delen(self, stand: &str, afgerond: Option<Date>, uitkomst: Option<&str>) -> Result<Delen> {
        let gebruik = |code: &str| code.parse().map_err(|()| Error::corrupt(code));
        let is_er = |naam: &'static str| move || Error::corrupt(naam);
        let stand = match stand {
            "open" => OnderzoekStand::Open,
            "wacht_op_informatie" => OnderzoekStand::WachtOpInformatie,
            einde => {
                let op = afgerond.ok_or_else(is_er("onderzoek.afgerond"))?;
                let slot = self.slot.ok_or_else(is_er("onderzoek.slot"))?;
                match einde {
                    "afgerond" => OnderzoekStand::Afgerond {
                        op,
                        door: slot.door,
                        uitkomst: slot.uitkomst(uitkomst.ok_or_else(is_er("onderzoek.uitkomst"))?)?,
                    },
                    "vervallen" => OnderzoekStand::Vervallen(Handeling { op, door: slot.door, reden: slot.reden }),
                    other => return Err(Error::corrupt(other)),
                }
            }
        };
        Ok(Delen {
            punten: self.punten.into_iter().map(Into::into).collect(),
            verzoeken: self.verzoeken.into_iter().map(Into::into).collect(),
            bevindingen: self.bevindingen,
            belang: Belang {
                minimaregelingen: gebruik(&self.minimaregelingen)?,
                bijzondere_bijstand: gebruik(&self.bijzondere_bijstand)?,
                vervolg: self.vervolg,
            },
            heropend: self.heropend.into_iter().map(Into::into).collect(),
            stand,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::onderzoek::{Aanleiding, Gebruik};
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const DAG: Date = date(2026, 12, 11);

    fn vol(stand: OnderzoekStand) -> Onderzoek {
        let door: GebruikerId = Uuid::from_u128(7).into();
        let verzoek = |nummer: u128, antwoord| Informatieverzoek {
            id: Uuid::from_u128(nummer).into(),
            wat: "loonstroken".into(),
            gevraagd: DAG,
            uiterlijk: date(2026, 12, 28),
            antwoord,
        };
        let gedaan = Some(Gedaan { op: DAG, door, bevinding: "Klopt met de BRP.".into() });
        Onderzoek {
            id: Uuid::from_u128(1).into(),
            klant: Uuid::from_u128(2).into(),
            aanleiding: Aanleiding::Adres,
            herkomst: None,
            begonnen: DAG,
            behandelaar: Some(door),
            punten: vec![
                Punt { code: "woonadres".into(), tekst: "woonadres vergeleken".into(), gedaan },
                Punt { code: "huisbezoek".into(), tekst: "toestemming".into(), gedaan: None },
            ],
            verzoeken: vec![
                verzoek(3, Antwoord::Verwacht),
                verzoek(4, Antwoord::Ontvangen(DAG)),
                verzoek(5, Antwoord::Verstreken(date(2026, 12, 29))),
            ],
            bevindingen: "Woont bij zijn zus.".into(),
            belang: Belang {
                minimaregelingen: Gebruik::NietGebruikt,
                bijzondere_bijstand: Gebruik::NietVanToepassing,
                vervolg: "Aanvraag samen op 14 december.".into(),
            },
            heropend: vec![Handeling { op: DAG, door, reden: "Er kwam een brief.".into() }],
            stand,
            versie: 3,
        }
    }

    #[test]
    fn what_was_written_is_read_back_in_every_state() {
        let door: GebruikerId = Uuid::from_u128(8).into();
        let af = |uitkomst| OnderzoekStand::Afgerond { op: DAG, door, uitkomst };
        for stand in [
            OnderzoekStand::Open,
            OnderzoekStand::WachtOpInformatie,
            af(Uitkomst::GeenWijziging),
            af(Uitkomst::WijzigingDoorgegeven { wat: "nieuw adres".into(), op: DAG }),
            af(Uitkomst::BesluitNodig(NodigBesluit::ALLE.to_vec())),
            OnderzoekStand::Vervallen(Handeling { op: DAG, door, reden: "Verhuisd".into() }),
        ] {
            let is = vol(stand);
            let json = serde_json::to_string(&Inhoud::van(&is)).unwrap();
            let (op, uitkomst) = match &is.stand {
                OnderzoekStand::Afgerond { op, uitkomst, .. } => (Some(*op), Some(uitkomst.code())),
                OnderzoekStand::Vervallen(handeling) => (Some(handeling.op), None),
                _ => (None, None),
            };
            let inhoud: Inhoud = serde_json::from_str(&json).unwrap();
            let delen = inhoud.delen(is.stand.code(), op, uitkomst).unwrap();
            let terug = Onderzoek {
                punten: delen.punten,
                verzoeken: delen.verzoeken,
                bevindingen: delen.bevindingen,
                belang: delen.belang,
                heropend: delen.heropend,
                stand: delen.stand,
                ..is.clone()
            };
            assert_eq!(terug, is);
        }
    }
}
