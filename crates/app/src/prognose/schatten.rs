//! Fills a scenario in from the own history: counts over whole groups, with intervals. What happened too little stays as it was.

mod tellen;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use analysis::{
    capaciteit::Aanname,
    prognose::{Maandtelling, Niveau, Opzet, Rij, Schatting, Telling, aandeel, einden, instroom, seizoen},
};
use domain::{
    codelijst::{Code, Codelijst},
    datum::{plus_dagen, plus_maanden},
    geld::thousands,
};
use jiff::civil::Date;

use self::tellen::{DAGEN_PER_MAAND, Geteld, Kader, MAANDEN, Plaatsen, TERUG_MAANDEN};
use crate::{
    capaciteit::vergelijking::getal,
    web::{Bezoek, Fout, Lijsten, Resultaat, woorden::zin},
};

/// Of fewer ends than this nothing is said of how often they come.
const MINSTENS_EINDEN: u64 = 10;
/// Of fewer clients, newcomers, ends or invitations than this no share is given.
const MINSTENS: u64 = 20;
/// Of fewer newcomers than this, in three years, no season is given: then it would be that of chance.
const MINSTENS_SEIZOEN: u64 = 240;
/// A duration class with fewer months of clients than this has the rate of all together.
const MINSTENS_MAANDEN: f64 = 12.0;
/// The level of the inflow is that of the last so many months: older ones say less of what comes.
const MAANDEN_INSTROOM: usize = 24;
/// What who is exempt is called, in a scenario as on the page Capaciteit.
const ONTHEVEN: &str = "Ontheven van de arbeidsplicht";

/// What can be filled in: its code in an address, and its words.
const SOORTEN: [(&str, &str); 8] = [
    ("klanten", "het aantal klanten per groep"),
    ("duur", "hoe lang zij er zijn"),
    ("einden", "hoe vaak uitkeringen eindigen"),
    ("instroom", "de instroom"),
    ("seizoen", "het seizoen van de instroom"),
    ("aandeel", "de verdeling van de instroom over de groepen"),
    ("verschijnen", "de kans op niet verschijnen"),
    ("terugkeer", "wie terugkeert"),
];

/// What was filled in, in a sentence; of codes that do not exist nothing is said.
pub(super) fn in_woorden(codes: &str) -> String {
    let gevuld: Vec<&str> = SOORTEN
        .into_iter()
        .filter(|(code, _)| codes.split('.').any(|gevuld| gevuld == *code))
        .map(|(_, woorden)| woorden)
        .collect();
    if gevuld.is_empty() {
        return "Er is te weinig geschiedenis om iets te schatten. Alles bleef zoals het was.".to_owned();
    }
    format!("Uit de eigen geschiedenis ingevuld: {}. De rest bleef zoals het was.", gevuld.join(", "))
}

/// Reads everything and fills it in. Gives the codes of what was filled in.
pub(super) async fn vul(bezoek: &Bezoek, opzet: &mut Opzet) -> Resultaat<Vec<&'static str>> {
    let lijsten = bezoek.lijsten().await?;
    let kader = kader(opzet, &lijsten, bezoek.vandaag);
    let mut geteld = Geteld::niets(&kader);
    let mut reader = bezoek.reader().await?;
    let mut na = None;
    loop {
        let (lopen, verder) = storage::prognose::volgende(&mut reader, na).await?;
        for is in &lopen {
            geteld.tel(&kader, is);
        }
        na = verder;
        if na.is_none() {
            break;
        }
    }
    let verschenen = storage::prognose::verschenen(&mut reader, kader.van(), plus_dagen(kader.tot(), -1)).await?;
    let vandaag = storage::scenario::klanten(&mut reader, bezoek.vandaag).await?;
    drop(reader);
    let mut gevuld = pas_toe(opzet, &kader, &geteld);
    gevuld.extend(pas_verschijnen_toe(opzet, &kader, verschenen));
    if pas_klanten_toe(opzet, &kader, &vandaag) {
        gevuld.insert(0, "klanten");
    }
    opzet.toets().map_err(|geweigerd| Fout::in_strijd("schatting", zin(&geweigerd.to_string())))?;
    Ok(gevuld)
}

/// Segments are those with the same name; reasons those of the heading under which they are counted.
fn kader(opzet: &Opzet, lijsten: &Lijsten, vandaag: Date) -> Kader {
    let segment_van = |code: &str| {
        let naam = lijsten.naam(Codelijst::Segment, code);
        opzet.segmenten.iter().position(|segment| segment.naam == naam)
    };
    let codes = |lijst: Codelijst| lijsten.codes.iter().filter(move |item| item.lijst == lijst);
    let segmenten = codes(Codelijst::Segment).filter_map(|item| {
        let code = item.code.as_str();
        Some((code.to_owned(), segment_van(code)?))
    });
    let redenen = codes(Codelijst::RedenBeeindiging).filter_map(|item| {
        let code = item.code.as_str();
        Some((code.to_owned(), reden_van(opzet, code, item.groep.as_ref().map(Code::as_str))?))
    });
    Kader {
        vandaag,
        grenzen: opzet.duurgrenzen.clone(),
        segmenten: opzet.segmenten.len(),
        redenen: opzet.redenen.len(),
        segment: Plaatsen { bekend: segmenten.collect(), anders: None },
        reden: Plaatsen { bekend: redenen.collect(), anders: opzet.redenen.iter().position(|is| is.naam == "overig") },
    }
}

/// Which reason of a scenario a code stands for, by its heading or else by itself.
fn reden_van(opzet: &Opzet, code: &str, groep: Option<&str>) -> Option<usize> {
    let soort = groep.unwrap_or(match code {
        "niet_verschenen" | "onjuiste_inlichtingen" => "rechtmatigheid",
        "verhuizing" | "samenwonen" => "verhuizing",
        ander => ander,
    });
    opzet.redenen.iter().position(|is| match soort {
        "werk" => is.werk,
        "verhuizing" => is.naam.starts_with("verhuizing"),
        soort => is.naam == soort,
    })
}

fn dag(dag: Date) -> String {
    dag.strftime("%-d-%-m-%Y").to_string()
}

/// `geschat uit eigen geschiedenis, 1-11-2023 t/m 31-10-2026: …`
fn bron(van: Date, tot: Date, wat: &str) -> String {
    format!("geschat uit eigen geschiedenis, {} t/m {}: {wat}", dag(van), dag(plus_dagen(tot, -1)))
}

fn tussen(is: &Schatting) -> String {
    format!("tussen {} en {} (95%)", drie(is.onder), drie(is.boven))
}

/// With three decimals, as rates and shares are compared.
fn drie(waarde: f64) -> String {
    format!("{waarde:.3}").replace('.', ",")
}

/// `34 van de 1.234, tussen 0,020 en 0,038 (95%)`
fn deel_in_woorden(is: &Schatting) -> String {
    format!("{} van de {}, {}", thousands(is.aantal), getal(is.van, 0), tussen(is))
}

fn pas_toe(opzet: &mut Opzet, kader: &Kader, geteld: &Geteld) -> Vec<&'static str> {
    let stappen: [(&str, bool); 5] = [
        ("duur", pas_duur_toe(opzet, kader, geteld)),
        ("einden", pas_einden_toe(opzet, kader, geteld)),
        ("instroom", pas_instroom_toe(opzet, kader, geteld)),
        ("seizoen", pas_seizoen_toe(opzet, kader, geteld)),
        ("aandeel", pas_aandelen_toe(opzet, kader, geteld)),
    ];
    let mut gevuld: Vec<&'static str> =
        stappen.into_iter().filter(|(_, gedaan)| *gedaan).map(|(code, _)| code).collect();
    if pas_terugkeer_toe(opzet, kader, geteld) {
        gevuld.push("terugkeer");
    }
    gevuld
}

/// The clients of today, as the page Capaciteit counts them: who is exempt stands apart, when the scenario has a group for it.
fn pas_klanten_toe(opzet: &mut Opzet, kader: &Kader, vandaag: &[(String, bool, i64)]) -> bool {
    let apart = opzet.segmenten.iter().position(|segment| segment.naam == ONTHEVEN);
    let mut aantallen: HashMap<usize, i64> = apart.into_iter().map(|plek| (plek, 0)).collect();
    aantallen.extend(kader.segment.bekend.values().map(|plek| (*plek, 0)));
    for (code, ontheven, aantal) in vandaag {
        let plek = if *ontheven && apart.is_some() { apart } else { kader.segment.bekend.get(code).copied() };
        if let Some(som) = plek.and_then(|plek| aantallen.get_mut(&plek)) {
            *som += aantal;
        }
    }
    if aantallen.values().sum::<i64>() == 0 {
        return false;
    }
    for (plek, aantal) in aantallen {
        if let Some(segment) = opzet.segmenten.get_mut(plek) {
            let bron = format!("geteld in Klantbeeld op {}", dag(kader.vandaag));
            segment.klanten = Aanname { waarde: aantal as f64, bron };
        }
    }
    true
}

fn pas_duur_toe(opzet: &mut Opzet, kader: &Kader, geteld: &Geteld) -> bool {
    let mut gedaan = false;
    for (segment, nu) in opzet.segmenten.iter_mut().zip(&geteld.nu) {
        let samen: u64 = nu.iter().sum();
        if samen >= MINSTENS {
            segment.duur_bij_begin = Rij {
                waarden: nu.iter().map(|aantal| *aantal as f64 / samen as f64).collect(),
                bron: format!("geteld in Klantbeeld op {}: {} klanten", dag(kader.vandaag), thousands(samen)),
            };
            gedaan = true;
        }
    }
    gedaan
}

fn pas_einden_toe(opzet: &mut Opzet, kader: &Kader, geteld: &Geteld) -> bool {
    let mut tellingen = Vec::new();
    for ((segment, dagen), per_reden) in opzet.segmenten.iter().zip(&geteld.dagen).zip(&geteld.einden) {
        for (reden, per_klasse) in opzet.redenen.iter().zip(per_reden) {
            for (klasse, (dagen, aantal)) in dagen.iter().zip(per_klasse).enumerate() {
                tellingen.push(Telling {
                    segment: segment.naam.clone(),
                    reden: reden.naam.clone(),
                    klasse,
                    einden: *aantal,
                    klantmaanden: *dagen as f64 / DAGEN_PER_MAAND,
                });
            }
        }
    }
    let mut gedaan = false;
    for mut geschat in einden(&tellingen, kader.klassen()) {
        if geschat.samen.aantal < MINSTENS_EINDEN {
            continue;
        }
        for klasse in &mut geschat.per_klasse {
            *klasse = klasse.filter(|is| is.van >= MINSTENS_MAANDEN);
        }
        let samen = &geschat.samen;
        let keer = format!(
            "{} keer in {} klantmaanden, ook van wie was ontheven, {}",
            thousands(samen.aantal),
            getal(samen.van, 0),
            tussen(samen)
        );
        let mut einde = geschat.als_einde(&bron(kader.van(), kader.tot(), &keer));
        einde.bron = einde.bron.replace("waar niemand was", "waar minder dan 12 klantmaanden waren");
        einde.onzekerheid = einde.onzekerheid.min(2.0);
        let Some(segment) = opzet.segmenten.iter_mut().find(|is| is.naam == geschat.segment) else { continue };
        match segment.einde.iter_mut().find(|is| is.reden == einde.reden) {
            Some(was) => *was = einde,
            None => segment.einde.push(einde),
        }
        gedaan = true;
    }
    gedaan
}

/// The counts of the last so many months.
fn maanden(kader: &Kader, geteld: &Geteld, hoeveel: usize) -> Vec<Maandtelling> {
    let alle = (0..).zip(&geteld.instroom).map(|(plek, aantal)| {
        let eerste = plus_maanden(kader.van(), plek);
        Maandtelling { jaar: eerste.year(), maand: eerste.month().unsigned_abs(), aantal: *aantal }
    });
    alle.skip(MAANDEN.saturating_sub(hoeveel)).collect()
}

fn pas_instroom_toe(opzet: &mut Opzet, kader: &Kader, geteld: &Geteld) -> bool {
    let Some(geschat) = instroom(&maanden(kader, geteld, MAANDEN_INSTROOM)).map(|is| is.niveau) else { return false };
    if geschat.aantal < MINSTENS {
        return false;
    }
    let van = plus_maanden(kader.tot(), -24);
    let wat = format!(
        "{} uitkeringen in {MAANDEN_INSTROOM} maanden, tussen {} en {} per maand (95%); geteld is wie voor het eerst kwam of langer dan \
         {TERUG_MAANDEN} maanden weg was",
        thousands(geschat.aantal),
        getal(geschat.onder, 1),
        getal(geschat.boven, 1)
    );
    let bron = bron(van, kader.tot(), &wat);
    // What somebody expects for later stays.
    let geldt = opzet.instroom.niveau.iter_mut().rev().find(|niveau| niveau.vanaf <= opzet.begin);
    match geldt {
        Some(niveau) => (niveau.per_maand, niveau.bron) = (geschat.waarde, bron),
        None => opzet.instroom.niveau.insert(0, Niveau { vanaf: opzet.begin, per_maand: geschat.waarde, bron }),
    }
    opzet.instroom.onzekerheid = geschat.onzekerheid().unwrap_or(0.0).min(2.0);
    true
}

fn pas_seizoen_toe(opzet: &mut Opzet, kader: &Kader, geteld: &Geteld) -> bool {
    let alle = maanden(kader, geteld, MAANDEN);
    let samen: u64 = alle.iter().map(|maand| u64::from(maand.aantal)).sum();
    let Some(factoren) = seizoen(&alle).filter(|_| samen >= MINSTENS_SEIZOEN) else { return false };
    let wat = "instroom per maand, van de hele kalenderjaren daarin";
    opzet.instroom.seizoen =
        Rij { waarden: factoren.iter().map(|is| is.waarde).collect(), bron: bron(kader.van(), kader.tot(), wat) };
    true
}

/// Groups that the code list does not know keep their share; the others divide what is left.
fn pas_aandelen_toe(opzet: &mut Opzet, kader: &Kader, geteld: &Geteld) -> bool {
    let bekend = |plek: usize| kader.segment.bekend.values().any(|is| *is == plek);
    let samen: u64 = geteld.instroom_segment.iter().sum();
    if samen < MINSTENS {
        return false;
    }
    let vast: f64 = opzet
        .segmenten
        .iter()
        .enumerate()
        .filter(|(plek, _)| !bekend(*plek))
        .map(|(_, is)| is.aandeel_instroom.waarde)
        .sum();
    for (plek, (segment, aantal)) in opzet.segmenten.iter_mut().zip(&geteld.instroom_segment).enumerate() {
        let Some(geschat) = aandeel(*aantal, samen).filter(|_| bekend(plek)) else { continue };
        let rest = if vast > 0.0 { "; van wat de andere groepen overlaten" } else { "" };
        let wat = format!("{}{rest}", deel_in_woorden(&geschat));
        let waarde = geschat.waarde * (1.0 - vast).max(0.0);
        segment.aandeel_instroom = Aanname { waarde, bron: bron(kader.van(), kader.tot(), &wat) };
    }
    true
}

fn pas_terugkeer_toe(opzet: &mut Opzet, kader: &Kader, geteld: &Geteld) -> bool {
    let (van, tot) = kader.terug_tussen();
    let mut gedaan = false;
    for (reden, telling) in opzet.redenen.iter_mut().zip(&geteld.terug) {
        let Some(geschat) = aandeel(telling.teruggekomen, telling.einden).filter(|_| telling.einden >= MINSTENS) else {
            continue;
        };
        let Some(terugkeer) = &mut reden.terugkeer else { continue };
        let wat = format!("binnen {TERUG_MAANDEN} maanden kwamen terug: {}", deel_in_woorden(&geschat));
        terugkeer.deel = geschat.waarde;
        // Of nobody who came back there is no mean.
        if telling.teruggekomen >= MINSTENS_EINDEN {
            terugkeer.maanden = (telling.dagen as f64 / telling.teruggekomen as f64 / DAGEN_PER_MAAND).max(0.1);
        }
        terugkeer.bron = bron(van, tot, &wat);
        gedaan = true;
    }
    gedaan
}

fn pas_verschijnen_toe(opzet: &mut Opzet, kader: &Kader, (wel, niet): (i64, i64)) -> Option<&'static str> {
    let (wel, niet) = (u64::try_from(wel).ok()?, u64::try_from(niet).ok()?);
    let geschat = aandeel(niet, wel + niet).filter(|_| wel + niet >= MINSTENS)?;
    let wat = format!("niet verschenen: {}", deel_in_woorden(&geschat));
    opzet.gesprek.kans_niet_verschijnen =
        Aanname { waarde: geschat.waarde, bron: bron(kader.van(), kader.tot(), &wat) };
    Some("verschijnen")
}
