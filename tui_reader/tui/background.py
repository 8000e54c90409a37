"""What runs beside the screen: loading, watching, following. It posts messages, nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

from textual.message import Message

from tui_reader.errors import ReaderError
from tui_reader.library import Library, Loading, Progress

FOLLOW_SECONDS = 1.0
"""How often a second instance looks what the first one has written."""


@dataclass
class LoadTold(Message):
    """Posted while files are being read."""

    progress: Progress


@dataclass
class LoadEnded(Message):
    """Posted when a look at the sources has ended."""

    loading: Loading
    failure: str = ""


@dataclass
class LibraryChanged(Message):
    """Posted when another instance has written."""


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
        runs = [self._load]
        if library.stores.builds:
            runs.append(self._watch)
        if not library.stores.saves:
            runs.append(self._follow)
        self._threads = [Thread(target=run, name=run.__name__) for run in runs]

    def start(self) -> None:
        """Begin, with a first look at the sources."""
        self.wanted.set()
        for thread in self._threads:
            thread.start()

    def load(self) -> None:
        """Look at the sources, now or when the look under way has ended."""
        self.wanted.set()

    def stop_loading(self) -> bool:
        """Stop the look under way; whether there was one."""
        if self.loading:
            self.stopping.set()
        return self.loading

    def end(self) -> None:
        """Stop everything and wait for it."""
        self.ending.set()
        self.stopping.set()
        self.wanted.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _load(self) -> None:
        while self.wanted.wait() and not self.ending.is_set():
            self.wanted.clear()
            self.stopping.clear()
            self.loading = True
            try:
                loading, failure = self.library.load(self._tell, self.stopping), ""
            except ReaderError as error:
                loading, failure = Loading(), str(error)
            self.loading = False
            if not self.ending.is_set():
                self.post(LoadEnded(loading, failure))

    def _tell(self, progress: Progress) -> None:
        if not self.ending.is_set():
            self.post(LoadTold(progress))

    def _watch(self) -> None:
        for _ in self.library.watch(self.ending):
            self.wanted.set()

    def _follow(self) -> None:
        while not self.ending.wait(FOLLOW_SECONDS):
            if self.library.follow():
                self.post(LibraryChanged())
