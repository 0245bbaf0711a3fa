//! The page of the preview: plain HTML, CSS and JavaScript, all of it in the program.

use super::http::{Answer, MediaType, Policy};

/// The page at `/`, or one of its parts at `/page/…`; nothing if there is no such part.
pub fn part(path: &str) -> Option<Answer> {
    let (_, media_type, text) = PARTS.iter().find(|(name, _, _)| *name == path)?;
    Some(Answer::new(*media_type, Policy::Page, text.as_bytes()))
}

macro_rules! parts {
    ($($path:literal $media_type:ident $file:literal)*) => {
        &[$(($path, MediaType::$media_type, include_str!(concat!("page/", $file)))),*]
    };
}

const PARTS: &[(&str, MediaType, &str)] = parts! {
    "/" HTML "page.html"
    "/page/page.css" CSS "page.css"
    "/page/icon.svg" SVG "icon.svg"
    "/page/page.js" SCRIPT "page.js"
    "/page/server.js" SCRIPT "server.js"
    "/page/frame.js" SCRIPT "frame.js"
    "/page/patch.js" SCRIPT "patch.js"
    "/page/position.js" SCRIPT "position.js"
    "/page/html.js" SCRIPT "html.js"
    "/page/pdf.js" SCRIPT "pdf.js"
    "/page/epub.js" SCRIPT "epub.js"
    "/page/problems.js" SCRIPT "problems.js"
    "/page/keys.js" SCRIPT "keys.js"
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Each file of the folder is handed out under its name, and each name that a part refers to is there.
    #[test]
    fn every_part_of_the_page_is_there() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/preview/page");
        let files = std::fs::read_dir(folder).expect("the folder of the page").flatten();
        let mut files: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        files.sort();
        let mut names: Vec<&str> =
            PARTS.iter().map(|(path, _, _)| path.strip_prefix("/page/").unwrap_or("page.html")).collect();
        names.sort_unstable();
        assert_eq!(files, names);
        for (path, _, text) in PARTS {
            for import in text.split(" from './").skip(1) {
                let name = import.split('\'').next().unwrap_or_default();
                assert!(part(&format!("/page/{name}")).is_some(), "{path} imports {name}");
            }
        }
    }
}
