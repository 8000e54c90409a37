"""Markdown and plain text → lines that read well as they are.

Only what is noise on a screen goes: marks of emphasis, addresses of links, images, the
shortcodes of site generators, comments. Everything else stays as it was written, headings and
fences around code among it, as these are texts that people already find readable. Each pattern
here stops at the first character that can't belong to it, so that no text takes more than linear
time.
"""

import html
import re
from collections.abc import Iterable, Iterator

from tui_reader.parse.text import letters

_SHORTCODE = re.compile(r"\{\{[<%][^{}]*+\}\}")
_CONTENTS = re.compile(r"^[*+-] [^\n]*+\n\{:toc[^\n]*+", re.MULTILINE)
_ATTRIBUTES = re.compile(r"^\{:[^\n{}]*+\}[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]++\]:[ \t]+\S[^\n]*+$", re.MULTILINE)
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|body|br|center|cite|code|dd|del|details|div|dl|dt"
    r"|em|figcaption|figure|font|h[1-6]|head|hr|html|i|iframe|img|ins|kbd|li|mark|ol|p|picture|pre"
    r"|q|s|section|small|source|span|strong|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time"
    r"|tr|u|ul|video|wbr)(?:\s[^<>]*+|/)?>",
    re.IGNORECASE,
)
_HIDDEN = tuple(
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in (
        (r"<!--", r"-->"),
        (r"<style\b", r"</style\s*>"),
        (r"<script\b", r"</script\s*>"),
    )
)
_IMAGE = re.compile(r"!\[[^\[\]]*+\]\((?:[^()]++|\([^()]*+\))*+\)")
_LINK = re.compile(r"\[([^\[\]]*+)\]\((?:[^()]++|\([^()]*+\))*+\)")
_REFERENCE = re.compile(r"!?\[([^\[\]]*+)\] ?\[[^\[\]]*+\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]*+)>")
_OPENING = re.compile(r"(?<![\w*_\\])(?:\*{1,3}|_{1,3})(?=[^\s*_])")
_CLOSING = re.compile(r"(?<=[^\s*_\\])(?:\*{1,3}|_{1,3})(?![\w*_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+([^\n]*+))?")
_RULE = re.compile(r" {0,3}(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,}|=+)[ \t]*")
_BULLET = re.compile(r"(\s*)[*+-][ \t]+(?=\S)")
FENCE = "```"
"""The line before and after code, in which nothing means anything."""
_FENCES = (FENCE, "~~~")


def readable_markdown(text: str) -> str:
    """Return the lines of a Markdown text without its noise."""
    for start, end in _HIDDEN:
        text = "".join(_outside(text, start, end))
    text = _ATTRIBUTES.sub("", _CONTENTS.sub("", _SHORTCODE.sub("", text)))
    has_references = _DEFINITION.search(text) is not None
    if has_references:
        text = _DEFINITION.sub("", text)
    pieces = []
    for is_code, lines in _blocks(text):
        block = "\n".join(lines)
        if not is_code:
            pieces.append(_readable(block, has_references=has_references))
        elif block.strip():
            pieces += fenced(block.rstrip().split("\n"))
    return "\n".join(pieces)


def fenced(code: Iterable[str]) -> list[str]:
    """Return lines of code between fences; one that looks like a fence is moved by a blank."""
    return [FENCE, *(f" {line}" if line == FENCE else line for line in code), FENCE]


def readable_plain(text: str) -> str:
    """Return a text that claims to be nothing else; entities that a generator left are undone."""
    return html.unescape(text) if "&" in text else text


def first_heading(text: str) -> str:
    """Return the text of the first heading of a Markdown text; "" if it has none."""
    is_code = False
    for line in text.split("\n"):
        if line.lstrip().startswith(_FENCES):
            is_code = not is_code
        elif not is_code and (heading := _HEADING.fullmatch(line)) and heading[2]:
            return _readable(heading[2].rstrip(" #"), has_references=False)
    return ""


def first_line(text: str) -> str:
    """Return the first line that has a letter or a digit; "" if none has."""
    return next((line.strip() for line in text.split("\n") if letters(line[:1000])), "")


def _outside(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> Iterator[str]:
    """Yield the pieces that are not between start and end; what is never ended stays."""
    position = 0
    while (opening := start.search(text, position)) and (
        closing := end.search(text, opening.end())
    ):
        yield text[position : opening.start()]
        position = closing.end()
    yield text[position:]


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield runs of lines, and whether they are code; without the fences around code."""
    fence, is_code, was_blank = "", False, True
    block: list[str] = []
    for line in text.split("\n"):
        mark = line.lstrip()[:3]
        is_fence = mark == fence if fence else mark in _FENCES
        is_indented = line.startswith(("    ", "\t")) and not _BULLET.match(line)
        # Indented lines are code only where no paragraph or item goes on in them.
        was_code, is_code = is_code, bool(fence) or (is_indented and (is_code or was_blank))
        was_blank = not line.strip()
        if is_fence:
            fence = "" if fence else mark
        if block and (is_fence or is_code != was_code):
            yield was_code, block
            block = []
        if not is_fence:
            block.append(line)
    if block:
        yield is_code, block


def _readable(block: str, *, has_references: bool) -> str:
    """Return a run of prose without marks; links may go over the end of a line."""
    if "](" in block:
        block = _LINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", block)))
    if has_references:
        block = _REFERENCE.sub(r"\1", block)
    return "\n".join(
        _readable_line(line) for line in block.split("\n") if not _RULE.fullmatch(line)
    )


def _readable_line(line: str) -> str:
    """Return one line of prose, heading, item or quotation; code in it stays as it is."""
    if heading := _HEADING.fullmatch(line):
        text = _readable_line((heading[2] or "").rstrip(" #"))
        return f"{heading[1]} {text}" if text else ""
    line = _BULLET.sub(r"\1• ", line, count=1) if _BULLET.match(line) else line
    pieces = line.split("`")
    if len(pieces) % 2 == 0:  # a backtick without its partner
        return _without_marks(line)
    pieces[::2] = [_without_marks(piece) for piece in pieces[::2]]
    return "`".join(pieces)


def _without_marks(text: str) -> str:
    """Return a piece of one line without tags, emphasis, escapes and entities."""
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "*" in text or "_" in text:
        text = _without_emphasis(text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return html.unescape(text) if "&" in text else text


def _without_emphasis(text: str) -> str:
    """Return the text without asterisks and underscores that come in pairs around words."""
    if text.count("**") > 1:
        text = text.replace("**", "")  # also within words, as in scripts without blanks
    if text.count("*") + text.count("_") > 1:
        text = _CLOSING.sub("", _OPENING.sub("", text))
    return text
