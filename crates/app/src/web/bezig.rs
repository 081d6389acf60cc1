//! Long work in the background, by its id: a page can say that it is under way.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use uuid::Uuid;

/// What is being worked on in this process. What a restart interrupts is not under way any more, and whoever looks sees that.
#[derive(Debug, Clone, Default)]
pub struct Bezig(Arc<Mutex<HashSet<Uuid>>>);

/// Work that is under way until this is dropped, however it ends.
#[derive(Debug)]
pub struct Beurt(Bezig, Uuid);

impl Bezig {
    /// Begins; nothing when somebody is at it already.
    #[must_use]
    pub fn begin(&self, id: Uuid) -> Option<Beurt> {
        let new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        new.then(|| Beurt(self.clone(), id))
    }

    /// Whether somebody is at it.
    #[must_use]
    pub fn is(&self, id: Uuid) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&id)
    }
}

impl Drop for Beurt {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_under_way_once_and_until_it_ends() {
        let (bezig, id) = (Bezig::default(), Uuid::from_u128(1));
        let beurt = bezig.begin(id);
        assert!(beurt.is_some() && bezig.is(id));
        assert!(bezig.begin(id).is_none(), "twice at the same work");
        assert!(bezig.begin(Uuid::from_u128(2)).is_some(), "other work goes on");
        drop(beurt);
        assert!(!bezig.is(id));
        assert!(bezig.begin(id).is_some(), "and may begin anew");
    }
}
