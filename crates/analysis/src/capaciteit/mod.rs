//! What a way of working costs in people: hours per client, hours there are, fte, euro, caseload (M31).
//!
//! The chain is always the same, and can be asked in any direction:
//!
//! ```text
//! klanten × uren per klant = uren nodig
//! uren nodig ÷ productieve uren per fte = fte voor klanten;  × (1 + overhead) = fte;  × kosten per fte = euro
//! klanten ÷ fte voor klanten = caseload
//! ```
//!
//! Nothing in it is known by the program. How many hours an fte has left for clients, what an fte costs, who the clients are: each is an
//! input that says where it comes from ([`Aanname`]), and every answer repeats them. The papers of Haarlem give caseloads and hours of
//! contact, not the hours of an fte nor the mix of clients: 80 cannot be derived from 120 by them, and the answer says what would have to
//! be true.

mod klaar;
mod scenario;
#[cfg(test)]
mod tests;
mod uitkomst;

pub(crate) use self::scenario::dag;
pub use self::{
    klaar::{KLAAR, Klaar},
    scenario::{Aanname, Aftrek, Gegeven, Groep, Kosten, Scenario, ScenarioGeweigerd, Uren},
    uitkomst::{GroepUitkomst, Mogelijk, Nodig, Uitkomst},
};
