//! `klantbeeld verdeel` and `klantbeeld plan`: solve a problem from a file and write the solution, in the layouts in which solvers are
//! compared. Both stop at a limit with the best found, and say how far from the best it can be at most.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use analysis::{
    kwartaalplan::plannen,
    opgave::Opgave,
    verdeling::{Wensen, in_evenwicht, speling, toewijzen},
};
use serde_json::json;

use super::AnderFout;

/// What to solve, and where the solution goes.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// De opgave: klantmanagers en klanten, als JSON
    #[arg(value_name = "INSTANTIE.json")]
    opgave: PathBuf,
    /// Schrijf de oplossing naar dit bestand; zonder: alleen hoe goed zij is
    #[arg(long, value_name = "OPLOSSING.json")]
    uit: Option<PathBuf>,
    /// Hoeveel seconden er hooguit wordt gezocht
    #[arg(long, value_name = "S", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    limiet: u32,
    /// Schrijf hoe goed de oplossing is als JSON
    #[arg(long)]
    json: bool,
}

/// The same for a distribution.
#[derive(Debug, clap::Args)]
pub(super) struct Verdelen {
    #[command(flatten)]
    gewoon: Argumenten,
    /// Let niet op uren: alleen wisselingen, kennis en aantallen tellen
    #[arg(long)]
    zonder_uren: bool,
}

/// How good a solution is.
struct Gevonden {
    oplossing: serde_json::Value,
    doelwaarde: i64,
    ondergrens: i64,
    bewezen: bool,
    /// What it is made of, by name.
    delen: Vec<(&'static str, i64)>,
}

pub(super) fn verdeel(argumenten: &Verdelen) -> Result<ExitCode, AnderFout> {
    los_op(&argumenten.gewoon, |opgave, verder| {
        let wensen = Wensen::default();
        let verdeling =
            if argumenten.zonder_uren { toewijzen(opgave, &wensen) } else { in_evenwicht(opgave, &wensen, verder) };
        let verdeling = verdeling.map_err(|geen| geen.to_string())?;
        Ok(Gevonden {
            oplossing: json!(verdeling.klantmanager_van),
            doelwaarde: verdeling.doelwaarde,
            ondergrens: verdeling.ondergrens,
            bewezen: verdeling.bewezen,
            delen: vec![("wisselingen en kennis", verdeling.kosten), ("kwartieren uit evenwicht", verdeling.afwijking)],
        })
    })
}

pub(super) fn plan(argumenten: &Argumenten) -> Result<ExitCode, AnderFout> {
    los_op(argumenten, |opgave, verder| {
        let plan = plannen(opgave, verder).map_err(|geen| geen.to_string())?;
        Ok(Gevonden {
            oplossing: json!(plan.weken),
            doelwaarde: plan.doelwaarde,
            ondergrens: plan.ondergrens,
            bewezen: plan.bewezen,
            delen: vec![
                ("te laat", plan.te_laat),
                ("niet gepland", plan.niet_gepland),
                ("kwartieren boven 85%", plan.boven),
            ],
        })
    })
}

fn los_op(
    argumenten: &Argumenten,
    oplossen: impl FnOnce(&Opgave, &(dyn Fn() -> bool + Sync)) -> Result<Gevonden, String>,
) -> Result<ExitCode, AnderFout> {
    let opgave = lees(&argumenten.opgave)?;
    if let Some(uit) = argumenten.uit.as_deref().filter(|uit| is_zelfde(uit, &argumenten.opgave)) {
        let waar = uit.display();
        return Err(AnderFout::Geweigerd(format!("{waar} is de opgave zelf; kies bij --uit een ander bestand.")));
    }
    let begin = Instant::now();
    let limiet = Duration::from_secs(argumenten.limiet.into());
    let gevonden = oplossen(&opgave, &|| begin.elapsed() < limiet).map_err(AnderFout::Geweigerd)?;
    let seconden = begin.elapsed().as_secs_f64();
    if let Some(uit) = &argumenten.uit {
        fs::write(uit, gevonden.oplossing.to_string()).map_err(|error| {
            AnderFout::Geweigerd(format!("{} is niet te schrijven ({error}); kies een ander bestand.", uit.display()))
        })?;
    }
    let speling = speling(gevonden.doelwaarde, gevonden.ondergrens);
    let tekst = if argumenten.json {
        let delen = gevonden.delen.iter().map(|(naam, waarde)| ((*naam).to_owned(), json!(waarde)));
        let delen: serde_json::Map<_, _> = delen.collect();
        format!(
            "{:#}\n",
            json!({
                "doelwaarde": gevonden.doelwaarde,
                "ondergrens": gevonden.ondergrens,
                "bewezen": gevonden.bewezen,
                "speling": speling,
                "delen": delen,
                "seconden": seconden,
            })
        )
    } else {
        als_tekst(&gevonden, speling, seconden)
    };
    std::io::stdout().lock().write_all(tekst.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn als_tekst(gevonden: &Gevonden, speling: f64, seconden: f64) -> String {
    let goed = if gevonden.bewezen {
        "bewezen de beste".to_owned()
    } else {
        let procent = format!("{:.3}", 100.0 * speling).replace('.', ",");
        format!("de beste is hooguit {procent}% lager (ondergrens {})", gevonden.ondergrens)
    };
    let mut uit = format!("Doelwaarde {}: {goed}, in {seconden:.2} s.\n", gevonden.doelwaarde);
    for (naam, waarde) in &gevonden.delen {
        uit.push_str(&format!("  {naam:<28}{waarde:>10}\n"));
    }
    uit
}

/// Whether both lead to one file that is there.
fn is_zelfde(een: &Path, ander: &Path) -> bool {
    matches!((fs::canonicalize(een), fs::canonicalize(ander)), (Ok(een), Ok(ander)) if een == ander)
}

/// Reads a problem. A file that is cut off says where.
fn lees(pad: &Path) -> Result<Opgave, AnderFout> {
    let waar = pad.display();
    let bytes = fs::read(pad).map_err(|error| {
        AnderFout::Geweigerd(format!("{waar} is niet te lezen ({error}); geef een bestand met een opgave."))
    })?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let (regel, teken) = (error.line(), error.column());
        AnderFout::Geweigerd(if bytes.starts_with(&[0x1f, 0x8b]) {
            format!("{waar} is ingepakt; pak het eerst uit met gunzip.")
        } else if error.is_eof() {
            format!("{waar} is afgebroken: het houdt op bij regel {regel}, teken {teken}. Haal het bestand opnieuw op.")
        } else {
            format!("{waar} is geen opgave: bij regel {regel}, teken {teken} staat iets anders dan verwacht ({error}).")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPGAVE: &str = r#"{"managers":[
        {"fte":1.0,"spec":["jongeren"],"lo":0,"hi":2,"T":8,"H":[4,4,4,4,4,4,4,4,4,4,4,4,0]},
        {"fte":1.0,"spec":[],"lo":1,"hi":2,"T":8,"H":[4,4,4,4,4,4,4,4,4,4,4,4,0]}],
        "clients":[
        {"need":"jongeren","cur":1,"w":1,"k":1,"len":4,"h":4,"due":[2],"early":[1],"pm":0},
        {"need":"algemeen","cur":1,"w":2,"k":1,"len":4,"h":4,"due":[2],"early":[1],"pm":1},
        {"need":"algemeen","cur":1,"w":3,"k":1,"len":4,"h":4,"due":[3],"early":[2],"pm":1}]}"#;

    fn argumenten(naam: &str, inhoud: &str) -> Argumenten {
        let map = std::env::temp_dir();
        let kenmerk = crate::omgeving::Omgeving::machine().nieuw_id::<uuid::Uuid>();
        let opgave = map.join(format!("kb_{kenmerk}_{naam}.json"));
        fs::write(&opgave, inhoud).unwrap();
        let uit = Some(map.join(format!("kb_{kenmerk}_{naam}_uit.json")));
        Argumenten { opgave, uit, limiet: 5, json: false }
    }

    fn geschreven(argumenten: &Argumenten) -> String {
        fs::read_to_string(argumenten.uit.as_ref().unwrap()).unwrap()
    }

    /// The young one goes to who knows young people, which makes room as well.
    #[test]
    fn a_distribution_is_written_as_one_number_for_each_client() {
        let gewoon = argumenten("verdeel", OPGAVE);
        assert_eq!(verdeel(&Verdelen { gewoon, zonder_uren: true }).unwrap(), ExitCode::SUCCESS);
        let gewoon = argumenten("verdeel", OPGAVE);
        let verdelen = Verdelen { gewoon, zonder_uren: false };
        assert_eq!(verdeel(&verdelen).unwrap(), ExitCode::SUCCESS);
        assert_eq!(geschreven(&verdelen.gewoon), "[0,1,1]");
    }

    #[test]
    fn a_plan_is_written_as_weeks_for_each_client() {
        let argumenten = argumenten("plan", OPGAVE);
        assert_eq!(plan(&argumenten).unwrap(), ExitCode::SUCCESS);
        let weken: Vec<Vec<u8>> = serde_json::from_str(&geschreven(&argumenten)).unwrap();
        assert_eq!(weken.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
    }

    #[test]
    fn a_file_that_is_no_problem_says_where_and_what_to_do() {
        let onbekend = OPGAVE.replace("\"cur\":1", "\"cur\":7");
        for (inhoud, verwacht) in [
            (&OPGAVE[..200], "is afgebroken"),
            ("{\"managers\":[],\"clients\":7}", "is geen opgave: bij regel 1"),
            ("\u{1f}\u{8b}", "is geen opgave"),
            (onbekend.as_str(), "klantmanager 7"),
        ] {
            let gewoon = argumenten("fout", inhoud);
            let uit = gewoon.uit.clone().unwrap();
            let fout = verdeel(&Verdelen { gewoon, zonder_uren: false }).unwrap_err().to_string();
            assert!(fout.contains(verwacht), "{fout}");
            assert!(!uit.exists(), "nothing is written");
        }
        let mut weg = argumenten("weg", OPGAVE);
        weg.opgave = "/bestaat/niet.json".into();
        assert!(plan(&weg).unwrap_err().to_string().contains("is niet te lezen"));
        let mut zelf = argumenten("zelf", OPGAVE);
        zelf.uit = Some(zelf.opgave.parent().unwrap().join(".").join(zelf.opgave.file_name().unwrap()));
        assert!(plan(&zelf).unwrap_err().to_string().contains("is de opgave zelf"));
        assert_eq!(fs::read_to_string(&zelf.opgave).unwrap(), OPGAVE, "nothing is lost");
        let mut dicht = argumenten("dicht", OPGAVE);
        dicht.uit = Some("/bestaat/niet/uit.json".into());
        assert!(plan(&dicht).unwrap_err().to_string().contains("is niet te schrijven"));
    }
}
