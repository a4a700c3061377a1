//! Lists that are made at once, and long ones that come later.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crop::Rope;
use namelight_engine::occurrences::{Certainty, Class, Kind, Occurrence, Target};
use namelight_engine::text::{DocumentId, Revision};

use super::*;

/// A name that stands in every line of a text.
struct Name {
    text: Rope,
    target: Target,
    lit: Arc<[Occurrence]>,
    others: Arc<[Other]>,
}

impl Name {
    fn in_lines(count: usize) -> Self {
        let lit = (0..count).map(|line| Occurrence {
            range: line * 6..line * 6 + 1,
            kind: Kind::Write,
            certainty: Certainty::Exact,
            why: "".into(),
        });
        let scope = "variable of the module".to_owned();
        let target = Target { name: "x".to_owned(), class: Class::Variable, range: 0..1, scope, reach: None };
        Self { text: Rope::from("x = 1\n".repeat(count)), target, lit: lit.collect(), others: Arc::default() }
    }

    fn material(&self, revision: u64) -> Material<'_> {
        let Self { text, lit, others, .. } = self;
        Material { stamp: (DocumentId(1), Revision(revision)), text, target: Some(&self.target), lit, others }
    }
}

/// Waits until a list is there and the window was woken for it.
fn wait(side: &mut SidePanel, material: Material<'_>, woken: &Arc<AtomicUsize>) {
    let start = Instant::now();
    while side.is_waiting() || woken.load(Ordering::Relaxed) == 0 {
        assert!(start.elapsed() < Duration::from_secs(60), "no list comes, or nobody says so");
        std::thread::sleep(Duration::from_micros(200));
        update(side, material, woken);
    }
}

fn update(side: &mut SidePanel, material: Material<'_>, woken: &Arc<AtomicUsize>) {
    let woken = Arc::clone(woken);
    side.update(material, 0, move || _ = woken.fetch_add(1, Ordering::Relaxed));
}

#[test]
fn a_short_list_is_there_at_once() {
    let (name, woken) = (Name::in_lines(100), Arc::default());
    let mut side = SidePanel::default();
    update(&mut side, name.material(1), &woken);
    assert_eq!((side.len(), side.is_waiting(), side.selected()), (101, false, Some(1)));
}

#[test]
fn a_long_list_comes_later_and_is_the_same() {
    let (name, woken) = (Name::in_lines(50_000), Arc::default());
    let mut side = SidePanel::default();
    update(&mut side, name.material(1), &woken);
    assert!(side.is_empty() && side.is_waiting(), "the frame doesn't make it");
    wait(&mut side, name.material(1), &woken);
    assert_eq!((side.len(), side.selected()), (50_001, Some(1)));
    let Some(OccurrenceRow::Head { title, count }) = side.row(0, name.material(1)) else { panic!() };
    assert_eq!((title.as_str(), count), ("In this file", 50_000));
}

#[test]
fn while_somebody_types_the_long_list_stays() {
    let (name, woken) = (Name::in_lines(50_000), Arc::default());
    let mut side = SidePanel::default();
    update(&mut side, name.material(1), &woken);
    wait(&mut side, name.material(1), &woken);
    side.move_by(3);
    update(&mut side, name.material(2), &woken);
    assert_eq!((side.len(), side.is_waiting(), side.selected()), (50_001, true, Some(4)));
    wait(&mut side, name.material(2), &woken);
    assert_eq!(
        (side.len(), side.selected()),
        (50_001, Some(4)),
        "what says the same leaves the choice alone"
    );
}

#[test]
fn of_another_name_nothing_is_shown_that_is_not_its_own() {
    let (many, few, woken) = (Name::in_lines(50_000), Name::in_lines(3), Arc::default());
    let mut side = SidePanel::default();
    update(&mut side, many.material(1), &woken);
    update(&mut side, few.material(2), &woken);
    assert_eq!((side.len(), side.is_waiting()), (4, false), "the long list isn't wanted any more");
    std::thread::sleep(Duration::from_millis(20));
    update(&mut side, few.material(2), &woken);
    assert_eq!(side.len(), 4);
    update(&mut side, many.material(3), &woken);
    assert_eq!(side.len(), 0);
}

#[test]
fn a_filter_over_many_lines_reads_them_elsewhere() {
    let (name, woken) = (Name::in_lines(1_000), Arc::default());
    let mut side = SidePanel::default();
    update(&mut side, name.material(1), &woken);
    side.filter = "nothing like it".to_owned();
    update(&mut side, name.material(1), &woken);
    assert!(side.is_waiting());
    wait(&mut side, name.material(1), &woken);
    assert!(side.is_empty());
}
