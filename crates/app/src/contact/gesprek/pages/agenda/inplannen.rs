//! The form to give a conversation of the list its time.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::{Afspraak, Gesprek, OngeldigeOvergang},
    id::GesprekId,
};

use super::super::{
    super::{
        actions::{self, Uitslag},
        forms::AfspraakForm,
        paths,
    },
    in_strijd, om_de_stand, status,
};
use super::vrij::{self, Vraag, Vrij};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/agenda/inplannen.html")]
struct InplanPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    onder: String,
    form: AfspraakForm,
    duren: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    /// What speaks against the moment, and how the form says that it is meant all the same.
    bezwaren: Vec<String>,
    toch: String,
    versie: i64,
    vrij: Vrij,
    actie: String,
    terug: String,
}

/// What speaks against the moment that was chosen, with what says that it is meant all the same.
type Bezwaren = (Vec<String>, String);

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, form: AfspraakForm, bezwaren: Bezwaren, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let vraag = Vraag {
        wie: gesprek.klantmanager,
        naam: lijsten.gebruiker(gesprek.klantmanager),
        duur_minuten: form.minuten().unwrap_or(gesprek.duur_minuten),
        rond: form.dag(),
    };
    let vrij = vrij::laad(bezoek, &mut reader, vraag).await?;
    let fouten = form.fouten();
    let status = status(!fouten.is_empty() || !bezwaren.0.is_empty());
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let (voor, wie) = (lang(plaatselijk(gesprek.moment).date()), lijsten.gebruiker(gesprek.klantmanager));
    let mut response = pagina(&InplanPagina {
        p: Pagina::voor(bezoek, format!("{soort} inplannen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel: format!("{soort} inplannen"),
        onder: format!("Te houden vóór {voor}, met {wie}."),
        duren: form.duren(),
        vrij,
        fouten,
        bezwaren: bezwaren.0,
        toch: bezwaren.1,
        versie,
        actie: paths::inplannen(gesprek.id),
        terug: paths::gesprek(gesprek.id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Whether it stands on the list at all.
fn toets(gesprek: &Gesprek, bezoek: &Bezoek) -> Result<(), OngeldigeOvergang> {
    let afspraak = Afspraak { moment: bezoek.nu, ..gesprek.afspraak() };
    gesprek.clone().plan_in(afspraak, bezoek.nu).map(|_| ())
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    toets(&gesprek, &bezoek).map_err(in_strijd)?;
    let form = AfspraakForm::van(&gesprek);
    // Who needs an interpreter, needs one this time too.
    let tolk =
        if gesprek.tolk.is_empty() { actions::tolk(&bezoek, gesprek.klant).await? } else { gesprek.tolk.clone() };
    let form = AfspraakForm { tolk: form.tolk.met(tolk), ..form };
    tonen(&bezoek, &gesprek, form, Bezwaren::default(), gesprek.versie).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut form = AfspraakForm::uit(&formulier);
    if form.op_plek(&formulier) {
        return tonen(&bezoek, &gesprek, form, Bezwaren::default(), versie).await;
    }
    let Some(afspraak) = form.lees() else { return tonen(&bezoek, &gesprek, form, Bezwaren::default(), versie).await };
    let toch = actions::toch(&afspraak);
    let gemeend = formulier.tekst("toch") == toch;
    let uitslag = match actions::plan_in(&bezoek, &gesprek, versie, afspraak, gemeend).await? {
        Ok(uitslag) => uitslag,
        // What speaks against the moment is asked about once.
        Err(actions::Bezwaren(bezwaren)) => return tonen(&bezoek, &gesprek, form, (bezwaren, toch), versie).await,
    };
    match uitslag {
        Uitslag::Gedaan(gesprek) => {
            let done = Gedaan::GesprekGepland(id, gesprek.versie);
            Ok(Redirect::to(&done.op(&paths::gesprek(id))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) if om_de_stand(geweigerd) => Err(in_strijd(geweigerd)),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, &gesprek, form, Bezwaren::default(), versie).await
        }
        Uitslag::Intussen => Err(Fout::Intussen),
    }
}
