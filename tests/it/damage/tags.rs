//! PDFs, damaged. A tag is named by the heading before it: `Customs` is the
//! heading, `Customs +1` what follows it, `Contents -1` what comes before it,
//! `Customs +1 /0/1` the second tag in the first one in that; `note 2` is a note. Packed streams are unpacked, changed
//! and packed again.
//!
//! | step | does |
//! | --- | --- |
//! | `replace A => B` | `B` for the first `A` outside of streams |
//! | `replace-all A => B` | the same for each |
//! | `tag TAG: A => B` | the same in the tag |
//! | `lead TAG & TAG` | the first link leads where the other one does |
//! | `lose-annotation WORDS` | the page does not name the link that is described so |
//! | `skip-bookmark A & B` | the bookmarks begin with `B` instead of `A` before it |
//! | `content TAG: A => B` | the same in what the tag marks on its page |
//! | `letter TAG` | shows another letter for the first one that the tag marks |
//! | `artifact TAG` | what the tag marks on its page is decoration |
//! | `lose TAG` | the tag above does not name it |
//! | `double TAG` | a copy of the tag follows it |
//! | `late TAG` | the tag above names it last |
//! | `swap TAG & TAG` | two tags, each in the place of the other |
//! | `end-before TAG` | the tree of tags ends there |
//! | `unicode A => B` | in the Unicode map of a font |
//! | `flip TAG` | one bit of the page on which the tag is |
//! | `trailer A => B` | in the trailer |
//! | `cut-file 1/2` | the file ends there |

use super::{cut_off, parted};
use crate::pdf_damage::Damaged;

/// The PDF after these steps.
pub fn spoilt(whole: &[u8], steps: &[String]) -> Vec<u8> {
    let mut file = Damaged::new(whole);
    for step in steps {
        let (verb, rest) = parted(step, " ");
        file = match verb {
            "cut-file" => return cut_off(whole, rest),
            "replace" => with(rest, |from, to| file.replace(from, to)),
            "replace-all" => with(rest, |from, to| file.replace_all(from, to)),
            "trailer" => with(rest, |from, to| file.trailer(from, to)),
            "unicode" => with(rest, |from, to| in_unicode_map(file, from, to)),
            "tag" => {
                let (name, change) = parted(rest, ": ");
                let tag = tag(&file, name);
                with(change, |from, to| file.replace_in(tag, from, to))
            }
            "lead" => with_sign(rest, " & ", |one, other| {
                let (one, other) = (annotation(&file, one), annotation(&file, other));
                let (own, others) = (destination(&file.text(one)), destination(&file.text(other)));
                file.replace_in(one, &own, &others)
            }),
            "lose-annotation" => {
                let own = format!("{} 0 R", file.holding(&format!("/Contents({rest})")));
                let names_it = |page: &usize| {
                    let text = file.text(*page);
                    text.contains("/Type/Page/") && text.split_once("/Annots[").is_some_and(|(_, list)| list.contains(&own))
                };
                let page = (1..file.count()).find(names_it).expect("a page with the link");
                file.replace_in(page, &own, "")
            }
            "skip-bookmark" => with_sign(rest, " & ", |from, to| {
                let number = |title: &str| file.holding(&format!("/Title({title})/Dest"));
                let (from, to) = (number(from), number(to));
                file.replace(&format!("/First {from} 0 R"), &format!("/First {to} 0 R"))
            }),
            "content" => {
                let (name, change) = parted(rest, ": ");
                let tag = tag(&file, name);
                with(change, |from, to| {
                    in_content(file, tag, |content| content.contains(from).then(|| content.replacen(from, to, 1)))
                })
            }
            "letter" => {
                let tag = tag(&file, rest);
                in_content(file, tag, with_another_letter)
            }
            "artifact" => {
                let tag = tag(&file, rest);
                in_content(file, tag, |content| {
                    let (_, shown) = content.split_once("BDC")?;
                    Some(format!("/Artifact BMC{shown}"))
                })
            }
            "lose" | "late" => {
                let tag = tag(&file, rest);
                let (above, own) = (above(&file, tag), reference(tag));
                with_kids(file, above, |kids| {
                    let at = kids.iter().position(|kid| *kid == own).unwrap();
                    match verb {
                        "lose" => drop(kids.remove(at)),
                        _ => kids[at..].rotate_left(1),
                    }
                })
            }
            "double" => {
                let tag = tag(&file, rest);
                let (above, text) = (above(&file, tag), file.text(tag));
                let (file, copy) = file.added(text.as_bytes());
                with_kids(file, above, |kids| {
                    let at = kids.iter().position(|kid| *kid == reference(tag)).unwrap();
                    kids.insert(at + 1, reference(copy));
                })
            }
            "swap" => with_sign(rest, " & ", |one, other| {
                let (one, other) = (tag(&file, one), tag(&file, other));
                let (above_one, above_other) = (above(&file, one), above(&file, other));
                let file = renamed(file, above_one, one, 0);
                renamed(renamed(file, above_other, other, one), above_one, 0, other)
            }),
            "end-before" => {
                let tag = tag(&file, rest);
                let above = above(&file, tag);
                with_kids(file, above, |kids| {
                    let at = kids.iter().position(|kid| *kid == reference(tag)).unwrap();
                    kids.truncate(at);
                })
            }
            "flip" => {
                let contents = contents(&file, tag(&file, rest));
                file.flipped(contents)
            }
            other => panic!("no step is called {other}"),
        };
    }
    file.bytes()
}

fn with(change: &str, replace: impl FnOnce(&str, &str) -> Damaged) -> Damaged {
    with_sign(change, " => ", replace)
}

fn with_sign(change: &str, sign: &str, replace: impl FnOnce(&str, &str) -> Damaged) -> Damaged {
    let (from, to) = parted(change, sign);
    replace(from, to)
}

/// The number of the tag with this name.
fn tag(file: &Damaged, name: &str) -> usize {
    let (name, path) = name.split_once(" /").unwrap_or((name, ""));
    let (start, step) = match (name.split_once(" +"), name.rsplit_once(" -")) {
        (Some((start, step)), _) => (start, step.parse::<usize>().unwrap() as isize),
        (None, Some((start, step))) => (start, -(step.parse::<usize>().unwrap() as isize)),
        (None, None) => (name, 0),
    };
    let start = match start.strip_prefix("note ") {
        Some(number) => file.holding(&format!("/ID(Note {number})")),
        None => file.holding(&format!("/T({start})")),
    };
    let mut tag = start;
    if step != 0 {
        let beside = below(file, above(file, start));
        let at = beside.iter().position(|other| *other == start).unwrap();
        tag = beside[at.checked_add_signed(step).unwrap()];
    }
    for index in path.split('/').filter(|index| !index.is_empty()) {
        tag = below(file, tag)[index.parse::<usize>().unwrap()];
    }
    tag
}

/// The tags in a tag.
fn below(file: &Damaged, tag: usize) -> Vec<usize> {
    let kids = kids(&file.text(tag));
    kids.iter().filter_map(|kid| kid.strip_suffix(" 0 R")).map(|number| number.parse().unwrap()).collect()
}

/// What a tag holds: other tags as `7 0 R`, marked contents as `7`, and links.
fn kids(tag: &str) -> Vec<String> {
    let spaced = kids_of(tag).replace("<<", " << ").replace(">>", " >> ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (mut kids, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let end = match (words[at], words.get(at + 2)) {
            ("<<", _) => at + 1 + words[at..].iter().position(|word| *word == ">>").expect("an end"),
            (_, Some(&"R")) => at + 3,
            _ => at + 1,
        };
        kids.push(words[at..end].join(" "));
        at = end;
    }
    kids
}

/// What stands between the brackets of a tag's kids.
fn kids_of(text: &str) -> String {
    let (_, kids) = text.split_once("/K[").unwrap_or_else(|| panic!("`{text}` holds nothing"));
    kids.split_once(']').expect("an end").0.to_string()
}

fn reference(tag: usize) -> String {
    format!("{tag} 0 R")
}

/// With other kids in a tag.
fn with_kids(file: Damaged, tag: usize, change: impl FnOnce(&mut Vec<String>)) -> Damaged {
    let text = file.text(tag);
    let (old, mut new) = (kids_of(&text), kids(&text));
    change(&mut new);
    file.replace_in(tag, &format!("/K[{old}]"), &format!("/K[{}]", new.join(" ")))
}

/// With another number for a tag in the tag above it.
fn renamed(file: Damaged, above: usize, from: usize, to: usize) -> Damaged {
    with_kids(file, above, |kids| {
        let at = kids.iter().position(|kid| *kid == reference(from)).unwrap();
        kids[at] = reference(to);
    })
}

/// The tag in which a tag is.
fn above(file: &Damaged, tag: usize) -> usize {
    let text = file.text(tag);
    let (_, parent) = text.split_once("/P ").expect("a tag is in another one");
    parent.split(' ').next().unwrap().parse().unwrap()
}

/// The annotation of the tag of a link.
fn annotation(file: &Damaged, name: &str) -> usize {
    let text = file.text(tag(file, name));
    let (_, object) = text.split_once("/Obj ").unwrap_or_else(|| panic!("{name} is no link: `{text}`"));
    object.split(' ').next().unwrap().parse().unwrap()
}

/// `/Dest 437 0 R` of a link.
fn destination(annotation: &str) -> String {
    let (_, destination) = annotation.split_once("/Dest").expect("a link inside the file");
    format!("/Dest{}", destination.split("/F ").next().unwrap())
}

/// The stream of the page on which the tag is.
fn contents(file: &Damaged, tag: usize) -> usize {
    let text = file.text(tag);
    let number = |text: &str, before: &str| -> usize {
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("`{text}` has no `{before}`"));
        rest.split(' ').next().unwrap().parse().unwrap()
    };
    number(&file.text(number(&text, "/Pg ")), "/Contents ")
}

/// With `change` made in the first marked content of the tag in which it can be.
fn in_content(file: Damaged, tag: usize, change: impl Fn(&str) -> Option<String>) -> Damaged {
    let (text, stream) = (file.text(tag), contents(&file, tag));
    let content = file.unpacked(stream);
    for number in kids(&text).iter().filter(|kid| kid.parse::<usize>().is_ok()) {
        let id = format!("<</MCID {number}");
        let is_whole = |at: &usize| matches!(content.as_bytes()[at + id.len()], b'/' | b'>');
        let Some(at) = content.match_indices(&id).map(|(at, _)| at).find(is_whole) else { continue };
        let start = content[..at].rfind('/').unwrap();
        let end = start + content[start..].find("EMC").unwrap();
        if let Some(changed) = change(&content[start..end]) {
            return file.repacked(stream, &format!("{}{changed}{}", &content[..start], &content[end..]));
        }
    }
    panic!("nothing that `{text}` marks can be changed so");
}

/// The first glyph that is another one, in the place of the first.
fn with_another_letter(content: &str) -> Option<String> {
    let start = content.find("Tm[(")? + "Tm[(".len();
    let bytes = shown_bytes(&content[start..]);
    let codes: Vec<String> = bytes.chunks_exact(2).map(|pair| pair.concat()).collect();
    let first = codes.first()?;
    let other = codes.iter().find(|code| *code != first)?;
    Some(format!("{}{other}{}", &content[..start], &content[start + first.len()..]))
}

/// The bytes of a string that is open, as they are written (ISO 32000-1 §7.3.4.2).
fn shown_bytes(mut text: &str) -> Vec<&str> {
    let mut bytes = Vec::new();
    while !text.is_empty() && !text.starts_with(')') {
        let length = match text.strip_prefix('\\') {
            Some(rest) if rest.starts_with(|digit: char| digit.is_digit(8)) => 4,
            Some(_) => 2,
            None => text.chars().next().map_or(1, char::len_utf8),
        };
        let (byte, rest) = text.split_at(length);
        bytes.push(byte);
        text = rest;
    }
    bytes
}

/// In the first Unicode map that has `from`.
fn in_unicode_map(file: Damaged, from: &str, to: &str) -> Damaged {
    for number in 1..file.count() {
        let text = file.text(number);
        if let Some((_, map)) = text.split_once("/ToUnicode ") {
            let map: usize = map.split(' ').next().unwrap().parse().unwrap();
            let content = file.unpacked(map);
            if content.contains(from) {
                return file.repacked(map, &content.replacen(from, to, 1));
            }
        }
    }
    panic!("no Unicode map has {from}");
}
