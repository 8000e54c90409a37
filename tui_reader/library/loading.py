"""Look at the sources and take in what has changed."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from pathlib import Path
from threading import Event, RLock
from typing import NamedTuple

from tui_reader.library.freshness import LOOKED, looked
from tui_reader.library.opening import UNSAVED, Stores
from tui_reader.models import Mark, Source
from tui_reader.records import FileStamp, Loaded
from tui_reader.workers.pool import read_files
from tui_reader.workers.scan import Scan, scan

BATCH_SECONDS = 0.25
"""How long results are gathered before they are written: seldom enough to be cheap, often enough
that the first stories are on the screen at once."""

BATCH_FILES = 1_000


class Progress(NamedTuple):
    """How far a look at the sources has come."""

    done: int
    total: int
    of_stories: bool = False
    """Whether it is about what is put into stories, after all files were read."""


class Loading(NamedTuple):
    """What a look at the sources brought."""

    files: int = 0
    """New and changed files that were read."""
    new: int = 0
    """Stories that were not there before."""
    joined: int = 0
    """Stories that have become a part of others."""
    vanished: int = 0
    problems: int = 0
    stopped: bool = False

    @property
    def changed(self) -> bool:
        """Whether the screen has to be brought up to date."""
        return bool(self.files or self.vanished or self.joined)


class Loader:
    """Brings the index up to date with the files; at most one `load` at a time."""

    def __init__(self, stores: Stores, clock: Callable[[], dt.datetime], writing: RLock) -> None:
        self.stores = stores
        self.clock = clock
        self.writing = writing

    def load(
        self,
        sources: tuple[Source, ...],
        told: Callable[[Progress], None],
        stop: Event,
        begun: Set[Path] = frozenset(),
    ) -> Loading:
        """Read the files that are new or changed; `told` is called after each batch.

        `begun` are folders of feeds that somebody fetches, and takes in, for the first time.
        """
        empty = begun | {one.path for one in sources if one.url and not one.path.exists()}
        roots = [root for root in self.roots(sources) if root[1] not in empty]
        done = problems = new = 0
        since = self.clock()
        with scan(self.stores.index.path, roots) as found:
            self._missing(found)
            told(Progress(done=0, total=found.changed))
            for batch in self._batches(found.stamps, stop):
                new += self.take(batch)
                done += len(batch)
                problems += sum(1 for loaded in batch if loaded.problem)
                told(Progress(done=done, total=found.changed))
        stopped = stop.is_set()
        if not stopped:
            self._take_kept(sources)
            self._note_look(looked(found.seen, since, sources, self.stores.marks.last_change()))
        return Loading(
            files=done,
            new=new,
            vanished=len(found.vanished),
            problems=problems,
            stopped=stopped,
        )

    def _note_look(self, note: str) -> None:
        """Remember what was seen."""
        with self.writing:
            self.stores.index.note(LOOKED, note)

    def roots(self, sources: Sequence[Source]) -> list[tuple[int, Path]]:
        """Make these the sources of the index: the number and the path of each."""
        with self.writing:
            return self.stores.index.set_roots(sources)

    def _missing(self, found: Scan) -> None:
        """What is gone, and what can't be looked at."""
        unlisted = [
            Loaded(
                stamp=FileStamp(path=path, root=0, mtime_ns=0, size=0, inode=0),
                content="",
                problem=reason,
            )
            for path, reason in found.unreadable
        ]
        with self.writing:
            if found.vanished:
                self.stores.index.vanish(found.vanished)
            if unlisted:
                self.stores.index.add(unlisted, {}, self.clock())

    def _batches(self, stamps: Iterator[FileStamp], stop: Event) -> Iterator[list[Loaded]]:
        batch: list[Loaded] = []
        since = time.monotonic()
        with closing(read_files(stamps)) as results:
            for some in results:
                batch += some
                if stop.is_set():
                    break
                if len(batch) >= BATCH_FILES or time.monotonic() - since > BATCH_SECONDS:
                    yield batch
                    batch, since = [], time.monotonic()
        if batch:
            yield batch

    def note_failing(self, reasons: Mapping[str, str]) -> None:
        """Say of feeds, by the path of their source, why they fail; "" for those that do not."""
        with self.writing:
            self.stores.index.set_failing(reasons)

    def take(self, batch: list[Loaded]) -> int:
        """Write a batch, first the marks, so that no first-seen time can be lost; how many new.

        What belongs to a source that was removed meanwhile is left out.
        """
        now = self.clock()
        with self.writing:
            paths = self.stores.index.root_paths({loaded.stamp.root for loaded in batch})
            batch = [one for one in batch if _is_in(one.stamp.path, paths.get(one.stamp.root))]
            batch = self._cut(batch)
            keys = [loaded.identity for loaded in batch if loaded.identity]
            if self.stores.saves:
                self.stores.marks.seen(keys, now)
            else:
                self.stores.index.note(UNSAVED, "yes")
            marks = self.stores.marks.get(keys)
            for key in keys:
                marks.setdefault(key, Mark(key=key, first_seen=now))
            new = self.stores.index.add(batch, marks, now)
            if self.stores.saves:
                self.stores.keep(mark.key for mark in marks.values() if mark.starred)
        return new

    def _cut(self, batch: list[Loaded]) -> list[Loaded]:
        """Without the articles that the reader has taken out of these briefings."""
        cuts = self.stores.wishes.cuts()
        if not cuts:
            return batch
        from tui_reader.library.cutting import pieces

        return [piece for one in batch for piece in pieces(one, cuts.get(one.identity, ()))]

    def _take_kept(self, sources: tuple[Source, ...]) -> None:
        """Starred stories outlive their files and the index."""
        with self.writing:
            kept = self.stores.marks.kept(str(source.path) for source in sources)
            marks = self.stores.marks.get(key for key, _, _ in kept)
            for key, root, content in kept:
                if key in marks:
                    self.stores.index.add_kept(marks[key], root, content)


def _is_in(path: str, root: str | None) -> bool:
    """Whether a file belongs to a source: numbers of sources that are gone are given again."""
    return root is not None and (path == root or path.startswith(f"{root.rstrip('/')}/"))
