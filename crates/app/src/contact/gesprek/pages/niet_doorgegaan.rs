//! A conversation that did not take place: the client did not come, or one of the two called it off. Different facts.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    brief::Briefsoort,
    datum::plaatselijk,
    gesprek::{Gesprek, GesprekStand, Partij},
    id::GesprekId,
};

use super::{
    super::{
        actions::{self, Uitslag},
        paths,
    },
    in_strijd, om_de_stand, status,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    post,
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, Veld, pagina, veld::fouten},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/niet_doorgegaan.html")]
struct NietDoorgegaanPagina {
    p: Pagina,
    kop: Klantkop,
    titel: &'static str,
    doen: &'static str,
    uitkomst: Veld,
    uitkomsten: Vec<Keuze>,
    toelichting: Veld,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    terug: String,
}

/// What is asked, which differs with the day.
enum Vraag {
    /// It stands on the list and has no time.
    VanDeLijst,
    /// The day is still to come: then calling it off is all there is.
    Afzeggen,
    /// It was to be today or earlier.
    NietDoorgegaan,
}

impl Vraag {
    fn van(gesprek: &Gesprek, bezoek: &Bezoek) -> Self {
        if gesprek.stand == GesprekStand::TePlannen {
            Self::VanDeLijst
        } else if plaatselijk(gesprek.moment).date() > bezoek.vandaag {
            Self::Afzeggen
        } else {
            Self::NietDoorgegaan
        }
    }

    const fn woorden(&self) -> (&'static str, &'static str) {
        match self {
            Self::VanDeLijst => ("Van de lijst halen", "Van de lijst halen"),
            Self::Afzeggen => ("Gesprek afzeggen", "Gesprek afzeggen"),
            Self::NietDoorgegaan => ("Gesprek niet doorgegaan", "Vastleggen"),
        }
    }

    fn velden(&self) -> (Veld, Veld) {
        let (label, uitleg) = match self {
            Self::NietDoorgegaan => ("Wat is er gebeurd", "Waarom, of wat u weet over het wegblijven."),
            _ => ("Wie ziet ervan af", "Waarom het gesprek niet doorgaat."),
        };
        (Veld::new("uitkomst", label), Veld::vrij("toelichting", "Toelichting").uitleg(uitleg))
    }

    fn uitkomsten(&self, gekozen: &str) -> Vec<Keuze> {
        let mut keuzes = Vec::new();
        if matches!(self, Self::NietDoorgegaan) {
            keuzes.push(Keuze::new("niet_verschenen", "De klant is niet gekomen", gekozen));
        }
        keuzes.push(Keuze::new("afgezegd_klant", "De klant heeft afgezegd", gekozen));
        keuzes.push(Keuze::new("afgezegd_gemeente", "De gemeente heeft afgezegd", gekozen));
        keuzes
    }
}

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, uitkomst: Veld, toelichting: Veld, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let fouten = fouten(&[&uitkomst, &toelichting]);
    let status = status(!fouten.is_empty());
    let vraag = Vraag::van(gesprek, bezoek);
    let (titel, doen) = vraag.woorden();
    let mut response = pagina(&NietDoorgegaanPagina {
        p: Pagina::voor(bezoek, format!("{titel}, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel,
        doen,
        actie: paths::niet_doorgegaan(gesprek.id),
        terug: paths::gesprek(gesprek.id),
        uitkomsten: vraag.uitkomsten(&uitkomst.waarde),
        fouten,
        versie,
        kop,
        uitkomst,
        toelichting,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    gesprek.clone().zeg_af(Partij::Klant, String::new()).map_err(in_strijd)?;
    let (uitkomst, toelichting) = Vraag::van(&gesprek, &bezoek).velden();
    tonen(&bezoek, &gesprek, uitkomst, toelichting, gesprek.versie).await
}

/// By whom it was called off, from the code of a choice.
fn afgezegd_door(uitkomst: &str) -> Option<Partij> {
    uitkomst.strip_prefix("afgezegd_")?.parse().ok()
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let (uitkomst, toelichting) = Vraag::van(&gesprek, &bezoek).velden();
    let (mut uitkomst, mut toelichting) = (uitkomst.uit(&formulier), toelichting.uit(&formulier));
    let text = toelichting.waarde.trim().to_owned();
    let (stayed_away, door) = (uitkomst.waarde == "niet_verschenen", afgezegd_door(&uitkomst.waarde));
    if !stayed_away && door.is_none() {
        uitkomst.afkeuren("Kies wat er gebeurd is.");
    }
    if text.chars().count() > 2_000 {
        toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
    }
    if uitkomst.fout.is_some() || toelichting.fout.is_some() {
        return tonen(&bezoek, &gesprek, uitkomst, toelichting, versie).await;
    }
    let nu = bezoek.nu;
    let uitslag = if let Some(door) = door {
        actions::stap(&bezoek, id, versie, "gesprek.afgezegd", |gesprek| gesprek.zeg_af(door, text)).await?
    } else {
        let step = |gesprek: Gesprek| gesprek.niet_verschenen(text, nu);
        actions::stap(&bezoek, id, versie, "gesprek.niet_verschenen", step).await?
    };
    match uitslag {
        Uitslag::Gedaan(gesprek) => {
            // After not showing there is a next step, and after calling off what the client knows of: somebody tells him.
            let vertellen = Briefsoort::bij(&gesprek, post::weet_ervan(&mut bezoek.reader().await?, &gesprek).await?);
            let pad = if vertellen == Some(Briefsoort::Afzegging) && gesprek.moment > bezoek.nu {
                Gedaan::AfgezegdNogTeVertellen(id, gesprek.versie).op(&paths::gesprek(id))
            } else if stayed_away {
                Gedaan::GesprekAfgerond(id, gesprek.versie).op(&paths::gesprek(id))
            } else {
                Gedaan::GesprekAfgerond(id, gesprek.versie).op(&klant::paths::tijdlijn(gesprek.klant))
            };
            Ok(Redirect::to(&pad).into_response())
        }
        Uitslag::Geweigerd(geweigerd) if om_de_stand(geweigerd) => Err(in_strijd(geweigerd)),
        Uitslag::Geweigerd(geweigerd) => {
            uitkomst.afkeuren(format!("Dit kan niet: {geweigerd}."));
            tonen(&bezoek, &gesprek, uitkomst, toelichting, versie).await
        }
        Uitslag::Intussen => Err(Fout::Intussen),
    }
}
