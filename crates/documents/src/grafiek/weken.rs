//! Small bars per week, a row for each person: how high, and when above a line. Height tells it, colour only repeats it.

use std::fmt::Write as _;

use super::draw::{Drawing, INKT, LIJN, PETROL, measure, wrap};
use super::{Formaat, Week, Weekgrafiek, Weekrij};
use crate::nl;

/// Bars above the line.
const BOVEN: &str = "#a3341f";
/// Height of the bars of one person.
const HOOG: f64 = 34.0;

/// The whole drawing.
pub(super) fn draw(grafiek: &Weekgrafiek, formaat: Formaat) -> String {
    let mut tekening = Drawing::new(formaat, 0.0);
    let breed = formaat == Formaat::Breed;
    let letter = tekening.letter;
    let langste = grafiek.rijen.iter().map(|rij| measure(&rij.naam, letter)).fold(0.0, f64::max);
    let links = if breed { langste.clamp(60.0, 190.0) + 13.0 } else { 1.0 };
    let waarde = measure("52 weken", letter) + 8.0;
    let rechts = tekening.width - waarde;
    let stap = (rechts - links) / grafiek.maandagen.len().max(1) as f64;
    let mut y = 8.0;
    for rij in &grafiek.rijen {
        let regels = wrap(&rij.naam, if breed { links - 12.0 } else { tekening.width }, letter);
        if !breed {
            tekening.text((0.0, y + letter), "", &rij.naam);
            y += letter * 1.4;
        }
        let voet = y + HOOG;
        if breed {
            let eerste = voet - 6.0 - letter * 1.2 * (regels.len() as f64 - 1.0);
            for (nummer, regel) in regels.iter().enumerate() {
                let basis = eerste + letter * 1.2 * nummer as f64;
                tekening.text((links - 10.0, basis), r#" text-anchor="end""#, regel);
            }
        }
        draw_row(&mut tekening, grafiek, rij, (links, voet), stap);
        let boven = above(grafiek, rij);
        let tekst = if boven == 1 { "1 week".to_owned() } else { format!("{boven} weken") };
        tekening.text((rechts + 8.0, voet - 6.0), r#" font-weight="600""#, &tekst);
        y = voet + if breed { 10.0 } else { 12.0 };
    }
    if grafiek.rijen.is_empty() || grafiek.maandagen.is_empty() {
        tekening.text((tekening.width / 2.0, 30.0), r#" text-anchor="middle""#, "Geen gegevens om te tekenen");
        y = 50.0;
    } else {
        y = draw_months(&mut tekening, grafiek, (links, rechts), stap, y);
    }
    tekening.height = y + 2.0;
    tekening.finish("week", formaat, &grafiek.prefix, &grafiek.titel, &words(grafiek))
}

/// The bars of one person, the line above which it is too much, and the foot.
fn draw_row(tekening: &mut Drawing, grafiek: &Weekgrafiek, rij: &Weekrij, (links, voet): (f64, f64), stap: f64) {
    // So much fits; what is higher is cut off at the top.
    let vol = (grafiek.grens * 3 / 2).max(1) as f64;
    let (mut gewoon, mut boven, mut onbekend) = (String::new(), String::new(), String::new());
    let dik = (stap * 0.8).max(0.6);
    for (nummer, week) in rij.weken.iter().enumerate() {
        let x = links + stap * nummer as f64;
        let pad = match week {
            Week::Procent(procent) if *procent > grafiek.grens => &mut boven,
            Week::Procent(_) => &mut gewoon,
            Week::Onbekend => &mut onbekend,
            Week::Geen => continue,
        };
        let hoog = match week {
            Week::Procent(procent) => (*procent as f64 / vol).clamp(0.0, 1.0) * HOOG,
            _ => 4.0,
        };
        // Writing to a String does not fail.
        let _ = write!(pad, "M{x:.1} {voet:.1}v-{hoog:.1}h{dik:.1}v{hoog:.1}z");
    }
    let breedte = stap * rij.weken.len() as f64;
    for (klasse, kleur, pad) in [("grafiek-staaf", PETROL, gewoon), ("grafiek-boven", BOVEN, boven)] {
        if !pad.is_empty() {
            tekening.element(format_args!(r#"<path class="{klasse}" d="{pad}" fill="{kleur}"/>"#));
        }
    }
    if !onbekend.is_empty() {
        tekening.element(format_args!(
            r#"<path class="grafiek-onbekend" d="{onbekend}" fill="none" stroke="{INKT}" stroke-width="0.7"/>"#
        ));
    }
    let lijn = voet - HOOG * grafiek.grens as f64 / vol;
    tekening.element(format_args!(
        r#"<path class="grafiek-grens" d="M{links:.1} {lijn:.1}h{breedte:.1}" fill="none" stroke="{INKT}" stroke-width="1" stroke-dasharray="4 3"/>"#
    ));
    tekening.element(format_args!(
        r#"<path class="grafiek-as" d="M{links:.1} {voet:.1}h{breedte:.1}" fill="none" stroke="{LIJN}"/>"#
    ));
}

/// The months below; returns where the drawing ends.
fn draw_months(tekening: &mut Drawing, grafiek: &Weekgrafiek, (links, rechts): (f64, f64), stap: f64, y: f64) -> f64 {
    let letter = tekening.letter;
    let (mut vrij_vanaf, mut vorig_jaar) = (0.0, None);
    for (nummer, maandag) in grafiek.maandagen.iter().enumerate() {
        // The week in which a month begins carries its name.
        if maandag.day() > 7 && nummer > 0 {
            continue;
        }
        let x = links + stap * nummer as f64;
        let naam = nl::maand_kort(*maandag);
        let label =
            if vorig_jaar == Some(maandag.year()) { naam.to_owned() } else { format!("{naam} {}", maandag.year()) };
        let breedte = measure(&label, letter) + 10.0;
        if x < vrij_vanaf || x + breedte > rechts + 30.0 {
            continue;
        }
        vorig_jaar = Some(maandag.year());
        vrij_vanaf = x + breedte;
        tekening.text((x, y + letter), "", &label);
    }
    y + letter * 1.5
}

fn above(grafiek: &Weekgrafiek, rij: &Weekrij) -> usize {
    rij.weken.iter().filter(|week| matches!(week, Week::Procent(procent) if *procent > grafiek.grens)).count()
}

/// The picture in words.
pub(super) fn words(grafiek: &Weekgrafiek) -> String {
    let mut zinnen = vec![grafiek.omschrijving.trim().to_owned()];
    for rij in &grafiek.rijen {
        let bekend = rij.weken.iter().filter(|week| matches!(week, Week::Procent(_))).count();
        zinnen.push(format!("{}: {} van {bekend} weken boven {} %.", rij.naam, above(grafiek, rij), grafiek.grens));
    }
    zinnen.retain(|zin| !zin.is_empty());
    zinnen.join(" ")
}
