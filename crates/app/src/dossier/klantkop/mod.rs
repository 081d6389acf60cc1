//! The head of every page about a client: who, with whom, where it stands, and what asks attention. Shared by the slices
//! that have such pages, so that a client looks the same everywhere.

mod doelgroepfeit;
pub mod gedaan;
mod pauzefeit;
mod planfeit;
mod registratiefeit;
mod termijnfeit;
mod verzuim;

use askama::Template;
use domain::{
    codelijst::Codelijst,
    contactnorm::Marges,
    contactstand::{Contactstatus, uit_beeld},
    datum::{self, kort, leeftijd, plus_dagen},
    id::KlantId,
    logboek::Doel,
    uitkering::duurzaamheid,
};
use jiff::civil::Date;
use storage::{Reader, caseload::CaseloadRegel, gesprek as gesprekken};

use crate::{
    contactnorm, doelgroep, gesprek, keuring,
    klant::paths as klant_paths,
    klantbeeld, ontheffing, pauze, plan, segment, signaal, uitkering,
    web::{
        Bezoek, Fout, Lijsten, Resultaat,
        woorden::{contact_kleur, duurzaam_woord},
    },
};

pub use gedaan::Gedaan;
use planfeit::Planfeit;
use registratiefeit::Registratiefeit;
use verzuim::Verzuimfeit;

/// Which part of the client's pages is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deel {
    /// Everything that happened.
    Tijdlijn,
    /// What somebody can and wants, and what stands in the way.
    Klantbeeld,
    /// How often there must be contact, and why.
    Contact,
    /// The plan.
    Plan,
    /// Person and contact data.
    Gegevens,
    /// A form or page outside the tabs.
    Anders,
}

/// The head, ready to be shown.
#[derive(Template)]
#[template(path = "dossier/klantkop/klantkop.html")]
pub struct Klantkop {
    /// Which client.
    pub id: KlantId,
    /// Name in full.
    pub naam: String,
    /// The row of the lists it was made from.
    pub regel: CaseloadRegel,
    onder: String,
    segment: String,
    segment_sinds: String,
    /// What the record lacks.
    registratie: Registratiefeit,
    /// Target groups of today that this visitor may see; empty when there are none.
    doelgroepen: String,
    klantmanager: String,
    /// Who stands in for the klantmanager today; empty when nobody has to.
    waarneming: String,
    uitkering: String,
    /// Whether the end has lasted; empty while the benefit runs.
    duurzaam: &'static str,
    duurzaam_kleur: &'static str,
    /// Empty unless one holds today or is still to begin.
    ontheffing: String,
    plan: Planfeit,
    laatste: String,
    volgende: String,
    /// The day the next conversation is due by the contact norm, and what that is called today.
    uiterlijk: String,
    beurt: String,
    beurt_kleur: &'static str,
    /// A conversation of the past that waits for its outcome.
    open: String,
    /// What is still open of not showing: what comes next is to be decided there.
    verzuim: Vec<Verzuimfeit>,
    waarschuwingen: Vec<Waarschuwing>,
    deel: Deel,
    csrf: String,
    links: Links,
    loopt: bool,
    /// The latest benefit has a last day, in the past or ahead.
    heeft_einde: bool,
    /// What the menu calls the page about the end of the benefit.
    einde: &'static str,
}

/// What asks attention, and where to do something about it.
struct Waarschuwing {
    soort: &'static str,
    tekst: String,
    doen: &'static str,
    href: String,
}

struct Links {
    tijdlijn: String,
    plan: String,
    gegevens: String,
    bsn: String,
    klantbeeld: String,
    contact: String,
    plannen: String,
    op_lijst: String,
    vastleggen: String,
    segment: String,
    doelgroepen: String,
    ontheffing: String,
    keuring: String,
    signaal: String,
    pauze: String,
    uitkeringen: String,
    beeindigen: String,
}

/// Loads the head of a client and notes that the client is shown. A client of another municipality does not exist.
pub async fn laad(
    bezoek: &Bezoek,
    reader: &mut Reader,
    id: KlantId,
    deel: Deel,
    handeling: &'static str,
) -> Resultaat<Klantkop> {
    let regel = storage::caseload::find(reader, id).await?.ok_or(Fout::NietGevonden)?;
    let plan = planfeit::laad(reader, &regel, bezoek.vandaag).await?;
    bezoek.inzage(handeling, Doel::Begeleiding, vec![id]).await?;
    let waarnemer = storage::overname::waarnemer(reader, id, bezoek.vandaag).await?;
    let lijsten = bezoek.lijsten().await?;
    let verzuim = gesprekken::verzuim(reader, id).await?;
    let open = gesprekken::open_tot(reader, id, bezoek.vandaag).await?;
    let opgeschort = storage::opschorting::loopt_sinds(reader, id, bezoek.vandaag).await?;
    let besloten = storage::besluit::geldt_sinds(reader, id, bezoek.vandaag).await?;
    let pauze = storage::pauze::lopend(reader, id).await?;
    let termijnen = termijnfeit::laad(reader, &regel, bezoek.vandaag).await?;
    let waarneming = waarnemer.map(|(naam, tot)| format!("{naam}, tot en met {}", kort(tot))).unwrap_or_default();
    let doelgroepen = doelgroepfeit::laad(bezoek, reader, &regel, &lijsten).await?;
    let registratie = registratiefeit::laad(reader, &regel, bezoek.vandaag).await?;
    let mut kop =
        Klantkop { registratie, doelgroepen, waarneming, ..maak(bezoek, &lijsten, regel, plan, deel, pauze.is_some()) };
    kop.verzuim = verzuim.iter().filter_map(|is| Verzuimfeit::van(is, kop.loopt, bezoek.vandaag)).collect();
    // Without a benefit there is nothing to be exempt from, and nobody waits for an answer.
    kop.waarschuwingen.extend(termijnen.into_iter().filter(|_| kop.loopt));
    if kop.registratie.zonder_reden {
        kop.waarschuwingen.push(registratiefeit::zonder_reden(id));
    }
    kop.waarschuwingen.extend(opgeschort.map(opschorting));
    kop.waarschuwingen.extend(besloten.map(besluit));
    kop.waarschuwingen.extend(pauze.map(|is| pauzefeit::van(&is.pauze, kop.loopt, bezoek.vandaag)));
    // The report that still has to be written comes before a new one.
    if let [een] = open.as_slice() {
        kop.links.vastleggen = gesprek::paths::vastleggen(een.id);
    }
    Ok(kop)
}

impl Klantkop {
    /// The head on a screen that the client reads along with: without what colleagues tell each other about him. To which target group
    /// somebody belongs is protected, and whoever sits beside him has no right to it.
    #[must_use]
    pub fn voor_de_klant(self) -> Self {
        Self { doelgroepen: String::new(), verzuim: Vec::new(), waarschuwingen: Vec::new(), ..self }
    }
}

/// How urgent a conversation is. After the due date it is not late at once: then the day on which it will be is told.
fn beurt(status: Contactstatus, uiterlijk: Option<Date>, vandaag: Date, marges: Marges) -> String {
    match (status, uiterlijk) {
        (Contactstatus::GeenNorm | Contactstatus::OpSchema, _) => String::new(),
        (Contactstatus::AanDeBeurt, Some(uiterlijk)) if uiterlijk < vandaag => {
            let laat = plus_dagen(uiterlijk, i64::from(marges.te_laat_dagen) + 1);
            format!("{}, te laat vanaf {}", status.omschrijving(), kort(laat))
        }
        _ => status.omschrijving().to_owned(),
    }
}

fn maak(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    regel: CaseloadRegel,
    plan: Planfeit,
    deel: Deel,
    gepauzeerd: bool,
) -> Klantkop {
    let (id, vandaag) = (regel.klant, bezoek.vandaag);
    let loopt = regel.uitkering_ingang.is_some() && regel.uitkering_tot.is_none_or(|tot| tot >= vandaag);
    let jaren = leeftijd(regel.geboortedatum, vandaag);
    let wijk = if regel.wijk.is_empty() { String::new() } else { format!(" · {}", regel.wijk) };
    let open = regel.nog_vast_te_leggen(vandaag).map(datum::plaatselijk);
    let volgende = regel.komend_gesprek(vandaag).map(datum::plaatselijk);
    let heeft_einde = regel.uitkering_tot.is_some();
    let einde = regel.uitkering_tot.filter(|_| !loopt);
    let (duurzaam, duurzaam_kleur) = einde.map_or(("", ""), |tot| duurzaam_woord(duurzaamheid(tot, None, vandaag)));
    let status = Contactstatus::van(regel.uiterlijk_op(vandaag), vandaag, lijsten.marges(vandaag));
    Klantkop {
        id,
        naam: regel.naam.clone(),
        onder: format!("{jaren} jaar · klant {} · {}{wijk}", regel.klantnummer, regel.leefvorm.omschrijving()),
        segment: if regel.segment.is_empty() {
            "nog niet ingedeeld".to_owned()
        } else {
            lijsten.naam(Codelijst::Segment, &regel.segment).to_owned()
        },
        segment_sinds: regel.segment_sinds.map_or_else(String::new, |sinds| format!("sinds {}", kort(sinds))),
        registratie: Registratiefeit::default(),
        doelgroepen: String::new(),
        klantmanager: regel.klantmanager.clone().unwrap_or_else(|| "nog niemand".to_owned()),
        waarneming: String::new(),
        uitkering: uitkering_in_woorden(&regel, vandaag, loopt),
        duurzaam,
        duurzaam_kleur,
        ontheffing: ontheffing_in_woorden(&regel, vandaag),
        plan,
        laatste: regel.laatste_gesprek.map_or_else(|| "nog nooit".to_owned(), kort),
        open: open.map_or_else(String::new, |moment| format!("van {} nog vastleggen", kort(moment.date()))),
        volgende: volgende.map_or_else(|| "niet gepland".to_owned(), |moment| dag_en_tijd(&moment, vandaag)),
        verzuim: Vec::new(),
        uiterlijk: regel.uiterlijk_op(vandaag).map_or_else(|| "geen norm".to_owned(), kort),
        beurt: beurt(status, regel.uiterlijk_op(vandaag), vandaag, lijsten.marges(vandaag)),
        beurt_kleur: contact_kleur(status),
        waarschuwingen: waarschuwingen(&regel, vandaag, lijsten.marges(vandaag), (loopt, gepauzeerd)),
        deel,
        csrf: bezoek.csrf(),
        links: Links {
            tijdlijn: klant_paths::tijdlijn(id),
            plan: plan::paths::plan(id),
            gegevens: klant_paths::gegevens(id),
            bsn: klant_paths::bsn(id),
            klantbeeld: klantbeeld::paths::klantbeeld(id),
            contact: contactnorm::paths::contact(id),
            plannen: gesprek::paths::plannen(id),
            op_lijst: gesprek::paths::op_lijst(id),
            vastleggen: gesprek::paths::gevoerd(id),
            segment: segment::paths::indelen(id),
            doelgroepen: doelgroep::paths::doelgroepen(id),
            ontheffing: ontheffing::paths::verlenen(id),
            keuring: keuring::paths::van_klant(id),
            signaal: signaal::paths::toevoegen(id),
            pauze: pauze::paths::van_klant(id),
            uitkeringen: uitkering::paths::uitkeringen(id),
            beeindigen: uitkering::paths::beeindigen(id),
        },
        loopt,
        heeft_einde,
        einde: if heeft_einde { "Einde van de uitkering bekijken" } else { "Uitkering beëindigen" },
        regel,
    }
}

/// `vandaag 10.30`, `25 nov 2026 10.30`.
#[must_use]
pub fn dag_en_tijd(moment: &jiff::Zoned, vandaag: Date) -> String {
    let dag = if moment.date() == vandaag { "vandaag".to_owned() } else { kort(moment.date()) };
    format!("{dag} {}", tijd(moment))
}

/// `10.30`.
#[must_use]
pub fn tijd(moment: &jiff::Zoned) -> String {
    format!("{:02}.{:02}", moment.hour(), moment.minute())
}

fn uitkering_in_woorden(regel: &CaseloadRegel, vandaag: Date, loopt: bool) -> String {
    match (regel.uitkering_ingang, regel.uitkering_tot) {
        (None, _) => "geen".to_owned(),
        (Some(ingang), Some(tot)) if loopt => format!("{}, tot en met {}", datum::duur(ingang, vandaag), kort(tot)),
        (Some(_), Some(tot)) => format!("beëindigd, tot en met {}", kort(tot)),
        (Some(ingang), None) => datum::duur(ingang, vandaag),
    }
}

/// `tot en met 11 jan 2027`; an exemption that is over is history.
fn ontheffing_in_woorden(regel: &CaseloadRegel, vandaag: Date) -> String {
    match regel.ontheffing {
        Some((_, Some(tot))) if tot < vandaag => String::new(),
        Some((van, _)) if van > vandaag => format!("vanaf {}", kort(van)),
        Some((_, Some(tot))) => format!("tot en met {}", kort(tot)),
        Some((_, None)) => "zonder einddatum".to_owned(),
        None => String::new(),
    }
}

/// That the right is suspended is all the guidance knows of it: why stands on the other track.
fn opschorting(sinds: Date) -> Waarschuwing {
    let tekst =
        format!("Het recht op bijstand is opgeschort vanaf {}. Rechtmatigheid beslist hierover.", datum::lang(sinds));
    Waarschuwing { soort: "warning", tekst, doen: "", href: String::new() }
}

/// That something was decided is all the guidance knows of it, as long as the client can object.
fn besluit(op: Date) -> Waarschuwing {
    let dag = datum::lang(op);
    let tekst = format!("Rechtmatigheid nam op {dag} een besluit over de bijstand. De klant heeft daarover een brief.");
    Waarschuwing { soort: "info", tekst, doen: "", href: String::new() }
}

fn waarschuwingen(
    regel: &CaseloadRegel,
    vandaag: Date,
    marges: Marges,
    (loopt, gepauzeerd): (bool, bool),
) -> Vec<Waarschuwing> {
    let mut lijst = Vec::new();
    if !loopt {
        let tekst = "Deze klant heeft nu geen lopende uitkering.".to_owned();
        lijst.push(Waarschuwing { soort: "info", tekst, doen: "", href: String::new() });
        return lijst;
    }
    if let Some((van, Some(tot))) = regel.ontheffing
        && van <= vandaag
        && (0..=30).contains(&datum::dagen_tussen(vandaag, tot))
    {
        let tekst = format!("Ontheffing eindigt op {}. Beslis over verlenging of laat haar aflopen.", datum::lang(tot));
        let href = ontheffing::paths::bekijken(regel.klant);
        lijst.push(Waarschuwing { soort: "warning", tekst, doen: "Ontheffing bekijken", href });
    }
    let uit_beeld =
        regel.uitkering_ingang.is_some_and(|ingang| uit_beeld(regel.laatste_gesprek, ingang, vandaag, marges));
    let gepland = regel.komend_gesprek(vandaag).is_some();
    // Who is about to leave is not asked in anew, and who is off benefit in a pause has no duty to come.
    if uit_beeld && !gepland && !gepauzeerd && regel.uitkering_tot.is_none() {
        let tekst = regel.laatste_gesprek.map_or_else(
            || "Met deze klant is nog nooit een gesprek vastgelegd.".to_owned(),
            |laatste| format!("Uit beeld: het laatste gesprek was op {}.", datum::lang(laatste)),
        );
        let href = gesprek::paths::plannen(regel.klant);
        lijst.push(Waarschuwing { soort: "warning", tekst, doen: "Plan een gesprek", href });
    }
    lijst
}
