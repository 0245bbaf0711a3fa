//! Fonts are looked through once, again when something changed, and never
//! change an edition.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// Remembers, and counts how often it was told something new.
#[derive(Clone, Default)]
struct Notes(Arc<(Mutex<Option<Vec<u8>>>, AtomicUsize)>);

impl Notes {
    fn scans(&self) -> usize {
        self.0.1.load(Ordering::SeqCst)
    }

    fn write(&self, bytes: &[u8]) {
        *self.0.0.lock().unwrap() = Some(bytes.to_vec());
    }
}

impl Memory for Notes {
    fn recall(&self) -> Option<Vec<u8>> {
        self.0.0.lock().unwrap().clone()
    }

    fn remember(&self, bytes: &[u8]) {
        self.0.1.fetch_add(1, Ordering::SeqCst);
        self.write(bytes);
    }
}

/// A folder with a font of each of the families.
fn folder(families: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    families.iter().for_each(|family| install(folder.path(), family));
    folder
}

/// Copies the upright regular face of an embedded family.
fn install(folder: &Path, family: &str) {
    let is_it = |data: &&[u8]| {
        let info = FontInfo::new(data, 0).expect("a font");
        info.family == family && info.variant.weight.to_number() == 400 && style(&info) == Style::Upright
    };
    let data = typst_assets::fonts().find(is_it).expect("it is embedded");
    std::fs::write(folder.join(format!("{family}.otf")), data).expect("written");
}

/// The families of which a new run finds faces.
fn found(folder: &Path, notes: &Notes) -> Vec<String> {
    let fonts = SystemFonts::in_folder(folder, notes.clone());
    let families = ["Libertinus Serif", "New Computer Modern"];
    families.iter().flat_map(|family| fonts.faces(family, &[400, 700])).map(|(face, _)| face.family).collect()
}

#[test]
fn folders_are_looked_through_once_until_one_changes() {
    let (folder, notes) = (folder(&["Libertinus Serif"]), Notes::default());
    assert_eq!((found(folder.path(), &notes), notes.scans()), (vec!["Libertinus Serif".to_string()], 1));
    assert_eq!((found(folder.path(), &notes), notes.scans()), (vec!["Libertinus Serif".to_string()], 1));
    let below = folder.path().join("more");
    std::fs::create_dir(&below).expect("made");
    install(&below, "New Computer Modern");
    let both = vec!["Libertinus Serif".to_string(), "New Computer Modern".to_string()];
    assert_eq!((found(folder.path(), &notes), notes.scans()), (both.clone(), 2));
    assert_eq!((found(folder.path(), &notes), notes.scans()), (both, 2));
}

#[test]
fn what_happens_around_the_folders_is_nothing_to_look_at_them_for() {
    let (home, notes) = (tempfile::tempdir().expect("a temporary folder"), Notes::default());
    let fonts = home.path().join("fonts");
    std::fs::create_dir(&fonts).expect("made");
    install(&fonts, "Libertinus Serif");
    install(&fonts, "New Computer Modern");
    found(&fonts, &notes);
    std::fs::create_dir(home.path().join("letters")).expect("made");
    found(&fonts, &notes);
    assert_eq!(notes.scans(), 1);
}

#[test]
fn a_damaged_list_is_made_again() {
    let (folder, notes) = (folder(&["Libertinus Serif"]), Notes::default());
    let expected = found(folder.path(), &notes);
    let right = notes.recall().expect("it was remembered");
    let text = String::from_utf8(right.clone()).expect("JSON");
    let other_form = text.replace("\"form\":2", "\"form\":1").into_bytes();
    assert_ne!(other_form, right);
    for (number, damaged) in [&b""[..], b"{}", &right[..right.len() / 2], &other_form].into_iter().enumerate() {
        notes.write(damaged);
        assert_eq!((found(folder.path(), &notes), notes.scans()), (expected.clone(), number + 2));
        let faces = |bytes: &[u8]| Index::read(bytes).expect("a list").faces;
        assert_eq!(faces(&notes.recall().expect("it was remembered")), faces(&right));
    }
}

#[test]
fn a_file_that_is_gone_or_another_is_looked_for_again() {
    let (folder, notes) = (folder(&["Libertinus Serif"]), Notes::default());
    found(folder.path(), &notes);
    let fonts = SystemFonts::in_folder(folder.path(), notes.clone());
    assert!(fonts.known().index.is_current(&fonts.roots()));
    assert!(!fonts.known().index.is_current(&[]));
    // Within a run, after the list was read: the folder is not looked at again.
    let path = folder.path().join("Libertinus Serif.otf");
    std::fs::rename(&path, folder.path().join("moved.otf")).expect("moved");
    let faces = fonts.faces("Libertinus Serif", &[400]);
    assert_eq!(faces[0].0.origin, Origin::System(folder.path().join("moved.otf")));
    assert_eq!(notes.scans(), 2);
    // Written over in place, which changes no folder.
    let data = std::fs::read(folder.path().join("moved.otf")).expect("read");
    install(folder.path(), "New Computer Modern");
    found(folder.path(), &notes);
    let scans = notes.scans();
    std::fs::write(folder.path().join("New Computer Modern.otf"), &data).expect("written");
    assert_eq!(found(folder.path(), &notes), ["Libertinus Serif"]);
    assert_eq!(notes.scans(), scans + 1);
}

#[test]
fn only_the_faces_that_are_wanted_are_read() {
    let (folder, notes) = (folder(&["Libertinus Serif", "New Computer Modern"]), Notes::default());
    let fonts = SystemFonts::in_folder(folder.path(), notes);
    assert_eq!(fonts.faces("libertinus serif", &[400, 600]).len(), 1);
    assert_eq!(fonts.files.lock().unwrap().len(), 1);
    assert_eq!(fonts.faces("No Such Family 7", &[400]).len(), 0);
}

/// A font whose bold face says that it is of 400, as some are.
#[test]
fn a_bold_face_that_says_to_be_regular_is_told_by_its_style() {
    let folder = folder(&["Libertinus Serif"]);
    let is_bold = |data: &&[u8]| {
        let info = FontInfo::new(data, 0).expect("a font");
        info.family == "Libertinus Serif" && info.variant.weight.to_number() == 700 && style(&info) == Style::Upright
    };
    let mut bold = typst_assets::fonts().find(is_bold).expect("it is embedded").to_vec();
    let record = bold[12..].chunks(16).position(|record| record.starts_with(b"OS/2")).expect("it has the table");
    let offset = u32::from_be_bytes(bold[12 + 16 * record + 8..][..4].try_into().unwrap()) as usize;
    bold[offset + 4..offset + 6].copy_from_slice(&400_u16.to_be_bytes());
    std::fs::write(folder.path().join("A bold face.otf"), bold).expect("written");
    let fonts = SystemFonts::in_folder(folder.path(), Notes::default());
    let found = fonts.faces("Libertinus Serif", &[400, 700]);
    let mut weights: Vec<(u16, String)> = found
        .iter()
        .map(|(face, _)| match &face.origin {
            Origin::System(path) => (face.weight, path.file_name().unwrap().to_string_lossy().into_owned()),
            other => panic!("{other:?}"),
        })
        .collect();
    weights.sort();
    assert_eq!(weights, [(400, "Libertinus Serif.otf".to_string()), (700, "A bold face.otf".to_string())]);
}
