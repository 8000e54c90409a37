"""Text measured in the cells of a terminal: cutting and wrapping, fast and exact.

Rich says how wide a character is; the sums, cuts and wraps are ours, because one row of the
screen has about ten microseconds. Nothing here looks at markup, and a text of any length costs
only what is shown of it.
"""

import re
from collections.abc import Iterator

from rich.cells import get_character_cell_size as size_of

ELLIPSIS = "…"

_UNUSUAL = re.compile(
    "[^ -~\xa0-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2319]"
)
"""A character that may take no cell, or two: all others (the letters and the punctuation of
European languages) take exactly one, so their text is measured by its length."""

_HAZARDS = dict.fromkeys((9, 10, 11, 12, 13, 0x85, 0x2028, 0x2029), " ") | dict.fromkeys(
    (0x200D, 0xFE0E, 0xFE0F)
)
"""What would leave the line, and what changes the width of a neighbour: the measure of a text
has to be the sum of its characters. `clean()` has done this before; a widget must not need it."""

_NO_START = frozenset("、。，．：；！？）」』】〉》〕ー々…%)]},.!?:;")
"""Characters that East Asian typesetting does not put at the start of a line."""


def is_plain(text: str) -> bool:
    """Whether each character takes exactly one cell."""
    return _UNUSUAL.search(text) is None


def tidy(text: str) -> str:
    """The text as it is drawn, which `wrap` takes apart without changing a letter."""
    return text.translate(_HAZARDS).strip(" ")


def measure(text: str) -> int:
    """How many cells a text takes, when drawn by `cut`."""
    if is_plain(text):
        return len(text)
    return sum(map(size_of, text.translate(_HAZARDS)))


def cut(text: str, width: int) -> tuple[str, int]:
    """The text in at most `width` cells, and how many it takes; "…" ends it where some is lost.

    Cut before it is measured: four code points a cell are enough for letters with their accents.
    """
    piece = text[: 4 * width + 8]
    if width <= 0:
        return "", 0
    if not is_plain(piece):
        return _cut_unusual(piece.translate(_HAZARDS), width)
    if len(piece) <= width:
        return piece, len(piece)
    kept = piece[: width - 1].rstrip(" ") + ELLIPSIS
    return kept, len(kept)


def cell(text: str, width: int) -> str:
    """A text in exactly so many cells, the last of them blank."""
    shown, cells = cut(text, width - 1)
    return shown + " " * (width - cells)


def _cut_unusual(text: str, width: int) -> tuple[str, int]:
    """As `cut`, character by character."""
    cells = kept = kept_cells = 0
    for index, character in enumerate(text, 1):
        cells += size_of(character)
        if cells > width:
            shown = text[:kept].rstrip(" ")
            return shown + ELLIPSIS, kept_cells - (kept - len(shown)) + 1
        if cells < width:  # so far an ellipsis still fits behind it
            kept, kept_cells = index, cells
    return text, cells


def wrap(text: str, width: int) -> Iterator[str]:
    """The lines of one paragraph, each at most `width` (2 or more) cells; lazily, at least one.

    Lines break at blanks, beside wide characters anywhere; a word longer than a line is cut.
    """
    width = max(2, width)
    text = text.strip(" ")
    if is_plain(text):
        return _wrap_plain(text, width)
    return _wrap_unusual(tidy(text), width)


def _wrap_plain(text: str, width: int) -> Iterator[str]:
    """One search a line, however many words it has."""
    start = 0
    while len(text) - start > width:
        stop = text.rfind(" ", start, start + width + 1)
        if stop < 0:
            stop = start + width
        yield text[start:stop].rstrip(" ")
        start = _skip_blanks(text, stop)
    yield text[start:]


def _wrap_unusual(text: str, width: int) -> Iterator[str]:
    """As `_wrap_plain` for text with wide characters and such as take no cell."""
    start = 0
    while (limit := _reach(text, start, width)) < len(text):
        stop = _last_break(text, start, limit)
        yield text[start:stop].rstrip(" ")
        start = _skip_blanks(text, stop)
    yield text[start:]


def _reach(text: str, start: int, width: int) -> int:
    """The index behind the last character that still fits."""
    cells = 0
    for index in range(start, len(text)):
        cells += size_of(text[index])
        if cells > width:
            return index
    return len(text)


def _last_break(text: str, start: int, limit: int) -> int:
    """The last place up to `limit` where a line may end, else `limit` itself."""
    for place in range(limit, start, -1):
        before, after = text[place - 1], text[place]
        if " " in (before, after):
            return place
        if after not in _NO_START and size_of(after) and 2 in (size_of(before), size_of(after)):
            return place
    return limit


def _skip_blanks(text: str, index: int) -> int:
    """The next index that holds no blank."""
    while text.startswith(" ", index):
        index += 1
    return index
