"""The reader's own views, and what is muted, on the screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.widgets import Input

from tests.tui.screen_harness import Reader, Shelf
from tests.tui.test_screen_searching import search
from tui_reader.models import View


@asynccontextmanager
async def searchable(shelf: Shelf) -> AsyncIterator[Reader]:
    """The thirty stories, all of them in the full-text index."""
    async with shelf.reader() as reader:
        await asyncio.to_thread(reader.app.library.make_searchable)
        yield reader


async def fill_in(reader: Reader, *lines: str) -> None:
    """Put texts into the lines of the dialog, and go on."""
    for line, text in zip(reader.app.screen.query(Input), lines, strict=True):
        line.value = text
    await reader.press("enter")


async def keep(reader: Reader, query: str, *lines: str) -> None:
    """Search, and keep the search as a view."""
    await reader.press("/")
    await search(reader, query)
    await reader.press("enter", "S")
    assert reader.over == "AskForm"
    await fill_in(reader, *lines)


async def test_a_search_becomes_a_view(shelf: Shelf) -> None:
    """With its order, its number of unread stories and its key; a restart keeps it."""
    async with searchable(shelf) as reader:
        await keep(reader, "story 1", "Teens", "oldest", "f5")
        assert reader.title == "Teens · 11 stories"
        assert (reader.listed[0], reader.listed[-1]) == ("Story 19", "Story 00")
        assert any("▌" in line and "Teens" in line for line in reader.drawn("sources"))
        await reader.until(lambda: reader.count("Teens") == "f5 11")
        await reader.press("m")
        await reader.until(lambda: reader.count("Teens") == "f5 10")
        await reader.choose("All")
        await reader.press("f5")
        assert reader.title == "Teens · 11 stories"
    async with shelf.reader() as reader:
        assert reader.title == "Teens · 11 stories"
        await reader.until(lambda: reader.count("Teens") == "f5 10")


async def test_a_key_or_a_name_that_is_taken_is_told_in_the_dialog(shelf: Shelf) -> None:
    """And what was typed stays."""
    async with searchable(shelf) as reader:
        await keep(reader, "story 1", "Teens", "newest", "j")
        assert "The view has 'j', which down has too" in reader.text
        await fill_in(reader, "Teens", "upwards", "")
        assert "no order 'upwards'" in reader.text
        await fill_in(reader, "Teens", "newest", "f5")
        await keep(reader, "story 2", "Teens", "newest", "f6")
        assert "there is a view" in reader.text
        await fill_in(reader, "Twenties", "newest", "f5")
        assert "which the view Teens has too" in reader.words
        await reader.press("escape")
        assert [view.name for view in reader.app.library.shapes.views] == ["Teens"]


async def test_a_view_is_renamed_and_removed_and_comes_back(shelf: Shelf) -> None:
    """While it is open, and from the sources pane."""
    async with searchable(shelf) as reader:
        await keep(reader, "story 1", "Teens", "newest", "")
        await reader.press("e")
        reader.app.screen.query_one(Input).value = "Tens"
        await reader.press("enter")
        assert reader.title == "Tens · 11 stories"
        await reader.press("D")
        assert (reader.title, reader.toast) == (
            "Unread · 30 stories",
            "Removed the view Tens · u undoes it",
        )
        await reader.press("u")
        assert reader.toast == "The view Tens is back"
        await reader.choose("Tens")
        assert reader.title == "Tens · 11 stories"


async def test_a_view_written_by_hand_is_there_at_the_next_look(own_shelf: Shelf) -> None:
    """With its key; a key that is taken and a mistake are told."""
    own_shelf.write("Ferry")
    async with own_shelf.reader() as reader:
        path = reader.app.library.paths.views_file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            '[[view]]\nname = "Sea"\nquery = "ferry"\nkey = "f5"\n'
            '[[view]]\nname = "Bay"\nquery = "bay"\nkey = "j"\n'
            '[[view]]\nname = "Fog"\nquery = "is:old"\n',
            encoding="utf-8",
        )
        await reader.press("r")
        await reader.loaded()
        await reader.until(lambda: reader.count("Sea") == "f5 1")
        assert "line 11" in reader.toast
        await reader.press("f5")
        assert reader.title == "Sea · 1 story"


async def test_the_source_or_the_outlet_is_muted(shelf: Shelf) -> None:
    """What is at hand is offered; what answers is gone from the list and from all counts."""
    async with searchable(shelf) as reader:
        await reader.press("M")
        assert reader.app.screen.query(Input).first().value == 'source:"news"'
        await reader.press("escape", "enter", "j", "M")
        assert reader.app.screen.query(Input).first().value == 'outlet:"Outlet 2"'
        await reader.press("enter")
        assert reader.toast == 'Muted 1 story: outlet:"Outlet 2" · u undoes it'
        assert (reader.listed[0], reader.count("Unread"), reader.count("All")) == (
            "Story 01",
            "29",
            "29",
        )
        await reader.press("u")
        assert (reader.listed[0], reader.count("Unread")) == ("Story 00", "30")


async def test_what_is_muted_is_shown_with_the_reason_and_let_go_of(shelf: Shelf) -> None:
    """A story that was read just now goes, too; D on it or on the rule brings all back."""
    async with searchable(shelf) as reader:
        await reader.press("m", "M")
        await fill_in(reader, "story 0", "soon")
        assert "is no time" in reader.text
        await fill_in(reader, "story 0", "1w")
        assert (len(reader.listed), reader.count("Unread")) == (20, "20")
        assert reader.app.library.shapes.mutes[0].until
        muted = View("muted", "story 0")
        await reader.main.show_view(muted)
        await reader.settled()
        assert reader.title == "Muted: story 0 · 10 stories"
        assert "Muted by story 0" in reader.story_words
        await reader.press("D")
        assert reader.toast == "No longer muted: story 0 · u undoes it"
        assert (reader.title, reader.count("Unread")) == ("Unread · 29 stories", "29")
        await reader.press("u")
        assert reader.count("Unread") == "20"
        await reader.main.show_view(muted)
        await reader.settled()
        await reader.main.mark_in_passing(reader.row.number)
        await reader.press("ctrl+r")
        assert reader.title == "Unread · 29 stories"
        await reader.press("u")
        assert reader.count("Unread") == "20"
        reader.main.sources.select(muted)
        reader.main.go_to(reader.main.sources)
        await reader.press("D")
        assert reader.count("Unread") == "29"


async def test_words_that_become_known_later_mute(own_shelf: Shelf) -> None:
    """The list follows by itself, and each change of the file, be it gone and written anew."""
    own_shelf.write("Ferry", body="<p>All about football.</p>")
    own_shelf.write("Toll", 1)
    path = own_shelf.paths.views_file
    path.parent.mkdir(parents=True)
    path.write_text('[[mute]]\nquery = "football"\n', encoding="utf-8")
    async with own_shelf.reader() as reader:
        await reader.until(lambda: reader.listed == ["Toll"])
        path.unlink()
        await reader.until(lambda: reader.listed == ["Ferry", "Toll"])
        path.write_text('[[mute]]\nquery = "toll"\n', encoding="utf-8")
        await reader.until(lambda: reader.listed == ["Ferry"])


async def test_what_was_hidden_by_hand_is_shown_again(shelf: Shelf) -> None:
    """One by one from their list, or all of them from the sources pane."""
    async with searchable(shelf) as reader:
        await reader.press("v", "j", "j", "d")
        assert (reader.listed[0], reader.toast) == ("Story 03", "Hid 3 stories · u undoes it")
        await reader.main.show_view(View("muted", "is:hidden"))
        await reader.settled()
        assert reader.title == "Hidden by hand · 3 stories"
        assert "Hidden by hand" in reader.story_words
        await reader.press("D")
        assert (len(reader.listed), reader.count("Unread")) == (2, "28")
        await reader.press("d")
        assert (len(reader.listed), reader.toast) == (1, "No longer hidden: 1 story · u undoes it")
        await reader.press("u")
        assert (len(reader.listed), reader.count("Unread")) == (2, "28")
        reader.main.go_to(reader.main.sources)
        await reader.press("D")
        assert (reader.listed, reader.count("Unread")) == ([], "30")


async def test_what_is_muted_stays_so_after_a_restart(shelf: Shelf) -> None:
    """And shows in the sources pane, folded."""
    async with searchable(shelf) as reader:
        await reader.press("M")
        await fill_in(reader, "story 0", "")
    async with shelf.reader() as reader:
        assert (reader.count("Unread"), "▸ Muted" in reader.text) == ("20", True)
        await reader.press("u")
        assert (reader.count("Unread"), reader.toast) == ("30", "No longer muted: story 0")
