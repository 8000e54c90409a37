"""Saved views and muting, by way of the library: the reader's file is what counts."""

import datetime as dt
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.shelf import ALL, UNREAD, Shelf, rows
from tui_reader.errors import ConfigError, NotFoundError, UsageError
from tui_reader.library import Library
from tui_reader.library.searching import in_order
from tui_reader.library.shaping import day_after
from tui_reader.models import View, ViewCount
from tui_reader.shapes import Mute, SavedView

MUTED = View(kind="muted")


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    """Three stories: two of the Post, one that names football."""
    shelf.put("ferry", "Post", "Wire")
    shelf.put("football", "Gazette")
    shelf.put("toll", "Post")
    return shelf


def write(shelf: Shelf, text: str) -> None:
    """What somebody writes into views.toml by hand."""
    shelf.paths.views_file.write_text(text, encoding="utf-8")


def saved(library: Library) -> list[ViewCount]:
    """The saved views with their numbers."""
    return [library.count_saved(view) for view in library.shapes.views]


def test_a_search_is_kept_as_a_view(filled: Shelf) -> None:
    """With its order and its numbers; it is there after a restart, until it is undone."""
    with filled.loaded() as library:
        library.make_searchable()
        query = in_order("outlet:post", "oldest")
        library.shaper.keep(SavedView("Post", query, "f5"))
        library.mark_read([rows(library)["toll"].number])
    view = View(kind="saved", name="Post")
    with filled.loaded() as library:
        assert saved(library) == [ViewCount(view, 2, 1, key="f5")]
        assert library.numbers(view) == library.numbers(View("search", "outlet:post sort:oldest"))
        library.undo()
        assert library.undo() == "The view Post is gone again"
        assert (saved(library), list(library.numbers(view))) == ([], [])
        library.redo()
        assert saved(library)[0].total == 2


def test_a_view_is_renamed_and_removed_and_comes_back(filled: Shelf) -> None:
    """Step by step."""
    with filled.loaded() as library:
        library.shaper.keep(SavedView("Post", "outlet:post"))
        library.shaper.rename("Post", "The Post")
        library.shaper.drop("The Post")
        assert saved(library) == []
        assert library.undo() == "The view The Post is back"
        assert library.undo() == "The Post is called Post again"
        assert [one.name for one in library.shapes.views] == ["Post"]
        with pytest.raises(NotFoundError):
            library.shaper.drop("The Post")
        with pytest.raises(ConfigError):
            library.shaper.keep(SavedView("Post", "toll"))


def test_what_is_muted_is_gone_and_undone(filled: Shelf) -> None:
    """From all views; new stories too; a restart changes nothing."""
    with filled.loaded() as library:
        library.make_searchable()
        assert library.shaper.mute(Mute("outlet:post")) == 2
        assert rows(library).keys() == rows(library, UNREAD).keys() == {"football"}
        assert rows(library, MUTED).keys() == {"ferry", "toll"}
    filled.put("tide", "Post")
    with filled.loaded() as library:
        assert rows(library).keys() == {"football"}
        number = rows(library, MUTED)["tide"].number
        assert library.story(number).muted == "outlet:post"
        assert library.undo() == "No longer muted: outlet:post"
        assert rows(library).keys() == {"ferry", "football", "toll", "tide"}
        library.make_searchable()
        assert library.redo() == "Muted outlet:post"
        assert library.shaper.unmute("outlet:post") == "No longer muted: outlet:post"
        assert library.undo() == "Muted again: outlet:post"
        assert rows(library).keys() == {"football"}


def test_a_rule_lapses_while_the_library_is_open(filled: Shelf) -> None:
    """On the day that it names; the rule is still listed, with nothing."""
    with filled.loaded() as library:
        library.make_searchable()
        until = day_after("1w", filled.now.date())
        assert until == dt.date(2026, 1, 15)
        library.shaper.mute(Mute("football", until))
        filled.later(days=6)
        assert library.judge() == 0
        filled.later(days=1)
        assert library.judge() == 1
        assert len(rows(library)) == 3
        assert ViewCount(View("muted", "football"), 0, 0) in library.counts()


def test_what_is_written_by_hand_counts_at_the_next_look(filled: Shelf) -> None:
    """A mistake is told once and costs only itself; a file that is no TOML changes nothing."""
    with filled.loaded() as library:
        library.make_searchable()
        write(filled, '[[mute]]\nquery = "football"\n[[mute]]\nquery = "is:old"\n')
        library.load()
        assert rows(library).keys() == {"ferry", "toll"}
        library.load()
        assert [("line 4" in notice, "is:" in notice) for notice in library.notices] == [
            (True, True)
        ]
        write(filled, "[[mute]\n")
        library.load()
        assert rows(library).keys() == {"ferry", "toll"}
    with filled.loaded() as library:
        assert "broken TOML" in library.notices[0]
        assert rows(library).keys() == {"ferry", "toll"}
        filled.paths.views_file.unlink()
        library.load()
        assert len(rows(library)) == 3


def test_a_rule_follows_the_name_of_a_source(filled: Shelf) -> None:
    """What a source was called mutes it no more; what it is called now does."""
    sources = filled.paths.sources_file
    text = sources.read_text(encoding="utf-8")
    with filled.loaded() as library:
        library.make_searchable()
        library.shaper.mute(Mute("source:news -outlet:wire"))
        library.shaper.mute(Mute("source:bay"))
        assert rows(library).keys() == {"ferry"}
    for name, shown in [("Tide", 3), ("Bay", 0), ("News", 1)]:
        sources.write_text(f'{text}name = "{name}"\n', encoding="utf-8")
        with filled.loaded() as library:
            assert len(rows(library)) == shown


def test_marks_outlive_muting(filled: Shelf) -> None:
    """What was starred before is starred after, and saves from a rule that says so."""
    with filled.loaded() as library:
        library.make_searchable()
        library.mark_starred([rows(library)["toll"].number], starred=True)
        library.shaper.mute(Mute("outlet:post -is:starred"))
        assert rows(library, ALL).keys() == {"football", "toll"}
        library.shaper.unmute("outlet:post -is:starred")
        library.shaper.mute(Mute("toll"))
        library.shaper.unmute("toll")
        assert rows(library)["toll"].starred


WORDS = ("ferry", "football", "toll", "tide")
NAMES = ("Post", "Wire", "Gazette")
_stories = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


class Rule(NamedTuple):
    """A rule, and what it asks for."""

    text: str
    word: str = ""
    outlet: str = ""
    spares: bool = False
    """Whether a star saves from it."""

    def mutes(self, words: list[str], outlets: list[str], *, starred: bool) -> bool:
        """Whether such a story answers it."""
        asked = self.word in words or self.outlet in outlets
        return asked and not (self.spares and starred)


_rules = st.lists(
    st.one_of(
        st.sampled_from(WORDS).map(lambda word: Rule(word, word)),
        st.sampled_from(NAMES).map(lambda name: Rule(f"outlet:{name}", outlet=name)),
        st.sampled_from(WORDS).map(lambda word: Rule(f"{word} -is:starred", word, spares=True)),
    ),
    max_size=3,
    unique_by=lambda rule: rule.text,
)


@settings(max_examples=15, deadline=None)
@given(_stories, _rules, st.randoms(use_true_random=False))
def test_what_is_shown_is_what_no_rule_says(
    told: list[tuple[list[str], list[str], bool]],
    rules: list[Rule],
    order: random.Random,
) -> None:
    """For any stories, stars and rules, in whichever order they come."""
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        expected = set()
        for number, (words, outlets, starred) in enumerate(told):
            shelf.put(f"s{number}", *outlets, title=f"s{number} {' '.join(words)}")
            if not any(rule.mutes(words, outlets, starred=starred) for rule in rules):
                expected.add(f"s{number}")

        def star(library: Library) -> None:
            known = rows(library) | rows(library, MUTED)
            stars = [f"s{number}" for number, (_, _, starred) in enumerate(told) if starred]
            library.mark_starred([known[slug].number for slug in stars], starred=True)

        with shelf.library() as library:
            steps: list[Callable[[], object]] = [library.make_searchable]
            steps += [partial(library.shaper.mute, Mute(rule.text)) for rule in rules]
            arrival = order.randrange(len(steps) + 1)
            order.shuffle(steps)
            steps[arrival:arrival] = [library.load, partial(star, library)]
            for step in steps:
                step()
            library.make_searchable()
            assert rows(library).keys() == expected
            assert rows(library, MUTED).keys() == {f"s{n}" for n in range(len(told))} - expected


@pytest.mark.parametrize(
    ("duration", "day"),
    [
        ("for good", None),
        ("", None),
        ("1d", dt.date(2026, 1, 9)),
        ("2 weeks", dt.date(2026, 1, 22)),
        ("1m", dt.date(2026, 2, 7)),
    ],
)
def test_how_long_is_said_in_a_word(duration: str, day: dt.date | None) -> None:
    """Days, weeks and months."""
    assert day_after(duration, dt.date(2026, 1, 8)) == day


@pytest.mark.parametrize("duration", ["0d", "soon", "7", "-1d", "99999d"])
def test_what_is_no_time_is_refused(duration: str) -> None:
    """With what would be one."""
    with pytest.raises(UsageError, match="say for example"):
        day_after(duration, dt.date(2026, 1, 8))
