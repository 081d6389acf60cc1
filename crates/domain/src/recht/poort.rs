//! The gate (*poort*, Poortmodel): from the day somebody comes forward (*melding*, PW 41 and 44(2)) to a decision, or to work or
//! another provision that makes a decision needless.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> gemeld: melden
//!     [*] --> in_zoektermijn: melden
//!     in_zoektermijn --> gemeld: uitzonderen
//!     in_zoektermijn --> gemeld: eerder beginnen
//!     in_zoektermijn --> intake: intake houden
//!     in_zoektermijn --> ingetrokken: intrekken
//!     in_zoektermijn --> naar_werk: naar werk
//!     in_zoektermijn --> naar_voorziening: naar voorziening
//!     gemeld --> intake: intake houden
//!     gemeld --> ingetrokken: intrekken
//!     gemeld --> naar_werk: naar werk
//!     gemeld --> naar_voorziening: naar voorziening
//!     gemeld --> in_zoektermijn: herstellen
//!     intake --> aanvraag: aanvragen
//!     intake --> ingetrokken: intrekken
//!     intake --> naar_werk: naar werk
//!     intake --> naar_voorziening: naar voorziening
//!     intake --> gemeld: herstellen
//!     aanvraag --> toegekend: toekennen
//!     aanvraag --> geweigerd: weigeren
//!     aanvraag --> ingetrokken: intrekken
//!     aanvraag --> naar_werk: naar werk
//!     aanvraag --> naar_voorziening: naar voorziening
//!     aanvraag --> intake: herstellen
//!     ingetrokken --> gemeld: herstellen
//!     naar_werk --> gemeld: herstellen
//!     naar_voorziening --> gemeld: herstellen
//! ```
//!
//! Who is under 27 first looks for work or schooling for four weeks ([`zoektermijn`]). *Herstellen* takes the last step back that
//! was recorded by mistake, to what it was before; the picture shows the usual case. A grant and a refusal are decisions: they
//! are not taken back here but by another decision. The picture is made from [`OVERGANGEN`], and a test compares.
//!
//! Deliberately absent: how somebody's conduct in the four weeks is weighed (PW 43(4) and (5)): a person judges that in the
//! decision. And the advance (PW 52), which the benefit administration pays.

mod norm;
mod overgang;
mod stand;
#[cfg(test)]
mod tests;
mod verloop;
pub mod voorziening;
mod weigering;
pub mod zoektermijn;

use jiff::civil::Date;

pub use self::{
    norm::{HOOGSTENS_DAGEN, Poortnorm, ZONDER_NORM, gesproken_binnen},
    overgang::OVERGANGEN,
    stand::{PoortStand, Toekenning, VasteKlantmanager, Weigering},
    verloop::{Poortcijfers, UITKOMSTEN, Verloop},
    weigering::PoortGeweigerd,
    zoektermijn::{Uitzondering, Vervallen, Zoektermijn},
};
use crate::{
    bewaartermijn::{Stuk, Stuksoort},
    codelijst::Code,
    id::{KlantId, PoortId},
    plan::{Feiten, Grond, verplicht},
    regel::{self, Welke},
    termijn::{self, Termijn},
    uitkering::{Heraanvraag, Uitkering, UitkeringStand, heraanvraag},
};

/// Somebody comes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Melding {
    /// On which day.
    pub op: Date,
    /// When the client was born.
    pub geboren: Date,
    /// When the partner was born who applies as well.
    pub partner_geboren: Option<Date>,
}

/// Somebody at the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poort {
    /// Which case.
    pub id: PoortId,
    /// Whose. Of somebody who is no client yet: the id he will have.
    pub klant: KlantId,
    /// The day the client came forward; the right begins then at the earliest (PW 44(1)).
    pub melding: Date,
    /// The search period, for who has or had one.
    pub zoektermijn: Option<Zoektermijn>,
    /// The day somebody of the municipality first spoke to the client.
    pub gesproken: Option<Date>,
    /// The day of the intake; it stays known after the outcome.
    pub intake: Option<Date>,
    /// The day of the application; it stays known after the outcome.
    pub aanvraag: Option<Date>,
    /// Where it stands.
    pub stand: PoortStand,
    /// For optimistic locking.
    pub versie: i64,
}

type Stap = Result<Poort, PoortGeweigerd>;

impl Poort {
    /// Somebody comes forward. `uitkeringen` are the client's spells: whoever has a benefit needs no gate.
    pub fn meld(id: PoortId, klant: KlantId, melding: Melding, uitkeringen: &[Uitkering], vandaag: Date) -> Stap {
        if melding.op > vandaag {
            return Err(PoortGeweigerd::Toekomst);
        }
        if let Some(loopt) = uitkeringen.iter().find(|uitkering| uitkering.stand == UitkeringStand::Lopend) {
            return Err(PoortGeweigerd::UitkeringLoopt(loopt.datum_ingang));
        }
        let zoektermijn = zoektermijn::zoektermijn(melding)?;
        let stand = if zoektermijn.is_some() { PoortStand::InZoektermijn } else { PoortStand::Gemeld };
        let (gesproken, intake, aanvraag) = (None, None, None);
        Ok(Self { id, klant, melding: melding.op, zoektermijn, gesproken, intake, aanvraag, stand, versie: 1 })
    }

    /// The search period does not hold for this client after all (PW 41(4)).
    pub fn zonder_zoektermijn(self, uitzondering: Uitzondering) -> Stap {
        uitzondering.toets(self.melding)?;
        let vanaf = self.melding;
        self.laat_vervallen(vanaf, Vervallen::Uitzondering(uitzondering))
    }

    /// The college begins before the search period is over, because the circumstances ask for it (PW 41(11), since 2026).
    pub fn begin_eerder(self, reden: String, op: Date, vandaag: Date) -> Stap {
        toets_dag(op, self.melding, vandaag)?;
        if reden.trim().is_empty() {
            return Err(PoortGeweigerd::RedenNodig);
        }
        if !regel::geldt(Welke::ZoektermijnEerder, op)? {
            return Err(PoortGeweigerd::NogNietEerder(op));
        }
        self.laat_vervallen(op, Vervallen::Eerder { op, reden })
    }

    /// Somebody of the municipality spoke to the client; that may be in the search period. The first time counts.
    pub fn spreek(self, op: Date, vandaag: Date) -> Stap {
        self.toets_open()?;
        toets_dag(op, self.melding, vandaag)?;
        let gesproken = Some(self.gesproken.map_or(op, |eerder| eerder.min(op)));
        Ok(Self { gesproken, ..self })
    }

    /// The intake was held: from the day on which the client may apply.
    pub fn houd_intake(self, op: Date, vandaag: Date) -> Stap {
        if !matches!(self.stand, PoortStand::Gemeld | PoortStand::InZoektermijn) {
            return Err(self.past_niet());
        }
        let vanaf = self.aanvraag_vanaf();
        if op < vanaf && op >= self.melding {
            return Err(PoortGeweigerd::ZoektermijnLoopt(vanaf));
        }
        toets_dag(op, vanaf, vandaag)?;
        let gesproken = self.gesproken.or(Some(op));
        Ok(Self { stand: PoortStand::Intake, intake: Some(op), gesproken, ..self })
    }

    /// The client applies.
    pub fn vraag_aan(self, op: Date, vandaag: Date) -> Stap {
        let (PoortStand::Intake, Some(intake)) = (&self.stand, self.intake) else { return Err(self.past_niet()) };
        toets_dag(op, intake, vandaag)?;
        Ok(Self { stand: PoortStand::Aanvraag, aanvraag: Some(op), ..self })
    }

    /// The college grants the benefit: with a fixed klantmanager from the same day (Haarlem, since 1 July 2016), and with a
    /// plan for who is 18 to 27 (PW 44(4)). The age counts on the day of the decision and on the first day of right: under 27
    /// on one of them asks for a plan.
    pub fn ken_toe(self, toekenning: Toekenning, geboren: Date, vandaag: Date) -> Stap {
        let (PoortStand::Aanvraag, Some(aanvraag)) = (&self.stand, self.aanvraag) else { return Err(self.past_niet()) };
        toets_dag(toekenning.op, aanvraag, vandaag)?;
        self.toets_ingang(&toekenning)?;
        match toekenning.klantmanager {
            None => return Err(PoortGeweigerd::KlantmanagerNodig),
            Some(vast) if vast.vanaf > toekenning.op => return Err(PoortGeweigerd::KlantmanagerLater(toekenning.op)),
            Some(_) => {}
        }
        let als_jongere = |dag| {
            let verplichting = verplicht(Feiten { geboren, toekenning: Some(dag), ontheffing_9a: None });
            verplichting.is_some_and(|verplichting| verplichting.grond == Grond::Jongere)
        };
        if toekenning.plan.is_none() && (als_jongere(toekenning.op) || als_jongere(toekenning.ingang)) {
            return Err(PoortGeweigerd::PlanNodig);
        }
        Ok(Self { stand: PoortStand::Toegekend(toekenning), ..self })
    }

    /// The college refuses the application.
    pub fn weiger(self, weigering: Weigering, vandaag: Date) -> Stap {
        let (PoortStand::Aanvraag, Some(aanvraag)) = (&self.stand, self.aanvraag) else { return Err(self.past_niet()) };
        toets_dag(weigering.op, aanvraag, vandaag)?;
        if weigering.reden.trim().is_empty() {
            return Err(PoortGeweigerd::RedenNodig);
        }
        Ok(Self { stand: PoortStand::Geweigerd(weigering), ..self })
    }

    /// The client takes the melding or the application back.
    pub fn trek_in(self, op: Date, vandaag: Date) -> Stap {
        self.breek_af(PoortStand::Ingetrokken { op }, op, vandaag)
    }

    /// The client found work.
    pub fn naar_werk(self, op: Date, vandaag: Date) -> Stap {
        self.breek_af(PoortStand::NaarWerk { op }, op, vandaag)
    }

    /// Another provision goes first (PW 15).
    pub fn naar_voorziening(self, op: Date, voorziening: Code, vandaag: Date) -> Stap {
        self.breek_af(PoortStand::NaarVoorziening { op, voorziening }, op, vandaag)
    }

    /// Takes the last step back that was recorded by mistake.
    pub fn herstel(self) -> Stap {
        match self.stand {
            PoortStand::Gemeld => match self.zoektermijn {
                Some(zoektermijn) if zoektermijn.vervallen.is_some() => {
                    let zoektermijn = Some(Zoektermijn { vervallen: None, ..zoektermijn });
                    Ok(Self { stand: PoortStand::InZoektermijn, zoektermijn, ..self })
                }
                _ => Err(PoortGeweigerd::NietsTeHerstellen),
            },
            PoortStand::InZoektermijn => Err(PoortGeweigerd::NietsTeHerstellen),
            PoortStand::Toegekend(_) | PoortStand::Geweigerd(_) => Err(PoortGeweigerd::Besluit),
            PoortStand::Intake => {
                let gesproken = self.gesproken.filter(|dag| Some(*dag) != self.intake);
                let terug = Self { intake: None, gesproken, ..self };
                Ok(Self { stand: terug.voor_het_einde(), ..terug })
            }
            PoortStand::Aanvraag => Ok(Self { stand: PoortStand::Intake, aanvraag: None, ..self }),
            PoortStand::Ingetrokken { .. } | PoortStand::NaarWerk { .. } | PoortStand::NaarVoorziening { .. } => {
                Ok(Self { stand: self.voor_het_einde(), ..self })
            }
        }
    }

    /// The first day on which the client may apply.
    #[must_use]
    pub fn aanvraag_vanaf(&self) -> Date {
        self.zoektermijn.as_ref().and_then(Zoektermijn::aanvraag_vanaf).unwrap_or(self.melding)
    }

    /// The last day to decide on the application (Awb 4:13); none before the client applied.
    ///
    /// Deliberately absent: that the term stands still while the client mends the application (Awb 4:15).
    #[must_use]
    pub fn uiterlijk_besluit(&self) -> Option<Date> {
        let aanvraag = self.aanvraag?;
        regel::termijn(Welke::Beslistermijn, aanvraag).ok().map(|binnen| termijn::einde(aanvraag, binnen))
    }

    /// Whether nothing was decided yet and nothing broke it off.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.stand, PoortStand::Gemeld | PoortStand::InZoektermijn | PoortStand::Intake | PoortStand::Aanvraag)
    }

    /// The last day to speak to the client, by the setting of the municipality.
    #[must_use]
    pub fn uiterlijk_gesproken(&self, binnen: Termijn) -> Date {
        termijn::einde(self.melding, binnen)
    }

    /// Whether the client was spoken to in time; none while that is not known: it is still possible, or the case ended before.
    #[must_use]
    pub fn op_tijd_gesproken(&self, binnen: Termijn, vandaag: Date) -> Option<bool> {
        let uiterlijk = self.uiterlijk_gesproken(binnen);
        match self.gesproken {
            Some(dag) => Some(dag <= uiterlijk),
            None => (self.stand.klaar_op().unwrap_or(vandaag) > uiterlijk).then_some(false),
        }
    }

    /// The benefit the client had before, and whether what is known is used again (PW 43a): by the day of the application, or
    /// by today while there is none.
    #[must_use]
    pub fn heraanvraag(&self, uitkeringen: &[Uitkering], vandaag: Date) -> Option<Heraanvraag> {
        heraanvraag(uitkeringen, self.aanvraag.unwrap_or(vandaag))
    }

    /// The record it becomes for the archive; none while it is open, and none of a grant, which is kept with its benefit.
    #[must_use]
    pub fn stuk(&self) -> Option<Stuk> {
        let soort = match &self.stand {
            PoortStand::Geweigerd(_) => Stuksoort::AanvraagGeweigerd,
            stand if stand.is_afgebroken() => Stuksoort::AanvraagAfgebroken,
            _ => return None,
        };
        Some(Stuk { kenmerk: self.id.to_string(), soort, begin: self.stand.klaar_op() })
    }

    fn laat_vervallen(self, vanaf: Date, waarom: Vervallen) -> Stap {
        match (&self.stand, &self.zoektermijn) {
            (PoortStand::InZoektermijn, Some(zoektermijn)) => {
                if vanaf >= zoektermijn.einde {
                    return Err(PoortGeweigerd::ZoektermijnVoorbij(zoektermijn.einde));
                }
                let zoektermijn = Some(Zoektermijn { einde: zoektermijn.einde, vervallen: Some(waarom) });
                Ok(Self { stand: PoortStand::Gemeld, zoektermijn, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    fn breek_af(self, stand: PoortStand, op: Date, vandaag: Date) -> Stap {
        self.toets_open()?;
        let vanaf = self.aanvraag.or(self.intake).unwrap_or(self.melding);
        toets_dag(op, vanaf, vandaag)?;
        Ok(Self { stand, ..self })
    }

    /// What it was before it ended, by what is known of the way there.
    fn voor_het_einde(&self) -> PoortStand {
        let zoekt = self.zoektermijn.as_ref().is_some_and(|zoektermijn| zoektermijn.vervallen.is_none());
        match (self.aanvraag, self.intake) {
            (Some(_), _) => PoortStand::Aanvraag,
            (None, Some(_)) => PoortStand::Intake,
            (None, None) if zoekt => PoortStand::InZoektermijn,
            (None, None) => PoortStand::Gemeld,
        }
    }

    /// PW 44(1): not before the client came forward; 44(5): in individual circumstances at most three months before.
    fn toets_ingang(&self, toekenning: &Toekenning) -> Result<(), PoortGeweigerd> {
        let ingang = toekenning.ingang;
        if ingang >= self.melding {
            return Ok(());
        }
        if toekenning.eerder_omdat.trim().is_empty() {
            return Err(PoortGeweigerd::IngangVoorMelding(self.melding));
        }
        let termijn = regel::termijn(Welke::TerugwerkendeKracht, toekenning.op)?;
        if termijn.laatste_dag(ingang) < self.melding { Err(PoortGeweigerd::TeVerTerug(self.melding)) } else { Ok(()) }
    }

    fn toets_open(&self) -> Result<(), PoortGeweigerd> {
        if self.is_open() { Ok(()) } else { Err(self.past_niet()) }
    }

    const fn past_niet(&self) -> PoortGeweigerd {
        PoortGeweigerd::PastNiet(self.stand.omschrijving())
    }
}

fn toets_dag(op: Date, vanaf: Date, vandaag: Date) -> Result<(), PoortGeweigerd> {
    if op > vandaag {
        return Err(PoortGeweigerd::Toekomst);
    }
    if op < vanaf { Err(PoortGeweigerd::TeVroeg(vanaf)) } else { Ok(()) }
}
