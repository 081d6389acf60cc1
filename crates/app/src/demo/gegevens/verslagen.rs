//! What a klantmanager writes after a conversation: short, in plain Dutch (B1), put together from sentences.

use crate::demo::toeval::Dobbel;

const BEGIN: &[&str] = &[
    "Klant kwam op tijd en was open in het gesprek.",
    "We hebben rustig gepraat over hoe het nu gaat.",
    "Klant vertelt dat het beter gaat dan vorige keer.",
    "Klant vertelt dat het een zware tijd is geweest.",
    "Het gesprek was kort, maar goed.",
    "Klant had een zus meegenomen als steun.",
    "Klant begon zelf over werk.",
    "Klant was eerst wat gespannen, later ging het goed.",
    "Klant is tevreden over het contact met de gemeente.",
    "Klant had veel vragen over de uitkering. Die heb ik beantwoord.",
    "We hebben de afspraken van de vorige keer nagelopen.",
    "Klant heeft de papieren meegenomen waar ik om had gevraagd.",
];
const DIRECT: &[&str] = &[
    "Klant solliciteert elke week en houdt een lijst bij.",
    "Klant kan morgen beginnen. Reistijd tot een uur is geen probleem.",
    "Er was een gesprek bij een schoonmaakbedrijf. Klant hoort volgende week meer.",
    "Klant heeft een rijbewijs en wil graag als chauffeur werken.",
    "Klant heeft twee dagen gewerkt via het uitzendbureau.",
    "Ervaring in de horeca, wil liever in een winkel werken.",
    "Het cv is bijgewerkt en staat op werk.nl.",
    "Klant wil een cursus heftruck doen om sneller werk te vinden.",
];
const OVERBRUGBAAR: &[&str] = &[
    "Klant gaat drie dagen per week naar Pasmatch. Dat gaat goed.",
    "Klant wil werken, maar durft nog niet goed te bellen met werkgevers.",
    "De schulden zijn nu geregeld. Dat geeft rust.",
    "Nederlands spreken gaat beter. Schrijven is nog moeilijk.",
    "Klant doet vrijwilligerswerk in het buurthuis en kookt daar op dinsdag.",
    "Lang staan gaat niet. Zittend werk kan wel.",
    "De opvang van de kinderen is geregeld op maandag en donderdag.",
    "Klant wil graag in de zorg werken en zoekt een opleiding.",
    "Klant heeft twaalf jaar als hovenier gewerkt en wil graag buiten zijn.",
    "We hebben samen gekeken naar een proefplaats.",
];
const ONOVERBRUGBAAR: &[&str] = &[
    "Klant heeft veel pijn en slaapt slecht. De huisarts weet ervan.",
    "Werken lukt nu niet. Klant wil wel vaker de deur uit.",
    "Klant zorgt elke dag voor een ziek familielid.",
    "Klant komt weinig buiten. Het wijkteam komt elke week langs.",
    "Klant is bezig met een behandeling. Die duurt nog een half jaar.",
    "Klant gaat twee ochtenden naar de dagbesteding en vindt het er fijn.",
    "Klant heeft weinig mensen om zich heen.",
    "Er is een aanvraag gedaan voor hulp in het huishouden.",
];
const SLOT: &[&str] = &[
    "De gegevens over wonen en inkomen kloppen nog.",
    "Klant weet dat veranderingen meteen doorgegeven moeten worden.",
    "Ik heb uitgelegd welke regelingen er zijn voor mensen met weinig geld.",
    "Klant maakt gebruik van de minimaregelingen.",
    "Geen bijzonderheden verder.",
    "Klant is blij dat er een vast gezicht is.",
    "We maken na een half jaar een nieuwe afspraak.",
    "",
    "",
];
const AFSPRAKEN: &[&str] = &[
    "Klant meldt zich aan bij het taalcafé.",
    "Klant stuurt de laatste loonstrook.",
    "Klantmanager belt met Pasmatch over een proefplaats.",
    "Klant maakt een nieuw cv met hulp van de bibliotheek.",
    "Klant belt de huisarts over een verwijzing.",
    "Klantmanager vraagt een keuring aan.",
    "Klant gaat naar het inloopspreekuur van schulddienstverlening.",
    "Klant kijkt naar drie vacatures en neemt ze mee.",
    "Klantmanager zoekt uit of de opvang vergoed kan worden.",
    "Klant gaat een keer kijken bij het buurthuis.",
    "Klant bespreekt de uren met het uitzendbureau.",
    "Klantmanager meldt klant aan voor de netwerkbijeenkomst.",
    "Klant levert de bankafschriften van drie maanden in.",
];
const RECHTMATIGHEID: &[&str] = &[
    "De bankafschriften zijn bekeken. Er zijn geen vragen.",
    "De woonsituatie is besproken. Er is niets veranderd.",
    "Er staan stortingen op de rekening. Klant legt uit waar die vandaan komen.",
    "Identiteit gecontroleerd. Het paspoort is geldig.",
    "Klant krijgt nog geen individuele inkomenstoeslag. Die kan worden aangevraagd.",
    "De huurovereenkomst is gezien.",
];
const NIET_VERSCHENEN: &[&str] = &[
    "Niet gekomen en niet gebeld.",
    "Voicemail ingesproken, nog geen antwoord.",
    "Was de afspraak vergeten, belt voor een nieuwe.",
    "Brief kwam terug. Adres wordt uitgezocht.",
    "",
];
const AFGEZEGD: &[&str] = &[
    "Klant is ziek. Nieuwe afspraak volgt.",
    "Klantmanager ziek, klant is gebeld.",
    "Klant moest onverwacht werken.",
    "Kind ziek thuis.",
    "Klant heeft een afspraak in het ziekenhuis.",
];

/// A report for a client in a segment (0 direct, 1 bridgeable, 2 not bridgeable).
pub(in crate::demo) fn verslag(segment: usize, rechtmatigheid: bool, dobbel: &mut Dobbel) -> String {
    let midden = if rechtmatigheid { RECHTMATIGHEID } else { [DIRECT, OVERBRUGBAAR, ONOVERBRUGBAAR][segment.min(2)] };
    let eerste = *dobbel.kies(midden);
    let tweede = *dobbel.kies(midden);
    let zinnen = [*dobbel.kies(BEGIN), eerste, if tweede == eerste { "" } else { tweede }, *dobbel.kies(SLOT)];
    let mut tekst = String::with_capacity(zinnen.iter().map(|zin| zin.len() + 1).sum());
    for zin in zinnen.into_iter().filter(|zin| !zin.is_empty()) {
        if !tekst.is_empty() {
            tekst.push(' ');
        }
        tekst.push_str(zin);
    }
    tekst
}

/// What was agreed: one or two steps, or nothing yet.
pub(in crate::demo) fn afspraken(dobbel: &mut Dobbel) -> String {
    match dobbel.onder(10) {
        0..=1 => String::new(),
        2..=6 => (*dobbel.kies(AFSPRAKEN)).to_owned(),
        _ => {
            let (een, twee) = (*dobbel.kies(AFSPRAKEN), *dobbel.kies(AFSPRAKEN));
            if een == twee { een.to_owned() } else { [een, twee].join("\n") }
        }
    }
}

pub(in crate::demo) fn niet_verschenen(dobbel: &mut Dobbel) -> String {
    (*dobbel.kies(NIET_VERSCHENEN)).to_owned()
}

pub(in crate::demo) fn afgezegd(dobbel: &mut Dobbel) -> String {
    (*dobbel.kies(AFGEZEGD)).to_owned()
}
