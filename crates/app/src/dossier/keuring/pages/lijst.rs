//! The examinations of which the answer is still to come: those that are late first, then the longest waiting.

use askama::Template;
use domain::{datum::kort, logboek::Doel, signaal::Wiens};
use storage::keuring::Open;

use super::{super::paths, toon::termijn};
use crate::web::{Bezoek, Pagina, Resultaat, pagina};

/// How many stand on the page; one more tells that there are more.
const HOOGSTENS: usize = 100;
const LEES: i64 = 101;

struct Regel {
    href: String,
    naam: String,
    onder: String,
    badge: String,
    kleur: &'static str,
}

#[derive(Template)]
#[template(path = "dossier/keuring/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    onder: String,
    regels: Vec<Regel>,
    meer: bool,
}

pub(in crate::dossier::keuring) async fn toon(bezoek: Bezoek) -> Resultaat {
    let vandaag = bezoek.vandaag;
    let wiens = Wiens::van(bezoek.gebruiker());
    let mut open = storage::keuring::open(&mut bezoek.reader().await?, wiens, vandaag, LEES).await?;
    let meer = open.len() > HOOGSTENS;
    open.truncate(HOOGSTENS);
    let klanten = open.iter().map(|is| is.zaak.klant).collect();
    bezoek.inzage("keuring.lijst_getoond", Doel::Begeleiding, klanten).await?;
    let laat = open.iter().filter(|is| is.zaak.over_tijd(vandaag)).count();
    // A stable sort: within each the longest waiting stays first.
    open.sort_by_key(|is| !is.zaak.over_tijd(vandaag));
    let wacht = match open.len() {
        1 => "1 wacht op een uitslag".to_owned(),
        aantal => format!("{}{aantal} wachten op een uitslag", if meer { "meer dan " } else { "" }),
    };
    let regel = |is: Open| {
        let (badge, kleur) = termijn(&is.zaak, vandaag);
        let soort = if is.zaak.spoed { "Spoedkeuring" } else { "Keuring" };
        let wie = is.klantmanager.unwrap_or_else(|| "nog niemand".to_owned());
        Regel {
            href: paths::van_klant(is.zaak.klant),
            naam: is.naam,
            onder: format!("{soort} · aangevraagd op {} · klantmanager: {wie}", kort(is.zaak.aangevraagd)),
            badge,
            kleur,
        }
    };
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Keuringen", "/vandaag"),
        onder: if laat == 0 { wacht } else { format!("{wacht} · {laat} over tijd") },
        regels: open.into_iter().map(regel).collect(),
        meer,
    })
}
