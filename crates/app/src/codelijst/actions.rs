//! What can be done with code lists: load, decide, write, log, commit, in one transaction.

use domain::codelijst::{Code, Codelijst, CodelijstItem, Eerder, Post, PostGeweigerd, toets};
use jiff::civil::Date;
use serde_json::json;
use storage::{Writer, codelijst};

use super::bestand::Rij;
use crate::web::{Bezoek, Fout, Resultaat};

/// What came of saving an entry.
pub(super) enum Uitslag {
    Gedaan,
    Geweigerd(Vec<PostGeweigerd>),
    /// Somebody else saved it meanwhile; this is what stands there now.
    Intussen(Box<Post>),
}

/// What came of reading a file: how many were added and changed, or what is wrong in which row.
pub(super) type Ingelezen = Result<(usize, usize), Vec<(u64, PostGeweigerd)>>;

/// Adds an entry at the end of its list. Sent twice, it is added once.
pub(super) async fn voeg_toe(bezoek: &Bezoek, mut nieuw: Post) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    codelijst::lock(&mut writer).await?;
    let posten = van_lijst(&mut writer, nieuw.item.lijst).await?;
    let zelfde = |post: &Post| {
        let (staat, wordt) = (&post.item, &nieuw.item);
        let woorden = staat.omschrijving == wordt.omschrijving && post.cbs_omschrijving == nieuw.cbs_omschrijving;
        let codes =
            staat.groep == wordt.groep && staat.bijzonder == wordt.bijzonder && staat.cbs_code == wordt.cbs_code;
        staat.code == wordt.code && staat.geldig == wordt.geldig && woorden && codes
    };
    if posten.iter().any(zelfde) {
        return Ok(Uitslag::Gedaan);
    }
    nieuw.item.volgorde = plaats(&posten, &nieuw.item.code);
    let fouten = toets(&nieuw, None, &posten.iter().collect::<Vec<_>>());
    if !fouten.is_empty() {
        return Ok(Uitslag::Geweigerd(fouten));
    }
    codelijst::insert_post(&mut writer, &nieuw.item, &nieuw.cbs_omschrijving).await?;
    writer.commit(bezoek.huisregel("codelijst.toegevoegd", &details(&nieuw)), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Uitslag::Gedaan)
}

/// Corrects or ends the entry that began on a day. The `versie` of `nieuw` is the one that was read.
pub(super) async fn wijzig(bezoek: &Bezoek, begon: Date, nieuw: Post) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    codelijst::lock(&mut writer).await?;
    let posten = van_lijst(&mut writer, nieuw.item.lijst).await?;
    let staat = vind(&posten, &nieuw.item.code, begon).ok_or(Fout::NietGevonden)?;
    let nieuw = Post { item: CodelijstItem { volgorde: staat.item.volgorde, ..nieuw.item }, ..nieuw };
    if staat.versie != nieuw.versie {
        return Ok(Uitslag::Intussen(Box::new(staat.clone())));
    }
    let fouten = toets_wijziging(&mut writer, staat, &nieuw, &posten).await?;
    if !fouten.is_empty() {
        return Ok(Uitslag::Geweigerd(fouten));
    }
    if *staat == nieuw {
        return Ok(Uitslag::Gedaan);
    }
    codelijst::update(&mut writer, begon, &nieuw).await?;
    writer.commit(bezoek.huisregel("codelijst.gewijzigd", &details(&nieuw)), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Uitslag::Gedaan)
}

/// Takes an entry away that nobody used.
pub(super) async fn verwijder(
    bezoek: &Bezoek,
    lijst: Codelijst,
    code: &Code,
    begon: Date,
    versie: i64,
) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    codelijst::lock(&mut writer).await?;
    let posten = van_lijst(&mut writer, lijst).await?;
    let post = vind(&posten, code, begon).ok_or(Fout::NietGevonden)?;
    if post.versie != versie {
        return Err(Fout::Intussen);
    }
    let in_gebruik = codelijst::in_gebruik(&mut writer, lijst, code, post.item.groep.as_ref()).await?;
    if !post.kan_weg(in_gebruik) {
        return Err(Fout::in_strijd(
            "code_in_gebruik",
            "Deze code is al gebruikt. Hij verdwijnt niet: geef hem een laatste dag, dan is hij daarna niet meer te kiezen.",
        ));
    }
    codelijst::delete(&mut writer, post).await?;
    writer.commit(bezoek.huisregel("codelijst.verwijderd", &details(post)), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(())
}

/// Reads a whole file or nothing of it. What is not in the file stays as it is.
pub(super) async fn lees_in(bezoek: &Bezoek, lijst: Codelijst, rijen: &[Rij]) -> Resultaat<Ingelezen> {
    let mut writer = bezoek.writer().await?;
    codelijst::lock(&mut writer).await?;
    let staand = van_lijst(&mut writer, lijst).await?;
    let mut straks = staand.clone();
    let mut plekken = Vec::new();
    for rij in rijen {
        let plek = straks.iter().position(|post| post.item.code == rij.code && post.item.geldig.van == rij.geldig.van);
        let volgorde = plaats(&straks, &rij.code);
        match plek {
            Some(plek) => straks[plek] = rij.op(lijst, Some(&straks[plek]), volgorde),
            None => straks.push(rij.op(lijst, None, volgorde)),
        }
        plekken.push(plek.unwrap_or(straks.len() - 1));
    }
    let mut fouten = Vec::new();
    for (rij, plek) in rijen.iter().zip(&plekken) {
        let nieuw = &straks[*plek];
        let anderen: Vec<&Post> =
            straks.iter().enumerate().filter(|(ander, _)| ander != plek).map(|(_, post)| post).collect();
        let gevonden = match staand.get(*plek) {
            Some(staat) => {
                let in_gebruik = mits_anders(&mut writer, staat, nieuw).await?;
                toets(nieuw, Some(Eerder { post: staat, in_gebruik }), &anderen)
            }
            None => toets(nieuw, None, &anderen),
        };
        fouten.extend(gevonden.into_iter().map(|fout| (rij.nummer, fout)));
    }
    if !fouten.is_empty() {
        return Ok(Err(fouten));
    }
    let (mut toegevoegd, mut gewijzigd) = (0, 0);
    for (plek, post) in straks.iter().enumerate() {
        match staand.get(plek) {
            None => {
                codelijst::insert_post(&mut writer, &post.item, &post.cbs_omschrijving).await?;
                toegevoegd += 1;
            }
            Some(staat) if staat != post => {
                codelijst::update(&mut writer, staat.item.geldig.van, post).await?;
                gewijzigd += 1;
            }
            Some(_) => {}
        }
    }
    if toegevoegd + gewijzigd > 0 {
        let details = json!({ "lijst": lijst.code(), "toegevoegd": toegevoegd, "gewijzigd": gewijzigd });
        writer.commit(bezoek.huisregel("codelijst.ingelezen", &details), &[]).await?;
        bezoek.app.vergeet_lijsten(bezoek.gemeente());
    }
    Ok(Ok((toegevoegd, gewijzigd)))
}

async fn toets_wijziging(
    writer: &mut Writer,
    staat: &Post,
    nieuw: &Post,
    posten: &[Post],
) -> Resultaat<Vec<PostGeweigerd>> {
    let in_gebruik = mits_anders(writer, staat, nieuw).await?;
    let anderen: Vec<&Post> = posten.iter().filter(|post| !std::ptr::eq(*post, staat)).collect();
    Ok(toets(nieuw, Some(Eerder { post: staat, in_gebruik }), &anderen))
}

/// Whether a code was used, when that matters: looking it up reads a table from end to end.
async fn mits_anders(writer: &mut Writer, staat: &Post, nieuw: &Post) -> Resultaat<bool> {
    let (was, wordt) = (&staat.item, &nieuw.item);
    if was.groep == wordt.groep && was.bijzonder == wordt.bijzonder {
        return Ok(false);
    }
    Ok(codelijst::in_gebruik(writer, was.lijst, &was.code, was.groep.as_ref()).await?)
}

async fn van_lijst(writer: &mut Writer, lijst: Codelijst) -> Resultaat<Vec<Post>> {
    Ok(codelijst::posten(writer).await?.into_iter().filter(|post| post.item.lijst == lijst).collect())
}

fn vind<'a>(posten: &'a [Post], code: &Code, begon: Date) -> Option<&'a Post> {
    posten.iter().find(|post| post.item.code == *code && post.item.geldig.van == begon)
}

/// Where a code stands in its list: with its other entries, or at the end.
fn plaats(posten: &[Post], code: &Code) -> i64 {
    let eigen = posten.iter().find(|post| post.item.code == *code).map(|post| post.item.volgorde);
    eigen.unwrap_or_else(|| posten.iter().map(|post| post.item.volgorde).max().unwrap_or_default() + 1)
}

/// Codes and days; descriptions are for the table.
fn details(post: &Post) -> serde_json::Value {
    let item = &post.item;
    json!({
        "lijst": item.lijst.code(), "code": item.code, "van": item.geldig.van, "tot": item.geldig.tot_en_met,
        "groep": item.groep, "bijzonder": item.bijzonder, "cbs": item.cbs_code,
    })
}
