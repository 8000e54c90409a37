"""The whole screen on real files, driven by keys.

A `Shelf` is a folder of briefing files with a library of its own, a `Reader` the app that is
open on it: what a person would press, and what a person would see.
"""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerState

from tests.briefing_files import Link, write_briefing
from tui_reader.config import load_config
from tui_reader.library import Library
from tui_reader.library.loading import Loading
from tui_reader.models import Row
from tui_reader.paths import Paths
from tui_reader.tui.app import ReaderApp
from tui_reader.tui.screens.main import MainScreen

NOW = dt.datetime(2026, 1, 9, 9, 0, tzinfo=dt.UTC)
"""The moment of all tests of the whole screen."""

PATIENCE = 15.0
"""Seconds after which what a test waits for will not come."""

LOOK_SECONDS = 0.004
"""How often it is looked whether what a test waits for is there."""

WIDE, STACKED, NARROW = (120, 40), (80, 24), (48, 24)
USUAL = (112, 24)
"""Wide enough for all panes, and low: most of a key is drawing lines."""

ASKS = {"add", "open", "mark"}
"""Groups of workers that may be waiting for an answer of the reader."""


def clock() -> dt.datetime:
    """Time stands still."""
    return NOW


def stamp(number: int) -> str:
    """The time of a story, for front matter: each is an hour older than the one before."""
    return f"{NOW - dt.timedelta(hours=number + 1):%Y-%m-%dT%H:%M:%SZ}"


def a_dozen() -> tuple[Link, ...]:
    """Articles of twelve outlets: more than there are keys, and more than are opened unasked."""
    return tuple(
        (f"Story 00, version {nth}", f"Outlet {nth}", f"https://outlet{nth}.example/00")
        for nth in range(1, 13)
    )


def links(opened: Path) -> list[str]:
    """What the browser was told to open."""
    return opened.read_text(encoding="utf-8").split()


class LoadedLibrary(Library):
    """A library whose files are known not to have changed since it was loaded.

    To find that out takes another process, and longer than most tests of the screen.
    """

    def load(self, *_: Any, **__: Any) -> Loading:
        """Open the writing side, and find nothing new."""
        self.begin()
        return Loading()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of briefing files, and the program's own folder for a library of them."""

    home: Path
    folder: Path
    unchanged: bool = False
    """Its files have been loaded and stay as they are."""

    @property
    def paths(self) -> Paths:
        """Where the library of this test keeps its files."""
        return Paths(
            config=self.home / "config", data=self.home / "data", cache=self.home / "cache"
        )

    def write(self, name: str, number: int = 0, **fields: Any) -> Path:
        """A story of two outlets, an hour older than that of the number before."""
        articles = (
            (name, "Tidewater Post", f"https://tidewater.example/{name}".replace(" ", "-")),
            (f"About {name}", "Northern Wire", f"https://nwire.example/{name}".replace(" ", "-")),
        )
        told = {"title": name, "date": stamp(number), "articles": articles}
        return write_briefing(self.folder, **(told | fields))

    def configure(self, text: str) -> None:
        """Write config.toml."""
        self.paths.config.mkdir(parents=True, exist_ok=True)
        self.paths.config_file.write_text(text, encoding="utf-8")

    def library(self, **options: Any) -> Library:
        """Open the library, as the command line does, but that stories which are alike by their
        invented headlines stay apart."""
        config = load_config(self.paths.config_file)._replace(**{"cluster": "off", **options})
        kind = LoadedLibrary if self.unchanged else Library
        return kind.open(self.paths, config=config, folders=[str(self.folder)], clock=clock)

    @asynccontextmanager
    async def reader(
        self, size: tuple[int, int] = USUAL, *, loaded: bool = True, **options: Any
    ) -> "AsyncIterator[Reader]":
        """The app, open; by default after its first look at the files.

        `options` are fields of the configuration. Stories are not read by time alone unless
        `read_after` says so: a test must not depend on how long it takes.
        """
        with self.library(**({"read_after": None} | options)) as library:
            async with reading(library, size) as reader:
                if loaded:
                    await reader.loaded()
                yield reader


@asynccontextmanager
async def reading(library: Library, size: tuple[int, int] = USUAL) -> "AsyncIterator[Reader]":
    """The app on a library."""
    app = ReaderApp(library)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        screen = app.screen
        assert isinstance(screen, MainScreen)
        yield Reader(app=app, pilot=pilot, main=screen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The app with somebody in front of it."""

    app: ReaderApp
    pilot: Pilot[str]
    main: MainScreen

    # Doing -----------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all that follows from them is done."""
        for key in keys:
            await self.rush(key)

    async def rush(self, *keys: str) -> None:
        """Press keys faster than anything can follow, and then wait for all of it."""
        self.type(*keys)
        await self.settled()

    def type(self, *keys: str) -> None:
        """Press keys, and wait for nothing."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))

    async def settled(self) -> None:
        """Wait for keys and workers; one that asks the reader something is waiting itself."""
        taken = asyncio.Event()
        self.app.call_later(taken.set)  # behind the keys
        await asyncio.wait_for(taken.wait(), PATIENCE)
        await self.until(lambda: not self._busy())

    def _busy(self) -> bool:
        asking = self.app.screen is not self.main
        running = {WorkerState.PENDING, WorkerState.RUNNING}
        return any(
            worker.state in running and not (asking and worker.group in ASKS)
            for worker in self.app.workers
        )

    async def loaded(self) -> None:
        """Wait for the end of the look at the files that is under way, or of the first one."""
        background = self.main.background
        await self.until(
            lambda: (
                "looked at" in self.main.status._facts
                and not background.loading
                and not background.wanted.is_set()
            )
        )
        await self.settled()

    async def until(self, met: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until a condition is met; AssertionError with the screen if that takes too long."""
        end = time.monotonic() + seconds
        await self.pilot.pause()
        while not met():
            if time.monotonic() > end:
                raise AssertionError(f"not so after {seconds} s, but:\n{self.text}")
            await asyncio.sleep(LOOK_SECONDS)  # cheaper than a pause, which asks every widget
        await self.pilot.pause()

    # Seeing ----------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, as they are composed of all that lies on it."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """All that stands on the screen."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """All that stands on the screen, with single blanks, so that wrapping is no matter."""
        return " ".join(self.text.replace("│", " ").split())

    @property
    def story_words(self) -> str:
        """All that stands in the story pane, with single blanks."""
        return " ".join(" ".join(line.strip("▌▐ ") for line in self.drawn("story")).split())

    def drawn(self, pane: str) -> list[str]:
        """The lines of a pane as they stand on the screen, without its heading and borders."""
        region = self.main.query_one(f"#{pane}").content_region
        strips = self.main._compositor.render_strips()[region.y : region.bottom]
        return [strip.crop(region.x, region.right).text for strip in strips]

    @property
    def said(self) -> str:
        """The message at the bottom."""
        return self.main.status._message

    @property
    def over(self) -> str:
        """What lies over the main screen, by the name of its class; "" where nothing does."""
        screen = self.app.screen
        return "" if screen == self.main else type(screen).__name__

    @property
    def toast(self) -> str:
        """The word over the corner of the screen."""
        return "\n".join(toast.message for toast in self.app._notifications)

    @property
    def row(self) -> Row:
        """The row under the cursor."""
        row = self.main.row
        assert row is not None
        return row

    @property
    def headline(self) -> str:
        """The headline under the cursor."""
        return self.row.headline

    @property
    def focus(self) -> str:
        """The pane that has the focus: "sources", "stories" or "story"."""
        return (self.main.focused and self.main.focused.id) or ""

    @property
    def listed(self) -> list[str]:
        """The headlines of the list, as far as they are known."""
        rows = [self.main.stories.row_at(index) for index in range(self.main.stories.count)]
        return [row.headline for row in rows if row]

    @property
    def title(self) -> str:
        """The heading of the list."""
        return str(self.main.stories.border_title).strip()

    def marker(self, headline: str) -> str:
        """The first cells of the line of the list that shows a headline, without the cursor."""
        line = next(line for line in self.drawn("stories") if headline in line)
        return line.partition(headline)[0].strip("▌ ")

    def list_line(self, headline: str) -> int:
        """The line of the screen on which a headline stands in the list."""
        return next(at for at, line in enumerate(self.drawn("stories")) if headline in line)

    def count(self, name: str) -> str:
        """The number behind a view in the sources pane; "" where it shows none."""
        lines = [line.strip("▌▐▸▾ ") for line in self.drawn("sources")]
        line = next((line for line in lines if line.startswith(name)), name)
        return line.removeprefix(name).strip()

    async def choose(self, name: str) -> None:
        """Choose a view of the sources pane."""
        pane = self.main.sources
        self.main.go_to(pane)
        await self.press("g")
        for _ in range(pane.count):
            line = self.drawn("sources")[pane.cursor - pane.scroll_offset.y]
            if line.strip("▌▸▾ ").startswith(name):
                return await self.press("enter")
            await self.press("j")
        raise AssertionError(f"no view {name!r} in:\n{self.text}")
