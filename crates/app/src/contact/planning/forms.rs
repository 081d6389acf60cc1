//! What conversations, in which period.

use domain::{
    codelijst::{Code, Codelijst},
    datum::{dagen_tussen, plus_dagen},
    gebruiker::{Gebruiker, Rol},
    gesprek::gebruikelijke_duur,
    id::GebruikerId,
    kwartaal::Kwartaal,
};
use jiff::civil::Date;

use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Veld, veld::fouten};

/// The lengths to choose from, in minutes; the first follows the kind.
const DUREN: [(&str, &str); 8] = [
    ("", "zoals gebruikelijk"),
    ("15", "15 minuten"),
    ("30", "30 minuten"),
    ("45", "45 minuten"),
    ("60", "1 uur"),
    ("90", "anderhalf uur"),
    ("120", "2 uur"),
    ("180", "3 uur"),
];
/// A period longer than half a year is no period to plan in, but a slip of the pen.
const LANGSTE_PERIODE: i64 = 183;
/// Nobody holds more conversations a day.
const MEESTE_PER_DAG: usize = 12;
/// An invitation takes about a week to be written, to arrive and to be answered.
const AANLOOP: i64 = 7;

/// The first day for which invitations still arrive in time; on a weekend nobody is planned in.
fn eerste_dag(vandaag: Date) -> Date {
    let dag = plus_dagen(vandaag, AANLOOP);
    let weekdag = i64::from(dag.weekday().to_monday_zero_offset());
    if weekdag > 4 { plus_dagen(dag, 7 - weekdag) } else { dag }
}

/// Whose diary the visitor may fill: the own one, and for a teamleider those of the team.
pub(super) fn klantmanagers<'a>(bezoek: &Bezoek, lijsten: &'a Lijsten) -> Vec<&'a Gebruiker> {
    let ik = bezoek.gebruiker();
    let mag = |ander: &&Gebruiker| match ik.rol {
        Rol::Teamleider if ander.id != ik.id => {
            ander.rol == Rol::Klantmanager && ander.team.is_some() && ander.team == ik.team
        }
        _ => ander.id == ik.id,
    };
    lijsten.gebruikers.iter().filter(|ander| ander.actief).filter(mag).collect()
}

pub(super) struct PlanForm {
    pub(super) klantmanager: Veld,
    pub(super) soort: Veld,
    pub(super) duur: Veld,
    pub(super) plaats: Veld,
    pub(super) kamers: Veld,
    pub(super) van: Veld,
    pub(super) tot: Veld,
    pub(super) per_dag: Veld,
    pub(super) tolk: Veld,
}

/// What is to be planned.
pub(super) struct Plan {
    pub(super) klantmanager: GebruikerId,
    pub(super) soort: Code,
    pub(super) duur_minuten: i64,
    pub(super) plaats: String,
    /// How many rooms there are at the place; `None`: they are not counted.
    pub(super) kamers: Option<u16>,
    pub(super) van: Date,
    pub(super) tot_en_met: Date,
    pub(super) per_dag: usize,
    pub(super) tolk: TolkKeuze,
}

/// Whether an interpreter comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TolkKeuze {
    /// For whoever has one in the file, in that language.
    Dossier,
    /// For nobody.
    Geen,
    /// For everybody, in this language.
    Taal(String),
}

impl TolkKeuze {
    /// The language for a client whose file says this.
    pub(super) fn voor(&self, dossier: &str) -> String {
        match self {
            Self::Dossier => dossier.to_owned(),
            Self::Geen => String::new(),
            Self::Taal(taal) => taal.clone(),
        }
    }
}

impl PlanForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        let van = eerste_dag(vandaag);
        Self {
            klantmanager: Veld::new("klantmanager", "Klantmanager").uitleg("In wiens agenda, met wiens klanten."),
            soort: Veld::new("soort", "Soort gesprek").met("participatiegesprek"),
            duur: Veld::vrij("duur", "Duur").uitleg(
                "Gebruikelijk: klantbeeldgesprek 3 uur, poortgesprek anderhalf uur, rechtmatigheidsgesprek drie kwartier, \
                 telefoongesprek een kwartier, andere gesprekken 1 uur.",
            ),
            plaats: Veld::vrij("plaats", "Plaats").uitleg("Kamer, adres of telefoon; voor alle gesprekken dezelfde."),
            kamers: Veld::vrij("kamers", "Aantal kamers op deze plaats")
                .uitleg(
                "Dan plant Klantbeeld hier in een uur niet meer gesprekken dan er kamers zijn; wat collega's op deze plaats hebben, \
                 telt mee. Alleen hier: wie een gesprek apart plant of verzet, krijgt geen melding dat de kamers bezet zijn.",
            ),
            van: Veld::new("van", "Eerste dag").uitleg("Reken een week voor de uitnodiging.").met(van.to_string()),
            tot: Veld::new("tot", "Laatste dag").met(plus_dagen(van, 27).to_string()),
            per_dag: Veld::new("per_dag", "Gesprekken per dag, hooguit")
                .uitleg("Wat al in de agenda staat, telt mee.")
                .met("4"),
            tolk: Veld::vrij("tolk", "Tolk").uitleg(
                "Leeg: zoals bij elke klant staat. Vul anders 'geen' in, of de taal van een tolk die er de hele tijd bij is.",
            ),
        }
    }

    /// With what was sent; what was not sent keeps what is usual.
    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        let gestuurd = |naam: &str| formulier.velden().iter().any(|(key, _)| key == naam);
        let uit = |veld: Veld| if gestuurd(veld.naam) { veld.uit(formulier) } else { veld };
        Self {
            klantmanager: uit(leeg.klantmanager),
            soort: uit(leeg.soort),
            duur: uit(leeg.duur),
            plaats: uit(leeg.plaats),
            kamers: uit(leeg.kamers),
            van: uit(leeg.van),
            tot: uit(leeg.tot),
            per_dag: uit(leeg.per_dag),
            tolk: uit(leeg.tolk),
        }
    }

    /// The same for a whole quarter: thirteen weeks from the week of the first day, which is all that is asked. Proposed is the first Monday
    /// for which invitations still arrive in time.
    pub(super) fn kwartaal(formulier: &Formulier, vandaag: Date) -> Self {
        let mut form = Self::uit(formulier, vandaag);
        "Vanaf".clone_into(&mut form.van.label);
        form.van.uitleg = Some(
            "Er wordt gepland in dertien weken, vanaf de week van deze dag. Reken een week voor de eerste uitnodigingen.".to_owned(),
        );
        let eerste = eerste_dag(vandaag);
        if !formulier.velden().iter().any(|(naam, _)| naam == "van") {
            let deze = Kwartaal::vanaf(eerste).dagen(1).0;
            form.van.waarde = if deze < eerste { plus_dagen(deze, 7) } else { deze }.to_string();
        }
        // Of a day that is none the page says so; the last day goes by it, and must not be wrong as well.
        let van = domain::datum::lees(form.van.waarde.trim()).filter(|van| *van > vandaag).unwrap_or(eerste);
        form.tot.waarde = Kwartaal::vanaf(van).laatste_dag().to_string();
        form
    }

    pub(super) fn soorten(&self, lijsten: &Lijsten, dag: Date) -> Vec<Keuze> {
        lijsten.keuzes(Codelijst::SoortGesprek, dag, &self.soort.waarde)
    }

    pub(super) fn duren(&self) -> Vec<Keuze> {
        DUREN.into_iter().map(|(code, naam)| Keuze::new(code, naam, &self.duur.waarde)).collect()
    }

    pub(super) fn keuzes(&self, bezoek: &Bezoek, lijsten: &Lijsten) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Kies een klantmanager", &self.klantmanager.waarde)];
        let mensen = klantmanagers(bezoek, lijsten).into_iter();
        keuzes.extend(mensen.map(|g| Keuze::new(&g.id.to_string(), &g.naam, &self.klantmanager.waarde)));
        keuzes
    }

    /// Whose caseload is meant. Who leads no team plans in the own diary, whatever the list showed.
    pub(super) fn wie(&self, bezoek: &Bezoek, lijsten: &Lijsten) -> Option<GebruikerId> {
        if bezoek.gebruiker().rol != Rol::Teamleider {
            return Some(bezoek.gebruiker().id);
        }
        let id: GebruikerId = self.klantmanager.waarde.parse().ok()?;
        klantmanagers(bezoek, lijsten).into_iter().find(|ander| ander.id == id).map(|ander| ander.id)
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[
            &self.klantmanager,
            &self.soort,
            &self.duur,
            &self.plaats,
            &self.kamers,
            &self.van,
            &self.tot,
            &self.per_dag,
            &self.tolk,
        ])
    }

    /// Every error at once, each at its field.
    pub(super) fn lees(&mut self, bezoek: &Bezoek, lijsten: &Lijsten) -> Option<Plan> {
        let vandaag = bezoek.vandaag;
        let klantmanager = self.wie(bezoek, lijsten);
        if klantmanager.is_none() {
            self.klantmanager.afkeuren("Kies een klantmanager uit uw team.");
        }
        let known = |text: &str| {
            lijsten.geldig(Codelijst::SoortGesprek, vandaag).find(|i| i.code.as_str() == text).map(|i| i.code.clone())
        };
        let soort = self.soort.lees(known, "Kies een soort gesprek uit de lijst.");
        let duur = if self.duur.waarde.is_empty() {
            soort.as_ref().map(gebruikelijke_duur)
        } else {
            let lengte = |text: &str| text.parse::<i64>().ok().filter(|minuten| (5..=480).contains(minuten));
            self.duur.lees(lengte, "Kies hoe lang een gesprek duurt.")
        };
        if self.plaats.waarde.chars().count() > 200 {
            self.plaats.afkeuren("De plaats is te lang. Gebruik hooguit 200 tekens.");
        }
        let kamers = match self.kamers.waarde.trim() {
            "" => None,
            text => text.parse::<u16>().ok().filter(|aantal| (1..=500).contains(aantal)),
        };
        if kamers.is_none() && !self.kamers.waarde.trim().is_empty() {
            self.kamers.afkeuren("Vul een getal van 1 tot en met 500 in, of laat dit leeg.");
        } else if kamers.is_some() && self.plaats.waarde.trim().is_empty() {
            self.kamers.afkeuren("Vul ook de plaats in waar deze kamers zijn.");
        }
        let (van, tot) = self.periode(vandaag);
        let aantal = |text: &str| text.parse::<usize>().ok().filter(|aantal| (1..=MEESTE_PER_DAG).contains(aantal));
        let per_dag = self.per_dag.lees(aantal, "Vul een getal van 1 tot en met 12 in.");
        let tolk = match self.tolk.waarde.trim() {
            "" => TolkKeuze::Dossier,
            geen if geen.eq_ignore_ascii_case("geen") => TolkKeuze::Geen,
            taal => TolkKeuze::Taal(taal.to_owned()),
        };
        if self.tolk.waarde.chars().count() > 60 {
            self.tolk.afkeuren("Dit is te lang. Vul alleen de taal in, in hooguit 60 tekens.");
        }
        if !self.fouten().is_empty() {
            return None;
        }
        Some(Plan {
            klantmanager: klantmanager?,
            soort: soort?,
            duur_minuten: duur?,
            plaats: self.plaats.waarde.trim().to_owned(),
            kamers,
            van: van?,
            tot_en_met: tot?,
            per_dag: per_dag?,
            tolk,
        })
    }

    fn periode(&mut self, vandaag: Date) -> (Option<Date>, Option<Date>) {
        let geen_datum = "Vul een bestaande datum in, bijvoorbeeld 14-12-2026.";
        let (van, tot) = (self.van.datum(geen_datum), self.tot.datum(geen_datum));
        if van.is_some_and(|van| van <= vandaag) {
            self.van.afkeuren("Kies morgen of later; wie vandaag moet komen, plant u apart.");
        } else if van.is_some_and(|van| dagen_tussen(vandaag, van) > 365) {
            self.van.afkeuren("Dit ligt meer dan een jaar vooruit. Controleer het jaar.");
        }
        if let (Some(van), Some(tot)) = (van, tot) {
            if tot <= vandaag {
                self.tot.afkeuren("Deze dag is al voorbij. Kies een latere laatste dag.");
            } else if tot < van {
                self.tot.afkeuren("De laatste dag ligt vóór de eerste.");
            } else if dagen_tussen(van, tot) > LANGSTE_PERIODE {
                self.tot.afkeuren("Deze periode is langer dan een half jaar. Kies een eerdere laatste dag.");
            }
        }
        (van, tot)
    }
}
