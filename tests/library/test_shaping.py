"""Saved views and muting, by way of the library: the reader's file is what counts."""

import datetime as dt

import pytest

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
        assert library.shaper.unmute("outlet:post") == 3
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
