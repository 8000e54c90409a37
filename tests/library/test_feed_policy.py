"""When a feed is asked again: polite to servers, and of use to the reader."""

import pytest

from tui_reader.errors import FetchError
from tui_reader.fetch import Fetched, Validators
from tui_reader.library.feed_policy import after_answer, after_failure, after_nonsense, is_due
from tui_reader.store.feeds import FeedState

NOW = 1_767_949_200
HOUR = 3600
NEW = FeedState(folder="isle")
ANSWER = Fetched(
    url="https://isle.example/rss",
    moved_to="",
    status=200,
    body=b"<rss/>",
    content_type="text/xml",
    validators=Validators('"1"', "Thu"),
    wait=0,
)


def failure(reason: str = "the server answers 500", **facts: object) -> FetchError:
    """A failure as `fetch` tells it."""
    return FetchError(reason, **facts)  # type: ignore[arg-type]


def test_a_new_feed_is_due_and_a_fresh_one_is_not() -> None:
    """It is asked again when its interval is over, or by hand."""
    assert is_due(NEW, NOW)
    after = after_answer(NEW, ANSWER, "digest", NOW, every=60)
    assert not is_due(after, NOW + HOUR - 1)
    assert is_due(after, NOW + HOUR)
    assert is_due(after, NOW, by_hand=True)


@pytest.mark.parametrize(
    ("ttl", "wait", "hours"),
    [(0, 0, 1), (180, 0, 3), (0, 2 * HOUR, 2), (180, 2 * HOUR, 3), (10, 60, 1), (10**6, 0, 24)],
)
def test_the_longest_wish_counts_up_to_a_day(ttl: int, wait: int, hours: int) -> None:
    """The reader's interval, the feed's `ttl`, the server's `Cache-Control`."""
    answer = ANSWER._replace(wait=wait)
    after = after_answer(NEW._replace(ttl=ttl), answer, "digest", NOW, every=60)
    assert after.due == NOW + hours * HOUR


def test_an_answer_ends_all_trouble() -> None:
    """And what the server gave is kept as it gave it."""
    failing = after_failure(NEW, failure(), NOW - HOUR, lambda: 0.5)
    after = after_answer(failing, ANSWER, "digest", NOW, every=60)
    assert after.failing == ""
    assert (after.failures, after.etag, after.modified, after.digest) == (0, '"1"', "Thu", "digest")


def test_who_fails_is_asked_more_and_more_seldom() -> None:
    """Since when it fails stays; what was known stays."""
    state = NEW._replace(etag='"1"', digest="digest")
    waits = []
    for time in range(8):
        state = after_failure(state, failure(), NOW + time, lambda: 0.5)
        waits.append(state.due - NOW - time)
    assert waits == sorted(waits)
    assert waits[0] < HOUR < waits[-1]
    assert state.failing_since == NOW
    assert (state.etag, state.digest) == ('"1"', "digest")


def test_retry_after_holds_even_against_the_reader() -> None:
    """A server that asks for an hour gets an hour."""
    busy = failure(status=429, retry_after=HOUR)
    state = after_failure(NEW, busy, NOW, lambda: 0.0)
    assert not is_due(state, NOW + HOUR - 1, by_hand=True, insisted=True)
    assert is_due(state, NOW + HOUR + 1, by_hand=True)


def test_a_feed_that_is_gone_is_only_asked_when_it_is_named() -> None:
    """410 means for good."""
    gone = after_failure(NEW, failure(status=410), NOW, lambda: 0.0)
    assert not is_due(gone, NOW + 10**6)
    assert not is_due(gone, NOW + 10**6, by_hand=True)
    assert is_due(gone, NOW, by_hand=True, insisted=True)


def test_a_body_that_can_not_be_read_is_asked_for_again_whole() -> None:
    """Else a 304 would hide that it never was read."""
    state = NEW._replace(etag='"1"', modified="Thu", digest="digest")
    after = after_nonsense(state, "not a feed but a web page", NOW, lambda: 0.0)
    assert (after.etag, after.modified, after.digest) == ("", "", "")
    assert after.reason == "not a feed but a web page"


def test_a_clock_that_was_wrong_keeps_nothing_from_being_asked() -> None:
    """A time years ahead was noted by mistake."""
    ahead = NOW + 10**8
    assert is_due(NEW._replace(checked=ahead, due=ahead, banned=ahead), NOW)


def test_long_intervals_are_kept() -> None:
    """The reader may want a feed to be asked once a month."""
    month = 30 * 86_400
    state = after_answer(NEW, ANSWER, "", NOW, every=month // 60)
    assert not is_due(state, NOW + month - 60)
    assert is_due(state, NOW + month)
