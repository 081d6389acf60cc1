//! The data of the person: who, where, and how to reach.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{lang, plaatselijk},
    emailadres::Emailadres,
    gebruiker::Recht,
    id::KlantId,
    klant::Klant,
};

use super::super::{actions, paths};
use crate::{
    klantkop::{self, Deel, Klantkop, gedaan::GedaanVraag},
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "dossier/klant/pages/gegevens.html")]
struct GegevensPagina {
    p: Pagina,
    kop: Klantkop,
    klant: Klant,
    geboren: String,
    plaats: String,
    tolk: String,
    wijzigen: String,
    /// What is recorded about letters by e-mail.
    akkoord: String,
    /// Letters may come by e-mail.
    per_email: bool,
    /// The address can be sent to.
    kan: bool,
    email_akkoord: String,
    mag: bool,
}

pub(in crate::dossier::klant) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, id, Deel::Gegevens, "klant.gegevens_getoond").await?;
    let klant = storage::klant::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let akkoord = storage::emailakkoord::find(&mut reader, id).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let kan = klant.contact.email.parse::<Emailadres>().is_ok();
    pagina(&GegevensPagina {
        akkoord: match &akkoord {
            Some(akkoord) => format!(
                "De klant vindt brieven op dit adres goed. Vastgelegd op {} door {}.",
                lang(plaatselijk(akkoord.op).date()),
                lijsten.gebruiker(akkoord.door)
            ),
            None if klant.contact.email.is_empty() => {
                "Er is geen e-mailadres bekend. Brieven gaan per post.".to_owned()
            }
            None if kan => {
                "De klant heeft nog niet gezegd dat brieven op dit adres mogen. Brieven gaan per post.".to_owned()
            }
            None => "Naar dit e-mailadres kan niets worden gestuurd; het klopt niet. Brieven gaan per post.".to_owned(),
        },
        per_email: akkoord.is_some(),
        kan,
        email_akkoord: paths::email_akkoord(id),
        mag: bezoek.gebruiker().rol.mag(Recht::KlantBewerken),
        p: Pagina::voor(&bezoek, format!("Gegevens van {}", kop.naam), "/caseload").met_melding(melding),
        geboren: lang(klant.geboortedatum),
        plaats: match klant.contact.postcode {
            Some(postcode) => format!("{postcode} {}", klant.contact.woonplaats),
            None => klant.contact.woonplaats.clone(),
        },
        tolk: if klant.contact.tolk.is_empty() { "nee".to_owned() } else { klant.contact.tolk.clone() },
        wijzigen: paths::wijzigen(id),
        kop,
        klant,
    })
}

pub(in crate::dossier::klant) async fn email_akkoord(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    actions::email_akkoord(&bezoek, id, formulier.tekst("adres"), formulier.tekst("akkoord") == "ja").await?;
    Ok(Redirect::to(&paths::gegevens(id)).into_response())
}
