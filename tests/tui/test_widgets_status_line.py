"""The status line: message, facts, progress."""

import pytest

from tests.tui.widget_harness import Harness, lines_of, strips_of, widths
from tui_reader.tui.widgets.status_line import StatusLine


async def test_message_and_facts() -> None:
    """The message at the left; as many facts as fit at the right."""
    line = StatusLine()
    async with Harness(line).run_test(size=(40, 5)) as pilot:
        line.say("Marked as read")
        line.facts("128 unread · 4 sources")
        await pilot.pause()
        assert lines_of(line) == [" Marked as read  128 unread · 4 sources "]
        line.say("Marked nine as read")
        assert lines_of(line)[0].rstrip() == " Marked nine as read         128 unread"
        line.say("A message that has a lot to say about nothing")
        assert lines_of(line)[0].rstrip() == " A message that has a lot to say about…"


async def test_progress_takes_the_place_of_the_message() -> None:
    """A bar in eighths of a cell, and numbers; then the message is back."""
    line = StatusLine()
    async with Harness(line).run_test(size=(60, 5)):
        line.say("Welcome")
        line.progress(3, 16, "Refreshing")
        assert lines_of(line)[0].rstrip() == " Refreshing ██▋░░░░░░░░░░░ 3/16"
        line.progress(16, 16, "Refreshing")
        assert "██████████████ 16/16" in lines_of(line)[0]
        line.progress(5, 0, "Looking at folders")
        assert lines_of(line)[0].strip() == "Looking at folders"
        line.end_progress()
        assert lines_of(line)[0].strip() == "Welcome"


@pytest.mark.parametrize("width", [3, 10, 24, 120])
async def test_the_line_is_exactly_as_wide_as_the_screen(width: int) -> None:
    """At any width, with any text; it never takes the focus."""
    line = StatusLine()
    app = Harness(line)
    async with app.run_test(size=(width, 5)) as pilot:
        for say, facts in (("港湾日報" * 40, "東京"), ("[/]", "x" * 10_000), ("", "· · ·")):
            line.say(say)
            line.facts(facts)
            assert widths(strips_of(line)) == {width}
            line.progress(7, 9, say)
            assert widths(strips_of(line)) == {width}
            line.end_progress()
        await pilot.press("tab")
        assert app.focused is None
