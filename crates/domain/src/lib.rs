//! The words and rules of the Participatiewet and of the people who carry it out.
//!
//! Nothing here reads a clock, rolls dice, opens a file or knows a database: today's date and fresh ids are arguments.
//! That is what lets a rule be tested on the day before, the day itself and the day after.
//!
//! One file per word. The same word names the table, the module in `storage`, the slice in `app` and the URL.
//!
//! Deliberately absent: calculating or paying benefits (the benefit administration does), and any score of a person.

pub mod belasting;
pub mod brief;
pub mod bsn;
pub mod codelijst;
pub mod cohort;
pub mod contactnorm;
pub mod contactstand;
pub mod datum;
pub mod deelnemer;
pub mod doelgroep;
pub mod dossier;
pub mod emailadres;
pub mod gebruiker;
pub mod geld;
pub mod gemeente;
pub mod gesprek;
pub mod id;
pub mod keuring;
pub mod klant;
pub mod klantbeeld;
pub mod logboek;
pub mod naam;
pub mod norm;
pub mod ontheffing;
pub mod plan;
pub mod project;
pub mod rechtmatigheid;
pub mod segment;
pub mod signaal;
pub mod spreiding;
pub mod termijn;
pub mod toewijzing;
pub mod uitbak;
pub mod uitkering;
pub mod verwijzing;
pub mod werkrooster;
