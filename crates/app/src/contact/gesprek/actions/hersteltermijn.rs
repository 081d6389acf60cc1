//! What follows when somebody does not come: a cure period with its letter, and the hand-over to lawfulness.

use domain::{
    brief::Taal,
    gesprek::{Gesprek, GesprekStand, Hersteltermijn, Termijnbrief},
    id::{BriefId, GesprekId},
};
use storage::Reader;

use super::{Uitslag, stap_in};
use crate::{
    post,
    web::{Bezoek, Fout, Resultaat},
};

/// Gives a cure period and files its letter: both, or neither. Whether the invitation reached the client is read with the client
/// taken: nobody takes its printing back meanwhile.
pub(in crate::contact::gesprek) async fn geef_hersteltermijn(
    bezoek: &Bezoek,
    id: GesprekId,
    versie: i64,
    termijn: Hersteltermijn,
    brief: (BriefId, Taal),
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let gesprek = storage::gesprek::find_locked(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    let bereikt = post::bereikt(&mut writer, &gesprek).await?;
    let step = |gesprek: Gesprek| gesprek.geef_hersteltermijn(termijn, bezoek.vandaag, bereikt);
    let handeling = ("gesprek.hersteltermijn_gegeven", Some(brief));
    stap_in(bezoek, writer, (id, versie), handeling, step).await
}

/// Whether the client was told of the cure period; nothing when there is none.
pub(in crate::contact::gesprek) async fn termijnbrief(
    reader: &mut Reader,
    gesprek: &Gesprek,
) -> Resultaat<Option<Termijnbrief>> {
    let GesprekStand::InHersteltermijn { termijn, .. } = gesprek.stand else { return Ok(None) };
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    Ok(Some(Termijnbrief::van(&brieven, termijn)))
}

/// Hands the case over to lawfulness. The letters are read with the client taken: nobody takes the printing back meanwhile.
pub(in crate::contact::gesprek) async fn draag_over(bezoek: &Bezoek, id: GesprekId, versie: i64) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let gesprek = storage::gesprek::find_locked(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    let brief = termijnbrief(&mut writer, &gesprek).await?.unwrap_or(Termijnbrief::Ontbreekt);
    let bereikt = post::bereikt(&mut writer, &gesprek).await?;
    let step = |gesprek: Gesprek| gesprek.draag_over(bezoek.vandaag, brief, bereikt);
    stap_in(bezoek, writer, (id, versie), ("gesprek.naar_rechtmatigheid", None), step).await
}
