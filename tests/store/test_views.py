"""What the list shows: order, pages, the way to the next unread story."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.desk import ALL, MIDNIGHT, NOW, UNREAD, Desk, briefing, loaded, open_desk
from tui_reader.errors import NotFoundError, StoreError
from tui_reader.models import View
from tui_reader.records import identity
from tui_reader.store.members import identities
from tui_reader.store.views import MAX_TAGS, Views

TODAY = View(kind="today")
PROBLEMS = View(kind="problems")
STARRED = View(kind="starred")
NAMES = "abcdefghij"
READ = "bdegh"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ten stories, a to j from the youngest to the oldest, an hour between; READ are read."""
    with open_desk(tmp_path / "index.db") as one:
        one.roots("world")
        ages = dict(zip(NAMES, range(0, 40, 4), strict=True))
        for name in "jcahbgdief":
            published = NOW - dt.timedelta(hours=ages[name])
            one.take(loaded(f"/{name}.md", briefing(name, published=published)))
        for name in READ:
            one.mark(name, read=True)
        yield one


def letters(desk: Desk, numbers: object) -> str:
    """The stories, by their letters."""
    return "".join(row.headline[-1] for row in desk.views.rows(numbers))  # type: ignore[arg-type]


def test_the_youngest_story_is_on_top(desk: Desk) -> None:
    """In every view; today begins at midnight."""
    assert letters(desk, desk.views.listing(ALL, MIDNIGHT).numbers()) == NAMES
    assert letters(desk, desk.views.listing(UNREAD, MIDNIGHT).numbers()) == "acfij"
    assert letters(desk, desk.views.listing(ALL, MIDNIGHT).unread()) == "acfij"
    assert letters(desk, desk.views.listing(TODAY, MIDNIGHT).numbers()) == "abcd"
    assert letters(desk, desk.views.listing(TODAY, MIDNIGHT).unread()) == "ac"


def test_stories_of_one_second_keep_their_order(desk: Desk) -> None:
    """First come, first shown, in every view and in both directions."""
    desk.take(*(loaded(f"/{n}.md", briefing(n, published=NOW)) for n in "zyx"))
    assert letters(desk, desk.views.listing(ALL, MIDNIGHT).numbers()) == "azyx" + NAMES[1:]
    assert letters(desk, desk.views.listing(UNREAD, MIDNIGHT).numbers()) == "azyxcfij"
    y, z, x = (desk.number(name) for name in "yzx")
    assert desk.views.listing(ALL, MIDNIGHT).next_unread(y, forward=True) == x
    assert desk.views.listing(ALL, MIDNIGHT).next_unread(y, forward=False) == z
    assert desk.views.listing(ALL, MIDNIGHT).place(x) == 3


@pytest.mark.parametrize("view", [ALL, UNREAD, TODAY, View(kind="source", name="world")])
def test_pages_are_pieces_of_the_list(desk: Desk, view: View) -> None:
    """Whatever their length; beyond the end there is nothing."""
    whole = desk.views.listing(view, MIDNIGHT).numbers()
    for length in (1, 3, 50):
        for start in range(12):
            page = desk.views.listing(view, MIDNIGHT).page(start, length)
            assert page == whole[start : start + length]
    assert desk.views.listing(view, MIDNIGHT).total() == len(whole)


@pytest.mark.parametrize("view", [ALL, UNREAD, TODAY])
def test_the_place_of_a_story_is_its_number_of_predecessors(desk: Desk, view: View) -> None:
    """Also where it would stand in a view that it is not in."""
    whole = letters(desk, desk.views.listing(view, MIDNIGHT).numbers())
    for name in NAMES:
        before = sum(1 for other in whole if other < name)
        assert desk.views.listing(view, MIDNIGHT).place(desk.number(name)) == before


@pytest.mark.parametrize(
    ("start", "forward", "backward"),
    [("a", "c", "j"), ("b", "c", "a"), ("g", "i", "f"), ("j", "a", "i")],
)
def test_the_next_unread_story_goes_round(
    desk: Desk, start: str, forward: str, backward: str
) -> None:
    """From the end of the list it is the first one, and the other way round."""
    for view in (ALL, UNREAD):
        for is_forward, expected in ((True, forward), (False, backward)):
            found = desk.views.listing(view, MIDNIGHT).next_unread(
                desk.number(start), forward=is_forward
            )
            assert found == desk.number(expected)


def test_where_nothing_else_is_unread_there_is_no_next(desk: Desk) -> None:
    """The story itself is none; of a starred view only its own stories count."""
    desk.mark("e", starred=True)
    for forward in (True, False):
        assert desk.views.listing(STARRED, MIDNIGHT).next_unread(1, forward=forward) is None
        assert desk.views.listing(PROBLEMS, MIDNIGHT).next_unread(1, forward=forward) is None
    for name in "acfi":
        desk.mark(name, read=True)
    assert desk.views.listing(ALL, MIDNIGHT).next_unread(desk.number("j"), forward=True) is None


def test_stories_that_were_just_read_can_stay_in_unread(desk: Desk) -> None:
    """In their place; each once; other views do not know the wish."""
    keep = [desk.number(name) for name in "dga"]
    assert letters(desk, desk.views.listing(UNREAD, MIDNIGHT).numbers(keep)) == "acdfgij"


def test_a_story_is_found_by_the_beginning_of_its_id(desk: Desk) -> None:
    """By all of it, by what no other has; none and several are told apart."""
    whole = identity("c")
    assert desk.views.find(whole) == desk.views.find(whole[:12]) == desk.number("c")
    for nothing in ("zzz", whole + "0", "%", "_" * 16, "'; DROP TABLE stories; --"):
        with pytest.raises(NotFoundError, match="no story has the id"):
            desk.views.find(nothing)
    with pytest.raises(NotFoundError, match="several stories have the id ''"):
        desk.views.find("")


def test_what_is_gone_is_left_out_or_told(desk: Desk) -> None:
    """Rows may be asked for that went away a moment before."""
    a = desk.number("a")
    assert letters(desk, [999, a, 998, a]) == "aa"
    assert identities(desk.views, [a, 999]) == [(a, identity("a"), ("Isle Observer",))]
    for ask in (desk.views.story, desk.views.problem):
        with pytest.raises(NotFoundError, match="is gone"):
            ask(999)


def test_views_that_nobody_has_are_empty(desk: Desk) -> None:
    """Unknown names, and names of another kind."""
    for view in (
        View(kind="tag", name="none"),
        View(kind="source", name="none"),
        View(kind="category", name="world"),
        View(kind="starred"),
    ):
        assert list(desk.views.listing(view, MIDNIGHT).numbers()) == []
        assert desk.views.listing(view, MIDNIGHT).total() == 0


def test_problems_are_a_view_in_the_order_of_their_paths(desk: Desk) -> None:
    """Nothing in it is unread."""
    desk.take(*(loaded(f"/{name}.md", name) for name in ("y", "x", "z")))
    numbers = desk.views.listing(PROBLEMS, MIDNIGHT).numbers()
    assert [desk.views.problem(number).reason for number in numbers] == ["x", "y", "z"]
    assert list(desk.views.listing(PROBLEMS, MIDNIGHT).page(1, 5)) == list(numbers[1:])
    assert list(desk.views.listing(PROBLEMS, MIDNIGHT).unread()) == []
    assert desk.counts()[PROBLEMS] == (3, 0)


def test_the_fixed_views_are_counted_although_they_are_empty(tmp_path: Path) -> None:
    """A library without a single story."""
    with open_desk(tmp_path / "index.db") as desk:
        counts = desk.views.counts(MIDNIGHT)
    kinds = [one.view.kind for one in counts]
    assert sorted(kinds) == ["all", "problems", "starred", "today", "unread"]
    assert {(one.total, one.unread) for one in counts} == {(0, 0)}


def test_only_the_most_used_tags_are_counted(tmp_path: Path) -> None:
    """A folder may have one tag for every word there is; each can still be asked for."""
    with open_desk(tmp_path / "index.db") as desk:
        desk.roots("world")
        tags = [f"t{number}" for number in range(MAX_TAGS + 30)]
        desk.take(loaded("/a.md", briefing("a", tags=tuple(tags))))
        desk.take(loaded("/b.md", briefing("b", tags=tuple(tags[-40:]))))
        counted = [view for view in desk.counts() if view.kind == "tag"]
        assert len(counted) == MAX_TAGS
        assert {view.name for view in counted} >= set(tags[-40:])
        assert len(desk.headlines(View(kind="tag", name="t0"))) == 1


def test_what_another_connection_writes_is_noticed_once(desk: Desk) -> None:
    """How a second instance learns that there is something to see."""
    desk.views.has_changed()
    assert not desk.views.has_changed()
    desk.mark("a", read=True)
    assert desk.views.has_changed()
    assert not desk.views.has_changed()


def test_reading_goes_on_while_another_connection_writes(desk: Desk) -> None:
    """It shows what was there before, and does not wait."""
    desk.index.database.execute("BEGIN IMMEDIATE")
    desk.index.database.execute("UPDATE stories SET read = 1")
    assert letters(desk, desk.views.listing(UNREAD, MIDNIGHT).numbers()) == "acfij"
    desk.index.database.execute("ROLLBACK")


def test_views_need_an_index(tmp_path: Path) -> None:
    """None, an empty file, something else: an error of ours, and nothing is made."""
    path = tmp_path / "index.db"
    with pytest.raises(StoreError):
        Views(path)
    assert not path.exists()
    for data in (b"", b"no database at all" * 20):
        path.write_bytes(data)
        with pytest.raises(StoreError):
            Views(path)
        assert path.read_bytes() == data
