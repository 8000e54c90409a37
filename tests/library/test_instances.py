"""Several instances at once: one saves, the others follow and say so."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.library.shelf import ALL, STARRED, UNREAD, Shelf, rows
from tests.workers.bad_files import deadline
from tui_reader.errors import ReadOnlyError
from tui_reader.library import Library

ROOT = Path(__file__).parent.parent.parent

OTHER = """
import sys
from tui_reader.library import Library
from tui_reader.models import View
from tui_reader.paths import standard_paths

with Library.open(standard_paths()) as library:
    library.load()
    for line in sys.stdin:
        if line.strip() == "mark":
            library.mark_read(library.numbers(View(kind="unread"))[:1])
        print(library.reads_only or "saves", len(library.numbers(View(kind="unread"))), flush=True)
"""


@contextmanager
def another_process() -> Iterator["subprocess.Popen[str]"]:
    """A process with the library open; `ask` it."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", OTHER]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def ask(process: "subprocess.Popen[str]", what: str) -> str:
    """The answer to one line."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{what}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


@pytest.fixture
def three(shelf: Shelf) -> Shelf:
    """Three stories in the library."""
    for slug in ("ferry", "bell", "balloon"):
        shelf.put(slug, "Isle Observer")
    return shelf


def test_the_second_process_reads_and_follows_the_first(three: Shelf) -> None:
    """It says so, loses no mark, and becomes the one that saves at its next start."""
    with deadline(30), another_process() as first:
        assert ask(first, "look") == "saves 3"
        with three.library() as second:
            assert second.load().files == 0
            assert second.reads_only
            assert set(rows(second)) == {"ferry", "bell", "balloon"}
            with pytest.raises(ReadOnlyError):
                second.mark_read(second.numbers(ALL))
            second.follow()
            assert ask(first, "mark") == "saves 2"
            assert second.follow()
            assert len(rows(second, UNREAD)) == 2
            assert not second.follow()
    with three.library() as second:
        second.begin()
        assert second.reads_only == ""
        assert second.mark_read(second.numbers(ALL)).label == "Marked 2 stories read"


def test_the_second_sees_new_stories_and_keeps_no_place(three: Shelf) -> None:
    """What the first one loads is there without another look at the files."""
    with three.loaded() as first, three.library() as second:
        first.remember({"at": "first"})
        second.begin()
        second.remember({"at": "second"})
        assert second.recall() == {"at": "first"}
        three.put("storm", "Isle Observer")
        second.follow()
        assert second.load().files == 0
        first.load()
        assert second.follow()
        assert "storm" in rows(second)


def test_the_second_does_not_change_what_the_first_shows(three: Shelf) -> None:
    """Another wish for drafts is the writer's to fulfil."""
    three.put("draft", "Isle Observer", draft=True)
    with three.loaded() as first:
        config = first.config._replace(drafts=True)
        with Library.open(three.paths, config=config, clock=three.clock) as second:
            second.load()
            assert set(rows(second)) == set(rows(first)) == {"ferry", "bell", "balloon"}
        assert first.counts()
    with Library.open(three.paths, config=config, clock=three.clock) as alone:
        alone.load()
        assert "draft" in rows(alone)


def test_other_folders_can_be_read_at_the_same_time(three: Shelf) -> None:
    """They are looked at by the second instance itself; it shows the marks of the first."""
    other = three.root / "other"
    three.put("bell", "Isle Observer", folder=other)
    three.put("storm", "Isle Observer", folder=other)
    with three.loaded() as first, three.loaded(other) as second:
        assert second.reads_only
        assert set(rows(second)) == {"bell", "storm"}
        with pytest.raises(ReadOnlyError):
            second.mark_read(second.numbers(ALL))
        first.mark_starred([rows(first)["bell"].number], starred=True)
        three.put("bell", "Isle Observer", "Dune Post", folder=other)
        second.load()
        second.follow()
        assert set(rows(second, STARRED)) == {"bell"}
        assert second.notices == []
        assert rows(second)["bell"].outlets == ("Isle Observer", "Dune Post")


def test_what_was_loaded_by_a_follower_can_be_marked_later(three: Shelf) -> None:
    """When it is the one that saves; the time when it was first seen stays."""
    other = three.root / "other"
    three.put("storm", "Isle Observer", folder=other)
    with three.loaded(), three.loaded(other) as second:
        before = second.story(rows(second)["storm"].number)
    three.later(days=2)
    with three.loaded(other) as alone:
        number = rows(alone)["storm"].number
        assert alone.mark_read([number]).label == "Marked 1 story read"
        assert alone.story(number) == before._replace(read=True)
    three.paths.index_file(alone.scope).unlink()
    with three.loaded(other) as alone:
        assert rows(alone)["storm"].read
        assert alone.story(rows(alone)["storm"].number).first_seen == before.first_seen


def test_a_mark_that_the_index_missed_is_copied_at_the_next_start(three: Shelf) -> None:
    """The program was ended between the two databases, or marked in other folders."""
    with three.loaded() as library:
        number = rows(library)["bell"].number
    with three.loaded(three.news) as elsewhere:
        elsewhere.mark_read([rows(elsewhere)["bell"].number])
    with three.library() as library:
        library.begin()
        assert library.story(number).read
