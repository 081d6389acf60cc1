//! The rows of clients that an import and a demonstration both write: whom Klantbeeld did not have, and what came with them.

use domain::{
    dossier::Dossier,
    id::{GebruikerId, KlantId, UitkeringId},
    klant::Klant,
    toewijzing::Toewijzing,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use super::stapel::{Kader, Stapel, stapel};
use crate::{
    Result,
    klant::{bsn_plaats, cijfers},
    klantstand::Klantstand,
    segment,
    uitkering::einde_columns,
};

/// Everything but the due dates, in the order in which one refers to the other.
pub(crate) fn alles(kader: &Kader, dossiers: &[Dossier], nu: Timestamp) -> Result<Vec<Stapel>> {
    let klanten: Vec<&Klant> = dossiers.iter().map(|dossier| &dossier.klant).collect();
    let namen: Vec<(KlantId, String)> = klanten
        .iter()
        .flat_map(|klant| klant.naam.zoeksleutels().into_iter().map(|sleutel| (klant.id, sleutel)))
        .collect();
    Ok(vec![
        klant_rijen(kader, &klanten, nu)?,
        zoeknamen(kader, &namen),
        uitkeringen(kader, dossiers)?,
        toewijzingen(kader, &dossiers.iter().flat_map(|dossier| &dossier.toewijzingen).collect::<Vec<_>>()),
        segmenteringen(kader, dossiers)?,
        klantstanden(kader, dossiers),
    ])
}

fn klant_rijen(kader: &Kader, klanten: &[&Klant], nu: Timestamp) -> Result<Stapel> {
    let Kader { gemeente, sleutels, .. } = kader;
    let rows = klanten
        .iter()
        .map(|klant| {
            let bsn = sleutels.encrypt_bsn(bsn_plaats(*gemeente, klant.id), klant.bsn)?;
            Ok((klant, bsn, sleutels.bsn_hash(*gemeente, klant.bsn)))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(stapel!(
        kader.soort,
        "insert into klant (gemeente, id, klantnummer, bsn_versleuteld, bsn_hash, voornamen, voorvoegsel, geslachtsnaam,
            geboortedatum, leefvorm, adres, postcode, woonplaats, wijk, telefoon, telefoon_cijfers, email, tolk,
            gewijzigd_op, versie) ",
        rows,
        |b, row| {
            let (klant, bsn, bsn_hash) = row;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(klant.id.uuid())
                .push_bind(klant.klantnummer.as_str())
                .push_bind(bsn.as_slice())
                .push_bind(bsn_hash.as_slice())
                .push_bind(klant.naam.voornamen.as_str())
                .push_bind(klant.naam.voorvoegsel.as_str())
                .push_bind(klant.naam.geslachtsnaam.as_str())
                .push_bind(klant.geboortedatum.to_sqlx())
                .push_bind(klant.leefvorm.code())
                .push_bind(klant.contact.adres.as_str())
                .push_bind(klant.contact.postcode.map(|postcode| postcode.compact().to_owned()))
                .push_bind(klant.contact.woonplaats.as_str())
                .push_bind(klant.contact.wijk.as_str())
                .push_bind(klant.contact.telefoon.as_str())
                .push_bind(cijfers(&klant.contact.telefoon))
                .push_bind(klant.contact.email.as_str())
                .push_bind(klant.contact.tolk.as_str())
                .push_bind(nu.to_sqlx())
                .push_bind(klant.versie);
        }
    ))
}

/// Keys under which clients are found.
pub(crate) fn zoeknamen(kader: &Kader, namen: &[(KlantId, String)]) -> Stapel {
    let gemeente = kader.gemeente;
    stapel!(kader.soort, "insert into klant_zoeknaam (gemeente, klant_id, sleutel) ", namen, |b, row| {
        b.push_bind(gemeente.code().to_owned()).push_bind(row.0.uuid()).push_bind(row.1.as_str());
    })
}

pub(crate) fn uitkeringen(kader: &Kader, dossiers: &[Dossier]) -> Result<Stapel> {
    let Kader { gemeente, sleutels, .. } = kader;
    let rows = dossiers
        .iter()
        .flat_map(|dossier| &dossier.uitkeringen)
        .map(|row| Ok((row, einde_columns(*gemeente, sleutels, row)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(stapel!(
        kader.soort,
        "insert into uitkering (gemeente, id, klant_id, regeling, datum_ingang, maandbedrag, vorige_id, datum_einde,
            reden_einde, toelichting_versleuteld, versie) ",
        rows,
        |b, pair| {
            let (row, (datum_einde, reden, toelichting)) = pair;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.regeling.code())
                .push_bind(row.datum_ingang.to_sqlx())
                .push_bind(row.maandbedrag.0)
                .push_bind(row.vorige.map(UitkeringId::uuid))
                .push_bind(*datum_einde)
                .push_bind(reden)
                .push_bind(toelichting)
                .push_bind(row.versie);
        }
    ))
}

pub(crate) fn toewijzingen(kader: &Kader, rows: &[&Toewijzing]) -> Stapel {
    let gemeente = kader.gemeente;
    stapel!(
        kader.soort,
        "insert into toewijzing (gemeente, id, klant_id, gebruiker_id, vanaf, tot_en_met, reden) ",
        rows,
        |b, row| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.klantmanager.uuid())
                .push_bind(row.periode.van.to_sqlx())
                .push_bind(row.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(row.reden.as_str());
        }
    )
}

pub(crate) fn segmenteringen(kader: &Kader, dossiers: &[Dossier]) -> Result<Stapel> {
    let Kader { gemeente, sleutels, .. } = kader;
    let rows = dossiers
        .iter()
        .flat_map(|dossier| &dossier.segmenteringen)
        .map(|row| Ok((row, sleutels.encrypt_text(segment::plaats(*gemeente, row.id.uuid()), &row.toelichting)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(stapel!(
        kader.soort,
        "insert into segmentering (gemeente, id, klant_id, segment, vanaf, tot_en_met, door, toelichting_versleuteld) ",
        rows,
        |b, pair| {
            let (row, toelichting) = pair;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.segment.as_str())
                .push_bind(row.periode.van.to_sqlx())
                .push_bind(row.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(row.door.map(GebruikerId::uuid))
                .push_bind(toelichting);
        }
    ))
}

fn klantstanden(kader: &Kader, dossiers: &[Dossier]) -> Stapel {
    let gemeente = kader.gemeente;
    let rows: Vec<_> = dossiers.iter().map(|dossier| (&dossier.klant, Klantstand::of(dossier))).collect();
    stapel!(
        kader.soort,
        "insert into klantstand (gemeente, klant_id, klantnummer, naam, sorteersleutel, geboortedatum, wijk, leefvorm,
            klantmanager_id, segment, segment_sinds, uitkering_ingang, uitkering_tot, laatste_gesprek, volgend_gesprek,
            laatst_gepland, laatst_niet_uitgenodigd, zonder_plan, ontheffing_van, ontheffing_tot) ",
        rows,
        |b, pair| {
            let (klant, stand) = pair;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(klant.id.uuid())
                .push_bind(klant.klantnummer.as_str())
                .push_bind(klant.naam.voluit())
                .push_bind(klant.naam.sorteersleutel())
                .push_bind(klant.geboortedatum.to_sqlx())
                .push_bind(klant.contact.wijk.as_str())
                .push_bind(klant.leefvorm.code())
                .push_bind(stand.klantmanager)
                .push_bind(stand.segment.as_str())
                .push_bind(stand.segment_sinds.to_sqlx())
                .push_bind(stand.uitkering_ingang.to_sqlx())
                .push_bind(stand.uitkering_tot.to_sqlx())
                .push_bind(stand.laatste_gesprek.to_sqlx())
                .push_bind(stand.volgend_gesprek.to_sqlx())
                .push_bind(stand.laatst_gepland.to_sqlx())
                .push_bind(stand.laatst_niet_uitgenodigd.to_sqlx())
                .push_bind(i64::from(stand.zonder_plan))
                .push_bind(stand.ontheffing_van.to_sqlx())
                .push_bind(stand.ontheffing_tot.to_sqlx());
        }
    )
}
