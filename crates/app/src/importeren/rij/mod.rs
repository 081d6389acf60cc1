//! One row of cells → one benefit of one client, or every fault of the row at once.

mod indeling;
mod naslag;
mod waarden;

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    str::FromStr,
};

use domain::{
    bsn::Bsn,
    codelijst::Code,
    datum::plus_maanden,
    geld::Eurocent,
    gemeente::Gemeente,
    id::GebruikerId,
    klant::{Contact, Klantnummer, Leefvorm},
    naam::Persoonsnaam,
    uitkering::{OngeldigeOvergang, Regeling},
};
use jiff::civil::{Date, date};

use self::waarden::{Afgekeurd, afgekeurd, bedrag, begrensd, bsn, dag, procent, tekst, vordering, waarde};
pub(crate) use self::{indeling::Indeling, naslag::Naslag};
use super::{
    fout::Fout,
    kolommen::{Kolom, gelijk},
    lezen::{Cel, Regel},
};

/// A row that can be used.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rij {
    /// As a spreadsheet numbers it.
    pub(crate) nummer: u32,
    pub(crate) klantnummer: Klantnummer,
    pub(crate) bsn: Bsn,
    pub(crate) naam: Persoonsnaam,
    pub(crate) geboortedatum: Date,
    pub(crate) leefvorm: Leefvorm,
    pub(crate) contact: Contact,
    pub(crate) klantmanager: Option<GebruikerId>,
    pub(crate) segment: Option<Code>,
    pub(crate) recht: Recht,
}

/// The benefit of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recht {
    pub(crate) regeling: Regeling,
    pub(crate) ingang: Date,
    pub(crate) bedrag: Eurocent,
    pub(crate) einde: Option<Date>,
    /// The reason, where the file has one.
    pub(crate) reden: Option<Code>,
    /// What is recovered of it, where the file says so.
    pub(crate) terugvordering: Option<Eurocent>,
    /// Which part less is paid, in percent, where the file says so.
    pub(crate) verlaging: Option<u16>,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slecht {
    /// Whose row it is, as far as that can be read.
    pub(crate) klantnummer: Option<Klantnummer>,
    pub(crate) fouten: Vec<Fout>,
}

/// The fields that must agree between the rows of one client.
pub(crate) const PERSOON: [&str; 14] = [
    "voornamen",
    "voorvoegsel",
    "geslachtsnaam",
    "geboortedatum",
    "leefvorm",
    "adres",
    "postcode",
    "woonplaats",
    "wijk",
    "telefoon",
    "email",
    "tolk",
    "klantmanager",
    "segment",
];

/// A short mark per field of [`PERSOON`]: enough to say which one differs without keeping the values.
pub(crate) type Vingerafdruk = [u32; PERSOON.len()];

impl Rij {
    pub(crate) fn vingerafdruk(&self) -> Vingerafdruk {
        let merk = |value: &dyn Fn(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            value(&mut hasher);
            // The lowest bits of SipHash are as good as any.
            u32::try_from(hasher.finish() & 0xffff_ffff).unwrap_or_default()
        };
        let (naam, contact) = (&self.naam, &self.contact);
        [
            merk(&|h| naam.voornamen.hash(h)),
            merk(&|h| naam.voorvoegsel.hash(h)),
            merk(&|h| naam.geslachtsnaam.hash(h)),
            merk(&|h| self.geboortedatum.hash(h)),
            merk(&|h| self.leefvorm.hash(h)),
            merk(&|h| contact.adres.hash(h)),
            merk(&|h| contact.postcode.hash(h)),
            merk(&|h| contact.woonplaats.hash(h)),
            merk(&|h| contact.wijk.hash(h)),
            merk(&|h| contact.telefoon.hash(h)),
            merk(&|h| contact.email.hash(h)),
            merk(&|h| contact.tolk.hash(h)),
            merk(&|h| self.klantmanager.hash(h)),
            merk(&|h| self.segment.hash(h)),
        ]
    }
}

/// A value that could not be read; the fault has been noted.
#[derive(Debug, Clone, Copy)]
struct Gemeld;

/// Collects the faults of one row.
struct Lezer<'a> {
    naslag: &'a Naslag,
    indeling: &'a Indeling,
    regel: &'a Regel<'a>,
    fouten: Vec<Fout>,
}

/// Reads a row.
pub(crate) fn lees(naslag: &Naslag, indeling: &Indeling, regel: &Regel<'_>) -> Result<Rij, Slecht> {
    let mut lezer = Lezer { naslag, indeling, regel, fouten: Vec::new() };
    let klantnummer = lezer.verplicht(Kolom::Klantnummer, |text| {
        waarde::<Klantnummer>(text, "Neem het klantnummer van de uitkeringsadministratie over.")
    });
    let rij = lezer.rij(klantnummer.clone());
    lezer.te_veel();
    match rij {
        Ok(rij) if lezer.fouten.is_empty() => Ok(rij),
        _ => Err(Slecht { klantnummer: klantnummer.ok(), fouten: lezer.fouten }),
    }
}

impl Lezer<'_> {
    fn cel(&self, kolom: Kolom) -> &Cel {
        static LEEG: Cel = Cel::Leeg;
        self.indeling.plaats(kolom).and_then(|plaats| self.regel.cellen.get(plaats)).unwrap_or(&LEEG)
    }

    fn fout(&mut self, kolom: Kolom, text: &str, afgekeurd: Afgekeurd) -> Gemeld {
        self.fouten.push(Fout::new(self.regel.rij, kolom.naam(), text, afgekeurd.fout, afgekeurd.doe));
        Gemeld
    }

    /// The text of a column, unless the cell itself is wrong.
    fn tekst(&mut self, kolom: Kolom) -> Result<String, Gemeld> {
        tekst(self.cel(kolom)).map_err(|afgekeurd| {
            let text = match self.cel(kolom) {
                Cel::Tekst(text) => text.clone(),
                _ => String::new(),
            };
            self.fout(kolom, &text, afgekeurd)
        })
    }

    /// A value that may be absent.
    fn vrij<T>(&mut self, kolom: Kolom, lees: impl FnOnce(&str) -> Result<T, Afgekeurd>) -> Result<Option<T>, Gemeld> {
        let text = self.tekst(kolom)?;
        if text.is_empty() {
            return Ok(None);
        }
        lees(&text).map(Some).map_err(|afgekeurd| self.fout(kolom, &text, afgekeurd))
    }

    fn verplicht<T>(&mut self, kolom: Kolom, lees: impl FnOnce(&str) -> Result<T, Afgekeurd>) -> Result<T, Gemeld> {
        let gelezen = self.vrij(kolom, lees)?;
        let leeg = || afgekeurd("deze cel is leeg", "Vul de cel in; deze kolom is verplicht.");
        gelezen.ok_or_else(|| self.fout(kolom, "", leeg()))
    }

    fn kort(&mut self, kolom: Kolom, hooguit: usize) -> Result<String, Gemeld> {
        self.vrij(kolom, |text| begrensd(text.to_owned(), hooguit)).map(Option::unwrap_or_default)
    }

    fn dag(&mut self, kolom: Kolom) -> Result<Option<Date>, Gemeld> {
        let cel = self.cel(kolom).clone();
        let vorm = self.naslag.mapping.datumvorm;
        self.vrij(kolom, |text| dag(&cel, text, vorm))
    }

    fn verplichte_dag(&mut self, kolom: Kolom) -> Result<Date, Gemeld> {
        let cel = self.cel(kolom).clone();
        let vorm = self.naslag.mapping.datumvorm;
        self.verplicht(kolom, |text| dag(&cel, text, vorm))
    }

    /// A code in the words of the file, of the mapping or of Klantbeeld.
    fn vertaald<T>(&mut self, kolom: Kolom, doe: &str) -> Result<T, Gemeld>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let naslag = self.naslag;
        self.verplicht(kolom, |text| waarde(naslag.mapping.vertaal(kolom, text), doe))
    }

    fn uit_lijst(&mut self, kolom: Kolom, lijst: &HashMap<String, Code>) -> Result<Option<Code>, Gemeld> {
        let naslag = self.naslag;
        self.vrij(kolom, |text| {
            let woord = naslag.mapping.vertaal(kolom, text);
            lijst.get(&gelijk(woord)).cloned().ok_or_else(|| {
                let mut codes: Vec<&str> = lijst.values().map(Code::as_str).collect();
                codes.sort_unstable();
                codes.dedup();
                let doe = if codes.is_empty() {
                    "De codelijst van deze gemeente is leeg; vul die eerst.".to_owned()
                } else {
                    format!("Kies uit {}, of vertaal de waarde in het mappingbestand.", codes.join(", "))
                };
                afgekeurd("deze waarde staat niet in de codelijst", doe)
            })
        })
    }

    /// Everything is read before it is judged, so that all faults come at once.
    fn rij(&mut self, klantnummer: Result<Klantnummer, Gemeld>) -> Result<Rij, Gemeld> {
        let bsn = self.verplicht(Kolom::Bsn, bsn);
        let naam = self.naam();
        let geboortedatum = self.geboortedatum();
        let leefvorm = self.vertaald(Kolom::Leefvorm, "Of vertaal de waarde in het mappingbestand onder [leefvorm].");
        let contact = self.contact();
        let klantmanager = self.klantmanager();
        let naslag = self.naslag;
        let segment = self.uit_lijst(Kolom::Segment, &naslag.segmenten);
        let recht = self.recht(geboortedatum);
        self.gemeente();
        Ok(Rij {
            nummer: self.regel.rij,
            klantnummer: klantnummer?,
            bsn: bsn?,
            naam: naam?,
            geboortedatum: geboortedatum?,
            leefvorm: leefvorm?,
            contact: contact?,
            klantmanager: klantmanager?,
            segment: segment?,
            recht: recht?,
        })
    }

    fn naam(&mut self) -> Result<Persoonsnaam, Gemeld> {
        let voornamen = self.kort(Kolom::Voornamen, 200);
        let voorvoegsel = self.kort(Kolom::Voorvoegsel, 40);
        let geslachtsnaam = self.verplicht(Kolom::Geslachtsnaam, |text| begrensd(text.to_owned(), 200));
        Ok(Persoonsnaam { voornamen: voornamen?, voorvoegsel: voorvoegsel?, geslachtsnaam: geslachtsnaam? })
    }

    fn geboortedatum(&mut self) -> Result<Date, Gemeld> {
        let dag = self.verplichte_dag(Kolom::Geboortedatum)?;
        if dag > self.naslag.vandaag || dag < date(1900, 1, 1) {
            let doe = "Controleer het jaar; hij ligt na vandaag of voor 1900.";
            let fout = afgekeurd("deze geboortedatum kan niet", doe);
            return Err(self.fout(Kolom::Geboortedatum, &dag.to_string(), fout));
        }
        Ok(dag)
    }

    fn contact(&mut self) -> Result<Contact, Gemeld> {
        let adres = self.kort(Kolom::Adres, 200);
        let delen = [Kolom::Straat, Kolom::Huisnummer, Kolom::Toevoeging].map(|kolom| self.kort(kolom, 100));
        let postcode = self.vrij(Kolom::Postcode, |text| waarde(text, "Verbeter de postcode, of laat de cel leeg."));
        let woonplaats = self.kort(Kolom::Woonplaats, 80);
        let wijk = self.kort(Kolom::Wijk, 80);
        let telefoon = self.kort(Kolom::Telefoon, 40);
        let email = self.vrij(Kolom::Email, |text| {
            let goed = text.split_once('@').is_some_and(|(naam, domein)| !naam.is_empty() && domein.contains('.'));
            if !goed || text.contains(' ') {
                return Err(afgekeurd("dit is geen e-mailadres", "Verbeter het adres, of laat de cel leeg."));
            }
            begrensd(text.to_owned(), 254)
        });
        let tolk = self.kort(Kolom::Tolk, 60);
        let [straat, huisnummer, toevoeging] = delen;
        let delen = [straat?, huisnummer?, toevoeging?];
        let samen = delen.iter().filter(|deel| !deel.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
        let adres = adres?;
        Ok(Contact {
            adres: if adres.is_empty() { samen } else { adres },
            postcode: postcode?,
            woonplaats: woonplaats?,
            wijk: wijk?,
            telefoon: telefoon?,
            email: email?.unwrap_or_default(),
            tolk: tolk?,
        })
    }

    fn klantmanager(&mut self) -> Result<Option<GebruikerId>, Gemeld> {
        let naslag = self.naslag;
        self.vrij(Kolom::Klantmanager, |text| {
            let naam = naslag.mapping.vertaal(Kolom::Klantmanager, text).trim().to_lowercase();
            if let Some(id) = naslag.klantmanagers.get(&naam) {
                return Ok(*id);
            }
            if naslag.ongeschikt.contains(&naam) {
                return Err(afgekeurd(
                    "dit account is gesloten of hoort niet bij een klantmanager",
                    "Kies een andere klantmanager, of laat de cel leeg.",
                ));
            }
            Err(afgekeurd(
                "deze gebruikersnaam bestaat niet in Klantbeeld",
                "Maak de gebruiker eerst aan, of vertaal de naam in het mappingbestand onder [klantmanager].",
            ))
        })
    }

    fn recht(&mut self, geboren: Result<Date, Gemeld>) -> Result<Recht, Gemeld> {
        let regeling = self.vertaald(Kolom::Regeling, "Of vertaal de waarde in het mappingbestand onder [regeling].");
        let ingang = self.verplichte_dag(Kolom::UitkeringIngang);
        let cel = self.cel(Kolom::Maandbedrag).clone();
        let bedrag = self.verplicht(Kolom::Maandbedrag, |text| bedrag(&cel, text));
        let einde = self.dag(Kolom::UitkeringEinde);
        let naslag = self.naslag;
        let reden = self.uit_lijst(Kolom::RedenEinde, &naslag.redenen);
        let cel = self.cel(Kolom::Terugvordering).clone();
        let terugvordering = self.vrij(Kolom::Terugvordering, |text| vordering(&cel, text));
        let verlaging = self.vrij(Kolom::Verlaging, procent);
        let grens = plus_maanden(naslag.vandaag, 12);
        if let Ok(ingang) = ingang {
            let text = ingang.to_string();
            if geboren.is_ok_and(|geboren| ingang < geboren) {
                let doe = "Controleer beide datums; staan ze in de goede kolom?";
                self.fout(Kolom::UitkeringIngang, &text, afgekeurd("de uitkering begint vóór de geboortedatum", doe));
            }
            if ingang > grens {
                let fout = "de ingangsdatum ligt meer dan een jaar vooruit";
                self.fout(Kolom::UitkeringIngang, &text, afgekeurd(fout, "Controleer het jaar."));
            }
        }
        if let (Ok(ingang), Ok(Some(einde))) = (ingang, einde) {
            let fout = match einde {
                einde if einde < ingang => Some(OngeldigeOvergang::VoorIngang(ingang)),
                einde if einde > grens => Some(OngeldigeOvergang::TeVerVooruit(grens)),
                _ => None,
            };
            if let Some(fout) = fout {
                let fout = afgekeurd(fout.to_string(), "Controleer beide datums in de uitkeringsadministratie.");
                self.fout(Kolom::UitkeringEinde, &einde.to_string(), fout);
            }
        }
        if let (Ok(None), Ok(Some(code))) = (einde, &reden) {
            let doe = "Vul uitkering_einde in, of laat reden_einde leeg.";
            self.fout(Kolom::RedenEinde, code.as_str(), afgekeurd("er is een reden, maar geen einddatum", doe));
        }
        Ok(Recht {
            regeling: regeling?,
            ingang: ingang?,
            bedrag: bedrag?,
            einde: einde?,
            reden: reden?,
            terugvordering: terugvordering?,
            verlaging: verlaging?,
        })
    }

    fn gemeente(&mut self) {
        let naslag = self.naslag;
        // A spreadsheet drops the leading zero.
        let gelezen = self.vrij(Kolom::Gemeente, |text| {
            waarde::<Gemeente>(&format!("{text:0>4}"), "Neem de code over uit de Gemeententabel.")
        });
        if let Ok(Some(gemeente)) = gelezen
            && gemeente != naslag.gemeente
        {
            let fout = format!("deze rij is van een andere gemeente dan {}", naslag.gemeente);
            let doe = "Haal de rij weg, of importeer voor die gemeente.";
            self.fout(Kolom::Gemeente, gemeente.code(), afgekeurd(fout, doe));
        }
    }

    /// A row with more cells than the heading has lost its columns. One with fewer need not have: Excel leaves out
    /// the separators of empty cells at the end.
    fn te_veel(&mut self) {
        let breedte = self.indeling.breedte;
        let extra = self.regel.cellen.iter().skip(breedte).any(|cel| *cel != Cel::Leeg);
        let (rij, cellen) = (self.regel.rij, self.regel.cellen.len());
        if extra {
            let fout = format!("deze rij heeft {cellen} cellen, de kop {breedte}");
            let doe = "Staat er een scheidingsteken in een cel, zet die cel dan tussen aanhalingstekens.";
            self.fouten.insert(0, Fout::new(rij, "(rij)", "", fout, doe));
        }
    }
}
