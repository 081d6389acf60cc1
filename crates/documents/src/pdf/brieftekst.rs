//! A letter as plain text, for the body of an e-mail.

use super::brief::{Afspraak, Blok, Brief};
use super::taal::Taal;
use super::{bidi, printable};

/// The words of the letter as plain text, with line breaks (`\n`) and blank lines.
///
/// The address of the reader and the page numbers belong to paper and are left out; everything else is there, the labels
/// in the language of the letter. Lines are not wrapped and not aligned: the mail program knows how wide its window is,
/// and shows a line that begins in Arabic from right to left by itself. Only numbers and names in such a line are kept
/// whole, by marks without width; otherwise a telephone number is shown with its groups in the wrong order.
#[must_use]
pub fn als_tekst(brief: &Brief) -> String {
    let taal = brief.taal;
    let woorden = taal.woorden();
    let kop = lines(&[
        labelled(woorden.onderwerp, &brief.onderwerp, taal),
        labelled(woorden.datum, &brief.plaats_datum, taal),
        labelled(woorden.kenmerk, &brief.kenmerk, taal),
    ]);
    let afzender = &brief.afzender;
    let mut voet = vec![plain(&afzender.gemeente, taal), plain(&afzender.afdeling, taal)];
    voet.extend(afzender.adresregels.iter().map(|regel| plain(regel, taal)));
    voet.push(labelled(woorden.telefoon, &afzender.telefoon, taal));
    voet.push(plain(&afzender.website, taal));

    let mut delen = vec![kop];
    delen.extend(brief.alineas.iter().map(|blok| match blok {
        Blok::Alinea(tekst) => plain(tekst, taal),
        Blok::Opsomming(punten) => bullets(punten, taal),
        Blok::Afspraak(afspraak) => appointment(afspraak, taal),
    }));
    delen.push(plain(&brief.groet, taal));
    delen.push(lines(&[plain(&brief.ondertekening.naam, taal), plain(&brief.ondertekening.functie, taal)]));
    delen.push(lines(&voet));
    delen.retain(|deel| !deel.is_empty());
    let mut tekst = delen.join("\n\n");
    tekst.push('\n');
    tekst
}

fn appointment(afspraak: &Afspraak, taal: Taal) -> String {
    let woorden = taal.woorden();
    let mut regels = vec![
        labelled(woorden.wanneer, &afspraak.wanneer, taal),
        labelled(woorden.waar, &afspraak.waar, taal),
        labelled(woorden.met_wie, &afspraak.met_wie, taal),
        labelled(woorden.hoe_lang, &afspraak.hoe_lang, taal),
    ];
    let meenemen = bullets(&afspraak.meenemen, taal);
    if !meenemen.is_empty() {
        regels.push(format!("{}:\n{meenemen}", woorden.meenemen));
    }
    let regels = lines(&regels);
    if regels.is_empty() { regels } else { format!("{}\n{regels}", woorden.afspraak) }
}

/// `Wanneer: donderdag`, or nothing when there is nothing to say.
fn labelled(label: &str, waarde: &str, taal: Taal) -> String {
    let waarde = plain(waarde, taal);
    if waarde.is_empty() { waarde } else { format!("{label}: {waarde}") }
}

fn bullets(punten: &[String], taal: Taal) -> String {
    let punten: Vec<String> = punten
        .iter()
        .map(|punt| plain(punt, taal))
        .filter(|punt| !punt.is_empty())
        .map(|punt| format!("- {punt}"))
        .collect();
    punten.join("\n")
}

/// The lines that say something.
fn lines(regels: &[String]) -> String {
    regels.iter().filter(|regel| !regel.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// As on paper: without control characters and without marks that turn lines around. Emoji stay: a screen has them.
fn plain(tekst: &str, taal: Taal) -> String {
    let tekst = printable::clean_text(tekst, &|_| true);
    if taal.is_rtl() { bidi::isolate(tekst.trim()) } else { tekst.trim().to_owned() }
}
