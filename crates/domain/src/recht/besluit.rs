//! A decision about the right to benefit or its amount: *herziening* and *intrekking* (PW 54(3)), *terugvordering* (58) and
//! *verlaging* (18). Klantbeeld records it, with ground and reasons, and asks the benefit administration to carry it out.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> voorbereid: voorbereiden
//!     voorbereid --> voorbereid: opnieuw voorbereiden
//!     voorbereid --> voorgelegd: voorleggen
//!     voorbereid --> vervallen: laten vervallen
//!     voorgelegd --> vastgesteld: vaststellen
//!     voorgelegd --> teruggewezen: terugwijzen
//!     teruggewezen --> voorbereid: opnieuw voorbereiden
//!     teruggewezen --> vervallen: laten vervallen
//!     vastgesteld --> opgedragen: opdragen
//!     vastgesteld --> vastgesteld: heroverwegen
//!     vastgesteld --> herroepen: herroepen
//!     opgedragen --> uitgevoerd: bevestigen
//!     opgedragen --> wijkt_af: afwijken
//!     opgedragen --> opgedragen: heroverwegen
//!     opgedragen --> herroepen: herroepen
//!     uitgevoerd --> uitgevoerd: heroverwegen
//!     uitgevoerd --> herroepen: herroepen
//!     wijkt_af --> opgedragen: opdragen
//!     wijkt_af --> uitgevoerd: bevestigen
//!     wijkt_af --> wijkt_af: afwijken
//!     wijkt_af --> wijkt_af: heroverwegen
//!     wijkt_af --> herroepen: herroepen
//! ```
//!
//! What takes a right away or lays a debt on somebody is decided by another person than who prepared it (four eyes,
//! [`SoortBesluit::vier_ogen`]). What was decided is never edited: a new decision takes it back ([`Herroeping`]). The picture is
//! made from [`OVERGANGEN`], and a test compares.
//!
//! Suspension, and withdrawal after it (54(1) and (4)), stand in [`crate::opschorting`].
//!
//! Deliberately absent: calculating what is recovered, gross or net, set-off and waiver (58(4), (6) and (7)) and the fine
//! (18a): the benefit administration does the first, and of the others only their existence is known here.

mod herroeping;
mod inhoud;
mod opdracht;
mod overgang;
mod stand;
#[cfg(test)]
mod tests;
mod uitvoering;
mod verlaging;
mod verwijtbaarheid;
mod weigering;

use jiff::civil::Date;

pub use self::{
    herroeping::{Herroeping, HerroepingOnvolledig},
    inhoud::{GrondTerugvordering, Grondslag, Inhoud, Kader, SoortBesluit},
    opdracht::{Gezien, Opdracht, SoortOpdracht, Verschil},
    overgang::{OVERGANGEN, mermaid},
    stand::{BesluitStand, Reden, Vaststelling, Voorbereiding, Waarneming},
    uitvoering::{Bestandsregel, Oorsprong, OpdrachtStand, Uitvoering},
    verlaging::{
        GrondVerlaging, Heroverweging, OngeldigeTabel, UitkomstHeroverweging, Verlaging, VerlagingGeweigerd,
        Verlagingsrij, Verlagingstabel,
    },
    verwijtbaarheid::Verwijtbaarheid,
    weigering::BesluitGeweigerd,
};
use crate::{
    id::{BesluitId, GebruikerId, KlantId, OnderzoekId, UitkeringId},
    regel::{RegelOnbekend, Welke, termijn},
    termijn::einde,
};

/// The last day to object to a decision whose letter is of that day (Awb 6:7; ATW moves it on from a weekend or holiday).
pub fn bezwaar_tot_en_met(brief: Date) -> Result<Date, RegelOnbekend> {
    Ok(einde(brief, termijn(Welke::Bezwaartermijn, brief)?))
}

/// The last day to pay back what a decision asks back, when its letter is of that day (Awb 4:87; the client's time, so ATW).
pub fn betalen_tot_en_met(brief: Date) -> Result<Date, RegelOnbekend> {
    Ok(einde(brief, termijn(Welke::Betaaltermijn, brief)?))
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluit {
    /// Which decision.
    pub id: BesluitId,
    /// About whom.
    pub klant: KlantId,
    /// About which benefit.
    pub uitkering: UitkeringId,
    /// The investigation it comes from, if there was one.
    pub onderzoek: Option<OnderzoekId>,
    /// What it says.
    pub inhoud: Inhoud,
    /// Why, in the words of the letter. Free text can hold anything, so it is encrypted at rest.
    pub motivering: String,
    /// Who prepared it as it now is.
    pub voorbereiding: Voorbereiding,
    /// Where it stands.
    pub stand: BesluitStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// What must be done about a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeDoen {
    /// Somebody must decide.
    Vaststellen {
        /// Since when it lies there.
        sinds: Date,
    },
    /// The benefit administration must be asked.
    Opdragen {
        /// Since when.
        sinds: Date,
    },
    /// No file has confirmed it yet.
    WachtOpBevestiging {
        /// Since when.
        sinds: Date,
    },
    /// A file shows something else: somebody must look.
    WijktAf {
        /// The day of the file.
        op: Date,
    },
    /// A reduction must be looked at again (PW 18(3)).
    Heroverwegen {
        /// By which day.
        uiterlijk: Date,
        /// Whether that day has passed.
        te_laat: bool,
    },
}

type Stap = Result<Besluit, BesluitGeweigerd>;

impl Besluit {
    /// Checks a decision that is prepared: content against the law of its days, the right, and the municipality's table.
    pub fn bereid_voor(self, kader: Kader<'_>) -> Stap {
        if self.motivering.trim().is_empty() {
            return Err(BesluitGeweigerd::MotiveringLeeg);
        }
        self.inhoud.toets(kader, self.voorbereiding.op)?;
        Ok(Self { stand: BesluitStand::Voorbereid, ..self })
    }

    /// Holds it against the right as it is on this day, before it is decided: between preparing and deciding the right may have ended.
    pub fn toets(&self, kader: Kader<'_>, op: Date) -> Result<(), BesluitGeweigerd> {
        self.inhoud.toets(kader, op)
    }

    /// Refuses what stands there already: the same decision about the same days and amount, by a second window or a second person.
    pub fn is_eigen<'a>(&self, anderen: impl IntoIterator<Item = &'a Self>) -> Result<(), BesluitGeweigerd> {
        let wat = |is: &Self| {
            (is.uitkering, is.inhoud.soort(), is.inhoud.grondslag(), is.inhoud.periode(), is.inhoud.bedrag())
        };
        let staat = |ander: &&Self| {
            !matches!(ander.stand, BesluitStand::Vervallen(_) | BesluitStand::Herroepen { .. }) && ander.id != self.id
        };
        match anderen.into_iter().filter(staat).find(|ander| wat(ander) == wat(self)) {
            Some(ander) => Err(BesluitGeweigerd::StaatEr(ander.voorbereiding.op)),
            None => Ok(()),
        }
    }

    /// Prepares it again, with other content or reasons, while nobody has decided.
    pub fn bereid_opnieuw_voor(
        self,
        inhoud: Inhoud,
        motivering: String,
        voorbereiding: Voorbereiding,
        kader: Kader<'_>,
    ) -> Stap {
        if !self.stand.is_concept() {
            return Err(self.past_niet());
        }
        Self { inhoud, motivering, voorbereiding, ..self }.bereid_voor(kader)
    }

    /// Lays it before whoever decides.
    pub fn leg_voor(self, op: Date) -> Stap {
        match self.stand {
            BesluitStand::Voorbereid => {
                na(self.voorbereiding.op, op)?;
                Ok(Self { stand: BesluitStand::Voorgelegd { op }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// Decides. `op` is the day of the decision and of its letter: from the day after runs the time to object.
    pub fn stel_vast(self, door: GebruikerId, op: Date) -> Stap {
        let BesluitStand::Voorgelegd { op: voorgelegd } = self.stand else { return Err(self.past_niet()) };
        if self.inhoud.soort().vier_ogen() && door == self.voorbereiding.door {
            return Err(BesluitGeweigerd::VierOgen);
        }
        na(voorgelegd, op)?;
        let bezwaar_tot_en_met = bezwaar_tot_en_met(op)?;
        Ok(Self { stand: BesluitStand::Vastgesteld(Vaststelling { door, op, bezwaar_tot_en_met }), ..self })
    }

    /// Does not decide, and says why. Who prepared it may take it back this way too: that takes nothing from anybody.
    pub fn wijs_terug(self, reden: Reden) -> Stap {
        let BesluitStand::Voorgelegd { op } = self.stand else { return Err(self.past_niet()) };
        reden.toets(op)?;
        Ok(Self { stand: BesluitStand::Teruggewezen(reden), ..self })
    }

    /// It is not needed after all.
    pub fn laat_vervallen(self, reden: Reden) -> Stap {
        if !self.stand.is_concept() {
            return Err(self.past_niet());
        }
        reden.toets(self.voorbereiding.op)?;
        Ok(Self { stand: BesluitStand::Vervallen(reden), ..self })
    }

    /// Asks the benefit administration to carry it out, or asks again when it did something else.
    pub fn draag_op(self, op: Date) -> Stap {
        let (vaststelling, vorige) = match &self.stand {
            BesluitStand::Vastgesteld(vaststelling) => (*vaststelling, vaststelling.op),
            BesluitStand::WijktAf { vaststelling, waarneming, .. } => (*vaststelling, waarneming.op),
            _ => return Err(self.past_niet()),
        };
        na(vorige, op)?;
        Ok(Self { stand: BesluitStand::Opgedragen { vaststelling, op }, ..self })
    }

    /// Holds what a file of the benefit administration shows against what was asked: carried out, or something else.
    pub fn verwerk(self, waarneming: Waarneming) -> Stap {
        let (vaststelling, opgedragen) = match self.stand {
            BesluitStand::Opgedragen { vaststelling, op } => (vaststelling, op),
            BesluitStand::WijktAf { vaststelling, opgedragen, .. } => (vaststelling, opgedragen),
            _ => return Err(self.past_niet()),
        };
        if waarneming.gezien.is_niets() {
            return Err(BesluitGeweigerd::NietsGezien);
        }
        na(opgedragen, waarneming.op)?;
        let stand = if self.opdracht_van_inhoud().verschillen(&waarneming.gezien).is_empty() {
            BesluitStand::Uitgevoerd { vaststelling, opgedragen, waarneming }
        } else {
            BesluitStand::WijktAf { vaststelling, opgedragen, waarneming }
        };
        Ok(Self { stand, ..self })
    }

    /// Looks at a reduction again (PW 18(3)). Late is late, but not forbidden.
    pub fn heroverweeg(self, heroverweging: Heroverweging) -> Stap {
        let Some(vaststelling) = self.stand.vaststelling().filter(|_| self.stand.geldt()) else {
            return Err(self.past_niet());
        };
        let Inhoud::Verlaging(verlaging) = self.inhoud else { return Err(BesluitGeweigerd::GeenVerlaging) };
        if heroverweging.motivering.trim().is_empty() {
            return Err(BesluitGeweigerd::MotiveringLeeg);
        }
        na(vaststelling.op, heroverweging.op)?;
        let verlaging = Verlaging { heroverweging: Some(heroverweging), ..verlaging };
        Ok(Self { inhoud: Inhoud::Verlaging(verlaging), ..self })
    }

    /// A new decision takes it back.
    pub fn herroep(self, herroeping: Herroeping, vandaag: Date) -> Stap {
        let (vaststelling, opgedragen) = match &self.stand {
            BesluitStand::Vastgesteld(vaststelling) => (*vaststelling, None),
            BesluitStand::Opgedragen { vaststelling, op } => (*vaststelling, Some(*op)),
            BesluitStand::Uitgevoerd { vaststelling, opgedragen, .. }
            | BesluitStand::WijktAf { vaststelling, opgedragen, .. } => (*vaststelling, Some(*opgedragen)),
            _ => return Err(self.past_niet()),
        };
        herroeping.toets(vaststelling.op, vandaag)?;
        Ok(Self { stand: BesluitStand::Herroepen { vaststelling, opgedragen, herroeping }, ..self })
    }

    /// The order to the benefit administration; nothing before it was decided, and nothing when it was taken back before
    /// anybody was asked.
    #[must_use]
    pub fn opdracht(&self) -> Option<Opdracht> {
        self.stand.vaststelling()?;
        let opdracht = self.opdracht_van_inhoud();
        match self.stand {
            BesluitStand::Herroepen { opgedragen: None, .. } => None,
            BesluitStand::Herroepen { .. } => Some(Opdracht { soort: SoortOpdracht::OngedaanMaken, ..opdracht }),
            _ => Some(opdracht),
        }
    }

    /// In what the benefit administration did something else; nothing when it did not.
    #[must_use]
    pub fn verschillen(&self) -> Vec<Verschil> {
        match &self.stand {
            BesluitStand::WijktAf { waarneming, .. } => self.opdracht_van_inhoud().verschillen(&waarneming.gezien),
            _ => Vec::new(),
        }
    }

    /// By which day a reduction that was decided is looked at again (PW 18(3)); nothing for other decisions.
    pub fn heroverwegen_uiterlijk(&self) -> Result<Option<Date>, RegelOnbekend> {
        match (&self.inhoud, self.stand.vaststelling()) {
            (Inhoud::Verlaging(_), Some(vaststelling)) => Verlaging::heroverwegen_uiterlijk(vaststelling.op).map(Some),
            _ => Ok(None),
        }
    }

    /// What must be done today.
    #[must_use]
    pub fn te_doen(&self, vandaag: Date) -> Vec<TeDoen> {
        let volgende = match &self.stand {
            BesluitStand::Voorgelegd { op } => Some(TeDoen::Vaststellen { sinds: *op }),
            BesluitStand::Vastgesteld(vaststelling) => Some(TeDoen::Opdragen { sinds: vaststelling.op }),
            BesluitStand::Opgedragen { op, .. } => Some(TeDoen::WachtOpBevestiging { sinds: *op }),
            BesluitStand::WijktAf { waarneming, .. } => Some(TeDoen::WijktAf { op: waarneming.op }),
            _ => None,
        };
        let open = matches!(&self.inhoud, Inhoud::Verlaging(verlaging) if verlaging.heroverweging.is_none());
        let uiterlijk = self.heroverwegen_uiterlijk().ok().flatten().filter(|_| open && self.stand.geldt());
        let heroverwegen = uiterlijk.map(|uiterlijk| TeDoen::Heroverwegen { uiterlijk, te_laat: vandaag > uiterlijk });
        volgende.into_iter().chain(heroverwegen).collect()
    }

    fn opdracht_van_inhoud(&self) -> Opdracht {
        let periode = self.inhoud.periode();
        let procent = match &self.inhoud {
            Inhoud::Verlaging(verlaging) => Some(verlaging.procent),
            _ => None,
        };
        Opdracht {
            soort: self.inhoud.opdracht(),
            klant: self.klant,
            uitkering: self.uitkering,
            van: periode.van,
            tot_en_met: periode.tot_en_met,
            bedrag: self.inhoud.bedrag(),
            procent,
            artikel: self.inhoud.grondslag().kort().to_owned(),
        }
    }

    const fn past_niet(&self) -> BesluitGeweigerd {
        BesluitGeweigerd::PastNiet(self.stand.omschrijving())
    }
}

impl Reden {
    fn toets(&self, vorige: Date) -> Result<(), BesluitGeweigerd> {
        if self.waarom.trim().is_empty() {
            return Err(BesluitGeweigerd::RedenLeeg);
        }
        na(vorige, self.op)
    }
}

/// A step is not older than the one before.
fn na(vorige: Date, op: Date) -> Result<(), BesluitGeweigerd> {
    if op < vorige { Err(BesluitGeweigerd::VoorVorigeStap(vorige)) } else { Ok(()) }
}

/// The decisions of 54(3) about days that were paid, for which recovery must follow (58(1)) and does not yet: for the same
/// benefit no recovery after a breach is at work or in force that is about one of those days.
#[must_use]
pub fn zonder_terugvordering(besluiten: &[Besluit]) -> Vec<BesluitId> {
    let raakt = |een: &Besluit, ander: &Besluit| {
        let (een, ander) = (een.inhoud.periode(), ander.inhoud.periode());
        een.bevat(ander.van) || ander.bevat(een.van)
    };
    let telt = |stand: &BesluitStand| !matches!(stand, BesluitStand::Herroepen { .. } | BesluitStand::Vervallen(_));
    let gevolgd = |besluit: &Besluit| {
        besluiten.iter().any(|ander| {
            ander.uitkering == besluit.uitkering
                && ander.inhoud.grondslag() == Grondslag::Pw58Lid1
                && telt(&ander.stand)
                && raakt(besluit, ander)
        })
    };
    let vraagt = |besluit: &&Besluit| {
        besluit.inhoud.grondslag() == Grondslag::Pw54Lid3
            && besluit.stand.geldt()
            && besluit.stand.vaststelling().is_some_and(|vast| besluit.inhoud.periode().van < vast.op)
            && !gevolgd(besluit)
    };
    besluiten.iter().filter(vraagt).map(|besluit| besluit.id).collect()
}
