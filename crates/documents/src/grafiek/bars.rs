//! Horizontal bars. In the wide shape the names stand in a column to the left; in the narrow shape above their bar.

use super::draw::{Drawing, INKT, PETROL, measure, wrap};
use super::{Formaat, Staaf, Staafgrafiek};
use crate::nl;

/// A bar with everything that is written at it.
struct Rij {
    regels: Vec<String>,
    waarde: String,
    deel: f64,
    onbekend: bool,
}

/// The whole drawing.
pub(super) fn draw(grafiek: &Staafgrafiek, formaat: Formaat) -> String {
    let mut tekening = Drawing::new(formaat, 0.0);
    let breed = formaat == Formaat::Breed;
    let letter = tekening.letter;
    let langste = grafiek.staven.iter().map(|staaf| measure(&staaf.naam, letter)).fold(0.0, f64::max);
    // A little more than the longest name: its width is a sum of rounded letters, and may not break it.
    let kolom = if breed { langste.clamp(60.0, 230.0) + 1.0 } else { tekening.width };
    let rijen = rows(grafiek, kolom, letter);
    // Bold letters are about a fifth wider.
    let ruimte = rijen.iter().map(|rij| measure(&rij.waarde, letter * 1.2)).fold(0.0, f64::max) + 12.0;
    let begin = if breed { kolom + 14.0 } else { 1.0 };
    let langst = (tekening.width - begin - ruimte).max(10.0);
    let mut y = 6.0;
    for rij in &rijen {
        y = if breed {
            draw_beside(&mut tekening, rij, y, begin, langst)
        } else {
            draw_below(&mut tekening, rij, y, langst)
        };
    }
    if rijen.is_empty() {
        tekening.text((tekening.width / 2.0, 30.0), r#" text-anchor="middle""#, "Geen gegevens om te tekenen");
        y = 50.0;
    } else if breed {
        tekening.element(format_args!(r#"<path class="grafiek-as" d="M{begin:.1} 2V{y:.1}" stroke="{INKT}"/>"#));
    }
    tekening.height = y + 2.0;
    tekening.finish("staaf", formaat, &grafiek.prefix, &grafiek.titel, &words(grafiek))
}

/// The bars with their texts broken into lines.
fn rows(grafiek: &Staafgrafiek, kolom: f64, letter: f64) -> Vec<Rij> {
    let hoogste = grafiek.staven.iter().map(|staaf| staaf.aantal).max().unwrap_or(0).max(1);
    let totaal = total(grafiek);
    grafiek
        .staven
        .iter()
        .map(|staaf| Rij {
            regels: wrap(&staaf.naam, kolom, letter),
            waarde: value(staaf, totaal),
            deel: staaf.aantal as f64 / hoogste as f64,
            onbekend: staaf.onbekend,
        })
        .collect()
}

/// Name to the left, bar, value to the right; returns where the next row begins.
fn draw_beside(tekening: &mut Drawing, rij: &Rij, y: f64, begin: f64, langst: f64) -> f64 {
    let regel = tekening.letter * 1.25;
    let hoogte = (regel * rij.regels.len() as f64).max(20.0);
    let midden = y + hoogte / 2.0 + 4.0;
    let mut basis = midden - regel * (rij.regels.len() as f64 - 1.0) / 2.0 + tekening.letter * 0.35;
    for deel in &rij.regels {
        tekening.text((begin - 10.0, basis), r#" text-anchor="end""#, deel);
        basis += regel;
    }
    let eind = draw_bar(tekening, rij, (begin, midden - 10.0), langst);
    tekening.text((eind + 8.0, midden + tekening.letter * 0.35), r#" font-weight="600""#, &rij.waarde);
    y + hoogte + 12.0
}

/// Name above, bar and value below it; returns where the next row begins.
fn draw_below(tekening: &mut Drawing, rij: &Rij, y: f64, langst: f64) -> f64 {
    let regel = tekening.letter * 1.25;
    let mut basis = y + tekening.letter;
    for deel in &rij.regels {
        tekening.text((0.0, basis), "", deel);
        basis += regel;
    }
    let boven = basis - tekening.letter * 0.6;
    let eind = draw_bar(tekening, rij, (1.0, boven), langst);
    tekening.text((eind + 8.0, boven + 10.0 + tekening.letter * 0.35), r#" font-weight="600""#, &rij.waarde);
    boven + 20.0 + 10.0
}

/// The bar itself, 20 units high; returns where it ends.
fn draw_bar(tekening: &mut Drawing, rij: &Rij, (x, y): (f64, f64), langst: f64) -> f64 {
    let lengte = (langst * rij.deel).max(if rij.deel > 0.0 { 1.5 } else { 0.0 });
    if rij.onbekend {
        tekening.element(format_args!(
            concat!(
                r#"<rect class="grafiek-staaf grafiek-onbekend" x="{:.1}" y="{:.1}" width="{:.1}" height="18" "#,
                r##"fill="#eef3f4" stroke="{}" stroke-width="1.5" stroke-dasharray="5 3"/>"##
            ),
            x + 1.0,
            y + 1.0,
            (lengte - 1.5).max(0.0),
            INKT
        ));
    } else {
        tekening.element(format_args!(
            r#"<rect class="grafiek-staaf" x="{x:.1}" y="{y:.1}" width="{lengte:.1}" height="20" fill="{PETROL}"/>"#
        ));
    }
    x + lengte
}

/// All bars together.
fn total(grafiek: &Staafgrafiek) -> u64 {
    if !grafiek.aandelen {
        return 0;
    }
    grafiek.staven.iter().fold(0, |som, staaf| som.saturating_add(staaf.aantal))
}

/// `188 · 40 %`; without a share when nothing was counted, or they do not add up.
fn value(staaf: &Staaf, totaal: u64) -> String {
    let aantal = nl::heel(staaf.aantal);
    if totaal == 0 {
        return aantal;
    }
    format!("{aantal} · {} %", nl::procent(staaf.aantal as f64 / totaal as f64, 0))
}

/// The picture in words.
pub(super) fn words(grafiek: &Staafgrafiek) -> String {
    let totaal = total(grafiek);
    let mut zinnen = vec![grafiek.omschrijving.trim().to_owned()];
    zinnen.extend(grafiek.staven.iter().map(|staaf| {
        let aantal = nl::heel(staaf.aantal);
        if totaal == 0 {
            format!("{}: {aantal}.", staaf.naam)
        } else {
            let aandeel = nl::procent(staaf.aantal as f64 / totaal as f64, 0);
            format!("{}: {aantal}, {aandeel} %.", staaf.naam)
        }
    }));
    zinnen.retain(|zin| !zin.is_empty());
    zinnen.join(" ")
}
