//! What the typesetter can see: our templates, our fonts, and the data of one document. Nothing else: no files of the
//! machine, no packages from the network, no date of today.

use std::sync::LazyLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Fout, printable};

/// Under this name a template reads its data.
const GEGEVENS: &str = "gegevens.json";

/// The templates, parsed once.
static TEMPLATES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    [
        ("huisstijl.typ", include_str!("huisstijl.typ")),
        ("rapport.typ", include_str!("rapport.typ")),
        ("brief.typ", include_str!("brief.typ")),
        ("plan.typ", include_str!("plan.typ")),
    ]
    .into_iter()
    .filter_map(|(naam, tekst)| Some(Source::new(file_id(naam)?, tekst.to_owned())))
    .collect()
});

/// The fonts: Noto Sans for everything, DejaVu Sans for the scripts and signs that Noto Sans lacks (Arabic, Hebrew,
/// Armenian, arrows, a few emoji). Only these faces end up in the program.
static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> = [notosans::REGULAR_TTF, notosans::BOLD_TTF, dejavu::sans::regular()]
        .into_iter()
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
}

impl Fonts {
    fn has_glyph(&self, c: char) -> bool {
        self.faces.iter().any(|font| font.info().coverage.contains(c.into()))
    }
}

fn file_id(naam: &str) -> Option<FileId> {
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(naam).ok()?)))
}

/// One document in the making.
struct Desk {
    main: FileId,
    gegevens: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        TEMPLATES.iter().find(|sjabloon| sjabloon.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let is_gegevens = *id.root() == VirtualRoot::Project && id.vpath().get_without_slash() == GEGEVENS;
        if is_gegevens { Ok(self.gegevens.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Fills the template with the data and returns a PDF that conforms to PDF/UA-1 and PDF/A-2a.
pub(super) fn typeset(sjabloon: &'static str, gegevens: &impl Serialize) -> Result<Vec<u8>, Fout> {
    let mut gegevens = serde_json::to_value(gegevens)?;
    printable::clean(&mut gegevens, &|c| FONTS.has_glyph(c));
    let main = file_id(sjabloon).filter(|id| TEMPLATES.iter().any(|bron| bron.id() == *id));
    let desk =
        Desk { main: main.ok_or(Fout::Sjabloon(sjabloon))?, gegevens: Bytes::new(serde_json::to_vec(&gegevens)?) };
    let pdf = compile(&desk);
    // The typesetter remembers results between documents, which makes the next one fast. What was not used for five
    // documents is forgotten: memory stays bounded, and what stood in a letter does not linger.
    typst::comemo::evict(5);
    pdf
}

/// Forgets everything the typesetter remembers. After a stack of letters that is hundreds of megabytes, and no next
/// document is made faster by it.
pub(super) fn forget() {
    typst::comemo::evict(0);
}

fn compile(desk: &Desk) -> Result<Vec<u8>, Fout> {
    let document: PagedDocument = typst::compile(desk).output.map_err(|fouten| reasons(&fouten))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|fout| Fout::Zetten(fout.message().to_string()))?;
    let options =
        PdfOptions { creator: Smart::Custom(Some("Klantbeeld".to_owned())), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|fouten| reasons(&fouten))
}

/// Every reason with its hints, one per line.
fn reasons(fouten: &[SourceDiagnostic]) -> Fout {
    let regels: Vec<String> = fouten
        .iter()
        .map(|fout| {
            let mut regel = fout.message.to_string();
            for hint in &fout.hints {
                regel.push_str("; ");
                regel.push_str(&hint.v);
            }
            regel
        })
        .collect();
    Fout::Zetten(regels.join("\n"))
}
