//! What somebody fills in: the levers of a scenario, and what to play. Everything else of a scenario is changed as text.

use analysis::{
    capaciteit::Aanname,
    prognose::{EFFECT_HOOGSTENS, Klantmanagers, Opzet},
};
use domain::{
    datum::kort,
    id::{OpzetId, PrognoseId},
};
use jiff::civil::Date;

use super::opzetten::HOOGUIT;
use crate::{
    capaciteit::vergelijking::getal,
    web::{
        Bezoek, Formulier, Keuze, Veld,
        getal::{lees_getal, lees_naam},
        veld::fouten,
    },
};

/// Fields of a row, under which their inputs are sent.
const KLANTEN: [&str; 8] = ["k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8"];
const WEKEN: [&str; 8] = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"];
const MINUTEN: [&str; 8] = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"];
const PLAATSEN: [&str; 8] = ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"];
const AANTAL: [&str; 8] = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"];
const FTE: [&str; 8] = ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"];
const VANAF: [&str; 8] = ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"];

/// A group of clients: how many there are, and how often one speaks to them.
pub(super) struct Groep {
    pub(super) naam: String,
    pub(super) klanten: Veld,
    /// Nothing for a group without a norm.
    pub(super) norm: Option<(Veld, Veld)>,
}

/// Some klantmanagers: how many, how much each, and from when.
pub(super) struct Ploeg {
    pub(super) naam: String,
    pub(super) aantal: Veld,
    pub(super) fte: Veld,
    pub(super) vanaf: Veld,
}

/// The levers of a scenario.
pub(super) struct OpzetForm {
    /// The id it will have, given out with the form: sent twice, it makes one.
    pub(super) id: OpzetId,
    pub(super) naam: Veld,
    pub(super) toelichting: Veld,
    pub(super) begin: Veld,
    pub(super) maanden: Veld,
    pub(super) instroom: Veld,
    pub(super) caseload: Veld,
    pub(super) niet_verschijnen: Veld,
    pub(super) effect: Veld,
    pub(super) groepen: Vec<Groep>,
    pub(super) ploegen: Vec<Ploeg>,
    pub(super) plaatsen: Vec<Veld>,
}

/// As the Dutch write it, for a field.
fn als_tekst(waarde: f64) -> String {
    getal(waarde, 4)
}

impl OpzetForm {
    /// Filled in with what a scenario says.
    pub(super) fn van(bezoek: &Bezoek, opzet: &Opzet) -> Self {
        let met_bron = |naam, label: &str, aanname: &Aanname| {
            Veld::new(naam, label).uitleg(&aanname.bron).met(als_tekst(aanname.waarde))
        };
        let laatste = opzet.instroom.niveau.last();
        let groep = |(plaats, segment): (usize, &analysis::prognose::Segment)| Groep {
            naam: segment.naam.clone(),
            klanten: Veld::new(KLANTEN[plaats], "Klanten bij het begin")
                .uitleg(&segment.klanten.bron)
                .met(als_tekst(segment.klanten.waarde)),
            norm: segment.norm.as_ref().map(|norm| {
                let weken = Veld::new(WEKEN[plaats], "Om de hoeveel weken een gesprek");
                let minuten = Veld::new(MINUTEN[plaats], "Minuten per gesprek");
                (weken.met(als_tekst(norm.interval_weken.waarde)), minuten.met(als_tekst(norm.minuten.waarde)))
            }),
        };
        let ploeg = |plaats: usize, groep: Option<&Klantmanagers>| Ploeg {
            naam: groep.map_or_else(|| "Erbij (niet verplicht)".to_owned(), |groep| groep.naam.clone()),
            aantal: Veld::vrij(AANTAL[plaats], "Aantal")
                .met(groep.map_or_else(String::new, |groep| groep.aantal.to_string())),
            fte: Veld::vrij(FTE[plaats], "Fte per persoon").met(groep.map_or_else(String::new, |g| als_tekst(g.fte))),
            vanaf: Veld::vrij(VANAF[plaats], "Vanaf")
                .met(groep.and_then(|groep| groep.vanaf).map_or_else(String::new, |dag| dag.to_string())),
        };
        let mut ploegen: Vec<Ploeg> =
            opzet.klantmanagers.iter().take(7).enumerate().map(|(plaats, groep)| ploeg(plaats, Some(groep))).collect();
        ploegen.push(ploeg(ploegen.len(), None));
        let procent = Aanname {
            waarde: 100.0 * opzet.gesprek.kans_niet_verschijnen.waarde,
            bron: opzet.gesprek.kans_niet_verschijnen.bron.clone(),
        };
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            naam: Veld::new("naam", "Naam").met(&opzet.naam),
            toelichting: Veld::vrij("toelichting", "Waar het over gaat").met(&opzet.toelichting),
            begin: Veld::new("begin", "Vanaf").uitleg("De eerste dag van een maand.").met(opzet.begin.to_string()),
            maanden: Veld::new("maanden", "Aantal maanden").uitleg("Hooguit 120.").met(opzet.maanden.to_string()),
            instroom: Veld::new("instroom", "Nieuwe klanten per maand")
                .uitleg(laatste.map_or("", |niveau| niveau.bron.as_str()))
                .met(laatste.map_or_else(String::new, |niveau| als_tekst(niveau.per_maand))),
            caseload: met_bron("caseload", "Klanten per fte, hooguit", &opzet.team.caseload),
            niet_verschijnen: met_bron("niet_verschijnen", "Verschijnt niet, in procent", &procent),
            effect: Veld::new("effect", "Hoeveel vaker naar werk").met(opzet.gesprek.effect.waarde.to_string()),
            groepen: opzet.segmenten.iter().take(KLANTEN.len()).enumerate().map(groep).collect(),
            ploegen,
            plaatsen: opzet
                .aanbieders
                .iter()
                .take(PLAATSEN.len())
                .zip(PLAATSEN)
                .map(|(is, naam)| {
                    Veld::new(naam, &format!("Plaatsen bij {}", is.naam))
                        .uitleg(&is.plaatsen.bron)
                        .met(als_tekst(is.plaatsen.waarde))
                })
                .collect(),
        }
    }

    /// What was sent, of a scenario with these groups.
    pub(super) fn uit(bezoek: &Bezoek, opzet: &Opzet, formulier: &Formulier) -> Self {
        let leeg = Self::van(bezoek, opzet);
        let uit = |veld: Veld| veld.uit(formulier);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            naam: uit(leeg.naam),
            toelichting: uit(leeg.toelichting),
            begin: uit(leeg.begin),
            maanden: uit(leeg.maanden),
            instroom: uit(leeg.instroom),
            caseload: uit(leeg.caseload),
            niet_verschijnen: uit(leeg.niet_verschijnen),
            effect: uit(leeg.effect),
            groepen: leeg
                .groepen
                .into_iter()
                .map(|groep| Groep {
                    naam: groep.naam,
                    klanten: uit(groep.klanten),
                    norm: groep.norm.map(|(weken, minuten)| (uit(weken), uit(minuten))),
                })
                .collect(),
            ploegen: leeg
                .ploegen
                .into_iter()
                .map(|ploeg| Ploeg {
                    naam: ploeg.naam,
                    aantal: uit(ploeg.aantal),
                    fte: uit(ploeg.fte),
                    vanaf: uit(ploeg.vanaf),
                })
                .collect(),
            plaatsen: leeg.plaatsen.into_iter().map(uit).collect(),
        }
    }

    /// Whether the effect can stand on a slider.
    pub(super) fn past_op_schuif(&self) -> bool {
        let waarde: Option<f64> = self.effect.waarde.replace(',', ".").parse().ok();
        waarde.is_some_and(|waarde| (0.0..=EFFECT_HOOGSTENS).contains(&waarde))
    }

    /// The effect as people write it.
    pub(super) fn effect_in_woorden(&self) -> String {
        self.effect.waarde.replace('.', ",")
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let mut velden = vec![&self.naam, &self.toelichting, &self.begin, &self.maanden, &self.instroom];
        for groep in &self.groepen {
            velden.push(&groep.klanten);
            velden.extend(groep.norm.iter().flat_map(|(weken, minuten)| [weken, minuten]));
        }
        velden.extend(self.ploegen.iter().flat_map(|ploeg| [&ploeg.aantal, &ploeg.fte, &ploeg.vanaf]));
        velden.extend([&self.caseload, &self.niet_verschijnen]);
        velden.extend(&self.plaatsen);
        velden.push(&self.effect);
        fouten(&velden)
    }

    /// The scenario with what was filled in. A number that is another than before has who filled it in as its source. Every error at
    /// once, each at its field; what only the whole can tell (somebody to talk to, a first day of a month) at the name.
    pub(super) fn toepassen(&mut self, opzet: &Opzet, wie: &str, vandaag: Date) -> Option<Opzet> {
        let bron = format!("ingevuld door {wie}, {}", kort(vandaag));
        let mut wordt = opzet.clone();
        let mut goed = true;
        let mut zet = |veld: &mut Veld, aanname: &mut Aanname, schaal: f64| match lees_getal(veld) {
            // What the field showed is what it was, even when it shows fewer decimals.
            Some(_) if veld.waarde.trim() == als_tekst(aanname.waarde * schaal) => {}
            Some(waarde) => *aanname = Aanname { waarde: waarde / schaal, bron: bron.clone() },
            None => goed = false,
        };
        for (groep, segment) in self.groepen.iter_mut().zip(&mut wordt.segmenten) {
            zet(&mut groep.klanten, &mut segment.klanten, 1.0);
            if let (Some((weken, minuten)), Some(norm)) = (&mut groep.norm, &mut segment.norm) {
                zet(weken, &mut norm.interval_weken, 1.0);
                zet(minuten, &mut norm.minuten, 1.0);
            }
        }
        for (veld, aanbieder) in self.plaatsen.iter_mut().zip(&mut wordt.aanbieders) {
            zet(veld, &mut aanbieder.plaatsen, 1.0);
        }
        zet(&mut self.caseload, &mut wordt.team.caseload, 1.0);
        zet(&mut self.niet_verschijnen, &mut wordt.gesprek.kans_niet_verschijnen, 100.0);
        match lees_getal(&mut self.instroom) {
            Some(per_maand) => {
                if let Some(niveau) = wordt.instroom.niveau.last_mut()
                    && self.instroom.waarde.trim() != als_tekst(niveau.per_maand)
                {
                    niveau.per_maand = per_maand;
                    niveau.bron.clone_from(&bron);
                }
            }
            None => goed = false,
        }
        // Beyond the slider there is only what somebody wrote as text, and that may stay.
        let was = wordt.gesprek.effect.waarde;
        let effect = |tekst: &str| {
            let waarde: f64 = tekst.replace(',', ".").parse().ok()?;
            ((0.0..=EFFECT_HOOGSTENS).contains(&waarde) || waarde.total_cmp(&was).is_eq()).then_some(waarde)
        };
        match self.effect.lees(effect, "Kies 0 tot en met 0,57: meer is nergens gevonden.") {
            Some(waarde) if waarde.total_cmp(&wordt.gesprek.effect.waarde).is_ne() => {
                wordt.gesprek.effect = Aanname { waarde, bron: bron.clone() };
            }
            Some(_) => {}
            None => goed = false,
        }
        let naam = lees_naam(&mut self.naam, "Geef het scenario een naam.");
        if self.toelichting.waarde.chars().count() > 500 {
            self.toelichting.afkeuren("Deze toelichting is te lang. Gebruik hooguit 500 tekens.");
            goed = false;
        }
        let begin = self.begin.datum("Kies een dag, bijvoorbeeld 1-1-2027.");
        let maanden = self.maanden.lees(|tekst| tekst.parse().ok(), "Vul een heel getal in van 1 tot en met 120.");
        let ploegen = self.lees_ploegen(&opzet.klantmanagers, &bron);
        if !goed {
            return None;
        }
        let wordt = Opzet {
            naam: naam?,
            toelichting: self.toelichting.waarde.trim().to_owned(),
            begin: begin?,
            maanden: maanden?,
            klantmanagers: ploegen?,
            ..wordt
        };
        if let Err(geweigerd) = wordt.toets() {
            self.naam.afkeuren(crate::web::woorden::zin(&geweigerd.to_string()));
            return None;
        }
        Some(wordt)
    }

    fn lees_ploegen(&mut self, bekend: &[Klantmanagers], bron: &str) -> Option<Vec<Klantmanagers>> {
        let mut uit = Vec::new();
        let mut goed = true;
        for (plaats, ploeg) in self.ploegen.iter_mut().enumerate() {
            let was = bekend.get(plaats);
            if [&ploeg.aantal, &ploeg.fte, &ploeg.vanaf].iter().all(|veld| veld.waarde.trim().is_empty()) {
                continue;
            }
            let aantal = |tekst: &str| tekst.parse().ok().filter(|aantal: &u32| *aantal <= 10_000);
            let aantal = ploeg.aantal.lees(aantal, "Vul een heel getal in, van 0 tot en met 10.000.");
            let fte = lees_getal(&mut ploeg.fte);
            let vanaf = if ploeg.vanaf.waarde.trim().is_empty() {
                Some(None)
            } else {
                ploeg.vanaf.datum("Kies een dag, of laat dit leeg.").map(Some)
            };
            let (Some(aantal), Some(fte), Some(vanaf)) = (aantal, fte, vanaf) else {
                goed = false;
                continue;
            };
            let anders = was
                .is_none_or(|was| was.aantal != aantal || was.vanaf != vanaf || als_tekst(was.fte) != als_tekst(fte));
            uit.push(Klantmanagers {
                naam: was.map_or_else(|| vrije_naam(bekend), |was| was.naam.clone()),
                aantal,
                fte: was.filter(|was| als_tekst(was.fte) == als_tekst(fte)).map_or(fte, |was| was.fte),
                vanaf,
                tot_en_met: was.and_then(|was| was.tot_en_met),
                bron: was.filter(|_| !anders).map_or_else(|| bron.to_owned(), |was| was.bron.clone()),
            });
        }
        goed.then_some(uit)
    }
}

/// A name that no group of klantmanagers has yet.
fn vrije_naam(bekend: &[Klantmanagers]) -> String {
    let naam = |keer: usize| if keer == 1 { "erbij".to_owned() } else { format!("erbij {keer}") };
    // One more name than there are groups is always free.
    let keer = (1..=bekend.len()).find(|keer| bekend.iter().all(|groep| groep.naam != naam(*keer)));
    naam(keer.unwrap_or(bekend.len() + 1))
}

/// What to play.
pub(super) struct SpeelForm {
    /// The id the simulation will have, given out with the form: sent twice, it makes one.
    pub(super) id: PrognoseId,
    pub(super) scenarios: Veld,
    pub(super) herhalingen: Veld,
    pub(super) zaad: Veld,
    gekozen: Vec<String>,
}

impl SpeelForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            scenarios: Veld::new("scenario", "Scenario's")
                .uitleg(&format!("Hooguit {HOOGUIT}. De andere worden met het bovenste vergeleken.")),
            herhalingen: Veld::new("herhalingen", "Hoe vaak spelen")
                .uitleg("Vaker geeft smallere marges en duurt langer. Hooguit 2.000.")
                .met("200"),
            zaad: Veld::new("zaad", "Zaad van het toeval").uitleg("Hetzelfde getal geeft dezelfde cijfers.").met("1"),
            gekozen: vec![super::opzetten::BASIS.to_owned()],
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            herhalingen: leeg.herhalingen.uit(formulier),
            zaad: leeg.zaad.uit(formulier),
            gekozen: formulier.alle("scenario").map(ToOwned::to_owned).collect(),
            scenarios: leeg.scenarios,
        }
    }

    pub(super) fn keuzes(&self, alle: &[super::opzetten::Keuze]) -> Vec<Keuze> {
        let keuze = |is: &super::opzetten::Keuze| Keuze {
            code: is.code.clone(),
            naam: is.naam.clone(),
            gekozen: self.gekozen.contains(&is.code),
        };
        alle.iter().map(keuze).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.scenarios, &self.herhalingen, &self.zaad])
    }

    /// Codes of scenarios, how often, and from which seed.
    pub(super) fn lees(&mut self) -> Option<(Vec<String>, u32, u32)> {
        if self.gekozen.is_empty() || self.gekozen.len() > HOOGUIT {
            self.scenarios.afkeuren(format!("Kies 1 tot en met {HOOGUIT} scenario's."));
        }
        let tussen = |minst: u32, meest: u32| {
            move |tekst: &str| tekst.replace('.', "").parse().ok().filter(|waarde| (minst..=meest).contains(waarde))
        };
        let herhalingen = self.herhalingen.lees(tussen(2, 2_000), "Vul een heel getal in van 2 tot en met 2.000.");
        let zaad = self.zaad.lees(tussen(0, u32::MAX), "Vul een heel getal in van 0 tot en met 4.294.967.295.");
        let gekozen = self.scenarios.fout.is_none().then(|| self.gekozen.clone())?;
        Some((gekozen, herhalingen?, zaad?))
    }
}
