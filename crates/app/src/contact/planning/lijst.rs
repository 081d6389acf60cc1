//! Which clients of a list can be planned for, and the moments proposed to them.

use std::collections::HashSet;

use domain::{
    datum::dagen,
    id::KlantId,
    spreiding::{Bezet, Kamers, NietGepland, Planruimte, TePlannen, Voorstel, spreid},
};
use jiff::civil::Date;
use storage::{
    Reader,
    caseload::{self, CaseloadRegel, Filter, Peildag, Sortering},
    planning,
    werkrooster::{self, Werktijd},
};

use super::{MEESTE, forms::Plan};
use crate::web::Resultaat;

/// Rows read at a time, and most rows read: no caseload is longer.
const PER_KEER: usize = 500;
const MEESTE_GELEZEN: usize = 5_000;

/// The clients of a list, sorted out.
#[derive(Default)]
pub(super) struct Kandidaten {
    /// Who can be planned for, the one who is due first in front; at most two hundred.
    pub(super) klanten: Vec<CaseloadRegel>,
    /// Who could be as well, after those.
    pub(super) te_veel: usize,
    /// Who has a conversation in the diary.
    pub(super) met_gesprek: usize,
    /// Whose last conversation has no outcome yet: when the next one is due is not known.
    pub(super) zonder_uitkomst: usize,
    /// Who is in a cure period or with lawfulness.
    pub(super) in_verzuim: usize,
    /// Whose benefit has ended.
    pub(super) beeindigd: usize,
}

/// Sorts out the clients of a list, in two queries for every five hundred.
pub(super) async fn kandidaten(reader: &mut Reader, filter: &Filter, dag: Peildag) -> Resultaat<Kandidaten> {
    // Who waits longest goes first, however the list was sorted.
    let filter = Filter { sortering: Sortering::Beurt, aflopend: false, ..filter.clone() };
    let mut kandidaten = Kandidaten::default();
    let (mut cursor, mut gelezen) = (None, 0);
    loop {
        let pagina = caseload::page(reader, &filter, dag, cursor.as_ref(), PER_KEER).await?;
        gelezen += pagina.regels.len();
        cursor = pagina.regels.last().map(|regel| regel.cursor(filter.sortering, false));
        let ids: Vec<KlantId> = pagina.regels.iter().map(|regel| regel.klant).collect();
        let verzuim: HashSet<KlantId> = planning::in_verzuim(reader, &ids).await?.into_iter().collect();
        for regel in pagina.regels {
            let in_verzuim = verzuim.contains(&regel.klant);
            kandidaten.neem(regel, in_verzuim, dag.vandaag);
        }
        if !pagina.verder || gelezen >= MEESTE_GELEZEN {
            return Ok(kandidaten);
        }
    }
}

impl Kandidaten {
    fn neem(&mut self, regel: CaseloadRegel, in_verzuim: bool, vandaag: Date) {
        if regel.uitkering_tot.is_some_and(|tot| tot < vandaag) {
            self.beeindigd += 1;
        } else if regel.komend_gesprek(vandaag).is_some() {
            self.met_gesprek += 1;
        } else if regel.volgend_gesprek.is_some() {
            self.zonder_uitkomst += 1;
        } else if in_verzuim {
            self.in_verzuim += 1;
        } else if self.klanten.len() < MEESTE {
            self.klanten.push(regel);
        } else {
            self.te_veel += 1;
        }
    }
}

/// What conversations are planned in, owned.
pub(super) struct Ruimte {
    pub(super) werktijd: Werktijd,
    pub(super) bezet: Vec<Bezet>,
    kamers: Option<Kamers>,
    van: Date,
    tot_en_met: Date,
    duur_minuten: i64,
    per_dag: usize,
}

impl Ruimte {
    /// Five queries, whatever the length of the period, and one more when rooms are counted.
    pub(super) async fn laad(reader: &mut Reader, plan: &Plan) -> Resultaat<Self> {
        let kamers = match plan.kamers {
            Some(aantal) => {
                let (wie, plaats) = (plan.klantmanager, plan.plaats.as_str());
                let bezet = planning::kamers_bezet(reader, wie, plaats, plan.van, plan.tot_en_met).await?;
                Some(Kamers { aantal, bezet })
            }
            None => None,
        };
        Ok(Self {
            kamers,
            werktijd: werkrooster::werktijd(reader, plan.klantmanager, plan.van, plan.tot_en_met).await?,
            bezet: planning::bezet(reader, plan.klantmanager, plan.van, plan.tot_en_met).await?,
            van: plan.van,
            tot_en_met: plan.tot_en_met,
            duur_minuten: plan.duur_minuten,
            per_dag: plan.per_dag,
        })
    }

    pub(super) fn planruimte(&self) -> Planruimte<'_> {
        Planruimte {
            van: self.van,
            tot_en_met: self.tot_en_met,
            duur_minuten: self.duur_minuten,
            hooguit_per_dag: self.per_dag,
            beschikbaarheid: self.werktijd.beschikbaarheid(),
            bezet: &self.bezet,
            kamers: self.kamers.as_ref(),
        }
    }

    /// A moment for each client, or why there is none.
    pub(super) fn spreid(&self, klanten: &[CaseloadRegel]) -> Vec<Result<Voorstel, NietGepland>> {
        spreid(&klanten.iter().map(te_plannen).collect::<Vec<_>>(), &self.planruimte())
    }

    /// The years in the period whose closing days nobody filled in.
    pub(super) fn ontbrekende_jaren(&self) -> Vec<i16> {
        self.werktijd.kalender.sluitingsdagen.ontbrekende_jaren(self.van, self.tot_en_met)
    }

    /// Whether for some day of the period no working pattern is known.
    pub(super) fn rooster_ontbreekt(&self) -> bool {
        let beschikbaarheid = self.werktijd.beschikbaarheid();
        dagen(self.van, self.tot_en_met).any(|dag| beschikbaarheid.blokken(dag).is_none())
    }
}

/// What the spread asks of a client.
pub(super) fn te_plannen(regel: &CaseloadRegel) -> TePlannen {
    let CaseloadRegel { klant, vroegst, uiterlijk, uitkering_tot: tot, .. } = *regel;
    TePlannen { klant, vroegst, uiterlijk, tot }
}
