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
    glyphs_of_face((sfnt, 0), language, text, features)
}

/// Of the face with this number in a file.
fn glyphs_of_face((sfnt, index): (&[u8], u32), language: &str, text: &str, features: &[Feature]) -> Vec<Glyph> {
    let font = Font::new(sfnt.to_vec(), index).expect("a font");
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_language(language.parse().ok());
    shape(&ShaperFont::new(&font), &mut buffer, ShapeOptions::new().features(features)).expect("text");
    let font = FontRef::from_index(sfnt, index).expect("a font");
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
    check_in(face, language, text, tags, &BTreeSet::new());
}

fn check_in(face: &Face, language: &str, text: &str, tags: &[&[u8; 4]], languages: &BTreeSet<String>) {
    let text = covered(face, text);
    let all: BTreeSet<[u8; 4]> = tags.iter().map(|tag| **tag).collect();
    let features: Vec<Feature> = tags.iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect();
    let plan = SubsetPlan::new(face.clone(), text.chars(), all).for_languages(languages.clone());
    let subset = plan.subset().expect("a subset");
    // A short text in Nastaliq brings half of its face along.
    assert!(subset.len() < face.bytes.len(), "{} {language}", face.family);
    let whole = glyphs_of_face((face.bytes.as_slice(), face.index), language, &text, &features);
    assert!(whole.iter().filter(|(.., outline)| !outline.is_empty()).count() > 5);
    let part = glyphs(&subset, language, &text, &features);
    let differing = whole.iter().zip(&part).find(|(one, other)| one != other);
    let name = format!("{} {} {:?} {language} {tags:?}", face.family, face.weight, face.style);
    assert!(differing.is_none() && whole.len() == part.len(), "{name}: {differing:?}");
}

/// One text for each script whose typeface is not embedded.
const TEXTS_OF_THE_SYSTEM: [(&str, &str); 26] = [
    ("ar", "مَرحبًا بالعالم، «نصّ» ١٢٣؛ لا إله — فِي البيت؟ الله."),
    ("fa", "همهٔ مردم آزاد به دنیا می‌آیند؛ «گفت‌وگو» ۱۲۳، پژوهش."),
    ("ur", "تمام انسان آزاد پیدا ہوئے ہیں، ’’اردو‘‘ ۱۲۳۔ نستعلیق میں لکھا گیا ہے۔"),
    ("he", "כל בני האדם נולדו בני חורין – „שלום“."),
    ("hi", "सभी मनुष्यों को गौरव और अधिकारों के मामले में; कार्य, श्री, द्वितीय १२३।"),
    ("bn", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা; ক্ষমা, শ্রী, ১২৩।"),
    ("pa", "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ, ਸ੍ਰੀ ੧੨੩।"),
    ("gu", "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો ક્ષમા."),
    ("ta", "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே; க்ஷ, ஸ்ரீ."),
    ("te", "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును; క్ష, శ్రీ."),
    ("kn", "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ; ಕ್ಷ, ಶ್ರೀ."),
    ("ml", "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും; ക്ഷ, ശ്രീ, ന്റെ."),
    ("si", "සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත; ශ්‍රී, ක්‍ෂ."),
    ("th", "มนุษย์ทั้งหลายเกิดมามีอิสระ น้ำ ทำ ที่ ปี่ ญู ฐู."),
    ("lo", "ມະນຸດທຸກຄົນເກີດມາມີກຽດ ນ້ຳ ຄຳ ທີ່ ໝູ່."),
    ("km", "មនុស្សទាំងអស់កើតមកមានសេរីភាព ស្ត្រី ក្រុម ញ៉ាំ."),
    ("my", "လူတိုင်းသည် တူညီလွတ်လပ်သော ဂုဏ်သိက္ခာ၊ အင်္ဂလိပ် ကြွေး။"),
    ("bo", "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས།"),
    ("am", "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩል የሆነ ነው።"),
    ("ka", "ყველა ადამიანი იბადება თავისუფალი და თანასწორი."),
    ("hy", "Բոլոր մարդիկ ծնվում են ազատ ու հավասար։ և"),
    ("zh-Hans", "人人生而自由，在尊严和权利上一律平等。“汉字”——《书》……直角骨返，与之。"),
    ("zh-Hant", "人人生而自由，在尊嚴和權利上一律平等。「漢字」——《書》……直角骨返，與之。"),
    ("ja", "すべての人間は、生まれながらにして自由であり、「平等」である。直角骨返——ー々ゞガ"),
    ("ko", "모든 인간은 태어날 때부터 자유로우며 “존엄”과 권리에 있어 동등하다. 漢字"),
    ("dv", "ހުރިހާ އިންސާނުން ވެސް އުފަންވަނީ، މިނިވަންކަމުގައި."),
];

/// Text that says nothing, in as many different signs as a long statement has.
fn many(first: char, count: u32) -> String {
    (0..count).filter_map(|step| char::from_u32(u32::from(first) + step * 7)).collect()
}

/// Whether the theme's typefaces for all scripts are installed; said aloud if
/// not, and no excuse where all tests are to run.
fn are_installed(library: &Library, theme: &theme::Theme) -> bool {
    let missing = super::missing_families(theme, library);
    assert!(missing.is_empty() || std::env::var_os("CI").is_none(), "not installed: {missing:?}");
    if !missing.is_empty() {
        println!("skipped, because these typefaces are not installed: {missing:?}");
    }
    missing.is_empty()
}

#[test]
fn a_subset_of_an_installed_face_shapes_text_as_its_face_does() {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let plain = theme::load("default", &[], &mut sources, &mut diagnostics).expect("the default theme is right");
    for (tag, text) in TEXTS_OF_THE_SYSTEM {
        let language = crate::document::Language::parse(tag).expect("a tag");
        let theme = plain.in_language(&language, &[]);
        let library = library(&theme);
        if !are_installed(&library, &theme) {
            continue;
        }
        let text = match tag {
            "zh-Hans" | "zh-Hant" | "ja" => format!("{text}{}", many('\u{4e00}', 900)),
            "ko" => format!("{text}{}", many('\u{ac00}', 900)),
            _ => text.to_string(),
        };
        let own = theme.tokens.font_stacks().find(|(name, _)| *name == "font-text").expect("a stack").1[0].clone();
        for weight in [400, 700] {
            let face = library.select(&own, weight, Style::Upright).expect("it is installed");
            check_in(face, tag, &text, &[], &BTreeSet::from([tag.to_string()]));
        }
    }
}

#[test]
fn the_right_face_of_a_collection_is_taken_and_few_forms_of_ideographs() {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let plain = theme::load("default", &[], &mut sources, &mut diagnostics).expect("the default theme is right");
    let mut outlines = BTreeSet::new();
    for tag in ["zh-Hans", "zh-Hant", "ja", "ko"] {
        let theme = plain.in_language(&crate::document::Language::parse(tag).expect("a tag"), &[]);
        let library = library(&theme);
        if !are_installed(&library, &theme) {
            return;
        }
        let own = &theme.tokens.font_stacks().next().expect("a stack").1[0];
        let face = library.select(own, 400, Style::Upright).expect("it is installed");
        let text = format!("骨{}", many('\u{4e00}', 946));
        let plan = SubsetPlan::new(face.clone(), text.chars().filter(|character| face.has(*character)), BTreeSet::new());
        let subset = plan.clone().for_languages(BTreeSet::from([tag.to_string()])).make().expect("a subset");
        println!(
            "{tag}: {} bytes as WOFF2, {} bytes of any language",
            subset.woff2.len(),
            plan.make().expect("a subset").woff2.len()
        );
        assert!(subset.licence.contains("SIL Open Font License"), "{}", subset.licence);
        outlines.insert(glyphs(&plan.subset().expect("a subset"), tag, "骨", &[])[0].2.clone());
    }
    // The bone has its upper corner on the left in China, on the right elsewhere.
    assert!(outlines.len() > 1, "all faces of the collection are one");
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
