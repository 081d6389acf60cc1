//! Every statement is prepared on both databases and bound to a municipality; the derived row of a client equals its
//! derivation; the log breaks when a line is changed.
//!
//! PostgreSQL is found through `KLANTBEELD_TEST_POSTGRES` (`bin/postgres-tijdelijk` starts one); each test makes a
//! database of its own in it. Without that variable these tests fail, because half of the promise would go untested.

use domain::{
    gemeente::Gemeente,
    logboek::{Doel, Regel},
};
use sqlx::{Executor as _, SqlSafeStr as _};
use uuid::Uuid;

use crate::{
    Database, DatabaseUrl, Error,
    caseload::{
        Bestand, Contact, Cursor, Filter, OntheffingFilter, Registratie, Sortering, Waarneming,
        voorwaarden::Voorwaarden,
        vraag::{Weg, page_sql},
    },
    db::Connection,
    sleutels::{Geheim, Sleutels},
    sql::Sql,
};

/// Every module with statements. A test checks that none is missing.
const MODULES: &[(&str, &[(&str, Sql)])] = &[
    ("agendafeed", crate::agendafeed::STATEMENTS),
    ("agenda", crate::gesprek::agenda::STATEMENTS),
    ("belasting", crate::belasting::STATEMENTS),
    ("besluit", crate::besluit::STATEMENTS),
    ("bewaartermijn", crate::bewaartermijn::STATEMENTS),
    ("brief", crate::brief::STATEMENTS),
    ("sjabloon", crate::brief::sjabloon::STATEMENTS),
    ("caseload", crate::caseload::STATEMENTS),
    ("codelijst", crate::codelijst::STATEMENTS),
    ("concept", crate::concept::STATEMENTS),
    ("contactnorm", crate::contactnorm::STATEMENTS),
    ("contactstand", crate::contactstand::STATEMENTS),
    ("db", crate::db::STATEMENTS),
    ("doelgroep", crate::doelgroep::STATEMENTS),
    ("deelnemer", crate::deelnemer::STATEMENTS),
    ("eindebesluit", crate::eindebesluit::STATEMENTS),
    ("emailakkoord", crate::emailakkoord::STATEMENTS),
    ("gebruiker", crate::gebruiker::STATEMENTS),
    ("gemeente", crate::gemeente::STATEMENTS),
    ("gesprek", crate::gesprek::STATEMENTS),
    ("herberekening", crate::herberekening::STATEMENTS),
    ("invoer", crate::invoer::STATEMENTS),
    ("inkomsten", crate::inkomsten::STATEMENTS),
    ("inzage", crate::inzage::STATEMENTS),
    ("kandidaten", crate::vernietigingslijst::KANDIDATEN),
    ("keuring", crate::keuring::STATEMENTS),
    ("klant", crate::klant::STATEMENTS),
    ("klantbeeld", crate::klantbeeld::STATEMENTS),
    ("klantstand", crate::klantstand::STATEMENTS),
    ("logboek", crate::logboek::STATEMENTS),
    ("onderzoek", crate::onderzoek::STATEMENTS),
    ("ontheffing", crate::ontheffing::STATEMENTS),
    ("plan", crate::plan::STATEMENTS),
    ("opdracht", crate::opdracht::STATEMENTS),
    ("opschorting", crate::opschorting::STATEMENTS),
    ("pauze", crate::pauze::STATEMENTS),
    ("poort", crate::poort::STATEMENTS),
    ("poortnorm", crate::poortnorm::STATEMENTS),
    ("overname", crate::overname::STATEMENTS),
    ("resultaat", crate::overname::resultaat::STATEMENTS),
    ("terug", crate::overname::terug::STATEMENTS),
    ("project", crate::project::STATEMENTS),
    ("registratie", crate::registratie::STATEMENTS),
    ("rechtfeit", crate::rechtfeit::STATEMENTS),
    ("rechtmatigheid", crate::rechtmatigheid::STATEMENTS),
    ("regels", crate::vernietigingslijst::REGELS),
    ("segment", crate::segment::STATEMENTS),
    ("prognose", crate::prognose::STATEMENTS),
    ("scenario", crate::scenario::STATEMENTS),
    ("sessie", crate::sessie::STATEMENTS),
    ("signaal", crate::signaal::STATEMENTS),
    ("specialisme", crate::specialisme::STATEMENTS),
    ("planning", crate::planning::STATEMENTS),
    ("recent", crate::planning::RECENT_STATEMENTS),
    ("vanzelf", crate::planning::vanzelf::STATEMENTS),
    ("sluitingsdag", crate::sluitingsdag::STATEMENTS),
    ("statistiek", crate::statistiek::STATEMENTS),
    ("steekproef", crate::steekproef::STATEMENTS),
    ("tabellen", crate::vernietigingslijst::TABELLEN),
    ("toewijzing", crate::toewijzing::STATEMENTS),
    ("uitbak", crate::uitbak::STATEMENTS),
    ("uitkering", crate::uitkering::STATEMENTS),
    ("verdeling", crate::verdeling::STATEMENTS),
    ("verlagingstabel", crate::verlagingstabel::STATEMENTS),
    ("vastlegging", crate::project::vastlegging::STATEMENTS),
    ("vernietigingslijst", crate::vernietigingslijst::STATEMENTS),
    ("verwijzing", crate::verwijzing::STATEMENTS),
    ("werkrooster", crate::werkrooster::STATEMENTS),
    ("wissen", crate::logboek::wissen::STATEMENTS),
    ("zoeken", crate::zoeken::STATEMENTS),
];

/// The statements that run before it is known which municipality is meant.
const GLOBAL: &[&str] = &[
    "agendafeed FIND",
    "db VERSION",
    "gebruiker FIND_LOGIN",
    "gemeente LIST",
    "gemeente FIND_CHECK",
    "gemeente INSERT_CHECK",
    "gemeente FIND_DEMO",
    "gemeente SET_DEMO",
    "sessie INSERT",
    "sessie FIND",
    "sessie TOUCH",
    "sessie DELETE",
    "sessie DELETE_EXPIRED",
    "sessie FIND_ATTEMPTS",
    "sessie COUNT_ATTEMPT",
    "sessie UNCOUNT_ATTEMPT",
    "sessie DELETE_ATTEMPTS",
    "sessie FORGET_ATTEMPTS",
];

/// A name no other test has, now or in an earlier run.
fn unique() -> String {
    use std::hash::{BuildHasher as _, Hasher as _};
    format!("{:016x}", std::hash::RandomState::new().build_hasher().finish())
}

/// A fresh database of each kind, with tables.
pub(crate) async fn both() -> [Database; 2] {
    let name = format!("kb_{}", unique());
    let sqlite = DatabaseUrl::Sqlite(std::env::temp_dir().join(format!("{name}.db")));
    let server = std::env::var("KLANTBEELD_TEST_POSTGRES")
        .expect("KLANTBEELD_TEST_POSTGRES names a PostgreSQL server; run through `bin/postgres-tijdelijk`");
    let postgres = crate::make_test_database(&server, &name).await;
    let sleutels = || Sleutels::new(&Geheim::new([7; 32]));
    let one = Database::connect(&sqlite, sleutels(), true).await.unwrap();
    let two = Database::connect(&postgres, sleutels(), true).await.unwrap();
    for database in [&one, &two] {
        database.migrate().await.unwrap();
        database.migrate().await.unwrap();
    }
    [one, two]
}

pub(crate) fn regel(handeling: &'static str) -> Regel {
    Regel {
        moment: "2026-11-22T10:00:00Z".parse().unwrap(),
        gebruiker: None,
        handeling,
        object: None,
        klant: None,
        doel: Doel::Beheer,
        details: "{}".into(),
    }
}

/// Files that put the text of a statement together, because it depends on how many rows there are or on what a visitor
/// filters by. Each names the municipality in its own words; stories with two municipalities hold them to it.
const DYNAMIC: &[&str] = &[
    "basis/inzage.rs",
    "bulk.rs",
    "bulk/contact.rs",
    "bulk/dossier.rs",
    "bulk/plannen.rs",
    "bulk/stapel.rs",
    "contact/brief.rs",
    "contact/contactstand.rs",
    "contact/contactstand/schrijven.rs",
    "contact/herberekening.rs",
    "contact/planning.rs",
    "db.rs",
    "db/bijwerken.rs",
    "dossier/klantstand.rs",
    "invoer.rs",
    "invoer/indexen.rs",
    "invoer/kopie.rs",
    "invoer/wijzigen.rs",
    "recht/onderzoek.rs",
    "recht/opdracht.rs",
    "recht/steekproef.rs",
    "recht/vernietigingslijst.rs",
    "recht/vernietigingslijst/tabellen.rs",
    "team/caseload/vraag.rs",
    "team/registratie.rs",
    "team/verdeling.rs",
];

fn source_files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source_files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_statement_stands_where_a_test_finds_it() {
    let src = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut files = Vec::new();
    source_files(src, &mut files);
    for path in files {
        let place = path.strip_prefix(src).unwrap().to_string_lossy().into_owned();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if path.extension().is_none_or(|kind| kind != "rs") || ["tests.rs", "sql.rs"].contains(&place.as_str()) {
            continue;
        }
        let declares = text.lines().any(|line| line.starts_with("statements! {"));
        assert_eq!(declares, MODULES.iter().any(|(module, _)| *module == name), "{place} in MODULES");
        let dynamic = ["sqlx::query", "QueryBuilder", "AssertSqlSafe", "insert_many!", "stapel!("]
            .iter()
            .any(|word| text.contains(word));
        assert_eq!(dynamic, DYNAMIC.contains(&place.as_str()), "{place}: a statement outside `statements!`");
        for (_, rest) in text.match_indices("\"insert into ").map(|(at, found)| text.split_at(at + found.len())) {
            let statement = rest.split('"').next().unwrap_or_default();
            let Some((_, columns)) = statement.split_once('(') else { continue };
            assert!(columns.starts_with("gemeente") || !dynamic, "{place}: insert into {statement}");
        }
    }
}

/// `$1` is bound to the municipality by the macros; here the text is read: each table it names is compared with it.
#[test]
fn every_statement_is_bound_to_a_municipality() {
    for (module, statements) in MODULES {
        for (name, sql) in *statements {
            let place = format!("{module} {name}");
            let text = sql.0.split_whitespace().collect::<Vec<_>>().join(" ");
            if GLOBAL.contains(&place.as_str()) {
                continue;
            }
            let inserts =
                text.starts_with("insert into") && text.contains("(gemeente, ") && text.contains("values ($1,");
            let first = inserts && !text.contains("select") || text.contains("gemeente = $1");
            assert!(first, "{place} does not compare `gemeente` with $1");
            // Every further table joins on the municipality too.
            for joined in text.split(" join ").skip(1).filter(|joined| !joined.starts_with('(')) {
                let mut words = joined.split_whitespace();
                let (table, alias) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                let name = if alias == "on" { table } else { alias };
                let bound = text.contains(&format!("{name}.gemeente")) || table == "w";
                assert!(bound, "{place} joins {table} without its municipality");
            }
        }
    }
}

#[tokio::test]
async fn every_statement_is_prepared_on_both_databases() {
    for database in both().await {
        let mut reader = database.read(Gemeente::HAARLEM).await.unwrap();
        let mut inzage = database.read_inzage(Gemeente::HAARLEM).await.unwrap();
        for (module, statements) in MODULES {
            let reader = if *module == "inzage" { &mut inzage } else { &mut reader };
            for (name, sql) in *statements {
                prepare(reader.connection(), sql.0).await.unwrap_or_else(|error| panic!("{module} {name}: {error}"));
            }
        }
        for filter in filters() {
            for cursor in [None, Some(cursor(filter.sortering, false)), Some(cursor(filter.sortering, true))] {
                let today = crate::caseload::Peildag::gewoon(jiff::civil::date(2026, 11, 22));
                crate::caseload::page(&mut reader, &filter, today, cursor.as_ref(), 50).await.unwrap();
                crate::caseload::page_and_count(&mut reader, &filter, today, cursor.as_ref(), 50, 100).await.unwrap();
            }
        }
    }
}

async fn prepare(connection: Connection<'_>, text: &'static str) -> sqlx::Result<()> {
    match connection {
        Connection::Sqlite(connection) => connection.prepare(Sql(text).into_sql_str()).await.map(|_| ()),
        Connection::Postgres(connection) => connection.prepare(Sql(text).into_sql_str()).await.map(|_| ()),
    }
}

fn cursor(sortering: Sortering, terug: bool) -> Cursor {
    let waarde = match sortering {
        Sortering::Naam => "meer, johan van der".to_owned(),
        Sortering::VolgendGesprek => "2026-11-23T09:30:00Z".to_owned(),
        _ => "2026-11-22".to_owned(),
    };
    Cursor { waarde, klant: Uuid::from_u128(1).into(), terug }
}

/// Every sorting with every filter on and off.
fn filters() -> Vec<Filter> {
    use domain::contactstand::Contactstatus::TeLaat;
    let mut filters = Vec::new();
    for sortering in Sortering::ALLE {
        for aflopend in [false, true] {
            filters.push(Filter { sortering, aflopend, ..Filter::default() });
            for beurt in domain::contactstand::Contactstatus::ALLE {
                let klantmanager = aflopend.then(|| Uuid::from_u128(2).into());
                filters.push(Filter { klantmanager, beurt: Some(beurt), sortering, aflopend, ..Filter::default() });
            }
            filters.push(Filter { team: Some(Uuid::from_u128(3).into()), sortering, aflopend, ..Filter::default() });
            for (doelgroep, beurt) in [("vijftig_plus", None), ("statushouder", None), ("statushouder", Some(TeLaat))] {
                let doelgroep = Some(doelgroep.to_owned());
                filters.push(Filter { doelgroep: doelgroep.clone(), beurt, sortering, aflopend, ..Filter::default() });
                let klantmanager = Some(Uuid::from_u128(2).into());
                filters.push(Filter { klantmanager, doelgroep, beurt, sortering, aflopend, ..Filter::default() });
            }
            for klantmanager in [None, Some(Uuid::from_u128(2).into())] {
                filters.push(Filter { klantmanager, plan_ontbreekt: true, sortering, aflopend, ..Filter::default() });
                for registratie in [Registratie::SegmentOud, Registratie::EindeZonderReden] {
                    filters.push(Filter { klantmanager, registratie, sortering, aflopend, ..Filter::default() });
                }
            }
            for waarneming in [Waarneming::Alleen, Waarneming::Met] {
                let klantmanager = Some(Uuid::from_u128(2).into());
                filters.push(Filter { klantmanager, waarneming, sortering, aflopend, ..Filter::default() });
            }
            for (bestand, contact, ontheffing) in [
                (Bestand::Alle, Contact::Alle, OntheffingFilter::Alle),
                (Bestand::Beeindigd, Contact::UitBeeld, OntheffingFilter::Geldt),
                (Bestand::Lopend, Contact::Gepland, OntheffingFilter::LooptAf),
                (Bestand::Lopend, Contact::NietGepland, OntheffingFilter::Geen),
                (Bestand::Lopend, Contact::NietUitgenodigd, OntheffingFilter::Geen),
            ] {
                filters.push(Filter {
                    klantmanager: Some(Uuid::from_u128(2).into()),
                    team: None,
                    waarneming: Waarneming::Zonder,
                    segment: Some("overbrugbare_afstand".into()),
                    wijk: Some("Schalkwijk".into()),
                    leefvorm: Some(domain::klant::Leefvorm::Gehuwden),
                    bestand,
                    contact,
                    ontheffing,
                    doelgroep: None,
                    beurt: None,
                    plan_ontbreekt: false,
                    registratie: Registratie::Alle,
                    sortering,
                    aflopend,
                });
            }
        }
    }
    filters
}

#[tokio::test]
async fn the_log_only_grows_and_a_changed_line_is_found() {
    for database in both().await {
        crate::gemeente::add(&database, Gemeente::HAARLEM, "Haarlem", regel("gemeente.toegevoegd")).await.unwrap();
        for _ in 0..3 {
            let writer = database.write(Gemeente::HAARLEM).await.unwrap();
            writer.commit(regel("proef.gedaan"), &[regel("proef.herhaald")]).await.unwrap();
        }
        let mut reader = database.read(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(crate::logboek::verify(&mut reader).await.unwrap().unwrap().nummer, 7);
        drop(reader);
        let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
        for attempt in ["update logboek set details = '{\"x\":1}' where gemeente = '0392'", "delete from logboek"] {
            let refused = raw(writer.connection(), attempt).await;
            assert!(refused.is_err(), "{attempt}");
            drop(writer);
            writer = database.write(Gemeente::HAARLEM).await.unwrap();
        }
        // Somebody with the database's own password who first takes the lock off is still found out.
        let unlock = match writer.connection() {
            Connection::Sqlite(_) => "drop trigger logboek_blijft; drop trigger logboek_blijft_staan",
            Connection::Postgres(_) => "alter table logboek disable trigger all",
        };
        raw(writer.connection(), unlock).await.unwrap();
        raw(writer.connection(), "delete from logboek where nummer = 7").await.unwrap();
        assert_eq!(crate::logboek::verify(&mut writer).await.unwrap(), Err(7), "the last line was cut off");
        raw(writer.connection(), "update logboek set details = '{\"x\":1}' where nummer = 4").await.unwrap();
        assert_eq!(crate::logboek::verify(&mut writer).await.unwrap(), Err(4));
    }
}

#[tokio::test]
async fn a_line_before_the_first_is_found() {
    for database in both().await {
        crate::gemeente::add(&database, Gemeente::HAARLEM, "Haarlem", regel("gemeente.toegevoegd")).await.unwrap();
        let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
        let erbij = "insert into logboek (gemeente, nummer, moment, handeling, doel, details, hash)
            select gemeente, -7, moment, 'klant.valse_regel', doel, '{}', hash from logboek where nummer = 1";
        raw(writer.connection(), erbij).await.unwrap();
        assert_eq!(crate::logboek::verify(&mut writer).await.unwrap(), Err(1));
    }
}

pub(crate) async fn raw(connection: Connection<'_>, text: &'static str) -> sqlx::Result<()> {
    match connection {
        Connection::Sqlite(connection) => connection.execute(text).await.map(|_| ()),
        Connection::Postgres(connection) => connection.execute(text).await.map(|_| ()),
    }
}

#[tokio::test]
async fn a_change_without_a_log_line_is_undone() {
    for database in both().await {
        crate::gemeente::add(&database, Gemeente::HAARLEM, "Haarlem", regel("gemeente.toegevoegd")).await.unwrap();
        let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
        crate::gebruiker::insert_team(&mut writer, Uuid::from_u128(1).into(), "Team Oost").await.unwrap();
        drop(writer);
        let mut reader = database.read(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(crate::gebruiker::teams(&mut reader).await.unwrap(), Vec::new());
    }
}

#[tokio::test]
async fn another_key_is_noticed_before_anything_is_read() {
    let path = std::env::temp_dir().join(format!("kb_{}.db", unique()));
    let url = DatabaseUrl::Sqlite(path);
    let database = Database::connect(&url, Sleutels::new(&Geheim::new([1; 32])), true).await.unwrap();
    database.migrate().await.unwrap();
    crate::gemeente::check_key(&database).await.unwrap();
    crate::gemeente::check_key(&database).await.unwrap();
    database.close().await;
    let other = Database::connect(&url, Sleutels::new(&Geheim::new([2; 32])), false).await.unwrap();
    assert!(matches!(crate::gemeente::check_key(&other).await, Err(Error::WrongKey)));
}

/// The last migration becomes one that this program does not have.
const LATER_VERSION: &str = "update _sqlx_migrations set version = 9999, checksum = x'00'
    where version = (select max(version) from _sqlx_migrations)";

#[tokio::test]
async fn a_database_without_its_access_lines_or_of_another_version_is_not_opened() {
    let path = std::env::temp_dir().join(format!("kb_{}.db", unique()));
    let url = DatabaseUrl::Sqlite(path.clone());
    let sleutels = || Sleutels::new(&Geheim::new([1; 32]));
    let database = Database::connect(&url, sleutels(), true).await.unwrap();
    assert!(matches!(database.check_version().await, Err(Error::Schema(_))), "no tables yet");
    database.migrate().await.unwrap();
    database.check_version().await.unwrap();
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    raw(writer.connection(), LATER_VERSION).await.unwrap();
    writer.commit_logged().await.unwrap();
    assert!(matches!(database.check_version().await, Err(Error::Schema(_))), "of a later version");
    assert!(matches!(database.migrate().await, Err(Error::OtherVersion(_))));
    database.close().await;
    std::fs::remove_file(DatabaseUrl::inzage_file(&path)).unwrap();
    assert!(matches!(Database::connect(&url, sleutels(), false).await, Err(Error::NoAccessLog(_))));
}

#[test]
fn database_urls() {
    let sqlite = |path: &str| Ok(DatabaseUrl::Sqlite(path.into()));
    assert_eq!("sqlite:a.db".parse(), sqlite("a.db"));
    assert_eq!("sqlite:///var/lib/a.db".parse(), sqlite("/var/lib/a.db"));
    assert_eq!("a.db".parse(), sqlite("a.db"));
    assert!(matches!("postgres://kb:geheim@localhost/kb".parse(), Ok(DatabaseUrl::Postgres(_))));
    for wrong in ["", "mysql://x/y", "sqlite:", "postgres://[kapot"] {
        assert!(wrong.parse::<DatabaseUrl>().is_err(), "{wrong}");
    }
    let url: DatabaseUrl = "postgres://kb:geheim@localhost/haarlem".parse().unwrap();
    assert!(!url.zonder_wachtwoord().contains("geheim"));
    assert_eq!(url.default_key_file(), std::path::PathBuf::from("haarlem.sleutel"));
}

/// The tables that grow with the municipality. A page that reads one of them from end to end is slow in a large town.
const LARGE: &[&str] = &[
    "klant",
    "klant_zoeknaam",
    "klantstand",
    "contactstand",
    "maatwerk",
    "uitkering",
    "toewijzing",
    "segmentering",
    "gesprek",
    "ontheffing",
    "logboek",
    "inzage",
    "brief",
    "concept",
    "planronde_klant",
    "project_deelname",
    "plan",
    "plan_stap",
    "signaal",
    "overname_klant",
    "onderzoek",
    "poort",
    "steekproef_klant",
    "besluit",
    "opdracht",
    "vernietigingsstuk",
    "keuring",
    "heroverweging",
    "eindebesluit",
    "verwijzing",
    "registratie_meting",
];

/// Statements that are meant to read a whole table: an import compares all, an evaluation counts all.
const WHOLE: &[&str] = &["project COUNT_DEELNAMES", "steekproef POPULATIE"];

/// Two columns of text, from SQLite.
pub(crate) async fn names(reader: &mut crate::Reader, text: &'static str) -> Vec<(String, String)> {
    let Connection::Sqlite(connection) = reader.connection() else { return Vec::new() };
    sqlx::query_as(text).fetch_all(connection).await.unwrap()
}

/// What SQLite knows of a filled town (`sqlite_stat1` of the demonstration with 3,300 clients): table, index, rows and rows per value.
/// Without the tables that have under a hundred rows there: of those a real town has more.
const STATISTIEK: &str = include_str!("tests/statistiek.csv");

/// Lets SQLite plan as it does in a filled town: in an empty one it guesses, and may guess better.
async fn fill_in_statistics(database: &Database) {
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    raw(writer.connection(), "analyze").await.unwrap();
    raw(writer.connection(), "delete from sqlite_stat1").await.unwrap();
    for line in STATISTIEK.lines() {
        let [tabel, index, stat] = line.split(';').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let Connection::Sqlite(connection) = writer.connection() else { return };
        sqlx::query("insert into sqlite_stat1 (tbl, idx, stat) values ($1, nullif($2, ''), $3)")
            .bind(tabel)
            .bind(index)
            .bind(stat)
            .execute(connection)
            .await
            .unwrap();
    }
    writer.commit_logged().await.unwrap();
}

/// Asks SQLite how it would run each statement: through an index, or through the whole table.
#[tokio::test]
async fn no_statement_reads_a_large_table_from_end_to_end() {
    let [database, _] = both().await;
    through_an_index(&database).await;
}

#[tokio::test]
async fn neither_does_one_in_a_town_that_is_filled() {
    let url = DatabaseUrl::Sqlite(std::env::temp_dir().join(format!("kb_{}.db", unique())));
    let open = |new| Database::connect(&url, Sleutels::new(&Geheim::new([1; 32])), new);
    let database = open(true).await.unwrap();
    database.migrate().await.unwrap();
    fill_in_statistics(&database).await;
    database.close().await;
    // A connection learns the statistics when it opens.
    let database = open(false).await.unwrap();
    through_an_index(&database).await;
}

async fn through_an_index(database: &Database) {
    let mut reader = database.read(Gemeente::HAARLEM).await.unwrap();
    let mut inzage = database.read_inzage(Gemeente::HAARLEM).await.unwrap();
    for (module, statements) in MODULES {
        let reader = if *module == "inzage" { &mut inzage } else { &mut reader };
        for (name, sql) in *statements {
            let place = format!("{module} {name}");
            if sql.0.starts_with("insert") || WHOLE.contains(&place.as_str()) {
                continue;
            }
            for step in plan(reader, sql.0).await {
                let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
                // An alias is the first letter or two of its table; the text of the statement tells which.
                let meant = LARGE.iter().find(|large| **large == table || sql.0.contains(&format!("{large} {table} ")));
                assert!(meant.is_none(), "{place}: {step}");
            }
        }
    }
    let today = crate::caseload::Peildag::gewoon(jiff::civil::date(2026, 11, 22));
    for filter in filters() {
        for weg in [Weg::Volgorde, Weg::Weinig] {
            let mut voorwaarden = Voorwaarden::of(&filter, today);
            let place = cursor(filter.sortering, false);
            let text = page_sql(&filter, &mut voorwaarden, Some(&place), crate::Soort::Sqlite, weg, 50).unwrap();
            for step in plan(&mut reader, &text).await {
                assert!(!step.starts_with("SCAN s") && !step.starts_with("SCAN c"), "{filter:?}, {weg:?}: {step}");
            }
        }
    }
}

async fn plan(reader: &mut crate::Reader, text: &str) -> Vec<String> {
    let Connection::Sqlite(connection) = reader.connection() else { return Vec::new() };
    let text = sqlx::AssertSqlSafe(format!("explain query plan {text}"));
    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(text).fetch_all(connection).await.unwrap();
    rows.into_iter().map(|(.., step)| step).collect()
}

#[tokio::test]
async fn a_full_disk_is_told_apart_and_undoes_everything() {
    let [database, _] = both().await;
    crate::gemeente::add(&database, Gemeente::HAARLEM, "Haarlem", regel("gemeente.toegevoegd")).await.unwrap();
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    // SQLite refuses to grow beyond this many pages, as it would on a disk without room.
    raw(writer.connection(), "pragma max_page_count = 1").await.unwrap();
    let mut failed = None;
    for number in 0..5_000 {
        let name = format!("Team {number} {}", "x".repeat(500));
        if let Err(error) = crate::gebruiker::insert_team(&mut writer, Uuid::from_u128(number).into(), &name).await {
            failed = Some(error);
            break;
        }
    }
    assert!(matches!(failed, Some(Error::DiskFull(_))), "{failed:?}");
    drop(writer);
    let mut reader = database.read(Gemeente::HAARLEM).await.unwrap();
    assert_eq!(crate::gebruiker::teams(&mut reader).await.unwrap(), Vec::new());
    assert_eq!(crate::logboek::verify(&mut reader).await.unwrap().unwrap().nummer, 1);
    drop(reader);
    // When there is room again, writing goes on: the connection that ran into it is made anew.
    let writer = database.write(Gemeente::HAARLEM).await.unwrap();
    writer.commit(regel("gemeente.bekeken"), &[]).await.unwrap();
}
