//! Scenarios that are ready: those the council of Haarlem talked about between 2015 and 2019.
//!
//! What the papers say (a caseload, hours of contact, an amount) stands in them with its source. What they do not say (who the clients are,
//! the hours of an fte, what it costs) is the same in all of them, and says *aanname*: replace it by one's own numbers.

use super::{Aanname, Gegeven, Scenario, ScenarioGeweigerd};

/// What all of them start from.
const BASIS: &str = include_str!("klaar/basis.toml");

/// A scenario that is ready.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Klaar {
    /// By which it is asked for.
    pub code: &'static str,
    naam: &'static str,
    toelichting: &'static str,
    gegeven: Gegeven,
    /// Hours of support for who can be placed at once, who is within reach, and who is not (yet).
    uren: [f64; 3],
    bron: &'static str,
}

const IK_DOE_MEE: &str = "Eindevaluatie Ik doe mee, 12-3-2019";
const NU: [f64; 3] = [4.0, 4.0, 4.0];
const GEWENST: [f64; 3] = [8.0, 4.0, 8.0];
/// Two conversations a year for who is not exempted: one of three hours and one of an hour.
const TWEE: [f64; 3] = [4.0, 4.0, 4.0];

/// All of them.
pub const KLAAR: [Klaar; 11] = [
    caseload("caseload-120", 120.0, "De caseload die was vastgesteld.", NU),
    caseload("caseload-100", 100.0, "De caseload in de praktijk, na de daling van het bestand in 2018.", NU),
    caseload("caseload-88", 88.0, "Met het budget uit het coalitieakkoord.", GEWENST),
    caseload("caseload-84", 84.0, "Na procesoptimalisatie en minder regels.", GEWENST),
    caseload("caseload-80", 80.0, "De gewenste caseload.", GEWENST),
    Klaar {
        code: "uren-4-4-4",
        naam: "Vier uur per klant",
        toelichting: "De uren zoals ze waren: één klantbeeldgesprek van drie uur en één uur daarnaast.",
        gegeven: Gegeven::Norm,
        uren: NU,
        bron: IK_DOE_MEE,
    },
    Klaar {
        code: "uren-8-4-8",
        naam: "Acht, vier en acht uur per klant",
        toelichting: "De uren die gewenst zijn: wie overbrugbare afstand heeft, wordt vooral door de partners begeleid.",
        gegeven: Gegeven::Norm,
        uren: GEWENST,
        bron: IK_DOE_MEE,
    },
    Klaar {
        code: "twee-gesprekken",
        naam: "Twee gesprekken per jaar met iedereen die niet ontheven is",
        toelichting: "Wat de motie vraagt: één gesprek van drie uur en één van een uur.",
        gegeven: Gegeven::Norm,
        uren: TWEE,
        bron: "motie Twee gesprekken per jaar; duur van de gesprekken: Eindevaluatie Ik doe mee",
    },
    erbij(
        "318000-euro",
        "318.000 euro in 2018",
        "Om ook na 2017 met iedereen te blijven praten.",
        120.0,
        318_000.0,
        "motie Gesprekken na 2017",
    ),
    erbij(
        "150000-euro",
        "150.000 euro per jaar erbij",
        "Uit het coalitieakkoord, vanaf 2019.",
        100.0,
        150_000.0,
        IK_DOE_MEE,
    ),
    erbij(
        "250000-euro",
        "250.000 euro per jaar erbij",
        "Uit het coalitieakkoord, vanaf 2021.",
        100.0,
        250_000.0,
        IK_DOE_MEE,
    ),
];

const fn caseload(code: &'static str, aantal: f64, toelichting: &'static str, uren: [f64; 3]) -> Klaar {
    let naam = match code.as_bytes() {
        b"caseload-120" => "Caseload 120",
        b"caseload-100" => "Caseload 100",
        b"caseload-88" => "Caseload 88",
        b"caseload-84" => "Caseload 84",
        _ => "Caseload 80",
    };
    Klaar { code, naam, toelichting, gegeven: Gegeven::Caseload(aantal), uren, bron: IK_DOE_MEE }
}

const fn erbij(
    code: &'static str,
    naam: &'static str,
    toelichting: &'static str,
    caseload: f64,
    euro: f64,
    bron: &'static str,
) -> Klaar {
    Klaar { code, naam, toelichting, gegeven: Gegeven::Erbij { caseload, euro }, uren: NU, bron }
}

impl Klaar {
    /// The one with this code.
    #[must_use]
    pub fn zoek(code: &str) -> Option<Self> {
        KLAAR.into_iter().find(|klaar| klaar.code == code)
    }

    /// The scenario, with what is assumed in all of them.
    pub fn scenario(self) -> Result<Scenario, ScenarioGeweigerd> {
        let mut scenario = Scenario::lees(BASIS)?;
        self.naam.clone_into(&mut scenario.naam);
        scenario.toelichting = format!("{} Bron: {}.", self.toelichting, self.bron);
        scenario.gegeven = self.gegeven;
        for (groep, uren) in scenario.groepen.iter_mut().zip(self.uren) {
            groep.uren_begeleiding = Aanname { waarde: uren, bron: self.bron.to_owned() };
        }
        Ok(scenario)
    }
}
