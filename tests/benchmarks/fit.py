"""How the figures in `tui_reader.cluster.signs` were found: from headlines whose stories are known.

    .venv/bin/python -m tests.benchmarks.fit FOLDER

runs the clusterer over every `*.csv.gz` in the folder, as `clusters` reads them, and notes the
signs of each article and each story near it, of two stories that could become one, and which part
was right. Two logistic curves are fitted to that, and all begins again with them, as what is near
depends on what was joined. It takes a minute, and prints two tables for each round; which of the
later rounds is the better one is chance.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.clusters import read
from tui_reader.cluster.grouping import Arrival, Bars, Clusterer
from tui_reader.cluster.groups import Group
from tui_reader.cluster.items import Evidence, Headline, Item
from tui_reader.cluster.neighbours import Match
from tui_reader.cluster.signs import JOIN, MERGE, Signs, Table, Ties
from tui_reader.cluster.window import MemoryWindow

ROUNDS = 3
WATCHED = Bars(1.5, 2.0)
"""At which bars it is watched: near the careful ones."""
STEPS = 8
"""Of Newton's method."""
RIDGE = 1e-6


class Case(NamedTuple):
    """What was seen once, and how it should have been judged."""

    signs: Signs | Ties
    right: float
    """From 0 to 1."""
    weight: float
    """How many articles a wrong judgement spoils."""


class Pupil(Clusterer):
    """A clusterer that writes down what it sees."""

    def __init__(self, known: Sequence[str], bars: Bars, join: Table, merge: Table) -> None:
        super().__init__(MemoryWindow())
        self.known = known
        self.bars = bars
        self.scales.join, self.scales.merge = join, merge
        self.joins: list[Case] = []
        self.merges: list[Case] = []

    def _home(self, arrival: Arrival) -> tuple[Group, Evidence | None]:
        """Write down which of the stories near an article are right."""
        story = self.known[int(arrival.item.id)]
        for match in arrival.matches:
            if match.likeness.closest is not None:
                stories = self._stories(match.group)
                right = stories[story] / stories.total()
                self.joins.append(Case(match.likeness.signs, right, 1.0))
        return super()._home(arrival)

    def _likeness(self, home: Group, match: Match, articles: int) -> Evidence | None:
        """Write down whether two stories are one: how many pairs of their articles are."""
        ties = self.scales.ties(home, match.group, match.likeness)
        if ties is not None:
            ours, theirs = self._stories(home), self._stories(match.group)
            pairs = ours.total() * theirs.total()
            right = sum(count * theirs[story] for story, count in ours.items()) / pairs
            self.merges.append(Case(ties, right, 2 * pairs / (ours.total() + theirs.total())))
        return super()._likeness(home, match, articles)

    def _stories(self, group: Group) -> Counter[str]:
        """Which stories a story really is of."""
        return Counter(self.known[int(member)] for member in group.members)


def main() -> None:
    """Fit, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fit", description=__doc__)
    parser.add_argument("folder", type=Path)
    sets = [[*read(path)] for path in sorted(parser.parse_args().folder.glob("*.csv.gz"))]
    join, merge = JOIN, MERGE
    for _ in range(ROUNDS):
        joins: list[Case] = []
        merges: list[Case] = []
        for rows in sets:
            pupil = watch(rows, WATCHED, join, merge)
            joins += fair(pupil.joins)
            merges += fair(pupil.merges)
        base, *weights = fitted(joins)
        join = Table(round(base, 3), Signs(*(round(weight, 3) for weight in weights)))
        base, *weights = fitted(merges)
        merge = Table(round(base, 3), Ties(*(round(weight, 3) for weight in weights)))
        print(f"JOIN = {join}\nMERGE = {merge}\n", flush=True)


def watch(rows: list[dict[str, str]], bars: Bars, join: Table, merge: Table) -> Pupil:
    """Cluster a set, and keep what was seen."""
    pupil = Pupil([row["story"] for row in rows], bars, join, merge)
    for number, row in enumerate(rows):
        headline = Headline(row["title"], row["publisher"])
        pupil.add(Item(str(number), (headline,), time=int(row["timestamp"] or 0)))
    return pupil


def fair(cases: list[Case]) -> list[Case]:
    """Weigh the cases so that each set counts the same, whatever its size."""
    total = sum(case.weight for case in cases) or 1.0
    return [case._replace(weight=case.weight / total) for case in cases]


def fitted(cases: list[Case]) -> list[float]:
    """The base and the weights of the logistic curve that comes closest, by Newton's method."""
    rows = [((1.0, *case.signs), case.right, case.weight) for case in cases]
    wide = len(rows[0][0])
    weights = [0.0] * wide
    for _ in range(STEPS):
        slope = [-RIDGE * weight for weight in weights]
        curve = [[RIDGE * (one == other) for other in range(wide)] for one in range(wide)]
        for signs, right, heavy in rows:
            score = sum([sign * weight for sign, weight in zip(signs, weights, strict=True)])
            chance = 1 / (1 + exp(-max(-50.0, min(50.0, score))))
            error, bend = heavy * (right - chance), heavy * chance * (1 - chance)
            for one, sign in enumerate(signs):
                slope[one] += error * sign
                pull, line = bend * sign, curve[one]
                for other in range(one + 1):
                    line[other] += pull * signs[other]
        weights = [old + step for old, step in zip(weights, solved(curve, slope), strict=True)]
    return weights


def solved(lower: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric system, of which the lower half is given, by elimination."""
    wide = len(right)
    table = [
        [lower[max(one, other)][min(one, other)] for other in range(wide)] + [right[one]]
        for one in range(wide)
    ]
    for pivot in range(wide):
        for row in range(wide):
            if row != pivot:
                share = table[row][pivot] / table[pivot][pivot]
                table[row] = [a - share * b for a, b in zip(table[row], table[pivot], strict=True)]
    return [table[row][wide] / table[row][row] for row in range(wide)]


if __name__ == "__main__":
    main()
