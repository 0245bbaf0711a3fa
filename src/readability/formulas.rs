//! Formulas of readability, each for the language it was made for.

use super::passage::Tally;
use crate::document::Language;

/// A formula that is accepted for a language.
///
/// The coefficients for English, Spanish, German, French and Portuguese were compared
/// with those that other programs and papers print: textstat (`flesch_kincaid_grade`,
/// `crawford`, `wiener_sachtextformel`), textacy (`_FRE_COEFS`) and studies of
/// readability in Portuguese. Those of Gulpease and LIX are as they are commonly
/// printed; the originals of Kandel and Moles and of Björnsson could not be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// English: J. P. Kincaid et al., "Derivation of new readability formulas",
    /// Research Branch Report 8-75, 1975. A grade.
    FleschKincaid,
    /// Spanish: A. N. Crawford, "Fórmula y gráfico para determinar la
    /// comprensibilidad de textos de nivel primario en castellano", Lectura y
    /// Vida 10 (1989). A grade.
    Crawford,
    /// German: R. Bamberger and E. Vanecek, "Lesen – Verstehen – Lernen –
    /// Schreiben", 1984: the first of the Wiener Sachtextformeln. A grade.
    WienerSachtext,
    /// French: L. Kandel and A. Moles, "Application de l'indice de Flesch à la
    /// langue française", Cahiers d'études de radio-télévision 19 (1958). A score.
    /// By 207, 1.015 and 73.6, as textacy, textstat and Cordial have it; some print
    /// 209, 1.15 and 68 under the same names.
    KandelMoles,
    /// Italian: P. Lucisano and M. E. Piemontese, "GULPEASE: una formula per la
    /// predizione della difficoltà dei testi in lingua italiana", Scuola e città
    /// 39 (1988). A score, with the schooling that it asks for.
    Gulpease,
    /// Portuguese: T. B. F. Martins et al., "Readability formulas applied to
    /// textbooks in Brazilian Portuguese", Notas do ICMC 28 (1996). A score, with
    /// the schooling that it asks for.
    Martins,
    /// Swedish, Danish, Norwegian: C. H. Björnsson, "Läsbarhet", 1968. A score.
    Lix,
}

/// What a formula says of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// In the scale of the formula: a grade, or a score.
    pub value: f64,
    /// In years; nothing where the formula's authors give none.
    pub age: Option<u32>,
}

/// Formulas were made with samples of a hundred words.
const WORDS_MIN: usize = 100;

impl Formula {
    /// The formula for `language`; nothing if we know of none that is accepted.
    pub fn of(language: &Language) -> Option<Self> {
        match language.primary() {
            "en" => Some(Self::FleschKincaid),
            "es" => Some(Self::Crawford),
            "de" => Some(Self::WienerSachtext),
            "fr" => Some(Self::KandelMoles),
            "it" => Some(Self::Gulpease),
            "pt" => Some(Self::Martins),
            "sv" | "da" | "nb" | "nn" | "no" => Some(Self::Lix),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::FleschKincaid => "Flesch–Kincaid grade (1975)",
            Self::Crawford => "Crawford’s grade (1989)",
            Self::WienerSachtext => "first Wiener Sachtextformel (1984)",
            Self::KandelMoles => "Flesch’s score by Kandel and Moles (1958)",
            Self::Gulpease => "Gulpease (1988)",
            Self::Martins => "Flesch’s score by Martins et al. (1996)",
            Self::Lix => "LIX (Björnsson 1968)",
        }
    }

    /// Whether its authors say at what age, or after what school, a text can be read.
    pub fn gives_ages(self) -> bool {
        match self {
            Self::FleschKincaid | Self::Crawford | Self::WienerSachtext | Self::Gulpease | Self::Martins => true,
            Self::KandelMoles | Self::Lix => false,
        }
    }

    /// What the formula says of what was counted; nothing of a text that is too
    /// short for it.
    pub(super) fn reading(self, tally: &Tally) -> Option<Reading> {
        if tally.words < WORDS_MIN || tally.sentences == 0 {
            return None;
        }
        let Tally { words, sentences, syllables, letters, long_words, polysyllables, monosyllables, length: _, .. } = *tally;
        let per_word = |count: usize| count as f64 / words as f64;
        let sentence_words = words as f64 / sentences as f64;
        let value = match self {
            Self::FleschKincaid => 0.39 * sentence_words + 11.8 * per_word(syllables) - 15.59,
            Self::Crawford => 0.049 * 100.0 * per_word(syllables) - 0.205 * 100.0 * per_word(sentences) - 3.407,
            Self::WienerSachtext => {
                0.1935 * 100.0 * per_word(polysyllables) + 0.1672 * sentence_words + 0.1297 * 100.0 * per_word(long_words)
                    - 0.0327 * 100.0 * per_word(monosyllables)
                    - 0.875
            }
            Self::KandelMoles => 207.0 - 1.015 * sentence_words - 73.6 * per_word(syllables),
            Self::Gulpease => 89.0 + 300.0 * per_word(sentences) - 10.0 * per_word(letters),
            Self::Martins => 248.835 - 1.015 * sentence_words - 84.6 * per_word(syllables),
            Self::Lix => sentence_words + 100.0 * per_word(long_words),
        };
        Some(Reading { value, age: self.age(value) })
    }

    /// The first grade begins at the age of six. Of a score, the age at the end of
    /// the school that its authors name.
    fn age(self, value: f64) -> Option<u32> {
        match self {
            Self::FleschKincaid | Self::Crawford | Self::WienerSachtext => Some((value.round().max(1.0) as u32).min(17) + 5),
            Self::Gulpease if value >= 80.0 => Some(11),
            Self::Gulpease if value >= 60.0 => Some(14),
            Self::Gulpease if value >= 40.0 => Some(19),
            Self::Martins if value >= 75.0 => Some(10),
            Self::Martins if value >= 50.0 => Some(14),
            Self::Gulpease | Self::Martins | Self::KandelMoles | Self::Lix => None,
        }
    }
}
