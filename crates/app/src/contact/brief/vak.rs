//! The letters about a conversation, on its page: those that were made, and the one that can be made now.

use askama::Template;
use domain::{
    brief::{Brief, Briefsoort, Taal, is_er_in, op_tijd_met_post},
    datum::{kort, plaatselijk},
    gebruiker::Recht,
    gesprek::{Gesprek, GesprekStand},
    id::BriefId,
    klant::Klant,
    uitbak::Zending,
};
use storage::Reader;

use super::{actions, paths};
use crate::{
    post::{self, Adres, woorden},
    web::{Bezoek, Fout, Keuze, Resultaat, Veld, woorden::hoofdletter},
};

/// The card, ready to be shown; empty when there is nothing to show.
#[derive(Template)]
#[template(path = "contact/brief/vak.html")]
pub struct Brievenvak {
    brieven: Vec<Regel>,
    maken: Option<Maken>,
    /// Why no letter can be made; empty when nothing stands in the way.
    hindernis: &'static str,
    titel: &'static str,
    csrf: String,
}

struct Regel {
    href: String,
    wat: String,
    onder: String,
}

struct Maken {
    actie: String,
    id: BriefId,
    soort: &'static str,
    versie: i64,
    uitleg: String,
    knop: &'static str,
    nadruk: &'static str,
    taal: Veld,
    talen: Vec<Keuze>,
    weg: Veld,
    /// By post or by e-mail; empty when there is nothing to choose.
    wegen: Vec<Keuze>,
    /// Why it cannot go by e-mail, when somebody could do something about that.
    geen_email: &'static str,
}

/// Whether a later letter about the same thing takes the place of this one, which was not printed: the stack leaves it out.
fn vervangen(brief: &Brief, brieven: &[Brief]) -> bool {
    let later = |ander: &Brief| (ander.gemaakt_op, ander.id) > (brief.gemaakt_op, brief.id);
    brief.afgedrukt_op.is_none() && brieven.iter().any(|ander| ander.soort == brief.soort && later(ander))
}

/// `uitnodiging, 23 nov 2026`, with the language when it is not Dutch.
fn regel(brief: &Brief, brieven: &[Brief], zendingen: &[Zending]) -> Regel {
    let taal = if brief.taal == Taal::Nl { String::new() } else { format!(" ({})", brief.taal.omschrijving()) };
    let per_email = zendingen.iter().find(|zending| zending.brief == brief.id);
    let stand = match (brief.afgedrukt_op, per_email) {
        (Some(op), _) => format!("afgedrukt op {}", kort(plaatselijk(op).date())),
        (None, Some(zending)) => woorden::stand(zending),
        (None, None) if vervangen(brief, brieven) => "vervangen door een nieuwere, wordt niet afgedrukt".to_owned(),
        (None, None) => "nog niet afgedrukt".to_owned(),
    };
    Regel {
        href: paths::brief(brief.id),
        wat: format!("{}{taal}", hoofdletter(brief.soort.omschrijving())),
        onder: format!("{} · {} · {stand}", kort(brief.inhoud.datum), brief.kenmerk),
    }
}

const fn knop(soort: Briefsoort) -> &'static str {
    match soort {
        Briefsoort::Uitnodiging => "Uitnodiging maken",
        Briefsoort::Herinnering => "Herinnering maken",
        Briefsoort::NietVerschenen => "Brief over de hersteltermijn maken",
        Briefsoort::Afspraken => "Brief met de afspraken maken",
        Briefsoort::Afzegging => "Afzegging maken",
    }
}

/// What making it means; and that there is one already, when that is so.
fn toelichting(soort: Briefsoort, brieven: &[Brief], zendingen: &[Zending]) -> String {
    let laatste = brieven.iter().filter(|brief| brief.soort == soort).max_by_key(|brief| (brief.gemaakt_op, brief.id));
    let Some(brief) = laatste else { return uitleg(soort).to_owned() };
    let per_email = zendingen.iter().any(|zending| zending.brief == brief.id);
    let blijft = match brief.afgedrukt_op {
        Some(_) => "Die is al afgedrukt.",
        None if per_email => "Die gaat per e-mail.",
        None => "Een nieuwe komt in de plaats van die.",
    };
    format!("Er is al een {} van {} ({}). {blijft}", soort.omschrijving(), kort(brief.inhoud.datum), brief.kenmerk)
}

const fn uitleg(soort: Briefsoort) -> &'static str {
    match soort {
        Briefsoort::Uitnodiging => {
            "Klantbeeld maakt de brief, bewaart hem bij de klant en legt vast dat de klant is uitgenodigd, met het kenmerk \
             als bewijs."
        }
        Briefsoort::Herinnering => "Een brief die de klant aan het gesprek herinnert.",
        Briefsoort::NietVerschenen => {
            "De brief vertelt de klant tot en met welke dag hij alsnog kan komen of uitleggen waarom hij er niet was."
        }
        Briefsoort::Afspraken => "De brief bevestigt aan de klant wat er is afgesproken.",
        Briefsoort::Afzegging => {
            "De klant was al uitgenodigd. De brief vertelt dat het gesprek niet doorgaat; per e-mail gaat het ook uit de agenda."
        }
    }
}

/// The language a letter about a conversation goes in, until somebody chooses another: that of the interpreter who comes, or else
/// of the one the file asks for; Dutch when there is no letter in it.
#[must_use]
pub fn voorgestelde_taal(soort: Briefsoort, gesprek: &Gesprek, klant: &Klant) -> Taal {
    let tolk = if gesprek.tolk.is_empty() { &klant.contact.tolk } else { &gesprek.tolk };
    Some(Taal::bij_tolk(tolk)).filter(|taal| is_er_in(soort, *taal)).unwrap_or_default()
}

/// The languages there is a letter in, with the proposed one chosen.
#[must_use]
pub fn taalkeuze(soort: Briefsoort, gesprek: &Gesprek, klant: &Klant) -> (Veld, Vec<Keuze>) {
    let talen: Vec<Taal> = Taal::ALLE.into_iter().filter(|taal| is_er_in(soort, *taal)).collect();
    let voorstel = voorgestelde_taal(soort, gesprek, klant);
    let keuzes = talen.into_iter().map(|taal| Keuze::new(taal.code(), taal.omschrijving(), voorstel.code())).collect();
    (Veld::new("taal", "Taal van de brief").met(voorstel.code()), keuzes)
}

/// Loads the card of a conversation. Who shows it, notes that the client is shown.
pub async fn laad(bezoek: &Bezoek, reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Brievenvak> {
    let brieven = storage::brief::of_gesprek(reader, gesprek.id).await?;
    let zendingen = storage::uitbak::of_gesprek(reader, gesprek.id).await?;
    let mut vak = Brievenvak {
        brieven: brieven.iter().rev().map(|brief| regel(brief, &brieven, &zendingen)).collect(),
        maken: None,
        hindernis: "",
        titel: "Brieven",
        csrf: bezoek.csrf(),
    };
    let weet_ervan = post::weet_ervan(reader, gesprek).await?;
    let Some(soort) = Briefsoort::bij(gesprek, weet_ervan) else { return Ok(vak) };
    // A letter about a period that is over gives nobody time; it is given anew, with its letter.
    if soort == Briefsoort::NietVerschenen && gesprek.stand.termijn().is_some_and(|is| is.einde < bezoek.vandaag) {
        return Ok(vak);
    }
    let zonder_afspraken = matches!(&gesprek.stand, GesprekStand::Gevoerd(verslag) if verslag.zonder_afspraken());
    if !bezoek.gebruiker().rol.mag(Recht::KlantBewerken) || zonder_afspraken {
        return Ok(vak);
    }
    if storage::uitkering::overleden(reader, gesprek.klant).await? {
        vak.hindernis = post::OVERLEDEN;
        return Ok(vak);
    }
    if storage::brief::sjabloon::afzender(reader).await?.is_none() {
        vak.hindernis = actions::ZONDER_AFZENDER;
        return Ok(vak);
    }
    let klant = storage::klant::find(reader, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
    // Nobody is invited to, or reminded of, what is over.
    if soort.is_vooraf() && gesprek.moment <= bezoek.nu {
        return Ok(vak);
    }
    let (taal, talen) = taalkeuze(soort, gesprek, &klant);
    let vooruit = plaatselijk(gesprek.moment).date() > bezoek.vandaag;
    let eerst = vooruit && matches!(soort, Briefsoort::Uitnodiging | Briefsoort::Afzegging);
    let adres = if soort.mag_per_email() { post::adres(&bezoek.app, reader, klant.id).await? } else { Adres::Geen };
    let mut weg = Veld::new("weg", "Hoe gaat de brief naar de klant?");
    if soort == Briefsoort::Afspraken {
        weg = weg.uitleg("Staat er iets over gezondheid, schulden of politie en justitie in? Kies dan de post.");
    }
    let (wegen, geen_email) = match &adres {
        Adres::Kan { aan, .. } => {
            let voorkeur = if soort == Briefsoort::Afspraken { "post" } else { "email" };
            voorkeur.clone_into(&mut weg.waarde);
            let email = format!("per e-mail, naar {aan}");
            (vec![Keuze::new("email", &email, &weg.waarde), Keuze::new("post", "per post", &weg.waarde)], "")
        }
        Adres::Nog(waarom) => (Vec::new(), *waarom),
        Adres::Geen => (Vec::new(), ""),
    };
    let te_kort_dag = if soort.is_vooraf() && !op_tijd_met_post(bezoek.nu, gesprek.moment) {
        "Per post komt deze brief misschien niet op tijd: het gesprek is binnen twee dagen. Bel de klant ook. "
    } else {
        ""
    };
    vak.maken = Some(Maken {
        weg,
        wegen,
        geen_email,
        actie: paths::maken(gesprek.id),
        id: bezoek.app.omgeving.nieuw_id(),
        soort: soort.code(),
        versie: gesprek.versie,
        uitleg: format!("{te_kort_dag}{}", toelichting(soort, &brieven, &zendingen)),
        knop: knop(soort),
        nadruk: if brieven.iter().any(|brief| brief.soort == soort) {
            "subtle"
        } else if eerst {
            "primary"
        } else {
            "secondary"
        },
        talen,
        taal,
    });
    Ok(vak)
}

impl Brievenvak {
    fn leeg(&self) -> bool {
        self.brieven.is_empty() && self.maken.is_none() && self.hindernis.is_empty()
    }
}
