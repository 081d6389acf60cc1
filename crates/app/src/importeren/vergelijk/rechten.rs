//! The benefits of a client: which are new, which ended or changed, and which the file no longer has.

use domain::{
    codelijst::{self, Codelijst},
    datum::kort,
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use storage::invoer::Wijziging;

use super::{Invoer, Kader, Uitkomst, verschil};
use crate::importeren::{
    fout::Fout,
    kolommen::Kolom,
    rij::{Recht, Rij},
    verslag::Verschil,
};

/// The reason of an end without one; allowed, counted and shown.
const ONBEKEND: &str = "onbekend";

impl Kader<'_> {
    pub(super) fn rechten(&self, invoer: &Invoer, wijziging: &mut Wijziging, uitkomst: &mut Uitkomst) {
        let rij = &invoer.rij;
        let mut genoemd = Vec::with_capacity(invoer.rechten.len());
        let mut nieuw = Vec::new();
        for (rijnummer, recht) in &invoer.rechten {
            let zelfde = |u: &Uitkering| u.regeling == recht.regeling && u.datum_ingang == recht.ingang;
            let Some(plaats) = wijziging.uitkeringen.iter().position(zelfde) else {
                nieuw.push((*rijnummer, recht));
                continue;
            };
            genoemd.push(wijziging.uitkeringen[plaats].id);
            let oud = wijziging.uitkeringen[plaats].clone();
            let (bijgewerkt, details) = self.bijgewerkt(rij, *rijnummer, recht, &oud, uitkomst);
            if bijgewerkt != oud {
                let (klant, id) = (&wijziging.klant, oud.id.uuid());
                let nieuw_einde = oud.stand == UitkeringStand::Lopend && bijgewerkt.stand != oud.stand;
                let handeling = if nieuw_einde { "uitkering.beeindigd" } else { "uitkering.gewijzigd" };
                wijziging.regels.push(self.regel(handeling, klant, id, &details));
                wijziging.gewijzigde_uitkeringen.push(bijgewerkt.clone());
                wijziging.uitkeringen[plaats] = Uitkering { versie: oud.versie + 1, ..bijgewerkt };
            }
        }
        let weg = |u: &&Uitkering| u.stand == UitkeringStand::Lopend && !genoemd.contains(&u.id);
        uitkomst.verdwenen = wijziging.uitkeringen.iter().filter(weg).cloned().collect();
        for (rijnummer, recht) in nieuw {
            self.voeg_toe(rijnummer, recht, wijziging, uitkomst);
        }
        if !wijziging.gewijzigde_uitkeringen.is_empty() {
            uitkomst.fouten.extend(verlengd(invoer, &wijziging.uitkeringen));
        }
    }

    /// A spell as the file has it: another amount, an end, another end. An end that only Klantbeeld has, stays.
    fn bijgewerkt(
        &self,
        rij: &Rij,
        rijnummer: u32,
        recht: &Recht,
        oud: &Uitkering,
        uitkomst: &mut Uitkomst,
    ) -> (Uitkering, serde_json::Value) {
        let mut nieuw = oud.clone();
        let mut details = serde_json::json!({ "bron": "import" });
        let meld = |veld, oud: String, nieuw: String, niet| Verschil {
            rij: rijnummer,
            ..verschil(rij, veld, oud, nieuw, niet)
        };
        if recht.bedrag != oud.maandbedrag {
            details["maandbedrag"] = serde_json::json!([oud.maandbedrag.0, recht.bedrag.0]);
            uitkomst.verschillen.push(meld("maandbedrag", oud.maandbedrag.to_string(), recht.bedrag.to_string(), ""));
            nieuw.maandbedrag = recht.bedrag;
        }
        match (&oud.stand, recht.einde) {
            (UitkeringStand::Lopend, None) => {}
            (UitkeringStand::Beeindigd(einde), None) => {
                let niet = "in Klantbeeld beëindigd; herstel de uitkering daar als het bestand klopt";
                uitkomst.verschillen.push(meld("uitkering_einde", kort(einde.datum), String::new(), niet));
            }
            (oude_stand, Some(_)) => {
                let eerder = match oude_stand {
                    UitkeringStand::Beeindigd(einde) => Some(einde),
                    UitkeringStand::Lopend => None,
                };
                self.beeindig(recht, eerder, &mut nieuw, &mut details, |veld, oud, nieuw| {
                    uitkomst.verschillen.push(meld(veld, oud, nieuw, ""));
                });
                if eerder.is_none() {
                    uitkomst.beeindigd += 1;
                    uitkomst.zonder_reden += u64::from(recht.reden.is_none());
                }
            }
        }
        (nieuw, details)
    }

    fn beeindig(
        &self,
        recht: &Recht,
        eerder: Option<&Einde>,
        uitkering: &mut Uitkering,
        details: &mut serde_json::Value,
        mut meld: impl FnMut(&'static str, String, String),
    ) {
        let UitkeringStand::Beeindigd(einde) = stand(recht, eerder) else { return };
        let oude_dag = eerder.map(|eerder| eerder.datum);
        if oude_dag != Some(einde.datum) {
            details["einde"] = serde_json::json!([oude_dag.map(|dag| dag.to_string()), einde.datum.to_string()]);
            meld("uitkering_einde", oude_dag.map(kort).unwrap_or_default(), kort(einde.datum));
        }
        if eerder.is_none_or(|eerder| eerder.reden != einde.reden) {
            // Log and report are read by who does not work with the client.
            let zegt = |reden| codelijst::in_logboek(self.codes, Codelijst::RedenBeeindiging, reden).to_owned();
            let (oud, nieuw) = (eerder.map(|eerder| zegt(&eerder.reden)), zegt(&einde.reden));
            details["reden"] = serde_json::json!([oud, nieuw]);
            meld("reden_einde", oud.unwrap_or_default(), nieuw);
        }
        let lopend = Uitkering { stand: UitkeringStand::Lopend, ..uitkering.clone() };
        // The row was judged by the same bounds when it was read.
        if let Ok(beeindigd) = lopend.beeindig(einde, self.vandaag) {
            *uitkering = beeindigd;
        }
    }

    /// A spell Klantbeeld does not have, if it fits between those it has.
    fn voeg_toe(&self, rijnummer: u32, recht: &Recht, wijziging: &mut Wijziging, uitkomst: &mut Uitkomst) {
        let laatste = |stand: &UitkeringStand| match stand {
            UitkeringStand::Lopend => Date::MAX,
            UitkeringStand::Beeindigd(einde) => einde.datum,
        };
        let (van, tot) = (recht.ingang, recht.einde.unwrap_or(Date::MAX));
        let botst = |u: &&Uitkering| u.datum_ingang <= tot && van <= laatste(&u.stand);
        if let Some(ander) = wijziging.uitkeringen.iter().find(botst) {
            let fout = format!(
                "deze uitkering overlapt met een {} in Klantbeeld vanaf {}",
                ander.regeling.omschrijving(),
                kort(ander.datum_ingang)
            );
            let doe = "Zet die uitkering met haar einde ook in het bestand, of beëindig haar eerst in Klantbeeld.";
            uitkomst.fouten.push(Fout::new(rijnummer, Kolom::UitkeringIngang.naam(), &van.to_string(), fout, doe));
            return;
        }
        let vorige = wijziging.uitkeringen.iter().filter(|u| u.datum_ingang < van).max_by_key(|u| u.datum_ingang);
        // The spell after it may be linked to the one before it already; two may not follow one.
        let vrij = |id| wijziging.uitkeringen.iter().all(|u| u.vorige != Some(id));
        let vorige = vorige.map(|vorige| vorige.id).filter(|id| vrij(*id));
        let uitkering = Uitkering { vorige, ..self.uitkering(&wijziging.klant, recht) };
        uitkomst.terugkeer += u64::from(vorige.is_some());
        let details = serde_json::json!({
            "bron": "import",
            "regeling": recht.regeling.code(),
            "ingang": van.to_string(),
            "maandbedrag": recht.bedrag.0,
        });
        let id = uitkering.id.uuid();
        wijziging.regels.push(self.regel("uitkering.toegevoegd", &wijziging.klant, id, &details));
        uitkomst.verschillen.push(Verschil {
            klantnummer: wijziging.klant.klantnummer.clone(),
            rij: rijnummer,
            veld: "uitkering",
            oud: String::new(),
            nieuw: format!("{} vanaf {}", recht.regeling.omschrijving(), kort(van)),
            niet_overgenomen: "",
        });
        wijziging.nieuwe_uitkeringen.push(uitkering.clone());
        wijziging.uitkeringen.push(uitkering);
    }
}

/// A benefit whose end moved into one that only Klantbeeld has.
fn verlengd(invoer: &Invoer, uitkeringen: &[Uitkering]) -> Option<Fout> {
    let mut op_ingang: Vec<&Uitkering> = uitkeringen.iter().collect();
    op_ingang.sort_by_key(|uitkering| uitkering.datum_ingang);
    let (eerder, later) =
        op_ingang.array_windows().find_map(|[een, ander]| een.loopt_op(ander.datum_ingang).then_some((een, ander)))?;
    let (rij, _) = invoer.rechten.iter().find(|(_, recht)| recht.ingang == eerder.datum_ingang)?;
    let fout = format!("met dit einde overlapt de uitkering met die in Klantbeeld vanaf {}", kort(later.datum_ingang));
    let doe = "Verbeter het einde, of zet de latere uitkering ook in het bestand.";
    Some(Fout::new(*rij, Kolom::UitkeringEinde.naam(), "", fout, doe))
}

/// The end as the file has it. What it does not say (reason, explanation) is taken from the end before.
pub(super) fn stand(recht: &Recht, eerder: Option<&Einde>) -> UitkeringStand {
    let Some(datum) = recht.einde else { return UitkeringStand::Lopend };
    let bekend = recht.reden.clone().or_else(|| eerder.map(|eerder| eerder.reden.clone()));
    let Some(reden) = bekend.or_else(|| ONBEKEND.parse().ok()) else { return UitkeringStand::Lopend };
    let toelichting = eerder.map(|eerder| eerder.toelichting.clone()).unwrap_or_default();
    UitkeringStand::Beeindigd(Einde { datum, reden, toelichting })
}
