//! `klantbeeld simuleer`: plays a model many times and gives the means with their intervals, as text or as JSON.

use std::{io::Write as _, process::ExitCode, time::Instant};

use analysis::simulatie::{Gemiddelde, Model, Opzet, Reeks, Samenvatting, reeks, samenvatting};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value, json};

use super::AnderFout;

/// What to play, how often and from which seed.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// Het model: m1 speelt gebeurtenis voor gebeurtenis, m2 week voor week
    #[arg(long, value_parser = ["m1", "m2"], default_value = "m1")]
    model: String,
    /// Hoe vaak het model gespeeld wordt
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    herhalingen: u32,
    /// Het zaad van de eerste keer; elke volgende keer is het er één hoger. Hetzelfde zaad geeft dezelfde cijfers
    #[arg(long, default_value_t = 1000)]
    zaad: u64,
    /// Op hoeveel processorkernen [standaard: allemaal]; het verandert alleen hoe lang het duurt
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    draden: Option<u16>,
    /// Schrijf de uitkomsten als JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn simuleer(argumenten: &Argumenten) -> Result<ExitCode, AnderFout> {
    let opzet = Opzet::referentie();
    opzet.toets().map_err(|geweigerd| AnderFout::Geweigerd(geweigerd.to_string()))?;
    let model = if argumenten.model == "m2" { Model::M2 } else { Model::M1 };
    let draden = argumenten
        .draden
        .map_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get), usize::from);
    let balk = ProgressBar::new(argumenten.herhalingen.into());
    if let Ok(stijl) = ProgressStyle::with_template("{wide_bar} {pos} van {len}, nog {eta}") {
        balk.set_style(stijl);
    }
    let begin = Instant::now();
    let gespeeld =
        reeks(model, &opzet, Reeks { herhalingen: argumenten.herhalingen, zaad: argumenten.zaad, draden }, |gedaan| {
            balk.set_position(gedaan);
            true
        });
    let seconden = begin.elapsed().as_secs_f64();
    balk.finish_and_clear();
    let uitkomsten = gespeeld.ok_or_else(|| AnderFout::Machine(std::io::Error::other("een draad is gestopt")))?;
    let samen = samenvatting(&uitkomsten);
    let tekst = if argumenten.json {
        format!("{:#}\n", als_json(argumenten, &opzet, draden, seconden, &samen))
    } else {
        als_tekst(argumenten, &opzet, seconden, &samen)
    };
    std::io::stdout().lock().write_all(tekst.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The moments of which the expected number of clients is known without playing.
const JAREN: [u32; 5] = [52, 104, 156, 208, 260];

/// Laid out as the independent implementations do, so that they can be laid side by side.
fn als_json(argumenten: &Argumenten, opzet: &Opzet, draden: usize, seconden: f64, samen: &Samenvatting) -> Value {
    let exact = JAREN.map(|week| (format!("stock_{week}"), json!(opzet.verwachte_stand(week.into()))));
    let summary = samen.iter().map(|(naam, gemiddelde)| ((*naam).to_owned(), json!(gemiddelde)));
    json!({
        "tool": concat!("klantbeeld ", env!("CARGO_PKG_VERSION")),
        "model": argumenten.model,
        "R": argumenten.herhalingen,
        "seed": argumenten.zaad,
        "procs": draden,
        "wall_s": seconden,
        "exact": exact.into_iter().collect::<Map<_, _>>(),
        "summary": summary.collect::<Map<_, _>>(),
    })
}

fn als_tekst(argumenten: &Argumenten, opzet: &Opzet, seconden: f64, samen: &Samenvatting) -> String {
    let mut uit = format!(
        "Model {}: {} keer gespeeld vanaf zaad {}, in {seconden:.2} s.\n\
        Gemiddelde, met het interval waarin het echte gemiddelde met 95% zekerheid ligt.\n\n",
        argumenten.model, argumenten.herhalingen, argumenten.zaad
    );
    for (naam, Gemiddelde { mean, ci95 }) in samen {
        let interval = ci95.map_or_else(String::new, |[van, tot]| format!("{:>12} tot {}", getal(van), getal(tot)));
        let exact = naam.strip_prefix("stock_").and_then(|week| week.parse::<u32>().ok());
        let exact =
            exact.map_or_else(String::new, |week| format!("   (exact {})", getal(opzet.verwachte_stand(week.into()))));
        uit.push_str(&format!("  {:<42}{:>12}{interval}{exact}\n", in_woorden(naam), getal(*mean)));
    }
    uit
}

fn in_woorden(naam: &str) -> String {
    match naam {
        "outflow_total" => "uitgestroomd".to_owned(),
        "inflow_total" => "ingestroomd".to_owned(),
        "held" => "gesprekken gevoerd".to_owned(),
        "noshow" => "niet verschenen".to_owned(),
        "mean_wait_weeks" => "wachttijd na de beurt, weken".to_owned(),
        "late_share" => "aandeel dat langer dan een week wacht".to_owned(),
        "utilisation" => "bezetting van de gespreksuren".to_owned(),
        "share_80_120" => "aandeel caseloads van 80 tot en met 120".to_owned(),
        "max_wait" => "langste wachttijd, weken".to_owned(),
        naam => format!("klanten na {} weken", naam.trim_start_matches("stock_")),
    }
}

/// As the Dutch write numbers: large ones with one decimal, small ones with four.
fn getal(waarde: f64) -> String {
    let tekst = if waarde.abs() >= 100.0 { format!("{waarde:.1}") } else { format!("{waarde:.4}") };
    tekst.replace('.', ",")
}

#[cfg(test)]
mod tests {
    use analysis::simulatie::{Model, NAMEN, Opzet, Reeks, reeks, samenvatting};

    use super::{Argumenten, als_json, als_tekst};

    #[test]
    fn the_outcomes_are_laid_out_as_those_of_others() {
        let argumenten = Argumenten { model: "m2".to_owned(), herhalingen: 3, zaad: 1, draden: Some(1), json: true };
        let opzet = Opzet::referentie();
        let hoe = Reeks { herhalingen: 3, zaad: 1, draden: 1 };
        let samen = samenvatting(&reeks(Model::M2, &opzet, hoe, |_| true).unwrap());
        let json = als_json(&argumenten, &opzet, 1, 0.5, &samen);
        assert_eq!((&json["R"], &json["seed"], &json["wall_s"]), (&3.into(), &1.into(), &0.5.into()));
        for naam in NAMEN {
            assert!(json["summary"][naam]["mean"].is_f64() && json["summary"][naam]["ci95"][1].is_f64(), "{naam}");
        }
        assert!((json["exact"]["stock_52"].as_f64().unwrap() - 3140.5429).abs() < 1e-3);
        let tekst = als_tekst(&argumenten, &opzet, 0.5, &samen);
        assert!(tekst.contains("klanten na 52 weken") && tekst.contains("(exact 3140,5)"), "{tekst}");
    }
}
