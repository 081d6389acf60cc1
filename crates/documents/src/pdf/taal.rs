//! The languages a letter can be in, and the few words that stand in every letter.

use serde::Serialize;

/// The language of a letter. The texts come from who calls; the labels beside them come from here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Taal {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
    /// Arabic, written from right to left.
    Ar,
}

/// The labels of a letter in one language.
#[derive(Debug, Serialize)]
pub(super) struct Woorden {
    pub(super) datum: &'static str,
    pub(super) kenmerk: &'static str,
    pub(super) onderwerp: &'static str,
    pub(super) telefoon: &'static str,
    /// Above the box with the appointment.
    pub(super) afspraak: &'static str,
    pub(super) wanneer: &'static str,
    pub(super) waar: &'static str,
    pub(super) met_wie: &'static str,
    pub(super) hoe_lang: &'static str,
    pub(super) meenemen: &'static str,
    /// `Pagina` in `Pagina 2 van 3`.
    pub(super) pagina: &'static str,
    /// `van` in `Pagina 2 van 3`.
    pub(super) van: &'static str,
}

const NL: Woorden = Woorden {
    datum: "Datum",
    kenmerk: "Kenmerk",
    onderwerp: "Onderwerp",
    telefoon: "Telefoon",
    afspraak: "Uw afspraak",
    wanneer: "Wanneer",
    waar: "Waar",
    met_wie: "Met wie",
    hoe_lang: "Hoe lang",
    meenemen: "Neem mee",
    pagina: "Pagina",
    van: "van",
};

const EN: Woorden = Woorden {
    datum: "Date",
    kenmerk: "Reference",
    onderwerp: "Subject",
    telefoon: "Telephone",
    afspraak: "Your appointment",
    wanneer: "When",
    waar: "Where",
    met_wie: "With",
    hoe_lang: "How long",
    meenemen: "Please bring",
    pagina: "Page",
    van: "of",
};

const AR: Woorden = Woorden {
    datum: "التاريخ",
    kenmerk: "الرقم المرجعي",
    onderwerp: "الموضوع",
    telefoon: "الهاتف",
    afspraak: "موعدكم",
    wanneer: "متى",
    waar: "أين",
    met_wie: "مع من",
    hoe_lang: "المدة",
    meenemen: "أحضروا معكم",
    pagina: "صفحة",
    van: "من",
};

impl Taal {
    pub(super) fn woorden(self) -> &'static Woorden {
        match self {
            Self::Nl => &NL,
            Self::En => &EN,
            Self::Ar => &AR,
        }
    }

    /// Whether lines run from right to left.
    pub(super) fn is_rtl(self) -> bool {
        self == Self::Ar
    }
}
