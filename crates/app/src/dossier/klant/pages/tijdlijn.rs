//! Everything that happened with a client, filtered by kind, short or in full.

use askama::Template;
use axum::{extract::Query, response::Redirect};
use domain::{id::KlantId, logboek::Doel};
use serde::Deserialize;

use super::super::{
    paths,
    tijdlijn::{Daarbij, Moment, Soort, momenten},
};
use crate::{
    klantkop::{self, Deel, Klantkop, gedaan::GedaanVraag},
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "dossier/klant/pages/tijdlijn.html")]
struct TijdlijnPagina {
    p: Pagina,
    kop: Klantkop,
    momenten: Vec<Moment>,
    filters: Vec<Filter>,
    klasse: &'static str,
    wissel: String,
    wissel_naam: &'static str,
    bsn: Option<String>,
    terug: String,
}

struct Filter {
    href: String,
    naam: &'static str,
    aantal: usize,
    actief: bool,
}

/// Which part of the timeline.
#[derive(Deserialize, Default)]
pub(in crate::dossier::klant) struct Vraag {
    #[serde(default)]
    soort: String,
    #[serde(default)]
    compact: bool,
}

pub(in crate::dossier::klant) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(vraag): Query<Vraag>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let page = laad(&bezoek, id, &vraag).await?;
    pagina(&TijdlijnPagina { p: page.p.clone().met_melding(melding), ..page })
}

/// The BSN is shown on request, and that is noted apart.
pub(in crate::dossier::klant) async fn toon_bsn(bezoek: Bezoek, Pad(id): Pad<KlantId>, _form: Formulier) -> Resultaat {
    let klant = storage::klant::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)?;
    bezoek.inzage("klant.bsn_getoond", Doel::Begeleiding, vec![id]).await?;
    let page = laad(&bezoek, id, &Vraag::default()).await?;
    pagina(&TijdlijnPagina { bsn: Some(klant.bsn.voluit()), ..page })
}

/// Who reloads the address of a shown BSN, or comes back to it after logging in, gets the client without it.
pub(in crate::dossier::klant) async fn bsn_niet_opnieuw(_bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Redirect {
    Redirect::to(&paths::tijdlijn(id))
}

async fn laad(bezoek: &Bezoek, id: KlantId, vraag: &Vraag) -> Resultaat<TijdlijnPagina> {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, id, Deel::Tijdlijn, "klant.tijdlijn_getoond").await?;
    let dossier = storage::klant::dossier(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let wie = bezoek.gebruiker().id;
    let daarbij = Daarbij::laad(&mut reader, id, (wie, bezoek.gebruiker().rol), bezoek.vandaag).await?;
    let nieuw = kop.regel.klantmanager_id == Some(wie)
        && storage::toewijzing::is_nieuw(&mut reader, id, wie, bezoek.vandaag).await?;
    drop(reader);
    if nieuw {
        // Looking is enough: from now on the client no longer stands under "Nieuw voor u".
        storage::toewijzing::set_gezien(&bezoek.app.database, bezoek.gemeente(), id, wie, bezoek.vandaag).await?;
    }
    let lijsten = bezoek.lijsten().await?;
    let alle = momenten(&dossier, &daarbij, &lijsten);
    let gekozen = Soort::ALLE.into_iter().find(|soort| soort.code() == vraag.soort);
    let pad = paths::tijdlijn(id);
    let short = if vraag.compact { "&compact=true" } else { "" };
    let mut filters = vec![Filter {
        href: if vraag.compact { format!("{pad}?compact=true") } else { pad.clone() },
        naam: "Alles",
        aantal: alle.len(),
        actief: gekozen.is_none(),
    }];
    filters.extend(Soort::ALLE.into_iter().map(|soort| Filter {
        href: format!("{pad}?soort={}{short}", soort.code()),
        naam: soort.naam(),
        aantal: alle.iter().filter(|moment| moment.soort == soort).count(),
        actief: gekozen == Some(soort),
    }));
    filters.retain(|filter| filter.aantal > 0 || filter.actief);
    let soort = gekozen.map_or_else(String::new, |soort| format!("soort={}&", soort.code()));
    Ok(TijdlijnPagina {
        p: Pagina::voor(bezoek, kop.naam.clone(), "/caseload"),
        momenten: alle.into_iter().filter(|moment| gekozen.is_none_or(|soort| moment.soort == soort)).collect(),
        filters,
        klasse: if vraag.compact { "kb-tijdlijn--compact" } else { "" },
        wissel_naam: if vraag.compact { "Uitgebreid" } else { "Compact" },
        wissel: format!("{pad}?{soort}compact={}", !vraag.compact),
        bsn: None,
        terug: pad,
        kop,
    })
}
