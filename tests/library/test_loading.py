"""Looking at the sources: what comes of it, how far it is, and that it can be stopped."""

import os
from pathlib import Path
from threading import Event

import pytest

from tests.library.shelf import ALL, PROBLEMS, Shelf, rows, stories, tally
from tests.store.desk import full_disk
from tests.workers.bad_files import bad_files, children, deadline
from tui_reader.errors import NotFoundError, ReaderError, StoreError
from tui_reader.library import Library
from tui_reader.library.loading import Progress
from tui_reader.models import View
from tui_reader.paths import Paths


def test_a_bad_file_costs_only_itself(shelf: Shelf) -> None:
    """All kinds of them, each with a reason, in a folder that is otherwise fine."""
    for number in range(5):
        shelf.put(f"good{number}", "Isle Observer")
    reasons = bad_files(shelf.news)
    (shelf.news / "nowhere.md").symlink_to("gone.md")
    with shelf.library() as library:
        loading = library.load()
        assert (loading.files, loading.problems) == (5 + len(reasons), len(reasons))
        assert set(rows(library)) == {f"good{number}" for number in range(5)}
        found = [library.problem(number) for number in library.numbers(PROBLEMS)]
        told = {Path(one.path): one.reason for one in found}
        assert set(told) == {*reasons, shelf.news / "nowhere.md"}
        for path, words in reasons.items():
            assert words in told[path]
        assert not library.load().changed
        for path in told:
            path.unlink()
        assert library.load().vanished == len(told)
        assert rows(library, PROBLEMS) == {}


def test_progress_is_told_from_nothing_to_all(shelf: Shelf) -> None:
    """First what there is to do, then what is done, never less than before; then of stories."""
    for number in range(30):
        shelf.put(f"s{number}", "Isle Observer")
    told: list[Progress] = []
    with shelf.library() as library:
        loading = library.load(told.append)
    assert told[0] == Progress(done=0, total=30)
    assert told[-1] == Progress(done=30, total=30, of_stories=True)
    files = [one.done for one in told if not one.of_stories]
    assert (files[-1], files) == (30, sorted(files))
    assert (loading.files, loading.stopped) == (30, False)


def test_a_stopped_look_goes_on_the_next_time(shelf: Shelf) -> None:
    """No process is left, nothing is lost, nothing is read twice."""
    for number in range(300):
        shelf.put(f"s{number}", "Isle Observer")
    stop = Event()
    stop.set()
    before = children()
    with deadline(20), shelf.library() as library:
        loading = library.load(stop=stop)
        assert loading.stopped
        assert loading.files < 300
        assert children() == before
        assert len(rows(library)) == loading.files
        assert library.load().files == 300 - loading.files
        assert len(rows(library)) == 300


def test_a_changed_file_is_read_and_no_other(shelf: Shelf) -> None:
    """By the numbers of the file; its story stays the same one."""
    for slug in ("ferry", "bell"):
        shelf.put(slug, "Isle Observer")
    with shelf.loaded() as library:
        before = rows(library)["bell"].number
        shelf.put("bell", "Isle Observer", "Dune Post")
        assert library.load().files == 1
        assert rows(library)["bell"].number == before
        assert rows(library)["bell"].outlets == ("Isle Observer", "Dune Post")


def test_one_story_of_two_sources_is_one_row(shelf: Shelf) -> None:
    """In both sources, with one mark."""
    other = shelf.root / "other"
    shelf.put("ferry", "Isle Observer")
    shelf.put("ferry", "Isle Observer", folder=other)
    with shelf.loaded(shelf.news, other) as library:
        story = stories(library)["ferry"]
        assert sorted(story.sources) == ["news", "other"]
        library.mark_read([story.number])
        counts = {one.view: (one.total, one.unread) for one in library.counts()}
        assert counts[View(kind="source", name="news")] == (1, 0)
        assert counts[View(kind="source", name="other")] == (1, 0)


def test_folders_of_one_name_can_be_told_apart(shelf: Shelf) -> None:
    """Each is a view of its own."""
    folders = [shelf.root / year / "briefings" for year in ("2025", "2026")]
    shelf.put("bell", "Isle Observer", folder=folders[0])
    shelf.put("ferry", "Isle Observer", folder=folders[1])
    with shelf.loaded(*folders) as library:
        views = [one.view for one in library.counts() if one.view.kind == "source"]
        assert len(set(views)) == 2
        assert sorted(slug for view in views for slug in rows(library, view)) == ["bell", "ferry"]


def test_a_file_and_its_folder_may_both_be_named(shelf: Shelf) -> None:
    """The file is there once."""
    path = shelf.put("ferry", "Isle Observer")
    with shelf.loaded(shelf.news, path) as library:
        assert len(rows(library)) == 1
        assert library.notices == []
        assert not library.load().changed


def test_names_of_every_kind_are_loaded(shelf: Shelf) -> None:
    """Bytes that are no UTF-8, line breaks; the problems show them cleaned."""
    for name in (b"caf\xe9.md", b"a\nb\x1b[31m.md"):
        path = Path(os.fsdecode(os.path.join(os.fsencode(shelf.news), name)))  # noqa: PTH118
        shelf.put("x", "Isle Observer").rename(path)
        path.with_suffix(".json").write_bytes(b"{")
    with shelf.library() as library:
        assert library.load().files == 4
        assert not library.load().changed
        problems = [library.problem(number).path for number in library.numbers(PROBLEMS)]
        assert sorted(path.rpartition("/")[2] for path in problems) == ["a b[31m.json", "caf.json"]
        assert len(rows(library, PROBLEMS)) == 2


def test_a_folder_whose_name_is_no_text_is_refused_with_a_reason(shelf: Shelf) -> None:
    """What can't be written into the index is told before anything is made."""
    folder = Path(os.fsdecode(os.fsencode(shelf.root) + b"/caf\xe9"))
    folder.mkdir()
    with pytest.raises(ReaderError, match="UTF-8"), shelf.loaded(folder):
        pytest.fail("it has been opened")


@pytest.mark.parametrize("folder", ["nowhere", "~nobody-has-this-name/x", "a\0b", "x" * 5000])
def test_a_folder_that_is_not_there_is_told(shelf: Shelf, folder: str) -> None:
    """And not confused with an empty one."""
    with pytest.raises(NotFoundError, match="no such file or folder"), shelf.library(folder):
        pytest.fail("it has been opened")


def test_samples_are_shown_where_there_is_nothing_else(tmp_path: Path) -> None:
    """Until a folder is added; they are stories like all others."""
    paths = Paths(config=tmp_path / "config", data=tmp_path / "data", cache=tmp_path / "cache")
    with Library.open(paths) as library:
        assert library.samples
        assert library.load().problems == 0
        assert tally(library)["all"][0] >= 10
        assert library.mark_read(library.numbers(ALL)[:1]).before
        (tmp_path / "mine").mkdir()
        assert library.subscriptions.add_folder(str(tmp_path / "mine")).name == "mine"
    with Library.open(paths) as library:
        assert not library.samples
        library.load()
        assert tally(library)["all"] == (0, 0)


def test_files_and_folders_of_the_program_are_private(shelf: Shelf) -> None:
    """0600 and 0700, whatever the mask of the user; also what is set aside, and the journals."""
    shelf.put("ferry", "Isle Observer")
    mask = os.umask(0o022)
    try:
        with shelf.loaded() as library:
            library.mark_starred([rows(library)["ferry"].number], starred=True)
            library.remember({"view": "all"})
            modes = private_modes(shelf)
            assert {"index.db-wal", "marks.db-wal", "place.json", "lock"} <= set(modes)
            assert set(modes.values()) == {0o600}
        index = shelf.paths.index_file()
        index.write_bytes(index.read_bytes()[:5000])
        with shelf.loaded():
            assert set(private_modes(shelf).values()) == {0o600}
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (shelf.paths.data, shelf.paths.cache)] == [
        0o700,
        0o700,
    ]


def private_modes(shelf: Shelf) -> dict[str, int]:
    """The modes of all files in the program's data and cache folders."""
    files = [*shelf.paths.data.iterdir(), *shelf.paths.cache.iterdir()]
    return {path.name: path.stat().st_mode & 0o777 for path in files}


def test_where_nothing_can_be_written_that_is_told(shelf: Shelf) -> None:
    """A file stands where the data folder should be."""
    shelf.paths.data.write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="can't be written"), shelf.library():
        pytest.fail("it has been opened")


def test_the_place_is_remembered_for_each_library(shelf: Shelf) -> None:
    """Complete or not at all; nonsense in its place is a place lost."""
    place = {"view": ["tag", "sand"], "story": "0123", "width": 30}
    with shelf.library() as library:
        assert library.recall() == {}
        library.begin()
        library.remember(place)
        assert library.recall() == place
    with shelf.library(shelf.news) as library:
        assert library.recall() == {}
    with shelf.library() as library:
        library.begin()
        with full_disk(0):
            library.remember({"view": "all"})
            assert library.recall() == place
    assert not list(shelf.paths.data.glob("*.new"))
    for nonsense in (b"", b"[1, 2]", b"{", b"\xff", b"[" * 100_000):
        shelf.paths.place_file().write_bytes(nonsense)
        with shelf.library() as library:
            assert library.recall() == {}


def test_a_page_is_what_the_first_paint_needs(shelf: Shelf) -> None:
    """Part of the view around a story; from the top where it is not known."""
    for number in range(9):
        shelf.put(f"s{number}", "Isle Observer", date=f"2026-01-07T1{number}:00:00Z")
    with shelf.loaded() as library:
        story = stories(library)["s4"]
        page = library.page(ALL, story.id, 4)
        assert [row.headline.split()[0] for row in page.rows] == ["s6", "s5", "s4", "s3"]
        assert (page.total, page.start, page.cursor) == (9, 2, 4)
        for unknown in ("", "ffff"):
            page = library.page(ALL, unknown, 2)
            assert (page.start, page.cursor, page.rows[0].headline.split()[0]) == (0, 0, "s8")
        library.mark_read([story.number])
        assert story.number not in library.unread(ALL)
        for forward, slug in ((True, "s3"), (False, "s5")):
            found = library.next_unread(ALL, story.number, forward=forward)
            assert found == stories(library)[slug].number
        page = library.page(View(kind="unread"), story.id, 4)
        assert (page.total, page.cursor) == (9, 4)
        assert story.number in [row.number for row in page.rows]
