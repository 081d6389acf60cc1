//! A team over time: who was above a percentage for how many weeks.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use documents::grafiek::{Week, Weekgrafiek, Weekrij};
use domain::{
    belasting::{Weekbelasting, in_uren, weken_boven},
    datum::{kort, lang},
    id::GebruikerId,
};

use super::super::{
    forms::{VerloopForm, VerloopVraag},
    verloop::{self, Laatste, Verloop},
};
use crate::web::{Bezoek, Keuze, Lijsten, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "team/belasting/pages/verloop.html")]
struct VerloopPagina {
    p: Pagina,
    onder: String,
    form: VerloopForm,
    fouten: Vec<(String, String)>,
    teams: Vec<Keuze>,
    rijen: Vec<Rij>,
    /// More than are shown; the file has them.
    rest: usize,
    grafiek: String,
    kop_boven: String,
    /// Of which day the last column is.
    kop_laatste: String,
    /// No share is laid down: then there is no percentage.
    zonder_aandeel: bool,
    xlsx: String,
    csv: String,
}

struct Rij {
    naam: String,
    boven: usize,
    bekend: String,
    hoogste: String,
    laatste: String,
    te_zwaar: bool,
}

/// Rows in the picture; more cannot be told apart.
const GETEKEND: usize = 12;
/// Rows in the table.
const RIJEN: usize = 500;

pub(in crate::team::belasting) async fn toon(bezoek: Bezoek, Query(vraag): Query<VerloopVraag>) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let teams = storage::gebruiker::teams(&mut reader).await?;
    let form = VerloopForm::lees(&vraag, bezoek.gebruiker().team, &teams, bezoek.vandaag);
    let verloop = verloop::laad(&mut reader, &form, &lijsten).await?;
    let laatste = verloop::laatste(&mut reader, &form, &verloop, &lijsten, bezoek.vandaag).await?;
    drop(reader);
    let mensen = op_zwaarte(&verloop, &lijsten, form.grens);
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut keuzes = vec![Keuze::new("alle", "Alle teams", &form.team.waarde)];
    keuzes.extend(teams.iter().map(|(id, naam)| Keuze::new(&id.to_string(), naam, &form.team.waarde)));
    let (van, tot) = form.periode;
    let mut response = pagina(&VerloopPagina {
        p: Pagina::voor(&bezoek, "Belasting over de tijd", "/team").met_fouten(fouten.len()),
        onder: format!("{} tot en met {}, per week", lang(van), lang(tot)),
        teams: keuzes,
        grafiek: teken(&verloop, &mensen, form.grens).svg_paar(),
        rijen: mensen.iter().take(RIJEN).map(|mens| rij(mens, &laatste, form.grens)).collect(),
        rest: mensen.len().saturating_sub(RIJEN),
        kop_laatste: match laatste {
            Laatste::Vandaag(_) => "Vandaag".to_owned(),
            Laatste::Week(maandag) => format!("Week van {}", kort(maandag)),
        },
        kop_boven: format!("Weken boven {} %", form.grens),
        zonder_aandeel: !verloop.aandeel_bekend,
        xlsx: form.pad("/team/belasting/export.xlsx"),
        csv: form.pad("/team/belasting/export.csv"),
        fouten,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Somebody with the weeks in which there were clients.
struct Mens<'a> {
    wie: GebruikerId,
    naam: &'a str,
    weken: &'a [Weekbelasting],
    boven: usize,
    bekend: usize,
}

/// Whoever was too busy longest stands first.
fn op_zwaarte<'a>(verloop: &'a Verloop, lijsten: &'a Lijsten, grens: i64) -> Vec<Mens<'a>> {
    let mens = |(wie, weken): (&GebruikerId, &'a Vec<Weekbelasting>)| {
        let (boven, bekend) = weken_boven(weken, grens);
        Mens { wie: *wie, naam: lijsten.gebruiker(*wie), weken, boven, bekend }
    };
    let mut mensen: Vec<Mens<'a>> = verloop.weken.iter().map(mens).collect();
    mensen.sort_by(|een, twee| {
        let zwaar = |mens: &Mens<'_>| (mens.boven, hoogste(mens.weken));
        zwaar(twee).cmp(&zwaar(een)).then_with(|| een.naam.cmp(twee.naam))
    });
    mensen
}

fn hoogste(weken: &[Weekbelasting]) -> Option<i64> {
    weken.iter().filter_map(|week| week.belasting.procent()).max()
}

fn rij(mens: &Mens<'_>, laatste: &Laatste, grens: i64) -> Rij {
    let onbekend = || "niet bekend".to_owned();
    let laatste = match laatste {
        Laatste::Vandaag(nu) => Some(nu.van(mens.wie)).filter(|nu| nu.klanten > 0),
        Laatste::Week(maandag) => mens.weken.last().filter(|week| week.maandag == *maandag).map(|week| week.belasting),
    };
    Rij {
        naam: mens.naam.to_owned(),
        boven: mens.boven,
        bekend: format!("{} van {}", mens.bekend, mens.weken.len()),
        // Today is one of the days that are shown.
        hoogste: hoogste(mens.weken)
            .max(laatste.and_then(|b| b.procent()))
            .map_or_else(onbekend, |procent| format!("{procent} %")),
        te_zwaar: laatste.and_then(|b| b.procent()).is_some_and(|procent| procent > grens),
        laatste: laatste.map_or_else(
            || "geen klanten".to_owned(),
            |belasting| {
                let uren = belasting.gevraagd.map_or_else(onbekend, in_uren);
                let procent = belasting.procent().map_or_else(String::new, |procent| format!(", {procent} %"));
                format!("{} klanten, {uren} per jaar{procent}", belasting.klanten)
            },
        ),
    }
}

fn teken(verloop: &Verloop, mensen: &[Mens<'_>], grens: i64) -> Weekgrafiek {
    let rijen = mensen.iter().take(GETEKEND).map(|mens| {
        let mut weken = mens.weken.iter().peekable();
        let week = |maandag: &jiff::civil::Date| match weken.next_if(|week| week.maandag == *maandag) {
            None => Week::Geen,
            Some(week) => week.belasting.procent().map_or(Week::Onbekend, Week::Procent),
        };
        Weekrij { naam: mens.naam.to_owned(), weken: verloop.maandagen.iter().map(week).collect() }
    });
    Weekgrafiek {
        prefix: "belasting".to_owned(),
        titel: "Belasting per week".to_owned(),
        omschrijving: format!(
            "Elk staafje is een week. De streep ligt op {grens} %; wat erboven komt is te zwaar. Een open staafje: niet bekend."
        ),
        maandagen: verloop.maandagen.clone(),
        grens,
        rijen: rijen.collect(),
    }
}
