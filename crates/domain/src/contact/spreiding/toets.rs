//! Whether moments that were proposed can be planned: what was free when the proposal was made may be taken by now, and a
//! form can say anything.

use jiff::civil::Date;

use super::{Bezet, Planruimte, Voorstel};
use crate::{datum::kort, werkrooster::Tijdvak};

/// Why a moment cannot be planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NietMogelijk {
    /// Before the first or after the last day.
    #[error("deze dag valt buiten de gekozen periode")]
    BuitenPeriode,
    /// A day off, a holiday, a closing day, the break, or no pattern is known.
    #[error("de klantmanager werkt niet op dit moment")]
    GeenWerktijd,
    /// Something else stands in the diary.
    #[error("op dit moment staat al iets anders in de agenda")]
    Bezet,
    /// There are as many conversations as one day may have.
    #[error("op deze dag staan al zoveel gesprekken als op een dag mogen")]
    DagVol,
    /// The conversation would not count.
    #[error("een gesprek telt pas vanaf {}", kort(*.0))]
    NogNiet(Date),
}

/// Judges moments in the order in which they are given, each with the first day that counts for the client: one that is
/// accepted takes its place from those after it.
#[must_use]
pub fn toets(voorstellen: &[(Voorstel, Option<Date>)], ruimte: &Planruimte<'_>) -> Vec<Result<(), NietMogelijk>> {
    let mut genomen: Vec<Bezet> = Vec::new();
    let oordeel = |(voorstel, vroegst): &(Voorstel, Option<Date>)| {
        let tijdvak = ruimte.past(voorstel, *vroegst, &genomen)?;
        genomen.push(Bezet { dag: voorstel.dag, tijdvak });
        Ok(())
    };
    voorstellen.iter().map(oordeel).collect()
}

impl Planruimte<'_> {
    /// Whether something else stands in the diary during a moment, whether or not anybody works then.
    #[must_use]
    pub fn bezet_tijdens(&self, voorstel: &Voorstel) -> bool {
        Tijdvak::met_duur(voorstel.tijd, self.duur_minuten)
            .is_ok_and(|gesprek| self.bezet_op(voorstel.dag).any(|bezet| bezet.overlapt(gesprek)))
    }

    fn past(&self, voorstel: &Voorstel, vroegst: Option<Date>, genomen: &[Bezet]) -> Result<Tijdvak, NietMogelijk> {
        let dag = voorstel.dag;
        if dag < self.van || dag > self.tot_en_met {
            return Err(NietMogelijk::BuitenPeriode);
        }
        if let Some(vroegst) = vroegst.filter(|vroegst| dag < *vroegst) {
            return Err(NietMogelijk::NogNiet(vroegst));
        }
        let gesprek = Tijdvak::met_duur(voorstel.tijd, self.duur_minuten).map_err(|_| NietMogelijk::GeenWerktijd)?;
        let (begin, einde) = gesprek.grenzen();
        let blokken = self.beschikbaarheid.blokken(dag).unwrap_or_default();
        if !blokken.iter().any(|blok| blok.grenzen().0 <= begin && einde <= blok.grenzen().1) {
            return Err(NietMogelijk::GeenWerktijd);
        }
        let genomen = genomen.iter().filter(|bezet| bezet.dag == dag).map(|bezet| bezet.tijdvak);
        let bezet: Vec<Tijdvak> = self.bezet_op(dag).chain(genomen).collect();
        if bezet.iter().any(|bezet| bezet.overlapt(gesprek)) || !self.kamer_vrij(dag, gesprek) {
            return Err(NietMogelijk::Bezet);
        }
        if bezet.len() >= self.hooguit_per_dag { Err(NietMogelijk::DagVol) } else { Ok(gesprek) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, date, time};
    use uuid::Uuid;

    use super::{NietMogelijk as N, *};
    use crate::{
        datum::Periode,
        termijn::Werkkalender,
        werkrooster::{Afwezigheid, Beschikbaarheid, SoortAfwezigheid, Werkrooster},
    };

    const MAANDAG: Date = date(2026, 11, 30);
    const NEGEN: Time = time(9, 0, 0, 0);

    /// Sanne works from nine to five, not on Wednesdays, with a break at noon.
    fn sanne() -> Werkrooster {
        let dag = Tijdvak::nieuw(NEGEN, time(17, 0, 0, 0)).ok();
        Werkrooster {
            dagen: [dag, dag, None, dag, dag, None, None],
            pauze: Tijdvak::nieuw(time(12, 0, 0, 0), time(13, 0, 0, 0)).ok(),
            geldig: Periode::vanaf(date(2026, 1, 1)),
        }
    }

    #[test]
    fn a_moment_is_judged_as_the_diary_stands_now() {
        let roosters = [sanne()];
        let weg = Periode { van: date(2026, 12, 7), tot_en_met: Some(date(2026, 12, 7)) };
        let afwezig = [Afwezigheid { periode: weg, soort: SoortAfwezigheid::Verlof }];
        let kalender = Werkkalender::default();
        let tandarts = Tijdvak::met_duur(time(10, 0, 0, 0), 60).unwrap();
        let ruimte = Planruimte {
            van: MAANDAG,
            tot_en_met: date(2026, 12, 28),
            duur_minuten: 60,
            hooguit_per_dag: 2,
            beschikbaarheid: Beschikbaarheid { roosters: &roosters, afwezigheden: &afwezig, kalender: &kalender },
            bezet: &[Bezet { dag: MAANDAG, tijdvak: tandarts }],
            kamers: None,
        };
        let een = |dag, tijd, vroegst| {
            let voorstel = Voorstel { klant: Uuid::from_u128(1).into(), dag, tijd };
            toets(&[(voorstel, vroegst)], &ruimte)[0]
        };
        for (waarom, dag, tijd, vroegst, oordeel) in [
            ("free", MAANDAG, NEGEN, None, Ok(())),
            ("yesterday's list", date(2026, 11, 27), NEGEN, None, Err(N::BuitenPeriode)),
            ("beyond the end", date(2026, 12, 29), NEGEN, None, Err(N::BuitenPeriode)),
            ("a Wednesday off", date(2026, 12, 2), NEGEN, None, Err(N::GeenWerktijd)),
            ("a Saturday", date(2026, 12, 5), NEGEN, None, Err(N::GeenWerktijd)),
            ("leave", date(2026, 12, 7), NEGEN, None, Err(N::GeenWerktijd)),
            ("Christmas", date(2026, 12, 25), NEGEN, None, Err(N::GeenWerktijd)),
            ("through the break", date(2026, 12, 1), time(11, 30, 0, 0), None, Err(N::GeenWerktijd)),
            ("at night", date(2026, 12, 1), time(23, 30, 0, 0), None, Err(N::GeenWerktijd)),
            ("half an hour too near", MAANDAG, time(9, 30, 0, 0), None, Err(N::Bezet)),
            ("too early for the norm", MAANDAG, NEGEN, Some(date(2026, 12, 1)), Err(N::NogNiet(date(2026, 12, 1)))),
        ] {
            assert_eq!(een(dag, tijd, vroegst), oordeel, "{waarom}");
        }
        let rij = [NEGEN, NEGEN, time(13, 0, 0, 0)]
            .map(|tijd| (Voorstel { klant: Uuid::from_u128(1).into(), dag: MAANDAG, tijd }, None));
        assert_eq!(toets(&rij, &ruimte), [Ok(()), Err(N::Bezet), Err(N::DagVol)]);
    }
}
