"""The commands about stories as such, each by its key."""

from pathlib import Path

from tests.tui.command_checks import checks
from tests.tui.screen_harness import Reader


@checks("why")
async def check_why(reader: Reader, key: str, _: Path) -> None:
    """A story of one briefing begins with it; the same key closes."""
    await reader.press(key)
    assert "One briefing" in reader.words
    assert "The story begins with it · news" in reader.words
    await reader.press(key)
    assert reader.app.screen is reader.main


@checks("look")
async def check_look(reader: Reader, key: str, _: Path) -> None:
    """Three looks, and back to the first; the heading names all but that."""
    for look in ("timeline", "compare", ""):
        await reader.press(key)
        heading = f"Story · {look}" if look else "Story "
        assert heading in reader.words
    assert "· compare" not in reader.words


@checks("take_out")
async def check_take_out(reader: Reader, key: str, _: Path) -> None:
    """An article of a briefing of twelve becomes a story of its own; in the list it says how."""
    await reader.press(key)
    assert reader.said.startswith("enter, and go to what does not belong there")
    await reader.press("l", "j", key)
    assert (reader.toast, reader.count("All")) == (
        "Took the article out of the story · u undoes it",
        "31",
    )
    await reader.press("u", "h")
    assert (reader.listed[0], reader.count("All")) == ("Story 00", "30")


@checks("join")
async def check_join(reader: Reader, key: str, _: Path) -> None:
    """The selected ones become one story, under the name of the oldest."""
    await reader.press("v", "j", key)
    assert (reader.toast, reader.count("All")) == ("Joined 2 stories · u undoes it", "29")
    assert "Story 00" not in reader.listed
    await reader.press("u")
    assert (reader.listed[:2], reader.count("All")) == (["Story 00", "Story 01"], "30")
