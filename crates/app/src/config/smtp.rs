//! The mail server: where, how protected, and as whom. Without one, letters go by post only.

use std::{fmt, net::IpAddr, path::PathBuf};

use zeroize::Zeroizing;

use super::{OngeldigeInstelling, Opgegeven};

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// Not at all.
    Geen,
    /// Begun in the open, then protected; a server that does not offer it gets nothing.
    Starttls,
    /// From the first byte.
    Tls,
}

/// A password; never shown.
#[derive(Clone)]
pub struct Wachtwoord(Zeroizing<String>);

impl Wachtwoord {
    /// A password; it is wiped from memory when it is done with.
    #[must_use]
    pub fn new(tekst: String) -> Self {
        Self(Zeroizing::new(tekst))
    }

    /// For the mail server only.
    #[must_use]
    pub fn onthuld(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Wachtwoord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The mail server.
#[derive(Debug, Clone)]
pub struct Smtp {
    /// Its name, which is also the name on its certificate.
    pub server: String,
    /// Its port.
    pub poort: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// As whom to log in, with which password.
    pub gebruiker: Option<(String, Wachtwoord)>,
    /// Certificates (PEM) of an authority of one's own, beside those this machine trusts.
    pub ca: Option<Vec<u8>>,
    /// At most so many messages a minute.
    pub per_minuut: u32,
}

/// How many messages a minute a mail server of a municipality takes without a second look.
const PER_MINUUT: u32 = 120;

fn fout(tekst: impl Into<String>) -> OngeldigeInstelling {
    OngeldigeInstelling::Smtp(tekst.into())
}

/// `mail.haarlem.nl:587`, `[::1]:25`.
fn lees_adres(text: &str) -> Option<(String, u16)> {
    let (server, poort) = text.trim().rsplit_once(':')?;
    let server = server.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(server);
    let goed = !server.is_empty() && server.chars().all(|c| c.is_ascii_alphanumeric() || ".-:_".contains(c));
    let poort: u16 = poort.parse().ok().filter(|poort| *poort > 0)?;
    goed.then(|| (server.to_owned(), poort))
}

fn op_deze_machine(server: &str) -> bool {
    server == "localhost" || server.parse::<IpAddr>().is_ok_and(|adres| adres.is_loopback())
}

fn lees_bestand(path: &PathBuf) -> Result<Vec<u8>, OngeldigeInstelling> {
    std::fs::read(path).map_err(|error| OngeldigeInstelling::Bestand(path.display().to_string(), error))
}

/// The mail server from what was given; nothing when none is named.
pub(super) fn lees(gegeven: &Opgegeven) -> Result<Option<Smtp>, OngeldigeInstelling> {
    let Some(adres) = gegeven.smtp.as_deref().map(str::trim).filter(|adres| !adres.is_empty()) else {
        return Ok(None);
    };
    let (server, poort) = lees_adres(adres)
        .ok_or_else(|| fout(format!("{adres:?} is geen server met poort, zoals mail.voorbeeld.nl:587")))?;
    let tls = match gegeven.smtp_tls.as_deref().unwrap_or("starttls") {
        "geen" => SmtpTls::Geen,
        "starttls" => SmtpTls::Starttls,
        "tls" => SmtpTls::Tls,
        anders => return Err(fout(format!("onbekende beveiliging {anders:?}; kies geen, starttls of tls"))),
    };
    if tls == SmtpTls::Geen && !op_deze_machine(&server) && gegeven.smtp_onversleuteld != Some(true) {
        return Err(fout(
            "smtp_tls = geen mag alleen met een server op deze machine, omdat anderen de e-mail anders kunnen meelezen; \
             wilt u dit toch, zet dan ook smtp_onversleuteld aan",
        ));
    }
    let gebruiker = match (&gegeven.smtp_gebruiker, &gegeven.smtp_wachtwoordbestand) {
        (None, None) => None,
        (Some(gebruiker), Some(bestand)) => {
            let tekst = String::from_utf8(lees_bestand(bestand)?)
                .map_err(|_| fout(format!("{} is geen tekst", bestand.display())))?;
            Some((gebruiker.clone(), Wachtwoord::new(tekst.trim_end_matches(['\r', '\n']).to_owned())))
        }
        _ => return Err(fout("geef smtp_gebruiker en smtp_wachtwoordbestand samen, of geen van beide")),
    };
    Ok(Some(Smtp {
        server,
        poort,
        tls,
        gebruiker,
        ca: gegeven.smtp_ca.as_ref().map(lees_bestand).transpose()?,
        per_minuut: gegeven.smtp_per_minuut.unwrap_or(PER_MINUUT).clamp(1, 6_000),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gegeven(smtp: &str, tls: &str) -> Opgegeven {
        Opgegeven { smtp: Some(smtp.to_owned()), smtp_tls: Some(tls.to_owned()), ..Opgegeven::default() }
    }

    #[test]
    fn a_server_is_read_or_refused_with_what_to_do() {
        assert!(lees(&Opgegeven::default()).unwrap().is_none());
        let smtp = lees(&gegeven("mail.haarlem.example:587", "starttls")).unwrap().unwrap();
        assert_eq!((smtp.server.as_str(), smtp.poort, smtp.tls), ("mail.haarlem.example", 587, SmtpTls::Starttls));
        assert_eq!(lees(&gegeven("[::1]:25", "geen")).unwrap().unwrap().server, "::1");
        for (adres, tls, wat) in [
            ("mail.haarlem.example", "tls", "poort"),
            ("mail.haarlem.example:0", "tls", "poort"),
            ("smtp://mail.haarlem.example:25", "tls", "poort"),
            ("mail.haarlem.example:25", "ssl", "kies geen, starttls of tls"),
            ("mail.haarlem.example:25", "geen", "smtp_onversleuteld"),
        ] {
            let fout = lees(&gegeven(adres, tls)).unwrap_err().to_string();
            assert!(fout.contains(wat), "{adres} {tls}: {fout}");
        }
        let toch = Opgegeven { smtp_onversleuteld: Some(true), ..gegeven("mail.haarlem.example:25", "geen") };
        assert_eq!(lees(&toch).unwrap().unwrap().tls, SmtpTls::Geen);
        let half = Opgegeven { smtp_gebruiker: Some("klantbeeld".into()), ..gegeven("localhost:25", "geen") };
        assert!(lees(&half).unwrap_err().to_string().contains("samen"));
    }

    #[test]
    fn a_password_is_never_shown() {
        let path = std::env::temp_dir().join(format!("klantbeeld-smtp-wachtwoord-{}", std::process::id()));
        std::fs::write(&path, "geheim woord\n").unwrap();
        let with = Opgegeven {
            smtp_gebruiker: Some("klantbeeld".into()),
            smtp_wachtwoordbestand: Some(path.clone()),
            ..gegeven("localhost:25", "geen")
        };
        let smtp = lees(&with).unwrap().unwrap();
        std::fs::remove_file(path).unwrap();
        assert_eq!(smtp.gebruiker.as_ref().unwrap().1.onthuld(), "geheim woord");
        assert!(!format!("{smtp:?}").contains("geheim"), "{smtp:?}");
    }
}
