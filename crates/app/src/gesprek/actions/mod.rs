//! What can be done with a conversation: load, decide, write, log, commit, in one transaction.

mod bezwaar;
mod concept;
mod verzetten;

use domain::{
    datum::plaatselijk,
    gesprek::{Gesprek, GesprekStand, OngeldigeOvergang, Verslag},
    id::{GesprekId, KlantId},
};
use serde_json::{Value, json};
use storage::{
    Writer,
    concept::{Concept, delete, keep},
};

pub(in crate::gesprek) use self::{
    bezwaar::{Wie, bezwaren, toch},
    concept::{bewaar_concept, bewaar_concept_ongepland, welk, welk_ongepland},
    verzetten::verzet,
};
use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(in crate::gesprek) enum Uitslag {
    /// Done; the conversation as it is now.
    Gedaan(Box<Gesprek>),
    /// The rules say no.
    Geweigerd(OngeldigeOvergang),
    /// Somebody else was first; the conversation as it stands now.
    Intussen(Box<Gesprek>),
}

/// A conversation of this municipality.
pub(in crate::gesprek) async fn gesprek(bezoek: &Bezoek, id: GesprekId) -> Resultaat<Gesprek> {
    storage::gesprek::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// Why a conversation did not come into the diary.
pub(in crate::gesprek) enum NietGepland {
    /// The rules say no.
    Geweigerd(OngeldigeOvergang),
    /// A colleague gave the client a conversation on the same day, a moment ago.
    Dubbel,
}

/// Puts a new conversation in the diary. With `toch` a second one on the same day is meant.
pub(in crate::gesprek) async fn plan(
    bezoek: &Bezoek,
    gesprek: Gesprek,
    toch: bool,
) -> Resultaat<Result<Gesprek, NietGepland>> {
    let gesprek = match gesprek.plan(bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(NietGepland::Geweigerd(geweigerd))),
    };
    let mut writer = bezoek.writer().await?;
    // Whoever plans for the same client waits here, and then sees this one.
    storage::klantstand::lock(&mut writer, gesprek.klant).await?;
    if !toch
        && storage::gesprek::find(&mut writer, gesprek.id).await?.is_none()
        && storage::gesprek::open_on_day(&mut writer, gesprek.klant, plaatselijk(gesprek.moment).date()).await? > 0
    {
        return Ok(Err(NietGepland::Dubbel));
    }
    insert(bezoek, writer, &gesprek, "gesprek.gepland").await?;
    Ok(Ok(gesprek))
}

/// Notes that a conversation must be held before a day; it has no place in a diary yet.
pub(in crate::gesprek) async fn zet_op_lijst(
    bezoek: &Bezoek,
    gesprek: Gesprek,
) -> Resultaat<Result<Gesprek, OngeldigeOvergang>> {
    let gesprek = match gesprek.zet_op_lijst(bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    insert(bezoek, bezoek.writer().await?, &gesprek, "gesprek.op_lijst_gezet").await?;
    Ok(Ok(gesprek))
}

/// Records a conversation that took place without a plan: somebody came to the counter or called.
pub(in crate::gesprek) async fn leg_vast_ongepland(
    bezoek: &Bezoek,
    gesprek: Gesprek,
    verslag: Verslag,
) -> Resultaat<Result<Gesprek, OngeldigeOvergang>> {
    let gevoerd = match gesprek.voer_ongepland(verslag, bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    insert(bezoek, bezoek.writer().await?, &gevoerd, "gesprek.gevoerd").await?;
    Ok(Ok(gevoerd))
}

async fn insert(bezoek: &Bezoek, mut writer: Writer, gesprek: &Gesprek, handeling: &'static str) -> Resultaat<()> {
    klant_bestaat(&mut writer, gesprek.klant).await?;
    let klantmanager = storage::gebruiker::find(&mut writer, gesprek.klantmanager).await?;
    if klantmanager.is_none() {
        return Err(Fout::NietGevonden);
    }
    match storage::gesprek::insert(&mut writer, gesprek, bezoek.gebruiker().id, bezoek.nu).await {
        // The form was sent twice: the first one did it.
        Err(storage::Error::Duplicate(_)) => return eerder_verstuurd(bezoek, gesprek).await,
        written => written?,
    }
    if matches!(gesprek.stand, GesprekStand::Gevoerd(_)) {
        delete(&mut writer, welk_ongepland(bezoek, gesprek.klant)).await?;
    }
    let regel = bezoek.regel(handeling, gesprek.id, Some(gesprek.klant), &wanneer(gesprek));
    Ok(writer.commit(regel, &[]).await?)
}

/// What the log says of a conversation that appears.
fn wanneer(gesprek: &Gesprek) -> Value {
    let dag = plaatselijk(gesprek.moment).date();
    json!({ "soort": gesprek.soort, "dag": dag, "duur_minuten": gesprek.duur_minuten })
}

/// Whether a form that is sent twice says the same. What happened to the conversation since then is no difference.
fn zelfde(bekend: &Gesprek, gesprek: &Gesprek) -> bool {
    let verslag = match (&bekend.stand, &gesprek.stand) {
        (GesprekStand::Gevoerd(een), GesprekStand::Gevoerd(ander)) => een == ander,
        (_, GesprekStand::Gevoerd(_)) => false,
        _ => true,
    };
    let afspraak = |g: &Gesprek| (g.moment, g.duur_minuten, g.klantmanager, g.soort.clone(), g.plaats.clone());
    verslag && afspraak(bekend) == afspraak(gesprek)
}

async fn eerder_verstuurd(bezoek: &Bezoek, gesprek: &Gesprek) -> Resultaat<()> {
    let bekend = storage::gesprek::find(&mut bezoek.reader().await?, gesprek.id).await?;
    let bekend = bekend.filter(|bekend| bekend.klant == gesprek.klant).ok_or(Fout::NietGevonden)?;
    if zelfde(&bekend, gesprek) { Ok(()) } else { Err(Fout::al_verstuurd()) }
}

async fn klant_bestaat(writer: &mut Writer, id: KlantId) -> Resultaat<()> {
    storage::caseload::find(writer, id).await?.map(|_| ()).ok_or(Fout::NietGevonden)
}

/// Takes a step with a conversation that was read at `versie`. The draft of the form goes with it.
pub(in crate::gesprek) async fn stap(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
    handeling: &'static str,
    step: impl FnOnce(Gesprek) -> Result<Gesprek, OngeldigeOvergang>,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nu = storage::gesprek::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        return Ok(Uitslag::Intussen(Box::new(nu)));
    }
    let van = nu.stand.clone();
    let mut gesprek = match step(nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    match storage::gesprek::update(&mut writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => {
            let nu = storage::gesprek::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
            return Ok(Uitslag::Intussen(Box::new(nu)));
        }
        written => written?,
    }
    match &van {
        // Who takes a report back gets it as a draft: what was typed is not typed twice.
        GesprekStand::Gevoerd(verslag) if gesprek.is_open() => {
            let concept =
                Concept { velden: concept::velden(verslag), object_versie: versie + 1, bewaard_op: bezoek.nu };
            keep(&mut writer, welk(bezoek, id), &concept).await?;
        }
        _ if gesprek.is_open() => {}
        _ => delete(&mut writer, welk(bezoek, id)).await?,
    }
    let details = match gesprek.stand.termijn() {
        Some(termijn) => json!({ "van": van.code(), "naar": gesprek.stand.code(), "laatste_dag": termijn.einde }),
        None => json!({ "van": van.code(), "naar": gesprek.stand.code() }),
    };
    let regel = bezoek.regel(handeling, id, Some(gesprek.klant), &details);
    writer.commit(regel, &[]).await?;
    gesprek.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(gesprek)))
}

/// Records that the conversation took place; once recorded, the report itself may still be corrected.
pub(in crate::gesprek) async fn leg_vast(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
    verslag: Verslag,
) -> Resultaat<Uitslag> {
    let nu = bezoek.nu;
    stap(bezoek, id, versie, "gesprek.gevoerd", |gesprek| match gesprek.stand {
        GesprekStand::Gevoerd(_) => Ok(Gesprek { stand: GesprekStand::Gevoerd(verslag), ..gesprek }),
        _ => gesprek.voer(verslag, nu),
    })
    .await
}

/// Takes the last step back. What was moved is more than one conversation.
pub(in crate::gesprek) async fn draai_terug(bezoek: &Bezoek, id: GesprekId, versie: i64) -> Resultaat<Uitslag> {
    let moved = matches!(gesprek(bezoek, id).await?.stand, GesprekStand::Verzet { .. });
    if moved {
        return verzetten::draai_terug(bezoek, id, versie).await;
    }
    stap(bezoek, id, versie, "gesprek.teruggedraaid", Gesprek::herstel).await
}
