"""The screen on a library of feeds that come from a local server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.widgets import Input

from tests.library.station import Station
from tests.tui.screen_harness import Reader, reading
from tui_reader.library import Library


@asynccontextmanager
async def reader_of(station: Station, *targets: str, **options: Any) -> AsyncIterator[Reader]:
    """The screen on the station's library, at rest; `options` are fields of the configuration."""
    with Library.open(station.paths, folders=targets, clock=station.clock) as library:
        library.config = library.config._replace(**{"read_after": None, **options})
        async with reading(library) as reader:
            await at_rest(reader)
            yield reader


async def at_rest(reader: Reader) -> None:
    """Wait until nothing is fetched or looked at any more."""
    background = reader.main.background
    await reader.until(
        lambda: (
            not (
                background.loading
                or background.refreshing
                or background.wanted.is_set()
                or background.refresh_wanted.is_set()
            )
        )
    )
    await reader.settled()
    await reader.until(lambda: reader.main.status._progress is None)


async def type_in(reader: Reader, where: str, text: str) -> None:
    """Type into a line of a dialog, and press enter."""
    line = reader.app.screen.query_one(where, Input)
    line.value = text
    line.focus()
    await reader.press("enter")
