"""`python -m tests.benchmarks.stories`: putting many briefings of the last days into stories.

Invented headlines of events with a few articles each, all within the window. The floor of each
figure is the least that has to be done anyway: for a refresh, the same rows written to a database
of one table; for memory, a library that is read and not grouped.
"""

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from tests.benchmarks import report
from tests.benchmarks.__main__ import machine
from tests.benchmarks.clusters import ADDED, invented, timed
from tests.benchmarks.finding import paths_of, write_rows
from tests.benchmarks.report import Mark, Row
from tests.benchmarks.scenarios import fresh_home
from tests.briefing_files import write_briefing
from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.library.loading import Loader
from tui_reader.models import View

NAP = 0.01
"""Seconds that somebody who answers keys sleeps between two looks."""

REBUILT = Mark(text="≤ 40 s", limit=lambda _: 40)
REFRESHED = Mark(text="≤ 300 ms", limit=lambda _: 300)
EACH = Mark(text="≤ 300 µs", limit=lambda _: 300)
HELD, HELD_OF = 60, 20_000
"""Megabytes that a window of so many briefings may hold."""
ANSWERING = Mark(text="≤ 50 ms", limit=lambda _: 50)


def main() -> None:
    """Write the files, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stories", description=__doc__)
    parser.add_argument("--stories", type=int, default=100_000, help="default: 100,000")
    parser.add_argument("--held", metavar="HOME", help="load this home, and print the memory held")
    parser.add_argument("--off", action="store_true", help="do not group")
    options = parser.parse_args()
    if options.held:
        print(held(Path(options.held), grouped=not options.off))
        return
    print(f"{machine()}; {options.stories:,} briefings in the window\n\n{report.HEADER}")
    gc.disable()
    with fresh_home() as home, TemporaryDirectory() as folder:
        headlines = [one.headlines[0] for one in invented(options.stories + ADDED)]
        first = time.time() - 2.5 * 86_400
        written = [
            (number, headline.text, headline.outlet, first + number * 2 * 86_400 / len(headlines))
            for number, headline in enumerate(headlines)
        ]
        fill(home, Path(folder), written[: options.stories])
        for row in measure(home, Path(folder), written, options.stories):
            print(row.markdown(), flush=True)


Written = tuple[int, str, str, float]
"""Number, headline, outlet and time of a briefing."""


def fill(home: Path, folder: Path, briefings: Sequence[Written]) -> None:
    """Write briefings as files of the only source."""
    sources = home / "config" / "sources.toml"
    sources.write_text(f'[[folder]]\npath = "{folder}"\nname = "News"\n', encoding="utf-8")
    for number, headline, outlet, when in briefings:
        link = f"https://{number % 300}.example/{number}"
        write_briefing(
            folder,
            slug=f"s{number}",
            title=headline,
            articles=[(headline, outlet, link)],
            date=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when)),
        )


def measure(home: Path, folder: Path, written: Sequence[Written], count: int) -> Iterator[Row]:
    """All figures, in the order in which the library grows."""
    yield from grouping_all(home, count)
    fill(home, folder, written[count:])
    yield from grouping_more(home)
    _, each = timed([*invented(count + ADDED)])
    what = "processor time, each of these, clustering alone"
    yield Row(what=what, unit="µs", ours=each * 1000, floor=0, mark=EACH)
    ours, bare = (memory(home, *more) for more in ((), ("--off",)))
    most = HELD * max(1, count / HELD_OF)
    mark = Mark(text=f"≤ floor + {most:.0f} MB", limit=lambda floor: floor + most)
    yield Row(what="memory, grouping all at once", unit="MB", ours=ours, floor=bare, mark=mark)


def grouping_all(home: Path, count: int) -> Iterator[Row]:
    """From nothing, while somebody wants to answer keys."""
    with Library.open(paths_of(home)) as library:
        load(library)
        answering: list[float] = []
        done = Event()
        somebody = Thread(target=answer, args=(done, answering))
        start, cpu = time.perf_counter(), time.process_time()
        somebody.start()
        library.group()
        done.set()
        somebody.join()
        built = time.perf_counter() - start
        each = (time.process_time() - cpu) * 1000 / count
    yield Row(what="grouping all of them", unit="s", ours=built, floor=0, mark=REBUILT)
    what = "processor time, each of them, with the index"
    yield Row(what=what, unit="µs", ours=each * 1000, floor=0)
    late = report.p95(answering) * 1000
    yield Row(what="who waits meanwhile, p95", unit="ms", ours=late, floor=0, mark=ANSWERING)


def grouping_more(home: Path) -> Iterator[Row]:
    """What a refresh brings, in a run that has grouped nothing yet."""
    with Library.open(paths_of(home)) as library, TemporaryDirectory() as empty:
        load(library)
        start, cpu = time.perf_counter(), time.process_time()
        library.group()
        library.around(View(kind="unread"), "", 60)
        joined = (time.perf_counter() - start) * 1000
        each = (time.process_time() - cpu) * 1000 / ADDED
        start = time.perf_counter()
        write_rows(Path(empty, "floor.db"), ADDED)
        floor = (time.perf_counter() - start) * 1000
    what = f"{ADDED} more, the first after a start"
    yield Row(what=what, unit="ms", ours=joined, floor=floor, mark=REFRESHED)
    what = "processor time, each of these, with the index"
    yield Row(what=what, unit="µs", ours=each * 1000, floor=0)


def load(library: Library) -> None:
    """Read what is new, without grouping it."""
    Loader(library.begin(), library.clock, library.writing).load(
        library.sources, lambda _: None, Event()
    )


def answer(done: Event, late: list[float]) -> None:
    """Wake again and again, as the loop of the screen does, and note how late it was."""
    while not done.is_set():
        start = time.perf_counter()
        time.sleep(NAP)
        late.append(time.perf_counter() - start - NAP)


def memory(home: Path, *more: str) -> float:
    """The most that a process holds that groups such a library from nothing."""
    command = [sys.executable, "-m", "tests.benchmarks.stories", "--held", str(home), *more]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def held(home: Path, *, grouped: bool) -> float:
    """Group everything anew in an empty index; megabytes."""
    paths = paths_of(home)
    with TemporaryDirectory() as empty:
        fresh = paths._replace(cache=Path(empty), data=Path(empty))
        with Library.open(fresh, config=Config()) as library:
            load(library)
            if grouped:
                library.group()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
