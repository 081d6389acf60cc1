//! A synthetic Haarlem, with Zandvoort beside it, to show, try and measure Klantbeeld with.
//!
//! Nobody in it exists. What it has in common with the real town: its districts, its ways of working through the years,
//! and the figures of two council papers (Pilot 300, 2015; Ik doe mee, 2019), which the ordinary evaluation finds in the
//! registrations as it would in real ones.
//!
//! It is pure: no clock, no files, no dice but those of the seed. The same options give the same town to the last bit.
//! Clients are made one at a time when they are asked for, so a town of any size fits in memory.

mod bevolking;
mod contact;
mod dagen;
mod doelgroepen;
mod gegevens;
mod gesprekken;
mod historie;
mod ik_doe_mee;
mod johan;
mod loopbaan;
mod personeel;
mod pilot_300;
mod plannen;
mod poort;
mod recht;
mod roosters;
mod signalen;
mod tafel;
mod toeval;
mod voorzieningen;

#[cfg(test)]
mod tests;

use domain::{
    belasting::Contactaandeel,
    brief::{Afzender, Brief},
    codelijst::CodelijstItem,
    contactnorm::{Contactnorm, Maatwerk, twee_gesprekken, uren_4_4_4},
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    gemeente::Gemeente,
    id::{GebruikerId, MaatwerkId, TeamId},
    poort::Poortnorm,
    project::{Caseloadnorm, Contacturen, Deelname, Factuur, Project, Rubriek, Uren},
    signaal::Signaal,
    toewijzing::Overname,
    verdeling::Specialisme,
    werkrooster::{Afwezigheid, Werkrooster},
};
use jiff::civil::{Date, date};
use storage::{doelgroep, klantbeeld, sluitingsdag::Sluitingsdag};

use self::{
    bevolking::{Bevolking, Nummers, Omvang},
    contact::{personen::PERSONEN, post::Post},
    dagen::{Dag, van_datum},
    toeval::{Kenmerken, meng},
};
pub use self::{
    poort::Geval,
    recht::{Besloten, Gepauzeerd, Opgeschort, Rechtzaken},
    tafel::Tafel,
};

/// What town to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opties {
    /// Clients in Haarlem with a running benefit today, at least one; people whose benefit ended come on top.
    pub klanten: usize,
    /// The seed of all chance.
    pub zaad: u64,
    /// The day on which the town is looked at; from 2024 on, because earlier years are laid down by the council papers.
    pub vandaag: Date,
}

/// The town, without its clients.
pub struct Demo {
    /// Haarlem first, then Zandvoort.
    pub gemeenten: Vec<DemoGemeente>,
    /// The accounts to show to whoever tries the demonstration.
    pub logins: Vec<DemoLogin>,
}

/// An account to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoLogin {
    /// The name to log in with.
    pub gebruikersnaam: String,
    /// The person.
    pub naam: String,
    /// What for.
    pub rol: Rol,
    /// The name of the municipality.
    pub gemeente: &'static str,
}

/// One municipality.
pub struct DemoGemeente {
    /// Its code.
    pub gemeente: Gemeente,
    /// Its name.
    pub naam: &'static str,
    /// Teams with their names.
    pub teams: Vec<(TeamId, String)>,
    /// Everybody who works there, and who used to.
    pub gebruikers: Vec<Gebruiker>,
    /// Its code lists.
    pub codes: Vec<CodelijstItem>,
    /// Its contact norms.
    pub normen: Vec<Contactnorm>,
    /// When its klantmanagers work.
    pub roosters: Vec<(GebruikerId, Werkrooster)>,
    /// What klantmanagers know more of.
    pub specialismen: Vec<(GebruikerId, Specialisme)>,
    /// When they are away.
    pub afwezigheden: Vec<(GebruikerId, Afwezigheid)>,
    /// When it is closed, this year and next.
    pub sluitingsjaren: Vec<(i16, Vec<Sluitingsdag>)>,
    /// Its projects.
    pub projecten: Vec<DemoProject>,
    bevolking: Bevolking,
    post: Post,
}

/// From whom the letters of a municipality of the demonstration come; address and website are invented.
#[must_use]
pub fn afzender(naam: &str) -> Afzender {
    Afzender {
        gemeente: format!("Gemeente {naam}"),
        afdeling: "Werk en Inkomen".to_owned(),
        adresregels: vec!["Postbus 999".to_owned(), format!("2000 ZZ {naam}")],
        bezoekadres: format!("Voorbeeldplein 1, {naam}"),
        plaats: naam.to_owned(),
        telefoon: "14 023".to_owned(),
        website: format!("www.{}.example", naam.to_lowercase()),
        email: format!("afspraken@{}.example", naam.to_lowercase()),
    }
}

/// A project with all that belongs to it.
pub struct DemoProject {
    /// The project.
    pub project: Project,
    /// Its headings.
    pub rubrieken: Vec<Rubriek>,
    /// Its cohort.
    pub deelnames: Vec<Deelname>,
    /// Hours of hired staff.
    pub uren: Vec<Uren>,
    /// Invoices for them.
    pub facturen: Vec<Factuur>,
    /// Caseload decisions and plans.
    pub caseloadnormen: Vec<Caseloadnorm>,
    /// Contact hours.
    pub contacturen: Vec<Contacturen>,
}

impl DemoGemeente {
    /// How many files there are, of running and of ended benefits.
    #[must_use]
    pub fn aantal_dossiers(&self) -> usize {
        usize::try_from(self.bevolking.omvang.totaal()).unwrap_or(usize::MAX)
    }

    /// File `nummer`, counted from 0; any file can be made without those before it.
    #[must_use]
    pub fn dossier(&self, nummer: usize) -> Dossier {
        loopbaan::dossier(&self.bevolking, nummer as u64)
    }

    /// The signal about client `nummer`, whose file is handed in, when there was one.
    #[must_use]
    pub fn signaal(&self, dossier: &Dossier, nummer: usize) -> Option<Signaal> {
        signalen::signaal(&self.bevolking, dossier, nummer as u64)
    }

    /// The target group of client `nummer`, whose file is handed in, when there is one.
    #[must_use]
    pub fn doelgroep(&self, dossier: &Dossier, nummer: usize) -> Option<doelgroep::Vastgelegd> {
        doelgroepen::doelgroep(&self.bevolking, dossier, nummer as u64)
    }

    /// Which part of the working time is for contact. No paper names one; this one is made up.
    #[must_use]
    pub fn contactaandeel(&self) -> Contactaandeel {
        Contactaandeel {
            vanaf: date(2018, 1, 1),
            procent: 20,
            bron: "Verzonnen voor de demonstratie; geen enkel stuk van Haarlem noemt dit deel.".to_owned(),
        }
    }

    /// Within how many days somebody at the gate is spoken to. No paper names it; this one is made up.
    #[must_use]
    pub fn poortnormen(&self) -> Vec<Poortnorm> {
        let bron = "Verzonnen voor de demonstratie; geen enkel stuk van Haarlem noemt deze termijn.";
        let norm = |vanaf, dagen| Poortnorm { vanaf, dagen, bron: bron.to_owned() };
        vec![norm(date(2019, 1, 1), 14), norm(date(2024, 1, 1), 7)]
    }

    /// Who else sits at the table with client `nummer`, whose file is handed in, and the lawfulness track; nothing for most.
    #[must_use]
    pub fn tafel(&self, dossier: &Dossier, nummer: usize) -> Option<Tafel> {
        tafel::tafel(&self.bevolking, &self.gebruikers, dossier, nummer as u64)
    }

    /// The first colleague in a role.
    #[must_use]
    pub fn collega(&self, rol: Rol) -> Option<GebruikerId> {
        tafel::collega(&self.gebruikers, rol)
    }

    /// The versions of a client's picture.
    #[must_use]
    pub fn klantbeelden(&self, dossier: &Dossier, nummer: usize) -> Vec<klantbeeld::Vastgelegd> {
        contact::klantbeelden::klantbeelden(&self.bevolking, dossier, nummer as u64)
    }

    /// What was agreed with a client instead of the norm.
    #[must_use]
    pub fn maatwerk(&self, dossier: &Dossier, nummer: usize) -> Option<(MaatwerkId, Maatwerk)> {
        contact::maatwerk::maatwerk(&self.bevolking, dossier, nummer as u64)
    }

    /// The letters to a client.
    #[must_use]
    pub fn brieven(&self, dossier: &Dossier, nummer: usize) -> Vec<Brief> {
        self.post.brieven(&self.bevolking, dossier, nummer as u64)
    }

    /// A colleague on leave whose clients another one sees meanwhile, and who decided so.
    #[must_use]
    pub fn waarneming(&self) -> Option<(Overname, GebruikerId)> {
        signalen::waarneming(&self.bevolking, &self.gebruikers)
    }

    /// What was looked into and decided about the right of client `nummer`, whose file is handed in, and what stands beside his
    /// benefit; nothing for most.
    #[must_use]
    pub fn rechtzaken(&self, dossier: &Dossier, nummer: usize) -> Option<Rechtzaken> {
        recht::rechtzaken(&self.bevolking, &self.gebruikers, dossier, nummer as u64)
    }

    /// Who is at the gate, or left it without a benefit.
    #[must_use]
    pub fn aan_de_poort(&self) -> Vec<Geval> {
        poort::gevallen(&self.bevolking, &self.gebruikers)
    }

    /// How client `nummer`, whose file is handed in, got in, when that was recorded.
    #[must_use]
    pub fn door_de_poort(&self, dossier: &Dossier, nummer: usize) -> Option<Geval> {
        poort::toegekend(&self.bevolking, dossier, nummer as u64)
    }

    /// All files, made while they are read.
    #[must_use]
    pub fn dossiers(&self) -> impl ExactSizeIterator<Item = Dossier> + '_ {
        (0..self.aantal_dossiers()).map(|nummer| self.dossier(nummer))
    }
}

/// Clients of Nadia el Amrani to look up: a name, and what is going on.
#[must_use]
pub fn personen() -> Vec<(String, &'static str)> {
    PERSONEN.iter().map(|persoon| (persoon.naam(), persoon.uitleg)).collect()
}

/// Names that are shown to whoever tries the demonstration.
pub const LOGINS: [&str; 10] = [
    "n.elamrani",
    "p.devries",
    "k.yildiz",
    "r.hendriks",
    "m.aksoy",
    "s.bakker",
    "beheer",
    "b.winter",
    "v.hulst",
    "t.paap",
];

/// Makes the town: everything but the files, which [`DemoGemeente::dossiers`] makes one by one.
#[must_use]
pub fn haarlem(opties: &Opties) -> Demo {
    let haarlem = Omvang::haarlem(opties.klanten.max(1) as u64);
    let zandvoort = Omvang::zandvoort();
    let bevolking =
        |naam, omvang: Omvang, eerste| bevolking(opties, naam, omvang, eerste, haarlem.totaal() + zandvoort.totaal());
    let gemeenten = vec![
        gemeente(bevolking(Gemeente::HAARLEM, haarlem, 0)),
        gemeente(bevolking(Gemeente::ZANDVOORT, zandvoort, haarlem.totaal())),
    ];
    let logins = LOGINS.iter().filter_map(|login| {
        gemeenten.iter().find_map(|gemeente: &DemoGemeente| {
            let gebruiker = gemeente.gebruikers.iter().find(|g| g.gebruikersnaam.as_str() == *login)?;
            Some(DemoLogin {
                gebruikersnaam: (*login).to_owned(),
                naam: gebruiker.naam.clone(),
                rol: gebruiker.rol,
                gemeente: gemeente.naam,
            })
        })
    });
    let logins = logins.collect();
    Demo { gemeenten, logins }
}

fn bevolking(opties: &Opties, gemeente: Gemeente, omvang: Omvang, eerste: u64, totaal: u64) -> Bevolking {
    let zandvoort = gemeente == Gemeente::ZANDVOORT;
    let zaad = meng(opties.zaad, if zandvoort { 473 } else { 392 });
    let vandaag: Dag = van_datum(opties.vandaag);
    // As if all files had been taken over in the night before yesterday, one per millisecond.
    let millis = u64::try_from(i64::from(vandaag - 1) * 86_400_000 + 7_200_000).unwrap_or_default();
    Bevolking {
        zaad,
        vandaag,
        datum: opties.vandaag,
        zandvoort,
        omvang,
        kenmerken: Kenmerken { zaad, millis },
        nummers: Nummers::nieuw(opties.zaad, eerste, totaal),
        kern: if zandvoort { Vec::new() } else { historie::kern(zaad, vandaag, omvang) },
    }
}

/// What was promised: in Haarlem the two conversations of the motions, from the year after *Ik doe mee* began; in Zandvoort
/// the hours that were usual.
fn normen(gemeente: Gemeente) -> Vec<Contactnorm> {
    if gemeente == Gemeente::HAARLEM {
        vec![twee_gesprekken(date(2018, 1, 1))]
    } else {
        vec![uren_4_4_4(date(2019, 1, 1))]
    }
}

fn gemeente(bevolking: Bevolking) -> DemoGemeente {
    let (gemeente, naam, personeel, projecten) = if bevolking.zandvoort {
        (Gemeente::ZANDVOORT, "Zandvoort", personeel::zandvoort(bevolking.kenmerken), Vec::new())
    } else {
        let personeel = personeel::haarlem(bevolking.zaad, &bevolking.omvang, bevolking.kenmerken);
        let projecten = vec![pilot_300::project(&bevolking), ik_doe_mee::project(&bevolking)];
        (Gemeente::HAARLEM, "Haarlem", personeel, projecten)
    };
    let vandaag = bevolking.datum;
    let codes = gegevens::codelijsten::alle();
    let post = Post::nieuw(afzender(naam), &personeel.gebruikers, &codes);
    let roosters::Roosters { roosters, afwezigheden } = roosters::maak(&personeel.gebruikers, vandaag);
    let sluitingsjaren = [vandaag.year(), vandaag.year() + 1].map(|jaar| (jaar, roosters::sluitingsdagen(jaar)));
    DemoGemeente {
        gemeente,
        naam,
        roosters,
        afwezigheden,
        sluitingsjaren: sluitingsjaren.into(),
        specialismen: personeel.specialismen(),
        teams: personeel.teams,
        gebruikers: personeel.gebruikers,
        codes,
        normen: normen(gemeente),
        projecten,
        bevolking,
        post,
    }
}
