//! Rows of plans and steps, and what is encrypted in them.

use domain::{
    gemeente::Gemeente,
    plan::{Akkoord, Hoedanigheid, Inhoud, Plan, PlanStand, Stap, StapStand, Vaststelling, Wie, Wijze},
};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Result,
    sleutels::{Plaats, Sleutels},
};

/// The free text of a plan, encrypted as one piece.
#[derive(Default, Serialize, Deserialize)]
struct Tekst {
    doel: String,
    rechten_en_plichten: String,
    /// The name that was typed to sign.
    #[serde(default)]
    naam: String,
    /// Code of the capacity in which somebody signed for the client; empty when the client did.
    #[serde(default)]
    hoedanigheid: String,
    /// Why it ended.
    #[serde(default)]
    toelichting: String,
}

/// The free text of a step.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct StapTekst {
    pub(super) wat: String,
    /// Who, when it is somebody else.
    #[serde(default)]
    naam: String,
}

/// The columns that depend on the state.
pub(crate) struct Kolommen {
    pub(crate) vastgesteld_op: Option<jiff_sqlx::Date>,
    pub(crate) vastgesteld_door: Option<Uuid>,
    pub(crate) akkoord_wijze: Option<&'static str>,
    pub(crate) akkoord_op: Option<jiff_sqlx::Date>,
    pub(crate) akkoord_door: Option<Uuid>,
    pub(crate) einde: Option<jiff_sqlx::Date>,
}

impl Kolommen {
    pub(crate) fn of(plan: &Plan) -> Self {
        let vaststelling = plan.stand.vaststelling();
        let akkoord = vaststelling.and_then(|vaststelling| vaststelling.akkoord.as_ref());
        Self {
            vastgesteld_op: vaststelling.map(|vaststelling| vaststelling.op.to_sqlx()),
            vastgesteld_door: vaststelling.map(|vaststelling| vaststelling.door.uuid()),
            akkoord_wijze: akkoord.map(|akkoord| akkoord.wijze.code()),
            akkoord_op: akkoord.map(|akkoord| akkoord.op.to_sqlx()),
            akkoord_door: akkoord.map(|akkoord| akkoord.vastgelegd_door.uuid()),
            einde: plan.stand.einde().map(jiff_sqlx::ToSqlx::to_sqlx),
        }
    }
}

fn seal(sleutels: &Sleutels, plaats: Plaats, tekst: &impl Serialize) -> Result<Option<Vec<u8>>> {
    sleutels.encrypt_text(plaats, &serde_json::to_string(tekst).map_err(Error::corrupt)?)
}

fn open<T: Default + for<'a> Deserialize<'a>>(sleutels: &Sleutels, plaats: Plaats, sealed: Option<&[u8]>) -> Result<T> {
    let text = sleutels.decrypt_text(plaats, sealed)?;
    if text.is_empty() { Ok(T::default()) } else { serde_json::from_str(&text).map_err(Error::corrupt) }
}

/// The free text of a version.
pub(crate) fn encrypt_inhoud(sleutels: &Sleutels, gemeente: Gemeente, plan: &Plan) -> Result<Option<Vec<u8>>> {
    let akkoord = plan.stand.vaststelling().and_then(|vaststelling| vaststelling.akkoord.as_ref());
    let (naam, hoedanigheid) = match akkoord.map(|akkoord| &akkoord.wijze) {
        Some(Wijze::Scherm { naam, hoedanigheid }) => (naam.clone(), hoedanigheid.map_or("", Hoedanigheid::code)),
        _ => (String::new(), ""),
    };
    let tekst = Tekst {
        doel: plan.inhoud.doel.clone(),
        rechten_en_plichten: plan.inhoud.rechten_en_plichten.clone(),
        naam,
        hoedanigheid: hoedanigheid.to_owned(),
        toelichting: plan.stand.toelichting().to_owned(),
    };
    seal(sleutels, Plaats { gemeente, kolom: "plan.inhoud", id: plan.id.uuid() }, &tekst)
}

/// The free text of a step.
pub(crate) fn encrypt_stap(sleutels: &Sleutels, gemeente: Gemeente, stap: &Stap) -> Result<Option<Vec<u8>>> {
    let tekst = StapTekst { wat: stap.wat.clone(), naam: stap.wie.naam().to_owned() };
    seal(sleutels, Plaats { gemeente, kolom: "plan_stap.inhoud", id: stap.id.uuid() }, &tekst)
}

pub(super) fn decrypt_stap(
    sleutels: &Sleutels,
    gemeente: Gemeente,
    id: Uuid,
    sealed: Option<&[u8]>,
) -> Result<StapTekst> {
    open(sleutels, Plaats { gemeente, kolom: "plan_stap.inhoud", id }, sealed)
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    klant_id: Uuid,
    nummer: i64,
    vorige_id: Option<Uuid>,
    opsteller_id: Uuid,
    opgesteld: jiff_sqlx::Date,
    soort_doel: String,
    evaluatie: jiff_sqlx::Date,
    stand: String,
    vastgesteld_op: Option<jiff_sqlx::Date>,
    vastgesteld_door: Option<Uuid>,
    akkoord_wijze: Option<String>,
    akkoord_op: Option<jiff_sqlx::Date>,
    akkoord_door: Option<Uuid>,
    einde: Option<jiff_sqlx::Date>,
    inhoud_versleuteld: Option<Vec<u8>>,
    versie: i64,
}

impl Row {
    pub(super) fn decode(self, gemeente: Gemeente, sleutels: &Sleutels, stappen: Vec<Stap>) -> Result<Plan> {
        let plaats = Plaats { gemeente, kolom: "plan.inhoud", id: self.id };
        let tekst: Tekst = open(sleutels, plaats, self.inhoud_versleuteld.as_deref())?;
        Ok(Plan {
            stand: self.stand((tekst.naam, &tekst.hoedanigheid), tekst.toelichting)?,
            id: self.id.into(),
            klant: self.klant_id.into(),
            nummer: self.nummer,
            vorige: self.vorige_id.map(Into::into),
            opsteller: self.opsteller_id.into(),
            opgesteld: self.opgesteld.to_jiff(),
            inhoud: Inhoud {
                soort: self.soort_doel.parse().map_err(|()| Error::corrupt(&self.soort_doel))?,
                doel: tekst.doel,
                stappen,
                rechten_en_plichten: tekst.rechten_en_plichten,
                evaluatie: self.evaluatie.to_jiff(),
            },
            versie: self.versie,
        })
    }

    fn stand(&self, getekend: (String, &str), toelichting: String) -> Result<PlanStand> {
        if self.stand == "concept" {
            return Ok(PlanStand::Concept);
        }
        let (Some(op), Some(door)) = (self.vastgesteld_op, self.vastgesteld_door) else {
            return Err(Error::corrupt("vastgesteld_op"));
        };
        let vaststelling = Vaststelling { op: op.to_jiff(), door: door.into(), akkoord: self.akkoord(getekend)? };
        let einde = || self.einde.map(jiff_sqlx::Date::to_jiff).ok_or_else(|| Error::corrupt("einde"));
        Ok(match self.stand.as_str() {
            "vastgesteld" => PlanStand::Vastgesteld(vaststelling),
            "vervangen" => PlanStand::Vervangen { vaststelling, op: einde()? },
            "beeindigd" => PlanStand::Beeindigd { vaststelling, op: einde()?, toelichting },
            other => return Err(Error::corrupt(other)),
        })
    }

    fn akkoord(&self, (naam, hoedanigheid): (String, &str)) -> Result<Option<Akkoord>> {
        let Some(wijze) = self.akkoord_wijze.as_deref() else { return Ok(None) };
        let wijze = match wijze {
            "scherm" if hoedanigheid.is_empty() => Wijze::Scherm { naam, hoedanigheid: None },
            "scherm" => {
                let hoedanigheid = hoedanigheid.parse().map_err(|()| Error::corrupt(hoedanigheid))?;
                Wijze::Scherm { naam, hoedanigheid: Some(hoedanigheid) }
            }
            "papier" => Wijze::Papier,
            other => return Err(Error::corrupt(other)),
        };
        let (Some(op), Some(door)) = (self.akkoord_op, self.akkoord_door) else {
            return Err(Error::corrupt("akkoord_op"));
        };
        Ok(Some(Akkoord { wijze, op: op.to_jiff(), vastgelegd_door: door.into() }))
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct StapRow {
    id: Uuid,
    pub(super) plan_id: Uuid,
    wie: String,
    voor: jiff_sqlx::Date,
    verwijzing_id: Option<Uuid>,
    stand: String,
    stand_op: Option<jiff_sqlx::Date>,
    inhoud_versleuteld: Option<Vec<u8>>,
}

impl StapRow {
    pub(super) fn decode(self, gemeente: Gemeente, sleutels: &Sleutels) -> Result<Stap> {
        let tekst = decrypt_stap(sleutels, gemeente, self.id, self.inhoud_versleuteld.as_deref())?;
        let op = self.stand_op.map(jiff_sqlx::Date::to_jiff);
        Ok(Stap {
            id: self.id.into(),
            wat: tekst.wat,
            wie: Wie::van(&self.wie, &tekst.naam).ok_or_else(|| Error::corrupt(&self.wie))?,
            voor: self.voor.to_jiff(),
            verwijzing: self.verwijzing_id.map(Into::into),
            stand: StapStand::van(&self.stand, op).ok_or_else(|| Error::corrupt(&self.stand))?,
        })
    }
}
