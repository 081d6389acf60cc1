//! A code list as a file: one row per entry, the same columns out as in. What a spreadsheet would run as a formula goes out with an
//! apostrophe in front, as in every file of Klantbeeld, and that apostrophe is taken off again when the file comes back.

use documents::tabel::{Cel, Kolom, Soort};
use domain::{
    codelijst::{Bijzonder, Code, Codelijst, CodelijstItem, Post},
    datum::{self, Periode},
};

/// The columns, in the order of the file.
const KOLOMMEN: [&str; 8] =
    ["code", "omschrijving", "groep", "bijzonder", "geldig_van", "geldig_tot", "cbs_code", "cbs_omschrijving"];
/// Without these a row says nothing.
const VERPLICHT: [&str; 3] = ["code", "omschrijving", "geldig_van"];
/// More rows than this is no code list.
const RIJEN: usize = 2_000;

/// What a file says in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Waarde<T> {
    /// It has no such column: what stands there stays.
    Blijft,
    Wordt(T),
}

impl<T: Clone> Waarde<T> {
    fn of(&self, staat: impl FnOnce() -> T) -> T {
        match self {
            Self::Blijft => staat(),
            Self::Wordt(waarde) => waarde.clone(),
        }
    }
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rij {
    /// As a spreadsheet numbers it.
    pub(super) nummer: u64,
    pub(super) code: Code,
    pub(super) geldig: Periode,
    omschrijving: String,
    /// The file has a column for the last day.
    tot_bekend: bool,
    groep: Waarde<Option<Code>>,
    bijzonder: Waarde<Option<Bijzonder>>,
    cbs_code: Waarde<Option<String>>,
    cbs_omschrijving: Waarde<String>,
}

impl Rij {
    /// The entry it makes, of what stood there before.
    pub(super) fn op(&self, lijst: Codelijst, staat: Option<&Post>, volgorde: i64) -> Post {
        let was = staat.map(|post| &post.item);
        let tot_en_met =
            if self.tot_bekend { self.geldig.tot_en_met } else { was.and_then(|item| item.geldig.tot_en_met) };
        let item = CodelijstItem {
            lijst,
            code: self.code.clone(),
            omschrijving: self.omschrijving.clone(),
            groep: self.groep.of(|| was.and_then(|item| item.groep.clone())),
            bijzonder: self.bijzonder.of(|| was.and_then(|item| item.bijzonder)),
            cbs_code: self.cbs_code.of(|| was.and_then(|item| item.cbs_code.clone())),
            geldig: Periode { tot_en_met, ..self.geldig },
            volgorde: was.map_or(volgorde, |item| item.volgorde),
        };
        let cbs_omschrijving =
            self.cbs_omschrijving.of(|| staat.map_or_else(String::new, |post| post.cbs_omschrijving.clone()));
        Post { item, cbs_omschrijving, versie: staat.map_or(1, |post| post.versie) }.met_woorden_van_cbs()
    }
}

/// The heads of the file that goes out.
pub(super) fn kolommen() -> Vec<Kolom> {
    let soort = |naam: &str| if naam.starts_with("geldig") { Soort::Datum } else { Soort::Tekst };
    KOLOMMEN.iter().map(|naam| Kolom::new(*naam, soort(naam))).collect()
}

/// A row of the file that goes out.
pub(super) fn cellen(post: &Post) -> Vec<Cel> {
    let item = &post.item;
    let tekst = |tekst: Option<&str>| Cel::Tekst(tekst.unwrap_or_default().to_owned());
    vec![
        tekst(Some(item.code.as_str())),
        tekst(Some(&item.omschrijving)),
        tekst(item.groep.as_ref().map(Code::as_str)),
        tekst(item.bijzonder.map(Bijzonder::code)),
        Cel::Datum(item.geldig.van),
        item.geldig.tot_en_met.map_or(Cel::Leeg, Cel::Datum),
        tekst(item.cbs_code.as_deref()),
        tekst(Some(&post.cbs_omschrijving)),
    ]
}

/// Reads a file; every mistake at once, each with its row.
pub(super) fn lees(tekst: &str) -> Result<Vec<Rij>, Vec<String>> {
    if tekst.contains(char::REPLACEMENT_CHARACTER) {
        return Err(vec![
            "Sommige letters in dit bestand zijn onleesbaar: het is deels in een andere tekenset bewaard. Bewaar het in Excel \
             als ‘CSV UTF-8 (door lijstscheidingsteken gescheiden)’ en probeer het opnieuw."
                .to_owned(),
        ]);
    }
    let tekst = tekst.trim_start_matches('\u{feff}');
    let kopregel = tekst.lines().next().unwrap_or_default();
    if kopregel.trim().is_empty() {
        return Err(vec!["Het bestand is leeg. Kies een bestand, of plak de inhoud in het tekstvak.".to_owned()]);
    }
    let teken = [b';', b',', b'\t']
        .into_iter()
        .max_by_key(|teken| (kopregel.bytes().filter(|b| b == teken).count(), *teken == b';'));
    let mut lezer = csv::ReaderBuilder::new()
        .delimiter(teken.unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .from_reader(tekst.as_bytes());
    let mut records = lezer.records();
    let kop: Vec<String> = match records.next() {
        Some(Ok(kop)) => kop.iter().map(|naam| naam.trim().to_lowercase()).collect(),
        _ => Vec::new(),
    };
    let plaatsen = plaatsen(&kop)?;
    let (mut rijen, mut fouten) = (Vec::new(), Vec::new());
    for record in records {
        let Ok(record) = record else {
            fouten.push("Een rij is niet te lezen. Maak het bestand opnieuw.".to_owned());
            break;
        };
        let nummer = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cel| cel.trim().is_empty()) {
            continue;
        }
        if record.len() != kop.len() {
            let (is, hoort) = (record.len(), kop.len());
            fouten.push(format!("Rij {nummer}: hier staan {is} kolommen, en in de kop {hoort}. Kijk of er een aanhalingsteken te veel of te weinig is."));
            continue;
        }
        match rij(&record, &plaatsen, nummer) {
            Ok(rij) => rijen.push(rij),
            Err(mis) => fouten.extend(mis.into_iter().map(|fout| format!("Rij {nummer}: {fout}"))),
        }
        if rijen.len() > RIJEN {
            return Err(vec![format!("Dit bestand heeft meer dan {RIJEN} rijen. Is dit wel een codelijst?")]);
        }
    }
    fouten.extend(dubbel(&rijen));
    if rijen.is_empty() && fouten.is_empty() {
        fouten.push("Onder de kop staan geen rijen.".to_owned());
    }
    if fouten.is_empty() { Ok(rijen) } else { Err(fouten) }
}

/// At which place each column stands.
type Plaatsen = [Option<usize>; 8];

fn plaatsen(kop: &[String]) -> Result<Plaatsen, Vec<String>> {
    let plaatsen = KOLOMMEN.map(|naam| kop.iter().position(|is| is == naam));
    let ontbreekt = VERPLICHT.iter().filter(|naam| !kop.iter().any(|is| is == **naam));
    let mut fouten: Vec<String> = ontbreekt
        .map(|naam| format!("De kolom ‘{naam}’ ontbreekt. De kop van het bestand is: {}.", KOLOMMEN.join("; ")))
        .collect();
    let vreemd = kop.iter().filter(|is| !is.is_empty() && !KOLOMMEN.contains(&is.as_str()));
    fouten.extend(vreemd.map(|is| format!("De kolom ‘{is}’ is onbekend. Haal haar weg, of verbeter de naam.")));
    if fouten.is_empty() { Ok(plaatsen) } else { Err(fouten) }
}

fn rij(record: &csv::StringRecord, plaatsen: &Plaatsen, nummer: u64) -> Result<Rij, Vec<String>> {
    let mut fouten = Vec::new();
    let cel = |kolom: usize| plaatsen[kolom].map(|plaats| kaal(record.get(plaats).unwrap_or_default()));
    let gevuld = |kolom: usize| cel(kolom).filter(|cel| !cel.is_empty());
    let code = gevuld(0).unwrap_or_default().parse::<Code>().inspect_err(|fout| fouten.push(format!("{fout}."))).ok();
    let van = datum::lees(gevuld(4).unwrap_or_default());
    if van.is_none() {
        fouten.push("vul bij geldig_van een bestaande datum in, bijvoorbeeld 2027-01-01.".to_owned());
    }
    let tot_en_met = gevuld(5).and_then(datum::lees);
    if tot_en_met.is_none() && gevuld(5).is_some() {
        fouten.push("geldig_tot is geen bestaande datum; laat leeg wat geen einde heeft.".to_owned());
    }
    let groep = match cel(2) {
        None => Waarde::Blijft,
        Some("") => Waarde::Wordt(None),
        Some(tekst) => {
            Waarde::Wordt(tekst.parse::<Code>().inspect_err(|fout| fouten.push(format!("groep: {fout}."))).ok())
        }
    };
    let bijzonder = match cel(3) {
        None => Waarde::Blijft,
        Some(tekst) => {
            let wat = Bijzonder::van_code(tekst);
            if wat.is_none() && !tekst.is_empty() {
                fouten.push("bijzonder is leeg, justitie, gezondheid of schulden.".to_owned());
            }
            Waarde::Wordt(wat)
        }
    };
    let (Some(code), Some(van), true) = (code, van, fouten.is_empty()) else { return Err(fouten) };
    Ok(Rij {
        nummer,
        code,
        geldig: Periode { van, tot_en_met },
        omschrijving: cel(1).unwrap_or_default().to_owned(),
        tot_bekend: cel(5).is_some(),
        groep,
        bijzonder,
        cbs_code: match cel(6) {
            None => Waarde::Blijft,
            Some(_) => Waarde::Wordt(gevuld(6).map(ToOwned::to_owned)),
        },
        cbs_omschrijving: cel(7).map_or(Waarde::Blijft, |cel| Waarde::Wordt(cel.to_owned())),
    })
}

/// Two rows about one entry: which of them is meant?
fn dubbel(rijen: &[Rij]) -> Vec<String> {
    let mut fouten = Vec::new();
    for (plaats, rij) in rijen.iter().enumerate() {
        let eerder = rijen[..plaats].iter().find(|ander| ander.code == rij.code && ander.geldig.van == rij.geldig.van);
        if let Some(eerder) = eerder {
            fouten
                .push(format!("Rij {}: deze code met deze eerste dag staat ook in rij {}.", rij.nummer, eerder.nummer));
        }
    }
    fouten
}

/// A cell without white space around it, and without the apostrophe that keeps a spreadsheet from running it.
fn kaal(cel: &str) -> &str {
    let cel = cel.trim();
    let formule = |tekst: &&str| tekst.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    cel.strip_prefix('\'').filter(formule).unwrap_or(cel)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_mistake_is_told_with_its_row() {
        for (tekst, fouten) in [
            ("", &["leeg"][..]),
            ("omschrijving;geldig_van\nx;2026-01-01", &["‘code’ ontbreekt"]),
            ("code;omschrijving;geldig_van;kleur\na;b;2026-01-01;rood", &["‘kleur’ is onbekend"]),
            ("code;omschrijving;geldig_van", &["geen rijen"]),
            (
                "code;omschrijving;geldig_van\nA B;x;31-02-2026",
                &["Rij 2: een code bestaat", "Rij 2: vul bij geldig_van"],
            ),
            ("code;omschrijving;geldig_van\na;x", &["Rij 2: hier staan 2 kolommen, en in de kop 3"]),
            ("code;omschrijving;geldig_van\na;caf\u{fffd};2026-01-01", &["onleesbaar"]),
            (
                "code;omschrijving;geldig_van;geldig_tot;bijzonder\na;x;2026-01-01;nooit;geheim",
                &["Rij 2: geldig_tot", "Rij 2: bijzonder"],
            ),
            ("code;omschrijving;geldig_van\na;x;2026-01-01\na;y;2026-01-01", &["Rij 3: deze code met deze eerste dag"]),
        ] {
            let gevonden = lees(tekst).unwrap_err();
            assert_eq!(gevonden.len(), fouten.len(), "{tekst}: {gevonden:?}");
            for (is, hoort) in gevonden.iter().zip(fouten) {
                assert!(is.contains(hoort), "{is} / {hoort}");
            }
        }
    }

    #[test]
    fn a_file_of_excel_is_read_whatever_stands_between_its_cells() {
        for tekst in [
            "\u{feff}code;omschrijving;geldig_van\nwerkplek;'=Werkplek;1-1-2027\n",
            "Code,Omschrijving,Geldig_van\nwerkplek,=Werkplek,2027-01-01\n\n",
            "code\tomschrijving\tgeldig_van\nwerkplek\t=Werkplek\t20270101",
        ] {
            let rijen = lees(tekst).unwrap();
            let post = rijen[0].op(Codelijst::Voorziening, None, 7);
            assert_eq!((post.item.code.as_str(), &*post.item.omschrijving), ("werkplek", "=Werkplek"), "{tekst}");
            assert_eq!((post.item.geldig, post.item.volgorde), (Periode::vanaf(date(2027, 1, 1)), 7));
        }
    }

    #[test]
    fn a_column_that_is_missing_changes_nothing() {
        let vol = "code;omschrijving;geldig_van;geldig_tot;cbs_code\nwerkplek;Werkplek;2026-01-01;2026-12-31;29";
        let staat = lees(vol).unwrap()[0].op(Codelijst::Voorziening, None, 1);
        assert_eq!(staat.cbs_omschrijving, "Overige werkplekken", "words of CBS for a code that is known");
        let kort = lees("code;omschrijving;geldig_van\nwerkplek;Andere woorden;2026-01-01").unwrap();
        let wordt = kort[0].op(Codelijst::Voorziening, Some(&staat), 9);
        assert_eq!(wordt.item.omschrijving, "Andere woorden");
        let zelfde =
            Post { item: CodelijstItem { omschrijving: "Werkplek".to_owned(), ..wordt.item.clone() }, ..wordt };
        assert_eq!(zelfde, staat);
        let leeg = lees("code;omschrijving;geldig_van;geldig_tot\nwerkplek;Werkplek;2026-01-01;").unwrap();
        assert_eq!(leeg[0].op(Codelijst::Voorziening, Some(&staat), 1).item.geldig.tot_en_met, None);
    }
}
