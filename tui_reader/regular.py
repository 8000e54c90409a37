"""Open a file that may be none: nothing that waits for somebody, as a named pipe does."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui_reader.errors import ParseError

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


@contextmanager
def regular_file(path: str | Path) -> Iterator[tuple[int, int]]:
    """Open a file for reading: its handle and its size; ParseError for what is none, or OSError.

    O_NONBLOCK keeps the open of a named pipe from waiting for its writer; what is judged is the
    file that was opened (fstat), not what the name stood for a moment before.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            kind = _KINDS.get(stat.S_IFMT(facts.st_mode), "something else")
            raise ParseError(f"not a regular file but {kind}")
        yield handle, facts.st_size
    finally:
        os.close(handle)


def read_bounded(handle: int, size: int, limit: int) -> bytes:
    """All bytes, at most one more than `limit`; `size` is how many there should be."""
    data = os.read(handle, min(size, limit) + 1)
    while len(data) <= limit:
        more = os.read(handle, min(size + 65_536, limit + 1 - len(data)))
        if not more:
            break
        data += more
    return data
