//! The form to move clients: all of somebody, or those that are checked; then a page that says what will happen.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    belasting::{Belasting, in_uren},
    contactstand::Contactstatus,
    datum::{kort, leeftijd},
    id::{GebruikerId, KlantId},
    logboek::Doel,
    toewijzing::Overname,
};
use serde::Deserialize;
use storage::{
    belasting::{Wie, belastingen, gevraagd_voor},
    caseload::{self, CaseloadRegel, Cursor, Filter, Peildag, Sortering},
};

use super::{
    super::{
        actions::{self, Gekozen, Uitslag},
        forms::OvernameForm,
        paths,
    },
    wanneer,
};
use crate::web::{
    Bezoek, Formulier, Fout, Keuze, Lijsten, Pagina, Resultaat, Veld, pagina,
    woorden::{contact_kleur, hoofdletter, zin, zwaarte_kleur, zwaarte_woord},
};

/// Clients to check per page; a form has room for two hundred fields.
const PER_PAGINA: usize = 100;

struct Rij {
    id: KlantId,
    naam: String,
    onder: String,
    laatste: String,
    /// The day the next conversation is due, with how that stands when it is not on schedule.
    uiterlijk: String,
    status: &'static str,
    kleur: &'static str,
    gekozen: bool,
}

#[derive(Template)]
#[template(path = "team/overname/pages/nieuw.html")]
struct NieuwPagina {
    p: Pagina,
    titel: String,
    onder: String,
    form: OvernameForm,
    collegas: Vec<Keuze>,
    hoes: Vec<Keuze>,
    keuzes: Vec<Keuze>,
    rijen: Vec<Rij>,
    na: String,
    stand: String,
    volgende: String,
    begin: String,
    fouten: Vec<(String, String)>,
    /// The caseload changed since the page was made.
    intussen: String,
    totaal: usize,
}

#[derive(Template)]
#[template(path = "team/overname/pages/controleren.html")]
struct ControlerenPagina {
    p: Pagina,
    form: OvernameForm,
    na: String,
    kop: String,
    wanneer: String,
    gevolg: String,
    gevolgen: Vec<Effect>,
    waarneming: bool,
    knop: String,
    /// The receiver would have too much; empty when not.
    te_zwaar: String,
    toch: Veld,
    fouten: Vec<(String, String)>,
}

/// Above this share of the time there is, a takeover is confirmed apart.
const TE_ZWAAR: i64 = 110;

/// The load of somebody before and after, in hours a year.
struct Effect {
    naam: String,
    nu: String,
    straks: String,
    beschikbaar: String,
    zwaarte: &'static str,
    kleur: &'static str,
}

/// Whose clients, and from which one on.
#[derive(Default, Deserialize)]
pub(in crate::team::overname) struct VanVraag {
    #[serde(default)]
    van: String,
    #[serde(default)]
    na: String,
}

fn cursor(na: &str) -> Option<Cursor> {
    let (klant, waarde) = na.split_once('~')?;
    Some(Cursor { waarde: waarde.to_owned(), klant: klant.parse().ok()?, terug: false })
}

fn naam(lijsten: &Lijsten, id: GebruikerId) -> Resultaat<&str> {
    let gevonden = lijsten.gebruikers.iter().find(|g| g.id == id);
    gevonden.map(|g| g.naam.as_str()).ok_or(Fout::NietGevonden)
}

async fn tonen(bezoek: &Bezoek, mut form: OvernameForm, na: &str, intussen: String) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let van = naam(&lijsten, form.van)?.to_owned();
    let mut reader = bezoek.reader().await?;
    let filter = Filter { klantmanager: Some(form.van), ..Filter::default() };
    let dag = lijsten.peildag(bezoek.vandaag);
    let page = caseload::page(&mut reader, &filter, dag, cursor(na).as_ref(), PER_PAGINA).await?;
    let totaal = storage::overname::klanten_van(&mut reader, form.van, bezoek.vandaag).await?.len();
    let belastingen = belastingen(&mut reader, Wie::Allen, bezoek.vandaag, &lijsten.normen).await?;
    drop(reader);
    form.verwacht = totaal;
    bezoek.inzage("overname.getoond", Doel::Begeleiding, page.regels.iter().map(|r| r.klant).collect()).await?;
    let fouten = form.fouten();
    let status = match (intussen.is_empty(), fouten.is_empty()) {
        (false, _) => StatusCode::CONFLICT,
        (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::OK,
    };
    let volgende = page.regels.last().filter(|_| page.verder).map(|regel| {
        let cursor = regel.cursor(Sortering::Naam, false);
        paths::nieuw_na(form.van, &cursor.waarde, cursor.klant)
    });
    let mut response = pagina(&NieuwPagina {
        p: Pagina::voor(bezoek, format!("Klanten van {van} overdragen"), "/caseload").met_fouten(fouten.len()),
        titel: format!("Klanten van {van}"),
        onder: "Voor goed overdragen, of laten waarnemen tot en met een laatste dag.".to_owned(),
        collegas: form.collegas(&lijsten, &belastingen),
        hoes: form.hoes(),
        keuzes: form.keuzes(totaal, &van),
        stand: format!("{} van {totaal} klanten op deze bladzijde", page.regels.len()),
        volgende: volgende.unwrap_or_default(),
        begin: if na.is_empty() { String::new() } else { paths::nieuw(form.van) },
        rijen: page.regels.into_iter().map(|regel| rij(regel, &form, dag)).collect(),
        na: na.to_owned(),
        fouten,
        intussen,
        totaal,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn rij(regel: CaseloadRegel, form: &OvernameForm, dag: Peildag) -> Rij {
    let vandaag = dag.vandaag;
    let uiterlijk = regel.uiterlijk_op(vandaag);
    let status = Contactstatus::van(uiterlijk, vandaag, dag.marges);
    let wijk = if regel.wijk.is_empty() { String::new() } else { format!(" · {}", regel.wijk) };
    Rij {
        id: regel.klant,
        onder: format!("{} jaar · {}{wijk}", leeftijd(regel.geboortedatum, vandaag), regel.klantnummer),
        laatste: regel.laatste_gesprek.map_or_else(|| "nog nooit".to_owned(), kort),
        uiterlijk: uiterlijk.map_or_else(|| "geen norm".to_owned(), kort),
        status: match status {
            Contactstatus::GeenNorm | Contactstatus::OpSchema => "",
            Contactstatus::Binnenkort => "binnenkort",
            _ => status.omschrijving(),
        },
        kleur: contact_kleur(status),
        gekozen: form.klanten.contains(&regel.klant),
        naam: regel.naam,
    }
}

pub(in crate::team::overname) async fn toon(bezoek: Bezoek, Query(vraag): Query<VanVraag>) -> Resultaat {
    // Somebody who logged in again after sending the form comes back here without knowing whose clients it was about.
    if vraag.van.is_empty() {
        return Ok(Redirect::to(paths::LIJST).into_response());
    }
    let van = vraag.van.parse().map_err(|_| Fout::NietGevonden)?;
    let form = OvernameForm::leeg(&bezoek, van);
    let deel = !vraag.na.is_empty();
    let wat = if deel { form.wat.clone().met("deel") } else { form.wat.clone() };
    tonen(&bezoek, OvernameForm { wat, ..form }, &vraag.na, String::new()).await
}

pub(in crate::team::overname) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = OvernameForm::uit(&bezoek, &formulier)?;
    let na = formulier.tekst("na").to_owned();
    let lijsten = bezoek.lijsten().await?;
    naam(&lijsten, form.van)?;
    if formulier.tekst("stap") == "aanpassen" {
        return tonen(&bezoek, form, &na, String::new()).await;
    }
    let Some((overname, gekozen)) = form.lees(&bezoek, &lijsten) else {
        return tonen(&bezoek, form, &na, String::new()).await;
    };
    if formulier.tekst("stap") != "doen" {
        return controleren(&bezoek, &lijsten, form, na, &overname, &gekozen, false).await;
    }
    if formulier.tekst("toch") != "ja" && gevolg(&bezoek, &lijsten, &overname, &gekozen).await?.te_zwaar().is_some() {
        return controleren(&bezoek, &lijsten, form, na, &overname, &gekozen, true).await;
    }
    match actions::leg_vast(&bezoek, overname, &gekozen).await? {
        Uitslag::Gedaan(id) => Ok(Redirect::to(&paths::overname(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            // The account was closed while the form was open: the copy of the colleagues is from before.
            bezoek.app.vergeet_lijsten(bezoek.gemeente());
            form.weiger(geweigerd);
            tonen(&bezoek, form, &na, String::new()).await
        }
        Uitslag::Intussen { nog, gekozen } => {
            let tekst = format!(
                "Er is niets overgedragen. U koos {gekozen} klanten, maar nu zijn er daarvan nog {nog} bij deze \
                 klantmanager. Controleer uw keuze en probeer het opnieuw."
            );
            let tekst = if nog > gekozen {
                format!(
                    "Er is niets overgedragen. U zag {gekozen} klanten, maar nu heeft deze klantmanager er {nog}. \
                     Controleer uw keuze en probeer het opnieuw."
                )
            } else {
                tekst
            };
            tonen(&bezoek, form, &na, zin(&tekst)).await
        }
    }
}

/// What a takeover does to the load of both.
struct Gevolg {
    van: (Belasting, Belasting),
    aan: (Belasting, Belasting),
}

impl Gevolg {
    /// The load of the receiver afterwards, when that is too much.
    fn te_zwaar(&self) -> Option<i64> {
        self.aan.1.procent().filter(|procent| *procent > TE_ZWAAR)
    }
}

async fn gevolg(bezoek: &Bezoek, lijsten: &Lijsten, overname: &Overname, gekozen: &Gekozen) -> Resultaat<Gevolg> {
    let mut reader = bezoek.reader().await?;
    let nu_van =
        belastingen(&mut reader, Wie::Een(overname.van), bezoek.vandaag, &lijsten.normen).await?.van(overname.van);
    let nu_aan =
        belastingen(&mut reader, Wie::Een(overname.aan), bezoek.vandaag, &lijsten.normen).await?.van(overname.aan);
    let mee = match gekozen {
        Gekozen::Alles(_) => None,
        Gekozen::Klanten(klanten) => Some(klanten.as_slice()),
    };
    let mee = gevraagd_voor(&mut reader, overname.van, mee, bezoek.vandaag, &lijsten.normen).await?;
    Ok(Gevolg {
        van: (nu_van, nu_van.met(-mee.klanten, mee.minuten.map(|minuten| -minuten))),
        aan: (nu_aan, nu_aan.met(mee.klanten, mee.minuten)),
    })
}

/// What will happen, before it does. With `vergeten` it was sent without the confirmation that it needs.
async fn controleren(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    form: OvernameForm,
    na: String,
    overname: &Overname,
    gekozen: &Gekozen,
    vergeten: bool,
) -> Resultaat {
    let gevolgen = gevolg(bezoek, lijsten, overname, gekozen).await?;
    let (van, aan) = (naam(lijsten, overname.van)?, naam(lijsten, overname.aan)?);
    let aantal = match gekozen {
        Gekozen::Alles(aantal) => *aantal,
        Gekozen::Klanten(klanten) => klanten.len(),
    };
    let klanten = match aantal {
        1 => "1 klant".to_owned(),
        aantal => format!("{} klanten", domain::geld::thousands(aantal as u64)),
    };
    let nu = gevolgen.aan.0.klanten;
    let straks = nu + i64::try_from(aantal).unwrap_or_default();
    let te_zwaar = gevolgen.te_zwaar().map_or_else(String::new, |procent| {
        format!("{aan} komt hiermee op {procent}\u{a0}% van de tijd die er is. Dat is meer dan {TE_ZWAAR}\u{a0}%.")
    });
    let mut toch = Veld::vrij("toch", "Toch doen, ik heb dit met de collega besproken");
    if vergeten {
        toch.afkeuren("Bevestig dat u dit toch wilt, of pas uw keuze aan.");
    }
    let fouten = crate::web::veld::fouten(&[&toch]);
    let gevolg = if overname.is_waarneming() {
        format!(
            "{van} blijft de vaste klantmanager. {aan} heeft zelf {nu} klanten en ziet deze erbij: in de caseload onder \
             Waarneming en op Vandaag. Na de laatste dag valt alles vanzelf terug."
        )
    } else {
        format!(
            "{aan} heeft nu {nu} klanten en krijgt er {straks}. Gesprekken die al in de agenda staan en open signalen \
             gaan mee. {aan} ziet de klanten op Vandaag onder Nieuw voor u."
        )
    };
    let mut response = pagina(&ControlerenPagina {
        p: Pagina::voor(bezoek, "Overname controleren", "/caseload").met_fouten(fouten.len()),
        kop: format!("{klanten} van {van} naar {aan}"),
        wanneer: hoofdletter(&wanneer(overname)),
        knop: if overname.is_waarneming() {
            format!("{klanten} laten waarnemen")
        } else {
            format!("{klanten} overdragen")
        },
        gevolgen: vec![effect(van, gevolgen.van.0, gevolgen.van.1), effect(aan, gevolgen.aan.0, gevolgen.aan.1)],
        waarneming: overname.is_waarneming(),
        gevolg,
        te_zwaar,
        toch,
        fouten,
        form,
        na,
    })?;
    if vergeten {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What it does to the load of one of both.
fn effect(naam: &str, nu: Belasting, straks: Belasting) -> Effect {
    let kort = |belasting: Belasting| {
        let gevraagd = belasting.gevraagd.map_or_else(|| "uren niet bekend".to_owned(), in_uren);
        let procent = belasting.procent().map_or_else(String::new, |procent| format!(" · {procent}\u{a0}%"));
        format!("{} klanten · {gevraagd}{procent}", belasting.klanten)
    };
    Effect {
        naam: naam.to_owned(),
        nu: kort(nu),
        straks: kort(straks),
        beschikbaar: match (straks.beschikbaar(), straks.werktijd) {
            (Some(tijd), _) => format!("{} voor contact", in_uren(tijd)),
            (None, Some(tijd)) => format!("{} werktijd", in_uren(tijd)),
            (None, None) => "niet bekend".to_owned(),
        },
        zwaarte: zwaarte_woord(straks.zwaarte()),
        kleur: zwaarte_kleur(straks.zwaarte()),
    }
}
