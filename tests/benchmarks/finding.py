"""`python -m tests.benchmarks.finding`: searching, changing views, marking many, scripting.

The floors: for what happens on the screen, a `j`; for marking, the same rows written to a database
of one table; for commands, a Python that imports what they can't do without.
"""

import argparse
import gc
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import corpus, report
from tests.benchmarks.__main__ import machine
from tests.benchmarks.program import Program
from tests.benchmarks.report import Mark, Row
from tests.benchmarks.scenarios import begin_at_the_top, fresh_home
from tui_reader.library import Library
from tui_reader.models import View
from tui_reader.paths import Paths

MANY = 10_000
ANSWER = Mark(text="≤ 50 ms", limit=lambda _: 50)
MARKING = Mark(text="≤ 300 ms", limit=lambda _: 300)
COMMAND = Mark(text="≤ 150 ms", limit=lambda _: 150)
COUNT = Mark(text="≤ 100 ms", limit=lambda _: 100)

WORDS = ("lantern", "ferry late", "outlet:gazette", "outlets:>=4 is:unread", "tag:harbour -bell")
SHIFT_TAB, ENTER, ESCAPE = b"\x1b[Z", b"\r", b"\x1b"
FLOOR = "import argparse, json, re, sqlite3, tomllib, pathlib, datetime"


def main() -> None:
    """Build the library, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.finding", description=__doc__)
    parser.add_argument("--stories", type=int, default=100_000, help="default: 100,000")
    stories = parser.parse_args().stories
    gc.disable()
    print(f"{machine()}; {stories:,} stories\n\n{report.HEADER}")
    with fresh_home() as home:
        prepare(home, corpus.library(stories))
        for measure in (on_screen, marking, commands):
            for row in measure(home):
                print(row.markdown(), flush=True)


def prepare(home: Path, folder: Path) -> None:
    """A library that is loaded and searchable."""
    sources = home / "config" / "sources.toml"
    sources.write_text(f'[[folder]]\npath = "{folder}"\nname = "News"\n', encoding="utf-8")
    with Library.open(paths_of(home)) as library:
        library.load()
        library.make_searchable()


def paths_of(home: Path) -> Paths:
    """Where such a home has everything."""
    return Paths(config=home / "config", data=home / "data", cache=home / "cache")


def on_screen(home: Path) -> Iterator[Row]:
    """The first answer after each letter of a search, and views that are changed."""
    letters: list[float] = []
    views: list[float] = []
    begin_at_the_top(home)
    with Program("tui_reader", home=home) as program:
        program.until("looked at")
        program.calm()
        floor = [press.first for _ in range(20) if (press := program.press(b"j"))]
        for words in WORDS:
            program.press(b"/")
            for end in range(1, len(words) + 1):
                typed = words[:end].strip()
                if is_whole(typed):
                    letters.append(
                        program.press_until(words[end - 1 : end].encode(), f"/{typed} ·")
                    )
                else:  # a field without its value is told as a mistake: no answer to wait for
                    program.press(words[end - 1 : end].encode())
            program.press(ESCAPE)
            program.press(ESCAPE)
        program.press(SHIFT_TAB)
        for key in (b"j", b"j", b"k", b"k") * 5:
            program.press(key)
            if change := program.press(ENTER):
                views.append(change.settled)
            program.press(SHIFT_TAB)
    beside = report.median(floor)
    for what, figures in (("search, a letter to its answer", letters), ("another view", views)):
        for name, pick in (("median", report.median), ("p95", report.p95)):
            yield Row(
                what=f"{what}, {name}", unit="ms", ours=pick(figures), floor=beside, mark=ANSWER
            )


def is_whole(typed: str) -> bool:
    """Whether what is typed so far is answered: a lone letter waits for the next one."""
    from tui_reader.errors import QueryError
    from tui_reader.query import read_query

    try:
        return len(typed) > 1 and bool(read_query(typed).terms)
    except QueryError:
        return False


def marking(home: Path) -> Iterator[Row]:
    """Ten thousand stories marked read, and back."""
    with Library.open(paths_of(home)) as library, TemporaryDirectory() as folder:
        numbers = library.numbers(View(kind="unread"))[:MANY]
        library.begin()
        floor = timed(lambda: write_rows(Path(folder, "floor.db"), MANY))
        for what, do in (
            ("marking 10,000 read", lambda: library.mark_read(numbers)),
            ("undoing that", library.undo),
            ("doing it again", library.redo),
            ("starring 1,000", lambda: library.mark_starred(numbers[:1000], starred=True)),
            ("tagging 1,000", lambda: library.mark_tagged(numbers[:1000], "later")),
        ):
            yield Row(what=what, unit="ms", ours=timed(do), floor=floor, mark=MARKING)


def write_rows(path: Path, count: int) -> None:
    """So many rows of the size of a mark, safe on the disk."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE marks (key TEXT PRIMARY KEY, mark TEXT)")
    database.execute("BEGIN")
    rows = ((os.urandom(8).hex(), "x" * 80) for _ in range(count))
    database.executemany("INSERT INTO marks VALUES (?, ?)", rows)
    database.execute("COMMIT")
    database.close()


def commands(home: Path) -> Iterator[Row]:
    """From exec to exit."""
    floor = report.median(run([sys.executable, "-c", FLOOR], home) for _ in range(9))
    for words, mark in (
        ("count", COUNT),
        ("count outlet:gazette since:1y", COUNT),
        ("list --limit 20", COMMAND),
        ("search lantern --limit 20", COMMAND),
    ):
        command = [sys.executable, "-m", "tui_reader", *words.split()]
        ours = report.median(run(command, home) for _ in range(9))
        yield Row(what=f"`{words}`", unit="ms", ours=ours, floor=floor, mark=mark)


def run(command: list[str], home: Path) -> float:
    """ms that a command takes."""
    environ = {**os.environ, "TUI_READER_HOME": str(home)}
    return timed(lambda: subprocess.run(command, env=environ, stdout=-3, stderr=-3, check=True))


def timed(do: Callable[[], object]) -> float:
    """ms that something takes."""
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1e3


if __name__ == "__main__":
    main()
