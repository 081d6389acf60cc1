//! The columns an import file may have: the list that is documented, shown by `klantbeeld import --kolommen` and used
//! to read. One row is one benefit of one client.

use std::fmt::Write as _;

/// A column the import knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "KOLOMMEN says what each column holds, in the words of the user")]
pub enum Kolom {
    Klantnummer,
    Bsn,
    Voornamen,
    Voorvoegsel,
    Geslachtsnaam,
    Geboortedatum,
    Leefvorm,
    Adres,
    Straat,
    Huisnummer,
    Toevoeging,
    Postcode,
    Woonplaats,
    Wijk,
    Telefoon,
    Email,
    Tolk,
    Klantmanager,
    Segment,
    Regeling,
    UitkeringIngang,
    Maandbedrag,
    UitkeringEinde,
    RedenEinde,
    Terugvordering,
    Verlaging,
    Gemeente,
}

/// What the documentation says of a column.
#[derive(Debug, Clone, Copy)]
pub struct Beschrijving {
    /// Which column.
    pub kolom: Kolom,
    /// The name in messages and in the heading.
    pub naam: &'static str,
    /// Whether a file without it is refused.
    pub verplicht: bool,
    /// How a value is written.
    pub vorm: &'static str,
    /// A value.
    pub voorbeeld: &'static str,
    /// What it means.
    pub betekenis: &'static str,
    /// Other headings that are understood; case, spaces, accents and punctuation never matter.
    pub ook: &'static [&'static str],
}

const fn verplicht(kolom: Kolom, naam: &'static str, vorm: &'static str, voorbeeld: &'static str) -> Beschrijving {
    Beschrijving { kolom, naam, verplicht: true, vorm, voorbeeld, betekenis: "", ook: &[] }
}

const fn vrij(kolom: Kolom, naam: &'static str, vorm: &'static str, voorbeeld: &'static str) -> Beschrijving {
    Beschrijving { verplicht: false, ..verplicht(kolom, naam, vorm, voorbeeld) }
}

impl Beschrijving {
    const fn is(self, betekenis: &'static str, ook: &'static [&'static str]) -> Self {
        Self { betekenis, ook, ..self }
    }
}

/// Every column, in the order of [`Kolom`].
pub const KOLOMMEN: [Beschrijving; 27] = [
    verplicht(Kolom::Klantnummer, "klantnummer", "1 tot 20 letters, cijfers, punten of streepjes", "104-2217").is(
        "Het nummer waaronder de uitkeringsadministratie de klant kent. Meer rijen met hetzelfde nummer zijn meer uitkeringen van dezelfde klant.",
        &["klantnr", "clientnummer", "clientnr", "administratienummer", "nummer klant"],
    ),
    verplicht(Kolom::Bsn, "bsn", "9 cijfers die de elfproef doorstaan", "999993653").is(
        "Burgerservicenummer. Een voorloopnul die het rekenblad heeft weggelaten, wordt aangevuld.",
        &["burgerservicenummer", "bsnnummer", "sofinummer"],
    ),
    vrij(Kolom::Voornamen, "voornamen", "tekst", "Johan Willem").is("Alle voornamen.", &["voornaam", "roepnaam"]),
    vrij(Kolom::Voorvoegsel, "voorvoegsel", "tekst", "van der").is(
        "Voorvoegsel van de geslachtsnaam.",
        &["voorvoegsels", "tussenvoegsel", "tussenvoegsels", "voorvoegsel geslachtsnaam"],
    ),
    verplicht(Kolom::Geslachtsnaam, "geslachtsnaam", "tekst", "Meer")
        .is("Achternaam zonder voorvoegsel.", &["achternaam", "familienaam"]),
    verplicht(Kolom::Geboortedatum, "geboortedatum", "dag-maand-jaar of jaar-maand-dag", "17-03-1979")
        .is("Geboortedatum.", &["geboren", "geboortedag", "gebdatum", "datum geboorte"]),
    verplicht(Kolom::Leefvorm, "leefvorm", "alleenstaande, alleenstaande ouder of gehuwden", "alleenstaande").is(
        "Leefvorm volgens artikel 3 en 4 Participatiewet. Andere woorden vertaalt u in het mappingbestand.",
        &["leefsituatie", "huishoudtype", "gezinsvorm"],
    ),
    vrij(Kolom::Adres, "adres", "tekst", "Kruisweg 12 A").is(
        "Straat, huisnummer en toevoeging in één kolom; of gebruik straat, huisnummer en toevoeging.",
        &["straat en huisnummer", "woonadres", "adresregel"],
    ),
    vrij(Kolom::Straat, "straat", "tekst", "Kruisweg")
        .is("Straatnaam, als het adres over kolommen is verdeeld.", &["straatnaam", "openbare ruimte"]),
    vrij(Kolom::Huisnummer, "huisnummer", "tekst", "12").is("Huisnummer, samen met straat.", &["huisnr"]),
    vrij(Kolom::Toevoeging, "toevoeging", "tekst", "A").is(
        "Huisletter of toevoeging, samen met straat.",
        &["huisletter", "huisnummertoevoeging", "huisnr toevoeging"],
    ),
    vrij(Kolom::Postcode, "postcode", "4 cijfers en 2 letters", "2011 LC").is("Postcode.", &["pc", "postcode woonadres"]),
    vrij(Kolom::Woonplaats, "woonplaats", "tekst", "Haarlem").is("Woonplaats.", &["plaats", "plaatsnaam"]),
    vrij(Kolom::Wijk, "wijk", "tekst", "Centrum").is("Wijk, zoals de gemeente die noemt.", &["wijknaam", "buurt", "stadsdeel"]),
    vrij(Kolom::Telefoon, "telefoon", "tekst", "06-12345678")
        .is("Telefoonnummer.", &["telefoonnummer", "tel", "telnr", "mobiel", "mobiele telefoon"]),
    vrij(Kolom::Email, "email", "naam@domein", "j.vandermeer@voorbeeld.nl")
        .is("E-mailadres.", &["emailadres", "mail", "mailadres"]),
    vrij(Kolom::Tolk, "tolk", "taal", "Arabisch")
        .is("Taal voor een tolk; leeg als Nederlands volstaat.", &["tolktaal", "taal tolk", "taal"]),
    vrij(Kolom::Klantmanager, "klantmanager", "gebruikersnaam in Klantbeeld", "n.elamrani").is(
        "De vaste klantmanager. Leeg: de toewijzing blijft zoals zij is; wie nog niemand heeft, krijgt iemand volgens de verdeelregel.",
        &["consulent", "casemanager", "contactpersoon", "gebruikersnaam klantmanager"],
    ),
    vrij(Kolom::Segment, "segment", "code of omschrijving uit de codelijst", "overbrugbare_afstand").is(
        "Afstand tot de arbeidsmarkt. Leeg: de indeling blijft zoals zij is.",
        &["afstand", "afstand tot de arbeidsmarkt", "trede"],
    ),
    verplicht(Kolom::Regeling, "regeling", "PW, IOAW, IOAZ of Bbz", "PW")
        .is("De regeling van de uitkering.", &["wet", "regelingcode", "soort uitkering", "uitkeringssoort"]),
    verplicht(Kolom::UitkeringIngang, "uitkering_ingang", "dag-maand-jaar of jaar-maand-dag", "01-09-2020").is(
        "Eerste dag van recht. Klantnummer, regeling en deze dag wijzen samen één uitkering aan.",
        &["ingangsdatum", "datum ingang", "ingang uitkering", "ingangsdatum uitkering", "begindatum", "startdatum"],
    ),
    verplicht(Kolom::Maandbedrag, "maandbedrag", "bedrag in euro's", "1.419,46").is(
        "Wat per maand wordt betaald, netto met vakantietoeslag.",
        &["bedrag", "bedrag per maand", "uitkeringsbedrag", "netto bedrag"],
    ),
    vrij(Kolom::UitkeringEinde, "uitkering_einde", "dag-maand-jaar of jaar-maand-dag", "31-05-2026").is(
        "Laatste dag van recht; leeg zolang de uitkering loopt.",
        &["einddatum", "datum einde", "einde uitkering", "einddatum uitkering", "beëindigd per"],
    ),
    vrij(Kolom::RedenEinde, "reden_einde", "code of omschrijving uit de codelijst", "werk").is(
        "Waarom de uitkering eindigde. Leeg bij een einddatum: onbekend, en dat wordt geteld.",
        &["reden beëindiging", "beëindigingsreden", "reden", "reden einde uitkering"],
    ),
    vrij(Kolom::Terugvordering, "terugvordering", "bedrag in euro's", "600,00").is(
        "Wat van deze uitkering wordt teruggevorderd. Bevestigt een opdracht van rechtmatigheid; leeg of 0: nog niets.",
        &["bedrag terugvordering", "terug te vorderen", "vordering"],
    ),
    vrij(Kolom::Verlaging, "verlaging", "heel percentage van 0 tot en met 100", "100").is(
        "Met hoeveel procent de uitkering nu is verlaagd. Bevestigt een opdracht van rechtmatigheid; leeg of 0: nog niet.",
        &["maatregel", "percentage verlaging", "percentage maatregel"],
    ),
    vrij(Kolom::Gemeente, "gemeente", "gemeentecode van 4 cijfers", "0392").is(
        "Als de kolom er is, moet elke rij van de gemeente zijn waarvoor u importeert.",
        &["gemeentecode", "code gemeente"],
    ),
];

impl Kolom {
    /// What is said of it.
    #[must_use]
    pub const fn beschrijving(self) -> &'static Beschrijving {
        &KOLOMMEN[self as usize]
    }

    /// Its name.
    #[must_use]
    pub const fn naam(self) -> &'static str {
        self.beschrijving().naam
    }

    /// The column of a heading, however it is written.
    #[must_use]
    pub fn van_kop(kop: &str) -> Option<Self> {
        let kop = gelijk(kop);
        let past = |b: &&Beschrijving| gelijk(b.naam) == kop || b.ook.iter().any(|ook| gelijk(ook) == kop);
        (!kop.is_empty()).then(|| KOLOMMEN.iter().find(past).map(|b| b.kolom)).flatten()
    }
}

/// A text without case, accents, spaces and punctuation: `Datum ingang`, `DATUM_INGANG` and `datum-ingang` are one.
#[must_use]
pub fn gelijk(text: &str) -> String {
    let plain = |c: char| match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphanumeric()).collect()
}

/// The list as a Markdown table, for the manual and for `--kolommen`.
#[must_use]
pub fn tabel() -> String {
    let mut text = String::from(
        "| kolom | verplicht | vorm | voorbeeld | betekenis | ook goed als kop |\n|---|---|---|---|---|---|\n",
    );
    for b in &KOLOMMEN {
        let verplicht = if b.verplicht { "ja" } else { "" };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {verplicht} | {} | {} | {} | {} |",
            b.naam,
            b.vorm,
            b.voorbeeld,
            b.betekenis,
            b.ook.join(", ")
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_means_one_column() {
        let mut seen = std::collections::HashMap::new();
        for (place, b) in KOLOMMEN.iter().enumerate() {
            assert_eq!(b.kolom as usize, place, "{} stands at the place of its name", b.naam);
            for kop in std::iter::once(&b.naam).chain(b.ook) {
                assert_eq!(seen.insert(gelijk(kop), b.naam), None, "{kop} stands twice");
                assert_eq!(Kolom::van_kop(kop), Some(b.kolom));
            }
        }
        for (kop, kolom) in [
            ("Datum ingang", Kolom::UitkeringIngang),
            ("UITKERING-INGANG ", Kolom::UitkeringIngang),
            ("Reden beeindiging", Kolom::RedenEinde),
            ("E-mail", Kolom::Email),
        ] {
            assert_eq!(Kolom::van_kop(kop), Some(kolom), "{kop}");
        }
        assert_eq!(Kolom::van_kop("schoenmaat"), None);
        assert_eq!(Kolom::van_kop(" - "), None);
    }

    #[test]
    fn the_manual_holds_this_table() {
        let manual = include_str!("../../../../docs/importeren.md");
        assert!(manual.contains(&tabel()), "neem de uitvoer van tabel() over in docs/importeren.md:\n{}", tabel());
    }
}
