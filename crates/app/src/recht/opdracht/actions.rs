//! What can be done with orders: load, decide, write, log, commit, in one transaction.

use domain::{
    besluit::{BesluitGeweigerd, Uitvoering},
    id::OpdrachtId,
};
use storage::opdracht;

use crate::{
    recht::opdragen::regel,
    web::{Bezoek, Fout, Resultaat, woorden::zin},
};

/// What was done with orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gedaan {
    /// They were passed on to the benefit administration.
    Doorgegeven,
    /// Somebody asked there, and they were carried out as asked.
    Nagevraagd,
}

impl Gedaan {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Doorgegeven => "doorgegeven",
            Self::Nagevraagd => "nagevraagd",
        }
    }

    const fn handeling(self) -> &'static str {
        match self {
            Self::Doorgegeven => "opdracht.doorgegeven",
            Self::Nagevraagd => "opdracht.nagevraagd",
        }
    }

    fn zet(self, bezoek: &Bezoek, is: Uitvoering) -> Result<Uitvoering, BesluitGeweigerd> {
        match self {
            Self::Doorgegeven => is.geef_door(bezoek.vandaag),
            Self::Nagevraagd => is.is_nagevraagd(bezoek.vandaag),
        }
    }
}

/// Does it with the orders that were chosen, each read at a version: all of them, or nothing. Gives how many.
pub(super) async fn doe(bezoek: &Bezoek, gedaan: Gedaan, gekozen: &[(OpdrachtId, i64)]) -> Resultaat<usize> {
    let mut writer = bezoek.writer().await?;
    let mut open = opdracht::door_te_geven(&mut writer, i64::MAX).await?;
    open.extend(opdracht::te_bevestigen(&mut writer).await?);
    open.retain(|is| gekozen.iter().any(|(id, _)| *id == is.uitvoering.id));
    opdracht::lock(&mut writer, &open).await?;
    // Whoever decides otherwise about one of these clients has done so by now, or waits.
    let mut nu = opdracht::door_te_geven(&mut writer, i64::MAX).await?;
    nu.extend(opdracht::te_bevestigen(&mut writer).await?);
    let mut worden = Vec::with_capacity(gekozen.len());
    for (id, versie) in gekozen {
        let is = nu.iter().find(|is| is.uitvoering.id == *id && is.uitvoering.versie == *versie);
        let Some(is) = is else { return Err(Fout::Intussen) };
        let wordt = gedaan
            .zet(bezoek, is.uitvoering.clone())
            .map_err(|geweigerd| Fout::in_strijd("opdracht_stand", zin(&geweigerd.to_string())))?;
        worden.push(wordt);
    }
    opdracht::update(&mut writer, &worden, Some(bezoek.gebruiker().id), bezoek.nu).await?;
    let mut regels = worden.iter().map(|is| regel(bezoek, gedaan.handeling(), is));
    let Some(eerste) = regels.next() else { return Ok(0) };
    let meer: Vec<_> = regels.collect();
    writer.commit(eerste, &meer).await?;
    Ok(worden.len())
}
