//! Clients: the person, and the whole dossier.

use domain::{
    dossier::Dossier,
    id::{GebruikerId, KlantId},
    klant::{Contact, Klant, Klantnummer},
    naam::Persoonsnaam,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer, gesprek, keuring, klantstand, ontheffing, plan, segment,
    sleutels::{Plaats, Sleutels},
    toewijzing, uitkering, verwijzing,
};

statements! {
    FIND = "select id, klantnummer, bsn_versleuteld, voornamen, voorvoegsel, geslachtsnaam, geboortedatum, leefvorm, adres,
            postcode, woonplaats, wijk, telefoon, email, tolk, versie
        from klant where gemeente = $1 and id = $2";
    FIND_BY_NUMBER = "select id, klantnummer, bsn_versleuteld, voornamen, voorvoegsel, geslachtsnaam, geboortedatum, leefvorm,
            adres, postcode, woonplaats, wijk, telefoon, email, tolk, versie
        from klant where gemeente = $1 and klantnummer = $2";
    UPDATE = "update klant set voornamen = $3, voorvoegsel = $4, geslachtsnaam = $5, geboortedatum = $6, leefvorm = $7,
            adres = $8, postcode = $9, woonplaats = $10, wijk = $11, telefoon = $12, telefoon_cijfers = $13,
            email = $14, tolk = $15, gewijzigd_door = $16, gewijzigd_op = $17, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $18";
    DELETE_NAMES = "delete from klant_zoeknaam where gemeente = $1 and klant_id = $2";
    INSERT_NAME = "insert into klant_zoeknaam (gemeente, klant_id, sleutel) values ($1, $2, $3)";
    LAST_CHANGE = "select g.naam, k.gewijzigd_op from klant k
        left join gebruiker g on g.gemeente = k.gemeente and g.id = k.gewijzigd_door
        where k.gemeente = $1 and k.id = $2";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klantnummer: String,
    bsn_versleuteld: Vec<u8>,
    voornamen: String,
    voorvoegsel: String,
    geslachtsnaam: String,
    geboortedatum: jiff_sqlx::Date,
    leefvorm: String,
    adres: String,
    postcode: Option<String>,
    woonplaats: String,
    wijk: String,
    telefoon: String,
    email: String,
    tolk: String,
    versie: i64,
}

/// Where the BSN of a client stands, for encryption.
pub(crate) fn bsn_plaats(gemeente: domain::gemeente::Gemeente, id: KlantId) -> Plaats {
    Plaats { gemeente, kolom: "klant.bsn", id: id.uuid() }
}

fn decode(gemeente: domain::gemeente::Gemeente, sleutels: &Sleutels, row: Row) -> Result<Klant> {
    let id = KlantId::from(row.id);
    Ok(Klant {
        id,
        klantnummer: row.klantnummer.parse().map_err(Error::corrupt)?,
        bsn: sleutels.decrypt_bsn(bsn_plaats(gemeente, id), &row.bsn_versleuteld)?,
        naam: Persoonsnaam { voornamen: row.voornamen, voorvoegsel: row.voorvoegsel, geslachtsnaam: row.geslachtsnaam },
        geboortedatum: row.geboortedatum.to_jiff(),
        leefvorm: row.leefvorm.parse().map_err(Error::corrupt)?,
        contact: Contact {
            adres: row.adres,
            postcode: row.postcode.map(|text| text.parse().map_err(Error::corrupt)).transpose()?,
            woonplaats: row.woonplaats,
            wijk: row.wijk,
            telefoon: row.telefoon,
            email: row.email,
            tolk: row.tolk,
        },
        versie: row.versie,
    })
}

/// One client of this municipality.
pub async fn find(reader: &mut Reader, id: KlantId) -> Result<Option<Klant>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// The client with a client number.
pub async fn find_by_number(reader: &mut Reader, nummer: &Klantnummer) -> Result<Option<Klant>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND_BY_NUMBER, nummer.as_str())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// A client with all histories, in eleven queries whatever their length.
pub async fn dossier(reader: &mut Reader, id: KlantId) -> Result<Option<Dossier>> {
    let Some(klant) = find(reader, id).await? else { return Ok(None) };
    Ok(Some(Dossier {
        klant,
        uitkeringen: uitkering::of_klant(reader, id).await?,
        toewijzingen: toewijzing::of_klant(reader, id).await?,
        segmenteringen: segment::of_klant(reader, id).await?,
        gesprekken: gesprek::of_klant(reader, id).await?,
        ontheffingen: ontheffing::of_klant(reader, id).await?,
        keuringen: keuring::dagen_of_klant(reader, id).await?,
        verwijzingen: verwijzing::of_klant(reader, id).await?,
        plannen: plan::of_klant(reader, id).await?,
    }))
}

/// Replaces name, birth date, household and contact data. `klant.versie` is the version that was read; BSN and client
/// number never change here.
pub async fn update(writer: &mut Writer, klant: &Klant, door: Option<GebruikerId>, nu: Timestamp) -> Result<()> {
    let contact = &klant.contact;
    // What lists show of the client before the client himself, as an import does.
    klantstand::lock(writer, klant.id).await?;
    let touched = execute!(
        writer,
        UPDATE,
        klant.id.uuid(),
        klant.naam.voornamen.as_str(),
        klant.naam.voorvoegsel.as_str(),
        klant.naam.geslachtsnaam.as_str(),
        klant.geboortedatum.to_sqlx(),
        klant.leefvorm.code(),
        contact.adres.as_str(),
        contact.postcode.map(|postcode| postcode.compact().to_owned()),
        contact.woonplaats.as_str(),
        contact.wijk.as_str(),
        contact.telefoon.as_str(),
        cijfers(&contact.telefoon),
        contact.email.as_str(),
        contact.tolk.as_str(),
        door.map(GebruikerId::uuid),
        nu.to_sqlx(),
        klant.versie,
    )?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    execute!(writer, DELETE_NAMES, klant.id.uuid())?;
    for key in klant.naam.zoeksleutels() {
        execute!(writer, INSERT_NAME, klant.id.uuid(), key)?;
    }
    klantstand::set_person(writer, klant).await
}

/// Who changed the client last, and when; nobody when an import did.
pub async fn last_change(reader: &mut Reader, id: KlantId) -> Result<Option<(Option<String>, Timestamp)>> {
    type Change = (Option<String>, jiff_sqlx::Timestamp);
    let row: Option<Change> = fetch!(reader, fetch_optional(Change), LAST_CHANGE, id.uuid())?;
    Ok(row.map(|(naam, moment)| (naam, moment.to_jiff())))
}

/// The digits of a telephone number.
pub(crate) fn cijfers(telefoon: &str) -> String {
    telefoon.chars().filter(char::is_ascii_digit).collect()
}
