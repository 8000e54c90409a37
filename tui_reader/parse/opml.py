"""OPML: the lists of feeds that readers exchange.

    bytes ─declared─▶ text ─outlines alone, written anew─▶ listparser ─▶ feeds

Half of such files in the wild are not well-formed: raw `&`, tags and quotes inside of values.
listparser forgives much; but it takes `&region=` for a sign, fails at an end tag too many, and the
HTML parser below it is quadratic in whatever is never closed. So it gets nothing but outlines
with four attributes, escaped and balanced. Only ParseError leaves this module.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui_reader.errors import ParseError, UrlError
from tui_reader.models import Source
from tui_reader.parse.declared import decode_declared
from tui_reader.parse.limits import (
    MAX_DEPTH,
    MAX_LINE_CHARS,
    MAX_NAME_CHARS,
    MAX_OPML_BYTES,
    MAX_OPML_FEEDS,
)
from tui_reader.parse.text import clean
from tui_reader.urls import checked_url, without_feed_scheme, without_user

BETWEEN = " / "
"""Between the names of folders in folders, which become one category."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What XML forbids, and what a reader of HTML takes for something else."""
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_OUTLINE = re.compile(r"<(/?)(?:\w{1,20}:)?outline(?![\w.:-])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_RAW_AMPERSAND = re.compile(r"&(?!(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)", re.I)
_COMMAND = re.compile(r"\||(?:exec|filter|query):")
_WORD = re.compile(r'"([^"]*)"|(\S+)')

_KINDS = (
    (re.compile(r"<!doctype html|<html\b", re.I), "an HTML page, not a list of feeds"),
    (re.compile(r"<opml\b", re.I), "OPML, but without a feed"),
    (re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.I), "a feed, not a list; add its address instead"),
    (re.compile(r"\A\s*<"), "XML, but without an OPML outline"),
    (re.compile(r"\A\s*[{\[]"), "JSON, not OPML"),
    (re.compile(r"\A\s*\Z"), "empty"),
    (re.compile(""), "neither OPML nor a list of addresses, one a line"),
)
"""What a file without a feed looks like, and what to call it."""
_SAMPLE = 2_000
"""Characters at the beginning that are looked at for that."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Feeds of tui-reader</title>
  </head>
  <body>
"""
_END = """\
  </body>
</opml>
"""


class OpmlFeed(NamedTuple):
    """One feed of a list."""

    url: str
    """As the list has it, to the letter; with a login, if there is one."""
    title: str = ""
    """"" where there is none, or only the address again."""
    category: str = ""


class Skipped(NamedTuple):
    """An entry that is no feed."""

    what: str
    """Its title, else its address without a login."""
    reason: str


class OpmlReading(NamedTuple):
    """What a list says."""

    feeds: tuple[OpmlFeed, ...]
    """Each once, in the order of the list."""
    skipped: tuple[Skipped, ...] = ()
    merged: int = 0
    """How many entries named a feed once more: the first one counts."""


def read_opml(data: bytes) -> OpmlReading:
    """Return the feeds of an OPML file, or of a plain list of addresses, one a line.

    Raises ParseError, which says what the file looks like, where there is no feed in it.
    """
    if len(data) > MAX_OPML_BYTES:
        raise ParseError(f"larger than {MAX_OPML_BYTES // 1_000_000} MB")
    if data.startswith(b"\x1f\x8b"):
        raise ParseError("packed with gzip; unpack it first")
    text = _CONTROLS.sub("", decode_declared(data))
    if _ENTITY.search(text):
        raise ParseError("refused: it defines entities of its own")
    is_opml = _OUTLINE.search(text) is not None
    reading = _outlined(text) if is_opml else _sorted_out(_listed(text))
    if reading.feeds:
        return reading
    kind = next(kind for pattern, kind in _KINDS if pattern.search(text[:_SAMPLE]))
    example = [f" ({one.what}: {one.reason})" for one in reading.skipped[:1] if is_opml]
    raise ParseError("".join([kind, *example]))


def write_opml(sources: Iterable[Source]) -> str:
    """Return the feeds of these sources as OPML 2.0, with one folder for each category.

    Folders of briefing files have no place in it, and neither has a login.
    """
    by_category: dict[str, list[str]] = {"": []}
    for source in sources:
        if source.url:
            name, url = _quoted(source.name), _quoted(without_user(source.url))
            feed = f'<outline type="rss" text="{name}" title="{name}" xmlUrl="{url}"/>\n'
            by_category.setdefault(source.category, []).append(feed)
    lines = [f"    {feed}" for feed in by_category.pop("")]
    for category, feeds in by_category.items():
        name = _quoted(category)
        lines.append(f'    <outline text="{name}" title="{name}">\n')
        lines += [f"      {feed}" for feed in feeds]
        lines.append("    </outline>\n")
    return "".join([_HEAD, *lines, _END])


def _outlined(text: str) -> OpmlReading:
    """The feeds of an OPML text, put into their folders by listparser."""
    import listparser

    outlines = _Outlines()
    for is_end, attributes in _tags(_without_comments(text)):
        if is_end:
            outlines.end()
        else:
            outlines.start(_values(attributes), is_closed=attributes.rstrip().endswith("/>"))
    found = [
        OpmlFeed(feed["url"], feed["title"], _category(feed["categories"]))
        for feed in listparser.parse(outlines.text())["feeds"]
    ]
    skipped = [Skipped(title or "an outline", "it has no address") for title in outlines.nowhere]
    return _sorted_out(found, skipped, outlines.feeds - len(found))


class _Outlines:
    """Outlines written anew: escaped, balanced, and not nested deeper than anybody needs."""

    def __init__(self) -> None:
        self.feeds = 0
        self.nowhere: list[str] = []
        """Titles of feeds without an address."""
        self._lines: list[str] = []
        self._open: list[bool] = []
        """For each outline that waits for its end, whether it was written."""
        self._depth = 0

    def start(self, values: dict[str, str], *, is_closed: bool) -> None:
        """Take the start tag of a feed or a folder."""
        is_folder = "xmlurl" not in values and not is_closed and self._depth < MAX_DEPTH
        if is_folder:
            self._write("text", "title", values=values, end=">")
            self._depth += 1
        elif values.get("xmlurl"):
            self.feeds += 1
            if self.feeds > MAX_OPML_FEEDS:
                raise ParseError(f"more than {MAX_OPML_FEEDS:,} feeds")
            # A folder is what a person made; a category may be anything.
            extra = () if self._depth else ("category",)
            self._write("text", "title", "xmlurl", *extra, values=values, end="/>")
        elif "xmlurl" in values:
            self.nowhere.append(clean(values.get("text") or values.get("title", "")))
        if not is_closed:
            self._open.append(is_folder)

    def end(self) -> None:
        """Take an end tag; one too many is none."""
        if self._open and self._open.pop():
            self._lines.append("</outline>")
            self._depth -= 1

    def text(self) -> str:
        """Return all of it as a file: ASCII, as listparser may give it to lxml as mere bytes."""
        lines = ["<opml>", *self._lines, *["</outline>"] * self._depth, "</opml>"]
        return "\n".join(lines).encode("ascii", "xmlcharrefreplace").decode()

    def _write(self, *names: str, values: dict[str, str], end: str) -> None:
        attributes = (f' {name}="{_quoted(values[name])}"' for name in names if values.get(name))
        self._lines.append(f"<outline{''.join(attributes)}{end}")


def _without_comments(text: str) -> str:
    """The text without its comments; what follows one that is never closed is a comment, too."""
    first, *rest = text.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def _tags(text: str) -> Iterator[tuple[bool, str]]:
    """Each tag of an outline: whether it is an end tag, and all up to the next one."""
    tags = list(_OUTLINE.finditer(text))
    ends = [*(tag.start() for tag in tags), len(text)][1:]
    for tag, end in zip(tags, ends, strict=True):
        yield bool(tag[1]), text[tag.end() : end]


def _values(attributes: str) -> dict[str, str]:
    """The attributes of a tag, their names in lower case, their values without escapes."""
    values: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(attributes):
        value = double or single
        if "&" in value:
            value = html.unescape(_RAW_AMPERSAND.sub("&amp;", value))
        values.setdefault(name.lower(), " ".join(value.split()))
    return values


def _category(categories: list[list[str]]) -> str:
    """The first folder or category of a feed, with those around it."""
    return BETWEEN.join(filter(None, categories[0])) if categories else ""


def _listed(text: str) -> Iterator[OpmlFeed]:
    """The feeds of a plain list, as newsboat keeps it: an address, then tags in quotes."""
    for line in text.splitlines():
        first, *more = [quoted or plain for quoted, plain in _WORD.findall(line)] or ["#"]
        if not first.startswith("#"):
            titles = [word[1:] for word in more if word.startswith("~")]
            tags = [word for word in more if not word.startswith(("~", "!"))]
            yield OpmlFeed(first, *titles[:1] or [""], *tags[:1])


def _sorted_out(
    entries: Iterable[OpmlFeed], skipped: Iterable[Skipped] = (), merged: int = 0
) -> OpmlReading:
    """Clean what was found; leave out what is no feed, and what comes again."""
    feeds: dict[str, OpmlFeed] = {}
    left_out = list(skipped)
    for entry in entries:
        url = without_feed_scheme(entry.url)
        title = clean(entry.title, MAX_NAME_CHARS)
        if reason := _refusal(url):
            left_out.append(Skipped(title or clean(without_user(url), MAX_LINE_CHARS), reason))
        elif url in feeds:
            merged += 1
        else:
            title = "" if title in {url, entry.url} else title
            feeds[url] = OpmlFeed(url, title, clean(entry.category, MAX_NAME_CHARS))
    return OpmlReading(tuple(feeds.values()), tuple(left_out), merged)


def _refusal(url: str) -> str:
    """Why an address is none of a feed; "" if it may be one."""
    if _COMMAND.match(url):
        return "a command or query of another reader"
    try:
        checked_url(without_user(url))
    except UrlError as error:
        return str(error)
    return ""


def _quoted(value: str) -> str:
    """A value as it stands in an attribute."""
    return html.escape(_CONTROLS.sub("", " ".join(value.split())))
