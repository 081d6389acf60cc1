//! One letter: as it was filed, and as it comes out of the printer.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    brief::{Brief, Briefsoort},
    datum::{kort, lang, plaatselijk},
    gebruiker::Recht,
    gesprek::{Gesprek, GesprekStand},
    id::{BriefId, GesprekId},
    logboek::Doel,
};

use super::super::{actions, blad::Blad, forms::lees_verzoek, paths, pdf};
use crate::{
    klantkop::{self, Deel, Klantkop, tijd},
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

#[derive(Template)]
#[template(path = "brief/pages/brief.html")]
struct BriefPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    kenmerk: String,
    taal: &'static str,
    gemaakt: String,
    afgedrukt: String,
    /// Whether the window shows an address.
    adres: bool,
    gegevens: String,
    /// Why it will not be printed; empty when nothing is the matter.
    vervallen: String,
    blad: Blad,
    pdf: String,
    gesprek: String,
    stapel: &'static str,
    mag: bool,
}

/// A letter of this municipality.
async fn brief(bezoek: &Bezoek, id: BriefId) -> Resultaat<Brief> {
    storage::brief::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// Why a letter that was not printed will not be: the conversation went on. The same as what the stack leaves out.
fn vervallen(brief: &Brief, gesprek: &Gesprek) -> String {
    let past = match brief.soort {
        Briefsoort::Uitnodiging => {
            let bewijs = gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.bewijs.as_str());
            verwacht(gesprek) && bewijs == Some(&brief.kenmerk)
        }
        Briefsoort::Herinnering => verwacht(gesprek),
        Briefsoort::NietVerschenen => matches!(gesprek.stand, GesprekStand::InHersteltermijn { .. }),
        Briefsoort::Afspraken => matches!(gesprek.stand, GesprekStand::Gevoerd(_)),
    };
    if past || brief.afgedrukt_op.is_some() {
        return String::new();
    }
    format!(
        "Het gesprek is intussen {}. Deze brief komt niet meer bij de af te drukken brieven; hij blijft wel bewaard.",
        gesprek.stand.omschrijving()
    )
}

const fn verwacht(gesprek: &Gesprek) -> bool {
    matches!(gesprek.stand, GesprekStand::Uitgenodigd | GesprekStand::Bevestigd)
}

pub(in crate::brief) async fn toon(bezoek: Bezoek, Pad(id): Pad<BriefId>) -> Resultaat {
    let brief = brief(&bezoek, id).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, brief.klant, Deel::Anders, "brief.getoond").await?;
    let gesprek = storage::gesprek::find(&mut reader, brief.gesprek).await?.ok_or(Fout::NietGevonden)?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let gemaakt = plaatselijk(brief.gemaakt_op);
    let titel = hoofdletter(brief.soort.omschrijving());
    pagina(&BriefPagina {
        p: Pagina::voor(&bezoek, format!("{titel} aan {}", kop.naam), "/caseload"),
        gemaakt: format!(
            "{}, {} uur, door {}",
            lang(gemaakt.date()),
            tijd(&gemaakt),
            lijsten.gebruiker(brief.gemaakt_door)
        ),
        afgedrukt: brief.afgedrukt_op.map_or_else(|| "nog niet".to_owned(), |op| kort(plaatselijk(op).date())),
        adres: brief.inhoud.heeft_adres(),
        gegevens: crate::klant::paths::gegevens(brief.klant),
        vervallen: vervallen(&brief, &gesprek),
        blad: Blad::van(&brief.inhoud, brief.taal, &brief.kenmerk),
        pdf: paths::pdf(id),
        gesprek: crate::gesprek::paths::gesprek(brief.gesprek),
        stapel: paths::AF_TE_DRUKKEN,
        mag: bezoek.gebruiker().rol.mag(Recht::KlantBewerken),
        taal: brief.taal.omschrijving(),
        kenmerk: brief.kenmerk,
        titel,
        kop,
    })
}

/// The file. That the client is shown is noted before it is made.
pub(in crate::brief) async fn pdf(bezoek: Bezoek, Pad(id): Pad<BriefId>) -> Resultaat {
    let brief = brief(&bezoek, id).await?;
    bezoek.inzage("brief.pdf_getoond", Doel::Begeleiding, vec![brief.klant]).await?;
    let naam = format!("brief-{}", brief.kenmerk);
    Ok(pdf::antwoord(pdf::maak(&[brief]).await?, &naam))
}

pub(in crate::brief) async fn maken(bezoek: Bezoek, Pad(gesprek): Pad<GesprekId>, formulier: Formulier) -> Resultaat {
    let verzoek = lees_verzoek(&formulier)?;
    actions::maak(&bezoek, gesprek, verzoek).await?;
    Ok(Redirect::to(&paths::brief(verzoek.id)).into_response())
}
