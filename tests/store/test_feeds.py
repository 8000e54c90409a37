"""`feeds.db`: what servers have said; it may be lost, and is never in the way."""

from contextlib import closing
from pathlib import Path

import pytest

from tui_reader.store.feeds import Feeds, FeedState

FERRY = FeedState(
    folder="isle.example-1",
    etag='W/"a\xe9"',
    modified="Thu, 08 Jan 2026 10:00:00 GMT",
    digest="ab",
    checked=1_767_866_400,
    due=1_767_870_000,
    title="Isle Observer",
)


def test_states_are_as_they_were_put(tmp_path: Path) -> None:
    """To the letter, also in another process; a feed that was never asked is a new one."""
    path = tmp_path / "feeds.db"
    with closing(Feeds(path)) as feeds:
        feeds.put([FERRY, FERRY._replace(folder="b", gone=True, reason="gone", failures=2)])
        with closing(Feeds(path)) as other:
            assert other.get([FERRY.folder, "c"]) == {
                FERRY.folder: FERRY,
                "c": FeedState(folder="c"),
            }
            assert other.get(["b"])["b"].gone is True


def test_why_and_since_when_a_feed_fails_is_one_line() -> None:
    """Nothing where it does not fail."""
    assert FERRY.failing == ""
    failing = FERRY._replace(reason="the server answers 404", failing_since=1_767_866_400)
    assert failing.failing.startswith("the server answers 404 (since 8 Jan 2026, ")


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    """Nothing in it is dear: every feed is asked anew."""
    path = tmp_path / "feeds.db"
    with closing(Feeds(path)) as feeds:
        feeds.put([FERRY])
    path.write_bytes(damage)
    path.with_name("feeds.db-wal").unlink(missing_ok=True)
    with closing(Feeds(path)) as feeds:
        assert feeds.get([FERRY.folder]) == {FERRY.folder: FeedState(folder=FERRY.folder)}
        feeds.put([FERRY])


def test_thousands_of_feeds_are_read_at_once(tmp_path: Path) -> None:
    """More than SQLite takes as parameters."""
    with closing(Feeds(tmp_path / "feeds.db")) as feeds:
        states = [FERRY._replace(folder=str(number)) for number in range(40_000)]
        feeds.put(states)
        found = feeds.get(state.folder for state in states)
    assert list(found.values()) == states
