//! What can be done with letters: load, decide, write, log, commit, in one transaction.

mod afdruk;
mod ronde;
mod sjabloon;
mod termijn;
mod vanzelf;

use domain::{
    brief::{Afzender, Brief, Briefinhoud, Briefsoort, Gegevens, Sjabloon, Sjabloonsoort, Taal, kenmerk, vul},
    codelijst::Codelijst,
    datum::plaatselijk,
    gesprek::{Gesprek, GesprekStand, Kanaal, Uitnodiging, per_telefoon},
    id::{BriefId, GesprekId},
    klant::Klant,
    logboek::Regel,
    uitbak::Zending,
};
use jiff::civil::DateTime;
use serde_json::json;
use storage::{Reader, Writer, uitbak};

pub(super) use self::{
    afdruk::{MOST, draai_terug, druk_af, druk_een_af, stapel_tot, toch_niet_afgedrukt},
    sjabloon::{Geldend, bewaar, bewaar_afzender, geldend},
};
pub(crate) use self::{
    ronde::nodig_uit,
    termijn::maak_over_termijn,
    vanzelf::{VOORAF_DAGEN, nodig_vanzelf_uit},
};
use crate::{
    deelnemer,
    post::{self, Adres},
    web::{Bezoek, Fout, Resultaat, woorden::zin},
};

/// What somebody asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verzoek {
    /// Given out with the form: sent twice, it makes one letter.
    pub(super) id: BriefId,
    pub(super) soort: Briefsoort,
    pub(super) taal: Taal,
    /// By e-mail, or else by post.
    pub(super) per_email: bool,
    /// The version of the conversation that was looked at.
    pub(super) versie: i64,
}

/// Makes a letter about a conversation and files it. An invitation also records that the client was invited, with the
/// reference as proof, and a letter by e-mail is put in the outbox: all of it or nothing.
pub(super) async fn maak(bezoek: &Bezoek, gesprek: GesprekId, verzoek: Verzoek) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    if let Some(bekend) = storage::brief::find(&mut writer, verzoek.id).await? {
        return if bekend.gesprek == gesprek { Ok(()) } else { Err(Fout::NietGevonden) };
    }
    let gesprek = storage::gesprek::find_locked(&mut writer, gesprek).await?.ok_or(Fout::NietGevonden)?;
    if gesprek.versie != verzoek.versie {
        return Err(Fout::Intussen);
    }
    let weet_ervan = post::weet_ervan(&mut writer, &gesprek).await?;
    if Briefsoort::bij(&gesprek, weet_ervan) != Some(verzoek.soort) {
        if verzoek.soort == Briefsoort::Afzegging && !weet_ervan {
            return Err(Fout::in_strijd("afzegging_onnodig", NOOIT_UITGENODIGD));
        }
        let (soort, stand) = (verzoek.soort.omschrijving(), gesprek.stand.omschrijving());
        return Err(Fout::in_strijd(
            "brief_stand",
            format!("Een {soort} past nu niet bij dit gesprek. Stand: {stand}."),
        ));
    }
    if verzoek.soort.is_vooraf() && gesprek.moment <= bezoek.nu {
        let tekst = "Dit gesprek is al begonnen of voorbij. Leg vast hoe het ging, of verzet het.";
        return Err(Fout::in_strijd("gesprek_begonnen", tekst));
    }
    post::niet_overleden(&mut writer, gesprek.klant).await?;
    let zending = zending(bezoek, &mut writer, &gesprek, verzoek).await?;
    let brief = stel_op(bezoek, &mut writer, &gesprek, verzoek).await?;
    let sjabloon = Sjabloonsoort::voor(brief.soort, &gesprek.soort);
    let mut meer = Vec::new();
    if verzoek.soort == Briefsoort::Uitnodiging {
        let kanaal = if zending.is_some() { Kanaal::Email } else { Kanaal::Brief };
        let uitnodiging = Uitnodiging { op: bezoek.vandaag, kanaal, bewijs: brief.kenmerk.clone() };
        let van = gesprek.stand.code();
        let gesprek = gesprek
            .nodig_uit(uitnodiging)
            .map_err(|geweigerd| Fout::in_strijd("gesprek_stand", zin(&geweigerd.to_string())))?;
        storage::gesprek::update(&mut writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await?;
        let details = json!({ "van": van, "naar": gesprek.stand.code() });
        meer.push(bezoek.regel("gesprek.uitgenodigd", gesprek.id, Some(gesprek.klant), &details));
    }
    match storage::brief::insert(&mut writer, &brief).await {
        // Sent twice at the same moment: the first one did it.
        Err(storage::Error::Duplicate(_)) => return eerder_gemaakt(bezoek, &brief).await,
        written => written?,
    }
    if let Some(zending) = &zending {
        uitbak::insert(&mut writer, zending, bezoek.nu).await?;
    }
    writer.commit(gemaakt(bezoek, &brief, sjabloon, zending.is_some()), &meer).await?;
    if zending.is_some() {
        bezoek.app.wekker.notify_one();
    }
    Ok(())
}

/// The line of the log for a letter that was made, with the text it was worded with.
fn gemaakt(bezoek: &Bezoek, brief: &Brief, sjabloon: Sjabloonsoort, per_email: bool) -> Regel {
    let details = json!({
        "weg": if per_email { "email" } else { "post" },
        "soort": brief.soort.code(),
        "taal": brief.taal.code(),
        "sjabloon": sjabloon.code(),
        "sjabloon_versie": brief.sjabloon_versie,
        "kenmerk": brief.kenmerk,
    });
    bezoek.regel("brief.gemaakt", brief.id, Some(brief.klant), &details)
}

/// The place of a letter in the outbox, when it is to go by e-mail and may.
async fn zending(
    bezoek: &Bezoek,
    writer: &mut Writer,
    gesprek: &Gesprek,
    verzoek: Verzoek,
) -> Resultaat<Option<Zending>> {
    if !verzoek.per_email {
        return Ok(None);
    }
    if !verzoek.soort.mag_per_email() {
        return Err(Fout::in_strijd("brief_alleen_post", "Deze brief gaat altijd per post."));
    }
    match post::adres(&bezoek.app, writer, gesprek.klant).await? {
        Adres::Kan { aan, domein } => {
            let id = bezoek.app.omgeving.nieuw_id();
            Ok(Some(Zending::zet_klaar(id, verzoek.id, aan, &domein, bezoek.nu)))
        }
        Adres::Nog(waarom) => Err(Fout::in_strijd("email_adres", waarom)),
        Adres::Geen => Err(Fout::in_strijd("email_uit", "Brieven gaan hier niet per e-mail. Kies de post.")),
    }
}

async fn eerder_gemaakt(bezoek: &Bezoek, brief: &Brief) -> Resultaat<()> {
    let bekend = storage::brief::find(&mut bezoek.reader().await?, brief.id).await?;
    bekend.filter(|bekend| bekend.gesprek == brief.gesprek).map(|_| ()).ok_or(Fout::Intussen)
}

/// Words the letter from what the record says now.
async fn stel_op(bezoek: &Bezoek, writer: &mut Writer, gesprek: &Gesprek, verzoek: Verzoek) -> Resultaat<Brief> {
    let Verzoek { id, soort, taal, .. } = verzoek;
    let klant = storage::klant::find(writer, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
    let afzender = storage::brief::sjabloon::afzender(writer).await?.map(|(afzender, _)| afzender);
    let afzender = afzender.ok_or_else(|| Fout::in_strijd("brief_afzender", ZONDER_AFZENDER))?;
    let geldend = geldend(writer, Sjabloonsoort::voor(soort, &gesprek.soort), taal).await?.ok_or_else(|| {
        Fout::in_strijd(
            "brief_taal",
            format!("Deze brief is er niet in het {}. Kies een andere taal.", taal.omschrijving()),
        )
    })?;
    // It was read before it was saved; a field that has gone since is a mistake of the program.
    let sjabloon = Sjabloon::lees(soort, &geldend.tekst.onderwerp, &geldend.tekst.tekst);
    let sjabloon = sjabloon.map_err(|fouten| Fout::Onverwacht(format!("{soort:?} {taal:?}: {fouten:?}")))?;
    let ook_aanwezig =
        if soort.kondigt_aan() { deelnemer::namen(bezoek, writer, gesprek.id).await? } else { Vec::new() };
    let gegevens = gegevens(bezoek, gesprek, &klant, taal, afzender).await?;
    let in_plaats_van = if soort.kondigt_aan() { in_plaats_van(writer, gesprek).await? } else { None };
    let gegevens = Gegevens { ook_aanwezig, in_plaats_van, ..gegevens };
    let ingevuld = vul(&sjabloon, &gegevens)
        .map_err(|ontbreekt| Fout::in_strijd("brief_onvolledig", zin(&ontbreekt.to_string())))?;
    // A cure period counts from the day on its letter.
    let datum = match (soort, gesprek.stand.termijn()) {
        (Briefsoort::NietVerschenen, Some(termijn)) => termijn.brief,
        _ => bezoek.vandaag,
    };
    Ok(Brief {
        id,
        klant: klant.id,
        gesprek: gesprek.id,
        soort,
        taal,
        sjabloon_versie: geldend.versie,
        kenmerk: kenmerk(id, datum),
        inhoud: Briefinhoud {
            geadresseerde: geadresseerde(&klant),
            afzender: gegevens.afzender,
            datum,
            onderwerp: ingevuld.onderwerp,
            blokken: ingevuld.blokken,
            ondertekenaar: gegevens.klantmanager,
        },
        gemaakt_op: bezoek.nu,
        gemaakt_door: bezoek.gebruiker().id,
        afgedrukt_op: None,
    })
}

/// When the client was expected before this conversation was moved: the last time that he knew of. Of one that he never heard of
/// there is nothing to take back.
async fn in_plaats_van(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Option<DateTime>> {
    let mut vorige = gesprek.vorige;
    while let Some(id) = vorige {
        let Some(was) = storage::gesprek::find(reader, id).await? else { break };
        if post::weet_ervan(reader, &was).await? {
            return Ok(Some(plaatselijk(was.moment).datetime()));
        }
        vorige = was.vorige;
    }
    Ok(None)
}

/// Why no letter says that a conversation is off.
const NOOIT_UITGENODIGD: &str = "De uitnodiging voor dit gesprek is nooit weggegaan, dus de klant weet er niet van. Een afzegging is \
     niet nodig.";

/// What to do when nobody filled in from whom letters come.
pub(crate) const ZONDER_AFZENDER: &str =
    "Nog niet ingevuld is van wie de brieven komen. Vraag de applicatiebeheerder dat te doen (Beheer, Brieven).";

async fn gegevens(
    bezoek: &Bezoek,
    gesprek: &Gesprek,
    klant: &Klant,
    taal: Taal,
    afzender: Afzender,
) -> Resultaat<Gegevens> {
    let lijsten = bezoek.lijsten().await?;
    let afspraken = match &gesprek.stand {
        GesprekStand::Gevoerd(verslag) => verslag.afspraken_in_brief(lijsten.gebruiker(gesprek.klantmanager)),
        _ => String::new(),
    };
    Ok(Gegevens {
        taal,
        klant: klant.naam.clone(),
        soort: lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str()).to_owned(),
        moment: plaatselijk(gesprek.moment).datetime(),
        duur_minuten: gesprek.duur_minuten,
        plaats: gesprek.plaats.clone(),
        telefonisch: per_telefoon(&gesprek.soort),
        telefoon: klant.contact.telefoon.clone(),
        in_plaats_van: None,
        klantmanager: lijsten.gebruiker(gesprek.klantmanager).to_owned(),
        ook_aanwezig: Vec::new(),
        tolk: gesprek.tolk.clone(),
        afzender,
        uitgenodigd: gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.op),
        hersteltermijn: gesprek.stand.termijn().map(|termijn| termijn.einde),
        afspraken,
    })
}

/// Name and address for the window. Half an address brings a letter to the wrong door: then there is a name only.
pub(crate) fn geadresseerde(klant: &Klant) -> Vec<String> {
    let contact = &klant.contact;
    let mut regels = vec![klant.naam.voluit()];
    if let Some(postcode) = contact.postcode
        && !contact.adres.trim().is_empty()
        && !contact.woonplaats.trim().is_empty()
    {
        regels.push(contact.adres.trim().to_owned());
        regels.push(format!("{postcode}  {}", contact.woonplaats.trim()));
    }
    regels
}
