//! The synthetic town against the council papers and against the rules of the domain.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use analysis::evaluatie::evalueer;
use domain::{
    brief::Briefsoort,
    bsn::Bsn,
    codelijst::Codelijst,
    cohort::{Cohort, Deelnemer, Omgeving},
    datum::{leeftijd, plaatselijk, plus_dagen, plus_maanden},
    dossier::Dossier,
    gebruiker::Rol,
    gesprek::{Gesprek, GesprekStand},
    id::{GebruikerId, KlantId, UitkeringId},
    klant::Postcode,
    ontheffing::{Grondslag, Ontheffing},
    plan::PlanStand,
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::{
    Demo, DemoGemeente, DemoProject, Opties, dagen, haarlem,
    toeval::{BsnReeks, Schudding},
};

const VANDAAG: Date = date(2026, 11, 23);

fn opties(klanten: usize, zaad: u64) -> Opties {
    Opties { klanten, zaad, vandaag: VANDAAG }
}

/// The letter on Pilot 300 to the council committee, January 2015 (seeds 004; golden/pilot-300.toml).
fn brief_pilot_300() -> Value {
    json!({
        "start": "2014-05-01", "peildatum": "2014-12-31", "geselecteerd": 253, "afgehandeld": 163, "zonder_uitkomst": 90,
        "caseload_contactpersoon": 260, "rechtmatigheid_per_jaar": 0.12, "spoedkeuring_dagen": 14,
        "uitkomst": { "reintegratietraject": 34, "tijdelijke_ontheffing": 60, "beeindigd": 69 },
        "beeindigd": {
            "werk_of_school": 14, "niet_verschenen_na_hersteltermijn": 16, "verkeerde_inlichtingen": 21,
            "verhuisd_of_samenwonend": 10, "voorliggende_voorziening": 8,
        },
    })
}

/// The final evaluation of Ik doe mee, March 2019 (seeds 002; golden/ik-doe-mee.toml).
fn eindevaluatie_ik_doe_mee() -> Value {
    json!({
        "start": "2017-05-01", "einde": "2018-12-31", "peildatum": "2019-01-01", "beeindigd": 468,
        "duurzaam_beeindigd": 315, "duurzaam_aandeel": 0.67, "besparing_eurocent": 184_946_300,
        "kosten_eurocent": 189_536_300, "saldo_eurocent": -4_590_000,
        "reden": { "werk": 188, "rechtmatigheid": 115, "verhuizing": 47, "overig": 118 },
        "instroom_per_maand": { "2017": 83, "2018": 66 },
        "caseload": {
            "vastgesteld": 120, "na_volumedaling_2018": 100, "na_structureel_budget": 88, "na_procesoptimalisatie": 84,
            "gewenst": 80,
        },
        "contacturen": {
            "direct_bemiddelbaar": [4, 8], "overbrugbare_afstand": [4, 4], "onoverbrugbare_afstand": [4, 8],
        },
    })
}

/// What the database would find for a project, gathered from the files in one pass.
fn cohort(gemeente: &DemoGemeente, project: &DemoProject) -> Cohort {
    let gevolgd: HashMap<KlantId, UitkeringId> = project.deelnames.iter().map(|d| (d.klant, d.uitkering)).collect();
    let (start, peildatum) = (project.project.start, project.project.peildatum);
    let mut omgeving = Omgeving::default();
    let (mut caseload, mut klantmanagers) = (0, HashSet::new());
    let mut deelnemers = Vec::new();
    for dossier in gemeente.dossiers() {
        let wie = |dag| dossier.toewijzingen.iter().find(|t| t.periode.bevat(dag)).map(|t| t.klantmanager);
        for uitkering in &dossier.uitkeringen {
            let dag = uitkering.datum_ingang;
            if (start.year()..=project.project.einde.year()).contains(&dag.year()) {
                *omgeving.instroom.entry((dag.year(), dag.month())).or_default() += 1;
            }
        }
        if dossier.uitkeringen.iter().any(|u| u.loopt_op(peildatum)) {
            omgeving.klanten_op_peildatum += 1;
            klantmanagers.extend(wie(peildatum));
        }
        if let Some(contactpersoon) = project.project.uit_caseload_van.filter(|c| wie(start) == Some(*c)) {
            caseload += 1;
            let jaar_eerder = plus_maanden(start, -12);
            let gezien = dossier.gesprekken.iter().any(|g| {
                let dag = plaatselijk(g.moment).date();
                g.soort.as_str() == "rechtmatigheidsgesprek"
                    && matches!(g.stand, GesprekStand::Gevoerd(_))
                    && (jaar_eerder..start).contains(&dag)
            });
            omgeving.rechtmatigheid_in_jaar_voor_start += i64::from(gezien);
            assert!(gemeente.gebruikers.iter().any(|g| g.id == contactpersoon && !g.actief));
        }
        if let Some(uitkering) = gevolgd.get(&dossier.klant.id) {
            deelnemers.push(deelnemer(&dossier, *uitkering, start));
        }
    }
    omgeving.caseload_bij_start = project.project.uit_caseload_van.map(|_| caseload);
    omgeving.klantmanagers_op_peildatum = i64::try_from(klantmanagers.len()).unwrap();
    assert_eq!(deelnemers.len(), project.deelnames.len(), "every participant has a file");
    Cohort {
        project: project.project.clone(),
        deelnemers,
        rubrieken: project.rubrieken.clone(),
        uren: project.uren.clone(),
        facturen: project.facturen.clone(),
        caseloadnormen: project.caseloadnormen.clone(),
        contacturen: project.contacturen.clone(),
        omgeving,
    }
}

fn deelnemer(dossier: &Dossier, uitkering: UitkeringId, start: Date) -> Deelnemer {
    let gevolgd = dossier.uitkeringen.iter().find(|u| u.id == uitkering).expect("the spell is in the file");
    assert!(gevolgd.loopt_op(start));
    let eerste = |dagen: &mut dyn Iterator<Item = Date>| dagen.filter(|dag| *dag >= start).min();
    let gesprek = |code: &str| {
        let zulke = dossier.gesprekken.iter().filter(|g| g.stand.code() == code);
        eerste(&mut zulke.map(|g| plaatselijk(g.moment).date()))
    };
    let tijdelijk = dossier.ontheffingen.iter().filter(|o| o.grondslag == Grondslag::Pw9Lid2);
    let spoed = dossier.keuringen.iter().filter(|k| k.spoed && k.aangevraagd >= start);
    Deelnemer {
        geselecteerd: start,
        maandbedrag: gevolgd.maandbedrag,
        einde: match &gevolgd.stand {
            UitkeringStand::Beeindigd(einde) => Some((einde.datum, einde.reden.clone())),
            UitkeringStand::Lopend => None,
        },
        opnieuw: dossier.uitkeringen.iter().find(|u| u.vorige == Some(uitkering)).map(|u| u.datum_ingang),
        uitgenodigd: eerste(&mut dossier.gesprekken.iter().filter_map(|g| g.uitnodiging.as_ref()).map(|u| u.op)),
        gesproken: gesprek("gevoerd"),
        niet_verschenen: gesprek("niet_verschenen"),
        ontheffing: eerste(&mut tijdelijk.map(|o| o.datum_ingang)),
        traject: eerste(&mut dossier.verwijzingen.iter().filter_map(|v| v.gestart)),
        spoedkeuringen: spoed.map(|k| (k.aangevraagd, k.afgerond)).collect(),
    }
}

fn assert_papier(rapport: &Value, papier: &Value, wat: &str) {
    for (sleutel, verwacht) in papier.as_object().unwrap() {
        assert_eq!(&rapport[sleutel], verwacht, "{sleutel} ({wat})");
    }
}

#[test]
fn the_ordinary_evaluation_finds_the_figures_of_both_papers() {
    for zaad in [1, 392, 2026] {
        for klanten in [1, 500, 3_300] {
            let demo = haarlem(&opties(klanten, zaad));
            let gemeente = &demo.gemeenten[0];
            for (project, papier) in gemeente.projecten.iter().zip([brief_pilot_300(), eindevaluatie_ik_doe_mee()]) {
                let wat = format!("{}, zaad {zaad}, {klanten} klanten", project.project.code);
                let evaluatie = evalueer(&cohort(gemeente, project), project.project.peildatum).unwrap();
                assert_papier(&evaluatie.rapport_json(), &papier, &wat);
                assert_eq!(evaluatie.feiten.uitgenodigd, evaluatie.feiten.geselecteerd, "all were invited: {wat}");
                assert_eq!(
                    evaluatie.uitstroom.rubrieken.iter().map(|r| r.aantal).sum::<i64>(),
                    evaluatie.uitstroom.beeindigd
                );
            }
        }
    }
}

/// Traps in the papers: sixteen never came; people came back before the letter was written; ninety have no outcome, and
/// some of those were spoken to.
#[test]
fn behind_the_figures_of_pilot_300() {
    let demo = haarlem(&opties(500, 392));
    let (gemeente, project) = (&demo.gemeenten[0], &demo.gemeenten[0].projecten[0]);
    let evaluatie = evalueer(&cohort(gemeente, project), project.project.peildatum).unwrap();
    assert_eq!(evaluatie.uitkomsten.afgehandeld_nooit_gesproken, 16);
    assert!((150..240).contains(&evaluatie.feiten.gesproken), "{}", evaluatie.feiten.gesproken);
    assert!(evaluatie.spoedkeuringen.aangevraagd > 20);
    let volgende: HashMap<KlantId, UitkeringId> = project.deelnames.iter().map(|d| (d.klant, d.uitkering)).collect();
    let brief = date(2015, 1, 15);
    let terug = gemeente.dossiers().filter(|dossier| {
        let gevolgd = volgende.get(&dossier.klant.id);
        dossier.uitkeringen.iter().any(|u| gevolgd.is_some() && u.vorige == gevolgd.copied() && u.datum_ingang < brief)
    });
    assert!((5..=8).contains(&terug.count()));
}

#[test]
fn the_money_of_ik_doe_mee_consists_of_plausible_amounts() {
    for zaad in 0..40 {
        let demo = haarlem(&opties(1, zaad));
        let (gemeente, project) = (&demo.gemeenten[0], &demo.gemeenten[0].projecten[1]);
        for uren in &project.uren {
            assert!((6_000..=8_000).contains(&uren.uurtarief.0));
            assert!((50 * 60..=170 * 60).contains(&uren.minuten), "{} minuten, zaad {zaad}", uren.minuten);
        }
        let hours: i64 = project.uren.iter().map(|uren| uren.bedrag().0).sum();
        assert_eq!(hours, project.facturen.iter().map(|factuur| factuur.bedrag.0).sum::<i64>());
        let bedragen = (0..gemeente.aantal_dossiers()).take(5_500).map(|n| gemeente.bevolking.levensloop(n as u64));
        for bedrag in bedragen.flat_map(|l| l.rechten).filter_map(|recht| recht.bedrag) {
            assert!((15_000..=150_000).contains(&bedrag), "{bedrag} cent per maand, zaad {zaad}");
        }
    }
}

#[test]
fn the_same_options_give_the_same_town_and_another_seed_another() {
    let hash = |zaad| {
        let demo = haarlem(&opties(60, zaad));
        let mut hasher = DefaultHasher::new();
        for gemeente in &demo.gemeenten {
            format!("{:?}{:?}{:?}", gemeente.teams, gemeente.gebruikers, gemeente.codes).hash(&mut hasher);
            for project in &gemeente.projecten {
                format!("{:?}{:?}{:?}", project.deelnames, project.uren, project.facturen).hash(&mut hasher);
            }
            for dossier in gemeente.dossiers() {
                format!("{dossier:?}{}", dossier.klant.bsn.number()).hash(&mut hasher);
            }
        }
        hasher.finish()
    };
    assert_eq!(hash(7), hash(7));
    assert_ne!(hash(7), hash(8));
}

#[test]
fn any_file_can_be_made_without_those_before_it() {
    let demo = haarlem(&opties(200, 3));
    let gemeente = &demo.gemeenten[0];
    let laatste = gemeente.aantal_dossiers() - 1;
    assert_eq!(gemeente.dossiers().last(), Some(gemeente.dossier(laatste)));
}

/// Weekdays, a Sunday, New Year's Day and the first day that is allowed.
#[test]
fn every_file_keeps_the_rules_on_any_day() {
    let dagen = [VANDAAG, date(2026, 11, 22), date(2027, 1, 1), date(2024, 1, 1), date(2030, 6, 15)];
    for (zaad, vandaag) in (10..).zip(dagen) {
        controleer(&haarlem(&Opties { klanten: 700, zaad, vandaag }), vandaag, 700);
    }
}

#[test]
fn a_town_of_any_size_keeps_the_rules() {
    for klanten in [1, 2, 3, 50, 3_300, 20_000] {
        controleer(&haarlem(&opties(klanten, 392)), VANDAAG, klanten);
    }
}

fn controleer(demo: &Demo, vandaag: Date, klanten: usize) {
    let (mut bsns, mut logins) = (HashSet::new(), HashSet::new());
    let mut klantnummers = HashSet::new();
    for gemeente in &demo.gemeenten {
        let mut ids = BTreeSet::new();
        let codes: HashMap<Codelijst, HashSet<&str>> =
            gemeente.codes.iter().fold(HashMap::new(), |mut lijsten, item| {
                lijsten.entry(item.lijst).or_default().insert(item.code.as_str());
                assert_eq!(item.cbs_code, None);
                lijsten
            });
        for gebruiker in &gemeente.gebruikers {
            assert!(logins.insert(gebruiker.gebruikersnaam.clone()), "{:?}", gebruiker.gebruikersnaam);
            assert!(ids.insert(gebruiker.id.uuid()));
            assert_eq!(gebruiker.gemeente, gemeente.gemeente);
        }
        let collegas: HashMap<GebruikerId, bool> = gemeente.gebruikers.iter().map(|g| (g.id, g.actief)).collect();
        let mut lopend = 0;
        for dossier in gemeente.dossiers() {
            let klant = &dossier.klant;
            assert!(bsns.insert(klant.bsn) && Bsn::try_from_number(klant.bsn.number()).is_ok());
            assert!(klantnummers.insert(klant.klantnummer.clone()), "{}", klant.klantnummer);
            for id in alle_ids(&dossier) {
                assert!(ids.insert(id), "{id} twice");
                assert_eq!(id.get_version_num(), 7);
            }
            lopend += usize::from(dossier.uitkeringen.iter().any(|u| u.loopt_op(vandaag)));
            controleer_klant(&dossier, vandaag);
            controleer_uitkeringen(&dossier, vandaag, &codes[&Codelijst::RedenBeeindiging]);
            controleer_toewijzingen(&dossier, vandaag, &collegas);
            controleer_gesprekken(&dossier, vandaag, &codes[&Codelijst::SoortGesprek]);
            controleer_rest(&dossier, vandaag, &codes);
            controleer_plannen(&dossier, vandaag);
        }
        assert_eq!(lopend, if gemeente.naam == "Haarlem" { klanten } else { 60 });
    }
}

fn alle_ids(dossier: &Dossier) -> Vec<uuid::Uuid> {
    let mut ids = vec![dossier.klant.id.uuid()];
    ids.extend(dossier.uitkeringen.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.toewijzingen.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.segmenteringen.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.gesprekken.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.ontheffingen.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.keuringen.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.verwijzingen.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.plannen.iter().map(|x| x.id.uuid()));
    ids.extend(dossier.plannen.iter().flat_map(|x| &x.inhoud.stappen).map(|x| x.id.uuid()));
    ids
}

fn controleer_klant(dossier: &Dossier, vandaag: Date) {
    let klant = &dossier.klant;
    assert!(leeftijd(klant.geboortedatum, dossier.uitkeringen[0].datum_ingang) >= 18, "{klant:?}");
    let laatste = dossier.uitkeringen.last().unwrap();
    let op = laatste_dag(laatste).unwrap_or(vandaag);
    assert!(leeftijd(klant.geboortedatum, op) <= 66, "{klant:?}");
    assert!(klant.contact.postcode.as_ref().is_some_and(|p| p.to_string().parse::<Postcode>().is_ok()));
    assert!(!klant.naam.voornamen.is_empty() && !klant.naam.geslachtsnaam.is_empty());
}

fn laatste_dag(uitkering: &Uitkering) -> Option<Date> {
    match &uitkering.stand {
        UitkeringStand::Beeindigd(einde) => Some(einde.datum),
        UitkeringStand::Lopend => None,
    }
}

fn controleer_uitkeringen(dossier: &Dossier, vandaag: Date, redenen: &HashSet<&str>) {
    for (volg, uitkering) in dossier.uitkeringen.iter().enumerate() {
        assert!(uitkering.datum_ingang <= vandaag);
        assert!((15_000..=210_000).contains(&uitkering.maandbedrag.0), "{}", uitkering.maandbedrag);
        let vorige = volg.checked_sub(1).map(|v| &dossier.uitkeringen[v]);
        assert_eq!(uitkering.vorige, vorige.map(|u| u.id));
        if let Some(vorige) = vorige {
            assert!(laatste_dag(vorige).unwrap() < uitkering.datum_ingang, "overlap: {:?}", dossier.uitkeringen);
        }
        if let UitkeringStand::Beeindigd(einde) = &uitkering.stand {
            assert!(einde.datum < vandaag && redenen.contains(einde.reden.as_str()));
            let lopend = Uitkering { stand: UitkeringStand::Lopend, ..uitkering.clone() };
            assert_eq!(lopend.beeindig(einde.clone(), vandaag).as_ref(), Ok(uitkering));
        }
    }
}

/// Every day of right has exactly one klantmanager, and today's is somebody who works here.
fn controleer_toewijzingen(dossier: &Dossier, vandaag: Date, collegas: &HashMap<GebruikerId, bool>) {
    let mut toewijzingen = dossier.toewijzingen.iter().peekable();
    for uitkering in &dossier.uitkeringen {
        let mut verwacht = uitkering.datum_ingang;
        let einde = laatste_dag(uitkering);
        loop {
            let toewijzing = toewijzingen.next().expect("an assignment for every day of right");
            assert_eq!(toewijzing.periode.van, verwacht, "{:?}", dossier.toewijzingen);
            assert!(collegas.contains_key(&toewijzing.klantmanager));
            if toewijzing.periode.tot_en_met == einde {
                break;
            }
            let laatste = toewijzing.periode.tot_en_met.unwrap();
            let volgende = toewijzingen.peek().expect("somebody takes over");
            assert!(laatste >= toewijzing.periode.van && volgende.klantmanager != toewijzing.klantmanager);
            verwacht = plus_dagen(laatste, 1);
        }
    }
    assert!(toewijzingen.next().is_none());
    if let Some(huidig) = dossier.toewijzingen.iter().find(|t| t.periode.bevat(vandaag)) {
        assert!(collegas[&huidig.klantmanager], "today's klantmanager works here");
    }
}

fn controleer_gesprekken(dossier: &Dossier, vandaag: Date, soorten: &HashSet<&str>) {
    let mut vorige = None;
    for gesprek in &dossier.gesprekken {
        let moment = plaatselijk(gesprek.moment);
        let dag = moment.date();
        assert!(vorige <= Some(gesprek.moment), "in order of time");
        vorige = Some(gesprek.moment);
        assert!(soorten.contains(gesprek.soort.as_str()));
        assert!((5..=480).contains(&gesprek.duur_minuten));
        if gesprek.stand == GesprekStand::TePlannen {
            assert_eq!((moment.hour(), gesprek.uitnodiging.as_ref()), (0, None), "no time of day, nobody invited");
            continue;
        }
        assert!((9..=16).contains(&moment.hour()), "{moment}");
        let op_zaterdag = dag.weekday().to_monday_zero_offset() >= 5;
        assert!(!op_zaterdag || dag == vandaag, "{moment}");
        assert!(dag <= plus_maanden(vandaag, 3));
        assert!(dossier.uitkeringen.iter().any(|u| u.loopt_op(dag)), "in a spell of benefit");
        let toewijzing = dossier.toewijzingen.iter().find(|t| t.periode.bevat(dag)).unwrap();
        assert_eq!(toewijzing.klantmanager, gesprek.klantmanager);
        let gaat_niet_door = matches!(gesprek.stand, GesprekStand::Verzet { .. } | GesprekStand::Afgezegd { .. });
        if dag >= vandaag {
            assert!(gesprek.is_open() || gaat_niet_door, "what is still to come has no outcome");
        } else {
            assert!(!gesprek.is_open() || plus_dagen(dag, 40) > vandaag);
        }
        controleer_verloop(dossier, gesprek, vandaag);
        match (&gesprek.stand, &gesprek.uitnodiging) {
            (GesprekStand::Gepland, uitnodiging) => assert!(uitnodiging.is_none()),
            (GesprekStand::Uitgenodigd, uitnodiging) => assert!(uitnodiging.is_some()),
            (GesprekStand::Gevoerd(verslag), _) => assert!(!verslag.tekst.is_empty()),
            _ => {}
        }
        if let Some(uitnodiging) = &gesprek.uitnodiging {
            assert!(uitnodiging.op <= dag && uitnodiging.op <= vandaag);
        }
    }
}

/// A successor follows on what was moved, and a cure period on its letter.
fn controleer_verloop(dossier: &Dossier, gesprek: &Gesprek, vandaag: Date) {
    if let Some(vorige) = gesprek.vorige {
        let vorige = dossier.gesprekken.iter().find(|ander| ander.id == vorige).expect("in the same file");
        assert!(matches!(vorige.stand, GesprekStand::Verzet { .. }) && vorige.moment < gesprek.moment);
    }
    if matches!(gesprek.stand, GesprekStand::Verzet { .. }) {
        assert_eq!(dossier.gesprekken.iter().filter(|ander| ander.vorige == Some(gesprek.id)).count(), 1);
    }
    assert_eq!(gesprek.stand == GesprekStand::Bevestigd, gesprek.is_open() && gesprek.bevestigd.is_some());
    if let Some(termijn) = gesprek.stand.termijn() {
        let dag = plaatselijk(gesprek.moment).date();
        assert!(dag < termijn.brief && termijn.brief <= vandaag && termijn.opgeschoven() == termijn, "{gesprek:?}");
        assert!(gesprek.stand.termijn_klaar().is_none_or(|op| termijn.brief <= op && op <= vandaag), "{gesprek:?}");
        if let GesprekStand::NaarRechtmatigheid { op, .. } = gesprek.stand {
            assert!(op > termijn.einde);
        }
    }
}

fn controleer_rest(dossier: &Dossier, vandaag: Date, codes: &HashMap<Codelijst, HashSet<&str>>) {
    let mut eerdere = Vec::new();
    for ontheffing in &dossier.ontheffingen {
        // Of a lone parent the day to look again lies ahead: earlier ones were looked at, half a year after another.
        let eerste = domain::datum::plus_maanden(ontheffing.datum_ingang, 6);
        let verleend = match ontheffing.grondslag {
            Grondslag::Pw9a => {
                Ontheffing { heroverweging: ontheffing.heroverweging.map(|dag| dag.min(eerste)), ..ontheffing.clone() }
            }
            _ => ontheffing.clone(),
        };
        assert_eq!(verleend.clone().verleen(&eerdere), Ok(verleend));
        assert!(codes[&Codelijst::RedenOntheffing].contains(ontheffing.reden.as_str()));
        assert!(dossier.uitkeringen.iter().any(|u| u.loopt_op(ontheffing.datum_ingang)));
        eerdere.push(ontheffing.clone());
    }
    for verwijzing in &dossier.verwijzingen {
        assert!(codes[&Codelijst::Voorziening].contains(verwijzing.voorziening.as_str()));
        assert!(verwijzing.verwezen <= vandaag);
        assert!(verwijzing.gestart.is_none_or(|dag| verwijzing.verwezen <= dag && dag <= vandaag));
        assert!(verwijzing.beeindigd.is_none_or(|dag| verwijzing.gestart.unwrap() <= dag && dag <= vandaag));
    }
    for keuring in &dossier.keuringen {
        assert!(keuring.aangevraagd <= vandaag && keuring.afgerond.is_none_or(|dag| dag <= vandaag));
        assert!(keuring.doorlooptijd().is_none_or(|dagen| dagen > 0));
    }
    for (volg, record) in dossier.segmenteringen.iter().enumerate() {
        assert!(codes[&Codelijst::Segment].contains(record.segment.as_str()));
        assert!(record.periode.van <= vandaag);
        if let Some(volgende) = dossier.segmenteringen.get(volg + 1) {
            assert_eq!(record.periode.tot_en_met.map(|dag| plus_dagen(dag, 1)), Some(volgende.periode.van));
            assert_ne!(record.segment, volgende.segment);
        }
    }
}

/// Versions follow on each other, one holds, and nothing in them lies ahead of today or outside the benefit.
fn controleer_plannen(dossier: &Dossier, vandaag: Date) {
    for (volg, plan) in dossier.plannen.iter().enumerate() {
        let later = &dossier.plannen[volg + 1..];
        assert_eq!(plan.nummer, i64::try_from(volg).unwrap() + 1, "{plan:?}");
        assert_eq!(plan.vorige, volg.checked_sub(1).map(|vorige| dossier.plannen[vorige].id));
        let Some(vaststelling) = plan.stand.vaststelling() else {
            assert!(
                later.is_empty() && plan.opgesteld <= vandaag && plan.inhoud.gebreken(plan.opgesteld, true).is_empty()
            );
            continue;
        };
        let vervangen = later.iter().any(|plan| plan.stand.vaststelling().is_some());
        assert_eq!(matches!(plan.stand, PlanStand::Vervangen { .. }), vervangen, "{plan:?}");
        assert!(vaststelling.op <= vandaag && dossier.uitkeringen.last().unwrap().loopt_op(vaststelling.op));
        assert!(dossier.toewijzingen.iter().any(|t| t.klantmanager == vaststelling.door));
        assert!(plan.inhoud.gebreken(vaststelling.op, true).is_empty(), "{plan:?}");
        if let Some(volgende) = later.first().filter(|_| vervangen) {
            assert_eq!(plan.stand.einde(), Some(volgende.opgesteld));
        }
        for stap in &plan.inhoud.stappen {
            assert!(stap.stand.op().is_none_or(|op| vaststelling.op <= op && op <= vandaag), "{stap:?}");
            assert!(stap.verwijzing.is_none_or(|id| dossier.verwijzingen.iter().any(|v| v.id == id)));
        }
    }
}

#[test]
fn the_town_of_today_looks_like_a_town() {
    let demo = haarlem(&opties(3_300, 392));
    let gemeente = &demo.gemeenten[0];
    let mut caseload: BTreeMap<GebruikerId, i64> = BTreeMap::new();
    let (mut gesprekken, mut ontheven, mut eindigt, mut uit_beeld, mut open, mut terug) = (0, 0, 0, 0, 0, 0);
    let mut met_plan = 0;
    let mut segmenten: BTreeMap<String, i64> = BTreeMap::new();
    for dossier in gemeente.dossiers() {
        gesprekken += dossier.gesprekken.len();
        let Some(huidig) = dossier.toewijzingen.iter().find(|t| t.periode.bevat(VANDAAG)) else { continue };
        *caseload.entry(huidig.klantmanager).or_default() += 1;
        let geldig = dossier.ontheffingen.iter().find(|o| o.geldt_op(VANDAAG));
        ontheven += i64::from(geldig.is_some());
        eindigt += i64::from(geldig.and_then(|o| o.datum_einde).is_some_and(|dag| dag <= plus_dagen(VANDAAG, 30)));
        terug += i64::from(dossier.uitkeringen.len() > 1);
        met_plan += i64::from(!dossier.plannen.is_empty());
        let dag = |g: &Gesprek| plaatselijk(g.moment).date();
        let gevoerd = dossier.gesprekken.iter().filter(|g| matches!(g.stand, GesprekStand::Gevoerd(_))).map(dag).max();
        let lang_erbij = dossier.uitkeringen.last().unwrap().datum_ingang < plus_maanden(VANDAAG, -12);
        uit_beeld += i64::from(lang_erbij && gevoerd.is_none_or(|dag| dag < plus_maanden(VANDAAG, -12)));
        open += i64::from(dossier.gesprekken.iter().any(|g| g.is_open() && dag(g) < VANDAAG));
        let segment = dossier.segmenteringen.iter().find(|s| s.periode.bevat(VANDAAG)).unwrap();
        *segmenten.entry(segment.segment.to_string()).or_default() += 1;
    }
    assert_eq!(caseload.len(), 45);
    let nadia = gemeente.gebruikers.iter().find(|g| g.gebruikersnaam.as_str() == "n.elamrani").unwrap();
    assert_eq!(caseload[&nadia.id], 84);
    assert!(caseload.values().all(|aantal| (73..=84).contains(aantal)), "{caseload:?}");
    assert!((28_000..=60_000).contains(&gesprekken), "{gesprekken} gesprekken");
    assert!((330..=500).contains(&ontheven), "{ontheven} ontheven");
    assert!((15..=120).contains(&eindigt), "{eindigt} eindigen");
    assert!((100..=500).contains(&uit_beeld), "{uit_beeld} uit beeld");
    assert!((60..=95).contains(&open), "{open} nog vast te leggen");
    assert!(terug > 300, "{terug} eerder in de uitkering");
    assert!((1_800..=2_400).contains(&met_plan), "{met_plan} met een plan");
    let deel = |code: &str| segmenten[code] * 100 / 3_300;
    assert!((17..=23).contains(&deel("direct_bemiddelbaar")) && (41..=49).contains(&deel("overbrugbare_afstand")));
    println!(
        "{gesprekken} gesprekken, {ontheven} ontheven, {eindigt} eindigen, {uit_beeld} uit beeld, {open} open, {terug} terug, {segmenten:?}"
    );
}

/// On a working day everybody has a full diary, never with two clients at one time; on a Sunday it is not quite empty.
#[test]
fn everybody_has_a_diary_today() {
    for vandaag in [VANDAAG, date(2026, 11, 22), date(2026, 11, 28)] {
        let demo = haarlem(&Opties { klanten: 3_300, zaad: 5, vandaag });
        for gemeente in &demo.gemeenten {
            let mut agenda: BTreeMap<GebruikerId, Vec<(jiff::Timestamp, i64)>> = BTreeMap::new();
            let mut vandaag_per: HashMap<GebruikerId, usize> = HashMap::new();
            for gesprek in gemeente.dossiers().flat_map(|d| d.gesprekken).filter(Gesprek::is_open) {
                agenda.entry(gesprek.klantmanager).or_default().push((gesprek.moment, gesprek.duur_minuten));
                if plaatselijk(gesprek.moment).date() == vandaag {
                    *vandaag_per.entry(gesprek.klantmanager).or_default() += 1;
                }
            }
            for klantmanager in gemeente.gebruikers.iter().filter(|g| g.actief && g.rol == Rol::Klantmanager) {
                let aantal = vandaag_per.get(&klantmanager.id).copied().unwrap_or_default();
                let werkdag = dagen::is_werkdag(dagen::van_datum(vandaag));
                assert!(
                    if werkdag { (3..=6).contains(&aantal) } else { (1..=2).contains(&aantal) },
                    "{aantal} op {vandaag}"
                );
                let eigen = agenda.get_mut(&klantmanager.id).unwrap();
                eigen.sort_unstable();
                for paar in eigen.windows(2) {
                    let klaar = paar[0].0.as_second() + paar[0].1 * 60;
                    assert!(klaar <= paar[1].0.as_second(), "two at one time: {paar:?}");
                }
            }
        }
    }
}

#[test]
fn johan_van_der_meer_is_as_in_every_demonstration() {
    for (klanten, vandaag) in [(1, VANDAAG), (3_300, VANDAAG), (3_300, date(2026, 11, 22)), (3_300, date(2024, 3, 2))] {
        let demo = haarlem(&Opties { klanten, zaad: 11, vandaag });
        let gemeente = &demo.gemeenten[0];
        let mut johans = gemeente.dossiers().filter(|d| d.klant.klantnummer.as_str() == "104-2217");
        let johan = johans.next().unwrap();
        assert_eq!(johans.count(), 0);
        assert_eq!(johan.klant.naam.voluit(), "Johan van der Meer");
        assert_eq!(leeftijd(johan.klant.geboortedatum, vandaag), 54);
        assert_eq!(johan.klant.contact.wijk, "Schalkwijk");
        let nadia = gemeente.gebruikers.iter().find(|g| g.gebruikersnaam.as_str() == "n.elamrani").unwrap();
        assert!(johan.toewijzingen.iter().all(|t| t.klantmanager == nadia.id));
        assert_eq!(johan.segmenteringen.last().unwrap().segment.as_str(), "overbrugbare_afstand");
        assert_eq!(johan.ontheffingen[0].datum_einde, Some(plus_dagen(vandaag, 22)));
        assert_eq!(johan.keuringen[0].doorlooptijd(), Some(12));
        let volgende = plaatselijk(johan.gesprekken.last().unwrap().moment);
        assert_eq!((volgende.hour(), volgende.minute()), (10, 30));
        assert!(volgende.date() >= vandaag && volgende.date() <= plus_dagen(vandaag, 4));
        assert!(johan.gesprekken.len() >= 4, "{:?}", johan.gesprekken);
    }
}

/// Every signal keeps the rules, Johan has one, and Nadia stands in for a colleague.
#[test]
fn there_are_signals_and_somebody_is_on_leave() {
    let demo = haarlem(&opties(400, 392));
    let gemeente = &demo.gemeenten[0];
    let mut standen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut over_johan = 0;
    for (nummer, dossier) in gemeente.dossiers().enumerate() {
        let Some(signaal) = gemeente.signaal(&dossier, nummer) else { continue };
        assert!(signaal.clone().ontvang(VANDAAG).is_ok());
        assert!(signaal.stand.behandeling().is_none_or(|behandeling| behandeling.sinds <= VANDAAG));
        *standen.entry(signaal.stand.code()).or_default() += 1;
        over_johan += usize::from(super::johan::is_johan(&dossier));
    }
    assert_eq!(over_johan, 1);
    assert!(standen.values().sum::<usize>() >= 5, "{standen:?}");
    assert!(standen.contains_key("nieuw"), "{standen:?}");
    let (overname, _) = gemeente.waarneming().unwrap();
    assert!(overname.neemt_waar_op(VANDAAG));
    assert!(demo.gemeenten[1].waarneming().is_none());
}

/// Everything the municipality keeps about contact is somewhere, in each of its states, and Nadia has a little of it.
#[test]
fn every_state_of_contact_is_somewhere_in_the_town() {
    for vandaag in [VANDAAG, date(2026, 11, 22), date(2027, 1, 1)] {
        let demo = haarlem(&Opties { klanten: 3_300, zaad: 392, vandaag });
        let gemeente = &demo.gemeenten[0];
        let nadia = gemeente.gebruikers.iter().find(|g| g.gebruikersnaam.as_str() == "n.elamrani").unwrap().id;
        let (mut standen, mut van_nadia) = (BTreeMap::<String, usize>::new(), BTreeMap::<&str, usize>::new());
        let (mut beelden, mut met_beeld, mut maatwerk, mut brieven, mut wachtend) = (0, 0, 0, 0, 0);
        for (nummer, dossier) in gemeente.dossiers().enumerate() {
            let recent = plus_maanden(vandaag, -2);
            for gesprek in dossier.gesprekken.iter().filter(|g| plaatselijk(g.moment).date() > recent) {
                *standen.entry(naam(gesprek, vandaag)).or_default() += 1;
                if gesprek.klantmanager == nadia {
                    *van_nadia.entry(gesprek.stand.code()).or_default() += 1;
                }
            }
            for plan in &dossier.plannen {
                *standen.entry(format!("plan {}", plan.stand.code())).or_default() += 1;
            }
            let eigen = gemeente.klantbeelden(&dossier, nummer);
            assert!(eigen.iter().map(|beeld| beeld.versie).eq(1..=i64::try_from(eigen.len()).unwrap()));
            assert!(eigen.iter().all(|vastgelegd| vastgelegd.beeld.clone().leg_vast().is_ok()));
            beelden += eigen.len();
            met_beeld += usize::from(!eigen.is_empty());
            maatwerk += usize::from(gemeente.maatwerk(&dossier, nummer).is_some());
            for brief in gemeente.brieven(&dossier, nummer) {
                *standen.entry(format!("brief {} {}", brief.soort.code(), brief.taal.code())).or_default() += 1;
                let over = dossier.gesprekken.iter().find(|gesprek| gesprek.id == brief.gesprek).unwrap();
                let uitnodiging = over.uitnodiging.as_ref().unwrap();
                assert!(brief.soort != Briefsoort::Uitnodiging || uitnodiging.bewijs == brief.kenmerk);
                assert!(brief.inhoud.datum <= vandaag && brief.inhoud.heeft_adres());
                brieven += 1;
                wachtend += usize::from(brief.afgedrukt_op.is_none());
            }
        }
        println!(
            "{vandaag}: {standen:?}, Nadia {van_nadia:?}, {beelden} beelden, {maatwerk} maatwerk, {brieven} brieven"
        );
        for stand in [
            "te_plannen",
            "gepland",
            "uitgenodigd",
            "bevestigd",
            "verzet klant",
            "afgezegd klant",
            "afgezegd gemeente",
            "gevoerd",
            "niet_verschenen",
            "termijn loopt",
            "termijn bijna om",
            "termijn voorbij",
            "hersteld",
            "naar_rechtmatigheid",
            "plan concept",
            "plan vastgesteld",
            "plan vervangen",
            "plan beeindigd",
            "brief uitnodiging nl",
            "brief uitnodiging ar",
            "brief uitnodiging en",
            "brief herinnering nl",
            "brief niet_verschenen nl",
            "brief afspraken nl",
        ] {
            assert!(standen.contains_key(stand), "{stand} on {vandaag}: {standen:?}");
        }
        for stand in ["te_plannen", "bevestigd", "verzet", "in_hersteltermijn", "naar_rechtmatigheid"] {
            assert!(van_nadia.contains_key(stand), "{stand} on {vandaag}: {van_nadia:?}");
        }
        assert!((1_200..=3_300).contains(&met_beeld) && beelden > met_beeld, "{met_beeld} {beelden}");
        assert!((30..=120).contains(&maatwerk), "{maatwerk}");
        assert!((100..=900).contains(&brieven) && (1..=80).contains(&wachtend), "{brieven} {wachtend}");
    }
}

/// A state, and of a cure period how far it is.
fn naam(gesprek: &Gesprek, vandaag: Date) -> String {
    match &gesprek.stand {
        GesprekStand::InHersteltermijn { termijn, .. } if termijn.einde < vandaag => "termijn voorbij".to_owned(),
        GesprekStand::InHersteltermijn { termijn, .. } if termijn.einde <= plus_dagen(vandaag, 5) => {
            "termijn bijna om".to_owned()
        }
        GesprekStand::InHersteltermijn { .. } => "termijn loopt".to_owned(),
        GesprekStand::Verzet { door, .. } | GesprekStand::Afgezegd { door, .. } => {
            format!("{} {}", gesprek.stand.code(), door.code())
        }
        stand => stand.code().to_owned(),
    }
}

/// Whoever is shown by name is there once, in Nadia's caseload, in a town that is large enough.
#[test]
fn clients_with_a_story_can_be_found_by_name() {
    for vandaag in [VANDAAG, date(2026, 11, 28), date(2027, 1, 1), date(2024, 1, 2)] {
        let demo = haarlem(&Opties { klanten: 1_000, zaad: 392, vandaag });
        let gemeente = &demo.gemeenten[0];
        let dossiers: Vec<Dossier> = gemeente.dossiers().collect();
        for (naam, uitleg) in super::personen() {
            let zo: Vec<_> = dossiers
                .iter()
                .filter(|d| d.klant.naam.voluit() == naam && d.uitkeringen.last().unwrap().loopt_op(vandaag))
                .collect();
            let [dossier] = zo.as_slice() else { panic!("{naam} is there {} times", zo.len()) };
            let nu = |op: Date| plus_dagen(op, 40) > vandaag;
            let laatste = dossier.gesprekken.last().unwrap();
            let dag = plaatselijk(laatste.moment).date();
            match laatste.stand.code() {
                "gevoerd" => assert!(uitleg.contains("jaar niet gesproken") && dag < plus_maanden(vandaag, -13)),
                "in_hersteltermijn" => {
                    let voorbij = laatste.stand.termijn().unwrap().einde < vandaag;
                    assert_eq!(voorbij, uitleg.contains("voorbij"), "{naam}");
                }
                _ => assert!(nu(dag), "{naam}: {laatste:?}"),
            }
        }
    }
    let klein = haarlem(&opties(50, 392));
    assert!(klein.gemeenten[0].dossiers().all(|dossier| dossier.klant.naam.voluit() != "Ingrid Postma"));
}

#[test]
fn somebody_else_sits_at_the_table_and_cases_are_handed_over() {
    let demo = haarlem(&opties(600, 392));
    let gemeente = &demo.gemeenten[0];
    let tafels: Vec<_> =
        gemeente.dossiers().enumerate().filter_map(|(nummer, dossier)| gemeente.tafel(&dossier, nummer)).collect();
    let deelnemers: Vec<_> = tafels.iter().flat_map(|tafel| &tafel.deelnemers).collect();
    let ids: HashSet<_> = deelnemers.iter().map(|(deelnemer, _, _)| deelnemer.id).collect();
    assert_eq!(ids.len(), deelnemers.len());
    assert!(deelnemers.iter().any(|(_, _, notitie)| notitie.is_some()));
    assert!(deelnemers.iter().any(|(_, _, notitie)| notitie.is_none()));
    assert!(tafels.iter().any(|tafel| !tafel.rechtmatigheid.is_empty()));
    let overgedragen = tafels.iter().filter_map(|tafel| tafel.overgedragen.as_ref());
    assert!(overgedragen.clone().count() > 0 && overgedragen.clone().all(|g| g.stand.code() == "naar_rechtmatigheid"));
    let zandvoort = &demo.gemeenten[1];
    assert!(zandvoort.dossiers().enumerate().all(|(nummer, dossier)| zandvoort.tafel(&dossier, nummer).is_none()));
}

#[test]
fn the_logins_to_show_exist() {
    let demo = haarlem(&opties(10, 1));
    let namen: Vec<_> = demo.logins.iter().map(|l| (l.gebruikersnaam.as_str(), l.rol, l.gemeente)).collect();
    let verwacht = [
        ("n.elamrani", Rol::Klantmanager, "Haarlem"),
        ("p.devries", Rol::Teamleider, "Haarlem"),
        ("k.yildiz", Rol::Deskundige, "Haarlem"),
        ("r.hendriks", Rol::Rechtmatigheid, "Haarlem"),
        ("m.aksoy", Rol::Rechtmatigheid, "Haarlem"),
        ("s.bakker", Rol::Beleidsadviseur, "Haarlem"),
        ("beheer", Rol::Beheerder, "Haarlem"),
        ("b.winter", Rol::Beheerder, "Haarlem"),
        ("v.hulst", Rol::Aanbieder, "Haarlem"),
        ("t.paap", Rol::Klantmanager, "Zandvoort"),
    ];
    assert_eq!(namen, verwacht);
}

#[test]
fn days_agree_with_the_calendar() {
    for n in (-40_000..40_000).step_by(17) {
        let datum = dagen::datum(n);
        assert_eq!(dagen::van_datum(datum), n);
        assert_eq!(i32::from(datum.weekday().to_monday_zero_offset()), dagen::weekdag(n));
        if n > 9_500 {
            let lokaal = plaatselijk(dagen::moment(n, 615));
            assert_eq!((lokaal.date(), lokaal.hour(), lokaal.minute()), (datum, 10, 15));
        }
    }
    for pasen in [date(2024, 4, 1), date(2025, 4, 21), date(2026, 4, 6), date(2026, 5, 14), date(2027, 5, 17)] {
        assert!(!dagen::is_werkdag(dagen::van_datum(pasen)), "{pasen}");
    }
}

#[test]
fn the_series_of_numbers_passes_the_elfproef_and_never_repeats() {
    let reeks = BsnReeks::nieuw();
    let mut gezien = HashSet::new();
    for rang in (0..12_000).chain(1_000_000..1_001_000) {
        let getal = reeks.nummer(rang);
        assert!(Bsn::try_from_number(getal).is_ok(), "{getal}");
        assert!(gezien.insert(getal));
        assert!(rang >= 9_000 || getal >= 999_900_000, "the test range first");
    }
    for aantal in [1, 2, 3, 7, 260, 5_000] {
        let schudding = Schudding::nieuw(9, aantal);
        let plaatsen: BTreeSet<u64> = (0..aantal).map(|i| schudding.plaats(i)).collect();
        assert!(plaatsen.into_iter().eq(0..aantal));
    }
}
