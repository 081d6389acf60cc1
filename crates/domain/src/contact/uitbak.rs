//! The outbox (*uitbak*): letters on their way to a client by e-mail, each sent once.
//!
//! A mail server and a database share no transaction. So a process that hands a letter to the server first writes down that
//! it is about to ([`Poststand::Aangeboden`]), then hands it over, then writes down that it was taken
//! ([`Poststand::Verzonden`]). Whoever finds a letter after a crash knows from the state what may be done: claimed only
//! ([`Poststand::Bezig`]) was certainly not sent, and goes back; *aangeboden* may have arrived, and is never sent again by
//! a program: it becomes [`Poststand::Onzeker`], and a person decides.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> wacht: klaarzetten
//!     wacht --> bezig: ophalen
//!     wacht --> teruggetrokken: terugtrekken
//!     bezig --> aangeboden: aanbieden
//!     bezig --> wacht: uitstellen
//!     bezig --> mislukt: afkeuren
//!     bezig --> teruggetrokken: terugtrekken
//!     aangeboden --> verzonden: aannemen
//!     aangeboden --> wacht: uitstellen
//!     aangeboden --> mislukt: afkeuren
//!     aangeboden --> onzeker: kwijtraken
//!     onzeker --> verzonden: aannemen
//!     onzeker --> wacht: opnieuw versturen
//!     onzeker --> teruggetrokken: terugtrekken
//!     mislukt --> wacht: opnieuw versturen
//!     mislukt --> teruggetrokken: terugtrekken
//! ```
//!
//! The picture is made from [`OVERGANGEN`], and a test compares. Decision and reasons: ADR 0010.

#[cfg(test)]
mod tests;

use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};

use crate::{
    emailadres::Emailadres,
    gesprek::{Overgang, picture},
    id::{BriefId, UitbakId},
};

/// A letter that goes out by e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zending {
    /// Which.
    pub id: UitbakId,
    /// Which letter; what it says stands there.
    pub brief: BriefId,
    /// To which address, as it was when the letter was made; nothing when what was kept cannot be read.
    pub aan: Option<Emailadres>,
    /// Fixed when it was made: however often it is tried, it is the same message.
    pub message_id: String,
    /// How often it was taken up.
    pub pogingen: i64,
    /// Since when it is tried: when it was made, or when a person said to try again.
    pub sinds: Timestamp,
    /// What went wrong last, in plain Dutch and without anything about a person; empty when nothing did.
    pub fout: String,
    /// Where it stands.
    pub stand: Poststand,
}

/// Where a letter that goes out by e-mail stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Poststand {
    /// Waits for its next attempt.
    Wacht {
        /// Not before.
        vanaf: Timestamp,
    },
    /// A process took it up. Nothing of it has left yet.
    Bezig {
        /// After that the process is taken for dead.
        tot: Timestamp,
    },
    /// A process is handing it to the server.
    Aangeboden {
        /// After that the process is taken for dead.
        tot: Timestamp,
    },
    /// The server took it.
    Verzonden {
        /// When.
        op: Timestamp,
        /// What the server said, or who says that it arrived: the proof of sending.
        bewijs: String,
    },
    /// It will not arrive by e-mail.
    Mislukt,
    /// Perhaps it arrived, perhaps it did not.
    Onzeker,
    /// It does not go by e-mail any more.
    Teruggetrokken {
        /// Why.
        waarom: Terugtrekking,
    },
}

/// Why a letter does not go by e-mail any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Terugtrekking {
    /// It goes by post instead.
    PerPost,
    /// The conversation went on: what it says is no longer so.
    Achterhaald,
    /// Somebody told the client in another way.
    Afgehandeld,
    /// The client died: nobody writes to whoever is left behind as if nothing happened.
    Overleden,
}

impl Terugtrekking {
    /// All of them.
    pub const ALLE: [Self; 4] = [Self::PerPost, Self::Achterhaald, Self::Afgehandeld, Self::Overleden];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PerPost => "per_post",
            Self::Achterhaald => "achterhaald",
            Self::Afgehandeld => "afgehandeld",
            Self::Overleden => "overleden",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::PerPost => "gaat per post",
            Self::Achterhaald => "niet verstuurd, het gesprek is veranderd",
            Self::Afgehandeld => "niet per e-mail, op een andere manier geregeld",
            Self::Overleden => "niet verstuurd, de klant is overleden",
        }
    }
}

impl FromStr for Terugtrekking {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|waarom| waarom.code() == text).ok_or(())
    }
}

impl Poststand {
    /// The codes of all states, in the order of a table.
    pub const CODES: [&str; 7] = ["wacht", "bezig", "aangeboden", "verzonden", "mislukt", "onzeker", "teruggetrokken"];

    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Wacht { .. } => "wacht",
            Self::Bezig { .. } => "bezig",
            Self::Aangeboden { .. } => "aangeboden",
            Self::Verzonden { .. } => "verzonden",
            Self::Mislukt => "mislukt",
            Self::Onzeker => "onzeker",
            Self::Teruggetrokken { .. } => "teruggetrokken",
        }
    }

    /// How it stands with the e-mail, as the end of a sentence that begins with *deze e-mail*.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Wacht { .. } => "wacht nog op versturen",
            Self::Bezig { .. } | Self::Aangeboden { .. } => "wordt op dit moment verstuurd",
            Self::Verzonden { .. } => "is verstuurd",
            Self::Mislukt => "is niet aangekomen",
            Self::Onzeker => "is misschien niet aangekomen",
            Self::Teruggetrokken { .. } => "is ingetrokken",
        }
    }

    /// Whether it may be with the client.
    #[must_use]
    pub const fn is_weg(&self) -> bool {
        matches!(self, Self::Verzonden { .. } | Self::Aangeboden { .. } | Self::Onzeker)
    }

    /// Whether a person must decide what happens.
    #[must_use]
    pub const fn vraagt_aandacht(&self) -> bool {
        matches!(self, Self::Mislukt | Self::Onzeker)
    }
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pogingsuitslag {
    /// The server took it and said so.
    Aangenomen {
        /// In these words.
        bewijs: String,
    },
    /// Not now: the server is away, or says to try again.
    Tijdelijk {
        /// Why, in plain Dutch.
        fout: String,
    },
    /// Never: the server does not know the address, or does not want the message.
    Blijvend {
        /// Why, in plain Dutch.
        fout: String,
    },
    /// The text was handed over, and no answer came.
    Onbekend {
        /// Why, in plain Dutch.
        fout: String,
    },
}

/// The step does not follow on the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("dat kan niet meer: deze e-mail {0}")]
pub struct PastNiet(&'static str);

/// How long it is tried before somebody is asked to do it in another way. A letter by post takes about as long.
pub const HOOGSTENS: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long a process may be at one state of a letter before another takes the letter up. It begins when the process takes the
/// letter ([`Zending::haal_op`]) and anew when it hands it to the server ([`Zending::bied_aan`]), so one attempt may take twice
/// as long. Longer than the patience with a server in either state.
pub const LEASE: SignedDuration = SignedDuration::from_mins(10);

/// How long to wait after an attempt that failed: as long as it is being tried by now, so that each time is twice as late
/// as the one before. A minute at least, and half an hour at most, so that a server that comes back finds its mail soon.
#[must_use]
pub fn wachttijd(sinds: Timestamp, nu: Timestamp) -> SignedDuration {
    nu.duration_since(sinds).clamp(SignedDuration::from_mins(1), SignedDuration::from_mins(30))
}

impl Zending {
    /// Puts a letter ready to be sent.
    #[must_use]
    pub fn zet_klaar(id: UitbakId, brief: BriefId, aan: Emailadres, domein: &str, nu: Timestamp) -> Self {
        Self {
            message_id: format!("<{id}@{domein}>"),
            id,
            brief,
            aan: Some(aan),
            pogingen: 0,
            sinds: nu,
            fout: String::new(),
            stand: Poststand::Wacht { vanaf: nu },
        }
    }

    const fn past_niet(&self) -> PastNiet {
        PastNiet(self.stand.omschrijving())
    }

    /// A process takes it up.
    pub fn haal_op(self, nu: Timestamp) -> Result<Self, PastNiet> {
        match self.stand {
            Poststand::Wacht { .. } => {
                Ok(Self { pogingen: self.pogingen + 1, stand: Poststand::Bezig { tot: nu + LEASE }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// The process is about to hand it to the server: from here on it may have arrived.
    pub fn bied_aan(self, nu: Timestamp) -> Result<Self, PastNiet> {
        match self.stand {
            Poststand::Bezig { .. } => Ok(Self { stand: Poststand::Aangeboden { tot: nu + LEASE }, ..self }),
            _ => Err(self.past_niet()),
        }
    }

    /// What comes of an attempt. Nothing but an answer of the server makes it *verzonden*; and when the text was handed
    /// over without an answer, nothing makes it wait again but a person.
    pub fn na_poging(self, uitslag: Pogingsuitslag, nu: Timestamp) -> Result<Self, PastNiet> {
        let aangeboden = match self.stand {
            Poststand::Aangeboden { .. } => true,
            Poststand::Bezig { .. } => false,
            _ => return Err(self.past_niet()),
        };
        Ok(match uitslag {
            Pogingsuitslag::Aangenomen { bewijs } if aangeboden => {
                Self { stand: Poststand::Verzonden { op: nu, bewijs }, fout: String::new(), ..self }
            }
            Pogingsuitslag::Onbekend { fout } if aangeboden => Self { stand: Poststand::Onzeker, fout, ..self },
            // Nothing was handed over, so nothing can have been taken or lost.
            Pogingsuitslag::Aangenomen { .. } => return Err(self.past_niet()),
            Pogingsuitslag::Blijvend { fout } => Self { stand: Poststand::Mislukt, fout, ..self },
            Pogingsuitslag::Tijdelijk { fout } | Pogingsuitslag::Onbekend { fout } => {
                let vanaf = nu + wachttijd(self.sinds, nu);
                let stand =
                    if vanaf > self.sinds + HOOGSTENS { Poststand::Mislukt } else { Poststand::Wacht { vanaf } };
                Self { fout, stand, ..self }
            }
        })
    }

    /// The process is told to stop before it did anything with it: it waits as before, for whoever is next. What went wrong
    /// earlier is still what went wrong.
    pub fn leg_terug(self, nu: Timestamp) -> Result<Self, PastNiet> {
        match self.stand {
            Poststand::Bezig { .. } => Ok(Self { stand: Poststand::Wacht { vanaf: nu }, ..self }),
            _ => Err(self.past_niet()),
        }
    }

    /// What comes of it when the process that had it is dead.
    pub fn na_verval(self, nu: Timestamp) -> Result<Self, PastNiet> {
        match self.stand {
            Poststand::Bezig { tot } if tot <= nu => Ok(Self { stand: Poststand::Wacht { vanaf: nu }, ..self }),
            Poststand::Aangeboden { tot } if tot <= nu => {
                Ok(Self { stand: Poststand::Onzeker, fout: ONDERBROKEN.to_owned(), ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// It does not go by e-mail any more. What is being handed over cannot be stopped.
    pub fn trek_terug(self, waarom: Terugtrekking) -> Result<Self, PastNiet> {
        match self.stand {
            Poststand::Wacht { .. } | Poststand::Bezig { .. } | Poststand::Mislukt | Poststand::Onzeker => {
                Ok(Self { stand: Poststand::Teruggetrokken { waarom }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// A person says to send it again, perhaps to another address.
    pub fn opnieuw(self, aan: Emailadres, nu: Timestamp) -> Result<Self, PastNiet> {
        match self.stand {
            Poststand::Mislukt | Poststand::Onzeker => {
                Ok(Self { aan: Some(aan), sinds: nu, stand: Poststand::Wacht { vanaf: nu }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// A person knows that it arrived.
    pub fn is_aangekomen(self, bewijs: String, nu: Timestamp) -> Result<Self, PastNiet> {
        match self.stand {
            Poststand::Onzeker => {
                Ok(Self { stand: Poststand::Verzonden { op: nu, bewijs }, fout: String::new(), ..self })
            }
            _ => Err(self.past_niet()),
        }
    }
}

/// What is said of a letter that cannot be read, by itself or by what it is about.
pub const ONLEESBAAR: &str =
    "Klantbeeld kan deze brief of de gegevens waar hij over gaat niet lezen. Maak hem opnieuw.";
/// What is said of a letter that waited while the mail server was taken out of the settings.
pub const ZONDER_SERVER: &str = "Er is hier geen mailserver meer ingesteld, dus deze e-mail kan niet weg.";
/// What is said of a letter whose process died while handing it over.
pub const ONDERBROKEN: &str = "Het versturen is afgebroken op het moment dat de mailserver de e-mail kreeg.";

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "klaarzetten", "wacht"),
    stap("wacht", "ophalen", "bezig"),
    stap("wacht", "terugtrekken", "teruggetrokken"),
    stap("bezig", "aanbieden", "aangeboden"),
    stap("bezig", "uitstellen", "wacht"),
    stap("bezig", "afkeuren", "mislukt"),
    stap("bezig", "terugtrekken", "teruggetrokken"),
    stap("aangeboden", "aannemen", "verzonden"),
    stap("aangeboden", "uitstellen", "wacht"),
    stap("aangeboden", "afkeuren", "mislukt"),
    stap("aangeboden", "kwijtraken", "onzeker"),
    stap("onzeker", "aannemen", "verzonden"),
    stap("onzeker", "opnieuw versturen", "wacht"),
    stap("onzeker", "terugtrekken", "teruggetrokken"),
    stap("mislukt", "opnieuw versturen", "wacht"),
    stap("mislukt", "terugtrekken", "teruggetrokken"),
];

/// The machine as a Mermaid state diagram.
#[must_use]
pub fn mermaid() -> String {
    picture(OVERGANGEN)
}
