//! A letter as an e-mail: the same words as on paper, and for an invitation the appointment for a calendar.
//!
//! No more than that: no PDF, no name of the client in the headers, no client number. The name in the salutation and what
//! the letter says are all that leaves the house.

use documents::agenda;
use domain::{
    brief::{Blok, Brief, Taal, groet},
    gesprek::Gesprek,
    id::GesprekId,
    uitbak::Zending,
};
use jiff::{SignedDuration, Timestamp};
use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

/// A message that can be handed to a server.
pub(super) struct Bericht {
    pub(super) van: Address,
    pub(super) aan: Address,
    pub(super) tekst: Vec<u8>,
}

/// The conversation of a letter, and which one it began as: a conversation that is moved stays the same appointment.
pub(super) struct Keten {
    pub(super) gesprek: Gesprek,
    pub(super) eerste: GesprekId,
}

/// Nothing that people typed can end a header.
fn regel(tekst: &str) -> String {
    tekst
        .split(|letter: char| letter.is_control())
        .map(str::trim)
        .filter(|deel| !deel.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands in the e-mail: the letter, and from whom it comes.
fn tekst(brief: &Brief) -> String {
    let inhoud = &brief.inhoud;
    let blok = |blok: &Blok| match blok {
        Blok::Alinea(tekst) => tekst.clone(),
        Blok::Opsomming(punten) => punten.iter().map(|punt| format!("- {punt}")).collect::<Vec<_>>().join("\n"),
        Blok::Afspraak(afspraak) => [&afspraak.wanneer, &afspraak.waar, &afspraak.met_wie, &afspraak.hoe_lang]
            .into_iter()
            .filter(|regel| !regel.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("\n"),
    };
    let mut delen: Vec<String> = inhoud.blokken.iter().map(blok).collect();
    delen.push(format!("{}\n\n{}\nKlantmanager", groet(brief.taal), inhoud.ondertekenaar));
    let afzender = &inhoud.afzender;
    let voet = [&afzender.gemeente, &afzender.afdeling, &afzender.telefoon, &afzender.website, &brief.kenmerk];
    // Two hyphens and a space: programs know that what follows is the signature (RFC 3676 §4.3).
    let voet: Vec<&str> = std::iter::once("-- ").chain(voet.into_iter().map(String::as_str)).collect();
    delen.push(voet.into_iter().filter(|regel| !regel.is_empty()).collect::<Vec<_>>().join("\n"));
    delen.join("\n\n") + "\n"
}

/// What a calendar shows to whoever looks over a shoulder: that there is an appointment, and with which town hall.
fn titel(taal: Taal, gemeente: &str) -> String {
    match taal {
        Taal::Nl => format!("Afspraak {}", gemeente.replacen("Gemeente", "gemeente", 1)),
        Taal::En => format!("Appointment {gemeente}"),
        Taal::Ar => format!("موعد {gemeente}"),
    }
}

/// The number of a change: seconds since 2020. It rises whatever was taken back or moved in between (RFC 5545 §3.8.7.4).
fn volgnummer(nu: Timestamp) -> u32 {
    const BEGIN: i64 = 1_577_836_800;
    u32::try_from(nu.as_second() - BEGIN).unwrap_or_default()
}

/// The appointment of an invitation or a reminder, or that it is off.
fn afspraak(brief: &Brief, keten: &Keten, nu: Timestamp) -> Option<agenda::Afspraak> {
    if !brief.soort.is_vooraf() {
        return None;
    }
    let (gesprek, afzender) = (&keten.gesprek, &brief.inhoud.afzender);
    let in_brief = brief.inhoud.blokken.iter().find_map(|blok| match blok {
        Blok::Afspraak(afspraak) => Some(afspraak.clone()),
        _ => None,
    });
    let in_brief = in_brief.unwrap_or_default();
    let plaats = if in_brief.waar.is_empty() { gesprek.plaats.clone() } else { in_brief.waar.replace(",\n", ", ") };
    Some(agenda::Afspraak {
        uid: format!("{}@{}", keten.eerste, domein(&afzender.email)),
        volgnummer: volgnummer(nu),
        gewijzigd: nu,
        begin: gesprek.moment,
        einde: gesprek.moment + SignedDuration::from_mins(gesprek.duur_minuten),
        titel: titel(brief.taal, &afzender.gemeente),
        plaats,
        // Of who else takes part a calendar would tell what for.
        omschrijving: [in_brief.met_wie.lines().next().unwrap_or_default(), afzender.telefoon.as_str()]
            .into_iter()
            .filter(|regel| !regel.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
        href: String::new(),
        gaat_door: brief.soort.kondigt_aan(),
    })
}

fn domein(email: &str) -> &str {
    email.rsplit_once('@').map_or("klantbeeld.invalid", |(_, domein)| domein)
}

/// The message of a letter. It fails only on what was checked before: addresses.
pub(super) fn maak(brief: &Brief, zending: &Zending, keten: &Keten, nu: Timestamp) -> Result<Bericht, String> {
    let afzender = &brief.inhoud.afzender;
    let van: Address = afzender.email.parse().map_err(|_| "Het e-mailadres van de afzender klopt niet.".to_owned())?;
    let aan = zending.aan.as_ref().ok_or_else(|| "Het e-mailadres is niet te lezen.".to_owned())?;
    let aan: Address = aan.as_str().parse().map_err(|_| "Het e-mailadres klopt niet.".to_owned())?;
    let plat = SinglePart::plain(tekst(brief));
    let builder = Message::builder()
        .from(Mailbox::new(Some(regel(&afzender.gemeente)), van.clone()))
        .to(Mailbox::new(None, aan.clone()))
        .subject(regel(&brief.inhoud.onderwerp))
        .date(nu.into())
        .message_id(Some(zending.message_id.clone()));
    let message = match afspraak(brief, keten, nu) {
        None => builder.singlepart(plat),
        Some(afspraak) => {
            let organisator = agenda::Organisator { naam: afzender.gemeente.clone(), email: afzender.email.clone() };
            let soort = format!("text/calendar; charset=utf-8; method={}", agenda::methode(&afspraak));
            let soort = ContentType::parse(&soort).map_err(|error| error.to_string())?;
            let bijlage =
                Attachment::new("afspraak.ics".to_owned()).body(agenda::uitnodiging(&afspraak, &organisator), soort);
            let delen = MultiPart::builder()
                .kind(MultiPartKind::Mixed)
                .boundary(format!("klantbeeld-{}", zending.id))
                .singlepart(plat)
                .singlepart(bijlage);
            builder.multipart(delen)
        }
    };
    let mut message = message.map_err(|error| error.to_string())?;
    let mut kop = |naam, waarde: &str| {
        message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(naam), waarde.to_owned()));
    };
    // Programs that answer by themselves (out of office) do not answer this (RFC 3834).
    kop("Auto-Submitted", "auto-generated");
    kop("Content-Language", brief.taal.code());
    Ok(Bericht { van, aan, tekst: message.formatted() })
}

/// A message to try the server with.
pub(super) fn proef(van: &str, gemeente: &str, aan: &str, nu: Timestamp, id: &str) -> Result<Bericht, String> {
    let van: Address = van.parse().map_err(|_| "Het e-mailadres van de afzender klopt niet.".to_owned())?;
    let aan: Address = aan.parse().map_err(|_| "Het e-mailadres klopt niet.".to_owned())?;
    let message = Message::builder()
        .from(Mailbox::new(Some(regel(gemeente)), van.clone()))
        .to(Mailbox::new(None, aan.clone()))
        .subject("Proef van Klantbeeld")
        .date(nu.into())
        .message_id(Some(format!("<{id}@{}>", van.domain())))
        .singlepart(SinglePart::plain(
            "Dit is een proef van Klantbeeld. Leest u dit, dan komen brieven per e-mail aan.\n".to_owned(),
        ))
        .map_err(|error| error.to_string())?;
    Ok(Bericht { van, aan, tekst: message.formatted() })
}
