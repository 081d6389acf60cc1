//! Several conversations wait for their outcome: which one is meant.

use askama::Template;
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    id::KlantId,
};
use storage::gesprek::Wachtend;

use super::super::super::paths;
use crate::{
    klant,
    klantkop::{self, Deel, Klantkop, tijd},
    web::{Bezoek, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/vastleggen/welk.html")]
struct WelkPagina {
    p: Pagina,
    kop: Klantkop,
    /// Each in words, and where it is recorded.
    gesprekken: Vec<(String, String)>,
    zonder_afspraak: String,
    terug: String,
}

/// Asks which of these is recorded.
pub(super) async fn toon(bezoek: &Bezoek, klant: KlantId, open: &[Wachtend]) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "gesprek.vastleggen_getoond").await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let regel = |is: &Wachtend| {
        let begin = plaatselijk(is.moment);
        let soort = lijsten.naam(Codelijst::SoortGesprek, &is.soort);
        (format!("{soort} van {}, {} uur", lang(begin.date()), tijd(&begin)), paths::vastleggen(is.id))
    };
    pagina(&WelkPagina {
        p: Pagina::voor(bezoek, format!("Welk gesprek legt u vast, {}", kop.naam), "/caseload"),
        gesprekken: open.iter().map(regel).collect(),
        zonder_afspraak: paths::zonder_afspraak(klant),
        terug: klant::paths::tijdlijn(klant),
        kop,
    })
}
