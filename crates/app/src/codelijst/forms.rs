//! The form of an entry: strings → domain types; every error at once, each at its field.

use domain::{
    codelijst::{Bijzonder, Code, Codelijst, CodelijstItem, Post, PostGeweigerd},
    datum::Periode,
};
use jiff::civil::Date;

use crate::web::{Formulier, Keuze, Veld, veld::fouten, woorden::zin};

/// An entry that is added or changed.
pub(super) struct PostForm {
    lijst: Codelijst,
    pub(super) code: Veld,
    pub(super) omschrijving: Veld,
    pub(super) groep: Veld,
    pub(super) bijzonder: Veld,
    pub(super) van: Veld,
    pub(super) tot: Veld,
    pub(super) cbs_code: Veld,
    pub(super) cbs_omschrijving: Veld,
}

impl PostForm {
    pub(super) fn leeg(lijst: Codelijst, vandaag: Date) -> Self {
        let bekend: Vec<String> =
            lijst.zeker_bij_cbs().iter().map(|cbs| format!("{} {}", cbs.code, cbs.omschrijving)).collect();
        let cbs = if bekend.is_empty() {
            "Alleen als u de code zeker weet, uit de richtlijn van het CBS. Laat anders leeg.".to_owned()
        } else {
            format!(
                "Zeker bekend zijn: {}. Andere codes staan in de richtlijn van het CBS. Laat leeg wat u niet zeker weet.",
                bekend.join("; ")
            )
        };
        Self {
            lijst,
            code: Veld::new("code", "Code").uitleg("Kleine letters, cijfers en lage streepjes. De code verandert later niet meer."),
            omschrijving: Veld::new("omschrijving", "Omschrijving").uitleg("Wat iemand leest en kiest."),
            groep: Veld::new("groep", "Telt als"),
            bijzonder: Veld::vrij("bijzonder", "Afgeschermd").uitleg(
                "Zegt deze code iets bijzonders over iemand? Dan lezen alleen de klantmanager en wie waarneemt de omschrijving.",
            ),
            van: Veld::new("van", "Geldig vanaf").met(vandaag.to_string()),
            tot: Veld::vrij("tot", "Geldig tot en met")
                .uitleg("De laatste dag waarop de code te kiezen is. Wat al is vastgelegd, houdt zijn omschrijving."),
            cbs_code: Veld::vrij("cbs_code", "Code van het CBS").uitleg(&cbs),
            cbs_omschrijving: Veld::vrij("cbs_omschrijving", "Omschrijving van het CBS"),
        }
    }

    pub(super) fn van(post: &Post, vandaag: Date) -> Self {
        let (item, leeg) = (&post.item, Self::leeg(post.item.lijst, vandaag));
        Self {
            code: leeg.code.met(item.code.as_str()),
            omschrijving: leeg.omschrijving.met(item.omschrijving.clone()),
            groep: leeg.groep.met(item.groep.as_ref().map_or("", Code::as_str)),
            bijzonder: leeg.bijzonder.met(item.bijzonder.map_or("", Bijzonder::code)),
            van: leeg.van.met(item.geldig.van.to_string()),
            tot: leeg.tot.met(item.geldig.tot_en_met.map_or_else(String::new, |tot| tot.to_string())),
            cbs_code: leeg.cbs_code.met(item.cbs_code.clone().unwrap_or_default()),
            cbs_omschrijving: leeg.cbs_omschrijving.met(post.cbs_omschrijving.clone()),
            ..Self::leeg(item.lijst, vandaag)
        }
    }

    pub(super) fn uit(lijst: Codelijst, formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(lijst, vandaag);
        Self {
            lijst,
            code: leeg.code.uit(formulier),
            omschrijving: leeg.omschrijving.uit(formulier),
            groep: leeg.groep.uit(formulier),
            bijzonder: leeg.bijzonder.uit(formulier),
            van: leeg.van.uit(formulier),
            tot: leeg.tot.uit(formulier),
            cbs_code: leeg.cbs_code.uit(formulier),
            cbs_omschrijving: leeg.cbs_omschrijving.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[
            &self.code,
            &self.omschrijving,
            &self.groep,
            &self.bijzonder,
            &self.van,
            &self.tot,
            &self.cbs_code,
            &self.cbs_omschrijving,
        ])
    }

    pub(super) fn groepen(&self) -> Vec<Keuze> {
        let bekend = self.lijst.groepen().iter().map(|(code, naam)| Keuze::new(code, naam, &self.groep.waarde));
        let onbekend = !self.lijst.groepen().iter().any(|(code, _)| *code == self.groep.waarde);
        let eigen = onbekend.then(|| {
            let naam = if self.groep.waarde.is_empty() { "Kies" } else { self.groep.waarde.as_str() };
            Keuze::new(&self.groep.waarde, naam, &self.groep.waarde)
        });
        eigen.into_iter().chain(bekend).collect()
    }

    pub(super) fn bijzonderheden(&self) -> Vec<Keuze> {
        let keuze = |code, naam| Keuze::new(code, naam, &self.bijzonder.waarde);
        vec![
            keuze("", "Nee"),
            keuze("justitie", "Ja, gaat over justitie"),
            keuze("gezondheid", "Ja, gaat over gezondheid"),
            keuze("schulden", "Ja, gaat over schulden"),
        ]
    }

    /// The entry; every error at once, each at its field.
    pub(super) fn lees(&mut self, versie: i64) -> Option<Post> {
        let code = self.code.lees(
            |tekst| tekst.parse::<Code>().ok(),
            "Gebruik kleine letters, cijfers en lage streepjes, hooguit 60 tekens.",
        );
        let van = self.van.datum("Vul een bestaande datum in, bijvoorbeeld 1-1-2027.");
        let leeg = self.tot.waarde.trim().is_empty();
        let tot_en_met = if leeg { None } else { self.tot.datum("Vul een bestaande datum in, of laat dit leeg.") };
        let cbs_code = Some(self.cbs_code.waarde.trim().to_owned()).filter(|code| !code.is_empty());
        let (Some(code), Some(van), true) = (code, van, self.fouten().is_empty()) else { return None };
        let item = CodelijstItem {
            lijst: self.lijst,
            code,
            omschrijving: self.omschrijving.waarde.trim().to_owned(),
            groep: self.groep.waarde.trim().parse().ok(),
            bijzonder: Bijzonder::van_code(self.bijzonder.waarde.trim()),
            cbs_code,
            geldig: Periode { van, tot_en_met },
            volgorde: 0,
        };
        let cbs_omschrijving = self.cbs_omschrijving.waarde.trim().to_owned();
        Some(Post { item, cbs_omschrijving, versie }.met_woorden_van_cbs())
    }

    /// Puts each refusal at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: &[PostGeweigerd]) {
        use PostGeweigerd as G;
        for fout in geweigerd {
            let veld = match fout {
                G::OmschrijvingLeeg | G::OmschrijvingLang => &mut self.omschrijving,
                G::EindeVoorBegin(_) | G::Vast => &mut self.tot,
                G::Overlapt(..) => &mut self.van,
                G::Groep(_) | G::AndereBetekenis | G::InGebruik => &mut self.groep,
                G::BlijftAfgeschermd | G::NietAfTeSchermen => &mut self.bijzonder,
                G::CbsHoortNiet | G::CbsOngeldig | G::CbsZonderCode => &mut self.cbs_code,
            };
            veld.afkeuren(zin(&fout.to_string()));
        }
    }
}
