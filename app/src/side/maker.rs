//! The thread that makes long lists.
//!
//! Invariant: the thread keeps what it was given and what it made until it is given something else, so that the window never
//! has to free lists of megabytes.

use std::io;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Occurrence, Other, Target};
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::CancelToken;

use super::Material;
use super::entries::{Entry, entries};
use crate::newest::Newest;

/// What a list is to be made of.
#[derive(Debug)]
pub(super) struct Job {
    stamp: (DocumentId, Revision),
    text: Rope,
    target: Option<Target>,
    lit: Arc<[Occurrence]>,
    others: Arc<[Other]>,
    filter: String,
    /// The list that is shown.
    shown: Arc<[Entry]>,
}

impl Job {
    pub(super) fn new(material: Material<'_>, filter: &str, shown: &Arc<[Entry]>) -> Self {
        Self {
            stamp: material.stamp,
            text: material.text.clone(),
            target: material.target.cloned(),
            lit: Arc::clone(material.lit),
            others: Arc::clone(material.others),
            filter: filter.to_owned(),
            shown: Arc::clone(shown),
        }
    }

    fn material(&self) -> Material<'_> {
        let Self { stamp, text, lit, others, .. } = self;
        Material { stamp: *stamp, text, target: self.target.as_ref(), lit, others }
    }
}

/// A list that was made.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) entries: Arc<[Entry]>,
    /// Whether it says anything else than the one that was shown.
    pub(super) is_new: bool,
}

/// The thread's handle.
pub(super) type Maker = Newest<Job, Made>;

/// Starts the thread. `wake` is called on it when there is a list to take.
///
/// # Errors
/// If the system gives no thread.
pub(super) fn start_maker(wake: impl Fn() + Send + 'static) -> io::Result<Maker> {
    let mut last: Option<(Job, Arc<[Entry]>)> = None;
    let work = move |job: Job, cancel: &CancelToken, _: &dyn Fn()| {
        drop(last.take());
        let made = entries(job.material(), &job.filter, cancel).map(|entries| {
            let entries: Arc<[Entry]> = entries.into();
            Made { is_new: *entries != *job.shown, entries }
        });
        last = Some((job, made.as_ref().map(|made| Arc::clone(&made.entries)).unwrap_or_default()));
        made
    };
    Newest::start("places", work, wake)
}
