//! Which tables a dossier is in, in the order in which they are emptied: what refers to a row goes before it.
//!
//! A new table that holds something of a client gets a line in [`VOLGORDE`]; one that does not, a reason in [`BLIJFT`]. A test
//! compares both with the tables there are, and the order with their foreign keys. `$2` is the list and `$3` the batch.

use domain::id::VernietigingslijstId;

use crate::{Result, Writer, db::Connection, sql::Sql};

/// The clients whose dossiers stand in this batch.
macro_rules! klanten {
    ($begin:literal) => {
        concat!(
            $begin,
            " (select v.klant_id from vernietigingsstuk v
            where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' and v.zaak = 'dossier')"
        )
    };
}

/// Their conversations.
macro_rules! gesprekken {
    ($begin:literal) => {
        concat!(
            $begin,
            " (select g.id from gesprek g
            join vernietigingsstuk v on v.gemeente = g.gemeente and v.klant_id = g.klant_id
            where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' and v.zaak = 'dossier')"
        )
    };
}

/// Records that stand in this batch by themselves.
macro_rules! stukken {
    ($begin:literal, $zaak:literal) => {
        concat!(
            $begin,
            " (select v.object_id from vernietigingsstuk v
            where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' and v.zaak = '",
            $zaak,
            "')"
        )
    };
}

statements! {
    CONCEPT = klanten!("delete from concept where gemeente = $1 and object_id in");
    CONCEPT_GESPREK = gesprekken!("delete from concept where gemeente = $1 and object_id in");
    CONCEPT_DEELNEMER = concat!("delete from concept where gemeente = $1 and object_id in (select d.id from deelnemer d
        where d.gemeente = $1 and ", gesprekken!("d.gesprek_id in"), ")");
    CONCEPT_RECHTMATIGHEID = concat!("delete from concept where gemeente = $1 and object_id in (select r.id from rechtmatigheid r
        where r.gemeente = $1 and ", gesprekken!("r.gesprek_id in"), ")");
    CONCEPT_STUK = "delete from concept where gemeente = $1 and object_id in (select v.object_id from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' and v.zaak <> 'dossier')";
    UITBAK = concat!("delete from uitbak where gemeente = $1 and brief_id in (select b.id from brief b
        where b.gemeente = $1 and ", klanten!("b.klant_id in"), ")");
    BRIEF = klanten!("delete from brief where gemeente = $1 and klant_id in");
    DEELNEMER = gesprekken!("delete from deelnemer where gemeente = $1 and gesprek_id in");
    BEOORDELING = gesprekken!("delete from beoordeling where gemeente = $1 and gesprek_id in");
    OPDRACHT = klanten!("delete from opdracht where gemeente = $1 and klant_id in");
    BESLUIT = klanten!("delete from besluit where gemeente = $1 and klant_id in");
    OPSCHORTING = klanten!("delete from opschorting where gemeente = $1 and klant_id in");
    ONDERZOEK = klanten!("delete from onderzoek where gemeente = $1 and klant_id in");
    ONDERZOEK_STUK = stukken!("delete from onderzoek where gemeente = $1 and id in", "onderzoek");
    RECHTMATIGHEID = gesprekken!("delete from rechtmatigheid where gemeente = $1 and gesprek_id in");
    RECHTMATIGHEID_STUK = stukken!("delete from rechtmatigheid where gemeente = $1 and id in", "rechtmatigheid");
    STEEKPROEF_KLANT = klanten!("delete from steekproef_klant where gemeente = $1 and klant_id in");
    PLANRONDE_KLANT = klanten!("delete from planronde_klant where gemeente = $1 and klant_id in");
    OVERNAME_GESPREK = gesprekken!("delete from overname_gesprek where gemeente = $1 and gesprek_id in");
    VERDELING_KLANT = klanten!("delete from verdeling_klant where gemeente = $1 and klant_id in");
    OVERNAME_KLANT = klanten!("delete from overname_klant where gemeente = $1 and klant_id in");
    PLAN_STAP = concat!("delete from plan_stap where gemeente = $1 and plan_id in (select p.id from plan p
        where p.gemeente = $1 and ", klanten!("p.klant_id in"), ")");
    PLAN = klanten!("delete from plan where gemeente = $1 and klant_id in");
    SIGNAAL = klanten!("delete from signaal where gemeente = $1 and klant_id in");
    KLANTBEELD = klanten!("delete from klantbeeld where gemeente = $1 and klant_id in");
    KLANT_DOELGROEP = klanten!("delete from klant_doelgroep where gemeente = $1 and klant_id in");
    MAATWERK = klanten!("delete from maatwerk where gemeente = $1 and klant_id in");
    EMAILAKKOORD = klanten!("delete from emailakkoord where gemeente = $1 and klant_id in");
    INKOMSTEN = klanten!("delete from inkomsten where gemeente = $1 and klant_id in");
    PAUZE = klanten!("delete from pauze where gemeente = $1 and klant_id in");
    HEROVERWEGING = klanten!("delete from heroverweging where gemeente = $1 and klant_id in");
    ONTHEFFING = klanten!("delete from ontheffing where gemeente = $1 and klant_id in");
    KEURING = klanten!("delete from keuring where gemeente = $1 and klant_id in");
    VERWIJZING = klanten!("delete from verwijzing where gemeente = $1 and klant_id in");
    SEGMENTERING = klanten!("delete from segmentering where gemeente = $1 and klant_id in");
    TOEWIJZING = klanten!("delete from toewijzing where gemeente = $1 and klant_id in");
    GESPREK = klanten!("delete from gesprek where gemeente = $1 and klant_id in");
    PROJECT_DEELNAME = klanten!("delete from project_deelname where gemeente = $1 and klant_id in");
    EINDEBESLUIT = klanten!("delete from eindebesluit where gemeente = $1 and klant_id in");
    POORT = klanten!("delete from poort where gemeente = $1 and klant_id in");
    POORT_STUK = stukken!("delete from poort where gemeente = $1 and id in", "poort");
    UITKERING = klanten!("delete from uitkering where gemeente = $1 and klant_id in");
    CONTACTSTAND = klanten!("delete from contactstand where gemeente = $1 and klant_id in");
    KLANTSTAND = klanten!("delete from klantstand where gemeente = $1 and klant_id in");
    KLANT_ZOEKNAAM = klanten!("delete from klant_zoeknaam where gemeente = $1 and klant_id in");
    KLANT = klanten!("delete from klant where gemeente = $1 and id in");
}

/// Table by table; a table with more than one way to a dossier stands here as often.
const VOLGORDE: &[(&str, Sql)] = &[
    ("concept", CONCEPT),
    ("concept", CONCEPT_GESPREK),
    ("concept", CONCEPT_DEELNEMER),
    ("concept", CONCEPT_RECHTMATIGHEID),
    ("concept", CONCEPT_STUK),
    ("uitbak", UITBAK),
    ("brief", BRIEF),
    ("deelnemer", DEELNEMER),
    ("beoordeling", BEOORDELING),
    ("opdracht", OPDRACHT),
    ("besluit", BESLUIT),
    ("opschorting", OPSCHORTING),
    ("onderzoek", ONDERZOEK),
    ("onderzoek", ONDERZOEK_STUK),
    ("rechtmatigheid", RECHTMATIGHEID),
    ("rechtmatigheid", RECHTMATIGHEID_STUK),
    ("steekproef_klant", STEEKPROEF_KLANT),
    ("planronde_klant", PLANRONDE_KLANT),
    ("overname_gesprek", OVERNAME_GESPREK),
    ("verdeling_klant", VERDELING_KLANT),
    ("overname_klant", OVERNAME_KLANT),
    ("plan_stap", PLAN_STAP),
    ("plan", PLAN),
    ("signaal", SIGNAAL),
    ("klantbeeld", KLANTBEELD),
    ("klant_doelgroep", KLANT_DOELGROEP),
    ("maatwerk", MAATWERK),
    ("emailakkoord", EMAILAKKOORD),
    ("inkomsten", INKOMSTEN),
    ("pauze", PAUZE),
    ("heroverweging", HEROVERWEGING),
    ("ontheffing", ONTHEFFING),
    ("keuring", KEURING),
    ("verwijzing", VERWIJZING),
    ("segmentering", SEGMENTERING),
    ("toewijzing", TOEWIJZING),
    ("gesprek", GESPREK),
    ("project_deelname", PROJECT_DEELNAME),
    ("eindebesluit", EINDEBESLUIT),
    ("poort", POORT),
    ("poort", POORT_STUK),
    ("uitkering", UITKERING),
    ("contactstand", CONTACTSTAND),
    ("klantstand", KLANTSTAND),
    ("klant_zoeknaam", KLANT_ZOEKNAAM),
    ("klant", KLANT),
];

/// The tables in which nothing is destroyed with a dossier, and why not.
#[cfg(test)]
const BLIJFT: &[(&str, &str)] = &[
    ("installatie", "the key check of the database"),
    ("gemeente", "the municipality"),
    ("team", "who works there"),
    ("gebruiker", "who works there"),
    ("gebruiker_discipline", "who works there"),
    ("sessie", "who is logged in; ends by itself"),
    ("inlogpoging", "hashes of names that were tried; forgotten by themselves"),
    ("codelijst", "words, of nobody"),
    ("agendafeed", "the hash of a secret of a colleague"),
    ("werkrooster", "when a colleague works"),
    ("afwezigheid", "when a colleague does not work"),
    ("sluitingsjaar", "of nobody"),
    ("sluitingsdag", "of nobody"),
    ("briefafzender", "the municipality"),
    ("briefsjabloon", "texts, of nobody"),
    ("contactnorm", "of nobody"),
    ("contactnorm_regel", "of nobody"),
    ("contactaandeel", "of nobody"),
    ("poortnorm", "of nobody"),
    ("scenario", "numbers about ways of working, of nobody"),
    ("opzet", "what a simulation starts from: groups, nobody"),
    ("prognose", "sums per month of a simulation, of nobody"),
    ("herberekening", "how far a run is; gone when it is done"),
    ("overname", "of colleagues; its clients and conversations stand apart and go"),
    ("specialisme", "what a colleague knows more of"),
    ("verdeling", "of colleagues; its clients stand apart and go"),
    ("planronde", "of colleagues; its clients stand apart and go"),
    ("steekproef", "how it was drawn, a number and a print; its clients stand apart and go"),
    ("verlagingsregel", "the municipality's own rules, of nobody"),
    ("registratie_maand", "numbers per month"),
    ("registratie_meting", "numbers per klantmanager and month"),
    ("project", "an evaluation of policy is kept (selection list 4.1); its clients stand apart and go"),
    ("project_rubriek", "headings of a report"),
    ("project_uren", "of hired staff"),
    ("project_factuur", "the books"),
    ("project_caseloadnorm", "of nobody"),
    ("project_contacturen", "of nobody"),
    ("project_vastlegging", "an evaluation of policy is kept (4.1): days and amounts, no id, name or number"),
    ("bewaartermijn_toets", "what the archivist confirmed"),
    ("vernietigingslijst", "the proof of what was destroyed"),
    ("vernietigingsstuk", "the proof of what was destroyed: ids of what is gone"),
    ("logboek", "lines stay in their chain; their details are destroyed, see logboek::wissen"),
    ("inzage", "lines stay in their chain; they hold ids only"),
    ("keten", "the last link of a chain"),
];

/// Empties a batch of a list out of all tables.
pub(super) async fn leeg(writer: &mut Writer, lijst: VernietigingslijstId, partij: i64) -> Result<()> {
    // Otherwise SQLite keeps what was deleted in the free pages of its file.
    if let Connection::Sqlite(connection) = writer.connection() {
        sqlx::query("pragma secure_delete = on").execute(connection).await?;
    }
    for (_, sql) in VOLGORDE {
        execute!(writer, *sql, lijst.uuid(), partij)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{BLIJFT, VOLGORDE};
    use crate::tests::{both, names};

    fn plaats(tabel: &str) -> Option<usize> {
        VOLGORDE.iter().rposition(|(is, _)| *is == tabel)
    }

    #[tokio::test]
    async fn every_table_is_emptied_with_a_dossier_or_says_why_not() {
        let [database, _] = both().await;
        let mut reader = database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        let mut inzage = database.read_inzage(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        let tables = "select name, name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '_sqlx%'";
        let mut alle = names(&mut reader, tables).await;
        alle.extend(names(&mut inzage, tables).await);
        for (tabel, _) in &alle {
            let blijft = BLIJFT.iter().any(|(is, waarom)| is == tabel && !waarom.is_empty());
            assert_ne!(blijft, plaats(tabel).is_some(), "{tabel} stands in VOLGORDE or, with a reason, in BLIJFT");
        }
        // Whoever names a client goes; what stays and names one all the same is listed here.
        let with_client = "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
            where m.type = 'table' and c.name = 'klant_id'";
        for (tabel, _) in names(&mut reader, with_client).await {
            let known = ["logboek", "vernietigingsstuk"].contains(&tabel.as_str());
            assert!(known || plaats(&tabel).is_some(), "{tabel} names clients and stays");
        }
    }

    #[tokio::test]
    async fn what_refers_to_a_row_goes_before_it() {
        let [database, _] = both().await;
        let mut reader = database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        let keys = "select m.name, k.\"table\" from sqlite_master m join pragma_foreign_key_list(m.name) k where m.type = 'table'";
        for (kind, ouder) in names(&mut reader, keys).await {
            let Some(daarna) = VOLGORDE.iter().position(|(is, _)| *is == ouder) else { continue };
            let eerst = plaats(&kind).unwrap_or_else(|| panic!("{kind} refers to {ouder} and stays"));
            assert!(kind == ouder || eerst < daarna, "{kind} refers to {ouder} and goes after it");
        }
    }
}
