//! What can be done with a signal: load, decide, write, log, commit, in one transaction.

use domain::{
    id::SignaalId,
    signaal::{Antwoord, Behandeling, Signaal, SignaalGeweigerd, SignaalStand},
};
use serde_json::json;

use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done; the signal as it is now.
    Gedaan(Box<Signaal>),
    /// The rules say no.
    Geweigerd(SignaalGeweigerd),
    /// Somebody else was first; the signal as it stands now.
    Intussen(Box<Signaal>),
}

/// A signal of this municipality.
pub(super) async fn signaal(bezoek: &Bezoek, id: SignaalId) -> Resultaat<Signaal> {
    storage::signaal::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// Records a signal that came in.
pub(super) async fn ontvang(bezoek: &Bezoek, signaal: Signaal) -> Resultaat<Result<Signaal, SignaalGeweigerd>> {
    let signaal = match signaal.ontvang(bezoek.vandaag) {
        Ok(signaal) => signaal,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let mut writer = bezoek.writer().await?;
    storage::caseload::find(&mut writer, signaal.klant).await?.ok_or(Fout::NietGevonden)?;
    match storage::signaal::insert(&mut writer, &signaal, Some(bezoek.gebruiker().id), bezoek.nu).await {
        // The form was sent twice: the first one did it.
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            let bekend = storage::signaal::find(&mut bezoek.reader().await?, signaal.id).await?;
            let bekend = bekend.filter(|bekend| bekend.klant == signaal.klant).ok_or(Fout::NietGevonden)?;
            let zegt = |s: &Signaal| (s.soort.clone(), s.melder.clone(), s.tekst.clone(), s.ontvangen);
            return if zegt(&bekend) == zegt(&signaal) { Ok(Ok(bekend)) } else { Err(Fout::al_verstuurd()) };
        }
        written => written?,
    }
    let details = json!({ "soort": signaal.soort, "bron": signaal.melder.bron, "ontvangen": signaal.ontvangen });
    let regel = bezoek.regel("signaal.ontvangen", signaal.id, Some(signaal.klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Ok(signaal))
}

/// Takes a step with a signal that was read at `versie`.
async fn stap(
    bezoek: &Bezoek,
    id: SignaalId,
    versie: i64,
    handeling: &'static str,
    step: impl FnOnce(Signaal) -> Result<Signaal, SignaalGeweigerd>,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nu = storage::signaal::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        return Ok(Uitslag::Intussen(Box::new(nu)));
    }
    let van = nu.stand.code();
    let mut signaal = match step(nu) {
        Ok(signaal) => signaal,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    match storage::signaal::update(&mut writer, &signaal, bezoek.gebruiker().id, bezoek.nu).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => {
            let nu = storage::signaal::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
            return Ok(Uitslag::Intussen(Box::new(nu)));
        }
        written => written?,
    }
    let details = json!({ "van": van, "naar": signaal.stand.code() });
    let regel = bezoek.regel(handeling, id, Some(signaal.klant), &details);
    writer.commit(regel, &[]).await?;
    signaal.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(signaal)))
}

/// Who answers a new signal at once has picked it up with that.
fn opgepakt(bezoek: &Bezoek, signaal: Signaal) -> Result<Signaal, SignaalGeweigerd> {
    match signaal.stand {
        SignaalStand::Nieuw => signaal.pak_op(Behandeling { door: bezoek.gebruiker().id, sinds: bezoek.vandaag }),
        _ => Ok(signaal),
    }
}

/// The visitor goes to work on it.
pub(super) async fn pak_op(bezoek: &Bezoek, id: SignaalId, versie: i64) -> Resultaat<Uitslag> {
    let behandeling = Behandeling { door: bezoek.gebruiker().id, sinds: bezoek.vandaag };
    stap(bezoek, id, versie, "signaal.opgepakt", |signaal| signaal.pak_op(behandeling)).await
}

/// Something was done with it, and the sender was told.
pub(super) async fn handel_af(bezoek: &Bezoek, id: SignaalId, versie: i64, antwoord: Antwoord) -> Resultaat<Uitslag> {
    stap(bezoek, id, versie, "signaal.afgehandeld", |signaal| {
        opgepakt(bezoek, signaal)?.handel_af(antwoord, bezoek.vandaag)
    })
    .await
}

/// Nothing is done with it; the sender was told.
pub(super) async fn volg_niet(
    bezoek: &Bezoek,
    id: SignaalId,
    versie: i64,
    (waarom, antwoord): (String, Antwoord),
) -> Resultaat<Uitslag> {
    stap(bezoek, id, versie, "signaal.niet_gevolgd", |signaal| {
        opgepakt(bezoek, signaal)?.volg_niet(waarom, antwoord, bezoek.vandaag)
    })
    .await
}

/// Takes the last step back.
pub(super) async fn herstel(bezoek: &Bezoek, id: SignaalId, versie: i64) -> Resultaat<Uitslag> {
    stap(bezoek, id, versie, "signaal.hersteld", Signaal::herstel).await
}
