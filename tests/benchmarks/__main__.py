"""`python -m tests.benchmarks`: measure, and print the table; narration goes to stderr."""

import argparse
import gc
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import corpus, report, scenarios
from tests.benchmarks.report import Row

SIZES = (1_000, 10_000, 100_000)
EMPTY = "tests.benchmarks.floor_empty"
BARE = "tests.benchmarks.floor_list"
PAINTS = 9
"""First paints of each, as their noise is larger than what we want to see."""


def main() -> None:
    """Measure every size, and print each row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 briefing files only, one run")
    parser.add_argument("--runs", type=int, default=3, help="runs on the screen (default: 3)")
    arguments = parser.parse_args()
    if sys.platform != "linux":
        parser.error("the measuring needs Linux: /proc, pidfd and its pseudo terminals")
    gc.disable()
    print(f"{machine()}\n\n{report.HEADER}")
    for count in SIZES[:1] if arguments.quick else SIZES:
        for row in measure(count, 1 if arguments.quick else arguments.runs):
            print(row.markdown(), flush=True)


def machine() -> str:
    """One line on where the figures come from."""
    python, textual = platform.python_version(), version("textual")
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"Python {python}, Textual {textual}, {load}; ours and floors in the same run"


def measure(count: int, runs: int) -> Iterator[Row]:
    """All rows for a library of that many briefing files."""
    folder = corpus.library(count)
    size = f"{count:,}"
    with scenarios.fresh_home() as home:
        yield from looks(size, folder, count, home)
        yield first_paint(size, folder, count, home)
        ours, empty, bare = on_screen(folder, count, home, runs)
    yield from report.screen_rows(size, ours, empty, bare)
    with scenarios.fresh_home() as home:
        print(f"{size}: keys while indexing", file=sys.stderr)
        busy = report.p95(scenarios.taps_while_indexing(folder, home))
    rest = report.p95(report.first_changes(ours))
    what = f"{size}: `tab` while indexing, p95 (floor: `j` at rest)"
    yield Row(what=what, unit="ms", ours=busy, floor=rest, mark=report.BUSY)


def looks(size: str, folder: Path, count: int, home: Path) -> Iterator[Row]:
    """How fast a folder is taken in, and how fast it is seen to be unchanged."""
    print(f"{size}: indexing", file=sys.stderr)
    scenarios.read_everything(folder)  # so that all of them find the files in memory
    first, second = scenarios.looks(folder, home)
    is_large = count == SIZES[-1]  # in small ones start-up counts too much to hold a rate against
    for what, ours, floor, mark in [
        ("first look (floor: reading)", first, scenarios.read_everything, report.FIRST_LOOK),
        ("second look (floor: stat)", second, scenarios.stat_everything, report.SECOND_LOOK),
    ]:
        yield Row(
            what=f"{size}: {what}",
            unit="files/s",
            ours=count / ours,
            floor=count / floor(folder),
            mark=mark if is_large else None,
        )


def first_paint(size: str, folder: Path, count: int, home: Path) -> Row:
    """From the start of the process to the list, ours and the empty app's, taking turns."""
    print(f"{size}: first paint", file=sys.stderr)
    sign = corpus.newest_headline(count)
    empty = [EMPTY, sign, *scenarios.textual_modules()]
    pairs = [
        (
            scenarios.first_paint(["tui_reader", str(folder)], sign, home),
            scenarios.first_paint(empty, sign, home),
        )
        for _ in range(PAINTS + 1)  # the first is a rehearsal: it fills the caches of the system
    ]
    ours, floor = (report.median(figures) for figures in zip(*pairs[1:], strict=True))
    return Row(
        what=f"{size}: first paint", unit="ms", ours=ours, floor=floor, mark=report.FIRST_PAINT
    )


def on_screen(
    folder: Path, count: int, home: Path, runs: int
) -> tuple[report.Runs, report.Runs, report.Runs]:
    """Ours, the empty app and the bare list, taking turns, so that all see the same machine."""
    sign = corpus.newest_headline(count)
    ours: report.Runs = []
    empty: report.Runs = []
    bare: report.Runs = []
    for run in range(-1, runs):  # the first is a rehearsal: it fills the caches of the system
        print(f"{count:,}: on the screen, run {run + 1} of {runs}", file=sys.stderr)
        keys = run >= 0
        empty.append(scenarios.on_screen([EMPTY, sign], sign, home, with_keys=False))
        bare.append(scenarios.on_screen([BARE, sign, str(count)], sign, home, with_keys=keys))
        ours.append(scenarios.on_screen(["tui_reader", str(folder)], sign, home, with_keys=keys))
    return ours[1:], empty[1:], bare[1:]


if __name__ == "__main__":
    main()
