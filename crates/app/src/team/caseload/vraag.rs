//! The filter of a list as it stands in the address, both ways.

use domain::{
    contactstand::Contactstatus,
    gebruiker::{Gebruiker, Rol},
    id::KlantId,
    klant::Leefvorm,
};
use serde::Deserialize;
use storage::caseload::{Bestand, Contact, Cursor, Filter, OntheffingFilter, Registratie, Sortering, Waarneming};

/// The parameters of the address. What is unknown is ignored: a shared link of next year's version still opens.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Vraag {
    /// Id of a klantmanager, `alle`, `team-` with the id of a team, or empty for one's own.
    #[serde(default)]
    klantmanager: String,
    #[serde(default)]
    waarneming: String,
    #[serde(default)]
    segment: String,
    #[serde(default)]
    wijk: String,
    #[serde(default)]
    leefvorm: String,
    #[serde(default)]
    bestand: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    ontheffing: String,
    /// What the due date of the contact norm is called today.
    #[serde(default)]
    beurt: String,
    #[serde(default)]
    doelgroep: String,
    /// `ontbreekt`, or empty.
    #[serde(default)]
    plan: String,
    #[serde(default)]
    registratie: String,
    #[serde(default)]
    sorteer: String,
    #[serde(default)]
    na: String,
    #[serde(default)]
    voor: String,
}

const SORTERINGEN: [(Sortering, &str); 6] = [
    (Sortering::Naam, "naam"),
    (Sortering::LaatsteGesprek, "laatste"),
    (Sortering::VolgendGesprek, "volgende"),
    (Sortering::UitkeringIngang, "ingang"),
    (Sortering::OntheffingTot, "ontheffing"),
    (Sortering::Beurt, "beurt"),
];
pub(super) const BESTANDEN: [(Bestand, &str, &str); 3] = [
    (Bestand::Lopend, "lopend", "Lopend"),
    (Bestand::Beeindigd, "beeindigd", "Beëindigd"),
    (Bestand::Alle, "alle", "Lopend en beëindigd"),
];
pub(super) const CONTACTEN: [(Contact, &str, &str); 5] = [
    (Contact::Alle, "", "Alle"),
    (Contact::UitBeeld, "uit-beeld", "Uit beeld"),
    (Contact::Gepland, "gepland", "Gesprek gepland"),
    (Contact::NietUitgenodigd, "niet-uitgenodigd", "Gepland, nog niet uitgenodigd"),
    (Contact::NietGepland, "niet-gepland", "Geen gesprek gepland"),
];
pub(super) const ONTHEFFINGEN: [(OntheffingFilter, &str, &str); 4] = [
    (OntheffingFilter::Alle, "", "Alle"),
    (OntheffingFilter::Geldt, "geldt", "Geldt nu"),
    (OntheffingFilter::LooptAf, "loopt-af", "Loopt af binnen 30 dagen"),
    (OntheffingFilter::Geen, "geen", "Geen"),
];
pub(super) const WAARNEMINGEN: [(Waarneming, &str, &str); 3] = [
    (Waarneming::Zonder, "", "Eigen klanten"),
    (Waarneming::Alleen, "alleen", "Waarneming"),
    (Waarneming::Met, "met", "Eigen klanten en waarneming"),
];
/// The code of *must have a plan by law, and has none*, and what it is called.
pub(super) const PLAN_ONTBREEKT: (&str, &str) = ("ontbreekt", "Verplicht, en ontbreekt");
pub(super) const REGISTRATIES: [(Registratie, &str, &str); 3] = [
    (Registratie::Alle, "", "Alle"),
    (Registratie::SegmentOud, "segment-oud", "Segment ouder dan een jaar"),
    (Registratie::EindeZonderReden, "zonder-reden", "Beëindigd zonder reden, laatste 12 maanden"),
];
/// What stands before the id of a team, where otherwise a klantmanager is named.
const TEAM: &str = "team-";
/// The code of *not yet in a segment*.
pub(super) const GEEN_SEGMENT: &str = "geen";

impl Vraag {
    /// From parameters that another page carried along.
    pub(super) fn uit(velden: &[(String, String)]) -> Self {
        let een = |naam: &str| velden.iter().find(|(key, _)| key == naam).map_or_else(String::new, |(_, v)| v.clone());
        Self {
            klantmanager: een("klantmanager"),
            segment: een("segment"),
            wijk: een("wijk"),
            leefvorm: een("leefvorm"),
            bestand: een("bestand"),
            contact: een("contact"),
            ontheffing: een("ontheffing"),
            waarneming: een("waarneming"),
            beurt: een("beurt"),
            doelgroep: een("doelgroep"),
            plan: een("plan"),
            registratie: een("registratie"),
            sorteer: een("sorteer"),
            na: String::new(),
            voor: String::new(),
        }
    }

    /// The filter. Without a choice a klantmanager sees the own caseload and a teamleider everybody's.
    pub(super) fn filter(&self, gebruiker: &Gebruiker) -> Filter {
        let own = (gebruiker.rol == Rol::Klantmanager).then_some(gebruiker.id);
        let (descending, sorteer) =
            self.sorteer.strip_prefix('-').map_or((false, self.sorteer.as_str()), |s| (true, s));
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let team = self.klantmanager.strip_prefix(TEAM).and_then(|id| id.parse().ok());
        let filter = Filter {
            klantmanager: match self.klantmanager.as_str() {
                "" => own,
                "alle" => None,
                _ if team.is_some() => None,
                id => id.parse().ok().or(own),
            },
            team,
            waarneming: WAARNEMINGEN
                .iter()
                .find(|(_, code, _)| *code == self.waarneming)
                .map_or_else(Waarneming::default, |(w, ..)| *w),
            segment: text(&self.segment).map(|segment| if segment == GEEN_SEGMENT { String::new() } else { segment }),
            wijk: text(&self.wijk),
            leefvorm: self.leefvorm.parse::<Leefvorm>().ok(),
            bestand: BESTANDEN
                .iter()
                .find(|(_, code, _)| *code == self.bestand)
                .map_or_else(Bestand::default, |(b, ..)| *b),
            contact: CONTACTEN
                .iter()
                .find(|(_, code, _)| *code == self.contact)
                .map_or_else(Contact::default, |(c, ..)| *c),
            ontheffing: ONTHEFFINGEN
                .iter()
                .find(|(_, code, _)| *code == self.ontheffing)
                .map_or_else(OntheffingFilter::default, |(o, ..)| *o),
            beurt: self.beurt.parse().ok(),
            doelgroep: text(&self.doelgroep),
            plan_ontbreekt: self.plan == PLAN_ONTBREEKT.0,
            registratie: REGISTRATIES
                .iter()
                .find(|(_, code, _)| *code == self.registratie)
                .map_or_else(Registratie::default, |(r, ..)| *r),
            sortering: SORTERINGEN
                .iter()
                .find(|(_, code)| *code == sorteer)
                .map_or_else(Sortering::default, |(s, _)| *s),
            aflopend: descending,
        };
        // Of everybody at once there is nothing to stand in for.
        let waarneming = filter.klantmanager.map_or(Waarneming::Zonder, |_| filter.waarneming);
        let mut filter = Filter { waarneming, ..filter };
        if sorteer.is_empty() {
            filter.sortering = gewone_volgorde(&filter);
        }
        if !filter.elke_volgorde() || (filter.sortering == Sortering::Beurt && filter.bestand != Bestand::Lopend) {
            return Filter { sortering: Sortering::Naam, ..filter };
        }
        // Who waits longest stands first; the other way round begins with everybody who is due for nothing.
        Filter { aflopend: filter.aflopend && filter.sortering != Sortering::Beurt, ..filter }
    }

    /// Whether it chooses other clients than the usual list does.
    pub(super) fn gefilterd(&self, gebruiker: &Gebruiker) -> bool {
        let filter = self.filter(gebruiker);
        let usual = Self::default().filter(gebruiker);
        filter != Filter { sortering: filter.sortering, aflopend: filter.aflopend, ..usual }
    }

    /// The place to go on from. A place that makes no sense for this sorting is the beginning.
    pub(super) fn cursor(&self, filter: &Filter) -> Option<Cursor> {
        let (text, terug) = if self.voor.is_empty() { (&self.na, false) } else { (&self.voor, true) };
        let (klant, waarde) = text.split_once('~')?;
        let klant: KlantId = klant.parse().ok()?;
        let fits = match filter.sortering {
            Sortering::Naam => true,
            Sortering::VolgendGesprek => {
                waarde.parse::<jiff::Timestamp>().is_ok_and(|moment| moment > jiff::Timestamp::UNIX_EPOCH)
            }
            _ => waarde.parse::<jiff::civil::Date>().is_ok_and(|dag| dag.year() >= 1),
        };
        fits.then(|| Cursor { waarde: waarde.to_owned(), klant, terug })
    }
}

/// Whose clients, as the address says it.
pub(super) fn wie(filter: &Filter) -> String {
    match (filter.klantmanager, filter.team) {
        (Some(id), _) => id.to_string(),
        (None, Some(team)) => format!("{TEAM}{team}"),
        (None, None) => "alle".to_owned(),
    }
}

/// The parameters of a filter. A klantmanager is always named, so that a shared link shows the same to everybody.
pub(super) fn paren(filter: &Filter) -> Vec<(&'static str, String)> {
    let mut paren = vec![("klantmanager", wie(filter))];
    if let Some(segment) = &filter.segment {
        paren.push(("segment", if segment.is_empty() { GEEN_SEGMENT.to_owned() } else { segment.clone() }));
    }
    if let Some(wijk) = &filter.wijk {
        paren.push(("wijk", wijk.clone()));
    }
    if let Some(leefvorm) = filter.leefvorm {
        paren.push(("leefvorm", leefvorm.code().to_owned()));
    }
    let mut chosen = |naam, code: Option<&str>| {
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            paren.push((naam, code.to_owned()));
        }
    };
    chosen(
        "bestand",
        BESTANDEN.iter().find(|(b, ..)| *b == filter.bestand && *b != Bestand::Lopend).map(|(_, c, _)| *c),
    );
    chosen("waarneming", WAARNEMINGEN.iter().find(|(w, ..)| *w == filter.waarneming).map(|(_, c, _)| *c));
    chosen("contact", CONTACTEN.iter().find(|(c, ..)| *c == filter.contact).map(|(_, c, _)| *c));
    chosen("ontheffing", ONTHEFFINGEN.iter().find(|(o, ..)| *o == filter.ontheffing).map(|(_, c, _)| *c));
    chosen("beurt", filter.beurt.map(Contactstatus::code));
    chosen("doelgroep", filter.doelgroep.as_deref());
    chosen("plan", filter.plan_ontbreekt.then_some(PLAN_ONTBREEKT.0));
    chosen("registratie", REGISTRATIES.iter().find(|(r, ..)| *r == filter.registratie).map(|(_, c, _)| *c));
    if let Some(sorteer) = sorteercode(filter) {
        paren.push(("sorteer", sorteer));
    }
    paren
}

/// How a list is sorted when nobody chose: by name; but a list of a term that comes or has gone, by that term.
fn gewone_volgorde(filter: &Filter) -> Sortering {
    use Contactstatus::{AanDeBeurt, Binnenkort, ErnstigTeLaat, TeLaat};
    match (filter.beurt, filter.ontheffing) {
        _ if filter.bestand != Bestand::Lopend => Sortering::Naam,
        (Some(Binnenkort | AanDeBeurt | TeLaat | ErnstigTeLaat), _) => Sortering::Beurt,
        (_, OntheffingFilter::LooptAf) => Sortering::OntheffingTot,
        _ => Sortering::Naam,
    }
}

/// How a list is sorted, unless as usual.
pub(super) fn sorteercode(filter: &Filter) -> Option<String> {
    let code = SORTERINGEN.iter().find(|(s, _)| *s == filter.sortering).map_or("naam", |(_, code)| *code);
    match (filter.sortering, filter.aflopend) {
        (volgorde, false) if volgorde == gewone_volgorde(filter) => None,
        (_, false) => Some(code.to_owned()),
        (_, true) => Some(format!("-{code}")),
    }
}

/// What the filter chooses, in words: the head of an export says it.
pub(super) fn in_woorden(filter: &Filter, lijsten: &crate::web::Lijsten) -> Vec<(String, String)> {
    use domain::codelijst::Codelijst;
    let line = |naam: &str, waarde: &str| (naam.to_owned(), waarde.to_owned());
    let mut regels = vec![
        line(
            "Klantmanager",
            match (filter.klantmanager, filter.team) {
                (Some(id), _) => lijsten.gebruiker(id),
                (None, Some(_)) => "alle van een team",
                (None, None) => "alle",
            },
        ),
        line("Uitkering", BESTANDEN.iter().find(|(b, ..)| *b == filter.bestand).map_or("", |(.., naam)| naam)),
    ];
    if let Some((.., naam)) = WAARNEMINGEN.iter().find(|(w, ..)| *w == filter.waarneming && *w != Waarneming::Zonder) {
        regels.push(line("Waarneming", naam));
    }
    if let Some(segment) = &filter.segment {
        let naam = if segment.is_empty() { "nog niet ingedeeld" } else { lijsten.naam(Codelijst::Segment, segment) };
        regels.push(line("Segment", naam));
    }
    if let Some(wijk) = &filter.wijk {
        regels.push(line("Wijk", wijk));
    }
    if let Some(leefvorm) = filter.leefvorm {
        regels.push(line("Leefvorm", leefvorm.omschrijving()));
    }
    if let Some((.., naam)) = CONTACTEN.iter().find(|(c, ..)| *c == filter.contact && *c != Contact::Alle) {
        regels.push(line("Contact", naam));
    }
    if let Some(doelgroep) = &filter.doelgroep {
        regels.push(line("Doelgroep", lijsten.naam(Codelijst::Doelgroep, doelgroep)));
    }
    if filter.plan_ontbreekt {
        regels.push(line("Plan van aanpak", PLAN_ONTBREEKT.1));
    }
    if let Some((.., naam)) = REGISTRATIES.iter().find(|(r, ..)| *r == filter.registratie && *r != Registratie::Alle) {
        regels.push(line("Registratie", naam));
    }
    if let Some(beurt) = filter.beurt {
        regels.push(line("Contactnorm", beurt.omschrijving()));
    }
    if let Some((.., naam)) =
        ONTHEFFINGEN.iter().find(|(o, ..)| *o == filter.ontheffing && *o != OntheffingFilter::Alle)
    {
        regels.push(line("Ontheffing", naam));
    }
    regels
}

#[cfg(test)]
mod tests {
    use domain::gemeente::Gemeente;
    use uuid::Uuid;

    use super::*;

    fn nadia() -> Gebruiker {
        Gebruiker {
            id: Uuid::from_u128(7).into(),
            gemeente: Gemeente::HAARLEM,
            gebruikersnaam: "n.elamrani".parse().unwrap(),
            naam: "Nadia el Amrani".into(),
            rol: Rol::Klantmanager,
            team: None,
            actief: true,
        }
    }

    fn read(address: &str) -> Vraag {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let pairs = form_urlencoded::parse(query.as_bytes());
        let map: serde_json::Map<String, serde_json::Value> =
            pairs.map(|(key, value)| (key.into_owned(), value.into_owned().into())).collect();
        serde_json::from_value(map.into()).unwrap()
    }

    #[test]
    fn an_address_brings_back_the_same_view() {
        for filter in [
            Filter::default(),
            Filter { klantmanager: Some(nadia().id), segment: Some(String::new()), ..Filter::default() },
            Filter { klantmanager: Some(nadia().id), waarneming: Waarneming::Alleen, ..Filter::default() },
            Filter { team: Some(Uuid::from_u128(8).into()), ..Filter::default() },
            Filter { beurt: Some(Contactstatus::TeLaat), sortering: Sortering::Beurt, ..Filter::default() },
            Filter { beurt: Some(Contactstatus::TeLaat), sortering: Sortering::Naam, ..Filter::default() },
            Filter {
                wijk: Some("Haarlem-Oost & meer".into()),
                leefvorm: Some(Leefvorm::AlleenstaandeOuder),
                klantmanager: Some(nadia().id),
                bestand: Bestand::Alle,
                contact: Contact::UitBeeld,
                ontheffing: OntheffingFilter::LooptAf,
                doelgroep: Some("statushouder".into()),
                beurt: Some(Contactstatus::TeLaat),
                plan_ontbreekt: true,
                registratie: Registratie::EindeZonderReden,
                sortering: Sortering::LaatsteGesprek,
                aflopend: true,
                ..Filter::default()
            },
        ] {
            let address = super::super::paths::lijst(&filter);
            assert_eq!(read(&address).filter(&nadia()), filter, "{address}");
            let carried = paren(&filter).into_iter().map(|(naam, waarde)| (naam.to_owned(), waarde));
            assert_eq!(Vraag::uit(&carried.collect::<Vec<_>>()).filter(&nadia()), filter, "carried along by a form");
        }
    }

    #[test]
    fn who_left_stands_in_a_list_of_everybody_by_name_only() {
        let sorted = |address| read(address).filter(&nadia()).sortering;
        assert_eq!(sorted("/caseload?klantmanager=alle&bestand=beeindigd&sorteer=-volgende"), Sortering::Naam);
        assert_eq!(sorted("/caseload?klantmanager=alle&sorteer=-volgende"), Sortering::VolgendGesprek);
        assert_eq!(sorted("/caseload?bestand=beeindigd&sorteer=-volgende"), Sortering::VolgendGesprek);
    }

    #[test]
    fn a_list_of_a_term_stands_by_that_term_unless_somebody_chose() {
        for (adres, verwacht) in [
            ("/caseload?beurt=te_laat", Sortering::Beurt),
            ("/caseload?beurt=te_laat&sorteer=naam", Sortering::Naam),
            ("/caseload?beurt=op_schema", Sortering::Naam),
            ("/caseload?beurt=te_laat&bestand=alle", Sortering::Naam),
            ("/caseload?ontheffing=loopt-af", Sortering::OntheffingTot),
            ("/caseload?ontheffing=geldt", Sortering::Naam),
            ("/caseload?beurt=te_laat&ontheffing=loopt-af", Sortering::Beurt),
        ] {
            assert_eq!(read(adres).filter(&nadia()).sortering, verwacht, "{adres}");
        }
    }

    #[test]
    fn nonsense_in_the_address_shows_the_usual_list() {
        let vraag = read("/caseload?klantmanager=x&bestand=y&sorteer=--z&na=nergens&contact=%00");
        let filter = vraag.filter(&nadia());
        assert_eq!(filter, Filter { klantmanager: Some(nadia().id), aflopend: true, ..Filter::default() });
        assert_eq!(vraag.cursor(&filter), None);
    }
}
