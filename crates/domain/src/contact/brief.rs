//! Letters from the record: templates with fields, and what comes of them when the record fills them in.
//!
//! A [`Sjabloon`] is read once, when somebody saves it: a field that does not exist, that says nothing in this kind of
//! letter, or that is not closed is refused with its line and what to do. Filling in ([`vul`]) is a calculation. What
//! people wrote (a name, a place, an agreement) is put in its place and never read as a template again.
//!
//! A letter that was made is filed as it was worded ([`Brief`]): a template that changes later, or a client who moves,
//! does not change what was sent.

mod invullen;
mod sjabloon;
mod soort;
mod standaard;
#[cfg(test)]
mod tests;
mod veld;
mod woorden;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

pub use self::{
    invullen::{GegevenOntbreekt, Gegevens, Ingevuld, aanhef, voorbeeld, voorbeeld_van, vul},
    sjabloon::{Plek, Sjabloon, Sjabloonfout, Wat},
    soort::{Briefsoort, Sjabloonsoort, Taal},
    standaard::{Sjabloontekst, is_er_in, standaard},
    veld::Veld,
    woorden::{dag, groet},
};
use crate::{
    datum::{plaatselijk, plus_dagen},
    gesprek::{Gesprek, GesprekStand},
    id::{BriefId, GebruikerId, GesprekId, KlantId},
};

/// From whom the letters of a municipality come, and where one finds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afzender {
    /// `Gemeente Haarlem`.
    pub gemeente: String,
    /// The department.
    pub afdeling: String,
    /// Postal address, a line each.
    pub adresregels: Vec<String>,
    /// Where clients are received: one line.
    pub bezoekadres: String,
    /// The town before the date: `Haarlem`.
    pub plaats: String,
    /// The telephone number as one reads it out: `14 023`.
    pub telefoon: String,
    /// The website without `https://`; may be empty.
    pub website: String,
    /// From which address e-mail goes out; empty when letters go by post only.
    #[serde(default)]
    pub email: String,
}

/// When and where somebody is expected, as the letter says it. What is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afspraakblok {
    /// Day and time.
    pub wanneer: String,
    /// Place; a line each.
    pub waar: String,
    /// With whom: who holds the conversation on the first line, who else takes part on a line each.
    pub met_wie: String,
    /// How long it takes.
    pub hoe_lang: String,
}

/// A piece of the body of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", content = "inhoud", rename_all = "snake_case")]
pub enum Blok {
    /// A paragraph; a line break in it stays one.
    Alinea(String),
    /// A list with bullets.
    Opsomming(Vec<String>),
    /// The appointment, in a box.
    Afspraak(Afspraakblok),
}

/// Everything that stands on the paper of a letter that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Briefinhoud {
    /// Who writes.
    pub afzender: Afzender,
    /// Name and address in the window of the envelope, a line each.
    pub geadresseerde: Vec<String>,
    /// The day on the letter.
    pub datum: Date,
    /// What it is about.
    pub onderwerp: String,
    /// The body, beginning with the salutation.
    pub blokken: Vec<Blok>,
    /// Who signs.
    pub ondertekenaar: String,
}

/// A letter that was made and filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Which letter.
    pub id: BriefId,
    /// To whom.
    pub klant: KlantId,
    /// About which conversation.
    pub gesprek: GesprekId,
    /// What for.
    pub soort: Briefsoort,
    /// In which language.
    pub taal: Taal,
    /// Which version of the template; 0 for the text that comes with the program.
    pub sjabloon_versie: i64,
    /// The reference on the letter; never a BSN.
    pub kenmerk: String,
    /// What stands on it.
    pub inhoud: Briefinhoud,
    /// When it was made.
    pub gemaakt_op: Timestamp,
    /// By whom.
    pub gemaakt_door: GebruikerId,
    /// When somebody said that it is on paper; nothing while it is not.
    pub afgedrukt_op: Option<Timestamp>,
}

impl Briefinhoud {
    /// Whether the window shows more than a name: a street, and a town behind a postcode. The post brings nothing else.
    #[must_use]
    pub fn heeft_adres(&self) -> bool {
        self.geadresseerde.len() >= 3
    }
}

impl Brief {
    /// Whether the conversation still stands where this letter is about. An invitation to a conversation that was moved
    /// since, or that was taken back and made anew, is not sent.
    #[must_use]
    pub fn past_bij(&self, gesprek: &Gesprek) -> bool {
        let verwacht = matches!(gesprek.stand, GesprekStand::Uitgenodigd | GesprekStand::Bevestigd);
        match self.soort {
            Briefsoort::Uitnodiging => {
                let bewijs = gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.bewijs.as_str());
                verwacht && bewijs == Some(&self.kenmerk)
            }
            Briefsoort::Herinnering => verwacht,
            Briefsoort::NietVerschenen => matches!(gesprek.stand, GesprekStand::InHersteltermijn { .. }),
            Briefsoort::Afspraken => matches!(gesprek.stand, GesprekStand::Gevoerd(_)),
            Briefsoort::Afzegging => matches!(gesprek.stand, GesprekStand::Afgezegd { .. }),
        }
    }
}

/// Whether a client knows that he is expected at a conversation. He said to come; or he was invited in another way than by a letter
/// from here; or a letter that announces it left: `weg` tells that of one. An invitation that still waits tells nobody anything.
#[must_use]
pub fn weet_ervan(gesprek: &Gesprek, brieven: &[Brief], weg: impl Fn(&Brief) -> bool) -> bool {
    let Some(uitnodiging) = &gesprek.uitnodiging else { return false };
    let brieven = brieven.iter().map(|brief| Spoor { soort: brief.soort, kenmerk: &brief.kenmerk, weg: weg(brief) });
    gesprek.bevestigd.is_some() || uitgenodigd(&uitnodiging.bewijs, brieven)
}

/// Days that a letter is on its way, counted from the day it was printed. Nobody promises them: it is our own caution, for what is held
/// against somebody must have reached him (PW 54(1)).
pub const POST_ONDERWEG: i64 = 2;

/// Whether a letter that was printed at a moment was there before a conversation.
#[must_use]
pub fn op_tijd_met_post(afgedrukt: Timestamp, gesprek: Timestamp) -> bool {
    plus_dagen(plaatselijk(afgedrukt).date(), POST_ONDERWEG) <= plaatselijk(gesprek).date()
}

/// What a letter left behind of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoor<'a> {
    /// What it is.
    pub soort: Briefsoort,
    /// Its reference.
    pub kenmerk: &'a str,
    /// It left: on paper or by e-mail.
    pub weg: bool,
}

/// Whether an invitation reached the client, by the letters of its conversation; `bewijs` is how it is known that he was invited. As
/// [`weet_ervan`] of who did not say to come.
#[must_use]
pub fn uitgenodigd<'a>(bewijs: &str, brieven: impl IntoIterator<Item = Spoor<'a>>) -> bool {
    let (mut van_hier, mut aangekondigd) = (false, false);
    for brief in brieven {
        van_hier |= brief.kenmerk == bewijs;
        aangekondigd |= brief.soort.kondigt_aan() && brief.weg;
    }
    !van_hier || aangekondigd
}

/// The reference of a letter: the year and eight digits of its id, `B26-3F9A-07C1`. It says nothing about a person.
#[must_use]
pub fn kenmerk(id: BriefId, datum: Date) -> String {
    let bytes = id.uuid().into_bytes();
    // The last bytes of a UUID version 7 are chance; the first are the time.
    let [.., a, b, c, d] = bytes;
    format!("B{:02}-{a:02X}{b:02X}-{c:02X}{d:02X}", datum.year() % 100)
}
