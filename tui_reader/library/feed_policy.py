"""When a feed is asked, and what an answer means for the next time; pure.

Polite: never before the interval of the reader, the `ttl` of the feed and the `Cache-Control` of
the server are over, unless the reader asks by hand; and even then not before the time that a
server has named in `Retry-After`. Who fails is asked more and more seldom.
"""

from collections.abc import Callable

from tui_reader.errors import FetchError
from tui_reader.fetch import Fetched, retry_delay
from tui_reader.store.feeds import FeedState

DAY = 86_400
LONGEST_WAIT = DAY
"""What servers and feeds ask for beyond a day is a mistake more often than a wish."""
CLOCK_SLIP = 2 * DAY
"""What was noted further ahead than this was noted when the clock was wrong."""


def is_due(state: FeedState, now: int, *, by_hand: bool = False, insisted: bool = False) -> bool:
    """Whether a feed is to be asked; `insisted` means that this very one was asked for."""
    is_true = state.checked is None or state.checked < now + CLOCK_SLIP
    if is_true and now < state.banned:
        return False
    if state.gone:
        return insisted
    return by_hand or not (is_true and now < state.due)


def after_answer(
    state: FeedState, fetched: Fetched, digest: str, now: int, every: int
) -> FeedState:
    """The state of a feed that was fetched and, where it had changed, read; `every` in minutes."""
    wait = max(every * 60, min(LONGEST_WAIT, state.ttl * 60), min(LONGEST_WAIT, fetched.wait))
    return state._replace(
        etag=fetched.validators.etag,
        modified=fetched.validators.modified,
        digest=digest,
        checked=now,
        due=now + wait,
        banned=0,
        failures=0,
        failing_since=None,
        reason="",
        gone=False,
    )


def after_failure(
    state: FeedState, error: FetchError, now: int, chance: Callable[[], float]
) -> FeedState:
    """The state of a feed that could not be fetched; what was known of it stays."""
    failures = state.failures + 1
    return state._replace(
        checked=now,
        due=now + retry_delay(failures, error.retry_after, chance),
        banned=now + min(LONGEST_WAIT, error.retry_after) if error.retry_after else 0,
        failures=failures,
        failing_since=state.failing_since or now,
        reason=str(error),
        gone=error.gone,
    )


def after_nonsense(
    state: FeedState, problem: str, now: int, chance: Callable[[], float]
) -> FeedState:
    """The state of a feed whose body could not be read; the next time it is asked for all of it."""
    failed = after_failure(state, FetchError(problem), now, chance)
    return failed._replace(etag="", modified="", digest="")
