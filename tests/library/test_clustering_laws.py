"""What holds for stories, whatever briefings come in, in whatever pieces."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, RLock

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.desk import NOW, Desk, briefing, loaded
from tui_reader.library.clustering import Grouper
from tui_reader.library.windows import Windows
from tui_reader.models import Article, Mark
from tui_reader.records import identity
from tui_reader.store.grouping import Grouping
from tui_reader.store.members import identities
from tui_reader.store.wishes import Wish

WORDS = ("ferry", "Lamu", "pilgrims", "capsizes", "Murano", "glass", "strike", "subsidies")
START = NOW - dt.timedelta(days=6)

Told = tuple[str, str, int]
"""Headline, outlet, and hours after the start."""

headlines = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True).map(" ".join)
tellings = st.lists(
    st.tuples(headlines, st.sampled_from("XYZ"), st.integers(0, 100)), min_size=2, max_size=12
).map(lambda told: sorted(told, key=lambda one: one[2]))
LAW = settings(max_examples=30, deadline=None)


class Library:
    """An index that is grouped after each batch."""

    def __init__(self, path: Path) -> None:
        self.desk = Desk(path)
        self.desk.roots("world")
        self.wishes: list[Wish] = []
        self.keys: list[str] = []

    def take(self, told: Sequence[Told]) -> None:
        """Take briefings in, and put them into stories."""
        for headline, outlet, hours in told:
            key = f"k{len(self.keys):02}"
            self.keys.append(key)
            article = Article(headline, outlet, f"https://{outlet}.example/{key}")
            when = START + dt.timedelta(hours=hours, seconds=len(self.keys))
            one = briefing(key, title=headline, articles=(article,), published=when, text="")
            self.desk.take(loaded(f"/news/world/{key}", one))
        Grouper(self.grouping(), RLock(), "eager", lambda: self.wishes, Windows()).run(Event())

    def grouping(self) -> Grouping:
        """What joins and parts its stories."""
        return Grouping(self.desk.index, NOW)

    def story(self, key: str) -> int:
        """The number of the story of a briefing."""
        return self.desk.number(key)

    def stories(self) -> set[frozenset[str]]:
        """Which briefings are together."""
        found: dict[int, set[str]] = {}
        for key in self.keys:
            found.setdefault(self.story(key), set()).add(key)
        return set(map(frozenset, found.values()))


@contextmanager
def library() -> Iterator[Library]:
    """An empty one."""
    with TemporaryDirectory() as folder:
        made = Library(Path(folder) / "index.db")
        yield made
        made.desk.close()


@LAW
@given(tellings, st.sets(st.integers(1, 11)))
def test_in_one_go_or_in_many(told: list[Told], cuts: set[int]) -> None:
    """The same stories."""
    places = sorted({0, len(told), *(cut for cut in cuts if cut < len(told))})
    with library() as one, library() as many:
        one.take(told)
        for start, end in pairwise(places):
            many.take(told[start:end])
        assert many.stories() == one.stories()


@LAW
@given(tellings, tellings)
def test_what_was_read_stays_read_and_is_found_by_its_id(
    before: list[Told], after: list[Told]
) -> None:
    """Whatever joins it, and whatever it joins."""
    with library() as news:
        news.take(before)
        story = news.desk.views.story(news.story("k00"))
        for _, key, outlets in identities(news.desk.views, [story.number]):
            mark = Mark(key=key, first_seen=NOW, read=True, outlets=outlets)
            news.desk.marks[key] = mark
            news.desk.index.apply([mark], 1)
        news.take(after)
        now = news.desk.views.story(news.desk.views.find(story.id))
        assert now.read
        assert {one.key for one in story.briefings} <= {one.key for one in now.briefings}
        assert set(now.new_outlets) == set(now.outlets) - set(story.outlets)


@LAW
@given(tellings, tellings, st.data())
def test_what_the_reader_took_apart_stays_apart(
    before: list[Told], after: list[Told], data: st.DataObject
) -> None:
    """By what comes later, too."""
    with library() as news:
        one, other = data.draw(st.permutations(range(len(before))))[:2]
        ids = identity(f"k{one:02}"), identity(f"k{other:02}")
        news.wishes.append(Wish(*ids, apart=True))
        news.take(before)
        news.take(after)
        assert news.story(f"k{one:02}") != news.story(f"k{other:02}")


@LAW
@given(tellings, st.data())
def test_what_the_reader_joined_stays_together(told: list[Told], data: st.DataObject) -> None:
    """However little they have in common."""
    with library() as news:
        one, other = data.draw(st.permutations(range(len(told))))[:2]
        news.wishes.append(Wish(identity(f"k{one:02}"), identity(f"k{other:02}"), apart=False))
        news.take(told)
        assert news.story(f"k{one:02}") == news.story(f"k{other:02}")
