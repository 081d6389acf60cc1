//! Who else sits at the table: a debt counsellor with a note of her own, somebody of a partner, and the lawfulness track beside
//! and after conversations. Drawn from a stream of its own, so that nothing else in the town changes by it.

use domain::{
    datum::{dagen_tussen, plaatselijk, plus_dagen},
    deelnemer::{Deelnemer, Notitie, WieDoetMee},
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    gesprek::{Bereikt, Gesprek, GesprekStand, Hersteltermijn, Termijnbrief},
    id::GebruikerId,
    rechtmatigheid::{Aanleiding, Rechtmatigheid, RechtmatigheidStand, Uitkomst},
    uitkering::UitkeringStand,
};

use super::{
    bevolking::Bevolking,
    gegevens::codelijsten::code,
    johan,
    toeval::{Dobbel, Soort, meng},
};

/// Of a hundred conversations of the last months and the coming weeks, at about so many somebody else sits at the table.
const PROCENT: u32 = 4;
/// Of a hundred clients who lately did not come, about so many were handed over.
const OVERGEDRAGEN: u32 = 30;

/// Note and conclusion of a debt counsellor.
const NOTITIES: [(&str, &str); 4] = [
    (
        "Drie schuldeisers, waarvan één met beslag op de toeslagen. Budgetbeheer besproken, klant denkt erover na.",
        "Er is hulp bij de schulden. Een traject kan beginnen zodra de rust er is, waarschijnlijk over twee maanden.",
    ),
    (
        "Schuldregeling loopt sinds het voorjaar en wordt nagekomen. Laatste termijn over veertien maanden.",
        "De schulden staan werk niet in de weg. Houd rekening met een afspraak per kwartaal.",
    ),
    (
        "Nieuwe achterstand bij de energieleverancier. Betalingsregeling aangevraagd, vroegsignaal afgemeld.",
        "Er was een tegenvaller en die wordt geregeld. Vraag er de volgende keer kort naar.",
    ),
    (
        "Klant kwam voor het eerst met alle post. Samen geordend, aanmelding bij schuldhulp ingevuld.",
        "De klant is aangemeld bij schuldhulpverlening. Belast haar of hem nu niet met nog een traject.",
    ),
];
const PARTNERS: [(&str, &str); 3] =
    [("Kees Bos", "Pasmatch"), ("Ilse Vonk", "Bibliotheek Zuid-Kennemerland"), ("Murat Kaya", "Agros")];

/// What a client gets beside his file.
#[derive(Debug, Default)]
pub struct Tafel {
    /// Participants, by whom they were asked, and what they wrote.
    pub deelnemers: Vec<(Deelnemer, GebruikerId, Option<Notitie>)>,
    /// Records of the lawfulness track, and who asked for each.
    pub rechtmatigheid: Vec<(Rechtmatigheid, GebruikerId)>,
    /// A conversation for which the client did not come, as it is after the hand-over.
    pub overgedragen: Option<Gesprek>,
}

/// The first colleague in a role.
pub(super) fn collega(gebruikers: &[Gebruiker], rol: Rol) -> Option<GebruikerId> {
    gebruikers.iter().find(|gebruiker| gebruiker.rol == rol).map(|gebruiker| gebruiker.id)
}

/// See [`Tafel`]; nothing in a municipality without a counsellor, and nothing for most clients.
pub(super) fn tafel(bevolking: &Bevolking, gebruikers: &[Gebruiker], dossier: &Dossier, nummer: u64) -> Option<Tafel> {
    let mut tafel = Tafel { rechtmatigheid: opgepakt(bevolking, gebruikers, dossier, nummer), ..Tafel::default() };
    let deskundige = collega(gebruikers, Rol::Deskundige)?;
    if dossier.uitkeringen.last().is_none_or(|recht| recht.stand != UitkeringStand::Lopend) {
        return (!tafel.rechtmatigheid.is_empty()).then_some(tafel);
    }
    let mut gelijktijdige = false;
    let mut dobbel = Dobbel::nieuw(meng(bevolking.zaad, 727), nummer);
    let van_johan = johan::is_johan(dossier);
    for (volg, gesprek) in dossier.gesprekken.iter().enumerate() {
        let dagen = dagen_tussen(bevolking.datum, plaatselijk(gesprek.moment).date());
        let held = matches!(gesprek.stand, GesprekStand::Gevoerd(_));
        if !(-90..=14).contains(&dagen) || !(held || gesprek.is_open()) {
            continue;
        }
        if !dobbel.kans(PROCENT) && !van_johan {
            continue;
        }
        let volg = u16::try_from(volg).unwrap_or_default();
        let (tekst, conclusie) = if van_johan { NOTITIES[1] } else { *dobbel.kies(&NOTITIES) };
        let mut deelnemer = deelnemer(bevolking, gesprek, (nummer, volg * 2), "schuldhulp");
        deelnemer.wie = WieDoetMee::Collega(deskundige);
        let written = held && (van_johan || dobbel.kans(80));
        let notitie = written.then(|| Notitie { tekst: tekst.to_owned(), conclusie: conclusie.to_owned() });
        tafel.deelnemers.push((deelnemer, gesprek.klantmanager, notitie));
        if gesprek.soort.as_str() == "driegesprek" || dobbel.kans(25) {
            let (naam, organisatie) = *dobbel.kies(&PARTNERS);
            let mut partner = self::deelnemer(bevolking, gesprek, (nummer, volg * 2 + 1), "partner");
            partner.wie = WieDoetMee::Partner { naam: naam.to_owned(), organisatie: organisatie.to_owned() };
            tafel.deelnemers.push((partner, gesprek.klantmanager, None));
        }
        if gesprek.is_open() && !gelijktijdige && (van_johan || dobbel.kans(40)) {
            gelijktijdige = true;
            tafel.rechtmatigheid.push((gelijktijdig(bevolking, gesprek, (nummer, 0)), gesprek.klantmanager));
        }
    }
    let laatste = dossier.gesprekken.iter().rev().find(|gesprek| !gesprek.is_open());
    tafel.overgedragen =
        laatste.filter(|_| dobbel.kans(OVERGEDRAGEN)).and_then(|laatste| draag_over(bevolking, laatste));
    let leeg = tafel.deelnemers.is_empty() && tafel.rechtmatigheid.is_empty() && tafel.overgedragen.is_none();
    (!leeg).then_some(tafel)
}

fn deelnemer(
    bevolking: &Bevolking,
    gesprek: &Gesprek,
    (nummer, volg): (u64, u16),
    discipline: &'static str,
) -> Deelnemer {
    Deelnemer {
        id: bevolking.kenmerken.maak(Soort::Deelnemer, nummer, volg),
        gesprek: gesprek.id,
        wie: WieDoetMee::Collega(gesprek.klantmanager),
        discipline: code(discipline),
        conclusie: String::new(),
        heeft_notitie: false,
        versie: 1,
    }
}

/// Who was handed over more than five weeks ago was looked at since, and that is closed.
fn opgepakt(
    bevolking: &Bevolking,
    gebruikers: &[Gebruiker],
    dossier: &Dossier,
    nummer: u64,
) -> Vec<(Rechtmatigheid, GebruikerId)> {
    let Some(door) = collega(gebruikers, Rol::Rechtmatigheid) else { return Vec::new() };
    let overgedragen = dossier.gesprekken.iter().filter_map(|gesprek| match gesprek.stand {
        GesprekStand::NaarRechtmatigheid { op, .. } => Some((gesprek, plus_dagen(op, 28))),
        _ => None,
    });
    let oud = overgedragen.filter(|(_, op)| *op < plus_dagen(bevolking.datum, -7));
    // The first number is that of a record beside a conversation.
    oud.zip(1..)
        .map(|((gesprek, op), volg)| {
            let is = Rechtmatigheid {
                aanleiding: Aanleiding::Overdracht,
                behandelaar: Some(door),
                verslag: "Alsnog gesproken; de gevraagde gegevens zijn binnen.".to_owned(),
                uitkomst: Some(Uitkomst::GeenBijzonderheden),
                stand: RechtmatigheidStand::Afgerond { op },
                ..gelijktijdig(bevolking, gesprek, (nummer, volg))
            };
            (is, door)
        })
        .collect()
}

fn gelijktijdig(bevolking: &Bevolking, gesprek: &Gesprek, (nummer, volg): (u64, u16)) -> Rechtmatigheid {
    Rechtmatigheid {
        id: bevolking.kenmerken.maak(Soort::Rechtmatigheid, nummer, volg),
        klant: gesprek.klant,
        gesprek: gesprek.id,
        aanleiding: Aanleiding::Gelijktijdig,
        behandelaar: None,
        verslag: String::new(),
        uitkomst: None,
        stand: RechtmatigheidStand::Open,
        versie: 1,
    }
}

/// A client who did not come some weeks ago, did not answer the letter, and was handed over.
fn draag_over(bevolking: &Bevolking, gesprek: &Gesprek) -> Option<Gesprek> {
    let dag = plaatselijk(gesprek.moment).date();
    if gesprek.stand.code() != "niet_verschenen" || dagen_tussen(dag, bevolking.datum) > 120 {
        return None;
    }
    let termijn = Hersteltermijn::voorstel(plus_dagen(dag, 1));
    let op = plus_dagen(termijn.einde, 1);
    if op > bevolking.datum {
        return None;
    }
    gesprek
        .clone()
        .geef_hersteltermijn(termijn, termijn.brief, Bereikt::Zeker)
        .and_then(|gesprek| gesprek.draag_over(op, Termijnbrief::Afgedrukt(termijn.brief), Bereikt::Zeker))
        .ok()
}
