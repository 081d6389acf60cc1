//! One conversation: what is known of it, and what can be done with it.

use askama::Template;
use axum::extract::Query;
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gebruiker::Recht,
    gesprek::{Bereikt, Gesprek, GesprekStand, Kanaal},
    id::GesprekId,
    plan::StapStand,
};
use storage::Reader;

use super::{
    super::{
        actions,
        forms::{UitnodigForm, met_weekdag},
        paths,
    },
    daarna::{self, Volgt},
    hersteltermijn::deel::{Termijndeel, termijndeel},
    klaar,
    punten::{Puntregel, punten},
    status,
};
use crate::{
    brief::{self, Brievenvak},
    deelnemer::{self, Deelnemersvak},
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop, gedaan::GedaanVraag, tijd},
    post,
    rechtmatigheid::{self, Rechtmatigheidsvak},
    web::{
        Bezoek, Formulier, Fout, Keuze, Melding, Pad, Pagina, Resultaat, pagina,
        woorden::{gesprek_kleur, hoofdletter},
    },
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/gesprek.html")]
struct GesprekPagina {
    p: Pagina,
    kop: Klantkop,
    gesprek: Gesprek,
    code: &'static str,
    soort: String,
    wanneer: String,
    wie: String,
    wie_label: &'static str,
    feiten: Vec<Feit>,
    /// The conversations this one replaces or is replaced by.
    keten: Vec<Schakel>,
    kleur: &'static str,
    tekst: String,
    afspraken: String,
    reden: String,
    te_vroeg: bool,
    /// It has not begun: the client can still say that he comes.
    nog_te_komen: bool,
    /// Whether the visitor may change anything.
    mag: bool,
    /// What the button that takes the last step back says; empty when there is nothing to take back.
    terugdraaien: &'static str,
    /// The cure period, while nobody closed it.
    termijn: Option<Termijndeel>,
    /// Why staying away cannot be held against the client; empty when it can, or when nobody stayed away.
    niet_verwijtbaar: &'static str,
    /// What speaks against the moment of a conversation that is still to come.
    let_op: Vec<String>,
    form: UitnodigForm,
    kanalen: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    versie: i64,
    links: Links,
    brieven: Brievenvak,
    deelnemers: Deelnemersvak,
    rechtmatigheid: Rechtmatigheidsvak,
    punten: Vec<Puntregel>,
    /// What follows on it; empty unless it is the last that was held.
    volgt: Vec<Volgt>,
}

struct Feit {
    naam: &'static str,
    waarde: String,
}

struct Schakel {
    naam: &'static str,
    tekst: String,
    href: String,
}

struct Links {
    vastleggen: String,
    niet_doorgegaan: String,
    uitnodigen: String,
    bevestigen: String,
    verzetten: String,
    inplannen: String,
    voorbereiden: String,
    hersteltermijn: String,
    alsnog: String,
    overdragen: String,
    afspraak: String,
    plannen: String,
    herstellen: String,
    terug: String,
}

impl Links {
    fn van(gesprek: &Gesprek) -> Self {
        let id = gesprek.id;
        Self {
            vastleggen: paths::vastleggen(id),
            niet_doorgegaan: paths::niet_doorgegaan(id),
            uitnodigen: paths::uitnodigen(id),
            bevestigen: paths::bevestigen(id),
            verzetten: paths::verzetten(id),
            inplannen: paths::inplannen(id),
            voorbereiden: klant::paths::voorbereiden(id),
            hersteltermijn: paths::hersteltermijn(id),
            alsnog: paths::alsnog(id),
            overdragen: paths::overdragen(id),
            afspraak: paths::afspraak(id),
            plannen: paths::plannen(gesprek.klant),
            herstellen: paths::herstellen(id),
            terug: klant::paths::tijdlijn(gesprek.klant),
        }
    }
}

/// What the button that takes the last step back says.
const fn terugdraaien(gesprek: &Gesprek) -> &'static str {
    match gesprek.stand {
        GesprekStand::Gepland if gesprek.te_houden_voor.is_some() => "Inplannen terugdraaien",
        GesprekStand::TePlannen | GesprekStand::Gepland => "",
        GesprekStand::Uitgenodigd => "Uitnodiging terugdraaien",
        GesprekStand::Bevestigd => "Bevestiging terugdraaien",
        GesprekStand::Verzet { .. } => "Verzetten terugdraaien",
        GesprekStand::Afgezegd { .. } => "Afzegging terugdraaien",
        GesprekStand::Gevoerd(_) => "Vastleggen terugdraaien",
        GesprekStand::NietVerschenen { .. } => "Niet verschenen terugdraaien",
        GesprekStand::InHersteltermijn { .. } => "Hersteltermijn terugdraaien",
        GesprekStand::Hersteld { .. } => "Herstel terugdraaien",
        GesprekStand::NaarRechtmatigheid { .. } => "Overdracht terugdraaien",
    }
}

/// What is known beside when, where and with whom.
fn feiten(gesprek: &Gesprek, per_email: Option<String>) -> Vec<Feit> {
    let mut feiten = Vec::new();
    let mut feit = |naam, waarde: String| feiten.push(Feit { naam, waarde });
    if let Some(voor) = gesprek.te_houden_voor.filter(|_| gesprek.is_open()) {
        feit("Te houden vóór", lang(voor));
    }
    match (&gesprek.uitnodiging, &gesprek.stand) {
        (Some(uitnodiging), _) => {
            feit("Uitgenodigd", format!("{}, {}", lang(uitnodiging.op), uitnodiging.kanaal.omschrijving()));
            if !uitnodiging.bewijs.is_empty() {
                feit("Bewijs van verzending", uitnodiging.bewijs.clone());
            }
            if let Some(per_email) = per_email {
                feit("Per e-mail", per_email);
            }
        }
        // Nothing to say: it took place, and nobody noted how the client was asked; or there was no time to ask for.
        (None, GesprekStand::Gevoerd(_) | GesprekStand::TePlannen) => {}
        (None, _) if gesprek.is_open() => feit("Uitgenodigd", "nog niet".to_owned()),
        (None, _) => feit("Uitgenodigd", "niet vastgelegd".to_owned()),
    }
    if let Some(op) = gesprek.bevestigd {
        feit("Bevestigd", format!("{}, de klant zei te komen", lang(op)));
    }
    if let GesprekStand::Verzet { door, .. } = gesprek.stand {
        feit("Verzet", door.omschrijving().to_owned());
    }
    if let GesprekStand::Afgezegd { door, .. } = gesprek.stand {
        feit("Afgezegd", door.omschrijving().to_owned());
    }
    if let Some(termijn) = gesprek.stand.termijn() {
        feit("Brief", lang(termijn.brief));
        feit("Hersteltermijn", format!("tot en met {}", met_weekdag(termijn.einde)));
    }
    match gesprek.stand {
        GesprekStand::Hersteld { op, .. } => feit("Hersteld", lang(op)),
        GesprekStand::NaarRechtmatigheid { op, .. } => {
            feit("Overgedragen", format!("{}, aan rechtmatigheid", lang(op)));
        }
        _ => {}
    }
    feiten
}

/// What proves that the invitation went by e-mail, or why nothing does yet; nothing when it went in another way.
async fn per_email(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Option<String>> {
    let Some(uitnodiging) = gesprek.uitnodiging.as_ref().filter(|uitnodiging| uitnodiging.kanaal == Kanaal::Email)
    else {
        return Ok(None);
    };
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    let Some(brief) = brieven.iter().find(|brief| brief.kenmerk == uitnodiging.bewijs) else { return Ok(None) };
    Ok(storage::uitbak::of_brief(reader, brief.id).await?.map(|zending| post::woorden::bewijs(&zending)))
}

/// What stands in the way of a cure period and of handing over: nobody knows for sure that the client was told to come (PW 54(1)).
async fn niet_verwijtbaar(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<&'static str> {
    let volgt = matches!(gesprek.stand, GesprekStand::NietVerschenen { .. } | GesprekStand::InHersteltermijn { .. });
    if volgt && gesprek.uitnodiging.is_none() {
        return Ok(
            "Niet is vastgelegd dat de klant is uitgenodigd. Wegblijven is de klant dan niet te verwijten, dus een hersteltermijn kan \
                   niet. Is de klant wel uitgenodigd? Draai dan terug dat hij niet kwam, leg de uitnodiging vast, en daarna dat hij niet kwam.",
        );
    }
    let onzeker = volgt && gesprek.uitnodiging.is_some() && post::bereikt(reader, gesprek).await? == Bereikt::Onzeker;
    Ok(if onzeker {
        "Niet vast staat dat de klant de uitnodiging kreeg: de brief is minder dan twee dagen ervoor afgedrukt, of de e-mail kwam niet aan. \
         Wegblijven is de klant dan niet te verwijten, dus een hersteltermijn of overdracht kan niet. Plan een nieuw gesprek."
    } else {
        ""
    })
}

/// The conversation this one took the place of, and the one that took its place.
async fn keten(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Vec<Schakel>> {
    let schakel = |naam, ander: &Gesprek| {
        let begin = plaatselijk(ander.moment);
        let tekst = format!("{}, {} uur ({})", lang(begin.date()), tijd(&begin), ander.stand.omschrijving());
        Schakel { naam, tekst, href: paths::gesprek(ander.id) }
    };
    let mut keten = Vec::new();
    if let Some(vorige) = gesprek.vorige
        && let Some(ander) = storage::gesprek::find(reader, vorige).await?
    {
        keten.push(schakel("In plaats van", &ander));
    }
    if matches!(gesprek.stand, GesprekStand::Verzet { .. })
        && let Some(ander) = storage::gesprek::opvolger(reader, gesprek.id).await?
    {
        keten.push(schakel("Verzet naar", &ander));
    }
    Ok(keten)
}

/// The page, and on it the form to invite that was filled in for `versie`.
async fn tonen(
    bezoek: &Bezoek,
    gesprek: Gesprek,
    (form, versie): (UitnodigForm, i64),
    melding: Option<Melding>,
) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let per_email = per_email(&mut reader, &gesprek).await?;
    let termijnbrief = actions::termijnbrief(&mut reader, &gesprek).await?;
    let rechtmatigheid = rechtmatigheid::laad_vak(bezoek, &mut reader, &gesprek).await?;
    let begin = plaatselijk(gesprek.moment);
    let (tekst, afspraken) = match &gesprek.stand {
        GesprekStand::Gevoerd(verslag) => (verslag.tekst.clone(), verslag.afspraken.clone()),
        stand => (hoofdletter(stand.toelichting()), String::new()),
    };
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str()).to_owned();
    let fouten = form.fouten();
    let status = status(!fouten.is_empty());
    let mut response = pagina(&GesprekPagina {
        p: Pagina::voor(bezoek, format!("{soort} met {}", kop.naam), "/caseload")
            .met_melding(melding)
            .met_fouten(fouten.len()),
        code: gesprek.stand.code(),
        wanneer: if gesprek.stand == GesprekStand::TePlannen {
            format!("vóór {}, {} minuten", lang(begin.date()), gesprek.duur_minuten)
        } else {
            format!("{}, {} uur, {} minuten", lang(begin.date()), tijd(&begin), gesprek.duur_minuten)
        },
        wie: lijsten.gebruiker(gesprek.klantmanager).to_owned(),
        wie_label: if matches!(gesprek.stand, GesprekStand::Gevoerd(_)) { "Gevoerd door" } else { "Met" },
        feiten: feiten(&gesprek, per_email),
        keten: keten(&mut reader, &gesprek).await?,
        kleur: gesprek_kleur(gesprek.stand.code()),
        te_vroeg: begin.date() > bezoek.vandaag,
        nog_te_komen: gesprek.moment > bezoek.nu,
        mag: bezoek.gebruiker().rol.mag(Recht::KlantBewerken),
        terugdraaien: if rechtmatigheid.opgepakt() { "" } else { terugdraaien(&gesprek) },
        termijn: termijnbrief.and_then(|brief| termijndeel(&gesprek, brief, bezoek.vandaag)),
        niet_verwijtbaar: niet_verwijtbaar(&mut reader, &gesprek).await?,
        let_op: if gesprek.is_open() && gesprek.moment > bezoek.nu {
            actions::bezwaren(&mut reader, actions::Wie::van(&gesprek), &gesprek.afspraak(), Some(&gesprek)).await?
        } else {
            Vec::new()
        },
        reden: match &gesprek.stand {
            GesprekStand::Hersteld { reden, .. } => hoofdletter(reden),
            _ => String::new(),
        },
        brieven: brief::laad_vak(bezoek, &mut reader, &gesprek).await?,
        deelnemers: deelnemer::laad_vak(bezoek, &mut reader, &gesprek).await?,
        rechtmatigheid,
        punten: punten(&mut reader, &gesprek).await?,
        volgt: daarna::laad(&mut reader, &kop, &gesprek, bezoek.vandaag).await?,
        kanalen: form.kanalen(),
        versie,
        links: Links::van(&gesprek),
        soort,
        tekst,
        afspraken,
        fouten,
        form,
        kop,
        gesprek,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::gesprek) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let form = (UitnodigForm::leeg(bezoek.vandaag), gesprek.versie);
    tonen(&bezoek, gesprek, form, melding).await
}

pub(in crate::contact::gesprek) async fn uitnodigen(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut form = UitnodigForm::uit(bezoek.vandaag, &formulier);
    let Some(uitnodiging) = form.lees(&gesprek, bezoek.vandaag) else {
        // The form stands on the page of a planned conversation only.
        if gesprek.stand != GesprekStand::Gepland {
            return Err(Fout::Intussen);
        }
        return tonen(&bezoek, gesprek, (form, versie), None).await;
    };
    let step = |gesprek: Gesprek| gesprek.nodig_uit(uitnodiging);
    let uitslag = actions::stap(&bezoek, id, versie, "gesprek.uitgenodigd", step).await?;
    klaar(uitslag, |gesprek| Gedaan::GesprekUitgenodigd(id, gesprek.versie).op(&paths::gesprek(id)))
}

pub(in crate::contact::gesprek) async fn bevestigen(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let vandaag = bezoek.vandaag;
    let step = |gesprek: Gesprek| gesprek.bevestig(vandaag);
    let uitslag = actions::stap(&bezoek, id, formulier.versie()?, "gesprek.bevestigd", step).await?;
    klaar(uitslag, |gesprek| Gedaan::GesprekBevestigd(id, gesprek.versie).op(&paths::gesprek(id)))
}

pub(in crate::contact::gesprek) async fn overdragen(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let uitslag = actions::draag_over(&bezoek, id, formulier.versie()?).await?;
    klaar(uitslag, |gesprek| Gedaan::NaarRechtmatigheid(id, gesprek.versie).op(&paths::gesprek(id)))
}

/// Notes where an agreement stands.
pub(in crate::contact::gesprek) async fn afspraak(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let punt = formulier.tekst("punt").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let stand = StapStand::van(formulier.tekst("stand"), Some(bezoek.vandaag)).ok_or(Fout::FormulierVerlopen)?;
    let uitslag = actions::werk_punt_bij(&bezoek, id, formulier.versie()?, punt, stand).await?;
    klaar(uitslag, |gesprek| Gedaan::AfspraakBijgewerkt(id, gesprek.versie).op(&paths::gesprek(id)))
}

pub(in crate::contact::gesprek) async fn herstellen(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let was_gevoerd = matches!(actions::gesprek(&bezoek, id).await?.stand, GesprekStand::Gevoerd(_));
    let uitslag = actions::draai_terug(&bezoek, id, formulier.versie()?).await?;
    let gedaan = if was_gevoerd { Gedaan::VerslagTeruggenomen } else { Gedaan::GesprekHersteld };
    klaar(uitslag, |gesprek| gedaan(id, gesprek.versie).op(&paths::gesprek(id)))
}
