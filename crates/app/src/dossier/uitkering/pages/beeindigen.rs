//! Ending the running benefit of a client, and taking an end back.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::GesprekStand,
    id::{KlantId, UitkeringId},
    uitkering::{BeeindigenGeweigerd, Bevestiging, OngeldigeOvergang, Uitkering, UitkeringStand},
};

use super::{
    super::{
        actions::{self, Basis, Uitslag},
        forms::EindeForm,
        paths,
    },
    geen_lopende::{self, Invoer},
};
use crate::{
    gesprek, klant,
    klantkop::{self, Deel, Gedaan, Klantkop, dag_en_tijd},
    web::{
        Bezoek, Formulier, Fout, Keuze, Lijsten, Pad, Pagina, Resultaat,
        conflict::{Conflict, Vergelijking, conflict},
        pagina,
    },
};

#[derive(Template)]
#[template(path = "dossier/uitkering/pages/beeindigen.html")]
struct BeeindigPagina {
    p: Pagina,
    kop: Klantkop,
    onder: String,
    form: EindeForm,
    redenen: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    onbekend: bool,
    verbeteren: bool,
    collega: Option<String>,
    gepland: String,
    gesprekken: Vec<(String, String)>,
    uitkering: UitkeringId,
    versie: i64,
    actie: String,
    terug: String,
}

/// What the page shows besides the form itself.
#[derive(Default)]
struct Stand {
    /// The reason is *onbekend*; ask once.
    onbekend: bool,
    /// An end that a colleague recorded is corrected.
    verbeteren: bool,
    /// A colleague changed the benefit; it still runs.
    collega: Option<String>,
}

async fn tonen(bezoek: &Bezoek, uitkering: &Uitkering, form: EindeForm, stand: Stand) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop =
        klantkop::laad(bezoek, &mut reader, uitkering.klant, Deel::Anders, "uitkering.beeindigen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let gesprekken = geplande_gesprekken(bezoek, &mut reader, uitkering.klant, &lijsten).await?;
    let fouten = form.fouten();
    let status = match &stand {
        Stand { collega: Some(_), .. } => StatusCode::CONFLICT,
        Stand { onbekend: false, .. } if fouten.is_empty() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut response = pagina(&BeeindigPagina {
        p: Pagina::voor(bezoek, format!("Uitkering beëindigen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        onder: in_woorden(uitkering),
        redenen: form.redenen(&lijsten, bezoek.vandaag),
        fouten,
        onbekend: stand.onbekend,
        verbeteren: stand.verbeteren,
        collega: stand.collega,
        gepland: match gesprekken.len() {
            1 => "Er is nog 1 gesprek gepland.".to_owned(),
            aantal => format!("Er zijn nog {aantal} gesprekken gepland."),
        },
        gesprekken,
        uitkering: uitkering.id,
        versie: uitkering.versie,
        actie: paths::beeindigen(uitkering.klant),
        terug: klant::paths::tijdlijn(uitkering.klant),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// `Participatiewet, sinds 1 maart 2020, € 1.419,46 per maand.`
fn in_woorden(uitkering: &Uitkering) -> String {
    let regeling = uitkering.regeling.omschrijving();
    format!("{regeling}, sinds {}, {} per maand.", lang(uitkering.datum_ingang), uitkering.maandbedrag)
}

/// Conversations without an outcome yet, and those that still need a time, each with its address.
async fn geplande_gesprekken(
    bezoek: &Bezoek,
    reader: &mut storage::Reader,
    klant: KlantId,
    lijsten: &Lijsten,
) -> Resultaat<Vec<(String, String)>> {
    let gesprekken = storage::gesprek::of_klant(reader, klant).await?;
    let open = gesprekken.into_iter().filter(|gesprek| gesprek.is_open() || gesprek.stand == GesprekStand::TePlannen);
    let line = |gesprek: domain::gesprek::Gesprek| {
        let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
        if gesprek.stand == GesprekStand::TePlannen {
            let dag = lang(plaatselijk(gesprek.moment).date());
            return (gesprek::paths::gesprek(gesprek.id), format!("{soort}, nog in te plannen vóór {dag}"));
        }
        let moment = dag_en_tijd(&plaatselijk(gesprek.moment), bezoek.vandaag);
        (gesprek::paths::gesprek(gesprek.id), format!("{soort}, {moment} uur"))
    };
    Ok(open.map(line).collect())
}

pub(in crate::dossier::uitkering) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let uitkeringen = storage::uitkering::of_klant(&mut bezoek.reader().await?, id).await?;
    match uitkeringen.iter().rev().find(|uitkering| uitkering.stand == UitkeringStand::Lopend) {
        Some(uitkering) => tonen(&bezoek, uitkering, EindeForm::leeg(bezoek.vandaag), Stand::default()).await,
        None => geen_lopende::tonen(&bezoek, id, uitkeringen.last(), Invoer::default()).await,
    }
}

pub(in crate::dossier::uitkering) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let basis = basis(&formulier)?;
    let nu = actions::uitkering(&bezoek, id, basis.id).await?;
    let mut form = EindeForm::uit(&formulier, bezoek.vandaag);
    if nu.versie != basis.versie {
        return intussen(&bezoek, form, &nu).await;
    }
    let lijsten = bezoek.lijsten().await?;
    let besluit = form.lees(&lijsten, &bezoek, &nu);
    let gevraagd = !formulier.tekst("toch").is_empty();
    let bevestiging = if gevraagd { Bevestiging::RedenBlijftOnbekend } else { Bevestiging::Geen };
    let stand = Stand { onbekend: form.is_onbekend() && !gevraagd, verbeteren: basis.verbeteren, collega: None };
    let Some(besluit) = besluit else { return tonen(&bezoek, &nu, form, stand).await };
    let verteld = besluit.is_verteld();
    match actions::beeindig(&bezoek, id, basis, (besluit, bevestiging)).await? {
        Uitslag::Gedaan(nu) if verteld => Ok(klaar(id, Gedaan::UitkeringBeeindigdVerteld(nu.id, nu.versie))),
        Uitslag::Gedaan(nu) => Ok(klaar(id, Gedaan::UitkeringBeeindigd(nu.id, nu.versie))),
        Uitslag::Geweigerd(BeeindigenGeweigerd::RedenOnbekend) => tonen(&bezoek, &nu, form, stand).await,
        Uitslag::Geweigerd(BeeindigenGeweigerd::Overgang(OngeldigeOvergang::AlBeeindigd(_))) => {
            geen_lopende::tonen(&bezoek, id, Some(&nu), Invoer::dubbel()).await
        }
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(&bezoek, &nu, form, stand).await
        }
        Uitslag::Intussen(nu) => intussen(&bezoek, form, &nu).await,
    }
}

fn klaar(klant: KlantId, gedaan: Gedaan) -> Response {
    Redirect::to(&gedaan.op(&klant::paths::tijdlijn(klant))).into_response()
}

fn basis(formulier: &Formulier) -> Resultaat<Basis> {
    Ok(Basis {
        id: formulier.tekst("uitkering").parse().map_err(|_| Fout::FormulierVerlopen)?,
        versie: formulier.versie()?,
        verbeteren: formulier.is_keuze() || formulier.tekst("verbeteren") == "ja",
    })
}

/// The benefit is no longer what the form was made for.
async fn intussen(bezoek: &Bezoek, form: EindeForm, nu: &Uitkering) -> Resultaat {
    let wijziging = storage::logboek::last_change(&mut bezoek.reader().await?, nu.id.uuid()).await?;
    let einde = match &nu.stand {
        UitkeringStand::Lopend => {
            let wie = wijziging.and_then(|wijziging| wijziging.naam).unwrap_or_else(|| "Iemand anders".to_owned());
            let collega = Some(format!("{wie} heeft deze uitkering intussen gewijzigd."));
            return tonen(bezoek, nu, form, Stand { collega, ..Stand::default() }).await;
        }
        UitkeringStand::Beeindigd(einde) => einde,
    };
    let lijsten = bezoek.lijsten().await?;
    let kijker = bezoek.kijker(&mut bezoek.reader().await?, nu.klant).await?;
    // Who may not read why it ended, cannot choose between two reasons: both stand in the form. He can take the end back.
    let (_, Some(_)) = einde.in_woorden(&lijsten.codes, kijker) else {
        return geen_lopende::tonen(bezoek, nu.klant, Some(nu), Invoer::dubbel()).await;
    };
    // The same button twice: there is nothing to choose between.
    if wijziging.as_ref().is_some_and(|wijziging| wijziging.gebruiker == Some(bezoek.gebruiker().id)) {
        return geen_lopende::tonen(bezoek, nu.klant, Some(nu), Invoer::dubbel()).await;
    }
    let woorden = in_woorden(nu);
    // Says which benefit it is about, and brings its id along to the form.
    let welke = Vergelijking {
        naam: "uitkering",
        label: "Uitkering".to_owned(),
        mijn: nu.id.to_string(),
        ander: nu.id.to_string(),
        in_woorden: Some((woorden.clone(), woorden)),
    };
    let mut velden = vec![welke];
    let besluit = storage::eindebesluit::van_einde(&mut bezoek.reader().await?, nu.id, einde).await?;
    velden.extend(form.vergelijk(einde, besluit.as_ref(), &lijsten));
    let page = Conflict {
        titel: "Uitkering beëindigen".to_owned(),
        actie: paths::beeindigen(nu.klant),
        terug: klant::paths::tijdlijn(nu.klant),
        versie: nu.versie,
        gewijzigd: wijziging.map(|wijziging| (wijziging.naam, wijziging.moment)),
        velden,
    };
    conflict(bezoek, nu.klant, page).await
}

pub(in crate::dossier::uitkering) async fn herstellen(
    bezoek: Bezoek,
    Pad(id): Pad<UitkeringId>,
    formulier: Formulier,
) -> Resultaat {
    let uitkering = actions::herstel(&bezoek, id, formulier.versie()?).await?;
    Ok(klaar(uitkering.klant, Gedaan::UitkeringHersteld(uitkering.id, uitkering.versie)))
}
