"""Searching on the screen: an answer with every key, and the way back to where one was."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.tui.screen_harness import Reader, Shelf
from tui_reader.tui.screens.searching import SearchLine


@asynccontextmanager
async def searchable(shelf: Shelf) -> AsyncIterator[Reader]:
    """The thirty stories, all of them in the full-text index."""
    async with shelf.reader() as reader:
        await asyncio.to_thread(reader.app.library.make_searchable)
        yield reader


async def search(reader: Reader, text: str) -> None:
    """Type into the search line, which is open, and wait for the answer."""
    reader.app.screen.query_one(SearchLine).value = text
    await reader.until(lambda: reader.title.startswith(f"/{text} ·") or reader.said)
    await reader.settled()


async def test_the_answer_comes_as_one_types(shelf: Shelf) -> None:
    """Narrower with every letter; the words stand out."""
    async with searchable(shelf) as reader:
        await reader.press("/")
        await search(reader, "story 1")
        assert len(reader.listed) == 11
        await search(reader, "story 17")
        assert reader.listed == ["Story 17"]
        assert reader.title == "/story 17 · 1 story"
        hit = reader.main.stories.pens[True]["hit"]
        strip = reader.main.stories.render_line(0)
        assert [segment.text for segment in strip if segment.style == hit] == ["Story", "17"]


async def test_escape_leads_back_to_where_one_was(shelf: Shelf) -> None:
    """The view, the story, and the line that it stood on."""
    async with searchable(shelf) as reader:
        await reader.choose("Coast")
        await reader.press("G", "k", "k")
        before = (reader.title, reader.headline, reader.list_line(reader.headline))
        await reader.press("/")
        await search(reader, "story")
        await reader.press("enter", "j", "j", "escape")
        await reader.until(lambda: reader.title == before[0])
        assert (reader.title, reader.headline, reader.list_line(reader.headline)) == before
        assert not reader.app.screen.query_one(SearchLine).display
        await reader.press("/")
        assert reader.app.screen.query_one(SearchLine).value == ""


async def test_n_walks_the_answer_and_marks_work_in_it(shelf: Shelf) -> None:
    """What is read stays where it is, although the search is for what is unread."""
    async with searchable(shelf) as reader:
        await reader.press("/")
        await search(reader, "is:unread outlet:northern")
        await reader.press("enter")
        found = reader.listed
        await reader.press("n", "n", "N")
        assert reader.headline == found[1]
        await reader.press("m", "r")
        await reader.loaded()
        assert reader.listed == found
        assert reader.headline == found[1]
        await reader.press("s")
        assert reader.row.starred


async def test_a_mistake_is_told_and_changes_nothing(shelf: Shelf) -> None:
    """Where it stands, with what was expected; the answer before it stays."""
    async with searchable(shelf) as reader:
        await reader.press("/")
        await search(reader, "story 17")
        reader.app.screen.query_one(SearchLine).value = "story 17 is:old"
        await reader.until(lambda: "there are unread, read" in reader.said)
        assert reader.listed == ["Story 17"]


async def test_nothing_found_says_so(shelf: Shelf) -> None:
    """And enter on an empty line leads back."""
    async with searchable(shelf) as reader:
        await reader.press("/")
        await search(reader, "zebra")
        assert "Nothing found" in reader.text
        reader.app.screen.query_one(SearchLine).value = ""
        await reader.press("enter")
        await reader.until(lambda: reader.title.startswith("Unread"))


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("out", "outlet:"),
        ("story outlet:Nor", 'story outlet:"Northern Wire"'),
        ("tag:bi", "tag:birds"),
        ("category:C", "category:Coast"),
        ("-is:st", "-is:starred"),
        ("sort:old", "sort:oldest"),
        ("zebra", ""),
    ],
)
async def test_words_are_completed(shelf: Shelf, typed: str, completed: str) -> None:
    """Fields, and the names that the library has."""
    async with shelf.reader() as reader:
        assert reader.app.library.completion(typed) == completed


async def test_another_view_ends_the_search(shelf: Shelf) -> None:
    """The sources pane leads out of it."""
    async with searchable(shelf) as reader:
        await reader.press("/")
        await search(reader, "story 17")
        await reader.press("enter")
        await reader.choose("All")
        assert reader.title == "All · 30 stories"
        await reader.press("escape", "n")
        assert reader.title == "All · 30 stories"


async def test_fast_fingers_type_nothing_into_the_list(shelf: Shelf) -> None:
    """Keys that come before anything is drawn are letters of the search already."""
    async with searchable(shelf) as reader:
        await reader.rush("/", *"mspot")
        assert reader.app.screen.query_one(SearchLine).value == "mspot"
        await reader.press("escape")
        await reader.rush("/", *"ms")
        assert reader.app.screen.query_one(SearchLine).value == "ms"
        await reader.press("escape")
        await reader.until(lambda: reader.title == "Unread · 30 stories")
        assert not reader.row.starred


async def test_letters_are_text_in_the_search_line(shelf: Shelf) -> None:
    """No key of the list acts while one types."""
    async with searchable(shelf) as reader:
        await reader.press("/", *"qmsA")
        assert reader.app.screen.query_one(SearchLine).value == "qmsA"
        assert reader.app.return_code is None
        await reader.press("escape")
        await reader.until(lambda: reader.title == "Unread · 30 stories")
