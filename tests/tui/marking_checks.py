"""The commands that mark, each by its key."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.command_checks import checks
from tests.tui.screen_harness import Reader


@checks("toggle_read")
async def check_toggle_read(reader: Reader, key: str, _: Path) -> None:
    """Once read, twice unread; the counts follow at once, and the cursor stays."""
    await reader.press(key)
    assert (reader.row.read, reader.marker("Story 00")) == (True, "")
    assert [reader.count(name) for name in ("Unread", "Today", "news", "Coast")] == [
        "29",
        "8",
        "29",
        "14",
    ]
    await reader.press(key)
    assert (reader.row.read, reader.marker("Story 00"), reader.count("Unread")) == (
        False,
        "●",
        "30",
    )


@checks("toggle_star")
async def check_toggle_star(reader: Reader, key: str, _: Path) -> None:
    """Once starred, twice not."""
    await reader.press(key)
    assert (reader.row.starred, reader.count("Starred"), reader.said) == (
        True,
        "1",
        "Starred 1 story",
    )
    await reader.press(key)
    assert (reader.row.starred, reader.count("Starred"), reader.said) == (
        False,
        "",
        "Unstarred 1 story",
    )


@checks("hide")
async def check_hide(reader: Reader, key: str, _: Path) -> None:
    """Out of the list and all counts at once, also one that was read just now."""
    await reader.press("m", key)
    assert (reader.listed[0], reader.count("All"), reader.toast) == (
        "Story 01",
        "29",
        "Hid 1 story · u undoes it",
    )
    await reader.press("u", "u")
    assert (reader.listed[0], reader.count("Unread")) == ("Story 00", "30")


@checks("mark_view")
async def check_mark_view(reader: Reader, key: str, _: Path) -> None:
    """Thirty stories without a question."""
    await reader.press(key)
    assert (reader.count("Unread"), reader.toast) == ("", "Marked 30 stories read · u undoes it")
    await reader.press("u")


@checks("undo")
async def check_undo(reader: Reader, key: str, _: Path) -> None:
    """The last mark is taken back."""
    await reader.press("j", "m", key)
    assert (reader.row.read, reader.toast) == (False, "Unread again: 1 story")


@checks("redo")
async def check_redo(reader: Reader, key: str, _: Path) -> None:
    """What was taken back is done again."""
    await reader.press("j", "m", "u", key)
    assert (reader.row.read, reader.toast) == (True, "Marked 1 story read")
    await reader.press("u")


@checks("tag")
async def check_tag(reader: Reader, key: str, _: Path) -> None:
    """Given by its name, taken away with a minus."""
    await reader.press(key, *"isles", "enter")
    assert (reader.said, "#isles" in reader.story_words) == ("Tagged 1 story #isles", True)
    await reader.press(key, *"-isles", "enter")
    assert (reader.said, "#isles" in reader.story_words) == ("Took #isles from 1 story", False)


@checks("select")
async def check_select(reader: Reader, key: str, _: Path) -> None:
    """From one story to another, and nothing any more."""
    await reader.press(key, "j", "j")
    assert reader.said.startswith("3 stories selected")
    await reader.press(key)
    assert (reader.said, len(reader.main.picked())) == ("", 1)


@checks("mark_above")
async def check_mark_above(reader: Reader, key: str, _: Path) -> None:
    """Not this one."""
    await reader.press("j", "j", key)
    assert (reader.row.read, reader.toast) == (False, "Marked 2 stories read · u undoes it")
    await reader.press("u")


@checks("mark_below")
async def check_mark_below(reader: Reader, key: str, _: Path) -> None:
    """Not this one."""
    await reader.press("G", "k", "k", key)
    assert (reader.row.read, reader.toast) == (False, "Marked 2 stories read · u undoes it")
    await reader.press("u")


@checks("export")
async def check_export(reader: Reader, key: str, opened: Path) -> None:
    """To the file that is named."""
    page = opened.with_name("story.html")
    await reader.press(key)
    reader.app.screen.query_one(Input).value = str(page)
    await reader.press("enter")
    assert reader.said == f"Wrote 1 story to {page}"
    assert "Story 00" in page.read_text(encoding="utf-8")
