//! Caseloads over time: the histories of the clients of a team, or of every team in turn so that memory does not grow with the
//! town, counted per week and weighed by what held then.

use std::collections::BTreeMap;

use domain::{
    belasting::{Jaarkalender, Telling, Weekbelasting, aandeel_op, maandagen_van, per_week},
    id::{GebruikerId, TeamId},
};
use jiff::civil::Date;
use storage::{Reader, belasting, belasting::Wie, werkrooster};

use super::forms::{VerloopForm, Welk};
use crate::web::{Lijsten, Resultaat};

/// What came of it.
pub(super) struct Verloop {
    pub(super) maandagen: Vec<Date>,
    /// Per klantmanager, in order of time; weeks without clients are left out.
    pub(super) weken: BTreeMap<GebruikerId, Vec<Weekbelasting>>,
    /// A share held in some week.
    pub(super) aandeel_bekend: bool,
}

pub(super) async fn laad(
    reader: &mut Reader,
    form: &VerloopForm,
    teams: &[(TeamId, String)],
    lijsten: &Lijsten,
) -> Resultaat<Verloop> {
    let (van, tot) = form.periode;
    let maandagen = maandagen_van(van, tot);
    let (Some(eerste), Some(laatste)) = (maandagen.first().copied(), maandagen.last().copied()) else {
        return Ok(Verloop { maandagen, weken: BTreeMap::new(), aandeel_bekend: true });
    };
    let (groepen, wie): (Vec<Option<TeamId>>, Wie) = match form.welk {
        Welk::Team(team) => (vec![Some(team)], Wie::Team(team)),
        // Who left is in no team, and had clients all the same.
        Welk::Allen => (teams.iter().map(|(team, _)| Some(*team)).chain([None]).collect(), Wie::Allen),
    };
    let mut telling = Telling::nieuw(maandagen.clone());
    for team in groepen {
        for klant in belasting::verleden(reader, team, eerste, laatste).await? {
            telling.tel(&klant);
        }
    }
    let werktijden = werkrooster::van_velen(reader, wie, eerste).await?;
    let jaar = Jaarkalender::nieuw(&belasting::kalender(reader, eerste, laatste).await?, eerste, laatste);
    let aandelen = belasting::aandelen(reader).await?;
    let aandeel = |maandag| aandeel_op(&aandelen, maandag).map(|aandeel| aandeel.procent);
    let gewogen = per_week(&telling, &lijsten.normen, |wie, maandag| {
        let tijd = werktijden.get(&wie).and_then(|(roosters, weg)| jaar.minuten(maandag, roosters, weg));
        (tijd, aandeel(maandag))
    });
    let mut weken: BTreeMap<GebruikerId, Vec<Weekbelasting>> = BTreeMap::new();
    for week in gewogen {
        weken.entry(week.klantmanager).or_default().push(week);
    }
    Ok(Verloop { aandeel_bekend: aandeel(laatste).is_some(), maandagen, weken })
}
