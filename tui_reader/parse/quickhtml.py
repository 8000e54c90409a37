"""HTML of the simple kind → readable lines, without a parser.

Most entries of feeds are paragraphs, lists and headings that are closed where they were opened.
Reading these by pattern takes a third of the time of the parser; whatever is not that simple is
None here, and goes to it. The law: nobody can tell from the result which of the two has read it.
"""

import html
import re

from tui_reader.parse.html import MARKED, OTHER_NAMES
from tui_reader.parse.limits import MAX_MARKS, MAX_TEXT_CHARS

_INLINE = re.compile(rf"</?(?:a|font|{'|'.join(OTHER_NAMES.split())})(?=[\s/>])[^<>]*+>")
_BLOCK = re.compile(r"<(/?[a-z][a-z0-9]*)(?=[\s/>])[^<>]*+>")
_REFERENCE = re.compile("(?:[A-Za-z]{2,8}|#[0-9]{2,4});| ")
"""What follows an `&` that means the same to all: a reference that is complete, or a blank."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_BLOCKS = _HEADINGS | _LISTS | {"p", "div", "li", "blockquote", "figure", "figcaption"}
_LINES = frozenset({"div", "li"})
"""Elements that begin and end a line; the others of `_BLOCKS` begin and end a paragraph."""
_WITHOUT_BLOCKS = _HEADINGS | {"p"}


def quick_text(source: str) -> str | None:
    """Return HTML as lines, as `html.readable` does; None for HTML that is not simple."""
    pieces = _BLOCK.split(_INLINE.sub("", source))
    text = "\0".join(pieces[::2])
    if "<" in text or len(source) > MAX_TEXT_CHARS or len(pieces) > MAX_MARKS:
        return None
    if "&" in text:
        if not all(map(_REFERENCE.match, text.split("&")[1:])):
            return None
        text = html.unescape(text)
    words = text.split("\0")
    if len(words) * 2 != len(pieces) + 1:
        return None
    lines = _Lines()
    for name, before in zip(pieces[1::2], words, strict=False):
        if not lines.take(before, name):
            return None
    return lines.finish(words[-1])


class _Lines:
    """Makes lines of words, as the tags of blocks come by."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open = [""]
        self._bullet = ""
        """What stands before the next line: of an item or a heading."""
        self._quotes = 0

    def take(self, words: str, name: str) -> bool:
        """Take a tag, and the words before it; False where a parser may rearrange things."""
        around = self._open[-1]
        if name == f"/{around}":
            self._close(words, around)
            return True
        if name == "br":
            self._break(words, is_paragraph=False)
            return True
        if name not in _BLOCKS or around in _WITHOUT_BLOCKS or (name == "li") != (around in _LISTS):
            return False
        if name == "ol" or (name == "ul" and "ul" in self._open):
            return False  # its items are counted, or moved to the right
        is_inner = name == "p" and self._bullet != "" and not words.strip()
        self._break(words, is_paragraph=name not in _LINES and not is_inner)
        self._open.append(name)
        if name == "li":
            self._bullet = "• "
        elif name == "blockquote":
            self._quotes += 1
        elif not self._bullet:
            self._bullet = MARKED.get(name, "")
        return True

    def finish(self, words: str) -> str:
        """Close what is open, and return all lines."""
        while len(self._open) > 1:
            self._close(words, self._open[-1])
            words = ""
        self._break(words, is_paragraph=False)
        return "\n".join(self._lines).strip("\n")

    def _close(self, words: str, name: str) -> None:
        self._open.pop()
        self._break(words, is_paragraph=name not in _LINES)
        if name in MARKED:
            self._bullet = ""
        elif name == "blockquote":
            self._quotes -= 1

    def _break(self, words: str, *, is_paragraph: bool) -> None:
        """End the line, if there is one; with a blank line after it at the end of a paragraph."""
        if line := _one_line(words):
            self._lines.append("> " * min(self._quotes, 3) + self._bullet + line)
            self._bullet = ""
        if is_paragraph and self._lines and self._lines[-1]:
            self._lines.append("")


def _one_line(words: str) -> str:
    """Return words with single blanks; most come with them."""
    is_one = words.isprintable() and "  " not in words
    return words.strip(" ") if is_one else " ".join(words.split())
