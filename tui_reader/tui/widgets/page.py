"""What the lines of a story share, whichever look it has."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tui_reader.models import NO_RULES, Article, OutletRules, Story
from tui_reader.tui.widgets.cells import wrap
from tui_reader.tui.widgets.line_view import Span
from tui_reader.tui.widgets.text_lines import Line

LOOKS = ("coverage", "timeline", "compare")
"""How a story can be looked at, in the order of the key."""

STAR = "★ "
"""Stands before the name of an outlet that the reader prefers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where lines go: their width, and what the moment, addresses and outlets look like."""

    width: int
    now: dt.datetime
    host_of: Callable[[str], str]
    look: str = LOOKS[0]
    rules: OutletRules = NO_RULES

    def name(self, article: Article) -> str:
        """The outlet of an article, or what is known of it."""
        return article.outlet or self.host_of(article.url) or "—"

    def star(self, article: Article) -> Span:
        """What marks a preferred outlet."""
        return (STAR if article.outlet in self.rules.preferred else "", "accent")


def digits_of(story: Story) -> int:
    """How many digits the numbers have by which something of a story is opened."""
    return len(str(len(story.links) + len(story.earlier)))


def number_of(index: int, digits: int) -> str:
    """The number by which something is opened."""
    return f"{index + 1:>{digits}} "


def wrapped(
    text: str, width: int, part: str, *, article: int = -1, indent: int = 0
) -> Iterator[Line]:
    """A text of one part, in as many lines as it takes."""
    for line in wrap(text, width - indent):
        yield Line(((" " * indent + line, part),), article)
