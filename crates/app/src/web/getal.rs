//! Numbers, names and sources as people write them; an error is noted at the field.

use crate::web::Veld;

/// A number as people write it: `1.360`, `1360,5` or `7.33`.
fn als_getal(tekst: &str) -> Option<f64> {
    let tekst: String = tekst.chars().filter(|teken| !teken.is_whitespace() && *teken != '€').collect();
    let duizendtallen = |tekst: &str| {
        let mut delen = tekst.split('.');
        let eerste = delen.next().unwrap_or_default();
        let mut rest = delen.peekable();
        (1..=3).contains(&eerste.len()) && rest.peek().is_some() && rest.all(|deel| deel.len() == 3)
    };
    let gewoon = match tekst.split_once(',') {
        Some((heel, deel)) => format!("{}.{deel}", heel.replace('.', "")),
        None if duizendtallen(&tekst) => tekst.replace('.', ""),
        None => tekst,
    };
    gewoon.parse::<f64>().ok().filter(|waarde| waarde.is_finite())
}

pub(crate) fn lees_getal(veld: &mut Veld) -> Option<f64> {
    let waarde = veld.lees(als_getal, "Vul een getal in, bijvoorbeeld 1.360 of 7,5.")?;
    if !(0.0..=1e12).contains(&waarde) {
        veld.afkeuren("Dit getal kan niet. Vul 0 of meer in, en niet te veel nullen.");
        return None;
    }
    Some(waarde)
}

pub(crate) fn lees_bron(veld: &mut Veld) -> Option<String> {
    if veld.waarde.chars().count() > 300 {
        veld.afkeuren("Deze bron is te lang. Gebruik hooguit 300 tekens.");
        return None;
    }
    let bron = |tekst: &str| (!tekst.is_empty()).then(|| tekst.to_owned());
    veld.lees(bron, "Schrijf waar dit getal vandaan komt, of \"aanname\".")
}

pub(crate) fn lees_naam(veld: &mut Veld, fout: &str) -> Option<String> {
    if veld.waarde.chars().count() > 100 {
        veld.afkeuren("Deze naam is te lang. Gebruik hooguit 100 tekens.");
        return None;
    }
    veld.lees(|tekst| (!tekst.is_empty()).then(|| tekst.to_owned()), fout)
}

#[cfg(test)]
mod tests {
    use super::als_getal;

    #[test]
    fn numbers_as_people_write_them() {
        for (tekst, getal) in [
            ("1.360", Some(1360.0)),
            ("1360,5", Some(1360.5)),
            ("7.33", Some(7.33)),
            ("€ 75.000", Some(75000.0)),
            ("1.234.567,89", Some(1_234_567.89)),
            ("0", Some(0.0)),
            ("-1", Some(-1.0)),
            ("veel", None),
            ("", None),
            ("NaN", None),
            ("1e400", None),
            ("1,2,3", None),
        ] {
            assert_eq!(als_getal(tekst), getal, "{tekst}");
        }
    }
}
