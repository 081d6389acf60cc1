//! Evaluating a project: the one way in for the page, the files and the command line.

use analysis::{
    evaluatie::{self, Evaluatie, EvaluatieGeweigerd},
    overleving::{self, Stap},
};
use domain::{
    codelijst::{Codelijst, CodelijstItem},
    cohort::Cohort,
    datum::lang,
    logboek::{Doel, Regel},
    project::Project,
};
use jiff::civil::Date;
use serde_json::json;
use storage::Reader;

use crate::web::{Bezoek, Fout, Resultaat, woorden::zin};

/// A project as it stood on a reference date.
#[derive(Debug)]
pub(crate) struct Uitslag {
    /// The project.
    pub(crate) project: Project,
    /// What it brought.
    pub(crate) evaluatie: Evaluatie,
    /// Who was still on benefit, by days since selection.
    pub(crate) curve: Vec<Stap>,
    /// Whether all were selected by the first day: the days of the curve are then days of the calendar.
    pub(crate) samen_begonnen: bool,
    /// The words for distances to the labour market.
    pub(crate) segmenten: Vec<CodelijstItem>,
}

/// Why there is no evaluation.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NietGeevalueerd {
    /// The reference date does not fit the project.
    #[error(transparent)]
    Geweigerd(#[from] EvaluatieGeweigerd),
    /// On a day to come everything would seem to have lasted, because nobody has come back yet.
    #[error("de peildatum ligt in de toekomst en wat dan bekend is, weet nog niemand; kies een peildatum tot en met vandaag, {}", lang(*.vandaag))]
    Toekomst {
        /// The last date that can be chosen.
        vandaag: Date,
    },
    /// The evaluation is final: only the day it was kept for is known.
    #[error("deze evaluatie is vastgelegd voor {}; kies die peildatum", lang(*.peildatum))]
    Vastgelegd {
        /// The one day there is.
        peildatum: Date,
    },
    /// The database says no.
    #[error(transparent)]
    Database(#[from] storage::Error),
    /// The calculation broke.
    #[error("de berekening is afgebroken: {0}")]
    Afgebroken(#[from] tokio::task::JoinError),
}

impl NietGeevalueerd {
    /// What to tell whoever chose the reference date, if that is the cause.
    pub(crate) fn over_peildatum(&self) -> Option<(&'static str, String)> {
        match self {
            Self::Geweigerd(geweigerd) => Some((geweigerd.code(), zin(&self.to_string()))),
            Self::Toekomst { .. } => Some(("peildatum_in_toekomst", zin(&self.to_string()))),
            Self::Vastgelegd { .. } => Some(("peildatum_vastgelegd", zin(&self.to_string()))),
            Self::Database(_) | Self::Afgebroken(_) => None,
        }
    }
}

impl From<NietGeevalueerd> for Fout {
    fn from(niet: NietGeevalueerd) -> Self {
        if let Some((code, tekst)) = niet.over_peildatum() {
            let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            return Self::Geweigerd { status, code, tekst };
        }
        match niet {
            NietGeevalueerd::Database(error) => error.into(),
            niet => Self::Onverwacht(niet.to_string()),
        }
    }
}

/// The reference date when none is asked for: the project's own, or today while that day is still to come.
pub(crate) fn gewone_peildatum(project: &Project, vandaag: Date) -> Date {
    project.peildatum.min(vandaag)
}

/// Evaluates a project on a reference date. Takes the reader, so that its connection is free while this counts.
pub(crate) async fn evalueer(
    mut reader: Reader,
    project: Project,
    peildatum: Date,
    vandaag: Date,
) -> Result<Uitslag, NietGeevalueerd> {
    if peildatum > vandaag {
        return Err(NietGeevalueerd::Toekomst { vandaag });
    }
    let vast = storage::project::vastleggingen(&mut reader).await?;
    if let Some(vast) = vast.into_iter().find(|vast| vast.project == project.id && vast.peildatum != peildatum) {
        return Err(NietGeevalueerd::Vastgelegd { peildatum: vast.peildatum });
    }
    let mut segmenten = storage::codelijst::list(&mut reader).await?;
    segmenten.retain(|item| item.lijst == Codelijst::Segment);
    let cohort = storage::project::cohort(&mut reader, project, peildatum).await?;
    drop(reader);
    // A large town is tens of thousands of clients: not on a thread that other visitors wait for.
    let uitslag = tokio::task::spawn_blocking(move || bereken(cohort, segmenten, peildatum)).await??;
    Ok(uitslag)
}

/// The same without a database.
pub(super) fn bereken(
    cohort: Cohort,
    segmenten: Vec<CodelijstItem>,
    peildatum: Date,
) -> Result<Uitslag, EvaluatieGeweigerd> {
    Ok(Uitslag {
        evaluatie: evaluatie::evalueer(&cohort, peildatum)?,
        curve: overleving::nog_in_uitkering(&cohort, peildatum)?,
        samen_begonnen: cohort.deelnemers.iter().all(|deelnemer| deelnemer.geselecteerd <= cohort.project.start),
        project: cohort.project,
        segmenten,
    })
}

/// The project with this code, of the visitor's municipality.
pub(super) async fn project(bezoek: &Bezoek, code: &str) -> Resultaat<Project> {
    storage::project::find(&mut bezoek.reader().await?, code).await?.ok_or(Fout::NietGevonden)
}

/// Evaluates, makes a file of it away from other visitors, and notes that the file was made: no note, no file.
pub(super) async fn maak_bestand<T: Send + 'static>(
    bezoek: &Bezoek,
    project: Project,
    peildatum: Date,
    vorm: &'static str,
    maken: impl FnOnce(&Uitslag) -> Resultaat<T> + Send + 'static,
) -> Resultaat<T> {
    let id = project.id;
    let uitslag = evalueer(bezoek.reader().await?, project, peildatum, bezoek.vandaag).await?;
    let details = json!({ "project": uitslag.project.code, "peildatum": peildatum, "vorm": vorm });
    let bestand = tokio::task::spawn_blocking(move || maken(&uitslag)).await;
    let bestand = bestand.map_err(|error| Fout::Onverwacht(error.to_string()))??;
    let regel = bezoek.regel("project.rapport_gemaakt", id, None, &details);
    bezoek.writer().await?.commit(Regel { doel: Doel::Verantwoording, ..regel }, &[]).await?;
    Ok(bestand)
}
