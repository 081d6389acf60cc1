//! Who takes part in a conversation beside the klantmanager, from which discipline, and who may read what he noted.
//!
//! Several disciplines sit at one table (Pilot 300, 2014). Health, debts and justice are special data (AVG 9 and 10): a note
//! about them is for whoever wrote it and for colleagues who were appointed for that discipline. The klantmanager gets the
//! *conclusie*: what it means for work and taking part. [`mag_lezen`] is the whole of that rule.
//!
//! Deliberately absent: notes of somebody from outside the municipality. He has no account; what he said stands in the report.

use crate::{
    codelijst::{Bijzonder, Code},
    gebruiker::{Recht, Rol},
    id::{DeelnemerId, GebruikerId, GesprekId},
};

/// How a note of a discipline is protected: the group of its entry in [`crate::codelijst::Codelijst::Discipline`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bescherming {
    /// As the report: for whoever works with the client.
    Gewoon,
    /// Data about health (AVG 9).
    Gezondheid,
    /// Debts: not named in AVG 9, yet nobody's business but the counsellor's (Wgs).
    Schulden,
    /// Data about offences and sentences (AVG 10).
    Justitie,
}

impl Bescherming {
    /// From the group of a discipline. A group that nobody knows protects as the strictest: forgetting opens nothing.
    #[must_use]
    pub fn van(groep: Option<&Code>) -> Self {
        match Bijzonder::van_discipline(groep) {
            None => Self::Gewoon,
            Some(Bijzonder::Gezondheid) => Self::Gezondheid,
            Some(Bijzonder::Schulden) => Self::Schulden,
            Some(Bijzonder::Justitie) => Self::Justitie,
        }
    }

    /// Whether a note is for the appointed only.
    #[must_use]
    pub const fn is_beschermd(self) -> bool {
        !matches!(self, Self::Gewoon)
    }
}

/// Who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WieDoetMee {
    /// A colleague, with an account.
    Collega(GebruikerId),
    /// Somebody of a partner. His name is encrypted at rest.
    Partner {
        /// Name.
        naam: String,
        /// For whom he works.
        organisatie: String,
    },
}

/// Somebody who takes part, without his note: that is read apart, by whoever may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deelnemer {
    /// Which participant.
    pub id: DeelnemerId,
    /// In which conversation.
    pub gesprek: GesprekId,
    /// Who.
    pub wie: WieDoetMee,
    /// A code of [`crate::codelijst::Codelijst::Discipline`].
    pub discipline: Code,
    /// What the note means for work and taking part, for the klantmanager. Encrypted at rest.
    pub conclusie: String,
    /// Whether there is a note.
    pub heeft_notitie: bool,
    /// For optimistic locking.
    pub versie: i64,
}

/// What a participant wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notitie {
    /// For himself and whoever was appointed. Encrypted at rest.
    pub tekst: String,
    /// For the klantmanager. Encrypted at rest.
    pub conclusie: String,
}

/// Somebody who wants to read a note.
#[derive(Debug, Clone, Copy)]
pub struct Lezer<'a> {
    /// Who.
    pub id: GebruikerId,
    /// What for.
    pub rol: Rol,
    /// The disciplines for which he is appointed today.
    pub disciplines: &'a [Code],
    /// Whether he takes part in the conversation himself.
    pub doet_mee: bool,
}

/// Whether somebody may read a note.
///
/// - Its author may.
/// - Others must have to do with the conversation at all: they work with the client, or take part themselves.
/// - Of those, whoever is appointed for the discipline may; and a note that is not protected is for whoever works with the
///   client.
#[must_use]
pub fn mag_lezen(lezer: Lezer<'_>, deelnemer: &Deelnemer, bescherming: Bescherming) -> bool {
    if !lezer.rol.mag(Recht::Deelnemen) {
        return false;
    }
    if deelnemer.wie == WieDoetMee::Collega(lezer.id) {
        return true;
    }
    let werkt_met_klant = lezer.rol.mag(Recht::KlantInzien);
    let aangewezen = lezer.disciplines.contains(&deelnemer.discipline);
    (werkt_met_klant || lezer.doet_mee) && (aangewezen || (werkt_met_klant && !bescherming.is_beschermd()))
}

/// Why somebody cannot take part, or a note cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeelnemerGeweigerd {
    /// He would write a note that he may not have.
    #[error(
        "deze collega is niet aangewezen voor deze discipline; vraag de applicatiebeheerder, of kies een andere discipline"
    )]
    NietAangewezen,
    /// His role has no part in conversations.
    #[error("deze collega kan niet meedoen: zijn of haar rol heeft geen toegang tot gesprekken")]
    RolZonderGesprekken,
    /// A partner without a name is nobody.
    #[error("vul in wie er meedoet, of van welke organisatie")]
    ZonderNaam,
    /// What was written would be nobody's.
    #[error("deze deelnemer heeft al een notitie geschreven en kan niet meer worden weggehaald")]
    HeeftNotitie,
    /// The klantmanager must get something to go on with.
    #[error("schrijf ook een conclusie: die leest de klantmanager, de notitie niet")]
    ZonderConclusie,
}

/// Judges whether a colleague can take part from a discipline. `disciplines` are those he is appointed for.
pub fn kan_meedoen(
    rol: Rol,
    disciplines: &[Code],
    discipline: &Code,
    bescherming: Bescherming,
) -> Result<(), DeelnemerGeweigerd> {
    if !rol.mag(Recht::Deelnemen) {
        return Err(DeelnemerGeweigerd::RolZonderGesprekken);
    }
    if bescherming.is_beschermd() && !disciplines.contains(discipline) {
        return Err(DeelnemerGeweigerd::NietAangewezen);
    }
    Ok(())
}

impl Deelnemer {
    /// Judges whether he can be taken off the list.
    pub const fn kan_weg(&self) -> Result<(), DeelnemerGeweigerd> {
        if self.heeft_notitie || !self.conclusie.is_empty() { Err(DeelnemerGeweigerd::HeeftNotitie) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    fn karima() -> GebruikerId {
        Uuid::from_u128(1).into()
    }

    fn deelnemer(discipline: &str) -> Deelnemer {
        Deelnemer {
            id: Uuid::from_u128(7).into(),
            gesprek: Uuid::from_u128(8).into(),
            wie: WieDoetMee::Collega(karima()),
            discipline: code(discipline),
            conclusie: String::new(),
            heeft_notitie: true,
            versie: 1,
        }
    }

    #[test]
    fn who_reads_a_note() {
        type Geval<'a> = (GebruikerId, Rol, &'a [Code], bool, &'a str, Bescherming, bool);
        use Bescherming::{Gewoon, Schulden};
        let (ander, schuldhulp, werk) = (Uuid::from_u128(2).into(), code("schuldhulp"), code("werk"));
        let (s, w) = ([schuldhulp], [werk]);
        // Who, in which role, appointed for what, takes part; the note's discipline and protection; may he.
        let table: &[Geval<'_>] = &[
            (karima(), Rol::Deskundige, &s, true, "schuldhulp", Schulden, true),
            // She wrote it, also when the appointment has ended.
            (karima(), Rol::Deskundige, &[], true, "schuldhulp", Schulden, true),
            // She went to do other work, without conversations.
            (karima(), Rol::Beheerder, &s, true, "schuldhulp", Schulden, false),
            (karima(), Rol::Rechtmatigheid, &s, true, "schuldhulp", Schulden, false),
            // Another counsellor: only beside the same table.
            (ander, Rol::Deskundige, &s, true, "schuldhulp", Schulden, true),
            (ander, Rol::Deskundige, &s, false, "schuldhulp", Schulden, false),
            (ander, Rol::Deskundige, &w, true, "schuldhulp", Schulden, false),
            (ander, Rol::Klantmanager, &[], true, "schuldhulp", Schulden, false),
            (ander, Rol::Klantmanager, &s, false, "schuldhulp", Schulden, true),
            (ander, Rol::Teamleider, &[], false, "schuldhulp", Schulden, false),
            (ander, Rol::Beleidsadviseur, &s, false, "schuldhulp", Schulden, false),
            // Not protected: who works with the client reads it, another participant does not.
            (ander, Rol::Klantmanager, &[], false, "werk", Gewoon, true),
            (ander, Rol::Deskundige, &s, true, "werk", Gewoon, false),
            (ander, Rol::Deskundige, &w, true, "werk", Gewoon, true),
            (ander, Rol::Rechtmatigheid, &w, false, "werk", Gewoon, false),
        ];
        for (id, rol, disciplines, doet_mee, discipline, bescherming, may) in table {
            let lezer = Lezer { id: *id, rol: *rol, disciplines, doet_mee: *doet_mee };
            assert_eq!(
                mag_lezen(lezer, &deelnemer(discipline), *bescherming),
                *may,
                "{lezer:?} reads a note of {discipline}"
            );
        }
    }

    #[test]
    fn a_group_nobody_knows_protects() {
        assert!(!Bescherming::van(Some(&code("gewoon"))).is_beschermd());
        for groep in [None, Some(code("iets_nieuws")), Some(code("gezondheid")), Some(code("justitie"))] {
            assert!(Bescherming::van(groep.as_ref()).is_beschermd(), "{groep:?}");
        }
    }

    #[test]
    fn who_can_take_part() {
        let (schuldhulp, werk) = (code("schuldhulp"), code("werk"));
        let kan = |rol, mijn: &[Code], als: &Code, bescherming| kan_meedoen(rol, mijn, als, bescherming);
        assert_eq!(kan(Rol::Deskundige, std::slice::from_ref(&schuldhulp), &schuldhulp, Bescherming::Schulden), Ok(()));
        assert_eq!(kan(Rol::Klantmanager, &[], &werk, Bescherming::Gewoon), Ok(()));
        let niet = Err(DeelnemerGeweigerd::NietAangewezen);
        assert_eq!(kan(Rol::Klantmanager, std::slice::from_ref(&werk), &schuldhulp, Bescherming::Schulden), niet);
        let rol = Err(DeelnemerGeweigerd::RolZonderGesprekken);
        assert_eq!(kan(Rol::Rechtmatigheid, &[], &werk, Bescherming::Gewoon), rol);
        assert_eq!(deelnemer("werk").kan_weg(), Err(DeelnemerGeweigerd::HeeftNotitie));
        assert_eq!(Deelnemer { heeft_notitie: false, ..deelnemer("werk") }.kan_weg(), Ok(()));
    }
}
