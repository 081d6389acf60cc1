//! Recording a conversation and what comes of it, in one transaction: the report, the klantbeeld, the judgement of segment and
//! ladder, agreements as steps of the plan, and the next conversation. Either all of it is there, or nothing.

use domain::{
    gesprek::{Actiepunt, Gesprek, GesprekStand, OngeldigeOvergang, Verslag},
    id::{ActiepuntId, GesprekId, KlantId},
    klantbeeld::KlantbeeldGeweigerd,
    logboek::Regel,
    plan::StapStand,
    segment::SegmenteringGeweigerd,
};
use serde_json::json;
use storage::{Reader, Writer, concept::delete, klantbeeld};

use super::{
    super::forms::{Beeld, Indeling, IndelingNu, Vastlegging, Vervolg},
    Uitslag,
    bevinding::leg_bevinding_vast,
    bezwaar::{self, Wie},
    eerder_verstuurd,
    in_plan::{in_plan, volg_plan},
    klant_bestaat, staat_op_lijst, stap, wanneer, welk, welk_ongepland,
};
use crate::web::{Bezoek, Fout, Resultaat};

/// Why nothing was recorded; each belongs to a part of the form.
pub(in crate::contact::gesprek) enum Weigering {
    Gesprek(OngeldigeOvergang),
    Segment(SegmenteringGeweigerd),
    /// A colleague changed segment or ladder in the meantime.
    IndelingIntussen,
    Beeld(KlantbeeldGeweigerd),
    /// A colleague changed the klantbeeld in the meantime.
    BeeldIntussen,
    Vervolg(OngeldigeOvergang),
    /// What speaks against the moment of the next one, and how the form says that somebody was told.
    VervolgBezwaar(Vec<String>, String),
}

/// How recording went.
pub(in crate::contact::gesprek) enum Vastgelegd {
    Gedaan(Box<Gesprek>),
    Geweigerd(Weigering),
    /// Somebody else was first; the conversation as it stands now.
    Intussen(Box<Gesprek>),
}

/// What one of its steps gives.
pub(super) type Of<T> = Resultaat<Result<T, Weigering>>;

/// How a client stands, to judge whether that is still right.
pub(in crate::contact::gesprek) async fn indeling_nu(reader: &mut Reader, klant: KlantId) -> Resultaat<IndelingNu> {
    let segmenten = storage::segment::of_klant(reader, klant).await?;
    Ok(IndelingNu {
        segment: segmenten.into_iter().rev().find(|segment| segment.periode.tot_en_met.is_none()),
        beelden: klantbeeld::of_klant(reader, klant).await?,
        laatste: storage::segment::beoordelingen(reader, klant).await?.pop(),
    })
}

/// Records that a conversation took place, which was read at `versie`; once recorded, report and agreements may still be
/// corrected.
pub(in crate::contact::gesprek) async fn leg_vast(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
    vastlegging: Vastlegging,
) -> Resultaat<Vastgelegd> {
    let mut writer = bezoek.writer().await?;
    lock_agenda(&mut writer, vastlegging.vervolg.as_ref()).await?;
    // With the client: what is done with his plan and segment comes one after the other.
    let nu = storage::gesprek::find_locked(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        // The form was sent twice: what it says stands there already.
        let twice = nu.versie == versie + 1 && zelfde(&nu.stand, &vastlegging.verslag);
        return Ok(if twice { Vastgelegd::Gedaan(Box::new(nu)) } else { Vastgelegd::Intussen(Box::new(nu)) });
    }
    let van = nu.stand.code();
    let Vastlegging { mut verslag, beeld, indeling, vervolg } = vastlegging;
    blijft(&mut verslag, nu.afgesproken());
    let mut regels = volg_plan(bezoek, &mut writer, nu.klant, (nu.afgesproken(), &verslag.punten)).await?;
    regels.extend(in_plan(bezoek, &mut writer, nu.klant, &mut verslag).await?);
    let gevoerd = match nu.stand {
        GesprekStand::Gevoerd(_) => Ok(Gesprek { stand: GesprekStand::Gevoerd(verslag), ..nu }),
        _ => nu.voer(verslag, bezoek.nu),
    };
    let mut gesprek = match gevoerd {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Vastgelegd::Geweigerd(Weigering::Gesprek(geweigerd))),
    };
    match storage::gesprek::update(&mut writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => {
            let nu = storage::gesprek::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
            return Ok(Vastgelegd::Intussen(Box::new(nu)));
        }
        written => written?,
    }
    match daarna(bezoek, &mut writer, &gesprek, (beeld, indeling), vervolg).await? {
        Ok(more) => regels.extend(more),
        Err(weigering) => return Ok(Vastgelegd::Geweigerd(weigering)),
    }
    delete(&mut writer, welk(bezoek, id)).await?;
    let details = json!({ "van": van, "naar": gesprek.stand.code(), "afspraken": aantal_punten(&gesprek) });
    let regel = bezoek.regel("gesprek.gevoerd", id, Some(gesprek.klant), &details);
    writer.commit(regel, &regels).await?;
    gesprek.versie += 1;
    Ok(Vastgelegd::Gedaan(Box::new(gesprek)))
}

/// Records a conversation that took place without a plan: somebody came to the counter or called.
pub(in crate::contact::gesprek) async fn leg_vast_ongepland(
    bezoek: &Bezoek,
    gesprek: Gesprek,
    vastlegging: Vastlegging,
) -> Of<Gesprek> {
    let mut writer = bezoek.writer().await?;
    klant_bestaat(&mut writer, gesprek.klant).await?;
    lock_agenda(&mut writer, vastlegging.vervolg.as_ref()).await?;
    storage::klantstand::lock(&mut writer, gesprek.klant).await?;
    if let Some(bekend) = storage::gesprek::find(&mut writer, gesprek.id).await? {
        drop(writer);
        eerder_verstuurd(bezoek, &gesprek).await?;
        let zelfde = zelfde(&bekend.stand, &vastlegging.verslag);
        return if zelfde { Ok(Ok(gesprek)) } else { Err(Fout::al_verstuurd()) };
    }
    let Vastlegging { mut verslag, beeld, indeling, vervolg } = vastlegging;
    let mut regels = in_plan(bezoek, &mut writer, gesprek.klant, &mut verslag).await?;
    let gesprek = match gesprek.voer_ongepland(verslag, bezoek.nu) {
        Ok(gesprek) => gesprek,
        Err(geweigerd) => return Ok(Err(Weigering::Gesprek(geweigerd))),
    };
    match storage::gesprek::insert(&mut writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await {
        // The form was sent twice: the first one did it.
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            eerder_verstuurd(bezoek, &gesprek).await?;
            return Ok(Ok(gesprek));
        }
        written => written?,
    }
    match daarna(bezoek, &mut writer, &gesprek, (beeld, indeling), vervolg).await? {
        Ok(more) => regels.extend(more),
        Err(weigering) => return Ok(Err(weigering)),
    }
    delete(&mut writer, welk_ongepland(bezoek, gesprek.klant)).await?;
    let regel = bezoek.regel("gesprek.gevoerd", gesprek.id, Some(gesprek.klant), &wanneer(&gesprek));
    writer.commit(regel, &regels).await?;
    Ok(Ok(gesprek))
}

/// Notes where an agreement of a conversation stands, which was read at `versie`.
pub(in crate::contact::gesprek) async fn werk_punt_bij(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
    punt: ActiepuntId,
    stand: StapStand,
) -> Resultaat<Uitslag> {
    stap(bezoek, id, versie, "gesprek.afspraak_bijgewerkt", |gesprek| gesprek.werk_punt_bij(punt, stand)).await
}

fn aantal_punten(gesprek: &Gesprek) -> usize {
    if let GesprekStand::Gevoerd(verslag) = &gesprek.stand { verslag.punten.len() } else { 0 }
}

/// Whether a conversation was recorded with these words.
fn zelfde(stand: &GesprekStand, verslag: &Verslag) -> bool {
    let GesprekStand::Gevoerd(is) = stand else { return false };
    let telling = |punt: &Actiepunt| (punt.wat.clone(), punt.wie.clone(), punt.voor);
    (&is.tekst, &is.afspraken) == (&verslag.tekst, &verslag.afspraken)
        && is.punten.iter().map(telling).eq(verslag.punten.iter().map(telling))
}

/// Of an agreement that stood there before, it stays known how it stands.
fn blijft(verslag: &mut Verslag, was: &[Actiepunt]) {
    for punt in &mut verslag.punten {
        if let Some(bekend) = was.iter().find(|bekend| bekend.id == punt.id) {
            (punt.stand, punt.plan) = (bekend.stand, bekend.plan);
        }
    }
}

/// What is settled in the same movement.
async fn daarna(
    bezoek: &Bezoek,
    writer: &mut Writer,
    gesprek: &Gesprek,
    bevonden: (Option<Beeld>, Option<Indeling>),
    vervolg: Option<Vervolg>,
) -> Of<Vec<Regel>> {
    let mut regels = match leg_bevinding_vast(bezoek, writer, gesprek, bevonden).await? {
        Ok(regels) => regels,
        Err(weigering) => return Ok(Err(weigering)),
    };
    if let Some(vervolg) = vervolg {
        match plan_vervolg(bezoek, writer, gesprek, vervolg).await? {
            Ok(regel) => regels.push(regel),
            Err(weigering) => return Ok(Err(weigering)),
        }
    }
    Ok(Ok(regels))
}

/// Takes the diary in which the next conversation comes, before the client as everybody does.
async fn lock_agenda(writer: &mut Writer, vervolg: Option<&Vervolg>) -> Resultaat<()> {
    if let Some(vervolg) = vervolg {
        storage::werkrooster::lock(writer, vervolg.plan.klantmanager).await?;
    }
    Ok(())
}

/// Puts the next conversation in the diary, or on the list of those that need a time.
async fn plan_vervolg(bezoek: &Bezoek, writer: &mut Writer, gesprek: &Gesprek, vervolg: Vervolg) -> Of<Regel> {
    let volgend = Gesprek { tolk: gesprek.tolk.clone(), ..vervolg.plan.gesprek(gesprek.klant) };
    let planned = if vervolg.op_lijst { volgend.zet_op_lijst(bezoek.nu) } else { volgend.plan(bezoek.nu) };
    let volgend = match planned {
        Ok(volgend) => volgend,
        Err(geweigerd) => return Ok(Err(Weigering::Vervolg(geweigerd))),
    };
    if vervolg.op_lijst && staat_op_lijst(writer, &volgend).await? {
        return Ok(Err(Weigering::Vervolg(OngeldigeOvergang::AlOpLijst)));
    }
    if !vervolg.op_lijst && !vervolg.gemeend {
        let afspraak = volgend.afspraak();
        // Not whether it counts for the contact norm: they agreed on it just now, for a reason.
        let bezwaren = bezwaar::bezwaren(writer, Wie::van(&volgend), &afspraak, None).await?;
        if !bezwaren.is_empty() {
            return Ok(Err(Weigering::VervolgBezwaar(bezwaren, bezwaar::toch(&afspraak))));
        }
    }
    match storage::gesprek::insert(writer, &volgend, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Err(Fout::FormulierVerlopen),
        written => written?,
    }
    let handeling = if vervolg.op_lijst { "gesprek.op_lijst_gezet" } else { "gesprek.gepland" };
    Ok(Ok(bezoek.regel(handeling, volgend.id, Some(volgend.klant), &wanneer(&volgend))))
}
