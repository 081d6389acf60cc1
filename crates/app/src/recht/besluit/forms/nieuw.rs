//! The form in which a decision is prepared. Which fields are asked depends on its kind; what another kind asks is not there.

use domain::{
    besluit::{
        BesluitGeweigerd, GrondTerugvordering, GrondVerlaging, Inhoud, SoortBesluit, Verlaging, VerlagingGeweigerd,
        Verlagingstabel, Verwijtbaarheid,
    },
    datum::{Periode, kort, lees},
    geld::Eurocent,
    id::{BesluitId, KlantId},
    klant::Klantnummer,
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::Date;

use super::{BESTAANDE_DATUM, ja_nee, tekst, vrije_tekst};
use crate::web::{Bezoek, Formulier, Keuze, Veld, veld::fouten, woorden::zin};

/// The choice for the uniform duties, beside the codes of the municipality's own table.
const UNIFORM: &str = "uniform:";
/// Before the code of a row of that table.
const TABEL: &str = "tabel:";

/// Prepares a decision.
pub(in crate::recht::besluit) struct BesluitForm {
    /// Given out with the form: sent twice, it is one decision.
    pub(in crate::recht::besluit) id: BesluitId,
    pub(in crate::recht::besluit) soort: SoortBesluit,
    /// The client whose name was read.
    pub(in crate::recht::besluit) gezien: Option<KlantId>,
    pub(in crate::recht::besluit) klantnummer: Veld,
    pub(in crate::recht::besluit) uitkering: Veld,
    pub(in crate::recht::besluit) van: Veld,
    pub(in crate::recht::besluit) tot: Veld,
    pub(in crate::recht::besluit) bedrag: Veld,
    pub(in crate::recht::besluit) grond: Veld,
    pub(in crate::recht::besluit) waarvoor: Veld,
    pub(in crate::recht::besluit) gedraging_op: Veld,
    pub(in crate::recht::besluit) inlichtingen: Veld,
    pub(in crate::recht::besluit) verwijtbaar: Veld,
    pub(in crate::recht::besluit) waarom: Veld,
    pub(in crate::recht::besluit) procent: Veld,
    pub(in crate::recht::besluit) eerste_maand: Veld,
    pub(in crate::recht::besluit) maanden: Veld,
    pub(in crate::recht::besluit) dringend: Veld,
    pub(in crate::recht::besluit) eigen: Veld,
    pub(in crate::recht::besluit) motivering: Veld,
}

impl BesluitForm {
    pub(in crate::recht::besluit) fn leeg(id: BesluitId, soort: SoortBesluit) -> Self {
        let waarvoor = match soort {
            SoortBesluit::Terugvordering => Veld::new("waarvoor", "Wat meldde de klant niet, of hoe is het afgewogen?")
                .uitleg("Bij artikel 58 lid 1: wat de klant niet meldde. Bij lid 2: waarom de gemeente terugvordert, en wat dat voor de klant betekent. Dit staat zo in de brief."),
            SoortBesluit::Verlaging => Veld::vrij("waarvoor", "Welke verplichting kwam de klant niet na?")
                .uitleg("Alleen bij een geüniformeerde verplichting (artikel 18 lid 4)."),
            _ => Veld::new("waarvoor", "Wat meldde de klant niet?").uitleg("Dit staat zo in de brief aan de klant."),
        };
        let tot = match soort {
            SoortBesluit::Terugvordering => {
                Veld::new("tot", "Tot en met").uitleg("Wat nog niet is betaald, kan niet worden teruggevorderd.")
            }
            _ => Veld::vrij("tot", "Tot en met").uitleg("Laat leeg als er geen laatste dag is."),
        };
        let bedrag = match soort {
            SoortBesluit::Terugvordering => Veld::new("bedrag", "Bedrag dat wordt teruggevorderd"),
            _ => Veld::new("bedrag", "Wat de klant in deze periode per maand toekomt"),
        };
        Self {
            id,
            soort,
            gezien: None,
            klantnummer: Veld::new("klantnummer", "Klantnummer"),
            uitkering: Veld::new("uitkering", "Over welke uitkering gaat het?"),
            van: Veld::new("van", "Vanaf"),
            tot,
            bedrag: bedrag.uitleg("In euro's, bijvoorbeeld 1.419,46. De uitkeringsadministratie berekent het; Klantbeeld niet."),
            grond: Veld::new("grond", "Waarop rust het?"),
            waarvoor,
            gedraging_op: Veld::new("gedraging_op", "Op welke dag was dat?"),
            inlichtingen: Veld::new("inlichtingen", "Gaat het om iets wat de klant niet of te laat meldde?"),
            verwijtbaar: Veld::new("verwijtbaar", "Is het de klant te verwijten?"),
            waarom: Veld::new("waarom", "Waarom vindt u dat?").uitleg("Dit staat zo in de brief aan de klant."),
            procent: Veld::new("procent", "Met hoeveel procent?").uitleg("Bij een geüniformeerde verplichting 100; anders wat in de verordening staat."),
            eerste_maand: Veld::new("eerste_maand", "Eerste dag van de eerste maand"),
            maanden: Veld::new("maanden", "Hoeveel maanden?").uitleg("Bij een geüniformeerde verplichting 1 tot en met 3."),
            dringend: Veld::vrij("dringend", "Dringende redenen voor minder").uitleg("Alleen als de verlaging lager of korter is dan de regel (artikel 18 lid 10)."),
            eigen: Veld::vrij("eigen", "Eigen beoordeling").uitleg("Alleen als Klantbeeld de regel van een maand niet kent: schrijf op waarom dit percentage en deze duur."),
            motivering: Veld::new("motivering", "Motivering").uitleg("Waarom dit besluit wordt genomen. Dit staat zo in de brief: spreek de klant aan met u."),
        }
    }

    fn velden(&mut self) -> [&mut Veld; 17] {
        [
            &mut self.klantnummer,
            &mut self.uitkering,
            &mut self.van,
            &mut self.tot,
            &mut self.bedrag,
            &mut self.grond,
            &mut self.waarvoor,
            &mut self.gedraging_op,
            &mut self.inlichtingen,
            &mut self.verwijtbaar,
            &mut self.waarom,
            &mut self.procent,
            &mut self.eerste_maand,
            &mut self.maanden,
            &mut self.dringend,
            &mut self.eigen,
            &mut self.motivering,
        ]
    }

    pub(in crate::recht::besluit) fn uit(bezoek: &Bezoek, soort: SoortBesluit, formulier: &Formulier) -> Self {
        let id = formulier.tekst("id").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        let mut form = Self { gezien: formulier.tekst("gezien").parse().ok(), ..Self::leeg(id, soort) };
        for veld in form.velden() {
            formulier.tekst(veld.naam).clone_into(&mut veld.waarde);
        }
        form
    }

    /// What was prepared, to prepare it again.
    pub(in crate::recht::besluit) fn van_besluit(is: &domain::besluit::Besluit) -> Self {
        let leeg = Self::leeg(is.id, is.inhoud.soort());
        let periode = is.inhoud.periode();
        let mut form = Self { gezien: Some(is.klant), ..leeg };
        let ja = |is: bool| if is { "ja" } else { "nee" }.to_owned();
        form.uitkering.waarde = is.uitkering.to_string();
        form.van.waarde = periode.van.to_string();
        form.tot.waarde = periode.tot_en_met.map_or_else(String::new, |dag| dag.to_string());
        form.bedrag.waarde = is.inhoud.bedrag().map_or_else(String::new, |bedrag| bedrag.to_string().replace("€ ", ""));
        form.motivering.waarde.clone_from(&is.motivering);
        match &is.inhoud {
            Inhoud::Herziening { schending, .. } | Inhoud::Intrekking { schending, .. } => {
                form.waarvoor.waarde.clone_from(schending);
            }
            Inhoud::Terugvordering { grond, .. } => {
                let (code, woorden) = match grond {
                    GrondTerugvordering::Schending { schending } => ("schending", schending),
                    GrondTerugvordering::Afweging { afweging } => ("afweging", afweging),
                };
                code.clone_into(&mut form.grond.waarde);
                form.waarvoor.waarde.clone_from(woorden);
            }
            Inhoud::Verlaging(verlaging) => {
                match &verlaging.grond {
                    GrondVerlaging::Verordening { gedraging } => form.grond.waarde = format!("{TABEL}{gedraging}"),
                    GrondVerlaging::Uniform { verplichting } => {
                        UNIFORM.clone_into(&mut form.grond.waarde);
                        form.waarvoor.waarde.clone_from(verplichting);
                    }
                }
                form.gedraging_op.waarde = verlaging.gedraging_op.to_string();
                form.inlichtingen.waarde = ja(verlaging.inlichtingenplicht);
                form.verwijtbaar.waarde = ja(verlaging.verwijtbaarheid.verwijtbaar);
                form.waarom.waarde.clone_from(&verlaging.verwijtbaarheid.waarom);
                form.procent.waarde = verlaging.procent.to_string();
                form.eerste_maand.waarde = verlaging.eerste_maand.to_string();
                form.maanden.waarde = verlaging.maanden.to_string();
                form.dringend.waarde = verlaging.dringende_redenen.clone().unwrap_or_default();
                form.eigen.waarde = verlaging.eigen_beoordeling.clone().unwrap_or_default();
            }
        }
        form
    }

    pub(in crate::recht::besluit) fn fouten(&mut self) -> Vec<(String, String)> {
        let velden = self.velden().map(|veld| &*veld);
        fouten(&velden)
    }

    /// The client number that was typed; what is wrong with it is said at its field.
    pub(in crate::recht::besluit) fn nummer(&mut self) -> Option<Klantnummer> {
        self.klantnummer.lees(|text| text.parse().ok(), "Vul een klantnummer in.")
    }

    pub(in crate::recht::besluit) fn uitkeringen(&self, uitkeringen: &[Uitkering]) -> Vec<Keuze> {
        let keuze = |is: &Uitkering| {
            let tot = match &is.stand {
                UitkeringStand::Lopend => "loopt nog".to_owned(),
                UitkeringStand::Beeindigd(einde) => format!("tot en met {}", kort(einde.datum)),
            };
            let naam = format!("{} vanaf {}, {tot}", is.regeling.omschrijving(), kort(is.datum_ingang));
            Keuze::new(&is.id.to_string(), &naam, &self.uitkering.waarde)
        };
        uitkeringen.iter().map(keuze).collect()
    }

    /// On what it can rest: an article, and for a reduction a row of the table on the day of the conduct.
    pub(in crate::recht::besluit) fn gronden(&self, tabel: &Verlagingstabel, vandaag: Date) -> Vec<Keuze> {
        let keuze = |code: &str, naam: &str| Keuze::new(code, naam, &self.grond.waarde);
        match self.soort {
            SoortBesluit::Terugvordering => vec![
                keuze("schending", "De klant meldde iets niet; terugvorderen moet (artikel 58 lid 1)"),
                keuze("afweging", "Iets anders; terugvorderen kan, na een afweging (artikel 58 lid 2)"),
            ],
            SoortBesluit::Verlaging => {
                let dag = lees(&self.gedraging_op.waarde).unwrap_or(vandaag);
                let eigen = tabel.op(dag).map(|rij| {
                    let maanden = if rij.maanden == 1 { "maand" } else { "maanden" };
                    let naam =
                        format!("{}: {} %, {} {maanden} ({})", rij.gedraging, rij.procent, rij.maanden, rij.bron);
                    keuze(&format!("{TABEL}{}", rij.code), &naam)
                });
                let uniform =
                    keuze(UNIFORM, "Een geüniformeerde verplichting: 100 %, 1 tot en met 3 maanden (artikel 18 lid 4)");
                std::iter::once(uniform).chain(eigen).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(in crate::recht::besluit) fn ja_nee(veld: &Veld) -> Vec<Keuze> {
        [("ja", "Ja"), ("nee", "Nee")].map(|(code, naam)| Keuze::new(code, naam, &veld.waarde)).into()
    }

    fn periode(&mut self) -> Option<Periode> {
        let van = self.van.datum(BESTAANDE_DATUM);
        let tot_en_met = if self.tot.waarde.trim().is_empty() && !self.tot.verplicht {
            Some(None)
        } else {
            self.tot.datum(BESTAANDE_DATUM).map(Some)
        };
        Some(Periode { van: van?, tot_en_met: tot_en_met? })
    }

    fn bedrag(&mut self) -> Option<Eurocent> {
        self.bedrag.lees(|text| text.parse().ok(), "Schrijf het bedrag als 1.419,46.")
    }

    /// What was filled in: what it says, and why.
    pub(in crate::recht::besluit) fn lees(&mut self) -> Option<(Inhoud, String)> {
        let inhoud =
            match self.soort {
                SoortBesluit::Herziening => {
                    let schending = tekst(&mut self.waarvoor, "Schrijf op wat de klant niet meldde.");
                    let (periode, maandbedrag) = (self.periode(), self.bedrag());
                    schending.zip(periode).zip(maandbedrag).map(|((schending, periode), maandbedrag)| {
                        Inhoud::Herziening { schending, periode, maandbedrag }
                    })
                }
                SoortBesluit::Intrekking => {
                    let schending = tekst(&mut self.waarvoor, "Schrijf op wat de klant niet meldde.");
                    let periode = self.periode();
                    schending.zip(periode).map(|(schending, periode)| Inhoud::Intrekking { schending, periode })
                }
                SoortBesluit::Terugvordering => self.terugvordering(),
                SoortBesluit::Verlaging => self.verlaging().map(Inhoud::Verlaging),
            };
        let motivering = tekst(&mut self.motivering, "Schrijf de motivering op.");
        self.fouten().is_empty().then_some(())?;
        inhoud.zip(motivering)
    }

    fn terugvordering(&mut self) -> Option<Inhoud> {
        let woorden = tekst(&mut self.waarvoor, "Schrijf op wat de klant niet meldde, of hoe het is afgewogen.");
        let grond = self.grond.lees(
            |code| match (code, woorden) {
                ("schending", Some(schending)) => Some(Some(GrondTerugvordering::Schending { schending })),
                ("afweging", Some(afweging)) => Some(Some(GrondTerugvordering::Afweging { afweging })),
                ("schending" | "afweging", None) => Some(None),
                _ => None,
            },
            "Kies waarop de terugvordering rust.",
        );
        let (periode, bedrag) = (self.periode(), self.bedrag());
        Some(Inhoud::Terugvordering { grond: grond??, periode: periode?, bedrag: bedrag? })
    }

    fn verlaging(&mut self) -> Option<Verlaging> {
        let waarvoor = vrije_tekst(&mut self.waarvoor);
        let grond = self.grond.lees(
            |code| {
                let uniform = || GrondVerlaging::Uniform { verplichting: waarvoor.unwrap_or_default() };
                let eigen = |code: &str| GrondVerlaging::Verordening { gedraging: code.to_owned() };
                if code == UNIFORM { Some(uniform()) } else { code.strip_prefix(TABEL).map(eigen) }
            },
            "Kies waarop de verlaging rust.",
        );
        let gedraging_op = self.gedraging_op.datum(BESTAANDE_DATUM);
        let inlichtingenplicht = ja_nee(&mut self.inlichtingen, "Kies ja of nee.");
        let verwijtbaar = ja_nee(&mut self.verwijtbaar, "Kies of het de klant te verwijten is.");
        let waarom = tekst(&mut self.waarom, "Schrijf op waarom u dat vindt.");
        let procent = self.procent.lees(
            |text| text.trim_end_matches('%').trim().parse().ok(),
            "Vul een heel percentage in, van 1 tot en met 100.",
        );
        let maanden = self
            .maanden
            .lees(|text| text.parse().ok().filter(|maanden| (1..=60).contains(maanden)), "Vul het aantal maanden in.");
        let eerste_maand = self.eerste_maand.datum(BESTAANDE_DATUM);
        let (dringend, eigen) = (vrije_tekst(&mut self.dringend), vrije_tekst(&mut self.eigen));
        Some(Verlaging {
            grond: grond?,
            gedraging_op: gedraging_op?,
            inlichtingenplicht: inlichtingenplicht?,
            procent: procent?,
            maanden: maanden?,
            eerste_maand: eerste_maand?,
            verwijtbaarheid: Verwijtbaarheid { verwijtbaar: verwijtbaar?, waarom: waarom? },
            dringende_redenen: dringend,
            eigen_beoordeling: eigen,
            heroverweging: None,
        })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(in crate::recht::besluit) fn weiger(&mut self, geweigerd: &BesluitGeweigerd) {
        use BesluitGeweigerd as G;
        use VerlagingGeweigerd as V;
        let veld = match geweigerd {
            G::SchendingLeeg | G::AfwegingLeeg | G::Verlaging(V::VerplichtingLeeg) => &mut self.waarvoor,
            G::BedragNul | G::BedragNegatief => &mut self.bedrag,
            G::TerugvorderingOpen(_) | G::EindeVoorBegin(_) => &mut self.tot,
            G::GeenRecht(_) if self.soort == SoortBesluit::Verlaging => &mut self.eerste_maand,
            G::GeenRecht(_) => &mut self.van,
            G::Verlaging(V::NietVerwijtbaar) => &mut self.verwijtbaar,
            G::Verlaging(V::VerwijtbaarheidLeeg) => &mut self.waarom,
            G::Verlaging(V::Inlichtingenplicht) => &mut self.inlichtingen,
            G::Verlaging(V::GeenTabelregel(_)) => &mut self.grond,
            G::Verlaging(V::DringendeRedenenLeeg) => &mut self.dringend,
            G::Verlaging(V::Procent(_) | V::Niets) => &mut self.procent,
            G::Verlaging(V::Duur(..)) => &mut self.maanden,
            G::Verlaging(V::GeenEersteDag(_) | V::VoorGedraging(_)) => &mut self.eerste_maand,
            G::Verlaging(V::Regel(_)) => &mut self.eigen,
            _ => &mut self.motivering,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
