//! The proposal: who could come when, to look through, leave people out of, and confirm.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    contactstand::Contactstatus,
    datum::{kort, weekdag_lang},
    id::PlanrondeId,
    logboek::Doel,
    spreiding::Voorstel,
};
use jiff::civil::Date;
use storage::caseload::{CaseloadRegel, Peildag};

use super::{
    super::{
        MEESTE,
        actions::{self, Bevestigd},
        forms::{Plan, PlanForm},
        lijst::{Kandidaten, Ruimte, kandidaten},
        paths,
    },
    formulier,
};
use crate::{
    brief, klant,
    web::{
        Bezoek, Formulier, Fout, Keuze, Lijsten, Pagina, Resultaat, Veld, pagina,
        woorden::{contact_kleur, hoofdletter, zin},
    },
    werkrooster,
};

#[derive(Template)]
#[template(path = "contact/planning/pages/voorstel.html")]
struct VoorstelPagina {
    p: Pagina,
    onder: String,
    cijfers: Vec<(String, &'static str, &'static str)>,
    waarschuwingen: Vec<Waarschuwing>,
    /// Nothing was checked.
    geen_keuze: bool,
    dagen: Vec<Dag>,
    niet: Vec<Regel>,
    ronde: PlanrondeId,
    /// Whether the clients are invited in the same go, and how.
    uitnodigen: Veld,
    /// Empty as long as no letter can be made.
    uitnodigkeuzes: Vec<Keuze>,
    /// What was filled in, for the confirmation.
    velden: Vec<(String, String)>,
    aanpassen: String,
}

pub(super) struct Waarschuwing {
    pub(super) kop: String,
    pub(super) tekst: &'static str,
    pub(super) href: String,
    pub(super) link: &'static str,
}

struct Dag {
    titel: String,
    onder: String,
    regels: Vec<Regel>,
}

struct Regel {
    /// What the box sends; empty when there is no proposal.
    waarde: String,
    href: String,
    naam: String,
    nummer: String,
    tijd: String,
    uiterlijk: String,
    status: &'static str,
    kleur: &'static str,
    /// The proposal comes after the due date, or: why there is none.
    opmerking: String,
}

/// The name of the choice to invite in the same go.
pub(super) const UITNODIGEN: &str = "uitnodigen";

/// Whether and how the clients are invited when the conversations are planned.
fn uitnodigkeuze(bezoek: &Bezoek, velden: &[(String, String)]) -> (Veld, Vec<Keuze>) {
    let per_email = bezoek.app.instellingen.smtp.is_some();
    let gekozen = velden.iter().find(|(naam, _)| naam == UITNODIGEN).map(|(_, waarde)| waarde.as_str());
    let gekozen = gekozen.unwrap_or(if per_email { "email" } else { "post" });
    let email =
        per_email.then(|| Keuze::new("email", "Meteen, per e-mail aan wie dat goed vindt en anders per post", gekozen));
    let post = Keuze::new("post", if per_email { "Meteen, allemaal per post" } else { "Meteen, per post" }, gekozen);
    let keuzes = email.into_iter().chain([post, Keuze::new("later", "Later", gekozen)]).collect();
    (Veld::new(UITNODIGEN, "Uitnodigingen maken").met(gekozen), keuzes)
}

/// Everything but the token, the round and the boxes: what the form was filled in with.
pub(super) fn ingevuld(velden: &[(String, String)]) -> Vec<(String, String)> {
    let eigen = |naam: &str| ["ronde", "plan", "csrf", UITNODIGEN].contains(&naam);
    velden.iter().filter(|(naam, _)| !eigen(naam)).cloned().collect()
}

fn regel(klant: &CaseloadRegel, dag: Peildag, voorstel: Option<&Voorstel>, opmerking: String) -> Regel {
    let status = Contactstatus::van(klant.uiterlijk, dag.vandaag, dag.marges);
    Regel {
        waarde: voorstel.map_or_else(String::new, |voorstel| {
            format!("{}~{}", klant.klant, voorstel.dag.to_datetime(voorstel.tijd))
        }),
        href: klant::paths::tijdlijn(klant.klant),
        naam: klant.naam.clone(),
        nummer: klant.klantnummer.clone(),
        tijd: voorstel
            .map_or_else(String::new, |voorstel| format!("{:02}.{:02}", voorstel.tijd.hour(), voorstel.tijd.minute())),
        uiterlijk: klant.uiterlijk.map_or_else(|| "geen norm".to_owned(), kort),
        status: match status {
            Contactstatus::GeenNorm | Contactstatus::OpSchema => "",
            _ => status.omschrijving(),
        },
        kleur: contact_kleur(status),
        opmerking,
    }
}

/// The proposals by day, and who got none.
fn verdeel(lijst: &Kandidaten, ruimte: &Ruimte, dag: Peildag) -> (Vec<Dag>, Vec<Regel>, usize) {
    let mut dagen: BTreeMap<Date, Vec<Regel>> = BTreeMap::new();
    let (mut niet, mut na_datum) = (Vec::new(), 0);
    for (klant, antwoord) in lijst.klanten.iter().zip(ruimte.spreid(&lijst.klanten)) {
        match antwoord {
            Ok(voorstel) => {
                let later = klant.uiterlijk.is_some_and(|uiterlijk| uiterlijk < voorstel.dag);
                na_datum += usize::from(later);
                let opmerking = match klant.uiterlijk {
                    None => "geen contactnorm: een gesprek hoeft niet",
                    Some(_) if later => "na de uiterste datum",
                    Some(_) => "",
                };
                dagen.entry(voorstel.dag).or_default().push(regel(klant, dag, Some(&voorstel), opmerking.to_owned()));
            }
            Err(waarom) => niet.push(regel(klant, dag, None, zin(&waarom.to_string()))),
        }
    }
    let dagen = dagen.into_iter().map(|(dag, mut regels)| {
        regels.sort_by(|een, ander| een.tijd.cmp(&ander.tijd));
        let al = ruimte.bezet.iter().filter(|bezet| bezet.dag == dag).count();
        let gesprekken =
            if regels.len() == 1 { "1 gesprek".to_owned() } else { format!("{} gesprekken", regels.len()) };
        let onder = if al == 0 { gesprekken } else { format!("{gesprekken}, naast {al} al in de agenda") };
        Dag { titel: hoofdletter(&weekdag_lang(dag)), onder, regels }
    });
    (dagen.collect(), niet, na_datum)
}

pub(super) fn waarschuwingen(plan: &Plan, ruimte: &Ruimte, lijst: &Kandidaten) -> Vec<Waarschuwing> {
    let mut waarschuwingen = Vec::new();
    if ruimte.rooster_ontbreekt() {
        waarschuwingen.push(Waarschuwing {
            kop: "Het werkrooster is voor deze periode niet (helemaal) bekend.".to_owned(),
            tekst: "Op dagen zonder rooster wordt niemand voorgesteld.",
            href: werkrooster::paths::rooster(plan.klantmanager),
            link: "Werkrooster invullen",
        });
    }
    for jaar in ruimte.ontbrekende_jaren() {
        waarschuwingen.push(Waarschuwing {
            kop: format!("De sluitingsdagen van {jaar} zijn nog niet ingevuld."),
            tekst: "Er kan een dag bij zitten waarop de gemeente dicht is. Vraag de applicatiebeheerder ze in te vullen.",
            href: String::new(),
            link: "",
        });
    }
    if lijst.te_veel > 0 {
        waarschuwingen.push(Waarschuwing {
            kop: format!("Er gaan er {MEESTE} tegelijk; {} klanten komen daarna.", lijst.te_veel),
            tekst: "Wie het eerst moet komen staat hierbij. Maak na deze keer nog een voorstel.",
            href: String::new(),
            link: "",
        });
    }
    waarschuwingen
}

async fn tonen(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    (plan, form): (&Plan, &PlanForm),
    velden: &[(String, String)],
    geen_keuze: bool,
) -> Resultaat {
    let dag = lijsten.peildag(bezoek.vandaag);
    let filter = formulier::filter(bezoek, lijsten, form, velden);
    let mut reader = bezoek.reader().await?;
    let lijst = kandidaten(&mut reader, &filter, dag).await?;
    let ruimte = Ruimte::laad(&mut reader, plan).await?;
    let afzender = storage::brief::sjabloon::afzender(&mut reader).await?;
    drop(reader);
    let (uitnodigen, keuzes) = uitnodigkeuze(bezoek, velden);
    let getoond = lijst.klanten.iter().map(|klant| klant.klant).collect();
    bezoek.inzage("planning.voorgesteld", Doel::Begeleiding, getoond).await?;
    let (dagen, niet, na_datum) = verdeel(&lijst, &ruimte, dag);
    let voorgesteld = lijst.klanten.len() - niet.len();
    let velden = ingevuld(velden);
    let mut cijfers = vec![
        (voorgesteld.to_string(), if voorgesteld == 1 { "gesprek voorgesteld" } else { "gesprekken voorgesteld" }, ""),
        (dagen.len().to_string(), if dagen.len() == 1 { "dag" } else { "dagen" }, ""),
    ];
    let amber = |aantal: usize| if aantal > 0 { "amber" } else { "" };
    cijfers.push((niet.len().to_string(), "zonder voorstel", amber(niet.len())));
    cijfers.push((na_datum.to_string(), "na de uiterste datum", amber(na_datum)));
    pagina(&VoorstelPagina {
        p: Pagina::voor(bezoek, "Voorstel", "/caseload"),
        onder: format!(
            "In de agenda van {}, {} tot en met {}, {} minuten",
            lijsten.gebruiker(plan.klantmanager),
            kort(plan.van),
            kort(plan.tot_en_met),
            plan.duur_minuten
        ),
        cijfers,
        waarschuwingen: waarschuwingen(plan, &ruimte, &lijst),
        geen_keuze,
        dagen,
        niet,
        ronde: bezoek.app.omgeving.nieuw_id(),
        uitnodigen,
        uitnodigkeuzes: if afzender.is_some() { keuzes } else { Vec::new() },
        aanpassen: paths::met("/planning", &velden),
        velden,
    })
}

pub(in crate::contact::planning) async fn toon(
    bezoek: Bezoek,
    Query(velden): Query<Vec<(String, String)>>,
) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut form = PlanForm::uit(&Formulier::van(velden.clone()), bezoek.vandaag);
    match form.lees(&bezoek, &lijsten) {
        Some(plan) => tonen(&bezoek, &lijsten, (&plan, &form), &velden, false).await,
        None => formulier::tonen(&bezoek, form, &velden).await,
    }
}

pub(in crate::contact::planning) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let velden = formulier.velden();
    let mut form = PlanForm::uit(&formulier, bezoek.vandaag);
    let Some(plan) = form.lees(&bezoek, &lijsten) else {
        return formulier::tonen(&bezoek, form, &ingevuld(velden)).await;
    };
    let ronde: PlanrondeId = formulier.tekst("ronde").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let rijen: Option<Vec<Bevestigd>> = formulier.alle("plan").map(Bevestigd::lees).collect();
    let rijen = rijen.filter(|rijen| rijen.len() <= MEESTE);
    let rijen = rijen.ok_or_else(|| {
        Fout::ongeldig("planning_onleesbaar", "Dit formulier is niet te lezen. Maak het voorstel opnieuw.")
    })?;
    if rijen.is_empty() {
        let mut opnieuw: Response = tonen(&bezoek, &lijsten, (&plan, &form), velden, true).await?;
        *opnieuw.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(opnieuw);
    }
    let id = actions::plan(&bezoek, &plan, (ronde, None), rijen).await?;
    let uitgenodigd = match formulier.tekst(UITNODIGEN) {
        "email" => brief::nodig_uit(&bezoek, id, true, None).await,
        "post" => brief::nodig_uit(&bezoek, id, false, None).await,
        _ => Ok(()),
    };
    match uitgenodigd {
        // They are planned all the same; the page of the round says who is still to be invited, and there one reads why.
        Ok(()) | Err(Fout::Geweigerd { .. }) => {}
        Err(fout) => return Err(fout),
    }
    Ok(Redirect::to(&paths::ronde(id)).into_response())
}
