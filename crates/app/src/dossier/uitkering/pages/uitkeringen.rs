//! The spells of benefit of a client: how each ended, whether that lasted, and which spell it followed.

use askama::Template;
use axum::extract::Query;
use domain::{
    codelijst::{Codelijst, Kijker},
    datum::{kort, lang},
    gebruiker::Recht,
    id::KlantId,
    uitkering::{Einde, Uitkering, UitkeringStand, duurzaamheid, heraanvraag},
};
use jiff::civil::Date;
use storage::eindebesluit::{Besluit, Soort, Stand};

use super::super::paths;
use crate::{
    klant,
    klantkop::{self, Deel, Klantkop, gedaan::GedaanVraag},
    web::{Bezoek, Lijsten, Pad, Pagina, Resultaat, pagina, woorden::duurzaam_woord},
};

#[derive(Template)]
#[template(path = "dossier/uitkering/pages/uitkeringen.html")]
struct UitkeringenPagina {
    p: Pagina,
    kop: Klantkop,
    uitkeringen: Vec<Deze>,
    /// What holds when the client applies again today; empty while a benefit runs.
    opnieuw: String,
    einde: String,
    terug: String,
}

/// One spell.
struct Deze {
    anker: String,
    naam: String,
    badge: &'static str,
    kleur: &'static str,
    /// The reason is not known and counts as missing.
    ontbreekt: bool,
    feiten: Vec<(&'static str, String)>,
    /// Where the letter of its end is printed, for who may; empty when there is none from here.
    brief: String,
    /// It followed another within twelve months: what is said of it, and where that one stands.
    heraanvraag: Option<(String, String)>,
    /// Ends that were undone by another decision.
    teruggedraaid: Vec<String>,
}

/// What the page is made from.
struct Bron<'a> {
    uitkeringen: &'a [Uitkering],
    besluiten: &'a [Besluit],
    lijsten: &'a Lijsten,
    kijker: Kijker,
    vandaag: Date,
    /// Whether the visitor may end a benefit, and so print its letter.
    mag: bool,
}

fn anker(uitkering: &Uitkering) -> String {
    format!("uitkering-{}", uitkering.id)
}

impl Bron<'_> {
    fn deze(&self, is: &Uitkering) -> Deze {
        let mut feiten = vec![("Regeling", is.regeling.omschrijving().to_owned())];
        let (badge, kleur, tot) = match &is.stand {
            UitkeringStand::Lopend => ("loopt", "blauw", "nu".to_owned()),
            UitkeringStand::Beeindigd(einde) => {
                self.einde(is, einde, &mut feiten);
                let later = self.uitkeringen.iter().map(|ander| ander.datum_ingang);
                let opnieuw = later.filter(|dag| *dag > einde.datum).min();
                let (badge, kleur) = if einde.datum < self.vandaag {
                    duurzaam_woord(duurzaamheid(einde.datum, opnieuw, self.vandaag))
                } else {
                    ("loopt nog", "blauw")
                };
                (badge, kleur, kort(einde.datum))
            }
        };
        Deze {
            anker: anker(is),
            naam: format!("{} tot en met {tot}", kort(is.datum_ingang)),
            badge,
            kleur,
            ontbreekt: matches!(&is.stand, UitkeringStand::Beeindigd(einde) if einde.reden_ontbreekt()),
            brief: self.brief(is),
            feiten,
            heraanvraag: self.heraanvraag(is),
            teruggedraaid: self.teruggedraaid(is),
        }
    }

    fn einde(&self, is: &Uitkering, einde: &Einde, feiten: &mut Vec<(&'static str, String)>) {
        let (reden, toelichting) = einde.in_woorden(&self.lijsten.codes, self.kijker);
        feiten.push(("Laatste dag van recht", lang(einde.datum)));
        feiten.push(("Reden", reden.to_owned()));
        let besluit = self.besluiten.iter().find(|besluit| {
            (besluit.uitkering, besluit.soort, besluit.stand) == (is.id, Soort::Einde, Stand::Geldt)
                && besluit.gaat_over(einde)
        });
        // Of a reason that is special data nothing more is told: neither its code nor where the client went.
        if toelichting.is_some() {
            let code = self
                .lijsten
                .codes
                .iter()
                .find(|item| item.lijst == Codelijst::RedenBeeindiging && item.code == einde.reden);
            if let Some(cbs) = code.and_then(|item| item.cbs_code.as_ref()) {
                feiten.push(("Code van het CBS", cbs.clone()));
            }
            if let Some(besluit) = besluit.filter(|besluit| !besluit.tekst.is_empty()) {
                feiten.push(("Ging naar", besluit.tekst.clone()));
            }
        }
        if let Some(besluit) = besluit {
            let wie = self.lijsten.gebruiker(besluit.door);
            feiten.push(("Besluit", format!("{}, {wie}", lang(besluit.datum))));
            let brief = if besluit.kenmerk.is_empty() { "nog niet weg" } else { &besluit.kenmerk };
            feiten.push(("Brief", brief.to_owned()));
        }
    }

    fn brief(&self, is: &Uitkering) -> String {
        let geldt = |besluit: &&Besluit| {
            (besluit.uitkering, besluit.soort, besluit.stand) == (is.id, Soort::Einde, Stand::Geldt)
        };
        let UitkeringStand::Beeindigd(einde) = &is.stand else { return String::new() };
        let van_hier = self.besluiten.iter().find(geldt).is_some_and(|besluit| besluit.gaat_over(einde));
        if van_hier && self.mag { paths::brief(is.id) } else { String::new() }
    }

    fn heraanvraag(&self, is: &Uitkering) -> Option<(String, String)> {
        let eerdere: Vec<Uitkering> = self.uitkeringen.iter().filter(|ander| ander.id != is.id).cloned().collect();
        let gevonden = heraanvraag(&eerdere, is.datum_ingang)?;
        let vorige = eerdere.iter().find(|ander| ander.id == gevonden.vorige)?;
        let tekst = if gevonden.hergebruik {
            "Heraanvraag binnen 12 maanden: wat bekend was, is opnieuw te gebruiken (PW 43a). Na de uitkering"
        } else {
            "Opnieuw ingestroomd, na de uitkering"
        };
        Some((format!("{tekst} tot en met {}", kort(gevonden.laatste_dag)), anker(vorige)))
    }

    fn teruggedraaid(&self, is: &Uitkering) -> Vec<String> {
        let terug =
            self.besluiten.iter().filter(|besluit| besluit.uitkering == is.id && besluit.soort == Soort::Terugdraaien);
        let regel = |besluit: &Besluit| {
            let wie = self.lijsten.gebruiker(besluit.door);
            // Why may tell the reason of the end, so who may not read that reads no more than the day.
            let waarom = match self.kijker {
                Kijker::WerktMetKlant => format!(" {}", besluit.tekst),
                Kijker::Ander => String::new(),
            };
            format!(
                "Einde per {} teruggedraaid met het besluit van {} ({}), {wie}.{waarom}",
                kort(besluit.einddatum),
                kort(besluit.datum),
                besluit.kenmerk
            )
        };
        terug.map(regel).collect()
    }

    /// What holds when the client applies again today.
    fn opnieuw(&self) -> String {
        if self.uitkeringen.iter().any(|is| is.loopt_op(self.vandaag)) {
            return String::new();
        }
        heraanvraag(self.uitkeringen, self.vandaag).map_or_else(String::new, |gevonden| {
            if gevonden.hergebruik {
                "Vraagt deze klant nu opnieuw bijstand aan, dan gebruikt de gemeente wat al bekend is en vraagt zij alleen wat \
                 veranderde (PW 43a)."
                    .to_owned()
            } else {
                "De laatste uitkering eindigde langer dan 12 maanden geleden. Bij een nieuwe aanvraag vraagt de gemeente alles \
                 opnieuw."
                    .to_owned()
            }
        })
    }
}

pub(in crate::dossier::uitkering) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, id, Deel::Anders, "uitkering.getoond").await?;
    let uitkeringen = storage::uitkering::of_klant(&mut reader, id).await?;
    let besluiten = storage::eindebesluit::of_klant(&mut reader, id).await?;
    let kijker = bezoek.kijker(&mut reader, id).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let bron = Bron {
        uitkeringen: &uitkeringen,
        besluiten: &besluiten,
        lijsten: &lijsten,
        kijker,
        vandaag: bezoek.vandaag,
        mag: bezoek.gebruiker().rol.mag(Recht::UitkeringBeeindigen),
    };
    pagina(&UitkeringenPagina {
        p: Pagina::voor(&bezoek, format!("Uitkeringen, {}", kop.naam), "/caseload").met_melding(melding),
        // The latest first.
        uitkeringen: uitkeringen.iter().rev().map(|is| bron.deze(is)).collect(),
        opnieuw: bron.opnieuw(),
        einde: paths::beeindigen(id),
        terug: klant::paths::tijdlijn(id),
        kop,
    })
}
