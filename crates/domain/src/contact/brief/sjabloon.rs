//! Reading a template, and what can be wrong with it.

use std::fmt;

use super::{Briefsoort, Veld};

/// A template that was read: every field in it exists and says something in this kind of letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sjabloon {
    pub(super) onderwerp: Vec<Deel>,
    pub(super) stukken: Vec<Stuk>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deel {
    Tekst(String),
    Veld(Veld),
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stuk {
    /// Lines of a paragraph.
    Alinea(Vec<Vec<Deel>>),
    Opsomming(Vec<Vec<Deel>>),
    Afspraak,
    Afspraken,
}

/// In which of the two texts something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plek {
    /// The subject.
    Onderwerp,
    /// A line of the text, from 1.
    Regel(usize),
    /// The text as a whole.
    Tekst,
}

/// One thing that is wrong with a template, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sjabloonfout {
    /// Where.
    pub plek: Plek,
    /// What.
    pub wat: Wat,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wat {
    /// There is no such field; with the one that is probably meant.
    OnbekendVeld(String, Option<Veld>),
    /// The field says nothing in this kind of letter.
    PastNiet(Veld, Briefsoort),
    /// Two braces open and do not close on this line.
    NietGesloten,
    /// Two braces close what was not opened.
    NietGeopend,
    /// The field is a piece of its own, and there is more on its line or it stands in the subject.
    EigenRegel(Veld),
    /// There is nothing.
    Leeg,
    /// A subject is one line.
    MeerRegels,
    /// More than this many letters.
    TeLang(usize),
    /// Without this field the letter does not do what it is for.
    Ontbreekt(Veld),
}

impl fmt::Display for Sjabloonfout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Plek::Regel(regel) = self.plek {
            write!(f, "regel {regel}: ")?;
        }
        match &self.wat {
            Wat::OnbekendVeld(naam, Some(bedoeld)) => {
                write!(f, "het veld {{{{{naam}}}}} bestaat niet; bedoelt u {}?", bedoeld.getypt())
            }
            Wat::OnbekendVeld(naam, None) => {
                write!(f, "het veld {{{{{naam}}}}} bestaat niet; kies een veld uit de lijst of haal de accolades weg")
            }
            Wat::PastNiet(veld, soort) => {
                write!(f, "het veld {} hoort niet in een {}; haal het weg", veld.getypt(), soort.omschrijving())
            }
            Wat::NietGesloten => f.write_str("een veld dat met {{ begint, eindigt niet; zet }} achter de naam"),
            Wat::NietGeopend => f.write_str("er staat }} zonder {{ ervoor; zet {{ voor de naam of haal }} weg"),
            Wat::EigenRegel(veld) if self.plek == Plek::Onderwerp => {
                write!(f, "het veld {} past niet in een onderwerp; zet het in de tekst", veld.getypt())
            }
            Wat::EigenRegel(veld) => {
                write!(f, "zet het veld {} op een eigen regel, met niets ervoor of erachter", veld.getypt())
            }
            Wat::Leeg if self.plek == Plek::Onderwerp => f.write_str("vul in waar de brief over gaat"),
            Wat::Leeg => f.write_str("vul de tekst van de brief in"),
            Wat::MeerRegels => f.write_str("een onderwerp is één regel; zet de rest in de tekst"),
            Wat::TeLang(meest) => write!(f, "dit is te lang; gebruik hooguit {meest} tekens"),
            Wat::Ontbreekt(veld) => {
                write!(
                    f,
                    "het veld {} ontbreekt ({}); zonder dat weet de klant niet genoeg",
                    veld.getypt(),
                    veld.uitleg()
                )
            }
        }
    }
}

/// A subject fits on a line of the letter and in a list.
const LANGSTE_ONDERWERP: usize = 120;
/// Some four pages.
const LANGSTE_TEKST: usize = 12_000;

impl Sjabloon {
    /// Reads subject and text of a kind of letter: blank lines part paragraphs, `- ` begins a line of a list. Everything
    /// that is wrong comes at once.
    pub fn lees(soort: Briefsoort, onderwerp: &str, tekst: &str) -> Result<Self, Vec<Sjabloonfout>> {
        let mut lezer = Lezer { soort, fouten: Vec::new(), gezien: Vec::new() };
        let kop = lezer.onderwerp(onderwerp.trim());
        lezer.gezien.clear();
        let stukken = lezer.tekst(tekst);
        lezer.onmisbaar();
        if lezer.fouten.is_empty() { Ok(Self { onderwerp: kop, stukken }) } else { Err(lezer.fouten) }
    }
}

struct Lezer {
    soort: Briefsoort,
    fouten: Vec<Sjabloonfout>,
    /// The fields of the text.
    gezien: Vec<Veld>,
}

impl Lezer {
    fn fout(&mut self, plek: Plek, wat: Wat) {
        self.fouten.push(Sjabloonfout { plek, wat });
    }

    fn onderwerp(&mut self, onderwerp: &str) -> Vec<Deel> {
        if onderwerp.is_empty() {
            self.fout(Plek::Onderwerp, Wat::Leeg);
        }
        if onderwerp.contains('\n') {
            self.fout(Plek::Onderwerp, Wat::MeerRegels);
        }
        if onderwerp.chars().count() > LANGSTE_ONDERWERP {
            self.fout(Plek::Onderwerp, Wat::TeLang(LANGSTE_ONDERWERP));
        }
        let delen = self.delen(Plek::Onderwerp, onderwerp);
        self.zonder_blok(Plek::Onderwerp, &delen);
        delen
    }

    fn tekst(&mut self, tekst: &str) -> Vec<Stuk> {
        if tekst.trim().is_empty() {
            self.fout(Plek::Tekst, Wat::Leeg);
        }
        if tekst.chars().count() > LANGSTE_TEKST {
            self.fout(Plek::Tekst, Wat::TeLang(LANGSTE_TEKST));
        }
        let mut stukken: Vec<Stuk> = Vec::new();
        let mut open = false;
        for (nummer, regel) in tekst.lines().enumerate() {
            let (plek, regel) = (Plek::Regel(nummer + 1), regel.trim());
            if regel.is_empty() {
                open = false;
                continue;
            }
            let punt = regel.strip_prefix("- ");
            let delen = self.delen(plek, punt.unwrap_or(regel));
            if punt.is_none()
                && let [Deel::Veld(veld)] = delen[..]
                && veld.is_blok()
            {
                stukken.push(if veld == Veld::Afspraken { Stuk::Afspraken } else { Stuk::Afspraak });
                open = false;
                continue;
            }
            self.zonder_blok(plek, &delen);
            match (punt, stukken.last_mut()) {
                (Some(_), Some(Stuk::Opsomming(punten))) if open => punten.push(delen),
                (None, Some(Stuk::Alinea(regels))) if open => regels.push(delen),
                (Some(_), _) => stukken.push(Stuk::Opsomming(vec![delen])),
                (None, _) => stukken.push(Stuk::Alinea(vec![delen])),
            }
            open = true;
        }
        stukken
    }

    /// A line, cut into texts and fields.
    fn delen(&mut self, plek: Plek, regel: &str) -> Vec<Deel> {
        let mut delen = Vec::new();
        let mut rest = regel;
        loop {
            let (voor, na) = rest.split_once("{{").map_or((rest, None), |(voor, na)| (voor, Some(na)));
            if voor.contains("}}") {
                self.fout(plek, Wat::NietGeopend);
            }
            if !voor.is_empty() {
                delen.push(Deel::Tekst(voor.to_owned()));
            }
            let Some(na) = na else { return delen };
            let naam = na.split_once("}}").filter(|(naam, _)| !naam.contains("{{"));
            let Some((naam, verder)) = naam else {
                self.fout(plek, Wat::NietGesloten);
                return delen;
            };
            if let Some(veld) = self.veld(plek, naam.trim()) {
                delen.push(Deel::Veld(veld));
            }
            rest = verder;
        }
    }

    fn veld(&mut self, plek: Plek, naam: &str) -> Option<Veld> {
        let Ok(veld) = naam.parse::<Veld>() else {
            self.fout(plek, Wat::OnbekendVeld(naam.chars().take(40).collect(), lijkt_op(self.soort, naam)));
            return None;
        };
        self.gezien.push(veld);
        if !veld.past_bij(self.soort) {
            self.fout(plek, Wat::PastNiet(veld, self.soort));
            return None;
        }
        Some(veld)
    }

    fn zonder_blok(&mut self, plek: Plek, delen: &[Deel]) {
        for deel in delen {
            if let Deel::Veld(veld) = deel
                && veld.is_blok()
            {
                self.fout(plek, Wat::EigenRegel(*veld));
            }
        }
    }

    /// Day and time in a sentence do as well as the box.
    fn onmisbaar(&mut self) {
        let nodig = Veld::onmisbaar(self.soort);
        let in_woorden = nodig == Veld::GesprekAfspraak
            && [Veld::GesprekDatum, Veld::GesprekTijd].iter().all(|veld| self.gezien.contains(veld));
        if !self.gezien.contains(&nodig) && !in_woorden {
            self.fout(Plek::Tekst, Wat::Ontbreekt(nodig));
        }
    }
}

/// The field that is probably meant: the same but for capitals and spaces, or with the same last word.
fn lijkt_op(soort: Briefsoort, naam: &str) -> Option<Veld> {
    let gelijk = |text: &str| text.to_lowercase().replace([' ', '_', '-'], "");
    let laatste = |text: &str| gelijk(text.rsplit('.').next().unwrap_or(text));
    let past = || Veld::ALLE.into_iter().filter(move |veld| veld.past_bij(soort));
    past()
        .find(|veld| gelijk(veld.code()) == gelijk(naam))
        .or_else(|| past().find(|veld| laatste(veld.code()) == laatste(naam)))
}
