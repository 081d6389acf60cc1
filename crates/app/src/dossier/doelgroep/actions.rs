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

/// The log does not tell which protected group it was: it is read by more people than the client is.
fn details(van: &Vastgelegd, meer: &Value) -> Value {
    let groep = if van.beschermd { json!("beschermd") } else { json!(van.groep.doelgroep) };
    json!({ "doelgroep": groep, "wat": meer })
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
    // Sent twice: the first one did it.
    if bekend.iter().any(|ander| ander.groep.id == van.groep.id) {
        return Ok(Ok(()));
    }
    let bestaand: Vec<InDoelgroep> = bekend.into_iter().map(|ander| ander.groep).collect();
    let bescherming = Bescherming::van(&van.groep.doelgroep, &lijsten.codes);
    let groep = match van.groep.leg_vast(&bestaand, bescherming, bezoek.vandaag) {
        Ok(groep) => groep,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let van = Vastgelegd { groep, ..van };
    doelgroep::insert(&mut writer, &van).await?;
    let details = details(&van, &json!({ "vanaf": van.groep.periode.van }));
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
    let beschermd = van.beschermd;
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
    let van = Vastgelegd { groep, beschermd };
    let regel = bezoek.regel(handeling, id.uuid(), Some(klant), &details(&van, &wat));
    writer.commit(regel, &[]).await?;
    Ok(Ok(()))
}
