//! From weeks to moments in the diary.

use analysis::opgave::NIET_GEPLAND;
use domain::{
    kwartaal::Kwartaal,
    spreiding::{Bezet, NietGepland, Planruimte, Voorstel, spreid},
    werkrooster::Tijdvak,
};

use super::{
    super::lijst::{Ruimte, te_plannen},
    vraag::{Vraag, week_van},
};

/// A moment for everybody who is planned, in the order of the question.
pub(in crate::contact::planning) struct Indeling {
    /// Of who is left for the next quarter nothing; of who found no place after all, why.
    pub(in crate::contact::planning) momenten: Vec<Option<Result<Voorstel, NietGepland>>>,
    /// The weeks kept free for who comes a second time: `(place in the question, week)`.
    pub(in crate::contact::planning) volgen: Vec<(usize, u8)>,
}

/// Gives everybody a moment in his week. Who finds none there (a place can be too early in a week for whom it counts from a Thursday on)
/// gets one elsewhere. To the optimiser it is one which conversation of a client stands in which of his weeks: the first week is the first.
pub(in crate::contact::planning) fn indelen(
    vraag: &Vraag,
    weken: &[Vec<u8>],
    ruimte: &Ruimte,
    kwartaal: Kwartaal,
) -> Indeling {
    let weken: Vec<Vec<u8>> = weken.iter().map(|weken| op_volgorde(weken)).collect();
    let geheel = ruimte.planruimte();
    let mut momenten: Vec<Option<Result<Voorstel, NietGepland>>> = vec![None; vraag.wie.len()];
    let mut bezet = ruimte.bezet.clone();
    let mut over = Vec::new();
    let eerste = |wie: usize| weken[wie].first().copied().unwrap_or(NIET_GEPLAND);
    for week in kwartaal.weken() {
        let Some(van_week) = week_van(&geheel, kwartaal, week) else { continue };
        let wie: Vec<usize> = (0..vraag.wie.len()).filter(|wie| eerste(*wie) == week).collect();
        let klanten: Vec<_> = wie.iter().map(|wie| te_plannen(&vraag.wie[*wie].regel)).collect();
        for (wie, antwoord) in wie.into_iter().zip(spreid(&klanten, &van_week)) {
            match antwoord {
                Ok(voorstel) => bezet.extend(als_bezet(&voorstel, geheel.duur_minuten)),
                Err(_) => over.push(wie),
            }
            momenten[wie] = Some(antwoord);
        }
    }
    if !over.is_empty() {
        let rest = Planruimte { bezet: &bezet, ..geheel };
        let klanten: Vec<_> = over.iter().map(|wie| te_plannen(&vraag.wie[*wie].regel)).collect();
        for (wie, antwoord) in over.into_iter().zip(spreid(&klanten, &rest)) {
            momenten[wie] = Some(antwoord);
        }
    }
    let volgende = |(wie, weken): (usize, &Vec<u8>)| weken.iter().skip(1).map(|week| (wie, *week)).collect::<Vec<_>>();
    Indeling { momenten, volgen: weken.iter().enumerate().flat_map(volgende).collect() }
}

/// The weeks of a client that are planned, the first in front.
fn op_volgorde(weken: &[u8]) -> Vec<u8> {
    let mut weken: Vec<u8> = weken.iter().copied().filter(|week| *week != NIET_GEPLAND).collect();
    weken.sort_unstable();
    weken
}

fn als_bezet(voorstel: &Voorstel, minuten: i64) -> Option<Bezet> {
    Tijdvak::met_duur(voorstel.tijd, minuten).ok().map(|tijdvak| Bezet { dag: voorstel.dag, tijdvak })
}
