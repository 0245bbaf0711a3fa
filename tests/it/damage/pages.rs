//! Pages of HTML and XHTML, damaged. A stretch of a page is written `A ... B`:
//! from the first `A` to the end of the `B` after it.
//!
//! | step | does |
//! | --- | --- |
//! | `replace A => B` | `B` for the first `A` |
//! | `cut A ... B` | loses the stretch |
//! | `double A ... B` | says the stretch once more |
//! | `swap A ... B & C ... D` | two stretches, each in the place of the other |
//! | `move A ... B => C` | the stretch before the first `C` |
//! | `cut-file 1/2` | the file ends there |

use std::ops::Range;

use super::{cut_off, parted};

/// The HTML edition after these steps.
pub fn spoilt_file(whole: &[u8], steps: &[String]) -> Vec<u8> {
    let mut page = String::from_utf8(whole.to_vec()).unwrap();
    for step in steps {
        match step.strip_prefix("cut-file ") {
            Some(share) => return cut_off(whole, share),
            None => page = spoilt(page, step),
        }
    }
    page.into_bytes()
}

/// The page after this step.
pub fn spoilt(mut page: String, step: &str) -> String {
    let (verb, rest) = parted(step, " ");
    match verb {
        "replace" => {
            let (from, to) = parted(rest, " => ");
            page.replace_range(place(&page, from), to);
        }
        "cut" => page.replace_range(stretch(&page, rest), ""),
        "double" => {
            let stretch = stretch(&page, rest);
            let again = page[stretch.clone()].to_string();
            page.insert_str(stretch.end, &again);
        }
        "swap" => {
            let (one, other) = parted(rest, " & ");
            let (first, second) = (stretch(&page, one), stretch(&page, other));
            assert!(first.end <= second.start, "{step}: the second comes first");
            let (early, late) = (page[first.clone()].to_string(), page[second.clone()].to_string());
            page.replace_range(second, &early);
            page.replace_range(first, &late);
        }
        "move" => {
            let (what, before) = parted(rest, " => ");
            let stretch = stretch(&page, what);
            let moved = page[stretch.clone()].to_string();
            page.replace_range(stretch, "");
            let at = place(&page, before).start;
            page.insert_str(at, &moved);
        }
        other => panic!("no step is called {other}"),
    }
    page
}

fn place(page: &str, text: &str) -> Range<usize> {
    let start = page.find(text).unwrap_or_else(|| panic!("`{text}` is not in the page"));
    start..start + text.len()
}

fn stretch(page: &str, text: &str) -> Range<usize> {
    let (start, end) = parted(text, " ... ");
    let start = place(page, start);
    let end = place(&page[start.end..], end).end + start.end;
    start.start..end
}
