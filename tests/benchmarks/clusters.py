"""How well stories are found, on headlines whose stories are known, and how fast.

    .venv/bin/python -m tests.benchmarks.clusters FOLDER [--setting careful|eager] [--hints]
    .venv/bin/python -m tests.benchmarks.clusters --speed

reads every `*.csv.gz` in the folder (columns title, publisher, timestamp, story, lang, desc), gives
the headlines with their outlets to the clusterer in order of time, and prints B-cubed precision,
recall and F1 as a Markdown table, and processor time for each. `--summaries` and `--hints` give the
clusterer what is in `desc` and in `lang` too. No part of the tests, which have no news of others.
"""

import argparse
import csv
import gzip
import random
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.cluster.grouping import Clusterer
from tui_reader.cluster.items import CAREFUL, EAGER, Headline, Item, stories
from tui_reader.cluster.window import SPAN, MemoryWindow

HEADER = (
    "| set | setting | precision | recall | F1 | items | stories | ms an item |\n"
    + "| --- " * 8
    + "|"
)
SPEED_HEADER = "| in the window | added | ms each | built in s | MB |\n" + "| --- " * 5 + "|"
SIZES = (1_000, 20_000, 100_000)
ADDED = 200


class Score(NamedTuple):
    """How one set was clustered."""

    precision: float
    recall: float
    items: int = 0
    stories: int = 0
    ms: float = 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def markdown(self, name: str, setting: str) -> str:
        """A row of the table."""
        return (
            f"| {name} | {setting} | {self.precision:.3f} | {self.recall:.3f} | {self.f1:.3f} "
            f"| {self.items:,} | {self.stories:,} | {self.ms:.2f} |"
        )


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.clusters", description=__doc__
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--setting", choices=(CAREFUL, EAGER))
    parser.add_argument("--hints", action="store_true", help="say which language it is")
    parser.add_argument("--summaries", action="store_true", help="give the summaries too")
    parser.add_argument("--speed", action="store_true", help="time generated headlines instead")
    arguments = parser.parse_args()
    if arguments.speed:
        print(SPEED_HEADER)
        for size in SIZES:
            print(speed(size), flush=True)
        return
    if arguments.folder is None:
        parser.error("which folder?")
    print(HEADER)
    paths = sorted(arguments.folder.glob("*.csv.gz"))
    for setting in [arguments.setting] if arguments.setting else [CAREFUL, EAGER]:
        scores = []
        for path in paths:
            rows = [*read(path)]
            items = [item(row, arguments) for row in rows]
            scores.append(evaluate(items, [row["story"] for row in rows], setting))
            print(scores[-1].markdown(path.name.partition(".")[0], setting), flush=True)
        if scores:
            print(average(scores).markdown("average", setting))


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a set, in order of time."""
    csv.field_size_limit(sys.maxsize)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    yield from sorted(rows, key=lambda row: int(row["timestamp"] or 0))


def item(row: dict[str, str], arguments: argparse.Namespace) -> Item:
    """A row as clustering sees it; its identity is given later."""
    return Item(
        id="",
        headlines=(Headline(row["title"], row["publisher"]),),
        summary=row["desc"] if arguments.summaries else "",
        time=int(row["timestamp"] or 0),
        language=row["lang"] if arguments.hints else "",
    )


def evaluate(items: Iterable[Item], gold: Sequence[str], setting: str) -> Score:
    """Cluster a set, and compare with the stories that are known."""
    clusterer = Clusterer(MemoryWindow(), setting)
    start = time.process_time()
    placed = [clusterer.add(one._replace(id=str(n))) for n, one in enumerate(items)]
    seconds = time.process_time() - start
    found = [*stories(placed).values()]
    precision, recall = b_cubed(gold, found)
    ms = 1000 * seconds / max(1, len(found))
    return Score(precision, recall, len(found), len(set(found)), ms)


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Of the neighbours of each item, how many are right; of its right ones, how many are there."""
    true, ours = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    total = max(1, len(gold))
    precision = sum(n * n / ours[one] for (_, one), n in both.items()) / total
    recall = sum(n * n / true[story] for (story, _), n in both.items()) / total
    return precision, recall


def average(scores: Sequence[Score]) -> Score:
    """The mean of all sets, each counting the same; its F1 is that of the two means."""
    sums = [sum(column) for column in zip(*scores, strict=True)]
    many = len(scores)
    return Score(sums[0] / many, sums[1] / many, int(sums[2]), int(sums[3]), sums[4] / many)


def speed(size: int) -> str:
    """Fill a window with generated headlines, add some more, and print what it took."""
    items = [*invented(size + ADDED)]
    built, each = timed(items)
    return f"| {size:,} | {ADDED} | {each:.3f} | {built:.1f} | {memory(items[:size]):.0f} |"


def timed(items: Sequence[Item]) -> tuple[float, float]:
    """Processor time: seconds for all but the last, milliseconds for each of these."""
    clusterer = Clusterer(MemoryWindow())
    start = time.process_time()
    for one in items[:-ADDED]:
        clusterer.add(one)
    built = time.process_time() - start
    start = time.process_time()
    for one in items[-ADDED:]:
        clusterer.add(one)
    return built, 1000 * (time.process_time() - start) / ADDED


def memory(items: Sequence[Item]) -> float:
    """Megabytes that a window holds, the items themselves not counted."""
    if len(items) > SIZES[1]:  # tracing takes its time, and the larger ones grow in proportion
        return float("nan")
    tracemalloc.start()
    clusterer = Clusterer(MemoryWindow())
    for one in items:
        clusterer.add(one)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


def invented(count: int) -> Iterator[Item]:
    """Headlines of events with a few articles each, words as frequent as in a language."""
    chance = random.Random(7)  # noqa: S311 - the same headlines in every run
    words = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
    chance.shuffle(words)
    weights = [1 / (rank + 20) for rank in range(len(words))]
    events = chance.choices(words, weights, k=8 * max(1, count // 3))
    for number in range(count):
        event = 8 * (chance.randrange(max(1, count // 3)))
        core = events[event : event + 8]
        headline = chance.sample(core, 5) + chance.choices(words, weights, k=4)
        yield Item(
            id=f"briefing-{number}",
            headlines=(
                Headline(" ".join(headline), f"Outlet {number % 300}", f"example/{number}"),
            ),
            time=1_700_000_000 + number * SPAN // (count + 1),
            language="en",
        )


SYLLABLES = [consonant + vowel for consonant in "bdklmn" for vowel in "aeiou"]


if __name__ == "__main__":
    main()
