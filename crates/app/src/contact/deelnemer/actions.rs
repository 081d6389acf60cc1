//! What can be done with participants and notes: load, decide, write, log, commit, in one transaction.

use axum::http::StatusCode;
use domain::{
    codelijst::{Code, Codelijst, Kijker},
    deelnemer::{Bescherming, Deelnemer, DeelnemerGeweigerd, Lezer, Notitie, WieDoetMee, kan_meedoen, mag_lezen},
    gebruiker::Recht,
    gesprek::Gesprek,
    id::{DeelnemerId, GesprekId},
};
use serde_json::json;
use storage::{
    Reader,
    concept::{self, Concept, Welk},
};

use super::{FORMULIER, forms::VELDEN};
use crate::web::{Bezoek, Fout, Lijsten, Resultaat};

/// How a discipline protects its notes.
pub(super) fn bescherming(lijsten: &Lijsten, discipline: &Code) -> Bescherming {
    let item = lijsten.codes.iter().find(|item| item.lijst == Codelijst::Discipline && item.code == *discipline);
    Bescherming::van(item.and_then(|item| item.groep.as_ref()))
}

/// The disciplines this visitor is appointed for today.
pub(super) async fn mijn_disciplines(bezoek: &Bezoek, reader: &mut Reader) -> Resultaat<Vec<Code>> {
    let appointed = storage::gebruiker::disciplines(reader, bezoek.gebruiker().id, bezoek.vandaag).await?;
    Ok(appointed.into_iter().map(|(code, _)| code).collect())
}

/// Whether a participant is this visitor.
pub(super) fn is_mij(bezoek: &Bezoek, deelnemer: &Deelnemer) -> bool {
    deelnemer.wie == WieDoetMee::Collega(bezoek.gebruiker().id)
}

/// Whether this visitor may read a note of a conversation with these participants.
pub(super) fn mag(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    disciplines: &[Code],
    allen: &[Deelnemer],
    deelnemer: &Deelnemer,
) -> bool {
    let ik = bezoek.gebruiker();
    let doet_mee = allen.iter().any(|ander| is_mij(bezoek, ander));
    let lezer = Lezer { id: ik.id, rol: ik.rol, disciplines, doet_mee };
    mag_lezen(lezer, deelnemer, bescherming(lijsten, &deelnemer.discipline))
}

/// What this visitor may read of the disciplines at a table: who works with the client knows who was asked, and who sits there
/// knows the others.
pub(super) async fn kijker(
    bezoek: &Bezoek,
    reader: &mut Reader,
    gesprek: &Gesprek,
    allen: &[Deelnemer],
) -> Resultaat<Kijker> {
    if allen.iter().any(|ander| is_mij(bezoek, ander)) {
        return Ok(Kijker::WerktMetKlant);
    }
    bezoek.kijker(reader, gesprek.klant).await
}

/// A conversation of this municipality.
pub(super) async fn gesprek(reader: &mut Reader, id: GesprekId) -> Resultaat<Gesprek> {
    storage::gesprek::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// A participant whose note this visitor may read, with the conversation. Who has nothing to do with the conversation does
/// not learn that it exists; who does, learns that the note is not his.
pub(super) async fn te_lezen(bezoek: &Bezoek, reader: &mut Reader, id: DeelnemerId) -> Resultaat<(Deelnemer, Gesprek)> {
    let deelnemer = storage::deelnemer::find(reader, id).await?.ok_or(Fout::NietGevonden)?;
    let allen = storage::deelnemer::of_gesprek(reader, deelnemer.gesprek).await?;
    let betrokken = bezoek.gebruiker().rol.mag(Recht::KlantInzien) || allen.iter().any(|ander| is_mij(bezoek, ander));
    if !betrokken {
        return Err(Fout::NietGevonden);
    }
    let disciplines = mijn_disciplines(bezoek, reader).await?;
    let lijsten = bezoek.lijsten().await?;
    if !mag(bezoek, &lijsten, &disciplines, &allen, &deelnemer) {
        return Err(niet_voor_u());
    }
    let gesprek = gesprek(reader, deelnemer.gesprek).await?;
    Ok((deelnemer, gesprek))
}

/// It does not say which discipline: that is not for everybody who learns that the note is not his.
fn niet_voor_u() -> Fout {
    Fout::Geweigerd {
        status: StatusCode::FORBIDDEN,
        code: "notitie_beschermd",
        tekst: "Deze notitie is beschermd. Alleen wie haar schreef en wie voor deze discipline is aangewezen, mag haar lezen. \
                De conclusie staat bij het gesprek."
            .to_owned(),
    }
}

/// A participant that is this visitor. Nobody writes in another's name.
pub(super) async fn eigen(bezoek: &Bezoek, reader: &mut Reader, id: DeelnemerId) -> Resultaat<Deelnemer> {
    let deelnemer = storage::deelnemer::find(reader, id).await?;
    deelnemer.filter(|deelnemer| is_mij(bezoek, deelnemer)).ok_or(Fout::NietGevonden)
}

/// Adds somebody to a conversation. The log does not say of which discipline: with the client that can be data about justice.
pub(super) async fn voeg_toe(bezoek: &Bezoek, nieuw: Deelnemer) -> Resultaat<Result<(), DeelnemerGeweigerd>> {
    let lijsten = bezoek.lijsten().await?;
    let mut writer = bezoek.writer().await?;
    let gesprek = gesprek(&mut writer, nieuw.gesprek).await?;
    if let WieDoetMee::Collega(id) = nieuw.wie {
        let collega = storage::gebruiker::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
        let appointed = storage::gebruiker::disciplines(&mut writer, id, bezoek.vandaag).await?;
        let disciplines: Vec<Code> = appointed.into_iter().map(|(code, _)| code).collect();
        let als = bescherming(&lijsten, &nieuw.discipline);
        if let Err(geweigerd) = kan_meedoen(collega.rol, &disciplines, &nieuw.discipline, als) {
            return Ok(Err(geweigerd));
        }
    }
    match storage::deelnemer::insert(&mut writer, &nieuw, bezoek.gebruiker().id, bezoek.nu).await {
        // The form was sent twice, or a colleague added the same one: he takes part.
        Err(storage::Error::Duplicate(_)) => return Ok(Ok(())),
        written => written?,
    }
    let details = json!({ "gesprek": nieuw.gesprek });
    let regel = bezoek.regel("deelnemer.toegevoegd", nieuw.id, Some(gesprek.klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Ok(()))
}

/// Takes somebody away who wrote nothing yet; gives the conversation.
pub(super) async fn haal_weg(bezoek: &Bezoek, id: DeelnemerId) -> Resultaat<Result<GesprekId, DeelnemerGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let deelnemer = storage::deelnemer::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if let Err(geweigerd) = deelnemer.kan_weg() {
        return Ok(Err(geweigerd));
    }
    let gesprek = gesprek(&mut writer, deelnemer.gesprek).await?;
    storage::deelnemer::delete(&mut writer, &deelnemer).await?;
    let details = json!({ "gesprek": gesprek.id });
    let regel = bezoek.regel("deelnemer.weggehaald", id, Some(gesprek.klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Ok(gesprek.id))
}

/// How writing a note went.
pub(super) enum Uitslag {
    /// Kept.
    Gedaan,
    /// Written in another tab in the meantime; the version it has now, and what it says.
    Intussen(i64, Notitie),
}

/// The draft of this visitor's note.
pub(super) fn welk(bezoek: &Bezoek, id: DeelnemerId) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER, object: id.uuid() }
}

/// Writes one's own note, of which `versie` was read.
pub(super) async fn schrijf(bezoek: &Bezoek, id: DeelnemerId, versie: i64, notitie: &Notitie) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let deelnemer = eigen(bezoek, &mut writer, id).await?;
    if deelnemer.versie != versie {
        let nu = storage::deelnemer::notitie(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
        // The form was sent twice: what it says stands there already.
        return Ok(if nu == *notitie { Uitslag::Gedaan } else { Uitslag::Intussen(deelnemer.versie, nu) });
    }
    let klant = gesprek(&mut writer, deelnemer.gesprek).await?.klant;
    storage::deelnemer::schrijf(&mut writer, (id, versie), bezoek.gebruiker().id, notitie, bezoek.nu).await?;
    concept::delete(&mut writer, welk(bezoek, id)).await?;
    let details = json!({ "gesprek": deelnemer.gesprek });
    let regel = bezoek.regel("notitie.geschreven", id, Some(klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Keeps what is being typed.
pub(super) async fn bewaar_concept(
    bezoek: &Bezoek,
    id: DeelnemerId,
    velden: &[(String, String)],
    versie: i64,
) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        if eigen(bezoek, &mut reader, id).await?.versie != versie {
            return Err(Fout::Intussen);
        }
    }
    let velden = velden.iter().filter(|(naam, _)| VELDEN.contains(&naam.as_str())).cloned().collect();
    let concept = Concept { velden, object_versie: versie, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk(bezoek, id), &concept).await?)
}
