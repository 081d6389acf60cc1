//! The target groups of a client: those of now, those of before, and the form for another one.

use std::cmp::Reverse;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{kort, leeftijd},
    doelgroep::{DoelgroepGeweigerd, is_vijftig_plus},
    id::KlantId,
};
use storage::doelgroep::{self, Vastgelegd};

use super::super::{
    actions::{self, Stap},
    forms::DoelgroepForm,
    paths,
};
use crate::{
    klant,
    klantkop::{self, Deel, Klantkop},
    web::{Bezoek, Formulier, Fout, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina, woorden::zin},
};

#[derive(Template)]
#[template(path = "dossier/doelgroep/pages/doelgroepen.html")]
struct DoelgroepenPagina {
    p: Pagina,
    kop: Klantkop,
    form: DoelgroepForm,
    keuzes: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    rijen: Vec<Rij>,
    /// `54 jaar`, when the client belongs to 50+.
    vijftig_plus: String,
    actie: String,
    beeindigen: String,
    intrekken: String,
    terug: String,
    vandaag: String,
    werkt_met: bool,
}

struct Rij {
    id: String,
    versie: i64,
    naam: String,
    beschermd: bool,
    sinds: String,
    tot: String,
    door: String,
    waarom: String,
    /// What can be done with it, by name.
    doen: String,
    /// It can be given a last day.
    loopt: bool,
    ingetrokken: bool,
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, form: DoelgroepForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "doelgroep.getoond").await?;
    let werkt_met = doelgroep::werkt_met(&mut reader, klant, bezoek.gebruiker().id, bezoek.vandaag).await?;
    let mut groepen = doelgroep::of_klant(&mut reader, klant, werkt_met).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    groepen.sort_by_key(|van| Reverse((van.groep.geldt_op(bezoek.vandaag), van.groep.periode.van)));
    let geboren = kop.regel.geboortedatum;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&DoelgroepenPagina {
        p: Pagina::voor(bezoek, format!("Doelgroepen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        keuzes: form.keuzes(bezoek, &lijsten, werkt_met),
        rijen: groepen.into_iter().map(|van| rij(van, &lijsten)).collect(),
        vijftig_plus: if is_vijftig_plus(geboren, bezoek.vandaag) {
            format!("{} jaar", leeftijd(geboren, bezoek.vandaag))
        } else {
            String::new()
        },
        actie: paths::doelgroepen(klant),
        beeindigen: paths::beeindigen(klant),
        intrekken: paths::intrekken(klant),
        terug: klant::paths::tijdlijn(klant),
        vandaag: bezoek.vandaag.to_string(),
        werkt_met,
        fouten,
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn rij(van: Vastgelegd, lijsten: &Lijsten) -> Rij {
    let groep = van.groep;
    let loopt = !groep.ingetrokken && groep.periode.tot_en_met.is_none();
    let naam = lijsten.naam(Codelijst::Doelgroep, groep.doelgroep.as_str());
    Rij {
        id: groep.id.to_string(),
        versie: groep.versie,
        naam: naam.to_owned(),
        doen: format!("{naam}: {}", if loopt { "beëindigen of intrekken" } else { "intrekken" }),
        beschermd: van.beschermd,
        sinds: kort(groep.periode.van),
        tot: match groep.periode.tot_en_met {
            _ if groep.ingetrokken => "ingetrokken".to_owned(),
            None => "heden".to_owned(),
            Some(tot) => kort(tot),
        },
        door: lijsten.gebruiker(groep.door).to_owned(),
        waarom: groep.toelichting,
        loopt,
        ingetrokken: groep.ingetrokken,
    }
}

pub(in crate::dossier::doelgroep) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let form = DoelgroepForm::leeg(&bezoek);
    tonen(&bezoek, id, form).await
}

pub(in crate::dossier::doelgroep) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let mut form = DoelgroepForm::uit(&bezoek, &formulier);
    let lijsten = bezoek.lijsten().await?;
    let werkt_met =
        doelgroep::werkt_met(&mut bezoek.reader().await?, id, bezoek.gebruiker().id, bezoek.vandaag).await?;
    let Some(van) = form.lees(&bezoek, &lijsten, id, werkt_met) else { return tonen(&bezoek, id, form).await };
    match actions::leg_vast(&bezoek, &lijsten, van).await? {
        Ok(()) => Ok(Redirect::to(&paths::doelgroepen(id)).into_response()),
        Err(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, id, form).await
        }
    }
}

async fn wijzig(bezoek: &Bezoek, klant: KlantId, formulier: &Formulier, stap: Stap) -> Resultaat {
    let id = formulier.tekst("id").parse().map_err(|_| Fout::NietGevonden)?;
    match actions::wijzig(bezoek, klant, id, formulier.versie()?, stap).await? {
        Ok(()) => Ok(Redirect::to(&paths::doelgroepen(klant)).into_response()),
        Err(geweigerd) => Err(weiger(geweigerd)),
    }
}

fn weiger(geweigerd: DoelgroepGeweigerd) -> Fout {
    Fout::in_strijd("doelgroep", zin(&geweigerd.to_string()))
}

pub(in crate::dossier::doelgroep) async fn beeindig(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let dag = domain::datum::lees(formulier.tekst("laatste_dag"));
    let dag = dag.ok_or_else(|| Fout::ongeldig("laatste_dag", "Vul een bestaande laatste dag in."))?;
    wijzig(&bezoek, id, &formulier, Stap::Beeindig(dag)).await
}

pub(in crate::dossier::doelgroep) async fn trek_in(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    wijzig(&bezoek, id, &formulier, Stap::TrekIn).await
}
