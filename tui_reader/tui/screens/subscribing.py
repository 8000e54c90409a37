"""What the keys do with feeds and folders: refresh, add, rename, move, remove, import."""

import asyncio
import time
from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual import on, work

from tui_reader.errors import ReaderError
from tui_reader.library import FORBIDDEN
from tui_reader.models import Source, View, ViewCount
from tui_reader.tui import words
from tui_reader.tui.background import RefreshEnded, RefreshTold
from tui_reader.tui.screens.reading import LOOK_SECONDS, ReadingScreen
from tui_reader.tui.widgets.sources_pane import SourcesPane

if TYPE_CHECKING:
    from tui_reader.library.refreshing import Refreshed

RESTART = 75
"""The exit code that asks to be started again, with the library as it is now."""

TOAST_SECONDS = 4.0

P = ParamSpec("P")
Result = TypeVar("Result")


class SubscribingScreen(ReadingScreen):
    """Keeps the sources of the library, and has them refreshed."""

    failing: Set[str] = frozenset()
    """What is known to fail, and need not be told again unasked."""

    def toast(self, text: str) -> None:
        """A word over the corner of the screen, in place of what was told before."""
        self.status.forget()
        self.app.clear_notifications()
        self.app.notify(text, timeout=TOAST_SECONDS, markup=False)

    # Refreshing ------------------------------------------------------------------------------

    def action_refresh(self) -> None:
        self.refresh_feeds(self.feeds_here())

    def action_refresh_all(self) -> None:
        self.refresh_feeds([source for source in self.library.sources if source.url])

    def feeds_here(self) -> list[Source]:
        """The feeds of the open view: of a source, of a category; in any other view all."""
        view = self.desk.view
        feeds = [source for source in self.library.sources if source.url]
        if view.kind == "source":
            return [source for source in feeds if source.name == view.name]
        if view.kind == "category":
            feeds = [source for source in feeds if source.category == view.name] or feeds
        return feeds

    def refresh_feeds(self, feeds: list[Source]) -> None:
        """Fetch these feeds, and look at the folders again."""
        if feeds and self.library.offline:
            self.say(FORBIDDEN)
        elif feeds:
            self.say("Refreshing …", lasting=True)
            every = len(feeds) == sum(1 for source in self.library.sources if source.url)
            self.background.refresh(() if every else [source.name for source in feeds])
        else:
            self.asked = True
            self.say("Looking at the folders …", lasting=True)
        self.background.load(afresh=True)

    @on(RefreshTold)
    def tell_refresh(self, event: RefreshTold) -> None:
        """The bar; and from time to time the stories that have come so far."""
        progress = event.progress
        self.status.progress(progress.done, progress.total, words.fetching(progress))
        if progress.done and time.monotonic() - self.looked_at > LOOK_SECONDS:
            self.looked_at = time.monotonic()
            self.look_again()

    @on(RefreshEnded)
    @work(group="refresh", exclusive=True)
    async def tell_refreshed(self, event: RefreshEnded) -> None:
        """What a refresh brought; one that nobody asked for and that brought nothing is silent."""
        self.status.end_progress()
        result = event.refreshed
        if result is not None:
            await self.update_list()
            if result.noticed:
                self.app.bell()
                self.toast("\n".join(result.noticed))
            is_news = self.is_news(result)
            if event.by_hand or is_news:
                self.say(words.refreshed(result))
        elif event.failure:
            self.say(event.failure)
        self.tell_notices()
        self.tell_facts()

    def is_news(self, result: "Refreshed") -> bool:
        """Whether something has come, or has failed that did not fail when it was told last."""
        failing = {one.source.name for one in result.failed}
        failing |= {words.OFFLINE} if result.offline else set()
        asked = {one.source.name for one in result.results} | {words.OFFLINE}
        before, self.failing = self.failing, self.failing - asked | failing
        return result.new > 0 or not failing <= before

    def action_offline(self) -> None:
        self.library.offline = not self.library.offline
        if self.library.offline:
            self.background.stop_refresh()
        self.say(FORBIDDEN if self.library.offline else "The network may be used again")
        self.tell_facts()

    # Sources ---------------------------------------------------------------------------------

    @on(SourcesPane.Moved)
    def tell_failing(self) -> None:
        """Why the feed under the cursor can't be refreshed."""
        entry = self.sources.entry
        if isinstance(entry, ViewCount) and entry.failing:
            self.say(f"{entry.view.name}: {entry.failing}")
        elif self.sources.is_beyond:
            self.say("There are more sources than fit here; / source:NAME finds their stories")

    def source_here(self) -> Source | None:
        """The source under the cursor of the sources pane, else the one whose view is open."""
        entry = self.sources.entry if self.pane is self.sources else None
        view = entry.view if isinstance(entry, ViewCount) else self.desk.view
        if self.library.samples:
            self.say("These are samples, and no part of the library; a adds to it")
            return None
        if self.library.scope:
            self.say(words.NOT_OURS)
            return None
        for source in self.library.sources:
            if view.kind == "source" and source.name == view.name:
                return source
        way = " (tab)" if self.sources.display else " (b shows it)"
        here = self.pane is self.sources
        self.say(f"Which source? Go to one in the sources pane first{'' if here else way}")
        return None

    @work(group="add", exclusive=True)
    async def action_add(self) -> None:
        from tui_reader.tui.screens.add_source import AddSource

        if source := await self.app.push_screen_wait(AddSource(self.library)):
            self.was_changed(words.added([source]), fetch=[source])

    @work(group="add", exclusive=True)
    async def action_starter(self) -> None:
        from tui_reader.tui.screens.starter import Starter

        subscriptions = self.library.subscriptions
        known = {source.url for source in self.library.sources}
        chosen = await self.app.push_screen_wait(Starter(subscriptions.starter(), known))
        if chosen and (added := await self.change(subscriptions.add_feeds, chosen)):
            if added.sources:
                self.was_changed(words.added(added.sources), fetch=added.sources)
            else:
                self.say("Nothing added: the library has them already")

    @work(group="add", exclusive=True)
    async def action_import(self) -> None:
        from tui_reader.tui.screens.dialogs import AskLine

        ask = AskLine("Import feeds", "An OPML file, or a list of addresses:", "~/feeds.opml")
        if file := await self.app.push_screen_wait(ask):
            try:
                done = await asyncio.to_thread(self.library.subscriptions.import_opml, file)
            except ReaderError as error:
                self.say(f"Nothing imported: {error}")
                return
            if done.added:
                self.was_changed(words.imported(done))
            else:
                self.say(words.imported(done))

    @work(group="add", exclusive=True)
    async def action_rename(self) -> None:
        await self.rename_here()

    async def rename_here(self) -> None:
        """Rename the source that the reader is at."""
        from tui_reader.tui.screens.dialogs import AskLine

        if source := self.source_here():
            ask = AskLine(f"Rename {source.name}", "Its name:", value=source.name)
            if name := await self.app.push_screen_wait(ask):
                view = View(kind="source", name=source.name)
                done = await self.change(self.library.subscriptions.rename, source.name, name)
                if done and self.desk.view == view:
                    self.desk.view = view._replace(name=name)
                self.tell_change(done)

    @work(group="add", exclusive=True)
    async def action_move(self) -> None:
        from tui_reader.tui.screens.dialogs import AskLine

        if source := self.source_here():
            ask = AskLine(
                f"Category of {source.name}", "Empty for none:", "Europe", source.category
            )
            category = await self.app.push_screen_wait(ask)
            if category is not None:
                self.tell_change(
                    await self.change(self.library.subscriptions.move, source, category)
                )

    @work(group="add", exclusive=True)
    async def action_remove(self) -> None:
        await self.remove_here()

    async def remove_here(self) -> None:
        """Remove the source that the reader is at."""
        if source := self.source_here():
            await self.let_go(source.name)

    async def let_go(self, name: str) -> None:
        """Remove a source."""
        if removed := await self.change(self.library.subscriptions.remove, name):
            self.was_changed(f"Removed {removed.name} · u undoes it")

    async def change(
        self, change: Callable[P, Result], *arguments: P.args, **more: P.kwargs
    ) -> Result | None:
        """Change the sources; where that can't be, why is told."""
        try:
            return await asyncio.to_thread(change, *arguments, **more)
        except ReaderError as error:
            self.say(str(error))
            return None

    def tell_change(self, done: str | None) -> None:
        """A change was made, or what was wished is so already; or it can't be, which is told."""
        if done:
            self.was_changed(f"{done} · u undoes it")
        elif done is not None:
            self.say("Nothing to change: it is so already")

    def was_changed(self, told: str, fetch: Sequence[Source] = ()) -> None:
        """The sources are others than before: show it, and fetch those that are new."""
        was_empty = self.library.samples
        self.library.reload_sources()
        if was_empty or self.library.samples:  # the first one, or the last one is gone
            self.app.exit(told, return_code=RESTART)
            return
        self.toast(told)
        self.background.load()
        if fetch and not self.library.offline:
            self.background.refresh([source.name for source in fetch])
