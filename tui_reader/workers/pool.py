"""The parent's side: files go out to worker processes, what they say comes back in any order."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tui_reader.errors import ReaderError
from tui_reader.records import FileStamp, Loaded

SECONDS_PER_FILE = 5.0
"""The slowest honest file on a slow machine takes a tenth of this."""

SECONDS_PER_FEED = 10.0
"""The largest honest feed takes a tenth of this; hostile ones end here."""

MAX_AHEAD = 48
"""Files that a worker has been given and has not answered yet."""

MAX_REQUEST = 16_384
"""Bytes after which a request ends, and above which none is written while all of them may be
unread. Twice that and the longest path there is (4 kB, six times that in JSON) fit into a pipe
(64 kB): writing never waits for a worker that itself waits for us to read."""

WAIT_SECONDS = 0.1

GATHER_SECONDS = 0.004
"""A pause between reads, in which several answers gather: waking for each costs more."""


def child_command(function: str) -> list[str]:
    """The command of a Python process that runs `package.module:function`.

    `-P` and the explicit path: the folder that the user stands in must not provide modules.
    """
    module, name = function.split(":")
    home = str(Path(__file__).parents[2])
    program = f"import sys; sys.path.append({home!r}); from {module} import {name}; {name}()"
    return [sys.executable, "-P", "-c", program]


def start_child(function: str, arguments: Iterable[str] = ()) -> "subprocess.Popen[bytes]":
    """A Python process that runs `package.module:function`, talking through pipes."""
    try:
        return subprocess.Popen(
            [*child_command(function), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
    except OSError as error:
        raise ReaderError(f"files can't be read: no process for it: {error.strerror}") from error


def stop_child(process: "subprocess.Popen[bytes]") -> None:
    """End a child at once and leave nothing of it behind."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


class Worker:
    """One worker process, started when it is first needed, replaced when it dies."""

    def __init__(self, files: Iterator[FileStamp]) -> None:
        """`files` is shared by all workers: each takes from it what it can."""
        self.files = files
        self.again: deque[FileStamp] = deque()
        self.waiting: deque[FileStamp] = deque()
        self.buffer = bytearray()
        self.process: subprocess.Popen[bytes] | None = None

    def send(self) -> None:
        """Hand out files when few are under way; none is left if `waiting` stays empty."""
        unread = map(request_for, self.waiting)
        if len(self.waiting) > MAX_AHEAD // 2 or sum(map(len, unread)) > MAX_REQUEST:
            return
        request = b""
        while len(self.waiting) < MAX_AHEAD and len(request) < MAX_REQUEST:
            stamp = self.again.popleft() if self.again else next(self.files, None)
            if stamp is None:
                break
            self.waiting.append(stamp)
            request += request_for(stamp)
        if request:
            self.write(request)

    def write(self, request: bytes) -> None:
        """Write to the process; a process that has just died is noticed by the next read."""
        if self.process is None:
            self.process = start_child("tui_reader.workers.child:main")
        assert self.process.stdin is not None  # noqa: S101
        try:
            self.process.stdin.write(request)
        except BrokenPipeError:
            return

    def fileno(self) -> int:
        """Where answers are read: makes the worker itself selectable."""
        assert self.process is not None  # noqa: S101
        assert self.process.stdout is not None  # noqa: S101
        return self.process.stdout.fileno()

    def receive(self) -> list[Loaded]:
        """The answers that have arrived; a death is the answer for the file under work."""
        data = os.read(self.fileno(), 1 << 18)
        if not data:
            return [self.bury()]
        self.buffer += data
        *lines, rest = self.buffer.split(b"\n")
        if len(lines) % 2:
            rest = lines.pop() + b"\n" + rest
        self.buffer = bytearray(rest)
        return [
            answer(self.waiting.popleft(), lines[at], lines[at + 1])
            for at in range(0, len(lines), 2)
        ]

    def bury(self) -> Loaded:
        """Blame the death on the file under work; the others wait for a new process."""
        assert self.process is not None  # noqa: S101
        status = self.process.wait()
        self.end()
        self.buffer.clear()
        culprit = self.waiting.popleft()
        self.again, self.waiting = self.waiting, deque()
        self.send()
        problem = reason_of_death(status, SECONDS_PER_FILE)
        return Loaded(stamp=culprit, content="null", problem=problem)

    def end(self) -> None:
        """Stop the process, if there is one."""
        if self.process is not None:
            stop_child(self.process)
        self.process = None


def request_for(stamp: FileStamp) -> bytes:
    """The line that asks a worker for a file."""
    return json.dumps(stamp.path).encode() + b"\n"


def answer(stamp: FileStamp, header: bytes | bytearray, content: bytes | bytearray) -> Loaded:
    """The two lines of a worker as a value."""
    return loaded(stamp, json.loads(header), content)


def loaded(stamp: FileStamp, facts: dict[str, Any], content: bytes | bytearray) -> Loaded:
    """What became of a file, from the JSON of a worker."""
    for name in ("categories", "tags", "outlets"):
        facts[name] = tuple(facts.get(name, ()))
    return Loaded(stamp=stamp, content=content.decode(), **facts)


def reason_of_death(status: int, seconds: float) -> str:
    """Why a worker ended that had so many seconds, as a reason for what it worked on."""
    if status == -signal.SIGALRM:
        return f"takes more than {seconds:.0f} s to read"
    if status < 0:
        return f"makes the parser crash ({signal.Signals(-status).name})"
    return f"makes the parser end (status {status})"


def read_files(
    stamps: Iterable[FileStamp], workers: int | None = None
) -> Generator[list[Loaded], None, None]:
    """Parse files in worker processes; batches come as they are ready.

    Every file is answered once, by a briefing or a problem. Close the generator to stop early;
    an empty batch comes now and then while all workers are busy, so that it can be closed.
    """
    files = iter(stamps)
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        for _ in range(workers or min(4, os.cpu_count() or 1)):
            worker = Worker(files)
            stack.callback(worker.end)
            worker.send()
            if worker.waiting:
                selector.register(worker, selectors.EVENT_READ)
        while selector.get_map():
            batch: list[Loaded] = []
            for key, _ in selector.select(WAIT_SECONDS):
                worker = key.fileobj  # type: ignore[assignment]
                selector.unregister(worker)  # its process, and so its pipe, may be replaced
                batch += worker.receive()
                worker.send()
                if worker.waiting:
                    selector.register(worker, selectors.EVENT_READ)
            yield batch
            time.sleep(GATHER_SECONDS)
