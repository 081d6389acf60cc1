//! What the page of today says. A klantmanager reads about himself; whoever leads a team, or looks after more than one, reads what
//! is of the team and what is his own apart.

use domain::gebruiker::{Gebruiker, Rol};

/// The words that depend on who reads them.
pub(super) struct Woorden {
    /// Above the conversations of the day.
    pub(super) gesprekken: &'static str,
    /// When there are none: what, and what to do.
    pub(super) geen: (&'static str, &'static str),
    /// When nothing asks attention.
    pub(super) rust: &'static str,
    pub(super) klanten: &'static str,
    pub(super) vast_te_leggen: &'static str,
    pub(super) signalen: &'static str,
    pub(super) brieven: &'static str,
    /// The conversations of the day are those of the reader alone, on a page about more.
    zelf: bool,
}

impl Woorden {
    pub(super) fn voor(gebruiker: &Gebruiker) -> Self {
        let klantmanager = Self {
            gesprekken: "Gesprekken vandaag",
            geen: (
                "Geen gesprekken vandaag",
                "Zoek een klant en plan een gesprek, of bekijk wie lang niet is gesproken.",
            ),
            rust: "Iedereen is in beeld en ingedeeld, en er loopt geen ontheffing af.",
            klanten: "klanten in uw caseload",
            vast_te_leggen: "Gesprek nog vast te leggen",
            signalen: "Open signalen over klanten",
            brieven: "Brieven af te drukken",
            zelf: false,
        };
        if gebruiker.rol == Rol::Klantmanager {
            return klantmanager;
        }
        let eigen = Self {
            gesprekken: "Uw eigen gesprekken vandaag",
            geen: (
                "U heeft vandaag zelf geen gesprekken",
                "Wie aan de beurt is voor een gesprek, staat bij Vraagt aandacht.",
            ),
            klanten: "klanten met een lopende uitkering",
            vast_te_leggen: "Uw eigen gesprekken nog vast te leggen",
            zelf: true,
            ..klantmanager
        };
        if gebruiker.team.is_none() {
            return eigen;
        }
        Self {
            geen: (
                eigen.geen.0,
                "Wie in uw team aan de beurt is voor een gesprek, staat bij Vraagt aandacht. Hoe het per klantmanager gaat, \
                 ziet u bij Team.",
            ),
            rust: "Iedereen in uw team is in beeld en ingedeeld, en er loopt geen ontheffing af.",
            klanten: "klanten in uw team",
            signalen: "Open signalen over klanten van uw team",
            brieven: if gebruiker.rol == Rol::Teamleider { "Brieven van uw team af te drukken" } else { eigen.brieven },
            ..eigen
        }
    }

    /// `4 gesprekken vandaag · 2 nog vast te leggen`.
    pub(super) fn onder(&self, vandaag: usize, open: i64) -> String {
        let wat = match (self.zelf, vandaag) {
            (true, 0) => "U heeft vandaag zelf geen gesprekken".to_owned(),
            (true, 1) => "U heeft vandaag zelf 1 gesprek".to_owned(),
            (true, aantal) => format!("U heeft vandaag zelf {aantal} gesprekken"),
            (false, 1) => "1 gesprek vandaag".to_owned(),
            (false, aantal) => format!("{aantal} gesprekken vandaag"),
        };
        if open == 0 { wat } else { format!("{wat} · {open} nog vast te leggen") }
    }
}

#[cfg(test)]
mod tests {
    use domain::gemeente::Gemeente;
    use uuid::Uuid;

    use super::*;

    fn iemand(rol: Rol, team: bool) -> Gebruiker {
        Gebruiker {
            id: Uuid::from_u128(7).into(),
            gemeente: Gemeente::HAARLEM,
            gebruikersnaam: "p.devries".parse().unwrap(),
            naam: "Petra de Vries".into(),
            rol,
            team: team.then(|| Uuid::from_u128(8).into()),
            actief: true,
        }
    }

    #[test]
    fn nadia_reads_about_herself_and_petra_about_the_team() {
        let nadia = Woorden::voor(&iemand(Rol::Klantmanager, true));
        let petra = Woorden::voor(&iemand(Rol::Teamleider, true));
        let sanne = Woorden::voor(&iemand(Rol::Beleidsadviseur, false));
        for (wie, wat, verwacht) in [
            (&nadia, nadia.klanten, "klanten in uw caseload"),
            (&petra, petra.klanten, "klanten in uw team"),
            (&sanne, sanne.klanten, "klanten met een lopende uitkering"),
            (&petra, petra.brieven, "Brieven van uw team af te drukken"),
            (&sanne, sanne.brieven, "Brieven af te drukken"),
        ] {
            assert_eq!(wat, verwacht, "{}", wie.gesprekken);
        }
        assert_eq!(nadia.onder(0, 0), "0 gesprekken vandaag");
        assert_eq!(nadia.onder(1, 2), "1 gesprek vandaag · 2 nog vast te leggen");
        assert_eq!(petra.onder(0, 0), "U heeft vandaag zelf geen gesprekken");
        assert_eq!(petra.onder(2, 1), "U heeft vandaag zelf 2 gesprekken · 1 nog vast te leggen");
    }
}
