use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::recht::scenario::{Wereld, dag, past, speel};

const VANDAAG: Date = date(2026, 11, 17);

fn opdracht(soort: SoortOpdracht) -> Opdracht {
    Opdracht {
        soort,
        klant: Uuid::from_u128(2).into(),
        uitkering: Uuid::from_u128(3).into(),
        van: date(2026, 9, 1),
        tot_en_met: None,
        bedrag: None,
        procent: None,
        artikel: "PW 54 lid 3".to_owned(),
    }
}

fn uitvoering(opdracht: Opdracht) -> Uitvoering {
    let uit = Oorsprong::Besluit(Uuid::from_u128(1).into());
    Uitvoering::nieuw(Uuid::from_u128(9).into(), uit, opdracht, VANDAAG)
}

fn regel(op: Date) -> Bestandsregel {
    let bedrag = Eurocent(141_946);
    Bestandsregel { dag: op, einde: None, maandbedrag: bedrag, was: bedrag, terugvordering: None, verlaging: None }
}

fn waarneming(op: Date, bedrag: i64) -> Waarneming {
    Waarneming { op, gezien: Gezien { bedrag: Some(Eurocent(bedrag)), ..Gezien::default() } }
}

#[test]
fn an_order_takes_its_steps_as_the_decision_it_follows_from() {
    let gevraagd = Opdracht { bedrag: Some(Eurocent(60_000)), ..opdracht(SoortOpdracht::Terugvorderen) };
    let klaar = uitvoering(gevraagd);
    assert!(matches!(klaar.clone().verwerk(waarneming(VANDAAG, 60_000)), Err(BesluitGeweigerd::PastNiet(_))));
    let gisteren = plus_dagen(VANDAAG, -1);
    assert_eq!(klaar.clone().geef_door(gisteren), Err(BesluitGeweigerd::VoorVorigeStap(VANDAAG)));
    let door = klaar.clone().geef_door(VANDAAG).unwrap();
    assert!(door.stand.wacht() && matches!(door.clone().geef_door(VANDAAG), Err(BesluitGeweigerd::PastNiet(_))));
    assert_eq!(door.clone().verwerk(waarneming(gisteren, 60_000)), Err(BesluitGeweigerd::VoorVorigeStap(VANDAAG)));
    let niets = Waarneming { op: VANDAAG, gezien: Gezien::default() };
    assert_eq!(door.clone().verwerk(niets), Err(BesluitGeweigerd::NietsGezien));
    let anders = door.clone().verwerk(waarneming(VANDAAG, 55_000)).unwrap();
    assert_eq!(anders.stand.code(), "wijkt_af");
    assert_eq!(anders.is_nagevraagd(VANDAAG).unwrap().stand.code(), "uitgevoerd");
    assert_eq!(door.vervalt().stand.opgedragen(), Some(VANDAAG), "that it was asked is not forgotten");
    assert_eq!(klaar.vervalt().stand, OpdrachtStand::Vervallen { opgedragen: None });
}

#[test]
fn of_two_recoveries_the_file_confirms_one_and_contradicts_none() {
    let van = |bedrag| Opdracht { bedrag: Some(Eurocent(bedrag)), ..opdracht(SoortOpdracht::Terugvorderen) };
    let (een, ander) = (van(60_000), van(25_000));
    let bestand = Bestandsregel { terugvordering: Some(Eurocent(25_000)), ..regel(VANDAAG) };
    let [eerst, tweede] = &bestand.gezien(&[&een, &ander])[..] else { panic!("two") };
    assert!(eerst.is_niets());
    assert_eq!(tweede.bedrag, Some(Eurocent(25_000)));
    let samen = Bestandsregel { terugvordering: Some(Eurocent(85_000)), ..bestand };
    assert!(samen.gezien(&[&een, &ander]).iter().all(Gezien::is_niets));
}

#[test]
fn a_stretch_without_right_in_the_past_shows_in_no_file() {
    let korte = Opdracht { tot_en_met: Some(date(2026, 9, 30)), ..opdracht(SoortOpdracht::Intrekken) };
    let bestand = Bestandsregel { einde: Some(date(2026, 10, 31)), ..regel(VANDAAG) };
    assert!(bestand.gezien(&[&korte])[0].is_niets());
}

#[derive(Default)]
struct Verhaal {
    was: Eurocent,
    nu: Option<Uitvoering>,
}

impl Verhaal {
    fn doorgegeven(&mut self, opdracht: Opdracht, op: &str) {
        self.nu = Some(uitvoering(opdracht).geef_door(dag(op)).expect("it is ready"));
    }

    fn bestand(&mut self, op: &str, vul: impl FnOnce(Bestandsregel) -> Bestandsregel) {
        let nu = self.nu.take().expect("there is an order");
        let bestand = vul(Bestandsregel { maandbedrag: self.was, was: self.was, ..regel(dag(op)) });
        let gezien = bestand.gezien(&[&nu.opdracht]).remove(0);
        let waarneming = Waarneming { op: dag(op), gezien };
        self.nu = Some(nu.clone().verwerk(waarneming).unwrap_or(nu));
    }
}

impl Wereld for Verhaal {
    fn stap(&mut self, zin: &str) -> bool {
        let geld = |tekst: &str| tekst.parse::<Eurocent>().expect("an amount");
        if let Some(deel) = past("Johan ontving tot nu toe {} per maand", zin) {
            self.was = geld(deel[0]);
        } else if let Some(deel) =
            past("de opdracht terugvorderen van {} vanaf {} tot en met {} is doorgegeven op {}", zin)
        {
            let (bedrag, tot) = (Some(geld(deel[0])), Some(dag(deel[2])));
            let van = dag(deel[1]);
            let is = Opdracht { van, tot_en_met: tot, bedrag, ..opdracht(SoortOpdracht::Terugvorderen) };
            self.doorgegeven(is, deel[3]);
        } else if let Some(deel) = past("de opdracht herzien naar {} vanaf {} tot en met {} is doorgegeven op {}", zin)
        {
            let (bedrag, tot) = (Some(geld(deel[0])), Some(dag(deel[2])));
            let van = dag(deel[1]);
            self.doorgegeven(Opdracht { van, tot_en_met: tot, bedrag, ..opdracht(SoortOpdracht::Herzien) }, deel[3]);
        } else if let Some(deel) = past("de opdracht verlagen met {} vanaf {} tot en met {} is doorgegeven op {}", zin)
        {
            let (procent, tot) = (Some(deel[0].parse().expect("a percentage")), Some(dag(deel[2])));
            let van = dag(deel[1]);
            self.doorgegeven(Opdracht { van, tot_en_met: tot, procent, ..opdracht(SoortOpdracht::Verlagen) }, deel[3]);
        } else if let Some(deel) = past("de opdracht intrekken vanaf {} is doorgegeven op {}", zin) {
            self.doorgegeven(Opdracht { van: dag(deel[0]), ..opdracht(SoortOpdracht::Intrekken) }, deel[1]);
        } else if let Some(deel) = past("de opdracht ongedaan maken vanaf {} is doorgegeven op {}", zin) {
            self.doorgegeven(Opdracht { van: dag(deel[0]), ..opdracht(SoortOpdracht::OngedaanMaken) }, deel[1]);
        } else if let Some(deel) = past("het bestand van {} een terugvordering laat zien van {}", zin) {
            self.bestand(deel[0], |is| Bestandsregel { terugvordering: Some(geld(deel[1])), ..is });
        } else if let Some(deel) = past("het bestand van {} een verlaging laat zien van {}", zin) {
            self.bestand(deel[0], |is| Bestandsregel { verlaging: deel[1].parse().ok(), ..is });
        } else if let Some(deel) = past("het bestand van {} een einde laat zien op {}", zin) {
            self.bestand(deel[0], |is| Bestandsregel { einde: Some(dag(deel[1])), ..is });
        } else if let Some(deel) = past("het bestand van {} een bedrag laat zien van {}", zin) {
            self.bestand(deel[0], |is| Bestandsregel { maandbedrag: geld(deel[1]), ..is });
        } else if let Some(deel) = past("zij opnieuw is doorgegeven op {}", zin) {
            let nu = self.nu.take().expect("there is an order");
            self.nu = Some(nu.geef_door(dag(deel[0])).expect("it may be asked again"));
        } else if let Some(deel) = past("is de opdracht {}", zin) {
            assert_eq!(self.nu.as_ref().expect("there is an order").stand.code(), deel[0]);
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert!(speel::<Verhaal>(include_str!("opdracht.feature")) >= 16);
}
