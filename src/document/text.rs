//! Words that can say of themselves which language they are in: what stands
//! outside of the running text, where no inline marks a change of language.

use super::Language;

/// A text of the metadata, the alternative of a figure, or a word of the program.
///
/// In the document's own language unless it says another one, which is how what
/// a partial translation lacks stands in it. There is no way to its characters but
/// by the field, so that a renderer has to think of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub content: String,
    /// Another language than the document's.
    pub language: Option<Language>,
    /// Translated from an earlier wording of the original, which readers are told.
    pub is_outdated: bool,
}

impl Text {
    /// The same characters as being in `language`.
    pub fn in_language(&self, language: &Language) -> Self {
        Self { content: self.content.clone(), language: Some(language.clone()), is_outdated: false }
    }

    /// The language of the words in a document in `around`.
    pub fn language_in<'a>(&'a self, around: &'a Language) -> &'a Language {
        self.language.as_ref().unwrap_or(around)
    }
}

/// In the language of the document.
impl From<String> for Text {
    fn from(content: String) -> Self {
        Self { content, language: None, is_outdated: false }
    }
}

/// In the language of the document.
impl From<&str> for Text {
    fn from(content: &str) -> Self {
        Self::from(content.to_string())
    }
}

/// Texts that are read one after the other as one: names of a list, sentences, a
/// date whose month is in another language. Neighbours differ in language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    texts: Vec<Text>,
}

impl Phrase {
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// The characters alone, for what cannot say a language of a part.
    pub fn content(&self) -> String {
        self.texts.iter().map(|text| text.content.as_str()).collect()
    }

    /// The language of all of it, if that is one and not the document's.
    pub fn language(&self) -> Option<&Language> {
        match self.texts.as_slice() {
            [only] => only.language.as_ref(),
            [] | [_, ..] => None,
        }
    }

    pub fn push(&mut self, text: Text) {
        if text.content.is_empty() {
            return;
        }
        match self.texts.last_mut() {
            Some(last) if last.language == text.language => last.content.push_str(&text.content),
            Some(_) | None => self.texts.push(text),
        }
    }

    pub fn append(&mut self, other: Self) {
        other.texts.into_iter().for_each(|text| self.push(text));
    }

    /// The parts of `list` with `between` between them.
    pub fn joined(list: impl IntoIterator<Item = Self>, between: &Text) -> Self {
        let mut phrase = Self::default();
        for (index, part) in list.into_iter().enumerate() {
            if index > 0 {
                phrase.push(between.clone());
            }
            phrase.append(part);
        }
        phrase
    }
}

impl From<Text> for Phrase {
    fn from(text: Text) -> Self {
        let mut phrase = Self::default();
        phrase.push(text);
        phrase
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_one_language_are_one_text() {
        let arabic = Language::parse("ar").unwrap();
        let names = ["The Board", "Ada", "Wen"].map(Text::from);
        let phrase = |names: &[Text]| Phrase::joined(names.iter().cloned().map(Phrase::from), &", ".into());
        assert_eq!(phrase(&names).texts(), [Text::from("The Board, Ada, Wen")]);
        assert_eq!(phrase(&names).language(), None);
        let [board, ada, wen] = &names;
        let mixed = phrase(&[board.clone(), ada.in_language(&arabic), wen.clone()]);
        let texts = [Text::from("The Board, "), Text::from("Ada").in_language(&arabic), Text::from(", Wen")];
        assert_eq!(mixed.texts(), texts);
        assert_eq!((mixed.content().as_str(), mixed.language()), ("The Board, Ada, Wen", None));
        assert_eq!(Phrase::from(Text::from("Ada").in_language(&arabic)).language(), Some(&arabic));
        assert_eq!(phrase(&[]).content(), "");
    }
}
