//! What can be played: the scenario that stands ready, and those of the municipality.

use analysis::prognose::Opzet;
use domain::id::OpzetId;
use storage::{Reader, prognose::BewaardeOpzet};

use crate::web::{Fout, Resultaat};

/// The code of the one that stands ready.
pub(super) const BASIS: &str = "basis";
/// How many are played side by side at most: more lines cannot be told apart.
pub(super) const HOOGUIT: usize = 4;

/// One that can be chosen.
pub(super) struct Keuze {
    /// [`BASIS`], or the id of one that is kept.
    pub(super) code: String,
    pub(super) naam: String,
    pub(super) eigen: Option<OpzetId>,
}

/// All of them: the one that stands ready first.
pub(super) async fn keuzes(reader: &mut Reader) -> Resultaat<Vec<Keuze>> {
    let basis = Opzet::basis().map_err(kapot)?;
    let mut alle = vec![Keuze { code: BASIS.to_owned(), naam: format!("{} (staat klaar)", basis.naam), eigen: None }];
    let eigen = storage::prognose::opzetten(reader).await?.into_iter();
    alle.extend(eigen.map(|is| Keuze { code: is.id.to_string(), naam: is.naam, eigen: Some(is.id) }));
    Ok(alle)
}

/// One by its code, or by its id.
pub(super) async fn vind(reader: &mut Reader, code: &str) -> Resultaat<Option<Opzet>> {
    if code == BASIS {
        return Ok(Some(Opzet::basis().map_err(kapot)?));
    }
    let Ok(id) = code.parse::<OpzetId>() else { return Ok(None) };
    storage::prognose::opzet(reader, id).await?.as_ref().map(lees).transpose()
}

/// What is kept.
pub(super) fn lees(bewaard: &BewaardeOpzet) -> Resultaat<Opzet> {
    Opzet::lees(&bewaard.inhoud).map_err(kapot)
}

pub(super) fn kapot(error: impl std::fmt::Display) -> Fout {
    Fout::Onverwacht(error.to_string())
}
