//! The scenarios there are: those that stand ready, and those of the municipality.

use analysis::capaciteit::{KLAAR, Klaar, Scenario, Uitkomst};
use domain::id::ScenarioId;
use storage::{Reader, scenario::Bewaard};

use crate::web::{Fout, Resultaat};

/// How many fit side by side.
pub(super) const HOOGUIT: usize = 4;
/// What is compared before anybody chose: what was, what was wanted, and what two conversations ask.
const EERST: [&str; 3] = ["caseload-120", "caseload-80", "uren-8-4-8"];

/// One that can be chosen.
pub(super) struct Keuze {
    /// A code of one that stands ready, or the id of one that is kept.
    pub(super) code: String,
    pub(super) naam: String,
    pub(super) eigen: bool,
}

/// One that was chosen, worked out.
pub(super) struct Gekozen {
    pub(super) code: String,
    pub(super) eigen: Option<ScenarioId>,
    pub(super) scenario: Scenario,
    pub(super) uitkomst: Uitkomst,
}

/// All of them: those of the municipality first.
pub(super) async fn keuzes(reader: &mut Reader) -> Resultaat<Vec<Keuze>> {
    let eigen = storage::scenario::list(reader).await?.into_iter();
    let mut alle: Vec<Keuze> = eigen.map(|is| Keuze { code: is.id.to_string(), naam: is.naam, eigen: true }).collect();
    for klaar in KLAAR {
        let naam = klaar.scenario().map_err(kapot)?.naam;
        alle.push(Keuze { code: klaar.code.to_owned(), naam, eigen: false });
    }
    Ok(alle)
}

/// Those that were asked for, in order, each once and not more than fit; what is not there is left out.
pub(super) async fn gekozen(reader: &mut Reader, codes: &[String]) -> Resultaat<Vec<Gekozen>> {
    let eerst: Vec<String> = EERST.map(ToOwned::to_owned).to_vec();
    let codes = if codes.is_empty() { &eerst } else { codes };
    let mut gevonden: Vec<Gekozen> = Vec::new();
    for code in codes {
        if gevonden.len() == HOOGUIT || gevonden.iter().any(|is| is.code == *code) {
            continue;
        }
        let Some((eigen, scenario)) = vind(reader, code).await? else { continue };
        // What was kept was worked out before; a version that asks more may refuse it.
        let uitkomst = Uitkomst::van(&scenario).map_err(kapot)?;
        gevonden.push(Gekozen { code: code.clone(), eigen, scenario, uitkomst });
    }
    Ok(gevonden)
}

/// One by its code, or by its id.
pub(super) async fn vind(reader: &mut Reader, code: &str) -> Resultaat<Option<(Option<ScenarioId>, Scenario)>> {
    if let Some(klaar) = Klaar::zoek(code) {
        return Ok(Some((None, klaar.scenario().map_err(kapot)?)));
    }
    let Ok(id) = code.parse::<ScenarioId>() else { return Ok(None) };
    let bewaard = storage::scenario::find(reader, id).await?;
    bewaard.map(|bewaard| Ok((Some(id), lees(&bewaard)?))).transpose()
}

/// The numbers of one that is kept.
pub(super) fn lees(bewaard: &Bewaard) -> Resultaat<Scenario> {
    serde_json::from_str(&bewaard.inhoud).map_err(kapot)
}

fn kapot(error: impl std::fmt::Display) -> Fout {
    Fout::Onverwacht(error.to_string())
}
