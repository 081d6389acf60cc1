//! The picture of a client, drawn after each klantbeeldgesprek: the last versions of whoever receives a benefit.

use std::collections::BTreeMap;

use domain::{
    dossier::Dossier,
    gesprek::GesprekStand,
    klantbeeld::{Klantbeeld, Leefgebied, Taalbeheersing, Taalniveau, Trede},
    uitkering::UitkeringStand,
};
use jiff::SignedDuration;
use storage::klantbeeld::Vastgelegd;

use super::{
    super::{
        bevolking::Bevolking,
        johan,
        loopbaan::SEGMENTEN,
        toeval::{Dobbel, meng},
    },
    verloop::dag_van,
};

/// The picture is kept since klantbeeldgesprekken of about four years ago, and of each client the last ones.
const DAGEN: i32 = 1_500;
const HOOGSTENS: usize = 2;

const TALENTEN: [&str; 10] = [
    "Geduldig en precies. Maakt af waar hij of zij aan begint.",
    "Handig: repareert fietsen voor de hele straat.",
    "Kan goed met kinderen omgaan en leest voor op school.",
    "Kookt voor grote groepen en weet van plannen.",
    "Legt makkelijk contact en stelt anderen op hun gemak.",
    "Sterk in cijfers, houdt de boekhouding van de moestuin bij.",
    "Werkt graag met de handen en buiten.",
    "Rustig in drukke situaties.",
    "Leert snel door mee te kijken.",
    "Spreekt meer talen en tolkt voor buren.",
];
const WERK: [&str; 10] = [
    "Vier jaar in de schoonmaak, laatst op een kantoor in Hoofddorp.",
    "Medewerker in een magazijn, met heftruckcertificaat.",
    "Zes jaar in een bakkerij, gestopt toen de zaak sloot.",
    "Thuiszorg, drie jaar, via een uitzendbureau.",
    "Lasser geweest, daarna losse baantjes.",
    "Eigen winkel in stoffen gehad.",
    "Afwas en bediening in de horeca.",
    "Nog geen betaald werk gehad. Wel stage in een kinderdagverblijf.",
    "Chauffeur op een bestelbus.",
    "Docent in het land van herkomst, in Nederland vrijwilliger op een school.",
];
const OPLEIDING: [&str; 8] = [
    "Vmbo, diploma 2009.",
    "Mbo niveau 2, verkoop.",
    "Basisschool en enkele jaren middelbare school in het land van herkomst.",
    "Mbo niveau 3, verzorgende. Diploma gehaald.",
    "Havo, geen diploma. Rijbewijs B.",
    "Universitaire opleiding; het diploma is gewaardeerd als bachelor.",
    "Praktijkonderwijs.",
    "Mbo niveau 1, entree. Vca behaald.",
];
const WENSEN: [[&str; 3]; 3] = [
    [
        "Zo snel mogelijk weer aan het werk, het liefst overdag.",
        "Een vast contract, zodat de huur zeker is.",
        "Een baan met kans om door te leren.",
    ],
    [
        "Halve dagen beginnen en dan rustig uitbreiden.",
        "Beter Nederlands leren en daarna een opleiding in de zorg.",
        "Een proefplaats om te zien wat lukt.",
    ],
    [
        "Vaker onder de mensen zijn.",
        "Meer rust thuis en een vast ritme in de week.",
        "Iets doen voor de buurt, op een eigen tempo.",
    ],
];
const BELEMMERINGEN: [(Leefgebied, &str); 7] = [
    (Leefgebied::Schulden, "Er zijn schulden. Schulddienstverlening helpt; dat geeft rust."),
    (Leefgebied::Schulden, "Maakt zich zorgen over geld. Nog geen hulp."),
    (Leefgebied::Gezondheid, "Kan niet lang staan en niet zwaar tillen. Zittend werk kan wel."),
    (Leefgebied::Gezondheid, "Is snel moe. Een paar uur per dag lukt."),
    (Leefgebied::Taal, "Spreken gaat, schrijven is nog moeilijk."),
    (Leefgebied::Zorgtaken, "Zorgt voor de kinderen. Opvang is er op maandag en donderdag."),
    (Leefgebied::Wonen, "Woont tijdelijk bij familie en zoekt woonruimte."),
];
/// What the step of the ladder rests on, from 1 to 6.
const TREDEN: [&str; 6] = [
    "Komt weinig buiten en ziet bijna niemand.",
    "Ziet familie en buren, doet verder nergens aan mee.",
    "Gaat elke week naar een groep in de wijk.",
    "Doet een paar uur per week vrijwilligerswerk.",
    "Werkt enkele uren met begeleiding.",
    "Werkt in deeltijd naast de uitkering.",
];

/// The versions of a client's picture, the oldest first.
pub(in crate::demo) fn klantbeelden(bevolking: &Bevolking, dossier: &Dossier, nummer: u64) -> Vec<Vastgelegd> {
    if dossier.uitkeringen.last().is_none_or(|uitkering| uitkering.stand != UitkeringStand::Lopend) {
        return Vec::new();
    }
    let sinds = bevolking.vandaag - DAGEN;
    let zulke = dossier.gesprekken.iter().filter(|gesprek| {
        matches!(gesprek.stand, GesprekStand::Gevoerd(_))
            && gesprek.soort.as_str() == "klantbeeldgesprek"
            && dag_van(gesprek) > sinds
    });
    let mut gesprekken: Vec<_> = zulke.collect();
    if gesprekken.is_empty() {
        return Vec::new();
    }
    gesprekken.drain(..gesprekken.len().saturating_sub(HOOGSTENS));
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 540), nummer);
    let huidig = dossier.segmenteringen.last().map_or("", |segmentering| segmentering.segment.as_str());
    let segment = SEGMENTEN.iter().position(|code| *code == huidig).unwrap_or(1);
    let laatste = if johan::is_johan(dossier) { van_johan() } else { beeld(dossier, segment, &mut dobbel) };
    let eerste = (gesprekken.len() > 1).then(|| eerder(&laatste));
    let versies = eerste.into_iter().chain(std::iter::once(laatste));
    gesprekken
        .iter()
        .zip(versies)
        .zip(1..)
        .map(|((gesprek, beeld), versie)| Vastgelegd {
            versie,
            beeld,
            door: gesprek.klantmanager,
            op: gesprek.moment + SignedDuration::from_mins(gesprek.duur_minuten + 10),
        })
        .collect()
}

fn beeld(dossier: &Dossier, segment: usize, dobbel: &mut Dobbel) -> Klantbeeld {
    let tolk = dossier.klant.contact.tolk.as_str();
    let nederlands = if tolk.is_empty() {
        dobbel.gewogen(&[(70, Taalniveau::Moedertaal), (12, Taalniveau::B2), (12, Taalniveau::B1), (6, Taalniveau::A2)])
    } else {
        dobbel.gewogen(&[(20, Taalniveau::Geen), (35, Taalniveau::A1), (35, Taalniveau::A2), (10, Taalniveau::B1)])
    };
    let taal = |taal: &str, niveau| Taalbeheersing { taal: taal.to_owned(), niveau };
    let mut talen = vec![taal("Nederlands", nederlands)];
    if !tolk.is_empty() {
        talen.push(taal(tolk, Taalniveau::Moedertaal));
    }
    if dobbel.kans(40) && tolk != "Engels" {
        talen.push(taal("Engels", dobbel.gewogen(&[(3, Taalniveau::A2), (3, Taalniveau::B1), (1, Taalniveau::B2)])));
    }
    let trede = dobbel.gewogen(match segment {
        0 => &[(2, 3_usize), (4, 4), (2, 5), (2, 6)],
        1 => &[(2, 2), (4, 3), (4, 4), (1, 5)],
        _ => &[(3, 1), (5, 2), (3, 3), (1, 4)],
    });
    Klantbeeld {
        talenten: (*dobbel.kies(&TALENTEN)).to_owned(),
        werkervaring: (*dobbel.kies(&WERK)).to_owned(),
        opleiding: (*dobbel.kies(&OPLEIDING)).to_owned(),
        talen,
        wensen: (*dobbel.kies(&WENSEN[segment])).to_owned(),
        belemmeringen: (0..segment + usize::from(dobbel.kans(40)))
            .map(|_| *dobbel.kies(&BELEMMERINGEN))
            .map(|(gebied, tekst)| (gebied, tekst.to_owned()))
            .collect(),
        trede: op_trede(trede),
        trede_waarom: TREDEN[trede - 1].to_owned(),
    }
}

fn op_trede(nummer: usize) -> Option<Trede> {
    i64::try_from(nummer).ok().and_then(|nummer| Trede::try_from(nummer).ok())
}

/// What was known a conversation earlier: less, and a step lower.
fn eerder(later: &Klantbeeld) -> Klantbeeld {
    let trede = later.trede.map_or(1, |trede| usize::from(trede.nummer()).saturating_sub(1).max(1));
    Klantbeeld {
        talenten: String::new(),
        wensen: String::new(),
        trede: op_trede(trede),
        trede_waarom: TREDEN[trede - 1].to_owned(),
        ..later.clone()
    }
}

fn van_johan() -> Klantbeeld {
    Klantbeeld {
        talenten: "Groene vingers. Werkt rustig door en let op anderen in de groep.".to_owned(),
        werkervaring: "Twaalf jaar hovenier. Sinds vorig jaar een dag per week in de buurttuin.".to_owned(),
        opleiding: "Mbo niveau 2, groen. Rijbewijs B.".to_owned(),
        talen: vec![Taalbeheersing { taal: "Nederlands".to_owned(), niveau: Taalniveau::Moedertaal }],
        wensen: "Weer buiten werken. Eerst halve dagen, daarna meer.".to_owned(),
        belemmeringen: BTreeMap::from([
            (Leefgebied::Schulden, "Er loopt een schuldregeling. Dat gaat goed.".to_owned()),
            (Leefgebied::Gezondheid, "Kan niet zwaar tillen en niet lang bukken.".to_owned()),
        ]),
        trede: op_trede(3),
        trede_waarom: "Helpt elke week in de buurttuin.".to_owned(),
    }
}
