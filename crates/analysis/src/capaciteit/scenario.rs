//! A scenario as somebody writes it: a TOML file, or a form.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de};

/// A number with where it comes from: a paper with its page, a collective agreement, or *aanname*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aanname {
    /// The number.
    pub waarde: f64,
    /// Where it comes from.
    pub bron: String,
}

/// Clients who ask the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groep {
    /// What they are called: a segment, or *ontheven*.
    pub naam: String,
    /// How many.
    pub klanten: Aanname,
    /// Hours of support per client per year: the contact norm.
    pub uren_begeleiding: Aanname,
}

/// Hours of a year that are not for clients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aftrek {
    /// What for: leave, training, meetings.
    pub naam: String,
    /// Hours per fte per year.
    pub uren: f64,
    /// Where that comes from.
    pub bron: String,
}

/// The hours of one fte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uren {
    /// By contract, per year.
    pub contract: Aanname,
    /// What goes off.
    #[serde(default)]
    pub aftrek: Vec<Aftrek>,
    /// Hours for tasks of lawfulness per client per year, beside support.
    pub rechtmatigheid_per_klant: Aanname,
    /// Staff beside those who have clients, as a share of them: a teamleider, administration.
    pub overhead: Aanname,
}

/// What an fte costs a year, from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kosten {
    /// From which day.
    #[serde(deserialize_with = "dag")]
    pub vanaf: Date,
    /// Euro per fte per year.
    pub euro: f64,
    /// Where that comes from.
    pub bron: String,
}

/// What is given; the rest follows. Nothing given: how many people the hours ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gegeven {
    /// The hours per client: how many fte, euro and which caseload do they ask?
    #[default]
    Norm,
    /// So many fte, overhead included: which caseload and which hours are possible?
    Fte(f64),
    /// So many clients each: how many fte, and which hours are possible?
    Caseload(f64),
    /// So much money a year.
    Euro(f64),
    /// So much money a year on top of a caseload there is now.
    Erbij {
        /// The caseload of now.
        caseload: f64,
        /// Euro a year on top.
        euro: f64,
    },
}

/// A way of working, with everything it assumes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is called.
    pub naam: String,
    /// What it is about, in a sentence or two.
    #[serde(default)]
    pub toelichting: String,
    /// The day of which the costs hold.
    #[serde(deserialize_with = "dag")]
    pub peildatum: Date,
    /// What is given.
    #[serde(default)]
    pub gegeven: Gegeven,
    /// The hours of one fte.
    pub uren: Uren,
    /// What an fte costs.
    #[serde(default)]
    pub kosten: Vec<Kosten>,
    /// The clients.
    #[serde(rename = "groep")]
    pub groepen: Vec<Groep>,
}

/// Why nothing can be computed: which number is in the way, and what it would have to be.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScenarioGeweigerd {
    /// It is no scenario at all.
    #[error("dit is geen scenario: {0}")]
    GeenScenario(String),
    /// A number that cannot be.
    #[error("{veld} is {waarde}; {wens}")]
    Getal {
        /// Which.
        veld: String,
        /// What it was.
        waarde: String,
        /// What it must be.
        wens: &'static str,
    },
    /// No source.
    #[error("bij {0} staat geen bron; schrijf waar het getal vandaan komt, of \"aanname\"")]
    GeenBron(String),
    /// Nobody to divide.
    #[error("er zijn 0 klanten, dus er valt niets te verdelen; vul bij minstens één groep klanten in")]
    GeenKlanten,
    /// Leave, training and meetings take everything.
    #[error(
        "van de {contract} contracturen gaan er {aftrek} af, dus er blijft niets over voor klanten; verlaag de aftrek"
    )]
    GeenUren {
        /// Hours by contract.
        contract: String,
        /// What goes off.
        aftrek: String,
    },
    /// There is no price of that day.
    #[error(
        "er zijn geen kosten per fte bekend op {0}; voeg een bedrag toe dat eerder ingaat, of kies een latere peildatum"
    )]
    GeenKosten(Date),
}

impl Scenario {
    /// Reads a scenario from TOML; says on which line it is none.
    pub fn lees(tekst: &str) -> Result<Self, ScenarioGeweigerd> {
        let scenario: Self = toml::from_str(tekst).map_err(|error| {
            let regel = error.span().map(|plek| tekst[..plek.start.min(tekst.len())].matches('\n').count() + 1);
            let regel = regel.map_or_else(String::new, |regel| format!("regel {regel}: "));
            ScenarioGeweigerd::GeenScenario(format!("{regel}{}", error.message()))
        })?;
        scenario.toets()?;
        Ok(scenario)
    }

    /// Whether every number can be, and says where it comes from.
    pub fn toets(&self) -> Result<(), ScenarioGeweigerd> {
        for groep in &self.groepen {
            niet_negatief(format!("het aantal klanten van {}", groep.naam), &groep.klanten)?;
            niet_negatief(format!("het aantal uren begeleiding van {}", groep.naam), &groep.uren_begeleiding)?;
        }
        let uren = &self.uren;
        niet_negatief("het aantal contracturen".to_owned(), &uren.contract)?;
        niet_negatief("het aantal uren rechtmatigheid per klant".to_owned(), &uren.rechtmatigheid_per_klant)?;
        niet_negatief("de overhead".to_owned(), &uren.overhead)?;
        for aftrek in &uren.aftrek {
            let als = Aanname { waarde: aftrek.uren, bron: aftrek.bron.clone() };
            niet_negatief(format!("de aftrek voor {}", aftrek.naam), &als)?;
        }
        for kosten in &self.kosten {
            positief(format!("het bedrag per fte vanaf {}", kosten.vanaf), kosten.euro)?;
            bron(format!("het bedrag per fte vanaf {}", kosten.vanaf), &kosten.bron)?;
        }
        match self.gegeven {
            Gegeven::Norm => {}
            Gegeven::Fte(fte) => positief("het gegeven aantal fte".to_owned(), fte)?,
            Gegeven::Caseload(caseload) => positief("de gegeven caseload".to_owned(), caseload)?,
            Gegeven::Euro(euro) => positief("het gegeven bedrag".to_owned(), euro)?,
            Gegeven::Erbij { caseload, euro } => {
                positief("de caseload van nu".to_owned(), caseload)?;
                positief("het bedrag erbij".to_owned(), euro)?;
            }
        }
        if self.klanten() <= 0.0 {
            return Err(ScenarioGeweigerd::GeenKlanten);
        }
        if self.productieve_uren() <= 0.0 {
            let aftrek: f64 = uren.aftrek.iter().map(|aftrek| aftrek.uren).sum();
            return Err(ScenarioGeweigerd::GeenUren {
                contract: uren.contract.waarde.to_string(),
                aftrek: aftrek.to_string(),
            });
        }
        Ok(())
    }

    /// All clients together.
    #[must_use]
    pub fn klanten(&self) -> f64 {
        self.groepen.iter().map(|groep| groep.klanten.waarde).sum()
    }

    /// The hours of one fte that are left for clients, per year.
    #[must_use]
    pub fn productieve_uren(&self) -> f64 {
        self.uren.contract.waarde - self.uren.aftrek.iter().map(|aftrek| aftrek.uren).sum::<f64>()
    }

    /// What an fte costs on the day of the scenario; the last that began.
    #[must_use]
    pub fn kosten_per_fte(&self) -> Option<&Kosten> {
        self.kosten.iter().filter(|kosten| kosten.vanaf <= self.peildatum).max_by_key(|kosten| kosten.vanaf)
    }

    /// Everything that is assumed, in words, with its source: nothing that was computed.
    #[must_use]
    pub fn aannames(&self) -> Vec<(String, Aanname)> {
        let mut alle = Vec::new();
        for groep in &self.groepen {
            alle.push((format!("{}: klanten", groep.naam), groep.klanten.clone()));
            alle.push((format!("{}: uren begeleiding per klant per jaar", groep.naam), groep.uren_begeleiding.clone()));
        }
        let uren = &self.uren;
        alle.push(("Uren rechtmatigheid per klant per jaar".to_owned(), uren.rechtmatigheid_per_klant.clone()));
        alle.push(("Contracturen per fte per jaar".to_owned(), uren.contract.clone()));
        alle.extend(uren.aftrek.iter().map(|aftrek| {
            (format!("Af: {}", aftrek.naam), Aanname { waarde: aftrek.uren, bron: aftrek.bron.clone() })
        }));
        alle.push(("Overhead, als deel van de fte voor klanten".to_owned(), uren.overhead.clone()));
        alle.extend(self.kosten_per_fte().map(|kosten| {
            let naam = format!("Kosten per fte per jaar, vanaf {}", kosten.vanaf.strftime("%-d-%-m-%Y"));
            (naam, Aanname { waarde: kosten.euro, bron: kosten.bron.clone() })
        }));
        alle
    }
}

/// A day as TOML knows it, or as people write it.
pub(crate) fn dag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Dag {
        Toml(toml::value::Datetime),
        Tekst(String),
    }
    let tekst = match Dag::deserialize(deserializer)? {
        Dag::Toml(dag) => dag.to_string(),
        Dag::Tekst(tekst) => tekst,
    };
    domain::datum::lees(&tekst)
        .ok_or_else(|| de::Error::custom(format!("{tekst} is geen datum; schrijf 2018-07-01 of \"1-7-2018\"")))
}

/// More of anything than there can be; beyond it what is multiplied does not mean anything any more.
const MEEST: f64 = 1e12;
const TE_VEEL: &str = "meer dan 1.000.000.000.000 kan niet";

fn niet_negatief(veld: String, aanname: &Aanname) -> Result<(), ScenarioGeweigerd> {
    if aanname.waarde.is_finite() && aanname.waarde > MEEST {
        return Err(ScenarioGeweigerd::Getal { veld, waarde: aanname.waarde.to_string(), wens: TE_VEEL });
    }
    if !(aanname.waarde.is_finite() && aanname.waarde >= 0.0) {
        let waarde = aanname.waarde.to_string();
        return Err(ScenarioGeweigerd::Getal { veld, waarde, wens: "dat moet een getal van 0 of meer zijn" });
    }
    bron(veld, &aanname.bron)
}

fn bron(veld: String, bron: &str) -> Result<(), ScenarioGeweigerd> {
    if bron.trim().is_empty() { Err(ScenarioGeweigerd::GeenBron(veld)) } else { Ok(()) }
}

fn positief(veld: String, waarde: f64) -> Result<(), ScenarioGeweigerd> {
    if waarde.is_finite() && waarde > MEEST {
        return Err(ScenarioGeweigerd::Getal { veld, waarde: waarde.to_string(), wens: TE_VEEL });
    }
    if waarde.is_finite() && waarde > 0.0 {
        return Ok(());
    }
    Err(ScenarioGeweigerd::Getal { veld, waarde: waarde.to_string(), wens: "dat moet een getal groter dan 0 zijn" })
}
