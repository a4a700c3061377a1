//! The engine over random texts and edits.

use std::ops::Range;

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::{Found, Group, ProblemWish};
use namelight_engine::segments::Segments;
use namelight_engine::text::{Edit, Patch, Revision};
use namelight_engine::worker::CancelToken;

use super::input::Input;
use super::texts;

pub(super) fn never<T>(result: Result<T, namelight_engine::worker::Cancelled>) -> Result<T, String> {
    result.map_err(|_| "it was cancelled by nobody".to_owned())
}

/// What an index says of a place.
fn found(index: &mut FileIndex, at: usize) -> Result<Option<Found>, String> {
    never(index.find_at(at, &CancelToken::never()))
}

pub(super) fn groups(index: &mut FileIndex) -> Result<Vec<Group>, String> {
    never(index.groups(&CancelToken::never()))
}

/// Edits of a text and questions about it, some of them cancelled.
pub(super) fn edits(input: &mut Input) -> Result<(), String> {
    let mut text = texts::text(input);
    let mut index = FileIndex::of(&Rope::from(text.as_str()));
    for _ in 0..input.number(1..12) {
        let count = input.number(1..4);
        let mut made = Vec::with_capacity(count);
        for number in 1..=count {
            let (range, new_len) = texts::edit(input, &mut text);
            made.push(Edit { revision: Revision(number as u64), range, new_len });
        }
        index.edit(&Rope::from(text.as_str()), &Patch::of(&made));
        let at = texts::place(input, &text);
        if input.one_in(2) {
            // Given up on the way; what was done until then must do no harm.
            let _ = index.find_at(at, &CancelToken::after(input.number(..20) as u64));
        }
        let (said, fresh) =
            (found(&mut index, at)?, found(&mut FileIndex::of(&Rope::from(text.as_str())), at)?);
        if said != fresh {
            return Err(format!("at byte {at} of {text:?}\n  it says    {said:?}\n  afresh it is {fresh:?}"));
        }
    }
    let (said, fresh) = (groups(&mut index)?, groups(&mut FileIndex::of(&Rope::from(text.as_str())))?);
    if said != fresh {
        return Err(format!("the names of {text:?} are\n  {said:?}\n  and afresh\n  {fresh:?}"));
    }
    Ok(())
}

/// The segments of a text, split afresh.
fn split(text: &str) -> Result<Segments<()>, String> {
    let mut segments = Segments::new();
    never(segments.advance(&Rope::from(text), &CancelToken::never()))?;
    Ok(segments)
}

fn ranges(segments: &Segments<()>) -> Vec<Range<usize>> {
    segments.iter().map(|(range, _)| range).collect()
}

/// Edits of a text that is split, with some work given up on the way.
pub(super) fn scanner(input: &mut Input) -> Result<(), String> {
    let mut text = texts::text(input);
    let mut segments = split(&text)?;
    for _ in 0..input.number(1..16) {
        let (range, new_len) = texts::edit(input, &mut text);
        let patch = Patch::of(&[Edit { revision: Revision(1), range, new_len }]);
        let rope = Rope::from(text.as_str());
        segments.edit(&rope, patch.replacements());
        let _ = segments.advance(&rope, &CancelToken::after(input.number(..4) as u64));
        if input.one_in(3) {
            continue;
        }
        never(segments.advance(&rope, &CancelToken::never()))?;
        let (said, fresh) = (ranges(&segments), ranges(&split(&text)?));
        if said != fresh {
            return Err(format!("the segments of {text:?} are {said:?}, and afresh {fresh:?}"));
        }
        let ends = said.iter().map(|range| range.end);
        let starts = said.iter().map(|range| range.start);
        let is_whole = starts.eq(std::iter::once(0).chain(ends).take(said.len()))
            && said.last().map_or(0, |last| last.end) == text.len();
        if !is_whole {
            return Err(format!("the segments of {text:?} leave something out: {said:?}"));
        }
    }
    Ok(())
}

/// All names of a text.
pub(super) fn scopes(input: &mut Input) -> Result<(), String> {
    let text = texts::text(input);
    let mut index = FileIndex::of(&Rope::from(text.as_str()));
    let all = groups(&mut index)?;
    for group in &all {
        let mut last = 0;
        for one in &group.occurrences {
            let Range { start, end } = one.range.clone();
            let is_sound = last <= start && start < end && text.get(start..end).is_some();
            if !is_sound {
                return Err(format!("{} at {start} to {end} is no place in {text:?}", group.name));
            }
            last = end;
        }
    }
    let Some(group) = all.get(input.number(..all.len())) else { return Ok(()) };
    let Some(one) = group.occurrences.get(input.number(..group.occurrences.len())) else { return Ok(()) };
    let at = one.range.start;
    let here = found(&mut index, at)?;
    // Where two names touch, only one of them can be asked for at their edge.
    let touches = text.get(..at).and_then(|before| before.chars().next_back());
    let touches =
        touches.is_some_and(|letter| letter == '_' || letter.is_alphanumeric() || !letter.is_ascii());
    let is_met =
        touches || here.is_some_and(|found| found.occurrences.iter().any(|other| other.range.contains(&at)));
    let _ = never(index.problems(
        ProblemWish { undefined: true, unused: true, ..ProblemWish::default() },
        0..20,
        &CancelToken::never(),
    ))?;
    if is_met { Ok(()) } else { Err(format!("{} at {at} of {text:?} doesn't light up itself", group.name)) }
}
