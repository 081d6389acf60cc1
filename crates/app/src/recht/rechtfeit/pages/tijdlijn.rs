//! What happened to the right of one client, latest first, for who works on the lawfulness track.

use std::cmp::Reverse;

use askama::Template;
use domain::{datum::kort, id::KlantId, logboek::Doel};
use storage::rechtfeit::Lezer;

use super::super::woorden::{Regel, regels};
use crate::{
    rechtmatigheid::paths::LIJST,
    web::{Bezoek, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "recht/rechtfeit/pages/tijdlijn.html")]
struct TijdlijnPagina {
    p: Pagina,
    titel: String,
    onder: String,
    momenten: Vec<Regel>,
}

pub(in crate::recht::rechtfeit) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let klant = storage::klant::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let feiten = storage::rechtfeit::of_klant(&mut reader, id, Lezer::Rechtmatigheid, bezoek.vandaag).await?;
    bezoek.inzage("rechtfeit.getoond", Doel::Rechtmatigheid, vec![id]).await?;
    let mut momenten: Vec<Regel> =
        feiten.iter().flat_map(|feit| regels(feit, id, bezoek.gebruiker().rol)).rev().collect();
    momenten.sort_by_key(|moment| Reverse(moment.dag));
    let naam = klant.naam.voluit();
    pagina(&TijdlijnPagina {
        p: Pagina::voor(&bezoek, format!("Recht, {naam}"), LIJST),
        titel: naam,
        onder: format!("Klant {} · geboren {} · alles over het recht", klant.klantnummer, kort(klant.geboortedatum)),
        momenten,
    })
}
