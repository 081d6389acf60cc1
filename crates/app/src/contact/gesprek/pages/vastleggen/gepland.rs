//! Recording a conversation that stands in the diary, and correcting what was recorded.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::{Gesprek, GesprekStand},
    id::GesprekId,
};
use jiff::SignedDuration;

use super::{
    super::super::{
        actions::{self, Vastgelegd, Weigering},
        forms::VerslagForm,
        paths,
    },
    DaarnaKeuzes, VastlegPagina, bewaard, eerder, indeling, later, rij_erbij,
    twee_beelden::{self, Waar},
    vervolg_bij, weiger, with_status,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, tijd},
    web::{
        Bezoek, Formulier, Fout, Pad, Pagina, Resultaat,
        conflict::{Conflict, conflict_met},
    },
};

/// A colleague who typed in this form within this time is still at it.
const NOG_BEZIG: SignedDuration = SignedDuration::from_mins(30);

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, form: VerslagForm, concept_tekst: String, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.vastleggen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let begin = plaatselijk(gesprek.moment);
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str()).to_owned();
    let other =
        storage::concept::other_writer(&mut reader, actions::welk(bezoek, gesprek.id), bezoek.nu - NOG_BEZIG).await?;
    let fouten = form.fouten();
    let page = VastlegPagina {
        p: Pagina::voor(bezoek, format!("{soort} vastleggen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel: soort,
        onder: format!("{}, {} uur, {} minuten", lang(begin.date()), tijd(&begin), gesprek.duur_minuten),
        plan: None,
        keuzes: DaarnaKeuzes::laad(
            bezoek,
            &mut reader,
            gesprek.klant,
            &form,
            (gesprek.soort.as_str(), gesprek.klantmanager),
        )
        .await?,
        nog_open: None,
        eerder: eerder(storage::gesprek::of_klant(&mut reader, gesprek.klant).await?, Some(gesprek.id), &lijsten),
        te_vroeg: if begin.date() > bezoek.vandaag { lang(begin.date()) } else { String::new() },
        collega: other.map(|(naam, moment)| {
            format!("{naam} schrijft ook in dit verslag (laatst om {} uur).", tijd(&plaatselijk(moment)))
        }),
        actie: paths::vastleggen(gesprek.id),
        concept: if gesprek.is_open() { paths::concept(gesprek.id) } else { String::new() },
        concept_tekst,
        ander: if gesprek.is_open() { paths::zonder_afspraak(gesprek.klant) } else { String::new() },
        niet_doorgegaan: if gesprek.is_open() { paths::niet_doorgegaan(gesprek.id) } else { String::new() },
        terug: klant::paths::tijdlijn(gesprek.klant),
        fouten,
        versie,
        form,
        kop,
    };
    with_status(&page)
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let draft = storage::concept::find(&mut bezoek.reader().await?, actions::welk(&bezoek, id)).await?;
    let nu = if gesprek.is_open() { Some(indeling(&bezoek, gesprek.klant).await?) } else { None };
    let (mut form, status) = match (&gesprek.stand, draft) {
        (_, Some(concept)) if gesprek.is_open() => {
            let status = bewaard(&concept);
            (VerslagForm::uit(&bezoek, &Formulier::van(concept.velden), nu), status)
        }
        (GesprekStand::Gevoerd(verslag), _) => (VerslagForm::van(&bezoek, verslag), String::new()),
        // A colleague took the report back: his draft is his, but what was agreed is known.
        _ => (VerslagForm::opnieuw(&bezoek, gesprek.afgesproken(), nu), String::new()),
    };
    form.bekend = gesprek.afgesproken().to_vec();
    tonen(&bezoek, &gesprek, form, status, gesprek.versie).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let nu = if gesprek.is_open() { Some(indeling(&bezoek, gesprek.klant).await?) } else { None };
    let mut form = VerslagForm::uit(&bezoek, &formulier, nu);
    form.bekend = gesprek.afgesproken().to_vec();
    if later(&formulier) {
        // A colleague was first: a draft would be thrown away, so the two texts are shown.
        if gesprek.versie != versie {
            return twee_versies(&bezoek, &formulier, &form, &gesprek).await;
        }
        actions::bewaar_concept(&bezoek, id, formulier.velden(), versie).await?;
        let done = Gedaan::concept(id.uuid());
        return Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(gesprek.klant))).into_response());
    }
    if rij_erbij(&formulier) {
        return tonen(&bezoek, &gesprek, form, String::new(), versie).await;
    }
    let lijsten = bezoek.lijsten().await?;
    let bij = vervolg_bij(&mut bezoek.reader().await?, gesprek.klant, gesprek.klantmanager, &lijsten).await?;
    let Some(vastlegging) = form.lees(&bezoek, &lijsten, bezoek.vandaag, bij) else {
        return tonen(&bezoek, &gesprek, form, String::new(), versie).await;
    };
    match actions::leg_vast(&bezoek, id, versie, vastlegging).await? {
        Vastgelegd::Gedaan(gesprek) => {
            // Recorded before, and sent again with another klantbeeld: that is not passed over in silence.
            if form.daarna.is_none() && twee_beelden::staat_er_niet(&bezoek, gesprek.klant, &formulier).await? {
                return Err(Fout::al_verstuurd());
            }
            let done = Gedaan::GesprekAfgerond(id, gesprek.versie);
            Ok(Redirect::to(&done.op(&paths::gesprek(id))).into_response())
        }
        Vastgelegd::Geweigerd(Weigering::BeeldIntussen) => {
            let waar = Waar { actie: paths::vastleggen(id), terug: paths::gesprek(id), versie };
            twee_beelden::toon(&bezoek, gesprek.klant, &formulier, &form, waar).await
        }
        Vastgelegd::Geweigerd(weigering) => {
            weiger(&mut form, weigering);
            tonen(&bezoek, &gesprek, form, String::new(), versie).await
        }
        Vastgelegd::Intussen(nu) => twee_versies(&bezoek, &formulier, &form, &nu).await,
    }
}

async fn twee_versies(bezoek: &Bezoek, formulier: &Formulier, form: &VerslagForm, nu: &Gesprek) -> Resultaat {
    let rest = twee_beelden::rest(bezoek, nu, formulier, form).await?;
    let page = Conflict {
        titel: "Verslag van het gesprek".to_owned(),
        actie: paths::vastleggen(nu.id),
        terug: paths::gesprek(nu.id),
        versie: nu.versie,
        gewijzigd: storage::gesprek::last_change(&mut bezoek.reader().await?, nu.id).await?,
        velden: form.vergelijk(bezoek, nu),
    };
    conflict_met(bezoek, nu.klant, page, rest).await
}

/// Keeps the draft; called by the page while somebody types.
pub(in crate::contact::gesprek) async fn concept(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    actions::bewaar_concept(&bezoek, id, formulier.velden(), formulier.versie()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
