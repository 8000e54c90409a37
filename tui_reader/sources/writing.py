"""Put a new text in the place of `sources.toml`: whole or not at all, and only one that is read.

What is written was made from what was read: between the two nobody else may write, be it another
process or another thread.
"""

import os
from collections.abc import Callable, Collection
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from tui_reader.errors import ConfigError, StoreError
from tui_reader.folders import make_private
from tui_reader.lock import Lock
from tui_reader.models import Source
from tui_reader.sources.reading import MAX_BYTES, read_sources
from tui_reader.tomlfile import TomlFile, shown_path

PATIENCE = 30.0
"""Seconds to wait for another change: several of them, in a file of 36,000 feeds."""

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def one_at_a_time(
    change: Callable[Concatenate[Path, Parameters], Answer],
) -> Callable[Concatenate[Path, Parameters], Answer]:
    """Have a function, whose first argument is the path of `sources.toml`, change it alone."""

    @wraps(change)
    def alone(path: Path, /, *arguments: Parameters.args, **options: Parameters.kwargs) -> Answer:
        lock = _locked(path)
        try:
            return change(path, *arguments, **options)
        finally:
            lock.release()

    return alone


def _locked(path: Path) -> Lock:
    """A lock beside the file: the file itself is another one after each change."""
    target = Path(os.path.realpath(path))
    lock = Lock(target.with_name(f".{target.name}.lock"))
    try:
        make_private(target.parent)
        is_ours = lock.take(PATIENCE)
    except OSError as error:
        raise ConfigError(f"{shown_path(path)}: can't be written: {error.strerror}") from error
    except StoreError as error:
        raise ConfigError(str(error)) from error
    if not is_ours:
        raise ConfigError(f"{shown_path(path)}: another tui-reader is changing it; try again")
    return lock


def put(file: TomlFile, text: str, briefings: Path, wanted: Collection[Source]) -> None:
    """Write a text that says just these sources in the place of the file.

    Raises ConfigError where it says anything else, because the file is written in a way that
    the program can't follow, or where it can't be written.
    """
    _check_size(file, text)
    try:
        _, said = read_sources(file.path, text, briefings)
    except ConfigError:
        said = ()
    if _by_name(said) != _by_name(wanted):
        raise file.error("can't be changed by the program; change it by hand")
    _write(file.path, text)


def _by_name(sources: Collection[Source]) -> dict[str, Source]:
    """The sources by what no two of them share; hashing all of each takes far longer."""
    return {source.name: source for source in sources}


def _check_size(file: TomlFile, text: str) -> None:
    """Refuse a text that would be too large to be read again."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise file.error(f"would be larger than {MAX_BYTES // 1024:,} kB; add less")


def _write(path: Path, text: str) -> None:
    """Put the text in the file's place; a link to the file stays a link."""
    import tempfile

    target = Path(os.path.realpath(path))
    try:
        content = text.encode()
        number, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(number)
            Path(temporary).replace(target)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(f"{shown_path(path)}: can't be written: {error.strerror}") from error
    except UnicodeEncodeError as error:
        raise ConfigError(f"{shown_path(path)}: a path that is not UTF-8 has no place") from error
