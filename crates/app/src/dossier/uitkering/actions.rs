//! What can be done with a benefit: load, decide, write, log, commit, in one transaction.

use domain::{
    codelijst::{self, Codelijst},
    datum::lang,
    id::{KlantId, UitkeringId},
    logboek::{Doel, Regel},
    uitkering::{Einde, OngeldigeOvergang, Uitkering, UitkeringStand},
};
use serde_json::json;

use crate::web::{Bezoek, Fout, Lijsten, Resultaat, woorden::zin};

/// How an act went.
pub(super) enum Uitslag {
    /// Done; the benefit as it is now.
    Gedaan(Box<Uitkering>),
    /// The rules say no.
    Geweigerd(OngeldigeOvergang),
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
pub(super) async fn beeindig(bezoek: &Bezoek, klant: KlantId, basis: Basis, einde: Einde) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
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
            if *eerder == einde {
                return Ok(Uitslag::Gedaan(Box::new(nu)));
            }
            let hersteld = regel(bezoek, &lijsten, "uitkering.hersteld", &nu, eerder);
            (nu.herstel(), (hersteld, vec![beeindigd]))
        }
        _ => (Ok(nu), (beeindigd, Vec::new())),
    };
    let uitkering =
        Uitkering::toets_volgende(einde.datum, volgende).and_then(|()| lopend?.beeindig(einde, bezoek.vandaag));
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
    writer.commit(regels.0, &regels.1).await?;
    uitkering.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(uitkering)))
}

/// Takes an end back that was recorded by mistake.
pub(super) async fn herstel(bezoek: &Bezoek, id: UitkeringId, versie: i64) -> Resultaat<Uitkering> {
    let mut writer = bezoek.writer().await?;
    let nu = storage::uitkering::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
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
