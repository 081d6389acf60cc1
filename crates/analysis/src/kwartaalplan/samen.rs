//! Work shared by threads, with results in the order of the work.

use std::{num::NonZeroUsize, sync::Mutex, thread};

/// Does all of it on so many threads. Who is ready takes the next, so the order in which things are done is chance, and what comes out is
/// not: every piece is worked on by itself.
pub(super) fn samen<T: Send, R: Send>(werk: Vec<T>, draden: NonZeroUsize, doe: impl Fn(T) -> R + Sync) -> Vec<R> {
    let rij = Mutex::new(werk.into_iter().enumerate());
    let volgende = || rij.lock().ok().and_then(|mut rij| rij.next());
    let helper = || {
        let mut eigen = Vec::new();
        while let Some((nummer, stuk)) = volgende() {
            eigen.push((nummer, doe(stuk)));
        }
        eigen
    };
    let mut alles = thread::scope(|scope| {
        let anderen: Vec<_> = (1..draden.get()).map(|_| scope.spawn(helper)).collect();
        let mut alles = helper();
        for ander in anderen {
            match ander.join() {
                Ok(eigen) => alles.extend(eigen),
                Err(paniek) => std::panic::resume_unwind(paniek),
            }
        }
        alles
    });
    alles.sort_unstable_by_key(|(nummer, _)| *nummer);
    alles.into_iter().map(|(_, uit)| uit).collect()
}
