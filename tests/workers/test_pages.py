"""Pages of articles in a worker: hostile ones cost one line, and the next page is read."""

from contextlib import suppress

import pytest

from tests.library.articles import page
from tui_reader.errors import ParseError
from tui_reader.workers.feeds import FeedReaders

URL = "https://isle.example/ferry"

HOSTILE = {
    "deep": b"<div>" * 50_000 + b"text",
    "large": b"<p>" + b"word " * 2_000_000,
    "binary": bytes(range(256)) * 4_000,
    "tables": b"<article>" + b"<table><tr><td>word " * 20_000,
    "quotations": b"<article>" + b"<blockquote><p>word " * 20_000,
    "lists": b"<article>" + b"<ul><li>a word " * 20_000,
    "nothing": b"",
}
"""By name: pages that are there to hurt who reads them."""


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_page_costs_one_line(body: bytes) -> None:
    """It may have a text; if not, there is a reason; the worker goes on, or another one does."""
    async with FeedReaders(1) as readers:
        with suppress(ParseError):
            assert len((await readers.read_page(body, URL)).text) <= 200_000
        text = await readers.read_page(page("Ferry"), URL, "text/html")
    assert text.title == "Ferry"
    assert (text.url, text.address) == (URL, URL)
