use jiff::civil::date;

use super::*;

fn afzender() -> Afzender {
    Afzender {
        gemeente: "Gemeente Haarlem".to_owned(),
        afdeling: "Werk en Inkomen".to_owned(),
        adresregels: vec!["Postbus 511".to_owned(), "2003 PB Haarlem".to_owned()],
        bezoekadres: "Zijlvest 39, Haarlem".to_owned(),
        plaats: "Haarlem".to_owned(),
        telefoon: "14 023".to_owned(),
        website: "www.haarlem.example".to_owned(),
        email: String::new(),
    }
}

fn read(soort: Briefsoort, taal: Taal) -> Sjabloon {
    read_for(Sjabloonsoort::Gewoon(soort), taal)
}

fn read_for(soort: Sjabloonsoort, taal: Taal) -> Sjabloon {
    let tekst = standaard(soort, taal).unwrap();
    Sjabloon::lees(soort.brief(), &tekst.onderwerp, &tekst.tekst).unwrap()
}

fn all_text(ingevuld: &Ingevuld) -> String {
    let blokken = ingevuld.blokken.iter().map(|blok| match blok {
        Blok::Alinea(tekst) => tekst.clone(),
        Blok::Opsomming(punten) => punten.join("\n"),
        Blok::Afspraak(blok) => format!("[{}|{}|{}|{}]", blok.wanneer, blok.waar, blok.met_wie, blok.hoe_lang),
    });
    std::iter::once(ingevuld.onderwerp.clone()).chain(blokken).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_text_that_comes_along_reads_and_fills_without_a_brace_left() {
    for soort in Sjabloonsoort::ALLE {
        assert_eq!(soort.code().parse(), Ok(soort));
        for taal in Taal::ALLE {
            let is_er = standaard(soort, taal).is_some();
            assert_eq!(
                is_er,
                is_er_in(soort.brief(), taal),
                "{soort:?} {taal:?}: a language for all kinds of conversation, or none"
            );
            if !is_er {
                assert!(soort.brief() != Briefsoort::Uitnodiging && taal != Taal::Nl, "{soort:?} {taal:?}");
                continue;
            }
            let ingevuld = vul(&read_for(soort, taal), &voorbeeld_van(soort, taal, afzender())).unwrap();
            let tekst = all_text(&ingevuld);
            assert!(!tekst.contains(['{', '}']), "{tekst}");
            assert!(tekst.contains("14 023") && tekst.contains("Yilmaz"), "{tekst}");
        }
    }
}

#[test]
fn an_invitation_says_when_where_and_how_long_in_each_language() {
    for (taal, wanneer, hoe_lang, aanhef) in [
        (Taal::Nl, "donderdag 3 december 2026 om 10.00 uur", "1 uur en 30 minuten", "Geachte heer of mevrouw Yilmaz,"),
        (Taal::En, "Thursday 3 December 2026 at 10:00", "1 hour and 30 minutes", "Dear Fatma Yilmaz,"),
        (Taal::Ar, "الخميس 3 ديسمبر 2026 الساعة 10:00", "ساعة واحدة و30 دقيقة", "السيد / السيدة Fatma Yilmaz،"),
    ] {
        let ingevuld = vul(&read(Briefsoort::Uitnodiging, taal), &voorbeeld(taal, afzender())).unwrap();
        assert_eq!(ingevuld.blokken[0], Blok::Alinea(aanhef.to_owned()));
        let blok = ingevuld.blokken.iter().find_map(|blok| match blok {
            Blok::Afspraak(blok) => Some(blok.clone()),
            _ => None,
        });
        let blok = blok.unwrap();
        assert_eq!((blok.wanneer.as_str(), blok.hoe_lang.as_str()), (wanneer, hoe_lang));
        assert_eq!(blok.waar, "Zijlvest 39, Haarlem,\nkamer 2.12");
    }
}

/// What a letter about a kind of conversation says, in a language.
fn said(brief: Briefsoort, gesprek: &str, taal: Taal) -> String {
    let soort = Sjabloonsoort::voor(brief, &gesprek.parse().unwrap());
    all_text(&vul(&read_for(soort, taal), &voorbeeld_van(soort, taal, afzender())).unwrap())
}

/// Who is called by telephone has nowhere to go and nothing to bring.
#[test]
fn an_invitation_to_a_telephone_call_sends_nobody_to_the_town_hall() {
    for gesprek in ["telefoongesprek", "telefoon"] {
        for (taal, belt, komen) in [
            (
                Taal::Nl,
                "Wij bellen u op donderdag 3 december 2026 om 10.00 uur",
                ["identiteitsbewijs", "naar dit gesprek te komen", "Kunt u niet komen"],
            ),
            (
                Taal::En,
                "We will call you on Thursday 3 December 2026 at 10:00",
                ["identity", "obliged to come", "unable to come"],
            ),
            (
                Taal::Ar,
                "سنتصل بكم في الخميس 3 ديسمبر 2026 الساعة 10:00",
                ["وثيقة هوية", "ملزمون بالحضور", "يتعذر عليكم الحضور"],
            ),
        ] {
            let tekst = said(Briefsoort::Uitnodiging, gesprek, taal);
            assert!(tekst.contains(belt) && tekst.contains("06-12345678") && tekst.contains("17"), "{tekst}");
            for zin in komen.into_iter().chain(["Zijlvest", "kamer"]) {
                assert!(!tekst.contains(zin), "{zin}: {tekst}");
            }
        }
        let herinnering = said(Briefsoort::Herinnering, gesprek, Taal::Nl);
        assert!(herinnering.contains("wij bellen u op 06-12345678") && !herinnering.contains("identiteitsbewijs"));
        let weg = said(Briefsoort::NietVerschenen, gesprek, Taal::Nl);
        assert!(weg.contains("zouden wij u bellen") && !weg.contains("U was er niet"), "{weg}");
    }
}

#[test]
fn on_which_number_a_client_is_called() {
    let soort = Sjabloonsoort::UitnodigingTelefoon;
    for (plaats, telefoon, waar) in [
        ("", "", "per telefoon: wij bellen u"),
        ("", "06-12345678", "per telefoon: wij bellen u op 06-12345678"),
        ("023 999 99 99", "06-12345678", "per telefoon: wij bellen u op 023 999 99 99"),
        ("kamer 2.12", "", "per telefoon: wij bellen u"),
    ] {
        let (plaats, telefoon) = (plaats.to_owned(), telefoon.to_owned());
        let gegevens = Gegevens { plaats, telefoon, ..voorbeeld_van(soort, Taal::Nl, afzender()) };
        let tekst = all_text(&vul(&read_for(soort, Taal::Nl), &gegevens).unwrap());
        assert!(tekst.contains(&format!("|{waar}|")), "{tekst}");
    }
}

/// Who reports himself receives nothing yet, and a conversation about the right to benefit is not about how somebody is doing.
#[test]
fn an_invitation_says_nothing_that_is_not_so_of_its_kind_of_conversation() {
    let begeleiding = "hoe het met u gaat";
    for (gesprek, wel, niet) in [
        ("participatiegesprek", [begeleiding, "identiteitsbewijs"], "gemeld voor een uitkering"),
        ("een_eigen_soort", [begeleiding, "identiteitsbewijs"], "gemeld voor een uitkering"),
        ("poortgesprek", ["gemeld voor een uitkering", "identiteitsbewijs"], "U krijgt een uitkering"),
        ("rechtmatigheidsgesprek", ["of nog klopt wat wij van u weten", "identiteitsbewijs"], begeleiding),
    ] {
        let tekst = said(Briefsoort::Uitnodiging, gesprek, Taal::Nl);
        assert!(wel.iter().all(|zin| tekst.contains(zin)) && !tekst.contains(niet), "{gesprek}: {tekst}");
    }
}

/// PW 54(1) is a power: the college may suspend, at most eight weeks. The letter announces no decision and no inability.
#[test]
fn the_letter_about_the_cure_period_says_that_the_municipality_can_decide() {
    for gesprek in ["participatiegesprek", "telefoongesprek"] {
        let tekst = said(Briefsoort::NietVerschenen, gesprek, Taal::Nl);
        let besluit = "kan de gemeente besluiten om uw uitkering tijdelijk niet te betalen, hoogstens acht weken";
        assert!(tekst.contains(besluit), "{tekst}");
    }
}

/// Johan was told of 26 November; now it is 3 December. Whatever template the municipality wrote: he hears that the first is off.
#[test]
fn a_moved_appointment_says_which_one_is_off() {
    for (taal, zin) in [
        (
            Taal::Nl,
            "Deze afspraak komt in plaats van die op donderdag 26 november 2026 om 09.30 uur. Die afspraak gaat niet door.",
        ),
        (
            Taal::En,
            "This appointment replaces the one on Thursday 26 November 2026 at 09:30. That one will not take place.",
        ),
        (Taal::Ar, "هذا الموعد يحلّ محلّ الموعد السابق في الخميس 26 نوفمبر 2026 الساعة 09:30. ذلك الموعد أُلغي."),
    ] {
        let was = Some(date(2026, 11, 26).at(9, 30, 0, 0));
        let gegevens = Gegevens { in_plaats_van: was, ..voorbeeld(taal, afzender()) };
        let blokken = vul(&read(Briefsoort::Uitnodiging, taal), &gegevens).unwrap().blokken;
        let plek = blokken.iter().position(|blok| matches!(blok, Blok::Afspraak(_))).unwrap();
        assert_eq!(blokken[plek + 1], Blok::Alinea(zin.to_owned()), "right behind the new one");
        let zonder = "Kom op {{gesprek.datum}} om {{gesprek.tijd}}.";
        let eigen = Sjabloon::lees(Briefsoort::Uitnodiging, "Kom", zonder).unwrap();
        assert_eq!(vul(&eigen, &gegevens).unwrap().blokken.last(), Some(&Blok::Alinea(zin.to_owned())));
    }
}

#[test]
fn an_invitation_says_who_else_will_be_there_by_name_and_function() {
    let ook = [("Karima Yıldız", "Schuldhulpverlening"), ("Stichting Voorbeeld", ""), ("", "Gezondheid")];
    let ook_aanwezig = ook.map(|(naam, functie)| (naam.to_owned(), functie.to_owned())).to_vec();
    let tolk = "Tigrinya".to_owned();
    let gegevens = Gegevens { ook_aanwezig, tolk, ..voorbeeld(Taal::Nl, afzender()) };
    let ingevuld = vul(&read(Briefsoort::Uitnodiging, Taal::Nl), &gegevens).unwrap();
    let allen =
        "Nadia el Amrani\nKarima Yıldız, Schuldhulpverlening\nStichting Voorbeeld\nGezondheid\neen tolk (Tigrinya)";
    assert!(all_text(&ingevuld).contains(allen), "{}", all_text(&ingevuld));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_to_do() {
    let good = "{{gesprek.afspraak}}";
    for (soort, tekst, zegt) in [
        (
            Briefsoort::Uitnodiging,
            "Dag\n\n{{klant.bsn}}",
            "regel 3: het veld {{klant.bsn}} bestaat niet; kies een veld",
        ),
        (
            Briefsoort::Uitnodiging,
            "{{Klant.Naam}}",
            "regel 1: het veld {{Klant.Naam}} bestaat niet; bedoelt u {{klant.naam}}?",
        ),
        (Briefsoort::Uitnodiging, "{{datum}}", "bedoelt u {{gesprek.datum}}?"),
        (Briefsoort::Uitnodiging, "{{hersteltermijn.einde}}", "hoort niet in een uitnodiging"),
        (Briefsoort::Uitnodiging, "Dag {{klant.naam", "regel 1: een veld dat met {{ begint, eindigt niet"),
        (Briefsoort::Uitnodiging, "Dag {{klant.naam {{klant.naam}}", "eindigt niet"),
        (Briefsoort::Uitnodiging, "klant.naam}}", "regel 1: er staat }} zonder {{ ervoor"),
        (
            Briefsoort::Uitnodiging,
            "Kom: {{gesprek.afspraak}}",
            "regel 1: zet het veld {{gesprek.afspraak}} op een eigen regel",
        ),
        (Briefsoort::Uitnodiging, "- {{gesprek.afspraak}}", "op een eigen regel"),
        (Briefsoort::Uitnodiging, "Kom op {{gesprek.datum}}.", "het veld {{gesprek.afspraak}} ontbreekt"),
        (Briefsoort::Uitnodiging, " \n ", "vul de tekst van de brief in"),
        (Briefsoort::NietVerschenen, "U was er niet.", "het veld {{hersteltermijn.einde}} ontbreekt"),
        (Briefsoort::Afspraken, "Dag.", "het veld {{afspraken}} ontbreekt"),
        (Briefsoort::Uitnodiging, &"x".repeat(12_001), "hooguit 12000 tekens"),
    ] {
        let fouten = Sjabloon::lees(soort, "Brief", tekst).unwrap_err();
        let zinnen: Vec<String> = fouten.iter().map(ToString::to_string).collect();
        assert!(zinnen.iter().any(|zin| zin.contains(zegt)), "{tekst}: {zinnen:?}");
    }
    for (onderwerp, zegt) in [
        ("", "vul in waar de brief over gaat"),
        ("een\ntwee", "één regel"),
        ("{{gesprek.afspraak}}", "past niet in een onderwerp"),
        ("{{x}}", "bestaat niet"),
    ] {
        let fouten = Sjabloon::lees(Briefsoort::Uitnodiging, onderwerp, good).unwrap_err();
        assert_eq!(fouten[0].plek, Plek::Onderwerp);
        assert!(fouten[0].to_string().contains(zegt), "{fouten:?}");
    }
    let twee = Sjabloon::lees(Briefsoort::Uitnodiging, "{{a}}", "{{b}}\n\n{{gesprek.afspraak}}\n}}").unwrap_err();
    assert_eq!(twee.len(), 3, "everything at once: {twee:?}");
}

#[test]
fn day_and_time_in_a_sentence_do_as_well_as_the_box() {
    let tekst = "Kom op {{gesprek.datum}} om {{ gesprek.tijd }}.\nTot dan.\n- een\n- twee\n\n- drie";
    let sjabloon = Sjabloon::lees(Briefsoort::Uitnodiging, "Kom", tekst).unwrap();
    let ingevuld = vul(&sjabloon, &voorbeeld(Taal::Nl, afzender())).unwrap();
    let alinea = "Kom op donderdag 3 december 2026 om 10.00 uur.\nTot dan.".to_owned();
    let lijst = |punten: &[&str]| Blok::Opsomming(punten.iter().map(|punt| (*punt).to_owned()).collect());
    assert_eq!(ingevuld.blokken, [Blok::Alinea(alinea), lijst(&["een", "twee"]), lijst(&["drie"])]);
}

#[test]
fn what_people_wrote_is_never_read_as_a_template() {
    let mut gegevens = voorbeeld(Taal::Nl, afzender());
    gegevens.klant.geslachtsnaam = "{{afspraken}}".to_owned();
    gegevens.plaats = "thuis bij\n- {{klant.bsn}}".to_owned();
    gegevens.afspraken = "- {{klant.naam}}\n* #import\n\n{{".to_owned();
    let ingevuld = vul(&read(Briefsoort::Afspraken, Taal::Nl), &gegevens).unwrap();
    assert_eq!(ingevuld.blokken[0], Blok::Alinea("Geachte heer of mevrouw {{afspraken}},".to_owned()));
    let punten = ["{{klant.naam}}", "#import", "{{"].map(ToOwned::to_owned).to_vec();
    assert!(ingevuld.blokken.contains(&Blok::Opsomming(punten)), "{:?}", ingevuld.blokken);
    let sjabloon = Sjabloon::lees(
        Briefsoort::Uitnodiging,
        "Brief",
        "{{gesprek.afspraak}}\n\nHier: {{gesprek.plaats}}. U heet {{klant.naam}}.",
    );
    let ingevuld = vul(&sjabloon.unwrap(), &gegevens).unwrap();
    let alinea = "Hier: thuis bij - {{klant.bsn}}. U heet Fatma {{afspraken}}.".to_owned();
    assert_eq!(ingevuld.blokken[1], Blok::Alinea(alinea));
}

#[test]
fn a_hole_is_refused_with_what_to_do() {
    let leeg = Gegevens { afspraken: " \n".to_owned(), ..voorbeeld(Taal::Nl, afzender()) };
    let geweigerd = vul(&read(Briefsoort::Afspraken, Taal::Nl), &leeg).unwrap_err();
    assert_eq!(geweigerd, GegevenOntbreekt(Veld::Afspraken));
    assert!(geweigerd.to_string().contains("vul eerst het verslag aan"));
    let zonder = Gegevens { hersteltermijn: None, ..voorbeeld(Taal::Nl, afzender()) };
    assert!(vul(&read(Briefsoort::NietVerschenen, Taal::Nl), &zonder).is_err());
    let zonder = voorbeeld(Taal::Nl, Afzender::default());
    let geweigerd = vul(&read(Briefsoort::Uitnodiging, Taal::Nl), &zonder).unwrap_err();
    assert_eq!(geweigerd, GegevenOntbreekt(Veld::GemeenteTelefoon));
}

#[test]
fn where_one_is_received() {
    for (plaats, waar_dan) in [
        ("", "Zijlvest 39, Haarlem"),
        ("kamer 2.12", "Zijlvest 39, Haarlem,\nkamer 2.12"),
        ("bij u thuis", "bij u thuis"),
        ("Bij klant thuis", "bij u thuis"),
        ("telefonisch, wij bellen u", "telefonisch, wij bellen u"),
    ] {
        let gegevens = Gegevens { plaats: plaats.to_owned(), ..voorbeeld(Taal::Nl, afzender()) };
        let ingevuld = vul(&read(Briefsoort::Herinnering, Taal::Nl), &gegevens).unwrap();
        let blok = ingevuld.blokken.iter().find_map(|blok| match blok {
            Blok::Afspraak(blok) => Some(blok.waar.clone()),
            _ => None,
        });
        assert_eq!(blok.as_deref(), Some(waar_dan));
    }
}

#[test]
fn references_languages_and_codes() {
    let id = uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_3f9a_07c1).into();
    assert_eq!(kenmerk(id, date(2026, 11, 23)), "B26-3F9A-07C1");
    for (tolk, taal) in [("Arabisch (Syrië)", Taal::Ar), ("engels", Taal::En), ("Tigrinya", Taal::Nl), ("", Taal::Nl)]
    {
        assert_eq!(Taal::bij_tolk(tolk), taal, "{tolk}");
    }
    for soort in Briefsoort::ALLE {
        assert_eq!(soort.code().parse(), Ok(soort));
        assert!(Veld::onmisbaar(soort).past_bij(soort));
    }
    for veld in Veld::ALLE {
        assert_eq!(veld.code().parse(), Ok(veld));
    }
}
