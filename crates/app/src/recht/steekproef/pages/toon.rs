//! A sample: with what it was drawn, whether it still comes out the same, and who were drawn.

use askama::Template;
use domain::{
    datum::{kort, lang, plaatselijk},
    id::SteekproefId,
    logboek::Doel,
};
use storage::steekproef::{Getrokken, Gevonden};

use super::super::actions;
use crate::{
    onderzoek::paths as onderzoeken,
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Lijsten, Pad, Pagina, Resultaat, pagina},
};

/// How many clients stand on the page; one more tells that there are more.
const HOOGSTENS: usize = 1_000;
const LEES: i64 = 1_001;

struct Regel {
    naam: String,
    onder: &'static str,
    /// Empty when no investigation began.
    href: String,
}

#[derive(Template)]
#[template(path = "recht/steekproef/pages/toon.html")]
struct ToonPagina {
    p: Pagina,
    titel: String,
    onder: String,
    feiten: Vec<(&'static str, String)>,
    zaad: String,
    klopt: bool,
    /// From how many clients it would be drawn now.
    nu: usize,
    klanten: Vec<Regel>,
    meer: bool,
}

fn regel(is: Getrokken) -> Regel {
    match is.onderzoek {
        Some((id, stand)) => Regel {
            naam: is.naam,
            onder: match stand.as_str() {
                "open" => "onderzoek open",
                "wacht_op_informatie" => "onderzoek wacht op informatie",
                "afgerond" => "onderzoek afgerond",
                _ => "onderzoek vervallen",
            },
            href: onderzoeken::onderzoek(id),
        },
        None => Regel { naam: is.naam, onder: "er liep al een onderzoek; er begon geen tweede", href: String::new() },
    }
}

/// In groups of eight, so that it can be read aloud and fits a narrow screen.
fn in_groepen(tekst: &str) -> String {
    let letters: Vec<char> = tekst.chars().collect();
    letters.chunks(8).map(|groep| groep.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn feiten(is: &Gevonden, lijsten: &Lijsten) -> Vec<(&'static str, String)> {
    let steekproef = &is.steekproef;
    vec![
        ("Peildatum", lang(steekproef.peildatum)),
        ("Aandeel", format!("{} procent", steekproef.aandeel.procent())),
        ("Getrokken uit", format!("{} klanten met een uitkering op die dag", steekproef.omvang)),
        ("Getrokken", steekproef.getrokken.len().to_string()),
        ("Vingerafdruk", in_groepen(&steekproef.vingerafdruk)),
        ("Door", lijsten.gebruiker(is.door).to_owned()),
        ("Op", lang(plaatselijk(is.op).date())),
    ]
}

pub(in crate::recht::steekproef) async fn toon(bezoek: Bezoek, Pad(id): Pad<SteekproefId>) -> Resultaat {
    let (is, mut getrokken, populatie) = {
        let mut reader = bezoek.reader().await?;
        let is = actions::vind(&mut reader, id).await?;
        let getrokken = storage::steekproef::getrokken(&mut reader, id, LEES).await?;
        let populatie = storage::steekproef::populatie(&mut reader, is.steekproef.peildatum).await?;
        (is, getrokken, populatie)
    };
    let meer = getrokken.len() > HOOGSTENS;
    getrokken.truncate(HOOGSTENS);
    let klanten = getrokken.iter().map(|is| is.klant).collect();
    bezoek.inzage("steekproef.getoond", Doel::Rechtmatigheid, klanten).await?;
    let lijsten = bezoek.lijsten().await?;
    pagina(&ToonPagina {
        p: Pagina::voor(&bezoek, "Steekproef", VANDAAG),
        titel: format!("Steekproef van {}", kort(plaatselijk(is.op).date())),
        onder: format!("{} van {} klanten", is.steekproef.getrokken.len(), is.steekproef.omvang),
        feiten: feiten(&is, &lijsten),
        zaad: is.steekproef.zaad.as_str().to_owned(),
        nu: populatie.len(),
        klopt: is.steekproef.klopt(populatie),
        klanten: getrokken.into_iter().map(regel).collect(),
        meer,
    })
}
