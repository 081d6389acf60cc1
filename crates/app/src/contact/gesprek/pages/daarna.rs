//! What follows a conversation that was recorded: the next one, the day by which it is due, what was agreed and is still open,
//! and the letter about it.

use domain::{
    brief::Briefsoort,
    datum::{lang, plaatselijk},
    gesprek::{Actiepunt, Gesprek, GesprekStand, Verslag},
    plan::Plan,
};
use jiff::civil::Date;
use storage::{Reader, plan as plannen_van};

use super::super::paths;
use crate::{
    contactnorm,
    klantkop::{Klantkop, dag_en_tijd},
    plan,
    web::Resultaat,
};

/// A line: what, how it stands, and where to do something about it.
pub(super) struct Volgt {
    pub(super) wat: &'static str,
    pub(super) stand: String,
    pub(super) href: String,
    /// What the link says; empty when there is nothing to do.
    pub(super) doen: &'static str,
}

/// What follows on the last conversation that was held with a client; nothing for an earlier one, on which something did.
pub(super) async fn laad(
    reader: &mut Reader,
    kop: &Klantkop,
    gesprek: &Gesprek,
    vandaag: Date,
) -> Resultaat<Vec<Volgt>> {
    let GesprekStand::Gevoerd(verslag) = &gesprek.stand else { return Ok(Vec::new()) };
    let gesprekken = storage::gesprek::of_klant(reader, gesprek.klant).await?;
    let gevoerd = |is: &&Gesprek| matches!(is.stand, GesprekStand::Gevoerd(_));
    if gesprekken.iter().rfind(gevoerd).is_none_or(|laatste| laatste.id != gesprek.id) {
        return Ok(Vec::new());
    }
    let plannen = plannen_van::of_klant(reader, gesprek.klant).await?;
    let mut lijst = vec![volgend_gesprek(kop, &gesprekken, vandaag), uiterlijk(kop, gesprek, vandaag)];
    let open: Vec<String> = gesprekken
        .iter()
        .filter_map(|is| if let GesprekStand::Gevoerd(verslag) = &is.stand { Some(&verslag.punten) } else { None })
        .flatten()
        .filter(|punt| punt.is_open(&plannen))
        .map(Actiepunt::in_woorden)
        .collect();
    lijst.push(Volgt {
        wat: "Open afspraken",
        stand: if open.is_empty() { "geen".to_owned() } else { open.join("; ") },
        href: String::new(),
        doen: "",
    });
    if plannen.iter().any(|plan| plan.stand.code() == "concept") {
        lijst.push(Volgt {
            wat: "Plan van aanpak",
            stand: "een nieuwe versie wacht op vaststellen".to_owned(),
            href: plan::paths::plan(gesprek.klant),
            doen: "Naar het plan",
        });
    } else if !open.is_empty() && !plannen.iter().any(Plan::geldt) {
        lijst.push(Volgt {
            wat: "Plan van aanpak",
            stand: "er is nog geen plan; de afspraken staan klaar als stappen".to_owned(),
            href: plan::paths::opstellen(gesprek.klant),
            doen: "Plan opstellen",
        });
    }
    lijst.extend(brief(reader, gesprek, verslag).await?);
    Ok(lijst)
}

fn volgend_gesprek(kop: &Klantkop, gesprekken: &[Gesprek], vandaag: Date) -> Volgt {
    let wat = "Volgend gesprek";
    if let Some(moment) = kop.regel.komend_gesprek(vandaag) {
        let mut stand = dag_en_tijd(&plaatselijk(moment), vandaag);
        if let Some(vroegst) = kop.regel.vroegst.filter(|vroegst| plaatselijk(moment).date() < *vroegst) {
            stand.push_str(&format!(" (telt niet mee voor de contactnorm; dat kan vanaf {})", lang(vroegst)));
        }
        let dat = gesprekken.iter().find(|is| is.is_open() && is.moment == moment);
        let href = dat.map_or_else(String::new, |is| paths::gesprek(is.id));
        let doen = if href.is_empty() { "" } else { "Bekijken" };
        return Volgt { wat, stand, href, doen };
    }
    if let Some(is) = gesprekken.iter().find(|is| is.stand == GesprekStand::TePlannen) {
        let stand = format!("op de lijst, te houden vóór {}", lang(plaatselijk(is.moment).date()));
        return Volgt { wat, stand, href: paths::inplannen(is.id), doen: "Inplannen" };
    }
    let href = paths::plannen(kop.id);
    Volgt { wat, stand: "niet gepland".to_owned(), href, doen: "Plan een gesprek" }
}

fn uiterlijk(kop: &Klantkop, gesprek: &Gesprek, vandaag: Date) -> Volgt {
    Volgt {
        wat: "Contact uiterlijk",
        stand: kop
            .regel
            .uiterlijk_op(vandaag)
            .map_or_else(|| "er hoeft volgens de norm geen gesprek te zijn".to_owned(), lang),
        href: contactnorm::paths::contact(gesprek.klant),
        doen: "Waarom",
    }
}

/// The letter with what was agreed, while it was not made.
async fn brief(reader: &mut Reader, gesprek: &Gesprek, verslag: &Verslag) -> Resultaat<Option<Volgt>> {
    if verslag.zonder_afspraken() {
        return Ok(None);
    }
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    let gemaakt = brieven.iter().any(|brief| brief.soort == Briefsoort::Afspraken);
    Ok(Some(Volgt {
        wat: "Brief met de afspraken",
        stand: if gemaakt { "gemaakt".to_owned() } else { "nog niet gemaakt".to_owned() },
        href: if gemaakt { String::new() } else { "#brieven".to_owned() },
        doen: if gemaakt { "" } else { "Brief maken" },
    }))
}
