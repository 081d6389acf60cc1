//! A note: one's own to write, another's to read. Nothing of it is loaded before it was judged who may, and nothing is
//! shown before it was noted that he looks.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{kort, plaatselijk, weekdag_lang},
    deelnemer::{Deelnemer, Notitie},
    gebruiker::Recht,
    gesprek::Gesprek,
    id::DeelnemerId,
    logboek::Doel,
};
use storage::Reader;

use super::super::{
    actions::{self, Uitslag},
    forms::NotitieForm,
    paths,
    vak::naam,
};
use crate::{
    klantkop::{Gedaan, gedaan::GedaanVraag, tijd},
    web::{
        Bezoek, Formulier, Fout, Lijsten, Melding, Pad, Pagina, Resultaat,
        conflict::{Conflict, Vergelijking, conflict},
        pagina,
    },
};

#[derive(Template)]
#[template(path = "contact/deelnemer/pages/notitie.html")]
struct NotitiePagina {
    p: Pagina,
    titel: String,
    onder: String,
    /// What is known of the conversation: name and value.
    feiten: Vec<(&'static str, String)>,
    /// To write, when it is one's own.
    form: Option<NotitieForm>,
    /// To read, when it is another's.
    lezen: Notitie,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    concept: String,
    concept_tekst: String,
    terug: (String, &'static str),
}

/// In one sentence who reads a note of this discipline.
fn wie_leest(lijsten: &Lijsten, deelnemer: &Deelnemer) -> String {
    if actions::bescherming(lijsten, &deelnemer.discipline).is_beschermd() {
        let discipline = lijsten.term(Codelijst::Discipline, deelnemer.discipline.as_str());
        format!("Alleen u en collega's die zijn aangewezen voor {discipline} lezen dit. De klantmanager niet.")
    } else {
        "Ook de klantmanager en de teamleider lezen dit.".to_owned()
    }
}

async fn feiten(
    bezoek: &Bezoek,
    reader: &mut Reader,
    lijsten: &Lijsten,
    deelnemer: &Deelnemer,
    gesprek: &Gesprek,
) -> Resultaat<Vec<(&'static str, String)>> {
    let begin = plaatselijk(gesprek.moment);
    let allen = storage::deelnemer::of_gesprek(reader, gesprek.id).await?;
    let kijker = actions::kijker(bezoek, reader, gesprek, &allen).await?;
    let discipline = |d: &Deelnemer| lijsten.naam_voor(Codelijst::Discipline, d.discipline.as_str(), kijker).to_owned();
    let others: Vec<String> = allen
        .iter()
        .filter(|ander| ander.id != deelnemer.id)
        .map(|ander| format!("{} ({})", naam(lijsten, ander), discipline(ander)))
        .collect();
    let mut feiten = vec![
        ("Wanneer", format!("{}, {} uur, {} minuten", weekdag_lang(begin.date()), tijd(&begin), gesprek.duur_minuten)),
        ("Klantmanager", lijsten.gebruiker(gesprek.klantmanager).to_owned()),
    ];
    if !gesprek.plaats.is_empty() {
        feiten.push(("Waar", gesprek.plaats.clone()));
    }
    if !others.is_empty() {
        feiten.push(("Ook aan tafel", others.join(", ")));
    }
    feiten.push(("Discipline", discipline(deelnemer)));
    Ok(feiten)
}

/// Everything but the form or the text. Notes that the client is shown.
async fn kader(
    bezoek: &Bezoek,
    reader: &mut Reader,
    deelnemer: &Deelnemer,
    gesprek: &Gesprek,
    handeling: &'static str,
) -> Resultaat<NotitiePagina> {
    let lijsten = bezoek.lijsten().await?;
    let klant = storage::caseload::find(reader, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
    bezoek.inzage(handeling, Doel::Begeleiding, vec![gesprek.klant]).await?;
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let met_klant = bezoek.gebruiker().rol.mag(Recht::KlantInzien);
    Ok(NotitiePagina {
        p: Pagina::voor(bezoek, format!("Notitie, {}", klant.naam), if met_klant { "/caseload" } else { paths::MIJN }),
        titel: klant.naam,
        onder: format!("{soort} · {}", gesprek.stand.omschrijving()),
        feiten: feiten(bezoek, reader, &lijsten, deelnemer, gesprek).await?,
        form: None,
        lezen: Notitie::default(),
        fouten: Vec::new(),
        versie: deelnemer.versie,
        actie: paths::notitie(deelnemer.id),
        concept: paths::concept(deelnemer.id),
        concept_tekst: String::new(),
        terug: if met_klant {
            (crate::gesprek::paths::gesprek(gesprek.id), "Gesprek")
        } else {
            (paths::MIJN.to_owned(), "Vandaag")
        },
    })
}

pub(in crate::contact::deelnemer) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<DeelnemerId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let (deelnemer, gesprek) = actions::te_lezen(&bezoek, &mut reader, id).await?;
    let mut page = kader(&bezoek, &mut reader, &deelnemer, &gesprek, "notitie.getoond").await?;
    let notitie = storage::deelnemer::notitie(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    page.p = page.p.met_melding(melding);
    if !actions::is_mij(&bezoek, &deelnemer) {
        page.lezen = notitie;
        return pagina(&page);
    }
    let lijsten = bezoek.lijsten().await?;
    let leeg = NotitieForm::leeg(&wie_leest(&lijsten, &deelnemer));
    // A draft of an older version is of a tab that was left open: what was saved since then counts.
    let draft = storage::concept::find(&mut reader, actions::welk(&bezoek, id)).await?;
    page.form = Some(match draft.filter(|draft| draft.object_versie == deelnemer.versie) {
        Some(concept) => {
            let saved = plaatselijk(concept.bewaard_op);
            page.concept_tekst = format!("Concept bewaard op {}, {} uur", kort(saved.date()), tijd(&saved));
            leeg.uit(&Formulier::van(concept.velden))
        }
        None => leeg.met(&notitie),
    });
    pagina(&page)
}

pub(in crate::contact::deelnemer) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<DeelnemerId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let lijsten = bezoek.lijsten().await?;
    let (deelnemer, gesprek): (Deelnemer, Gesprek) = {
        let mut reader = bezoek.reader().await?;
        let deelnemer = actions::eigen(&bezoek, &mut reader, id).await?;
        let gesprek = actions::gesprek(&mut reader, deelnemer.gesprek).await?;
        (deelnemer, gesprek)
    };
    let mut form = NotitieForm::leeg(&wie_leest(&lijsten, &deelnemer)).uit(&formulier);
    if formulier.tekst("actie") == "concept" && deelnemer.versie == versie {
        actions::bewaar_concept(&bezoek, id, formulier.velden(), versie).await?;
        return Ok(Redirect::to(&Gedaan::concept(id.uuid()).op(&paths::notitie(id))).into_response());
    }
    let Some(notitie) = form.lees() else { return opnieuw(&bezoek, &deelnemer, &gesprek, form, versie).await };
    match actions::schrijf(&bezoek, id, versie, &notitie).await? {
        Uitslag::Gedaan => Ok(Redirect::to(&Gedaan::NotitieBewaard.op(&paths::notitie(id))).into_response()),
        Uitslag::Intussen(versie, nu) => {
            let geschreven = storage::deelnemer::geschreven(&mut bezoek.reader().await?, id).await?;
            let page = Conflict {
                titel: "Uw notitie".to_owned(),
                actie: paths::notitie(id),
                terug: paths::notitie(id),
                versie,
                gewijzigd: geschreven.map(|op| (Some(bezoek.gebruiker().naam.clone()), op)),
                velden: vec![
                    Vergelijking::van(&form.tekst, nu.tekst),
                    Vergelijking::van(&form.conclusie, nu.conclusie),
                ],
            };
            conflict(&bezoek, gesprek.klant, page).await
        }
    }
}

/// The form again, with what is wrong.
async fn opnieuw(
    bezoek: &Bezoek,
    deelnemer: &Deelnemer,
    gesprek: &Gesprek,
    form: NotitieForm,
    versie: i64,
) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let mut page = kader(bezoek, &mut reader, deelnemer, gesprek, "notitie.getoond").await?;
    page.fouten = form.fouten();
    page.p = page.p.met_melding(None::<Melding>).met_fouten(page.fouten.len());
    page.versie = versie;
    page.form = Some(form);
    let mut response = pagina(&page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Keeps the draft; called by the page while somebody types.
pub(in crate::contact::deelnemer) async fn concept(
    bezoek: Bezoek,
    Pad(id): Pad<DeelnemerId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    actions::bewaar_concept(&bezoek, id, formulier.velden(), formulier.versie()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
