// A list of one range is what is meant.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::single_range_in_vec_init)]

use std::ops::Range;

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::Found;
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::CancelToken;

use super::{Judge, Seen};

const TEXT: &str = "\
def mean(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)

total = mean([1])
print(total, other.total)
";

/// Where `name` stands in the text, in bytes.
fn places(name: &str) -> Vec<Range<usize>> {
    TEXT.match_indices(name).map(|(at, _)| at..at + name.len()).collect()
}

/// What is true at a byte.
fn found(at: usize) -> Option<Found> {
    FileIndex::of(&Rope::from(TEXT)).find_at(at, &CancelToken::never()).unwrap()
}

/// What is wrong with a frame with the cursor at `cursor`, in which all that is true is lit, and with it so much.
fn fault(cursor: usize, pinned: &[(usize, Range<usize>)], others: &[Range<usize>]) -> Option<String> {
    let (text, found) = (Rope::from(TEXT), found(cursor));
    let seen = Seen {
        document: DocumentId(1),
        revision: Revision(1),
        text: &text,
        cursor,
        target: found.as_ref().map(|found| &found.target),
        count: 0,
        writes: 0,
        painted: found.as_ref().map_or(&[], |found| &found.occurrences),
        pinned,
        others,
    };
    Judge::new().fault(&seen)
}

fn pins(all: &[(usize, &[Range<usize>])]) -> Vec<(usize, Range<usize>)> {
    let of = |(number, ranges): &(usize, &[Range<usize>])| {
        ranges.iter().map(|range| (*number, range.clone())).collect::<Vec<_>>()
    };
    all.iter().flat_map(of).collect()
}

#[track_caller]
fn assert_fault(fault: Option<String>, said: &str) {
    let fault = fault.expect("nothing was found wrong");
    assert!(fault.contains(said), "{fault}");
}

#[test]
fn pins_of_one_name_each_are_not_wrong() {
    let (total, values, nowhere) = (places("total"), places("values"), TEXT.len());
    assert_eq!(fault(nowhere, &pins(&[(0, &total[..3]), (2, &values)]), &[]), None);
    assert_eq!(fault(nowhere, &pins(&[(0, &total[..3]), (1, &total[3..5])]), &[]), None);
    assert_eq!(
        fault(total[0].start, &pins(&[(3, &total[1..2])]), &[]),
        None,
        "the others are off the screen"
    );
}

#[test]
fn a_pin_of_two_names_is_wrong() {
    let (total, nowhere) = (places("total"), TEXT.len());
    assert_fault(fault(nowhere, &pins(&[(1, &total[..4])]), &[]), "pin 2 at \"total\" in line 2");
    assert_fault(fault(nowhere, &pins(&[(0, &total[..3]), (1, &total[2..4])]), &[]), "pin 2");
}

#[test]
fn a_pin_on_a_part_of_a_name_or_on_none_is_wrong() {
    let (total, nowhere) = (places("total"), TEXT.len());
    assert_fault(fault(nowhere, &pins(&[(0, &[total[0].start..total[0].end - 1])]), &[]), "\"tota\"");
    assert_fault(fault(nowhere, &pins(&[(0, &places("+="))]), &[]), "is not one name");
    assert_fault(fault(nowhere, &pins(&[(0, &[4000..4005])]), &[]), "bytes 4000 to 4005");
}

#[test]
fn the_same_word_with_another_meaning_is_truly_not_meant() {
    let total = places("total");
    assert_eq!(fault(total[0].start, &[], &total[3..5]), None);
    assert_eq!(fault(total[3].start, &[], &total[..3]), None);
}

#[test]
fn what_is_counted_or_another_word_cannot_be_said_not_to_be_meant() {
    let total = places("total");
    assert_fault(fault(total[0].start, &[], &total[1..2]), "is said not to be meant, but is");
    assert_fault(fault(total[0].start, &[], &places("len")), "isn't that word");
    assert_fault(fault(total[0].start, &[], &[total[3].start + 1..total[3].end]), "isn't that word");
    assert_fault(fault(TEXT.len(), &[], &total[3..4]), "no name is lit");
}
