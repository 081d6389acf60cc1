//! Reading on a thread of its own: while the database works on one part of the file, the next is read and judged.

use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, channel};

use crate::importeren::{
    fout::Fout,
    lezen::{Bron, Leesfout, doorloop},
    rij::{Indeling, Naslag, Rij, Slecht, lees},
};

/// Rows per part.
const RIJEN: usize = 1_000;
/// Parts that may wait to be used.
const VOORRAAD: usize = 2;

/// What comes out of the file.
#[derive(Debug)]
pub(crate) enum Bericht {
    /// The heading is understood; this comes first.
    Kop(Arc<Indeling>),
    /// The heading is wrong; this is all that comes.
    Koploos(Vec<Fout>),
    /// Rows, good and bad, in order.
    Partij { rijen: Vec<Result<Rij, Slecht>>, gedaan: u64, totaal: u64 },
    /// Nothing after this row can be read.
    Afgebroken(Leesfout),
}

/// Starts to read.
pub(crate) fn start(bron: Arc<Bron>, naslag: Arc<Naslag>) -> Receiver<Bericht> {
    let (zender, ontvanger) = channel(VOORRAAD);
    // Whoever stops listening ends the thread at its next message.
    std::thread::spawn(move || {
        let mut indeling: Option<Arc<Indeling>> = None;
        let mut partij = Vec::with_capacity(RIJEN);
        let mut stand = (0, 0);
        let gelezen = doorloop(&bron, &mut |regel| {
            stand = (regel.gedaan, regel.totaal);
            let Some(indeling) = &indeling else {
                return match Indeling::van(&regel, &naslag.mapping) {
                    Ok(begrepen) => {
                        let begrepen = Arc::new(begrepen);
                        indeling = Some(Arc::clone(&begrepen));
                        zender.blocking_send(Bericht::Kop(begrepen)).is_ok()
                    }
                    Err(fouten) => {
                        let _ = zender.blocking_send(Bericht::Koploos(fouten));
                        false
                    }
                };
            };
            partij.push(lees(&naslag, indeling, &regel));
            if partij.len() < RIJEN {
                return true;
            }
            let rijen = std::mem::replace(&mut partij, Vec::with_capacity(RIJEN));
            zender.blocking_send(Bericht::Partij { rijen, gedaan: stand.0, totaal: stand.1 }).is_ok()
        });
        let laatste = Bericht::Partij { rijen: partij, gedaan: stand.0, totaal: stand.1 };
        if zender.blocking_send(laatste).is_ok()
            && let Err(fout) = gelezen
        {
            let _ = zender.blocking_send(Bericht::Afgebroken(fout));
        }
    });
    ontvanger
}
