//! `klantbeeld demo`: a new database with a synthetic Haarlem.

mod recht;

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use domain::{
    codelijst::standaard::code,
    cohort::{Cohort, Omgeving as Rondom},
    contactnorm::Maatwerk,
    deelnemer::WieDoetMee,
    gebruiker::{Gebruiker, Rol},
    gemeente::Gemeente,
    id::{KlantId, MaatwerkId},
    logboek::{Doel, Regel},
};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::{Timestamp, civil::Date};
use serde_json::json;
use storage::{
    Database, bulk,
    gemeente::{Demonstratie, demonstratie, set_demonstratie},
    invoer::indexen::{self, Uitgesteld},
};

use super::{AnderFout, Opening};
use crate::{
    demo::{self, DemoGemeente, DemoProject, Opties, Rechtzaken, Tafel},
    inloggen,
};

/// What to make.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// Aantal klanten in Haarlem met een lopende uitkering; wie eerder uitstroomde komt daar bovenop
    #[arg(long, default_value_t = 3300, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    klanten: u32,
    /// Zaad van het toeval: hetzelfde zaad geeft dezelfde stad
    #[arg(long, default_value_t = 392)]
    zaad: u64,
    /// De dag waarop de stad bekeken wordt [standaard: vandaag]
    #[arg(long, value_name = "DATUM", value_parser = datum)]
    vandaag: Option<Date>,
}

/// A day as somebody types it.
pub(super) fn datum(text: &str) -> Result<Date, String> {
    domain::datum::lees(text).ok_or_else(|| "schrijf een datum als 2026-11-22".to_owned())
}

/// The password of every account that is shown. Everybody may know it: there is nobody's data behind it.
const WACHTWOORD: &str = "samen voor elkaar";

/// Files per transaction: a few megabytes, whatever the size of the town.
const PER_KEER: usize = 1_000;

pub(super) async fn demo(opening: &Opening, argumenten: &Argumenten) -> Result<ExitCode, AnderFout> {
    let database = opening.maak_database().await?;
    let url = opening.instellingen.database.zonder_wachtwoord();
    if demonstratie(&database).await? == Some(Demonstratie::Bezig) {
        return Err(AnderFout::Geweigerd(format!(
            "in {url} staat een half gevulde demonstratie; verwijder de database en probeer het opnieuw"
        )));
    }
    if !storage::gemeente::list(&database).await?.is_empty() {
        return Err(AnderFout::Geweigerd(format!(
            "{url} is al gevuld; een demonstratie komt alleen in een nieuwe database"
        )));
    }
    let vandaag = argumenten.vandaag.unwrap_or_else(|| opening.omgeving.vandaag());
    if vandaag.year() < 2024 {
        return Err(AnderFout::Geweigerd("kies een dag vanaf 1 januari 2024; eerdere jaren liggen vast".to_owned()));
    }
    let opties = Opties { klanten: argumenten.klanten as usize, zaad: argumenten.zaad, vandaag };
    set_demonstratie(&database, Demonstratie::Bezig).await?;
    let stad = demo::haarlem(&opties);
    let mut uitgesteld = stel_indexen_uit(&database, opties.klanten).await?;
    let mut achteraf = Vec::new();
    for gemeente in &stad.gemeenten {
        achteraf.push((gemeente, vul(opening, &database, gemeente).await?));
        storage::klantstand::sweep_now(&database, gemeente.gemeente, vandaag).await?;
    }
    bouw_indexen(&database, &mut uitgesteld).await?;
    // After the indexes: a conversation or a due date that changes reads what its client has.
    for (gemeente, Achteraf { tafels, maatwerk, recht }) in &achteraf {
        zet_aan_tafel(&database, gemeente, tafels, opening.omgeving.nu()).await?;
        recht::schrijf(&database, gemeente, recht, opening.omgeving.nu()).await?;
        spreek_af(&database, gemeente, maatwerk, opening.omgeving.nu()).await?;
    }
    bulk::analyze(&database).await?;
    set_demonstratie(&database, Demonstratie::Klaar).await?;
    database.close().await;
    println!(
        "De demonstratie staat in {url} (zaad {}, {} klanten met een lopende uitkering).",
        opties.zaad, opties.klanten
    );
    if opties.klanten >= 300 {
        println!("Klanten van Nadia el Amrani om op te zoeken:");
        for (naam, uitleg) in demo::personen() {
            println!("  {naam:<18} {uitleg}");
        }
    }
    println!("Bekijken: klantbeeld serve --database {url}");
    Ok(ExitCode::SUCCESS)
}

/// Prints who can log in.
pub(super) fn toon_logins(adres: SocketAddr) {
    println!("\nDit is een demonstratie met verzonnen mensen. Log in op http://{adres} met wachtwoord: {WACHTWOORD}");
    let vandaag = jiff::civil::date(2026, 1, 1);
    for login in demo::haarlem(&Opties { klanten: 1, zaad: 392, vandaag }).logins {
        println!("  {:<12} {:<16} {} ({})", login.gebruikersnaam, login.rol.code(), login.naam, login.gemeente);
    }
    println!();
}

/// A large town is written first and indexed afterwards, which takes a quarter of the time.
async fn stel_indexen_uit(database: &Database, klanten: usize) -> Result<Uitgesteld, AnderFout> {
    let mut writer = database.write(Gemeente::HAARLEM).await?;
    let uitgesteld = indexen::stel_uit(&mut writer, indexen::VAN_DOSSIERS, klanten).await?;
    bulk::commit(writer).await?;
    Ok(uitgesteld)
}

async fn bouw_indexen(database: &Database, uitgesteld: &mut Uitgesteld) -> Result<(), AnderFout> {
    let bar = ProgressBar::new(uitgesteld.aantal() as u64).with_message("Indexen");
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut writer = database.write(Gemeente::HAARLEM).await?;
    while indexen::bouw_volgende(&mut writer, uitgesteld).await? {
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(bulk::commit(writer).await?)
}

/// What was agreed with somebody instead of the norm.
type Afspraak = (KlantId, MaatwerkId, Maatwerk);

/// What is written once the indexes are there.
#[derive(Default)]
struct Achteraf {
    tafels: Vec<Tafel>,
    maatwerk: Vec<Afspraak>,
    recht: Vec<Rechtzaken>,
}

/// Writes everything of a municipality but what changes something that was written.
async fn vul(opening: &Opening, database: &Database, gemeente: &DemoGemeente) -> Result<Achteraf, AnderFout> {
    let nu = opening.omgeving.nu();
    inrichten(opening, database, gemeente, nu).await?;
    let total = gemeente.aantal_dossiers();
    let bar = ProgressBar::new(total as u64).with_message(format!("Klanten van {}", gemeente.naam));
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos} van {human_len}, nog {eta}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    let regel = regel(nu, "klant.ingevoerd", &json!({ "bron": "demonstratie" }));
    let mut dossiers = gemeente.dossiers();
    let (mut nummer, mut achteraf) = (0, Achteraf::default());
    loop {
        let batch: Vec<_> = dossiers.by_ref().take(PER_KEER).collect();
        if batch.is_empty() {
            break;
        }
        let mut writer = database.write(gemeente.gemeente).await?;
        bulk::insert_dossiers(&mut writer, &batch, nu, &regel).await?;
        let (mut beelden, mut brieven) = (Vec::new(), Vec::new());
        for dossier in &batch {
            if let Some(signaal) = gemeente.signaal(dossier, nummer) {
                storage::signaal::insert(&mut writer, &signaal, None, nu).await?;
            }
            if let Some(groep) = gemeente.doelgroep(dossier, nummer) {
                storage::doelgroep::insert(&mut writer, &groep).await?;
            }
            achteraf.tafels.extend(gemeente.tafel(dossier, nummer));
            achteraf.recht.extend(gemeente.rechtzaken(dossier, nummer));
            if let Some((geval, door)) = gemeente.door_de_poort(dossier, nummer) {
                storage::poort::insert(&mut writer, &geval, door, nu).await?;
            }
            let klant = dossier.klant.id;
            beelden.extend(gemeente.klantbeelden(dossier, nummer).into_iter().map(|beeld| (klant, beeld)));
            brieven.extend(gemeente.brieven(dossier, nummer));
            achteraf.maatwerk.extend(gemeente.maatwerk(dossier, nummer).map(|(id, afspraak)| (klant, id, afspraak)));
            nummer += 1;
        }
        bulk::insert_klantbeelden(&mut writer, &beelden).await?;
        bulk::insert_brieven(&mut writer, &brieven).await?;
        bulk::commit(writer).await?;
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    for project in &gemeente.projecten {
        voeg_project_toe(database, gemeente, project, nu).await?;
    }
    laat_waarnemen(database, gemeente, nu).await?;
    zet_aan_de_poort(database, gemeente, nu).await?;
    println!(
        "{}: {total} klanten, {} medewerkers, {} projecten.",
        gemeente.naam,
        gemeente.gebruikers.len(),
        gemeente.projecten.len()
    );
    Ok(achteraf)
}

/// Who takes part beside the klantmanager, what they wrote, and the lawfulness track.
async fn zet_aan_tafel(
    database: &Database,
    gemeente: &DemoGemeente,
    tafels: &[Tafel],
    nu: Timestamp,
) -> Result<(), AnderFout> {
    let mut writer = database.write(gemeente.gemeente).await?;
    for tafel in tafels {
        for (deelnemer, door, notitie) in &tafel.deelnemers {
            storage::deelnemer::insert(&mut writer, deelnemer, *door, nu).await?;
            if let (Some(notitie), WieDoetMee::Collega(wie)) = (notitie, &deelnemer.wie) {
                storage::deelnemer::schrijf(&mut writer, (deelnemer.id, 1), *wie, notitie, nu).await?;
            }
        }
        if let Some(gesprek) = &tafel.overgedragen {
            storage::gesprek::update(&mut writer, gesprek, gesprek.klantmanager, nu).await?;
        }
        for (is, door) in &tafel.rechtmatigheid {
            storage::rechtmatigheid::insert(&mut writer, is, *door, nu).await?;
        }
    }
    let details = json!({ "bron": "demonstratie", "gesprekken": tafels.len() });
    Ok(writer.commit(regel(nu, "deelnemer.ingevoerd", &details), &[]).await?)
}

async fn spreek_af(
    database: &Database,
    gemeente: &DemoGemeente,
    afspraken: &[Afspraak],
    nu: Timestamp,
) -> Result<(), AnderFout> {
    let mut writer = database.write(gemeente.gemeente).await?;
    let mut regels = Vec::with_capacity(afspraken.len());
    for (klant, id, maatwerk) in afspraken {
        storage::contactnorm::insert_maatwerk(&mut writer, *id, *klant, maatwerk).await?;
        let regel = regel(nu, "maatwerk.afgesproken", &json!({ "bron": "demonstratie" }));
        regels.push(Regel { object: Some(id.uuid()), klant: Some(*klant), ..regel });
    }
    bulk::append_log(&mut writer, &regels).await?;
    Ok(bulk::commit(writer).await?)
}

/// A colleague is on leave; another one sees the clients meanwhile.
async fn laat_waarnemen(database: &Database, gemeente: &DemoGemeente, nu: Timestamp) -> Result<(), AnderFout> {
    let Some((overname, door)) = gemeente.waarneming() else { return Ok(()) };
    let mut writer = database.write(gemeente.gemeente).await?;
    let klanten = storage::overname::klanten_van(&mut writer, overname.van, overname.vanaf).await?;
    storage::overname::insert(&mut writer, &overname, &klanten, door, nu).await?;
    let details = json!({ "van": overname.van, "aan": overname.aan, "klanten": klanten.len() });
    let regel = Regel { object: Some(overname.id.uuid()), ..regel(nu, "overname.vastgelegd", &details) };
    Ok(writer.commit(regel, &[]).await?)
}

/// People who came forward and are no clients, or not yet.
async fn zet_aan_de_poort(database: &Database, gemeente: &DemoGemeente, nu: Timestamp) -> Result<(), AnderFout> {
    let gevallen = gemeente.aan_de_poort();
    if gevallen.is_empty() {
        return Ok(());
    }
    let mut writer = database.write(gemeente.gemeente).await?;
    for (geval, door) in &gevallen {
        storage::poort::insert(&mut writer, geval, *door, nu).await?;
    }
    let details = json!({ "bron": "demonstratie", "meldingen": gevallen.len() });
    Ok(writer.commit(regel(nu, "poort.ingevoerd", &details), &[]).await?)
}

async fn inrichten(
    opening: &Opening,
    database: &Database,
    gemeente: &DemoGemeente,
    nu: Timestamp,
) -> Result<(), AnderFout> {
    let wachtwoord =
        WACHTWOORD.parse().map_err(|error: inloggen::OngeldigWachtwoord| AnderFout::Geweigerd(error.to_string()))?;
    let hash =
        inloggen::hash(&wachtwoord, &opening.omgeving).map_err(|error| AnderFout::Geweigerd(error.to_string()))?;
    let shown = |gebruiker: &Gebruiker| demo::LOGINS.contains(&gebruiker.gebruikersnaam.as_str());
    let mut writer = database.write(gemeente.gemeente).await?;
    storage::gemeente::insert(&mut writer, gemeente.naam).await?;
    for (id, naam) in &gemeente.teams {
        storage::gebruiker::insert_team(&mut writer, *id, naam).await?;
    }
    for gebruiker in &gemeente.gebruikers {
        // Whoever is not shown cannot log in: no password has the hash "-".
        let hash = if shown(gebruiker) { hash.as_str() } else { "-" };
        storage::gebruiker::insert(&mut writer, gebruiker, hash).await?;
    }
    for code in &gemeente.codes {
        storage::codelijst::insert(&mut writer, code).await?;
    }
    for norm in &gemeente.normen {
        storage::contactnorm::insert(&mut writer, opening.omgeving.nieuw_id(), norm).await?;
    }
    werktijden(opening, &mut writer, gemeente).await?;
    for (wie, specialisme) in &gemeente.specialismen {
        storage::specialisme::set(&mut writer, *wie, specialisme.code(), true).await?;
    }
    storage::belasting::set_aandeel(&mut writer, &gemeente.contactaandeel(), None).await?;
    for norm in gemeente.poortnormen() {
        storage::poortnorm::set(&mut writer, &norm, None).await?;
    }
    if let (Some(deskundige), Some(beheerder)) = (gemeente.collega(Rol::Deskundige), gemeente.collega(Rol::Beheerder)) {
        let sinds = jiff::civil::date(2024, 1, 1);
        storage::gebruiker::appoint(&mut writer, deskundige, &code("schuldhulp"), sinds, beheerder).await?;
    }
    storage::brief::sjabloon::save_afzender(&mut writer, &demo::afzender(gemeente.naam), 0).await?;
    let details = json!({ "gebruikers": gemeente.gebruikers.len(), "codes": gemeente.codes.len() });
    Ok(writer.commit(regel(nu, "gemeente.ingericht", &details), &[]).await?)
}

/// When people work and when the town hall is closed.
async fn werktijden(opening: &Opening, writer: &mut storage::Writer, gemeente: &DemoGemeente) -> Result<(), AnderFout> {
    use storage::{sluitingsdag, werkrooster};
    for (wie, rooster) in &gemeente.roosters {
        werkrooster::insert(writer, opening.omgeving.nieuw_id(), *wie, rooster).await?;
    }
    for (wie, afwezigheid) in &gemeente.afwezigheden {
        werkrooster::insert_afwezigheid(writer, opening.omgeving.nieuw_id(), *wie, *afwezigheid).await?;
    }
    for (jaar, dagen) in &gemeente.sluitingsjaren {
        sluitingsdag::set(writer, *jaar, 0, dagen).await?;
    }
    Ok(())
}

async fn voeg_project_toe(
    database: &Database,
    gemeente: &DemoGemeente,
    demo: &DemoProject,
    nu: Timestamp,
) -> Result<(), AnderFout> {
    let cohort = Cohort {
        project: demo.project.clone(),
        deelnemers: Vec::new(),
        rubrieken: demo.rubrieken.clone(),
        uren: demo.uren.clone(),
        facturen: demo.facturen.clone(),
        caseloadnormen: demo.caseloadnormen.clone(),
        contacturen: demo.contacturen.clone(),
        omgeving: Rondom::default(),
    };
    let mut writer = database.write(gemeente.gemeente).await?;
    storage::project::insert(&mut writer, &cohort).await?;
    bulk::insert_deelnames(&mut writer, demo.project.id, &demo.deelnames).await?;
    let details = json!({ "code": demo.project.code, "deelnemers": demo.deelnames.len() });
    let regel = Regel { object: Some(demo.project.id.uuid()), ..regel(nu, "project.ingevoerd", &details) };
    Ok(writer.commit(regel, &[]).await?)
}

fn regel(moment: Timestamp, handeling: &'static str, details: &serde_json::Value) -> Regel {
    Regel {
        moment,
        gebruiker: None,
        handeling,
        object: None,
        klant: None,
        doel: Doel::Beheer,
        details: details.to_string(),
    }
}
