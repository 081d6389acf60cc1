//! The real mail server of `bin/smtp-tijdelijk`, a wire to it that can be cut, and the mailbox behind it.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

use crate::config::{Smtp, SmtpTls};

fn variabele(naam: &str) -> String {
    std::env::var(naam).unwrap_or_else(|_| panic!("{naam} names a mail server; run through `bin/smtp-tijdelijk`"))
}

fn map() -> PathBuf {
    variabele("KLANTBEELD_TEST_SMTP_MAP").into()
}

fn smtp(adres: &str, tls: SmtpTls, ca: bool) -> Smtp {
    let (server, poort) = adres.rsplit_once(':').unwrap();
    let ca = ca.then(|| std::fs::read(map().join("ca.pem")).unwrap());
    Smtp { server: server.to_owned(), poort: poort.parse().unwrap(), tls, gebruiker: None, ca, per_minuut: 6_000 }
}

/// The server, reached with STARTTLS; whether its authority is trusted is a choice.
pub(super) fn starttls(ca: bool) -> Smtp {
    smtp(&variabele("KLANTBEELD_TEST_SMTP"), SmtpTls::Starttls, ca)
}

/// The server, protected from the first byte.
pub(super) fn tls(ca: bool) -> Smtp {
    smtp(&variabele("KLANTBEELD_TEST_SMTPS"), SmtpTls::Tls, ca)
}

/// A wire to the server that can be cut.
#[derive(Clone)]
pub(super) struct Draad(Arc<Stand>);

struct Stand {
    poort: u16,
    /// Nobody gets through.
    weg: AtomicBool,
    /// So many letters get through; the next one is cut off before its text.
    brieven: AtomicU32,
    /// The answer to a text is never passed on.
    zwijgt: AtomicBool,
    /// The next time the server asks for a text, nobody hears that before the test says so.
    houdt_op: AtomicBool,
    /// The server asked for it.
    gevraagd: Notify,
    /// The test says so.
    verder: Notify,
}

impl Draad {
    pub(super) async fn naar_de_server() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stand = Arc::new(Stand {
            poort: listener.local_addr().unwrap().port(),
            weg: AtomicBool::new(false),
            brieven: AtomicU32::new(u32::MAX),
            zwijgt: AtomicBool::new(false),
            houdt_op: AtomicBool::new(false),
            gevraagd: Notify::new(),
            verder: Notify::new(),
        });
        let draad = Self(stand);
        let naar = draad.clone();
        tokio::spawn(async move {
            while let Ok((klant, _)) = listener.accept().await {
                tokio::spawn(naar.clone().leid(klant));
            }
        });
        draad
    }

    pub(super) fn smtp(&self) -> Smtp {
        smtp(&format!("127.0.0.1:{}", self.0.poort), SmtpTls::Geen, false)
    }

    pub(super) fn is_weg(&self, weg: bool) {
        self.0.weg.store(weg, Ordering::SeqCst);
    }

    pub(super) fn breekt_na(&self, brieven: u32) {
        self.0.brieven.store(brieven, Ordering::SeqCst);
    }

    pub(super) fn zwijgt(&self, zwijgt: bool) {
        self.0.zwijgt.store(zwijgt, Ordering::SeqCst);
    }

    /// The next letter stops where everything was said but its text.
    pub(super) fn houdt_op_voor_de_tekst(&self) {
        self.0.houdt_op.store(true, Ordering::SeqCst);
    }

    /// Waits until a letter stopped there.
    pub(super) async fn is_opgehouden(&self) {
        // Shorter than the patience of the process with the server, so that a letter that never comes here is told as such.
        let gevraagd = tokio::time::timeout(Duration::from_secs(30), self.0.gevraagd.notified()).await;
        gevraagd.expect("the server asks for a text");
    }

    /// Lets that letter go on.
    pub(super) fn gaat_verder(&self) {
        self.0.verder.notify_one();
    }

    async fn leid(self, mut klant: TcpStream) {
        if self.0.weg.load(Ordering::SeqCst) {
            return;
        }
        let mut server = TcpStream::connect(variabele("KLANTBEELD_TEST_SMTP")).await.unwrap();
        let (mut van_klant, mut van_server) = (vec![0_u8; 65536], vec![0_u8; 65536]);
        let mut tekst = Vec::new();
        loop {
            tokio::select! {
                gelezen = klant.read(&mut van_klant) => {
                    let Ok(n @ 1..) = gelezen else { return };
                    let stuk = &van_klant[..n];
                    if stuk.starts_with(b"MAIL FROM")
                        && self.0.brieven.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_err()
                    {
                        return;
                    }
                    tekst.extend_from_slice(stuk);
                    server.write_all(stuk).await.unwrap();
                    if tekst.ends_with(b"\r\n.\r\n") {
                        tekst.clear();
                        if self.0.zwijgt.load(Ordering::SeqCst) {
                            // The server takes it and says so; nobody hears it.
                            let _ = server.read(&mut van_server).await;
                            return;
                        }
                    }
                }
                gelezen = server.read(&mut van_server) => {
                    let Ok(n @ 1..) = gelezen else { return };
                    // 354: the server waits for the text.
                    if van_server[..n].starts_with(b"354") && self.0.houdt_op.swap(false, Ordering::SeqCst) {
                        self.0.gevraagd.notify_one();
                        self.0.verder.notified().await;
                    }
                    if klant.write_all(&van_server[..n]).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

/// A message as it arrived.
pub(super) struct Post {
    pub(super) kop: String,
    pub(super) delen: Vec<(String, String)>,
}

impl Post {
    fn lees(bron: &str) -> Self {
        let bron = bron.replace("\r\n", "\n");
        let (kop, rest) = bron.split_once("\n\n").unwrap();
        let kop = ontvouw(kop);
        let delen = match kop.split_once("boundary=\"") {
            None => vec![deel(&kop, rest)],
            Some((_, na)) => {
                let grens = format!("--{}", na.split('"').next().unwrap());
                let delen = rest.split(grens.as_str()).skip(1).filter(|stuk| !stuk.starts_with("--"));
                delen
                    .map(|stuk| {
                        let (kop, inhoud) = stuk.trim_start_matches('\n').split_once("\n\n").unwrap();
                        deel(&ontvouw(kop), inhoud)
                    })
                    .collect()
            }
        };
        Self { kop, delen }
    }

    /// The value of a header, decoded.
    pub(super) fn kopregel(&self, naam: &str) -> String {
        let begin = format!("{}:", naam.to_lowercase());
        let regel = self.kop.lines().find(|regel| regel.to_lowercase().starts_with(&begin)).unwrap_or_default();
        woorden(regel.get(begin.len()..).unwrap_or_default().trim())
    }

    pub(super) fn tekst(&self) -> &str {
        &self.delen[0].1
    }
}

fn ontvouw(kop: &str) -> String {
    kop.replace("\n ", " ").replace("\n\t", " ")
}

fn deel(kop: &str, inhoud: &str) -> (String, String) {
    let klein = kop.to_lowercase();
    let bytes = if klein.contains("content-transfer-encoding: base64") {
        base64(inhoud)
    } else if klein.contains("content-transfer-encoding: quoted-printable") {
        quoted_printable(inhoud)
    } else {
        inhoud.as_bytes().to_vec()
    };
    (kop.to_owned(), String::from_utf8(bytes).expect("the text is correct UTF-8").replace("\r\n", "\n"))
}

/// Encoded words of a header (RFC 2047).
fn woorden(kop: &str) -> String {
    let mut uit = Vec::new();
    let mut rest = kop;
    while let Some((voor, na)) = rest.split_once("=?utf-8?b?") {
        let (woord, na) = na.split_once("?=").unwrap();
        uit.extend(voor.trim().as_bytes());
        uit.extend(base64(woord));
        rest = na;
    }
    uit.extend(rest.as_bytes());
    String::from_utf8(uit).unwrap()
}

fn base64(tekst: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut uit, mut bits, mut aantal) = (Vec::new(), 0_u32, 0);
    for letter in tekst.bytes().filter_map(|letter| LETTERS.iter().position(|l| *l == letter)) {
        bits = (bits << 6 | u32::try_from(letter).unwrap()) & 0x00ff_ffff;
        aantal += 6;
        if aantal >= 8 {
            aantal -= 8;
            uit.push(u8::try_from(bits >> aantal & 0xff).unwrap());
        }
    }
    uit
}

fn quoted_printable(tekst: &str) -> Vec<u8> {
    let tekst = tekst.replace("=\n", "");
    let (mut uit, mut rest) = (Vec::new(), tekst.as_bytes());
    while let [eerste, na @ ..] = rest {
        if *eerste == b'=' && na.len() >= 2 {
            uit.push(u8::from_str_radix(std::str::from_utf8(&na[..2]).unwrap(), 16).unwrap());
            rest = &na[2..];
        } else {
            uit.push(*eerste);
            rest = na;
        }
    }
    uit
}

/// What lies in the mailbox for an address, at this moment.
fn bus(aan: &str) -> Vec<Post> {
    let mut gevonden = Vec::new();
    for map in ["post/new", "post/cur"] {
        for bestand in std::fs::read_dir(self::map().join(map)).unwrap().flatten() {
            // Another test's mail may be moved meanwhile.
            let Ok(bron) = std::fs::read_to_string(bestand.path()) else { continue };
            if bron.contains(&format!("Delivered-To: {aan}\n")) {
                gevonden.push(Post::lees(&bron));
            }
        }
    }
    gevonden
}

/// Waits for the server, another program, to put what it took in the mailbox.
pub(super) async fn ontvangen(aan: &str, aantal: usize) -> Vec<Post> {
    let begin = Instant::now();
    loop {
        let post = bus(aan);
        // The log tells what was taken before it is in the mailbox, but another program writes it, perhaps a moment later.
        let genomen = genomen(&post);
        if post.len() >= aantal && genomen >= aantal {
            assert_eq!((post.len(), genomen), (aantal, aantal), "each message was taken once");
            return post;
        }
        let geduld = Duration::from_mins(1);
        assert!(begin.elapsed() < geduld, "{} of {aantal} for {aan}, {genomen} in the log", post.len());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// How often the server took the messages with these ids, by its own account.
fn genomen(post: &[Post]) -> usize {
    let log = std::fs::read_to_string(map().join("log")).unwrap();
    let keer = |post: &Post| log.matches(&format!("message-id={}", post.kopregel("message-id"))).count();
    // The same message sent twice has one id.
    let uniek: std::collections::BTreeMap<String, &Post> =
        post.iter().map(|post| (post.kopregel("message-id"), post)).collect();
    uniek.into_values().map(keer).sum()
}
