//! Many plans at once.

use domain::{
    dossier::Dossier,
    id::{PlanId, VerwijzingId},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use super::insert_many;
use crate::{Result, Writer, plan};

/// Versions of plans with their steps. A version names the one before it, which stands before it in the dossier.
pub(super) async fn insert(writer: &mut Writer, dossiers: &[Dossier], nu: Timestamp) -> Result<()> {
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let plannen = || dossiers.iter().flat_map(|dossier| &dossier.plannen);
    let rows = plannen()
        .map(|row| Ok((row, plan::Kolommen::of(row), plan::encrypt_inhoud(&sleutels, gemeente, row)?)))
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into plan (gemeente, id, klant_id, nummer, vorige_id, opsteller_id, opgesteld, soort_doel, evaluatie, stand,
            vastgesteld_op, vastgesteld_door, akkoord_wijze, akkoord_op, akkoord_door, einde, inhoud_versleuteld,
            gewijzigd_door, gewijzigd_op, versie) ",
        rows,
        |b, triple| {
            let (row, kolommen, inhoud) = triple;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.nummer)
                .push_bind(row.vorige.map(PlanId::uuid))
                .push_bind(row.opsteller.uuid())
                .push_bind(row.opgesteld.to_sqlx())
                .push_bind(row.inhoud.soort.code())
                .push_bind(row.inhoud.evaluatie.to_sqlx())
                .push_bind(row.stand.code())
                .push_bind(kolommen.vastgesteld_op)
                .push_bind(kolommen.vastgesteld_door)
                .push_bind(kolommen.akkoord_wijze)
                .push_bind(kolommen.akkoord_op)
                .push_bind(kolommen.akkoord_door)
                .push_bind(kolommen.einde)
                .push_bind(inhoud)
                .push_bind(row.opsteller.uuid())
                .push_bind(nu.to_sqlx())
                .push_bind(row.versie);
        }
    );
    let rows = plannen()
        .flat_map(|row| (1_i64..).zip(&row.inhoud.stappen).map(move |(volgorde, stap)| (row.id, volgorde, stap)))
        .map(|(id, volgorde, stap)| Ok((id, volgorde, stap, plan::encrypt_stap(&sleutels, gemeente, stap)?)))
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into plan_stap (gemeente, id, plan_id, volgorde, wie, voor, verwijzing_id, stand, stand_op,
            inhoud_versleuteld) ",
        rows,
        |b, four| {
            let (id, volgorde, stap, inhoud) = four;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(stap.id.uuid())
                .push_bind(id.uuid())
                .push_bind(*volgorde)
                .push_bind(stap.wie.code())
                .push_bind(stap.voor.to_sqlx())
                .push_bind(stap.verwijzing.map(VerwijzingId::uuid))
                .push_bind(stap.stand.code())
                .push_bind(stap.stand.op().map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(inhoud);
        }
    );
    Ok(())
}
