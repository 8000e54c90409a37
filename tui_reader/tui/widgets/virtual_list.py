"""A list of rows of one fixed height, whatever their number.

The row of a line is a division, and filling the list is telling it a number: no object, widget
or measurement exists for a row that is not on the screen.
"""

from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui_reader.tui.widgets.line_view import LineView, Span


class VirtualList(LineView, can_focus=True, inherit_bindings=False):
    """A cursor over rows that a subclass draws in `row_line`. It binds no keys itself.

    Every change of `cursor` is told (`Moved`); new rows are not, their owner knows of them.
    """

    ROW_HEIGHT: ClassVar[int] = 1
    """Lines of a row."""
    OPENING_CLICKS: ClassVar[int] = 2
    """How many clicks open a row; fewer move the cursor to it."""

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The index of the current row; 0 when the list is empty."""

    selected_from: reactive[int | None] = reactive(None, init=False)
    """The index of the row that a selection began on; None without a selection."""

    _count = 0

    class Moved(Message):
        """Posted when the cursor moved to another row."""

        def __init__(self, virtual_list: "VirtualList", index: int) -> None:
            super().__init__()
            self.virtual_list = virtual_list
            self.index = index

        @property
        def control(self) -> "VirtualList":
            """The list."""
            return self.virtual_list

    class Opened(Message):
        """Posted when a row was chosen, by key or by mouse."""

        def __init__(self, virtual_list: "VirtualList", index: int) -> None:
            super().__init__()
            self.virtual_list = virtual_list
            self.index = index

        @property
        def control(self) -> "VirtualList":
            """The list."""
            return self.virtual_list

    @property
    def count(self) -> int:
        """The number of rows."""
        return self._count

    def set_count(self, count: int, cursor: int | None = None) -> None:
        """There are now `count` rows; the cursor stays, or goes where told, in silence."""
        self._count = max(0, count)
        self.set_reactive(
            VirtualList.cursor, self.validate_cursor(self.cursor if cursor is None else cursor)
        )
        self._fit()
        self.refresh()

    def _fit(self) -> None:
        """Tell the scroll bar how long the list is: at its end, too, a whole row is at the top."""
        lines = self._count * self.ROW_HEIGHT
        if lines > self.height:
            lines += self.height % self.ROW_HEIGHT
        self.set_height(lines)

    # What a subclass draws ------------------------------------------------------------------

    def row_line(self, index: int, line: int) -> list[Span]:
        """The spans of one line of a row; the first cell belongs to the cursor's bar."""
        raise NotImplementedError

    def blank_line(self, y: int) -> list[Span]:
        """The spans of line `y` of the widget where there is no row."""
        return []

    def render_line(self, y: int) -> Strip:
        index, line = divmod(y + self.scroll_offset.y, self.ROW_HEIGHT)
        if index >= self._count:
            return self.draw(y, self.blank_line(y))
        cursor, selected = index == self.cursor, index in self.selected
        edge = self.bar if cursor else ("▎", "accent") if selected else (" ", "bar")
        return self.draw(y, (edge, *self.row_line(index, line)), cursor=cursor or selected)

    def refresh_row(self, index: int) -> None:
        """Draw one row again."""
        self.refresh_lines(index * self.ROW_HEIGHT, self.ROW_HEIGHT)

    # The cursor ------------------------------------------------------------------------------

    def validate_cursor(self, index: int) -> int:
        return max(0, min(index, self._count - 1))

    @property
    def selected(self) -> range:
        """The rows from `selected_from` to the cursor, whichever comes first."""
        if self.selected_from is None:
            return range(0)
        return range(min(self.selected_from, self.cursor), max(self.selected_from, self.cursor) + 1)

    def watch_cursor(self, old: int, new: int) -> None:
        if self.selected_from is not None:
            self.refresh()
        self.refresh_row(old)
        self.refresh_row(new)
        self.reveal(new)
        self.post_message(self.Moved(self, new))

    def reveal(self, index: int) -> None:
        """Scroll as little as needed to show the row, and a row beyond it where there is room."""
        if self.height:
            self.jump_to(self._top_for(index, self.scroll_offset.y))
            self.place_cursor(index * self.ROW_HEIGHT)

    def _top_for(self, index: int, top: int) -> int:
        """The line to have at the top to see the row, as near to `top` as can be."""
        height, row = self.height, self.ROW_HEIGHT
        margin = row if height >= 4 * row else 0
        first, last = index * row - margin, (index + 1) * row + margin
        if first < top:
            return max(0, first)
        if last > top + height:
            return -(-(last - height) // row) * row
        return top

    def move(self, delta: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
        self.cursor += delta

    def first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def last(self) -> None:
        """Go to the last row."""
        self.cursor = self._count - 1

    def page(self, direction: int, *, half: bool = False) -> None:
        """Go one screen (less a row that stays in sight), or half of one, up (-1) or down (1)."""
        rows = self.height // self.ROW_HEIGHT
        self.move(direction * max(1, rows // 2 if half else rows - 1))

    def open(self) -> None:
        """Choose the current row."""
        if self._count:
            self.post_message(self.Opened(self, self.cursor))

    # Handlers and actions --------------------------------------------------------------------

    def on_resize(self) -> None:
        self._fit()
        self.reveal(self.cursor)

    def on_focus(self) -> None:
        self.place_cursor(self.cursor * self.ROW_HEIGHT)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = (offset.y + self.scroll_offset.y) // self.ROW_HEIGHT
        if not 0 <= index < self._count:
            return
        if event.chain == 1:
            self.cursor = index
        hit = event.chain > 1 or self.cursor == index  # the first click said which; it may scroll
        if hit and event.chain == self.OPENING_CLICKS:
            self.open()

    def action_cursor_down(self) -> None:
        self.move(1)

    def action_cursor_up(self) -> None:
        self.move(-1)

    def action_page_down(self) -> None:
        self.page(1)

    def action_page_up(self) -> None:
        self.page(-1)

    def action_half_page_down(self) -> None:
        self.page(1, half=True)

    def action_half_page_up(self) -> None:
        self.page(-1, half=True)

    def action_first(self) -> None:
        self.first()

    def action_last(self) -> None:
        self.last()

    def action_open(self) -> None:
        self.open()
