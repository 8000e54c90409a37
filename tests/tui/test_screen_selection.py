"""Acting on many stories at once: a selection, what is above and below."""

from pathlib import Path

from tests.tui.screen_harness import Shelf, links
from tests.tui.test_screen_marking import read_numbers


async def test_a_selection_is_acted_on_as_one(shelf: Shelf) -> None:
    """Read, starred, tagged in one step, and undone in one; then it has ended."""
    async with shelf.reader() as reader:
        await reader.press("j", "v", "j", "j", "m")
        assert reader.toast == "Marked 3 stories read · u undoes it"
        assert len(reader.main.picked()) == 1
        await reader.press("u")
        assert reader.toast == "Unread again: 3 stories"
        await reader.press("v", "k", "s")
        assert reader.toast == "Starred 2 stories · u undoes it"
        await reader.press("v", "j", "j", "s")
        assert (reader.toast, reader.count("Starred")) == ("Starred 1 story · u undoes it", "3")
        await reader.press("v", "k", "t", *"later", "enter")
        assert reader.toast == "Tagged 2 stories #later · u undoes it"
        await reader.choose("Tags")
        await reader.choose("later")
        assert len(reader.listed) == 2


async def test_a_selection_that_is_half_read_becomes_read(shelf: Shelf) -> None:
    """And one that is all read becomes unread."""
    async with shelf.reader() as reader:
        await reader.press("m", "v", "j", "m")
        assert reader.toast == "Marked 1 story read · u undoes it"
        await reader.press("v", "k", "m")
        assert reader.toast == "Marked 2 stories unread · u undoes it"


async def test_a_selection_is_seen(shelf: Shelf) -> None:
    """A bar before each line of it, whichever way it grew."""
    async with shelf.reader() as reader:
        await reader.press("j", "j", "v", "k")
        bars = [line[0] for line in reader.drawn("stories")[:8]]
        assert bars == [" ", " ", "▌", "▌", "▎", "▎", " ", " "]
        await reader.press("escape")
        assert "▎" not in "".join(reader.drawn("stories"))
        assert reader.focus == "stories"


async def test_a_selection_stays_on_its_stories(own_shelf: Shelf) -> None:
    """While others come in above them; another view ends it."""
    for number in range(5):
        own_shelf.write(f"Story {number:02}", number + 10)
    async with own_shelf.reader() as reader:
        await reader.press("j", "v", "j")
        own_shelf.write("News", 0)
        await reader.press("r")
        await reader.loaded()
        await reader.press("m")
        assert reader.toast == "Marked 2 stories read · u undoes it"
        assert read_numbers(own_shelf) == ["Story 01", "Story 02"]
        await reader.press("v")
        await reader.choose("All")
        assert len(reader.main.picked()) == 1


async def test_selected_stories_are_opened_and_copied(shelf: Shelf, opened: Path) -> None:
    """The first outlet of each; many only after a question."""
    async with shelf.reader() as reader:
        await reader.press("j", "v", "j", "o")
        await reader.until(lambda: reader.said == "Opened 2 articles")
        assert links(opened) == ["https://tidewater.example/1", "https://tidewater.example/2"]
        await reader.press("v", "k", "y")
        assert reader.said == "Sent 2 links to the terminal's clipboard"
        assert reader.app.clipboard.splitlines() == [
            "https://tidewater.example/1",
            "https://tidewater.example/2",
        ]
        await reader.press("v", "G", "o")
        assert "Open 29 stories in the browser?" in reader.text
        await reader.press("n")


async def test_a_long_list_is_known_before_it_is_acted_on(own_shelf: Shelf) -> None:
    """The first rows of a view are shown at once; what is marked is all that is meant."""
    for number in range(80):
        own_shelf.write(f"Story {number:02}", number)
    async with own_shelf.reader() as reader:
        await reader.choose("All")
        reader.main.desk.numbers = reader.main.desk.numbers[:60]
        reader.main.desk.is_part = True
        await reader.press("v", "G", "s")
        assert reader.toast == "Starred 80 stories · u undoes it"
        await reader.press("g")
        reader.main.desk.numbers = reader.main.desk.numbers[:60]
        reader.main.desk.is_part = True
        await reader.press("]")
        assert "Mark 79 stories below this one read?" in reader.words
        await reader.press("n")


async def test_what_changes_nothing_offers_no_undo(shelf: Shelf) -> None:
    """`u` would take back something else."""
    async with shelf.reader() as reader:
        for _ in range(2):
            await reader.press("g", "v", "j", "t", *"sea", "enter")
        assert reader.toast == "Tagged 0 stories #sea"
