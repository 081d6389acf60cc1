//! A scenario as a form: every number with its source beside it.

use analysis::capaciteit::{Aanname, Aftrek, Gegeven, Groep, Kosten, Scenario, Uren};
use domain::id::ScenarioId;
use jiff::civil::Date;

use super::vergelijking::getal;
use crate::web::getal::{lees_bron, lees_getal, lees_naam};
use crate::web::{Bezoek, Formulier, Keuze, Veld, veld::fouten};

/// What can be given.
const GEGEVEN: [(&str, &str); 5] = [
    ("norm", "Alleen de uren per klant"),
    ("caseload", "Een caseload"),
    ("fte", "Een aantal fte"),
    ("euro", "Een bedrag per jaar"),
    ("erbij", "Een bedrag per jaar erbij"),
];

/// The names of the fields of one group and of one deduction.
struct GroepNamen {
    naam: &'static str,
    klanten: &'static str,
    klanten_bron: &'static str,
    uren: &'static str,
    uren_bron: &'static str,
}

struct AftrekNamen {
    naam: &'static str,
    uren: &'static str,
    bron: &'static str,
}

macro_rules! groepnamen {
    ($($nummer:literal),+) => {
        [$(GroepNamen {
            naam: concat!("groep", $nummer, "_naam"),
            klanten: concat!("groep", $nummer, "_klanten"),
            klanten_bron: concat!("groep", $nummer, "_klanten_bron"),
            uren: concat!("groep", $nummer, "_uren"),
            uren_bron: concat!("groep", $nummer, "_uren_bron"),
        }),+]
    };
}

macro_rules! aftreknamen {
    ($($nummer:literal),+) => {
        [$(AftrekNamen {
            naam: concat!("aftrek", $nummer, "_naam"),
            uren: concat!("aftrek", $nummer, "_uren"),
            bron: concat!("aftrek", $nummer, "_bron"),
        }),+]
    };
}

const GROEPEN: [GroepNamen; 8] = groepnamen!(1, 2, 3, 4, 5, 6, 7, 8);
const AFTREK: [AftrekNamen; 5] = aftreknamen!(1, 2, 3, 4, 5);

/// A number and where it comes from.
pub(super) struct Paar {
    pub(super) waarde: Veld,
    pub(super) bron: Veld,
}

impl Paar {
    fn leeg(naam: &'static str, label: &str, bron: &'static str) -> Self {
        Self { waarde: Veld::new(naam, label), bron: Veld::new(bron, "Bron") }
    }

    fn met(self, aanname: &Aanname) -> Self {
        Self { waarde: self.waarde.met(getal(aanname.waarde, 4)), bron: self.bron.met(&aanname.bron) }
    }

    fn uit(self, formulier: &Formulier) -> Self {
        Self { waarde: self.waarde.uit(formulier), bron: self.bron.uit(formulier) }
    }

    fn lees(&mut self) -> Option<Aanname> {
        let waarde = lees_getal(&mut self.waarde);
        let bron = lees_bron(&mut self.bron);
        Some(Aanname { waarde: waarde?, bron: bron? })
    }
}

pub(super) struct GroepForm {
    pub(super) naam: Veld,
    pub(super) klanten: Paar,
    pub(super) uren: Paar,
}

impl GroepForm {
    fn leeg(namen: &GroepNamen) -> Self {
        Self {
            naam: Veld::new(namen.naam, "Groep"),
            klanten: Paar::leeg(namen.klanten, "Klanten", namen.klanten_bron),
            uren: Paar::leeg(namen.uren, "Uren begeleiding per klant per jaar", namen.uren_bron),
        }
    }

    fn met(self, groep: &Groep) -> Self {
        Self {
            naam: self.naam.met(&groep.naam),
            klanten: self.klanten.met(&groep.klanten),
            uren: self.uren.met(&groep.uren_begeleiding),
        }
    }

    fn uit(self, formulier: &Formulier) -> Self {
        Self { naam: self.naam.uit(formulier), klanten: self.klanten.uit(formulier), uren: self.uren.uit(formulier) }
    }

    fn velden(&self) -> [&Veld; 5] {
        [&self.naam, &self.klanten.waarde, &self.klanten.bron, &self.uren.waarde, &self.uren.bron]
    }

    fn is_leeg(&self) -> bool {
        self.velden().iter().all(|veld| veld.waarde.trim().is_empty())
    }

    fn lees(&mut self) -> Option<Groep> {
        let naam = lees_naam(&mut self.naam, "Vul in hoe deze groep heet, of maak de hele rij leeg.");
        let (klanten, uren) = (self.klanten.lees(), self.uren.lees());
        Some(Groep { naam: naam?, klanten: klanten?, uren_begeleiding: uren? })
    }
}

pub(super) struct AftrekForm {
    pub(super) naam: Veld,
    pub(super) uren: Paar,
}

impl AftrekForm {
    fn leeg(namen: &AftrekNamen) -> Self {
        Self { naam: Veld::new(namen.naam, "Waarvoor"), uren: Paar::leeg(namen.uren, "Uren per jaar", namen.bron) }
    }

    fn met(self, aftrek: &Aftrek) -> Self {
        let uren = Aanname { waarde: aftrek.uren, bron: aftrek.bron.clone() };
        Self { naam: self.naam.met(&aftrek.naam), uren: self.uren.met(&uren) }
    }

    fn uit(self, formulier: &Formulier) -> Self {
        Self { naam: self.naam.uit(formulier), uren: self.uren.uit(formulier) }
    }

    fn velden(&self) -> [&Veld; 3] {
        [&self.naam, &self.uren.waarde, &self.uren.bron]
    }

    fn is_leeg(&self) -> bool {
        self.velden().iter().all(|veld| veld.waarde.trim().is_empty())
    }

    fn lees(&mut self) -> Option<Aftrek> {
        let naam = lees_naam(&mut self.naam, "Vul in waar deze uren voor zijn, of maak de hele rij leeg.");
        let uren = self.uren.lees();
        let (naam, Aanname { waarde, bron }) = (naam?, uren?);
        Some(Aftrek { naam, uren: waarde, bron })
    }
}

/// The whole form.
pub(super) struct ScenarioForm {
    /// Given out with the form: sent twice, it is one.
    pub(super) id: ScenarioId,
    pub(super) naam: Veld,
    pub(super) toelichting: Veld,
    pub(super) peildatum: Veld,
    pub(super) gegeven: Veld,
    pub(super) gegeven_waarde: Veld,
    pub(super) gegeven_nu: Veld,
    pub(super) contract: Paar,
    pub(super) aftrek: Vec<AftrekForm>,
    pub(super) rechtmatigheid: Paar,
    pub(super) overhead: Paar,
    pub(super) kosten: Paar,
    pub(super) groepen: Vec<GroepForm>,
}

impl ScenarioForm {
    fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            naam: Veld::new("naam", "Naam"),
            toelichting: Veld::vrij("toelichting", "Waar het over gaat"),
            peildatum: Veld::new("peildatum", "Peildatum").uitleg("De dag waarvan de kosten gelden."),
            gegeven: Veld::new("gegeven", "Wat staat vast"),
            gegeven_waarde: Veld::vrij("gegeven_waarde", "Hoeveel")
                .uitleg("Fte, caseload of euro, naar wat u hiervoor koos."),
            gegeven_nu: Veld::vrij("gegeven_nu", "Caseload nu").uitleg("Alleen bij een bedrag erbij."),
            contract: Paar::leeg("contract", "Contracturen per fte per jaar", "contract_bron"),
            aftrek: AFTREK.iter().map(AftrekForm::leeg).collect(),
            rechtmatigheid: Paar::leeg(
                "rechtmatigheid",
                "Uren rechtmatigheid per klant per jaar",
                "rechtmatigheid_bron",
            ),
            overhead: Paar::leeg("overhead", "Overhead, als deel van de fte voor klanten", "overhead_bron"),
            kosten: Paar::leeg("kosten", "Kosten per fte per jaar, in euro", "kosten_bron"),
            groepen: GROEPEN.iter().map(GroepForm::leeg).collect(),
        }
    }

    /// One that is there. Of costs that change, those of its day are shown.
    pub(super) fn van(bezoek: &Bezoek, scenario: &Scenario) -> Self {
        let leeg = Self::leeg(bezoek);
        let (soort, waarde, nu) = match scenario.gegeven {
            Gegeven::Norm => ("norm", None, None),
            Gegeven::Fte(fte) => ("fte", Some(fte), None),
            Gegeven::Caseload(caseload) => ("caseload", Some(caseload), None),
            Gegeven::Euro(euro) => ("euro", Some(euro), None),
            Gegeven::Erbij { caseload, euro } => ("erbij", Some(euro), Some(caseload)),
        };
        let tekst = |waarde: Option<f64>| waarde.map_or_else(String::new, |waarde| getal(waarde, 4));
        let kosten = scenario.kosten_per_fte().map(|is| Aanname { waarde: is.euro, bron: is.bron.clone() });
        let mut aftrek = scenario.uren.aftrek.iter();
        let mut groepen = scenario.groepen.iter();
        Self {
            id: leeg.id,
            naam: leeg.naam.met(&scenario.naam),
            toelichting: leeg.toelichting.met(&scenario.toelichting),
            peildatum: leeg.peildatum.met(scenario.peildatum.to_string()),
            gegeven: leeg.gegeven.met(soort),
            gegeven_waarde: leeg.gegeven_waarde.met(tekst(waarde)),
            gegeven_nu: leeg.gegeven_nu.met(tekst(nu)),
            contract: leeg.contract.met(&scenario.uren.contract),
            aftrek: leeg
                .aftrek
                .into_iter()
                .map(|rij| match aftrek.next() {
                    Some(is) => rij.met(is),
                    None => rij,
                })
                .collect(),
            rechtmatigheid: leeg.rechtmatigheid.met(&scenario.uren.rechtmatigheid_per_klant),
            overhead: leeg.overhead.met(&scenario.uren.overhead),
            kosten: match kosten {
                Some(kosten) => leeg.kosten.met(&kosten),
                None => leeg.kosten,
            },
            groepen: leeg
                .groepen
                .into_iter()
                .map(|rij| match groepen.next() {
                    Some(groep) => rij.met(groep),
                    None => rij,
                })
                .collect(),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            naam: leeg.naam.uit(formulier),
            toelichting: leeg.toelichting.uit(formulier),
            peildatum: leeg.peildatum.uit(formulier),
            gegeven: leeg.gegeven.uit(formulier),
            gegeven_waarde: leeg.gegeven_waarde.uit(formulier),
            gegeven_nu: leeg.gegeven_nu.uit(formulier),
            contract: leeg.contract.uit(formulier),
            aftrek: leeg.aftrek.into_iter().map(|rij| rij.uit(formulier)).collect(),
            rechtmatigheid: leeg.rechtmatigheid.uit(formulier),
            overhead: leeg.overhead.uit(formulier),
            kosten: leeg.kosten.uit(formulier),
            groepen: leeg.groepen.into_iter().map(|rij| rij.uit(formulier)).collect(),
        }
    }

    /// The numbers of clients, counted in the file of today instead of what stood there; the hours of a group that was there stay.
    pub(super) fn tel(&mut self, geteld: &[(String, i64)], vandaag: Date) {
        let bron = format!("geteld in Klantbeeld op {}", domain::datum::lang(vandaag));
        let (passen, rest) = geteld.split_at(geteld.len().min(GROEPEN.len() - 1));
        let overig: i64 = rest.iter().map(|(_, aantal)| aantal).sum();
        let overig = (!rest.is_empty()).then(|| ("Overige klanten".to_owned(), overig));
        let geteld: Vec<&(String, i64)> = passen.iter().chain(&overig).collect();
        for (plaats, (naam, aantal)) in geteld.iter().enumerate() {
            let zelfde = self.groepen.iter().position(|rij| rij.naam.waarde.trim().eq_ignore_ascii_case(naam));
            if let Some(waar) = zelfde {
                self.groepen.swap(plaats, waar);
            }
            let namen = &GROEPEN[plaats];
            let uren = &self.groepen[plaats].uren;
            let uren = if zelfde.is_some() {
                (uren.waarde.waarde.clone(), uren.bron.waarde.clone())
            } else {
                Default::default()
            };
            let mut rij = GroepForm::leeg(namen);
            rij.naam = rij.naam.met(naam);
            rij.klanten.waarde = rij.klanten.waarde.met(aantal.to_string());
            rij.klanten.bron = rij.klanten.bron.met(&bron);
            rij.uren.waarde = rij.uren.waarde.met(uren.0);
            rij.uren.bron = rij.uren.bron.met(uren.1);
            self.groepen[plaats] = rij;
        }
        for (plaats, rij) in self.groepen.iter_mut().enumerate().skip(geteld.len()) {
            *rij = GroepForm::leeg(&GROEPEN[plaats]);
        }
    }

    /// The groups that are filled in, and one to add.
    pub(super) fn groepen_getoond(&self) -> &[GroepForm] {
        let vol = self.groepen.iter().rposition(|rij| !rij.is_leeg()).map_or(0, |laatste| laatste + 1);
        &self.groepen[..(vol + 1).min(self.groepen.len())]
    }

    /// The deductions that are filled in, and one to add.
    pub(super) fn aftrek_getoond(&self) -> &[AftrekForm] {
        let vol = self.aftrek.iter().rposition(|rij| !rij.is_leeg()).map_or(0, |laatste| laatste + 1);
        &self.aftrek[..(vol + 1).min(self.aftrek.len())]
    }

    pub(super) fn keuzes(&self) -> Vec<Keuze> {
        GEGEVEN.into_iter().map(|(code, naam)| Keuze::new(code, naam, &self.gegeven.waarde)).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let mut velden =
            vec![&self.naam, &self.toelichting, &self.peildatum, &self.gegeven, &self.gegeven_waarde, &self.gegeven_nu];
        velden.extend(self.groepen.iter().flat_map(GroepForm::velden));
        velden.extend([&self.contract.waarde, &self.contract.bron]);
        velden.extend(self.aftrek.iter().flat_map(AftrekForm::velden));
        for paar in [&self.rechtmatigheid, &self.overhead, &self.kosten] {
            velden.extend([&paar.waarde, &paar.bron]);
        }
        fouten(&velden)
    }

    /// The scenario; every error at once, each at its field.
    pub(super) fn lees(&mut self) -> Option<Scenario> {
        let naam = lees_naam(&mut self.naam, "Geef dit scenario een naam.");
        if self.toelichting.waarde.chars().count() > 1_000 {
            self.toelichting.afkeuren("Deze toelichting is te lang. Gebruik hooguit 1.000 tekens.");
        }
        let peildatum = self.peildatum.datum("Vul een datum in, bijvoorbeeld 1-7-2026.");
        let gegeven = self.lees_gegeven();
        let groepen: Vec<Option<Groep>> =
            self.groepen.iter_mut().filter(|rij| !rij.is_leeg()).map(GroepForm::lees).collect();
        if groepen.is_empty() {
            self.groepen[0].naam.afkeuren("Vul minstens één groep klanten in.");
        }
        let contract = self.contract.lees();
        let aftrek: Vec<Option<Aftrek>> =
            self.aftrek.iter_mut().filter(|rij| !rij.is_leeg()).map(AftrekForm::lees).collect();
        let (rechtmatigheid, overhead) = (self.rechtmatigheid.lees(), self.overhead.lees());
        let kosten = self.kosten.lees();
        if !self.fouten().is_empty() {
            return None;
        }
        let (peildatum, kosten) = (peildatum?, kosten?);
        let scenario = Scenario {
            naam: naam?,
            toelichting: self.toelichting.waarde.trim().to_owned(),
            peildatum,
            gegeven: gegeven?,
            uren: Uren {
                contract: contract?,
                aftrek: aftrek.into_iter().collect::<Option<_>>()?,
                rechtmatigheid_per_klant: rechtmatigheid?,
                overhead: overhead?,
            },
            kosten: vec![Kosten { vanaf: peildatum, euro: kosten.waarde, bron: kosten.bron }],
            groepen: groepen.into_iter().collect::<Option<_>>()?,
        };
        match scenario.toets() {
            Ok(()) => Some(scenario),
            Err(geweigerd) => {
                self.gegeven.afkeuren(crate::web::woorden::zin(&geweigerd.to_string()));
                None
            }
        }
    }

    fn lees_gegeven(&mut self) -> Option<Gegeven> {
        let soort = self.gegeven.waarde.clone();
        if soort == "norm" {
            return Some(Gegeven::Norm);
        }
        let waarde = lees_getal(&mut self.gegeven_waarde);
        match soort.as_str() {
            "fte" => waarde.map(Gegeven::Fte),
            "caseload" => waarde.map(Gegeven::Caseload),
            "euro" => waarde.map(Gegeven::Euro),
            "erbij" => {
                let caseload = lees_getal(&mut self.gegeven_nu);
                Some(Gegeven::Erbij { caseload: caseload?, euro: waarde? })
            }
            _ => {
                self.gegeven.afkeuren("Kies wat vaststaat.");
                None
            }
        }
    }
}
