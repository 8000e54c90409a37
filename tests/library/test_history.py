"""Undo and redo, in any order, with the program ended anywhere between."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.shelf import ALL, Shelf
from tests.workers.bad_files import deadline
from tui_reader.errors import NotFoundError, ReaderError
from tui_reader.library import Library

ROOT = Path(__file__).parent.parent.parent
STORIES = 8

Deed = Callable[[Library, list[int]], object]
DEEDS: dict[str, Deed] = {
    "read": lambda library, numbers: library.mark_read(numbers),
    "unread": lambda library, numbers: library.mark_read(numbers, read=False),
    "star": lambda library, numbers: library.mark_starred(numbers, starred=True),
    "unstar": lambda library, numbers: library.mark_starred(numbers, starred=False),
    "tag": lambda library, numbers: library.mark_tagged(numbers, "sea"),
    "untag": lambda library, numbers: library.mark_tagged(numbers, "sea", tagged=False),
}


def state(library: Library) -> list[object]:
    """What the reader sees of all stories, and all counts, whatever day it is."""
    told = [library.story(number) for number in library.numbers(ALL)]
    return [
        *((one.id, one.read, one.starred, one.tags) for one in told),
        *(count for count in library.counts() if count.view.kind != "today" and count.total),
    ]


_steps = st.lists(
    st.one_of(
        st.sampled_from(["undo", "redo", "reopen"]),
        st.tuples(st.sampled_from(sorted(DEEDS)), st.sets(st.integers(0, STORIES - 1), min_size=1)),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None)  # a busy machine is no failure
@given(_steps)
def test_undo_and_redo_lead_through_the_states(
    steps: list[str | tuple[str, set[int]]],
) -> None:
    """Back and forth through exactly those that there were, whatever was done in between."""
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        for number in range(STORIES):
            shelf.put(f"story{number}", "Isle Observer")
        with shelf.loaded() as library:
            before, after = [state(library)], list[list[object]]()
        for step in steps:
            with shelf.library() as library:
                numbers = list(library.numbers(ALL))
                if step == "undo" and len(before) > 1:
                    library.undo()
                    after.append(before.pop())
                elif step == "redo" and after:
                    library.redo()
                    before.append(after.pop())
                elif isinstance(step, tuple):
                    DEEDS[step[0]](library, [numbers[place] for place in step[1]])
                    if state(library) != before[-1]:
                        before.append(state(library))
                        after.clear()
                assert state(library) == before[-1]


VICTIM = """
import random
import sys
from tests.library.test_history import ALL, DEEDS, hash_of, state
from tui_reader.errors import NotFoundError
from tui_reader.library import Library
from tui_reader.paths import standard_paths

chance = random.Random(int(sys.argv[1]))
back = [lambda library, _: library.undo(), lambda library, _: library.redo()]
with Library.open(standard_paths()) as library:
    library.load()
    print(hash_of(state(library)), flush=True)
    while True:
        numbers = list(library.numbers(ALL))
        some = chance.sample(numbers, chance.randint(1, len(numbers)))
        try:
            chance.choice([*DEEDS.values(), *back, back[0]])(library, some)
        except NotFoundError:
            continue
        print(hash_of(state(library)), flush=True)
"""


def killed_after(seed: int, seconds: float) -> str:
    """The last state that a process told before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(seed)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(seconds)
        process.kill()
        said += process.stdout.readlines()
    return next(line.strip() for line in reversed(said) if line.endswith("\n"))


def hash_of(value: object) -> str:
    """As the victim tells it."""
    return blake2b(repr(value).encode()).hexdigest()


def test_after_a_kill_the_library_is_as_was_told(shelf: Shelf) -> None:
    """Or one whole deed further, which the history knows: undone (or done again) it is exact."""
    chance = random.Random(8)  # noqa: S311
    for number in range(STORIES):
        shelf.put(f"story{number}", "Isle Observer")
    with deadline(60):
        for turn in range(8):
            told = killed_after(turn, chance.random() / 4)
            with shelf.loaded() as library:
                found = [hash_of(state(library))]
                for way in (library.undo, library.redo, library.redo):
                    try:
                        way()
                    except NotFoundError:
                        continue
                    found.append(hash_of(state(library)))
                assert told in found


@pytest.mark.parametrize(
    "step", ['["archive", {"keys": []}]', '["marks", {"x": 1}]', "5", "[]", "no json", '["mute"]']
)
def test_what_another_version_noted_is_told_and_forgotten(shelf: Shelf, step: str) -> None:
    """It is no crash, and does not stand in the way."""
    shelf.put("ferry", "Isle Observer")
    with shelf.loaded() as library:
        library.mark_read(library.numbers(ALL))
        database = library.begin().marks.database
        database.execute(
            "INSERT INTO history (done, back, undo, redo) VALUES ('x', 'y', ?, ?)", (step, step)
        )
        with pytest.raises(ReaderError, match="can't undo 'x'"):
            library.undo()
        assert library.undo() == "Unread again: 1 story"
