//! The forms of a plan.

mod akkoord;

use domain::{
    codelijst::Kijker,
    datum::{lang, plus_dagen, plus_maanden},
    gesprek::Actiepunt,
    id::{ActiepuntId, VerwijzingId},
    plan::{Inhoud, MEESTE_STAPPEN, Plan, PlanGeweigerd, RECHTEN_EN_PLICHTEN, SoortDoel, Stap, StapStand, Wie},
    verwijzing::Verwijzing,
};
use jiff::civil::Date;

pub(super) use self::akkoord::AkkoordForm;
use super::actions::Basis;
use crate::web::{
    Bezoek, Formulier, Keuze, Lijsten, Veld,
    conflict::Vergelijking,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// The names of the fields of one step.
struct Namen {
    bron: &'static str,
    wat: &'static str,
    wie: &'static str,
    ander: &'static str,
    voor: &'static str,
    verwijzing: &'static str,
}

macro_rules! namen {
    ($($nummer:literal),+) => {
        [$(Namen {
            bron: concat!("stap", $nummer, "_bron"),
            wat: concat!("stap", $nummer, "_wat"),
            wie: concat!("stap", $nummer, "_wie"),
            ander: concat!("stap", $nummer, "_ander"),
            voor: concat!("stap", $nummer, "_voor"),
            verwijzing: concat!("stap", $nummer, "_verwijzing"),
        }),+]
    };
}

const NAMEN: [Namen; MEESTE_STAPPEN] = namen!(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

/// How many rows for steps an empty form has.
const RIJEN: usize = 3;

/// Whether a field belongs to the draft of this form.
pub(super) fn is_veld(naam: &str) -> bool {
    let stap = |n: &Namen| [n.bron, n.wat, n.wie, n.ander, n.voor, n.verwijzing].contains(&naam);
    ["soort", "doel", "plichten", "evaluatie", "rijen"].contains(&naam) || NAMEN.iter().any(stap)
}

/// A step as it is typed.
pub(super) struct StapForm {
    /// The agreement of a conversation, or the step of a plan, that the row was filled with; empty for a row of its own.
    pub(super) bron: Veld,
    pub(super) wat: Veld,
    pub(super) wie: Veld,
    pub(super) ander: Veld,
    pub(super) voor: Veld,
    pub(super) verwijzing: Veld,
}

impl StapForm {
    fn leeg(namen: &Namen) -> Self {
        Self {
            bron: Veld::vrij(namen.bron, ""),
            wat: Veld::new(namen.wat, "Wat"),
            wie: Veld::new(namen.wie, "Wie doet dit").met("klant"),
            ander: Veld::vrij(namen.ander, "Wie anders"),
            voor: Veld::new(namen.voor, "Uiterlijk op"),
            verwijzing: Veld::vrij(namen.verwijzing, "Hoort bij traject"),
        }
    }

    fn van(namen: &Namen, stap: &Stap) -> Self {
        let leeg = Self::leeg(namen);
        Self {
            bron: leeg.bron.met(stap.id.to_string()),
            wat: leeg.wat.met(&stap.wat),
            wie: leeg.wie.met(stap.wie.code()),
            ander: leeg.ander.met(stap.wie.naam()),
            voor: leeg.voor.met(stap.voor.to_string()),
            verwijzing: leeg.verwijzing.met(stap.verwijzing.map_or_else(String::new, |id| id.to_string())),
        }
    }

    /// What was agreed in a conversation. A day that has passed is no day for a plan of today.
    fn van_afspraak(namen: &Namen, punt: &Actiepunt, vandaag: Date) -> Self {
        let leeg = Self::leeg(namen);
        Self {
            bron: leeg.bron.met(punt.id.to_string()),
            wat: leeg.wat.met(&punt.wat),
            wie: leeg.wie.met(punt.wie.code()),
            ander: leeg.ander.met(punt.wie.naam()),
            voor: leeg.voor.met(if punt.voor < vandaag { String::new() } else { punt.voor.to_string() }),
            verwijzing: leeg.verwijzing,
        }
    }

    fn uit(namen: &Namen, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(namen);
        let wie = if formulier.tekst(namen.wie).is_empty() { leeg.wie } else { leeg.wie.uit(formulier) };
        Self {
            bron: leeg.bron.uit(formulier),
            wat: leeg.wat.uit(formulier),
            wie,
            ander: leeg.ander.uit(formulier),
            voor: leeg.voor.uit(formulier),
            verwijzing: leeg.verwijzing.uit(formulier),
        }
    }

    /// Nothing was typed: the row does not count.
    fn is_leeg(&self) -> bool {
        [&self.wat, &self.ander, &self.voor, &self.verwijzing].into_iter().all(|veld| veld.waarde.trim().is_empty())
    }

    fn velden(&self) -> [&Veld; 5] {
        [&self.wat, &self.wie, &self.ander, &self.voor, &self.verwijzing]
    }

    /// `Stap 3`, as it stands above its fields.
    pub(super) fn titel(&self) -> String {
        let place = NAMEN.iter().position(|namen| namen.wat == self.wat.naam).unwrap_or_default();
        format!("Stap {}", place + 1)
    }

    pub(super) fn wie_keuzes(&self) -> Vec<Keuze> {
        Wie::KEUZES.into_iter().map(|(code, naam)| Keuze::new(code, &hoofdletter(naam), &self.wie.waarde)).collect()
    }

    pub(super) fn verwijzingen(&self, trajecten: &[(String, String)]) -> Vec<Keuze> {
        let none = Keuze::new("", "Geen traject", &self.verwijzing.waarde);
        let each = trajecten.iter().map(|(id, naam)| Keuze::new(id, naam, &self.verwijzing.waarde));
        std::iter::once(none).chain(each).collect()
    }

    /// Whether a step of a plan that is there has this day: what it was filled with, or one that says the same.
    fn stond_er(&self, dag: Date, bekend: &[Stap]) -> bool {
        let id = self.bron.waarde.parse().ok();
        let wat = self.wat.waarde.trim();
        bekend.iter().any(|stap| stap.voor == dag && (Some(stap.id) == id || stap.wat == wat))
    }

    /// `bekend` are the steps that stand in a plan already: of these the day may have passed.
    fn lees(&mut self, bezoek: &Bezoek, verwijzingen: &[Verwijzing], bekend: &[Stap]) -> Option<Stap> {
        let wat = self.wat.lees(|text| (!text.is_empty()).then(|| text.to_owned()), "Schrijf op wat er gebeurt.");
        if self.wat.waarde.chars().count() > 500 {
            self.wat.afkeuren("Deze stap is te lang. Gebruik hooguit 500 tekens.");
        }
        let naam = self.ander.waarde.trim().to_owned();
        let wie = self.wie.lees(|code| Wie::van(code, &naam), "Kies wie deze stap doet.");
        if wie == Some(Wie::Ander(String::new())) {
            self.ander.afkeuren("Vul in wie deze stap doet.");
        }
        if naam.chars().count() > 100 {
            self.ander.afkeuren("Deze naam is te lang. Gebruik hooguit 100 tekens.");
        }
        let voor = self.voor.datum("Vul in voor welke datum de stap gedaan is, bijvoorbeeld 14-12-2026.");
        let (vroegst, laatst) = (plus_maanden(bezoek.vandaag, -24), plus_maanden(bezoek.vandaag, 60));
        if voor.is_some_and(|dag| dag < vroegst || dag > laatst) {
            self.voor.afkeuren("Deze datum ligt jaren weg. Controleer het jaar.");
        } else if voor.is_some_and(|dag| dag < bezoek.vandaag && !self.stond_er(dag, bekend)) {
            self.voor.afkeuren("Deze datum is al voorbij. Kies vandaag of een latere dag.");
        }
        let known = |text: &str| -> Option<Option<VerwijzingId>> {
            if text.is_empty() {
                return Some(None);
            }
            let id = text.parse().ok()?;
            verwijzingen.iter().any(|verwijzing| verwijzing.id == id).then_some(Some(id))
        };
        let verwijzing = self.verwijzing.lees(known, "Kies een traject van deze klant, of geen.");
        if self.velden().iter().any(|veld| veld.fout.is_some()) {
            return None;
        }
        let id = bezoek.app.omgeving.nieuw_id();
        Some(Stap { id, wat: wat?, wie: wie?, voor: voor?, verwijzing: verwijzing?, stand: StapStand::Open })
    }
}

/// A plan as it is typed.
pub(super) struct PlanForm {
    pub(super) basis: Basis,
    pub(super) soort: Veld,
    pub(super) doel: Veld,
    pub(super) stappen: Vec<StapForm>,
    pub(super) plichten: Veld,
    pub(super) evaluatie: Veld,
}

impl PlanForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        let doel = "Wat wil de klant bereiken? Schrijf het op in zijn of haar woorden.";
        let plichten = "De klant leest dit mee. Pas de tekst aan; geldt de taaleis (PW 18b), zet dat er dan bij.";
        Self {
            basis: Basis { id: bezoek.app.omgeving.nieuw_id(), versie: 0 },
            soort: Veld::new("soort", "Waar werkt het plan naartoe"),
            doel: Veld::new("doel", "Doel").uitleg(doel),
            stappen: NAMEN.iter().take(RIJEN).map(StapForm::leeg).collect(),
            plichten: Veld::new("plichten", "Rechten en plichten, en wat er gebeurt als iemand zich er niet aan houdt")
                .uitleg(plichten)
                .met(RECHTEN_EN_PLICHTEN),
            evaluatie: Veld::new("evaluatie", "Samen bekijken op")
                .uitleg("Bij een ontheffing op grond van PW 9a binnen een half jaar.")
                .met(plus_maanden(bezoek.vandaag, 6).to_string()),
        }
    }

    /// The concept as it stands.
    pub(super) fn van(bezoek: &Bezoek, plan: &Plan) -> Self {
        let form = Self::leeg(bezoek);
        Self {
            basis: Basis { id: plan.id, versie: plan.versie },
            evaluatie: form.evaluatie.clone().met(plan.inhoud.evaluatie.to_string()),
            ..form.met(plan, plan.inhoud.stappen.iter())
        }
    }

    /// A first plan begins with what was agreed in conversations and is still to be done.
    pub(super) fn met_afspraken(bezoek: &Bezoek, afspraken: &[Actiepunt]) -> Self {
        let leeg = Self::leeg(bezoek);
        if afspraken.is_empty() {
            return leeg;
        }
        let row = |(namen, punt): (&Namen, &Actiepunt)| StapForm::van_afspraak(namen, punt, bezoek.vandaag);
        let mut rows: Vec<StapForm> = NAMEN.iter().zip(afspraken).map(row).collect();
        rows.extend(NAMEN.iter().skip(rows.len()).take(1).map(StapForm::leeg));
        Self { stappen: rows, ..leeg }
    }

    /// The agreements that stand in it as a step. Of a row that is not an agreement the id is that of a step, which is none.
    pub(super) fn afspraken(&self) -> Vec<ActiepuntId> {
        self.stappen.iter().filter(|stap| !stap.is_leeg()).filter_map(|stap| stap.bron.waarde.parse().ok()).collect()
    }

    /// A new version begins with what holds and the steps that are still open.
    pub(super) fn nieuwe_versie(bezoek: &Bezoek, plan: &Plan) -> Self {
        Self::leeg(bezoek).met(plan, plan.open_stappen())
    }

    fn met<'a>(self, plan: &Plan, stappen: impl Iterator<Item = &'a Stap>) -> Self {
        let mut rows: Vec<StapForm> =
            NAMEN.iter().zip(stappen).map(|(namen, stap)| StapForm::van(namen, stap)).collect();
        rows.extend(NAMEN.iter().skip(rows.len()).take(1).map(StapForm::leeg));
        Self {
            soort: self.soort.met(plan.inhoud.soort.code()),
            doel: self.doel.met(&plan.inhoud.doel),
            plichten: self.plichten.met(&plan.inhoud.rechten_en_plichten),
            stappen: rows,
            ..self
        }
    }

    /// What was sent, or kept as a draft; with one row more when that was asked.
    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier, basis: Basis) -> Self {
        let leeg = Self::leeg(bezoek);
        let typed: Vec<StapForm> = NAMEN.iter().map(|namen| StapForm::uit(namen, formulier)).collect();
        let filled = typed.iter().rposition(|stap| !stap.is_leeg()).map_or(0, |last| last + 1);
        let extra = usize::from(formulier.tekst("actie") == "stap");
        let rows = formulier.tekst("rijen").parse::<usize>().unwrap_or(RIJEN).saturating_add(extra);
        let rows = rows.clamp(filled.max(1), MEESTE_STAPPEN);
        Self {
            basis,
            soort: leeg.soort.uit(formulier),
            doel: leeg.doel.uit(formulier),
            stappen: typed.into_iter().take(rows).collect(),
            plichten: leeg.plichten.uit(formulier),
            evaluatie: leeg.evaluatie.uit(formulier),
        }
    }

    pub(super) fn soorten(&self) -> Vec<Keuze> {
        let keuze = |soort: SoortDoel| Keuze::new(soort.code(), &hoofdletter(soort.omschrijving()), &self.soort.waarde);
        SoortDoel::ALLE.into_iter().map(keuze).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let mut velden = vec![&self.soort, &self.doel];
        velden.extend(self.stappen.iter().flat_map(StapForm::velden));
        velden.extend([&self.plichten, &self.evaluatie]);
        fouten(&velden)
    }

    /// What stands in the plan; every error at once, each at its field. `bekend` are the steps of the plans that are there.
    pub(super) fn lees(
        &mut self,
        bezoek: &Bezoek,
        verwijzingen: &[Verwijzing],
        bekend: &[Stap],
        artikel_9a: bool,
    ) -> Option<Inhoud> {
        let soort = self.soort.lees(|text| text.parse().ok(), "Kies werk of participatie.");
        for veld in [&mut self.doel, &mut self.plichten] {
            if veld.waarde.chars().count() > 5_000 {
                veld.afkeuren("Deze tekst is te lang. Gebruik hooguit 5.000 tekens.");
            }
        }
        let evaluatie = self.evaluatie.datum("Vul een bestaande datum in, bijvoorbeeld 22-2-2027.");
        let rows = self.stappen.iter_mut().filter(|stap| !stap.is_leeg());
        let read: Vec<Option<Stap>> = rows.map(|stap| stap.lees(bezoek, verwijzingen, bekend)).collect();
        let typed = read.len();
        let inhoud = Inhoud {
            // What is still missing is stood in for, so that the rules judge all the rest now and not at the next attempt.
            soort: soort.unwrap_or(SoortDoel::Werk),
            doel: self.doel.waarde.trim().to_owned(),
            stappen: read.into_iter().flatten().collect(),
            rechten_en_plichten: self.plichten.waarde.trim().to_owned(),
            evaluatie: evaluatie.unwrap_or_else(|| plus_dagen(bezoek.vandaag, 1)),
        };
        for gebrek in inhoud.gebreken(bezoek.vandaag, artikel_9a) {
            // Steps that were typed with an error are not missing.
            if gebrek != PlanGeweigerd::GeenStappen || typed == 0 {
                self.weiger(gebrek);
            }
        }
        self.fouten().is_empty().then_some(inhoud)
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: PlanGeweigerd) {
        use PlanGeweigerd as G;
        let veld = match geweigerd {
            G::GeenStappen | G::TeVeelStappen => self.stappen.first_mut().map(|stap| &mut stap.wat),
            G::PlichtenLeeg => Some(&mut self.plichten),
            G::EvaluatieVoorbij | G::EvaluatieTeVer | G::EvaluatieNaHalfJaar(_) => Some(&mut self.evaluatie),
            _ => Some(&mut self.doel),
        };
        if let Some(veld) = veld {
            veld.afkeuren(zin(&geweigerd.to_string()));
        }
    }

    /// The fields beside those of the concept as a colleague left it.
    pub(super) fn vergelijk(&self, bezoek: &Bezoek, nu: &Plan, trajecten: &[(String, String)]) -> Vec<Vergelijking> {
        let ander = Self::van(bezoek, nu);
        let dag = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), lang);
        let van = |mijn: &Veld, ander: &Veld| Vergelijking::van(mijn, ander.waarde.clone());
        let mut velden = vec![van(&self.soort, &ander.soort).in_woorden(hoofdletter), van(&self.doel, &ander.doel)];
        for (place, namen) in NAMEN.iter().enumerate() {
            let of = |form: &Self| -> StapForm {
                form.stappen.get(place).map_or_else(|| StapForm::leeg(namen), StapForm::kopie)
            };
            let (mijn, nu) = (of(self), of(&ander));
            if mijn.is_leeg() && nu.is_leeg() {
                continue;
            }
            let wie = |code: &str| {
                let found = Wie::KEUZES.into_iter().find(|(keuze, _)| *keuze == code);
                found.map_or_else(|| code.to_owned(), |(_, naam)| hoofdletter(naam))
            };
            let traject = |id: &str| {
                trajecten.iter().find(|(known, _)| known == id).map_or_else(|| id.to_owned(), |(_, naam)| naam.clone())
            };
            velden.extend(
                [
                    van(&mijn.wat, &nu.wat),
                    van(&mijn.wie, &nu.wie).in_woorden(wie),
                    van(&mijn.ander, &nu.ander),
                    van(&mijn.voor, &nu.voor).in_woorden(dag),
                    van(&mijn.verwijzing, &nu.verwijzing).in_woorden(traject),
                ]
                .map(|veld| Vergelijking { label: format!("Stap {}: {}", place + 1, veld.label), ..veld }),
            );
        }
        velden.push(van(&self.plichten, &ander.plichten));
        velden.push(van(&self.evaluatie, &ander.evaluatie).in_woorden(dag));
        velden
    }
}

impl StapForm {
    fn kopie(&self) -> Self {
        let [wat, wie, ander, voor, verwijzing] = self.velden().map(Clone::clone);
        Self { bron: self.bron.clone(), wat, wie, ander, voor, verwijzing }
    }
}

/// The referrals of a client as choices: id and name.
pub(super) fn trajecten(verwijzingen: &[Verwijzing], lijsten: &Lijsten, kijker: Kijker) -> Vec<(String, String)> {
    verwijzingen.iter().map(|verwijzing| (verwijzing.id.to_string(), traject(verwijzing, lijsten, kijker))).collect()
}

/// A referral in words.
pub(super) fn traject(verwijzing: &Verwijzing, lijsten: &Lijsten, kijker: Kijker) -> String {
    match verwijzing.in_woorden(&lijsten.codes, kijker) {
        // Some provisions carry the name of who provides them.
        (wat, Some(aanbieder)) if !wat.contains(aanbieder) => format!("{wat} ({aanbieder})"),
        (wat, _) => wat.to_owned(),
    }
}
