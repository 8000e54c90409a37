"""Sources that are there already: taken out, put back, renamed, moved to a category or address."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import ConfigError, NotFoundError, UrlError
from tui_reader.models import Source
from tui_reader.sources.adding import feed_entry, folder_entry, is_same, refuse_name
from tui_reader.sources.addresses import feed_address, feed_host, with_login_of
from tui_reader.sources.layout import Values, with_entries, with_values, without_entries
from tui_reader.sources.reading import (
    FEED,
    FOLDER,
    clean_name,
    own_name,
    place_of,
    read_file,
)
from tui_reader.sources.writing import put
from tui_reader.tomlfile import TomlFile, one_at_a_time, quoted
from tui_reader.urls import without_user

MAX_SHOWN = 10
"""Names in a message: more are no help."""


class Removed(NamedTuple):
    """A source that was taken out, and all that is needed to put it back."""

    source: Source
    text: str = ""
    """What was written about it, to the letter."""
    place: int = 0
    """Where in the file that stood."""
    rest: str = ""
    """Which file it fits into: the hash of what was left."""


class _Found(NamedTuple):
    """A source, and where it is written."""

    file: TomlFile
    sources: tuple[Source, ...]
    source: Source
    table: str
    number: int
    """Counted from 0 in its table."""


@one_at_a_time
def remove_source(path: Path, briefings: Path, wanted: str) -> Removed:
    """Take a source out of `sources.toml`, by its name, path or address; its files stay.

    Raises NotFoundError where there is no such source, and ConfigError.
    """
    file, sources, source, table, number = _find(path, briefings, wanted)
    text = without_entries(file, table, [number])
    place = _first_difference(file.text, text)
    gone = file.text[place : place + len(file.text) - len(text)]
    if text[:place] + gone + text[place:] != file.text:
        raise file.error("can't be changed by the program; change it by hand")
    put(file, text, briefings, [one for one in sources if one != source])
    return Removed(source, gone, place, _hash(text))


@one_at_a_time
def remove_sources(path: Path, briefings: Path, names: Iterable[str]) -> int:
    """Take many sources out at once, by their names; say how many of them there were.

    Raises ConfigError where `sources.toml` can't be read or written.
    """
    file, sources = read_file(path, briefings)
    unwanted = frozenset(names)
    left = [one for one in sources if one.name not in unwanted]
    if len(left) < len(sources):
        numbers = [number for number, one in enumerate(sources) if one.name in unwanted]
        folders = len(file.tables.get(FOLDER, ()))
        text = without_entries(file, FOLDER, [n for n in numbers if n < folders])
        file_left = file._replace(text=text)
        text = without_entries(file_left, FEED, [n - folders for n in numbers if n >= folders])
        put(file, text, briefings, left)
    return len(sources) - len(left)


@one_at_a_time
def restore(path: Path, briefings: Path, removed: Removed) -> Source:
    """Put a source back that was taken out.

    It stands again as and where it stood, with its comments, if the file is still the one that
    it was taken from; else at the end. Raises ConfigError where it can't be put back.
    """
    file, sources = read_file(path, briefings)
    source, text, place, rest = removed
    if _hash(file.text) == rest:
        text = file.text[:place] + text + file.text[place:]
    else:
        refuse_name(file, sources, source.name)
        is_feed = bool(source.url)
        entry = feed_entry(source) if is_feed else folder_entry(source)
        text = with_entries(file, FEED if is_feed else FOLDER, [entry])
    put(file, text, briefings, (*sources, source))
    return source


@one_at_a_time
def rename_source(path: Path, briefings: Path, wanted: str, name: str) -> Source:
    """Give a source another name; without one it is called as if none had ever been given.

    Raises NotFoundError where there is no such source, and ConfigError where the name is taken.
    """
    found = _find(path, briefings, wanted)
    usual = feed_host(found.source.url) or own_name(found.source.path)
    name = clean_name(name) or usual
    if name != found.source.name:
        refuse_name(found.file, found.sources, name)
    new = found.source._replace(name=name)
    return _change(found, briefings, new, {"name": None if name == usual else name})


@one_at_a_time
def move_source(path: Path, briefings: Path, wanted: str, category: str) -> Source:
    """Put a feed under another category, or under none.

    Raises NotFoundError where there is no such source, and ConfigError where it is a folder.
    """
    found = _find(path, briefings, wanted)
    if found.table == FOLDER:
        raise ConfigError(f"{quoted(found.source.name)} is a folder; only feeds have a category")
    new = found.source._replace(category=clean_name(category))
    return _change(found, briefings, new, {"category": new.category or None})


@one_at_a_time
def replace_urls(
    path: Path, briefings: Path, moves: Iterable[tuple[Source, str]]
) -> tuple[Source, ...]:
    """Give feeds the addresses that they have moved to for good; return them as they are now.

    Their names and the folders of their briefing files stay; so do their logins, but only where
    these went to before. A feed that is there no more, or whose new address is none of a feed or
    another's, is left out. Raises ConfigError.
    """
    file, sources = read_file(path, briefings)
    folders = len(file.tables.get(FOLDER, ()))
    numbers = {source.url: number for number, source in enumerate(sources) if source.url}
    taken = {without_user(url) for url in numbers}
    changes: dict[int, Values] = {}
    moved = list(sources)
    for old, url in moves:
        number = numbers.get(old.url)
        address = _new_address(old.url, url, taken)
        if number is not None and address:
            moved[number] = sources[number]._replace(url=address)
            entry = feed_entry(moved[number])
            changes[number - folders] = {key: entry[key] for key in ("url", "name", "folder")}
            taken.add(without_user(address))
    if changes:
        put(file, with_values(file, FEED, changes), briefings, moved)
    return tuple(moved[number + folders] for number in changes)


def _new_address(old: str, url: str, taken: Collection[str]) -> str:
    """The address that a feed has moved to, with its login; "" where it can't have that."""
    try:
        address = with_login_of(old, feed_address(url))
    except UrlError:
        return ""
    bare = without_user(address)
    return "" if address == old or (bare in taken and bare != without_user(old)) else address


def _change(found: _Found, briefings: Path, new: Source, values: Values) -> Source:
    """Write other values of a source; nothing is written where nothing changes."""
    if new != found.source:
        text = with_values(found.file, found.table, {found.number: values})
        wanted = [new if one == found.source else one for one in found.sources]
        put(found.file, text, briefings, wanted)
    return new


def _find(path: Path, briefings: Path, wanted: str) -> _Found:
    """Read the file, and find a source in it."""
    file, sources = read_file(path, briefings)
    number = _number(sources, wanted)
    folders = len(file.tables.get(FOLDER, ()))
    if number < folders:
        return _Found(file, sources, sources[number], FOLDER, number)
    return _Found(file, sources, sources[number], FEED, number - folders)


def _number(sources: Sequence[Source], wanted: str) -> int:
    """The place of a source; a name goes before an address, and that before a path."""
    names = [source.name for source in sources]
    if wanted in names:
        return names.index(wanted)
    try:
        address = without_user(feed_address(wanted))
    except UrlError:
        place = place_of(Path(wanted))
        places = (not source.url and is_same(source.path, place) for source in sources)
        number = next((n for n, is_it in enumerate(places) if is_it), None)
    else:
        number = next((n for n, s in enumerate(sources) if without_user(s.url) == address), None)
    if number is None:
        raise NotFoundError(f"no source {quoted(without_user(wanted))}; {_known(names)}")
    return number


def _known(names: Sequence[str]) -> str:
    """What there is instead."""
    if not names:
        return "there is none"
    more = f" and {len(names) - MAX_SHOWN:,} more" if len(names) > MAX_SHOWN else ""
    return f"known are {', '.join(map(quoted, islice(names, MAX_SHOWN)))}{more}"


def _first_difference(longer: str, shorter: str) -> int:
    """How far two texts are the same."""
    same, other = 0, len(shorter) + 1
    while other - same > 1:
        middle = (same + other) // 2
        if longer.startswith(shorter[same:middle], same):
            same = middle
        else:
            other = middle
    return same


def _hash(text: str) -> str:
    """What tells one text of the file from another."""
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
