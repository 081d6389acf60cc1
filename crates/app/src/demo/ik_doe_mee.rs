//! Ik doe mee: from May 2017 to the end of 2018 everybody on benefit in Haarlem was invited for a klantbeeldgesprek.
//!
//! The registrations here are made so that counting them gives the figures of the final evaluation (seeds 002, March
//! 2019): 468 ended, 315 of them for more than six months on 1 January 2019, € 1.849.463 saved and € 1.895.363 spent on
//! hired staff. Two sums of money are met to the cent by small changes of amounts that could have been anything: the
//! benefits of people who had earnings beside them, and the minutes two hired people wrote down in the last month. The
//! evaluation itself knows none of these numbers.

use domain::{
    datum::plus_maanden,
    geld::Eurocent,
    klant::Leefvorm,
    project::{Caseloadnorm, Contacturen, Factuur, Project, Rapportvorm, Uren},
};

use super::{
    DemoProject,
    bevolking::{Bevolking, Levensloop, Recht, reden},
    dagen::{Dag, dag, datum, delen, maand, van_datum},
    gegevens::codelijsten::code,
    loopbaan::norm,
    pilot_300::{deelnames, rubrieken},
    toeval::{Dobbel, Soort, meng},
};

/// First day of the project.
pub(super) const START: Dag = dag(2017, 5, 1);
/// Last day of the project.
pub(super) const EINDE: Dag = dag(2018, 12, 31);
/// The day of the final evaluation.
pub(super) const PEILDATUM: Dag = dag(2019, 1, 1);
/// Ended and back within six months. The paper does not give this number, only that it and the next make 153.
pub(super) const NIET_DUURZAAM: usize = 58;
const NOG_NIET_BEOORDEELBAAR: usize = 95;
const BESPARING: i64 = 184_946_300;
const KOSTEN: i64 = 189_536_300;
/// Reason and how many of the 468.
const BEEINDIGD: [(&str, usize); 8] = [
    ("werk", 188),
    ("niet_verschenen", 38),
    ("onjuiste_inlichtingen", 77),
    ("verhuizing", 29),
    ("samenwonen", 18),
    ("detentie", 14),
    ("administratief", 37),
    ("onbekend", 67),
];
/// Durable ends per month, 315 in all: most in the spring of 2018, when the conversations had been held and the paper's
/// saving still fits with plausible amounts.
const DUURZAAM_PER_MAAND: [(i32, i32, usize); 13] = [
    (2017, 6, 1),
    (2017, 7, 1),
    (2017, 8, 2),
    (2017, 9, 2),
    (2017, 10, 3),
    (2017, 11, 4),
    (2017, 12, 8),
    (2018, 1, 14),
    (2018, 2, 22),
    (2018, 3, 36),
    (2018, 4, 56),
    (2018, 5, 76),
    (2018, 6, 90),
];
const RUBRIEKEN: [(&str, &str, &str, i64); 11] = [
    ("werk", "werk", "werk", 1),
    ("niet_verschenen", "rechtmatigheid", "rechtmatigheid", 2),
    ("onjuiste_inlichtingen", "rechtmatigheid", "rechtmatigheid", 2),
    ("verhuizing", "verhuizing", "verhuizing", 3),
    ("samenwonen", "verhuizing", "verhuizing", 3),
    ("school", "overig", "andere oorzaak of geen oorzaak opgegeven", 4),
    ("voorliggende_voorziening", "overig", "andere oorzaak of geen oorzaak opgegeven", 4),
    ("detentie", "overig", "andere oorzaak of geen oorzaak opgegeven", 4),
    ("administratief", "overig", "andere oorzaak of geen oorzaak opgegeven", 4),
    ("overlijden", "overig", "andere oorzaak of geen oorzaak opgegeven", 4),
    ("onbekend", "overig", "andere oorzaak of geen oorzaak opgegeven", 4),
];

/// Ends 468 benefits of the cohort: of people who had been on benefit for some time, not of those just come.
pub(super) fn registreer(zaad: u64, vandaag: Dag, lopen: &mut [Levensloop], cohort: &[usize]) {
    let mut dobbel = Dobbel::nieuw(meng(zaad, 630), 0);
    let mut zittend: Vec<usize> = cohort.to_vec();
    zittend.retain(|i| lopen[*i].rechten.last().is_some_and(|recht| recht.van < dag(2017, 1, 1)));
    let mut redenen: Vec<&'static str> =
        BEEINDIGD.iter().flat_map(|(reden, aantal)| std::iter::repeat_n(*reden, *aantal)).collect();
    dobbel.schud(&mut redenen);
    let mut volgende = zittend.into_iter().zip(redenen);
    let mut duurzaam = Vec::new();
    for (jaar, m, aantal) in DUURZAAM_PER_MAAND {
        for (volg, (i, reden)) in volgende.by_ref().take(aantal).enumerate() {
            let (eerste, laatste) = maand(jaar, m);
            // Most benefits end with a month. The first of each month does for certain: the calibration needs it.
            let einde = if volg == 0 || dobbel.kans(80) { laatste } else { dobbel.tussen(eerste + 4, laatste) };
            beeindig(&mut lopen[i], einde, reden);
            duurzaam.push(i);
        }
    }
    kalibreer_besparing(lopen, &duurzaam, &mut dobbel);
    for (i, reden) in volgende.by_ref().take(NIET_DUURZAAM) {
        let einde = dobbel.tussen(dag(2017, 6, 12), dag(2018, 10, 31));
        beeindig(&mut lopen[i], einde, reden);
        let grens = van_datum(plus_maanden(datum(einde), 6)).min(dag(2018, 12, 28));
        lopen[i].rechten.push(Recht::lopend(dobbel.tussen(einde + 30, grens)));
    }
    let mut recent = Vec::new();
    for (i, reden) in volgende.by_ref().take(NOG_NIET_BEOORDEELBAAR) {
        let einde = dobbel.tussen(dag(2018, 7, 1), EINDE);
        beeindig(&mut lopen[i], einde, reden);
        recent.push(i);
    }
    later_terug(vandaag, lopen, &duurzaam, &recent, &mut dobbel);
}

fn beeindig(loop_: &mut Levensloop, einde: Dag, reden: &'static str) {
    if let Some(recht) = loop_.rechten.last_mut() {
        recht.tot = Some((einde, reden));
    }
}

/// Some came back after the final evaluation: it could not know, and running it again must not change it.
fn later_terug(vandaag: Dag, lopen: &mut [Levensloop], duurzaam: &[usize], recent: &[usize], dobbel: &mut Dobbel) {
    let laat = duurzaam.iter().step_by(16).map(|i| (*i, dag(2019, 2, 4), dag(2020, 6, 30)));
    let vroeg = recent.iter().step_by(14).map(|i| (*i, PEILDATUM + 8, PEILDATUM + 80));
    for (i, vanaf, tot) in laat.chain(vroeg) {
        let van = dobbel.tussen(vanaf, tot);
        let laatste = (van + dobbel.tussen(60, 900)).min(vandaag - 15);
        lopen[i].rechten.push(Recht::tot(van, laatste, reden(false, dobbel)));
    }
}

/// Amounts per month so that what the 315 did not receive until the end of 2018 adds up to the paper's saving.
///
/// Two thirds get a norm: alone, sharing costs or as a couple. The others had earnings beside the benefit, so theirs may
/// be any amount: they share what is missing, and the last cents are found with one client of six months and one of
/// seven, because 6a + 7b can be any number.
fn kalibreer_besparing(lopen: &mut [Levensloop], duurzaam: &[usize], dobbel: &mut Dobbel) {
    let mut met_inkomsten = Vec::new();
    let mut som = 0;
    for (volg, &i) in duurzaam.iter().enumerate() {
        let loop_ = &mut lopen[i];
        let Some(recht) = loop_.rechten.last_mut() else { continue };
        let laatste = recht.tot.map_or(EINDE, |(laatste, _)| laatste);
        let (jaar, _, _) = delen(laatste);
        let (hele_maanden, dagen, van_dagen) = bespaarde_tijd(laatste);
        let vast =
            dagen == 0 && [6, 7].contains(&hele_maanden) && !met_inkomsten.iter().any(|(_, m)| *m == hele_maanden);
        // 37 has no common divisor with 100: the same mix for every seed and in every month.
        let (leefvorm, bedrag, inkomsten) = match volg * 37 % 100 {
            _ if vast => (Leefvorm::Alleenstaande, 43_000, true),
            0..=29 => (Leefvorm::Alleenstaande, norm("21a", jaar).0, false),
            30..=35 if recht.tot.is_some_and(|(_, reden)| reden != "samenwonen") => {
                (Leefvorm::Gehuwden, norm("21b", jaar).0, false)
            }
            36..=57 => (Leefvorm::Alleenstaande, norm("21b", jaar).share(1, 2).0, false),
            58..=67 => (Leefvorm::AlleenstaandeOuder, norm("21b", jaar).share(13, 30).0, false),
            _ => (Leefvorm::Alleenstaande, i64::from(dobbel.tussen(26_000, 62_000)), true),
        };
        loop_.leefvorm = Some(leefvorm);
        recht.bedrag = Some(bedrag);
        som += Eurocent(bedrag).share(dagen, van_dagen).0 + bedrag * hele_maanden;
        if inkomsten && dagen == 0 {
            met_inkomsten.push((i, hele_maanden));
        }
    }
    verdeel(lopen, &met_inkomsten, BESPARING - som);
}

fn verdeel(lopen: &mut [Levensloop], met_inkomsten: &[(usize, i64)], tekort: i64) {
    let mut verhoog = |i: usize, cent: i64| {
        if let Some(bedrag) = lopen[i].rechten.last_mut().and_then(|recht| recht.bedrag.as_mut()) {
            *bedrag += cent;
        }
    };
    let maanden: i64 = met_inkomsten.iter().map(|(_, maanden)| maanden).sum();
    let ieder = tekort / maanden.max(1);
    for &(i, _) in met_inkomsten {
        verhoog(i, ieder);
    }
    let rest = tekort - ieder * maanden;
    let zeven = rest.rem_euclid(6);
    for (maanden, cent) in [(6, (rest - 7 * zeven) / 6), (7, zeven)] {
        if let Some((i, _)) = met_inkomsten.iter().find(|(_, m)| *m == maanden) {
            verhoog(*i, cent);
        }
    }
}

/// From the day after the last day of right up to the end of the project: whole months, and days of the broken first
/// month with the length of that month.
fn bespaarde_tijd(laatste: Dag) -> (i64, i64, i64) {
    let (jaar, m, d) = delen(laatste + 1);
    let (_, einde) = maand(jaar, m);
    let (_, _, lengte) = delen(einde);
    let maanden = i64::from((2018 - jaar) * 12 + 12 - m);
    if d == 1 { (maanden + 1, 0, 1) } else { (maanden, i64::from(lengte - d + 1), i64::from(lengte)) }
}

/// The project with its cohort, definitions, costs and plans.
pub(super) fn project(bevolking: &Bevolking) -> DemoProject {
    let (uren, facturen) = inhuur(bevolking.zaad);
    let project = Project {
        id: bevolking.kenmerken.maak(Soort::Project, 2, 0),
        code: "ik-doe-mee".to_owned(),
        naam: "Ik doe mee".to_owned(),
        doel:
            "Alle bijstandsafhankelijke inwoners uitnodigen voor een klantbeeldgesprek en een plan van aanpak maken; \
               gelijktijdig de rechtmatigheid van de uitkering toetsen."
                .to_owned(),
        start: datum(START),
        einde: datum(EINDE),
        peildatum: datum(PEILDATUM),
        vorm: Rapportvorm::Uitstroom,
        uit_caseload_van: None,
        bron: format!("{BRON}. Persoonsgegevens zijn verzonnen."),
    };
    DemoProject {
        project,
        rubrieken: rubrieken(&RUBRIEKEN),
        deelnames: deelnames(bevolking, START, |loop_| loop_.cohort),
        uren,
        facturen,
        caseloadnormen: caseloadnormen(),
        contacturen: contacturen(),
    }
}

const BRON: &str = "Eindevaluatie Ik doe mee, informatienota van 12 maart 2019";

fn caseloadnormen() -> Vec<Caseloadnorm> {
    [
        ("vastgesteld", 120, START, "vastgestelde caseload per klantmanager"),
        (
            "na_structureel_budget",
            88,
            PEILDATUM,
            "met het structurele budget uit het coalitieakkoord: € 150.000 per jaar vanaf 2019, € 250.000 vanaf 2021",
        ),
        (
            "na_procesoptimalisatie",
            84,
            PEILDATUM,
            "na procesoptimalisatie en maatregelen uit de nota pilot regelluwe bijstand (2018/834361)",
        ),
        ("gewenst", 80, PEILDATUM, "met een deel van het flexibele inhuurbudget als tijdelijke formatie tot 2021"),
    ]
    .into_iter()
    .map(|(tekst, klanten, vanaf, omschrijving)| Caseloadnorm {
        code: code(tekst),
        omschrijving: omschrijving.to_owned(),
        klanten,
        vanaf: datum(vanaf),
        bron: BRON.to_owned(),
    })
    .collect()
}

fn contacturen() -> Vec<Contacturen> {
    let rijen = [("direct_bemiddelbaar", 4, 8), ("overbrugbare_afstand", 4, 4), ("onoverbrugbare_afstand", 4, 8)];
    rijen
        .into_iter()
        .map(|(segment, huidig, gewenst)| Contacturen {
            segment: code(segment),
            huidig,
            gewenst,
            vanaf: datum(PEILDATUM),
            bron: BRON.to_owned(),
        })
        .collect()
}

/// Hired people: name, supplier (both made up), cents per minute, first and last month counted from May 2017. Prices
/// are a whole number of cents per minute, so that hours and invoices agree to the cent.
const INHUUR: [(&str, usize, i64, i32, i32); 13] = [
    ("A. Verhulst", 0, 121, 0, 19),
    ("B. Kaplan", 0, 126, 0, 19),
    ("C. de Ridder", 0, 116, 0, 15),
    ("D. Soekhoe", 0, 121, 2, 19),
    ("E. van Loon", 0, 116, 4, 17),
    ("F. Benhaddou", 1, 126, 0, 19),
    ("G. Hofstra", 1, 116, 0, 19),
    ("H. Tuinman", 1, 121, 1, 17),
    ("I. Aslan", 1, 116, 5, 19),
    ("J. Vermaat", 2, 130, 0, 19),
    ("K. Postma", 2, 121, 3, 19),
    ("L. Groenewoud", 2, 116, 6, 17),
    ("M. el Haddad", 2, 121, 8, 19),
];
const LEVERANCIERS: [(&str, &str); 3] =
    [("Kennemer Inhuur", "KI"), ("Buro Tussenwerk", "BT"), ("Spaarne Interim", "SI")];

fn inhuur(zaad: u64) -> (Vec<Uren>, Vec<Factuur>) {
    let mut dobbel = Dobbel::nieuw(meng(zaad, 631), 0);
    let mut rijen = Vec::new();
    for (wie, &(_, _, _, van, tot)) in INHUUR.iter().enumerate() {
        for m in van..=tot {
            // 24 to 36 hours a week, less in a month with leave, in quarters of an hour.
            let kwartieren = if dobbel.kans(12) { dobbel.tussen(240, 360) } else { dobbel.tussen(440, 600) };
            rijen.push((wie, m, i64::from(kwartieren) * 15));
        }
    }
    kalibreer_kosten(&mut rijen);
    let uren = rijen.iter().map(|&(wie, m, minuten)| Uren {
        inhuurkracht: INHUUR[wie].0.to_owned(),
        maand: datum(projectmaand(m).0),
        minuten,
        uurtarief: Eurocent(INHUUR[wie].2 * 60),
    });
    (uren.collect(), facturen(&rijen))
}

/// First and last day of a month, counted from May 2017.
const fn projectmaand(m: i32) -> (Dag, Dag) {
    let m = m + 4;
    maand(2017 + m / 12, m % 12 + 1)
}

fn kosten(rijen: &[(usize, i32, i64)]) -> i64 {
    rijen.iter().map(|(wie, _, minuten)| INHUUR[*wie].2 * minuten).sum()
}

/// Brings the costs to the paper's sum: first all hours in proportion, then quarters of an hour, then minutes of the
/// first two people in the last month, of whom one costs 121 and the other 126 cents a minute.
fn kalibreer_kosten(rijen: &mut [(usize, i32, i64)]) {
    let eerst = kosten(rijen);
    for (_, _, minuten) in rijen.iter_mut() {
        *minuten = Eurocent(*minuten).share(KOSTEN, eerst).0 / 15 * 15;
    }
    let per_kwartier = 120 * 15;
    let aantal = rijen.len().max(1);
    let mut plaats = 0;
    while KOSTEN - kosten(rijen) > 20 * per_kwartier {
        rijen[plaats % aantal].2 += 15;
        plaats += 7;
    }
    // 121a + 126b = rest: 126 leaves 5 when divided by 121, and 5 × 97 = 4 × 121 + 1.
    let rest = KOSTEN - kosten(rijen);
    let b = (rest * 97).rem_euclid(121);
    let a = (rest - 126 * b) / 121;
    for (wie, extra) in [(0, a), (1, b)] {
        if let Some(rij) = rijen.iter_mut().rfind(|rij| rij.0 == wie) {
            rij.2 += extra;
        }
    }
}

/// One invoice per supplier per month, dated on the last day of the month.
fn facturen(rijen: &[(usize, i32, i64)]) -> Vec<Factuur> {
    let mut facturen = Vec::new();
    for m in 0..20 {
        let (_, laatste) = projectmaand(m);
        let (jaar, maand, _) = delen(laatste);
        for (volg, (leverancier, letters)) in LEVERANCIERS.into_iter().enumerate() {
            let van_deze = rijen.iter().filter(|rij| rij.1 == m && INHUUR[rij.0].1 == volg);
            facturen.push(Factuur {
                nummer: format!("{letters}-{jaar}{maand:02}"),
                leverancier: leverancier.to_owned(),
                datum: datum(laatste),
                bedrag: Eurocent(van_deze.map(|rij| INHUUR[rij.0].2 * rij.2).sum()),
            });
        }
    }
    facturen
}
