//! A decision: what it says, where it stands, what can be done now, and its order.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    besluit::{
        Besluit, BesluitStand, GrondTerugvordering, GrondVerlaging, Inhoud, SoortBesluit, Verlaging,
        zonder_terugvordering,
    },
    datum::{Periode, lang},
    id::BesluitId,
    klant::Klant,
    logboek::Doel,
};
use jiff::civil::Date;
use storage::{besluit::Gevonden, opdracht};

use super::{
    super::{
        actions::{self, Uitslag},
        brief,
        forms::{Stap, StapForm},
        paths,
    },
    lijst::badge,
};
use crate::{
    brief::{antwoord, zet},
    onderzoek::paths as onderzoeken,
    opschorting::paths as opschortingen,
    recht::beschikking,
    rechtfeit::paths as rechtfeiten,
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{
        Bezoek, Formulier, Fout, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

/// What can be done now: a form, with what it means.
struct Mogelijk {
    form: StapForm,
    uitkomsten: Vec<Keuze>,
    uitleg: &'static str,
    /// Its own act stands open; the others open when asked for.
    open: bool,
}

/// An order that follows from the decision.
struct Order {
    titel: String,
    regels: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "recht/besluit/pages/toon.html")]
struct ToonPagina {
    p: Pagina,
    titel: String,
    onder: String,
    badges: Vec<(String, &'static str)>,
    /// Where it stands, in a sentence or two.
    stand: Vec<String>,
    mogelijk: Vec<Mogelijk>,
    fouten: Vec<(String, String)>,
    inhoud: Vec<(&'static str, String)>,
    feiten: Vec<(&'static str, String)>,
    opdrachten: Vec<Order>,
    /// That a recovery must follow (PW 58(1)), and where it is prepared; empty when none has to.
    terugvorderen: String,
    versie: i64,
    actie: String,
    /// What else happened to the right of this client.
    recht: String,
    /// The letter that tells of it; empty when there is none where it stands.
    brief: String,
    /// Where it is changed; empty when it cannot be any more.
    wijzigen: String,
    /// What it comes from.
    herkomst: Vec<(&'static str, String)>,
}

/// Where it stands, as one would tell a colleague.
fn stand(is: &Besluit, lijsten: &Lijsten) -> Vec<String> {
    let voorbereider = lijsten.gebruiker(is.voorbereiding.door);
    let voorbereid = format!("Voorbereid door {voorbereider} op {}.", lang(is.voorbereiding.op));
    let mut zinnen = vec![voorbereid];
    if let Some(vast) = is.stand.vaststelling() {
        zinnen.push(format!("Vastgesteld door {} op {}.", lijsten.gebruiker(vast.door), lang(vast.op)));
        zinnen.push(format!("Bezwaar maken kan tot en met {}.", lang(vast.bezwaar_tot_en_met)));
    }
    let nu = match &is.stand {
        BesluitStand::Voorbereid => "Het is nog niet voorgelegd.".to_owned(),
        BesluitStand::Voorgelegd { op } if is.inhoud.soort().vier_ogen() => {
            format!("Voorgelegd op {}. Iemand anders dan {voorbereider} stelt het vast of wijst het terug.", lang(*op))
        }
        BesluitStand::Voorgelegd { op } => format!("Voorgelegd op {}.", lang(*op)),
        BesluitStand::Teruggewezen(reden) => {
            let wie = lijsten.gebruiker(reden.door);
            format!("{wie} wees het terug op {}: {}", lang(reden.op), reden.waarom)
        }
        BesluitStand::Vastgesteld(_) => "De opdracht aan de uitkeringsadministratie staat klaar.".to_owned(),
        BesluitStand::Opgedragen { op, .. } => {
            format!(
                "Opgedragen aan de uitkeringsadministratie op {}. Het volgende klantenbestand moet het bevestigen.",
                lang(*op)
            )
        }
        BesluitStand::Uitgevoerd { waarneming, .. } => {
            format!("Uitgevoerd: bevestigd op {}.", lang(waarneming.op))
        }
        BesluitStand::WijktAf { waarneming, .. } => {
            format!(
                "Anders uitgevoerd dan opgedragen, gezien op {}. Vraag het na en draag het zo nodig opnieuw op.",
                lang(waarneming.op)
            )
        }
        BesluitStand::Herroepen { herroeping, .. } => format!(
            "Herroepen met het besluit van {} ({}): {}",
            lang(herroeping.datum),
            herroeping.kenmerk,
            herroeping.reden
        ),
        BesluitStand::Vervallen(reden) => {
            format!(
                "Vervallen op {}, vastgelegd door {}: {}",
                lang(reden.op),
                lijsten.gebruiker(reden.door),
                reden.waarom
            )
        }
    };
    zinnen.push(nu);
    zinnen.extend(is.verschillen().into_iter().map(|verschil| zin(&verschil.omschrijving())));
    zinnen
}

fn periode(is: Periode) -> String {
    match is.tot_en_met {
        Some(tot) => format!("{} tot en met {}", lang(is.van), lang(tot)),
        None => format!("vanaf {}", lang(is.van)),
    }
}

fn inhoud(is: &Besluit, lijsten: &Lijsten) -> Vec<(&'static str, String)> {
    let mut regels = vec![
        ("Grond", hoofdletter(is.inhoud.grondslag().omschrijving())),
        ("Periode", hoofdletter(&periode(is.inhoud.periode()))),
    ];
    match &is.inhoud {
        Inhoud::Herziening { schending, maandbedrag, .. } => {
            regels.push(("Per maand", maandbedrag.to_string()));
            regels.push(("Niet gemeld", schending.clone()));
        }
        Inhoud::Intrekking { schending, .. } => regels.push(("Niet gemeld", schending.clone())),
        Inhoud::Terugvordering { grond, bedrag, .. } => {
            regels.push(("Bedrag", bedrag.to_string()));
            regels.push(match grond {
                GrondTerugvordering::Schending { schending } => ("Niet gemeld", schending.clone()),
                GrondTerugvordering::Afweging { afweging } => ("Afweging", afweging.clone()),
            });
        }
        Inhoud::Verlaging(verlaging) => regels.extend(verlaagd(verlaging, lijsten)),
    }
    regels.push(("Motivering", is.motivering.clone()));
    regels
}

/// What a withdrawal from the very first day means for the benefit as Klantbeeld keeps it.
fn vanaf_begin(is: &Besluit, ingang: Date) -> Option<(&'static str, String)> {
    let Inhoud::Intrekking { periode: Periode { van, tot_en_met: None }, .. } = &is.inhoud else { return None };
    let tekst = format!(
        "Er is dan geen enkele dag recht geweest. Een uitkering duurt in Klantbeeld ten minste één dag: zij eindigt op haar eerste dag, {}. De opdracht aan de uitkeringsadministratie noemt de intrekking vanaf die dag.",
        lang(ingang)
    );
    (*van <= ingang).then_some(("Vanaf de eerste dag", tekst))
}

fn verlaagd(is: &Verlaging, lijsten: &Lijsten) -> Vec<(&'static str, String)> {
    let maanden = if is.maanden == 1 { "maand" } else { "maanden" };
    let mut regels = vec![
        ("Verlaging", format!("{} %, {} {maanden}", is.procent, is.maanden)),
        match &is.grond {
            GrondVerlaging::Verordening { gedraging } => ("Gedraging (code)", gedraging.clone()),
            GrondVerlaging::Uniform { verplichting } => ("Verplichting", verplichting.clone()),
        },
        ("Dag van de gedraging", lang(is.gedraging_op)),
        ("Waarom te verwijten", is.verwijtbaarheid.waarom.clone()),
    ];
    regels.extend(is.dringende_redenen.clone().map(|waarom| ("Dringende redenen", waarom)));
    regels.extend(is.eigen_beoordeling.clone().map(|waarom| ("Eigen beoordeling", waarom)));
    regels.extend(is.heroverweging.as_ref().map(|keer| {
        let wie = lijsten.gebruiker(keer.door);
        let wat = format!("{}, {wie}: {}. {}", lang(keer.op), keer.uitkomst.omschrijving(), keer.motivering);
        ("Heroverwogen", wat)
    }));
    regels
}

const fn uitleg(stap: Stap, soort: SoortBesluit) -> &'static str {
    match stap {
        Stap::Voorleggen if soort.vier_ogen() => "Iemand anders dan u stelt het vast of wijst het terug.",
        Stap::Voorleggen => "Daarna stelt u of een collega het vast.",
        Stap::Vaststellen => {
            "Het besluit heeft de datum van vandaag. De opdracht aan de uitkeringsadministratie staat daarna klaar. Terug kan het alleen met een nieuw besluit."
        }
        Stap::Terugwijzen => "De voorbereider leest waarom, en kan het wijzigen en opnieuw voorleggen.",
        Stap::Heroverwegen => "Binnen drie maanden kijkt u opnieuw of de verlaging zo blijft (artikel 18 lid 3).",
        Stap::Herroepen => {
            "Wat in een brief is besloten, gaat alleen met een nieuw besluit terug: van uzelf, of na bezwaar. Is er al een opdracht doorgegeven, dan komt er een opdracht om die ongedaan te maken."
        }
        Stap::Vervallen => "Het besluit is toch niet nodig. Wat is voorbereid, blijft te lezen.",
    }
}

/// What can be done now. Where four eyes decide, who prepared it does not get the button to agree with himself.
fn mogelijk(bezoek: &Bezoek, is: &Besluit, fout: Option<StapForm>) -> Vec<Mogelijk> {
    let soort = is.inhoud.soort();
    let eigen = soort.vier_ogen() && is.voorbereiding.door == bezoek.gebruiker().id;
    let mut fout = fout;
    let mut mogelijk: Vec<Mogelijk> = Stap::ALLE
        .into_iter()
        .filter(|stap| stap.past_bij(is) && !(*stap == Stap::Vaststellen && eigen))
        .map(|stap| {
            let wrong = fout.take_if(|form| form.stap == stap);
            let open = wrong.is_some();
            let form = wrong.unwrap_or_else(|| StapForm::leeg(stap, bezoek.vandaag));
            Mogelijk { uitkomsten: form.uitkomsten(), uitleg: uitleg(stap, soort), open, form }
        })
        .collect();
    let begint = !is.stand.geldt() || !is.te_doen(bezoek.vandaag).is_empty();
    if let Some(eerste) = mogelijk.first_mut()
        && begint
        && !matches!(eerste.form.stap, Stap::Herroepen | Stap::Vervallen)
    {
        eerste.open = true;
    }
    mogelijk
}

fn feiten(is: &Besluit, klant: &Klant) -> Vec<(&'static str, String)> {
    let mut feiten = vec![("Geboren", lang(klant.geboortedatum)), ("Klant", klant.klantnummer.to_string())];
    if let Ok(Some(uiterlijk)) = is.heroverwegen_uiterlijk() {
        feiten.push(("Heroverwegen uiterlijk", lang(uiterlijk)));
    }
    feiten
}

fn order(is: &opdracht::Gevonden) -> Order {
    let uitvoering = &is.uitvoering;
    let mut regels: Vec<(String, String)> =
        uitvoering.opdracht.regels().into_iter().map(|(naam, waarde)| (hoofdletter(naam), waarde)).collect();
    regels.push(("Stand".to_owned(), uitvoering.stand.omschrijving().to_owned()));
    regels.extend(uitvoering.stand.opgedragen().map(|dag| ("Doorgegeven".to_owned(), lang(dag))));
    Order { titel: hoofdletter(uitvoering.opdracht.soort.omschrijving()), regels }
}

fn herkomst(is: &Gevonden) -> Vec<(&'static str, String)> {
    let onderzoek = is.besluit.onderzoek.map(|id| ("Onderzoek", onderzoeken::onderzoek(id)));
    let opschorting = is.opschorting.map(|id| ("Opschorting", opschortingen::opschorting(id)));
    onderzoek.into_iter().chain(opschorting).collect()
}

async fn tonen(bezoek: &Bezoek, id: BesluitId, fout: Option<StapForm>, versie: Option<i64>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let besluit = &is.besluit;
    let klant = storage::klant::find(&mut reader, besluit.klant).await?.ok_or(Fout::NietGevonden)?;
    let uitkering = storage::uitkering::find(&mut reader, besluit.uitkering).await?.ok_or(Fout::NietGevonden)?;
    let opdrachten = storage::opdracht::van_besluit(&mut reader, id).await?;
    let alle: Vec<Besluit> =
        storage::besluit::of_klant(&mut reader, klant.id).await?.into_iter().map(|is| is.besluit).collect();
    drop(reader);
    bezoek.inzage("besluit.getoond", Doel::Rechtmatigheid, vec![klant.id]).await?;
    let lijsten = bezoek.lijsten().await?;
    let fouten = fout.as_ref().map_or_else(Vec::new, StapForm::fouten);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let soort = hoofdletter(besluit.inhoud.soort().omschrijving());
    let volgt = zonder_terugvordering(&alle).contains(&id);
    // What follows from it comes from where it came from itself.
    let nieuw = match (is.opschorting, besluit.onderzoek) {
        (Some(id), _) => paths::bij_opschorting(id),
        (None, Some(id)) => paths::bij_onderzoek(id),
        (None, None) => paths::NIEUW.to_owned(),
    };
    let mut response = pagina(&ToonPagina {
        p: Pagina::voor(bezoek, format!("{soort}, {}", is.naam), VANDAAG).met_fouten(fouten.len()),
        titel: is.naam.clone(),
        onder: format!(
            "Klant {} · {} · {}",
            klant.klantnummer,
            besluit.inhoud.soort().omschrijving(),
            besluit.stand.omschrijving()
        ),
        badges: besluit.te_doen(bezoek.vandaag).into_iter().map(badge).collect(),
        stand: stand(besluit, &lijsten),
        fouten,
        inhoud: inhoud(besluit, &lijsten).into_iter().chain(vanaf_begin(besluit, uitkering.datum_ingang)).collect(),
        feiten: feiten(besluit, &klant),
        opdrachten: opdrachten.iter().map(order).collect(),
        terugvorderen: if volgt { paths::van_soort(&nieuw, SoortBesluit::Terugvordering) } else { String::new() },
        versie: versie.unwrap_or(besluit.versie),
        actie: paths::besluit(id),
        recht: rechtfeiten::van_klant(klant.id),
        brief: if brief::is_er(besluit) { paths::brief(id) } else { String::new() },
        wijzigen: if besluit.stand.is_concept() { paths::wijzigen(id) } else { String::new() },
        herkomst: herkomst(&is),
        mogelijk: mogelijk(bezoek, besluit, fout),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::besluit) async fn toon(bezoek: Bezoek, Pad(id): Pad<BesluitId>) -> Resultaat {
    tonen(&bezoek, id, None, None).await
}

pub(in crate::recht::besluit) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<BesluitId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let Some(mut form) = StapForm::uit(&formulier, bezoek.vandaag) else { return Err(Fout::FormulierVerlopen) };
    let Some(gelezen) = form.lees(bezoek.vandaag) else {
        return tonen(&bezoek, id, Some(form), Some(versie)).await;
    };
    match actions::stap(&bezoek, id, versie, (form.stap, &gelezen)).await? {
        Uitslag::Gedaan(id) => Ok(Redirect::to(&paths::besluit(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            if form.weiger(&geweigerd) {
                return tonen(&bezoek, id, Some(form), Some(versie)).await;
            }
            Err(Fout::in_strijd("besluit_stand", zin(&geweigerd.to_string())))
        }
    }
}

/// The letter, to print.
pub(in crate::recht::besluit) async fn brief(bezoek: Bezoek, Pad(id): Pad<BesluitId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let besluit = actions::vind(&mut reader, id).await?.besluit;
    let klant = storage::klant::find(&mut reader, besluit.klant).await?.ok_or(Fout::NietGevonden)?;
    let tabel = storage::verlagingstabel::tabel(&mut reader).await?;
    drop(reader);
    let door = besluit.stand.vaststelling().ok_or(Fout::NietGevonden)?.door;
    let afzender = beschikking::afzender(&bezoek).await?;
    let lijsten = bezoek.lijsten().await?;
    let beschikking = brief::maak(&besluit, &tabel, &afzender, lijsten.gebruiker(door)).ok_or(Fout::NietGevonden)?;
    bezoek.inzage("besluit.brief_geopend", Doel::Rechtmatigheid, vec![klant.id]).await?;
    let naam = format!("besluit-{}", beschikking.kenmerk);
    Ok(antwoord(zet(vec![beschikking.brief(&klant, &afzender)]).await?, &naam))
}
