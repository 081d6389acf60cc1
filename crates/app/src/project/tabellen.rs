//! The tables of an evaluation.

use analysis::evaluatie::{Aandeel, Evaluatie, NIET_INGEDEELD};
use documents::grafiek::{Staaf, Staafgrafiek};
use domain::{codelijst::CodelijstItem, datum::lang};

use super::{
    grafieken::staven,
    onderdelen::{Kolom, Onderdeel, Rij, Tabel, Waarde},
    woorden::getal,
};

pub(super) const CURVE: &str = "curve";
pub(super) const REDENEN: &str = "redenen";
pub(super) const DUURZAAMHEID: &str = "duurzaamheid";
pub(super) const UITKOMSTEN: &str = "uitkomsten";
const FEITEN: &str = "feiten";
pub(super) const GELD: &str = "geld";
pub(super) const INSTROOM: &str = "instroom";
pub(super) const CASELOAD: &str = "caseload";
const RECHTMATIGHEID: &str = "rechtmatigheid";
const CONTACTUREN: &str = "contacturen";
pub(super) const SPOEDKEURINGEN: &str = "spoedkeuringen";
pub(super) const REGISTRATIE: &str = "registratie";

/// A column whose numbers the definitions explain under `term`.
pub(super) const fn kolom(naam: &'static str, term: &'static str) -> Kolom {
    Kolom { naam, term }
}

fn onderdeel(id: &'static str, titel: &str, tabel: Tabel) -> Onderdeel {
    Onderdeel { id, titel: titel.to_owned(), tabel, ..Onderdeel::default() }
}

pub(super) fn redenen(evaluatie: &Evaluatie) -> Onderdeel {
    let uitstroom = &evaluatie.uitstroom;
    let cellen = |aantal: i64, aandeel, stand: &analysis::evaluatie::Duurzaamheidstelling| {
        let stand = [stand.duurzaam, stand.niet_duurzaam, stand.nog_niet_beoordeelbaar];
        let eerste = [Waarde::aantal(aantal), Waarde::Aandeel(aandeel)];
        eerste.into_iter().chain(stand.map(Waarde::aantal)).collect::<Vec<_>>()
    };
    let regels = uitstroom.rubrieken.iter();
    let tabel = Tabel {
        kop: "Reden",
        kolommen: vec![
            kolom("Aantal", "Beëindigd"),
            kolom("Aandeel", "Beëindigd"),
            kolom("Duurzaam", "Duurzaam"),
            kolom("Niet duurzaam", "Duurzaam"),
            kolom("Nog niet te beoordelen", "Duurzaam"),
        ],
        rijen: regels
            .map(|regel| {
                Rij::new(hoofdletter(&regel.omschrijving), cellen(regel.aantal, regel.aandeel, &regel.duurzaamheid))
            })
            .collect(),
        totaal: Some(Rij::new(
            "Totaal",
            cellen(
                uitstroom.beeindigd,
                Aandeel::new(uitstroom.beeindigd, uitstroom.beeindigd),
                &uitstroom.duurzaamheid,
            ),
        )),
        voetnoot: "Aandelen zijn afgerond op hele procenten.".to_owned(),
    };
    let staaf = |regel: &analysis::evaluatie::RubriekRegel| Staaf {
        naam: hoofdletter(&regel.omschrijving),
        aantal: regel.aantal.unsigned_abs(),
        onbekend: regel.rubriek == NIET_INGEDEELD,
    };
    let beeld = (uitstroom.beeindigd > 0).then(|| {
        staven(&Staafgrafiek {
            aandelen: true,
            prefix: "redenen".to_owned(),
            titel: "Beëindigd naar reden".to_owned(),
            omschrijving: "Waarom uitkeringen zijn beëindigd, met aantal en aandeel.".to_owned(),
            staven: uitstroom.rubrieken.iter().map(staaf).collect(),
        })
    });
    Onderdeel { beeld, ..onderdeel(REDENEN, "Beëindigd naar reden", tabel) }
}

pub(super) fn duurzaamheid(evaluatie: &Evaluatie) -> Onderdeel {
    let uitstroom = &evaluatie.uitstroom;
    let rij = |naam: &str, onder: &str, aandeel: Aandeel| {
        let cellen = vec![Waarde::aantal(aandeel.teller), Waarde::aantal(aandeel.noemer), Waarde::Aandeel(aandeel)];
        Rij::new(naam, cellen).onder(onder)
    };
    let gevolgd = format!("beëindigd vóór {}, zes maanden gevolgd", lang(uitstroom.niet_beoordeelbaar_vanaf));
    let terug = Aandeel::new(uitstroom.teruggekeerd, uitstroom.beeindigd);
    let mut rijen = vec![
        rij("Ten minste", "duurzaam, van alle beëindigde uitkeringen", uitstroom.ondergrens).term("Aandeel duurzaam"),
        rij("Ten hoogste", "als alle nog niet te beoordelen duurzaam blijken", uitstroom.bovengrens),
        rij("Van wie lang genoeg is gevolgd", &gevolgd, uitstroom.van_volledig_gevolgd),
        rij("Van wat te beoordelen is", "duurzaam of niet duurzaam", uitstroom.van_beoordeelbaar)
            .term("Aandeel duurzaam van wat te beoordelen is"),
        rij("Teruggekeerd", "op de peildatum opnieuw een uitkering, hoe laat ook", terug),
    ];
    if uitstroom.beeindigd == 0 {
        rijen.clear();
    }
    let kolommen = vec![kolom("Aantal", "Duurzaam"), kolom("Van", "Duurzaam"), kolom("Aandeel", "Duurzaam")];
    onderdeel(DUURZAAMHEID, "Hoe duurzaam", Tabel { kop: "Aandeel duurzaam", kolommen, rijen, ..Tabel::default() })
}

pub(super) fn uitkomsten(evaluatie: &Evaluatie) -> Onderdeel {
    let (uitkomsten, allen) = (&evaluatie.uitkomsten, evaluatie.feiten.geselecteerd);
    let regels = [
        ("Uitkering beëindigd", uitkomsten.beeindigd),
        ("Tijdelijke ontheffing", uitkomsten.tijdelijke_ontheffing),
        ("Re-integratietraject", uitkomsten.reintegratietraject),
        ("Zonder uitkomst", uitkomsten.zonder_uitkomst),
    ];
    let cellen = |aantal| vec![Waarde::aantal(aantal), Waarde::Aandeel(Aandeel::new(aantal, allen))];
    let zonder = regels.len() - 1;
    let staven_ = regels.iter().enumerate().map(|(plaats, (naam, aantal))| Staaf {
        naam: (*naam).to_owned(),
        aantal: aantal.unsigned_abs(),
        onbekend: plaats == zonder,
    });
    let beeld = (allen > 0).then(|| {
        staven(&Staafgrafiek {
            aandelen: true,
            prefix: "uitkomsten".to_owned(),
            titel: "Wat er van iedereen is geworden".to_owned(),
            omschrijving: "Elke geselecteerde klant telt één keer.".to_owned(),
            staven: staven_.collect(),
        })
    });
    let tabel = Tabel {
        kop: "Uitkomst",
        kolommen: vec![kolom("Klanten", "Uitkomst"), kolom("Aandeel", "Uitkomst")],
        rijen: regels.iter().map(|(naam, aantal)| Rij::new(*naam, cellen(*aantal))).collect(),
        totaal: Some(Rij::new("Geselecteerd", cellen(allen)).term("Geselecteerd")),
        voetnoot: format!(
            "Aandelen zijn van alle geselecteerden. De eerste drie samen zijn de {} afgehandelde klanten. Elke klant telt één \
             keer, bij de verst reikende uitkomst.",
            getal(uitkomsten.afgehandeld)
        ),
    };
    Onderdeel { beeld, ..onderdeel(UITKOMSTEN, "Wat er van iedereen is geworden", tabel) }
}

pub(super) fn feiten(evaluatie: &Evaluatie) -> Onderdeel {
    let feiten = &evaluatie.feiten;
    let rij = |naam: &str, onder: &str, term, aantal| {
        let cellen = vec![Waarde::aantal(aantal), Waarde::Aandeel(Aandeel::new(aantal, feiten.geselecteerd))];
        Rij::new(naam, cellen).onder(onder).term(term)
    };
    let rijen = vec![
        rij("Uitgenodigd", "minstens één uitnodiging verstuurd", "Uitgenodigd", feiten.uitgenodigd),
        rij("Gesproken", "minstens één gesprek werkelijk gevoerd", "Gesproken", feiten.gesproken),
        rij("Niet verschenen", "minstens één keer, ook wie later wel kwam", "Niet verschenen", feiten.niet_verschenen),
        rij("Nooit verschenen", "niet verschenen en nooit gesproken", "Niet verschenen", feiten.nooit_verschenen),
        rij("Tijdelijke ontheffing gekregen", "wat er ook op volgde", "Uitkomst", feiten.tijdelijke_ontheffing),
        rij("Traject begonnen", "wat er ook op volgde", "Uitkomst", feiten.reintegratietraject),
        rij("Uitkering beëindigd", "in de periode van het project", "Beëindigd", evaluatie.uitkomsten.beeindigd),
    ];
    let tabel = Tabel {
        kop: "Feit",
        kolommen: vec![kolom("Klanten", ""), kolom("Aandeel", "")],
        rijen,
        totaal: None,
        voetnoot: format!(
            "Aandelen zijn van alle {} geselecteerden. Uitnodigen, verschijnen en resultaat zijn losse feiten: zij \
             overlappen en tellen niet op.",
            getal(feiten.geselecteerd)
        ),
    };
    onderdeel(FEITEN, "Uitgenodigd, verschenen, resultaat", tabel)
}

pub(super) fn geld(evaluatie: &Evaluatie) -> Onderdeel {
    let (besparing, kosten) = (&evaluatie.besparing, &evaluatie.kosten);
    let rij =
        |naam: &str, onder: String, term, bedrag| Rij::new(naam, vec![Waarde::Bedrag(bedrag)]).onder(onder).term(term);
    let van = format!(
        "van {} duurzaam beëindigde uitkeringen, tot en met {}",
        getal(besparing.duurzame_beeindigingen),
        lang(besparing.tot_en_met)
    );
    let facturen = if kosten.aantal_facturen == 1 { "factuur" } else { "facturen" };
    let facturen = format!("{} {facturen} voor ingehuurd personeel", getal(kosten.aantal_facturen));
    let uren = format!("{} uur, ter controle van de facturen", getal(kosten.minuten / 60));
    let mut rijen = vec![
        rij("Besparing", van, "Besparing", Some(besparing.bedrag_eurocent)),
        rij("Kosten", facturen, "Kosten", kosten.facturen_eurocent),
        rij("Saldo", "besparing min kosten".to_owned(), "Saldo", evaluatie.saldo_eurocent),
    ];
    if kosten.uren_eurocent.is_some() {
        rijen.push(rij("Gewerkte uren maal tarief", uren, "Kosten", kosten.uren_eurocent));
        rijen.push(rij("Verschil", "facturen min uren maal tarief".to_owned(), "Kosten", kosten.verschil_eurocent));
    }
    let tabel = Tabel {
        kop: "Post",
        kolommen: vec![kolom("Bedrag", "")],
        rijen,
        totaal: None,
        voetnoot: "Eigen personeel zit niet in de kosten. Wat na de periode wordt bespaard, telt niet mee.".to_owned(),
    };
    onderdeel(GELD, "Besparing tegenover kosten", tabel)
}

pub(super) fn instroom(evaluatie: &Evaluatie) -> Onderdeel {
    let rij = |jaar: &analysis::evaluatie::Instroom| {
        let cellen = [Some(jaar.nieuw), Some(jaar.maanden), jaar.per_maand];
        Rij::new(jaar.jaar.to_string(), cellen.map(Waarde::Aantal).to_vec())
    };
    let term = "Instroom per maand";
    let tabel = Tabel {
        kop: "Jaar",
        kolommen: vec![kolom("Nieuwe uitkeringen", term), kolom("Maanden", term), kolom("Per maand", term)],
        rijen: evaluatie.instroom.iter().map(rij).collect(),
        totaal: None,
        voetnoot: "Van de hele gemeente, over hele kalenderjaren. Dit is geen resultaat van het project.".to_owned(),
    };
    onderdeel(INSTROOM, "Instroom per maand", tabel)
}

pub(super) fn caseload(evaluatie: &Evaluatie) -> Onderdeel {
    let caseload = &evaluatie.caseload;
    let rij = |naam: &str, onder: &str, klanten, dag| {
        Rij::new(naam, vec![Waarde::Aantal(klanten), Waarde::Dag(dag)]).onder(onder)
    };
    let geteld = format!("{} klanten, {} klantmanagers", getal(caseload.klanten), getal(caseload.klantmanagers));
    let mut rijen = vec![rij("Geteld op de peildatum", &geteld, caseload.op_peildatum, evaluatie.peildatum)];
    if caseload.bij_start.is_some() {
        let onder = "de ene caseload waaruit is gekozen";
        rijen.insert(0, rij("Geteld op de eerste dag", onder, caseload.bij_start, evaluatie.project.start));
    }
    let mut normen: Vec<_> = caseload.normen.iter().collect();
    normen.sort_by_key(|norm| (norm.vanaf, std::cmp::Reverse(norm.klanten)));
    rijen.extend(
        normen
            .into_iter()
            .map(|norm| rij(&hoofdletter(&norm.omschrijving), "besluit of voornemen", Some(norm.klanten), norm.vanaf)),
    );
    let tabel = Tabel {
        kop: "Wat",
        kolommen: vec![kolom("Klanten per klantmanager", "Caseload"), kolom("Vanaf", "")],
        rijen,
        totaal: None,
        voetnoot: bronnen(caseload.normen.iter().map(|norm| norm.bron.as_str())),
    };
    onderdeel(CASELOAD, "Caseload", tabel)
}

pub(super) fn rechtmatigheid(evaluatie: &Evaluatie) -> Onderdeel {
    let rij = |aandeel: Aandeel| {
        let cellen = vec![Waarde::aantal(aandeel.teller), Waarde::aantal(aandeel.noemer), Waarde::Aandeel(aandeel)];
        Rij::new("Gesproken over rechtmatigheid", cellen).onder("in het jaar voor de eerste dag")
    };
    let term = "Rechtmatigheid";
    let tabel = Tabel {
        kop: "Wat",
        kolommen: vec![kolom("Klanten", term), kolom("Caseload", term), kolom("Aandeel", term)],
        rijen: evaluatie.caseload.rechtmatigheid_voor_start.map(rij).into_iter().collect(),
        ..Tabel::default()
    };
    onderdeel(RECHTMATIGHEID, "Rechtmatigheid vóór het project", tabel)
}

pub(super) fn contacturen(evaluatie: &Evaluatie, segmenten: &[CodelijstItem]) -> Onderdeel {
    let naam = |code: &domain::codelijst::Code| {
        segmenten
            .iter()
            .find(|item| item.code == *code)
            .map_or_else(|| code.to_string(), |item| item.omschrijving.clone())
    };
    // The order of the code list is the order of the distance; by code it would be that of the alphabet.
    let plaats =
        |code: &domain::codelijst::Code| segmenten.iter().position(|item| item.code == *code).unwrap_or(usize::MAX);
    let mut regels: Vec<_> = evaluatie.contacturen.iter().collect();
    regels.sort_by_key(|regel| plaats(&regel.segment));
    let rijen = regels.into_iter().map(|regel| {
        let cellen = vec![Waarde::aantal(regel.huidig), Waarde::aantal(regel.gewenst), Waarde::Dag(regel.vanaf)];
        Rij::new(naam(&regel.segment), cellen)
    });
    let tabel = Tabel {
        kop: "Segment",
        kolommen: vec![kolom("Nu", "Contacturen"), kolom("Gewenst", "Contacturen"), kolom("Vanaf", "Contacturen")],
        rijen: rijen.collect(),
        totaal: None,
        voetnoot: bronnen(evaluatie.contacturen.iter().map(|regel| regel.bron.as_str())),
    };
    onderdeel(CONTACTUREN, "Contacturen per klant per jaar", tabel)
}

pub(super) fn spoedkeuringen(evaluatie: &Evaluatie) -> Onderdeel {
    let keuringen = &evaluatie.spoedkeuringen;
    let rij = |naam: &str, aantal| Rij::new(naam, vec![Waarde::Aantal(aantal)]);
    let mut rijen = vec![
        rij("Aangevraagd", Some(keuringen.aangevraagd)),
        rij("Beantwoord op de peildatum", Some(keuringen.beantwoord)),
        rij("Gemiddelde duur in dagen", keuringen.gemiddeld_dagen),
    ];
    if keuringen.aangevraagd == 0 {
        rijen.clear();
    }
    let kolommen = vec![kolom("Aantal", "Spoedkeuring")];
    onderdeel(SPOEDKEURINGEN, "Spoedkeuringen", Tabel { kop: "Wat", kolommen, rijen, ..Tabel::default() })
}

pub(super) fn registratie(evaluatie: &Evaluatie) -> Onderdeel {
    let registratie = &evaluatie.registratie;
    let zonder_reden = evaluatie.uitstroom.zonder_reden.teller;
    let rij = |naam: &str, aantal| Rij::new(naam, vec![Waarde::aantal(aantal)]);
    let tabel = Tabel {
        kop: "Wat ontbreekt of niet kan kloppen",
        kolommen: vec![kolom("Klanten", "")],
        rijen: vec![
            rij("Beëindigd zonder reden", zonder_reden),
            rij("Zonder uitkomst", evaluatie.uitkomsten.zonder_uitkomst),
            rij("Geëindigd vóór het project", registratie.einde_voor_start),
            rij("Geëindigd vóór de selectie", registratie.einde_voor_selectie),
            rij("Nieuwe uitkering begint vóór het einde van de vorige", registratie.opnieuw_voor_einde),
            rij("Duurzaam beëindigd zonder maandbedrag", registratie.zonder_maandbedrag),
        ],
        totaal: None,
        voetnoot: "Een nul is hier goed nieuws.".to_owned(),
    };
    onderdeel(REGISTRATIE, "Kwaliteit van de registratie", tabel)
}

/// Every source once.
fn bronnen<'b>(alle: impl Iterator<Item = &'b str>) -> String {
    let mut bronnen: Vec<&str> = alle.collect();
    bronnen.sort_unstable();
    bronnen.dedup();
    if bronnen.is_empty() { String::new() } else { format!("Bron: {}.", bronnen.join("; ")) }
}

/// The first letter as at the start of a line.
fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.as_str().chars()).collect()
}
