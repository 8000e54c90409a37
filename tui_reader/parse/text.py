"""The one place that makes strings safe to show, to copy and to pass on.

A terminal obeys control characters, and terminals disagree on the width of what is invisible,
so that the rest of a row shifts. Both are removed here, once, before a string enters a model.
Markup and entities are none of this module's business.

Kept on purpose: U+200C, which Persian and Indic spelling needs. Dropped on purpose: the joiners,
selectors and skin tones of composed emoji, which then show as their parts.
"""

import re
from functools import cache

from tui_reader.parse.limits import MAX_LINE_CHARS, MAX_TEXT_CHARS

_DROPPED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1 but white space: the terminal's commands
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls: they reorder the row
    "\u00ad\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # invisible
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters that look like nothing
    "\u200d\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff"  # of composed emoji: widths differ
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"  # Arabic and Syriac signs that enclose digits
    "\ud800-\udfff\ue000-\uf8ff\ufff0-\ufffb\ufffe\uffff"  # surrogates, private use, no characters
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private planes
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Combining marks: more than three in a row cover the lines above and below."""
_SUSPECT = f"[{_DROPPED}{_MARKS}]"
_DROP = f"[{_DROPPED}]+"
_PILE = f"([{_MARKS}]{{3}})[{_MARKS}]+"
_NO_LETTERS = re.compile(r"[\W_]+")
_GAP = re.compile(r"\n{3,}")
_BLANKS = re.compile("[\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""White space within a line that is neither a blank nor a tab."""


def clean(text: str, limit: int = MAX_LINE_CHARS) -> str:
    """Return one safe line of at most `limit` characters; a cut one ends with "…".

    White space of every kind becomes single blanks, outer white space goes. Idempotent.
    """
    # What is dropped may take up room: a title of 600 characters may have 400 to show.
    text = " ".join(_safe(text[: 4 * limit + 1000]).split())
    return text if len(text) <= limit else _cut(text, limit)


def clean_body(text: str, limit: int = MAX_TEXT_CHARS) -> str:
    """Return safe lines, at most one blank one in a row, of at most `limit` characters in all.

    Indentation stays, tabs become four blanks, trailing blanks go. Idempotent.
    """
    text = _safe("\n".join(text[: 4 * limit + 1000].splitlines()).replace("\t", "    "))
    text = "\n".join(line.rstrip() for line in _BLANKS.sub(" ", text).split("\n"))
    text = _GAP.sub("\n\n", text.strip("\n"))
    return text if len(text) <= limit else _cut(text, limit)


def letters(text: str) -> str:
    """Return the letters and digits alone, case-folded: what spellings are compared by."""
    return _NO_LETTERS.sub("", text.casefold())


def is_safe(text: str) -> bool:
    """Whether there is nothing in a text that may not be shown; blanks of all kinds may be."""
    return _safe(text) == text


def _safe(text: str) -> str:
    """Drop what the terminal must not get; most strings pass by the first test."""
    if (text.isascii() and text.isprintable()) or not _compiled(_SUSPECT).search(text):
        return text
    return _compiled(_PILE).sub(r"\1", _compiled(_DROP).sub("", text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of so many characters takes half a millisecond, and the first paint needs none."""
    return re.compile(pattern)


def _cut(text: str, limit: int) -> str:
    """Shorten to `limit` characters, the last of which says so."""
    return text[: limit - 1].rstrip() + "…"
