//! Medical examinations: that one was asked for, when the answer came, and what somebody can do at work.
//!
//! The two days stand open, for the timeline and for the turnaround. What the examiner found is data about health: it is
//! encrypted, and read for the page of one client only.

use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, KeuringId, KlantId},
    keuring::{Belastbaarheid, Keuring, KeuringStand, Keuringszaak, RedenAnnulering},
    signaal::Wiens,
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer,
    sleutels::{Plaats, Sleutels},
};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "select id, klant_id, spoed, aangevraagd, afgerond, geannuleerd, reden_annulering, belastbaarheid_versleuteld, versie
        from keuring"
    };
}

/// From clients to their open examinations: a cross join keeps SQLite in that order.
macro_rules! open_van {
    ($klanten:expr, $limit:literal) => {
        concat!(
            "select s.id, s.klant_id, s.spoed, s.aangevraagd, s.versie, n.naam, g.naam as klantmanager from ",
            $klanten,
            " mijn cross join keuring s
            join klantstand n on n.gemeente = $1 and n.klant_id = s.klant_id
            left join gebruiker g on g.gemeente = n.gemeente and g.id = n.klantmanager_id
            where s.gemeente = $1 and s.klant_id = mijn.klant_id and s.afgerond is null and s.geannuleerd is null
            order by s.aangevraagd, s.id limit ",
            $limit
        )
    };
}

statements! {
    FIND = concat!(kolommen!(), " where gemeente = $1 and id = $2");
    OF_KLANT = concat!(kolommen!(), " where gemeente = $1 and klant_id = $2 order by aangevraagd, id");
    DAGEN_OF_KLANT = "select id, klant_id, spoed, aangevraagd, afgerond from keuring
        where gemeente = $1 and klant_id = $2 and geannuleerd is null order by aangevraagd, id";
    AANGEVRAAGD = "select id, klant_id, spoed, aangevraagd, afgerond from keuring
        where gemeente = $1 and aangevraagd >= $2 and aangevraagd <= $3 and geannuleerd is null
        order by aangevraagd, id";
    OPEN_VAN_KLANTMANAGER = open_van!(van_klantmanager!(), "$4");
    OPEN_VAN_TEAM = open_van!(van_team!(), "$3");
    /// Of a whole town few urgent ones wait, so it begins with those.
    SPOED = concat!("select s.id, s.klant_id, s.spoed, s.aangevraagd, s.versie, n.naam, null as klantmanager
        from keuring s cross join klantstand n
        where s.gemeente = $1 and s.spoed and s.afgerond is null and s.geannuleerd is null and s.aangevraagd < $3
            and n.gemeente = $1 and n.klant_id = s.klant_id and ", is_van_klantmanager!(), "
        order by s.aangevraagd, s.id limit $4");
    OPEN_ALLE = "select s.id, s.klant_id, s.spoed, s.aangevraagd, s.versie, n.naam, g.naam as klantmanager from keuring s
        join klantstand n on n.gemeente = s.gemeente and n.klant_id = s.klant_id
        left join gebruiker g on g.gemeente = n.gemeente and g.id = n.klantmanager_id
        where s.gemeente = $1 and s.afgerond is null and s.geannuleerd is null
        order by s.aangevraagd, s.id limit $2";
    INSERT = "insert into keuring (gemeente, id, klant_id, spoed, aangevraagd, versie) values ($1, $2, $3, $4, $5, 1)";
    UPDATE = "update keuring set afgerond = $3, geannuleerd = $4, reden_annulering = $5, belastbaarheid_versleuteld = $6,
            versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $7";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    spoed: bool,
    aangevraagd: jiff_sqlx::Date,
    afgerond: Option<jiff_sqlx::Date>,
    geannuleerd: Option<jiff_sqlx::Date>,
    reden_annulering: Option<String>,
    belastbaarheid_versleuteld: Option<Vec<u8>>,
    versie: i64,
}

#[derive(sqlx::FromRow)]
struct DagenRow {
    id: Uuid,
    klant_id: Uuid,
    spoed: bool,
    aangevraagd: jiff_sqlx::Date,
    afgerond: Option<jiff_sqlx::Date>,
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    id: Uuid,
    klant_id: Uuid,
    spoed: bool,
    aangevraagd: jiff_sqlx::Date,
    versie: i64,
    naam: String,
    klantmanager: Option<String>,
}

/// An examination of which the answer is still to come, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The examination.
    pub zaak: Keuringszaak,
    /// The name of the client.
    pub naam: String,
    /// Who guides the client.
    pub klantmanager: Option<String>,
}

impl From<OpenRow> for Open {
    fn from(row: OpenRow) -> Self {
        let zaak = Keuringszaak {
            id: row.id.into(),
            klant: row.klant_id.into(),
            spoed: row.spoed,
            aangevraagd: row.aangevraagd.to_jiff(),
            stand: KeuringStand::Aangevraagd,
            versie: row.versie,
        };
        Self { zaak, naam: row.naam, klantmanager: row.klantmanager }
    }
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "keuring.belastbaarheid", id }
}

impl Row {
    fn decode(self, gemeente: Gemeente, sleutels: &Sleutels) -> Result<Keuringszaak> {
        let stand = match (self.geannuleerd, self.reden_annulering, self.afgerond) {
            (Some(op), Some(reden), _) => {
                let reden: RedenAnnulering = reden.parse().map_err(|()| Error::corrupt(&reden))?;
                KeuringStand::Geannuleerd { op: op.to_jiff(), reden }
            }
            (_, _, Some(op)) => {
                let sealed = self.belastbaarheid_versleuteld.as_deref();
                let belastbaarheid: Option<Belastbaarheid> = sealed
                    .map(|sealed| {
                        let json = sleutels.decrypt_text(plaats(gemeente, self.id), Some(sealed))?;
                        serde_json::from_str(&json).map_err(Error::corrupt)
                    })
                    .transpose()?;
                KeuringStand::Afgerond { op: op.to_jiff(), belastbaarheid }
            }
            _ => KeuringStand::Aangevraagd,
        };
        Ok(Keuringszaak {
            id: self.id.into(),
            klant: self.klant_id.into(),
            spoed: self.spoed,
            aangevraagd: self.aangevraagd.to_jiff(),
            stand,
            versie: self.versie,
        })
    }
}

fn dagen(row: &DagenRow) -> Keuring {
    Keuring {
        id: row.id.into(),
        klant: row.klant_id.into(),
        spoed: row.spoed,
        aangevraagd: row.aangevraagd.to_jiff(),
        afgerond: row.afgerond.map(jiff_sqlx::Date::to_jiff),
    }
}

/// One examination.
pub async fn find(reader: &mut Reader, id: KeuringId) -> Result<Option<Keuringszaak>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| row.decode(reader.gemeente(), &reader.sleutels())).transpose()
}

/// The examinations of a client with their answers, oldest first; also those that were called off.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Keuringszaak>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| row.decode(gemeente, &sleutels)).collect()
}

/// The two days of the examinations of a client, oldest first; not of those that were called off.
pub async fn dagen_of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Keuring>> {
    let rows: Vec<DagenRow> = fetch!(reader, fetch_all(DagenRow), DAGEN_OF_KLANT, klant.uuid())?;
    Ok(rows.iter().map(dagen).collect())
}

/// The two days of all examinations that were asked for in a stretch of days; not of those that were called off.
pub async fn aangevraagd(reader: &mut Reader, van: Date, tot_en_met: Date) -> Result<Vec<Keuring>> {
    let rows: Vec<DagenRow> = fetch!(reader, fetch_all(DagenRow), AANGEVRAAGD, van.to_sqlx(), tot_en_met.to_sqlx())?;
    Ok(rows.iter().map(dagen).collect())
}

/// Those of which the answer is still to come, the longest waiting first.
pub async fn open(reader: &mut Reader, wiens: Wiens, vandaag: Date, limit: i64) -> Result<Vec<Open>> {
    let rows: Vec<OpenRow> = match wiens {
        Wiens::Klantmanager(wie) => {
            fetch!(reader, fetch_all(OpenRow), OPEN_VAN_KLANTMANAGER, wie.uuid(), vandaag.to_sqlx(), limit)?
        }
        Wiens::Team(team) => fetch!(reader, fetch_all(OpenRow), OPEN_VAN_TEAM, team.uuid(), limit)?,
        Wiens::Iedereen => fetch!(reader, fetch_all(OpenRow), OPEN_ALLE, limit)?,
    };
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The urgent ones of before today of which the answer is still to come, of the clients of a klantmanager and of those of a colleague he
/// stands in for; the longest waiting first.
pub async fn spoed(reader: &mut Reader, van: GebruikerId, vandaag: Date, limit: i64) -> Result<Vec<Open>> {
    let rows: Vec<OpenRow> = fetch!(reader, fetch_all(OpenRow), SPOED, van.uuid(), vandaag.to_sqlx(), limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds one that was asked for.
pub async fn insert(writer: &mut Writer, zaak: &Keuringszaak) -> Result<()> {
    let (id, klant) = (zaak.id.uuid(), zaak.klant.uuid());
    execute!(writer, INSERT, id, klant, zaak.spoed, zaak.aangevraagd.to_sqlx()).map(|_| ())
}

/// Writes a step; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, zaak: &Keuringszaak) -> Result<()> {
    let (geannuleerd, reden) = match zaak.stand {
        KeuringStand::Geannuleerd { op, reden } => (Some(op), Some(reden.code())),
        KeuringStand::Aangevraagd | KeuringStand::Afgerond { .. } => (None, None),
    };
    let sealed = match zaak.belastbaarheid() {
        Some(belastbaarheid) => {
            let json = serde_json::to_string(belastbaarheid).map_err(Error::corrupt)?;
            writer.sleutels().encrypt_text(plaats(writer.gemeente(), zaak.id.uuid()), &json)?
        }
        None => None,
    };
    let touched = execute!(
        writer,
        UPDATE,
        zaak.id.uuid(),
        zaak.afgerond().map(jiff_sqlx::ToSqlx::to_sqlx),
        geannuleerd.map(jiff_sqlx::ToSqlx::to_sqlx),
        reden,
        sealed,
        zaak.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}
