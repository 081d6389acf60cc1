//! An outcome in pictures and tables: per number a line for each scenario with its band, the years below it, and what differs.

use analysis::prognose::{Prognose, Punt, Uitvoer, Vergelijking};
use documents::grafiek::{Maat, Reeks, Stapgrafiek, Tijdas, Trede};
use domain::datum::{MAANDEN, maand};
use jiff::civil::Date;

use crate::capaciteit::vergelijking::getal;

/// How a number is written.
#[derive(Clone, Copy)]
enum Schrift {
    Aantal,
    Procent,
    Miljoen,
}

impl Schrift {
    fn woord(self, waarde: f64) -> String {
        match self {
            Self::Aantal => getal(waarde, usize::from(waarde.abs() < 50.0)),
            Self::Procent => format!("{} %", getal(100.0 * waarde, 1)),
            Self::Miljoen => getal(waarde / 1e6, 2),
        }
    }

    /// A difference: with its sign, and of a share in points.
    fn verschil(self, waarde: f64) -> String {
        let tekst = match self {
            Self::Procent => getal(100.0 * waarde, 1),
            ander => ander.woord(waarde),
        };
        if tekst == "0" || tekst.starts_with('−') { tekst } else { format!("+{tekst}") }
    }

    const fn eenheid_verschil(self) -> &'static str {
        match self {
            Self::Aantal => "",
            Self::Procent => " procentpunt",
            Self::Miljoen => " mln euro",
        }
    }
}

/// What is shown, in order: number, title, in what, and what it means.
const GETOOND: [(Uitvoer, &str, Schrift, &str); 6] = [
    (Uitvoer::Klanten, "Klanten", Schrift::Aantal, "Klanten met een uitkering, aan het einde van de maand."),
    (
        Uitvoer::BinnenNorm,
        "Gesproken volgens de norm",
        Schrift::Procent,
        "Van wie een contactnorm heeft: het deel dat op tijd is gesproken, aan het einde van de maand.",
    ),
    (
        Uitvoer::WachtOpKlantmanager,
        "Wachten op een klantmanager",
        Schrift::Aantal,
        "Klanten die in geen enkele caseload passen, aan het einde van de maand.",
    ),
    (Uitvoer::UitstroomWerk, "Uitstroom naar werk", Schrift::Aantal, "Uitkeringen die in de maand eindigen door werk."),
    (
        Uitvoer::Openstaand,
        "Gesprekken die nog moeten",
        Schrift::Aantal,
        "Gesprekken die aan de beurt zijn en nog niet gevoerd, aan het einde van de maand.",
    ),
    (
        Uitvoer::Euro,
        "Kosten per maand, in miljoen euro",
        Schrift::Miljoen,
        "Uitkeringen, klantmanagers en voorzieningen samen, in miljoen euro per maand.",
    ),
];

/// A number at the end of a year, in one scenario.
pub(super) struct Cel {
    pub(super) kop: String,
    pub(super) waarde: String,
    pub(super) band: String,
}

/// The end of a year.
pub(super) struct Jaar {
    pub(super) naam: String,
    pub(super) cellen: Vec<Cel>,
}

/// What a scenario differs from the first at the end of a year.
pub(super) struct Anders {
    pub(super) naam: String,
    pub(super) wanneer: String,
    pub(super) verschil: String,
    pub(super) zeker: String,
    pub(super) oordeel: &'static str,
}

/// One number: picture, years, differences.
pub(super) struct Beeld {
    pub(super) titel: &'static str,
    pub(super) svg: String,
    pub(super) bijschrift: String,
    pub(super) jaren: Vec<Jaar>,
    /// What the next table is called.
    pub(super) verschil_kop: String,
    pub(super) anders: Vec<Anders>,
}

/// All that is shown of an outcome.
pub(super) fn beelden(uitkomst: &Vergelijking) -> Vec<Beeld> {
    let Some(eerste) = uitkomst.prognoses.first() else { return Vec::new() };
    GETOOND.into_iter().map(|welk| beeld(uitkomst, eerste, welk)).collect()
}

fn beeld(uitkomst: &Vergelijking, eerste: &Prognose, welk: (Uitvoer, &'static str, Schrift, &str)) -> Beeld {
    let (uitvoer, titel, schrift, uitleg) = welk;
    let plekken = jaareinden(&eerste.maanden);
    let cel = |is: &Prognose, plek: usize| {
        let punt = is.lijn(uitvoer).get(plek)?;
        Some(Cel { kop: is.naam.clone(), waarde: schrift.woord(punt.gemiddeld), band: band(schrift, punt) })
    };
    let jaren = plekken.iter().map(|(plek, naam)| Jaar {
        naam: naam.clone(),
        cellen: uitkomst.prognoses.iter().filter_map(|is| cel(is, *plek)).collect(),
    });
    let mut anders = Vec::new();
    for verschil in &uitkomst.verschillen {
        let naam = uitkomst.prognoses.get(verschil.scenario).map_or("", |is| is.naam.as_str());
        for (plek, wanneer) in &plekken {
            let Some(punt) = verschil.lijn(uitvoer).get(*plek) else { continue };
            anders.push(Anders {
                naam: naam.to_owned(),
                wanneer: wanneer.clone(),
                verschil: format!("{}{}", schrift.verschil(punt.gemiddeld), schrift.eenheid_verschil()),
                zeker: format!("{} tot {}", schrift.verschil(punt.zeker[0]), schrift.verschil(punt.zeker[1])),
                oordeel: oordeel(punt),
            });
        }
    }
    let grafiek = grafiek(uitkomst, eerste, (uitvoer, titel, uitleg), schrift);
    let verschil_kop = format!("{titel}: verschil met {}", eerste.naam);
    Beeld {
        titel,
        verschil_kop,
        svg: grafiek.svg_paar(),
        bijschrift: grafiek.in_woorden(),
        jaren: jaren.collect(),
        anders,
    }
}

fn band(schrift: Schrift, punt: &Punt) -> String {
    format!("{} tot {}", schrift.woord(punt.laag), schrift.woord(punt.hoog))
}

/// Whether a difference is one. Of replications that all give the same, it is what it is.
fn oordeel(punt: &Punt) -> &'static str {
    if punt.zeker[0] > 0.0 || punt.zeker[1] < 0.0 {
        "ja, te onderscheiden van nul"
    } else if [punt.gemiddeld, punt.zeker[0], punt.zeker[1]].iter().all(|waarde| *waarde == 0.0) {
        "nee, precies gelijk"
    } else {
        "nee, niet te onderscheiden van nul"
    }
}

/// The last month of each year, and of the whole, with its name.
pub(super) fn jaareinden(maanden: &[Date]) -> Vec<(usize, String)> {
    let laatste = maanden.len().saturating_sub(1);
    let is_einde = |(plek, dag): &(usize, &Date)| dag.month() == 12 || *plek == laatste;
    maanden.iter().enumerate().filter(is_einde).map(|(plek, dag)| (plek, maand_van(*dag))).collect()
}

pub(super) fn maand_van(dag: Date) -> String {
    format!("{} {}", maand(dag), dag.year())
}

fn grafiek(
    uitkomst: &Vergelijking,
    eerste: &Prognose,
    (uitvoer, titel, uitleg): (Uitvoer, &str, &str),
    schrift: Schrift,
) -> Stapgrafiek {
    let deler = if matches!(schrift, Schrift::Miljoen) { 1e6 } else { 1.0 };
    let punten = || uitkomst.prognoses.iter().flat_map(|is| is.lijn(uitvoer));
    let hoogste = punten().map(|punt| punt.hoog.max(punt.gemiddeld)).fold(0.0, f64::max);
    let maat = match schrift {
        Schrift::Procent => Maat::Aandeel,
        Schrift::Aantal | Schrift::Miljoen => Maat::tot(hoogste / deler),
    };
    let deel = |waarde: f64| maat.deel(waarde / deler);
    let trede = |(maand, punt): (u32, &Punt)| Trede {
        maand: maand.into(),
        aandeel: deel(punt.gemiddeld),
        band: Some((deel(punt.laag), deel(punt.hoog))),
    };
    let reeks =
        |is: &Prognose| Reeks { naam: is.naam.clone(), treden: (0..).zip(is.lijn(uitvoer)).map(trede).collect() };
    Stapgrafiek {
        prefix: format!("prognose-{}", uitvoer as usize),
        titel: titel.to_owned(),
        omschrijving: format!("{uitleg} De lijn is het gemiddelde; in 90 van de 100 keer blijft het binnen de band."),
        maat,
        tijdas: Tijdas::Kalender(eerste.maanden.first().copied().unwrap_or_default()),
        reeksen: uitkomst.prognoses.iter().map(reeks).collect(),
    }
}

/// What strikes one at the end of the first scenario.
pub(super) fn cijfers(uitkomst: &Vergelijking) -> Vec<(String, String)> {
    let Some(eerste) = uitkomst.prognoses.first() else { return Vec::new() };
    let wanneer = eerste.maanden.last().map_or_else(String::new, |dag| maand_van(*dag));
    let cijfer = |(uitvoer, titel, schrift, _): (Uitvoer, &str, Schrift, &str)| {
        let punt = eerste.lijn(uitvoer).last()?;
        Some((schrift.woord(punt.gemiddeld), format!("{titel}, {wanneer} ({})", band(schrift, punt))))
    };
    GETOOND.into_iter().filter_map(cijfer).collect()
}

/// The budget of a year in one scenario.
pub(super) struct Budget {
    pub(super) naam: String,
    pub(super) wat: String,
    pub(super) bedrag: String,
    pub(super) kosten: String,
    pub(super) kans: String,
}

pub(super) fn budgetten(uitkomst: &Vergelijking) -> Vec<Budget> {
    let miljoen = |waarde| Schrift::Miljoen.woord(waarde);
    let mut uit = Vec::new();
    for is in &uitkomst.prognoses {
        for begroting in &is.begroting {
            let kosten = &begroting.kosten;
            uit.push(Budget {
                naam: is.naam.clone(),
                wat: format!("{}, {}", begroting.jaar, begroting.post.naam()),
                bedrag: miljoen(begroting.euro),
                kosten: format!(
                    "{} ({}){}",
                    miljoen(kosten.gemiddeld),
                    band(Schrift::Miljoen, kosten),
                    if begroting.heel_jaar { "" } else { ", alleen de gespeelde maanden" }
                ),
                // Of some months one cannot say whether the year suffices; that it does not, one can.
                kans: match (begroting.heel_jaar, kans(begroting.kans)) {
                    (true, kans) => format!("{kans}{}", meestal(&begroting.in_maand)),
                    (false, _) if begroting.kans <= 0.0 => "niet te zeggen: niet het hele jaar is gespeeld".to_owned(),
                    (false, kans) => format!("minstens {kans}: niet het hele jaar is gespeeld"),
                },
            });
        }
    }
    uit
}

fn kans(deel: f64) -> String {
    // What happened once is not never, and what did not happen once is not always.
    match deel {
        nooit if nooit <= 0.0 => "0 %".to_owned(),
        altijd if altijd >= 1.0 => "100 %".to_owned(),
        deel => format!("{} %", getal((100.0 * deel).round().clamp(1.0, 99.0), 0)),
    }
}

/// In which month it mostly happens.
fn meestal(in_maand: &[u32; 12]) -> String {
    let keren = in_maand.iter().zip(MAANDEN).max_by_key(|(keer, _)| **keer);
    match keren {
        Some((keer, maand)) if *keer > 0 => format!(", meestal in {maand}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn punt(gemiddeld: f64, onder: f64, boven: f64) -> Punt {
        Punt { gemiddeld, zeker: [onder, boven], laag: onder, hoog: boven }
    }

    #[test]
    fn a_difference_is_one_when_its_interval_does_not_hold_nought() {
        for (is, zegt) in [
            (punt(-3.0, -4.0, -2.0), "ja, te onderscheiden van nul"),
            (punt(1.0, -1.0, 3.0), "nee, niet te onderscheiden van nul"),
            (punt(0.0, 0.0, 0.0), "nee, precies gelijk"),
        ] {
            assert_eq!(oordeel(&is), zegt);
        }
        assert_eq!(Schrift::Procent.verschil(-0.123), "−12,3");
        assert_eq!(Schrift::Aantal.verschil(1_234.4), "+1.234");
        assert_eq!([kans(0.0), kans(0.001), kans(0.999), kans(1.0)], ["0 %", "1 %", "99 %", "100 %"]);
    }

    #[test]
    fn years_end_in_december_and_the_last_where_it_ends() {
        let maanden: Vec<Date> = (0..8).map(|m| domain::datum::plus_maanden(date(2027, 9, 1), m)).collect();
        let namen: Vec<String> = jaareinden(&maanden).into_iter().map(|(_, naam)| naam).collect();
        assert_eq!(namen, ["december 2027", "april 2028"]);
        assert!(jaareinden(&[]).is_empty());
    }
}
