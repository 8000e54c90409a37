"""`config.toml`: read once, strictly, into a `Config`; nothing is ever written to it.

What the file may say is one table of data, `CONFIG_KEYS`. Names of themes and of commands
belong to the screen, which checks them and complains in the same form, with `config_error` and
`key_error`.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from tui_reader.errors import ConfigError
from tui_reader.tomlfile import TomlFile, quoted, read_text, read_toml

URL_WORD = "{url}"
IN_TERMINAL = "terminal:"

LAYOUTS = ("auto", "wide", "stacked", "narrow")
CLUSTERING = ("careful", "eager", "off")
PRESETS = ("default", "newsboat")
MAX_OPEN = 1000
MAX_SECONDS = 3600
MAX_MINUTES = 7 * 24 * 60
MAX_DAYS = 36_500
MAX_KEPT = 1_000_000
MAX_DOTS = 3
"""In the name of a command; more are no name of ours."""

_OPTION = re.compile(r"--?[A-Za-z0-9][\w-]*=\{url\}")


class Config(NamedTuple):
    """What the user wants otherwise than we thought."""

    theme: str = "dark"
    """The colours: dark, light, ansi (the terminal's own 16), or a theme of Textual."""
    browser: str = ""
    """The command that opens links; empty: $BROWSER, else what the system opens links with."""
    layout: str = "auto"
    """How the panes stand: auto goes by the size of the terminal."""
    sources_pane: bool = True
    """Whether the sources pane is shown at the start."""
    drafts: bool = False
    """Whether briefings marked as drafts are shown."""
    cluster: str = "careful"
    """How readily what several sources tell becomes one story: careful, eager or off."""
    open_cap: int = 10
    """How many links `O` opens without asking."""
    read_after: float | None = 1.0
    """Seconds on the screen after which a story counts as read; false: time alone never does it."""
    read_on_open: bool = True
    """Whether opening one of its links marks a story read."""
    refresh_every: int = 60
    """Minutes between two refreshes of a feed, unless you ask for one or the feed wants more."""
    refresh_automatic: bool = False
    """Whether feeds are refreshed by themselves, at the start and while the screen is open."""
    keep_days: int = 365
    """Days that stories of feeds, and of lost files, are kept; 0: for good, as starred ones are."""
    keep_count: int = 0
    """How many stories of each feed are kept, the youngest; 0: all of them."""
    preset: str = "default"
    """The set of keys to start from."""
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys of commands, by command: "j,down". The screen checks both."""


class ConfigKey(NamedTuple):
    """One key of `config.toml`."""

    name: str
    attribute: str
    """Where its value goes in `Config`."""
    allowed: str
    """What it may be, to be read after "must be"."""
    take: Callable[[Any], Any]
    """From the value in the file to the one in `Config`; ValueError where it is not allowed."""
    sentence: str
    table: str = ""
    """The `[table]` that it stands in; "" at the top."""

    @property
    def default(self) -> object:
        """The value of `Config` where the file says nothing."""
        return getattr(Config(), self.attribute)

    @property
    def dotted(self) -> str:
        """Its full name, as `read.after`."""
        return f"{self.table}.{self.name}".removeprefix(".")


def checked_browser(template: str) -> tuple[str, ...]:
    """Return the words of a browser command, with `{url}` among them; () for an empty command.

    Split first and filled in later, so that a URL is always inside one argument. `{url}` is a
    word of its own or the end of `--key={url}`, and stands at the end where it is missing.
    `terminal:` as the first word says that the program needs the terminal.
    Raises ConfigError with the reason alone.
    """
    import shlex

    try:
        words = shlex.split(template)
    except ValueError as error:
        raise ConfigError("a quote or backslash has no partner") from error
    if not words:
        return ()
    program = words[1:] if words[0] == IN_TERMINAL else words
    if not program or "{" in program[0]:
        raise ConfigError("names no program")
    placeholders = [word for word in words if "{" in word or "}" in word]
    for word in placeholders:
        if word != URL_WORD and not _OPTION.fullmatch(word):
            raise ConfigError(
                f"{quoted(word)} is not understood; {{url}} is a word of its own,"
                " or the end of one like --key={url}"
            )
    return (*words,) if placeholders else (*words, URL_WORD)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _word(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _browser(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    checked_browser(value)
    return value


def _whole(lowest: int, highest: int) -> Callable[[object], int]:
    def take(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError
        if not lowest <= value <= highest:
            raise ValueError
        return value

    return take


def _seconds(value: object) -> float | None:
    if value is False:
        return None
    if not isinstance(value, int | float) or value is True or not 0 <= value <= MAX_SECONDS:
        raise ValueError
    return float(value)


def _one_of(names: Collection[str]) -> Callable[[object], str]:
    def take(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise ValueError
        return value

    return take


def _listed(names: Collection[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)


CONFIG_KEYS = (
    ConfigKey(
        name="theme",
        attribute="theme",
        allowed="the name of a theme",
        take=_word,
        sentence="The colours: dark, light, ansi (the terminal's own 16), or a theme of Textual.",
    ),
    ConfigKey(
        name="browser",
        attribute="browser",
        allowed='a command, such as "firefox {url}" or "terminal: w3m {url}"',
        take=_browser,
        sentence=(
            "The command that opens links; empty: $BROWSER, else what the system opens links with."
        ),
    ),
    ConfigKey(
        name="layout",
        attribute="layout",
        allowed=_listed(LAYOUTS),
        take=_one_of(LAYOUTS),
        sentence="How the panes stand: auto goes by the size of the terminal.",
    ),
    ConfigKey(
        name="sources_pane",
        attribute="sources_pane",
        allowed="true or false",
        take=_flag,
        sentence="Whether the sources pane is shown at the start.",
    ),
    ConfigKey(
        name="drafts",
        attribute="drafts",
        allowed="true or false",
        take=_flag,
        sentence="Whether briefings marked as drafts are shown.",
    ),
    ConfigKey(
        name="cluster",
        attribute="cluster",
        allowed=_listed(CLUSTERING),
        take=_one_of(CLUSTERING),
        sentence="How readily what several sources tell becomes one story: careful, eager or off.",
    ),
    ConfigKey(
        name="open_cap",
        attribute="open_cap",
        allowed=f"a whole number from 0 to {MAX_OPEN}",
        take=_whole(0, MAX_OPEN),
        sentence="How many links `O` opens without asking.",
    ),
    ConfigKey(
        name="after",
        table="read",
        attribute="read_after",
        allowed=f"false, or seconds from 0 to {MAX_SECONDS}",
        take=_seconds,
        sentence=(
            "Seconds on the screen after which a story counts as read;"
            " false: time alone never does it."
        ),
    ),
    ConfigKey(
        name="on_open",
        table="read",
        attribute="read_on_open",
        allowed="true or false",
        take=_flag,
        sentence="Whether opening one of its links marks a story read.",
    ),
    ConfigKey(
        name="every",
        table="refresh",
        attribute="refresh_every",
        allowed=f"minutes from 5 to {MAX_MINUTES}",
        take=_whole(5, MAX_MINUTES),
        sentence=(
            "Minutes between two refreshes of a feed,"
            " unless you ask for one or the feed wants more."
        ),
    ),
    ConfigKey(
        name="automatic",
        table="refresh",
        attribute="refresh_automatic",
        allowed="true or false",
        take=_flag,
        sentence=(
            "Whether feeds are refreshed by themselves, at the start and while the screen is open."
        ),
    ),
    ConfigKey(
        name="days",
        table="keep",
        attribute="keep_days",
        allowed=f"a whole number from 0 to {MAX_DAYS}",
        take=_whole(0, MAX_DAYS),
        sentence=(
            "Days that stories of feeds, and of lost files, are kept;"
            " 0: for good, as starred ones are."
        ),
    ),
    ConfigKey(
        name="count",
        table="keep",
        attribute="keep_count",
        allowed=f"a whole number from 0 to {MAX_KEPT}",
        take=_whole(0, MAX_KEPT),
        sentence="How many stories of each feed are kept, the youngest; 0: all of them.",
    ),
    ConfigKey(
        name="preset",
        table="keys",
        attribute="preset",
        allowed=_listed(PRESETS),
        take=_one_of(PRESETS),
        sentence="The set of keys to start from.",
    ),
)
"""All that `config.toml` may say, but for the commands in `[keys]`."""


def load_config(path: Path) -> Config:
    """Read `config.toml`; a missing file means the defaults.

    Raises ConfigError: one line that names file, line, key and what would be right.
    """
    file = read_toml(path)
    known = {key.dotted: key for key in CONFIG_KEYS}
    values: dict[str, Any] = {}
    commands: dict[str, str] = {}
    for table, name, value in _settings(file):
        key = known.get(f"{table}.{name}".removeprefix("."))
        if key is not None:
            values[key.attribute] = _taken(file, key, value)
        elif table != "keys":
            raise file.unknown(table, name, _names_in(table))
        elif isinstance(value, str):
            commands[name] = value
        else:
            reason = f'{quoted(name)} in [keys] must be keys, such as "j,down"'
            raise file.error(reason, f"keys.{name}")
    return Config(**values, keys=commands)


def config_error(path: Path, name: str, reason: str) -> ConfigError:
    """Return a complaint about a value that only the screen could check, by its dotted name."""
    return TomlFile(path=path, text=read_text(path)).error(f"{name} {reason}", name)


def key_error(path: Path, table: str, key: str, known: Collection[str]) -> ConfigError:
    """Return a complaint about a key that only the screen could check, with the nearest known."""
    return TomlFile(path=path, text=read_text(path)).unknown(table, key, known)


def _settings(file: TomlFile) -> Iterator[tuple[str, str, Any]]:
    """Table, name and value of all that the file sets; names of commands may have dots."""
    tables = {key.table for key in CONFIG_KEYS if key.table}
    for name, value in file.tables.items():
        if name not in tables:
            yield "", name, value
        elif not isinstance(value, dict):
            raise file.error(f"{name} must be a table, [{name}]", name)
        else:
            yield from ((name, inner, setting) for inner, setting in _flat(value))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The settings of a table and those in it: `a.b = 1` without quotes is a table to TOML."""
    for name, value in table.items():
        if isinstance(value, dict) and value and before.count(".") < MAX_DOTS:
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _names_in(table: str) -> list[str]:
    """What may stand in a table; at the top, tables too."""
    names = [key.name for key in CONFIG_KEYS if key.table == table]
    return names if table else [*names, *sorted({key.table for key in CONFIG_KEYS if key.table})]


def _taken(file: TomlFile, key: ConfigKey, value: object) -> object:
    """The value for `Config`, or the complaint."""
    try:
        return key.take(value)
    except ValueError as error:
        raise file.error(f"{key.dotted} must be {key.allowed}", key.dotted) from error
    except ConfigError as error:
        raise file.error(f"{key.dotted}: {error}", key.dotted) from error
