//! The facts in plain words: for each the day, what happened, where it stands, and its page for who may open that.

use domain::{
    besluit::SoortBesluit,
    datum::{Periode, kort, lang},
    gebruiker::{Recht, Rol},
    id::KlantId,
};
use jiff::civil::Date;
use storage::rechtfeit::{Besluitfeit, Opschortingfeit, Rechtfeit};

use crate::{
    besluit::paths as besluiten, onderzoek::paths as onderzoeken, opschorting::paths as opschortingen,
    pauze::paths as pauzes, poort::paths as poorten, web::woorden::hoofdletter,
};

/// A moment of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// The day.
    pub dag: Date,
    /// What happened.
    pub wat: String,
    /// Where it stands, in a word or two.
    pub badge: String,
    /// In which colour.
    pub kleur: &'static str,
    /// What one wants to know of it.
    pub tekst: String,
    /// Its own page; empty for who may not open that.
    pub href: String,
}

impl Regel {
    /// The day for programs.
    #[must_use]
    pub fn iso(&self) -> String {
        self.dag.to_string()
    }

    /// The day for people.
    #[must_use]
    pub fn datum(&self) -> String {
        kort(self.dag)
    }
}

/// What belongs to all moments of one fact.
struct Schrijver {
    href: String,
}

impl Schrijver {
    fn regel(&self, dag: Date, wat: impl Into<String>, (badge, kleur): (&str, &'static str), tekst: String) -> Regel {
        Regel { dag, wat: wat.into(), badge: badge.to_owned(), kleur, tekst, href: self.href.clone() }
    }
}

/// The moments of a fact, earliest first. `rol` decides which pages it leads to.
#[must_use]
pub fn regels(feit: &Rechtfeit, klant: KlantId, rol: Rol) -> Vec<Regel> {
    let naar = |recht: Recht, href: String| Schrijver { href: if rol.mag(recht) { href } else { String::new() } };
    match feit {
        Rechtfeit::Besluit { id, besloten, inhoud } => {
            besluit(&naar(Recht::Rechtmatigheid, besluiten::besluit(*id)), *besloten, inhoud.as_ref())
        }
        Rechtfeit::Opschorting { id, eerste_dag, inhoud } => {
            opschorting(&naar(Recht::Rechtmatigheid, opschortingen::opschorting(*id)), *eerste_dag, inhoud.as_ref())
        }
        Rechtfeit::Onderzoek { id, begonnen, aanleiding, stand, klaar_op, uitkomst } => {
            let naar = naar(Recht::Rechtmatigheid, onderzoeken::onderzoek(*id));
            let nu = match stand.as_str() {
                "open" => ("open", "blauw"),
                "wacht_op_informatie" => ("wacht op informatie", "blauw"),
                _ => ("", ""),
            };
            let waarom = format!("Aanleiding: {}.", aanleiding.omschrijving());
            let begin = naar.regel(*begonnen, "Onderzoek naar het recht begonnen", nu, waarom);
            let klaar = klaar_op.map(|op| match (stand.as_str(), uitkomst.as_str()) {
                ("afgerond", "wijziging_doorgegeven") => {
                    naar.regel(op, "Onderzoek afgerond", ("wijziging doorgegeven", "blauw"), String::new())
                }
                ("afgerond", "besluit_nodig") => {
                    naar.regel(op, "Onderzoek afgerond", ("besluit nodig", "amber"), String::new())
                }
                ("afgerond", _) => {
                    let tekst = "Recht en hoogte kloppen.".to_owned();
                    naar.regel(op, "Onderzoek afgerond", ("geen wijziging", "groen"), tekst)
                }
                _ => naar.regel(op, "Onderzoek vervallen", ("", ""), String::new()),
            });
            std::iter::once(begin).chain(klaar).collect()
        }
        Rechtfeit::Pauze { eerste_dag, laatste_dag, uren_per_week, stand, stand_op, .. } => {
            let naar = naar(Recht::KlantInzien, pauzes::van_klant(klant));
            pauze(&naar, (*eerste_dag, *laatste_dag), *uren_per_week, (stand, *stand_op))
        }
        Rechtfeit::Poort { id, melding, zoektermijn_einde, aanvraag, stand, klaar_op } => {
            let naar = naar(Recht::KlantInzien, poorten::poort(*id));
            poort(&naar, (*melding, *zoektermijn_einde, *aanvraag), (stand, *klaar_op))
        }
    }
}

fn over(periode: Periode) -> String {
    match periode.tot_en_met {
        Some(tot) => format!("{} tot en met {}", lang(periode.van), lang(tot)),
        None => format!("vanaf {}", lang(periode.van)),
    }
}

fn besluit(naar: &Schrijver, besloten: Option<Date>, inhoud: Option<&Besluitfeit>) -> Vec<Regel> {
    let Some(is) = inhoud else {
        let tekst = "De klant heeft daarover een brief.".to_owned();
        let regel = |op| naar.regel(op, "Rechtmatigheid nam een besluit over de bijstand", ("", ""), tekst);
        return besloten.map(regel).into_iter().collect();
    };
    let bedrag = is.bedrag.map(|bedrag| bedrag.to_string()).unwrap_or_default();
    let tekst = match is.soort {
        SoortBesluit::Herziening => format!("Het recht is {bedrag} per maand, {}.", over(is.periode)),
        SoortBesluit::Intrekking => format!("Geen recht op bijstand {}.", over(is.periode)),
        SoortBesluit::Terugvordering => format!("{bedrag} terug te betalen, over {}.", over(is.periode)),
        SoortBesluit::Verlaging => {
            format!("{} procent minder, {}.", is.procent.unwrap_or_default(), over(is.periode))
        }
    };
    let stand = match is.stand.as_str() {
        "voorbereid" => ("in voorbereiding", ""),
        "voorgelegd" => ("voorgelegd", "blauw"),
        "teruggewezen" => ("teruggewezen", "amber"),
        "vervallen" => ("vervallen", ""),
        "herroepen" => ("herroepen", ""),
        _ => ("vastgesteld", "amber"),
    };
    let wat = format!("Besluit: {}", is.soort.omschrijving());
    let eerst = naar.regel(besloten.unwrap_or(is.stand_op), wat, stand, tekst);
    let herroepen = (is.stand == "herroepen").then(|| {
        let wat = format!("Besluit herroepen: {}", is.soort.omschrijving());
        naar.regel(is.stand_op, wat, ("", ""), "Een nieuw besluit nam het terug.".to_owned())
    });
    std::iter::once(eerst).chain(herroepen).collect()
}

fn opschorting(naar: &Schrijver, eerste_dag: Date, inhoud: Option<&Opschortingfeit>) -> Vec<Regel> {
    let wat = "Recht op bijstand opgeschort";
    let Some(is) = inhoud else {
        let tekst = "Rechtmatigheid beslist hierover.".to_owned();
        return vec![naar.regel(eerste_dag, wat, ("loopt", "amber"), tekst)];
    };
    let stand = match is.stand.as_str() {
        "opgeschort" => ("loopt", "amber"),
        "intrekking_voorgesteld" => ("intrekking voorgesteld", "rood"),
        _ => ("", ""),
    };
    let tekst = format!(
        "{}. Herstellen kan tot en met {}; de opschorting duurt hooguit tot en met {}.",
        hoofdletter(is.verzuim.omschrijving()),
        lang(is.hersteltermijn_einde),
        lang(is.laatste_dag)
    );
    let herleeft = || format!("Het recht herleeft vanaf {}.", lang(eerste_dag));
    let slot = is.stand_op.map(|op| match is.stand.as_str() {
        "ingetrokken" => {
            let tekst = format!("Geen recht meer vanaf {}.", lang(eerste_dag));
            naar.regel(op, "Recht ingetrokken na opschorting", ("ingetrokken", "rood"), tekst)
        }
        "hersteld" => naar.regel(op, "Verzuim hersteld", ("hersteld", "groen"), herleeft()),
        "vervallen" => naar.regel(op, "Opschorting vervallen", ("vervallen", ""), herleeft()),
        _ => naar.regel(op, "Opschorting herroepen", ("herroepen", ""), herleeft()),
    });
    std::iter::once(naar.regel(eerste_dag, wat, stand, tekst)).chain(slot).collect()
}

fn pauze(naar: &Schrijver, (van, tot): (Date, Date), uren: i64, (stand, op): (&str, Option<Date>)) -> Vec<Regel> {
    let nu = match stand {
        "loopt" => ("loopt", "blauw"),
        "ingetrokken" => ("ingetrokken", ""),
        _ => ("", ""),
    };
    let tekst = format!("Door werk, {uren} uur per week. Terugkomen kan tot en met {}, zonder poort.", lang(tot));
    let slot = op.and_then(|op| match stand {
        "teruggekeerd" => {
            let tekst = "Dezelfde uitkering loopt door.".to_owned();
            Some(naar.regel(op, "Weer uitkering na de pauze", ("teruggekeerd", "groen"), tekst))
        }
        "uitgelopen" => {
            let tekst = "De uitkering eindigde door werk, op de dag voor de pauze.".to_owned();
            Some(naar.regel(op, "Uitkeringspauze uitgelopen", ("uitgelopen", "amber"), tekst))
        }
        // A pause that was a mistake did not end: it never was.
        _ => None,
    });
    std::iter::once(naar.regel(van, "Uitkeringspauze begonnen", nu, tekst)).chain(slot).collect()
}

fn poort(
    naar: &Schrijver,
    (melding, zoektermijn, aanvraag): (Date, Option<Date>, Option<Date>),
    (stand, klaar_op): (&str, Option<Date>),
) -> Vec<Regel> {
    let nu = match stand {
        "gemeld" => ("gemeld", "blauw"),
        "in_zoektermijn" => ("in de zoektermijn", "blauw"),
        "intake" => ("na de intake", "blauw"),
        _ => ("", ""),
    };
    let tekst = zoektermijn.map_or_else(String::new, |tot| format!("Zoektermijn tot en met {}.", lang(tot)));
    let gemeld = naar.regel(melding, "Gemeld aan de poort", nu, tekst);
    let gevraagd = aanvraag.map(|op| {
        let nu = if stand == "aanvraag" { ("nog te beslissen", "blauw") } else { ("", "") };
        naar.regel(op, "Bijstand aangevraagd", nu, String::new())
    });
    let klaar = klaar_op.map(|op| {
        let (wat, badge) = match stand {
            "toegekend" => ("Aanvraag toegekend", ("toegekend", "groen")),
            "geweigerd" => ("Aanvraag geweigerd", ("geweigerd", "amber")),
            "naar_werk" => ("Aan de poort: aan het werk", ("niet nodig", "groen")),
            "naar_voorziening" => ("Aan de poort: een andere voorziening gaat voor", ("niet nodig", "")),
            _ => ("Melding ingetrokken door de klant", ("ingetrokken", "")),
        };
        naar.regel(op, wat, badge, String::new())
    });
    std::iter::once(gemeld).chain(gevraagd).chain(klaar).collect()
}
