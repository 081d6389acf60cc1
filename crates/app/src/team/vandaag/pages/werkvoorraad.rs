//! What waits for a klantmanager beside the diary: conversations that need a time, cure periods, and steps of plans whose day
//! has passed.

use domain::{
    brief::Briefsoort,
    codelijst::Codelijst,
    datum::{dagen_tussen, kort, plaatselijk, plus_dagen, weekdag_lang},
    gesprek::GesprekStand,
    id::KlantId,
    ontheffing::HEROVERWEGING_AANKONDIGEN,
    pauze::WAARSCHUWEN_DAGEN,
    plan::Wie,
};
use jiff::civil::Date;
use storage::{
    brief::Stapel,
    gesprek::{AgendaRegel, Onverteld, TermijnRegel},
    keuring::Open,
    ontheffing::TeBekijken,
    pauze::LooptAf,
    plan::{OverDatum, TeEvalueren},
    uitbak::Aandacht,
};

use super::agenda::Regel;
use crate::{
    brief, gesprek, keuring, klant,
    klantkop::tijd,
    ontheffing, pauze, plan,
    web::{
        Bezoek, Lijsten, Resultaat,
        woorden::{gesprek_kleur, hoofdletter},
    },
};

/// How many of each stand on the page.
const HOOGSTENS: usize = 10;
/// One more than is shown: then the page can say that there are more.
const OPVRAGEN: i64 = 11;

/// Urgent ones under way of one caseload; the longest waiting come first, so that the late ones are among them.
const KEURINGEN_LEZEN: i64 = 100;

/// What waits beside the diary.
pub(super) struct Werkvoorraad {
    pub(super) te_plannen: Lijst,
    /// Who did not come, and after which nothing was done yet.
    pub(super) zonder_vervolg: Lijst,
    pub(super) termijnen: Lijst,
    pub(super) stappen: Lijst,
    /// Called off by us, and the client still thinks that it is on.
    pub(super) onverteld: Lijst,
    /// Plans whose day of evaluation has passed.
    pub(super) evaluaties: Lijst,
    /// Pauses of a benefit that end soon, or that are past.
    pub(super) pauzes: Lijst,
    /// Exemptions that must be looked at again.
    pub(super) heroverwegingen: Lijst,
    /// Urgent medical examinations of which the answer should have been there.
    pub(super) keuringen: Lijst,
    /// Letters by e-mail about which somebody must decide.
    pub(super) post: Lijst,
    /// Whose names are shown.
    pub(super) klanten: Vec<KlantId>,
}

/// The first of what waits.
pub(super) struct Lijst {
    pub(super) regels: Vec<Regel>,
    /// There is more.
    pub(super) meer: bool,
}

impl Lijst {
    /// Keeps what is shown, and notes of whom that is.
    fn van<T>(
        gevonden: Vec<T>,
        klanten: &mut Vec<KlantId>,
        klant: fn(&T) -> KlantId,
        regel: impl FnMut(T) -> Regel,
    ) -> Self {
        let meer = gevonden.len() > HOOGSTENS;
        let gevonden: Vec<T> = gevonden.into_iter().take(HOOGSTENS).collect();
        klanten.extend(gevonden.iter().map(klant));
        Self { regels: gevonden.into_iter().map(regel).collect(), meer }
    }
}

/// Loads what waits for a klantmanager: of conversations and of the record at the same time.
pub(super) async fn laad(bezoek: &Bezoek, lijsten: &Lijsten) -> Resultaat<Werkvoorraad> {
    let (contact, dossier) = tokio::try_join!(van_contact(bezoek), van_dossier(bezoek))?;
    let (vandaag, mut klanten) = (bezoek.vandaag, Vec::new());
    Ok(Werkvoorraad {
        te_plannen: Lijst::van(contact.te_plannen, &mut klanten, |r| r.klant, |r| te_plannen(r, lijsten, vandaag)),
        zonder_vervolg: Lijst::van(
            contact.zonder_vervolg,
            &mut klanten,
            |r| r.klant,
            |r| niet_verschenen(r, lijsten, vandaag),
        ),
        termijnen: Lijst::van(contact.termijnen, &mut klanten, |r| r.klant, |r| hersteltermijn(r, lijsten, vandaag)),
        stappen: Lijst::van(dossier.stappen, &mut klanten, |r| r.klant, |r| stap(r, vandaag)),
        onverteld: Lijst::van(contact.onverteld, &mut klanten, |r| r.klant, |r| afgezegd(r, lijsten, vandaag)),
        evaluaties: Lijst::van(dossier.evaluaties, &mut klanten, |r| r.klant, |r| evaluatie(r, vandaag)),
        pauzes: Lijst::van(dossier.pauzes, &mut klanten, |r| r.klant, |r| pauze(r, vandaag)),
        heroverwegingen: Lijst::van(dossier.heroverwegingen, &mut klanten, |r| r.klant, |r| heroverweging(r, vandaag)),
        keuringen: Lijst::van(dossier.keuringen, &mut klanten, |r| r.zaak.klant, |r| keuring(r, vandaag)),
        post: Lijst::van(contact.post, &mut klanten, |r| r.klant, |r| per_email(r, vandaag)),
        klanten,
    })
}

/// What waits of conversations and letters.
struct VanContact {
    post: Vec<Aandacht>,
    te_plannen: Vec<AgendaRegel>,
    zonder_vervolg: Vec<AgendaRegel>,
    termijnen: Vec<TermijnRegel>,
    onverteld: Vec<Onverteld>,
}

async fn van_contact(bezoek: &Bezoek) -> Resultaat<VanContact> {
    use storage::gesprek;
    let (gebruiker, vandaag) = (bezoek.gebruiker(), bezoek.vandaag);
    let wie = gebruiker.id;
    let mut reader = bezoek.reader().await?;
    Ok(VanContact {
        post: storage::uitbak::aandacht(&mut reader, Stapel::van(gebruiker), vandaag, OPVRAGEN).await?,
        te_plannen: gesprek::te_plannen(&mut reader, wie, vandaag, OPVRAGEN).await?,
        zonder_vervolg: gesprek::zonder_vervolg(&mut reader, wie, vandaag, OPVRAGEN).await?,
        termijnen: gesprek::hersteltermijnen(&mut reader, wie, vandaag, OPVRAGEN).await?,
        onverteld: gesprek::afgezegd_onverteld(&mut reader, wie, vandaag, bezoek.nu).await?,
    })
}

/// What waits of plans and of what the law asks.
struct VanDossier {
    stappen: Vec<OverDatum>,
    evaluaties: Vec<TeEvalueren>,
    pauzes: Vec<LooptAf>,
    heroverwegingen: Vec<TeBekijken>,
    keuringen: Vec<Open>,
}

async fn van_dossier(bezoek: &Bezoek) -> Resultaat<VanDossier> {
    let (wie, vandaag) = (bezoek.gebruiker().id, bezoek.vandaag);
    let grens = plus_dagen(vandaag, WAARSCHUWEN_DAGEN);
    let mut reader = bezoek.reader().await?;
    let mut keuringen = storage::keuring::spoed(&mut reader, wie, vandaag, KEURINGEN_LEZEN).await?;
    keuringen.retain(|is| is.zaak.over_tijd(vandaag));
    Ok(VanDossier {
        stappen: storage::plan::over_datum(&mut reader, wie, vandaag, OPVRAGEN).await?,
        evaluaties: storage::plan::te_evalueren(&mut reader, wie, vandaag, OPVRAGEN).await?,
        pauzes: storage::pauze::lopen_af(&mut reader, wie, vandaag, grens, OPVRAGEN).await?,
        heroverwegingen: storage::ontheffing::te_bekijken(
            &mut reader,
            wie,
            vandaag,
            HEROVERWEGING_AANKONDIGEN,
            OPVRAGEN,
        )
        .await?,
        keuringen,
    })
}

/// `7 dec`; with the year when another year is meant than one would think.
pub(super) fn dag_en_maand(dag: Date, vandaag: Date) -> String {
    let voluit = kort(dag);
    if is_ver(dag, vandaag) {
        voluit
    } else {
        voluit.rsplit_once(' ').map_or_else(String::new, |(day, _)| day.to_owned())
    }
}

/// `maandag 7 december`, with the year in the same way.
fn dag_voluit(dag: Date, vandaag: Date) -> String {
    let jaar = if is_ver(dag, vandaag) { format!(" {}", dag.year()) } else { String::new() };
    format!("{}{jaar}", weekdag_lang(dag))
}

/// In another year, and not around New Year.
fn is_ver(dag: Date, vandaag: Date) -> bool {
    dag.year() != vandaag.year() && dagen_tussen(vandaag, dag).abs() > 120
}

/// A conversation of the list that needs a time.
fn te_plannen(regel: AgendaRegel, lijsten: &Lijsten, vandaag: Date) -> Regel {
    let voor = plaatselijk(regel.moment).date();
    let soort = lijsten.naam(Codelijst::SoortGesprek, &regel.soort);
    let late = voor <= vandaag;
    Regel {
        tijd: dag_en_maand(voor, vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: format!("{soort} · {} min · vóór {}", regel.duur_minuten, dag_voluit(voor, vandaag)),
        badge: if late { "Te laat" } else { "" },
        kleur: if late { "rood" } else { gesprek_kleur(GesprekStand::TePlannen.code()) },
        doen_href: gesprek::paths::inplannen(regel.id),
        doen: "Inplannen",
        nu: false,
    }
}

/// Somebody who did not come: what comes next is chosen on the page of the conversation.
fn niet_verschenen(regel: AgendaRegel, lijsten: &Lijsten, vandaag: Date) -> Regel {
    let begin = plaatselijk(regel.moment);
    let soort = lijsten.naam(Codelijst::SoortGesprek, &regel.soort);
    Regel {
        tijd: dag_en_maand(begin.date(), vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: format!("{soort} · niet verschenen, nog geen vervolg"),
        badge: "Niet verschenen",
        kleur: gesprek_kleur(&regel.stand),
        doen_href: gesprek::paths::gesprek(regel.id),
        doen: "Vervolg kiezen",
        nu: false,
    }
}

/// A conversation that is off, and nobody told the client.
fn afgezegd(regel: Onverteld, lijsten: &Lijsten, vandaag: Date) -> Regel {
    let begin = plaatselijk(regel.moment);
    let soort = lijsten.naam(Codelijst::SoortGesprek, &regel.soort);
    Regel {
        tijd: dag_en_maand(begin.date(), vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: format!("{} uur · {soort} · wij zeiden af, de klant weet dat nog niet", tijd(&begin)),
        badge: "Afgezegd",
        kleur: "rood",
        doen_href: format!("{}#brieven", gesprek::paths::gesprek(regel.id)),
        doen: "Afzegging maken",
        nu: false,
    }
}

/// A plan to evaluate with the client (PW 44a).
fn evaluatie(regel: TeEvalueren, vandaag: Date) -> Regel {
    Regel {
        tijd: dag_en_maand(regel.evaluatie, vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: format!("Plan van aanpak · evaluatie was {}", dag_voluit(regel.evaluatie, vandaag)),
        badge: "Over datum",
        kleur: "amber",
        doen_href: plan::paths::plan(regel.klant),
        doen: "Naar het plan",
        nu: false,
    }
}

/// A step of a plan that should have been done by now.
fn stap(stap: OverDatum, vandaag: Date) -> Regel {
    Regel {
        tijd: dag_en_maand(stap.voor, vandaag),
        href: klant::paths::tijdlijn(stap.klant),
        naam: stap.naam,
        onder: format!("{} · {}", stap.wat, Wie::in_woorden(&stap.wie)),
        badge: "Over datum",
        kleur: "amber",
        doen_href: plan::paths::plan(stap.klant),
        doen: "Naar het plan",
        nu: false,
    }
}

/// A pause of a benefit: before its last day somebody speaks the client, after it somebody decides.
fn pauze(regel: LooptAf, vandaag: Date) -> Regel {
    let over = regel.laatste_dag < vandaag;
    let laatste = dag_voluit(regel.laatste_dag, vandaag);
    let sinds = kort(regel.eerste_dag);
    Regel {
        tijd: dag_en_maand(regel.laatste_dag, vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: if over {
            format!("Uitkeringspauze vanaf {sinds} · laatste dag was {laatste} · leg vast of de klant terugkwam")
        } else {
            format!("Uitkeringspauze vanaf {sinds} · laatste dag {laatste}")
        },
        badge: if over { "Voorbij" } else { "Loopt af" },
        kleur: if over { "rood" } else { "amber" },
        doen_href: pauze::paths::van_klant(regel.klant),
        doen: if over { "Afhandelen" } else { "Openen" },
        nu: false,
    }
}

/// An exemption to look at again.
fn heroverweging(regel: TeBekijken, vandaag: Date) -> Regel {
    let over = regel.uiterlijk < vandaag;
    let dag = dag_voluit(regel.uiterlijk, vandaag);
    Regel {
        tijd: dag_en_maand(regel.uiterlijk, vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: if over {
            format!("Ontheffing · uiterlijk {dag} bekijken")
        } else {
            format!("Ontheffing · uiterlijk {dag}")
        },
        badge: if over { "Te laat" } else { "" },
        kleur: if over { "rood" } else { "amber" },
        doen_href: ontheffing::paths::opnieuw_bekijken(regel.klant),
        doen: "Bekijken",
        nu: false,
    }
}

/// An urgent examination without an answer.
fn keuring(regel: Open, vandaag: Date) -> Regel {
    let uiterlijk = regel.zaak.uiterlijk().map_or_else(String::new, kort);
    Regel {
        tijd: dag_en_maand(regel.zaak.uiterlijk().unwrap_or(regel.zaak.aangevraagd), vandaag),
        href: klant::paths::tijdlijn(regel.zaak.klant),
        naam: regel.naam,
        onder: format!("Spoedkeuring van {} · uitslag was uiterlijk {uiterlijk}", kort(regel.zaak.aangevraagd)),
        badge: "Over tijd",
        kleur: "rood",
        doen_href: keuring::paths::van_klant(regel.zaak.klant),
        doen: "Openen",
        nu: false,
    }
}

/// A letter that did not arrive by e-mail, or of which that is not known.
fn per_email(regel: Aandacht, vandaag: Date) -> Regel {
    let soort: Option<Briefsoort> = regel.soort.parse().ok();
    let wat = hoofdletter(soort.map_or("brief", Briefsoort::omschrijving));
    let mislukt = regel.stand == "mislukt";
    Regel {
        tijd: dag_en_maand(plaatselijk(regel.sinds).date(), vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: if mislukt {
            format!("{wat} · e-mail niet aangekomen · bel, of stuur hem per post")
        } else {
            format!("{wat} · misschien niet aangekomen · vraag het de klant")
        },
        badge: if mislukt { "Mislukt" } else { "Onzeker" },
        kleur: if mislukt { "rood" } else { "amber" },
        doen_href: brief::paths::brief(regel.brief),
        doen: "Oplossen",
        nu: false,
    }
}

/// A cure period: what it waits for, and what to do once its last day has passed.
fn hersteltermijn(regel: TermijnRegel, lijsten: &Lijsten, vandaag: Date) -> Regel {
    let soort = lijsten.naam(Codelijst::SoortGesprek, &regel.soort);
    let over = regel.einde < vandaag;
    let laatste = dag_voluit(regel.einde, vandaag);
    Regel {
        tijd: dag_en_maand(regel.einde, vandaag),
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: if over {
            format!("{soort} · laatste dag was {laatste} · draag over, of leg vast dat de klant kwam")
        } else {
            format!("{soort} · laatste dag {laatste}")
        },
        badge: if over { "Voorbij" } else { "Loopt" },
        kleur: if over { "rood" } else { "amber" },
        doen_href: gesprek::paths::gesprek(regel.id),
        doen: if over { "Afhandelen" } else { "Openen" },
        nu: false,
    }
}
