//! Whether a failing can be blamed on somebody.

/// Whether somebody can be blamed for a failing, and why that is thought. Who cannot be blamed is neither suspended (PW 54(1))
/// nor gets a reduction (PW 18(9)); so the question is answered each time, and never by leaving it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwijtbaarheid {
    /// Whether the client can be blamed.
    pub verwijtbaar: bool,
    /// Why, in words that the client may read.
    pub waarom: String,
}

impl Verwijtbaarheid {
    /// Whether there is an answer with a reason.
    #[must_use]
    pub fn is_gemotiveerd(&self) -> bool {
        !self.waarom.trim().is_empty()
    }
}
