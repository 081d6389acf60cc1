//! Who works there: klantmanagers in teams, their team leaders, a policy adviser and an administrator, and the
//! colleagues of former years whose names stand in old files.

use std::collections::HashSet;

use domain::{
    gebruiker::{Gebruiker, Gebruikersnaam, Rol},
    gemeente::Gemeente,
    id::{GebruikerId, TeamId},
    naam::Persoonsnaam,
    verdeling::Specialisme,
};

use super::{
    bevolking::Omvang,
    gegevens::namen::{self, HERKOMSTEN},
    historie,
    toeval::{Dobbel, Kenmerken, Soort, meng, nog_vrij},
};

const JONGEREN: &str = "Team Jongeren";
const TEAMS: [&str; 5] = ["Team Schalkwijk", "Team Oost", "Team Noord", "Team Centrum en Zuidwest", JONGEREN];
const TEAMLEIDERS: [(&str, &str); 5] = [
    ("Petra de Vries", "p.devries"),
    ("Ruud Warmerdam", "r.warmerdam"),
    ("Sevda Aydın", "s.aydin"),
    ("Marijke Blom", "m.blom"),
    ("Humphrey Kensmil", "h.kensmil"),
];
/// Numbers of those who have no caseload start here.
const STAF: u64 = 1_000_000;

/// Teams and users of a municipality.
pub(super) struct Personeel {
    pub(super) teams: Vec<(TeamId, String)>,
    pub(super) gebruikers: Vec<Gebruiker>,
    kenmerken: Kenmerken,
    gemeente: Gemeente,
}

impl Personeel {
    fn team(&mut self, naam: String) -> TeamId {
        let id = self.kenmerken.maak(Soort::Team, self.teams.len() as u64, 0);
        self.teams.push((id, naam));
        id
    }

    /// In every team a few know more of somebody; in the team for young people everybody knows young people.
    pub(super) fn specialismen(&self) -> Vec<(GebruikerId, Specialisme)> {
        let mut kent = Vec::new();
        for (team, naam) in &self.teams {
            let leden =
                self.gebruikers.iter().filter(|g| g.team == Some(*team) && g.actief && g.rol == Rol::Klantmanager);
            for (plaats, lid) in leden.enumerate() {
                if naam == JONGEREN {
                    kent.push((lid.id, Specialisme::Jongeren));
                }
                match plaats % 6 {
                    1 => kent.push((lid.id, Specialisme::Statushouder)),
                    3 => kent.push((lid.id, Specialisme::Zelfstandige)),
                    5 if naam != JONGEREN => kent.push((lid.id, Specialisme::Jongeren)),
                    _ => {}
                }
            }
        }
        kent
    }

    fn voeg_toe(&mut self, nummer: u64, (naam, login): (&str, &str), rol: Rol, team: Option<TeamId>, actief: bool) {
        self.gebruikers.push(Gebruiker {
            id: self.kenmerken.maak(Soort::Gebruiker, nummer, 0),
            gemeente: self.gemeente,
            gebruikersnaam: gebruikersnaam(login),
            naam: naam.to_owned(),
            rol,
            team,
            actief,
        });
    }
}

/// The people of Haarlem. Klantmanagers carry the numbers 0, 1, 2, …; those who left come after them.
pub(super) fn haarlem(zaad: u64, omvang: &Omvang, kenmerken: Kenmerken) -> Personeel {
    let leeg = Personeel { teams: Vec::new(), gebruikers: Vec::new(), kenmerken, gemeente: Gemeente::HAARLEM };
    let mut personeel = leeg;
    let mut bezet: HashSet<String> = [
        "n.elamrani",
        "s.bakker",
        "beheer",
        "t.paap",
        "m.molenaar",
        "k.yildiz",
        "r.hendriks",
        "m.aksoy",
        "b.winter",
        "v.hulst",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    bezet.extend(TEAMLEIDERS.map(|(_, login)| login.to_owned()));
    let mut dobbel = Dobbel::nieuw(meng(zaad, 507), 0);
    let aantal_teams = (omvang.klantmanagers.div_ceil(9) as usize).max(TEAMS.len());
    let mut nieuwe_collega = |dobbel: &mut Dobbel| {
        let (naam, wens) = collega(dobbel);
        (naam, nog_vrij(&wens, &mut bezet))
    };
    for volg in 0..aantal_teams {
        let team =
            personeel.team(TEAMS.get(volg).map_or_else(|| format!("Team {}", volg + 1), |naam| (*naam).to_owned()));
        let (naam, login) = TEAMLEIDERS
            .get(volg)
            .map_or_else(|| nieuwe_collega(&mut dobbel), |(naam, login)| ((*naam).to_owned(), (*login).to_owned()));
        personeel.voeg_toe(STAF + volg as u64, (&naam, &login), Rol::Teamleider, Some(team), true);
    }
    personeel.voeg_toe(0, ("Nadia el Amrani", "n.elamrani"), Rol::Klantmanager, Some(personeel.teams[0].0), true);
    for nummer in 1..omvang.klantmanagers + historie::OUD_COLLEGAS {
        let actief = nummer < omvang.klantmanagers;
        let (naam, login) = nieuwe_collega(&mut dobbel);
        let team = actief.then(|| personeel.teams[nummer as usize % aantal_teams].0);
        personeel.voeg_toe(nummer.into(), (&naam, &login), Rol::Klantmanager, team, actief);
    }
    let staf = STAF + aantal_teams as u64;
    personeel.voeg_toe(staf, ("Sanne Bakker", "s.bakker"), Rol::Beleidsadviseur, None, true);
    personeel.voeg_toe(staf + 1, ("Applicatiebeheer", "beheer"), Rol::Beheerder, None, true);
    personeel.voeg_toe(staf + 2, ("Karima Yıldız", "k.yildiz"), Rol::Deskundige, None, true);
    personeel.voeg_toe(staf + 3, ("Ruben Hendriks", "r.hendriks"), Rol::Rechtmatigheid, None, true);
    // A withdrawal takes two.
    personeel.voeg_toe(staf + 4, ("Meltem Aksoy", "m.aksoy"), Rol::Rechtmatigheid, None, true);
    // And so does destroying a list.
    personeel.voeg_toe(staf + 5, ("Bea Winter", "b.winter"), Rol::Beheerder, None, true);
    personeel.voeg_toe(staf + 6, ("Vera Hulst", "v.hulst"), Rol::Aanbieder, None, true);
    personeel
}

/// The people of Zandvoort.
pub(super) fn zandvoort(kenmerken: Kenmerken) -> Personeel {
    let leeg = Personeel { teams: Vec::new(), gebruikers: Vec::new(), kenmerken, gemeente: Gemeente::ZANDVOORT };
    let mut personeel = leeg;
    let team = personeel.team("Team Zandvoort".to_owned());
    let mensen = [("Trudy Paap", "t.paap"), ("Kees Keur", "k.keur.zandvoort"), ("Samira Bouzid", "s.bouzid.zandvoort")];
    for (nummer, wie) in (0..).zip(mensen) {
        personeel.voeg_toe(nummer, wie, Rol::Klantmanager, Some(team), true);
    }
    personeel.voeg_toe(STAF, ("Marjan Molenaar", "m.molenaar"), Rol::Teamleider, Some(team), true);
    personeel
}

/// # Panics
/// When a name of this folder is no login name, which the tests rule out.
fn gebruikersnaam(tekst: &str) -> Gebruikersnaam {
    tekst.parse().expect("a login name made of plain letters")
}

/// A colleague: `Nadia el Amrani`, and the login name `n.elamrani`.
fn collega(dobbel: &mut Dobbel) -> (String, String) {
    let weging: Vec<(u32, usize)> =
        HERKOMSTEN.iter().take(5).enumerate().map(|(plaats, (gewicht, _))| (*gewicht, plaats)).collect();
    let herkomst = &HERKOMSTEN[dobbel.gewogen(&weging)].1;
    let vrouw = dobbel.kans(65);
    let mut naam = namen::naam(herkomst, vrouw, dobbel);
    naam.voornamen.truncate(naam.voornamen.find(' ').unwrap_or(naam.voornamen.len()));
    (naam.voluit(), inlognaam(&naam))
}

/// First letter, dot, prefix and family name, in plain letters.
pub(super) fn inlognaam(naam: &Persoonsnaam) -> String {
    let kaal = |text: &str| text.chars().filter_map(kale_letter).collect::<String>();
    let voorletter: String = kaal(&naam.voornamen).chars().take(1).collect();
    format!("{voorletter}.{}{}", kaal(&naam.voorvoegsel), kaal(&naam.geslachtsnaam))
}

fn kale_letter(letter: char) -> Option<char> {
    Some(match letter {
        'ç' | 'Ç' => 'c',
        'ğ' => 'g',
        'ı' | 'İ' | 'ï' => 'i',
        'ö' | 'Ö' | 'ó' => 'o',
        'ş' | 'Ş' => 's',
        'ü' | 'Ü' => 'u',
        'ł' => 'l',
        'ź' => 'z',
        other if other.is_ascii_alphabetic() => other.to_ascii_lowercase(),
        _ => return None,
    })
}
