//! The form in which a conversation gets its time: one of the list of those that need one, or one that is moved to another.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::{Afspraak, Gesprek, OngeldigeOvergang, Partij},
    id::GesprekId,
};

use super::{
    super::{
        super::{
            actions::{self, Uitslag},
            forms::{AfspraakForm, VerzetForm},
            paths,
        },
        Bezwaren, in_strijd, om_de_stand, status,
    },
    vrij::{self, Vraag, Vrij},
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop, tijd},
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/agenda/moment.html")]
struct MomentPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    onder: String,
    knop: &'static str,
    vorm: Vorm,
    duren: Vec<Keuze>,
    partijen: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    bezwaren: Bezwaren,
    versie: i64,
    telefoon: String,
    vrij: Vrij,
    actie: String,
    terug: String,
}

/// Which of both, with what is asked.
enum Vorm {
    Inplannen(Box<AfspraakForm>),
    Verzetten(Box<VerzetForm>),
}

impl Vorm {
    fn afspraak(&self) -> &AfspraakForm {
        match self {
            Self::Inplannen(form) => form,
            Self::Verzetten(form) => &form.afspraak,
        }
    }

    fn afspraak_mut(&mut self) -> &mut AfspraakForm {
        match self {
            Self::Inplannen(form) => form,
            Self::Verzetten(form) => &mut form.afspraak,
        }
    }

    /// What only moving asks.
    fn verzetting(&self) -> Option<&VerzetForm> {
        match self {
            Self::Inplannen(_) => None,
            Self::Verzetten(form) => Some(form.as_ref()),
        }
    }

    fn fouten(&self) -> Vec<(String, String)> {
        self.verzetting().map_or_else(|| self.afspraak().fouten(), VerzetForm::fouten)
    }

    /// The title, what stands below it, and the button.
    fn woorden(&self, gesprek: &Gesprek, soort: &str, wie: &str) -> (String, String, &'static str) {
        let begin = plaatselijk(gesprek.moment);
        let dag = lang(begin.date());
        match self {
            Self::Inplannen(_) => {
                let onder = format!("Te houden vóór {dag}, met {wie}.");
                (format!("{soort} inplannen"), onder, "Gesprek inplannen")
            }
            Self::Verzetten(_) => {
                // The client was invited for the old time, and must be told.
                let opnieuw = if gesprek.uitnodiging.is_some() {
                    " De klant is voor deze tijd uitgenodigd; nodig opnieuw uit als het gesprek verzet is."
                } else {
                    ""
                };
                let onder = format!("{soort} van {dag}, {} uur.{opnieuw}", tijd(&begin));
                (format!("{soort} verzetten"), onder, "Gesprek verzetten")
            }
        }
    }
}

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, mut vorm: Vorm, bezwaren: Bezwaren, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let wie = lijsten.gebruiker(gesprek.klantmanager);
    let vraag = Vraag {
        wie: gesprek.klantmanager,
        naam: wie,
        duur_minuten: vorm.afspraak().minuten().unwrap_or(gesprek.duur_minuten),
        rond: vorm.afspraak().dag(),
        plek: vorm.afspraak().geklikt,
    };
    let vrij = vrij::laad(bezoek, &mut reader, vraag).await?;
    if vrij.plek_bezet {
        vorm.afspraak_mut().niet_vrij(wie);
    }
    let fouten = vorm.fouten();
    let status = status(!fouten.is_empty() || !bezwaren.zinnen.is_empty());
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let (titel, onder, knop) = vorm.woorden(gesprek, soort, wie);
    let mut response = pagina(&MomentPagina {
        p: Pagina::voor(bezoek, format!("{titel}, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel,
        onder,
        knop,
        duren: vorm.afspraak().duren(),
        partijen: vorm.verzetting().map_or_else(Vec::new, VerzetForm::partijen),
        actie: match &vorm {
            Vorm::Inplannen(_) => paths::inplannen(gesprek.id),
            Vorm::Verzetten(_) => paths::verzetten(gesprek.id),
        },
        telefoon: actions::contact(&mut reader, gesprek.klant).await?.telefoon,
        vrij,
        fouten,
        bezwaren,
        versie,
        terug: paths::gesprek(gesprek.id),
        kop,
        vorm,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Whether it can be done at all, whatever is chosen.
fn toets(gesprek: &Gesprek, vorm: &Vorm, bezoek: &Bezoek) -> Result<(), OngeldigeOvergang> {
    let afspraak = Afspraak { moment: bezoek.nu, ..gesprek.afspraak() };
    let gesprek = gesprek.clone();
    match vorm {
        Vorm::Inplannen(_) => gesprek.plan_in(afspraak, bezoek.nu).map(|_| ()),
        Vorm::Verzetten(form) => {
            gesprek.verzet(form.nieuw, afspraak, (Partij::Klant, String::new()), bezoek.nu).map(|_| ())
        }
    }
}

async fn openen(bezoek: &Bezoek, gesprek: &Gesprek, vorm: Vorm) -> Resultaat {
    match toets(gesprek, &vorm, bezoek) {
        Err(geweigerd) if om_de_stand(geweigerd) => Err(in_strijd(geweigerd)),
        _ => tonen(bezoek, gesprek, vorm, Bezwaren::default(), gesprek.versie).await,
    }
}

/// The form to give a conversation of the list its time.
pub(in crate::contact::gesprek) async fn inplannen(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let form = AfspraakForm::van(&gesprek);
    // Who needs an interpreter, needs one this time too.
    let tolk =
        if gesprek.tolk.is_empty() { actions::tolk(&bezoek, gesprek.klant).await? } else { gesprek.tolk.clone() };
    let form = AfspraakForm { tolk: form.tolk.met(tolk), ..form };
    openen(&bezoek, &gesprek, Vorm::Inplannen(Box::new(form))).await
}

/// The form to move a conversation to another time.
pub(in crate::contact::gesprek) async fn verzetten(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let form = VerzetForm::van(&bezoek, &gesprek);
    openen(&bezoek, &gesprek, Vorm::Verzetten(Box::new(form))).await
}

pub(in crate::contact::gesprek) async fn plan_in(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let form = AfspraakForm::uit(&formulier);
    verwerk(&bezoek, id, &formulier, Vorm::Inplannen(Box::new(form))).await
}

pub(in crate::contact::gesprek) async fn verzet(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let form = VerzetForm::uit(&bezoek, &formulier);
    verwerk(&bezoek, id, &formulier, Vorm::Verzetten(Box::new(form))).await
}

async fn verwerk(bezoek: &Bezoek, id: GesprekId, formulier: &Formulier, mut vorm: Vorm) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(bezoek, id).await?;
    if vorm.afspraak_mut().op_plek(formulier) {
        return tonen(bezoek, &gesprek, vorm, Bezwaren::default(), versie).await;
    }
    let gelezen = match &mut vorm {
        Vorm::Inplannen(form) => form.lees().map(|afspraak| (afspraak, None)),
        Vorm::Verzetten(form) => form.lees().map(|(afspraak, waarom)| (afspraak, Some((form.nieuw, waarom)))),
    };
    let Some((afspraak, verzetting)) = gelezen else {
        return tonen(bezoek, &gesprek, vorm, Bezwaren::default(), versie).await;
    };
    let toch = actions::toch(&afspraak);
    let gemeend = formulier.tekst("toch") == toch;
    let uitslag = match verzetting {
        None => actions::plan_in(bezoek, &gesprek, versie, afspraak, gemeend).await?,
        Some((nieuw, waarom)) => actions::verzet(bezoek, (id, versie), nieuw, afspraak, waarom, gemeend).await?,
    };
    match uitslag {
        // What speaks against the moment is asked about once.
        Err(actions::Bezwaren(zinnen)) => tonen(bezoek, &gesprek, vorm, Bezwaren { zinnen, toch }, versie).await,
        Ok(Uitslag::Gedaan(gedaan)) => {
            let done = match vorm {
                Vorm::Inplannen(_) => Gedaan::GesprekGepland(id, gedaan.versie),
                Vorm::Verzetten(_) => Gedaan::GesprekVerzet(id, versie + 1),
            };
            Ok(Redirect::to(&done.op(&paths::gesprek(gedaan.id))).into_response())
        }
        Ok(Uitslag::Geweigerd(geweigerd)) if om_de_stand(geweigerd) => Err(in_strijd(geweigerd)),
        Ok(Uitslag::Geweigerd(geweigerd)) => {
            vorm.afspraak_mut().weiger(geweigerd);
            tonen(bezoek, &gesprek, vorm, Bezwaren::default(), versie).await
        }
        Ok(Uitslag::Intussen) => Err(Fout::Intussen),
    }
}
