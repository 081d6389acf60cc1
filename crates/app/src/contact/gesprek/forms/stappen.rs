//! The forms of one step: inviting, moving, and what follows when somebody does not come.

use domain::{
    brief::{Briefsoort, Taal},
    datum::{dagen_tussen, lang, plaatselijk, plus_dagen, weekdag},
    gesprek::{Gesprek, Hersteltermijn, Kanaal, OngeldigeOvergang, Partij, Uitnodiging},
    id::{BriefId, GesprekId},
    klant::Klant,
    termijn::{gelijkstelling_bekend, waarom_vrij},
};
use jiff::civil::Date;

use super::AfspraakForm;
use crate::{
    brief::taalkeuze,
    web::{
        Bezoek, Formulier, Keuze, Veld,
        veld::fouten,
        woorden::{hoofdletter, zin},
    },
};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 14-12-2026.";
/// A letter is dated the day it is posted, and may be written some days before.
const BRIEF_VOORUIT: i64 = 7;
/// Longer than the Algemene termijnenwet speaks of (ATW 4(a)) is a slip of the pen; as long as this its end moves on from a weekend.
const LANGSTE_TERMIJN: i64 = 90;

fn te_lang(veld: &mut Veld, tekens: usize) {
    if veld.waarde.chars().count() > tekens {
        veld.afkeuren(format!("Deze tekst is te lang. Gebruik hooguit {tekens} tekens."));
    }
}

/// How and when the client was invited.
pub(in crate::contact::gesprek) struct UitnodigForm {
    pub(in crate::contact::gesprek) kanaal: Veld,
    pub(in crate::contact::gesprek) op: Veld,
    pub(in crate::contact::gesprek) bewijs: Veld,
}

impl UitnodigForm {
    pub(in crate::contact::gesprek) fn leeg(vandaag: Date) -> Self {
        let uitleg = "Bijvoorbeeld het nummer van een aangetekende brief of het kenmerk van een bericht.";
        Self {
            kanaal: Veld::new("kanaal", "Hoe is de klant uitgenodigd").met("brief"),
            op: Veld::new("op", "Verstuurd op").met(vandaag.to_string()),
            bewijs: Veld::vrij("bewijs", "Bewijs van verzending").uitleg(uitleg),
        }
    }

    pub(in crate::contact::gesprek) fn uit(vandaag: Date, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(vandaag);
        Self { kanaal: leeg.kanaal.uit(formulier), op: leeg.op.uit(formulier), bewijs: leeg.bewijs.uit(formulier) }
    }

    pub(in crate::contact::gesprek) fn kanalen(&self) -> Vec<Keuze> {
        Kanaal::ALLE.into_iter().map(|k| Keuze::new(k.code(), k.omschrijving(), &self.kanaal.waarde)).collect()
    }

    pub(in crate::contact::gesprek) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.kanaal, &self.op, &self.bewijs])
    }

    pub(in crate::contact::gesprek) fn lees(&mut self, gesprek: &Gesprek, vandaag: Date) -> Option<Uitnodiging> {
        let kies = "Kies hoe de klant is uitgenodigd: brief, e-mail, telefoon of mondeling.";
        let kanaal = self.kanaal.lees(|text| text.parse().ok(), kies);
        let op = self.op.datum(BESTAANDE_DATUM);
        if op.is_some_and(|op| op > vandaag) {
            self.op.afkeuren("Deze dag moet nog komen. Leg de uitnodiging vast als zij verstuurd is.");
        } else if op.is_some_and(|op| op > plaatselijk(gesprek.moment).date()) {
            self.op.afkeuren("Deze dag is na het gesprek. Controleer de datum.");
        } else if op.is_some_and(|op| op < plus_dagen(vandaag, -730)) {
            self.op.afkeuren("Deze dag is meer dan twee jaar geleden. Controleer het jaar.");
        }
        te_lang(&mut self.bewijs, 100);
        let bewijs = self.bewijs.waarde.trim().to_owned();
        self.fouten().is_empty().then_some(())?;
        Some(Uitnodiging { op: op?, kanaal: kanaal?, bewijs })
    }
}

/// Where a conversation goes, by whom and why.
pub(in crate::contact::gesprek) struct VerzetForm {
    /// The id of the one that takes its place, given out with the form: sent twice, it moves once.
    pub(in crate::contact::gesprek) nieuw: GesprekId,
    pub(in crate::contact::gesprek) afspraak: AfspraakForm,
    pub(in crate::contact::gesprek) door: Veld,
    pub(in crate::contact::gesprek) toelichting: Veld,
}

/// A new time, by whom and why.
pub(in crate::contact::gesprek) type Verzetting = (domain::gesprek::Afspraak, (Partij, String));

impl VerzetForm {
    fn met(nieuw: GesprekId, afspraak: AfspraakForm) -> Self {
        Self {
            nieuw,
            afspraak,
            door: Veld::new("door", "Wie wilde het verzetten"),
            toelichting: Veld::vrij("toelichting", "Waarom"),
        }
    }

    pub(in crate::contact::gesprek) fn van(bezoek: &Bezoek, gesprek: &Gesprek) -> Self {
        Self::met(bezoek.app.omgeving.nieuw_id(), AfspraakForm::van(gesprek))
    }

    pub(in crate::contact::gesprek) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let nieuw = formulier.tekst("nieuw").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        let leeg = Self::met(nieuw, AfspraakForm::uit(formulier));
        Self { door: leeg.door.uit(formulier), toelichting: leeg.toelichting.uit(formulier), ..leeg }
    }

    pub(in crate::contact::gesprek) fn partijen(&self) -> Vec<Keuze> {
        let naam = |partij| match partij {
            Partij::Klant => "De klant",
            Partij::Gemeente => "De gemeente",
        };
        Partij::ALLE.into_iter().map(|partij| Keuze::new(partij.code(), naam(partij), &self.door.waarde)).collect()
    }

    pub(in crate::contact::gesprek) fn fouten(&self) -> Vec<(String, String)> {
        let mut all = self.afspraak.fouten();
        all.extend(fouten(&[&self.door, &self.toelichting]));
        all
    }

    pub(in crate::contact::gesprek) fn lees(&mut self) -> Option<Verzetting> {
        let afspraak = self.afspraak.lees();
        let door = self.door.lees(|text| text.parse().ok(), "Kies of de klant of de gemeente het wilde verzetten.");
        te_lang(&mut self.toelichting, 2_000);
        self.fouten().is_empty().then_some(())?;
        Some((afspraak?, (door?, self.toelichting.waarde.trim().to_owned())))
    }
}

/// The letter and the last day of a cure period.
pub(in crate::contact::gesprek) struct TermijnForm {
    /// The id the letter will have, given out with the form: sent twice, it is one letter.
    pub(in crate::contact::gesprek) brief_id: BriefId,
    pub(in crate::contact::gesprek) brief: Veld,
    pub(in crate::contact::gesprek) einde: Veld,
    pub(in crate::contact::gesprek) taal: Veld,
}

impl TermijnForm {
    /// The proposal for a letter of this day.
    pub(in crate::contact::gesprek) fn voorstel(bezoek: &Bezoek, brief: Date) -> Self {
        let mut form = Self::met(bezoek.app.omgeving.nieuw_id(), "");
        form.stel_voor(brief);
        form
    }

    /// Proposes a last day for a letter of this day.
    pub(in crate::contact::gesprek) fn stel_voor(&mut self, brief: Date) {
        let voorstel = Hersteltermijn::voorstel(brief);
        let leeg = Self::met(self.brief_id, &voorstel_in_woorden(voorstel));
        self.brief = leeg.brief.met(brief.to_string());
        self.einde = leeg.einde.met(voorstel.einde.to_string());
    }

    fn met(brief_id: BriefId, uitleg: &str) -> Self {
        Self {
            brief_id,
            brief: Veld::new("brief", "Datum van de brief"),
            einde: Veld::new("einde", "Laatste dag van de hersteltermijn").uitleg(uitleg),
            taal: Veld::new("taal", "Taal van de brief"),
        }
    }

    pub(in crate::contact::gesprek) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let brief = domain::datum::lees(formulier.tekst("brief"));
        let uitleg = brief.map_or_else(String::new, |b| voorstel_in_woorden(Hersteltermijn::voorstel(b)));
        let brief_id = formulier.tekst("brief_id").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        let leeg = Self::met(brief_id, &uitleg);
        Self {
            brief_id,
            brief: leeg.brief.uit(formulier),
            einde: leeg.einde.uit(formulier),
            taal: leeg.taal.uit(formulier),
        }
    }

    /// The languages there is a letter in; that of the client is chosen until somebody chooses another.
    pub(in crate::contact::gesprek) fn talen(&mut self, gesprek: &Gesprek, klant: &Klant) -> Vec<Keuze> {
        let (voorstel, keuzes) = taalkeuze(Briefsoort::NietVerschenen, gesprek, klant);
        if self.taal.waarde.is_empty() {
            self.taal.waarde = voorstel.waarde;
        }
        let gekozen = self.taal.waarde.clone();
        keuzes.into_iter().map(|keuze| Keuze::new(&keuze.code, &keuze.naam, &gekozen)).collect()
    }

    pub(in crate::contact::gesprek) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.brief, &self.einde, &self.taal])
    }

    /// The day of the letter alone, to compute a proposal from.
    pub(in crate::contact::gesprek) fn lees_brief(&mut self, vandaag: Date) -> Option<Date> {
        let brief = self.brief.datum(BESTAANDE_DATUM)?;
        if brief > plus_dagen(vandaag, BRIEF_VOORUIT) {
            self.brief.afkeuren("Deze brief is van meer dan een week vooruit. Controleer de datum.");
            return None;
        }
        Some(brief)
    }

    /// The period and the language of its letter. A last day that does not count is moved on, and shown before anything is
    /// recorded.
    pub(in crate::contact::gesprek) fn lees(&mut self, vandaag: Date) -> Option<(Hersteltermijn, Taal)> {
        let mut brief = self.lees_brief(vandaag);
        // The letter is made now: a period that began before it takes time from the client that he never had (PW 54(2)).
        if brief.is_some_and(|brief| brief < vandaag) {
            self.brief.afkeuren("Klantbeeld maakt de brief nu. Kies vandaag, of de dag waarop u hem verstuurt.");
            brief = None;
        }
        let einde = self.einde.datum(BESTAANDE_DATUM);
        let taal = self.taal.lees(|text| text.parse().ok(), "Kies in welke taal de brief gaat.");
        let termijn = Hersteltermijn { brief: brief?, einde: einde? };
        if dagen_tussen(termijn.brief, termijn.einde) > LANGSTE_TERMIJN {
            self.einde.afkeuren("Dit is meer dan negentig dagen na de brief. Controleer het jaar.");
            return None;
        }
        let goed = termijn.opgeschoven();
        if goed == termijn {
            return Some((termijn, taal?));
        }
        self.einde.afkeuren(opgeschoven_in_woorden(termijn.einde, goed.einde));
        self.einde.waarde = goed.einde.to_string();
        None
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(in crate::contact::gesprek) fn weiger(&mut self, geweigerd: OngeldigeOvergang) {
        let veld = match geweigerd {
            OngeldigeOvergang::BriefVoorGesprek => &mut self.brief,
            _ => &mut self.einde,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}

/// `maandag 7 december 2026`.
pub(in crate::contact::gesprek) fn met_weekdag(dag: Date) -> String {
    format!("{} {}", weekdag(dag), lang(dag))
}

/// Why a day is none of work, as it stands after *het is*: `eerste kerstdag`, `een zaterdag`.
pub(in crate::contact::gesprek) fn vrij_in_woorden(dag: Date) -> Option<String> {
    waarom_vrij(dag).map(|waarom| match waarom {
        "zaterdag" | "zondag" => format!("een {waarom}"),
        "gelijkgestelde dag" => "een dag die met een feestdag gelijkstaat".to_owned(),
        feestdag => feestdag.to_owned(),
    })
}

/// How the proposal came about, and which holiday or weekend moved it.
fn voorstel_in_woorden(voorstel: Hersteltermijn) -> String {
    let Hersteltermijn { brief, einde } = voorstel;
    let laatste = Hersteltermijn::VOORSTEL.laatste_dag(brief);
    let mut tekst = match vrij_in_woorden(laatste) {
        Some(waarom) => format!(
            "Voorstel: {}. Twee weken na de brief van {} is {}, {waarom}; de termijn eindigt op de eerste dag daarna die telt.",
            met_weekdag(einde),
            lang(brief),
            lang(laatste)
        ),
        None => format!("Voorstel: {}, twee weken na de brief van {}.", met_weekdag(einde), lang(brief)),
    };
    if !gelijkstelling_bekend(einde.year()) {
        tekst.push_str(&format!(
            " Voor {} is nog niet bekend welke dagen met een feestdag gelijkstaan; controleer de dag.",
            einde.year()
        ));
    }
    tekst
}

/// Why a chosen last day became another.
fn opgeschoven_in_woorden(gekozen: Date, wordt: Date) -> String {
    let waarom = vrij_in_woorden(gekozen).map_or_else(
        || {
            "Een termijn van drie dagen of meer telt ten minste twee dagen die geen zaterdag, zondag of feestdag zijn"
                .to_owned()
        },
        |waarom| format!("{} is {waarom}. Een termijn eindigt niet op een zaterdag, zondag of feestdag", lang(gekozen)),
    );
    format!(
        "{}. De laatste dag wordt {}; verstuur nog een keer om die vast te leggen.",
        hoofdletter(&waarom),
        met_weekdag(wordt)
    )
}

/// What repaired not showing.
pub(in crate::contact::gesprek) struct HerstelForm {
    pub(in crate::contact::gesprek) op: Veld,
    pub(in crate::contact::gesprek) reden: Veld,
}

impl HerstelForm {
    pub(in crate::contact::gesprek) fn leeg(vandaag: Date) -> Self {
        let uitleg = "Kwam de klant alsnog, of was er een goede reden om niet te komen? Geen diagnoses.";
        Self {
            op: Veld::new("op", "Op welke dag").met(vandaag.to_string()),
            reden: Veld::new("reden", "Wat is er gebeurd").uitleg(uitleg),
        }
    }

    pub(in crate::contact::gesprek) fn uit(vandaag: Date, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(vandaag);
        Self { op: leeg.op.uit(formulier), reden: leeg.reden.uit(formulier) }
    }

    pub(in crate::contact::gesprek) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.op, &self.reden])
    }

    pub(in crate::contact::gesprek) fn lees(&mut self, gesprek: &Gesprek, vandaag: Date) -> Option<(String, Date)> {
        let op = self.op.datum(BESTAANDE_DATUM);
        if op.is_some_and(|op| op > vandaag) {
            self.op.afkeuren("Deze dag moet nog komen. Leg het vast als het gebeurd is.");
        } else if op.is_some_and(|op| op < plaatselijk(gesprek.moment).date()) {
            self.op.afkeuren("Deze dag is vóór het gesprek waarvoor de klant niet kwam. Controleer de datum.");
        }
        if self.reden.waarde.trim().is_empty() {
            self.reden.afkeuren("Schrijf op wat er gebeurd is, al is het één zin.");
        }
        te_lang(&mut self.reden, 2_000);
        self.fouten().is_empty().then_some(())?;
        Some((self.reden.waarde.trim().to_owned(), op?))
    }
}
