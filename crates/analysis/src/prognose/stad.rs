//! A town, day by day: one replication.

use std::collections::VecDeque;

use super::{
    aanbod::Loket,
    kalender::Dag,
    kansen::{Doel, Sleutel},
    klant::{Klant, Klok, NOOIT, REDENEN, Tempo, hele_dagen},
    plan::{Plan, plek},
    team::Mens,
    uitvoer::{AANTAL, Cijfers, Uitvoer},
};

/// What is due to happen to a client.
#[derive(Debug, Clone, Copy)]
pub(super) enum Soort {
    Klok,
    Overgang,
    Beurt,
    Norm,
    Traject,
    Terug,
    Recht,
}

const SOORTEN: [Soort; 7] =
    [Soort::Klok, Soort::Overgang, Soort::Beurt, Soort::Norm, Soort::Traject, Soort::Terug, Soort::Recht];

/// Everything a replication keeps. Made once for a thread, and used again: the next one clears it.
pub(super) struct Stad<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) wortel: Sleutel,
    pub(super) nu: u32,
    /// The rates of this replication: those of the plan, as far as one is not sure of them.
    tempos: Vec<Tempo>,
    pub(super) klanten: Vec<Klant>,
    /// Up to and including which day each client is spoken to by the norm. By itself, so that counting is quick.
    pub(super) norm_tot: Vec<u32>,
    /// What happens on which day: a client and a [`Soort`]. Some of it no longer holds when its day comes.
    agenda: Vec<Vec<u32>>,
    pub(super) mensen: Vec<Mens>,
    pub(super) wachtlijst: VecDeque<u32>,
    pub(super) wachtend: u32,
    pub(super) loketten: Vec<Loket>,
    er: u32,
    met_norm: u32,
    pub(super) open: u32,
    maand: Cijfers,
    cijfers: Vec<Cijfers>,
}

impl<'a> Stad<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        Self {
            plan,
            wortel: Sleutel::begin(0),
            nu: 0,
            tempos: Vec::new(),
            klanten: Vec::new(),
            norm_tot: Vec::new(),
            agenda: vec![Vec::new(); plan.dagen.len() + 1],
            mensen: Vec::new(),
            wachtlijst: VecDeque::new(),
            wachtend: 0,
            loketten: Vec::new(),
            er: 0,
            met_norm: 0,
            open: 0,
            maand: [0.0; AANTAL],
            cijfers: Vec::new(),
        }
    }

    /// One replication: the numbers of each month.
    pub(super) fn speel(&mut self, zaad: u64) -> &[Cijfers] {
        self.begin(zaad);
        let instroom = self.factor(u64::MAX, self.plan.opzet.instroom.onzekerheid);
        let plan = self.plan;
        for dag in &plan.dagen {
            self.nu += 1;
            self.dag(dag, instroom);
        }
        &self.cijfers
    }

    /// What one is not sure of: lognormal with a mean of one.
    fn factor(&self, welke: u64, onzekerheid: f64) -> f64 {
        if onzekerheid <= 0.0 {
            return 1.0;
        }
        let afwijking = self.wortel.voor(Doel::Onzekerheid).nummer(welke).normaal();
        (onzekerheid * (afwijking - onzekerheid / 2.0)).exp()
    }

    fn begin(&mut self, zaad: u64) {
        let plan = self.plan;
        (self.wortel, self.nu) = (Sleutel::begin(zaad), 0);
        (self.wachtend, self.er, self.met_norm, self.open) = (0, 0, 0, 0);
        self.maand = [0.0; AANTAL];
        self.klanten.clear();
        self.norm_tot.clear();
        self.agenda.iter_mut().for_each(Vec::clear);
        self.wachtlijst.clear();
        self.cijfers.clear();
        self.loketten.clear();
        self.loketten.resize_with(plan.aanbieders.len(), Loket::default);
        self.mensen.clear();
        self.mensen.resize_with(plan.mensen.len(), Mens::default);
        for (mens, plan) in self.mensen.iter_mut().zip(&plan.mensen) {
            mens.actief = plan.van <= 1 && 1 < plan.tot;
        }
        self.tempos.clone_from(&plan.tempos);
        let per_segment = 2 * (plan.grenzen.len() + 1);
        for (nummer, segment) in plan.segmenten.iter().enumerate() {
            let factoren: [f64; REDENEN] =
                std::array::from_fn(|reden| self.factor((nummer * REDENEN + reden) as u64, segment.onzekerheid[reden]));
            for tempo in &mut self.tempos[nummer * per_segment..][..per_segment] {
                tempo.iter_mut().zip(factoren).for_each(|(tempo, factor)| *tempo *= factor);
            }
        }
        self.voorraad();
    }

    /// Who is there at the start, each with a klantmanager as far as there is room, and spoken to by the norm.
    fn voorraad(&mut self) {
        let plan = self.plan;
        for (nummer, segment) in (0_u8..).zip(&plan.segmenten) {
            let bron = self.wortel.voor(Doel::Voorraad).nummer(nummer.into());
            for wie in 0..segment.klanten {
                let sleutel = bron.nummer(wie.into());
                let waar = sleutel.voor(Doel::Duur);
                let klasse = plek(&segment.duur, waar.uniform());
                let van = klasse.checked_sub(1).map_or(0, |vorige| plan.grenzen[vorige]);
                let breed = plan.grenzen.get(klasse).map_or(0, |tot| tot - van);
                let al = van + stuk(waar.nummer(0).uniform(), breed);
                let id = self.nieuw(sleutel, nummer, al);
                self.klanten[id as usize].gevoerd = 1;
                if let Some(norm) = &segment.norm {
                    // Somewhere in the interval; of whoever is behind it is over already.
                    if sleutel.voor(Doel::Achterstand).uniform() < norm.achterstand {
                        self.volgende_beurt(id, 1);
                    } else {
                        let over = 1 + stuk(sleutel.voor(Doel::Eerste).uniform(), norm.interval);
                        self.volgende_beurt(id, over);
                        self.is_gesproken(id, over);
                    }
                }
            }
        }
        self.bezet_bij_begin();
        self.plaats();
    }

    /// Somebody whose benefit began so many days ago.
    fn nieuw(&mut self, sleutel: Sleutel, segment: u8, al: u32) -> u32 {
        let id = u32::try_from(self.klanten.len()).unwrap_or(u32::MAX);
        let klasse = self.plan.grenzen.partition_point(|tot| *tot <= al);
        let begin = i32::try_from(i64::from(self.nu) - i64::from(al)).unwrap_or(0);
        self.klanten.push(Klant::new(
            sleutel,
            segment,
            u8::try_from(klasse).unwrap_or(u8::MAX),
            begin,
            self.nu,
            self.plan.redenen.len(),
        ));
        self.norm_tot.push(0);
        self.er += 1;
        self.met_norm += u32::from(self.plan.segmenten[usize::from(segment)].norm.is_some());
        self.zet_klok(id);
        self.zet_overgang(id);
        self.wachtlijst.push_back(id);
        self.wachtend += 1;
        id
    }

    pub(super) fn zet_in_agenda(&mut self, dag: u32, id: u32, soort: Soort) {
        // What happens after the last day does not happen.
        if let Some(die_dag) = self.agenda.get_mut(dag as usize) {
            die_dag.push((id << 3) | soort as u32);
        }
    }

    fn zet_klok(&mut self, id: u32) {
        let klant = &mut self.klanten[id as usize];
        let tempo = &self.tempos[self.plan.rij(klant.segment, klant.klasse, klant.gesproken)];
        let was = klant.klok_dag;
        klant.zet_klok(self.nu, tempo, self.plan.grenzen.get(usize::from(klant.klasse)).copied());
        let dag = klant.klok_dag;
        // It stands there already when the day is the same.
        if dag != was {
            self.zet_in_agenda(dag, id, Soort::Klok);
        }
    }

    fn zet_overgang(&mut self, id: u32) {
        let klant = &mut self.klanten[id as usize];
        let weg = self.plan.segmenten[usize::from(klant.segment)].weg;
        if weg <= 0.0 {
            klant.overgang_dag = NOOIT;
            return;
        }
        let over = klant.sleutel.voor(Doel::Overgang).nummer(klant.overgang.into()).exponentieel() / weg;
        let dag = self.nu.saturating_add(hele_dagen(over));
        klant.overgang_dag = dag;
        self.zet_in_agenda(dag, id, Soort::Overgang);
    }

    /// Changes something the rates depend on.
    pub(super) fn verander(&mut self, id: u32, hoe: impl FnOnce(&mut Klant)) {
        let klant = &mut self.klanten[id as usize];
        klant.verbruik(self.nu, &self.tempos[self.plan.rij(klant.segment, klant.klasse, klant.gesproken)]);
        hoe(klant);
        self.zet_klok(id);
    }

    fn dag(&mut self, dag: &Dag, instroom: f64) {
        if dag.nieuwe_week {
            self.nieuwe_week(dag);
        }
        self.wissel_mensen();
        let mut vandaag = std::mem::take(&mut self.agenda[self.nu as usize]);
        for wat in &vandaag {
            self.gebeurt(wat >> 3, SOORTEN[(wat & 7) as usize]);
        }
        vandaag.clear();
        self.agenda[self.nu as usize] = vandaag;
        self.komen(instroom);
        self.plaats();
        if dag.werkdag {
            self.werkdag();
        }
        self.vul_plaatsen();
        self.tel(Uitvoer::EuroUitkeringen, f64::from(self.er) * self.plan.opzet.uitkering.waarde / dag.dagen_in_maand);
        let per_dag = self.plan.opzet.team.kosten_per_fte.waarde / 12.0 / dag.dagen_in_maand;
        self.tel(Uitvoer::EuroPersoneel, self.fte() * per_dag);
        if dag.laatste {
            self.sluit_maand();
        }
    }

    fn fte(&self) -> f64 {
        self.mensen.iter().zip(&self.plan.mensen).filter(|(mens, _)| mens.actief).map(|(_, plan)| plan.fte).sum()
    }

    fn komen(&mut self, factor: f64) {
        let bron = self.wortel.voor(Doel::Instroom).nummer(self.nu.into());
        let gemiddeld = self.plan.instroom[self.nu as usize - 1] * factor;
        for wie in 0..bron.poisson(gemiddeld) {
            let sleutel = bron.nummer(wie.into());
            let segment = plek(&self.plan.aandelen, sleutel.voor(Doel::Segment).uniform());
            self.nieuw(sleutel, u8::try_from(segment).unwrap_or(u8::MAX), 0);
            self.tel(Uitvoer::Instroom, 1.0);
        }
    }

    fn gebeurt(&mut self, id: u32, soort: Soort) {
        let nu = self.nu;
        let klant = &self.klanten[id as usize];
        match soort {
            Soort::Klok if klant.aanwezig && klant.klok_dag == nu => match klant.klok {
                Klok::Einde(reden) => self.vertrekt(id, Some(reden)),
                Klok::Klasse => self.verander(id, |klant| klant.klasse += 1),
            },
            Soort::Overgang if klant.aanwezig && klant.overgang_dag == nu => self.ander_segment(id),
            Soort::Beurt => self.is_aan_de_beurt(id),
            Soort::Norm => self.norm_voorbij(id),
            Soort::Traject if klant.aanwezig => self.verlaat_aanbieder(id),
            Soort::Terug => {
                // The same person by chance, a new benefit: with fuel of its own, and a first conversation.
                let (sleutel, segment) = (klant.sleutel.voor(Doel::Terug), klant.segment);
                self.nieuw(sleutel, segment, 0);
                self.tel(Uitvoer::Instroom, 1.0);
                self.tel(Uitvoer::Herinstroom, 1.0);
            }
            Soort::Recht if klant.aanwezig => self.vertrekt(id, None),
            _ => {}
        }
    }

    fn ander_segment(&mut self, id: u32) {
        let plan = self.plan;
        let klant = &mut self.klanten[id as usize];
        let oud = &plan.segmenten[usize::from(klant.segment)];
        let waar = klant.sleutel.voor(Doel::Overgang).nummer(klant.overgang.into()).nummer(0).uniform();
        let naar = oud.naar.iter().find(|(tot, _)| waar < *tot).or(oud.naar.last());
        let Some((_, naar)) = naar.copied() else { return };
        klant.overgang += 1;
        self.met_norm -= u32::from(oud.norm.is_some());
        self.met_norm += u32::from(plan.segmenten[usize::from(naar)].norm.is_some());
        self.verander(id, |klant| klant.segment = naar);
        self.zet_overgang(id);
        self.andere_norm(id);
    }

    /// The benefit ends: for a reason, or by lawfulness.
    fn vertrekt(&mut self, id: u32, reden: Option<u8>) {
        let klant = &mut self.klanten[id as usize];
        klant.aanwezig = false;
        let (segment, sleutel, open) = (klant.segment, klant.sleutel, std::mem::take(&mut klant.open));
        match self.mensen.get_mut(usize::from(klant.klantmanager)) {
            Some(mens) => mens.caseload -= 1,
            None => self.wachtend -= 1,
        }
        self.norm_tot[id as usize] = 0;
        self.er -= 1;
        self.open -= u32::from(open);
        self.met_norm -= u32::from(self.plan.segmenten[usize::from(segment)].norm.is_some());
        self.verlaat_aanbieder(id);
        let reden = reden.map(|reden| &self.plan.redenen[usize::from(reden)]);
        let werk = reden.is_some_and(|reden| reden.werk);
        self.tel(if werk { Uitvoer::UitstroomWerk } else { Uitvoer::UitstroomOverig }, 1.0);
        if let Some((deel, dagen)) = reden.and_then(|reden| reden.terugkeer) {
            let bron = sleutel.voor(Doel::Terugkeer);
            if bron.uniform() < deel {
                let over = hele_dagen(bron.nummer(0).exponentieel() * dagen);
                self.zet_in_agenda(self.nu.saturating_add(over), id, Soort::Terug);
            }
        }
    }

    pub(super) fn tel(&mut self, wat: Uitvoer, hoeveel: f64) {
        self.maand[wat as usize] += hoeveel;
    }

    pub(super) fn tel_beurt(&mut self) {
        self.open += 1;
        self.tel(Uitvoer::AanDeBeurt, 1.0);
    }

    fn sluit_maand(&mut self) {
        let fte = self.fte();
        let met_klantmanager: u32 = self.mensen.iter().map(|mens| mens.caseload).sum();
        let gesproken = self.norm_tot.iter().filter(|tot| **tot >= self.nu).count();
        let mut zet = |wat: Uitvoer, waarde: f64| self.maand[wat as usize] = waarde;
        zet(Uitvoer::Klanten, self.er.into());
        zet(Uitvoer::WachtOpKlantmanager, self.wachtend.into());
        zet(Uitvoer::Caseload, if fte > 0.0 { f64::from(met_klantmanager) / fte } else { 0.0 });
        zet(Uitvoer::Openstaand, self.open.into());
        zet(Uitvoer::BinnenNorm, if self.met_norm > 0 { gesproken as f64 / f64::from(self.met_norm) } else { 1.0 });
        zet(Uitvoer::WachtOpAanbieder, self.loketten.iter().map(|loket| f64::from(loket.wachtend)).sum());
        zet(Uitvoer::InTraject, self.loketten.iter().map(|loket| f64::from(loket.bezet)).sum());
        let euro = [Uitvoer::EuroUitkeringen, Uitvoer::EuroPersoneel, Uitvoer::EuroVoorzieningen];
        self.maand[Uitvoer::Euro as usize] = euro.iter().map(|post| self.maand[*post as usize]).sum();
        self.cijfers.push(std::mem::replace(&mut self.maand, [0.0; AANTAL]));
    }
}

/// So many of the parts of something: from nought, less than all.
pub(super) fn stuk(waar: f64, breed: u32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "less than what it is a part of")]
    let stuk = (waar * f64::from(breed)) as u32;
    stuk
}
