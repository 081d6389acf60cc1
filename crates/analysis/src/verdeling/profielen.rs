//! What each klantmanager's plans can come to, for little more than his best one costs.
//!
//! Of two plans that come to the same in every measure only the cheaper matters. Who he can have for nothing at the prices, and has no
//! measure of his own, is not counted one by one but poured: any number of quarter-hours. That leaves out what is hard about it, so
//! there may be profiles that no plan has; but every plan within the value that is looked at has a profile, or one that is as good or better.

use std::collections::BTreeMap;

use super::{
    maten::{MATEN, Maten, Som, WEINIG, tel},
    plan::{Begin, Planner},
};

/// With more states than this for one klantmanager, adding up would take too long; with more numbers in them, too much memory.
const MEESTE: usize = 1 << 15;
const GETALLEN: usize = 1 << 22;
/// With more quarter-hours to pour than this it is given up: nothing is proven then.
const EMMER: i64 = 1 << 20;
/// The most combinations of clients that are looked at for the best plan.
const EENMALIG: usize = 1 << 24;

/// Plans that come to the same.
#[derive(Debug)]
pub(super) struct Profiel {
    pub(super) som: Som,
    /// What it is worth more than the best, at least.
    pub(super) meer: i64,
    /// Which of the choices.
    pub(super) keuze: usize,
}

/// Everything one klantmanager's plans can come to.
#[derive(Debug)]
pub(super) struct Profielen {
    pub(super) alle: Vec<Profiel>,
    /// How many of each kind, those who are poured aside.
    pub(super) keuzes: Vec<Vec<i64>>,
    /// The kinds that are poured.
    pub(super) stroom: Vec<usize>,
}

/// Clients who come or go, each at a price.
struct Los {
    soort: usize,
    teken: i64,
    uren: i64,
    prijs: i64,
    keer: i64,
}

/// One klantmanager at prices.
pub(super) struct Wie<'a> {
    planner: &'a Planner,
    maten: &'a Maten,
    begin: Begin,
    /// What the best plan is worth, or less.
    pub(super) beste: i64,
}

/// Quarter-hours above the share, and the measures; at what cost, hours off aside, and by which choice.
type Staten = BTreeMap<(i64, Som), (i64, usize)>;

/// What was chosen so far of who is not poured: quarter-hours above the share, clients, and the measures.
type Keuze = (i64, i64, Som);

/// The choices of these profiles, numbered anew.
fn gebruikt(alle: &mut [Profiel], mut keuzes: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    let (mut nummers, mut uit) = (BTreeMap::new(), Vec::new());
    for profiel in alle {
        profiel.keuze = *nummers.entry(profiel.keuze).or_insert_with(|| {
            uit.push(std::mem::take(&mut keuzes[profiel.keuze]));
            uit.len() - 1
        });
    }
    uit
}

impl<'a> Wie<'a> {
    /// Without time the best plan is not looked for: a mixture of plans is worth no more.
    pub(super) fn nieuw(planner: &'a Planner, maten: &'a Maten, prijzen: &[i64], verder: &dyn Fn() -> bool) -> Self {
        let beste = if verder() { planner.beste(prijzen, EENMALIG).map(|plan| plan.waarde) } else { None };
        let begin = planner.begin(prijzen, 0);
        Self { planner, maten, beste: beste.unwrap_or(begin.waarde), begin }
    }

    /// Every profile that is worth at most `speling` more than the best; nothing when there are too many, or no time.
    pub(super) fn profielen(&self, speling: i64, verder: &dyn Fn() -> bool) -> Option<Profielen> {
        let laag = self.beste - self.begin.waarde;
        let speling = speling + laag;
        let gegoten = self.gegoten();
        let (van, los) = self.los(&gegoten, speling);
        let (staten, keuzes) = self.combineer(van, &los, (gegoten.is_empty(), speling), verder)?;
        let mut stroom: Vec<usize> = gegoten.iter().map(|groep| self.planner.groepen[*groep].soort).collect();
        stroom.dedup();
        let staten = self.giet(staten, &stroom, speling, verder)?;
        // The same in all other measures: only what brings more to the first for more.
        let mut per_rest: BTreeMap<Som, Vec<(i64, i64, usize)>> = BTreeMap::new();
        for ((uren, mut som), (kosten, keuze)) in staten {
            let kosten = kosten + self.boete(uren);
            if kosten <= speling {
                som[0] = 0;
                per_rest.entry(som).or_default().push((kosten, -self.maten.teken * uren, keuze));
            }
        }
        let mut alle = Vec::new();
        for (mut som, mut lijst) in per_rest {
            lijst.sort_unstable();
            let mut meeste = i64::MIN;
            for (kosten, min_uren, keuze) in lijst {
                if -min_uren > meeste {
                    meeste = -min_uren;
                    som[0] = meeste;
                    alle.push(Profiel { som, meer: (kosten - laag).max(0), keuze });
                }
            }
        }
        Some(Profielen { keuzes: gebruikt(&mut alle, keuzes), alle, stroom })
    }

    /// What hours off cost beyond the price of the hours, places aside.
    fn boete(&self, uren: i64) -> i64 {
        self.planner.kwartier * uren.abs() - self.begin.uur * uren
    }

    /// With more hours too few than this they cost more than `rest`.
    fn te_weinig(&self, rest: i64) -> i64 {
        let per_uur = self.planner.kwartier + self.begin.uur;
        if per_uur > 0 { rest.max(0) / per_uur } else { i64::MAX }
    }

    /// The groups that are poured: who comes from elsewhere for nothing, and is no misfit. Where places are dear each is counted.
    fn gegoten(&self) -> Vec<usize> {
        let groepen = if self.begin.plaats == 0 { &self.planner.groepen[..] } else { &[] };
        let laatste = |nummer: usize| groepen.get(nummer + 1).is_none_or(|ander| ander.soort != groepen[nummer].soort);
        (0..groepen.len())
            .filter(|&nummer| {
                let groep = &groepen[nummer];
                let gratis = self.begin.over[nummer].abs() < WEINIG && !groep.misfit;
                gratis && laatste(nummer) && groep.uren > 0 && !self.maten.eigen[groep.soort]
            })
            .collect()
    }

    /// The plan with parts of clients without who is poured, and who else comes or goes for no more than `speling`.
    fn los(&self, gegoten: &[usize], speling: i64) -> ((Keuze, Vec<i64>), Vec<Los>) {
        let (mut uren, mut som) = (self.begin.te_veel_uren, [0; MATEN]);
        let mut x = vec![0; self.maten.per_soort.len()];
        let mut los = Vec::new();
        for (nummer, (groep, &over)) in self.planner.groepen.iter().zip(&self.begin.over).enumerate() {
            if gegoten.contains(&nummer) {
                uren -= if over < 0 { groep.uren * groep.aantal } else { 0 };
                continue;
            }
            if over < 0 {
                tel(&mut som, &self.maten.per_soort[groep.soort], groep.aantal);
                x[groep.soort] += groep.aantal;
            }
            let keer = if over == 0 { groep.aantal } else { groep.aantal.min(speling / over.abs()) };
            let teken = if over < 0 { -1 } else { 1 };
            los.push(Los { soort: groep.soort, teken, uren: groep.uren, prijs: over.abs(), keer });
        }
        // Who goes first: after that it only becomes more, and what is too much can be left out.
        los.retain(|los| los.keer > 0);
        los.sort_by_key(|los| los.teken);
        // Where some are poured it is not known how many there are, and it mostly comes right by itself.
        let n = if gegoten.is_empty() { self.begin.n } else { 0 };
        (((uren, n, som), x), los)
    }

    fn combineer(
        &self,
        (van, x): (Keuze, Vec<i64>),
        los: &[Los],
        (geteld, speling): (bool, i64),
        verder: &dyn Fn() -> bool,
    ) -> Option<(Staten, Vec<Vec<i64>>)> {
        let mut staten = BTreeMap::from([(van, (0, x))]);
        for wat in los {
            if !verder() {
                return None;
            }
            let mut nieuw = staten.clone();
            for ((uren, n, som), (kosten, x)) in &staten {
                for keer in (1..=wat.keer).take_while(|keer| kosten + keer * wat.prijs <= speling) {
                    let (uren, mut som) = (uren + wat.teken * keer * wat.uren, *som);
                    tel(&mut som, &self.maten.per_soort[wat.soort], wat.teken * keer);
                    let n = if geteld { n + wat.teken * keer } else { 0 };
                    let te_veel = n > self.planner.hoogstens || uren > 0 && kosten + self.boete(uren) > speling;
                    if wat.teken > 0 && te_veel {
                        break;
                    }
                    let plek = nieuw.entry((uren, n, som)).or_insert_with(|| (i64::MAX, Vec::new()));
                    if kosten + keer * wat.prijs < plek.0 {
                        let mut x = x.clone();
                        x[wat.soort] += wat.teken * keer;
                        *plek = (kosten + keer * wat.prijs, x);
                    }
                }
                if nieuw.len() > MEESTE.min(GETALLEN / x.len().max(1)) {
                    return None;
                }
            }
            staten = nieuw;
        }
        let (mut uit, mut keuzes) = (Staten::new(), Vec::new());
        for ((uren, n, som), (kosten, x)) in staten {
            if geteld && !(self.planner.minstens..=self.planner.hoogstens).contains(&n) {
                continue;
            }
            let plaatsen = if geteld { self.planner.boete(&self.begin, uren, n) - self.boete(uren) } else { 0 };
            let plek = uit.entry((uren, som)).or_insert((i64::MAX, keuzes.len()));
            *plek = (*plek).min((kosten + plaatsen, keuzes.len()));
            keuzes.push(x);
        }
        Some((uit, keuzes))
    }

    /// Adds quarter-hours of what is poured, as many as there are and are worth it.
    fn giet(&self, mut staten: Staten, stroom: &[usize], speling: i64, verder: &dyn Fn() -> bool) -> Option<Staten> {
        // Per measure the hours go to: what a quarter-hour adds, and how many there are.
        let mut soorten: BTreeMap<Som, i64> = BTreeMap::new();
        for groep in self.planner.groepen.iter().filter(|groep| stroom.contains(&groep.soort)) {
            let per_uur = self.maten.per_soort[groep.soort].map(|per| i64::from(per > 0));
            *soorten.entry(per_uur).or_default() += groep.uren * groep.aantal;
        }
        // What needs no measure comes last: until then any number of hours too few may still be made up for.
        for (nog, (per_uur, alle)) in soorten.into_iter().enumerate().rev() {
            if alle > EMMER {
                return None;
            }
            let vult_aan = per_uur == [0; MATEN] && self.maten.teken > 0;
            let mut nieuw = Staten::new();
            for (keer, ((uren, mut som), (kosten, keuze))) in staten.into_iter().enumerate() {
                if keer % 64 == 0 && !verder() {
                    return None;
                }
                let mut eerst = if vult_aan { uren.max((uren + alle).min(0)) } else { uren };
                if nog == 0 {
                    // So many hours too few cost too much, and nothing more is poured that makes up for it.
                    eerst = eerst.max((-self.te_weinig(speling - kosten)).min(uren + alle));
                    tel(&mut som, &per_uur, eerst - uren);
                }
                for uren in eerst..=uren + alle {
                    let te_duur = kosten + self.boete(uren) > speling;
                    if te_duur && uren > 0 {
                        break;
                    }
                    if !te_duur || nog > 0 {
                        let plek = nieuw.entry((uren, som)).or_insert((i64::MAX, keuze));
                        *plek = (*plek).min((kosten, keuze));
                    }
                    if nieuw.len() > MEESTE {
                        return None;
                    }
                    tel(&mut som, &per_uur, 1);
                }
            }
            staten = nieuw;
        }
        Some(staten)
    }
}
