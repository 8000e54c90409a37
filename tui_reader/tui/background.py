"""What runs beside the screen: loading, watching, following. It posts messages, nothing else."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.errors import ReaderError
from tui_reader.library import Library

if TYPE_CHECKING:
    from tui_reader.library.loading import Loading, Progress

FOLLOW_SECONDS = 1.0
"""How often a second instance looks what the first one has written."""


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


class LibraryChanged(Message):
    """Posted when another instance has written, or has ended."""

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self.notice = notice


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
        self._threads = [
            Thread(target=run, name=run.__name__) for run in (self._load, self._watch, self._follow)
        ]

    def start(self) -> None:
        """Begin, with a first look at the sources."""
        self.wanted.set()
        for thread in self._threads:
            thread.start()

    def load(self, *, afresh: bool = False) -> None:
        """Look at the sources, now or when the look under way has ended; `afresh`: at problems."""
        self.afresh = afresh
        self.wanted.set()

    def stop_loading(self) -> bool:
        """Stop the look under way; whether there was one."""
        if self.loading:
            self.stopping.set()
        return self.loading

    def stop(self) -> None:
        """Have everything stop, soon."""
        self.ending.set()
        self.stopping.set()
        self.wanted.set()

    def end(self) -> None:
        """Stop everything and wait for it."""
        self.stop()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _load(self) -> None:
        """Look at the sources whenever there is reason to; after the first time, at the index."""
        is_checked = False
        while self.wanted.wait() and not self.ending.is_set():
            self.wanted.clear()
            self.stopping.clear()
            if self.ending.is_set():  # it was set before the stop that was just cleared
                return
            self.loading = True
            ended = self._look()
            self.loading = False
            if not is_checked and not self.ending.is_set():
                is_checked = True
                self._check()
            if not self.ending.is_set():
                self.post(ended)

    def _look(self) -> LoadEnded:
        """One look at the sources, and what came of it."""
        try:
            self.library.begin(PATIENCE_SECONDS)
            if self.afresh:
                self.afresh = False
                self.library.retry_problems()
            return LoadEnded(self.library.load(self._tell, self.stopping))
        except ReaderError as error:
            return LoadEnded(None, str(error))

    def _check(self) -> None:
        """A damaged index is loaded again."""
        with suppress(ReaderError):  # told by the next load
            if self.library.repair():
                self.wanted.set()

    def _tell(self, progress: "Progress") -> None:
        if not self.ending.is_set():
            self.post(LoadTold(progress))

    def _watch(self) -> None:
        """Wait for changes of the files; only who builds the index looks at them."""
        with suppress(ReaderError):  # told by the load, which meets the same
            self.library.begin(PATIENCE_SECONDS)
            if self.library.builds:
                for _ in self.library.watch(self.ending):
                    self.wanted.set()

    def _follow(self) -> None:
        """Wait for what another instance writes, if there is one; save when it has ended."""
        with suppress(ReaderError):
            self.library.begin(PATIENCE_SECONDS)
            while self.library.reads_only and not self.ending.wait(FOLLOW_SECONDS):
                if self.library.take_over():
                    self.post(LibraryChanged("The other tui-reader has ended: this one saves now."))
                    self.wanted.set()
                    self._watch()
                elif self.library.follow():
                    self.post(LibraryChanged())
