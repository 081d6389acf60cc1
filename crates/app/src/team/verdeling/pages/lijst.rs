//! The form for a proposal, and the latest ones.

use analysis::verdeling::Gewichten;
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, plaatselijk},
    id::TeamId,
};
use storage::verdeling::VerdelingRegel;

use super::{
    super::{
        actions,
        forms::VerdelingForm,
        opgave::{Invoer, Vraag},
        paths,
    },
    stand,
};
use crate::{
    klantkop::tijd,
    web::{Bezoek, Formulier, Keuze, Pagina, Resultaat, pagina, woorden::zin},
};

/// The latest proposals that are shown.
const RECENT: i64 = 20;

struct Regel {
    href: String,
    wie: String,
    wanneer: String,
    /// What was asked.
    vraag: String,
    stand: &'static str,
    kleur: &'static str,
}

#[derive(Template)]
#[template(path = "team/verdeling/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    form: VerdelingForm,
    keuzes: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    regels: Vec<Regel>,
}

async fn bladzijde(bezoek: &Bezoek, form: VerdelingForm, teams: &[(TeamId, String)]) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let recent = storage::verdeling::recent(&mut reader, RECENT).await?;
    drop(reader);
    pagina(&LijstPagina {
        p: Pagina::voor(bezoek, "Voorstel voor de verdeling", "/caseload"),
        keuzes: form.keuzes(teams),
        fouten: form.fouten(),
        form,
        regels: recent.iter().map(|regel| rij(regel, teams)).collect(),
    })
}

fn rij(regel: &VerdelingRegel, teams: &[(TeamId, String)]) -> Regel {
    let (stand, kleur) = stand(regel.stand);
    Regel {
        href: paths::verdeling(regel.id),
        wie: wie(regel.team, teams),
        wanneer: wanneer(regel),
        vraag: serde_json::from_str(&regel.invoer).map_or_else(|_| String::new(), |invoer: Invoer| gevraagd(&invoer)),
        stand,
        kleur,
    }
}

fn wanneer(regel: &VerdelingRegel) -> String {
    let op = plaatselijk(regel.gemaakt_op);
    format!("{}, {} om {} uur", regel.door, kort(op.date()), tijd(&op))
}

/// The bounds and weights of a proposal, by which two of one team are told apart.
fn gevraagd(invoer: &Invoer) -> String {
    let Vraag { minstens, hoogstens, gewichten } = invoer.vraag;
    let Gewichten { niet_passend, wissel, kwartier } = gewichten;
    format!("{minstens} tot en met {hoogstens} procent; kennis {niet_passend}, wisselen {wissel}, uren {kwartier}")
}

/// Whose clients.
pub(super) fn wie(team: Option<TeamId>, teams: &[(TeamId, String)]) -> String {
    let naam = team.and_then(|team| teams.iter().find(|(id, _)| *id == team)).map(|(_, naam)| naam.clone());
    naam.unwrap_or_else(|| "Iedereen".to_owned())
}

pub(super) async fn teams(bezoek: &Bezoek) -> Resultaat<Vec<(TeamId, String)>> {
    Ok(storage::gebruiker::teams(&mut bezoek.reader().await?).await?)
}

pub(in crate::team::verdeling) async fn toon(bezoek: Bezoek) -> Resultaat {
    let teams = teams(&bezoek).await?;
    bladzijde(&bezoek, VerdelingForm::leeg(&bezoek), &teams).await
}

pub(in crate::team::verdeling) async fn begin(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let teams = teams(&bezoek).await?;
    let mut form = VerdelingForm::uit(&bezoek, &formulier);
    if let Some(gevraagd) = form.lees(&teams) {
        match actions::begin(&bezoek, form.id, gevraagd).await? {
            Ok(()) => return Ok(Redirect::to(&paths::verdeling(form.id)).into_response()),
            Err(niets) => form.wie.afkeuren(zin(&niets.to_string())),
        }
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, bladzijde(&bezoek, form, &teams).await?).into_response())
}
