"""The main screen: what the keys do."""

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.widgets import Static

from tui_reader.models import Article, Story, ViewCount
from tui_reader.tui import words
from tui_reader.tui.commands import bindings
from tui_reader.tui.desk import Desk
from tui_reader.tui.screens.searching import SearchingScreen
from tui_reader.tui.screens.subscribing import RESTART
from tui_reader.tui.widgets.story_pane import StoryPane

if TYPE_CHECKING:
    from tui_reader.tui.links import Links

__all__ = ["RESTART", "MainScreen"]

Keys = dict[str, tuple[str, ...]]

ASK_ABOVE = 50
"""Stories that `A` marks read without asking: a screen or two, and `u` brings them back."""


class MainScreen(SearchingScreen):
    """Sources, stories and the story, with an action for each command."""

    DEFAULT_CSS = """
    MainScreen > #welcome {
        height: auto; padding: 0 1; background: $panel; color: $foreground;
    }
    """

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__(desk)
        self.keys = keys
        # Bindings belong to classes in Textual; ours come from the reader's configuration.
        self._bindings = BindingsMap(bindings(keys))

    def compose(self) -> ComposeResult:
        if self.library.samples:
            yield Static(words.WELCOME, id="welcome", markup=False)
        yield from super().compose()

    # Moving ----------------------------------------------------------------------------------

    async def action_onward(self) -> None:
        await self.catch_up()
        if not self.story_visible:
            self.enter_story()
        elif not self.story_pane.page_down():
            await self.action_next_unread()

    async def action_next_unread(self) -> None:
        if self.is_searching:
            self.stories.move(1)
        else:
            await self.go_to_unread(forward=True)

    async def action_previous_unread(self) -> None:
        if self.is_searching:
            self.stories.move(-1)
        else:
            await self.go_to_unread(forward=False)

    async def go_to_unread(self, *, forward: bool) -> None:
        """Move the cursor of the list to the nearest unread story; keys wait until it is there."""
        row = self.row
        place = await self.desk.next_unread(row.number, forward=forward) if row else None
        if place is None:
            self.say("No other unread story in this view")
        else:
            self.stories.cursor = place

    async def action_enter(self) -> None:
        """Not by a message where it changes the level: the next key means the new one."""
        entry = self.sources.entry
        if self.pane is self.stories and self.row:
            self.enter_story()
        elif self.pane is self.sources and isinstance(entry, ViewCount):
            await self.show_view(entry.view)
        else:
            self.pane.action_open()

    def go_back(self) -> None:
        if self.pane is self.story_pane or self.pane is self.sources:
            self.go_to(self.stories)
        elif not self.background.stop_work() and self.arranged == "narrow":
            self.go_to(self.sources)

    def action_close(self) -> None:
        if self.pane is self.stories and not self.is_searching:
            self.action_leave()
        else:
            self.action_back()

    @cached_property
    def links(self) -> "Links":
        """Who opens and copies links."""
        from tui_reader.tui.links import Links

        return Links(self, self.desk, self.say)

    # Opening ---------------------------------------------------------------------------------

    async def action_open(self) -> None:
        await self.catch_up()
        self.open_article(self.story_pane.story, max(0, self.story_pane.article))

    async def action_open_outlet(self, number: int) -> None:
        await self.catch_up()
        self.open_article(self.story_pane.story, number - 1)

    @on(StoryPane.ArticleOpened)
    def open_chosen(self, event: StoryPane.ArticleOpened) -> None:
        """An article was chosen in the story."""
        self.open_article(self.story_pane.story, event.index)

    @work(group="open")
    async def open_article(self, story: Story | None, index: int) -> None:
        """Open one article, and count its story as read."""
        links = links_of(story)
        if story is None or index >= len(links):
            have = words.counted(len(articles_of(story)), "article")
            self.say(f"Nothing to open: this story has {have}")
        elif await self.links.open(links[index]):
            await self.was_opened(story)

    async def action_open_all(self) -> None:
        await self.catch_up()
        if story := self.story_pane.story:
            self.open_articles(story)

    @work(group="open")
    async def open_articles(self, story: Story) -> None:
        """Open all articles of a story, after a question if they are many."""
        articles = articles_of(story)
        many = len(articles) > self.library.config.open_cap
        if many and not await self.ask(f"Open {len(articles)} articles in the browser?"):
            return
        if await self.links.open_all(articles):
            await self.was_opened(story)

    async def was_opened(self, story: Story) -> None:
        """Opening a story is reading it, unless the configuration says otherwise."""
        if self.library.config.read_on_open and not self.library.reads_only:
            await self.mark_in_passing(story.number)

    async def action_copy(self) -> None:
        await self.catch_up()
        if links := links_of(self.story_pane.story):
            self.links.copy(links[max(0, self.story_pane.article)])

    # Marking ---------------------------------------------------------------------------------

    def action_toggle_read(self) -> None:
        row = self.row
        if row and not row.reason:
            self.stop_reading_timer()
            self.toggle_read(row.number)

    @work(group="mark")
    async def toggle_read(self, number: int) -> None:
        """Mark a story read as it is now, or unread again if it is that already."""
        async with self.marking:
            row = await self.desk.row(number)
            read = row is not None and (not row.read or row.joined > 0)
            if row:
                await self.desk.mark_read([number], read=read)
                await self.show_marks(number)

    def action_toggle_star(self) -> None:
        row = self.row
        if row and not row.reason:
            self.toggle_star(row.number)

    @work(group="mark")
    async def toggle_star(self, number: int) -> None:
        """Star a story, or take its star away."""
        async with self.marking:
            row = await self.desk.row(number)
            if row:
                change = await self.desk.star(number, starred=not row.starred)
                self.say(change.label)
                await self.show_marks(number)

    @work(group="mark")
    async def action_mark_view(self) -> None:
        async with self.marking:
            numbers = await self.desk.unread()
            if not numbers:
                self.say("Nothing unread here")
                return
            name = words.view_name(self.desk.view)
            question = f"Mark {words.counted(len(numbers), 'story')} in {name} read?"
            if len(numbers) > ASK_ABOVE and not await self.ask(question):
                return
            change = await self.desk.mark_read(numbers, read=True)
            self.toast(f"{change.label} · u undoes it")
            self.look_again()

    @work(group="mark")
    async def action_undo(self) -> None:
        self.stop_reading_timer()
        async with self.marking:
            done = await self.desk.undo()
            if self.library.reload_sources():
                self.was_changed(f"Undone: {done}")
                return
            self.toast(f"Undone: {done}")
            self.look_again()

    async def ask(self, question: str) -> bool:
        """Whether the reader says yes."""
        from tui_reader.tui.screens.dialogs import Question

        return await self.app.push_screen_wait(Question(question))

    # The library and the program -------------------------------------------------------------

    def action_help(self) -> None:
        from tui_reader.tui.screens.dialogs import Help

        self.app.push_screen(Help(self.keys))

    @work(group="open", exclusive=True)
    async def action_statistics(self) -> None:
        from tui_reader.tui.screens.statistics import StatisticsScreen

        self.say("Counting …")
        figures = await self.desk.read(self.library.statistics)
        self.say("")
        screen = StatisticsScreen(figures, self.library.clock)
        if name := await self.app.push_screen_wait(screen):
            await self.let_go(name)

    def action_palette(self) -> None:
        from tui_reader.tui.screens.dialogs import Palette

        self.app.push_screen(Palette())

    def action_leave(self) -> None:
        self.app.exit()


def articles_of(story: Story | None) -> list[Article]:
    """What can be opened of a story: its articles, or else its link."""
    if story is None:
        return []
    return list(story.articles) or [Article(headline=story.headline, outlet="", url=story.url)]


def links_of(story: Story | None) -> list[Article]:
    """The same, and what else can be opened of it, as the story pane numbers them."""
    return list(story.links if story else ()) or articles_of(story)
