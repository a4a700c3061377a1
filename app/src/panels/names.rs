//! What can be asked about names and problems, and the switches for them.

/// Something about names and problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamesAction {
    /// Offer names at the cursor.
    Suggest,
    /// Take the offered name in this row, from 0.
    Take(usize),
    /// Offer names while one is typed, or don't.
    ToggleSuggestions,
    /// Mark names that nothing defines, or don't.
    ToggleUndefined,
    /// Mark names that nobody reads, or don't.
    ToggleUnused,
    /// Go to the next problem.
    NextProblem,
    /// Go to the problem before.
    PreviousProblem,
}

/// What of it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamesSwitches {
    /// Names are offered while one is typed.
    pub suggests: bool,
    /// Names that nothing defines are marked.
    pub marks_undefined: bool,
    /// Names that nobody reads are marked.
    pub marks_unused: bool,
}
