//! `klantbeeld logboek`: walks both chains of every municipality and says whether they are whole.

use std::process::ExitCode;

use domain::{geld::thousands, logboek::hex};
use storage::logboek::Schakel;

use super::{AnderFout, Opening};

pub(super) async fn controleer(opening: &Opening) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    let mut broken = false;
    for gemeente in storage::gemeente::list(&database).await? {
        let mut reader = database.read(gemeente.gemeente).await?;
        for (wat, gevonden) in [
            ("wijzigingen", storage::logboek::verify(&mut reader).await?),
            ("inzagen", storage::inzage::verify(&database, gemeente.gemeente).await?),
        ] {
            broken |= gevonden.is_err();
            println!("{}, {wat}: {}", gemeente.naam, in_woorden(gevonden));
        }
        let (regels, verantwoord) = storage::logboek::gewist(&mut reader).await?;
        if regels > 0 {
            let (regels, verantwoord) = (thousands(regels.unsigned_abs()), thousands(verantwoord.unsigned_abs()));
            println!(
                "{}, vernietigd: de inhoud van {regels} regels, verantwoord in {verantwoord} regels",
                gemeente.naam
            );
        }
    }
    database.close().await;
    if broken {
        println!("Een keten is gebroken: er is buiten Klantbeeld om in het logboek gewijzigd of verwijderd.");
        println!("Bewaar deze database zoals zij is, en vergelijk met de laatste schakel die u eerder bewaarde.");
        return Ok(ExitCode::from(1));
    }
    println!("Alle ketens zijn heel. Bewaar de laatste schakels buiten deze server.");
    Ok(ExitCode::SUCCESS)
}

fn in_woorden(gevonden: Result<Schakel, i64>) -> String {
    match gevonden {
        Ok(schakel) => {
            let aantal = thousands(schakel.nummer.unsigned_abs());
            format!("{aantal} regels, heel, laatste schakel {}", hex(&schakel.hash))
        }
        Err(nummer) => format!("GEBROKEN bij regel {}", thousands(nummer.unsigned_abs())),
    }
}
