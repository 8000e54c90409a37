"""Every shape and every kind of damage that feeds are known to have, as a file."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tui_reader.models import Briefing, Feed
from tui_reader.parse import parse_file
from tui_reader.parse.briefing import briefing_key
from tui_reader.parse.fastfeed import read_fast
from tui_reader.parse.feed import parse_feed
from tui_reader.parse.feedtext import document
from tui_reader.write import briefing_file

FOLDER = Path(__file__).parent.parent / "data" / "feeds"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))
URL = "https://feed.example/news/feed.xml"
EVERY_FIXTURE = pytest.mark.parametrize(
    "path", EXPECTED, ids=lambda path: path.name.partition(".expected")[0]
)


def _feed(path: Path) -> Feed:
    """Return what the fixture beside the expected values says."""
    return parse_feed(_body(path), url=URL)


def _body(path: Path) -> bytes:
    return (FOLDER / path.name.removesuffix(".expected.json")).read_bytes()


def _plain(value: object) -> object:
    """Return a field as the expected values are written."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _said(briefing: Briefing) -> dict[str, object]:
    """Return all that a briefing says, but for its source, which all have."""
    fields = briefing._asdict() | {"source": ""}
    return {name: _plain(value) for name, value in fields.items() if value not in ("", (), None)}


@EVERY_FIXTURE
def test_a_feed_says_what_stands_beside_it(path: Path) -> None:
    """Every field of every briefing is as written there, and there is nothing else."""
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    feed = _feed(path)
    assert {name: getattr(feed, name) for name in ("title", "site", "ttl")} == {
        name: expected[name] for name in ("title", "site", "ttl")
    }
    briefings = [one | {"draft": False} for one in expected["briefings"]]
    assert [_said(briefing) for briefing in feed.briefings] == briefings
    assert {briefing.source for briefing in feed.briefings} <= {URL}


@EVERY_FIXTURE
def test_a_feed_goes_the_way_that_it_should(path: Path) -> None:
    """What is well-formed and usual takes the fast lane, and only that."""
    lane = json.loads(path.read_text(encoding="utf-8"))["lane"]
    if lane == "json":
        return
    is_fast = read_fast(document(_body(path), "")) is not None
    assert ("fast" if is_fast else "slow") == lane


@EVERY_FIXTURE
def test_a_briefing_of_a_feed_can_be_written_and_read(path: Path) -> None:
    """It comes back from its file as it went in: all of its strings are clean."""
    for briefing in _feed(path).briefings:
        found = briefing_key(briefing.link, briefing.articles, briefing.source, briefing.slug)
        assert parse_file(briefing_file(briefing, key=found).encode(), "x.md") == briefing


def test_every_feed_has_its_expected_values() -> None:
    """No fixture is forgotten."""
    names = {path.name for path in FOLDER.iterdir() if not path.name.endswith(".expected.json")}
    assert names == {path.name.removesuffix(".expected.json") for path in EXPECTED}
