//! Somebody who works with Klantbeeld, and what each role may do.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    gemeente::Gemeente,
    id::{GebruikerId, TeamId},
};

/// What somebody is here to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rol {
    /// Fixed contact of a caseload, for both income and work.
    Klantmanager,
    /// Leads klantmanagers and spreads their load.
    Teamleider,
    /// Evaluates, calculates and answers the council; sees groups, never persons. What he takes out for statistics has client
    /// numbers, no names.
    Beleidsadviseur,
    /// Manages users, code lists and imports, and what is kept and destroyed; sees no client but by number.
    Beheerder,
    /// Takes part in conversations from a discipline of his own, such as debt counselling; sees the conversations he is
    /// asked for and nothing else of the client.
    Deskundige,
    /// Establishes whether there is a right to benefit (PW 53a, 54); sees the lawfulness track and not the guidance.
    Rechtmatigheid,
    /// Works for a provider of support. Decides nothing about right or duty (PW 7(4)) and sees nothing of it: to this role every
    /// page but its own does not exist.
    Aanbieder,
}

/// What a route asks of its visitor. Every route names exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recht {
    /// Nobody needs to be known: logging in, style sheets, health check.
    Openbaar,
    /// Whoever has the address: it holds a secret that a program keeps, and nobody logs in.
    GeheimAdres,
    /// Anybody who is logged in.
    Ingelogd,
    /// See clients: search, open, list, export.
    KlantInzien,
    /// Work with clients: conversations, segments, exemptions, contact data.
    KlantBewerken,
    /// Decide on a benefit: grant or refuse it at the gate, end it, take an end back. A mandate of the college, which a provider never
    /// has (PW 7(4)).
    UitkeringBeeindigen,
    /// See how a whole team stands: who is due, who is out of view.
    TeamInzien,
    /// Spread clients over klantmanagers: takeover for good, and *waarneming* when somebody is away.
    CaseloadVerdelen,
    /// See evaluations of cohorts; numbers only.
    ProjectInzien,
    /// See how well records are kept: a klantmanager his own figures, others those of everybody; numbers only.
    RegistratieInzien,
    /// Work out what ways of working ask in people and money; numbers only.
    Capaciteit,
    /// Take the municipality's own data out for statistics, person by person and without names.
    Statistiek,
    /// Manage users, code lists and imports.
    Beheren,
    /// Take part in conversations and keep a note of one's own there. Which conversations and which notes, is decided per
    /// note: [`crate::deelnemer::mag_lezen`].
    Deelnemen,
    /// The diary of who comes for the conversations he is asked for only.
    DeelnemerVandaag,
    /// Work on the lawfulness track: handed over cases, and the record beside a conversation.
    Rechtmatigheid,
    /// Draw up, agree on and carry out lists of what is destroyed.
    Bewaren,
    /// The page of a provider.
    Aanbieder,
}

impl Rol {
    /// All roles.
    pub const ALLE: [Self; 7] = [
        Self::Klantmanager,
        Self::Teamleider,
        Self::Beleidsadviseur,
        Self::Beheerder,
        Self::Deskundige,
        Self::Rechtmatigheid,
        Self::Aanbieder,
    ];

    /// The code in storage and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Klantmanager => "klantmanager",
            Self::Teamleider => "teamleider",
            Self::Beleidsadviseur => "beleidsadviseur",
            Self::Beheerder => "beheerder",
            Self::Deskundige => "deskundige",
            Self::Rechtmatigheid => "rechtmatigheid",
            Self::Aanbieder => "aanbieder",
        }
    }

    /// Whether a page the role has no right to is told apart from one that does not exist. To a provider it is not: which pages
    /// there are about right and duty is none of its business (PW 7(4)).
    #[must_use]
    pub const fn weet_van_andere_paginas(self) -> bool {
        !matches!(self, Self::Aanbieder)
    }

    /// Whether the role carries the right. This table is the whole of it.
    #[must_use]
    pub const fn mag(self, recht: Recht) -> bool {
        match recht {
            Recht::Openbaar | Recht::GeheimAdres | Recht::Ingelogd => true,
            Recht::KlantInzien | Recht::KlantBewerken | Recht::UitkeringBeeindigen => {
                matches!(self, Self::Klantmanager | Self::Teamleider)
            }
            Recht::ProjectInzien | Recht::RegistratieInzien => {
                matches!(self, Self::Klantmanager | Self::Teamleider | Self::Beleidsadviseur)
            }
            Recht::TeamInzien | Recht::CaseloadVerdelen => matches!(self, Self::Teamleider),
            Recht::Capaciteit => matches!(self, Self::Teamleider | Self::Beleidsadviseur),
            Recht::Statistiek => matches!(self, Self::Beleidsadviseur),
            Recht::Beheren | Recht::Bewaren => matches!(self, Self::Beheerder),
            Recht::Deelnemen => matches!(self, Self::Klantmanager | Self::Teamleider | Self::Deskundige),
            Recht::DeelnemerVandaag => matches!(self, Self::Deskundige),
            Recht::Rechtmatigheid => matches!(self, Self::Rechtmatigheid),
            Recht::Aanbieder => matches!(self, Self::Aanbieder),
        }
    }
}

/// The text names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "onbekende rol; kies klantmanager, teamleider, beleidsadviseur, beheerder, deskundige, rechtmatigheid of aanbieder"
)]
pub struct OngeldigeRol;

impl FromStr for Rol {
    type Err = OngeldigeRol;
    fn from_str(text: &str) -> Result<Self, OngeldigeRol> {
        Self::ALLE.into_iter().find(|rol| rol.code() == text).ok_or(OngeldigeRol)
    }
}

impl Recht {
    /// The code in the table of routes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Openbaar => "openbaar",
            Self::GeheimAdres => "geheim_adres",
            Self::Ingelogd => "ingelogd",
            Self::KlantInzien => "klant_inzien",
            Self::KlantBewerken => "klant_bewerken",
            Self::UitkeringBeeindigen => "uitkering_beeindigen",
            Self::TeamInzien => "team_inzien",
            Self::CaseloadVerdelen => "caseload_verdelen",
            Self::ProjectInzien => "project_inzien",
            Self::RegistratieInzien => "registratie_inzien",
            Self::Capaciteit => "capaciteit",
            Self::Statistiek => "statistiek",
            Self::Beheren => "beheren",
            Self::Deelnemen => "deelnemen",
            Self::DeelnemerVandaag => "deelnemer_vandaag",
            Self::Rechtmatigheid => "rechtmatigheid",
            Self::Bewaren => "bewaren",
            Self::Aanbieder => "aanbieder",
        }
    }
}

/// A user of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebruiker {
    /// Who.
    pub id: GebruikerId,
    /// For which municipality; one account works for one.
    pub gemeente: Gemeente,
    /// The name to log in with.
    pub gebruikersnaam: Gebruikersnaam,
    /// `Nadia el Amrani`.
    pub naam: String,
    /// What for.
    pub rol: Rol,
    /// In which team.
    pub team: Option<TeamId>,
    /// Whether the account can be used.
    pub actief: bool,
}

/// A login name: 2 to 60 lower-case letters, digits, dots, hyphens, underscores or `@`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Gebruikersnaam(String);

/// The text is not a login name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("een gebruikersnaam heeft 2 tot 60 kleine letters, cijfers, punten of streepjes, bijvoorbeeld n.elamrani")]
pub struct OngeldigeGebruikersnaam;

impl Gebruikersnaam {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Gebruikersnaam {
    type Err = OngeldigeGebruikersnaam;
    fn from_str(text: &str) -> Result<Self, OngeldigeGebruikersnaam> {
        let text = text.trim().to_lowercase();
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'_' | b'@');
        if (2..=60).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text))
        } else {
            Err(OngeldigeGebruikersnaam)
        }
    }
}
