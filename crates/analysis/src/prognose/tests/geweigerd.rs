//! What cannot be played says what is in the way.

use super::{aanname, dorp, keer};
use crate::prognose::{Opzet, OpzetGeweigerd, prognose, vergelijk};

const GOED: &str = Opzet::basis_tekst();

#[test]
fn what_is_no_opzet_says_where_and_what_to_do() {
    for (van, naar, zegt) in [
        ("maanden = 60", "maanden = 0", "het aantal maanden is 0; kies 1 tot en met 120"),
        ("maanden = 60", "maanden = 600", "het aantal maanden is 600; kies 1 tot en met 120"),
        ("maanden = 60", "maanden = -3", "regel 6: "),
        ("begin = 2027-01-01", "begin = 2027-01-15", "kies de eerste dag van een maand"),
        ("begin = 2027-01-01", "begin = \"31-2-2027\"", "31-2-2027 is geen datum"),
        ("begin = 2027-01-01", "begin = 1980-01-01", "tussen 1990 en 2100"),
        ("duurgrenzen = [6, 12,", "duurgrenzen = [12, 6,", "ze moeten oplopen"),
        ("duurgrenzen = [6,", "duurgrenzen = [0,", "ze moeten oplopen, vanaf 1 maand"),
        (
            "duurgrenzen = [6, 12, 24, 36, 60]",
            "duurgrenzen = [6, 12, 24, 36]",
            "staan 6 getallen; het moeten er 5 zijn",
        ),
        ("per_maand = 60", "per_maand = -1", "de instroom per maand vanaf 2015-01-01 is -1"),
        ("per_maand = 60", "per_maand = nan", "is NaN; dat moet tussen 0 en 5000 liggen"),
        ("seizoen = { waarden = [1.10,", "seizoen = { waarden = [-1,", "de factoren van het seizoen is -1"),
        ("seizoen = { waarden = [1.10,", "seizoen = { waarden = [", "staan 11 getallen; het moeten er 12 zijn"),
        ("onzekerheid = 0.05", "onzekerheid = inf", "de onzekerheid van de instroom is inf"),
        ("onzekerheid = 0.05", "onzekerheid = 2", "nu kunnen er meer dan 2000000 mensen bijkomen"),
        ("klanten = { waarde = 700", "klanten = { waarde = -700", "het aantal klanten van Direct bemiddelbaar is -700"),
        ("klanten = { waarde = 700", "klanten = { waarde = nan", "het aantal klanten van Direct bemiddelbaar is NaN"),
        ("klanten = { waarde = 700", "klanten = { waarde = 7000000", "dat moet hooguit 100000 zijn"),
        ("aandeel_instroom = { waarde = 0.50", "aandeel_instroom = { waarde = 0.60", "zijn samen 1.1"),
        ("[0.30, 0.20, 0.20,", "[0.40, 0.20, 0.20,", "de duur bij het begin van Direct bemiddelbaar zijn samen 1.1"),
        (
            "per_maand = [0.050,",
            "per_maand = [-0.050,",
            "het tempo waarin Direct bemiddelbaar eindigt door werk is -0.05",
        ),
        ("per_maand = [0.050,", "per_maand = [nan,", "is NaN"),
        ("{ reden = \"werk\", per", "{ reden = \"loterij\", per", "de reden loterij bestaat niet"),
        ("reden = \"rechtmatigheid\", per", "reden = \"werk\", per", "de reden werk staat er twee keer"),
        ("van = \"Direct bemiddelbaar\"", "van = \"Ergens\"", "het segment Ergens bestaat niet"),
        (
            "per_maand = 0.010",
            "per_maand = -0.010",
            "de overgang van Direct bemiddelbaar naar Overbrugbare afstand is -0.01",
        ),
        ("interval_weken = { waarde = 26", "interval_weken = { waarde = 0", "tussen 0,1 en 520"),
        ("kans_niet_verschijnen = { waarde = 0.12", "kans_niet_verschijnen = { waarde = 1.2", "tussen 0 en 1"),
        ("effect = { waarde = 0", "effect = { waarde = -2", "het effect van contact is -2"),
        (
            "caseload = { waarde = 120",
            "caseload = { waarde = 0",
            "de caseload per fte is 0; dat moet een getal groter dan 0",
        ),
        ("aantal = 33", "aantal = 0", "op 2027-01-01 is er 0 fte; geef klantmanagers"),
        ("fte = 1.0", "fte = 0", "het aantal fte van vast is 0; dat moet groter dan 0 zijn"),
        ("aantal = 33", "aantal = 33\nvanaf = 2028-01-01", "op 2027-01-01 is er 0 fte"),
        ("aantal = 33", "aantal = 33\ntot_en_met = \"31-12-2026\"", "op 2027-01-01 is er 0 fte"),
        ("aantal = 33", "aantal = 330000", "er zijn 330000 klantmanagers; hooguit 2000"),
        (
            "verlofweken = { waarde = 7",
            "verlofweken = { waarde = 26",
            "verlof en ziekte nemen in augustus meer dan de hele maand",
        ),
        ("plaatsen = { waarde = 120", "plaatsen = { waarde = -1", "het aantal plaatsen van Pasmatch is -1"),
        ("deel = 0.045", "deel = 1.5", "het deel van Direct bemiddelbaar dat naar Pasmatch gaat is 1.5"),
        ("euro = 1827301.14", "euro = -5", "de begroting van 2027 is -5"),
        ("post = \"voorzieningen\"", "post = \"iets\"", "regel "),
        ("bron = \"cao: 36 uur per week\"", "bron = \" \"", "bij het aantal uren per week staat geen bron"),
        ("uitkering = {", "uitkring = {", "dit is geen opzet van een simulatie: "),
    ] {
        assert!(GOED.contains(van), "{van}");
        let klacht = Opzet::lees(&GOED.replacen(van, naar, 1)).unwrap_err().to_string();
        assert!(klacht.contains(zegt), "{naar}: {klacht}");
    }
    let half = &GOED[..GOED.len() / 2];
    assert!(Opzet::lees(half).unwrap_err().to_string().contains("dit is geen opzet"), "cut off");
}

#[test]
fn without_anybody_there_is_nothing_to_play() {
    let mut leeg = dorp();
    leeg.segmenten.iter_mut().for_each(|segment| segment.klanten = aanname(0.0));
    assert_eq!(leeg.toets(), Ok(()), "who comes is enough");
    leeg.instroom.niveau[0].per_maand = 0.0;
    assert!(leeg.toets().unwrap_err().to_string().contains("er zijn 0 klanten en er komt niemand bij"));
    let zonder = Opzet { segmenten: Vec::new(), ..dorp() };
    assert_eq!(zonder.toets(), Err(OpzetGeweigerd::GeenSegmenten));
    let niemand = Opzet { klantmanagers: Vec::new(), ..dorp() };
    assert!(niemand.toets().unwrap_err().to_string().contains("0 fte"));
    let mut dubbel = dorp();
    dubbel.segmenten[1].naam = dubbel.segmenten[0].naam.clone();
    assert!(dubbel.toets().unwrap_err().to_string().contains("staat er twee keer"));
}

#[test]
fn what_cannot_be_compared_is_not() {
    let ander = Opzet { maanden: 12, ..dorp() };
    let geweigerd = |opzetten: &[Opzet]| vergelijk(opzetten, keer(2, 1), &|_| true).unwrap_err();
    assert_eq!(geweigerd(&[dorp(), ander]), OpzetGeweigerd::NietTeVergelijken);
    assert_eq!(geweigerd(&[]), OpzetGeweigerd::NietTeVergelijken);
    assert_eq!(geweigerd(&vec![dorp(); 9]), OpzetGeweigerd::NietTeVergelijken);
    for herhalingen in [0, 100_001] {
        let geweigerd = prognose(&dorp(), keer(herhalingen, 1), &|_| true).unwrap_err();
        assert!(geweigerd.to_string().contains("kies 1 tot en met 100000"));
    }
    let slecht = Opzet { maanden: 0, ..dorp() };
    assert_eq!(prognose(&slecht, keer(1, 1), &|_| true), Err(OpzetGeweigerd::Maanden(0)));
}

/// Five thousand a month who all come in January are a great many a day, and can be played; not knowing at all how many come cannot.
#[test]
fn a_busy_january_is_played_and_an_unknown_one_is_not() {
    let mut druk = super::dorp();
    druk.maanden = 1;
    druk.instroom.niveau[0].per_maand = 5_000.0;
    druk.instroom.onzekerheid = 0.0;
    druk.instroom.seizoen.waarden = [1.0].into_iter().chain([0.0; 11]).collect();
    let komen = super::som(&super::een_keer(&druk, 3), super::Uitvoer::Instroom);
    // Sixty thousand, give or take five deviations; the few who come back within the month are beside it.
    assert!((58_700.0..61_500.0).contains(&komen), "{komen}");
    druk.instroom.onzekerheid = 0.6;
    assert_eq!(druk.toets(), Ok(()));
    druk.instroom.onzekerheid = 0.9;
    assert!(druk.toets().unwrap_err().to_string().contains("de onzekerheid van de instroom is 0.9; verlaag die"));
}
