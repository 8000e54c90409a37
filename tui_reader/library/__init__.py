"""All that the faces of the program may ask: `Library.open` puts the pieces together.

Reading    what the screen shows            (library.reading)
Keeping    the databases and the files      (library.keeping)
Library    feeds, marks, links, the place   (here; each in a module of its own)
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from tui_reader.errors import ConfigError, FetchError
from tui_reader.library.choosing import chosen_sources
from tui_reader.library.keeping import Keeping
from tui_reader.library.place import recall, remember
from tui_reader.library.reading import Page
from tui_reader.models import Story, View
from tui_reader.store.views import MAX_SOURCES
from tui_reader.urls import host_of, is_openable

if TYPE_CHECKING:  # imported when there is something to do with it
    from tui_reader.library.arranging import Arranger
    from tui_reader.library.fulltext import TextProgress, Texts
    from tui_reader.library.links import Link
    from tui_reader.library.looking import Found, Preview
    from tui_reader.library.marking import Change, Marker
    from tui_reader.library.outlets import OutletShaper
    from tui_reader.library.refreshing import Refreshed, RefreshProgress
    from tui_reader.library.shaping import Shaper
    from tui_reader.library.statistics import Statistics
    from tui_reader.library.subscribing import Subscriptions
    from tui_reader.store.expiry import Expired

__all__ = ["FORBIDDEN", "Library", "Page", "host_of", "is_openable"]


FORBIDDEN = "The network is off, as you wished; ctrl+n allows it again"


class Library(Keeping):
    """What has been loaded, and what the reader did."""

    # Sources ---------------------------------------------------------------------------------

    def watch(self, stop: Event) -> Iterator[None]:
        """Yields whenever there may be something to load, until `stop` is set.

        That is when files of the sources have changed, or `sources.toml` or `views.toml`, or when
        somebody else has refreshed the feeds.
        """
        from tui_reader.library.watching import watch

        while not stop.is_set():
            watched = self._watched()
            for _ in watch(watched, stop):
                self.reload_sources()
                yield
                if self._watched() != watched:
                    break

    def _watched(self) -> list[Path]:
        """The folders of others, and what tells of changes elsewhere; feeds are ours to write.

        In place of a file that is not there yet stands its folder.
        """
        shapes = self.paths.views_file
        files = [self.paths.refreshed_file, shapes if shapes.exists() else self.paths.config]
        if not self.scope:
            files.append(self.paths.sources_file)
        folders = [source.path for source in self.sources if not source.url]
        return [*folders, *files]

    def reload_sources(self) -> bool:
        """Take over what `sources.toml` says now; whether that is something else than before."""
        if self.scope:
            return False
        try:
            sources = chosen_sources(self.paths, ())
        except ConfigError as error:  # somebody is writing in it: what was known goes on
            self.notices.append(str(error))
            return False
        before, self.sources = self.sources, sources
        return sources != before

    @property
    def beyond(self) -> int:
        """How many sources there are that `counts` does not tell of, because they are too many."""
        return max(0, len(self.sources) - MAX_SOURCES)

    def is_outgrown(self) -> bool:
        """Whether these are the samples, and the library has sources of its own by now."""
        return self.samples and chosen_sources(self.paths, ()) != self.sources

    @cached_property
    def subscriptions(self) -> "Subscriptions":
        """Who adds, changes and removes sources."""
        from tui_reader.library.subscribing import Subscriptions

        return Subscriptions(self.paths, self.history)

    def need_network(self) -> None:
        """Raise FetchError where the reader forbids the network: before anything is fetched."""
        if self.offline:
            raise FetchError(FORBIDDEN)

    def look_at(self, address: str, stop: Event) -> "Found":
        """Find out which feed an address leads to, and what is in it; keeps nothing."""
        from tui_reader.library.looking import look_at

        self.need_network()
        return look_at(address, stop)

    def preview(self, url: str, named_by: str, stop: Event) -> "Preview":
        """Read one feed that a page names; keeps nothing."""
        from tui_reader.library.looking import preview

        self.need_network()
        return preview(url, named_by=named_by, stop=stop)

    @cached_property
    def shaper(self) -> "Shaper":
        """Who keeps searches as views, and mutes."""
        from tui_reader.library.shaping import Shaper

        return Shaper(self.paths.views_file, self.history, self.judge)

    @cached_property
    def outlet_shaper(self) -> "OutletShaper":
        """Who prefers, mutes and renames outlets."""
        from tui_reader.library.outlets import OutletShaper

        return OutletShaper(self.paths.views_file, self.history, self.judge)

    @property
    def durations(self) -> tuple[str, ...]:
        """How long something may be muted, as it is offered; the first is for good."""
        from tui_reader.library.shaping import DURATIONS

        return DURATIONS

    def day_after(self, duration: str) -> dt.date | None:
        """The day on which "1w" from today is over; None for good. UsageError if it is no time."""
        from tui_reader.library.shaping import day_after

        return day_after(duration, self.clock().astimezone().date())

    def refresh(
        self,
        only: Sequence[str] = (),
        *,
        by_hand: bool = False,
        told: "Callable[[RefreshProgress], None]" = lambda _: None,
        stop: Event | None = None,
    ) -> "Refreshed":
        """Fetch the feeds that are due, and take in what is new; `only` names sources.

        A feed that fails is a result, no error. Raises ReaderError where nothing can be done.
        """
        from tui_reader.library.refreshing import refresh

        feeds = [one for one in self.sources if one.url and (not only or one.name in only)]
        return refresh(self, feeds, by_hand=by_hand, told=told, stop=stop or Event())

    def fetch_texts(
        self,
        stories: Sequence[Story],
        url: str = "",
        *,
        told: "Callable[[TextProgress], None]" = lambda _: None,
        stop: Event | None = None,
    ) -> "Texts":
        """Fetch the text of an article of each story, and keep it; what is kept already is known.

        With `url` it is that article, and fetched anew. One that fails is a result, no error.
        Raises ReaderError where nothing can be done.
        """
        from tui_reader.library.fulltext import TextFetcher, Texts, wanted_of

        if self.offline:
            return Texts(offline=True)
        fetcher = TextFetcher(self.pages, told, stop or Event(), again=bool(url))
        done = fetcher.fetch([wanted_of(story, self.sources, url) for story in stories])
        self.search_anew([story.id for story in stories])
        return done

    def search_anew(self, identities: Sequence[str]) -> None:
        """Have the words of these stories taken anew: their texts have come."""
        stores = self.begin()
        if stores.builds and identities:
            with self.writing:
                stores.index.search_anew(identities)

    def expire(self, *, dry_run: bool = False, at_most: float = float("inf")) -> "list[Expired]":
        """Let go of what the rules for keeping say; returns what that is, or would be.

        The time is that of the clock, and `at_most` that many seconds since 1970.
        """
        from tui_reader.library.expiring import expire

        stores = self.begin()
        if not stores.builds:
            return []
        now = dt.datetime.fromtimestamp(min(self.clock().timestamp(), at_most), dt.UTC)
        gone, kept = expire(stores, self.writing, self.sources, self.config, now, dry_run=dry_run)
        self.notices += kept
        if self.config.keep_days and not dry_run and self.pages.folder.exists():
            before = now.timestamp() - self.config.keep_days * 86_400
            self.pages.expire(before, self._starred_links())
        return gone

    def _starred_links(self) -> set[str]:
        """The links of the starred stories: their texts are kept as long as they are."""
        views = View(kind="starred"), View(kind="search", name="is:starred is:muted")
        numbers = (number for view in views for number in self.numbers(view))
        stories = self.stories(numbers)
        return {
            url for story in stories for url in (story.url, *(one.url for one in story.articles))
        }

    def new_feeds(self) -> list[str]:
        """The names of the feeds that have never brought anything."""
        return [one.name for one in self.sources if one.url and not one.path.exists()]

    def last_refreshed(self) -> dt.datetime | None:
        """When a feed was fetched last, by whoever did it."""
        try:
            seconds = self.paths.refreshed_file.stat().st_mtime
        except OSError:
            return None
        return dt.datetime.fromtimestamp(seconds, dt.UTC)

    def statistics(self, days: int = 30, query: str = "") -> "Statistics":
        """What arrived in the last days, what was read, and which sources never are.

        Of all stories, or of those that answer a query; QueryError where it is not understood.
        """
        from tui_reader.library.statistics import statistics

        return statistics(self, days, query)

    def export(self, numbers: Sequence[int], to: str) -> str:
        """Write stories to a file or a folder, in the form that its name asks for; what was done.

        Raises ReaderError where it can't be written, or where a file is there already.
        """
        from tui_reader.library.exporting import export_anew

        return export_anew(self.stories(numbers), to)

    # Marking ---------------------------------------------------------------------------------

    @property
    def marker(self) -> "Marker":
        """Who writes the marks, and remembers how to undo it."""
        if self._marker is None:
            from tui_reader.library.marking import Marker

            self._marker = Marker(self.begin(), self.views, self.writing, self.history)
        return self._marker

    def mark_read(
        self, numbers: Sequence[int], *, read: bool = True, undoable: bool = True
    ) -> "Change":
        """Mark stories read or unread."""
        from tui_reader.library import marking

        return self.marker.mark(numbers, marking.read(read=read), undoable=undoable)

    def mark_starred(self, numbers: Sequence[int], *, starred: bool) -> "Change":
        """Star stories, or take their stars away."""
        from tui_reader.library import marking

        return self.marker.mark(numbers, marking.starred(starred=starred))

    def mark_tagged(self, numbers: Sequence[int], tag: str, *, tagged: bool = True) -> "Change":
        """Give stories a tag of the reader's, or take it away; UsageError where it is none."""
        from tui_reader.library import marking

        return self.marker.mark(numbers, marking.tagged(tag, tagged=tagged))

    def mark_hidden(self, numbers: Sequence[int], *, hidden: bool = True) -> "Change":
        """Take stories out of all views, or put them back."""
        from tui_reader.library import marking

        return self.marker.mark(numbers, marking.hidden(hidden=hidden))

    @cached_property
    def arranger(self) -> "Arranger":
        """Who joins stories and takes them apart, as the reader wants it."""
        from tui_reader.library.arranging import Arranger
        from tui_reader.store.grouping import Grouping

        stores = self.begin()
        grouping = lambda: Grouping(stores.index, self.clock())  # noqa: E731
        return Arranger(stores, self.writing, self.history, grouping, self.windows)

    def undo(self) -> str:
        """Take the last change back, of marks or of sources; returns what that brought back.

        NotFoundError if there is none; another ReaderError where it can't be taken back.
        """
        self._be_able()
        return self.history.undo()

    def redo(self) -> str:
        """Do again what was undone last; returns what that was. Raises as `undo` does."""
        self._be_able()
        return self.history.redo()

    def _be_able(self) -> None:
        """Have everybody at hand who can take something back: it may be of an earlier run."""
        _ = self.marker, self.subscriptions, self.shaper, self.arranger, self.outlet_shaper

    # Opening ---------------------------------------------------------------------------------

    def link(self, url: str) -> "Link":
        """Check a link and find out what it would be opened with; UrlError says why not."""
        from tui_reader.library.links import link_for

        return link_for(url, self.config.browser)

    def launch(self, link: "Link") -> None:
        """Open a link outside, or in this terminal if its program wants it; OpenError if not."""
        from tui_reader.library.links import open_link

        open_link(link)

    # Remembering -----------------------------------------------------------------------------

    def remember(self, value: dict[str, Any]) -> None:
        """Keep where the reader is for the next start; a follower keeps nothing."""
        if self._stores is not None and self._stores.saves:
            remember(self.paths.place_file(self.scope), value)

    def recall(self) -> dict[str, Any]:
        """Where the reader was, or nothing."""
        return recall(self.paths.place_file(self.scope))
