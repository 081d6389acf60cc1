//! When somebody is free, beside the form in which a moment is chosen: the coming days of work, each with what is taken and with
//! the places that are left. A place sends the form to itself, so that whatever was typed stays. What is taken is a time and nothing
//! more: whose it is, is not needed here.

use askama::Template;
use domain::{
    datum::{dagen, kort, plus_dagen, weekdag},
    id::GebruikerId,
    spreiding::Planruimte,
    werkrooster::Tijdvak,
};
use jiff::civil::{Date, Time};
use storage::{Reader, planning, werkrooster};

use crate::web::{Bezoek, Resultaat};

/// So many days with something to show, in so many days of the calendar at most.
const DAGEN: usize = 8;
const VOORUIT: i64 = 28;
/// Places of a day that are shown.
const PLEKKEN: usize = 6;

/// The part of the page.
#[derive(Template)]
#[template(path = "contact/gesprek/pages/agenda/vrij.html")]
pub(in crate::contact::gesprek) struct Vrij {
    titel: String,
    dagen: Vec<VrijeDag>,
    /// What must be known to read it rightly.
    opmerkingen: Vec<String>,
    /// The place that was clicked is not free for this.
    pub(in crate::contact::gesprek) plek_bezet: bool,
}

struct VrijeDag {
    dag: String,
    /// `10.00–11.00, 13.30–14.00`
    bezet: String,
    /// The time, and what the form is sent with.
    plekken: Vec<(String, String)>,
    /// Why there is no place.
    waarom_niet: &'static str,
}

/// Whose diary, and for what kind of conversation.
pub(in crate::contact::gesprek) struct Vraag<'a> {
    pub(in crate::contact::gesprek) wie: GebruikerId,
    pub(in crate::contact::gesprek) naam: &'a str,
    pub(in crate::contact::gesprek) duur_minuten: i64,
    /// The day that was chosen, if it can be read: then the days around it are shown.
    pub(in crate::contact::gesprek) rond: Option<Date>,
    /// The place that was clicked.
    pub(in crate::contact::gesprek) plek: Option<(Date, Time)>,
}

fn klok(tijd: Time) -> String {
    format!("{:02}.{:02}", tijd.hour(), tijd.minute())
}

fn in_woorden(tijdvak: Tijdvak) -> String {
    // A word joiner on both sides: a line does not end within a stretch of time.
    format!("{}\u{2060}–\u{2060}{}", klok(tijdvak.van()), klok(tijdvak.tot()))
}

/// The coming days of somebody's diary, in five queries.
pub(in crate::contact::gesprek) async fn laad(
    bezoek: &Bezoek,
    reader: &mut Reader,
    vraag: Vraag<'_>,
) -> Resultaat<Vrij> {
    let morgen = plus_dagen(bezoek.vandaag, 1);
    let van = vraag
        .rond
        .filter(|dag| *dag <= plus_dagen(bezoek.vandaag, 730))
        .map_or(morgen, |dag| plus_dagen(dag, -3).max(morgen));
    let tot_en_met = plus_dagen(van, VOORUIT);
    let werktijd = werkrooster::werktijd(reader, vraag.wie, van, tot_en_met).await?;
    let bezet = planning::bezet(reader, vraag.wie, van, tot_en_met).await?;
    let ruimte = Planruimte {
        van,
        tot_en_met,
        duur_minuten: vraag.duur_minuten,
        hooguit_per_dag: usize::MAX,
        beschikbaarheid: werktijd.beschikbaarheid(),
        bezet: &bezet,
        kamers: None,
    };
    let dag = |dag: Date| {
        let plek = |tijd: Time| (klok(tijd), format!("{dag} {}", klok(tijd)));
        let op_dag = bezet.iter().filter(|bezet| bezet.dag == dag).map(|bezet| in_woorden(bezet.tijdvak));
        VrijeDag {
            dag: format!("{} {}", weekdag(dag), kort(dag)),
            bezet: op_dag.collect::<Vec<_>>().join(", "),
            waarom_niet: if ruimte.beschikbaarheid.blokken(dag).is_some_and(|blokken| blokken.is_empty()) {
                "vrije dag"
            } else {
                "geen plek vrij"
            },
            plekken: ruimte.vrij(dag).into_iter().take(PLEKKEN).map(plek).collect(),
        }
    };
    let getoond: Vec<VrijeDag> = dagen(van, tot_en_met)
        .map(dag)
        .filter(|dag| !dag.plekken.is_empty() || !dag.bezet.is_empty())
        .take(DAGEN)
        .collect();
    let mut opmerkingen = Vec::new();
    if werktijd.roosters.is_empty() {
        opmerkingen.push("Het werkrooster is niet bekend; vrije plekken zijn dus niet te zien.".to_owned());
    } else if getoond.is_empty() {
        opmerkingen.push("In deze vier weken is er geen plek vrij.".to_owned());
    }
    for jaar in werktijd.kalender.sluitingsdagen.ontbrekende_jaren(van, tot_en_met) {
        opmerkingen.push(format!(
            "De sluitingsdagen van {jaar} zijn nog niet ingevuld: op een vrije dag kan de gemeente dicht zijn."
        ));
    }
    Ok(Vrij {
        titel: format!("Agenda van {}", vraag.naam),
        dagen: getoond,
        opmerkingen,
        // Of whose days nothing is known, nothing is said.
        plek_bezet: !werktijd.roosters.is_empty()
            && vraag.plek.is_some_and(|(dag, tijd)| !ruimte.vrij(dag).contains(&tijd)),
    })
}
