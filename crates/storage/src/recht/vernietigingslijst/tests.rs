//! The chain of the log holds after what it says of destroyed dossiers is gone, and shows tampering as before.

use domain::{
    bewaartermijn::{Stuk, Stuksoort},
    gebruiker::{Gebruiker, Rol},
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    logboek::Regel,
    vernietigingslijst::Handtekening,
};
use jiff::civil::date;
use uuid::Uuid;

use super::{Kandidaat, Zaak, find, insert, te_doen, vernietig_partij};
use crate::{
    Database,
    db::Connection,
    logboek::{self, wissen},
    tests::{both, raw, regel},
};

const ANNA: Uuid = Uuid::from_u128(0xA);
const BART: Uuid = Uuid::from_u128(0xB);

fn over(klant: Uuid, details: &str) -> Regel {
    Regel { object: Some(klant), klant: Some(klant.into()), details: details.to_owned(), ..regel("proef.gedaan") }
}

const DOOR: Uuid = Uuid::from_u128(1);

/// Somebody whose name stands beside what is done.
async fn beheer(database: &Database) {
    crate::gemeente::add(database, Gemeente::HAARLEM, "Haarlem", regel("gemeente.toegevoegd")).await.unwrap();
    let beheer = Gebruiker {
        id: DOOR.into(),
        gemeente: Gemeente::HAARLEM,
        gebruikersnaam: "beheer".parse().unwrap(),
        naam: "Applicatiebeheer".to_owned(),
        rol: Rol::Beheerder,
        team: None,
        actief: true,
    };
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    crate::gebruiker::insert(&mut writer, &beheer, "geen").await.unwrap();
    writer.commit(regel("gebruiker.toegevoegd"), &[]).await.unwrap();
}

fn wie() -> Handtekening {
    Handtekening { door: GebruikerId::from(DOOR), op: date(2026, 11, 23) }
}

/// Lines 3 and 4 are about Anna, 5 about Bart, 6 is of the list; what Anna's say is destroyed, and 7 accounts for that.
async fn gewist(database: &Database) {
    beheer(database).await;
    let writer = database.write(Gemeente::HAARLEM).await.unwrap();
    let regels = [over(ANNA, "{\"bedrag\":2}"), over(BART, "{\"bedrag\":3}")];
    writer.commit(over(ANNA, "{\"bedrag\":1}"), &regels).await.unwrap();

    let lijst = Uuid::from_u128(2).into();
    let klant: KlantId = ANNA.into();
    let stuk = Stuk { kenmerk: ANNA.to_string(), soort: Stuksoort::UitkeringVerstrekt, begin: Some(date(2015, 1, 31)) };
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    insert(&mut writer, lijst, wie(), &[Kandidaat { stuk, zaak: Zaak::Dossier, klant }]).await.unwrap();
    writer.commit(regel("vernietigingslijst.voorgesteld"), &[]).await.unwrap();
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    let gewist = wissen::wis(&mut writer, lijst, 0, Uuid::from_u128(3)).await.unwrap();
    assert_eq!(gewist.regels(), 2);
    writer.commit(gewist.regel(&regel("logboek.gewist")), &[]).await.unwrap();
}

#[tokio::test]
async fn the_chain_holds_when_what_it_says_of_a_dossier_is_destroyed() {
    for database in both().await {
        gewist(&database).await;
        let mut reader = database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = logboek::page(&mut reader, 0, 100).await.unwrap();
        let details: Vec<&str> = regels.iter().map(|regel| regel.details.as_str()).collect();
        assert_eq!(details[2..5], ["", "", "{\"bedrag\":3}"]);
        assert!(details[6].contains("\"regels\":2"), "{}", details[6]);
        assert_eq!(logboek::verify(&mut reader).await.unwrap().unwrap().nummer, 7);
        assert_eq!(logboek::gewist(&mut reader).await.unwrap(), (2, 1));
        drop(reader);
        // And goes on.
        let writer = database.write(Gemeente::HAARLEM).await.unwrap();
        writer.commit(over(BART, "{}"), &[]).await.unwrap();
        let mut reader = database.read(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(logboek::verify(&mut reader).await.unwrap().unwrap().nummer, 8);
    }
}

#[tokio::test]
async fn tampering_is_found_beside_what_was_destroyed() {
    const OUT: &str = "update logboek set details = '', gewist = (select";
    let attempts: [(&str, i64); 8] = [
        ("update logboek set details = '{\"bedrag\":9}' where nummer = 5", 5),
        ("update logboek set details = '{\"bedrag\":9}' where nummer = 3", 7),
        ("update logboek set handeling = 'proef.anders' where nummer = 4", 7),
        ("update logboek set hash = (select p.hash from logboek p where p.nummer = 5) where nummer = 3", 7),
        ("update logboek set gewist = null where nummer = 4", 4),
        (
            "update logboek set details = '', gewist = (select p.gewist from logboek p where p.nummer = 4) where nummer = 5",
            7,
        ),
        ("update logboek set details = replace(details, '2', '3') where nummer = 7", 7),
        ("delete from logboek where nummer = 3", 3),
    ];
    for database in both().await {
        gewist(&database).await;
        for (attempt, found) in attempts {
            let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
            let refused = raw(writer.connection(), attempt).await;
            // Taking details out is what the lock lets through: that nothing accounts for it is what is found.
            assert_eq!(refused.is_err(), !attempt.starts_with(OUT), "{attempt}");
            drop(writer);
            let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
            let unlock = match writer.connection() {
                Connection::Sqlite(_) => "drop trigger logboek_blijft; drop trigger logboek_blijft_staan",
                Connection::Postgres(_) => "alter table logboek disable trigger all",
            };
            raw(writer.connection(), unlock).await.unwrap();
            raw(writer.connection(), attempt).await.unwrap();
            assert_eq!(logboek::verify(&mut writer).await.unwrap(), Err(found), "{attempt}");
        }
        // Details that nothing accounts for: the lock lets them be taken out, and it is found.
        let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
        let out = match writer.connection() {
            Connection::Sqlite(_) => {
                "update logboek set details = '', gewist = x'00000000000000000000000000000009' where nummer = 5"
            }
            Connection::Postgres(_) => {
                "update logboek set details = '', gewist = '00000000-0000-0000-0000-000000000009' where nummer = 5"
            }
        };
        raw(writer.connection(), out).await.unwrap();
        assert_eq!(logboek::verify(&mut writer).await.unwrap(), Err(5));
    }
}

/// Somebody withdrew on 11 October 2026, and somebody was refused on 22 November 2021.
const POORT_SQLITE: &str = "insert into poort (gemeente, id, klant_id, bsn_versleuteld, bsn_hash, voornamen, voorvoegsel, geslachtsnaam,
        geboortedatum, melding, stand, klaar_op, inhoud_versleuteld, gewijzigd_door, gewijzigd_op, versie) values
    ('0392', x'000000000000000000000000000000A1', x'000000000000000000000000000000B1', x'00', x'01', 'Cor', '', 'Bos', '1990-01-01',
        '2026-10-01', 'ingetrokken', '2026-10-11', x'00', x'00000000000000000000000000000001', '2026-10-11T10:00:00Z', 1),
    ('0392', x'000000000000000000000000000000A2', x'000000000000000000000000000000B2', x'00', x'02', 'Dora', '', 'Duin', '1990-01-01',
        '2021-10-01', 'geweigerd', '2021-11-22', x'00', x'00000000000000000000000000000001', '2021-11-22T10:00:00Z', 1)";
const POORT_POSTGRES: &str = "insert into poort (gemeente, id, klant_id, bsn_versleuteld, bsn_hash, voornamen, voorvoegsel,
        geslachtsnaam, geboortedatum, melding, stand, klaar_op, inhoud_versleuteld, gewijzigd_door, gewijzigd_op, versie) values
    ('0392', '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b1', ''::bytea, '1'::bytea, 'Cor', '', 'Bos',
        '1990-01-01', '2026-10-01', 'ingetrokken', '2026-10-11', ''::bytea, '00000000-0000-0000-0000-000000000001',
        '2026-10-11T10:00:00Z', 1),
    ('0392', '00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000b2', ''::bytea, '2'::bytea, 'Dora', '', 'Duin',
        '1990-01-01', '2021-10-01', 'geweigerd', '2021-11-22', ''::bytea, '00000000-0000-0000-0000-000000000001',
        '2021-11-22T10:00:00Z', 1)";

#[tokio::test]
async fn a_case_that_was_broken_off_goes_after_42_days_and_a_refusal_after_five_years() {
    for database in both().await {
        beheer(&database).await;
        let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
        let text = match writer.connection() {
            Connection::Sqlite(_) => POORT_SQLITE,
            Connection::Postgres(_) => POORT_POSTGRES,
        };
        raw(writer.connection(), text).await.unwrap();
        // What the log says of a case need not name a client.
        let zaak = Uuid::from_u128(0xA1);
        let melding = Regel { object: Some(zaak), details: "{\"leeftijd\":36}".to_owned(), ..regel("poort.gemeld") };
        writer.commit(melding, &[]).await.unwrap();

        let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
        let op = [date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)];
        let mut soorten = Vec::new();
        for dag in op {
            let kandidaten = te_doen(&mut writer, dag, 10).await.unwrap();
            soorten.push(kandidaten.iter().map(|kandidaat| kandidaat.stuk.soort).collect::<Vec<_>>());
        }
        let (afgebroken, geweigerd) = (Stuksoort::AanvraagAfgebroken, Stuksoort::AanvraagGeweigerd);
        assert_eq!(soorten, [vec![], vec![], vec![afgebroken, geweigerd]], "42 days, and five years, have passed");

        let lijst = Uuid::from_u128(2).into();
        let kandidaten = te_doen(&mut writer, op[2], 10).await.unwrap();
        insert(&mut writer, lijst, wie(), &kandidaten).await.unwrap();
        assert_eq!(te_doen(&mut writer, op[2], 10).await.unwrap(), Vec::new(), "on one list at a time");
        let partij = vernietig_partij(&mut writer, lijst, Uuid::from_u128(3), op[2]).await.unwrap().unwrap();
        assert_eq!((partij.vernietigd, partij.weggelaten, partij.gewist.regels()), (2, 0, 1));
        let regel = partij.regel(&regel("logboek.gewist"));
        writer.commit(regel, &[]).await.unwrap();
        let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(vernietig_partij(&mut writer, lijst, Uuid::from_u128(4), op[2]).await.unwrap(), None);
        let stukken = find(&mut writer, lijst).await.unwrap().unwrap().lijst.stukken;
        assert_eq!(stukken.len(), 2, "they stand on the list as gone");
        assert_eq!(te_doen(&mut writer, date(2099, 1, 1), 10).await.unwrap(), Vec::new(), "and are in no table");
        logboek::verify(&mut writer).await.unwrap().expect("the chain holds");
    }
}
