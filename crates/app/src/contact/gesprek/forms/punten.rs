//! What is agreed, row by row: what, who, before when.

use domain::{
    datum::{lang, plus_maanden},
    gesprek::{Actiepunt, MEESTE_ACTIEPUNTEN, Verslag},
    id::ActiepuntId,
    plan::{StapStand, Wie},
};
use jiff::civil::Date;

use crate::web::{Bezoek, Formulier, Keuze, Veld, conflict::Vergelijking, woorden::hoofdletter};

/// The names of the fields of one row.
struct Namen {
    id: &'static str,
    wat: &'static str,
    wie: &'static str,
    ander: &'static str,
    voor: &'static str,
}

macro_rules! namen {
    ($($nummer:literal),+) => {
        [$(Namen {
            id: concat!("afspraak", $nummer, "_id"),
            wat: concat!("afspraak", $nummer, "_wat"),
            wie: concat!("afspraak", $nummer, "_wie"),
            ander: concat!("afspraak", $nummer, "_ander"),
            voor: concat!("afspraak", $nummer, "_voor"),
        }),+]
    };
}

const NAMEN: [Namen; MEESTE_ACTIEPUNTEN] = namen!(1, 2, 3, 4, 5, 6);

/// How many rows an empty form has.
const RIJEN: usize = 1;

/// The hidden field that says how many rows there are.
const AANTAL: &str = "afspraakrijen";

/// Whether a field belongs to the rows.
pub(in crate::contact::gesprek) fn is_veld(naam: &str) -> bool {
    naam == AANTAL || NAMEN.iter().any(|n| [n.id, n.wat, n.wie, n.ander, n.voor].contains(&naam))
}

/// Agreements as the fields of their form.
pub(in crate::contact::gesprek) fn velden(punten: &[Actiepunt]) -> Vec<(String, String)> {
    let veld = |naam: &str, waarde: String| (naam.to_owned(), waarde);
    NAMEN
        .iter()
        .zip(punten)
        .flat_map(|(namen, punt)| {
            [
                veld(namen.id, punt.id.to_string()),
                veld(namen.wat, punt.wat.clone()),
                veld(namen.wie, punt.wie.code().to_owned()),
                veld(namen.ander, punt.wie.naam().to_owned()),
                veld(namen.voor, punt.voor.to_string()),
            ]
        })
        .collect()
}

/// One row.
pub(in crate::contact::gesprek) struct PuntForm {
    /// Given out with the form: sent twice, it is one agreement.
    pub(in crate::contact::gesprek) id: Veld,
    pub(in crate::contact::gesprek) wat: Veld,
    pub(in crate::contact::gesprek) wie: Veld,
    pub(in crate::contact::gesprek) ander: Veld,
    pub(in crate::contact::gesprek) voor: Veld,
}

impl PuntForm {
    fn leeg(bezoek: &Bezoek, namen: &Namen) -> Self {
        let id: ActiepuntId = bezoek.app.omgeving.nieuw_id();
        Self {
            id: Veld::vrij(namen.id, "").met(id.to_string()),
            wat: Veld::new(namen.wat, "Wat"),
            wie: Veld::new(namen.wie, "Wie doet dit").met("klant"),
            ander: Veld::vrij(namen.ander, "Wie anders"),
            voor: Veld::new(namen.voor, "Uiterlijk op"),
        }
    }

    fn uit(bezoek: &Bezoek, namen: &Namen, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek, namen);
        let or_else = |veld: Veld| if formulier.tekst(veld.naam).is_empty() { veld } else { veld.uit(formulier) };
        Self {
            id: or_else(leeg.id),
            wat: leeg.wat.uit(formulier),
            wie: or_else(leeg.wie),
            ander: leeg.ander.uit(formulier),
            voor: leeg.voor.uit(formulier),
        }
    }

    /// Nothing was typed: the row does not count.
    fn is_leeg(&self) -> bool {
        [&self.wat, &self.ander, &self.voor].into_iter().all(|veld| veld.waarde.trim().is_empty())
    }

    /// Whether this agreement stood with the conversation, with this day.
    fn stond_er(&self, dag: Date, bekend: &[Actiepunt]) -> bool {
        let id = self.id.waarde.parse().ok();
        bekend.iter().any(|punt| Some(punt.id) == id && punt.voor == dag)
    }

    fn velden(&self) -> [&Veld; 4] {
        [&self.wat, &self.wie, &self.ander, &self.voor]
    }

    /// `Afspraak 2`, as it stands above its fields.
    pub(in crate::contact::gesprek) fn titel(&self) -> String {
        let place = NAMEN.iter().position(|namen| namen.wat == self.wat.naam).unwrap_or_default();
        format!("Afspraak {}", place + 1)
    }

    pub(in crate::contact::gesprek) fn wie_keuzes(&self) -> Vec<Keuze> {
        Wie::KEUZES.into_iter().map(|(code, naam)| Keuze::new(code, &hoofdletter(naam), &self.wie.waarde)).collect()
    }

    /// `bekend` are the agreements that stand with the conversation already, or did before the report was taken back: of these the day
    /// may have passed.
    fn lees(&mut self, bezoek: &Bezoek, bekend: &[Actiepunt]) -> Option<Actiepunt> {
        let wat =
            self.wat.lees(|text| (!text.is_empty()).then(|| text.to_owned()), "Schrijf op wat er is afgesproken.");
        if self.wat.waarde.chars().count() > 500 {
            self.wat.afkeuren("Deze afspraak is te lang. Gebruik hooguit 500 tekens.");
        }
        let naam = self.ander.waarde.trim().to_owned();
        let wie = self.wie.lees(|code| Wie::van(code, &naam), "Kies wie dit doet.");
        if wie == Some(Wie::Ander(String::new())) {
            self.ander.afkeuren("Vul in wie dit doet.");
        } else if wie.is_some() && !naam.is_empty() && !matches!(wie, Some(Wie::Ander(_))) {
            self.wie.afkeuren("U vulde een naam in. Kies hier iemand anders, of haal de naam weg.");
        }
        if naam.chars().count() > 100 {
            self.ander.afkeuren("Deze naam is te lang. Gebruik hooguit 100 tekens.");
        }
        let voor = self.voor.datum("Vul in voor welke datum dit gedaan is, bijvoorbeeld 14-12-2026.");
        let (vroegst, laatst) = (plus_maanden(bezoek.vandaag, -24), plus_maanden(bezoek.vandaag, 60));
        if voor.is_some_and(|dag| dag < vroegst || dag > laatst) {
            self.voor.afkeuren("Deze datum ligt jaren weg. Controleer het jaar.");
        } else if voor.is_some_and(|dag| dag < bezoek.vandaag && !self.stond_er(dag, bekend)) {
            self.voor.afkeuren("Deze datum is al voorbij. Kies vandaag of een latere dag.");
        }
        if self.velden().iter().any(|veld| veld.fout.is_some()) {
            return None;
        }
        let id = self.id.waarde.parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        Some(Actiepunt { id, wat: wat?, wie: wie?, voor: voor?, stand: StapStand::Open, plan: None })
    }
}

/// All rows.
pub(in crate::contact::gesprek) struct PuntenForm {
    pub(in crate::contact::gesprek) rijen: Vec<PuntForm>,
}

impl PuntenForm {
    pub(in crate::contact::gesprek) fn leeg(bezoek: &Bezoek) -> Self {
        Self { rijen: NAMEN.iter().take(RIJEN).map(|namen| PuntForm::leeg(bezoek, namen)).collect() }
    }

    /// What was sent, or kept as a draft; with one row more when that was asked.
    pub(in crate::contact::gesprek) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let typed: Vec<PuntForm> = NAMEN.iter().map(|namen| PuntForm::uit(bezoek, namen, formulier)).collect();
        let filled = typed.iter().rposition(|punt| !punt.is_leeg()).map_or(0, |last| last + 1);
        let extra = usize::from(formulier.tekst("actie") == "afspraak");
        let rows = formulier.tekst(AANTAL).parse::<usize>().unwrap_or(RIJEN).saturating_add(extra);
        let rows = rows.clamp(filled.max(RIJEN), MEESTE_ACTIEPUNTEN);
        Self { rijen: typed.into_iter().take(rows).collect() }
    }

    /// Where the page stands after a row was added; empty when there can be no more.
    pub(in crate::contact::gesprek) fn volgende(&self) -> String {
        NAMEN.get(self.rijen.len()).map_or_else(String::new, |namen| format!("#veld-{}", namen.wat))
    }

    pub(super) fn velden(&self) -> impl Iterator<Item = &Veld> {
        self.rijen.iter().flat_map(PuntForm::velden)
    }

    /// What was agreed; every error at once, each at its field.
    pub(super) fn lees(&mut self, bezoek: &Bezoek, bekend: &[Actiepunt]) -> Option<Vec<Actiepunt>> {
        let typed = self.rijen.iter_mut().filter(|punt| !punt.is_leeg());
        let read: Vec<Option<Actiepunt>> = typed.map(|punt| punt.lees(bezoek, bekend)).collect();
        read.into_iter().collect()
    }

    /// The rows beside those that a colleague recorded.
    pub(super) fn vergelijk(&self, bezoek: &Bezoek, nu: &Verslag) -> Vec<Vergelijking> {
        let ander = Self::uit(bezoek, &Formulier::van(velden(&nu.punten)));
        let dag = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), lang);
        let wie = |code: &str| {
            let found = Wie::KEUZES.into_iter().find(|(keuze, _)| *keuze == code);
            found.map_or_else(|| code.to_owned(), |(_, naam)| hoofdletter(naam))
        };
        let mut all = Vec::new();
        for (place, namen) in NAMEN.iter().enumerate() {
            let leeg = PuntForm::leeg(bezoek, namen);
            let mijn = self.rijen.get(place).unwrap_or(&leeg);
            let nu = ander.rijen.get(place).unwrap_or(&leeg);
            if mijn.is_leeg() && nu.is_leeg() {
                continue;
            }
            let van = |mijn: &Veld, nu: &Veld| Vergelijking::van(mijn, nu.waarde.clone());
            all.extend(
                [
                    van(&mijn.wat, &nu.wat),
                    van(&mijn.wie, &nu.wie).in_woorden(wie),
                    van(&mijn.ander, &nu.ander),
                    van(&mijn.voor, &nu.voor).in_woorden(dag),
                ]
                .map(|veld| Vergelijking { label: format!("Afspraak {}: {}", place + 1, veld.label), ..veld }),
            );
        }
        all
    }
}
