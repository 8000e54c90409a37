"""Killed at random moments: what the program said it had done is there afterwards."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.library.shelf import Shelf, stories, tally
from tests.workers.bad_files import deadline
from tui_reader.library import Library

ROOT = Path(__file__).parent.parent.parent
FILES = 60
KILLS = 10
SEED = 20260108

VICTIM = """
from tui_reader.library import Library
from tui_reader.models import View
from tui_reader.paths import standard_paths

with Library.open(standard_paths()) as library:
    print("open", flush=True)
    library.load()
    print("loaded", flush=True)
    while True:
        for number in library.numbers(View(kind="all")):
            story = library.story(number)
            library.mark_read([number], read=not story.read)
            print("read" if not story.read else "unread", story.id, flush=True)
            library.mark_starred([number], starred=not story.starred)
            print("starred" if not story.starred else "unstarred", story.id, flush=True)
"""


def killed_after(word: str, seconds: float) -> list[str]:
    """What a process said until it was killed, so long after it had said this word."""
    command = [sys.executable, "-c", VICTIM]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        while word not in said:
            said.append(process.stdout.readline().strip())
        time.sleep(seconds)
        process.kill()
        said += process.stdout.read().split("\n")
    return said[:-1]  # a line that was cut was not said


class Told:
    """What the reader has been told: of each story and each kind of mark, the last word."""

    def __init__(self) -> None:
        self.marks: dict[tuple[str, str], bool] = {}

    def hear(self, said: list[str]) -> None:
        """Note what was said."""
        for line in said:
            what, _, story = line.partition(" ")
            if story:
                self.marks[what.removeprefix("un"), story] = not what.startswith("un")

    def check(self, library: Library) -> None:
        """All of it is there, but for one mark that was about to be told."""
        found = {}
        for story in stories(library).values():
            found["read", story.id] = story.read
            found["starred", story.id] = story.starred
        untold = [key for key, value in self.marks.items() if found[key] != value]
        assert len(untold) <= 1
        self.marks |= {key: found[key] for key in untold}


def test_what_was_told_is_there_after_a_kill(shelf: Shelf) -> None:
    """Ten times, while loading and while marking, on one library whose files change."""
    chance = random.Random(SEED)  # noqa: S311
    told = Told()
    for turn in range(KILLS):
        for number in range(FILES):
            shelf.put(f"s{number}", "Isle Observer", description=f"Written in turn {turn}.")
        with deadline(30):
            told.hear(killed_after("open" if turn % 2 else "loaded", chance.uniform(0, 0.2)))
        with shelf.library() as library:
            library.begin()
            assert library.notices == []
            told.check(library)
    assert len(told.marks) > 20
    with shelf.loaded() as library:
        assert library.notices == []
        told.check(library)
        assert len(stories(library)) == FILES
        assert tally(library)["starred"][0] == sum(one.starred for one in stories(library).values())
        assert tally(library)["unread"][0] == sum(not one.read for one in stories(library).values())
