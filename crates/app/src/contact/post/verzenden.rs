//! The process that empties the outbox, one step at a time. A test takes steps as it likes; `klantbeeld serve` takes one when
//! a letter is put in, and every quarter of a minute.

use std::{sync::Arc, time::Duration};

use domain::{
    brief::Brief,
    emailadres::Emailadres,
    gemeente::Gemeente,
    logboek::{Doel, Regel},
    uitbak::{LEASE, ONLEESBAAR, Pogingsuitslag, Poststand, Terugtrekking, ZONDER_SERVER, Zending},
};
use serde_json::json;
use storage::{
    Error, Result,
    brief::Briefkop,
    uitbak::{self, Aanbod},
};
use tokio::sync::watch;

use super::{
    bericht::{self, Bericht, Keten},
    ronde::Ronde,
    smtp::{Bezwaar, Verbinding},
};
use crate::{config::Smtp, web::App};

/// How many letters a process takes up at a time. The others are free for another process.
const TEGELIJK: i64 = 20;
/// How often it is looked whether something is due, when nobody says so.
const KIJKEN: Duration = Duration::from_secs(15);
/// A conversation that was moved more often than this began long ago.
const LANGSTE_KETEN: u32 = 50;

/// What came of a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gedaan {
    /// Letters the server took.
    pub verzonden: u32,
    /// Letters that are tried again later.
    pub uitgesteld: u32,
    /// Letters that need a person now.
    pub voor_een_mens: u32,
    /// Letters that are not sent, because the conversation went on or the client died.
    pub achterhaald: u32,
    /// Perhaps there are more.
    pub meer: bool,
}

/// The process. It holds a connection for as long as a step takes.
pub struct Postbode {
    app: App,
    stop: watch::Receiver<bool>,
    verbinding: Option<Verbinding>,
    /// Why the server is of no use, found in this step.
    server_weg: Option<String>,
}

impl Postbode {
    /// A process that works until it is told to stop.
    #[must_use]
    pub fn new(app: App, stop: watch::Receiver<bool>) -> Self {
        Self { app, stop, verbinding: None, server_weg: None }
    }

    /// Works until told to stop. A letter that is being handed over is finished first. Without a mail server it looks after
    /// what was left behind when there still was one.
    pub async fn werk(mut self) {
        let per_minuut = self.app.instellingen.smtp.as_ref().map_or(60, |smtp| smtp.per_minuut);
        let wekker = Arc::clone(&self.app.wekker);
        let mut stop = self.stop.clone();
        while !*stop.borrow() {
            let gedaan = self.stap().await.unwrap_or_else(|error| {
                tracing::warn!(%error, "the outbox waits for the database");
                Gedaan::default()
            });
            // The pace of the server, also when there is more.
            let adem = Duration::from_mins(1) * gedaan.verzonden / per_minuut;
            let wachten = if gedaan.meer { adem } else { KIJKEN.max(adem) };
            tokio::select! {
                () = tokio::time::sleep(wachten) => {}
                () = wekker.notified(), if !gedaan.meer => {
                    // Who stops does not wait for the pace.
                    tokio::select! {
                        () = tokio::time::sleep(adem) => {}
                        _ = stop.changed() => break,
                    }
                }
                _ = stop.changed() => break,
            }
        }
    }

    fn stopt(&self) -> bool {
        *self.stop.borrow()
    }

    /// Looks after what was left behind, and sends what is due: at most a few of each municipality. What goes wrong with one keeps no
    /// other waiting.
    pub async fn stap(&mut self) -> Result<Gedaan> {
        self.server_weg = None;
        let mut gedaan = Gedaan::default();
        let mut ronde = Ronde::default();
        for gemeente in storage::gemeente::list(&self.app.database).await? {
            // Everything that is known of a letter on its way is held meanwhile: too much for whoever waits for a round.
            let uitslag = Box::pin(self.van_gemeente(gemeente.gemeente, &mut gedaan)).await;
            if uitslag.is_err() {
                // It may wait for a text that does not come.
                self.verbinding = None;
            }
            ronde.neem(gemeente.gemeente, uitslag);
            if self.stopt() {
                break;
            }
        }
        if let Some(verbinding) = self.verbinding.take() {
            verbinding.sluit().await;
        }
        ronde.uitslag().map(|()| gedaan)
    }

    async fn van_gemeente(&mut self, gemeente: Gemeente, gedaan: &mut Gedaan) -> Result<()> {
        self.ruim_op(gemeente, gedaan).await?;
        let Some(smtp) = self.app.instellingen.smtp.clone() else { return self.zonder_server(gemeente, gedaan).await };
        let nu = self.app.omgeving.nu();
        let zendingen = uitbak::claim(&self.app.database, gemeente, nu, TEGELIJK).await?;
        gedaan.meer |= i64::try_from(zendingen.len()).unwrap_or_default() == TEGELIJK && self.server_weg.is_none();
        for zending in zendingen {
            self.verstuur(gemeente, &smtp, zending, gedaan).await?;
        }
        gedaan.meer &= self.server_weg.is_none();
        Ok(())
    }

    /// Letters that wait while the mail server was taken out of the settings: a person is told, and they can be printed. Not
    /// at once, because during a restart another process may still have the old settings, or the new.
    async fn zonder_server(&self, gemeente: Gemeente, gedaan: &mut Gedaan) -> Result<()> {
        let nu = self.app.omgeving.nu();
        let wachtend = uitbak::claim_sinds(&self.app.database, gemeente, (nu, nu - LEASE), TEGELIJK).await?;
        gedaan.meer |= i64::try_from(wachtend.len()).unwrap_or_default() == TEGELIJK;
        for zending in wachtend {
            let vervallen = self.laad(gemeente, &zending).await.ok().and_then(|geladen| geladen.vervallen());
            if let Some(waarom) = vervallen {
                self.trek_terug(gemeente, &zending, waarom, gedaan).await?;
                continue;
            }
            let uitslag = Pogingsuitslag::Blijvend { fout: ZONDER_SERVER.to_owned() };
            self.na_poging(gemeente, zending, uitslag, gedaan).await?;
        }
        Ok(())
    }

    /// What a process left behind that died: what was certainly not sent waits again, about the rest a person decides.
    async fn ruim_op(&self, gemeente: Gemeente, gedaan: &mut Gedaan) -> Result<()> {
        let nu = self.app.omgeving.nu();
        let vervallen = uitbak::vervallen(&mut self.app.database.read(gemeente).await?, nu).await?;
        for zending in vervallen {
            let Ok(naar) = zending.clone().na_verval(nu) else { continue };
            self.zet(gemeente, &zending, &naar, gedaan).await?;
        }
        Ok(())
    }

    /// What is looked at before a letter goes.
    async fn laad(&self, gemeente: Gemeente, zending: &Zending) -> Result<Geladen> {
        let mut reader = self.app.database.read(gemeente).await?;
        let brief = storage::brief::find(&mut reader, zending.brief).await?.ok_or(Error::Stale)?;
        let keten = keten(&mut reader, &brief).await?;
        let akkoord = storage::emailakkoord::find(&mut reader, brief.klant).await?.map(|akkoord| akkoord.adres);
        let overleden = storage::uitkering::overleden(&mut reader, brief.klant).await?;
        Ok(Geladen { brief, keten, akkoord, overleden })
    }

    async fn verstuur(&mut self, gemeente: Gemeente, smtp: &Smtp, zending: Zending, gedaan: &mut Gedaan) -> Result<()> {
        let nu = self.app.omgeving.nu();
        if self.stopt() {
            let Ok(naar) = zending.clone().leg_terug(nu) else { return Ok(()) };
            return self.zet(gemeente, &zending, &naar, gedaan).await;
        }
        let geladen = match self.laad(gemeente, &zending).await {
            Ok(geladen) => geladen,
            // What cannot be read is the matter of this letter alone; a database that is away, of all.
            Err(error @ (Error::Decrypt | Error::Corrupt(_) | Error::Stale)) => {
                tracing::error!(%error, brief = %zending.brief, "a letter cannot be read and is not sent");
                let uitslag = Pogingsuitslag::Blijvend { fout: ONLEESBAAR.to_owned() };
                return self.na_poging(gemeente, zending, uitslag, gedaan).await;
            }
            Err(error) => return Err(error),
        };
        if let Some(waarom) = geladen.vervallen() {
            return self.trek_terug(gemeente, &zending, waarom, gedaan).await;
        }
        let Geladen { brief, keten, akkoord, .. } = geladen;
        let mag = akkoord.is_some() && akkoord == zending.aan;
        let uitslag = match bezwaar(&brief, &keten, mag, nu) {
            Some(fout) => Pogingsuitslag::Blijvend { fout: fout.to_owned() },
            None => match bericht::maak(&brief, &zending, &keten, nu) {
                Err(fout) => Pogingsuitslag::Blijvend { fout },
                Ok(bericht) => match self.kondig_aan(smtp, &bericht).await {
                    Err(uitslag) => uitslag,
                    Ok(()) => return self.geef(gemeente, zending, &bericht, gedaan).await,
                },
            },
        };
        self.na_poging(gemeente, zending, uitslag, gedaan).await
    }

    async fn trek_terug(
        &self,
        gemeente: Gemeente,
        zending: &Zending,
        waarom: Terugtrekking,
        gedaan: &mut Gedaan,
    ) -> Result<()> {
        match zending.clone().trek_terug(waarom) {
            Ok(naar) => self.zet(gemeente, zending, &naar, gedaan).await,
            Err(_) => Ok(()),
        }
    }

    /// Gets the server to wait for the text.
    async fn kondig_aan(&mut self, smtp: &Smtp, bericht: &Bericht) -> std::result::Result<(), Pogingsuitslag> {
        let weg = |fout: &String| Pogingsuitslag::Tijdelijk { fout: fout.clone() };
        if let Some(fout) = &self.server_weg {
            return Err(weg(fout));
        }
        let mut verbinding = match self.verbinding.take() {
            Some(verbinding) => verbinding,
            None => match Verbinding::maak(smtp).await {
                Ok(verbinding) => verbinding,
                Err(fout) => return Err(weg(self.server_weg.insert(fout))),
            },
        };
        match verbinding.kondig_aan(&bericht.van, &bericht.aan, !bericht.tekst.is_ascii()).await {
            Ok(()) => {
                self.verbinding = Some(verbinding);
                Ok(())
            }
            Err(Bezwaar::Server(fout)) => Err(weg(self.server_weg.insert(fout))),
            Err(Bezwaar::Brief(uitslag)) => {
                if verbinding.begin_opnieuw().await {
                    self.verbinding = Some(verbinding);
                }
                Err(uitslag)
            }
        }
    }

    /// Hands the text over, after it was written down that it will be. Whoever lost the letter meanwhile hands over nothing.
    async fn geef(
        &mut self,
        gemeente: Gemeente,
        zending: Zending,
        bericht: &Bericht,
        gedaan: &mut Gedaan,
    ) -> Result<()> {
        // Gone until all is well: a connection that waits for a text is of no use for another letter.
        let Some(mut verbinding) = self.verbinding.take() else { return Ok(()) };
        let nu = self.app.omgeving.nu();
        let Ok(aangeboden) = zending.clone().bied_aan(nu) else { return Ok(()) };
        match uitbak::bied_aan(&self.app.database, gemeente, &zending, &aangeboden, nu).await? {
            Aanbod::Gezet => {}
            Aanbod::VanEenAnder => return Ok(()),
            // The server heard nothing yet of what it says.
            Aanbod::Achterhaald => {
                return self.trek_terug(gemeente, &zending, Terugtrekking::Achterhaald, gedaan).await;
            }
            Aanbod::Overleden => {
                return self.trek_terug(gemeente, &zending, Terugtrekking::Overleden, gedaan).await;
            }
        }
        let uitslag = verbinding.geef(&bericht.tekst).await;
        if !matches!(uitslag, Pogingsuitslag::Onbekend { .. }) {
            self.verbinding = Some(verbinding);
        }
        self.na_poging(gemeente, aangeboden, uitslag, gedaan).await
    }

    async fn na_poging(
        &self,
        gemeente: Gemeente,
        zending: Zending,
        uitslag: Pogingsuitslag,
        gedaan: &mut Gedaan,
    ) -> Result<()> {
        let nu = self.app.omgeving.nu();
        let Ok(naar) = zending.clone().na_poging(uitslag, nu) else { return Ok(()) };
        let genomen = matches!(naar.stand, Poststand::Verzonden { .. });
        let mut gezet = self.zet(gemeente, &zending, &naar, gedaan).await;
        // The server has it, and that must be known: a database that is away for a moment is asked again.
        for _ in 0..3 {
            if gezet.is_ok() || !genomen {
                break;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
            gezet = self.zet(gemeente, &zending, &naar, gedaan).await;
        }
        gezet
    }

    /// Writes a step down, with its line in the log unless it only waits again. A letter that is somebody else's by now
    /// stays as it is; but that the server took it is the truth, also when this process was taken for dead meanwhile.
    async fn zet(&self, gemeente: Gemeente, van: &Zending, naar: &Zending, gedaan: &mut Gedaan) -> Result<()> {
        let nu = self.app.omgeving.nu();
        if matches!(naar.stand, Poststand::Wacht { .. }) {
            if uitbak::save_tussenstap(&self.app.database, gemeente, van, naar, nu).await? {
                gedaan.uitgesteld += 1;
            }
            return Ok(());
        }
        let mut writer = self.app.database.write(gemeente).await?;
        let brief = storage::brief::kop(&mut writer, van.brief).await?.ok_or(Error::Stale)?;
        if !uitbak::save(&mut writer, van, naar, nu).await? {
            let genomen = matches!(naar.stand, Poststand::Verzonden { .. });
            let onzeker = Zending { stand: Poststand::Onzeker, ..van.clone() };
            if !genomen || !uitbak::save(&mut writer, &onzeker, naar, nu).await? {
                return Ok(());
            }
        }
        writer.commit(regel(&brief, naar, nu), &[]).await?;
        match naar.stand {
            Poststand::Verzonden { .. } => gedaan.verzonden += 1,
            Poststand::Teruggetrokken { .. } => gedaan.achterhaald += 1,
            _ => gedaan.voor_een_mens += 1,
        }
        Ok(())
    }
}

/// A letter with what is looked at before it goes.
struct Geladen {
    brief: Brief,
    keten: Keten,
    /// Where the client agreed to letters.
    akkoord: Option<Emailadres>,
    overleden: bool,
}

impl Geladen {
    /// Why it is not to be sent at all, in any way.
    fn vervallen(&self) -> Option<Terugtrekking> {
        if self.overleden {
            Some(Terugtrekking::Overleden)
        } else {
            (!self.brief.past_bij(&self.keten.gesprek)).then_some(Terugtrekking::Achterhaald)
        }
    }
}

/// Why a letter is not sent although the conversation is still as it says; a person is told, because the client may not know.
fn bezwaar(brief: &Brief, keten: &Keten, mag: bool, nu: jiff::Timestamp) -> Option<&'static str> {
    if brief.soort.is_vooraf() && keten.gesprek.moment <= nu {
        Some("Het gesprek was al begonnen voordat de e-mail weg kon.")
    } else if mag {
        None
    } else {
        Some("De klant heeft intussen een ander e-mailadres, of wil geen brieven per e-mail meer.")
    }
}

/// The conversation of a letter, and which one it began as.
async fn keten(reader: &mut storage::Reader, brief: &Brief) -> Result<Keten> {
    let gesprek = storage::gesprek::find(reader, brief.gesprek).await?.ok_or(Error::Stale)?;
    let (mut eerste, mut vorige, mut stappen) = (gesprek.id, gesprek.vorige, 0);
    while let Some(id) = vorige.filter(|_| stappen < LANGSTE_KETEN) {
        (eerste, stappen) = (id, stappen + 1);
        vorige = storage::gesprek::find(reader, id).await?.and_then(|gesprek| gesprek.vorige);
    }
    Ok(Keten { gesprek, eerste })
}

fn regel(brief: &Briefkop, naar: &Zending, moment: jiff::Timestamp) -> Regel {
    Regel {
        moment,
        gebruiker: None,
        handeling: match naar.stand {
            Poststand::Verzonden { .. } => "email.verzonden",
            Poststand::Mislukt => "email.mislukt",
            Poststand::Teruggetrokken { waarom: Terugtrekking::Overleden } => "email.overleden",
            Poststand::Teruggetrokken { .. } => "email.achterhaald",
            _ => "email.onzeker",
        },
        object: Some(naar.brief.uuid()),
        klant: Some(brief.klant),
        doel: Doel::Begeleiding,
        details: json!({ "kenmerk": brief.kenmerk, "poging": naar.pogingen }).to_string(),
    }
}
