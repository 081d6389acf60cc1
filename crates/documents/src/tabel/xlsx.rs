//! XLSX: sheet "Gegevens" with the list, sheet "Toelichting" with what the list is.

use jiff::civil::Date;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::{Cel, Fout, Kolom, Soort, Toelichting, check_row, looks_like_formula};
use crate::nl;

/// The most rows a sheet holds below the heading.
pub(super) const MAX_RIJEN: u32 = 1_048_575;
/// The most columns a sheet holds.
const MAX_KOLOMMEN: usize = 16_384;
/// The most characters a cell holds, counted as Excel does, in UTF-16 units.
const MAX_TEKENS: usize = 32_767;
/// Above this a spreadsheet, which counts in doubles of 15 digits, would round a whole number.
const MAX_EXACT: u64 = 999_999_999_999_999;
/// Column widths in characters: below the first a heading with its filter button does not fit, above the second a
/// free text pushes everything else out of view.
const BREEDTE: (usize, usize) = (8, 60);

/// Writes the list as a workbook and returns its bytes.
///
/// The number of rows is counted while writing and added to the explanation. The same input gives the same bytes.
pub fn xlsx(
    kolommen: &[Kolom],
    rijen: impl Iterator<Item = Vec<Cel>>,
    toelichting: &Toelichting,
) -> Result<Vec<u8>, Fout> {
    if kolommen.is_empty() || kolommen.len() > MAX_KOLOMMEN {
        return Err(Fout::Kolommen(kolommen.len()));
    }
    let mut boek = Workbook::new();
    boek.set_properties(&properties(toelichting)?);
    let blad = boek.add_worksheet_with_constant_memory()?.set_name("Gegevens")?;
    let aantal = write_rows(blad, kolommen, rijen)?;
    write_explanation(boek.add_worksheet(), toelichting, aantal)?;
    Ok(boek.save_to_buffer()?)
}

/// Title, maker and moment in the file itself. Without a moment of its own the library would ask the clock.
fn properties(toelichting: &Toelichting) -> Result<DocProperties, Fout> {
    let moment = toelichting.moment;
    let gemaakt = excel_date(moment.date())
        .ok_or(rust_xlsxwriter::XlsxError::DateTimeRangeError(moment.to_string()))?
        .and_hms(moment.hour().unsigned_abs().into(), moment.minute().unsigned_abs(), f64::from(moment.second()))?;
    Ok(DocProperties::new()
        .set_title(&toelichting.titel)
        .set_author(&toelichting.maker)
        .set_creation_datetime(&gemaakt))
}

/// Writes heading and rows, freezes and filters the heading, sets the widths; returns the number of rows.
fn write_rows(blad: &mut Worksheet, kolommen: &[Kolom], rijen: impl Iterator<Item = Vec<Cel>>) -> Result<u32, Fout> {
    let opmaak = Opmaak::new();
    let mut breedtes: Vec<usize> = Vec::with_capacity(kolommen.len());
    for (kolom, k) in kolommen.iter().zip(0u16..) {
        let rechts = kolom.soort != Soort::Tekst;
        blad.write_string_with_format(0, k, fit(&kolom.naam), if rechts { &opmaak.kop_rechts } else { &opmaak.kop })?;
        // Room for the filter button beside the heading.
        breedtes.push(kolom.naam.chars().count() + 4);
    }
    let mut rij = 0;
    for cellen in rijen {
        if rij == MAX_RIJEN {
            return Err(Fout::TeVeelRijen);
        }
        rij += 1;
        check_row(kolommen, &cellen, rij.into())?;
        for ((cel, breedte), k) in cellen.iter().zip(&mut breedtes).zip(0u16..) {
            *breedte = (*breedte).max(write_cell(blad, rij, k, cel, &opmaak)?);
        }
    }
    let laatste = u16::try_from(kolommen.len() - 1).map_err(|_| Fout::Kolommen(kolommen.len()))?;
    blad.set_freeze_panes(1, 0)?;
    blad.set_repeat_rows(0, 0)?;
    blad.autofilter(0, 0, rij, laatste)?;
    blad.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (breedte, k) in breedtes.into_iter().zip(0u16..) {
        let tekens = u16::try_from(breedte.clamp(BREEDTE.0, BREEDTE.1)).unwrap_or(u16::MAX);
        blad.set_column_width(k, f64::from(tekens))?;
    }
    Ok(rij)
}

/// Writes one cell and returns its width in characters.
fn write_cell(blad: &mut Worksheet, rij: u32, k: u16, cel: &Cel, opmaak: &Opmaak) -> Result<usize, Fout> {
    let breedte = match cel {
        Cel::Tekst(tekst) => {
            let formaat = if looks_like_formula(tekst) { &opmaak.letterlijk } else { &opmaak.tekst };
            blad.write_string_with_format(rij, k, fit(tekst), formaat)?;
            tekst.lines().map(|regel| regel.chars().count()).max().unwrap_or(0) + 1
        }
        Cel::Getal(n) if n.unsigned_abs() > MAX_EXACT => {
            blad.write_string_with_format(rij, k, n.to_string(), &opmaak.rechts)?;
            21
        }
        Cel::Getal(n) => {
            blad.write_number_with_format(rij, k, *n as f64, &opmaak.getal)?;
            nl::heel(n.unsigned_abs()).len() + 2
        }
        Cel::Decimaal(getal) if getal.is_finite() => {
            blad.write_number_with_format(rij, k, *getal, &opmaak.decimaal)?;
            16
        }
        Cel::Bedrag(cent) => {
            blad.write_number_with_format(rij, k, *cent as f64 / 100.0, &opmaak.bedrag)?;
            nl::heel(cent.unsigned_abs() / 100).len() + 7
        }
        Cel::Datum(datum) => {
            match excel_date(*datum) {
                Some(dag) => blad.write_datetime_with_format(rij, k, &dag, &opmaak.datum)?,
                None => blad.write_string_with_format(rij, k, datum.to_string(), &opmaak.rechts)?,
            };
            12
        }
        Cel::Percentage(fractie) if fractie.is_finite() => {
            blad.write_number_with_format(rij, k, *fractie, &opmaak.percentage)?;
            8
        }
        Cel::Decimaal(_) | Cel::Percentage(_) | Cel::Leeg => 0,
    };
    Ok(breedte)
}

/// The second sheet: title, filters, maker, moment and count.
fn write_explanation(blad: &mut Worksheet, toelichting: &Toelichting, aantal: u32) -> Result<(), Fout> {
    let titel = Format::new().set_bold().set_font_size(14.0);
    let label = Format::new().set_bold().set_align(FormatAlign::Top);
    let waarde = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_quote_prefix();
    blad.set_name("Toelichting")?;
    blad.set_column_width(0, 28.0)?.set_column_width(1, 80.0)?;
    blad.write_string_with_format(0, 0, fit(&toelichting.titel), &titel)?;
    let moment = toelichting.moment;
    let vast = [
        ("Gemaakt door".to_owned(), toelichting.maker.clone()),
        ("Gemaakt op".to_owned(), moment.strftime("%d-%m-%Y %H:%M").to_string()),
        ("Aantal rijen".to_owned(), nl::heel(aantal.into())),
    ];
    for ((naam, tekst), rij) in toelichting.regels.iter().chain(&vast).zip(2u32..) {
        blad.write_string_with_format(rij, 0, fit(naam), &label)?;
        blad.write_string_with_format(rij, 1, fit(tekst), &waarde)?;
    }
    Ok(())
}

/// The day as Excel counts it, or nothing for a day before 1 March 1900: Excel's calendar has a 29 February in that
/// year, so that everything before it is a day off.
fn excel_date(datum: Date) -> Option<ExcelDateTime> {
    if datum < jiff::civil::date(1900, 3, 1) {
        return None;
    }
    ExcelDateTime::from_ymd(datum.year().unsigned_abs(), datum.month().unsigned_abs(), datum.day().unsigned_abs()).ok()
}

/// The text, cut where Excel would refuse it; what is cut is said.
fn fit(tekst: &str) -> String {
    const SLOT: &str = " […] (afgekapt: de cel was te lang)";
    if tekst.encode_utf16().count() <= MAX_TEKENS {
        return tekst.to_owned();
    }
    let ruimte = MAX_TEKENS - SLOT.encode_utf16().count();
    let mut gebruikt = 0;
    let begin = tekst.chars().take_while(|c| {
        gebruikt += c.len_utf16();
        gebruikt <= ruimte
    });
    begin.chain(SLOT.chars()).collect()
}

/// How each kind of cell looks. The codes are the file format's own (dot for decimals); a Dutch Excel shows `1.419,46`.
struct Opmaak {
    kop: Format,
    kop_rechts: Format,
    tekst: Format,
    letterlijk: Format,
    rechts: Format,
    getal: Format,
    decimaal: Format,
    bedrag: Format,
    datum: Format,
    percentage: Format,
}

impl Opmaak {
    fn new() -> Self {
        let kop = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00E3_F0F2))
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(Color::RGB(0x000B_5563))
            .set_quote_prefix();
        let boven = Format::new().set_align(FormatAlign::Top);
        let rechts = boven.clone().set_align(FormatAlign::Right);
        Self {
            kop_rechts: kop.clone().set_align(FormatAlign::Right),
            kop,
            letterlijk: boven.clone().set_quote_prefix(),
            getal: boven.clone().set_num_format("#,##0"),
            // 413 is the Dutch locale: the euro sign in front of the amount, whatever language the reader's Excel speaks.
            decimaal: boven.clone().set_num_format("#,##0.00"),
            bedrag: boven.clone().set_num_format("[$€-413] #,##0.00;[$€-413] -#,##0.00"),
            datum: rechts.clone().set_num_format("dd-mm-yyyy"),
            percentage: boven.clone().set_num_format("0.0%"),
            tekst: boven,
            rechts,
        }
    }
}
