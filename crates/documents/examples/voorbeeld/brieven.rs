//! One letter in three languages. All names are invented.

use documents::pdf::{Afspraak, Afzender, Blok, Brief, Ondertekening, Taal};
use jiff::civil::date;

/// The three letters, with the name of their file.
pub(super) fn letters() -> [(&'static str, Brief); 3] {
    [("nl", dutch()), ("en", english()), ("ar", arabic())]
}

/// Many letters, each of its own; every tenth in English and every tenth in Arabic.
pub(super) fn stack(aantal: usize) -> Vec<Brief> {
    let [(_, nl), (_, en), (_, ar)] = letters();
    (1..=aantal)
        .map(|n| {
            let mut brief = match n % 10 {
                4 => en.clone(),
                7 => ar.clone(),
                _ => nl.clone(),
            };
            brief.geadresseerde =
                texts(&[&format!("Persoon {n}"), &format!("Lange Herenvest {n}"), "2011 BS  VOORBEELDSTAD"]);
            brief.kenmerk = format!("WI-2026-{n:05}");
            for blok in &mut brief.alineas {
                if let Blok::Afspraak(afspraak) = blok {
                    afspraak.waar = format!("Stadskantoor, Zijlvest 39, kamer {}.{:02}", n % 4, n % 30);
                }
            }
            brief
        })
        .collect()
}

fn texts(teksten: &[&str]) -> Vec<String> {
    teksten.iter().map(|tekst| (*tekst).to_owned()).collect()
}

fn alinea(tekst: &str) -> Blok {
    Blok::Alinea(tekst.to_owned())
}

fn dutch() -> Brief {
    Brief {
        afzender: Afzender {
            gemeente: "Gemeente Voorbeeldstad".to_owned(),
            afdeling: "Werk en Inkomen".to_owned(),
            adresregels: texts(&["Postbus 511", "2003 PB  Voorbeeldstad"]),
            telefoon: "14 023".to_owned(),
            website: "www.voorbeeldstad.example".to_owned(),
        },
        geadresseerde: texts(&["Mevrouw F. Yilmaz", "Lange Herenvest 12", "2011 BS  VOORBEELDSTAD"]),
        plaats_datum: "Voorbeeldstad, 22 november 2026".to_owned(),
        datum: date(2026, 11, 22),
        kenmerk: "WI-2026-04512".to_owned(),
        onderwerp: "Uitnodiging voor een gesprek".to_owned(),
        alineas: vec![
            alinea("Geachte mevrouw Yilmaz,"),
            alinea(
                "U krijgt een bijstandsuitkering van de gemeente. Wij willen graag met u praten over hoe het met u gaat en wat u kunt en wilt. Daarom nodigen wij u uit voor een gesprek.",
            ),
            Blok::Afspraak(Afspraak {
                wanneer: "donderdag 3 december 2026 om 10.00 uur".to_owned(),
                waar: "Stadskantoor, Zijlvest 39, kamer 2.12".to_owned(),
                met_wie: "Nadia el Amrani, uw klantmanager".to_owned(),
                hoe_lang: "ongeveer 3 uur, met een pauze".to_owned(),
                meenemen: texts(&["uw paspoort of identiteitskaart", "uw cv, als u dat heeft"]),
            }),
            alinea("In het gesprek praten we over:"),
            Blok::Opsomming(texts(&[
                "wat er goed gaat en wat moeilijk is;",
                "het werk dat u heeft gedaan en de opleidingen die u heeft gevolgd;",
                "wat u wilt bereiken, en wat wij daarvoor kunnen doen.",
            ])),
            alinea(
                "Kunt u niet komen? Bel ons dan vóór 1 december 2026 op 023 511 51 15. Dan maken we samen een nieuwe afspraak. Komt u niet en belt u ons niet? Dan kan dat gevolgen hebben voor uw uitkering.",
            ),
        ],
        groet: "Met vriendelijke groet,".to_owned(),
        ondertekening: Ondertekening { naam: "Nadia el Amrani".to_owned(), functie: "Klantmanager".to_owned() },
        taal: Taal::Nl,
    }
}

fn english() -> Brief {
    Brief {
        plaats_datum: "Voorbeeldstad, 22 November 2026".to_owned(),
        onderwerp: "Invitation to a meeting".to_owned(),
        alineas: vec![
            alinea("Dear Ms Yilmaz,"),
            alinea(
                "You receive social assistance from the municipality. We would like to talk with you about how you are doing, and about what you can and want to do. That is why we invite you to a meeting.",
            ),
            Blok::Afspraak(Afspraak {
                wanneer: "Thursday 3 December 2026 at 10:00".to_owned(),
                waar: "Stadskantoor, Zijlvest 39, room 2.12".to_owned(),
                met_wie: "Nadia el Amrani, your case manager".to_owned(),
                hoe_lang: "about 3 hours, with a break".to_owned(),
                meenemen: texts(&["your passport or identity card", "your CV, if you have one"]),
            }),
            alinea("We will talk about:"),
            Blok::Opsomming(texts(&[
                "what goes well and what is difficult;",
                "the work you have done and the courses you have taken;",
                "what you want to achieve, and how we can help.",
            ])),
            alinea(
                "Can you not come? Please call us before 1 December 2026 on 023 511 51 15. We will then find another date together. If you do not come and do not call us, this may affect your benefit.",
            ),
        ],
        groet: "Kind regards,".to_owned(),
        ondertekening: Ondertekening { naam: "Nadia el Amrani".to_owned(), functie: "Case manager".to_owned() },
        taal: Taal::En,
        ..dutch()
    }
}

fn arabic() -> Brief {
    Brief {
        plaats_datum: "Voorbeeldstad، 22 نوفمبر 2026".to_owned(),
        onderwerp: "دعوة إلى مقابلة".to_owned(),
        alineas: vec![
            alinea("السيدة Yilmaz المحترمة،"),
            alinea(
                "تحصلون على إعانة اجتماعية من البلدية. نود أن نتحدث معكم عن أحوالكم وعمّا تستطيعون فعله وما ترغبون فيه. لذلك ندعوكم إلى مقابلة.",
            ),
            Blok::Afspraak(Afspraak {
                wanneer: "الخميس 3 ديسمبر 2026، الساعة 10:00".to_owned(),
                waar: "مبنى البلدية (Stadskantoor, Zijlvest 39)، الغرفة 2.12".to_owned(),
                met_wie: "Nadia el Amrani، المسؤولة عن ملفكم".to_owned(),
                hoe_lang: "حوالي 3 ساعات، مع استراحة".to_owned(),
                meenemen: texts(&["جواز السفر أو بطاقة الهوية", "السيرة الذاتية (CV)، إن وُجدت"]),
            }),
            alinea("سنتحدث في المقابلة عن:"),
            Blok::Opsomming(texts(&[
                "ما يسير على ما يرام وما هو صعب؛",
                "العمل الذي قمتم به والدورات التي حضرتموها؛",
                "ما ترغبون في تحقيقه، وكيف يمكننا مساعدتكم.",
            ])),
            alinea(
                "هل لا تستطيعون الحضور؟ اتصلوا بنا قبل 1 ديسمبر 2026 على الرقم 023 511 51 15، وسنبحث معًا عن موعد آخر. إذا لم تحضروا ولم تتصلوا بنا، فقد يؤثر ذلك على إعانتكم.",
            ),
        ],
        groet: "مع أطيب التحيات،".to_owned(),
        ondertekening: Ondertekening {
            naam: "Nadia el Amrani".to_owned(), functie: "المسؤولة عن الملف".to_owned()
        },
        taal: Taal::Ar,
        ..dutch()
    }
}
