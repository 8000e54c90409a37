"""Find the files that have changed since the last look, in a process of its own.

Only names and three numbers are compared; no file is opened. The known state is read from the
index by the child itself, so that the process that draws the screen never holds 100,000 paths.
"""

import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tui_reader.parse import SUFFIXES
from tui_reader.records import FileStamp
from tui_reader.store.index import known_files
from tui_reader.workers.pool import start_child, stop_child


class Scan(NamedTuple):
    """What a look at the sources found, before any file was opened."""

    changed: int
    vanished: tuple[int, ...]
    """Numbers of the index's briefings whose files are gone."""
    unreadable: tuple[tuple[str, str], ...]
    """Folders that could not be listed and links to nowhere, each with the reason."""
    stamps: Iterator[FileStamp]
    """The new and changed files, the youngest first."""


def scan(index: Path, roots: Sequence[tuple[int, Path]]) -> Scan:
    """Look at all sources; `roots` are their numbers in the index and their paths."""
    arguments = [str(index), json.dumps([(number, str(path)) for number, path in roots])]
    process = start_child("tui_reader.workers.scan:main", arguments)
    assert process.stdout is not None  # noqa: S101
    lines = os.fdopen(os.dup(process.stdout.fileno()), "rb")
    summary = json.loads(lines.readline() or b"[0, [], []]")

    def stamps() -> Iterator[FileStamp]:
        try:
            with closing(lines):
                for line in lines:
                    path, root, mtime_ns, size, inode = json.loads(line)
                    yield FileStamp(path=path, root=root, mtime_ns=mtime_ns, size=size, inode=inode)
        finally:
            stop_child(process)

    return Scan(
        changed=summary[0],
        vanished=tuple(summary[1]),
        unreadable=tuple((path, reason) for path, reason in summary[2]),
        stamps=stamps(),
    )


def main() -> None:
    """The child: a summary line, then a line for each new or changed file."""
    index, roots = sys.argv[1], json.loads(sys.argv[2])
    known = known_files(Path(index))
    walk = Walk()
    changed: list[FileStamp] = []
    told: set[str] = set()
    for number, path in roots:
        for stamp in walk.files(number, path):
            if stamp.path in told:  # a file named as a source, and its folder
                continue
            told.add(stamp.path)
            before = known.pop(os.fsencode(stamp.path), None)
            if before is None or before[1:] != (stamp.mtime_ns, stamp.size, stamp.inode):
                changed.append(stamp)
    changed.sort(key=lambda stamp: (-stamp.mtime_ns, stamp.path))
    for path, _ in walk.unreadable:
        known.pop(os.fsencode(path), None)
    out = sys.stdout
    vanished = [before[0] for before in known.values()]
    out.write(json.dumps([len(changed), vanished, walk.unreadable]) + "\n")
    for stamp in changed:
        facts = (stamp.path, stamp.root, stamp.mtime_ns, stamp.size, stamp.inode)
        out.write(json.dumps(facts) + "\n")
    out.flush()


class Walk:
    """All candidates below some folders, each folder once, whatever links lead to it."""

    def __init__(self) -> None:
        self.unreadable: list[tuple[str, str]] = []
        self.been: set[tuple[int, int]] = set()

    def files(self, root: int, path: str) -> Iterator[FileStamp]:
        """The files with a known ending below a folder; or the file itself, whatever its name."""
        try:
            facts = os.stat(path)  # noqa: PTH116
        except OSError as error:
            self.unreadable.append((path, why_not(path, error)))
            return
        if not stat.S_ISDIR(facts.st_mode):
            yield stamped(path, root, facts)
            return
        folders = [(path, facts)]
        while folders:
            folder, facts = folders.pop()
            if (facts.st_dev, facts.st_ino) not in self.been:
                self.been.add((facts.st_dev, facts.st_ino))
                yield from self.entries(folder, root, folders)

    def entries(
        self, folder: str, root: int, folders: list[tuple[str, os.stat_result]]
    ) -> Iterator[FileStamp]:
        """The files of one folder; its folders are added to those still to be walked."""
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            self.unreadable.append((folder, why_not(folder, error)))
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir():
                    folders.append((entry.path, entry.stat()))
                elif is_candidate(entry.name):
                    yield stamped(entry.path, root, entry.stat())
            except OSError as error:  # a link to nowhere, or in a circle; a file just removed
                if is_candidate(entry.name) and entry.is_symlink():
                    self.unreadable.append((entry.path, why_not(entry.path, error)))


def why_not(path: str, error: OSError) -> str:
    """The reason for a folder, or for a link to a file, that can't be looked at."""
    return f"can't be {'read' if is_candidate(path) else 'listed'}: {error.strerror or error}"


def is_candidate(name: str) -> bool:
    """Whether a file of this name may be a briefing file."""
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122


def stamped(path: str, root: int, facts: os.stat_result) -> FileStamp:
    """A file with the numbers that tell whether it has changed."""
    return FileStamp(
        path=path,
        root=root,
        mtime_ns=facts.st_mtime_ns,
        size=facts.st_size,
        inode=facts.st_ino,
    )
