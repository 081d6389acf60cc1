//! Everything that is known of one client, together: what a file from elsewhere brings, what a demonstration is made of
//! and what the right of access (AVG 15) asks for.

pub mod bsn;
pub mod doelgroep;
pub mod keuring;
pub mod klant;
pub mod klantbeeld;
pub mod naam;
pub mod norm;
pub mod ontheffing;
pub mod plan;
pub mod segment;
pub mod uitkering;
pub mod verwijzing;

use crate::{
    gesprek::Gesprek, keuring::Keuring, klant::Klant, ontheffing::Ontheffing, plan::Plan, segment::Segmentering,
    toewijzing::Toewijzing, uitkering::Uitkering, verwijzing::Verwijzing,
};

/// A client with all histories, each in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The person.
    pub klant: Klant,
    /// Spells of benefit.
    pub uitkeringen: Vec<Uitkering>,
    /// Klantmanagers.
    pub toewijzingen: Vec<Toewijzing>,
    /// Segments.
    pub segmenteringen: Vec<Segmentering>,
    /// Conversations.
    pub gesprekken: Vec<Gesprek>,
    /// Exemptions.
    pub ontheffingen: Vec<Ontheffing>,
    /// Medical examinations.
    pub keuringen: Vec<Keuring>,
    /// Referrals.
    pub verwijzingen: Vec<Verwijzing>,
    /// Versions of the plan.
    pub plannen: Vec<Plan>,
}
