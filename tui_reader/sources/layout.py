"""Where the entries of `sources.toml` stand in its text, and how one is put in, changed, taken out.

An entry that is a `[[table]]` of its own is a piece of the text, from its header to its last key:
nothing else is touched, and it takes no longer in a file of 36,000 feeds. Whatever is written
otherwise, such as a list on one line, is left to tomlkit, which knows all that TOML allows.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tui_reader.sources.reading import KEYS
from tui_reader.tomlfile import TomlFile

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Values = Mapping[str, str | int | None]
"""Keys with their values; None takes the key out."""

_Piece = tuple[re.Match[str], int]
"""The header of an entry, and where the next header is."""

_HEADER = re.compile(r"""^[ \t]*\[\[[ \t]*["']?([\w-]+)["']?[ \t]*\]\]""", re.ASCII | re.MULTILINE)
_QUOTED = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"'
    r"|'''.*?'''|'[^'\n]*'|#[^\n]*",
    re.DOTALL,
)
"""Texts in quotes, and comments, in which quotes mean nothing."""
_BLANK_LINES = re.compile(r"(?:[ \t\r]*\n)*")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')


def with_entries(file: TomlFile, table: str, entries: Iterable[Values]) -> str:
    """Return the text with these entries more, at the end."""
    text = file.text
    if _is_inline(file, table):
        return _with_inline_entries(file, table, entries)
    blocks = "\n".join(_block(table, entry) for entry in entries)
    if text and not text.endswith("\n"):
        text += "\n"
    gap = "\n" if text.strip() and not text.endswith("\n\n") else ""
    return f"{text}{gap}{blocks}"


def with_values(file: TomlFile, table: str, changes: Mapping[int, Values]) -> str:
    """Return the text with other values of some entries, counted from 0 in their table."""
    text, pieces = file.text, _pieces(file, table)
    if pieces is None:
        return _changed(file, text, table, changes)
    kept, place = [], 0
    for number in sorted(changes):
        start, end = _bounds(text, pieces[number])
        kept.append(text[place:start])
        kept.append(_changed(file, text[start:end], table, {0: changes[number]}))
        place = end
    return "".join([*kept, text[place:]])


def without_entries(file: TomlFile, table: str, numbers: Collection[int]) -> str:
    """Return the text without these entries, counted from 0 in their table.

    Comments stay where they are, but for those between its keys: what stands before the next
    header is about the next one.
    """
    text = file.text
    if not numbers:
        return text
    pieces = _pieces(file, table)
    if pieces is None:
        return _without_inline_entries(file, table, numbers)
    kept, place = [], 0
    for number in sorted(numbers):
        start, end = _bounds(text, pieces[number])
        blanks = _BLANK_LINES.match(text, end)
        kept.append(text[place:start])
        place = blanks.end() if blanks else end
    return "".join([*kept, text[place:]])


def _changed(file: TomlFile, text: str, table: str, changes: Mapping[int, Values]) -> str:
    """The text, or a piece of it, with other values of its entries."""
    document = _document(file, text)
    known: Any = document[table]
    for number, values in changes.items():
        for key, value in values.items():
            if value is not None:
                known[number][key] = value
            elif key in known[number]:
                del known[number][key]
    return document.as_string()


def _is_inline(file: TomlFile, table: str) -> bool:
    """Whether the entries stand in a list in brackets, to which no `[[table]]` can be added."""
    if table not in file.tables or _pieces(file, table):
        return False
    from tomlkit.items import Array

    return isinstance(_document(file, file.text)[table], Array)


def _with_inline_entries(file: TomlFile, table: str, entries: Iterable[Values]) -> str:
    """The text with more entries in a list in brackets."""
    from tomlkit import inline_table

    document = _document(file, file.text)
    known: Any = document[table]
    for entry in entries:
        item = inline_table()
        item.update(_written(table, entry))
        known.append(item)
    return document.as_string()


def _without_inline_entries(file: TomlFile, table: str, numbers: Collection[int]) -> str:
    """The text with fewer entries in a list in brackets."""
    document = _document(file, file.text)
    known: Any = document[table]
    for number in sorted(numbers, reverse=True):
        del known[number]
    if not known:
        del document[table]
    return document.as_string()


def _pieces(file: TomlFile, table: str) -> list[_Piece] | None:
    """The entries of the table in the text; None where they are no pieces of it."""
    text = file.text
    if '"""' in text or "'''" in text:  # a line of such a text may look like a header
        text = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), text)
    headers = list(_HEADER.finditer(text))
    ends = [*(header.start() for header in headers), len(text)][1:]
    pieces = [(one, end) for one, end in zip(headers, ends, strict=True) if one[1] == table]
    return pieces if len(pieces) == len(file.tables.get(table, ())) else None


def _bounds(text: str, piece: _Piece) -> tuple[int, int]:
    """Where an entry begins and ends."""
    header, end = piece
    return header.start(), _last_key(text, header.end(), end)


def _last_key(text: str, start: int, end: int) -> int:
    """The end of the last line between two places that is neither blank nor a comment."""
    while end > start:
        line = text.rfind("\n", start, end - 1) + 1 or start
        if text[line:end].strip() and not text[line:end].lstrip().startswith("#"):
            break
        end = line
    return end


def _block(table: str, entry: Values) -> str:
    """A table of its own, in the plainest form."""
    lines = [f"{key} = {_toml(value)}\n" for key, value in _written(table, entry)]
    return f"[[{table}]]\n{''.join(lines)}"


def _written(table: str, entry: Values) -> list[tuple[str, str | int]]:
    """The keys that have a value, in the order in which they are written."""
    return [(key, value) for key in KEYS[table] if (value := entry.get(key)) not in (None, "")]


def _toml(value: str | int) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return f'"{_ESCAPED.sub(_escaped, value)}"'


def _escaped(character: re.Match[str]) -> str:
    """A character that must not stand in a text as it is."""
    return f"\\{character[0]}" if character[0] in '"\\' else f"\\u{ord(character[0]):04x}"


def _document(file: TomlFile, text: str) -> "TOMLDocument":
    """The text with all its comments and blanks."""
    from tomlkit import parse
    from tomlkit.exceptions import TOMLKitError

    try:
        return parse(text)
    except TOMLKitError as error:  # read, and yet not to be rewritten: two parsers, two opinions
        raise file.error("can't be changed by the program; change it by hand") from error
