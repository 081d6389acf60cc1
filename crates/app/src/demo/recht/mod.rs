//! What was looked into and decided about the right of some clients, who was off benefit for a while, and who earned beside it. Drawn
//! from a stream of its own, so that nothing else in the town changes by it: a benefit that ended keeps the day and the reason it has,
//! and what happened before leads there. Every record is made by the rules themselves; what the rules refuse, is not there.
//!
//! Of the years of the council papers there is nothing: their figures are complete.

mod besluiten;
mod loopbaan;
mod onderzoeken;
mod opschortingen;
#[cfg(test)]
mod tests;

use domain::{
    besluit::{Besluit, Uitvoering},
    datum::plus_dagen,
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    id::{GebruikerId, OpschortingId},
    inkomsten::Inkomsten,
    onderzoek::Onderzoek,
    opschorting::Opschorting,
    pauze::Pauze,
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::{Date, date};
use storage::pauze::Werk;

use super::{
    bevolking::Bevolking,
    contact::personen,
    toeval::{Dobbel, Soort, meng},
};

/// Before this day lie the years of the council papers.
const NA_PAPIEREN: Date = date(2019, 1, 2);

/// A suspension as it began, the day its letter left, and as it is now.
#[derive(Debug)]
pub struct Opgeschort {
    /// As it began.
    pub begin: Opschorting,
    /// The day of the letter on paper.
    pub afgedrukt: Option<Date>,
    /// As it is now.
    pub nu: Opschorting,
}

/// A decision as it was prepared, the suspension it comes from, and as it is now.
#[derive(Debug)]
pub struct Besloten {
    /// As it was prepared.
    pub begin: Besluit,
    /// The suspension it comes from.
    pub uit: Option<OpschortingId>,
    /// As it is now.
    pub nu: Besluit,
}

/// A pause as it began, the work, and as it is now.
#[derive(Debug)]
pub struct Gepauzeerd {
    /// As it began.
    pub begin: Pauze,
    /// The work it is for.
    pub werk: Werk,
    /// As it is now.
    pub nu: Pauze,
}

/// What a client gets beside his file.
#[derive(Debug, Default)]
pub struct Rechtzaken {
    /// Who recorded what belongs to the guidance.
    pub klantmanager: Option<GebruikerId>,
    /// Who recorded what belongs to lawfulness.
    pub rechtmatigheid: Option<GebruikerId>,
    /// Investigations.
    pub onderzoeken: Vec<Onderzoek>,
    /// Suspensions, one at a time.
    pub opschortingen: Vec<Opgeschort>,
    /// Decisions.
    pub besluiten: Vec<Besloten>,
    /// Orders to the benefit administration, as they are now.
    pub opdrachten: Vec<Uitvoering>,
    /// Pauses.
    pub pauzes: Vec<Gepauzeerd>,
    /// Income beside the benefit.
    pub inkomsten: Vec<Inkomsten>,
}

impl Rechtzaken {
    fn is_leeg(&self) -> bool {
        self.onderzoeken.is_empty()
            && self.opschortingen.is_empty()
            && self.besluiten.is_empty()
            && self.pauzes.is_empty()
            && self.inkomsten.is_empty()
    }
}

/// One client while his records are being made.
struct Maker<'a> {
    bevolking: &'a Bevolking,
    dobbel: Dobbel,
    nummer: u64,
    /// The latest spell, as if it ran: what led to its end happened before that.
    recht: Uitkering,
    /// The first and the second of two people.
    een: GebruikerId,
    ander: GebruikerId,
}

impl Maker<'_> {
    fn id<T: From<uuid::Uuid>>(&self, soort: Soort, volg: u16) -> T {
        self.bevolking.kenmerken.maak(soort, self.nummer, volg)
    }

    fn vandaag(&self) -> Date {
        self.bevolking.datum
    }

    /// A day so many days after another, for who cannot wait for tomorrow: none when that is still to come.
    fn na(&mut self, dag: Date, (kort, lang): (i32, i32)) -> Option<Date> {
        let op = plus_dagen(dag, self.dobbel.tussen(kort, lang).into());
        (op <= self.vandaag()).then_some(op)
    }

    /// A day of the spell, at least a month after it began and at least `geleden` days ago; none when it is too short for that.
    fn ooit(&mut self, geleden: i64) -> Option<Date> {
        let eerste = plus_dagen(self.recht.datum_ingang, 31).max(NA_PAPIEREN);
        let laatste = plus_dagen(self.vandaag(), -geleden);
        let ruimte = i32::try_from(domain::datum::dagen_tussen(eerste, laatste)).ok().filter(|ruimte| *ruimte > 0)?;
        Some(plus_dagen(eerste, self.dobbel.tussen(0, ruimte).into()))
    }

    /// A day between so many days ago, when the spell had begun a month before.
    fn onlangs(&mut self, (kort, lang): (i32, i32)) -> Option<Date> {
        let dag = plus_dagen(self.vandaag(), -i64::from(self.dobbel.tussen(kort, lang)));
        (dag >= plus_dagen(self.recht.datum_ingang, 31).max(NA_PAPIEREN)).then_some(dag)
    }
}

/// See [`Rechtzaken`]; nothing for most clients.
pub(super) fn rechtzaken(
    bevolking: &Bevolking,
    gebruikers: &[Gebruiker],
    dossier: &Dossier,
    nummer: u64,
) -> Option<Rechtzaken> {
    let uitkering = dossier.uitkeringen.last()?;
    let loop_ = bevolking.levensloop(nummer);
    // Who is to be looked up by name has a file that is told of elsewhere.
    if loop_.johan || personen::op_plek(&bevolking.omvang, bevolking.zandvoort, loop_.plek).is_some() {
        return None;
    }
    let mut rechters = gebruikers.iter().filter(|is| is.rol == Rol::Rechtmatigheid).map(|is| is.id);
    let twee = rechters.next().zip(rechters.next());
    let klantmanager = dossier.toewijzingen.last()?.klantmanager;
    let (een, ander) = twee.unwrap_or((klantmanager, klantmanager));
    let recht = Uitkering { stand: UitkeringStand::Lopend, ..uitkering.clone() };
    let dobbel = Dobbel::nieuw(meng(bevolking.zaad, 1_910), nummer);
    let mut maker = Maker { bevolking, dobbel, nummer, recht, een, ander };
    let mut zaken = Rechtzaken { klantmanager: Some(klantmanager), rechtmatigheid: Some(een), ..Rechtzaken::default() };
    match &uitkering.stand {
        UitkeringStand::Lopend => loopbaan::lopend(&mut maker, &mut zaken, twee.is_some()),
        UitkeringStand::Beeindigd(einde) if einde.datum >= NA_PAPIEREN => {
            loopbaan::beeindigd(&mut maker, &mut zaken, einde, twee.is_some());
        }
        UitkeringStand::Beeindigd(_) => {}
    }
    (!zaken.is_leeg()).then_some(zaken)
}
