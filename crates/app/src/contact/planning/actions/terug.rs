//! Taking a round back.

use domain::{
    gesprek::{Gesprek, GesprekStand, Kanaal},
    id::PlanrondeId,
};
use serde_json::json;
use storage::{Reader, brief::Stapel, bulk, planning};

use crate::{
    gesprek, post,
    web::{Bezoek, Fout, Resultaat},
};

/// Takes back what was planned in a round, as far as no client knows of it: what stood on the list stands there again, the rest is
/// off. Whoever has his invitation keeps his conversation; that is moved or called off with a letter. Gives how
/// many were taken back.
pub(in crate::contact::planning) async fn draai_terug(bezoek: &Bezoek, id: PlanrondeId) -> Resultaat<usize> {
    let mut writer = bezoek.writer().await?;
    let wie = Stapel::van(bezoek.gebruiker());
    let ronde = planning::find_van(&mut writer, id, wie, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)?;
    // First of all the diary, as a round that is planned does: two of them never wait for each other.
    storage::werkrooster::lock(&mut writer, ronde.klantmanager).await?;
    // What it leaves behind gets no invitation any more that nobody asks for.
    planning::vanzelf::set(&mut writer, id, None).await?;
    // Then all clients at once, in their one order: one by one, in that of their moments, two rounds could wait for each other.
    let klanten = planning::klanten_van(&mut writer, id).await?;
    let wie: Vec<_> = klanten.iter().map(|klant| klant.uitkomst.klant).collect();
    storage::klantstand::lock_alle(&mut writer, &wie).await?;
    let mut regels = Vec::new();
    for klant in klanten {
        let Ok(gepland) = klant.uitkomst.gesprek else { continue };
        let nu = storage::gesprek::find_locked(&mut writer, gepland).await?.ok_or(Fout::NietGevonden)?;
        if !weet_van_niets(&mut writer, &nu).await? {
            continue;
        }
        let van = nu.stand.code();
        let ongevraagd = if nu.stand == GesprekStand::Uitgenodigd { nu.herstel() } else { Ok(nu) };
        let Ok(ongevraagd) = ongevraagd else { continue };
        // One of each kind stands on the list: where another came to stand there meanwhile, this one stays planned.
        if gesprek::komt_dubbel_op_lijst(&mut writer, ongevraagd.clone()).await? {
            continue;
        }
        let Ok(terug) = ongevraagd.draai_planning_terug() else { continue };
        storage::gesprek::update(&mut writer, &terug, bezoek.gebruiker().id, bezoek.nu).await?;
        let details = json!({ "van": van, "naar": terug.stand.code(), "planronde": id });
        regels.push(bezoek.regel("gesprek.planning_teruggedraaid", terug.id, Some(terug.klant), &details));
    }
    if regels.is_empty() {
        let tekst = "Van deze ronde kan niets meer worden teruggedraaid: er is niets gepland, of elke klant weet al van zijn \
                     gesprek. Verzet een gesprek of zeg het af, en laat dat de klant weten.";
        return Err(Fout::in_strijd("planronde_niets_terug", tekst));
    }
    bulk::append_log(&mut writer, &regels).await?;
    let details = json!({ "klantmanager": ronde.klantmanager, "teruggedraaid": regels.len() });
    writer.commit(bezoek.regel("planronde.teruggedraaid", id.uuid(), None, &details), &[]).await?;
    Ok(regels.len())
}

/// Whether the client cannot know of his conversation yet: nobody invited him, or the letter is still with us.
async fn weet_van_niets(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<bool> {
    let Some(uitnodiging) = &gesprek.uitnodiging else { return Ok(gesprek.stand == GesprekStand::Gepland) };
    if gesprek.stand != GesprekStand::Uitgenodigd || !matches!(uitnodiging.kanaal, Kanaal::Brief | Kanaal::Email) {
        return Ok(false);
    }
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    // One that was written elsewhere, is with the client.
    let ligt_hier = brieven.iter().any(|brief| brief.kenmerk == uitnodiging.bewijs);
    Ok(ligt_hier && post::uitnodiging_weg(reader, gesprek).await?.is_none())
}
