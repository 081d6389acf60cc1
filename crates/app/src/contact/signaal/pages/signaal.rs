//! One signal: what was said and by whom, and what is done with it.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::lang,
    id::SignaalId,
    signaal::{Antwoord, Signaal, SignaalStand},
};

use super::super::{
    actions::{self, Uitslag},
    forms::AfhandelForm,
    paths,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop, gedaan::GedaanVraag},
    web::{
        Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, signaal_kleur, zin},
    },
};

#[derive(Template)]
#[template(path = "contact/signaal/pages/signaal.html")]
struct SignaalPagina {
    p: Pagina,
    kop: Klantkop,
    signaal: Signaal,
    soort: String,
    stand: String,
    kleur: &'static str,
    melder: String,
    ontvangen: String,
    behandeling: String,
    /// Why nothing is done, and what the sender was told, each with a title and a line about when.
    slot: Vec<(&'static str, String, String)>,
    form: AfhandelForm,
    kanalen: Vec<Keuze>,
    niet_kanalen: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    /// Something is wrong with doing nothing: then that part stands open.
    niet_open: bool,
    mag: bool,
    intussen: Option<Intussen>,
    links: Links,
}

/// A colleague was first; what was typed stays on the page.
struct Intussen {
    kop: String,
    getypt: String,
}

struct Links {
    oppakken: String,
    afhandelen: String,
    niet_volgen: String,
    herstellen: String,
    terug: String,
}

/// Loads the frame and the head; the caller adds a message, errors or a collision.
async fn maak(bezoek: &Bezoek, signaal: Signaal, form: AfhandelForm) -> Resultaat<SignaalPagina> {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, signaal.klant, Deel::Anders, "signaal.getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let soort = lijsten.naam(Codelijst::SoortSignaal, signaal.soort.as_str()).to_owned();
    let geantwoord = |antwoord: &Antwoord| {
        let wanneer = format!("{}, {}", lang(antwoord.op), antwoord.kanaal.omschrijving());
        ("Antwoord aan de melder", antwoord.tekst.clone(), wanneer)
    };
    let slot = match &signaal.stand {
        SignaalStand::Nieuw | SignaalStand::InBehandeling(_) => Vec::new(),
        SignaalStand::Afgehandeld(_, antwoord) => vec![geantwoord(antwoord)],
        SignaalStand::NietGevolgd(_, niet) => {
            let waarom = ("Waarom niet gevolgd", niet.waarom.clone(), lang(niet.op));
            std::iter::once(waarom).chain(niet.antwoord.as_ref().map(geantwoord)).collect()
        }
    };
    let fouten = form.fouten();
    let id = signaal.id;
    Ok(SignaalPagina {
        p: Pagina::voor(bezoek, format!("Signaal over {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        stand: hoofdletter(signaal.stand.omschrijving()),
        kleur: signaal_kleur(signaal.stand.code()),
        melder: format!("{} ({})", signaal.melder.naam, signaal.melder.bron.omschrijving().to_lowercase()),
        ontvangen: lang(signaal.ontvangen),
        behandeling: signaal.stand.behandeling().map_or_else(String::new, |behandeling| {
            format!("{}, sinds {}", lijsten.gebruiker(behandeling.door), lang(behandeling.sinds))
        }),
        kanalen: form.gedaan.kanalen(),
        niet_kanalen: form.niet_gedaan.kanalen(),
        niet_open: form.is_niet_gedaan_fout(),
        mag: bezoek.gebruiker().rol.mag(domain::gebruiker::Recht::KlantBewerken),
        intussen: None,
        links: Links {
            oppakken: paths::oppakken(id),
            afhandelen: paths::afhandelen(id),
            niet_volgen: paths::niet_volgen(id),
            herstellen: paths::herstellen(id),
            terug: klant::paths::tijdlijn(signaal.klant),
        },
        kop,
        soort,
        slot,
        fouten,
        form,
        signaal,
    })
}

pub(in crate::contact::signaal) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<SignaalId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let signaal = actions::signaal(&bezoek, id).await?;
    let page = maak(&bezoek, signaal, AfhandelForm::leeg(bezoek.vandaag)).await?;
    pagina(&SignaalPagina { p: page.p.clone().met_melding(melding), ..page })
}

async fn met_fouten(bezoek: &Bezoek, signaal: Signaal, form: AfhandelForm) -> Resultaat {
    let mut response = pagina(&maak(bezoek, signaal, form).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

pub(in crate::contact::signaal) async fn oppakken(
    bezoek: Bezoek,
    Pad(id): Pad<SignaalId>,
    formulier: Formulier,
) -> Resultaat {
    let uitslag = actions::pak_op(&bezoek, id, formulier.versie()?).await?;
    klaar(&bezoek, uitslag, AfhandelForm::leeg(bezoek.vandaag), "in_behandeling", Gedaan::SignaalOpgepakt).await
}

pub(in crate::contact::signaal) async fn afhandelen(
    bezoek: Bezoek,
    Pad(id): Pad<SignaalId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let signaal = actions::signaal(&bezoek, id).await?;
    let mut form = AfhandelForm::uit(&formulier, bezoek.vandaag);
    let Some(antwoord) = form.lees_gedaan(&signaal, bezoek.vandaag) else {
        return met_fouten(&bezoek, signaal, form).await;
    };
    let uitslag = actions::handel_af(&bezoek, id, versie, antwoord).await?;
    klaar(&bezoek, uitslag, form, "afgehandeld", Gedaan::SignaalAfgerond).await
}

pub(in crate::contact::signaal) async fn niet_volgen(
    bezoek: Bezoek,
    Pad(id): Pad<SignaalId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let signaal = actions::signaal(&bezoek, id).await?;
    let mut form = AfhandelForm::uit(&formulier, bezoek.vandaag);
    let Some(niet) = form.lees_niet_gedaan(&signaal, bezoek.vandaag) else {
        return met_fouten(&bezoek, signaal, form).await;
    };
    let uitslag = actions::volg_niet(&bezoek, id, versie, niet).await?;
    klaar(&bezoek, uitslag, form, "niet_gevolgd", Gedaan::SignaalAfgerond).await
}

pub(in crate::contact::signaal) async fn herstellen(
    bezoek: Bezoek,
    Pad(id): Pad<SignaalId>,
    formulier: Formulier,
) -> Resultaat {
    let uitslag = actions::herstel(&bezoek, id, formulier.versie()?).await?;
    klaar(&bezoek, uitslag, AfhandelForm::leeg(bezoek.vandaag), "", Gedaan::SignaalHersteld).await
}

/// Goes on after an act. The same button twice is one act; a colleague who was first is named, and what was typed stays.
async fn klaar(
    bezoek: &Bezoek,
    uitslag: Uitslag,
    form: AfhandelForm,
    naar: &str,
    gedaan: fn(SignaalId, i64) -> Gedaan,
) -> Resultaat {
    let nu = match uitslag {
        Uitslag::Gedaan(nu) => {
            let pad = gedaan(nu.id, nu.versie).op(&paths::signaal(nu.id));
            return Ok(Redirect::to(&pad).into_response());
        }
        Uitslag::Geweigerd(geweigerd) => {
            return Err(Fout::in_strijd("signaal_stand", zin(&geweigerd.to_string())));
        }
        Uitslag::Intussen(nu) => nu,
    };
    let wijziging = storage::logboek::last_change(&mut bezoek.reader().await?, nu.id.uuid()).await?;
    let zelf = wijziging.as_ref().is_some_and(|wijziging| wijziging.gebruiker == Some(bezoek.gebruiker().id));
    if zelf && nu.stand.code() == naar {
        return Ok(Redirect::to(&paths::signaal(nu.id)).into_response());
    }
    let wie = wijziging.and_then(|wijziging| wijziging.naam).unwrap_or_else(|| "Iemand anders".to_owned());
    let stand = nu.stand.omschrijving();
    let intussen = Intussen {
        kop: format!("{wie} heeft dit signaal intussen gewijzigd; het is nu {stand}. Er is niets opgeslagen."),
        getypt: form.getypt(),
    };
    let mut response = pagina(&SignaalPagina { intussen: Some(intussen), ..maak(bezoek, *nu, form).await? })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
