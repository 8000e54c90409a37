"""All that the faces of the program may ask: `Library.open` puts the pieces together.

Reading goes through a connection that never waits for a writer; what is written goes through
one lock. Nothing here knows threads: a face calls from the thread that suits it.
"""

import datetime as dt
import json
import os
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, RLock
from typing import Any, Self

from tui_reader import opener
from tui_reader.config import Config, load_config
from tui_reader.errors import NotFoundError, StoreDamagedError
from tui_reader.library.loading import Loader, Loading, Progress
from tui_reader.library.marking import Change, Marker
from tui_reader.library.opening import Stores, open_stores, renew_index, scope_of
from tui_reader.models import Problem, Row, Source, Story, View, ViewCount
from tui_reader.parse import clean
from tui_reader.paths import Paths, samples_folder
from tui_reader.sources import add_folder, load_sources
from tui_reader.store.views import Views
from tui_reader.urls import checked_url, host_of, is_openable, without_tracking

__all__ = ["Change", "Library", "Link", "Loading", "Page", "Progress", "host_of", "is_openable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Part of a view: what the first paint needs."""

    total: int
    start: int
    """The place of the first of `rows` in the view."""
    rows: tuple[Row, ...]
    cursor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A checked link and what it would be opened with; None where there is nothing."""

    url: str
    host: str
    launch: opener.Launch | None


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Library:
    """What has been loaded, and what the reader did."""

    def __init__(
        self,
        *,
        paths: Paths,
        config: Config,
        sources: tuple[Source, ...],
        stores: Stores,
        clock: Callable[[], dt.datetime],
        samples: bool = False,
    ) -> None:
        self.paths = paths
        self.config = config
        self.sources = sources
        self.samples = samples
        self.clock = clock
        self.stores = stores
        self.notices = stores.notices
        self.writing = RLock()
        self.views = Views(stores.index.path)
        self.marker = Marker(stores, self.views, self.writing)
        self.version = self.views.version()
        self.checked = False
        self.follow()

    @classmethod
    def open(
        cls,
        paths: Paths,
        *,
        config: Config | None = None,
        folders: Sequence[str] = (),
        clock: Callable[[], dt.datetime] = _utc_now,
    ) -> "Library":
        """The library, or these folders and files alone; the samples where there is nothing yet.

        Raises ConfigError, StoreError or NotFoundError.
        """
        config = config or load_config(paths.config_file)
        sources = tuple(_source(folder) for folder in folders)
        sources = sources or load_sources(paths.sources_file)
        samples = not sources
        if samples:
            sources = (Source(path=samples_folder(), name="Samples"),)
        scope = scope_of(sources) if folders or samples else ""
        stores = open_stores(paths, scope, drafts=config.drafts)
        return cls(
            paths=paths,
            config=config,
            sources=sources,
            stores=stores,
            clock=clock,
            samples=samples,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the databases."""
        self.views.close()
        self.stores.close()

    @property
    def reads_only(self) -> str:
        """Why nothing can be marked here; "" if it can."""
        if self.stores.saves:
            return ""
        return "Another tui-reader is open and does the saving; this one follows it."

    # Reading

    def midnight(self) -> dt.datetime:
        """When today began where the reader is."""
        local = self.clock().astimezone()
        return local.replace(hour=0, minute=0, second=0, microsecond=0)

    def counts(self) -> list[ViewCount]:
        """All views that have something in them."""
        return self.views.counts(self.midnight())

    def numbers(self, view: View, keep: Iterable[int] = ()) -> "array[int]":
        """The stories of a view, in order, and with them those to be kept although read."""
        return self.views.numbers(view, self.midnight(), tuple(keep))

    def rows(self, view: View, numbers: Sequence[int]) -> list[Row]:
        """The rows of some stories (or problems) of a view."""
        if view.kind == "problems":
            return [self._problem_row(number) for number in numbers]
        return self.views.rows(numbers)

    def _problem_row(self, number: int) -> Row:
        problem = self.problem(number)
        return Row(
            number=number,
            headline=Path(problem.path).name,
            outlets=(),
            when=self.clock(),
            reason=problem.reason,
        )

    def page(self, view: View, story: str, length: int) -> Page:
        """Part of a view around a story, or its beginning: one quick look, for the first paint."""
        try:
            return self._page(view, story, length)
        except StoreDamagedError:
            if not self.stores.builds:
                raise
            self._renew()
            return Page(total=0, start=0, rows=(), cursor=0)

    def _page(self, view: View, story: str, length: int) -> Page:
        midnight = self.midnight()
        total = self.views.total(view, midnight)
        try:
            number = self.views.find(story) if story else 0
            place = self.views.place(view, number, midnight) if number else 0
        except NotFoundError:
            number = place = 0
        start = max(0, place - length // 2)
        numbers = self.views.page(view, start, length, midnight)
        if number and view.kind == "unread" and number not in numbers:  # read, but being read
            numbers.insert(place - start, number)
            total += 1
        rows = self.rows(view, numbers)
        return Page(
            total=total, start=start, rows=tuple(rows), cursor=min(place, max(0, total - 1))
        )

    def next_unread(self, view: View, number: int, *, forward: bool = True) -> int | None:
        """The nearest unread story of a view after (or before) one; from the other end if none."""
        return self.views.next_unread(view, number, self.midnight(), forward=forward)

    def find(self, story: str) -> int:
        """The number of the story whose id begins so; NotFoundError says what to do."""
        return self.views.find(story)

    def unread(self, view: View) -> "array[int]":
        """The unread stories of a view."""
        return self.views.unread(view, self.midnight())

    def story(self, number: int) -> Story:
        """One story with all that its briefings say."""
        return self.views.story(number)

    def problem(self, number: int) -> Problem:
        """One file that could not be used."""
        problem = self.views.problem(number)
        return Problem(path=clean(problem.path, 4096), reason=problem.reason)

    # Loading

    def load(
        self, told: Callable[[Progress], None] = lambda _: None, stop: Event | None = None
    ) -> Loading:
        """Look at the sources and take in what has changed; a follower only reads.

        The first time the whole index is checked too; a damaged one is built again.
        """
        if not self.stores.builds:
            return Loading()
        loader = Loader(self.stores, self.clock, self.writing)
        stop = stop or Event()
        try:
            loading = loader.load(self.sources, told, stop)
            if not self.checked:
                self.stores.index.check()
        except StoreDamagedError:
            self._renew()
            loading = loader.load(self.sources, told, stop)
        self.checked = True
        return loading

    def _renew(self) -> None:
        with self.writing:
            self.stores.index.close()
            self.stores.index = renew_index(
                self.stores.index.path, self.notices, drafts=self.config.drafts
            )
            self.views.reopen()

    def watch(self, stop: Event) -> Iterable[None]:
        """Yields whenever files of the sources have changed, until `stop` is set."""
        from tui_reader.library.watching import watch

        return watch([source.path for source in self.sources], stop)

    def follow(self) -> bool:
        """Take over what another instance has written; whether there was anything."""
        if self.stores.builds:
            change, marks = self.stores.marks.since(self.stores.index.applied())
            if marks:
                with self.writing:
                    self.stores.index.apply(marks, change)
            return bool(marks)
        before, self.version = self.version, self.views.version()
        return before != self.version

    def add_folder(self, folder: str) -> str:
        """Add a folder to the library's sources, for the next start; returns its name."""
        return add_folder(self.paths.sources_file, Path(folder)).name

    # Marking

    def mark_read(
        self, numbers: Sequence[int], *, read: bool = True, undoable: bool = True
    ) -> Change:
        """Mark stories read or unread."""
        return self.marker.read(numbers, read=read, undoable=undoable)

    def mark_starred(self, numbers: Sequence[int], *, starred: bool) -> Change:
        """Star stories, or take their stars away."""
        return self.marker.star(numbers, starred=starred)

    def undo(self) -> Change:
        """Take the last change back; NotFoundError if there is none."""
        return self.marker.undo()

    # Opening

    def link(self, url: str) -> Link:
        """Check a link and find out what it would be opened with; UrlError says why not."""
        checked = without_tracking(checked_url(url))
        launch = opener.plan(
            checked, browser=self.config.browser, environ=os.environ, platform=sys.platform
        )
        return Link(url=checked, host=host_of(checked), launch=launch)

    def launch(self, link: Link) -> None:
        """Open a link outside, or in this terminal if its program wants it; OpenError if not."""
        if link.launch is None:
            return
        if link.launch.in_terminal:
            opener.run_in_terminal(link.launch)
        else:
            opener.launch(link.launch)

    # Remembering

    def remember(self, name: str, value: dict[str, Any]) -> None:
        """Keep something of the screen for the next start; a follower keeps nothing."""
        if self.stores.saves:
            with self.writing:
                self.stores.marks.note(f"{name}:{self.stores.index.path.name}", json.dumps(value))

    def recall(self, name: str) -> dict[str, Any]:
        """What was kept, or nothing."""
        noted = self.stores.marks.noted(f"{name}:{self.stores.index.path.name}")
        value = json.loads(noted) if noted else {}
        return value if isinstance(value, dict) else {}


def _source(folder: str) -> Source:
    path = Path(folder).expanduser().absolute()
    try:
        path = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise NotFoundError(f"{clean(folder, 4096)}: no such file or folder") from error
    return Source(path=path, name=clean(path.name) or "/")
