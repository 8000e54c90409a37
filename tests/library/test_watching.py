"""Noticing that files have changed, while the folder is written, deleted and made anew."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from tests.briefing_files import write_briefing
from tui_reader.library.watching import watch

SECONDS = 2.0
"""How long a reader should have to wait at most."""

PATIENCE = 6.0
"""The test waits longer, so that a busy machine is no failure; it is told from deafness."""


class Watcher:
    """A thread that watches paths and counts what it is told."""

    def __init__(self, *paths: Path) -> None:
        self.stop = Event()
        self.heard = Event()
        self.thread = Thread(target=self.listen, args=(paths,))

    def listen(self, paths: tuple[Path, ...]) -> None:
        """Until it is stopped."""
        for _ in watch(paths, self.stop):
            self.heard.set()

    def hears(self, change: Callable[[], object], patience: float = PATIENCE) -> bool:
        """Whether a change is heard; echoes of the one before are waited for."""
        while self.heard.is_set():
            self.heard.clear()
            time.sleep(0.4)
        change()
        return self.heard.wait(patience)

    def is_ready(self, path: Path) -> bool:
        """Whether it has begun: it hears a file that is written again and again."""
        for number in range(60):
            path.write_text(str(number), encoding="ascii")
            if self.heard.wait(0.1):
                return True
        return False


@contextmanager
def watching(*paths: Path) -> Iterator[Watcher]:
    """A watcher that is stopped at the end, which must not take long."""
    watcher = Watcher(*paths)
    watcher.thread.start()
    try:
        yield watcher
    finally:
        watcher.stop.set()
        watcher.thread.join(SECONDS)
        assert not watcher.thread.is_alive()


def anew(folder: Path) -> None:
    """What the generators do, at once."""
    shutil.rmtree(folder)
    write_briefing(folder, slug="anew")


def test_a_folder_is_heard_although_it_is_made_anew(tmp_path: Path) -> None:
    """Writing, deleting and making anew (where systems give the same number again), writing."""
    news = tmp_path / "news"
    write_briefing(news, slug="first")
    with watching(news) as watcher:
        assert watcher.is_ready(news / "ready.tmp")
        assert watcher.hears(lambda: write_briefing(news, slug="second"))
        assert watcher.hears(lambda: anew(news))
        assert watcher.hears(lambda: write_briefing(news, slug="more"))
        (news / "deep" / "er").mkdir(parents=True)
        assert watcher.hears(lambda: write_briefing(news / "deep" / "er", slug="third"))


def test_a_folder_that_comes_later_is_heard(tmp_path: Path) -> None:
    """Beside a single file, which is heard when it is replaced by another one."""
    news, later = tmp_path / "news", tmp_path / "later"
    path = write_briefing(news, slug="single")
    with watching(path, later) as watcher:
        assert watcher.is_ready(path)
        assert watcher.hears(lambda: write_briefing(later, slug="a"))
        assert watcher.hears(lambda: write_briefing(news, slug="new").replace(path))


def test_nothing_is_heard_where_nothing_happens(tmp_path: Path) -> None:
    """Also while a path is missing; the end comes at once."""
    (tmp_path / "news").mkdir()
    with watching(tmp_path / "news", tmp_path / "never") as watcher:
        assert not watcher.heard.wait(0.9)
    with watching(tmp_path / "never") as watcher:
        assert not watcher.heard.wait(0.2)
