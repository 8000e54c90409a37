"""A generator deletes and rewrites its folder twice an hour: nothing the reader did is lost."""

import datetime as dt
import shutil

from tests.library.shelf import ALL, PROBLEMS, STARRED, UNREAD, Shelf, rows, stories, tally

MORNING = {
    "ferry": ["Isle Observer", "Dune Post"],
    "bell": ["Harbour Gazette"],
    "balloon": ["Reef Radio", "Isle Observer", "Dune Post"],
    "lights": ["Dune Post"],
}
NOON = {
    "storm": ["Isle Observer"],
    "ferry": ["Isle Observer", "Reef Radio", "Dune Post"],
    "bell": ["Harbour Gazette"],
}
EVENING: dict[str, list[str]] = {}


def test_marks_and_times_survive_all_that_a_generator_does(shelf: Shelf) -> None:
    """Grown, unchanged, gone, new; then an empty folder; then everything again."""
    shelf.rewrite(MORNING)
    with shelf.loaded() as library:
        before = stories(library)
        library.mark_read([before["ferry"].number, before["bell"].number])
        library.mark_starred([before["balloon"].number], starred=True)
    for state in (NOON, EVENING, MORNING, NOON):
        shelf.later(minutes=30)
        shelf.rewrite(state)
        with shelf.loaded() as library:
            after = stories(library)
            assert set(after) == {"ferry", "bell", "balloon", "lights", "storm"}
            for slug, story in before.items():
                same = (after[slug].id, after[slug].first_seen, after[slug].when)
                assert same == (story.id, story.first_seen, story.when)
            assert [slug for slug, one in after.items() if one.read] == ["bell", "ferry"]
            assert set(rows(library, STARRED)) == {"balloon"}
            assert set(rows(library, UNREAD)) == {"balloon", "lights", "storm"}
            assert library.notices == []
            assert tally(library)["problems"] == (0, 0)


def test_an_outlet_that_joins_makes_a_read_story_updated(shelf: Shelf) -> None:
    """It is not unread again; reading it once more makes it read as it is now."""
    shelf.rewrite(MORNING)
    with shelf.loaded() as library:
        library.mark_read([rows(library)["ferry"].number])
        shelf.later(minutes=30)
        shelf.rewrite(NOON)
        library.load()
        row = rows(library)["ferry"]
        assert (row.read, row.joined) == (True, 1)
        story = library.story(row.number)
        assert (story.new_outlets, story.updated) == (("Reef Radio",), shelf.now)
        assert "ferry" not in rows(library, UNREAD)
        library.mark_read([row.number])
        assert rows(library)["ferry"].joined == 0
        library.undo()
        assert rows(library)["ferry"].joined == 1


def test_what_vanished_is_readable_with_all_its_articles(shelf: Shelf) -> None:
    """Until somebody forgets it on purpose."""
    shelf.rewrite(MORNING)
    with shelf.loaded() as library:
        before = stories(library)["balloon"]
        shelf.rewrite(EVENING)
        loading = library.load()
        assert (loading.files, loading.vanished, loading.changed) == (0, 4, True)
        assert stories(library)["balloon"] == before
        assert not library.load().changed


def test_a_folder_that_is_gone_is_a_problem_and_costs_nothing(shelf: Shelf) -> None:
    """The disk that is not there today is there tomorrow."""
    shelf.rewrite(MORNING)
    with shelf.loaded() as library:
        library.mark_read([rows(library)["bell"].number])
        shutil.move(shelf.news, shelf.root / "elsewhere")
        assert library.load().changed
        (problem,) = (library.problem(number) for number in library.numbers(PROBLEMS))
        assert problem.path == str(shelf.news)
        assert problem.reason == "can't be listed: No such file or directory"
        assert len(rows(library)) == 4
        assert not library.load().changed
        shutil.move(shelf.root / "elsewhere", shelf.news)
        library.load()
        assert tally(library) == {
            "all": (4, 3), "unread": (3, 3), "today": (4, 3), "starred": (0, 0), "problems": (0, 0)
        }  # fmt: skip


def test_files_that_move_within_a_source_stay_the_same_stories(shelf: Shelf) -> None:
    """Identity comes from what a file says, not from where it is."""
    path = shelf.put("ferry", "Isle Observer")
    with shelf.loaded() as library:
        number = rows(library)["ferry"].number
        library.mark_starred([number], starred=True)
        (shelf.news / "2026" / "01").mkdir(parents=True)
        path.rename(shelf.news / "2026" / "01" / "renamed.md")
        library.load()
        assert list(library.numbers(ALL)) == [number]
        assert rows(library, STARRED)["ferry"].number == number
        assert len(library.story(number).briefings) == 1


def test_the_clock_does_not_matter(shelf: Shelf) -> None:
    """Years back and years ahead: nothing is lost, what has a time of its own keeps it."""
    published = "2026-01-07T10:00:00Z"
    shelf.put("ferry", "Isle Observer", date=published)
    shelf.put("future", "Isle Observer", date="2099-01-01T00:00:00Z")
    with shelf.loaded() as library:
        library.mark_read([rows(library)["ferry"].number])
        seen = rows(library)["future"].when
        assert seen == shelf.now
    for moment in (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2400, 1, 1, tzinfo=dt.UTC)):
        shelf.now = moment
        shelf.put(f"new{moment.year}", "Isle Observer", date=published)
        shelf.put("ferry", "Isle Observer", "Dune Post", date=published)
        with shelf.loaded() as library:
            found = rows(library)
            assert found["ferry"].when == dt.datetime.fromisoformat(published)
            assert (found["ferry"].read, found["future"].when) == (True, seen)
            assert found[f"new{moment.year}"].when <= shelf.now
            assert tally(library)["all"][0] == len(found)
