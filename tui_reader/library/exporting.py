"""Write stories: as briefing files that Hugo publishes and we read, or as one file for others."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from secrets import token_hex
from types import MappingProxyType

from tui_reader.errors import ReaderError
from tui_reader.formats import csv_table, export_json, web_page
from tui_reader.models import Briefing, Story
from tui_reader.parse import clean
from tui_reader.parse.briefing import briefing_key
from tui_reader.records import identity
from tui_reader.write import briefing_file, file_name

FILES = "md"
"""The form of a folder of briefing files; the others are one text."""

_TEXTS: Mapping[str, Callable[[Iterable[Story], str], str]] = MappingProxyType(
    {
        "html": web_page,
        "json": lambda stories, _: export_json(stories),
        "csv": lambda stories, _: csv_table(stories),
    }
)
FORMS = (FILES, *_TEXTS)


def form_of(path: Path) -> str:
    """The form that a name asks for: that of its ending, else a folder of briefing files."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in _TEXTS else FILES


def as_text(stories: Iterable[Story], form: str, title: str) -> str:
    """Stories in one of the forms that are one text."""
    return _TEXTS[form](stories, title)


def export_anew(stories: Iterable[Story], to: str) -> str:
    """Write stories as the name says where nothing is lost by it; returns what was done."""
    try:
        path = Path(to).expanduser()
        form = form_of(path)
        is_taken = path.exists() and (form != FILES or not path.is_dir())
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: nobody has this ~home
        raise ReaderError(f"{clean(to, 4096)}: is no path that can be written") from error
    if is_taken:
        raise ReaderError(f"{clean(to, 4096)}: is there already; name another file")
    written = export(stories, path, form, "Stories")
    noun = "file" if form == FILES else "story"
    plural = {"file": "files", "story": "stories"}[noun]
    return f"Wrote {written:,} {noun if written == 1 else plural} to {clean(to, 4096)}"


def export(stories: Iterable[Story], path: Path, form: str = FILES, title: str = "") -> int:
    """Write stories to a file, or their briefings into a folder; how many of these that were.

    What was exported there before is written again. Raises ReaderError where the disk refuses.
    """
    try:
        if form == FILES:
            return _write_folder(stories, path)
        told = list(stories)
        _write(path, as_text(told, form, title))
        return len(told)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        name = clean(os.fspath(path), 4096)
        reason = error.strerror if isinstance(error, OSError) else "no such path"
        raise ReaderError(f"{name}: can't be written: {reason}") from error


def _write_folder(stories: Iterable[Story], folder: Path) -> int:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = 0
    for story in stories:
        for briefing in story.briefings:
            path = folder / file_name(briefing, identity(briefing.key))
            _write(path, briefing_file(briefing, key=_found(briefing)))
            written += 1
    return written


def _found(briefing: Briefing) -> str:
    """The key that a reader would find without being told."""
    return briefing_key(briefing.link, briefing.articles, briefing.source, briefing.slug)


def _write(path: Path, text: str) -> None:
    """One file, complete or not at all; a link that somebody has put there is never followed."""
    draft = path.with_name(f".{token_hex(8)}.draft")
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
