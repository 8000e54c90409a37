"""Acting on stories: the one under the cursor, a selection, a whole view; and taking it back."""

import asyncio
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from tui_reader.models import BY_HAND, View
from tui_reader.tui import words
from tui_reader.tui.desk import ORDERED
from tui_reader.tui.screens.searching import SearchingScreen

if TYPE_CHECKING:
    from tui_reader.library.marking import Change

ASK_ABOVE = 50
"""Stories that are marked read without asking: a screen or two, and `u` brings them back."""


class MarkingScreen(SearchingScreen):
    """Marks, tags, hides and exports; a selection reaches from its first story to the cursor."""

    first_selected: int | None = None
    """The number of the story that the selection began on; None without a selection."""

    # The selection ---------------------------------------------------------------------------

    async def action_select(self) -> None:
        await self.whole_list()
        row = self.row
        if self.first_selected is not None:
            self.end_selection()
        elif row and not row.reason:
            self.go_to(self.stories)
            self.first_selected = row.number
            self.stories.selected_from = self.stories.cursor
            self.tell_selection()

    def end_selection(self) -> None:
        """Nothing is selected any more."""
        if self.first_selected is not None:
            self.first_selected = self.stories.selected_from = None
            self.say("")

    def tell_selection(self) -> None:
        """How many stories are selected, and what can be done."""
        count = words.counted(len(self.picked()), "story")
        self.say(f"{count} selected · m s t d o y E act on them · esc ends", lasting=True)

    def picked(self) -> "array[int]":
        """The stories that are meant: the selected ones, else the one under the cursor."""
        row, numbers = self.row, self.desk.numbers
        if self.first_selected is not None and self.first_selected in numbers:
            first, last = sorted((numbers.index(self.first_selected), self.stories.cursor))
            return numbers[first : last + 1]
        return array("q", [row.number] if row and not row.reason else [])

    def moved(self) -> None:
        """A selection grows and shrinks with the cursor."""
        super().moved()
        if self.first_selected is not None:
            self.tell_selection()

    async def update_list(self) -> None:
        """The selection stays on its stories."""
        await super().update_list()
        if self.first_selected is not None:
            numbers = self.desk.numbers
            is_there = self.first_selected in numbers
            self.stories.selected_from = numbers.index(self.first_selected) if is_there else None
            self.first_selected = self.first_selected if is_there else None

    async def show_view(self, view: View) -> None:
        """A selection ends with its list."""
        self.end_selection()
        await super().show_view(view)

    async def action_search(self) -> None:
        self.end_selection()
        await super().action_search()

    def action_back(self) -> None:
        if self.first_selected is not None and self.pane is self.stories:
            self.end_selection()
        else:
            super().action_back()

    # Marking ---------------------------------------------------------------------------------

    def action_toggle_read(self) -> None:
        if numbers := self.picked():
            self.stop_reading_timer()
            self.toggle_read(numbers)

    @work(group="mark")
    async def toggle_read(self, numbers: "array[int]") -> None:
        """Mark stories read as they are now, or unread again if all are that already."""
        async with self.marking:
            tally = await self.desk.read(self.library.tally, numbers)
            await self.mark_and_show(self.library.mark_read, numbers, read=tally.unread > 0)

    def action_toggle_star(self) -> None:
        if numbers := self.picked():
            self.toggle_star(numbers)

    @work(group="mark")
    async def toggle_star(self, numbers: "array[int]") -> None:
        """Star stories, or take their stars away if all have one."""
        async with self.marking:
            tally = await self.desk.read(self.library.tally, numbers)
            starred = tally.starred < len(numbers)
            self.say(await self.mark_and_show(self.library.mark_starred, numbers, starred=starred))

    def action_hide(self) -> None:
        if numbers := self.picked():
            self.stop_reading_timer()
            self.hide(numbers)

    @work(group="mark")
    async def hide(self, numbers: "array[int]") -> None:
        """Take stories out of all views; those that were hidden so come back."""
        async with self.marking:
            hidden = self.desk.view != View("muted", BY_HAND)
            change = await self.desk.mark(self.library.mark_hidden, numbers, hidden=hidden)
            self.desk.kept.difference_update(numbers)
            self.end_selection()
            self.toast(f"{change.label} · u undoes it")
            await self.update_list()

    @work(group="mark", exclusive=True)
    async def action_tag(self) -> None:
        from tui_reader.tui.screens.dialogs import AskLine

        if not (numbers := self.picked()):
            return
        known = await self.desk.read(self.library.tags)
        ask = AskLine(
            f"Tag {words.counted(len(numbers), 'story')}",
            "A tag to give; with a - before it, one to take away:",
            "to-read",
            offered=known,
        )
        if tag := await self.app.push_screen_wait(ask):
            async with self.marking:
                mark = self.library.mark_tagged
                tagged, name = not tag.startswith("-"), tag.removeprefix("-")
                self.say(await self.mark_and_show(mark, numbers, name, tagged=tagged))
            self.take_words()

    @work(group="mark", exclusive=True)
    async def action_export(self) -> None:
        from tui_reader.tui.screens.dialogs import AskLine

        if not (numbers := self.picked()):
            return
        ask = AskLine(
            f"Export {words.counted(len(numbers), 'story')}",
            "To a folder, as briefing files; or to a file that ends in .html, .json or .csv:",
            "~/news.html",
        )
        if to := await self.app.push_screen_wait(ask):
            self.say("Exporting …", lasting=True)
            written = await self.desk.read(self.library.export, numbers, to)
            self.end_selection()
            self.say(written)

    async def mark_and_show(
        self, mark: Callable[..., object], numbers: "array[int]", *how: object, **more: object
    ) -> str:
        """Change marks of stories and show it; what was done."""
        change: Change = await self.desk.mark(mark, numbers, *how, **more)
        self.end_selection()
        self.status.forget()
        if len(numbers) == 1:
            await self.show_marks(numbers[0])
            self.show_story()
        else:
            self.tell_marked(change)
            await self.update_list()
        return change.label

    def tell_marked(self, change: "Change") -> None:
        """What was done; there is something to undo only if that was anything."""
        self.toast(f"{change.label} · u undoes it" if change.before else change.label)

    @work(group="words")
    async def take_words(self) -> None:
        """Have new words of stories found by a search, and obeyed by the rules."""
        await asyncio.to_thread(self.background.make_searchable)
        if self.desk.view.kind in ORDERED:
            self.look_again()

    # Marking many ----------------------------------------------------------------------------

    @work(group="mark")
    async def action_mark_view(self) -> None:
        async with self.marking:
            numbers = await self.desk.unread()
            await self.mark_many(numbers, f"in {words.view_name(self.desk.view)}")

    @work(group="mark")
    async def action_mark_above(self) -> None:
        async with self.marking:
            await self.mark_part(lambda: slice(0, self.stories.cursor), "above this one")

    @work(group="mark")
    async def action_mark_below(self) -> None:
        async with self.marking:
            await self.mark_part(lambda: slice(self.stories.cursor + 1, None), "below this one")

    async def whole_list(self) -> None:
        """Wait until all stories of the view are known: of a long one the first rows come first."""
        if self.desk.is_part:
            await self.update_list()

    async def mark_part(self, part: Callable[[], slice], where: str) -> None:
        """Mark part of the list read."""
        await self.whole_list()
        listed = set(self.desk.numbers[part()])
        unread = await self.desk.unread()
        await self.mark_many([number for number in unread if number in listed], where)

    async def mark_many(self, numbers: list[int], where: str) -> None:
        """Mark stories read, after a question if they are many."""
        if not numbers:
            self.say(
                f"Nothing unread {where}" if where.startswith(("a", "b")) else "Nothing unread here"
            )
            return
        tally = await self.desk.read(self.library.tally, numbers)
        question = words.mark_question(len(numbers), tally.starred, where)
        if len(numbers) > ASK_ABOVE and not await self.ask(question):
            return
        change = await self.desk.mark(self.library.mark_read, numbers)
        self.end_selection()
        self.tell_marked(change)
        self.look_again()

    async def ask(self, question: str) -> bool:
        """Whether the reader says yes."""
        from tui_reader.tui.screens.dialogs import Question

        return await self.app.push_screen_wait(Question(question))

    # Back and forth --------------------------------------------------------------------------

    @work(group="mark")
    async def action_undo(self) -> None:
        await self.step(self.library.undo)

    @work(group="mark")
    async def action_redo(self) -> None:
        await self.step(self.library.redo)

    async def step(self, way: Callable[[], str]) -> None:
        """Go a step back, or forth again, and show what that has brought."""
        self.stop_reading_timer()
        async with self.marking:
            brought = await self.desk.write(way)
            if self.library.is_outgrown() or self.library.reload_sources():
                self.was_changed(brought)
                return
            self.toast(brought)
            if self.is_gone(self.desk.view):
                await self.show_view(View(kind="unread"))
            else:
                self.look_again()
            self.take_words()

    def is_gone(self, view: View) -> bool:
        """Whether it is of a search that was kept, or of a rule, that is there no more."""
        shapes = self.library.shapes
        if view.kind == "saved":
            return view.name not in [one.name for one in shapes.views]
        is_rule = view.kind == "muted" and view.name not in {"", BY_HAND}
        return is_rule and view.name not in [one.query for one in shapes.mutes]
