//! The lawfulness track on the page of a conversation: that it takes place, when and by whom; never what was found.

use askama::Template;
use domain::{
    datum::{kort, lang, plaatselijk},
    gebruiker::Recht,
    gesprek::Gesprek,
    rechtmatigheid::{Aanleiding, RechtmatigheidStand},
};
use storage::{Reader, rechtmatigheid::Feit};

use super::{actions, paths};
use crate::web::{Bezoek, Resultaat};

/// The card, ready to be shown; empty when there is nothing to show.
#[derive(Template)]
#[template(path = "contact/rechtmatigheid/vak.html")]
pub struct Rechtmatigheidsvak {
    feiten: Vec<String>,
    opgepakt: bool,
    /// Where a colleague is asked; empty when that cannot be, or was done.
    vragen: String,
    csrf: String,
}

fn in_woorden(feit: &Feit, gesprek: &Gesprek) -> String {
    let wie = feit.behandelaar.as_ref().map_or_else(|| "nog niemand".to_owned(), Clone::clone);
    let klaar = match feit.stand {
        RechtmatigheidStand::Open => String::new(),
        RechtmatigheidStand::Afgerond { op } => format!(", afgerond op {}", kort(op)),
    };
    match feit.aanleiding {
        Aanleiding::Gelijktijdig => {
            let dag = lang(plaatselijk(gesprek.moment).date());
            format!("Gelijk met dit gesprek, op {dag}, kijkt rechtmatigheid mee. Behandelaar: {wie}{klaar}.")
        }
        Aanleiding::Overdracht => format!("Rechtmatigheid heeft de zaak opgepakt. Behandelaar: {wie}{klaar}."),
    }
}

/// Loads the card of a conversation. Who shows it, notes that the client is shown.
pub async fn laad(bezoek: &Bezoek, reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Rechtmatigheidsvak> {
    let feiten = storage::rechtmatigheid::bij_gesprek(reader, gesprek.id).await?;
    let gevraagd = feiten.iter().any(|feit| feit.aanleiding == Aanleiding::Gelijktijdig);
    let kan = bezoek.gebruiker().rol.mag(Recht::KlantBewerken)
        && !gevraagd
        && actions::kan_gelijktijdig(gesprek, bezoek.vandaag);
    Ok(Rechtmatigheidsvak {
        feiten: feiten.iter().map(|feit| in_woorden(feit, gesprek)).collect(),
        opgepakt: feiten.iter().any(|feit| feit.aanleiding == Aanleiding::Overdracht),
        vragen: if kan { paths::vragen(gesprek.id) } else { String::new() },
        csrf: bezoek.csrf(),
    })
}

impl Rechtmatigheidsvak {
    /// Whether lawfulness took the case up: from then on the guidance alone does not take the hand-over back.
    #[must_use]
    pub const fn opgepakt(&self) -> bool {
        self.opgepakt
    }
}
