//! Base 58 in the way of Multibase (a `z` in front), as keys and proof values are written.

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The work grows with the square of the length; the longest thing we read is an RSA key of 4096 bits.
const ENCODED_CHARS_MAX: usize = 1_024;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a base 58 multibase value")]
pub struct NotMultibase;

pub fn encode(data: &[u8]) -> String {
    let zeros = data.iter().take_while(|byte| **byte == 0).count();
    let mut digits: Vec<u8> = Vec::with_capacity(data.len() * 138 / 100 + 1);
    for byte in &data[zeros..] {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) << 8;
            *digit = low_byte(carry % 58);
            carry /= 58;
        }
        while carry > 0 {
            digits.push(low_byte(carry % 58));
            carry /= 58;
        }
    }
    let mut out = String::with_capacity(1 + zeros + digits.len());
    out.push('z');
    out.extend(std::iter::repeat_n('1', zeros));
    out.extend(digits.iter().rev().map(|digit| char::from(ALPHABET[usize::from(*digit)])));
    out
}

pub fn decode(text: &str) -> Result<Vec<u8>, NotMultibase> {
    let text = text.strip_prefix('z').filter(|rest| rest.len() <= ENCODED_CHARS_MAX).ok_or(NotMultibase)?;
    let zeros = text.bytes().take_while(|it| *it == b'1').count();
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    for letter in text.bytes().skip(zeros) {
        let mut carry = ALPHABET.iter().position(|it| *it == letter).ok_or(NotMultibase)?;
        for byte in &mut out {
            carry += usize::from(*byte) * 58;
            *byte = u8::try_from(carry & 0xff).unwrap_or_default();
            carry >>= 8;
        }
        while carry > 0 {
            out.push(u8::try_from(carry & 0xff).unwrap_or_default());
            carry >>= 8;
        }
    }
    out.extend(std::iter::repeat_n(0, zeros));
    out.reverse();
    Ok(out)
}

fn low_byte(value: u32) -> u8 {
    u8::try_from(value & 0xff).unwrap_or_default()
}

#[cfg(test)]
mod tests;
