"""Read a file that a stranger may have prepared: regular, bounded, never blocking."""

import os
import stat
from pathlib import Path

from tui_reader.errors import ParseError
from tui_reader.parse import MAX_FILE_BYTES

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def read_regular(path: str | Path) -> bytes:
    """All bytes of a regular file of bounded size; ParseError says why not.

    O_NONBLOCK keeps the open of a named pipe from waiting for its writer; what is judged is the
    file that was opened (fstat), not what the name stood for a moment before.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise ParseError(f"can't be read: {error.strerror or error}") from error
    except ValueError as error:  # NUL in the name
        raise ParseError(f"can't be read: {error}") from error
    try:
        facts = os.fstat(handle)
        check_kind(facts)
        data = read_bounded(handle, facts.st_size)
    except OSError as error:
        raise ParseError(f"can't be read: {error.strerror or error}") from error
    finally:
        os.close(handle)
    if len(data) > MAX_FILE_BYTES:  # it grew, or its size was a lie (/proc)
        raise ParseError(too_big(len(data)))
    return data


def read_bounded(handle: int, size: int) -> bytes:
    """All bytes, at most one more than a file may have; `size` is how many there should be."""
    data = os.read(handle, size + 1)
    while len(data) <= MAX_FILE_BYTES:
        more = os.read(handle, min(size + 65_536, MAX_FILE_BYTES + 1 - len(data)))
        if not more:
            break
        data += more
    return data


def check_kind(facts: os.stat_result) -> None:
    """Raise ParseError for what is no file, and for a file that is too big."""
    if not stat.S_ISREG(facts.st_mode):
        kind = _KINDS.get(stat.S_IFMT(facts.st_mode), "something else")
        raise ParseError(f"not a regular file but {kind}")
    if facts.st_size > MAX_FILE_BYTES:
        raise ParseError(too_big(facts.st_size))


def too_big(size: int) -> str:
    """The reason that names both the size and the limit."""
    return f"too big: {size / 1e6:.1f} MB, more than {MAX_FILE_BYTES / 1e6:.0f} MB"
