"""Searching: as one types, and back to exactly where one was."""

from typing import NamedTuple

from textual import events, on, work
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input

from tui_reader.errors import QueryError
from tui_reader.models import View
from tui_reader.tui import words
from tui_reader.tui.desk import FIRST_ROWS, Desk
from tui_reader.tui.screens.subscribing import SubscribingScreen

PAUSE = 0.15
"""Seconds without a key after which all rows of a long answer are looked for."""


class Origin(NamedTuple):
    """Where the reader was before a search."""

    view: View
    story: int | None
    cursor: int
    top: int
    """The first line of the list in sight."""


class Completion(Suggester):
    """Offers fields, and the names that the library has."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.desk = desk

    async def get_suggestion(self, value: str) -> str | None:
        """The line as it would be with its last word completed."""
        return await self.desk.read(self.desk.library.completion, value) or None


class SearchLine(Input):
    """The line that a search is typed into."""

    DEFAULT_CSS = """
    SearchLine { display: none; background: $panel; padding: 0 1; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            id="search",
            compact=True,
            placeholder='ferry "late again" -toll outlet:gazette outlets:>=3 is:unread since:3d',
            suggester=Completion(desk),
            select_on_focus=False,
        )
        self.cursor_blink = False


class SearchingScreen(SubscribingScreen):
    """Searches, with the list as its answer."""

    origin: Origin | None = None
    leaving = False
    """On the way back from a search."""
    wanted: str | None = None
    """What is to be searched for next."""
    answering = False
    rest_timer: Timer | None = None
    """After the first rows of an answer come the others, unless another key comes before them."""

    @property
    def search_line(self) -> SearchLine | None:
        """The line, once it was needed."""
        return next(iter(self.query(SearchLine)), None)

    async def action_search(self) -> None:
        """Begin a search, or change the one whose answer is shown."""
        line = await self.make_line()
        if self.origin is None or self.leaving:
            self.origin = self.origin or self.whereabouts
            self.leaving = False
            with line.prevent(Input.Changed):
                line.value = ""
        line.display = True
        self.set_focus(line)  # at once: the next key is a letter

    async def make_line(self) -> SearchLine:
        """The line, mounted when it is needed first."""
        line = self.search_line
        if line is None:
            line = SearchLine(self.desk)
            await self.mount(line, before=self.status)
        return line

    async def search_for(self, text: str) -> None:
        """Show what answers this, as if it had been typed."""
        line = await self.make_line()
        with line.prevent(Input.Changed):
            line.value = text
        self.origin = self.origin or self.whereabouts
        self.leaving = False
        await self.show_answer(text)
        self.stop_rest()
        self.look_again()
        self.hide_search()

    @property
    def whereabouts(self) -> Origin:
        """Where the reader is."""
        row = self.row
        return Origin(
            view=self.desk.view,
            story=row.number if row else None,
            cursor=self.stories.cursor,
            top=self.stories.scroll_offset.y,
        )

    def types(self, event: events.Key) -> bool:
        """Take a letter that was typed before the search line was there to take it."""
        line = self.search_line
        if line is None or self.focused is not line or not event.is_printable:
            return False
        line.insert_text_at_cursor(event.character or "")
        return True

    @on(Input.Changed, "#search")
    def search_at_once(self, event: Input.Changed) -> None:
        """Search; while an answer is on its way the newest wish waits, and the others are void."""
        event.stop()
        self.stop_rest()
        if is_too_short(event.value.strip()):
            return
        self.wanted = event.value
        if not self.answering:
            self.answer()

    @work(group="answer")
    async def answer(self) -> None:
        """Answer until nothing more is wanted."""
        self.answering = True
        try:
            while self.wanted is not None:
                text, self.wanted = self.wanted, None
                await self.show_answer(text)
        finally:
            self.answering = False

    def stop_rest(self) -> None:
        """The other rows of an answer are not wanted any more."""
        if self.rest_timer is not None:
            self.rest_timer.stop()

    @on(Input.Submitted, "#search")
    def take_answer(self, event: Input.Submitted) -> None:
        """On with the answer; nothing to look for means back."""
        event.stop()
        if text := event.value.strip():
            if is_too_short(text):
                self.wanted = text
                self.answer()
            self.stop_rest()
            self.look_again()
            self.hide_search()
        else:
            self.end_search()

    def hide_search(self) -> None:
        """The line goes, the list has the keys."""
        if (line := self.search_line) is not None:
            line.display = False
        self.go_to(self.stories)

    async def show_answer(self, text: str) -> None:
        """Show the stories that answer; a mistake is told, and what was shown stays."""
        text = text.strip()
        try:
            find = self.library.finder(text)
        except QueryError as error:
            self.say(str(error))
            return
        if self.origin is None:
            return
        self.status.forget()
        view = View(kind="search", name=text) if text else self.origin.view
        self.set_finder(find)
        async with self.listing:
            if self.origin is None or self.leaving:  # the reader goes back
                return
            page = await self.desk.open_answer(view)
            self.stories.show(page.total, page.cursor, page.start, page.rows)
            self.entitle(page.total)
            if page.total == FIRST_ROWS:  # there may be more of them
                self.stories.set_heading(f"{words.view_name(view)} · …")
                self.rest_timer = self.set_timer(PAUSE, self.look_again)
        self.show_story()

    def set_finder(self, find: object) -> None:
        """What is looked for stands out in the list and in the story."""
        self.stories.find = self.story_pane.find = find  # type: ignore[assignment]
        self.story_pane.refresh()

    def end_search(self) -> None:
        """Back to exactly where the reader was."""
        self.wanted = None
        self.stop_rest()
        self.hide_search()
        if self.origin is not None:
            self.leaving = True
            self.go_to_origin(self.origin)

    @work(group="view", exclusive=True)
    async def go_to_origin(self, origin: Origin) -> None:
        """Show what was shown before the search, as it was shown."""
        self.set_finder(None)
        self.status.forget()
        async with self.listing:
            self.desk.view = origin.view
            window = await self.desk.look_again(origin.story, origin.cursor)
            self.desk.numbers = window.numbers
            self.stories.show(window.total, window.cursor, window.start, window.rows)
            self.stories.jump_to(origin.top)
            await self.count()
        self.origin, self.leaving = None, False
        self.show_story()
        self.read_after_a_moment()

    # Keys that mean something else while the answer is shown ------------------------------------

    @property
    def is_searching(self) -> bool:
        """Whether the list is the answer to a search, or one is being typed."""
        return self.origin is not None

    def action_back(self) -> None:
        line = self.search_line
        typing = line is not None and line.has_focus
        if self.is_searching and (typing or self.pane is self.stories):
            self.end_search()
        else:
            self.go_back()

    def go_back(self) -> None:
        """What escape does without a search."""
        raise NotImplementedError

    async def show_view(self, view: View) -> None:
        """Another view ends the search, and what was told of the one before."""
        self.status.forget()
        if self.origin is not None:
            self.origin = None
            self.set_finder(None)
        await super().show_view(view)


def is_too_short(text: str) -> bool:
    """A lone letter of an alphabet finds nearly everything: the next one is waited for."""
    return len(text) == 1 and text.isascii() and text.isalpha()
