//! Where the typefaces of the Noto project, which the theme names for most
//! scripts, are to be had on each platform.

/// The package of Debian and its kin that holds `family`; nothing for a typeface
/// that is not Noto's.
pub fn debian(family: &str) -> Option<&'static str> {
    let rest = family.strip_prefix("Noto ")?;
    Some(if rest.contains(" CJK ") { "fonts-noto-cjk" } else { "fonts-noto-core" })
}

/// How `family` is installed on Debian, Fedora, macOS and Windows; nothing for a
/// typeface that is not Noto's.
pub fn installation(family: &str) -> Option<String> {
    let debian = debian(family)?;
    let full = full_name(family);
    let words = full.to_lowercase().replace(' ', "-");
    let (fedora, cask, address) = match full.split_once(" CJK ") {
        Some((kind, region)) => {
            let kind = kind.to_lowercase().replace(' ', "-");
            let cask = format!("font-{kind}-cjk-{}", region.to_lowercase());
            (format!("google-{kind}-cjk-fonts"), cask, "https://github.com/notofonts/noto-cjk/releases".to_string())
        }
        None => {
            let address = format!("https://fonts.google.com/noto/specimen/{}", full.replace(' ', "+"));
            (format!("google-{words}-fonts"), format!("font-{words}"), address)
        }
    };
    Some(format!(
        "install it: on Debian and Ubuntu `apt install {debian}`, on Fedora `dnf install {fedora}`, \
         on macOS `brew install --cask {cask}`, on Windows from {address}; \
         or put its files into the folder `fonts` of the theme"
    ))
}

/// Names inside font files are cut at 31 letters; packages have the whole ones.
fn full_name(family: &str) -> String {
    family.replace("CanAborig", "Canadian Aboriginal").replace("NKo", "N Ko")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typefaces_are_named_as_each_platform_packs_them() {
        let naskh = installation("Noto Naskh Arabic").expect("a Noto typeface");
        let expected = [
            "`apt install fonts-noto-core`",
            "`dnf install google-noto-naskh-arabic-fonts`",
            "`brew install --cask font-noto-naskh-arabic`",
            "https://fonts.google.com/noto/specimen/Noto+Naskh+Arabic;",
        ];
        assert!(expected.iter().all(|part| naskh.contains(part)), "{naskh}");
        let songti = installation("Noto Serif CJK SC").expect("a Noto typeface");
        let expected =
            ["`apt install fonts-noto-cjk`", "google-noto-serif-cjk-fonts", "font-noto-serif-cjk-sc", "noto-cjk/releases"];
        assert!(expected.iter().all(|part| songti.contains(part)), "{songti}");
        assert!(installation("Noto Sans CanAborig").expect("a Noto typeface").contains("font-noto-sans-canadian-aboriginal"));
        assert_eq!((installation("Vollkorn"), debian("Vollkorn")), (None, None));
    }
}
