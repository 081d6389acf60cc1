//! Keys: special data is unreadable without them, also for whoever holds the database file.
//!
//! One secret of 32 bytes per installation; everything else is derived from it (HKDF-SHA256, RFC 5869), one key per use:
//! - BSNs are found through a keyed hash (HMAC-SHA256), because a plain hash of nine digits is guessed in seconds.
//! - Special data is encrypted with XChaCha20-Poly1305. What is encrypted is bound to its place (municipality, table,
//!   record), so that nobody can move one person's ciphertext to another. The nonce is derived from place and text
//!   (the SIV construction, RFC 5297 in spirit): no dice are needed, and the same text at two places never looks alike.
//!
//! The secret lives in a file that is not in the database's backup. Losing it means losing the BSNs and the reports.

use std::{fmt::Write as _, path::Path, str::FromStr};

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use domain::{bsn::Bsn, gemeente::Gemeente};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// The first word of a key file, so that a wrong file is recognised.
const HEADER: &str = "klantbeeld-sleutel-1";

/// The secret of an installation.
#[derive(Clone)]
pub struct Geheim(Zeroizing<[u8; 32]>);

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OngeldigeSleutel {
    /// There is no such file.
    #[error("er is geen sleutelbestand {0}; zonder sleutel zijn BSN's en verslagen niet te lezen")]
    Ontbreekt(String),
    /// It cannot be read or written.
    #[error("het sleutelbestand {0} is niet te openen: {1}")]
    Onleesbaar(String, std::io::Error),
    /// It is not a key file of this program.
    #[error("dit is geen sleutel van Klantbeeld; verwacht: {HEADER} en 64 hexadecimale cijfers")]
    Vorm,
    /// A key file is never overwritten.
    #[error("het sleutelbestand {0} bestaat al en wordt niet overschreven")]
    Bestaat(String),
}

impl Geheim {
    /// A secret from 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads a key file.
    pub fn read(path: &Path) -> std::result::Result<Self, OngeldigeSleutel> {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => text.parse(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(OngeldigeSleutel::Ontbreekt(name)),
            Err(error) => Err(OngeldigeSleutel::Onleesbaar(name, error)),
        }
    }

    /// Writes a new key file that only its owner can read; an existing one is left alone.
    pub fn write_new(&self, path: &Path) -> std::result::Result<(), OngeldigeSleutel> {
        use std::io::Write as _;
        let name = path.display().to_string();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => OngeldigeSleutel::Bestaat(name.clone()),
            _ => OngeldigeSleutel::Onleesbaar(name.clone(), error),
        })?;
        let mut text = Zeroizing::new(format!("{HEADER} "));
        for byte in self.0.iter() {
            let _ = write!(text, "{byte:02x}");
        }
        writeln!(file, "{}", text.as_str()).map_err(|error| OngeldigeSleutel::Onleesbaar(name, error))
    }
}

impl FromStr for Geheim {
    type Err = OngeldigeSleutel;
    fn from_str(text: &str) -> std::result::Result<Self, OngeldigeSleutel> {
        let hex = text.trim().strip_prefix(HEADER).unwrap_or(text).trim();
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(OngeldigeSleutel::Vorm);
        }
        let mut bytes = Zeroizing::new([0_u8; 32]);
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * place..2 * place + 2], 16).map_err(|_| OngeldigeSleutel::Vorm)?;
        }
        Ok(Self(bytes))
    }
}

impl std::fmt::Debug for Geheim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Geheim(…)")
    }
}

/// Where something encrypted stands. Moved elsewhere, it cannot be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plaats {
    pub(crate) gemeente: Gemeente,
    /// Table and column.
    pub(crate) kolom: &'static str,
    pub(crate) id: Uuid,
}

impl Plaats {
    fn bytes(&self) -> Vec<u8> {
        [self.gemeente.code().as_bytes(), self.kolom.as_bytes(), b"\0", self.id.as_bytes()].concat()
    }
}

/// The keys in use.
pub struct Sleutels {
    cipher: XChaCha20Poly1305,
    nonce: Hmac<Sha256>,
    bsn: Hmac<Sha256>,
    check: [u8; 8],
}

impl std::fmt::Debug for Sleutels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sleutels(…)")
    }
}

impl Sleutels {
    /// Derives the keys from the secret.
    #[must_use]
    pub fn new(geheim: &Geheim) -> Self {
        let mac = |purpose: &str| Hmac::<Sha256>::new(&(*derive::<64>(geheim, purpose)).into());
        let check = mac("controle").chain_update(b"klantbeeld").finalize().into_bytes();
        let mut short = [0_u8; 8];
        short.copy_from_slice(&check[..8]);
        Self {
            cipher: XChaCha20Poly1305::new(&(*derive::<32>(geheim, "versleutelen")).into()),
            nonce: mac("nonce"),
            bsn: mac("bsn"),
            check: short,
        }
    }

    /// A fingerprint of the secret that gives nothing away: the database remembers it to recognise a wrong key.
    #[must_use]
    pub const fn check(&self) -> [u8; 8] {
        self.check
    }

    /// The hash by which a BSN is found within a municipality.
    pub(crate) fn bsn_hash(&self, gemeente: Gemeente, bsn: Bsn) -> Vec<u8> {
        let mac = self.bsn.clone().chain_update(gemeente.code()).chain_update(bsn.number().to_be_bytes());
        mac.finalize().into_bytes()[..16].to_vec()
    }

    pub(crate) fn encrypt_bsn(&self, plaats: Plaats, bsn: Bsn) -> Result<Vec<u8>> {
        self.encrypt(plaats, &bsn.number().to_be_bytes())
    }

    pub(crate) fn decrypt_bsn(&self, plaats: Plaats, bytes: &[u8]) -> Result<Bsn> {
        let number: [u8; 4] = self.decrypt(plaats, bytes)?.as_slice().try_into().map_err(|_| Error::Decrypt)?;
        Bsn::try_from_number(u32::from_be_bytes(number)).map_err(|_| Error::Decrypt)
    }

    /// Nothing is stored for nothing: an empty text is `None`.
    pub(crate) fn encrypt_text(&self, plaats: Plaats, text: &str) -> Result<Option<Vec<u8>>> {
        if text.is_empty() { Ok(None) } else { self.encrypt(plaats, text.as_bytes()).map(Some) }
    }

    pub(crate) fn decrypt_text(&self, plaats: Plaats, bytes: Option<&[u8]>) -> Result<String> {
        let Some(bytes) = bytes else { return Ok(String::new()) };
        String::from_utf8(self.decrypt(plaats, bytes)?).map_err(|_| Error::Decrypt)
    }

    fn encrypt(&self, plaats: Plaats, text: &[u8]) -> Result<Vec<u8>> {
        let place = plaats.bytes();
        let nonce_mac = self.nonce.clone().chain_update((place.len() as u64).to_be_bytes());
        let nonce = nonce_mac.chain_update(&place).chain_update(text).finalize().into_bytes();
        let nonce = &nonce[..24];
        let sealed = self
            .cipher
            .encrypt(&XNonce::try_from(nonce).map_err(|_| Error::Decrypt)?, Payload { msg: text, aad: &place })
            .map_err(|_| Error::Decrypt)?;
        Ok([nonce, &sealed].concat())
    }

    fn decrypt(&self, plaats: Plaats, bytes: &[u8]) -> Result<Vec<u8>> {
        let (nonce, sealed) = bytes.split_at_checked(24).ok_or(Error::Decrypt)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| Error::Decrypt)?;
        self.cipher.decrypt(&nonce, Payload { msg: sealed, aad: &plaats.bytes() }).map_err(|_| Error::Decrypt)
    }
}

/// A key of `N` bytes for one purpose (HKDF). An HMAC key fills a block of SHA-256: 64 bytes.
fn derive<const N: usize>(geheim: &Geheim, purpose: &str) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0_u8; N]);
    // It fails only beyond 255 × 32 bytes.
    let _ = Hkdf::<Sha256>::new(Some(b"klantbeeld"), geheim.0.as_ref()).expand(purpose.as_bytes(), key.as_mut());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleutels(byte: u8) -> Sleutels {
        Sleutels::new(&Geheim::new([byte; 32]))
    }

    fn plaats(id: u128) -> Plaats {
        Plaats { gemeente: Gemeente::HAARLEM, kolom: "gesprek.inhoud", id: Uuid::from_u128(id) }
    }

    #[test]
    fn what_is_sealed_opens_only_here_and_with_this_key() {
        let sealed = sleutels(1).encrypt_text(plaats(1), "heeft last van de rug").unwrap().unwrap();
        assert_eq!(sleutels(1).decrypt_text(plaats(1), Some(&sealed)).unwrap(), "heeft last van de rug");
        assert!(!sealed.windows(3).any(|w| w == b"rug"));
        assert!(sleutels(2).decrypt_text(plaats(1), Some(&sealed)).is_err(), "another key");
        assert!(sleutels(1).decrypt_text(plaats(2), Some(&sealed)).is_err(), "another person's record");
        let mut broken = sealed.clone();
        *broken.last_mut().unwrap() ^= 1;
        assert!(sleutels(1).decrypt_text(plaats(1), Some(&broken)).is_err(), "one bit changed");
        assert!(sleutels(1).decrypt_text(plaats(1), Some(&sealed[..10])).is_err(), "cut off");
    }

    #[test]
    fn a_bsn_is_found_within_its_municipality_only() {
        let bsn: Bsn = "999993653".parse().unwrap();
        let keys = sleutels(1);
        assert_eq!(keys.bsn_hash(Gemeente::HAARLEM, bsn), keys.bsn_hash(Gemeente::HAARLEM, bsn));
        assert_ne!(keys.bsn_hash(Gemeente::HAARLEM, bsn), keys.bsn_hash(Gemeente::ZANDVOORT, bsn));
        assert_ne!(keys.bsn_hash(Gemeente::HAARLEM, bsn), sleutels(2).bsn_hash(Gemeente::HAARLEM, bsn));
        let sealed = keys.encrypt_bsn(plaats(1), bsn).unwrap();
        assert_eq!(keys.decrypt_bsn(plaats(1), &sealed).unwrap(), bsn);
    }

    #[test]
    fn a_key_file_is_read_back_and_never_overwritten() {
        let folder = std::env::temp_dir().join(format!("klantbeeld-sleutel-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("proef.sleutel");
        let geheim = Geheim::new([7; 32]);
        geheim.write_new(&path).unwrap();
        assert!(matches!(geheim.write_new(&path), Err(OngeldigeSleutel::Bestaat(_))));
        assert_eq!(*Geheim::read(&path).unwrap().0, [7; 32]);
        assert!(matches!(Geheim::read(&folder.join("geen")), Err(OngeldigeSleutel::Ontbreekt(_))));
        assert!(matches!("klantbeeld-sleutel-1 abc".parse::<Geheim>(), Err(OngeldigeSleutel::Vorm)));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
