//! An opzet, worked out to the day: what every replication shares.

use statrs::distribution::{ContinuousCDF as _, Normal};

use super::{
    Opzet, Segment,
    kalender::{DAGEN_PER_MAAND, Dag, WERKDAGEN_PER_JAAR, dagen},
    klant::{REDENEN, Tempo, hele_dagen},
};

/// Minutes in an hour.
pub(super) const UUR: f64 = 60.0;

pub(super) struct PlanNorm {
    /// Days between two conversations.
    pub(super) interval: u32,
    pub(super) minuten: f64,
    /// Which share of those at the start is due on the first day.
    pub(super) achterstand: f64,
}

pub(super) struct PlanSegment {
    pub(super) klanten: u32,
    pub(super) norm: Option<PlanNorm>,
    /// The shares of the duration classes at the start, added up.
    pub(super) duur: Vec<f64>,
    /// To other segments, per day.
    pub(super) weg: f64,
    /// To which: shares added up.
    pub(super) naar: Vec<(f64, u8)>,
    /// To which provider a conversation leads: shares added up.
    pub(super) verwijzing: Vec<(f64, u8)>,
    /// How sure one is of the rate of each reason.
    pub(super) onzekerheid: Tempo,
}

pub(super) struct PlanReden {
    pub(super) werk: bool,
    /// Which share comes back, and after how many days on average.
    pub(super) terugkeer: Option<(f64, f64)>,
}

pub(super) struct PlanMens {
    /// Where the draws of this klantmanager stand: in which group, and the so many-th of it.
    pub(super) nummer: u64,
    pub(super) fte: f64,
    pub(super) hooguit: u32,
    /// Minutes on a day on which he is there.
    pub(super) minuten: f64,
    /// The first day, and the first on which he is gone.
    pub(super) van: u32,
    pub(super) tot: u32,
}

pub(super) struct PlanAanbieder {
    pub(super) plaatsen: u32,
    /// How many are taken at the start.
    pub(super) bezet: usize,
    pub(super) dagen: u32,
    pub(super) euro: f64,
}

pub(super) struct Plan<'a> {
    pub(super) opzet: &'a Opzet,
    /// Day 1 is the first.
    pub(super) dagen: Vec<Dag>,
    /// How many come on each.
    pub(super) instroom: Vec<f64>,
    pub(super) segmenten: Vec<PlanSegment>,
    /// Shares of the inflow, added up.
    pub(super) aandelen: Vec<f64>,
    /// Where duration classes end, in days.
    pub(super) grenzen: Vec<u32>,
    /// Rates: see [`Plan::rij`].
    pub(super) tempos: Vec<Tempo>,
    pub(super) redenen: Vec<PlanReden>,
    pub(super) mensen: Vec<PlanMens>,
    /// The chance to be away for a week, by month.
    pub(super) afwezig: [f64; 12],
    /// Minutes of lawfulness per client on a working day.
    pub(super) rechtmatigheid: f64,
    pub(super) aanbieders: Vec<PlanAanbieder>,
    /// Lengths as a share of the mean: 1,024 points of a lognormal distribution, with mean one.
    pub(super) lengtes: Vec<f64>,
    pub(super) speling: u32,
    pub(super) effect: bool,
}

fn klein(nummer: usize) -> u8 {
    u8::try_from(nummer).unwrap_or(u8::MAX)
}

/// A whole number of people.
fn heel(aantal: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the test of an opzet bounds it")]
    let heel = aantal.clamp(0.0, 1e8) as u32;
    heel
}

/// The place of a value in shares that were added up; the last when rounding left it out.
pub(super) fn plek(delen: &[f64], waar: f64) -> usize {
    delen.iter().position(|deel| waar < *deel).unwrap_or(delen.len().saturating_sub(1))
}

fn opgeteld(delen: impl Iterator<Item = f64>) -> Vec<f64> {
    delen
        .scan(0.0, |samen, deel| {
            *samen += deel;
            Some(*samen)
        })
        .collect()
}

impl<'a> Plan<'a> {
    /// The opzet must have passed [`Opzet::toets`].
    pub(super) fn van(opzet: &'a Opzet) -> Self {
        let dagen = dagen(opzet.begin, opzet.maanden);
        let (gesprek, team) = (&opzet.gesprek, &opzet.team);
        let verlof: f64 = team.verlof_per_maand.waarden.iter().sum();
        let mut afwezig = [0.0; 12];
        for (afwezig, factor) in afwezig.iter_mut().zip(&team.verlof_per_maand.waarden) {
            *afwezig = (team.verlofweken.waarde * factor * 12.0 / verlof + team.ziekteweken.waarde) / 52.0;
        }
        let aanbieders = opzet.aanbieders.iter().map(|aanbieder| PlanAanbieder {
            plaatsen: heel(aanbieder.plaatsen.waarde.round()),
            bezet: heel(
                aanbieder.bezet.as_ref().map_or(0.0, |bezet| bezet.waarde.min(aanbieder.plaatsen.waarde)).round(),
            ) as usize,
            dagen: hele_dagen((aanbieder.duur_weken.waarde * 7.0).round()),
            euro: aanbieder.euro.waarde,
        });
        let redenen = opzet.redenen.iter().map(|reden| PlanReden {
            werk: reden.werk,
            terugkeer: reden.terugkeer.as_ref().map(|terug| (terug.deel, terug.maanden * DAGEN_PER_MAAND)),
        });
        Self {
            instroom: dagen.iter().map(|dag| instroom(opzet, dag)).collect(),
            segmenten: opzet.segmenten.iter().map(|segment| plan_segment(opzet, segment)).collect(),
            aandelen: opgeteld(opzet.segmenten.iter().map(|segment| segment.aandeel_instroom.waarde)),
            grenzen: opzet
                .duurgrenzen
                .iter()
                .map(|maanden| heel((f64::from(*maanden) * DAGEN_PER_MAAND).round()))
                .collect(),
            tempos: tempos(opzet),
            redenen: redenen.collect(),
            mensen: mensen(opzet, &dagen),
            afwezig,
            rechtmatigheid: team.rechtmatigheid_per_klant.waarde * UUR / WERKDAGEN_PER_JAAR,
            aanbieders: aanbieders.collect(),
            lengtes: lengtes(gesprek.spreiding.waarde),
            speling: heel(gesprek.speling_dagen.waarde.round()),
            effect: gesprek.effect.waarde.abs() > 0.0,
            dagen,
            opzet,
        }
    }

    /// In which row the rates stand.
    pub(super) fn rij(&self, segment: u8, klasse: u8, gesproken: bool) -> usize {
        (usize::from(segment) * (self.grenzen.len() + 1) + usize::from(klasse)) * 2 + usize::from(gesproken)
    }
}

/// The level on that day, by the season of its month, divided over its days.
fn instroom(opzet: &Opzet, dag: &Dag) -> f64 {
    let seizoen = &opzet.instroom.seizoen.waarden;
    let geldt = opzet.instroom.niveau.iter().filter(|niveau| niveau.vanaf <= dag.datum);
    let niveau = geldt.max_by_key(|niveau| niveau.vanaf).map_or(0.0, |niveau| niveau.per_maand);
    niveau * seizoen[dag.maand_van_jaar] * 12.0 / seizoen.iter().sum::<f64>() / dag.dagen_in_maand
}

fn plan_segment(opzet: &Opzet, segment: &Segment) -> PlanSegment {
    let weg: Vec<_> = opzet.overgangen.iter().filter(|overgang| overgang.van == segment.naam).collect();
    let samen: f64 = weg.iter().map(|overgang| overgang.per_maand).sum();
    let naar = weg.iter().filter_map(|overgang| opzet.segmenten.iter().position(|ander| ander.naam == overgang.naar));
    let delen = opgeteld(weg.iter().map(|overgang| overgang.per_maand / samen));
    let verwijzingen: Vec<(f64, u8)> = opzet
        .aanbieders
        .iter()
        .enumerate()
        .flat_map(|(nummer, aanbieder)| aanbieder.verwijzing.iter().map(move |verwijzing| (klein(nummer), verwijzing)))
        .filter(|(_, verwijzing)| verwijzing.segment == segment.naam)
        .map(|(nummer, verwijzing)| (verwijzing.deel, nummer))
        .collect();
    let tot = opgeteld(verwijzingen.iter().map(|(deel, _)| *deel));
    let mut onzekerheid = Tempo::default();
    for (deze, reden) in onzekerheid.iter_mut().zip(&opzet.redenen) {
        let einde = segment.einde.iter().find(|einde| einde.reden == reden.naam);
        *deze = einde.map_or(0.0, |einde| einde.onzekerheid);
    }
    PlanSegment {
        klanten: heel(segment.klanten.waarde.round()),
        norm: segment.norm.as_ref().map(|norm| PlanNorm {
            interval: hele_dagen((norm.interval_weken.waarde * 7.0).round()),
            minuten: norm.minuten.waarde,
            achterstand: norm.achterstand.as_ref().map_or(0.0, |achterstand| achterstand.waarde),
        }),
        duur: opgeteld(segment.duur_bij_begin.waarden.iter().copied()),
        weg: samen / DAGEN_PER_MAAND,
        naar: delen.into_iter().zip(naar.map(klein)).collect(),
        verwijzing: tot.into_iter().zip(verwijzingen.iter().map(|(_, nummer)| *nummer)).collect(),
        onzekerheid,
    }
}

/// By segment and duration class, and of each: without, and with the effect of contact.
fn tempos(opzet: &Opzet) -> Vec<Tempo> {
    let mut alle = Vec::new();
    for segment in &opzet.segmenten {
        for klasse in 0..=opzet.duurgrenzen.len() {
            for factor in [1.0, 1.0 + opzet.gesprek.effect.waarde] {
                let mut tempo = [0.0; REDENEN];
                for (tempo, reden) in tempo.iter_mut().zip(&opzet.redenen) {
                    let einde = segment.einde.iter().find(|einde| einde.reden == reden.naam);
                    let per_maand = einde.and_then(|einde| einde.per_maand.get(klasse)).copied().unwrap_or(0.0);
                    *tempo = per_maand / DAGEN_PER_MAAND * if reden.werk { factor } else { 1.0 };
                }
                alle.push(tempo);
            }
        }
    }
    alle
}

fn mensen(opzet: &Opzet, dagen: &[Dag]) -> Vec<PlanMens> {
    let team = &opzet.team;
    let per_dag = team.uren_per_week.waarde * UUR / 5.0 * (1.0 - team.ander_werk.waarde);
    // Day 1 is the first; who was there before is there from then on.
    let na = |dagen_ervoor: usize| u32::try_from(dagen_ervoor + 1).unwrap_or(u32::MAX);
    let groepen = opzet.klantmanagers.iter().zip(0_u64..);
    let een = |(groep, nummer): (&super::Klantmanagers, u64)| {
        let van = groep.vanaf.map_or(1, |eerste| na(dagen.partition_point(|dag| dag.datum < eerste)));
        let tot = groep.tot_en_met.map_or(u32::MAX, |laatste| na(dagen.partition_point(|dag| dag.datum <= laatste)));
        let (fte, hooguit) = (groep.fte, heel((team.caseload.waarde * groep.fte).floor()));
        (0..u64::from(groep.aantal)).map(move |wie| PlanMens {
            nummer: (nummer << 32) | wie,
            fte,
            hooguit,
            minuten: per_dag * fte,
            van,
            tot,
        })
    };
    groepen.flat_map(een).collect()
}

/// The middles of 1,024 equal parts of a lognormal distribution, made to have a mean of one.
fn lengtes(spreiding: f64) -> Vec<f64> {
    let sigma = (spreiding * spreiding).ln_1p().sqrt();
    let normaal = Normal::standard();
    let rauw: Vec<f64> =
        (0..1_024).map(|nummer| (sigma * normaal.inverse_cdf((f64::from(nummer) + 0.5) / 1_024.0)).exp()).collect();
    let gemiddeld = rauw.iter().sum::<f64>() / 1_024.0;
    rauw.into_iter().map(|lengte| lengte / gemiddeld).collect()
}
