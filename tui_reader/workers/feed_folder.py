"""The folder of one feed: a briefing file for each of its entries, complete or not there at all.

The name of a file ends with the identity of its briefing, so that an entry that comes again is
written over itself, whatever has become of its title. `.guids.json` remembers under which key an
entry was first kept: one that changes its link stays the same entry, one that takes over the link
of another is another, and one whose file is gone was let go of, and does not come back. It may be
lost.
"""

import json
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from tui_reader.errors import ParseError
from tui_reader.folders import make_private
from tui_reader.models import Briefing
from tui_reader.parse.briefing import briefing_key
from tui_reader.records import FileStamp, identity
from tui_reader.urls import host_of
from tui_reader.workers.files import read_regular
from tui_reader.write import briefing_file, file_name

GUIDS = ".guids.json"
DRAFT = ".draft"
MAX_GUIDS = 5_000
"""Entries remembered by their guid: several times what any feed holds at once."""
IDENTITY_CHARS = 16


class FeedFolder:
    """Keeps the briefings of one feed as files."""

    def __init__(self, path: Path) -> None:
        make_private(path)
        self.path = path
        self.names = _names_by_identity(path)
        self.keys = _read_guids(path / GUIDS)
        self.holders = {key: mark for mark, key in self.keys.items()}

    def keep(self, briefings: Sequence[Briefing], root: int) -> list[tuple[FileStamp, Briefing]]:
        """Write those that are new or have changed; ParseError where the disk refuses.

        `root` is the number of the source, for the stamps of the files.
        """
        repeated = Counter(one.guid for one in briefings)
        guids = [one.guid if repeated[one.guid] == 1 else "" for one in briefings]
        marks = [_short(guid or one.key) for guid, one in zip(guids, briefings, strict=True)]
        present = set(marks)
        known = dict(self.keys)
        kept = []
        try:
            for one, guid, mark in zip(briefings, guids, marks, strict=True):
                if mark not in self.keys:
                    self._name(mark, self._free_key(one, guid, present))
                briefing = one._replace(key=self.keys[mark])
                if mark in known and identity(briefing.key) not in self.names:
                    continue
                if stamp := self._write(briefing, root):
                    kept.append((stamp, briefing))
            if self.keys != known:
                self._remember()
        except OSError as error:
            raise ParseError(f"can't be kept on the disk: {error.strerror}") from error
        return kept

    def _name(self, mark: str, key: str) -> None:
        """Remember under which key an entry is kept."""
        self.keys[mark] = key
        self.holders[key] = mark

    def _free_key(self, one: Briefing, guid: str, present: set[str]) -> str:
        """The key of a new entry: its own, unless that is the one of another entry.

        Many feeds give an entry a new guid with each fetch, some link to one page from all of
        them: who holds the key is the same entry if it is not there beside this one, and has its
        title.
        """
        holder = self.holders.get(one.key)
        short = identity(one.key)
        if holder is None or not guid or short not in self.names:
            return one.key
        if holder not in present and self.names[short] == file_name(one, short):
            return one.key
        return f"guid:{host_of(one.source)}/{guid}"

    def _write(self, briefing: Briefing, root: int) -> FileStamp | None:
        """Write one briefing; None if its file says the same already."""
        found = briefing_key(briefing.link, briefing.articles, briefing.source, briefing.slug)
        content = briefing_file(briefing, key=found).encode()
        short = identity(briefing.key)
        name = self.names.get(short)
        if name is None:
            name = self.names[short] = file_name(briefing, short)
        elif _content(self.path / name) == content:
            return None
        facts = self._put(name, content)
        return FileStamp(
            path=str(self.path / name),
            root=root,
            mtime_ns=facts.st_mtime_ns,
            size=facts.st_size,
            inode=facts.st_ino,
        )

    def _put(self, name: str, content: bytes) -> os.stat_result:
        """Put a file in its place, whole; nobody ever sees half of it."""
        draft = self.path / DRAFT
        try:
            handle = _new_file(draft)
        except FileExistsError:  # left by a worker that was killed, or no file of ours at all
            draft.unlink()
            handle = _new_file(draft)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            facts = os.fstat(handle)
        draft.rename(self.path / name)
        return facts

    def _remember(self) -> None:
        """Keep the keys for the next time, the oldest of too many forgotten."""
        newest = dict(list(self.keys.items())[-MAX_GUIDS:])
        self._put(GUIDS, json.dumps(newest).encode())


def _new_file(path: Path) -> int:
    """Open a file that is not there yet, not even as a link."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)


def _names_by_identity(path: Path) -> dict[str, str]:
    """The names of the files that are there, by the identity that they end with."""
    with os.scandir(path) as entries:
        names = [entry.name for entry in entries if entry.name.endswith(".md")]
    return {name.removesuffix(".md")[-IDENTITY_CHARS:]: name for name in names}


def _read_guids(path: Path) -> dict[str, str]:
    """The keys of entries by their short guid; none where they can't be read."""
    with suppress(OSError, ValueError, RecursionError):
        value = json.loads(path.read_bytes())
        if isinstance(value, dict):
            return {guid: key for guid, key in value.items() if isinstance(key, str)}
    return {}


def _short(guid: str) -> str:
    """Guids are up to 8,000 characters long; eight bytes tell those of one feed apart."""
    return blake2b(guid.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _content(path: Path) -> bytes:
    """What is in a file; b"" where it can't be read."""
    with suppress(ParseError):
        return read_regular(path)
    return b""
