//! The letter in which a decision about the right to benefit is told to the client (*beschikking*). What every one of them has stands
//! here: the reference, the reasons in paragraphs, on which article it rests and how to object (Awb 3:45 to 3:47).
//!
//! A letter is worded anew from what was recorded, and a decision is never edited: so it says the same each time it is opened.

use documents::pdf::{Blok, Brief, Ondertekening, Taal};
use domain::{
    besluit::bezwaar_tot_en_met,
    brief::{Afzender, aanhef},
    datum::lang,
    klant::Klant,
};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    brief::{ZONDER_AFZENDER, als_afzender, geadresseerde},
    web::{Bezoek, Fout, Resultaat},
};

/// What one decision tells.
pub(crate) struct Beschikking<'a> {
    /// The day of the decision and of its letter.
    pub(crate) datum: Date,
    /// By what it is found ([`kenmerk`]).
    pub(crate) kenmerk: String,
    /// What it is about.
    pub(crate) onderwerp: String,
    /// The decision and its reasons, a paragraph each.
    pub(crate) alineas: Vec<String>,
    /// Who decided.
    pub(crate) door: &'a str,
    /// As what.
    pub(crate) functie: &'static str,
}

impl Beschikking<'_> {
    /// The letter to a client, of a municipality.
    pub(crate) fn brief(self, klant: &Klant, van: &Afzender) -> Brief {
        let datum = lang(self.datum);
        let begin = aanhef(domain::brief::Taal::Nl, &klant.naam);
        let alineas = std::iter::once(begin).chain(self.alineas).chain(std::iter::once(bezwaar(self.datum, van)));
        Brief {
            afzender: als_afzender(van),
            geadresseerde: geadresseerde(klant),
            plaats_datum: if van.plaats.is_empty() { datum } else { format!("{}, {datum}", van.plaats) },
            datum: self.datum,
            kenmerk: self.kenmerk,
            onderwerp: self.onderwerp,
            alineas: alineas.map(Blok::Alinea).collect(),
            groet: "Met vriendelijke groet,".to_owned(),
            ondertekening: Ondertekening { naam: self.door.to_owned(), functie: self.functie.to_owned() },
            taal: Taal::Nl,
        }
    }
}

/// `O26-1F3C-99A0`: of the same shape as that of other letters, with a letter for what it is about. It says nothing about a person.
pub(crate) fn kenmerk(letter: char, id: Uuid, datum: Date) -> String {
    let [.., a, b, c, d] = id.into_bytes();
    format!("{letter}{:02}-{a:02X}{b:02X}-{c:02X}{d:02X}", datum.year() % 100)
}

/// Who writes the letters of the visitor's municipality; without that there is no letter.
pub(crate) async fn afzender(bezoek: &Bezoek) -> Resultaat<Afzender> {
    let bekend = storage::brief::sjabloon::afzender(&mut bezoek.reader().await?).await?;
    bekend.map(|(afzender, _)| afzender).ok_or_else(|| Fout::in_strijd("brief_afzender", ZONDER_AFZENDER))
}

/// Until when, and where, one can object (Awb 6:7).
fn bezwaar(besluit: Date, van: &Afzender) -> String {
    let tot = bezwaar_tot_en_met(besluit);
    let tot = tot.map_or_else(|_| "binnen zes weken".to_owned(), |dag| format!("tot en met {}", lang(dag)));
    format!(
        "Bent u het hier niet mee eens? Dan kunt u {tot} bezwaar maken bij het college van burgemeester en wethouders van de {}. Zet in uw brief uw naam, adres, de datum, het kenmerk van deze brief en waarom u het er niet mee eens bent. Vergeet uw handtekening niet.",
        kleine_letter(&van.gemeente)
    )
}

/// `gemeente Haarlem`, in the middle of a sentence.
fn kleine_letter(naam: &str) -> String {
    let mut letters = naam.chars();
    letters.next().map_or_else(String::new, |eerste| eerste.to_lowercase().chain(letters).collect())
}
