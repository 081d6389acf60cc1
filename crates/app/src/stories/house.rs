//! The house itself: which route asks which right, and which slice uses which.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The golden file of all routes with their right; `klantbeeld routes` prints the same.
#[test]
fn routes_and_rights_are_as_agreed() {
    insta::assert_snapshot!(crate::web::routes::als_tekst(&crate::router::tabel()));
}

/// A slice uses another slice's `paths` only; what is left of the arrows between slices makes no circle.
#[test]
fn slices_make_no_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in slices(&root) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        read(&path, &name, uses.entry(name.clone()).or_default());
    }
    let mut left = uses;
    while !left.is_empty() {
        let free: Vec<String> = left
            .iter()
            .filter(|(_, to)| to.iter().all(|to| !left.contains_key(to)))
            .map(|(name, _)| name.clone())
            .collect();
        assert!(!free.is_empty(), "these slices use each other in a circle: {left:#?}");
        left.retain(|name, _| !free.contains(name));
    }
}

/// The folders of slices: those in a room, and those that stand by themselves.
fn slices(root: &Path) -> Vec<PathBuf> {
    let folders = |of: &Path| -> Vec<PathBuf> {
        fs::read_dir(of).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
    };
    let (rooms, alone): (Vec<_>, Vec<_>) = folders(root)
        .into_iter()
        .partition(|path| ["dossier", "contact", "recht", "team"].iter().any(|room| path.ends_with(room)));
    assert_eq!(rooms.len(), 4, "a room is missing: {rooms:?}");
    alone
        .into_iter()
        .filter(|path| !path.ends_with("stories") && !path.ends_with("cli"))
        .chain(rooms.iter().flat_map(|room| folders(room)))
        .collect()
}

/// Collects `crate::other::…` from the files of a slice, leaving out `paths` and tests.
fn read(folder: &Path, own: &str, uses: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, own, uses);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names: BTreeSet<String> = imports(&text);
            uses.extend(names.into_iter().filter(|name| name != own && !text_uses_paths_only(&text, name)));
        }
    }
}

fn imports(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in text.split("use crate::").skip(1) {
        let part = part.split(';').next().unwrap_or_default();
        let list = part
            .strip_prefix('{')
            .map_or_else(|| vec![part], |inner| split_top(inner.trim_end().trim_end_matches('}')));
        names.extend(
            list.iter()
                .filter_map(|item| item.trim().split("::").next())
                .map(|n| n.trim().to_owned())
                .filter(|n| !n.is_empty()),
        );
    }
    names
}

/// Splits at the commas that stand in no inner braces.
fn split_top(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (place, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Whether every use of a slice in this file goes through its `paths`, or its public constant for drafts.
fn text_uses_paths_only(text: &str, name: &str) -> bool {
    let paths = [format!("{name}::paths"), format!("{name}::FORMULIER")];
    // The same word on another floor is not this slice.
    let text = ["use domain::", "use storage::"].iter().fold(text.to_owned(), |text, other| {
        text.split(other)
            .enumerate()
            .map(|(at, part)| if at == 0 { part } else { part.split_once(';').map_or("", |(_, after)| after) })
            .collect()
    });
    let text = text.replace(&format!("storage::{name}::"), "").replace(&format!("domain::{name}::"), "");
    let all = text.matches(&format!("{name}::")).count();
    let through: usize = paths.iter().map(|path| text.matches(path.as_str()).count()).sum();
    all > 0 && all == through
}
