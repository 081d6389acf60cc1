//! A project whose evaluation is final (*vastlegging*): the facts of its cohort are kept by themselves, so that its figures stay the
//! same when dossiers are destroyed. Days and amounts; no id, name or number of anybody.

use domain::{
    cohort::{Deelnemer, Omgeving},
    geld::Eurocent,
    gemeente::Gemeente,
    id::{GebruikerId, ProjectId},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, sleutels::Plaats};

statements! {
    FIND = "select f.peildatum, f.inhoud_versleuteld from project_vastlegging f where f.gemeente = $1 and f.project_id = $2";
    LIST = "select f.project_id, f.peildatum, f.deelnemers from project_vastlegging f where f.gemeente = $1";
    INSERT = "insert into project_vastlegging (gemeente, project_id, peildatum, deelnemers, inhoud_versleuteld, door, op)
        values ($1, $2, $3, $4, $5, $6, $7)";
}

/// The cohort of a project that is final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Vastgelegd {
    pub(super) deelnemers: Vec<Deelnemer>,
    pub(super) omgeving: Omgeving,
}

/// A project that is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vastlegging {
    /// Which project.
    pub project: ProjectId,
    /// The one day it is evaluated on from then on.
    pub peildatum: Date,
    /// How many clients it followed.
    pub deelnemers: i64,
}

#[derive(Serialize, Deserialize)]
struct Inhoud {
    deelnemers: Vec<Feiten>,
    caseload_bij_start: Option<i64>,
    rechtmatigheid_in_jaar_voor_start: i64,
    instroom: Vec<(i16, i8, i64)>,
    klanten_op_peildatum: i64,
    klantmanagers_op_peildatum: i64,
}

/// One client of a cohort.
#[derive(Serialize, Deserialize)]
struct Feiten {
    geselecteerd: Date,
    maandbedrag: i64,
    einde: Option<(Date, String)>,
    opnieuw: Option<Date>,
    uitgenodigd: Option<Date>,
    gesproken: Option<Date>,
    niet_verschenen: Option<Date>,
    ontheffing: Option<Date>,
    traject: Option<Date>,
    spoedkeuringen: Vec<(Date, Option<Date>)>,
}

impl From<&Deelnemer> for Feiten {
    fn from(is: &Deelnemer) -> Self {
        Self {
            geselecteerd: is.geselecteerd,
            maandbedrag: is.maandbedrag.0,
            einde: is.einde.as_ref().map(|(dag, reden)| (*dag, reden.as_str().to_owned())),
            opnieuw: is.opnieuw,
            uitgenodigd: is.uitgenodigd,
            gesproken: is.gesproken,
            niet_verschenen: is.niet_verschenen,
            ontheffing: is.ontheffing,
            traject: is.traject,
            spoedkeuringen: is.spoedkeuringen.clone(),
        }
    }
}

impl TryFrom<Feiten> for Deelnemer {
    type Error = Error;
    fn try_from(is: Feiten) -> Result<Self> {
        let einde = is.einde.map(|(dag, reden)| Ok::<_, Error>((dag, reden.parse().map_err(Error::corrupt)?)));
        Ok(Self {
            geselecteerd: is.geselecteerd,
            maandbedrag: Eurocent(is.maandbedrag),
            einde: einde.transpose()?,
            opnieuw: is.opnieuw,
            uitgenodigd: is.uitgenodigd,
            gesproken: is.gesproken,
            niet_verschenen: is.niet_verschenen,
            ontheffing: is.ontheffing,
            traject: is.traject,
            spoedkeuringen: is.spoedkeuringen,
        })
    }
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "project_vastlegging.inhoud", id }
}

/// What was kept of a project, when it is final.
pub(super) async fn find(reader: &mut Reader, project: ProjectId) -> Result<Option<Vastgelegd>> {
    type Row = (jiff_sqlx::Date, Vec<u8>);
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, project.uuid())?;
    let Some((_, sealed)) = row else { return Ok(None) };
    let json = reader.sleutels().decrypt_text(plaats(reader.gemeente(), project.uuid()), Some(&sealed))?;
    let inhoud: Inhoud = serde_json::from_str(&json).map_err(Error::corrupt)?;
    Ok(Some(Vastgelegd {
        deelnemers: inhoud.deelnemers.into_iter().map(TryInto::try_into).collect::<Result<_>>()?,
        omgeving: Omgeving {
            caseload_bij_start: inhoud.caseload_bij_start,
            rechtmatigheid_in_jaar_voor_start: inhoud.rechtmatigheid_in_jaar_voor_start,
            instroom: inhoud.instroom.into_iter().map(|(jaar, maand, aantal)| ((jaar, maand), aantal)).collect(),
            klanten_op_peildatum: inhoud.klanten_op_peildatum,
            klantmanagers_op_peildatum: inhoud.klantmanagers_op_peildatum,
        },
    }))
}

/// The projects that are final.
pub async fn vastleggingen(reader: &mut Reader) -> Result<Vec<Vastlegging>> {
    type Row = (Uuid, jiff_sqlx::Date, i64);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    let een = |(project, peildatum, deelnemers): Row| Vastlegging {
        project: project.into(),
        peildatum: peildatum.to_jiff(),
        deelnemers,
    };
    Ok(rows.into_iter().map(een).collect())
}

/// Keeps the cohort of a project as it is now, for its own reference date. [`Error::Duplicate`] when it is final already.
pub async fn leg_vast(
    writer: &mut Writer,
    project: domain::project::Project,
    door: GebruikerId,
    nu: Timestamp,
) -> Result<Vastlegging> {
    let (id, peildatum) = (project.id, project.peildatum);
    let cohort = super::cohort(writer, project, peildatum).await?;
    let omgeving = cohort.omgeving;
    let inhoud = Inhoud {
        deelnemers: cohort.deelnemers.iter().map(Feiten::from).collect(),
        caseload_bij_start: omgeving.caseload_bij_start,
        rechtmatigheid_in_jaar_voor_start: omgeving.rechtmatigheid_in_jaar_voor_start,
        instroom: omgeving.instroom.into_iter().map(|((jaar, maand), aantal)| (jaar, maand, aantal)).collect(),
        klanten_op_peildatum: omgeving.klanten_op_peildatum,
        klantmanagers_op_peildatum: omgeving.klantmanagers_op_peildatum,
    };
    let deelnemers = i64::try_from(inhoud.deelnemers.len()).map_err(Error::corrupt)?;
    let json = serde_json::to_string(&inhoud).map_err(Error::corrupt)?;
    let sealed = writer.sleutels().encrypt_text(plaats(writer.gemeente(), id.uuid()), &json)?;
    execute!(writer, INSERT, id.uuid(), peildatum.to_sqlx(), deelnemers, sealed, door.uuid(), nu.to_sqlx(),)?;
    Ok(Vastlegging { project: id, peildatum, deelnemers })
}
