//! The texts that come with the program, until a municipality writes its own.
//!
//! Dutch at level B1, and short: an invitation fits on one page. The law is named where the letter asks something of the client: to cooperate (PW 17(2)), and that the
//! benefit can be suspended (PW 54(1)). A letter announces no decision.

use super::{Briefsoort, Sjabloonsoort, Taal};

/// Subject and text of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sjabloontekst {
    /// What the letter is about.
    pub onderwerp: String,
    /// The text, with fields.
    pub tekst: String,
}

/// Whether a kind of letter is sent in a language. The invitation has more languages than the rest: what has legal force is in
/// Dutch.
#[must_use]
pub fn is_er_in(soort: Briefsoort, taal: Taal) -> bool {
    standaard(Sjabloonsoort::Gewoon(soort), taal).is_some()
}

/// The text that comes with the program; none for a language in which this kind of letter is not sent ([`is_er_in`]).
#[must_use]
pub fn standaard(soort: Sjabloonsoort, taal: Taal) -> Option<Sjabloontekst> {
    use Sjabloonsoort::{
        HerinneringTelefoon, NietVerschenenTelefoon, UitnodigingPoort, UitnodigingRechtmatigheid, UitnodigingTelefoon,
    };
    let (onderwerp, tekst) = match (soort, taal) {
        (UitnodigingTelefoon, Taal::Nl) => ("Wij bellen u op {{gesprek.datum}}", UITNODIGING_TELEFOON),
        (UitnodigingTelefoon, Taal::En) => ("We will call you on {{gesprek.datum}}", INVITATION_TELEPHONE),
        (UitnodigingTelefoon, Taal::Ar) => ("سنتصل بكم في {{gesprek.datum}}", DAWA_HATIF),
        (UitnodigingPoort, Taal::Nl) => ("Uitnodiging voor een gesprek", UITNODIGING_POORT),
        (UitnodigingPoort, Taal::En) => ("Invitation to a meeting", INVITATION_POORT),
        (UitnodigingPoort, Taal::Ar) => ("دعوة إلى مقابلة", DAWA_POORT),
        (UitnodigingRechtmatigheid, Taal::Nl) => ("Uitnodiging voor een gesprek", UITNODIGING_RECHTMATIGHEID),
        (UitnodigingRechtmatigheid, Taal::En) => ("Invitation to a meeting", INVITATION_RECHTMATIGHEID),
        (UitnodigingRechtmatigheid, Taal::Ar) => ("دعوة إلى مقابلة", DAWA_RECHTMATIGHEID),
        (HerinneringTelefoon, Taal::Nl) => ("Herinnering: wij bellen u op {{gesprek.datum}}", HERINNERING_TELEFOON),
        (NietVerschenenTelefoon, Taal::Nl) => {
            ("Wij hebben u niet gesproken op {{gesprek.datum}}", NIET_VERSCHENEN_TELEFOON)
        }
        (Sjabloonsoort::Gewoon(soort), taal) => return gewoon(soort, taal),
        _ => return None,
    };
    Some(Sjabloontekst { onderwerp: onderwerp.to_owned(), tekst: tekst.to_owned() })
}

fn gewoon(soort: Briefsoort, taal: Taal) -> Option<Sjabloontekst> {
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

const UITNODIGING_TELEFOON: &str = "\
{{klant.aanhef}}

U krijgt een uitkering van de gemeente. Wij willen graag met u praten over hoe het met u gaat, wat u kunt, en wat u nodig hebt om \
te werken of mee te doen. Dat doen wij per telefoon. Wij bellen u op {{gesprek.datum}} om {{gesprek.tijd}}.

{{gesprek.afspraak}}

U hoeft niet naar ons toe te komen. Zorg dat u dan de telefoon kunt opnemen, op een plek waar u rustig kunt praten. U bent verplicht \
om mee te werken. Dat staat in artikel 17 van de Participatiewet.

Kunt u dan niet, of klopt uw telefoonnummer niet? Bel ons dan vóór de dag van het gesprek: {{gemeente.telefoon}}. Dan maken wij een \
nieuwe afspraak. Bel ook als u een tolk nodig hebt.
";

const INVITATION_TELEPHONE: &str = "\
{{klant.aanhef}}

You receive a benefit from the municipality. We would like to talk with you about how you are doing, what you can do, and what \
you need to work or to take part in society. We will do that by telephone. We will call you on {{gesprek.datum}} at {{gesprek.tijd}}.

{{gesprek.afspraak}}

You do not have to come to us. Please make sure that you can answer the phone then, in a place where you can talk quietly. You are \
obliged to cooperate. This is laid down in article 17 of the Participation Act (Participatiewet).

Does this time not suit you, or is your telephone number not correct? Please call us before the day of the call: \
{{gemeente.telefoon}}. We will then make a new appointment. Please also call us if you need an interpreter.
";

const DAWA_HATIF: &str = "\
{{klant.aanhef}}

تحصلون على إعانة من البلدية. نودّ أن نتحدث معكم عن أحوالكم، وعمّا تستطيعون القيام به، وعمّا تحتاجون إليه للعمل أو للمشاركة في \
المجتمع. سيكون ذلك عبر الهاتف. سنتصل بكم في {{gesprek.datum}} الساعة {{gesprek.tijd}}.

{{gesprek.afspraak}}

لا يلزمكم الحضور إلينا. احرصوا على أن تتمكنوا من الرد على الهاتف في ذلك الوقت، في مكان يمكنكم التحدث فيه بهدوء. أنتم ملزمون \
بالتعاون. هذا منصوص عليه في المادة 17 من قانون المشاركة (Participatiewet).

هل الموعد غير مناسب لكم، أو هل رقم هاتفكم غير صحيح؟ اتصلوا بنا قبل يوم المكالمة على الرقم {{gemeente.telefoon}}. سنحدد حينها \
موعدًا جديدًا. اتصلوا بنا أيضًا إذا كنتم بحاجة إلى مترجم.
";

const UITNODIGING_POORT: &str = "\
{{klant.aanhef}}

U hebt zich bij de gemeente gemeld voor een uitkering. Wij willen graag met u praten over uw situatie, over werk dat u kunt doen, en \
over hulp die u nu nodig hebt.

{{gesprek.afspraak}}

Neem een geldig identiteitsbewijs mee. U bent verplicht om naar dit gesprek te komen. Dat staat in artikel 17 van de Participatiewet.

Kunt u niet komen? Bel ons dan vóór de dag van het gesprek: {{gemeente.telefoon}}. Dan maken wij een nieuwe afspraak. Bel \
ook als u een tolk nodig hebt.
";

const INVITATION_POORT: &str = "\
{{klant.aanhef}}

You have asked the municipality for a benefit. We would like to talk with you about your situation, about work that you can do, and \
about help that you need now.

{{gesprek.afspraak}}

Please bring a valid proof of identity. You are obliged to come to this meeting. This is laid down in article 17 of the Participation Act (Participatiewet).

Are you unable to come? Please call us before the day of the meeting: {{gemeente.telefoon}}. We will then make a new \
appointment. Please also call us if you need an interpreter.
";

const DAWA_POORT: &str = "\
{{klant.aanhef}}

طلبتم من البلدية الحصول على إعانة. نودّ أن نتحدث معكم عن وضعكم، وعن العمل الذي تستطيعون القيام به، وعن المساعدة التي تحتاجون \
إليها الآن.

{{gesprek.afspraak}}

أحضروا معكم وثيقة هوية سارية المفعول. أنتم ملزمون بالحضور إلى هذه المقابلة. هذا منصوص عليه في المادة 17 من قانون المشاركة (Participatiewet).

هل يتعذر عليكم الحضور؟ اتصلوا بنا قبل يوم المقابلة على الرقم {{gemeente.telefoon}}. سنحدد حينها موعدًا جديدًا. اتصلوا بنا \
أيضًا إذا كنتم بحاجة إلى مترجم.
";

const UITNODIGING_RECHTMATIGHEID: &str = "\
{{klant.aanhef}}

U krijgt een uitkering van de gemeente. Wij willen met u nagaan of nog klopt wat wij van u weten, bijvoorbeeld over uw adres, uw \
inkomen en wie er bij u woont.

{{gesprek.afspraak}}

Neem een geldig identiteitsbewijs mee. U bent verplicht om naar dit gesprek te komen. Dat staat in artikel 17 van de Participatiewet.

Kunt u niet komen? Bel ons dan vóór de dag van het gesprek: {{gemeente.telefoon}}. Dan maken wij een nieuwe afspraak. Bel \
ook als u een tolk nodig hebt.
";

const INVITATION_RECHTMATIGHEID: &str = "\
{{klant.aanhef}}

You receive a benefit from the municipality. We would like to check with you whether what we know about you is still correct, for \
example about your address, your income and who lives with you.

{{gesprek.afspraak}}

Please bring a valid proof of identity. You are obliged to come to this meeting. This is laid down in article 17 of the Participation Act (Participatiewet).

Are you unable to come? Please call us before the day of the meeting: {{gemeente.telefoon}}. We will then make a new \
appointment. Please also call us if you need an interpreter.
";

const DAWA_RECHTMATIGHEID: &str = "\
{{klant.aanhef}}

تحصلون على إعانة من البلدية. نودّ أن نتحقق معكم ممّا إذا كانت معلوماتنا عنكم لا تزال صحيحة، مثل عنوانكم ودخلكم ومن يسكن معكم.

{{gesprek.afspraak}}

أحضروا معكم وثيقة هوية سارية المفعول. أنتم ملزمون بالحضور إلى هذه المقابلة. هذا منصوص عليه في المادة 17 من قانون المشاركة (Participatiewet).

هل يتعذر عليكم الحضور؟ اتصلوا بنا قبل يوم المقابلة على الرقم {{gemeente.telefoon}}. سنحدد حينها موعدًا جديدًا. اتصلوا بنا \
أيضًا إذا كنتم بحاجة إلى مترجم.
";

const HERINNERING_TELEFOON: &str = "\
{{klant.aanhef}}

Wij hebben u laten weten dat wij u bellen. Met deze brief herinneren wij u daaraan.

{{gesprek.afspraak}}

U hoeft niet naar ons toe te komen. Zorg dat u dan de telefoon kunt opnemen. U bent verplicht om mee te werken. Dat staat in artikel 17 \
van de Participatiewet.

Kunt u dan niet, of klopt uw telefoonnummer niet? Bel ons dan zo snel mogelijk: {{gemeente.telefoon}}. Dan maken wij een nieuwe afspraak.
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
{{hersteltermijn.einde}} niets van u? Dan kan de gemeente besluiten om uw uitkering tijdelijk niet te betalen, hoogstens acht weken. Dat heet \
opschorten en staat in artikel 54 van de Participatiewet. U krijgt daar dan een aparte brief over.
";

const NIET_VERSCHENEN_TELEFOON: &str = "\
{{klant.aanhef}}

Op {{gesprek.datum}} om {{gesprek.tijd}} zouden wij u bellen. Wij hebben u toen niet gesproken.

Wij willen alsnog met u praten, of van u horen waarom dat niet lukte. Neem daarom uiterlijk op {{hersteltermijn.einde}} \
contact met ons op. U kunt bellen: {{gemeente.telefoon}}. Had u een goede reden, bijvoorbeeld omdat u ziek was? Vertel ons \
dat dan. Wij maken graag een nieuwe afspraak met u.

U bent verplicht om mee te werken. Dat staat in artikel 17 van de Participatiewet. Horen wij uiterlijk op \
{{hersteltermijn.einde}} niets van u? Dan kan de gemeente besluiten om uw uitkering tijdelijk niet te betalen, hoogstens acht weken. Dat heet \
opschorten en staat in artikel 54 van de Participatiewet. U krijgt daar dan een aparte brief over.
";

const AFSPRAKEN: &str = "\
{{klant.aanhef}}

Op {{gesprek.datum}} hebben wij met elkaar gesproken. In deze brief leest u wat wij hebben afgesproken.

{{afspraken}}

Klopt er iets niet? Of lukt een afspraak niet? Bel ons dan: {{gemeente.telefoon}}. Wij kijken dan samen wat er wel kan.
";
