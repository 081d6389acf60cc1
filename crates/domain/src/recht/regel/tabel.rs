//! The rules themselves: one entry per rule and stretch of days.

use jiff::civil::{Date, date};

use super::{Regel, Waarde, Welke};
use crate::{datum::Periode, termijn::Termijn};

const PW: &str = "Participatiewet zoals geldend op 1-7-2026, https://wetten.overheid.nl/BWBR0015703/2026-07-01";
const IN_BALANS: &str =
    "gemeente.nu over de Participatiewet in balans, 15-10-2025; de tekst per 1-1-2027 is niet bekend";
const AWB: &str = "Algemene wet bestuursrecht, BWBR0005537";
const KOERS: &str = "gemeente Haarlem, raadsvoorstel Koersdocument, 2016";
const PILOT: &str = "gemeente Haarlem, brief over Pilot 300, januari 2015";

/// The first day of the Participatiewet.
const PW_BEGIN: Date = date(2015, 1, 1);
/// The last day before the first phase of Participatiewet in balans. What that phase changed is not known of before.
const VOOR_2026: Date = date(2025, 12, 31);
/// The first day of the first phase of Participatiewet in balans.
const BALANS_2026: Date = date(2026, 1, 1);
/// The last day before the second phase.
const VOOR_2027: Date = date(2026, 12, 31);
/// The first day of the second phase.
const BALANS_2027: Date = date(2027, 1, 1);

const fn tot(van: Date, tot_en_met: Date) -> Periode {
    Periode { van, tot_en_met: Some(tot_en_met) }
}

const fn regel(
    welke: Welke,
    omschrijving: &'static str,
    waarde: Waarde,
    artikel: &'static str,
    geldig: Periode,
    bron: &'static str,
) -> Regel {
    Regel { welke, omschrijving, waarde, artikel, geldig, bron }
}

/// Every rule. The text of the law was read as it holds on 1 July 2026; that it held so since the law began is assumed where
/// nothing else is known, because decisions of those years stand in the file as well.
pub const REGELS: &[Regel] = &[
    regel(
        Welke::OpschortingTenHoogste,
        "opschorting duurt ten hoogste",
        Waarde::Termijn(Termijn::Weken(8)),
        "PW 54 lid 1",
        Periode::vanaf(PW_BEGIN),
        PW,
    ),
    regel(
        Welke::Zoektermijn,
        "zoektermijn vóór de aanvraag",
        Waarde::Termijn(Termijn::Weken(4)),
        "PW 41 lid 4",
        Periode::vanaf(PW_BEGIN),
        PW,
    ),
    regel(
        Welke::ZoektermijnLeeftijd,
        "de zoektermijn geldt onder de leeftijd van",
        Waarde::Leeftijd(27),
        "PW 41 lid 4",
        Periode::vanaf(PW_BEGIN),
        PW,
    ),
    regel(
        Welke::HergebruikGegevens,
        "bekende gegevens worden opnieuw gebruikt bij een aanvraag binnen",
        Waarde::Termijn(Termijn::Maanden(12)),
        "PW 43a",
        Periode::vanaf(BALANS_2026),
        PW,
    ),
    regel(
        Welke::HeroverwegingOntheffing9a,
        "ontheffing van een alleenstaande ouder: opnieuw bekijken na",
        Waarde::Termijn(Termijn::Maanden(6)),
        "PW 9a lid 8",
        Periode::vanaf(PW_BEGIN),
        PW,
    ),
    regel(
        Welke::Ontheffing9aTenHoogste,
        "ontheffing van een alleenstaande ouder: alles bij elkaar ten hoogste",
        Waarde::Termijn(Termijn::Maanden(60)),
        "PW 9a",
        Periode::vanaf(PW_BEGIN),
        PW,
    ),
    regel(
        Welke::Ontheffing9aLeeftijdKind,
        "ontheffing van een alleenstaande ouder: tot het jongste kind de leeftijd heeft van",
        Waarde::Leeftijd(5),
        "PW 9a",
        Periode::vanaf(PW_BEGIN),
        PW,
    ),
    regel(
        Welke::OntheffingTijdelijk,
        "ontheffing om dringende redenen is tijdelijk",
        Waarde::Geldt,
        "PW 9 lid 2",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::OntheffingTijdelijk,
        "ontheffing om dringende redenen wordt ruimer",
        Waarde::Onbekend,
        "PW 9 lid 2",
        Periode::vanaf(BALANS_2027),
        IN_BALANS,
    ),
    regel(Welke::Tegenprestatie, "tegenprestatie", Waarde::Geldt, "PW 9 lid 1 onder c", tot(PW_BEGIN, VOOR_2027), PW),
    regel(
        Welke::MaatschappelijkeParticipatie,
        "maatschappelijke participatie, in de plaats van tegenprestatie en sociale activering",
        Waarde::Onbekend,
        "Wet Participatiewet in balans",
        Periode::vanaf(BALANS_2027),
        IN_BALANS,
    ),
    regel(
        Welke::VrijlatingDuur,
        "inkomsten uit arbeid worden voor een deel vrijgelaten gedurende ten hoogste",
        Waarde::Termijn(Termijn::Maanden(6)),
        "PW 31 lid 2 onder n",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::VrijlatingDuur,
        "bijverdiengrenzen worden uniform",
        Waarde::Onbekend,
        "PW 31 lid 2",
        Periode::vanaf(BALANS_2027),
        IN_BALANS,
    ),
    regel(
        Welke::VrijlatingLeeftijd,
        "inkomsten uit arbeid worden voor een deel vrijgelaten vanaf de leeftijd van",
        Waarde::Leeftijd(27),
        "PW 31 lid 5",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::VrijlatingLeeftijd,
        "bijverdiengrenzen worden uniform",
        Waarde::Onbekend,
        "PW 31",
        Periode::vanaf(BALANS_2027),
        IN_BALANS,
    ),
    regel(
        Welke::VrijlatingPercentage,
        "het deel van inkomsten uit arbeid dat wordt vrijgelaten",
        Waarde::Procent(25),
        "PW 31 lid 2 onder n",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::VrijlatingPercentage,
        "bijverdiengrenzen worden uniform",
        Waarde::Onbekend,
        "PW 31 lid 2",
        Periode::vanaf(BALANS_2027),
        IN_BALANS,
    ),
    regel(
        Welke::HeroverwegingVerlaging,
        "een verlaging wordt heroverwogen binnen",
        Waarde::Termijn(Termijn::Maanden(3)),
        "PW 18 lid 3",
        Periode::vanaf(PW_BEGIN),
        PW,
    ),
    regel(
        Welke::VerlagingVerordening,
        "verlaging volgens de eigen verordening",
        Waarde::Geldt,
        "PW 18 lid 2",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::VerlagingVerordening,
        "sancties volgen de Wet handhaving sociale zekerheid",
        Waarde::Onbekend,
        "PW 18",
        Periode::vanaf(BALANS_2027),
        IN_BALANS,
    ),
    regel(
        Welke::VerlagingUniformTenMinste,
        "verlaging bij een geüniformeerde verplichting duurt ten minste",
        Waarde::Termijn(Termijn::Maanden(1)),
        "PW 18 lid 5",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::VerlagingUniformTenHoogste,
        "verlaging bij een geüniformeerde verplichting duurt ten hoogste",
        Waarde::Termijn(Termijn::Maanden(3)),
        "PW 18 lid 5",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::VerlagingUniformPercentage,
        "verlaging bij een geüniformeerde verplichting",
        Waarde::Procent(100),
        "PW 18 lid 5",
        tot(PW_BEGIN, VOOR_2027),
        PW,
    ),
    regel(
        Welke::VerlagingUniformPercentage,
        "sancties volgen de Wet handhaving sociale zekerheid",
        Waarde::Onbekend,
        "PW 18",
        Periode::vanaf(BALANS_2027),
        IN_BALANS,
    ),
    regel(
        Welke::UitkeringspauzeTenHoogste,
        "uitkeringspauze door betaald werk duurt ten hoogste",
        Waarde::Termijn(Termijn::Maanden(3)),
        "Koersdocument Haarlem",
        Periode::vanaf(date(2016, 7, 1)),
        KOERS,
    ),
    regel(
        Welke::Bezwaartermijn,
        "bezwaar maken kan binnen",
        Waarde::Termijn(Termijn::Weken(6)),
        "Awb 6:7",
        Periode::vanaf(date(1994, 1, 1)),
        AWB,
    ),
    regel(
        Welke::Betaaltermijn,
        "terugbetalen gaat binnen",
        Waarde::Termijn(Termijn::Weken(6)),
        "Awb 4:87",
        Periode::vanaf(date(2009, 7, 1)),
        AWB,
    ),
    regel(
        Welke::Spoedkeuring,
        "een spoedkeuring is klaar binnen",
        Waarde::Termijn(Termijn::Dagen(14)),
        "afspraak van Haarlem",
        Periode::vanaf(date(2014, 5, 1)),
        PILOT,
    ),
    regel(
        Welke::ZoektermijnSchool,
        "de zoektermijn geldt niet na praktijkonderwijs of vso in de laatste",
        Waarde::Termijn(Termijn::Maanden(12)),
        "PW 41 lid 4",
        Periode::vanaf(BALANS_2026),
        PW,
    ),
    regel(
        Welke::ZoektermijnUitgezonderd,
        "wie de zoektermijn niet heeft",
        Waarde::Onbekend,
        "PW 41 lid 4",
        tot(PW_BEGIN, VOOR_2026),
        PW,
    ),
    regel(
        Welke::ZoektermijnUitgezonderd,
        "de zoektermijn geldt niet bij medische urenbeperking of loonkostensubsidie",
        Waarde::Geldt,
        "PW 41 lid 4",
        Periode::vanaf(BALANS_2026),
        PW,
    ),
    regel(
        Welke::ZoektermijnEerder,
        "het college kan eerder beginnen als de omstandigheden dat vragen",
        Waarde::Geldt,
        "PW 41 lid 11",
        Periode::vanaf(BALANS_2026),
        PW,
    ),
    regel(
        Welke::TerugwerkendeKracht,
        "bijstand begint ten hoogste zo lang vóór de melding",
        Waarde::Termijn(Termijn::Maanden(3)),
        "PW 44 lid 5",
        Periode::vanaf(BALANS_2026),
        PW,
    ),
    regel(
        Welke::Beslistermijn,
        "een besluit op een aanvraag is er binnen",
        Waarde::Termijn(Termijn::Weken(8)),
        "Awb 4:13 lid 2",
        Periode::vanaf(date(1994, 1, 1)),
        AWB,
    ),
];
