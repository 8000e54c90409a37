"""The last guard before the terminal: nothing drawn can act on it.

`clean()` has made all strings safe when they were read; should one ever slip past, the escape,
control and direction characters are taken out here, of every segment of every widget. Each
of them has no width, so the line keeps its width.
"""

import re
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, bidirectional controls, invisible annotations and tags."""


class SinkFilter(LineFilter):
    """Takes forbidden characters and terminal links out of every line, then lets others at it.

    Textual makes a new strip of a line for every filter; as the only one that it knows, this
    one, with those of Textual inside, halves the time that a line takes. It also gives every
    segment a style, without which the filters that Textual has for NO_COLOR would fail.
    """

    def __init__(self, inner: Sequence[LineFilter] = ()) -> None:
        super().__init__()
        self.inner = list(inner)

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        """The same line, safe."""
        safe = [
            segment
            if segment.style is not None
            and segment.style.link is None
            and not FORBIDDEN.search(segment.text)
            else self.made_safe(segment)
            for segment in segments
        ]
        for line_filter in self.inner:
            safe = line_filter.apply(safe, background)
        return safe

    @staticmethod
    def made_safe(segment: Segment) -> Segment:
        """The segment without forbidden characters and without a link."""
        style = (segment.style or Style.null()).update_link(None)
        return Segment(FORBIDDEN.sub("", segment.text), style, segment.control)
