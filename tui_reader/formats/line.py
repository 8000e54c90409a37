"""A story in a line of the reader's own making: `{outlets} {headline} {url}`."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tui_reader.errors import UsageError
from tui_reader.models import Story

FIELDS: Mapping[str, Callable[[Story], str]] = MappingProxyType(
    {
        "id": lambda story: story.id,
        "headline": lambda story: story.headline,
        "url": lambda story: story.url,
        "outlet": lambda story: next(iter(story.outlets), ""),
        "outlets": lambda story: ", ".join(story.outlets),
        "breadth": lambda story: str(len(story.outlets)),
        "articles": lambda story: str(len(story.articles)),
        "source": lambda story: next(iter(story.sources), ""),
        "tags": lambda story: " ".join(story.tags),
        "date": lambda story: f"{story.when.astimezone():%Y-%m-%d}",
        "time": lambda story: f"{story.when.astimezone():%H:%M}",
        "state": lambda story: "read" if story.read else "unread",
        "star": lambda story: "*" if story.starred else "",
    }
)
"""What may stand in braces."""

_PIECE = re.compile(r"\{\{|\}\}|\\t|\\n|\{([^{}]*)\}|[{}]")
_PLAIN = {"{{": "{", "}}": "}", r"\t": "\t", r"\n": "\n"}


class LineFormat:
    """A line with places for what a story is; no expression is ever evaluated."""

    def __init__(self, template: str) -> None:
        """Raises UsageError for a place that there is nothing for, or a lone brace."""
        self.template = template
        for piece in _PIECE.finditer(template):
            if piece[0] not in _PLAIN and piece[1] not in FIELDS:
                what = f"no field {piece[0]}" if piece[1] else f"a lone {piece[0]!r}"
                known = ", ".join(f"{{{name}}}" for name in FIELDS)
                raise UsageError(f"--format: {what}; there are {known}; {{{{ is a brace")

    def of(self, story: Story) -> str:
        """The line of one story."""
        return _PIECE.sub(
            lambda piece: _PLAIN.get(piece[0]) or FIELDS[piece[1]](story), self.template
        )
