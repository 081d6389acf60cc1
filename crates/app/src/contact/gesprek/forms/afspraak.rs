//! When and where, and with which interpreter.

use domain::{
    datum::plaatselijk,
    gesprek::{Afspraak, Gesprek, OngeldigeOvergang},
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::{
    klantkop::tijd,
    web::{
        Formulier, Keuze, Veld,
        veld::{fouten, lees_tijd},
        woorden::zin,
    },
};

/// The lengths to choose from, in minutes.
const DUREN: [(&str, &str); 7] = [
    ("15", "15 minuten"),
    ("30", "30 minuten"),
    ("45", "45 minuten"),
    ("60", "1 uur"),
    ("90", "anderhalf uur"),
    ("120", "2 uur"),
    ("180", "3 uur"),
];

/// When, how long, where and with which interpreter.
pub(in crate::contact::gesprek) struct AfspraakForm {
    pub(in crate::contact::gesprek) datum: Veld,
    pub(in crate::contact::gesprek) tijd: Veld,
    pub(in crate::contact::gesprek) duur: Veld,
    pub(in crate::contact::gesprek) plaats: Veld,
    /// The language of the interpreter.
    pub(in crate::contact::gesprek) tolk: Veld,
    /// The free place that was clicked.
    pub(in crate::contact::gesprek) geklikt: Option<(Date, Time)>,
}

impl AfspraakForm {
    pub(in crate::contact::gesprek) fn leeg() -> Self {
        Self {
            datum: Veld::new("datum", "Datum"),
            tijd: Veld::new("tijd", "Tijd"),
            duur: Veld::new("duur", "Duur").met("60"),
            plaats: Veld::vrij("plaats", "Plaats").uitleg("Kamer, adres of telefoon."),
            tolk: Veld::vrij("tolk", "Tolk").uitleg("De taal van de tolk. Laat leeg als er geen tolk bij hoeft."),
            geklikt: None,
        }
    }

    /// What is most likely to stay as it was; the day is to be chosen anew.
    pub(in crate::contact::gesprek) fn van(gesprek: &Gesprek) -> Self {
        let leeg = Self::leeg();
        let begin = plaatselijk(gesprek.moment);
        let planned = begin.time() != Time::midnight();
        Self {
            tijd: leeg.tijd.met(if planned { tijd(&begin) } else { String::new() }),
            duur: leeg.duur.met(gesprek.duur_minuten.to_string()),
            plaats: leeg.plaats.met(&gesprek.plaats),
            tolk: leeg.tolk.met(&gesprek.tolk),
            datum: leeg.datum,
            geklikt: None,
        }
    }

    pub(in crate::contact::gesprek) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self {
            datum: leeg.datum.uit(formulier),
            tijd: leeg.tijd.uit(formulier),
            duur: leeg.duur.uit(formulier),
            plaats: leeg.plaats.uit(formulier),
            tolk: leeg.tolk.uit(formulier),
            geklikt: None,
        }
    }

    /// With the free place that was clicked, or as it is when somebody asked for the free places of what he filled in: then the form is
    /// shown again, and nothing is planned yet.
    pub(in crate::contact::gesprek) fn op_plek(&mut self, formulier: &Formulier) -> bool {
        let plek = formulier.tekst("plek");
        if let Some((datum, tijd)) = plek.split_once(' ') {
            datum.clone_into(&mut self.datum.waarde);
            tijd.clone_into(&mut self.tijd.waarde);
            self.geklikt = self.dag().zip(lees_tijd(tijd));
        }
        !plek.is_empty()
    }

    /// Notes that the place that was clicked is not free for what is filled in: the list was of another length, or of somebody else.
    pub(in crate::contact::gesprek) fn niet_vrij(&mut self, wie: &str) {
        self.tijd.afkeuren(format!(
            "Op deze tijd is {wie} niet vrij voor een gesprek van deze duur. Kies een andere tijd; de lijst klopt nu met wat u invulde."
        ));
    }

    /// The day, when it can be read.
    pub(in crate::contact::gesprek) fn dag(&self) -> Option<Date> {
        self.datum.waarde.parse().ok()
    }

    /// How long, when that can be read.
    pub(in crate::contact::gesprek) fn minuten(&self) -> Option<i64> {
        self.duur.waarde.parse().ok().filter(|minuten| (1..=600).contains(minuten))
    }

    pub(in crate::contact::gesprek) fn duren(&self) -> Vec<Keuze> {
        duren(&self.duur)
    }

    pub(in crate::contact::gesprek) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.datum, &self.tijd, &self.duur, &self.plaats, &self.tolk])
    }

    /// When and where; every error at once, each at its field.
    pub(in crate::contact::gesprek) fn lees(&mut self) -> Option<Afspraak> {
        let datum = self.datum.datum("Vul een bestaande datum in, bijvoorbeeld 14-12-2026.");
        let tijd = self.tijd.lees(lees_tijd, "Vul een tijd in, bijvoorbeeld 10.30.");
        let duur_minuten = lees_duur(&mut self.duur);
        // A conversation at the beginning of a day is one that has no time yet.
        if tijd == Some(Time::midnight()) {
            self.tijd.afkeuren("Een gesprek begint niet om middernacht. Vul een tijd in, bijvoorbeeld 10.30.");
        }
        self.plaats.moet_leesbaar_zijn();
        if self.plaats.waarde.chars().count() > 200 {
            self.plaats.afkeuren("De plaats is te lang. Gebruik hooguit 200 tekens.");
        }
        if self.tolk.waarde.chars().count() > 60 {
            self.tolk.afkeuren("Dit is te lang. Vul alleen de taal in, in hooguit 60 tekens.");
        }
        if !self.fouten().is_empty() {
            return None;
        }
        let moment = moment(&mut self.datum, datum?, tijd?)?;
        let (plaats, tolk) = (self.plaats.waarde.trim().to_owned(), self.tolk.waarde.trim().to_owned());
        Some(Afspraak { moment, duur_minuten: duur_minuten?, plaats, tolk })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(in crate::contact::gesprek) fn weiger(&mut self, geweigerd: OngeldigeOvergang) {
        let veld = match geweigerd {
            OngeldigeOvergang::Duur => &mut self.duur,
            _ => &mut self.datum,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}

/// The lengths to choose from; one that stands in the record and not in the list can be kept.
pub(super) fn duren(veld: &Veld) -> Vec<Keuze> {
    let mut keuzes: Vec<Keuze> = DUREN.into_iter().map(|(code, naam)| Keuze::new(code, naam, &veld.waarde)).collect();
    if let Ok(minuten) = veld.waarde.parse::<i64>()
        && !keuzes.iter().any(|keuze| keuze.gekozen)
    {
        keuzes.push(Keuze::new(&veld.waarde, &format!("{minuten} minuten"), &veld.waarde));
    }
    keuzes
}

pub(super) fn lees_duur(veld: &mut Veld) -> Option<i64> {
    veld.lees(|text| text.parse::<i64>().ok(), "Kies hoe lang het gesprek duurt.")
}

/// The moment at which the clock on a Dutch wall shows this. The last days of the year 9999 can be typed and not be
/// computed with.
pub(super) fn moment(veld: &mut Veld, datum: Date, tijd: Time) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let moment = datum.to_datetime(tijd).to_zoned(zone).ok().map(|moment| moment.timestamp());
    if moment.is_none() {
        veld.afkeuren("Met deze datum kan niet worden gerekend. Controleer het jaar.");
    }
    moment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        for (text, expected) in [
            ("10.30", Some((10, 30))),
            ("10:30", Some((10, 30))),
            ("9", Some((9, 0))),
            ("0930", Some((9, 30))),
            ("14.00 uur", Some((14, 0))),
            ("10:30:00", Some((10, 30))),
            ("24.00", None),
            ("10.60", None),
            ("-1.00", None),
            ("ochtend", None),
            ("\u{1F600}", None),
            ("9–", None),
            ("½ 11", None),
            ("", None),
        ] {
            let time = lees_tijd(text).map(|time| (time.hour(), time.minute()));
            assert_eq!(time, expected, "{text}");
        }
    }
}
