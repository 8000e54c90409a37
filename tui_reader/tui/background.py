"""What runs beside the screen: loading, watching, following. It posts messages, nothing else."""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.errors import BusyError, ReaderError
from tui_reader.library import Library
from tui_reader.tui import words

if TYPE_CHECKING:
    from tui_reader.library.loading import Loading, Progress
    from tui_reader.library.refreshing import Refreshed, RefreshProgress

FOLLOW_SECONDS = 1.0
"""How often a second instance looks what the first one has written."""


NEW_FEEDS = 50
"""So many feeds that are new are fetched at the start unasked; for more it takes a key."""

AUTOMATIC_SECONDS = 60.0
"""How often it is looked whether a feed is due, where they are refreshed by themselves."""

PATIENCE_SECONDS = 1.5
"""How long to wait for a short command to end that has the library open, before only following."""


class LoadTold(Message):
    """Posted while files are being read."""

    def __init__(self, progress: "Progress") -> None:
        super().__init__()
        self.progress = progress


class LoadEnded(Message):
    """Posted when a look at the sources has ended."""

    def __init__(self, loading: "Loading | None", failure: str = "") -> None:
        super().__init__()
        self.loading = loading
        self.failure = failure


class RefreshTold(Message):
    """Posted while feeds are being fetched."""

    def __init__(self, progress: "RefreshProgress") -> None:
        super().__init__()
        self.progress = progress


class RefreshEnded(Message):
    """Posted when a refresh has ended; `by_hand` says that the reader waits for a word of it."""

    def __init__(self, refreshed: "Refreshed | None", failure: str, *, by_hand: bool) -> None:
        super().__init__()
        self.refreshed = refreshed
        self.failure = failure
        self.by_hand = by_hand


class LibraryChanged(Message):
    """Posted when another instance has written or has ended, or when words have muted stories."""

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self.notice = notice


class ThreadDied(Message):
    """Posted when a bug has ended one of the threads."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class Background:
    """Threads that end with the screen. At most one load runs; a wish during one is kept."""

    def __init__(self, library: Library, post: Callable[[Message], object]) -> None:
        self.library = library
        self.post = post
        self.ending = Event()
        self.stopping = Event()
        self.wanted = Event()
        """There may be something to load."""
        self.loading = False
        self.afresh = False
        self.refresh_wanted = Event()
        self.refresh_stopping = Event()
        self.refreshing = False
        self._wishing = Lock()
        self.asked_for: set[str] | None = None
        """Names of sources that are wanted refreshed; an empty set means all, None nothing."""
        self.new_feeds: list[str] = []
        """Those that are fetched unasked, if they are due: one that fails is no more new."""
        self._threads = [
            Thread(target=partial(self._run, run), name=run.__name__)
            for run in (self._load, self._watch, self._follow, self._refresh)
        ]

    def start(self) -> None:
        """Begin, with a first look at the sources, and at feeds that nobody has fetched yet."""
        self.wanted.set()
        new = self.library.new_feeds()
        if 0 < len(new) <= NEW_FEEDS:
            self.new_feeds = new
            self.refresh_wanted.set()
        for thread in self._threads:
            thread.start()

    def load(self, *, afresh: bool = False) -> None:
        """Look at the sources, now or when the look under way has ended; `afresh`: at problems."""
        self.afresh = self.afresh or afresh
        self.wanted.set()

    def refresh(self, names: Iterable[str]) -> None:
        """Fetch these feeds, or all of them, because the reader asks for it."""
        wished = set(names)
        with self._wishing:
            if wished and self.asked_for is not None:
                wished = self.asked_for | wished if self.asked_for else set()
            self.asked_for = wished
            self.refresh_wanted.set()

    def stop_refresh(self) -> None:
        """Stop the refresh under way, if there is one."""
        if self.refreshing:
            self.refresh_stopping.set()

    def stop_work(self) -> bool:
        """Stop the look or the refresh under way; whether there was one."""
        if self.loading:
            self.stopping.set()
        self.stop_refresh()
        return self.loading or self.refreshing

    def stop(self) -> None:
        """Have everything stop, soon."""
        self.ending.set()
        self.stopping.set()
        self.wanted.set()
        self.refresh_stopping.set()
        self.refresh_wanted.set()

    def end(self) -> None:
        """Stop everything and wait for it."""
        self.stop()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _run(self, run: Callable[[], None]) -> None:
        """A bug in a thread is one of the program: the screen has to know."""
        try:
            run()
        finally:
            if (error := sys.exception()) and not self.ending.is_set():
                self.post(ThreadDied(error))

    def _load(self) -> None:
        """Look at the sources whenever there is reason to; after the first time, at the index."""
        is_checked = False
        while self.wanted.wait() and not self.ending.is_set():
            self.wanted.clear()
            self.stopping.clear()
            if self.ending.is_set():  # it was set before the stop that was just cleared
                return
            self.loading = True
            try:
                ended = self._look()
            finally:
                self.loading = False
            if not is_checked and not self.ending.is_set():
                is_checked = True
                self._check()
            if not self.ending.is_set():
                self.post(ended)
            self.make_searchable()

    def make_searchable(self) -> None:
        """What has come in can be looked for, too."""
        with suppress(ReaderError, OSError):  # told by the next load
            if self.library.make_searchable(self.ending) and not self.ending.is_set():
                self.post(LibraryChanged())

    def _look(self) -> LoadEnded:
        """One look at the sources, and what came of it."""
        loading, failure = None, ""
        try:
            self.library.begin(PATIENCE_SECONDS)
            if self.afresh:
                self.afresh = False
                self.library.retry_problems()
            loading = self.library.load(self._tell, self.stopping)
        except* (ReaderError, OSError) as group:
            failure = reason_of(group)
        return LoadEnded(loading, failure)

    def _refresh(self) -> None:
        """Refresh whenever the reader asks for it; where that is wanted, when feeds are due."""
        automatic = self.library.config.refresh_automatic
        while not self.ending.is_set():
            if not automatic or self.refresh_wanted.is_set():
                self.refresh_wanted.wait()
            if self.ending.is_set():
                return
            self.refresh_stopping.clear()
            with self._wishing:
                self.refresh_wanted.clear()
                asked, self.asked_for = self.asked_for, None
                new, self.new_feeds = self.new_feeds, []
            if self.ending.is_set():  # it was set before the stop that was just cleared
                return
            if asked is not None or automatic:
                self._fetch(sorted(asked or ()), by_hand=asked is not None)
            elif new:
                self._fetch(new, by_hand=False)
            if automatic:
                self.refresh_wanted.wait(AUTOMATIC_SECONDS)

    def _fetch(self, names: list[str], *, by_hand: bool) -> None:
        """One refresh, and what came of it; while the network is off, only by hand."""
        if self.library.offline and not by_hand:
            return
        self.refreshing = True
        refreshed, failure = None, ""
        try:
            self.library.begin(PATIENCE_SECONDS)
            refreshed = self.library.refresh(
                names,
                by_hand=by_hand,
                told=self._tell_refresh,
                stop=self.refresh_stopping,
            )
        except* BusyError as group:  # of two screens that do it by themselves, one is enough
            failure = reason_of(group) if by_hand else ""
        except* (ReaderError, OSError) as group:
            failure = reason_of(group)
        finally:
            self.refreshing = False
        if not self.ending.is_set():
            self.post(RefreshEnded(refreshed, failure, by_hand=by_hand))
        self.make_searchable()

    def _tell_refresh(self, progress: "RefreshProgress") -> None:
        if not self.ending.is_set():
            self.post(RefreshTold(progress))

    def _check(self) -> None:
        """A damaged index is loaded again."""
        with suppress(ReaderError, OSError):  # told by the next load
            if self.library.repair():
                self.wanted.set()

    def _tell(self, progress: "Progress") -> None:
        if not self.ending.is_set():
            self.post(LoadTold(progress))

    def _watch(self) -> None:
        """Wait for changes of the files; only who builds the index looks at them."""
        with suppress(ReaderError, OSError):  # told by the load, which meets the same
            self.library.begin(PATIENCE_SECONDS)
            if self.library.builds:
                for _ in self.library.watch(self.ending):
                    self.wanted.set()

    def _follow(self) -> None:
        """Wait for what another instance writes, if there is one; save when it has ended."""
        with suppress(ReaderError, OSError):
            self.library.begin(PATIENCE_SECONDS)
            while self.library.reads_only and not self.ending.wait(FOLLOW_SECONDS):
                if self.library.take_over():
                    self.post(LibraryChanged("The other tui-reader has ended: this one saves now."))
                    self.wanted.set()
                    self._watch()
                elif self.library.follow():
                    self.post(LibraryChanged())


def reason_of(failures: BaseExceptionGroup[ReaderError | OSError]) -> str:
    """The first of some failures, in one line; the disk may fail anywhere."""
    first = failures.exceptions[0]
    if isinstance(first, BaseExceptionGroup):
        return reason_of(first)
    if isinstance(first, OSError) and first.filename:
        return f"{words.shown_path(str(first.filename))}: {first.strerror}"
    return str(first)
