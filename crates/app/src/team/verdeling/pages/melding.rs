//! What was just done with a proposal, told once above its page.

use domain::geld::thousands;
use serde::Deserialize;

use super::super::{actions::Toegepast, paths, terug::Terug};
use crate::web::Melding;

/// Whose clients to show, and what was just done: numbers in the address, as the redirect left them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::team::verdeling) struct Vraag {
    pub(super) klantmanager: String,
    verplaatst: Option<u32>,
    overgeslagen: u32,
    terug: Option<u32>,
    vertrokken: u32,
    beeindigd: u32,
    eerste: u32,
    herrekend: bool,
}

/// The page of a proposal that is worked out again before it is applied.
pub(super) fn na_herrekenen(id: domain::id::VerdelingId) -> String {
    format!("{}?herrekend=true", paths::verdeling(id))
}

/// The page of a proposal that was just applied.
pub(super) fn na_toepassen(id: domain::id::VerdelingId, is: Toegepast) -> String {
    format!("{}?verplaatst={}&overgeslagen={}", paths::verdeling(id), is.verplaatst, is.overgeslagen)
}

/// The page of a proposal that was just taken back.
pub(super) fn na_terugdraaien(id: domain::id::VerdelingId, is: Terug) -> String {
    let Terug { verplaatst: terug, vertrokken, beeindigd, eerste } = is;
    let pad = paths::verdeling(id);
    format!("{pad}?terug={terug}&vertrokken={vertrokken}&beeindigd={beeindigd}&eerste={eerste}")
}

/// What to tell; that something was applied or taken back only of a proposal where that is so.
pub(super) fn melding(vraag: &Vraag, voorbij: bool) -> Option<Melding> {
    if !voorbij {
        let tekst =
            "U wijzigde wie meedoet, daarom is eerst opnieuw berekend. Bekijk wat dat betekent, en pas het dan toe.";
        return vraag.herrekend.then(|| Melding::ok(tekst.to_owned()));
    }
    let tekst = match (vraag.verplaatst, vraag.terug) {
        (Some(aantal), _) => verplaatst(aantal, vraag.overgeslagen),
        (None, Some(aantal)) => teruggedraaid(aantal, vraag),
        (None, None) => return None,
    };
    Some(Melding::ok(tekst))
}

fn verplaatst(aantal: u32, overgeslagen: u32) -> String {
    let verplaatst = match aantal {
        1 => "1 klant heeft een andere klantmanager gekregen.".to_owned(),
        _ => format!("{} klanten hebben een andere klantmanager gekregen.", thousands(aantal.into())),
    };
    let waarom = "intussen een andere klantmanager of geen uitkering meer";
    match overgeslagen {
        0 => verplaatst,
        1 => format!("{verplaatst} 1 klant bleef waar hij is, omdat hij {waarom} heeft."),
        _ => format!(
            "{verplaatst} {} klanten bleven waar ze zijn, omdat zij {waarom} hebben.",
            thousands(overgeslagen.into())
        ),
    }
}

fn teruggedraaid(aantal: u32, vraag: &Vraag) -> String {
    let terug = match aantal {
        0 => "De verdeling is teruggedraaid.".to_owned(),
        1 => "1 klant is terug bij de vorige klantmanager.".to_owned(),
        _ => format!("{} klanten zijn terug bij hun vorige klantmanager.", thousands(aantal.into())),
    };
    let heel = |aantal: u32| usize::try_from(aantal).unwrap_or_default();
    let bleven = Terug {
        verplaatst: heel(aantal),
        vertrokken: heel(vraag.vertrokken),
        beeindigd: heel(vraag.beeindigd),
        eerste: heel(vraag.eerste),
    };
    format!("{terug} {}", bleven.bleven()).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_with_who_stayed() {
        assert!(melding(&Vraag::default(), true).is_none());
        let vraag = Vraag { verplaatst: Some(4), overgeslagen: 2, ..Vraag::default() };
        let tekst = melding(&vraag, true).unwrap().tekst;
        assert!(
            tekst.contains("4 klanten hebben een andere klantmanager gekregen. 2 klanten bleven waar ze zijn, omdat")
        );
        let vraag = Vraag { terug: Some(1), vertrokken: 2, ..Vraag::default() };
        let tekst = melding(&vraag, true).unwrap().tekst;
        assert!(tekst.starts_with("1 klant is terug bij de vorige klantmanager. 2 klanten blijven"));
        let vraag = Vraag { terug: Some(3), ..Vraag::default() };
        assert!(melding(&vraag, false).is_none(), "it was not applied");
        assert_eq!(melding(&vraag, true).unwrap().tekst, "3 klanten zijn terug bij hun vorige klantmanager.");
    }
}
