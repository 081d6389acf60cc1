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

use super::{Kandidaat, Zaak, insert};
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

/// Lines 3 and 4 are about Anna, 5 about Bart, 6 is of the list; what Anna's say is destroyed, and 7 accounts for that.
async fn gewist(database: &Database) {
    crate::gemeente::add(database, Gemeente::HAARLEM, "Haarlem", regel("gemeente.toegevoegd")).await.unwrap();
    let door: GebruikerId = Uuid::from_u128(1).into();
    let beheer = Gebruiker {
        id: door,
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
    let writer = database.write(Gemeente::HAARLEM).await.unwrap();
    let regels = [over(ANNA, "{\"bedrag\":2}"), over(BART, "{\"bedrag\":3}")];
    writer.commit(over(ANNA, "{\"bedrag\":1}"), &regels).await.unwrap();

    let lijst = Uuid::from_u128(2).into();
    let klant: KlantId = ANNA.into();
    let stuk = Stuk { kenmerk: ANNA.to_string(), soort: Stuksoort::UitkeringVerstrekt, begin: Some(date(2015, 1, 31)) };
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    let wie = Handtekening { door, op: date(2026, 11, 23) };
    insert(&mut writer, lijst, wie, &[Kandidaat { stuk, zaak: Zaak::Dossier, klant }]).await.unwrap();
    writer.commit(regel("vernietigingslijst.voorgesteld"), &[]).await.unwrap();
    let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
    let gewist = wissen::wis(&mut writer, lijst, 0, Uuid::from_u128(3)).await.unwrap();
    assert_eq!(gewist.regels(), 2);
    writer.commit(gewist.regel(regel("logboek.gewist")), &[]).await.unwrap();
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
    let attempts: [(&str, i64); 8] = [
        ("update logboek set details = '{\"bedrag\":9}' where nummer = 5", 5),
        ("update logboek set details = '{\"bedrag\":9}' where nummer = 3", 7),
        ("update logboek set handeling = 'proef.anders' where nummer = 4", 7),
        ("update logboek set hash = (select p.hash from logboek p where p.nummer = 5) where nummer = 3", 7),
        ("update logboek set gewist = null where nummer = 4", 4),
        ("update logboek set details = '', gewist = (select p.gewist from logboek p where p.nummer = 4) where nummer = 5", 7),
        ("update logboek set details = replace(details, '2', '3') where nummer = 7", 7),
        ("delete from logboek where nummer = 3", 3),
    ];
    for database in both().await {
        gewist(&database).await;
        for (attempt, found) in attempts {
            let mut writer = database.write(Gemeente::HAARLEM).await.unwrap();
            let refused = raw(writer.connection(), attempt).await;
            assert!(refused.is_err(), "{attempt}: the log is locked");
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
            Connection::Sqlite(_) => "update logboek set details = '', gewist = x'00000000000000000000000000000009' where nummer = 5",
            Connection::Postgres(_) => {
                "update logboek set details = '', gewist = '00000000-0000-0000-0000-000000000009' where nummer = 5"
            }
        };
        raw(writer.connection(), out).await.unwrap();
        assert_eq!(logboek::verify(&mut writer).await.unwrap(), Err(5));
    }
}
