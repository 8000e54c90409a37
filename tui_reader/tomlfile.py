"""The user's own TOML files: read within limits; every complaint names file, line and key."""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from tui_reader.errors import ConfigError, ParseError, StoreError
from tui_reader.regular import read_bounded, regular_file

if TYPE_CHECKING:  # most runs only read
    from tui_reader.lock import Lock

MAX_BYTES = 256 * 1024
"""Far beyond what a hand writes, and read in a few hundredths of a second."""

PATIENCE = 30.0
"""Seconds to wait for another change: several of them, in a file of 36,000 feeds."""

_QUOTES_AND_BLANKS = re.compile(r"""["'\s]""")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


class TomlFile(NamedTuple):
    """What a TOML file says, and how to complain about it."""

    path: Path
    text: str = ""
    tables: Mapping[str, Any] = MappingProxyType({})

    def error(self, reason: str, name: str = "", nth: int = 0) -> ConfigError:
        """Return a complaint about a dotted name; `nth` counts the `[[tables]]` of its table."""
        return _error(self.path, reason, _line_of(self.text, name, nth) if name else 0)

    def unknown(self, table: str, key: str, known: Collection[str], nth: int = 0) -> ConfigError:
        """Return a complaint about a key that nobody knows, with the nearest that is known."""
        import difflib

        near = difflib.get_close_matches(key, known, 1)
        hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(sorted(known))}"
        where = f" in [{table}]" if table else ""
        name = f"{table}.{key}" if table else key
        return self.error(f"unknown key {quoted(key)}{where}; {hint}", name, nth)


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file; one that does not exist is empty. Raises ConfigError."""
    return parse_toml(path, read_text(path))


def parse_toml(path: Path, text: str) -> TomlFile:
    """Return what the text of a TOML file says; raise ConfigError where it is none."""
    if not text:
        return TomlFile(path=path)
    import tomllib  # here, because without a file nobody waits for it

    try:
        return TomlFile(path=path, text=text, tables=tomllib.loads(text))
    except RecursionError as error:
        raise _error(path, "broken TOML: nested too deeply") from error
    except ValueError as error:  # TOMLDecodeError, and numbers of too many digits
        reason = str(error)
        place = _PLACE.search(reason)
        line = int(place[1] or text.rstrip().count("\n") + 1) if place else 0
        raise _error(path, f"broken TOML: {_PLACE.sub('', reason)}", line) from error


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Return the text of a user's file of at most `limit` bytes, "" where there is none.

    Raises ConfigError.
    """
    try:
        with regular_file(path) as (handle, size):
            content = read_bounded(handle, size, limit)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _error(path, f"can't be read: {error.strerror}") from error
    except ParseError as error:
        raise _error(path, str(error)) from error
    if len(content) > limit:
        raise _error(path, f"larger than {limit // 1024:,} kB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _error(path, "not UTF-8 text", line) from error


def one_at_a_time(
    change: Callable[Concatenate[Path, Parameters], Answer],
) -> Callable[Concatenate[Path, Parameters], Answer]:
    """Have a function, whose first argument is the path of a file, change that alone:
    what is written was made from what was read, and between the two nobody else may write."""

    @wraps(change)
    def alone(path: Path, /, *arguments: Parameters.args, **options: Parameters.kwargs) -> Answer:
        lock = _locked(path)
        try:
            return change(path, *arguments, **options)
        finally:
            lock.release()

    return alone


def _locked(path: Path) -> "Lock":
    """A lock beside the file: the file itself is another one after each change."""
    from tui_reader.folders import make_private
    from tui_reader.lock import Lock

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


def replace_text(path: Path, text: str) -> None:
    """Put a text in a file's place, whole or not at all; a link to the file stays a link.

    Raises ConfigError where it can't be written.
    """
    import tempfile

    from tui_reader.folders import make_private

    target = Path(os.path.realpath(path))
    try:
        content = text.encode()
        make_private(target.parent)
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


def quoted(text: str) -> str:
    """Return a user's word in quotes, without anything that acts on a terminal."""
    return f'"{text}"' if text.isprintable() else ascii(text)


def shown_path(path: Path) -> str:
    """Return a path for showing: from the home folder, without what acts on a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in from_home(path))


def from_home(path: Path) -> str:
    """Return a path as its user would write it: the home folder is `~`."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  (Path raises where there is no home)
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _error(path: Path, reason: str, line: int = 0) -> ConfigError:
    """`path, line 3: reason`; without a line where none is known."""
    return ConfigError(f"{shown_path(path)}{f', line {line}' if line else ''}: {reason}")


def _line_of(text: str, name: str, nth: int = 0) -> int:
    """Return the line, counted from 1, where a dotted name is set; 0 if it is not found.

    Where the name itself is not found, it is the line of the table that it belongs to.
    """
    names = list(_names(text))
    table = name.rpartition(".")[0]
    headers = [place for place, (_, known) in enumerate(names) if known == table]
    start = headers[nth] if nth < len(headers) else 0
    for line, known in names[start:]:
        if f"{known}.".startswith(f"{name}."):
            return line
    return names[start][0] if headers else 0


def _names(text: str) -> Iterator[tuple[int, str]]:
    """All dotted names that are set, tables and keys, each with its line (tomllib tells none)."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        key, equals, _ = line.partition("=")
        name = _QUOTES_AND_BLANKS.sub("", key)
        if name.startswith("["):
            table = name.strip("[").partition("]")[0]
            yield number, table
        elif equals:
            yield number, f"{table}.{name}".removeprefix(".")
