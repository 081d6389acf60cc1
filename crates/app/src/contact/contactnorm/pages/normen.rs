//! The contact norms of the municipality: which holds, which are to come, and switching to another.

use std::collections::HashMap;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    belasting::in_uren,
    codelijst::Codelijst,
    contactnorm::{Contactnorm, NormRegel, norm_op},
    datum::{Periode, lang},
    id::{ContactnormId, GebruikerId},
};
use jiff::civil::Date;
use storage::{
    belasting::{self, Gevraagd, Wie},
    contactnorm::{self, Vastgesteld},
    herberekening,
};

use super::{
    super::{actions, forms::NormForm, paths},
    contact::uren,
};
use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "contact/contactnorm/pages/normen.html")]
struct NormenPagina {
    p: Pagina,
    normen: Vec<Norm>,
    bezig: Option<Bezig>,
    form: NormForm,
    keuzes: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    /// What switching would mean, once a norm and a day were chosen; sent again, it is done.
    gevolg: Option<Gevolg>,
}

/// What another norm asks, beside what is asked now.
struct Gevolg {
    /// Which choice this is about: another one is told about anew.
    keuze: String,
    kop: String,
    tekst: String,
}

struct Norm {
    naam: String,
    stand: &'static str,
    kleur: &'static str,
    geldig: String,
    regels: Vec<(String, String, String)>,
    /// Which kinds of conversation count.
    soorten: String,
    bron: String,
    /// Empty when it has begun.
    intrekken: String,
}

struct Bezig {
    gedaan: i64,
    totaal: i64,
    tekst: String,
}

async fn tonen(bezoek: &Bezoek, form: NormForm, gevolg: Option<Gevolg>) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let bekend = contactnorm::list(&mut reader).await?;
    let bezig = herberekening::find(&mut reader).await?;
    drop(reader);
    let los: Vec<_> = bekend.iter().map(|norm| norm.norm.clone()).collect();
    let geldt = norm_op(&los, bezoek.vandaag).map(|norm| norm.geldig.van);
    let fouten = form.fouten();
    let klaar = fouten.is_empty() && gevolg.is_none();
    let status = if klaar { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let getal = |aantal: i64| domain::geld::thousands(aantal.unsigned_abs());
    let mut response = pagina(&NormenPagina {
        p: Pagina::voor(bezoek, "Contactnormen", "/beheer").met_fouten(fouten.len()),
        normen: bekend
            .into_iter()
            .rev()
            .map(|norm| rij(norm, (geldt, los.len() > 1), &lijsten, bezoek.vandaag))
            .collect(),
        bezig: bezig.map(|stand| Bezig {
            gedaan: stand.gedaan.min(stand.totaal),
            totaal: stand.totaal.max(1),
            tekst: format!("{} van {} klanten", getal(stand.gedaan), getal(stand.totaal)),
        }),
        keuzes: form.keuzes(),
        fouten,
        gevolg,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// `meer`: there is another norm to go back to.
fn rij(
    Vastgesteld { id, norm }: Vastgesteld,
    (geldt, meer): (Option<Date>, bool),
    lijsten: &Lijsten,
    vandaag: Date,
) -> Norm {
    let (stand, kleur) = if norm.geldig.van > vandaag {
        ("gaat nog in", "blauw")
    } else if geldt == Some(norm.geldig.van) {
        ("geldt nu", "groen")
    } else {
        ("voorbij", "")
    };
    let regel = |groep: &str, regel: &NormRegel| {
        (groep.to_owned(), regel.gesprekken_per_jaar.per_jaar().to_string(), uren(regel.minuten_per_jaar))
    };
    // In the order of the code list: from the nearest to work to the farthest.
    let segmenten = lijsten.codes.iter().filter(|item| item.lijst == Codelijst::Segment);
    let mut regels: Vec<_> =
        segmenten.filter_map(|item| norm.regels.get(&item.code).map(|wat| regel(&item.omschrijving, wat))).collect();
    regels.push(regel("Nog niet ingedeeld", &norm.niet_ingedeeld));
    regels.push(norm.ontheven.as_ref().map_or_else(
        || ("Ontheven van werk zoeken".to_owned(), "geen".to_owned(), "–".to_owned()),
        |wat| regel("Ontheven van werk zoeken", wat),
    ));
    let soorten = tellen_mee(norm.regels.values().chain([&norm.niet_ingedeeld]).chain(&norm.ontheven), lijsten);
    Norm {
        stand,
        kleur,
        geldig: match norm.geldig.tot_en_met {
            Some(tot) => format!("{} tot en met {}", lang(norm.geldig.van), lang(tot)),
            None => format!("vanaf {}", lang(norm.geldig.van)),
        },
        regels,
        soorten,
        bron: norm.bron,
        intrekken: if norm.geldig.van >= vandaag && meer { paths::intrekken(id) } else { String::new() },
        naam: norm.naam,
    }
}

/// Which kinds of conversation count for a norm. With none named every kind does: also a call of a quarter of an hour, and also a
/// conversation about the right to benefit. That must be plain to whoever reads *spoken to*.
fn tellen_mee<'a>(regels: impl Iterator<Item = &'a NormRegel>, lijsten: &Lijsten) -> String {
    let mut namen: Vec<&str> = Vec::new();
    for regel in regels {
        if regel.soorten.is_empty() {
            return "elk soort gesprek, dus ook een telefoongesprek of een rechtmatigheidsgesprek".to_owned();
        }
        for soort in &regel.soorten {
            let naam = lijsten.naam(Codelijst::SoortGesprek, soort.as_str());
            if !namen.contains(&naam) {
                namen.push(naam);
            }
        }
    }
    namen.join(", ")
}

pub(in crate::contact::contactnorm) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, NormForm::leeg(), None).await
}

/// What a norm asks of all klantmanagers together beside what is asked now. One click reaches every client, so it is told first.
async fn gevolg(bezoek: &Bezoek, nieuw: &Contactnorm, keuze: String) -> Resultaat<Gevolg> {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let (van, vandaag) = (nieuw.geldig.van, bezoek.vandaag);
    let nu = samen(belasting::gevraagd(&mut reader, Wie::Allen, vandaag, &lijsten.normen).await?);
    // Held against the clients of today: who will be there later is not known.
    let meteen = Contactnorm { geldig: Periode::vanaf(vandaag), ..nieuw.clone() };
    let dan = samen(belasting::gevraagd(&mut reader, Wie::Allen, vandaag, &[meteen]).await?);
    let klanten = domain::geld::thousands(dan.klanten.unsigned_abs());
    let wanneer = if van == vandaag { "vandaag".to_owned() } else { lang(van) };
    let uren = |is: Gevraagd| is.minuten.map_or_else(|| "niets".to_owned(), in_uren);
    Ok(Gevolg {
        keuze,
        kop: format!(
            "{} voor {klanten} {}, vanaf {wanneer}?",
            nieuw.naam,
            if dan.klanten == 1 { "klant" } else { "klanten" }
        ),
        tekst: format!(
            "Nu vraagt de norm alles bij elkaar {} per jaar van de klantmanagers; met deze norm is dat {}. Wie op maat heeft afgesproken, houdt die afspraak. Verstuur nog een keer om over te stappen, of kies iets anders.",
            uren(nu),
            uren(dan)
        ),
    })
}

fn samen(per_persoon: HashMap<GebruikerId, Gevraagd>) -> Gevraagd {
    per_persoon.into_values().fold(Gevraagd { klanten: 0, minuten: None }, |som, een| Gevraagd {
        klanten: som.klanten + een.klanten,
        minuten: een.minuten.map(|minuten| som.minuten.unwrap_or(0) + minuten).or(som.minuten),
    })
}

pub(in crate::contact::contactnorm) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = NormForm::uit(&formulier);
    let Some(norm) = form.lees(bezoek.vandaag) else { return tonen(&bezoek, form, None).await };
    let keuze = format!("{} {}", norm.code, norm.geldig.van);
    if let Err(waarom) = actions::toets(&mut bezoek.reader().await?, &norm).await? {
        form.ingang.afkeuren(waarom);
        return tonen(&bezoek, form, None).await;
    }
    if formulier.tekst("gezien") != keuze {
        let gevolg = gevolg(&bezoek, &norm, keuze).await?;
        return tonen(&bezoek, form, Some(gevolg)).await;
    }
    match actions::stap_over(&bezoek, &norm).await? {
        Ok(()) => Ok(Redirect::to(paths::NORMEN).into_response()),
        Err(waarom) => {
            form.ingang.afkeuren(waarom);
            tonen(&bezoek, form, None).await
        }
    }
}

pub(in crate::contact::contactnorm) async fn trek_in(
    bezoek: Bezoek,
    Pad(id): Pad<ContactnormId>,
    _: Formulier,
) -> Resultaat {
    actions::trek_in(&bezoek, id).await?;
    Ok(Redirect::to(paths::NORMEN).into_response())
}
