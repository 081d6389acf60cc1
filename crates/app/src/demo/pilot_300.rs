//! Pilot 300: from May 2014 Haarlem invited people of one caseload who had been left alone for years.
//!
//! The registrations here are made so that counting them gives the figures of the letter to the council committee
//! (seeds 004, January 2015): 253 drawn from about 260; 69 ended, 60 exempted, 34 on a track, and 90 about whom the
//! letter says nothing. The evaluation itself knows none of these numbers.

use domain::{
    id::{KlantId, UitkeringId},
    project::{Deelname, Project, Rapportvorm, Rubriek},
};

use super::{
    DemoProject,
    bevolking::{Bevolking, Levensloop, Pilot, Recht},
    dagen::{Dag, dag, datum, maand},
    gegevens::codelijsten::code,
    historie,
    toeval::{Dobbel, Schudding, Soort, meng},
};

/// First day of the pilot.
pub(super) const START: Dag = dag(2014, 5, 1);
/// The letter gives the state on this day.
pub(super) const EINDE: Dag = dag(2014, 12, 31);
/// Clients of the caseload with a lawfulness conversation in the year before: 31 of 260 is *circa 12%*.
pub(super) const GECONTROLEERD: u64 = 31;
const GETROKKEN: u64 = 253;
const ONTHEFFINGEN: usize = 60;
const TRAJECTEN: usize = 34;
/// *Gemiddeld binnen twee weken afgedaan*; how many there were is not in the letter.
const SPOEDKEURINGEN: usize = 42;
/// *Een aantal mensen ... heeft inmiddels opnieuw een uitkering aangevraagd*: the letter does not say how many.
const OPNIEUW: usize = 8;

/// Reason, how many, heading of the letter. The heading of every reason that the letter does not name stays empty.
const BEEINDIGD: [(&str, usize); 7] = [
    ("werk", 11),
    ("school", 3),
    ("niet_verschenen", 16),
    ("onjuiste_inlichtingen", 21),
    ("verhuizing", 6),
    ("samenwonen", 4),
    ("voorliggende_voorziening", 8),
];
const RUBRIEKEN: [(&str, &str, &str, i64); 7] = [
    ("werk", "werk_of_school", "aan het werk of terug naar school", 1),
    ("school", "werk_of_school", "aan het werk of terug naar school", 1),
    ("niet_verschenen", "niet_verschenen_na_hersteltermijn", "niet verschenen, ook niet na een hersteltermijn", 2),
    ("onjuiste_inlichtingen", "verkeerde_inlichtingen", "verkeerde inlichtingen verstrekt, ingetrokken", 3),
    ("verhuizing", "verhuisd_of_samenwonend", "verhuisd of gaan samenwonen met een partner met inkomsten", 4),
    ("samenwonen", "verhuisd_of_samenwonend", "verhuisd of gaan samenwonen met een partner met inkomsten", 4),
    ("voorliggende_voorziening", "voorliggende_voorziening", "voorliggende voorziening (AOW, Wajong, Bbz)", 5),
];

/// Who of the caseload was drawn: a place in it, below 253 means drawn.
fn loting(zaad: u64) -> Schudding {
    Schudding::nieuw(meng(zaad, 620), historie::CASELOAD_2014 as u64)
}

/// Gives everybody of the caseload an outcome and ends 69 benefits.
pub(super) fn registreer(zaad: u64, caseload: &mut [Levensloop]) {
    let mut dobbel = Dobbel::nieuw(meng(zaad, 621), 0);
    let loting = loting(zaad);
    let mut getrokken = Vec::with_capacity(caseload.len());
    for (plaats, loop_) in caseload.iter_mut().enumerate() {
        loop_.pilot = Some(Pilot::NietGetrokken);
        if loting.plaats(plaats as u64) < GETROKKEN {
            loop_.pilot = Some(Pilot::Zonder);
            getrokken.push(plaats);
        }
    }
    dobbel.schud(&mut getrokken);
    let mut volgende = getrokken.into_iter();
    let redenen = BEEINDIGD.iter().flat_map(|(reden, aantal)| std::iter::repeat_n(*reden, *aantal));
    let mut nog_opnieuw = OPNIEUW;
    for (reden, plaats) in redenen.zip(volgende.by_ref()) {
        let loop_ = &mut caseload[plaats];
        loop_.pilot = Some(Pilot::Beeindigd);
        let laatste = laatste_dag(reden, &mut dobbel);
        if let Some(recht) = loop_.rechten.last_mut() {
            recht.tot = Some((laatste, reden));
        }
        let kan_terug =
            matches!(reden, "werk" | "niet_verschenen" | "onjuiste_inlichtingen") && laatste < dag(2014, 11, 1);
        if kan_terug && nog_opnieuw > 0 && dobbel.kans(45) {
            nog_opnieuw -= 1;
            let van = dobbel.tussen(laatste + 25, dag(2015, 1, 9));
            let tot = dobbel.tussen(dag(2015, 6, 1), dag(2016, 12, 1));
            loop_.rechten.push(Recht::tot(van, tot, "werk"));
        }
    }
    let mut verschil = 0;
    for (volg, plaats) in volgende.by_ref().take(ONTHEFFINGEN).enumerate() {
        caseload[plaats].pilot = Some(Pilot::Ontheffing);
        if volg < SPOEDKEURINGEN {
            // Of each pair one is as much shorter than two weeks as the other is longer.
            verschil = if volg % 2 == 0 { dobbel.tussen(0, 6) } else { -verschil };
            caseload[plaats].spoedkeuring = Some(14 - verschil);
        }
    }
    for plaats in volgende.take(TRAJECTEN) {
        caseload[plaats].pilot = Some(Pilot::Traject);
    }
}

/// The last day of right: after two missed appointments it takes longest.
fn laatste_dag(reden: &str, dobbel: &mut Dobbel) -> Dag {
    let (eerste, laatste) = if reden == "niet_verschenen" { (8, 11) } else { (6, 12) };
    let (_, einde) = maand(2014, dobbel.tussen(eerste, laatste));
    if dobbel.kans(60) { einde } else { einde - dobbel.tussen(1, 20) }
}

/// The project with its cohort and definitions. It was done beside the ordinary work: nobody was hired.
pub(super) fn project(bevolking: &Bevolking) -> DemoProject {
    let wie = historie::contactpersoon(bevolking.omvang.klantmanagers, 0);
    let project = Project {
        id: bevolking.kenmerken.maak(Soort::Project, 1, 0),
        code: "pilot-300".to_owned(),
        naam: "Pilot 300".to_owned(),
        doel:
            "Iedereen uit een willekeurige caseload uitnodigen voor een persoonlijk gesprek, om de kans op meedoen te \
               vergroten en de rechtmatigheid opnieuw vast te stellen."
                .to_owned(),
        start: datum(START),
        einde: datum(EINDE),
        peildatum: datum(EINDE),
        vorm: Rapportvorm::Uitkomsten,
        uit_caseload_van: Some(bevolking.kenmerken.maak(Soort::Gebruiker, wie.into(), 0)),
        bron: "Brief aan de commissie Samenleving over Pilot 300, januari 2015. Persoonsgegevens zijn verzonnen."
            .to_owned(),
    };
    DemoProject {
        project,
        rubrieken: rubrieken(&RUBRIEKEN),
        deelnames: deelnames(bevolking, START, |loop_| {
            loop_.pilot.is_some_and(|uitkomst| uitkomst != Pilot::NietGetrokken)
        }),
        uren: Vec::new(),
        facturen: Vec::new(),
        caseloadnormen: Vec::new(),
        contacturen: Vec::new(),
    }
}

/// Reason, heading, words and place as rows.
pub(super) fn rubrieken(rijen: &[(&'static str, &'static str, &'static str, i64)]) -> Vec<Rubriek> {
    let rubriek = |&(reden, rubriek, omschrijving, volgorde): &(&'static str, &'static str, &str, i64)| Rubriek {
        reden: code(reden),
        rubriek: code(rubriek),
        omschrijving: omschrijving.to_owned(),
        volgorde,
    };
    rijen.iter().map(rubriek).collect()
}

/// The cohort: who belongs to it, with the spell that ran on the first day.
pub(super) fn deelnames(bevolking: &Bevolking, start: Dag, hoort_erbij: impl Fn(&Levensloop) -> bool) -> Vec<Deelname> {
    let erbij = bevolking.kern.iter().filter(|loop_| hoort_erbij(loop_));
    erbij
        .filter_map(|loop_| {
            let volg = u16::try_from(loop_.recht_op(start)?).ok()?;
            let klant: KlantId = bevolking.kenmerken.maak(Soort::Klant, loop_.nummer, 0);
            let uitkering: UitkeringId = bevolking.kenmerken.maak(Soort::Uitkering, loop_.nummer, volg);
            Some(Deelname { klant, uitkering, geselecteerd: datum(start) })
        })
        .collect()
}
