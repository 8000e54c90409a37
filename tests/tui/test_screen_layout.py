"""Where the panes stand at every size of the terminal, and what the mouse does in them."""

from pathlib import Path

import pytest

from tests.tui.screen_harness import NARROW, STACKED, WIDE, Reader, Shelf, links


def shown(reader: Reader) -> str:
    """The panes that one can see, by their first letters in capitals: "VLS"."""
    main = reader.main
    panes = {"V": main.sources, "L": main.stories, "S": main.story_pane}
    return "".join(name for name, pane in panes.items() if pane.region.area)


@pytest.mark.parametrize(("size", "panes"), [(WIDE, "VLS"), (STACKED, "LS"), (NARROW, "L")])
async def test_what_is_shown_at_the_start(size: tuple[int, int], panes: str, shelf: Shelf) -> None:
    """Side by side, stacked, or one at a time; the list always."""
    async with shelf.reader(size) as reader:
        assert shown(reader) == panes
        assert reader.focus == "stories"


async def test_one_pane_at_a_time(shelf: Shelf) -> None:
    """In a narrow terminal each level has the whole screen."""
    async with shelf.reader(NARROW) as reader:
        seen = []
        for key in ("enter", "escape", "escape", "enter", "tab", "tab", "tab"):
            await reader.press(key)
            seen.append(shown(reader))
        assert seen == ["S", "L", "V", "L", "S", "V", "L"]


async def test_the_cursor_is_on_the_first_article_at_once(shelf: Shelf, opened: Path) -> None:
    """Enter goes in, enter opens: also where the story was not shown before."""
    for size in (NARROW, STACKED, WIDE):
        async with shelf.reader(size) as reader:
            await reader.press("g", "enter")
            await reader.until(lambda: reader.main.story_pane.article == 0)
            assert reader.drawn("story")[3].startswith("▌") or reader.drawn("story")[4].startswith(
                "▌"
            )
            await reader.press("enter")
            assert reader.said == "Opened outlet1.example"
    assert links(opened) == ["https://outlet1.example/00"] * 3


async def test_a_quick_reader_is_on_the_article_where_keys_lead(shelf: Shelf) -> None:
    """However fast the keys come, the first one down leads to the second article."""
    async with shelf.reader() as reader:
        await reader.rush("l", "j")
        assert reader.main.story_pane.article == 1


async def test_space_goes_into_the_story_first(shelf: Shelf) -> None:
    """In a narrow terminal, where the story is not seen otherwise; then it goes on as always."""
    async with shelf.reader(NARROW) as reader:
        await reader.press("space")
        assert (reader.headline, shown(reader)) == ("Story 00", "S")
        await reader.press("space", "space")
        assert (reader.headline, shown(reader)) == ("Story 01", "S")
        assert reader.story_words.startswith("Story 01")


async def test_stacked_sources_come_on_request(shelf: Shelf) -> None:
    """Beside the others while they have the focus."""
    async with shelf.reader(STACKED) as reader:
        await reader.press("b")
        assert (shown(reader), reader.focus) == ("VLS", "sources")
        await reader.press("j", "j", "enter")
        assert (shown(reader), reader.focus, reader.title) == ("LS", "stories", "All · 30 stories")
        await reader.press("b", "b")
        assert (shown(reader), reader.focus) == ("LS", "stories")


async def test_the_list_can_be_larger_when_stacked(shelf: Shelf) -> None:
    """It then takes lines from the story."""
    async with shelf.reader(STACKED) as reader:
        before = reader.main.stories.size.height
        await reader.press(">", ">", ">", ">")
        assert reader.main.stories.size.height > before
        assert reader.main.story_pane.size.height > 0


async def test_any_size_can_be_had(shelf: Shelf) -> None:
    """From wide to narrow and back, and very small: story, cursor and focus stay."""
    async with shelf.reader(WIDE) as reader:
        await reader.press("j", "j", "j")
        widths = [*range(110, 38, -23), 20, 5, 1, 20, 40, 69, 70, 109, 110]
        for width in widths:
            height = 5 if width <= 20 else 24 if width < 110 else 40
            await resize(reader, width, height)
            assert reader.headline == "Story 03", width
            await reader.press("enter", "j", "escape", "tab", "tab", "tab")
            assert (reader.headline, reader.focus) == ("Story 03", "stories"), width
        await resize(reader, *WIDE)
        assert shown(reader) == "VLS"


async def resize(reader: Reader, width: int, height: int) -> None:
    """Change the size of the terminal, and wait until the screen has followed."""
    await reader.pilot.resize_terminal(width, height)
    await reader.until(lambda: reader.main.size == (width, height))
    await reader.pilot.pause()


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (200, 60)])
async def test_every_key_at_odd_sizes(size: tuple[int, int], shelf: Shelf, opened: object) -> None:
    """Nothing breaks, dialogs included."""
    keys = "j k G g n p space enter j o escape b b z < > tab tab m s A u r"
    async with shelf.reader(size) as reader:
        for key in keys.split():
            await reader.press(key)
        for key in ("?", "a", "O", "ctrl+p"):
            await reader.press("escape", "escape", "g", key)
            await reader.press("escape")
        assert reader.app.is_running


async def test_long_lines_of_the_story_are_wrapped_anew(shelf: Shelf) -> None:
    """At every width the whole link of each outlet's host can be seen or is cut with a mark."""
    async with shelf.reader(WIDE) as reader:
        await reader.press("j")
        for width in (112, 111, 110, 109, 80):
            await resize(reader, width, 24)
            pane = reader.main.story_pane
            lines = [pane.render_line(y) for y in range(pane.height)]
            assert {strip.cell_length for strip in lines} == {pane.size.width}
            assert "Tidewater Post" in reader.story_words


# The mouse ---------------------------------------------------------------------------------------


async def test_a_click_goes_there(shelf: Shelf) -> None:
    """In each pane; in the sources it chooses."""
    async with shelf.reader(WIDE) as reader:
        await click(reader, "stories", 4)
        assert (reader.headline, reader.focus) == ("Story 02", "stories")
        assert reader.story_words.startswith("Story 02")
        await click(reader, "story", 5)
        assert (reader.focus, reader.main.story_pane.article) == ("story", 1)
        await click(reader, "sources", 2)
        assert (reader.title, reader.focus) == ("All · 30 stories", "stories")


async def test_a_double_click_goes_in_or_opens(shelf: Shelf, opened: object) -> None:
    """Into the story from the list, out into the browser from the story."""
    async with shelf.reader(WIDE) as reader:
        await click(reader, "stories", 3, times=2)
        assert (reader.headline, reader.focus) == ("Story 01", "story")
        await click(reader, "story", 6, times=2)
        assert reader.said == "Opened nwire.example"


async def test_a_click_opens_once(shelf: Shelf, opened: object) -> None:
    """And one that is meant to move the cursor opens nothing."""
    async with shelf.reader(WIDE) as reader:
        reader.main.say("")
        await click(reader, "story", 4)
        assert reader.said == ""


async def test_the_wheel_scrolls(shelf: Shelf) -> None:
    """What is below the mouse, without a change of the cursor or of the focus."""
    async with shelf.reader((120, 14)) as reader:
        for name in ("stories", "story", "sources"):
            pane = reader.main.query_one(f"#{name}")
            await wheel(reader, name, down=True)
            assert pane.scroll_offset.y > 0, name
            await wheel(reader, name, down=False)
            assert pane.scroll_offset.y == 0, name
        assert (reader.headline, reader.focus) == ("Story 00", "stories")


async def test_a_click_between_things_does_nothing(shelf: Shelf) -> None:
    """On a heading, the bottom line, an empty part of the list, a gap of the sources."""
    async with shelf.reader(WIDE) as reader:
        await reader.choose("Starred")
        title = reader.title
        for name, line in (("stories", 20), ("sources", 6), ("sources", 30), ("status", 0)):
            await click(reader, name, line)
        assert (reader.title, reader.over) == (title, "")


async def test_clicks_in_dialogs(shelf: Shelf) -> None:
    """They reach nothing below."""
    async with shelf.reader(WIDE) as reader:
        for key in ("?", "a", "O"):
            await reader.press(key)
            over = reader.over
            await reader.pilot.click(offset=(40, 8), times=2)
            assert (reader.headline, reader.over) == ("Story 00", over)
            await reader.press("escape")


async def click(reader: Reader, pane: str, line: int, times: int = 1) -> None:
    """Click on a line of a pane, below its heading."""
    top = 0 if pane == "status" else 1
    await reader.pilot.click(f"#{pane}", offset=(6, line + top), times=times)
    await reader.settled()


async def wheel(reader: Reader, pane: str, *, down: bool) -> None:
    """Turn the wheel over a pane."""
    from textual import events

    region = reader.main.query_one(f"#{pane}").region
    x, y = region.x + 6, region.y + 3
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    for _ in range(3):
        reader.app.post_message(kind(None, x, y, 0, 0, 0, False, False, False, x, y))
    await reader.settled()
