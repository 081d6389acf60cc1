//! An investigation: where it stands, what is looked at, asked and found, and what can be done now.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang},
    id::{InformatieverzoekId, OnderzoekId},
    klant::Klant,
    logboek::Doel,
    onderzoek::{
        Antwoord, EIGEN_TERMIJN, Herkomst, Informatieverzoek, NodigBesluit, Onderzoek, OnderzoekStand, Uitkomst,
    },
    opschorting::Opschorting,
};
use jiff::civil::Date;
use storage::onderzoek::Gevonden;

use super::{
    super::{
        actions::{self, Uitslag},
        forms::{Open, Stap, Stappen, gebruiken},
        paths,
    },
    lijst::te_laat,
};
use crate::{
    besluit::paths as besluiten,
    opschorting::paths as opschortingen,
    rechtfeit::paths as rechtfeiten,
    rechtmatigheid::paths as verslagen,
    steekproef::paths as steekproeven,
    web::{
        Bezoek, Formulier, Fout, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

/// A question as the page tells of it.
struct Vraag {
    wat: String,
    onder: String,
    badge: String,
    kleur: &'static str,
    /// Its form, while an answer is waited for.
    open: Option<Open>,
}

#[derive(Template)]
#[template(path = "recht/onderzoek/pages/toon.html")]
struct ToonPagina {
    p: Pagina,
    titel: String,
    onder: String,
    badges: Vec<String>,
    /// Where it stands, in a sentence or two.
    stand: Vec<String>,
    loopt: bool,
    /// Nothing is waited for: it can be concluded.
    af_te_ronden: bool,
    fouten: Vec<(String, String)>,
    form: Stappen,
    vragen: Vec<Vraag>,
    keuzes: Keuzes,
    feiten: Vec<(&'static str, String)>,
    /// What was found and agreed; empty until it was concluded once.
    conclusie: Vec<(&'static str, String)>,
    versie: i64,
    actie: String,
    /// What else happened to the right of this client.
    recht: String,
    /// Where the right can be suspended; empty when that is not what the outcome asks.
    opschorten: String,
    /// The suspensions that came out of it.
    opgeschort: Vec<(String, String)>,
    /// Where a decision is prepared; empty when the outcome asks for none.
    besluit: String,
    verslag: String,
    steekproef: String,
}

/// The choices of the form that concludes.
struct Keuzes {
    minimaregelingen: Vec<Keuze>,
    bijzondere: Vec<Keuze>,
    uitkomsten: Vec<Keuze>,
    besluiten: Vec<Keuze>,
}

impl Keuzes {
    fn van(form: &Stappen) -> Self {
        Self {
            minimaregelingen: gebruiken(&form.minimaregelingen),
            bijzondere: gebruiken(&form.bijzondere),
            uitkomsten: form.uitkomsten(),
            besluiten: form.besluiten_keuzes(),
        }
    }
}

/// Where it stands, as one would tell a colleague.
fn stand(is: &Onderzoek, lijsten: &Lijsten) -> Vec<String> {
    let nu = match &is.stand {
        OnderzoekStand::Open => {
            let open = is.punten.iter().filter(|punt| punt.gedaan.is_none()).count();
            match open {
                0 => "Alles is bekeken. Schrijf op wat u vond en rond het onderzoek af.".to_owned(),
                1 => "Het onderzoek is open. Nog 1 punt te bekijken.".to_owned(),
                aantal => format!("Het onderzoek is open. Nog {aantal} punten te bekijken."),
            }
        }
        OnderzoekStand::WachtOpInformatie => {
            "Het onderzoek wacht op informatie. Het kan worden afgerond als op geen antwoord meer wordt gewacht."
                .to_owned()
        }
        OnderzoekStand::Afgerond { op, door, uitkomst } => {
            format!("Afgerond op {} door {}. {}", lang(*op), lijsten.gebruiker(*door), zin(&uitkomst.omschrijving()))
        }
        OnderzoekStand::Vervallen(handeling) => format!(
            "Vervallen op {}, vastgelegd door {}: {}",
            lang(handeling.op),
            lijsten.gebruiker(handeling.door),
            handeling.reden
        ),
    };
    let heropend = is
        .heropend
        .iter()
        .map(|keer| format!("Heropend op {} door {}: {}", lang(keer.op), lijsten.gebruiker(keer.door), keer.reden));
    std::iter::once(nu).chain(heropend).collect()
}

fn vraag(is: &Informatieverzoek, vandaag: Date, open: Option<Open>) -> Vraag {
    let (badge, kleur) = match is.antwoord {
        Antwoord::Verwacht if is.is_over_tijd(vandaag) => ("Te laat".to_owned(), "rood"),
        Antwoord::Verwacht => ("Wacht op antwoord".to_owned(), "blauw"),
        Antwoord::Ontvangen(op) if op > is.uiterlijk => (format!("Ontvangen op {}, na de termijn", kort(op)), "amber"),
        Antwoord::Ontvangen(op) => (format!("Ontvangen op {}", kort(op)), "groen"),
        Antwoord::Verstreken(op) => (format!("Zonder antwoord verder sinds {}", kort(op)), "amber"),
    };
    Vraag {
        wat: is.wat.clone(),
        onder: format!("Gevraagd op {} · laatste dag om te antwoorden: {}", lang(is.gevraagd), lang(is.uiterlijk)),
        badge,
        kleur,
        open,
    }
}

fn feiten(is: &Gevonden, klant: &Klant, lijsten: &Lijsten) -> Vec<(&'static str, String)> {
    let onderzoek = &is.onderzoek;
    let sinds = onderzoek.heropend.last().map_or(onderzoek.begonnen, |keer| keer.op);
    let behandelaar = onderzoek.behandelaar.map_or("nog niemand", |wie| lijsten.gebruiker(wie));
    let mut feiten = vec![
        ("Geboren", lang(klant.geboortedatum)),
        ("Aanleiding", hoofdletter(onderzoek.aanleiding.omschrijving())),
        ("Begonnen", lang(onderzoek.begonnen)),
        ("Behandelaar", behandelaar.to_owned()),
    ];
    if onderzoek.stand.loopt() {
        feiten.push(("Klaar uiterlijk", lang(EIGEN_TERMIJN.laatste_dag(sinds))));
    }
    feiten
}

fn conclusie(is: &Onderzoek) -> Vec<(&'static str, String)> {
    if is.bevindingen.is_empty() {
        return Vec::new();
    }
    let belang = &is.belang;
    let mut conclusie = vec![
        ("Bevindingen", is.bevindingen.clone()),
        ("Minimaregelingen", hoofdletter(belang.minimaregelingen.omschrijving())),
        ("Bijzondere bijstand", hoofdletter(belang.bijzondere_bijstand.omschrijving())),
    ];
    if !belang.vervolg.is_empty() {
        conclusie.push(("Afgesproken", belang.vervolg.clone()));
    }
    if let OnderzoekStand::Afgerond { uitkomst: Uitkomst::WijzigingDoorgegeven { op, .. }, .. } = &is.stand {
        conclusie.push(("Doorgegeven op", lang(*op)));
    }
    conclusie
}

/// Where the right can be suspended, when the outcome asks for that.
fn opschorten(is: &Onderzoek) -> String {
    if is.vraagt(NodigBesluit::Opschorting) { opschortingen::uit_onderzoek(is.id) } else { String::new() }
}

/// Where a suspension that came out of it is, and what it is called.
fn opgeschort(is: &Opschorting) -> (String, String) {
    let tekst = format!("Opgeschort vanaf {}: {}", kort(is.eerste_dag), is.stand.omschrijving());
    (opschortingen::opschorting(is.id), tekst)
}

/// Where a decision is prepared, when the outcome asks for another one than a suspension.
fn besluit(is: &Onderzoek) -> String {
    let nodig = matches!(&is.stand, OnderzoekStand::Afgerond { uitkomst: Uitkomst::BesluitNodig(besluiten), .. }
        if besluiten.iter().any(|is| !matches!(is, NodigBesluit::Opschorting | NodigBesluit::Beeindiging)));
    if nodig { besluiten::bij_onderzoek(is.id) } else { String::new() }
}

/// The forms as the investigation stands now.
fn formulieren(bezoek: &Bezoek, is: &Onderzoek, lijsten: &Lijsten) -> Stappen {
    Stappen::van(bezoek, is, |gedaan| format!("{}, {}", kort(gedaan.op), lijsten.gebruiker(gedaan.door)))
}

async fn tonen(bezoek: &Bezoek, is: Gevonden, mut form: Stappen, versie: i64) -> Resultaat {
    let id = is.onderzoek.id;
    let mut reader = bezoek.reader().await?;
    let klant = storage::klant::find(&mut reader, is.onderzoek.klant).await?.ok_or(Fout::NietGevonden)?;
    let opgeschort_uit = storage::opschorting::bij_onderzoek(&mut reader, id).await?;
    drop(reader);
    bezoek.inzage("onderzoek.getoond", Doel::Rechtmatigheid, vec![klant.id]).await?;
    let lijsten = bezoek.lijsten().await?;
    let onderzoek = &is.onderzoek;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let loopt = onderzoek.stand.loopt();
    let mut open: Vec<Open> = if loopt { std::mem::take(&mut form.open) } else { Vec::new() };
    let mut van = |id: InformatieverzoekId| open.iter().position(|is| is.id == id).map(|at| open.remove(at));
    let vragen = onderzoek.verzoeken.iter().map(|is| vraag(is, bezoek.vandaag, van(is.id))).collect();
    let mut response = pagina(&ToonPagina {
        p: Pagina::voor(bezoek, format!("Onderzoek, {}", is.naam), verslagen::LIJST).met_fouten(fouten.len()),
        titel: is.naam.clone(),
        onder: format!("Klant {} · onderzoek · {}", klant.klantnummer, onderzoek.stand.omschrijving()),
        badges: te_laat(onderzoek, bezoek.vandaag),
        stand: stand(onderzoek, &lijsten),
        loopt,
        af_te_ronden: onderzoek.stand == OnderzoekStand::Open,
        fouten,
        vragen,
        keuzes: Keuzes::van(&form),
        feiten: feiten(&is, &klant, &lijsten),
        conclusie: conclusie(onderzoek),
        versie,
        actie: paths::onderzoek(id),
        recht: rechtfeiten::van_klant(klant.id),
        opschorten: opschorten(onderzoek),
        opgeschort: opgeschort_uit.iter().map(|is| opgeschort(&is.opschorting)).collect(),
        besluit: besluit(onderzoek),
        verslag: is.rechtmatigheid.map_or_else(String::new, verslagen::verslag),
        steekproef: match onderzoek.herkomst {
            Some(Herkomst::Steekproef(id)) => steekproeven::steekproef(id),
            _ => String::new(),
        },
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::onderzoek) async fn toon(bezoek: Bezoek, Pad(id): Pad<OnderzoekId>) -> Resultaat {
    let is = actions::vind(&mut bezoek.reader().await?, id).await?;
    let lijsten = bezoek.lijsten().await?;
    let (form, versie) = (formulieren(&bezoek, &is.onderzoek, &lijsten), is.onderzoek.versie);
    tonen(&bezoek, is, form, versie).await
}

/// Takes the step that was filled in; `None` when the form says no before the rules do.
async fn neem(
    bezoek: &Bezoek,
    welk: (OnderzoekId, i64),
    (stap, vraag): (Stap, Option<InformatieverzoekId>),
    form: &mut Stappen,
) -> Resultaat<Option<Uitslag>> {
    let (ik, vandaag, naam) = (bezoek.gebruiker().id, bezoek.vandaag, stap.handeling());
    let uitslag = match stap {
        Stap::Controleren => {
            let Some(gedaan) = form.gecontroleerd(ik, vandaag) else { return Ok(None) };
            let alle =
                |is: Onderzoek| gedaan.into_iter().try_fold(is, |is, (code, gedaan)| is.controleer(&code, gedaan));
            actions::stap(bezoek, welk, naam, None, alle).await?
        }
        Stap::Vragen => {
            let Some(verzoek) = form.verzoek() else { return Ok(None) };
            let id = Some(verzoek.id);
            actions::stap(bezoek, welk, naam, id, |is| is.vraag(verzoek, vandaag)).await?
        }
        Stap::Ontvangen => {
            let Some((id, op)) = vraag.and_then(|id| form.antwoord(id)) else { return Ok(None) };
            actions::stap(bezoek, welk, naam, None, |is| is.ontvang(id, op, vandaag)).await?
        }
        Stap::Verder => {
            let id = vraag.ok_or(Fout::FormulierVerlopen)?;
            actions::stap(bezoek, welk, naam, None, |is| is.ga_verder_zonder(id, vandaag)).await?
        }
        Stap::Afronden => {
            let Some((bevindingen, belang, uitkomst)) = form.conclusie() else { return Ok(None) };
            let klaar = |is: Onderzoek| is.rond_af(bevindingen, belang, uitkomst, (ik, vandaag));
            actions::stap(bezoek, welk, naam, None, klaar).await?
        }
        Stap::Vervallen | Stap::Heropenen => {
            let Some(reden) = form.reden(stap, ik, vandaag) else { return Ok(None) };
            let neem =
                |is: Onderzoek| if stap == Stap::Heropenen { is.heropen(reden) } else { is.laat_vervallen(reden) };
            actions::stap(bezoek, welk, naam, None, neem).await?
        }
    };
    Ok(Some(uitslag))
}

pub(in crate::recht::onderzoek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<OnderzoekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let stap = Stap::uit(&formulier).ok_or(Fout::FormulierVerlopen)?;
    let vraag: Option<InformatieverzoekId> = formulier.tekst("verzoek").parse().ok();
    let is = actions::vind(&mut bezoek.reader().await?, id).await?;
    // What was typed is compared with what stood there; of another version that says nothing. A question has an id of its own.
    if is.onderzoek.versie != versie && stap != Stap::Vragen {
        return Err(Fout::Intussen);
    }
    let lijsten = bezoek.lijsten().await?;
    let mut form = formulieren(&bezoek, &is.onderzoek, &lijsten).met(stap, &formulier);
    match neem(&bezoek, (id, versie), (stap, vraag), &mut form).await? {
        Some(Uitslag::Gedaan(id)) => Ok(Redirect::to(&paths::onderzoek(id)).into_response()),
        Some(Uitslag::Geweigerd(geweigerd)) => {
            if form.weiger((stap, vraag), &geweigerd) {
                return tonen(&bezoek, is, form, versie).await;
            }
            Err(Fout::in_strijd("onderzoek_stand", zin(&geweigerd.to_string())))
        }
        // A question that is not waited for any more has no form to show again: somebody was first.
        None if form.fouten().is_empty() => Err(Fout::Intussen),
        None => tonen(&bezoek, is, form, versie).await,
    }
}
