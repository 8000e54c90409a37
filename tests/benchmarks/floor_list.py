"""Floor: the barest list with the barest pane beside it.

    python -m tests.benchmarks.floor_list SIGN COUNT

shows COUNT rows of two lines, the first beginning with SIGN, without reading, storing or asking
for anything. The pane shows the row under the cursor, and five outlets, at once.
"""

import sys

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static


def detail(headline: str) -> str:
    """A plain story: its headline, and five outlets with theirs."""
    outlets = (f"{number} Outlet {number}\n  {headline}" for number in range(1, 6))
    return "\n".join((headline, "5 outlets", "", *outlets))


class Rows(ScrollView, can_focus=True):
    """A list on the line API: no object, no measuring per row."""

    DEFAULT_CSS = "Rows { width: 1fr; height: 1fr; overflow-x: hidden; }"
    BINDINGS = [
        ("j,down", "move(1)"),
        ("k,up", "move(-1)"),
        ("end,G", f"move({sys.maxsize})"),
        ("home,g", f"move({-sys.maxsize})"),
    ]
    cursor = reactive(0, repaint=False)

    def __init__(self, sign: str, count: int) -> None:
        super().__init__()
        self.sign = sign
        self.count = count

    def headline(self, row: int) -> str:
        """What a row says."""
        return self.sign if row == 0 else f"Row {row}: harbour lamps and early ferries"

    def on_resize(self) -> None:
        """As wide as there is room, as high as there are rows."""
        self.virtual_size = Size(self.scrollable_content_region.width, 2 * self.count)

    def render_line(self, y: int) -> Strip:
        """One line of one row."""
        row, second = divmod(y + self.scroll_offset.y, 2)
        width = self.scrollable_content_region.width
        text = f"  Outlet {row}" if second else self.headline(row)
        style = self.rich_style + Style(reverse=row == self.cursor)
        return Strip([Segment(set_cell_size(text, width), style)], width)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows, within the list."""
        self.cursor = max(0, min(self.count - 1, self.cursor + by))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows, keep the cursor in sight, tell the pane."""
        self.refresh_lines(2 * old, 2)
        self.refresh_lines(2 * new, 2)
        self.scroll_to_region(Region(0, 2 * new, 1, 2), animate=False, force=True, immediate=True)
        self.screen.query_one("#pane", Static).update(detail(self.headline(new)))


class ListAndPane(App[None]):
    """List and pane side by side."""

    CSS = "#pane { width: 1fr; height: 1fr; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Rows(sys.argv[1], int(sys.argv[2]))
            yield Static(id="pane", markup=False)


if __name__ == "__main__":
    ListAndPane().run()
