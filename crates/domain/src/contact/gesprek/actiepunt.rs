//! What is agreed in a conversation: who does what before when.

use jiff::civil::Date;

use crate::{
    datum::lang,
    gesprek::{Gesprek, GesprekStand, OngeldigeOvergang, Verslag},
    id::{ActiepuntId, PlanId},
    plan::{Plan, PlanStand, StapStand, Wie},
};

/// How many agreements one conversation has at most: who leaves with more keeps none of them.
pub const MEESTE_ACTIEPUNTEN: usize = 6;

/// One agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actiepunt {
    /// Which one.
    pub id: ActiepuntId,
    /// What is done. About a person, so encrypted at rest.
    pub wat: String,
    /// By whom.
    pub wie: Wie,
    /// Before or on which day.
    pub voor: Date,
    /// Where it stands. In a plan that was established, the step of the plan tells.
    pub stand: StapStand,
    /// The plan in which it became a step.
    pub plan: Option<PlanId>,
}

impl Actiepunt {
    /// Whether it is still to be done and nothing else tells so: it is in no plan, or in one that is still a concept.
    #[must_use]
    pub fn is_open(&self, plannen: &[Plan]) -> bool {
        let established =
            self.plan.is_some_and(|id| plannen.iter().any(|plan| plan.id == id && plan.stand != PlanStand::Concept));
        self.stand == StapStand::Open && !established
    }

    /// As a colleague reads it: `Belt Pasmatch (de klant, uiterlijk 7 december 2026)`.
    #[must_use]
    pub fn in_woorden(&self) -> String {
        let wie = match &self.wie {
            Wie::Klant => "de klant",
            Wie::Klantmanager => "de klantmanager",
            Wie::Ander(naam) => naam,
        };
        format!("{} ({wie}, uiterlijk {})", self.wat.trim_end_matches('.'), lang(self.voor))
    }

    /// As the client reads it in a letter.
    #[must_use]
    pub fn in_brief(&self, klantmanager: &str) -> String {
        let wie = match &self.wie {
            Wie::Klant => "u",
            Wie::Klantmanager => klantmanager,
            Wie::Ander(naam) => naam,
        };
        format!("{}. Dit doet {wie}, uiterlijk op {}.", self.wat.trim_end_matches('.'), lang(self.voor))
    }
}

impl Verslag {
    /// Whether nothing was agreed.
    #[must_use]
    pub fn zonder_afspraken(&self) -> bool {
        self.punten.is_empty() && self.afspraken.trim().is_empty()
    }

    /// What was agreed, a line each, as a colleague reads it.
    #[must_use]
    pub fn alle_afspraken(&self) -> String {
        self.regels(Actiepunt::in_woorden)
    }

    /// The same as the client reads it in a letter.
    #[must_use]
    pub fn afspraken_in_brief(&self, klantmanager: &str) -> String {
        self.regels(|punt| punt.in_brief(klantmanager))
    }

    fn regels(&self, punt: impl Fn(&Actiepunt) -> String) -> String {
        let mut regels: Vec<String> = self.punten.iter().map(punt).collect();
        if !self.afspraken.trim().is_empty() {
            regels.push(self.afspraken.clone());
        }
        regels.join("\n")
    }
}

impl Gesprek {
    /// Notes where an agreement stands.
    pub fn werk_punt_bij(self, id: ActiepuntId, stand: StapStand) -> Result<Self, OngeldigeOvergang> {
        let past_niet = OngeldigeOvergang::PastNiet(self.stand.omschrijving());
        let GesprekStand::Gevoerd(mut verslag) = self.stand else { return Err(past_niet) };
        let punt = verslag.punten.iter_mut().find(|punt| punt.id == id).ok_or(OngeldigeOvergang::PuntOnbekend)?;
        punt.stand = stand;
        Ok(Self { stand: GesprekStand::Gevoerd(verslag), ..self })
    }
}

impl Gesprek {
    /// Notes that agreements of it became steps of a plan. Nothing when it has none of these, or when they stand in one already.
    #[must_use]
    pub fn neem_in_plan_op(self, punten: &[ActiepuntId], plan: PlanId) -> Option<Self> {
        let GesprekStand::Gevoerd(mut verslag) = self.stand else { return None };
        let mut gezet = false;
        for punt in verslag.punten.iter_mut().filter(|punt| punt.plan.is_none() && punten.contains(&punt.id)) {
            punt.plan = Some(plan);
            gezet = true;
        }
        gezet.then_some(Self { stand: GesprekStand::Gevoerd(verslag), ..self })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_agreement_in_words_for_a_colleague_and_for_the_client() {
        let punt = |wat: &str, wie| Actiepunt {
            id: Uuid::from_u128(1).into(),
            wat: wat.to_owned(),
            wie,
            voor: date(2026, 12, 7),
            stand: StapStand::Open,
            plan: None,
        };
        let verslag = Verslag {
            tekst: String::new(),
            afspraken: "We bellen in januari.".to_owned(),
            punten: vec![
                punt("Meldt zich bij het taalcafé.", Wie::Klant),
                punt("Vraagt een keuring aan", Wie::Klantmanager),
                punt("Maakt een rooster", Wie::Ander("Pasmatch".to_owned())),
            ],
        };
        assert_eq!(
            verslag.alle_afspraken(),
            "Meldt zich bij het taalcafé (de klant, uiterlijk 7 december 2026)\n\
             Vraagt een keuring aan (de klantmanager, uiterlijk 7 december 2026)\n\
             Maakt een rooster (Pasmatch, uiterlijk 7 december 2026)\nWe bellen in januari."
        );
        assert_eq!(
            verslag.afspraken_in_brief("Nadia el Amrani"),
            "Meldt zich bij het taalcafé. Dit doet u, uiterlijk op 7 december 2026.\n\
             Vraagt een keuring aan. Dit doet Nadia el Amrani, uiterlijk op 7 december 2026.\n\
             Maakt een rooster. Dit doet Pasmatch, uiterlijk op 7 december 2026.\nWe bellen in januari."
        );
        assert!(!verslag.zonder_afspraken() && Verslag::default().zonder_afspraken());
    }
}
