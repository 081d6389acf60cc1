//! Pictures of numbers as SVG, drawn on the server, the same on a web page and in a PDF.
//!
//! A picture here is for the eye; the page prints the same numbers in a table below it. It carries `role="img"`, a
//! title and a description that names the outcome in words. What tells series apart is never colour alone: each has its
//! own dash pattern and its name at the line.
//!
//! The SVG has no `style` attribute, no `<style>` and no script, so that it passes a strict Content-Security-Policy;
//! colours are presentational attributes, which any style sheet overrides through the classes `reeks-1` … and
//! `grafiek-…`. The font is that of the page. Text of people is escaped.
//!
//! One drawing cannot be read at 320 and at 1280 pixels alike: scaled down its letters vanish, scaled up they shout. So
//! a picture comes in two shapes ([`Formaat`]), each at about its true size; [`Stapgrafiek::svg_paar`] gives both, and the
//! style sheet shows one (`.grafiek-breed` or `.grafiek-smal`).

mod axes;
mod bars;
mod curve;
mod draw;
mod weken;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

/// The shape of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formaat {
    /// For columns of 480 pixels and more, and for paper: 720 units wide.
    Breed,
    /// For telephones and for 400% zoom: 320 units wide, legend above the drawing.
    Smal,
}

/// What the horizontal axis of a [`Stapgrafiek`] counts.
#[derive(Clone, Debug)]
pub enum Tijdas {
    /// Calendar months; month 0 is the month of this day. Labels read `mei 2017`, `okt`, `mrt 2018`.
    Kalender(Date),
    /// Months since a person's own start. Labels read `0`, `6`, `12`; this caption stands below, for example
    /// `maanden na de uitnodiging`.
    Duur(String),
}

/// What the vertical axis of a [`Stapgrafiek`] measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Maat {
    /// Shares, written as percentages.
    Aandeel,
    /// Numbers: a share of 1 stands for so many. Take a round number that nothing exceeds ([`Maat::tot`]), so that the lines stand at
    /// round numbers too.
    Getal(f64),
}

impl Maat {
    /// Numbers up to this one: the axis goes to the next 1, 2 or 5 with noughts.
    #[must_use]
    pub fn tot(hoogste: f64) -> Self {
        if !(hoogste.is_finite() && hoogste > 0.0) {
            return Self::Getal(1.0);
        }
        let tien = 10f64.powf(hoogste.log10().floor());
        let rond = [1.0, 2.0, 5.0].into_iter().map(|keer| keer * tien).find(|rond| *rond >= hoogste);
        Self::Getal(rond.unwrap_or(10.0 * tien))
    }

    /// A number as the share of the whole axis that a [`Trede`] takes.
    #[must_use]
    pub fn deel(self, waarde: f64) -> f64 {
        match self {
            Self::Aandeel => waarde,
            Self::Getal(heel) => waarde / heel,
        }
    }
}

/// A step of a curve: from this month on the share is this, until the next step.
#[derive(Clone, Copy, Debug)]
pub struct Trede {
    /// Months since the start of the axis; may be broken (0.5 is half a month).
    pub maand: f64,
    /// The share, as a fraction from 0 to 1.
    pub aandeel: f64,
    /// Lower and upper confidence limit, as fractions from 0 to 1.
    pub band: Option<(f64, f64)>,
}

/// One curve.
#[derive(Clone, Debug)]
pub struct Reeks {
    /// What stands at the line.
    pub naam: String,
    /// The steps, in order of month. The line ends at the last one: give that one the last observed month.
    pub treden: Vec<Trede>,
}

/// Step curves over months, such as Kaplan–Meier: who is still in the benefit.
#[derive(Clone, Debug)]
pub struct Stapgrafiek {
    /// What the ids in the drawing start with; unique on the page, ASCII letters, digits and `-`.
    pub prefix: String,
    /// What the picture is called, for who does not see it.
    pub titel: String,
    /// What the picture shows, in a sentence; begin and end of each curve are added.
    pub omschrijving: String,
    /// What the horizontal axis counts.
    pub tijdas: Tijdas,
    /// What the vertical axis measures.
    pub maat: Maat,
    /// The curves; four dash patterns exist, so more than four are not told apart.
    pub reeksen: Vec<Reeks>,
}

impl Stapgrafiek {
    /// The drawing in this shape.
    #[must_use]
    pub fn svg(&self, formaat: Formaat) -> String {
        curve::draw(self, formaat)
    }

    /// Both shapes after each other, for a page whose style sheet shows the one that fits.
    #[must_use]
    pub fn svg_paar(&self) -> String {
        self.svg(Formaat::Breed) + &self.svg(Formaat::Smal)
    }

    /// The picture in words: the given sentence, and where each curve begins and ends.
    #[must_use]
    pub fn in_woorden(&self) -> String {
        curve::words(self)
    }
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Staaf {
    /// What is counted.
    pub naam: String,
    /// How many.
    pub aantal: u64,
    /// Whether this counts what is *not* known; drawn open and dashed, so that it does not pass for a result.
    pub onbekend: bool,
}

/// Horizontal bars with count and share: why benefits ended.
#[derive(Clone, Debug)]
pub struct Staafgrafiek {
    /// What the ids in the drawing start with; unique on the page, ASCII letters, digits and `-`.
    pub prefix: String,
    /// What the picture is called, for who does not see it.
    pub titel: String,
    /// What the picture shows, in a sentence; the bars are added.
    pub omschrijving: String,
    /// The bars, in the order in which they are drawn. Shares are of their sum.
    pub staven: Vec<Staaf>,
    /// Whether shares are written: not of what does not add up, such as caseloads.
    pub aandelen: bool,
}

impl Staafgrafiek {
    /// The drawing in this shape.
    #[must_use]
    pub fn svg(&self, formaat: Formaat) -> String {
        bars::draw(self, formaat)
    }

    /// Both shapes after each other, for a page whose style sheet shows the one that fits.
    #[must_use]
    pub fn svg_paar(&self) -> String {
        self.svg(Formaat::Breed) + &self.svg(Formaat::Smal)
    }

    /// The picture in words: the given sentence, and every bar with count and share.
    #[must_use]
    pub fn in_woorden(&self) -> String {
        bars::words(self)
    }
}

/// What is known of somebody in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Week {
    /// Nothing to show.
    Geen,
    /// There is something, and how much is not known; drawn open, so that it does not pass for zero.
    Onbekend,
    /// So many per cent.
    Procent(i64),
}

/// The weeks of one person.
#[derive(Clone, Debug)]
pub struct Weekrij {
    /// Who.
    pub naam: String,
    /// As many as there are Mondays.
    pub weken: Vec<Week>,
}

/// Small bars per week, a row for each person, with a line above which it is too much: who was overloaded when.
#[derive(Clone, Debug)]
pub struct Weekgrafiek {
    /// What the ids in the drawing start with; unique on the page, ASCII letters, digits and `-`.
    pub prefix: String,
    /// What the picture is called, for who does not see it.
    pub titel: String,
    /// What the picture shows, in a sentence; the number of weeks above the line is added for each person.
    pub omschrijving: String,
    /// The weeks, each by its Monday.
    pub maandagen: Vec<Date>,
    /// Above this percentage it is too much.
    pub grens: i64,
    /// The people, in the order in which they are drawn.
    pub rijen: Vec<Weekrij>,
}

impl Weekgrafiek {
    /// The drawing in this shape.
    #[must_use]
    pub fn svg(&self, formaat: Formaat) -> String {
        weken::draw(self, formaat)
    }

    /// Both shapes after each other, for a page whose style sheet shows the one that fits.
    #[must_use]
    pub fn svg_paar(&self) -> String {
        self.svg(Formaat::Breed) + &self.svg(Formaat::Smal)
    }
}
