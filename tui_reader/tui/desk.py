"""What lies on the reader's desk: the library, the view that is open, and who does the waiting.

The screen must never wait for the disk: reads and writes of the library are done by one thread
each, and awaited. Nothing here knows a widget.
"""

import asyncio
from array import array
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from tui_reader.errors import NotFoundError
from tui_reader.library import Library, Page
from tui_reader.models import Row, Story, View, ViewCount

if TYPE_CHECKING:
    from tui_reader.library.marking import Change
    from tui_reader.shapes import SavedView

P = ParamSpec("P")
T = TypeVar("T")

ORDERED = ("search", "saved")
"""Views with an order of their own: where what was read stood only the desk knows."""

FIRST_ROWS = 60
"""Rows fetched before the first paint: more than the tallest terminal shows."""


class Window(NamedTuple):
    """The open view as it is now, and the rows around a place in it."""

    numbers: "array[int]"
    cursor: int
    start: int
    rows: tuple[Row, ...]

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.numbers)

    def place(self, number: int | None, otherwise: int) -> int:
        """Where a story stands; the nearest place to `otherwise` if it does not."""
        if number is not None and number in self.numbers:
            return self.numbers.index(number)
        return max(0, min(otherwise, self.total - 1))


class Desk:
    """The open view as a list of numbers, and questions to the library that do not block."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.view = View(kind="unread")
        self.numbers: array[int] = array("q")
        self.is_part = False
        """Whether `numbers` may be only the first of the view, for a moment after it was opened."""
        self.kept: set[int] = set()
        """Stories read since the view was opened: they stay in Unread until it is left."""
        self.at_hand: dict[int, Story] = {}
        """Stories near the cursor, as they were when they were last asked for."""
        self.saved: dict[str, ViewCount] = {}
        """The numbers of saved views, by name, as they were last counted."""
        self._readers = ThreadPoolExecutor(1, "reader")
        self._writers = ThreadPoolExecutor(1, "writer")

    def close(self) -> None:
        """Let the threads end; what was begun is finished."""
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writers.shutdown(wait=True)

    async def read(self, ask: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """Ask the library something in the reading thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, partial(ask, *args, **options))

    async def write(self, do: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """Have the library do something in the writing thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writers, partial(do, *args, **options))

    async def has_changed(self) -> bool:
        """Whether the index is not what it was, by another instance or by opening it to write."""
        followed = await self.read(self.library.follow)
        return await self.read(self.library.views.has_changed) or followed

    # The open view ---------------------------------------------------------------------------

    def first_page(self, view: View, story: str) -> Page:
        """What the first paint shows: the only question that is asked without a thread."""
        self.view = view
        page = self.library.page(view, story, FIRST_ROWS)
        self.kept = {row.number for row in page.rows if row.read}
        return page

    async def open(self, view: View) -> Page:
        """Open a view at its beginning, of which only the first rows are known so far."""
        return self._begin(view, await self.read(self.library.around, view, "", FIRST_ROWS))

    async def open_answer(self, view: View) -> Page:
        """Open a search: how many there are is known only if they are fewer than asked for."""
        rows = tuple(await self.read(self.library.first_rows, view, FIRST_ROWS))
        return self._begin(view, Page(total=len(rows), start=0, rows=rows, cursor=0))

    def _begin(self, view: View, page: Page) -> Page:
        self.view, self.kept = view, set()
        self.is_part = page.total >= FIRST_ROWS
        self.at_hand.clear()
        self.numbers = array("q", (row.number for row in page.rows))
        return page

    async def look_again(self, number: int | None, fallback: int) -> Window:
        """The open view as it is now, around the story `number`, or the place `fallback`.

        Who shows it sets `numbers` then, so that they are always those of the list on the screen.
        """
        view = self.view
        self.at_hand.clear()
        # What is kept is asked in the thread, not before: a key may mark something meanwhile.
        numbers = await self.read(lambda: self.library.numbers(view, tuple(self.kept)))
        if view.kind in ORDERED and self.kept:
            numbers = steady(self.numbers, numbers, self.kept)
        cursor = Window(numbers, 0, 0, ()).place(number, fallback)
        start = max(0, cursor - FIRST_ROWS // 2)
        rows = await self.read(self.library.rows, view, numbers[start : start + FIRST_ROWS])
        return Window(numbers, cursor, start, tuple(rows))

    async def rows(self, start: int, end: int) -> list[Row]:
        """Rows of the open view, by their places."""
        return await self.read(self.library.rows, self.view, self.numbers[start:end])

    async def row(self, number: int) -> Row | None:
        """One row."""
        rows = await self.read(self.library.rows, self.view, [number])
        return rows[0] if rows else None

    async def next_unread(self, number: int, *, forward: bool) -> int | None:
        """The place of the nearest unread story."""
        found = await self.read(self.library.next_unread, self.view, number, forward=forward)
        if found is None or found not in self.numbers:
            return None
        return self.numbers.index(found)

    async def story(self, number: int) -> Story:
        """One story."""
        self.at_hand[number] = await self.read(self.library.story, number)
        return self.at_hand[number]

    async def lay_ready(self, numbers: Iterable[int]) -> None:
        """Have these stories at hand, and only these: the next key has to wait for none."""
        wanted = list(numbers)
        self.at_hand = {number: self.at_hand[number] for number in wanted if number in self.at_hand}
        for number in wanted:
            if number not in self.at_hand:
                with suppress(NotFoundError):
                    await self.story(number)

    async def counts(self) -> list[ViewCount]:
        """All views with their numbers; those of saved views as they were last counted."""
        counts = await self.read(self.library.counts)
        return [*counts, *(self._last_counted(view) for view in self.library.shapes.views)]

    async def count_saved(self) -> bool:
        """Count the saved views, one by one, so that a key has to wait for one; any news?"""
        before = self.saved
        views = self.library.shapes.views
        counted = [await self.read(self.library.count_saved, view) for view in views]
        self.saved = {count.view.name: count for count in counted}
        return self.saved != before

    def _last_counted(self, view: "SavedView") -> ViewCount:
        empty = ViewCount(View(kind="saved", name=view.name), 0, 0)
        return self.saved.get(view.name, empty)._replace(key=view.key)

    # Marking ---------------------------------------------------------------------------------

    async def mark(
        self, mark: Callable[..., Any], numbers: Sequence[int], *how: object, **more: object
    ) -> "Change":
        """Mark stories; in Unread they stay where they are until the view is left."""
        self.kept.update(numbers)
        change: Change = await self.write(mark, numbers, *how, **more)
        self.at_hand.clear()
        return change

    async def unread(self) -> list[int]:
        """The unread stories of the open view."""
        return list(await self.read(self.library.unread, self.view))


def steady(before: "array[int]", found: "array[int]", kept: set[int]) -> "array[int]":
    """What is found now, and what is kept although it is found no more, where that stood before."""
    known = set(found)
    behind: dict[int | None, list[int]] = {}
    last = None
    for number in before:
        if number in known:
            last = number
        elif number in kept:
            behind.setdefault(last, []).append(number)
    numbers = array("q", behind.get(None, ()))
    for number in found:
        numbers.append(number)
        numbers.extend(behind.get(number, ()))
    return numbers
