//! The college grants the benefit: the client, the spell, the fixed klantmanager and the plan, in one transaction.

use domain::{
    datum::Periode,
    dossier::Dossier,
    id::{KlantId, PlanId, PoortId},
    klant::{Contact, Klant},
    logboek::{Doel, Regel},
    plan::{Inhoud, Plan, PlanGeweigerd, PlanStand},
    poort::{PoortGeweigerd, PoortStand, Toekenning as Besluit, VasteKlantmanager},
    toewijzing::Toewijzing,
    uitkering::{Regeling, Uitkering, UitkeringStand},
};
use serde_json::json;
use storage::{
    Writer,
    invoer::{self, Opvolging, Voorbereiding, Wijziging},
    poort::{Gevonden, Persoon},
};

use super::{super::forms::Toekenning, met_bsn, regel, vind};
use crate::web::{Bezoek, Fout, Resultaat};

/// How a grant went.
pub(in crate::recht::poort) enum Toekenuitslag {
    /// Done.
    Gedaan,
    /// The rules of the gate say no.
    Geweigerd(PoortGeweigerd),
    /// Those of a plan do.
    Plan(PlanGeweigerd),
    /// An earlier spell ran until after the first day of this one.
    Overlapt(jiff::civil::Date),
    /// The client number is somebody else's.
    NummerBezet,
}

/// Why somebody got the client, in the history of that client.
const REDEN: &str = "vaste klantmanager bij de toekenning";

/// The spell a grant begins, or the one the administration began already.
fn uitkering(klant: KlantId, gelezen: &Toekenning, eerdere: &[Uitkering]) -> Result<(Uitkering, bool), Toekenuitslag> {
    if let Some(loopt) = eerdere.iter().find(|is| is.stand == UitkeringStand::Lopend) {
        return if loopt.datum_ingang == gelezen.ingang {
            Ok((loopt.clone(), false))
        } else {
            Err(Toekenuitslag::Geweigerd(PoortGeweigerd::UitkeringLoopt(loopt.datum_ingang)))
        };
    }
    let tot = |is: &Uitkering| match &is.stand {
        UitkeringStand::Beeindigd(einde) => Some(einde.datum),
        UitkeringStand::Lopend => None,
    };
    if let Some(tot) = eerdere.iter().filter_map(tot).max().filter(|tot| *tot >= gelezen.ingang) {
        return Err(Toekenuitslag::Overlapt(tot));
    }
    let nieuw = Uitkering {
        id: gelezen.uitkering,
        klant,
        regeling: Regeling::Pw,
        datum_ingang: gelezen.ingang,
        maandbedrag: gelezen.bedrag,
        vorige: None,
        stand: UitkeringStand::Lopend,
        versie: 1,
    };
    Ok((nieuw.koppel_vorige(eerdere), true))
}

/// Who came forward, as a client.
fn nieuwe_klant(id: KlantId, persoon: &Persoon, gelezen: &Toekenning) -> Resultaat<Klant> {
    let klantnummer = gelezen.klantnummer.clone().ok_or(Fout::Intussen)?;
    let contact = Contact { telefoon: persoon.telefoon.clone(), email: persoon.email.clone(), ..Contact::default() };
    Ok(Klant {
        id,
        klantnummer,
        bsn: persoon.bsn,
        naam: persoon.naam.clone(),
        geboortedatum: persoon.geboren,
        leefvorm: gelezen.leefvorm,
        contact,
        versie: 1,
    })
}

/// A line about the client or what is his.
fn klantregel(
    bezoek: &Bezoek,
    handeling: &'static str,
    object: uuid::Uuid,
    klant: KlantId,
    details: &serde_json::Value,
) -> Regel {
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, object, Some(klant), details) }
}

fn toewijzing(bezoek: &Bezoek, klant: KlantId, gelezen: &Toekenning) -> Toewijzing {
    let (id, periode) = (bezoek.app.omgeving.nieuw_id(), Periode::vanaf(gelezen.op));
    Toewijzing { id, klant, klantmanager: gelezen.klantmanager, periode, reden: REDEN.to_owned() }
}

/// Writes somebody who was no client yet; gives the lines of the log.
async fn schrijf_nieuw(
    bezoek: &Bezoek,
    writer: &mut Writer,
    klant: Klant,
    uitkering: Uitkering,
    toewijzing: Toewijzing,
) -> Resultaat<Vec<Regel>> {
    let id = klant.id;
    let dossier = Dossier {
        klant,
        uitkeringen: vec![uitkering],
        toewijzingen: vec![toewijzing],
        segmenteringen: Vec::new(),
        gesprekken: Vec::new(),
        ontheffingen: Vec::new(),
        keuringen: Vec::new(),
        verwijzingen: Vec::new(),
        plannen: Vec::new(),
    };
    let lading = Voorbereiding::new(writer).await?.maak(&[dossier], bezoek.nu)?;
    let regel = klantregel(bezoek, "klant.toegevoegd", id.uuid(), id, &json!({ "bron": "poort" }));
    Ok(invoer::insert(writer, lading, &regel).await?)
}

/// The klantmanager of somebody who was a client before: who has the client already, keeps him.
async fn opvolging(
    writer: &mut Writer,
    nieuw: Toewijzing,
) -> Resultaat<Option<Opvolging<domain::id::ToewijzingId, Toewijzing>>> {
    let laatste = storage::toewijzing::of_klant(writer, nieuw.klant).await?.pop();
    let per = nieuw.periode.van;
    let Some(huidig) = laatste.filter(|is| is.periode.tot_en_met.is_none_or(|tot| tot >= per)) else {
        return Ok(Some(Opvolging { sluit: None, nieuw }));
    };
    if huidig.klantmanager == nieuw.klantmanager {
        return Ok(None);
    }
    let (id, wie, reden) = (nieuw.id, nieuw.klantmanager, nieuw.reden);
    let (oud, nieuw) = huidig.draag_over(id, wie, per, reden).map_err(|_| {
        let tekst =
            "Deze klant kreeg vandaag of later een andere klantmanager. Kies die, en draag de klant daarna over.";
        Fout::in_strijd("klantmanager_later", tekst)
    })?;
    Ok(Some(Opvolging { sluit: oud.periode.tot_en_met.map(|tot| (oud.id, tot)), nieuw }))
}

/// Writes what changes of somebody who was a client before; gives the lines of the log.
async fn schrijf_bekend(
    bezoek: &Bezoek,
    writer: &mut Writer,
    oud: Klant,
    is: &Gevonden,
    gelezen: &Toekenning,
    (uitkering, is_nieuw): (Uitkering, bool),
    eerdere: Vec<Uitkering>,
) -> Resultaat<Vec<Regel>> {
    let bekend = invoer::bekende(writer, &[(oud.klantnummer.clone(), oud.bsn)]).await?;
    let bekend = bekend.into_values().next().ok_or(Fout::NietGevonden)?;
    let (mut klant, id) = (oud.clone(), oud.id);
    klant.leefvorm = gelezen.leefvorm;
    for (heeft, nieuw) in
        [(&mut klant.contact.telefoon, &is.persoon.telefoon), (&mut klant.contact.email, &is.persoon.email)]
    {
        if !nieuw.is_empty() {
            heeft.clone_from(nieuw);
        }
    }
    let persoon = klant != oud;
    let mut regels = Vec::new();
    if persoon {
        regels.push(klantregel(bezoek, "klant.gewijzigd", id.uuid(), id, &json!({ "bron": "poort" })));
    }
    let opvolging = opvolging(writer, toewijzing(bezoek, id, gelezen)).await?;
    if let Some(Opvolging { nieuw, .. }) = &opvolging {
        let details = json!({ "klantmanager": [bekend.klantmanager, Some(nieuw.klantmanager)], "regel": nieuw.reden });
        regels.push(klantregel(bezoek, "klant.toegewezen", nieuw.id.uuid(), id, &details));
    }
    let mut uitkeringen = eerdere;
    if is_nieuw {
        uitkeringen.push(uitkering.clone());
    }
    let wijziging = Wijziging {
        klant,
        persoon,
        naam: false,
        nieuwe_uitkeringen: if is_nieuw { vec![uitkering] } else { Vec::new() },
        gewijzigde_uitkeringen: Vec::new(),
        uitkeringen,
        klantmanager: Some(gelezen.klantmanager),
        toewijzing: opvolging,
        segmentering: None,
        segment: (bekend.segment, bekend.segment_sinds),
        regels: Vec::new(),
    };
    invoer::update(writer, &[wijziging], Some(bezoek.gebruiker().id), bezoek.nu).await?;
    Ok(regels)
}

/// Establishes the plan that is an annex to the grant (PW 44(4)): the concept that is there written anew, or a new version in the place
/// of the one that holds.
async fn stel_plan_vast(
    bezoek: &Bezoek,
    writer: &mut Writer,
    klant: KlantId,
    (id, inhoud): (PlanId, Inhoud),
) -> Resultaat<Result<(PlanId, Regel), PlanGeweigerd>> {
    let (wie, vandaag, nu) = (bezoek.gebruiker().id, bezoek.vandaag, bezoek.nu);
    let plannen = storage::plan::of_klant(writer, klant).await?;
    let geldend = plannen.iter().find(|plan| plan.geldt());
    let concept = plannen.iter().find(|plan| plan.stand == PlanStand::Concept);
    let opgesteld = match concept {
        Some(concept) => concept.clone().wijzig(inhoud, vandaag, false),
        None => Plan {
            id,
            klant,
            nummer: plannen.last().map_or(1, |plan| plan.nummer + 1),
            vorige: geldend.map(|plan| plan.id),
            opsteller: wie,
            opgesteld: vandaag,
            inhoud,
            stand: PlanStand::Concept,
            versie: 1,
        }
        .stel_op(vandaag, false),
    };
    let plan = match opgesteld.and_then(|plan| plan.stel_vast(wie, vandaag, false)) {
        Ok(plan) => plan,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    // Of one client one plan holds: the former makes room first.
    if let Some(oud) = geldend {
        match oud.clone().vervang(vandaag) {
            Ok(oud) => storage::plan::update(writer, &oud, wie, nu).await?,
            Err(geweigerd) => return Ok(Err(geweigerd)),
        }
    }
    if concept.is_some() {
        storage::plan::update(writer, &plan, wie, nu).await?;
    } else {
        storage::plan::insert(writer, &plan, wie, nu).await?;
    }
    let details = json!({ "nummer": plan.nummer, "naar": plan.stand.code(), "bron": "poort" });
    Ok(Ok((plan.id, bezoek.regel("plan.vastgesteld", plan.id, Some(klant), &details))))
}

/// Grants the benefit in a case that was read at `versie`.
pub(in crate::recht::poort) async fn ken_toe(
    bezoek: &Bezoek,
    id: PoortId,
    versie: i64,
    mut gelezen: Toekenning,
) -> Resultaat<Toekenuitslag> {
    let mut writer = bezoek.writer().await?;
    let bsn = vind(&mut writer, id).await?.persoon.bsn;
    // The client before the case, as everybody does.
    let klant = met_bsn(&mut writer, bsn).await?;
    if let Some(klant) = &klant {
        storage::klantstand::lock(&mut writer, klant.id).await?;
    }
    storage::poort::lock(&mut writer, id).await?;
    let is = vind(&mut writer, id).await?;
    match &is.poort.stand {
        // The form was sent twice.
        PoortStand::Toegekend(besluit) if besluit.uitkering == gelezen.uitkering => return Ok(Toekenuitslag::Gedaan),
        _ if is.poort.versie != versie => return Err(Fout::Intussen),
        _ => {}
    }
    let wie = klant.as_ref().map_or(is.poort.klant, |klant| klant.id);
    let eerdere = match &klant {
        Some(klant) => storage::uitkering::of_klant(&mut writer, klant.id).await?,
        None => Vec::new(),
    };
    let (spell, is_nieuw) = match uitkering(wie, &gelezen, &eerdere) {
        Ok(spell) => spell,
        Err(uitslag) => return Ok(uitslag),
    };
    let plan = gelezen.plan.take();
    let besluit = Besluit {
        op: gelezen.op,
        ingang: gelezen.ingang,
        eerder_omdat: gelezen.eerder_omdat.clone(),
        uitkering: spell.id,
        klantmanager: Some(VasteKlantmanager { wie: gelezen.klantmanager, vanaf: gelezen.op }),
        plan: plan.as_ref().map(|(plan, _)| *plan),
    };
    let mut poort = match is.poort.clone().ken_toe(besluit, is.persoon.geboren, bezoek.vandaag) {
        Ok(poort) => poort,
        Err(geweigerd) => return Ok(Toekenuitslag::Geweigerd(geweigerd)),
    };
    poort.klant = wie;
    let ingang = spell.datum_ingang;
    let toegekend = klantregel(
        bezoek,
        "uitkering.toegekend",
        spell.id.uuid(),
        wie,
        &json!({ "ingang": ingang, "vorige": spell.vorige, "poort": id }),
    );
    let mut regels = if let Some(klant) = klant {
        schrijf_bekend(bezoek, &mut writer, klant, &is, &gelezen, (spell, is_nieuw), eerdere).await?
    } else {
        let nieuw = nieuwe_klant(wie, &is.persoon, &gelezen)?;
        if storage::klant::find_by_number(&mut writer, &nieuw.klantnummer).await?.is_some() {
            return Ok(Toekenuitslag::NummerBezet);
        }
        let vast = toewijzing(bezoek, wie, &gelezen);
        schrijf_nieuw(bezoek, &mut writer, nieuw, spell, vast).await?
    };
    regels.push(toegekend);
    if let Some(plan) = plan {
        match stel_plan_vast(bezoek, &mut writer, wie, plan).await? {
            Ok((plan, regel)) => {
                // A concept that was there keeps its own id.
                if let PoortStand::Toegekend(besluit) = &mut poort.stand {
                    besluit.plan = Some(plan);
                }
                regels.push(regel);
            }
            Err(geweigerd) => return Ok(Toekenuitslag::Plan(geweigerd)),
        }
    }
    let wordt = Gevonden { poort, ..is };
    storage::poort::update(&mut writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(regel(bezoek, "poort.toegekend", &wordt.poort), &regels).await?;
    Ok(Toekenuitslag::Gedaan)
}
