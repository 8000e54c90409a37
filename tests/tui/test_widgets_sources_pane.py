"""The sources pane: views, folds and numbers."""

import pytest

from tests.tui.widget_harness import Harness, lines_of, strips_of, view_counts, widths
from tui_reader.models import View, ViewCount
from tui_reader.tui.widgets.sources_pane import SourcesPane


def shown(pane: SourcesPane) -> list[str]:
    """The lines that hold something, with single blanks."""
    return [" ".join(line.split()) for line in lines_of(pane) if line.strip()]


async def test_views_and_their_numbers() -> None:
    """Unread numbers, totals where those matter, none for zero; tags folded."""
    pane = SourcesPane()
    async with Harness(pane).run_test(size=(26, 30)) as pilot:
        pane.show(view_counts(tags=1_234))
        await pilot.pause()
        assert shown(pane) == [
            "▌Unread 128",
            "Today 41",
            "All 128",
            "Starred 7",
            "Problems 2",
            "▾ Sources 3",
            "World 61",
            "Harbour and coast",
            "Science 12",
            "▾ Categories 2",
            "politics 9",
            "sea 3",
            "▸ Tags 1,234",
        ]
        assert widths(strips_of(pane)) == {pane.size.width}
        no_problems = [count for count in view_counts() if count.view.kind != "problems"]
        pane.show(no_problems)
        assert not any("Problems" in line for line in shown(pane))


async def test_sources_beyond_those_that_have_a_view_are_told() -> None:
    """With their number, and where the cursor can go; there is nothing to open."""
    pane = SourcesPane()
    app = Harness(pane)
    async with app.run_test(size=(26, 30)) as pilot:
        pane.show(view_counts(), beyond=34_000)
        pane.select(View(kind="source", name="Science"))
        pane.focus()
        await pilot.press("j", "enter")
        assert {"▾ Sources 34,003", "▌ … and 34,000 more"} <= set(shown(pane))
        assert pane.is_beyond
        assert not app.kept(SourcesPane.Chosen)


async def test_choosing() -> None:
    """Enter and a single click choose a view; on a heading they fold."""
    pane = SourcesPane()
    app = Harness(pane)
    async with app.run_test(size=(26, 30)) as pilot:
        pane.show(view_counts())
        pane.focus()
        await pilot.press("j", "enter")
        await pilot.click(pane, offset=(5, 8))
        chosen = [message.view for message in app.kept(SourcesPane.Chosen)]
        assert chosen == [View(kind="today"), View(kind="source", name="World")]
        await pilot.click(pane, offset=(5, 7))
        assert "World 61" not in shown(pane)
        assert "▌▸ Sources 3" in shown(pane)
        await pilot.press("enter")
        assert "World 61" in shown(pane)
        assert len(app.kept(SourcesPane.Chosen)) == 2


async def test_gaps_are_passed() -> None:
    """Each key moves to an entry; a click on a gap opens nothing."""
    pane = SourcesPane()
    app = Harness(pane)
    async with app.run_test(size=(26, 30)) as pilot:
        pane.show(view_counts())
        pane.focus()
        for key in "jjjjjjjjjjjjkkkkkkkkkkkkGg":
            await pilot.press(key)
            assert pane.entry is not None
        await pilot.click(pane, offset=(5, 6))
        assert pane.entry is not None
        assert not app.kept(SourcesPane.Chosen)
        assert "World 61" in shown(pane)


async def test_the_cursor_stays_on_its_entry() -> None:
    """When numbers change, when views come and go, and when its own section folds."""
    pane = SourcesPane()
    app = Harness(pane)
    async with app.run_test(size=(26, 30)) as pilot:
        pane.show([count for count in view_counts() if count.view.kind != "problems"])
        pane.focus()
        await pilot.press("G", "k", "k")
        assert "▌ politics 9" in shown(pane)
        pane.show(view_counts())
        assert "▌ politics 9" in shown(pane)
        pane.toggle_fold()
        assert "▌▸ Categories 2" in shown(pane)
        pane.show([])
        await pilot.press("j", "enter")
        assert pane.entry is None
        assert not app.kept(SourcesPane.Chosen)


async def test_a_view_may_be_selected_before_it_is_there() -> None:
    """The cursor waits for it, as long as nobody moves it."""
    pane = SourcesPane()
    science = View(kind="source", name="Science")
    async with Harness(pane).run_test(size=(26, 30)) as pilot:
        pane.select(science)
        pane.show(view_counts())
        await pilot.pause()
        assert "▌ Science 12" in shown(pane)
        pane.select(View(kind="saved", name="Strait"))
        pane.focus()
        await pilot.press("g")
        saved = ViewCount(View(kind="saved", name="Strait"), 5, 5)
        pane.show([*view_counts(), saved])
        assert "▌Unread 128" in shown(pane)


async def test_a_selected_view_is_marked_wherever_the_cursor_is() -> None:
    """Selecting a folded tag shows it; the mark stays when the cursor goes on."""
    pane = SourcesPane()
    app = Harness(pane)
    async with app.run_test(size=(26, 24)) as pilot:
        pane.show(view_counts())
        pane.select(View(kind="tag", name="tag-20"))
        await pilot.pause()
        assert "▌ tag-20 2" in shown(pane)
        pane.focus()
        await pilot.press("j")
        accent = pane.pens[False]["accent"]
        marked = [
            segment.text.strip()
            for strip in strips_of(pane)
            for segment in strip
            if segment.style == accent
        ]
        assert marked == ["tag-20"]


NAMES = ["[/]", "港湾" * 40, "\x1b]52;c;eA==\x07", ""]


@pytest.mark.parametrize("name", NAMES, ids=range(4))
async def test_any_name_is_only_text(name: str) -> None:
    """Names come from files."""
    pane = SourcesPane()
    async with Harness(pane).run_test(size=(26, 30)) as pilot:
        counts = view_counts(0)
        pane.show(
            [
                *counts[:5],
                *(count._replace(view=count.view._replace(name=name)) for count in counts[5:]),
            ]
        )
        await pilot.pause()
        assert widths(strips_of(pane)) == {pane.size.width}
