//! From a course of life to a file: the person, the spells of benefit, the klantmanagers and the segments.

use domain::{
    bsn::Bsn,
    codelijst::Code,
    datum::{Periode, leeftijd},
    dossier::Dossier,
    geld::Eurocent,
    id::{GebruikerId, KlantId, UitkeringId},
    klant::{Contact, Klant, Klantnummer, Leefvorm},
    norm::norm_op,
    segment::Segmentering,
    toewijzing::Toewijzing,
    uitkering::{Einde, Regeling, Uitkering, UitkeringStand},
};
use jiff::civil::date;

use super::{
    bevolking::{Bevolking, Levensloop, Recht},
    contact::{
        personen::{self, Persoon},
        verloop,
    },
    dagen::{Dag, dag, datum, delen},
    gegevens::{
        codelijsten::code,
        namen::{self, HERKOMSTEN},
        wijken,
    },
    gesprekken, ik_doe_mee, johan, personeel, plannen,
    toeval::{Dobbel, Soort, meng},
    voorzieningen,
};

/// The codes of the segments, in the order in which the rest of the generator counts them.
pub(super) const SEGMENTEN: [&str; 3] = ["direct_bemiddelbaar", "overbrugbare_afstand", "onoverbrugbare_afstand"];

/// Everything about one client while the file is being made.
pub(super) struct Maker<'a> {
    pub(super) bevolking: &'a Bevolking,
    pub(super) loop_: Levensloop,
    pub(super) dobbel: Dobbel,
    pub(super) klant: KlantId,
    pub(super) leefvorm: Leefvorm,
    pub(super) geboren: Dag,
    /// Segment today or at the end, see [`SEGMENTEN`].
    pub(super) segment: usize,
    /// Born in a country from which many refugees came, and here for a few years.
    pub(super) tolk: &'static str,
    /// Somebody whom a newcomer can look up by name.
    pub(super) persoon: Option<Persoon>,
}

impl Maker<'_> {
    pub(super) fn vandaag(&self) -> Dag {
        self.bevolking.vandaag
    }

    pub(super) fn id<T: From<uuid::Uuid>>(&self, soort: Soort, volg: usize) -> T {
        self.bevolking.kenmerken.maak(soort, self.loop_.nummer, u16::try_from(volg).unwrap_or(0xfff))
    }

    pub(super) fn gebruiker(&self, wie: u32) -> GebruikerId {
        self.bevolking.kenmerken.maak(Soort::Gebruiker, wie.into(), 0)
    }

    /// The last spell, which every course has.
    pub(super) fn laatste_recht(&self) -> (Dag, Option<Dag>) {
        let recht = self.loop_.rechten.last();
        recht.map_or((self.vandaag(), None), |recht| (recht.van, recht.tot.map(|(laatste, _)| laatste)))
    }

    pub(super) fn leeftijd_op(&self, dag: Dag) -> i16 {
        leeftijd(datum(self.geboren), datum(dag))
    }
}

/// The file of client `nummer`.
pub(super) fn dossier(bevolking: &Bevolking, nummer: u64) -> Dossier {
    let loop_ = bevolking.levensloop(nummer);
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 506), nummer);
    let geboren =
        if loop_.johan { johan::geboren(bevolking.datum) } else { geboren(&loop_, bevolking.vandaag, &mut dobbel) };
    let segment = dobbel.gewogen(&[(20, 0), (45, 1), (35, 2)]);
    let leefvorm = loop_.leefvorm.unwrap_or_else(|| {
        let kan_ouder_zijn = (19..=52).contains(&((loop_.rechten[0].van - geboren) / 365));
        let gaat_samenwonen =
            loop_.rechten.iter().any(|recht| recht.tot.is_some_and(|(_, reden)| reden == "samenwonen"));
        dobbel.gewogen(&[
            (66, Leefvorm::Alleenstaande),
            (if gaat_samenwonen { 0 } else { 20 }, Leefvorm::Gehuwden),
            (if kan_ouder_zijn { 15 } else { 0 }, Leefvorm::AlleenstaandeOuder),
        ])
    });
    let klant = bevolking.kenmerken.maak(Soort::Klant, nummer, 0);
    let persoon = personen::op_plek(&bevolking.omvang, bevolking.zandvoort, loop_.plek);
    let mut maker = Maker { bevolking, loop_, dobbel, klant, leefvorm, geboren, segment, tolk: "", persoon };
    let persoon = maker.persoon();
    let mut dossier = Dossier {
        klant: persoon,
        uitkeringen: maker.uitkeringen(),
        toewijzingen: maker.toewijzingen(),
        segmenteringen: maker.segmenteringen(),
        gesprekken: Vec::new(),
        ontheffingen: Vec::new(),
        keuringen: Vec::new(),
        verwijzingen: Vec::new(),
        plannen: Vec::new(),
    };
    dossier.gesprekken = gesprekken::maak(&mut maker);
    voorzieningen::maak(&mut maker, &mut dossier);
    if maker.loop_.johan {
        johan::vul(&mut maker, &mut dossier);
    }
    if let Some(persoon) = maker.persoon {
        personen::vul(&mut maker, persoon, &mut dossier);
    }
    verloop::pas_toe(&maker, &mut dossier);
    dossier.plannen = plannen::maak(&maker, &dossier);
    dossier
}

/// Old enough at the first day of right, and not yet of pension age at the last: 65 until 2019, 67 today.
fn geboren(loop_: &Levensloop, vandaag: Dag, dobbel: &mut Dobbel) -> Dag {
    let eerste = loop_.rechten.first().map_or(vandaag, |recht| recht.van);
    let laatste = loop_.rechten.last().and_then(|recht| recht.tot).map_or(vandaag, |(dag, _)| dag);
    let vroegst = laatste - if laatste < dag(2020, 1, 1) { 23_700 } else { 24_300 };
    let laatst = eerste - 6_580;
    let geboren = dobbel.tussen(vroegst, laatst);
    // The middle ages are a little more frequent.
    if dobbel.kans(65) { geboren } else { i32::midpoint(geboren, dobbel.tussen(vroegst, laatst)) }
}

/// A norm in the prices of a year: today's amount of the law times an index. The index follows the amounts as they rose
/// over the years, but it is not a source: these are made-up benefits of made-up people.
pub(super) fn norm(artikel: &str, jaar: i32) -> Eurocent {
    let index = match jaar {
        ..=2010 => 632,
        2011..=2012 => 648,
        2013 => 660,
        2014 => 668,
        2015 => 676,
        2016 => 685,
        2017 => 692,
        2018 => 699,
        2019 => 723,
        2020 => 742,
        2021 => 759,
        2022 => 775,
        2023 => 843,
        2024 => 905,
        2025 => 948,
        _ => 1_000,
    };
    norm_op(artikel, date(2026, 7, 1)).map_or(Eurocent::ZERO, |norm| norm.bedrag.share(index, 1_000))
}

impl Maker<'_> {
    fn persoon(&mut self) -> Klant {
        let dobbel = &mut self.dobbel;
        let herkomst = dobbel.gewogen(HERKOMSTEN);
        let vrouw = dobbel.kans(if self.leefvorm == Leefvorm::AlleenstaandeOuder { 91 } else { 52 });
        let naam = namen::naam(&herkomst, vrouw, dobbel);
        if dobbel.kans(herkomst.tolk.1) {
            self.tolk = herkomst.tolk.0;
        }
        let basis = wijken::adres(self.bevolking.zandvoort, dobbel);
        let telefoon = if dobbel.kans(93) {
            // 06-0 is given to nobody, so that no telephone of a real person rings.
            format!("06-0{:07}", dobbel.onder(10_000_000))
        } else {
            String::new()
        };
        let email = if dobbel.kans(62) {
            format!("{}{}@mail.example", personeel::inlognaam(&naam), dobbel.onder(90) + 10)
        } else {
            String::new()
        };
        let nummers = &self.bevolking.nummers;
        Klant {
            id: self.klant,
            klantnummer: klantnummer(&nummers.klantnummer(self.loop_.nummer, self.loop_.johan)),
            bsn: bsn(nummers.bsn(self.loop_.nummer)),
            naam,
            geboortedatum: datum(self.geboren),
            leefvorm: self.leefvorm,
            contact: Contact { telefoon, email, tolk: self.tolk.to_owned(), ..basis },
            versie: 1,
        }
    }

    fn uitkeringen(&mut self) -> Vec<Uitkering> {
        let rechten = std::mem::take(&mut self.loop_.rechten);
        let ouder = (rechten[0].van - self.geboren) / 365 >= 55;
        let regeling = self.dobbel.gewogen(&[
            (960, Regeling::Pw),
            (if ouder { 90 } else { 0 }, Regeling::Ioaw),
            (8, Regeling::Bbz),
            (if ouder { 12 } else { 0 }, Regeling::Ioaz),
        ]);
        let regeling = if rechten.iter().any(|recht| recht.bedrag.is_some()) || self.loop_.johan {
            Regeling::Pw
        } else {
            regeling
        };
        let mut vorige: Option<UitkeringId> = None;
        let mut uitkeringen = Vec::with_capacity(rechten.len());
        for (volg, recht) in rechten.iter().enumerate() {
            let id = self.id(Soort::Uitkering, volg);
            let maandbedrag = recht.bedrag.map_or_else(|| self.maandbedrag(recht), Eurocent);
            uitkeringen.push(Uitkering {
                id,
                klant: self.klant,
                regeling,
                datum_ingang: datum(recht.van),
                maandbedrag,
                vorige: vorige.replace(id),
                stand: stand(recht, self.geboren, &mut self.dobbel),
                versie: 1,
            });
        }
        self.loop_.rechten = rechten;
        uitkeringen
    }

    fn maandbedrag(&mut self, recht: &Recht) -> Eurocent {
        let (jaar, _, _) = delen(recht.tot.map_or(self.vandaag(), |(laatste, _)| laatste));
        let gehuwd = self.leefvorm == Leefvorm::Gehuwden;
        let vol = norm(if gehuwd { "21b" } else { "21a" }, jaar);
        match self.dobbel.onder(100) {
            _ if self.loop_.johan => vol,
            59..=74 if !gehuwd => norm("21b", jaar).share(1, 2),
            75..=81 if !gehuwd => norm("21b", jaar).share(13, 30),
            // Earnings beside the benefit.
            82..=99 => vol - Eurocent(self.dobbel.tussen(8_000, 60_000).into()),
            _ => vol,
        }
    }

    fn toewijzingen(&mut self) -> Vec<Toewijzing> {
        let mut gevonden = Vec::new();
        for (volg, recht) in self.loop_.rechten.iter().enumerate() {
            let laatste = recht.tot.map_or(Dag::MAX, |(laatste, _)| laatste);
            let mut wie = self.loop_.klantmanager_op(recht.van);
            let mut van = recht.van;
            let mut waarom = if volg == 0 { "nieuwe klant" } else { "terug in de uitkering" };
            for &(per, nieuw) in &self.loop_.lijn {
                if per > van && per <= laatste && nieuw != wie {
                    gevonden.push((van, Some(per - 1), wie, waarom));
                    (van, wie, waarom) = (per, nieuw, reden_overdracht(per));
                }
            }
            gevonden.push((van, recht.tot.map(|(laatste, _)| laatste), wie, waarom));
        }
        let rijen = gevonden.into_iter().enumerate();
        rijen
            .map(|(volg, (van, tot, wie, waarom))| Toewijzing {
                id: self.id(Soort::Toewijzing, volg),
                klant: self.klant,
                klantmanager: self.gebruiker(wie),
                periode: Periode { van: datum(van), tot_en_met: tot.map(datum) },
                reden: waarom.to_owned(),
            })
            .collect()
    }

    /// Haarlem distinguishes three segments since the end of 2017; who had left by then has none.
    fn segmenteringen(&mut self) -> Vec<Segmentering> {
        let (ingang, einde) = self.laatste_recht();
        let van = ingang.max(dag(2018, 1, 1));
        let tot = einde.unwrap_or(self.vandaag());
        if tot < van || self.loop_.johan {
            return Vec::new();
        }
        let mut reeks = vec![(van, self.segment)];
        if tot - van > 400 && self.dobbel.kans(40) {
            let eerder = self.dobbel.gewogen(match self.segment {
                1 => &[(70, 2), (30, 0)],
                _ => &[(1, 1), (0, 1)],
            });
            reeks = vec![(van, eerder), (self.dobbel.tussen(van + 120, tot - 30), self.segment)];
        }
        let volgende: Vec<Option<Dag>> =
            reeks.iter().skip(1).map(|(dag, _)| Some(*dag - 1)).chain(std::iter::once(einde)).collect();
        let rijen = reeks.iter().zip(volgende).enumerate();
        rijen
            .map(|(volg, (&(van, segment), tot))| {
                let ingevoerd = van == dag(2018, 1, 1);
                let door = (!ingevoerd).then(|| self.gebruiker(self.loop_.klantmanager_op(van)));
                let waarom =
                    if ingevoerd { "bestandsanalyse" } else { ["na intake", "na klantbeeldgesprek"][volg.min(1)] };
                self.segmentering(volg, segment, (van, tot), door, waarom)
            })
            .collect()
    }

    /// One record of a segment.
    pub(super) fn segmentering(
        &self,
        volg: usize,
        segment: usize,
        (van, tot): (Dag, Option<Dag>),
        door: Option<GebruikerId>,
        toelichting: &str,
    ) -> Segmentering {
        Segmentering {
            id: self.id(Soort::Segmentering, volg),
            klant: self.klant,
            segment: segmentcode(segment),
            periode: Periode { van: datum(van), tot_en_met: tot.map(datum) },
            door,
            toelichting: toelichting.to_owned(),
        }
    }
}

fn segmentcode(segment: usize) -> Code {
    code(SEGMENTEN[segment])
}

fn reden_overdracht(per: Dag) -> &'static str {
    if per < ik_doe_mee::START {
        "invoering vaste klantmanager"
    } else if per < ik_doe_mee::PEILDATUM {
        "caseload opnieuw verdeeld"
    } else {
        "overgenomen van collega"
    }
}

fn stand(recht: &Recht, geboren: Dag, dobbel: &mut Dobbel) -> UitkeringStand {
    let Some((laatste, reden)) = recht.tot else { return UitkeringStand::Lopend };
    let oud = laatste - geboren > 61 * 365;
    let toelichting = match reden {
        "werk" => *dobbel.kies(&[
            "Vast contract.",
            "Werk via uitzendbureau.",
            "Contract voor een jaar.",
            "Meer uren gekregen.",
            "",
        ]),
        "school" => "Start met een opleiding.",
        "niet_verschenen" => "Niet verschenen, ook niet na de hersteltermijn. Recht niet vast te stellen.",
        "onjuiste_inlichtingen" => "Ingetrokken na onderzoek.",
        "verhuizing" => "Verhuisd naar een andere gemeente.",
        "samenwonen" => "Woont samen; de partner heeft inkomen.",
        "voorliggende_voorziening" if oud => "AOW toegekend.",
        "voorliggende_voorziening" => *dobbel.kies(&["Wajong toegekend.", "Bbz toegekend."]),
        _ => "",
    };
    UitkeringStand::Beeindigd(Einde { datum: datum(laatste), reden: code(reden), toelichting: toelichting.to_owned() })
}

/// # Panics
/// When the generator's arithmetic is wrong, which the tests rule out.
fn bsn(getal: u32) -> Bsn {
    Bsn::try_from_number(getal).expect("a number from the series passes the elfproef")
}

/// # Panics
/// When the generator writes no client number, which the tests rule out.
fn klantnummer(tekst: &str) -> Klantnummer {
    tekst.parse().expect("digits and a hyphen")
}
