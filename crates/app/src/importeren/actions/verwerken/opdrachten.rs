//! Orders to the benefit administration that wait for a file, held against this one: carried out, something else, or still
//! open.
//!
//! Which orders wait is read once, what the file shows of them is noted while clients are compared, and written at the end in
//! one statement, whatever their number.

use std::collections::HashMap;

use domain::{
    besluit::{Bestandsregel, Gezien, Opdracht, OpdrachtStand, Uitvoering, Waarneming},
    id::{OpdrachtId, UitkeringId},
    logboek::{Doel, Regel},
};
use jiff::civil::Date;
use serde_json::json;
use storage::{Reader, invoer::Bekend, opdracht};

use super::Verwerking;
use crate::importeren::{fout::ImportFout, vergelijk::Invoer};

/// The orders that wait, by benefit, and what the file shows of them.
#[derive(Debug, Default)]
pub(super) struct Opdrachten {
    wachtend: HashMap<UitkeringId, Vec<(OpdrachtId, Opdracht)>>,
    gezien: HashMap<OpdrachtId, Gezien>,
}

impl Opdrachten {
    pub(super) async fn laad(reader: &mut Reader) -> storage::Result<Self> {
        let mut wachtend: HashMap<UitkeringId, Vec<_>> = HashMap::new();
        for opdracht::Gevonden { uitvoering: Uitvoering { id, opdracht, .. }, .. } in
            opdracht::te_bevestigen(reader).await?
        {
            wachtend.entry(opdracht.uitkering).or_default().push((id, opdracht));
        }
        Ok(Self { wachtend, gezien: HashMap::new() })
    }

    /// Notes what the file shows of the orders about this client. `bekend` is what Klantbeeld knew before the file.
    pub(super) fn zie(&mut self, invoer: &Invoer, bekend: &Bekend, dag: Date) {
        if self.wachtend.is_empty() {
            return;
        }
        for (_, recht) in &invoer.rechten {
            let zelfde = bekend
                .uitkeringen
                .iter()
                .find(|was| was.regeling == recht.regeling && was.datum_ingang == recht.ingang)
                .and_then(|was| Some((was, self.wachtend.get(&was.id)?)));
            let Some((was, opdrachten)) = zelfde else { continue };
            let regel = Bestandsregel {
                dag,
                einde: recht.einde,
                maandbedrag: recht.bedrag,
                was: was.maandbedrag,
                terugvordering: recht.terugvordering,
                verlaging: recht.verlaging,
            };
            let gevraagd: Vec<&Opdracht> = opdrachten.iter().map(|(_, opdracht)| opdracht).collect();
            let gezien = opdrachten.iter().map(|(id, _)| *id).zip(regel.gezien(&gevraagd));
            self.gezien.extend(gezien.filter(|(_, gezien)| !gezien.is_niets()));
        }
    }

    /// How the order stands after the file; nothing when it stands as it did.
    fn wordt(&self, is: &Uitvoering, dag: Date) -> Option<Uitvoering> {
        let gezien = self.gezien.get(&is.id)?;
        // The same deviation once more is nothing new.
        if is.stand.waarneming().is_some_and(|eerder| eerder.gezien == *gezien) {
            return None;
        }
        is.clone().verwerk(Waarneming { op: dag, gezien: gezien.clone() }).ok()
    }
}

impl Verwerking<'_> {
    /// Writes what the file shows of the orders. The clients were compared already; those of the orders are taken now, and an
    /// order that somebody took back meanwhile is no longer among those that wait.
    pub(super) async fn verwerk_opdrachten(&mut self) -> Result<(), ImportFout> {
        let opdrachten = std::mem::take(&mut self.opdrachten);
        let mut nu = opdracht::te_bevestigen(self.reader().await?).await?;
        if !opdrachten.gezien.is_empty()
            && let Some(writer) = self.te_schrijven().await?
        {
            nu.retain(|is| opdrachten.gezien.contains_key(&is.uitvoering.id));
            opdracht::lock(writer, &nu).await?;
            nu = opdracht::te_bevestigen(writer).await?;
        }
        let dag = self.kader.vandaag;
        let worden: Vec<Uitvoering> = nu.iter().filter_map(|is| opdrachten.wordt(&is.uitvoering, dag)).collect();
        let n = &mut self.verslag.aantal;
        for wordt in &worden {
            match wordt.stand {
                OpdrachtStand::Uitgevoerd { .. } => n.bevestigde_opdrachten += 1,
                _ => n.afwijkende_opdrachten += 1,
            }
        }
        n.wachtende_opdrachten = nu.len() as u64 - n.bevestigde_opdrachten;
        let (door, nu) = (self.kader.door, self.kader.nu);
        if !worden.is_empty()
            && let Some(writer) = self.te_schrijven().await?
        {
            opdracht::update(writer, &worden, door, nu).await?;
            let regels: Vec<Regel> = worden.iter().map(|is| self.opdrachtregel(is)).collect();
            self.regels.extend(regels);
        }
        Ok(())
    }

    fn opdrachtregel(&self, is: &Uitvoering) -> Regel {
        let handeling = match is.stand {
            OpdrachtStand::Uitgevoerd { .. } => "opdracht.bevestigd",
            _ => "opdracht.wijkt_af",
        };
        let details = json!({ "bron": "import", "soort": is.opdracht.soort.code(), "stand": is.stand.code() });
        Regel {
            object: Some(is.id.uuid()),
            klant: Some(is.opdracht.klant),
            doel: Doel::Rechtmatigheid,
            details: details.to_string(),
            ..self.regel(handeling)
        }
    }
}
