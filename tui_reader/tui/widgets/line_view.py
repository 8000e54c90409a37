"""The ground of all our widgets: lines of text, drawn one by one.

Textual's line API asks for the lines that are visible and for no others, so a view of a
hundred thousand lines costs what a view of forty costs. A line is a few spans, each a text and
the *part* it plays; parts have styles, looked up once until theme, focus or style sheet change.
"""

from collections.abc import Iterable
from typing import TypedDict

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.tui.widgets.cells import cut

Span = tuple[str, str]
"""A text, and the name of the part it plays: one of `PARTS`."""

PARTS = ("text", "strong", "read", "muted", "quote", "accent", "warning", "error", "rule", "bar")


Pens = dict[str, Style]
"""The style of each part."""


class Identity(TypedDict, total=False):
    """What every widget may be called: see Textual's `Widget`."""

    name: str | None
    id: str | None
    classes: str | None


class LineView(ScrollView, inherit_bindings=False):
    """Draws spans below a heading, the `border_title`, which with its rule shows the focus.

    The cursor row, if there is one, has a background and a bar at its left edge; the bar, bold
    type and reverse video carry the meaning where there are no colours.
    """

    DEFAULT_CSS = """
    LineView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        border-top: solid $border-blurred;
        border-title-color: $text-muted;
        border-title-style: none;
        &:focus {
            border-top: solid $accent;
            border-title-color: $accent;
            border-title-style: bold;
        }

        & > .part--strong { text-style: bold; }
        & > .part--read { color: $foreground 82%; }
        & > .part--muted { color: $text-muted; }
        & > .part--quote { color: $text-muted; text-style: italic; }
        & > .part--accent { color: $accent; text-style: bold; }
        & > .part--warning { color: $warning; }
        & > .part--error { color: $error; text-style: bold; }
        & > .part--rule { color: $border-blurred; }
        & > .part--bar { color: $text-muted; }
        & > .part--cursor { background: $panel; }
        &:focus > .part--bar { color: $accent; }
        &:focus > .part--cursor { background: $primary-muted; }

        &:ansi, &:nocolor {
            & > .part--read { color: $foreground; }
            & > .part--muted { color: $foreground; text-style: dim; }
            & > .part--quote { color: $foreground; text-style: dim italic; }
            & > .part--rule { color: $foreground; text-style: dim; }
            & > .part--bar { color: $foreground; }
            & > .part--cursor { background: $background; text-style: bold; }
            &:focus > .part--cursor { background: $background; text-style: reverse; }
        }
    }
    """
    COMPONENT_CLASSES = {*(f"part--{part}" for part in PARTS), "part--cursor"}
    ALLOW_SELECT = False

    _pens: tuple[Pens, Pens] | None = None

    def notify_style_update(self) -> None:
        """Theme, style sheet or focus changed: look the styles up again when they are needed."""
        self._pens = None
        super().notify_style_update()

    @property
    def pens(self) -> tuple[Pens, Pens]:
        """The styles of the parts, on an ordinary line and on the cursor's."""
        if self._pens is None:
            plain = {part: self.get_component_rich_style(f"part--{part}") for part in PARTS}
            cursor = self.get_component_rich_style("part--cursor")
            self._pens = plain, {part: _marked(style, cursor) for part, style in plain.items()}
        return self._pens

    @property
    def bar(self) -> Span:
        """The first cell of the cursor's row; reverse video marks the row well enough alone."""
        return (" " if self.pens[True]["bar"].reverse else "▌", "bar")

    @property
    def width(self) -> int:
        """The cells of a line."""
        return self.scrollable_content_region.width

    @property
    def height(self) -> int:
        """The lines in sight."""
        return self.scrollable_content_region.height

    def draw(self, spans: Iterable[Span] = (), *, cursor: bool = False) -> Strip:
        """A line of exactly the widget's width: what is too long is cut, the rest is blank."""
        width = left = self.width
        pens = self.pens[cursor]
        segments: list[Segment] = []
        for text, part in spans:
            text, cells = cut(text, left)  # noqa: PLW2901
            if cells:
                segments.append(Segment(text, pens[part]))
                left -= cells
        if left:
            segments.append(Segment(" " * left, pens["text"]))
        return Strip(segments, width)

    def set_height(self, lines: int) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(self.width, lines)

    def jump_to(self, line: int) -> None:
        """Show `line` at the top, or as near to it as the end allows, without animation."""
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def place_cursor(self, line: int) -> None:
        """Put the terminal's own cursor there: screen readers and magnifiers follow it."""
        if self.has_focus:
            self.app.cursor_position = self.content_region.offset + Offset(
                0, line - round(self.scroll_target_y)
            )


def _marked(style: Style, cursor: Style) -> Style:
    """A part on the cursor's row: reversed as a whole, or else on the cursor's background."""
    if cursor.reverse:
        return Style(color=cursor.color, bgcolor=cursor.bgcolor, bold=style.bold, reverse=True)
    return style + Style(bgcolor=cursor.bgcolor, bold=cursor.bold or None)
