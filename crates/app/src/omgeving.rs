//! The one place that reads the clock and rolls dice. Everything else is told what time it is and gets its ids and
//! secrets from here, so that a test can live on any day and repeat itself to the bit.

use std::{cell::RefCell, sync::Arc};

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// Clock, ids and secrets. Cheap to clone.
#[derive(Clone)]
pub struct Omgeving(Arc<dyn Bron>);

/// Where time and chance come from: the machine, or a test.
pub trait Bron: Send + Sync {
    /// The moment.
    fn nu(&self) -> Timestamp;
    /// Fills with bytes nobody can guess.
    fn geheim(&self, bytes: &mut [u8]);
    /// Bytes for an id: as random, but an id is no secret.
    fn voor_id(&self, bytes: &mut [u8]) {
        self.geheim(bytes);
    }
}

impl std::fmt::Debug for Omgeving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Omgeving")
    }
}

impl Omgeving {
    /// The clock and the dice of this machine.
    #[must_use]
    pub fn machine() -> Self {
        Self(Arc::new(Machine))
    }

    /// The dice of this machine, and its clock as if today were another day: for a demonstration.
    #[must_use]
    pub fn op_dag(dag: Date) -> Self {
        let machine = Self::machine();
        let dagen = domain::datum::dagen_tussen(machine.vandaag(), dag);
        Self(Arc::new(AndereDag { dagen, machine }))
    }

    /// From somewhere else: a test that stands still in time.
    #[must_use]
    pub fn van(bron: impl Bron + 'static) -> Self {
        Self(Arc::new(bron))
    }

    /// The moment, in whole seconds: every database keeps those exactly and in the same order.
    #[must_use]
    pub fn nu(&self) -> Timestamp {
        Timestamp::from_second(self.0.nu().as_second()).unwrap_or_default()
    }

    /// Today in the Netherlands.
    #[must_use]
    pub fn vandaag(&self) -> Date {
        domain::datum::plaatselijk(self.nu()).date()
    }

    /// A fresh id: UUID version 7 (RFC 9562 §5.7), which sorts by the moment of making.
    #[must_use]
    pub fn nieuw_id<Id: From<Uuid>>(&self) -> Id {
        let millis = u64::try_from(self.0.nu().as_millisecond()).unwrap_or_default();
        let mut random = [0_u8; 10];
        self.0.voor_id(&mut random);
        Id::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Bytes nobody can guess.
    #[must_use]
    pub fn geheim<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0_u8; N];
        self.0.geheim(&mut bytes);
        bytes
    }
}

/// A machine whose calendar is some days ahead or behind. The time of day stays as it is, in the Netherlands, so that summer time
/// between the two days moves nobody to another hour.
struct AndereDag {
    dagen: i64,
    machine: Omgeving,
}

impl Bron for AndereDag {
    fn nu(&self) -> Timestamp {
        let nu = domain::datum::plaatselijk(self.machine.0.nu());
        nu.checked_add(jiff::Span::new().days(self.dagen)).map_or_else(|_| nu.timestamp(), |daar| daar.timestamp())
    }

    fn geheim(&self, bytes: &mut [u8]) {
        self.machine.0.geheim(bytes);
    }

    fn voor_id(&self, bytes: &mut [u8]) {
        self.machine.0.voor_id(bytes);
    }
}

struct Machine;

thread_local! {
    /// Randomness for ids, and how much of it was used. Asked of the operating system a few hundred ids at a time: an import of a
    /// town makes a million and a half, and asking costs more than all the rest of an id.
    static VOORRAAD: RefCell<([u8; 4096], usize)> = const { RefCell::new(([0; 4096], 4096)) };
}

impl Bron for Machine {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn nu(&self) -> Timestamp {
        Timestamp::now()
    }

    #[expect(clippy::expect_used, reason = "without the randomness of the operating system nothing is safe to go on")]
    fn geheim(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }

    fn voor_id(&self, bytes: &mut [u8]) {
        VOORRAAD.with_borrow_mut(|(voorraad, gebruikt)| {
            if voorraad.len() - *gebruikt < bytes.len() {
                self.geheim(voorraad);
                *gebruikt = 0;
            }
            let tot = *gebruikt + bytes.len();
            bytes.copy_from_slice(&voorraad[*gebruikt..tot]);
            *gebruikt = tot;
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn no_two_ids_are_the_same_on_whatever_thread() {
        let omgeving = Omgeving::machine();
        let maak = || (0..2_000).map(|_| omgeving.nieuw_id::<Uuid>()).collect::<Vec<_>>();
        let (een, ander) = std::thread::scope(|scope| {
            let ander = scope.spawn(maak);
            (maak(), ander.join().unwrap())
        });
        let toeval = |id: &Uuid| id.as_bytes()[6..].to_vec();
        assert_eq!(een.iter().chain(&ander).map(toeval).collect::<HashSet<_>>().len(), 4_000);
    }

    #[test]
    fn a_demonstration_lives_on_another_day_at_the_same_time_of_day() {
        for dag in [date(2026, 3, 29), date(2027, 7, 1), date(2020, 2, 29)] {
            let daar = Omgeving::op_dag(dag);
            let (hier, nu) = (Omgeving::machine().nu(), daar.nu());
            assert_eq!(daar.vandaag(), dag);
            let klok = |moment| domain::datum::plaatselijk(moment).time();
            // A minute of the test itself, and an hour that is left out in spring.
            let verschil = (klok(nu) - klok(hier)).total(jiff::Unit::Minute).unwrap().abs();
            assert!(verschil <= 61.0, "{dag}: {verschil}");
        }
    }
}
