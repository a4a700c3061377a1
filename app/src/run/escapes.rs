//! What the characters of a terminal mean.
//!
//! Colours and everything else that escape sequences ask for is left out; what moves within the line is kept, since
//! progress bars are made of it. Invariant: a sequence that never ends swallows nothing beyond its line.

/// What a character does to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// It is written.
    Print(char),
    /// The line is done.
    Newline,
    /// Go on at its first column.
    Return,
    /// Go back by a column.
    Back,
    /// Go on at the next multiple of eight columns.
    Tab,
    /// What stands from here to its end goes.
    EraseToEnd,
    /// What stands before goes.
    EraseToStart,
    /// All of it goes.
    EraseAll,
}

/// Where in a sequence one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    /// In none.
    #[default]
    Text,
    /// Behind the escape character.
    Escape,
    /// Before the last character of one that has only two more.
    Middle,
    /// In the parameters of a control sequence.
    Control,
    /// In a string that is meant for the terminal, such as the window's title.
    Sentence,
    /// Behind an escape character in such a string.
    SentenceEscape,
}

/// Reads characters, those of sequences included.
#[derive(Clone, Debug, Default)]
pub(super) struct Escapes {
    at: At,
    /// The first parameter of a control sequence: its last digit is all that matters here.
    parameter: Option<char>,
    is_first_parameter: bool,
}

impl Escapes {
    /// What the next character does; nothing where it belongs to a sequence.
    pub(super) fn feed(&mut self, c: char) -> Option<Act> {
        if c == '\n' {
            self.at = At::Text;
            return Some(Act::Newline);
        }
        match (self.at, c) {
            (At::Sentence, '\u{1b}') => self.at = At::SentenceEscape,
            (At::Sentence, '\u{7}' | '\u{9c}') | (At::SentenceEscape, '\\') => self.at = At::Text,
            (At::Sentence, _) => {}
            (At::SentenceEscape, _) => {
                self.at = At::Escape;
                return self.feed(c);
            }
            (_, '\u{1b}') => self.at = At::Escape,
            (_, '\u{9b}') => self.begin_control(),
            (At::Escape, '[') => self.begin_control(),
            (At::Escape, ']' | 'P' | 'X' | '^' | '_') => self.at = At::Sentence,
            (At::Escape, ' '..='/') => self.at = At::Middle,
            (At::Escape | At::Middle, '0'..='~') => self.at = At::Text,
            (At::Control, '0'..='?') => {
                if c == ';' {
                    self.is_first_parameter = false;
                } else if self.is_first_parameter {
                    self.parameter = Some(c);
                }
            }
            (At::Control, ' '..='/') => {}
            (At::Control, '@'..='~') => {
                self.at = At::Text;
                return self.control(c);
            }
            (At::Text, _) => return text(c),
            // No such sequence; what isn't part of one is text.
            (At::Escape | At::Middle | At::Control, _) => {
                self.at = At::Text;
                return text(c);
            }
        }
        None
    }

    fn begin_control(&mut self) {
        (self.at, self.parameter, self.is_first_parameter) = (At::Control, None, true);
    }

    fn control(&self, end: char) -> Option<Act> {
        match (end, self.parameter) {
            ('K', None | Some('0')) => Some(Act::EraseToEnd),
            ('K', Some('1')) => Some(Act::EraseToStart),
            ('K', Some('2')) => Some(Act::EraseAll),
            _ => None,
        }
    }
}

fn text(c: char) -> Option<Act> {
    match c {
        '\r' => Some(Act::Return),
        '\u{8}' => Some(Act::Back),
        '\t' => Some(Act::Tab),
        c if c.is_control() => None,
        c => Some(Act::Print(c)),
    }
}
