//! Whether two texts are the same but for a slip: case, marks, what stands between the words, and one letter of a long text.

use crate::domain::fold::fold;

/// From so many letters on, one that was corrected makes no other text.
const LONG_LETTERS: usize = 20;

/// Numbers are no slip: two orders are two things.
pub fn same_words(one: &str, other: &str) -> bool {
    let (first, second) = (letters(one), letters(other));
    if first.is_empty() || second.is_empty() {
        return one.trim() == other.trim();
    }
    first == second
        || (first.len().min(second.len()) >= LONG_LETTERS
            && digits(&first).eq(digits(&second))
            && is_one_sign_apart(&first, &second))
}

/// Letters of a name that a slip in it needs to mean the other one.
const NAME_LETTERS_MIN: usize = 5;

/// Whether a name may be another one with one letter more, less, changed, or two in turn.
pub fn is_one_slip(one: &str, other: &str) -> bool {
    let (first, second) = (letters(one), letters(other));
    digits(&first).eq(digits(&second)) && is_misspelt(&first, &second, NAME_LETTERS_MIN)
}

/// The same of two names that are folded, digits and all; a shorter one than `least` means nothing by that.
pub fn is_one_sign_off(one: &str, other: &str, least: usize) -> bool {
    let signs = |it: &str| it.chars().collect::<Vec<_>>();
    is_misspelt(&signs(one), &signs(other), least)
}

fn is_misspelt(one: &[char], other: &[char], least: usize) -> bool {
    let long_enough = one.len().min(other.len()) >= least;
    long_enough && one != other && (is_one_sign_apart(one, other) || are_two_in_turn(one, other))
}

fn digits(letters: &[char]) -> impl Iterator<Item = &char> {
    letters.iter().filter(|it| !it.is_alphabetic())
}

fn are_two_in_turn(one: &[char], other: &[char]) -> bool {
    let at = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    one.len() == other.len()
        && at + 1 < one.len()
        && one[at] == other[at + 1]
        && one[at + 1] == other[at]
        && one[at + 2..] == other[at + 2..]
}

fn letters(text: &str) -> Vec<char> {
    fold(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// One sign is another one, too many, or missing. The two are not the same.
fn is_one_sign_apart(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => short[same + 1..] == long[same + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_name_may_mean_the_other_one() {
        for near in ["kestrlparcel", "kestrelparcels", "kestrelpacrel", "kestralparcel"] {
            assert!(is_one_slip("kestrelparcel", near) && is_one_slip(near, "kestrelparcel"), "{near}");
        }
        for (one, other) in
            [("kestrelparcel", "kestrelparcel"), ("acme", "acne"), ("parcels2", "parcels3"), ("mills", "falls")]
        {
            assert!(!is_one_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_slip_makes_no_other_text() {
        let text = "My garden chair came with three legs only.";
        for same in [
            "My garden chair came with three legs only",
            " my Garden chair came with three legs only! ",
            "My garden chair cane with three legs only.",
            "My garden chairs came with three legs only.",
            "My garden chair came with thre legs only.",
            "My garden chair came with three legs onlyy.",
        ] {
            assert!(same_words(text, same) && same_words(same, text), "{same}");
        }
        for other in [
            "My garden chair came with just three legs only.",
            "My garden table came with three legs only.",
            "",
            "My garden chair came with three legs only. And again.",
        ] {
            assert!(!same_words(text, other) && !same_words(other, text), "{other}");
        }
        assert!(same_words("Thanks.", "thanks"));
        assert!(!same_words("The pan", "The pen"), "short ones are what they say");
        assert!(!same_words(
            "Order 4711 of the third of May never came.",
            "Order 4712 of the third of May never came."
        ));
        assert!(same_words("!!!", "!!! ") && !same_words("!!!", "???"));
        assert!(same_words("Écrit à la main, sans réponse.", "ecrit a la main sans reponse"));
    }
}
