//! Pause and income of a client: where the pause stands, what can be done now, and what is earned beside the benefit.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang, plus_dagen},
    id::{KlantId, PauzeId},
    inkomsten::{self as verdiend, Inkomsten},
    pauze::{Pauze, PauzeStand, Pauzesignaal, is_achterhaald},
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use storage::pauze::{Gevonden, Werk};

use super::super::{
    actions::{self, Uitslag},
    forms::{BeginForm, Stap, StapForm},
    paths,
};
use crate::{
    inkomsten::paths as inkomsten_paths,
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop, gedaan::GedaanVraag},
    uitkering::paths as uitkering_paths,
    web::{
        Bezoek, Formulier, Fout, Keuze, Melding, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

#[derive(Template)]
#[template(path = "recht/pauze/pages/toon.html")]
struct PauzePagina {
    p: Pagina,
    kop: Klantkop,
    fouten: Vec<(String, String)>,
    /// The pause that runs, or that nobody decided on yet.
    nu: Option<Loopt>,
    begin: Option<BeginForm>,
    keuzes: Vec<Keuze>,
    beginnen: String,
    inkomsten: String,
    per_maand: String,
    lopend: Vec<(String, String)>,
    eerder: Vec<Eerder>,
    terug: String,
}

/// The pause that runs.
struct Loopt {
    badge: String,
    kleur: &'static str,
    /// What is to be done about it.
    zinnen: Vec<String>,
    feiten: Vec<(&'static str, String)>,
    mogelijk: Vec<Mogelijk>,
    versie: i64,
    actie: String,
}

/// What can be done now: a form, with what it means.
struct Mogelijk {
    form: StapForm,
    uitleg: String,
    open: bool,
}

/// A pause that is over.
struct Eerder {
    periode: String,
    badge: String,
    kleur: &'static str,
    wat: String,
    werk: String,
    /// Where the end that followed from it stands; empty when none did.
    einde: String,
    /// Where the return is taken back; empty when it cannot be.
    herstellen: String,
    versie: i64,
}

/// What was sent and is shown again, with its errors; and what was just done.
#[derive(Default)]
struct Invoer {
    begin: Option<BeginForm>,
    stap: Option<(StapForm, i64)>,
    melding: Option<Melding>,
}

impl Invoer {
    fn fouten(&self) -> Vec<(String, String)> {
        let begin = self.begin.as_ref().map(BeginForm::fouten);
        let stap = self.stap.as_ref().map(|(form, _)| form.fouten());
        [begin, stap].into_iter().flatten().flatten().collect()
    }
}

/// `30 uur per week bij tuincentrum De Vries`.
fn werk_in_woorden(werk: &Werk) -> String {
    let uren = werk.uren_per_week;
    if werk.werkgever.is_empty() {
        format!("{uren} uur per week")
    } else {
        format!("{uren} uur per week bij {}", werk.werkgever)
    }
}

/// What is to be done about a pause that runs, as one would tell a colleague.
fn zinnen(is: &Pauze, uitkering: Option<&Uitkering>, vandaag: Date) -> Vec<String> {
    if let Some(Uitkering { stand: UitkeringStand::Beeindigd(einde), .. }) =
        uitkering.filter(|uitkering| is_achterhaald(is, uitkering))
    {
        return vec![format!(
            "De uitkering is intussen beëindigd, met {} als laatste dag. Leg vast dat de klant terugkwam, of trek de pauze in.",
            lang(einde.datum)
        )];
    }
    let uiterste = is.uiterste_terugkeer();
    let gevolg = format!(
        "Komt de klant niet terug, dan eindigt de uitkering door werk, met {} als laatste dag.",
        lang(plus_dagen(is.eerste_dag, -1))
    );
    match is.signaal(vandaag) {
        None => vec![format!("De klant kan tot en met {} terugkomen zonder nieuwe aanvraag.", lang(uiterste)), gevolg],
        Some(Pauzesignaal::LooptAf { over_dagen, .. }) => {
            let wanneer = match over_dagen {
                0 => "Vandaag is de laatste dag van de pauze.".to_owned(),
                1 => "Morgen is de laatste dag van de pauze.".to_owned(),
                dagen => format!("De pauze eindigt over {dagen} dagen."),
            };
            vec![format!("{wanneer} Bespreek met de klant of het werk doorgaat."), gevolg]
        }
        Some(Pauzesignaal::Verstreken { .. }) if vandaag <= uiterste => {
            vec!["De pauze is voorbij. Komt de klant vandaag terug, leg dat dan vast.".to_owned(), gevolg]
        }
        Some(Pauzesignaal::Verstreken { .. }) => {
            vec![
                format!("De pauze is voorbij. Kwam de klant uiterlijk op {} terug? Leg dat dan vast.", lang(uiterste)),
                gevolg,
            ]
        }
    }
}

fn uitleg(stap: Stap, is: &Pauze) -> String {
    match stap {
        Stap::Terugkeren => {
            format!("Dezelfde uitkering loopt door. Dat kan tot en met {}.", lang(is.uiterste_terugkeer()))
        }
        Stap::Uitlopen => format!(
            "De uitkering eindigt door werk, met {} als laatste dag. Zolang de pauze liep telde de klant niet als uitstroom.",
            lang(plus_dagen(is.eerste_dag, -1))
        ),
        Stap::Intrekken => "Alleen als er geen pauze was: de klant had al die tijd uitkering.".to_owned(),
        Stap::Herstellen => "De pauze loopt weer.".to_owned(),
    }
}

/// What can be done now. What is asked for first stands open; the others open when asked for.
fn mogelijk(is: &Pauze, fout: Option<StapForm>, vandaag: Date) -> Vec<Mogelijk> {
    let mut fout = fout;
    let mut mogelijk: Vec<Mogelijk> = Stap::ALLE
        .into_iter()
        .filter(|stap| stap.past_bij(is, vandaag))
        .map(|stap| {
            let wrong = fout.take_if(|form| form.stap == stap);
            Mogelijk {
                uitleg: uitleg(stap, is),
                open: wrong.is_some(),
                form: wrong.unwrap_or_else(|| StapForm::leeg(stap)),
            }
        })
        .collect();
    if let Some(eerste) = mogelijk.first_mut() {
        eerste.open = true;
    }
    mogelijk
}

/// In a word or two, and in which colour.
fn badge(is: &Pauze, vandaag: Date) -> (String, &'static str) {
    match (&is.stand, is.signaal(vandaag)) {
        (PauzeStand::Loopt, Some(Pauzesignaal::Verstreken { laatste_dag })) => {
            (format!("Voorbij sinds {}", kort(laatste_dag)), "rood")
        }
        (PauzeStand::Loopt, Some(Pauzesignaal::LooptAf { laatste_dag, .. })) => {
            (format!("Eindigt {}", kort(laatste_dag)), "amber")
        }
        (PauzeStand::Loopt, None) => ("Loopt".to_owned(), "blauw"),
        (PauzeStand::Teruggekeerd { .. }, _) => ("Teruggekeerd".to_owned(), "groen"),
        (stand, _) => (hoofdletter(stand.omschrijving()), ""),
    }
}

impl Loopt {
    fn van(is: &Gevonden, uitkeringen: &[Uitkering], fout: Option<(StapForm, i64)>, vandaag: Date) -> Self {
        let pauze = &is.pauze;
        let (badge, kleur) = badge(pauze, vandaag);
        let (fout, versie) = fout.map_or((None, pauze.versie), |(form, versie)| (Some(form), versie));
        let mut feiten = vec![
            ("Eerste dag zonder uitkering", lang(pauze.eerste_dag)),
            ("Hooguit tot en met", lang(pauze.laatste_dag)),
            ("Uren per week", is.werk.uren_per_week.to_string()),
        ];
        if !is.werk.werkgever.is_empty() {
            feiten.push(("Werkgever", is.werk.werkgever.clone()));
        }
        Self {
            badge,
            kleur,
            zinnen: zinnen(pauze, uitkeringen.iter().find(|uitkering| uitkering.id == pauze.uitkering), vandaag),
            feiten,
            mogelijk: mogelijk(pauze, fout, vandaag),
            versie,
            actie: paths::stap(pauze.id),
        }
    }
}

impl Eerder {
    /// `laatste` is the latest pause of all: the only one whose return can be taken back.
    fn van(is: &Gevonden, laatste: Option<PauzeId>, vandaag: Date) -> Self {
        let pauze = &is.pauze;
        let (badge, kleur) = badge(pauze, vandaag);
        let (tot, wat) = match &pauze.stand {
            PauzeStand::Loopt => (pauze.laatste_dag, String::new()),
            PauzeStand::Teruggekeerd { vanaf } => {
                (plus_dagen(*vanaf, -1), format!("Weer uitkering vanaf {}.", lang(*vanaf)))
            }
            PauzeStand::Uitgelopen { op } => (
                pauze.laatste_dag,
                format!(
                    "Vastgelegd op {}. De uitkering eindigde door werk, met {} als laatste dag.",
                    lang(*op),
                    lang(plus_dagen(pauze.eerste_dag, -1))
                ),
            ),
            PauzeStand::Ingetrokken { op, reden } => {
                (pauze.laatste_dag, format!("Ingetrokken op {}: {}", lang(*op), zin(reden)))
            }
        };
        let terug = Stap::Herstellen.past_bij(pauze, vandaag) && laatste == Some(pauze.id);
        let uitgelopen = matches!(pauze.stand, PauzeStand::Uitgelopen { .. });
        Self {
            periode: format!("{} tot en met {}", kort(pauze.eerste_dag), kort(tot)),
            badge,
            kleur,
            wat,
            werk: werk_in_woorden(&is.werk),
            einde: if uitgelopen { uitkering_paths::beeindigen(pauze.klant) } else { String::new() },
            herstellen: if terug { paths::stap(pauze.id) } else { String::new() },
            versie: pauze.versie,
        }
    }
}

/// Those of a client that are over, the latest first.
fn eerder(pauzes: &[Gevonden], vandaag: Date) -> Vec<Eerder> {
    let telt = |is: &&Gevonden| !matches!(is.pauze.stand, PauzeStand::Ingetrokken { .. });
    let laatste = pauzes.iter().rev().find(telt).map(|is| is.pauze.id);
    let over = pauzes.iter().rev().filter(|is| is.pauze.stand != PauzeStand::Loopt);
    over.map(|is| Eerder::van(is, laatste, vandaag)).collect()
}

/// What is earned today: all together in a sentence, and each.
fn verdient(inkomsten: &[Inkomsten], vandaag: Date) -> (String, Vec<(String, String)>) {
    let zin = match verdiend::per_maand(inkomsten, vandaag) {
        None => "Er zijn nu geen inkomsten vastgelegd naast de uitkering.".to_owned(),
        Some(bedrag) => format!("Nu samen {bedrag} per maand."),
    };
    let nu = inkomsten.iter().filter(|is| is.geldt_op(vandaag));
    let regel = |is: &Inkomsten| {
        (hoofdletter(is.soort.omschrijving()), format!("{} per maand, sinds {}", is.bedrag, lang(is.periode.van)))
    };
    (zin, nu.map(regel).collect())
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, invoer: Invoer) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "pauze.getoond").await?;
    let pauzes = storage::pauze::of_klant(&mut reader, klant).await?;
    let uitkeringen = storage::uitkering::of_klant(&mut reader, klant).await?;
    let inkomsten = storage::inkomsten::of_klant(&mut reader, klant).await?;
    drop(reader);
    let vandaag = bezoek.vandaag;
    let fouten = invoer.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let nu = pauzes.iter().rev().find(|is| is.pauze.stand == PauzeStand::Loopt);
    let kan_beginnen = nu.is_none() && uitkeringen.iter().any(|uitkering| uitkering.loopt_op(vandaag));
    let begin = invoer.begin.or_else(|| kan_beginnen.then(|| BeginForm::leeg(bezoek)));
    let (per_maand, lopend) = verdient(&inkomsten, vandaag);
    let mut response = pagina(&PauzePagina {
        p: Pagina::voor(bezoek, format!("Pauze en inkomsten, {}", kop.naam), "/caseload")
            .met_fouten(fouten.len())
            .met_melding(invoer.melding),
        kop,
        fouten,
        nu: nu.map(|is| Loopt::van(is, &uitkeringen, invoer.stap, vandaag)),
        keuzes: begin.as_ref().map_or_else(Vec::new, BeginForm::keuzes),
        begin,
        beginnen: paths::van_klant(klant),
        inkomsten: inkomsten_paths::inkomsten(klant),
        per_maand,
        lopend,
        eerder: eerder(&pauzes, vandaag),
        terug: klant::paths::tijdlijn(klant),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::pauze) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    tonen(&bezoek, id, Invoer { melding, ..Invoer::default() }).await
}

pub(in crate::recht::pauze) async fn beginnen(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let mut form = BeginForm::uit(&bezoek, &formulier);
    let Some(begin) = form.lees() else {
        return tonen(&bezoek, id, Invoer { begin: Some(form), ..Invoer::default() }).await;
    };
    match actions::begin(&bezoek, id, form.id, begin).await? {
        Uitslag::Gedaan(is) => {
            let gedaan = Gedaan::PauzeBegonnen(is.id, is.versie);
            Ok(Redirect::to(&gedaan.op(&paths::van_klant(id))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(&bezoek, id, Invoer { begin: Some(form), ..Invoer::default() }).await
        }
    }
}

pub(in crate::recht::pauze) async fn stap(bezoek: Bezoek, Pad(id): Pad<PauzeId>, formulier: Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let klant = actions::vind(&mut bezoek.reader().await?, id).await?.pauze.klant;
    let Some(mut form) = StapForm::uit(&formulier) else { return Err(Fout::FormulierVerlopen) };
    let Some(gelezen) = form.lees(bezoek.vandaag) else {
        return tonen(&bezoek, klant, Invoer { stap: Some((form, versie)), ..Invoer::default() }).await;
    };
    match actions::stap(&bezoek, id, versie, (form.stap, gelezen)).await? {
        Uitslag::Gedaan(is) => {
            let gedaan = match form.stap {
                Stap::Terugkeren => Gedaan::PauzeTeruggekeerd(is.id, is.versie),
                Stap::Uitlopen => Gedaan::PauzeUitgelopen(is.id, is.versie),
                Stap::Intrekken => Gedaan::PauzeIngetrokken(is.id, is.versie),
                Stap::Herstellen => Gedaan::PauzeHersteld(is.id, is.versie),
            };
            Ok(Redirect::to(&gedaan.op(&paths::van_klant(klant))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) => {
            if form.weiger(&geweigerd) {
                return tonen(&bezoek, klant, Invoer { stap: Some((form, versie)), ..Invoer::default() }).await;
            }
            Err(Fout::in_strijd("pauze_stand", zin(&geweigerd.to_string())))
        }
    }
}
