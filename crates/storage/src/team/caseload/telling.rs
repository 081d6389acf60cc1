//! How many clients a list has, remembered for a moment.
//!
//! Who turns the pages of a list asks the same number again with every page, and in a large town it is most of the work. A
//! number is kept until this process changes anything, and for five seconds at most: another process may have.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use domain::gemeente::Gemeente;

use super::{Filter, Peildag, Sortering};

/// How long a number is used that another process may have made old.
const VERS: Duration = Duration::from_secs(5);
/// More lists than this are not remembered at a time.
const MEEST: usize = 512;

/// A list, whatever its order; the last is up to how many rows it is counted.
type Lijst = (Gemeente, Filter, Peildag, i64);

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Tellingen {
    wijzigingen: AtomicU64,
    geteld: Mutex<HashMap<Lijst, Telling>>,
}

#[derive(Debug, Clone, Copy)]
struct Telling {
    /// The changes this process had made when counting began.
    wijzigingen: u64,
    sinds: Instant,
    aantal: i64,
}

/// A number that is still to be counted: it is only kept if nothing changes meanwhile.
#[derive(Debug)]
pub(crate) struct Begonnen {
    lijst: Lijst,
    wijzigingen: u64,
    sinds: Instant,
}

impl Tellingen {
    /// Something was changed: every number may be another.
    pub(crate) fn gewijzigd(&self) {
        self.wijzigingen.fetch_add(1, Ordering::AcqRel);
    }

    /// The number of a list when it is known, or what to hand to [`Self::onthoud`] once it was counted.
    pub(crate) fn zoek(
        &self,
        gemeente: Gemeente,
        filter: &Filter,
        dag: Peildag,
        most: i64,
    ) -> std::result::Result<i64, Box<Begonnen>> {
        let filter = Filter { sortering: Sortering::default(), aflopend: false, ..filter.clone() };
        let lijst = (gemeente, filter, dag, most);
        let wijzigingen = self.wijzigingen.load(Ordering::Acquire);
        let held = self.geteld.lock().unwrap_or_else(PoisonError::into_inner);
        match held.get(&lijst) {
            Some(telling) if telling.wijzigingen == wijzigingen && telling.sinds.elapsed() < VERS => Ok(telling.aantal),
            _ => Err(Box::new(Begonnen { lijst, wijzigingen, sinds: Instant::now() })),
        }
    }

    /// Remembers a number.
    pub(crate) fn onthoud(&self, begonnen: Begonnen, aantal: i64) {
        let Begonnen { lijst, wijzigingen, sinds } = begonnen;
        let mut held = self.geteld.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MEEST {
            held.clear();
        }
        held.insert(lijst, Telling { wijzigingen, sinds, aantal });
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_known_until_something_changes() {
        let tellingen = Tellingen::default();
        let dag = Peildag::gewoon(date(2026, 11, 26));
        let filter = Filter::default();
        let begonnen = tellingen.zoek(Gemeente::HAARLEM, &filter, dag, 100).unwrap_err();
        tellingen.onthoud(*begonnen, 42);
        let andersom = Filter { sortering: Sortering::Beurt, aflopend: true, ..Filter::default() };
        assert_eq!(tellingen.zoek(Gemeente::HAARLEM, &andersom, dag, 100).unwrap(), 42, "the order changes no number");
        assert!(tellingen.zoek(Gemeente::HAARLEM, &filter, dag, 50).is_err(), "counted less far");
        let ander = Filter { segment: Some(String::new()), ..Filter::default() };
        assert!(tellingen.zoek(Gemeente::HAARLEM, &ander, dag, 100).is_err(), "another list");
        tellingen.gewijzigd();
        assert!(tellingen.zoek(Gemeente::HAARLEM, &filter, dag, 100).is_err());
    }

    #[test]
    fn what_was_counted_while_something_changed_is_not_used() {
        let tellingen = Tellingen::default();
        let dag = Peildag::gewoon(date(2026, 11, 26));
        let begonnen = tellingen.zoek(Gemeente::HAARLEM, &Filter::default(), dag, 100).unwrap_err();
        tellingen.gewijzigd();
        tellingen.onthoud(*begonnen, 42);
        assert!(tellingen.zoek(Gemeente::HAARLEM, &Filter::default(), dag, 100).is_err());
    }

    #[test]
    fn it_remembers_no_more_than_so_many_lists() {
        let tellingen = Tellingen::default();
        for most in 0..2_000 {
            let dag = Peildag::gewoon(date(2026, 11, 26));
            let begonnen = tellingen.zoek(Gemeente::HAARLEM, &Filter::default(), dag, most).unwrap_err();
            tellingen.onthoud(*begonnen, most);
        }
        assert!(tellingen.geteld.lock().unwrap().len() <= MEEST);
    }
}
