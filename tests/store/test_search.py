"""Searching: the index answers what a plain look at every story answers."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.languages import language_of
from tui_reader.models import (
    Article,
    Briefing,
    Enclosure,
    Mark,
    OutletRules,
    Source,
    Story,
    View,
    distinct,
)
from tui_reader.query import read_query
from tui_reader.query.matching import Document, matches
from tui_reader.query.terms import PARTS, parts_of
from tui_reader.records import FileStamp, Loaded, briefing_record, identity
from tui_reader.store.index import Index
from tui_reader.store.views import Views
from tui_reader.workers.child import facts_of

NOW = dt.datetime(2026, 1, 9, 9, 0, tzinfo=dt.UTC)
SECONDS = int(NOW.timestamp())

WORDS = ("ferry", "Ferries", "late", "Łódź", "lodz", "地震", "東京", "naïve", "U.S.", "NEAR", "or")
_texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join) | st.text(max_size=8)
_names = st.sampled_from(("The Hill", "Isle Observer", "BBC", "灯台新報", "Le Phare"))

RULES = OutletRules(frozenset({"BBC"}), renamed={"The Hill": "Le Phare", "灯台新報": "BBC"})
"""What the reader says of these outlets."""

_tags = st.sampled_from(("Boats", "bo", "Łódź"))


@st.composite
def _briefings(draw: st.DrawFn) -> Briefing:
    number = draw(st.integers(0, 10**9))
    link = f"https://isle.example/{number}"
    outlets = draw(st.lists(_names, max_size=3))
    hours = draw(st.none() | st.integers(0, 200))
    return Briefing(
        key=f"isle.example/{number}",
        title=draw(_texts) or "untitled",
        published=None if hours is None else NOW - dt.timedelta(hours=hours),
        summary=draw(_texts),
        text=draw(_texts),
        link=link,
        categories=tuple(draw(st.lists(st.sampled_from(("World", "Sport")), max_size=1))),
        tags=tuple(
            draw(st.lists(st.sampled_from(("Boats", "bo", "Łódź")), max_size=2, unique=True))
        ),
        articles=tuple(
            Article(headline=draw(_texts), outlet=outlet, url=f"{link}/{nth}")
            for nth, outlet in enumerate(outlets)
        ),
        enclosures=draw(st.sampled_from(((), (Enclosure("https://pod.example/1"),)))),
    )


_terms = st.one_of(
    _texts,
    _texts.map(lambda text: '"' + text.replace('"', "") + '"'),
    st.sampled_from(WORDS),
    st.text("ferylat東京地 ", max_size=3),
    st.builds("outlet:{}".format, st.sampled_from(("hill", "bb", "灯台", '"Isle Observer"', "x"))),
    st.builds(
        "outlets:{}{}".format, st.sampled_from(["", "<", "<=", ">", ">="]), st.integers(0, 3)
    ),
    st.builds("{}:{}".format, st.sampled_from(["since", "before"]), st.sampled_from(["1d", "99h"])),
    st.builds("is:{}".format, st.sampled_from(["unread", "read", "starred", "updated", "mine"])),
    st.builds("has:{}".format, st.sampled_from(PARTS)),
    st.sampled_from(["tag:boats", "tag:BO", "tag:lodz", "category:wor", "lang:en"]),
    st.sampled_from(["source:news", "source:x"]),
)
_queries = st.lists(st.tuples(st.sampled_from(("", "", "-")), _terms), max_size=4).map(
    lambda terms: " ".join(f"{minus}{term}" for minus, term in terms)
)


class Done(NamedTuple):
    """What the reader did with a story."""

    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()


_done = st.builds(
    Done, st.booleans(), st.booleans(), st.sampled_from([(), ("boats",), ("Łódź", "tide")])
)


@contextmanager
def library(briefings: list[Briefing], marks: list[Done]) -> Iterator[Views]:
    """An index with these briefings, searchable."""
    with TemporaryDirectory() as folder:
        index = Index(Path(folder, "index.db"))
        try:
            index.set_outlets(RULES)
            index.set_roots([Source(path=Path("/news"), name="News"), Source(Path("/b"), "Bay")])
            given_marks = {
                identity(one.key): Mark(key=identity(one.key), first_seen=NOW, **done._asdict())
                for one, done in zip(briefings, marks, strict=False)
            }
            index.add([_loaded(nth, one) for nth, one in enumerate(briefings)], given_marks, NOW)
            while index.catch_up(7):
                pass
            views = Views(Path(folder, "index.db"))
            yield views
            views.close()
        finally:
            index.close()


def _loaded(number: int, briefing: Briefing) -> Loaded:
    stamp = FileStamp(path=f"/news/{number}", root=1 + number % 2, mtime_ns=1, size=1, inode=1)
    facts = facts_of(briefing)
    content = json.dumps(briefing_record(briefing))
    return Loaded(stamp=stamp, content=content, **facts)  # type: ignore[arg-type]


def document(story: Story, views: Views) -> Document:
    """What can be looked for in a story, by a plain look at it."""
    told = story.briefings
    parts = {part for nth, part in enumerate(PARTS) for one in told if parts_of(one) & (1 << nth)}
    row = views.rows([story.number])[0]
    written = distinct(article.outlet for one in told for article in one.articles)
    return Document(
        headlines=(
            story.headline,
            *(one.title for one in told),
            *(a.headline for a in story.articles),
        ),
        outlets=story.outlets,
        written=written,
        mine=RULES.has_mine(written),
        tags=story.tags,
        texts=tuple(text for one in told for text in (one.summary, one.text)),
        sources=story.sources,
        categories=tuple(name for one in told for name in one.categories),
        when=int(story.when.timestamp()),
        read=story.read,
        starred=story.starred,
        updated=row.joined > 0,
        parts=frozenset(parts),
        language=language_of(told[0].title, told[0].summary or told[0].text),
    )


def search(views: Views, query: str) -> list[int]:
    """The numbers of the stories that answer."""
    return list(views.listing(View(kind="search", name=query), NOW).numbers())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_briefings(), max_size=8, unique_by=lambda one: one.key),
    st.lists(_done, min_size=8, max_size=8),
    st.lists(_queries, min_size=1, max_size=6),
)
def test_the_index_answers_what_a_plain_look_answers(
    briefings: list[Briefing], marks: list[Done], queries: list[str]
) -> None:
    """For any library and any query."""
    with library(briefings, marks) as views:
        stories = [views.story(number) for number in search(views, "")]
        assert len(stories) == len(briefings)
        documents = {story.number: document(story, views) for story in stories}
        for text in queries:
            try:
                query = read_query(text)
            except QueryError:
                continue
            expected = {n for n, one in documents.items() if matches(query, one, SECONDS)}
            assert set(search(views, text)) == expected, text


def story_of(title: str, number: int, **facts: object) -> Briefing:
    """A story with a title."""
    when = NOW - dt.timedelta(hours=number)
    base = Briefing(key=f"isle.example/{number}", title=title, published=when)
    return base._replace(**facts)  # type: ignore[arg-type]


FERRIES = [
    story_of("Ferry late", 5),
    story_of("Storm", 1, text="The ferry is late"),
    story_of("Ferry early", 3, articles=(Article("Ferry", "BBC", "u"), Article("F", "ITV", "v"))),
    story_of("Lamp", 2),
]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("ferry", ["Ferry early", "Ferry late", "Storm"]),
        ("ferry sort:newest", ["Storm", "Ferry early", "Ferry late"]),
        ("ferry sort:oldest", ["Ferry late", "Ferry early", "Storm"]),
        ("sort:outlets", ["Ferry early", "Storm", "Lamp", "Ferry late"]),
        ("", ["Storm", "Lamp", "Ferry early", "Ferry late"]),
    ],
)
def test_the_order(query: str, titles: list[str]) -> None:
    """By relevance, then time; or as it was asked for."""
    with library(FERRIES, [Done()] * 4) as views:
        found = [views.story(number).headline for number in search(views, query)]
        assert found == titles


def test_walking_a_search() -> None:
    """Pages, places and the next unread one follow its order."""
    with library(FERRIES, [Done(read=True), Done(), Done(), Done(read=True)]) as views:
        listing = views.listing(View(kind="search", name="ferry"), NOW)
        early, late, storm = listing.numbers()
        assert listing.total() == 3
        assert list(listing.page(1, 1)) == [late]
        assert listing.place(storm) == 2
        assert listing.next_unread(early, forward=True) == storm
        assert listing.next_unread(storm, forward=True) == early
        assert listing.next_unread(early, forward=False) == storm
        assert set(listing.unread()) == {early, storm}


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "'; DROP TABLE stories; --",
        'x" OR 1=1',
        "a* NEAR(b)",
        "^x",
        "{a b}: c",
        "\0",
        "x" * 999,
    ],
)
def test_nothing_that_is_typed_is_a_command(query: str) -> None:
    """Not of SQL, not of FTS5."""
    with library(FERRIES, [Done()] * 4) as views:
        with suppress(QueryError):
            assert len(search(views, query)) <= 4
        assert len(search(views, "")) == 4
