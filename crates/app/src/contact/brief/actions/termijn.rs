//! The letter about a cure period: made with the period itself, so that none runs that the client was not told of.

use domain::{
    brief::{Briefsoort, Sjabloonsoort, Taal},
    gesprek::Gesprek,
    id::BriefId,
    logboek::Regel,
};
use storage::Writer;

use super::{Verzoek, gemaakt, stel_op};
use crate::{
    post,
    web::{Bezoek, Fout, Resultaat},
};

/// Files the letter about the period of a conversation within the transaction that gives it; gives the line for the log. What
/// the letter lacks (a sender, a name) refuses the period as well.
pub(crate) async fn maak_over_termijn(
    bezoek: &Bezoek,
    writer: &mut Writer,
    gesprek: &Gesprek,
    (id, taal): (BriefId, Taal),
) -> Resultaat<Regel> {
    let verzoek = Verzoek { id, soort: Briefsoort::NietVerschenen, taal, per_email: false, versie: gesprek.versie };
    post::niet_overleden(writer, gesprek.klant).await?;
    let brief = stel_op(bezoek, writer, gesprek, verzoek).await?;
    match storage::brief::insert(writer, &brief).await {
        // Sent twice at the same moment: the first one did it.
        Err(storage::Error::Duplicate(_)) => return Err(Fout::Intussen),
        written => written?,
    }
    let sjabloon = Sjabloonsoort::voor(brief.soort, &gesprek.soort);
    Ok(gemaakt(bezoek, &brief, sjabloon, false))
}
