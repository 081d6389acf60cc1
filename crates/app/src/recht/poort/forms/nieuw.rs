//! The form with which somebody comes forward: first the BSN, then what is not known yet.

use domain::{
    bsn::Bsn,
    id::{KlantId, PoortId},
    klant::Klant,
    naam::Persoonsnaam,
    poort::PoortGeweigerd,
};
use jiff::civil::Date;
use storage::poort::Persoon;

use super::{BESTAANDE_DATUM, regel};
use crate::web::{Bezoek, Formulier, Veld, veld::fouten, woorden::zin};

/// What `gezien` says of somebody who is not a client.
const NIEMAND: &str = "niemand";

pub(in crate::recht::poort) struct NieuwForm {
    /// Given out with the form: sent twice, it is one case.
    pub(in crate::recht::poort) id: PoortId,
    /// About whom the fields were shown: a client, or somebody who is not one. Empty while only the BSN was asked.
    pub(in crate::recht::poort) gezien: String,
    pub(in crate::recht::poort) bsn: Veld,
    pub(in crate::recht::poort) op: Veld,
    pub(in crate::recht::poort) voornamen: Veld,
    pub(in crate::recht::poort) voorvoegsel: Veld,
    pub(in crate::recht::poort) geslachtsnaam: Veld,
    pub(in crate::recht::poort) geboren: Veld,
    pub(in crate::recht::poort) partner: Veld,
    pub(in crate::recht::poort) telefoon: Veld,
    pub(in crate::recht::poort) email: Veld,
}

/// What was filled in.
pub(in crate::recht::poort) struct Nieuw {
    pub(in crate::recht::poort) id: PoortId,
    pub(in crate::recht::poort) op: Date,
    pub(in crate::recht::poort) persoon: Persoon,
}

impl NieuwForm {
    pub(in crate::recht::poort) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            gezien: String::new(),
            bsn: Veld::new("bsn", "BSN")
                .uitleg("Negen cijfers. Is deze persoon bekend, dan hoeft u niet alles opnieuw te vragen."),
            op: Veld::new("op", "Gemeld op")
                .uitleg("De dag waarop iemand zich meldde; vandaag of eerder. De uitkering begint op zijn vroegst dan.")
                .met(bezoek.vandaag.to_string()),
            voornamen: Veld::new("voornamen", "Voornamen"),
            voorvoegsel: Veld::vrij("voorvoegsel", "Voorvoegsel"),
            geslachtsnaam: Veld::new("geslachtsnaam", "Achternaam"),
            geboren: Veld::new("geboren", "Geboortedatum"),
            partner: Veld::vrij("partner", "Geboortedatum van de partner").uitleg(
                "Alleen als de partner ook aanvraagt. Is een van beiden 27 of ouder, dan is er geen zoektermijn.",
            ),
            telefoon: Veld::vrij("telefoon", "Telefoon"),
            email: Veld::vrij("email", "E-mail"),
        }
    }

    pub(in crate::recht::poort) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            gezien: formulier.tekst("gezien").to_owned(),
            bsn: leeg.bsn.uit(formulier),
            op: leeg.op.uit(formulier),
            voornamen: leeg.voornamen.uit(formulier),
            voorvoegsel: leeg.voorvoegsel.uit(formulier),
            geslachtsnaam: leeg.geslachtsnaam.uit(formulier),
            geboren: leeg.geboren.uit(formulier),
            partner: leeg.partner.uit(formulier),
            telefoon: leeg.telefoon.uit(formulier),
            email: leeg.email.uit(formulier),
        }
    }

    pub(in crate::recht::poort) fn bsn(&mut self) -> Option<Bsn> {
        match self.bsn.waarde.trim().parse::<Bsn>() {
            Ok(bsn) => Some(bsn),
            Err(fout) => {
                self.bsn.afkeuren(zin(&fout.to_string()));
                None
            }
        }
    }

    /// Whether the fields that were sent were shown for this person: another BSN asks anew.
    pub(in crate::recht::poort) fn gaat_over(&self, klant: Option<KlantId>) -> bool {
        self.gezien == klant.map_or_else(|| NIEMAND.to_owned(), |klant| klant.to_string())
    }

    /// The fields as they are shown the first time for somebody: filled with what is known. `hergebruik`: also with where a client
    /// can be reached, which is asked again when it is long ago.
    pub(in crate::recht::poort) fn voor(self, bezoek: &Bezoek, klant: Option<&Klant>, hergebruik: bool) -> Self {
        let leeg = Self::leeg(bezoek);
        let vers = Self { id: self.id, bsn: self.bsn, ..leeg };
        let Some(klant) = klant else { return Self { gezien: NIEMAND.to_owned(), ..vers } };
        let bereik = |tekst: &str| if hergebruik { tekst.to_owned() } else { String::new() };
        Self {
            gezien: klant.id.to_string(),
            voornamen: vers.voornamen.met(&klant.naam.voornamen),
            voorvoegsel: vers.voorvoegsel.met(&klant.naam.voorvoegsel),
            geslachtsnaam: vers.geslachtsnaam.met(&klant.naam.geslachtsnaam),
            geboren: vers.geboren.met(klant.geboortedatum.to_string()),
            telefoon: vers.telefoon.met(bereik(&klant.contact.telefoon)),
            email: vers.email.met(bereik(&klant.contact.email)),
            ..vers
        }
    }

    pub(in crate::recht::poort) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[
            &self.bsn,
            &self.op,
            &self.voornamen,
            &self.voorvoegsel,
            &self.geslachtsnaam,
            &self.geboren,
            &self.partner,
            &self.telefoon,
            &self.email,
        ])
    }

    pub(in crate::recht::poort) fn lees(&mut self, bsn: Bsn, vandaag: Date) -> Option<Nieuw> {
        const TE_LANG: &str = "Dit is te lang. Gebruik hooguit 120 tekens.";
        let nodig = |text: &str| regel(text).filter(|text| !text.is_empty());
        let op = self.op.datum(BESTAANDE_DATUM);
        let voornamen = self.voornamen.lees(nodig, "Vul de voornamen in, in hooguit 120 tekens.");
        let voorvoegsel = self.voorvoegsel.lees(regel, TE_LANG);
        let geslachtsnaam = self.geslachtsnaam.lees(nodig, "Vul de achternaam in, in hooguit 120 tekens.");
        let eerder = |text: &str| domain::datum::lees(text).filter(|dag| *dag <= vandaag);
        let geboren = self.geboren.lees(eerder, "Vul de geboortedatum in, bijvoorbeeld 14 maart 2002.");
        let partner_geboren = self.partner.lees(
            |text| if text.is_empty() { Some(None) } else { eerder(text).map(Some) },
            "Vul een bestaande geboortedatum in, of laat het leeg.",
        );
        let telefoon = self.telefoon.lees(regel, TE_LANG);
        let email = self.email.lees(regel, TE_LANG);
        let naam = Persoonsnaam { voornamen: voornamen?, voorvoegsel: voorvoegsel?, geslachtsnaam: geslachtsnaam? };
        Some(Nieuw {
            id: self.id,
            op: op?,
            persoon: Persoon {
                bsn,
                naam,
                geboren: geboren?,
                partner_geboren: partner_geboren?,
                telefoon: telefoon?,
                email: email?,
            },
        })
    }

    /// Puts a refusal of the rules at its field: what they say of a beginning is about the day.
    pub(in crate::recht::poort) fn weiger(&mut self, geweigerd: &PoortGeweigerd) {
        self.op.afkeuren(zin(&geweigerd.to_string()));
    }
}
