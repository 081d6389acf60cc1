//! What somebody asks of a proposal.

use domain::id::{TeamId, VerdelingId};

use super::opgave::Vraag;
use crate::web::{Bezoek, Formulier, Keuze, Veld, veld::fouten};

/// The code of everybody in the choice of a team.
const ALLEN: &str = "allen";

/// Whose clients, within which bounds, and what weighs how much.
pub(super) struct VerdelingForm {
    /// The id the proposal will have, given out with the form: sent twice, it makes one.
    pub(super) id: VerdelingId,
    pub(super) wie: Veld,
    pub(super) minstens: Veld,
    pub(super) hoogstens: Veld,
    pub(super) niet_passend: Veld,
    pub(super) wissel: Veld,
    pub(super) kwartier: Veld,
}

impl VerdelingForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        let wie = bezoek.gebruiker().team.map_or_else(|| ALLEN.to_owned(), |team| team.to_string());
        let gewoon = Vraag::default();
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            wie: Veld::new("wie", "Klanten van").met(wie),
            minstens: Veld::new("minstens", "Minstens, in procent")
                .uitleg("Van het aantal klanten dat bij de werktijd past.")
                .met(gewoon.minstens.to_string()),
            hoogstens: Veld::new("hoogstens", "Hoogstens, in procent")
                .uitleg("100 of meer; ruimer geeft minder wisselingen.")
                .met(gewoon.hoogstens.to_string()),
            niet_passend: Veld::new("niet_passend", "Klant bij iemand zonder de kennis die hij vraagt")
                .uitleg("Gewicht per klant.")
                .met(gewoon.gewichten.niet_passend.to_string()),
            wissel: Veld::new("wissel", "Klant krijgt een andere klantmanager")
                .uitleg("Gewicht per klant; het dubbele na een gesprek in het laatste halve jaar, het driedubbele met een afspraak in de agenda.")
                .met(gewoon.gewichten.wissel.to_string()),
            kwartier: Veld::new("kwartier", "Uren boven of onder iemands deel")
                .uitleg("Gewicht per kwartier gesprek in een kwartaal. 0: alleen de aantallen tellen.")
                .met(gewoon.gewichten.kwartier.to_string()),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            wie: leeg.wie.uit(formulier),
            minstens: leeg.minstens.uit(formulier),
            hoogstens: leeg.hoogstens.uit(formulier),
            niet_passend: leeg.niet_passend.uit(formulier),
            wissel: leeg.wissel.uit(formulier),
            kwartier: leeg.kwartier.uit(formulier),
        }
    }

    pub(super) fn keuzes(&self, teams: &[(TeamId, String)]) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new(ALLEN, "Iedereen, en wie nog geen klantmanager heeft", &self.wie.waarde)];
        keuzes.extend(teams.iter().map(|(id, naam)| Keuze::new(&id.to_string(), naam, &self.wie.waarde)));
        keuzes
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.wie, &self.minstens, &self.hoogstens, &self.niet_passend, &self.wissel, &self.kwartier])
    }

    /// What was asked, and of which team; every error at once, each at its field.
    pub(super) fn lees(&mut self, teams: &[(TeamId, String)]) -> Option<(Option<TeamId>, Vraag)> {
        let wie = |text: &str| match text {
            ALLEN => Some(None),
            text => teams.iter().find(|(id, _)| id.to_string() == text).map(|(id, _)| Some(*id)),
        };
        let wie = self.wie.lees(wie, "Kies van wie de klanten zijn.");
        let minstens = self.minstens.lees(tussen(0, 100), "Vul een heel getal in van 0 tot en met 100.");
        let hoogstens = self.hoogstens.lees(tussen(100, 1_000), "Vul een heel getal in van 100 tot en met 1000.");
        let gewicht = |veld: &mut Veld| veld.lees(tussen(0, 1_000), "Vul een heel getal in van 0 tot en met 1000.");
        let niet_passend = gewicht(&mut self.niet_passend);
        let wissel = gewicht(&mut self.wissel);
        let kwartier = gewicht(&mut self.kwartier);
        let gewichten =
            analysis::verdeling::Gewichten { niet_passend: niet_passend?, wissel: wissel?, kwartier: kwartier? };
        Some((wie?, Vraag { minstens: minstens?, hoogstens: hoogstens?, gewichten }))
    }
}

/// A whole number within bounds.
fn tussen(minst: u32, meest: u32) -> impl Fn(&str) -> Option<u32> {
    move |text| text.trim().parse().ok().filter(|waarde| (minst..=meest).contains(waarde))
}
