"""Read a file that a stranger may have prepared: regular, bounded, never blocking."""

from pathlib import Path

from tui_reader.errors import ParseError
from tui_reader.parse import MAX_FILE_BYTES
from tui_reader.regular import read_bounded, regular_file


def read_regular(path: str | Path) -> bytes:
    """All bytes of a regular file of bounded size; ParseError says why not."""
    try:
        with regular_file(path) as (handle, size):
            if size > MAX_FILE_BYTES:
                raise ParseError(too_big(size))
            data = read_bounded(handle, size, MAX_FILE_BYTES)
    except OSError as error:
        raise ParseError(f"can't be read: {error.strerror or error}") from error
    except ValueError as error:  # NUL in the name
        raise ParseError(f"can't be read: {error}") from error
    if len(data) > MAX_FILE_BYTES:  # it grew, or its size was a lie (/proc)
        raise ParseError(too_big(len(data)))
    return data


def too_big(size: int) -> str:
    """The reason that names both the size and the limit."""
    return f"too big: {size / 1e6:.1f} MB, more than {MAX_FILE_BYTES / 1e6:.0f} MB"
