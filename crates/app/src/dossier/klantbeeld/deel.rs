//! The picture as part of a form: on its own page, and in the recording of a conversation. The step of the ladder is not in it:
//! each of the two asks for that beside what belongs to it there.

use askama::Template;
use domain::klantbeeld::{Klantbeeld, KlantbeeldGeweigerd, Leefgebied, lees_talen, schrijf_talen};

use crate::web::{Formulier, Veld, conflict::Vergelijking, veld::fouten, woorden::zin};

/// The names of its fields.
const VELDEN: [&str; 10] = [
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
];

/// Longest text of a field.
pub(super) const MEEST: usize = 10_000;

/// What is known of somebody, ready to be shown.
#[derive(Template)]
#[template(path = "dossier/klantbeeld/deel.html")]
pub struct Beelddeel {
    talenten: Veld,
    werkervaring: Veld,
    opleiding: Veld,
    talen: Veld,
    wensen: Veld,
    belemmeringen: Vec<Veld>,
}

impl Beelddeel {
    /// Whether a field belongs to it.
    #[must_use]
    pub fn is_veld(naam: &str) -> bool {
        VELDEN.contains(&naam)
    }

    /// A picture as the fields of a form.
    #[must_use]
    pub fn van(beeld: &Klantbeeld) -> Self {
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
        }
    }

    /// What was sent, or kept as a draft.
    #[must_use]
    pub fn uit(formulier: &Formulier) -> Self {
        let mut deel = Self::van(&Klantbeeld::default());
        for veld in deel.velden_mut() {
            formulier.tekst(veld.naam).clone_into(&mut veld.waarde);
        }
        deel
    }

    fn velden_mut(&mut self) -> Vec<&mut Veld> {
        let mut velden =
            vec![&mut self.talenten, &mut self.werkervaring, &mut self.opleiding, &mut self.talen, &mut self.wensen];
        velden.extend(&mut self.belemmeringen);
        velden
    }

    /// Its fields, in the order of the page.
    #[must_use]
    pub fn velden(&self) -> Vec<&Veld> {
        let mut velden = vec![&self.talenten, &self.werkervaring, &self.opleiding, &self.talen, &self.wensen];
        velden.extend(&self.belemmeringen);
        velden
    }

    /// Whether it says the same as a picture.
    #[must_use]
    pub fn zegt(&self, beeld: &Klantbeeld) -> bool {
        let regels = |veld: &Veld| veld.waarde.trim().to_owned();
        self.velden().into_iter().map(regels).eq(Self::van(beeld).velden().into_iter().map(regels))
    }

    /// The picture without its step; every error at once, each at its field.
    pub fn lees(&mut self) -> Option<Klantbeeld> {
        for veld in self.velden_mut() {
            if veld.waarde.chars().count() > MEEST {
                veld.afkeuren("Deze tekst is te lang. Gebruik hooguit 10.000 tekens.");
            }
        }
        let talen = match lees_talen(&self.talen.waarde) {
            Ok(talen) => talen,
            Err(fout) => {
                self.talen.afkeuren(zin(&fout.to_string()));
                return None;
            }
        };
        if !fouten(&self.velden()).is_empty() {
            return None;
        }
        let tekst = |veld: &Veld| veld.waarde.trim().to_owned();
        let belemmeringen = Leefgebied::ALLE
            .into_iter()
            .zip(&self.belemmeringen)
            .map(|(gebied, veld)| (gebied, tekst(veld)))
            .filter(|(_, tekst)| !tekst.is_empty())
            .collect();
        Some(Klantbeeld {
            talenten: tekst(&self.talenten),
            werkervaring: tekst(&self.werkervaring),
            opleiding: tekst(&self.opleiding),
            talen,
            wensen: tekst(&self.wensen),
            belemmeringen,
            ..Klantbeeld::default()
        })
    }

    /// Puts a refusal of the rules where writing begins.
    pub fn weiger(&mut self, geweigerd: KlantbeeldGeweigerd) {
        self.talenten.afkeuren(zin(&geweigerd.to_string()));
    }

    /// These fields beside the picture as it stands now.
    #[must_use]
    pub fn vergelijk(&self, nu: &Klantbeeld) -> Vec<Vergelijking> {
        let nu = Self::van(nu);
        let paren = self.velden().into_iter().zip(nu.velden());
        paren.map(|(mijn, ander)| Vergelijking::van(mijn, ander.waarde.clone())).collect()
    }
}
