//! Users and code lists of the municipality.

use askama::Template;
use domain::{
    codelijst::{Bijzonder, Codelijst, CodelijstItem},
    datum::kort,
};

use super::super::paths;
use crate::{
    codelijst,
    web::{Bezoek, Pagina, Resultaat, pagina},
};

struct Gebruikersregel {
    href: String,
    naam: String,
    gebruikersnaam: String,
    rol: &'static str,
    actief: bool,
}

struct Lijst {
    naam: &'static str,
    href: String,
    items: Vec<Item>,
}

struct Item {
    code: String,
    omschrijving: String,
    groep: String,
    /// Which special data it gives away of a client; empty when none.
    bijzonder: &'static str,
    geldig: String,
    cbs: String,
}

#[derive(Template)]
#[template(path = "beheer/pages/beheer.html")]
struct BeheerPagina {
    p: Pagina,
    onder: String,
    gebruikers: Vec<Gebruikersregel>,
    afgesloten: usize,
    lijsten: Vec<Lijst>,
}

pub(in crate::beheer) async fn toon(bezoek: Bezoek) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let gebruikers: Vec<Gebruikersregel> = lijsten
        .gebruikers
        .iter()
        .map(|gebruiker| Gebruikersregel {
            href: paths::gebruiker(gebruiker.id),
            naam: gebruiker.naam.clone(),
            gebruikersnaam: gebruiker.gebruikersnaam.as_str().to_owned(),
            rol: gebruiker.rol.code(),
            actief: gebruiker.actief,
        })
        .collect();
    let active = gebruikers.iter().filter(|gebruiker| gebruiker.actief).count();
    let afgesloten = gebruikers.len() - active;
    pagina(&BeheerPagina {
        p: Pagina::voor(&bezoek, "Beheer", "/beheer"),
        onder: format!("{active} gebruikers, {} codes", lijsten.codes.len()),
        gebruikers: gebruikers.into_iter().filter(|gebruiker| gebruiker.actief).collect(),
        afgesloten,
        lijsten: Codelijst::ALLE.into_iter().map(|lijst| list(lijst, &lijsten.codes)).collect(),
    })
}

fn list(lijst: Codelijst, codes: &[CodelijstItem]) -> Lijst {
    let items = codes.iter().filter(|item| item.lijst == lijst).map(|item| Item {
        code: item.code.as_str().to_owned(),
        omschrijving: item.omschrijving.clone(),
        groep: item.groep.as_ref().map_or_else(String::new, ToString::to_string),
        bijzonder: item.wat_bijzonder().map_or("", Bijzonder::code),
        geldig: match item.geldig.tot_en_met {
            Some(tot) => format!("{} t/m {}", kort(item.geldig.van), kort(tot)),
            None => format!("vanaf {}", kort(item.geldig.van)),
        },
        cbs: item.cbs_code.clone().unwrap_or_else(|| "niet bekend".to_owned()),
    });
    Lijst { naam: lijst.naam(), href: codelijst::paths::lijst(lijst), items: items.collect() }
}
