//! What can be done with pauses: load, decide, write, log, commit, in one transaction.

use domain::{
    datum::lang,
    id::{KlantId, PauzeId},
    logboek::{Doel, Regel},
    pauze::{Pauze, PauzeGeweigerd, PauzeStand},
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use serde_json::json;
use storage::{Reader, Writer, pauze::Gevonden};

use super::forms::{Begin, Gelezen, Stap};
use crate::web::{Bezoek, Fout, Resultaat, woorden::zin};

/// How an act went.
pub(super) enum Uitslag {
    /// Done; the pause as it is now.
    Gedaan(Box<Pauze>),
    /// The rules say no.
    Geweigerd(PauzeGeweigerd),
}

/// A pause of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: PauzeId) -> Resultaat<Gevonden> {
    storage::pauze::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Pauze) -> Regel {
    let vanaf = match is.stand {
        PauzeStand::Teruggekeerd { vanaf } => Some(vanaf),
        _ => None,
    };
    let details = json!({
        "uitkering": is.uitkering, "stand": is.stand.code(), "eerste_dag": is.eerste_dag, "laatste_dag": is.laatste_dag,
        "vanaf": vanaf,
    });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.klant), &details) }
}

/// The benefit a pause from a day on would be of: the one that runs on that day, or else the latest, so that the rules can say
/// what is wrong with the day.
fn te_onderbreken(uitkeringen: &[Uitkering], dag: Date) -> Option<&Uitkering> {
    uitkeringen.iter().rev().find(|uitkering| uitkering.loopt_op(dag)).or_else(|| uitkeringen.last())
}

/// Begins a pause.
pub(super) async fn begin(bezoek: &Bezoek, klant: KlantId, id: PauzeId, begin: Begin) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // Whoever ends the benefit, or begins a pause too, at this moment, waits.
    if !storage::klantstand::lock(&mut writer, klant).await? {
        return Err(Fout::NietGevonden);
    }
    let Begin { eerste_dag, werk } = begin;
    if let Some(eerder) = storage::pauze::find(&mut writer, id).await? {
        if eerder.pauze.klant != klant {
            return Err(Fout::NietGevonden);
        }
        // The form was sent twice.
        if (eerder.pauze.eerste_dag, &eerder.werk) == (eerste_dag, &werk) {
            return Ok(Uitslag::Gedaan(Box::new(eerder.pauze)));
        }
        return Err(Fout::al_verstuurd());
    }
    let uitkeringen = storage::uitkering::of_klant(&mut writer, klant).await?;
    let uitkering = te_onderbreken(&uitkeringen, eerste_dag).ok_or_else(|| {
        Fout::in_strijd("geen_uitkering", "Deze klant heeft geen uitkering. Er is niets om te onderbreken.")
    })?;
    let bestaand: Vec<Pauze> = storage::pauze::of_klant(&mut writer, klant)
        .await?
        .into_iter()
        .map(|is| is.pauze)
        .filter(|is| is.uitkering == uitkering.id)
        .collect();
    let stand = PauzeStand::Loopt;
    let nieuw = Pauze { id, klant, uitkering: uitkering.id, eerste_dag, laatste_dag: eerste_dag, stand, versie: 1 };
    let pauze = match nieuw.begin(uitkering, &bestaand, bezoek.vandaag) {
        Ok(pauze) => pauze,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    // On one that is past nobody decided yet: first that, or its return would be lost.
    if let Some(loopt) = bestaand.iter().find(|is| is.stand == PauzeStand::Loopt) {
        return Ok(Uitslag::Geweigerd(PauzeGeweigerd::Overlapt(loopt.eerste_dag)));
    }
    let is = Gevonden { pauze, werk };
    storage::pauze::insert(&mut writer, &is, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(regel(bezoek, "pauze.begonnen", &is.pauze), &[]).await?;
    Ok(Uitslag::Gedaan(Box::new(is.pauze)))
}

/// A step with a pause that was read at `versie`.
pub(super) async fn stap(
    bezoek: &Bezoek,
    id: PauzeId,
    versie: i64,
    (stap, gelezen): (Stap, Gelezen),
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let klant = vind(&mut writer, id).await?.pauze.klant;
    storage::klantstand::lock(&mut writer, klant).await?;
    let Gevonden { pauze: nu, werk } = vind(&mut writer, id).await?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let uitkering = storage::uitkering::find(&mut writer, nu.uitkering).await?.ok_or(Fout::NietGevonden)?;
    toets(&mut writer, stap, &nu, &uitkering, gelezen.op).await?;
    let (pauze, einde) = match neem(stap, nu, gelezen, bezoek.vandaag) {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let meer = match einde {
        Some(einde) => vec![beeindig(bezoek, &mut writer, uitkering, einde).await?],
        None => Vec::new(),
    };
    let mut wordt = Gevonden { pauze, werk };
    storage::pauze::update(&mut writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(regel(bezoek, stap.handeling(), &wordt.pauze), &meer).await?;
    wordt.pauze.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(wordt.pauze)))
}

/// Takes a step by the rules. A pause that runs out comes with the end that follows from it.
fn neem(stap: Stap, nu: Pauze, gelezen: Gelezen, vandaag: Date) -> Result<(Pauze, Option<Einde>), PauzeGeweigerd> {
    match stap {
        Stap::Terugkeren => nu.keer_terug(gelezen.op, vandaag).map(|pauze| (pauze, None)),
        Stap::Uitlopen => nu.loop_uit(vandaag).map(|(pauze, einde)| (pauze, Some(einde))),
        Stap::Intrekken => nu.trek_in(gelezen.tekst, vandaag).map(|pauze| (pauze, None)),
        Stap::Herstellen => nu.herstel().map(|pauze| (pauze, None)),
    }
}

/// What lies outside the pause itself: the benefit it is of, and a later pause.
async fn toets(writer: &mut Writer, stap: Stap, nu: &Pauze, uitkering: &Uitkering, op: Date) -> Resultaat<()> {
    match (stap, &uitkering.stand) {
        (Stap::Terugkeren, UitkeringStand::Beeindigd(einde)) if einde.datum < op => {
            let tekst = format!(
                "De uitkering is beëindigd met {} als laatste dag. Er is geen uitkering om in terug te keren.",
                lang(einde.datum)
            );
            Err(Fout::in_strijd("uitkering_stand", tekst))
        }
        (Stap::Herstellen, _) if matches!(nu.stand, PauzeStand::Uitgelopen { .. }) => Err(Fout::in_strijd(
            "pauze_uitgelopen",
            "De uitkering eindigde door deze pauze. Draai dat einde terug; dan loopt ook de pauze weer.",
        )),
        (Stap::Herstellen, _) => {
            let alle = storage::pauze::of_klant(writer, nu.klant).await?;
            let is_later = |is: &&Gevonden| {
                is.pauze.uitkering == nu.uitkering
                    && is.pauze.eerste_dag > nu.eerste_dag
                    && !matches!(is.pauze.stand, PauzeStand::Ingetrokken { .. })
            };
            match alle.iter().find(is_later) {
                Some(later) => {
                    let tekst = format!(
                        "Daarna begon een nieuwe pauze, op {}. Deze terugkeer staat daarmee vast.",
                        lang(later.pauze.eerste_dag)
                    );
                    Err(Fout::in_strijd("pauze_later", tekst))
                }
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// Ends the benefit because its pause ran out. Gives the line of the log.
async fn beeindig(bezoek: &Bezoek, writer: &mut Writer, uitkering: Uitkering, einde: Einde) -> Resultaat<Regel> {
    let details = json!({ "datum": einde.datum, "reden": einde.reden });
    let regel = bezoek.regel("uitkering.beeindigd", uitkering.id, Some(uitkering.klant), &details);
    let wordt = uitkering
        .beeindig(einde, bezoek.vandaag)
        .map_err(|geweigerd| Fout::in_strijd("uitkering_stand", zin(&geweigerd.to_string())))?;
    storage::uitkering::update(writer, &wordt).await?;
    Ok(Regel { doel: Doel::Rechtmatigheid, ..regel })
}
