"""`views.toml`: searches kept as views, what is muted, and what is said of outlets; read strictly.

    [[view]]
    name = "Strait"
    query = "strait outlets:>=3 sort:outlets"
    key = "f5"              # may be left out
    full_text = true        # a refresh fetches the texts of what is new in it
    notify = true           # and says how much that is

    [[mute]]
    query = "football -is:starred"
    until = 2026-02-01      # may be left out: then for good

    [[outlet]]
    name = "Guardian"
    as = "The Guardian"     # all but the name may be left out
    preferred = true
    muted = true            # folded away in the coverage

It is the user's file: adding and removing goes through tomlkit, which keeps comments and order.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader.errors import ConfigError, NotFoundError, QueryError
from tui_reader.models import OutletRules
from tui_reader.query import read_query
from tui_reader.tomlfile import (
    TomlFile,
    one_at_a_time,
    parse_toml,
    quoted,
    read_toml,
    replace_text,
    shown_path,
)

KEYS = {
    "view": ("name", "query", "key", "full_text", "notify"),
    "mute": ("query", "until"),
    "outlet": ("name", "as", "preferred", "muted"),
}
NOUNS = {"view": "a view", "mute": "a mute", "outlet": "an outlet"}
REQUIRED = {"view": ("name", "query"), "mute": ("query",), "outlet": ("name",)}
SWITCHES = frozenset({"full_text", "notify", "preferred", "muted"})
MAX_NAMES = {"view": 60, "outlet": 300}
MAX_MISTAKES = 20
"""More lines help nobody, and to find the line of each takes its time."""
UNREAD = "is:unread"
"""The term that counts a view, for which there has to be room behind its query."""


_EMPTY_LINES = re.compile(r"\n{3,}(?=\[\[)")
"""What tomlkit leaves where tables come and go."""


class SavedView(NamedTuple):
    """A search with a name."""

    name: str
    query: str
    key: str = ""
    """The key that opens it; "" for none."""
    full_text: bool = False
    """Whether a refresh fetches the texts of what is new in it."""
    notify: bool = False
    """Whether a refresh says how much is new in it."""


class Mute(NamedTuple):
    """What the reader never wants to see."""

    query: str
    until: dt.date | None = None
    """The day from which on it is seen again; None for never."""


class Outlet(NamedTuple):
    """What the reader says of an outlet."""

    name: str
    called: str = ""
    """The name that is shown instead; "" for its own."""
    preferred: bool = False
    muted: bool = False


class Shapes(NamedTuple):
    """What the reader has made of the library."""

    views: tuple[SavedView, ...] = ()
    mutes: tuple[Mute, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    mistakes: tuple[str, ...] = ()
    """What was left out, a line each."""

    @property
    def outlet_rules(self) -> OutletRules:
        """The same of the outlets by the names that are shown."""
        calls = {one.name: one.called for one in self.outlets if one.called}
        shown = {one: shown_name(one.name, calls) for one in self.outlets}
        return OutletRules(
            preferred=frozenset(name for one, name in shown.items() if one.preferred),
            muted=frozenset(name for one, name in shown.items() if one.muted),
            renamed={one.name: name for one, name in shown.items() if one.called},
        )


def shown_name(name: str, calls: Mapping[str, str]) -> str:
    """What an outlet is called in the end; `calls` do not go round."""
    while name in calls:
        name = calls[name]
    return name


def load_shapes(path: Path) -> Shapes:
    """Read `views.toml`; a missing file means none of both. Raises ConfigError."""
    return _strictly(read_toml(path))


def load_sound_shapes(path: Path) -> Shapes:
    """The same, without what is wrong in it. Raises ConfigError only where it can't be read."""
    return shapes_from(read_toml(path))


@one_at_a_time
def add_view(path: Path, view: SavedView) -> None:
    """Keep a search as a view. Raises ConfigError where the name is taken or the query is none."""
    entry: dict[str, Any] = {"name": view.name.strip(), "query": view.query.strip()}
    entry |= {key: value for key, value in view._asdict().items() if value and key not in entry}
    _add(path, "view", entry)


@one_at_a_time
def add_mute(path: Path, mute: Mute) -> None:
    """Mute what answers a query. Raises ConfigError where the query is none."""
    entry: dict[str, Any] = {"query": mute.query.strip()}
    if mute.until:
        entry["until"] = mute.until
    _add(path, "mute", entry)


@one_at_a_time
def remove_view(path: Path, name: str) -> SavedView:
    """Take a view out; returns what it was. Raises NotFoundError or ConfigError."""
    shapes = load_shapes(path)
    nth = _place(shapes, name)
    _remove(path, "view", nth)
    return shapes.views[nth]


@one_at_a_time
def rename_view(path: Path, wanted: str, name: str) -> None:
    """Give a view another name. Raises NotFoundError, or ConfigError where the name is taken."""
    _rename(path, _place(load_shapes(path), wanted), name.strip())


@one_at_a_time
def remove_mute(path: Path, query: str) -> Mute:
    """Take a rule out; returns what it was. Raises NotFoundError or ConfigError."""
    shapes = load_shapes(path)
    queries = [mute.query for mute in shapes.mutes]
    if query not in queries:
        raise NotFoundError(f"{quoted(query)} is not muted")
    _remove(path, "mute", queries.index(query))
    return shapes.mutes[queries.index(query)]


@one_at_a_time
def set_outlets(path: Path, outlets: Iterable[Outlet]) -> None:
    """Say this of some outlets; one of which nothing is said loses its entry. ConfigError."""

    def change(document: Any) -> None:
        for outlet in outlets:
            _set_outlet(document, _outlet_entry(outlet))

    _rewrite(path, change)


def _outlet_entry(outlet: Outlet) -> dict[str, Any]:
    """An outlet as its table has it."""
    values = (outlet.name, outlet.called, outlet.preferred, outlet.muted)
    return {key: value for key, value in zip(KEYS["outlet"], values, strict=True) if value}


def _set_outlet(document: Any, entry: dict[str, Any]) -> None:
    """Change the table of an outlet, or add it, or take it out."""
    names = [one["name"] for one in document.get("outlet", ())]
    if entry["name"] not in names:
        if len(entry) > 1:
            _append(document, "outlet", entry)
        return
    nth = names.index(entry["name"])
    table = document["outlet"][nth]
    for key in KEYS["outlet"]:
        if key in entry:
            table[key] = entry[key]
        else:
            table.pop(key, None)
    if len(entry) == 1:
        _take_out(document, "outlet", nth)


def _place(shapes: Shapes, name: str) -> int:
    """Which of the views has this name; NotFoundError if none has."""
    names = [view.name for view in shapes.views]
    if name not in names:
        raise NotFoundError(f"no view {quoted(name)}")
    return names.index(name)


def _strictly(file: TomlFile) -> Shapes:
    """What the file says, where nothing is wrong in it."""
    shapes = shapes_from(file)
    if shapes.mistakes:
        raise ConfigError(shapes.mistakes[0])
    return shapes


def shapes_from(file: TomlFile) -> Shapes:
    """What makes sense in the file, and what does not."""
    sound: dict[str, list[dict[str, Any]]] = {table: [] for table in KEYS}
    taken: dict[str, dict[str, str]] = {table: {} for table in KEYS}
    mistakes: list[str] = []
    beyond = 0
    for table, nth, entry in _entries(file, mistakes):
        told = file if len(mistakes) < MAX_MISTAKES else file._replace(text="")
        try:
            _check(told, table, entry, nth)
            _check_free(told, table, entry, nth, taken[table])
        except ConfigError as error:
            if told is file:
                mistakes.append(str(error))
            else:
                beyond += 1
        else:
            sound[table].append(entry)
    if beyond:
        mistakes.append(f"{shown_path(file.path)}: … and {beyond:,} more mistakes")
    return Shapes(
        views=tuple(SavedView(**entry) for entry in sound["view"]),
        mutes=tuple(Mute(**entry) for entry in sound["mute"]),
        outlets=tuple(_outlet(entry) for entry in sound["outlet"]),
        mistakes=tuple(mistakes),
    )


def _outlet(entry: Mapping[str, Any]) -> Outlet:
    return Outlet(**{"called" if key == "as" else key: value for key, value in entry.items()})


def _entries(file: TomlFile, mistakes: list[str]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Each table of the file that may be one of ours, with its name and its place."""
    for table, entries in file.tables.items():
        if table not in KEYS:
            mistakes.append(str(file.unknown("", table, tuple(KEYS))))
        elif not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            reason = f"each {table} must be a table of its own, [[{table}]]"
            mistakes.append(str(file.error(reason, table)))
        else:
            yield from ((table, nth, entry) for nth, entry in enumerate(entries))


def _check_free(
    file: TomlFile, table: str, entry: dict[str, Any], nth: int, taken: dict[str, str]
) -> None:
    """Complain about an entry that is there already: of the same name, or the same rule.

    Else it is taken: what an outlet is called is noted beside its name.
    """
    key = REQUIRED[table][0]
    value = entry[key]
    if value in taken:
        is_rule = table == "mute"
        what = (
            f"{quoted(value)} is muted" if is_rule else f"there is {NOUNS[table]} {quoted(value)}"
        )
        raise file.error(f"{what} already", f"{table}.{key}", nth)
    taken[value] = entry.get("as", "")
    if table == "outlet" and _goes_round(taken, value):
        raise file.error(f"{quoted(value)} would be called by its own name", "outlet.as", nth)


def _goes_round(calls: Mapping[str, str], name: str) -> bool:
    """Whether a name leads to itself, or to others that do."""
    seen: set[str] = set()
    while name in calls and name not in seen:
        seen.add(name)
        name = calls[name]
    return name in seen


def _check(file: TomlFile, table: str, entry: dict[str, Any], nth: int) -> None:
    """Complain about the first thing in an entry that is wrong."""
    for key, value in entry.items():
        _check_value(file, f"{table}.{key}", value, nth)
    for key in REQUIRED[table]:
        if key not in entry:
            raise file.error(f"{NOUNS[table]} needs a {key}", f"{table}.{key}", nth)
    if table != "outlet":
        _check_query(file, table, entry, nth)


def _check_query(file: TomlFile, table: str, entry: dict[str, Any], nth: int) -> None:
    """Complain about a search that is none, or that nothing can be made of."""
    try:
        query = read_query(entry["query"])
        if table == "view":
            read_query(f"{entry['query']} {UNREAD}")
    except QueryError as error:
        raise file.error(str(error), f"{table}.query", nth) from error
    if table == "mute" and not query.terms:
        raise file.error("this would mute everything", "mute.query", nth)
    if table == "mute" and any(term[:2] == ("is", "muted") for term in query.terms):
        raise file.error("what is muted can't hang on what is muted", "mute.query", nth)


def _check_value(file: TomlFile, dotted: str, value: object, nth: int) -> None:
    """Complain about a key that is not known, or a value that it can't have."""
    table, _, key = dotted.partition(".")
    if key not in KEYS[table]:
        raise file.unknown(table, key, KEYS[table], nth)
    if key == "until":
        if type(value) is not dt.date:
            raise file.error("until must be a day, such as 2026-02-01", dotted, nth)
    elif key in SWITCHES:
        if type(value) is not bool:
            raise file.error(f"{key} must be true or false", dotted, nth)
    elif not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise file.error(f"{key} must be text in quotes", dotted, nth)
    elif key in {"name", "as"} and len(value) > MAX_NAMES[table]:
        raise file.error(f"a name has at most {MAX_NAMES[table]} characters", dotted, nth)


def _add(path: Path, table: str, entry: dict[str, Any]) -> None:
    _rewrite(path, lambda document: _append(document, table, entry))


def _append(document: Any, table: str, entry: dict[str, Any]) -> None:
    import tomlkit

    item = tomlkit.table()
    item.update(entry)
    entries = document.setdefault(table, tomlkit.aot())
    item.trivia.indent = "\n" if document.as_string().strip() else ""
    entries.append(item)


def _rename(path: Path, nth: int, name: str) -> None:
    def change(document: Any) -> None:
        document["view"][nth]["name"] = name

    _rewrite(path, change)


def _remove(path: Path, table: str, nth: int) -> None:
    _rewrite(path, lambda document: _take_out(document, table, nth))


def _take_out(document: Any, table: str, nth: int) -> None:
    del document[table][nth]
    if not document[table]:
        del document[table]


def _rewrite(path: Path, change: Callable[[Any], None]) -> None:
    """Change the file, if it still makes sense afterwards."""
    from tomlkit import parse
    from tomlkit.exceptions import TOMLKitError

    file = read_toml(path)
    _strictly(file)
    try:
        document = parse(file.text)
        change(document)
        text = _EMPTY_LINES.sub("\n\n", document.as_string()).lstrip("\n")
    except (TOMLKitError, KeyError, TypeError, AttributeError) as error:
        raise file.error("can't be changed by the program; change it by hand") from error
    _strictly(parse_toml(path, text))
    replace_text(path, text)
