//! The fonts that are installed on this machine, looked through once and
//! remembered until a font folder changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo, FontStretch};
use typst_kit::fonts::FontPath;

use super::folders;
use super::library::{is_same, style};
use super::{Digest, Face, Origin, Style, inspect, library};

/// Where the list of installed fonts is kept between runs. Nothing depends on
/// it but time.
pub trait Memory: Sync {
    /// What was remembered last, if it is still there.
    fn recall(&self) -> Option<Vec<u8>>;
    fn remember(&self, bytes: &[u8]);
}

/// Remembers nothing.
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&self) -> Option<Vec<u8>> {
        None
    }

    fn remember(&self, _: &[u8]) {}
}

/// The fonts of this machine. The list is read or made when it is first asked
/// for, a font file when one of its faces is first wanted; libraries of many
/// languages share both.
pub struct SystemFonts {
    memory: Box<dyn Memory + Send>,
    /// In place of the machine's folders.
    folder: Option<PathBuf>,
    index: Mutex<Option<Known>>,
    files: Mutex<BTreeMap<PathBuf, (Bytes, Digest)>>,
}

impl std::fmt::Debug for SystemFonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SystemFonts")
    }
}

/// The list, and whether it was made in this run.
#[derive(Clone)]
struct Known {
    index: Arc<Index>,
    is_new: bool,
}

impl SystemFonts {
    pub fn new(memory: impl Memory + Send + 'static) -> Self {
        Self { memory: Box::new(memory), folder: None, index: Mutex::new(None), files: Mutex::default() }
    }

    /// The fonts below `folder` in place of the machine's.
    pub fn in_folder(folder: &Path, memory: impl Memory + Send + 'static) -> Self {
        Self { folder: Some(folder.to_path_buf()), ..Self::new(memory) }
    }

    /// Those of this process, for those who remember nothing between runs.
    pub fn of_this_process() -> &'static Self {
        static FONTS: OnceLock<SystemFonts> = OnceLock::new();
        FONTS.get_or_init(|| Self::new(Forgetful))
    }

    /// The faces of `family` that the weights ask for, upright and italic, in the
    /// order of their paths. A file that is gone or was changed since the list
    /// was made is looked for again.
    pub(super) fn faces(&self, family: &str, weights: &[u16]) -> Vec<(Face, Font)> {
        let known = self.known();
        let (faces, is_stale) = self.load(&known.index, family, weights);
        let is_doubtful = is_stale || (faces.is_empty() && !known.index.has_these_files());
        if !is_doubtful || known.is_new {
            return faces;
        }
        let known = self.known_anew();
        self.load(&known.index, family, weights).0
    }

    /// The faces, and whether a file was not as the list says.
    fn load(&self, index: &Index, family: &str, weights: &[u16]) -> (Vec<(Face, Font)>, bool) {
        let mut faces = Vec::new();
        for entry in index.wanted(family, weights) {
            let font = self.file(entry).and_then(|(bytes, digest)| Some((Font::new(bytes, entry.index)?, digest)));
            match font {
                Some((font, digest)) if is_same(&font.info().family, family) => {
                    let face = library::face(&font, Origin::System(entry.path.clone()), digest);
                    faces.push((Face { weight: entry.weight, ..face }, font));
                }
                _ => return (faces, true),
            }
        }
        (faces, false)
    }

    fn file(&self, entry: &Entry) -> Option<(Bytes, Digest)> {
        let mut files = self.files.lock().expect("no thread panics while it reads a file");
        if let Some(file) = files.get(&entry.path) {
            return Some(file.clone());
        }
        if Stamp::of(&entry.path)? != entry.stamp {
            return None;
        }
        let file = (Bytes::new(std::fs::read(&entry.path).ok()?), Digest::default());
        files.insert(entry.path.clone(), file.clone());
        Some(file)
    }

    fn known(&self) -> Known {
        let mut slot = self.index.lock().expect("no thread panics while it lists fonts");
        let read = || {
            let index =
                self.memory.recall().and_then(|bytes| Index::read(&bytes)).filter(|index| index.is_current(&self.roots()))?;
            Some(Known { index: index.into(), is_new: false })
        };
        slot.get_or_insert_with(|| read().unwrap_or_else(|| self.scan())).clone()
    }

    /// A list that was made in this run.
    fn known_anew(&self) -> Known {
        let mut slot = self.index.lock().expect("no thread panics while it lists fonts");
        match &*slot {
            Some(known) if known.is_new => known.clone(),
            _ => {
                self.files.lock().expect("no thread panics while it reads a file").clear();
                slot.insert(self.scan()).clone()
            }
        }
    }

    fn roots(&self) -> Vec<PathBuf> {
        self.folder.as_ref().map_or_else(folders::roots, |folder| vec![folder.clone()])
    }

    fn scan(&self) -> Known {
        let index = match &self.folder {
            Some(folder) => Index::of(typst_kit::fonts::scan(folder), self.roots()),
            None => Index::of(typst_kit::fonts::system(), self.roots()),
        };
        if let Ok(bytes) = serde_json::to_vec(&index) {
            self.memory.remember(&bytes);
        }
        Known { index: index.into(), is_new: true }
    }
}

/// Grows when the list has another form.
const FORM: u32 = 2;

/// All faces, and the state of the folders in which they were found.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Index {
    form: u32,
    /// Where it was looked for fonts; the settings of the platform may name other
    /// places another time.
    roots: Vec<PathBuf>,
    /// Each folder that holds fonts or may come to, and when its list of files
    /// changed last; nothing for one that is not there.
    folders: BTreeMap<PathBuf, Option<Stamp>>,
    /// What lies around these folders.
    around: BTreeMap<PathBuf, Option<Stamp>>,
    faces: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    family: String,
    weight: u16,
    is_italic: bool,
    /// In thousandths of the normal width.
    stretch: u16,
    path: PathBuf,
    index: u32,
    stamp: Stamp,
}

/// Size and time of the last change, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp(u64, u64);

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let facts = path.metadata().ok()?;
        let time = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        // The size of a folder says nothing that its time does not.
        Some(Self(if facts.is_dir() { 0 } else { facts.len() }, u64::try_from(time.as_nanos()).ok()?))
    }
}

impl Index {
    fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|index: &Self| index.form == FORM)
    }

    fn of(found: impl Iterator<Item = (FontPath, FontInfo)>, roots: Vec<PathBuf>) -> Self {
        let mut faces: Vec<Entry> = found
            .filter_map(|(path, info)| {
                Some(Entry {
                    weight: info.variant.weight.to_number(),
                    is_italic: style(&info) == Style::Italic,
                    stretch: thousandths(info.variant.stretch),
                    family: info.family,
                    stamp: Stamp::of(&path.path)?,
                    path: path.path,
                    index: path.index,
                })
            })
            .collect();
        tell_apart(&mut faces);
        // The order in which a file system lists its files differs from machine to machine.
        faces.sort_by(|one, other| (&one.path, one.index).cmp(&(&other.path, other.index)));
        let folders = folders::watched(&roots, faces.iter().map(|entry| entry.path.as_path()));
        let around = stamped(folders::around(&folders));
        Self { form: FORM, roots, folders: stamped(folders), around, faces }
    }

    /// Whether the places are these and no folder's list of files changed.
    fn is_current(&self, roots: &[PathBuf]) -> bool {
        self.roots == roots && self.folders.iter().all(|(path, stamp)| Stamp::of(path) == *stamp)
    }

    /// Whether each file is as it was, and so is what lies around the folders.
    fn has_these_files(&self) -> bool {
        let is_as_it_was = |(path, stamp): (&PathBuf, &Option<Stamp>)| Stamp::of(path) == *stamp;
        self.around.iter().all(is_as_it_was) && self.faces.iter().all(|entry| Stamp::of(&entry.path) == Some(entry.stamp))
    }

    /// Of the faces of `family` the one nearest to each weight, in both styles.
    fn wanted(&self, family: &str, weights: &[u16]) -> Vec<&Entry> {
        let faces: Vec<&Entry> = self.faces.iter().filter(|entry| is_same(&entry.family, family)).collect();
        let is_nearest = |entry: &&&Entry| {
            [false, true].into_iter().any(|is_italic| {
                weights.iter().any(|weight| {
                    let distance = |entry: &&Entry| {
                        (entry.is_italic != is_italic, entry.stretch.abs_diff(1000), entry.weight.abs_diff(*weight))
                    };
                    faces.iter().copied().min_by_key(distance).is_some_and(|nearest| std::ptr::eq(nearest, **entry))
                })
            })
        };
        faces.iter().filter(is_nearest).copied().collect()
    }
}

fn stamped(paths: BTreeSet<PathBuf>) -> BTreeMap<PathBuf, Option<Stamp>> {
    paths.into_iter().map(|path| (path.clone(), Stamp::of(&path))).collect()
}

fn thousandths(stretch: FontStretch) -> u16 {
    (stretch.to_ratio().get() * 1000.0).round() as u16
}

#[cfg(test)]
#[path = "system_tests.rs"]
mod tests;

/// Looks closer at faces of one family that say the same of themselves: only
/// one of them can be right.
fn tell_apart(faces: &mut [Entry]) {
    let mut seen: BTreeMap<(String, u16, bool, u16), Vec<usize>> = BTreeMap::new();
    for (place, entry) in faces.iter().enumerate() {
        let said = (entry.family.to_lowercase(), entry.weight, entry.is_italic, entry.stretch);
        seen.entry(said).or_default().push(place);
    }
    for place in seen.into_values().filter(|places| places.len() > 1).flatten() {
        let entry = &mut faces[place];
        let weight = std::fs::read(&entry.path).ok().and_then(|bytes| inspect::weight_by_style(&bytes, entry.index));
        entry.weight = weight.unwrap_or(entry.weight);
    }
}
