//! Where fonts are installed on each platform.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folders whose change means that fonts were added or taken away: `roots`,
/// the folders in them, and those in which `files`, the fonts that were found,
/// lie.
pub fn watched<'a>(roots: &[PathBuf], files: impl Iterator<Item = &'a Path>) -> BTreeSet<PathBuf> {
    let mut watched: BTreeSet<PathBuf> = BTreeSet::new();
    for root in roots {
        collect(root, 0, &mut watched);
        watched.insert(root.clone());
    }
    watched.extend(files.filter_map(Path::parent).map(Path::to_path_buf));
    watched
}

/// What lies around the `watched` folders: a folder beside one of them would be
/// seen there. It may be somebody's home, which changes all day, so it is looked
/// at only when a font is missed.
pub fn around(watched: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    watched
        .iter()
        .filter_map(|folder| folder.parent())
        .filter(|parent| !watched.contains(*parent))
        .map(Path::to_path_buf)
        .collect()
}

/// Deeper than any fonts lie, and not for ever where links go round.
const DEPTH: usize = 8;

fn collect(folder: &Path, depth: usize, watched: &mut BTreeSet<PathBuf>) {
    if depth > DEPTH {
        return;
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
        if watched.insert(path.clone()) {
            collect(&path, depth + 1, watched);
        }
    }
}

/// The platform's folders for fonts; where fontconfig can name more, its settings too.
#[cfg(windows)]
pub fn roots() -> Vec<PathBuf> {
    let system = std::env::var_os("SYSTEMROOT").map_or(PathBuf::from(r"C:\Windows"), PathBuf::from);
    let own = home().into_iter().flat_map(|home| {
        [r"AppData\Local\Microsoft\Windows\Fonts", r"AppData\Roaming\Microsoft\Windows\Fonts"].map(|folder| home.join(folder))
    });
    [system.join("Fonts")].into_iter().chain(own).collect()
}

/// The platform's folders for fonts; where fontconfig can name more, its settings too.
#[cfg(target_os = "macos")]
pub fn roots() -> Vec<PathBuf> {
    let shared = ["/Library/Fonts", "/System/Library/Fonts", "/System/Library/AssetsV2", "/Network/Library/Fonts"];
    shared.into_iter().map(PathBuf::from).chain(home().map(|home| home.join("Library/Fonts"))).collect()
}

/// The platform's folders for fonts; where fontconfig can name more, its settings too.
#[cfg(not(any(windows, target_os = "macos")))]
pub fn roots() -> Vec<PathBuf> {
    let shared =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts/conf.d", "/etc/fonts/fonts.conf", "/etc/fonts/local.conf"];
    let own = home()
        .into_iter()
        .flat_map(|home| [".fonts", ".local/share/fonts", ".config/fontconfig"].map(|folder| home.join(folder)));
    let by_setting = [("XDG_DATA_HOME", "fonts"), ("XDG_CONFIG_HOME", "fontconfig"), ("FONTCONFIG_FILE", "")];
    let by_setting =
        by_setting.into_iter().filter_map(|(name, folder)| Some(PathBuf::from(std::env::var_os(name)?).join(folder)));
    shared.into_iter().map(PathBuf::from).chain(own).chain(by_setting).collect()
}

fn home() -> Option<PathBuf> {
    std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from)
}
