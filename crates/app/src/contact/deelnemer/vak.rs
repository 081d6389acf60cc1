//! Who takes part, on the page of a conversation: names, disciplines and conclusions; never a note.

use askama::Template;
use domain::{
    codelijst::Codelijst,
    deelnemer::{Bescherming, Deelnemer, WieDoetMee},
    gebruiker::Recht,
    gesprek::Gesprek,
    id::GesprekId,
};
use storage::Reader;

use super::{actions, paths};
use crate::web::{Bezoek, Lijsten, Resultaat};

/// The card, ready to be shown.
#[derive(Template)]
#[template(path = "contact/deelnemer/vak.html")]
pub struct Deelnemersvak {
    deelnemers: Vec<Regel>,
    /// Empty when the visitor cannot add anybody.
    toevoegen: String,
    /// A conversation with a partner of whom nobody said who that is.
    partner_ontbreekt: bool,
    csrf: String,
}

struct Regel {
    wie: String,
    onder: String,
    conclusie: String,
    /// Whether there is a note that is not for this visitor.
    beschermd: bool,
    /// Where the note is, and what to do there; empty when there is none for this visitor.
    notitie: (String, &'static str),
    /// Where to take somebody away who wrote nothing; empty otherwise.
    weghalen: String,
}

/// The name of a participant, with the organisation of somebody from outside.
pub(super) fn naam(lijsten: &Lijsten, deelnemer: &Deelnemer) -> String {
    match &deelnemer.wie {
        WieDoetMee::Collega(id) => lijsten.gebruiker(*id).to_owned(),
        WieDoetMee::Partner { naam, organisatie } if naam.is_empty() => organisatie.clone(),
        WieDoetMee::Partner { naam, organisatie } if organisatie.is_empty() => naam.clone(),
        WieDoetMee::Partner { naam, organisatie } => format!("{naam} ({organisatie})"),
    }
}

/// Who takes part in a conversation beside whoever holds it, as an invitation says it: name and discipline.
pub async fn namen(bezoek: &Bezoek, reader: &mut Reader, gesprek: GesprekId) -> Resultaat<Vec<(String, String)>> {
    let lijsten = bezoek.lijsten().await?;
    let allen = storage::deelnemer::of_gesprek(reader, gesprek).await?;
    // What a letter says, a housemate reads: that somebody has debts or was in prison is not in it.
    let functie = |wie: &Deelnemer| match actions::bescherming(&lijsten, &wie.discipline) {
        Bescherming::Gewoon => lijsten.naam(Codelijst::Discipline, wie.discipline.as_str()).to_owned(),
        Bescherming::Gezondheid | Bescherming::Schulden | Bescherming::Justitie => String::new(),
    };
    Ok(allen.iter().map(|wie| (naam(&lijsten, wie), functie(wie))).collect())
}

/// Loads the card of a conversation. Who shows it, notes that the client is shown.
pub async fn laad(bezoek: &Bezoek, reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Deelnemersvak> {
    let lijsten = bezoek.lijsten().await?;
    let allen = storage::deelnemer::of_gesprek(reader, gesprek.id).await?;
    let disciplines = actions::mijn_disciplines(bezoek, reader).await?;
    let kijker = actions::kijker(bezoek, reader, gesprek, &allen).await?;
    let bewerken = bezoek.gebruiker().rol.mag(Recht::KlantBewerken);
    let regel = |deelnemer: &Deelnemer| {
        let mag = actions::mag(bezoek, &lijsten, &disciplines, &allen, deelnemer);
        let notitie = paths::notitie(deelnemer.id);
        Regel {
            wie: naam(&lijsten, deelnemer),
            onder: lijsten.naam_voor(Codelijst::Discipline, deelnemer.discipline.as_str(), kijker).to_owned(),
            conclusie: deelnemer.conclusie.clone(),
            beschermd: deelnemer.heeft_notitie && !mag,
            notitie: match (actions::is_mij(bezoek, deelnemer), deelnemer.heeft_notitie) {
                (true, false) => (notitie, "Uw notitie schrijven"),
                (true, true) => (notitie, "Uw notitie openen"),
                (false, true) if mag => (notitie, "Notitie lezen"),
                (false, _) => (String::new(), ""),
            },
            weghalen: if bewerken && deelnemer.kan_weg().is_ok() {
                paths::weghalen(deelnemer.id)
            } else {
                String::new()
            },
        }
    };
    Ok(Deelnemersvak {
        partner_ontbreekt: gesprek.soort.as_str() == "driegesprek" && allen.is_empty(),
        deelnemers: allen.iter().map(regel).collect(),
        toevoegen: if bewerken { paths::toevoegen(gesprek.id) } else { String::new() },
        csrf: bezoek.csrf(),
    })
}
