"""What the reader does: written at once, told in a sentence, undone in one step."""

from pathlib import Path

import pytest

from tests.library.shelf import STARRED, UNREAD, Shelf, rows, stories, tally
from tui_reader.errors import NotFoundError, ReaderError, StoreError, UsageError
from tui_reader.library import Library
from tui_reader.models import View


def everything(library: Library) -> list[object]:
    """All that is shown of all stories, and all counts."""
    return [*stories(library).values(), *rows(library).values(), library.counts()]


@pytest.fixture
def four(shelf: Shelf) -> Shelf:
    """Four stories."""
    for slug in ("ferry", "bell", "balloon", "lights"):
        shelf.put(slug, "Isle Observer", "Dune Post")
    return shelf


def test_a_change_is_told_and_undone_exactly(four: Shelf) -> None:
    """One step after the other, back to the beginning."""
    with four.loaded() as library:
        numbers = [row.number for row in rows(library).values()]
        states = [everything(library)]
        changes = [
            library.mark_read(numbers[:3]),
            library.mark_starred(numbers[1:2], starred=True),
            library.mark_read(numbers[:1], read=False),
            library.mark_starred(numbers, starred=True),
            library.mark_starred(numbers[1:], starred=False),
            library.mark_read(numbers),
        ]
        assert [one.label for one in changes] == [
            "Marked 3 stories read",
            "Starred 1 story",
            "Marked 1 story unread",
            "Starred 3 stories",
            "Unstarred 3 stories",
            "Marked 2 stories read",
        ]
        assert tally(library)["unread"] == (0, 0)
        for change in reversed(changes):
            states.append(everything(library))
            assert library.undo() == change.back
        assert everything(library) == states[0]
        assert states[0] not in states[1:]
        with pytest.raises(NotFoundError, match="Nothing to undo"):
            library.undo()
        for change in changes:
            assert library.redo() == change.label
            assert everything(library) == states.pop()
        with pytest.raises(NotFoundError, match="Nothing to do again"):
            library.redo()


def test_what_changes_nothing_is_not_kept_for_undoing(four: Shelf) -> None:
    """Read stories marked read, stories that are gone, what is done without asking."""
    with four.loaded() as library:
        numbers = [row.number for row in rows(library).values()]
        library.mark_read(numbers[:1])
        library.mark_read(numbers[:1])
        library.mark_read([999])
        library.mark_read(numbers[1:2], undoable=False)
        assert library.undo() == "Unread again: 1 story"
        assert not library.story(numbers[0]).read
        assert library.story(numbers[1]).read
        with pytest.raises(NotFoundError):
            library.undo()


def test_marks_are_there_at_the_next_start(four: Shelf) -> None:
    """Before anything is loaded; and so is what can be undone and done again."""
    with four.loaded() as library:
        found = rows(library)
        library.mark_read([found["bell"].number])
        library.mark_starred([found["ferry"].number], starred=True)
    with four.library() as library:
        assert set(rows(library, UNREAD)) == {"ferry", "balloon", "lights"}
        assert set(rows(library, STARRED)) == {"ferry"}
        assert library.undo() == "Unstarred again: 1 story"
        assert library.undo() == "Unread again: 1 story"
        assert set(rows(library, UNREAD)) == {"ferry", "balloon", "lights", "bell"}
    with four.library() as library:
        assert library.redo() == "Marked 1 story read"
        assert set(rows(library, UNREAD)) == {"ferry", "balloon", "lights"}


def test_what_is_done_anew_is_the_end_of_what_was_undone(four: Shelf) -> None:
    """As everywhere: a new deed takes the place of those that could be done again."""
    with four.loaded() as library:
        found = rows(library)
        library.mark_read([found["bell"].number])
        library.undo()
        library.mark_starred([found["bell"].number], starred=True)
        with pytest.raises(NotFoundError):
            library.redo()
        assert library.undo() == "Unstarred again: 1 story"


def test_what_can_not_be_undone_does_not_stand_in_the_way(four: Shelf) -> None:
    """A source that was renamed, and is gone by now: told once, then the next is undone."""
    with four.library() as library:
        library.load()
        library.mark_read([rows(library)["bell"].number])
        library.subscriptions.rename("news", "Isles")
        four.paths.sources_file.write_text("", encoding="utf-8")
        with pytest.raises(ReaderError, match="can't undo 'Renamed news': no source"):
            library.undo()
        assert library.undo() == "Unread again: 1 story"


def test_tags_of_the_reader_are_views_and_found(four: Shelf) -> None:
    """Beside those of the files, which are not taken away; for good, and undone in one step."""
    four.put("storm", "Isle Observer", tags=("sea", "wind"))
    with four.loaded() as library:
        found = rows(library)
        numbers = [found["bell"].number, found["storm"].number]
        assert library.mark_tagged(numbers, " #sea").label == "Tagged 2 stories #sea"
        assert stories(library)["storm"].tags == ("sea", "wind")
        library.make_searchable()
        for view in (View("tag", "sea"), View("search", "tag:sea"), View("search", "sea")):
            assert set(rows(library, view)) == {"bell", "storm"}
    four.paths.index_file().unlink()
    with four.loaded() as library:
        numbers = list(library.numbers(View("tag", "sea")))
        assert len(numbers) == 2
        change = library.mark_tagged(numbers, "sea", tagged=False)
        assert change.label == "Took #sea from 2 stories"
        library.make_searchable()
        for view in (View("tag", "sea"), View("search", "tag:sea"), View("search", "sea")):
            assert set(rows(library, view)) == {"storm"}
        assert library.undo() == "Tagged #sea again: 2 stories"
        assert set(rows(library, View("tag", "sea"))) == {"bell", "storm"}
        assert stories(library)["bell"].tags == ("harbour", "sea")


@pytest.mark.parametrize("tag", ["", "  ", "#", "\0\x1b"])
def test_a_tag_has_a_letter(four: Shelf, tag: str) -> None:
    """What is none is refused, and nothing is done."""
    with four.loaded() as library:
        with pytest.raises(UsageError):
            library.mark_tagged([rows(library)["bell"].number], tag)
        with pytest.raises(NotFoundError):
            library.undo()


def test_a_star_outlives_file_and_index(four: Shelf) -> None:
    """Also one whose story was undone and starred again; without a star it is gone with both."""
    with four.loaded() as library:
        found = rows(library)
        library.mark_starred([found["bell"].number], starred=True)
        library.mark_starred([found["ferry"].number], starred=True)
        library.mark_starred([found["lights"].number], starred=True)
        library.undo()
        library.mark_read([found["bell"].number])
        before = stories(library)["bell"]
    for slug in ("bell", "ferry", "lights"):
        (four.news / f"{slug}.md").unlink()
    four.paths.index_file().unlink()
    with four.loaded() as library:
        assert set(rows(library)) == {"bell", "ferry", "balloon"}
        assert set(rows(library, STARRED)) == {"bell", "ferry"}
        after = stories(library)["bell"]
        assert after._replace(number=before.number) == before


def test_what_the_marks_do_not_know_can_still_be_marked(four: Shelf, tmp_path: Path) -> None:
    """The data folder was lost or is an older copy, the index is there: it knows enough."""
    with four.loaded() as library:
        library.mark_read([rows(library)["bell"].number])
    for path in four.paths.data.iterdir():
        path.rename(tmp_path / f"lost-{path.name}")
    with four.loaded() as library:
        found = rows(library)
        assert found["bell"].read
        assert library.mark_read([found["ferry"].number]).label == "Marked 1 story read"
        assert library.mark_starred([found["bell"].number], starred=True).before[0].read
    four.paths.index_file().unlink()
    with four.loaded() as library:
        assert set(rows(library, UNREAD)) == {"balloon", "lights"}
        assert set(rows(library, STARRED)) == {"bell"}


def test_a_mark_is_safe_before_its_copy(four: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that can't be written just now costs no mark: it is copied in later."""
    with four.loaded() as library:
        number = rows(library)["bell"].number
        stores = library.begin()

        def refuse(*_: object) -> None:
            raise StoreError("database is locked")

        monkeypatch.setattr(stores.index, "apply", refuse)
        with pytest.raises(StoreError):
            library.mark_starred([number], starred=True)
        assert [mark.starred for mark in stores.marks.get([stories(library)["bell"].id]).values()]
        monkeypatch.undo()
    with four.loaded() as library:
        assert set(rows(library, STARRED)) == {"bell"}
        assert library.undo() == "Unstarred again: 1 story"


def test_what_can_not_be_undone_just_now_can_be_later(four: Shelf) -> None:
    """A file that is broken for a while; the second time it is let go of."""
    with four.loaded() as library:
        library.mark_read([rows(library)["bell"].number])
        library.subscriptions.rename("news", "Isles")
        sound = four.paths.sources_file.read_text(encoding="utf-8")
        four.paths.sources_file.write_text("[[", encoding="utf-8")
        with pytest.raises(ReaderError, match="can't undo"):
            library.undo()
        four.paths.sources_file.write_text(sound, encoding="utf-8")
        assert library.undo() == "Isles is called news again"
        four.paths.sources_file.write_text("[[", encoding="utf-8")
        assert library.undo() == "Unread again: 1 story"
