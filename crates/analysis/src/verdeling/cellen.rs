//! What prices leave open, closed by counting.
//!
//! A distribution has so many misfits, so many quarter-hours off, and costs so much. Changes go up by tens, say, and the quarter-hours off together
//! are always even, or always odd: so of what comes to exactly one value there are only few pairs of misfits and hours. For each of these pairs
//! there are prices that know what the pair is: also what one more misfit, or quarter-hour, would be worth. They prove that the pair
//! costs more than the value, or else nothing; and what they prove of one pair mostly goes for all on the same side of it. Of a pair it is also known
//! how many quarter-hours are above the shares and how many below, so nobody can be further off than that.

use super::{
    model::{ALLE_UREN, Model},
    ondergrens::{Eis, Ondergrens, Plannen},
    plan::SCHAAL,
};

/// With more pairs than this there is no end to it.
const MEESTE: usize = 1 << 18;

/// Clients who ask what their klantmanager does not know, and quarter-hours off together.
#[derive(Debug, Clone, Copy)]
struct Cel {
    misfits: i64,
    uren: i64,
}

/// What prices prove of every pair, times [`SCHAAL`]: so much, and so much more for each misfit and each quarter-hour off.
struct Vlak {
    vast: i128,
    misfit: i64,
    uur: i64,
}

impl Vlak {
    fn boven(&self, cel: Cel, waarde: i64) -> bool {
        let waarde = i128::from(waarde) * i128::from(SCHAAL);
        self.vast + i128::from(self.misfit) * i128::from(cel.misfits) + i128::from(self.uur) * i128::from(cel.uren)
            > waarde
    }
}

/// What no distribution is below: at least what `grens` has proven, and `beste` when nothing is better than that. `x` is a distribution that is
/// possible, and hours aside none costs less than `goedkoopst`.
pub(super) fn bewijs(
    model: &Model,
    x: &[u32],
    goedkoopst: i64,
    (grens, beste): (&Ondergrens, i64),
    verder: &dyn Fn() -> bool,
) -> i64 {
    let mut teller = Teller { model, x, goedkoopst, grens, vlakken: Vec::new(), plannen: Vec::new() };
    let mut onder = grens.waarde;
    while onder < beste && teller.sluit_uit(onder, verder) {
        onder += 1;
    }
    onder
}

struct Teller<'a> {
    model: &'a Model,
    x: &'a [u32],
    goedkoopst: i64,
    grens: &'a Ondergrens,
    vlakken: Vec<Vlak>,
    plannen: Plannen,
}

impl Teller<'_> {
    /// Whether no distribution comes to exactly this.
    fn sluit_uit(&mut self, waarde: i64, verder: &dyn Fn() -> bool) -> bool {
        let Some(mut open) = self.cellen(waarde) else { return false };
        let hier = self.cel_van_x();
        let misfit = self.misfit();
        let ver = |cel: &Cel| {
            let misfit = misfit * (cel.misfits - hier.misfits).abs();
            misfit + self.model.kwartier * (cel.uren - hier.uren).abs()
        };
        // Nearest first: where there are distributions it is hardest, and if it fails there the rest need not be tried.
        open.sort_by_key(|cel| std::cmp::Reverse(ver(cel)));
        while let Some(cel) = open.pop() {
            if !verder() {
                return false;
            }
            let eis = Eis { misfits: cel.misfits, uren: cel.uren };
            let mut grens = self.grens.met_eis(eis, ALLE_UREN);
            grens.met_plannen(self.model, self.x, (&mut self.plannen, Some(waarde)), verder);
            if grens.boven(waarde) {
                let vlak = self.vlak(&grens, cel);
                open.retain(|cel| !vlak.boven(*cel, waarde));
                self.vlakken.push(vlak);
                continue;
            }
            let onder = (cel.uren - self.model.scheef()) / 2;
            grens = self.grens.met_eis(eis, (-onder, onder + self.model.scheef()));
            grens.met_plannen(self.model, self.x, (&mut self.plannen, Some(waarde)), verder);
            if !grens.boven(waarde) {
                return false;
            }
        }
        true
    }

    /// What a misfit weighs.
    fn misfit(&self) -> i64 {
        (0..self.x.len()).map(|paar| self.model.misfit(paar)).max().unwrap_or(0)
    }

    fn cel_van_x(&self) -> Cel {
        let breed = self.model.soorten.len().max(1);
        let som = |som: Cel, (j, x): (usize, &[u32])| {
            let (misfits, uren) = self.model.misfits_en_uren(j, x);
            Cel { misfits: som.misfits + misfits, uren: som.uren + uren.abs() }
        };
        self.x.chunks(breed).enumerate().fold(Cel { misfits: 0, uren: 0 }, som)
    }

    /// Every pair that could come to this, and was not excluded before; nothing when there are too many.
    fn cellen(&self, waarde: i64) -> Option<Vec<Cel>> {
        let model = self.model;
        let (maat, alles) = model.blijven();
        let misfit = self.misfit();
        let mut open = Vec::new();
        let mut uren = model.scheef().abs();
        while waarde - model.kwartier * uren >= self.goedkoopst {
            // What misfits cost, less what is saved by who stays.
            let rest = waarde - model.kwartier * uren - model.grondkosten;
            let meeste = if misfit == 0 { 0 } else { (rest + alles) / misfit };
            for misfits in 0..=meeste {
                let blijven = misfit * misfits - rest;
                let cel = Cel { misfits, uren };
                let kan = if maat == 0 { blijven == 0 } else { blijven % maat == 0 };
                if kan && (0..=alles).contains(&blijven) && !self.vlakken.iter().any(|vlak| vlak.boven(cel, waarde)) {
                    open.push(cel);
                }
                if open.len() > MEESTE {
                    return None;
                }
            }
            uren += 2;
        }
        Some(open)
    }

    /// What these prices prove of every pair.
    fn vlak(&self, grens: &Ondergrens, cel: Cel) -> Vlak {
        let soorten = self.model.soorten.len();
        let (misfit, uur) = (grens.prijzen[soorten], grens.prijzen[soorten + 1]);
        let geeist = i128::from(misfit) * i128::from(cel.misfits) + i128::from(uur) * i128::from(cel.uren);
        Vlak { vast: grens.fijn - geeist, misfit, uur }
    }
}
