"""Open a library and keep it up to date with the files: the databases behind it.

A library is opened for reading, which is quick; the pen is taken by `begin`, which a face calls
when the first page is on the screen. Reading goes through a connection that never waits for a
writer. Nothing here knows threads: a face calls from the one that suits it.
"""

import datetime as dt
import json
from collections.abc import Callable, Sequence, Set
from functools import cached_property
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING, Self

from tui_reader.config import Config, load_config
from tui_reader.errors import ReaderError, StoreDamagedError, StoreError
from tui_reader.library.choosing import chosen_sources, samples, scope_of
from tui_reader.library.reading import Page, Reading
from tui_reader.library.windows import Windows
from tui_reader.models import Source, View
from tui_reader.paths import Paths
from tui_reader.store.views import Views

if TYPE_CHECKING:  # the writing side is imported when there is something to write
    from tui_reader.fetch import Fetched
    from tui_reader.library.history import History
    from tui_reader.library.loading import Loading, Progress
    from tui_reader.library.marking import Marker
    from tui_reader.library.opening import Stores


SEARCH_BATCH = 100
"""Stories whose words are taken into the index at a time: a hundredth of a second."""


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Keeping(Reading):
    """Opens the databases, repairs them, and takes in what has changed on the disk."""

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
        self.offline = False
        """Whether the reader forbids the network."""
        self.notices: list[str] = []
        """What happened while opening, a line each, for the reader."""
        self.looked: dict[str, Fetched] = {}
        """What the server of a feed that was looked at, and then kept, has answered."""
        self.begun: Set[Path] = frozenset()
        """Folders of feeds that are fetched for the first time: who fetches takes in what comes,
        and says how much that is."""
        self.writing = RLock()
        self.windows = Windows()
        self._stores: Stores | None = None
        self._marker: Marker | None = None
        try:
            self.views = Views(paths.index_file(scope))
        except StoreError:  # there is none yet, or it is damaged: that is for the writing side
            self._stores = self._open_stores(0)
            self.views = Views(paths.index_file(scope))
            self.follow()

    @cached_property
    def history(self) -> "History":
        """What can be undone, and done again."""
        from tui_reader.library.history import History

        return History(lambda: self.begin().history, self.writing)

    @classmethod
    def open(
        cls,
        paths: Paths,
        *,
        config: Config | None = None,
        folders: Sequence[str] = (),
        clock: Callable[[], dt.datetime] = _utc_now,
    ) -> Self:
        """The library, or these folders, files and feeds alone; samples where there is nothing.

        Raises ConfigError, StoreError or NotFoundError.
        """
        config = config or load_config(paths.config_file)
        sources = chosen_sources(paths, folders)
        scope = scope_of(sources) if folders or sources == (samples(),) else ""
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
        return self.sources == (samples(),)

    patience = 0.0
    """Seconds to wait for the locks of another instance, such as a short command."""

    def begin(self, patience: float = 0) -> "Stores":
        """Open the writing side, once, waiting so long for its locks; raises StoreError."""
        with self.writing:
            if self._stores is None:
                self._stores = self._open_stores(max(patience, self.patience))
                if self._stores.renewed:
                    self.views.reopen()
                self._stores.index.muting.now = int(self.clock().timestamp())
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

    def page(self, view: View, story: str, length: int) -> Page:
        """Part of a view around a story, or its beginning: one quick look, for the first paint."""
        try:
            return self.around(view, story, length)
        except StoreDamagedError:
            is_new = self._stores is None and self.begin().renewed
            if not self.builds:
                raise
            if not is_new:
                self._renew()
            return Page(total=0, start=0, rows=(), cursor=0)

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

        def look() -> Loading:
            self.judge()  # a new index knows no rules
            found = loader.load(self.sources, told, stop)
            joined = self.group(told, stop)
            return found._replace(new=max(0, found.new - joined), joined=joined)

        try:
            return look()
        except StoreDamagedError:
            self._renew()
        except ReaderError:  # a look that ended by itself may have met a damaged index
            if not self.repair():
                raise
        return look()

    def group(
        self, told: "Callable[[Progress], None]" = lambda _: None, stop: Event | None = None
    ) -> int:
        """Put what has come in into stories; how many have become a part of others by that.

        As `load` does: it takes a third of a millisecond for each briefing that is new.
        """
        from tui_reader.store.grouping import Grouping

        stores = self.begin()
        if not stores.builds:
            return 0
        grouping = Grouping(stores.index, self.clock())
        if grouping.setting() == self.config.cluster and not grouping.count():
            return 0
        from tui_reader.library.clustering import Grouper

        setting, wishes = self.config.cluster, stores.wishes.all
        grouper = Grouper(grouping, self.writing, setting, wishes, self.windows, told)
        return grouper.run(stop or Event())

    def is_fresh(self) -> bool:
        """Whether a look at the files would find nothing new, as far as that is quickly told."""
        from tui_reader.library.freshness import LOOKED, is_fresh
        from tui_reader.store.marks import last_change
        from tui_reader.store.schema import MUTES, SETTING

        if self.scope or self._stores is not None:
            return False
        is_wished = (self.views.noted("drafts") == "shown") == self.config.drafts
        if not is_wished or self.views.noted(SETTING) != self.config.cluster:
            return False
        if json.loads(self.views.noted(MUTES) or "[]") != self._rules() or self.shapes.mistakes:
            return False
        if not self.shapes_file.is_known or self.views.outlet_rules != self.shapes.outlet_rules:
            return False
        change = last_change(self.paths.marks_file)
        return is_fresh(self.views.noted(LOOKED), self.clock(), self.sources, change)

    def is_begun(self) -> bool:
        """Whether another instance has not yet looked at all files once: most may be missing."""
        from tui_reader.library.freshness import LOOKED

        return not self.builds and self.views.noted(LOOKED) is None

    def judge(self) -> int:
        """Obey what the reader says now of outlets, and mutes; how many stories went or came."""
        stores, rules = self.begin(), self._rules()
        self.notices += self.shapes_file.take_mistakes()
        if not stores.builds or not self.shapes_file.is_known:
            return 0
        with self.writing:
            moved = stores.index.set_outlets(self.shapes.outlet_rules)
            moved += stores.index.set_mutes(rules, self.clock())
        self.views.take_outlet_rules()
        return moved

    def _rules(self) -> list[str]:
        """What is muted today."""
        from tui_reader.library.shaping import holds

        today = self.clock().astimezone().date()
        return [rule.query for rule in self.shapes.mutes if holds(rule, today)]

    def make_searchable(self, stop: Event | None = None) -> bool:
        """Take the words of new and changed stories into the index, in pieces that hold up nobody.

        A search finds what is taken in by then; 100,000 new stories take a dozen seconds. Returns
        whether a rule has muted any of them by its words, or let go of it.
        """
        if self._stores is None and self.views.is_searchable():
            return False
        stores, texts = self.begin(), self.pages.texts()
        before = stores.index.muting.moved
        while stores.builds and not (stop and stop.is_set()):
            with self.writing:
                if not stores.index.catch_up(SEARCH_BATCH, texts):
                    break
        return stores.index.muting.moved != before

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

    def _renew(self) -> None:
        from tui_reader.library.opening import renew_index

        stores = self.begin()
        with self.writing:
            stores.index.close()
            stores.index = renew_index(self.views.path, self.notices, drafts=self.config.drafts)
            self.views.reopen()
