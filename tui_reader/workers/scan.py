"""Find the files that have changed since the last look, in a process of its own.

Only names and three numbers are compared; no file is opened. The known state is read from the
index by the child itself, so that the process that draws the screen never holds 100,000 paths.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from heapq import heapreplace
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import ReaderError
from tui_reader.records import FileStamp
from tui_reader.store.index import known_files
from tui_reader.workers.pool import start_child, stop_child
from tui_reader.workers.walk import Walk, stamped

YOUNGEST = 200
"""Files of which the time is told: those are the ones that somebody may still write in."""


class Scan(NamedTuple):
    """What a look at the sources found, before any file was opened."""

    changed: int
    vanished: tuple[int, ...]
    """Numbers of the index's briefings whose files are gone."""
    unreadable: tuple[tuple[str, str], ...]
    """Folders that could not be listed and links to nowhere, each with the reason."""
    seen: dict[str, int]
    """The folders that were looked at and the youngest files: when each had changed last, in ns."""
    stamps: Iterator[FileStamp]
    """The new and changed files, the youngest first."""


@contextmanager
def scan(index: Path, roots: Sequence[tuple[int, Path]]) -> Iterator[Scan]:
    """Look at all sources; `roots` are their numbers in the index and their paths.

    The child ends with the context, at the latest.
    """
    process = start_child("tui_reader.workers.scan:main", [str(index)])
    asked = json.dumps([(number, str(path)) for number, path in roots]).encode()
    with ExitStack() as ending:
        ending.callback(stop_child, process)
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        with suppress(BrokenPipeError), process.stdin as question:
            question.write(asked)  # not an argument: of those the system allows 128 kB
        lines = ending.enter_context(os.fdopen(os.dup(process.stdout.fileno()), "rb"))
        first = lines.readline()
        if not first:
            reason = "the folders could not be looked at: the look ended by itself; try again"
            raise ReaderError(reason)
        summary = json.loads(first)
        yield Scan(
            changed=summary[0],
            vanished=tuple(summary[1]),
            unreadable=tuple((path, reason) for path, reason in summary[2]),
            seen=summary[3],
            stamps=(FileStamp(*json.loads(line)) for line in lines),
        )


def main() -> None:
    """The child: a summary line, then a line for each new or changed file."""
    gc.disable()  # nothing here is in a circle, and 100,000 paths are many to look at
    index, roots = sys.argv[1], json.load(sys.stdin)
    known = known_files(Path(index))
    walk = Walk()
    changed: list[FileStamp] = []
    told: set[bytes] = set()
    youngest: list[tuple[int, bytes]] = [(0, b"")] * YOUNGEST
    for number, root in roots:
        for found in walk.files(root):
            path, facts = found
            if len(roots) > 1:  # one may lie in the other
                if path in told:
                    continue
                told.add(path)
            if facts.st_mtime_ns > youngest[0][0]:
                heapreplace(youngest, (facts.st_mtime_ns, path))
            before = known.pop(path, None)
            if before is None or before[2:] != (facts.st_mtime_ns, facts.st_size, facts.st_ino):
                changed.append(stamped(found, number))
    for unreadable, _ in walk.unreadable:
        known.pop(os.fsencode(unreadable), None)
    seen = walk.folders | {os.fsdecode(path): mtime for mtime, path in youngest if path}
    tell(changed, (len(changed), [before[1] for before in known.values()], walk.unreadable, seen))


def tell(changed: list[FileStamp], summary: tuple[object, ...]) -> None:
    """Write what was found, the youngest first."""
    changed.sort(key=lambda stamp: (-stamp.mtime_ns, stamp.path))
    out = sys.stdout
    out.write(json.dumps(summary) + "\n")
    out.writelines(json.dumps(stamp) + "\n" for stamp in changed)
    out.flush()
