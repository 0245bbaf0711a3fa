//! The images of a Markdown text: those that lie beside it go along, at the
//! same paths. Where one cannot, the words for what it shows stand in the text.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use url::Url;

use super::escape::escape;
use super::gathering::{IMAGE_HELP, excerpt};
use super::manuscript::Loss;
use crate::diagnostics::{Folder, ReadError, inside};
use crate::document::ImageFormat;
use crate::markdown::{WrittenImage, outline};
use crate::source;

/// Gathers the images that lie in `folder`.
pub(super) struct Pictures<'a> {
    folder: &'a dyn Folder,
    pub images: BTreeMap<String, Vec<u8>>,
    pub losses: Vec<Loss>,
    /// Why images that were met before cannot go along, by what the text calls them.
    known: BTreeMap<String, Option<String>>,
}

impl<'a> Pictures<'a> {
    pub fn new(folder: &'a dyn Folder) -> Self {
        Self { folder, images: BTreeMap::new(), losses: Vec::new(), known: BTreeMap::new() }
    }

    /// `text`, whose first line has the number `first`, without the images that cannot go along.
    pub fn of_text(&mut self, text: &str, first: usize) -> String {
        let mut out = String::new();
        let (mut at, mut line, mut counted) = (0, first, 0);
        for image in outline(text).images {
            let bytes = image.bytes.clone();
            // An image in the words of another went with that one.
            let Some(between) = text.get(counted..bytes.start).filter(|_| bytes.start >= at) else { continue };
            line += between.matches('\n').count();
            counted = bytes.start;
            let written = &text[bytes.clone()];
            let Some(instead) = self.instead(&image, written, line).filter(|_| written.starts_with("![")) else { continue };
            out.push_str(text.get(at..bytes.start).unwrap_or_default());
            out.push_str(&instead);
            at = bytes.end;
        }
        out + text.get(at..).unwrap_or_default()
    }

    /// Whether the image that line `line` calls `path` goes along; else it is a loss,
    /// and `help` says what to do about it.
    pub fn goes_along(&mut self, path: &str, line: usize, help: &'static str) -> bool {
        let why = match self.known.get(path) {
            Some(known) => known.clone(),
            None => {
                let why = self.fetch(path).err();
                self.known.insert(path.to_string(), why.clone());
                why
            }
        };
        let Some(why) = why else { return true };
        self.lose(format!("an image was left out, because it {why}"), line, path, help);
        false
    }

    /// The cover that line `line` calls `path`, with its alternative text.
    pub fn cover(&mut self, path: &str, alternative: Option<String>, line: usize) -> Option<(String, String)> {
        let help = "put it into `images`, and write `cover:` into `statement.yaml` with `image` and `alternative`";
        if !self.goes_along(path, line, help) {
            return None;
        }
        let alternative = alternative.unwrap_or_else(|| {
            let help = "write what it shows into `statement.yaml`, below `cover`, behind `alternative:`";
            self.lose("the image of the cover has no alternative text".into(), line, path, help);
            file_name(path).to_string()
        });
        Some((local(path).ok()?, alternative))
    }

    /// What stands in the text for `image`, which is `written` so; nothing if it stays as it is.
    fn instead(&mut self, image: &WrittenImage, written: &str, line: usize) -> Option<String> {
        let named = if image.alternative.is_empty() { file_name(&image.path) } else { &image.alternative };
        if !self.goes_along(&image.path, line, IMAGE_HELP) {
            let caption = image.caption.as_ref().map(|caption| format!(" {caption}")).unwrap_or_default();
            return Some(escape(&format!("[{named}]{caption}")));
        }
        let mut instead = written.to_string();
        if image.has_attributes
            && let Some(end) = instead.rfind("){").or_else(|| instead.rfind("]{"))
        {
            let help = "images have the size that suits the page; write `[words](#anchor)` to lead to a section";
            self.lose("the size, the class or the name of an image was left out".into(), line, &instead[end + 1..], help);
            instead.truncate(end + 1);
        }
        if image.alternative.is_empty()
            && let Some(end) = instead.find(']')
        {
            let help = "write what it shows between `![` and `]`";
            self.lose("an image has no alternative text".into(), line, &image.path, help);
            instead.replace_range(2..end, &escape(named));
        }
        (instead != written).then_some(instead)
    }

    fn lose(&mut self, what: String, line: usize, said: &str, help: &'static str) {
        let said = if said.starts_with("data:") { "an image inside the text" } else { said };
        self.losses.push(Loss { what, place: format!("line {line}: “{}”", excerpt(said)), help });
    }

    /// Takes the file along that the text calls `written`. An error goes on after "it".
    fn fetch(&mut self, written: &str) -> Result<(), String> {
        let path = local(written)?;
        if self.images.contains_key(&path) {
            return Ok(());
        }
        let bytes = self.folder.read(&path).map_err(|error| match error {
            ReadError::NotFound => "does not lie beside the text".to_string(),
            ReadError::OtherCase { actual } => format!("is written `{actual}` in its folder"),
            ReadError::Outside => OUTSIDE.to_string(),
            ReadError::NotAFile => "is a folder".to_string(),
            ReadError::TooLarge { .. } | ReadError::Other(_) => format!("cannot be read ({error})"),
        })?;
        let format = source::image_format(&bytes)?;
        if (format == ImageFormat::Svg) != path.to_lowercase().ends_with(".svg") {
            return Err(format!("is of another format than its name says: it should end in `.{}`", format.extension()));
        }
        self.images.insert(path, bytes);
        Ok(())
    }
}

const OUTSIDE: &str = "lies outside of the folder of the text";

/// The path of the file that the text calls `written`, below the folder of the text.
fn local(written: &str) -> Result<String, String> {
    if written.starts_with("data:") {
        return Err("is written into the text itself".into());
    }
    let decoded = percent_decode_str(written).decode_utf8().map_or_else(|_| written.to_string(), |text| text.into_owned());
    let is_drive = decoded.as_bytes().get(1) == Some(&b':');
    if written.starts_with("//") || (!is_drive && Url::parse(written).is_ok()) {
        return Err("is on the network, from which nothing is fetched".into());
    }
    if decoded.starts_with('/') {
        return Err("is named from where a web site begins, and not from where the text lies".into());
    }
    let path = inside(&decoded).ok_or(OUTSIDE)?;
    match path.is_empty() {
        true => Err("has no file".into()),
        false => Ok(path),
    }
}

fn file_name(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or_default();
    if name.is_empty() || path.starts_with("data:") { "image" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::MemoryFolder;

    const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path d=\"M0 0h4v4z\"/></svg>";

    fn check(text: &str, expected: &str, lost: &[&str]) {
        let folder = MemoryFolder::new([("img/a.svg", SVG), ("b c.svg", SVG), ("words.png", b"words"), ("svg.png", SVG)]);
        let mut pictures = Pictures::new(&folder);
        assert_eq!(pictures.of_text(text, 11), expected, "{text:?}");
        let said: Vec<String> = pictures.losses.iter().map(|loss| format!("{}: {}", loss.what, loss.place)).collect();
        assert_eq!(said, lost, "{text:?}");
    }

    #[test]
    fn images_beside_the_text_stay_as_they_are_written() {
        for text in ["![A](img/a.svg)\n", "> ![A](./img/a.svg \"B\")\n", "![A][a]\n\n[a]: b%20c.svg\n", "`![A](gone.png)`\n"] {
            check(text, text, &[]);
        }
    }

    #[test]
    fn words_stand_for_images_that_cannot_go_along() {
        let cases = [
            (
                "Words\n\n![A *b*](gone.png \"C\") end\n",
                "Words\n\n\\[A b\\] C end\n",
                "does not lie beside the text: line 13: “gone.png”",
            ),
            ("![A ![b](a.png)](gone.png)\n", "\\[A b\\]\n", "does not lie beside the text: line 11: “gone.png”"),
            ("![](../x.png)\n", "\\[x.png\\]\n", "lies outside of the folder of the text: line 11: “../x.png”"),
            (
                "![A](/x.png)\n",
                "\\[A\\]\n",
                "is named from where a web site begins, and not from where the text lies: line 11: “/x.png”",
            ),
            ("![A](IMG/a.svg)\n", "\\[A\\]\n", "is written `img/a.svg` in its folder: line 11: “IMG/a.svg”"),
            ("![A](words.png)\n", "\\[A\\]\n", "is not a PNG, JPEG, GIF, WebP or SVG image: line 11: “words.png”"),
            (
                "![A](svg.png)\n",
                "\\[A\\]\n",
                "is of another format than its name says: it should end in `.svg`: line 11: “svg.png”",
            ),
            (
                "![A](https://a.example/b.png)\n",
                "\\[A\\]\n",
                "is on the network, from which nothing is fetched: line 11: “https://a.example/b.png”",
            ),
        ];
        for (text, expected, lost) in cases {
            check(text, expected, &[&format!("an image was left out, because it {lost}")]);
        }
    }

    #[test]
    fn an_image_without_words_has_its_name_and_one_with_attributes_loses_them() {
        check("![](img/a.svg)\n", "![a.svg](img/a.svg)\n", &["an image has no alternative text: line 11: “img/a.svg”"]);
        let lost = "the size, the class or the name of an image was left out: line 11: “{width=50%}”";
        check("![A](img/a.svg){width=50%}\n", "![A](img/a.svg)\n", &[lost]);
    }
}
