"""What articles were called before, and which story goes on with which."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.desk import NOW, Desk, briefing, loaded
from tui_reader.models import Article
from tui_reader.records import identity
from tui_reader.store.grouping import Grouping
from tui_reader.store.headlines import MOST


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty index with one source."""
    desk = Desk(tmp_path / "index.db")
    desk.roots("world")
    yield desk
    desk.close()


def tell(desk: Desk, headline: str, hour: int, path: str = "/news/world/a") -> None:
    """A file says so, an hour after the one before."""
    articles = (Article(headline, "Isle", "https://isle.example/a"),)
    one = briefing("a", articles=articles)
    desk.take(loaded(path, one), now=NOW + dt.timedelta(hours=hour))


def former(desk: Desk) -> list[tuple[str, int]]:
    """What the article was called, and the hour until when."""
    story = desk.views.story(desk.number("a"))
    return [(one.headline, (one.until - NOW).seconds // 3600) for one in story.former]


def test_a_headline_that_changes_is_remembered(desk: Desk) -> None:
    """In a file that is written again, and in one that comes in another's place."""
    tell(desk, "Ferry late", 0)
    tell(desk, "Ferry late", 1)
    assert former(desk) == []
    tell(desk, "Ferry sunk", 2)
    desk.vanish("/news/world/a")
    tell(desk, "Ferry saved", 3, "/news/world/other")
    assert former(desk) == [("Ferry late", 2), ("Ferry sunk", 3)]


def test_forty_changes_are_bounded(desk: Desk) -> None:
    """The last ones are kept."""
    for hour in range(40):
        tell(desk, f"Version {hour}", hour % 24)
    rows = desk.index.database.execute("SELECT count(*) FROM former").fetchone()
    assert rows == (MOST,)


def test_they_go_with_their_briefing(desk: Desk) -> None:
    """Nothing is left behind."""
    tell(desk, "Ferry late", 0)
    tell(desk, "Ferry sunk", 1)
    desk.index.drop(identity("a"))
    assert desk.index.database.execute("SELECT * FROM former").fetchall() == []


def test_a_story_goes_on_with_those_before(desk: Desk) -> None:
    """The youngest first; two that have become one end it."""
    for key in "abc":
        desk.take(loaded(f"/news/world/{key}", briefing(key)))
    grouping = Grouping(desk.index, NOW)
    grouping.follow(identity("c"), identity("b"))
    grouping.follow(identity("b"), identity("a"))
    story = desk.views.story(desk.number("c"))
    assert [row.headline for row in story.earlier] == ["Story b", "Story a"]
    with desk.index.transaction():
        grouping.join(identity("a"), identity("b"))
        grouping.settle()
    story = desk.views.story(desk.number("c"))
    assert [row.headline for row in story.earlier] == ["Story a"]
    assert desk.views.story(desk.number("a")).earlier == ()
