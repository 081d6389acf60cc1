//! The letter of a decision: what is decided, on which ground, why, and what the client can do. In B1 Dutch.

use domain::{
    besluit::{
        Besluit, GrondTerugvordering, GrondVerlaging, Grondslag, Inhoud, Verlaging, Verlagingstabel, betalen_tot_en_met,
    },
    brief::Afzender,
    datum::{Periode, lang},
};
use jiff::civil::Date;

use crate::recht::beschikking::{Beschikking, kenmerk};

/// Whether there is a letter: the decision was taken and still holds. What took it back has a letter of its own.
pub(super) fn is_er(is: &Besluit) -> bool {
    is.stand.geldt()
}

/// The letter; nothing when there is none where it stands.
pub(super) fn maak<'a>(
    is: &Besluit,
    tabel: &Verlagingstabel,
    van: &Afzender,
    door: &'a str,
) -> Option<Beschikking<'a>> {
    let datum = is.stand.vaststelling().filter(|_| is_er(is))?.op;
    let (onderwerp, mut alineas) = match &is.inhoud {
        Inhoud::Herziening { schending, periode, maandbedrag } => {
            ("Uw bijstand is herzien", herziening(schending, *periode, &maandbedrag.to_string()))
        }
        Inhoud::Intrekking { schending, periode } => ("Uw bijstand is ingetrokken", intrekking(schending, *periode)),
        Inhoud::Terugvordering { grond, periode, bedrag } => {
            ("U moet bijstand terugbetalen", terugvordering(grond, *periode, &bedrag.to_string()))
        }
        Inhoud::Verlaging(verlaging) => ("Uw bijstand wordt verlaagd", verlaagd(verlaging, tabel)),
    };
    alineas.push(format!("Waarom wij dit besluiten: {}", is.motivering.trim()));
    alineas.extend(wat_nu(is, datum, van));
    alineas.push(format!("Dit besluit rust op {} van de Participatiewet.", artikel(is.inhoud.grondslag())));
    Some(Beschikking {
        datum,
        kenmerk: kenmerk('R', is.id.uuid(), datum),
        onderwerp: onderwerp.to_owned(),
        alineas,
        door,
        functie: "Medewerker rechtmatigheid",
    })
}

/// `van 1 oktober 2026 tot en met 31 oktober 2026`.
fn over(is: Periode) -> String {
    match is.tot_en_met {
        Some(tot) => format!("van {} tot en met {}", lang(is.van), lang(tot)),
        None => format!("vanaf {}", lang(is.van)),
    }
}

fn niet_gemeld(schending: &str) -> String {
    format!("Wat u ons niet vertelde, of niet op tijd: {}", schending.trim())
}

fn herziening(schending: &str, periode: Periode, maandbedrag: &str) -> Vec<String> {
    let recht = format!(
        "Wij hebben opnieuw gekeken naar uw recht op bijstand {}. U had over die tijd recht op {maandbedrag} per maand.",
        over(periode)
    );
    vec![recht, niet_gemeld(schending)]
}

fn intrekking(schending: &str, periode: Periode) -> Vec<String> {
    let gevolg = match periode.tot_en_met {
        Some(_) => "Over die dagen had u geen recht op bijstand.",
        None => "Vanaf die dag heeft u geen recht op bijstand.",
    };
    vec![format!("Wij trekken uw recht op bijstand in {}. {gevolg}", over(periode)), niet_gemeld(schending)]
}

fn terugvordering(grond: &GrondTerugvordering, periode: Periode, bedrag: &str) -> Vec<String> {
    let wat = format!("U heeft {} te veel bijstand gekregen. U moet {bedrag} terugbetalen.", over(periode));
    let waarvoor = match grond {
        GrondTerugvordering::Schending { schending } => niet_gemeld(schending),
        GrondTerugvordering::Afweging { afweging } => format!("Wat wij hebben afgewogen: {}", afweging.trim()),
    };
    vec![wat, waarvoor]
}

fn verlaagd(is: &Verlaging, tabel: &Verlagingstabel) -> Vec<String> {
    let maanden = if is.maanden == 1 { "1 maand".to_owned() } else { format!("{} maanden", is.maanden) };
    // In the words of the verordening; a code means nothing to who reads the letter.
    let waarvoor = match &is.grond {
        GrondVerlaging::Verordening { gedraging } => {
            tabel.rij(gedraging, is.gedraging_op).map(|rij| format!("{} ({})", rij.gedraging.trim(), rij.bron.trim()))
        }
        GrondVerlaging::Uniform { verplichting } => Some(verplichting.trim().to_owned()),
    };
    let wat = format!(
        "U krijgt {maanden} lang {} % minder bijstand: {}. Dat heet een verlaging.",
        is.procent,
        over(is.periode())
    );
    let waarvoor = waarvoor.map(|tekst| format!("Waar het om gaat, op {}: {tekst}", lang(is.gedraging_op)));
    let te_verwijten = format!("Waarom wij vinden dat u er iets aan kunt doen: {}", is.verwijtbaarheid.waarom.trim());
    let minder = is.dringende_redenen.as_ref().map(|waarom| {
        format!(
            "Wij verlagen minder, of korter, dan de regel zegt. Daar is een dringende reden voor: {}",
            waarom.trim()
        )
    });
    let zelf = is.eigen_beoordeling.as_ref().map(|waarom| format!("Waarom zoveel en zo lang: {}", waarom.trim()));
    let eerst = std::iter::once(wat).chain(waarvoor).chain(std::iter::once(te_verwijten));
    eerst.chain(minder).chain(zelf).collect()
}

/// What follows, and what the client can do.
fn wat_nu(is: &Besluit, datum: Date, van: &Afzender) -> Vec<String> {
    let bel = |vraag: &str| format!("{vraag} Bel ons dan: {}.", van.telefoon);
    match &is.inhoud {
        Inhoud::Herziening { periode, .. } | Inhoud::Intrekking { periode, .. } => {
            let terug = (periode.van < datum).then(|| {
                "Wat u daardoor te veel kreeg, moeten wij terugvragen. Daarover krijgt u een aparte brief.".to_owned()
            });
            let opnieuw = matches!(is.inhoud, Inhoud::Intrekking { .. }).then(|| {
                "Heeft u opnieuw bijstand nodig? Dan kunt u die aanvragen. Wij gebruiken dan wat wij al van u weten."
                    .to_owned()
            });
            terug.into_iter().chain(opnieuw).collect()
        }
        Inhoud::Terugvordering { .. } => {
            let uiterlijk = betalen_tot_en_met(datum);
            let uiterlijk =
                uiterlijk.map_or_else(|_| "binnen zes weken".to_owned(), |dag| format!("uiterlijk op {}", lang(dag)));
            vec![
                format!(
                    "Betaal dit bedrag {uiterlijk}. Hoe u betaalt, leest u in de brief van de uitkeringsadministratie."
                ),
                bel("Kunt u het bedrag niet in één keer betalen?"),
            ]
        }
        Inhoud::Verlaging(_) => {
            let opnieuw = is.heroverwegen_uiterlijk().ok().flatten();
            let opnieuw = opnieuw.map(|dag| {
                format!(
                    "Uiterlijk op {} kijken wij opnieuw of de verlaging zo blijft. Wat u intussen doet, telt dan mee.",
                    lang(dag)
                )
            });
            opnieuw.into_iter().chain(std::iter::once(bel("Komt u hierdoor in de problemen?"))).collect()
        }
    }
}

const fn artikel(grondslag: Grondslag) -> &'static str {
    match grondslag {
        Grondslag::Pw54Lid3 => "artikel 54, derde lid,",
        Grondslag::Pw58Lid1 => "artikel 58, eerste lid,",
        Grondslag::Pw58Lid2 => "artikel 58, tweede lid,",
        Grondslag::Pw18Lid2 => "artikel 18, tweede lid,",
        Grondslag::Pw18Lid4 => "artikel 18, vierde lid,",
    }
}
