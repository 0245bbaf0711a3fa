//! Problems of images.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    pub fn image_not_found(&mut self, span: Span, path: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error("image-not-found", format!("there is no image `{path}`"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "put it into the folder of the statement and write its path, seen from this file".into(),
        };
        self.push(problem.at(span, "shown here").help(help));
    }

    pub fn missing_alternative_text(&mut self, span: Span, path: &str) {
        let problem = Diagnostic::error("missing-alternative-text", format!("the image `{path}` has no alternative text"));
        let help = "write between the brackets what somebody who cannot see it should know: `![A bridge at dawn](…)`";
        self.push(problem.at(span, "nothing between the brackets").help(help));
    }

    /// `what` is in the alternative text: "a link".
    pub fn alternative_not_text(&mut self, span: Span, what: &str) {
        let problem =
            Diagnostic::error("alternative-not-text", format!("an alternative text is words alone; it cannot hold {what}"));
        self.push(problem.at(span, what).help("write between the brackets only what the image shows"));
    }

    pub fn remote_image(&mut self, span: Span, address: &str) {
        let problem = Diagnostic::error("remote-image", format!("the image `{address}` is not in the folder of the statement"));
        self.push(
            problem
                .at(span, "somewhere else")
                .help("nothing is fetched from the web: save it into the folder and write its path"),
        );
    }

    /// `why` completes "it …".
    pub fn image_unreadable(&mut self, span: Span, path: &str, why: &str) {
        let problem = Diagnostic::error("image-unreadable", format!("`{path}` cannot be shown: it {why}"));
        self.push(problem.at(span, "shown here").help("save it again as PNG, JPEG, GIF, WebP or SVG"));
    }

    pub fn image_too_large(&mut self, span: Span, path: &str, width: u32, height: u32) {
        let problem = Diagnostic::error("image-too-large", format!("`{path}` has {width} × {height} pixels"));
        self.push(
            problem.at(span, "shown here").help("make it smaller: 12,000 pixels a side and 50 million in all are the most"),
        );
    }

    /// `what` names the unsafe part.
    pub fn image_unsafe(&mut self, span: Span, path: &str, what: &str) {
        let problem = Diagnostic::error("image-unsafe", format!("`{path}` is not safe to pass on: it has {what}"));
        let help = "save it as plain SVG: shapes only, without scripts, animation or anything from other files";
        self.push(problem.at(span, "shown here").help(help));
    }

    pub fn caption_in_line(&mut self, span: Span) {
        let problem = Diagnostic::error("caption-in-line", "an image in a line of text cannot have a caption");
        self.push(problem.at(span, "has a caption").help("put it into a paragraph of its own, or remove the caption"));
    }
}
