//! What a run starts from, as somebody writes it: a TOML file, or a form. Every number says where it comes from.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::OpzetGeweigerd;
use crate::capaciteit::{Aanname, dag};

/// What is ready: a town like Haarlem, with 3,300 clients.
const BASIS: &str = include_str!("klaar/basis.toml");

/// Some numbers that belong together, with where they come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rij {
    /// The numbers.
    pub waarden: Vec<f64>,
    /// Where they come from.
    pub bron: String,
}

/// How many come, from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Niveau {
    /// From which day.
    #[serde(deserialize_with = "dag")]
    pub vanaf: Date,
    /// Per month, averaged over a year; without who comes back (those the model brings back itself).
    pub per_maand: f64,
    /// Where that comes from.
    pub bron: String,
}

/// Who comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instroom {
    /// How many, from which day on; before the first day nobody comes.
    pub niveau: Vec<Niveau>,
    /// Twelve factors, January first; only their ratios matter, the mean stays that of the level.
    pub seizoen: Rij,
    /// How sure one is of the level: standard deviation of its logarithm (0.05 is about 10 percent both ways in 95 of 100 cases).
    #[serde(default)]
    pub onzekerheid: f64,
}

/// A reason for which a benefit ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reden {
    /// What it is called.
    pub naam: String,
    /// Whether it is work: then contact may have an effect on it.
    #[serde(default)]
    pub werk: bool,
    /// Who comes back after it.
    #[serde(default)]
    pub terugkeer: Option<Terugkeer>,
}

/// Who comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terugkeer {
    /// Which share, 0 to 1.
    pub deel: f64,
    /// After how many months on average (exponential).
    pub maanden: f64,
    /// Where that comes from.
    pub bron: String,
}

/// How often benefits end for one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Einde {
    /// For which reason.
    pub reden: String,
    /// The rate per month (a hazard) in each duration class.
    pub per_maand: Vec<f64>,
    /// How sure one is of it: standard deviation of its logarithm.
    #[serde(default)]
    pub onzekerheid: f64,
    /// Where that comes from.
    pub bron: String,
}

/// How often one speaks to somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// Weeks between two conversations.
    pub interval_weken: Aanname,
    /// The mean length of a conversation, in minutes.
    pub minuten: Aanname,
    /// Which share of those at the start was not spoken to by the norm, and is due on the first day. Nothing: nobody.
    #[serde(default)]
    pub achterstand: Option<Aanname>,
}

/// Clients who are alike: a group, never a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// What it is called.
    pub naam: String,
    /// How many there are at the start.
    pub klanten: Aanname,
    /// Which share of those who come.
    pub aandeel_instroom: Aanname,
    /// Of those at the start: which share is in each duration class.
    pub duur_bij_begin: Rij,
    /// The norm for contact; nothing when there is none (only a first conversation, with who is new).
    #[serde(default)]
    pub norm: Option<Norm>,
    /// How benefits end; without, they never do.
    #[serde(default)]
    pub einde: Vec<Einde>,
}

/// From one segment to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overgang {
    /// From which.
    pub van: String,
    /// To which.
    pub naar: String,
    /// The rate per month (a hazard).
    pub per_maand: f64,
    /// Where that comes from.
    pub bron: String,
}

/// Conversations, and who does not come to them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gesprek {
    /// The mean length of a first conversation, in minutes.
    pub minuten_intake: Aanname,
    /// How much lengths differ: standard deviation as a share of the mean.
    pub spreiding: Aanname,
    /// How many days after its day a conversation is still in time.
    pub speling_dagen: Aanname,
    /// The chance that somebody who is invited does not come.
    pub kans_niet_verschijnen: Aanname,
    /// Minutes that costs.
    pub minuten_niet_verschenen: Aanname,
    /// Days to the new invitation.
    pub hersteltermijn_dagen: Aanname,
    /// The chance that he does not come then either: he is handed over to lawfulness.
    pub kans_opnieuw: Aanname,
    /// Minutes the handing over costs.
    pub minuten_overdracht: Aanname,
    /// Weeks until lawfulness has decided; after that he is invited as before.
    pub weken_rechtmatigheid: Aanname,
    /// The chance that the benefit ends by it. Not nought: then contact changes outflow by this way.
    pub kans_beeindiging: Aanname,
    /// The effect of contact on outflow to work: the rate of who was spoken to by the norm is 1 + this times as high. Nought: no effect.
    pub effect: Aanname,
}

/// The hours of klantmanagers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// How many clients a full fte has at most.
    pub caseload: Aanname,
    /// Hours per week by contract, of an fte.
    pub uren_per_week: Aanname,
    /// Weeks a year of leave and holidays.
    pub verlofweken: Aanname,
    /// Twelve factors that divide the leave over the year; only their ratios matter.
    pub verlof_per_maand: Rij,
    /// Weeks a year of illness.
    pub ziekteweken: Aanname,
    /// Which share of the hours present is for meetings, training and the like.
    pub ander_werk: Aanname,
    /// Hours of lawfulness per client per year; they go before conversations.
    pub rechtmatigheid_per_klant: Aanname,
    /// Euro per fte per year.
    pub kosten_per_fte: Aanname,
    /// Whether clients are divided anew when klantmanagers come; otherwise those only get who is new.
    #[serde(default)]
    pub herverdelen: bool,
}

/// Some klantmanagers who are alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Klantmanagers {
    /// What they are called.
    pub naam: String,
    /// How many people.
    pub aantal: u32,
    /// How much fte each.
    pub fte: f64,
    /// From which day; nothing: from the start.
    #[serde(default, deserialize_with = "misschien_dag")]
    pub vanaf: Option<Date>,
    /// Up to and including which day; nothing: they stay.
    #[serde(default, deserialize_with = "misschien_dag")]
    pub tot_en_met: Option<Date>,
    /// Where that comes from.
    pub bron: String,
}

/// Who is sent to a provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verwijzing {
    /// Of which segment.
    pub segment: String,
    /// Which share of the conversations leads to it.
    pub deel: f64,
    /// Where that comes from.
    pub bron: String,
}

/// A provider with places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aanbieder {
    /// What it is called.
    pub naam: String,
    /// How many can be there at once.
    pub plaatsen: Aanname,
    /// How many of them are taken at the start, and paid for: by lot from the segments that are sent there. Nothing: none.
    #[serde(default)]
    pub bezet: Option<Aanname>,
    /// How many weeks it lasts.
    pub duur_weken: Aanname,
    /// Euro for one client, due at the start.
    pub euro: Aanname,
    /// Who is sent there.
    #[serde(default)]
    pub verwijzing: Vec<Verwijzing>,
}

/// What money is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// Benefits.
    Uitkeringen,
    /// Klantmanagers.
    Personeel,
    /// Providers.
    Voorzieningen,
    /// All of it.
    Alles,
}

impl Post {
    /// As a report says it.
    #[must_use]
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Uitkeringen => "uitkeringen",
            Self::Personeel => "klantmanagers",
            Self::Voorzieningen => "voorzieningen",
            Self::Alles => "alles samen",
        }
    }
}

/// The budget of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begroting {
    /// Which year.
    pub jaar: i16,
    /// What for.
    pub post: Post,
    /// Euro.
    pub euro: f64,
    /// Where that comes from.
    pub bron: String,
}

/// Everything a run starts from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opzet {
    /// What it is called.
    pub naam: String,
    /// What it is about, in a sentence or two.
    #[serde(default)]
    pub toelichting: String,
    /// The first day; the first of a month.
    #[serde(deserialize_with = "dag")]
    pub begin: Date,
    /// How many months are played.
    pub maanden: u32,
    /// Where the duration classes end, in months; the last has no end. Three numbers make four classes.
    pub duurgrenzen: Vec<u32>,
    /// Who comes.
    pub instroom: Instroom,
    /// The reasons for which benefits end.
    #[serde(rename = "reden", default)]
    pub redenen: Vec<Reden>,
    /// The clients.
    #[serde(rename = "segment")]
    pub segmenten: Vec<Segment>,
    /// From segment to segment.
    #[serde(rename = "overgang", default)]
    pub overgangen: Vec<Overgang>,
    /// Conversations.
    pub gesprek: Gesprek,
    /// The hours of klantmanagers.
    pub team: Team,
    /// Who they are, and from when to when.
    pub klantmanagers: Vec<Klantmanagers>,
    /// Providers.
    #[serde(rename = "aanbieder", default)]
    pub aanbieders: Vec<Aanbieder>,
    /// Euro of benefit per client per month.
    pub uitkering: Aanname,
    /// Budgets.
    #[serde(default)]
    pub begroting: Vec<Begroting>,
}

impl Opzet {
    /// Reads one from TOML; says on which line it is none.
    pub fn lees(tekst: &str) -> Result<Self, OpzetGeweigerd> {
        let opzet: Self = toml::from_str(tekst).map_err(|error| {
            let regel = error.span().map(|plek| tekst[..plek.start.min(tekst.len())].matches('\n').count() + 1);
            let regel = regel.map_or_else(String::new, |regel| format!("regel {regel}: "));
            OpzetGeweigerd::GeenOpzet(format!("{regel}{}", error.message()))
        })?;
        opzet.toets()?;
        Ok(opzet)
    }

    /// The one that is ready: a town like Haarlem with 3,300 clients, over five years. What the papers do not say is marked *aanname*.
    pub fn basis() -> Result<Self, OpzetGeweigerd> {
        Self::lees(BASIS)
    }

    /// As TOML, to keep and to read back.
    #[must_use]
    pub fn als_tekst(&self) -> String {
        // Every field is a number, a text, a day or a list of these: TOML has them all.
        toml::to_string(self).unwrap_or_default()
    }

    /// The text of the one that is ready, to start from.
    #[must_use]
    pub const fn basis_tekst() -> &'static str {
        BASIS
    }
}

fn misschien_dag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    // Who has no end writes nothing at all; a form or JSON may write null.
    #[derive(Deserialize)]
    struct Dag(#[serde(deserialize_with = "dag")] Date);
    Ok(Option::<Dag>::deserialize(deserializer)?.map(|Dag(dag)| dag))
}
