//! The parts of an evaluation: tables and pictures with the warnings that belong to them. Every form (page, PDF,
//! spreadsheet, command line) prints these and counts nothing itself.

use std::collections::BTreeMap;

use analysis::evaluatie::{Aandeel, WaarschuwingCode};
use documents::tabel::Cel;
use domain::{datum::kort, geld::Eurocent, project::Rapportvorm};
use jiff::civil::Date;

use super::{
    actions::Uitslag,
    grafieken, tabellen,
    woorden::{ONBEKEND, getal, procent, procent_fijn},
};

/// A part of an evaluation.
#[derive(Debug, Default)]
pub(crate) struct Onderdeel {
    /// Its anchor on the page.
    pub(crate) id: &'static str,
    /// Its heading.
    pub(crate) titel: String,
    /// A picture of the same numbers.
    pub(crate) beeld: Option<Beeld>,
    /// The numbers.
    pub(crate) tabel: Tabel,
    /// What the reader must know before believing them.
    pub(crate) let_op: Vec<String>,
    /// Where it stands on the page.
    pub(crate) rang: Rang,
}

/// How near a part is to the question of the project.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rang {
    /// The answer.
    #[default]
    Kern,
    /// What stands behind the answer.
    Verder,
    /// The town around the project.
    Rondom,
}

impl Onderdeel {
    /// Whether the table is long beside a picture that says the same: it then opens on request.
    pub(super) fn is_lang(&self) -> bool {
        self.beeld.is_some() && self.tabel.rijen.len() > 6
    }
}

/// A picture, in both its shapes and in words.
#[derive(Debug)]
pub(crate) struct Beeld {
    /// Both shapes after each other, for a page.
    pub(crate) paar: String,
    /// The wide shape, for paper.
    pub(crate) breed: String,
    /// In words.
    pub(crate) woorden: String,
    /// What stands below it.
    pub(crate) voetnoot: String,
}

/// Numbers in rows and columns.
#[derive(Debug, Default)]
pub(crate) struct Tabel {
    /// The heading of the first column.
    pub(crate) kop: &'static str,
    /// The other columns.
    pub(crate) kolommen: Vec<Kolom>,
    /// The rows.
    pub(crate) rijen: Vec<Rij>,
    /// A last row that adds up.
    pub(crate) totaal: Option<Rij>,
    /// How to read it.
    pub(crate) voetnoot: String,
}

impl Tabel {
    /// The rows, the one that adds up last.
    pub(crate) fn met_totaal(&self) -> impl Iterator<Item = &Rij> {
        self.rijen.iter().chain(&self.totaal)
    }

    /// Whether this is the row that adds up.
    pub(super) fn is_totaal(&self, rij: &Rij) -> bool {
        self.totaal.as_ref().is_some_and(|totaal| std::ptr::eq(totaal, rij))
    }

    /// The numbers of a row, each with its column.
    pub(super) fn cellen<'t>(&'t self, rij: &'t Rij) -> impl Iterator<Item = (&'t Kolom, &'t Waarde)> {
        self.kolommen.iter().zip(&rij.cellen)
    }

    /// How it fits on a telephone: one number beside its name does as it is, otherwise each row becomes a card.
    pub(super) fn klasse(&self) -> &'static str {
        if self.kolommen.len() < 2 { "kb-tabel--smal" } else { "kb-tabel--kaarten" }
    }
}

/// A column of numbers.
#[derive(Debug)]
pub(crate) struct Kolom {
    /// The heading.
    pub(crate) naam: &'static str,
    /// The term of the definitions that says what is counted; may be empty.
    pub(crate) term: &'static str,
}

/// A row.
#[derive(Debug)]
pub(crate) struct Rij {
    /// What it is about.
    pub(crate) naam: String,
    /// A second line: where it comes from, since when.
    pub(crate) onder: String,
    /// The term of the definitions that says what is counted; goes before that of the column.
    pub(crate) term: &'static str,
    /// One number per column.
    pub(crate) cellen: Vec<Waarde>,
}

impl Rij {
    /// A row.
    pub(super) fn new(naam: impl Into<String>, cellen: Vec<Waarde>) -> Self {
        Self { naam: naam.into(), onder: String::new(), term: "", cellen }
    }

    /// With a second line.
    pub(super) fn onder(self, onder: impl Into<String>) -> Self {
        Self { onder: onder.into(), ..self }
    }

    /// With a definition of its own.
    pub(super) fn term(self, term: &'static str) -> Self {
        Self { term, ..self }
    }
}

/// A number as it was counted; `None` is not known, which is something else than zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Waarde {
    /// A count.
    Aantal(Option<i64>),
    /// An amount.
    Bedrag(Option<Eurocent>),
    /// A share of a count.
    Aandeel(Aandeel),
    /// A share that was estimated, 0 to 1.
    Schatting(f64),
    /// A day.
    Dag(Date),
}

impl Waarde {
    /// A count that is known.
    pub(super) const fn aantal(aantal: i64) -> Self {
        Self::Aantal(Some(aantal))
    }

    /// As the reader sees it.
    pub(crate) fn tekst(&self) -> String {
        let tekst = match self {
            Self::Aantal(aantal) => aantal.map(getal),
            Self::Bedrag(bedrag) => bedrag.map(|bedrag| bedrag.to_string()),
            Self::Aandeel(aandeel) => procent(*aandeel),
            Self::Schatting(aandeel) => Some(procent_fijn(*aandeel)),
            Self::Dag(dag) => Some(kort(*dag)),
        };
        tekst.unwrap_or_else(|| ONBEKEND.to_owned())
    }

    /// Whether a reader must see a loss.
    pub(super) fn negatief(&self) -> bool {
        matches!(self, Self::Bedrag(Some(bedrag)) if *bedrag < Eurocent::ZERO)
    }

    /// In which of a spreadsheet's columns for counts, amounts, shares and days it belongs.
    pub(super) const fn plaats(&self) -> usize {
        match self {
            Self::Aantal(_) => 0,
            Self::Bedrag(_) => 1,
            Self::Aandeel(_) | Self::Schatting(_) => 2,
            Self::Dag(_) => 3,
        }
    }

    /// As a spreadsheet holds it: a number one can go on counting with.
    pub(super) fn cel(&self) -> Cel {
        let cel = match self {
            Self::Aantal(aantal) => aantal.map(Cel::Getal),
            Self::Bedrag(bedrag) => bedrag.map(|bedrag| Cel::Bedrag(bedrag.0)),
            Self::Aandeel(aandeel) => aandeel.waarde().map(Cel::Percentage),
            Self::Schatting(aandeel) => Some(Cel::Percentage(*aandeel)),
            Self::Dag(dag) => Some(Cel::Datum(*dag)),
        };
        cel.unwrap_or_else(|| Cel::Tekst(ONBEKEND.to_owned()))
    }
}

/// Where the warnings stand that go before all numbers.
pub(crate) const VOORAF: &str = "vooraf";

/// At which part a warning stands.
const fn plaats(code: WaarschuwingCode) -> &'static str {
    match code {
        WaarschuwingCode::LegeCohort | WaarschuwingCode::Tussenstand | WaarschuwingCode::GeenVergelijkingsgroep => {
            VOORAF
        }
        WaarschuwingCode::NogNietBeoordeelbaar | WaarschuwingCode::Teruggekeerd => tabellen::DUURZAAMHEID,
        WaarschuwingCode::ZonderReden | WaarschuwingCode::NietIngedeeld | WaarschuwingCode::DubbelIngedeeld => {
            tabellen::REDENEN
        }
        WaarschuwingCode::AfgehandeldNietGesproken | WaarschuwingCode::ZonderUitkomst => tabellen::UITKOMSTEN,
        WaarschuwingCode::KostenOnbekend | WaarschuwingCode::FacturenEnUren => tabellen::GELD,
        WaarschuwingCode::InstroomOnvolledig => tabellen::INSTROOM,
        WaarschuwingCode::CaseloadOnbekend => tabellen::CASELOAD,
        WaarschuwingCode::SpoedkeuringenOpen => tabellen::SPOEDKEURINGEN,
        WaarschuwingCode::Registratie => tabellen::REGISTRATIE,
    }
}

/// All parts, those the project was about first. What a project does not have is left out; nothing is left out because
/// it disappoints.
pub(crate) fn onderdelen(uitslag: &Uitslag) -> Vec<Onderdeel> {
    let mut let_op: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for waarschuwing in &uitslag.evaluatie.waarschuwingen {
        let_op.entry(plaats(waarschuwing.code)).or_default().push(waarschuwing.tekst.clone());
    }
    let evaluatie = &uitslag.evaluatie;
    let curve = grafieken::onderdeel(uitslag);
    let (redenen, duurzaamheid) = (tabellen::redenen(evaluatie), tabellen::duurzaamheid(evaluatie));
    let (uitkomsten, feiten) = (tabellen::uitkomsten(evaluatie), tabellen::feiten(evaluatie));
    let geld = tabellen::geld(evaluatie);
    let (kern, verder) = match evaluatie.project.vorm {
        Rapportvorm::Uitstroom => (vec![curve, redenen], vec![duurzaamheid, geld, uitkomsten, feiten]),
        Rapportvorm::Uitkomsten => (vec![uitkomsten, redenen], vec![feiten, duurzaamheid, curve, geld]),
    };
    let rondom = vec![
        tabellen::instroom(evaluatie),
        tabellen::caseload(evaluatie),
        tabellen::rechtmatigheid(evaluatie),
        tabellen::contacturen(evaluatie, &uitslag.segmenten),
        tabellen::spoedkeuringen(evaluatie),
        tabellen::registratie(evaluatie),
    ];
    let groepen = [(Rang::Kern, kern), (Rang::Verder, verder), (Rang::Rondom, rondom)];
    let met_rang =
        |(rang, groep): (Rang, Vec<Onderdeel>)| groep.into_iter().map(move |deel| Onderdeel { rang, ..deel });
    let mut alle: Vec<Onderdeel> = groepen.into_iter().flat_map(met_rang).collect();
    for onderdeel in &mut alle {
        onderdeel.let_op = let_op.remove(onderdeel.id).unwrap_or_default();
    }
    alle.retain(|onderdeel| !onderdeel.tabel.rijen.is_empty() || !onderdeel.let_op.is_empty());
    alle
}
