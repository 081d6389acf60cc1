//! The report as data: the keys of the council papers that Klantbeeld reproduces, with the numbers of this cohort.
//!
//! Unknown is `null`, never zero. `definities` and `waarschuwingen` are always there: no number without its meaning.

use domain::project::Rapportvorm;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Aandeel, Evaluatie};

impl Evaluatie {
    /// The report in the shape of the project ([`Rapportvorm`]). Money in eurocents, days as `2014-12-31`, shares from 0
    /// to 1 rounded to two decimals. Sources of the keys: the letter on Pilot 300 (2015), the final evaluation of Ik doe
    /// mee (2019).
    #[must_use]
    pub fn rapport_json(&self) -> Value {
        let mut rapport = match self.project.vorm {
            Rapportvorm::Uitkomsten => self.rapport_uitkomsten(),
            Rapportvorm::Uitstroom => self.rapport_uitstroom(),
        };
        rapport["definities"] = self.definities.iter().map(|d| json!({ "term": d.term, "tekst": d.tekst })).collect();
        rapport["waarschuwingen"] =
            self.waarschuwingen.iter().map(|w| json!({ "code": w.code, "tekst": w.tekst })).collect();
        rapport
    }

    fn rapport_uitkomsten(&self) -> Value {
        json!({
            "start": self.project.start,
            "peildatum": self.peildatum,
            "geselecteerd": self.feiten.geselecteerd,
            "afgehandeld": self.uitkomsten.afgehandeld,
            "zonder_uitkomst": self.uitkomsten.zonder_uitkomst,
            "caseload_contactpersoon": self.caseload.bij_start,
            "rechtmatigheid_per_jaar": self.caseload.rechtmatigheid_voor_start.and_then(Aandeel::afgerond),
            "spoedkeuring_dagen": self.spoedkeuringen.gemiddeld_dagen,
            "uitkomst": {
                "reintegratietraject": self.uitkomsten.reintegratietraject,
                "tijdelijke_ontheffing": self.uitkomsten.tijdelijke_ontheffing,
                "beeindigd": self.uitkomsten.beeindigd,
            },
            "beeindigd": self.per_rubriek(),
        })
    }

    fn rapport_uitstroom(&self) -> Value {
        json!({
            "start": self.project.start,
            "einde": self.project.einde,
            "peildatum": self.peildatum,
            "beeindigd": self.uitstroom.beeindigd,
            "duurzaam_beeindigd": self.uitstroom.duurzaamheid.duurzaam,
            "duurzaam_aandeel": self.uitstroom.ondergrens.afgerond(),
            "besparing_eurocent": self.besparing.bedrag_eurocent,
            "kosten_eurocent": self.kosten.facturen_eurocent,
            "saldo_eurocent": self.saldo_eurocent,
            "reden": self.per_rubriek(),
            "instroom_per_maand": object(self.instroom.iter().map(|jaar| (jaar.jaar.to_string(), jaar.per_maand))),
            "caseload": self.caseload_per_code(),
            "contacturen": object(
                self.contacturen.iter().map(|regel| (regel.segment.to_string(), [regel.huidig, regel.gewenst])),
            ),
        })
    }

    fn per_rubriek(&self) -> Value {
        object(self.uitstroom.rubrieken.iter().map(|regel| (regel.rubriek.clone(), regel.aantal)))
    }

    /// Decisions and plans by their code, and what the fall in volume up to the last whole year made of it in practice.
    /// The latter is counted, so it wins from a norm that would carry the same name.
    fn caseload_per_code(&self) -> Value {
        let normen = self.caseload.normen.iter().map(|norm| (norm.code.to_string(), Some(norm.klanten)));
        let gemeten = (format!("na_volumedaling_{}", self.caseload.laatste_hele_jaar), self.caseload.op_peildatum);
        object(normen.chain([gemeten]))
    }
}

fn object<V: Serialize>(paren: impl Iterator<Item = (String, V)>) -> Value {
    Value::Object(paren.map(|(sleutel, waarde)| (sleutel, json!(waarde))).collect::<Map<_, _>>())
}
