//! One proposal: how good it is, what it does to whom, and why.

use std::collections::{BTreeSet, HashMap};

use analysis::verdeling::tienden_boven_beste;
use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{lang, plaatselijk},
    geld::thousands,
    id::{GebruikerId, KlantId, VerdelingId},
    logboek::Doel,
    verdeling::{Specialisme, VerdelingGeweigerd, VerdelingStand},
};
use storage::verdeling::{VerdelingKlant, VerdelingRegel};

use super::{
    super::{
        actions,
        opgave::{Deelnemer, Invoer},
        paths,
        rekenen::{HOOGSTENS, Uitkomst},
        terug,
    },
    lijst::{teams, wie},
    melding::{Vraag, melding, na_herrekenen, na_terugdraaien, na_toepassen},
    stand,
};
use crate::{
    klant,
    web::{
        Bezoek, Formulier, Fout, Lijsten, Pad, Pagina, Resultaat, pagina,
        woorden::{balk, zin},
    },
};

/// Clients on the page; more are found by choosing a klantmanager.
const GETOOND: usize = 200;

/// A klantmanager, today and by the proposal.
struct Rij {
    id: GebruikerId,
    naam: String,
    /// Only who leaves or comes to him.
    href: String,
    weg: bool,
    niet_mee: bool,
    klanten: usize,
    straks: usize,
    grenzen: String,
    uren: String,
    uren_straks: String,
    procent: i64,
    balk: i64,
    onbekend: bool,
}

/// A client who moves.
struct Wissel {
    id: KlantId,
    href: String,
    naam: String,
    van: String,
    aan: String,
    waarom: String,
    vraagt: &'static str,
    /// What became of it, once the proposal was applied.
    uitkomst: (&'static str, &'static str),
}

#[derive(Template)]
#[template(path = "team/verdeling/pages/voorstel.html")]
struct VoorstelPagina {
    p: Pagina,
    titel: String,
    onder: String,
    stand: &'static str,
    kleur: &'static str,
    /// Seconds that it takes at most, while it is being worked out.
    bezig: Option<(i64, i64)>,
    afgebroken: bool,
    waarom_niet: String,
    goed: String,
    cijfers: Vec<(String, &'static str)>,
    rijen: Vec<Rij>,
    /// Whose clients are shown; empty for everybody's.
    gefilterd: String,
    wissels: Vec<Wissel>,
    niet_getoond: usize,
    vast: Vec<Wissel>,
    meer_vast: usize,
    /// Names of the klantmanagers who were left out.
    doen_niet_mee: String,
    /// It is so long ago that its clients are not kept any more.
    opgeruimd: bool,
    te_kiezen: bool,
    opnieuw: String,
    toepassen: String,
    terugdraaien: String,
    hier: String,
    versie: i64,
}

pub(in crate::team::verdeling) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<VerdelingId>,
    Query(vraag): Query<Vraag>,
) -> Resultaat {
    let (lijsten, teams) = (bezoek.lijsten().await?, teams(&bezoek).await?);
    let mut reader = bezoek.reader().await?;
    let regel = storage::verdeling::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let klanten = storage::verdeling::klanten(&mut reader, id).await?;
    drop(reader);
    let invoer: Invoer = serde_json::from_str(&regel.invoer).map_err(storage::Error::corrupt)?;
    let voorbij = matches!(regel.stand, VerdelingStand::Toegepast | VerdelingStand::Teruggedraaid);
    let opgeruimd = voorbij && klanten.is_empty();
    let bekend = (voorbij || regel.stand == VerdelingStand::Voorstel) && !opgeruimd;
    let over: Option<GebruikerId> = vraag.klantmanager.parse().ok();
    let raakt = |is: &&VerdelingKlant| over.is_none() || is.van == over || is.aan == over;
    let mut gaan: Vec<&VerdelingKlant> = klanten.iter().filter(|is| is.wisselt()).filter(raakt).collect();
    let naam = |wie: Option<GebruikerId>| naam(&lijsten, wie);
    gaan.sort_by_cached_key(|is| (naam(is.van), naam(is.aan), is.sorteersleutel.clone(), is.klant));
    let mut vast: Vec<&VerdelingKlant> = klanten.iter().filter(|is| is.vast).collect();
    vast.sort_by(|een, ander| een.sorteersleutel.cmp(&ander.sorteersleutel));
    let niet_getoond = gaan.len().saturating_sub(GETOOND);
    gaan.truncate(GETOOND);
    let meer_vast = vast.len().saturating_sub(GETOOND);
    vast.truncate(GETOOND);
    let getoond = gaan.iter().chain(&vast).map(|is| is.klant).collect();
    bezoek.inzage("verdeling.getoond", Doel::Begeleiding, getoond).await?;
    let (woord, kleur) = stand(regel.stand);
    let afgebroken = actions::is_afgebroken(&bezoek, &regel);
    let berekenen = regel.stand == VerdelingStand::Berekenen && !afgebroken;
    let meest = i64::try_from(HOOGSTENS.as_secs()).unwrap_or(i64::MAX);
    let sinds = bezoek.nu.duration_since(regel.gewijzigd_op).as_secs().clamp(0, meest);
    let als = |stand, pad: String| if regel.stand == stand { pad } else { String::new() };
    let wissel = |is: &VerdelingKlant| wissel(is, &lijsten, &regel);
    pagina(&VoorstelPagina {
        p: Pagina::voor(&bezoek, "Voorstel voor de verdeling", "/caseload").met_melding(melding(&vraag, voorbij)),
        titel: format!("Voorstel: {}", wie(regel.team, &teams)),
        onder: onder(&regel, klanten.len()),
        stand: woord,
        kleur,
        bezig: berekenen.then_some((sinds, meest)),
        afgebroken,
        waarom_niet: if regel.stand == VerdelingStand::Mislukt { regel.uitkomst.clone() } else { String::new() },
        goed: if bekend { hoe_goed(&regel.uitkomst)? } else { String::new() },
        cijfers: if bekend { cijfers(&invoer, &klanten) } else { Vec::new() },
        rijen: if bekend { rijen(id, &invoer, &klanten, &lijsten) } else { Vec::new() },
        gefilterd: over.map_or_else(String::new, |over| naam(Some(over))),
        wissels: if bekend { gaan.into_iter().map(wissel).collect() } else { Vec::new() },
        niet_getoond,
        vast: vast.into_iter().map(wissel).collect(),
        meer_vast,
        doen_niet_mee: namen(&lijsten, &invoer.niet_mee),
        opgeruimd,
        te_kiezen: regel.stand == VerdelingStand::Voorstel,
        opnieuw: paths::opnieuw(id),
        toepassen: als(VerdelingStand::Voorstel, paths::toepassen(id)),
        terugdraaien: als(VerdelingStand::Toegepast, paths::terugdraaien(id)),
        hier: paths::verdeling(id),
        versie: regel.versie,
    })
}

/// How many clients, and who had it made when.
fn onder(regel: &VerdelingRegel, klanten: usize) -> String {
    let gemaakt = format!("gemaakt door {} op {}", regel.door, lang(plaatselijk(regel.gemaakt_op).date()));
    if klanten == 0 { zin(&gemaakt) } else { format!("{} klanten · {gemaakt}", thousands(klanten as u64)) }
}

fn naam(lijsten: &Lijsten, wie: Option<GebruikerId>) -> String {
    let gebruiker = wie.and_then(|wie| lijsten.gebruikers.iter().find(|g| g.id == wie));
    gebruiker.map_or_else(|| "niemand".to_owned(), |g| g.naam.clone())
}

/// Names of people, as one looks for them.
fn namen(lijsten: &Lijsten, wie: &BTreeSet<GebruikerId>) -> String {
    let mut namen: Vec<String> = wie.iter().map(|wie| naam(lijsten, Some(*wie))).collect();
    namen.sort();
    namen.join(", ")
}

/// How far from the best a proposal is at most.
fn hoe_goed(uitkomst: &str) -> Resultaat<String> {
    let Uitkomst { doelwaarde, ondergrens, bewezen } =
        serde_json::from_str(uitkomst).map_err(storage::Error::corrupt)?;
    if bewezen {
        return Ok("Bewezen: met deze gewichten en grenzen is er geen betere verdeling.".to_owned());
    }
    let Some(tienden) = tienden_boven_beste(doelwaarde, ondergrens) else {
        // Of nothing there are no per cents.
        let punten = thousands(doelwaarde.unsigned_abs());
        return Ok(format!(
            "Hooguit {punten} punten van de best mogelijke verdeling af: alle opgegeven gewichten bij elkaar."
        ));
    };
    Ok(format!("Hooguit {},{} procent van de best mogelijke verdeling af.", tienden / 10, tienden % 10))
}

fn deelnemer(invoer: &Invoer, wie: Option<GebruikerId>) -> Option<&Deelnemer> {
    invoer.klantmanagers.iter().find(|is| Some(is.id) == wie)
}

/// With whom a client is: now, or by the proposal.
type Bij = fn(&VerdelingKlant) -> Option<GebruikerId>;

/// Clients and quarter-hours of each.
fn heeft(klanten: &[VerdelingKlant], bij: Bij) -> HashMap<GebruikerId, (usize, i64)> {
    let mut per_persoon: HashMap<GebruikerId, (usize, i64)> = HashMap::new();
    for is in klanten {
        if let Some(wie) = bij(is) {
            let (klanten, kwartieren) = per_persoon.entry(wie).or_default();
            *klanten += 1;
            *kwartieren += i64::from(is.kwartieren);
        }
    }
    per_persoon
}

/// With whom a client is by the proposal; who has no place in it stays.
fn straks(is: &VerdelingKlant) -> Option<GebruikerId> {
    is.aan.or(is.van)
}

fn cijfers(invoer: &Invoer, klanten: &[VerdelingKlant]) -> Vec<(String, &'static str)> {
    let wisselen = klanten.iter().filter(|is| is.wisselt()).count();
    let past = |is: &VerdelingKlant, wie| {
        is.behoefte.is_empty() || deelnemer(invoer, wie).is_some_and(|wie| wie.specialismen.contains(&is.behoefte))
    };
    // Of who does not take part nothing changes, and what he knows is not in the question.
    let telt_mee = |is: &&VerdelingKlant| is.van.is_none_or(|van| !invoer.niet_mee.contains(&van));
    let niet_passend = |bij: Bij| klanten.iter().filter(telt_mee).filter(|is| !past(is, bij(is))).count();
    let scheef = |bij: Bij| {
        let heeft = heeft(klanten, bij);
        let af = |is: &Deelnemer| (heeft.get(&is.id).map_or(0, |(_, kwartieren)| *kwartieren) - is.doel).abs();
        invoer.klantmanagers.iter().map(af).sum::<i64>()
    };
    let (nu, dan): (Bij, Bij) = (|is| is.van, straks);
    vec![
        (thousands(wisselen as u64), "klanten krijgen een andere klantmanager"),
        (format!("{} → {}", niet_passend(nu), niet_passend(dan)), "klanten bij iemand zonder de kennis die zij vragen"),
        (
            format!("{} → {}", uren(scheef(nu)), uren(scheef(dan))),
            "uren per kwartaal boven of onder ieders deel, samen",
        ),
    ]
}

/// Quarter-hours as whole hours.
fn uren(kwartieren: i64) -> String {
    thousands(((kwartieren + 2) / 4).unsigned_abs())
}

fn rijen(id: VerdelingId, invoer: &Invoer, klanten: &[VerdelingKlant], lijsten: &Lijsten) -> Vec<Rij> {
    let (nu, dan) = (heeft(klanten, |is| is.van), heeft(klanten, straks));
    let mut wie: BTreeSet<GebruikerId> = nu.keys().chain(dan.keys()).copied().collect();
    wie.extend(invoer.klantmanagers.iter().map(|is| is.id).chain(invoer.niet_mee.iter().copied()));
    let rij = |wie: GebruikerId| {
        let is = deelnemer(invoer, Some(wie));
        let heeft =
            |per_persoon: &HashMap<GebruikerId, (usize, i64)>| per_persoon.get(&wie).copied().unwrap_or_default();
        let ((klanten, kwartieren), (straks, kwartieren_straks)) = (heeft(&nu), heeft(&dan));
        let procent = is.filter(|is| is.doel > 0).map_or(0, |is| (100 * kwartieren_straks + is.doel / 2) / is.doel);
        Rij {
            id: wie,
            naam: naam(lijsten, Some(wie)),
            href: paths::van(id, wie),
            weg: is.is_none(),
            niet_mee: invoer.niet_mee.contains(&wie),
            klanten,
            straks,
            grenzen: is.map_or_else(String::new, |is| format!("{} tot en met {}", is.minstens, is.hoogstens)),
            uren: uren(kwartieren),
            uren_straks: uren(kwartieren_straks),
            procent,
            balk: balk(Some(procent)),
            onbekend: is.is_some_and(|is| is.werktijd_onbekend),
        }
    };
    let mut rijen: Vec<Rij> = wie.into_iter().map(rij).collect();
    rijen.sort_by(|een, ander| (!een.weg, &een.naam).cmp(&(!ander.weg, &ander.naam)));
    rijen
}

/// What became of a client, once the proposal was applied: by where he is now.
fn uitkomst(is: &VerdelingKlant, stand: VerdelingStand) -> (&'static str, &'static str) {
    match stand {
        VerdelingStand::Toegepast if is.klantmanager == is.aan => ("Verplaatst", "groen"),
        VerdelingStand::Teruggedraaid if is.klantmanager == is.aan => ("Bij de nieuwe klantmanager gebleven", ""),
        // Without a takeover he never went.
        VerdelingStand::Teruggedraaid if is.klantmanager == is.van && is.overname.is_some() => ("Teruggedraaid", ""),
        VerdelingStand::Toegepast | VerdelingStand::Teruggedraaid if is.klantmanager == is.van => ("Gebleven", ""),
        VerdelingStand::Toegepast | VerdelingStand::Teruggedraaid => ("Nu bij iemand anders", ""),
        VerdelingStand::Berekenen | VerdelingStand::Voorstel | VerdelingStand::Mislukt => ("", ""),
    }
}

fn wissel(is: &VerdelingKlant, lijsten: &Lijsten, regel: &VerdelingRegel) -> Wissel {
    Wissel {
        id: is.klant,
        href: klant::paths::tijdlijn(is.klant),
        naam: is.naam.clone(),
        van: naam(lijsten, is.van),
        aan: naam(lijsten, is.aan),
        waarom: is.waarom.clone(),
        vraagt: is.behoefte.parse().map_or("", Specialisme::naam),
        uitkomst: uitkomst(is, regel.stand),
    }
}

/// The klantmanagers who were left out; `None` when the form did not show who takes part.
fn niet_mee(formulier: &Formulier) -> Resultaat<Option<BTreeSet<GebruikerId>>> {
    if formulier.tekst("deelname").is_empty() {
        return Ok(None);
    }
    let wie = formulier.alle("niet_mee").map(|id| id.parse().map_err(|_| Fout::NietGevonden));
    Ok(Some(wie.collect::<Resultaat<_>>()?))
}

/// The clients that were checked.
fn gekozen(formulier: &Formulier) -> Resultaat<BTreeSet<KlantId>> {
    formulier.alle("klant").map(|id| id.parse().map_err(|_| Fout::NietGevonden)).collect()
}

pub(in crate::team::verdeling) async fn opnieuw(
    bezoek: Bezoek,
    Pad(id): Pad<VerdelingId>,
    formulier: Formulier,
) -> Resultaat {
    // Who was kept before is kept, until everybody is let go.
    let vast = actions::Vast {
        erbij: gekozen(&formulier)?,
        alleen: formulier.tekst("vrij") == "ja",
        niet_mee: niet_mee(&formulier)?,
    };
    match actions::opnieuw(&bezoek, (id, formulier.versie()?), &vast).await? {
        Ok(()) => Ok(Redirect::to(&paths::verdeling(id)).into_response()),
        Err(geweigerd) => Err(Fout::in_strijd("verdeling", zin(&geweigerd.to_string()))),
    }
}

pub(in crate::team::verdeling) async fn toepassen(
    bezoek: Bezoek,
    Pad(id): Pad<VerdelingId>,
    formulier: Formulier,
) -> Resultaat {
    if formulier.tekst("actie") == "opnieuw" {
        return opnieuw(bezoek, Pad(id), formulier).await;
    }
    match actions::pas_toe(&bezoek, (id, formulier.versie()?), (&gekozen(&formulier)?, niet_mee(&formulier)?)).await? {
        Ok(gedaan) => Ok(Redirect::to(&na_toepassen(id, gedaan)).into_response()),
        // Nothing that was ticked is lost: it is worked out with it, and applied when that was read.
        Err(VerdelingGeweigerd::AnderenDoenMee) => {
            opnieuw(bezoek, Pad(id), formulier).await?;
            Ok(Redirect::to(&na_herrekenen(id)).into_response())
        }
        Err(geweigerd) => Err(Fout::in_strijd("verdeling", zin(&geweigerd.to_string()))),
    }
}

pub(in crate::team::verdeling) async fn terugdraaien(
    bezoek: Bezoek,
    Pad(id): Pad<VerdelingId>,
    formulier: Formulier,
) -> Resultaat {
    match terug::terug(&bezoek, id, formulier.versie()?).await? {
        Ok(gedaan) => Ok(Redirect::to(&na_terugdraaien(id, gedaan)).into_response()),
        Err(waarom) => Err(Fout::in_strijd("verdeling", waarom)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_from_the_best_is_a_part_of_the_best() {
        let tekst = |doelwaarde: i64, ondergrens: i64| {
            hoe_goed(
                &serde_json::json!({ "doelwaarde": doelwaarde, "ondergrens": ondergrens, "bewezen": false })
                    .to_string(),
            )
            .unwrap()
        };
        assert!(tekst(150, 100).starts_with("Hooguit 50,0 procent"));
        assert!(tekst(100_001, 100_000).starts_with("Hooguit 0,1 procent"), "rounded up");
        assert!(tekst(12, 0).starts_with("Hooguit 12 punten"));
    }
}
