//! Whether an opzet can be played, and what is in the way.

use domain::datum::MAANDEN;
use jiff::civil::Date;

use super::{Norm, Opzet, Rij, klant::REDENEN};
use crate::capaciteit::Aanname;

/// Why nothing can be played: what is in the way, and what would have to change.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpzetGeweigerd {
    /// It is no opzet at all.
    #[error("dit is geen opzet van een simulatie: {0}")]
    GeenOpzet(String),
    /// Not a number, or one that cannot be.
    #[error("{veld} is {waarde}; {wens}")]
    Getal {
        /// Which.
        veld: String,
        /// What it was.
        waarde: String,
        /// What it must be.
        wens: &'static str,
    },
    /// No source.
    #[error("bij {0} staat geen bron; schrijf waar het getal vandaan komt, of \"aanname\"")]
    GeenBron(String),
    /// No kinds of clients.
    #[error("er zijn geen segmenten; geef er minstens één")]
    GeenSegmenten,
    /// Nobody to talk to.
    #[error("er zijn 0 klanten en er komt niemand bij; vul bij minstens één segment klanten in, of geef een instroom")]
    GeenKlanten,
    /// Nobody to talk.
    #[error("op {0} is er 0 fte; geef klantmanagers die dan werken")]
    GeenFte(Date),
    /// Not in the middle of a month.
    #[error("de simulatie begint op {0}; kies de eerste dag van een maand tussen 1990 en 2100")]
    Begin(Date),
    /// No time, or too much of it.
    #[error("het aantal maanden is {0}; kies 1 tot en met 120: verder vooruit zegt een simulatie niets")]
    Maanden(u32),
    /// They should be one together.
    #[error("{veld} zijn samen {som}; samen moeten ze 1 zijn")]
    Aandelen {
        /// Which.
        veld: String,
        /// What they are.
        som: String,
    },
    /// A list that should be as long as another.
    #[error("bij {veld} staan {gevonden} getallen; het moeten er {verwacht} zijn")]
    Lengte {
        /// Which.
        veld: String,
        /// How many there are.
        gevonden: usize,
        /// How many there should be.
        verwacht: usize,
    },
    /// The classes are in no order.
    #[error("de duurgrenzen zijn {0:?}; ze moeten oplopen, vanaf 1 maand")]
    Duurgrenzen(Vec<u32>),
    /// A name that is used, but nowhere described.
    #[error("{soort} {naam} bestaat niet; voeg het toe, of kies een ander")]
    Onbekend {
        /// Of what it is the name.
        soort: &'static str,
        /// The name.
        naam: String,
    },
    /// A name that is used twice.
    #[error("{soort} {naam} staat er twee keer; geef elk een eigen naam")]
    Dubbel {
        /// Of what it is the name.
        soort: &'static str,
        /// The name.
        naam: String,
    },
    /// More than is played.
    #[error("er zijn {gevonden} {veld}; hooguit {hooguit} kunnen worden gespeeld")]
    TeVeel {
        /// What.
        veld: &'static str,
        /// How many.
        gevonden: usize,
        /// How many are possible.
        hooguit: usize,
    },
    /// Nobody ever works in some month.
    #[error("verlof en ziekte nemen in {maand} meer dan de hele maand; verlaag ze, of verdeel het verlof anders")]
    GeenTijd {
        /// In which month.
        maand: &'static str,
    },
    /// How often it is played.
    #[error("het aantal herhalingen is {0}; kies 1 tot en met 100000")]
    Herhalingen(u32),
    /// Nothing to compare, or what cannot be compared.
    #[error("alleen 1 tot en met 8 scenario's met hetzelfde begin en hetzelfde aantal maanden zijn te vergelijken")]
    NietTeVergelijken,
    /// Somebody said stop.
    #[error("de simulatie is afgebroken; er is niets bewaard")]
    Afgebroken,
}

/// The most people who may come in one replication.
const MEESTE_INSTROOM: f64 = 2e6;
/// So many deviations above the level is further than millions of replications go.
const UITERST: f64 = 5.0;

type Toets = Result<(), OpzetGeweigerd>;

fn tussen(veld: &str, waarde: f64, van: f64, tot: f64, wens: &'static str) -> Toets {
    if (van..=tot).contains(&waarde) {
        return Ok(());
    }
    Err(OpzetGeweigerd::Getal { veld: veld.to_owned(), waarde: waarde.to_string(), wens })
}

fn niet_te_groot(veld: &str, waarde: f64) -> Toets {
    // So that no sum over a hundred thousand replications runs over.
    if waarde > 1e7 { tussen(veld, waarde, 0.0, 1e7, "dat moet hooguit 10000000 zijn") } else { Ok(()) }
}

fn niet_negatief(veld: &str, waarde: f64) -> Toets {
    niet_te_groot(veld, waarde)?;
    tussen(veld, waarde, 0.0, 1e7, "dat moet een getal van 0 of meer zijn")
}

fn positief(veld: &str, waarde: f64) -> Toets {
    niet_te_groot(veld, waarde)?;
    // Smaller than this it would be nought days, or nought hours.
    tussen(veld, waarde, 1e-6, 1e7, "dat moet een getal groter dan 0 zijn")
}

fn deel(veld: &str, waarde: f64) -> Toets {
    tussen(veld, waarde, 0.0, 1.0, "dat moet tussen 0 en 1 liggen")
}

fn onzeker(veld: &str, waarde: f64) -> Toets {
    tussen(&format!("de onzekerheid van {veld}"), waarde, 0.0, 2.0, "dat moet tussen 0 en 2 liggen")
}

fn bron(veld: &str, bron: &str) -> Toets {
    if bron.trim().is_empty() { Err(OpzetGeweigerd::GeenBron(veld.to_owned())) } else { Ok(()) }
}

fn aanname(veld: &str, aanname: &Aanname, hoe: fn(&str, f64) -> Toets) -> Toets {
    hoe(veld, aanname.waarde)?;
    bron(veld, &aanname.bron)
}

fn een(veld: &str, delen: impl Iterator<Item = f64>) -> Toets {
    let som: f64 = delen.sum();
    if (som - 1.0).abs() < 1e-6 {
        return Ok(());
    }
    Err(OpzetGeweigerd::Aandelen { veld: veld.to_owned(), som: ((som * 1e6).round() / 1e6).to_string() })
}

fn lengte(veld: &str, gevonden: usize, verwacht: usize) -> Toets {
    if gevonden == verwacht {
        return Ok(());
    }
    Err(OpzetGeweigerd::Lengte { veld: veld.to_owned(), gevonden, verwacht })
}

/// Twelve factors, not all nought.
fn twaalf(veld: &str, rij: &Rij) -> Toets {
    lengte(veld, rij.waarden.len(), 12)?;
    rij.waarden.iter().try_for_each(|waarde| niet_negatief(veld, *waarde))?;
    positief(&format!("de som van {veld}"), rij.waarden.iter().sum())?;
    bron(veld, &rij.bron)
}

fn hooguit(veld: &'static str, gevonden: usize, hooguit: usize) -> Toets {
    if gevonden <= hooguit { Ok(()) } else { Err(OpzetGeweigerd::TeVeel { veld, gevonden, hooguit }) }
}

fn eigen_namen<'a>(soort: &'static str, namen: impl Iterator<Item = &'a str>) -> Toets {
    let mut gezien = Vec::new();
    for naam in namen {
        if gezien.contains(&naam) {
            return Err(OpzetGeweigerd::Dubbel { soort, naam: naam.to_owned() });
        }
        gezien.push(naam);
    }
    Ok(())
}

impl Opzet {
    /// Whether it can be played; says what is in the way.
    pub fn toets(&self) -> Toets {
        if self.begin.day() != 1 || !(1990..=2100).contains(&self.begin.year()) {
            return Err(OpzetGeweigerd::Begin(self.begin));
        }
        if !(1..=120).contains(&self.maanden) {
            return Err(OpzetGeweigerd::Maanden(self.maanden));
        }
        self.toets_instroom()?;
        self.toets_segmenten()?;
        self.toets_redenen_en_overgangen()?;
        self.toets_gesprek()?;
        self.toets_team()?;
        self.toets_aanbod()?;
        let klanten: f64 = self.segmenten.iter().map(|segment| segment.klanten.waarde).sum();
        tussen("het aantal klanten", klanten, 0.0, 100_000.0, "dat moet hooguit 100000 zijn")?;
        if klanten < 0.5 && self.instroom.niveau.iter().all(|niveau| niveau.per_maand <= 0.0) {
            return Err(OpzetGeweigerd::GeenKlanten);
        }
        Ok(())
    }

    fn toets_instroom(&self) -> Toets {
        twaalf("de factoren van het seizoen", &self.instroom.seizoen)?;
        onzeker("de instroom", self.instroom.onzekerheid)?;
        self.instroom.niveau.iter().try_for_each(|niveau| {
            let veld = format!("de instroom per maand vanaf {}", niveau.vanaf);
            tussen(&veld, niveau.per_maand, 0.0, 5_000.0, "dat moet tussen 0 en 5000 liggen")?;
            bron(&veld, &niveau.bron)
        })?;
        // Everybody who may come is kept, so how unsure one is decides how much memory it takes.
        let seizoen = &self.instroom.seizoen.waarden;
        let maanden =
            seizoen.iter().cycle().skip(usize::from(self.begin.month().unsigned_abs()) - 1).take(self.maanden as usize);
        let keer = 12.0 * maanden.sum::<f64>() / seizoen.iter().sum::<f64>();
        let niveau = self.instroom.niveau.iter().map(|niveau| niveau.per_maand).fold(0.0, f64::max);
        let onzeker = self.instroom.onzekerheid;
        if niveau * keer * (onzeker * (UITERST - onzeker / 2.0)).exp() > MEESTE_INSTROOM {
            return Err(OpzetGeweigerd::Getal {
                veld: "de onzekerheid van de instroom".to_owned(),
                waarde: onzeker.to_string(),
                wens: "verlaag die, de instroom of het aantal maanden: nu kunnen er meer dan 2000000 mensen bijkomen, en die zijn niet te spelen",
            });
        }
        Ok(())
    }

    fn toets_segmenten(&self) -> Toets {
        if self.segmenten.is_empty() {
            return Err(OpzetGeweigerd::GeenSegmenten);
        }
        hooguit("segmenten", self.segmenten.len(), 16)?;
        hooguit("duurgrenzen", self.duurgrenzen.len(), 12)?;
        let oplopend = self.duurgrenzen.is_sorted_by(|eerste, tweede| eerste < tweede);
        if !oplopend || self.duurgrenzen.first() == Some(&0) || self.duurgrenzen.last() > Some(&1_200) {
            return Err(OpzetGeweigerd::Duurgrenzen(self.duurgrenzen.clone()));
        }
        eigen_namen("het segment", self.segmenten.iter().map(|segment| &*segment.naam))?;
        let klassen = self.duurgrenzen.len() + 1;
        for segment in &self.segmenten {
            let naam = &segment.naam;
            aanname(&format!("het aantal klanten van {naam}"), &segment.klanten, niet_negatief)?;
            aanname(&format!("het aandeel in de instroom van {naam}"), &segment.aandeel_instroom, deel)?;
            let veld = format!("de duur bij het begin van {naam}");
            lengte(&veld, segment.duur_bij_begin.waarden.len(), klassen)?;
            segment.duur_bij_begin.waarden.iter().try_for_each(|waarde| deel(&veld, *waarde))?;
            bron(&veld, &segment.duur_bij_begin.bron)?;
            een(&veld, segment.duur_bij_begin.waarden.iter().copied())?;
            if let Some(Norm { interval_weken, minuten, achterstand }) = &segment.norm {
                let veld = format!("het aantal weken tussen twee gesprekken van {naam}");
                aanname(&veld, interval_weken, |veld, waarde| {
                    tussen(veld, waarde, 0.1, 520.0, "dat moet tussen 0,1 en 520 liggen")
                })?;
                aanname(&format!("de duur van een gesprek van {naam}"), minuten, positief)?;
                if let Some(achterstand) = achterstand {
                    aanname(&format!("de achterstand van {naam}"), achterstand, deel)?;
                }
            }
            for einde in &segment.einde {
                let veld = format!("het tempo waarin {naam} eindigt door {}", einde.reden);
                lengte(&veld, einde.per_maand.len(), klassen)?;
                einde.per_maand.iter().try_for_each(|waarde| niet_negatief(&veld, *waarde))?;
                onzeker(&veld, einde.onzekerheid)?;
                bron(&veld, &einde.bron)?;
            }
            eigen_namen("de reden", segment.einde.iter().map(|einde| &*einde.reden))?;
        }
        een("de aandelen van de instroom", self.segmenten.iter().map(|segment| segment.aandeel_instroom.waarde))
    }

    fn bestaat(&self, segment: &str) -> Toets {
        if self.segmenten.iter().any(|ander| ander.naam == segment) {
            return Ok(());
        }
        Err(OpzetGeweigerd::Onbekend { soort: "het segment", naam: segment.to_owned() })
    }

    fn toets_redenen_en_overgangen(&self) -> Toets {
        hooguit("redenen", self.redenen.len(), REDENEN)?;
        eigen_namen("de reden", self.redenen.iter().map(|reden| &*reden.naam))?;
        for reden in &self.redenen {
            if let Some(terugkeer) = &reden.terugkeer {
                let veld = format!("het deel dat terugkeert na {}", reden.naam);
                deel(&veld, terugkeer.deel)?;
                positief(&format!("het aantal maanden tot de terugkeer na {}", reden.naam), terugkeer.maanden)?;
                bron(&veld, &terugkeer.bron)?;
            }
        }
        for einde in self.segmenten.iter().flat_map(|segment| &segment.einde) {
            if !self.redenen.iter().any(|reden| reden.naam == einde.reden) {
                return Err(OpzetGeweigerd::Onbekend { soort: "de reden", naam: einde.reden.clone() });
            }
        }
        hooguit("overgangen", self.overgangen.len(), 256)?;
        self.overgangen.iter().try_for_each(|overgang| {
            self.bestaat(&overgang.van)?;
            self.bestaat(&overgang.naar)?;
            let veld = format!("de overgang van {} naar {}", overgang.van, overgang.naar);
            niet_negatief(&veld, overgang.per_maand)?;
            bron(&veld, &overgang.bron)
        })
    }

    fn toets_gesprek(&self) -> Toets {
        let gesprek = &self.gesprek;
        aanname("de duur van een eerste gesprek", &gesprek.minuten_intake, positief)?;
        aanname("de spreiding van de duur", &gesprek.spreiding, |veld, waarde| {
            tussen(veld, waarde, 0.0, 5.0, "dat moet tussen 0 en 5 liggen")
        })?;
        aanname("de speling in dagen", &gesprek.speling_dagen, niet_negatief)?;
        aanname("de kans op niet verschijnen", &gesprek.kans_niet_verschijnen, deel)?;
        aanname("de tijd die niet verschijnen kost", &gesprek.minuten_niet_verschenen, niet_negatief)?;
        aanname("de hersteltermijn", &gesprek.hersteltermijn_dagen, positief)?;
        aanname("de kans om ook na de hersteltermijn niet te verschijnen", &gesprek.kans_opnieuw, deel)?;
        aanname("de tijd die overdragen kost", &gesprek.minuten_overdracht, niet_negatief)?;
        aanname("het aantal weken bij rechtmatigheid", &gesprek.weken_rechtmatigheid, positief)?;
        aanname("de kans dat rechtmatigheid de uitkering beëindigt", &gesprek.kans_beeindiging, deel)?;
        aanname("het effect van contact", &gesprek.effect, |veld, waarde| {
            tussen(veld, waarde, -1.0, 10.0, "dat moet tussen -1 en 10 liggen")
        })
    }

    fn toets_team(&self) -> Toets {
        let team = &self.team;
        aanname("de caseload per fte", &team.caseload, positief)?;
        aanname("het aantal uren per week", &team.uren_per_week, positief)?;
        aanname("het aantal weken verlof", &team.verlofweken, niet_negatief)?;
        twaalf("de verdeling van het verlof", &team.verlof_per_maand)?;
        aanname("het aantal weken ziekte", &team.ziekteweken, niet_negatief)?;
        aanname("het deel ander werk", &team.ander_werk, deel)?;
        aanname("het aantal uren rechtmatigheid per klant", &team.rechtmatigheid_per_klant, niet_negatief)?;
        aanname("het bedrag per fte", &team.kosten_per_fte, niet_negatief)?;
        let samen: f64 = team.verlof_per_maand.waarden.iter().sum();
        for (maand, factor) in MAANDEN.into_iter().zip(&team.verlof_per_maand.waarden) {
            if (team.verlofweken.waarde * factor * 12.0 / samen + team.ziekteweken.waarde) / 52.0 > 1.0 {
                return Err(OpzetGeweigerd::GeenTijd { maand });
            }
        }
        for groep in &self.klantmanagers {
            let veld = format!("het aantal fte van {}", groep.naam);
            tussen(&veld, groep.fte, f64::MIN_POSITIVE, 2.0, "dat moet groter dan 0 zijn, en hooguit 2 per persoon")?;
            bron(&veld, &groep.bron)?;
        }
        let samen: usize = self.klantmanagers.iter().map(|groep| groep.aantal as usize).sum();
        hooguit("klantmanagers", samen, 2_000)?;
        let er_is = |groep: &super::Klantmanagers| {
            let (vanaf, tot) = (groep.vanaf.unwrap_or(self.begin), groep.tot_en_met.unwrap_or(self.begin));
            groep.aantal > 0 && vanaf <= self.begin && self.begin <= tot
        };
        if self.klantmanagers.iter().any(er_is) { Ok(()) } else { Err(OpzetGeweigerd::GeenFte(self.begin)) }
    }

    fn toets_aanbod(&self) -> Toets {
        hooguit("aanbieders", self.aanbieders.len(), 16)?;
        for aanbieder in &self.aanbieders {
            let naam = &aanbieder.naam;
            aanname(&format!("het aantal plaatsen van {naam}"), &aanbieder.plaatsen, niet_negatief)?;
            if let Some(bezet) = &aanbieder.bezet {
                aanname(&format!("het aantal bezette plaatsen van {naam}"), bezet, niet_negatief)?;
            }
            aanname(&format!("de duur in weken van {naam}"), &aanbieder.duur_weken, positief)?;
            aanname(&format!("de kosten van {naam}"), &aanbieder.euro, niet_negatief)?;
            for verwijzing in &aanbieder.verwijzing {
                self.bestaat(&verwijzing.segment)?;
                let veld = format!("het deel van {} dat naar {naam} gaat", verwijzing.segment);
                deel(&veld, verwijzing.deel)?;
                bron(&veld, &verwijzing.bron)?;
            }
        }
        for segment in &self.segmenten {
            let alle = self.aanbieders.iter().flat_map(|aanbieder| &aanbieder.verwijzing);
            let samen = alle.filter(|verwijzing| verwijzing.segment == segment.naam).map(|verwijzing| verwijzing.deel);
            deel(&format!("het deel van {} dat naar aanbieders gaat, samen", segment.naam), samen.sum())?;
        }
        aanname("het bedrag van een uitkering", &self.uitkering, niet_negatief)?;
        hooguit("begrotingen", self.begroting.len(), 60)?;
        self.begroting.iter().try_for_each(|begroting| {
            let veld = format!("de begroting van {}", begroting.jaar);
            tussen(&veld, begroting.euro, 0.0, 1e12, "dat moet een bedrag van 0 of meer zijn")?;
            bron(&veld, &begroting.bron)
        })
    }
}
