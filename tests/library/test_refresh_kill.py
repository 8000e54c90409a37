"""Killed in the middle of a refresh: no story is lost, no file is half, no mark is gone."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.library.shelf import ALL, PROBLEMS
from tests.library.station import Item, Station
from tui_reader.library import Library
from tui_reader.parse import parse_file

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("KILLS", "8"))
FEEDS, ITEMS = 12, 10
SEED = 20260109


def kill_a_refresh(home: Path, seconds: float) -> None:
    """Start `tui-reader refresh`, and kill it and its workers after a while."""
    with subprocess.Popen(
        [sys.executable, "-m", "tui_reader", "refresh"],
        env=os.environ | {"TUI_READER_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=ROOT,
    ) as process:
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)


def marks(library: Library) -> tuple[set[str], set[str]]:
    """The headlines of what was read, and of what was starred."""
    found = library.rows(ALL, library.numbers(ALL))
    return {one.headline for one in found if one.read}, {
        one.headline for one in found if one.starred
    }


def test_whatever_moment_it_is_killed_at(station: Station) -> None:
    """Each time the feeds have something new; in the end everything is there once."""
    chance = random.Random(SEED)  # noqa: S311
    names = [f"feed{number}" for number in range(FEEDS)]
    for name in names:
        station.publish(name, *(Item(f"{name} item {nth}", hours=nth) for nth in range(ITEMS)))
    station.subscribe(*names)
    station.refresh()
    with station.library() as library:
        numbers = library.numbers(ALL)
        library.mark_read(numbers[:40])
        library.mark_starred(numbers[30:50], starred=True)
        marked = marks(library)
    known = set(station.headlines())
    for turn in range(KILLS):
        for name in names:
            new = (Item(f"{name} turn {turn} item {nth}", hours=turn) for nth in range(ITEMS))
            station.publish(name, *new)
        kill_a_refresh(station.paths.data.parent, chance.uniform(0.2, 0.7))
        for file in station.files():
            assert parse_file(file.read_bytes(), file.name).articles, file
        found = station.headlines()
        assert len(found) == len(set(found))
        assert known <= set(found)
        known = set(found)
    assert station.refresh().failed == ()
    assert len(station.headlines()) >= FEEDS * ITEMS * 2
    with station.library() as library:
        assert list(library.numbers(PROBLEMS)) == []
        assert marks(library) == marked
