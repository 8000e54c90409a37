"""Stories join and part in the index; every briefing keeps what was done with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.desk import ALL, NOW, UNREAD, Desk, briefing, loaded
from tui_reader.errors import NotFoundError
from tui_reader.models import View
from tui_reader.records import identity
from tui_reader.store.earlier import earlier_than
from tui_reader.store.grouping import Grouping
from tui_reader.store.members import identities


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three stories of two sources, each with an outlet of its own."""
    desk = Desk(tmp_path / "index.db")
    fill(desk)
    yield desk
    desk.close()


def fill(desk: Desk) -> None:
    """Take in the stories a, b and c."""
    roots = desk.roots("one", "two")
    for key, outlet, root in (("a", "Avon", "one"), ("b", "Bray", "two"), ("c", "Coll", "two")):
        one = briefing(key, [outlet], tags=(f"tag-{key}",))
        desk.take(loaded(f"/news/{root}/{key}", one, roots[root]))


def join(desk: Desk, kept: str, gone: str) -> bool:
    """Join the stories of two briefings."""
    grouping = Grouping(desk.index, NOW)
    with desk.index.transaction():
        was_two = grouping.join(identity(kept), identity(gone), f"because of {gone}")
        grouping.settle()
    return was_two


def part(desk: Desk, *keys: str) -> bool:
    """Take briefings out of their story."""
    grouping = Grouping(desk.index, NOW)
    with desk.index.transaction():
        was_one = grouping.part([identity(key) for key in keys])
        grouping.settle()
    return was_one


def test_two_stories_become_one(desk: Desk) -> None:
    """One row with all outlets, in the views of both, found by the id of either."""
    assert join(desk, "a", "b")
    assert desk.headlines() == ["Story a", "Story c"]
    story = desk.views.story(desk.number("b"))
    assert story.id == identity("a")
    assert story.outlets == ("Avon", "Bray")
    assert story.sources == ("one", "two")
    for view in (View(kind="source", name="one"), View(kind="source", name="two")):
        assert "Story a" in desk.headlines(view)
    assert desk.headlines(View(kind="tag", name="tag-b")) == ["Story a"]
    assert not join(desk, "b", "a")


def test_reading_once_is_enough(desk: Desk) -> None:
    """What was read stays read when it grows, and says how many outlets have joined."""
    desk.mark("a", read=True)
    join(desk, "a", "b")
    assert desk.headlines(UNREAD) == ["Story c"]
    (row,) = desk.views.rows([desk.number("a")])
    assert (row.read, row.joined) == (True, 1)


def test_what_was_read_in_either_counts(desk: Desk) -> None:
    """The union of what was done: read, starred."""
    desk.mark("b", read=True, starred=True)
    join(desk, "a", "b")
    (row,) = desk.views.rows([desk.number("a")])
    assert (row.read, row.starred, row.joined) == (True, True, 1)
    assert desk.headlines(View(kind="starred")) == ["Story a"]


def test_parting_gives_each_its_own_back(desk: Desk) -> None:
    """Marks, outlets, and places in views are as they were."""
    desk.mark("b", starred=True)
    before = desk.counts()
    join(desk, "a", "b")
    assert part(desk, "b")
    assert desk.counts() == before
    assert [desk.views.story(desk.number(key)).starred for key in "ab"] == [False, True]
    assert not desk.index.database.execute("SELECT * FROM parts").fetchall()
    assert not part(desk, "b")


def test_a_mark_reaches_all_briefings_of_a_story(desk: Desk) -> None:
    """Who marks a story marks what is in it: also what is taken out later."""
    join(desk, "a", "b")
    held = identities(desk.views, [desk.number("a")])
    own = (("a", "Avon"), ("b", "Bray"))
    assert held == [(desk.number("a"), identity(key), (outlet,)) for key, outlet in own]
    for key in "ab":
        desk.mark(key, read=True)
    part(desk, "b")
    assert desk.headlines(UNREAD) == ["Story c"]


def test_a_briefing_that_comes_again_stays_where_it_is(desk: Desk) -> None:
    """Folders are rewritten twice an hour."""
    join(desk, "a", "b")
    desk.vanish("/news/two/b")
    again = briefing("b", ["Bray", "Beaumaris"])
    desk.take(loaded("/news/two/other-name", again, 2))
    assert desk.views.story(desk.number("a")).outlets == ("Avon", "Bray", "Beaumaris")
    assert len(desk.views.story(desk.number("a")).briefings) == 2


def test_a_story_outlives_the_briefing_that_founded_it(desk: Desk) -> None:
    """With its id and its marks, which others bear on."""
    desk.mark("a", read=True)
    join(desk, "a", "b")
    (number,) = desk.index.database.execute(
        "SELECT id FROM briefings WHERE identity = ?", (identity("a"),)
    ).fetchone()
    desk.index.drop_briefings([number])
    story = desk.views.story(desk.number("a"))
    assert (story.id, story.headline, story.read) == (identity("a"), "Story b", True)


def test_a_source_that_goes_takes_only_its_own(desk: Desk) -> None:
    """The story is what the others say."""
    join(desk, "a", "b")
    desk.roots("two")
    assert desk.views.story(desk.number("a")).outlets == ("Bray",)


def test_what_is_left_of_a_story_waits_again(desk: Desk) -> None:
    """Under its own name: that of the story may be of a briefing that has gone."""
    join(desk, "a", "b")
    desk.roots("two")
    grouping = Grouping(desk.index, NOW)
    with desk.index.transaction():
        desk.index.database.execute("DELETE FROM unclustered")
        grouping.wait_again()
    waiting = grouping.waiting((0, ""), 9)
    assert {one.identity for one in waiting} == {identity("b"), identity("c")}
    assert all(one.content for one in waiting)


KEYS = "abc"
pairs = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda two: two[0] != two[1])


@settings(max_examples=25, deadline=None)
@given(st.lists(pairs, min_size=1, max_size=2), st.sets(st.sampled_from(KEYS)))
def test_joining_is_undone_exactly(
    tmp_path_factory: pytest.TempPathFactory, joins: list[tuple[str, str]], read: set[str]
) -> None:
    """Whatever was joined and read: parted again, everything is as it was."""
    desk = Desk(tmp_path_factory.mktemp("desk") / "index.db")
    fill(desk)
    Grouping(desk.index, None).follow(identity("c"), identity("a"))
    for key in read:
        desk.mark(key, read=True)
    before = _all(desk)
    for one, other in joins:
        join(desk, one, other)
    grouping = Grouping(desk.index, None)
    for key in KEYS:
        for member in grouping.members(identity(key))[1:]:
            with desk.index.transaction():
                grouping.part([member])
                grouping.settle()
    assert _all(desk) == before
    desk.close()


def _all(desk: Desk) -> object:
    """What the reader sees, but for the order of what is equally old, and the search for words."""
    earlier = [
        desk.views.story(number).id
        for number in earlier_than(desk.index.database, desk.number("c"))
    ]
    rows = desk.views.rows(desk.views.listing(ALL, NOW).numbers())
    plain = sorted((row._replace(number=0) for row in rows), key=lambda row: row.headline)
    return plain, earlier, {key: value for key, value in desk.counts().items() if value != (0, 0)}


def test_a_story_that_goes_while_it_is_read_is_gone(desk: Desk) -> None:
    """Its row was read a moment before its briefings became those of another."""
    number = desk.number("b")
    desk.index.database.execute("UPDATE briefings SET story = 1 WHERE story = ?", (number,))
    with pytest.raises(NotFoundError):
        desk.views.story(number)
