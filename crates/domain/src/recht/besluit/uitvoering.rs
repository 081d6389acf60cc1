//! How far an order to the benefit administration is: ready, passed on, and shown by a later file of clients.
//!
//! The states are those of the decision it follows from ([`super::BesluitStand`]), so that a decision and its order never say
//! two things; an order that follows from a suspension has the same.

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::{BesluitGeweigerd, Gezien, Grondslag, Opdracht, SoortOpdracht, Waarneming};
use crate::{
    datum::{Periode, plus_dagen},
    geld::Eurocent,
    id::{BesluitId, OpdrachtId, OpschortingId},
};

/// What an order follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Oorsprong {
    /// A decision.
    Besluit(BesluitId),
    /// A suspension that ended in a withdrawal (PW 54(4)).
    Opschorting(OpschortingId),
}

/// How far an order is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpdrachtStand {
    /// Nobody passed it on yet.
    DoorTeGeven,
    /// It was passed on; no file shows it yet.
    Opgedragen {
        /// On which day.
        op: Date,
    },
    /// A file shows that it was carried out.
    Uitgevoerd {
        /// When it was passed on.
        opgedragen: Date,
        /// What was shown.
        waarneming: Waarneming,
    },
    /// A file shows something else.
    WijktAf {
        /// When it was passed on.
        opgedragen: Date,
        /// What was shown.
        waarneming: Waarneming,
    },
    /// The decision was taken back: it is not to be carried out any more.
    Vervallen {
        /// When it was passed on, if it was.
        opgedragen: Option<Date>,
    },
}

impl OpdrachtStand {
    /// The code in storage and in an export.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DoorTeGeven => "door_te_geven",
            Self::Opgedragen { .. } => "opgedragen",
            Self::Uitgevoerd { .. } => "uitgevoerd",
            Self::WijktAf { .. } => "wijkt_af",
            Self::Vervallen { .. } => "vervallen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::DoorTeGeven => "door te geven",
            Self::Opgedragen { .. } => "wacht op bevestiging",
            Self::Uitgevoerd { .. } => "uitgevoerd",
            Self::WijktAf { .. } => "anders uitgevoerd dan opgedragen",
            Self::Vervallen { .. } => "vervallen",
        }
    }

    /// When it was passed on, if it was.
    #[must_use]
    pub const fn opgedragen(&self) -> Option<Date> {
        match self {
            Self::DoorTeGeven => None,
            Self::Opgedragen { op } => Some(*op),
            Self::Uitgevoerd { opgedragen, .. } | Self::WijktAf { opgedragen, .. } => Some(*opgedragen),
            Self::Vervallen { opgedragen } => *opgedragen,
        }
    }

    /// What a file showed, if one did.
    #[must_use]
    pub const fn waarneming(&self) -> Option<&Waarneming> {
        match self {
            Self::Uitgevoerd { waarneming, .. } | Self::WijktAf { waarneming, .. } => Some(waarneming),
            _ => None,
        }
    }

    /// Whether a next file is held against it.
    #[must_use]
    pub const fn wacht(&self) -> bool {
        matches!(self, Self::Opgedragen { .. } | Self::WijktAf { .. })
    }
}

/// An order, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitvoering {
    /// Which order.
    pub id: OpdrachtId,
    /// What it follows from.
    pub uit: Oorsprong,
    /// What is asked.
    pub opdracht: Opdracht,
    /// Since which day it can be passed on.
    pub klaar_op: Date,
    /// How far it is.
    pub stand: OpdrachtStand,
    /// For optimistic locking.
    pub versie: i64,
}

type Stap = Result<Uitvoering, BesluitGeweigerd>;

impl Uitvoering {
    /// An order that nobody passed on yet.
    #[must_use]
    pub const fn nieuw(id: OpdrachtId, uit: Oorsprong, opdracht: Opdracht, klaar_op: Date) -> Self {
        Self { id, uit, opdracht, klaar_op, stand: OpdrachtStand::DoorTeGeven, versie: 1 }
    }

    /// Passes it on, or once more when something else was done.
    pub fn geef_door(self, op: Date) -> Stap {
        let vorige = match &self.stand {
            OpdrachtStand::DoorTeGeven => self.klaar_op,
            OpdrachtStand::WijktAf { waarneming, .. } => waarneming.op,
            _ => return Err(BesluitGeweigerd::PastNiet(self.stand.omschrijving())),
        };
        super::na(vorige, op)?;
        Ok(Self { stand: OpdrachtStand::Opgedragen { op }, ..self })
    }

    /// Holds what is shown against what was asked.
    pub fn verwerk(self, waarneming: Waarneming) -> Stap {
        let opgedragen = match &self.stand {
            OpdrachtStand::Opgedragen { op } => *op,
            OpdrachtStand::WijktAf { opgedragen, .. } => *opgedragen,
            _ => return Err(BesluitGeweigerd::PastNiet(self.stand.omschrijving())),
        };
        if waarneming.gezien.is_niets() {
            return Err(BesluitGeweigerd::NietsGezien);
        }
        super::na(opgedragen, waarneming.op)?;
        let stand = if self.opdracht.verschillen(&waarneming.gezien).is_empty() {
            OpdrachtStand::Uitgevoerd { opgedragen, waarneming }
        } else {
            OpdrachtStand::WijktAf { opgedragen, waarneming }
        };
        Ok(Self { stand, ..self })
    }

    /// Somebody looked in the benefit administration itself, and found it as it was asked.
    pub fn is_nagevraagd(self, op: Date) -> Stap {
        let gezien = Gezien {
            van: Some(self.opdracht.van),
            tot_en_met: self.opdracht.tot_en_met,
            bedrag: self.opdracht.bedrag,
            procent: self.opdracht.procent,
        };
        self.verwerk(Waarneming { op, gezien })
    }

    /// The decision it follows from was taken back.
    #[must_use]
    pub fn vervalt(self) -> Self {
        let opgedragen = self.stand.opgedragen();
        Self { stand: OpdrachtStand::Vervallen { opgedragen }, ..self }
    }
}

/// What a file of clients says of a benefit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bestandsregel {
    /// The day of the file.
    pub dag: Date,
    /// The last day of right.
    pub einde: Option<Date>,
    /// What is paid per month.
    pub maandbedrag: Eurocent,
    /// What was paid per month until now, as far as Klantbeeld knew.
    pub was: Eurocent,
    /// What is recovered; nothing when the file does not say.
    pub terugvordering: Option<Eurocent>,
    /// Which part less is paid, in percent; nothing when the file does not say.
    pub verlaging: Option<u16>,
}

impl Bestandsregel {
    /// What it shows of these orders about the benefit, in their order. The file says one amount of a kind: of several orders
    /// of that kind it can confirm one, and contradicts none.
    #[must_use]
    pub fn gezien(&self, opdrachten: &[&Opdracht]) -> Vec<Gezien> {
        let alleen = |is: &Opdracht| opdrachten.iter().filter(|ander| ander.soort == is.soort).count() == 1;
        let zie = |is: &Opdracht| {
            let gezien = self.toont(is);
            if alleen(is) || is.verschillen(&gezien).is_empty() { gezien } else { Gezien::default() }
        };
        opdrachten.iter().copied().map(zie).collect()
    }

    /// What it shows of an order. What is as it was before, was not carried out yet: that is no deviation.
    fn toont(&self, opdracht: &Opdracht) -> Gezien {
        let niets = Gezien::default();
        let gedaan = Gezien { van: Some(opdracht.van), ..Gezien::default() };
        let geldt = Periode { van: opdracht.van, tot_en_met: opdracht.tot_en_met }.bevat(self.dag);
        match opdracht.soort {
            // A stretch without right leaves the benefit as it is: no file shows it.
            SoortOpdracht::Intrekken if opdracht.tot_en_met.is_some() => niets,
            SoortOpdracht::Intrekken => Gezien { van: self.einde.map(|dag| plus_dagen(dag, 1)), ..niets },
            SoortOpdracht::Hervatten if self.einde.is_none() => gedaan,
            SoortOpdracht::Herzien
                if geldt && (self.maandbedrag != self.was || Some(self.maandbedrag) == opdracht.bedrag) =>
            {
                Gezien { bedrag: Some(self.maandbedrag), ..niets }
            }
            SoortOpdracht::Terugvorderen => {
                Gezien { bedrag: self.terugvordering.filter(|bedrag| *bedrag != Eurocent::ZERO), ..niets }
            }
            SoortOpdracht::Verlagen if geldt => {
                Gezien { procent: self.verlaging.filter(|procent| *procent > 0), ..niets }
            }
            SoortOpdracht::OngedaanMaken if self.is_weg(opdracht) => gedaan,
            _ => niets,
        }
    }

    /// Whether nothing is left of what was asked before.
    fn is_weg(&self, opdracht: &Opdracht) -> bool {
        let terugvordering = [Grondslag::Pw58Lid1, Grondslag::Pw58Lid2].iter().any(|is| is.kort() == opdracht.artikel);
        match (opdracht.procent, opdracht.bedrag) {
            (Some(_), _) => self.verlaging == Some(0),
            (None, Some(_)) => terugvordering && self.terugvordering == Some(Eurocent::ZERO),
            (None, None) => opdracht.tot_en_met.is_none() && self.einde.is_none(),
        }
    }
}
