//! Letters and reports: data in, PDF, spreadsheet, CSV and SVG bytes out.
//!
//! What leaves the system on paper or as a file is made here. Whoever calls gives plain values (texts that are already
//! worded, numbers, dates) and gets bytes; the same values give the same bytes. Deliberately absent: a database, a
//! clock, the network, and files of the machine that runs it (fonts and templates are inside the binary).
//!
//! - [`tabel`]: a list as XLSX or CSV, as large as it is, in bounded memory;
//! - [`grafiek`]: pictures as SVG, for web pages and for the PDF;
//! - [`agenda`]: appointments for a calendar program (iCalendar);
//! - [`pdf`]: reports and letters as tagged PDF that one can archive (PDF/A) and listen to (PDF/UA).

pub mod agenda;
pub mod grafiek;
mod nl;
pub mod pdf;
pub mod tabel;
