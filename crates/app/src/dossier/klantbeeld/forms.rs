//! The form of the picture of a client.

use std::collections::BTreeMap;

use domain::klantbeeld::{Klantbeeld, KlantbeeldGeweigerd, Leefgebied, Trede, lees_talen, schrijf_talen};

use crate::web::{Formulier, Keuze, Veld, conflict::Vergelijking, veld::fouten, woorden::zin};

/// The names of its fields, which are all a draft keeps.
pub(super) const VELDEN: [&str; 12] = [
    "talenten",
    "werkervaring",
    "opleiding",
    "talen",
    "wensen",
    "schulden",
    "gezondheid",
    "taal",
    "zorgtaken",
    "wonen",
    "trede",
    "trede_waarom",
];

/// Longest text of a field.
const MEEST: usize = 10_000;

/// What is known of somebody.
pub(super) struct KlantbeeldForm {
    pub(super) talenten: Veld,
    pub(super) werkervaring: Veld,
    pub(super) opleiding: Veld,
    pub(super) talen: Veld,
    pub(super) wensen: Veld,
    pub(super) belemmeringen: Vec<Veld>,
    pub(super) trede: Veld,
    pub(super) trede_waarom: Veld,
}

impl KlantbeeldForm {
    pub(super) fn van(beeld: &Klantbeeld) -> Self {
        let belemmering = |gebied: Leefgebied| {
            let waarde = beeld.belemmeringen.get(&gebied).cloned().unwrap_or_default();
            let veld = Veld::vrij(gebied.code(), gebied.omschrijving()).met(waarde);
            if gebied.uitleg().is_empty() { veld } else { veld.uitleg(gebied.uitleg()) }
        };
        Self {
            talenten: Veld::vrij("talenten", "Talenten")
                .uitleg("Waar is iemand goed in, ook buiten werk.")
                .met(&*beeld.talenten),
            werkervaring: Veld::vrij("werkervaring", "Werk tot nu toe")
                .uitleg("Betaald en onbetaald, met ongeveer wanneer.")
                .met(&*beeld.werkervaring),
            opleiding: Veld::vrij("opleiding", "Opleiding en diploma's").met(&*beeld.opleiding),
            talen: Veld::vrij("talen", "Talen")
                .uitleg(
                    "Een taal per regel met het niveau: Nederlands: B1. Niveaus: geen, A1 tot en met C2, moedertaal.",
                )
                .met(schrijf_talen(&beeld.talen)),
            wensen: Veld::vrij("wensen", "Wensen").uitleg("Wat wil iemand zelf, nu en later.").met(&*beeld.wensen),
            belemmeringen: Leefgebied::ALLE.into_iter().map(belemmering).collect(),
            trede: Veld::vrij("trede", "Trede op de participatieladder")
                .met(beeld.trede.map_or_else(String::new, |trede| trede.nummer().to_string())),
            trede_waarom: Veld::vrij("trede_waarom", "Waarom deze trede").met(&*beeld.trede_waarom),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let mut form = Self::van(&Klantbeeld::default());
        for veld in form.velden_mut() {
            formulier.tekst(veld.naam).clone_into(&mut veld.waarde);
        }
        form
    }

    fn velden_mut(&mut self) -> Vec<&mut Veld> {
        let mut velden =
            vec![&mut self.talenten, &mut self.werkervaring, &mut self.opleiding, &mut self.talen, &mut self.wensen];
        velden.extend(&mut self.belemmeringen);
        velden.extend([&mut self.trede, &mut self.trede_waarom]);
        velden
    }

    fn velden(&self) -> Vec<&Veld> {
        let mut velden = vec![&self.talenten, &self.werkervaring, &self.opleiding, &self.talen, &self.wensen];
        velden.extend(&self.belemmeringen);
        velden.extend([&self.trede, &self.trede_waarom]);
        velden
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&self.velden())
    }

    pub(super) fn treden(&self) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Nog niet bekend", &self.trede.waarde)];
        let keuze = |trede: Trede| Keuze::new(&trede.nummer().to_string(), trede.omschrijving(), &self.trede.waarde);
        keuzes.extend(Trede::ALLE.map(keuze));
        keuzes
    }

    /// The picture; every error at once, each at its field.
    pub(super) fn lees(&mut self) -> Option<Klantbeeld> {
        for veld in self.velden_mut() {
            if veld.waarde.chars().count() > MEEST {
                veld.afkeuren("Deze tekst is te lang. Gebruik hooguit 10.000 tekens.");
            }
        }
        let talen = match lees_talen(&self.talen.waarde) {
            Ok(talen) => Some(talen),
            Err(fout) => {
                self.talen.afkeuren(zin(&fout.to_string()));
                None
            }
        };
        let trede = match self.trede.waarde.as_str() {
            "" => Some(None),
            text => {
                let gekozen = text.parse::<i64>().ok().and_then(|nummer| Trede::try_from(nummer).ok());
                if gekozen.is_none() {
                    self.trede.afkeuren("Kies een trede uit de lijst.");
                }
                gekozen.map(Some)
            }
        };
        let (Some(talen), Some(trede), true) = (talen, trede, self.fouten().is_empty()) else { return None };
        let tekst = |veld: &Veld| veld.waarde.trim().to_owned();
        let belemmeringen: BTreeMap<_, _> = Leefgebied::ALLE
            .into_iter()
            .zip(&self.belemmeringen)
            .map(|(gebied, veld)| (gebied, tekst(veld)))
            .filter(|(_, tekst)| !tekst.is_empty())
            .collect();
        let beeld = Klantbeeld {
            talenten: tekst(&self.talenten),
            werkervaring: tekst(&self.werkervaring),
            opleiding: tekst(&self.opleiding),
            talen,
            wensen: tekst(&self.wensen),
            belemmeringen,
            trede,
            trede_waarom: tekst(&self.trede_waarom),
        };
        match beeld.leg_vast() {
            Ok(beeld) => Some(beeld),
            Err(geweigerd) => {
                let veld = match geweigerd {
                    KlantbeeldGeweigerd::Leeg => &mut self.talenten,
                    KlantbeeldGeweigerd::TredeZonderReden => &mut self.trede_waarom,
                };
                veld.afkeuren(zin(&geweigerd.to_string()));
                None
            }
        }
    }

    /// This form beside the picture as it stands now.
    pub(super) fn vergelijk(&self, nu: &Klantbeeld) -> Vec<Vergelijking> {
        let nu = Self::van(nu);
        let woorden = |text: &str| {
            let trede = text.parse::<i64>().ok().and_then(|nummer| Trede::try_from(nummer).ok());
            trede.map_or_else(|| text.to_owned(), |trede| trede.omschrijving().to_owned())
        };
        let paren = self.velden().into_iter().zip(nu.velden());
        paren
            .map(|(mijn, ander)| {
                let velden = Vergelijking::van(mijn, ander.waarde.clone());
                if mijn.naam == "trede" { velden.in_woorden(woorden) } else { velden }
            })
            .collect()
    }
}
