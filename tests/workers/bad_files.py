"""Files as a stranger, a full disk or a slip of the hand leaves them in a folder."""

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from tui_reader.parse import MAX_FILE_BYTES
from tui_reader.records import FileStamp, Loaded
from tui_reader.workers.pool import read_files

TITLE = "---\ntitle: {}\nlink: 'https://isle.example/{}'\n---\nThe ferry runs again.\n"


def bad_files(folder: Path) -> dict[Path, str]:
    """Make a file of every bad kind; returns words of the reason that a person should read."""
    write = {
        "binary.md": (bytes(range(256)) * 40, "binary data"),
        "empty.md": (b"", "empty file"),
        "deep.md": (b"---\na: " + b"[" * 30_000 + b"\n---\n", "nested too deeply"),
        "aliases.md": (alias_bomb(), "anchors (&name) are not read"),
        "broken.md": (b'---\ntitle: "no end\n---\nText.\n', "front matter"),
        "list.json": (b"[1, 2]", "not one object"),
    }
    for name, (data, _) in write.items():
        (folder / name).write_bytes(data)
    with (folder / "big.md").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    reasons = {name: reason for name, (_, reason) in write.items()}
    reasons |= {"big.md": "too big: 5.0 MB", "pipe.md": "a named pipe", "zero.md": "a device"}
    return {folder / name: reason for name, reason in reasons.items()}


def alias_bomb() -> bytes:
    """Front matter whose few bytes stand for a billion values."""
    lines = ["a: &a [x, x]"]
    lines += [f"{new}: &{new} [*{old}, *{old}]" for old, new in pairwise("abcdefgh")]
    return "\n".join(["---", *lines, "title: *h", "---", ""]).encode()


def good_file(folder: Path, name: str) -> Path:
    """A small briefing file."""
    path = folder / name
    path.write_text(TITLE.format(f"Story {len(name)}", abs(hash(name))), encoding="utf-8")
    return path


def stamp(path: Path | str) -> FileStamp:
    """A file as the scan would hand it out; the numbers are of no interest to who reads it."""
    return FileStamp(path=os.fspath(path), root=1, mtime_ns=0, size=0, inode=0)


def read_all(paths: Iterable[Path | str], workers: int | None = None) -> list[Loaded]:
    """All answers, in the order in which they came."""
    with deadline(20):
        return [one for some in read_files(map(stamp, paths), workers) for one in some]


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what runs longer: a test that would wait for ever."""

    def late(*_: object) -> None:
        raise TimeoutError(f"still waiting after {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def children() -> set[int]:
    """The processes that this one has started and that still are."""
    me = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return {int(number) for number in me.read_text(encoding="ascii").split()}
