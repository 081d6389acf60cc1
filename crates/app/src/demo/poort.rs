//! Who is at the gate, and how some of those who came in got through it. Drawn from a stream of its own, so that nothing else in
//! the town changes by it; every case is made by the rules themselves.

use domain::{
    bsn::Bsn,
    datum::{dagen_tussen, plus_dagen},
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    id::{GebruikerId, PlanId},
    poort::{Melding, Poort, PoortGeweigerd, Toekenning, Uitzondering, VasteKlantmanager, Weigering, voorziening},
    uitkering::UitkeringStand,
};
use jiff::civil::{Date, date};
use storage::poort::{Gevonden, Persoon};

use super::{
    bevolking::Bevolking,
    gegevens::namen::{self, HERKOMSTEN},
    tafel::collega,
    toeval::{Dobbel, Soort, meng},
};

/// A case of the demonstration, and who recorded it.
pub type Geval = (Gevonden, GebruikerId);

/// How far somebody came.
#[derive(Clone, Copy)]
enum Tot {
    Gemeld,
    Gesproken,
    Uitgezonderd,
    Eerder,
    Intake,
    Aanvraag,
    Geweigerd,
    Ingetrokken,
    NaarWerk,
    NaarVoorziening,
}

/// Age, days since the melding, and how far it came.
const GEVALLEN: [(i32, i32, Tot); 18] = [
    (22, 3, Tot::Gemeld),
    (24, 9, Tot::Gemeld),
    (19, 15, Tot::Gesproken),
    (25, 33, Tot::Gesproken),
    (18, 6, Tot::Uitgezonderd),
    (23, 12, Tot::Eerder),
    (41, 2, Tot::Gemeld),
    (52, 11, Tot::Gemeld),
    (36, 16, Tot::Intake),
    (29, 24, Tot::Aanvraag),
    (58, 66, Tot::Aanvraag),
    (47, 58, Tot::Aanvraag),
    (33, 40, Tot::Geweigerd),
    (61, 52, Tot::NaarVoorziening),
    (21, 37, Tot::NaarWerk),
    (44, 19, Tot::NaarWerk),
    (26, 30, Tot::Ingetrokken),
    (38, 27, Tot::Ingetrokken),
];

/// Of a hundred people whose benefit began lately, about so many have their way in recorded.
const PROCENT: u32 = 60;
/// How long ago that is at most.
const DAGEN: i64 = 120;
/// Of a hundred whose benefit began earlier: the gate of those years was taken over in part.
const PROCENT_EERDER: u32 = 25;
/// The first day of which a way in may be recorded: before lie the years of the council papers.
const NA_PAPIEREN: Date = date(2019, 1, 2);
/// How long before today who was granted a benefit came forward at least: a decision takes its weeks.
const DUURT: i64 = 40;
/// One row of [`GEVALLEN`] for so many clients.
const PER_RIJ: u64 = 1_650;
/// One refusal of earlier years for so many clients.
const PER_WEIGERING: u64 = 165;

fn loop_af(poort: &Poort, tot: Tot, vandaag: Date) -> Result<(Poort, &'static str), PoortGeweigerd> {
    let na = |dagen: i64| plus_dagen(poort.melding, dagen).min(vandaag);
    let gesproken = |poort: Poort| poort.spreek(na(4), vandaag);
    let intake = |poort: Poort| {
        let op = poort.aanvraag_vanaf().max(na(6));
        gesproken(poort)?.houd_intake(op, vandaag)
    };
    let aanvraag = |poort: Poort| {
        let poort = intake(poort)?;
        let op = poort.intake.unwrap_or(vandaag);
        poort.vraag_aan(op, vandaag)
    };
    let kopie = poort.clone();
    Ok(match tot {
        Tot::Gemeld => (kopie, ""),
        Tot::Gesproken => (gesproken(kopie)?, ""),
        Tot::Uitgezonderd => {
            let school = Uitzondering::PraktijkonderwijsOfVso { laatst_ingeschreven: plus_dagen(poort.melding, -90) };
            (kopie.zonder_zoektermijn(school)?, "")
        }
        Tot::Eerder => {
            let reden = "Slaapt bij wisselende vrienden en heeft geen inkomen.".to_owned();
            (gesproken(kopie.begin_eerder(reden, na(5), vandaag)?)?, "")
        }
        Tot::Intake => (intake(kopie)?, ""),
        Tot::Aanvraag => (aanvraag(kopie)?, ""),
        Tot::Geweigerd => {
            let reden = "Het vermogen ligt boven de grens (artikel 34).".to_owned();
            (aanvraag(kopie)?.weiger(Weigering { op: na(31), reden }, vandaag)?, "")
        }
        Tot::Ingetrokken => (gesproken(kopie)?.trek_in(na(13), vandaag)?, "Trekt weer bij de ouders in."),
        Tot::NaarWerk => (gesproken(kopie)?.naar_werk(na(17), vandaag)?, "Begint als orderpicker, 32 uur per week."),
        Tot::NaarVoorziening => {
            let welke = voorziening::lees("ww").ok_or(PoortGeweigerd::RedenNodig)?;
            (intake(kopie)?.naar_voorziening(na(20), welke, vandaag)?, "Heeft nog recht op WW, zegt het UWV.")
        }
    })
}

/// Somebody who is no client.
fn geval(bevolking: &Bevolking, volg: u64, (leeftijd, geleden, tot): (i32, i32, Tot)) -> Option<Gevonden> {
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 1_900), volg);
    let vandaag = bevolking.datum;
    let herkomst = dobbel.gewogen(HERKOMSTEN);
    let vrouw = dobbel.kans(50);
    let naam = namen::naam(&herkomst, vrouw, &mut dobbel);
    let dagen = i64::from(leeftijd) * 365 + i64::from(leeftijd) / 4 + i64::from(dobbel.tussen(60, 300));
    let persoon = Persoon {
        bsn: Bsn::try_from_number(bevolking.nummers.bsn_erna(volg)).ok()?,
        naam,
        geboren: plus_dagen(vandaag, -dagen),
        partner_geboren: None,
        telefoon: format!("06-0104{:04}", dobbel.onder(10_000)),
        email: String::new(),
    };
    let melding =
        Melding { op: plus_dagen(vandaag, -i64::from(geleden)), geboren: persoon.geboren, partner_geboren: None };
    let (id, klant) =
        (bevolking.kenmerken.maak(Soort::Poort, volg, 0), bevolking.kenmerken.maak(Soort::Poort, volg, 1));
    let poort = Poort::meld(id, klant, melding, &[], vandaag).ok()?;
    // Before 2026 some of these steps were not known: such a case is not there then.
    let (poort, reden) = loop_af(&poort, tot, vandaag).ok()?;
    Some(Gevonden { poort, persoon, hergebruikt: None, reden: reden.to_owned() })
}

/// Who is at the gate, or left it without a benefit: the more clients, the more. Who broke it off earlier is not there any more; a
/// refusal is kept for years.
pub(super) fn gevallen(bevolking: &Bevolking, gebruikers: &[Gebruiker]) -> Vec<Geval> {
    let Some(door) = collega(gebruikers, Rol::Klantmanager).filter(|_| !bevolking.zandvoort) else { return Vec::new() };
    let lopend = bevolking.omvang.lopend;
    let mut rijen: Vec<(i32, i32, Tot)> = Vec::new();
    for ronde in 0..(lopend / PER_RIJ).max(1) {
        let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 1_902), ronde);
        for (leeftijd, geleden, tot) in GEVALLEN {
            let erbij = |dobbel: &mut Dobbel| if ronde == 0 { 0 } else { dobbel.tussen(0, 4) };
            rijen.push((leeftijd + erbij(&mut dobbel), geleden + erbij(&mut dobbel), tot));
        }
    }
    let eerder = i32::try_from(dagen_tussen(NA_PAPIEREN, bevolking.datum)).unwrap_or_default();
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 1_903), 0);
    for _ in 0..lopend / PER_WEIGERING {
        rijen.push((dobbel.tussen(28, 62), dobbel.tussen(90, eerder.max(90)), Tot::Geweigerd));
    }
    let een = |(volg, wat): (u64, (i32, i32, Tot))| Some((geval(bevolking, volg, wat)?, door));
    (0..).zip(rijen).filter_map(een).collect()
}

/// How client `nummer` got in, when that was recorded: of most who came lately, and of some of earlier years.
pub(super) fn toegekend(bevolking: &Bevolking, dossier: &Dossier, nummer: u64) -> Option<Geval> {
    let (vandaag, klant) = (bevolking.datum, &dossier.klant);
    let (uitkering, eerdere) = dossier.uitkeringen.split_last()?;
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 1_901), nummer);
    let ingang = uitkering.datum_ingang;
    let procent = if ingang < plus_dagen(vandaag, -DAGEN) { PROCENT_EERDER } else { PROCENT };
    if ingang < NA_PAPIEREN || bevolking.zandvoort || !dobbel.kans(procent) {
        return None;
    }
    // Whoever has a benefit since last week came forward some weeks before.
    let op = ingang.min(plus_dagen(vandaag, -DUURT - i64::from(dobbel.tussen(0, 12))));
    let melding = Melding { op, geboren: klant.geboortedatum, partner_geboren: None };
    let id = bevolking.kenmerken.maak(Soort::Poort, nummer, 2);
    let poort = Poort::meld(id, klant.id, melding, eerdere, vandaag).ok()?;
    let (poort, _) = loop_af(&poort, Tot::Aanvraag, vandaag).ok()?;
    let aanvraag = poort.aanvraag?;
    let ruimte = i32::try_from(dagen_tussen(aanvraag, vandaag)).ok()?.min(40);
    let op = plus_dagen(aanvraag, dobbel.tussen(9.min(ruimte), ruimte).into());
    // Who left within these weeks was decided on before that.
    if matches!(&uitkering.stand, UitkeringStand::Beeindigd(einde) if einde.datum < op) {
        return None;
    }
    let wie = dossier.toewijzingen.iter().rev().find(|is| is.periode.van <= op.max(ingang))?.klantmanager;
    let plan: Option<PlanId> = dossier.plannen.last().map(|plan| plan.id);
    let besluit = Toekenning {
        op,
        ingang,
        eerder_omdat: String::new(),
        uitkering: uitkering.id,
        klantmanager: Some(VasteKlantmanager { wie, vanaf: op }),
        plan,
    };
    let poort = poort.ken_toe(besluit, klant.geboortedatum, vandaag).ok()?;
    let persoon = Persoon {
        bsn: klant.bsn,
        naam: klant.naam.clone(),
        geboren: klant.geboortedatum,
        partner_geboren: None,
        telefoon: klant.contact.telefoon.clone(),
        email: klant.contact.email.clone(),
    };
    Some((Gevonden { poort, persoon, hergebruikt: None, reden: String::new() }, wie))
}
