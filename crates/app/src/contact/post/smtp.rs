//! A connection to the mail server, in the steps that matter: before the text is handed over everything can be tried again,
//! after it nothing can.
//!
//! What the server says in its own words can hold the address of a client, so only its code is kept.

use std::{error::Error as _, time::Duration};

use domain::uitbak::Pogingsuitslag;
use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};

use crate::config::{Smtp, SmtpTls};

/// Reaching the server, protecting the connection and logging in, each.
const VERBINDEN: Duration = Duration::from_secs(20);
/// An answer to a command.
const ANTWOORD: Duration = Duration::from_mins(1);
/// An answer to the text: the server may look for viruses first. All together stay within the lease of a letter.
const OPNAME: Duration = Duration::from_mins(5);

/// A connection to the mail server.
pub(super) struct Verbinding {
    inner: AsyncSmtpConnection,
    server: String,
}

/// Why a letter cannot be handed over.
pub(super) enum Bezwaar {
    /// Something is wrong with the server or the connection: the next letter would fare no better.
    Server(String),
    /// It is about this letter.
    Brief(Pogingsuitslag),
}

/// An answer, an error of the connection, or none in time.
type Antwoord<T> = Result<T, Option<Error>>;

async fn binnen<T>(tijd: Duration, doen: impl Future<Output = Result<T, Error>>) -> Antwoord<T> {
    match tokio::time::timeout(tijd, doen).await {
        Ok(gedaan) => gedaan.map_err(Some),
        Err(_) => Err(None),
    }
}

/// The code of an answer, `550`.
fn code(fout: Option<&Error>) -> Option<String> {
    fout.and_then(Error::status).map(|code| code.to_string())
}

fn permanent(fout: Option<&Error>) -> bool {
    fout.is_some_and(Error::is_permanent)
}

/// What is behind an error, to the bottom.
fn oorzaken(fout: &Error) -> String {
    let mut tekst = fout.to_string();
    let mut bron = fout.source();
    while let Some(fout) = bron {
        tekst.push_str(&format!(": {fout}"));
        bron = fout.source();
    }
    tekst
}

/// Why the server could not be reached or entered.
fn in_woorden(fout: Option<&Error>, server: &str, stap: &str) -> String {
    let Some(fout) = fout else {
        return format!("De mailserver {server} geeft geen antwoord.");
    };
    if let Some(code) = fout.status() {
        return format!("De mailserver {server} weigert {stap} (antwoord {code}).");
    }
    let oorzaken = oorzaken(fout);
    let klein = oorzaken.to_lowercase();
    tracing::warn!(fout = oorzaken, "the mail server cannot be used");
    if klein.contains("certificate") || klein.contains("unknownissuer") {
        return format!(
            "De mailserver {server} heeft een certificaat dat deze machine niet vertrouwt, of dat bij een andere naam \
             hoort. Vertrouwt u de uitgever, geef zijn certificaat dan met de instelling smtp_ca."
        );
    }
    if klein.contains("starttls") {
        return format!("De mailserver {server} biedt geen beveiligde verbinding aan (STARTTLS).");
    }
    if klein.contains("mechanism") {
        return format!("Bij de mailserver {server} kan niet worden ingelogd met een wachtwoord.");
    }
    if fout.is_timeout() {
        return format!("De mailserver {server} geeft geen antwoord.");
    }
    format!("De mailserver {server} is niet te bereiken.")
}

fn tls(smtp: &Smtp) -> Result<TlsParameters, Error> {
    let mut builder = TlsParameters::builder(smtp.server.clone());
    if let Some(ca) = &smtp.ca {
        builder = builder.add_root_certificate(Certificate::from_pem(ca)?);
    }
    builder.build_rustls()
}

impl Verbinding {
    /// Reaches the server, protects the connection and logs in, as the settings say.
    pub(super) async fn maak(smtp: &Smtp) -> Result<Self, String> {
        let server = format!("{}:{}", smtp.server, smtp.poort);
        let mislukt = |fout: Option<Error>, stap| in_woorden(fout.as_ref(), &server, stap);
        let parameters = || tls(smtp).map_err(|fout| mislukt(Some(fout), "de verbinding"));
        let vooraf = if smtp.tls == SmtpTls::Tls { Some(parameters()?) } else { None };
        let naam = ClientId::default();
        let adres = (smtp.server.as_str(), smtp.poort);
        let verbind = AsyncSmtpConnection::connect_tokio1(adres, Some(VERBINDEN), &naam, vooraf, None);
        let mut inner = binnen(VERBINDEN, verbind).await.map_err(|fout| mislukt(fout, "de verbinding"))?;
        if smtp.tls == SmtpTls::Starttls {
            let parameters = parameters()?;
            let beveilig = inner.starttls(parameters, &naam);
            binnen(VERBINDEN, beveilig).await.map_err(|fout| mislukt(fout, "de beveiligde verbinding"))?;
        }
        if let Some((gebruiker, wachtwoord)) = &smtp.gebruiker {
            let inloggen = Credentials::new(gebruiker.clone(), wachtwoord.onthuld().to_owned());
            let login = inner.auth(&[Mechanism::Plain, Mechanism::Login], &inloggen);
            binnen(VERBINDEN, login).await.map_err(|fout| mislukt(fout, "gebruikersnaam of wachtwoord"))?;
        }
        Ok(Self { inner, server })
    }

    /// Says from whom to whom, until the server waits for the text. Nothing of it was handed over yet.
    pub(super) async fn kondig_aan(&mut self, van: &Address, aan: &Address, acht_bits: bool) -> Result<(), Bezwaar> {
        let mut parameters = Vec::new();
        if acht_bits && self.inner.server_info().supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let mail = Mail::new(Some(van.clone()), parameters);
        // All letters come from one address: what is wrong with that, is wrong with all.
        binnen(ANTWOORD, self.inner.command(mail))
            .await
            .map_err(|fout| self.server(fout.as_ref(), "het adres van de afzender"))?;
        let rcpt = Rcpt::new(aan.clone(), Vec::new());
        if let Err(fout) = binnen(ANTWOORD, self.inner.command(rcpt)).await {
            return Err(self.over_de_brief(fout.as_ref(), "dit e-mailadres"));
        }
        if let Err(fout) = binnen(ANTWOORD, self.inner.command(Data)).await {
            return Err(self.over_de_brief(fout.as_ref(), "deze e-mail"));
        }
        Ok(())
    }

    fn server(&self, fout: Option<&Error>, stap: &str) -> Bezwaar {
        Bezwaar::Server(in_woorden(fout, &self.server, stap))
    }

    fn over_de_brief(&self, fout: Option<&Error>, wat: &str) -> Bezwaar {
        match code(fout) {
            // 421: the server closes the connection.
            None => self.server(fout, wat),
            Some(code) if code == "421" => self.server(fout, "op dit moment alle e-mail"),
            Some(code) => Bezwaar::Brief(uitslag(permanent(fout), &code, wat)),
        }
    }

    /// Hands the text over. Whatever goes wrong from here without an answer may have arrived.
    pub(super) async fn geef(&mut self, tekst: &[u8]) -> Pogingsuitslag {
        match binnen(OPNAME, self.inner.message(tekst)).await {
            Ok(antwoord) => {
                let woorden = antwoord.first_line().unwrap_or_default();
                // Words with an @ may be the address of a client.
                let woorden: Vec<&str> = woorden.split_whitespace().filter(|woord| !woord.contains('@')).collect();
                let woorden: String = woorden.join(" ").chars().take(150).collect();
                let bewijs = format!("aangenomen door {} (antwoord {} {woorden})", self.server, antwoord.code());
                Pogingsuitslag::Aangenomen { bewijs }
            }
            Err(fout) => match code(fout.as_ref()) {
                Some(code) => uitslag(permanent(fout.as_ref()), &code, "deze e-mail"),
                None => Pogingsuitslag::Onbekend {
                    fout: format!(
                        "De verbinding met de mailserver {} viel weg nadat hij de e-mail had gekregen en voordat hij \
                         antwoordde.",
                        self.server
                    ),
                },
            },
        }
    }

    /// Makes ready for the next letter after one that was refused; false when the connection is of no use any more.
    pub(super) async fn begin_opnieuw(&mut self) -> bool {
        !self.inner.has_broken() && binnen(ANTWOORD, self.inner.command("RSET\r\n")).await.is_ok()
    }

    /// Says goodbye.
    pub(super) async fn sluit(mut self) {
        let _ = binnen(VERBINDEN, self.inner.quit()).await;
    }
}

fn uitslag(permanent: bool, code: &str, wat: &str) -> Pogingsuitslag {
    if permanent {
        Pogingsuitslag::Blijvend { fout: format!("De mailserver weigert {wat} (antwoord {code}).") }
    } else {
        Pogingsuitslag::Tijdelijk { fout: format!("De mailserver neemt {wat} nu niet aan (antwoord {code}).") }
    }
}
