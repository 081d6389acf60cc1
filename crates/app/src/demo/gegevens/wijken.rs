//! Where people live: the districts of Haarlem and Zandvoort with their four-digit postcode areas.
//!
//! The areas are real. Streets are names that occur in most Dutch towns; they, the house numbers and the two letters of
//! a postcode are chance, so that no address is somebody's.

use domain::klant::Contact;

use crate::demo::toeval::Dobbel;

#[derive(Clone, Copy)]
struct Wijk {
    naam: &'static str,
    woonplaats: &'static str,
    postcodes: &'static [u16],
}

/// Weights are a plausible spread of assistance over the town, not a statistic.
const HAARLEM: &[(u32, Wijk)] = &[
    (38, Wijk { naam: "Schalkwijk", woonplaats: "Haarlem", postcodes: &[2034, 2035, 2036, 2037] }),
    (25, Wijk { naam: "Haarlem-Oost", woonplaats: "Haarlem", postcodes: &[2031, 2032] }),
    (20, Wijk { naam: "Haarlem-Noord", woonplaats: "Haarlem", postcodes: &[2022, 2023, 2024, 2025, 2026] }),
    (8, Wijk { naam: "Centrum", woonplaats: "Haarlem", postcodes: &[2011] }),
    (8, Wijk { naam: "Haarlem-Zuidwest", woonplaats: "Haarlem", postcodes: &[2012, 2013, 2014, 2015] }),
    (1, Wijk { naam: "Spaarndam", woonplaats: "Spaarndam", postcodes: &[2063] }),
];

const ZANDVOORT: &[(u32, Wijk)] = &[
    (60, Wijk { naam: "Zandvoort-Noord", woonplaats: "Zandvoort", postcodes: &[2041] }),
    (40, Wijk { naam: "Zandvoort-Centrum", woonplaats: "Zandvoort", postcodes: &[2042] }),
];

const STRATEN: &[&str] = &[
    "Merelstraat",
    "Lijsterlaan",
    "Vinkenhof",
    "Populierenlaan",
    "Eikenstraat",
    "Berkenhof",
    "Lindelaan",
    "Kastanjeplein",
    "Tulpstraat",
    "Narcissenlaan",
    "Irisplein",
    "Korenbloemstraat",
    "Molenpad",
    "Dijkstraat",
    "Sluisweg",
    "Havenkade",
    "Veldzicht",
    "Weidestraat",
    "Hooilaan",
    "Boomgaard",
    "Zonnehof",
    "Maanstraat",
    "Sterrenlaan",
    "Regenboogplein",
    "Schoolstraat",
    "Marktpad",
    "Wilgenhoek",
    "Duindoornlaan",
    "Helmgrasstraat",
    "Parkzicht",
];
const LETTERS: &[u8] = b"ABCDEGHJKLMNPRSTVWXZ";

/// Somewhere to live in Haarlem or in Zandvoort.
pub(in crate::demo) fn adres(zandvoort: bool, dobbel: &mut Dobbel) -> Contact {
    let wijk = dobbel.gewogen(if zandvoort { ZANDVOORT } else { HAARLEM });
    adres_in(wijk, dobbel)
}

/// Somewhere to live in Schalkwijk.
pub(in crate::demo) fn schalkwijk(dobbel: &mut Dobbel) -> Contact {
    adres_in(HAARLEM[0].1, dobbel)
}

fn adres_in(wijk: Wijk, dobbel: &mut Dobbel) -> Contact {
    let (een, twee) = (char::from(*dobbel.kies(LETTERS)), char::from(*dobbel.kies(LETTERS)));
    let postcode = format!("{}{een}{twee}", dobbel.kies(wijk.postcodes));
    let toevoeging = *dobbel.kies(&["", "", "", "", "", " A", " B", "-2", "-3"]);
    Contact {
        adres: format!("{} {}{toevoeging}", dobbel.kies(STRATEN), dobbel.tussen(1, 240)),
        postcode: postcode.parse().ok(),
        woonplaats: wijk.woonplaats.to_owned(),
        wijk: wijk.naam.to_owned(),
        ..Contact::default()
    }
}
