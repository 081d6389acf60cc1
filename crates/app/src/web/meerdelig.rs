//! Forms with a file in them (`multipart/form-data`, RFC 7578). Only what our own pages send: text fields and one small file of text;
//! nothing is written to disk.

use axum::http::{HeaderMap, header};

/// The line between the parts, when the body is in parts.
pub(super) fn grens(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let mut parts = kind.split(';').map(str::trim);
    if !parts.next()?.eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let grens = parts.find_map(|part| part.strip_prefix("boundary="))?.trim_matches('"');
    (!grens.is_empty() && grens.len() <= 70).then(|| grens.to_owned())
}

/// The fields, as text. `None` when the body is not what it says it is.
pub(super) fn velden(body: &[u8], grens: &str) -> Option<Vec<(String, String)>> {
    let streep = format!("--{grens}");
    // What stands before the first line belongs to nothing; every further piece begins after a line.
    let mut stukken = splits(body, streep.as_bytes()).into_iter().skip(1);
    let mut velden = Vec::new();
    loop {
        let stuk = stukken.next()?;
        if stuk.starts_with(b"--") {
            return Some(velden);
        }
        let deel = stuk.strip_prefix(b"\r\n")?.strip_suffix(b"\r\n")?;
        let einde = vind(deel, b"\r\n\r\n")?;
        let (kop, inhoud) = (std::str::from_utf8(&deel[..einde]).ok()?, &deel[einde + 4..]);
        velden.push((naam(kop)?, als_tekst(inhoud)));
    }
}

/// The name of a field: `Content-Disposition: form-data; name="bestand"; filename="lijst.csv"`.
fn naam(kop: &str) -> Option<String> {
    let regel = kop.lines().find(|regel| regel.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let delen = regel.split(';').map(str::trim);
    let naam = delen.filter_map(|deel| deel.strip_prefix("name=\"")).find_map(|rest| rest.strip_suffix('"'))?;
    Some(naam.to_owned())
}

/// Text as Excel writes it: UTF-8, or Windows-1252 when it cannot be that. What is neither keeps the sign for an unreadable
/// character, by which whoever reads the file knows.
fn als_tekst(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if let Ok(tekst) = std::str::from_utf8(bytes) {
        return tekst.to_owned();
    }
    let letters = String::from_utf8_lossy(bytes);
    // Some characters are UTF-8 and others are not: two files in one, which nobody can read right.
    if letters.chars().any(|c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER) {
        return letters.into_owned();
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

fn vind(bytes: &[u8], wat: &[u8]) -> Option<usize> {
    bytes.windows(wat.len()).position(|venster| venster == wat)
}

fn splits<'a>(mut bytes: &'a [u8], wat: &[u8]) -> Vec<&'a [u8]> {
    let mut stukken = Vec::new();
    while let Some(plaats) = vind(bytes, wat) {
        stukken.push(&bytes[..plaats]);
        bytes = &bytes[plaats + wat.len()..];
    }
    stukken.push(bytes);
    stukken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(bestand: &[u8]) -> Vec<u8> {
        let mut body = b"--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ngeheim\r\n--xyz\r\n\
            Content-Disposition: form-data; name=\"bestand\"; filename=\"lijst.csv\"\r\nContent-Type: text/csv\r\n\r\n"
            .to_vec();
        body.extend_from_slice(bestand);
        body.extend_from_slice(b"\r\n--xyz--\r\n");
        body
    }

    #[test]
    fn fields_and_a_file_are_read() {
        for (bestand, tekst) in [
            ("\u{feff}code;omschrijving\r\na;Taalcafé".as_bytes(), "code;omschrijving\r\na;Taalcafé"),
            (&b"a;Taalcaf\xe9"[..], "a;Taalcafé"),
            (b"", ""),
            // One word in UTF-8 and one in Windows-1252.
            (b"Taalcaf\xc3\xa9;caf\xe9", "Taalcafé;caf\u{fffd}"),
        ] {
            let velden = velden(&body(bestand), "xyz").unwrap();
            assert_eq!(velden, [("csrf".to_owned(), "geheim".to_owned()), ("bestand".to_owned(), tekst.to_owned())]);
        }
    }

    #[test]
    fn what_is_cut_off_or_something_else_is_no_form() {
        let whole = body(b"x");
        for length in [0, 5, 40, whole.len() / 2, whole.len() - 10] {
            assert_eq!(velden(&whole[..length], "xyz"), None, "{length}");
        }
        assert_eq!(velden(&whole, "anders"), None);
        let mut headers = HeaderMap::new();
        assert_eq!(grens(&headers), None);
        headers.insert(header::CONTENT_TYPE, "multipart/form-data; boundary=\"xyz\"".parse().unwrap());
        assert_eq!(grens(&headers).as_deref(), Some("xyz"));
        headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        assert_eq!(grens(&headers), None);
    }
}
