//! Chance with an address.
//!
//! A draw is not the next of a stream but a function of what it is for: the seed, then *inflow of day 200*, or *the third conversation of
//! this client: does he come?* Whatever else happens in a scenario, that draw stays what it is. So two scenarios have the same clients,
//! who would leave on the same day, and a klantmanager more shifts nobody's dice.

/// Two to the power −53.
const STAP: f64 = 1.0 / 9_007_199_254_740_992.0;
/// The largest mean of a Poisson that is drawn at once: at 745 the chance of nobody is too small to be told from nought, and everything
/// that is reckoned from it with it.
const GROOTSTE_DEEL: f64 = 700.0;
/// The odd number nearest 2^64 divided by the golden ratio.
const GULDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// What a draw is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Doel {
    Instroom,
    Voorraad,
    Segment,
    Duur,
    Brandstof,
    Overgang,
    Eerste,
    Verschijnt,
    Lengte,
    Rechtmatigheid,
    Verwijzing,
    Terugkeer,
    Terug,
    Traject,
    Achterstand,
    Verlof,
    Onzekerheid,
    Deel,
}

/// An address; also the draw that stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sleutel(u64);

/// Mixes bits: the finaliser of `SplitMix64` (Steele, Lea and Flood 2014).
const fn meng(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

impl Sleutel {
    /// Of a whole replication.
    pub(super) const fn begin(zaad: u64) -> Self {
        Self(meng(zaad.wrapping_add(GULDEN)))
    }

    /// One step further: the so many-th of it.
    pub(super) const fn nummer(self, nummer: u64) -> Self {
        Self(meng(self.0.wrapping_add(nummer.wrapping_add(1).wrapping_mul(GULDEN))))
    }

    /// What for.
    pub(super) const fn voor(self, doel: Doel) -> Self {
        // Beyond the numbers one counts with, so that a purpose is never a number; mixed once more.
        Self(meng(meng(self.0 ^ (doel as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93))))
    }

    /// More than nought, less than one.
    pub(super) fn uniform(self) -> f64 {
        ((self.0 >> 11) as f64 + 0.5) * STAP
    }

    /// The place of a value in a table of 1,024.
    pub(super) const fn duizendste(self) -> usize {
        (self.0 >> 54) as usize
    }

    /// Exponential with mean one.
    pub(super) fn exponentieel(self) -> f64 {
        -self.uniform().ln()
    }

    /// Normal with mean nought and deviation one (Box and Muller 1958).
    pub(super) fn normaal(self) -> f64 {
        let straal = (2.0 * self.nummer(0).exponentieel()).sqrt();
        straal * (std::f64::consts::TAU * self.nummer(1).uniform()).cos()
    }

    /// Poisson with this mean: with a higher mean never fewer.
    ///
    /// A large mean is the sum of parts, which is Poisson as well: each but the last is full, so that a higher mean only makes the last
    /// part larger or begins a next one.
    pub(super) fn poisson(self, gemiddeld: f64) -> u32 {
        let (mut rest, mut samen, mut deel) = (gemiddeld, self.omgekeerd(gemiddeld.min(GROOTSTE_DEEL)), 0);
        while rest > GROOTSTE_DEEL {
            rest -= GROOTSTE_DEEL;
            samen += self.voor(Doel::Deel).nummer(deel).omgekeerd(rest.min(GROOTSTE_DEEL));
            deel += 1;
        }
        samen
    }

    /// Poisson by inversion, with a mean of at most [`GROOTSTE_DEEL`].
    fn omgekeerd(self, gemiddeld: f64) -> u32 {
        let waar = self.uniform();
        let mut kans = (-gemiddeld).exp();
        let (mut samen, mut aantal) = (kans, 0_u32);
        while waar > samen {
            aantal += 1;
            kans *= gemiddeld / f64::from(aantal);
            samen += kans;
            // The rest is too small to be added: only so that rounding cannot keep one here.
            if kans < f64::MIN_POSITIVE && f64::from(aantal) > gemiddeld {
                break;
            }
        }
        aantal
    }
}
