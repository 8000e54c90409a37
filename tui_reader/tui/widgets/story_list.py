"""The list of stories: two lines a row, fetched by the window.

The owner tells how many rows there are and gives those it has; what comes into sight, or soon
may, is asked for by `RowsWanted` and put in when it arrives. A few screens around the view are
known at any time and the rest is forgotten, so the list of a large library is as light as that
of a small one.
"""

from collections.abc import Sequence
from typing import Unpack

from textual.message import Message
from textual.reactive import reactive

from tui_reader.models import Row
from tui_reader.tui.widgets.ages import Clock, age
from tui_reader.tui.widgets.cells import cut, measure, wrap
from tui_reader.tui.widgets.line_view import Identity, Span
from tui_reader.tui.widgets.virtual_list import VirtualList

CHUNK = 100
"""Rows are asked for by the hundred: one query of less than a millisecond."""
KEPT = 2_000
"""Rows to remember around the view."""
INDENT = 3
"""Cells before a headline: the bar, the marker and a blank."""


class StoryList(VirtualList, can_focus=True, inherit_bindings=False):
    """Headline, outlets and age of each story, with what is new about it."""

    ROW_HEIGHT = 2

    empty_text: reactive[str] = reactive("")
    """What to say where there are no stories: one or more lines."""

    class Moved(VirtualList.Moved):
        """Posted when the cursor moved to another story."""

    class Opened(VirtualList.Opened):
        """Posted when a story was chosen."""

    class RowsWanted(Message):
        """Posted when rows [start, end) are in sight, or near, and not known."""

        def __init__(self, story_list: "StoryList", start: int, end: int) -> None:
            super().__init__()
            self.story_list = story_list
            self.start = start
            self.end = end

        @property
        def control(self) -> "StoryList":
            """The list."""
            return self.story_list

    def __init__(self, *, clock: Clock, **identity: Unpack[Identity]) -> None:
        super().__init__(**identity)
        self._clock = clock
        self._rows: dict[int, Row] = {}
        self._asked: set[int] = set()

    # What the owner tells --------------------------------------------------------------------

    def show(self, total: int, cursor: int, start: int, rows: Sequence[Row]) -> None:
        """A new view of `total` rows, of which those from `start` on are known."""
        self._reset(total, cursor, start, rows, top=0)

    def replace(self, total: int, cursor: int, start: int, rows: Sequence[Row]) -> None:
        """The same view with other rows: the cursor's row stays on its line of the screen."""
        moved = (cursor - self.cursor) * self.ROW_HEIGHT
        self._reset(total, cursor, start, rows, top=self.scroll_offset.y + moved)

    def put(self, start: int, rows: Sequence[Row]) -> None:
        """Rows that were asked for, from index `start` on."""
        self._remember(start, rows)
        top = self.scroll_offset.y // self.ROW_HEIGHT
        if start <= top + self.height and start + len(rows) > top:
            self.refresh()

    def update_row(self, index: int, row: Row) -> None:
        """One row has changed."""
        self._remember(index, (row,))
        self.refresh_row(index)

    def row_at(self, index: int) -> Row | None:
        """The row, if it is known."""
        return self._rows.get(index)

    @property
    def current(self) -> Row | None:
        """The row under the cursor, if there is one and it is known."""
        return self._rows.get(self.cursor)

    # Rows known and wanted -------------------------------------------------------------------

    def _reset(self, total: int, cursor: int, start: int, rows: Sequence[Row], *, top: int) -> None:
        """Forget all rows but these; scroll once, to have line `top` at the top if may be."""
        self._rows = {}
        self._asked.clear()
        self.set_count(total, cursor)
        self._remember(start, rows)
        if self.height:
            self.jump_to(self._top_for(self.cursor, max(0, top)))
            self.place_cursor(self.cursor * self.ROW_HEIGHT)
        self._ask()

    def _remember(self, start: int, rows: Sequence[Row]) -> None:
        """Take rows in, and let go of those far from the view."""
        known = self._rows
        known.update((index, row) for index, row in enumerate(rows, start) if index < self.count)
        if len(known) > KEPT:
            middle = self.scroll_offset.y // self.ROW_HEIGHT
            near = range(middle - KEPT // 2, middle + KEPT // 2)
            self._rows = {
                index: row for index, row in known.items() if index in near or index == self.cursor
            }

    def _ask(self) -> None:
        """Ask once for the hundreds around the view that are not all known."""
        page = self.height // self.ROW_HEIGHT + 1
        top = self.scroll_offset.y // self.ROW_HEIGHT
        low, high = max(0, top - 2 * page), min(self.count, top + 3 * page)
        near = range(low // CHUNK, -(-high // CHUNK)) if page > 1 else range(0)
        self._asked.intersection_update(near)
        for chunk in near:
            if chunk not in self._asked:
                self._ask_chunk(chunk)

    def _ask_chunk(self, chunk: int) -> None:
        rows = range(chunk * CHUNK, min(self.count, (chunk + 1) * CHUNK))
        missing = [index for index in rows if index not in self._rows]
        if missing:
            self._asked.add(chunk)
            self.post_message(self.RowsWanted(self, missing[0], missing[-1] + 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def on_resize(self) -> None:
        self._ask()

    # Drawing ---------------------------------------------------------------------------------

    def row_line(self, index: int, line: int) -> list[Span]:
        row = self._rows.get(index)
        if row is None:
            return [("  ·", "rule")] if line == 0 else []
        if row.reason:
            return _problem_line(row, line)
        return self._headline(row) if line == 0 else self._outlets(row)

    def _headline(self, row: Row) -> list[Span]:
        """Marker and headline; at the right edge the star and the number of outlets."""
        number = str(len(row.outlets)) if len(row.outlets) > 1 else ""
        star = "★ " + " " * (2 - len(number)) if row.starred else ""
        room = self.width - INDENT - len(star) - len(number) - 1
        headline, cells = cut(row.headline, room)
        marker = "◆ " if row.joined else "  " if row.read else "● "
        return [
            (marker, "accent"),
            (headline + " " * (room - cells + 1), "read" if row.read else "strong"),
            (star, "warning"),
            (number, "muted"),
        ]

    def _outlets(self, row: Row) -> list[Span]:
        """What joined, the first names and how many more, and the age."""
        joined = f"+{row.joined} outlet{'s' if row.joined > 1 else ''}" if row.joined else ""
        tail = age(row.when, self._clock())
        room = self.width - INDENT - len(tail) - (len(joined) + 3 if joined else 0)
        parts = [_names(row.outlets, room - 3), tail]
        return [
            ("  ", "text"),
            (joined, "accent"),
            (" · " if joined else "", "muted"),
            (" · ".join(part for part in parts if part), "muted"),
        ]

    def blank_line(self, y: int) -> list[Span]:
        """The empty text in the middle of an empty list."""
        if self.count or not self.empty_text:
            return []
        room = max(2, self.width - 3)
        lines = [line for text in self.empty_text.split("\n") for line in wrap(text, room)]
        place = y - max(0, (self.height - len(lines)) // 2)
        if not 0 <= place < len(lines):
            return []
        return [(" " * ((self.width - measure(lines[place])) // 2) + lines[place], "muted")]


def _problem_line(row: Row, line: int) -> list[Span]:
    """A file that could not be used, and why."""
    if line == 0:
        return [("! ", "error"), (row.headline, "text")]
    return [("  ", "text"), (row.reason, "muted")]


def _names(outlets: Sequence[str], room: int) -> str:
    """As many names as fit into `room` cells, the first one cut if need be, then " +3"."""
    if not outlets or room < 1:
        return ""
    shown, used = 1, measure(outlets[0][:room])
    for name in outlets[1:]:
        used += 3 + measure(name[:room])
        rest = len(outlets) - shown - 1
        if used + (len(f" +{rest}") if rest else 0) > room:
            break
        shown += 1
    more = f" +{len(outlets) - shown}" if len(outlets) > shown else ""
    return cut(" · ".join(name[:room] for name in outlets[:shown]), room - len(more))[0] + more
