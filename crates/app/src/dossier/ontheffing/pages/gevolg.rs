//! What an exemption does: how often there must be contact, who the motion of 2017 was about, and what of the law is not known.

use domain::{
    datum::plus_dagen,
    ontheffing::{Ontheffing, hoort_bij_motie, moet_werk_zoeken},
    regel::{Welke, geldt, regel_op},
    uitkering::Uitkering,
};
use jiff::civil::Date;

use crate::web::{Lijsten, woorden::zin};

/// What holds today, and what an exemption from work changes about it.
pub(super) fn van_nu(
    ontheffingen: &[Ontheffing],
    uitkeringen: &[Uitkering],
    lijsten: &Lijsten,
    vandaag: Date,
) -> Vec<(&'static str, String)> {
    let zoekt = moet_werk_zoeken(ontheffingen, vandaag);
    let motie = if hoort_bij_motie(uitkeringen, ontheffingen, vandaag) {
        "Ja: krijgt bijstand en is niet vrijgesteld van het zoeken naar werk."
    } else if zoekt {
        "Nee: krijgt nu geen bijstand."
    } else {
        "Nee: vrijgesteld van het zoeken naar werk."
    };
    let nu = if zoekt { "Klant moet werk zoeken" } else { "Klant hoeft nu geen werk te zoeken" };
    vec![
        ("Vandaag", nu.to_owned()),
        ("Contactnorm", contact(lijsten, vandaag)),
        ("Doelgroep van de motie van 2017", motie.to_owned()),
    ]
}

fn contact(lijsten: &Lijsten, vandaag: Date) -> String {
    match lijsten.norm(vandaag).map(|norm| &norm.ontheven) {
        None => "De gemeente heeft geen contactnorm.".to_owned(),
        Some(None) => "De norm vraagt dan geen gesprek; een afspraak op maat kan wel.".to_owned(),
        Some(Some(regel)) => match regel.gesprekken_per_jaar.per_jaar() {
            1 => "De norm vraagt dan 1 gesprek per jaar.".to_owned(),
            aantal => format!("De norm vraagt dan {aantal} gesprekken per jaar."),
        },
    }
}

/// What is not known of the rule of today or of the one that comes after it; nothing when that is known.
pub(super) fn verandert(vandaag: Date) -> Option<String> {
    let welke = Welke::OntheffingTijdelijk;
    let laatste = regel_op(welke, vandaag).and_then(|regel| regel.geldig.tot_en_met);
    let onbekend = geldt(welke, laatste.map_or(vandaag, |laatste| plus_dagen(laatste, 1))).err()?;
    Some(zin(&onbekend.to_string()))
}
