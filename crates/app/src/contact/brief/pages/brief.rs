//! One letter: as it was filed, and as it comes out of the printer.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    brief::Brief,
    datum::{kort, lang, plaatselijk},
    gebruiker::Recht,
    gesprek::{Gesprek, GesprekStand},
    id::{BriefId, GesprekId},
    logboek::Doel,
    uitbak::{Poststand, Terugtrekking, Zending},
};
use storage::brief::Papier;

use super::super::{actions, blad::Blad, forms::lees_verzoek, paths, pdf};
use crate::{
    klantkop::{self, Deel, Klantkop, tijd},
    post::{self, woorden},
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

#[derive(Template)]
#[template(path = "contact/brief/pages/brief.html")]
struct BriefPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    kenmerk: String,
    taal: &'static str,
    gemaakt: String,
    afgedrukt: String,
    /// How it goes by e-mail, when it does.
    post: Option<PostVak>,
    /// Whether the window shows an address.
    adres: bool,
    gegevens: String,
    /// Why it will not be printed; empty when nothing is the matter.
    vervallen: String,
    blad: Blad,
    pdf: String,
    gesprek: String,
    stapel: &'static str,
    /// Where it is noted that this one is on paper, or is not; empty when there is nothing to note.
    afdrukken: String,
    niet_afgedrukt: String,
    mag: bool,
}

/// A letter by e-mail: how it stands, and what somebody can decide.
struct PostVak {
    aan: String,
    stand: String,
    kleur: &'static str,
    code: &'static str,
    fout: String,
    bewijs: String,
    actie: String,
    besluiten: Vec<(&'static str, &'static str, &'static str)>,
}

impl PostVak {
    fn van(brief: &Brief, zending: &Zending) -> Self {
        Self {
            aan: zending.aan.as_ref().map_or_else(|| "niet te lezen".to_owned(), ToString::to_string),
            stand: hoofdletter(&woorden::stand(zending)),
            kleur: woorden::kleur(&zending.stand),
            code: zending.stand.code(),
            fout: zending.fout.clone(),
            bewijs: match &zending.stand {
                Poststand::Verzonden { .. } => woorden::bewijs(zending),
                _ => String::new(),
            },
            actie: post::paths::besluit(brief.id),
            besluiten: besluiten(&zending.stand),
        }
    }
}

/// What can be decided: code, word and weight of the button.
fn besluiten(stand: &Poststand) -> Vec<(&'static str, &'static str, &'static str)> {
    match stand {
        Poststand::Wacht { .. } => vec![("per_post", "Toch per post sturen", "secondary")],
        Poststand::Mislukt => vec![
            ("per_post", "Per post sturen", "primary"),
            ("opnieuw", "Opnieuw mailen", "secondary"),
            ("afgehandeld", "Klant weet het al", "secondary"),
        ],
        Poststand::Onzeker => vec![
            ("aangekomen", "Hij is aangekomen", "primary"),
            ("opnieuw", "Opnieuw mailen", "secondary"),
            ("per_post", "Per post sturen", "secondary"),
        ],
        _ => Vec::new(),
    }
}

/// A letter of this municipality.
async fn brief(bezoek: &Bezoek, id: BriefId) -> Resultaat<Brief> {
    storage::brief::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// Whether a letter that was to go by e-mail goes by post by now.
const fn gaat_per_post(stand: &Poststand) -> bool {
    matches!(stand, Poststand::Teruggetrokken { waarom: Terugtrekking::PerPost })
}

/// Why a letter that was not printed will not be. The stack leaves out the same letters: [`Papier`] is what both are told.
fn vervallen(papier: Papier, gesprek: &Gesprek) -> String {
    let niet = "komt niet bij de af te drukken brieven; hij blijft wel bewaard.";
    match papier {
        Papier::Wacht | Papier::Afgedrukt | Papier::PerEmail => String::new(),
        Papier::Overleden => format!("De klant is overleden. Deze brief {niet}"),
        Papier::Achterhaald if matches!(gesprek.stand, GesprekStand::Uitgenodigd | GesprekStand::Bevestigd) => {
            format!("De klant is later opnieuw uitgenodigd. Deze brief {niet}")
        }
        Papier::Achterhaald => format!("Het gesprek is intussen {}. Deze brief {niet}", gesprek.stand.omschrijving()),
        Papier::Nieuwere => {
            format!("Er is later een nieuwere brief gemaakt die in de plaats komt van deze. Deze brief {niet}")
        }
        Papier::Voorbij => format!("De dag waar deze brief over gaat, is voorbij. Deze brief {niet}"),
    }
}

/// A letter that cannot be read: what is known of it, and what to do.
#[derive(Template)]
#[template(path = "contact/brief/pages/onleesbaar.html")]
struct OnleesbaarPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    kenmerk: String,
    /// The state of its e-mail while somebody must decide; otherwise empty.
    stand: &'static str,
    actie: String,
    gesprek: String,
}

async fn onleesbaar(bezoek: &Bezoek, id: BriefId) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let brief = storage::brief::kop(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let kop = klantkop::laad(bezoek, &mut reader, brief.klant, Deel::Anders, "brief.getoond").await?;
    let zending = storage::uitbak::of_brief(&mut reader, id).await?;
    let titel = hoofdletter(brief.soort.omschrijving());
    pagina(&OnleesbaarPagina {
        p: Pagina::voor(bezoek, format!("{titel} aan {}", kop.naam), "/caseload"),
        stand: zending.map_or("", |z| if z.stand.vraagt_aandacht() { z.stand.code() } else { "" }),
        actie: post::paths::besluit(id),
        gesprek: crate::gesprek::paths::gesprek(brief.gesprek),
        kenmerk: brief.kenmerk,
        titel,
        kop,
    })
}

pub(in crate::contact::brief) async fn toon(bezoek: Bezoek, Pad(id): Pad<BriefId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let brief = match storage::brief::find(&mut reader, id).await {
        Ok(brief) => brief.ok_or(Fout::NietGevonden)?,
        Err(storage::Error::Decrypt | storage::Error::Corrupt(_)) => {
            drop(reader);
            return onleesbaar(&bezoek, id).await;
        }
        Err(error) => return Err(error.into()),
    };
    let kop = klantkop::laad(&bezoek, &mut reader, brief.klant, Deel::Anders, "brief.getoond").await?;
    let gesprek = storage::gesprek::find(&mut reader, brief.gesprek).await?.ok_or(Fout::NietGevonden)?;
    let zending = storage::uitbak::of_brief(&mut reader, id).await?;
    let papier = storage::brief::papier(&mut reader, id, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)?;
    let overleden = storage::uitkering::overleden(&mut reader, brief.klant).await?;
    let op_papier = zending.as_ref().is_none_or(|zending| gaat_per_post(&zending.stand));
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
        afgedrukt: match brief.afgedrukt_op {
            Some(op) => kort(plaatselijk(op).date()),
            None if op_papier => "nog niet".to_owned(),
            None => "nee, gaat per e-mail".to_owned(),
        },
        adres: brief.inhoud.heeft_adres() || !op_papier,
        post: zending.as_ref().map(|zending| {
            let mut vak = PostVak::van(&brief, zending);
            if overleden {
                vak.besluiten.clear();
            } else if bezoek.app.instellingen.smtp.is_none() {
                vak.besluiten.retain(|(besluit, ..)| *besluit != "opnieuw");
            }
            vak
        }),
        gegevens: crate::klant::paths::gegevens(brief.klant),
        vervallen: vervallen(papier, &gesprek),
        blad: Blad::van(&brief.inhoud, brief.taal, &brief.kenmerk),
        pdf: paths::pdf(id),
        gesprek: crate::gesprek::paths::gesprek(brief.gesprek),
        stapel: paths::AF_TE_DRUKKEN,
        afdrukken: if papier == Papier::Wacht { paths::afgedrukt(id) } else { String::new() },
        niet_afgedrukt: if papier == Papier::Afgedrukt { paths::niet_afgedrukt(id) } else { String::new() },
        mag: bezoek.gebruiker().rol.mag(Recht::KlantBewerken),
        taal: brief.taal.omschrijving(),
        kenmerk: brief.kenmerk,
        titel,
        kop,
    })
}

/// The file. That the client is shown is noted before it is made.
pub(in crate::contact::brief) async fn pdf(bezoek: Bezoek, Pad(id): Pad<BriefId>) -> Resultaat {
    let brief = brief(&bezoek, id).await?;
    bezoek.inzage("brief.pdf_getoond", Doel::Begeleiding, vec![brief.klant]).await?;
    let naam = format!("brief-{}", brief.kenmerk);
    Ok(pdf::antwoord(pdf::maak(&[brief]).await?, &naam))
}

/// From the list of what waits one returns to that list.
pub(in crate::contact::brief) async fn afgedrukt(
    bezoek: Bezoek,
    Pad(id): Pad<BriefId>,
    formulier: Formulier,
) -> Resultaat {
    actions::druk_een_af(&bezoek, id).await?;
    let naar = if formulier.tekst("vanaf") == "stapel" {
        format!("{}?gedrukt={}", paths::AF_TE_DRUKKEN, bezoek.nu.as_second())
    } else {
        paths::brief(id)
    };
    Ok(Redirect::to(&naar).into_response())
}

pub(in crate::contact::brief) async fn niet_afgedrukt(
    bezoek: Bezoek,
    Pad(id): Pad<BriefId>,
    _: Formulier,
) -> Resultaat {
    actions::toch_niet_afgedrukt(&bezoek, id).await?;
    Ok(Redirect::to(&paths::brief(id)).into_response())
}

pub(in crate::contact::brief) async fn maken(
    bezoek: Bezoek,
    Pad(gesprek): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let verzoek = lees_verzoek(&formulier)?;
    actions::maak(&bezoek, gesprek, verzoek).await?;
    Ok(Redirect::to(&paths::brief(verzoek.id)).into_response())
}
