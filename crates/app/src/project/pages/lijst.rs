//! All projects.

use askama::Template;
use domain::datum::kort;

use super::super::{
    actions::gewone_peildatum,
    paths,
    woorden::{getal, periode},
};
use crate::web::{Bezoek, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "project/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    projecten: Vec<Regel>,
}

struct Regel {
    href: String,
    naam: String,
    doel: String,
    periode: String,
    deelnemers: String,
    peildatum: String,
    loopt: bool,
}

pub(in crate::project) async fn toon(bezoek: Bezoek) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let projecten = storage::project::list(&mut reader).await?;
    let deelnemers = storage::project::count_deelnames(&mut reader).await?;
    drop(reader);
    let regel = |project: domain::project::Project| Regel {
        href: paths::project(&project.code),
        periode: periode(project.start, project.einde),
        deelnemers: getal(deelnemers.get(&project.id).copied().unwrap_or_default()),
        peildatum: kort(gewone_peildatum(&project, bezoek.vandaag)),
        loopt: (project.start..=project.einde).contains(&bezoek.vandaag),
        naam: project.naam,
        doel: project.doel,
    };
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Projecten", "/projecten"),
        projecten: projecten.into_iter().map(regel).collect(),
    })
}
