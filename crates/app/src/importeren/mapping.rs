//! The mapping file: which heading of the municipality's file is which column, and which of its words mean which code.
//!
//! ```toml
//! scheidingsteken = ";"
//! tekenset = "windows-1252"
//!
//! [kolommen]
//! "Cliëntnr GWS" = "klantnummer"
//!
//! [leefvorm]
//! "AO" = "alleenstaande ouder"
//! ```

use std::{collections::HashMap, fmt::Write as _, path::Path};

use super::{
    fout::Bestandsfout,
    kolommen::{KOLOMMEN, Kolom, gelijk},
};

/// How a text file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tekenset {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// What older Windows programs write.
    Windows1252,
}

/// In which order a date with numbers only stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Datumvorm {
    /// `22-11-2026` or `2026-11-22`: which one is clear from the place of the year.
    #[default]
    Nederlands,
    /// `11/22/2026`.
    MaandDagJaar,
}

/// What a mapping file says. Without one everything is found out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mapping {
    /// Heading (without case and punctuation) → column.
    pub(crate) kolommen: HashMap<String, Kolom>,
    /// Words of the file → words of Klantbeeld, per column.
    pub(crate) vertalingen: HashMap<Kolom, HashMap<String, String>>,
    /// The character between fields.
    pub(crate) scheidingsteken: Option<u8>,
    /// The encoding.
    pub(crate) tekenset: Option<Tekenset>,
    /// The name of the sheet.
    pub(crate) werkblad: Option<String>,
    /// The order of a date.
    pub(crate) datumvorm: Datumvorm,
}

/// The sections with translations.
const VERTAALD: [Kolom; 5] = [Kolom::Leefvorm, Kolom::RedenEinde, Kolom::Regeling, Kolom::Segment, Kolom::Klantmanager];

impl Mapping {
    /// Reads a mapping file; every fault in it is reported at once.
    pub(crate) fn lees(pad: &Path) -> Result<Self, Bestandsfout> {
        let text = std::fs::read_to_string(pad).map_err(|error| {
            Bestandsfout::new(
                pad,
                format!("het mappingbestand is niet te lezen ({error})"),
                "Controleer de naam en de rechten.",
            )
        })?;
        Self::ontleed(&text).map_err(|fouten| {
            let wat = format!("het mappingbestand klopt niet:\n- {}", fouten.join("\n- "));
            Bestandsfout::new(pad, wat, "Pas het mappingbestand aan; docs/importeren.md heeft een voorbeeld")
        })
    }

    /// Reads the text of a mapping file.
    pub(crate) fn ontleed(text: &str) -> Result<Self, Vec<String>> {
        let tabel: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let regel = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            vec![format!("regel {regel} is geen TOML: {}", error.message())]
        })?;
        let (mut mapping, mut fouten) = (Self::default(), Vec::new());
        for (sleutel, waarde) in &tabel {
            if let Err(fout) = mapping.zet(sleutel, waarde, &mut fouten) {
                fouten.push(fout);
            }
        }
        if fouten.is_empty() { Ok(mapping) } else { Err(fouten) }
    }

    fn zet(&mut self, sleutel: &str, waarde: &toml::Value, fouten: &mut Vec<String>) -> Result<(), String> {
        if sleutel == "kolommen" {
            for (kop, naam) in woorden(sleutel, waarde)? {
                match KOLOMMEN.iter().find(|b| b.naam == naam) {
                    Some(b) => {
                        self.kolommen.insert(gelijk(&kop), b.kolom);
                    }
                    None => fouten.push(onbekende_kolom(&kop, &naam)),
                }
            }
            return Ok(());
        }
        if let Some(kolom) = VERTAALD.into_iter().find(|kolom| kolom.naam() == sleutel) {
            let vertaling = woorden(sleutel, waarde)?.into_iter().map(|(van, naar)| (gelijk(&van), naar)).collect();
            self.vertalingen.insert(kolom, vertaling);
            return Ok(());
        }
        let text = waarde.as_str().unwrap_or_default();
        let kies = |goed: &str| format!("{sleutel} = {waarde} is onbekend; kies {goed}");
        match sleutel {
            "scheidingsteken" => {
                let teken = match text {
                    ";" => b';',
                    "," => b',',
                    "\t" | "tab" => b'\t',
                    _ => return Err(kies("\";\", \",\" of \"tab\"")),
                };
                self.scheidingsteken = Some(teken);
            }
            "tekenset" => {
                let tekenset = match text.to_lowercase().as_str() {
                    "utf-8" | "utf8" => Tekenset::Utf8,
                    "windows-1252" | "cp1252" | "latin1" | "iso-8859-1" => Tekenset::Windows1252,
                    _ => return Err(kies("\"utf-8\" of \"windows-1252\"")),
                };
                self.tekenset = Some(tekenset);
            }
            "datumvorm" => {
                self.datumvorm = match text {
                    "dag-maand-jaar" | "jaar-maand-dag" => Datumvorm::Nederlands,
                    "maand-dag-jaar" => Datumvorm::MaandDagJaar,
                    _ => return Err(kies("\"dag-maand-jaar\", \"jaar-maand-dag\" of \"maand-dag-jaar\"")),
                };
            }
            "werkblad" if !text.is_empty() => self.werkblad = Some(text.to_owned()),
            "werkblad" => return Err("werkblad moet de naam van een werkblad zijn, tussen aanhalingstekens".to_owned()),
            _ => return Err(onbekende_sleutel(sleutel)),
        }
        Ok(())
    }

    /// A value in the words of Klantbeeld.
    #[must_use]
    pub(crate) fn vertaal<'a>(&'a self, kolom: Kolom, waarde: &'a str) -> &'a str {
        let vertaling = self.vertalingen.get(&kolom).and_then(|woorden| woorden.get(&gelijk(waarde)));
        vertaling.map_or(waarde, String::as_str)
    }
}

fn woorden(sleutel: &str, waarde: &toml::Value) -> Result<Vec<(String, String)>, String> {
    let fout = || format!("[{sleutel}] moet regels hebben als \"van\" = \"naar\"");
    let tabel = waarde.as_table().ok_or_else(fout)?;
    tabel.iter().map(|(van, naar)| Ok((van.clone(), naar.as_str().ok_or_else(fout)?.to_owned()))).collect()
}

fn onbekende_sleutel(sleutel: &str) -> String {
    let mut goed = String::from("scheidingsteken, tekenset, werkblad, datumvorm, [kolommen]");
    for kolom in VERTAALD {
        // Writing to a String cannot fail.
        let _ = write!(goed, ", [{}]", kolom.naam());
    }
    format!("{sleutel} is onbekend; toegestaan zijn {goed}")
}

fn onbekende_kolom(kop: &str, naam: &str) -> String {
    let namen: Vec<_> = KOLOMMEN.iter().map(|b| b.naam).collect();
    format!("[kolommen] \"{kop}\" = \"{naam}\": {naam} is geen kolom van Klantbeeld; kies uit {}", namen.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_and_every_fault_is_named() {
        let goed = "scheidingsteken = \"tab\"\ntekenset = \"windows-1252\"\nwerkblad = \"Blad 2\"\n\
            datumvorm = \"maand-dag-jaar\"\n[kolommen]\n\"Cliëntnr GWS\" = \"klantnummer\"\n[leefvorm]\n\"AO\" = \"alleenstaande ouder\"\n";
        let mapping = Mapping::ontleed(goed).unwrap();
        assert_eq!(mapping.scheidingsteken, Some(b'\t'));
        assert_eq!(mapping.tekenset, Some(Tekenset::Windows1252));
        assert_eq!(mapping.kolommen.get("clientnrgws"), Some(&Kolom::Klantnummer));
        assert_eq!(mapping.vertaal(Kolom::Leefvorm, "a.o."), "alleenstaande ouder");
        assert_eq!(mapping.vertaal(Kolom::Leefvorm, "gehuwden"), "gehuwden");

        let fout = "scheidingsteken = \"|\"\nkleur = \"rood\"\n[kolommen]\nA = \"schoenmaat\"\n[segment]\nB = 3\n";
        let fouten = Mapping::ontleed(fout).unwrap_err();
        assert_eq!(fouten.len(), 4, "{fouten:#?}");
        assert!(fouten.iter().any(|f| f.starts_with("kleur is onbekend; toegestaan zijn scheidingsteken, ")));
        assert!(fouten.contains(&"scheidingsteken = \"|\" is onbekend; kies \";\", \",\" of \"tab\"".to_owned()));
        assert!(Mapping::ontleed("a = \n").unwrap_err()[0].starts_with("regel 1 is geen TOML"));
    }
}
