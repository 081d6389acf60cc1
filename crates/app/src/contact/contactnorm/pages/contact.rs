//! How often there must be contact with a client, when the next conversation is due, and why.

use askama::Template;
use axum::extract::Query;
use domain::{
    codelijst::Codelijst,
    contactstand::{Basis, Contactstand, Contactstatus, Gevoerd, Herkomst, Invoer},
    datum::{Periode, kort, lang, plaatselijk},
    dossier::Dossier,
    gesprek::GesprekStand,
    id::KlantId,
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use storage::{contactnorm::MaatwerkVanKlant, pauze::Gevonden as Gepauzeerd};

use super::super::paths;
use crate::{
    gesprek,
    klantkop::{self, Deel, Klantkop, gedaan::GedaanVraag},
    web::{
        Bezoek, Fout, Lijsten, Pad, Pagina, Resultaat, pagina,
        woorden::{contact_kleur, hoofdletter},
    },
};

#[derive(Template)]
#[template(path = "contact/contactnorm/pages/contact.html")]
struct ContactPagina {
    p: Pagina,
    kop: Klantkop,
    status: String,
    kleur: &'static str,
    feiten: Vec<(&'static str, String)>,
    waarom: String,
    maatwerk: Vec<Regel>,
    plannen: String,
    anders: String,
    beeindigen: String,
}

struct Regel {
    id: String,
    versie: i64,
    wat: String,
    wanneer: String,
    door: String,
    reden: String,
    loopt: bool,
}

pub(in crate::contact::contactnorm) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, id, Deel::Contact, "klant.contact_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let dossier = storage::klant::dossier(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let maatwerk = storage::contactnorm::maatwerk_of_klant(&mut reader, id).await?;
    let pauzes = storage::pauze::of_klant(&mut reader, id).await?;
    let stand = stand(&dossier, &maatwerk, &pauzes, &lijsten, bezoek.vandaag);
    let status = stand.status(bezoek.vandaag, lijsten.marges(bezoek.vandaag));
    pagina(&ContactPagina {
        p: Pagina::voor(&bezoek, format!("Contact met {}", kop.naam), "/caseload").met_melding(melding),
        status: hoofdletter(status.omschrijving()),
        kleur: contact_kleur(status),
        feiten: feiten(&stand, status, &lijsten, bezoek.vandaag),
        waarom: [waarom(&stand, &dossier, &lijsten), ontheven(&dossier, &lijsten, bezoek.vandaag)].concat(),
        maatwerk: maatwerk.iter().rev().map(|m| regel(m, &lijsten, bezoek.vandaag)).collect(),
        plannen: gesprek::paths::plannen(id),
        anders: paths::maatwerk(id),
        beeindigen: paths::maatwerk_beeindigen(id),
        kop,
    })
}

/// The same derivation as the stored due date, from the whole file: it also knows why.
fn stand(
    dossier: &Dossier,
    maatwerk: &[MaatwerkVanKlant],
    pauzes: &[Gepauzeerd],
    lijsten: &Lijsten,
    vandaag: Date,
) -> Contactstand {
    let einde = |uitkering: &Uitkering| match &uitkering.stand {
        UitkeringStand::Lopend => None,
        UitkeringStand::Beeindigd(einde) => Some(einde.datum),
    };
    let loopt = dossier.uitkeringen.iter().max_by_key(|u| (u.datum_ingang, u.id));
    let loopt = loopt.filter(|uitkering| einde(uitkering).is_none_or(|tot| tot >= vandaag));
    let held = dossier.gesprekken.iter().filter(|g| matches!(g.stand, GesprekStand::Gevoerd(_)));
    let gesprekken: Vec<Gevoerd<'_>> =
        held.map(|g| Gevoerd { soort: &g.soort, dag: plaatselijk(g.moment).date() }).collect();
    let segment = dossier.segmenteringen.iter().max_by_key(|s| (s.periode.van, s.periode.tot_en_met.is_none(), s.id));
    let ontheffingen: Vec<Periode> = dossier
        .ontheffingen
        .iter()
        .filter(|ontheffing| ontheffing.verplichtingen.omvat_arbeid())
        .map(|ontheffing| Periode { van: ontheffing.datum_ingang, tot_en_met: ontheffing.datum_einde })
        .collect();
    let eigen = |is: &&Gepauzeerd| loopt.is_some_and(|uitkering| is.pauze.uitkering == uitkering.id);
    let pauzes: Vec<Periode> = pauzes.iter().filter(eigen).filter_map(|is| is.pauze.zonder_uitkering()).collect();
    let maatwerk: Vec<_> = maatwerk.iter().map(|m| m.maatwerk.clone()).collect();
    Contactstand::leid_af(&Invoer {
        uitkering_ingang: loopt.map(|uitkering| uitkering.datum_ingang),
        uitkering_einde: loopt.and_then(einde),
        gesprekken: &gesprekken,
        segment: segment.map(|segmentering| &segmentering.segment),
        ontheffingen: &ontheffingen,
        pauzes: &pauzes,
        maatwerk: &maatwerk,
        normen: &lijsten.normen,
    })
}

fn feiten(
    stand: &Contactstand,
    status: Contactstatus,
    lijsten: &Lijsten,
    vandaag: Date,
) -> Vec<(&'static str, String)> {
    let mut feiten = Vec::new();
    if status != Contactstatus::GeenNorm
        && let Some(uiterlijk) = stand.uiterlijk
    {
        feiten.push(("Volgend gesprek uiterlijk", lang(uiterlijk)));
    }
    if let Some(vroegst) = stand.vroegst.filter(|vroegst| *vroegst > vandaag) {
        feiten.push(("Niet eerder dan", lang(vroegst)));
    }
    if let Some(regel) = stand.regel {
        let keer = match regel.gesprekken_per_jaar.per_jaar() {
            1 => "1 gesprek per jaar".to_owned(),
            aantal => format!("{aantal} gesprekken per jaar"),
        };
        feiten.push(("Zo vaak", format!("{keer}, samen {}", uren(regel.minuten_per_jaar))));
    }
    if let Some(norm) = lijsten.norm(vandaag) {
        feiten.push(("Norm van de gemeente", format!("{}, sinds {}", norm.naam, lang(norm.geldig.van))));
    }
    feiten
}

/// `4 uur`, `2 uur en 30 minuten`.
pub(super) fn uren(minuten: i64) -> String {
    match (minuten / 60, minuten % 60) {
        (0, minuten) => format!("{minuten} minuten"),
        (uren, 0) => format!("{uren} uur"),
        (uren, minuten) => format!("{uren} uur en {minuten} minuten"),
    }
}

/// From what the due date was counted, and by which rule.
fn waarom(stand: &Contactstand, dossier: &Dossier, lijsten: &Lijsten) -> String {
    let segment = dossier.segmenteringen.last().map(|s| lijsten.naam(Codelijst::Segment, s.segment.as_str()));
    let volgens = match stand.regel.map(|regel| regel.herkomst) {
        Some(Herkomst::Maatwerk) => "volgens de afspraak op maat hieronder".to_owned(),
        Some(Herkomst::Ontheven) => "volgens de norm voor wie is ontheven van de arbeidsverplichting".to_owned(),
        Some(Herkomst::Norm) => segment.map_or_else(
            || "volgens de norm voor wie nog niet is ingedeeld".to_owned(),
            |segment| format!("volgens de norm voor het segment {segment}"),
        ),
        None => String::new(),
    };
    match stand.basis {
        Basis::LaatsteGesprek(dag) => {
            format!("Gerekend vanaf het laatste gesprek dat meetelt, op {}, {volgens}.", lang(dag))
        }
        Basis::Ingang(dag) => format!(
            "Gerekend vanaf het begin van de uitkering, op {}: sindsdien is er geen gesprek dat meetelt. De termijn is {volgens}.",
            lang(dag)
        ),
        Basis::GeenUitkering => "Er loopt geen uitkering, dus er hoeft geen gesprek te zijn.".to_owned(),
        Basis::EindeEerder(einde) => format!(
            "De uitkering loopt tot en met {}. Volgens de norm is er tot die dag geen gesprek meer nodig.",
            lang(einde)
        ),
        Basis::Gepauzeerd(sinds) => format!(
            "De uitkering is gepauzeerd vanaf {}. Zolang de pauze loopt hoeft er geen gesprek te zijn; komt de klant terug, dan telt de norm weer vanaf die dag.",
            lang(sinds)
        ),
        Basis::Ontheven => {
            "Deze klant is ontheven van de arbeidsverplichting, en de norm vraagt dan geen gesprek. Een afspraak op maat kan wel."
                .to_owned()
        }
        Basis::GeenNorm => "De gemeente heeft nog geen contactnorm vastgesteld.".to_owned(),
    }
}

/// Why the day is so far away, while an exemption holds for which the norm asks nothing.
fn ontheven(dossier: &Dossier, lijsten: &Lijsten, vandaag: Date) -> String {
    let periodes = dossier.ontheffingen.iter().filter(|ontheffing| ontheffing.verplichtingen.omvat_arbeid());
    let geldt = periodes
        .filter(|o| o.datum_ingang <= vandaag && o.datum_einde.is_none_or(|tot| tot >= vandaag))
        .max_by_key(|o| o.datum_einde.unwrap_or(Date::MAX));
    match geldt.and_then(|ontheffing| ontheffing.datum_einde) {
        Some(tot) if lijsten.norm(vandaag).is_some_and(|norm| norm.ontheven.is_none()) => format!(
            " Tot en met {} is deze klant ontheven van de arbeidsverplichting; de norm vraagt dan geen gesprek. Vindt u dat te \
             lang, maak dan een afspraak op maat.",
            lang(tot)
        ),
        _ => String::new(),
    }
}

fn regel(van: &MaatwerkVanKlant, lijsten: &Lijsten, vandaag: Date) -> Regel {
    let maatwerk = &van.maatwerk;
    let periode = maatwerk.periode;
    Regel {
        id: van.id.to_string(),
        versie: van.versie,
        wat: format!("{} per jaar, {}", maatwerk.gesprekken_per_jaar.per_jaar(), uren(maatwerk.minuten_per_jaar)),
        wanneer: periode.tot_en_met.map_or_else(
            || format!("vanaf {}", kort(periode.van)),
            |tot| format!("{} – {}", kort(periode.van), kort(tot)),
        ),
        door: lijsten.gebruiker(maatwerk.door).to_owned(),
        reden: maatwerk.reden.clone(),
        loopt: periode.tot_en_met.is_none_or(|tot| tot > vandaag),
    }
}
