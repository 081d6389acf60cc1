//! What can be done on the lawfulness track: load, decide, write, log, commit, in one transaction.

use domain::{
    datum::plaatselijk,
    gesprek::{Gesprek, GesprekStand},
    id::{GesprekId, RechtmatigheidId},
    logboek::{Doel, Regel},
    rechtmatigheid::{Aanleiding, Rechtmatigheid, RechtmatigheidGeweigerd, RechtmatigheidStand},
};
use jiff::civil::Date;
use serde_json::json;
use storage::{
    Reader, Writer,
    concept::{self, Concept, Welk},
};

use super::FORMULIER;
use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan,
    /// The rules say no.
    Geweigerd(RechtmatigheidGeweigerd),
    /// A colleague was first; the record as it stands now.
    Intussen(Box<Rechtmatigheid>),
}

/// A record of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: RechtmatigheidId) -> Resultaat<Rechtmatigheid> {
    storage::rechtmatigheid::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Rechtmatigheid) -> Regel {
    let details = json!({ "gesprek": is.gesprek, "aanleiding": is.aanleiding.code(), "stand": is.stand.code() });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.klant), &details) }
}

/// Adds a record; of one conversation and kind there is one, whoever asks twice.
async fn voeg_toe(
    bezoek: &Bezoek,
    mut writer: Writer,
    gesprek: &Gesprek,
    aanleiding: Aanleiding,
    handeling: &'static str,
) -> Resultaat<RechtmatigheidId> {
    let ik = bezoek.gebruiker().id;
    let nieuw = Rechtmatigheid {
        id: bezoek.app.omgeving.nieuw_id(),
        klant: gesprek.klant,
        gesprek: gesprek.id,
        aanleiding,
        behandelaar: (aanleiding == Aanleiding::Overdracht).then_some(ik),
        verslag: String::new(),
        uitkomst: None,
        stand: RechtmatigheidStand::Open,
        versie: 1,
    };
    match storage::rechtmatigheid::insert(&mut writer, &nieuw, ik, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            let feiten = storage::rechtmatigheid::bij_gesprek(&mut bezoek.reader().await?, gesprek.id).await?;
            let bekend = feiten.into_iter().find(|feit| feit.aanleiding == aanleiding);
            return bekend.map(|feit| feit.id).ok_or(Fout::Intussen);
        }
        written => written?,
    }
    writer.commit(regel(bezoek, handeling, &nieuw), &[]).await?;
    Ok(nieuw.id)
}

async fn gesprek(writer: &mut Writer, id: GesprekId) -> Resultaat<Gesprek> {
    storage::gesprek::find(writer, id).await?.ok_or(Fout::NietGevonden)
}

/// Whether the right can be established at the same visit: it is still to come, or was today.
pub(super) fn kan_gelijktijdig(gesprek: &Gesprek, vandaag: Date) -> bool {
    let today = plaatselijk(gesprek.moment).date() == vandaag;
    gesprek.is_open() || (today && matches!(gesprek.stand, GesprekStand::Gevoerd(_)))
}

/// Asks a colleague to establish the right at the same visit as a conversation.
pub(super) async fn vraag(bezoek: &Bezoek, id: GesprekId) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let gesprek = gesprek(&mut writer, id).await?;
    if !kan_gelijktijdig(&gesprek, bezoek.vandaag) {
        let tekst = "Dit gesprek is geweest of gaat niet door. Vraag rechtmatigheid bij een gesprek dat nog komt, of vandaag was.";
        return Err(Fout::in_strijd("gesprek_stand", tekst));
    }
    voeg_toe(bezoek, writer, &gesprek, Aanleiding::Gelijktijdig, "rechtmatigheid.gevraagd").await.map(|_| ())
}

/// Takes up a case that was handed over.
pub(super) async fn pak_op(bezoek: &Bezoek, id: GesprekId) -> Resultaat<RechtmatigheidId> {
    let mut writer = bezoek.writer().await?;
    let klant = gesprek(&mut writer, id).await?.klant;
    // Takes the row of the client: whoever takes the hand-over back at this moment, waits.
    storage::klantstand::refresh(&mut writer, klant).await?;
    let gesprek = gesprek(&mut writer, id).await?;
    if !matches!(gesprek.stand, GesprekStand::NaarRechtmatigheid { .. }) {
        return Err(Fout::in_strijd("gesprek_stand", "Deze zaak is niet meer overgedragen. Bekijk de lijst opnieuw."));
    }
    voeg_toe(bezoek, writer, &gesprek, Aanleiding::Overdracht, "rechtmatigheid.opgepakt").await
}

/// The draft of this visitor.
pub(super) fn welk(bezoek: &Bezoek, id: RechtmatigheidId) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER, object: id.uuid() }
}

/// A step with a record that was read at `versie`.
pub(super) async fn stap(
    bezoek: &Bezoek,
    id: RechtmatigheidId,
    versie: i64,
    handeling: &'static str,
    step: impl Fn(Rechtmatigheid) -> Result<Rechtmatigheid, RechtmatigheidGeweigerd>,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nu = vind(&mut writer, id).await?;
    let al = |nu: &Rechtmatigheid, wordt: &Rechtmatigheid| {
        (&nu.verslag, nu.uitkomst, nu.stand.code()) == (&wordt.verslag, wordt.uitkomst, wordt.stand.code())
    };
    if nu.versie != versie {
        // The form was sent twice: what it says stands there already.
        let twice = match step(nu.clone()) {
            Ok(wordt) => al(&nu, &wordt),
            Err(RechtmatigheidGeweigerd::AlAfgerond) => {
                step(Rechtmatigheid { stand: RechtmatigheidStand::Open, ..nu.clone() })
                    .is_ok_and(|wordt| al(&nu, &wordt))
            }
            Err(_) => false,
        };
        return Ok(if twice { Uitslag::Gedaan } else { Uitslag::Intussen(Box::new(nu)) });
    }
    let wordt = match step(nu) {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    storage::rechtmatigheid::update(&mut writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await?;
    concept::delete(&mut writer, welk(bezoek, id)).await?;
    writer.commit(regel(bezoek, handeling, &wordt), &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Keeps what is being typed.
pub(super) async fn bewaar_concept(
    bezoek: &Bezoek,
    id: RechtmatigheidId,
    velden: &[(String, String)],
    versie: i64,
) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        let nu = vind(&mut reader, id).await?;
        if nu.versie != versie || nu.stand != RechtmatigheidStand::Open {
            return Err(Fout::Intussen);
        }
    }
    let velden = velden.iter().filter(|(naam, _)| matches!(naam.as_str(), "verslag" | "uitkomst")).cloned().collect();
    let concept = Concept { velden, object_versie: versie, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk(bezoek, id), &concept).await?)
}
