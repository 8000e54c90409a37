"""The outlets: who reports how much, first, alone, with whom; and what the reader says of them."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Footer

from tui_reader.charts import bar
from tui_reader.errors import ReaderError
from tui_reader.tui.desk import Desk
from tui_reader.tui.screens.dialogs import AskLine
from tui_reader.tui.widgets.cells import cell
from tui_reader.tui.widgets.line_view import LineView, Span
from tui_reader.tui.widgets.virtual_list import VirtualList
from tui_reader.tui.words import counted

if TYPE_CHECKING:
    from tui_reader.library.outlets import OutletUse, Overlap

NAME_CELLS = 22
BAR_CELLS = 8
DAYS = 30
ORDERS = ("stories", "first", "alone")

QUIET_SECONDS = 0.1
"""How long the cursor has to stay before it is looked with whom its outlet overlaps."""

NOBODY = "No stories with outlets in these days; t counts those of ever"


class OutletsScreen(Screen[str]):
    """The outlets of the library; ends with the name of one whose stories are wanted, or ""."""

    DEFAULT_CSS = """
    OutletsScreen { background: $background; }
    OutletsScreen > OutletTable { height: 1fr; }
    OutletsScreen > OverlapLines { height: 7; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss('')", "Back"),
        Binding("Q,ctrl+q", "app.quit", "Leave the program", show=False),
        Binding("enter,l,right", "stories", "Stories"),
        Binding("s", "order", "Sort"),
        Binding("t", "time", "Days or ever"),
        Binding("p", "prefer", "Prefer"),
        Binding("m", "mute", "Mute"),
        Binding("e", "rename", "Rename"),
        Binding("u", "undo", "Undo"),
        Binding("j,down", "focused.cursor_down", "Down", show=False),
        Binding("k,up", "focused.cursor_up", "Up", show=False),
        Binding("g,home", "focused.first", "First", show=False),
        Binding("G,end", "focused.last", "Last", show=False),
        Binding("ctrl+f,pagedown,space", "focused.page_down", "Page down", show=False),
        Binding("ctrl+b,pageup", "focused.page_up", "Page up", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.library = desk.library
        self.days, self.order = DAYS, ORDERS[0]
        self.changes = 0
        """How many changes were made here, and not undone."""
        self.has_changed = False
        self.table = OutletTable()
        self.overlaps = OverlapLines()

    def compose(self) -> ComposeResult:
        yield self.table
        yield self.overlaps
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.table.set_heading("Outlets · counting …")
        self.table.focus()
        self.look()

    @work(group="figures", exclusive=True)
    async def look(self) -> None:
        """Count anew."""
        await self.update()

    async def update(self, name: str = "") -> None:
        """Count anew; the cursor goes to the outlet of this name, or stays on its own."""
        name = name or self.name_here
        found = await self.desk.read(self.library.outlets, self.days)
        self.show(found, name)

    def show(self, found: "Sequence[OutletUse]", name: str) -> None:
        """Show these in the order that is wanted."""
        when = f"the last {self.days} days" if self.days else "ever"
        self.table.set_heading(f"{counted(len(found), 'outlet')} · {when} · by {self.order}")
        self.table.show(found, self.order, name)
        self.compare()

    @property
    def name_here(self) -> str:
        """The outlet under the cursor; "" where there is none."""
        return self.table.here.name if self.table.here else ""

    @on(VirtualList.Moved)
    @work(group="overlaps", exclusive=True)
    async def compare(self) -> None:
        """With whom the outlet under the cursor overlaps, as soon as the cursor stays."""
        if (here := self.table.here) is None:
            self.overlaps.clear()
            return
        await asyncio.sleep(QUIET_SECONDS)
        found = await self.desk.read(self.library.overlaps, here.name, self.days)
        self.overlaps.show(here, found)

    # What the keys do ------------------------------------------------------------------------

    @on(VirtualList.Opened)
    def action_stories(self) -> None:
        if name := self.name_here:
            self.dismiss(name)

    def action_order(self) -> None:
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.show(self.table.outlets, self.name_here)

    def action_time(self) -> None:
        self.days = 0 if self.days else DAYS
        self.look()

    @work(group="shape")
    async def action_prefer(self) -> None:
        if here := self.table.here:
            shaper, preferred = self.library.outlet_shaper, not here.preferred
            await self.shape(lambda: shaper.prefer(here.name, preferred=preferred))

    @work(group="shape")
    async def action_mute(self) -> None:
        if here := self.table.here:
            shaper, muted = self.library.outlet_shaper, not here.muted
            await self.shape(lambda: shaper.mute(here.name, muted=muted))

    @work(group="mark", exclusive=True)
    async def action_rename(self) -> None:
        if not (name := self.name_here):
            return
        names = tuple(one.name for one in self.table.outlets)
        text = "Its name; that of another one makes them one outlet:"
        ask = AskLine(f"Rename {name}", text, value=name, offered=names)
        called = await self.app.push_screen_wait(ask)
        if called and called != name:
            shaper = self.library.outlet_shaper
            await self.shape(lambda: shaper.rename(name, called), called)

    @work(group="shape")
    async def action_undo(self) -> None:
        if not self.changes:
            self.toast("Nothing was changed here")
        else:
            await self.shape(self.library.undo, step=-1)

    async def shape(self, change: Callable[[], str], name: str = "", step: int = 1) -> None:
        """Make a change, or take one back, and show what that comes to."""
        try:
            done = await self.desk.write(change)
        except ReaderError as error:
            self.toast(str(error))
            return
        self.has_changed = True
        self.changes += step
        self.toast(done)
        await self.update(name)

    def toast(self, text: str) -> None:
        """A word over the corner of the screen, in place of the one before."""
        self.app.clear_notifications()
        self.app.notify(text, markup=False)


class OutletTable(VirtualList, can_focus=True, inherit_bindings=False):
    """A line for each outlet."""

    def __init__(self) -> None:
        super().__init__(id="table")
        self.outlets: Sequence[OutletUse] = ()
        self.order = ORDERS[0]
        self._most = 1

    def show(self, outlets: "Sequence[OutletUse]", order: str, name: str) -> None:
        """Show these, in this order, with the cursor on the one of that name if it is there."""
        self.order = order
        self.outlets = sorted(outlets, key=lambda one: -self._number(one))
        self._most = max((self._number(one) for one in outlets), default=0) or 1
        places = [at for at, one in enumerate(self.outlets) if one.name == name]
        self.set_count(len(self.outlets), places[0] if places else 0)
        self.reveal(self.cursor)

    @property
    def here(self) -> "OutletUse | None":
        """The outlet under the cursor."""
        return self.outlets[self.cursor] if self.outlets else None

    def _number(self, one: "OutletUse") -> int:
        """What the order goes by."""
        return int(getattr(one.told, self.order))

    def row_line(self, index: int, line: int) -> list[Span]:
        one = self.outlets[index]
        told = one.told
        mark = "★ " if one.preferred else "– " if one.muted else "  "
        first = f"{told.first:,}/{told.contested:,}" if told.contested else "–"
        return [
            (mark, "accent" if one.preferred else "muted"),
            (cell(one.name, NAME_CELLS), "muted" if one.muted else "text"),
            (bar(self._number(one) / self._most, BAR_CELLS), "accent"),
            (f" {told.stories:>6,}", "text"),
            ("  first ", "muted"),
            (f"{first:>8}", "text"),
            ("  alone ", "muted"),
            (f"{told.alone:>5,}", "text"),
            (f" {told.read / told.stories:>4.0%} read", "muted"),
        ]

    def blank_line(self, y: int) -> list[Span]:
        return [] if y or self.outlets else [(NOBODY, "muted")]


class OverlapLines(LineView, can_focus=False):
    """With whom one outlet overlaps: a line for each of the others."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[Span]] = []

    def clear(self) -> None:
        """There is no outlet."""
        self._lines = []
        self.set_heading("")
        self.refresh()

    def show(self, one: "OutletUse", overlaps: "Sequence[Overlap]") -> None:
        """Show those that an outlet shares most stories with."""
        also = f" · also {', '.join(one.names)}" if one.names else ""
        self.set_heading(f"{one.name} has the same stories as{also}")
        self._lines = [_overlap(other, one.told.stories) for other in overlaps]
        self._lines = self._lines or [[("   nobody else", "muted")]]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.draw(y, self._lines[y] if y < len(self._lines) else ())


def _overlap(other: "Overlap", stories: int) -> list[Span]:
    return [
        (f"   {cell(other.name, NAME_CELLS)}", "text"),
        (bar(other.stories / stories, BAR_CELLS), "accent"),
        (f" {other.stories:>6,}", "text"),
        (f"  of {stories:,}", "muted"),
    ]
