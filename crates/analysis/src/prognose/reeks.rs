//! Many replications, on some threads, of one scenario or of several side by side.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use jiff::civil::Date;

use super::{
    Begroting, Opzet, OpzetGeweigerd, Post, Prognose, VERSIE, Vergelijking, Verschil,
    plan::Plan,
    stad::Stad,
    uitkomst::{Lijn, Overschrijding, Punt},
    uitvoer::{AANTAL, Cijfers, Uitvoer},
    verzamel::Verzamelaar,
};
use crate::simulatie::Reeks;

/// What may happen in one scenario. `verder` is told how many replications are done, from any thread, and says whether to go on: after *no*
/// nothing comes out but [`OpzetGeweigerd::Afgebroken`].
pub fn prognose(
    opzet: &Opzet,
    reeks: Reeks,
    verder: &(dyn Fn(u32) -> bool + Sync),
) -> Result<Prognose, OpzetGeweigerd> {
    let mut samen = vergelijk(std::slice::from_ref(opzet), reeks, verder)?;
    samen.prognoses.pop().ok_or(OpzetGeweigerd::NietTeVergelijken)
}

/// What may happen in some scenarios, and how they differ from the first. A replication plays all of them with the same draws, and counts
/// as one.
pub fn vergelijk(
    opzetten: &[Opzet],
    reeks: Reeks,
    verder: &(dyn Fn(u32) -> bool + Sync),
) -> Result<Vergelijking, OpzetGeweigerd> {
    let eerste = opzetten.first().ok_or(OpzetGeweigerd::NietTeVergelijken)?;
    opzetten.iter().try_for_each(Opzet::toets)?;
    let zelfde = |opzet: &Opzet| opzet.begin == eerste.begin && opzet.maanden == eerste.maanden;
    if opzetten.len() > 8 || !opzetten.iter().all(zelfde) {
        return Err(OpzetGeweigerd::NietTeVergelijken);
    }
    if !(1..=100_000).contains(&reeks.herhalingen) {
        return Err(OpzetGeweigerd::Herhalingen(reeks.herhalingen));
    }
    let plannen: Vec<Plan> = opzetten.iter().map(Plan::van).collect();
    let teller = Teller { volgende: AtomicU32::new(0), gedaan: AtomicU32::new(0), gestopt: AtomicBool::new(false) };
    let werk = || Boek::new(&plannen).houd_bij(&plannen, reeks, &teller, verder);
    let mut boeken = std::thread::scope(|scope| {
        let draden: Vec<_> = (1..reeks.draden.clamp(1, 256)).map(|_| scope.spawn(werk)).collect();
        let mut boeken = vec![Some(werk())];
        // Of a thread that fell over nothing is kept; then the whole run comes to nothing.
        boeken.extend(draden.into_iter().map(|draad| draad.join().ok()));
        boeken
    });
    if teller.gestopt.load(Ordering::SeqCst) {
        return Err(OpzetGeweigerd::Afgebroken);
    }
    let mut samen = boeken.pop().flatten().ok_or(OpzetGeweigerd::Afgebroken)?;
    for boek in boeken {
        samen.voeg_samen(boek.ok_or(OpzetGeweigerd::Afgebroken)?);
    }
    Ok(samen.uitkomst(&plannen, reeks))
}

struct Teller {
    volgende: AtomicU32,
    gedaan: AtomicU32,
    gestopt: AtomicBool,
}

/// What one thread saw of one scenario.
struct Blad {
    verzamelaar: Verzamelaar,
    /// Of each budget that is played: in which month it was exceeded first.
    overschreden: Vec<[u32; 12]>,
}

/// What one thread saw.
struct Boek {
    bladen: Vec<Blad>,
    verschillen: Vec<Verzamelaar>,
}

impl Boek {
    fn new(plannen: &[Plan]) -> Self {
        let blad = |plan: &Plan| {
            let begrotingen = gespeeld(plan).count();
            let mut schalen = schalen(plan);
            schalen.extend(std::iter::repeat_n(Uitvoer::Euro.schaal(), begrotingen));
            Blad { verzamelaar: Verzamelaar::new(schalen), overschreden: vec![[0; 12]; begrotingen] }
        };
        Self {
            bladen: plannen.iter().map(blad).collect(),
            verschillen: plannen.iter().skip(1).map(|plan| Verzamelaar::new(schalen(plan))).collect(),
        }
    }

    /// Plays whatever is next, until there is nothing more or somebody says stop.
    fn houd_bij(
        mut self,
        plannen: &[Plan],
        reeks: Reeks,
        teller: &Teller,
        verder: &(dyn Fn(u32) -> bool + Sync),
    ) -> Self {
        let mut steden: Vec<Stad> = plannen.iter().map(Stad::new).collect();
        let (mut eerste, mut waarden) = (Vec::new(), Vec::new());
        loop {
            let nummer = teller.volgende.fetch_add(1, Ordering::SeqCst);
            if nummer >= reeks.herhalingen || teller.gestopt.load(Ordering::SeqCst) {
                return self;
            }
            let zaad = reeks.zaad.wrapping_add(nummer.into());
            for (scenario, (stad, blad)) in steden.iter_mut().zip(&mut self.bladen).enumerate() {
                let maanden = stad.speel(zaad);
                waarden.clear();
                waarden.extend(maanden.iter().flatten());
                if let Some(verschil) = scenario.checked_sub(1).and_then(|vorige| self.verschillen.get_mut(vorige)) {
                    let verschillen: Vec<f64> = waarden.iter().zip(&eerste).map(|(deze, die)| deze - die).collect();
                    verschil.neem(nummer, &verschillen);
                } else {
                    eerste.clone_from(&waarden);
                }
                for (begroting, geteld) in gespeeld(&plannen[scenario]).zip(&mut blad.overschreden) {
                    let (samen, maand) = uitgegeven(&plannen[scenario], begroting, maanden);
                    waarden.push(samen);
                    if let Some(maand) = maand {
                        geteld[maand] += 1;
                    }
                }
                blad.verzamelaar.neem(nummer, &waarden);
            }
            if !verder(teller.gedaan.fetch_add(1, Ordering::SeqCst) + 1) {
                teller.gestopt.store(true, Ordering::SeqCst);
            }
        }
    }

    fn voeg_samen(&mut self, ander: Self) {
        for (blad, erbij) in self.bladen.iter_mut().zip(ander.bladen) {
            blad.verzamelaar.voeg_samen(erbij.verzamelaar);
            for (geteld, erbij) in blad.overschreden.iter_mut().zip(erbij.overschreden) {
                geteld.iter_mut().zip(erbij).for_each(|(geteld, erbij)| *geteld += erbij);
            }
        }
        for (verschil, erbij) in self.verschillen.iter_mut().zip(ander.verschillen) {
            verschil.voeg_samen(erbij);
        }
    }

    fn uitkomst(&self, plannen: &[Plan], reeks: Reeks) -> Vergelijking {
        let prognose = |(plan, blad): (&Plan, &Blad)| {
            let punten = blad.verzamelaar.punten();
            let (maanden, jaren) = punten.split_at(aantal_maanden(plan) * AANTAL);
            let begroting = gespeeld(plan).zip(jaren).zip(&blad.overschreden).map(|((begroting, kosten), in_maand)| {
                Overschrijding {
                    jaar: begroting.jaar,
                    post: begroting.post,
                    euro: begroting.euro,
                    heel_jaar: maanden_van(plan, begroting.jaar).count() == 12,
                    kosten: *kosten,
                    kans: f64::from(in_maand.iter().sum::<u32>()) / f64::from(reeks.herhalingen),
                    in_maand: *in_maand,
                }
            });
            Prognose {
                versie: VERSIE,
                zaad: reeks.zaad,
                herhalingen: reeks.herhalingen,
                naam: plan.opzet.naam.clone(),
                maanden: eerste_dagen(plan).collect(),
                lijnen: lijnen(maanden),
                begroting: begroting.collect(),
            }
        };
        let verschil = |(nummer, verschil): (usize, &Verzamelaar)| Verschil {
            scenario: nummer + 1,
            lijnen: lijnen(&verschil.punten()),
        };
        Vergelijking {
            prognoses: plannen.iter().zip(&self.bladen).map(prognose).collect(),
            verschillen: self.verschillen.iter().enumerate().map(verschil).collect(),
        }
    }
}

fn aantal_maanden(plan: &Plan) -> usize {
    plan.opzet.maanden as usize
}

fn schalen(plan: &Plan) -> Vec<f64> {
    (0..aantal_maanden(plan)).flat_map(|_| Uitvoer::ALLE.map(Uitvoer::schaal)).collect()
}

/// From month by month to number by number.
fn lijnen(punten: &[Punt]) -> Vec<Lijn> {
    let van = |uitvoer: Uitvoer| {
        let punten = punten.iter().skip(uitvoer as usize).step_by(AANTAL).copied().collect();
        Lijn { uitvoer, punten }
    };
    Uitvoer::ALLE.into_iter().map(van).collect()
}

fn eerste_dagen<'a>(plan: &'a Plan) -> impl Iterator<Item = Date> + 'a {
    plan.dagen.iter().filter(|dag| dag.datum.day() == 1).map(|dag| dag.datum)
}

/// The months of a year that are played, with their place in it (January nought).
fn maanden_van<'a>(plan: &'a Plan, jaar: i16) -> impl Iterator<Item = (usize, usize)> + 'a {
    let alle = eerste_dagen(plan).enumerate().filter(move |(_, dag)| dag.year() == jaar);
    alle.map(|(maand, dag)| (maand, usize::try_from(dag.month() - 1).unwrap_or(0)))
}

/// The budgets of years that are played.
fn gespeeld<'a>(plan: &'a Plan) -> impl Iterator<Item = &'a Begroting> + 'a {
    plan.opzet.begroting.iter().filter(|begroting| maanden_van(plan, begroting.jaar).next().is_some())
}

/// What was spent in a year, and in which month of it the budget was exceeded.
fn uitgegeven(plan: &Plan, begroting: &Begroting, maanden: &[Cijfers]) -> (f64, Option<usize>) {
    let post = match begroting.post {
        Post::Uitkeringen => Uitvoer::EuroUitkeringen,
        Post::Personeel => Uitvoer::EuroPersoneel,
        Post::Voorzieningen => Uitvoer::EuroVoorzieningen,
        Post::Alles => Uitvoer::Euro,
    };
    let (mut samen, mut overschreden) = (0.0, None);
    for (maand, van_jaar) in maanden_van(plan, begroting.jaar) {
        samen += maanden[maand][post as usize];
        if overschreden.is_none() && samen > begroting.euro {
            overschreden = Some(van_jaar);
        }
    }
    (samen, overschreden)
}
