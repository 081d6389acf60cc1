//! Caseloads over time as a file: a row for each klantmanager and week of the page, all of them, with what was chosen named in
//! the file.

use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use documents::tabel::{self, Cel, Kolom, Soort, Toelichting};
use domain::{
    belasting::Weekbelasting,
    datum::{lang, plaatselijk},
    logboek::{Doel, Regel},
};
use serde_json::json;

use super::{
    forms::{VerloopForm, VerloopVraag, Welk},
    verloop,
};
use crate::web::{Bezoek, Fout, Lijsten, Resultaat};

pub(super) async fn xlsx(bezoek: Bezoek, Query(vraag): Query<VerloopVraag>) -> Resultaat {
    let (rijen, regels) = alles(&bezoek, &vraag).await?;
    let toelichting = Toelichting {
        titel: "Belasting over de tijd".to_owned(),
        maker: bezoek.gebruiker().naam.clone(),
        moment: plaatselijk(bezoek.nu).datetime(),
        regels,
    };
    let bytes = background(move || tabel::xlsx(&kolommen(), rijen.into_iter(), &toelichting)).await?;
    Ok(download(&bezoek, bytes, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
}

pub(super) async fn csv(bezoek: Bezoek, Query(vraag): Query<VerloopVraag>) -> Resultaat {
    let (rijen, _) = alles(&bezoek, &vraag).await?;
    let bytes = background(move || {
        let mut bytes = Vec::new();
        tabel::csv(&kolommen(), rijen.into_iter(), &mut bytes).map(|_| bytes)
    })
    .await?;
    Ok(download(&bezoek, bytes, "csv", "text/csv; charset=utf-8"))
}

type Regels = Vec<(String, String)>;

/// Every row, noted in the log before anything is sent.
async fn alles(bezoek: &Bezoek, vraag: &VerloopVraag) -> Resultaat<(Vec<Vec<Cel>>, Regels)> {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let teams = storage::gebruiker::teams(&mut reader).await?;
    let form = VerloopForm::lees(vraag, bezoek.gebruiker().team, &teams, bezoek.vandaag);
    let verloop = verloop::laad(&mut reader, &form, &lijsten).await?;
    drop(reader);
    let team = match form.welk {
        Welk::Team(team) => teams.iter().find(|(id, _)| *id == team).map_or("", |(_, naam)| naam.as_str()),
        Welk::Allen => "alle teams",
    };
    let line = |naam: &str, waarde: String| (naam.to_owned(), waarde);
    let regels = vec![
        line("Team", team.to_owned()),
        line("Periode", format!("{} tot en met {}", lang(form.periode.0), lang(form.periode.1))),
        line("Te zwaar", format!("boven {} %", form.grens)),
        line(
            "Gevraagd",
            "uren per jaar volgens de contactnorm van die week, naar segment, ontheffing en maatwerk".to_owned(),
        ),
        line("Werktijd", "52 weken vanaf die week volgens het werkrooster, min vrije dagen en afwezigheid".to_owned()),
        line(
            "Beschikbaar",
            "het deel van de werktijd voor contact met klanten, een aanname van de gemeente".to_owned(),
        ),
    ];
    let rijen: Vec<Vec<Cel>> =
        verloop.weken.values().flatten().map(|week| cellen(week, &lijsten, form.grens)).collect();
    let writer = bezoek.writer().await?;
    let details = json!({ "team": team, "van": form.periode.0, "tot": form.periode.1, "rijen": rijen.len() });
    let regel = bezoek.regel("belasting.geexporteerd", bezoek.gebruiker().id, None, &details);
    writer.commit(Regel { doel: Doel::Beheer, ..regel }, &[]).await?;
    Ok((rijen, regels))
}

fn kolommen() -> Vec<Kolom> {
    let columns = [
        ("Klantmanager", Soort::Tekst),
        ("Week vanaf", Soort::Datum),
        ("Klanten", Soort::Getal),
        ("Gevraagde uren per jaar", Soort::Getal),
        ("Werktijd per jaar in uren", Soort::Getal),
        ("Beschikbare uren per jaar", Soort::Getal),
        ("Belasting", Soort::Percentage),
        ("Te zwaar", Soort::Tekst),
    ];
    columns.into_iter().map(|(naam, soort)| Kolom::new(naam, soort)).collect()
}

fn cellen(week: &Weekbelasting, lijsten: &Lijsten, grens: i64) -> Vec<Cel> {
    let belasting = week.belasting;
    let uren = |minuten: Option<i64>| {
        minuten
            .map_or_else(|| Cel::Tekst("niet bekend".to_owned()), |minuten| Cel::Getal((minuten + 30).div_euclid(60)))
    };
    let procent = belasting.procent();
    vec![
        Cel::Tekst(lijsten.gebruiker(week.klantmanager).to_owned()),
        Cel::Datum(week.maandag),
        Cel::Getal(belasting.klanten),
        uren(belasting.gevraagd),
        uren(belasting.werktijd),
        uren(belasting.beschikbaar()),
        procent.map_or_else(|| Cel::Tekst("niet bekend".to_owned()), |procent| Cel::Percentage(procent as f64 / 100.0)),
        Cel::Tekst(procent.map_or("niet bekend", |procent| if procent > grens { "ja" } else { "nee" }).to_owned()),
    ]
}

/// Files are made off the threads that serve pages.
async fn background<F>(make: F) -> Resultaat<Vec<u8>>
where
    F: FnOnce() -> Result<Vec<u8>, tabel::Fout> + Send + 'static,
{
    let made = tokio::task::spawn_blocking(make).await.map_err(|error| Fout::Onverwacht(error.to_string()))?;
    made.map_err(|error| Fout::Onverwacht(error.to_string()))
}

fn download(bezoek: &Bezoek, bytes: Vec<u8>, ending: &str, kind: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = format!("attachment; filename=\"belasting-{}.{ending}\"", bezoek.vandaag);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
