//! All colours, fonts, strokes and spacing, in one place.
//!
//! A [`Theme`] is data; another one is another file of values. Invariant: no other room names a colour or
//! a font of its own, and amber means the name under the cursor, never decoration.

mod beacon;
mod choice;
mod daylight;
mod harbour;
mod lantern;
mod overcast;
mod palette;
mod row_height;
pub mod sizes;
mod style;

pub use beacon::BEACON;
pub use choice::{ThemeChoice, choose, current};
pub use daylight::DAYLIGHT;
pub use harbour::HARBOUR;
pub use lantern::LANTERN;
pub use overcast::OVERCAST;
pub use palette::{
    Accent, Border, Find, Marks, Pin, Scheme, SelectionFill, Status, Strokes, Surface, Syntax, TextLevels,
    Theme, hex,
};
pub use row_height::RowHeight;
pub use style::{apply, install, set_wheel};

use egui::Color32;
use namelight_engine::occurrences::TokenClass;

impl Theme {
    /// All five.
    pub const ALL: [&'static Self; 5] = [&LANTERN, &HARBOUR, &DAYLIGHT, &OVERCAST, &BEACON];

    /// The colour of code of this class; `None` is text of no class.
    #[must_use]
    pub fn code(&self, class: Option<TokenClass>) -> Color32 {
        let syntax = &self.syntax;
        match class {
            None => syntax.plain,
            Some(TokenClass::Keyword) => syntax.keyword,
            Some(TokenClass::Definition) => syntax.definition,
            Some(TokenClass::String) => syntax.string,
            Some(TokenClass::Escape) => syntax.escape,
            Some(TokenClass::Number) => syntax.number,
            Some(TokenClass::Comment) => syntax.comment,
            Some(TokenClass::Decorator) => syntax.decorator,
            Some(TokenClass::Builtin) => syntax.builtin,
            Some(TokenClass::Operator) => syntax.operator,
            Some(TokenClass::Parameter) => syntax.parameter,
            Some(TokenClass::SelfName) => syntax.self_name,
        }
    }
}

#[cfg(test)]
mod tests;
