//! What the eye finds first: the strip of key figures, and what must be known to read them.

use analysis::evaluatie::{Evaluatie, WaarschuwingCode};
use documents::pdf::{Definitie, Kerncijfer};
use domain::{datum::lang, geld::Eurocent, project::Rapportvorm};

use super::woorden::{ONBEKEND, euro, getal, instroom_intussen, procent, tot_en_met};

fn kerncijfer(waarde: String, label: impl Into<String>, noot: impl Into<String>) -> Kerncijfer {
    Kerncijfer { label: label.into(), waarde, noot: noot.into(), negatief: false }
}

/// The key figures that this shape of report is about.
pub(super) fn kerncijfers(evaluatie: &Evaluatie) -> Vec<Kerncijfer> {
    match evaluatie.project.vorm {
        Rapportvorm::Uitstroom => uitstroom(evaluatie),
        Rapportvorm::Uitkomsten => uitkomsten(evaluatie),
    }
}

fn uitstroom(evaluatie: &Evaluatie) -> Vec<Kerncijfer> {
    let uitstroom = &evaluatie.uitstroom;
    let noot = procent(uitstroom.ondergrens).map_or_else(String::new, |procent| {
        let minimaal = if uitstroom.duurzaamheid.nog_niet_beoordeelbaar > 0 { ", minimaal" } else { "" };
        format!("{procent} van alle{minimaal}")
    });
    let kosten = evaluatie.kosten.facturen_eurocent;
    let na =
        kosten.map_or_else(|| "de kosten zijn onbekend".to_owned(), |kosten| format!("na {} kosten", euro(kosten)));
    vec![
        kerncijfer(getal(uitstroom.beeindigd), "uitkeringen beëindigd", ""),
        kerncijfer(getal(uitstroom.duurzaamheid.duurzaam), "duurzaam", noot),
        kerncijfer(
            euro(evaluatie.besparing.bedrag_eurocent),
            "besparing",
            format!("tot en met {}", tot_en_met(evaluatie.besparing.tot_en_met)),
        ),
        Kerncijfer {
            negatief: evaluatie.saldo_eurocent.is_some_and(|saldo| saldo < Eurocent::ZERO),
            ..kerncijfer(evaluatie.saldo_eurocent.map_or_else(|| ONBEKEND.to_owned(), euro), "saldo", na)
        },
    ]
}

fn uitkomsten(evaluatie: &Evaluatie) -> Vec<Kerncijfer> {
    let (feiten, uitkomsten) = (&evaluatie.feiten, &evaluatie.uitkomsten);
    vec![
        kerncijfer(getal(feiten.geselecteerd), "geselecteerd", ""),
        kerncijfer(getal(feiten.gesproken), "gesproken", "werkelijk gevoerd"),
        kerncijfer(getal(uitkomsten.afgehandeld), "afgehandeld", "in de brief ‘gesproken’"),
        kerncijfer(getal(uitkomsten.beeindigd), "uitkering beëindigd", ""),
        kerncijfer(getal(uitkomsten.zonder_uitkomst), "zonder uitkomst", ""),
    ]
}

/// How to read the key figures: the few things that change what they say.
pub(super) fn leeswijzer(evaluatie: &Evaluatie) -> Vec<Definitie> {
    let regel = |begrip: &str, betekenis: String| Definitie { begrip: begrip.to_owned(), betekenis };
    let mut regels = match evaluatie.project.vorm {
        Rapportvorm::Uitstroom => vec![regel("Duurzaam", duurzaam(evaluatie))],
        Rapportvorm::Uitkomsten => vec![regel("Afgehandeld", afgehandeld(evaluatie))],
    };
    let algemeen =
        evaluatie.waarschuwingen.iter().filter(|waarschuwing| waarschuwing.code == WaarschuwingCode::Tussenstand);
    regels.extend(algemeen.map(|waarschuwing| regel("Nog niet klaar.", waarschuwing.tekst.clone())));
    let intussen = instroom_intussen(evaluatie).map_or_else(String::new, |zin| format!(" {zin}"));
    let betekenis = format!(
        "Er is geen vergelijkingsgroep vastgelegd. Een deel van deze uitkeringen was ook zonder het project beëindigd; \
         hoe groot dat deel is, is niet bekend.{intussen}"
    );
    regels.push(regel("Niet alles komt door het project.", betekenis));
    regels
}

fn duurzaam(evaluatie: &Evaluatie) -> String {
    let uitstroom = &evaluatie.uitstroom;
    let begin = "is langer dan zes maanden geen uitkering.";
    if uitstroom.duurzaamheid.nog_niet_beoordeelbaar == 0 {
        return format!("{begin} Van alle beëindigde uitkeringen is bekend of zij duurzaam zijn.");
    }
    let grens = procent(uitstroom.ondergrens).map_or_else(String::new, |p| format!(" {p} is daarom een ondergrens."));
    let vanaf = lang(uitstroom.niet_beoordeelbaar_vanaf);
    format!("{begin} Wie op of na {vanaf} uitstroomde, kan dat op deze peildatum nog niet zijn.{grens}")
}

fn afgehandeld(evaluatie: &Evaluatie) -> String {
    let uitkomsten = &evaluatie.uitkomsten;
    format!(
        "is met een uitkomst: uitkering beëindigd, ontheffing of traject. De brief noemt dit ‘gesproken’, maar {} van de \
         {} zijn nooit gesproken. Ook wie geen uitkomst heeft, kan gesproken zijn.",
        getal(uitkomsten.afgehandeld_nooit_gesproken),
        getal(uitkomsten.afgehandeld)
    )
}
