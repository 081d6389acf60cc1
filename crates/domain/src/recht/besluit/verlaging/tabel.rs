//! The reductions of the municipality's own verordening (*afstemmingsverordening*, PW 8 and 18(2)), as dated rows.
//!
//! It ships empty: the verordening of Haarlem is not known here, and that of another municipality does not hold there.

use jiff::civil::Date;

use crate::datum::{Periode, kort};

/// What the verordening says of one kind of conduct, on the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verlagingsrij {
    /// A short code; the same conduct keeps it when percentage or duration change.
    pub code: String,
    /// The conduct, in the words of the verordening.
    pub gedraging: String,
    /// How much less, in percent.
    pub procent: u16,
    /// For how many months.
    pub maanden: u16,
    /// From and up to which day this holds.
    pub geldig: Periode,
    /// Article of the verordening, and where it was published.
    pub bron: String,
}

/// The table of one municipality.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verlagingstabel(Vec<Verlagingsrij>);

/// Why rows are no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OngeldigeTabel {
    /// A row without code, conduct or source.
    #[error("regel {0} van de verlagingstabel heeft geen code, gedraging of bron; vul alle drie in")]
    Leeg(usize),
    /// Nothing, or more than all.
    #[error("regel {0} van de verlagingstabel: kies 1 tot en met 100 %, gedurende ten minste een maand")]
    Maat(usize),
    /// It ends before it begins.
    #[error("regel {0} van de verlagingstabel eindigt vóór zijn eerste dag; controleer de datums")]
    Geldigheid(usize),
    /// Two answers for one day.
    #[error("de verlagingstabel heeft op {} twee regels met code {}; laat de eerste eerder eindigen", kort(*.dag), .code)]
    Dubbel {
        /// Of which conduct.
        code: String,
        /// On which day.
        dag: Date,
    },
}

impl TryFrom<Vec<Verlagingsrij>> for Verlagingstabel {
    type Error = OngeldigeTabel;

    /// Rows that each say something, and together never two things of one day.
    fn try_from(rijen: Vec<Verlagingsrij>) -> Result<Self, OngeldigeTabel> {
        for (rij, nummer) in rijen.iter().zip(1..) {
            if [&rij.code, &rij.gedraging, &rij.bron].into_iter().any(|tekst| tekst.trim().is_empty()) {
                return Err(OngeldigeTabel::Leeg(nummer));
            }
            if !(1..=100).contains(&rij.procent) || rij.maanden == 0 {
                return Err(OngeldigeTabel::Maat(nummer));
            }
            if rij.geldig.tot_en_met.is_some_and(|einde| einde < rij.geldig.van) {
                return Err(OngeldigeTabel::Geldigheid(nummer));
            }
        }
        // Two stretches overlap exactly when one of them begins within the other.
        for (place, rij) in rijen.iter().enumerate() {
            let others = rijen.iter().enumerate().filter(|(other, _)| *other != place);
            let mut same = others.filter(|(_, other)| other.code == rij.code);
            if same.any(|(_, other)| other.geldig.bevat(rij.geldig.van)) {
                return Err(OngeldigeTabel::Dubbel { code: rij.code.clone(), dag: rij.geldig.van });
            }
        }
        Ok(Self(rijen))
    }
}

impl Verlagingstabel {
    /// The row of this conduct on a day.
    #[must_use]
    pub fn rij(&self, code: &str, dag: Date) -> Option<&Verlagingsrij> {
        self.0.iter().find(|rij| rij.code == code && rij.geldig.bevat(dag))
    }

    /// The rows that hold on a day, for a choice list.
    pub fn op(&self, dag: Date) -> impl Iterator<Item = &Verlagingsrij> {
        self.0.iter().filter(move |rij| rij.geldig.bevat(dag))
    }

    /// Every row.
    #[must_use]
    pub fn rijen(&self) -> &[Verlagingsrij] {
        &self.0
    }
}
