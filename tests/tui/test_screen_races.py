"""Keys that come while the list is being brought up to date: none is lost, none breaks anything."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from tests.tui.screen_harness import PATIENCE, Reader, Shelf
from tui_reader.library import Library


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """While this is not set, nobody learns which stories a view has."""
    go_on = Event()
    go_on.set()
    numbers = Library.numbers

    def wait_for_it(library: Library, *args: Any) -> Any:
        go_on.wait(PATIENCE)
        return numbers(library, *args)

    monkeypatch.setattr(Library, "numbers", wait_for_it)
    yield go_on
    go_on.set()


async def hold(reader: Reader, held: Event) -> None:
    """Begin to bring the list up to date, as when files have changed, and stop in the middle."""
    held.clear()
    reader.main.look_again()
    await reader.pilot.pause(0.05)


async def let_go(reader: Reader, held: Event) -> None:
    """Go on, and wait for the end."""
    held.set()
    await reader.settled()


@pytest.mark.parametrize("keys", ["j", "jjjj", "jjkG", "G", "Gk"])
async def test_the_cursor_stays_where_it_went(keys: str, shelf: Shelf, held: Event) -> None:
    """The place that it had before must not come back."""
    async with shelf.reader() as reader:
        await hold(reader, held)
        await reader.pilot.press(*keys)
        headline = reader.headline
        assert headline != "Story 00"
        await let_go(reader, held)
        assert reader.headline == headline
        assert reader.story_words.startswith(headline)


async def test_a_story_that_is_read_meanwhile_stays_in_unread(shelf: Shelf, held: Event) -> None:
    """Until the view is left, as always."""
    async with shelf.reader() as reader:
        await hold(reader, held)
        await reader.pilot.press("j", "m")
        await reader.until(lambda: not reader.main.library.views.story(reader.row.number).read)
        await let_go(reader, held)
        assert reader.listed[:3] == ["Story 00", "Story 01", "Story 02"]
        assert (reader.headline, reader.row.read) == ("Story 01", True)


async def test_a_view_that_is_chosen_meanwhile_is_opened(shelf: Shelf, held: Event) -> None:
    """From its beginning, with the focus in the list."""
    async with shelf.reader() as reader:
        await reader.press("j", "j", "j", "shift+tab", "j", "j")
        await hold(reader, held)
        reader.type("enter")
        reader.main.look_again()
        await let_go(reader, held)
        assert (reader.title, reader.headline) == ("All · 30 stories", "Story 00")
        assert reader.focus == "stories"


@pytest.mark.parametrize("key", ["u", "A", "r"])
async def test_a_key_while_the_end_of_a_load_is_told(
    key: str, own_shelf: Shelf, held: Event
) -> None:
    """Both bring the list up to date, and the program goes on."""
    own_shelf.write("Ferry")
    async with own_shelf.reader() as reader:
        await reader.press("m")
        held.clear()
        own_shelf.write("Mole", 1)
        await reader.until(reader.main.listing.locked)
        await reader.pilot.press(key)
        await let_go(reader, held)
        await reader.loaded()
        assert reader.app.is_running
        assert reader.listed == ["Ferry", "Mole"]


@pytest.mark.parametrize(
    ("keys", "focus", "headline"),
    [
        (["enter", "q"], "stories", "Story 00"),
        (["enter", "j", "q", "j", "enter"], "story", "Story 01"),
        (["shift+tab", "j", "j", "enter", "j"], "stories", "Story 01"),
        (["b", "b", "G", "g", "enter", "j", "j", "enter"], "story", "Story 02"),
    ],
)
async def test_a_quick_reader_is_on_the_level_where_keys_lead(
    keys: list[str], focus: str, headline: str, shelf: Shelf
) -> None:
    """The second of two keys that come in one piece means the pane that the first leads to."""
    async with shelf.reader() as reader:
        await reader.rush(*keys)
        assert reader.app.is_running
        assert (reader.focus, reader.headline) == (focus, headline)


async def test_leaving_in_the_middle(shelf: Shelf, held: Event) -> None:
    """The program ends, and well."""
    async with shelf.reader() as reader:
        await hold(reader, held)
        await reader.pilot.press("q")
        held.set()
        assert reader.app.return_code == 0
