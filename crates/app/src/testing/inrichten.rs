//! What a municipality of a story begins with: accounts, code lists and clients.

use domain::{
    codelijst::{Codelijst, CodelijstItem},
    datum::Periode,
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    geld::Eurocent,
    gemeente::Gemeente,
    id::{GebruikerId, KlantId, TeamId},
    klant::{Contact, Klant, Leefvorm},
    naam::Persoonsnaam,
    toewijzing::Toewijzing,
    uitkering::{Regeling, Uitkering, UitkeringStand},
};
use jiff::civil::date;
use storage::{Database, bulk};

use super::{WACHTWOORD, regel};
use crate::{inloggen, omgeving::Omgeving};

/// Who is there.
pub(super) struct Ingericht {
    pub(super) klantmanager: GebruikerId,
    pub(super) klanten: Vec<KlantId>,
}

/// Accounts, code lists and clients of one municipality.
pub(super) async fn inrichten(database: &Database, omgeving: &Omgeving, gemeente: Gemeente, naam: &str) -> Ingericht {
    let haarlem = gemeente == Gemeente::HAARLEM;
    let hash = inloggen::hash(&WACHTWOORD.parse().unwrap(), omgeving).unwrap();
    let mut writer = database.write(gemeente).await.unwrap();
    storage::gemeente::insert(&mut writer, naam).await.unwrap();
    let people: &[(&str, &str, Rol)] = if haarlem {
        &[
            ("n.elamrani", "Nadia el Amrani", Rol::Klantmanager),
            ("p.smit", "Piet Smit", Rol::Klantmanager),
            ("p.devries", "Petra de Vries", Rol::Teamleider),
            ("s.bakker", "Sanne Bakker", Rol::Beleidsadviseur),
            ("beheer", "Applicatiebeheer", Rol::Beheerder),
            ("k.yildiz", "Karima Yıldız", Rol::Deskundige),
            ("o.mulder", "Onno Mulder", Rol::Deskundige),
            ("r.hendriks", "Ruben Hendriks", Rol::Rechtmatigheid),
            ("m.aksoy", "Meltem Aksoy", Rol::Rechtmatigheid),
        ]
    } else {
        &[("t.paap", "Trudy Paap", Rol::Klantmanager)]
    };
    let mut ids = Vec::new();
    let team: TeamId = omgeving.nieuw_id();
    storage::gebruiker::insert_team(&mut writer, team, "Team Oost").await.unwrap();
    for (login, naam, rol) in people {
        let gebruiker = Gebruiker {
            id: omgeving.nieuw_id(),
            gemeente,
            gebruikersnaam: login.parse().unwrap(),
            naam: (*naam).to_owned(),
            rol: *rol,
            team: matches!(rol, Rol::Klantmanager | Rol::Teamleider).then_some(team),
            actief: true,
        };
        storage::gebruiker::insert(&mut writer, &gebruiker, &hash).await.unwrap();
        ids.push(gebruiker.id);
    }
    for code in codes() {
        storage::codelijst::insert(&mut writer, &code).await.unwrap();
    }
    let clients: &[(&str, &str, &str, &str, &str)] = if haarlem {
        &[
            ("Johan", "van der", "Meer", "104-2217", "999993653"),
            ("Samira", "", "Bouzid", "104-2218", "999992971"),
            ("Tesfay", "", "Haile", "104-2219", "999990408"),
        ]
    } else {
        &[("Tine", "", "Zwemmer", "473-0001", "999991802")]
    };
    let dossiers: Vec<Dossier> = clients.iter().map(|client| dossier(omgeving, ids[0], client)).collect();
    let regel = regel("klant.ingevoerd");
    bulk::insert_dossiers(&mut writer, &dossiers, omgeving.nu(), &regel).await.unwrap();
    writer.commit(super::regel("gemeente.ingericht"), &[]).await.unwrap();
    Ingericht { klantmanager: ids[0], klanten: dossiers.iter().map(|dossier| dossier.klant.id).collect() }
}

/// Numbers of the test range that pass the elfproef, from its beginning.
pub(super) fn bsns() -> impl Iterator<Item = String> {
    (999_900_000_u32..=999_999_999)
        .map(|nummer| nummer.to_string())
        .filter(|bsn| bsn.parse::<domain::bsn::Bsn>().is_ok())
}

fn codes() -> Vec<CodelijstItem> {
    let item = |lijst, code: &str, omschrijving: &str| CodelijstItem {
        lijst,
        code: code.parse().unwrap(),
        omschrijving: omschrijving.to_owned(),
        groep: None,
        bijzonder: None,
        cbs_code: None,
        geldig: Periode::vanaf(date(2004, 1, 1)),
        volgorde: 1,
    };
    let discipline = |code: &str, naam: &str, bescherming: &str| CodelijstItem {
        groep: bescherming.parse().ok(),
        ..item(Codelijst::Discipline, code, naam)
    };
    vec![
        item(Codelijst::RedenBeeindiging, "werk", "Werk"),
        item(Codelijst::RedenBeeindiging, "onbekend", "Onbekend"),
        item(Codelijst::SoortGesprek, "klantbeeldgesprek", "Klantbeeldgesprek"),
        item(Codelijst::SoortGesprek, "participatiegesprek", "Participatiegesprek"),
        item(Codelijst::SoortGesprek, "driegesprek", "Driegesprek met een partner"),
        discipline("werk", "Werk en participatie", "gewoon"),
        discipline("partner", "Partner in de stad", "gewoon"),
        discipline("schuldhulp", "Schuldhulpverlening", "schulden"),
        discipline("gezondheid", "Gezondheid", "gezondheid"),
        item(Codelijst::Segment, "direct_bemiddelbaar", "Direct bemiddelbaar"),
        item(Codelijst::Segment, "overbrugbare_afstand", "Overbrugbare afstand"),
        item(Codelijst::Segment, "onoverbrugbare_afstand", "(Tijdelijk) onoverbrugbare afstand"),
        item(Codelijst::RedenOntheffing, "medisch", "Medisch"),
        item(Codelijst::RedenOntheffing, "zorgtaken", "Zorgtaken"),
        item(Codelijst::SoortSignaal, "volgende_stap", "Klaar voor een volgende stap"),
    ]
}

pub(super) fn dossier(
    omgeving: &Omgeving,
    klantmanager: GebruikerId,
    client: &(&str, &str, &str, &str, &str),
) -> Dossier {
    let (voornamen, voorvoegsel, geslachtsnaam, nummer, bsn) = *client;
    let id: KlantId = omgeving.nieuw_id();
    Dossier {
        klant: Klant {
            id,
            klantnummer: nummer.parse().unwrap(),
            bsn: bsn.parse().unwrap(),
            naam: Persoonsnaam {
                voornamen: voornamen.to_owned(),
                voorvoegsel: voorvoegsel.to_owned(),
                geslachtsnaam: geslachtsnaam.to_owned(),
            },
            geboortedatum: date(1972, 3, 14),
            leefvorm: Leefvorm::Alleenstaande,
            contact: Contact {
                postcode: "2036 AB".parse().ok(),
                wijk: "Schalkwijk".to_owned(),
                telefoon: "06-12 34 56 78".to_owned(),
                ..Contact::default()
            },
            versie: 1,
        },
        uitkeringen: vec![Uitkering {
            id: omgeving.nieuw_id(),
            klant: id,
            regeling: Regeling::Pw,
            datum_ingang: date(2020, 9, 1),
            maandbedrag: Eurocent(141_946),
            vorige: None,
            stand: UitkeringStand::Lopend,
            versie: 1,
        }],
        toewijzingen: vec![Toewijzing {
            id: omgeving.nieuw_id(),
            klant: id,
            klantmanager,
            periode: Periode::vanaf(date(2020, 9, 1)),
            reden: "nieuwe klant".to_owned(),
        }],
        segmenteringen: Vec::new(),
        gesprekken: Vec::new(),
        ontheffingen: Vec::new(),
        keuringen: Vec::new(),
        verwijzingen: Vec::new(),
        plannen: Vec::new(),
    }
}
