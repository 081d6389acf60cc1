//! Addresses of projects.

use jiff::civil::Date;

/// All projects.
#[must_use]
pub fn lijst() -> String {
    "/projecten".to_owned()
}

/// What a project brought, on its usual reference date.
#[must_use]
pub fn project(code: &str) -> String {
    format!("/projecten/{code}")
}

/// The same on another reference date.
#[must_use]
pub fn evaluatie(code: &str, peildatum: Date) -> String {
    format!("/projecten/{code}?peildatum={peildatum}")
}

/// The report on paper.
#[must_use]
pub fn pdf(code: &str, peildatum: Date) -> String {
    format!("/projecten/{code}/rapport.pdf?peildatum={peildatum}")
}

/// All numbers as a workbook.
#[must_use]
pub fn xlsx(code: &str, peildatum: Date) -> String {
    format!("/projecten/{code}/cijfers.xlsx?peildatum={peildatum}")
}

/// All numbers as text.
#[must_use]
pub fn csv(code: &str, peildatum: Date) -> String {
    format!("/projecten/{code}/cijfers.csv?peildatum={peildatum}")
}
