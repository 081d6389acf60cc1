//! Moving a conversation, and taking that back: two conversations in one transaction.

use domain::{
    deelnemer::Deelnemer,
    gesprek::{Afspraak, Gesprek, GesprekStand, Partij},
    id::GesprekId,
};
use serde_json::json;
use storage::concept;

use super::{
    Bezwaren, Uitslag,
    bezwaar::{self, Wie},
    nog_bij_ons, stap, wanneer, welk,
};
use crate::web::{Bezoek, Fout, Resultaat};

/// Moves a conversation that was read at `versie`; gives the one that takes its place, which gets the id `nieuw`. With `toch` it
/// is meant, whatever speaks against it.
pub(in crate::contact::gesprek) async fn verzet(
    bezoek: &Bezoek,
    (id, versie): (GesprekId, i64),
    nieuw: GesprekId,
    afspraak: Afspraak,
    waarom: (Partij, String),
    toch: bool,
) -> Resultaat<Result<Uitslag, Bezwaren>> {
    let mut writer = bezoek.writer().await?;
    let gezien = storage::gesprek::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    bezwaar::lock(&mut writer, Wie::van(&gezien)).await?;
    let nu = storage::gesprek::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        // The form was sent twice: the first one did it.
        let earlier = storage::gesprek::find(&mut writer, nieuw).await?.filter(|gesprek| gesprek.vorige == Some(id));
        return match earlier {
            Some(gesprek) if !zegt_hetzelfde(&nu, &gesprek, &afspraak, &waarom) => Err(Fout::al_verstuurd()),
            Some(gesprek) => Ok(Ok(Uitslag::Gedaan(Box::new(gesprek)))),
            None => Ok(Ok(Uitslag::Intussen)),
        };
    }
    if !toch {
        let bezwaren = bezwaar::vooraf(&mut writer, Wie::van(&nu), &afspraak, Some(&nu)).await?;
        if !bezwaren.is_empty() {
            return Ok(Err(Bezwaren(bezwaren)));
        }
    }
    let van = nu.stand.code();
    let (oud, later) = match nu.verzet(nieuw, afspraak, waarom, bezoek.nu) {
        Ok(both) => both,
        Err(geweigerd) => return Ok(Ok(Uitslag::Geweigerd(geweigerd))),
    };
    // The old one first: who comes second, learns it here.
    if let Some(intussen) = schrijf(bezoek, &mut writer, &oud).await? {
        return Ok(Ok(intussen));
    }
    match storage::gesprek::insert(&mut writer, &later, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Err(Fout::FormulierVerlopen),
        written => written?,
    }
    neem_mee(bezoek, &mut writer, oud.id, later.id).await?;
    concept::delete(&mut writer, welk(bezoek, id)).await?;
    let details = json!({ "van": van, "naar": oud.stand.code(), "opvolger": later.id });
    let moved = bezoek.regel("gesprek.verzet", id, Some(oud.klant), &details);
    let planned = bezoek.regel("gesprek.gepland", later.id, Some(later.klant), &wanneer(&later));
    writer.commit(moved, &[planned]).await?;
    Ok(Ok(Uitslag::Gedaan(Box::new(later))))
}

/// Whether a form that is sent twice says what the first one did: the appointment, by whom and why.
fn zegt_hetzelfde(oud: &Gesprek, later: &Gesprek, afspraak: &Afspraak, waarom: &(Partij, String)) -> bool {
    let reden = match &oud.stand {
        GesprekStand::Verzet { door, toelichting } => *door == waarom.0 && *toelichting == waarom.1,
        _ => false,
    };
    reden && later.afspraak() == *afspraak
}

/// Whoever takes part, and the lawfulness track beside it, go along. A note that was written stays where it was.
async fn neem_mee(bezoek: &Bezoek, writer: &mut storage::Writer, van: GesprekId, naar: GesprekId) -> Resultaat<()> {
    for deelnemer in storage::deelnemer::of_gesprek(writer, van).await? {
        let ook = Deelnemer {
            id: bezoek.app.omgeving.nieuw_id(),
            gesprek: naar,
            conclusie: String::new(),
            heeft_notitie: false,
            versie: 1,
            ..deelnemer
        };
        storage::deelnemer::insert(writer, &ook, bezoek.gebruiker().id, bezoek.nu).await?;
    }
    Ok(storage::rechtmatigheid::verplaats(writer, van, naar).await?)
}

/// Takes a move back: the one that took its place is called off, as long as nothing came of it.
pub(super) async fn draai_terug(bezoek: &Bezoek, id: GesprekId, versie: i64) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let gezien = storage::gesprek::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    bezwaar::lock(&mut writer, Wie::van(&gezien)).await?;
    let nu = storage::gesprek::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != versie {
        return Ok(Uitslag::Intussen);
    }
    let Some(opvolger) = storage::gesprek::opvolger(&mut writer, id).await? else {
        drop(writer);
        return stap(bezoek, id, versie, "gesprek.teruggedraaid", Gesprek::herstel).await;
    };
    // Who has the new time is not moved back behind his back.
    nog_bij_ons(&mut writer, &opvolger).await?;
    let (van, van_opvolger) = (nu.stand.code(), opvolger.stand.code());
    let (mut terug, af) = match nu.draai_verzetten_terug(opvolger) {
        Ok(both) => both,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    for gesprek in [&af, &terug] {
        if let Some(intussen) = schrijf(bezoek, &mut writer, gesprek).await? {
            return Ok(intussen);
        }
    }
    storage::rechtmatigheid::verplaats(&mut writer, af.id, terug.id).await?;
    concept::delete(&mut writer, welk(bezoek, af.id)).await?;
    let details = json!({ "van": van, "naar": terug.stand.code() });
    let back = bezoek.regel("gesprek.teruggedraaid", id, Some(terug.klant), &details);
    let details = json!({ "van": van_opvolger, "naar": af.stand.code(), "vorige": id });
    let off = bezoek.regel("gesprek.afgezegd", af.id, Some(af.klant), &details);
    writer.commit(back, &[off]).await?;
    terug.versie += 1;
    Ok(Uitslag::Gedaan(Box::new(terug)))
}

/// Writes one of the two; gives how that went when somebody else was first.
async fn schrijf(bezoek: &Bezoek, writer: &mut storage::Writer, gesprek: &Gesprek) -> Resultaat<Option<Uitslag>> {
    match storage::gesprek::update(writer, gesprek, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Stale) => Ok(Some(Uitslag::Intussen)),
        written => Ok(written.map(|()| None)?),
    }
}
