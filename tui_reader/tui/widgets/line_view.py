"""The ground of all our widgets: lines of text, drawn one by one.

Textual's line API asks for the lines that are visible and for no others, so a view of a
hundred thousand lines costs what a view of forty costs. A line is a few spans, each a text and
the *part* it plays; parts have styles, looked up once until theme, focus or style sheet change.
"""

from collections.abc import Callable, Iterable
from typing import TypedDict

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.tui.widgets.cells import cut
from tui_reader.tui.widgets.pens import Pens, pens_of

Span = tuple[str, str]
"""A text, and the name of the part it plays: one of `pens.COLOURS`."""

SEARCHED = frozenset({"text", "strong", "read", "quote"})
"""Parts in which hits are shown: what is written, not what we say of it."""

LONGEST_HEADING = 300
"""Cells of a heading that are worth measuring."""


class Identity(TypedDict, total=False):
    """What every widget may be called: see Textual's `Widget`."""

    name: str | None
    id: str | None
    classes: str | None


class LineView(ScrollView, inherit_bindings=False):
    """Draws spans below a heading, which with its rule shows where the focus is.

    The cursor row, if there is one, has a background and a bar at its left edge; the bar, bold
    type and reverse video carry the meaning where there are no colours. The last cell of each
    line shows where in the whole one is: Textual's scroll bar is a widget of as many lines
    again, and costs a fifth of the time of a key that scrolls.
    """

    DEFAULT_CSS = """
    LineView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 0;
        border-top: solid $border-blurred;
        border-title-color: $text-muted;
        border-title-style: none;
        &:focus {
            border-top: solid $accent;
            border-title-color: $accent;
            border-title-style: bold;
        }
    }
    """
    ALLOW_SELECT = False

    find: "Callable[[str], list[tuple[int, int]]] | None" = None
    """Says which characters of a text are to stand out; None where nothing is looked for."""

    _heading = ""
    _pens: tuple[Pens, Pens] | None = None

    def notify_style_update(self) -> None:
        """Theme, style sheet or focus changed: look the styles up again when they are needed."""
        self._pens = None
        super().notify_style_update()

    @property
    def pens(self) -> tuple[Pens, Pens]:
        """The styles of the parts, on an ordinary line and on the cursor's."""
        if self._pens is None:
            app = self.app
            _, background = self.background_colors
            self._pens = pens_of(
                app.theme_variables,
                background,
                focused=self.has_focus,
                plain=app.native_ansi_color or app.no_color,
            )
        return self._pens

    def set_heading(self, text: str) -> None:
        """Put a text over the lines; brackets in it are only brackets."""
        if text != self._heading:
            self._heading = text
            self.border_title = Content(f" {cut(text, LONGEST_HEADING)[0]} ")

    @property
    def bar(self) -> Span:
        """The first cell of the cursor's row; reverse video marks the row well enough alone."""
        return (" " if self.pens[True]["bar"].reverse else "▌", "bar")

    @property
    def width(self) -> int:
        """The cells of a line, but for the last."""
        return self.scrollable_content_region.width - 1

    @property
    def height(self) -> int:
        """The lines in sight."""
        return self.scrollable_content_region.height

    def draw(self, y: int, spans: Iterable[Span] = (), *, cursor: bool = False) -> Strip:
        """Line `y` of those in sight, of exactly the widget's width: cut, or filled with blanks."""
        left = self.width
        strip_width = left + 1
        pens = self.pens[cursor]
        segments: list[Segment] = []
        for text, part in spans:
            shown, cells = cut(text, left)
            if cells:
                segments += self._segments(shown, part, pens)
                left -= cells
        thumb = y in self._thumb()
        last = Segment(" " * (left + (not thumb)), pens["text"])
        if segments:  # blanks look alike in any colour: fewer changes to send
            last = Segment(segments[-1].text + last.text, segments.pop().style)
        segments.append(last)
        if thumb:
            segments.append(Segment("▐", pens["rule"]))
        return Strip(segments, strip_width)

    def _segments(self, text: str, part: str, pens: Pens) -> list[Segment]:
        """A text in the style of its part; what is looked for in that of a hit."""
        if self.find is None or part not in SEARCHED:
            return [Segment(text, pens[part])]
        segments, place = [], 0
        for start, end in self.find(text):
            segments.append(Segment(text[place:start], pens[part]))
            segments.append(Segment(text[start:end], pens["hit"]))
            place = end
        segments.append(Segment(text[place:], pens[part]))
        return [segment for segment in segments if segment.text]

    def _thumb(self) -> range:
        """The lines in sight whose last cell is marked: as much of the view as it is of all."""
        height, total = self.height, self.virtual_size.height
        if total <= height:
            return range(0)
        size = max(1, height * height // total)
        top = round(self.scroll_y * (height - size) / (total - height))
        return range(top, top + size)

    def set_height(self, lines: int) -> None:
        """Say how many lines there are.

        Not by assignment, which would lay out the whole screen: without Textual's scroll bar
        nothing on it depends on the number.
        """
        self.set_reactive(LineView.virtual_size, Size(self.width, lines))
        self.refresh()
        if self.scroll_y > self.max_scroll_y:
            self.jump_to(self.max_scroll_y)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the wheel scrolls: Textual asks its scroll bar, which only a layout updates."""
        return self.max_scroll_y > 0

    def jump_to(self, line: int) -> None:
        """Show `line` at the top, or as near to it as the end allows, without animation."""
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def place_cursor(self, line: int) -> None:
        """Put the terminal's own cursor there: screen readers and magnifiers follow it."""
        if self.has_focus:
            self.app.cursor_position = self.content_region.offset + Offset(
                0, line - round(self.scroll_target_y)
            )
