"""Workers that die, hang or eat memory: real processes whose parser is a program of ours."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.workers.bad_files import children, read_all
from tui_reader.workers import pool

ROOT = str(Path(__file__).parent.parent.parent)

PARSER = f"""
import os, signal, sys, time
sys.path.append({ROOT!r})
from tui_reader.workers import child
child.SECONDS_PER_FILE = 0.3
honest = child.load

def load(path):
    name = os.path.basename(path)
    if name.startswith("hang"):
        while True:
            pass
    if name.startswith("crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("leave"):
        os._exit(3)
    if name.startswith("hungry"):
        return {{"problem": str(len(bytearray(1 << 30)))}}, "null"
    return {{"problem": "honest"}}, "null"

child.load = load
child.main()
"""

STILLBORN = "raise SystemExit(7)"


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The programs that workers run, the last one over and over; the first is `PARSER`."""
    programs = [PARSER]

    def start(function: str, arguments: Iterable[str] = ()) -> "subprocess.Popen[bytes]":
        program = programs.pop(0) if len(programs) > 1 else programs[0]
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        command = [sys.executable, "-c", program, function, *arguments]
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null, bufsize=0)
        if program == STILLBORN:
            process.wait()
        return process

    monkeypatch.setattr(pool, "start_child", start)
    return programs


def reasons(names: Iterable[str], workers: int) -> dict[str, str]:
    """What became of files of these names; each is answered once."""
    answers = read_all(names, workers)
    assert len({one.stamp.path for one in answers}) == len(answers)
    return {one.stamp.path: one.problem for one in answers}


@pytest.mark.usefixtures("parser")
def test_a_death_costs_only_the_file_under_work() -> None:
    """Hanging, crashing, leaving and eating memory, among files that are fine."""
    bad = {
        "hang": "takes more than 5 s to read",
        "crash": "makes the parser crash (SIGSEGV)",
        "leave": "makes the parser end (status 3)",
        "hungry": "needs too much memory",
    }
    names = [name for number in range(30) for name in (f"fine {number}",)]
    names[3:3], names[20:20] = ["hang"], ["crash", "leave"]
    names.append("hungry")
    before = children()
    found = reasons(names, workers=2)
    assert set(found) == set(names)
    assert {name: why for name, why in found.items() if why != "honest"} == bad
    assert children() == before


@pytest.mark.usefixtures("parser")
def test_the_first_and_the_last_file_may_be_the_deadly_ones() -> None:
    """Nothing is left to do after a death, or nothing was done before it."""
    assert set(reasons(["crash 1", "crash 2"], workers=1)) == {"crash 1", "crash 2"}


def test_workers_that_never_live_are_said_of_every_file(parser: list[str]) -> None:
    """A worker that can't start does not make the program wait or loop."""
    parser[:] = [STILLBORN]
    found = reasons(["a", "b", "c"], workers=2)
    assert found == dict.fromkeys("abc", "makes the parser end (status 7)")
