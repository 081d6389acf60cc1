//! Addresses of orders.

/// The orders; what was done with them (POST).
pub const LIJST: &str = "/opdrachten";

/// The orders as a workbook.
pub const XLSX: &str = "/opdrachten/export.xlsx";

/// The orders as a text file.
pub const CSV: &str = "/opdrachten/export.csv";
