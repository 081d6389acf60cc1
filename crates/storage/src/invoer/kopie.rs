//! Rows as PostgreSQL's `COPY` takes them: text, a tab between values, `\N` for nothing.

use sqlx::{PgConnection, postgres::PgCopyIn};
use uuid::Uuid;

use crate::Result;

/// Rows for one table. Filled as a `QueryBuilder` is, so that one piece of code serves both databases.
pub(crate) struct Regels {
    into: &'static str,
    tekst: String,
}

/// One row that is being filled.
#[derive(Debug)]
pub(crate) struct Rij<'a> {
    regels: &'a mut String,
    eerste: bool,
}

impl Regels {
    /// `into` is the beginning of an insert statement: `insert into tabel (kolom, kolom) `.
    pub(crate) const fn new(into: &'static str) -> Self {
        Self { into, tekst: String::new() }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.tekst.is_empty()
    }

    pub(crate) fn push_values<T>(&mut self, rows: impl IntoIterator<Item = T>, mut fill: impl FnMut(Rij<'_>, T)) {
        for row in rows {
            fill(Rij { regels: &mut self.tekst, eerste: true }, row);
            self.tekst.push('\n');
        }
    }

    pub(crate) fn clear(&mut self) {
        self.tekst.clear();
    }
}

/// Rows on their way.
pub(crate) struct Kopie<'c>(PgCopyIn<&'c mut PgConnection>);

impl<'c> Kopie<'c> {
    /// Begins to fill the table of these rows.
    pub(crate) async fn begin(connection: &'c mut PgConnection, regels: &Regels) -> Result<Self> {
        let target = regels.into.trim_start_matches("insert into ").trim_end();
        Ok(Self(connection.copy_in_raw(&format!("copy {target} from stdin")).await?))
    }

    /// Hands over rows, without waiting for the server to put them away.
    pub(crate) async fn send(&mut self, regels: &Regels) -> Result<()> {
        self.0.send(regels.tekst.as_bytes()).await?;
        Ok(())
    }

    /// Waits until all rows are in.
    pub(crate) async fn finish(self) -> Result<()> {
        self.0.finish().await?;
        Ok(())
    }
}

impl Rij<'_> {
    pub(crate) fn push_bind(&mut self, value: impl Waarde) -> &mut Self {
        if !self.eerste {
            self.regels.push('\t');
        }
        self.eerste = false;
        value.push_to(self.regels);
        self
    }
}

/// A value that can stand in a row.
pub(crate) trait Waarde {
    fn push_to(&self, regels: &mut String);
}

impl<T: Waarde> Waarde for Option<T> {
    fn push_to(&self, regels: &mut String) {
        match self {
            Some(value) => value.push_to(regels),
            None => regels.push_str("\\N"),
        }
    }
}

impl<T: Waarde + ?Sized> Waarde for &T {
    fn push_to(&self, regels: &mut String) {
        (**self).push_to(regels);
    }
}

impl Waarde for str {
    fn push_to(&self, regels: &mut String) {
        // PostgreSQL keeps no NUL in a text; what is read has none.
        for c in self.chars() {
            match c {
                '\\' => regels.push_str("\\\\"),
                '\t' => regels.push_str("\\t"),
                '\n' => regels.push_str("\\n"),
                '\r' => regels.push_str("\\r"),
                c => regels.push(c),
            }
        }
    }
}

impl Waarde for String {
    fn push_to(&self, regels: &mut String) {
        self.as_str().push_to(regels);
    }
}

impl Waarde for [u8] {
    fn push_to(&self, regels: &mut String) {
        regels.push_str("\\\\x");
        for byte in self {
            for nibble in [byte >> 4, byte & 15] {
                regels.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
    }
}

impl Waarde for Vec<u8> {
    fn push_to(&self, regels: &mut String) {
        self.as_slice().push_to(regels);
    }
}

/// Values whose own notation PostgreSQL reads.
macro_rules! as_written {
    ($($kind:ty: |$value:ident| $shown:expr),+ $(,)?) => {$(
        impl Waarde for $kind {
            fn push_to(&self, regels: &mut String) {
                use std::fmt::Write as _;
                let $value = self;
                // Writing to a String cannot fail.
                let _ = write!(regels, "{}", $shown);
            }
        }
    )+};
}

as_written! {
    i64: |value| value,
    bool: |value| value,
    Uuid: |value| value,
    jiff_sqlx::Date: |value| value.to_jiff(),
    jiff_sqlx::Timestamp: |value| value.to_jiff(),
}
