//! What can be missing in the record of a client, as conditions on a row of the lists (`s`). A list that shows who lacks something
//! and the number that counts them are made of the same text.

/// Somebody of 18 up to the 27th birthday on the first day of a benefit (PW 44(4)). Days as numbers such as 20261126: so both
/// databases count years of age alike.
macro_rules! jongere {
    ($ingang:literal) => {
        concat!(
            "cast(replace(cast(",
            $ingang,
            " as text), '-', '') as integer)
            - cast(replace(cast(s.geboortedatum as text), '-', '') as integer) between 180000 and 269999"
        )
    };
}
pub(crate) use jongere;

/// Of whom a plan can be missing, on whatever day: somebody young at a grant, or once exempted as a lone parent (PW 9a), without a plan
/// that holds; of who was young, one of before the grant belongs to an earlier benefit. Stands in `klantstand`, so that a list of a whole
/// town looks at these few only.
macro_rules! zonder_plan {
    () => {
        concat!(
            "case when exists (select 1 from uitkering u where u.gemeente = s.gemeente and u.klant_id = s.klant_id
            and u.regeling = 'pw' and (",
            $crate::caseload::gebrek::jongere!("u.datum_ingang"),
            " or exists (select 1 from ontheffing o where o.gemeente = s.gemeente and o.klant_id = s.klant_id
                and o.grondslag = 'pw_9a' and not o.ingetrokken))
            and not exists (select 1 from plan p where p.gemeente = s.gemeente and p.klant_id = s.klant_id
                and p.stand = 'vastgesteld' and (p.vastgesteld_op >= u.datum_ingang or not (",
            $crate::caseload::gebrek::jongere!("u.datum_ingang"),
            ")))) then 1 else 0 end"
        )
    };
}
pub(crate) use zonder_plan;

/// As `domain::plan::tekort` on a day: of those in [`zonder_plan!`], whose benefit runs, and whose exemption too. Asked row by row, each
/// through the index of its client. A value instead of an *exists*: PostgreSQL would read the benefits of a whole town to show fifty
/// clients.
macro_rules! plan_ontbreekt {
    ($dag:literal) => {
        concat!(
            "s.zonder_plan = 1 and (select 1 from uitkering u where u.gemeente = $1 and u.klant_id = s.klant_id and u.regeling = 'pw'
        and u.datum_ingang <= ",
            $dag,
            " and (u.datum_einde is null or u.datum_einde >= ",
            $dag,
            ") and (",
            $crate::caseload::gebrek::jongere!("u.datum_ingang"),
            " or exists (select 1 from ontheffing o where o.gemeente = $1 and o.klant_id = s.klant_id
            and o.grondslag = 'pw_9a' and not o.ingetrokken and o.datum_ingang <= ",
            $dag,
            " and (o.datum_einde is null or o.datum_einde >= ",
            $dag,
            ")))
        and not exists (select 1 from plan p where p.gemeente = $1 and p.klant_id = s.klant_id and p.stand = 'vastgesteld'
            and (p.vastgesteld_op >= u.datum_ingang or not (",
            $crate::caseload::gebrek::jongere!("u.datum_ingang"),
            "))) limit 1) = 1"
        )
    };
}
pub(crate) use plan_ontbreekt;

/// As `domain::registratie::segment_verouderd`: neither put in a segment nor judged in a conversation since a day.
macro_rules! segment_oud {
    ($grens:literal) => {
        concat!(
            "s.segment_sinds < ",
            $grens,
            " and s.uitkering_ingang < ",
            $grens,
            " and not exists (select 1 from beoordeling b where b.gemeente = $1 and b.klant_id = s.klant_id and b.dag >= ",
            $grens,
            ")"
        )
    };
}
pub(crate) use segment_oud;
