//! Caseloads over time: the histories of the clients of a team, or of a whole town part by part so that memory does not grow with
//! it, counted per week and weighed by what held then.

use std::collections::BTreeMap;

use domain::{
    belasting::{Jaarkalender, Telling, Weekbelasting, aandeel_op, maandag_van, maandagen_van, per_week},
    id::{GebruikerId, KlantId},
};
use jiff::civil::Date;
use storage::{
    Reader, belasting,
    belasting::{Belastingen, Wie},
    contactstand, werkrooster,
};

use super::forms::{VerloopForm, Welk};
use crate::web::{Lijsten, Resultaat};

/// Clients read at a time: some megabytes.
const PER_KEER: i64 = 20_000;

/// What came of it.
pub(super) struct Verloop {
    pub(super) maandagen: Vec<Date>,
    /// Per klantmanager, in order of time; weeks without clients are left out.
    pub(super) weken: BTreeMap<GebruikerId, Vec<Weekbelasting>>,
    /// A share held in some week.
    pub(super) aandeel_bekend: bool,
}

pub(super) async fn laad(reader: &mut Reader, form: &VerloopForm, lijsten: &Lijsten) -> Resultaat<Verloop> {
    let (van, tot) = form.periode;
    let maandagen = maandagen_van(van, tot);
    let (Some(eerste), Some(laatste)) = (maandagen.first().copied(), maandagen.last().copied()) else {
        return Ok(Verloop { maandagen, weken: BTreeMap::new(), aandeel_bekend: true });
    };
    let mut telling = Telling::nieuw(maandagen.clone());
    let wie = match form.welk {
        Welk::Team(team) => {
            for klant in belasting::verleden(reader, team, eerste, laatste).await? {
                telling.tel(&klant);
            }
            Wie::Team(team)
        }
        Welk::Allen => {
            tel_allen(reader, &mut telling, eerste, laatste).await?;
            Wie::Allen
        }
    };
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

/// How heavy caseloads are at the end of what is shown.
pub(super) enum Laatste {
    /// In the week of today: the same figures as the page of the team, of today.
    Vandaag(Box<Belastingen>),
    /// In a week of the past, on its Monday.
    Week(Date),
}

/// Works it out. A week that has only begun is that of today on every page: somebody who got a client on Wednesday has one more
/// than on Monday.
pub(super) async fn laatste(
    reader: &mut Reader,
    form: &VerloopForm,
    verloop: &Verloop,
    lijsten: &Lijsten,
    vandaag: Date,
) -> Resultaat<Laatste> {
    let maandag = verloop.maandagen.last().copied().unwrap_or(vandaag);
    if maandag_van(vandaag) != maandag {
        return Ok(Laatste::Week(maandag));
    }
    let wie = match form.welk {
        Welk::Team(team) => Wie::Team(team),
        Welk::Allen => Wie::Allen,
    };
    let nu = belasting::belastingen(reader, wie, vandaag, &lijsten.normen).await?;
    Ok(Laatste::Vandaag(Box::new(nu)))
}

/// Counts every client of the town in, some thousands at a time.
async fn tel_allen(reader: &mut Reader, telling: &mut Telling, eerste: Date, laatste: Date) -> Resultaat<()> {
    let mut na = KlantId::from(uuid::Uuid::nil());
    loop {
        let Some(tot) = contactstand::ids(reader, Some(na), PER_KEER).await?.last().copied() else { return Ok(()) };
        for klant in belasting::verleden_van(reader, (na, tot), eerste, laatste).await? {
            telling.tel(&klant);
        }
        na = tot;
    }
}
