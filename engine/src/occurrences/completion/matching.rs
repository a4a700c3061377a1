//! Which names a typed word may become.

/// How a name fits what is typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// It begins with it.
    Start,
    /// It begins with it but for small and capital letters.
    Letters,
    /// It has its letters in their order, and the first one first. Underscores before it don't count.
    Some,
}

/// How a name fits what is typed; none where it doesn't, or is just that.
#[must_use]
pub fn match_of(name: &str, typed: &str) -> Option<Match> {
    if name == typed {
        return None;
    }
    if name.starts_with(typed) {
        return Some(Match::Start);
    }
    let same = |a: char, b: char| a == b || a.to_lowercase().eq(b.to_lowercase());
    let mut wanted = typed.chars().peekable();
    let mut is_start = true;
    let bare = if typed.starts_with('_') { name } else { name.trim_start_matches('_') };
    let mut letters = bare.chars();
    let (first, typed_first) = (letters.next()?, wanted.next()?);
    if !same(first, typed_first) {
        return None;
    }
    for letter in letters {
        let Some(&next) = wanted.peek() else { break };
        if same(letter, next) {
            wanted.next();
        } else {
            is_start = false;
        }
    }
    match wanted.peek() {
        Some(_) => None,
        None if is_start && bare.len() == name.len() => Some(Match::Letters),
        None => Some(Match::Some),
    }
}
