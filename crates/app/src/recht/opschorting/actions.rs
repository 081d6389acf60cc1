//! What can be done with suspensions: load, decide, write, log, commit, in one transaction.

use domain::{
    besluit::Oorsprong,
    gesprek::Termijnbrief,
    id::{OpschortingId, RechtmatigheidId},
    logboek::{Doel, Regel},
    opschorting::{
        Herstel, NieuweOpschorting, Opschorting, OpschortingGeweigerd, OpschortingStand, Terugwijzing, Voorstel,
    },
    rechtmatigheid::Rechtmatigheid,
};
use jiff::civil::Date;
use serde_json::json;
use storage::{Reader, Writer, opschorting::Gevonden};

use super::forms::{Gelezen, Stap};
use crate::{
    recht::{intrekking::Intrekking, opdragen},
    web::{Bezoek, Fout, Resultaat},
};

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan(OpschortingId),
    /// The rules say no.
    Geweigerd(OpschortingGeweigerd),
}

/// A suspension of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: OpschortingId) -> Resultaat<Gevonden> {
    storage::opschorting::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// A record of the lawfulness track of this municipality.
pub(super) async fn verslag(reader: &mut Reader, id: RechtmatigheidId) -> Resultaat<Rechtmatigheid> {
    storage::rechtmatigheid::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Opschorting) -> Regel {
    let details = json!({
        "uitkering": is.uitkering, "stand": is.stand.code(), "eerste_dag": is.eerste_dag, "laatste_dag": is.laatste_dag,
        "hersteltermijn_einde": is.hersteltermijn_einde,
    });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.klant), &details) }
}

/// Suspends a right, from a record of the lawfulness track, an investigation (which `nieuw` names), or both.
pub(super) async fn schort_op(
    bezoek: &Bezoek,
    van: Option<RechtmatigheidId>,
    id: OpschortingId,
    nieuw: NieuweOpschorting,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // Whoever ends the benefit, or suspends it too, at this moment, waits.
    storage::klantstand::lock(&mut writer, nieuw.klant).await?;
    if let Some(eerder) = storage::opschorting::find(&mut writer, id).await? {
        // The form was sent twice.
        let is = &eerder.opschorting;
        if (is.klant, eerder.rechtmatigheid, is.onderzoek) != (nieuw.klant, van, nieuw.onderzoek) {
            return Err(Fout::NietGevonden);
        }
        let zelfde = (is.verzuim, is.verzuim_op, is.eerste_dag, is.mededeling)
            == (nieuw.verzuim, nieuw.verzuim_op, nieuw.eerste_dag, nieuw.mededeling)
            && is.toelichting.trim() == nieuw.toelichting.trim();
        return if zelfde { Ok(Uitslag::Gedaan(id)) } else { Err(Fout::al_verstuurd()) };
    }
    let bestaand = storage::opschorting::of_klant(&mut writer, nieuw.klant).await?;
    let bestaand: Vec<Opschorting> = bestaand.into_iter().map(|is| is.opschorting).collect();
    let opschorting = match nieuw.schort_op(id, &bestaand, bezoek.vandaag) {
        Ok(opschorting) => opschorting,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    match storage::opschorting::insert(&mut writer, &opschorting, van, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Err(Fout::Intussen),
        written => written?,
    }
    writer.commit(regel(bezoek, "opschorting.begonnen", &opschorting), &[]).await?;
    Ok(Uitslag::Gedaan(id))
}

/// Whether its letter is on paper, and since when.
fn brief(afgedrukt: Option<Date>) -> Termijnbrief {
    afgedrukt.map_or(Termijnbrief::NietAfgedrukt, Termijnbrief::Afgedrukt)
}

/// The last day to repair it, counted from the day the letter really left.
pub(super) fn werkelijk_einde(is: &Opschorting, afgedrukt: Option<Date>) -> Date {
    brief(afgedrukt).laatste_dag(is.hersteltermijn())
}

/// Whether the letter left when the day that it names had come: then nobody was told in time.
pub(super) fn te_laat(is: &Opschorting, afgedrukt: Option<Date>) -> bool {
    brief(afgedrukt).te_laat(is.hersteltermijn())
}

/// A step with a suspension that was read at `versie`.
pub(super) async fn stap(
    bezoek: &Bezoek,
    id: OpschortingId,
    versie: i64,
    (stap, gelezen): (Stap, &Gelezen),
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let klant = vind(&mut writer, id).await?.opschorting.klant;
    storage::klantstand::lock(&mut writer, klant).await?;
    let Gevonden { opschorting: nu, brief_afgedrukt, .. } = vind(&mut writer, id).await?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let (ik, vandaag) = (bezoek.gebruiker().id, bezoek.vandaag);
    if matches!(stap, Stap::Afgedrukt | Stap::NietAfgedrukt) {
        if !stap.past_bij(&nu, brief_afgedrukt.is_some(), vandaag) {
            return Err(Fout::in_strijd("opschorting_brief", "Dat past niet bij waar deze opschorting nu staat."));
        }
        let op = (stap == Stap::Afgedrukt).then_some(vandaag);
        storage::opschorting::afgedrukt(&mut writer, &nu, op, ik, bezoek.nu).await?;
        writer.commit(regel(bezoek, stap.handeling(), &nu), &[]).await?;
        return Ok(Uitslag::Gedaan(id));
    }
    let wordt = match neem(stap, nu, brief_afgedrukt, (ik, vandaag), gelezen) {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let meer = gevolg(bezoek, &mut writer, &wordt).await?;
    storage::opschorting::update(&mut writer, &wordt, ik, bezoek.nu).await?;
    writer.commit(regel(bezoek, stap.handeling(), &wordt), &meer).await?;
    Ok(Uitslag::Gedaan(id))
}

/// Takes a step by the rules.
fn neem(
    stap: Stap,
    nu: Opschorting,
    afgedrukt: Option<Date>,
    (ik, vandaag): (domain::id::GebruikerId, Date),
    gelezen: &Gelezen,
) -> Result<Opschorting, OpschortingGeweigerd> {
    let tekst = gelezen.tekst.clone();
    match stap {
        Stap::Herstellen => nu.is_hersteld(Herstel { op: gelezen.op, waarmee: tekst, door: ik }, vandaag),
        Stap::Voorstellen => {
            nu.stel_intrekking_voor(Voorstel { door: ik, op: vandaag, waarom: tekst }, brief(afgedrukt))
        }
        Stap::Intrekken => nu.trek_in(ik, vandaag),
        Stap::Terugwijzen => nu.wijs_terug(Terugwijzing { door: ik, op: vandaag, reden: tekst }),
        Stap::Vervallen => nu.laat_vervallen(vandaag),
        Stap::Herroepen => nu.herroep(gelezen.herroeping(ik), vandaag),
        Stap::Afgedrukt | Stap::NietAfgedrukt => Ok(nu),
    }
}

/// What a step means for the benefit and for the benefit administration: a withdrawal ends the benefit on the day before the
/// suspension, taking that back lets it run again, and either is ordered. Gives the lines of the log.
async fn gevolg(bezoek: &Bezoek, writer: &mut Writer, is: &Opschorting) -> Resultaat<Vec<Regel>> {
    let intrekking = Intrekking::na_opschorting(is);
    let mut regels = match &is.stand {
        OpschortingStand::Ingetrokken { .. } => intrekking.voer_uit(bezoek, writer).await?,
        OpschortingStand::Herroepen { was_ingetrokken: true, .. } => {
            let mut regels = intrekking.draai_terug(bezoek, writer).await?;
            let eerder = storage::opdracht::van_opschorting(writer, is.id).await?;
            regels.extend(opdragen::laat_vervallen(bezoek, writer, eerder).await?);
            regels
        }
        _ => return Ok(Vec::new()),
    };
    regels.push(opdragen::maak_klaar(bezoek, writer, Oorsprong::Opschorting(is.id), is.opdracht()).await?);
    Ok(regels)
}
