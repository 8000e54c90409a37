"""The outlets on a screen of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.widgets import Input

from tests.tui.screen_harness import STACKED, Reader, Shelf

FIVE = tuple((f"Gale {nth}", f"Gale {nth}", f"https://gale{nth}.example/1") for nth in range(5))


@asynccontextmanager
async def outlets(own_shelf: Shelf) -> AsyncIterator[Reader]:
    """Four stories, and the screen of their outlets."""
    for nth in range(2):
        own_shelf.write(f"Ferry {nth}", nth)
    own_shelf.write("Bell", 3, articles=(("Bell", "Northern Wire", "https://nwire.example/bell"),))
    own_shelf.write("Gale", 4, articles=FIVE)
    async with own_shelf.reader(STACKED) as reader:
        await reader.press("&")
        await counted(reader)
        yield reader


async def counted(reader: Reader) -> None:
    """Wait until the outlets are there, and with whom the first overlaps."""
    await reader.until(lambda: "has the same stories as" in reader.text)


def line(reader: Reader, name: str) -> list[str]:
    """What the table says of an outlet."""
    found = next(line for line in reader.lines if line.strip("▌ ★–").startswith(name))
    return found.strip("▌ ").split()


async def test_what_each_outlet_reports(own_shelf: Shelf) -> None:
    """In the order that is wanted, with whom it overlaps; esc leads back."""
    async with outlets(own_shelf) as reader:
        assert "7 outlets · the last 30 days · by stories" in reader.words
        assert line(reader, "Northern Wire")[3:7] == ["3", "first", "–", "alone"]
        assert "Northern Wire has the same stories as" in reader.words
        assert "Tidewater Post" in reader.lines[-7]
        await reader.press("s", "s")
        assert "by alone" in reader.words
        await reader.press("t")
        await reader.until(lambda: "· ever ·" in reader.words)
        await reader.press("escape")
        assert (reader.over, reader.title) == ("", "Unread · 4 stories")


async def test_the_stories_of_an_outlet(own_shelf: Shelf) -> None:
    """As the answer to a search, from which esc leads back."""
    async with outlets(own_shelf) as reader:
        await reader.press("j", "enter")
        await reader.until(lambda: reader.title == '/outlet:"Tidewater Post" · 2 stories')
        assert reader.listed == ["Ferry 0", "Ferry 1"]
        await reader.press("escape")
        assert reader.title == "Unread · 4 stories"


async def test_an_outlet_is_preferred(own_shelf: Shelf) -> None:
    """It is marked; there is a view of what many others have; `u` takes only that back."""
    async with outlets(own_shelf) as reader:
        await reader.press("p")
        assert reader.toast == "Preferred Northern Wire"
        assert "★ Northern Wire" in reader.text
        await reader.press("escape")
        await reader.choose("Many, none of mine")
        assert (reader.title, reader.listed) == ("Many outlets, none of mine · 1 story", ["Gale"])
        await reader.press("&")
        await counted(reader)
        await reader.press("u")
        assert reader.toast == "Nothing was changed here"
        await reader.press("p")
        assert reader.toast == "Northern Wire is no longer preferred"
        await reader.press("u")
        assert reader.toast == "Northern Wire is again preferred"


async def test_an_outlet_is_muted(own_shelf: Shelf) -> None:
    """Its stories stay."""
    async with outlets(own_shelf) as reader:
        await reader.press("m")
        assert reader.toast == "Folded Northern Wire away"
        assert "– Northern Wire" in reader.text
        assert reader.app.library.outlet_rules.muted == {"Northern Wire"}
        await reader.press("escape")
        assert reader.title == "Unread · 4 stories"


async def test_an_outlet_is_renamed(own_shelf: Shelf) -> None:
    """Everywhere; under the name of another one the two are one, until that is undone."""
    async with outlets(own_shelf) as reader:
        await reader.press("e")
        reader.app.screen.query_one(Input).value = "Tidewater Post"
        await reader.press("enter")
        await reader.until(lambda: "also Northern Wire" in reader.words)
        assert line(reader, "Tidewater Post")[3] == "3"
        await reader.press("enter")
        await reader.until(lambda: reader.title == '/outlet:"Tidewater Post" · 3 stories')
        assert reader.row.outlets == ("Tidewater Post",)
        await reader.press("escape")
        await reader.choose("Only one outlet")
        assert reader.title == "Only one outlet · 3 stories"
        await reader.press("u")
        assert reader.toast == "Tidewater Post is called Northern Wire again"
        await reader.until(lambda: reader.title == "Only one outlet · 1 story")


async def test_what_can_be_no_name_is_told(own_shelf: Shelf) -> None:
    """And nothing is changed."""
    async with outlets(own_shelf) as reader:
        await reader.press("e")
        reader.app.screen.query_one(Input).value = "x" * 301
        await reader.press("enter")
        assert "at most 300 characters" in reader.toast
        assert "Northern Wire" in reader.text
