//! Where people find this site. A link that leaves it, such as the one in a calendar, begins with this: what a visitor writes in the
//! `Host` header is his own choice, and whoever puts another name there would have secrets sent to it.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

use super::{Instellingen, OngeldigeInstelling};

/// Scheme, host and perhaps a port, without a slash at the end: `https://klantbeeld.haarlem.nl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenbaarAdres(String);

impl fmt::Display for OpenbaarAdres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name or number with perhaps a port: no path, no question, no name of a user.
fn is_gastheer(tekst: &str) -> bool {
    let (naam, poort) = match tekst.rsplit_once(':') {
        // What is left of the last colon of an IPv6 address is no name.
        Some((naam, poort)) if !naam.is_empty() && !poort.ends_with(']') => (naam, Some(poort)),
        _ => (tekst, None),
    };
    let naam_goed = match naam.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|nummer| nummer.parse::<Ipv6Addr>().is_ok()),
        None => !naam.is_empty() && naam.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-'),
    };
    naam_goed && poort.is_none_or(|poort| poort.parse::<u16>().is_ok_and(|poort| poort > 0))
}

/// The public address as it was given; nothing when none was.
pub(super) fn lees(gegeven: Option<&str>, https: bool) -> Result<Option<OpenbaarAdres>, OngeldigeInstelling> {
    let Some(tekst) = gegeven.map(str::trim).filter(|tekst| !tekst.is_empty()) else { return Ok(None) };
    let fout = |waarom| Err(OngeldigeInstelling::OpenbaarAdres(tekst.to_owned(), waarom));
    let kaal = tekst.strip_suffix('/').unwrap_or(tekst);
    let Some((schema, gastheer)) = kaal.split_once("://") else {
        return fout("begin met https://, zoals https://klantbeeld.voorbeeld.nl");
    };
    match schema {
        "http" if https => return fout("Klantbeeld is ingesteld op https, dus het adres begint met https://"),
        "http" | "https" => {}
        _ => return fout("begin met https:// of http://"),
    }
    if !is_gastheer(gastheer) {
        return fout("schrijf alleen de naam van de server, zonder pad, zoals https://klantbeeld.voorbeeld.nl");
    }
    Ok(Some(OpenbaarAdres(kaal.to_owned())))
}

/// The address of a site that is tried out on this very machine, by the `Host` header of a visit to it. Any other name in that
/// header is believed of nobody.
fn op_deze_machine(host: &str) -> Option<OpenbaarAdres> {
    let naam = host.rsplit_once(':').map_or(host, |(naam, poort)| if poort.ends_with(']') { host } else { naam });
    let kaal = naam.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let hier = match kaal {
        Some(nummer) => nummer.parse::<Ipv6Addr>().is_ok_and(|nummer| nummer.is_loopback()),
        None => naam == "localhost" || naam.parse::<Ipv4Addr>().is_ok_and(|nummer| nummer.is_loopback()),
    };
    (hier && is_gastheer(host)).then(|| OpenbaarAdres(format!("http://{host}")))
}

impl Instellingen {
    /// What a link that leaves this site begins with: the setting. Without it there is none, but for who tries the site out on the
    /// machine it runs on: `host` is the header of the visit. Behind a proxy that header can be the proxy's own.
    #[must_use]
    pub fn openbaar(&self, host: Option<&str>) -> Option<OpenbaarAdres> {
        let achter_proxy = self.https || self.achter_proxy;
        self.openbaar_adres.clone().or_else(|| host.filter(|_| !achter_proxy).and_then(op_deze_machine))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Opgegeven;

    #[test]
    fn the_setting_wins_and_a_proxy_is_not_asked() {
        let met = |adres: Option<&str>, https| {
            let gegeven =
                Opgegeven { openbaar_adres: adres.map(str::to_owned), https: Some(https), ..Opgegeven::default() };
            gegeven.met_bestand(None).unwrap()
        };
        let gezet = met(Some("https://kb.example/"), true);
        for host in [None, Some("localhost:8080"), Some("evil.example")] {
            assert_eq!(gezet.openbaar(host).unwrap().to_string(), "https://kb.example");
        }
        let zonder = met(None, false);
        assert_eq!(zonder.openbaar(Some("localhost:8080")).unwrap().to_string(), "http://localhost:8080");
        assert_eq!(zonder.openbaar(Some("evil.example")), None);
        assert_eq!(zonder.openbaar(None), None);
        assert_eq!(met(None, true).openbaar(Some("127.0.0.1:8080")), None, "that is how nginx asks");
    }

    #[test]
    fn an_address_is_a_scheme_and_a_host() {
        for (tekst, https, uit) in [
            ("https://klantbeeld.haarlem.example", true, Some("https://klantbeeld.haarlem.example")),
            (" https://klantbeeld.haarlem.example/ ", true, Some("https://klantbeeld.haarlem.example")),
            ("https://klantbeeld.haarlem.example:8443", false, Some("https://klantbeeld.haarlem.example:8443")),
            ("http://klantbeeld.intern", false, Some("http://klantbeeld.intern")),
            ("http://[::1]:8080", false, Some("http://[::1]:8080")),
            ("http://klantbeeld.intern", true, None),
            ("klantbeeld.haarlem.example", true, None),
            ("ftp://klantbeeld.haarlem.example", true, None),
            ("https://haarlem.example/klantbeeld", true, None),
            ("https://haarlem.example?x=1", true, None),
            ("https://iemand@haarlem.example", true, None),
            ("https://haarlem.example:0", true, None),
            ("https://", true, None),
            ("https://kb.example\r\nX: y", true, None),
        ] {
            let gelezen = lees(Some(tekst), https).ok().flatten();
            assert_eq!(gelezen.map(|adres| adres.to_string()).as_deref(), uit, "{tekst}");
        }
        assert!(lees(None, true).unwrap().is_none() && lees(Some("  "), true).unwrap().is_none());
    }

    #[test]
    fn a_host_header_is_believed_of_this_machine_only() {
        for (host, hier) in [
            ("localhost", true),
            ("localhost:8080", true),
            ("127.0.0.1:8080", true),
            ("127.8.0.9", true),
            ("[::1]:8080", true),
            ("[::1]", true),
            ("klantbeeld.haarlem.example", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("localhost:8080/x", false),
            ("evil.example:localhost", false),
            ("localhost@evil.example", false),
            ("10.0.0.1", false),
            ("", false),
        ] {
            assert_eq!(op_deze_machine(host).is_some(), hier, "{host}");
        }
    }
}
