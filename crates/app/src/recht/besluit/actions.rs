//! What can be done with decisions: load, decide, write, log, commit, in one transaction.

use domain::{
    besluit::{Besluit, BesluitGeweigerd, BesluitStand, Heroverweging, Inhoud, Kader, Oorsprong, Reden, Voorbereiding},
    datum::Periode,
    id::{BesluitId, OpschortingId},
    logboek::{Doel, Regel},
    uitkering::{Uitkering, UitkeringStand},
};
use serde_json::json;
use storage::{Reader, Writer, besluit::Gevonden};

use super::forms::{Gelezen, Stap};
use crate::{
    recht::{intrekking::Intrekking, opdragen},
    web::{Bezoek, Fout, Resultaat},
};

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan(BesluitId),
    /// The rules say no.
    Geweigerd(BesluitGeweigerd),
}

/// A decision of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: BesluitId) -> Resultaat<Gevonden> {
    storage::besluit::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// On which days there is or was a right to a benefit.
fn recht(uitkering: &Uitkering) -> Periode {
    let tot_en_met = match &uitkering.stand {
        UitkeringStand::Lopend => None,
        UitkeringStand::Beeindigd(einde) => Some(einde.datum),
    };
    Periode { van: uitkering.datum_ingang, tot_en_met }
}

fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Besluit) -> Regel {
    let periode = is.inhoud.periode();
    let details = json!({
        "soort": is.inhoud.soort().code(), "grondslag": is.inhoud.grondslag().code(), "uitkering": is.uitkering,
        "stand": is.stand.code(), "van": periode.van, "tot_en_met": periode.tot_en_met,
        "bedrag": is.inhoud.bedrag().map(|bedrag| bedrag.0),
    });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.klant), &details) }
}

/// Lays it before whoever decides at once, when that was asked.
fn leg_voor(is: Besluit, voorleggen: bool, bezoek: &Bezoek) -> Result<Besluit, BesluitGeweigerd> {
    if voorleggen { is.leg_voor(bezoek.vandaag) } else { Ok(is) }
}

/// Prepares a decision. Sent twice, it is one; the same form with something else in it is refused.
pub(super) async fn bereid_voor(
    bezoek: &Bezoek,
    nieuw: Besluit,
    uit: Option<OpschortingId>,
    voorleggen: bool,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // Whoever ends the benefit, or decides about it too, at this moment, waits.
    if !storage::klantstand::lock(&mut writer, nieuw.klant).await? {
        return Err(Fout::NietGevonden);
    }
    if let Some(Gevonden { besluit: eerder, .. }) = storage::besluit::find(&mut writer, nieuw.id).await? {
        let zelfde = (eerder.klant, &eerder.inhoud, eerder.motivering.trim())
            == (nieuw.klant, &nieuw.inhoud, nieuw.motivering.trim());
        return if zelfde { Ok(Uitslag::Gedaan(eerder.id)) } else { Err(Fout::al_verstuurd()) };
    }
    let uitkering = uitkering(&mut writer, &nieuw).await?;
    let tabel = storage::verlagingstabel::tabel(&mut writer).await?;
    let kader = Kader { recht: recht(&uitkering), tabel: &tabel };
    let anderen = anderen(&mut writer, &nieuw).await?;
    let voorbereid = nieuw.bereid_voor(kader).and_then(|is| is.is_eigen(&anderen).map(|()| is));
    let besluit = match voorbereid.and_then(|is| leg_voor(is, voorleggen, bezoek)) {
        Ok(besluit) => besluit,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    match storage::besluit::insert(&mut writer, &besluit, uit, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Err(Fout::Intussen),
        written => written?,
    }
    let handeling = if voorleggen { "besluit.voorgelegd" } else { "besluit.voorbereid" };
    writer.commit(regel(bezoek, handeling, &besluit), &[]).await?;
    Ok(Uitslag::Gedaan(besluit.id))
}

/// The benefit it is about, which is the client's own.
async fn uitkering(reader: &mut Reader, is: &Besluit) -> Resultaat<Uitkering> {
    let uitkering = storage::uitkering::find(reader, is.uitkering).await?;
    uitkering.filter(|uitkering| uitkering.klant == is.klant).ok_or(Fout::NietGevonden)
}

/// The decisions about the same client.
async fn anderen(reader: &mut Reader, is: &Besluit) -> Resultaat<Vec<Besluit>> {
    let gevonden = storage::besluit::of_klant(reader, is.klant).await?;
    Ok(gevonden.into_iter().map(|is| is.besluit).collect())
}

/// Holds a decision that is about to be decided against what is so by now: the right may have ended, or somebody decided the same.
async fn toets_opnieuw(bezoek: &Bezoek, reader: &mut Reader, is: &Besluit) -> Resultaat<Result<(), BesluitGeweigerd>> {
    let uitkering = uitkering(reader, is).await?;
    let tabel = storage::verlagingstabel::tabel(reader).await?;
    let anderen = anderen(reader, is).await?;
    let kader = Kader { recht: recht(&uitkering), tabel: &tabel };
    Ok(is.toets(kader, bezoek.vandaag).and_then(|()| is.is_eigen(anderen.iter().filter(|ander| ander.stand.geldt()))))
}

/// Takes the client of a decision and reads it at `versie`.
async fn neem(writer: &mut Writer, id: BesluitId, versie: i64) -> Resultaat<Gevonden> {
    let klant = vind(writer, id).await?.besluit.klant;
    storage::klantstand::lock(writer, klant).await?;
    let nu = vind(writer, id).await?;
    if nu.besluit.versie == versie { Ok(nu) } else { Err(Fout::Intussen) }
}

/// Prepares it again, after it was sent back or before anybody was asked.
pub(super) async fn wijzig(
    bezoek: &Bezoek,
    (id, versie): (BesluitId, i64),
    (inhoud, motivering): (Inhoud, String),
    voorleggen: bool,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nu = neem(&mut writer, id, versie).await?.besluit;
    let (ik, op) = (bezoek.gebruiker().id, bezoek.vandaag);
    let uitkering = uitkering(&mut writer, &nu).await?;
    let tabel = storage::verlagingstabel::tabel(&mut writer).await?;
    let kader = Kader { recht: recht(&uitkering), tabel: &tabel };
    let anderen = anderen(&mut writer, &nu).await?;
    let wordt = nu
        .bereid_opnieuw_voor(inhoud, motivering, Voorbereiding { door: ik, op }, kader)
        .and_then(|is| is.is_eigen(&anderen).map(|()| is))
        .and_then(|is| leg_voor(is, voorleggen, bezoek));
    let wordt = match wordt {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    storage::besluit::update(&mut writer, &wordt, ik, bezoek.nu).await?;
    let handeling = if voorleggen { "besluit.voorgelegd" } else { "besluit.voorbereid" };
    writer.commit(regel(bezoek, handeling, &wordt), &[]).await?;
    Ok(Uitslag::Gedaan(id))
}

/// A step with a decision that was read at `versie`.
pub(super) async fn stap(
    bezoek: &Bezoek,
    id: BesluitId,
    versie: i64,
    (stap, gelezen): (Stap, &Gelezen),
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nu = neem(&mut writer, id, versie).await?.besluit;
    if stap == Stap::Vaststellen
        && let Err(geweigerd) = toets_opnieuw(bezoek, &mut writer, &nu).await?
    {
        return Ok(Uitslag::Geweigerd(geweigerd));
    }
    let wordt = match zet(bezoek, stap, nu, gelezen) {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let meer = match stap {
        Stap::Vaststellen | Stap::Herroepen => gevolg(bezoek, &mut writer, &wordt).await?,
        _ => Vec::new(),
    };
    storage::besluit::update(&mut writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(regel(bezoek, stap.handeling(), &wordt), &meer).await?;
    Ok(Uitslag::Gedaan(id))
}

/// Takes a step by the rules.
fn zet(bezoek: &Bezoek, stap: Stap, nu: Besluit, gelezen: &Gelezen) -> Result<Besluit, BesluitGeweigerd> {
    let (ik, vandaag) = (bezoek.gebruiker().id, bezoek.vandaag);
    let reden = || Reden { door: ik, op: vandaag, waarom: gelezen.tekst.clone() };
    match stap {
        Stap::Voorleggen => nu.leg_voor(vandaag),
        Stap::Vaststellen => nu.stel_vast(ik, vandaag),
        Stap::Terugwijzen => nu.wijs_terug(reden()),
        Stap::Vervallen => nu.laat_vervallen(reden()),
        Stap::Heroverwegen => nu.heroverweeg(Heroverweging {
            op: vandaag,
            door: ik,
            uitkomst: gelezen.uitkomst,
            motivering: gelezen.tekst.clone(),
        }),
        Stap::Herroepen => nu.herroep(gelezen.herroeping(ik), vandaag),
    }
}

/// What a step means for the benefit and for the benefit administration: what was decided is ordered; a right that is withdrawn
/// without an end ends the benefit, and taking the decision back undoes either. Gives the lines of the log.
async fn gevolg(bezoek: &Bezoek, writer: &mut Writer, is: &Besluit) -> Resultaat<Vec<Regel>> {
    let intrekking = Intrekking::van_besluit(is);
    let mut regels = Vec::new();
    if matches!(is.stand, BesluitStand::Herroepen { .. }) {
        if let Some(intrekking) = intrekking {
            regels.extend(intrekking.draai_terug(bezoek, writer).await?);
        }
        let eerder = storage::opdracht::van_besluit(writer, is.id).await?;
        regels.extend(opdragen::laat_vervallen(bezoek, writer, eerder).await?);
    } else if let Some(intrekking) = intrekking {
        regels.extend(intrekking.voer_uit(bezoek, writer).await?);
    }
    // Nothing is asked when it was taken back before anybody was asked.
    if let Some(opdracht) = is.opdracht() {
        regels.push(opdragen::maak_klaar(bezoek, writer, Oorsprong::Besluit(is.id), opdracht).await?);
    }
    Ok(regels)
}
