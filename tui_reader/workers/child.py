"""The worker's side: one path a line comes in, two lines a file go out.

The first line of an answer is a `Loaded` as JSON, the second the briefing's record, or `null`.
A timer of the kernel ends the process when one file takes longer than `SECONDS_PER_FILE`: its
default action needs no cooperation from a parser that never returns.
"""

import gc
import json
import os
import resource
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from tui_reader.errors import ParseError
from tui_reader.languages import language_of
from tui_reader.models import Briefing
from tui_reader.parse import parse_file
from tui_reader.query.terms import parts_of
from tui_reader.records import briefing_record, identity, iso
from tui_reader.workers.files import read_regular
from tui_reader.workers.pool import SECONDS_PER_FILE

MEMORY = 768 * 2**20
"""Address space of a worker: ten times what the largest honest file needs."""


def main() -> None:
    """Answer requests from standard input until it is closed."""
    limit_resources()
    gc.freeze()  # what was imported stays
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        answer(json.loads(line), answers)


def limit_resources() -> None:
    """Bound the memory, write no core dump, give way to the process that draws the screen."""
    with suppress(OSError, ValueError):  # macOS has the limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the parent, which ends us


def answer(path: str, answers: BinaryIO) -> None:
    """Read one file and write its two lines, both in one piece."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_FILE)
    try:
        header, content = load(path)
    except MemoryError:
        header, content = {"problem": "needs too much memory"}, "null"
    signal.setitimer(signal.ITIMER_REAL, 0)
    answers.write(f"{json.dumps(header)}\n{content}\n".encode())
    answers.flush()


def load(path: str) -> tuple[dict[str, object], str]:
    """What the list has to know of a file's briefing, and the briefing itself as JSON."""
    try:
        briefing = parse_file(read_regular(path), "/".join(path.split("/")[-2:]))
    except ParseError as error:
        return {"problem": str(error)}, "null"
    return facts_of(briefing), json.dumps(briefing_record(briefing))


def facts_of(briefing: Briefing) -> dict[str, object]:
    """What the list has to know of a briefing."""
    return {
        "identity": identity(briefing.key),
        "title": briefing.title,
        "date": iso(briefing.date),
        "published": iso(briefing.published),
        "draft": briefing.draft,
        "categories": briefing.categories,
        "tags": briefing.tags,
        "outlets": briefing.outlets,
        "articles": len(briefing.articles),
        "parts": parts_of(briefing),
        "language": language_of(briefing.title, briefing.summary or briefing.text),
    }
