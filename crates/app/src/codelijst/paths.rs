//! Addresses of code lists.

use domain::codelijst::{Code, Codelijst};
use jiff::civil::Date;

/// A list.
#[must_use]
pub fn lijst(lijst: Codelijst) -> String {
    format!("/beheer/codelijsten/{}", lijst.code())
}

/// Something about a list.
#[must_use]
pub fn van_lijst(lijst: Codelijst, wat: &str) -> String {
    format!("/beheer/codelijsten/{}/{wat}", lijst.code())
}

/// The form of an entry.
#[must_use]
pub fn wijzigen(lijst: Codelijst, code: &Code, van: Date) -> String {
    format!("/beheer/codelijsten/{}/wijzigen?code={code}&van={van}", lijst.code())
}
