//! What can be done with a letter by e-mail: load, decide, write, log, commit, in one transaction.

use domain::{
    brief::{self, Brief, Briefsoort},
    emailadres::Emailadres,
    gesprek::{Bereikt, Gesprek, Kanaal, Uitnodiging},
    id::{BriefId, KlantId},
    logboek::{Doel, Regel},
    uitbak::{Pogingsuitslag, Poststand, Terugtrekking},
};
use jiff::SignedDuration;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use storage::{Reader, Writer, sessie, uitbak};
use uuid::Uuid;

use super::{
    bericht,
    smtp::{Bezwaar, Verbinding},
};
use crate::web::{App, Bezoek, Fout, Resultaat, woorden::zin};

/// Where a letter to a client can go by e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adres {
    /// To this address.
    Kan {
        /// The address the client agreed to.
        aan: Emailadres,
        /// The domain of the sender, for the id of the message.
        domein: String,
    },
    /// Not, and there is nothing a klantmanager could do about that.
    Geen,
    /// Not yet: what is missing, and what to do.
    Nog(&'static str),
}

/// Whether a letter to a client can go by e-mail, and to which address.
pub async fn adres(app: &App, reader: &mut Reader, klant: KlantId) -> Resultaat<Adres> {
    if app.instellingen.smtp.is_none() {
        return Ok(Adres::Geen);
    }
    let afzender = storage::brief::sjabloon::afzender(reader).await?.map(|(afzender, _)| afzender.email);
    let Some(van) = afzender.and_then(|email| email.parse::<Emailadres>().ok()) else { return Ok(Adres::Geen) };
    if let Some(akkoord) = storage::emailakkoord::find(reader, klant).await? {
        return Ok(Adres::Kan { aan: akkoord.adres, domein: van.domein().to_owned() });
    }
    let klant = storage::klant::find(reader, klant).await?.ok_or(Fout::NietGevonden)?;
    Ok(Adres::Nog(if klant.contact.email.trim().is_empty() {
        "Per e-mail kan niet: er is geen e-mailadres bekend."
    } else if klant.contact.email.parse::<Emailadres>().is_err() {
        "Per e-mail kan niet: het e-mailadres klopt niet. Verbeter het bij Gegevens."
    } else {
        "Per e-mail kan nog niet: de klant heeft niet gezegd dat brieven per e-mail mogen. Vraag het en leg het vast bij \
         Gegevens."
    }))
}

/// Whether the invitation for a conversation may be in the mailbox of the client.
async fn is_gemaild(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<bool> {
    let per_email = |uitnodiging: &&Uitnodiging| uitnodiging.kanaal == Kanaal::Email;
    let Some(uitnodiging) = gesprek.uitnodiging.as_ref().filter(per_email) else { return Ok(false) };
    for zending in uitbak::of_gesprek(reader, gesprek.id).await? {
        let brief = if zending.stand.is_weg() { storage::brief::kop(reader, zending.brief).await? } else { None };
        if brief.is_some_and(|brief| brief.kenmerk == uitnodiging.bewijs) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where an invitation is that is not with us any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weg {
    /// In the mailbox of the client, or on its way there.
    Gemaild,
    /// On paper: nobody knows whether it was posted.
    Afgedrukt,
}

/// Whether and how the invitation for a conversation left. One that was made elsewhere is not known here.
pub async fn uitnodiging_weg(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Option<Weg>> {
    if is_gemaild(reader, gesprek).await? {
        return Ok(Some(Weg::Gemaild));
    }
    let Some(uitnodiging) = &gesprek.uitnodiging else { return Ok(None) };
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    let afgedrukt = brieven.iter().any(|brief| brief.kenmerk == uitnodiging.bewijs && brief.afgedrukt_op.is_some());
    Ok(afgedrukt.then_some(Weg::Afgedrukt))
}

/// Whether the client knows that he is, or was, expected at a conversation.
pub async fn weet_ervan(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<bool> {
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    let zendingen = uitbak::of_gesprek(reader, gesprek.id).await?;
    let gemaild = |brief: BriefId| zendingen.iter().any(|zending| zending.brief == brief && zending.stand.is_weg());
    Ok(brief::weet_ervan(gesprek, &brieven, |brief| brief.afgedrukt_op.is_some() || gemaild(brief.id)))
}

/// Whether it is certain that the client was told to come: enough to hold it against him that he did not (PW 54(1)). Asks more than
/// [`weet_ervan`], which asks whether he may know: a letter must have been on paper so long before the conversation that the post brought it, and an e-mail
/// taken by the server, or arrived as somebody says, or told in another way.
pub async fn bereikt(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Bereikt> {
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    let zendingen = uitbak::of_gesprek(reader, gesprek.id).await?;
    let verteld = |stand: &Poststand| match stand {
        Poststand::Verzonden { .. } => true,
        Poststand::Teruggetrokken { waarom } => *waarom == Terugtrekking::Afgehandeld,
        _ => false,
    };
    let gemaild = |brief: BriefId| zendingen.iter().any(|zending| zending.brief == brief && verteld(&zending.stand));
    let op_tijd = |brief: &Brief| {
        brief.afgedrukt_op.is_some_and(|op| brief::op_tijd_met_post(op, gesprek.moment)) || gemaild(brief.id)
    };
    Ok(if brief::weet_ervan(gesprek, &brieven, op_tijd) { Bereikt::Zeker } else { Bereikt::Onzeker })
}

/// Refuses a letter to somebody who died: it would be read by whoever is left behind.
pub async fn niet_overleden(reader: &mut Reader, klant: KlantId) -> Resultaat<()> {
    if storage::uitkering::overleden(reader, klant).await? {
        return Err(Fout::in_strijd("overleden", OVERLEDEN));
    }
    Ok(())
}

/// What is said instead of a letter to somebody who died.
pub const OVERLEDEN: &str = "De klant is overleden. Klantbeeld maakt en verstuurt geen brieven meer aan deze klant.";

/// What a person decides about a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Besluit {
    /// Send it by e-mail again.
    Opnieuw,
    /// Send it by post.
    PerPost,
    /// It arrived.
    Aangekomen,
    /// The client was told in another way.
    Afgehandeld,
}

impl Besluit {
    pub(super) fn lees(text: &str) -> Option<Self> {
        Some(match text {
            "opnieuw" => Self::Opnieuw,
            "per_post" => Self::PerPost,
            "aangekomen" => Self::Aangekomen,
            "afgehandeld" => Self::Afgehandeld,
            _ => return None,
        })
    }

    const fn handeling(self) -> &'static str {
        match self {
            Self::Opnieuw => "email.opnieuw",
            Self::PerPost => "email.per_post",
            Self::Aangekomen => "email.aangekomen",
            Self::Afgehandeld => "email.afgehandeld",
        }
    }
}

/// Decides about a letter that was seen in the state `stand`.
pub(super) async fn besluit(bezoek: &Bezoek, id: BriefId, stand: &str, besluit: Besluit) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let brief = storage::brief::kop(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    let van = uitbak::of_brief(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if van.stand.code() != stand {
        return Err(Fout::Intussen);
    }
    if matches!(besluit, Besluit::Opnieuw | Besluit::PerPost) {
        niet_overleden(&mut writer, brief.klant).await?;
    }
    let naar = match besluit {
        Besluit::Opnieuw => {
            let aan = match adres(&bezoek.app, &mut writer, brief.klant).await? {
                Adres::Kan { aan, .. } => aan,
                Adres::Geen => return Err(Fout::in_strijd("email_uit", "Brieven gaan hier niet per e-mail.")),
                Adres::Nog(waarom) => return Err(Fout::in_strijd("email_adres", waarom)),
            };
            van.clone().opnieuw(aan, bezoek.nu)
        }
        Besluit::PerPost => van.clone().trek_terug(Terugtrekking::PerPost),
        Besluit::Afgehandeld => van.clone().trek_terug(Terugtrekking::Afgehandeld),
        Besluit::Aangekomen => {
            let bewijs = format!("aangekomen volgens {}", bezoek.gebruiker().naam);
            van.clone().is_aangekomen(bewijs, bezoek.nu)
        }
    };
    let naar = naar.map_err(|geweigerd| Fout::in_strijd("email_stand", zin(&geweigerd.to_string())))?;
    // The client before the outbox, as the process that sends does.
    storage::klantstand::lock(&mut writer, brief.klant).await?;
    if !uitbak::save(&mut writer, &van, &naar, bezoek.nu).await? {
        return Err(Fout::Intussen);
    }
    if besluit == Besluit::PerPost && brief.soort == Briefsoort::Uitnodiging {
        per_post_uitgenodigd(bezoek, &mut writer, id).await?;
    }
    let details = json!({ "kenmerk": brief.kenmerk, "van": van.stand.code(), "naar": naar.stand.code() });
    writer.commit(bezoek.regel(besluit.handeling(), id, Some(brief.klant), &details), &[]).await?;
    if matches!(naar.stand, Poststand::Wacht { .. }) {
        bezoek.app.wekker.notify_one();
    }
    Ok(())
}

/// The conversation says by which way the client was invited; as long as it is about this letter, that is now the post.
async fn per_post_uitgenodigd(bezoek: &Bezoek, writer: &mut Writer, id: BriefId) -> Resultaat<()> {
    let brief = storage::brief::find(writer, id).await?.ok_or(Fout::NietGevonden)?;
    let gesprek = storage::gesprek::find_locked(writer, brief.gesprek).await?.ok_or(Fout::NietGevonden)?;
    if !brief.past_bij(&gesprek) {
        return Ok(());
    }
    let uitnodiging = gesprek.uitnodiging.clone().map(|was| Uitnodiging { kanaal: Kanaal::Brief, ..was });
    let gesprek = Gesprek { uitnodiging, ..gesprek };
    Ok(storage::gesprek::update(writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await?)
}

/// How often somebody may try the server within the time.
const PROEVEN: i64 = 5;
const PROEFTIJD: SignedDuration = SignedDuration::from_mins(15);

/// Sends a message to try the server with; in words what came of it.
pub(super) async fn proef(bezoek: &Bezoek, aan: &Emailadres) -> Resultaat<Result<String, String>> {
    let Some(smtp) = bezoek.app.instellingen.smtp.clone() else { return Err(Fout::NietGevonden) };
    let afzender = storage::brief::sjabloon::afzender(&mut bezoek.reader().await?).await?;
    let Some((afzender, _)) = afzender.filter(|(afzender, _)| !afzender.email.is_empty()) else {
        return Ok(Err("Vul eerst bij Brieven in vanaf welk e-mailadres brieven komen.".to_owned()));
    };
    let sleutel = Sha256::digest(format!("proefmail:{}", bezoek.gemeente().code()));
    let sinds = bezoek.nu - PROEFTIJD;
    sessie::count_attempt(&bezoek.app.database, &sleutel, bezoek.nu, sinds).await?;
    if sessie::attempts(&bezoek.app.database, &sleutel, sinds).await? > PROEVEN {
        return Ok(Err("U hebt net al vijf proeven verstuurd. Wacht een kwartier en probeer het opnieuw.".to_owned()));
    }
    let id: Uuid = bezoek.app.omgeving.nieuw_id();
    let bericht = bericht::proef(&afzender.email, &afzender.gemeente, aan.as_str(), bezoek.nu, &id.to_string());
    let bericht = match bericht {
        Ok(bericht) => bericht,
        Err(fout) => return Ok(Err(fout)),
    };
    let gelukt = async {
        let mut verbinding = Verbinding::maak(&smtp).await?;
        let aangekondigd = verbinding.kondig_aan(&bericht.van, &bericht.aan, !bericht.tekst.is_ascii()).await;
        aangekondigd.map_err(|bezwaar| match bezwaar {
            Bezwaar::Server(fout)
            | Bezwaar::Brief(Pogingsuitslag::Tijdelijk { fout } | Pogingsuitslag::Blijvend { fout }) => fout,
            Bezwaar::Brief(_) => "De mailserver neemt de proef niet aan.".to_owned(),
        })?;
        match verbinding.geef(&bericht.tekst).await {
            Pogingsuitslag::Aangenomen { bewijs } => {
                verbinding.sluit().await;
                Ok(bewijs)
            }
            Pogingsuitslag::Tijdelijk { fout }
            | Pogingsuitslag::Blijvend { fout }
            | Pogingsuitslag::Onbekend { fout } => Err(fout),
        }
    }
    .await;
    let details = json!({ "gelukt": gelukt.is_ok() });
    let regel = bezoek.regel("email.proef", Uuid::nil(), None, &details);
    let regel = Regel { object: None, doel: Doel::Beheer, ..regel };
    bezoek.writer().await?.commit(regel, &[]).await?;
    Ok(gelukt)
}
