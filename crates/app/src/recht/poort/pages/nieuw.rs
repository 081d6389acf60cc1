//! Somebody comes forward: first the BSN, then what is not known yet, with what is known filled in.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    bsn::Bsn,
    datum::{kort, lang, plaatselijk},
    id::KlantId,
    klant::Klant,
    logboek::Doel,
    pauze::Pauze,
    uitkering::{Heraanvraag, Uitkering, UitkeringStand, heraanvraag},
};
use jiff::civil::Date;
use storage::poort::Gevonden;

use super::super::{
    actions::{self, Uitslag},
    forms::NieuwForm,
    paths,
};
use crate::{
    klant, pauze,
    web::{Bezoek, Formulier, Pagina, Resultaat, pagina},
};

/// Why there is nothing to begin, and where to go on.
struct Tegen {
    kop: String,
    tekst: String,
    href: String,
    link: &'static str,
}

/// What is known of who has this BSN.
struct Bekend {
    klant: Option<Klant>,
    weer: Option<Heraanvraag>,
    /// The day of what is known.
    van: Option<Date>,
    tegen: Option<Tegen>,
}

#[derive(Template)]
#[template(path = "recht/poort/pages/nieuw.html")]
struct NieuwPagina {
    p: Pagina,
    form: NieuwForm,
    fouten: Vec<(String, String)>,
    /// Who it is, when that is known.
    wie: String,
    /// What of the earlier benefit is used again.
    weer: String,
    tegen: Option<Tegen>,
    /// Whether more than the BSN is asked.
    alles: bool,
}

fn op_pauze(klant: KlantId, is: &Pauze, vandaag: Date) -> Tegen {
    let (href, link) = (pauze::paths::van_klant(klant), "Naar de uitkeringspauze");
    if vandaag > is.uiterste_terugkeer() {
        let tekst = format!(
            "Die was tot en met {}. Leg eerst vast of de klant op tijd terugkwam. Zo niet, dan eindigt de uitkering en kan een \
             nieuwe melding.",
            lang(is.laatste_dag)
        );
        return Tegen { kop: "De uitkeringspauze van deze klant is voorbij.".to_owned(), tekst, href, link };
    }
    let tekst = format!(
        "Wie tijdens de pauze terugkomt, hoeft niet door de poort: dezelfde uitkering loopt door. Dat kan tot en met {}. Leg de \
         terugkeer vast.",
        lang(is.uiterste_terugkeer())
    );
    Tegen { kop: "Deze klant heeft een uitkeringspauze. Een melding is niet nodig.".to_owned(), tekst, href, link }
}

/// What stands in the way of a new case.
fn tegen(
    eerdere: &[Gevonden],
    klant: Option<&Klant>,
    uitkeringen: &[Uitkering],
    lopend: Option<&Pauze>,
    vandaag: Date,
) -> Option<Tegen> {
    if let (Some(klant), Some(is)) = (klant, lopend) {
        return Some(op_pauze(klant.id, is, vandaag));
    }
    let loopt = uitkeringen.iter().find(|is| is.stand == UitkeringStand::Lopend);
    if let (Some(klant), Some(loopt)) = (klant, loopt) {
        return Some(Tegen {
            kop: format!("{} heeft al een uitkering.", klant.naam.voluit()),
            tekst: format!("Sinds {}. Een melding is niet nodig.", lang(loopt.datum_ingang)),
            href: klant::paths::tijdlijn(klant.id),
            link: "Naar de klant",
        });
    }
    let open = eerdere.iter().find(|is| is.poort.is_open())?;
    Some(Tegen {
        kop: format!("Van {} loopt al een melding.", open.persoon.naam.voluit()),
        tekst: format!("Van {}. Ga daarmee verder.", lang(open.poort.melding)),
        href: paths::poort(open.poort.id),
        link: "Naar de melding",
    })
}

async fn bekend(bezoek: &Bezoek, bsn: Bsn, form: &NieuwForm) -> Resultaat<Bekend> {
    let mut reader = bezoek.reader().await?;
    let klant = actions::met_bsn(&mut reader, bsn).await?;
    // The case of this form itself stands in nobody's way: then it was sent twice.
    let mut eerdere = storage::poort::met_bsn(&mut reader, bsn, 1).await?;
    eerdere.retain(|is| is.poort.id != form.id);
    let Some(klant) = klant else {
        let tegen = tegen(&eerdere, None, &[], None, bezoek.vandaag);
        return Ok(Bekend { klant: None, weer: None, van: None, tegen });
    };
    let uitkeringen = storage::uitkering::of_klant(&mut reader, klant.id).await?;
    let op_pauze = storage::pauze::lopend(&mut reader, klant.id).await?.map(|is| is.pauze);
    let van = storage::klant::last_change(&mut reader, klant.id).await?;
    let op_pauze = op_pauze
        .filter(|pauze| uitkeringen.iter().any(|is| is.id == pauze.uitkering && is.stand == UitkeringStand::Lopend));
    Ok(Bekend {
        weer: heraanvraag(&uitkeringen, bezoek.vandaag),
        van: van.map(|(_, moment)| plaatselijk(moment).date()),
        tegen: tegen(&eerdere, Some(&klant), &uitkeringen, op_pauze.as_ref(), bezoek.vandaag),
        klant: Some(klant),
    })
}

/// What of the earlier benefit is used again, in a sentence.
fn weer_in_woorden(bekend: &Bekend) -> String {
    let Some(weer) = bekend.weer else { return String::new() };
    let tot = lang(weer.laatste_dag);
    if !weer.hergebruik {
        return format!(
            "De laatste dag van de vorige uitkering was {tot}, langer dan twaalf maanden geleden. Vraag alle gegevens opnieuw."
        );
    }
    let van = bekend.van.map_or_else(String::new, |dag| format!(" Wat hieronder staat, is van {}.", lang(dag)));
    format!(
        "De laatste dag van de vorige uitkering was {tot}, minder dan twaalf maanden geleden. Vraag alleen wat er veranderde \
         (Participatiewet, artikel 43a).{van}"
    )
}

async fn tonen(bezoek: &Bezoek, form: NieuwForm, bekend: Option<Bekend>) -> Resultaat {
    let klant = bekend.as_ref().and_then(|is| is.klant.as_ref());
    bezoek.inzage("poort.melding_getoond", Doel::Rechtmatigheid, klant.map(|is| is.id).into_iter().collect()).await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let wie = klant.map_or_else(String::new, |is| {
        format!("{}, geboren op {}, klant {}", is.naam.voluit(), kort(is.geboortedatum), is.klantnummer)
    });
    let weer = bekend.as_ref().map_or_else(String::new, weer_in_woorden);
    let tegen = bekend.and_then(|is| is.tegen);
    let mut response = pagina(&NieuwPagina {
        p: Pagina::voor(bezoek, "Nieuwe melding", paths::LIJST).met_fouten(fouten.len()),
        alles: !form.gezien.is_empty() && tegen.is_none(),
        wie,
        weer,
        tegen,
        fouten,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::poort) async fn toon(bezoek: Bezoek) -> Resultaat {
    let form = NieuwForm::leeg(&bezoek);
    tonen(&bezoek, form, None).await
}

pub(in crate::recht::poort) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = NieuwForm::uit(&bezoek, &formulier);
    let Some(bsn) = form.bsn() else { return tonen(&bezoek, form, None).await };
    let bekend = bekend(&bezoek, bsn, &form).await?;
    let klant = bekend.klant.as_ref();
    if bekend.tegen.is_some() {
        return tonen(&bezoek, form, Some(bekend)).await;
    }
    // Another BSN than the fields were shown for: what was typed is of somebody else.
    if !form.gaat_over(klant.map(|is| is.id)) {
        let hergebruik = bekend.weer.is_some_and(|weer| weer.hergebruik);
        let form = form.voor(&bezoek, klant, hergebruik);
        return tonen(&bezoek, form, Some(bekend)).await;
    }
    let Some(nieuw) = form.lees(bsn, bezoek.vandaag) else { return tonen(&bezoek, form, Some(bekend)).await };
    match actions::meld(&bezoek, nieuw).await? {
        Uitslag::Gedaan(id) => Ok(Redirect::to(&paths::poort(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(&bezoek, form, Some(bekend)).await
        }
    }
}
