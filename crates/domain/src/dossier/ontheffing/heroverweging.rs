//! Looking again (PW 9a(8)), and who was meant by *not exempt from looking for work*.

use jiff::civil::Date;

use super::{Grondslag, Ontheffing};
use crate::{
    datum::{kort, plus_dagen},
    regel::{RegelOnbekend, Welke, termijn},
    uitkering::Uitkering,
};

/// How many days beforehand it is said that an exemption must be looked at. Our own default: no paper names one.
pub const HEROVERWEGING_AANKONDIGEN: i64 = 30;

/// The last day to look again at an exemption under PW 9a that was granted or looked at on a day.
pub fn volgende_heroverweging(laatste: Date) -> Result<Date, RegelOnbekend> {
    Ok(termijn(Welke::HeroverwegingOntheffing9a, laatste)?.laatste_dag(laatste))
}

/// Why a review is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeroverwegingGeweigerd {
    /// It did not run on that day.
    #[error("deze ontheffing geldt niet op {}; kies een dag waarop zij geldt", kort(*.0))]
    GeldtNiet(Date),
    /// The day is still to come.
    #[error("deze dag is nog niet geweest; leg de heroverweging vast op de dag zelf of later")]
    Toekomst,
    /// The next one lies before this one.
    #[error("de volgende heroverweging ligt niet na deze; kies een latere datum")]
    VolgendeTeVroeg,
    /// PW 9a(8): within six months.
    #[error("bij een ontheffing op grond van artikel 9a kijkt u elk half jaar opnieuw; kies een datum tot en met {}", kort(*.0))]
    VolgendeTeLaat(Date),
    /// The last day lies before the day on which it was looked at: nobody has duties in hindsight.
    #[error("de laatste dag ligt vóór de heroverweging van {}; kies die dag of later", kort(*.0))]
    EindeVoorHeroverweging(Date),
    /// It ends by itself on or before that day.
    #[error("deze ontheffing eindigt al op {}; kies een eerdere laatste dag", kort(*.0))]
    EindigtAl(Date),
    /// The rule of that day is not known.
    #[error(transparent)]
    Onbekend(#[from] RegelOnbekend),
}

/// An exemption that must be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeHeroverwegen<'a> {
    /// Which.
    pub ontheffing: &'a Ontheffing,
    /// The last day to do so.
    pub uiterlijk: Date,
}

impl Ontheffing {
    /// The last day to look at it again, if it still runs on that day. Under PW 9a there is one, whether somebody wrote it
    /// down or not.
    #[must_use]
    pub fn heroverweging_uiterlijk(&self) -> Option<Date> {
        let van_rechtswege =
            || (self.grondslag == Grondslag::Pw9a).then(|| volgende_heroverweging(self.datum_ingang).ok()).flatten();
        let dag = self.heroverweging.or_else(van_rechtswege)?;
        self.datum_einde.is_none_or(|einde| dag <= einde).then_some(dag)
    }

    /// Records that it was looked at and stays. `volgende` is when it is looked at next; left out, PW 9a fills it in.
    pub fn heroverweeg(self, op: Date, volgende: Option<Date>, vandaag: Date) -> Result<Self, HeroverwegingGeweigerd> {
        self.toets_dag(op, vandaag)?;
        if volgende.is_some_and(|volgende| volgende <= op) {
            return Err(HeroverwegingGeweigerd::VolgendeTeVroeg);
        }
        let heroverweging = match self.grondslag {
            Grondslag::Pw9a => {
                let uiterlijk = volgende_heroverweging(op)?;
                if volgende.is_some_and(|volgende| volgende > uiterlijk) {
                    return Err(HeroverwegingGeweigerd::VolgendeTeLaat(uiterlijk));
                }
                Some(volgende.unwrap_or(uiterlijk))
            }
            Grondslag::Pw9Lid2 | Grondslag::Pw9Lid5 => volgende,
        };
        Ok(Self { heroverweging, ..self })
    }

    /// Records that it was looked at and does not stay: `laatste` becomes its last day.
    pub fn laat_eindigen(self, op: Date, laatste: Date, vandaag: Date) -> Result<Self, HeroverwegingGeweigerd> {
        self.toets_dag(op, vandaag)?;
        if laatste < op {
            return Err(HeroverwegingGeweigerd::EindeVoorHeroverweging(op));
        }
        match self.datum_einde {
            Some(einde) if laatste >= einde => Err(HeroverwegingGeweigerd::EindigtAl(einde)),
            _ => Ok(Self { datum_einde: Some(laatste), heroverweging: None, ..self }),
        }
    }

    /// Whether it could be looked at on a day.
    fn toets_dag(&self, op: Date, vandaag: Date) -> Result<(), HeroverwegingGeweigerd> {
        if op > vandaag {
            return Err(HeroverwegingGeweigerd::Toekomst);
        }
        if self.geldt_op(op) { Ok(()) } else { Err(HeroverwegingGeweigerd::GeldtNiet(op)) }
    }
}

/// The exemptions to look at within so many days from today, the most urgent first. What should have been looked at and still
/// runs is among them; what has ended is not.
#[must_use]
pub fn te_heroverwegen(ontheffingen: &[Ontheffing], vandaag: Date, binnen_dagen: i64) -> Vec<TeHeroverwegen<'_>> {
    let grens = plus_dagen(vandaag, binnen_dagen);
    let loopt_nog = |ontheffing: &&Ontheffing| ontheffing.datum_einde.is_none_or(|einde| einde >= vandaag);
    let mut rijen: Vec<_> = ontheffingen
        .iter()
        .filter(loopt_nog)
        .filter_map(|ontheffing| Some(TeHeroverwegen { ontheffing, uiterlijk: ontheffing.heroverweging_uiterlijk()? }))
        .filter(|rij| rij.uiterlijk <= grens)
        .collect();
    rijen.sort_by_key(|rij| rij.uiterlijk);
    rijen
}

/// Whether somebody must look for work on a day: no exemption from that duty is in force.
#[must_use]
pub fn moet_werk_zoeken(ontheffingen: &[Ontheffing], dag: Date) -> bool {
    !ontheffingen.iter().any(|ontheffing| ontheffing.verplichtingen.omvat_arbeid() && ontheffing.geldt_op(dag))
}

/// Whether somebody belonged to the target group of the motion of 2017 on a day: on benefit, and *niet vrijgesteld van het
/// zoeken naar werk*.
#[must_use]
pub fn hoort_bij_motie(uitkeringen: &[Uitkering], ontheffingen: &[Ontheffing], dag: Date) -> bool {
    uitkeringen.iter().any(|uitkering| uitkering.loopt_op(dag)) && moet_werk_zoeken(ontheffingen, dag)
}
