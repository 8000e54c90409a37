"""`sources.toml`: which folders make up the library; read strictly, rewritten with care.

    [[folder]]
    path = "~/news/world"
    name = "World"          # may be left out: then it is the folder's own name

It is the user's file. Adding and removing goes through tomlkit, which keeps comments, order and
spelling; the new text is complete on disk before it takes the place of the old one.
"""

import os
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.errors import ConfigError, NotFoundError
from tui_reader.models import Source
from tui_reader.tomlfile import TomlFile, from_home, quoted, read_toml, shown_path

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

TABLE = "folder"
KEYS = ("path", "name")
JOINERS = "\u200c\u200d"
"""Not printable to Python, and yet part of Persian names and of emoji."""


def load_sources(path: Path) -> tuple[Source, ...]:
    """Read `sources.toml`, in its order; a missing file means no sources.

    `~` is the home folder; a relative path starts at the file's own folder. Whether a folder
    exists is not asked: it may be on a disk that comes later. Raises ConfigError.
    """
    return _sources(read_toml(path))


def add_folder(path: Path, folder: Path, name: str = "") -> Source:
    """Add a folder, or a single file, to `sources.toml`; return the new source.

    Raises NotFoundError where it does not exist, and ConfigError where it or its name is there
    already, or where `sources.toml` can't be read or written.
    """
    if not str(folder).strip():
        raise NotFoundError("name a folder, or a single file")
    place = _place(folder)
    try:
        place.stat()
    except FileNotFoundError as error:
        raise NotFoundError(f"{shown_path(place)}: no such file or folder") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in it
        raise NotFoundError(f"{shown_path(place)}: can't be looked at") from error
    file = read_toml(path)
    source = Source(path=place, name=_clean(name) or _own_name(place))
    for known in _sources(file):
        if _same(known.path, place):
            raise file.error(f"{shown_path(place)} is there already, as {quoted(known.name)}")
        if known.name == source.name:
            raise file.error(f"there is a source {quoted(known.name)} already; name this otherwise")
    _write(path, _with_entry(file, source))
    return source


def remove_source(path: Path, name_or_path: str) -> Source:
    """Take a source out of `sources.toml`, by its name or its path; the folder stays as it is.

    Returns what it was. Raises NotFoundError where there is no such source, and ConfigError.
    """
    file = read_toml(path)
    sources = _sources(file)
    number = _find(sources, name_or_path)
    _write(path, _without_entry(file, number))
    return sources[number]


def _sources(file: TomlFile) -> tuple[Source, ...]:
    """What the file says, checked."""
    for key in file.tables:
        if key != TABLE:
            raise file.unknown("", key, (TABLE,))
    entries = file.tables.get(TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise file.error(f"each folder must be a table of its own, [[{TABLE}]]", TABLE)
    sources: list[Source] = []
    for number, entry in enumerate(entries):
        source = _source(file, entry, number)
        if any(source.path == known.path for known in sources):
            raise file.error("this folder is there twice", f"{TABLE}.path", number)
        if any(source.name == known.name for known in sources):
            reason = f"two folders have the name {quoted(source.name)}; give this one another"
            raise file.error(reason, f"{TABLE}.name", number)
        sources.append(source)
    return tuple(sources)


def _source(file: TomlFile, entry: dict[str, Any], number: int) -> Source:
    """One entry, checked."""
    for key, value in entry.items():
        if key not in KEYS:
            raise file.unknown(TABLE, key, KEYS, number)
        if not isinstance(value, str) or "\0" in value:
            raise file.error(f"{key} must be text in quotes", f"{TABLE}.{key}", number)
    if not entry.get("path"):
        raise file.error("a folder needs a path", f"{TABLE}.path", number)
    path = _place(file.path.parent / _home_expanded(Path(entry["path"])))
    return Source(path=path, name=_clean(entry.get("name", "")) or _own_name(path))


def _find(sources: tuple[Source, ...], name_or_path: str) -> int:
    """The place of a source; a name goes before a path."""
    names = [source.name for source in sources]
    if name_or_path in names:
        return names.index(name_or_path)
    place = _place(Path(name_or_path))
    for number, source in enumerate(sources):
        if _same(source.path, place):
            return number
    known = f"known are {', '.join(map(quoted, names))}" if names else "there is none"
    raise NotFoundError(f"no source {quoted(name_or_path)}; {known}")


def _same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same place, through links too."""
    return os.path.realpath(one) == os.path.realpath(other)


def _place(path: Path) -> Path:
    """An absolute path without `..`; symbolic links stay, for whoever moves them later."""
    return Path(os.path.normpath(_home_expanded(path).absolute()))


def _home_expanded(path: Path) -> Path:
    """The path with `~` filled in; as it is where nobody knows that home."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  (Path.expanduser raises there)


def _own_name(path: Path) -> str:
    """The name of a folder, or of a file without its ending."""
    return _clean(path.name) or "/"


def _clean(name: str) -> str:
    """A name of one line without anything that acts on a terminal."""
    return "".join(c for c in name if c.isprintable() or c in JOINERS).strip()


def _document(file: TomlFile) -> "TOMLDocument":
    """The file with all its comments and blanks."""
    from tomlkit import parse
    from tomlkit.exceptions import TOMLKitError

    try:
        return parse(file.text)
    except TOMLKitError as error:  # read, and yet not to be rewritten: two parsers, two opinions
        raise file.error("can't be changed by the program; change it by hand") from error


def _with_entry(file: TomlFile, source: Source) -> str:
    """The text of `sources.toml` with one folder more, at the end."""
    import tomlkit
    from tomlkit.items import Array

    document = _document(file)
    entry = tomlkit.table()
    entry["path"] = from_home(source.path)
    if source.name != _own_name(source.path):
        entry["name"] = source.name
    entries = document.setdefault(TABLE, tomlkit.aot())
    if isinstance(entries, Array):
        entries.append(entry.unwrap())
    else:
        entry.trivia.indent = "\n" if file.text.strip() else ""
        entries.append(entry)
    return document.as_string()


def _without_entry(file: TomlFile, number: int) -> str:
    """The text of `sources.toml` without one of its folders, counted from 0.

    To tomlkit, what stands between two folders belongs to the first; to people, a comment there
    is about the second. So it stays.
    """
    document = _document(file)
    entries: Any = document[TABLE]
    between = _comments_after(entries[number])
    del entries[number]
    if number < len(entries) and between:
        entries[number].trivia.indent = between
        between = ""
    if not entries:
        del document[TABLE]
    return document.as_string() + between


def _comments_after(entry: Any) -> str:
    """The comments between a folder's last key and the next folder, as they are written."""
    from tomlkit.items import Table

    if not isinstance(entry, Table):
        return ""
    after = takewhile(lambda item: item[0] is None, reversed(entry.value.body))
    return "".join(reversed([item.as_string() for _, item in after])).lstrip()


def _write(path: Path, text: str) -> None:
    """Put the text in the file's place, whole or not at all; a link to the file stays a link."""
    import tempfile

    target = Path(os.path.realpath(path))
    try:
        content = text.encode()
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
