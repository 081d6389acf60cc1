//! The words of the synthetic town: names, districts, code lists and what is written in reports.

pub(super) use domain::codelijst::standaard as codelijsten;
pub(super) mod namen;
pub(super) mod verslagen;
pub(super) mod wijken;
