//! The mailbox and the loop under every interleaving, on a channel made of loom's parts (FAULTS 26).
//!
//! A lost wake-up shows as a deadlock, which loom reports. No special flags: the code under test is
//! generic over the channel, so plain `cargo test` runs this.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use loom::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use loom::sync::{Arc, Condvar, Mutex, Notify};
use loom::thread;

use super::Idle;
use super::channel::{Nothing, Receiving, Refused, Sending};
use super::mailbox::{Outbox, wait_for};
use super::serve::{Work, serve};

/// A channel with room for one message.
struct Slot<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    message: Option<T>,
    has_sender: bool,
}

struct Sender<T>(Arc<Slot<T>>);
struct Receiver<T>(Arc<Slot<T>>);

fn mailbox<T>() -> (Outbox<Sender<T>, Receiver<T>>, Receiver<T>) {
    let slot = Arc::new(Slot {
        state: Mutex::new(State { message: None, has_sender: true }),
        changed: Condvar::new(),
    });
    (Outbox::new(Sender(slot.clone()), Receiver(slot.clone())), Receiver(slot))
}

impl<T> Sending<T> for Sender<T> {
    fn try_send(&self, message: T) -> Result<(), Refused<T>> {
        let mut state = self.0.state.lock().unwrap();
        if state.message.is_some() {
            return Err(Refused::Full(message));
        }
        state.message = Some(message);
        drop(state);
        self.0.changed.notify_one();
        Ok(())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().has_sender = false;
        self.0.changed.notify_all();
    }
}

impl<T> Receiving<T> for Receiver<T> {
    fn try_recv(&self) -> Result<T, Nothing> {
        let mut state = self.0.state.lock().unwrap();
        let nothing = if state.has_sender { Nothing::Yet } else { Nothing::Ever };
        state.message.take().ok_or(nothing)
    }

    fn recv(&self) -> Option<T> {
        let mut state = self.0.state.lock().unwrap();
        while state.message.is_none() && state.has_sender {
            state = self.0.changed.wait(state).unwrap();
        }
        state.message.take()
    }

    /// Time doesn't pass in a model: a wait that nothing ends is a deadlock.
    fn recv_timeout(&self, _at_most: Duration) -> Result<T, Nothing> {
        self.recv().ok_or(Nothing::Ever)
    }

    fn len(&self) -> usize {
        usize::from(self.0.state.lock().unwrap().message.is_some())
    }
}

/// Notes what it worked on, and has some slices of idle work after each.
#[derive(Default)]
struct Clerk {
    worked_on: Vec<u64>,
    idle_slices: u32,
    on_work: Option<Box<dyn FnMut(u64) + Send>>,
}

impl Work<u64> for Clerk {
    fn work(&mut self, message: u64) {
        assert!(self.worked_on.last().is_none_or(|last| *last < message), "only ever forwards");
        self.worked_on.push(message);
        self.idle_slices = 1;
        if let Some(on_work) = &mut self.on_work {
            on_work(message);
        }
    }

    fn idle(&mut self) -> Idle {
        match self.idle_slices.checked_sub(1) {
            Some(left) => {
                self.idle_slices = left;
                Idle::More
            }
            None => Idle::Done,
        }
    }
}

/// Runs a model under every interleaving with at most so many preemptions; without a number, under
/// every one there is.
fn check(preemptions: Option<usize>, model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = preemptions;
    builder.check(model);
}

fn the_last_posted_request_is_worked_on(posts: u64) {
    let (mut outbox, inbox) = mailbox();
    let reached = Arc::new(Notify::new());
    let engine = thread::spawn({
        let reached = reached.clone();
        move || {
            let on_work = move |message| {
                if message == posts {
                    reached.notify();
                }
            };
            let mut clerk = Clerk { on_work: Some(Box::new(on_work)), ..Clerk::default() };
            serve(&inbox, &mut clerk);
            clerk.worked_on.len() as u64
        }
    });
    let mut superseded = 0;
    for message in 1..=posts {
        superseded += outbox.post(message);
        assert!(outbox.waiting() <= 1, "the queue is never deeper than one");
    }
    // The engine isn't told to stop before it has come to the last one.
    reached.wait();
    drop(outbox);
    assert_eq!(engine.join().unwrap() + superseded, posts, "each is worked on or superseded, never both");
}

#[test]
fn fault_26_the_last_posted_request_is_always_worked_on() {
    check(None, || the_last_posted_request_is_worked_on(1));
    check(Some(5), || the_last_posted_request_is_worked_on(2));
    check(Some(3), || the_last_posted_request_is_worked_on(3));
}

#[test]
fn fault_26_shutdown_always_ends_the_loop() {
    for posts in 0..=2 {
        check(None, move || {
            let (mut outbox, inbox) = mailbox();
            let engine = thread::spawn(move || {
                let mut clerk = Clerk::default();
                serve(&inbox, &mut clerk);
                clerk.worked_on
            });
            for message in 1..=posts {
                outbox.post(message);
            }
            drop(outbox);
            let worked_on = engine.join().unwrap();
            assert_eq!(worked_on.last().copied(), (posts > 0).then_some(posts));
        });
    }
}

/// Idles without end, as long as nothing cancels it, as the engine's idle work does.
struct Idler {
    newest: Arc<AtomicU64>,
    taken: u64,
    was_cancelled: bool,
}

impl Work<u64> for Idler {
    fn work(&mut self, message: u64) {
        self.taken = message;
        self.was_cancelled = false;
    }

    fn idle(&mut self) -> Idle {
        assert!(!self.was_cancelled, "cancelled idle work finds a request waiting");
        let newest = self.newest.load(Ordering::Relaxed);
        self.was_cancelled = newest > self.taken && newest != u64::MAX;
        thread::yield_now();
        Idle::More
    }
}

#[test]
fn fault_26_idle_work_gives_way_to_a_request_and_to_shutdown() {
    check(Some(3), || {
        let (mut outbox, inbox) = mailbox();
        let newest = Arc::new(AtomicU64::new(0));
        let engine = thread::spawn({
            let newest = newest.clone();
            move || {
                let mut idler = Idler { newest, taken: 0, was_cancelled: false };
                serve(&inbox, &mut idler);
                idler.taken
            }
        });
        // As `Engine::post` and `Engine::drop` do.
        for message in 1..=2 {
            outbox.post(message);
            newest.fetch_max(message, Ordering::Release);
        }
        newest.store(u64::MAX, Ordering::Release);
        drop(outbox);
        assert_eq!(engine.join().unwrap(), 2);
    });
}

#[test]
fn fault_26_whoever_waits_for_an_answer_gets_it() {
    check(None, || {
        let (mut outbox, inbox) = mailbox();
        let engine = thread::spawn(move || {
            for generation in 1..=3 {
                outbox.post(generation);
            }
            // The answer waits although nobody will send another.
        });
        let answer = wait_for(&inbox, |generation| *generation >= 3, Duration::MAX, || Duration::ZERO);
        assert_eq!(answer, Some(3));
        engine.join().unwrap();
    });
}

#[test]
fn fault_26_an_answer_is_waited_for_or_found_or_wakes_somebody() {
    check(None, || {
        let (mut outbox, inbox) = mailbox();
        let is_awaited = Arc::new(AtomicBool::new(true));
        let engine = thread::spawn({
            let is_awaited = is_awaited.clone();
            move || {
                outbox.post("answer");
                // As the engine's desk does.
                let wakes = !is_awaited.load(Ordering::SeqCst);
                (wakes, outbox)
            }
        });
        // As `Engine::wait_answer` does when the time is over.
        is_awaited.store(false, Ordering::SeqCst);
        let found = Receiving::try_recv(&inbox).is_ok();
        let (wakes, _outbox) = engine.join().unwrap();
        assert!(found || wakes, "nobody would ever see it");
    });
}
