//! Text in UTF-8, whatever it was written in.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_8, WINDOWS_1252};

use crate::importeren::mapping::Tekenset;

const BLOK: usize = 64 * 1024;

/// Bytes of a file as UTF-8, block by block; a byte order mark is left out.
pub(super) struct Vertaler<R> {
    bron: R,
    decoder: Decoder,
    invoer: Vec<u8>,
    /// What of `invoer` has been read but not translated.
    open: std::ops::Range<usize>,
    einde: bool,
    klaar: bool,
    /// Bytes that were taken from the source.
    pub(super) gelezen: u64,
}

impl<R: Read> Vertaler<R> {
    pub(super) fn new(bron: R, tekenset: Tekenset) -> Self {
        let decoder = match tekenset {
            Tekenset::Utf8 => UTF_8.new_decoder_with_bom_removal(),
            Tekenset::Windows1252 => WINDOWS_1252.new_decoder_without_bom_handling(),
        };
        Self { bron, decoder, invoer: vec![0; BLOK], open: 0..0, einde: false, klaar: false, gelezen: 0 }
    }
}

impl<R: Read> Read for Vertaler<R> {
    fn read(&mut self, uit: &mut [u8]) -> io::Result<usize> {
        while !self.klaar && !uit.is_empty() {
            if self.open.is_empty() && !self.einde {
                let n = self.bron.read(&mut self.invoer)?;
                self.gelezen += n as u64;
                self.open = 0..n;
                self.einde = n == 0;
            }
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(&self.invoer[self.open.clone()], uit, self.einde);
            self.open.start += read;
            self.klaar = self.einde && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
            if result == encoding_rs::CoderResult::OutputFull {
                return Err(io::Error::other("te weinig ruimte voor een teken"));
            }
        }
        Ok(0)
    }
}

/// Counts what a text would be in UTF-8, across blocks.
#[derive(Debug, Default)]
pub(super) struct Utf8Telling {
    rest: Vec<u8>,
    /// Characters of more than one byte.
    pub(super) meerbyte: u64,
    /// Bytes that are no UTF-8.
    pub(super) ongeldig: u64,
    /// The line with the first of those.
    pub(super) eerste_regel: Option<u64>,
    regel: u64,
}

impl Utf8Telling {
    pub(super) fn voeg_toe(&mut self, blok: &[u8], einde: bool) {
        let mut bytes = std::mem::take(&mut self.rest);
        let blok = if bytes.is_empty() {
            blok
        } else {
            bytes.extend_from_slice(blok);
            &bytes
        };
        let mut open = blok;
        loop {
            match std::str::from_utf8(open) {
                Ok(text) => return self.tel(text),
                Err(error) => {
                    let (goed, fout) = open.split_at(error.valid_up_to());
                    self.tel(std::str::from_utf8(goed).unwrap_or_default());
                    let Some(lengte) = error.error_len() else {
                        if einde {
                            self.keur_af(1);
                        } else {
                            self.rest = fout.to_vec();
                        }
                        return;
                    };
                    self.keur_af(lengte as u64);
                    open = &fout[lengte..];
                }
            }
        }
    }

    fn keur_af(&mut self, bytes: u64) {
        self.ongeldig += bytes;
        self.eerste_regel.get_or_insert(self.regel + 1);
    }

    fn tel(&mut self, text: &str) {
        if !text.is_ascii() {
            self.meerbyte += text.chars().filter(|c| !c.is_ascii()).count() as u64;
        }
        self.regel += text.bytes().filter(|b| *b == b'\n').count() as u64;
    }
}
