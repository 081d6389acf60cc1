//! Everything that is assumed, in words, with its source: to be printed beside every result.

use serde::Serialize;

use super::Opzet;
use crate::capaciteit::Aanname;

/// One assumption.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Regel {
    /// What it is of.
    pub naam: String,
    /// The number, or the numbers in their order.
    pub waarden: Vec<f64>,
    /// Where it comes from.
    pub bron: String,
}

struct Lijst(Vec<Regel>);

impl Lijst {
    fn zet(&mut self, naam: impl Into<String>, waarden: &[f64], bron: &str) {
        self.0.push(Regel { naam: naam.into(), waarden: waarden.to_vec(), bron: bron.to_owned() });
    }

    fn een(&mut self, naam: impl Into<String>, aanname: &Aanname) {
        self.zet(naam, &[aanname.waarde], &aanname.bron);
    }
}

impl Opzet {
    /// Everything that is assumed, with its source.
    #[must_use]
    pub fn aannames(&self) -> Vec<Regel> {
        let mut lijst = Lijst(Vec::new());
        for niveau in &self.instroom.niveau {
            let naam = format!("Instroom per maand, vanaf {}", niveau.vanaf.strftime("%-d-%-m-%Y"));
            lijst.zet(naam, &[niveau.per_maand], &niveau.bron);
        }
        lijst.zet("Seizoen van de instroom, per maand", &self.instroom.seizoen.waarden, &self.instroom.seizoen.bron);
        self.groepen(&mut lijst);
        self.gesprekken(&mut lijst);
        self.mensen(&mut lijst);
        for aanbieder in &self.aanbieders {
            let naam = &aanbieder.naam;
            lijst.een(format!("{naam}: plaatsen"), &aanbieder.plaatsen);
            if let Some(bezet) = &aanbieder.bezet {
                lijst.een(format!("{naam}: plaatsen die bij het begin bezet zijn"), bezet);
            }
            lijst.een(format!("{naam}: duur in weken"), &aanbieder.duur_weken);
            lijst.een(format!("{naam}: euro per klant"), &aanbieder.euro);
            for verwijzing in &aanbieder.verwijzing {
                let naam = format!("{naam}: deel van de gesprekken met {} dat ertoe leidt", verwijzing.segment);
                lijst.zet(naam, &[verwijzing.deel], &verwijzing.bron);
            }
        }
        lijst.een("Uitkering: euro per klant per maand", &self.uitkering);
        for begroting in &self.begroting {
            lijst.zet(format!("Begroting {}: euro", begroting.jaar), &[begroting.euro], &begroting.bron);
        }
        lijst.0
    }

    fn groepen(&self, lijst: &mut Lijst) {
        for segment in &self.segmenten {
            let naam = &segment.naam;
            lijst.een(format!("{naam}: klanten bij het begin"), &segment.klanten);
            lijst.een(format!("{naam}: aandeel in de instroom"), &segment.aandeel_instroom);
            let duur = &segment.duur_bij_begin;
            lijst.zet(format!("{naam}: verdeling over de duurklassen bij het begin"), &duur.waarden, &duur.bron);
            if let Some(norm) = &segment.norm {
                lijst.een(format!("{naam}: weken tussen twee gesprekken"), &norm.interval_weken);
                lijst.een(format!("{naam}: minuten per gesprek"), &norm.minuten);
                if let Some(achterstand) = &norm.achterstand {
                    lijst.een(format!("{naam}: deel dat bij het begin niet volgens de norm is gesproken"), achterstand);
                }
            }
            for einde in &segment.einde {
                let wat = format!("{naam}: einde door {}, tempo per maand per duurklasse", einde.reden);
                lijst.zet(wat, &einde.per_maand, &einde.bron);
            }
        }
        for overgang in &self.overgangen {
            let naam = format!("Van {} naar {}: tempo per maand", overgang.van, overgang.naar);
            lijst.zet(naam, &[overgang.per_maand], &overgang.bron);
        }
        for reden in &self.redenen {
            if let Some(terugkeer) = &reden.terugkeer {
                let naam = format!("Na {}: deel dat terugkeert, en na hoeveel maanden gemiddeld", reden.naam);
                lijst.zet(naam, &[terugkeer.deel, terugkeer.maanden], &terugkeer.bron);
            }
        }
    }

    fn gesprekken(&self, lijst: &mut Lijst) {
        let gesprek = &self.gesprek;
        lijst.een("Minuten van een eerste gesprek", &gesprek.minuten_intake);
        lijst.een("Spreiding van de duur van gesprekken", &gesprek.spreiding);
        lijst.een("Dagen speling voordat een gesprek te laat is", &gesprek.speling_dagen);
        lijst.een("Kans op niet verschijnen", &gesprek.kans_niet_verschijnen);
        lijst.een("Minuten die niet verschijnen kost", &gesprek.minuten_niet_verschenen);
        lijst.een("Hersteltermijn in dagen", &gesprek.hersteltermijn_dagen);
        lijst.een("Kans om ook na de hersteltermijn niet te verschijnen", &gesprek.kans_opnieuw);
        lijst.een("Minuten die overdragen aan rechtmatigheid kost", &gesprek.minuten_overdracht);
        lijst.een("Weken bij rechtmatigheid", &gesprek.weken_rechtmatigheid);
        lijst.een("Kans dat rechtmatigheid de uitkering beëindigt", &gesprek.kans_beeindiging);
        lijst.een("Effect van contact op uitstroom naar werk", &gesprek.effect);
    }

    fn mensen(&self, lijst: &mut Lijst) {
        let team = &self.team;
        lijst.een("Klanten per fte, hooguit", &team.caseload);
        lijst.een("Contracturen per week", &team.uren_per_week);
        lijst.een("Weken verlof en feestdagen per jaar", &team.verlofweken);
        let verlof = &team.verlof_per_maand;
        lijst.zet("Verdeling van het verlof over de maanden", &verlof.waarden, &verlof.bron);
        lijst.een("Weken ziekte per jaar", &team.ziekteweken);
        lijst.een("Deel van de tijd voor ander werk", &team.ander_werk);
        lijst.een("Uren rechtmatigheid per klant per jaar", &team.rechtmatigheid_per_klant);
        lijst.een("Euro per fte per jaar", &team.kosten_per_fte);
        for groep in &self.klantmanagers {
            let naam = format!("Klantmanagers {}: aantal, en fte per persoon", groep.naam);
            lijst.zet(naam, &[groep.aantal.into(), groep.fte], &groep.bron);
        }
    }
}
