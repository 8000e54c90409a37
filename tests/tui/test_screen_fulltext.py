"""`f`: the text of an article on the screen, from its page and from what is kept."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.fetch.server import Exchange, answer, serve, silent
from tests.library.articles import publish
from tests.library.station import Station
from tests.tui.screen_harness import Reader, clock, reading
from tui_reader.library import Library

WORDS = "is what the whole isle speaks of today"


@pytest.fixture
def isle(tmp_path: Path) -> Iterator[Station]:
    """A library of two stories, whose pages are on a server."""
    with serve() as server:
        station = Station(tmp_path, server)
        publish(station, "Ferry", "Lamp")
        station.subscribe("isle")
        station.refresh()
        yield station


@asynccontextmanager
async def reader_of(station: Station, size: tuple[int, int] = (120, 30)) -> AsyncIterator[Reader]:
    """The screen on the station's library."""
    with Library.open(station.paths, clock=clock) as library:
        library.config = library.config._replace(read_after=None)
        async with reading(library, size) as reader:
            await reader.until(lambda: not reader.main.background.loading)
            await reader.settled()
            yield reader


async def test_f_shows_the_text_and_keeps_it(isle: Station) -> None:
    """It is there again in the next run, without a network."""
    async with reader_of(isle) as reader:
        assert WORDS not in reader.story_words
        await reader.press("f")
        await reader.until(lambda: reader.said == "Fetched 1 text")
        assert f"1. {reader.headline} {WORDS}" in reader.story_words
        await reader.press("f")
        await reader.until(lambda: reader.said == "Fetched 1 text again")
    isle.server.pages.clear()
    async with reader_of(isle) as reader:
        await reader.until(lambda: WORDS in reader.story_words)
        shutil.rmtree(isle.paths.pages)
        await reader.press("j", "k")


async def test_the_text_is_in_sight_below_a_long_coverage(isle: Station) -> None:
    """The reader asked for it, and need not look for it."""
    async with reader_of(isle, (80, 14)) as reader:
        await reader.press("f")
        await reader.until(lambda: WORDS in reader.story_words)
        await reader.press("j")
        assert reader.main.story_pane.scroll_offset.y == 0


async def test_what_can_not_be_had_is_one_line(isle: Station) -> None:
    """And nothing else changes."""
    isle.server.pages |= {"/ferry": answer(status=403), "/lamp": answer(status=403)}
    async with reader_of(isle) as reader:
        await reader.press("f")
        await reader.until(lambda: reader.said.startswith("No text: "))
        assert "403" in reader.said
        await reader.press("ctrl+n", "f")
        assert "The network is off" in reader.said


async def test_esc_stops_what_takes_long(isle: Station) -> None:
    """The line says that it is going on; a second wish waits for nobody."""

    def wait(exchange: Exchange) -> None:
        silent(exchange)

    isle.server.pages |= {"/ferry": wait, "/lamp": wait}
    async with reader_of(isle) as reader:
        reader.type("f")
        await reader.until(lambda: "Fetching the text of 127.0.0.1" in reader.said)
        reader.type("f")
        await reader.until(lambda: "already" in reader.said)
        await reader.press("escape")
        await reader.until(lambda: reader.said == "No new texts · stopped")
        reader.type("f")
        await reader.until(lambda: "Fetching the text of 127.0.0.1" in reader.said)
        await reader.press("ctrl+n")
        await reader.until(lambda: reader.main.stopping_texts is None)


async def test_f_fetches_for_all_that_is_selected(isle: Station) -> None:
    """And ends the selection."""
    async with reader_of(isle) as reader:
        await reader.press("v", "j", "f")
        await reader.until(lambda: reader.said == "Fetched 2 texts")
        assert WORDS in reader.story_words
