//! Lines to pick from, shared by those who show them and the thread that looks through them.

use std::sync::Arc;

/// Lines to pick from. A clone copies none of them.
#[derive(Clone, Debug)]
pub struct Lines(Stored);

#[derive(Clone, Debug)]
enum Stored {
    Apart(Arc<[String]>),
    Packed(Arc<Packed>),
}

/// Lines one behind the other in one piece of memory. Hundreds of thousands of them are let go of at once, which as
/// strings of their own takes longer than a frame.
#[derive(Debug, Default)]
pub struct Packed {
    text: String,
    /// Where each line ends, in bytes.
    ends: Vec<usize>,
}

impl Packed {
    /// Adds a line.
    pub fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.ends.push(self.text.len());
    }

    /// The line of a number, from 0.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start..end)
    }
}

impl Lines {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Stored::Apart(lines) => lines.len(),
            Stored::Packed(lines) => lines.ends.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line of a number, from 0.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&str> {
        match &self.0 {
            Stored::Apart(lines) => lines.get(at).map(String::as_str),
            Stored::Packed(lines) => lines.get(at),
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl From<Vec<String>> for Lines {
    fn from(lines: Vec<String>) -> Self {
        Self(Stored::Apart(lines.into()))
    }
}

impl From<Arc<[String]>> for Lines {
    fn from(lines: Arc<[String]>) -> Self {
        Self(Stored::Apart(lines))
    }
}

impl From<Packed> for Lines {
    fn from(lines: Packed) -> Self {
        Self(Stored::Packed(Arc::new(lines)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_however_they_are_kept() {
        let apart = ["", "Tide", "größe", "", "Tide.rise"].map(str::to_owned).to_vec();
        let mut packed = Packed::default();
        apart.iter().for_each(|line| packed.push(line));
        let (packed, apart) = (Lines::from(packed), Lines::from(apart));
        assert_eq!((packed.len(), packed.get(5)), (apart.len(), None));
        assert!(packed.iter().eq(apart.iter()));
        assert_eq!(packed.iter().collect::<Vec<_>>(), ["", "Tide", "größe", "", "Tide.rise"]);
        assert!(Lines::from(Packed::default()).is_empty());
    }
}
