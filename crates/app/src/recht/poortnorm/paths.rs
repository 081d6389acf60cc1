//! Addresses of the term at the gate.

/// What was set; setting another (POST).
pub const NORMEN: &str = "/beheer/poortnorm";

/// Takes one back that has not begun (POST).
pub const INTREKKEN: &str = "/beheer/poortnorm/intrekken";
