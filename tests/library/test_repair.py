"""Damaged, lost and newer databases: the start goes on, and what the reader did is there."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.library.shelf import STARRED, UNREAD, Shelf, rows, stories
from tests.store.desk import full_disk
from tui_reader.errors import StoreError, StoreNewerError
from tui_reader.library import Library
from tui_reader.models import View

Damage = Callable[[Path], object]


def overwritten(path: Path) -> None:
    """Zeros over all pages of a database but the first."""
    path.write_bytes(path.read_bytes()[:4096].ljust(path.stat().st_size, b"\0"))


def one_page_of(path: Path) -> None:
    """Rubbish over one page in the middle of a database."""
    data = path.read_bytes()
    at = len(data) // 8192 * 4096
    path.write_bytes(data[:at] + b"\x5a" * 4096 + data[at + 4096 :])


# What is noticed when a file is opened, when it is prepared, and when a page is needed.
DAMAGES: dict[str, Damage] = {
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "all but the first page": overwritten,
    "a page in the middle": one_page_of,
}
any_damage = pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Sixty stories: s1 read, s2 starred, s3 starred and its file gone."""
    shelf = Shelf(tmp_path_factory.mktemp("used"))
    for number in range(60):
        shelf.put(f"s{number}", "Isle Observer", tags=(f"tag{number}",))
    with shelf.loaded() as library:
        found = rows(library)
        library.mark_read([found["s1"].number])
        library.mark_starred([found["s2"].number, found["s3"].number], starred=True)
    (shelf.news / "s3.md").unlink()
    shutil.copytree(shelf.root / "home", shelf.root / "as it was")
    return shelf


@pytest.fixture
def used(made: Shelf) -> Shelf:
    """The same, with the databases as they were, whatever a test before has done to them."""
    shutil.rmtree(made.root / "home")
    shutil.copytree(made.root / "as it was", made.root / "home")
    (made.news / "late.md").unlink(missing_ok=True)
    return made


def check(library: Library) -> None:
    """All is there as it was: stories, marks, times."""
    assert set(rows(library)) == {f"s{number}" for number in range(60)}
    assert set(rows(library)) - set(rows(library, UNREAD)) == {"s1"}
    assert set(rows(library, STARRED)) == {"s2", "s3"}
    assert len({story.first_seen for story in stories(library).values()}) == 1


@any_damage
def test_a_damaged_index_is_built_again(used: Shelf, damage: Damage) -> None:
    """With one notice; the next start is as if nothing had been."""
    index = used.paths.index_file()
    damage(index)
    used.later(days=1)
    with used.loaded() as library:
        if library.repair():
            library.load()
        check(library)
        (notice,) = library.notices
        assert "The index was damaged and is being built again" in notice
        assert "No mark is lost" in notice
    assert index.with_name("index.db.damaged").exists()
    with used.loaded() as library:
        check(library)
        assert library.notices == []


@pytest.mark.parametrize("remains", ["nothing", "an empty file", "its journals"])
def test_a_lost_index_is_built_again(used: Shelf, remains: str) -> None:
    """With one notice where it can be noticed."""
    index = used.paths.index_file()
    index.unlink()
    if remains == "an empty file":
        index.touch()
    elif remains == "its journals":
        index.with_name("index.db-wal").write_bytes(b"\x37\x7f\x06\x82" * 100)
        index.with_name("index.db-shm").write_bytes(bytes(100))
    used.later(days=1)
    with used.loaded() as library:
        check(library)
        if remains != "an empty file":
            assert library.notices == [
                "The index was gone; it is being built again. No mark is lost."
            ]


def test_no_page_of_the_index_can_be_damaged_for_good(used: Shelf) -> None:
    """Whichever it is: what a look does not meet, a check of all pages finds."""
    index = used.paths.index_file()
    sound = index.read_bytes()
    for at in range(4096, len(sound), 8 * 4096):
        for path in index.parent.glob("index.db*"):
            path.unlink()
        index.write_bytes(sound[:at] + b"\x5a" * 4096 + sound[at + 4096 :])
        with used.loaded() as library:
            if library.repair():
                library.load()
            check(library)
            assert len(library.notices) == 1


def test_who_only_reads_repairs_nothing(used: Shelf) -> None:
    """The one that builds the index will, and it has it open."""
    with used.loaded(), used.library() as second:
        second.begin()
        one_page_of(used.paths.index_file())
        assert not second.repair()
        assert second.notices == []
    assert not list(used.paths.cache.glob("*.damaged"))


def test_an_index_that_is_damaged_while_it_is_read_is_built_again(used: Shelf) -> None:
    """The first page asks for what is not there; the next look brings all of it back."""
    overwritten(used.paths.index_file())
    with used.library() as library:
        page = library.page(UNREAD, "", 10)
        assert (page.total, page.rows) == (0, ())
        assert len(library.notices) == 1
        library.load()
        check(library)
        assert len(library.notices) == 1


@any_damage
def test_what_is_muted_is_so_in_the_new_index(used: Shelf, damage: Damage) -> None:
    """The rules are obeyed before the stories come back."""
    used.paths.views_file.write_text('[[mute]]\nquery = "tag:tag5"\n', encoding="utf-8")
    with used.loaded():
        pass
    with used.library() as library:
        library.begin()
        damage(used.paths.index_file())
        library.load()
        assert rows(library, View("muted", "tag:tag5")).keys() == {"s5"}


@any_damage
def test_damaged_marks_are_set_aside_and_taken_from_the_index(used: Shelf, damage: Damage) -> None:
    """Also what was kept of starred stories, which the index may lose the next day."""
    damage(used.paths.marks_file)
    used.later(days=1)
    with used.loaded() as library:
        check(library)
        (notice,) = library.notices
        assert notice.startswith("marks.db was damaged and is kept as marks.db.damaged")
    assert used.paths.marks_file.with_name("marks.db.damaged").exists()
    used.paths.index_file().unlink()
    with used.loaded() as library:
        check(library)


def test_both_damaged_leave_the_stories(used: Shelf) -> None:
    """Nothing can be known of the marks; all that there are files of is there."""
    for path in (used.paths.index_file(), used.paths.marks_file):
        path.write_bytes(bytes(8192))
    with used.loaded() as library:
        assert len(rows(library, UNREAD)) == 59
        assert len(library.notices) == 2


def test_closing_while_files_are_loaded_throws_nothing_away(used: Shelf) -> None:
    """Who leaves in the middle gets an error of ours, and no repair of what is sound."""
    used.put("late", "Isle Observer")
    with used.library() as library:
        with pytest.raises(StoreError, match="closed"):
            library.load(lambda _: library.close())
        assert library.notices == []
    with used.loaded() as library:
        assert library.notices == []
        assert "late" in rows(library)
    assert not list(used.paths.cache.glob("*.damaged"))


def test_a_full_disk_is_told_and_forgotten(used: Shelf) -> None:
    """Reading goes on; nothing is half done, and nothing is taken for damage."""
    used.put("late", "Isle Observer")
    with used.library() as library:
        library.begin()
        before = stories(library)
        with full_disk(0):
            for write in (library.load, lambda: library.mark_read([before["s7"].number])):
                with pytest.raises(StoreError, match=r"disk I/O error|disk is full"):
                    write()
            assert stories(library) == before
        library.load()
        library.mark_read([before["s7"].number])
        assert set(rows(library)) - set(rows(library, UNREAD)) == {"s1", "s7"}
        assert "late" in rows(library)
        assert library.notices == []


@pytest.mark.parametrize("name", ["index_file", "marks_file"])
def test_a_newer_database_is_refused_and_not_changed(used: Shelf, name: str) -> None:
    """By the start, with a way out; when it has been moved away all is well."""
    path: Path = used.paths.index_file() if name == "index_file" else used.paths.marks_file
    data = bytearray(path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")  # user_version
    path.write_bytes(data)
    with pytest.raises(StoreNewerError, match="move the file away"), used.loaded():
        pytest.fail("it has been opened")
    assert path.read_bytes() == data
    path.rename(path.with_name("newer"))
    with used.loaded() as library:
        check(library)
        assert library.reads_only == ""


def test_an_older_copy_of_the_marks_is_followed(used: Shelf, tmp_path: Path) -> None:
    """A backup that was put back counts, although the index has seen later changes."""
    marks = used.paths.marks_file
    backup = marks.read_bytes()
    with used.loaded() as library:
        library.mark_read([rows(library)["s1"].number], read=False)
        library.mark_read([rows(library)["s5"].number])
        (tmp_path / "later.db").write_bytes(marks.read_bytes())
    marks.write_bytes(backup)
    with used.loaded() as library:
        assert "s1" not in rows(library, UNREAD)
