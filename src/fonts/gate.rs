//! The proof that a subset is as good as its face: each text is shaped with
//! both, in its language, and every glyph is where it was and looks as it did.

use std::collections::BTreeSet;

use harfrust::{Buffer, Feature, Font, ShapeOptions, ShaperFont, shape};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use write_fonts::read::FontRef;
use write_fonts::read::types::{GlyphId, Tag};

use super::{Face, Library, Style, SubsetPlan, library};
use crate::diagnostics::{Diagnostics, Sources};
use crate::theme;

const TEXTS: [(&str, &str); 9] = [
    ("en", "We “fix” our first affairs in 1984, officially: 3 ⁄ 4 of the difficult ffl — AVATAR, To, Yes."),
    ("de", "Größe, Straße, über Äpfel, Öl; „Zwölf Boxkämpfer“ jagen Viktor quer über den Sylter Deich."),
    ("tr", "Fırtınalı İstanbul’da ılık rüzgâr: fi, ffi, ığdır, şöyle."),
    ("pl", "Zażółć gęślą jaźń, łódź, Ś, „cytat”."),
    ("ro", "Știință și țară: mâță, înțelegere, Țepeș."),
    ("el", "Ξεσκεπάζω τὴν ψυχοφθόρα βδελυγμία· ἄνθρωπος, ᾧ, ΰ."),
    ("bg", "Чудна българска реч: в гти, ЯБЛЪКА, „думи“ – щъркел, э́то."),
    ("he", "שָׁלוֹם עוֹלָם – אִישׁ טוֹב, 1984, „כֵּן“."),
    ("vi", "Tiếng Việt: Nguyễn, những, độc lập, tự do, hạnh phúc — ẩ ỗ ự ỵ Ặ."),
];

fn faces() -> Library {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    library(&theme::load("default", &[], &mut sources, &mut diagnostics).expect("the default theme is right"))
}

/// Cluster, advances and offsets, outline.
type Glyph = (u32, [i32; 4], String);

fn glyphs(sfnt: &[u8], language: &str, text: &str, features: &[Feature]) -> Vec<Glyph> {
    let font = Font::new(sfnt.to_vec(), 0).expect("a font");
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_language(language.parse().ok());
    shape(&ShaperFont::new(&font), &mut buffer, ShapeOptions::new().features(features)).expect("text");
    let font = FontRef::new(sfnt).expect("a font");
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    let glyphs = glyphs.map(|(info, place)| {
        let outline = outline(&font, GlyphId::new(info.glyph_id));
        (info.cluster, [place.x_advance, place.y_advance, place.x_offset, place.y_offset], outline)
    });
    glyphs.collect()
}

fn outline(font: &FontRef, glyph: GlyphId) -> String {
    let mut pen = skrifa::outline::pen::SvgPen::new();
    if let Some(outline) = font.outline_glyphs().get(glyph) {
        outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).expect("an outline");
    }
    pen.to_string()
}

/// The text in the characters that the face has.
fn covered(face: &Face, text: &str) -> String {
    text.chars().filter(|character| face.has(*character)).collect()
}

fn check(face: &Face, language: &str, text: &str, tags: &[&[u8; 4]]) {
    let text = covered(face, text);
    let all: BTreeSet<[u8; 4]> = tags.iter().map(|tag| **tag).collect();
    let features: Vec<Feature> = tags.iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect();
    let subset = SubsetPlan::new(face.clone(), text.chars(), all).subset().expect("a subset");
    assert!(subset.len() * 2 < face.bytes.len(), "{} {language}", face.family);
    let whole = glyphs(face.bytes.as_slice(), language, &text, &features);
    assert!(whole.iter().filter(|(.., outline)| !outline.is_empty()).count() > 5);
    let part = glyphs(&subset, language, &text, &features);
    let differing = whole.iter().zip(&part).find(|(one, other)| one != other);
    let name = format!("{} {} {:?} {language} {tags:?}", face.family, face.weight, face.style);
    assert!(differing.is_none() && whole.len() == part.len(), "{name}: {differing:?}");
}

#[test]
fn a_subset_shapes_every_text_as_its_face_does() {
    let library = faces();
    for face in library.faces() {
        for (language, text) in
            TEXTS.iter().filter(|(_, text)| covered(face, text).chars().count() * 10 > text.chars().count() * 8)
        {
            check(face, language, text, &[]);
        }
    }
}

#[test]
fn features_of_the_style_sheet_are_kept() {
    let library = faces();
    let face = library.select("Libertinus Serif", 400, Style::Upright).expect("it is embedded");
    let features: [&[&[u8; 4]]; 5] = [&[b"smcp"], &[b"smcp", b"c2sc"], &[b"onum"], &[b"lnum", b"tnum"], &[b"onum", b"pnum"]];
    for tags in features {
        check(face, "en", TEXTS[0].1, tags);
    }
    let with = |tags: &[&[u8; 4]]| {
        glyphs(
            face.bytes.as_slice(),
            "en",
            "Page 1984",
            &tags.iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect::<Vec<_>>(),
        )
    };
    assert_ne!(with(&[b"smcp"]), with(&[]), "the face has small capitals");
}

#[test]
fn composed_and_decomposed_text_are_shown_alike() {
    let library = faces();
    let face = library.select("Libertinus Serif", 400, Style::Upright).expect("it is embedded");
    let plan = SubsetPlan::new(face.clone(), "ễự".chars(), BTreeSet::new());
    let subset = plan.subset().expect("a subset");
    for text in ["ễự", "e\u{302}\u{303}u\u{31b}\u{323}"] {
        let (whole, part) = (glyphs(face.bytes.as_slice(), "vi", text, &[]), glyphs(&subset, "vi", text, &[]));
        assert_eq!(whole, part);
        assert!(part.iter().all(|(.., outline)| !outline.is_empty()));
    }
}
