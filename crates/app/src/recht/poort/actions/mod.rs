//! What can be done at the gate: load, decide, write, log, commit, in one transaction.

mod melden;
mod toekennen;

use domain::{
    bsn::Bsn,
    id::PoortId,
    klant::{Klant, Klantnummer},
    logboek::{Doel, Regel},
    poort::{Poort, PoortGeweigerd, Weigering, voorziening},
};
use serde_json::json;
use storage::{Reader, poort::Gevonden};

pub(super) use self::{
    melden::meld,
    toekennen::{Toekenuitslag, ken_toe},
};
use super::forms::{Gelezen, Stap};
use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan(PoortId),
    /// The rules say no.
    Geweigerd(PoortGeweigerd),
}

/// A case of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: PoortId) -> Resultaat<Gevonden> {
    storage::poort::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// The client with a BSN.
pub(super) async fn met_bsn(reader: &mut Reader, bsn: Bsn) -> Resultaat<Option<Klant>> {
    let houders = storage::invoer::bsn_houders(reader, &[bsn]).await?;
    let Some(nummer) = houders.get(&bsn).and_then(|nummer| nummer.parse::<Klantnummer>().ok()) else { return Ok(None) };
    Ok(storage::klant::find_by_number(reader, &nummer).await?)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Poort) -> Regel {
    let details = json!({
        "stand": is.stand.code(), "melding": is.melding, "gesproken": is.gesproken, "intake": is.intake,
        "aanvraag": is.aanvraag, "klaar_op": is.stand.klaar_op(),
    });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.klant), &details) }
}

/// Takes a step by the rules.
fn neem(stap: Stap, nu: Poort, gelezen: &Gelezen, bezoek: &Bezoek) -> Resultaat<Result<Poort, PoortGeweigerd>> {
    let vandaag = bezoek.vandaag;
    let op = gelezen.op.unwrap_or(vandaag);
    Ok(match stap {
        Stap::Spreken => nu.spreek(op, vandaag),
        Stap::Uitzonderen => nu.zonder_zoektermijn(gelezen.uitzondering().ok_or(Fout::FormulierVerlopen)?),
        Stap::EerderBeginnen => nu.begin_eerder(gelezen.tekst.clone(), op, vandaag),
        Stap::Intake => nu.houd_intake(op, vandaag),
        Stap::Aanvragen => nu.vraag_aan(op, vandaag),
        Stap::Weigeren => nu.weiger(Weigering { op, reden: gelezen.tekst.clone() }, vandaag),
        Stap::NaarWerk => nu.naar_werk(op, vandaag),
        Stap::NaarVoorziening => {
            let welke = voorziening::lees(&gelezen.keuze).ok_or(Fout::FormulierVerlopen)?;
            nu.naar_voorziening(op, welke, vandaag)
        }
        Stap::Intrekken => nu.trek_in(op, vandaag),
        Stap::Herstellen => nu.herstel(),
    })
}

/// A step with a case that was read at `versie`.
pub(super) async fn stap(
    bezoek: &Bezoek,
    id: PoortId,
    versie: i64,
    (stap, gelezen): (Stap, Gelezen),
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let Gevonden { poort: nu, persoon, hergebruikt, .. } = vind(&mut writer, id).await?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let poort = match neem(stap, nu, &gelezen, bezoek)? {
        Ok(poort) => poort,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let reden = if poort.stand.is_afgebroken() { gelezen.tekst } else { String::new() };
    let wordt = Gevonden { poort, persoon, hergebruikt, reden };
    // Somebody else who read the same version finds another one: one of the two is told so. Of a case that is opened again there
    // may be a newer one of the same person.
    match storage::poort::update(&mut writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => {
            let tekst = "Deze persoon meldde zich daarna opnieuw, en die melding loopt. Ga daar verder.";
            return Err(Fout::in_strijd("poort_loopt", tekst));
        }
        written => written?,
    }
    writer.commit(regel(bezoek, stap.handeling(), &wordt.poort), &[]).await?;
    Ok(Uitslag::Gedaan(id))
}
