"""A document → one that feedparser may be given: nearly well-formed, and without what hurts it.

Feedparser is quadratic in the length of names, the categories of an entry and the attributes of an
element; some elements end it, others it takes for what they are not. What is taken out, cut or
renamed here is nothing that a reader would miss; a document without any of it stays as it is.
"""

import html
import re
from itertools import pairwise

from tui_reader.parse.feedtext import ENTRY
from tui_reader.parse.limits import MAX_ATTRIBUTES, MAX_ENTRY_CATEGORIES, MAX_PERSON_CHARS
from tui_reader.parse.mending import by_cdata, mended

_PERSON = re.compile(
    r"<(/?)(?:[\w.-]+:)?(?:author|creator|managingeditor|webmaster|publisher|owner)(?=[\s>/])[^<>]*>",
    re.IGNORECASE,
)
AT = "\x7f"
"""Stands for `@` in the names that feedparser gets to see; no document has it."""
_TAG = re.compile("<[A-Za-z_]")
_MARKUP = re.compile(r"<!\[CDATA\[|\]\]>|<[^<>]*>")
_USELESS = re.compile(
    r"</?(?:(?:psc|gml|georss|creativecommons):|(?:width|height|media:player)(?=[\s>/]))[^<>]*>",
    re.IGNORECASE,
)
"""Chapters, places, licences, sizes: of no use here, and an odd one ends feedparser."""
_LONG_TAG = re.compile(r"<([^\s<>/]{1,100})\s[^<>]{500,}>")
_RENAMED = {"media:description": "media:caption", "itunes:summary": "itunes:notes"}
_SECOND_SUMMARIES = re.compile(rf"<(/?)({'|'.join(_RENAMED)})(?=[\s>/])[^<>]*?(/?)>")


def for_feedparser(text: str) -> str:
    """Return a document without what feedparser takes long for, ends on, or misunderstands."""
    text = _LONG_TAG.sub(_with_few_attributes, _with_safe_names(mended(text)))
    if text.count("<category") > MAX_ENTRY_CATEGORIES:
        text = _with_few_categories(text)
    text = _USELESS.sub("", text)
    # To feedparser these are summaries like any other: a second one becomes the content, or takes
    # the place of the first. Its list of issues has them as "media:description element overwrites
    # 'content' field" and "itunes:summary overwrites description field in feed items".
    return _SECOND_SUMMARIES.sub(_renamed, text)


def _with_safe_names(text: str) -> str:
    """Shorten what stands between the tags of a person, and hide its e-mail addresses.

    Feedparser's pattern for these takes `crew@fog.online (The Crew)` apart after `onli`.
    """
    pieces: list[str] = []
    place, is_open = 0, False
    for tag in _PERSON.finditer(text):
        between = text[place : tag.start()]
        if is_open and tag[1]:
            between = _short(between) if len(between) > MAX_PERSON_CHARS else between
            if not any(_TAG.search(piece) for piece, is_cdata in by_cdata(between) if not is_cdata):
                between = between.replace("@", AT)
        pieces += [between, tag[0]]
        place, is_open = tag.end(), not tag[1] and not tag[0].endswith("/>")
    return "".join([*pieces, text[place:]])


def _short(between: str) -> str:
    """Return what it says, without markup, if that is too long for a name."""
    words = html.unescape(_MARKUP.sub("", between))
    return html.escape(words[:MAX_PERSON_CHARS]) if len(words) > MAX_PERSON_CHARS else between


def _with_few_attributes(tag: re.Match[str]) -> str:
    """Return a tag without its attributes, if these are too many."""
    if tag[0].count("=") <= MAX_ATTRIBUTES:
        return tag[0]
    return f"<{tag[1]}/>" if tag[0].endswith("/>") else f"<{tag[1]}>"


def _with_few_categories(text: str) -> str:
    """Make those beyond the first of each entry unknown elements."""
    starts = [0, *(entry.start() for entry in ENTRY.finditer(text)), len(text)]
    pieces = (text[start:end] for start, end in pairwise(starts))
    return "".join(map(_without_surplus, pieces))


def _without_surplus(entry: str) -> str:
    """Rename the categories of one entry from a certain one on."""
    if entry.count("<category") <= MAX_ENTRY_CATEGORIES:
        return entry
    parts = entry.split("<category", MAX_ENTRY_CATEGORIES + 1)
    surplus = f"<category{parts.pop()}"
    surplus = surplus.replace("<category", "<surplus").replace("</category", "</surplus")
    return "<category".join(parts) + surplus


def _renamed(tag: re.Match[str]) -> str:
    """Return the tag under another name, without attributes: where it has any, its text is lost."""
    slash, name, end = tag.groups()
    return f"<{slash}{_RENAMED[name]}{end}>"
