//! Changes to a plan in parcels, and the table of everything they can come to together.

/// A change with respect to the plan to begin with.
pub(super) struct Stuk {
    pub(super) groep: usize,
    pub(super) keer: i64,
    pub(super) uren: i64,
    pub(super) prijs: i64,
}

/// So many of a group at most, in parcels of 1, 2, 4, ...
pub(super) fn pak_in(stukken: &mut Vec<Stuk>, groep: usize, uren: i64, prijs: i64, mut rest: i64, teken: i64) {
    let mut keer = 1;
    while rest > 0 {
        let nu = keer.min(rest);
        stukken.push(Stuk { groep, keer: teken * nu, uren: teken * nu * uren, prijs: nu * prijs });
        rest -= nu;
        keer *= 2;
    }
}

/// Every state, with and without this parcel; from whichever side no parcel is used twice. States are rows of hours, a row per number of
/// clients.
pub(super) fn neem_mee(kosten: &mut [i64], gekozen: &mut [bool], breed: usize, keer: i64, stuk: &Stuk) {
    let rijen = i64::try_from(kosten.len() / breed.max(1)).unwrap_or(0);
    let lang = i64::try_from(breed).unwrap_or(0);
    let uren = stuk.uren.max(0)..(lang + stuk.uren).min(lang);
    let mut probeer = |rij: i64, uur: i64| {
        let naar = usize::try_from(rij * lang + uur).unwrap_or(0);
        let van = usize::try_from((rij - keer) * lang + uur - stuk.uren).unwrap_or(0);
        let nieuw = kosten[van] + stuk.prijs;
        if nieuw < kosten[naar] {
            kosten[naar] = nieuw;
            gekozen[naar] = true;
        }
    };
    let mut rij = |rij: i64| {
        if stuk.uren > 0 {
            uren.clone().rev().for_each(|uur| probeer(rij, uur));
        } else {
            uren.clone().for_each(|uur| probeer(rij, uur));
        }
    };
    if keer > 0 {
        (keer..rijen).rev().for_each(&mut rij);
    } else {
        (0..rijen + keer).for_each(&mut rij);
    }
}
