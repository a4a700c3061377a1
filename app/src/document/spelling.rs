//! How a document's characters and line ends are written as bytes, and whether they may be at all.
//!
//! Invariant: the encoding is the one that Python would read the file with: what the text declares counts as soon as it
//! declares something else than it did when the file was read, so that undo takes a conversion back, too. A text that
//! can't be saved as it was read never changes and is never saved.

use std::cell::Cell;
use std::ops::Range;
use std::time::Duration;

use crop::Rope;
use namelight_engine::text::Revision;

use super::{Command, Document};
use crate::files::{Encoding, Fault, LineBreaks, Loaded, Saved, declaration};

/// How a text is written.
#[derive(Debug)]
pub(super) struct Spelling {
    /// The encoding that was found or chosen.
    chosen: Encoding,
    /// What the text declared then.
    declared: Option<String>,
    /// The encoding of a state of the text, which is asked for in every frame.
    known: Cell<Option<(Revision, Encoding)>>,
    pub(super) has_bom: bool,
    pub(super) breaks: LineBreaks,
    fault: Option<Fault>,
    /// The encoding that the file has, and whether it begins with a byte order mark.
    saved: (Encoding, bool),
    /// Whether an edit was refused since somebody has asked.
    has_refused: bool,
}

impl Spelling {
    /// That of a text that isn't on disk.
    pub(super) fn of(text: &Rope) -> Self {
        Self {
            chosen: Encoding::Utf8,
            declared: None,
            known: Cell::new(None),
            has_bom: false,
            breaks: LineBreaks::of(text.chunks()),
            fault: None,
            saved: (Encoding::Utf8, false),
            has_refused: false,
        }
    }

    /// That of a file.
    pub(super) fn of_loaded(loaded: &Loaded) -> Self {
        Self {
            chosen: loaded.encoding,
            declared: declared(&loaded.text),
            known: Cell::new(None),
            has_bom: loaded.has_bom,
            breaks: loaded.breaks,
            fault: loaded.fault.clone(),
            saved: (loaded.encoding, loaded.has_bom),
            has_refused: false,
        }
    }

    /// Lets the text be changed, since another one comes; whether it couldn't be before.
    pub(super) fn unlock(&mut self) -> bool {
        self.fault.take().is_some()
    }

    /// Whether an edit is refused; it is remembered that there was one.
    pub(super) fn refuses(&mut self, command: &Command) -> bool {
        let refuses = self.fault.is_some() && command.is_edit();
        self.has_refused |= refuses;
        refuses
    }
}

fn declared(text: &Rope) -> Option<String> {
    declaration(text).map(|declaration| declaration.name)
}

impl Document {
    /// How the characters will be written as bytes.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        let Spelling { chosen, has_bom, known, .. } = &self.spelling;
        // A byte order mark says more than a declaration, and without ASCII there is none.
        if *has_bom || !chosen.has_ascii() {
            return *chosen;
        }
        if let Some((revision, encoding)) = known.get()
            && revision == self.revision
        {
            return encoding;
        }
        let now = declared(&self.text);
        let encoding = match &now {
            now if *now == self.spelling.declared => *chosen,
            None => Encoding::Utf8,
            // As it would be read again.
            Some(name) => Encoding::named(name).unwrap_or(Encoding::Ascii),
        };
        known.set(Some((self.revision, encoding)));
        encoding
    }

    /// Whether the file begins with a byte order mark.
    #[must_use]
    pub fn has_bom(&self) -> bool {
        self.spelling.has_bom
    }

    /// Whether the same text would be written with other bytes than those of the file.
    pub(super) fn is_respelled(&self) -> bool {
        (self.encoding(), self.has_bom()) != self.spelling.saved
    }

    /// Takes note of how the file is written now.
    pub(super) fn note_spelling(&mut self, saved: &Saved) {
        self.spelling.saved = (saved.encoding, saved.has_bom);
    }

    /// How the lines end.
    #[must_use]
    pub fn line_breaks(&self) -> LineBreaks {
        self.spelling.breaks
    }

    /// Why the text can only be looked at; none if it can be edited.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        self.spelling.fault.as_ref()
    }

    /// The line breaks of a part of the text, with those that it joins at its ends.
    pub(super) fn breaks_round(&self, range: Range<usize>) -> LineBreaks {
        let joins_before = range.start > 0 && self.text.byte(range.start - 1) == b'\r';
        let joins_behind = range.end < self.text.byte_len() && self.text.byte(range.end) == b'\n';
        let round = range.start - usize::from(joins_before)..range.end + usize::from(joins_behind);
        LineBreaks::of(self.text.byte_slice(round).chunks())
    }

    /// Whether an edit was refused since the last call.
    pub fn take_refusal(&mut self) -> bool {
        std::mem::take(&mut self.spelling.has_refused)
    }

    /// Chooses another encoding. What the text declares is changed with it, in one step of undo: a declaration gets
    /// another name, and where there is none and Python needs one it is added. `now` is the time since the program
    /// started.
    pub fn respell(&mut self, encoding: Encoding, has_bom: bool, now: Duration) {
        if self.fault().is_some() {
            return;
        }
        if let Some((range, new)) = self.declaration_for(encoding) {
            let selection = self.selection();
            let moved = |at: usize| if at >= range.end { at - range.len() + new.len() } else { at };
            let selection = super::Selection { anchor: moved(selection.anchor), head: moved(selection.head) };
            self.apply(
                &Command::ReplaceMany { replaces: vec![(range.clone(), new.clone())], selection },
                now,
            );
        }
        self.spelling.has_bom = has_bom && !encoding.mark().is_empty();
        self.spelling.known.set(None);
        self.modified.set(None);
        if self.encoding() != encoding {
            self.spelling.chosen = encoding;
            self.spelling.declared = declared(&self.text);
            self.spelling.known.set(None);
        }
    }

    /// What has to be replaced so that the text declares this encoding; none if nothing has to be.
    fn declaration_for(&self, encoding: Encoding) -> Option<(Range<usize>, String)> {
        let name = encoding.python_name()?;
        match declaration(&self.text) {
            Some(there) if Encoding::named(&there.name) == Some(encoding) => None,
            Some(there) => Some((there.range, name)),
            None if encoding == Encoding::Utf8 => None,
            None => {
                let first = self.text.raw_lines().next();
                let starts_program = first.is_some_and(|line| line.bytes().take(2).eq(*b"#!"));
                let end = first.map_or(0, |line| line.byte_len());
                let at = if starts_program { end } else { 0 };
                let line_break = self.line_ending().text();
                let is_open = at > 0 && at == self.text.byte_len() && self.text.byte(at - 1) != b'\n';
                let before = if is_open { line_break } else { "" };
                Some((at..at, format!("{before}# -*- coding: {name} -*-{line_break}")))
            }
        }
    }
}
