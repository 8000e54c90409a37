"""The two shapes that generators write, read without a parser.

Nearly all files of a generated folder have the same simple front matter and the same list of
links. Reading these by pattern takes a fifth of the time of the parsers; whatever differs in
the smallest from the pattern is None here, and goes to them. The law: nobody can tell from the
result which of the two has read a file.
"""

import html
import re

from tui_reader.parse.limits import MAX_ARTICLES, MAX_NAME_CHARS, MAX_NODES
from tui_reader.parse.yaml_events import Value

_LINE = re.compile(
    r"""(?:(?P<key>[A-Za-z][A-Za-z0-9_]*):|(?P<indent>\ {0,4})-)(?P<gap>\ *)
        (?:'(?P<single>[^']*(?:''[^']*)*)'
        |"(?P<double>[^"\\]*(?:\\"[^"\\]*)*)"
        |(?P<plain>\w[\w ./+-]*(?::(?=[\w/])[\w ./+-]*)*)?)\ *""",
    re.VERBOSE,
)
_OTHER_BREAKS = re.compile("[\t\x85\u2028\u2029]")
"""YAML folds these, or forbids them: its own parser knows where."""
_UNSURE = "\0"
"""A value that YAML has to decide on; no text has a NUL in it by now."""
_NULLS = frozenset({"null", "Null", "NULL"})

_ITEM = re.compile(
    r'<li><a href="(https?://[^"<>&\s]+)"(?: target="_blank")?>([^<>]+)</a>'
    r'&nbsp;&nbsp;<font color="#[0-9a-f]{6}">([^<>]+)</font></li>'
)
_COMMON_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#39|#34|#8217|#8216|#8220|#8221);")


def quick_yaml(text: str) -> dict[str, Value] | None:
    """Front matter of `key: value` and `- item` lines at the margin; None for any other."""
    if _OTHER_BREAKS.search(text):
        return None
    lines = [line for line in text.split("\n") if line.strip(" ")]
    matches = [match for line in lines if (match := _LINE.fullmatch(line))]
    if len(matches) < len(lines) or len(lines) > MAX_NODES // 2:
        return None
    if len({match["indent"] for match in matches if not match["key"]}) > 1:
        return None
    header: dict[str, Value] = {}
    key = ""
    for match in matches:
        value = _value(match)
        if match["key"]:
            key = match["key"]
            header[key] = _UNSURE if key in _NULLS else value
        elif not _is_added(header, key, value):
            return None
    return None if _UNSURE in header.values() else header


def _is_added(header: dict[str, Value], key: str, value: Value) -> bool:
    """Add an item to the list under a key; False where that is no list of plain texts."""
    if not key or not isinstance(value, str) or value == _UNSURE:
        return False
    if header[key] is None:
        header[key] = []
    items = header[key]
    if isinstance(items, list):
        items.append(value)
    return isinstance(items, list)


def _value(match: re.Match[str]) -> Value:
    """The scalar of a line, None where there is none."""
    single, double, plain = match["single"], match["double"], match["plain"]
    if single is None and double is None and not plain:
        return None
    if not match["gap"]:
        return _UNSURE
    if single is not None:
        return single.replace("''", "'")
    if double is not None:
        return double.replace('\\"', '"')
    return _UNSURE if plain.rstrip(" ") in _NULLS else plain.rstrip(" ")


def quick_cluster(text: str) -> list[tuple[str, str, str]] | None:
    """(url, headline, outlet) of each item of a list as Google News writes it, not yet clean."""
    if not text.startswith("<ol><li>") or _ITEM.sub("", text) != "<ol></ol>":
        return None
    found = []
    for url, escaped, escaped_name in _ITEM.findall(text):
        headline, outlet = _text(escaped), _text(escaped_name)
        if not headline or not outlet or len(outlet) > MAX_NAME_CHARS or "/stories/" in url:
            return None
        found.append((url, headline, outlet))
    return found if len(found) <= MAX_ARTICLES else None


def _text(escaped: str) -> str:
    """The text of an element; "" where there is none, or where a browser would have to decide."""
    if "&" in escaped:
        if "&" in _COMMON_ENTITY.sub("", escaped):
            return ""
        escaped = html.unescape(escaped)
    return escaped if escaped.strip() else ""
