//! What can be done with a benefit: load, decide, write, log, commit, in one transaction.

use domain::{
    besluit::Inhoud,
    codelijst::{self, Codelijst},
    datum::{Periode, lang, plus_dagen},
    id::{KlantId, UitkeringId},
    logboek::{Doel, Regel},
    opschorting::OpschortingStand,
    uitkering::{
        BeeindigenGeweigerd, Bevestiging, Einde, Eindebesluit, Terugdraaibesluit, TerugdraaienGeweigerd, Uitkering,
        UitkeringStand,
    },
};
use serde_json::json;
use storage::eindebesluit::{self, Besluit, Soort, Stand};

use crate::web::{Bezoek, Fout, Lijsten, Resultaat, woorden::zin};

/// How an act went.
pub(super) enum Uitslag {
    /// Done; the benefit as it is now.
    Gedaan(Box<Uitkering>),
    /// The rules say no.
    Geweigerd(BeeindigenGeweigerd),
    /// Somebody else was first; the benefit as it stands now.
    Intussen(Box<Uitkering>),
}

/// What a form was made for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Basis {
    /// The benefit.
    pub(super) id: UitkeringId,
    /// The version that was shown.
    pub(super) versie: i64,
    /// Whether an end that a colleague recorded is corrected: somebody saw both versions and chose.
    pub(super) verbeteren: bool,
}

/// A benefit of this client.
pub(super) async fn uitkering(bezoek: &Bezoek, klant: KlantId, id: UitkeringId) -> Resultaat<Uitkering> {
    van_klant(&mut bezoek.reader().await?, klant, id).await
}

async fn van_klant(reader: &mut storage::Reader, klant: KlantId, id: UitkeringId) -> Resultaat<Uitkering> {
    let found = storage::uitkering::find(reader, id).await?;
    found.filter(|uitkering| uitkering.klant == klant).ok_or(Fout::NietGevonden)
}

/// Ends a benefit that was read at `basis.versie`.
pub(super) async fn beeindig(
    bezoek: &Bezoek,
    klant: KlantId,
    basis: Basis,
    (besluit, bevestiging): (Eindebesluit, Bevestiging),
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    storage::klantstand::lock(&mut writer, klant).await?;
    let einde = besluit.einde.clone();
    let nu = van_klant(&mut writer, klant, basis.id).await?;
    if nu.versie != basis.versie {
        return Ok(Uitslag::Intussen(Box::new(nu)));
    }
    let anderen = storage::uitkering::of_klant(&mut writer, klant).await?;
    let volgende = anderen.iter().map(|ander| ander.datum_ingang).filter(|dag| *dag > nu.datum_ingang).min();
    let lijsten = bezoek.lijsten().await?;
    let beeindigd = regel(bezoek, &lijsten, "uitkering.beeindigd", &nu, &einde);
    // A correction is an end taken back and a new one: the log tells both.
    let (lopend, regels) = match &nu.stand {
        UitkeringStand::Beeindigd(eerder) if basis.verbeteren => {
            let vorig = eindebesluit::van_einde(&mut writer, nu.id, eerder).await?;
            if *eerder == einde && vorig.as_ref().is_some_and(|vorig| zelfde(vorig, &besluit)) {
                return Ok(Uitslag::Gedaan(Box::new(nu)));
            }
            toets_ingetrokken(&mut writer, &nu).await?;
            // What the client was told is not corrected behind his back.
            if vorig.is_some_and(|vorig| !vorig.kenmerk.is_empty()) {
                return Err(verteld());
            }
            let hersteld = regel(bezoek, &lijsten, "uitkering.hersteld", &nu, eerder);
            (nu.herstel(), (hersteld, vec![beeindigd]))
        }
        _ => (Ok(nu), (beeindigd, Vec::new())),
    };
    let nieuw = vastgelegd(bezoek, klant, basis.id, &besluit);
    let uitkering = Uitkering::toets_volgende(einde.datum, volgende)
        .and(lopend)
        .map_err(BeeindigenGeweigerd::from)
        .and_then(|lopend| lopend.beeindig_bij_besluit(besluit, bevestiging, bezoek.vandaag));
    let mut uitkering = match uitkering {
        Ok(uitkering) => uitkering,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    match storage::uitkering::update(&mut writer, &uitkering).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => {
            return Ok(Uitslag::Intussen(Box::new(van_klant(&mut writer, klant, basis.id).await?)));
        }
        written => written?,
    }
    eindebesluit::insert(&mut writer, &nieuw, bezoek.nu).await?;
    writer.commit(regels.0, &regels.1).await?;
    uitkering.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(uitkering)))
}

/// The decision to end a benefit as it is kept.
fn vastgelegd(bezoek: &Bezoek, klant: KlantId, uitkering: UitkeringId, besluit: &Eindebesluit) -> Besluit {
    Besluit {
        id: bezoek.app.omgeving.nieuw_id(),
        klant,
        uitkering,
        soort: Soort::Einde,
        stand: Stand::Geldt,
        datum: besluit.besluit,
        kenmerk: besluit.kenmerk.clone(),
        einddatum: besluit.einde.datum,
        reden: besluit.einde.reden.clone(),
        tekst: besluit.bestemming.clone(),
        door: besluit.door,
    }
}

fn zelfde(vorig: &Besluit, besluit: &Eindebesluit) -> bool {
    (vorig.datum, &vorig.kenmerk, &vorig.tekst) == (besluit.besluit, &besluit.kenmerk, &besluit.bestemming)
}

fn verteld() -> Fout {
    let tekst = "De klant heeft een brief over deze beëindiging. Draai haar terug met een nieuw besluit: op de bladzijde \
        over het einde van de uitkering vult u datum, kenmerk en reden in.";
    Fout::in_strijd("uitkering_verteld", tekst)
}

/// Whether a benefit ended because lawfulness withdrew the right, after a suspension (PW 54(4)) or by a decision (54(3)). Two people
/// decided that; only there it is taken back.
pub(super) async fn is_ingetrokken(reader: &mut storage::Reader, nu: &Uitkering) -> Resultaat<bool> {
    let UitkeringStand::Beeindigd(einde) = &nu.stand else { return Ok(false) };
    let opschortingen = storage::opschorting::of_klant(reader, nu.klant).await?;
    let na_opschorting = opschortingen
        .iter()
        .map(|is| &is.opschorting)
        .any(|is| is.uitkering == nu.id && matches!(is.stand, OpschortingStand::Ingetrokken { .. }));
    if na_opschorting {
        return Ok(true);
    }
    let besluiten = storage::besluit::of_klant(reader, nu.klant).await?;
    Ok(besluiten.iter().map(|is| &is.besluit).filter(|is| is.uitkering == nu.id && is.stand.geldt()).any(|is| {
        // From the very first day: then the first day is the last.
        matches!(&is.inhoud, Inhoud::Intrekking { periode: Periode { van, tot_en_met: None }, .. }
            if plus_dagen(*van, -1).max(nu.datum_ingang) == einde.datum)
    }))
}

/// What a page and a refusal say of it.
pub(super) const INGETROKKEN: &str =
    "Rechtmatigheid heeft dit recht ingetrokken. Alleen rechtmatigheid kan dat met een nieuw besluit herroepen.";

async fn toets_ingetrokken(reader: &mut storage::Reader, nu: &Uitkering) -> Resultaat<()> {
    if is_ingetrokken(reader, nu).await? {
        return Err(Fout::in_strijd("uitkering_ingetrokken", INGETROKKEN));
    }
    Ok(())
}

/// A benefit that is changed: whoever else changes it or its client waits.
async fn vergrendeld(writer: &mut storage::Writer, id: UitkeringId) -> Resultaat<Uitkering> {
    let klant = storage::uitkering::find(writer, id).await?.ok_or(Fout::NietGevonden)?.klant;
    storage::klantstand::lock(writer, klant).await?;
    storage::uitkering::find(writer, id).await?.ok_or(Fout::NietGevonden)
}

/// The letter about an end has left: from now on the client was told. An end of which nobody recorded the decision gets one.
pub(super) async fn vertel(bezoek: &Bezoek, id: UitkeringId, versie: i64, kenmerk: String) -> Resultaat<Uitkering> {
    let mut writer = bezoek.writer().await?;
    let nu = vergrendeld(&mut writer, id).await?;
    let einde = match &nu.stand {
        UitkeringStand::Beeindigd(einde) if nu.versie == versie => einde.clone(),
        _ => return Err(Fout::Intussen),
    };
    match eindebesluit::van_einde(&mut writer, id, &einde).await? {
        Some(besluit) if besluit.kenmerk == kenmerk => return Ok(nu),
        Some(besluit) if besluit.kenmerk.is_empty() => {
            eindebesluit::set_kenmerk(&mut writer, besluit.id, &kenmerk).await?;
        }
        Some(_) => return Err(Fout::Intussen),
        None => {
            let (besluit, door, bestemming) = (bezoek.vandaag, bezoek.gebruiker().id, String::new());
            let besluit = Eindebesluit { einde, besluit, door, kenmerk, bestemming };
            eindebesluit::insert(&mut writer, &vastgelegd(bezoek, nu.klant, id, &besluit), bezoek.nu).await?;
        }
    }
    let regel = bezoek.regel("uitkering.einde_verteld", id, Some(nu.klant), &json!({}));
    writer.commit(Regel { doel: Doel::Rechtmatigheid, ..regel }, &[]).await?;
    Ok(nu)
}

/// Undoes an end by another decision.
pub(super) async fn draai_terug(
    bezoek: &Bezoek,
    id: UitkeringId,
    versie: i64,
    besluit: Terugdraaibesluit,
) -> Resultaat<Result<Uitkering, TerugdraaienGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let nu = vergrendeld(&mut writer, id).await?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    toets_ingetrokken(&mut writer, &nu).await?;
    let anderen = storage::uitkering::of_klant(&mut writer, nu.klant).await?;
    let later = anderen.iter().filter(|ander| ander.id != id && ander.datum_ingang >= nu.datum_ingang);
    let volgende = later.map(|ander| ander.datum_ingang).min();
    let (mut uitkering, terug) = match nu.draai_einde_terug(besluit, volgende, bezoek.vandaag) {
        Ok(gedaan) => gedaan,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let lijsten = bezoek.lijsten().await?;
    let regel = regel(bezoek, &lijsten, "uitkering.teruggedraaid", &uitkering, &terug.einde);
    storage::uitkering::update(&mut writer, &uitkering).await?;
    eindebesluit::sluit(&mut writer, id, Stand::Teruggedraaid).await?;
    let nieuw = Besluit {
        id: bezoek.app.omgeving.nieuw_id(),
        klant: uitkering.klant,
        uitkering: id,
        soort: Soort::Terugdraaien,
        stand: Stand::Geldt,
        datum: terug.besluit.datum,
        kenmerk: terug.besluit.kenmerk,
        einddatum: terug.einde.datum,
        reden: terug.einde.reden,
        tekst: terug.besluit.reden,
        door: terug.besluit.door,
    };
    eindebesluit::insert(&mut writer, &nieuw, bezoek.nu).await?;
    let pauze = pauze_loopt_weer(bezoek, &mut writer, id).await?;
    writer.commit(regel, pauze.as_slice()).await?;
    uitkering.versie += 1;
    Ok(Ok(uitkering))
}

/// Takes an end back that was recorded by mistake, as long as the client was not told.
pub(super) async fn herstel(bezoek: &Bezoek, id: UitkeringId, versie: i64) -> Resultaat<Uitkering> {
    let mut writer = bezoek.writer().await?;
    let nu = vergrendeld(&mut writer, id).await?;
    toets_ingetrokken(&mut writer, &nu).await?;
    if let UitkeringStand::Beeindigd(einde) = &nu.stand
        && eindebesluit::van_einde(&mut writer, id, einde).await?.is_some_and(|besluit| !besluit.kenmerk.is_empty())
    {
        return Err(verteld());
    }
    let lijsten = bezoek.lijsten().await?;
    let hersteld = match &nu.stand {
        UitkeringStand::Beeindigd(_) if nu.versie != versie => return Err(Fout::Intussen),
        UitkeringStand::Beeindigd(einde) => Some(regel(bezoek, &lijsten, "uitkering.hersteld", &nu, einde)),
        UitkeringStand::Lopend => None,
    };
    let others = storage::uitkering::of_klant(&mut writer, nu.klant).await?;
    // Two spells cannot run at the same time.
    if let Some(later) = others.iter().find(|ander| ander.id != id && ander.datum_ingang >= nu.datum_ingang) {
        let sinds = lang(later.datum_ingang);
        bezoek.inzage("uitkering.herstel_geweigerd", Doel::Rechtmatigheid, vec![nu.klant]).await?;
        let tekst = format!(
            "Deze klant kreeg daarna opnieuw een uitkering, vanaf {sinds}. Deze beëindiging kan niet meer worden teruggedraaid."
        );
        return Err(Fout::in_strijd("uitkering_opvolger", tekst));
    }
    let (mut uitkering, regel) = match (nu.herstel(), hersteld) {
        (Ok(uitkering), Some(regel)) => (uitkering, regel),
        (Err(geweigerd), _) => return Err(Fout::in_strijd("uitkering_stand", zin(&geweigerd.to_string()))),
        (Ok(_), None) => return Err(Fout::Intussen),
    };
    storage::uitkering::update(&mut writer, &uitkering).await?;
    eindebesluit::sluit(&mut writer, id, Stand::Hersteld).await?;
    let pauze = pauze_loopt_weer(bezoek, &mut writer, id).await?;
    writer.commit(regel, pauze.as_slice()).await?;
    uitkering.versie += 1;
    Ok(uitkering)
}

/// When the end followed from a pause that ran out, the pause runs again with the benefit: it is still to be decided then. Gives
/// the line of the log.
async fn pauze_loopt_weer(bezoek: &Bezoek, writer: &mut storage::Writer, id: UitkeringId) -> Resultaat<Option<Regel>> {
    let Some(is) = storage::pauze::uitgelopen(writer, id).await? else { return Ok(None) };
    let pauze = is.pauze.herstel().map_err(|geweigerd| Fout::in_strijd("pauze_stand", zin(&geweigerd.to_string())))?;
    let wordt = storage::pauze::Gevonden { pauze, ..is };
    storage::pauze::update(writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await?;
    let details = json!({ "uitkering": id, "stand": wordt.pauze.stand.code() });
    let regel = bezoek.regel("pauze.hersteld", wordt.pauze.id, Some(wordt.pauze.klant), &details);
    Ok(Some(Regel { doel: Doel::Rechtmatigheid, ..regel }))
}

fn regel(bezoek: &Bezoek, lijsten: &Lijsten, handeling: &'static str, uitkering: &Uitkering, einde: &Einde) -> Regel {
    let reden = codelijst::in_logboek(&lijsten.codes, Codelijst::RedenBeeindiging, &einde.reden);
    let details = json!({ "datum": einde.datum, "reden": reden });
    let regel = bezoek.regel(handeling, uitkering.id, Some(uitkering.klant), &details);
    Regel { doel: Doel::Rechtmatigheid, ..regel }
}
