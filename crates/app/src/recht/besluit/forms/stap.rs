//! The steps of a decision, each with the fields that it needs.

use domain::{
    besluit::{
        Besluit, BesluitGeweigerd, BesluitStand, Herroeping, HerroepingOnvolledig, SoortBesluit, UitkomstHeroverweging,
    },
    id::GebruikerId,
};
use jiff::civil::Date;

use super::{BESTAANDE_DATUM, tekst};
use crate::web::{
    Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// What can be done with a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recht::besluit) enum Stap {
    /// Lays it before whoever decides.
    Voorleggen,
    /// Decides.
    Vaststellen,
    /// Does not decide, and says why.
    Terugwijzen,
    /// Looks at a reduction again.
    Heroverwegen,
    /// A new decision takes it back.
    Herroepen,
    /// It is not needed after all.
    Vervallen,
}

impl Stap {
    pub(in crate::recht::besluit) const ALLE: [Self; 6] =
        [Self::Voorleggen, Self::Vaststellen, Self::Terugwijzen, Self::Heroverwegen, Self::Herroepen, Self::Vervallen];

    pub(in crate::recht::besluit) const fn code(self) -> &'static str {
        match self {
            Self::Voorleggen => "voorleggen",
            Self::Vaststellen => "vaststellen",
            Self::Terugwijzen => "terugwijzen",
            Self::Heroverwegen => "heroverwegen",
            Self::Herroepen => "herroepen",
            Self::Vervallen => "vervallen",
        }
    }

    /// The name in the log.
    pub(in crate::recht::besluit) const fn handeling(self) -> &'static str {
        match self {
            Self::Voorleggen => "besluit.voorgelegd",
            Self::Vaststellen => "besluit.vastgesteld",
            Self::Terugwijzen => "besluit.teruggewezen",
            Self::Heroverwegen => "besluit.heroverwogen",
            Self::Herroepen => "besluit.herroepen",
            Self::Vervallen => "besluit.vervallen",
        }
    }

    /// The title of its form.
    pub(in crate::recht::besluit) const fn titel(self) -> &'static str {
        match self {
            Self::Voorleggen => "Voorleggen",
            Self::Vaststellen => "Vaststellen",
            Self::Terugwijzen => "Terugwijzen",
            Self::Heroverwegen => "De verlaging heroverwegen",
            Self::Herroepen => "Herroepen met een nieuw besluit",
            Self::Vervallen => "Laten vervallen",
        }
    }

    /// What the button says.
    pub(in crate::recht::besluit) const fn knop(self) -> &'static str {
        match self {
            Self::Voorleggen => "Voorleggen",
            Self::Vaststellen => "Akkoord: besluit vaststellen",
            Self::Terugwijzen => "Niet akkoord",
            Self::Heroverwegen => "Heroverweging vastleggen",
            Self::Herroepen => "Herroepen",
            Self::Vervallen => "Laten vervallen",
        }
    }

    /// Whether the rules leave room for it where a decision stands.
    pub(in crate::recht::besluit) fn past_bij(self, is: &Besluit) -> bool {
        let voorgelegd = matches!(is.stand, BesluitStand::Voorgelegd { .. });
        match self {
            Self::Voorleggen => is.stand == BesluitStand::Voorbereid,
            Self::Vaststellen | Self::Terugwijzen => voorgelegd,
            Self::Heroverwegen => is.stand.geldt() && is.inhoud.soort() == SoortBesluit::Verlaging,
            Self::Herroepen => is.stand.geldt(),
            Self::Vervallen => is.stand.is_concept(),
        }
    }
}

/// The form of a step: which fields it has depends on the step.
pub(in crate::recht::besluit) struct StapForm {
    pub(in crate::recht::besluit) stap: Stap,
    pub(in crate::recht::besluit) op: Option<Veld>,
    pub(in crate::recht::besluit) kenmerk: Option<Veld>,
    pub(in crate::recht::besluit) uitkomst: Option<Veld>,
    pub(in crate::recht::besluit) tekst: Option<Veld>,
}

impl StapForm {
    /// Several stand on one page, so every field has a name of its own.
    pub(in crate::recht::besluit) fn leeg(stap: Stap, vandaag: Date) -> Self {
        let leeg = Self { stap, op: None, kenmerk: None, uitkomst: None, tekst: None };
        match stap {
            Stap::Voorleggen | Stap::Vaststellen => leeg,
            Stap::Terugwijzen => Self { tekst: Some(Veld::new("terugwijzing", "Waarom niet?")), ..leeg },
            Stap::Vervallen => Self { tekst: Some(Veld::new("vervallen", "Waarom is het niet nodig?")), ..leeg },
            Stap::Heroverwegen => Self {
                uitkomst: Some(Veld::new("uitkomst", "Wat komt eruit?")),
                tekst: Some(Veld::new("heroverweging", "Waarom?")),
                ..leeg
            },
            Stap::Herroepen => Self {
                op: Some(Veld::new("herroeping_op", "Datum van het nieuwe besluit").met(vandaag.to_string())),
                kenmerk: Some(Veld::new("herroeping_kenmerk", "Kenmerk van het nieuwe besluit")),
                tekst: Some(Veld::new("herroeping", "Waarom wordt het herroepen?")),
                ..leeg
            },
        }
    }

    pub(in crate::recht::besluit) fn uit(formulier: &Formulier, vandaag: Date) -> Option<Self> {
        let stap = Stap::ALLE.into_iter().find(|stap| stap.code() == formulier.tekst("stap"))?;
        let leeg = Self::leeg(stap, vandaag);
        let uit = |veld: Option<Veld>| veld.map(|veld| veld.uit(formulier));
        Some(Self {
            stap,
            op: uit(leeg.op),
            kenmerk: uit(leeg.kenmerk),
            uitkomst: uit(leeg.uitkomst),
            tekst: uit(leeg.tekst),
        })
    }

    pub(in crate::recht::besluit) fn uitkomsten(&self) -> Vec<Keuze> {
        let gekozen = self.uitkomst.as_ref().map_or("", |veld| veld.waarde.as_str());
        let keuze = |is: UitkomstHeroverweging| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), gekozen);
        UitkomstHeroverweging::ALLE.into_iter().map(keuze).collect()
    }

    pub(in crate::recht::besluit) fn fouten(&self) -> Vec<(String, String)> {
        let velden: Vec<&Veld> = [&self.op, &self.kenmerk, &self.uitkomst, &self.tekst].into_iter().flatten().collect();
        fouten(&velden)
    }

    /// What was typed; what a step has no field for is today, empty, and not looked at.
    pub(in crate::recht::besluit) fn lees(&mut self, vandaag: Date) -> Option<Gelezen> {
        let op = self.op.as_mut().map_or(Some(vandaag), |veld| veld.datum(BESTAANDE_DATUM));
        let kenmerk = self.kenmerk.as_mut().map_or(Some(String::new()), |veld| {
            veld.lees(
                |text| (1..=60).contains(&text.len()).then(|| text.to_owned()),
                "Vul het kenmerk in, hooguit 60 tekens.",
            )
        });
        let uitkomst = self.uitkomst.as_mut().map_or(Some(UitkomstHeroverweging::Handhaven), |veld| {
            veld.lees(|text| text.parse().ok(), "Kies wat eruit komt.")
        });
        let tekst = self.tekst.as_mut().map_or(Some(String::new()), |veld| tekst(veld, "Vul dit in."));
        Some(Gelezen { op: op?, kenmerk: kenmerk?, uitkomst: uitkomst?, tekst: tekst? })
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(in crate::recht::besluit) fn weiger(&mut self, geweigerd: &BesluitGeweigerd) -> bool {
        use BesluitGeweigerd as G;
        let veld = match geweigerd {
            G::Herroeping(HerroepingOnvolledig::TeVroeg | HerroepingOnvolledig::Toekomst) => self.op.as_mut(),
            G::Herroeping(HerroepingOnvolledig::Kenmerk) => self.kenmerk.as_mut(),
            G::Herroeping(HerroepingOnvolledig::Reden) | G::RedenLeeg | G::MotiveringLeeg => self.tekst.as_mut(),
            _ => None,
        };
        let Some(veld) = veld else { return false };
        veld.afkeuren(zin(&geweigerd.to_string()));
        true
    }
}

/// What was typed in the form of a step.
pub(in crate::recht::besluit) struct Gelezen {
    op: Date,
    kenmerk: String,
    pub(in crate::recht::besluit) uitkomst: UitkomstHeroverweging,
    pub(in crate::recht::besluit) tekst: String,
}

impl Gelezen {
    pub(in crate::recht::besluit) fn herroeping(&self, door: GebruikerId) -> Herroeping {
        Herroeping { datum: self.op, kenmerk: self.kenmerk.clone(), reden: self.tekst.clone(), door }
    }
}
