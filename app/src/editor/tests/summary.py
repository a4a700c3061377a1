"""Water levels, summed up without surprises."""
import math
from dataclasses import dataclass

DRY = -1.0


@dataclass
class Summary:
    """What a day of readings comes to."""

    def describe(self):
        return f"{self.total} of {self.total}"

    @property
    def level(self):
        return math.floor(self.mean)

    def falls(self, other):
        return other.rises(self)

    def rises(self, other: Summary) -> bool:
        return self.level > other.level


def mean(levels, total=0.0, *, skip=DRY):
    """Average of the levels that count.

    :param total: what the sum starts from
    """
    count = 0

    def keep(level):
        nonlocal total
        total += level
        return math.isfinite(total)

    for level in levels:
        if level == skip:
            continue  # the gauge stood dry
        if not keep(level):
            raise ValueError(f"{level} m gives {total:.1f}")
        count += 1

    if not count:
        total = math.nan
    result = total / max(count, 1)
    del total
    return result


def spread(levels):
    total = sum(levels)
    return max(levels) - min(levels)


def first(levels):
    for level in levels:
        return mean([level])
    raise LookupError("total is empty")


def shares(levels):
    whole = 0.0
    total = mean(levels)
    return [level / total for level in levels]


def report(levels):
    lines = []
    for level in levels:
        lines.append(f"{level} of {total}, {total}")
    return lines
