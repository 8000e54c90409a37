"""Find, open and if need be repair the two databases of a library."""

from collections.abc import Iterable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tui_reader.errors import StoreDamagedError, StoreError
from tui_reader.folders import make_private
from tui_reader.lock import Lock
from tui_reader.models import Mark
from tui_reader.paths import Paths
from tui_reader.store.history import HistoryTable
from tui_reader.store.index import Index
from tui_reader.store.marks import Marks
from tui_reader.store.wishes import WishTable

UNSAVED = "unsaved"
"""A note in an index: an instance that saves no marks has first seen briefings in it."""


@dataclass(slots=True, kw_only=True)
class Stores:
    """The databases, and what this instance may do with them."""

    index: Index
    marks: Marks
    locks: tuple[Lock, ...]
    builds: bool
    """This instance writes the index: it looks at the files."""
    saves: bool
    """This instance writes the marks."""
    renewed: bool
    """The index was damaged: this is a new file, and the old one must not be read any more."""

    _own_history: HistoryTable | None = None

    @property
    def history(self) -> HistoryTable:
        """What can be undone: written beside the marks, by who writes those."""
        if self.saves:
            return HistoryTable(self.marks.database, self.marks.path)
        if self._own_history is None:
            self._own_history = HistoryTable.in_memory()
        return self._own_history

    @property
    def wishes(self) -> WishTable:
        """What the reader decided about stories."""
        return WishTable(self.marks.database, self.marks.path)

    def keep(self, keys: Iterable[str]) -> None:
        """Keep starred briefings, as they are now, beyond their files and the index."""
        for key in keys:
            if content := self.index.content_of(key):
                self.marks.keep(key, *content)

    def take_over(self) -> bool:
        """Write from now on, if who did so has ended."""
        self.builds = self.builds or self.locks[0].take()
        self.saves = self.saves or (self.builds and self.locks[1].take())
        return self.saves

    def close(self) -> None:
        """Close the files and give the locks back."""
        self.index.close()
        self.marks.close()
        for lock in self.locks:
            lock.release()


def open_stores(
    paths: Paths, scope: str, notices: list[str], *, drafts: bool, patience: float = 0
) -> Stores:
    """Open both databases; a damaged one is set aside and made anew, with a notice.

    `patience` is how many seconds to wait for another instance, such as a short command, to end.
    """
    try:
        for folder in (paths.data, paths.cache):
            make_private(folder)
        index_file = paths.index_file(scope)
        locks = (Lock(index_file.with_suffix(".lock")), Lock(paths.lock_file))
        builds = locks[0].take(patience)
        saves = builds and locks[1].take(patience)
    except OSError as error:
        raise StoreError(f"{error.filename}: can't be written: {error.strerror}") from error
    with ExitStack() as undoing:
        for lock in locks:
            undoing.callback(lock.release)
        marks, are_new = _open_marks(paths.marks_file, notices, saves=saves)
        undoing.callback(marks.close)
        wish = drafts if builds else None
        index, renewed = _open_index(index_file, marks, notices, drafts=wish)
        undoing.callback(index.close)
        if saves and not marks.noted(_index_note(index_file)):
            marks.note(_index_note(index_file), "built")
        if saves and are_new:
            _rescue(paths, index, marks)
        elif saves and index.noted(UNSAVED):
            marks.adopt(index.marks())
        if saves:
            index.note(UNSAVED, "")
        undoing.pop_all()
    return Stores(
        index=index, marks=marks, locks=locks, builds=builds, saves=saves, renewed=renewed
    )


def _open_marks(path: Path, notices: list[str], *, saves: bool) -> tuple[Marks, bool]:
    """The marks, and whether they had to be made anew."""
    are_new = not path.exists() or path.stat().st_size == 0
    _make_private(path)
    if not saves:
        return Marks(path), False
    try:
        return _sound_marks(path), are_new
    except StoreDamagedError:
        aside = set_aside(path)
        notices.append(
            f"{path.name} was damaged and is kept as {aside.name};"
            " the marks were taken from the index"
        )
        _make_private(path)
        return Marks(path), True


def _sound_marks(path: Path) -> Marks:
    """The marks, with every page read: what is lost in them is not found anywhere else."""
    marks = Marks(path)
    with ExitStack() as undoing:
        undoing.callback(marks.close)
        marks.check()
        undoing.pop_all()
    return marks


def _rescue(paths: Paths, index: Index, marks: Marks) -> None:
    """Take lost marks, and the starred briefings, from this index and from all others."""
    _rescue_from(index, marks)
    for path in paths.cache.glob("index*.db"):
        if path != index.path:
            with suppress(StoreError), closing(Index(path, drafts=None)) as other:
                _rescue_from(other, marks)


def _rescue_from(index: Index, marks: Marks) -> None:
    found = index.marks()
    marks.adopt(found)
    marks.put([mark for mark in found if mark != Mark(mark.key, mark.first_seen)])
    for mark in found:
        content = index.content_of(mark.key) if mark.starred else None
        if content:
            marks.keep(mark.key, *content)


def _open_index(
    path: Path, marks: Marks, notices: list[str], *, drafts: bool | None
) -> tuple[Index, bool]:
    """The index, and whether it had to be renewed; `drafts` is None where another writes it."""
    is_gone = not path.exists() or path.stat().st_size == 0
    if is_gone and marks.noted(_index_note(path)):
        notices.append("The index was gone; it is being built again. No mark is lost.")
    _make_private(path)
    try:
        index = Index(path, drafts=drafts)
        if drafts is not None:
            index.retry_problems()
        return index, False
    except StoreDamagedError:
        if drafts is None:
            raise
        return renew_index(path, notices, drafts=drafts), True


def _index_note(path: Path) -> str:
    """The note in the marks that there has been such an index."""
    return f"index:{path.name}"


def renew_index(path: Path, notices: list[str], *, drafts: bool) -> Index:
    """Set a damaged index aside and begin a new one."""
    aside = set_aside(path)
    notices.append(
        f"The index was damaged and is being built again (the old one: {aside.name})."
        " No mark is lost."
    )
    _make_private(path)
    return Index(path, drafts=drafts)


def set_aside(path: Path) -> Path:
    """Move a damaged database out of the way, with its companions; nothing is lost for good."""
    number = next(number for number in count(1) if not _aside(path, number).exists())
    aside = _aside(path, number)
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(aside.with_name(aside.name + ending))
    return aside


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.damaged{'' if number == 1 else f'-{number}'}")


def _make_private(path: Path) -> None:
    """SQLite gives a new file, and its companions, the mode of the file it finds."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreError(f"{path}: can't be written: {error.strerror}") from error
