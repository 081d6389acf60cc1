//! Taking an applied proposal back.

use domain::{
    id::VerdelingId,
    toewijzing::{OvernameGeweigerd, OvernameStand},
    verdeling::VerdelingGeweigerd,
};
use serde_json::json;
use storage::{
    overname as overnames,
    verdeling::{self as verdelingen, VerdelingKlant},
};

use super::actions::{neem, op_versie};
use crate::{
    overname::draai_terug,
    web::{Bezoek, Fout, Resultaat, woorden::zin},
};

/// How many clients went back, and why others stayed with their new klantmanager.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Terug {
    /// Back.
    pub(super) verplaatst: usize,
    /// Whoever had them works here no more, or no longer with clients.
    pub(super) vertrokken: usize,
    /// Their benefit has ended.
    pub(super) beeindigd: usize,
    /// They had nobody: nobody is left alone.
    pub(super) eerste: usize,
}

impl Terug {
    /// How many stayed with their new klantmanager, and why; empty for none.
    pub(super) fn bleven(&self) -> String {
        let aantal = self.vertrokken + self.beeindigd + self.eerste;
        let redenen = [
            (self.vertrokken, "de vorige klantmanager begeleidt hier geen klanten meer"),
            (self.beeindigd, "er is geen uitkering meer"),
            (self.eerste, "er was nog geen klantmanager"),
        ];
        let reden = |(aantal, waarom): &(usize, &str)| format!("{waarom} ({aantal})");
        let redenen: Vec<String> = redenen.iter().filter(|(aantal, _)| *aantal > 0).map(reden).collect();
        match aantal {
            0 => String::new(),
            1 => format!("1 klant blijft bij de nieuwe klantmanager: {}.", redenen.join(", ")),
            _ => format!("{aantal} klanten blijven bij hun nieuwe klantmanager: {}.", redenen.join(", ")),
        }
    }
}

/// Moves the clients back with whom that can be; when the receiver changed something, nobody. Who had nobody before, or whose klantmanager
/// left, keeps the klantmanager he got, and who has no benefit any more is left where he is.
pub(super) async fn terug(bezoek: &Bezoek, id: VerdelingId, versie: i64) -> Resultaat<Result<Terug, String>> {
    let mut writer = bezoek.writer().await?;
    let regel = op_versie(&mut writer, id, versie).await?;
    let stand = match regel.stand.draai_terug() {
        Ok(stand) => stand,
        Err(geweigerd) => return Ok(Err(zin(&geweigerd.to_string()))),
    };
    let klanten = verdelingen::klanten(&mut writer, id).await?;
    // After a year it is not known any more who they were.
    if klanten.is_empty() {
        return Ok(Err(zin(&VerdelingGeweigerd::NietToegepast.to_string())));
    }
    let verplaatst: Vec<&VerdelingKlant> = klanten.iter().filter(|is| is.overname.is_some()).collect();
    neem(&mut writer, &verplaatst).await?;
    // Who had nobody, and is with whom he got: without a takeover.
    let eerste = klanten.iter().filter(|is| is.wisselt() && is.van.is_none() && is.klantmanager == is.aan).count();
    let mut gedaan = Terug { eerste, ..Terug::default() };
    let mut met_de_hand = 0;
    for overname in verdelingen::overnames(&mut writer, id).await? {
        let is = overnames::find(&mut writer, overname).await?.ok_or(Fout::NietGevonden)?;
        // One that was taken back by hand before need not go back again.
        if is.overname.stand == OvernameStand::Ingetrokken {
            met_de_hand += 1;
            continue;
        }
        match draai_terug(bezoek, &mut writer, &is).await? {
            Ok((terug, beeindigd)) => {
                gedaan.verplaatst += terug;
                gedaan.beeindigd += beeindigd;
            }
            Err(OvernameGeweigerd::Vertrokken | OvernameGeweigerd::GeenKlantmanager) => {
                let hier = verplaatst.iter().filter(|is| is.overname == Some(overname) && is.klantmanager == is.aan);
                gedaan.vertrokken += hier.count();
            }
            Err(geweigerd) => return Ok(Err(zin(&format!("van {} naar {}: {geweigerd}", is.van, is.aan)))),
        }
    }
    if gedaan.verplaatst == 0 && met_de_hand == 0 {
        return Ok(Err(format!("Er is niemand om terug te geven. {}", gedaan.bleven())));
    }
    verdelingen::set_stand(&mut writer, (id, versie), (stand, &regel.uitkomst), bezoek.nu).await?;
    let details = json!({
        "klanten": gedaan.verplaatst, "vertrokken": gedaan.vertrokken, "beeindigd": gedaan.beeindigd, "eerste": gedaan.eerste,
    });
    writer.commit(bezoek.regel("verdeling.teruggedraaid", id, None, &details), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Ok(gedaan))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stayed_is_told_with_the_reason() {
        assert_eq!(Terug { verplaatst: 4, ..Terug::default() }.bleven(), "");
        let een = Terug { beeindigd: 1, ..Terug::default() };
        assert_eq!(een.bleven(), "1 klant blijft bij de nieuwe klantmanager: er is geen uitkering meer (1).");
        let alles = Terug { verplaatst: 4, vertrokken: 2, beeindigd: 1, eerste: 3 };
        assert!(alles.bleven().starts_with("6 klanten blijven bij hun nieuwe klantmanager: de vorige klantmanager"));
    }
}
