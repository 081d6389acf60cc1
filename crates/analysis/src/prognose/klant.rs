//! A client of a simulation: nobody.
//!
//! How long somebody stays is drawn once, as *fuel*: for each reason an amount, exponential with mean one, that burns at the rate of the
//! moment. The benefit ends for the reason that runs out first. That is the same chance as asking every day, it costs nothing while
//! nothing changes, and when a rate changes (another duration class, another segment, an effect of contact) the same fuel burns quicker or
//! slower: whoever leaves earlier in one scenario is the same who leaves later in the other.

use super::kansen::{Doel, Sleutel};

/// How many reasons there can be.
pub(super) const REDENEN: usize = 6;
/// Not a day that is played.
pub(super) const NOOIT: u32 = u32::MAX;
/// No klantmanager.
pub(super) const GEEN: u16 = u16::MAX;

/// The rates per day, by reason.
pub(super) type Tempo = [f64; REDENEN];

/// What the clock says when it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Klok {
    /// The benefit ends for this reason.
    Einde(u8),
    /// The next duration class begins.
    Klasse,
}

/// Where somebody stands with providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Traject {
    Geen,
    /// Waits for a place.
    Wacht(u8),
    /// Has a place.
    Bezig(u8),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Klant {
    /// Where the draws of this client stand.
    pub(super) sleutel: Sleutel,
    brandstof: Tempo,
    /// The day on which the benefit began; before the start it is negative.
    begin: i32,
    /// Up to which day fuel was burnt.
    bijgewerkt: u32,
    /// The day on which the clock goes.
    pub(super) klok_dag: u32,
    pub(super) klok: Klok,
    /// The day of the next conversation, or since when it is due.
    pub(super) beurt: u32,
    /// How many conversations were begun, so that each has draws of its own.
    pub(super) gesprek: u32,
    /// How many were held; the first of who is new is an intake.
    pub(super) gevoerd: u32,
    /// The day on which the segment changes.
    pub(super) overgang_dag: u32,
    /// How often it changed.
    pub(super) overgang: u32,
    pub(super) klantmanager: u16,
    pub(super) segment: u8,
    pub(super) klasse: u8,
    /// How often, one after the other, he did not come.
    pub(super) gemist: u8,
    pub(super) traject: Traject,
    pub(super) aanwezig: bool,
    /// A conversation is due.
    pub(super) open: bool,
    /// Spoken to by the norm; only kept when contact has an effect.
    pub(super) gesproken: bool,
}

impl Klant {
    /// Who comes, in a town with so many reasons to leave.
    pub(super) fn new(sleutel: Sleutel, segment: u8, klasse: u8, begin: i32, nu: u32, redenen: usize) -> Self {
        let bron = sleutel.voor(Doel::Brandstof);
        let mut brandstof = [0.0; REDENEN];
        for (nummer, brandstof) in (0..).zip(&mut brandstof[..redenen.min(REDENEN)]) {
            *brandstof = bron.nummer(nummer).exponentieel();
        }
        Self {
            sleutel,
            brandstof,
            begin,
            bijgewerkt: nu,
            klok_dag: NOOIT,
            klok: Klok::Klasse,
            beurt: NOOIT,
            gesprek: 0,
            gevoerd: 0,
            overgang_dag: NOOIT,
            overgang: 0,
            klantmanager: GEEN,
            segment,
            klasse,
            gemist: 0,
            traject: Traject::Geen,
            aanwezig: true,
            open: false,
            gesproken: false,
        }
    }

    /// Burns what burnt since the last time, at the rate there was.
    pub(super) fn verbruik(&mut self, nu: u32, tempo: &Tempo) {
        let dagen = f64::from(nu - self.bijgewerkt);
        for (brandstof, tempo) in self.brandstof.iter_mut().zip(tempo) {
            *brandstof = (*brandstof - tempo * dagen).max(0.0);
        }
        self.bijgewerkt = nu;
    }

    /// When the clock goes, at the rate there is now: an end, or the day on which the duration class ends.
    pub(super) fn zet_klok(&mut self, nu: u32, tempo: &Tempo, klasse_tot: Option<u32>) {
        let (mut eerst, mut reden) = (f64::INFINITY, 0_u8);
        for (nummer, (brandstof, tempo)) in (0_u8..).zip(self.brandstof.iter().zip(tempo)) {
            // Never, without a rate.
            let over = if *tempo > 0.0 { brandstof / tempo } else { f64::INFINITY };
            if over < eerst {
                (eerst, reden) = (over, nummer);
            }
        }
        let einde = nu.saturating_add(hele_dagen(eerst));
        let grens = klasse_tot.map_or(NOOIT, |dagen| {
            let dag = i64::from(self.begin) + i64::from(dagen);
            u32::try_from(dag.max(i64::from(nu) + 1)).unwrap_or(NOOIT)
        });
        (self.klok_dag, self.klok) = if einde <= grens { (einde, Klok::Einde(reden)) } else { (grens, Klok::Klasse) };
    }
}

/// Whole days, rounded up; at least one. What lasts longer than anything that is played, lasts that long.
pub(super) fn hele_dagen(dagen: f64) -> u32 {
    let begrensd = dagen.ceil().clamp(1.0, 1e9);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 1e9")]
    let heel = begrensd as u32;
    heel
}
