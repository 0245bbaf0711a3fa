//! The direction that a text has of itself.

use crate::document::Direction;

/// The direction of the first strongly directed letter of `text` (UAX #9 P2), as
/// `dir="auto"` has it in HTML; nothing if no letter is.
pub fn first_strong(text: &str) -> Option<Direction> {
    text.chars().filter(|letter| letter.is_alphabetic()).map(direction_of).next()
}

fn direction_of(letter: char) -> Direction {
    match u32::from(letter) {
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert_eq!(first_strong("12 שלום"), Some(Direction::RightToLeft));
        assert_eq!(first_strong("(a) שלום"), Some(Direction::LeftToRight));
        assert_eq!(first_strong("12"), None);
    }
}
