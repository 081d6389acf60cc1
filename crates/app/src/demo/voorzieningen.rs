//! Exemptions, medical examinations and referrals to those who help a client forward.

use domain::{
    dossier::Dossier,
    keuring::Keuring,
    klant::Leefvorm,
    ontheffing::{Grondslag, Ontheffing, Verplichtingen},
    verwijzing::Verwijzing,
};

use super::{
    bevolking::Pilot,
    dagen::{Dag, dag, datum, werkdag_tot},
    gegevens::codelijsten::code,
    ik_doe_mee,
    loopbaan::Maker,
    pilot_300,
    toeval::Soort,
};

/// PW 9a(8): in this town it was looked at every half year until today.
fn bekeken(ontheffing: Ontheffing, vandaag: jiff::civil::Date) -> Ontheffing {
    let mut is = ontheffing;
    while let Some(dag) = is.heroverweging.filter(|dag| is.grondslag == Grondslag::Pw9a && *dag < vandaag) {
        let Ok(wordt) = is.clone().heroverweeg(dag, None, vandaag) else { break };
        is = wordt;
    }
    is
}

type Wat = (Grondslag, Verplichtingen, &'static str);

/// Everything of these for one client.
pub(super) fn maak(maker: &mut Maker<'_>, dossier: &mut Dossier) {
    maker.pilot_voorzieningen(dossier);
    maker.ontheffing_na_klantbeeld(dossier);
    if !maker.loop_.johan {
        maker.ontheffingen(dossier);
        maker.verwijzingen(dossier);
    }
}

impl Maker<'_> {
    /// Records an exemption if the law allows it.
    pub(super) fn ontheffing(&mut self, dossier: &mut Dossier, wat: Wat, van: Dag, tot: Option<Dag>) {
        let (grondslag, verplichtingen, reden) = wat;
        let toelichting = match reden {
            "medisch" | "psychisch" => "Op advies van de keuringsarts.",
            "zorgtaken" => "Zorgt voor een familielid; het wijkteam zoekt hulp.",
            "duurzaam_arbeidsongeschikt" => "Advies van de keuringsarts ligt in het dossier.",
            _ => "",
        };
        let aanvraag = Ontheffing {
            id: self.id(Soort::Ontheffing, dossier.ontheffingen.len()),
            klant: self.klant,
            grondslag,
            verplichtingen,
            reden: code(reden),
            datum_ingang: datum(van),
            datum_einde: tot.map(datum),
            heroverweging: tot.filter(|_| grondslag == Grondslag::Pw9Lid2).map(|tot| datum((tot - 30).max(van))),
            toelichting: toelichting.to_owned(),
            versie: 1,
        };
        if let Ok(verleend) = aanvraag.verleen(&dossier.ontheffingen) {
            dossier.ontheffingen.push(bekeken(verleend, datum(self.vandaag())));
        }
    }

    pub(super) fn keuring(&mut self, dossier: &mut Dossier, spoed: bool, aangevraagd: Dag, afgerond: Option<Dag>) {
        dossier.keuringen.push(Keuring {
            id: self.id(Soort::Keuring, dossier.keuringen.len()),
            klant: self.klant,
            spoed,
            aangevraagd: datum(aangevraagd),
            afgerond: afgerond.map(datum),
        });
    }

    pub(super) fn verwijzing(
        &mut self,
        dossier: &mut Dossier,
        voorziening: &'static str,
        aanbieder: &str,
        verwezen: Dag,
        (gestart, beeindigd): (Option<Dag>, Option<Dag>),
    ) {
        dossier.verwijzingen.push(Verwijzing {
            id: self.id(Soort::Verwijzing, dossier.verwijzingen.len()),
            klant: self.klant,
            voorziening: code(voorziening),
            aanbieder: aanbieder.to_owned(),
            verwezen: datum(verwezen),
            gestart: gestart.map(datum),
            beeindigd: beeindigd.map(datum),
        });
    }

    /// What Pilot 300 led to.
    fn pilot_voorzieningen(&mut self, dossier: &mut Dossier) {
        let Some(laatste) = self
            .loop_
            .recht_op(pilot_300::START)
            .map(|recht| self.loop_.rechten[recht].tot.map_or(Dag::MAX, |(laatste, _)| laatste))
        else {
            return;
        };
        match self.loop_.pilot {
            Some(Pilot::Ontheffing) => {
                let van = self.dobbel.tussen(dag(2014, 10, 6), dag(2014, 12, 22));
                let reden = *self.dobbel.kies(&["medisch", "psychisch", "sociaal", "zorgtaken"]);
                let tot = (van + self.dobbel.tussen(150, 360)).min(laatste);
                self.ontheffing(
                    dossier,
                    (Grondslag::Pw9Lid2, Verplichtingen::ArbeidEnTegenprestatie, reden),
                    van,
                    Some(tot),
                );
            }
            Some(Pilot::Traject) => {
                let start = self.dobbel.tussen(dag(2014, 9, 22), dag(2014, 12, 19));
                let einde = (start + self.dobbel.tussen(90, 240)).min(laatste);
                self.verwijzing(dossier, "traject_pasmatch", "Pasmatch", start - 20, (Some(start), Some(einde)));
            }
            _ => {}
        }
        if let Some(dagen) = self.loop_.spoedkeuring {
            let aangevraagd = self.dobbel.tussen(dag(2014, 6, 2), dag(2014, 9, 12));
            self.keuring(dossier, true, aangevraagd, Some(aangevraagd + dagen));
        }
    }

    /// For some of the cohort of Ik doe mee the conversation led to a temporary exemption.
    fn ontheffing_na_klantbeeld(&mut self, dossier: &mut Dossier) {
        if !self.loop_.cohort || !self.dobbel.kans(6) {
            return;
        }
        let Some(recht) = self.loop_.recht_op(ik_doe_mee::START) else { return };
        let laatste = self.loop_.rechten[recht].tot.map_or(Dag::MAX, |(laatste, _)| laatste);
        let van = self.dobbel.tussen(dag(2017, 7, 3), dag(2018, 11, 30));
        if van + 30 < laatste {
            let reden = *self.dobbel.kies(&["medisch", "psychisch", "sociaal", "zorgtaken"]);
            let tot = (van + self.dobbel.tussen(150, 360)).min(laatste);
            self.ontheffing(dossier, (Grondslag::Pw9Lid2, Verplichtingen::Arbeid, reden), van, Some(tot));
        }
    }

    /// About one in eight running clients is exempt; a few of these exemptions end soon.
    fn ontheffingen(&mut self, dossier: &mut Dossier) {
        let (ingang, einde) = self.laatste_recht();
        let vandaag = self.vandaag();
        if einde.is_some() || vandaag - ingang < 60 {
            return;
        }
        // An earlier one, of a while ago.
        if vandaag - ingang > 900 && self.dobbel.kans(7) {
            let van = vandaag - self.dobbel.tussen(650, 850);
            let (duur, wat) = (self.dobbel.tussen(90, 180), (Grondslag::Pw9Lid2, Verplichtingen::Arbeid, "zorgtaken"));
            self.ontheffing(dossier, wat, van, Some(van + duur));
        }
        let jonge_ouder = self.leefvorm == Leefvorm::AlleenstaandeOuder && self.leeftijd_op(vandaag) < 42;
        if jonge_ouder && self.dobbel.kans(35) {
            let van = (vandaag - self.dobbel.tussen(20, 900)).max(ingang);
            let tot = self.dobbel.tussen((van + 365).max(vandaag + 5), van + 1_800);
            self.ontheffing(dossier, (Grondslag::Pw9a, Verplichtingen::Arbeid, "jong_kind"), van, Some(tot));
        } else if self.segment == 2 && self.dobbel.kans(26) {
            self.medisch(dossier, ingang);
        } else if self.dobbel.kans(1) {
            // Asked for, no answer yet.
            self.keuring(dossier, false, werkdag_tot(vandaag - 9), None);
        }
    }

    fn medisch(&mut self, dossier: &mut Dossier, ingang: Dag) {
        let vandaag = self.vandaag();
        let duurzaam = self.dobbel.kans(25) && vandaag - ingang > 400;
        let (van, tot, wat) = if duurzaam {
            let van = (vandaag - self.dobbel.tussen(60, 1_500)).max(ingang);
            (van, None, (Grondslag::Pw9Lid5, Verplichtingen::Alle, "duurzaam_arbeidsongeschikt"))
        } else {
            let tot =
                vandaag + if self.dobbel.kans(18) { self.dobbel.tussen(1, 29) } else { self.dobbel.tussen(30, 270) };
            let van = (tot - self.dobbel.tussen(183, 365)).min(vandaag - 3).max(ingang);
            let verplichtingen = *self.dobbel.kies(&[Verplichtingen::Arbeid, Verplichtingen::ArbeidEnTegenprestatie]);
            let reden = *self.dobbel.kies(&["medisch", "medisch", "psychisch", "zorgtaken", "sociaal"]);
            (van, Some(tot), (Grondslag::Pw9Lid2, verplichtingen, reden))
        };
        if van - 45 > ingang && matches!(wat.2, "medisch" | "psychisch" | "duurzaam_arbeidsongeschikt") {
            let klaar = van - self.dobbel.tussen(1, 9);
            let spoed = self.loop_.pilot.is_none() && self.dobbel.kans(20);
            let duur = if spoed { self.dobbel.tussen(7, 18) } else { self.dobbel.tussen(10, 34) };
            self.keuring(dossier, spoed, klaar - duur, Some(klaar));
        }
        self.ontheffing(dossier, wat, van, tot);
    }

    /// Referrals since the offer of 2018, by segment: whoever is not far from work to an employment agency, the middle
    /// group to Pasmatch, others into the city.
    fn verwijzingen(&mut self, dossier: &mut Dossier) {
        let (ingang, einde) = self.laatste_recht();
        let laatste = einde.unwrap_or(self.vandaag());
        let eerste = (ingang + 40).max(dag(2018, 2, 1));
        if laatste - eerste < 60 {
            return;
        }
        if self.dobbel.kans([50, 62, 24][self.segment]) {
            let (voorziening, aanbieder) = self.aanbod(laatste);
            let verwezen = self.dobbel.liever_laat(eerste, laatste - 10);
            self.volg(dossier, voorziening, aanbieder, verwezen, einde);
        }
        if !self.tolk.is_empty() && self.dobbel.kans(40) {
            let verwezen = self.dobbel.liever_laat(eerste, laatste - 10);
            self.volg(dossier, "taalcafe", "Bibliotheek", verwezen, einde);
        }
        dossier.verwijzingen.sort_by_key(|verwijzing| verwijzing.verwezen);
    }

    fn aanbod(&mut self, op: Dag) -> (&'static str, &'static str) {
        let leeftijd = self.leeftijd_op(op);
        let statushouder = matches!(self.tolk, "Arabisch" | "Tigrinya" | "Oekraïens" | "Dari");
        match self.segment {
            0 if leeftijd >= 50 => ("netwerkbijeenkomsten", "Stichting Hetisnetwerken"),
            0 => ("uitzendbureau", "Uitzendbureau"),
            1 if leeftijd < 27 => ("traject_agros", "Agros"),
            1 if statushouder => ("traject_statushouders", "Pasmatch"),
            1 if leeftijd >= 50 && self.dobbel.kans(35) => ("netwerkbijeenkomsten", "Stichting Hetisnetwerken"),
            1 if self.dobbel.kans(6) => ("hulp_zelfstandigen", "155-Help een bedrijf"),
            1 => ("traject_pasmatch", "Pasmatch"),
            _ if self.dobbel.kans(40) => ("arbeidsmatige_dagbesteding", "Dagbesteding in de wijk"),
            _ if self.dobbel.kans(50) => ("schulddienstverlening", "Schulddienstverlening"),
            _ => ("vrijwilligerswerk", "Vrijwilligerscentrale"),
        }
    }

    /// Most referrals lead to a start within weeks, and most tracks end within nine months.
    fn volg(&mut self, dossier: &mut Dossier, wat: &'static str, wie: &str, verwezen: Dag, einde: Option<Dag>) {
        let grens = einde.unwrap_or(self.vandaag());
        let verwezen = werkdag_tot(verwezen);
        let gestart =
            Some(werkdag_tot(verwezen + self.dobbel.tussen(6, 45))).filter(|dag| *dag <= grens && self.dobbel.kans(88));
        let klaar = gestart.map(|dag| dag + self.dobbel.tussen(60, 270)).filter(|dag| *dag < grens);
        let beeindigd = klaar.or(einde.filter(|_| gestart.is_some()));
        self.verwijzing(dossier, wat, wie, verwezen, (gestart, beeindigd));
    }
}
