//! The pictures of an evaluation: who is still on benefit, and bars.

use analysis::overleving::Stap;
use documents::grafiek::{Formaat, Maat, Reeks, Staafgrafiek, Stapgrafiek, Tijdas, Trede};
use domain::datum::{dagen_tussen, kort, lang, plus_dagen, plus_maanden};
use jiff::civil::Date;

use super::{
    actions::Uitslag,
    onderdelen::{Beeld, Onderdeel, Rij, Tabel, Waarde},
    tabellen::{CURVE, kolom},
    woorden::getal,
};

/// The term that explains the curve.
const NOG_ERIN: &str = "Nog in de uitkering";

/// Days in a month, on average over four years.
const DAGEN_PER_MAAND: f64 = 30.4375;

/// Bars as a picture.
pub(super) fn staven(grafiek: &Staafgrafiek) -> Beeld {
    Beeld {
        paar: grafiek.svg_paar(),
        breed: grafiek.svg(Formaat::Breed),
        woorden: grafiek.in_woorden(),
        voetnoot: String::new(),
    }
}

/// Who is still on benefit: the curve, and its values month by month.
pub(super) fn onderdeel(uitslag: &Uitslag) -> Onderdeel {
    let curve = &uitslag.curve;
    let gevolgd = curve.first().map_or(0, |stap| stap.in_risico);
    let grafiek = Stapgrafiek {
        prefix: CURVE.to_owned(),
        titel: "Wie nog in de uitkering zit".to_owned(),
        omschrijving: format!(
            "Aandeel van de {} geselecteerde klanten met een uitkering dat die nog heeft, per dag.",
            getal(i64::try_from(gevolgd).unwrap_or(i64::MAX))
        ),
        maat: Maat::Aandeel,
        tijdas: if uitslag.samen_begonnen {
            Tijdas::Kalender(uitslag.project.start)
        } else {
            Tijdas::Duur("maanden na de selectie".to_owned())
        },
        reeksen: vec![Reeks {
            naam: uitslag.project.naam.clone(),
            treden: curve.iter().map(|stap| trede(uitslag, stap)).collect(),
        }],
    };
    let voetnoot = "De lijn daalt als een uitkering eindigt; wie later terugkomt, blijft eraf. De band is de marge van 95 %. \
                    Er is geen vergelijkingsgroep vastgelegd: hoe de lijn zonder het project was gelopen, is niet bekend.";
    let beeld = (!curve.is_empty()).then(|| Beeld {
        paar: grafiek.svg_paar(),
        breed: grafiek.svg(Formaat::Breed),
        woorden: grafiek.in_woorden(),
        voetnoot: voetnoot.to_owned(),
    });
    Onderdeel { id: CURVE, titel: grafiek.titel, beeld, tabel: per_maand(uitslag), ..Onderdeel::default() }
}

fn trede(uitslag: &Uitslag, stap: &Stap) -> Trede {
    let maand = if uitslag.samen_begonnen {
        maanden_op_kalender(uitslag.project.start, plus_dagen(uitslag.project.start, stap.tijd.into()))
    } else {
        f64::from(stap.tijd) / DAGEN_PER_MAAND
    };
    Trede { maand, aandeel: stap.overleving, band: Some((stap.onder, stap.boven)) }
}

/// Months from the first day of the month of `begin`, as a calendar counts them: 1 June is one month after 1 May.
fn maanden_op_kalender(begin: Date, dag: Date) -> f64 {
    let maanden = (i32::from(dag.year()) - i32::from(begin.year())) * 12 + i32::from(dag.month() - begin.month());
    f64::from(maanden) + f64::from(dag.day() - 1) / f64::from(dag.days_in_month())
}

/// The curve as numbers: the state on the first day, after each month, and on the last day anybody was seen.
fn per_maand(uitslag: &Uitslag) -> Tabel {
    let Some(laatste) = uitslag.curve.last().map(|stap| stap.tijd) else { return Tabel::default() };
    let mut momenten: Vec<(u32, String)> = Vec::new();
    for maand in 0.. {
        let (dagen, naam) = moment(uitslag, maand);
        if dagen > laatste {
            break;
        }
        momenten.push((dagen, naam));
    }
    if momenten.last().is_none_or(|(dagen, _)| *dagen < laatste) {
        let dag = plus_dagen(uitslag.project.start, laatste.into());
        let naam = if uitslag.samen_begonnen { kort(dag) } else { format!("{laatste} dagen") };
        momenten.push((laatste, naam));
    }
    Tabel {
        kop: if uitslag.samen_begonnen { "Aan het begin van" } else { "Na" },
        kolommen: vec![
            kolom("Nog in de uitkering", NOG_ERIN),
            kolom("Ten minste", NOG_ERIN),
            kolom("Ten hoogste", NOG_ERIN),
            kolom("Beëindigd tot dan", "Beëindigd"),
        ],
        rijen: momenten.into_iter().filter_map(|(dagen, naam)| stand(&uitslag.curve, dagen, naam)).collect(),
        totaal: None,
        voetnoot: format!(
            "Kaplan–Meier met een marge van 95 %, gevolgd tot en met {}.",
            lang(uitslag.evaluatie.tot_en_met)
        ),
    }
}

/// After how many days a month is over, and what the row is called.
fn moment(uitslag: &Uitslag, maand: u32) -> (u32, String) {
    let start = uitslag.project.start;
    if uitslag.samen_begonnen {
        let dag = plus_maanden(start, i32::try_from(maand).unwrap_or(i32::MAX));
        return (u32::try_from(dagen_tussen(start, dag)).unwrap_or(u32::MAX), kort(dag));
    }
    // 146.097 days are exactly 4.800 months.
    let dagen = u32::try_from(u64::from(maand) * 146_097 / 4_800).unwrap_or(u32::MAX);
    (dagen, format!("{maand} {}", if maand == 1 { "maand" } else { "maanden" }))
}

fn stand(curve: &[Stap], dagen: u32, naam: String) -> Option<Rij> {
    let tot_dan = curve.partition_point(|stap| stap.tijd <= dagen);
    let stap = curve[..tot_dan].last()?;
    let beeindigd: usize = curve[..tot_dan].iter().map(|stap| stap.gebeurtenissen).sum();
    let schattingen = [stap.overleving, stap.onder, stap.boven].map(Waarde::Schatting);
    let aantal = Waarde::Aantal(i64::try_from(beeindigd).ok());
    Some(Rij::new(naam, schattingen.into_iter().chain([aantal]).collect()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_on_the_calendar_are_whole_on_the_first_day() {
        for (begin, dag, maanden) in [
            (date(2017, 5, 1), date(2017, 5, 1), 0.0),
            (date(2017, 5, 1), date(2017, 6, 1), 1.0),
            (date(2017, 5, 1), date(2019, 1, 1), 20.0),
            (date(2017, 5, 1), date(2017, 6, 16), 1.5),
            (date(2017, 5, 16), date(2017, 6, 1), 1.0),
        ] {
            assert!((maanden_op_kalender(begin, dag) - maanden).abs() < 1e-9, "{begin} – {dag}");
        }
    }
}
