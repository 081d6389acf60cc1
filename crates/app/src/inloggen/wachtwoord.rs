//! Passwords: at least twelve characters, kept as an Argon2id hash (RFC 9106) with the settings OWASP advises
//! (19 MiB, two passes).

use std::str::FromStr;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};

use crate::omgeving::Omgeving;

/// A password somebody chose. It cannot be printed.
pub struct Wachtwoord(String);

/// The password is too easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OngeldigWachtwoord {
    /// Too short.
    #[error("een wachtwoord heeft minstens 12 tekens; een zinnetje van vier woorden is goed")]
    TeKort,
    /// Beyond what anybody types.
    #[error("een wachtwoord heeft hooguit 200 tekens")]
    TeLang,
}

impl FromStr for Wachtwoord {
    type Err = OngeldigWachtwoord;
    fn from_str(text: &str) -> Result<Self, OngeldigWachtwoord> {
        match text.chars().count() {
            0..12 => Err(OngeldigWachtwoord::TeKort),
            12..=200 => Ok(Self(text.to_owned())),
            _ => Err(OngeldigWachtwoord::TeLang),
        }
    }
}

impl std::fmt::Debug for Wachtwoord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wachtwoord(…)")
    }
}

fn argon() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash to keep. Takes some tens of milliseconds on purpose: call it off the async threads.
pub fn hash(wachtwoord: &Wachtwoord, omgeving: &Omgeving) -> Result<String, argon2::password_hash::Error> {
    let salt: [u8; 16] = omgeving.geheim();
    Ok(argon().hash_password_with_salt(wachtwoord.0.as_bytes(), &salt)?.to_string())
}

/// Whether this is the password of a hash.
#[must_use]
pub(super) fn klopt(hash: &str, wachtwoord: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| argon().verify_password(wachtwoord.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_fits() {
        let omgeving = Omgeving::machine();
        let one = hash(&"vier woorden is genoeg".parse().unwrap(), &omgeving).unwrap();
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert!(klopt(&one, "vier woorden is genoeg"));
        assert!(!klopt(&one, "vier woorden is genoeg "));
        assert!(!klopt("geen hash", "vier woorden is genoeg"));
        assert_ne!(one, hash(&"vier woorden is genoeg".parse().unwrap(), &omgeving).unwrap(), "salted");
        assert_eq!("kort".parse::<Wachtwoord>().unwrap_err(), OngeldigWachtwoord::TeKort);
    }
}
