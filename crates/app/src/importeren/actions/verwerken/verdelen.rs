//! Who has no klantmanager gets one by the rule, and the report says so.

use domain::{dossier::Dossier, id::GebruikerId, klant::Klantnummer, toewijzing::Toewijzing};
use storage::invoer::Bekend;

use super::Verwerking;
use crate::importeren::vergelijk::Invoer;

impl Verwerking<'_> {
    /// A new client with a running benefit and no klantmanager gets one by the rule.
    pub(super) fn verdeel(&mut self, dossier: &mut Dossier) {
        let Some(verdeling) = &mut self.verdeling else { return };
        let segment = dossier.segmenteringen.last().map(|segmentering| &segmentering.segment);
        let loopt = dossier.uitkeringen.iter().any(|uitkering| uitkering.loopt_op(self.kader.vandaag));
        if let Some(toewijzing) = dossier.toewijzingen.first() {
            verdeling.tel(toewijzing.klantmanager, segment);
        } else if loopt && let Some(wie) = verdeling.geef(segment) {
            let reden = verdeling.reden().to_owned();
            let toewijzing = Toewijzing { reden, ..self.kader.toewijzing(&dossier.klant, wie) };
            dossier.toewijzingen.push(toewijzing);
            self.noem_verdeeld(&dossier.klant.klantnummer, wie);
        }
    }

    /// Puts a client who got a klantmanager by the rule in the report.
    pub(super) fn noem_verdeeld(&mut self, klantnummer: &Klantnummer, wie: GebruikerId) {
        let naam = self.kader.gebruikers.iter().find(|gebruiker| gebruiker.id == wie);
        let naam = naam.map_or_else(String::new, |gebruiker| gebruiker.naam.clone());
        self.verslag.verdeeld.push((klantnummer.clone(), naam));
    }

    /// The same for a client that Klantbeeld has: who then stands in the row as if the file named him or her.
    pub(super) fn verdeel_bekende(&mut self, invoer: &mut Invoer, bekend: &Bekend) -> bool {
        let Some(verdeling) = &mut self.verdeling else { return false };
        let loopt = invoer.rechten.iter().any(|(_, r)| r.einde.is_none_or(|einde| einde >= self.kader.vandaag));
        if bekend.klantmanager.is_some() || invoer.rij.klantmanager.is_some() || !loopt || !bekend.zelfde_bsn {
            return false;
        }
        let nu = bekend.segment.parse().ok();
        invoer.rij.klantmanager = verdeling.geef(invoer.rij.segment.as_ref().or(nu.as_ref()));
        invoer.rij.klantmanager.is_some()
    }
}
