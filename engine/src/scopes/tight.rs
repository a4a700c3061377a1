//! Lists that are kept for as long as the text is open.
//!
//! Invariant: they take the memory that their items need. An allocator may leave a list that shrinks where it is, with up
//! to half of its room empty, and most segments have none of what a list could hold: the indexes of a million lines were
//! 4 MiB larger for it.

use std::ops::Deref;

/// A list as it is kept.
pub(super) fn tight<T: Clone>(list: Vec<T>) -> Box<[T]> {
    if list.len() == list.capacity() { list.into() } else { list.as_slice().into() }
}

/// A list that is empty in most segments, and then as large as a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seldom<T>(Option<Box<Box<[T]>>>);

impl<T: Clone> From<Vec<T>> for Seldom<T> {
    fn from(list: Vec<T>) -> Self {
        Self((!list.is_empty()).then(|| Box::new(tight(list))))
    }
}

impl<T: Clone> FromIterator<T> for Seldom<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T> Default for Seldom<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Deref for Seldom<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], |list| &**list)
    }
}
