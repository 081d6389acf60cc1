//! The timeline: every history of a client as one list of moments, latest first.

use std::cmp::Reverse;

use domain::{
    codelijst::Codelijst,
    datum::{kort, lang, plaatselijk},
    dossier::Dossier,
    gesprek::{Gesprek, GesprekStand},
    signaal::{Signaal, SignaalStand},
    uitkering::UitkeringStand,
};
use jiff::civil::Date;
use storage::overname::OvernameRegel;

use crate::{
    gesprek,
    klantkop::tijd,
    signaal,
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
    Signaal,
    Klantmanager,
}

impl Soort {
    pub(super) const ALLE: [Self; 6] =
        [Self::Gesprek, Self::Besluit, Self::Segment, Self::Traject, Self::Signaal, Self::Klantmanager];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Gesprek => "gesprekken",
            Self::Besluit => "besluiten",
            Self::Segment => "segment",
            Self::Traject => "trajecten",
            Self::Signaal => "signalen",
            Self::Klantmanager => "klantmanager",
        }
    }

    pub(super) const fn naam(self) -> &'static str {
        match self {
            Self::Gesprek => "Gesprekken",
            Self::Besluit => "Besluiten",
            Self::Segment => "Segment",
            Self::Traject => "Trajecten en keuringen",
            Self::Signaal => "Signalen",
            Self::Klantmanager => "Klantmanager",
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
    pub(super) signalen: Vec<Signaal>,
    pub(super) waarnemingen: Vec<OvernameRegel>,
}

/// All moments of a dossier and what stands beside it, latest first.
pub(super) fn momenten(dossier: &Dossier, daarbij: &Daarbij, lijsten: &Lijsten) -> Vec<Moment> {
    let mut momenten: Vec<Moment> = Vec::new();
    momenten.extend(dossier.gesprekken.iter().map(|gesprek| gesprek_moment(gesprek, lijsten)));
    uitkeringen(dossier, lijsten, &mut momenten);
    segmenten(dossier, lijsten, &mut momenten);
    ontheffingen(dossier, lijsten, &mut momenten);
    trajecten(dossier, lijsten, &mut momenten);
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
    // Every history stands oldest first, and what follows from a conversation comes after it. A stable sort of the reverse
    // puts the latest of one day on top.
    momenten.reverse();
    momenten.sort_by_key(|moment| Reverse(moment.dag));
    momenten
}

fn gesprek_moment(gesprek: &Gesprek, lijsten: &Lijsten) -> Moment {
    let begin = plaatselijk(gesprek.moment);
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let wie = lijsten.gebruiker(gesprek.klantmanager);
    let tekst = match &gesprek.stand {
        GesprekStand::Gevoerd(verslag) => {
            let afspraken =
                if verslag.afspraken.is_empty() { String::new() } else { format!("\nAfspraak: {}", verslag.afspraken) };
            format!("{}{afspraken}", verslag.tekst)
        }
        GesprekStand::TePlannen => "Er is nog geen tijd voor gekozen.".to_owned(),
        _ if gesprek.is_open() => {
            let plaats = if gesprek.plaats.is_empty() { String::new() } else { format!(", {}", gesprek.plaats) };
            format!("{} uur, {} minuten{plaats}.", tijd(&begin), gesprek.duur_minuten)
        }
        stand => stand.toelichting().to_owned(),
    };
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
            Some(Moment::new(niet.op, Soort::Signaal, wat).tekst(niet.waarom.clone()))
        }
    };
    momenten.push(ontvangen);
    momenten.extend(slot.map(|moment| Moment { href: signaal::paths::signaal(signaal.id), ..moment }));
}

fn uitkeringen(dossier: &Dossier, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    for uitkering in &dossier.uitkeringen {
        let wat = if uitkering.vorige.is_some() { "Opnieuw uitkering toegekend" } else { "Uitkering toegekend" };
        let toegekend = Moment::new(uitkering.datum_ingang, Soort::Besluit, wat);
        momenten.push(
            toegekend
                .badge(uitkering.regeling.omschrijving(), "")
                .tekst(format!("{} per maand volgens de uitkeringsadministratie.", uitkering.maandbedrag)),
        );
        if let UitkeringStand::Beeindigd(einde) = &uitkering.stand {
            let reden = lijsten.naam(Codelijst::RedenBeeindiging, einde.reden.as_str());
            let tekst = format!("Tot en met {}. {}", lang(einde.datum), einde.toelichting);
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

fn trajecten(dossier: &Dossier, lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    for verwijzing in &dossier.verwijzingen {
        let wat = lijsten.naam(Codelijst::Voorziening, verwijzing.voorziening.as_str());
        let verwezen =
            Moment::new(verwijzing.verwezen, Soort::Traject, format!("Verwezen naar {}", verwijzing.aanbieder));
        momenten.push(verwezen.badge(wat, ""));
        if let Some(gestart) = verwijzing.gestart {
            let moment = Moment::new(gestart, Soort::Traject, format!("Gestart bij {}", verwijzing.aanbieder));
            momenten.push(moment.badge(wat, "groen"));
        }
        if let Some(einde) = verwijzing.beeindigd {
            momenten
                .push(Moment::new(einde, Soort::Traject, format!("Klaar bij {}", verwijzing.aanbieder)).badge(wat, ""));
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
