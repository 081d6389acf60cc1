//! Many pictures of clients, letters, and clients of a takeover at once.

use domain::{
    brief::Brief,
    id::{KlantId, OvernameId},
};
use jiff_sqlx::ToSqlx as _;

use super::insert_many;
use crate::{Result, Writer, brief, klantbeeld};

/// Adds versions of pictures; of one client each has its own number.
pub async fn insert_klantbeelden(writer: &mut Writer, beelden: &[(KlantId, klantbeeld::Vastgelegd)]) -> Result<()> {
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let rows = beelden
        .iter()
        .map(|(klant, beeld)| Ok((*klant, beeld, klantbeeld::encrypt(&sleutels, gemeente, *klant, &beeld.beeld)?)))
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into klantbeeld (gemeente, klant_id, versie, trede, inhoud_versleuteld, door, vastgelegd_op) ",
        rows,
        |b, three| {
            let (klant, beeld, inhoud) = three;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(klant.uuid())
                .push_bind(beeld.versie)
                .push_bind(beeld.beeld.trede.map(i64::from))
                .push_bind(inhoud)
                .push_bind(beeld.door.uuid())
                .push_bind(beeld.op.to_sqlx());
        }
    );
    Ok(())
}

/// Files letters; who made one that is on paper counts as the one who printed it.
pub async fn insert_brieven(writer: &mut Writer, brieven: &[Brief]) -> Result<()> {
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let rows = brieven
        .iter()
        .map(|brief| Ok((brief, brief::encrypt(&sleutels, gemeente, brief)?)))
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into brief (gemeente, id, klant_id, gesprek_id, soort, taal, sjabloon_versie, kenmerk, inhoud_versleuteld,
            gemaakt_op, gemaakt_door, afgedrukt_op, afgedrukt_door) ",
        rows,
        |b, pair| {
            let (brief, inhoud) = pair;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(brief.id.uuid())
                .push_bind(brief.klant.uuid())
                .push_bind(brief.gesprek.uuid())
                .push_bind(brief.soort.code())
                .push_bind(brief.taal.code())
                .push_bind(brief.sjabloon_versie)
                .push_bind(brief.kenmerk.as_str())
                .push_bind(inhoud)
                .push_bind(brief.gemaakt_op.to_sqlx())
                .push_bind(brief.gemaakt_door.uuid())
                .push_bind(brief.afgedrukt_op.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(brief.afgedrukt_op.map(|_| brief.gemaakt_door.uuid()));
        }
    );
    Ok(())
}

pub(crate) async fn insert_overname_klanten(writer: &mut Writer, id: OvernameId, klanten: &[KlantId]) -> Result<()> {
    let gemeente = writer.gemeente();
    insert_many!(writer, "insert into overname_klant (gemeente, overname_id, klant_id) ", klanten, |b, klant| {
        b.push_bind(gemeente.code().to_owned()).push_bind(id.uuid()).push_bind(klant.uuid());
    });
    Ok(())
}
