//! Proof that a form comes from a page of ours (CSRF).
//!
//! Two locks. Every request that changes something must come from our own pages by the browser's own word
//! (`Sec-Fetch-Site`, or `Origin` for older browsers). And every form carries a token: random bytes with their HMAC under
//! a key of the session. Fresh randomness in every page means that compression gives nothing away (BREACH).

use axum::http::{HeaderMap, Method, header};
use domain::logboek::hex;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

fn mac(sleutel: &[u8], toeval: &str) -> String {
    // HMAC takes a key of any length.
    Hmac::<Sha256>::new_from_slice(sleutel)
        .map(|mac| hex(&mac.chain_update(toeval).finalize().into_bytes()[..16]))
        .unwrap_or_default()
}

/// A token for the forms of one page.
#[must_use]
pub fn token(sleutel: &[u8], toeval: [u8; 8]) -> String {
    let toeval = hex(&toeval);
    format!("{toeval}{}", mac(sleutel, &toeval))
}

/// Whether a token was made with the key of this session.
#[must_use]
pub fn klopt(sleutel: &[u8], token: &str) -> bool {
    token
        .split_at_checked(16)
        .is_some_and(|(toeval, rest)| rest.len() == 32 && mac(sleutel, toeval).as_bytes().ct_eq(rest.as_bytes()).into())
}

/// Whether a request was made by one of our own pages, as the browser tells. Requests without either header do not come
/// from a browser; for those the token is the lock.
#[must_use]
pub fn eigen_pagina(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = text(header::HOST.as_str()).unwrap_or_default();
            origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_its_own_session_only() {
        let one = token(b"sleutel van Nadia", [1; 8]);
        assert!(klopt(b"sleutel van Nadia", &one));
        assert_ne!(one, token(b"sleutel van Nadia", [2; 8]), "each page has another");
        assert!(!klopt(b"sleutel van Piet", &one));
        for wrong in [
            "",
            "abc",
            &one[1..],
            &one.replace(|c: char| c == one.chars().last().unwrap_or('x'), "g"),
            "é".repeat(24).as_str(),
        ] {
            assert!(!klopt(b"sleutel van Nadia", wrong), "{wrong}");
        }
    }

    #[test]
    fn other_sites_cannot_post() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            let pairs = pairs
                .iter()
                .map(|(name, value)| (header::HeaderName::from_static(name), header::HeaderValue::from_static(value)));
            pairs.collect::<HeaderMap>()
        };
        for (pairs, expected) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("origin", "https://kb.example"), ("host", "kb.example")], true),
            (&[("origin", "https://evil.example"), ("host", "kb.example")], false),
            (&[("origin", "null"), ("host", "kb.example")], false),
            (&[], true),
        ] {
            assert_eq!(eigen_pagina(&Method::POST, &headers(pairs)), expected, "{pairs:?}");
        }
        assert!(eigen_pagina(&Method::GET, &headers(&[("sec-fetch-site", "cross-site")])));
    }
}
