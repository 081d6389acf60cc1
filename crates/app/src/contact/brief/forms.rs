//! The forms of letters.

use domain::{
    brief::{Afzender, Briefsoort, Plek, Sjabloon, Sjabloontekst},
    emailadres::Emailadres,
};

use super::actions::Verzoek;
use crate::web::{Formulier, Fout, Resultaat, Veld, veld::fouten, woorden::zin};

/// A letter to be made. Only our own page sends it: what does not read is no mistake of a person.
pub(super) fn lees_verzoek(formulier: &Formulier) -> Resultaat<Verzoek> {
    let verlopen = || Fout::FormulierVerlopen;
    Ok(Verzoek {
        id: formulier.tekst("id").parse().map_err(|_| verlopen())?,
        soort: formulier.tekst("soort").parse().map_err(|()| verlopen())?,
        taal: formulier.tekst("taal").parse().map_err(|()| verlopen())?,
        per_email: formulier.tekst("weg") == "email",
        versie: formulier.versie()?,
    })
}

/// Subject and text of a template.
pub(super) struct SjabloonForm {
    pub(super) onderwerp: Veld,
    pub(super) tekst: Veld,
}

impl SjabloonForm {
    pub(super) fn van(tekst: &Sjabloontekst) -> Self {
        Self {
            onderwerp: Veld::new("onderwerp", "Onderwerp").met(tekst.onderwerp.clone()),
            tekst: Veld::new("tekst", "Tekst")
                .uitleg("Een lege regel begint een nieuwe alinea. Een regel met - ervoor is een punt van een lijst.")
                .met(tekst.tekst.clone()),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let tekst = |naam| formulier.tekst(naam).trim_end().to_owned();
        let mut gelezen = Self::van(&Sjabloontekst { onderwerp: tekst("onderwerp"), tekst: tekst("tekst") });
        // A file ends with a line break, as the texts that come with the program do.
        if !gelezen.tekst.waarde.is_empty() {
            gelezen.tekst.waarde.push('\n');
        }
        gelezen
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.onderwerp, &self.tekst])
    }

    /// The template; every error at once at its field, those of the text with their lines.
    pub(super) fn lees(&mut self, soort: Briefsoort) -> Option<(Sjabloon, Sjabloontekst)> {
        (self.onderwerp.fout, self.tekst.fout) = (None, None);
        match Sjabloon::lees(soort, &self.onderwerp.waarde, &self.tekst.waarde) {
            Ok(sjabloon) => {
                let (onderwerp, tekst) = (self.onderwerp.waarde.trim().to_owned(), self.tekst.waarde.clone());
                Some((sjabloon, Sjabloontekst { onderwerp, tekst }))
            }
            Err(fouten) => {
                for fout in fouten {
                    let veld = if fout.plek == Plek::Onderwerp { &mut self.onderwerp } else { &mut self.tekst };
                    let eerder = veld.fout.take().map_or_else(String::new, |eerder| format!("{eerder} "));
                    veld.afkeuren(format!("{eerder}{}", zin(&fout.to_string())));
                }
                None
            }
        }
    }
}

/// From whom letters come.
pub(super) struct AfzenderForm {
    pub(super) afdeling: Veld,
    pub(super) adresregels: Veld,
    pub(super) bezoekadres: Veld,
    pub(super) plaats: Veld,
    pub(super) telefoon: Veld,
    pub(super) website: Veld,
    pub(super) email: Veld,
}

impl AfzenderForm {
    pub(super) fn van(afzender: &Afzender) -> Self {
        Self {
            afdeling: Veld::new("afdeling", "Afdeling").met(afzender.afdeling.clone()),
            adresregels: Veld::new("adresregels", "Postadres")
                .uitleg("Elke regel apart, zoals op een envelop.")
                .met(afzender.adresregels.join("\n")),
            bezoekadres: Veld::new("bezoekadres", "Bezoekadres")
                .uitleg(
                    "Waar klanten komen. Staat in de uitnodiging als bij het gesprek alleen een kamer staat, of niets.",
                )
                .met(afzender.bezoekadres.clone()),
            plaats: Veld::new("plaats", "Plaats boven de brief").met(afzender.plaats.clone()),
            telefoon: Veld::new("telefoon", "Telefoon")
                .uitleg("Zoals u het nummer voorleest, bijvoorbeeld 14 023.")
                .met(afzender.telefoon.clone()),
            website: Veld::vrij("website", "Website").met(afzender.website.clone()),
            email: Veld::vrij("email", "E-mailadres")
                .uitleg("Hiervandaan gaan brieven per e-mail. Laat leeg als alle brieven per post gaan.")
                .met(afzender.email.clone()),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::van(&Afzender::default());
        Self {
            afdeling: leeg.afdeling.uit(formulier),
            adresregels: leeg.adresregels.uit(formulier),
            bezoekadres: leeg.bezoekadres.uit(formulier),
            plaats: leeg.plaats.uit(formulier),
            telefoon: leeg.telefoon.uit(formulier),
            website: leeg.website.uit(formulier),
            email: leeg.email.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[
            &self.afdeling,
            &self.adresregels,
            &self.bezoekadres,
            &self.plaats,
            &self.telefoon,
            &self.website,
            &self.email,
        ])
    }

    pub(super) fn lees(&mut self, gemeente: &str) -> Option<Afzender> {
        let verplicht = |veld: &mut Veld, fout: &str| {
            if veld.waarde.trim().is_empty() {
                veld.afkeuren(fout);
            } else if veld.waarde.chars().count() > 200 {
                veld.afkeuren("Dit is te lang. Gebruik hooguit 200 tekens.");
            }
        };
        verplicht(&mut self.afdeling, "Vul in welke afdeling de brieven stuurt.");
        verplicht(&mut self.adresregels, "Vul het postadres in, elke regel apart.");
        verplicht(&mut self.bezoekadres, "Vul in waar klanten komen.");
        verplicht(&mut self.plaats, "Vul de plaats in die voor de datum staat.");
        verplicht(&mut self.telefoon, "Vul het nummer in dat klanten kunnen bellen.");
        let regels: Vec<String> =
            self.adresregels.waarde.lines().map(|regel| regel.trim().to_owned()).filter(|r| !r.is_empty()).collect();
        if regels.len() > 4 {
            self.adresregels.afkeuren("Meer dan vier regels passen niet boven een brief. Maak het adres korter.");
        }
        if self.website.waarde.chars().count() > 100 {
            self.website.afkeuren("Dit is te lang. Gebruik hooguit 100 tekens.");
        }
        if !self.email.waarde.trim().is_empty() {
            let adres = |tekst: &str| tekst.parse::<Emailadres>().ok();
            self.email.lees(adres, "Vul een e-mailadres in zoals afspraken@voorbeeld.nl.");
        }
        self.fouten().is_empty().then_some(())?;
        let een_regel = |veld: &Veld| veld.waarde.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Afzender {
            gemeente: format!("Gemeente {gemeente}"),
            afdeling: een_regel(&self.afdeling),
            adresregels: regels,
            bezoekadres: een_regel(&self.bezoekadres),
            plaats: een_regel(&self.plaats),
            telefoon: een_regel(&self.telefoon),
            website: een_regel(&self.website),
            email: een_regel(&self.email),
        })
    }
}
