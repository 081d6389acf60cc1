//! The form of a decision: first its kind, then only what that kind asks; for a new one, and to prepare it again.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    besluit::{Besluit, BesluitStand, SoortBesluit, Verlagingstabel, Voorbereiding},
    datum::lang,
    id::{BesluitId, KlantId, OnderzoekId, OpschortingId},
    klant::Klant,
    logboek::Doel,
    uitkering::Uitkering,
};
use serde::Deserialize;

use super::super::{
    actions::{self, Uitslag},
    forms::BesluitForm,
    paths,
};
use crate::{
    onderzoek::paths as onderzoeken,
    opschorting::paths as opschortingen,
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

#[derive(Debug, Default, Deserialize)]
pub(in crate::recht::besluit) struct Vraag {
    #[serde(default)]
    soort: String,
    #[serde(default)]
    onderzoek: String,
    #[serde(default)]
    opschorting: String,
}

/// From what it comes, and about whom it is when that says so.
struct Van {
    klant: Option<KlantId>,
    onderzoek: Option<OnderzoekId>,
    opschorting: Option<OpschortingId>,
}

impl Van {
    async fn lees(bezoek: &Bezoek, vraag: &Vraag) -> Resultaat<Self> {
        let mut reader = bezoek.reader().await?;
        let niets = Self { klant: None, onderzoek: None, opschorting: None };
        if !vraag.onderzoek.is_empty() {
            let id: OnderzoekId = vraag.onderzoek.parse().map_err(|_| Fout::NietGevonden)?;
            let is = storage::onderzoek::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
            return Ok(Self { klant: Some(is.onderzoek.klant), onderzoek: Some(id), ..niets });
        }
        if !vraag.opschorting.is_empty() {
            let id: OpschortingId = vraag.opschorting.parse().map_err(|_| Fout::NietGevonden)?;
            let is = storage::opschorting::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
            let (klant, onderzoek) = (Some(is.opschorting.klant), is.opschorting.onderzoek);
            // The investigation behind the suspension is behind the decision too.
            return Ok(Self { klant, onderzoek, opschorting: Some(id) });
        }
        Ok(niets)
    }

    fn pad(&self) -> String {
        match (self.onderzoek, self.opschorting) {
            (_, Some(id)) => paths::bij_opschorting(id),
            (Some(id), _) => paths::bij_onderzoek(id),
            _ => paths::NIEUW.to_owned(),
        }
    }

    fn terug(&self) -> String {
        match (self.onderzoek, self.opschorting) {
            (_, Some(id)) => opschortingen::opschorting(id),
            (Some(id), _) => onderzoeken::onderzoek(id),
            _ => paths::LIJST.to_owned(),
        }
    }
}

/// A kind to choose, with what it is in a sentence.
struct Soortkeuze {
    naam: String,
    href: String,
    uitleg: &'static str,
}

#[derive(Template)]
#[template(path = "recht/besluit/pages/soort.html")]
struct SoortPagina {
    p: Pagina,
    onder: String,
    soorten: Vec<Soortkeuze>,
    terug: String,
}

/// What a client's decision can be about, and rest on.
struct Basis {
    klant: Klant,
    uitkeringen: Vec<Uitkering>,
    tabel: Verlagingstabel,
}

impl Basis {
    async fn laad(bezoek: &Bezoek, klant: Klant) -> Resultaat<Self> {
        let mut reader = bezoek.reader().await?;
        let mut uitkeringen = storage::uitkering::of_klant(&mut reader, klant.id).await?;
        // The latest first: that is what most are about.
        uitkeringen.sort_by_key(|is| std::cmp::Reverse(is.datum_ingang));
        let tabel = storage::verlagingstabel::tabel(&mut reader).await?;
        Ok(Self { klant, uitkeringen, tabel })
    }
}

#[derive(Template)]
#[template(path = "recht/besluit/pages/nieuw.html")]
struct NieuwPagina {
    p: Pagina,
    titel: String,
    onder: String,
    uitleg: &'static str,
    form: BesluitForm,
    fouten: Vec<(String, String)>,
    /// Whether the number of a client is asked.
    met_nummer: bool,
    /// About whom it would be: to be read before it begins. Empty while nobody is known.
    klant: String,
    gezien: String,
    uitkeringen: Vec<Keuze>,
    gronden: Vec<Keuze>,
    inlichtingen: Vec<Keuze>,
    verwijten: Vec<Keuze>,
    /// The municipality's own table is empty.
    zonder_tabel: bool,
    /// That whoever prepares this cannot decide it.
    vier_ogen: bool,
    versie: i64,
    actie: String,
    terug: String,
}

impl NieuwPagina {
    fn is(&self, code: &str) -> bool {
        self.form.soort.code() == code
    }
}

const fn uitleg(soort: SoortBesluit) -> &'static str {
    match soort {
        SoortBesluit::Herziening => {
            "De klant meldde iets niet en kreeg daardoor te veel. De klant houdt recht, op een ander bedrag (artikel 54 lid 3)."
        }
        SoortBesluit::Intrekking => {
            "De klant meldde iets niet en had daardoor geen recht, vanaf een dag of over een periode (artikel 54 lid 3)."
        }
        SoortBesluit::Terugvordering => "Een bedrag dat is betaald, vraagt de gemeente terug (artikel 58).",
        SoortBesluit::Verlaging => {
            "Een deel minder bijstand gedurende een of meer maanden, omdat de klant een verplichting niet nakwam (artikel 18)."
        }
    }
}

async fn kies_soort(bezoek: &Bezoek, van: &Van) -> Resultaat {
    let klant = match van.klant {
        Some(id) => Some(storage::klant::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)?),
        None => None,
    };
    bezoek.inzage("besluit.begin_getoond", Doel::Rechtmatigheid, klant.iter().map(|is| is.id).collect()).await?;
    let pad = van.pad();
    let keuze = |soort: SoortBesluit| Soortkeuze {
        naam: hoofdletter(soort.omschrijving()),
        href: paths::van_soort(&pad, soort),
        uitleg: uitleg(soort),
    };
    pagina(&SoortPagina {
        p: Pagina::voor(bezoek, "Besluit voorbereiden", VANDAAG),
        onder: klant.map_or_else(String::new, |is| format!("{} · klant {}", is.naam.voluit(), is.klantnummer)),
        soorten: SoortBesluit::ALLE.into_iter().map(keuze).collect(),
        terug: van.terug(),
    })
}

/// Where the form goes and comes from: a new decision, or one that is prepared again.
struct Weg {
    titel: String,
    met_nummer: bool,
    versie: i64,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, weg: Weg, basis: Option<&Basis>, mut form: BesluitForm) -> Resultaat {
    let klanten = basis.iter().map(|is| is.klant.id).collect();
    bezoek.inzage("besluit.begin_getoond", Doel::Rechtmatigheid, klanten).await?;
    if let Some(eerste) = basis.and_then(|is| is.uitkeringen.first())
        && form.uitkering.waarde.is_empty()
    {
        form.uitkering.waarde = eerste.id.to_string();
    }
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let wie = basis.map_or_else(String::new, |is| {
        let klant = &is.klant;
        format!("{}, geboren op {}, klant {}", klant.naam.voluit(), lang(klant.geboortedatum), klant.klantnummer)
    });
    let leeg = Verlagingstabel::default();
    let tabel = basis.map_or(&leeg, |is| &is.tabel);
    let mut response = pagina(&NieuwPagina {
        p: Pagina::voor(bezoek, weg.titel.clone(), VANDAAG).met_fouten(fouten.len()),
        titel: weg.titel,
        onder: if weg.met_nummer { "Met een klantnummer".to_owned() } else { wie.clone() },
        uitleg: uitleg(form.soort),
        fouten,
        met_nummer: weg.met_nummer,
        gezien: basis.map_or_else(String::new, |is| is.klant.id.to_string()),
        klant: wie,
        uitkeringen: basis.map_or_else(Vec::new, |is| form.uitkeringen(&is.uitkeringen)),
        gronden: form.gronden(tabel, bezoek.vandaag),
        inlichtingen: BesluitForm::ja_nee(&form.inlichtingen),
        verwijten: BesluitForm::ja_nee(&form.verwijtbaar),
        zonder_tabel: form.soort == SoortBesluit::Verlaging && tabel.rijen().is_empty(),
        vier_ogen: form.soort.vier_ogen(),
        versie: weg.versie,
        actie: weg.actie,
        terug: weg.terug,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn weg_van(van: &Van, soort: SoortBesluit) -> Weg {
    Weg {
        titel: format!("{} voorbereiden", hoofdletter(soort.omschrijving())),
        met_nummer: van.klant.is_none(),
        versie: 0,
        actie: paths::van_soort(&van.pad(), soort),
        terug: van.terug(),
    }
}

/// The client this is about: of what it comes from, or with the number that was typed. Nobody has it? That is said at its field.
async fn van_wie(bezoek: &Bezoek, van: &Van, form: &mut BesluitForm) -> Resultaat<Option<Basis>> {
    let klant = {
        let mut reader = bezoek.reader().await?;
        match van.klant {
            Some(id) => storage::klant::find(&mut reader, id).await?,
            None => match form.nummer() {
                None => return Ok(None),
                Some(nummer) => storage::klant::find_by_number(&mut reader, &nummer).await?,
            },
        }
    };
    let Some(klant) = klant else {
        form.klantnummer.afkeuren("Er is geen klant met dit nummer. Controleer het nummer.");
        return Ok(None);
    };
    Ok(Some(Basis::laad(bezoek, klant).await?))
}

pub(in crate::recht::besluit) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let van = Van::lees(&bezoek, &vraag).await?;
    let Ok(soort) = vraag.soort.parse::<SoortBesluit>() else { return kies_soort(&bezoek, &van).await };
    let mut form = BesluitForm::leeg(bezoek.app.omgeving.nieuw_id(), soort);
    let basis = if van.klant.is_some() { van_wie(&bezoek, &van, &mut form).await? } else { None };
    tonen(&bezoek, weg_van(&van, soort), basis.as_ref(), form).await
}

pub(in crate::recht::besluit) async fn verwerk(
    bezoek: Bezoek,
    Query(vraag): Query<Vraag>,
    formulier: Formulier,
) -> Resultaat {
    let van = Van::lees(&bezoek, &vraag).await?;
    let soort: SoortBesluit = vraag.soort.parse().map_err(|()| Fout::FormulierVerlopen)?;
    let mut form = BesluitForm::uit(&bezoek, soort, &formulier);
    let basis = van_wie(&bezoek, &van, &mut form).await?;
    let Some(basis) = basis else { return tonen(&bezoek, weg_van(&van, soort), None, form).await };
    // Nothing is decided about a client whose name was not read: a number is typed wrong soon.
    if van.klant.is_none() && form.gezien != Some(basis.klant.id) {
        return tonen(&bezoek, weg_van(&van, soort), Some(&basis), form).await;
    }
    let uitkering = gekozen(&mut form, &basis.uitkeringen);
    let (Some((inhoud, motivering)), Some(uitkering)) = (form.lees(), uitkering) else {
        return tonen(&bezoek, weg_van(&van, soort), Some(&basis), form).await;
    };
    let nieuw = Besluit {
        id: form.id,
        klant: basis.klant.id,
        uitkering: uitkering.id,
        onderzoek: van.onderzoek,
        inhoud,
        motivering,
        voorbereiding: Voorbereiding { door: bezoek.gebruiker().id, op: bezoek.vandaag },
        stand: BesluitStand::Voorbereid,
        versie: 1,
    };
    let voorleggen = formulier.tekst("actie") == "voorleggen";
    match actions::bereid_voor(&bezoek, nieuw, van.opschorting, voorleggen).await? {
        Uitslag::Gedaan(id) => Ok(Redirect::to(&paths::besluit(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(&bezoek, weg_van(&van, soort), Some(&basis), form).await
        }
    }
}

/// The benefit that was chosen; one only needs no choice.
fn gekozen<'a>(form: &mut BesluitForm, uitkeringen: &'a [Uitkering]) -> Option<&'a Uitkering> {
    if let [een] = uitkeringen {
        return Some(een);
    }
    let kies = |text: &str| uitkeringen.iter().find(|is| is.id.to_string() == text);
    form.uitkering.lees(kies, "Kies over welke uitkering het gaat.")
}

/// A decision that can still be changed, with its client.
async fn concept(bezoek: &Bezoek, id: BesluitId) -> Resultaat<(Besluit, Basis)> {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?.besluit;
    if !is.stand.is_concept() {
        let tekst = format!("Dit besluit is {} en kan niet meer worden gewijzigd.", is.stand.omschrijving());
        return Err(Fout::in_strijd("besluit_stand", tekst));
    }
    let klant = storage::klant::find(&mut reader, is.klant).await?.ok_or(Fout::NietGevonden)?;
    drop(reader);
    Ok((is, Basis::laad(bezoek, klant).await?))
}

fn weg_terug(is: &Besluit, versie: i64) -> Weg {
    Weg {
        titel: format!("{} wijzigen", hoofdletter(is.inhoud.soort().omschrijving())),
        met_nummer: false,
        versie,
        actie: paths::wijzigen(is.id),
        terug: paths::besluit(is.id),
    }
}

pub(in crate::recht::besluit) async fn toon_wijzigen(bezoek: Bezoek, Pad(id): Pad<BesluitId>) -> Resultaat {
    let (is, basis) = concept(&bezoek, id).await?;
    let form = BesluitForm::van_besluit(&is);
    tonen(&bezoek, weg_terug(&is, is.versie), Some(&basis), form).await
}

pub(in crate::recht::besluit) async fn wijzig(
    bezoek: Bezoek,
    Pad(id): Pad<BesluitId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let (is, basis) = concept(&bezoek, id).await?;
    let mut form = BesluitForm { id, ..BesluitForm::uit(&bezoek, is.inhoud.soort(), &formulier) };
    let Some(gelezen) = form.lees() else {
        return tonen(&bezoek, weg_terug(&is, versie), Some(&basis), form).await;
    };
    let voorleggen = formulier.tekst("actie") == "voorleggen";
    match actions::wijzig(&bezoek, (id, versie), gelezen, voorleggen).await? {
        Uitslag::Gedaan(id) => Ok(Redirect::to(&paths::besluit(id)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(&bezoek, weg_terug(&is, versie), Some(&basis), form).await
        }
    }
}
