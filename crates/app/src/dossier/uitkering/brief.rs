//! The letter that tells of an end of benefit: the last day of right, why, and what to do when one needs it again. In B1 Dutch.

use domain::{
    brief::Afzender,
    datum::lang,
    klant::Klant,
    logboek::Doel,
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use storage::{Reader, eindebesluit::Besluit};

use crate::{
    recht::beschikking::{Beschikking, afzender, kenmerk},
    web::{Bezoek, Fout, Resultaat},
};

/// Why there is no letter.
fn nee(waarom: &str) -> Fout {
    Fout::in_strijd("uitkering_brief", waarom.to_owned())
}

/// By what the letter of a decision to end a benefit is found.
pub(super) fn kenmerk_van(besluit: &Besluit) -> String {
    if besluit.kenmerk.is_empty() { kenmerk('E', besluit.id.uuid(), besluit.datum) } else { besluit.kenmerk.clone() }
}

/// What the letter says.
fn maak<'a>(
    is: &Uitkering,
    (einde, reden): (&Einde, &str),
    besluit: &Besluit,
    (van, door): (&Afzender, &'a str),
) -> Beschikking<'a> {
    let waarom = match einde.toelichting.trim() {
        "" => format!("De reden is: {}.", reden.trim_end_matches('.')),
        tekst => format!("De reden is: {}. {tekst}", reden.trim_end_matches('.')),
    };
    Beschikking {
        datum: besluit.datum,
        kenmerk: kenmerk_van(besluit),
        onderwerp: "Uw uitkering stopt".to_owned(),
        alineas: vec![
            format!(
                "Uw uitkering ({}) stopt. De laatste dag waarop u recht op deze uitkering heeft, is {}.",
                is.regeling.omschrijving(),
                lang(einde.datum)
            ),
            waarom,
            "Heeft u later weer een uitkering nodig? Dan kunt u die opnieuw aanvragen. Doet u dat binnen twaalf maanden, dan gebruiken wij wat wij al van u weten en vragen wij alleen wat is veranderd.".to_owned(),
            format!("Klopt er iets niet in deze brief? Bel ons dan meteen: {}.", van.telefoon),
            "Dit besluit rust op de Participatiewet.".to_owned(),
        ],
        door,
        functie: "Klantmanager",
    }
}

/// The letter of an end, with the client it is for. That the client is shown is noted before it is made.
pub(super) async fn laad(bezoek: &Bezoek, mut reader: Reader, is: &Uitkering) -> Resultaat<documents::pdf::Brief> {
    let UitkeringStand::Beeindigd(einde) = &is.stand else { return Err(Fout::NietGevonden) };
    if storage::uitkering::overleden(&mut reader, is.klant).await? {
        return Err(nee(
            "De klant is overleden. Aan de nabestaanden schrijft u zelf; Klantbeeld maakt hier geen brief.",
        ));
    }
    // An end that an import brought was decided elsewhere, and told from there.
    let besluit = storage::eindebesluit::van_einde(&mut reader, is.id, einde).await?.ok_or(Fout::NietGevonden)?;
    let klant: Klant = storage::klant::find(&mut reader, is.klant).await?.ok_or(Fout::NietGevonden)?;
    let kijker = bezoek.kijker(&mut reader, is.klant).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    if einde.reden_ontbreekt() {
        return Err(nee("In de brief moet staan waarom de uitkering eindigt. Leg eerst de reden vast."));
    }
    let (reden, Some(_)) = einde.in_woorden(&lijsten.codes, kijker) else {
        return Err(nee("De reden van dit einde is afgeschermd. De brief maakt wie met deze klant werkt."));
    };
    let van = afzender(bezoek).await?;
    bezoek.inzage("uitkering.brief_geopend", Doel::Begeleiding, vec![klant.id]).await?;
    let brief = maak(is, (einde, reden), &besluit, (&van, lijsten.gebruiker(besluit.door)));
    Ok(brief.brief(&klant, &van))
}
