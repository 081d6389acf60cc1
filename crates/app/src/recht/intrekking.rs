//! What a withdrawal of the right means for the benefit itself: it ends on the day before, and runs again when a new decision
//! takes the withdrawal back. A suspension and a decision both come here.
//!
//! A right that is withdrawn from its very first day leaves no day before it. A spell has one day at least, so the benefit ends with its
//! first day as the last, and says so; the order to the benefit administration names the first day without right all the same.

use domain::{
    codelijst::{self, Codelijst},
    datum::plus_dagen,
    id::{KlantId, UitkeringId},
    logboek::{Doel, Regel},
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use serde_json::json;
use storage::Writer;

use crate::web::{Bezoek, Fout, Lijsten, Resultaat, woorden::zin};

/// What stands beside the end of a benefit to which there never was a right.
const ZONDER_DAG: &str = "Er was geen enkele dag recht; de eerste dag staat hier als laatste dag, omdat een uitkering ten minste één dag duurt.";

/// A right that is withdrawn from a day on.
pub(super) struct Intrekking {
    pub(super) klant: KlantId,
    pub(super) uitkering: UitkeringId,
    /// The first day without right.
    pub(super) eerste_zonder: Date,
    /// The reason with which the benefit ends (code list of the municipality).
    pub(super) reden: &'static str,
    /// What stands beside that reason.
    pub(super) toelichting: &'static str,
}

impl Intrekking {
    /// The last day of the benefit as Klantbeeld keeps it.
    fn laatste_dag(&self, uitkering: &Uitkering) -> Date {
        plus_dagen(self.eerste_zonder, -1).max(uitkering.datum_ingang)
    }

    /// Ends the benefit. Gives the lines of the log.
    pub(super) async fn voer_uit(&self, bezoek: &Bezoek, writer: &mut Writer) -> Resultaat<Vec<Regel>> {
        let uitkering = storage::uitkering::find(writer, self.uitkering).await?.ok_or(Fout::NietGevonden)?;
        let lijsten = bezoek.lijsten().await?;
        let (wordt, regels) = match &uitkering.stand {
            // It had ended before: there is nothing left to end.
            UitkeringStand::Beeindigd(einde) if einde.datum < self.eerste_zonder => return Ok(Vec::new()),
            UitkeringStand::Beeindigd(einde) => {
                let terug = beeindiging(bezoek, &lijsten, "uitkering.hersteld", &uitkering, einde);
                let (wordt, regel) = self.beeindig(bezoek, &lijsten, weer_lopend(uitkering)?)?;
                (wordt, vec![terug, regel])
            }
            UitkeringStand::Lopend => {
                let (wordt, regel) = self.beeindig(bezoek, &lijsten, uitkering)?;
                (wordt, vec![regel])
            }
        };
        storage::uitkering::update(writer, &wordt).await?;
        Ok(regels)
    }

    /// Lets the benefit run again. Gives the lines of the log.
    pub(super) async fn draai_terug(&self, bezoek: &Bezoek, writer: &mut Writer) -> Resultaat<Vec<Regel>> {
        let uitkering = storage::uitkering::find(writer, self.uitkering).await?.ok_or(Fout::NietGevonden)?;
        let lijsten = bezoek.lijsten().await?;
        let UitkeringStand::Beeindigd(einde) = &uitkering.stand else { return Ok(Vec::new()) };
        // Somebody ended it otherwise since: that decision stands.
        if einde.datum != self.laatste_dag(&uitkering) {
            return Ok(Vec::new());
        }
        let anderen = storage::uitkering::of_klant(writer, self.klant).await?;
        if let Some(later) = anderen.iter().find(|ander| ander.datum_ingang > uitkering.datum_ingang) {
            let sinds = domain::datum::lang(later.datum_ingang);
            let tekst = format!(
                "Deze klant kreeg daarna opnieuw een uitkering, vanaf {sinds}. Laat eerst de uitkeringsadministratie bepalen wat er met beide gebeurt."
            );
            return Err(Fout::in_strijd("uitkering_opvolger", tekst));
        }
        let terug = beeindiging(bezoek, &lijsten, "uitkering.hersteld", &uitkering, einde);
        storage::uitkering::update(writer, &weer_lopend(uitkering)?).await?;
        Ok(vec![terug])
    }

    fn beeindig(&self, bezoek: &Bezoek, lijsten: &Lijsten, uitkering: Uitkering) -> Resultaat<(Uitkering, Regel)> {
        let reden = self.reden.parse().map_err(|_| Fout::Onverwacht(format!("no code: {}", self.reden)))?;
        let datum = self.laatste_dag(&uitkering);
        let toelichting = if datum >= self.eerste_zonder {
            format!("{} {ZONDER_DAG}", self.toelichting)
        } else {
            self.toelichting.to_owned()
        };
        let einde = Einde { datum, reden, toelichting };
        let regel = beeindiging(bezoek, lijsten, "uitkering.beeindigd", &uitkering, &einde);
        let wordt = uitkering
            .beeindig(einde, bezoek.vandaag)
            .map_err(|geweigerd| Fout::in_strijd("uitkering_stand", zin(&geweigerd.to_string())))?;
        Ok((wordt, regel))
    }
}

fn weer_lopend(uitkering: Uitkering) -> Resultaat<Uitkering> {
    uitkering.herstel().map_err(|geweigerd| Fout::in_strijd("uitkering_stand", zin(&geweigerd.to_string())))
}

/// The line of the log about an end; a reason that says more than others may read stands there in other words.
fn beeindiging(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    handeling: &'static str,
    uitkering: &Uitkering,
    einde: &Einde,
) -> Regel {
    let reden = codelijst::in_logboek(&lijsten.codes, Codelijst::RedenBeeindiging, &einde.reden);
    let details = json!({ "datum": einde.datum, "reden": reden });
    let regel = bezoek.regel(handeling, uitkering.id, Some(uitkering.klant), &details);
    Regel { doel: Doel::Rechtmatigheid, ..regel }
}
