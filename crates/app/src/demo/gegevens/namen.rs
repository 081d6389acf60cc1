//! Names as one meets them in a Dutch town: of many origins, with and without a prefix. Nobody in particular is meant.

use domain::naam::Persoonsnaam;

use crate::demo::toeval::Dobbel;

/// People with one background: their names and the language in which some of them need an interpreter.
#[derive(Clone, Copy)]
pub(in crate::demo) struct Herkomst {
    vrouwen: &'static [&'static str],
    mannen: &'static [&'static str],
    /// Prefix and family name.
    achternamen: &'static [(&'static str, &'static str)],
    /// Whether a woman's family name ends in -a (Bulgarian).
    vrouwelijke_vorm: bool,
    /// Language and the share, in percent, that needs it.
    pub(in crate::demo) tolk: (&'static str, u32),
}

const fn herkomst(
    vrouwen: &'static [&'static str],
    mannen: &'static [&'static str],
    achternamen: &'static [(&'static str, &'static str)],
    tolk: (&'static str, u32),
) -> Herkomst {
    Herkomst { vrouwen, mannen, achternamen, vrouwelijke_vorm: false, tolk }
}

/// Each background with its weight: a plausible mix, not a statistic.
pub(in crate::demo) const HERKOMSTEN: &[(u32, Herkomst)] = &[
    (430, NEDERLANDS),
    (
        120,
        herkomst(
            &["Ayşe", "Fatma", "Emine", "Zeynep", "Hatice", "Elif", "Meryem", "Gülsüm", "Sevda", "Derya"],
            &["Mehmet", "Mustafa", "Ahmet", "Hasan", "Hüseyin", "Murat", "İbrahim", "Emre", "Yusuf", "Kemal"],
            &[
                ("", "Yılmaz"),
                ("", "Kaya"),
                ("", "Demir"),
                ("", "Şahin"),
                ("", "Çelik"),
                ("", "Yıldız"),
                ("", "Öztürk"),
                ("", "Aydın"),
                ("", "Özdemir"),
                ("", "Arslan"),
                ("", "Doğan"),
                ("", "Koç"),
                ("", "Kurt"),
                ("", "Polat"),
            ],
            ("Turks", 22),
        ),
    ),
    (
        110,
        herkomst(
            &["Fatima", "Khadija", "Aïcha", "Naima", "Samira", "Malika", "Rachida", "Hafida", "Soumaya", "Loubna"],
            &["Mohamed", "Mohammed", "Ahmed", "Hassan", "Rachid", "Youssef", "Abdelkader", "Said", "Mustapha", "Karim"],
            &[
                ("el", "Amrani"),
                ("el", "Idrissi"),
                ("", "Bouzid"),
                ("ben", "Ali"),
                ("el", "Khattabi"),
                ("", "Aziz"),
                ("", "Bennani"),
                ("", "Chaouch"),
                ("el", "Morabit"),
                ("ait", "Hamou"),
                ("", "Ouali"),
                ("", "Benali"),
                ("", "Tahiri"),
            ],
            ("Marokkaans-Arabisch", 20),
        ),
    ),
    (
        60,
        herkomst(
            &["Sharmila", "Chantal", "Wonny", "Sandra", "Rosita", "Anjali", "Muriel", "Sita"],
            &["Radjesh", "Winston", "Ronald", "Soeresh", "Humphrey", "Dennis", "Ricardo", "Orlando"],
            &[
                ("", "Ramdin"),
                ("", "Kromosoeto"),
                ("", "Wijdenbosch"),
                ("", "Pinas"),
                ("", "Bhagwandin"),
                ("", "Jagroep"),
                ("", "Kensmil"),
                ("", "Sewnarain"),
                ("", "Tjon"),
                ("", "Mohan"),
            ],
            ("", 0),
        ),
    ),
    (
        40,
        herkomst(
            &["Shudeska", "Ruthmila", "Solange", "Naomi", "Jeanette", "Tamara"],
            &["Quincy", "Gilbert", "Rignald", "Elvin", "Runaldo", "Jairzinho"],
            &[
                ("", "Martina"),
                ("", "Maduro"),
                ("", "Croes"),
                ("", "Isenia"),
                ("", "Rosalia"),
                ("", "Martis"),
                ("", "Winklaar"),
                ("", "Felicia"),
            ],
            ("Papiaments", 8),
        ),
    ),
    (
        40,
        herkomst(
            &["Agnieszka", "Katarzyna", "Małgorzata", "Joanna", "Ewa", "Beata"],
            &["Piotr", "Krzysztof", "Andrzej", "Paweł", "Tomasz", "Marek"],
            &[
                ("", "Nowak"),
                ("", "Wójcik"),
                ("", "Kowalczyk"),
                ("", "Woźniak"),
                ("", "Mazur"),
                ("", "Kaczmarek"),
                ("", "Krawczyk"),
                ("", "Pawlak"),
            ],
            ("Pools", 30),
        ),
    ),
    (
        75,
        herkomst(
            &["Rana", "Hanan", "Rasha", "Nour", "Amal", "Lina", "Maha", "Reem"],
            &["Khaled", "Omar", "Anas", "Bassam", "Firas", "Mahmoud", "Tarek", "Ziad"],
            &[
                ("al", "Ahmad"),
                ("al", "Hassan"),
                ("", "Haddad"),
                ("al", "Khalil"),
                ("", "Darwish"),
                ("", "Sabbagh"),
                ("al", "Masri"),
                ("", "Kassab"),
                ("", "Shaheen"),
                ("", "Najjar"),
            ],
            ("Arabisch", 45),
        ),
    ),
    (
        40,
        herkomst(
            &["Selam", "Rahwa", "Feven", "Senait", "Luam", "Tsega"],
            &["Tesfay", "Yonas", "Filmon", "Kidane", "Berhane", "Samuel"],
            &[
                ("", "Gebremedhin"),
                ("", "Tekle"),
                ("", "Haile"),
                ("", "Weldu"),
                ("", "Ghebreab"),
                ("", "Okbay"),
                ("", "Mehari"),
                ("", "Abraha"),
            ],
            ("Tigrinya", 50),
        ),
    ),
    (
        25,
        herkomst(
            &["Hodan", "Amina", "Sahra", "Fadumo", "Ifrah"],
            &["Abdi", "Abdirahman", "Mahad", "Liban", "Yasin"],
            &[
                ("", "Warsame"),
                ("", "Farah"),
                ("", "Hersi"),
                ("", "Abdullahi"),
                ("", "Osman"),
                ("", "Jama"),
                ("", "Nur"),
            ],
            ("Somalisch", 35),
        ),
    ),
    (
        25,
        Herkomst {
            vrouwen: &["Mariya", "Desislava", "Gergana", "Petya", "Radka"],
            mannen: &["Georgi", "Dimitar", "Plamen", "Stoyan", "Krasimir"],
            achternamen: &[
                ("", "Ivanov"),
                ("", "Dimitrov"),
                ("", "Petrov"),
                ("", "Georgiev"),
                ("", "Todorov"),
                ("", "Angelov"),
            ],
            vrouwelijke_vorm: true,
            tolk: ("Bulgaars", 40),
        },
    ),
    (
        30,
        herkomst(
            &["Zahra", "Parwin", "Shukria", "Laila", "Maryam"],
            &["Ahmad", "Najib", "Farid", "Zalmai", "Hamid"],
            &[
                ("", "Rahimi"),
                ("", "Noori"),
                ("", "Karimi"),
                ("", "Safi"),
                ("", "Popal"),
                ("", "Sharifi"),
                ("", "Wardak"),
            ],
            ("Dari", 35),
        ),
    ),
    (
        15,
        herkomst(
            &["Li", "Xiu Ying", "Mei", "Yan"],
            &["Wei", "Jian", "Ming", "Guo Qiang"],
            &[("", "Chen"), ("", "Wang"), ("", "Zhang"), ("", "Liu"), ("", "Wong"), ("", "Cheung"), ("", "Hu")],
            ("Mandarijn", 40),
        ),
    ),
    (
        20,
        herkomst(
            &["Akosua", "Abena", "Esi", "Comfort", "Grace"],
            &["Kwame", "Kofi", "Yaw", "Emmanuel", "Kwabena"],
            &[
                ("", "Mensah"),
                ("", "Owusu"),
                ("", "Boateng"),
                ("", "Asante"),
                ("", "Osei"),
                ("", "Appiah"),
                ("", "Agyeman"),
            ],
            ("Engels", 40),
        ),
    ),
    (
        20,
        herkomst(
            &["Shirin", "Maryam", "Narges", "Zainab", "Hiwa"],
            &["Ali", "Reza", "Karwan", "Saman", "Haidar"],
            &[("", "Mohammadi"), ("", "Hosseini"), ("", "Jafari"), ("", "Salih"), ("", "Rostami"), ("", "Amin")],
            ("Farsi", 30),
        ),
    ),
    (
        15,
        herkomst(
            &["Olena", "Iryna", "Svitlana"],
            &["Oleksandr", "Serhii", "Andrii"],
            &[("", "Shevchenko"), ("", "Bondarenko"), ("", "Tkachenko"), ("", "Kravchuk")],
            ("Oekraïens", 45),
        ),
    ),
    (
        15,
        herkomst(
            &["Siti", "Yvonne", "Lilian", "Maya"],
            &["Frits", "Budi", "Rudy", "Eddy"],
            &[("", "Latuheru"), ("", "Pattiasina"), ("", "Sapulete"), ("", "Tahapary"), ("", "Manuhutu")],
            ("", 0),
        ),
    ),
];

const NEDERLANDS: Herkomst = herkomst(
    &[
        "Anna", "Maria", "Johanna", "Petra", "Ingrid", "Monique", "Sandra", "Esther", "Linda", "Marjan", "Wilma",
        "Karin", "Saskia", "Anouk", "Sanne", "Lisa", "Eva", "Kim", "Nathalie", "Yvonne", "Marieke", "Femke", "Hanneke",
        "Jolanda", "Trudy", "Miranda", "Corrie", "Bianca", "Iris", "Roos",
    ],
    &[
        "Jan", "Peter", "Hans", "Johan", "Marco", "Erik", "Ron", "Rob", "Dennis", "Michel", "Bas", "Tim", "Kevin",
        "Stefan", "Martijn", "Willem", "Henk", "Kees", "Gerard", "Frank", "Paul", "Jeroen", "Sander", "Thijs", "Daan",
        "Rick", "Wouter", "Arjan", "Theo", "Ruud",
    ],
    &[
        ("de", "Jong"),
        ("", "Jansen"),
        ("de", "Vries"),
        ("van den", "Berg"),
        ("van", "Dijk"),
        ("", "Bakker"),
        ("", "Janssen"),
        ("", "Visser"),
        ("", "Smit"),
        ("", "Meijer"),
        ("de", "Boer"),
        ("", "Mulder"),
        ("de", "Groot"),
        ("", "Bos"),
        ("", "Vos"),
        ("", "Peters"),
        ("", "Hendriks"),
        ("van", "Leeuwen"),
        ("", "Dekker"),
        ("", "Brouwer"),
        ("de", "Wit"),
        ("", "Dijkstra"),
        ("", "Smits"),
        ("de", "Graaf"),
        ("van der", "Meer"),
        ("van der", "Linden"),
        ("", "Kok"),
        ("", "Jacobs"),
        ("de", "Haan"),
        ("", "Vermeulen"),
        ("van den", "Heuvel"),
        ("van der", "Veen"),
        ("van den", "Broek"),
        ("", "Schouten"),
        ("van", "Beek"),
        ("", "Willems"),
        ("van", "Vliet"),
        ("", "Hoekstra"),
        ("", "Maas"),
        ("", "Verhoeven"),
        ("", "Koster"),
        ("van", "Dam"),
        ("van der", "Wal"),
        ("", "Prins"),
        ("", "Blom"),
        ("", "Huisman"),
        ("", "Kuipers"),
        ("van", "Veen"),
        ("", "Kuiper"),
        ("", "Post"),
        ("van 't", "Hof"),
        ("ter", "Horst"),
        ("ten", "Brink"),
        ("", "Zonneveld"),
        ("", "Duin"),
        ("", "Warmerdam"),
        ("", "Nelissen"),
        ("", "Roozen"),
        ("van der", "Zwet"),
        ("", "Koning"),
        ("op den", "Kamp"),
        ("", "Kerkhof"),
        ("", "Spaans"),
    ],
    ("", 0),
);

/// A name of this background.
pub(in crate::demo) fn naam(herkomst: &Herkomst, vrouw: bool, dobbel: &mut Dobbel) -> Persoonsnaam {
    let lijst = if vrouw { herkomst.vrouwen } else { herkomst.mannen };
    let eerste = *dobbel.kies(lijst);
    let tweede = *dobbel.kies(lijst);
    let (voorvoegsel, achternaam) = *dobbel.kies(herkomst.achternamen);
    let mut geslachtsnaam = achternaam.to_owned();
    if herkomst.vrouwelijke_vorm && vrouw {
        geslachtsnaam.push('a');
    }
    // Some have a second given name in the register; in Zandvoort and Haarlem some families share a few surnames, so
    // it also keeps people apart.
    let voornamen = if tweede != eerste && dobbel.kans(25) { format!("{eerste} {tweede}") } else { eerste.to_owned() };
    Persoonsnaam { voornamen, voorvoegsel: voorvoegsel.to_owned(), geslachtsnaam }
}
