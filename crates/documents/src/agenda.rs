//! Appointments for a calendar program (iCalendar, RFC 5545): one to go with an invitation, or all of somebody's to be read
//! again and again.
//!
//! Moments are written in UTC, which every calendar shows in its own time; so no time zone has to be described. The moment
//! of making is an argument as well: the same appointment makes the same file.

use icalendar::{Calendar, Class, Component as _, Event, EventLike as _, EventStatus, Property};
use jiff::Timestamp;

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afspraak {
    /// Stays the same when the appointment is moved.
    pub uid: String,
    /// Rises with every change.
    pub volgnummer: u32,
    /// When this was last changed.
    pub gewijzigd: Timestamp,
    /// When it begins.
    pub begin: Timestamp,
    /// When it ends.
    pub einde: Timestamp,
    /// What the calendar shows; nothing that others may not see.
    pub titel: String,
    /// Where; may be empty.
    pub plaats: String,
    /// What else there is to know; may be empty.
    pub omschrijving: String,
    /// Its page; may be empty.
    pub href: String,
    /// Whether it takes place.
    pub gaat_door: bool,
}

fn moment(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn event(afspraak: &Afspraak, organisator: Option<&Organisator>) -> Event {
    let mut event = Event::with_uid(&afspraak.uid);
    event
        .add_property("DTSTAMP", moment(afspraak.gewijzigd))
        .add_property("LAST-MODIFIED", moment(afspraak.gewijzigd))
        .add_property("DTSTART", moment(afspraak.begin))
        .add_property("DTEND", moment(afspraak.einde))
        .add_property("SEQUENCE", afspraak.volgnummer.to_string())
        .summary(&regel(&afspraak.titel))
        .class(Class::Private)
        .status(if afspraak.gaat_door { EventStatus::Confirmed } else { EventStatus::Cancelled });
    if !afspraak.plaats.is_empty() {
        event.location(&regel(&afspraak.plaats));
    }
    if !afspraak.omschrijving.is_empty() {
        event.description(&afspraak.omschrijving.replace('\r', ""));
    }
    if !afspraak.href.is_empty() {
        event.url(&afspraak.href);
    }
    if let Some(organisator) = organisator {
        let mut property = Property::new("ORGANIZER", format!("mailto:{}", organisator.email));
        // A quotation mark would end the name (RFC 5545 §3.2).
        property.add_parameter("CN", &regel(&organisator.naam).replace('"', ""));
        event.append_property(property);
    }
    event.done()
}

/// On one line: what people typed cannot begin a line of its own.
fn regel(tekst: &str) -> String {
    tekst
        .split(|letter: char| letter.is_control())
        .map(str::trim)
        .filter(|deel| !deel.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn calendar(methode: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Klantbeeld//Klantbeeld//NL"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", methode));
    calendar
}

/// Who invites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisator {
    /// `Gemeente Haarlem`.
    pub naam: String,
    /// The address that sends.
    pub email: String,
}

/// The file that goes with an invitation, or with the message that it is off. It asks no answer (`PUBLISH`): a client says
/// by telephone whether he comes, and a program that answers by itself would answer an address nobody reads.
#[must_use]
pub fn uitnodiging(afspraak: &Afspraak, organisator: &Organisator) -> String {
    let mut calendar = calendar(methode(afspraak));
    calendar.push(event(afspraak, Some(organisator)));
    calendar.to_string()
}

/// How a calendar is to take the file (RFC 5546).
#[must_use]
pub const fn methode(afspraak: &Afspraak) -> &'static str {
    if afspraak.gaat_door { "PUBLISH" } else { "CANCEL" }
}

/// All appointments of somebody, under a name.
#[must_use]
pub fn feed(naam: &str, afspraken: &[Afspraak]) -> String {
    let mut calendar = calendar("PUBLISH");
    calendar
        .name(&regel(naam))
        .append_property(Property::new("REFRESH-INTERVAL", "PT15M").add_parameter("VALUE", "DURATION").done())
        .append_property(("X-PUBLISHED-TTL", "PT15M"));
    for afspraak in afspraken {
        calendar.push(event(afspraak, None));
    }
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn afspraak() -> Afspraak {
        Afspraak {
            uid: "0198c0de@haarlem.example".into(),
            volgnummer: 1,
            gewijzigd: "2026-11-23T08:30:00Z".parse().unwrap(),
            begin: "2026-12-03T09:30:00Z".parse().unwrap(),
            einde: "2026-12-03T11:00:00Z".parse().unwrap(),
            titel: "Afspraak gemeente Haarlem".into(),
            plaats: "Voorbeeldplein 1, Haarlem; kamer 2.14".into(),
            omschrijving: "Met Nadia el Amrani.\nBel 14 023 als u niet kunt komen.".into(),
            href: String::new(),
            gaat_door: true,
        }
    }

    fn haarlem() -> Organisator {
        Organisator { naam: "Gemeente \"Haarlem\"\r\nATTENDEE:x".into(), email: "afspraken@haarlem.example".into() }
    }

    /// The lines, unfolded.
    fn regels(bestand: &str) -> Vec<String> {
        assert!(!bestand.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CRLF");
        assert!(bestand.split("\r\n").all(|regel| regel.len() <= 75), "no line is longer than 75 octets: {bestand}");
        bestand.replace("\r\n ", "").split("\r\n").map(ToOwned::to_owned).collect()
    }

    #[test]
    fn an_invitation_says_when_and_where_and_asks_no_answer() {
        let bestand = uitnodiging(&afspraak(), &haarlem());
        let regels = regels(&bestand);
        for wanted in [
            "METHOD:PUBLISH",
            "UID:0198c0de@haarlem.example",
            "SEQUENCE:1",
            "DTSTAMP:20261123T083000Z",
            "DTSTART:20261203T093000Z",
            "DTEND:20261203T110000Z",
            "SUMMARY:Afspraak gemeente Haarlem",
            r"LOCATION:Voorbeeldplein 1\, Haarlem\; kamer 2.14",
            r"DESCRIPTION:Met Nadia el Amrani.\nBel 14 023 als u niet kunt komen.",
            "STATUS:CONFIRMED",
            "CLASS:PRIVATE",
        ] {
            assert!(regels.iter().any(|regel| regel == wanted), "{wanted}: {regels:#?}");
        }
        assert!(!regels.iter().any(|regel| regel.starts_with("ATTENDEE")), "a name begins no line: {regels:#?}");
        assert_eq!(bestand, uitnodiging(&afspraak(), &haarlem()), "the same appointment, the same file");
    }

    #[test]
    fn what_is_off_is_cancelled() {
        let regels = regels(&uitnodiging(&Afspraak { gaat_door: false, volgnummer: 2, ..afspraak() }, &haarlem()));
        for wanted in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2", "UID:0198c0de@haarlem.example"] {
            assert!(regels.iter().any(|regel| regel == wanted), "{wanted}: {regels:#?}");
        }
    }

    #[test]
    fn a_feed_holds_all_and_folds_long_lines() {
        let lang = Afspraak { uid: "2".into(), plaats: "é".repeat(100), ..afspraak() };
        let bestand = feed("Klantbeeld", &[afspraak(), lang]);
        let regels = regels(&bestand);
        assert_eq!(regels.iter().filter(|regel| *regel == "BEGIN:VEVENT").count(), 2);
        assert!(regels.iter().any(|regel| *regel == format!("LOCATION:{}", "é".repeat(100))), "{regels:#?}");
    }
}
