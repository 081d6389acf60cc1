//! What must hold of the clients of a list, with the values to bind.

use domain::{
    contactstand::uit_beeld_grens,
    doelgroep::vijftig_plus_grens,
    registratie::{einden_venster, segment_grens},
    uitkering::REDEN_ONBEKEND,
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{
    Bestand, Contact, Cursor, Filter, OntheffingFilter, Peildag, Registratie, Sortering, VIJFTIG_PLUS, Waarneming,
};
use crate::{
    Error, Result,
    caseload::gebrek::{plan_ontbreekt, segment_oud},
    klantstand::{GEEN_EINDE, geen_moment},
};

/// A value to bind.
#[derive(Debug, Clone)]
pub(crate) enum Waarde {
    Uuid(Uuid),
    Tekst(String),
    Datum(Date),
    Moment(Timestamp),
}

/// Conditions with their values; `$1` is always the municipality.
pub(crate) struct Voorwaarden {
    pub(super) tekst: String,
    /// What holds of the row of a target group, when the list is found from these on.
    pub(super) groep: String,
    /// What holds of the row of a due date, which `tekst` says as well.
    pub(super) beurt: String,
    pub(crate) waarden: Vec<Waarde>,
    /// Whether it may leave out nearly everybody of a whole town. How many is in the values: PostgreSQL then makes a plan
    /// for these, instead of one for any values that it keeps.
    pub(crate) streng: bool,
}

impl Voorwaarden {
    fn add(&mut self, condition: &'static str, waarde: Waarde) {
        self.tekst.push_str(" and ");
        self.waarden.push(waarde);
        self.tekst.push_str(&condition.replace('?', &format!("${}", self.waarden.len() + 1)));
    }

    /// A condition on the due date alone.
    fn add_beurt(&mut self, condition: &'static str, dag: Date) {
        let van = self.tekst.len();
        self.add(condition, Waarde::Datum(dag));
        self.beurt.push_str(&self.tekst[van..]);
    }

    /// Binds a place in a list; gives the text that stands for it.
    pub(super) fn plaats(&mut self, sortering: Sortering, cursor: &Cursor) -> Result<String> {
        let waarde = match sortering {
            Sortering::Naam => Waarde::Tekst(cursor.waarde.clone()),
            Sortering::VolgendGesprek => Waarde::Moment(cursor.waarde.parse().map_err(Error::corrupt)?),
            _ => Waarde::Datum(cursor.waarde.parse().map_err(Error::corrupt)?),
        };
        self.waarden.push(waarde);
        self.waarden.push(Waarde::Uuid(cursor.klant.uuid()));
        Ok(format!("(${}, ${})", self.waarden.len(), self.waarden.len() + 1))
    }

    /// The clients somebody stands in for on a day, with the own ones when asked. As a list of ids, so that either database
    /// finds them through the index of clients, whatever the order of the list.
    fn add_waarneming(&mut self, wie: Uuid, dag: Date, met_eigen: bool) {
        self.waarden.push(Waarde::Uuid(wie));
        self.waarden.push(Waarde::Datum(dag));
        let (wie, dag) = (self.waarden.len(), self.waarden.len() + 1);
        let eigen = if met_eigen {
            format!("select e.klant_id from klantstand e where e.gemeente = $1 and e.klantmanager_id = ${wie} union ")
        } else {
            String::new()
        };
        self.tekst.push_str(&format!(
            " and s.klant_id in ({eigen}select k.klant_id from overname w
                join klantstand k on k.gemeente = w.gemeente and k.klantmanager_id = w.van_id
                where w.gemeente = $1 and w.aan_id = ${wie} and w.stand = 'geldt'
                and w.vanaf <= ${dag} and w.tot_en_met >= ${dag}
                and (w.alles or exists (select 1 from overname_klant o
                    where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = k.klant_id)))"
        ));
    }

    /// Who is in a target group on a day. Asked row by row; when the list is found from the groups on, the same is asked of the
    /// row one begins with ([`wie`]).
    fn add_doelgroep(&mut self, code: &str, dag: Date, vooraan: bool) {
        self.waarden.push(Waarde::Tekst(code.to_owned()));
        self.waarden.push(Waarde::Datum(dag));
        let (code, dag) = (self.waarden.len(), self.waarden.len() + 1);
        let geldt = format!(
            "d.doelgroep = ${code} and d.doelgroep <> '' and not d.ingetrokken and d.vanaf <= ${dag}
                and (d.tot_en_met is null or d.tot_en_met >= ${dag})"
        );
        if vooraan {
            self.groep = format!(" and {geldt}");
        }
        self.tekst.push_str(&format!(
            " and exists (select 1 from klant_doelgroep d where d.gemeente = $1 and d.klant_id = s.klant_id and {geldt})"
        ));
    }

    /// Whose benefit ended in a period without a usable reason.
    fn add_zonder_reden(&mut self, (van, tot): (Date, Date)) {
        self.waarden.push(Waarde::Datum(van));
        self.waarden.push(Waarde::Datum(tot));
        let (van, tot) = (self.waarden.len(), self.waarden.len() + 1);
        self.tekst.push_str(&format!(
            " and exists (select 1 from uitkering e where e.gemeente = $1 and e.klant_id = s.klant_id
                and e.reden_einde = '{REDEN_ONBEKEND}' and not (e.datum_einde < ${van}) and not (e.datum_einde > ${tot}))"
        ));
    }

    pub(crate) fn of(filter: &Filter, dag: Peildag) -> Self {
        let mut v = Self::van_wie(filter, dag.vandaag);
        v.add_eigenschappen(filter, dag);
        v
    }

    /// Whose clients, and with which benefits.
    pub(super) fn van_wie(filter: &Filter, vandaag: Date) -> Self {
        let mut v = Self {
            tekst: String::from("s.gemeente = $1"),
            groep: String::new(),
            beurt: String::new(),
            waarden: Vec::new(),
            streng: filter.is_streng(),
        };
        match (filter.klantmanager, filter.waarneming) {
            (None, _) => {
                if let Some(team) = filter.team {
                    let leden =
                        "s.klantmanager_id in (select t.id from gebruiker t where t.gemeente = $1 and t.team_id = ?)";
                    v.add(leden, Waarde::Uuid(team.uuid()));
                }
            }
            (Some(wie), Waarneming::Zonder) => v.add("s.klantmanager_id = ?", Waarde::Uuid(wie.uuid())),
            (Some(wie), waarneming) => v.add_waarneming(wie.uuid(), vandaag, waarneming == Waarneming::Met),
        }
        match filter.bestand {
            // The first is for the indexes, and may lag behind; the second is what is asked.
            Bestand::Lopend => v.add("s.lopend = 1 and s.uitkering_tot >= ?", Waarde::Datum(vandaag)),
            Bestand::Beeindigd => v.add("s.uitkering_tot < ?", Waarde::Datum(vandaag)),
            Bestand::Alle => {}
        }
        v
    }

    /// What holds of each of those.
    pub(super) fn add_eigenschappen(&mut self, filter: &Filter, dag: Peildag) {
        let (v, vandaag) = (self, dag.vandaag);
        if let Some(segment) = &filter.segment {
            v.add("s.segment = ?", Waarde::Tekst(segment.clone()));
        }
        if let Some(wijk) = &filter.wijk {
            v.add("s.wijk = ?", Waarde::Tekst(wijk.clone()));
        }
        if let Some(leefvorm) = filter.leefvorm {
            v.add("s.leefvorm = ?", Waarde::Tekst(leefvorm.code().to_owned()));
        }
        match filter.contact {
            Contact::Alle => {}
            Contact::UitBeeld => {
                // As `domain::contactstand::uit_beeld`: who is new was seen when the benefit began.
                let grens = uit_beeld_grens(vandaag, dag.marges);
                v.add("s.laatste_gesprek <= ? and s.uitkering_ingang <= ?", Waarde::Datum(grens));
            }
            // One of before today without an outcome is not in the diary: it asks for its outcome.
            Contact::Gepland => v.add("s.laatst_gepland >= ?", Waarde::Moment(begin_van(vandaag))),
            Contact::NietGepland => v.add("s.laatst_gepland < ?", Waarde::Moment(begin_van(vandaag))),
            Contact::NietUitgenodigd => {
                // The first is for the indexes, and follows from the second.
                let beide = "s.laatst_gepland >= ? and s.laatst_niet_uitgenodigd >= ?";
                v.add(beide, Waarde::Moment(begin_van(vandaag)));
            }
        }
        // Without an exemption its last day is long past, so the first day need not be asked apart.
        let geldt = "s.ontheffing_van <= ?";
        match filter.ontheffing {
            OntheffingFilter::Alle => {}
            OntheffingFilter::Geldt => {
                v.add(geldt, Waarde::Datum(vandaag));
                v.add("s.ontheffing_tot >= ?", Waarde::Datum(vandaag));
            }
            OntheffingFilter::LooptAf => {
                v.add(geldt, Waarde::Datum(vandaag));
                v.add("s.ontheffing_tot >= ?", Waarde::Datum(vandaag));
                v.add("s.ontheffing_tot <= ?", Waarde::Datum(domain::datum::plus_dagen(vandaag, 30)));
            }
            OntheffingFilter::Geen => {
                v.add("(s.ontheffing_tot < ? or s.ontheffing_van > ?)", Waarde::Datum(vandaag));
            }
        }
        match filter.doelgroep.as_deref() {
            None => {}
            Some(VIJFTIG_PLUS) => v.add("s.geboortedatum <= ?", Waarde::Datum(vijftig_plus_grens(vandaag))),
            Some(code) => v.add_doelgroep(code, vandaag, groep_eerst(filter)),
        }
        if filter.plan_ontbreekt {
            v.add(plan_ontbreekt!("?"), Waarde::Datum(vandaag));
        }
        match filter.registratie {
            Registratie::Alle => {}
            Registratie::SegmentOud => v.add(segment_oud!("?"), Waarde::Datum(segment_grens(vandaag))),
            Registratie::EindeZonderReden => v.add_zonder_reden(einden_venster(vandaag)),
        }
        if let Some(status) = filter.beurt {
            match status.grenzen(vandaag, dag.marges) {
                Some((van, tot)) => {
                    v.add_beurt("c.uiterlijk >= ?", van);
                    v.add_beurt("c.uiterlijk <= ?", tot);
                    // Of who left, the last due date may still stand there.
                    if filter.bestand != Bestand::Lopend {
                        v.add("s.uitkering_tot >= ?", Waarde::Datum(vandaag));
                    }
                }
                None if filter.bestand == Bestand::Lopend => v.add_beurt("c.uiterlijk = ?", GEEN_EINDE),
                None => v.add("(c.uiterlijk = '9999-12-31' or s.uitkering_tot < ?)", Waarde::Datum(vandaag)),
            }
        }
    }
}

/// Whether the clients of a whole town are best found from a target group on, which is small.
pub(super) fn groep_eerst(filter: &Filter) -> bool {
    filter.klantmanager.is_none() && filter.doelgroep.as_deref().is_some_and(|code| code != VIJFTIG_PLUS)
}

/// Midnight in the Netherlands.
fn begin_van(dag: Date) -> Timestamp {
    dag.at(0, 0, 0, 0).in_tz("Europe/Amsterdam").map_or_else(|_| geen_moment(), |zoned| zoned.timestamp())
}
