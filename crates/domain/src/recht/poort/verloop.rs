//! How it goes at the gate, over everybody who came forward in a stretch of days.

use jiff::civil::Date;

use crate::{datum::dagen_tussen, keuring::mediaan};

/// What of a case counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verloop {
    /// The code of where it stands.
    pub stand: String,
    /// The day somebody came forward.
    pub melding: Date,
    /// The day of the first conversation.
    pub gesproken: Option<Date>,
    /// The day it was done with.
    pub klaar_op: Option<Date>,
}

/// The outcomes, in the order in which they are told: code and words.
pub const UITKOMSTEN: [(&str, &str); 5] = [
    ("toegekend", "Toegekend"),
    ("geweigerd", "Geweigerd"),
    ("ingetrokken", "Ingetrokken door de klant"),
    ("naar_werk", "Aan het werk"),
    ("naar_voorziening", "Naar een andere voorziening"),
];

/// The figures of a stretch of days.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Poortcijfers {
    /// How many came forward.
    pub meldingen: usize,
    /// How many of those cases are not done with yet.
    pub open: usize,
    /// How many ended in each of [`UITKOMSTEN`].
    pub uitkomsten: [usize; 5],
    /// With how many somebody spoke.
    pub gesproken: usize,
    /// Days from coming forward to that conversation, in the middle; none when there was none.
    pub dagen_tot_gesproken: Option<f64>,
    /// On how many the college decided: a grant or a refusal.
    pub besluiten: usize,
    /// Days from coming forward to that decision, in the middle; none when there was none.
    pub dagen_tot_besluit: Option<f64>,
}

impl Poortcijfers {
    /// Of a list.
    #[must_use]
    pub fn van<'a>(verlopen: impl IntoIterator<Item = &'a Verloop>) -> Self {
        let (mut gesproken, mut besloten, mut telling) = (Vec::new(), Vec::new(), Self::default());
        for is in verlopen {
            let na = |dag: Date| dagen_tussen(is.melding, dag);
            telling.meldingen += 1;
            gesproken.extend(is.gesproken.map(na));
            match UITKOMSTEN.iter().position(|(code, _)| *code == is.stand) {
                None => telling.open += 1,
                Some(welke) => {
                    telling.uitkomsten[welke] += 1;
                    besloten
                        .extend(is.klaar_op.filter(|_| matches!(is.stand.as_str(), "toegekend" | "geweigerd")).map(na));
                }
            }
        }
        gesproken.sort_unstable();
        besloten.sort_unstable();
        Self {
            gesproken: gesproken.len(),
            dagen_tot_gesproken: mediaan(&gesproken),
            besluiten: besloten.len(),
            dagen_tot_besluit: mediaan(&besloten),
            ..telling
        }
    }

    /// How many are done with: what a share of an outcome is of.
    #[must_use]
    pub fn klaar(&self) -> usize {
        self.uitkomsten.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::datum::plus_dagen;

    fn verloop(stand: &str, gesproken: Option<i64>, klaar: Option<i64>) -> Verloop {
        let melding = date(2026, 9, 1);
        let dag = |na: i64| plus_dagen(melding, na);
        Verloop { stand: stand.to_owned(), melding, gesproken: gesproken.map(dag), klaar_op: klaar.map(dag) }
    }

    #[test]
    fn figures_count_each_case_once_and_take_the_day_in_the_middle() {
        let lijst = [
            verloop("toegekend", Some(2), Some(40)),
            verloop("geweigerd", Some(4), Some(60)),
            verloop("naar_werk", Some(20), Some(21)),
            verloop("ingetrokken", None, Some(3)),
            verloop("in_zoektermijn", None, None),
        ];
        let cijfers = Poortcijfers::van(&lijst);
        assert_eq!((cijfers.meldingen, cijfers.open, cijfers.klaar()), (5, 1, 4));
        assert_eq!(cijfers.uitkomsten, [1, 1, 1, 1, 0]);
        assert_eq!((cijfers.gesproken, cijfers.dagen_tot_gesproken), (3, Some(4.0)), "2, 4 and 20 days");
        assert_eq!((cijfers.besluiten, cijfers.dagen_tot_besluit), (2, Some(50.0)), "decisions only: 40 and 60 days");
    }

    #[test]
    fn nobody_gives_no_median() {
        let cijfers = Poortcijfers::van(&[]);
        assert_eq!(cijfers, Poortcijfers::default());
        assert_eq!(cijfers.dagen_tot_besluit, None, "unknown is not zero");
    }
}
