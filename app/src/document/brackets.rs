//! From a bracket to the one that it belongs to. Brackets in strings and comments don't count.

use crop::Rope;

use super::lexical::{self, Context, Kind};
use super::{Document, Selection, graphemes};

impl Document {
    /// Every cursor goes to the bracket that matches the one it touches, or to the end of those it is in.
    pub(super) fn go_to_bracket(&mut self) {
        let text = &self.text;
        let look = lexical::look_back(self.selections.len());
        let moved = self.selections.moved(|caret| {
            let at = matching(text, caret.selection.head, look);
            at.map_or(caret, |at| caret.at(Selection::cursor(graphemes::snap_back(text, at))))
        });
        self.go_to(moved);
    }
}

/// Where the bracket begins that matches the one at `at`, else the one before it; else where those end that `at` is
/// in. `look` bytes are looked at in each direction.
pub(super) fn matching(text: &Rope, at: usize, look: usize) -> Option<usize> {
    let before = at.checked_sub(1);
    [Some(at), before].into_iter().flatten().find_map(|at| partner(text, at, look)).or_else(|| {
        let context = Context::at(text, at, look);
        let brackets = context.open.iter().map(|open| matches!(open.kind, Kind::Bracket(_) | Kind::Field));
        let brackets: Vec<bool> = brackets.collect();
        let closers = lexical::ends(text, at, context, at, look).closers;
        let is_bracket = |(closer, is): (_, &bool)| if *is { closer } else { None };
        closers.into_iter().zip(&brackets).rev().find_map(is_bracket).map(|closer| closer.start)
    })
}

/// Where the partner of the bracket at `at` begins; none if there is no bracket or it has none.
fn partner(text: &Rope, at: usize, look: usize) -> Option<usize> {
    if at >= text.byte_len() {
        return None;
    }
    match text.byte(at) {
        b'(' | b'[' | b'{' => {
            let context = Context::at(text, at + 1, look);
            // In a string or a comment it opens nothing.
            context.innermost().filter(|open| open.at == at)?;
            lexical::ends(text, at + 1, context, at + 1, look).closers.pop()?.map(|closer| closer.start)
        }
        byte @ (b')' | b']' | b'}') => {
            let context = Context::at(text, at, look);
            let open = context.innermost().filter(|_| !context.in_comment)?;
            let is_partner = match open.kind {
                Kind::Bracket(opener) => lexical::closer(opener) == byte,
                Kind::Field | Kind::Spec => byte == b'}',
                Kind::Text { .. } => false,
            };
            is_partner.then_some(open.at)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the cursor at the `|` goes, shown as `|`.
    fn goes(marked: &str) -> String {
        let at = marked.find('|').unwrap_or(0);
        let mut source = marked.replacen('|', "", 1);
        let text = Rope::from(source.as_str());
        source.insert(matching(&text, at, lexical::look_back(1)).unwrap_or(at), '|');
        source
    }

    #[test]
    fn from_an_opener_to_its_closer_and_back() {
        assert_eq!(goes("f|(a, [b], {c: d})"), "f(a, [b], {c: d}|)");
        assert_eq!(goes("f(a, [b], {c: d}|)"), "f|(a, [b], {c: d})");
        assert_eq!(goes("f(|a)"), "f(a|)");
        assert_eq!(goes("f(a)|"), "f|(a)");
    }

    #[test]
    fn from_between_them_to_where_they_end() {
        assert_eq!(goes("f(a, b|b, c)"), "f(a, bb, c|)");
        assert_eq!(goes("f('x|y', c)"), "f('xy', c|)");
        assert_eq!(goes("x = |y"), "x = |y");
    }

    #[test]
    fn strings_and_comments_have_no_brackets() {
        assert_eq!(goes("f|(')', # )\n  a)"), "f(')', # )\n  a|)");
        assert_eq!(goes("f(')', # )\n  a|)"), "f|(')', # )\n  a)");
        assert_eq!(goes("x = '|(a)'"), "x = '|(a)'");
        assert_eq!(goes("# |(a)"), "# |(a)");
        assert_eq!(goes("f'{|(a)}'"), "f'{(a|)}'");
    }

    #[test]
    fn a_bracket_without_a_partner_stays() {
        assert_eq!(goes("f|(a"), "f|(a");
        assert_eq!(goes("a|)"), "a|)");
        assert_eq!(goes("(a|]"), "(a|]");
    }
}
