"""Reading, starring and undoing: by key, by time, and what the lists and the counts say of it."""

import pytest

from tests.briefing_files import Link
from tests.tui.screen_harness import NARROW, Reader, Shelf
from tui_reader.models import View

MOMENT = 0.05
"""Seconds after which a story counts as read, where a test is about that."""


def read_numbers(shelf: Shelf) -> list[str]:
    """The headlines that a new look at the library finds read."""
    with shelf.library() as library:
        rows = library.rows(View(kind="all"), library.numbers(View(kind="all")))
    return [row.headline for row in rows if row.read]


async def test_marks_are_there_the_next_time(shelf: Shelf) -> None:
    """What was marked is written at once."""
    async with shelf.reader() as reader:
        await reader.press("m", "j", "s", "j", "m")
        assert read_numbers(shelf) == ["Story 00", "Story 02"]
    async with shelf.reader() as reader:
        assert (reader.count("Unread"), reader.count("Starred")) == ("28", "1")
        await reader.choose("Starred")
        assert reader.listed == ["Story 01"]


@pytest.mark.parametrize(
    ("keys", "read", "cursor"),
    [
        ("mj", ["Story 00"], "Story 01"),
        ("jm", ["Story 01"], "Story 01"),
        ("mm", [], "Story 00"),
        ("mmm", ["Story 00"], "Story 00"),
        ("nm", ["Story 01"], "Story 01"),
        ("mnm", ["Story 00", "Story 01"], "Story 01"),
        ("nnk", [], "Story 01"),
        ("mu", [], "Story 00"),
        ("mjmuu", [], "Story 01"),
        ("Au", [], "Story 00"),
    ],
)
async def test_a_quick_reader_marks_what_the_cursor_was_on(
    keys: str, read: list[str], cursor: str, shelf: Shelf
) -> None:
    """Keys that come in one piece, as over a slow line, do the same as with time between them."""
    async with shelf.reader() as reader:
        await reader.rush(*keys)
        assert read_numbers(shelf) == read
        assert reader.headline == cursor
        assert reader.count("Unread") == str(30 - len(read))


async def test_what_was_told_is_forgotten_with_the_next_change(shelf: Shelf) -> None:
    """It may be true no more; nor is it about another view. What is under way is still told."""
    async with shelf.reader() as reader:
        await reader.press("s")
        assert reader.said == "Starred 1 story"
        await reader.press("u")
        assert (reader.said, reader.toast) == ("", "Unstarred again: 1 story")
        reader.main.say("No other unread story in this view")
        await reader.press("m")
        assert reader.said == ""
        reader.main.say("Nothing unread here")
        await reader.choose("All")
        assert reader.said == ""
        reader.main.say("Exporting …", lasting=True)
        await reader.choose("Unread")
        assert reader.said == "Exporting …"


async def test_undo_brings_everything_back(shelf: Shelf) -> None:
    """Step by step, the last first; the cursor stays, and a toast says what is back."""
    async with shelf.reader() as reader:
        await reader.press("m", "j", "s", "j", "j", "A")
        assert reader.count("Unread") == ""
        line = reader.list_line("Story 03")
        for toast, unread, starred in (
            ("Unread again: 29 stories", "29", "1"),
            ("Unstarred again: 1 story", "29", ""),
            ("Unread again: 1 story", "30", ""),
        ):
            await reader.press("u")
            assert reader.toast == toast
            assert (reader.count("Unread"), reader.count("Starred")) == (unread, starred)
            assert (reader.headline, reader.list_line("Story 03")) == ("Story 03", line)
        await reader.press("u")
        assert reader.said == "Nothing to undo"
    assert read_numbers(shelf) == []


async def test_many_are_marked_only_after_a_question(own_shelf: Shelf) -> None:
    """Fifty at once, more after a yes; and all of them can be brought back."""
    for number in range(51):
        own_shelf.write(f"Story {number:02}", number)
    async with own_shelf.reader() as reader:
        await reader.press("A")
        assert reader.over == "Question"
        assert "Mark 51 stories in Unread read?" in reader.text
        await reader.press("n")
        assert reader.count("Unread") == "51"
        await reader.press("A", "y")
        assert reader.toast == "Marked 51 stories read · u undoes it"
        assert reader.count("Unread") == ""
        await reader.press("u")
        assert reader.count("Unread") == "51"
        await reader.press("m", "A")
        assert reader.over == ""
        assert reader.count("Unread") == ""


async def test_a_view_is_marked_and_not_the_others(shelf: Shelf) -> None:
    """`A` means the view that is open."""
    async with shelf.reader() as reader:
        await reader.choose("Coast")
        await reader.press("A")
        assert reader.toast == "Marked 15 stories read · u undoes it"
        counts = {name: reader.count(name) for name in ("Unread", "Coast", "World")}
        assert counts == {"Unread": "15", "Coast": "", "World": "15"}
        await reader.press("A")
        assert reader.said == "Nothing unread here"


async def test_unread_keeps_its_stories_until_it_is_left(shelf: Shelf) -> None:
    """What was read stays in its place, through a new look at the files too."""
    async with shelf.reader() as reader:
        await reader.press("j", "m")
        assert reader.listed[:3] == ["Story 00", "Story 01", "Story 02"]
        await reader.press("r")
        await reader.loaded()
        assert reader.listed[:3] == ["Story 00", "Story 01", "Story 02"]
        assert (reader.headline, reader.marker("Story 01")) == ("Story 01", "")
        await reader.choose("All")
        await reader.choose("Unread")
        assert reader.listed[:2] == ["Story 00", "Story 02"]
        assert reader.title == "Unread · 29 stories"


async def test_starred_stories_leave_when_the_view_is_opened_again(shelf: Shelf) -> None:
    """A star that is taken away by mistake can be given back at once."""
    async with shelf.reader() as reader:
        await reader.press("s", "j", "s")
        await reader.choose("Starred")
        assert reader.listed == ["Story 00", "Story 01"]
        await reader.press("s", "s")
        assert reader.listed == ["Story 00", "Story 01"]
        assert reader.count("Starred") == "2"


async def test_next_unread_where_there_is_none(shelf: Shelf) -> None:
    """A word says so, and the cursor stays."""
    async with shelf.reader() as reader:
        await reader.press("A")
        for key in ("n", "p"):
            reader.main.say("")
            await reader.press(key)
            assert reader.said == "No other unread story in this view"
            assert reader.headline == "Story 00"


async def test_next_unread_from_the_story(shelf: Shelf) -> None:
    """The focus stays in the story, which is the next one then."""
    async with shelf.reader() as reader:
        await reader.press("enter", "n")
        assert (reader.focus, reader.headline) == ("story", "Story 01")
        story = reader.main.story_pane.story
        assert story is not None
        assert story.headline == "Story 01"


# By time -----------------------------------------------------------------------------------------


async def test_a_story_on_the_screen_is_read_after_a_moment(shelf: Shelf) -> None:
    """The first one, as nobody has moved; then the one that the cursor went to."""
    async with shelf.reader(read_after=MOMENT) as reader:
        await reader.until(lambda: reader.count("Unread") == "29")
        await reader.press("j")
        await reader.until(lambda: reader.count("Unread") == "28")
        assert reader.row.read
        assert reader.marker("Story 01") == ""
        await reader.press("u")
        assert reader.said == "Nothing to undo"
    assert read_numbers(shelf) == ["Story 00", "Story 01"]


async def test_stories_that_are_passed_over_are_not_read(shelf: Shelf) -> None:
    """However long a key is held down, only the last one counts."""
    async with shelf.reader(read_after=1.0) as reader:
        await reader.press(*"jjjjjjjjjj")
        await reader.until(lambda: reader.row.read)
        assert reader.headline == "Story 10"
    assert read_numbers(shelf) == ["Story 10"]


async def test_what_the_reader_says_counts_more_than_the_clock(shelf: Shelf) -> None:
    """A story that was made unread by key stays unread while one looks at it."""
    async with shelf.reader(read_after=MOMENT) as reader:
        await reader.press("j")
        await reader.until(lambda: reader.row.read)
        await reader.press("m")
        assert not reader.row.read
        await reader.pilot.pause(4 * MOMENT)
        assert not reader.row.read
        await reader.press("j")
        await reader.until(lambda: reader.row.read)
        await reader.press("m", "u")
        await reader.pilot.pause(4 * MOMENT)
        assert reader.row.read


async def test_time_alone_need_not_mark(shelf: Shelf) -> None:
    """`read.after = false`: neither going there nor going in marks it."""
    shelf.configure("[read]\nafter = false\n")
    async with shelf.reader() as reader:
        await reader.press("j", "enter")
        assert reader.main.reading_timer is None
        assert reader.count("Unread") == "30"


async def test_in_a_narrow_terminal_only_what_is_seen_is_read(shelf: Shelf) -> None:
    """The list alone shows no story; going in does."""
    async with shelf.reader(NARROW, read_after=MOMENT) as reader:
        await reader.press("j")
        await reader.pilot.pause(4 * MOMENT)
        assert not reader.row.read
        await reader.press("enter")
        await reader.until(lambda: reader.row.read)


async def test_going_in_counts_too(shelf: Shelf) -> None:
    """The story that the program starts with is read when it is entered."""
    async with shelf.reader(read_after=MOMENT) as reader:
        await reader.press("enter")
        await reader.until(lambda: reader.row.read)
        assert reader.headline == "Story 00"


async def test_a_question_over_the_story_stops_the_clock(shelf: Shelf) -> None:
    """While the keys are shown, nobody reads what is below them."""
    async with shelf.reader(read_after=0.5) as reader:
        await reader.rush("j", "?")
        await reader.pilot.pause(0.8)
        assert not reader.row.read
        await reader.press("escape")
        await reader.until(lambda: reader.row.read)


# Updated stories ---------------------------------------------------------------------------------


def articles(*outlets: str) -> list[Link]:
    """Articles of these outlets on the ferry."""
    return [
        (f"Ferry, says {name}", name, f"https://{name.lower()}.example/ferry") for name in outlets
    ]


async def grown(reader: Reader, shelf: Shelf) -> None:
    """Read the ferry; then a third outlet joins."""
    shelf.write("Ferry", 0, articles=articles("Tidewater", "Wire"), link="https://a.example/f")
    shelf.write("Mole", 1)
    await reader.press("r")
    await reader.loaded()
    await reader.press("g", "m")
    three = articles("Tidewater", "Wire", "Lantern")
    shelf.write("Ferry", 0, articles=three, link="https://a.example/f")
    await reader.press("r")
    await reader.loaded()


async def test_a_story_that_grew_says_so(own_shelf: Shelf) -> None:
    """It is updated, not unread; its new outlet is named in list and story."""
    async with own_shelf.reader() as reader:
        await grown(reader, own_shelf)
        assert reader.marker("Ferry") == "◆"
        assert "+1 outlet · Tidewater" in reader.text
        assert "Lantern new" in reader.words
        assert reader.count("Unread") == "1"
        assert reader.row.read


async def test_a_story_that_grew_is_read_by_time(own_shelf: Shelf) -> None:
    """When the cursor comes to it."""
    async with own_shelf.reader(read_after=MOMENT) as reader:
        await grown(reader, own_shelf)
        assert reader.marker("Ferry") == "◆"
        await reader.press("j", "k")
        await reader.until(lambda: not reader.row.joined)
        assert reader.marker("Ferry") == ""


async def test_a_story_that_grew_is_read_by_key(own_shelf: Shelf) -> None:
    """`m` first says that it is read as it is now; `u` brings the news back."""
    async with own_shelf.reader() as reader:
        await grown(reader, own_shelf)
        await reader.press("m")
        assert (reader.row.read, reader.row.joined, reader.marker("Ferry")) == (True, 0, "")
        await reader.press("u")
        assert (reader.row.joined, reader.marker("Ferry")) == (1, "◆")


async def test_a_story_that_grew_is_read_by_marking_its_view(own_shelf: Shelf) -> None:
    """`A` leaves nothing new behind."""
    async with own_shelf.reader() as reader:
        await grown(reader, own_shelf)
        await reader.choose("All")
        await reader.press("A")
        assert reader.toast == "Marked 2 stories read · u undoes it"
        assert reader.marker("Ferry") == ""
        await reader.press("u")
        assert reader.marker("Ferry") == "◆"


async def test_a_question_tells_starred_stories_apart(own_shelf: Shelf) -> None:
    """They are marked read as well: one may think twice."""
    for number in range(51):
        own_shelf.write(f"Story {number:02}", number)
    async with own_shelf.reader() as reader:
        await reader.press("s", "A")
        assert "Mark 51 stories in Unread read? 1 of them is starred." in reader.words
        await reader.press("n")


async def test_undo_goes_on_after_a_restart(shelf: Shelf) -> None:
    """What the last run did, step by step."""
    async with shelf.reader() as reader:
        await reader.press("m", "j", "s")
    async with shelf.reader() as reader:
        await reader.press("u")
        assert reader.toast == "Unstarred again: 1 story"
        await reader.press("u")
        assert (reader.toast, reader.count("Unread")) == ("Unread again: 1 story", "30")
        await reader.press("ctrl+r", "ctrl+r")
        assert (reader.count("Unread"), reader.count("Starred")) == ("29", "1")
        await reader.press("ctrl+r")
        assert reader.said == "Nothing to do again"
