"""All that the faces of the program may ask: `Library.open` puts the pieces together.

A library is opened for reading, which is quick; the pen is taken by `begin`, which a face calls
when the first page is on the screen. Reading goes through a connection that never waits for a
writer. Nothing here knows threads: a face calls from the one that suits it.
"""

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from tui_reader.config import Config, load_config
from tui_reader.errors import NotFoundError, ReaderError, StoreDamagedError, StoreError
from tui_reader.library.place import recall, remember
from tui_reader.models import Problem, Row, Source, Story, View, ViewCount
from tui_reader.parse import clean
from tui_reader.paths import Paths, samples_folder
from tui_reader.sources import load_sources
from tui_reader.store.views import Views
from tui_reader.urls import host_of, is_openable

if TYPE_CHECKING:  # the writing side is imported when there is something to write
    from tui_reader.library.links import Link
    from tui_reader.library.loading import Loading, Progress
    from tui_reader.library.marking import Change, Marker
    from tui_reader.library.opening import Stores

__all__ = ["Library", "Page", "host_of", "is_openable"]


class Page(NamedTuple):
    """Part of a view: what the first paint needs."""

    total: int
    start: int
    """The place of the first of `rows` in the view."""
    rows: tuple[Row, ...]
    cursor: int


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Library:
    """What has been loaded, and what the reader did."""

    def __init__(
        self,
        paths: Paths,
        config: Config,
        sources: tuple[Source, ...],
        *,
        scope: str,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self.paths = paths
        self.config = config
        self.sources = sources
        self.scope = scope
        self.clock = clock
        self.notices: list[str] = []
        """What happened while opening, a line each, for the reader."""
        self.writing = RLock()
        self._stores: Stores | None = None
        self._marker: Marker | None = None
        try:
            self.views = Views(paths.index_file(scope))
        except StoreError:  # there is none yet, or it is damaged: that is for the writing side
            self._stores = self._open_stores(0)
            self.views = Views(paths.index_file(scope))
            self.follow()

    @classmethod
    def open(
        cls,
        paths: Paths,
        *,
        config: Config | None = None,
        folders: Sequence[str] = (),
        clock: Callable[[], dt.datetime] = _utc_now,
    ) -> Self:
        """The library, or these folders and files alone; the samples where there is nothing yet.

        Raises ConfigError, StoreError or NotFoundError.
        """
        config = config or load_config(paths.config_file)
        sources = named_apart(_source(folder) for folder in folders)
        sources = sources or load_sources(paths.sources_file)
        if not sources:
            sources = (Source(path=samples_folder(), name="Samples"),)
            folders = [str(samples_folder())]
        scope = scope_of(sources) if folders else ""
        return cls(paths, config, sources, scope=scope, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the databases."""
        self.views.close()
        if self._stores is not None:
            self._stores.close()

    @property
    def samples(self) -> bool:
        """Whether these are the samples, because there is nothing else yet."""
        return self.sources[0].path == samples_folder()

    def begin(self, patience: float = 0) -> "Stores":
        """Open the writing side, once, waiting so long for its locks; raises StoreError."""
        with self.writing:
            if self._stores is None:
                self._stores = self._open_stores(patience)
                if self._stores.renewed:
                    self.views.reopen()
                self.follow()
            return self._stores

    def _open_stores(self, patience: float) -> "Stores":
        from tui_reader.library.opening import open_stores

        return open_stores(
            self.paths, self.scope, self.notices, drafts=self.config.drafts, patience=patience
        )

    @property
    def builds(self) -> bool:
        """Whether this instance looks at the files; another one may do that."""
        return self.begin().builds

    @property
    def reads_only(self) -> str:
        """Why nothing can be marked here; "" if it can, or if that is not known yet."""
        if self._stores is None or self._stores.saves:
            return ""
        return "Another tui-reader is open and does the saving; this one follows it."

    # Reading ---------------------------------------------------------------------------------

    def midnight(self) -> dt.datetime:
        """When today began where the reader is."""
        today = self.clock().astimezone().date()
        return dt.datetime.combine(today, dt.time()).astimezone()  # its own offset, not that of now

    def counts(self) -> list[ViewCount]:
        """The fixed views, then all that have something in them."""
        return self.views.counts(self.midnight())

    def numbers(self, view: View, keep: Iterable[int] = ()) -> "array[int]":
        """The stories of a view, in order, and with them those to be kept although read."""
        return self.views.numbers(view, self.midnight(), tuple(keep))

    def unread(self, view: View) -> "array[int]":
        """The unread stories of a view."""
        return self.views.unread(view, self.midnight())

    def rows(self, view: View, numbers: Sequence[int]) -> list[Row]:
        """The rows of some stories (or problems) of a view."""
        if view.kind == "problems":
            now = self.clock()
            return [_problem_row(*found, now) for found in self.views.problems(numbers)]
        return self.views.rows(numbers)

    def page(self, view: View, story: str, length: int) -> Page:
        """Part of a view around a story, or its beginning: one quick look, for the first paint."""
        try:
            return self._page(view, story, length)
        except StoreDamagedError:
            is_new = self._stores is None and self.begin().renewed
            if not self.builds:
                raise
            if not is_new:
                self._renew()
            return Page(total=0, start=0, rows=(), cursor=0)

    def next_unread(self, view: View, number: int, *, forward: bool = True) -> int | None:
        """The nearest unread story of a view after (or before) one; from the other end if none."""
        return self.views.next_unread(view, number, self.midnight(), forward=forward)

    def find(self, story: str) -> int:
        """The number of the story whose id begins so; NotFoundError says what to do."""
        return self.views.find(story)

    def story(self, number: int) -> Story:
        """One story with all that its briefings say."""
        return self.views.story(number)

    def problem(self, number: int) -> Problem:
        """One file that could not be used."""
        problem = self.views.problem(number)
        return Problem(path=clean(problem.path, 4096), reason=problem.reason)

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
        rows = tuple(self.rows(view, numbers))
        return Page(total=total, start=start, rows=rows, cursor=min(place, max(0, total - 1)))

    # Loading ---------------------------------------------------------------------------------

    def load(
        self, told: "Callable[[Progress], None]" = lambda _: None, stop: Event | None = None
    ) -> "Loading":
        """Look at the sources and take in what has changed; a follower only reads."""
        from tui_reader.library.loading import Loader, Loading

        stores = self.begin()
        if not stores.builds:
            return Loading()
        loader = Loader(stores, self.clock, self.writing)
        stop = stop or Event()
        try:
            return loader.load(self.sources, told, stop)
        except StoreDamagedError:
            self._renew()
        except ReaderError:  # a look that ended by itself may have met a damaged index
            if not self.repair():
                raise
        return loader.load(self.sources, told, stop)

    def repair(self) -> bool:
        """Read the whole index; if it is damaged, set it aside and begin a new one to be loaded.

        Takes half a second for 100,000 stories: worth it once in a run that lasts.
        """
        stores = self.begin()
        try:
            stores.index.check()
        except StoreDamagedError:
            if stores.builds:
                self._renew()
            return stores.builds
        return False

    def watch(self, stop: Event) -> Iterator[None]:
        """Yields whenever files of the sources have changed, until `stop` is set."""
        from tui_reader.library.watching import watch

        return watch([source.path for source in self.sources], stop)

    def follow(self) -> bool:
        """Take over what another instance has written; whether there was anything."""
        stores = self.begin()
        if not stores.builds:
            return self.views.has_changed()
        with self.writing:
            change, marks = stores.marks.since(stores.index.applied())
            if marks:
                stores.index.apply(marks, change)
        return bool(marks)

    def take_over(self) -> bool:
        """Save from now on, if the instance that did so has ended."""
        with self.writing:
            return self.begin().take_over()

    def retry_problems(self) -> None:
        """Have all problems looked at again by the next load."""
        if self.builds:
            with self.writing:
                self.begin().index.retry_problems()

    def add_folder(self, folder: str) -> str:
        """Add a folder to the library's sources, for the next start; returns its name."""
        from tui_reader.sources import add_folder

        return add_folder(self.paths.sources_file, Path(folder)).name

    def _renew(self) -> None:
        from tui_reader.library.opening import renew_index

        stores = self.begin()
        with self.writing:
            stores.index.close()
            stores.index = renew_index(self.views.path, self.notices, drafts=self.config.drafts)
            self.views.reopen()

    # Marking ---------------------------------------------------------------------------------

    @property
    def marker(self) -> "Marker":
        """Who writes the marks, and remembers how to undo it."""
        if self._marker is None:
            from tui_reader.library.marking import Marker

            self._marker = Marker(self.begin(), self.views, self.writing)
        return self._marker

    def mark_read(
        self, numbers: Sequence[int], *, read: bool = True, undoable: bool = True
    ) -> "Change":
        """Mark stories read or unread."""
        return self.marker.read(numbers, read=read, undoable=undoable)

    def mark_starred(self, numbers: Sequence[int], *, starred: bool) -> "Change":
        """Star stories, or take their stars away."""
        return self.marker.star(numbers, starred=starred)

    def undo(self) -> "Change":
        """Take the last change back; NotFoundError if there is none."""
        return self.marker.undo()

    # Opening ---------------------------------------------------------------------------------

    def link(self, url: str) -> "Link":
        """Check a link and find out what it would be opened with; UrlError says why not."""
        from tui_reader.library.links import link_for

        return link_for(url, self.config.browser)

    def launch(self, link: "Link") -> None:
        """Open a link outside, or in this terminal if its program wants it; OpenError if not."""
        from tui_reader.library.links import open_link

        open_link(link)

    # Remembering -----------------------------------------------------------------------------

    def remember(self, value: dict[str, Any]) -> None:
        """Keep where the reader is for the next start; a follower keeps nothing."""
        if self._stores is not None and self._stores.saves:
            remember(self.paths.place_file(self.scope), value)

    def recall(self) -> dict[str, Any]:
        """Where the reader was, or nothing."""
        return recall(self.paths.place_file(self.scope))


def scope_of(sources: Sequence[Source]) -> str:
    """A short name for a set of folders: each set that was opened by name has its own index."""
    import hashlib

    paths = "\0".join(sorted(str(source.path) for source in sources))
    return hashlib.blake2b(paths.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def named_apart(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources, each once; those of one name are called by their whole path."""
    each = tuple(dict.fromkeys(sources))
    names = [source.name for source in each]
    return tuple(
        source
        if names.count(source.name) == 1
        else source._replace(name=clean(str(source.path), 4096))
        for source in each
    )


def _source(folder: str) -> Source:
    try:
        path = Path(folder).expanduser().resolve(strict=True)
        str(path).encode()
    except UnicodeEncodeError as error:
        raise NotFoundError(f"{clean(folder, 4096)}: its path is not UTF-8") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise NotFoundError(f"{clean(folder, 4096)}: no such file or folder") from error
    return Source(path=path, name=clean(path.name) or "/")


def _problem_row(number: int, problem: Problem, now: dt.datetime) -> Row:
    name = clean(problem.path.rpartition("/")[2])
    return Row(number=number, headline=name, outlets=(), when=now, reason=problem.reason)
