"""A look that was just made need not be made again, unless something tells of a change."""

import os
from collections.abc import Callable

import pytest

from tests.library.shelf import Shelf, rows
from tui_reader.config import Config
from tui_reader.library import Library


@pytest.fixture
def looked_at(shelf: Shelf) -> Shelf:
    """A folder that was left alone for a minute, and then looked at."""
    shelf.put("ferry", "Isle Observer")
    inner = shelf.news / "inner"
    inner.mkdir()
    shelf.put("bell", "Isle Observer", folder=inner)
    age(shelf)
    with shelf.loaded():
        pass
    return shelf


def age(shelf: Shelf) -> None:
    """Let folders and files be a minute older than now."""
    then = shelf.now.timestamp() - 60
    for path in (*shelf.news.rglob("*"), shelf.news):
        os.utime(path, (then, then))


def is_fresh(shelf: Shelf) -> bool:
    """What a new instance says."""
    with shelf.library() as library:
        return library.is_fresh()


def test_a_look_is_good_for_a_minute(looked_at: Shelf) -> None:
    """Not longer; and not for a clock that was set back."""
    looked_at.later(seconds=59)
    assert is_fresh(looked_at)
    looked_at.later(seconds=1)
    assert not is_fresh(looked_at)
    looked_at.later(seconds=-61)
    assert not is_fresh(looked_at)


def add_source(shelf: Shelf) -> None:
    """Another folder."""
    (shelf.root / "more").mkdir()
    with shelf.paths.sources_file.open("a") as file:
        file.write(f'[[folder]]\npath = "{shelf.root / "more"}"\n')


def mark_elsewhere(shelf: Shelf) -> None:
    """A mark by a library of another scope, which this index does not know of."""
    with shelf.loaded(shelf.news) as library:
        library.mark_read([rows(library)["ferry"].number])


@pytest.mark.parametrize(
    "change",
    [
        lambda shelf: shelf.put("lamp", "Isle Observer"),
        lambda shelf: shelf.put("lamp", "Isle Observer", folder=shelf.news / "inner"),
        lambda shelf: (shelf.news / "ferry.md").unlink(),
        lambda shelf: (shelf.news / "ferry.md").write_text("Other.", encoding="utf-8"),
        lambda shelf: shelf.rewrite({"ferry": ["Isle Observer", "Gull Daily"]}),
        add_source,
        mark_elsewhere,
        lambda shelf: shelf.paths.index_file().unlink(),
        lambda shelf: shelf.paths.views_file.write_text('[[mute]]\nquery = "ferry"\n'),
        lambda shelf: shelf.paths.views_file.write_text("[[mute]]\n"),
    ],
    ids=[
        *("new", "new inside", "gone", "in place", "rewritten", "source", "mark", "index"),
        *("mute", "mistake"),
    ],
)
def test_what_tells_of_a_change_asks_for_a_look(
    looked_at: Shelf, change: Callable[[Shelf], object]
) -> None:
    """Files that come and go, other sources, marks of others, a lost index, another rule."""
    assert is_fresh(looked_at)
    change(looked_at)
    assert not is_fresh(looked_at)


def test_a_folder_that_has_just_changed_is_no_proof(looked_at: Shelf) -> None:
    """It may change again in the same tick of the clock."""
    looked_at.put("lamp", "Isle Observer")
    with looked_at.loaded():
        pass
    assert not is_fresh(looked_at)


def test_drafts_and_folders_by_name_are_looked_at(looked_at: Shelf) -> None:
    """What was looked at is another list."""
    with Library.open(
        looked_at.paths, config=Config(drafts=True), clock=looked_at.clock
    ) as library:
        assert not library.is_fresh()
    with looked_at.loaded(looked_at.news):
        pass
    with looked_at.library(looked_at.news) as library:
        assert not library.is_fresh()
