"""What runs beside the screen: it tells what went wrong, forgets no wish, and is silent else."""

import asyncio
from collections.abc import Callable

import pytest

from tests.fetch.server import answer
from tests.library.station import Station
from tests.tui.feeds_harness import at_rest, reader_of
from tests.tui.screen_harness import PATIENCE, clock
from tui_reader.library import Library
from tui_reader.lock import Lock
from tui_reader.tui.background import Background


async def test_a_disk_that_fails_does_not_end_refreshing(
    fetched: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, and the next refresh goes on as if nothing had been."""
    async with reader_of(fetched) as reader:
        monkeypatch.setattr(reader.main.library, "refresh", failing(OSError(28, "No space left")))
        await reader.press("R")
        await reader.until(lambda: "No space left" in reader.said)
        assert not reader.main.background.refreshing
        monkeypatch.undo()
        await reader.press("R")
        await reader.until(lambda: reader.said == "No new stories from 1 feed")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_bug_beside_the_screen_ends_the_program(
    fetched: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen that waits for ever for a thread that is gone would be worse."""
    monkeypatch.setattr(Library, "refresh", failing(ZeroDivisionError()))

    async def refresh() -> None:
        async with reader_of(fetched) as reader:
            await reader.press("R")
            await reader.until(lambda: reader.app.return_code)

    with pytest.raises(ZeroDivisionError):
        await refresh()


def failing(error: Exception) -> Callable[..., object]:
    """A function that only fails."""

    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def test_no_wish_is_forgotten(fetched: Station) -> None:
    """Of two that come while something else is done, the greater one counts."""
    with Library.open(fetched.paths, clock=clock) as library:
        background = Background(library, lambda _: None)
        background.load(afresh=True)
        background.load()
        assert background.afresh
        background.refresh(["isle"])
        background.refresh(["vale"])
        assert background.asked_for == {"isle", "vale"}
        background.refresh([])
        background.refresh(["isle"])
        assert background.asked_for == set()


@pytest.fixture
def automatic(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Options for a screen that refreshes by itself, and looks often whether that is due."""
    monkeypatch.setattr("tui_reader.tui.background.AUTOMATIC_SECONDS", 0.05)
    return {"refresh_automatic": True}


async def test_what_refreshes_by_itself_is_silent(
    fetched: Station, automatic: dict[str, bool]
) -> None:
    """Until something comes, or fails that did not fail before."""
    async with reader_of(fetched, **automatic) as reader:

        async def asked_again() -> None:
            fetched.requests()
            fetched.later(days=2)
            await reader.until(fetched.requests)
            await at_rest(reader)

        reader.main.say("what was told")
        reader.main.library.offline = True
        await asyncio.sleep(0.2)
        reader.main.library.offline = False
        await asked_again()
        assert reader.said == "what was told"
        fetched.publish("isle", "Flood")
        await asked_again()
        await reader.until(lambda: reader.said == "1 new story from 1 of 1 feed")
        fetched.server.pages["/isle"] = answer(status=500)
        await asked_again()
        await reader.until(lambda: reader.said.endswith("1 problem"))
        reader.main.say("what was told")
        await asked_again()
        assert reader.said == "what was told"


async def test_two_that_refresh_by_themselves_do_not_quarrel(
    fetched: Station, automatic: dict[str, bool]
) -> None:
    """One is enough; only who asks by hand hears that another one is at it."""
    lock = Lock(fetched.paths.cache / "refresh.lock")
    async with reader_of(fetched, **automatic) as reader:
        assert lock.take(PATIENCE)
        reader.main.say("what was told")
        fetched.later(days=2)
        await asyncio.sleep(0.3)
        assert reader.said == "what was told"
        await reader.press("R")
        await reader.until(lambda: "another tui-reader is refreshing" in reader.said)
        lock.release()
