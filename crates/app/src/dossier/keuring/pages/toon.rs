//! The examinations of a client: the one under way with what can be done, asking for one, and those that are over.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    codelijst::Kijker,
    datum::{kort, lang},
    id::{KeuringId, KlantId},
    keuring::{Belastbaarheid, KeuringStand, Keuringszaak},
};
use jiff::civil::Date;

use super::super::{
    actions,
    forms::{AanvraagForm, AfrondForm, AnnuleerForm, Stap},
    paths,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop, gedaan::GedaanVraag},
    web::{
        Bezoek, Formulier, Fout, Keuze, Melding, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

#[derive(Template)]
#[template(path = "dossier/keuring/pages/toon.html")]
struct KeuringPagina {
    p: Pagina,
    kop: Klantkop,
    fouten: Vec<(String, String)>,
    nu: Option<Loopt>,
    aanvraag: Option<AanvraagForm>,
    soorten: Vec<Keuze>,
    aanvragen: String,
    eerder: Vec<Eerder>,
    terug: String,
}

/// The one under way.
struct Loopt {
    badge: String,
    kleur: &'static str,
    feiten: Vec<(&'static str, String)>,
    afrond: AfrondForm,
    uitslagen: Vec<Keuze>,
    beperkingen: Vec<Keuze>,
    annuleer: AnnuleerForm,
    redenen: Vec<Keuze>,
    annuleren_open: bool,
    actie: String,
    versie: i64,
}

/// One that is over.
struct Eerder {
    naam: String,
    badge: &'static str,
    kleur: &'static str,
    zinnen: Vec<String>,
    /// Empty when another is under way.
    herstellen: String,
    versie: i64,
}

/// What was sent and is shown again, and what was just done.
#[derive(Default)]
struct Invoer {
    aanvraag: Option<AanvraagForm>,
    afrond: Option<AfrondForm>,
    annuleer: Option<AnnuleerForm>,
    versie: Option<i64>,
    melding: Option<Melding>,
}

impl Invoer {
    fn fouten(&self) -> Vec<(String, String)> {
        let aanvraag = self.aanvraag.as_ref().map(AanvraagForm::fouten);
        let afrond = self.afrond.as_ref().map(AfrondForm::fouten);
        let annuleer = self.annuleer.as_ref().map(AnnuleerForm::fouten);
        [aanvraag, afrond, annuleer].into_iter().flatten().flatten().collect()
    }
}

const fn soort(zaak: &Keuringszaak) -> &'static str {
    if zaak.spoed { "Spoedkeuring" } else { "Keuring" }
}

/// In a few words how it stands with the term, and in which colour.
pub(super) fn termijn(zaak: &Keuringszaak, vandaag: Date) -> (String, &'static str) {
    match zaak.uiterlijk() {
        Some(dag) if dag < vandaag => (format!("Over tijd sinds {}", kort(dag)), "rood"),
        Some(dag) => (format!("Uitslag uiterlijk {}", kort(dag)), "amber"),
        None => ("Wacht op uitslag".to_owned(), "blauw"),
    }
}

impl Loopt {
    fn van(zaak: &Keuringszaak, invoer: &mut Invoer, vandaag: Date) -> Self {
        let (badge, kleur) = termijn(zaak, vandaag);
        let annuleren_open = invoer.annuleer.is_some();
        let afrond = invoer.afrond.take().unwrap_or_else(|| AfrondForm::leeg(vandaag));
        let annuleer = invoer.annuleer.take().unwrap_or_else(|| AnnuleerForm::leeg(vandaag));
        let uiterlijk = zaak.uiterlijk().map_or_else(|| "geen termijn".to_owned(), lang);
        Self {
            badge,
            kleur,
            feiten: vec![
                ("Soort", soort(zaak).to_owned()),
                ("Aangevraagd op", lang(zaak.aangevraagd)),
                ("Uitslag uiterlijk", uiterlijk),
            ],
            uitslagen: afrond.uitslagen(),
            beperkingen: afrond.alle_beperkingen(),
            afrond,
            redenen: annuleer.redenen(),
            annuleer,
            annuleren_open,
            actie: paths::stap(zaak.id),
            versie: invoer.versie.unwrap_or(zaak.versie),
        }
    }
}

/// What somebody can do, each limit as a sentence.
fn in_woorden(belastbaarheid: &Belastbaarheid) -> Vec<String> {
    let mut zinnen = vec![zin(belastbaarheid.omschrijving())];
    match belastbaarheid {
        Belastbaarheid::Volledig | Belastbaarheid::DuurzaamNiet => {}
        Belastbaarheid::TijdelijkNiet { tot_en_met } => zinnen.push(format!("Tot en met {}.", lang(*tot_en_met))),
        Belastbaarheid::Beperkt { uren, beperkingen } => {
            zinnen.extend(uren.per_dag.map(|uren| format!("Hooguit {uren} uur per dag.")));
            zinnen.extend(uren.per_week.map(|uren| format!("Hooguit {uren} uur per week.")));
            zinnen.extend(beperkingen.iter().map(|is| zin(is.omschrijving())));
        }
    }
    zinnen
}

impl Eerder {
    fn van(zaak: &Keuringszaak, kijker: Kijker, kan_terug: bool) -> Self {
        let (badge, kleur, zinnen) = match &zaak.stand {
            KeuringStand::Aangevraagd => ("Aangevraagd", "blauw", Vec::new()),
            KeuringStand::Geannuleerd { op, reden } => {
                ("Ging niet door", "", vec![format!("{}, {}.", hoofdletter(reden.omschrijving()), lang(*op))])
            }
            KeuringStand::Afgerond { op, belastbaarheid } => {
                let dagen = zaak.doorlooptijd().unwrap_or_default();
                let mut zinnen = vec![format!("Uitslag op {}, na {dagen} dagen.", lang(*op))];
                match (belastbaarheid, kijker) {
                    (None, _) => zinnen.push("Wat de klant kan, is niet vastgelegd.".to_owned()),
                    (Some(_), Kijker::Ander) => {
                        zinnen.push("Wat de klant kan, leest alleen wie met de klant werkt.".to_owned());
                    }
                    (Some(kan), Kijker::WerktMetKlant) => zinnen.extend(in_woorden(kan)),
                }
                ("Uitslag binnen", "groen", zinnen)
            }
        };
        Self {
            naam: format!("{} van {}", soort(zaak), kort(zaak.aangevraagd)),
            badge,
            kleur,
            zinnen,
            herstellen: if kan_terug { paths::stap(zaak.id) } else { String::new() },
            versie: zaak.versie,
        }
    }
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, mut invoer: Invoer) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "keuring.getoond").await?;
    let zaken = storage::keuring::of_klant(&mut reader, klant).await?;
    let kijker = bezoek.kijker(&mut reader, klant).await?;
    drop(reader);
    let vandaag = bezoek.vandaag;
    let fouten = invoer.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let open = zaken.iter().rev().find(|zaak| zaak.is_open());
    let aanvraag = invoer.aanvraag.take().or_else(|| open.is_none().then(|| AanvraagForm::leeg(bezoek)));
    let over = zaken.iter().rev().filter(|zaak| !zaak.is_open());
    let mut response = pagina(&KeuringPagina {
        p: Pagina::voor(bezoek, format!("Keuringen, {}", kop.naam), "/caseload")
            .met_fouten(fouten.len())
            .met_melding(invoer.melding.take()),
        kop,
        fouten,
        nu: open.map(|zaak| Loopt::van(zaak, &mut invoer, vandaag)),
        soorten: aanvraag.as_ref().map_or_else(Vec::new, AanvraagForm::soorten),
        aanvraag,
        aanvragen: paths::van_klant(klant),
        eerder: over.map(|zaak| Eerder::van(zaak, kijker, open.is_none())).collect(),
        terug: klant::paths::tijdlijn(klant),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::dossier::keuring) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    tonen(&bezoek, id, Invoer { melding, ..Invoer::default() }).await
}

fn klaar(klant: KlantId, gedaan: Gedaan) -> Response {
    Redirect::to(&gedaan.op(&paths::van_klant(klant))).into_response()
}

pub(in crate::dossier::keuring) async fn aanvragen(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let mut form = AanvraagForm::uit(&bezoek, &formulier);
    if let Some(vraag) = form.lees(id) {
        match actions::vraag_aan(&bezoek, vraag).await? {
            Ok(zaak) => return Ok(klaar(id, Gedaan::KeuringAangevraagd(zaak.id, zaak.versie))),
            Err(geweigerd) => form.weiger(&geweigerd),
        }
    }
    tonen(&bezoek, id, Invoer { aanvraag: Some(form), ..Invoer::default() }).await
}

pub(in crate::dossier::keuring) async fn stap(
    bezoek: Bezoek,
    Pad(id): Pad<KeuringId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let klant = actions::vind(&mut bezoek.reader().await?, id).await?.klant;
    let vandaag = bezoek.vandaag;
    let mut invoer = Invoer { versie: Some(versie), ..Invoer::default() };
    let gelezen = match formulier.tekst("stap") {
        "afronden" => invoer.afrond.insert(AfrondForm::uit(&formulier, vandaag)).lees(),
        "annuleren" => invoer.annuleer.insert(AnnuleerForm::uit(&formulier, vandaag)).lees(),
        "herstellen" => Some(Stap::Herstellen),
        _ => return Err(Fout::FormulierVerlopen),
    };
    let Some(stap) = gelezen else { return tonen(&bezoek, klant, invoer).await };
    match actions::stap(&bezoek, id, versie, stap).await? {
        Ok(zaak) => {
            let (id, versie) = (zaak.id, zaak.versie);
            let gedaan = match zaak.stand {
                KeuringStand::Aangevraagd => Gedaan::KeuringHersteld(id, versie),
                KeuringStand::Afgerond { .. } => Gedaan::KeuringAfgerond(id, versie),
                KeuringStand::Geannuleerd { .. } => Gedaan::KeuringGeannuleerd(id, versie),
            };
            Ok(klaar(klant, gedaan))
        }
        Err(geweigerd) => {
            let bij_veld = invoer.afrond.as_mut().is_some_and(|form| form.weiger(&geweigerd))
                || invoer.annuleer.as_mut().is_some_and(|form| form.weiger(&geweigerd));
            if bij_veld {
                return tonen(&bezoek, klant, invoer).await;
            }
            Err(Fout::in_strijd("keuring_stand", zin(&geweigerd.to_string())))
        }
    }
}
