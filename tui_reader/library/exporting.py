"""Write stories as briefing files into a folder, in the form that Hugo publishes and we read."""

import os
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

from tui_reader.errors import ReaderError
from tui_reader.models import Briefing, Story
from tui_reader.parse import clean
from tui_reader.parse.briefing import briefing_key
from tui_reader.records import identity
from tui_reader.write import briefing_file, file_name


def export(stories: Iterable[Story], folder: Path) -> int:
    """Write all briefings of some stories; returns how many files that were.

    A file that was exported before is written again. Raises ReaderError where the disk refuses.
    """
    written = 0
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for story in stories:
            for briefing in story.briefings:
                _write(folder / file_name(briefing, identity(briefing.key)), briefing)
                written += 1
    except OSError as error:
        name = clean(os.fspath(folder), 4096)
        raise ReaderError(f"{name}: can't be written: {error.strerror}") from error
    return written


def _write(path: Path, briefing: Briefing) -> None:
    """One file, complete or not at all; a link that somebody has put there is never followed."""
    found = briefing_key(briefing.link, briefing.articles, briefing.source, briefing.slug)
    draft = path.with_name(f".{token_hex(8)}.draft")
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(briefing_file(briefing, key=found))
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
