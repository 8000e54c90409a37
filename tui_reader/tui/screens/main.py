"""The main screen: what the keys do."""

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.widgets import Static

from tui_reader.models import Article, Story, View, ViewCount
from tui_reader.tui import words
from tui_reader.tui.background import ThreadDied
from tui_reader.tui.commands import bindings
from tui_reader.tui.desk import Desk
from tui_reader.tui.screens.arranging import ArrangingScreen
from tui_reader.tui.screens.shaping import Keys, term
from tui_reader.tui.screens.subscribing import RESTART
from tui_reader.tui.widgets.story_pane import StoryPane

if TYPE_CHECKING:
    from tui_reader.tui.links import Links

__all__ = ["RESTART", "MainScreen"]


class MainScreen(ArrangingScreen):
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
        if self.stop_texts():
            return
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
        if self.first_selected is not None:
            self.open_picked()
            return
        await self.catch_up()
        if self.story_pane.article < 0:
            self.open_article(self.story_pane.story, 0)
        else:
            self.open_number(self.story_pane.article)

    async def action_open_outlet(self, number: int) -> None:
        await self.catch_up()
        self.open_number(number - 1)

    @on(StoryPane.ArticleOpened)
    def open_chosen(self, event: StoryPane.ArticleOpened) -> None:
        """An article was chosen in the story."""
        self.open_number(event.index)

    def open_number(self, index: int) -> None:
        """Open what has this number, less one, in the story: an article, or an earlier story."""
        story = self.story_pane.story
        place = index - len(story.links) if story else -1
        if story and 0 <= place < len(story.earlier):
            self.go_to_story(story.earlier[place].number)
        else:
            self.open_article(story, index)

    @work(group="view", exclusive=True)
    async def go_to_story(self, number: int) -> None:
        """Show another story, in All if it is not in the view that is open."""
        if number not in self.desk.numbers:
            await self.show_view(View(kind="all"))
            await self.update_list()  # until then only its beginning is known
        if number in self.desk.numbers:
            self.stories.cursor = self.desk.numbers.index(number)
            self.enter_story()
        else:
            self.say("That story is gone")

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

    @work(group="open")
    async def open_picked(self) -> None:
        """Open the first article of each selected story."""
        numbers = self.picked()
        many = len(numbers) > self.library.config.open_cap
        if many and not await self.ask(f"Open {len(numbers):,} stories in the browser?"):
            return
        stories = [await self.desk.story(number) for number in numbers]
        self.end_selection()
        if await self.links.open_all([articles_of(story)[0] for story in stories]):
            for story in stories:
                await self.was_opened(story)

    async def was_opened(self, story: Story) -> None:
        """Opening a story is reading it, unless the configuration says otherwise."""
        if self.library.config.read_on_open and not self.library.reads_only:
            await self.mark_in_passing(story.number)

    async def action_copy(self) -> None:
        if self.first_selected is not None:
            stories = [await self.desk.story(number) for number in self.picked()]
            self.end_selection()
            self.links.copy_all([articles_of(story)[0] for story in stories])
            return
        await self.catch_up()
        links, index = links_of(self.story_pane.story), max(0, self.story_pane.article)
        if index < len(links):
            self.links.copy(links[index])

    # The library and the program -------------------------------------------------------------

    def action_help(self) -> None:
        from tui_reader.tui.screens.dialogs import Help

        self.app.push_screen(Help(self.keys, self.pane.id or "stories"))

    @work(group="open", exclusive=True)
    async def action_statistics(self) -> None:
        from tui_reader.tui.screens.statistics import UNDO, StatisticsScreen

        self.say("Counting …")
        figures = await self.desk.read(self.library.statistics)
        self.say("")
        screen = StatisticsScreen(figures, self.library.clock)
        name = await self.app.push_screen_wait(screen)
        if name == UNDO:
            self.action_undo()
        elif name and self.library.scope:
            self.say(words.NOT_OURS)
        elif name:
            await self.let_go(name)

    @work(group="open", exclusive=True)
    async def action_outlets(self) -> None:
        from tui_reader.tui.screens.outlets import OutletsScreen

        screen = OutletsScreen(self.desk)
        name = await self.app.push_screen_wait(screen)
        if screen.has_changed:
            await self.update_list()
            await self.take_words().wait()
        if name:
            await self.search_for(term("outlet", name))

    def action_palette(self) -> None:
        from tui_reader.tui.screens.dialogs import Palette

        self.app.push_screen(Palette())

    @on(ThreadDied)
    def die_too(self, event: ThreadDied) -> None:
        """A screen that nothing comes to any more would only look alive."""
        raise event.error

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
