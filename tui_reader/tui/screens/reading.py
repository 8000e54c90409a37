"""Views, their stories and the story: what the desk knows goes down to the panes."""

import asyncio
import gc
import time
from functools import partial

from textual import on, work
from textual.timer import Timer

from tui_reader.errors import NotFoundError
from tui_reader.library import host_of
from tui_reader.models import View
from tui_reader.tui import words
from tui_reader.tui.background import Background, LibraryChanged, LoadEnded, LoadTold
from tui_reader.tui.desk import Desk
from tui_reader.tui.place import place_from
from tui_reader.tui.screens.panes import PanesScreen
from tui_reader.tui.widgets.sources_pane import SourcesPane
from tui_reader.tui.widgets.story_list import StoryList

LOOK_SECONDS = 1.0
"""How often the list is brought up to date while files are being read."""

A_MOMENT = 0.01
"""The least that a timer can wait."""

NOTICE_SECONDS = 10.0
"""Time to read what happened to the library, whatever else is told meanwhile."""

QUICK_FILES = 50
"""So few files are read before a progress bar could be."""


class ReadingScreen(PanesScreen):
    """Shows what the library has, follows what happens to it, and notes what was read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.library = desk.library
        self.background = Background(self.library, self.post_message)
        self.reading_timer: Timer | None = None
        self.listing = asyncio.Lock()
        """The list is changed by one at a time: a view that is opened is not interrupted."""
        self.marking = asyncio.Lock()
        """Marks are made one after the other, in the order of the keys."""
        self.looked_at = 0.0
        self.known_total = 0
        self.touched = True
        """The cursor stays on its story; while the very first stories come in, on the first."""
        self.looked = False
        """All files have been looked at once: only then it is sure that there are none."""
        self.asked = False
        """The reader asked for the look at the files that is under way, and gets an answer."""

    # Life ------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show what the index knows: nothing here waits for files, network or threads."""
        place = place_from(self.library.recall(), self.here)
        self.arrange_as(place)
        page = self.desk.first_page(place.view, place.story)
        self.touched = page.total > 0
        self.sources.select(place.view)
        self.stories.show(page.total, page.cursor, page.start, page.rows)
        self.entitle(page.total)
        self.go_to(self.stories)
        self.watch(self.stories, "cursor", self.moved, init=False)
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """After the first paint: the rest of the list, the story, and a look at the files."""
        gc.freeze()  # what was loaded by now stays: the collector need not look at it again
        gc.enable()
        self.tell_notices()
        self.look_again()
        self.read_after_a_moment()
        self.background.start()

    def on_unmount(self) -> None:
        self.background.end()
        self.save_place()
        self.desk.close()

    def save_place(self) -> None:
        """Remember where the reader is, for the next start; a search is for this one."""
        if self.desk.view.kind != "search":
            self.library.remember(self.here.record())

    def say(self, text: str, *, lasting: bool = False) -> None:
        """One line at the bottom, until the next change or view; `lasting` holds beyond that."""
        self.status.say(text, lasting=lasting)

    def tell_notices(self) -> None:
        """What happened while the library was opened, or who else has it open."""
        for notice in words.first_of(self.library.notices):
            self.app.notify(notice, timeout=NOTICE_SECONDS, markup=False)
        self.library.notices.clear()
        if self.library.reads_only:
            self.say(self.library.reads_only, lasting=True)

    # The list --------------------------------------------------------------------------------

    def entitle(self, total: int) -> None:
        """The headings, and what the list says when it is empty; `total` is what its view has."""
        view, library = self.desk.view, self.library
        self.stories.set_heading(words.title(view, total))
        sources = library.sources if self.looked else ()
        self.stories.empty_text = words.empty(view, self.known_total, sources)
        self.sources.set_heading("Samples" if library.samples else "Sources")
        self.story_pane.set_heading("Problem" if view.kind == "problems" else "Story")

    @on(SourcesPane.Chosen)
    @work(group="view", exclusive=True)
    async def open_view(self, event: SourcesPane.Chosen) -> None:
        """Another view was chosen."""
        await self.show_view(event.view)

    async def show_view(self, view: View) -> None:
        """Another view: from its beginning."""
        self.sources.select(view)
        async with self.listing:
            page = await self.desk.open(view)
            self.stories.show(page.total, page.cursor, page.start, page.rows)
            self.entitle(page.total)
        self.go_to(self.stories)
        self.show_story()
        self.read_after_a_moment()
        self.save_place()
        self.look_again()

    @work(group="list", exclusive=True)
    async def look_again(self) -> None:
        """Bring the list up to date; a newer wish replaces an older one."""
        await self.update_list()

    async def update_list(self) -> None:
        """The same view as it is now; the cursor stays on its story."""
        async with self.listing:
            window = await self.desk.look_again(*self.place)
            cursor = window.place(*self.place)  # it may have moved meanwhile
            self.desk.numbers, self.desk.is_part = window.numbers, False
            self.stories.replace(window.total, cursor, window.start, window.rows)
            await self.count()
        self.show_story()

    @property
    def place(self) -> tuple[int | None, int]:
        """The story that the cursor has to stay on, and where that is."""
        if not self.touched:
            return None, 0
        return self.row.number if self.row else None, self.stories.cursor

    async def count(self) -> None:
        """The numbers of all views, and of the one that is open."""
        counts = await self.desk.counts()
        totals = {one.view.kind: one.total for one in counts}
        self.known_total = totals["all"]
        self.sources.show(counts, self.library.beyond)
        unread = self.desk.view.kind == "unread"  # what was just read stays in it, uncounted
        self.entitle(totals["unread"] if unread else self.stories.count)

    @on(StoryList.RowsWanted)
    @work(group="rows")
    async def fetch_rows(self, event: StoryList.RowsWanted) -> None:
        """Rows that will soon be in sight."""
        numbers = self.desk.numbers
        rows = await self.desk.rows(event.start, event.end)
        if numbers is self.desk.numbers:
            was_known = self.row is not None
            self.stories.put(event.start, rows)
            if self.row and not was_known:  # a jump into the unknown: now it is known
                self.show_story()
                self.read_after_a_moment()

    # The story -------------------------------------------------------------------------------

    def moved(self) -> None:
        """The cursor is on another story: show it, and count it as read after a moment.

        Called by the move itself: a message would arrive when the list is painted already, and
        the story would come a frame later.
        """
        self.touched = True
        self.show_story()
        self.read_after_a_moment()

    @on(StoryList.Opened)
    def enter_story(self) -> None:
        """Into the story."""
        self.go_to(self.story_pane)
        self.story_pane.enter()  # before the next key, which may be here before the focus is
        self.read_after_a_moment()

    def show_story(self) -> None:
        """The story under the cursor: at once if it is at hand, else when it has come."""
        row = self.row
        story = self.desk.at_hand.get(row.number) if row and not row.reason else None
        if story is None:
            self.fetch_story()
        else:
            self.story_pane.show_story(story, host_of=host_of, rules=self.library.outlet_rules)
            self.lay_ready()

    async def catch_up(self) -> None:
        """Before a key is about the story: keys may come faster than it is shown."""
        row, story = self.row, self.story_pane.story
        wanted = row.number if row and not row.reason else None
        if wanted != (story.number if story else None):
            await self.draw_story()

    @work(group="story", exclusive=True)
    async def fetch_story(self) -> None:
        """The same, when it has come; a newer wish replaces an older one."""
        await self.draw_story()

    async def draw_story(self) -> None:
        """The story, or the problem, under the cursor."""
        row = self.row
        if row is None:
            self.story_pane.clear()
            return
        try:
            if row.reason:
                problem = await self.desk.read(self.library.problem, row.number)
                self.story_pane.show_text(
                    row.headline, [problem.reason, words.shown_path(problem.path)]
                )
                return
            story = await self.desk.story(row.number)
        except NotFoundError:  # it is gone; the list will be told
            return
        if self.row and self.row.number == row.number:
            self.story_pane.show_story(story, host_of=host_of, rules=self.library.outlet_rules)
            self.lay_ready()

    @work(group="ready", exclusive=True)
    async def lay_ready(self) -> None:
        """Have the neighbours at hand: the next key need not wait for them."""
        cursor = self.stories.cursor
        rows = [self.stories.row_at(cursor + step) for step in (0, 1, -1, 2)]
        await self.desk.lay_ready(row.number for row in rows if row and not row.reason)

    def read_after_a_moment(self) -> None:
        """Start the clock anew: a story that is only passed over is not read."""
        self.stop_reading_timer()
        seconds, row = self.library.config.read_after, self.row
        if seconds is not None and row and not self.library.reads_only:
            seconds = max(seconds, A_MOMENT)
            self.reading_timer = self.set_timer(seconds, partial(self.was_read, row.number))

    def stop_reading_timer(self) -> None:
        """What the reader says about a story counts more than the clock."""
        if self.reading_timer is not None:
            self.reading_timer.stop()

    @work(group="mark")
    async def was_read(self, number: int) -> None:
        """The story has been on the screen for a moment; what lies over it begins it anew."""
        if not self.is_active:
            self.read_after_a_moment()
            return
        async with self.marking:
            row = self.row
            here = row is not None and row.number == number and self.story_visible
            here = here and not self.library.reads_only  # not known yet when the clock started
            if row and here and not row.reason and (not row.read or row.joined):
                await self.mark_in_passing(number)

    async def mark_in_passing(self, number: int) -> None:
        """Mark a story read because it was seen or opened: nothing to undo."""
        await self.desk.mark(self.library.mark_read, [number], undoable=False)
        await self.show_marks(number)

    async def show_marks(self, number: int) -> None:
        """Draw one row again, and the counts."""
        row = await self.desk.row(number)
        if row and self.row and self.row.number == number:
            self.stories.update_row(self.stories.cursor, row)
        elif row and number in self.desk.numbers:
            self.stories.update_row(self.desk.numbers.index(number), row)
        await self.count()

    # While files are read --------------------------------------------------------------------

    @on(LoadTold)
    def tell_progress(self, event: LoadTold) -> None:
        """The bar; and from time to time the stories that have come so far."""
        progress = event.progress
        if progress.total > QUICK_FILES:
            doing = "Finding stories" if progress.of_stories else "Reading files"
            self.status.progress(progress.done, progress.total, f"{doing} · esc stops")
        if progress.done and time.monotonic() - self.looked_at > LOOK_SECONDS:
            self.looked_at = time.monotonic()
            self.look_again()

    @on(LoadEnded)
    @work(group="load", exclusive=True)
    async def tell_outcome(self, event: LoadEnded) -> None:
        """What the look at the files brought."""
        if not self.background.refreshing:  # whose bar it is then
            self.status.end_progress()
        loading = event.loading
        if loading is None:
            self.say(event.failure)
        else:
            self.looked = self.looked or not loading.stopped
            brought = loading.changed or loading.stopped or self.asked
            if brought or await self.desk.has_changed():
                await self.update_list()
            if brought:
                self.say(words.loaded(loading))
        await self.count()
        self.tell_notices()
        self.asked = False
        self.touched = True
        self.tell_facts()

    @on(LibraryChanged)
    def follow(self, event: LibraryChanged) -> None:
        """Another instance has written, or has ended."""
        if event.notice:
            self.say(event.notice)
        self.look_again()

    def tell_facts(self) -> None:
        """The right end of the bottom line."""
        self.status.facts(words.facts(self.library))
