//! Taking back a takeover that was just done: the wrong colleague, or the wrong clients.

use domain::{
    gebruiker::Gebruiker,
    id::{KlantId, OvernameId, ToewijzingId},
    logboek::Regel,
    toewijzing::OvernameGeweigerd,
};
use jiff::{Timestamp, civil::Time};
use serde_json::json;
use storage::{
    Reader, Writer, bulk,
    overname::{
        self as overnames, OvernameRegel,
        terug::{self, Overgedragen},
    },
};

use crate::web::{Bezoek, Fout, Resultaat};

/// Whether a takeover can be taken back: everybody, or it is refused.
pub(super) async fn kan(
    bezoek: &Bezoek,
    reader: &mut Reader,
    regel: &OvernameRegel,
) -> Resultaat<Result<Overgedragen, OvernameGeweigerd>> {
    toets(bezoek, reader, regel, Overgedragen::alle).await
}

/// The same, where `genoeg` says of where the clients are now whether that will do.
async fn toets(
    bezoek: &Bezoek,
    reader: &mut Reader,
    regel: &OvernameRegel,
    genoeg: fn(&Overgedragen) -> bool,
) -> Resultaat<Result<Overgedragen, OvernameGeweigerd>> {
    let van: Gebruiker = storage::gebruiker::find(reader, regel.overname.van).await?.ok_or(Fout::NietGevonden)?;
    // What the rules refuse whatever happened to the clients is not looked up.
    if let Err(geweigerd) = regel.overname.clone().draai_terug(&van, false, bezoek.vandaag) {
        return Ok(Err(geweigerd));
    }
    let klanten = terug::overgedragen(reader, &regel.overname, bezoek.vandaag).await?;
    let veranderd =
        !genoeg(&klanten) || terug::veranderd(reader, &regel.overname, bezoek.vandaag, sinds(regel)).await?;
    Ok(regel.overname.clone().draai_terug(&van, veranderd, bezoek.vandaag).map(|_| klanten))
}

/// From when on what the receiver does is done with clients of his own: one that was planned began on its day.
fn sinds(regel: &OvernameRegel) -> Timestamp {
    let begin = regel
        .overname
        .vanaf
        .to_datetime(Time::midnight())
        .to_zoned(domain::datum::plaatselijk(regel.gemaakt_op).time_zone().clone());
    begin.map_or(regel.gemaakt_op, |begin| begin.timestamp().max(regel.gemaakt_op))
}

/// Gives the clients back, with the conversations that went along: all or none.
pub(super) async fn draai_terug(
    bezoek: &Bezoek,
    id: OvernameId,
    versie: i64,
) -> Resultaat<Result<(), OvernameGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let nu = overnames::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    overnames::lock(&mut writer, nu.overname.van, nu.overname.aan).await?;
    terug::lock_klanten(&mut writer, &nu.overname, bezoek.vandaag).await?;
    let klanten = match kan(bezoek, &mut writer, &nu).await? {
        Ok(klanten) => klanten,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let details = geef_terug(bezoek, &mut writer, &nu, &klanten.terug).await?;
    writer.commit(bezoek.regel("overname.teruggedraaid", id, None, &details), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Ok(()))
}

/// The same within a transaction that took the accounts and the clients: whose benefit ended stays with the receiver, and keeps nobody
/// else. Gives how many went back and how many stayed so.
pub(crate) async fn zoveel_mogelijk(
    bezoek: &Bezoek,
    writer: &mut Writer,
    nu: &OvernameRegel,
) -> Resultaat<Result<(usize, usize), OvernameGeweigerd>> {
    let klanten = match toets(bezoek, writer, nu, |klanten| klanten.elders == 0).await? {
        Ok(klanten) => klanten,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    if !klanten.terug.is_empty() {
        geef_terug(bezoek, writer, nu, &klanten.terug).await?;
    }
    Ok(Ok((klanten.terug.len(), klanten.beeindigd)))
}

/// Moves these clients back; gives what the line in the log says of it.
async fn geef_terug(
    bezoek: &Bezoek,
    writer: &mut Writer,
    nu: &OvernameRegel,
    klanten: &[KlantId],
) -> Resultaat<serde_json::Value> {
    let rijen: Vec<(ToewijzingId, KlantId)> =
        klanten.iter().map(|klant| (bezoek.app.omgeving.nieuw_id(), *klant)).collect();
    let door = (bezoek.gebruiker().id, bezoek.nu);
    terug::draai_terug(writer, (&nu.overname, nu.versie), &rijen, bezoek.vandaag, door).await?;
    let details = json!({ "van": nu.overname.aan, "aan": nu.overname.van, "klanten": rijen.len() });
    let regel = |(toewijzing, klant): &(ToewijzingId, KlantId)| {
        bezoek.regel("toewijzing.teruggedraaid", toewijzing.uuid(), Some(*klant), &details)
    };
    bulk::append_log(writer, &rijen.iter().map(regel).collect::<Vec<Regel>>()).await?;
    Ok(details)
}
