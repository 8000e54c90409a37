"""New folders and feeds: one, or a whole list."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import NotFoundError, UrlError
from tui_reader.models import Source
from tui_reader.sources.addresses import feed_address, feed_folder, feed_host
from tui_reader.sources.layout import Values, with_entries
from tui_reader.sources.reading import (
    FEED,
    FOLDER,
    clean_name,
    own_name,
    place_of,
    read_file,
)
from tui_reader.sources.writing import put
from tui_reader.tomlfile import TomlFile, from_home, one_at_a_time, quoted, shown_path
from tui_reader.urls import without_user


class Added(NamedTuple):
    """What became of a list of feeds."""

    sources: tuple[Source, ...] = ()
    """The new ones."""
    known: int = 0
    """How many were there already; these keep their names and categories."""
    refused: tuple[tuple[str, str], ...] = ()
    """Addresses, without their logins, that are none of a feed; each with the reason."""


@one_at_a_time
def add_folder(path: Path, folder: Path, name: str = "") -> Source:
    """Add a folder, or a single file, to `sources.toml`; return the new source.

    Raises NotFoundError where it does not exist, and ConfigError where it or its name is there
    already, or where `sources.toml` can't be read or written.
    """
    place = _existing(folder)
    file, sources = read_file(path, Path())
    source = Source(path=place, name=clean_name(name) or own_name(place))
    for known in sources:
        if not known.url and is_same(known.path, place):
            raise file.error(f"{shown_path(place)} is there already, as {quoted(known.name)}")
    refuse_name(file, sources, source.name)
    text = with_entries(file, FOLDER, [folder_entry(source)])
    put(file, text, Path(), (*sources, source))
    return source


@one_at_a_time
def add_feed(
    path: Path, briefings: Path, url: str, name: str = "", category: str = "", title: str = ""
) -> Source:
    """Add a feed to `sources.toml`; return the new source.

    Without a name it is called by its title, else by its host, with a number where that is taken.
    Raises UrlError where the address is none of a feed, and ConfigError where it or its name is
    there already, or where `sources.toml` can't be read or written.
    """
    try:
        address = feed_address(url)
    except UrlError as error:
        raise UrlError(f"can't add this feed: {error}") from error
    file, sources = read_file(path, briefings)
    for known in sources:
        if known.url and without_user(known.url) == without_user(address):
            raise file.error(f"{without_user(address)} is there already, as {quoted(known.name)}")
    if name := clean_name(name):
        refuse_name(file, sources, name)
    source = _Newcomers(sources, briefings).feed(address, name or clean_name(title), category)
    put(file, with_entries(file, FEED, [feed_entry(source)]), briefings, (*sources, source))
    return source


@one_at_a_time
def add_feeds(
    path: Path, briefings: Path, feeds: Iterable[tuple[str, str, str]], *, dry_run: bool = False
) -> Added:
    """Add many feeds, each an address, a name and a category; say what became of them.

    A name that is taken gets a number. What is there already stays as it is, and an address that
    is none of a feed is left out. With `dry_run` nothing is written. Raises ConfigError where
    `sources.toml` can't be read or written.
    """
    file, sources = read_file(path, briefings)
    newcomers = _Newcomers(sources, briefings)
    addresses = {without_user(source.url) for source in sources}
    new: list[Source] = []
    refused: list[tuple[str, str]] = []
    known = 0
    for url, name, category in feeds:
        try:
            address = feed_address(url)
        except UrlError as error:
            refused.append((without_user(url), str(error)))
            continue
        if without_user(address) in addresses:
            known += 1
            continue
        addresses.add(without_user(address))
        new.append(newcomers.feed(address, clean_name(name), category))
    if new and not dry_run:
        text = with_entries(file, FEED, map(feed_entry, new))
        put(file, text, briefings, (*sources, *new))
    return Added(tuple(new), known, tuple(refused))


def folder_entry(source: Source) -> Values:
    """What is written of a folder."""
    is_named = source.name != own_name(source.path)
    return {"path": from_home(source.path), "name": source.name if is_named else None}


def feed_entry(source: Source) -> Values:
    """What is written of a feed."""
    is_named = source.name != feed_host(source.url)
    is_elsewhere = source.path.name != feed_folder(source.url)
    return {
        "url": source.url,
        "name": source.name if is_named else None,
        "category": source.category,
        "folder": source.path.name if is_elsewhere else None,
        "every": source.every,
        "keep_days": source.keep_days,
        "keep_count": source.keep_count,
        "full_text": source.full_text or None,
    }


def refuse_name(file: TomlFile, sources: Iterable[Source], name: str) -> None:
    """Raise ConfigError where a source has this name already."""
    if any(source.name == name for source in sources):
        raise file.error(f"there is a source {quoted(name)} already; name this otherwise")


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same place, through links too."""
    try:
        return os.path.realpath(one) == os.path.realpath(other)
    except ValueError:  # a NUL in it
        return False


class _Newcomers:
    """Finds names and folders for new feeds that no other source has."""

    def __init__(self, sources: Iterable[Source], briefings: Path) -> None:
        self._briefings = briefings
        self._names = _Numbered(source.name for source in sources)
        self._folders = _Numbered(source.path.name for source in sources)

    def feed(self, address: str, name: str, category: str) -> Source:
        """Return the source for an address; one without a name is called by its host."""
        return Source(
            path=self._briefings / self._folders.take(feed_folder(address), "{}-{}"),
            name=self._names.take(name or feed_host(address), "{} ({})"),
            url=address,
            category=clean_name(category),
        )


class _Numbered:
    """Names that are taken; one that comes again gets a number."""

    def __init__(self, names: Iterable[str]) -> None:
        self._taken = set(names)
        self._last: dict[str, int] = {}

    def take(self, name: str, form: str) -> str:
        """Take this name, or the first free one of its numbered forms."""
        free, number = name, self._last.get(name, 1)
        while free in self._taken:
            number += 1
            free = form.format(name, number)
        self._taken.add(free)
        self._last[name] = number
        return free


def _existing(folder: Path) -> Path:
    """The place of a folder or file that exists."""
    if not str(folder).strip():
        raise NotFoundError("name a folder, or a single file")
    place = place_of(folder)
    try:
        place.stat()
    except FileNotFoundError as error:
        shown = shown_path(place_of(Path(without_user(str(folder)))))
        raise NotFoundError(f"{shown}: no such file or folder") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in it
        raise NotFoundError(f"{shown_path(place)}: can't be looked at") from error
    return place
