//! Small PNG files of pictures with few colours.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};

/// The four bytes of a pixel: red, green, blue, and what does not count.
const PIXEL: usize = 4;

/// `pixels` in RGBA, row by row, as PNG (ISO/IEC 15948) without transparency:
/// with a palette where 256 colours are enough for anybody's eye, as they are
/// for letters on a plain ground.
pub fn png(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    if let Some((palette, indexes)) = palette(pixels) {
        return write(width, height, ColorType::Indexed, Some(palette), Filter::NoFilter, &indexes);
    }
    let colours: Vec<u8> = pixels.chunks_exact(PIXEL).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    write(width, height, ColorType::Rgb, None, Filter::Adaptive, &colours)
}

/// At most 256 colours that stand for all of `pixels`, and the place of each
/// pixel's among them. Colours that share their upper 5 bits become the first of
/// them, so that a plain ground, which comes before its letters, keeps its own.
fn palette(pixels: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    const NONE: u16 = u16::MAX;
    let mut places = vec![NONE; 1 << 15];
    let mut palette = Vec::new();
    let mut indexes = Vec::with_capacity(pixels.len() / PIXEL);
    for pixel in pixels.chunks_exact(PIXEL) {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(|channel| usize::from(channel >> 3));
        let place = &mut places[red << 10 | green << 5 | blue];
        if *place == NONE {
            *place = u16::try_from(palette.len() / 3).ok().filter(|&place| place < 256)?;
            palette.extend(&pixel[..3]);
        }
        indexes.push(*place as u8);
    }
    Some((palette, indexes))
}

fn write(width: u32, height: u32, colours: ColorType, palette: Option<Vec<u8>>, filter: Filter, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(colours);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(6));
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
    fn near_colours_become_the_first_of_them() {
        let pixels = [250, 250, 250, 255, 251, 250, 250, 255, 0, 0, 0, 255];
        assert_eq!(palette(&pixels), Some((vec![250, 250, 250, 0, 0, 0], vec![0, 0, 1])));
    }
}
