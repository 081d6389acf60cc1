//! A file to try the import with, as large as one likes and the same for the same seed. Everybody in it is invented.

use std::io::{self, Write};

use domain::{bsn::Bsn, datum::plus_dagen};
use jiff::civil::date;

const VOORNAMEN: [&str; 12] =
    ["Johan", "Nadia", "Yılmaz", "Fatima", "Pieter", "Renée", "Mohamed", "Anouk", "Wei", "Krzysztof", "Zoë", "Samira"];
const ACHTERNAMEN: [&str; 16] = [
    "Meer",
    "Amrani",
    "Bakker",
    "Özdemir",
    "Visser",
    "Jansen",
    "Nguyen",
    "Kowalski",
    "Smit",
    "Hassan",
    "Mulder",
    "Yildiz",
    "Groot",
    "Bos",
    "Peters",
    "Vermeulen",
];
const UITGANGEN: [&str; 8] = ["", "sen", "stra", "huis", "man", "ma", "kamp", "veld"];
const STRATEN: [&str; 6] = ["Kruisweg", "Zijlweg", "Amsterdamsevaart", "Schoterweg", "Leidsevaart", "Rijksstraatweg"];
const WIJKEN: [&str; 5] = ["Centrum", "Noord", "Oost", "Schalkwijk", "Zuidwest"];

/// A small generator (SplitMix64): the same seed, the same file.
struct Dobbel(u64);

impl Dobbel {
    fn tot(&mut self, grens: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % grens
    }

    fn uit<'a>(&mut self, keuze: &[&'a str]) -> &'a str {
        let plaats = self.tot(keuze.len() as u64);
        keuze.get(usize::try_from(plaats).unwrap_or_default()).copied().unwrap_or_default()
    }
}

/// Writes a CSV file with so many rows: every fifth is an earlier, ended benefit of the client of the next.
///
/// It has no klantmanager and no segment, so that it can be imported into any municipality.
pub fn voorbeeldbestand(rijen: u64, zaad: u64, mut uit: impl Write) -> io::Result<()> {
    writeln!(
        uit,
        "klantnummer;bsn;voornamen;voorvoegsel;geslachtsnaam;geboortedatum;leefvorm;adres;postcode;woonplaats;wijk;\
         telefoon;email;tolk;regeling;uitkering_ingang;maandbedrag;uitkering_einde;reden_einde"
    )?;
    let mut dobbel = Dobbel(zaad);
    let mut bsn = 100_000_000;
    let mut rij = 0;
    let mut klant = 0_u64;
    while rij < rijen {
        klant += 1;
        let persoon = persoon(&mut dobbel, klant, &mut bsn);
        let ingang = plus_dagen(date(2014, 1, 1), i64::try_from(dobbel.tot(4_000)).unwrap_or_default());
        if rij % 5 == 3 && rij + 1 < rijen {
            let (van, tot) = (plus_dagen(ingang, -900), plus_dagen(ingang, -200));
            writeln!(uit, "{persoon};PW;{van};1.198,25;{tot};")?;
            rij += 1;
        }
        let bedrag = ["1.419,46", "1419,46", "2.027,79", "1013,90"][usize::try_from(dobbel.tot(4)).unwrap_or_default()];
        writeln!(uit, "{persoon};PW;{ingang};{bedrag};;")?;
        rij += 1;
    }
    uit.flush()
}

/// The columns of a person.
fn persoon(dobbel: &mut Dobbel, klant: u64, bsn: &mut u32) -> String {
    let nummer = loop {
        *bsn += 1;
        if let Ok(goed) = Bsn::try_from_number(*bsn) {
            break goed.voluit();
        }
    };
    let voornamen = format!("{} {}", dobbel.uit(&VOORNAMEN), dobbel.uit(&VOORNAMEN));
    let voorvoegsel = dobbel.uit(&["", "", "", "van", "van der", "de", "el"]);
    let geslachtsnaam = format!("{}{}", dobbel.uit(&ACHTERNAMEN), dobbel.uit(&UITGANGEN));
    let geboren = plus_dagen(date(1958, 1, 1), i64::try_from(dobbel.tot(17_500)).unwrap_or_default());
    let leefvorm = dobbel.uit(&["alleenstaande", "alleenstaande", "alleenstaande ouder", "gehuwden"]);
    let adres = format!("{} {}", dobbel.uit(&STRATEN), 1 + dobbel.tot(300));
    let postcode =
        format!("{} {}{}", 2011 + dobbel.tot(25), dobbel.uit(&["A", "B", "C"]), dobbel.uit(&["R", "X", "Z"]));
    let telefoon = format!("06-{:08}", dobbel.tot(100_000_000));
    let tolk = dobbel.uit(&["", "", "", "", "Arabisch", "Turks"]);
    let wijk = dobbel.uit(&WIJKEN);
    format!(
        "{:03}-{:05};{nummer};{voornamen};{voorvoegsel};{geslachtsnaam};{geboren};{leefvorm};{adres};{postcode};Haarlem;\
         {wijk};{telefoon};klant{klant}@voorbeeld.nl;{tolk}",
        100 + klant / 100_000,
        klant % 100_000,
    )
}
