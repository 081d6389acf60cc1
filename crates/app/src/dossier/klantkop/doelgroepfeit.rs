//! In which target groups a client is, as the head of every page tells it to this visitor.

use domain::{codelijst::Codelijst, doelgroep::is_vijftig_plus};
use storage::{Reader, caseload::CaseloadRegel};

use crate::web::{Bezoek, Lijsten, Resultaat};

/// `50+, statushouders`: what holds today, as far as the visitor may see it.
pub(super) async fn laad(
    bezoek: &Bezoek,
    reader: &mut Reader,
    regel: &CaseloadRegel,
    lijsten: &Lijsten,
) -> Resultaat<String> {
    let (klant, wie, dag) = (regel.klant, bezoek.gebruiker().id, bezoek.vandaag);
    let werkt_met =
        regel.klantmanager_id == Some(wie) || storage::doelgroep::werkt_met(reader, klant, wie, dag).await?;
    let groepen = storage::doelgroep::of_klant(reader, klant, werkt_met).await?;
    let mut namen: Vec<String> = Vec::new();
    if is_vijftig_plus(regel.geboortedatum, dag) {
        namen.push("50+".to_owned());
    }
    let nu = groepen.iter().filter(|van| van.groep.geldt_op(dag));
    namen.extend(nu.map(|van| lijsten.naam(Codelijst::Doelgroep, van.groep.doelgroep.as_str()).to_owned()));
    Ok(namen.join(", "))
}
