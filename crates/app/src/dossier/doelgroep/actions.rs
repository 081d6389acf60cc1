//! What can be done with target groups: load, decide, write, log, commit, in one transaction.

use domain::{
    doelgroep::{Bescherming, DoelgroepGeweigerd, InDoelgroep},
    id::{DoelgroepId, KlantId},
};
use jiff::civil::Date;
use serde_json::{Value, json};
use storage::{
    Writer,
    doelgroep::{self, Vastgelegd},
};

use crate::web::{Bezoek, Fout, Lijsten, Resultaat};

/// The log tells of no group which it was: one line that hides it would tell that it is the protected one, and the log is read
/// by more people than the client is. Which group it was stands with the record.
fn details(meer: &Value) -> Value {
    json!({ "wat": meer })
}

async fn zichtbaar(bezoek: &Bezoek, writer: &mut Writer, klant: KlantId) -> Resultaat<Vec<Vastgelegd>> {
    storage::caseload::find(writer, klant).await?.ok_or(Fout::NietGevonden)?;
    // Takes the row of the client, so that on PostgreSQL too two people come one after the other.
    storage::klantstand::refresh(writer, klant).await?;
    let werkt_met = doelgroep::werkt_met(writer, klant, bezoek.gebruiker().id, bezoek.vandaag).await?;
    Ok(doelgroep::of_klant(writer, klant, werkt_met).await?)
}

/// Puts a client in a target group.
pub(super) async fn leg_vast(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    van: Vastgelegd,
) -> Resultaat<Result<(), DoelgroepGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let bekend = zichtbaar(bezoek, &mut writer, van.groep.klant).await?;
    if van.beschermd
        && !doelgroep::werkt_met(&mut writer, van.groep.klant, bezoek.gebruiker().id, bezoek.vandaag).await?
    {
        return Err(Fout::NietGevonden);
    }
    // Sent twice: the first one did it. What says something else now is not kept, and that is told.
    if let Some(eerder) = bekend.iter().find(|ander| ander.groep.id == van.groep.id) {
        let zegt = |g: &InDoelgroep| (g.doelgroep.clone(), g.periode.van, g.toelichting.clone());
        let zelfde = zegt(&eerder.groep) == zegt(&van.groep);
        return if zelfde { Ok(Ok(())) } else { Err(Fout::al_verstuurd()) };
    }
    let bestaand: Vec<InDoelgroep> = bekend.into_iter().map(|ander| ander.groep).collect();
    let bescherming = Bescherming::van(&van.groep.doelgroep, &lijsten.codes);
    let groep = match van.groep.leg_vast(&bestaand, bescherming, bezoek.vandaag) {
        Ok(groep) => groep,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let van = Vastgelegd { groep, ..van };
    doelgroep::insert(&mut writer, &van).await?;
    let details = details(&json!({ "vanaf": van.groep.periode.van }));
    let regel = bezoek.regel("doelgroep.vastgelegd", van.groep.id.uuid(), Some(van.groep.klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Ok(()))
}

/// What happens to a record that is there.
pub(super) enum Stap {
    /// It gets a last day.
    Beeindig(Date),
    /// It was a mistake.
    TrekIn,
}

/// Ends a record or takes it back. For who may not see it, it is not there.
pub(super) async fn wijzig(
    bezoek: &Bezoek,
    klant: KlantId,
    id: DoelgroepId,
    versie: i64,
    stap: Stap,
) -> Resultaat<Result<(), DoelgroepGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let bekend = zichtbaar(bezoek, &mut writer, klant).await?;
    let van = doelgroep::vind(bekend, id).ok_or(Fout::NietGevonden)?;
    if van.groep.versie != versie {
        return Err(Fout::Intussen);
    }
    let (handeling, wat, nieuw) = match stap {
        Stap::Beeindig(dag) => {
            ("doelgroep.beeindigd", json!({ "laatste_dag": dag }), van.groep.beeindig(dag, bezoek.vandaag))
        }
        Stap::TrekIn => ("doelgroep.ingetrokken", json!({}), van.groep.trek_in()),
    };
    let groep = match nieuw {
        Ok(groep) => groep,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    doelgroep::update(&mut writer, &groep, bezoek.gebruiker().id).await?;
    let regel = bezoek.regel(handeling, id.uuid(), Some(klant), &details(&wat));
    writer.commit(regel, &[]).await?;
    Ok(Ok(()))
}
