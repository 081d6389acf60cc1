//! Clients without a klantmanager are spread by the rule, so that nobody is without one the same day and not one colleague gets
//! them all.

use domain::{
    belasting::Groep,
    codelijst::Code,
    contactnorm::{Contactnorm, norm_op},
    id::GebruikerId,
    toewijzing::Verdeler,
};
use jiff::civil::Date;
use storage::{Reader, belasting, contactnorm, toewijzing};

/// Who gets the next one. It holds a number per klantmanager, however many clients there are.
#[derive(Debug)]
pub(super) struct Verdeling {
    verdeler: Verdeler,
    norm: Option<Contactnorm>,
}

impl Verdeling {
    /// As it stands before the import; `None` when it is switched off, or when nobody works.
    pub(super) async fn laad(reader: &mut Reader, vandaag: Date) -> storage::Result<Option<Self>> {
        if !belasting::verdeelt_import(reader).await? {
            return Ok(None);
        }
        let normen = contactnorm::normen(reader).await?;
        let kandidaten = toewijzing::kandidaten(reader, vandaag).await?;
        let norm = norm_op(&normen, vandaag).cloned();
        Ok(Verdeler::nieuw(&kandidaten).map(|verdeler| Self { verdeler, norm }))
    }

    /// What the norm asks for somebody in a segment, about whom nothing else is known.
    fn minuten(&self, segment: Option<&Code>) -> i64 {
        self.norm.as_ref().map_or(0, |norm| Groep::Segment(segment.cloned()).minuten(norm))
    }

    /// Gives a client to whoever is next.
    pub(super) fn geef(&mut self, segment: Option<&Code>) -> Option<GebruikerId> {
        self.verdeler.geef(self.minuten(segment))
    }

    /// The file names somebody.
    pub(super) fn tel(&mut self, wie: GebruikerId, segment: Option<&Code>) {
        self.verdeler.tel(wie, self.minuten(segment));
    }

    /// Why, in the history of the client.
    pub(super) const fn reden(&self) -> &'static str {
        self.verdeler.weging().reden()
    }
}
