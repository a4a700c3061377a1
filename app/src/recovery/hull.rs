//! What has to be replaced in one text to make it another.

use std::ops::Range;

use crop::Rope;

/// The shortest stretch of `old` outside of which both texts are the same, in bytes, and what stands there in `new`; none
/// if they are the same. Takes as long as the texts are long.
#[must_use]
pub fn hull(old: &Rope, new: &Rope) -> Option<(Range<usize>, String)> {
    let (old_len, new_len) = (old.byte_len(), new.byte_len());
    let mut prefix = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    if prefix == old_len && prefix == new_len {
        return None;
    }
    while !old.is_char_boundary(prefix) || !new.is_char_boundary(prefix) {
        prefix -= 1;
    }
    let most = (old_len - prefix).min(new_len - prefix);
    let ends = old.bytes().rev().zip(new.bytes().rev());
    let mut suffix = ends.take(most).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old_len - suffix) || !new.is_char_boundary(new_len - suffix) {
        suffix -= 1;
    }
    Some((prefix..old_len - suffix, new.byte_slice(prefix..new_len - suffix).to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn replacing_it_makes_one_text_the_other(old in "[ab\u{e9}\u{e8}\r\n]{0,12}", new in "[ab\u{e9}\u{e8}\r\n]{0,12}") {
            let changed = hull(&Rope::from(old.as_str()), &Rope::from(new.as_str()));
            prop_assert_eq!(changed.is_none(), old == new);
            let mut text = old;
            if let Some((range, inserted)) = changed {
                text.replace_range(range, &inserted);
            }
            prop_assert_eq!(text, new);
        }
    }
}
