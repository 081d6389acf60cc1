//! The texts that come with the program, until a municipality writes its own.
//!
//! Dutch at level B1, and short: an invitation fits on one page. The law is named where the letter asks something of the client: to cooperate (PW 17(2)), and that the
//! benefit can be suspended (PW 54(1)). A letter announces no decision.

use super::{Briefsoort, Taal};

/// Subject and text of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sjabloontekst {
    /// What the letter is about.
    pub onderwerp: String,
    /// The text, with fields.
    pub tekst: String,
}

/// The text that comes with the program; none for a language in which this kind of letter is not sent. The invitation has
/// more languages than the rest: what has legal force is in Dutch.
#[must_use]
pub fn standaard(soort: Briefsoort, taal: Taal) -> Option<Sjabloontekst> {
    let (onderwerp, tekst) = match (soort, taal) {
        (Briefsoort::Uitnodiging, Taal::Nl) => ("Uitnodiging voor een gesprek", UITNODIGING),
        (Briefsoort::Uitnodiging, Taal::En) => ("Invitation to a meeting", INVITATION),
        (Briefsoort::Uitnodiging, Taal::Ar) => ("دعوة إلى مقابلة", DAWA),
        (Briefsoort::Herinnering, Taal::Nl) => ("Herinnering: uw gesprek op {{gesprek.datum}}", HERINNERING),
        (Briefsoort::Afzegging, Taal::Nl) => ("Uw gesprek op {{gesprek.datum}} gaat niet door", AFZEGGING),
        (Briefsoort::Afzegging, Taal::En) => ("Your meeting on {{gesprek.datum}} is cancelled", CANCELLATION),
        (Briefsoort::Afzegging, Taal::Ar) => ("أُلغيت مقابلتكم في {{gesprek.datum}}", ILGHA),
        (Briefsoort::NietVerschenen, Taal::Nl) => ("U was niet bij het gesprek op {{gesprek.datum}}", NIET_VERSCHENEN),
        (Briefsoort::Afspraken, Taal::Nl) => ("Wat wij hebben afgesproken op {{gesprek.datum}}", AFSPRAKEN),
        _ => return None,
    };
    Some(Sjabloontekst { onderwerp: onderwerp.to_owned(), tekst: tekst.to_owned() })
}

const UITNODIGING: &str = "\
{{klant.aanhef}}

U krijgt een uitkering van de gemeente. Wij willen graag met u praten over hoe het met u gaat, wat u kunt, en wat u nodig hebt om \
te werken of mee te doen.

{{gesprek.afspraak}}

Neem een geldig identiteitsbewijs mee. U bent verplicht om naar dit gesprek te komen. Dat staat in artikel 17 van de Participatiewet.

Kunt u niet komen? Bel ons dan vóór de dag van het gesprek: {{gemeente.telefoon}}. Dan maken wij een nieuwe afspraak. Bel \
ook als u een tolk nodig hebt.
";

const INVITATION: &str = "\
{{klant.aanhef}}

You receive a benefit from the municipality. We would like to talk with you about how you are doing, what you can do, and what \
you need to work or to take part in society.

{{gesprek.afspraak}}

Please bring a valid proof of identity. You are obliged to come to this meeting. This is laid down in article 17 of the Participation Act (Participatiewet).

Are you unable to come? Please call us before the day of the meeting: {{gemeente.telefoon}}. We will then make a new \
appointment. Please also call us if you need an interpreter.
";

const DAWA: &str = "\
{{klant.aanhef}}

تحصلون على إعانة من البلدية. نودّ أن نتحدث معكم عن أحوالكم، وعمّا تستطيعون القيام به، وعمّا تحتاجون إليه للعمل أو للمشاركة في \
المجتمع.

{{gesprek.afspraak}}

أحضروا معكم وثيقة هوية سارية المفعول. أنتم ملزمون بالحضور إلى هذه المقابلة. هذا منصوص عليه في المادة 17 من قانون المشاركة (Participatiewet).

هل يتعذر عليكم الحضور؟ اتصلوا بنا قبل يوم المقابلة على الرقم {{gemeente.telefoon}}. سنحدد حينها موعدًا جديدًا. اتصلوا بنا \
أيضًا إذا كنتم بحاجة إلى مترجم.
";

const HERINNERING: &str = "\
{{klant.aanhef}}

Wij hebben u uitgenodigd voor een gesprek. Met deze brief herinneren wij u daaraan.

{{gesprek.afspraak}}

Neem een geldig identiteitsbewijs mee.

U bent verplicht om naar dit gesprek te komen. Dat staat in artikel 17 van de Participatiewet.

Kunt u niet komen? Bel ons dan zo snel mogelijk: {{gemeente.telefoon}}. Dan maken wij een nieuwe afspraak.
";

const AFZEGGING: &str = "\
{{klant.aanhef}}

Wij hadden een gesprek met u op {{gesprek.datum}} om {{gesprek.tijd}}. Dat gesprek gaat niet door. U hoeft niet te komen.

U hebt niets fout gedaan, en dit heeft geen gevolgen voor uw uitkering. Wij nodigen u later uit voor een nieuw gesprek.

Hebt u vragen? Bel ons dan: {{gemeente.telefoon}}.
";

const CANCELLATION: &str = "\
{{klant.aanhef}}

We had a meeting with you on {{gesprek.datum}} at {{gesprek.tijd}}. That meeting will not take place. You do not have to come.

You have done nothing wrong, and this has no consequences for your benefit. We will invite you to a new meeting later.

Do you have any questions? Please call us: {{gemeente.telefoon}}.
";

const ILGHA: &str = "\
{{klant.aanhef}}

كانت لدينا مقابلة معكم في {{gesprek.datum}} الساعة {{gesprek.tijd}}. لن تُعقد هذه المقابلة، ولا يلزمكم الحضور.

لم ترتكبوا أي خطأ، ولا يؤثر ذلك على إعانتكم. سندعوكم لاحقًا إلى مقابلة جديدة.

هل لديكم أسئلة؟ اتصلوا بنا على الرقم {{gemeente.telefoon}}.
";

const NIET_VERSCHENEN: &str = "\
{{klant.aanhef}}

Op {{gesprek.datum}} om {{gesprek.tijd}} hadden wij een gesprek met u. U was er niet.

Wij willen alsnog met u praten, of van u horen waarom u er niet was. Neem daarom uiterlijk op {{hersteltermijn.einde}} \
contact met ons op. U kunt bellen: {{gemeente.telefoon}}. Had u een goede reden, bijvoorbeeld omdat u ziek was? Vertel ons \
dat dan. Wij maken graag een nieuwe afspraak met u.

U bent verplicht om mee te werken. Dat staat in artikel 17 van de Participatiewet. Horen wij uiterlijk op \
{{hersteltermijn.einde}} niets van u? Dan kan de gemeente uw uitkering tijdelijk niet betalen. Dat heet opschorten en staat in \
artikel 54 van de Participatiewet. U krijgt daar dan een aparte brief over.
";

const AFSPRAKEN: &str = "\
{{klant.aanhef}}

Op {{gesprek.datum}} hebben wij met elkaar gesproken. In deze brief leest u wat wij hebben afgesproken.

{{afspraken}}

Klopt er iets niet? Of lukt een afspraak niet? Bel ons dan: {{gemeente.telefoon}}. Wij kijken dan samen wat er wel kan.
";
