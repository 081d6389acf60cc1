//! The list of clients.

pub(super) mod caseload;
