//! Classes and brackets made at random, and edits of them.

#![allow(clippy::unwrap_used)]

/// Lines of members; `~` becomes the indent.
pub(super) const MEMBERS: &[&str] = &[
    "~def rise(self, level):\n~~self.level = level\n~~return self.rise(level)\n",
    "~def fall(self, level: Level = LEVEL) -> \"Tide\":\n~~def inner():\n~~~nonlocal level\n~~~level = self.total\n~~return inner\n",
    "~@property\n~def height(self) -> float:\n~~\"\"\"The height.\n\n~~Attributes:\n~~~level: of it\n~~\"\"\"\n~~return self.__height\n",
    "~@height.setter\n~def height(self, value):\n~~self.__height = value\n",
    "~@classmethod\n~def of(cls, *args, **names):\n~~return cls(*args, level=1, **names)\n",
    "~@staticmethod\n~def name(level):\n~~global total\n~~total = level\n",
    "~level = 1\n",
    "~total: int = level\n",
    "~depth: 'list[Level]'\n",
    "~__hidden = [level for level in range(total) if (found := level)]\n",
    "~__slots__ = ('level', \"total\")\n",
    "~class Inner(Base, metaclass=Meta):\n~~level = 2\n~~def rise(self):\n~~~return super().rise(self.level, level=level)\n",
    "~async def wait(self):\n~~async with self.lock as lock, open(level) as file:\n~~~await lock.wait(file)\n~~for level, (total, *rest) in self:\n~~~del rest\n",
    "~def __init__(self, level, total=0):\n~~self.level, self.total = level, total\n~~super().__init__(level=level)\n",
    "~rise = property(lambda self: self.level)\n",
    "~if level:\n~~def rise(self): return level\n~else:\n~~rise = None\n",
    "~try:\n~~import level.total as total, height\n~except (Error, level) as error:\n~~raise\n~finally:\n~~pass\n",
    "~def match(self, subject):\n~~match subject:\n~~~case Tide(level=level, total=[_, *rest]):\n~~~~return level, rest\n~~~case {'level': total, **more} if total:\n~~~~return f\"{total:>{level}} {more!r}\"\n",
    "~def generic[T: Level](self, item: T) -> T:\n~~type Pair[U] = tuple[T, U]\n~~return cast(\"Tide\", item)\n",
    "~type Alias = dict[str, level]\n",
    "~# a comment of level\n",
    "\n",
    "~x = 1; y = 2; level = x\n",
    "~def tabs(self):\n~~if self:\n~~~return __class__, self.tabs().level[0].total\n~~# behind it\n~# between\n",
    "~def text(self):\n~~return '''\nlevel\n  def f(): pass\n'''\n",
    "~def docs(self, level, total):\n~~\"\"\":param level: the level\n~~:param total: the total\n~~\"\"\"\n",
    "~def __private(self, __level):\n~~return self.__private(__level, _Tide__level)\n",
    "~nonlocal_ = (level\n~~+ total)\n",
    "~pass\n",
    "~total = b'\\N{' if level else '}'\n",
    "~level: ClassVar[int] = 3\n~Total = Level\n",
    "~def local(self):\n~~gauge = Gauge(self)\n~~gauge.level = level\n~~with gauge as entered:\n~~~entered.total\n~~return [gauge.read(x=x) for gauge in gauge.all if gauge for x in gauge]\n",
];

/// Of which now and then one is in the class.
pub(super) const RARE: &[&str] = &[
    "~global level\n",
    "~global total\n~total = 1\n",
    "~del level\n",
    "~def f(): global level; level = 2\n",
];

pub(super) const HEADS: &[&str] = &[
    "class Tide:\n~first = 1\n",
    "class Tide(Level, total=level):\n~\"\"\"A tide.\n\n~Attributes:\n~~level: its level\n~~other: another\n~\"\"\"\n",
    "@record(level)\nclass Tide(Enum):  # of the sea\n~'''\n~Args:\n~~level: of it\n~~depth: of it\n~'''\n",
    "# before it\n@dataclass\nclass Tide:\n\n~# of the first\n~first: int\n",
    "class Tide(Level):\n~'''A tide of some level, and its total.\n\n~Nothing else.\n~'''\n~first = 1\n",
    "class __Tide(__Base):\n~def first(self): return lambda __level: __level\n",
];

/// Elements of brackets.
pub(super) const ELEMENTS: &[&str] = &[
    "~level,\n",
    "~(level, total, \"text\", [level, (total,)]),\n",
    "~[total.level, rise(level=1)],  # of level\n",
    "~lambda self, level=total: self.level + level,\n",
    "~[level for level in total if (found := level)],\n",
    "~{level: total for level, total in rise},\n",
    "~# between, them\n",
    "~\"level\" 'total',\n",
    "~*level, total,\n",
    "~Tide(level).total[level],\n",
    "~f\"{level:>{total}} {rise!r}\",\n",
    "~'''\nlevel,\n''',\n",
    "~total if level else rise,\n",
    "level\n~+ total,\n",
    "~super().rise(), cast(\"Tide\", level),\n",
    "~not level, level is total,\n",
    "\n",
    "~rise,level,total,level.total,",
    "~property(lambda self: self.level),\n",
    "~(level := total), (lambda: (level := 1)),\n",
    "~'rise',\n",
];

/// Those that are data, for the most part.
pub(super) const DATA: &[&str] = &[
    "~level,\n",
    "~(level, total, \"text\", [level, (total,)]),\n",
    "~\"level\" 'total',\n",
    "~# between, them\n",
    "~rise,level,total,",
    "~lambda: level,\n",
    "~(level, [total], {rise: 1, 2: level}, {level}, ()),\n",
    "~-level + 0x_f * (~1.5e-3 ** total) % 1j,\n",
    "~b'\\x' rb\"level\", u'\\N{DIGIT ONE}'  # level\n~'total' % (rise,),\n",
    "~print, exec, match, type, True, None,\n",
    "~rb'\\N{',\n",
];

/// Those of dictionaries.
pub(super) const PAIRS: &[&str] = &[
    "~level: total,\n",
    "~'level': {total: [level]},\n",
    "~**level,\n",
    "~'total': lambda self, x=level: x.level,\n",
    "~(level, total): rise(total=level),\n",
    "~# between: them\n",
    "~1: level.total, 2: total.level,\n",
    "~'rise': (level, -1, []), level: {total: rise, 'a': {1}},\n",
    "~f'{level}': [total for total in level],\n",
];

/// What is before and behind them.
pub(super) const BRACKETS: &[(&str, &str)] = &[
    ("TABLE = [\n~first,\n", "]\n"),
    ("__all__ = [\n~'first',\n", "]\n"),
    ("level: Level = {\n~first,\n", "}\n"),
    ("total = level[0] = {\n~**first,\n", "}  # behind it\n"),
    ("tide = Tide(level, [\n~first,\n", "], total=lambda level: level)\n# behind it\n"),
    ("# before it\ntotal += (\n~lambda: first, level,\n", ")\n"),
    ("DATA = {'one': [\n~first,\n", "], 'two': level}\n"),
    ("rise = {\n~'a': first,\n", "}\n"),
    ("[first,", "].sort()\n"),
    ("Row: TypeAlias = cast('dict[Level]', [first,", "])\n"),
];

const PIECES: &[&str] = &[
    "x",
    "level",
    "total",
    "_",
    "__",
    " ",
    "\n",
    "(",
    ")",
    "self.",
    ".",
    ",",
    ":",
    "=",
    " = level\n",
    "#",
    "\"",
    "'''",
    "\\\n",
    "    ",
    "\t",
    "~pass\n",
    "é",
    "return level\n",
    "@",
    "[level]",
    "1",
    "lambda: ",
    "\n~~",
    "~~level = 2\n",
    "=level",
    "global level\n",
    " if level else ",
    "rise",
    "Tide",
    "\r\n",
    "def ",
    "class ",
    "in",
    "print ",
    "; ",
];

/// Random numbers, the indent, and the members or elements of what is edited.
pub(super) struct Random(
    pub(super) fastrand::Rng,
    pub(super) &'static str,
    pub(super) &'static [&'static str],
);

impl Random {
    fn pick(&mut self, of: &[&str]) -> String {
        of[self.0.usize(..of.len())].replace('~', self.1)
    }

    fn member(&mut self) -> String {
        let is_rare = self.2 == MEMBERS && self.0.usize(..60) == 0;
        let of = if is_rare { RARE } else { self.2 };
        let member = self.pick(of);
        match self.0.usize(..4) {
            0 => member.replace("level", "depth"),
            1 => member.replace("rise", &format!("rise_{}", self.0.usize(..6))),
            _ => member,
        }
    }

    pub(super) fn class(&mut self, members: usize) -> String {
        let mut text = self.pick(HEADS);
        (0..members).for_each(|_| text += &self.member());
        if self.0.usize(..6) == 0 {
            text += "# behind it\n";
        }
        text
    }

    pub(super) fn brackets(&mut self, elements: usize) -> String {
        let (head, rest) = BRACKETS[self.0.usize(..BRACKETS.len())];
        self.2 = match head {
            "total = level[0] = {\n~**first,\n" | "rise = {\n~'a': first,\n" => PAIRS,
            _ => [ELEMENTS, DATA][self.0.usize(..2)],
        };
        let mut text = head.replace('~', self.1);
        (0..elements).for_each(|_| text += &self.member());
        text + rest
    }

    /// An edit at a line, or anywhere.
    pub(super) fn edited(&mut self, text: &str) -> String {
        let mut new = text.to_owned();
        let anywhere = |random: &mut Self, text: &str| {
            let at = random.0.usize(..=text.len());
            (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap()
        };
        let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let line = lines.get(self.0.usize(..=lines.len())).copied().unwrap_or_default();
        match self.0.usize(..10) {
            0..3 => new.insert_str(anywhere(self, text), &self.pick(PIECES)),
            3..5 => {
                let at = anywhere(self, text);
                let end = (at..=text.len()).filter(|&end| text.is_char_boundary(end)).nth(self.0.usize(..4));
                new.replace_range(at..end.unwrap_or(at), "");
            }
            5..7 => new.insert_str(line, &self.member()),
            7 => {
                let end = lines.iter().copied().find(|&end| end > line).unwrap_or(line);
                new.replace_range(line..end, "");
            }
            8 => {
                let word = ["level", "total", "rise", "self", "depth"][self.0.usize(..5)];
                let from = anywhere(self, text);
                if let Some(at) = text[from..].find(word) {
                    let names = ["level", "total", "rise", "hidden", "levels", "height", "__all__"];
                    let name = names[self.0.usize(..names.len())];
                    new.replace_range(from + at..from + at + word.len(), name);
                }
            }
            _ => {
                let end = anywhere(self, text).max(line);
                let end = end.min(line + 200);
                if text.is_char_boundary(end) {
                    let piece = self.pick(PIECES);
                    new.replace_range(line..end, &piece);
                }
            }
        }
        new
    }
}
