//! The code lists a municipality starts with. Reasons for ending are those of the letter on Pilot 300 (2015) and the
//! final evaluation of Ik doe mee (2019), with two that every administration needs: a death and *not known*.
//!
//! Deliberately absent: codes of CBS. Its list of reasons (BUS, kenmerk 34) is not known to us, so none is made up.

use jiff::civil::date;

use super::{Bijzonder, Code, Codelijst, CodelijstItem};
use crate::datum::Periode;

/// Code, words, heading.
type Regels = &'static [(&'static str, &'static str, &'static str)];

const REDEN_BEEINDIGING: Regels = &[
    ("werk", "Werk", "werk"),
    ("school", "School of studie", "overig"),
    ("niet_verschenen", "Niet verschenen of geen medewerking", "rechtmatigheid"),
    ("onjuiste_inlichtingen", "Onjuiste inlichtingen", "rechtmatigheid"),
    ("verhuizing", "Verhuizing naar een andere gemeente", "verhuizing"),
    ("samenwonen", "Samenwonen met een partner met inkomen", "verhuizing"),
    ("voorliggende_voorziening", "Voorliggende voorziening (AOW, Wajong, Bbz)", "overig"),
    ("detentie", "Detentie", "overig"),
    ("administratief", "Administratieve beëindiging", "overig"),
    ("overlijden", "Overlijden", "overig"),
    ("onbekend", "Onbekend", "overig"),
];
const SOORT_GESPREK: Regels = &[
    ("klantbeeldgesprek", "Klantbeeldgesprek", ""),
    ("participatiegesprek", "Participatiegesprek", ""),
    ("poortgesprek", "Poortgesprek", ""),
    ("rechtmatigheidsgesprek", "Rechtmatigheidsgesprek", ""),
    ("driegesprek", "Driegesprek met een partner", ""),
    ("telefoongesprek", "Telefoongesprek", ""),
];
const SEGMENT: Regels = &[
    ("direct_bemiddelbaar", "Direct bemiddelbaar", ""),
    ("overbrugbare_afstand", "Overbrugbare afstand", ""),
    ("onoverbrugbare_afstand", "(Tijdelijk) onoverbrugbare afstand", ""),
];
/// Of these the heading says how they are protected ([`crate::doelgroep::Bescherming`]).
const DOELGROEP: Regels = &[
    ("vijftig_plus", "50+", "afgeleid"),
    ("statushouder", "Statushouders", ""),
    ("jongere_pro_vso_mbo1", "Jongeren pro, vso en mbo 1", ""),
    ("zelfstandige", "Zelfstandigen", ""),
    ("ex_gedetineerde", "Ex-gedetineerden", "beschermd"),
];
const REDEN_ONTHEFFING: Regels = &[
    ("medisch", "Medische redenen", ""),
    ("psychisch", "Psychische redenen", ""),
    ("zorgtaken", "Zorgtaken of mantelzorg", ""),
    ("sociaal", "Sociale omstandigheden", ""),
    ("jong_kind", "Alleenstaande ouder met een kind jonger dan 5", ""),
    ("duurzaam_arbeidsongeschikt", "Volledig en duurzaam arbeidsongeschikt", ""),
];
const VOORZIENING: Regels = &[
    ("traject_pasmatch", "Traject naar werk bij Pasmatch", ""),
    ("traject_agros", "Traject voor jongeren bij Agros", ""),
    ("uitzendbureau", "Bemiddeling door een uitzendbureau", ""),
    ("netwerkbijeenkomsten", "Netwerkbijeenkomsten voor 50+", ""),
    ("traject_statushouders", "Traject voor statushouders", ""),
    ("hulp_zelfstandigen", "Hulp aan zelfstandigen (155-Help een bedrijf)", ""),
    ("traject_ex_gedetineerden", "Traject voor ex-gedetineerden", ""),
    ("taalcafe", "Taalcafé", ""),
    ("schulddienstverlening", "Schulddienstverlening", ""),
    ("arbeidsmatige_dagbesteding", "Arbeidsmatige dagbesteding", ""),
    ("vrijwilligerswerk", "Vrijwilligerswerk", ""),
];

/// The first is what the Koersdocument (2016) asks of neighbourhood teams; the others are what they call about as well.
const SOORT_SIGNAAL: Regels = &[
    ("volgende_stap", "Klaar voor een volgende stap", ""),
    ("zorgen", "Zorgen over de klant", ""),
    ("veranderde_situatie", "Veranderde situatie", ""),
    ("overig", "Iets anders", ""),
];

/// The group is the protection of notes (AVG 9 and 10): see [`crate::deelnemer::Bescherming`].
const DISCIPLINE: Regels = &[
    ("werk", "Werk en participatie", "gewoon"),
    ("inkomen", "Inkomen en minimaregelingen", "gewoon"),
    ("wijkteam", "Sociaal wijkteam", "gewoon"),
    ("partner", "Partner in de stad", "gewoon"),
    ("schuldhulp", "Schuldhulpverlening", "schulden"),
    ("gezondheid", "Gezondheid", "gezondheid"),
    ("nazorg_detentie", "Reclassering en nazorg na detentie", "justitie"),
];

/// All lists, as the rows a municipality starts with.
#[must_use]
pub fn alle() -> Vec<CodelijstItem> {
    let geldig = Periode::vanaf(date(2004, 1, 1));
    let lijsten = Codelijst::ALLE.into_iter().map(|lijst| (lijst, regels(lijst)));
    let rijen =
        lijsten.flat_map(|(lijst, regels)| (1..).zip(regels).map(move |(volgorde, regel)| (lijst, volgorde, regel)));
    rijen
        .map(|(lijst, volgorde, (tekst, omschrijving, groep))| CodelijstItem {
            lijst,
            code: code(tekst),
            omschrijving: (*omschrijving).to_owned(),
            groep: groep.parse().ok(),
            bijzonder: bijzonder(lijst, tekst),
            cbs_code: None,
            geldig,
            volgorde,
        })
        .collect()
}

const fn regels(lijst: Codelijst) -> Regels {
    match lijst {
        Codelijst::RedenBeeindiging => REDEN_BEEINDIGING,
        Codelijst::SoortGesprek => SOORT_GESPREK,
        Codelijst::Segment => SEGMENT,
        Codelijst::Doelgroep => DOELGROEP,
        Codelijst::RedenOntheffing => REDEN_ONTHEFFING,
        Codelijst::Voorziening => VOORZIENING,
        Codelijst::SoortSignaal => SOORT_SIGNAAL,
        Codelijst::Discipline => DISCIPLINE,
    }
}

/// Which codes give special data of a client away. That somebody was in prison is what must not be read (AVG 10); were it the only
/// one, the neutral words would tell it. They cover what the others say of health and debts too: Wajong, day care, debt counselling.
const BIJZONDER: [(Codelijst, &str, Bijzonder); 5] = [
    (Codelijst::RedenBeeindiging, "detentie", Bijzonder::Justitie),
    (Codelijst::RedenBeeindiging, "voorliggende_voorziening", Bijzonder::Gezondheid),
    (Codelijst::Voorziening, "traject_ex_gedetineerden", Bijzonder::Justitie),
    (Codelijst::Voorziening, "schulddienstverlening", Bijzonder::Schulden),
    (Codelijst::Voorziening, "arbeidsmatige_dagbesteding", Bijzonder::Gezondheid),
];

fn bijzonder(lijst: Codelijst, code: &str) -> Option<Bijzonder> {
    BIJZONDER.into_iter().find(|(in_lijst, van, _)| *in_lijst == lijst && *van == code).map(|(_, _, wat)| wat)
}

/// A code that is written in this module or one beside it.
///
/// # Panics
/// When the text is no code, which the tests rule out for every text in use.
#[must_use]
pub fn code(tekst: &'static str) -> Code {
    tekst.parse().expect("a code that is written in the source")
}
