//! Typefaces of signs, in which a letter looks like something else.

/// The character that looks like the one with this code in `font`: of those that
/// texts use for more than ornament.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    // Word moves them to the private use area.
    let code = u8::try_from(if code >= 0xf000 { code - 0xf000 } else { code }).ok()?;
    let table: &[(u8, char)] = match font {
        "Symbol" => &SYMBOL,
        "Wingdings" => &WINGDINGS,
        "Wingdings 2" => &WINGDINGS_2,
        _ => return None,
    };
    if let Some((_, character)) = table.iter().find(|(known, _)| *known == code) {
        return Some(*character);
    }
    let letters = (font == "Symbol").then(|| GREEK.iter().find(|(latin, _)| *latin == code)).flatten();
    letters.map(|(_, character)| *character)
}

#[rustfmt::skip]
const SYMBOL: [(u8, char); 22] = [
    (0x22, '∀'), (0x24, '∃'), (0xa3, '≤'), (0xa5, '∞'), (0xab, '↔'), (0xac, '←'), (0xad, '↑'), (0xae, '→'), (0xaf, '↓'),
    (0xb0, '°'), (0xb1, '±'), (0xb3, '≥'), (0xb4, '×'), (0xb7, '•'), (0xb8, '÷'), (0xb9, '≠'), (0xbb, '≈'), (0xbc, '…'),
    (0xce, '∈'), (0xd6, '√'), (0xde, '⇒'), (0xe5, '∑'),
];

#[rustfmt::skip]
const GREEK: [(u8, char); 34] = [
    (b'a', 'α'), (b'b', 'β'), (b'c', 'χ'), (b'd', 'δ'), (b'e', 'ε'), (b'f', 'φ'), (b'g', 'γ'), (b'h', 'η'), (b'i', 'ι'),
    (b'k', 'κ'), (b'l', 'λ'), (b'm', 'μ'), (b'n', 'ν'), (b'o', 'ο'), (b'p', 'π'), (b'q', 'θ'), (b'r', 'ρ'), (b's', 'σ'),
    (b't', 'τ'), (b'u', 'υ'), (b'w', 'ω'), (b'x', 'ξ'), (b'y', 'ψ'), (b'z', 'ζ'), (b'D', 'Δ'), (b'F', 'Φ'), (b'G', 'Γ'),
    (b'L', 'Λ'), (b'P', 'Π'), (b'Q', 'Θ'), (b'S', 'Σ'), (b'W', 'Ω'), (b'X', 'Ξ'), (b'Y', 'Ψ'),
];

#[rustfmt::skip]
const WINGDINGS: [(u8, char); 18] = [
    (0x28, '☎'), (0x2a, '✉'), (0x4a, '☺'), (0x6c, '●'), (0x6e, '■'), (0x6f, '☐'), (0x75, '◆'), (0x76, '❖'), (0xa7, '▪'),
    (0xa8, '☐'), (0xd8, '➢'), (0xdf, '←'), (0xe0, '→'), (0xe8, '➔'), (0xf0, '⇨'), (0xfb, '✗'), (0xfc, '✓'), (0xfe, '☑'),
];

#[rustfmt::skip]
const WINGDINGS_2: [(u8, char); 5] = [(0x4f, '✗'), (0x50, '✓'), (0x52, '☑'), (0x54, '☒'), (0xa3, '☐')];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_characters_that_every_typeface_knows() {
        let cases = [
            ("Wingdings", 0xf0fc, Some('✓')),
            ("Wingdings", 0xfc, Some('✓')),
            ("Symbol", 0xf061, Some('α')),
            ("Symbol", 0xf0ae, Some('→')),
            ("Wingdings", 0xf061, None),
            ("Webdings", 0xf061, None),
            ("Symbol", 0x1_0000, None),
        ];
        for (font, code, expected) in cases {
            assert_eq!(character(font, code), expected, "{font} {code:x}");
        }
    }
}
