//! What every drawing shares: the frame with title and description, escaping, the measure of a text.

use std::fmt::Write;

use super::Formaat;

/// Text beside the data.
pub(super) const INKT: &str = "#4a5a66";
/// Lines that help the eye.
pub(super) const LIJN: &str = "#d5dde3";
/// The accent.
pub(super) const PETROL: &str = "#0b5563";

/// An SVG that is being written.
pub(super) struct Drawing {
    body: String,
    /// Width in units; on screen about one pixel each.
    pub(super) width: f64,
    /// Height in units.
    pub(super) height: f64,
    /// Size of the letters in units.
    pub(super) letter: f64,
}

impl Drawing {
    pub(super) fn new(formaat: Formaat, height: f64) -> Self {
        let (width, letter) = match formaat {
            Formaat::Breed => (720.0, 14.0),
            Formaat::Smal => (320.0, 13.0),
        };
        Self { body: String::with_capacity(8 * 1024), width, height, letter }
    }

    /// Adds an element that contains no text of people.
    pub(super) fn element(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String does not fail.
        let _ = self.body.write_fmt(element);
    }

    /// Adds text at a point. `extra` holds further attributes, such as the anchor.
    pub(super) fn text(&mut self, (x, y): (f64, f64), extra: &str, tekst: &str) {
        let tekst = escape(tekst);
        self.element(format_args!(r#"<text x="{x:.1}" y="{y:.1}"{extra}>{tekst}</text>"#));
    }

    /// The whole SVG.
    pub(super) fn finish(self, soort: &str, formaat: Formaat, prefix: &str, titel: &str, woorden: &str) -> String {
        let vorm = match formaat {
            Formaat::Breed => "breed",
            Formaat::Smal => "smal",
        };
        let (width, height, letter, body) = (self.width, self.height, self.letter, self.body);
        let (prefix, titel, woorden) = (ascii_id(prefix), escape(titel), escape(woorden));
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" class="grafiek grafiek-{soort} grafiek-{vorm}" "#,
                r#"viewBox="0 0 {width} {height:.0}" role="img" "#,
                r#"aria-labelledby="{prefix}-{vorm}-titel" aria-describedby="{prefix}-{vorm}-omschrijving" "#,
                r#"font-size="{letter}" fill="{inkt}">"#,
                r#"<title id="{prefix}-{vorm}-titel">{titel}</title>"#,
                r#"<desc id="{prefix}-{vorm}-omschrijving">{woorden}</desc>{body}</svg>"#,
            ),
            soort = soort,
            vorm = vorm,
            width = width,
            height = height,
            prefix = prefix,
            letter = letter,
            inkt = INKT,
            titel = titel,
            woorden = woorden,
            body = body,
        )
    }
}

/// Text for XML: markup escaped, and characters that XML 1.0 forbids even when escaped left out.
pub(super) fn escape(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for c in tekst.chars() {
        match c {
            '&' => uit.push_str("&amp;"),
            '<' => uit.push_str("&lt;"),
            '>' => uit.push_str("&gt;"),
            '"' => uit.push_str("&quot;"),
            '\'' => uit.push_str("&#39;"),
            '\t' | '\n' | '\r' => uit.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => uit.push(c),
        }
    }
    uit
}

/// An id that needs no quoting anywhere.
fn ascii_id(prefix: &str) -> String {
    prefix.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
}

/// The width of a text in units, estimated: the font is the reader's. On the wide side for common sans-serif fonts.
pub(super) fn measure(tekst: &str, letter: f64) -> f64 {
    let em = |c| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ':' | ';' | '\'' | ' ' | '|' | '(' | ')' => 0.34,
        'm' | 'w' | 'M' | 'W' | '%' => 0.88,
        'A'..='Z' => 0.68,
        _ => 0.58,
    };
    tekst.chars().map(em).sum::<f64>() * letter
}

/// The text in lines of at most `breedte` units, broken at spaces; a word that is too long for a line is broken inside.
pub(super) fn wrap(tekst: &str, breedte: f64, letter: f64) -> Vec<String> {
    let mut regels: Vec<String> = Vec::new();
    for woord in tekst.split_whitespace() {
        match regels.last_mut() {
            Some(regel) if measure(regel, letter) + measure(woord, letter) + letter * 0.34 <= breedte => {
                regel.push(' ');
                regel.push_str(woord);
            }
            _ => regels.extend(break_word(woord, breedte, letter)),
        }
    }
    regels
}

/// The word in pieces that each fit in `breedte`; usually one.
fn break_word(woord: &str, breedte: f64, letter: f64) -> Vec<String> {
    let mut stukken = vec![String::new()];
    let mut gebruikt = 0.0;
    for c in woord.chars() {
        let erbij = measure(c.encode_utf8(&mut [0; 4]), letter);
        if gebruikt + erbij > breedte && gebruikt > 0.0 {
            stukken.push(String::new());
            gebruikt = 0.0;
        }
        if let Some(stuk) = stukken.last_mut() {
            stuk.push(c);
        }
        gebruikt += erbij;
    }
    stukken
}
