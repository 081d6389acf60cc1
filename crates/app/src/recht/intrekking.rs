//! What a withdrawal of the right means for the benefit itself: it ends on the day before, and runs again when a new decision
//! takes the withdrawal back. A suspension and a decision both come here.
//!
//! A right that is withdrawn from its very first day leaves no day before it. A spell has one day at least, so the benefit ends with its
//! first day as the last, and says so; the order to the benefit administration names the first day without right all the same.

use domain::{
    besluit::{Besluit, Inhoud, Oorsprong},
    codelijst::{self, Codelijst},
    datum::{Periode, plus_dagen},
    id::{KlantId, UitkeringId},
    logboek::{Doel, Regel},
    opschorting::{Opschorting, OpschortingStand},
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
    uit: Oorsprong,
    klant: KlantId,
    uitkering: UitkeringId,
    /// The first day without right.
    eerste_zonder: Date,
    /// The reason with which the benefit ends (code list of the municipality).
    reden: &'static str,
    /// What stands beside that reason.
    toelichting: &'static str,
}

impl Intrekking {
    /// What a decision withdraws for good (PW 54(3)), if it does. Whether it holds is not asked.
    pub(super) fn van_besluit(is: &Besluit) -> Option<Self> {
        let Inhoud::Intrekking { periode: Periode { van, tot_en_met: None }, .. } = &is.inhoud else { return None };
        Some(Self {
            uit: Oorsprong::Besluit(is.id),
            klant: is.klant,
            uitkering: is.uitkering,
            eerste_zonder: *van,
            reden: "onjuiste_inlichtingen",
            toelichting: "Ingetrokken (artikel 54 lid 3).",
        })
    }

    /// What the withdrawal after a suspension means (PW 54(4)).
    pub(super) fn na_opschorting(is: &Opschorting) -> Self {
        Self {
            uit: Oorsprong::Opschorting(is.id),
            klant: is.klant,
            uitkering: is.uitkering,
            eerste_zonder: is.eerste_dag,
            reden: "niet_verschenen",
            toelichting: "Ingetrokken na opschorting (artikel 54 lid 4).",
        }
    }

    /// The first other withdrawal of the same benefit that holds.
    async fn andere(&self, writer: &mut Writer) -> Resultaat<Option<Self>> {
        let besluiten = storage::besluit::of_klant(writer, self.klant).await?;
        let besluiten =
            besluiten.iter().map(|is| &is.besluit).filter(|is| is.stand.geldt()).filter_map(Self::van_besluit);
        let opschortingen = storage::opschorting::of_klant(writer, self.klant).await?;
        let ingetrokken = |is: &&Opschorting| matches!(is.stand, OpschortingStand::Ingetrokken { .. });
        let opschortingen =
            opschortingen.iter().map(|is| &is.opschorting).filter(ingetrokken).map(Self::na_opschorting);
        let anderen = besluiten.chain(opschortingen).filter(|is| is.uitkering == self.uitkering && is.uit != self.uit);
        Ok(anderen.min_by_key(|is| is.eerste_zonder))
    }

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

    /// Lets the benefit run again, up to another withdrawal that holds. Gives the lines of the log.
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
        let mut regels = vec![beeindiging(bezoek, &lijsten, "uitkering.hersteld", &uitkering, einde)];
        let mut wordt = weer_lopend(uitkering)?;
        if let Some(andere) = self.andere(writer).await? {
            let (tot_daar, regel) = andere.beeindig(bezoek, &lijsten, wordt)?;
            wordt = tot_daar;
            regels.push(regel);
        }
        storage::uitkering::update(writer, &wordt).await?;
        Ok(regels)
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
