//! What a row is held against: the day, the municipality, its code lists, its klantmanagers and the mapping file.

use std::collections::{HashMap, HashSet};

use domain::{
    codelijst::{Code, Codelijst, CodelijstItem},
    gebruiker::{Gebruiker, Recht},
    gemeente::Gemeente,
    id::GebruikerId,
};
use jiff::civil::Date;

use super::super::{kolommen::gelijk, mapping::Mapping};

/// What the municipality knows, against which a row is held.
#[derive(Debug)]
pub(crate) struct Naslag {
    pub(crate) vandaag: Date,
    pub(crate) gemeente: Gemeente,
    pub(crate) mapping: Mapping,
    pub(super) segmenten: HashMap<String, Code>,
    pub(super) redenen: HashMap<String, Code>,
    pub(super) klantmanagers: HashMap<String, GebruikerId>,
    /// Accounts that are closed or may not work with clients.
    pub(super) ongeschikt: HashSet<String>,
}

impl Naslag {
    pub(crate) fn new(
        vandaag: Date,
        gemeente: Gemeente,
        mapping: Mapping,
        codes: &[CodelijstItem],
        gebruikers: &[Gebruiker],
    ) -> Self {
        let lijst = |lijst: Codelijst| {
            let items = codes.iter().filter(|item| item.lijst == lijst);
            items
                .flat_map(|i| [(gelijk(i.code.as_str()), i.code.clone()), (gelijk(&i.omschrijving), i.code.clone())])
                .collect()
        };
        let geschikt = |g: &&Gebruiker| g.actief && g.rol.mag(Recht::KlantBewerken);
        let naam = |g: &Gebruiker| g.gebruikersnaam.as_str().to_owned();
        Self {
            vandaag,
            gemeente,
            mapping,
            segmenten: lijst(Codelijst::Segment),
            redenen: lijst(Codelijst::RedenBeeindiging),
            klantmanagers: gebruikers.iter().filter(geschikt).map(|g| (naam(g), g.id)).collect(),
            ongeschikt: gebruikers.iter().filter(|g| !geschikt(g)).map(naam).collect(),
        }
    }
}
