//! Which clients a list has, and in which order.

use domain::{
    contactstand::Contactstatus,
    id::{GebruikerId, TeamId},
    klant::Leefvorm,
};

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sortering {
    /// Family name.
    #[default]
    Naam,
    /// Last conversation that took place; never comes first.
    LaatsteGesprek,
    /// Next conversation in the diary.
    VolgendGesprek,
    /// First day of the benefit.
    UitkeringIngang,
    /// Last day of the exemption.
    OntheffingTot,
    /// The day the next conversation is due by the contact norm; nothing due comes last.
    Beurt,
}

impl Sortering {
    /// All of them.
    pub const ALLE: [Self; 6] = [
        Self::Naam,
        Self::LaatsteGesprek,
        Self::VolgendGesprek,
        Self::UitkeringIngang,
        Self::OntheffingTot,
        Self::Beurt,
    ];

    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Naam => "s.sorteersleutel",
            Self::LaatsteGesprek => "s.laatste_gesprek",
            Self::VolgendGesprek => "s.volgend_gesprek",
            Self::UitkeringIngang => "s.uitkering_ingang",
            Self::OntheffingTot => "s.ontheffing_tot",
            Self::Beurt => "c.uiterlijk",
        }
    }
}

/// Which clients by their benefit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Bestand {
    /// Benefit runs today.
    #[default]
    Lopend,
    /// Benefit has ended.
    Beeindigd,
    /// Both.
    Alle,
}

/// Which clients by their last conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Contact {
    /// Whoever.
    #[default]
    Alle,
    /// No conversation for as many months as the contact norm says, and the benefit began before that: out of view.
    UitBeeld,
    /// A conversation stands in the diary.
    Gepland,
    /// None stands in the diary.
    NietGepland,
    /// One stands in the diary for which the client was not invited yet.
    NietUitgenodigd,
}

/// Which clients by their exemption.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OntheffingFilter {
    /// Whoever.
    #[default]
    Alle,
    /// In force today.
    Geldt,
    /// In force today and ending within thirty days.
    LooptAf,
    /// None in force today.
    Geen,
}

/// Which clients by what is missing in their record, beside what other filters find.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Registratie {
    /// Whoever.
    #[default]
    Alle,
    /// Whose segment nobody looked at for a year (`domain::registratie::segment_verouderd`).
    SegmentOud,
    /// Whose benefit ended in the last twelve months without a usable reason.
    EindeZonderReden,
}

/// The code of the target group that follows from the birth date.
pub const VIJFTIG_PLUS: &str = "vijftig_plus";

/// Which clients of a klantmanager: during somebody's absence there are clients of a colleague as well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Waarneming {
    /// The own ones.
    #[default]
    Zonder,
    /// Those of colleagues he stands in for today.
    Alleen,
    /// Both.
    Met,
}

/// What a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Only the clients of this klantmanager.
    pub klantmanager: Option<GebruikerId>,
    /// Only the clients of klantmanagers of this team; with a klantmanager it says nothing.
    pub team: Option<TeamId>,
    /// Which of them; without a klantmanager it says nothing.
    pub waarneming: Waarneming,
    /// Only this segment; an empty code means *not yet in a segment*.
    pub segment: Option<String>,
    /// Only this district.
    pub wijk: Option<String>,
    /// Only this household.
    pub leefvorm: Option<Leefvorm>,
    /// By benefit.
    pub bestand: Bestand,
    /// By last conversation.
    pub contact: Contact,
    /// By exemption.
    pub ontheffing: OntheffingFilter,
    /// Only this target group, by its code; [`VIJFTIG_PLUS`] follows from the birth date. A protected group is found by nobody.
    pub doelgroep: Option<String>,
    /// By what the due date of the contact norm is called today; `None`: whatever.
    pub beurt: Option<Contactstatus>,
    /// Only who must have a plan by law, and has none: `domain::plan::tekort` says *ontbreekt*.
    pub plan_ontbreekt: bool,
    /// By what is missing in the record.
    pub registratie: Registratie,
    /// By what it is sorted.
    pub sortering: Sortering,
    /// Last first.
    pub aflopend: bool,
}

impl Filter {
    /// Whether the list can have any order. A list of everybody, ended benefits included, stands in one order only: of who
    /// left, the next conversation says nothing, and each order more is an index more to write at every import.
    #[must_use]
    pub const fn elke_volgorde(&self) -> bool {
        self.klantmanager.is_some() || matches!(self.bestand, Bestand::Lopend)
    }

    /// Up to how many rows it is worth counting, of at most `most`. By the due dates, a target group, an invitation or a gap in the
    /// record of a whole town every row is looked up; of who lacks a plan, the benefit and the plans as well.
    #[must_use]
    pub fn telbaar(&self, most: i64) -> i64 {
        let opzoeken = self.beurt.is_some()
            || self.doelgroep.is_some()
            || self.contact == Contact::NietUitgenodigd
            || self.registratie != Registratie::Alle;
        if self.klantmanager.is_some() {
            most
        } else if self.plan_ontbreekt {
            most.min(100)
        } else if opzoeken {
            most.min(1_000)
        } else {
            most
        }
    }

    /// Whether it may leave out nearly everybody of a whole town.
    pub(super) fn is_streng(&self) -> bool {
        let anybody = Self { sortering: self.sortering, aflopend: self.aflopend, ..Self::default() };
        self.klantmanager.is_none() && *self != anybody
    }
}
