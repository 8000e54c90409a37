"""A full-screen program in a pseudo terminal: start it, press keys, time what the screen does.

Every read from the terminal is stamped when it arrives; the emulator, which is slow, works only
after the program has gone quiet, so that its cost is in no figure. Quiet means: no output for
`QUIET` seconds, and then no thread of the program at work.
"""

import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.benchmarks import processes
from tests.benchmarks.terminal import Terminal, answers

COLUMNS, ROWS = 120, 40
CTRL_Q = b"\x11"
QUIET = 0.15
"""Longer than the pause after which a story pane follows the cursor."""
NO_CHANGE = 0.6
"""A key after which the screen stays as it is for so many seconds changes nothing."""
PATIENCE = 300
"""Nothing that is measured here is at work for so many seconds without a pause."""
PERSONAL = ("NO_COLOR", "COLUMNS", "LINES", "TMUX", "TEXTUAL", "BROWSER", "SSH_")

Chunk = tuple[float, bytes]
"""When it was read, by the monotonic clock; what was read."""


class ProgramError(Exception):
    """The program ended, or did not do in time what was waited for; with the last screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What came of one key, in ms from the key."""

    first: float
    """The first change of the screen: for a key that moves, the list has followed."""
    settled: float
    """The last change before the program went quiet: the story pane has followed too."""


class Program:
    """`python -m <arguments>` in a terminal of 120 × 40; ended on leaving the `with` block."""

    def __init__(self, *arguments: str, home: Path) -> None:
        self.terminal = Terminal(COLUMNS, ROWS)
        self.written = 0
        """Bytes that the program wrote so far."""
        self._fd, self._slave = os.openpty()  # the slave stays open: reading before it is no error
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.set_blocking(self._fd, False)
        self.started = time.monotonic()
        self.pid = _spawn([sys.executable, "-m", *arguments], os.ttyname(self._slave), home)
        self._ended = os.pidfd_open(self.pid)
        self._family = [self.pid]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        """End what is still alive of the program."""
        family = processes.family(self.pid)
        for process, sign in [(self.pid, signal.SIGTERM), *((p, signal.SIGKILL) for p in family)]:
            with suppress(ProcessLookupError):
                os.kill(process, sign)
            self._has_ended(2 if sign == signal.SIGTERM else 0)
        os.waitpid(self.pid, 0)
        for descriptor in (self._fd, self._slave, self._ended):
            os.close(descriptor)

    def until(self, sign: str, limit: float = 120) -> float:
        """Wait until the text is on the screen; ms since the start of the program."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            found = None
            for stamp, output in self._collect(0.25):
                self.terminal.feed(output)
                if found is None and sign in self.terminal.text:
                    found = (stamp - self.started) * 1e3
            if found is not None:
                return found
        raise self._failure(f"{sign!r} is not on the screen after {limit} s")

    def calm(self, quiet: float = 0.5) -> None:
        """Wait until nothing is written any more, and nothing is at work behind the screen.

        A child may only just have been started, or have ended: then it is waited for anew.
        """
        self._family = []
        while (family := processes.family(self.pid)) != self._family:
            self._family = family
            self._show(self._settle(quiet))

    def press(self, key: bytes) -> Press | None:
        """Press a key and wait for all that follows; None where the screen stays as it is."""
        self._show(self._settle(0))
        before, pressed = self.terminal.state, time.monotonic()
        self._write(key)
        changes: list[float] = []
        while not changes and time.monotonic() < pressed + NO_CHANGE:
            for stamp, state in self._show(self._settle(QUIET)):
                if state != before:
                    changes.append(stamp)
                    before = state
        if not changes:
            return None
        return Press(first=(changes[0] - pressed) * 1e3, settled=(changes[-1] - pressed) * 1e3)

    def tap(self, key: bytes) -> float | None:
        """Press a key and wait for the first change only: ms, or None where there is none."""
        self._show(self._settle(0))
        before, pressed = self.terminal.state, time.monotonic()
        self._write(key)
        while (left := pressed + NO_CHANGE - time.monotonic()) > 0:
            chunk = self._read(left)
            if chunk and self._show([chunk])[-1][1] != before:
                return (chunk[0] - pressed) * 1e3
        return None

    def press_until(self, key: bytes, sign: str) -> float:
        """Press a key and wait until a text is on the screen that was not; ms from the key."""
        self._show(self._settle(0))
        pressed = time.monotonic()
        self._write(key)
        while (left := pressed + 5 - time.monotonic()) > 0:
            chunk = self._read(left)
            if chunk and self._show([chunk]) and sign in self.terminal.text:
                return (chunk[0] - pressed) * 1e3
        raise self._failure(f"{sign!r} is not on the screen after {key!r}")

    def hold(self, key: bytes, times: int = 60, per_second: int = 30) -> float:
        """Keep a key down; ms from letting go to the last change of the screen."""
        begun = time.monotonic()
        chunks: list[Chunk] = []
        for number in range(times):
            chunks += self._collect(begun + number / per_second - time.monotonic())
            self._write(key)
        released, state = time.monotonic(), self.terminal.state
        last = released
        for stamp, after in self._show([*chunks, *self._settle(2 * QUIET)]):
            last, state = (stamp, after) if after != state else (last, state)
        return max(0.0, (last - released) * 1e3)

    def idle(self, seconds: float) -> tuple[float, float]:
        """Do nothing for a while; ms of CPU, and bytes written, a second."""
        used, written = processes.cpu_seconds(self._family), self.written
        chunks = self._collect(seconds)
        used = processes.cpu_seconds(self._family) - used
        self._show(chunks)
        return used * 1e3 / seconds, (self.written - written) / seconds

    def resident_mb(self) -> float:
        """Memory in use by the program and its children."""
        return processes.resident_mb(processes.family(self.pid))

    def children_cpu_seconds(self) -> float:
        """CPU time that its living child processes have used."""
        return processes.cpu_seconds(processes.family(self.pid)[1:])

    def quit(self, keys: bytes = CTRL_Q, limit: float = 10) -> float:
        """Press the keys that end the program; ms until it has ended."""
        pressed = time.monotonic()
        self._write(keys)
        while not self._has_ended(0.005):
            with suppress(ProgramError):  # it may end just now
                self._read(0)
            if time.monotonic() > pressed + limit:
                raise self._failure(f"{keys!r} does not end it")
        return (time.monotonic() - pressed) * 1e3

    def _read(self, timeout: float) -> Chunk | None:
        """What the program writes next, with its questions answered; None after the time."""
        if not select.select([self._fd], [], [], timeout)[0]:
            if self._has_ended(0):
                raise self._failure("it has ended")
            return None
        stamp, output = time.monotonic(), os.read(self._fd, 1 << 16)
        self.written += len(output)
        if reply := answers(output):
            self._write(reply)
        return stamp, output

    def _collect(self, seconds: float) -> list[Chunk]:
        """All that is written within so many seconds; drawn later, so that no stamp is late."""
        end, chunks = time.monotonic() + seconds, []
        while (left := end - time.monotonic()) > 0:
            if chunk := self._read(left):
                chunks.append(chunk)
        return chunks

    def _settle(self, quiet: float) -> list[Chunk]:
        """All that is written until the program is quiet for so long."""
        chunks, end = [], time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if chunk := self._read(quiet):
                chunks.append(chunk)
            elif not quiet or not processes.is_at_work(self._family):
                return chunks
        raise self._failure(f"not quiet after {PATIENCE} s")

    def _show(self, chunks: list[Chunk]) -> list[tuple[float, tuple[int, ...]]]:
        """Draw the chunks; the state of the screen after each, and when it was written."""
        states = []
        for stamp, output in chunks:
            self.terminal.feed(output)
            states.append((stamp, self.terminal.state))
        return states

    def _write(self, keys: bytes) -> None:
        os.write(self._fd, keys)

    def _has_ended(self, timeout: float) -> bool:
        return bool(select.select([self._ended], [], [], timeout)[0])

    def _failure(self, what: str) -> ProgramError:
        return ProgramError(f"{what}; the last screen:\n{self.terminal.text.rstrip()}")


def _spawn(argv: list[str], terminal: str, home: Path) -> int:
    """Start it with the terminal as its own: posix_spawn copies nothing of this process."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(PERSONAL)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    environment |= {"LC_ALL": "C.UTF-8", "TUI_READER_HOME": str(home)}
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),  # its first: so it controls the session
        (os.POSIX_SPAWN_DUP2, 0, 1),
        (os.POSIX_SPAWN_DUP2, 0, 2),
    ]
    return os.posix_spawn(argv[0], argv, environment, file_actions=actions, setsid=True)
