//! A window that the program draws itself.
//!
//! Frames come when something came in, when the program asks for one, and when another thread does; at once, since a
//! frame is cheap, but those that the program asks for itself not more often than a screen shows them. Invariant: every
//! event that came in is in a frame, and after the last frame the window shows that frame.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use egui::{
    Color32, ColorImage, Context, FullOutput, RawInput, TexturesDelta, ViewportBuilder, ViewportCommand,
    ViewportEvent, ViewportId, ViewportInfo,
};
use egui_winit::accesskit_winit;
use egui_winit::winit::application::ApplicationHandler;
use egui_winit::winit::event::{StartCause, WindowEvent};
use egui_winit::winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use egui_winit::winit::platform::run_on_demand::EventLoopExtRunOnDemand as _;
use egui_winit::winit::raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
use egui_winit::winit::window::{Window, WindowId};
use egui_winit::{ActionRequested, State};

use super::pacing::Pacing;
use super::surface::Surface;
use super::{Content, Make, WindowError};
use crate::drawing::{Area, NewFrame, Retained};

/// The longest side of a texture, in pixels. There is no limit but memory; this one is that of ordinary graphics cards.
const LARGEST_TEXTURE: usize = 8_192;

/// What wakes the loop, apart from the system's events.
#[derive(Debug)]
enum Wake {
    /// A frame is wanted at a time by somebody who had seen so many.
    Frame { at: Instant, passes: u64 },
    /// A screen reader says something.
    Access(accesskit_winit::Event),
}

impl From<accesskit_winit::Event> for Wake {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Access(event)
    }
}

/// See [`super::run`].
pub(super) fn run(viewport: ViewportBuilder, make: Make<'_>) -> Result<(), WindowError> {
    // A process can have but one such loop, for all of its windows.
    thread_local! {
        static EVENTS: RefCell<Option<EventLoop<Wake>>> = const { RefCell::new(None) };
    }
    EVENTS.with_borrow_mut(|kept| {
        let events = match kept {
            Some(events) => events,
            None => kept.insert(EventLoop::with_user_event().build()?),
        };
        let proxy = events.create_proxy();
        let mut host = Host { proxy, start: Some((viewport, make)), shown: None, failure: None };
        events.run_app_on_demand(&mut host)?;
        match host.failure {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    })
}

/// The program's side of the system's event loop.
struct Host<'c> {
    proxy: EventLoopProxy<Wake>,
    /// What to open once the system allows it.
    start: Option<(ViewportBuilder, Make<'c>)>,
    shown: Option<Shown<'c>>,
    failure: Option<WindowError>,
}

impl Host<'_> {
    fn with(
        &mut self,
        events: &ActiveEventLoop,
        act: impl FnOnce(&mut Shown<'_>) -> Result<(), WindowError>,
    ) {
        let done = self.shown.as_mut().map_or(Ok(()), act);
        if let Err(failure) = done {
            self.failure = Some(failure);
            self.close(events);
        }
    }

    fn close(&mut self, events: &ActiveEventLoop) {
        if let Some(mut shown) = self.shown.take() {
            shown.content.closed();
        }
        events.exit();
    }
}

impl ApplicationHandler<Wake> for Host<'_> {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        let Some((viewport, make)) = self.start.take() else { return };
        match Shown::open(events, &self.proxy, &viewport, make) {
            Ok(shown) => self.shown = Some(shown),
            Err(failure) => {
                self.failure = Some(failure);
                events.exit();
            }
        }
    }

    fn new_events(&mut self, events: &ActiveEventLoop, _cause: StartCause) {
        events.set_control_flow(ControlFlow::Wait);
    }

    fn user_event(&mut self, events: &ActiveEventLoop, wake: Wake) {
        self.with(events, |shown| {
            shown.wake(wake);
            Ok(())
        });
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _window: WindowId, event: WindowEvent) {
        self.with(events, |shown| shown.event(events, &event));
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        self.with(events, |shown| shown.frame_if_due(events));
        match &self.shown {
            Some(shown) if shown.is_closed => self.close(events),
            Some(Shown { due: Some(due), .. }) => events.set_control_flow(ControlFlow::WaitUntil(*due)),
            _ => {}
        }
    }

    fn exiting(&mut self, events: &ActiveEventLoop) {
        self.close(events);
    }
}

/// A window with what is inside.
struct Shown<'c> {
    window: Rc<Window>,
    surface: Surface,
    picture: Retained,
    ctx: Context,
    state: State,
    info: ViewportInfo,
    /// Whether the window may be elsewhere or otherwise than `info` says.
    has_stale_info: bool,
    content: Box<dyn Content + 'c>,
    actions: Vec<ActionRequested>,
    /// What came in while the window couldn't be seen.
    kept: RawInput,
    textures: TexturesDelta,
    /// When the next frame is due.
    due: Option<Instant>,
    /// Whether the system may have lost the window's pixels.
    is_exposed: bool,
    /// Whether the compositor says when to draw.
    is_paced: bool,
    pacing: Pacing,
    is_closed: bool,
}

impl<'c> Shown<'c> {
    fn open(
        events: &ActiveEventLoop,
        proxy: &EventLoopProxy<Wake>,
        viewport: &ViewportBuilder,
        make: Make<'c>,
    ) -> Result<Self, WindowError> {
        let ctx = Context::default();
        ctx.set_embed_viewports(false);
        // A frame may be discarded and made again, as with eframe.
        ctx.options_mut(|options| options.max_passes = std::num::NonZeroUsize::MIN.saturating_add(1));
        let waker = proxy.clone();
        let pacing = Pacing::start(&ctx, move |at, passes| {
            // Nobody hears it once the window is closed.
            let _ = waker.send_event(Wake::Frame { at, passes });
        });
        // Shown with its first frame, not empty before.
        let window = egui_winit::create_window(&ctx, events, &viewport.clone().with_visible(false))?;
        let window = Rc::new(window);
        let mut state = State::new(
            ctx.clone(),
            ViewportId::ROOT,
            events,
            Some(window.scale_factor() as f32),
            events.system_theme(),
            Some(LARGEST_TEXTURE),
        );
        state.init_accesskit(events, &window, proxy.clone());
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, &ctx, &window, true);
        let content = make(&ctx).map_err(WindowError::Content)?;
        let is_paced = events
            .display_handle()
            .is_ok_and(|display| matches!(display.as_raw(), RawDisplayHandle::Wayland(_)));
        let mut shown = Self {
            surface: Surface::new(&window)?,
            picture: Retained::new(Color32::BLACK),
            window,
            ctx,
            state,
            info,
            has_stale_info: false,
            content,
            actions: Vec::new(),
            kept: RawInput::default(),
            textures: TexturesDelta::default(),
            due: None,
            is_exposed: true,
            is_paced,
            pacing,
            is_closed: false,
        };
        shown.frame(events)?;
        shown.window.set_visible(true);
        Ok(shown)
    }

    fn want(&mut self, at: Instant) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    fn wake(&mut self, wake: Wake) {
        match wake {
            Wake::Frame { at, passes } => {
                // Of an older one there has been a frame since.
                let done = self.ctx.cumulative_pass_nr_for(ViewportId::ROOT);
                if done <= passes.saturating_add(1) {
                    self.want(at);
                }
            }
            Wake::Access(event) => match event.window_event {
                accesskit_winit::WindowEvent::InitialTreeRequested => {
                    self.ctx.enable_accesskit();
                    self.want(Instant::now());
                }
                accesskit_winit::WindowEvent::ActionRequested(request) => {
                    self.state.on_accesskit_action_request(request);
                    self.want(Instant::now());
                }
                accesskit_winit::WindowEvent::AccessibilityDeactivated => self.ctx.disable_accesskit(),
            },
        }
    }

    fn event(&mut self, events: &ActiveEventLoop, event: &WindowEvent) -> Result<(), WindowError> {
        match event {
            WindowEvent::RedrawRequested => {
                self.is_exposed = true;
                return self.frame(events);
            }
            WindowEvent::CloseRequested => {
                self.info.events.push(ViewportEvent::Close);
                self.want(Instant::now());
            }
            WindowEvent::Occluded(is_occluded) => self.info.occluded = Some(*is_occluded),
            WindowEvent::Resized(_)
            | WindowEvent::Moved(_)
            | WindowEvent::Focused(_)
            | WindowEvent::ScaleFactorChanged { .. } => self.has_stale_info = true,
            _ => {}
        }
        if self.state.on_window_event(&self.window, event).repaint {
            self.want(Instant::now());
        }
        Ok(())
    }

    fn frame_if_due(&mut self, events: &ActiveEventLoop) -> Result<(), WindowError> {
        if self.due.is_none_or(|due| due > Instant::now()) {
            return Ok(());
        }
        if self.is_paced && self.info.visible() != Some(false) {
            self.due = None;
            self.window.request_redraw();
            return Ok(());
        }
        self.frame(events)
    }

    /// Makes a frame of what came in, and shows it if the window can be seen.
    fn frame(&mut self, events: &ActiveEventLoop) -> Result<(), WindowError> {
        self.due = None;
        if std::mem::take(&mut self.has_stale_info) {
            egui_winit::update_viewport_info(&mut self.info, &self.ctx, &self.window, false);
        }
        let mut input = std::mem::take(&mut self.kept);
        input.append(self.state.take_egui_input(&self.window));
        input.viewports = std::iter::once((ViewportId::ROOT, self.info.clone())).collect();
        self.info.events.clear();
        self.content.input(&self.ctx, &mut input);
        let is_asked_to_close = input.viewport().close_requested();
        self.pacing.set_in_frame(true);
        let commands = if self.info.visible() == Some(false) {
            let content = &mut self.content;
            let output = self.ctx.run_logic(&input, |ctx| content.logic(ctx));
            self.kept = input;
            self.state.handle_platform_output_with_event_loop(&self.window, events, output.platform_output);
            output.viewport_commands.into_values().flatten().collect()
        } else {
            self.full_frame(events, input)?
        };
        self.pacing.set_in_frame(false);
        self.is_closed |= is_asked_to_close && !commands.contains(&ViewportCommand::CancelClose);
        self.obey(commands);
        Ok(())
    }

    fn full_frame(
        &mut self,
        events: &ActiveEventLoop,
        input: RawInput,
    ) -> Result<Vec<ViewportCommand>, WindowError> {
        let content = &mut self.content;
        let output = self.ctx.run_ui(input, |ui| {
            content.logic(&ui.ctx().clone());
            content.ui(ui);
        });
        let FullOutput { platform_output, textures_delta, shapes, pixels_per_point, viewport_output } =
            output;
        self.textures.append(textures_delta);
        self.state.handle_platform_output_with_event_loop(&self.window, events, platform_output);
        let size = self.window.inner_size();
        if size.width > 0 && size.height > 0 {
            let size = [size.width, size.height].map(|side| side as usize);
            self.picture.update(&mut self.textures);
            let frame = NewFrame { shapes, size, scale: pixels_per_point };
            let mut changed = self.picture.draw(&self.ctx, frame);
            if std::mem::take(&mut self.is_exposed) {
                changed = vec![Area::whole(size)];
            }
            if !changed.is_empty() {
                self.window.pre_present_notify();
                self.surface.show(&self.picture, changed)?;
            }
        }
        Ok(viewport_output.into_values().flat_map(|window| window.commands).collect())
    }

    fn obey(&mut self, commands: Vec<ViewportCommand>) {
        if !commands.is_empty() {
            let (window, info) = (&self.window, &mut self.info);
            egui_winit::process_viewport_commands(&self.ctx, info, commands, window, &mut self.actions);
            self.has_stale_info = true;
        }
        if !self.info.events.is_empty() || !self.actions.is_empty() {
            self.want(Instant::now());
        }
        for action in std::mem::take(&mut self.actions) {
            let event = match action {
                ActionRequested::Cut => egui::Event::Cut,
                ActionRequested::Copy => egui::Event::Copy,
                ActionRequested::Paste => match self.state.clipboard_text() {
                    Some(text) => egui::Event::Paste(text.replace("\r\n", "\n")),
                    None => continue,
                },
                ActionRequested::Screenshot(callback) => {
                    callback.complete(Arc::new(self.screenshot()));
                    continue;
                }
                ActionRequested::PaintWhileHidden => continue,
            };
            self.state.egui_input_mut().events.push(event);
        }
    }

    fn screenshot(&self) -> ColorImage {
        let size = self.picture.size();
        let whole = Area::whole(size);
        let pixels = whole.y.clone().flat_map(|y| self.picture.row(&whole, y));
        ColorImage::new(
            size,
            pixels.map(|&[r, g, b, a]| Color32::from_rgba_premultiplied(r, g, b, a)).collect(),
        )
    }
}
