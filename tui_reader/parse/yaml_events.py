"""YAML → strings, lists and dictionaries, without building anything that the text asks for.

The text is read as a stream of parsing events. There is no composer, which recurses in C until
the stack ends, and no constructor, which knows types, aliases and merge keys. Every scalar stays
the string that was written; only a plain null is absent. So `no`, `010` and `12:30:45` are titles.
"""

from typing import TypeAlias

import yaml

from tui_reader.errors import ParseError
from tui_reader.parse.limits import MAX_DEPTH, MAX_LINE_CHARS, MAX_NODES
from tui_reader.parse.text import clean

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where PyYAML has it
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NO_KEY = object()

_PLAIN_WORDS = (
    ("mapping values are not allowed", "a value with a colon in it needs quotes"),
    ("unknown escape character", "a backslash in double quotes must be doubled"),
    ("unexpected end of stream", "a quote is opened and never closed"),
    ("cannot start any token", "a value must not begin with a tab, @, % or `"),
    ("tab character", "a tab is used for indentation"),
    ("expected key", 'text after a closing quote, or a line that is not "key: value"'),
    ("expected ':'", 'a line that is not "key: value"'),
    ("expected <block end>", "the text goes on after the closing quote"),
    ("expected <document start>", "the text goes on after the end of the value"),
    ("expected ',' or", "a bracket is opened and never closed"),
    ("expected the node content", "a bracket or a value is missing"),
    ("maximum nesting depth", "nested too deeply"),  # newer libyaml counts before we do
)
"""What the messages of PyYAML and libyaml mean to somebody who writes front matter."""


def read_yaml(text: str, first_line: int = 1) -> Value:
    """Return the first document of the text.

    Raises ParseError with the line in the file, of which the text begins at `first_line`.
    """
    builder = _Builder(first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if type(event) is yaml.DocumentEndEvent:
                break
    except yaml.YAMLError as error:
        raise ParseError(_reason(error, first_line)) from error
    except ValueError as error:  # the Python scanner, on an escape beyond Unicode
        raise ParseError("front matter: a character that does not exist") from error
    return builder.root


class _Builder:
    """Puts the nodes of the event stream into one another, without recursion."""

    def __init__(self, first_line: int) -> None:
        self.root: Value = None
        self._first_line = first_line
        self._open: list[list[Value] | dict[str, Value]] = []
        self._keys: list[object] = []
        """The key that waits for its value, for each open collection."""
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event; raise ParseError for what front matter has no use for."""
        if isinstance(event, yaml.ScalarEvent):
            self._check(event)
            is_null = event.implicit[0] and event.value in _NULLS
            self._put(None if is_null else event.value, event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check(event)
            if len(self._open) >= MAX_DEPTH:
                raise self._error("nested too deeply", event)
            node: list[Value] | dict[str, Value]
            node = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._put(node, event)
            self._open.append(node)
            self._keys.append(_NO_KEY)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._error("aliases (*name) are not read", event)

    def _check(self, event: yaml.NodeEvent) -> None:
        """Refuse anchors, tags, and more nodes than anybody writes."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._error("too many keys and values", event)
        if event.anchor is not None:
            raise self._error("anchors (&name) are not read", event)
        if getattr(event, "tag", None) is not None:
            raise self._error("tags (!name) are not read", event)

    def _put(self, node: Value, event: yaml.Event) -> None:
        """Put the node where it belongs: at the root, into a list, as a key or as its value."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, list):
            parent.append(node)
        elif (key := self._keys[-1]) is not _NO_KEY:
            parent[str(key)] = node
            self._keys[-1] = _NO_KEY
        elif isinstance(node, list | dict):
            raise self._error("a key must be text", event)
        else:
            self._keys[-1] = node or ""

    def _error(self, what: str, event: yaml.Event) -> ParseError:
        """Say what is wrong, and in which line of the file."""
        line = event.start_mark.line + self._first_line if event.start_mark else self._first_line
        return ParseError(f"front matter, line {line}: {what}")


def _reason(error: yaml.YAMLError, first_line: int) -> str:
    """Turn PyYAML's message of several lines into one that a person understands."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return "front matter: not readable as YAML"
    problem = error.problem or error.context or "not readable as YAML"
    what = next((plain for part, plain in _PLAIN_WORDS if part in problem), "")
    mark = error.problem_mark
    if "never closed" in what and error.context_mark is not None:
        mark = error.context_mark  # where the quote opens, not where the text ends
    where = f", line {mark.line + first_line}" if mark is not None else ""
    return f"front matter{where}: {what or clean(problem, MAX_LINE_CHARS)}"
