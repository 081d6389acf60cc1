//! A conversation that did not take place: the client did not come, or it was called off. Two different facts.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::plaatselijk,
    gesprek::{Gesprek, Partij},
    id::GesprekId,
};

use super::super::{
    actions::{self, Uitslag},
    paths,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, Veld, pagina, veld::fouten},
};

#[derive(Template)]
#[template(path = "gesprek/pages/niet_doorgegaan.html")]
struct NietDoorgegaanPagina {
    p: Pagina,
    kop: Klantkop,
    titel: &'static str,
    /// The day is still to come: then calling it off is all there is.
    te_vroeg: bool,
    uitkomst: Veld,
    uitkomsten: Vec<Keuze>,
    toelichting: Veld,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    terug: String,
}

fn te_vroeg(gesprek: &Gesprek, bezoek: &Bezoek) -> bool {
    plaatselijk(gesprek.moment).date() > bezoek.vandaag
}

fn velden(gesprek: &Gesprek, bezoek: &Bezoek) -> (Veld, Veld) {
    let (gekozen, uitleg) = if te_vroeg(gesprek, bezoek) {
        ("afgezegd", "Wie zegde af en waarom.")
    } else {
        ("", "Wie zegde af en waarom, of wat u weet over het wegblijven.")
    };
    (Veld::new("uitkomst", "Wat is er gebeurd").met(gekozen), Veld::vrij("toelichting", "Toelichting").uitleg(uitleg))
}

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, uitkomst: Veld, toelichting: Veld, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let fouten = fouten(&[&uitkomst, &toelichting]);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let uitkomsten = vec![
        Keuze::new("niet_verschenen", "De klant is niet gekomen", &uitkomst.waarde),
        Keuze::new("afgezegd", "Het gesprek is afgezegd", &uitkomst.waarde),
    ];
    let te_vroeg = te_vroeg(gesprek, bezoek);
    let titel = if te_vroeg { "Gesprek afzeggen" } else { "Gesprek niet doorgegaan" };
    let mut response = pagina(&NietDoorgegaanPagina {
        p: Pagina::voor(bezoek, format!("{titel}, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel,
        // A refusal stands at the choice; then the choice is shown.
        te_vroeg: te_vroeg && uitkomst.fout.is_none(),
        actie: paths::niet_doorgegaan(gesprek.id),
        terug: paths::gesprek(gesprek.id),
        uitkomsten,
        fouten,
        versie,
        kop,
        uitkomst,
        toelichting,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let (uitkomst, toelichting) = velden(&gesprek, &bezoek);
    tonen(&bezoek, &gesprek, uitkomst, toelichting, gesprek.versie).await
}

pub(in crate::gesprek) async fn verwerk(bezoek: Bezoek, Pad(id): Pad<GesprekId>, formulier: Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let (uitkomst, toelichting) = velden(&gesprek, &bezoek);
    let (mut uitkomst, mut toelichting) = (uitkomst.uit(&formulier), toelichting.uit(&formulier));
    let text = toelichting.waarde.trim().to_owned();
    if text.chars().count() > 2_000 {
        toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        return tonen(&bezoek, &gesprek, uitkomst, toelichting, versie).await;
    }
    let nu = bezoek.nu;
    let uitslag = match uitkomst.waarde.as_str() {
        "niet_verschenen" => {
            let step = |gesprek: Gesprek| gesprek.niet_verschenen(text, nu);
            actions::stap(&bezoek, id, versie, "gesprek.niet_verschenen", step).await?
        }
        "afgezegd" => actions::stap(&bezoek, id, versie, "gesprek.afgezegd", |g| g.zeg_af(Partij::Klant, text)).await?,
        _ => {
            uitkomst.afkeuren("Kies wat er gebeurd is.");
            return tonen(&bezoek, &gesprek, uitkomst, toelichting, versie).await;
        }
    };
    match uitslag {
        Uitslag::Gedaan(gesprek) => {
            let done = Gedaan::GesprekAfgerond(id, gesprek.versie);
            Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(gesprek.klant))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) => {
            uitkomst.afkeuren(format!("Dit kan niet: {geweigerd}."));
            tonen(&bezoek, &gesprek, uitkomst, toelichting, versie).await
        }
        Uitslag::Intussen(_) => Err(Fout::Intussen),
    }
}
