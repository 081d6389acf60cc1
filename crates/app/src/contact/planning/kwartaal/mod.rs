//! A whole quarter of one klantmanager at once: who is due, in which week each is spoken to best, and at what time of that week.
//!
//! The week is the work of the optimiser ([`analysis::kwartaalplan`]): nobody later than need be, who was left alone longest first, and
//! no week so full that nothing can come between. Day and time within the week are those of the plain spread
//! ([`domain::spreiding`]). Nothing is kept before it is planned: the address of a proposal holds all that was asked, and which weeks
//! somebody chose himself.

mod indelen;
mod keuzes;
mod rekenen;
mod vraag;

pub(super) use self::{
    indelen::{Indeling, indelen},
    keuzes::{NAKIJKEN, Zelf},
    rekenen::{NietTePlannen, oordeel, reken},
    vraag::{Vraag, per_week},
};
