//! The forms of a signal.

use domain::{
    codelijst::Codelijst,
    gesprek::Kanaal,
    id::{KlantId, SignaalId},
    signaal::{Antwoord, Bron, Melder, Signaal, SignaalGeweigerd, SignaalStand},
};
use jiff::civil::Date;

use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Veld, veld::fouten, woorden::zin};

/// The longest text of a signal or an answer.
const LANGST: usize = 4_000;

/// What came in, and from whom.
pub(super) struct SignaalForm {
    /// The id the signal will have, given out with the form: sent twice, it makes one signal.
    pub(super) id: SignaalId,
    pub(super) soort: Veld,
    pub(super) bron: Veld,
    pub(super) naam: Veld,
    pub(super) contact: Veld,
    pub(super) ontvangen: Veld,
    pub(super) tekst: Veld,
}

impl SignaalForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            soort: Veld::new("soort", "Waar gaat het om").met("volgende_stap"),
            bron: Veld::new("bron", "Van wie komt het"),
            naam: Veld::new("naam", "Naam").uitleg("Met de organisatie of afdeling erbij, als dat helpt."),
            contact: Veld::vrij("contact", "Telefoon of e-mail").uitleg("Om antwoord te kunnen geven."),
            ontvangen: Veld::new("ontvangen", "Binnengekomen op").met(bezoek.vandaag.to_string()),
            tekst: Veld::new("tekst", "Het signaal").uitleg("Wat de ander zag of hoorde. Geen diagnoses."),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            soort: leeg.soort.uit(formulier),
            bron: leeg.bron.uit(formulier),
            naam: leeg.naam.uit(formulier),
            contact: leeg.contact.uit(formulier),
            ontvangen: leeg.ontvangen.uit(formulier),
            tekst: leeg.tekst.uit(formulier),
        }
    }

    pub(super) fn soorten(&self, lijsten: &Lijsten, vandaag: Date) -> Vec<Keuze> {
        lijsten.keuzes(Codelijst::SoortSignaal, vandaag, &self.soort.waarde)
    }

    pub(super) fn bronnen(&self) -> Vec<Keuze> {
        Bron::ALLE.into_iter().map(|bron| Keuze::new(bron.code(), bron.omschrijving(), &self.bron.waarde)).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.soort, &self.bron, &self.naam, &self.contact, &self.ontvangen, &self.tekst])
    }

    /// The signal; every error at once, each at its field.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, klant: KlantId, vandaag: Date) -> Option<Signaal> {
        let list = || lijsten.geldig(Codelijst::SoortSignaal, vandaag);
        let known = |text: &str| list().find(|item| item.code.as_str() == text).map(|item| item.code.clone());
        let soort = self.soort.lees(known, "Kies waar het signaal om gaat.");
        let bron = self.bron.lees(|text| text.parse::<Bron>().ok(), "Kies van wie het signaal komt.");
        let naam = self.naam.lees(gevuld, "Vul in wie het signaal gaf.");
        let ontvangen = self.ontvangen.datum("Vul een bestaande datum in, bijvoorbeeld 23-11-2026.");
        let tekst = self.tekst.lees(gevuld, "Schrijf op wat het signaal is, al is het één zin.");
        for (veld, hooguit) in [(&mut self.naam, 200), (&mut self.contact, 200), (&mut self.tekst, LANGST)] {
            te_lang(veld, hooguit);
        }
        let (dag, contact) = (ontvangen.unwrap_or(vandaag), self.contact.waarde.trim().to_owned());
        let signaal = Signaal {
            id: self.id,
            klant,
            // A kind that is still to be chosen has its own message; the rule judges the day all the same.
            soort: soort.or_else(|| "nog_geen_keuze".parse().ok())?,
            melder: Melder { bron: bron.unwrap_or(Bron::Collega), naam: naam.unwrap_or_default(), contact },
            tekst: tekst.unwrap_or_default(),
            ontvangen: dag,
            stand: SignaalStand::Nieuw,
            versie: 1,
        };
        if let Err(geweigerd) = signaal.clone().ontvang(vandaag) {
            self.weiger(geweigerd);
        }
        self.fouten().is_empty().then_some(signaal)
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: SignaalGeweigerd) {
        self.ontvangen.afkeuren(zin(&geweigerd.to_string()));
    }
}

fn gevuld(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn te_lang(veld: &mut Veld, hooguit: usize) {
    if veld.waarde.chars().count() > hooguit {
        let aantal = domain::geld::thousands(hooguit as u64);
        veld.afkeuren(format!("Deze tekst is te lang. Gebruik hooguit {aantal} tekens."));
    }
}

/// What the sender was told, how and when.
pub(super) struct AntwoordVelden {
    pub(super) tekst: Veld,
    pub(super) kanaal: Veld,
    pub(super) datum: Veld,
}

impl AntwoordVelden {
    /// Two of them stand on one page, so the fields have names of their own.
    fn leeg([tekst, kanaal, datum]: [&'static str; 3], vandaag: Date) -> Self {
        Self {
            tekst: Veld::new(tekst, "Antwoord aan de melder")
                .uitleg("Wat u heeft laten weten. Vertel niet meer over de klant dan nodig is."),
            kanaal: Veld::new(kanaal, "Hoe heeft u geantwoord").met(Kanaal::Telefoon.code()),
            datum: Veld::new(datum, "Wanneer").met(vandaag.to_string()),
        }
    }

    pub(super) fn kanalen(&self) -> Vec<Keuze> {
        let naam = |kanaal: Kanaal| if kanaal == Kanaal::Mondeling { "mondeling" } else { kanaal.omschrijving() };
        Kanaal::ALLE.into_iter().map(|kanaal| Keuze::new(kanaal.code(), naam(kanaal), &self.kanaal.waarde)).collect()
    }

    fn velden(&self) -> [&Veld; 3] {
        [&self.tekst, &self.kanaal, &self.datum]
    }

    /// The answer; every error at once, each at its field.
    fn lees(&mut self, signaal: &Signaal, vandaag: Date) -> Option<Antwoord> {
        let tekst = self.tekst.lees(gevuld, "Schrijf op wat u heeft geantwoord, al is het één zin.");
        te_lang(&mut self.tekst, LANGST);
        let kanaal = self.kanaal.lees(|text| text.parse::<Kanaal>().ok(), "Kies hoe u heeft geantwoord.");
        let op = self.datum.datum("Vul een bestaande datum in, bijvoorbeeld 23-11-2026.");
        if op.is_some_and(|op| op < signaal.ontvangen || op > vandaag) {
            self.datum.afkeuren(zin(&SignaalGeweigerd::AntwoordDatum.to_string()));
        }
        Some(Antwoord { tekst: tekst?, kanaal: kanaal?, op: op? })
    }
}

/// What the sender is told when something was done, or why nothing is done and what the sender is told then. Two forms on one page.
pub(super) struct AfhandelForm {
    pub(super) gedaan: AntwoordVelden,
    pub(super) waarom: Veld,
    pub(super) niet_gedaan: AntwoordVelden,
}

impl AfhandelForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        Self {
            gedaan: AntwoordVelden::leeg(["antwoord", "kanaal", "datum"], vandaag),
            waarom: Veld::new("waarom", "Waarom niet").uitleg("Voor collega’s; de melder krijgt dit niet te zien."),
            niet_gedaan: AntwoordVelden::leeg(["niet_antwoord", "niet_kanaal", "niet_datum"], vandaag),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let sent = |veld: Veld| {
            if formulier.velden().iter().any(|(n, _)| n == veld.naam) { veld.uit(formulier) } else { veld }
        };
        let alle = |velden: AntwoordVelden| AntwoordVelden {
            tekst: sent(velden.tekst),
            kanaal: sent(velden.kanaal),
            datum: sent(velden.datum),
        };
        let leeg = Self::leeg(vandaag);
        Self { gedaan: alle(leeg.gedaan), waarom: sent(leeg.waarom), niet_gedaan: alle(leeg.niet_gedaan) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let velden = [self.gedaan.velden().as_slice(), &[&self.waarom], &self.niet_gedaan.velden()].concat();
        fouten(&velden)
    }

    /// Whether something is wrong in the form that does nothing with the signal.
    pub(super) fn is_niet_gedaan_fout(&self) -> bool {
        self.waarom.fout.is_some() || self.niet_gedaan.velden().iter().any(|veld| veld.fout.is_some())
    }

    /// What was typed, for somebody who was overtaken by a colleague.
    pub(super) fn getypt(&self) -> String {
        let stukken = [&self.gedaan.tekst, &self.waarom, &self.niet_gedaan.tekst].map(|veld| veld.waarde.trim());
        stukken.into_iter().filter(|stuk| !stuk.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// What the sender was told about what was done.
    pub(super) fn lees_gedaan(&mut self, signaal: &Signaal, vandaag: Date) -> Option<Antwoord> {
        let antwoord = self.gedaan.lees(signaal, vandaag);
        antwoord.filter(|_| self.fouten().is_empty())
    }

    /// Why nothing is done, and what the sender was told.
    pub(super) fn lees_niet_gedaan(&mut self, signaal: &Signaal, vandaag: Date) -> Option<(String, Antwoord)> {
        let waarom = self.waarom.lees(gevuld, "Schrijf op waarom u niets met het signaal doet.");
        te_lang(&mut self.waarom, LANGST);
        let antwoord = self.niet_gedaan.lees(signaal, vandaag);
        Some((waarom?, antwoord?)).filter(|_| self.fouten().is_empty())
    }
}
