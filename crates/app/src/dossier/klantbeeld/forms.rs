//! The form of the picture of a client.

use domain::klantbeeld::{Klantbeeld, KlantbeeldGeweigerd, Trede};

use super::deel::{Beelddeel, MEEST};
use crate::web::{Formulier, Keuze, Veld, conflict::Vergelijking, veld::fouten, woorden::zin};

/// Whether a field is kept as a draft.
pub(super) fn is_veld(naam: &str) -> bool {
    Beelddeel::is_veld(naam) || ["trede", "trede_waarom"].contains(&naam)
}

/// What is known of somebody, and where he stands.
pub(super) struct KlantbeeldForm {
    pub(super) deel: Beelddeel,
    pub(super) trede: Veld,
    pub(super) trede_waarom: Veld,
}

impl KlantbeeldForm {
    pub(super) fn van(beeld: &Klantbeeld) -> Self {
        Self {
            deel: Beelddeel::van(beeld),
            trede: Veld::vrij("trede", "Trede op de participatieladder")
                .met(beeld.trede.map_or_else(String::new, |trede| trede.nummer().to_string())),
            trede_waarom: Veld::vrij("trede_waarom", "Waarom deze trede").met(&*beeld.trede_waarom),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::van(&Klantbeeld::default());
        Self {
            deel: Beelddeel::uit(formulier),
            trede: leeg.trede.uit(formulier),
            trede_waarom: leeg.trede_waarom.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let mut velden = self.deel.velden();
        velden.extend([&self.trede, &self.trede_waarom]);
        fouten(&velden)
    }

    pub(super) fn treden(&self) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Nog niet bekend", &self.trede.waarde)];
        let keuze = |trede: Trede| Keuze::new(&trede.nummer().to_string(), trede.omschrijving(), &self.trede.waarde);
        keuzes.extend(Trede::ALLE.map(keuze));
        keuzes
    }

    /// The picture; every error at once, each at its field.
    pub(super) fn lees(&mut self) -> Option<Klantbeeld> {
        let beeld = self.deel.lees();
        if self.trede_waarom.waarde.chars().count() > MEEST {
            self.trede_waarom.afkeuren("Deze tekst is te lang. Gebruik hooguit 10.000 tekens.");
        }
        let step = |text: &str| -> Option<Option<Trede>> {
            if text.is_empty() { Some(None) } else { text.parse::<i64>().ok()?.try_into().ok().map(Some) }
        };
        let trede = self.trede.lees(step, "Kies een trede uit de lijst.");
        let (Some(beeld), Some(trede), true) = (beeld, trede, self.fouten().is_empty()) else { return None };
        let trede_waarom = self.trede_waarom.waarde.trim().to_owned();
        match (Klantbeeld { trede, trede_waarom, ..beeld }).leg_vast() {
            Ok(beeld) => Some(beeld),
            Err(KlantbeeldGeweigerd::Leeg) => {
                self.deel.weiger(KlantbeeldGeweigerd::Leeg);
                None
            }
            Err(geweigerd @ KlantbeeldGeweigerd::TredeZonderReden) => {
                self.trede_waarom.afkeuren(zin(&geweigerd.to_string()));
                None
            }
        }
    }

    /// This form beside the picture as it stands now.
    pub(super) fn vergelijk(&self, nu: &Klantbeeld) -> Vec<Vergelijking> {
        let woorden = |text: &str| {
            let trede = text.parse::<i64>().ok().and_then(|nummer| Trede::try_from(nummer).ok());
            trede.map_or_else(|| text.to_owned(), |trede| trede.omschrijving().to_owned())
        };
        let ander = Self::van(nu);
        let mut velden = self.deel.vergelijk(nu);
        velden.push(Vergelijking::van(&self.trede, ander.trede.waarde).in_woorden(woorden));
        velden.push(Vergelijking::van(&self.trede_waarom, ander.trede_waarom.waarde));
        velden
    }
}
