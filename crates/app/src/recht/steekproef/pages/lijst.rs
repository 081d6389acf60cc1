//! The samples that were drawn, the latest first. No client is named here.

use askama::Template;
use domain::datum::{kort, plaatselijk};
use storage::steekproef::Lijstregel;

use super::super::paths;
use crate::{
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Pagina, Resultaat, pagina},
};

/// How many stand on the page: those of many years.
const LEES: i64 = 100;

struct Regel {
    href: String,
    naam: String,
    onder: String,
}

#[derive(Template)]
#[template(path = "recht/steekproef/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    regels: Vec<Regel>,
}

fn regel(is: &Lijstregel) -> Regel {
    Regel {
        href: paths::steekproef(is.id),
        naam: format!("{} van {} klanten, peildatum {}", is.getrokken, is.omvang, kort(is.peildatum)),
        onder: format!(
            "{} procent · getrokken op {} door {}",
            is.aandeel.procent(),
            kort(plaatselijk(is.op).date()),
            is.door.as_deref().unwrap_or("onbekend")
        ),
    }
}

pub(in crate::recht::steekproef) async fn toon(bezoek: Bezoek) -> Resultaat {
    let regels = storage::steekproef::lijst(&mut bezoek.reader().await?, LEES).await?;
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Steekproeven", VANDAAG),
        regels: regels.iter().map(regel).collect(),
    })
}
