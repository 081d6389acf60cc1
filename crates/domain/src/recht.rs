//! Whether there is a right to benefit: what the law says on a day, what is looked into, and what is decided.
//!
//! What stands here decides about somebody's income. So every term and ground is a dated [`regel`] with its article and
//! source; a decision is taken back only by another decision; and what takes a right away is final only when a second person
//! agrees. Providers have no part in it (PW 7(4)).
//!
//! Beside a rule stand its scenarios in Dutch (`*.feature`): what a lawyer reads, the tests play.

pub mod besluit;
pub mod bewaartermijn;
pub mod inkomsten;
pub mod onderzoek;
pub mod opschorting;
pub mod pauze;
#[cfg(test)]
pub(crate) mod plaat;
pub mod poort;
pub mod regel;
#[cfg(test)]
pub(crate) mod scenario;
pub mod steekproef;
pub mod vernietigingslijst;
