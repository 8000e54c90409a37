"""Well-formed RSS, RDF and Atom → their entries, by expat: the fast lane.

The law: the lane never shows. It says to the last field what feedparser says of the same
document, in a small part of the time, or it says nothing, and feedparser reads it. So everything
here is as feedparser does it; what is rare, or unclear, is not here.
"""

from xml.etree.ElementTree import Element, ParseError, fromstring

from tui_reader.parse.elements import (
    INNER,
    PLAIN,
    TEXTS,
    Base,
    Link,
    Names,
    Unsure,
    attributes_of,
    link_in,
    page_of,
    text_of,
    typed_text,
)
from tui_reader.parse.entries import Entry, FeedFacts
from tui_reader.parse.fastentry import EntryReader
from tui_reader.parse.limits import MAX_ENTRIES

_TITLES = frozenset({"title", "dc_title", "media_title"})
_IN_IMAGES = frozenset({"title", "link", "description", "url", "href", "width", "height"})
_IN_INPUTS = frozenset({"title", "link", "description", "name"})
_ENTRIES = frozenset({"item", "entry"})
_KNOWN_NAMES = """
    body channel content content_encoded entry feed fullitem image item link rss source summary
    textinput title ttl dc_title media_title xhtml_body
"""
_KNOWN = INNER | frozenset(_KNOWN_NAMES.split())
"""What says something of a feed where it stands by itself, and is unclear where it is elsewhere."""
_WITH_MARKUP = TEXTS | {"abstract", "description", "dc_description"}
"""In which markup is text to feedparser, and miscounted."""


def read_fast(text: str) -> FeedFacts | None:
    """Return what a document says; None where feedparser has to be asked."""
    try:
        root = fromstring(text.encode())  # noqa: S314 - there is no DTD in a document
        return _read(root, Names(text), Base(text))
    except (ParseError, Unsure):
        return None


def _read(root: Element, names: Names, base: Base) -> FeedFacts:
    """Read the feed that has this root."""
    kind = names.of(root.tag)
    if kind == "feed" and names.version in {"", "atom"}:
        return _FeedReader(names, base, root, is_atom=True).facts()
    is_rdf = kind == "rdf_rdf" and names.version == "rss"
    channels = [one for one in root if names.of(one.tag) == "channel"]
    if not (kind == "rss" or is_rdf) or len(channels) != 1:
        raise Unsure
    place = list(root).index(channels[0])
    for element in root[:place]:
        check_unread(element, names)
    reader = _FeedReader(names, base, root, channels[0], is_atom=False)
    for element in root[place + 1 :]:
        reader.take_beside_channel(element)
    return reader.facts()


def check_unread(element: Element, names: Names) -> None:
    """Raise Unsure if an element, or one in it, says something of a feed."""
    for inner in element.iter():
        name = names.of(inner.tag)
        if name in _KNOWN or (len(inner) and name in _WITH_MARKUP):
            raise Unsure


class _FeedReader:
    """Takes the elements of a feed, one after the other."""

    def __init__(self, names: Names, base: Base, *path: Element, is_atom: bool) -> None:
        """`path` leads from the root to the element that all is in."""
        self._names = names
        self._base = base
        self._path = path
        self._title = self._ttl = ""
        self._is_title_open = True
        self._links: list[Link] = []
        self._entries: list[Entry] = []
        self._reader = EntryReader(names, base, *path, is_atom=is_atom)
        attributes = attributes_of(path[-1])
        if len(path) > 1 and not attributes.keys().isdisjoint({"href", "lastmod"}):
            raise Unsure
        for element in path[-1]:
            self._take(element)

    def facts(self) -> FeedFacts:
        """Return what has been taken."""
        return FeedFacts(
            title=self._title,
            site=page_of(self._links),
            ttl=self._ttl,
            entries=tuple(self._entries[:MAX_ENTRIES]),
        )

    def take_beside_channel(self, element: Element) -> None:
        """Take what stands beside the channel: all items of RDF, and some of broken feeds."""
        name = self._names.of(element.tag)
        if name == "item":
            reader = EntryReader(self._names, self._base, self._path[0], is_atom=False)
            self._entries.append(reader.read(element))
        elif name in {"image", "textinput"}:
            self._check_children(element, _IN_IMAGES | _IN_INPUTS)
        else:
            check_unread(element, self._names)

    def _take(self, element: Element) -> None:
        name = self._names.of(element.tag)
        if name in _ENTRIES:
            self._entries.append(self._reader.read(element))
        elif name in _TITLES:
            self._take_title(element, name)
        elif name == "link":
            self._links.append(link_in(element, self._base.under(*self._path, element)))
        elif name == "ttl":
            if element.attrib:
                raise Unsure
            self._ttl = text_of(element)
        elif name in {"image", "textinput"}:
            self._check_children(element, _IN_IMAGES if name == "image" else _IN_INPUTS)
            self._is_title_open = True
        elif len(element) or name in _KNOWN:
            check_unread(element, self._names)

    def _take_title(self, element: Element, name: str) -> None:
        """Take the first title that is not empty; feedparser begins anew after each entry."""
        if self._entries:
            raise Unsure
        _, text = typed_text(element, PLAIN)
        if self._is_title_open:
            self._title = text
            self._is_title_open = not text or name == "media_title"

    def _check_children(self, element: Element, allowed: frozenset[str]) -> None:
        for inner in element:
            if len(inner) or self._names.of(inner.tag) not in allowed:
                raise Unsure
