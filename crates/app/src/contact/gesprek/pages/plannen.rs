//! The form to plan a conversation.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::GesprekStand,
    id::KlantId,
};

use super::{
    super::{
        actions::{self, NietGepland},
        forms::{AfspraakForm, PlanForm},
        paths,
    },
    Bezwaren,
    agenda::vrij::{self, Vraag, Vrij},
    status,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/plannen.html")]
struct PlanPagina {
    p: Pagina,
    kop: Klantkop,
    form: PlanForm,
    soorten: Vec<Keuze>,
    duren: Vec<Keuze>,
    klantmanagers: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    bezwaren: Bezwaren,
    /// A conversation of the list that still needs a time: in words, and where to give it one.
    op_lijst: Option<(String, String)>,
    telefoon: String,
    vrij: Vrij,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, id: KlantId, mut form: PlanForm, bezwaren: Bezwaren) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, id, Deel::Anders, "gesprek.plannen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let gesprekken = storage::gesprek::of_klant(&mut reader, id).await?;
    let op_lijst = gesprekken.iter().find(|gesprek| gesprek.stand == GesprekStand::TePlannen).map(|gesprek| {
        let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
        let voor = lang(plaatselijk(gesprek.moment).date());
        (format!("{soort} staat al op de lijst, te houden vóór {voor}."), paths::inplannen(gesprek.id))
    });
    let wie = lijsten.gebruikers.iter().find(|g| g.id.to_string() == form.klantmanager.waarde);
    let vraag = Vraag {
        wie: wie.map_or(bezoek.gebruiker().id, |g| g.id),
        naam: wie.map_or(bezoek.gebruiker().naam.as_str(), |g| g.naam.as_str()),
        duur_minuten: form.minuten(),
        rond: form.afspraak.dag(),
        plek: form.afspraak.geklikt,
    };
    let naam = vraag.naam;
    let vrij = vrij::laad(bezoek, &mut reader, vraag).await?;
    if vrij.plek_bezet {
        form.afspraak.niet_vrij(naam);
    }
    let fouten = form.fouten();
    let status = status(!fouten.is_empty() || !bezwaren.zinnen.is_empty());
    let mut response = pagina(&PlanPagina {
        p: Pagina::voor(bezoek, format!("Gesprek plannen met {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        soorten: form.soorten(&lijsten, bezoek.vandaag),
        duren: form.duren(),
        klantmanagers: form.klantmanagers(&lijsten),
        op_lijst,
        telefoon: actions::contact(&mut reader, id).await?.telefoon,
        vrij,
        fouten,
        bezwaren,
        actie: paths::plannen(id),
        terug: klant::paths::tijdlijn(id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let leeg = PlanForm::leeg(&bezoek);
    // Who needs an interpreter, needs one this time too.
    let tolk = leeg.afspraak.tolk.met(actions::tolk(&bezoek, id).await?);
    let afspraak = AfspraakForm { tolk, ..leeg.afspraak };
    tonen(&bezoek, id, PlanForm { afspraak, ..leeg }, Bezwaren::default()).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut form = PlanForm::uit(&bezoek, &formulier);
    if form.afspraak.op_plek(&formulier) {
        return tonen(&bezoek, id, form, Bezwaren::default()).await;
    }
    let Some(plan) = form.lees(&lijsten, bezoek.vandaag) else {
        return tonen(&bezoek, id, form, Bezwaren::default()).await;
    };
    let toch = actions::toch(&plan.afspraak);
    match actions::plan(&bezoek, plan.gesprek(id), formulier.tekst("toch") == toch).await? {
        Ok(gesprek) => {
            let done = Gedaan::GesprekGepland(gesprek.id, gesprek.versie);
            // There the client is invited.
            Ok(Redirect::to(&done.op(&paths::gesprek(gesprek.id))).into_response())
        }
        Err(NietGepland::Geweigerd(geweigerd)) => {
            form.weiger(geweigerd);
            tonen(&bezoek, id, form, Bezwaren::default()).await
        }
        // What speaks against the moment is asked about once.
        Err(NietGepland::Bezwaren(actions::Bezwaren(zinnen))) => {
            tonen(&bezoek, id, form, Bezwaren { zinnen, toch }).await
        }
    }
}
