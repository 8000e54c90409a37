"""The text of `sources.toml` → sources, checked; every complaint names file, line and key."""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from tui_reader.errors import UrlError
from tui_reader.models import Source
from tui_reader.sources.addresses import feed_address, feed_folder, feed_host
from tui_reader.sources.quick import quick_tables
from tui_reader.tomlfile import TomlFile, parse_toml, quoted, read_text
from tui_reader.urls import without_user

MAX_BYTES = 16 * 1024 * 1024
"""Four times what the longest published list of feeds takes here."""

MAX_KNOWN = 65_536
"""Feeds whose reading is remembered: after a change all but one are the same as before."""

FOLDER = "folder"
FEED = "feed"
KEYS = {
    FOLDER: ("path", "name"),
    FEED: ("url", "name", "category", "folder", "every", "keep_days", "keep_count", "full_text"),
}
"""What may stand in each kind of table, in the order in which it is written."""
NUMBERS = {
    "every": (525_600, "minutes"),
    "keep_days": (36_500, "days"),
    "keep_count": (1_000_000, "briefings"),
}
"""The keys whose values are numbers, from 1, with the greatest and the unit."""

SWITCHES = frozenset({"full_text"})
"""The keys that are true or false."""

JOINERS = "\u200c\u200d"
"""Not printable to Python, and yet part of Persian names and of emoji."""
_PLAIN_FOLDER = re.compile(r"[a-z0-9_][a-z0-9._-]{0,254}")


def load_sources(path: Path, briefings: Path) -> tuple[Source, ...]:
    """Read `sources.toml`: its folders, then its feeds, each in the order of the file.

    A missing file means no sources. `~` is the home folder; a relative path starts at the file's
    own folder. Whether a folder exists is not asked: it may be on a disk that comes later. The
    briefing files of a feed are kept in a folder below `briefings`. Raises ConfigError.
    """
    return read_file(path, briefings)[1]


def read_file(path: Path, briefings: Path) -> tuple[TomlFile, tuple[Source, ...]]:
    """Read `sources.toml`: as TOML, and the sources that it says. Raises ConfigError."""
    return read_sources(path, read_text(path, MAX_BYTES), briefings)


@lru_cache(maxsize=1)
def read_sources(path: Path, text: str, briefings: Path) -> tuple[TomlFile, tuple[Source, ...]]:
    """Return what a text says, as TOML and as sources; raise ConfigError where that is wrong.

    The last text is known: it is read before each change, and after it by those who watch.
    """
    tables = quick_tables(text)
    file = parse_toml(path, text) if tables is None else TomlFile(path, text, tables)
    return file, _checked(file, briefings)


def _checked(file: TomlFile, briefings: Path) -> tuple[Source, ...]:
    """What the file says; raises ConfigError for the first thing that is wrong."""
    for key, entries in file.tables.items():
        if key not in KEYS:
            raise file.unknown("", key, tuple(KEYS))
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            raise file.error(f"each {key} must be a table of its own, [[{key}]]", key)
    reader = _Reader(file, briefings)
    folders = [reader.folder(one, nth) for nth, one in enumerate(file.tables.get(FOLDER, ()))]
    feeds = [reader.feed(one, nth) for nth, one in enumerate(file.tables.get(FEED, ()))]
    return (*folders, *feeds)


def place_of(path: Path) -> Path:
    """Return an absolute path without `..`; symbolic links stay, for whoever moves them later."""
    return Path(os.path.normpath(_home_expanded(path).absolute()))


def own_name(path: Path) -> str:
    """Return the name of a folder, or of a file without its ending."""
    return clean_name(path.name) or "/"


def clean_name(name: str) -> str:
    """Return a name of one line without anything that acts on a terminal."""
    if not name.isprintable():
        name = "".join(c for c in name if c.isprintable() or c in JOINERS)
    return name.strip()


class _Reader:
    """Reads the entries of one file, and knows which names and places are taken."""

    def __init__(self, file: TomlFile, briefings: Path) -> None:
        self._file = file
        self._briefings = briefings
        self._names: set[str] = set()
        self._paths: set[Path] = set()
        self._urls: set[str] = set()
        self._feed_folders: set[str] = set()

    def folder(self, entry: dict[str, Any], nth: int) -> Source:
        """Read one `[[folder]]`."""
        self._check(FOLDER, entry, nth)
        if not entry.get("path"):
            raise self._file.error("a folder needs a path", "folder.path", nth)
        path = place_of(self._file.path.parent / _home_expanded(Path(entry["path"])))
        if path in self._paths:
            raise self._file.error("this folder is there twice", "folder.path", nth)
        self._paths.add(path)
        if path.parent == self._briefings:
            self._feed_folders.add(path.name)
        name = clean_name(entry.get("name", "")) or own_name(path)
        return Source(path=path, name=self._taken(FOLDER, name, nth))

    def feed(self, entry: dict[str, Any], nth: int) -> Source:
        """Read one `[[feed]]`."""
        self._check(FEED, entry, nth)
        if (folder := entry.get("folder")) and not _PLAIN_FOLDER.fullmatch(folder):
            reason = "folder must be a plain name, of small letters, digits and - _ ."
            raise self._file.error(reason, "feed.folder", nth)
        if not entry.get("url"):
            raise self._file.error("a feed needs a url", "feed.url", nth)
        try:
            source = _feed(tuple(map(entry.get, KEYS[FEED])), self._briefings)
        except UrlError as error:
            raise self._file.error(f"url: {error}", "feed.url", nth) from error
        self._take_url(source.url, nth)
        self._take_folder(source.path.name, nth)
        self._taken(FEED, source.name, nth)
        return source

    def _check(self, table: str, entry: Mapping[str, Any], nth: int) -> None:
        """Refuse keys that nobody knows, and values of another type."""
        for key, value in entry.items():
            if key not in KEYS[table]:
                raise self._file.unknown(table, key, KEYS[table], nth)
            if key in NUMBERS:
                greatest, unit = NUMBERS[key]
                if type(value) is not int or not 0 < value <= greatest:  # True is an int, too
                    reason = f"{key} must be a whole number of {unit}, from 1 to {greatest:,}"
                    raise self._file.error(reason, f"{table}.{key}", nth)
            elif key in SWITCHES:
                if not isinstance(value, bool):
                    raise self._file.error(f"{key} must be true or false", f"{table}.{key}", nth)
            elif not isinstance(value, str) or "\0" in value:
                raise self._file.error(f"{key} must be text in quotes", f"{table}.{key}", nth)

    def _take_url(self, url: str, nth: int) -> None:
        """Take the address of a feed, which no other has, with whatever login."""
        known = without_user(url)
        if known in self._urls:
            raise self._file.error("this feed is there twice", "feed.url", nth)
        self._urls.add(known)

    def _take_folder(self, folder: str, nth: int) -> None:
        """Take the folder of a feed's briefing files, which no other source has."""
        if folder in self._feed_folders:
            reason = f"two sources have the folder {quoted(folder)}; give this one another"
            raise self._file.error(reason, "feed.folder", nth)
        self._feed_folders.add(folder)

    def _taken(self, table: str, name: str, nth: int) -> str:
        """Take a name, which no other source has."""
        if name in self._names:
            reason = f"two sources have the name {quoted(name)}; give this one another"
            raise self._file.error(reason, f"{table}.name", nth)
        self._names.add(name)
        return name


@lru_cache(maxsize=MAX_KNOWN)
def _feed(values: tuple[Any, ...], briefings: Path) -> Source:
    """The feed that the values of the keys, in their order, say; raises UrlError."""
    text, name, category, folder, every, days, count, full_text = values
    url = feed_address(text)
    return Source(
        briefings / (folder or feed_folder(url)),
        clean_name(name or "") or feed_host(url),
        url,
        clean_name(category or ""),
        every,
        days,
        count,
        bool(full_text),
    )


def _home_expanded(path: Path) -> Path:
    """The path with `~` filled in; as it is where nobody knows that home."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  (Path.expanduser raises there)
