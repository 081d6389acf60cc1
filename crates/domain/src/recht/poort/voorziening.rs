//! Provisions that go before social assistance (*voorliggende voorziening*, PW 15): who has one of these is not, or not yet, in
//! need of it.
//!
//! Which provisions there are is told by other laws, not by the municipality; hence no code list that it manages.

use crate::codelijst::Code;

/// The code of each with what a person reads, in the order of a choice list.
pub const VOORZIENINGEN: [(&str, &str); 8] = [
    ("ww", "WW (werkloosheid)"),
    ("ziektewet", "Ziektewet"),
    ("wia", "WIA (arbeidsongeschiktheid)"),
    ("wajong", "Wajong"),
    ("aow", "AOW of AIO"),
    ("anw", "Anw (nabestaanden)"),
    ("studiefinanciering", "Studiefinanciering"),
    ("anders", "Een andere voorziening"),
];

/// The provision with a code.
#[must_use]
pub fn lees(code: &str) -> Option<Code> {
    VOORZIENINGEN.iter().any(|(bekend, _)| *bekend == code).then(|| code.parse().ok()).flatten()
}

/// What a person reads; the code itself when it is none of these.
#[must_use]
pub fn in_woorden(code: &Code) -> &str {
    let code = code.as_str();
    VOORZIENINGEN.iter().find(|(bekend, _)| *bekend == code).map_or(code, |(_, woorden)| woorden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_provision_is_read_by_its_code() {
        for (code, woorden) in VOORZIENINGEN {
            assert_eq!(in_woorden(&lees(code).unwrap()), woorden);
        }
        assert_eq!(lees("bijstand"), None);
    }
}
