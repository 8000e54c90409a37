"""Readable text as lines of a width: headings, lists, quotations, code, paragraphs."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui_reader.tui.widgets.cells import measure, wrap
from tui_reader.tui.widgets.line_view import Span

FENCE = "```"
"""The line before and after code."""

_PREFIX = re.compile(r"((?:> )*(?:>$)?)( {0,12}(?:[•‣◦*-] |\d{1,3}[.)] )?)")
"""The start of a line: how deep it is quoted, and what its following lines hang below."""
_HEADING = re.compile(r"#{1,6} (?=\S)")
GO_ON = "↪ "
"""Where a line of code goes on that is too long."""


class Line(NamedTuple):
    """A line of the story, and the index of the article it belongs to (-1: none)."""

    spans: tuple[Span, ...] = ()
    article: int = -1

    @property
    def letters(self) -> int:
        """How many characters it has, blanks not counted: the same at any width."""
        return sum(len(text) - text.count(" ") for text, _ in self.spans)


BLANK = Line()


def text_lines(text: str, width: int) -> Iterator[Line]:
    """Headings, paragraphs, lists, quotations and code; never two blank lines in a row.

    Code keeps its blank lines.
    """
    blank, code = True, False
    for line in text.split("\n"):
        if line == FENCE:
            code = not code
        elif code:
            yield from _code(line, width)
            blank = False
        elif line and not line.isspace():
            yield from _hanging(line, width)
            blank = False
        elif not blank:
            yield BLANK
            blank = True


def _code(text: str, width: int) -> Iterator[Line]:
    """A line of code beside its edge; where it is too long, it goes on below its beginning."""
    indent = len(text) - len(text.lstrip(" "))
    indent = indent if 2 * indent < width else 0
    room = width - indent - 2
    if measure(text) > room + indent:
        room -= len(GO_ON)
    for number, line in enumerate(wrap(text[indent:], room)):
        mark = GO_ON if number else ""
        yield Line((("│ ", "rule"), (" " * indent + mark + line, "text")))


def _hanging(text: str, width: int) -> Iterator[Line]:
    """One paragraph, its following lines below the text of its first."""
    if heading := _HEADING.match(text):
        for line in wrap(text[heading.end() :], width):
            yield Line(((line, "strong"),))
        return
    match = _PREFIX.match(text)
    quotes, prefix = match.groups() if match else ("", "")
    rest = text[len(quotes) + len(prefix) :]
    bars = "▎ " * min(quotes.count(">"), width // 6)
    if 2 * len(prefix) > width - len(bars):
        prefix = ""
    part = "quote" if quotes else "text"
    for number, line in enumerate(wrap(rest, width - len(bars) - len(prefix))):
        yield Line(((bars + (" " * len(prefix) if number else prefix) + line, part),))
