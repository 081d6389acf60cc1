//! What can be done with suspensions: load, decide, write, log, commit, in one transaction.

use domain::{
    codelijst::{self, Codelijst},
    datum::plus_dagen,
    gesprek::Termijnbrief,
    id::{OpschortingId, RechtmatigheidId},
    logboek::{Doel, Regel},
    opschorting::{
        Herstel, NieuweOpschorting, Opschorting, OpschortingGeweigerd, OpschortingStand, Terugwijzing, Voorstel,
    },
    rechtmatigheid::Rechtmatigheid,
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use serde_json::json;
use storage::{Reader, Writer, opschorting::Gevonden};

use super::forms::{Gelezen, Stap, laatste_dag_van_recht};
use crate::web::{Bezoek, Fout, Lijsten, Resultaat, woorden::zin};

/// The reason with which a benefit ends that is withdrawn after a suspension (code list of the municipality).
const REDEN: &str = "niet_verschenen";

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

/// Suspends a right, from a record of the lawfulness track.
pub(super) async fn schort_op(
    bezoek: &Bezoek,
    van: RechtmatigheidId,
    id: OpschortingId,
    nieuw: NieuweOpschorting,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // Whoever ends the benefit, or suspends it too, at this moment, waits.
    storage::klantstand::lock(&mut writer, nieuw.klant).await?;
    if let Some(eerder) = storage::opschorting::find(&mut writer, id).await? {
        // The form was sent twice.
        return if eerder.rechtmatigheid == Some(van) { Ok(Uitslag::Gedaan(id)) } else { Err(Fout::NietGevonden) };
    }
    let bestaand = storage::opschorting::of_klant(&mut writer, nieuw.klant).await?;
    let bestaand: Vec<Opschorting> = bestaand.into_iter().map(|is| is.opschorting).collect();
    let opschorting = match nieuw.schort_op(id, &bestaand, bezoek.vandaag) {
        Ok(opschorting) => opschorting,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    match storage::opschorting::insert(&mut writer, &opschorting, Some(van), bezoek.nu).await {
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

/// What a step means for the benefit: a withdrawal ends it on the day before the suspension, and taking that back lets it run
/// again. Gives the lines of the log.
async fn gevolg(bezoek: &Bezoek, writer: &mut Writer, is: &Opschorting) -> Resultaat<Vec<Regel>> {
    let ingetrokken = match &is.stand {
        OpschortingStand::Ingetrokken { .. } => true,
        OpschortingStand::Herroepen { was_ingetrokken: true, .. } => false,
        _ => return Ok(Vec::new()),
    };
    let uitkering = storage::uitkering::find(writer, is.uitkering).await?.ok_or(Fout::NietGevonden)?;
    let lijsten = bezoek.lijsten().await?;
    let eerste_zonder = is.eerste_dag;
    let (wordt, regels) = match (&uitkering.stand, ingetrokken) {
        // It had ended before the suspension began: there is nothing left to end.
        (UitkeringStand::Beeindigd(einde), true) if einde.datum < eerste_zonder => return Ok(Vec::new()),
        (UitkeringStand::Beeindigd(einde), true) => {
            let terug = beeindiging(bezoek, &lijsten, "uitkering.hersteld", &uitkering, einde);
            let (wordt, regel) = beeindig(bezoek, &lijsten, weer_lopend(uitkering)?, is)?;
            (wordt, vec![terug, regel])
        }
        (UitkeringStand::Lopend, true) => {
            let (wordt, regel) = beeindig(bezoek, &lijsten, uitkering, is)?;
            (wordt, vec![regel])
        }
        (UitkeringStand::Beeindigd(einde), false) if einde.datum == laatste_dag_van_recht(is) => {
            let anderen = storage::uitkering::of_klant(writer, is.klant).await?;
            if let Some(later) = anderen.iter().find(|ander| ander.datum_ingang > uitkering.datum_ingang) {
                let sinds = domain::datum::lang(later.datum_ingang);
                let tekst = format!(
                    "Deze klant kreeg daarna opnieuw een uitkering, vanaf {sinds}. Laat eerst de uitkeringsadministratie bepalen wat er met beide gebeurt."
                );
                return Err(Fout::in_strijd("uitkering_opvolger", tekst));
            }
            let terug = beeindiging(bezoek, &lijsten, "uitkering.hersteld", &uitkering, einde);
            (weer_lopend(uitkering)?, vec![terug])
        }
        // Somebody ended it otherwise since: that decision stands.
        (_, false) => return Ok(Vec::new()),
    };
    storage::uitkering::update(writer, &wordt).await?;
    Ok(regels)
}

fn weer_lopend(uitkering: Uitkering) -> Resultaat<Uitkering> {
    uitkering.herstel().map_err(|geweigerd| Fout::in_strijd("uitkering_stand", zin(&geweigerd.to_string())))
}

fn beeindig(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    uitkering: Uitkering,
    is: &Opschorting,
) -> Resultaat<(Uitkering, Regel)> {
    let reden = REDEN.parse().map_err(|_| Fout::Onverwacht(format!("no code: {REDEN}")))?;
    let einde = Einde {
        datum: plus_dagen(is.eerste_dag, -1),
        reden,
        toelichting: "Ingetrokken na opschorting (artikel 54 lid 4).".to_owned(),
    };
    let regel = beeindiging(bezoek, lijsten, "uitkering.beeindigd", &uitkering, &einde);
    let wordt = uitkering
        .beeindig(einde, bezoek.vandaag)
        .map_err(|geweigerd| Fout::in_strijd("uitkering_stand", zin(&geweigerd.to_string())))?;
    Ok((wordt, regel))
}

/// The line of the log about an end; a reason that says more than others may read stands there in other words.
fn beeindiging(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    handeling: &'static str,
    uitkering: &Uitkering,
    einde: &Einde,
) -> Regel {
    let reden = codelijst::in_logboek(&lijsten.codes, Codelijst::RedenBeeindiging, &einde.reden);
    let details = json!({ "datum": einde.datum, "reden": reden });
    let regel = bezoek.regel(handeling, uitkering.id, Some(uitkering.klant), &details);
    Regel { doel: Doel::Rechtmatigheid, ..regel }
}
