//! An investigation of whether right and amount of a benefit are correct (*onderzoek*, also *heronderzoek*, PW 53a): what is
//! looked at, what is asked, what is found, what it comes to. And, in the client's interest: whether he uses what he may have
//! a right to.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> open: beginnen
//!     open --> open: controleren
//!     open --> wacht_op_informatie: informatie vragen
//!     open --> afgerond: afronden
//!     open --> vervallen: laten vervallen
//!     wacht_op_informatie --> wacht_op_informatie: controleren
//!     wacht_op_informatie --> wacht_op_informatie: informatie vragen
//!     wacht_op_informatie --> open: ontvangen
//!     wacht_op_informatie --> open: verder zonder antwoord
//!     wacht_op_informatie --> vervallen: laten vervallen
//!     afgerond --> open: heropenen
//!     vervallen --> open: heropenen
//! ```
//!
//! An investigation takes no decision: its outcome can say which are needed ([`NodigBesluit`]). What is not answered in time
//! stays recorded as such; whether that is a failing to suspend for, is decided in [`crate::opschorting`]. The picture is made
//! from [`OVERGANGEN`], and a test compares.

mod aanleiding;
mod overgang;
mod stand;
#[cfg(test)]
mod tests;
mod weigering;

use jiff::civil::Date;

pub use self::{
    aanleiding::{Aanleiding, CONTROLEPUNTEN, Controlepunt, checklist},
    overgang::{OVERGANGEN, mermaid},
    stand::{
        Antwoord, Belang, Gebruik, Gedaan, Handeling, Herkomst, Informatieverzoek, NodigBesluit, OnderzoekStand, Punt,
        Uitkomst,
    },
    weigering::OnderzoekGeweigerd,
};
use crate::{
    id::{GebruikerId, InformatieverzoekId, KlantId, OnderzoekId},
    termijn::Termijn,
};

/// How long an investigation may take before it is shown as late, where the municipality did not set its own. The law names
/// none: this is a choice of Klantbeeld, equal to the eight weeks of a suspension.
pub const EIGEN_TERMIJN: Termijn = Termijn::Weken(8);

/// An investigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onderzoek {
    /// Which investigation.
    pub id: OnderzoekId,
    /// About whom.
    pub klant: KlantId,
    /// Why it began.
    pub aanleiding: Aanleiding,
    /// What it came from, when that is in Klantbeeld.
    pub herkomst: Option<Herkomst>,
    /// The first day.
    pub begonnen: Date,
    /// Who works on it; nobody yet when it only was drawn or handed over.
    pub behandelaar: Option<GebruikerId>,
    /// What is looked at.
    pub punten: Vec<Punt>,
    /// What was asked.
    pub verzoeken: Vec<Informatieverzoek>,
    /// What was found. Encrypted at rest.
    pub bevindingen: String,
    /// What was asked in the client's interest.
    pub belang: Belang,
    /// Each time it was opened again.
    pub heropend: Vec<Handeling>,
    /// Where it stands.
    pub stand: OnderzoekStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// What is late in an investigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverTijd {
    /// A question was not answered in time.
    Verzoek {
        /// Which.
        id: InformatieverzoekId,
        /// The last day to answer.
        uiterlijk: Date,
    },
    /// It is open longer than it should be.
    Onderzoek {
        /// The last day on which it was not.
        uiterlijk: Date,
    },
}

type Stap = Result<Onderzoek, OnderzoekGeweigerd>;

impl Onderzoek {
    /// Begins it, with the checklist of its first day.
    pub fn begin(self, vandaag: Date) -> Stap {
        if self.begonnen > vandaag {
            return Err(OnderzoekGeweigerd::BeginInToekomst);
        }
        let punt = |punt: &Controlepunt| Punt { code: punt.code.into(), tekst: punt.tekst.into(), gedaan: None };
        let punten = checklist(self.aanleiding, self.begonnen).map(punt).collect();
        Ok(Self { punten, stand: OnderzoekStand::Open, ..self })
    }

    /// Records that a point was looked at, and what was found.
    pub fn controleer(mut self, code: &str, gedaan: Gedaan) -> Stap {
        self.toets_loopt()?;
        self.toets_datum(gedaan.op, gedaan.op)?;
        let punt = self.punten.iter_mut().find(|punt| punt.code == code).ok_or(OnderzoekGeweigerd::PuntOnbekend)?;
        self.behandelaar.get_or_insert(gedaan.door);
        punt.gedaan = Some(gedaan);
        Ok(self)
    }

    /// Asks for data.
    pub fn vraag(mut self, verzoek: Informatieverzoek, vandaag: Date) -> Stap {
        self.toets_loopt()?;
        if verzoek.wat.trim().is_empty() {
            return Err(OnderzoekGeweigerd::VraagLeeg);
        }
        if verzoek.uiterlijk <= verzoek.gevraagd {
            return Err(OnderzoekGeweigerd::GeenTermijn);
        }
        self.toets_datum(verzoek.gevraagd, vandaag)?;
        self.verzoeken.push(verzoek);
        Ok(self.wacht_of_open())
    }

    /// The data came in: after the term too.
    pub fn ontvang(self, verzoek: InformatieverzoekId, op: Date, vandaag: Date) -> Stap {
        self.beantwoord(verzoek, Antwoord::Ontvangen(op), |verzoek| {
            if (verzoek.gevraagd..=vandaag).contains(&op) {
                Ok(())
            } else {
                Err(OnderzoekGeweigerd::AntwoordDatum(verzoek.gevraagd))
            }
        })
    }

    /// The term passed without an answer, and the investigation goes on.
    pub fn ga_verder_zonder(self, verzoek: InformatieverzoekId, op: Date) -> Stap {
        self.beantwoord(verzoek, Antwoord::Verstreken(op), |verzoek| {
            if verzoek.is_over_tijd(op) { Ok(()) } else { Err(OnderzoekGeweigerd::TermijnLoopt(verzoek.uiterlijk)) }
        })
    }

    /// Writes down what was found, says what it came to, and is done.
    pub fn rond_af(
        self,
        bevindingen: String,
        belang: Belang,
        uitkomst: Uitkomst,
        (door, op): (GebruikerId, Date),
    ) -> Stap {
        if self.stand != OnderzoekStand::Open {
            return Err(self.past_niet());
        }
        self.toets_datum(op, op)?;
        if let Some(punt) = self.punten.iter().find(|punt| punt.gedaan.is_none()) {
            return Err(OnderzoekGeweigerd::PuntOpen(punt.tekst.clone()));
        }
        if bevindingen.trim().is_empty() {
            return Err(OnderzoekGeweigerd::BevindingenLeeg);
        }
        if belang.vraagt_vervolg() {
            return Err(OnderzoekGeweigerd::VervolgLeeg);
        }
        match &uitkomst {
            Uitkomst::WijzigingDoorgegeven { wat, .. } if wat.trim().is_empty() => {
                return Err(OnderzoekGeweigerd::WijzigingLeeg);
            }
            Uitkomst::WijzigingDoorgegeven { op: doorgegeven, .. } => self.toets_datum(*doorgegeven, op)?,
            Uitkomst::BesluitNodig(besluiten) if besluiten.is_empty() => {
                return Err(OnderzoekGeweigerd::BesluitOntbreekt);
            }
            _ => {}
        }
        let behandelaar = self.behandelaar.or(Some(door));
        Ok(Self { bevindingen, belang, behandelaar, stand: OnderzoekStand::Afgerond { op, door, uitkomst }, ..self })
    }

    /// It is not needed, or not possible any more.
    pub fn laat_vervallen(self, handeling: Handeling) -> Stap {
        self.toets_loopt()?;
        self.toets_handeling(&handeling)?;
        Ok(Self { stand: OnderzoekStand::Vervallen(handeling), ..self })
    }

    /// Opens it again, and says why. What was answered and found stays; the outcome is asked anew.
    pub fn heropen(mut self, handeling: Handeling) -> Stap {
        if self.stand.loopt() {
            return Err(self.past_niet());
        }
        self.toets_handeling(&handeling)?;
        self.heropend.push(handeling);
        Ok(self.wacht_of_open())
    }

    /// Whether it was concluded with an outcome that asks for this decision.
    #[must_use]
    pub fn vraagt(&self, nodig: NodigBesluit) -> bool {
        matches!(&self.stand, OnderzoekStand::Afgerond { uitkomst: Uitkomst::BesluitNodig(besluiten), .. }
            if besluiten.contains(&nodig))
    }

    /// What is late today. `termijn` is how long an investigation may take: the municipality's own, or [`EIGEN_TERMIJN`]; it
    /// runs from the last time it was opened.
    #[must_use]
    pub fn over_tijd(&self, vandaag: Date, termijn: Termijn) -> Vec<OverTijd> {
        if !self.stand.loopt() {
            return Vec::new();
        }
        let uiterlijk = termijn.laatste_dag(self.heropend.last().map_or(self.begonnen, |keer| keer.op));
        let verzoeken = self.verzoeken.iter().filter(|verzoek| verzoek.is_over_tijd(vandaag));
        let verzoeken = verzoeken.map(|verzoek| OverTijd::Verzoek { id: verzoek.id, uiterlijk: verzoek.uiterlijk });
        verzoeken.chain((vandaag > uiterlijk).then_some(OverTijd::Onderzoek { uiterlijk })).collect()
    }

    fn beantwoord(
        mut self,
        id: InformatieverzoekId,
        antwoord: Antwoord,
        toets: impl FnOnce(&Informatieverzoek) -> Result<(), OnderzoekGeweigerd>,
    ) -> Stap {
        if self.stand != OnderzoekStand::WachtOpInformatie {
            return Err(self.past_niet());
        }
        let open = self.verzoeken.iter_mut().find(|verzoek| verzoek.id == id && verzoek.is_open());
        let verzoek = open.ok_or(OnderzoekGeweigerd::VerzoekOnbekend)?;
        toets(verzoek)?;
        verzoek.antwoord = antwoord;
        Ok(self.wacht_of_open())
    }

    /// It waits exactly as long as a question is open.
    fn wacht_of_open(self) -> Self {
        let wacht = self.verzoeken.iter().any(Informatieverzoek::is_open);
        let stand = if wacht { OnderzoekStand::WachtOpInformatie } else { OnderzoekStand::Open };
        Self { stand, ..self }
    }

    const fn toets_loopt(&self) -> Result<(), OnderzoekGeweigerd> {
        if self.stand.loopt() { Ok(()) } else { Err(self.past_niet()) }
    }

    fn toets_datum(&self, dag: Date, tot_en_met: Date) -> Result<(), OnderzoekGeweigerd> {
        if (self.begonnen..=tot_en_met).contains(&dag) { Ok(()) } else { Err(OnderzoekGeweigerd::Datum(self.begonnen)) }
    }

    fn toets_handeling(&self, handeling: &Handeling) -> Result<(), OnderzoekGeweigerd> {
        if handeling.reden.trim().is_empty() {
            return Err(OnderzoekGeweigerd::RedenLeeg);
        }
        self.toets_datum(handeling.op, handeling.op)
    }

    const fn past_niet(&self) -> OnderzoekGeweigerd {
        OnderzoekGeweigerd::PastNiet(self.stand.omschrijving())
    }
}
