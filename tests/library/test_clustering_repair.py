"""What happens to stories when folders move, decisions change, and the index is not what it was."""

import sqlite3
from contextlib import closing

import pytest

from tests.briefing_files import write_briefing
from tests.library.ferry import APART, FERRY, FERRY_LATER, TOGETHER, put, stories, told
from tests.library.shelf import ALL, STARRED, Shelf
from tui_reader.config import Config
from tui_reader.library import Library


def test_a_folder_that_is_moved_keeps_its_stories(ferry: Shelf) -> None:
    """What leaves the index, and comes again, is in the story that it was in."""
    with ferry.loaded() as library:
        library.mark_read(library.numbers(ALL))
    moved = ferry.root / "moved"
    ferry.news.rename(moved)
    sources = ferry.paths.sources_file.read_text(encoding="utf-8")
    ferry.paths.sources_file.write_text(sources.replace(str(ferry.news), str(moved)))
    with ferry.loaded() as library:
        assert told(library) == TOGETHER
        assert all(story.read for story in stories(library))
        kinds = {reason.kind for reason in library.why(stories(library)[0].number)}
        assert kinds == {"", "before"}


def test_the_last_decision_counts(ferry: Shelf) -> None:
    """Taken out and joined again by hand is together, in a new index too; undone, it is apart."""
    put(ferry, FERRY_LATER, "Harbour Herald", 11)
    with ferry.loaded() as library:
        founder, *others = library.why(stories(library)[0].number)
        library.arranger.take_out(founder.id)
        library.arranger.join([founder.id, others[0].id])
        together = told(library)
        assert len(together) == 2
    for path in ferry.paths.cache.glob("index.db*"):
        path.unlink()
    with ferry.loaded() as library:
        assert told(library) == together
        library.undo()
        library.load()
        assert ("Coast Post",) in told(library)


def test_what_is_starred_is_not_hidden_by_what_joins_it(ferry: Shelf) -> None:
    """A story with a star stays where it is seen; one without stays hidden."""
    with closing(Library.open(ferry.paths, config=Config(cluster="off"))) as library:
        library.load()
        assert told(library) == APART
        by_outlet = {story.outlets[0]: story.number for story in stories(library)}
        library.mark_hidden([by_outlet["Coast Post"]])
        library.mark_starred([by_outlet["Isle Observer"]], starred=True)
    with ferry.loaded() as library:
        assert library.total(STARRED) == 1
        assert told(library) == TOGETHER
        library.mark_hidden(library.numbers(STARRED))
        assert library.total(STARRED) == 0
        library.undo()
        assert library.total(STARRED) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE window_stories SET plain = '[]'",
        "UPDATE window_items SET story = 999",
        "UPDATE window_items SET texts = 'zz'",
        "UPDATE parts SET story = 999",
        "UPDATE parts SET evidence = 'zz'",
        "INSERT INTO former VALUES ('https://coastpost.example/coastpost-8', 'x', 1e18)",
    ],
)
def test_nonsense_in_the_index_is_got_rid_of(ferry: Shelf, damage: str) -> None:
    """The index may be thrown away: then it is built again, and the stories are as they were."""
    with ferry.loaded() as library:
        library.mark_read(library.numbers(ALL))
    with closing(sqlite3.connect(ferry.paths.index_file(""))) as database:
        database.execute(damage)
        database.commit()
    put(ferry, FERRY_LATER, "Harbour Herald", 11)
    with ferry.loaded() as library:
        found = stories(library)
        assert [library.why(story.number) for story in found]
        library.mark_starred(library.numbers(ALL), starred=True)
        library.load()
        assert {"Harbour Herald", "Isle Observer"} <= {n for names in told(library) for n in names}


def test_a_story_of_many_is_marked_in_no_time(shelf: Shelf) -> None:
    """Each briefing keeps its own outlets only: all of all would be a square of them."""
    shelf.paths.config_file.unlink()
    for number in range(120):
        put(shelf, f"Ferry capsizes off Lamu island with {number} pilgrims", f"Post {number}", 9)
    with shelf.loaded() as library:
        library.mark_read(library.numbers(ALL))
        rows = library.begin().marks.database.execute("SELECT outlets FROM marks").fetchall()
        assert max(len(outlets) for (outlets,) in rows) < 60
        assert not stories(library)[0].new_outlets


def test_who_is_joined_at_once_has_a_reason(shelf: Shelf) -> None:
    """Too little like the story to join it, but then the two stories are like each other."""
    shelf.paths.config_file.unlink()
    put(shelf, FERRY, "Coast Post", 2)
    put(shelf, "Harbour storm rescue capsizes Lamu island", "Isle Observer", 8)
    with shelf.loaded() as library:
        (number,) = library.numbers(ALL)
        assert [reason.kind for reason in library.why(number)] == ["", "words"]


def test_made_anew_they_are_those_of_a_new_library(ferry: Shelf) -> None:
    """Also where a briefing has copies that say another day."""
    copies = ferry.news / "copies"
    copies.mkdir()
    for path in list(ferry.news.glob("*.md")):
        text = path.read_text(encoding="utf-8").replace("2026-01-08T", "2026-01-05T")
        (copies / path.name).write_text(text, encoding="utf-8")
    put(ferry, FERRY_LATER, "Harbour Herald", 11)
    with ferry.loaded() as library:
        fresh = told(library)
    for cluster in ("off", "eager", "careful"):
        with closing(Library.open(ferry.paths, config=Config(cluster=cluster))) as library:
            library.load()
    with ferry.loaded() as library:
        assert told(library) == fresh


def test_what_is_near_is_of_the_same_days(ferry: Shelf) -> None:
    """However long ago that was, and whatever has come since."""
    with closing(Library.open(ferry.paths, config=Config(cluster="off"))) as library:
        library.load()
        for day in range(9, 15):
            ferry.later(days=1)
            articles = [(f"Report of day {day}", "Town Crier", f"https://t.example/{day}")]
            date = f"2026-01-{day:02}T08:00:00Z"
            write_briefing(
                ferry.news, slug=f"t{day}", title=f"Report {day}", articles=articles, date=date
            )
        library.load()
        by_outlet = {story.outlets[0]: story.number for story in stories(library)}
        offered = library.near(by_outlet["Coast Post"])
        assert [row.number for row in offered] == [by_outlet["Isle Observer"]]
