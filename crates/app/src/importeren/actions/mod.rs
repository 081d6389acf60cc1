//! The order of an import: look at the file, judge every row, compare, write, report.

mod lopend;
mod verwerken;

use std::{path::PathBuf, sync::Arc};

use domain::{gebruiker::Gebruiker, gemeente::Gemeente, id::GebruikerId, logboek::Regel};
use storage::{Database, codelijst, gebruiker, gemeente};

use self::{
    lopend::Bericht,
    verwerken::{Verbinding, Verwerking},
};
use super::{
    fout::{Bestandsfout, Fout, ImportFout, toonbaar},
    lezen::{Bron, Leesfout, herken},
    mapping::Mapping,
    overzicht::Overzicht,
    rij::{Indeling, Naslag},
    vergelijk::Kader,
    verslag::{Bijlagen, Verslag},
};
use crate::omgeving::Omgeving;

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct Opdracht {
    /// The file.
    pub bestand: PathBuf,
    /// For which municipality.
    pub gemeente: Gemeente,
    /// The mapping file.
    pub mapping: Option<PathBuf>,
    /// Import the good rows of a file with faults.
    pub goede_rijen: bool,
    /// Report everything, write nothing.
    pub proef: bool,
    /// Who imports; nobody for a nightly job.
    pub door: Option<GebruikerId>,
    /// Where faults, differences and vanished benefits are written; beside the file if not given.
    pub uitvoermap: Option<PathBuf>,
}

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fase {
    /// Reading and judging every row.
    Controleren,
    /// Comparing with Klantbeeld, and writing.
    Verwerken,
    /// Sorting indexes after a first import of many clients.
    Afronden,
}

impl Fase {
    /// For beside a progress bar.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Controleren => "Bestand controleren",
            Self::Verwerken => "Vergelijken en verwerken",
            Self::Afronden => "Zoekingangen maken",
        }
    }
}

/// How far an import is. `gedaan` and `totaal` count bytes, rows of a sheet or indexes: only their ratio means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stap {
    /// What is being done.
    pub fase: Fase,
    /// How much of it.
    pub gedaan: u64,
    /// Of how much.
    pub totaal: u64,
    /// How many rows were read.
    pub rijen: u64,
}

/// Imports a file: all of it, or nothing.
///
/// An `Ok` report of a file without changes says that nothing was written. Faults come back as
/// [`ImportFout::Fouten`], unless the good rows were asked for.
pub async fn importeer(
    database: &Database,
    omgeving: &Omgeving,
    opdracht: Opdracht,
    voortgang: &mut dyn FnMut(Stap),
) -> Result<Verslag, ImportFout> {
    // On the heap: the caller's future stays small.
    Box::pin(voer_uit(database, omgeving, opdracht, voortgang)).await
}

async fn voer_uit(
    database: &Database,
    omgeving: &Omgeving,
    opdracht: Opdracht,
    voortgang: &mut dyn FnMut(Stap),
) -> Result<Verslag, ImportFout> {
    let begin = omgeving.nu();
    let gebruikers = ken_gemeente(database, &opdracht).await?;
    let mapping = opdracht.mapping.as_deref().map(Mapping::lees).transpose()?.unwrap_or_default();
    let bron = Arc::new(open(&opdracht, mapping.clone()).await?);
    let bijlagen = Bijlagen::new(&opdracht.bestand, opdracht.uitvoermap.as_deref())?;
    let codes = codelijst::list(&mut database.read(opdracht.gemeente).await?).await?;
    let naslag = Arc::new(Naslag::new(omgeving.vandaag(), opdracht.gemeente, mapping, &codes, &gebruikers));
    let mut verslag = Verslag::new(&opdracht.bestand, bron.sha256.clone(), opdracht.gemeente, opdracht.proef);

    let gezien = controleer(&bron, &naslag, &mut verslag, voortgang).await?;
    let seconden = || omgeving.nu().as_second() - begin.as_second();
    let Some((overzicht, indeling)) = gezien else {
        verslag.seconden = seconden();
        return Err(ImportFout::Fouten(Box::new(bijlagen.sluit(verslag)?)));
    };
    let kader = Kader {
        omgeving,
        vandaag: omgeving.vandaag(),
        nu: omgeving.nu(),
        door: opdracht.door,
        indeling: &indeling,
        gebruikers: &gebruikers,
        codes: &codes,
    };
    let alleen_lezen = opdracht.proef || !verslag.fouten.is_empty() && !opdracht.goede_rijen;
    let verbinding = if alleen_lezen {
        Verbinding::Lezen(database.read(opdracht.gemeente).await?)
    } else {
        Verbinding::Schrijven(database.write(opdracht.gemeente).await?)
    };
    let verwerking = Verwerking::new(kader, overzicht, verslag, bijlagen, verbinding, opdracht.goede_rijen);
    let mut klaar = verwerking.doorloop(&bron, naslag, voortgang).await?;
    klaar.verslag.seconden = seconden();
    rond_af(klaar, &opdracht).await
}

/// What is left to decide when everything was compared.
struct Klaar {
    verslag: Verslag,
    bijlagen: Bijlagen,
    verbinding: Verbinding,
    regel: Regel,
}

/// Commits, or not. The files are on disk before the database is.
async fn rond_af(klaar: Klaar, opdracht: &Opdracht) -> Result<Verslag, ImportFout> {
    let Klaar { mut verslag, bijlagen, verbinding, regel } = klaar;
    let afgekeurd = !verslag.fouten.is_empty() && !opdracht.goede_rijen;
    let schrijven = match verbinding {
        Verbinding::Schrijven(writer) if !afgekeurd && verslag.verandert_iets() => Some(writer),
        _ => None,
    };
    verslag.doorgevoerd = schrijven.is_some();
    let verslag = bijlagen.sluit(verslag)?;
    if let Some(writer) = schrijven {
        let regel = Regel { details: details(&verslag).to_string(), ..regel };
        writer.commit(regel, &[]).await?;
    }
    if afgekeurd { Err(ImportFout::Fouten(Box::new(verslag))) } else { Ok(verslag) }
}

fn details(verslag: &Verslag) -> serde_json::Value {
    let n = &verslag.aantal;
    serde_json::json!({
        "bestand": toonbaar(&verslag.bestand, false),
        "sha256": verslag.sha256,
        "rijen": n.rijen,
        "foute_rijen": n.foute_rijen,
        "nieuwe_klanten": n.nieuwe_klanten,
        "gewijzigde_klanten": n.gewijzigde_klanten,
        "nieuwe_uitkeringen": n.nieuwe_uitkeringen,
        "gewijzigde_uitkeringen": n.gewijzigde_uitkeringen,
        "beeindigde_uitkeringen": n.beeindigde_uitkeringen,
        "verdeeld": verslag.verdeeld.totaal,
        "verdwenen": verslag.verdwenen.totaal,
        "bevestigde_opdrachten": n.bevestigde_opdrachten,
        "afwijkende_opdrachten": n.afwijkende_opdrachten,
    })
}

/// A municipality that is not in the database is the likeliest slip of all.
async fn ken_gemeente(database: &Database, opdracht: &Opdracht) -> Result<Vec<Gebruiker>, ImportFout> {
    let gemeenten = gemeente::list(database).await?;
    if !gemeenten.iter().any(|bekend| bekend.gemeente == opdracht.gemeente) {
        let namen: Vec<_> = gemeenten.iter().map(|bekend| format!("{} {}", bekend.gemeente, bekend.naam)).collect();
        let wat = format!("gemeente {} staat niet in deze database", opdracht.gemeente);
        let doe = format!("Kies uit: {}.", if namen.is_empty() { "(nog geen)".to_owned() } else { namen.join(", ") });
        return Err(Bestandsfout::new(&opdracht.bestand, wat, doe).into());
    }
    Ok(gebruiker::list(&mut database.read(opdracht.gemeente).await?).await?)
}

/// Looks at the file, on a thread that may wait for a slow disk.
async fn open(opdracht: &Opdracht, mapping: Mapping) -> Result<Bron, Bestandsfout> {
    let pad = opdracht.bestand.clone();
    let kijken = tokio::task::spawn_blocking(move || herken(&pad, &mapping));
    kijken.await.unwrap_or_else(|error| {
        let wat = format!("het bestand is niet te lezen ({error})");
        Err(Bestandsfout::new(&opdracht.bestand, wat, "Maak het bestand opnieuw."))
    })
}

/// The first reading. `None` when the file cannot be read as rows; the report then says why.
async fn controleer(
    bron: &Arc<Bron>,
    naslag: &Arc<Naslag>,
    verslag: &mut Verslag,
    voortgang: &mut dyn FnMut(Stap),
) -> Result<Option<(Overzicht, Arc<Indeling>)>, ImportFout> {
    let mut berichten = lopend::start(Arc::clone(bron), Arc::clone(naslag));
    let (mut overzicht, mut kop, mut heel) = (Overzicht::default(), None, true);
    while let Some(bericht) = berichten.recv().await {
        match bericht {
            Bericht::Kop(indeling) => kop = Some(indeling),
            Bericht::Koploos(fouten) => fouten.into_iter().for_each(|fout| verslag.fouten.push(fout)),
            Bericht::Partij { rijen, gedaan, totaal } => {
                verslag.aantal.rijen += rijen.len() as u64;
                for rij in rijen {
                    match rij {
                        Ok(rij) => overzicht.voeg_toe(&rij, &mut verslag.fouten),
                        Err(slecht) => overzicht.slecht(slecht, &mut verslag.fouten),
                    }
                }
                voortgang(Stap { fase: Fase::Controleren, gedaan, totaal, rijen: verslag.aantal.rijen });
            }
            Bericht::Afgebroken(Leesfout::Bestand(fout)) => return Err(fout.into()),
            Bericht::Afgebroken(Leesfout::Rij { rij, wat, doe }) => {
                heel = false;
                verslag.fouten.push(Fout::new(rij, "(rij)", "", wat, doe));
            }
        }
    }
    overzicht.sluit(&mut verslag.fouten);
    verslag.aantal.foute_rijen = overzicht.foute_rijen;
    verslag.aantal.klanten = overzicht.aantal() as u64;
    let Some(indeling) = kop else { return Ok(None) };
    if verslag.aantal.rijen == 0 {
        let doe = "Maak het overzicht opnieuw in de uitkeringsadministratie.";
        verslag.fouten.push(Fout::new(1, "(rij)", "", "het bestand heeft een kop maar geen rijen", doe));
    }
    let bruikbaar = heel && verslag.aantal.rijen > 0;
    verslag.fouten.lijst.sort_by_key(|fout| fout.rij);
    if !indeling.onbekend.is_empty() {
        let koppen = indeling.onbekend.iter().take(30).map(|kop| toonbaar(kop, false)).collect::<Vec<_>>().join(", ");
        verslag.waarschuwingen.push(format!("deze kolommen worden niet gebruikt: {koppen}."));
    }
    Ok(bruikbaar.then_some((overzicht, indeling)))
}
