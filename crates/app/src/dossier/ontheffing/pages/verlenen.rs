//! The form to grant an exemption, beside those the client has or had; looking at one again, and taking one back.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{kort, lang},
    id::{KlantId, OntheffingId},
    ontheffing::{Ontheffing, Waarschuwing},
};
use storage::ontheffing::{Besluit, Heroverweging, Uitkomst};

use super::{
    super::{
        actions,
        forms::{HeroverwegForm, OntheffingForm, gezien},
        paths,
    },
    gevolg,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{
        Bezoek, Formulier, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

#[derive(Template)]
#[template(path = "dossier/ontheffing/pages/verlenen.html")]
struct VerleenPagina {
    p: Pagina,
    kop: Klantkop,
    form: OntheffingForm,
    grondslagen: Vec<Keuze>,
    verplichtingen: Vec<Keuze>,
    redenen: Vec<Keuze>,
    bestaand: Vec<Eerder>,
    /// The form to look at the one that holds today.
    bekijken: Option<Bekijken>,
    /// What the rules could not judge of what was sent; empty when nothing was, or nothing is the matter.
    waarschuwingen: Vec<String>,
    gezien: String,
    gevolg: Vec<(&'static str, String)>,
    verandert: Option<String>,
    fouten: Vec<(String, String)>,
    actie: String,
    terug: String,
}

/// Looking at the exemption that holds today.
struct Bekijken {
    zin: String,
    form: HeroverwegForm,
    keuzes: Vec<Keuze>,
    actie: String,
    versie: i64,
    open: bool,
}

/// What was sent and is shown again.
#[derive(Default)]
struct Invoer {
    form: Option<OntheffingForm>,
    waarschuwingen: Vec<Waarschuwing>,
    bekeken: Option<(HeroverwegForm, i64)>,
}

/// An exemption that was granted before.
struct Eerder {
    naam: String,
    stand: &'static str,
    kleur: &'static str,
    artikel: &'static str,
    reden: String,
    vanaf: String,
    tot: String,
    /// By when it is looked at again; empty when it is not.
    heroverweging: String,
    /// That day has passed.
    te_laat: bool,
    besluit: String,
    elders: String,
    bekeken: Vec<String>,
    toelichting: String,
    intrekken: String,
    versie: i64,
}

impl Eerder {
    fn van(
        ontheffing: &Ontheffing,
        besluit: Option<&Besluit>,
        bekeken: &[Heroverweging],
        bezoek: &Bezoek,
        lijsten: &Lijsten,
    ) -> Self {
        let uiterlijk = ontheffing.heroverweging_uiterlijk();
        let loopt = ontheffing.datum_einde.is_none_or(|einde| einde >= bezoek.vandaag);
        let (stand, kleur) = if ontheffing.geldt_op(bezoek.vandaag) {
            ("Geldt nu", "groen")
        } else if ontheffing.datum_ingang > bezoek.vandaag {
            ("Gaat nog in", "blauw")
        } else {
            ("Afgelopen", "")
        };
        Self {
            naam: hoofdletter(ontheffing.verplichtingen.omschrijving()),
            stand,
            kleur,
            artikel: ontheffing.grondslag.kort(),
            reden: lijsten.naam(Codelijst::RedenOntheffing, ontheffing.reden.as_str()).to_owned(),
            vanaf: lang(ontheffing.datum_ingang),
            tot: ontheffing.datum_einde.map_or_else(|| "zonder einddatum".to_owned(), lang),
            heroverweging: uiterlijk.map_or_else(String::new, lang),
            te_laat: loopt && uiterlijk.is_some_and(|dag| dag < bezoek.vandaag),
            besluit: besluit.map_or_else(String::new, |besluit| besluit.kenmerk.clone()),
            elders: besluit
                .and_then(|besluit| besluit.elders)
                .map_or_else(String::new, |(van, tot)| format!("{} tot en met {}", lang(van), lang(tot))),
            bekeken: bekeken
                .iter()
                .filter(|is| is.ontheffing == ontheffing.id)
                .map(|is| bekeken_in_woorden(is, lijsten))
                .collect(),
            toelichting: ontheffing.toelichting.clone(),
            intrekken: paths::intrekken(ontheffing.id),
            versie: ontheffing.versie,
        }
    }
}

/// `23 nov 2026: blijft, weer kijken uiterlijk 23 mei 2027. Nadia el Amrani.`
fn bekeken_in_woorden(is: &Heroverweging, lijsten: &Lijsten) -> String {
    let uitkomst = match is.uitkomst {
        Uitkomst::Blijft(None) => "blijft".to_owned(),
        Uitkomst::Blijft(Some(volgende)) => format!("blijft, weer kijken uiterlijk {}", kort(volgende)),
        Uitkomst::Eindigt(laatste) => format!("eindigt, laatste dag {}", kort(laatste)),
    };
    format!("{}: {uitkomst}. {}.", kort(is.op), lijsten.gebruiker(is.door))
}

/// The form to look at the exemption that holds today.
fn bekijken(bestaand: &[Ontheffing], bekeken: Option<(HeroverwegForm, i64)>, bezoek: &Bezoek) -> Option<Bekijken> {
    let geldt = bestaand.iter().find(|ontheffing| ontheffing.geldt_op(bezoek.vandaag))?;
    let open = bekeken.is_some();
    let (form, versie) = bekeken.unwrap_or_else(|| (HeroverwegForm::leeg(bezoek.vandaag), geldt.versie));
    let zin = match geldt.heroverweging_uiterlijk() {
        Some(dag) if dag < bezoek.vandaag => format!("Dit had uiterlijk op {} gemoeten.", lang(dag)),
        Some(dag) => format!("Dit moet uiterlijk op {}.", lang(dag)),
        None => "Voor deze ontheffing staat geen datum om opnieuw te kijken.".to_owned(),
    };
    let open = open || geldt.heroverweging_uiterlijk().is_some_and(|dag| dag <= bezoek.vandaag);
    Some(Bekijken { zin, keuzes: form.keuzes(), form, actie: paths::heroverwegen(geldt.id), versie, open })
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, invoer: Invoer) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "ontheffing.getoond").await?;
    let bestaand = storage::ontheffing::of_klant(&mut reader, klant).await?;
    let besluiten = storage::ontheffing::besluiten(&mut reader, klant).await?;
    let bekeken = storage::ontheffing::heroverwegingen(&mut reader, klant).await?;
    let uitkeringen = storage::uitkering::of_klant(&mut reader, klant).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let form = invoer.form.unwrap_or_else(|| OntheffingForm::leeg(bezoek.vandaag));
    let bekijken_fouten = invoer.bekeken.as_ref().map_or_else(Vec::new, |(form, _)| form.fouten());
    let fouten = [form.fouten(), bekijken_fouten].concat();
    let rustig = fouten.is_empty() && invoer.waarschuwingen.is_empty();
    let status = if rustig { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let eerder = |ontheffing: &Ontheffing| {
        let besluit = besluiten.iter().find(|(id, _)| *id == ontheffing.id).map(|(_, besluit)| besluit);
        Eerder::van(ontheffing, besluit, &bekeken, bezoek, &lijsten)
    };
    let mut response = pagina(&VerleenPagina {
        p: Pagina::voor(bezoek, format!("Ontheffing verlenen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        grondslagen: form.grondslagen(),
        verplichtingen: form.verplichtingen(),
        redenen: form.redenen(&lijsten, bezoek.vandaag),
        // Latest first.
        bestaand: bestaand.iter().rev().map(eerder).collect(),
        bekijken: bekijken(&bestaand, invoer.bekeken, bezoek),
        gezien: gezien(&invoer.waarschuwingen),
        waarschuwingen: invoer.waarschuwingen.iter().map(|is| zin(&is.to_string())).collect(),
        gevolg: gevolg::van_nu(&bestaand, &uitkeringen, &lijsten, bezoek.vandaag),
        verandert: gevolg::verandert(bezoek.vandaag),
        fouten,
        actie: paths::verlenen(klant),
        terug: klant::paths::tijdlijn(klant),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::dossier::ontheffing) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    tonen(&bezoek, id, Invoer::default()).await
}

pub(in crate::dossier::ontheffing) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let bestaand = actions::bestaand(&mut bezoek.reader().await?, id).await?;
    let mut form = OntheffingForm::uit(&formulier, bezoek.vandaag);
    let lijsten = bezoek.lijsten().await?;
    let Some((aanvraag, waarschuwingen)) = form.lees(&bezoek, &lijsten, id, &bestaand) else {
        return tonen(&bezoek, id, Invoer { form: Some(form), ..Invoer::default() }).await;
    };
    // What could not be judged is read before one goes on.
    if !waarschuwingen.is_empty() && !form.zag(&waarschuwingen) {
        return tonen(&bezoek, id, Invoer { form: Some(form), waarschuwingen, ..Invoer::default() }).await;
    }
    let grondslag = aanvraag.ontheffing.grondslag;
    match actions::verleen(&bezoek, aanvraag).await? {
        Ok(ontheffing) => {
            let done = Gedaan::OntheffingVerleend(ontheffing.id, ontheffing.versie);
            Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(id))).into_response())
        }
        Err(geweigerd) => {
            // A colleague granted one in between: the page shows that one too.
            let bestaand = actions::bestaand(&mut bezoek.reader().await?, id).await?;
            form.weiger(geweigerd, grondslag, &bestaand);
            tonen(&bezoek, id, Invoer { form: Some(form), ..Invoer::default() }).await
        }
    }
}

pub(in crate::dossier::ontheffing) async fn heroverwegen(
    bezoek: Bezoek,
    Pad(id): Pad<OntheffingId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let klant = actions::vind(&mut bezoek.reader().await?, id).await?.klant;
    let mut form = HeroverwegForm::uit(&formulier, bezoek.vandaag);
    if let Some(bekeken) = form.lees() {
        match actions::heroverweeg(&bezoek, id, versie, bekeken).await? {
            Ok(wordt) => {
                let done = Gedaan::OntheffingHeroverwogen(id, wordt.versie);
                return Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(klant))).into_response());
            }
            Err(geweigerd) => form.weiger(&geweigerd),
        }
    }
    tonen(&bezoek, klant, Invoer { bekeken: Some((form, versie)), ..Invoer::default() }).await
}

pub(in crate::dossier::ontheffing) async fn intrekken(
    bezoek: Bezoek,
    Pad(id): Pad<OntheffingId>,
    formulier: Formulier,
) -> Resultaat {
    let ontheffing = actions::trek_in(&bezoek, id, formulier.versie()?).await?;
    Ok(Redirect::to(&Gedaan::OntheffingIngetrokken.op(&klant::paths::tijdlijn(ontheffing.klant))).into_response())
}
