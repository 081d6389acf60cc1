//! The forms of the steps, which stand on one page: what was typed in one of them, and where its errors belong.

use domain::{
    id::{GebruikerId, InformatieverzoekId},
    onderzoek::{
        Belang, Gebruik, Gedaan, Handeling, Informatieverzoek, NodigBesluit, Onderzoek, OnderzoekGeweigerd, Uitkomst,
    },
    termijn::Termijn,
};
use jiff::civil::Date;

use super::{
    BESTAANDE_DATUM, LANGST, TE_LANG,
    rijen::{Open, PuntVeld, open},
};
use crate::web::{
    Bezoek, Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// How long the client has to answer, unless somebody chooses otherwise: the law names no number.
const ANTWOORDWEKEN: &str = "2";
/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recht::onderzoek) enum Stap {
    Controleren,
    Vragen,
    Ontvangen,
    Verder,
    Afronden,
    Vervallen,
    Heropenen,
}

impl Stap {
    const ALLE: [(Self, &'static str, &'static str); 7] = [
        (Self::Controleren, "controleren", "onderzoek.gecontroleerd"),
        (Self::Vragen, "vragen", "onderzoek.informatie_gevraagd"),
        (Self::Ontvangen, "ontvangen", "onderzoek.informatie_ontvangen"),
        (Self::Verder, "verder", "onderzoek.verder_zonder_antwoord"),
        (Self::Afronden, "afronden", "onderzoek.afgerond"),
        (Self::Vervallen, "vervallen", "onderzoek.vervallen"),
        (Self::Heropenen, "heropenen", "onderzoek.heropend"),
    ];

    pub(in crate::recht::onderzoek) fn uit(formulier: &Formulier) -> Option<Self> {
        let code = formulier.tekst("stap");
        Self::ALLE.into_iter().find(|(_, is, _)| *is == code).map(|(stap, ..)| stap)
    }

    /// The name in the log.
    pub(in crate::recht::onderzoek) fn handeling(self) -> &'static str {
        Self::ALLE.into_iter().find(|(stap, ..)| *stap == self).map_or("onderzoek.stap", |(.., naam)| naam)
    }
}

/// All forms of the page.
pub(in crate::recht::onderzoek) struct Stappen {
    pub(in crate::recht::onderzoek) punten: Vec<PuntVeld>,
    pub(in crate::recht::onderzoek) open: Vec<Open>,
    /// Given out with the form: sent twice, it is one question.
    pub(in crate::recht::onderzoek) vraag_id: InformatieverzoekId,
    pub(in crate::recht::onderzoek) wat: Veld,
    pub(in crate::recht::onderzoek) gevraagd: Veld,
    pub(in crate::recht::onderzoek) weken: Veld,
    pub(in crate::recht::onderzoek) bevindingen: Veld,
    pub(in crate::recht::onderzoek) minimaregelingen: Veld,
    pub(in crate::recht::onderzoek) bijzondere: Veld,
    pub(in crate::recht::onderzoek) vervolg: Veld,
    pub(in crate::recht::onderzoek) uitkomst: Veld,
    pub(in crate::recht::onderzoek) wijziging: Veld,
    pub(in crate::recht::onderzoek) doorgegeven: Veld,
    pub(in crate::recht::onderzoek) besluiten: Veld,
    gekozen: Vec<String>,
    pub(in crate::recht::onderzoek) vervallen: Veld,
    pub(in crate::recht::onderzoek) heropenen: Veld,
}

impl Stappen {
    /// The forms as the investigation stands. `wie` says when and by whom a point was looked at.
    pub(in crate::recht::onderzoek) fn van(bezoek: &Bezoek, is: &Onderzoek, wie: impl Fn(&Gedaan) -> String) -> Self {
        let vandaag = bezoek.vandaag.to_string();
        let gebruik = |naam, label: &str, nu: Gebruik| Veld::new(naam, label).met(nu.code());
        Self {
            punten: is.punten.iter().map(|punt| PuntVeld::van(punt, &wie)).collect(),
            open: open(is, bezoek.vandaag),
            vraag_id: bezoek.app.omgeving.nieuw_id(),
            wat: Veld::new("wat", "Welke gegevens vraagt u, en van wie?")
                .uitleg("Vraag alleen wat nodig is om het recht vast te stellen (artikel 17 en 53a)."),
            gevraagd: Veld::new("gevraagd", "Datum van de brief of de vraag").met(vandaag.as_str()),
            weken: Veld::new("weken", "Hoeveel weken is er om te antwoorden?").met(ANTWOORDWEKEN).uitleg(
                "De wet noemt geen aantal; twee weken is een voorstel. Eindigt de termijn in een weekend of op een feestdag, dan schuift de laatste dag op.",
            ),
            bevindingen: Veld::new("bevindingen", "Bevindingen").met(is.bevindingen.as_str()),
            minimaregelingen: gebruik(
                "minimaregelingen",
                "Minimaregelingen van de gemeente",
                is.belang.minimaregelingen,
            ),
            bijzondere: gebruik("bijzondere_bijstand", "Bijzondere bijstand", is.belang.bijzondere_bijstand),
            vervolg: Veld::vrij("vervolg", "Wat is daarover afgesproken?")
                .uitleg("Nodig als de klant iets niet gebruikt. Ook als de klant niet wil.")
                .met(is.belang.vervolg.as_str()),
            uitkomst: Veld::new("uitkomst", "Wat is de uitkomst?"),
            wijziging: Veld::vrij("wijziging", "Welke wijziging is doorgegeven?"),
            doorgegeven: Veld::vrij("doorgegeven", "Wanneer is die doorgegeven?"),
            besluiten: Veld::vrij("besluiten", "Welk besluit is nodig?")
                .uitleg("Het onderzoek neemt geen besluit. Het zegt welk besluit nodig is."),
            gekozen: Vec::new(),
            vervallen: Veld::new("vervallen", "Waarom vervalt het onderzoek?"),
            heropenen: Veld::new("heropenen", "Waarom gaat het onderzoek weer open?"),
        }
    }

    /// With what was typed in the form of a step; the other forms stay as they were.
    pub(in crate::recht::onderzoek) fn met(self, stap: Stap, formulier: &Formulier) -> Self {
        let uit = |veld: Veld| veld.uit(formulier);
        match stap {
            Stap::Controleren => {
                Self { punten: self.punten.into_iter().map(|punt| punt.uit(formulier)).collect(), ..self }
            }
            Stap::Vragen => Self {
                vraag_id: formulier.tekst("vraag_id").parse().unwrap_or(self.vraag_id),
                wat: uit(self.wat),
                gevraagd: uit(self.gevraagd),
                weken: uit(self.weken),
                ..self
            },
            Stap::Ontvangen => {
                let lees = |mut open: Open| {
                    // Only the question that was answered; the others keep what the page proposes.
                    if formulier.tekst("verzoek") == open.id.to_string() {
                        formulier.tekst(&open.ontvangen.naam).clone_into(&mut open.ontvangen.waarde);
                    }
                    open
                };
                Self { open: self.open.into_iter().map(lees).collect(), ..self }
            }
            Stap::Afronden => Self {
                bevindingen: uit(self.bevindingen),
                minimaregelingen: uit(self.minimaregelingen),
                bijzondere: uit(self.bijzondere),
                vervolg: uit(self.vervolg),
                uitkomst: uit(self.uitkomst),
                wijziging: uit(self.wijziging),
                doorgegeven: uit(self.doorgegeven),
                gekozen: formulier.alle("besluiten").map(str::to_owned).collect(),
                ..self
            },
            Stap::Vervallen => Self { vervallen: uit(self.vervallen), ..self },
            Stap::Heropenen => Self { heropenen: uit(self.heropenen), ..self },
            Stap::Verder => self,
        }
    }

    pub(in crate::recht::onderzoek) fn fouten(&self) -> Vec<(String, String)> {
        let vrije = self.punten.iter().flat_map(|punt| [&punt.bekeken, &punt.bevinding]);
        let vrije = vrije.chain(self.open.iter().map(|open| &open.ontvangen));
        let mut alle: Vec<_> = vrije.filter_map(|veld| Some((veld.naam.clone(), veld.fout.clone()?))).collect();
        alle.extend(fouten(&[
            &self.wat,
            &self.gevraagd,
            &self.weken,
            &self.bevindingen,
            &self.minimaregelingen,
            &self.bijzondere,
            &self.vervolg,
            &self.uitkomst,
            &self.wijziging,
            &self.doorgegeven,
            &self.besluiten,
            &self.vervallen,
            &self.heropenen,
        ]));
        alle
    }

    /// The points that were looked at now, or whose finding was changed.
    pub(in crate::recht::onderzoek) fn gecontroleerd(
        &mut self,
        door: GebruikerId,
        op: Date,
    ) -> Option<Vec<(String, Gedaan)>> {
        let mut gedaan = Vec::new();
        for punt in &mut self.punten {
            if punt.is_nieuw() {
                let bevinding = punt.bevinding.waarde.trim().to_owned();
                gedaan.push((punt.code.clone(), Gedaan { op, door, bevinding }));
            }
        }
        if gedaan.is_empty() && self.fouten().is_empty() {
            let eerste = self.punten.first_mut()?;
            eerste.bekeken.fout = Some("Zet een vinkje bij wat u heeft bekeken, of wijzig een bevinding.".to_owned());
        }
        self.fouten().is_empty().then_some(gedaan)
    }

    /// The question that is asked.
    pub(in crate::recht::onderzoek) fn verzoek(&mut self) -> Option<Informatieverzoek> {
        let wat = lange_tekst(&mut self.wat);
        let gevraagd = self.gevraagd.datum(BESTAANDE_DATUM);
        let weken: Option<u16> = self
            .weken
            .lees(|text| text.parse().ok().filter(|weken| (1..=12).contains(weken)), "Kies 1 tot en met 12 weken.");
        Some(Informatieverzoek::vraag(self.vraag_id, wat?, gevraagd?, Termijn::Weken(weken?)))
    }

    /// Which question was answered, and when.
    pub(in crate::recht::onderzoek) fn antwoord(
        &mut self,
        id: InformatieverzoekId,
    ) -> Option<(InformatieverzoekId, Date)> {
        let veld = &mut self.open.iter_mut().find(|open| open.id == id)?.ontvangen;
        let op = domain::datum::lees(veld.waarde.trim());
        if op.is_none() {
            veld.fout = Some(BESTAANDE_DATUM.to_owned());
        }
        Some((id, op?))
    }

    /// What is concluded. What is left empty, the rules ask for.
    pub(in crate::recht::onderzoek) fn conclusie(&mut self) -> Option<(String, Belang, Uitkomst)> {
        let bevindingen = lange_tekst(&mut self.bevindingen);
        let vervolg = lange_tekst(&mut self.vervolg);
        let minimaregelingen = self.minimaregelingen.lees(|text| text.parse().ok(), "Kies of de klant dit gebruikt.");
        let bijzondere = self.bijzondere.lees(|text| text.parse().ok(), "Kies of de klant dit gebruikt.");
        let uitkomst = match self.uitkomst.waarde.as_str() {
            "geen_wijziging" => Some(Uitkomst::GeenWijziging),
            "wijziging_doorgegeven" => {
                let wat = lange_tekst(&mut self.wijziging);
                let op = self.doorgegeven.datum(BESTAANDE_DATUM);
                wat.zip(op).map(|(wat, op)| Uitkomst::WijzigingDoorgegeven { wat, op })
            }
            "besluit_nodig" => {
                let gekozen = NodigBesluit::ALLE.into_iter();
                let gekozen = gekozen.filter(|besluit| self.gekozen.iter().any(|code| code == besluit.code()));
                Some(Uitkomst::BesluitNodig(gekozen.collect()))
            }
            _ => {
                self.uitkomst.afkeuren("Kies wat de uitkomst is.");
                None
            }
        };
        let belang =
            Belang { minimaregelingen: minimaregelingen?, bijzondere_bijstand: bijzondere?, vervolg: vervolg? };
        Some((bevindingen?, belang, uitkomst?))
    }

    /// Why it lapses, or opens again.
    pub(in crate::recht::onderzoek) fn reden(&mut self, stap: Stap, door: GebruikerId, op: Date) -> Option<Handeling> {
        let veld = if stap == Stap::Heropenen { &mut self.heropenen } else { &mut self.vervallen };
        Some(Handeling { op, door, reden: lange_tekst(veld)? })
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none on this page.
    pub(in crate::recht::onderzoek) fn weiger(
        &mut self,
        (stap, vraag): (Stap, Option<InformatieverzoekId>),
        geweigerd: &OnderzoekGeweigerd,
    ) -> bool {
        use OnderzoekGeweigerd as G;
        let tekst = zin(&geweigerd.to_string());
        let vrij = match geweigerd {
            G::PuntOpen(punt) => self.punten.iter_mut().find(|is| is.tekst == *punt).map(|is| &mut is.bekeken),
            G::AntwoordDatum(_) | G::TermijnLoopt(_) => {
                self.open.iter_mut().find(|open| Some(open.id) == vraag).map(|open| &mut open.ontvangen)
            }
            G::Datum(_) if stap == Stap::Controleren => self.punten.first_mut().map(|punt| &mut punt.bekeken),
            _ => None,
        };
        if let Some(veld) = vrij {
            veld.fout = Some(tekst);
            return true;
        }
        let veld = match geweigerd {
            G::VraagLeeg => &mut self.wat,
            G::GeenTermijn => &mut self.weken,
            G::BevindingenLeeg => &mut self.bevindingen,
            G::VervolgLeeg => &mut self.vervolg,
            G::WijzigingLeeg => &mut self.wijziging,
            G::BesluitOntbreekt => &mut self.besluiten,
            G::RedenLeeg | G::Datum(_) if stap == Stap::Heropenen => &mut self.heropenen,
            G::RedenLeeg | G::Datum(_) if stap == Stap::Vervallen => &mut self.vervallen,
            G::Datum(_) if stap == Stap::Vragen => &mut self.gevraagd,
            G::Datum(_) if stap == Stap::Afronden => &mut self.doorgegeven,
            _ => return false,
        };
        veld.afkeuren(tekst);
        true
    }

    /// Whether the form that concludes is to be seen at once: everything was looked at, or what was typed there is refused.
    pub(in crate::recht::onderzoek) fn afronden_open(&self) -> bool {
        let afronden = [
            &self.bevindingen,
            &self.minimaregelingen,
            &self.bijzondere,
            &self.vervolg,
            &self.uitkomst,
            &self.wijziging,
            &self.doorgegeven,
            &self.besluiten,
        ];
        self.punten.iter().all(|punt| !punt.gedaan.is_empty()) || afronden.iter().any(|veld| veld.fout.is_some())
    }

    pub(in crate::recht::onderzoek) fn uitkomsten(&self) -> Vec<Keuze> {
        [
            ("geen_wijziging", "Geen wijziging: recht en hoogte kloppen"),
            ("wijziging_doorgegeven", "Er is een wijziging, en die is doorgegeven aan de uitkeringsadministratie"),
            ("besluit_nodig", "Er is een besluit nodig"),
        ]
        .map(|(code, naam)| Keuze::new(code, naam, &self.uitkomst.waarde))
        .into()
    }

    pub(in crate::recht::onderzoek) fn besluiten_keuzes(&self) -> Vec<Keuze> {
        let keuze = |is: NodigBesluit| Keuze {
            code: is.code().to_owned(),
            naam: hoofdletter(is.omschrijving()),
            gekozen: self.gekozen.iter().any(|code| code == is.code()),
        };
        NodigBesluit::ALLE.into_iter().map(keuze).collect()
    }
}

/// The choices about something the client may use.
pub(in crate::recht::onderzoek) fn gebruiken(veld: &Veld) -> Vec<Keuze> {
    let keuze = |is: Gebruik| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &veld.waarde);
    Gebruik::ALLE.into_iter().map(keuze).collect()
}

/// A text that may be empty as far as the form knows, but not too long.
fn lange_tekst(veld: &mut Veld) -> Option<String> {
    veld.lees(|text| (text.chars().count() <= LANGST).then(|| text.to_owned()), TE_LANG)
}
