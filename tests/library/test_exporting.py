"""Exporting: files in the form that is read, so that nothing is lost on the way."""

from pathlib import Path

import pytest

from tests.library.shelf import ALL, Shelf, rows
from tests.library.station import Item, Station
from tui_reader.errors import ReaderError
from tui_reader.library.exporting import export, export_anew, form_of


def test_what_is_exported_is_read_as_it_was(station: Station, tmp_path: Path) -> None:
    """By this program; twice makes no second file."""
    station.publish("isle", Item("Ferry", text="Late <b>again</b> & again"), Item("Lamp", hours=1))
    station.subscribe("isle")
    station.refresh()
    target = tmp_path / "out" / "posts"
    with station.library() as library:
        stories = [library.story(number) for number in library.numbers(ALL)]
        assert export(stories, target) == 2
        assert export(stories, target) == 2
    assert len(list(target.iterdir())) == 2
    with station.library(str(target)) as library:
        again = [library.story(number) for number in library.numbers(ALL)]
    assert [story.briefings for story in again] == [story.briefings for story in stories]


def test_a_folder_that_can_not_be_written_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """It is a file."""
    shelf.put("ferry", "Isle Observer")
    (tmp_path / "file").touch()
    with shelf.loaded() as library, pytest.raises(ReaderError, match="can't be written"):
        export([library.story(rows(library)["ferry"].number)], tmp_path / "file")


def test_a_link_that_was_planted_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    """In a folder where everybody may write; what it leads to stays as it is."""
    dear = tmp_path / "dear"
    dear.write_text("mine")
    shelf.put("ferry", "Isle Observer")
    with shelf.loaded() as library:
        stories = [library.story(rows(library)["ferry"].number)]
        export(stories, tmp_path / "out")
        (file,) = (tmp_path / "out").iterdir()
        file.unlink()
        for name in (file.name, f".{file.name}.draft"):
            (tmp_path / "out" / name).symlink_to(dear)
        export(stories, tmp_path / "out")
    assert dear.read_text() == "mine"
    assert not file.is_symlink()


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.html", "html"), ("a.JSON", "json"), ("b/a.csv", "csv"), ("posts", "md"), ("a.txt", "md")],
)
def test_a_name_says_its_form(name: str, form: str) -> None:
    """By its ending."""
    assert form_of(Path(name)) == form


@pytest.mark.parametrize(
    ("name", "has"), [("a.html", "<h2>ferry"), ("a.json", '"headline": "ferry'), ("a.csv", "ferry")]
)
def test_stories_are_one_file_for_others(shelf: Shelf, tmp_path: Path, name: str, has: str) -> None:
    """In the form of its name; what is there already is not written over."""
    shelf.put("ferry", "Isle Observer")
    with shelf.loaded() as library:
        told = [library.story(rows(library)["ferry"].number)]
        assert export_anew(told, str(tmp_path / name)) == f"Wrote 1 story to {tmp_path / name}"
        assert has in (tmp_path / name).read_text(encoding="utf-8")
        with pytest.raises(ReaderError, match="is there already"):
            export_anew(told, str(tmp_path / name))
        assert export_anew(told, str(tmp_path / "posts")).startswith("Wrote 1 file to")
        assert export_anew(told, str(tmp_path / "posts")).startswith("Wrote 1 file to")


@pytest.mark.parametrize("name", ["~nobody-has-this-name/x", "a\0b", "x" * 300 + ".html"])
def test_a_name_that_can_be_none_is_told(shelf: Shelf, name: str) -> None:
    """In one line."""
    with shelf.loaded(), pytest.raises(ReaderError):
        export_anew([], name)
