"""Which words several texts share, and which only one of them says; pure.

Accents and case do not matter. Scripts that put no blanks between words are compared by pairs of
characters: a character is shared if it stands beside the same neighbour elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from tui_reader.query.words import UNSPACED, folded

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
"""Vowels and accents that belong to the letter before, but are no letters to `\\w`."""
_PIECE = re.compile(rf"[{UNSPACED}]+|(?:(?![{UNSPACED}_])[\w{_MARKS}])+")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Piece(NamedTuple):
    """A part of a text."""

    text: str
    own: bool
    """Whether no other text says it."""


Unit = tuple[int, int, tuple[str, ...]]
"""Where a word, or a character of an unspaced script, is, and what it is known by."""


def contrast(texts: Sequence[str]) -> list[tuple[Piece, ...]]:
    """The pieces of each text, which together are exactly the text.

    A text that is written from right to left stays in one piece: to take it apart would spoil the
    order that a terminal gives it.
    """
    units = {text: _units(text) for text in dict.fromkeys(texts)}
    known_by = {text: {key for unit in found for key in unit[2]} for text, found in units.items()}
    said = Counter(key for text in texts for key in known_by[text])
    pieces = {text: tuple(_pieces(text, found, said)) for text, found in units.items()}
    return [pieces[text] for text in texts]


def _units(text: str) -> list[Unit]:
    """The words of a text."""
    units: list[Unit] = []
    if _RIGHT_TO_LEFT.search(text):
        return units
    for found in _PIECE.finditer(text):
        if _IS_UNSPACED.match(found[0]):
            units += _characters(found[0], found.start())
        else:
            units.append((found.start(), found.end(), (_key(found[0]),)))
    return units


def _characters(run: str, start: int) -> Iterator[Unit]:
    """The characters of an unspaced script, each known by the pairs that it is part of."""
    for at in range(len(run)):
        pairs = {run[max(0, at - 1) : at + 1], run[at : at + 2]}
        keys = tuple(sorted(pair for pair in pairs if len(pair) == 2)) or (run,)
        yield start + at, start + at + 1, keys


@lru_cache(maxsize=4_096)
def _key(word: str) -> str:
    return folded(word)


def _pieces(text: str, units: Iterable[Unit], said: Counter[str]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece; what stands between words is nobody's own."""
    parts, end = [], 0
    for start, stop, keys in units:
        parts.append(Piece(text[end:start], own=False))
        parts.append(Piece(text[start:stop], own=all(said[key] < 2 for key in keys)))
        end = stop
    parts.append(Piece(text[end:], own=False))
    for own, some in groupby((part for part in parts if part.text), key=lambda part: part.own):
        yield Piece("".join(part.text for part in some), own)
