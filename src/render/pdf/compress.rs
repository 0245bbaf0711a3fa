//! Small PNG files of pictures with few colours.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

type Colour = [u8; 3];

/// `pixels`, row by row, as PNG (ISO/IEC 15948): with a palette where 256 colours
/// are enough for anybody's eye, as they are for letters on a plain ground.
pub fn png(width: u32, height: u32, pixels: &[Colour]) -> Vec<u8> {
    match palette(pixels) {
        Some((palette, indexes)) => write(width, height, ColorType::Indexed, Some(palette), Filter::NoFilter, &indexes),
        None => write(width, height, ColorType::Rgb, None, Filter::Adaptive, pixels.as_flattened()),
    }
}

/// At most 256 colours that stand for all of `pixels`, and the place of each
/// pixel's among them. Colours that share their upper 5 bits become the most
/// frequent of them, so that the plain grounds keep theirs.
fn palette(pixels: &[Colour]) -> Option<(Vec<u8>, Vec<u8>)> {
    const MANY: usize = 8192;
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for colour in pixels {
        *counts.entry(*colour).or_default() += 1;
        if counts.len() > MANY {
            return None;
        }
    }
    let mut colours: Vec<(Colour, usize)> = counts.into_iter().collect();
    colours.sort_by_key(|&(colour, count)| (std::cmp::Reverse(count), colour));
    let mut palette = Vec::new();
    let mut place_of_bucket: HashMap<Colour, u8> = HashMap::new();
    let mut place_of_colour: HashMap<Colour, u8> = HashMap::new();
    for (colour, _) in colours {
        let bucket = colour.map(|channel| channel >> 3);
        let place = match place_of_bucket.get(&bucket) {
            Some(&place) => place,
            None => {
                let place = u8::try_from(place_of_bucket.len()).ok()?;
                palette.extend(colour);
                place_of_bucket.insert(bucket, place);
                place
            }
        };
        place_of_colour.insert(colour, place);
    }
    let indexes = pixels.iter().map(|colour| place_of_colour[colour]).collect();
    Some((palette, indexes))
}

fn write(width: u32, height: u32, colours: ColorType, palette: Option<Vec<u8>>, filter: Filter, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(colours);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    encoder.set_filter(filter);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let in_memory = "a picture in memory has the length that its size says";
    let mut writer = encoder.write_header().expect(in_memory);
    writer.write_image_data(data).expect(in_memory);
    writer.finish().expect(in_memory);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_colours_become_the_most_frequent() {
        let pixels = [[250, 250, 250], [250, 250, 250], [251, 250, 250], [0, 0, 0]];
        let (palette, indexes) = palette(&pixels).unwrap();
        assert_eq!((palette, indexes), (vec![250, 250, 250, 0, 0, 0], vec![0, 0, 0, 1]));
    }
}
