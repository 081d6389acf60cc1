//! Reduction of a benefit (*verlaging*, also *maatregel*, PW 18): a part less for some months, because somebody did not keep
//! to a duty and can be blamed for it (18(9)).
//!
//! How much and how long comes from one of two places, and never from habit: the municipality's own verordening (18(2), a
//! [`Verlagingstabel`] with dates), or the law itself for the uniform duties (18(4): dated [`crate::regel`]s). Urgent reasons
//! (18(10)) can make it less, never more.
//!
//! What the law says of reductions from 1 January 2027 on is not known. Whoever reduces a benefit over a month of which the
//! rule is not known, judges it himself and writes down why ([`Verlaging::eigen_beoordeling`]); without that it is refused.
//!
//! Deliberately absent: the rules for who fails again (*recidive*, 18(5) to (8)) and the eight uniform duties by name. They were
//! not read, so the duty is written down in words, and the duration of one to three months is chosen by whoever decides.

mod tabel;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use jiff::civil::Date;

pub use self::tabel::{OngeldigeTabel, Verlagingsrij, Verlagingstabel};
use super::{Grondslag, Verwijtbaarheid};
use crate::{
    datum::{Periode, kort, plus_dagen, plus_maanden},
    id::GebruikerId,
    regel::{self, RegelOnbekend, Welke},
    termijn::Termijn,
};

/// Where percentage and duration come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GrondVerlaging {
    /// PW 18(2): a row of the municipality's own table, by its code.
    Verordening {
        /// The code of the conduct in the table.
        gedraging: String,
    },
    /// PW 18(4): the law.
    Uniform {
        /// Which duty, in words.
        verplichting: String,
    },
}

impl GrondVerlaging {
    /// The article.
    #[must_use]
    pub const fn grondslag(&self) -> Grondslag {
        match self {
            Self::Verordening { .. } => Grondslag::Pw18Lid2,
            Self::Uniform { .. } => Grondslag::Pw18Lid4,
        }
    }
}

/// What came of a reconsideration (PW 18(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UitkomstHeroverweging {
    /// It stays as it is.
    Handhaven,
    /// It must change: by a new decision.
    NieuwBesluit,
}

impl UitkomstHeroverweging {
    /// Both.
    pub const ALLE: [Self; 2] = [Self::Handhaven, Self::NieuwBesluit];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Handhaven => "handhaven",
            Self::NieuwBesluit => "nieuw_besluit",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Handhaven => "de verlaging blijft zoals zij is",
            Self::NieuwBesluit => "er komt een nieuw besluit",
        }
    }
}

impl FromStr for UitkomstHeroverweging {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|uitkomst| uitkomst.code() == text).ok_or(())
    }
}

/// A reconsideration of a reduction (*heroverweging*, PW 18(3)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heroverweging {
    /// On which day.
    pub op: Date,
    /// Who looked again.
    pub door: GebruikerId,
    /// What came of it.
    pub uitkomst: UitkomstHeroverweging,
    /// Why.
    pub motivering: String,
}

/// A reduction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verlaging {
    /// Where percentage and duration come from.
    pub grond: GrondVerlaging,
    /// The day on which the client did not keep to the duty. The rules and the table are read on this day.
    pub gedraging_op: Date,
    /// Whether it is about the duty to inform (17(1)): for that there is no reduction (18(2)).
    pub inlichtingenplicht: bool,
    /// How much less, in percent.
    pub procent: u16,
    /// For how many months.
    pub maanden: u16,
    /// The first day of the first of these months.
    pub eerste_maand: Date,
    /// Whether the client can be blamed.
    pub verwijtbaarheid: Verwijtbaarheid,
    /// Urgent reasons for less than the rule says (18(10)).
    pub dringende_redenen: Option<String>,
    /// Why this much and this long, where the rule of a month is not known.
    pub eigen_beoordeling: Option<String>,
    /// When it was looked at again, and what came of that.
    pub heroverweging: Option<Heroverweging>,
}

/// Why a reduction is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerlagingGeweigerd {
    /// PW 18(9).
    #[error("verlagen kan alleen als de gedraging de klant te verwijten is (PW 18 lid 9)")]
    NietVerwijtbaar,
    /// It does not say why.
    #[error("schrijf op waarom de gedraging de klant wel of niet te verwijten is")]
    VerwijtbaarheidLeeg,
    /// PW 18(2) is not about the duty to inform.
    #[error(
        "voor schending van de inlichtingenplicht is er geen verlaging (PW 18 lid 2); kies herziening of intrekking en terugvordering (PW 54 lid 3 en 58 lid 1)"
    )]
    Inlichtingenplicht,
    /// The table has no row for it on that day.
    #[error(
        "de verlagingstabel van de gemeente heeft geen regel voor deze gedraging op {}; vraag een beheerder om de tabel uit de afstemmingsverordening in te vullen (PW 18 lid 2)",
        kort(*.0)
    )]
    GeenTabelregel(Date),
    /// The duty is not named.
    #[error("schrijf op welke geüniformeerde verplichting de klant niet nakwam (PW 18 lid 4)")]
    VerplichtingLeeg,
    /// Urgent reasons are there or they are not; empty is neither.
    #[error("schrijf op wat de dringende redenen zijn, of laat ze weg (PW 18 lid 10)")]
    DringendeRedenenLeeg,
    /// Another percentage than the rule.
    #[error("de verlaging is hier {0} %; minder kan alleen om dringende redenen (PW 18 lid 10)")]
    Procent(u16),
    /// Another duration than the rule.
    #[error("de verlaging duurt hier {}; korter kan alleen om dringende redenen (PW 18 lid 10)", tijd(*.0, *.1))]
    Duur(u16, u16),
    /// More than all or nothing at all.
    #[error("kies een verlaging van 1 tot en met 100 %, gedurende ten minste een maand")]
    Niets,
    /// A reduction runs in whole months.
    #[error("een verlaging gaat in op de eerste dag van een maand; kies {}", kort(*.0))]
    GeenEersteDag(Date),
    /// Before there was anything to reduce for.
    #[error("de verlaging gaat in vóór de maand van de gedraging; kies {} of later", kort(*.0))]
    VoorGedraging(Date),
    /// The rule of one of its months is not known.
    #[error(transparent)]
    Regel(#[from] RegelOnbekend),
}

fn tijd(ten_minste: u16, ten_hoogste: u16) -> String {
    let woord = |maanden: u16| if maanden == 1 { "maand" } else { "maanden" };
    if ten_minste == ten_hoogste {
        return format!("{ten_hoogste} {}", woord(ten_hoogste));
    }
    format!("{ten_minste} tot en met {ten_hoogste} {}", woord(ten_hoogste))
}

/// What a rule allows without urgent reasons.
struct Maat {
    procent: u16,
    ten_minste: u16,
    ten_hoogste: u16,
}

impl Verlaging {
    /// From the first day of the first month up to and including the last day of the last.
    #[must_use]
    pub fn periode(&self) -> Periode {
        let einde = plus_dagen(plus_maanden(self.eerste_maand, self.maanden.into()), -1);
        Periode { van: self.eerste_maand, tot_en_met: Some(einde) }
    }

    /// Until which day a decision of that day is looked at again (PW 18(3)). The municipality is bound by it, so it does not
    /// move on from a weekend or holiday.
    pub fn heroverwegen_uiterlijk(besluit_van: Date) -> Result<Date, RegelOnbekend> {
        Ok(regel::termijn(Welke::HeroverwegingVerlaging, besluit_van)?.laatste_dag(besluit_van))
    }

    /// Whether this reduction can be decided.
    pub fn toets(&self, tabel: &Verlagingstabel) -> Result<(), VerlagingGeweigerd> {
        use VerlagingGeweigerd as Nee;
        let leeg = |tekst: &Option<String>| tekst.as_deref().is_some_and(|tekst| tekst.trim().is_empty());
        if !self.verwijtbaarheid.is_gemotiveerd() {
            return Err(Nee::VerwijtbaarheidLeeg);
        }
        if !self.verwijtbaarheid.verwijtbaar {
            return Err(Nee::NietVerwijtbaar);
        }
        if self.inlichtingenplicht {
            return Err(Nee::Inlichtingenplicht);
        }
        if leeg(&self.dringende_redenen) {
            return Err(Nee::DringendeRedenenLeeg);
        }
        if !(1..=100).contains(&self.procent) || self.maanden == 0 {
            return Err(Nee::Niets);
        }
        self.toets_eerste_maand()?;
        match self.maat(tabel) {
            // Where the law of a month is not known, whoever decides says why.
            Err(Nee::Regel(_)) if self.beoordeelt_zelf() => Ok(()),
            Err(nee) => Err(nee),
            Ok(maat) => self.toets_maat(&maat),
        }
    }

    fn toets_eerste_maand(&self) -> Result<(), VerlagingGeweigerd> {
        if self.eerste_maand.day() != 1 {
            let volgende = plus_maanden(self.eerste_maand.first_of_month(), 1);
            return Err(VerlagingGeweigerd::GeenEersteDag(volgende));
        }
        let vroegst = self.gedraging_op.first_of_month();
        if self.eerste_maand < vroegst { Err(VerlagingGeweigerd::VoorGedraging(vroegst)) } else { Ok(()) }
    }

    fn beoordeelt_zelf(&self) -> bool {
        self.eigen_beoordeling.as_deref().is_some_and(|waarom| !waarom.trim().is_empty())
    }

    fn toets_maat(&self, maat: &Maat) -> Result<(), VerlagingGeweigerd> {
        let minder = self.dringende_redenen.is_some();
        let ten_minste = if minder { 1 } else { maat.ten_minste };
        if self.procent > maat.procent || (self.procent < maat.procent && !minder) {
            return Err(VerlagingGeweigerd::Procent(maat.procent));
        }
        if !(ten_minste..=maat.ten_hoogste).contains(&self.maanden) {
            return Err(VerlagingGeweigerd::Duur(maat.ten_minste, maat.ten_hoogste));
        }
        Ok(())
    }

    /// The day of the conduct, and the first day of each month: the days of which the rule must be known.
    fn dagen(&self) -> impl Iterator<Item = Date> {
        let maanden = (0..self.maanden).map(|maand| plus_maanden(self.eerste_maand, maand.into()));
        std::iter::once(self.gedraging_op).chain(maanden)
    }

    fn maat(&self, tabel: &Verlagingstabel) -> Result<Maat, VerlagingGeweigerd> {
        let dag = self.gedraging_op;
        match &self.grond {
            GrondVerlaging::Verordening { gedraging } => {
                let rij = tabel.rij(gedraging, dag).ok_or(VerlagingGeweigerd::GeenTabelregel(dag))?;
                for dag in self.dagen() {
                    regel::geldt(Welke::VerlagingVerordening, dag)?;
                }
                Ok(Maat { procent: rij.procent, ten_minste: rij.maanden, ten_hoogste: rij.maanden })
            }
            GrondVerlaging::Uniform { verplichting } if verplichting.trim().is_empty() => {
                Err(VerlagingGeweigerd::VerplichtingLeeg)
            }
            GrondVerlaging::Uniform { .. } => {
                for dag in self.dagen() {
                    regel::procent(Welke::VerlagingUniformPercentage, dag)?;
                }
                Ok(Maat {
                    procent: regel::procent(Welke::VerlagingUniformPercentage, dag)?,
                    ten_minste: maanden(regel::termijn(Welke::VerlagingUniformTenMinste, dag)?),
                    ten_hoogste: maanden(regel::termijn(Welke::VerlagingUniformTenHoogste, dag)?),
                })
            }
        }
    }
}

/// A duration of the law in months. The law speaks of months here; a test sees to it.
const fn maanden(termijn: Termijn) -> u16 {
    match termijn {
        Termijn::Maanden(maanden) => maanden,
        Termijn::Weken(_) | Termijn::Dagen(_) => 0,
    }
}
