"""Front matter: where it ends, and what it says; YAML, TOML and JSON.

python-frontmatter knows where the three families begin and end. What stands between is read by
handlers of ours: its YAML handler builds whatever the text asks for, and its TOML handler needs
a package that nobody keeps.
"""

import json
import re
import tomllib
from typing import Any

from frontmatter.default_handlers import BaseHandler, YAMLHandler

from tui_reader.errors import ParseError
from tui_reader.parse.limits import MAX_DEPTH, MAX_HEADER_CHARS, MAX_LINE_CHARS
from tui_reader.parse.quick import quick_yaml
from tui_reader.parse.text import clean
from tui_reader.parse.yaml_events import Value, read_yaml

Header = dict[str, Value]
"""What the front matter says: keys in lower case with `_`, every scalar a string."""

BODY_KEYS = ("content_html", "content", "body", "html", "content_text", "text")
"""Where a JSON object keeps the text that the other families have after their front matter."""

_LITERAL_BREAK = "---\\n"
"""Five characters: a generator has written its first line break as backslash and n."""
_JSON_START = re.compile(r'\{\s*["}]')
_TOML_PATH = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MAX_DEPTH + 1}}}"""
)
"""A key of many parts: tomllib takes 21 s and 3.7 GB for one of 31,000."""
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_HALF_HEADER = re.compile(r"\s*(?:---|\+\+\+)[ \t]*\n+[A-Za-z_][\w-]*[ \t]*[:=]")
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What YAML and TOML refuse a whole file for; none of it would be shown anyway."""


class _TomlHandler(BaseHandler):
    """Front matter between `+++`, as Hugo writes it."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)


_FAMILIES: tuple[BaseHandler, ...] = (YAMLHandler(), _TomlHandler())


def split_header(text: str, *, is_json: bool = False) -> tuple[Header, str]:
    """Return what the front matter says, and the body after it.

    A text without front matter, or whose front matter never ends, is all body. With `is_json`
    the whole text has to be one JSON object. Raises ParseError, with a line where there is one.
    """
    body = text.lstrip()
    first_line = text[: len(text) - len(body)].count("\n") + 1
    if is_json or _JSON_START.match(body):
        return _read_json(body, first_line, is_whole=is_json)
    if body.startswith(_LITERAL_BREAK):
        body = body.replace(_LITERAL_BREAK, "---\n", 1)
        first_line -= 1
    for family in _FAMILIES:
        if family.detect(body):
            return _split(body, first_line, family)
    return {}, body


def _split(text: str, first_line: int, family: BaseHandler) -> tuple[Header, str]:
    """Split and read one family; a text that only begins with a rule is all body."""
    try:
        head, body = family.split(text)
    except ValueError as error:
        if _HALF_HEADER.match(text):  # the rest may be on its way to the disk
            raise ParseError("front matter is opened and never closed") from error
        return {}, text
    if len(head) > MAX_HEADER_CHARS:
        raise ParseError(f"front matter is longer than {MAX_HEADER_CHARS // 1000} kB")
    boundary = family.FM_BOUNDARY
    opening = boundary.match(text) if boundary else None
    first_line += text[: opening.end()].count("\n") if opening else 0
    head = _NOT_TEXT.sub("", head)
    if isinstance(family, _TomlHandler):
        value = _read_toml(head, first_line)
    else:
        value = quick_yaml(head) or read_yaml(head, first_line)
    if value is None:
        return {}, body
    return (_by_name(value), body) if isinstance(value, dict) else ({}, text)


def _read_toml(text: str, first_line: int) -> Value:
    """Read TOML, all values as strings; raise ParseError with the line in the file."""
    if _TOML_PATH.search(text):
        raise ParseError("front matter: nested too deeply")
    try:
        value: Value = _as_strings(tomllib.loads(text))
    except RecursionError as error:
        raise ParseError("front matter: nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        place = _TOML_LINE.search(str(error))
        line = f", line {int(place[1]) + first_line - 1}" if place and place[1] else ""
        what = clean(_TOML_LINE.sub("", str(error)), MAX_LINE_CHARS)
        raise ParseError(f"front matter{line}: {what}") from error
    except ValueError as error:  # an integer of more digits than Python converts
        raise ParseError("front matter: a number that is too long") from error
    return value


def _read_json(source: str, first_line: int, *, is_whole: bool) -> tuple[Header, str]:
    """Read the JSON object at the start, or as the whole; the body may be one of its values."""
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
    try:
        value, end = decoder.raw_decode(source)
    except json.JSONDecodeError as error:
        line = error.lineno + first_line - 1
        raise ParseError(f"JSON, line {line}: {clean(error.msg)}") from error
    except RecursionError as error:
        raise ParseError("JSON: nested too deeply") from error
    if not isinstance(value, dict):
        raise ParseError("JSON, but not one object")
    if is_whole and source[end:].strip():
        raise ParseError("JSON: the text goes on after the object")
    value = _by_name(value)
    bodies = [text for key in BODY_KEYS if isinstance(text := value.pop(key, None), str)]
    if not bodies and end > MAX_HEADER_CHARS:
        raise ParseError(f"front matter is longer than {MAX_HEADER_CHARS // 1000} kB")
    header: Header = _as_strings(value)
    rest = source[end:].strip()
    return header, rest or next(filter(None, bodies), "")


def _as_strings(value: Any, depth: int = 0) -> Any:
    """Turn the typed values of TOML and JSON into what a YAML header would have as strings."""
    if depth > MAX_DEPTH:
        raise ParseError("front matter: nested too deeply")
    if isinstance(value, dict):
        return {str(key): _as_strings(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_strings(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None else str(value)


def _by_name(header: dict[str, Value]) -> Header:
    """Make the keys comparable: `Title` and `title`, `source-url` and `source_url` are one."""
    return {key.strip().lower().replace("-", "_"): value for key, value in header.items()}
