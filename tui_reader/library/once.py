"""Read a file, a folder or a feed once, without storing anything."""

import json
import os
import stat
from pathlib import Path
from typing import NamedTuple

from tui_reader.errors import NotFoundError, ReaderError
from tui_reader.library.choosing import is_address
from tui_reader.models import Briefing, Problem
from tui_reader.parse import SUFFIXES, clean
from tui_reader.records import briefing_from
from tui_reader.urls import without_user
from tui_reader.workers.pool import read_files
from tui_reader.workers.walk import Walk, is_candidate, stamped


class Reading(NamedTuple):
    """What a file, a folder or a feed says."""

    target: str
    status: str
    """"loaded", "problem" or "ignored"."""
    problem: str | None
    briefings: tuple[Briefing, ...]
    problems: tuple[Problem, ...]


def read_once(target: str) -> Reading:
    """Parse a briefing file, or all of a folder, or fetch a feed.

    NotFoundError if there is no such file; a feed that can't be had is a problem.
    """
    if is_address(target):
        return _read_feed(target)
    name = clean(without_user(target), 4096)
    try:
        path = Path(target).expanduser()
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: nobody has this ~home
        raise NotFoundError(f"{name}: no such file or folder") from error
    if not is_folder and not is_candidate(path.name):
        reason = f"not a briefing file: its name ends in none of {' '.join(sorted(SUFFIXES))}"
        return Reading(target=name, status="ignored", problem=reason, briefings=(), problems=())
    briefings, problems = _read_all(path)
    status = "loaded" if briefings else "problem" if problems else "ignored"
    reason_or_none = problems[0].reason if len(problems) == 1 and not briefings else None
    if status == "ignored":
        reason_or_none = "no briefing files in this folder"
    return Reading(
        target=name,
        status=status,
        problem=reason_or_none,
        briefings=tuple(briefings),
        problems=tuple(problems),
    )


def _read_feed(url: str) -> Reading:
    """Fetch a feed and parse it."""
    from tui_reader.library.looking import preview, with_scheme

    name = clean(without_user(url), 4096)
    try:
        briefings = preview(with_scheme(url)).briefings
    except ReaderError as error:
        reason = str(error)
        problem = Problem(path=name, reason=reason)
        return Reading(name, "problem", problem=reason, briefings=(), problems=(problem,))
    return Reading(name, "loaded", problem=None, briefings=briefings, problems=())


def _read_all(path: Path) -> tuple[list[Briefing], list[Problem]]:
    walk = Walk()
    stamps = sorted(stamped(found, 0) for found in walk.files(os.fspath(path)))
    loaded = [one for batch in read_files(stamps) for one in batch]
    loaded.sort(key=lambda one: one.stamp.path)
    problems = [
        Problem(path=clean(one.stamp.path, 4096), reason=one.problem)
        for one in loaded
        if one.problem
    ]
    problems += [
        Problem(path=clean(where, 4096), reason=reason) for where, reason in walk.unreadable
    ]
    briefings = [briefing_from(json.loads(one.content)) for one in loaded if not one.problem]
    return briefings, problems
