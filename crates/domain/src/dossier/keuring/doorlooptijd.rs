//! How long examinations take, over a list.

use jiff::civil::Date;

use super::Keuringszaak;

/// How long examinations took, and how many were in time. What was called off does not count.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Doorlooptijden {
    /// How many were answered.
    pub afgerond: usize,
    /// Days from asking to answer, on average; none when nothing was answered.
    pub gemiddeld: Option<f64>,
    /// The one in the middle.
    pub mediaan: Option<f64>,
    /// Of how many with a term it is known whether they were in time: answered, or still open after their last day. To leave
    /// out the late ones that are still open would make the share look better than it is.
    pub te_beoordelen: usize,
    /// How many of those were answered in time.
    pub op_tijd: usize,
}

impl Doorlooptijden {
    /// Of a list, as it stands today.
    #[must_use]
    pub fn van<'a>(keuringen: impl IntoIterator<Item = &'a Keuringszaak>, vandaag: Date) -> Self {
        let (mut dagen, mut telling) = (Vec::new(), Self::default());
        for keuring in keuringen {
            dagen.extend(keuring.doorlooptijd());
            let op_tijd = match (keuring.afgerond(), keuring.uiterlijk()) {
                (Some(klaar), Some(uiterlijk)) => klaar <= uiterlijk,
                _ if keuring.over_tijd(vandaag) => false,
                _ => continue,
            };
            telling.te_beoordelen += 1;
            telling.op_tijd += usize::from(op_tijd);
        }
        dagen.sort_unstable();
        let gemiddeld = (!dagen.is_empty()).then(|| dagen.iter().sum::<i64>() as f64 / dagen.len() as f64);
        Self { afgerond: dagen.len(), gemiddeld, mediaan: mediaan(&dagen), ..telling }
    }

    /// The share that was in time; none when nothing can be said.
    #[must_use]
    pub fn aandeel_op_tijd(&self) -> Option<f64> {
        (self.te_beoordelen > 0).then(|| self.op_tijd as f64 / self.te_beoordelen as f64)
    }
}

/// The middle of what is in order; between the two in the middle when there are two.
pub(crate) fn mediaan(dagen: &[i64]) -> Option<f64> {
    let hoog = *dagen.get(dagen.len() / 2)?;
    let laag = dagen[(dagen.len() - 1) / 2];
    Some((laag + hoog) as f64 / 2.0)
}
