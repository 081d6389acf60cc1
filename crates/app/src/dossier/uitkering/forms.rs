//! The form to end a benefit, and those for what comes after: the letter has left, or the end is undone.

use domain::{
    codelijst::{Code, Codelijst},
    datum::{self, lang},
    id::GebruikerId,
    uitkering::{
        BeeindigenGeweigerd, Bevestiging, Einde, Eindebesluit, REDEN_ONBEKEND, Terugdraaibesluit,
        TerugdraaienGeweigerd, Uitkering, UitkeringStand,
    },
};
use jiff::civil::Date;
use storage::eindebesluit::Besluit;

use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Veld, conflict::Vergelijking, veld::fouten, woorden::zin};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 30-11-2026.";
const TE_LANG: &str = "Dit kenmerk is te lang. Gebruik hooguit 60 tekens.";
/// By what a letter is found.
const LANGSTE_KENMERK: usize = 60;
/// Where somebody goes.
const LANGSTE_BESTEMMING: usize = 200;
/// Why an end is undone.
const LANGSTE_REDEN: usize = 2_000;

/// Why, from which day, where to, by which decision, and in which words.
pub(super) struct EindeForm {
    pub(super) reden: Veld,
    pub(super) einddatum: Veld,
    pub(super) bestemming: Veld,
    pub(super) besluit: Veld,
    pub(super) kenmerk: Veld,
    pub(super) toelichting: Veld,
}

impl EindeForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        let uitleg = "Waarop het besluit rust. Dit staat zo in de brief: spreek de klant aan met u. Geen diagnoses.";
        Self {
            reden: Veld::new("reden", "Reden"),
            einddatum: Veld::new("einddatum", "Einddatum")
                .uitleg("De laatste dag met recht op uitkering.")
                .met(vandaag.to_string()),
            bestemming: Veld::vrij("bestemming", "Waar gaat de klant heen?")
                .uitleg("Bijvoorbeeld de werkgever, de opleiding of de andere uitkering."),
            besluit: Veld::vrij("besluit", "Datum van het besluit").uitleg("Leeg is vandaag.").met(vandaag.to_string()),
            kenmerk: Veld::vrij("kenmerk", "Kenmerk van de brief met het besluit")
                .uitleg("Laat leeg zolang de brief niet weg is. Daarna kan terugdraaien alleen met een nieuw besluit."),
            toelichting: Veld::vrij("toelichting", "Toelichting").uitleg(uitleg),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self {
            reden: leeg.reden.uit(formulier),
            einddatum: leeg.einddatum.uit(formulier),
            bestemming: leeg.bestemming.uit(formulier),
            besluit: leeg.besluit.uit(formulier),
            kenmerk: leeg.kenmerk.uit(formulier),
            toelichting: leeg.toelichting.uit(formulier),
        }
    }

    pub(super) fn redenen(&self, lijsten: &Lijsten, vandaag: Date) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Kies een reden", &self.reden.waarde)];
        keuzes.extend(lijsten.keuzes(Codelijst::RedenBeeindiging, vandaag, &self.reden.waarde));
        keuzes
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.reden, &self.einddatum, &self.bestemming, &self.besluit, &self.kenmerk, &self.toelichting])
    }

    /// Whether the reason is the one that is asked about once more.
    pub(super) fn is_onbekend(&self) -> bool {
        self.reden.waarde == REDEN_ONBEKEND
    }

    /// The decision to end this benefit; every error at once, each at its field.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, bezoek: &Bezoek, uitkering: &Uitkering) -> Option<Eindebesluit> {
        let vandaag = bezoek.vandaag;
        let list = || lijsten.geldig(Codelijst::RedenBeeindiging, vandaag);
        let known = |text: &str| list().find(|item| item.code.as_str() == text).map(|item| item.code.clone());
        let reden = self.reden.lees(known, "Kies een reden uit de lijst.");
        let datum = self.einddatum.datum(BESTAANDE_DATUM);
        let bestemming = self.bestemming.lees(
            |text| (text.chars().count() <= LANGSTE_BESTEMMING).then(|| text.to_owned()),
            "Dit is te lang. Gebruik hooguit 200 tekens.",
        );
        let besluit = self.besluit.lees(
            |text| if text.is_empty() { Some(vandaag) } else { datum::lees(text) },
            "Vul een bestaande datum in, bijvoorbeeld 30-11-2026, of laat leeg.",
        );
        let kenmerk = lees_kenmerk(&mut self.kenmerk);
        let toelichting = self.toelichting.waarde.trim().to_owned();
        if toelichting.chars().count() > 2_000 {
            self.toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        }
        // The rule judges the day also when the reason is still to be chosen.
        let code: Option<Code> = reden.clone().or_else(|| REDEN_ONBEKEND.parse().ok());
        if let (Some(datum), Some(code)) = (datum, code) {
            // Whether it was ended before is for the act to say: it sees the record as it is then.
            let lopend = Uitkering { stand: UitkeringStand::Lopend, ..uitkering.clone() };
            let einde = Einde { datum, reden: code, toelichting: String::new() };
            let proef = Eindebesluit {
                einde,
                besluit: besluit.unwrap_or(vandaag),
                door: bezoek.gebruiker().id,
                kenmerk: self.kenmerk.waarde.clone(),
                bestemming: String::new(),
            };
            if let Err(geweigerd) = lopend.beeindig_bij_besluit(proef, Bevestiging::RedenBlijftOnbekend, vandaag) {
                self.weiger(&geweigerd);
            }
        }
        if !self.fouten().is_empty() {
            return None;
        }
        let einde = Einde { datum: datum?, reden: reden?, toelichting };
        let door = bezoek.gebruiker().id;
        Some(Eindebesluit { einde, besluit: besluit?, door, kenmerk: kenmerk?, bestemming: bestemming? })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: &BeeindigenGeweigerd) {
        let veld = match geweigerd {
            BeeindigenGeweigerd::Overgang(_) => &mut self.einddatum,
            BeeindigenGeweigerd::RedenOnbekend => &mut self.reden,
            BeeindigenGeweigerd::BesluitToekomst => &mut self.besluit,
            BeeindigenGeweigerd::LangGeleden => &mut self.kenmerk,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }

    /// Beside the end that a colleague recorded, for who may read why it ended.
    pub(super) fn vergelijk(&self, nu: &Einde, besluit: Option<&Besluit>, lijsten: &Lijsten) -> Vec<Vergelijking> {
        let dag = |tekst: &str| datum::lees(tekst).map_or_else(|| tekst.to_owned(), lang);
        let tekst = |lees: fn(&Besluit) -> String| besluit.map(lees).unwrap_or_default();
        let reden = |code| lijsten.term(Codelijst::RedenBeeindiging, code).to_owned();
        let mijn = datum::lees(&self.einddatum.waarde);
        vec![
            Vergelijking {
                in_woorden: Some((reden(&self.reden.waarde), reden(nu.reden.as_str()))),
                ..Vergelijking::van(&self.reden, nu.reden.as_str())
            },
            Vergelijking {
                // In one form, so that two ways of writing a day are no difference.
                mijn: mijn.map_or_else(|| self.einddatum.waarde.clone(), |dag| dag.to_string()),
                in_woorden: Some((mijn.map_or_else(|| self.einddatum.waarde.clone(), lang), lang(nu.datum))),
                ..Vergelijking::van(&self.einddatum, nu.datum.to_string())
            },
            Vergelijking::van(&self.bestemming, tekst(|besluit| besluit.tekst.clone())),
            Vergelijking::van(&self.besluit, tekst(|besluit| besluit.datum.to_string())).in_woorden(dag),
            Vergelijking::van(&self.kenmerk, tekst(|besluit| besluit.kenmerk.clone())),
            Vergelijking::van(&self.toelichting, nu.toelichting.as_str()),
        ]
    }
}

fn lees_kenmerk(veld: &mut Veld) -> Option<String> {
    veld.lees(|text| (text.chars().count() <= LANGSTE_KENMERK).then(|| text.to_owned()), TE_LANG)
}

/// The letter about an end has left.
pub(super) struct BriefForm {
    pub(super) kenmerk: Veld,
}

impl BriefForm {
    /// With the reference that the letter from here carries.
    pub(super) fn leeg(kenmerk: &str) -> Self {
        let uitleg = "Daarna kan terugdraaien alleen met een nieuw besluit.";
        let veld = Veld::new("brief_kenmerk", "Kenmerk van de brief met het besluit").uitleg(uitleg);
        Self { kenmerk: veld.met(kenmerk) }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        Self { kenmerk: Self::leeg("").kenmerk.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.kenmerk])
    }

    pub(super) fn lees(&mut self) -> Option<String> {
        let kenmerk = lees_kenmerk(&mut self.kenmerk)?;
        if kenmerk.is_empty() {
            self.kenmerk.afkeuren("Vul het kenmerk van de brief in.");
            return None;
        }
        Some(kenmerk)
    }
}

/// Undoes an end by another decision.
pub(super) struct TerugForm {
    pub(super) datum: Veld,
    pub(super) kenmerk: Veld,
    pub(super) reden: Veld,
}

impl TerugForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        Self {
            datum: Veld::new("terug_datum", "Datum van het nieuwe besluit").met(vandaag.to_string()),
            kenmerk: Veld::new("terug_kenmerk", "Kenmerk van de brief met het nieuwe besluit"),
            reden: Veld::new("terug_reden", "Waarom draait u de beëindiging terug?"),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self {
            datum: leeg.datum.uit(formulier),
            kenmerk: leeg.kenmerk.uit(formulier),
            reden: leeg.reden.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.datum, &self.kenmerk, &self.reden])
    }

    pub(super) fn lees(&mut self, door: GebruikerId) -> Option<Terugdraaibesluit> {
        let datum = self.datum.datum(BESTAANDE_DATUM);
        let kenmerk = self.kenmerk.lees(
            |text| (1..=LANGSTE_KENMERK).contains(&text.chars().count()).then(|| text.to_owned()),
            "Vul het kenmerk van de brief in, in hooguit 60 tekens.",
        );
        let reden = self.reden.lees(
            |text| (1..=LANGSTE_REDEN).contains(&text.chars().count()).then(|| text.to_owned()),
            "Schrijf op waarom u de beëindiging terugdraait, in hooguit 2.000 tekens.",
        );
        Some(Terugdraaibesluit { datum: datum?, kenmerk: kenmerk?, reden: reden?, door })
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(super) fn weiger(&mut self, geweigerd: &TerugdraaienGeweigerd) -> bool {
        let veld = match geweigerd {
            TerugdraaienGeweigerd::BesluitToekomst => &mut self.datum,
            TerugdraaienGeweigerd::KenmerkNodig => &mut self.kenmerk,
            TerugdraaienGeweigerd::RedenNodig => &mut self.reden,
            TerugdraaienGeweigerd::Overgang(_) | TerugdraaienGeweigerd::Opvolger(_) => return false,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
        true
    }
}
