//! What can be done with a conversation: load, decide, write, log, commit, in one transaction.

use domain::{
    datum::plaatselijk,
    gesprek::{Gesprek, GesprekStand, OngeldigeOvergang, Uitnodiging, Verslag},
    id::{GesprekId, KlantId},
};
use serde_json::json;
use storage::concept::{self, Concept, Welk};

use super::{FORMULIER, FORMULIER_ONGEPLAND};
use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done; the conversation as it is now.
    Gedaan(Box<Gesprek>),
    /// The rules say no.
    Geweigerd(OngeldigeOvergang),
    /// Somebody else was first; the conversation as it stands now.
    Intussen(Box<Gesprek>),
}

/// The draft of this visitor for a conversation.
pub(super) fn welk(bezoek: &Bezoek, id: impl Into<uuid::Uuid>) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER, object: id.into() }
}

/// The draft of this visitor for a conversation that was not planned. There is no conversation yet: it goes by the client.
pub(super) fn welk_ongepland(bezoek: &Bezoek, klant: KlantId) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER_ONGEPLAND, object: klant.uuid() }
}

/// A conversation of this municipality.
pub(super) async fn gesprek(bezoek: &Bezoek, id: GesprekId) -> Resultaat<Gesprek> {
    storage::gesprek::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// Puts a new conversation in the diary.
pub(super) async fn plan(bezoek: &Bezoek, gesprek: Gesprek) -> Resultaat<Result<Gesprek, OngeldigeOvergang>> {
    let gesprek = match gesprek.plan(bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    insert(bezoek, &gesprek, "gesprek.gepland").await?;
    Ok(Ok(gesprek))
}

/// Records a conversation that took place without a plan: somebody came to the counter or called.
pub(super) async fn leg_vast_ongepland(
    bezoek: &Bezoek,
    gesprek: Gesprek,
    verslag: Verslag,
) -> Resultaat<Result<Gesprek, OngeldigeOvergang>> {
    let gevoerd = match gesprek.voer_ongepland(verslag, bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    insert(bezoek, &gevoerd, "gesprek.gevoerd").await?;
    Ok(Ok(gevoerd))
}

async fn insert(bezoek: &Bezoek, gesprek: &Gesprek, handeling: &'static str) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
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
    if !gesprek.is_open() {
        concept::delete(&mut writer, welk_ongepland(bezoek, gesprek.klant)).await?;
    }
    let dag = plaatselijk(gesprek.moment).date();
    let details = json!({ "soort": gesprek.soort, "dag": dag, "duur_minuten": gesprek.duur_minuten });
    let regel = bezoek.regel(handeling, gesprek.id, Some(gesprek.klant), &details);
    Ok(writer.commit(regel, &[]).await?)
}

async fn eerder_verstuurd(bezoek: &Bezoek, gesprek: &Gesprek) -> Resultaat<()> {
    let bekend = storage::gesprek::find(&mut bezoek.reader().await?, gesprek.id).await?;
    bekend.filter(|bekend| bekend.klant == gesprek.klant).map(|_| ()).ok_or(Fout::NietGevonden)
}

async fn klant_bestaat(writer: &mut storage::Writer, id: KlantId) -> Resultaat<()> {
    storage::caseload::find(writer, id).await?.map(|_| ()).ok_or(Fout::NietGevonden)
}

/// Takes a step with a conversation that was read at `versie`. The draft of the form goes with it.
pub(super) async fn stap(
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
            let concept = Concept { velden: velden(verslag), object_versie: versie + 1, bewaard_op: bezoek.nu };
            concept::keep(&mut writer, welk(bezoek, id), &concept).await?;
        }
        _ if gesprek.is_open() => {}
        _ => concept::delete(&mut writer, welk(bezoek, id)).await?,
    }
    let details = json!({ "van": van.code(), "naar": gesprek.stand.code() });
    let regel = bezoek.regel(handeling, id, Some(gesprek.klant), &details);
    writer.commit(regel, &[]).await?;
    gesprek.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(gesprek)))
}

fn velden(verslag: &Verslag) -> Vec<(String, String)> {
    let veld = |naam: &str, waarde: &String| (naam.to_owned(), waarde.clone());
    vec![veld("tekst", &verslag.tekst), veld("afspraken", &verslag.afspraken)]
}

/// Records that the conversation took place; once recorded, the report itself may still be corrected.
pub(super) async fn leg_vast(bezoek: &Bezoek, id: GesprekId, versie: i64, verslag: Verslag) -> Resultaat<Uitslag> {
    let nu = bezoek.nu;
    stap(bezoek, id, versie, "gesprek.gevoerd", |gesprek| match gesprek.stand {
        GesprekStand::Gevoerd(_) => Ok(Gesprek { stand: GesprekStand::Gevoerd(verslag), ..gesprek }),
        _ => gesprek.voer(verslag, nu),
    })
    .await
}

/// Records that the client was invited.
pub(super) async fn nodig_uit(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
    uitnodiging: Uitnodiging,
) -> Resultaat<Uitslag> {
    stap(bezoek, id, versie, "gesprek.uitgenodigd", |gesprek| gesprek.nodig_uit(uitnodiging)).await
}

/// Keeps what is being typed.
pub(super) async fn bewaar_concept(
    bezoek: &Bezoek,
    id: GesprekId,
    velden: &[(String, String)],
    versie: i64,
) -> Resultaat<()> {
    let gesprek = gesprek(bezoek, id).await?;
    if gesprek.versie != versie {
        return Err(Fout::Intussen);
    }
    let concept = Concept { velden: gekozen(velden, &VERSLAG), object_versie: versie, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk(bezoek, id), &concept).await?)
}

/// Keeps what is being typed about a conversation that was not planned.
pub(super) async fn bewaar_concept_ongepland(
    bezoek: &Bezoek,
    klant: KlantId,
    nieuw: GesprekId,
    velden: &[(String, String)],
) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        storage::caseload::find(&mut reader, klant).await?.ok_or(Fout::NietGevonden)?;
        // The form was sent in the meantime: a draft that arrives late must not come back as a second report.
        if storage::gesprek::find(&mut reader, nieuw).await?.is_some() {
            return Err(Fout::Intussen);
        }
    }
    let mut keep = gekozen(velden, &["soort", "datum", "tijd", "duur", "plaats"]);
    keep.extend(gekozen(velden, &VERSLAG));
    let concept = Concept { velden: keep, object_versie: 0, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk_ongepland(bezoek, klant), &concept).await?)
}

/// The fields of a report.
const VERSLAG: [&str; 2] = ["tekst", "afspraken"];

fn gekozen(velden: &[(String, String)], namen: &[&str]) -> Vec<(String, String)> {
    velden.iter().filter(|(naam, _)| namen.contains(&naam.as_str())).cloned().collect()
}
