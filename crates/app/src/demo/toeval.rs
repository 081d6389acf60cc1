//! Chance that can be repeated: everything in the synthetic town is drawn from one recorded seed.
//!
//! Each person has a stream of his or her own, so that client number 300,000 can be made without making those before.

use std::collections::HashSet;

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use uuid::Uuid;

/// A stream of dice.
///
/// Drawing is written out here instead of taken from `rand`, whose ways of drawing may differ between versions: the
/// same seed has to give the same town for years.
pub(super) struct Dobbel(ChaCha8Rng);

impl Dobbel {
    pub(super) fn nieuw(zaad: u64, stroom: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(zaad);
        rng.set_stream(stroom);
        Self(rng)
    }

    /// 0 up to `n`, without `n` itself; 0 when `n` is 0.
    pub(super) fn onder(&mut self, n: u32) -> u32 {
        let product = u64::from(self.0.next_u32()) * u64::from(n);
        u32::try_from(product >> 32).unwrap_or_default()
    }

    /// A number from `van` up to and including `tot`; `van` when there is no room between them.
    pub(super) fn tussen(&mut self, van: i32, tot: i32) -> i32 {
        let room = u32::try_from(i64::from(tot) - i64::from(van) + 1).unwrap_or(1);
        van.saturating_add_unsigned(self.onder(room))
    }

    /// Like [`Self::tussen`], but numbers near `tot` come up more often.
    pub(super) fn liever_laat(&mut self, van: i32, tot: i32) -> i32 {
        self.tussen(van, tot).max(self.tussen(van, tot))
    }

    pub(super) fn kans(&mut self, procent: u32) -> bool {
        self.onder(100) < procent
    }

    pub(super) fn plaats(&mut self, aantal: usize) -> usize {
        self.onder(u32::try_from(aantal).unwrap_or(u32::MAX)) as usize
    }

    pub(super) fn kies<'a, T>(&mut self, uit: &'a [T]) -> &'a T {
        &uit[self.plaats(uit.len())]
    }

    /// Chooses by weight.
    pub(super) fn gewogen<T: Copy>(&mut self, uit: &[(u32, T)]) -> T {
        let mut worp = self.onder(uit.iter().map(|(gewicht, _)| gewicht).sum());
        for (gewicht, keuze) in uit {
            if worp < *gewicht {
                return *keuze;
            }
            worp -= gewicht;
        }
        uit[0].1
    }

    /// Puts a list in random order (Fisher and Yates).
    pub(super) fn schud<T>(&mut self, lijst: &mut [T]) {
        for laatste in (1..lijst.len()).rev() {
            let ander = self.plaats(laatste + 1);
            lijst.swap(laatste, ander);
        }
    }
}

/// Mixes two numbers into one (splitmix64).
pub(super) const fn meng(een: u64, twee: u64) -> u64 {
    let mut z = een.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ twee.wrapping_add(0x2545_f491_4f6c_dd1d);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A random order of `0..aantal` of which any place can be asked without making the whole: a Feistel network over the
/// next power of four, walked until it lands inside.
pub(super) struct Schudding {
    aantal: u64,
    bits: u32,
    sleutel: u64,
}

impl Schudding {
    pub(super) fn nieuw(sleutel: u64, aantal: u64) -> Self {
        let bits = (64 - aantal.saturating_sub(1).leading_zeros()).div_ceil(2).max(1);
        Self { aantal, bits, sleutel }
    }

    /// Where `i` comes; `i` must be below `aantal`.
    pub(super) fn plaats(&self, i: u64) -> u64 {
        let masker = (1 << self.bits) - 1;
        let mut waarde = i;
        loop {
            for ronde in 0..4 {
                let (links, rechts) = (waarde >> self.bits, waarde & masker);
                let menging = meng(self.sleutel ^ ronde, rechts) & masker;
                waarde = (rechts << self.bits) | (links ^ menging);
            }
            if waarde < self.aantal || i >= self.aantal {
                return waarde;
            }
        }
    }
}

/// What an identifier is for, so that no two kinds share one.
#[derive(Clone, Copy)]
pub(super) enum Soort {
    Klant = 1,
    Uitkering,
    Gesprek,
    Toewijzing,
    Segmentering,
    Ontheffing,
    Keuring,
    Verwijzing,
    Gebruiker,
    Team,
    Project,
    Plan,
    Stap,
    Signaal,
    Overname,
    Doelgroep,
    Deelnemer,
    Rechtmatigheid,
    Brief,
    Maatwerk,
    Poort,
    Onderzoek,
    Verzoek,
    Opschorting,
    Besluit,
    Opdracht,
    Pauze,
    Inkomsten,
}

/// Makes identifiers from (seed, kind, number) as UUID version 7, so that a project can name a client whose file has not
/// been made yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kenmerken {
    pub(super) zaad: u64,
    /// The moment the files were taken over into Klantbeeld, in milliseconds since 1970.
    pub(super) millis: u64,
}

impl Kenmerken {
    /// `volg` counts within one client: the third conversation, the second spell.
    pub(super) fn maak<T: From<Uuid>>(&self, soort: Soort, nummer: u64, volg: u16) -> T {
        let random = meng(meng(self.zaad, soort as u64), (nummer << 12) | u64::from(volg));
        let mut bytes = [0; 10];
        bytes[..2].copy_from_slice(&volg.to_be_bytes());
        bytes[2..].copy_from_slice(&random.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(self.millis + nummer, &bytes).into_uuid().into()
    }
}

/// Numbers that pass the elfproef, by rank: first those of the test range 9999xxxxx, then those from 900000000 up.
///
/// A block is a run of 1,000 prefixes of eight digits. Which of them can be completed to a number that passes depends
/// only on the weighted sum of the block's own five digits modulo 11, so that any rank is found without a search.
pub(super) struct BsnReeks {
    per_rest: Vec<Vec<u32>>,
    per_blok: u64,
}

impl BsnReeks {
    pub(super) fn nieuw() -> Self {
        let per_rest: Vec<Vec<u32>> = (0..11)
            .map(|rest| {
                (0..1_000)
                    .filter_map(|staart| laatste_cijfer(rest, staart).map(|cijfer| staart * 10 + cijfer))
                    .collect()
            })
            .collect();
        let per_blok = per_rest.iter().map(Vec::len).min().unwrap_or(1) as u64;
        Self { per_rest, per_blok }
    }

    pub(super) fn nummer(&self, rang: u64) -> u32 {
        let (blok, plaats) = (rang / self.per_blok, rang % self.per_blok);
        let kop = u32::try_from(if blok < 10 { 99_990 + blok } else { 90_000 + blok - 10 }).unwrap_or(99_990);
        let rest = gewogen_som(kop, 5, 9) % 11;
        let staart = self.per_rest[rest as usize][usize::try_from(plaats).unwrap_or_default()];
        kop * 10_000 + staart
    }
}

fn gewogen_som(getal: u32, cijfers: u32, eerste_gewicht: u32) -> u32 {
    (0..cijfers).map(|plaats| getal / 10_u32.pow(cijfers - 1 - plaats) % 10 * (eerste_gewicht - plaats)).sum()
}

fn laatste_cijfer(rest: u32, staart: u32) -> Option<u32> {
    Some((rest + gewogen_som(staart, 3, 4)) % 11).filter(|cijfer| *cijfer < 10)
}

/// A name that nobody has yet: the wish, or the wish with a number behind it.
pub(super) fn nog_vrij(wens: &str, bezet: &mut HashSet<String>) -> String {
    let mut naam = wens.to_owned();
    let mut volgende = 2;
    while !bezet.insert(naam.clone()) {
        naam = format!("{wens}{volgende}");
        volgende += 1;
    }
    naam
}
