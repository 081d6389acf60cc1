//! What can be done with contact norms: load, decide, write, log, commit, in one transaction.

use domain::{
    contactnorm::{Contactnorm, Maatwerk},
    datum::plus_dagen,
    id::{ContactnormId, KlantId, MaatwerkId},
};
use serde_json::json;
use storage::{contactnorm, herberekening};

use super::herberekening::werk_af;
use crate::web::{Bezoek, Fout, Resultaat};

/// Agrees on something else with a client. The form brings the id along: sent twice, it makes one agreement.
pub(super) async fn spreek_af(bezoek: &Bezoek, klant: KlantId, id: MaatwerkId, maatwerk: &Maatwerk) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    if !storage::klantstand::lock(&mut writer, klant).await? {
        return Err(Fout::NietGevonden);
    }
    let bekend = contactnorm::maatwerk_of_klant(&mut writer, klant).await?;
    if bekend.iter().any(|is| is.id != id && is.maatwerk.periode.van == maatwerk.periode.van) {
        let tekst = "Voor deze dag is al iets anders afgesproken, misschien net door een collega. Beëindig die afspraak eerst, of kies \
                     een andere dag.";
        return Err(Fout::in_strijd("maatwerk_bestaat", tekst));
    }
    match contactnorm::insert_maatwerk(&mut writer, id, klant, maatwerk).await {
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            let bekend = contactnorm::maatwerk_of_klant(&mut bezoek.reader().await?, klant).await?;
            let bekend = bekend.into_iter().find(|bekend| bekend.id == id).ok_or(Fout::NietGevonden)?;
            return if bekend.maatwerk == *maatwerk { Ok(()) } else { Err(Fout::al_verstuurd()) };
        }
        written => written?,
    }
    let details = json!({
        "gesprekken_per_jaar": maatwerk.gesprekken_per_jaar.per_jaar(),
        "minuten_per_jaar": maatwerk.minuten_per_jaar,
        "vanaf": maatwerk.periode.van,
        "tot_en_met": maatwerk.periode.tot_en_met,
    });
    let regel = bezoek.regel("maatwerk.afgesproken", id.uuid(), Some(klant), &details);
    Ok(writer.commit(regel, &[]).await?)
}

/// How an agreement ended.
pub(super) enum Einde {
    /// It held until today.
    Beeindigd,
    /// It was to begin later, and never held.
    Ingetrokken,
}

/// Ends what was agreed, from tomorrow on. What was to begin later never comes into force.
pub(super) async fn beeindig(bezoek: &Bezoek, klant: KlantId, id: MaatwerkId, versie: i64) -> Resultaat<Einde> {
    let mut writer = bezoek.writer().await?;
    let bekend = contactnorm::maatwerk_of_klant(&mut writer, klant).await?;
    let maatwerk = bekend.into_iter().find(|bekend| bekend.id == id).ok_or(Fout::NietGevonden)?;
    if maatwerk.versie != versie {
        return Err(Fout::Intussen);
    }
    if maatwerk.maatwerk.periode.tot_en_met.is_some_and(|tot| tot <= bezoek.vandaag) {
        return Err(Fout::in_strijd("maatwerk_voorbij", "Deze afspraak is al voorbij."));
    }
    let periode = maatwerk.maatwerk.periode;
    if periode.van > bezoek.vandaag {
        contactnorm::delete_maatwerk(&mut writer, &maatwerk).await?;
        // It never held, so nothing was ended.
        let details = json!({ "vanaf": periode.van, "tot_en_met": periode.tot_en_met });
        let regel = bezoek.regel("maatwerk.ingetrokken", id.uuid(), Some(klant), &details);
        writer.commit(regel, &[]).await?;
        return Ok(Einde::Ingetrokken);
    }
    contactnorm::close_maatwerk(&mut writer, &maatwerk, bezoek.vandaag).await?;
    let details = json!({ "norm_vanaf": plus_dagen(bezoek.vandaag, 1) });
    let regel = bezoek.regel("maatwerk.beeindigd", id.uuid(), Some(klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Einde::Beeindigd)
}

const AL_EEN_NORM: &str = "Op deze dag gaat al een norm in. Kies een andere dag, of trek die norm eerst in.";

/// Whether one can switch to a norm from its day on.
pub(super) async fn toets(reader: &mut storage::Reader, norm: &Contactnorm) -> Resultaat<Result<(), &'static str>> {
    let normen = contactnorm::list(reader).await?;
    let dan = normen.iter().map(|is| &is.norm).rfind(|is| is.geldig.van <= norm.geldig.van);
    Ok(match dan {
        Some(dan) if dan.geldig.van == norm.geldig.van => Err(AL_EEN_NORM),
        Some(dan) if dan.code == norm.code => Err("Deze norm geldt dan al. Er verandert niets; kies een andere norm."),
        _ => Ok(()),
    })
}

/// Switches to another norm from a day on, and works everybody out anew in the background.
pub(super) async fn stap_over(bezoek: &Bezoek, norm: &Contactnorm) -> Resultaat<Result<(), &'static str>> {
    let mut writer = bezoek.writer().await?;
    if let Err(waarom) = toets(&mut writer, norm).await? {
        return Ok(Err(waarom));
    }
    let id: ContactnormId = bezoek.app.omgeving.nieuw_id();
    match contactnorm::insert(&mut writer, id, norm).await {
        Err(storage::Error::Duplicate(_)) => return Ok(Err(AL_EEN_NORM)),
        written => written?,
    }
    herberekening::start(&mut writer, bezoek.nu).await?;
    let details = json!({ "norm": norm.code, "vanaf": norm.geldig.van });
    let regel = bezoek.regel("contactnorm.vastgesteld", id.uuid(), None, &details);
    writer.commit(regel, &[]).await?;
    op_de_achtergrond(bezoek);
    Ok(Ok(()))
}

/// Takes back a norm that has not begun.
pub(super) async fn trek_in(bezoek: &Bezoek, id: ContactnormId) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    if !contactnorm::list(&mut writer).await?.iter().any(|norm| norm.id == id) {
        return Err(Fout::NietGevonden);
    }
    if !contactnorm::withdraw(&mut writer, id, bezoek.vandaag).await? {
        let waarom = "Deze norm geldt al. Stap over op een andere norm; wat beloofd was, blijft staan.";
        return Err(Fout::in_strijd("norm_geldt", waarom));
    }
    herberekening::start(&mut writer, bezoek.nu).await?;
    let regel = bezoek.regel("contactnorm.ingetrokken", id.uuid(), None, &json!({}));
    writer.commit(regel, &[]).await?;
    op_de_achtergrond(bezoek);
    Ok(())
}

fn op_de_achtergrond(bezoek: &Bezoek) {
    let app = &bezoek.app;
    app.vergeet_lijsten(bezoek.gemeente());
    tokio::spawn(werk_af(app.database.clone(), app.omgeving.clone(), bezoek.gemeente()));
}
