//! Formats that cannot be read: how their texts are saved in one that can.
//! What is said goes on after the name of the file.

/// What is said of a file whose name ends with `.ending`; nothing if that says nothing.
pub(super) fn by_name(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "doc" | "dot" => WORD_97,
        "odt" | "ott" | "fodt" | "sxw" => OPEN_DOCUMENT,
        "rtf" => RICH_TEXT,
        "pdf" => PDF,
        "pages" => PAGES,
        "gdoc" => GOOGLE,
        "webarchive" => SAFARI,
        "wpd" | "wps" | "hwp" | "hwpx" => OTHER_OFFICE,
        "mobi" | "azw" | "azw3" | "kfx" | "fb2" | "lit" => BOOK,
        "xlsx" | "xls" | "ods" | "numbers" | "pptx" | "ppt" | "odp" | "key" => NO_TEXT,
        "zip" | "rar" | "7z" | "gz" | "tar" => ARCHIVE,
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "tif" | "tiff" | "heic" | "svg" => PICTURE,
        _ => return None,
    })
}

/// The same by its first bytes, whatever it is called.
pub(super) fn by_bytes(bytes: &[u8]) -> Option<&'static str> {
    let starts: [(&[u8], &str); 6] = [
        (b"\xd0\xcf\x11\xe0", WORD_97),
        (b"{\\rtf", RICH_TEXT),
        (b"%PDF-", PDF),
        (b"bplist00", SAFARI),
        (b"\x89PNG", PICTURE),
        (b"\xff\xd8\xff", PICTURE),
    ];
    let named = starts.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, why)| why);
    // The first part of such a package says what it is (ODF 1.3 part 2 §3.3).
    let is_open_document = || bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis."));
    named.or_else(|| is_open_document().then_some(OPEN_DOCUMENT))
}

const WORD_97: &str = "is an old or an encrypted Word document, which cannot be read: open it in Word or LibreOffice, and \
                       save it as a Word document (.docx) without a password";
const OPEN_DOCUMENT: &str = "is an OpenDocument file, which cannot be read: open it in LibreOffice, choose “Save As” in the \
                             menu “File”, and save it as a Word document (.docx)";
const RICH_TEXT: &str = "is Rich Text (RTF), which cannot be read: open it in Word, LibreOffice or TextEdit, and save it as \
                         a Word document (.docx)";
const PDF: &str = "is a PDF, in which nothing says what is a heading, a list or a note: ask for the file from which it was \
                   made, or open it in Word, save it as a Word document (.docx), and look through it";
const PAGES: &str = "is a document of Pages, which cannot be read: open it in Pages, choose “Export To” and “Word…” in the \
                     menu “File”";
const GOOGLE: &str = "is only a link to Google Docs: open the document there, choose “Download” and “Microsoft Word (.docx)” \
                      in the menu “File”";
const SAFARI: &str = "is a web archive of Safari, which cannot be read: open it in Safari, choose “Save As…” in the menu \
                      “File”, and the format “Page Source”; or save the page with Firefox, Chrome or Edge";
const OTHER_OFFICE: &str = "is a document of a program whose files cannot be read: open it there, or in LibreOffice, and \
                            save it as a Word document (.docx)";
const BOOK: &str = "is a book in a format that cannot be read: convert it to EPUB, for example with Calibre";
const NO_TEXT: &str = "is a table or a presentation, not a text: copy what it says into a document, and save that as a Word \
                       document (.docx)";
const ARCHIVE: &str = "is an archive: unpack it, and import the document in it";
const PICTURE: &str = "is a picture, not a text: write what it says into a document";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_name_or_its_first_bytes() {
        assert_eq!(by_name("doc"), Some(WORD_97));
        assert_eq!(by_name("txt"), None);
        assert_eq!(by_bytes(b"%PDF-1.7"), Some(PDF));
        let open = [&b"PK\x03\x04"[..], &[0; 26], b"mimetypeapplication/vnd.oasis.opendocument.text"].concat();
        assert_eq!(by_bytes(&open), Some(OPEN_DOCUMENT));
        let book = [&b"PK\x03\x04"[..], &[0; 26], b"mimetypeapplication/epub+zip"].concat();
        assert_eq!(by_bytes(&book), None);
        assert_eq!(by_bytes(b"Words"), None);
    }
}
