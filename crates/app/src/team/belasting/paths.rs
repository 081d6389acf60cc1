//! Addresses of how heavy caseloads are.

/// How the number is made.
pub const UITLEG: &str = "/belasting";
/// A team over time.
pub const VERLOOP: &str = "/team/belasting";
/// What the number rests on.
pub const INSTELLEN: &str = "/beheer/belasting";
/// Takes a share back (POST).
pub const INTREKKEN: &str = "/beheer/belasting/intrekken";
/// Switches the rule for imports on or off (POST).
pub const VERDELEN: &str = "/beheer/belasting/verdelen";
