//! A suspension: where it stands, what can be done now, and its letter.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{lang, plus_dagen},
    id::OpschortingId,
    klant::Klant,
    logboek::Doel,
    opschorting::{Opschorting, OpschortingStand},
};
use jiff::civil::Date;
use storage::opschorting::Gevonden;

use super::{
    super::{
        actions::{self, Uitslag, te_laat, werkelijk_einde},
        brief,
        forms::{Stap, StapForm},
        paths,
    },
    lijst::{VOORAF, badge},
};
use crate::{
    besluit::paths as besluiten,
    brief::{antwoord, zet},
    onderzoek::paths as onderzoeken,
    recht::beschikking,
    rechtfeit::paths as rechtfeiten,
    rechtmatigheid::paths as verslagen,
    web::{
        Bezoek, Formulier, Fout, Lijsten, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

/// What can be done now: a form, with what it means.
struct Mogelijk {
    form: StapForm,
    uitleg: String,
    /// Its own act stands open; the others open when asked for.
    open: bool,
}

#[derive(Template)]
#[template(path = "recht/opschorting/pages/toon.html")]
struct ToonPagina {
    p: Pagina,
    titel: String,
    onder: String,
    badges: Vec<(String, &'static str)>,
    /// Where it stands, in a sentence or two.
    stand: Vec<String>,
    mogelijk: Vec<Mogelijk>,
    fouten: Vec<(String, String)>,
    feiten: Vec<(&'static str, String)>,
    waarom: Vec<(&'static str, String)>,
    opdracht: Vec<(String, String)>,
    versie: i64,
    actie: String,
    /// What else happened to the right of this client.
    recht: String,
    /// Its letter; empty when there is none where it stands.
    brief: String,
    verslag: String,
    /// The investigation it came out of.
    onderzoek: String,
    /// Where a decision after it is prepared.
    besluit: String,
    /// Whether its order is kept among the orders: from the withdrawal on.
    doorgegeven: bool,
}

/// Where it stands, as one would tell a colleague.
fn stand(is: &Opschorting, afgedrukt: Option<Date>, vandaag: Date, lijsten: &Lijsten) -> Vec<String> {
    let van = lang(is.eerste_dag);
    let hervat = format!("Het recht herleeft vanaf {van}: de hele tijd wordt nabetaald.");
    match &is.stand {
        OpschortingStand::Opgeschort(terug) => {
            let einde = werkelijk_einde(is, afgedrukt);
            let termijn = match (afgedrukt, vandaag > einde) {
                (Some(_), _) if te_laat(is, afgedrukt) => "De brief vertrok pas toen de laatste dag er al was. De klant had geen tijd: herroep deze opschorting en begin opnieuw, met een nieuwe brief.".to_owned(),
                (None, _) => "De brief is nog niet als afgedrukt gemeld. Zonder brief weet de klant van niets, en kan het recht later niet worden ingetrokken.".to_owned(),
                (Some(_), true) => format!("De klant kon het herstellen tot en met {}. Leg het herstel vast, of stel voor om in te trekken.", lang(einde)),
                (Some(_), false) => format!("De klant kan het herstellen tot en met {}.", lang(einde)),
            };
            let terug = terug.as_ref().map(|is| {
                format!(
                    "{} ging op {} niet akkoord met intrekken: {}",
                    lijsten.gebruiker(is.door),
                    lang(is.op),
                    is.reden
                )
            });
            [Some(termijn), terug].into_iter().flatten().collect()
        }
        OpschortingStand::IntrekkingVoorgesteld(voorstel) => vec![
            format!(
                "{} stelde op {} voor om het recht in te trekken vanaf {van}.",
                lijsten.gebruiker(voorstel.door),
                lang(voorstel.op)
            ),
            format!("Waarom: {}", voorstel.waarom),
        ],
        OpschortingStand::Ingetrokken { voorstel, door, op } => vec![
            format!(
                "Het recht is op {} ingetrokken vanaf {van}. De laatste dag met recht was {}.",
                lang(*op),
                lang(plus_dagen(is.eerste_dag, -1))
            ),
            format!("Voorgesteld door {}, akkoord van {}.", lijsten.gebruiker(voorstel.door), lijsten.gebruiker(*door)),
            format!("Waarom: {}", voorstel.waarom),
        ],
        OpschortingStand::Hersteld(herstel) => {
            vec![format!("Hersteld op {}: {}", lang(herstel.op), herstel.waarmee), hervat]
        }
        OpschortingStand::Vervallen { op } => {
            vec![format!("Vervallen, vastgelegd op {}: de acht weken waren voorbij zonder besluit.", lang(*op)), hervat]
        }
        OpschortingStand::Herroepen { herroeping, was_ingetrokken } => vec![
            format!(
                "Herroepen met het besluit van {} ({}): {}",
                lang(herroeping.datum),
                herroeping.kenmerk,
                herroeping.reden
            ),
            if *was_ingetrokken { "Ook de intrekking is daarmee van de baan.".to_owned() } else { String::new() },
            hervat,
        ],
    }
}

fn uitleg(stap: Stap, is: &Opschorting) -> String {
    match stap {
        Stap::Afgedrukt => "Open de brief, druk hem af en doe hem op de post. Meld dat hier op dezelfde dag: vanaf dan telt de hersteltermijn.".to_owned(),
        Stap::NietAfgedrukt => "Alleen als de brief het huis niet uit is gegaan.".to_owned(),
        Stap::Herstellen => format!("Het recht herleeft vanaf {}. Dat kan ook na de hersteltermijn, zolang het niet is ingetrokken.", lang(is.eerste_dag)),
        Stap::Voorstellen => "Iemand anders dan u moet akkoord gaan voordat het recht vervalt.".to_owned(),
        Stap::Intrekken => format!("Het recht vervalt vanaf {}, en de uitkering eindigt op de dag daarvoor. Dat kan alleen met een nieuw besluit terug.", lang(is.eerste_dag)),
        Stap::Terugwijzen => "Het recht blijft opgeschort; de indiener leest waarom.".to_owned(),
        Stap::Vervallen => format!("De opschorting duurde tot en met {}. Het recht herleeft vanaf {}.", lang(is.laatste_dag), lang(is.eerste_dag)),
        Stap::Herroepen => "Wat in een brief is besloten, gaat alleen met een nieuw besluit terug: van uzelf, of na bezwaar.".to_owned(),
    }
}

/// What can be done now. Who proposed a withdrawal does not get the button to agree with himself.
fn mogelijk(bezoek: &Bezoek, is: &Gevonden, fout: Option<StapForm>) -> Vec<Mogelijk> {
    let vandaag = bezoek.vandaag;
    let (opschorting, afgedrukt) = (&is.opschorting, is.brief_afgedrukt);
    let eigen = matches!(&opschorting.stand, OpschortingStand::IntrekkingVoorgesteld(voorstel) if voorstel.door == bezoek.gebruiker().id);
    let past = |stap: &Stap| {
        stap.past_bij(opschorting, afgedrukt.is_some(), vandaag)
            && !(*stap == Stap::Intrekken && eigen)
            && !(*stap == Stap::Voorstellen
                && (afgedrukt.is_none() || vandaag <= werkelijk_einde(opschorting, afgedrukt)))
    };
    let mut fout = fout;
    let mut mogelijk: Vec<Mogelijk> = Stap::ALLE
        .into_iter()
        .filter(past)
        .map(|stap| {
            let wrong = fout.take_if(|form| form.stap == stap);
            Mogelijk {
                uitleg: uitleg(stap, opschorting),
                open: wrong.is_some(),
                form: wrong.unwrap_or_else(|| StapForm::leeg(stap, vandaag)),
            }
        })
        .collect();
    if let Some(eerste) = mogelijk.first_mut() {
        eerste.open = true;
    }
    mogelijk
}

fn feiten(is: &Gevonden, klant: &Klant, lijsten: &Lijsten) -> Vec<(&'static str, String)> {
    let opschorting = &is.opschorting;
    vec![
        ("Geboren", lang(klant.geboortedatum)),
        ("Verzuim", format!("{}, {}", hoofdletter(opschorting.verzuim.omschrijving()), lang(opschorting.verzuim_op))),
        ("Eerste dag", lang(opschorting.eerste_dag)),
        ("Hooguit tot en met", lang(opschorting.laatste_dag)),
        ("Datum van de brief", lang(opschorting.mededeling)),
        ("Brief afgedrukt", is.brief_afgedrukt.map_or_else(|| "nog niet".to_owned(), lang)),
        ("Hersteltermijn tot en met", lang(werkelijk_einde(opschorting, is.brief_afgedrukt))),
        ("Opgeschort door", lijsten.gebruiker(opschorting.door).to_owned()),
    ]
}

async fn tonen(bezoek: &Bezoek, id: OpschortingId, fout: Option<StapForm>, versie: Option<i64>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let klant = storage::klant::find(&mut reader, is.opschorting.klant).await?.ok_or(Fout::NietGevonden)?;
    bezoek.inzage("opschorting.getoond", Doel::Rechtmatigheid, vec![klant.id]).await?;
    let lijsten = bezoek.lijsten().await?;
    let opschorting = &is.opschorting;
    let is_opdracht = matches!(
        opschorting.stand,
        OpschortingStand::Ingetrokken { .. } | OpschortingStand::Herroepen { was_ingetrokken: true, .. }
    );
    let fouten = fout.as_ref().map_or_else(Vec::new, StapForm::fouten);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&ToonPagina {
        p: Pagina::voor(bezoek, format!("Opschorting, {}", is.naam), verslagen::LIJST).met_fouten(fouten.len()),
        titel: is.naam.clone(),
        onder: format!("Klant {} · opschorting · {}", klant.klantnummer, opschorting.stand.omschrijving()),
        badges: opschorting.te_doen(bezoek.vandaag, VOORAF).into_iter().map(badge).collect(),
        stand: stand(opschorting, is.brief_afgedrukt, bezoek.vandaag, &lijsten),
        fouten,
        feiten: feiten(&is, &klant, &lijsten),
        waarom: vec![
            ("Wat de klant niet deed", opschorting.toelichting.clone()),
            ("Waarom het te verwijten is", opschorting.verwijtbaarheid.waarom.clone()),
        ],
        opdracht: brief::opdracht(&opschorting.opdracht()),
        versie: versie.unwrap_or(opschorting.versie),
        actie: paths::opschorting(id),
        recht: rechtfeiten::van_klant(klant.id),
        brief: if brief::is_er(opschorting) { paths::brief(id) } else { String::new() },
        onderzoek: opschorting.onderzoek.map_or_else(String::new, onderzoeken::onderzoek),
        verslag: is.rechtmatigheid.map_or_else(String::new, verslagen::verslag),
        besluit: besluiten::bij_opschorting(id),
        doorgegeven: is_opdracht,
        mogelijk: mogelijk(bezoek, &is, fout),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::opschorting) async fn toon(bezoek: Bezoek, Pad(id): Pad<OpschortingId>) -> Resultaat {
    tonen(&bezoek, id, None, None).await
}

pub(in crate::recht::opschorting) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<OpschortingId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let Some(mut form) = StapForm::uit(&formulier, bezoek.vandaag) else { return Err(Fout::FormulierVerlopen) };
    let Some(gelezen) = form.lees(bezoek.vandaag) else {
        return tonen(&bezoek, id, Some(form), Some(versie)).await;
    };
    match actions::stap(&bezoek, id, versie, (form.stap, &gelezen)).await? {
        Uitslag::Gedaan(id) => Ok(Redirect::to(&paths::opschorting(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            if form.weiger(&geweigerd) {
                return tonen(&bezoek, id, Some(form), Some(versie)).await;
            }
            Err(Fout::in_strijd("opschorting_stand", zin(&geweigerd.to_string())))
        }
    }
}

/// The letter, to print.
pub(in crate::recht::opschorting) async fn brief(bezoek: Bezoek, Pad(id): Pad<OpschortingId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let klant = storage::klant::find(&mut reader, is.opschorting.klant).await?.ok_or(Fout::NietGevonden)?;
    drop(reader);
    let afzender = beschikking::afzender(&bezoek).await?;
    bezoek.inzage("opschorting.brief_geopend", Doel::Rechtmatigheid, vec![klant.id]).await?;
    let lijsten = bezoek.lijsten().await?;
    let wie = match &is.opschorting.stand {
        OpschortingStand::Ingetrokken { door, .. } => *door,
        _ => is.opschorting.door,
    };
    let brief = brief::maak(&is.opschorting, &afzender, lijsten.gebruiker(wie)).ok_or(Fout::NietGevonden)?;
    let brief = brief.brief(&klant, &afzender);
    let naam = format!("opschorting-{}", brief.kenmerk);
    Ok(antwoord(zet(vec![brief]).await?, &naam))
}
