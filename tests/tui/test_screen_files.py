"""Files come, go and change while the program runs; damaged ones are told about."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Semaphore

import pytest

from tests.tui.screen_harness import PATIENCE, Reader, Shelf, links
from tui_reader.records import FileStamp, Loaded
from tui_reader.tui.words import counted
from tui_reader.workers.pool import read_files

SOON = 2.0
"""Seconds within which a change on disk is on the screen."""


async def test_new_files_appear_by_themselves(own_shelf: Shelf) -> None:
    """Within two seconds, above the cursor, which stays on its story and its line."""
    for number in range(40):
        own_shelf.write(f"Old {number:02}", number + 100)
    async with own_shelf.reader() as reader:
        await reader.press(*"jjjjjjjjjj")
        headline, line = reader.headline, reader.list_line(reader.headline)
        for number in range(5):
            own_shelf.write(f"New {number}", number)
        await reader.until(lambda: reader.count("Unread") == "45", SOON)
        assert (reader.headline, reader.list_line(headline)) == (headline, line)
        assert reader.title == "Unread · 45 stories"
        await reader.until(lambda: reader.said == "5 new stories")
        assert reader.row.headline == headline
        await reader.press("g")
        assert reader.headline == "New 0"


async def test_the_cursor_stays_on_its_line_in_the_middle_of_a_long_list(own_shelf: Shelf) -> None:
    """Stories above it come and go; the reader's eye need not move."""
    for number in range(200):
        own_shelf.write(f"Old {number:03}", number + 10)
    async with own_shelf.reader() as reader:
        await reader.press("pagedown", "pagedown", "pagedown", "k", "k")
        await reader.press("enter")
        headline, line = reader.headline, reader.list_line(reader.headline)
        for number in range(7):
            own_shelf.write(f"New {number}", number)
        await reader.until(lambda: reader.count("Unread") == "207")
        assert (reader.headline, reader.list_line(headline)) == (headline, line)
        assert reader.focus == "story"
        assert reader.main.story_pane.story is not None
        assert reader.main.story_pane.story.headline == headline


async def test_a_changed_story_is_shown_anew(own_shelf: Shelf) -> None:
    """Its text in the story pane too, at the place where the reader is."""
    own_shelf.write("Ferry", 0, body="<p>Early words.</p>", articles=())
    async with own_shelf.reader() as reader:
        assert "Early words." in reader.text
        own_shelf.write("Ferry", 0, body="<p>Later words.</p>", articles=())
        await reader.until(lambda: "Later words." in reader.text, SOON)
        assert reader.headline == "Ferry"


async def test_a_folder_that_is_deleted_and_written_anew(own_shelf: Shelf) -> None:
    """As the generators do twice an hour: nothing is unread again, nothing is lost."""
    for number in range(10):
        own_shelf.write(f"Story {number}", number)
    async with own_shelf.reader() as reader:
        await reader.press("j", "m", "j", "s")
        shutil.rmtree(own_shelf.folder)
        own_shelf.folder.mkdir()
        for number in range(1, 12):
            own_shelf.write(f"Story {number}", number)
        await reader.until(lambda: "Story 11" in reader.listed, 2 * SOON)
        await reader.loaded()
        assert reader.headline == "Story 2"
        assert reader.row.starred
        assert [reader.marker(f"Story {number} ") for number in (1, 3)] == ["", "●"]
        assert (reader.count("Unread"), reader.count("Starred")) == ("11", "1")


async def test_a_folder_that_is_gone_keeps_its_stories(own_shelf: Shelf) -> None:
    """They are readable until the folder is back."""
    own_shelf.write("Ferry")
    async with own_shelf.reader() as reader:
        shutil.rmtree(own_shelf.folder)
        await reader.press("r")
        await reader.loaded()
        assert reader.listed == ["Ferry"]
        own_shelf.folder.mkdir()
        own_shelf.write("Mole", 1)
        await reader.until(lambda: reader.listed == ["Ferry", "Mole"], 3 * SOON)


async def test_an_index_that_is_gone_is_built_again(own_shelf: Shelf) -> None:
    """One line says so; no mark is lost."""
    for number in range(3):
        own_shelf.write(f"Story {number}", number)
    async with own_shelf.reader() as reader:
        await reader.press("m", "j", "s")
    shutil.rmtree(own_shelf.paths.cache)
    async with own_shelf.reader(loaded=False) as reader:
        await reader.loaded()
        assert reader.toast == "The index was gone; it is being built again. No mark is lost."
        assert "The index was gone; it is being built again." in reader.words
        assert reader.count("Unread") == "2"
        assert reader.count("Starred") == "1"
        assert reader.listed == ["Story 1", "Story 2"]


async def test_a_damaged_index_is_built_again(own_shelf: Shelf) -> None:
    """Found at the start; the program goes on."""
    own_shelf.write("Ferry")
    async with own_shelf.reader() as reader:
        await reader.press("s")
    (index,) = own_shelf.paths.cache.glob("*.db")
    for path in own_shelf.paths.cache.glob("*.db-*"):
        path.unlink()
    index.write_bytes(b"not a database" * 1000)
    async with own_shelf.reader() as reader:
        await reader.until(lambda: reader.listed == ["Ferry"])
        assert reader.row.starred


async def test_the_words_of_empty_views(own_shelf: Shelf) -> None:
    """Each says what it is that there is none of, and the whole library where to look."""
    async with own_shelf.reader() as reader:
        assert "No briefing files in" in reader.text
        own_shelf.write("Ferry", 100)
        await reader.until(lambda: reader.listed == ["Ferry"])
        for view, words in (
            ("Today", "Nothing new today yet."),
            ("Starred", "No starred stories yet."),
        ):
            await reader.choose(view)
            assert words in reader.text
        await reader.choose("Unread")
        await reader.press("m")
        await reader.choose("Starred")
        await reader.choose("Unread")
        assert "All read." in reader.text


# Problems and drafts -----------------------------------------------------------------------------


async def test_a_problem_shows_its_reason_and_its_path(own_shelf: Shelf) -> None:
    """In the view of problems, which is there as soon as there is one, and goes with the last."""
    own_shelf.write("Ferry")
    async with own_shelf.reader() as reader:
        assert "Problems" not in reader.text
        damaged = own_shelf.folder / "damaged.md"
        damaged.write_text('---\ntitle: "no end\n---\n', encoding="utf-8")
        await reader.until(lambda: "Problems" in reader.text, SOON)
        await reader.loaded()
        assert reader.said == "No new stories · 1 problem"
        await reader.choose("Problems")
        assert reader.title == "Problems · 1"
        assert (reader.headline, reader.marker("damaged.md")) == ("damaged.md", "!")
        assert reader.row.reason == "front matter, line 2: a quote is opened and never closed"
        assert reader.story_words.startswith(f"damaged.md {reader.row.reason}")
        assert str(damaged) in reader.story_words.replace(" ", "")
        damaged.unlink()
        await reader.until(lambda: not reader.listed, SOON)
        assert "No problems: every file could" in reader.words


async def test_a_file_is_no_problem_while_it_is_written(own_shelf: Shelf) -> None:
    """A damaged file that is mended becomes a story."""
    path = own_shelf.folder / "ferry.md"
    path.write_text('---\ntitle: "no end\n---\n', encoding="utf-8")
    async with own_shelf.reader() as reader:
        assert reader.count("Problems") == "1"
        path.write_text('---\ntitle: "Ferry"\n---\nWords.\n', encoding="utf-8")
        await reader.until(lambda: reader.listed == ["Ferry"], SOON)
        assert "Problems" not in reader.text


async def test_drafts_are_shown_on_request(shelf: Shelf) -> None:
    """And not otherwise, when the request is gone."""
    for drafts in (False, True, False):
        async with shelf.reader(drafts=drafts) as reader:
            assert ("Unfinished" in reader.listed) == drafts
            assert reader.count("Unread") == str(30 + drafts)


# The first look at many files --------------------------------------------------------------------


@pytest.fixture
def many(own_shelf: Shelf) -> Shelf:
    """A hundred files that have not been read yet."""
    for number in range(100):
        own_shelf.write(f"Story {number:03}", number)
    return own_shelf


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """What holds the reading of files up: released once, it lets one file through."""
    gate = Semaphore(0)

    def read(stamps: Iterator[FileStamp]) -> Iterator[list[Loaded]]:
        for batch in read_files(stamps):
            for loaded in batch:
                gate.acquire(timeout=PATIENCE)
                yield [loaded]
            yield []

    monkeypatch.setattr("tui_reader.library.loading.read_files", read)
    monkeypatch.setattr("tui_reader.library.loading.BATCH_SECONDS", 0)
    monkeypatch.setattr("tui_reader.tui.screens.reading.LOOK_SECONDS", 0)
    return gate


async def test_the_first_stories_are_there_before_the_last(many: Shelf, gate: Semaphore) -> None:
    """A bar tells how far it is; the cursor stays on the first story."""
    async with many.reader(loaded=False) as reader:
        await reader.until(lambda: "Reading files · esc stops" in reader.text)
        assert " 0/100" in reader.text
        assert "No stories yet." in reader.text
        gate.release()
        await reader.until(lambda: reader.main.row)
        await reader.settled()
        assert " 1/100" in reader.text
        assert reader.title == "Unread · 1 story"
        gate.release(100)
        await reader.loaded()
        assert (reader.headline, reader.count("Unread")) == ("Story 000", "100")
        assert reader.said == "100 new stories"
        assert "Reading files" not in reader.text


@pytest.mark.parametrize("files", [0, 5])
async def test_the_first_look_can_be_stopped(files: int, many: Shelf, gate: Semaphore) -> None:
    """Escape stops it and says so; what has come stays, and `r` brings the rest."""
    async with many.reader(loaded=False) as reader:
        await reader.until(lambda: "Reading files" in reader.text)
        for _ in range(files):
            gate.release()
        await reader.until(lambda: f" {files}/100" in reader.text)
        await reader.rush("escape")
        await reader.until(reader.main.background.stopping.is_set)
        gate.release(100)
        await reader.until(lambda: reader.said.startswith("Stopped after "))
        await reader.settled()
        come = stories(reader)
        assert files <= come < 100
        assert reader.said == f"Stopped after {counted(come, 'file')}; r goes on"
        assert ("No stories yet." in reader.text) == (come == 0)
        await reader.press("r")
        await reader.loaded()
        assert stories(reader) == 100
        assert reader.said == f"{100 - come} new stories"


async def test_leaving_does_not_wait_for_the_last_file(many: Shelf, gate: Semaphore) -> None:
    """What has been read is there the next time."""
    async with many.reader(loaded=False) as reader:
        await reader.until(lambda: "Reading files" in reader.text)
        await reader.pilot.press("q")
        gate.release(100)
        assert reader.app.return_code == 0
    async with many.reader() as reader:
        assert stories(reader) == 100


def stories(reader: Reader) -> int:
    """The number of unread stories."""
    return int(reader.count("Unread") or 0)


async def test_keys_work_while_files_are_read(many: Shelf, gate: Semaphore, opened: Path) -> None:
    """Moving, marking and opening wait for nothing."""
    async with many.reader(loaded=False) as reader:
        gate.release(10)
        await reader.until(lambda: reader.main.stories.count > 3)
        await reader.rush("j", "m", "j", "s", "o")
        assert "Reading files" in reader.text
        gate.release(100)
        await reader.loaded()
        assert reader.row.starred
        assert reader.count("Starred") == "1"
        assert reader.count("Unread") == "98"
    assert len(links(opened)) == 1
