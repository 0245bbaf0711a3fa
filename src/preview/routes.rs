//! From what is asked for to the answer. Nothing here is a path on the disk.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde_json::json;

use super::bulletin::Bulletin;
use super::http::{Answer, MediaType, Policy, Request, Status};
use super::shelf::{Row, Shelf};
use super::worker::Worker;
use super::{page, state, visitors};
use crate::editions::studio::{Book, View};

/// What answers, with all it needs for it.
pub struct Routes {
    /// The port on which the preview listens.
    pub port: u16,
    pub bulletin: Arc<Bulletin>,
    pub shelf: Arc<Shelf>,
    pub worker: Worker,
}

impl Routes {
    /// The answer to `request`.
    ///
    /// | address | is |
    /// | --- | --- |
    /// | `/`, `/page/…` | the page |
    /// | `/state`, `/events` | what there is to see, once or always anew |
    /// | `/html/ar` | the HTML edition in Arabic is made, if it is not that of the source, and told of |
    /// | `/html/ar/edition` | its bytes |
    /// | `/epub/ar`, `/pdf/ar` | in the same way, the book and the pages |
    /// | `/epub/ar/files/EPUB/contents.xhtml` | a file of the book |
    /// | `/epub/ar/page?trust.2` | in which file of the book an id is |
    /// | `/pdf/ar/pages/3/0f…/150` | a picture of page 3, if it looks so, with 1.5 pixels to a point |
    /// | `/pdf/ar/edition` | the PDF itself |
    pub fn answer(&self, request: &Request) -> Answer {
        let answer = visitors::check(request, self.port).and_then(|()| self.of(&request.path, &request.query));
        answer.unwrap_or_else(Answer::refusal)
    }

    fn of(&self, path: &str, query: &str) -> Result<Answer, Status> {
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match segments.as_slice() {
            ["state"] => Ok(Answer::new(MediaType::JSON, Policy::Data, self.bulletin.state().as_bytes())),
            ["events"] => Ok(Answer::events(self.bulletin.events())),
            [format @ ("html" | "epub" | "pdf"), tag, rest @ ..] => {
                let row = self.shelf.row(tag).ok_or(Status::NOT_FOUND)?;
                match (*format, rest) {
                    ("html", []) => self.html(&row),
                    ("html", ["edition"]) => edition(MediaType::HTML, row.html),
                    ("epub", []) => self.epub(&row),
                    ("epub", ["files", file @ ..]) => file_of(row.book.as_deref(), &file.join("/")),
                    ("epub", ["page"]) => page_with(row.book.as_deref(), query),
                    ("pdf", []) => self.pages(&row),
                    ("pdf", ["edition"]) => self.pdf(&row),
                    ("pdf", ["pages", number, looks, scale]) => self.picture(&row, number, looks, scale),
                    _ => Err(Status::NOT_FOUND),
                }
            }
            _ => page::part(path).ok_or(Status::NOT_FOUND),
        }
    }

    fn html(&self, row: &Row) -> Result<Answer, Status> {
        let view = self.worker.html(&row.language).ok_or(Status::SERVICE_UNAVAILABLE)?;
        let answer = Answer::json(&state::view(&view, |bytes| state::html(bytes)));
        self.shelf.put(&row.language, |row| row.html = view.content.map(Arc::from));
        Ok(answer)
    }

    fn epub(&self, row: &Row) -> Result<Answer, Status> {
        let view = self.worker.epub(&row.language).ok_or(Status::SERVICE_UNAVAILABLE)?;
        let answer = Answer::json(&state::view(&view, state::book));
        self.shelf.put(&row.language, |row| row.book = view.content.map(Arc::new));
        Ok(answer)
    }

    fn pages(&self, row: &Row) -> Result<Answer, Status> {
        let view = self.worker.pages(&row.language).ok_or(Status::SERVICE_UNAVAILABLE)?;
        let answer = Answer::json(&state::view(&view, state::pages));
        self.shelf.put(&row.language, |row| row.pages = view.content.map(Arc::new));
        Ok(answer)
    }

    /// The PDF where it can be made as the pages are shown.
    fn pdf(&self, row: &Row) -> Result<Answer, Status> {
        let View { content, problems: _, is_current: _ } = self.worker.pdf(&row.language).ok_or(Status::SERVICE_UNAVAILABLE)?;
        edition(MediaType::PDF, content.map(Arc::from))
    }

    fn picture(&self, row: &Row, number: &str, looks: &str, scale: &str) -> Result<Answer, Status> {
        let number: usize = number.parse().map_err(|_| Status::NOT_FOUND)?;
        let scale: u16 = scale.parse().ok().filter(|scale| SCALES.contains(scale)).ok_or(Status::NOT_FOUND)?;
        let page = row.pages.as_ref().and_then(|set| set.pages.get(number.checked_sub(1)?));
        // Of pages that are no more there are newer ones, of which the page is told.
        let page = page.filter(|page| page.looks == looks).ok_or(Status::NOT_FOUND)?;
        let pixels_per_point = f32::from(scale) / 100.0;
        if page.width_points * page.height_points * f64::from(pixels_per_point).powi(2) > PIXELS_MAX {
            return Err(Status::NOT_FOUND);
        }
        let picture = self.worker.page_picture(&row.language, number, pixels_per_point).ok_or(Status::NOT_FOUND)?;
        Ok(Answer::new(MediaType::PNG, Policy::Data, picture))
    }
}

/// Hundredths of a pixel to a point: from a thumbnail to a fine screen.
const SCALES: std::ops::RangeInclusive<u16> = 25..=600;
/// No picture takes all memory, however large a page is.
const PIXELS_MAX: f64 = 30e6;

fn edition(media_type: MediaType, bytes: Option<Arc<[u8]>>) -> Result<Answer, Status> {
    bytes.map(|bytes| Answer::new(media_type, Policy::Edition, bytes)).ok_or(Status::NOT_FOUND)
}

fn file_of(book: Option<&Book>, path: &str) -> Result<Answer, Status> {
    let file = book.and_then(|book| book.files.iter().find(|file| file.path == path)).ok_or(Status::NOT_FOUND)?;
    Ok(Answer::new(MediaType(file.media_type), Policy::Edition, file.bytes.as_slice()))
}

/// Which page of the book has the id that is asked for, `null` if none.
fn page_with(book: Option<&Book>, id: &str) -> Result<Answer, Status> {
    let id = percent_decode_str(id).decode_utf8().map_err(|_| Status::BAD_REQUEST)?;
    let sought = format!(" id=\"{id}\"");
    let has_id = |path: &str| {
        let file = book.and_then(|book| book.files.iter().find(|file| file.path == path));
        file.and_then(|file| std::str::from_utf8(&file.bytes).ok()).is_some_and(|text| text.contains(&sought))
    };
    let book = book.ok_or(Status::NOT_FOUND)?;
    let page = book.spine.iter().map(|item| item.path.as_str()).find(|path| has_id(path));
    Ok(Answer::json(&json!({ "path": page })))
}
