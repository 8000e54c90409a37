"""What the index counts of outlets, and how it obeys what the reader says of them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.desk import NOW, UNREAD, Desk, briefing, loaded, open_desk
from tui_reader.models import Article, OutletRules, View
from tui_reader.store.outlets import OutletCount, OutletFigures, Overlap

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An index with one source."""
    with open_desk(tmp_path / "index.db") as desk:
        desk.roots("news")
        yield desk


def told(desk: Desk, key: str, *outlets: str, hours: tuple[float | None, ...] = ()) -> None:
    """A story of these outlets, each so many hours ago, searchable."""
    ago = (*hours, *(None for _ in outlets))
    articles = tuple(
        Article(key, name, f"https://{nth}.example/{key}", NOW - HOUR * back if back else None)
        for nth, (name, back) in enumerate(zip(outlets, ago, strict=False))
    )
    desk.take(loaded(f"/news/{key}.md", briefing(key, outlets, articles=articles)))
    desk.index.catch_up(10)


def figures(desk: Desk, first: int | None = None) -> OutletFigures:
    """The figures as the index obeys the reader now."""
    desk.views.take_outlet_rules()
    return OutletFigures(desk.views.database, desk.views.path, desk.views.outlet_rules, first)


def counts(desk: Desk) -> dict[str, tuple[int, ...]]:
    """Stories, read, alone, first and contested of each outlet."""
    return {one.name: one[1:] for one in figures(desk).outlets()}


def found(desk: Desk, query: str) -> set[str]:
    """The headlines that answer a query."""
    return set(desk.headlines(View("search", query)))


def test_who_was_first_and_who_was_alone(desk: Desk) -> None:
    """The earliest article of several outlets; not where two were, or one alone tells when."""
    told(desk, "won", "Post", "Wire", "Bay", hours=(2, 3, None))
    told(desk, "tie", "Post", "Wire", hours=(2, 2))
    told(desk, "unknown", "Post", "Wire", hours=(2,))
    told(desk, "lone", "Wire", hours=(1,))
    told(desk, "twice", "Wire", "Wire", hours=(2, 1))
    desk.mark("lone", read=True)
    assert figures(desk).outlets() == [
        OutletCount("Wire", stories=5, read=1, alone=2, first=1, contested=1),
        OutletCount("Post", stories=3, contested=1),
        OutletCount("Bay", stories=1, contested=1),
    ]


def test_stories_from_a_moment_on(desk: Desk) -> None:
    """Older ones, and those that are in no view, count for nobody."""
    told(desk, "old", "Post")
    told(desk, "hidden", "Wire")
    desk.mark("hidden", hidden=True)
    assert [one.name for one in figures(desk).outlets()] == ["Post"]
    assert figures(desk, int(NOW.timestamp()) + 1).outlets() == []


def test_with_whom_an_outlet_overlaps(desk: Desk) -> None:
    """Those that it shares most with, of one as of all; a name within another is no other."""
    told(desk, "a", "Post", "Wire", "Post Online")
    told(desk, "b", "Post", "Wire")
    told(desk, "c", "Post Online")
    told(desk, "d", *(f"Outlet {nth}" for nth in range(500)))
    expected = [Overlap("Wire", 2), Overlap("Post Online", 1)]
    assert figures(desk).overlaps("Post") == expected
    every = figures(desk).all_overlaps([one.name for one in figures(desk).outlets()])
    assert every["Post"] == expected
    assert every["Wire"] == [Overlap("Post", 2), Overlap("Post Online", 1)]
    assert [one.stories for one in every["Outlet 1"]] == [1] * 5
    assert figures(desk).overlaps('no "such') == []


def test_two_names_are_one_outlet(desk: Desk) -> None:
    """Where it is counted, shown and looked for; until that is taken back."""
    told(desk, "a", "Post", "Post Online", "Wire", hours=(1, 3, 2))
    told(desk, "b", "Post", "Post Online")
    before = counts(desk)
    desk.index.set_outlets(
        OutletRules(renamed={"Post Online": "Island Post", "Post": "Island Post"})
    )
    desk.index.catch_up(10)
    assert counts(desk) == {"Island Post": (2, 0, 1, 1, 1), "Wire": (1, 0, 0, 0, 1)}
    assert figures(desk).overlaps("Island Post") == [Overlap("Wire", 1)]
    assert found(desk, "outlets:1") == {"Story b"}
    for name in ("Island Post", "Post Online", "Post"):
        assert found(desk, f'outlet:"{name}"') == {"Story a", "Story b"}
    rows = desk.views.rows([desk.number("a")])
    assert rows[0].outlets == desk.views.story(desk.number("a")).outlets == ("Island Post", "Wire")
    assert desk.views.names("outlet") == ["Island Post", "Wire"]

    desk.index.set_outlets(OutletRules())
    desk.index.catch_up(10)
    assert counts(desk) == before
    assert (found(desk, "outlets:1"), found(desk, "outlet:island")) == (set(), set())


def test_a_new_story_obeys_too(desk: Desk) -> None:
    """What comes later is counted and found in the same way."""
    rules = OutletRules(frozenset({"Island Post"}), renamed={"Post": "Island Post"})
    desk.index.set_outlets(rules)
    told(desk, "a", "Post", "Island Post")
    told(desk, "b", "Wire")
    assert found(desk, "outlets:1 is:mine outlet:island") == {"Story a"}
    assert found(desk, "-is:mine") == {"Story b"}


def test_a_preferred_outlet_makes_stories_mine(desk: Desk) -> None:
    """By its whole name, and by each that it has; muting one mutes no story."""
    told(desk, "a", "Post", "Wire")
    told(desk, "b", "The Post")
    told(desk, "c", "Post Online")
    desk.index.set_outlets(OutletRules(frozenset({"Post"}), frozenset({"Wire"})))
    assert found(desk, "is:mine") == {"Story a"}
    desk.index.set_outlets(OutletRules(frozenset({"Post"}), renamed={"Post Online": "Post"}))
    assert found(desk, "is:mine") == {"Story a", "Story c"}
    desk.index.set_outlets(OutletRules())
    assert found(desk, "is:mine") == set()


def test_rules_that_mute_know_the_names(desk: Desk) -> None:
    """An outlet is muted by the name that is shown; what is mine may be spared."""
    told(desk, "a", "Post")
    told(desk, "b", "Wire")
    desk.index.set_outlets(OutletRules(renamed={"Post": "Island"}))
    desk.index.set_mutes(["outlet:island", "-is:mine"], NOW)
    told(desk, "c", "Post")
    assert desk.headlines(UNREAD) == []
    assert desk.views.story(desk.number("c")).muted == "outlet:island"
    assert desk.index.set_outlets(OutletRules(frozenset({"Wire"}), renamed={"Post": "Island"})) == 1
    assert desk.headlines(UNREAD) == ["Story b"]


def test_an_outlet_under_another_name_has_not_joined(desk: Desk) -> None:
    """Nor is it new in a story that was read with its other name."""
    told(desk, "a", "Post")
    desk.mark("a", read=True)
    desk.index.set_outlets(OutletRules(renamed={"Post Online": "Post"}))
    told(desk, "a", "Post", "Post Online", "Wire")
    desk.views.take_outlet_rules()
    (row,) = desk.views.rows([desk.number("a")])
    assert (row.joined, desk.views.story(row.number).new_outlets) == (1, ("Wire",))
