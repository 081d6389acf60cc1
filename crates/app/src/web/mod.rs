//! What every page stands on: routes with rights, sessions, forms, errors, style sheets. No subject of its own.

pub mod assets;
mod bezig;
pub mod conflict;
pub mod csrf;
mod fout;
pub(crate) mod getal;
mod koppen;
mod meerdelig;
pub mod pagina;
pub mod routes;
mod sessie;
mod staat;
pub mod veld;
pub mod woorden;

pub use bezig::{Beurt, Bezig};
pub use fout::{Fout, Resultaat};
pub use koppen::{beveiligd, fouten_tonen};
pub use pagina::{Melding, Pagina, pagina};
pub use routes::{RouteRegel, Routes};
pub use sessie::{Bezoek, COOKIE, bezoekersadres, cookie, meegebracht, poort, token_hash};
pub use staat::{App, Lijsten};
pub use veld::{Formulier, Keuze, Pad, Veld};
