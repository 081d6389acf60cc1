//! What came of a round: the conversations that were planned, who was left out and why, and how far inviting is. It keeps its
//! address: who invites later, or takes the round back, starts from here.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, plaatselijk, weekdag},
    gesprek::{GesprekStand, Kanaal, stand_in_woorden},
    id::PlanrondeId,
    logboek::Doel,
};
use jiff::Timestamp;
use serde::Deserialize;
use storage::{
    brief::Stapel,
    planning::{self, RondeKlant},
};

use super::super::{
    actions::{self, in_woorden},
    paths,
};
use crate::{
    brief, gesprek, klant,
    klantkop::tijd,
    web::{
        Bezoek, Formulier, Fout, Melding, Pad, Pagina, Resultaat, pagina,
        woorden::{gesprek_kleur, hoofdletter},
    },
};

#[derive(Template)]
#[template(path = "contact/planning/pages/ronde.html")]
struct RondePagina {
    p: Pagina,
    titel: String,
    onder: String,
    gepland: Vec<Regel>,
    overgeslagen: Vec<Regel>,
    /// Somebody is still to be invited.
    uit_te_nodigen: usize,
    uitnodigen: String,
    /// Letters can go by e-mail to whoever agreed to that.
    per_email: bool,
    /// Who comes later is invited by itself: in which way, and from where that is stopped. Empty when that was not asked.
    vanzelf: &'static str,
    niet_vanzelf: String,
    /// What the button says.
    nu_uitnodigen: &'static str,
    /// The invitations are being made: how many are, of how many.
    bezig: Option<(usize, usize)>,
    /// Invitations wait for the printer.
    af_te_drukken: &'static str,
    /// Where the round is taken back; empty when nothing is left to take back.
    terugdraaien: String,
    hier: String,
}

struct Regel {
    wanneer: String,
    href: String,
    naam: String,
    nummer: String,
    /// State, or why there is no conversation.
    stand: String,
    kleur: &'static str,
    doen_href: String,
}

fn wanneer(moment: Timestamp) -> String {
    let begin = plaatselijk(moment);
    format!("{} {}, {} uur", weekdag(begin.date()), kort(begin.date()), tijd(&begin))
}

/// The row, and whether there is a conversation.
fn regel(klant: RondeKlant) -> (Regel, bool) {
    let is_gepland = klant.uitkomst.gesprek.is_ok();
    let (stand, kleur, doen_href) = match klant.uitkomst.gesprek {
        Ok(id) => {
            let stand = klant.nu.as_ref().map_or("", |(_, stand)| stand.as_str());
            let hoe = match klant.uitgenodigd {
                Some(kanaal) if stand == GesprekStand::Uitgenodigd.code() => format!(" ({})", kanaal.omschrijving()),
                _ => String::new(),
            };
            (hoofdletter(stand_in_woorden(stand)) + &hoe, gesprek_kleur(stand), gesprek::paths::gesprek(id))
        }
        Err(code) => (in_woorden(&code).to_owned(), "", gesprek::paths::plannen(klant.uitkomst.klant)),
    };
    let regel = Regel {
        wanneer: wanneer(klant.nu.map_or(klant.uitkomst.moment, |(moment, _)| moment)),
        href: klant::paths::tijdlijn(klant.uitkomst.klant),
        naam: klant.naam,
        nummer: klant.klantnummer,
        stand,
        kleur,
        doen_href,
    };
    (regel, is_gepland)
}

#[derive(Default, Deserialize)]
pub(in crate::contact::planning) struct Vraag {
    /// How many conversations were just taken back.
    #[serde(default)]
    teruggedraaid: String,
}

/// What was just taken back, in a sentence.
fn melding(vraag: &Vraag) -> Option<Melding> {
    let aantal: usize = vraag.teruggedraaid.parse().ok()?;
    Some(Melding::ok(if aantal == 1 {
        "1 gesprek is teruggedraaid; wat op de lijst stond, staat er weer.".to_owned()
    } else {
        format!("{aantal} gesprekken zijn teruggedraaid; wat op de lijst stond, staat er weer.")
    }))
}

/// `5 gesprekken gepland`, and how many of them do not stand any more.
fn titel(gepland: usize, vervallen: usize) -> String {
    let gesprekken = |aantal: usize| if aantal == 1 { "1 gesprek".to_owned() } else { format!("{aantal} gesprekken") };
    match (gepland, vervallen) {
        (0, _) => "Er is niets gepland".to_owned(),
        (_, 0) => format!("{} gepland", gesprekken(gepland)),
        _ if gepland == vervallen => "Alles in deze ronde is teruggedraaid of afgezegd".to_owned(),
        _ => format!("{} gepland, {vervallen} teruggedraaid of afgezegd", gesprekken(gepland)),
    }
}

pub(in crate::contact::planning) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<PlanrondeId>,
    Query(vraag): Query<Vraag>,
) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let wie = Stapel::van(bezoek.gebruiker());
    let ronde = planning::find_van(&mut reader, id, wie, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)?;
    let klanten = planning::klanten_van(&mut reader, id).await?;
    let vanzelf = planning::vanzelf::find(&mut reader, id).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let getoond = klanten.iter().map(|klant| klant.uitkomst.klant).collect();
    bezoek.inzage("planning.getoond", Doel::Begeleiding, getoond).await?;
    let nog = |klant: &&RondeKlant| klant.nu.as_ref().is_some_and(|(_, stand)| stand == GesprekStand::Gepland.code());
    let uit_te_nodigen = klanten.iter().filter(nog).count();
    let stand = |klant: &&RondeKlant, stand: &GesprekStand| klant.nu.as_ref().is_some_and(|(_, nu)| nu == stand.code());
    let uitgenodigd = klanten.iter().filter(|klant| stand(klant, &GesprekStand::Uitgenodigd)).count();
    let per_post = klanten
        .iter()
        .any(|klant| stand(&klant, &GesprekStand::Uitgenodigd) && klant.uitgenodigd == Some(Kanaal::Brief));
    let bezig = bezoek.app.uitnodigrondes.is(id.uuid()).then_some((uitgenodigd, uitgenodigd + uit_te_nodigen));
    let af = [GesprekStand::TePlannen.code(), "afgezegd"];
    let vervallen = klanten.iter().filter(|klant| klant.nu.as_ref().is_some_and(|(_, nu)| af.contains(&nu.as_str())));
    let vervallen = vervallen.count();
    let (gepland, overgeslagen): (Vec<_>, Vec<_>) = klanten.into_iter().map(regel).partition(|(_, gepland)| *gepland);
    let regels = |rijen: Vec<(Regel, bool)>| rijen.into_iter().map(|(regel, _)| regel).collect::<Vec<_>>();
    let (gepland, overgeslagen) = (regels(gepland), regels(overgeslagen));
    let op = plaatselijk(ronde.moment);
    pagina(&RondePagina {
        p: Pagina::voor(&bezoek, "Gesprekken gepland", "/caseload").met_melding(melding(&vraag)),
        titel: titel(gepland.len(), vervallen),
        onder: format!(
            "In de agenda van {}, door {} op {} om {} uur",
            lijsten.gebruiker(ronde.klantmanager),
            lijsten.gebruiker(ronde.door),
            kort(op.date()),
            tijd(&op)
        ),
        gepland,
        overgeslagen,
        uit_te_nodigen,
        uitnodigen: brief::paths::uitnodigen(id),
        per_email: bezoek.app.instellingen.smtp.is_some(),
        vanzelf: match vanzelf {
            Some(Kanaal::Email) => "per e-mail aan wie dat goed vindt en anders per post",
            Some(_) => "per post",
            None => "",
        },
        niet_vanzelf: paths::niet_vanzelf(id),
        nu_uitnodigen: if vanzelf.is_some() { "Iedereen nu al uitnodigen" } else { "Uitnodigingen maken" },
        af_te_drukken: if per_post { brief::paths::AF_TE_DRUKKEN } else { "" },
        // As far as the client does not know; that is looked into when it is done.
        terugdraaien: if bezig.is_none() && uit_te_nodigen + uitgenodigd > 0 {
            paths::terugdraaien(id)
        } else {
            String::new()
        },
        bezig,
        hier: paths::ronde(id),
    })
}

pub(in crate::contact::planning) async fn terugdraaien(
    bezoek: Bezoek,
    Pad(id): Pad<PlanrondeId>,
    _formulier: Formulier,
) -> Resultaat {
    let aantal = actions::draai_terug(&bezoek, id).await?;
    Ok(Redirect::to(&format!("{}?teruggedraaid={aantal}", paths::ronde(id))).into_response())
}

pub(in crate::contact::planning) async fn niet_vanzelf(
    bezoek: Bezoek,
    Pad(id): Pad<PlanrondeId>,
    _formulier: Formulier,
) -> Resultaat {
    actions::niet_vanzelf(&bezoek, id).await?;
    Ok(Redirect::to(&paths::ronde(id)).into_response())
}
