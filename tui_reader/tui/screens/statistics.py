"""What arrives, what is read and what never is: figures, and sources to let go of."""

from typing import TYPE_CHECKING, ClassVar, Unpack

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from tui_reader.charts import bar, sparkline
from tui_reader.tui.widgets.ages import Clock, age
from tui_reader.tui.widgets.cells import cell
from tui_reader.tui.widgets.line_view import Identity, Span
from tui_reader.tui.widgets.virtual_list import VirtualList
from tui_reader.tui.words import counted

if TYPE_CHECKING:
    from tui_reader.library.statistics import SourceUse, Statistics

NAME_CELLS = 20
BAR_CELLS = 6
DAYS_CELLS = 9
AGE_CELLS = 10
LEAST_DAYS = len("these days")
USE_CELLS = NAME_CELLS + 23
"""Of a source: its name, how much it brings a day, and how much of that is read."""
WHOLE = 100
"""As many cells as all columns want."""

UNDO = "\n"
"""What the screen ends with where the last change is to be undone: no source is called so."""

Line = tuple[list[Span], str]
"""A line of the table, and the name of the source that it speaks of; "" for none."""


class StatisticsScreen(Screen[str]):
    """The figures of the library; ends with the name of a source to remove, with UNDO, or ""."""

    DEFAULT_CSS = """
    StatisticsScreen { background: $background; }
    StatisticsScreen > FiguresTable { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss('')", "Back"),
        Binding("Q,ctrl+q", "app.quit", "Leave the program", show=False),
        Binding("D", "remove", "Remove the source"),
        Binding("u", "undo", "Undo"),
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("g,home", "move(-1_000_000)", "First", show=False),
        Binding("G,end", "move(1_000_000)", "Last", show=False),
        Binding("ctrl+f,pagedown,space", "page(1)", "Page down", show=False),
        Binding("ctrl+b,pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(self, statistics: "Statistics", clock: Clock) -> None:
        super().__init__()
        self.table = FiguresTable(statistics, clock)

    def compose(self) -> ComposeResult:
        yield self.table
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.table.focus()

    def action_move(self, step: int) -> None:
        """Go down or up."""
        self.table.cursor += step

    def action_page(self, direction: int) -> None:
        """Go a page down or up."""
        self.table.cursor += direction * max(1, self.table.height - 1)

    def action_undo(self) -> None:
        """Back to the main screen, which says what that brings."""
        self.dismiss(UNDO)

    def action_remove(self) -> None:
        """Let go of the source under the cursor."""
        if name := self.table.source:
            self.dismiss(name)
        else:
            self.app.clear_notifications()
            self.app.notify("D removes the source under the cursor", markup=False)


class FiguresTable(VirtualList, can_focus=True, inherit_bindings=False):
    """Lines with a cursor, as many columns of them as there is room for."""

    def __init__(self, figures: "Statistics", clock: Clock, **identity: Unpack[Identity]) -> None:
        super().__init__(**identity)
        self._figures = figures
        self._clock = clock
        self._lines = lines_of(figures, clock, WHOLE)
        self.set_heading(f"Statistics · as of {clock().astimezone():%H:%M}")

    def on_mount(self) -> None:
        first = next((at for at, (_, source) in enumerate(self._lines) if source), 0)
        self.set_count(len(self._lines), 0)
        if first < self.app.size.height - 2:  # all above it can be seen as well
            self.cursor = first

    def on_resize(self) -> None:
        super().on_resize()
        self._lines = lines_of(self._figures, self._clock, self.width - 1)
        self.refresh()

    def validate_cursor(self, index: int) -> int:
        """A gap is passed in the direction of the move."""
        index = super().validate_cursor(index)
        if not self._lines[index][0]:
            index += 1 if index >= self.cursor else -1
        return index

    def row_line(self, index: int, line: int) -> list[Span]:
        return self._lines[index][0]

    @property
    def source(self) -> str:
        """The name of the source under the cursor; "" where there is none."""
        return self._lines[self.cursor][1] if self._lines else ""


def lines_of(figures: "Statistics", clock: Clock, room: int) -> list[Line]:
    """All that is to be shown, line by line, of so many cells."""
    days, spare = len(figures.days), room - USE_CELLS
    ages = next((ages for ages in (2, 1) if spare >= ages * AGE_CELLS), 0)
    spark = min(days, spare - ages * AGE_CELLS - 2)
    spark = spark if spark >= LEAST_DAYS else 0
    sources = [(_source(one, clock, ages, spark), one.name) for one in figures.sources]
    never = figures.never_read
    return [
        *_plain(_totals(figures)),
        *_plain([]),
        *_plain(*_days(figures, room)),
        *_plain([], [("Outlets", "strong"), (f" · stories in {days} days", "muted")]),
        *_plain(*_outlets(figures, room)),
        *_plain([], _sources_heading(ages, spark)),
        *sources,
        *(_plain([], _never(never)) if never else ()),
    ]


def _plain(*lines: list[Span]) -> list[Line]:
    return [(line, "") for line in lines]


def _totals(figures: "Statistics") -> list[Span]:
    share = figures.read / figures.stories if figures.stories else 0
    return [
        (counted(figures.stories, "story"), "strong"),
        (f" · {share:.0%} read · {figures.starred:,} starred", "text"),
        (f" · {counted(len(figures.sources), 'source')}", "text"),
    ]


def _days(figures: "Statistics", room: int) -> list[list[Span]]:
    """Stories, outlets and sources over time."""
    rows = {
        "Stories": [day.stories for day in figures.days],
        "Outlets": [day.outlets for day in figures.days],
        "Sources": [day.sources for day in figures.days],
    }
    told = [f"  today {numbers[-1]:,} · most {max(numbers):,}" for numbers in rows.values()]
    average = [f" · {sum(numbers) / len(numbers):.1f} a day" for numbers in rows.values()]
    spare = room - DAYS_CELLS - max(map(len, told))
    if spare >= len(figures.days) + max(map(len, average)):
        told = list(map("".join, zip(told, average, strict=True)))
    return [
        [
            (f"{name:<{DAYS_CELLS}}", "text"),
            (sparkline(numbers, max(1, spare)), "accent"),
            (facts, "muted"),
        ]
        for (name, numbers), facts in zip(rows.items(), told, strict=True)
    ]


def _outlets(figures: "Statistics", room: int) -> list[list[Span]]:
    most = max((one.stories for one in figures.outlets), default=1)
    cells = max(BAR_CELLS, min(4 * BAR_CELLS, room - NAME_CELLS - len(f" {most:,}")))
    return [
        [
            (cell(one.name, NAME_CELLS), "text"),
            (bar(one.stories / most, cells), "accent"),
            (f" {one.stories:,}", "muted"),
        ]
        for one in figures.outlets[:10]
    ]


def _sources_heading(ages: int, spark: int) -> list[Span]:
    days = f"{'these days':<{spark}}  " if spark else ""
    told = "".join(f"{name:<{AGE_CELLS}}" for name in ("youngest", "fetched")[:ages])
    return [
        (cell("Sources", NAME_CELLS), "strong"),
        (f"{'a day':>7}  {'read':<12}  {days}{told}".rstrip(), "muted"),
    ]


def _source(one: "SourceUse", clock: Clock, ages: int, spark: int) -> list[Span]:
    """What one source brings, and what becomes of it; `ages` and `spark` as there is room."""
    now = clock()
    newest = age(one.newest, now) if one.newest else "–"
    fetched = one.failing or (age(one.worked, now) if one.worked else "")
    told: list[Span] = [
        (f"{newest:<{AGE_CELLS}}", "muted"),
        (fetched, "error" if one.failing else "muted"),
    ]
    return [
        (cell(one.name, NAME_CELLS), "warning" if one.is_never_read else "text"),
        (f"{one.per_day:>7.1f}  ", "text"),
        (bar(one.share_read, BAR_CELLS), "accent"),
        (f" {one.share_read:>4.0%}   ", "muted"),
        *([(f"{sparkline(one.days, spark):<{spark}}  ", "accent")] if spark else []),
        *told[:ages],
    ]


def _never(names: tuple[str, ...]) -> list[Span]:
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return [("Never read: ", "warning"), (f"{shown}. D removes one, u brings it back", "text")]
