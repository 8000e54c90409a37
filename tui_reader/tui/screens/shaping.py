"""What the keys do with the reader's own views, and with what is muted."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.binding import BindingsMap

from tui_reader.errors import ConfigError, ReaderError
from tui_reader.models import BY_HAND, Story, View, ViewCount
from tui_reader.tui import words
from tui_reader.tui.commands import bindings, key_complaint, view_bindings
from tui_reader.tui.screens.marking import MarkingScreen

if TYPE_CHECKING:  # what reads views.toml is imported when there is one
    from tui_reader.shapes import SavedView

Keys = dict[str, tuple[str, ...]]

QUIET_SECONDS = 0.2
"""How long no key may have changed a number before saved views are counted: each is a search."""

LAPSE_SECONDS = 600.0
"""How often it is looked whether a rule has lapsed: they do so at midnight."""


class ShapingScreen(MarkingScreen):
    """Keeps searches as views, and mutes."""

    keys: Keys
    bound: "tuple[SavedView, ...]" = ()
    """The views whose keys are bound."""

    def begin(self) -> None:
        super().begin()
        self.set_interval(LAPSE_SECONDS, self.judge)

    @work(group="judge", exclusive=True)
    async def judge(self) -> None:
        """Rules may have lapsed, or somebody may have written others."""
        if await self.desk.write(self.library.judge):
            await self.update_list()
        self.tell_notices()

    # Views -----------------------------------------------------------------------------------

    async def count(self) -> None:
        """With the numbers of the reader's own views as soon as there is time for them."""
        await super().count()
        self.bind_views()
        if self.library.shapes.views:
            self.count_saved()

    @work(group="saved", exclusive=True)
    async def count_saved(self) -> None:
        """Count the reader's own views."""
        await asyncio.sleep(QUIET_SECONDS)
        if await self.desk.count_saved():
            await super().count()

    def bind_views(self) -> None:
        """Each view has its key; a key that it can't have is told."""
        views = self.library.shapes.views
        if views != self.bound:
            self.bound = views
            found, wrong = view_bindings(self.keys, views)
            self._bindings = BindingsMap([*bindings(self.keys), *found])
            if wrong:
                self.say(wrong[0])

    async def show_view(self, view: View) -> None:
        """In a view of the reader's own, what it looks for stands out."""
        await super().show_view(view)
        saved = [one.query for one in self.library.shapes.views if view == ("saved", one.name)]
        if saved or self.stories.find:
            self.set_finder(self.library.finder(saved[0]) if saved else None)
            self.stories.refresh()

    async def action_open_saved(self, name: str) -> None:
        await self.show_view(View(kind="saved", name=name))

    @work(group="add", exclusive=True)
    async def action_save_view(self) -> None:
        from tui_reader.tui.screens.dialogs import AskForm, Field

        query = self.desk.view.name
        if self.desk.view.kind != "search":
            self.say("Search first (/): this keeps the search as a view")
            return
        orders, order = self.library.orders(query)
        form = AskForm(
            "Keep the search as a view",
            [
                Field(f"What /{query} is to be called:", example="Ferries"),
                Field(f"Its order ({', '.join(orders)}):", order, offered=orders),
                Field("The key that opens it, or none:", example="f5"),
            ],
            self.save_view,
        )
        if await self.app.push_screen_wait(form):
            name = self.library.shapes.views[-1].name
            self.toast(f"Kept the view {name} · u undoes it")
            await self.show_view(View("saved", name))

    async def save_view(self, name: str, order: str, key: str) -> None:
        """Keep the search that is shown. Raises ReaderError where name, order or key can't be."""
        from tui_reader.shapes import SavedView

        if complaint := key_complaint(self.keys, self.library.shapes.views, key):
            raise ConfigError(f"The view {complaint}")
        view = SavedView(name, self.library.in_order(self.desk.view.name, order), key)
        await self.desk.write(self.library.shaper.keep, view)

    def view_here(self) -> View:
        """The view under the cursor of the sources pane, else the one that is open."""
        entry = self.sources.entry if self.pane is self.sources else None
        return entry.view if isinstance(entry, ViewCount) else self.desk.view

    async def rename_here(self) -> None:
        """Rename the view that the reader is at, if it is one of the reader's own."""
        from tui_reader.tui.screens.dialogs import AskLine

        view = self.view_here()
        if view.kind != "saved":
            await super().rename_here()
            return
        ask = AskLine(f"Rename {view.name}", "Its name:", value=view.name)
        name = await self.app.push_screen_wait(ask)
        if not name or name == view.name:
            return
        if await self.shape(self.library.shaper.rename, view.name, name):
            if self.desk.view == view:
                self.desk.view = view._replace(name=name)
                self.sources.select(self.desk.view)
            await self.update_list()

    async def remove_here(self) -> None:
        """Remove what the reader is at: a view of the reader's own, or what mutes."""
        view = self.view_here()
        if view.kind == "saved":
            if await self.shape(self.library.shaper.drop, view.name):
                await self.leave(view)
        elif view.kind == "muted" or await self.muting_rule():
            await self.unmute(view)
        else:
            await super().remove_here()

    async def leave(self, view: View) -> None:
        """A view is gone: if it is open, another one is opened."""
        if self.desk.view == view:
            await self.show_view(View(kind="unread"))
        else:
            await self.update_list()

    async def shape(self, change: Callable[..., str], *arguments: object) -> bool:
        """Change what the reader has made of the library; whether that could be done is told."""
        try:
            done = await self.desk.write(change, *arguments)
        except ReaderError as error:
            self.say(str(error))
            return False
        self.toast(f"{done} · u undoes it")
        return True

    # Muting ----------------------------------------------------------------------------------

    @work(group="add", exclusive=True)
    async def action_mute(self) -> None:
        from tui_reader.tui.screens.dialogs import AskForm, Field

        await self.catch_up()
        durations = self.library.durations
        form = AskForm(
            "Mute",
            [
                Field("What nobody needs to see, as a search:", self.fitting(), "football"),
                Field(f"For how long ({', '.join(durations)}):", durations[0], offered=durations),
            ],
            self.mute,
        )
        await self.app.push_screen_wait(form)

    async def mute(self, query: str, duration: str) -> None:
        """Mute what answers. Raises ReaderError where that is no query, or no time."""
        from tui_reader.shapes import Mute

        until = self.library.day_after(duration)
        gone = await self.desk.write(self.library.shaper.mute, Mute(query, until))
        numbers = await self.desk.read(self.library.numbers, View(kind="muted", name=query))
        self.desk.kept.difference_update(numbers)
        self.toast(f"Muted {words.counted(gone, 'story')}: {query} · u undoes it")
        await self.update_list()

    def fitting(self) -> str:
        """What is most likely to be muted: the view, outlet or source that the reader is at."""
        story = self.story_pane.story
        if self.pane is self.sources:
            view = self.view_here()
            return term(view.kind, view.name) if view.kind in {"source", "category", "tag"} else ""
        if story and self.pane is self.story_pane and (outlet := self.outlet_of(story)):
            return term("outlet", outlet)
        return term("source", story.sources[0]) if story and story.sources else ""

    def outlet_of(self, story: Story) -> str:
        """The outlet of the article under the cursor of the story."""
        article = self.story_pane.article
        return story.links[article].outlet if 0 <= article < len(story.links) else ""

    async def muting_rule(self) -> str:
        """The rule that mutes the story under the cursor; "" if none does, or it is not meant."""
        if self.pane is self.sources or not self.row or self.row.reason:
            return ""
        return (await self.desk.story(self.row.number)).muted

    async def unmute(self, view: View) -> None:
        """Let go of the rule that mutes the story under the cursor, or else of that of the view."""
        rule = await self.muting_rule() or view.name
        if rule == BY_HAND:
            every = self.pane is self.sources
            numbers = await self.desk.read(self.library.numbers, view) if every else self.picked()
            self.say(await self.mark_and_show(self.library.mark_hidden, numbers, hidden=False))
            await self.update_list()
        elif await self.shape(self.library.shaper.unmute, rule):
            await self.leave(view)


def term(field: str, name: str) -> str:
    """A name as a term of a query, which can't hold the quotes around it."""
    return f'{field}:"{name.replace(chr(34), " ")}"'
