//! The evaluation on paper.

use documents::pdf::{self, Deel, Definitie, Grafiek, Rapport, Regel, TabelKolom};
use domain::datum::lang;
use jiff::civil::Date;

use super::{
    actions::Uitslag,
    cijfers::{kerncijfers, leeswijzer},
    onderdelen::{Onderdeel, Rij, Tabel, Waarde, onderdelen},
    woorden::periode,
};

/// The report; `datum` is the day on which it is made.
pub(super) fn rapport(uitslag: &Uitslag, gemeente: &str, datum: Date) -> Rapport {
    let (project, evaluatie) = (&uitslag.project, &uitslag.evaluatie);
    let regel = |label: &str, waarde: String| Regel { label: label.to_owned(), waarde };
    let soort = if evaluatie.peildatum < project.einde { "tussenstand" } else { "na afloop" };
    let mut delen = vec![Deel::Definities { titel: "Zo leest u dit".to_owned(), regels: leeswijzer(evaluatie) }];
    delen.extend(onderdelen(uitslag).into_iter().flat_map(op_papier));
    delen.push(Deel::Definities {
        titel: "Wat de woorden betekenen".to_owned(),
        regels: evaluatie
            .definities
            .iter()
            .map(|definitie| Definitie { begrip: definitie.term.clone(), betekenis: definitie.tekst.clone() })
            .collect(),
    });
    Rapport {
        titel: project.naam.clone(),
        ondertitel: project.doel.clone(),
        gemeente: format!("Gemeente {gemeente}"),
        datum,
        kenmerken: vec![
            regel("Project", periode(project.start, project.einde)),
            regel("Stand op", lang(evaluatie.peildatum)),
            regel("Evaluatie", soort.to_owned()),
        ],
        kerncijfers: kerncijfers(evaluatie),
        waarschuwingen: evaluatie.waarschuwingen.iter().map(|waarschuwing| waarschuwing.tekst.clone()).collect(),
        delen,
        bronnen: vec![
            project.bron.clone(),
            format!(
                "Zelf narekenen: klantbeeld evalueer {} --peildatum {}. Dezelfde registraties geven dezelfde cijfers.",
                project.code, evaluatie.peildatum
            ),
        ],
    }
}

/// The picture, and the numbers below it under a heading of their own.
fn op_papier(onderdeel: Onderdeel) -> Vec<Deel> {
    let Onderdeel { titel, beeld, tabel, .. } = onderdeel;
    let mut delen = Vec::new();
    let met_beeld = beeld.is_some();
    if let Some(beeld) = beeld {
        delen.push(Deel::Grafiek(Grafiek {
            titel: titel.clone(),
            svg: beeld.breed,
            alt: beeld.woorden,
            voetnoot: beeld.voetnoot,
        }));
    }
    if !tabel.rijen.is_empty() {
        let titel = if met_beeld { format!("{titel}, in cijfers") } else { titel };
        delen.push(Deel::Tabel(tabel_op_papier(titel, tabel)));
    }
    delen
}

fn tabel_op_papier(titel: String, tabel: Tabel) -> pdf::Tabel {
    let kolom = |naam: &str, rechts| TabelKolom { naam: naam.to_owned(), rechts };
    let kolommen = [kolom(tabel.kop, false)].into_iter().chain(tabel.kolommen.iter().map(|k| kolom(k.naam, true)));
    pdf::Tabel {
        titel,
        kolommen: kolommen.collect(),
        rijen: tabel.rijen.iter().map(cellen).collect(),
        totaal: tabel.totaal.as_ref().map(cellen).unwrap_or_default(),
        voetnoot: tabel.voetnoot,
    }
}

fn cellen(rij: &Rij) -> Vec<String> {
    let naam = if rij.onder.is_empty() { rij.naam.clone() } else { format!("{}\n({})", rij.naam, rij.onder) };
    std::iter::once(naam).chain(rij.cellen.iter().map(Waarde::tekst)).collect()
}
