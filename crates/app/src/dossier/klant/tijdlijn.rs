//! The timeline: every history of a client as one list of moments, latest first.

mod ladder;

use std::cmp::Reverse;

use domain::{
    brief::Brief,
    codelijst::{Codelijst, Kijker},
    datum::{kort, lang, plaatselijk},
    dossier::Dossier,
    gebruiker::Rol,
    gesprek::{Gesprek, GesprekStand},
    id::{GebruikerId, KlantId},
    signaal::{Signaal, SignaalStand},
    uitbak::Zending,
    uitkering::UitkeringStand,
};
use jiff::civil::Date;
use storage::{
    Reader,
    doelgroep::Vastgelegd,
    klantbeeld::{self as beelden, Vastgelegd as Beeld},
    overname::OvernameRegel,
};

use crate::{
    brief, gesprek,
    klantkop::tijd,
    plan, post, rechtfeit, signaal,
    web::{
        Lijsten,
        woorden::{gesprek_kleur, hoofdletter, signaal_kleur},
    },
};

/// Of which kind a moment is; the filter of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Soort {
    Gesprek,
    Besluit,
    Segment,
    Traject,
    Plan,
    Signaal,
    Klantmanager,
    Brief,
    Recht,
}

impl Soort {
    pub(super) const ALLE: [Self; 9] = [
        Self::Gesprek,
        Self::Brief,
        Self::Besluit,
        Self::Recht,
        Self::Plan,
        Self::Segment,
        Self::Traject,
        Self::Signaal,
        Self::Klantmanager,
    ];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Gesprek => "gesprekken",
            Self::Besluit => "besluiten",
            Self::Segment => "segment",
            Self::Traject => "trajecten",
            Self::Plan => "plan",
            Self::Signaal => "signalen",
            Self::Klantmanager => "klantmanager",
            Self::Brief => "brieven",
            Self::Recht => "recht",
        }
    }

    pub(super) const fn naam(self) -> &'static str {
        match self {
            Self::Gesprek => "Gesprekken",
            Self::Besluit => "Besluiten",
            Self::Segment => "Segment, ladder en doelgroep",
            Self::Traject => "Trajecten en keuringen",
            Self::Plan => "Plan van aanpak",
            Self::Signaal => "Signalen",
            Self::Klantmanager => "Klantmanager",
            Self::Brief => "Brieven",
            Self::Recht => "Recht, pauze en poort",
        }
    }
}

/// Something that happened, or is planned to.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub(super) dag: Date,
    pub(super) soort: Soort,
    pub(super) wat: String,
    pub(super) badge: String,
    pub(super) kleur: &'static str,
    pub(super) tekst: String,
    /// Its own page; empty when it has none.
    pub(super) href: String,
}

impl Moment {
    fn new(dag: Date, soort: Soort, wat: impl Into<String>) -> Self {
        Self { dag, soort, wat: wat.into(), badge: String::new(), kleur: "", tekst: String::new(), href: String::new() }
    }

    fn badge(self, badge: impl Into<String>, kleur: &'static str) -> Self {
        Self { badge: badge.into(), kleur, ..self }
    }

    fn tekst(self, tekst: impl Into<String>) -> Self {
        Self { tekst: tekst.into(), ..self }
    }

    pub(super) fn iso(&self) -> String {
        self.dag.to_string()
    }

    pub(super) fn datum(&self) -> String {
        kort(self.dag)
    }
}

/// What stands beside the dossier on the timeline.
pub(super) struct Daarbij {
    /// What the visitor may read of special data.
    pub(super) kijker: Kijker,
    signalen: Vec<Signaal>,
    waarnemingen: Vec<OvernameRegel>,
    brieven: Vec<Brief>,
    /// Those that the visitor may see.
    doelgroepen: Vec<Vastgelegd>,
    zendingen: Vec<Zending>,
    /// The newest first.
    beelden: Vec<Beeld>,
    /// What happened to the right, as far as the visitor may know, in words.
    recht: Vec<rechtfeit::Regel>,
}

impl Daarbij {
    /// Reads it.
    pub(super) async fn laad(
        reader: &mut Reader,
        klant: KlantId,
        (wie, rol): (GebruikerId, Rol),
        dag: Date,
    ) -> storage::Result<Self> {
        let werkt_met = storage::doelgroep::werkt_met(reader, klant, wie, dag).await?;
        let recht = storage::rechtfeit::of_klant(reader, klant, rechtfeit::lezer(rol), dag).await?;
        Ok(Self {
            kijker: Kijker::van(werkt_met),
            signalen: storage::signaal::of_klant(reader, klant).await?,
            waarnemingen: storage::overname::waarnemingen_van_klant(reader, klant).await?,
            brieven: storage::brief::of_klant(reader, klant).await?,
            doelgroepen: storage::doelgroep::of_klant(reader, klant, werkt_met).await?,
            zendingen: storage::uitbak::of_klant(reader, klant).await?,
            beelden: beelden::of_klant(reader, klant).await?,
            recht: recht.iter().flat_map(|feit| rechtfeit::regels(feit, klant, rol)).collect(),
        })
    }
}

/// All moments of a dossier and what stands beside it, latest first.
pub(super) fn momenten(dossier: &Dossier, daarbij: &Daarbij, lijsten: &Lijsten) -> Vec<Moment> {
    let mut momenten: Vec<Moment> = Vec::new();
    momenten.extend(dossier.gesprekken.iter().map(|gesprek| gesprek_moment(gesprek, lijsten)));
    momenten.extend(daarbij.brieven.iter().map(|brief| {
        let zending = daarbij.zendingen.iter().find(|zending| zending.brief == brief.id);
        brief_moment(brief, zending, lijsten)
    }));
    uitkeringen(dossier, daarbij.kijker, lijsten, &mut momenten);
    segmenten(dossier, lijsten, &mut momenten);
    ladder::treden(&daarbij.beelden, lijsten, &mut momenten);
    doelgroepen(&daarbij.doelgroepen, lijsten, &mut momenten);
    ontheffingen(dossier, lijsten, &mut momenten);
    trajecten(dossier, daarbij.kijker, lijsten, &mut momenten);
    plannen(dossier, lijsten, &mut momenten);
    for toewijzing in &dossier.toewijzingen {
        let wie = lijsten.gebruiker(toewijzing.klantmanager);
        let moment = Moment::new(toewijzing.periode.van, Soort::Klantmanager, format!("{wie} werd klantmanager"));
        momenten.push(moment.tekst(toewijzing.reden.clone()));
    }
    for regel in &daarbij.waarnemingen {
        let tot = regel.overname.tot_en_met.map_or_else(String::new, |tot| format!("Tot en met {}. ", lang(tot)));
        let wat = format!("{} neemt waar voor {}", regel.aan, regel.van);
        let tekst = format!("{tot}{}", hoofdletter(&regel.overname.reden));
        momenten.push(Moment::new(regel.overname.vanaf, Soort::Klantmanager, wat).tekst(tekst));
    }
    for signaal in &daarbij.signalen {
        signaal_momenten(signaal, lijsten, &mut momenten);
    }
    momenten.extend(daarbij.recht.iter().map(|is| Moment {
        badge: is.badge.clone(),
        kleur: is.kleur,
        tekst: is.tekst.clone(),
        href: is.href.clone(),
        ..Moment::new(is.dag, Soort::Recht, is.wat.clone())
    }));
    // Every history stands oldest first, and what follows from a conversation comes after it. A stable sort of the reverse
    // puts the latest of one day on top.
    momenten.reverse();
    momenten.sort_by_key(|moment| Reverse(moment.dag));
    momenten
}

/// What the timeline says of a conversation beside its state.
fn gesprek_tekst(gesprek: &Gesprek) -> String {
    let begin = plaatselijk(gesprek.moment);
    let en = |eerst: String, toelichting: &str| format!("{eerst}\n{}", hoofdletter(toelichting)).trim().to_owned();
    match &gesprek.stand {
        GesprekStand::Gevoerd(verslag) => {
            let afspraken = match verslag.alle_afspraken() {
                alle if alle.is_empty() => alle,
                alle => format!("\nAfspraak: {alle}"),
            };
            format!("{}{afspraken}", verslag.tekst)
        }
        GesprekStand::TePlannen => format!("Te houden vóór {}; er is nog geen tijd gekozen.", lang(begin.date())),
        GesprekStand::Gepland | GesprekStand::Uitgenodigd | GesprekStand::Bevestigd => {
            let plaats = if gesprek.plaats.is_empty() { String::new() } else { format!(", {}", gesprek.plaats) };
            format!("{} uur, {} minuten{plaats}.", tijd(&begin), gesprek.duur_minuten)
        }
        GesprekStand::Verzet { door, toelichting } | GesprekStand::Afgezegd { door, toelichting } => {
            en(format!("{}.", hoofdletter(door.omschrijving())), toelichting)
        }
        GesprekStand::NietVerschenen { toelichting } => hoofdletter(toelichting),
        GesprekStand::InHersteltermijn { toelichting, termijn } => {
            en(format!("Hersteltermijn tot en met {}.", lang(termijn.einde)), toelichting)
        }
        GesprekStand::Hersteld { toelichting, reden, op, .. } => {
            en(format!("Hersteld op {}.\n{}", lang(*op), hoofdletter(reden)), toelichting)
        }
        GesprekStand::NaarRechtmatigheid { toelichting, op, .. } => {
            en(format!("Overgedragen op {}.", lang(*op)), toelichting)
        }
    }
}

fn gesprek_moment(gesprek: &Gesprek, lijsten: &Lijsten) -> Moment {
    let begin = plaatselijk(gesprek.moment);
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let wie = lijsten.gebruiker(gesprek.klantmanager);
    let tekst = gesprek_tekst(gesprek);
    let mut moment = Moment::new(begin.date(), Soort::Gesprek, format!("{soort} met {wie}"));
    moment.href = gesprek::paths::gesprek(gesprek.id);
    moment.badge(gesprek.stand.omschrijving(), gesprek_kleur(gesprek.stand.code())).tekst(tekst)
}

/// The day it came in, and the day the sender was told.
fn signaal_momenten(signaal: &Signaal, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    let soort = lijsten.naam(Codelijst::SoortSignaal, signaal.soort.as_str());
    let stand = &signaal.stand;
    let mut ontvangen = Moment::new(signaal.ontvangen, Soort::Signaal, format!("Signaal van {}", signaal.melder.naam))
        .badge(stand.omschrijving(), signaal_kleur(stand.code()))
        .tekst(format!("{soort}. {}", signaal.tekst));
    ontvangen.href = signaal::paths::signaal(signaal.id);
    let slot = match stand {
        SignaalStand::Nieuw | SignaalStand::InBehandeling(_) => None,
        SignaalStand::Afgehandeld(_, antwoord) => {
            let wat = format!("Antwoord aan {}", signaal.melder.naam);
            Some(Moment::new(antwoord.op, Soort::Signaal, wat).tekst(antwoord.tekst.clone()))
        }
        SignaalStand::NietGevolgd(_, niet) => {
            let wat = format!("Signaal van {} niet gevolgd", signaal.melder.naam);
            let antwoord = niet.antwoord.as_ref().map(|antwoord| format!("\nGeantwoord: {}", antwoord.tekst));
            let tekst = format!("{}{}", niet.waarom, antwoord.unwrap_or_default());
            Some(Moment::new(niet.op, Soort::Signaal, wat).tekst(tekst))
        }
    };
    momenten.push(ontvangen);
    momenten.extend(slot.map(|moment| Moment { href: signaal::paths::signaal(signaal.id), ..moment }));
}

fn brief_moment(brief: &Brief, zending: Option<&Zending>, lijsten: &Lijsten) -> Moment {
    let stand = match zending {
        _ if brief.afgedrukt_op.is_some() => "afgedrukt".to_owned(),
        Some(zending) => post::woorden::stand(zending),
        None => "nog niet afgedrukt".to_owned(),
    };
    let tekst = format!(
        "{}\nKenmerk {}, door {}.{}",
        brief.inhoud.onderwerp,
        brief.kenmerk,
        lijsten.gebruiker(brief.gemaakt_door),
        zending.filter(|zending| zending.stand.vraagt_aandacht()).map_or_else(String::new, |zending| {
            format!("\n{} Open de brief en kies wat er moet gebeuren.", zending.fout)
        })
    );
    let mut moment = Moment::new(brief.inhoud.datum, Soort::Brief, hoofdletter(brief.soort.omschrijving()));
    moment.href = brief::paths::brief(brief.id);
    moment.badge(stand, zending.map_or("", |zending| post::woorden::kleur(&zending.stand))).tekst(tekst)
}

fn uitkeringen(dossier: &Dossier, kijker: Kijker, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    for uitkering in &dossier.uitkeringen {
        let wat = if uitkering.vorige.is_some() { "Opnieuw uitkering toegekend" } else { "Uitkering toegekend" };
        let toegekend = Moment::new(uitkering.datum_ingang, Soort::Besluit, wat);
        momenten.push(
            toegekend
                .badge(uitkering.regeling.omschrijving(), "")
                .tekst(format!("{} per maand volgens de uitkeringsadministratie.", uitkering.maandbedrag)),
        );
        if let UitkeringStand::Beeindigd(einde) = &uitkering.stand {
            let (reden, toelichting) = einde.in_woorden(&lijsten.codes, kijker);
            let tekst = format!("Tot en met {}. {}", lang(einde.datum), toelichting.unwrap_or_default());
            let moment = Moment::new(einde.datum, Soort::Besluit, "Uitkering beëindigd");
            momenten.push(moment.badge(reden, "amber").tekst(tekst.trim_end().to_owned()));
        }
    }
}

fn segmenten(dossier: &Dossier, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    let mut vorige: Option<&str> = None;
    for segmentering in &dossier.segmenteringen {
        let nieuw = lijsten.naam(Codelijst::Segment, segmentering.segment.as_str());
        let wat = vorige.map_or_else(
            || format!("Ingedeeld: {nieuw}"),
            |vorige| format!("Segment gewijzigd: {vorige} naar {nieuw}"),
        );
        let door = segmentering.door.map_or_else(String::new, |door| format!("Door {}.", lijsten.gebruiker(door)));
        let waarom = match segmentering.toelichting.trim().trim_end_matches('.') {
            "" => String::new(),
            waarom => format!("{}. ", hoofdletter(waarom)),
        };
        let tekst = format!("{waarom}{door}").trim().to_owned();
        momenten.push(Moment::new(segmentering.periode.van, Soort::Segment, wat).tekst(tekst));
        vorige = Some(nieuw);
    }
}

/// The first and the last day in a target group; what was taken back was never so.
fn doelgroepen(groepen: &[Vastgelegd], lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    for Vastgelegd { groep, .. } in groepen.iter().filter(|van| !van.groep.ingetrokken) {
        let naam = lijsten.naam(Codelijst::Doelgroep, groep.doelgroep.as_str());
        let waarom = hoofdletter(groep.toelichting.trim().trim_end_matches('.'));
        let begin = Moment::new(groep.periode.van, Soort::Segment, format!("Doelgroep: {naam}"));
        momenten.push(begin.tekst(format!("{waarom}. Door {}.", lijsten.gebruiker(groep.door))));
        if let Some(tot) = groep.periode.tot_en_met {
            momenten.push(Moment::new(tot, Soort::Segment, format!("Laatste dag in de doelgroep: {naam}")));
        }
    }
}

fn ontheffingen(dossier: &Dossier, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    for ontheffing in &dossier.ontheffingen {
        let reden = lijsten.naam(Codelijst::RedenOntheffing, ontheffing.reden.as_str());
        let tot = ontheffing
            .datum_einde
            .map_or_else(|| "Zonder einddatum".to_owned(), |tot| format!("Tot en met {}", lang(tot)));
        let tekst = format!("{}: {reden}. {tot}. {}", ontheffing.verplichtingen.omschrijving(), ontheffing.toelichting);
        let moment = Moment::new(ontheffing.datum_ingang, Soort::Besluit, "Ontheffing verleend");
        momenten.push(moment.badge(ontheffing.grondslag.kort(), "").tekst(hoofdletter(tekst.trim_end())));
    }
}

fn trajecten(dossier: &Dossier, kijker: Kijker, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    for verwijzing in &dossier.verwijzingen {
        let (wat, aanbieder) = verwijzing.in_woorden(&lijsten.codes, kijker);
        let aanbieder = aanbieder.unwrap_or("een voorziening");
        let verwezen = Moment::new(verwijzing.verwezen, Soort::Traject, format!("Verwezen naar {aanbieder}"));
        momenten.push(verwezen.badge(wat, ""));
        if let Some(gestart) = verwijzing.gestart {
            let moment = Moment::new(gestart, Soort::Traject, format!("Gestart bij {aanbieder}"));
            momenten.push(moment.badge(wat, "groen"));
        }
        if let Some(einde) = verwijzing.beeindigd {
            momenten.push(Moment::new(einde, Soort::Traject, format!("Klaar bij {aanbieder}")).badge(wat, ""));
        }
    }
    for keuring in &dossier.keuringen {
        let wat = if keuring.spoed { "Spoedkeuring aangevraagd" } else { "Keuring aangevraagd" };
        let tekst = keuring
            .doorlooptijd()
            .map_or_else(|| "Nog geen uitslag.".to_owned(), |dagen| format!("Afgerond na {dagen} dagen."));
        momenten.push(Moment::new(keuring.aangevraagd, Soort::Traject, wat).tekst(tekst));
    }
}

/// When a plan was established, signed and ended, and which steps were done. A step that lapsed is no event.
fn plannen(dossier: &Dossier, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    for versie in &dossier.plannen {
        let Some(vaststelling) = versie.stand.vaststelling() else { continue };
        let href = plan::paths::lezen(versie.id);
        let naam = format!("versie {}", versie.nummer);
        let met_adres = |moment: Moment| Moment { href: href.clone(), ..moment }.badge(naam.clone(), "");
        let vastgesteld = Moment::new(vaststelling.op, Soort::Plan, "Plan van aanpak vastgesteld");
        let wie = lijsten.gebruiker(vaststelling.door);
        let tekst = format!("Doel: {}. {}\nDoor {wie}.", versie.inhoud.soort.omschrijving(), versie.inhoud.doel);
        momenten.push(met_adres(vastgesteld.tekst(tekst)));
        if let Some(akkoord) = &vaststelling.akkoord {
            let moment = Moment::new(akkoord.op, Soort::Plan, "Plan van aanpak ondertekend");
            momenten.push(met_adres(moment.tekst(format!("{}.", hoofdletter(akkoord.wijze.omschrijving())))));
        }
        let klaar = versie.inhoud.stappen.iter().filter(|stap| stap.stand.code() == "klaar");
        for (stap, op) in klaar.filter_map(|stap| Some((stap, stap.stand.op()?))) {
            let moment = Moment::new(op, Soort::Plan, "Stap uit het plan klaar").tekst(stap.wat.clone());
            momenten.push(Moment { href: href.clone(), ..moment }.badge("klaar", "groen"));
        }
        // What was replaced is told by the version that took its place.
        if let (Some(op), "beeindigd") = (versie.stand.einde(), versie.stand.code()) {
            let moment = Moment::new(op, Soort::Plan, "Plan van aanpak beëindigd");
            momenten.push(met_adres(moment.tekst(versie.stand.toelichting())));
        }
    }
}
