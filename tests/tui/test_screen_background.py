"""What runs beside the screen: it tells what went wrong, forgets no wish, and is silent else."""

from collections.abc import Callable

import pytest

from tests.library.station import Station
from tests.tui.feeds_harness import reader_of
from tests.tui.screen_harness import clock
from tui_reader.library import Library
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
