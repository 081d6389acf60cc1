//! What can be done with a takeover: load, decide, write, log, commit, in one transaction. All clients or none.

use std::collections::HashSet;

use domain::{
    gebruiker::Gebruiker,
    id::{GebruikerId, KlantId, OvernameId, ToewijzingId},
    logboek::{Doel, Regel},
    toewijzing::{Overname, OvernameGeweigerd, OvernameStand},
};
use jiff::{Timestamp, civil::Date};
use serde_json::json;
use storage::{
    Writer, bulk,
    overname::{self as overnames, Overdracht},
};

use crate::{
    omgeving::Omgeving,
    web::{Bezoek, Fout, Resultaat},
};

/// Which clients somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gekozen {
    /// Everybody; the number that the page showed.
    Alles(usize),
    /// These.
    Klanten(Vec<KlantId>),
}

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan(OvernameId),
    /// The rules say no.
    Geweigerd(OvernameGeweigerd),
    /// Somebody changed the caseload in between: how many of the chosen clients are still there, and how many there are.
    Intussen { nog: usize, gekozen: usize },
}

/// Records a takeover, and does it when it begins today.
pub(super) async fn leg_vast(bezoek: &Bezoek, overname: Overname, gekozen: &Gekozen) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    overnames::lock(&mut writer, overname.van, overname.aan).await?;
    // Sent twice: the first one did it.
    if let Some(bekend) = overnames::find(&mut writer, overname.id).await? {
        let zegt = |o: &Overname| (o.van, o.aan, o.vanaf, o.tot_en_met, o.alles, o.reden.clone());
        let zelfde = zegt(&bekend.overname) == zegt(&overname)
            && match gekozen {
                Gekozen::Alles(_) => true,
                Gekozen::Klanten(klanten) => {
                    let klanten: HashSet<KlantId> = klanten.iter().copied().collect();
                    let eerder = overnames::alle_klanten(&mut writer, overname.id).await?;
                    eerder.into_iter().collect::<HashSet<_>>() == klanten
                }
            };
        return if zelfde { Ok(Uitslag::Gedaan(overname.id)) } else { Err(Fout::al_verstuurd()) };
    }
    let van = collega(&mut writer, overname.van).await?;
    // Who stands in reads what only the klantmanager may read: nobody lets himself in. Of who has left, somebody must take over.
    let ik = bezoek.gebruiker().id;
    if overname.aan == ik && overname.van != ik && van.actief {
        return Ok(Uitslag::Geweigerd(OvernameGeweigerd::AanZichzelf));
    }
    let aan = collega(&mut writer, overname.aan).await?;
    let overname = match overname.beslis(&aan, bezoek.vandaag) {
        Ok(overname) => overname,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let aanwezig = overnames::klanten_van(&mut writer, overname.van, bezoek.vandaag).await?;
    let klanten = match kies(&mut writer, gekozen, &aanwezig).await? {
        Ok(klanten) if klanten.is_empty() => return Ok(Uitslag::Geweigerd(OvernameGeweigerd::Niemand)),
        Ok(klanten) => klanten,
        Err((nog, gekozen)) => return Ok(Uitslag::Intussen { nog, gekozen }),
    };
    overnames::insert(&mut writer, &overname, &klanten, bezoek.gebruiker().id, bezoek.nu).await?;
    let andere = overnames::andere(&mut writer, &overname, bezoek.vandaag).await?;
    if let Err(geweigerd) = overname.toets_overlap(&andere) {
        return Ok(Uitslag::Geweigerd(geweigerd));
    }
    let door = (Some(bezoek.gebruiker().id), bezoek.nu);
    let doen = Doen { overname: &overname, klanten: &klanten, ook_eerdere: !van.actief, door };
    doen.doe(&mut writer, &bezoek.app.omgeving, bezoek.vandaag).await?;
    let details = json!({
        "van": overname.van, "aan": overname.aan, "vanaf": overname.vanaf, "tot_en_met": overname.tot_en_met,
        "alles": overname.alles, "klanten": klanten.len(),
    });
    writer.commit(bezoek.regel("overname.vastgelegd", overname.id, None, &details), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Uitslag::Gedaan(overname.id))
}

async fn collega(writer: &mut Writer, id: GebruikerId) -> Resultaat<Gebruiker> {
    storage::gebruiker::find(writer, id).await?.ok_or(Fout::NietGevonden)
}

/// The chosen clients, as long as all of them are still there. A client that does not exist here is not found.
async fn kies(
    writer: &mut Writer,
    gekozen: &Gekozen,
    aanwezig: &[KlantId],
) -> Resultaat<Result<Vec<KlantId>, (usize, usize)>> {
    match gekozen {
        Gekozen::Alles(verwacht) if *verwacht == aanwezig.len() => Ok(Ok(aanwezig.to_vec())),
        Gekozen::Alles(verwacht) => Ok(Err((aanwezig.len(), *verwacht))),
        Gekozen::Klanten(klanten) => {
            let hier: HashSet<KlantId> = aanwezig.iter().copied().collect();
            let klanten: HashSet<KlantId> = klanten.iter().copied().collect();
            if let Some(weg) = klanten.difference(&hier).next() {
                storage::caseload::find(writer, *weg).await?.ok_or(Fout::NietGevonden)?;
                return Ok(Err((klanten.intersection(&hier).count(), klanten.len())));
            }
            let mut klanten: Vec<KlantId> = klanten.into_iter().collect();
            klanten.sort_unstable();
            Ok(Ok(klanten))
        }
    }
}

/// A takeover that is about to be done.
pub(crate) struct Doen<'a> {
    pub(crate) overname: &'a Overname,
    pub(crate) klanten: &'a [KlantId],
    /// Whose clients they were has left: what was never recorded goes along.
    pub(crate) ook_eerdere: bool,
    pub(crate) door: (Option<GebruikerId>, Timestamp),
}

impl Doen<'_> {
    /// Moves the clients when it is for good and its day has come, and adds a line to the log for each client.
    pub(crate) async fn doe(&self, writer: &mut Writer, omgeving: &Omgeving, per: Date) -> storage::Result<()> {
        let Doen { overname, klanten, ook_eerdere, door } = *self;
        let voor_goed = overname.stand == OvernameStand::Geldt && !overname.is_waarneming();
        let rijen: Vec<(ToewijzingId, KlantId)> = klanten.iter().map(|klant| (omgeving.nieuw_id(), *klant)).collect();
        if voor_goed {
            overnames::draag_over(writer, Overdracht { overname, klanten: &rijen, per, ook_eerdere, door }).await?;
        }
        let handeling = match (overname.is_waarneming(), voor_goed) {
            (true, _) => "waarneming.vastgelegd",
            (false, true) => "toewijzing.overgedragen",
            (false, false) => "overname.gepland",
        };
        let details = json!({ "van": overname.van, "aan": overname.aan, "vanaf": overname.vanaf, "tot_en_met": overname.tot_en_met });
        let details = details.to_string();
        let regel = |(toewijzing, klant): &(ToewijzingId, KlantId)| Regel {
            moment: door.1,
            gebruiker: door.0,
            handeling,
            object: Some(if voor_goed { toewijzing.uuid() } else { overname.id.uuid() }),
            klant: Some(*klant),
            doel: Doel::Begeleiding,
            details: details.clone(),
        };
        bulk::append_log(writer, &rijen.iter().map(regel).collect::<Vec<_>>()).await
    }
}

/// Takes back what is planned, or ends a waarneming before its last day.
pub(super) async fn trek_in(bezoek: &Bezoek, id: OvernameId, versie: i64) -> Resultaat<Result<(), OvernameGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let nu = overnames::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let overname = match nu.overname.trek_in(bezoek.vandaag) {
        Ok(overname) => overname,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    overnames::withdraw(&mut writer, id, versie).await?;
    let details = json!({ "van": overname.van, "aan": overname.aan, "klanten": nu.klanten });
    writer.commit(bezoek.regel("overname.ingetrokken", id, None, &details), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Ok(()))
}

/// Notes that the visitor has seen everybody who is new.
pub(super) async fn alles_gezien(bezoek: &Bezoek) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let wie = bezoek.gebruiker().id;
    let klanten = storage::toewijzing::set_alle_gezien(&mut writer, wie, bezoek.vandaag).await?;
    let regel = bezoek.regel("toewijzing.gezien", wie, None, &json!({ "klanten": klanten }));
    Ok(writer.commit(regel, &[]).await?)
}
