//! What research found on contact and outflow, to stand beside the slider. A constant with its source; nothing here is computed with by
//! itself.

use serde::Serialize;

/// What one study found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bewijs {
    /// Where and when.
    pub studie: &'static str,
    /// How it was set up: with lots, with a comparison group, or neither.
    pub opzet: &'static str,
    /// What came out, in words.
    pub uitkomst: &'static str,
    /// Where it stands.
    pub bron: &'static str,
}

/// The studies, those that were drawn by lot first.
pub const BEWIJS: [Bewijs; 8] = [
    Bewijs {
        studie: "Zes experimenten Participatiewet, 2017-2019 (Deventer, Utrecht, Tilburg, Groningen, Wageningen, Nijmegen)",
        opzet: "loting, deelname vrijwillig",
        uitkomst: "Soms iets vaker een baan van 12 uur of meer; in geen enkel experiment meer uitstroom naar (bijna) volledig werk. \
                   De effecten doven uit en zijn onzeker.",
        bron: "CPB, januari 2022, Vervolgonderzoek experimenten Participatiewet",
    },
    Bewijs {
        studie: "Utrecht, 16 maanden",
        opzet: "loting",
        uitkomst: "In alle groepen meer kleine banen; de verschillen zijn klein en kunnen toeval zijn.",
        bron: "nos.nl/artikel/2332382",
    },
    Bewijs {
        studie: "Nijmegen",
        opzet: "loting",
        uitkomst: "Geen effect op uitstroom; wel beter zoekgedrag.",
        bron: "nos.nl/artikel/2332382; sargasso.nl",
    },
    Bewijs {
        studie: "Groningen",
        opzet: "loting",
        uitkomst: "Geen significant effect op uitstroom; welbevinden en zelfredzaamheid beter.",
        bron: "oogtv.nl, mei 2020",
    },
    Bewijs {
        studie: "Almere 45+, 2017-2019 (199 tegen 199), wekelijks of tweewekelijks, hooguit 25 tot 35 klanten per klantmanager",
        opzet: "loting",
        uitkomst: "Ongeveer 8 procentpunt vaker een baan van minstens 1 uur per week, vooral kleine banen; de uitstroom bleef \
                   onder de verwachting.",
        bron: "publicaties.zonmw.nl, Begeleiding naar werk voor 45-plussers blijft lastig; regioplan.nl 2019 en 2020",
    },
    Bewijs {
        studie: "Brabantse Wal, FIP 2014-2015 (360 klanten, 4 gesprekken per jaar)",
        opzet: "vergelijkingsgroep",
        uitkomst: "Significant meer uitkeringen beëindigd, maar niet vooral door betaald werk; hoe groot het effect is, staat er niet.",
        bron: "kennisplatformwerkeninkomen.nl, 1-2-2016",
    },
    Bewijs {
        studie: "IJsselgemeenten, FIP 2019, 18 maanden",
        opzet: "vergelijkingsgroep",
        uitkomst: "Geen significant verschil in uitstroom of werk; wel meer vrijwilligerswerk en deelname aan trajecten.",
        bron: "5dok.net, De effecten van klantcontacten",
    },
    Bewijs {
        studie: "Amersfoort, FIP 2019",
        opzet: "vergelijkingsgroep",
        uitkomst: "Uitstroom naar werk hoger, maar niet significant; alle uitstroom samen lager dan in de eerste vergelijkingsgroep.",
        bron: "5dok.net, De effecten van klantcontacten",
    },
];

/// Why the slider stands on nought, and what its other end is.
pub const EFFECT_BRON: &str = "Standaard 0: geen van de experimenten met loting liet meer uitstroom naar (bijna) volledig werk zien. De \
    bovenkant is afgeleid van Almere 45+ (8 procentpunt vaker een baan van minstens 1 uur per week in twee jaar, bij wekelijkse gesprekken \
    en hooguit 25 tot 35 klanten) en van de uitstroom van 2023 (23,4 procent per jaar, waarvan 36 procent naar werk; Divosa). Dat telt elk \
    klein baantje als uitstroom: voor een gewone caseload is het te gunstig. De 188 uitgestroomden naar werk van Ik doe mee \
    zijn geen effect: er was geen vergelijkingsgroep.";

/// The other end of the slider, with two decimals: see [`effect_hoogstens`].
pub const EFFECT_HOOGSTENS: f64 = 0.57;

/// The highest effect research could be read as: how much higher the rate of outflow to work would be if every job found in Almere were an
/// end of a benefit.
///
/// In two years 1 − (1 − 0.234 × 0.36)² = 16.1 percent leave for work by themselves; with 8 points more it is 24.1. The rates that give
/// these shares are as ln(1 − 0.241) to ln(1 − 0.161).
#[must_use]
pub fn effect_hoogstens() -> f64 {
    let per_jaar: f64 = 0.234 * 0.36;
    let blijft = (1.0 - per_jaar).powi(2);
    (blijft - 0.08).ln() / blijft.ln() - 1.0
}
