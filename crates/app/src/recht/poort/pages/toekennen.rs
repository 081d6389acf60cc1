//! The form with which the benefit is granted.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang, leeftijd, plus_dagen},
    id::PoortId,
    klant::Klant,
    logboek::Doel,
    poort::{Poort, PoortGeweigerd, PoortStand},
    toewijzing::{Kandidaat, Keuze as Voorstel, kies_klantmanager},
};
use jiff::civil::Date;
use storage::poort::Gevonden;

use super::super::{
    actions::{self, Toekenuitslag},
    forms::ToekenningForm,
    paths,
};
use crate::web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina, woorden::zin};

#[derive(Template)]
#[template(path = "recht/poort/pages/toekennen.html")]
struct ToekennenPagina {
    p: Pagina,
    titel: String,
    onder: String,
    form: ToekenningForm,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    terug: String,
    /// Whether the client has a number already.
    bekend: String,
    leefvormen: Vec<Keuze>,
    klantmanagers: Vec<Keuze>,
    /// Who is proposed, and why.
    voorstel: String,
    /// Whether a plan is asked.
    met_plan: bool,
    doelen: Vec<Keuze>,
}

/// What the form stands on.
struct Grond {
    is: Gevonden,
    klant: Option<Klant>,
    kandidaten: Vec<Kandidaat>,
    voorstel: Option<Voorstel>,
}

async fn laad(bezoek: &Bezoek, id: PoortId) -> Resultaat<Grond> {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let klant = actions::met_bsn(&mut reader, is.persoon.bsn).await?;
    let kandidaten = storage::toewijzing::kandidaten(&mut reader, bezoek.vandaag).await?;
    let voorstel = kies_klantmanager(&kandidaten);
    Ok(Grond { is, klant, kandidaten, voorstel })
}

/// PW 44(4): on the first day of right or on that of the decision, which both lie after the day of the melding but for an exception.
fn jong(geboren: Date, is: &Poort) -> bool {
    (18..27).contains(&leeftijd(geboren, is.melding))
}

async fn tonen(bezoek: &Bezoek, grond: Grond, form: ToekenningForm, versie: i64, plan_nodig: bool) -> Resultaat {
    let Grond { is, klant, kandidaten, voorstel } = grond;
    bezoek.inzage("poort.toekennen_getoond", Doel::Rechtmatigheid, vec![is.poort.klant]).await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let naam = is.persoon.naam.voluit();
    let aanvraag = is.poort.aanvraag.map_or_else(String::new, |dag| format!(", aangevraagd op {}", kort(dag)));
    let mut response = pagina(&ToekennenPagina {
        p: Pagina::voor(bezoek, format!("Uitkering toekennen, {naam}"), paths::LIJST).met_fouten(fouten.len()),
        titel: "Uitkering toekennen".to_owned(),
        onder: format!("{naam}, gemeld op {}{aanvraag}", kort(is.poort.melding)),
        fouten,
        versie,
        actie: paths::toekennen(is.poort.id),
        terug: paths::poort(is.poort.id),
        bekend: klant.map_or_else(String::new, |klant| klant.klantnummer.to_string()),
        leefvormen: form.leefvormen(),
        klantmanagers: form.klantmanagers(&kandidaten),
        voorstel: voorstel.map_or_else(String::new, |keuze| keuze.reden),
        met_plan: plan_nodig || form.heeft_plan() || jong(is.persoon.geboren, &is.poort),
        doelen: form.doelen(),
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Only who applied can be granted.
fn toets(is: &Poort) -> Resultaat<()> {
    if is.stand == PoortStand::Aanvraag {
        return Ok(());
    }
    Err(Fout::in_strijd("poort_stand", zin(&PoortGeweigerd::PastNiet(is.stand.omschrijving()).to_string())))
}

pub(in crate::recht::poort) async fn toon(bezoek: Bezoek, Pad(id): Pad<PoortId>) -> Resultaat {
    let grond = laad(&bezoek, id).await?;
    toets(&grond.is.poort)?;
    let form = ToekenningForm::voorstel(&bezoek, &grond.is.poort, grond.klant.as_ref(), grond.voorstel.as_ref());
    let versie = grond.is.poort.versie;
    tonen(&bezoek, grond, form, versie, false).await
}

pub(in crate::recht::poort) async fn verwerk(bezoek: Bezoek, Pad(id): Pad<PoortId>, formulier: Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let mut form = ToekenningForm::uit(&bezoek, &formulier);
    let grond = laad(&bezoek, id).await?;
    let Some(gelezen) = form.lees(&bezoek, grond.klant.is_some(), &grond.kandidaten) else {
        return tonen(&bezoek, grond, form, versie, false).await;
    };
    let plan_nodig = match actions::ken_toe(&bezoek, id, versie, gelezen).await? {
        Toekenuitslag::Gedaan => return Ok(Redirect::to(&paths::poort(id)).into_response()),
        Toekenuitslag::Geweigerd(geweigerd) => {
            if !form.weiger(&geweigerd) {
                return Err(Fout::in_strijd("poort_stand", zin(&geweigerd.to_string())));
            }
            geweigerd == PoortGeweigerd::PlanNodig
        }
        Toekenuitslag::Plan(geweigerd) => {
            form.weiger_plan(&geweigerd);
            true
        }
        Toekenuitslag::Overlapt(tot) => {
            let vanaf = lang(plus_dagen(tot, 1));
            form.ingang.afkeuren(format!("De vorige uitkering liep tot en met {}. Kies {vanaf} of later.", lang(tot)));
            false
        }
        Toekenuitslag::NummerBezet => {
            form.klantnummer.afkeuren("Dit klantnummer is van een andere klant. Controleer het nummer.");
            false
        }
    };
    tonen(&bezoek, grond, form, versie, plan_nodig).await
}
