//! Text strings: titles, alternatives, languages (ISO 32000-1 §7.9.2.2).

/// A text string: UTF-16BE or UTF-8 with its mark, else PDFDocEncoding.
pub fn text_string(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return without_language(&String::from_utf16_lossy(&units));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return without_language(&String::from_utf8_lossy(rest));
    }
    bytes.iter().map(|&byte| from_document_encoding(byte)).collect()
}

/// A language may be written between two escapes (§7.9.2.2); it is no text.
fn without_language(text: &str) -> String {
    text.split('\u{1b}').step_by(2).collect()
}

/// PDFDocEncoding (Annex D.3).
fn from_document_encoding(byte: u8) -> char {
    const FROM_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const FROM_80: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š',
        'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        0x18..=0x1f => FROM_18[usize::from(byte - 0x18)],
        0x80..=0xa0 => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The number that a label such as `3.` or `٣.` shows, in the digits of the label.
pub fn shown_number(label: &str) -> Option<String> {
    let digits: String = label.chars().filter(|character| is_digit(*character)).collect();
    (!digits.is_empty()).then_some(digits)
}

/// Whether it is a decimal digit (Unicode general category Nd, the scripts in use).
fn is_digit(character: char) -> bool {
    const ZEROS: [u32; 20] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
        0x17e0, 0x1810, 0xff10,
    ];
    ZEROS.iter().any(|zero| u32::from(character).checked_sub(*zero).is_some_and(|value| value < 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_have_three_encodings() {
        assert_eq!(text_string(b"\xfe\xff\x05\xd0\x00a\xd8\x3d\xde\x00"), "אa😀");
        assert_eq!(text_string("\u{feff}Łódź".as_bytes()), "Łódź");
        assert_eq!(text_string(b"\x95\x84 \xe9"), "Ł— é");
        assert_eq!(text_string(b"\xfe\xff\0\x1b\0e\0n\0\x1b\0a"), "a");
        assert_eq!(text_string(b"\xfe\xff\xd8"), "");
    }

    #[test]
    fn labels_show_numbers() {
        let labels = ["3.", "•", "(12)", "٣.", "१०", ""];
        let numbers = [Some("3"), None, Some("12"), Some("٣"), Some("१०"), None];
        assert_eq!(labels.map(shown_number), numbers.map(|number| number.map(str::to_string)));
    }
}
