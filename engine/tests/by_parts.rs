//! A class of some length is looked at by its parts: what is told of any place is what its whole tree says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::worker::CancelToken;

/// All that begins and ends somewhere in the body of a class.
const MEMBERS: [&str; 6] = [
    "    @check(lambda tide: tide if tide else None)\n    async def rise_N(self, by=(1, [2])):\n        try:\n            await self.gauge(by)\n        \
     except ValueError as error:\n            raise TypeError from error\n        else:\n            return {by: [self]}\n\n",
    "    if sys.platform == 'linux':\n        level_N = (0 if sys else\n            1)\n    elif sys:\n        pass\n    else:\n        level_N = 2\n\n",
    "    for gauge in (1, 2):\n        if gauge is not None:\n            continue\n        break\n    else:\n        gauge = not gauge\n",
    "    def fall_N(self, *, by: \"int\" = 0) -> None:\n        '''Fall.\n\n        :param by: so far\n        '''\n        while True:\n            \
     yield by\n            if by not in (self.x, self.y):\n                return\n    # the end of it\n\n",
    "    table_N = {\n        'a': [1, 2],\n        'b': (3, {4}),\n    }; other_N = table_N['a'][0]\n",
    "    with open(f\"a{level_N!r:>{10}}\") as file, file:\n        match file:\n            case [1, x] | x if x:\n                pass\n            case _:\n                pass\n    del gauge\n",
];

fn class() -> String {
    // Of a text of few statements all trees are kept.
    let mut text = "import sys\n".repeat(40);
    text.push_str(
        "\n\n@final\nclass Tide(Level, metaclass=(Meta)):\n    \"\"\"A tide.\"\"\"\n\n    level = 0\n\n",
    );
    for n in 0..60 {
        text.push_str(&MEMBERS[n % MEMBERS.len()].replace("_N", &format!("_{n}")));
    }
    write!(text, "\n\ntide = Tide()\nprint(tide.level)\n").unwrap();
    assert!(text.len() > 9_000 && text.len() < 60_000, "{}", text.len());
    text
}

/// An index that holds no tree, and one that holds that of the whole class.
fn indexes(text: &str) -> (FileIndex, FileIndex) {
    let never = CancelToken::never();
    let rope = Rope::from(text);
    let (mut parts, mut whole) = (FileIndex::of(&rope), FileIndex::of(&rope));
    while !parts.index_some(64, &never).unwrap() {}
    whole.colours(0..rope.line_len(), 0..usize::MAX, &never).unwrap();
    (parts, whole)
}

#[test]
fn colours_are_those_of_the_whole_tree() {
    let text = class();
    let (mut parts, mut whole) = indexes(&text);
    let never = CancelToken::never();
    let lines = text.lines().count();
    for first in (0..lines).rev() {
        for count in [1, 30, 90] {
            let (here, all) = (first..first + count, 0..usize::MAX);
            let found = parts.colours(here.clone(), all.clone(), &never).unwrap();
            assert_eq!(found.spans, whole.colours(here.clone(), all, &never).unwrap().spans, "{here:?}");
            assert!(!found.spans.is_empty() || count < 5);
        }
    }
}

#[test]
fn what_belongs_together_is_what_does_in_the_whole_tree() {
    let text = class();
    let (mut parts, mut whole) = indexes(&text);
    let never = CancelToken::never();
    let mut lit = 0;
    for at in 0..=text.len() {
        let found = parts.find_at(at, &never).unwrap();
        assert_eq!(
            found,
            whole.find_at(at, &never).unwrap(),
            "at {at}: {:?}",
            text.get(at.saturating_sub(9)..at)
        );
        lit += found.map_or(0, |found| found.occurrences.len().min(2));
    }
    assert!(lit > text.len() / 2, "{lit}");
}
