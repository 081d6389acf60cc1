//! A record of the lawfulness track: who, the facts the law needs, and the report.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang, plaatselijk},
    gesprek::Gesprek,
    id::RechtmatigheidId,
    klant::Klant,
    logboek::Doel,
    onderzoek::Onderzoek,
    opschorting::Opschorting,
    rechtmatigheid::{Aanleiding, Rechtmatigheid, RechtmatigheidStand, Uitkomst},
};
use storage::{Reader, caseload::CaseloadRegel};

use super::super::{
    actions::{self, Uitslag},
    forms::VerslagForm,
    paths,
};
use crate::{
    klantkop::{Gedaan, gedaan::GedaanVraag, tijd},
    onderzoek::paths as onderzoeken,
    opschorting::paths as opschorting,
    rechtfeit::paths as rechtfeiten,
    web::{
        Bezoek, Formulier, Fout, Keuze, Lijsten, Melding, Pad, Pagina, Resultaat,
        conflict::{Conflict, Vergelijking, conflict},
        pagina,
        woorden::{hoofdletter, zin},
    },
};

#[derive(Template)]
#[template(path = "contact/rechtmatigheid/pages/verslag.html")]
struct VerslagPagina {
    p: Pagina,
    titel: String,
    onder: String,
    wie: Vec<(&'static str, String)>,
    feiten: Vec<(&'static str, String)>,
    open: bool,
    verslag: String,
    form: VerslagForm,
    uitkomsten: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    /// What happened to the right of this client.
    recht: String,
    concept: String,
    concept_tekst: String,
    heropenen: String,
    /// Where the right can be suspended; empty when nothing says that a decision is needed.
    opschorten: String,
    /// The suspensions that followed from it.
    opschortingen: Vec<(String, String)>,
    /// Where an investigation begins; empty when nothing says that one is needed.
    onderzoeken: String,
    /// The investigations that followed from it.
    gevolgd: Vec<(String, String)>,
}

fn wie(klant: &Klant, regel: &CaseloadRegel) -> Vec<(&'static str, String)> {
    let contact = &klant.contact;
    let postcode = contact.postcode.as_ref().map_or_else(String::new, ToString::to_string);
    let adres: Vec<String> = [contact.adres.clone(), postcode, contact.woonplaats.clone()]
        .into_iter()
        .filter(|deel| !deel.is_empty())
        .collect();
    let mut wie =
        vec![("Geboren", lang(klant.geboortedatum)), ("Leefvorm", hoofdletter(klant.leefvorm.omschrijving()))];
    if !adres.is_empty() {
        wie.push(("Adres", adres.join(", ")));
    }
    wie.push((
        "Uitkering",
        match (regel.uitkering_ingang, regel.uitkering_tot) {
            (None, _) => "geen".to_owned(),
            (Some(van), None) => format!("vanaf {}", kort(van)),
            (Some(van), Some(tot)) => format!("{} tot en met {}", kort(van), kort(tot)),
        },
    ));
    wie
}

/// What the law needs of the conversation: when the client was invited for when, and did not come. Neither the report nor
/// what is known about why.
fn feiten(is: &Rechtmatigheid, gesprek: &Gesprek, lijsten: &Lijsten) -> Vec<(&'static str, String)> {
    let begin = plaatselijk(gesprek.moment);
    let mut feiten = vec![
        ("Aanleiding", hoofdletter(is.aanleiding.omschrijving())),
        ("Gesprek", format!("{}, {} uur", lang(begin.date()), tijd(&begin))),
        ("Klantmanager", lijsten.gebruiker(gesprek.klantmanager).to_owned()),
    ];
    if is.aanleiding == Aanleiding::Overdracht {
        if let Some(uitnodiging) = &gesprek.uitnodiging {
            feiten.push(("Uitgenodigd", format!("{}, {}", lang(uitnodiging.op), uitnodiging.kanaal.omschrijving())));
            if !uitnodiging.bewijs.is_empty() {
                feiten.push(("Bewijs van verzending", uitnodiging.bewijs.clone()));
            }
        }
        if let Some(termijn) = gesprek.stand.termijn() {
            feiten.push(("Brief over de hersteltermijn", lang(termijn.brief)));
            feiten.push(("Laatste dag", lang(termijn.einde)));
        }
        if let Some(op) = gesprek.stand.termijn_klaar() {
            feiten.push(("Overgedragen", lang(op)));
        }
    }
    let behandelaar = is.behandelaar.map_or("nog niemand", |id| lijsten.gebruiker(id));
    feiten.push(("Behandelaar", behandelaar.to_owned()));
    if let RechtmatigheidStand::Afgerond { op } = is.stand {
        feiten.push(("Afgerond", lang(op)));
        let uitkomst = is.uitkomst.map_or_else(|| "niet vastgelegd".to_owned(), |is| hoofdletter(is.omschrijving()));
        feiten.push(("Uitkomst", uitkomst));
    }
    feiten
}

/// Where a suspension that followed is, and what it is called.
fn opgeschort(is: &Opschorting) -> (String, String) {
    (opschorting::opschorting(is.id), format!("Opgeschort vanaf {}: {}", kort(is.eerste_dag), is.stand.omschrijving()))
}

/// Where an investigation that followed is, and what it is called.
fn onderzocht(is: &Onderzoek) -> (String, String) {
    let tekst = format!("Onderzoek, begonnen op {}: {}", kort(is.begonnen), is.stand.omschrijving());
    (onderzoeken::onderzoek(is.id), tekst)
}

async fn tonen(
    bezoek: &Bezoek,
    reader: &mut Reader,
    is: &Rechtmatigheid,
    (form, versie): (VerslagForm, i64),
    melding: Option<Melding>,
    concept_tekst: String,
) -> Resultaat {
    let gesprek = storage::gesprek::find(reader, is.gesprek).await?.ok_or(Fout::NietGevonden)?;
    let klant = storage::klant::find(reader, is.klant).await?.ok_or(Fout::NietGevonden)?;
    let regel = storage::caseload::find(reader, is.klant).await?.ok_or(Fout::NietGevonden)?;
    let opgeschort_bij = storage::opschorting::bij_rechtmatigheid(reader, is.id).await?;
    let onderzocht_bij = storage::onderzoek::bij_rechtmatigheid(reader, is.id).await?;
    bezoek.inzage("rechtmatigheid.getoond", Doel::Rechtmatigheid, vec![is.klant]).await?;
    let lijsten = bezoek.lijsten().await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let open = is.stand == RechtmatigheidStand::Open;
    let mut response = pagina(&VerslagPagina {
        p: Pagina::voor(bezoek, format!("Rechtmatigheid, {}", regel.naam), paths::LIJST)
            .met_melding(melding)
            .met_fouten(fouten.len()),
        titel: regel.naam.clone(),
        onder: format!("Klant {} · rechtmatigheid", klant.klantnummer),
        wie: wie(&klant, &regel),
        feiten: feiten(is, &gesprek, &lijsten),
        open,
        verslag: is.verslag.clone(),
        fouten,
        versie,
        uitkomsten: form.uitkomsten(),
        actie: paths::verslag(is.id),
        recht: rechtfeiten::van_klant(is.klant),
        concept: paths::concept(is.id),
        concept_tekst,
        heropenen: paths::heropenen(is.id),
        opschorten: if is.uitkomst == Some(Uitkomst::BesluitNodig) { opschorting::nieuw(is.id) } else { String::new() },
        opschortingen: opgeschort_bij.iter().map(|is| opgeschort(&is.opschorting)).collect(),
        onderzoeken: if is.uitkomst == Some(Uitkomst::OnderzoekNodig) {
            onderzoeken::bij(is.id)
        } else {
            String::new()
        },
        gevolgd: onderzocht_bij.iter().map(|is| onderzocht(&is.onderzoek)).collect(),
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::rechtmatigheid) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<RechtmatigheidId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let draft = storage::concept::find(&mut reader, actions::welk(&bezoek, id)).await?;
    let (form, concept_tekst) = match draft.filter(|draft| draft.object_versie == is.versie) {
        Some(concept) => {
            let saved = plaatselijk(concept.bewaard_op);
            let tekst = format!("Concept bewaard op {}, {} uur", kort(saved.date()), tijd(&saved));
            (VerslagForm::uit(&Formulier::van(concept.velden)), tekst)
        }
        None => (VerslagForm::met(&is.verslag), String::new()),
    };
    tonen(&bezoek, &mut reader, &is, (form, is.versie), melding, concept_tekst).await
}

pub(in crate::contact::rechtmatigheid) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<RechtmatigheidId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let mut form = VerslagForm::uit(&formulier);
    let is = actions::vind(&mut bezoek.reader().await?, id).await?;
    let Some((verslag, uitkomst)) = form.lees() else {
        return tonen(&bezoek, &mut bezoek.reader().await?, &is, (form, versie), None, String::new()).await;
    };
    let (ik, vandaag) = (bezoek.gebruiker().id, bezoek.vandaag);
    let afronden = formulier.tekst("actie") == "afronden";
    let (handeling, done) = if afronden {
        ("rechtmatigheid.afgerond", Gedaan::RechtmatigheidAfgerond)
    } else {
        ("rechtmatigheid.geschreven", Gedaan::RechtmatigheidBewaard)
    };
    let step = |is: Rechtmatigheid| {
        if afronden { is.rond_af(verslag.clone(), uitkomst, ik, vandaag) } else { is.schrijf(verslag.clone(), ik) }
    };
    match actions::stap(&bezoek, id, versie, handeling, step).await? {
        Uitslag::Gedaan => Ok(Redirect::to(&done.op(&paths::verslag(id))).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, &mut bezoek.reader().await?, &is, (form, versie), None, String::new()).await
        }
        Uitslag::Intussen(nu) => {
            let page = Conflict {
                titel: "Verslag van rechtmatigheid".to_owned(),
                actie: paths::verslag(id),
                terug: paths::verslag(id),
                versie: nu.versie,
                gewijzigd: storage::rechtmatigheid::last_change(&mut bezoek.reader().await?, id).await?,
                velden: vec![Vergelijking::van(&form.verslag, nu.verslag)],
            };
            conflict(&bezoek, nu.klant, page).await
        }
    }
}

pub(in crate::contact::rechtmatigheid) async fn heropenen(
    bezoek: Bezoek,
    Pad(id): Pad<RechtmatigheidId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    match actions::stap(&bezoek, id, versie, "rechtmatigheid.heropend", Rechtmatigheid::heropen).await? {
        Uitslag::Gedaan => Ok(Redirect::to(&paths::verslag(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => Err(Fout::in_strijd("rechtmatigheid_stand", zin(&geweigerd.to_string()))),
        Uitslag::Intussen(_) => Err(Fout::Intussen),
    }
}

/// Keeps the draft; called by the page while somebody types.
pub(in crate::contact::rechtmatigheid) async fn concept(
    bezoek: Bezoek,
    Pad(id): Pad<RechtmatigheidId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    actions::bewaar_concept(&bezoek, id, formulier.velden(), formulier.versie()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
