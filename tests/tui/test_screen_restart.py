"""What is there the next time, and two instances at once."""

import json

import pytest

from tests.tui.screen_harness import NARROW, STACKED, Shelf, reading
from tui_reader.models import View
from tui_reader.tui.place import Place, place_from


async def test_everything_is_where_it_was(shelf: Shelf) -> None:
    """View, story, the width of the list and the sources pane."""
    async with shelf.reader() as reader:
        await reader.choose("World")
        await reader.press("j", "j", "j", "<", "<", "b")
        headline, width = reader.headline, reader.main.stories.size.width
        assert not reader.main.sources.display
    async with shelf.reader(loaded=False) as reader:
        assert (reader.title, reader.headline) == ("World · 15 stories", headline)
        assert reader.main.stories.size.width == width
        assert not reader.main.sources.display
        await reader.loaded()
        assert (reader.headline, reader.focus) == (headline, "stories")
        await reader.press("b")
        assert any(line.startswith("▌") and "World" in line for line in reader.drawn("sources"))
        assert reader.story_words.startswith(headline)


async def test_a_story_that_was_read_is_still_there(shelf: Shelf) -> None:
    """In Unread too, where it was: one goes on where one left."""
    async with shelf.reader() as reader:
        await reader.press("j", "j", "m", "k", "m", "j")
    async with shelf.reader(loaded=False) as reader:
        assert reader.headline == "Story 02"
        await reader.loaded()
        assert reader.headline == "Story 02"
        assert reader.listed[:4] == ["Story 00", "Story 02", "Story 03", "Story 04"]
        assert reader.title in {"Unread · 28 stories", "Unread · 29 stories"}


NOWHERE = Place(View(kind="all"), "", 46, sources=True)


@pytest.mark.parametrize(
    "record",
    [
        {"view": ["nonsense", ""]},
        {"view": "unread", "story": 5, "share": "wide", "sources": []},
        {"view": [1, 2, 3], "share": -5},
        {"view": None, "story": None, "share": None, "sources": None},
        {"view": ["unread", ["a"]], "story": ["b"], "share": 10**9},
        {"view": {"kind": "unread"}, "share": 46.5, "sources": "yes"},
        {},
    ],
)
def test_a_place_that_makes_no_sense_is_no_place(record: dict[str, object]) -> None:
    """Whatever the file of it says."""
    assert place_from(record, NOWHERE) == NOWHERE


def test_a_place_comes_back_as_it_was_kept() -> None:
    """By way of JSON."""
    place = Place(View(kind="tag", name="boats"), "0123abcd", 61, sources=False)
    assert place_from(json.loads(json.dumps(place.record())), NOWHERE) == place


async def test_a_place_that_is_gone_is_no_harm(shelf: Shelf) -> None:
    """The list begins at its beginning."""
    async with shelf.reader():
        pass
    (file,) = shelf.paths.data.glob("place*.json")
    for view in (["unread", ""], ["tag", "no such tag"]):
        file.write_text(json.dumps({"view": view, "story": "0123456789abcdef"}), encoding="utf-8")
        async with shelf.reader() as reader:
            await reader.choose("Unread")
            assert reader.headline == "Story 00", view


@pytest.mark.parametrize("size", [STACKED, NARROW])
async def test_the_place_is_kept_in_smaller_terminals(size: tuple[int, int], shelf: Shelf) -> None:
    """The list has the focus when one comes back."""
    async with shelf.reader(size) as reader:
        await reader.press("j", "j", "enter")
    async with shelf.reader(size) as reader:
        assert (reader.headline, reader.focus) == ("Story 02", "stories")


async def test_a_second_instance_reads_and_follows(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, marks nothing, and shows what the first one marks and loads."""
    monkeypatch.setattr("tui_reader.tui.background.FOLLOW_SECONDS", 0.1)
    for number in range(5):
        own_shelf.write(f"Story {number}", number)
    async with own_shelf.reader() as first:
        with own_shelf.library(read_after=0.05) as library:
            async with reading(library) as second:
                await second.loaded()
                await second.until(lambda: "Another tui-reader is open" in second.said)
                await second.press("j")
                for key in ("m", "s", "A", "u"):
                    second.main.say("")
                    await second.press(key)
                    assert second.said, key
                assert second.count("Unread") == "5"
                await first.press("j", "m", "j", "s")
                await second.until(lambda: second.count("Starred") == "1")
                await second.settled()
                assert (second.headline, second.marker("Story 1")) == ("Story 1", "")
                assert second.count("Unread") == "4"
                own_shelf.write("Story 5", 5)
                await second.until(lambda: "Story 5" in second.listed)
        assert first.count("Unread") == "5"


async def test_the_second_instance_saves_when_the_first_has_gone(own_shelf: Shelf) -> None:
    """At its next start, at least."""
    own_shelf.write("Ferry")
    async with own_shelf.reader(), own_shelf.reader() as second:
        await second.press("m")
        assert second.count("Unread") == "1"
    async with own_shelf.reader() as third:
        await third.press("m")
        assert third.count("Unread") == ""
