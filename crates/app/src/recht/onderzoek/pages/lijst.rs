//! The investigations that are being worked on, the longest open first, with what is late; and those that are over.

use askama::Template;
use domain::{
    datum::kort,
    logboek::Doel,
    onderzoek::{EIGEN_TERMIJN, Onderzoek, OnderzoekStand, OverTijd, Uitkomst},
};
use jiff::civil::Date;
use storage::onderzoek::Gevonden;

use super::super::paths;
use crate::{
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Lijsten, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

/// How many of each stand on the page; one more tells that there are more.
const HOOGSTENS: usize = 100;
const LEES: i64 = 101;

struct Regel {
    href: String,
    naam: String,
    onder: String,
    badges: Vec<String>,
}

#[derive(Template)]
#[template(path = "recht/onderzoek/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    onder: String,
    lopend: Vec<Regel>,
    over: Vec<Regel>,
    meer: [bool; 2],
}

/// What is late, in a few words.
pub(super) fn te_laat(is: &Onderzoek, vandaag: Date) -> Vec<String> {
    let woorden = |over_tijd| match over_tijd {
        OverTijd::Verzoek { uiterlijk, .. } => format!("Antwoord te laat: was uiterlijk {}", kort(uiterlijk)),
        OverTijd::Onderzoek { uiterlijk } => format!("Onderzoek te laat: klaar uiterlijk {}", kort(uiterlijk)),
    };
    is.over_tijd(vandaag, EIGEN_TERMIJN).into_iter().map(woorden).collect()
}

fn regel(is: &Gevonden, vandaag: Date, lijsten: &Lijsten) -> Regel {
    let onderzoek = &is.onderzoek;
    let stand = match &onderzoek.stand {
        OnderzoekStand::Open | OnderzoekStand::WachtOpInformatie => {
            let wie = onderzoek.behandelaar.map_or("nog niemand", |wie| lijsten.gebruiker(wie));
            format!("{} · behandelaar: {wie}", onderzoek.stand.omschrijving())
        }
        OnderzoekStand::Afgerond { op, uitkomst, .. } => {
            // What was told to the administration is for the page of the investigation.
            let uitkomst = match uitkomst {
                Uitkomst::WijzigingDoorgegeven { .. } => "wijziging doorgegeven".to_owned(),
                ander => ander.omschrijving(),
            };
            format!("afgerond op {} · {uitkomst}", kort(*op))
        }
        OnderzoekStand::Vervallen(handeling) => format!("vervallen op {}", kort(handeling.op)),
    };
    Regel {
        href: paths::onderzoek(onderzoek.id),
        naam: is.naam.clone(),
        onder: format!(
            "{} · begonnen op {} · {stand}",
            hoofdletter(onderzoek.aanleiding.omschrijving()),
            kort(onderzoek.begonnen)
        ),
        badges: te_laat(onderzoek, vandaag),
    }
}

pub(in crate::recht::onderzoek) async fn toon(bezoek: Bezoek) -> Resultaat {
    let (mut lopend, mut over) = {
        let mut reader = bezoek.reader().await?;
        (storage::onderzoek::lopende(&mut reader, LEES).await?, storage::onderzoek::afgedaan(&mut reader, LEES).await?)
    };
    let meer = [lopend.len() > HOOGSTENS, over.len() > HOOGSTENS];
    lopend.truncate(HOOGSTENS);
    over.truncate(HOOGSTENS);
    let klanten = lopend.iter().chain(&over).map(|is| is.onderzoek.klant).collect();
    bezoek.inzage("onderzoek.lijst_getoond", Doel::Rechtmatigheid, klanten).await?;
    let lijsten = bezoek.lijsten().await?;
    let aantal = match lopend.len() {
        1 => "1 loopt".to_owned(),
        aantal => format!("{}{aantal} lopen", if meer[0] { "meer dan " } else { "" }),
    };
    let laat = lopend.iter().filter(|is| !te_laat(&is.onderzoek, bezoek.vandaag).is_empty()).count();
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Onderzoeken", VANDAAG),
        onder: if laat == 0 { aantal } else { format!("{aantal} · {laat} te laat") },
        lopend: lopend.iter().map(|is| regel(is, bezoek.vandaag, &lijsten)).collect(),
        over: over.iter().map(|is| regel(is, bezoek.vandaag, &lijsten)).collect(),
        meer,
    })
}
