//! Clients of the file that Klantbeeld does not have.

use std::sync::Arc;

use domain::{dossier::Dossier, uitkering::UitkeringStand};
use storage::invoer::{self, Lading, Voorbereiding};
use tokio::task::JoinHandle;

use super::{Verbinding, Verwerking};
use crate::importeren::{
    fout::{Fout, ImportFout},
    kolommen::Kolom,
    vergelijk::Invoer,
};

impl Verwerking<'_> {
    pub(super) async fn nieuwe(&mut self, mut nieuw: Vec<Invoer>) -> Result<(), ImportFout> {
        if !self.leeg && !nieuw.is_empty() {
            let bsns: Vec<_> = nieuw.iter().map(|invoer| invoer.rij.bsn).collect();
            let houders = invoer::bsn_houders(self.reader().await?, &bsns).await?;
            nieuw.retain(|Invoer { rij, .. }| {
                let Some(houder) = houders.get(&rij.bsn) else { return true };
                let fout = format!("dit BSN hoort in Klantbeeld bij klantnummer {houder}");
                let doe = "Is het klantnummer veranderd, gebruik dan het oude of laat het in Klantbeeld aanpassen.";
                self.verslag.fouten.push(Fout::new(rij.nummer, Kolom::Bsn.naam(), &rij.bsn.voluit(), fout, doe));
                self.verslag.aantal.foute_rijen += 1;
                false
            });
        }
        let mut dossiers: Vec<Dossier> = nieuw.into_iter().map(|invoer| self.kader.nieuw(invoer)).collect();
        for dossier in &mut dossiers {
            self.verdeel(dossier);
            self.tel(dossier);
        }
        let vorige = self.in_de_maak.take();
        if self.schrijft() && !dossiers.is_empty() {
            let (voorbereiding, nu) = (self.voorbereiding().await?, self.kader.nu);
            self.in_de_maak = Some(tokio::task::spawn_blocking(move || voorbereiding.maak(&dossiers, nu)));
        }
        // While these are put together, those before them are written, and those that follow compared.
        self.schrijf(vorige).await
    }

    /// What is the same for all new clients of this import.
    async fn voorbereiding(&mut self) -> Result<Arc<Voorbereiding>, ImportFout> {
        if let Some(voorbereiding) = &self.voorbereiding {
            return Ok(Arc::clone(voorbereiding));
        }
        let voorbereiding = Arc::new(Voorbereiding::new(self.reader().await?).await?);
        Ok(Arc::clone(self.voorbereiding.insert(voorbereiding)))
    }

    fn tel(&mut self, dossier: &Dossier) {
        let n = &mut self.verslag.aantal;
        n.nieuwe_klanten += 1;
        n.nieuwe_uitkeringen += dossier.uitkeringen.len() as u64;
        n.toewijzingen += dossier.toewijzingen.len() as u64;
        n.indelingen += dossier.segmenteringen.len() as u64;
        for uitkering in &dossier.uitkeringen {
            n.terugkeer += u64::from(uitkering.vorige.is_some());
            if let UitkeringStand::Beeindigd(einde) = &uitkering.stand {
                n.zonder_reden += u64::from(einde.reden.as_str() == "onbekend");
            }
        }
        if dossier.toewijzingen.is_empty() {
            self.verslag.zonder_klantmanager.push(dossier.klant.klantnummer.clone());
        }
    }

    /// Writes the new clients that are still being prepared.
    pub(super) async fn schrijf_laatste(&mut self) -> Result<(), ImportFout> {
        let laatste = self.in_de_maak.take();
        self.schrijf(laatste).await
    }

    async fn schrijf(&mut self, in_de_maak: Option<JoinHandle<storage::Result<Lading>>>) -> Result<(), ImportFout> {
        let Some(in_de_maak) = in_de_maak else { return Ok(()) };
        let lading = in_de_maak.await.map_err(|error| storage::Error::Corrupt(error.to_string()))??;
        self.wacht().await?;
        let (regel, leeg) = (self.regel("klant.toegevoegd"), self.leeg);
        self.verbinding = match std::mem::replace(&mut self.verbinding, Verbinding::Bezig(None)) {
            Verbinding::Schrijven(mut writer) => Verbinding::Bezig(Some(tokio::spawn(async move {
                let mut regels = invoer::insert(&mut writer, lading, &regel).await?;
                // In an empty municipality nobody is waited for, and the lines would fill the memory.
                if leeg {
                    invoer::log(&mut writer, &regels).await?;
                    regels.clear();
                }
                Ok((writer, regels))
            }))),
            anders => anders,
        };
        Ok(())
    }
}
