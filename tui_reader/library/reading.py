"""What the library shows: views and counts, pages of rows, one story, one problem."""

import datetime as dt
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.errors import NotFoundError
from tui_reader.models import OutletRules, Problem, Row, Story, View, ViewCount
from tui_reader.parse import clean
from tui_reader.paths import Paths
from tui_reader.store.listing import Listing
from tui_reader.store.views import Tally, Views

if TYPE_CHECKING:
    from tui_reader.library.outlets import OutletUse
    from tui_reader.library.pages import Pages
    from tui_reader.library.searching import Finder
    from tui_reader.library.shaping import ShapesFile
    from tui_reader.library.why import Reason
    from tui_reader.shapes import SavedView, Shapes
    from tui_reader.store.outlets import Overlap

_ID = re.compile(r"[0-9a-f]{6,16}")
"""An id, or enough of its beginning that few words are as well."""


BUILT_IN = {"alone": "outlets:1", "missed": "outlets:>=5 -is:mine"}
"""Views that are searches: what one outlet has alone; what many have, and none of the preferred."""


class Page(NamedTuple):
    """Part of a view: what the first paint needs."""

    total: int
    start: int
    """The place of the first of `rows` in the view."""
    rows: tuple[Row, ...]
    cursor: int


class Reading:
    """The reading side of a library: nothing here writes, or waits for who does."""

    paths: Paths
    views: Views
    clock: Callable[[], dt.datetime]

    @cached_property
    def shapes_file(self) -> "ShapesFile":
        """The reader's own views, and what is muted, as a file."""
        from tui_reader.library.shaping import ShapesFile

        return ShapesFile(self.paths.views_file)

    @property
    def shapes(self) -> "Shapes":
        """The reader's own views, and what is muted, as the file says it now."""
        return self.shapes_file.now()

    @cached_property
    def pages(self) -> "Pages":
        """The texts of articles that are kept."""
        from tui_reader.library.pages import Pages

        return Pages(self.paths.pages)

    @property
    def outlet_rules(self) -> OutletRules:
        """What the reader says of outlets, as the index obeys it: known without asking it."""
        return self.views.outlet_rules

    def midnight(self) -> dt.datetime:
        """When today began where the reader is."""
        today = self.clock().astimezone().date()
        return dt.datetime.combine(today, dt.time()).astimezone()  # its own offset, not that of now

    def counts(self) -> list[ViewCount]:
        """The fixed views, then all that have something in them; rules that have nothing too.

        Those that are searches are not counted: that would take one search each.
        """
        counts = self.views.counts(self.midnight())
        missed = ("missed",) if self.outlet_rules.preferred else ()
        counts += [ViewCount(View(kind=kind), 0, 0) for kind in ("alone", *missed)]
        muting = {count.view.name for count in counts if count.view.kind == "muted"}
        rules = dict.fromkeys(rule.query for rule in self.shapes.mutes)
        idle = (View(kind="muted", name=rule) for rule in rules if rule not in muting)
        return [*counts, *(ViewCount(view, 0, 0) for view in idle)]

    def count_saved(self, view: "SavedView") -> ViewCount:
        """How many stories a saved view has: two searches, so not with every key."""
        from tui_reader.shapes import UNREAD

        total, unread = (
            self.total(View(kind="search", name=query))
            for query in (view.query, f"{view.query} {UNREAD}")
        )
        return ViewCount(View(kind="saved", name=view.name), total, unread, key=view.key)

    def numbers(self, view: View, keep: Iterable[int] = ()) -> "array[int]":
        """The stories of a view, in order, and with them those to be kept although read."""
        return self._listing(view).numbers(tuple(keep) if view.kind == "unread" else ())

    def total(self, view: View) -> int:
        """How many stories a view has."""
        return self._listing(view).total()

    def unread(self, view: View) -> "array[int]":
        """The unread stories of a view."""
        return self._listing(view).unread()

    def first_rows(self, view: View, length: int) -> list[Row]:
        """The first rows of a view: for a search quicker than to find all."""
        return self.rows(view, self._listing(view).page(0, length))

    def tally(self, numbers: Sequence[int]) -> Tally:
        """How many of these stories are unread, or updated, and how many are starred."""
        return self.views.tally(numbers)

    def tags(self) -> list[str]:
        """The tags that there are, the most used first."""
        return self.views.names("tag")

    def rows(self, view: View, numbers: Sequence[int]) -> list[Row]:
        """The rows of some stories (or problems) of a view."""
        if view.kind == "problems":
            now = self.clock()
            return [_problem_row(*found, now) for found in self.views.problems(numbers)]
        return self.views.rows(numbers)

    def finder(self, text: str) -> "Finder | None":
        """What finds the words of a query in a text; QueryError says what is wrong with it."""
        from tui_reader.library.searching import finder

        return finder(text)

    def orders(self, query: str) -> tuple[tuple[str, ...], str]:
        """The orders that there are, and the one in which a query is answered."""
        from tui_reader.library.searching import order_of
        from tui_reader.query.terms import ORDERS

        return ORDERS, order_of(query)

    def in_order(self, query: str, order: str) -> str:
        """A query whose answer comes in this order. Raises QueryError."""
        from tui_reader.library.searching import in_order

        return in_order(query, order)

    def completion(self, text: str) -> str:
        """A query with its last word completed, or ""."""
        from tui_reader.library.searching import completion

        return completion(text, self.views)

    def outlets(self, days: int = 30) -> "tuple[OutletUse, ...]":
        """What each outlet reported in the last days, or ever with 0 of them; the largest first."""
        from tui_reader.library.outlets import outlets

        return outlets(self.views, self._since(days))

    def overlaps(self, outlet: str, days: int = 30) -> "tuple[Overlap, ...]":
        """With which outlets one shares most stories."""
        from tui_reader.library.outlets import overlaps

        return overlaps(self.views, outlet, self._since(days))

    def all_overlaps(
        self, outlets: Sequence[str], days: int = 30
    ) -> "Mapping[str, Sequence[Overlap]]":
        """The same of the largest of these, by name."""
        from tui_reader.library.outlets import all_overlaps

        return all_overlaps(self.views, outlets, self._since(days))

    def _since(self, days: int) -> dt.datetime | None:
        """When the last days began, today among them; None for ever, with 0 of them."""
        return self.midnight() - dt.timedelta(days=days - 1) if days else None

    def next_unread(self, view: View, number: int, *, forward: bool = True) -> int | None:
        """The nearest unread story of a view after (or before) one; from the other end if none."""
        return self._listing(view).next_unread(number, forward=forward)

    def find(self, story: str) -> int:
        """The number of the story whose id begins so; NotFoundError says what to do."""
        return self.views.find(story)

    def named(self, words: Sequence[str]) -> "array[int]":
        """The stories that these words name: by their ids, or else as a query.

        Raises NotFoundError where there is none, or QueryError.
        """
        if all(_ID.fullmatch(word) for word in words):
            with suppress(NotFoundError):  # "facade" is a word as well
                return array("q", map(self.find, words))
        query = " ".join(words)
        numbers = self.numbers(View(kind="search", name=query))
        if not numbers:
            raise NotFoundError(f"no story has the id {query!r}, or answers such a query")
        return numbers

    def story(self, number: int) -> Story:
        """One story with all that its briefings say, and the texts of its articles."""
        story = self.views.story(number)
        urls = (article.url for article in story.articles)
        return story._replace(texts=self.pages.of((*urls, story.url)))

    def stories(self, numbers: Iterable[int]) -> Iterator[Story]:
        """These stories, but for those that have become part of others a moment ago."""
        for number in numbers:
            with suppress(NotFoundError):
                yield self.story(number)

    def why(self, number: int) -> "tuple[Reason, ...]":
        """Why the briefings of a story are together, its founder first."""
        from tui_reader.library.why import reasons

        return reasons(self.views, number)

    def near(self, number: int) -> list[Row]:
        """The stories that are most like one, the nearest first."""
        from tui_reader.library.near import near

        return near(self.views, number)

    def problem(self, number: int) -> Problem:
        """One file that could not be used."""
        problem = self.views.problem(number)
        return Problem(path=clean(problem.path, 4096), reason=problem.reason)

    def around(self, view: View, story: str, length: int) -> Page:
        """Part of a view around a story, or its beginning, in one quick look."""
        listing = self._listing(view)
        total = listing.total()
        try:
            number = self.views.find(story) if story else 0
            place = listing.place(number) if number else 0
        except NotFoundError:
            number = place = 0
        start = max(0, place - length // 2)
        numbers = listing.page(start, length)
        if number and view.kind == "unread" and number not in numbers:  # read, but being read
            numbers.insert(place - start, number)
            total += 1
        rows = tuple(self.rows(view, numbers))
        return Page(total=total, start=start, rows=rows, cursor=min(place, max(0, total - 1)))

    def _listing(self, view: View) -> Listing:
        if view.kind == "saved":
            saved = (one.query for one in self.shapes.views if one.name == view.name)
            if query := next(saved, ""):  # one that was removed lists nothing
                view = View(kind="search", name=query)
        if view.kind in BUILT_IN:
            view = View(kind="search", name=BUILT_IN[view.kind])
        return self.views.listing(view, self.midnight(), self.clock())


def _problem_row(number: int, problem: Problem, now: dt.datetime) -> Row:
    _, is_feed, address = problem.path.partition("://")
    name = clean(address if is_feed else problem.path.rpartition("/")[2])
    return Row(number=number, headline=name, outlets=(), when=now, reason=problem.reason)
