"""The commands that keep views and mute, each by its key."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.command_checks import checks
from tests.tui.screen_harness import Reader


@checks("save_view")
async def check_save_view(reader: Reader, key: str, _: Path) -> None:
    """The search that is shown; without one it is said what to do."""
    await reader.press(key)
    assert reader.said.startswith("Search first")
    await reader.press("/", *"is:unread", "enter", key, *"New", "enter")
    assert reader.title == "New · 30 stories"
    await reader.press("D")
    await reader.choose("Unread")


@checks("mute")
async def check_mute(reader: Reader, key: str, _: Path) -> None:
    """What is offered, or what is typed."""
    await reader.press(key)
    reader.app.screen.query(Input).first().value = "tag:birds"
    await reader.press("enter")
    assert reader.toast == "Muted 10 stories: tag:birds · u undoes it"
    await reader.press("u")
