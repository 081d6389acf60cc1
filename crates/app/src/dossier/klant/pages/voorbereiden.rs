//! To prepare a conversation: what happened since the last one, what was agreed, what asks attention, and what to ask.

use askama::Template;
use domain::{
    codelijst::Codelijst,
    datum::{kort, lang, plaatselijk, plus_maanden, weekdag_lang},
    dossier::Dossier,
    gesprek::{GesprekStand, vragen},
    id::GesprekId,
};
use jiff::civil::Date;
use storage::klantbeeld::{self, Vastgelegd};

use super::super::{
    paths,
    tijdlijn::{Daarbij, Moment, momenten},
};
use crate::{
    contactnorm, gesprek as gesprekken,
    klantbeeld::paths as klantbeeld_paths,
    klantkop::{self, Deel, Klantkop, tijd},
    segment,
    web::{Bezoek, Fout, Lijsten, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "dossier/klant/pages/voorbereiden.html")]
struct VoorbereidPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    onder: String,
    telefoon: String,
    vorige: String,
    afspraken: String,
    /// What somebody who took part last time concluded: discipline and words.
    conclusies: Vec<(String, String)>,
    /// What was agreed and is still to be done, and from where that is.
    open: Vec<Afgesproken>,
    sinds: Vec<Moment>,
    let_op: Vec<(String, String, &'static str)>,
    vragen: &'static [&'static str],
    beeld: Vec<(&'static str, String)>,
    klantbeeld: String,
    vastleggen: String,
    terug: String,
}

/// Something agreed that is still to be done.
struct Afgesproken {
    wat: String,
    onder: String,
    href: String,
    laat: bool,
}

/// Open agreements of conversations, and open steps of the plan that holds.
fn open_afspraken(dossier: &Dossier, vandaag: Date) -> Vec<Afgesproken> {
    let mut open = Vec::new();
    for gesprek in &dossier.gesprekken {
        let GesprekStand::Gevoerd(verslag) = &gesprek.stand else { continue };
        let dag = kort(plaatselijk(gesprek.moment).date());
        open.extend(verslag.punten.iter().filter(|punt| punt.is_open(&dossier.plannen)).map(|punt| Afgesproken {
            wat: punt.in_woorden(),
            onder: format!("afgesproken op {dag}"),
            href: gesprekken::paths::gesprek(gesprek.id),
            laat: punt.voor < vandaag,
        }));
    }
    for plan in dossier.plannen.iter().filter(|plan| plan.geldt()) {
        open.extend(plan.open_stappen().map(|stap| Afgesproken {
            wat: stap.wat.clone(),
            onder: format!("stap in het plan · uiterlijk {}", kort(stap.voor)),
            href: crate::plan::paths::plan(plan.klant),
            laat: stap.voor < vandaag,
        }));
    }
    open
}

pub(in crate::dossier::klant) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let gesprek = storage::gesprek::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let klant = gesprek.klant;
    let kop = klantkop::laad(&bezoek, &mut reader, klant, Deel::Anders, "gesprek.voorbereiden_getoond").await?;
    let dossier = storage::klant::dossier(&mut reader, klant).await?.ok_or(Fout::NietGevonden)?;
    let daarbij =
        Daarbij::laad(&mut reader, klant, (bezoek.gebruiker().id, bezoek.gebruiker().rol), bezoek.vandaag).await?;
    let kijker = daarbij.kijker;
    let beelden = klantbeeld::of_klant(&mut reader, klant).await?;
    let beoordeeld = storage::segment::beoordelingen(&mut reader, klant).await?.last().map(|laatste| laatste.dag);
    let vorig_gesprek = dossier.gesprekken.iter().rev().find(|g| g.id != id && g.stand.code() == "gevoerd");
    let aan_tafel = match vorig_gesprek {
        Some(vorig) => storage::deelnemer::of_gesprek(&mut reader, vorig.id).await?,
        None => Vec::new(),
    };
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let begin = plaatselijk(gesprek.moment);
    let vorige = dossier.gesprekken.iter().rev().find_map(|g| match &g.stand {
        GesprekStand::Gevoerd(verslag) if g.id != id => Some((plaatselijk(g.moment).date(), verslag)),
        _ => None,
    });
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let plaats = if gesprek.plaats.is_empty() { String::new() } else { format!(", {}", gesprek.plaats) };
    let tolk = if gesprek.tolk.is_empty() { String::new() } else { format!(", met een tolk ({})", gesprek.tolk) };
    // Without a conversation before, the last year tells enough.
    let sinds = vorige.map_or_else(|| plus_maanden(bezoek.vandaag, -12), |(dag, _)| dag);
    pagina(&VoorbereidPagina {
        p: Pagina::voor(&bezoek, format!("{soort} met {} voorbereiden", kop.naam), "/caseload"),
        titel: format!("{soort} voorbereiden"),
        onder: format!(
            "{} om {} uur, {} minuten{plaats}{tolk}",
            weekdag_lang(begin.date()),
            tijd(&begin),
            gesprek.duur_minuten
        ),
        telefoon: dossier.klant.contact.telefoon.clone(),
        vorige: vorige.map_or_else(String::new, |(dag, verslag)| format!("{}: {}", lang(dag), verslag.tekst)),
        afspraken: vorige.map_or_else(String::new, |(_, verslag)| verslag.afspraken.clone()),
        conclusies: aan_tafel
            .into_iter()
            .filter(|deelnemer| !deelnemer.conclusie.is_empty())
            .map(|deelnemer| {
                let discipline = lijsten.naam_voor(Codelijst::Discipline, deelnemer.discipline.as_str(), kijker);
                (discipline.to_owned(), deelnemer.conclusie)
            })
            .collect(),
        open: open_afspraken(&dossier, bezoek.vandaag),
        sinds: momenten(&dossier, &daarbij, &lijsten)
            .into_iter()
            .filter(|moment| moment.dag > sinds && moment.dag <= bezoek.vandaag)
            .take(10)
            .collect(),
        let_op: {
            let gesprek_op = begin.date().max(bezoek.vandaag);
            let mut lijst = let_op(&kop, &dossier, (beelden.first(), beoordeeld), &lijsten, bezoek.vandaag);
            lijst.extend(evaluatie(&dossier, gesprek_op));
            lijst
        },
        vragen: vragen(&gesprek.soort),
        beeld: beelden.first().map_or_else(Vec::new, |nu| beeld(nu)),
        klantbeeld: klantbeeld_paths::wijzigen(klant),
        vastleggen: gesprekken::paths::vastleggen(id),
        terug: paths::tijdlijn(klant),
        kop,
    })
}

/// What asks attention in this conversation, where to do something about it, and what that is called.
fn let_op(
    kop: &Klantkop,
    dossier: &Dossier,
    (beeld, beoordeeld): (Option<&Vastgelegd>, Option<Date>),
    lijsten: &Lijsten,
    vandaag: Date,
) -> Vec<(String, String, &'static str)> {
    let klant = kop.id;
    let mut lijst = Vec::new();
    if let Some(ontheffing) = dossier.ontheffingen.iter().rev().find(|o| {
        o.datum_ingang <= vandaag && o.datum_einde.is_some_and(|e| e >= vandaag && e <= plus_maanden(vandaag, 3))
    }) {
        let tot = ontheffing.datum_einde.map_or_else(String::new, kort);
        lijst.push((
            format!("De ontheffing loopt af op {tot}."),
            crate::ontheffing::paths::bekijken(klant),
            "Ontheffing bekijken",
        ));
    }
    match dossier.segmenteringen.last() {
        None => lijst.push((
            "De klant is nog niet ingedeeld in een segment.".to_owned(),
            segment::paths::indelen(klant),
            "Segment kiezen",
        )),
        // Somebody looked whether it is still right, less than a year ago.
        Some(s) if s.periode.van.max(beoordeeld.unwrap_or(s.periode.van)) < plus_maanden(vandaag, -12) => lijst.push((
            format!(
                "Het segment {} is van {}. Klopt het nog?",
                lijsten.naam(Codelijst::Segment, s.segment.as_str()),
                kort(s.periode.van)
            ),
            segment::paths::indelen(klant),
            "Segment bekijken",
        )),
        Some(_) => {}
    }
    match beeld {
        None => {
            lijst.push((
                "Er is nog geen klantbeeld.".to_owned(),
                klantbeeld_paths::wijzigen(klant),
                "Klantbeeld maken",
            ));
        }
        Some(nu) if plaatselijk(nu.op).date() < plus_maanden(vandaag, -12) => lijst.push((
            format!("Het klantbeeld is van {}. Klopt het nog?", kort(plaatselijk(nu.op).date())),
            klantbeeld_paths::klantbeeld(klant),
            "Klantbeeld bekijken",
        )),
        Some(_) => {}
    }
    if let Some(uiterlijk) = kop.regel.uiterlijk_op(vandaag).filter(|dag| *dag < vandaag) {
        lijst.push((
            format!("Volgens de contactnorm was dit gesprek uiterlijk op {} nodig.", kort(uiterlijk)),
            contactnorm::paths::contact(klant),
            "Contactnorm bekijken",
        ));
    }
    lijst
}

/// The plan that is to be evaluated by the day of the conversation: with the client, so here (PW 44a).
fn evaluatie(dossier: &Dossier, gesprek_op: Date) -> Option<(String, String, &'static str)> {
    let plan = dossier.plannen.iter().find(|plan| plan.geldt() && plan.inhoud.evaluatie <= gesprek_op)?;
    let tekst = format!("Het plan van aanpak zou op {} samen worden bekeken.", kort(plan.inhoud.evaluatie));
    Some((tekst, crate::plan::paths::plan(plan.klant), "Plan bekijken"))
}

/// The picture in short.
fn beeld(nu: &Vastgelegd) -> Vec<(&'static str, String)> {
    let beeld = &nu.beeld;
    let mut delen = vec![("Talenten", beeld.talenten.clone()), ("Wensen", beeld.wensen.clone())];
    delen.extend(beeld.belemmeringen.iter().map(|(gebied, tekst)| (gebied.omschrijving(), tekst.clone())));
    delen.extend(beeld.trede.map(|trede| ("Participatieladder", trede.omschrijving().to_owned())));
    delen.retain(|(_, tekst)| !tekst.is_empty());
    delen
}
