//! What there is to plan: who is due in the quarter, when each may come, and the places of every week.

use std::collections::HashMap;

use analysis::opgave::{ALGEMEEN, Klant, Klantmanager, Opgave, WEKEN};
use domain::{
    contactnorm::Frequentie,
    contactstand::Contactstatus,
    id::KlantId,
    kwartaal::{Kwartaal, WEKEN as LAATSTE_WEEK, gewicht},
    spreiding::Planruimte,
};
use storage::{
    caseload::{CaseloadRegel, Peildag},
    planning::PlanKlant,
};

use super::{
    super::lijst::{Kandidaten, Ruimte},
    keuzes::Zelf,
};

const _: () = assert!(WEKEN == LAATSTE_WEEK as usize, "a quarter is the same in the law of numbers and in a diary");
/// Days in a week.
const WEEK: i64 = 7;
/// Places are kept for so many conversations of one client: once a month. Who comes oftener is somebody whose next appointment is made at the
/// end of the last.
const MEESTE_BEURTEN: usize = 4;

/// A client who is due in the quarter.
pub(in crate::contact::planning) struct AanDeBeurt {
    pub(in crate::contact::planning) regel: CaseloadRegel,
    /// The first week his conversation may be in; and the last in which it is in time.
    pub(in crate::contact::planning) eerste: u8,
    pub(in crate::contact::planning) uiterste: u8,
    /// The last week in which he has a benefit.
    pub(in crate::contact::planning) laatste: u8,
    /// How many weeks after the one the next is due, by the norm.
    stap: u8,
}

/// Everybody of a list, sorted out for a quarter.
pub(in crate::contact::planning) struct Vraag {
    pub(in crate::contact::planning) wie: Vec<AanDeBeurt>,
    /// Who is due only after it, or whose conversation counts only then.
    pub(in crate::contact::planning) later: usize,
    /// Who is exempt, or has no norm.
    pub(in crate::contact::planning) zonder_norm: usize,
    /// Whose benefit ends before a conversation counts.
    pub(in crate::contact::planning) eindigt: usize,
}

impl Vraag {
    pub(in crate::contact::planning) fn van(
        lijst: &mut Kandidaten,
        planklanten: &[PlanKlant],
        kwartaal: Kwartaal,
    ) -> Self {
        let per_jaar: HashMap<KlantId, i64> =
            planklanten.iter().map(|klant| (klant.klant, klant.gesprekken_per_jaar)).collect();
        let mut vraag = Self { wie: Vec::new(), later: 0, zonder_norm: 0, eindigt: 0 };
        for regel in std::mem::take(&mut lijst.klanten) {
            let Some(uiterlijk) = regel.uiterlijk else {
                vraag.zonder_norm += 1;
                continue;
            };
            match (kwartaal.uiterste_week(uiterlijk), kwartaal.eerste_week(regel.vroegst)) {
                (Some(uiterste), Some(eerste)) => {
                    let laatste = regel.uitkering_tot.map_or(LAATSTE_WEEK, |tot| kwartaal.laatste_week(tot));
                    if laatste < eerste {
                        vraag.eindigt += 1;
                        continue;
                    }
                    let uiterste = uiterste.max(eerste).min(laatste);
                    let stap = per_jaar.get(&regel.klant).and_then(|aantal| Frequentie::try_from(*aantal).ok());
                    let stap = stap.map_or(52, |norm| norm.interval_dagen() / WEEK).max(1);
                    let stap = u8::try_from(stap).unwrap_or(u8::MAX);
                    vraag.wie.push(AanDeBeurt { regel, eerste, uiterste, laatste, stap });
                }
                _ => vraag.later += 1,
            }
        }
        vraag
    }

    /// Who comes in a week that somebody chose, is due in that week, and again after it.
    pub(in crate::contact::planning) fn kies(&mut self, zelf: &Zelf) {
        for is in &mut self.wie {
            if let Some(&week) = zelf.0.get(&is.regel.klant).filter(|week| **week <= LAATSTE_WEEK) {
                (is.eerste, is.uiterste) = (week, week);
            }
        }
    }

    /// The same as the calculation knows it, with the places of every week. A conversation that follows another in the same quarter takes a
    /// place as well; it is planned when the first was held.
    pub(in crate::contact::planning) fn opgave(&self, plekken: [u32; WEKEN], minuten: i64, dag: Peildag) -> Opgave {
        let lengte = u32::try_from((minuten + 14) / 15).unwrap_or(u32::MAX).max(1);
        let klant = |is: &AanDeBeurt| {
            let uiterlijk = is.beurten();
            let na = |beurt: u8| is.eerste.saturating_add(beurt.saturating_mul(is.stap.div_ceil(2)));
            let vroegst = (0..).zip(&uiterlijk).map(|(beurt, uiterlijk)| na(beurt).min(*uiterlijk)).collect();
            let status = Contactstatus::van(is.regel.uiterlijk, dag.vandaag, dag.marges);
            Klant {
                behoefte: ALGEMEEN.to_owned(),
                huidig: -1,
                // A week of waiting weighs more than a place above 85 per cent, whatever the length: nobody waits to keep a week quiet.
                gewicht: gewicht(status).saturating_mul(lengte.saturating_add(1)),
                gesprekken: uiterlijk.len(),
                lengte,
                kwartieren: lengte.saturating_mul(u32::try_from(uiterlijk.len()).unwrap_or(u32::MAX)),
                uiterlijk,
                vroegst,
                planner: 0,
            }
        };
        let klantmanager = Klantmanager {
            specialismen: Vec::new(),
            minstens: 0,
            hoogstens: u32::MAX,
            doel: 0,
            ruimte: plekken.map(|plekken| plekken.saturating_mul(lengte)),
        };
        Opgave { klantmanagers: vec![klantmanager], klanten: self.wie.iter().map(klant).collect() }
    }
}

impl AanDeBeurt {
    /// The weeks in which his conversations of this quarter are due.
    fn beurten(&self) -> Vec<u8> {
        (self.uiterste..=self.laatste).step_by(self.stap.into()).take(MEESTE_BEURTEN).collect()
    }
}

/// The part of the room that is one week of the quarter; nothing when the period begins after it.
pub(super) fn week_van<'a>(ruimte: &Planruimte<'a>, kwartaal: Kwartaal, week: u8) -> Option<Planruimte<'a>> {
    let (maandag, zondag) = kwartaal.dagen(week);
    (ruimte.van <= zondag).then(|| Planruimte { van: ruimte.van.max(maandag), tot_en_met: zondag, ..*ruimte })
}

/// How many conversations fit in every week.
pub(in crate::contact::planning) fn per_week(ruimte: &Ruimte, kwartaal: Kwartaal) -> [u32; WEKEN] {
    let geheel = ruimte.planruimte();
    let mut plekken = [0; WEKEN];
    for (plek, week) in plekken.iter_mut().zip(kwartaal.weken()) {
        let Some(van_week) = week_van(&geheel, kwartaal, week) else { continue };
        let aantal: usize =
            domain::datum::dagen(van_week.van, van_week.tot_en_met).map(|dag| van_week.vrij(dag).len()).sum();
        *plek = u32::try_from(aantal).unwrap_or(u32::MAX);
    }
    plekken
}
