//! The proposal for a quarter: who could come in which week, how good that is, and the weeks to change.

use std::collections::HashSet;

use analysis::{kwartaalplan::Kwartaalplan, verdeling::tienden_boven_beste};
use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    codelijst::Code,
    datum::{kort, plus_dagen},
    gesprek::Kanaal,
    id::{KlantId, PlanrondeId},
    kwartaal::Kwartaal,
    logboek::Doel,
};
use storage::planning::{self, OpLijst};

use super::{
    super::{
        MEESTE,
        actions::{self, Bevestigd},
        forms::{Plan, PlanForm},
        kwartaal::{NAKIJKEN, Vraag, Zelf, indelen, oordeel, per_week, reken},
        lijst::{Ruimte, kandidaten},
        paths,
    },
    formulier, kwartaalvraag,
    kwartaalweken::{Regel, Week, rijen, weken},
    voorstel::{UITNODIGEN, Waarschuwing, ingevuld, waarschuwingen},
};
use crate::{
    brief,
    web::{Bezoek, Formulier, Fout, Keuze, Lijsten, Melding, Pagina, Resultaat, Veld, pagina},
};

#[derive(Template)]
#[template(path = "contact/planning/pages/kwartaal.html")]
struct KwartaalPagina {
    p: Pagina,
    onder: String,
    cijfers: Vec<(String, &'static str, &'static str)>,
    goed: String,
    waarschuwingen: Vec<Waarschuwing>,
    fouten: Vec<(String, String)>,
    /// Nothing was checked.
    geen_keuze: bool,
    weken: Vec<Week>,
    niet: Vec<Regel>,
    volgen: Vec<(String, String)>,
    /// Who is not in it, and why.
    buiten: Vec<(usize, &'static str)>,
    ronde: PlanrondeId,
    uitnodigen: Veld,
    /// Empty as long as no letter can be made.
    uitnodigkeuzes: Vec<Keuze>,
    velden: Vec<(String, String)>,
    /// Where nobody has a week of somebody's choice any more; empty when nobody has.
    loslaten: String,
    aanpassen: String,
    /// The weeks of the quarter, as they are typed.
    nummers: String,
}

/// What was asked, read.
struct Gevraagd<'a> {
    plan: &'a Plan,
    form: &'a PlanForm,
    velden: &'a [(String, String)],
    kwartaal: Kwartaal,
    zelf: Zelf,
}

/// What the page says besides the proposal.
#[derive(Default)]
struct Erbij {
    melding: Option<Melding>,
    geen_keuze: bool,
    /// For whom what was typed that is no week.
    onleesbaar: Vec<(KlantId, String)>,
}

/// How far from the best a plan is at most.
fn hoe_goed(plan: &Kwartaalplan) -> String {
    if plan.bewezen {
        return "Bewezen: een betere verdeling over de weken is er niet.".to_owned();
    }
    match tienden_boven_beste(plan.doelwaarde, plan.ondergrens) {
        Some(tienden) => format!(
            "Hooguit {},{} procent van de best mogelijke verdeling over de weken af.",
            tienden / 10,
            tienden % 10
        ),
        None => {
            "Hoe ver dit van de beste verdeling over de weken af is, is binnen drie seconden niet bewezen.".to_owned()
        }
    }
}

/// Whether and how the clients are invited.
fn uitnodigkeuze(bezoek: &Bezoek, velden: &[(String, String)]) -> (Veld, Vec<Keuze>) {
    let per_email = bezoek.app.instellingen.smtp.is_some();
    let gekozen = velden.iter().find(|(naam, _)| naam == UITNODIGEN).map(|(_, waarde)| waarde.as_str());
    let gekozen = gekozen.unwrap_or(if per_email { "email" } else { "brief" });
    let vanzelf = |code, hoe: &str| {
        let naam = format!("Vanzelf, {hoe}: wie binnen vier weken komt nu, de anderen vier weken van tevoren");
        Keuze::new(code, &naam, gekozen)
    };
    let email = per_email.then(|| vanzelf("email", "per e-mail aan wie dat goed vindt en anders per post"));
    let post = vanzelf("brief", if per_email { "allemaal per post" } else { "per post" });
    let keuzes = email.into_iter().chain([post, Keuze::new("later", "Later, door u", gekozen)]).collect();
    (Veld::new(UITNODIGEN, "Uitnodigingen maken").met(gekozen), keuzes)
}

/// Who waits on the list for another kind of conversation, and not for this one.
fn van_lijst(op_lijst: &[OpLijst], soort: &Code) -> HashSet<KlantId> {
    let deze: HashSet<KlantId> = op_lijst.iter().filter(|is| is.soort == *soort).map(|is| is.klant).collect();
    op_lijst.iter().map(|is| is.klant).filter(|klant| !deze.contains(klant)).collect()
}

async fn tonen(bezoek: &Bezoek, lijsten: &Lijsten, mut gevraagd: Gevraagd<'_>, erbij: Erbij) -> Resultaat {
    let (dag, kwartaal, plan) = (lijsten.peildag(bezoek.vandaag), gevraagd.kwartaal, gevraagd.plan);
    let filter = formulier::filter(bezoek, lijsten, gevraagd.form, gevraagd.velden);
    let mut reader = bezoek.reader().await?;
    let mut lijst = kandidaten(&mut reader, &filter, dag).await?;
    let ids: Vec<KlantId> = lijst.klanten.iter().map(|klant| klant.klant).collect();
    let ander_soort = van_lijst(&planning::op_lijst(&mut reader, &ids).await?, &plan.soort);
    lijst.klanten.retain(|klant| !ander_soort.contains(&klant.klant));
    if lijst.klanten.last().is_none_or(|klant| klant.uiterlijk.is_none_or(|dag| kwartaal.uiterste_week(dag).is_none()))
    {
        // Who comes after those is not due this quarter.
        lijst.te_veel = 0;
    }
    let mut vraag = Vraag::van(&mut lijst, &planning::klanten(&mut reader, &ids).await?, kwartaal);
    let ruimte = Ruimte::laad(&mut reader, plan).await?;
    let afzender = storage::brief::sjabloon::afzender(&mut reader).await?;
    drop(reader);
    let plekken = per_week(&ruimte, kwartaal);
    // What cannot be is told once, and then forgotten.
    let geweigerd = oordeel(&vraag, &plekken, &gevraagd.zelf, kwartaal);
    gevraagd.zelf.0.retain(|klant, _| !geweigerd.iter().any(|(wie, _)| wie == klant));
    vraag.kies(&gevraagd.zelf);
    let kwartaalplan = reken(&vraag, vraag.opgave(plekken, plan.duur_minuten, dag), &gevraagd.zelf).await?;
    let indeling = indelen(&vraag, &kwartaalplan.weken, &ruimte, kwartaal);
    let getoond = vraag.wie.iter().map(|is| is.regel.klant).collect();
    bezoek.inzage("planning.voorgesteld", Doel::Begeleiding, getoond).await?;
    let rijen = rijen((kwartaal, &gevraagd.zelf), &vraag, (&indeling, &geweigerd), dag, &erbij.onleesbaar);
    let voorgesteld: usize = rijen.per_week.values().map(Vec::len).sum();
    let amber = |aantal: usize| if aantal > 0 { "amber" } else { "" };
    let cijfers = vec![
        (voorgesteld.to_string(), if voorgesteld == 1 { "gesprek voorgesteld" } else { "gesprekken voorgesteld" }, ""),
        (rijen.na_datum.to_string(), "na de uiterste datum", amber(rijen.na_datum)),
        (rijen.niet.len().to_string(), "niet in dit kwartaal", amber(rijen.niet.len())),
    ];
    let buiten = [
        (vraag.later, "pas na dit kwartaal aan de beurt"),
        (vraag.eindigt, "met een uitkering die eindigt voordat een volgend gesprek meetelt"),
        (vraag.zonder_norm, "zonder contactnorm, bijvoorbeeld door een ontheffing"),
        (lijst.met_gesprek, "met een gesprek in de agenda"),
        (ander_soort.len(), "op de lijst voor een ander soort gesprek: plan dat apart in"),
        (lijst.zonder_uitkomst, "met een eerder gesprek zonder uitkomst: leg dat eerst vast"),
        (lijst.in_verzuim, "in een hersteltermijn of bij rechtmatigheid"),
    ];
    let volgen = indeling.volgen.iter().map(|(wie, week)| {
        let klant = &vraag.wie[*wie].regel;
        (klant.naam.clone(), format!("rond week {}", kwartaal.nummer(*week)))
    });
    let (uitnodigen, uitnodigkeuzes) = uitnodigkeuze(bezoek, gevraagd.velden);
    let kaal = Zelf::zonder(&ingevuld(gevraagd.velden));
    let velden: Vec<_> = kaal.iter().cloned().chain(gevraagd.zelf.velden(kwartaal)).collect();
    let fouten = rijen.fouten.len();
    let mut response = pagina(&KwartaalPagina {
        p: Pagina::voor(bezoek, "Kwartaal plannen", "/caseload").met_melding(erbij.melding).met_fouten(fouten),
        onder: format!(
            "In de agenda van {}, {} tot en met {}, {} minuten per gesprek",
            lijsten.gebruiker(plan.klantmanager),
            kort(plan.van),
            kort(kwartaal.laatste_dag()),
            plan.duur_minuten
        ),
        cijfers,
        goed: hoe_goed(&kwartaalplan),
        waarschuwingen: waarschuwingen(plan, &ruimte, &lijst),
        geen_keuze: erbij.geen_keuze,
        volgen: volgen.collect(),
        weken: weken(kwartaal, &plekken, rijen.per_week, &indeling.volgen),
        niet: rijen.niet,
        fouten: rijen.fouten,
        buiten: buiten.into_iter().filter(|(aantal, _)| *aantal > 0).collect(),
        ronde: bezoek.app.omgeving.nieuw_id(),
        uitnodigen,
        uitnodigkeuzes: if afzender.is_some() { uitnodigkeuzes } else { Vec::new() },
        loslaten: if gevraagd.zelf.0.is_empty() { String::new() } else { paths::met(paths::KWARTAAL_VOORSTEL, &kaal) },
        aanpassen: paths::met(paths::KWARTAAL, &kaal),
        nummers: format!("{} tot en met {}", kwartaal.nummer(1), kwartaal.nummer(domain::kwartaal::WEKEN)),
        velden,
    })?;
    if fouten > 0 || erbij.geen_keuze {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Servers in between take no longer address; then the page answers itself.
const LANGSTE_ADRES: usize = 3_500;

fn nagekeken() -> Melding {
    Melding::ok("U had weken veranderd. Het voorstel is daarmee opnieuw gemaakt; kijk het na en plan dan.")
}

pub(in crate::contact::planning) async fn toon(
    bezoek: Bezoek,
    Query(velden): Query<Vec<(String, String)>>,
) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut form = PlanForm::kwartaal(&Formulier::van(velden.clone()), bezoek.vandaag);
    let Some(plan) = form.lees(&bezoek, &lijsten) else {
        return kwartaalvraag::tonen(&bezoek, form, &velden).await;
    };
    let nakijken = velden.iter().any(|(naam, _)| naam == NAKIJKEN);
    let velden: Vec<_> = velden.into_iter().filter(|(naam, _)| naam != NAKIJKEN).collect();
    let kwartaal = Kwartaal::vanaf(plan.van);
    let zelf = Zelf::lees(&velden, kwartaal);
    let gevraagd = Gevraagd { plan: &plan, form: &form, velden: &velden, kwartaal, zelf };
    let melding = nakijken.then(nagekeken);
    tonen(&bezoek, &lijsten, gevraagd, Erbij { melding, ..Erbij::default() }).await
}

pub(in crate::contact::planning) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let velden = formulier.velden();
    let mut form = PlanForm::kwartaal(&formulier, bezoek.vandaag);
    let Some(plan) = form.lees(&bezoek, &lijsten) else {
        return kwartaalvraag::tonen(&bezoek, form, &Zelf::zonder(&ingevuld(velden))).await;
    };
    let ronde: PlanrondeId = formulier.tekst("ronde").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let rijen: Option<Vec<Bevestigd>> = formulier.alle("plan").map(Bevestigd::lees).collect();
    let rijen = rijen.filter(|rijen| rijen.len() <= MEESTE).ok_or_else(|| {
        Fout::ongeldig("planning_onleesbaar", "Dit formulier is niet te lezen. Maak het voorstel opnieuw.")
    })?;
    let kwartaal = Kwartaal::vanaf(plan.van);
    let opnieuw = formulier.tekst("actie") == "opnieuw";
    let anders = Zelf::anders(velden, &rijen, kwartaal);
    if opnieuw || anders {
        let (zelf, onleesbaar) = Zelf::lees(velden, kwartaal).met(velden, &rijen, kwartaal);
        if !onleesbaar.is_empty() {
            let gevraagd = Gevraagd { plan: &plan, form: &form, velden, kwartaal, zelf };
            return tonen(&bezoek, &lijsten, gevraagd, Erbij { onleesbaar, ..Erbij::default() }).await;
        }
        let mut naar = Zelf::zonder(&ingevuld(velden));
        naar.extend(zelf.velden(kwartaal));
        // Whether they are invited was chosen on that page as well.
        naar.extend(velden.iter().filter(|(naam, _)| naam == UITNODIGEN).cloned());
        if !opnieuw {
            naar.push((NAKIJKEN.to_owned(), "ja".to_owned()));
        }
        let adres = paths::met(paths::KWARTAAL_VOORSTEL, &naar);
        if adres.len() > LANGSTE_ADRES {
            let gevraagd = Gevraagd { plan: &plan, form: &form, velden: &naar, kwartaal, zelf };
            let melding = (!opnieuw).then(nagekeken);
            return tonen(&bezoek, &lijsten, gevraagd, Erbij { melding, ..Erbij::default() }).await;
        }
        return Ok(Redirect::to(&adres).into_response());
    }
    if rijen.is_empty() {
        let zelf = Zelf::lees(velden, kwartaal);
        let gevraagd = Gevraagd { plan: &plan, form: &form, velden, kwartaal, zelf };
        return tonen(&bezoek, &lijsten, gevraagd, Erbij { geen_keuze: true, ..Erbij::default() }).await;
    }
    bevestig(&bezoek, &plan, (ronde, rijen), formulier.tekst(UITNODIGEN)).await
}

/// Plans them, and invites who comes soon.
async fn bevestig(
    bezoek: &Bezoek,
    plan: &Plan,
    (ronde, rijen): (PlanrondeId, Vec<Bevestigd>),
    uitnodigen: &str,
) -> Resultaat<Response> {
    let vanzelf = match uitnodigen {
        "email" => Some(Kanaal::Email),
        "brief" => Some(Kanaal::Brief),
        _ => None,
    };
    let id = actions::plan(bezoek, plan, (ronde, vanzelf), rijen).await?;
    // Sent again, with another choice or after somebody ended it: the page of the round shows what holds.
    let geldt = planning::vanzelf::find(&mut bezoek.reader().await?, id).await?;
    if let Some(kanaal) = vanzelf.filter(|_| geldt == vanzelf) {
        let tot = plus_dagen(bezoek.vandaag, brief::VOORAF_DAGEN);
        match brief::nodig_uit(bezoek, id, kanaal == Kanaal::Email, Some(tot)).await {
            // They are planned all the same; the page of the round says who is still to be invited, and there one reads why.
            Ok(()) | Err(Fout::Geweigerd { .. }) => {}
            Err(fout) => return Err(fout),
        }
    }
    Ok(Redirect::to(&paths::ronde(id)).into_response())
}
