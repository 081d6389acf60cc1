//! The best plan of one klantmanager, when every kind of client has a price.
//!
//! With a price on each client the klantmanagers no longer depend on one another. What is left for each is a knapsack: which of his clients stay and
//! which come, against those prices, with his hours near his share and his number within its bounds. It is solved exactly, in whole numbers:
//! first with parts of clients (two more prices: one of his quarter-hours, one of a place with him), which tells what each client costs too
//! much or too little, and then over the combinations of those who cost next to nothing too much.

use super::{
    model::{ALLE_UREN, Model},
    stukken::{Stuk, neem_mee, pak_in},
};

/// Prices are whole numbers of this part of a unit of cost.
pub(super) const SCHAAL: i64 = 1 << 24;
/// So little is nothing: prices are rounded, and who would cost nothing too much must not count as somebody who has to come.
const NIETS: i64 = 64;

/// Clients of one kind who cost the same with this klantmanager.
#[derive(Debug, Clone, Copy)]
pub(super) struct Groep {
    pub(super) soort: usize,
    stap: i64,
    pub(super) uren: i64,
    pub(super) aantal: i64,
    pub(super) misfit: bool,
}

/// A klantmanager, as far as his own plan asks.
#[derive(Debug, Clone)]
pub(super) struct Planner {
    pub(super) groepen: Vec<Groep>,
    pub(super) minstens: i64,
    pub(super) hoogstens: i64,
    doel: i64,
    venster: (i64, i64),
    pub(super) kwartier: i64,
    soorten: usize,
}

/// What a plan brings.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Costs, less the prices of who is there, times [`SCHAAL`].
    pub(super) waarde: i64,
    /// How many of each kind.
    pub(super) x: Vec<u32>,
}

impl Planner {
    pub(super) fn nieuw(model: &Model, j: usize) -> Self {
        let mut groepen: Vec<Groep> = Vec::new();
        for (soort, wat) in model.soorten.iter().enumerate() {
            let stappen = model.stappen(model.paar(j, soort));
            let misfit = model.misfit(model.paar(j, soort)) > 0;
            let daar = stappen.len() - 1;
            let elders = wat.aantal - daar.min(wat.aantal);
            for (plaats, &stap) in stappen.iter().enumerate() {
                let aantal = if plaats < daar { 1 } else { i64::try_from(elders).unwrap_or(i64::MAX) };
                match groepen.last_mut() {
                    Some(vorige) if vorige.soort == soort && vorige.stap == stap * SCHAAL => vorige.aantal += aantal,
                    _ if aantal > 0 => {
                        groepen.push(Groep { soort, stap: stap * SCHAAL, uren: wat.uren, aantal, misfit });
                    }
                    _ => {}
                }
            }
        }
        let hoogstens = model.hoogstens[j];
        for groep in &mut groepen {
            groep.aantal = groep.aantal.min(hoogstens);
        }
        groepen.retain(|groep| groep.aantal > 0);
        Self {
            groepen,
            minstens: model.minstens[j],
            hoogstens,
            doel: model.doel[j],
            venster: ALLE_UREN,
            kwartier: model.kwartier * SCHAAL,
            soorten: model.soorten.len(),
        }
    }

    /// Whether a plan with these hours above his share is one of those he chooses from.
    pub(super) fn mag(&self, uren: i64) -> bool {
        (self.venster.0..=self.venster.1).contains(&uren)
    }

    /// The same when a misfit and a quarter-hour off bring this much, times [`SCHAAL`]. A quarter-hour off must not bring more than it
    /// weighs: a plan with parts of clients would be no bound then.
    pub(super) fn met_opbrengst(&self, misfit: i64, uur: i64) -> Self {
        let mut planner = self.clone();
        for groep in planner.groepen.iter_mut().filter(|groep| groep.misfit) {
            groep.stap -= misfit;
        }
        planner.kwartier -= uur;
        debug_assert!(planner.kwartier >= 0, "hours off always cost");
        planner
    }

    /// The same with the hours above his share within a window.
    pub(super) fn binnen(&self, venster: (i64, i64)) -> Self {
        Self { venster, ..self.clone() }
    }

    /// The price of a quarter-hour, and how many clients there are, when clients may be cut in parts and a place costs `plaats`.
    fn uurprijs(&self, prijzen: &[i64], plaats: i64, orde: &mut Vec<(f64, i64, i64)>) -> (i64, f64) {
        orde.clear();
        let mut uren = 0;
        let mut n = 0;
        for groep in &self.groepen {
            let winst = prijzen[groep.soort] - groep.stap - plaats;
            if groep.uren == 0 {
                n += if winst > 0 { groep.aantal } else { 0 };
            } else if winst > self.kwartier * groep.uren {
                uren += groep.uren * groep.aantal;
                n += groep.aantal;
            } else if winst > -self.kwartier * groep.uren {
                orde.push((winst as f64 / groep.uren as f64, groep.uren, groep.aantal));
            }
        }
        if uren >= self.doel {
            return (self.kwartier, n as f64);
        }
        orde.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for &(prijs, lang, aantal) in orde.iter() {
            if uren + lang * aantal >= self.doel {
                let deel = (self.doel - uren) as f64 / lang as f64;
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "between minus and plus the weight of a quarter-hour"
                )]
                return (prijs.round() as i64, n as f64 + deel);
            }
            uren += lang * aantal;
            n += aantal;
        }
        (-self.kwartier, n as f64)
    }

    /// The prices of a quarter-hour and of a place.
    fn eigen_prijzen(&self, prijzen: &[i64]) -> (i64, i64) {
        let mut orde = Vec::with_capacity(self.groepen.len());
        let (uur, n) = self.uurprijs(prijzen, 0, &mut orde);
        let (min, max) = (self.minstens as f64, self.hoogstens as f64);
        if n >= min && n <= max {
            return (uur, 0);
        }
        // More clients than fit make a place dear; fewer than there must be, worth paying for.
        let te_veel = n > max;
        let past = |n: f64| if te_veel { n <= max } else { n >= min };
        let teken = if te_veel { 1 } else { -1 };
        let (mut laag, mut hoog) = (0_i64, SCHAAL);
        while hoog < SCHAAL << 20 && !past(self.uurprijs(prijzen, teken * hoog, &mut orde).1) {
            laag = hoog;
            hoog *= 2;
        }
        while hoog - laag > 1 {
            let midden = i64::midpoint(laag, hoog);
            if past(self.uurprijs(prijzen, teken * midden, &mut orde).1) { hoog = midden } else { laag = midden }
        }
        if hoog <= NIETS {
            return (uur, 0);
        }
        (self.uurprijs(prijzen, teken * hoog, &mut orde).0, teken * hoog)
    }

    /// The plan with parts of clients, rounded down to whole ones; what it is worth, and what it takes to change it.
    pub(super) fn begin(&self, prijzen: &[i64], hooguit: usize) -> Begin {
        let (uur, plaats) = self.eigen_prijzen(prijzen);
        let grens = if plaats > 0 { self.hoogstens } else { self.minstens };
        let mut begin = Begin {
            hooguit,
            uur,
            plaats,
            waarde: -uur * self.doel - plaats * grens,
            te_veel_uren: -self.doel,
            n: 0,
            over: Vec::with_capacity(self.groepen.len()),
        };
        let mut geschonken = 0;
        for groep in &self.groepen {
            let mut te_duur = groep.stap - prijzen[groep.soort] + uur * groep.uren + plaats;
            if (-NIETS..0).contains(&te_duur) {
                geschonken = geschonken.min(te_duur);
                te_duur = 0;
            }
            if te_duur < 0 {
                begin.waarde += te_duur * groep.aantal;
                begin.te_veel_uren += groep.uren * groep.aantal;
                begin.n += groep.aantal;
            }
            begin.over.push(te_duur);
        }
        begin.waarde += geschonken * self.hoogstens;
        begin
    }

    /// No plan is worth less than this at these prices, times [`SCHAAL`]; with parts of clients one is.
    pub(super) fn in_delen(&self, prijzen: &[i64]) -> i64 {
        self.begin(prijzen, 0).waarde
    }

    /// The plan that is worth least at these prices per kind; nothing when there are more combinations than
    /// `hooguit`.
    pub(super) fn beste(&self, prijzen: &[i64], hooguit: usize) -> Option<Plan> {
        let begin = self.begin(prijzen, hooguit);
        let mut speling = SCHAAL;
        while speling < SCHAAL << 16 {
            match self.combineer(&begin, speling) {
                Gevonden::Ja(meer, stukken) => {
                    let mut x = vec![0_i64; self.soorten];
                    for (groep, &over) in self.groepen.iter().zip(&begin.over) {
                        x[groep.soort] += if over < 0 { groep.aantal } else { 0 };
                    }
                    for (groep, keer) in stukken {
                        x[self.groepen[groep].soort] += keer;
                    }
                    let x = x.iter().map(|x| u32::try_from(*x).unwrap_or(0)).collect();
                    return Some(Plan { waarde: begin.waarde + meer, x });
                }
                Gevonden::Nee => speling *= 2,
                Gevonden::TeVeel => return None,
            }
        }
        None
    }

    /// Per kind how few and how many can be in a plan that costs no more than `speling` too much.
    pub(super) fn marges(&self, prijzen: &[i64], speling: i64) -> Vec<(u32, u32)> {
        let (uur, plaats) = self.eigen_prijzen(prijzen);
        let mut marges = vec![(0, 0); self.soorten];
        for groep in &self.groepen {
            let te_duur = groep.stap - prijzen[groep.soort] + uur * groep.uren + plaats;
            let aantal = u32::try_from(groep.aantal).unwrap_or(0);
            let (min, max) = &mut marges[groep.soort];
            *min += if te_duur < -speling { aantal } else { 0 };
            *max += if te_duur <= speling { aantal } else { 0 };
        }
        marges
    }

    /// What the plan costs beyond its clients: hours off, and places, at the prices.
    pub(super) fn boete(&self, begin: &Begin, uren: i64, n: i64) -> i64 {
        let plaatsen = if begin.plaats > 0 { self.hoogstens - n } else { n - self.minstens };
        self.kwartier * uren.abs() - begin.uur * uren + begin.plaats.abs() * plaatsen
    }

    /// The cheapest combination of changes, none of them dearer than `speling`; nothing when it costs more than that.
    fn combineer(&self, begin: &Begin, speling: i64) -> Gevonden {
        let mag = |n: i64| n >= self.minstens && n <= self.hoogstens;
        let begin_boete = self.boete(begin, begin.te_veel_uren, begin.n);
        let (van, tot) = self.venster;
        if mag(begin.n) && begin_boete == 0 && (van..=tot).contains(&begin.te_veel_uren) {
            return Gevonden::Ja(0, Vec::new());
        }
        if begin.plaats != 0 {
            return self.doorzoek(begin, speling, true);
        }
        // As long as a place costs nothing it mostly comes right by itself. If not, and counting is too much, the bound is one without counting.
        let zonder = self.doorzoek(begin, speling, false);
        let Gevonden::Ja(_, ref stukken) = zonder else { return zonder };
        let n = begin.n + stukken.iter().map(|(_, keer)| keer).sum::<i64>();
        if mag(n) {
            return zonder;
        }
        match self.doorzoek(begin, speling, true) {
            Gevonden::TeVeel => zonder,
            met => met,
        }
    }

    fn doorzoek(&self, begin: &Begin, speling: i64, tellen: bool) -> Gevonden {
        let (weg, bij) = self.stukken(begin, speling);
        let omlaag: i64 = weg.iter().map(|stuk| -stuk.uren).sum();
        let minder: i64 = if tellen { weg.iter().map(|stuk| -stuk.keer).sum() } else { 0 };
        // Who comes is added last, so that whatever is beyond what may remain at the end can be left out at once.
        let boven = (self.kwartier - begin.uur).max(0);
        let natuurlijk: i64 = begin.te_veel_uren + bij.iter().map(|stuk| stuk.uren).sum::<i64>();
        let hoogste = begin.te_veel_uren.max(if boven == 0 { natuurlijk } else { natuurlijk.min(speling / boven + 1) });
        let laagste = begin.te_veel_uren - omlaag;
        let (eerste_n, laatste_n) =
            if tellen { (begin.n - minder, begin.n.max(self.hoogstens)) } else { (begin.n, begin.n) };
        let breed = usize::try_from(hoogste - laagste + 1).unwrap_or(usize::MAX);
        let hoog = usize::try_from(laatste_n - eerste_n + 1).unwrap_or(usize::MAX);
        let Some(toestanden) =
            breed.checked_mul(hoog).filter(|t| t.saturating_mul(weg.len() + bij.len()) <= begin.hooguit)
        else {
            return Gevonden::TeVeel;
        };
        let mut kosten = vec![i64::MAX / 2; toestanden];
        let plek =
            |uren: i64, n: i64| usize::try_from((n - eerste_n) * (hoogste - laagste + 1) + uren - laagste).unwrap_or(0);
        kosten[plek(begin.te_veel_uren, begin.n)] = 0;
        let stukken: Vec<Stuk> = weg.into_iter().chain(bij).collect();
        let mut gekozen = vec![false; toestanden * stukken.len()];
        for (stuk, gekozen) in stukken.iter().zip(gekozen.chunks_mut(toestanden.max(1))) {
            let keer = if tellen { stuk.keer } else { 0 };
            neem_mee(&mut kosten, gekozen, breed, keer, stuk);
        }
        let mut beste = (i64::MAX, 0, 0);
        for n in eerste_n..=laatste_n {
            if tellen && (n < self.minstens || n > self.hoogstens) {
                continue;
            }
            for uren in laagste.max(self.venster.0)..=hoogste.min(self.venster.1) {
                let hier = kosten[plek(uren, n)];
                if hier < beste.0 {
                    let totaal = hier + self.boete(begin, uren, n);
                    if totaal < beste.0 {
                        beste = (totaal, uren, n);
                    }
                }
            }
        }
        let (meer, mut uren, mut n) = beste;
        if meer > speling {
            return Gevonden::Nee;
        }
        let mut keuze = Vec::new();
        for (nummer, stuk) in stukken.iter().enumerate().rev() {
            if gekozen[nummer * toestanden + plek(uren, n)] {
                keuze.push((stuk.groep, stuk.keer));
                uren -= stuk.uren;
                n -= if tellen { stuk.keer } else { 0 };
            }
        }
        Gevonden::Ja(meer, keuze)
    }

    /// Who may go and who may come without costing more than `speling`, in parcels of 1, 2, 4, ...
    fn stukken(&self, begin: &Begin, speling: i64) -> (Vec<Stuk>, Vec<Stuk>) {
        let (mut weg, mut bij) = (Vec::new(), Vec::new());
        let hooguit =
            |groep: &Groep, over: i64| groep.aantal.min(if over == 0 { i64::MAX } else { speling / over.abs() });
        for (nummer, (groep, &over)) in self.groepen.iter().zip(&begin.over).enumerate() {
            if over < 0 {
                pak_in(&mut weg, nummer, groep.uren, -over, hooguit(groep, over), -1);
            }
        }
        let omlaag: i64 = weg.iter().map(|stuk: &Stuk| -stuk.uren).sum();
        let minder: i64 = weg.iter().map(|stuk: &Stuk| -stuk.keer).sum();
        let boven = (self.kwartier - begin.uur).max(0);
        for (nummer, (groep, &over)) in self.groepen.iter().zip(&begin.over).enumerate() {
            if over >= 0 {
                let mut hooguit = hooguit(groep, over).min((self.hoogstens - begin.n + minder).max(0));
                if boven > 0 && groep.uren > 0 {
                    let ruimte = speling / boven + 1 - begin.te_veel_uren + omlaag;
                    hooguit = hooguit.min((ruimte / groep.uren).max(0));
                }
                pak_in(&mut bij, nummer, groep.uren, over, hooguit, 1);
            }
        }
        (weg, bij)
    }
}

/// The plan with parts of clients, rounded: what it takes to change it.
pub(super) struct Begin {
    /// The most combinations that are looked at.
    hooguit: usize,
    /// What a quarter-hour and a place cost with him.
    pub(super) uur: i64,
    pub(super) plaats: i64,
    pub(super) waarde: i64,
    pub(super) te_veel_uren: i64,
    pub(super) n: i64,
    /// Per group: what one client of it costs more than the prices allow; below 0 for who is in.
    pub(super) over: Vec<i64>,
}

enum Gevonden {
    Ja(i64, Vec<(usize, i64)>),
    Nee,
    TeVeel,
}
