//! Step curves. In the wide shape each name stands where its line ends, with the last value; in the narrow shape a
//! legend with a piece of the line stands above.

use std::fmt::Write;

use super::axes::{Aandeelas, MAX_MAANDEN, time_ticks};
use super::draw::{Drawing, INKT, LIJN, PETROL, measure, wrap};
use super::{Formaat, Maat, Reeks, Stapgrafiek, Tijdas, Trede};
use crate::nl;

/// Colour and dash pattern of the series, in order.
const STREKEN: [(&str, &str); 4] = [(PETROL, ""), ("#8a5300", "7 4"), ("#1f4f9c", "2 3"), ("#6b2d73", "11 4 2 4")];

/// The part of the drawing in which the curves lie, and its axes.
struct Vlak {
    links: f64,
    rechts: f64,
    boven: f64,
    onder: f64,
    as_y: Aandeelas,
    maat: Maat,
    maanden: f64,
}

impl Vlak {
    fn x(&self, maand: f64) -> f64 {
        self.links + (self.rechts - self.links) * maand / self.maanden
    }

    fn y(&self, aandeel: f64) -> f64 {
        let as_y = self.as_y;
        self.onder - (self.onder - self.boven) * (aandeel - as_y.onder) / (as_y.boven - as_y.onder)
    }
}

/// A series whose numbers can be drawn: finite, shares within 0 and 1, months within a hundred years, in order.
struct Lijn<'a> {
    naam: &'a str,
    treden: Vec<Trede>,
    laatste: Trede,
    streek: (&'static str, &'static str),
    nummer: usize,
}

/// The series that have anything to draw.
fn lines(reeksen: &[Reeks]) -> Vec<Lijn<'_>> {
    let mut uit = Vec::new();
    for (reeks, nummer) in reeksen.iter().zip(1..) {
        let mut treden: Vec<Trede> = reeks.treden.iter().copied().filter_map(drawable).collect();
        treden.sort_by(|a, b| a.maand.total_cmp(&b.maand));
        if let Some(laatste) = treden.last().copied() {
            let streek = STREKEN[(nummer - 1) % STREKEN.len()];
            uit.push(Lijn { naam: &reeks.naam, treden, laatste, streek, nummer });
        }
    }
    uit
}

/// The step within bounds, or nothing if it is no number.
fn drawable(trede: Trede) -> Option<Trede> {
    let Trede { maand, aandeel, band } = trede;
    (maand.is_finite() && aandeel.is_finite()).then(|| Trede {
        maand: maand.clamp(0.0, MAX_MAANDEN.into()),
        aandeel: aandeel.clamp(0.0, 1.0),
        band: band
            .filter(|(onder, boven)| onder.is_finite() && boven.is_finite())
            .map(|(onder, boven)| (onder.clamp(0.0, 1.0), boven.clamp(0.0, 1.0))),
    })
}

/// The whole drawing.
pub(super) fn draw(grafiek: &Stapgrafiek, formaat: Formaat) -> String {
    let lijnen = lines(&grafiek.reeksen);
    let breed = formaat == Formaat::Breed;
    let legenda = if breed { 0.0 } else { 24.0 * lijnen.len() as f64 };
    let mut tekening = Drawing::new(formaat, if breed { 310.0 } else { 290.0 + legenda });
    if lijnen.is_empty() {
        let midden = (tekening.width / 2.0, tekening.height / 2.0);
        tekening.text(midden, r#" text-anchor="middle""#, "Geen gegevens om te tekenen");
    } else {
        let vlak = plane(&lijnen, &tekening, grafiek.maat, legenda);
        draw_axes(&mut tekening, &vlak, &grafiek.tijdas);
        for lijn in &lijnen {
            draw_band(&mut tekening, &vlak, lijn);
        }
        // The first series is the one the picture is about: it lies on top.
        for lijn in lijnen.iter().rev() {
            draw_line(&mut tekening, &vlak, lijn);
        }
        if breed {
            draw_labels(&mut tekening, &vlak, &lijnen);
        } else {
            draw_legend(&mut tekening, grafiek.maat, &lijnen);
        }
    }
    tekening.finish("stap", formaat, &grafiek.prefix, &grafiek.titel, &words(grafiek))
}

/// Where the curves lie: what labels, axis and legend leave.
fn plane(lijnen: &[Lijn<'_>], tekening: &Drawing, maat: Maat, legenda: f64) -> Vlak {
    // Only the narrow shape has its legend above the curves.
    let breed = legenda == 0.0;
    let treden = || lijnen.iter().flat_map(|lijn| &lijn.treden);
    let laagste = treden().map(|t| t.band.map_or(t.aandeel, |(onder, _)| onder.min(t.aandeel))).fold(1.0, f64::min);
    let hoogste = treden().map(|t| t.band.map_or(t.aandeel, |(_, boven)| boven.max(t.aandeel))).fold(0.0, f64::max);
    let maanden = treden().map(|t| t.maand).fold(0.0, f64::max);
    let marge = if breed { label_width(lijnen, tekening.letter) + 18.0 } else { 14.0 };
    Vlak {
        links: if breed { 56.0 } else { 48.0 },
        rechts: tekening.width - marge,
        boven: 14.0 + legenda,
        onder: tekening.height - 50.0,
        as_y: Aandeelas::around(laagste, hoogste),
        maat,
        maanden: if maanden > 0.0 { maanden } else { 1.0 },
    }
}

/// Lines and labels of both axes, and the warning when the vertical one does not start at zero.
fn draw_axes(tekening: &mut Drawing, vlak: &Vlak, tijdas: &Tijdas) {
    let (links, rechts, onder) = (vlak.links, vlak.rechts, vlak.onder);
    let fijn = vlak.as_y.decimalen(vlak.maat);
    for aandeel in vlak.as_y.ticks() {
        let label = vlak.maat.in_woorden(aandeel, fijn);
        let y = vlak.y(aandeel);
        tekening.element(format_args!(
            r#"<path class="grafiek-hulplijn" d="M{links:.1} {y:.1}H{rechts:.1}" stroke="{LIJN}"/>"#
        ));
        tekening.text((links - 8.0, y + tekening.letter * 0.35), r#" text-anchor="end""#, &label);
    }
    let plaatsen = (rechts - links) / (tekening.letter * 5.6);
    for (maand, label) in time_ticks(tijdas, vlak.maanden, plaatsen) {
        let x = vlak.x(maand);
        tekening.element(format_args!(r#"<path d="M{x:.1} {onder:.1}v5" stroke="{INKT}"/>"#));
        let half = measure(&label, tekening.letter) / 2.0;
        let (x, anker) = if x + half > tekening.width { (tekening.width, "end") } else { (x, "middle") };
        let y = onder + 8.0 + tekening.letter;
        tekening.text((x, y), &format!(r#" text-anchor="{anker}""#), &label);
    }
    tekening
        .element(format_args!(r#"<path class="grafiek-as" d="M{links:.1} {onder:.1}H{rechts:.1}" stroke="{INKT}"/>"#));
    let mut noten = Vec::new();
    if let Tijdas::Duur(bijschrift) = tijdas {
        noten.push(bijschrift.clone());
    }
    if vlak.as_y.onder > 0.0 {
        noten.push(format!("as begint bij {}", vlak.maat.in_woorden(vlak.as_y.onder, fijn)));
    }
    let klein = tekening.letter - 1.0;
    let y = tekening.height - 6.0;
    tekening.text((links, y), &format!(r#" font-size="{klein}""#), &noten.join(" · "));
}

/// The confidence band, in steps like the curve itself.
fn draw_band(tekening: &mut Drawing, vlak: &Vlak, lijn: &Lijn<'_>) {
    let grenzen: Vec<(f64, f64, f64)> =
        lijn.treden.iter().filter_map(|t| t.band.map(|(onder, boven)| (t.maand, onder, boven))).collect();
    let (Some(eerste), true) = (grenzen.first(), grenzen.len() > 1) else { return };
    let mut pad = format!("M{:.1} {:.1}", vlak.x(eerste.0), vlak.y(eerste.2));
    for (maand, _, boven) in &grenzen[1..] {
        let _ = write!(pad, "H{:.1}V{:.1}", vlak.x(*maand), vlak.y(*boven));
    }
    for paar in grenzen.windows(2).rev() {
        let [(maand, vorige, _), (_, onder, _)] = paar else { continue };
        let _ = write!(pad, "V{:.1}V{:.1}H{:.1}", vlak.y(*onder), vlak.y(*vorige), vlak.x(*maand));
    }
    let (kleur, nummer) = (lijn.streek.0, lijn.nummer);
    tekening.element(format_args!(
        r#"<path class="grafiek-band reeks-{nummer}" d="{pad}Z" fill="{kleur}" fill-opacity=".14"/>"#
    ));
}

/// The curve and a dot where it ends.
fn draw_line(tekening: &mut Drawing, vlak: &Vlak, lijn: &Lijn<'_>) {
    let mut pad = String::new();
    for trede in &lijn.treden {
        let (x, y) = (vlak.x(trede.maand), vlak.y(trede.aandeel));
        let _ = if pad.is_empty() { write!(pad, "M{x:.1} {y:.1}") } else { write!(pad, "H{x:.1}V{y:.1}") };
    }
    let (x, y) = (vlak.x(lijn.laatste.maand), vlak.y(lijn.laatste.aandeel));
    let ((kleur, streek), nummer) = (lijn.streek, lijn.nummer);
    tekening.element(format_args!(
        r#"<path class="grafiek-lijn reeks-{nummer}" d="{pad}" fill="none" stroke="{kleur}" stroke-width="2.5""#
    ));
    tekening.element(format_args!(r#" stroke-linejoin="round"{}/>"#, dashes(streek)));
    tekening.element(format_args!(
        r#"<circle class="grafiek-punt reeks-{nummer}" cx="{x:.1}" cy="{y:.1}" r="4" fill="{kleur}"/>"#
    ));
}

/// The attribute for a dash pattern, if there is one.
fn dashes(streek: &str) -> String {
    if streek.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{streek}""#) }
}

impl Maat {
    /// A share of the axis as it is written.
    fn in_woorden(self, aandeel: f64, decimalen: usize) -> String {
        match self {
            Self::Aandeel => format!("{} %", nl::procent(aandeel, decimalen)),
            Self::Getal(heel) => nl::getal(aandeel * heel, decimalen),
        }
    }

    /// The same with as many decimals as values beside each other have.
    fn waarde(self, aandeel: f64) -> String {
        match self {
            Self::Aandeel => format!("{} %", nl::procent_vast(aandeel, 1)),
            Self::Getal(heel) => nl::getal(aandeel * heel, usize::from(heel < 50.0)),
        }
    }
}

/// How many units the names beside the curves need.
fn label_width(lijnen: &[Lijn<'_>], letter: f64) -> f64 {
    let breedste = lijnen.iter().map(|lijn| measure(lijn.naam, letter) * 1.08).fold(0.0, f64::max);
    breedste.clamp(60.0, 150.0)
}

/// Names and last values beside the ends of the curves, moved apart where they would overlap.
fn draw_labels(tekening: &mut Drawing, vlak: &Vlak, lijnen: &[Lijn<'_>]) {
    let regel = tekening.letter * 1.25;
    let breedte = label_width(lijnen, tekening.letter) / 1.06;
    let mut labels: Vec<(f64, Vec<String>, &Lijn<'_>)> = lijnen
        .iter()
        .map(|lijn| {
            let regels = wrap(lijn.naam, breedte, tekening.letter);
            let hoogte = regel * (regels.len() + 1) as f64;
            (vlak.y(lijn.laatste.aandeel) - hoogte / 2.0, regels, lijn)
        })
        .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let hoogte = |regels: &[String]| regel * (regels.len() + 1) as f64 + 6.0;
    let mut vrij = 0.0;
    for (y, regels, _) in &mut labels {
        *y = y.max(vrij);
        vrij = *y + hoogte(regels);
    }
    let mut grens = vlak.onder + 10.0;
    for (y, regels, _) in labels.iter_mut().rev() {
        *y = y.min(grens - hoogte(regels));
        grens = *y;
    }
    for (y, regels, lijn) in labels {
        let x = vlak.x(lijn.laatste.maand).max(vlak.rechts) + 12.0;
        let kleur = lijn.streek.0;
        let extra = format!(r#" class="reeks-{}" fill="{kleur}" font-weight="600""#, lijn.nummer);
        let mut basis = y + tekening.letter;
        for deel in &regels {
            tekening.text((x, basis), &extra, deel);
            basis += regel;
        }
        tekening.text((x, basis), "", &vlak.maat.waarde(lijn.laatste.aandeel));
    }
}

/// Names and last values above the curves, each with a piece of its line.
fn draw_legend(tekening: &mut Drawing, maat: Maat, lijnen: &[Lijn<'_>]) {
    for (lijn, i) in lijnen.iter().zip(0u32..) {
        let y = 10.0 + 24.0 * f64::from(i);
        let ((kleur, streek), nummer) = (lijn.streek, lijn.nummer);
        let streep = dashes(streek);
        tekening.element(format_args!(
            r#"<path class="grafiek-lijn reeks-{nummer}" d="M4 {y:.1}h34" stroke="{kleur}" stroke-width="2.5" fill="none"{streep}/>"#
        ));
        let waarde = maat.waarde(lijn.laatste.aandeel);
        let ruimte = tekening.width - 52.0 - measure(&waarde, tekening.letter);
        let regels = wrap(lijn.naam, ruimte, tekening.letter * 1.06);
        let naam = match regels.as_slice() {
            [] => String::new(),
            [naam] => naam.clone(),
            [naam, ..] => format!("{naam}…"),
        };
        let extra = format!(r#" class="reeks-{nummer}" fill="{kleur}" font-weight="600""#);
        let basis = y + tekening.letter * 0.35;
        tekening.text((46.0, basis), &extra, &naam);
        tekening.text((tekening.width - 4.0, basis), r#" text-anchor="end""#, &waarde);
    }
}

/// The picture in words.
pub(super) fn words(grafiek: &Stapgrafiek) -> String {
    let maat = grafiek.maat;
    let mut zinnen = vec![grafiek.omschrijving.trim().to_owned()];
    for lijn in lines(&grafiek.reeksen) {
        let begin = lijn.treden.first().map_or(lijn.laatste, |eerste| *eerste);
        let begin = match maat {
            Maat::Aandeel => maat.in_woorden(begin.aandeel, 1),
            Maat::Getal(_) => maat.waarde(begin.aandeel),
        };
        let mut zin = format!(
            "{}: van {begin} naar {} in {} maanden",
            lijn.naam,
            maat.waarde(lijn.laatste.aandeel),
            nl::procent(lijn.laatste.maand / 100.0, 1),
        );
        if let Some((onder, boven)) = lijn.laatste.band {
            let onder = maat.waarde(onder);
            let _ = write!(zin, " (marge {} tot {})", onder.trim_end_matches(" %"), maat.waarde(boven));
        }
        zinnen.push(zin + ".");
    }
    zinnen.retain(|zin| !zin.is_empty());
    zinnen.join(" ")
}
