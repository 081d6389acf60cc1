//! The form for the data of a client.

use domain::{
    datum,
    emailadres::Emailadres,
    klant::{Contact, Klant, Leefvorm, Postcode},
    naam::Persoonsnaam,
};

use crate::web::{Formulier, Keuze, Veld, conflict::Vergelijking, veld::fouten};

/// Name, household and contact data.
pub(super) struct GegevensForm {
    pub(super) voornamen: Veld,
    pub(super) voorvoegsel: Veld,
    pub(super) geslachtsnaam: Veld,
    pub(super) geboortedatum: Veld,
    pub(super) leefvorm: Veld,
    pub(super) adres: Veld,
    pub(super) postcode: Veld,
    pub(super) woonplaats: Veld,
    pub(super) wijk: Veld,
    pub(super) telefoon: Veld,
    pub(super) email: Veld,
    pub(super) tolk: Veld,
}

impl GegevensForm {
    fn leeg() -> Self {
        Self {
            voornamen: Veld::vrij("voornamen", "Voornamen"),
            voorvoegsel: Veld::vrij("voorvoegsel", "Voorvoegsel"),
            geslachtsnaam: Veld::new("geslachtsnaam", "Geslachtsnaam"),
            geboortedatum: Veld::new("geboortedatum", "Geboortedatum"),
            leefvorm: Veld::new("leefvorm", "Leefvorm"),
            adres: Veld::vrij("adres", "Straat en huisnummer"),
            postcode: Veld::vrij("postcode", "Postcode"),
            woonplaats: Veld::vrij("woonplaats", "Woonplaats"),
            wijk: Veld::vrij("wijk", "Wijk"),
            telefoon: Veld::vrij("telefoon", "Telefoon"),
            email: Veld::vrij("email", "E-mail"),
            tolk: Veld::vrij("tolk", "Tolk nodig voor")
                .uitleg("De taal, bijvoorbeeld Tigrinya. Laat leeg als het gesprek in het Nederlands kan."),
        }
    }

    fn velden_mut(&mut self) -> [&mut Veld; 12] {
        [
            &mut self.voornamen,
            &mut self.voorvoegsel,
            &mut self.geslachtsnaam,
            &mut self.geboortedatum,
            &mut self.leefvorm,
            &mut self.adres,
            &mut self.postcode,
            &mut self.woonplaats,
            &mut self.wijk,
            &mut self.telefoon,
            &mut self.email,
            &mut self.tolk,
        ]
    }

    fn velden(&self) -> [&Veld; 12] {
        [
            &self.voornamen,
            &self.voorvoegsel,
            &self.geslachtsnaam,
            &self.geboortedatum,
            &self.leefvorm,
            &self.adres,
            &self.postcode,
            &self.woonplaats,
            &self.wijk,
            &self.telefoon,
            &self.email,
            &self.tolk,
        ]
    }

    /// As the record stands.
    pub(super) fn van(klant: &Klant) -> Self {
        let mut form = Self::leeg();
        for (veld, waarde) in form.velden_mut().into_iter().zip(waarden(klant)) {
            veld.waarde = waarde;
        }
        form
    }

    /// As it was sent.
    pub(super) fn uit(formulier: &Formulier) -> Self {
        let mut form = Self::leeg();
        for veld in form.velden_mut() {
            formulier.tekst(veld.naam).clone_into(&mut veld.waarde);
        }
        form
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&self.velden())
    }

    /// The households to choose from.
    pub(super) fn leefvormen(&self) -> Vec<Keuze> {
        Leefvorm::ALLE.into_iter().map(|l| Keuze::new(l.code(), l.omschrijving(), &self.leefvorm.waarde)).collect()
    }

    /// The client with these data; every error at once, each at its field.
    pub(super) fn lees(&mut self, klant: &Klant, vandaag: jiff::civil::Date) -> Option<Klant> {
        for veld in self.velden_mut() {
            veld.waarde = veld.waarde.trim().to_owned();
            if veld.waarde.chars().count() > 200 {
                veld.afkeuren("Dit is te lang. Gebruik hooguit 200 tekens.");
            }
            veld.moet_leesbaar_zijn();
        }
        if !self.geslachtsnaam.waarde.contains(char::is_alphabetic) && self.geslachtsnaam.fout.is_none() {
            self.geslachtsnaam.afkeuren("Vul de geslachtsnaam in.");
        }
        let geboren = self.geboortedatum.datum("Vul een bestaande datum in, bijvoorbeeld 14-3-1972.");
        if geboren.is_some_and(|dag| dag > vandaag) {
            self.geboortedatum.afkeuren("De geboortedatum ligt in de toekomst. Controleer het jaar.");
        }
        let leefvorm = self.leefvorm.lees(|text| text.parse().ok(), "Kies een leefvorm.");
        let postcode: Option<Option<Postcode>> = if self.postcode.waarde.is_empty() {
            Some(None)
        } else {
            self.postcode.lees(
                |text| text.parse().ok().map(Some),
                "Vul een postcode in met vier cijfers en twee letters, bijvoorbeeld 2011 AB.",
            )
        };
        if !self.email.waarde.is_empty() {
            let adres = |text: &str| text.parse::<Emailadres>().ok();
            self.email
                .lees(adres, "Vul een e-mailadres in zoals naam@voorbeeld.nl, zonder spaties of bijzondere tekens.");
        }
        if !self.fouten().is_empty() {
            return None;
        }
        let text = |veld: &Veld| veld.waarde.clone();
        Some(Klant {
            naam: Persoonsnaam {
                voornamen: text(&self.voornamen),
                voorvoegsel: text(&self.voorvoegsel),
                geslachtsnaam: text(&self.geslachtsnaam),
            },
            geboortedatum: geboren?,
            leefvorm: leefvorm?,
            contact: Contact {
                adres: text(&self.adres),
                postcode: postcode?,
                woonplaats: text(&self.woonplaats),
                wijk: text(&self.wijk),
                telefoon: text(&self.telefoon),
                email: text(&self.email),
                tolk: text(&self.tolk),
            },
            ..klant.clone()
        })
    }

    /// Beside the record as it stands now.
    pub(super) fn vergelijk(&self, nu: &Klant) -> Vec<Vergelijking> {
        let paren = self.velden().into_iter().zip(waarden(nu));
        paren
            .map(|(veld, waarde)| {
                let vergelijking = Vergelijking::van(veld, waarde);
                match veld.naam {
                    "geboortedatum" => vergelijking
                        .in_woorden(|tekst| datum::lees(tekst).map_or_else(|| tekst.to_owned(), datum::lang)),
                    "leefvorm" => vergelijking.in_woorden(|tekst| {
                        tekst
                            .parse()
                            .map_or_else(|_| tekst.to_owned(), |leefvorm: Leefvorm| leefvorm.omschrijving().to_owned())
                    }),
                    _ => vergelijking,
                }
            })
            .collect()
    }
}

/// The values of the record, in the order of the form.
fn waarden(klant: &Klant) -> [String; 12] {
    let (naam, contact) = (&klant.naam, &klant.contact);
    [
        naam.voornamen.clone(),
        naam.voorvoegsel.clone(),
        naam.geslachtsnaam.clone(),
        klant.geboortedatum.to_string(),
        klant.leefvorm.code().to_owned(),
        contact.adres.clone(),
        contact.postcode.map_or_else(String::new, |postcode| postcode.to_string()),
        contact.woonplaats.clone(),
        contact.wijk.clone(),
        contact.telefoon.clone(),
        contact.email.clone(),
        contact.tolk.clone(),
    ]
}

/// Names of the fields in which two records differ: what the log tells, without the data themselves.
pub(super) fn verschillen(oud: &Klant, nieuw: &Klant) -> Vec<&'static str> {
    let form = GegevensForm::leeg();
    let pairs = waarden(oud).into_iter().zip(waarden(nieuw));
    form.velden().into_iter().zip(pairs).filter(|(_, (oud, nieuw))| oud != nieuw).map(|(veld, _)| veld.naam).collect()
}
