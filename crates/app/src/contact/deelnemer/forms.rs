//! The forms of a participant.

use domain::{
    codelijst::{Code, Codelijst},
    deelnemer::{Deelnemer, DeelnemerGeweigerd, Notitie, WieDoetMee},
    gebruiker::{Gebruiker, Recht, Rol},
    gesprek::Gesprek,
    id::{DeelnemerId, GebruikerId},
};

use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Veld, veld::fouten, woorden::zin};

/// Who takes part, and from which discipline.
pub(super) struct DeelnemerForm {
    /// Given out with the form: sent twice, it adds one.
    pub(super) id: DeelnemerId,
    pub(super) collega: Veld,
    pub(super) naam: Veld,
    pub(super) organisatie: Veld,
    pub(super) discipline: Veld,
}

impl DeelnemerForm {
    pub(super) fn leeg(bezoek: &Bezoek, gesprek: &Gesprek) -> Self {
        let partner = gesprek.soort.as_str() == "driegesprek";
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            collega: Veld::vrij("collega", "Collega")
                .uitleg("Of vul hieronder in wie er van buiten de gemeente meedoet."),
            naam: Veld::vrij("naam", "Naam"),
            organisatie: Veld::vrij("organisatie", "Organisatie"),
            discipline: Veld::new("discipline", "Vanuit welke discipline")
                .uitleg("Notities over schulden, gezondheid en justitie zijn beschermd: u ziet alleen de conclusie.")
                .met(if partner { "partner" } else { "" }),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, gesprek: &Gesprek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek, gesprek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            collega: leeg.collega.uit(formulier),
            naam: leeg.naam.uit(formulier),
            organisatie: leeg.organisatie.uit(formulier),
            discipline: leeg.discipline.uit(formulier),
        }
    }

    /// Colleagues who can take part and do not yet: who comes from another discipline first.
    pub(super) fn collegas(&self, lijsten: &Lijsten, gesprek: &Gesprek, allen: &[Deelnemer]) -> Vec<Keuze> {
        let al = |g: &Gebruiker| {
            g.id == gesprek.klantmanager || allen.iter().any(|ander| ander.wie == WieDoetMee::Collega(g.id))
        };
        let mut able: Vec<&Gebruiker> = lijsten.gebruikers.iter().filter(|g| kan(g) && !al(g)).collect();
        able.sort_by_key(|g| g.rol != Rol::Deskundige);
        let keuze = |g: &Gebruiker| {
            Keuze::new(&g.id.to_string(), &format!("{} ({})", g.naam, g.rol.code()), &self.collega.waarde)
        };
        let none = Keuze::new("", "Geen collega", &self.collega.waarde);
        std::iter::once(none).chain(able.into_iter().map(keuze)).collect()
    }

    pub(super) fn disciplines(&self, bezoek: &Bezoek, lijsten: &Lijsten) -> Vec<Keuze> {
        let none = Keuze::new("", "Kies een discipline", &self.discipline.waarde);
        let each = lijsten.keuzes(Codelijst::Discipline, bezoek.vandaag, &self.discipline.waarde);
        std::iter::once(none).chain(each).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.collega, &self.naam, &self.organisatie, &self.discipline])
    }

    /// Who takes part; every error at once, each at its field.
    pub(super) fn lees(&mut self, bezoek: &Bezoek, lijsten: &Lijsten, gesprek: &Gesprek) -> Option<Deelnemer> {
        let partner = [&self.naam, &self.organisatie].iter().any(|veld| !veld.waarde.trim().is_empty());
        let wie = |text: &str| -> Option<Option<GebruikerId>> {
            if text.is_empty() {
                return Some(None);
            }
            let id: GebruikerId = text.parse().ok()?;
            lijsten.gebruikers.iter().any(|g| g.id == id && kan(g)).then_some(Some(id))
        };
        let collega = self.collega.lees(wie, "Kies een collega uit de lijst, of vul een naam in.");
        for veld in [&mut self.naam, &mut self.organisatie] {
            if veld.waarde.chars().count() > 100 {
                veld.afkeuren("Dit is te lang. Gebruik hooguit 100 tekens.");
            }
        }
        match collega {
            Some(Some(_)) if partner => {
                self.collega.afkeuren("Kies een collega óf vul een naam in, niet allebei. Voeg ze een voor een toe.");
            }
            Some(None) if !partner => self.weiger(DeelnemerGeweigerd::ZonderNaam),
            _ => {}
        }
        let known = |text: &str| -> Option<Code> {
            lijsten
                .geldig(Codelijst::Discipline, bezoek.vandaag)
                .find(|i| i.code.as_str() == text)
                .map(|i| i.code.clone())
        };
        let discipline = self.discipline.lees(known, "Kies vanuit welke discipline iemand meedoet.");
        if !self.fouten().is_empty() {
            return None;
        }
        let text = |veld: &Veld| veld.waarde.trim().to_owned();
        Some(Deelnemer {
            id: self.id,
            gesprek: gesprek.id,
            wie: collega?.map_or_else(
                || WieDoetMee::Partner { naam: text(&self.naam), organisatie: text(&self.organisatie) },
                WieDoetMee::Collega,
            ),
            discipline: discipline?,
            conclusie: String::new(),
            heeft_notitie: false,
            versie: 1,
        })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: DeelnemerGeweigerd) {
        let veld = match geweigerd {
            DeelnemerGeweigerd::NietAangewezen => &mut self.discipline,
            DeelnemerGeweigerd::ZonderNaam => &mut self.naam,
            _ => &mut self.collega,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}

fn kan(gebruiker: &Gebruiker) -> bool {
    gebruiker.actief && gebruiker.rol.mag(Recht::Deelnemen)
}

/// The fields that are kept as a draft.
pub(super) const VELDEN: [&str; 2] = ["tekst", "conclusie"];

/// What somebody notes.
pub(super) struct NotitieForm {
    pub(super) tekst: Veld,
    pub(super) conclusie: Veld,
}

impl NotitieForm {
    /// `wie_leest` says in one sentence who reads the note.
    pub(super) fn leeg(wie_leest: &str) -> Self {
        let conclusie =
            "Wat betekent dit voor werk en meedoen? Dit leest de klantmanager. Geen diagnoses, bedragen of delicten.";
        Self {
            tekst: Veld::vrij("tekst", "Notitie").uitleg(wie_leest),
            conclusie: Veld::new("conclusie", "Conclusie voor de klantmanager").uitleg(conclusie),
        }
    }

    pub(super) fn met(self, notitie: &Notitie) -> Self {
        Self { tekst: self.tekst.met(&notitie.tekst), conclusie: self.conclusie.met(&notitie.conclusie) }
    }

    pub(super) fn uit(self, formulier: &Formulier) -> Self {
        Self { tekst: self.tekst.uit(formulier), conclusie: self.conclusie.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.tekst, &self.conclusie])
    }

    pub(super) fn lees(&mut self) -> Option<Notitie> {
        let text = |veld: &Veld| veld.waarde.trim().to_owned();
        let notitie = Notitie { tekst: text(&self.tekst), conclusie: text(&self.conclusie) };
        if notitie.conclusie.is_empty() {
            self.conclusie.afkeuren(zin(&DeelnemerGeweigerd::ZonderConclusie.to_string()));
        }
        for (veld, most) in [(&mut self.tekst, 20_000), (&mut self.conclusie, 2_000)] {
            if veld.waarde.chars().count() > most {
                veld.afkeuren(format!(
                    "Deze tekst is te lang. Gebruik hooguit {} tekens.",
                    domain::geld::thousands(most as u64)
                ));
            }
        }
        self.fouten().is_empty().then_some(notitie)
    }
}
