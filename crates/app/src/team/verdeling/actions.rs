//! What can be done with a proposal: begin, work out again, apply. Each in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    datum::Periode,
    gebruiker::Gebruiker,
    id::{GebruikerId, KlantId, TeamId, VerdelingId},
    logboek::Regel,
    toewijzing::{Overname, OvernameGeweigerd, OvernameStand, Toewijzing, toets_ontvanger},
    verdeling::{VerdelingGeweigerd, VerdelingStand},
};
use jiff::SignedDuration;
use serde_json::json;
use storage::{
    Error, Writer, overname as overnames, toewijzing,
    verdeling::{self as verdelingen, VerdelingKlant, VerdelingRegel},
};

use super::{
    opgave::{Invoer, NietsTeVerdelen, Vraag, lees, lees_deelnemers},
    rekenen::{AFGEBROKEN_NA, TEGELIJK, op_de_achtergrond},
};
use crate::{
    overname::Doen,
    web::{Bezoek, Fout, Resultaat, woorden::zin},
};

/// Why a client moves, in his history.
const REDEN: &str = "Nieuwe verdeling van caseloads";

/// Has a proposal made.
pub(super) async fn begin(
    bezoek: &Bezoek,
    id: VerdelingId,
    gevraagd: (Option<TeamId>, Vraag),
) -> Resultaat<Result<(), NietsTeVerdelen>> {
    let lijsten = bezoek.lijsten().await?;
    let (invoer, klanten) = match lees(bezoek, &lijsten, gevraagd).await? {
        Ok(gelezen) => gelezen,
        Err(niets) => return Ok(Err(niets)),
    };
    let team = gevraagd.0;
    let mut writer = bezoek.writer().await?;
    if is_druk(bezoek, &mut writer, id).await? {
        return Ok(Err(NietsTeVerdelen::Druk));
    }
    let wie = bezoek.gebruiker().id;
    match verdelingen::insert(&mut writer, (id, team, &json!(invoer).to_string()), &klanten, (wie, bezoek.nu)).await {
        // Sent twice: the first one did it.
        Err(Error::Duplicate(_)) => return Ok(Ok(())),
        written => written?,
    }
    let details = json!({ "team": team, "klanten": klanten.len(), "klantmanagers": invoer.klantmanagers.len() });
    writer.commit(bezoek.regel("verdeling.gevraagd", id, None, &details), &[]).await?;
    op_de_achtergrond(&bezoek.app, bezoek.gemeente(), id, wie);
    Ok(Ok(()))
}

/// Whether as many other proposals are being worked out as there may be at a time: each keeps two cores busy for seconds.
async fn is_druk(bezoek: &Bezoek, writer: &mut Writer, id: VerdelingId) -> Resultaat<bool> {
    let sinds = bezoek.nu - SignedDuration::from_secs(AFGEBROKEN_NA);
    Ok(verdelingen::count_berekenen(writer, sinds, id).await? >= TEGELIJK)
}

/// Whether a proposal that is being worked out never will be ready: the program was stopped.
pub(super) fn is_afgebroken(bezoek: &Bezoek, regel: &VerdelingRegel) -> bool {
    regel.stand == VerdelingStand::Berekenen && bezoek.nu.duration_since(regel.gewijzigd_op).as_secs() > AFGEBROKEN_NA
}

pub(super) async fn op_versie(writer: &mut Writer, id: VerdelingId, versie: i64) -> Resultaat<VerdelingRegel> {
    let regel = verdelingen::find(writer, id).await?.ok_or(Fout::NietGevonden)?;
    if regel.versie == versie { Ok(regel) } else { Err(Fout::Intussen) }
}

/// Who may not move.
pub(super) struct Vast {
    /// These as well.
    pub(super) erbij: BTreeSet<KlantId>,
    /// And nobody else: who was kept before is let go.
    pub(super) alleen: bool,
    /// Which klantmanagers are left out from now on; `None` leaves that as it is.
    pub(super) niet_mee: Option<BTreeSet<GebruikerId>>,
}

/// Works a proposal out again, with these clients where they are and without who is left out.
pub(super) async fn opnieuw(
    bezoek: &Bezoek,
    (id, versie): (VerdelingId, i64),
    vast: &Vast,
) -> Resultaat<Result<(), VerdelingGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let regel = op_versie(&mut writer, id, versie).await?;
    if !matches!(regel.stand, VerdelingStand::Voorstel | VerdelingStand::Mislukt) && !is_afgebroken(bezoek, &regel) {
        return Ok(Err(VerdelingGeweigerd::GeenVoorstel));
    }
    if is_druk(bezoek, &mut writer, id).await? {
        return Ok(Err(VerdelingGeweigerd::Druk));
    }
    let mut klanten = verdelingen::klanten(&mut writer, id).await?;
    for klant in &mut klanten {
        klant.vast = vast.erbij.contains(&klant.klant) || (klant.vast && !vast.alleen);
        klant.aan = None;
        klant.waarom = String::new();
    }
    let mut invoer: Invoer = serde_json::from_str(&regel.invoer).map_err(Error::corrupt)?;
    if let Some(niet_mee) = vast.niet_mee.as_ref().filter(|niet_mee| **niet_mee != invoer.niet_mee) {
        let kent =
            |wie: &GebruikerId| invoer.niet_mee.contains(wie) || invoer.klantmanagers.iter().any(|is| is.id == *wie);
        if !niet_mee.iter().all(kent) {
            return Err(Fout::NietGevonden);
        }
        let (lijsten, gevraagd) = (bezoek.lijsten().await?, (regel.team, invoer.vraag));
        let gelezen = lees_deelnemers(&mut writer, bezoek, &lijsten, gevraagd, &klanten, niet_mee).await?;
        invoer.klantmanagers = gelezen.map_err(|niets| Fout::in_strijd("verdeling", zin(&niets.to_string())))?;
        invoer.niet_mee.clone_from(niet_mee);
        verdelingen::set_invoer(&mut writer, id, &json!(invoer).to_string()).await?;
    }
    verdelingen::set_klanten(&mut writer, id, &klanten).await?;
    verdelingen::set_stand(&mut writer, (id, versie), (VerdelingStand::Berekenen, ""), bezoek.nu).await?;
    let details = json!({
        "vast": klanten.iter().filter(|klant| klant.vast).count(), "niet_mee": invoer.niet_mee,
    });
    writer.commit(bezoek.regel("verdeling.opnieuw", id, None, &details), &[]).await?;
    op_de_achtergrond(&bezoek.app, bezoek.gemeente(), id, bezoek.gebruiker().id);
    Ok(Ok(()))
}

/// Who moves, when these stay.
fn gaan<'a>(klanten: &'a [VerdelingKlant], blijven: &BTreeSet<KlantId>) -> Vec<&'a VerdelingKlant> {
    klanten.iter().filter(|is| is.wisselt() && !blijven.contains(&is.klant)).collect()
}

/// What became of a proposal that was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Toegepast {
    /// So many moved.
    pub(super) verplaatst: usize,
    /// So many stayed where they are: they got another klantmanager meanwhile, or no longer have a benefit.
    pub(super) overgeslagen: usize,
}

/// Moves the clients of a proposal, but for those who stay; all or none. Who got another klantmanager meanwhile, or no longer has a
/// benefit, stays where he is.
pub(super) async fn pas_toe(
    bezoek: &Bezoek,
    (id, versie): (VerdelingId, i64),
    (blijven, niet_mee): (&BTreeSet<KlantId>, Option<BTreeSet<GebruikerId>>),
) -> Resultaat<Result<Toegepast, VerdelingGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let regel = op_versie(&mut writer, id, versie).await?;
    let invoer: Invoer = serde_json::from_str(&regel.invoer).map_err(Error::corrupt)?;
    if niet_mee.is_some_and(|niet_mee| niet_mee != invoer.niet_mee) {
        return Ok(Err(VerdelingGeweigerd::AnderenDoenMee));
    }
    let stand = match regel.stand.pas_toe() {
        Ok(stand) => stand,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let gekozen = verdelingen::klanten(&mut writer, id).await?;
    neem(&mut writer, &gaan(&gekozen, blijven)).await?;
    // Now that nobody moves them any more, and nobody closes an account.
    let klanten = verdelingen::klanten(&mut writer, id).await?;
    let collegas = Collegas(storage::gebruiker::list(&mut writer).await?);
    let gaan = gaan(&klanten, blijven);
    if gaan.is_empty() {
        return Ok(Err(VerdelingGeweigerd::Niemand));
    }
    let mut per_paar: BTreeMap<(Option<GebruikerId>, GebruikerId), Vec<KlantId>> = BTreeMap::new();
    for is in gaan.iter().filter(|is| is.klantmanager == is.van && is.uitkering_tot >= bezoek.vandaag) {
        if let Some(aan) = is.aan {
            per_paar.entry((is.van, aan)).or_default().push(is.klant);
        }
    }
    let verplaatst: usize = per_paar.values().map(Vec::len).sum();
    if verplaatst == 0 {
        return Ok(Err(VerdelingGeweigerd::Intussen));
    }
    let mut eerste = Vec::new();
    for ((van, aan), klanten) in &per_paar {
        let aan = collegas.ontvanger(*aan)?;
        let Some(van) = van else {
            eerste.extend(klanten.iter().map(|klant| (*klant, aan.id)));
            continue;
        };
        match draag_over(bezoek, &mut writer, (collegas.vind(*van)?, aan), klanten).await? {
            Ok(overname) => verdelingen::note_overname(&mut writer, id, overname).await?,
            Err(geweigerd) => return Ok(Err(geweigerd)),
        }
    }
    eerste_klantmanager(bezoek, &mut writer, &eerste).await?;
    verdelingen::set_stand(&mut writer, (id, versie), (stand, &regel.uitkomst), bezoek.nu).await?;
    let overgeslagen = gaan.len() - verplaatst;
    let details = json!({
        "klanten": verplaatst, "overnames": per_paar.len(), "bleven": blijven.len(), "overgeslagen": overgeslagen,
    });
    writer.commit(bezoek.regel("verdeling.toegepast", id, None, &details), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Ok(Toegepast { verplaatst, overgeslagen }))
}

/// Takes the accounts and then the clients for the rest of the transaction, as everybody does: first who, then whom. All clients at once,
/// in their one order; pair by pair, two of these could wait for each other.
pub(super) async fn neem(writer: &mut Writer, klanten: &[&VerdelingKlant]) -> Resultaat<()> {
    let betrokken = klanten.iter().flat_map(|is| [is.van, is.aan]).flatten().collect();
    overnames::lock_alle(writer, &betrokken).await?;
    let klanten: Vec<KlantId> = klanten.iter().map(|is| is.klant).collect();
    Ok(storage::klantstand::lock_alle(writer, &klanten).await?)
}

/// Everybody who works or worked here, read when their accounts were taken.
struct Collegas(Vec<Gebruiker>);

impl Collegas {
    fn vind(&self, id: GebruikerId) -> Resultaat<&Gebruiker> {
        self.0.iter().find(|g| g.id == id).ok_or(Fout::NietGevonden)
    }

    /// Somebody who gets clients: who cannot any more since the proposal was made, stops it.
    fn ontvanger(&self, id: GebruikerId) -> Resultaat<&Gebruiker> {
        let aan = self.vind(id)?;
        let Err(geweigerd) = toets_ontvanger(aan) else { return Ok(aan) };
        let waarom = if geweigerd == OvernameGeweigerd::Vertrokken {
            "werkt hier niet meer"
        } else {
            "begeleidt geen klanten meer"
        };
        let tekst = format!("{} {waarom}. Er is niets verplaatst; laat een nieuw voorstel maken.", aan.naam);
        Err(Fout::in_strijd("verdeling", tekst))
    }
}

/// One takeover for good, as one by hand.
async fn draag_over(
    bezoek: &Bezoek,
    writer: &mut Writer,
    (van, aan): (&Gebruiker, &Gebruiker),
    klanten: &[KlantId],
) -> Resultaat<Result<domain::id::OvernameId, VerdelingGeweigerd>> {
    let ik = bezoek.gebruiker().id;
    if aan.id == ik && van.actief {
        return Ok(Err(VerdelingGeweigerd::AanZichzelf));
    }
    let overname = Overname {
        id: bezoek.app.omgeving.nieuw_id(),
        van: van.id,
        aan: aan.id,
        vanaf: bezoek.vandaag,
        tot_en_met: None,
        reden: REDEN.to_owned(),
        alles: false,
        stand: OvernameStand::Geldt,
    };
    let overname = overname
        .beslis(aan, bezoek.vandaag)
        .map_err(|geweigerd| Fout::in_strijd("verdeling", zin(&format!("{}: {geweigerd}", aan.naam))))?;
    overnames::insert(writer, &overname, klanten, ik, bezoek.nu).await?;
    let doen = Doen { overname: &overname, klanten, ook_eerdere: !van.actief, door: (Some(ik), bezoek.nu) };
    doen.doe(writer, &bezoek.app.omgeving, bezoek.vandaag).await?;
    Ok(Ok(overname.id))
}

/// Clients who had nobody.
async fn eerste_klantmanager(
    bezoek: &Bezoek,
    writer: &mut Writer,
    klanten: &[(KlantId, GebruikerId)],
) -> Resultaat<()> {
    if klanten.is_empty() {
        return Ok(());
    }
    let toewijzing = |(klant, klantmanager): &(KlantId, GebruikerId)| Toewijzing {
        id: bezoek.app.omgeving.nieuw_id(),
        klant: *klant,
        klantmanager: *klantmanager,
        periode: Periode::vanaf(bezoek.vandaag),
        reden: REDEN.to_owned(),
    };
    let toewijzingen: Vec<Toewijzing> = klanten.iter().map(toewijzing).collect();
    let regel = |t: &Toewijzing| -> Regel {
        let details = json!({ "klantmanager": t.klantmanager, "regel": t.reden });
        bezoek.regel("klant.toegewezen", t.id.uuid(), Some(t.klant), &details)
    };
    let regels: Vec<Regel> = toewijzingen.iter().map(regel).collect();
    Ok(toewijzing::insert_eerste(writer, &toewijzingen, &regels).await?)
}

/// What somebody knew more of by the form, and knows now; by code.
#[derive(Debug, Default)]
pub(super) struct Kennis {
    pub(super) bekend: BTreeSet<&'static str>,
    pub(super) kent: BTreeSet<&'static str>,
}

/// Notes what klantmanagers know more of, when each still knows what the form showed: otherwise a colleague was first, and nothing is
/// changed. Of whom nothing changes, what a colleague did meanwhile stays.
pub(super) async fn zet_specialismen(bezoek: &Bezoek, kennis: BTreeMap<GebruikerId, Kennis>) -> Resultaat<usize> {
    let anders: BTreeMap<GebruikerId, Kennis> =
        kennis.into_iter().filter(|(_, kennis)| kennis.bekend != kennis.kent).collect();
    if anders.is_empty() {
        return Ok(0);
    }
    let mut writer = bezoek.writer().await?;
    overnames::lock_alle(&mut writer, &anders.keys().copied().collect()).await?;
    let mut nu = storage::specialisme::list(&mut writer).await?;
    let codes = || domain::verdeling::Specialisme::ALLE.into_iter().map(domain::verdeling::Specialisme::code);
    let mut regels = Vec::new();
    for (wie, Kennis { bekend, kent }) in &anders {
        storage::gebruiker::find(&mut writer, *wie).await?.ok_or(Fout::NietGevonden)?;
        let nu = nu.remove(wie).unwrap_or_default();
        if !codes().all(|code| bekend.contains(code) == nu.iter().any(|kent| kent == code)) {
            return Err(Fout::Intussen);
        }
        for code in codes() {
            storage::specialisme::set(&mut writer, *wie, code, kent.contains(code)).await?;
        }
        regels.push(bezoek.regel("specialisme.gewijzigd", *wie, None, &json!({ "kent": kent })));
    }
    let eerste = regels.remove(0);
    writer.commit(eerste, &regels).await?;
    Ok(anders.len())
}
