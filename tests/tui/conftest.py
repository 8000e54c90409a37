"""What the tests of the screen share: quick keys, a loaded library, a browser that tells."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.briefing_files import write_briefing
from tests.fetch.server import serve
from tests.library.station import Item, Station
from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.paths import Paths

if TYPE_CHECKING:  # Textual reads the environment when it is imported: not before it is cleaned
    from tests.tui.screen_harness import Shelf

QUICK = 0.002
"""Seconds for which a pilot looks whether the app is idle, twice a key; Textual has 0.02."""

STORIES = 30


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot notice sooner that a key has been dealt with: most of a test was this wait."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", QUICK)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", QUICK / 2)


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Let the collector look at what the app has frozen: it is there for one app, not hundreds."""
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `news` of thirty stories, and a folder `home` that has loaded them already.

    "Story 00" is the youngest and has twelve outlets, the others two; one file is damaged, and
    one is a draft.
    """
    from tests.tui.screen_harness import a_dozen, clock, stamp

    root = tmp_path_factory.mktemp("printed")
    news = root / "news"
    for number in range(STORIES):
        many = {"articles": a_dozen()} if number == 0 else {}
        articles = (
            (f"Story {number:02}", "Tidewater Post", f"https://tidewater.example/{number}"),
            (f"About {number:02}", "Northern Wire", f"https://nwire.example/{number}"),
        )
        fields = {"articles": articles, "title": f"Story {number:02}", "date": stamp(number)}
        category = "World" if number % 2 else "Coast"
        tag = "boats" if number % 3 else "birds"
        write_briefing(news, **(fields | many), categories=(category,), tags=(tag,))
    write_briefing(
        news,
        title="Unfinished",
        draft=True,
        articles=(("Unfinished", "Tidewater Post", "https://tidewater.example/draft"),),
    )
    (news / "damaged.md").write_text('---\ntitle: "no end\n---\n', encoding="utf-8")
    home = root / "home"
    paths = Paths(config=home / "config", data=home / "data", cache=home / "cache")
    apart = Config(cluster="off")
    with Library.open(paths, config=apart, folders=[str(news)], clock=clock) as library:
        library.load()
    return root


@pytest.fixture
def shelf(printed: Path, home: Path) -> "Shelf":
    """The thirty stories in a library of this test's own, loaded before."""
    from tests.tui.screen_harness import Shelf

    shutil.copytree(printed / "home", home)
    return Shelf(home=home, folder=printed / "news", unchanged=True)


@pytest.fixture
def own_shelf(tmp_path: Path, home: Path) -> "Shelf":
    """A folder `news` to write to, and a library that has not seen it yet."""
    from tests.tui.screen_harness import Shelf

    folder = tmp_path / "news"
    folder.mkdir()
    return Shelf(home=home, folder=folder)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a line for each link that was opened: `$BROWSER` is a program that writes it."""
    lines = tmp_path / "opened.txt"
    lines.touch()
    program = tmp_path / "browser"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{lines}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    return lines


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A server with two feeds, of which the library has the first."""
    with serve() as server:
        station = Station(tmp_path, server)
        station.publish("isle", Item("Ferry", hours=2), Item("Lamp", hours=3))
        station.publish("vale", Item("Tide", hours=1))
        station.subscribe("isle")
        yield station


@pytest.fixture
def fetched(station: Station) -> Station:
    """The same, with the first feed fetched."""
    station.refresh()
    return station
