//! A list: what stands on it, what two people do with it, and how far destroying is.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang},
    id::{KlantId, VernietigingslijstId},
    logboek::Doel,
    vernietigingslijst::{LijstStand, VernietigenGeweigerd},
};
use serde::Deserialize;
use storage::vernietigingslijst::{Gevonden, Opgesomd, Stukregel, Telling, Zaak};
use uuid::Uuid;

use super::super::{actions, forms::StapForm, paths, verklaring};
use crate::web::{
    Bezoek, Formulier, Fout, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina,
    woorden::{hoofdletter, zin},
};

/// How many records stand on a page; one more tells that there are more.
const BLAD: usize = 50;
const LEES: i64 = 51;

/// After which record the page begins.
#[derive(Deserialize)]
pub(in crate::recht::bewaren) struct Vraag {
    #[serde(default)]
    na: Uuid,
}

struct Rij {
    id: String,
    klant: String,
    wat: &'static str,
    begin: String,
    badge: String,
    kleur: &'static str,
    /// Whether it can be left off.
    kan: bool,
}

#[derive(Template)]
#[template(path = "recht/bewaren/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    titel: String,
    onder: String,
    fouten: Vec<(String, String)>,
    stand: Vec<String>,
    badge: &'static str,
    kleur: &'static str,
    /// How many are gone, and of how many; nothing when destroying did not begin.
    voortgang: Option<(i64, i64, String)>,
    bevestigen: bool,
    vernietigen: &'static str,
    afwijzen: bool,
    weglaten: bool,
    verklaring: String,
    feiten: Vec<(&'static str, String)>,
    weggelaten: Vec<(String, String)>,
    rijen: Vec<Rij>,
    volgende: String,
    form: StapForm,
    redenen: Vec<Keuze>,
    actie: String,
    versie: i64,
}

fn rij(is: &Stukregel, open: bool) -> Rij {
    let (badge, kleur) = match is.stand {
        Opgesomd::Staat => (String::new(), ""),
        Opgesomd::Weggelaten(reden) => (format!("Blijft: {}", reden.omschrijving()), "amber"),
        Opgesomd::Vernietigd => ("Vernietigd".to_owned(), "groen"),
    };
    Rij {
        id: is.object.to_string(),
        klant: match (&is.klantnummer, is.melding) {
            (Some(nummer), _) => nummer.clone(),
            (None, Some(melding)) => format!("melding van {}", kort(melding)),
            (None, None) => "vernietigd".to_owned(),
        },
        wat: match is.zaak {
            Zaak::Dossier => "heel dossier",
            Zaak::Onderzoek => "onderzoek zonder gevolg",
            Zaak::Rechtmatigheid => "verslag van rechtmatigheid zonder gevolg",
            Zaak::Poort => "zaak aan de poort zonder uitkering",
        },
        begin: kort(is.begin),
        badge,
        kleur,
        kan: open && is.stand == Opgesomd::Staat,
    }
}

/// What there is to say about where it stands, to who looks at it.
fn stand(is: &Gevonden, ik: bool, lijsten: &Lijsten) -> (Vec<String>, &'static str, &'static str) {
    match &is.lijst.stand {
        LijstStand::Voorgesteld(_) if ik => (
            vec!["U stelde deze lijst op. Een collega met de rol beheerder kijkt haar na en bevestigt haar.".to_owned()],
            "Te bevestigen",
            "amber",
        ),
        LijstStand::Voorgesteld(door) => (
            vec![
                format!("{} stelde deze lijst op.", lijsten.gebruiker(door.door)),
                "Kijk na of er een bezwaar, klacht of onderzoek loopt. Haal weg wat moet blijven, en bevestig dan de rest.".to_owned(),
            ],
            "Te bevestigen",
            "amber",
        ),
        LijstStand::Bevestigd { .. } if is.begonnen.is_some() => {
            (vec!["Deze lijst wordt vernietigd. Laad de pagina opnieuw om te zien hoe ver het is.".to_owned()], "Wordt vernietigd", "blauw")
        }
        LijstStand::Bevestigd { .. } => (
            vec!["De lijst is bevestigd. Vernietigen is niet terug te draaien.".to_owned()],
            "Bevestigd",
            "blauw",
        ),
        LijstStand::Afgewezen { door, reden } => (
            vec![
                format!("{} wees deze lijst af op {}: {}", lijsten.gebruiker(door.door), lang(door.op), zin(reden)),
                "Er is niets vernietigd. Wat erop stond kan op een nieuwe lijst.".to_owned(),
            ],
            "Afgewezen",
            "",
        ),
        LijstStand::Uitgevoerd(verslag) => (
            vec![format!("Deze lijst is uitgevoerd op {}. Er is een verklaring van vernietiging.", lang(verslag.op))],
            "Vernietigd",
            "groen",
        ),
    }
}

fn feiten(is: &Gevonden, tellingen: &[Telling], lijsten: &Lijsten) -> Vec<(&'static str, String)> {
    let tel = |wat: fn(&Opgesomd) -> bool| -> i64 {
        tellingen.iter().filter(|telling| wat(&telling.stand)).map(|telling| telling.aantal).sum()
    };
    let door =
        |wie: domain::vernietigingslijst::Handtekening| format!("{}, {}", lijsten.gebruiker(wie.door), kort(wie.op));
    let mut feiten = vec![
        ("Opgesteld door", door(is.voorgesteld)),
        ("Bevestigd door", is.bevestigd.map_or_else(|| "nog niemand".to_owned(), door)),
        ("Te vernietigen", tel(|stand| *stand == Opgesomd::Staat).to_string()),
        ("Vernietigd", tel(|stand| *stand == Opgesomd::Vernietigd).to_string()),
        ("Blijft", tel(|stand| matches!(stand, Opgesomd::Weggelaten(_))).to_string()),
    ];
    if is.bevestigd.is_none() && matches!(is.lijst.stand, LijstStand::Afgewezen { .. }) {
        feiten.retain(|(naam, _)| *naam != "Bevestigd door");
    }
    feiten
}

fn voortgang(is: &Gevonden, tellingen: &[Telling]) -> Option<(i64, i64, String)> {
    is.begonnen?;
    let telt = |telling: &&Telling| !matches!(telling.stand, Opgesomd::Weggelaten(_));
    let totaal: i64 = tellingen.iter().filter(telt).map(|telling| telling.aantal).sum();
    let weg = tellingen.iter().filter(|telling| telling.stand == Opgesomd::Vernietigd).map(|telling| telling.aantal);
    let weg: i64 = weg.sum();
    Some((weg, totaal, format!("{weg} van {totaal}")))
}

async fn tonen(bezoek: &Bezoek, id: VernietigingslijstId, na: Uuid, form: Option<StapForm>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let tellingen = storage::vernietigingslijst::tellingen(&mut reader, id).await?;
    let mut stukken = storage::vernietigingslijst::stukken(&mut reader, id, na, LEES).await?;
    drop(reader);
    let meer = stukken.len() > BLAD;
    stukken.truncate(BLAD);
    let getoond: Vec<KlantId> =
        stukken.iter().filter(|is| is.klantnummer.is_some() || is.melding.is_some()).map(|is| is.klant).collect();
    bezoek.inzage("vernietigingslijst.getoond", Doel::Beheer, getoond).await?;
    let lijsten = bezoek.lijsten().await?;
    let ik = is.voorgesteld.door == bezoek.gebruiker().id;
    let fouten = form.as_ref().map(StapForm::fouten).unwrap_or_default();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = form.unwrap_or_else(StapForm::leeg);
    let (zinnen, badge, kleur) = stand(&is, ik, &lijsten);
    let voorgesteld = matches!(is.lijst.stand, LijstStand::Voorgesteld(_));
    let bevestigd = matches!(is.lijst.stand, LijstStand::Bevestigd { .. });
    let open = (voorgesteld || bevestigd) && is.begonnen.is_none();
    let volgende = stukken.last().filter(|_| meer).map(|laatste| format!("{}?na={}", paths::lijst(id), laatste.object));
    let mut response = pagina(&LijstPagina {
        p: Pagina::voor(bezoek, "Vernietigingslijst", paths::OVERZICHT).met_fouten(fouten.len()),
        titel: format!("Lijst van {}", kort(is.voorgesteld.op)),
        onder: match is.lijst.stukken.len() {
            1 => "1 stuk".to_owned(),
            aantal => format!("{aantal} stukken"),
        },
        fouten,
        stand: zinnen,
        badge,
        kleur,
        voortgang: voortgang(&is, &tellingen),
        bevestigen: voorgesteld && !ik && !is.lijst.stukken.is_empty(),
        vernietigen: match (bevestigd, is.begonnen) {
            (true, None) => "Nu vernietigen",
            (true, Some(_)) if !bezoek.app.vernietigingen.is(id.uuid()) => "Verder met vernietigen",
            _ => "",
        },
        afwijzen: open,
        weglaten: open && stukken.iter().any(|is| is.stand == Opgesomd::Staat),
        verklaring: if matches!(is.lijst.stand, LijstStand::Uitgevoerd(_)) {
            paths::verklaring(id)
        } else {
            String::new()
        },
        feiten: feiten(&is, &tellingen, &lijsten),
        weggelaten: verklaring::weggelaten(&tellingen),
        rijen: stukken.iter().map(|is| rij(is, open)).collect(),
        volgende: volgende.unwrap_or_default(),
        redenen: form.redenen(),
        form,
        actie: paths::lijst(id),
        versie: is.lijst.versie,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::bewaren) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<VernietigingslijstId>,
    Query(vraag): Query<Vraag>,
) -> Resultaat {
    tonen(&bezoek, id, vraag.na, None).await
}

pub(in crate::recht::bewaren) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<VernietigingslijstId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let mut form = StapForm::uit(&formulier);
    let Some(stap) = form.lees(&formulier) else {
        if form.fouten().is_empty() {
            return Err(Fout::FormulierVerlopen);
        }
        return tonen(&bezoek, id, Uuid::nil(), Some(form)).await;
    };
    match actions::stap(&bezoek, id, versie, stap).await? {
        Ok(()) => Ok(Redirect::to(&paths::lijst(id)).into_response()),
        // The words of the rules name a record by its id, which says nothing to a person.
        Err(VernietigenGeweigerd::Veranderd(_) | VernietigenGeweigerd::NietAanDeBeurt(_)) => Err(Fout::Intussen),
        Err(geweigerd) => Err(Fout::in_strijd("vernietigingslijst", hoofdletter(&zin(&geweigerd.to_string())))),
    }
}
