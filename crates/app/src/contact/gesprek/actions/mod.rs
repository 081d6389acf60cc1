//! What can be done with a conversation: load, decide, write, log, commit, in one transaction.

mod bevinding;
mod bezwaar;
mod concept;
mod hersteltermijn;
mod in_plan;
mod vastleggen;
mod verzetten;

use domain::{
    brief::{Brief, Briefsoort, Taal},
    datum::plaatselijk,
    gesprek::{Afspraak, Gesprek, GesprekStand, OngeldigeOvergang},
    id::{BriefId, GesprekId, KlantId},
    klant::Contact,
    rechtmatigheid::Aanleiding,
};
use serde_json::{Value, json};
use storage::{
    Reader, Writer,
    concept::{Concept, delete, keep},
};

pub(in crate::contact::gesprek) use self::{
    bezwaar::{Wie, bezwaren, toch},
    concept::{bewaar_concept, bewaar_concept_ongepland, welk, welk_ongepland},
    hersteltermijn::{draag_over, geef_hersteltermijn, termijnbrief},
    vastleggen::{Vastgelegd, Weigering, indeling_nu, leg_vast, leg_vast_ongepland, werk_punt_bij},
    verzetten::verzet,
};
use super::forms::verslag as verslagvelden;
use crate::{
    brief,
    post::{self, Weg},
    web::{Bezoek, Fout, Resultaat},
};

/// How an act went.
pub(in crate::contact::gesprek) enum Uitslag {
    /// Done; the conversation as it is now.
    Gedaan(Box<Gesprek>),
    /// The rules say no.
    Geweigerd(OngeldigeOvergang),
    /// Somebody else was first.
    Intussen,
}

/// A conversation of this municipality.
pub(in crate::contact::gesprek) async fn gesprek(bezoek: &Bezoek, id: GesprekId) -> Resultaat<Gesprek> {
    storage::gesprek::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// The language of the interpreter that the file asks for; empty when there is none.
pub(in crate::contact::gesprek) async fn tolk(bezoek: &Bezoek, klant: KlantId) -> Resultaat<String> {
    Ok(contact(&mut bezoek.reader().await?, klant).await?.tolk)
}

/// How a client is reached.
pub(in crate::contact::gesprek) async fn contact(reader: &mut Reader, klant: KlantId) -> Resultaat<Contact> {
    Ok(storage::klant::find(reader, klant).await?.ok_or(Fout::NietGevonden)?.contact)
}

/// What speaks against the moment, in sentences. Whoever planned a moment ago counts.
pub(in crate::contact::gesprek) struct Bezwaren(pub(in crate::contact::gesprek) Vec<String>);

/// Why a conversation did not come into the diary.
pub(in crate::contact::gesprek) enum NietGepland {
    /// The rules say no.
    Geweigerd(OngeldigeOvergang),
    /// Something speaks against the moment.
    Bezwaren(Bezwaren),
}

/// Puts a new conversation in the diary. With `toch` it is meant, whatever speaks against it.
pub(in crate::contact::gesprek) async fn plan(
    bezoek: &Bezoek,
    gesprek: Gesprek,
    toch: bool,
) -> Resultaat<Result<Gesprek, NietGepland>> {
    let gesprek = match gesprek.plan(bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(NietGepland::Geweigerd(geweigerd))),
    };
    let mut writer = bezoek.writer().await?;
    bezwaar::lock(&mut writer, Wie::van(&gesprek)).await?;
    // Sent twice, it is the conversation itself that stands there.
    if !toch && storage::gesprek::find(&mut writer, gesprek.id).await?.is_none() {
        let bezwaren = bezwaar::vooraf(&mut writer, Wie::van(&gesprek), &gesprek.afspraak(), None).await?;
        if !bezwaren.is_empty() {
            return Ok(Err(NietGepland::Bezwaren(Bezwaren(bezwaren))));
        }
    }
    insert(bezoek, writer, &gesprek, "gesprek.gepland").await?;
    Ok(Ok(gesprek))
}

/// Notes that a conversation must be held before a day; it has no place in a diary yet.
pub(in crate::contact::gesprek) async fn zet_op_lijst(
    bezoek: &Bezoek,
    gesprek: Gesprek,
) -> Resultaat<Result<Gesprek, OngeldigeOvergang>> {
    let gesprek = match gesprek.zet_op_lijst(bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let mut writer = bezoek.writer().await?;
    storage::klantstand::lock(&mut writer, gesprek.klant).await?;
    if staat_op_lijst(&mut writer, &gesprek).await? {
        return Ok(Err(OngeldigeOvergang::AlOpLijst));
    }
    insert(bezoek, writer, &gesprek, "gesprek.op_lijst_gezet").await?;
    Ok(Ok(gesprek))
}

/// Whether another conversation of this kind waits for a time already. Sent twice, it is the conversation itself that stands there.
async fn staat_op_lijst(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<bool> {
    let lijst = storage::planning::op_lijst(reader, &[gesprek.klant]).await?;
    Ok(lijst.iter().any(|ander| ander.soort == gesprek.soort && ander.gesprek != gesprek.id))
}

/// Whether a conversation whose planning is taken back would stand on the list beside another of its kind.
pub(in crate::contact) async fn komt_dubbel_op_lijst(reader: &mut Reader, gesprek: Gesprek) -> Resultaat<bool> {
    match gesprek.draai_planning_terug() {
        Ok(terug) if terug.stand == GesprekStand::TePlannen => staat_op_lijst(reader, &terug).await,
        _ => Ok(false),
    }
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
    let regel = bezoek.regel(handeling, gesprek.id, Some(gesprek.klant), &wanneer(gesprek));
    Ok(writer.commit(regel, &[]).await?)
}

/// What the log says of a conversation that appears.
fn wanneer(gesprek: &Gesprek) -> Value {
    let dag = plaatselijk(gesprek.moment).date();
    json!({ "soort": gesprek.soort, "dag": dag, "duur_minuten": gesprek.duur_minuten })
}

/// Whether a form that is sent twice plans the same. What happened to the conversation since then is no difference.
fn zelfde(bekend: &Gesprek, gesprek: &Gesprek) -> bool {
    let wie = |gesprek: &Gesprek| (gesprek.klantmanager, gesprek.soort.clone());
    wie(bekend) == wie(gesprek) && bekend.afspraak() == gesprek.afspraak()
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
pub(in crate::contact::gesprek) async fn stap(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
    handeling: &'static str,
    step: impl FnOnce(Gesprek) -> Result<Gesprek, OngeldigeOvergang>,
) -> Resultaat<Uitslag> {
    stap_in(bezoek, bezoek.writer().await?, (id, versie), (handeling, None), step).await
}

/// Gives a conversation of the list its time. With `toch` it is meant, whatever speaks against it.
pub(in crate::contact::gesprek) async fn plan_in(
    bezoek: &Bezoek,
    gesprek: &Gesprek,
    versie: i64,
    afspraak: Afspraak,
    toch: bool,
) -> Resultaat<Result<Uitslag, Bezwaren>> {
    let mut writer = bezoek.writer().await?;
    bezwaar::lock(&mut writer, Wie::van(gesprek)).await?;
    let nu = storage::gesprek::find(&mut writer, gesprek.id).await?.ok_or(Fout::NietGevonden)?;
    // Sent twice, it is the conversation itself that stands there.
    if !toch && nu.versie == versie {
        let bezwaren = bezwaar::vooraf(&mut writer, Wie::van(&nu), &afspraak, None).await?;
        if !bezwaren.is_empty() {
            return Ok(Err(Bezwaren(bezwaren)));
        }
    }
    let step = |gesprek: Gesprek| gesprek.plan_in(afspraak, bezoek.nu);
    stap_in(bezoek, writer, (gesprek.id, versie), ("gesprek.ingepland", None), step).await.map(Ok)
}

/// The same in a transaction that began already, maybe with a letter about the cure period that it gives.
async fn stap_in(
    bezoek: &Bezoek,
    mut writer: Writer,
    (id, versie): (GesprekId, i64),
    (handeling, brief): (&'static str, Option<(BriefId, Taal)>),
    step: impl FnOnce(Gesprek) -> Result<Gesprek, OngeldigeOvergang>,
) -> Resultaat<Uitslag> {
    let nu = storage::gesprek::find_locked(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        return Ok(Uitslag::Intussen);
    }
    let van = nu.stand.clone();
    if matches!(van, GesprekStand::NaarRechtmatigheid { .. }) {
        niet_opgepakt(&mut writer, &nu).await?;
    }
    if handeling == TERUGGEDRAAID {
        match van {
            GesprekStand::Uitgenodigd => nog_bij_ons(&mut writer, &nu).await?,
            GesprekStand::Afgezegd { .. } => afzegging_niet_weg(&mut writer, &nu).await?,
            _ => {}
        }
    }
    let mut gesprek = match step(nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    match storage::gesprek::update(&mut writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => return Ok(Uitslag::Intussen),
        written => written?,
    }
    match &van {
        // Who takes a report back gets it as a draft: what was typed is not typed twice.
        GesprekStand::Gevoerd(verslag) if gesprek.is_open() => {
            let concept =
                Concept { velden: verslagvelden::velden(verslag), object_versie: versie + 1, bewaard_op: bezoek.nu };
            keep(&mut writer, welk(bezoek, id), &concept).await?;
            storage::segment::vergeet_beoordeling(&mut writer, id).await?;
        }
        _ if gesprek.is_open() => {}
        _ => delete(&mut writer, welk(bezoek, id)).await?,
    }
    let details = match gesprek.stand.termijn() {
        Some(termijn) => json!({ "van": van.code(), "naar": gesprek.stand.code(), "laatste_dag": termijn.einde }),
        None => json!({ "van": van.code(), "naar": gesprek.stand.code() }),
    };
    let regel = bezoek.regel(handeling, id, Some(gesprek.klant), &details);
    let mut meer = Vec::new();
    if let Some(brief) = brief {
        meer.push(brief::maak_over_termijn(bezoek, &mut writer, &gesprek, brief).await?);
    }
    writer.commit(regel, &meer).await?;
    gesprek.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(gesprek)))
}

/// What the log says of a step that was taken back.
const TERUGGEDRAAID: &str = "gesprek.teruggedraaid";

/// An invitation that is with the client cannot be taken back: he would come to a conversation that we think he does not know
/// of. One that waits to be mailed or printed can, and does not leave.
async fn nog_bij_ons(writer: &mut Writer, gesprek: &Gesprek) -> Resultaat<()> {
    let hoe = match post::uitnodiging_weg(writer, gesprek).await? {
        None => return Ok(()),
        Some(Weg::Gemaild) => "De klant heeft deze uitnodiging al per e-mail.",
        Some(Weg::Afgedrukt) => "Deze uitnodiging is al afgedrukt, dus misschien heeft de klant haar al.",
    };
    let tekst = format!("{hoe} Gaat het gesprek niet door, verzet het dan of zeg het af, en laat dat de klant weten.");
    Err(Fout::in_strijd("uitnodiging_weg", tekst))
}

/// A client who was told not to come is not expected again: not coming would count against him (PW 54). A letter that waits is
/// then not sent.
async fn afzegging_niet_weg(writer: &mut Writer, gesprek: &Gesprek) -> Resultaat<()> {
    let brieven = storage::brief::of_gesprek(writer, gesprek.id).await?;
    let gemaild: Vec<BriefId> = storage::uitbak::of_gesprek(writer, gesprek.id)
        .await?
        .into_iter()
        .filter(|zending| zending.stand.is_weg())
        .map(|zending| zending.brief)
        .collect();
    let afzegging = |brief: &Brief| {
        brief.soort == Briefsoort::Afzegging && (brief.afgedrukt_op.is_some() || gemaild.contains(&brief.id))
    };
    if brieven.iter().any(afzegging) {
        let tekst = "De klant heeft al een brief dat dit gesprek niet doorgaat. Plan een nieuw gesprek en nodig de klant daarvoor uit.";
        return Err(Fout::in_strijd("afzegging_verstuurd", tekst));
    }
    Ok(())
}

/// A case that lawfulness took up is no longer taken back by the guidance alone.
async fn niet_opgepakt(writer: &mut Writer, gesprek: &Gesprek) -> Resultaat<()> {
    // Takes the row of the client: whoever takes the case up at this moment, waits.
    storage::klantstand::refresh(writer, gesprek.klant).await?;
    let feiten = storage::rechtmatigheid::bij_gesprek(writer, gesprek.id).await?;
    if feiten.iter().any(|feit| feit.aanleiding == Aanleiding::Overdracht) {
        let tekst =
            "Rechtmatigheid heeft deze zaak al opgepakt. Overleg met de behandelaar; die staat bij dit gesprek.";
        return Err(Fout::in_strijd("rechtmatigheid_bezig", tekst));
    }
    Ok(())
}

/// Takes the last step back. What was moved is more than one conversation.
pub(in crate::contact::gesprek) async fn draai_terug(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
) -> Resultaat<Uitslag> {
    let gezien = gesprek(bezoek, id).await?;
    if matches!(gezien.stand, GesprekStand::Verzet { .. }) {
        return verzetten::draai_terug(bezoek, id, versie).await;
    }
    let mut writer = bezoek.writer().await?;
    // It may come back into the diary: who plans there at this moment waits, and is then told.
    bezwaar::lock(&mut writer, Wie::van(&gezien)).await?;
    // Or onto the list, on which another of its kind may have come to stand.
    if gezien.stand == GesprekStand::Gepland && komt_dubbel_op_lijst(&mut writer, gezien).await? {
        return Ok(Uitslag::Geweigerd(OngeldigeOvergang::AlOpLijst));
    }
    let step = |gesprek: Gesprek| match gesprek.stand {
        GesprekStand::Gepland => gesprek.draai_planning_terug(),
        _ => gesprek.herstel(),
    };
    stap_in(bezoek, writer, (id, versie), (TERUGGEDRAAID, None), step).await
}
