//! New clients: what must be calculated and put together for them, apart from the writing, so that the two can go on at the same
//! time.

use domain::{contactnorm::Contactnorm, dossier::Dossier, id::KlantId, logboek::Regel};
use jiff::Timestamp;

use crate::{
    Reader, Result, Writer,
    bulk::{
        self,
        stapel::{Kader, Stapel},
    },
    contactnorm, contactstand,
};

/// Turns dossiers into what can be written. It may run on another thread while the database works.
#[derive(Debug, Clone)]
pub struct Voorbereiding {
    kader: Kader,
    normen: Vec<Contactnorm>,
}

/// New clients, ready to be written.
pub struct Lading {
    klanten: Vec<KlantId>,
    stapels: Vec<Stapel>,
}

impl std::fmt::Debug for Lading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lading").field("klanten", &self.klanten.len()).finish_non_exhaustive()
    }
}

impl Voorbereiding {
    /// For the municipality, the keys and the contact norms of a connection.
    pub async fn new(reader: &mut Reader) -> Result<Self> {
        Ok(Self { kader: Kader::of(reader), normen: contactnorm::normen(reader).await? })
    }

    /// Encrypts BSNs, folds names and puts the rows together.
    pub fn maak(&self, dossiers: &[Dossier], nu: Timestamp) -> Result<Lading> {
        let mut stapels = bulk::dossier::alles(&self.kader, dossiers, nu)?;
        stapels.push(contactstand::dossiers(&self.kader, dossiers, &self.normen)?);
        Ok(Lading { klanten: dossiers.iter().map(|dossier| dossier.klant.id).collect(), stapels })
    }
}

/// Writes new clients with their benefits, klantmanager and segment; gives a line for the log for each, which the caller adds
/// ([`super::log()`]).
pub async fn insert(writer: &mut Writer, lading: Lading, regel: &Regel) -> Result<Vec<Regel>> {
    for stapel in lading.stapels {
        stapel.schrijf(writer).await?;
    }
    Ok(bulk::regel_per_klant(lading.klanten.into_iter(), regel))
}
