//! The second reading: a thousand clients at a time against Klantbeeld.

mod nieuwe;
mod opdrachten;
mod verdelen;

use std::{collections::HashMap, sync::Arc};

use domain::{
    id::KlantId,
    logboek::{Doel, Regel},
};
use storage::{
    Reader, Writer,
    invoer::{self, Bekend, Lading, Voorbereiding, Wijziging, indexen},
};
use tokio::task::JoinHandle;

use self::opdrachten::Opdrachten;
use super::{
    Fase, Klaar, Stap,
    lopend::{self, Bericht},
};
use crate::importeren::{
    fout::{Bestandsfout, ImportFout},
    lezen::Bron,
    overzicht::Overzicht,
    rij::Naslag,
    verdeling::Verdeling,
    vergelijk::{Invoer, Kader, LEEG, Uitkomst},
    verslag::{Aantallen, Bijlagen, Verdwenen, Verslag},
};

/// Clients that are compared and written together.
const KLANTEN: usize = 4_000;
/// Client numbers that are read together.
const NUMMERS: i64 = 10_000;

/// So many clients, all unknown, are rather those of another municipality than a good week.
const VERDACHT: u64 = 100;

/// A writer, with the lines for the log of what it wrote.
type Geschreven = storage::Result<(Writer, Vec<Regel>)>;

/// A dry run only reads, so that it holds nobody up.
#[derive(Debug)]
pub(super) enum Verbinding {
    Lezen(Reader),
    Schrijven(Writer),
    /// New clients are being written with it, while the next are compared. Nothing when that failed.
    Bezig(Option<JoinHandle<Geschreven>>),
}

/// An import between its first reading and its end.
pub(super) struct Verwerking<'a> {
    kader: Kader<'a>,
    overzicht: Overzicht,
    verslag: Verslag,
    bijlagen: Bijlagen,
    verbinding: Verbinding,
    goede_rijen: bool,
    /// New clients that are being put together on another thread.
    in_de_maak: Option<JoinHandle<storage::Result<Lading>>>,
    /// With what they are.
    voorbereiding: Option<Arc<Voorbereiding>>,
    /// Whether this municipality had no clients: then there is nothing to compare with.
    leeg: bool,
    /// What the log will say, until nobody is waited for any more.
    regels: Vec<Regel>,
    /// Who gets clients without a klantmanager; nobody when the municipality switched that off.
    verdeling: Option<Verdeling>,
    /// Orders to the benefit administration, and what the file shows of them.
    opdrachten: Opdrachten,
}

impl<'a> Verwerking<'a> {
    pub(super) fn new(
        kader: Kader<'a>,
        overzicht: Overzicht,
        verslag: Verslag,
        bijlagen: Bijlagen,
        verbinding: Verbinding,
        goede_rijen: bool,
    ) -> Self {
        Self {
            kader,
            overzicht,
            verslag,
            bijlagen,
            verbinding,
            goede_rijen,
            in_de_maak: None,
            voorbereiding: None,
            leeg: true,
            regels: Vec::new(),
            verdeling: None,
            opdrachten: Opdrachten::default(),
        }
    }

    /// Compares and writes everything, short of committing.
    pub(super) async fn doorloop(
        mut self,
        bron: &Arc<Bron>,
        naslag: Arc<Naslag>,
        voortgang: &mut dyn FnMut(Stap),
    ) -> Result<Klaar, ImportFout> {
        if let Verbinding::Schrijven(writer) = &mut self.verbinding {
            invoer::set_ruim(writer, true).await?;
            invoer::begin(writer).await?;
        }
        let gelukt = self.verwerk(bron, naslag, voortgang).await;
        let terug = self.wacht().await;
        if let Verbinding::Schrijven(writer) = &mut self.verbinding {
            invoer::set_ruim(writer, false).await?;
        }
        gelukt.and(terug)?;
        let regel = self.regel("import.uitgevoerd");
        let Self { verslag, bijlagen, verbinding, .. } = self;
        Ok(Klaar { verslag, bijlagen, verbinding, regel })
    }

    async fn verwerk(
        &mut self,
        bron: &Arc<Bron>,
        naslag: Arc<Naslag>,
        voortgang: &mut dyn FnMut(Stap),
    ) -> Result<(), ImportFout> {
        let vandaag = self.kader.vandaag;
        self.verdeling = Verdeling::laad(self.reader().await?, vandaag).await?;
        self.opdrachten = Opdrachten::laad(self.reader().await?).await?;
        self.zoek_bekenden().await?;
        let (mut uitgesteld, nieuwe) = (indexen::Uitgesteld::default(), self.overzicht.nieuwe());
        if self.leeg
            && let Some(writer) = self.writer().await?
        {
            uitgesteld = indexen::stel_uit(writer, indexen::VAN_INVOER, nieuwe).await?;
        }
        let mut berichten = lopend::start(Arc::clone(bron), naslag);
        let (mut klanten, mut rijen) = (Vec::with_capacity(KLANTEN), 0);
        while let Some(bericht) = berichten.recv().await {
            let Bericht::Partij { rijen: partij, gedaan, totaal } = bericht else { continue };
            rijen += partij.len() as u64;
            for rij in partij.into_iter().flatten() {
                let rechten = self.overzicht.rechten(&rij).map_err(|_| tijdens_lezen_gewijzigd(bron))?;
                if let Some(rechten) = rechten.filter(|rechten| !rechten.is_empty()) {
                    klanten.push(Invoer { rij, rechten });
                }
            }
            if klanten.len() >= KLANTEN {
                self.partij(std::mem::take(&mut klanten)).await?;
            }
            voortgang(Stap { fase: Fase::Verwerken, gedaan, totaal, rijen });
        }
        if rijen != self.verslag.aantal.rijen {
            return Err(tijdens_lezen_gewijzigd(bron).into());
        }
        self.partij(klanten).await?;
        self.schrijf_laatste().await?;
        self.verwerk_opdrachten().await?;
        self.verdenk_gemeente();
        self.noem_onbekende_klanten();
        self.bouw_indexen(uitgesteld, voortgang).await?;
        self.log().await
    }

    /// A file of another municipality has nobody of this one.
    fn verdenk_gemeente(&mut self) {
        let n = &self.verslag.aantal;
        if !self.leeg && n.klanten >= VERDACHT && n.nieuwe_klanten == n.klanten {
            let waarschuwing = "geen enkele klant uit dit bestand stond al in Klantbeeld. Is het van deze gemeente?";
            self.verslag.waarschuwingen.push(waarschuwing.to_owned());
        }
    }

    /// A row without a readable client number may be about anybody, also about a benefit that seems to have vanished.
    fn noem_onbekende_klanten(&mut self) {
        let waarschuwing = match self.overzicht.onbekende_klanten {
            0 => return,
            1 => "van 1 rij was het klantnummer niet te lezen".to_owned(),
            aantal => format!("van {aantal} rijen was het klantnummer niet te lezen"),
        };
        let gevolg = "een uitkering die als verdwenen op de lijst staat, kan daarvan zijn.";
        self.verslag.waarschuwingen.push(format!("{waarschuwing}; {gevolg}"));
    }

    async fn bouw_indexen(
        &mut self,
        mut uitgesteld: indexen::Uitgesteld,
        voortgang: &mut dyn FnMut(Stap),
    ) -> Result<(), ImportFout> {
        let totaal = uitgesteld.aantal() as u64;
        let Verslag { aantal: Aantallen { rijen, nieuwe_klanten, .. }, .. } = self.verslag;
        // When there are faults the transaction is undone, and the indexes with it.
        let Some(writer) = self.te_schrijven().await? else { return Ok(()) };
        while indexen::bouw_volgende(writer, &mut uitgesteld).await? {
            voortgang(Stap { fase: Fase::Afronden, gedaan: totaal - uitgesteld.aantal() as u64, totaal, rijen });
        }
        if nieuwe_klanten > 1_000 {
            invoer::analyze(writer).await?;
        }
        Ok(())
    }

    /// Whether what is compared is written too.
    fn schrijft(&self) -> bool {
        !matches!(self.verbinding, Verbinding::Lezen(_)) && (self.goede_rijen || self.verslag.fouten.is_empty())
    }

    /// Waits until what is being written has been written.
    async fn wacht(&mut self) -> Result<(), ImportFout> {
        if let Verbinding::Bezig(taak) = &mut self.verbinding {
            let taak = taak.take().ok_or(storage::Error::Stale)?;
            let (writer, regels) = taak.await.map_err(|error| storage::Error::Corrupt(error.to_string()))??;
            self.verbinding = Verbinding::Schrijven(writer);
            self.regels.extend(regels);
        }
        Ok(())
    }

    /// The connection, when nothing is being written with it.
    async fn reader(&mut self) -> Result<&mut Reader, ImportFout> {
        self.wacht().await?;
        match &mut self.verbinding {
            Verbinding::Lezen(reader) => Ok(reader),
            Verbinding::Schrijven(writer) => Ok(writer),
            Verbinding::Bezig(_) => Err(storage::Error::Stale.into()),
        }
    }

    /// The same for writing; nothing in a dry run.
    async fn writer(&mut self) -> Result<Option<&mut Writer>, ImportFout> {
        self.wacht().await?;
        Ok(if let Verbinding::Schrijven(writer) = &mut self.verbinding { Some(writer) } else { None })
    }

    /// The same, unless there are faults for which everything will be undone.
    async fn te_schrijven(&mut self) -> Result<Option<&mut Writer>, ImportFout> {
        if self.schrijft() { self.writer().await } else { Ok(None) }
    }

    fn regel(&self, handeling: &'static str) -> Regel {
        Regel {
            moment: self.kader.nu,
            gebruiker: self.kader.door,
            handeling,
            object: None,
            klant: None,
            doel: Doel::Beheer,
            details: r#"{"bron":"import"}"#.to_owned(),
        }
    }

    /// Marks the clients of the file that Klantbeeld has, and lists benefits of those that are not in the file.
    async fn zoek_bekenden(&mut self) -> Result<(), ImportFout> {
        let mut na = String::new();
        loop {
            let nummers = invoer::klantnummers(self.reader().await?, &na, NUMMERS).await?;
            let Some(laatste) = nummers.last() else { return Ok(()) };
            na.clone_from(laatste);
            self.leeg = false;
            let mut buiten = Vec::new();
            for nummer in nummers {
                if !self.overzicht.merk_bekend(&nummer) && !self.overzicht.noemt(&nummer) {
                    buiten.push(nummer);
                }
            }
            for (nummer, uitkering) in invoer::lopende(self.reader().await?, &buiten).await? {
                let Ok(klantnummer) = nummer.parse() else { continue };
                self.verdwenen(Verdwenen {
                    klantnummer,
                    regeling: uitkering.regeling,
                    ingang: uitkering.datum_ingang,
                    maandbedrag: uitkering.maandbedrag,
                    klant_in_bestand: false,
                })?;
            }
        }
    }

    fn verdwenen(&mut self, verdwenen: Verdwenen) -> Result<(), Bestandsfout> {
        self.bijlagen.verdwenen(&verdwenen)?;
        self.verslag.verdwenen.push(verdwenen);
        Ok(())
    }

    /// Compares and writes these clients.
    async fn partij(&mut self, klanten: Vec<Invoer>) -> Result<(), ImportFout> {
        let (bekend, nieuw): (Vec<_>, Vec<_>) =
            klanten.into_iter().partition(|invoer| self.overzicht.bekend(invoer.rij.klantnummer.as_str()));
        self.nieuwe(nieuw).await?;
        self.bekende(bekend).await
    }

    /// Adds to the log what is still to be added.
    async fn log(&mut self) -> Result<(), ImportFout> {
        self.wacht().await?;
        let regels = std::mem::take(&mut self.regels);
        // When there are faults the transaction is undone.
        if let Some(writer) = self.te_schrijven().await? {
            invoer::log(writer, &regels).await?;
        }
        Ok(())
    }

    async fn bekende(&mut self, klanten: Vec<Invoer>) -> Result<(), ImportFout> {
        let gevraagd: Vec<_> = klanten.iter().map(|invoer| (invoer.rij.klantnummer.clone(), invoer.rij.bsn)).collect();
        if gevraagd.is_empty() {
            return Ok(());
        }
        let mut gevonden = invoer::bekende(self.reader().await?, &gevraagd).await?;
        let (wie, waar) = anders(&klanten, &gevonden);
        let mut toewijzingen = invoer::toewijzingen(self.reader().await?, &wie).await?;
        let mut segmenteringen = invoer::segmenteringen(self.reader().await?, &waar).await?;
        let mut wijzigingen = Vec::new();
        for mut invoer in klanten {
            let nummer = invoer.rij.klantnummer.as_str();
            // Gone since the list was read: somebody merged or removed it.
            let bekend = gevonden.remove(nummer).ok_or(storage::Error::Stale)?;
            let huidig = (toewijzingen.remove(&bekend.id), segmenteringen.remove(&bekend.id));
            let verdeeld = self.verdeel_bekende(&mut invoer, &bekend);
            let uitkomst = self.kader.bekend(&invoer, &bekend, huidig);
            if uitkomst.fouten.is_empty() {
                self.opdrachten.zie(&invoer, &bekend, self.kader.vandaag);
            }
            let mut wijziging = self.noteer(&invoer, uitkomst)?;
            if verdeeld
                && let Some(verdeling) = &self.verdeling
                && let Some(opvolging) = wijziging.as_mut().and_then(|wijziging| wijziging.toewijzing.as_mut())
            {
                verdeling.reden().clone_into(&mut opvolging.nieuw.reden);
                let wie = opvolging.nieuw.klantmanager;
                self.noem_verdeeld(&invoer.rij.klantnummer, wie);
            }
            wijzigingen.extend(wijziging);
        }
        let (door, nu) = (self.kader.door, self.kader.nu);
        if !wijzigingen.is_empty()
            && let Some(writer) = self.te_schrijven().await?
        {
            invoer::update(writer, &wijzigingen, door, nu).await?;
            self.regels.extend(wijzigingen.into_iter().flat_map(|wijziging| wijziging.regels));
        }
        Ok(())
    }

    /// Puts what came of one client in the report.
    fn noteer(&mut self, invoer: &Invoer, uitkomst: Uitkomst) -> Result<Option<Wijziging>, Bestandsfout> {
        let klantnummer = &invoer.rij.klantnummer;
        if !self.overzicht.onvolledig(klantnummer.as_str()) {
            for uitkering in &uitkomst.verdwenen {
                self.verdwenen(Verdwenen {
                    klantnummer: klantnummer.clone(),
                    regeling: uitkering.regeling,
                    ingang: uitkering.datum_ingang,
                    maandbedrag: uitkering.maandbedrag,
                    klant_in_bestand: true,
                })?;
            }
        }
        let n = &mut self.verslag.aantal;
        if !uitkomst.fouten.is_empty() {
            n.foute_rijen += uitkomst.fouten.len() as u64;
            uitkomst.fouten.into_iter().for_each(|fout| self.verslag.fouten.push(fout));
            return Ok(None);
        }
        n.leeg_in_bestand += uitkomst.leeg_in_bestand;
        n.beeindigde_uitkeringen += uitkomst.beeindigd;
        n.zonder_reden += uitkomst.zonder_reden;
        n.terugkeer += uitkomst.terugkeer;
        match &uitkomst.wijziging {
            Some(wijziging) => {
                n.gewijzigde_klanten += 1;
                n.nieuwe_uitkeringen += wijziging.nieuwe_uitkeringen.len() as u64;
                n.gewijzigde_uitkeringen += wijziging.gewijzigde_uitkeringen.len() as u64;
                n.toewijzingen += u64::from(wijziging.toewijzing.is_some());
                n.indelingen += u64::from(wijziging.segmentering.is_some());
            }
            None => n.ongewijzigde_klanten += 1,
        }
        for verschil in uitkomst.verschillen {
            self.bijlagen.verschil(&verschil)?;
            if verschil.niet_overgenomen == LEEG {
                continue;
            }
            self.verslag.aantal.niet_overgenomen += u64::from(!verschil.niet_overgenomen.is_empty());
            self.verslag.verschillen.push(verschil);
        }
        Ok(uitkomst.wijziging)
    }
}

/// Whose klantmanager and whose segment differ: only of those the present record is needed.
fn anders(klanten: &[Invoer], gevonden: &HashMap<String, Bekend>) -> (Vec<KlantId>, Vec<KlantId>) {
    let (mut wie, mut waar) = (Vec::new(), Vec::new());
    for Invoer { rij, .. } in klanten {
        let Some(bekend) = gevonden.get(rij.klantnummer.as_str()) else { continue };
        if rij.klantmanager.is_some() && rij.klantmanager != bekend.klantmanager {
            wie.push(bekend.id);
        }
        if rij.segment.as_ref().is_some_and(|segment| segment.as_str() != bekend.segment) {
            waar.push(bekend.id);
        }
    }
    (wie, waar)
}

fn tijdens_lezen_gewijzigd(bron: &Bron) -> Bestandsfout {
    Bestandsfout::new(
        &bron.pad,
        "het bestand is tijdens het inlezen gewijzigd",
        "Wacht tot het klaar is en start opnieuw; er is niets geïmporteerd.",
    )
}
