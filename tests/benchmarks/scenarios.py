"""What is measured, of our program and of the floors alike."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.program import Press, Program

END, HOME, TAB = b"\x1b[F", b"\x1b[H", b"\t"
PRESSES = 40
TAPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One run of a program on the screen; times in ms."""

    resident_mb: float
    moves: tuple[Press, ...] = ()
    """Each of the presses of `j`."""
    jumps: tuple[Press, ...] = ()
    """End and Home."""
    lag: float = 0
    """From letting go of `j` after two seconds until the screen stands still."""
    idle_cpu: float
    """ms of CPU a second."""
    idle_bytes: float
    """Written to the terminal, a second."""
    quit: float


@contextmanager
def fresh_home() -> Iterator[Path]:
    """A folder for the program's own files, removed in the end."""
    with TemporaryDirectory(prefix="tui-reader-home-") as folder:
        settings = Path(folder, "config", "config.toml")
        settings.parent.mkdir()
        settings.write_text("[read]\nafter = false\n", encoding="utf-8")  # each run sees the same
        yield Path(folder)


def textual_modules() -> list[str]:
    """The modules of Textual that our screens import."""
    command = "import sys, tui_reader.tui.app; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    return [name for name in run.stdout.split() if name.startswith("textual.")]


def on_screen(arguments: list[str], sign: str, home: Path, *, with_keys: bool = True) -> Screen:
    """Start `python -m <arguments>`, wait for the sign, use it, end it."""
    moves: list[Press | None] = []
    jumps: list[Press | None] = []
    lag = 0.0
    begin_at_the_top(home)
    with Program(*arguments, home=home) as program:
        program.until(sign)
        program.calm()
        resident = program.resident_mb()
        if with_keys:
            for number in range(PRESSES):
                time.sleep(number % 7 / 300)  # out of step with the program's frames
                moves.append(program.press(b"j"))
            jumps = [program.press(END), program.press(HOME)]
            lag = program.hold(b"j")
            program.calm()
        cpu, written = program.idle(3)
        return Screen(
            resident_mb=resident,
            moves=tuple(press for press in moves if press),
            jumps=tuple(press for press in jumps if press),
            lag=lag,
            idle_cpu=cpu,
            idle_bytes=written,
            quit=program.quit(),
        )


def begin_at_the_top(home: Path) -> None:
    """Forget where the last run was."""
    for place in home.glob("data/place*"):
        place.unlink()


def first_paint(arguments: list[str], sign: str, home: Path) -> float:
    """ms from the start of the process until the sign is on the screen."""
    begin_at_the_top(home)
    with Program(*arguments, home=home) as program:
        painted = program.until(sign)
        program.calm(0.2)
        program.quit()
    return painted


def taps_while_indexing(folder: Path, home: Path) -> list[float]:
    """The first change after each `tab`, in ms, for as long as the first indexing goes on.

    `tab`, as it changes the screen where there is no story yet. The screen also changes by itself
    when stories come in, so that some of the figures are too small; the large ones, which matter,
    are not.
    """
    taps: list[float] = []
    with Program("tui_reader", str(folder), home=home) as program:
        program.until("·")
        used, end = -1.0, time.monotonic() + 30
        while len(taps) < TAPS and time.monotonic() < end:
            time.sleep(0.05 + len(taps) % 7 / 300)
            before, used = used, program.children_cpu_seconds()
            if used <= before:
                break
            if (change := program.tap(TAB)) is not None:
                taps.append(change)
    return taps


def looks(folder: Path, home: Path) -> tuple[float, float]:
    """A first and a second look at a folder, as the program takes them: seconds."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.look", str(folder)],
        env=os.environ | {"TUI_READER_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = (float(figure) for figure in run.stdout.split())
    return first, second


def read_everything(folder: Path) -> float:
    """The floor of a first look: every file is opened and read; seconds."""
    begun = time.monotonic()
    with os.scandir(folder) as entries:
        for entry in entries:
            Path(entry.path).read_bytes()
    return time.monotonic() - begun


def stat_everything(folder: Path) -> float:
    """The floor of a second look: every file is asked for its size and time; seconds."""
    begun = time.monotonic()
    with os.scandir(folder) as entries:
        for entry in entries:
            entry.stat()
    return time.monotonic() - begun
