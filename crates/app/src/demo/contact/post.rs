//! Letters as they were made: worded by the templates that come with the program, from what the file says.

use std::collections::HashMap;

use domain::{
    brief::{
        Afzender, Brief, Briefinhoud, Briefsoort, Gegevens, Sjabloon, Sjabloonsoort, Taal, kenmerk, standaard, vul,
    },
    codelijst::{Codelijst, CodelijstItem},
    datum::plaatselijk,
    dossier::Dossier,
    gebruiker::Gebruiker,
    gesprek::{Gesprek, GesprekStand, Partij, per_telefoon},
    id::GebruikerId,
};
use jiff::civil::Date;

use super::{
    super::{
        bevolking::Bevolking,
        dagen::{Dag, moment, van_datum, werkdag_tot},
        toeval::{Dobbel, meng},
    },
    verloop::{brief_id, dag_van},
};

/// What letters are made with.
pub(in crate::demo) struct Post {
    sjablonen: HashMap<(Sjabloonsoort, Taal), Sjabloon>,
    namen: HashMap<GebruikerId, String>,
    soorten: HashMap<String, String>,
    afzender: Afzender,
}

/// What a letter is about, and the day on it.
type Aanleiding = (u16, Briefsoort, Taal, Date);

impl Post {
    pub(in crate::demo) fn nieuw(afzender: Afzender, gebruikers: &[Gebruiker], codes: &[CodelijstItem]) -> Self {
        let alle = Sjabloonsoort::ALLE.into_iter().flat_map(|soort| Taal::ALLE.map(|taal| (soort, taal)));
        let lees = |(soort, taal): (Sjabloonsoort, Taal)| {
            let tekst = standaard(soort, taal)?;
            Some(((soort, taal), Sjabloon::lees(soort.brief(), &tekst.onderwerp, &tekst.tekst).ok()?))
        };
        let soorten = codes.iter().filter(|item| item.lijst == Codelijst::SoortGesprek);
        Self {
            sjablonen: alle.filter_map(lees).collect(),
            namen: gebruikers.iter().map(|gebruiker| (gebruiker.id, gebruiker.naam.clone())).collect(),
            soorten: soorten.map(|item| (item.code.to_string(), item.omschrijving.clone())).collect(),
            afzender,
        }
    }

    /// The letters to a client whose file is handed in.
    pub(in crate::demo) fn brieven(&self, bevolking: &Bevolking, dossier: &Dossier, nummer: u64) -> Vec<Brief> {
        let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 560), nummer);
        let mut brieven = Vec::new();
        for (plaats, gesprek) in dossier.gesprekken.iter().enumerate() {
            if gesprek.uitnodiging.as_ref().is_none_or(|uitnodiging| uitnodiging.bewijs.is_empty()) {
                continue;
            }
            let taal = Taal::bij_tolk(&dossier.klant.contact.tolk);
            for aanleiding in aanleidingen(gesprek, taal, bevolking.vandaag, &mut dobbel) {
                let id = brief_id(bevolking.kenmerken, nummer, plaats, aanleiding.0);
                brieven.extend(self.brief(bevolking.vandaag, dossier, gesprek, aanleiding, id));
            }
        }
        brieven
    }

    fn brief(
        &self,
        vandaag: Dag,
        dossier: &Dossier,
        gesprek: &Gesprek,
        (_, soort, taal, datum): Aanleiding,
        id: domain::id::BriefId,
    ) -> Option<Brief> {
        let sjabloon = self.sjablonen.get(&(Sjabloonsoort::voor(soort, &gesprek.soort), taal))?;
        let klantmanager = self.namen.get(&gesprek.klantmanager)?.clone();
        let afspraken = match &gesprek.stand {
            GesprekStand::Gevoerd(verslag) => verslag.afspraken.clone(),
            _ => String::new(),
        };
        let gegevens = Gegevens {
            taal,
            klant: dossier.klant.naam.clone(),
            soort: self.soorten.get(gesprek.soort.as_str()).cloned().unwrap_or_default(),
            moment: plaatselijk(gesprek.moment).datetime(),
            duur_minuten: gesprek.duur_minuten,
            plaats: gesprek.plaats.clone(),
            telefonisch: per_telefoon(&gesprek.soort),
            telefoon: dossier.klant.contact.telefoon.clone(),
            in_plaats_van: None,
            klantmanager: klantmanager.clone(),
            ook_aanwezig: Vec::new(),
            tolk: gesprek.tolk.clone(),
            afzender: self.afzender.clone(),
            uitgenodigd: gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.op),
            hersteltermijn: gesprek.stand.termijn().map(|termijn| termijn.einde),
            afspraken,
        };
        let ingevuld = vul(sjabloon, &gegevens).ok()?;
        let dag = van_datum(datum);
        // What was made today was made early; the letters of the last working day still wait for the printer.
        let gemaakt_op = moment(dag, if dag >= vandaag { 1 } else { 600 });
        let afgedrukt = dag < werkdag_tot(vandaag - 1);
        Some(Brief {
            id,
            klant: dossier.klant.id,
            gesprek: gesprek.id,
            soort,
            taal,
            sjabloon_versie: 0,
            kenmerk: kenmerk(id, datum),
            inhoud: Briefinhoud {
                afzender: gegevens.afzender,
                geadresseerde: crate::brief::geadresseerde(&dossier.klant),
                datum,
                onderwerp: ingevuld.onderwerp,
                blokken: ingevuld.blokken,
                ondertekenaar: klantmanager,
            },
            gemaakt_op,
            gemaakt_door: gesprek.klantmanager,
            afgedrukt_op: afgedrukt.then(|| moment(dag, 930)),
        })
    }
}

/// Which letters there are about a conversation.
fn aanleidingen(gesprek: &Gesprek, taal: Taal, vandaag: Dag, dobbel: &mut Dobbel) -> Vec<Aanleiding> {
    let Some(uitnodiging) = &gesprek.uitnodiging else { return Vec::new() };
    let dag = dag_van(gesprek);
    let mut lijst = vec![(0, Briefsoort::Uitnodiging, taal, uitnodiging.op)];
    let (herinnerd, bevestigd) = (dobbel.kans(35), dobbel.kans(45));
    let herinnering = werkdag_tot(dag - 5);
    if herinnerd && herinnering > van_datum(uitnodiging.op) + 3 && herinnering < vandaag {
        lijst.push((1, Briefsoort::Herinnering, Taal::Nl, super::super::dagen::datum(herinnering)));
    }
    match &gesprek.stand {
        GesprekStand::Gevoerd(_) if bevestigd => {
            let op = super::super::dagen::werkdagen_na(dag, 1);
            if op < vandaag {
                lijst.push((3, Briefsoort::Afspraken, Taal::Nl, super::super::dagen::datum(op)));
            }
        }
        GesprekStand::Afgezegd { door: Partij::Gemeente, .. } => {
            let op = werkdag_tot((dag - 1).min(vandaag - 1));
            if op >= van_datum(uitnodiging.op) {
                lijst.push((2, Briefsoort::Afzegging, taal, super::super::dagen::datum(op)));
            }
        }
        stand => {
            let termijn = stand.termijn();
            lijst.extend(termijn.map(|termijn| (2, Briefsoort::NietVerschenen, Taal::Nl, termijn.brief)));
        }
    }
    lijst
}
