"""Find the files that may be briefing files; no file is opened."""

import os
import stat
from collections.abc import Iterator

from tui_reader.parse import SUFFIXES
from tui_reader.records import FileStamp

Found = tuple[bytes, os.stat_result]
"""The path of a file, and what the system says of it."""

_SUFFIXES = tuple(os.fsencode(suffix) for suffix in SUFFIXES)


class Walk:
    """All candidates below some folders, each file and folder once, whatever leads to it.

    Paths are bytes: nothing is decoded for the many files that have not changed.
    """

    def __init__(self) -> None:
        self.unreadable: list[tuple[str, str]] = []
        """Folders that can't be listed, and links to nowhere, each with the reason."""
        self.folders: dict[str, int] = {}
        """The folders that were looked at, and when each had changed last, in ns."""
        self._been: set[tuple[int, int]] = set()

    def files(self, path: str) -> Iterator[Found]:
        """The files with a known ending below a folder; or the file itself, whatever its name."""
        try:
            facts = os.stat(path)  # noqa: PTH116
        except OSError as error:
            self._cannot(os.fsencode(path), error)
            return
        if not stat.S_ISDIR(facts.st_mode):
            yield os.fsencode(path), facts
            return
        folders = [(os.fsencode(path), facts)]
        while folders:
            folder, facts = folders.pop()
            if (facts.st_dev, facts.st_ino) not in self._been:
                self._been.add((facts.st_dev, facts.st_ino))
                self.folders[os.fsdecode(folder)] = facts.st_mtime_ns
                yield from self._entries(folder, folders)

    def _entries(self, folder: bytes, folders: list[Found]) -> Iterator[Found]:
        """The files of one folder; its folders are added to those still to be walked."""
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            self._cannot(folder, error)
            return
        for entry in entries:
            name = entry.name
            if name.startswith(b"."):
                continue
            may_be = name.lower().endswith(_SUFFIXES)
            try:
                if entry.is_dir():
                    folders.append((entry.path, entry.stat()))
                elif may_be:
                    yield entry.path, entry.stat()
            except OSError as error:  # a link to nowhere, or in a circle; a file just removed
                if may_be and entry.is_symlink():
                    self._cannot(entry.path, error)

    def _cannot(self, path: bytes, error: OSError) -> None:
        """Note what can't be looked at."""
        verb = "read" if path.lower().endswith(_SUFFIXES) else "listed"
        reason = f"can't be {verb}: {error.strerror or error}"
        self.unreadable.append((os.fsdecode(path), reason))


def is_candidate(name: str) -> bool:
    """Whether a file of this name may be a briefing file."""
    return os.fsencode(name).lower().endswith(_SUFFIXES)


def stamped(found: Found, root: int) -> FileStamp:
    """A file with the numbers that tell whether it has changed."""
    path, facts = found
    return FileStamp(
        path=os.fsdecode(path),
        root=root,
        mtime_ns=facts.st_mtime_ns,
        size=facts.st_size,
        inode=facts.st_ino,
    )
