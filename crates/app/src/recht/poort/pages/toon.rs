//! A case at the gate: where it stands, what is known, and what can be done now.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang, leeftijd},
    gebruiker::Recht,
    id::PoortId,
    logboek::Doel,
    poort::{Poort, PoortStand, Poortnorm, Vervallen, gesproken_binnen, voorziening},
    uitkering::Heraanvraag,
};
use jiff::civil::Date;
use storage::poort::Gevonden;

use super::{
    super::{
        actions::{self, Uitslag},
        forms::{Stap, StapForm},
        paths,
    },
    lijst::{badges, wacht_op},
};
use crate::{
    klant, plan,
    web::{
        Bezoek, Formulier, Fout, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

/// A step that can be taken now.
struct Mogelijk {
    form: StapForm,
    keuzes: Vec<Keuze>,
    uitleg: String,
    open: bool,
    actie: String,
}

#[derive(Template)]
#[template(path = "recht/poort/pages/toon.html")]
struct ToonPagina {
    p: Pagina,
    titel: String,
    onder: String,
    badges: Vec<(String, &'static str)>,
    zinnen: Vec<String>,
    fouten: Vec<(String, String)>,
    mogelijk: Vec<Mogelijk>,
    versie: i64,
    /// Where the benefit is granted, while that can be.
    toekennen: String,
    feiten: Vec<(&'static str, String)>,
    bereik: Vec<(&'static str, String)>,
    /// What of an earlier benefit is used again.
    weer: String,
    /// The client, once there is one.
    klant: String,
    /// The plan that came with the grant.
    plan: String,
    eerdere: Vec<(String, String)>,
}

/// Why the search period does not hold, or until when it does.
fn zoektermijn(is: &Poort, vandaag: Date) -> Option<String> {
    let zoektermijn = is.zoektermijn.as_ref()?;
    Some(match &zoektermijn.vervallen {
        None if vandaag < zoektermijn.einde => format!(
            "Eerst vier weken werk of scholing zoeken (artikel 41 lid 4). Aanvragen kan vanaf {}.",
            lang(zoektermijn.einde)
        ),
        None => format!("De zoektermijn is voorbij; aanvragen kan sinds {}.", lang(zoektermijn.einde)),
        Some(Vervallen::Uitzondering(uitzondering)) => {
            format!("Geen zoektermijn: {}. Aanvragen kan meteen.", uitzondering.omschrijving())
        }
        Some(Vervallen::Eerder { op, reden }) => {
            format!(
                "De zoektermijn is niet afgewacht; aanvragen kan vanaf {} (artikel 41 lid 11). {}",
                lang(*op),
                zin(reden)
            )
        }
    })
}

/// Where it stands, in sentences.
fn zinnen(is: &Gevonden, lijsten: &Lijsten, vandaag: Date) -> Vec<String> {
    let poort = &is.poort;
    let mut zinnen = vec![zin(&wacht_op(poort, vandaag))];
    match &poort.stand {
        PoortStand::Toegekend(toekenning) => {
            zinnen.push(format!("De uitkering begint op {}.", lang(toekenning.ingang)));
            if !toekenning.eerder_omdat.is_empty() {
                zinnen.push(format!("Dat is vóór de melding, omdat: {}", zin(&toekenning.eerder_omdat)));
            }
            if let Some(vast) = toekenning.klantmanager {
                let naam = lijsten.gebruiker(vast.wie);
                zinnen.push(format!("Vaste klantmanager vanaf {}: {naam}.", lang(vast.vanaf)));
            }
        }
        PoortStand::Geweigerd(weigering) => zinnen.push(zin(&weigering.reden)),
        PoortStand::NaarVoorziening { voorziening, .. } => zinnen.push(zin(voorziening::in_woorden(voorziening))),
        _ => {}
    }
    if !is.reden.is_empty() {
        zinnen.push(zin(&is.reden));
    }
    if poort.is_open() {
        zinnen.extend(zoektermijn(poort, vandaag));
    }
    zinnen
}

fn feiten(is: &Gevonden, normen: &[Poortnorm], vandaag: Date) -> Vec<(&'static str, String)> {
    let (poort, persoon) = (&is.poort, &is.persoon);
    let geboren = format!("{} ({} jaar)", lang(persoon.geboren), leeftijd(persoon.geboren, vandaag));
    let dag = |dag: Option<Date>| dag.map_or_else(|| "nog niet".to_owned(), lang);
    let mut feiten = vec![("Geboren", geboren)];
    if let Some(partner) = persoon.partner_geboren {
        feiten.push(("Partner geboren", lang(partner)));
    }
    feiten.push(("Gemeld", lang(poort.melding)));
    if poort.is_open() && poort.gesproken.is_none() {
        feiten.push(("Spreken uiterlijk", lang(poort.uiterlijk_gesproken(gesproken_binnen(normen, poort.melding)))));
    }
    feiten.extend([
        ("Gesproken", dag(poort.gesproken)),
        ("Intake", dag(poort.intake)),
        ("Aanvraag", dag(poort.aanvraag)),
    ]);
    if let (PoortStand::Aanvraag, Some(uiterlijk)) = (&poort.stand, poort.uiterlijk_besluit()) {
        feiten.push(("Besluit uiterlijk", lang(uiterlijk)));
    }
    feiten
}

/// What can be done now. What is asked for first stands open; the others open when asked for.
fn mogelijk(is: &Poort, fout: Option<StapForm>, bezoek: &Bezoek) -> Vec<Mogelijk> {
    let (mut fout, vandaag) = (fout, bezoek.vandaag);
    let beslist = bezoek.gebruiker().rol.mag(Recht::UitkeringBeeindigen);
    let mut mogelijk: Vec<Mogelijk> = Stap::ALLE
        .into_iter()
        .filter(|stap| stap.past_bij(is, vandaag) && (beslist || *stap != Stap::Weigeren))
        .map(|stap| {
            let wrong = fout.take_if(|form| form.stap == stap);
            let open = wrong.is_some();
            let form = wrong.unwrap_or_else(|| StapForm::leeg(stap, vandaag));
            let actie = if stap == Stap::Weigeren { paths::weigeren(is.id) } else { paths::poort(is.id) };
            Mogelijk { keuzes: form.keuzes(), uitleg: stap.uitleg(is), open, form, actie }
        })
        .collect();
    let eerste = |stap| matches!(stap, Stap::Spreken | Stap::Intake | Stap::Aanvragen);
    if !mogelijk.iter().any(|is| is.open)
        && let Some(is) = mogelijk.iter_mut().find(|is| eerste(is.form.stap))
    {
        is.open = true;
    }
    mogelijk
}

/// What of the earlier benefit is used again, in a sentence.
fn weer(is: &Gevonden, heraanvraag: Option<Heraanvraag>) -> String {
    match (heraanvraag, is.hergebruikt) {
        (Some(weer), Some(van)) => format!(
            "Eerdere uitkering tot en met {}. Gegevens van {} zijn hergebruikt; vraag alleen wat er veranderde (artikel 43a).",
            lang(weer.laatste_dag),
            lang(van)
        ),
        (Some(weer), None) => format!("Eerdere uitkering tot en met {}.", lang(weer.laatste_dag)),
        (None, _) => String::new(),
    }
}

async fn tonen(bezoek: &Bezoek, is: Gevonden, fout: Option<(StapForm, i64)>) -> Resultaat {
    let poort = &is.poort;
    let (klant, uitkeringen, eerdere, normen) = {
        let mut reader = bezoek.reader().await?;
        (
            storage::klant::find(&mut reader, poort.klant).await?,
            storage::uitkering::of_klant(&mut reader, poort.klant).await?,
            storage::poort::met_bsn(&mut reader, is.persoon.bsn, 10).await?,
            storage::poortnorm::list(&mut reader).await?,
        )
    };
    bezoek.inzage("poort.getoond", Doel::Rechtmatigheid, vec![poort.klant]).await?;
    let lijsten = bezoek.lijsten().await?;
    let (fout, versie) = fout.map_or((None, poort.versie), |(form, versie)| (Some(form), versie));
    let fouten = fout.as_ref().map_or_else(Vec::new, StapForm::fouten);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let beslist = bezoek.gebruiker().rol.mag(Recht::UitkeringBeeindigen);
    let (persoon, vandaag) = (&is.persoon, bezoek.vandaag);
    let bereik = [("Telefoon", &persoon.telefoon), ("E-mail", &persoon.email)];
    let ander = |ander: &Gevonden| {
        let tekst = format!("Gemeld op {}, {}", kort(ander.poort.melding), wacht_op(&ander.poort, vandaag));
        (paths::poort(ander.poort.id), tekst)
    };
    let naar_plan = match &poort.stand {
        PoortStand::Toegekend(toekenning) => {
            toekenning.plan.map_or_else(String::new, |_| plan::paths::plan(poort.klant))
        }
        _ => String::new(),
    };
    let nummer = klant.as_ref().map_or_else(|| "nog geen klant".to_owned(), |is| format!("klant {}", is.klantnummer));
    let mut response = pagina(&ToonPagina {
        p: Pagina::voor(bezoek, format!("Poort, {}", persoon.naam.voluit()), paths::LIJST).met_fouten(fouten.len()),
        titel: persoon.naam.voluit(),
        onder: format!("{} · {nummer}", hoofdletter(poort.stand.omschrijving())),
        badges: badges(poort, &normen, vandaag),
        zinnen: zinnen(&is, &lijsten, vandaag),
        fouten,
        mogelijk: mogelijk(poort, fout, bezoek),
        versie,
        toekennen: if beslist && poort.stand == PoortStand::Aanvraag {
            paths::toekennen(poort.id)
        } else {
            String::new()
        },
        feiten: feiten(&is, &normen, vandaag),
        bereik: bereik
            .into_iter()
            .filter(|(_, tekst)| !tekst.is_empty())
            .map(|(naam, tekst)| (naam, tekst.clone()))
            .collect(),
        weer: weer(&is, poort.heraanvraag(&uitkeringen, vandaag)),
        klant: klant.map_or_else(String::new, |is| klant::paths::tijdlijn(is.id)),
        plan: naar_plan,
        eerdere: eerdere.iter().filter(|ander| ander.poort.id != poort.id).map(ander).collect(),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::poort) async fn toon(bezoek: Bezoek, Pad(id): Pad<PoortId>) -> Resultaat {
    let is = actions::vind(&mut bezoek.reader().await?, id).await?;
    tonen(&bezoek, is, None).await
}

/// Takes a step that a form asks for.
async fn neem(bezoek: &Bezoek, id: PoortId, stap: Stap, formulier: &Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let is = actions::vind(&mut bezoek.reader().await?, id).await?;
    let mut form = StapForm::uit(stap, formulier, bezoek.vandaag);
    let Some(gelezen) = form.lees() else { return tonen(bezoek, is, Some((form, versie))).await };
    match actions::stap(bezoek, id, versie, (stap, gelezen)).await? {
        Uitslag::Gedaan(id) => Ok(Redirect::to(&paths::poort(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            if form.weiger(&geweigerd) {
                return tonen(bezoek, is, Some((form, versie))).await;
            }
            Err(Fout::in_strijd("poort_stand", zin(&geweigerd.to_string())))
        }
    }
}

pub(in crate::recht::poort) async fn verwerk(bezoek: Bezoek, Pad(id): Pad<PoortId>, formulier: Formulier) -> Resultaat {
    // A refusal is a decision, and has an address with its own right.
    let stap = Stap::ALLE
        .into_iter()
        .find(|stap| stap.code() == formulier.tekst("stap") && *stap != Stap::Weigeren)
        .ok_or(Fout::FormulierVerlopen)?;
    neem(&bezoek, id, stap, &formulier).await
}

pub(in crate::recht::poort) async fn weigeren(
    bezoek: Bezoek,
    Pad(id): Pad<PoortId>,
    formulier: Formulier,
) -> Resultaat {
    neem(&bezoek, id, Stap::Weigeren, &formulier).await
}
