"""Taking files in: what a story is made of, and what stays of it when files change or go."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.desk import (
    ALL,
    MIDNIGHT,
    NOW,
    UNREAD,
    Desk,
    briefing,
    full_disk,
    loaded,
    open_desk,
)
from tui_reader.errors import NotFoundError, StoreError
from tui_reader.models import Mark, View
from tui_reader.records import briefing_record, identity
from tui_reader.store.index import Index

LATER = NOW + dt.timedelta(hours=2)
WORLD, ISLE = View(kind="source", name="world"), View(kind="source", name="isle")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An index with two sources: world is 1, isle is 2."""
    with open_desk(tmp_path / "index.db") as one:
        assert one.roots("world", "isle") == {"world": 1, "isle": 2}
        yield one


def problems(desk: Desk) -> dict[str, str]:
    """The problems, by path."""
    found = map(desk.views.problem, desk.views.listing(View(kind="problems"), MIDNIGHT).numbers())
    return {one.path: one.reason for one in found}


def test_a_briefing_becomes_a_story_as_it_is(desk: Desk) -> None:
    """What went in comes out."""
    one = briefing("a", ["Isle Observer", "Dune Post"], tags=("sand",), categories=("World",))
    desk.take(loaded("/a.md", one))
    story = desk.views.story(desk.number("a"))
    assert story.briefings == (one,)
    assert (story.headline, story.outlets, story.tags) == (one.title, one.outlets, one.tags)
    assert (story.when, story.first_seen, story.updated) == (NOW, NOW, None)
    assert (story.read, story.starred, story.sources) == (False, False, ("world",))


def test_the_same_briefing_in_two_folders_is_one_story_in_both(desk: Desk) -> None:
    """It counts once, stands in the views of both sources, and has one mark."""
    one = briefing("a")
    desk.take(loaded("/world/a.md", one, root=1), loaded("/isle/a.md", one, root=2))
    assert desk.counts() == {ALL: (1, 1), UNREAD: (1, 1), WORLD: (1, 1), ISLE: (1, 1)} | {
        View(kind="today"): (1, 1)
    }
    story = desk.views.story(desk.number("a"))
    assert (story.sources, story.articles) == (("world", "isle"), one.articles)
    desk.mark("a", read=True)
    assert desk.counts()[WORLD] == desk.counts()[ISLE] == (1, 0)


def test_without_one_of_its_sources_a_story_is_what_the_other_says(desk: Desk) -> None:
    """A source that is removed takes its outlets and views with it, not the story."""
    desk.take(
        loaded("/world/a.md", briefing("a", ["Dune Post"], tags=("sand",)), root=1),
        loaded("/isle/a.md", briefing("a", ["Isle Observer"], tags=("sea",)), root=2),
    )
    desk.roots("isle")
    assert desk.views.story(desk.number("a")).outlets == ("Isle Observer",)
    (row,) = desk.views.rows([desk.number("a")])
    assert row.outlets == ("Isle Observer",)
    assert View(kind="tag", name="sand") not in desk.counts()
    assert desk.counts()[View(kind="tag", name="sea")] == (1, 1)


def test_a_source_that_is_removed_takes_its_stories_with_it(desk: Desk) -> None:
    """Read and unread ones, and its problems; a source that comes anew begins with nothing."""
    desk.take(loaded("/world/a.md", briefing("a")), loaded("/world/b.md", briefing("b")))
    desk.take(loaded("/world/c.md", "no briefing"), loaded("/isle/d.md", briefing("d"), root=2))
    desk.mark("a", read=True)
    desk.roots("isle", "new")
    assert desk.headlines() == ["Story d"]
    assert problems(desk) == {}
    with pytest.raises(NotFoundError):
        desk.number("a")
    assert desk.counts()[ALL] == (1, 1)
    assert WORLD not in desk.counts()


def test_a_file_that_is_gone_leaves_its_story_readable(desk: Desk) -> None:
    """Its problem would go; its briefing stays, and is not there twice when the file is back."""
    desk.take(loaded("/a.md", briefing("a")), loaded("/b.md", "broken"))
    number = desk.number("a")
    desk.vanish("/a.md", "/b.md")
    assert desk.headlines() == ["Story a"]
    assert problems(desk) == {}
    desk.take(loaded("/else/a.md", briefing("a", title="Anew")))
    story = desk.views.story(number)
    assert [one.title for one in story.briefings] == ["Anew"]


def test_a_file_that_says_something_else_keeps_the_old_readable(desk: Desk) -> None:
    """Also when it says nothing any more."""
    for text in (briefing("a"), briefing("b"), "broken", briefing("c")):
        desk.take(loaded("/a.md", text))
    assert sorted(desk.headlines()) == ["Story a", "Story b", "Story c"]
    assert problems(desk) == {}
    assert desk.views.story(desk.number("a")).briefings == (briefing("a"),)


def test_a_problem_is_replaced_by_the_next_one(desk: Desk) -> None:
    """One file, one line."""
    desk.take(loaded("/a.md", "first"), loaded("/b.md", "other"))
    desk.take(loaded("/a.md", "second"))
    assert problems(desk) == {"/a.md": "second", "/b.md": "other"}


def test_an_outlet_that_joins_makes_a_read_story_updated(desk: Desk) -> None:
    """It stays read; the row counts those who joined, the story names them."""
    desk.take(loaded("/a.md", briefing("a", ["Dune Post"])))
    desk.mark("a", read=True)
    desk.take(loaded("/a.md", briefing("a", ["Isle Observer", "Dune Post"])), now=LATER)
    (row,) = desk.views.rows([desk.number("a")])
    assert (row.read, row.joined) == (True, 1)
    story = desk.views.story(row.number)
    assert (story.new_outlets, story.updated, story.first_seen) == (("Isle Observer",), LATER, NOW)
    desk.mark("a", read=True)
    assert desk.views.rows([row.number])[0].joined == 0
    assert desk.views.story(row.number).new_outlets == ()


def test_outlets_that_leave_or_come_back_are_no_news(desk: Desk) -> None:
    """Clusters are cut and re-ordered all the time."""
    both = briefing("a", ["Isle Observer", "Dune Post"])
    desk.take(loaded("/a.md", both))
    desk.mark("a", read=True)
    desk.take(loaded("/a.md", briefing("a", ["Dune Post"])), now=LATER)
    assert desk.views.story(desk.number("a")).updated is None
    desk.take(loaded("/a.md", both), now=LATER)
    assert desk.views.rows([desk.number("a")])[0].joined == 0


def test_a_mark_that_was_made_elsewhere_comes_with_the_briefing(desk: Desk) -> None:
    """The marks are ahead of the index for a moment; then the same mark is applied."""
    desk.take(loaded("/a.md", briefing("a")))
    mark = desk.marks[identity("a")]._replace(starred=True, read=True)
    desk.marks[mark.key] = mark
    desk.take(loaded("/a.md", briefing("a", title="Anew")))
    assert desk.views.story(desk.number("a")).starred
    desk.index.apply([mark], 1)
    assert desk.counts()[View(kind="starred")] == (1, 0)
    assert desk.headlines(View(kind="starred")) == ["Anew"]


def test_drafts_are_hidden_until_they_are_wanted(tmp_path: Path) -> None:
    """The setting takes effect when the index is opened again, for what is there already."""
    path, starred = tmp_path / "index.db", View(kind="starred")
    with open_desk(path) as desk:
        desk.roots("world")
        desk.take(
            loaded("/a.md", briefing("a", draft=True, tags=("sand",))),
            loaded("/b.md", briefing("b")),
        )
        desk.mark("a", starred=True)
        assert desk.headlines() == desk.headlines(UNREAD) == ["Story b"]
        assert starred not in desk.counts()
    with open_desk(path, drafts=True) as desk:
        assert desk.headlines() == desk.headlines(UNREAD) == ["Story a", "Story b"]
        assert desk.counts()[View(kind="tag", name="sand")] == desk.counts()[starred] == (1, 1)
    with open_desk(path) as desk:
        assert desk.headlines() == desk.headlines(UNREAD) == ["Story b"]


def test_a_draft_that_is_published_is_listed(desk: Desk) -> None:
    """And one that is taken back is not."""
    desk.take(loaded("/a.md", briefing("a", draft=True)))
    assert desk.counts() == {}
    desk.take(loaded("/a.md", briefing("a")))
    assert desk.headlines() == ["Story a"]
    desk.take(loaded("/a.md", briefing("a", draft=True)))
    assert desk.headlines() == desk.headlines(UNREAD) == []


def test_a_kept_briefing_comes_back_until_its_file_does(desk: Desk) -> None:
    """After the index was lost; from a source that is gone nothing comes back."""
    content = json.dumps(briefing_record(briefing("a")))
    mark = Mark(key=identity("a"), first_seen=NOW, starred=True)
    for _ in range(2):
        desk.index.add_kept(mark, "/news/world", content)
    desk.index.add_kept(mark._replace(key=identity("b")), "/news/gone", content)
    assert desk.headlines(View(kind="starred")) == ["Story a"]
    desk.marks[mark.key] = mark
    desk.take(loaded("/a.md", briefing("a", title="Anew")))
    assert desk.headlines() == desk.headlines(View(kind="starred")) == ["Anew"]
    assert len(desk.views.story(desk.number("a")).briefings) == 1


def test_marks_can_be_taken_back_from_the_index(desk: Desk) -> None:
    """All that was applied, and when it was first seen."""
    desk.take(loaded("/a.md", briefing("a")), loaded("/b.md", briefing("b", ["Caf\xe9"])))
    desk.mark("b", read=True)
    desk.mark("a", starred=True)
    assert sorted(desk.index.marks()) == sorted(desk.marks.values())
    assert desk.index.applied() == 2


def test_after_a_full_disk_the_views_are_right(desk: Desk) -> None:
    """A view that was to be made when there was no room is made later."""
    sand = loaded("/a.md", briefing("a", tags=("sand",)))
    with full_disk(0), pytest.raises(StoreError):
        desk.take(sand)
    assert desk.headlines() == []
    desk.take(loaded("/b.md", briefing("b", tags=("sea",))))
    desk.take(sand)
    assert desk.headlines(View(kind="tag", name="sand")) == ["Story a"]
    assert desk.headlines(View(kind="tag", name="sea")) == ["Story b"]
    assert desk.counts()[View(kind="tag", name="sand")] == (1, 1)


WRITES = {
    "add": lambda index: index.add([loaded("/x.md", "x")], {}, NOW),
    "add_kept": lambda index: index.add_kept(Mark(key="k", first_seen=NOW), "/news/world", "{}"),
    "apply": lambda index: index.apply([], 1),
    "note": lambda index: index.note("a", "b"),
    "set_roots": lambda index: index.set_roots([]),
    "vanish": lambda index: index.vanish([1]),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_locked_index_is_an_error_of_ours(tmp_path: Path, write: str) -> None:
    """Each way to write; reading goes on."""
    path = tmp_path / "index.db"
    with (
        closing(Index(path)) as index,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        index.database.execute("PRAGMA busy_timeout = 20")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="database is locked"):
            WRITES[write](index)
        assert index.noted("drafts") is None
        assert index.marks() == []
