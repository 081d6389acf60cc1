//! When the klantmanagers work, when they are away, and when the town hall is closed. No dice: it follows from the number
//! somebody has in the list, so that nothing else in the town changes by it.

use domain::{
    datum::{Periode, plus_dagen, plus_maanden},
    gebruiker::{Gebruiker, Rol},
    id::GebruikerId,
    termijn::is_vrije_dag,
    werkrooster::{Afwezigheid, SoortAfwezigheid, Tijdvak, Werkrooster},
};
use jiff::civil::{Date, Time, date, time};
use storage::sluitingsdag::Sluitingsdag;

/// Who works when, and who is away when.
pub(super) struct Roosters {
    pub(super) roosters: Vec<(GebruikerId, Werkrooster)>,
    pub(super) afwezigheden: Vec<(GebruikerId, Afwezigheid)>,
}

fn tijdvak(van: Time, tot: Time) -> Option<Tijdvak> {
    Tijdvak::nieuw(van, tot).ok()
}

/// 36 hours in four long days, 32 in four, 24 in three; everybody another day off.
fn rooster(nummer: usize) -> Werkrooster {
    let (begin, einde, vrij): (Time, Time, &[usize]) = match nummer % 3 {
        0 => (time(8, 0, 0, 0), time(17, 30, 0, 0), &[0]),
        1 => (time(8, 30, 0, 0), time(17, 0, 0, 0), &[2]),
        _ => (time(8, 30, 0, 0), time(17, 0, 0, 0), &[1, 4]),
    };
    let verschuiving = nummer / 3;
    let werkt = |dag: usize| dag < 5 && !vrij.iter().any(|vrij| (vrij + verschuiving) % 5 == dag);
    Werkrooster {
        dagen: std::array::from_fn(|dag| if werkt(dag) { tijdvak(begin, einde) } else { None }),
        pauze: tijdvak(time(12, 30, 0, 0), time(13, 0, 0, 0)),
        geldig: Periode::vanaf(date(2019, 1, 1)),
    }
}

/// One in four takes a week off next month, one in seven has a day of training, one in nineteen is ill.
fn afwezigheden(nummer: usize, vandaag: Date) -> Vec<Afwezigheid> {
    let week = i64::from(vandaag.weekday().to_monday_zero_offset());
    let maandag = |weken: i64| plus_dagen(vandaag, weken * 7 - week);
    let periode = |van: Date, dagen: i64| Periode { van, tot_en_met: Some(plus_dagen(van, dagen - 1)) };
    let weg = |periode, soort| Afwezigheid { periode, soort };
    let mut lijst = Vec::new();
    if nummer % 4 == 1 {
        lijst.push(weg(periode(maandag(3), 7), SoortAfwezigheid::Verlof));
    }
    if nummer % 7 == 2 {
        lijst.push(weg(periode(plus_dagen(maandag(2), 3), 1), SoortAfwezigheid::Cursus));
    }
    if nummer % 19 == 7 {
        lijst.push(weg(Periode::vanaf(plus_dagen(plus_maanden(vandaag, -1), 3)), SoortAfwezigheid::Ziekte));
    }
    lijst
}

pub(super) fn maak(gebruikers: &[Gebruiker], vandaag: Date) -> Roosters {
    let mensen = gebruikers.iter().filter(|gebruiker| gebruiker.rol == Rol::Klantmanager && gebruiker.actief);
    let mensen: Vec<_> = mensen.enumerate().map(|(nummer, gebruiker)| (nummer, gebruiker.id)).collect();
    let weg = |(nummer, id): &(usize, GebruikerId)| {
        let id = *id;
        afwezigheden(*nummer, vandaag).into_iter().map(move |afwezigheid| (id, afwezigheid))
    };
    Roosters {
        roosters: mensen.iter().map(|(nummer, id)| (*id, rooster(*nummer))).collect(),
        afwezigheden: mensen.iter().flat_map(weg).collect(),
    }
}

/// The town hall is closed on the last day of the year and on the day before Christmas.
pub(super) fn sluitingsdagen(jaar: i16) -> Vec<Sluitingsdag> {
    [(date(jaar, 12, 24), "dag voor kerst"), (date(jaar, 12, 31), "oudejaarsdag")]
        .into_iter()
        .filter(|(dag, _)| !is_vrije_dag(*dag))
        .map(|(dag, naam)| (dag, naam.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_work_36_32_or_24_hours_and_not_all_on_the_same_days() {
        let uren: Vec<i64> = (0..6).map(|nummer| rooster(nummer).minuten_per_week() / 60).collect();
        assert_eq!(uren, [36, 32, 24, 36, 32, 24]);
        assert_ne!(rooster(0).dagen, rooster(3).dagen);
        assert_eq!(sluitingsdagen(2026).len(), 2);
        assert_eq!(sluitingsdagen(2022).len(), 0, "two Saturdays");
    }
}
