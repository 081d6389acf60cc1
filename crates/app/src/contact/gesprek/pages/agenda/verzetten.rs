//! The form to move a conversation to another time.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::{Afspraak, Gesprek, Partij},
    id::GesprekId,
};

use super::super::{
    super::{
        actions::{self, Uitslag},
        forms::VerzetForm,
        paths,
    },
    in_strijd, om_de_stand, status,
};
use super::vrij::{self, Vraag, Vrij};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop, tijd},
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/agenda/verzetten.html")]
struct VerzetPagina {
    p: Pagina,
    kop: Klantkop,
    onder: String,
    /// The client was invited for the old time, and must be told.
    uitgenodigd: bool,
    form: VerzetForm,
    duren: Vec<Keuze>,
    partijen: Vec<Keuze>,
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

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, form: VerzetForm, bezwaren: Bezwaren, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let vraag = Vraag {
        wie: gesprek.klantmanager,
        naam: lijsten.gebruiker(gesprek.klantmanager),
        duur_minuten: form.afspraak.minuten().unwrap_or(gesprek.duur_minuten),
        rond: form.afspraak.dag(),
    };
    let vrij = vrij::laad(bezoek, &mut reader, vraag).await?;
    let fouten = form.fouten();
    let status = status(!fouten.is_empty() || !bezwaren.0.is_empty());
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let begin = plaatselijk(gesprek.moment);
    let mut response = pagina(&VerzetPagina {
        p: Pagina::voor(bezoek, format!("{soort} verzetten, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        onder: format!("{soort} van {}, {} uur.", lang(begin.date()), tijd(&begin)),
        uitgenodigd: gesprek.uitnodiging.is_some(),
        duren: form.afspraak.duren(),
        partijen: form.partijen(),
        vrij,
        fouten,
        bezwaren: bezwaren.0,
        toch: bezwaren.1,
        versie,
        actie: paths::verzetten(gesprek.id),
        terug: paths::gesprek(gesprek.id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Whether it can be moved at all.
fn toets(gesprek: &Gesprek, form: &VerzetForm, bezoek: &Bezoek) -> Resultaat<()> {
    let afspraak = Afspraak { moment: bezoek.nu, ..gesprek.afspraak() };
    match gesprek.clone().verzet(form.nieuw, afspraak, (Partij::Klant, String::new()), bezoek.nu) {
        Err(geweigerd) if om_de_stand(geweigerd) => Err(in_strijd(geweigerd)),
        _ => Ok(()),
    }
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let form = VerzetForm::van(&bezoek, &gesprek);
    toets(&gesprek, &form, &bezoek)?;
    tonen(&bezoek, &gesprek, form, Bezwaren::default(), gesprek.versie).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut form = VerzetForm::uit(&bezoek, &formulier);
    if form.afspraak.op_plek(&formulier) {
        return tonen(&bezoek, &gesprek, form, Bezwaren::default(), versie).await;
    }
    let Some((afspraak, waarom)) = form.lees() else {
        return tonen(&bezoek, &gesprek, form, Bezwaren::default(), versie).await;
    };
    let toch = actions::toch(&afspraak);
    let gemeend = formulier.tekst("toch") == toch;
    let uitslag = match actions::verzet(&bezoek, (id, versie), form.nieuw, afspraak, waarom, gemeend).await? {
        Ok(uitslag) => uitslag,
        // What speaks against the moment is asked about once.
        Err(actions::Bezwaren(bezwaren)) => return tonen(&bezoek, &gesprek, form, (bezwaren, toch), versie).await,
    };
    match uitslag {
        Uitslag::Gedaan(later) => {
            let done = Gedaan::GesprekVerzet(id, versie + 1);
            Ok(Redirect::to(&done.op(&paths::gesprek(later.id))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) if om_de_stand(geweigerd) => Err(in_strijd(geweigerd)),
        Uitslag::Geweigerd(geweigerd) => {
            form.afspraak.weiger(geweigerd);
            tonen(&bezoek, &gesprek, form, Bezwaren::default(), versie).await
        }
        Uitslag::Intussen => Err(Fout::Intussen),
    }
}
