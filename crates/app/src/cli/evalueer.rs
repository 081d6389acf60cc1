//! `klantbeeld evalueer`: what a project brought, as text or as JSON.

use std::{io::Write as _, process::ExitCode};

use domain::{datum::lang, gemeente::Gemeente, project::Project};
use jiff::civil::Date;
use storage::{Database, gemeente::GemeenteNaam};

use super::{AnderFout, Opening};
use crate::project::{
    actions::{self, NietGeevalueerd, Uitslag},
    onderdelen::{Onderdeel, Rij, Waarde, onderdelen},
    woorden::periode,
};

/// Which project, and when.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// Code van het project, bijvoorbeeld ik-doe-mee
    code: String,
    /// De peildatum: niets van daarna telt mee [standaard: die van het project]
    #[arg(long, value_name = "DATUM", value_parser = datum)]
    peildatum: Option<Date>,
    /// Code van de gemeente; nodig als meer gemeenten een project met deze code hebben
    #[arg(long)]
    gemeente: Option<Gemeente>,
    /// Schrijf de cijfers van het rapport als JSON, met bedragen in eurocenten
    #[arg(long)]
    json: bool,
}

fn datum(text: &str) -> Result<Date, String> {
    domain::datum::lees(text).ok_or_else(|| "schrijf een datum als 2019-01-01 of 1-1-2019".to_owned())
}

impl From<NietGeevalueerd> for AnderFout {
    fn from(niet: NietGeevalueerd) -> Self {
        match niet {
            NietGeevalueerd::Database(error) => Self::Database(error),
            NietGeevalueerd::Afgebroken(error) => Self::Machine(std::io::Error::other(error)),
            niet => Self::Geweigerd(niet.to_string()),
        }
    }
}

pub(super) async fn evalueer(opening: &Opening, argumenten: &Argumenten) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    let (gemeente, project) = zoek(&database, argumenten).await?;
    let vandaag = opening.omgeving.vandaag();
    let peildatum = argumenten.peildatum.unwrap_or_else(|| actions::gewone_peildatum(&project, vandaag));
    let reader = database.read(gemeente.gemeente).await?;
    let uitslag = actions::evalueer(reader, project, peildatum, vandaag).await?;
    database.close().await;
    let tekst = if argumenten.json {
        format!("{:#}\n", uitslag.evaluatie.rapport_json())
    } else {
        als_tekst(&uitslag, &gemeente.naam)
    };
    std::io::stdout().lock().write_all(tekst.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The one project with this code.
async fn zoek(database: &Database, argumenten: &Argumenten) -> Result<(GemeenteNaam, Project), AnderFout> {
    let mut gemeenten = storage::gemeente::list(database).await?;
    if let Some(gevraagd) = argumenten.gemeente {
        gemeenten.retain(|gemeente| gemeente.gemeente == gevraagd);
        if gemeenten.is_empty() {
            return Err(AnderFout::Geweigerd(format!("gemeente {gevraagd} staat niet in deze database")));
        }
    }
    let (mut gevonden, mut andere) = (Vec::new(), Vec::new());
    for gemeente in gemeenten {
        for project in storage::project::list(&mut database.read(gemeente.gemeente).await?).await? {
            if project.code == argumenten.code {
                gevonden.push((gemeente.clone(), project));
            } else {
                andere.push(format!("{} ({})", project.code, gemeente.naam));
            }
        }
    }
    let code = &argumenten.code;
    match (gevonden.len(), gevonden.pop()) {
        (1, Some(een)) => Ok(een),
        (0, _) | (_, None) if andere.is_empty() => {
            Err(AnderFout::Geweigerd(format!("er is geen project {code}; er is nog geen enkel project vastgelegd")))
        }
        (0, _) | (_, None) => {
            Err(AnderFout::Geweigerd(format!("er is geen project {code}; wel: {}", andere.join(", "))))
        }
        (_, Some(laatste)) => {
            gevonden.push(laatste);
            let waar = gevonden.iter().map(|(gemeente, _)| format!("{} ({})", gemeente.gemeente, gemeente.naam));
            let waar: Vec<String> = waar.collect();
            Err(AnderFout::Geweigerd(format!(
                "meer gemeenten hebben een project {code}: {}; kies met --gemeente",
                waar.join(", ")
            )))
        }
    }
}

/// How wide a line of running text may be.
const BREEDTE: usize = 100;

/// The whole evaluation as text: the numbers of the page, with what must be known to read them.
fn als_tekst(uitslag: &Uitslag, gemeente: &str) -> String {
    let (project, evaluatie) = (&uitslag.project, &uitslag.evaluatie);
    let mut uit = format!("{}, gemeente {gemeente}\n", project.naam);
    uit.push_str(&format!("{}, stand op {}\n", periode(project.start, project.einde), lang(evaluatie.peildatum)));
    for onderdeel in onderdelen(uitslag) {
        uit.push_str(&tabel(&onderdeel));
    }
    uit.push_str("\nLet op\n");
    for waarschuwing in &evaluatie.waarschuwingen {
        uit.push_str(&alinea("  - ", &waarschuwing.tekst));
    }
    uit.push_str("\nBetekenis\n");
    for definitie in &evaluatie.definities {
        uit.push_str(&alinea("  ", &format!("{}: {}", definitie.term, definitie.tekst)));
    }
    uit.push_str(&format!("\nBron: {}\n", project.bron));
    uit
}

fn tabel(onderdeel: &Onderdeel) -> String {
    let tabel = &onderdeel.tabel;
    let rijen: Vec<&Rij> = tabel.met_totaal().collect();
    let breed = |tekst: &str| tekst.chars().count();
    let eerste = rijen.iter().map(|rij| breed(&rij.naam)).chain([breed(tabel.kop)]).max().unwrap_or_default();
    let kolommen = tabel.kolommen.iter().enumerate().map(|(nummer, kolom)| {
        let cellen = rijen.iter().filter_map(|rij| rij.cellen.get(nummer)).map(|cel| breed(&cel.tekst()));
        cellen.chain([breed(kolom.naam)]).max().unwrap_or_default()
    });
    let kolommen: Vec<usize> = kolommen.collect();
    let regel = |naam: &str, cellen: &mut dyn Iterator<Item = String>, onder: &str| {
        let cellen: String = cellen.zip(&kolommen).map(|(cel, breedte)| format!("  {cel:>breedte$}")).collect();
        format!("  {naam:<eerste$}{cellen}  {onder}").trim_end().to_owned() + "\n"
    };
    let mut uit = format!("\n{}\n", onderdeel.titel);
    uit.push_str(&regel(tabel.kop, &mut tabel.kolommen.iter().map(|kolom| kolom.naam.to_owned()), ""));
    for rij in rijen {
        uit.push_str(&regel(&rij.naam, &mut rij.cellen.iter().map(Waarde::tekst), &rij.onder));
    }
    uit
}

/// A text in lines, the later ones in line with the first.
fn alinea(begin: &str, tekst: &str) -> String {
    let inspringen = " ".repeat(begin.chars().count());
    let mut uit = begin.to_owned();
    let mut lengte = inspringen.len();
    for woord in tekst.split_whitespace() {
        let erbij = woord.chars().count() + 1;
        if lengte + erbij > BREEDTE {
            uit.push_str(&format!("\n{inspringen}"));
            lengte = inspringen.len();
        } else if lengte > inspringen.len() {
            uit.push(' ');
        }
        uit.push_str(woord);
        lengte += erbij;
    }
    uit + "\n"
}
