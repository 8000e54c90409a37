"""What the reader did: written as it is, and numbered so that others can follow."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.desk import NOW, full_disk
from tui_reader.errors import StoreError
from tui_reader.models import Mark
from tui_reader.store.marks import Marks

LATER = NOW + dt.timedelta(days=3)

MOMENTS = st.integers(-62_135_596_800, 253_402_300_799).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MARKS = st.builds(
    Mark,
    key=st.text("0123456789abcdef", min_size=16, max_size=16),
    first_seen=MOMENTS,
    read=st.booleans(),
    starred=st.booleans(),
    outlets=st.lists(NAMES, max_size=5, unique=True).map(tuple),
)


@pytest.fixture
def marks(tmp_path: Path) -> Iterator[Marks]:
    """An empty database of marks."""
    with closing(Marks(tmp_path / "marks.db")) as one:
        yield one


def test_the_first_time_that_something_was_seen_stays(marks: Marks) -> None:
    """Whatever the clock says later, and although it was marked in between."""
    marks.seen(["a"], NOW)
    marks.put([Mark(key="a", first_seen=NOW, read=True)])
    marks.seen(["a", "b"], LATER)
    marks.seen(["b"], NOW)
    assert marks.get(["a", "b", "c"]) == {
        "a": Mark(key="a", first_seen=NOW, read=True),
        "b": Mark(key="b", first_seen=LATER),
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MARKS, max_size=6, unique_by=lambda mark: mark.key))
def test_marks_come_back_as_they_were_put(marks: Marks, some: list[Mark]) -> None:
    """All that can be marked, with any outlets, at any time that there is."""
    change = marks.put(some)
    assert marks.get(mark.key for mark in some) == {mark.key: mark for mark in some}
    assert sorted(marks.since(change - 1)[1]) == sorted(some)


def test_who_follows_is_given_what_came_later(marks: Marks) -> None:
    """Each mark once, as it is now; what was only seen is no news."""
    a, b, c = (Mark(key=key, first_seen=NOW) for key in "abc")
    marks.seen("abc", NOW)
    assert marks.since(0) == (0, [])
    first = marks.put([a, b])
    second = marks.put([b._replace(read=True), c])
    assert marks.last_change() == second > first
    assert marks.since(first) == (second, [b._replace(read=True), c])
    assert marks.since(second) == (second, [])
    assert marks.since(second + 7) == marks.since(0) == (second, [a, b._replace(read=True), c])


def test_what_is_kept_is_found_by_its_source(marks: Marks) -> None:
    """Kept again it is replaced; dropped it is gone."""
    marks.keep("a", "/news", "old")
    marks.keep("a", "/news", "new")
    marks.keep("b", "/else", "other")
    assert marks.kept(["/news", "/nowhere"]) == [("a", "/news", "new")]
    marks.drop(["a", "c"])
    assert marks.kept(["/news", "/else"]) == [("b", "/else", "other")]


def test_notes_are_remembered(marks: Marks) -> None:
    """The last word counts."""
    assert marks.noted("place") is None
    marks.note("place", "here")
    marks.note("place", "there")
    assert marks.noted("place") == "there"


def test_a_mark_is_on_the_disk_when_it_has_been_put(marks: Marks) -> None:
    """Full synchronisation: not even a power cut takes it back."""
    assert marks.database.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_full_disk_loses_no_mark_that_was_there(marks: Marks) -> None:
    """What could not be written is told; it can be written when there is room again."""
    old, new = Mark(key="a", first_seen=NOW), Mark(key="b", first_seen=NOW)
    marks.put([old])
    with full_disk(0), pytest.raises(StoreError):
        marks.put([new])
    assert marks.get("ab") == {"a": old}
    marks.put([new])
    assert marks.get("ab") == {"a": old, "b": new}
