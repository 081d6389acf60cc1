//! Who is due, in order: a queue for one klantmanager.

use std::{
    cmp::Ordering,
    collections::{BinaryHeap, binary_heap::PeekMut},
};

/// When a client is due. Of two at one time the one who came first goes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Beurt {
    pub(super) op: f64,
    pub(super) klant: u32,
    /// Still to be spoken to for the first time.
    pub(super) intake: bool,
}

impl Eq for Beurt {}

impl Ord for Beurt {
    // The other way round: the heap gives the greatest.
    fn cmp(&self, ander: &Self) -> Ordering {
        ander.op.total_cmp(&self.op).then(ander.klant.cmp(&self.klant))
    }
}

impl PartialOrd for Beurt {
    fn partial_cmp(&self, ander: &Self) -> Option<Ordering> {
        Some(self.cmp(ander))
    }
}

/// Everybody who will be due.
#[derive(Debug, Default)]
pub(super) struct Rij(BinaryHeap<Beurt>);

impl Rij {
    pub(super) fn sluit_aan(&mut self, beurt: Beurt) {
        self.0.push(beurt);
    }

    /// Whoever is first, for as long as one looks at it.
    pub(super) fn eerste(&mut self) -> Option<PeekMut<'_, Beurt>> {
        self.0.peek_mut()
    }

    pub(super) fn weg(beurt: PeekMut<'_, Beurt>) {
        PeekMut::pop(beurt);
    }
}
