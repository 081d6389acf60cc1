//! The rows of a proposal for a quarter: by week, and who comes in none.

use std::collections::BTreeMap;

use domain::{
    contactstand::Contactstatus,
    datum::{kort, plus_dagen, weekdag},
    id::KlantId,
    kwartaal::Kwartaal,
    spreiding::Voorstel,
};
use jiff::civil::Date;
use storage::caseload::{CaseloadRegel, Peildag};

use super::super::kwartaal::{Indeling, NietTePlannen, Vraag, Zelf};
use crate::{
    klant,
    web::woorden::{contact_kleur, zin},
};

/// A week of the quarter, with who comes in it.
pub(super) struct Week {
    pub(super) nummer: u8,
    pub(super) dagen: String,
    /// How many conversations are planned, of how many places.
    pub(super) gepland: usize,
    pub(super) plekken: u32,
    /// Per cent of the places, 150 at most.
    pub(super) balk: i64,
    pub(super) stand: &'static str,
    pub(super) kleur: &'static str,
    pub(super) regels: Vec<Regel>,
}

/// A client who is due.
pub(super) struct Regel {
    pub(super) id: KlantId,
    /// What the box sends; empty when there is no proposal.
    pub(super) waarde: String,
    pub(super) href: String,
    pub(super) naam: String,
    pub(super) nummer: String,
    pub(super) wanneer: String,
    pub(super) uiterlijk: String,
    pub(super) status: &'static str,
    pub(super) kleur: &'static str,
    /// What was typed, or the week of the proposal.
    pub(super) week: String,
    /// Why his week cannot be; empty when it can.
    pub(super) fout: String,
    pub(super) opmerking: String,
}

fn regel(klant: &CaseloadRegel, dag: Peildag, voorstel: Option<&Voorstel>, week: Option<u8>) -> Regel {
    let status = Contactstatus::van(klant.uiterlijk, dag.vandaag, dag.marges);
    Regel {
        id: klant.klant,
        waarde: voorstel.map_or_else(String::new, |voorstel| {
            format!("{}~{}", klant.klant, voorstel.dag.to_datetime(voorstel.tijd))
        }),
        href: klant::paths::tijdlijn(klant.klant),
        naam: klant.naam.clone(),
        nummer: klant.klantnummer.clone(),
        wanneer: voorstel.map_or_else(String::new, |is| {
            format!("{} {}, {:02}.{:02}", weekdag(is.dag), kort(is.dag), is.tijd.hour(), is.tijd.minute())
        }),
        uiterlijk: klant.uiterlijk.map_or_else(String::new, kort),
        status: match status {
            Contactstatus::GeenNorm | Contactstatus::OpSchema => "",
            _ => status.omschrijving(),
        },
        kleur: contact_kleur(status),
        week: week.map_or_else(String::new, |week| week.to_string()),
        fout: String::new(),
        opmerking: String::new(),
    }
}

/// The rows of the page: by week, and who got none.
pub(super) struct Rijen {
    pub(super) per_week: BTreeMap<u8, Vec<Regel>>,
    pub(super) niet: Vec<Regel>,
    pub(super) na_datum: usize,
    pub(super) fouten: Vec<(String, String)>,
}

pub(super) fn rijen(
    (kwartaal, zelf): (Kwartaal, &Zelf),
    vraag: &Vraag,
    (indeling, geweigerd): (&Indeling, &[(KlantId, NietTePlannen)]),
    dag: Peildag,
    onleesbaar: &[(KlantId, String)],
) -> Rijen {
    let mut rijen = Rijen { per_week: BTreeMap::new(), niet: Vec::new(), na_datum: 0, fouten: Vec::new() };
    for (is, moment) in vraag.wie.iter().zip(&indeling.momenten) {
        let klant = &is.regel;
        let voorstel = moment.as_ref().and_then(|moment| moment.as_ref().ok());
        let week = voorstel.and_then(|voorstel| kwartaal.week_van(voorstel.dag));
        let mut rij = regel(klant, dag, voorstel, week.map(|week| kwartaal.nummer(week)));
        let zelf = zelf.0.get(&klant.klant).filter(|zelf| week.is_none() || week == Some(**zelf));
        if let Some(voorstel) = voorstel {
            let later = klant.uiterlijk.is_some_and(|uiterlijk| uiterlijk < voorstel.dag);
            rijen.na_datum += usize::from(later);
            let opmerking = match (zelf, later) {
                (Some(_), true) => "door u gekozen, na de uiterste datum",
                (Some(_), false) => "door u gekozen",
                (None, true) => "na de uiterste datum",
                (None, false) => "",
            };
            opmerking.clone_into(&mut rij.opmerking);
        } else {
            rij.opmerking = match moment {
                Some(Err(waarom)) => zin(&waarom.to_string()),
                _ if zelf.is_some() => "Door u uit het kwartaal gehaald.".to_owned(),
                _ => "Geen plek over: wie langer wacht gaat voor.".to_owned(),
            };
        }
        let geweigerd = geweigerd.iter().find(|(wie, _)| *wie == klant.klant);
        let getypt = onleesbaar.iter().find(|(wie, _)| *wie == klant.klant).map(|(_, getypt)| getypt);
        let fout = match getypt {
            Some(getypt) => {
                rij.week.clone_from(getypt);
                Some(format!("{}: dit is geen week van dit kwartaal.", klant.naam))
            }
            None => geweigerd.map(|(_, waarom)| {
                rij.week = waarom.week().to_string();
                zin(&format!("{}: {waarom}", klant.naam))
            }),
        };
        if let Some(fout) = fout {
            rij.fout.clone_from(&fout);
            rijen.fouten.push((format!("week-{}", klant.klant), fout));
        }
        match week {
            Some(week) => rijen.per_week.entry(week).or_default().push(rij),
            None => rijen.niet.push(rij),
        }
    }
    rijen
}

/// `7 t/m 11 dec`, `28 dec t/m 1 jan`: which year that is, nobody doubts within a quarter.
fn werkweek(maandag: Date, vrijdag: Date) -> String {
    let zonder_jaar = |dag: Date| kort(dag).rsplit_once(' ').map_or_else(String::new, |(dag, _)| dag.to_owned());
    let van = if maandag.month() == vrijdag.month() { maandag.day().to_string() } else { zonder_jaar(maandag) };
    format!("{van} t/m {}", zonder_jaar(vrijdag))
}

pub(super) fn weken(
    kwartaal: Kwartaal,
    plekken: &[u32],
    mut per_week: BTreeMap<u8, Vec<Regel>>,
    volgen: &[(usize, u8)],
) -> Vec<Week> {
    let week = |(week, plekken): (u8, &u32)| {
        let mut regels = per_week.remove(&week).unwrap_or_default();
        regels.sort_by(|een, ander| een.waarde.split('~').nth(1).cmp(&ander.waarde.split('~').nth(1)));
        let gepland = regels.len() + volgen.iter().filter(|(_, van)| *van == week).count();
        let plaatsen = *plekken as usize;
        let procent = (100 * gepland).checked_div(plaatsen).unwrap_or_default();
        let (maandag, zondag) = kwartaal.dagen(week);
        let (stand, kleur) = if plaatsen == 0 {
            ("geen plekken", "")
        } else if gepland >= plaatsen {
            ("vol", "amber")
        } else if 100 * gepland > 85 * plaatsen {
            ("druk", "amber")
        } else {
            ("", "")
        };
        Week {
            nummer: kwartaal.nummer(week),
            dagen: werkweek(maandag, plus_dagen(zondag, -2)),
            gepland,
            plekken: *plekken,
            balk: i64::try_from(procent).unwrap_or(0).clamp(0, 150),
            stand,
            kleur,
            regels,
        }
    };
    kwartaal.weken().zip(plekken).map(week).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_is_short_to_read() {
        assert_eq!(werkweek(date(2026, 12, 7), date(2026, 12, 11)), "7 t/m 11 dec");
        assert_eq!(werkweek(date(2026, 12, 28), date(2027, 1, 1)), "28 dec t/m 1 jan");
    }
}
