//! One client of the file against what Klantbeeld has: new, changed, the same, or something a person must judge.

mod rechten;

use domain::{
    codelijst::{Code, CodelijstItem},
    datum::{Periode, kort},
    dossier::Dossier,
    gebruiker::Gebruiker,
    id::GebruikerId,
    klant::{Contact, Klant, Postcode},
    logboek::{Doel, Regel},
    segment::{Segmentering, deel_in},
    toewijzing::Toewijzing,
    uitkering::Uitkering,
};
use jiff::{Timestamp, civil::Date};
use storage::invoer::{Bekend, Opvolging, Wijziging};

use super::{
    fout::Fout,
    kolommen::Kolom,
    rij::{Indeling, Recht, Rij},
    verslag::Verschil,
};
use crate::omgeving::Omgeving;

/// A client of the file with all its benefits, oldest first, each with its row.
#[derive(Debug)]
pub(crate) struct Invoer {
    pub(crate) rij: Rij,
    pub(crate) rechten: Vec<(u32, Recht)>,
}

/// What goes for every client of one import.
pub(crate) struct Kader<'a> {
    pub(crate) omgeving: &'a Omgeving,
    pub(crate) vandaag: Date,
    pub(crate) nu: Timestamp,
    pub(crate) door: Option<GebruikerId>,
    pub(crate) indeling: &'a Indeling,
    pub(crate) gebruikers: &'a [Gebruiker],
    pub(crate) codes: &'a [CodelijstItem],
}

/// What came of comparing one client.
#[derive(Debug, Default)]
pub(crate) struct Uitkomst {
    pub(crate) fouten: Vec<Fout>,
    pub(crate) verschillen: Vec<Verschil>,
    /// Fields that are empty in the file and filled in Klantbeeld.
    pub(crate) leeg_in_bestand: u64,
    /// Benefits that end, and how many of them without a reason.
    pub(crate) beeindigd: u64,
    pub(crate) zonder_reden: u64,
    /// New spells of somebody who had one before.
    pub(crate) terugkeer: u64,
    /// Spells that run in Klantbeeld and are not in the file.
    pub(crate) verdwenen: Vec<Uitkering>,
    /// What to write, if anything.
    pub(crate) wijziging: Option<Wijziging>,
}

impl Kader<'_> {
    fn regel(&self, handeling: &'static str, klant: &Klant, object: uuid::Uuid, details: &serde_json::Value) -> Regel {
        Regel {
            moment: self.nu,
            gebruiker: self.door,
            handeling,
            object: Some(object),
            klant: Some(klant.id),
            doel: Doel::Beheer,
            details: details.to_string(),
        }
    }

    /// A client Klantbeeld does not have.
    pub(crate) fn nieuw(&self, invoer: Invoer) -> Dossier {
        let Invoer { rij, rechten } = invoer;
        let klant = Klant {
            id: self.omgeving.nieuw_id(),
            klantnummer: rij.klantnummer,
            bsn: rij.bsn,
            naam: rij.naam,
            geboortedatum: rij.geboortedatum,
            leefvorm: rij.leefvorm,
            contact: rij.contact,
            versie: 1,
        };
        let mut uitkeringen: Vec<Uitkering> = Vec::with_capacity(rechten.len());
        for (_, recht) in &rechten {
            let vorige = uitkeringen.last().map(|uitkering| uitkering.id);
            uitkeringen.push(Uitkering { vorige, ..self.uitkering(&klant, recht) });
        }
        Dossier {
            uitkeringen,
            toewijzingen: rij.klantmanager.map(|wie| self.toewijzing(&klant, wie)).into_iter().collect(),
            segmenteringen: rij.segment.map(|segment| self.segmentering(&klant, segment)).into_iter().collect(),
            gesprekken: Vec::new(),
            ontheffingen: Vec::new(),
            keuringen: Vec::new(),
            verwijzingen: Vec::new(),
            plannen: Vec::new(),
            klant,
        }
    }

    fn uitkering(&self, klant: &Klant, recht: &Recht) -> Uitkering {
        Uitkering {
            id: self.omgeving.nieuw_id(),
            klant: klant.id,
            regeling: recht.regeling,
            datum_ingang: recht.ingang,
            maandbedrag: recht.bedrag,
            vorige: None,
            stand: rechten::stand(recht, None),
            versie: 1,
        }
    }

    pub(crate) fn toewijzing(&self, klant: &Klant, klantmanager: GebruikerId) -> Toewijzing {
        let periode = Periode::vanaf(self.vandaag);
        Toewijzing { id: self.omgeving.nieuw_id(), klant: klant.id, klantmanager, periode, reden: "import".to_owned() }
    }

    fn segmentering(&self, klant: &Klant, segment: Code) -> Segmentering {
        Segmentering {
            id: self.omgeving.nieuw_id(),
            klant: klant.id,
            segment,
            periode: Periode::vanaf(self.vandaag),
            door: self.door,
            toelichting: String::new(),
        }
    }

    /// A client Klantbeeld has. `huidig` are the present klantmanager and segment, where the file has others.
    pub(crate) fn bekend(
        &self,
        invoer: &Invoer,
        bekend: &Bekend,
        huidig: (Option<Toewijzing>, Option<Segmentering>),
    ) -> Uitkomst {
        let mut uitkomst = Uitkomst::default();
        let rij = &invoer.rij;
        if !bekend.zelfde_bsn {
            let doe = "Controleer of dit dezelfde persoon is; een BSN wordt nooit door een import gewijzigd.";
            let fout = "dit klantnummer heeft in Klantbeeld een ander BSN";
            uitkomst.fouten.push(Fout::new(rij.nummer, Kolom::Bsn.naam(), &rij.bsn.voluit(), fout, doe));
            return uitkomst;
        }
        let (klant, velden) = self.persoon(rij, bekend, &mut uitkomst);
        let mut wijziging = Wijziging {
            persoon: !velden.is_empty(),
            naam: klant.naam != bekend.naam,
            nieuwe_uitkeringen: Vec::new(),
            gewijzigde_uitkeringen: Vec::new(),
            uitkeringen: bekend.uitkeringen.clone(),
            toewijzing: None,
            segmentering: None,
            klantmanager: bekend.klantmanager,
            segment: (bekend.segment.clone(), bekend.segment_sinds),
            regels: Vec::new(),
            klant,
        };
        if wijziging.persoon {
            let details = serde_json::json!({ "bron": "import", "velden": velden });
            let id = wijziging.klant.id.uuid();
            wijziging.regels.push(self.regel("klant.gewijzigd", &wijziging.klant, id, &details));
        }
        self.rechten(invoer, &mut wijziging, &mut uitkomst);
        self.klantmanager(rij, bekend, huidig.0, &mut wijziging, &mut uitkomst);
        self.segment(rij, huidig.1, &mut wijziging, &mut uitkomst);
        if uitkomst.fouten.is_empty() && !wijziging.regels.is_empty() {
            uitkomst.wijziging = Some(wijziging);
        }
        uitkomst
    }

    /// The person as he or she becomes, and the names of the fields that change.
    fn persoon(&self, rij: &Rij, bekend: &Bekend, uitkomst: &mut Uitkomst) -> (Klant, Vec<&'static str>) {
        let mut klant = Klant {
            id: bekend.id,
            klantnummer: rij.klantnummer.clone(),
            bsn: rij.bsn,
            naam: bekend.naam.clone(),
            geboortedatum: rij.geboortedatum,
            leefvorm: rij.leefvorm,
            contact: bekend.contact.clone(),
            versie: bekend.versie,
        };
        let heeft = |kolom| self.indeling.heeft(kolom);
        if heeft(Kolom::Voornamen) {
            klant.naam.voornamen.clone_from(&rij.naam.voornamen);
        }
        if heeft(Kolom::Voorvoegsel) {
            klant.naam.voorvoegsel.clone_from(&rij.naam.voorvoegsel);
        }
        klant.naam.geslachtsnaam.clone_from(&rij.naam.geslachtsnaam);
        self.contact(rij, &mut klant.contact, uitkomst);
        let mut velden = Vec::new();
        let oud = Velden::van(&bekend.naam, bekend.geboortedatum, bekend.leefvorm.code(), &bekend.contact);
        let nieuw = Velden::van(&klant.naam, klant.geboortedatum, klant.leefvorm.code(), &klant.contact);
        for ((veld, oud), (_, nieuw)) in oud.0.into_iter().zip(nieuw.0) {
            if oud != nieuw {
                velden.push(veld);
                uitkomst.verschillen.push(verschil(rij, veld, oud, nieuw, ""));
            }
        }
        (klant, velden)
    }

    /// An empty cell knows nothing: what Klantbeeld has, stays.
    fn contact(&self, rij: &Rij, contact: &mut Contact, uitkomst: &mut Uitkomst) {
        let heeft = |kolom| self.indeling.heeft(kolom);
        let nieuw = &rij.contact;
        for (kolom, oud, nieuw) in [
            (Kolom::Adres, &mut contact.adres, &nieuw.adres),
            (Kolom::Woonplaats, &mut contact.woonplaats, &nieuw.woonplaats),
            (Kolom::Wijk, &mut contact.wijk, &nieuw.wijk),
            (Kolom::Telefoon, &mut contact.telefoon, &nieuw.telefoon),
            (Kolom::Email, &mut contact.email, &nieuw.email),
            (Kolom::Tolk, &mut contact.tolk, &nieuw.tolk),
        ] {
            if !nieuw.is_empty() {
                oud.clone_from(nieuw);
            } else if !oud.is_empty() && (heeft(kolom) || kolom == Kolom::Adres && heeft(Kolom::Straat)) {
                uitkomst.leeg(rij, kolom.naam(), oud.clone());
            }
        }
        match (nieuw.postcode, contact.postcode) {
            (Some(postcode), _) => contact.postcode = Some(postcode),
            (None, Some(oud)) if heeft(Kolom::Postcode) => uitkomst.leeg(rij, Kolom::Postcode.naam(), oud.to_string()),
            _ => {}
        }
    }

    fn klantmanager(
        &self,
        rij: &Rij,
        bekend: &Bekend,
        huidig: Option<Toewijzing>,
        wijziging: &mut Wijziging,
        uitkomst: &mut Uitkomst,
    ) {
        let Some(wie) = rij.klantmanager.filter(|wie| Some(*wie) != bekend.klantmanager) else { return };
        let naam = |id: GebruikerId| {
            let gebruiker = self.gebruikers.iter().find(|gebruiker| gebruiker.id == id);
            gebruiker.map(|gebruiker| gebruiker.gebruikersnaam.as_str().to_owned()).unwrap_or_default()
        };
        let oude_naam = bekend.klantmanager.map(naam).unwrap_or_default();
        let opvolging = match huidig.filter(|huidig| huidig.periode.tot_en_met.is_none_or(|tot| tot >= self.vandaag)) {
            None => Opvolging { sluit: None, nieuw: self.toewijzing(&wijziging.klant, wie) },
            Some(huidig) => {
                let id = self.omgeving.nieuw_id();
                let Ok((oud, nieuw)) = huidig.draag_over(id, wie, self.vandaag, "import".to_owned()) else {
                    let niet = "de huidige toewijzing begint vandaag of later";
                    uitkomst.verschillen.push(verschil(rij, "klantmanager", oude_naam, naam(wie), niet));
                    return;
                };
                Opvolging { sluit: oud.periode.tot_en_met.map(|tot| (oud.id, tot)), nieuw }
            }
        };
        uitkomst.verschillen.push(verschil(rij, "klantmanager", oude_naam, naam(wie), ""));
        let details = serde_json::json!({
            "bron": "import",
            "klantmanager": [bekend.klantmanager.map(|id| id.to_string()), wie.to_string()],
        });
        let id = opvolging.nieuw.id.uuid();
        wijziging.regels.push(self.regel("klant.toegewezen", &wijziging.klant, id, &details));
        wijziging.klantmanager = Some(wie);
        wijziging.toewijzing = Some(opvolging);
    }

    fn segment(&self, rij: &Rij, huidig: Option<Segmentering>, wijziging: &mut Wijziging, uitkomst: &mut Uitkomst) {
        let Some(segment) = rij.segment.clone().filter(|segment| segment.as_str() != wijziging.segment.0) else {
            return;
        };
        let oud = wijziging.segment.0.clone();
        let open = huidig.filter(|huidig| huidig.periode.tot_en_met.is_none());
        let nieuw = self.segmentering(&wijziging.klant, segment.clone());
        let Ok((gesloten, nieuw)) = deel_in(open, nieuw, self.vandaag) else {
            let niet = "de huidige indeling begint later dan vandaag";
            uitkomst.verschillen.push(verschil(rij, "segment", oud, segment.as_str().to_owned(), niet));
            return;
        };
        let details = serde_json::json!({ "bron": "import", "segment": [oud.as_str(), segment.as_str()] });
        wijziging.regels.push(self.regel("klant.ingedeeld", &wijziging.klant, nieuw.id.uuid(), &details));
        uitkomst.verschillen.push(verschil(rij, "segment", oud, segment.as_str().to_owned(), ""));
        wijziging.segment = (segment.as_str().to_owned(), nieuw.periode.van);
        let sluit = gesloten.and_then(|oud| oud.periode.tot_en_met.map(|tot| (oud.id, tot)));
        wijziging.segmentering = Some(Opvolging { sluit, nieuw });
    }
}

impl Uitkomst {
    fn leeg(&mut self, rij: &Rij, veld: &'static str, oud: String) {
        self.leeg_in_bestand += 1;
        self.verschillen.push(verschil(rij, veld, oud, String::new(), LEEG));
    }
}

/// The remark on a difference that is counted apart, because a source without a column has it everywhere.
pub(crate) const LEEG: &str = "leeg in het bestand: niet gewist";

fn verschil(rij: &Rij, veld: &'static str, oud: String, nieuw: String, niet_overgenomen: &'static str) -> Verschil {
    Verschil { klantnummer: rij.klantnummer.clone(), rij: rij.nummer, veld, oud, nieuw, niet_overgenomen }
}

/// The fields of a person as text, by name.
struct Velden([(&'static str, String); 12]);

impl Velden {
    fn van(naam: &domain::naam::Persoonsnaam, geboren: Date, leefvorm: &str, contact: &Contact) -> Self {
        Self([
            ("voornamen", naam.voornamen.clone()),
            ("voorvoegsel", naam.voorvoegsel.clone()),
            ("geslachtsnaam", naam.geslachtsnaam.clone()),
            ("geboortedatum", kort(geboren)),
            ("leefvorm", leefvorm.to_owned()),
            ("adres", contact.adres.clone()),
            ("postcode", contact.postcode.map(|postcode: Postcode| postcode.to_string()).unwrap_or_default()),
            ("woonplaats", contact.woonplaats.clone()),
            ("wijk", contact.wijk.clone()),
            ("telefoon", contact.telefoon.clone()),
            ("email", contact.email.clone()),
            ("tolk", contact.tolk.clone()),
        ])
    }
}
