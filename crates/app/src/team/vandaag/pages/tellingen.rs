//! How many there are of what asks attention. Every number leads to the list behind it.

use domain::{contactstand::Contactstatus, gebruiker::Rol, id::GebruikerId, signaal::Wiens};
use storage::{
    Reader,
    belasting::Wie,
    brief::Stapel,
    caseload::{self, Bestand, Contact, Filter, OntheffingFilter, Peildag, Sortering},
};

use super::woorden::Woorden;
use crate::{
    brief::paths::AF_TE_DRUKKEN,
    caseload::paths::lijst,
    registratie::paths,
    signaal,
    web::{Bezoek, Resultaat},
};

/// Of one, in the singular.
const EEN_GEPLAND: &str = "heeft een gesprek in de agenda";
const EEN_AFLOPEND: &str = "ontheffing loopt af binnen 30 dagen";

/// Counts beyond this are shown as "5.000+"; the caseload counts as far.
const MOST: i64 = 5_000;

/// A number that leads to the list behind it.
pub(super) struct Telling {
    pub(super) href: String,
    pub(super) tekst: &'static str,
    pub(super) aantal: String,
    pub(super) kleur: &'static str,
}

/// The numbers of a page.
pub(super) struct Tellingen {
    /// Key figures.
    pub(super) cijfers: Vec<Telling>,
    /// What asks attention.
    pub(super) aandacht: Vec<Telling>,
    /// Conversations of earlier days without an outcome.
    pub(super) open: i64,
}

/// Key figures and the list of what asks attention: my own caseload, for a teamleider that of the team, or else everybody's.
pub(super) async fn laad(bezoek: &Bezoek, woorden: &Woorden) -> Resultaat<Tellingen> {
    let mut reader = bezoek.reader().await?;
    let reader = &mut reader;
    let open = storage::gesprek::count_without_outcome(reader, bezoek.gebruiker().id, bezoek.vandaag).await?;
    let mine = (bezoek.gebruiker().rol == Rol::Klantmanager).then_some(bezoek.gebruiker().id);
    let team = bezoek.gebruiker().team.filter(|_| mine.is_none());
    let all = Filter { klantmanager: mine, team, bestand: Bestand::Lopend, ..Filter::default() };
    let planned = Filter { contact: Contact::Gepland, ..all.clone() };
    let out = Filter { contact: Contact::UitBeeld, ..all.clone() };
    let none = Filter { segment: Some(String::new()), ..all.clone() };
    let ending = Filter { ontheffing: OntheffingFilter::LooptAf, sortering: Sortering::OntheffingTot, ..all.clone() };
    // Who has an appointment asks no attention of his klantmanager any more; for a whole team the figure is that of the norm.
    let contact = if mine.is_some() { Contact::NietGepland } else { all.contact };
    let late = Filter { beurt: Some(Contactstatus::TeLaat), sortering: Sortering::Beurt, contact, ..all.clone() };
    let worst = Filter { beurt: Some(Contactstatus::ErnstigTeLaat), ..late.clone() };
    let due = Filter { beurt: Some(Contactstatus::AanDeBeurt), ..late.clone() };
    let soon = Filter { beurt: Some(Contactstatus::Binnenkort), ..late.clone() };
    let today = bezoek.lijsten().await?.peildag(bezoek.vandaag);
    // One who is in the diary and was not invited does not come. Of a whole town that is nobody's list.
    let stil = Filter { contact: Contact::NietUitgenodigd, ..all.clone() };
    let stil_telbaar = if mine.is_some() || team.is_some() { stil.telbaar(MOST) } else { 0 };
    let telbaar = |filter: &Filter| if *filter == stil { stil_telbaar } else { filter.telbaar(MOST) };
    let lijsten = [&all, &planned, &out, &none, &ending, &worst, &late, &due, &soon, &stil];
    let [all_n, planned_n, out_n, none_n, ending_n, worst_n, late_n, due_n, soon_n, stil_n] =
        caseload::counts(reader, lijsten, today, telbaar).await?;
    let tel = |filter: &Filter, tekst, aantal: i64, kleur| Telling {
        href: lijst(filter),
        tekst,
        aantal: number(aantal, filter.telbaar(MOST)),
        kleur,
    };
    let cijfers = vec![
        tel(&all, woorden.klanten, all_n, ""),
        tel(&planned, if planned_n == 1 { EEN_GEPLAND } else { "hebben een gesprek in de agenda" }, planned_n, ""),
        tel(&out, "uit beeld: te lang niet gesproken", out_n, if out_n > 0 { "rood" } else { "" }),
        tel(&ending, if ending_n == 1 { EEN_AFLOPEND } else { "ontheffingen lopen af binnen 30 dagen" }, ending_n, ""),
    ];
    let mut aandacht = Vec::new();
    if open > 0 {
        aandacht.push(Telling {
            href: "#vast-te-leggen".to_owned(),
            tekst: woorden.vast_te_leggen,
            aantal: number(open, MOST),
            kleur: "amber",
        });
    }
    let signalen = storage::signaal::count_open(reader, Wiens::van(bezoek.gebruiker()), bezoek.vandaag).await?;
    if signalen > 0 {
        aandacht.push(Telling {
            href: signaal::paths::LIJST.to_owned(),
            tekst: woorden.signalen,
            aantal: number(signalen, MOST),
            kleur: "amber",
        });
    }
    aandacht.extend(brieven(bezoek, reader, woorden).await?);
    if let Some(wie) = mine {
        aandacht.extend(registratie(reader, wie, today).await?);
    }
    // What nobody is behind asks no attention.
    for (filter, tekst, count, kleur) in [
        (&worst, "Ernstig te laat voor een gesprek", worst_n, "rood"),
        (&late, "Te laat voor een gesprek", late_n, "rood"),
        (&due, "Aan de beurt voor een gesprek", due_n, "amber"),
        (&soon, "Binnenkort aan de beurt", soon_n, ""),
        (&stil, "Gepland, nog niet uitgenodigd", stil_n, "amber"),
        (&out, "Uit beeld", out_n, "rood"),
        (&ending, "Ontheffing loopt af binnen 30 dagen", ending_n, "amber"),
        (&none, "Nog niet ingedeeld in een segment", none_n, "amber"),
    ] {
        if count > 0 {
            aandacht.push(tel(filter, tekst, count, kleur));
        }
    }
    Ok(Tellingen { cijfers, aandacht, open })
}

/// The own records that lack something: who leads a team has a page for it.
async fn registratie(reader: &mut Reader, wie: GebruikerId, dag: Peildag) -> Resultaat<Option<Telling>> {
    let standen = storage::registratie::nu(reader, Wie::Een(wie), dag).await?;
    let niet_op_orde: i64 = standen.values().map(|stand| stand.klanten - stand.op_orde).sum();
    Ok((niet_op_orde > 0).then(|| Telling {
        href: paths::PAGINA.to_owned(),
        tekst: "Dossiers die niet op orde zijn",
        aantal: number(niet_op_orde, MOST),
        kleur: "",
    }))
}

/// The letters that wait for the printer.
async fn brieven(bezoek: &Bezoek, reader: &mut Reader, woorden: &Woorden) -> Resultaat<Option<Telling>> {
    let wachtend = storage::brief::count_wachtend(reader, Stapel::van(bezoek.gebruiker()), bezoek.vandaag).await?;
    Ok((wachtend > 0).then(|| Telling {
        href: AF_TE_DRUKKEN.to_owned(),
        tekst: woorden.brieven,
        aantal: number(wachtend, MOST),
        kleur: "amber",
    }))
}

fn number(count: i64, most: i64) -> String {
    let text = domain::geld::thousands(count.unsigned_abs());
    if count >= most { format!("{text}+") } else { text }
}
