//! Clients of Nadia el Amrani with a story of their own, so that whoever tries the demonstration, and the browser tests,
//! can find each situation by a name.

use domain::{
    dossier::Dossier,
    gesprek::{Gesprek, GesprekStand, Hersteltermijn, Kanaal, Partij, Uitnodiging},
    naam::Persoonsnaam,
};

use super::{
    super::{
        bevolking::{Omvang, Plek},
        dagen::{Dag, dag, datum, moment, van_datum, werkdag_tot, werkdag_vanaf, werkdagen_na},
        gegevens::{codelijsten::code, wijken},
        gesprekken::{Afspraak, Uitkomst},
        loopbaan::Maker,
        toeval::Soort,
    },
    verloop::dag_van,
};

/// What is going on with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Verhaal {
    /// Not spoken to for more than a year.
    ErnstigTeLaat,
    /// Invited, did not come; what happened was not recorded yet.
    NietVastgelegd,
    /// In a cure period that runs.
    Hersteltermijn,
    /// In a cure period that ends in a few days.
    TermijnBijnaOm,
    /// The cure period has passed.
    TermijnVoorbij,
    /// Handed over to lawfulness.
    Overgedragen,
    /// Moved, and confirmed.
    Verzet,
    /// Invited in Arabic.
    UitgenodigdArabisch,
    /// Invited in English.
    UitgenodigdEngels,
    /// Called off by the municipality; to be planned anew.
    AfgezegdDoorGemeente,
}

/// A client to show.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Persoon {
    /// The place in Nadia's caseload.
    plaats: u64,
    voornaam: &'static str,
    achternaam: &'static str,
    pub(in crate::demo) verhaal: Verhaal,
    /// What a newcomer reads about it.
    pub(in crate::demo) uitleg: &'static str,
}

impl Persoon {
    pub(in crate::demo) fn naam(&self) -> String {
        format!("{} {}", self.voornaam, self.achternaam)
    }
}

const fn persoon(
    plaats: u64,
    (voornaam, achternaam): (&'static str, &'static str),
    verhaal: Verhaal,
    uitleg: &'static str,
) -> Persoon {
    Persoon { plaats, voornaam, achternaam, verhaal, uitleg }
}

/// Their places have nothing in the diary of their own.
pub(in crate::demo) const PERSONEN: [Persoon; 12] = [
    persoon(30, ("Mehmet", "Karataş"), Verhaal::ErnstigTeLaat, "ruim een jaar niet gesproken, nog geen plan"),
    persoon(31, ("Anneke", "Bouwmeester"), Verhaal::ErnstigTeLaat, "ruim een jaar niet gesproken, nog geen plan"),
    persoon(32, ("Peter", "Zwart"), Verhaal::NietVastgelegd, "kwam niet; dat is nog niet vastgelegd"),
    persoon(33, ("Nurten", "Tekin"), Verhaal::NietVastgelegd, "kwam niet; dat is nog niet vastgelegd"),
    persoon(34, ("Rachida", "Bouazza"), Verhaal::Hersteltermijn, "kwam niet, de hersteltermijn loopt"),
    persoon(41, ("Tom", "Wouterse"), Verhaal::TermijnBijnaOm, "kwam niet, de hersteltermijn is bijna om"),
    persoon(35, ("Dennis", "Vermeer"), Verhaal::TermijnVoorbij, "de hersteltermijn is voorbij"),
    persoon(36, ("Sandra", "Kwakernaak"), Verhaal::Overgedragen, "overgedragen aan rechtmatigheid"),
    persoon(37, ("Ingrid", "Postma"), Verhaal::Verzet, "gesprek verzet en bevestigd"),
    persoon(38, ("Omar", "Shahin"), Verhaal::UitgenodigdArabisch, "uitgenodigd met een brief in het Arabisch"),
    persoon(40, ("Grace", "Boakye"), Verhaal::UitgenodigdEngels, "uitgenodigd met een brief in het Engels"),
    persoon(39, ("Joyce", "Wijngaarde"), Verhaal::AfgezegdDoorGemeente, "gesprek afgezegd, opnieuw te plannen"),
];

/// Conversations everybody of them had, by days before today.
const EERDER: [(i32, &str, i64); 4] = [
    (1_490, "klantbeeldgesprek", 180),
    (1_180, "participatiegesprek", 60),
    (840, "participatiegesprek", 45),
    (430, "klantbeeldgesprek", 180),
];

/// Who sits on a place of the caseload, in a town that is large enough.
pub(in crate::demo) fn op_plek(omvang: &Omvang, zandvoort: bool, plek: Option<Plek>) -> Option<Persoon> {
    let plek = plek.filter(|plek| !zandvoort && plek.klantmanager == 0 && omvang.eerste_caseload >= 60)?;
    PERSONEN.into_iter().find(|persoon| persoon.plaats == plek.plaats)
}

/// How long a benefit runs at least: long enough for what was said earlier.
pub(in crate::demo) const DAGEN: Dag = 2_000;

/// Gives somebody the name and the story.
pub(in crate::demo) fn vul(maker: &mut Maker<'_>, persoon: Persoon, dossier: &mut Dossier) {
    dossier.klant.naam = Persoonsnaam {
        voornamen: persoon.voornaam.to_owned(),
        voorvoegsel: String::new(),
        geslachtsnaam: persoon.achternaam.to_owned(),
    };
    let tolk = match persoon.verhaal {
        Verhaal::UitgenodigdArabisch => "Arabisch",
        Verhaal::UitgenodigdEngels => "Engels",
        _ => "",
    };
    let contact = wijken::schalkwijk(&mut maker.dobbel);
    dossier.klant.contact = domain::klant::Contact {
        telefoon: format!("06-0104{:04}", 3_000 + persoon.plaats),
        email: String::new(),
        tolk: tolk.to_owned(),
        ..contact
    };
    let vandaag = maker.vandaag();
    // Whoever is exempted has another norm.
    dossier.ontheffingen.retain(|ontheffing| !ontheffing.geldt_op(datum(vandaag)));
    dossier.gesprekken.retain(|gesprek| dag_van(gesprek) < dag(2019, 2, 1));
    let laatste = if persoon.verhaal == Verhaal::ErnstigTeLaat { 0 } else { 190 };
    let afspraken = EERDER.map(|(geleden, soort, duur)| Afspraak {
        dag: werkdag_tot(vandaag - geleden),
        minuut: 600,
        soort,
        duur,
        uitkomst: Uitkomst::Gevoerd,
    });
    let mut afspraken = afspraken.to_vec();
    if laatste > 0 {
        afspraken.push(Afspraak {
            dag: werkdag_tot(vandaag - laatste),
            minuut: 840,
            soort: "participatiegesprek",
            duur: 60,
            uitkomst: Uitkomst::Gevoerd,
        });
    }
    dossier.gesprekken.extend(maker.uitschrijven(afspraken));
    dossier.gesprekken.extend(nu(maker, persoon));
    for (volg, gesprek) in dossier.gesprekken.iter_mut().enumerate() {
        gesprek.id = maker.id(Soort::Gesprek, volg);
    }
    // The one that was moved is the one before it.
    if persoon.verhaal == Verhaal::Verzet
        && let [.., eerst, later] = dossier.gesprekken.as_mut_slice()
    {
        later.vorige = Some(eerst.id);
    }
}

/// A conversation by letter invited two weeks before.
fn gesprek(maker: &Maker<'_>, dag: Dag, minuut: i32, stand: GesprekStand) -> Gesprek {
    Gesprek {
        id: maker.id(Soort::Gesprek, 0),
        klant: maker.klant,
        klantmanager: maker.gebruiker(0),
        soort: code("participatiegesprek"),
        moment: moment(dag, minuut),
        duur_minuten: 60,
        plaats: "spreekkamer 2".to_owned(),
        tolk: String::new(),
        uitnodiging: Some(Uitnodiging {
            op: datum(werkdag_tot((dag - 14).min(maker.vandaag() - 1))),
            kanaal: Kanaal::Brief,
            bewijs: String::new(),
        }),
        bevestigd: None,
        vorige: None,
        te_houden_voor: None,
        teruggenomen: Vec::new(),
        stand,
        versie: 1,
    }
}

/// What is going on now.
fn nu(maker: &Maker<'_>, persoon: Persoon) -> Vec<Gesprek> {
    let vandaag = maker.vandaag();
    let toelichting = || "Niet gekomen en niets gehoord. Voicemail ingesproken.".to_owned();
    let termijn = |dag: Dag| Hersteltermijn::voorstel(datum(werkdag_vanaf(dag + 1)));
    match persoon.verhaal {
        Verhaal::ErnstigTeLaat => Vec::new(),
        Verhaal::NietVastgelegd => {
            let dag = werkdag_tot(vandaag - 24);
            // Nobody has two clients at one time.
            let minuut = if persoon.plaats.is_multiple_of(2) { 900 } else { 960 };
            vec![gesprek(maker, dag, minuut, GesprekStand::Uitgenodigd)]
        }
        Verhaal::Hersteltermijn | Verhaal::TermijnBijnaOm => {
            let geleden = if persoon.verhaal == Verhaal::Hersteltermijn { 8 } else { 13 };
            let dag = werkdag_tot(vandaag - geleden);
            vec![gesprek(
                maker,
                dag,
                870,
                GesprekStand::InHersteltermijn { toelichting: toelichting(), termijn: termijn(dag) },
            )]
        }
        Verhaal::TermijnVoorbij => {
            let dag = werkdag_tot(vandaag - 25);
            vec![gesprek(
                maker,
                dag,
                630,
                GesprekStand::InHersteltermijn { toelichting: toelichting(), termijn: termijn(dag) },
            )]
        }
        Verhaal::Overgedragen => {
            let dag = werkdag_tot(vandaag - 30);
            let termijn = termijn(dag);
            let op = datum(werkdag_vanaf(van_datum(termijn.einde) + 1).min(vandaag));
            vec![gesprek(maker, dag, 570, GesprekStand::NaarRechtmatigheid { toelichting: toelichting(), termijn, op })]
        }
        Verhaal::Verzet => {
            let toelichting = "Moet die dag met een kind naar het ziekenhuis. Belde zelf.".to_owned();
            let stand = GesprekStand::Verzet { door: Partij::Klant, toelichting };
            let (eerst, later) = (werkdagen_na(vandaag, 2), werkdagen_na(vandaag, 4));
            let bevestigd = Some(datum(werkdag_tot(vandaag - 1)));
            vec![
                gesprek(maker, eerst, 840, stand),
                Gesprek { bevestigd, ..gesprek(maker, later, 960, GesprekStand::Bevestigd) },
            ]
        }
        Verhaal::UitgenodigdArabisch => vec![gesprek(maker, werkdagen_na(vandaag, 9), 960, GesprekStand::Uitgenodigd)],
        Verhaal::UitgenodigdEngels => vec![gesprek(maker, werkdagen_na(vandaag, 11), 960, GesprekStand::Uitgenodigd)],
        Verhaal::AfgezegdDoorGemeente => {
            let toelichting = "De tolk en de spreekkamer waren niet beschikbaar. De klant is gebeld.".to_owned();
            let dag = werkdag_tot(vandaag - 3);
            let afgezegd = gesprek(maker, dag, 870, GesprekStand::Afgezegd { door: Partij::Gemeente, toelichting });
            let opnieuw = Gesprek {
                uitnodiging: None,
                plaats: String::new(),
                tolk: String::new(),
                ..gesprek(maker, werkdag_vanaf(vandaag + 6), 0, GesprekStand::TePlannen)
            };
            vec![afgezegd, opnieuw]
        }
    }
}
