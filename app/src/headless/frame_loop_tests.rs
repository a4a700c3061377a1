#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use egui::{Context, Event, Key, Modifiers, ViewportCommand};

use super::{Frame, FrameLoop, Program, Screen};

const MS: Duration = Duration::from_millis(1);

/// A program that asks a slow thread about every text that is typed.
#[derive(Default)]
struct Asker {
    questions: Option<mpsc::Sender<(Context, Duration)>>,
    answers: Arc<AtomicU32>,
    asked: u32,
    shown: u32,
    work: Duration,
    blink: Option<Duration>,
    typed: String,
    times: Vec<f64>,
    /// When the first answer was on screen.
    lit: Option<f64>,
    objects: bool,
    dropped: Vec<std::path::PathBuf>,
}

impl Asker {
    fn new(work: Duration) -> Self {
        let (questions, inbox) = mpsc::channel::<(Context, Duration)>();
        let answers = Arc::new(AtomicU32::new(0));
        let given = Arc::clone(&answers);
        std::thread::spawn(move || {
            for (ctx, work) in inbox {
                std::thread::sleep(work);
                given.fetch_add(1, Ordering::SeqCst);
                ctx.request_repaint();
            }
        });
        Self { questions: Some(questions), answers, work, ..Self::default() }
    }
}

impl Program for Asker {
    fn logic(&mut self, ctx: &Context) {
        self.shown = self.answers.load(Ordering::SeqCst);
        if ctx.input(|input| input.viewport().close_requested()) && self.objects {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let (time, events, dropped) = ui.input(|input| {
            let files = input.raw.dropped_files.iter().map(|file| file.path().to_owned());
            (input.time, input.events.clone(), files.collect::<Vec<_>>())
        });
        self.times.push(time);
        if self.shown > 0 {
            self.lit.get_or_insert(time);
        }
        self.dropped.extend(dropped);
        for event in events {
            match event {
                Event::Text(text) => {
                    self.typed.push_str(&text);
                    self.asked += 1;
                    ui.ctx().send_viewport_cmd(ViewportCommand::Title(self.typed.clone()));
                    let question = (ui.ctx().clone(), self.work);
                    self.questions.as_ref().unwrap().send(question).unwrap();
                }
                Event::Copy => ui.copy_text(self.typed.clone()),
                Event::Key { key: Key::Q, .. } => ui.ctx().send_viewport_cmd(ViewportCommand::Close),
                _ => {}
            }
        }
        if let Some(blink) = self.blink {
            ui.ctx().request_repaint_after(blink);
        }
    }

    fn is_quiet(&self) -> bool {
        self.shown == self.asked
    }
}

fn text(text: &str) -> Vec<Event> {
    vec![Event::Text(text.to_owned())]
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// Runs frames until `until`; their numbers.
fn pass(program: &mut FrameLoop<Asker>, until: Duration) -> Vec<u64> {
    std::iter::from_fn(|| program.next_frame(until)).map(|frame| frame.number).collect()
}

/// A loop that has drawn its first frames and wants no more.
fn calm(asker: Asker) -> FrameLoop<Asker> {
    let mut program = FrameLoop::new(Screen::default(), |_| asker);
    assert!(program.settle(Duration::from_secs(5)));
    program
}

#[test]
fn time_is_virtual_and_a_frame_is_a_sixtieth_of_a_second() {
    let mut program = FrameLoop::new(Screen::default(), |_| Asker::default());
    let first = program.frame(vec![]);
    let later = program.frame_at(Duration::from_hours(1), vec![], vec![]);
    let next = program.frame(vec![]);
    assert_eq!((first.number, later.number, next.number), (1, 2, 3));
    assert_eq!(later.at, Duration::from_hours(1));
    assert_eq!((next.at - later.at).as_micros(), 16_666);
    let expected = [first, later, next].map(|frame: Frame| frame.at.as_secs_f64());
    assert_eq!(program.program().times, expected);
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let mut program = calm(Asker::default());
    let end = program.now() + Duration::from_secs(3600);
    assert_eq!(pass(&mut program, end), Vec::<u64>::new());
    assert!(program.now() < end && end - program.now() <= 17 * MS);
}

#[test]
fn a_frame_that_is_asked_for_comes_when_it_is_due() {
    let mut program = calm(Asker::default());
    program.program_mut().blink = Some(500 * MS);
    let start = program.frame(vec![]).at;
    let frames: Vec<_> = std::iter::from_fn(|| program.next_frame(start + 1600 * MS)).collect();
    let late: Vec<_> = frames.iter().map(|frame| (frame.at - start).as_millis()).collect();
    assert_eq!(late.len(), 3, "{late:?}");
    for (late, wanted) in late.iter().zip([500, 1000, 1500]) {
        // Each may start on the next frame's time only, and counts from there.
        assert!((wanted..wanted + 51).contains(late), "{late} ms");
    }
}

#[test]
fn an_answer_of_another_thread_brings_a_frame_after_the_time_it_took() {
    let mut program = calm(Asker::new(50 * MS));
    let asked = program.frame(text("a"));
    pass(&mut program, asked.at + Duration::from_secs(5));
    let late = program.program().lit.unwrap() - asked.at.as_secs_f64();
    // Three frames' times are 50 ms; sleeping may take longer, never shorter.
    assert!(late >= 0.049, "{late} s");
}

#[test]
fn several_questions_settle() {
    let mut program = calm(Asker::new(5 * MS));
    for _ in 0..10 {
        program.frame(text("a"));
    }
    assert!(program.settle(Duration::from_secs(60)));
    assert_eq!((program.program().shown, program.program().asked), (10, 10));
}

#[test]
fn a_program_that_never_settles_is_left_after_the_time_it_was_given() {
    let mut program = calm(Asker::default());
    program.program_mut().asked = 1;
    let start = program.now();
    assert!(!program.settle(100 * MS));
    assert!(program.now() - start <= 100 * MS);
}

#[test]
fn what_the_program_copies_and_is_called_can_be_seen() {
    let mut program = calm(Asker::new(Duration::ZERO));
    assert_eq!(program.clipboard(), None);
    program.frame(text("total"));
    program.frame(vec![Event::Copy]);
    assert_eq!(program.clipboard(), Some("total"));
    assert_eq!(program.title(), Some("total"));
}

#[test]
fn the_program_closes_unless_it_objects() {
    for asks_itself in [false, true] {
        let mut program = calm(Asker { objects: true, ..Asker::default() });
        for objects in [true, false] {
            program.program_mut().objects = objects;
            if asks_itself {
                program.frame(vec![key(Key::Q)]);
            } else {
                program.request_close();
            }
            assert!(!program.is_closed());
            assert!(program.settle(Duration::from_secs(1)));
            assert_eq!(program.is_closed(), !objects);
        }
    }
}

#[test]
fn fault_37_the_screen_may_change_and_vanish() {
    let mut program = calm(Asker::default());
    for (size, scale) in [([700.0, 500.0], 1.0), ([350.0, 250.0], 2.0), ([0.0, 0.0], 2.0), ([30.0, 0.0], 0.5)]
    {
        program.screen_mut().size = size.into();
        program.screen_mut().scale = scale;
        program.frame(vec![]);
        let wanted = size.map(|side: f32| (side * scale).max(1.0) as u32);
        assert_eq!(program.picture().dimensions(), (wanted[0], wanted[1]));
    }
}

#[test]
fn dropped_files_come_in() {
    let mut program = calm(Asker::default());
    program.frame_at(Duration::ZERO, vec![], vec!["mean.py".into()]);
    assert_eq!(program.program().dropped, [std::path::Path::new("mean.py")]);
}
