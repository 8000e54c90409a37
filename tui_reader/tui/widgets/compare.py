"""The third look of a story: its headlines side by side, with what only one of them says."""

from collections.abc import Iterator, Sequence

from tui_reader.models import Story
from tui_reader.query.contrast import Piece, contrast
from tui_reader.tui.widgets.cells import cell, cut, measure, tidy, wrap
from tui_reader.tui.widgets.line_view import Span
from tui_reader.tui.widgets.page import Page, digits_of, number_of
from tui_reader.tui.widgets.text_lines import Line

ROOMY = 60
"""Cells from which on there is room for the outlets beside the headlines."""


def compare_lines(story: Story, page: Page) -> Iterator[Line]:
    """What several say stands back, what only one says stands out."""
    texts = contrast([tidy(article.headline) for article in story.articles])
    digits = digits_of(story)
    names = [page.star(one)[0] + page.name(one) for one in story.articles]
    column = 0
    if page.width >= ROOMY:
        column = min(max(map(measure, names), default=0) + 1, page.width // 3)
    for index, (name, pieces) in enumerate(zip(names, texts, strict=True)):
        start = number_of(index, digits)
        indent = " " * (len(start) + column)
        outlet = cell(name, column) if column else cut(name, page.width - len(start))[0]
        head: tuple[Span, ...] = ((start, "muted"), (outlet, "text"))
        if not column:
            yield Line(head, index)
            head = ((indent, "muted"),)
        for spans in piece_lines(pieces, page.width - len(indent), alone=len(texts) == 1):
            yield Line((*head, *spans), index)
            head = ((indent, "muted"),)


def piece_lines(
    pieces: Sequence[Piece], width: int, *, alone: bool = False
) -> Iterator[tuple[Span, ...]]:
    """The pieces of a headline as lines; where it is `alone` there is nothing to compare."""
    text = "".join(piece.text for piece in pieces)
    own, shared = ("text", "text") if alone else ("strong", "muted")
    end = 0
    for line in wrap(text, width):
        start = text.index(line, end)
        end = start + len(line)
        yield tuple(
            (part, own if piece.own else shared) for part, piece in _between(pieces, start, end)
        )


def _between(pieces: Sequence[Piece], start: int, end: int) -> Iterator[tuple[str, Piece]]:
    """What of each piece lies within a part of the text."""
    at = 0
    for piece in pieces:
        if part := piece.text[max(0, start - at) : max(0, end - at)]:
            yield part, piece
        at += len(piece.text)
