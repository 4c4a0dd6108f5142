//! One folding for the whole program: words that people take for the same become the same letters.

use unicode_normalization::UnicodeNormalization as _;

/// A text as it is compared and looked up: compatibility forms (NFKD, UAX 15) in small letters, without accents, vowel
/// points and the stroke that stretches an Arabic word, and letters that have no accent to lose written out
/// (`Straße` → `strasse`, `Škoda` → `skoda`, `أنا` → `انا`). Marks that are vowels of their own, as in Devanagari and
/// Thai, stay, for without them other words would be the same.
pub fn fold(text: &str) -> String {
    // Before marks are taken off: the accent that stands alone would become a space.
    let signs = text.chars().map(|it| if is_apostrophe(it) { '\'' } else { it }).collect::<String>();
    let small: String = signs.to_lowercase().nfkd().filter(|it| !is_accent(*it)).collect();
    let mut folded = String::with_capacity(small.len());
    for letter in small.nfc() {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ŧ' => folded.push('t'),
            'ƀ' => folded.push('b'),
            'ƶ' => folded.push('z'),
            'ə' => folded.push('e'),
            'ı' | 'ɨ' => folded.push('i'),
            'þ' => folded.push_str("th"),
            // Alef maksura, teh marbuta and the Persian forms of yeh and kaf are typed for one another.
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            'ٱ' => folded.push('ا'),
            // At the end of a word the same letter looks otherwise.
            'ς' => folded.push('σ'),
            other => folded.push(other),
        }
    }
    folded
}

/// What people type where an apostrophe belongs; the Hebrew geresh too.
pub fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '`' | '´' | '＇' | '׳')
}

/// What is in a text and not seen: joiners, direction marks, the soft hyphen, variants of a picture.
pub fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether there is nothing to see in a text: space, signs that steer others, and letters that are drawn as nothing.
pub fn says_nothing(text: &str) -> bool {
    let is_blank = |it: char| {
        matches!(it, '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
            || it.is_whitespace()
            || it.is_control()
            || is_unseen(it)
    };
    text.chars().all(is_blank)
}

/// The digit that a sign stands for in any of the scripts that people write numbers with.
pub fn digit(sign: char) -> Option<u32> {
    const ZEROS: [char; 13] = [
        '0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{e50}', '\u{ed0}',
        '\u{1040}', '\u{17e0}', '\u{ff10}',
    ];
    ZEROS.iter().find_map(|zero| (u32::from(sign)).checked_sub(u32::from(*zero)).filter(|it| *it < 10))
}

fn is_accent(sign: char) -> bool {
    matches!(sign,
        // Latin, Greek, Cyrillic.
        '\u{300}'..='\u{36f}'
        // Hebrew points, Arabic vowels, the stretching stroke.
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}')
        || is_unseen(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_people_take_for_the_same_are_the_same() {
        for (one, other) in [
            ("Škoda Auto", "skoda auto"),
            ("ÖSTERREICHISCHE", "osterreichische"),
            ("bestätigt", "besta\u{308}tigt"),
            ("Straße", "STRASSE"),
            ("McDonald’s", "mcdonald's"),
            ("ﬁn", "fin"),
            ("أنا", "انا"),
            ("مُشْكِلَة", "مشكله"),
            ("تـــم", "تم"),
            ("Łódź", "lodz"),
            ("İstanbul", "istanbul"),
            ("Ｆｉｌｅ", "file"),
            ("בְּרֵאשִׁית", "בראשית"),
            ("ΟΔΟΣ", "οδός"),
            ("McDonald´s", "McDonald‘s"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn words_that_differ_stay_different() {
        for (one, other) in [("शिकायत", "शकयत"), ("パン", "ハン"), ("ที่", "ท"), ("3", "8")]
        {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
        assert_eq!(fold("nothing\u{200b}\u{2066}here\u{2069}"), "nothinghere");
    }

    #[test]
    fn digits_of_any_script_count() {
        assert_eq!("٩۹९９9".chars().filter_map(digit).collect::<Vec<_>>(), [9; 5]);
        assert_eq!(digit('x'), None);
    }
}
