//! What is said of a kept text.

use std::time::{Duration, SystemTime};

use super::Offer;
use crate::panels::RecoveryRow;
use crate::recovery::OnDisk;

/// What the bar says of a kept text.
pub(super) fn row(Offer { number, kept }: &Offer, now: SystemTime) -> RecoveryRow {
    let title = kept.about.title.clone();
    let when = kept.at.and_then(|at| now.duration_since(at).ok()).map(ago).unwrap_or_default();
    let mut words = format!("Unsaved text of {title}{when} was kept.");
    match &kept.on_disk {
        OnDisk::Other(_) => words.push_str(" The file has changed since."),
        OnDisk::Gone => words.push_str(" The file is gone."),
        OnDisk::Unreadable(_) => words.push_str(" The file can't be read."),
        OnDisk::Same(_) | OnDisk::Nowhere => {}
    }
    if kept.is_cut {
        words.push_str(" Its last changes are lost.");
    }
    let is_doubtful = kept.is_cut || matches!(kept.on_disk, OnDisk::Other(_) | OnDisk::Unreadable(_));
    RecoveryRow { number: *number, title, words, is_doubtful }
}

/// How long ago something was, as a part of a sentence.
fn ago(passed: Duration) -> String {
    let minutes = passed.as_secs() / 60;
    let (count, unit) = match minutes {
        0 => return " from less than a minute ago".to_owned(),
        1..=59 => (minutes, "minute"),
        60..=1_439 => (minutes / 60, "hour"),
        _ => (minutes / 1_440, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!(" from {count} {unit}{plural} ago")
}
