//! The words and rules of the Participatiewet and of the people who carry it out.
//!
//! Nothing here reads a clock, rolls dice, opens a file or knows a database: today's date and fresh ids are arguments.
//! That is what lets a rule be tested on the day before, the day itself and the day after.
//!
//! One file per word, in one of five rooms: [`dossier`], [`contact`], [`recht`], [`team`] and [`basis`]. The same word names the table, the
//! module in `storage`, the slice in `app` and the URL, and stands in the room of the same name on each floor.
//!
//! Deliberately absent: calculating or paying benefits (the benefit administration does), and any score of a person.

pub mod basis;
pub mod cohort;
pub mod contact;
pub mod dossier;
pub mod project;
pub mod recht;
pub mod team;

// A word is called by its name alone, whichever room it stands in.
pub use basis::{codelijst, datum, gebruiker, geld, gemeente, id, logboek, termijn};
pub use contact::{
    brief, contactnorm, contactstand, deelnemer, emailadres, gesprek, kwartaal, rechtmatigheid, signaal, spreiding,
    uitbak,
};
pub use dossier::{
    bsn, doelgroep, keuring, klant, klantbeeld, naam, norm, ontheffing, plan, segment, uitkering, verwijzing,
};
pub use recht::{
    besluit, bewaartermijn, inkomsten, onderzoek, opschorting, pauze, poort, regel, steekproef, vernietigingslijst,
};
pub use team::{belasting, prognose, registratie, toewijzing, verdeling, werkrooster};
