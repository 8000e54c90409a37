"""Elements of a well-formed feed, as feedparser sees them: names, attributes, texts, addresses.

An element is known by feedparser's name for it: `title`, `dc_creator`, `media_thumbnail`. Where
it is not certain what feedparser would see, `Unsure` is raised, and it is asked itself.
"""

import re
from contextlib import suppress
from typing import TypeAlias
from xml.etree.ElementTree import Element

from tui_reader.parse.limits import MAX_ATTRIBUTES
from tui_reader.parse.links import NO_BASE, absolute

_SPACES = {
    "": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/atom/ns#": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/xml/1998/namespace": "xml",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://podlove.org/simple-chapters": "psc",
    "http://www.rssboard.org/media-rss": "media",  # which feedparser knows by this prefix alone
}
"""Namespaces in lower case → the prefix that feedparser gives to what is in them."""

_VERSIONS = {
    "http://purl.org/rss/1.0/": "rss",
    "http://my.netscape.com/rdf/simple/0.9/": "rss",
    "http://www.w3.org/2005/atom": "atom",
}
_PREFIXES = frozenset(_SPACES.values()) - {""}
_USERLAND = "backend.userland.com/rss"
_DECLARATION = re.compile(r"""xmlns(?::([\w.-]+))?\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_HAS_BASE = re.compile(r"base\s*=")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

PLAIN, HTML = "text/plain", "text/html"
_TYPES = {"text": PLAIN, "plain": PLAIN, PLAIN: PLAIN, "html": HTML, HTML: HTML}
_PAGES = frozenset({HTML, "html", "xhtml", "application/xhtml+xml"})
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")

_TEXT_NAMES = """
    rights copyright dc_rights subtitle tagline itunes_subtitle info feedburner_browserfriendly
"""
TEXTS = frozenset(_TEXT_NAMES.split())
"""Elements that are not read; feedparser takes markup in them for text, and miscounts."""

INNER = frozenset(
    {"authors", "contributors", "links", "author_detail", "generator_detail", "publisher_detail"}
)
"""What feedparser keeps its own lists under: an element with such a name breaks them."""

Link: TypeAlias = tuple[str, str, str]
"""Relation, media type, address."""

_SLASHES = re.compile(r"\A([A-Za-z][A-Za-z0-9+-.]*://)/+")
_ABSOLUTE = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9/._~%+@!$*,&=-]*"
    r"(?:\?[A-Za-z0-9/._~%+@!$*,&=?-]+)?(?:\#[A-Za-z0-9/._~%+@!$*,&=?-]+)?"
)
"""Addresses that stay as they are, whatever they are relative to."""

_C1 = re.compile("[\x80-\x9f]")
_ATTRIBUTES = frozenset(
    {"base", "domain", "href", "ispermalink", "label", "lastmod", "medium", "mode"}
    | {"rel", "scheme", "term", "type", "uri", "url"}
)
"""All that are read."""

_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


class Unsure(Exception):  # noqa: N818 - no failure: the other way of reading is asked
    """Feedparser may see something else here."""


class Names:
    """The names of the elements of one document."""

    def __init__(self, text: str) -> None:
        self._spaces = _spaces(text)
        self._names: dict[str, str] = {}
        self.version = next(filter(None, map(_version, _DECLARATION.findall(text))), "")
        """The kind of feed that the first telling declaration makes it; "" where none tells."""

    def of(self, tag: str) -> str:
        """Return feedparser's name for a tag."""
        name = self._names.get(tag)
        if name is None:
            space, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
            prefix = self._spaces.get(space)
            if prefix is None:
                raise Unsure
            name = f"{prefix}_{local}".lower() if prefix else local.lower()
            self._names[tag] = name
        return name


def _spaces(text: str) -> dict[str, str]:
    """Return the prefix of each namespace that is declared somewhere in a document.

    Feedparser goes by prefixes, too, and by the last declaration of each: a well-known prefix for
    something else, or a prefix of its own for something well-known, is unsure.
    """
    found = {"": ""}
    names: dict[str, str] = {}
    for name, *values in set(_DECLARATION.findall(text)):
        space = values[0] or values[1]
        known = "" if _USERLAND in space.lower() else _SPACES.get(space.lower())
        is_known = name.lower() in _PREFIXES
        if name and (known != name if known or is_known else names.get(name, space) != space):
            raise Unsure
        names[name] = space
        prefix = name if known is None else known
        if found.setdefault(space, prefix) != prefix:
            raise Unsure
    return found


def _version(declaration: tuple[str, str, str]) -> str:
    name, *values = declaration
    space = (values[0] or values[1]).lower()
    if space == "http://my.netscape.com/rdf/simple/0.9/" and name:
        return ""
    return _VERSIONS.get(space, "")


def text_of(element: Element) -> str:
    """Return the text of an element that has no other elements in it."""
    if len(element):
        raise Unsure
    text = (element.text or "").strip()
    return text if text.isascii() else _repaired(text)


def link_of(element: Element, base: str) -> str:
    """Return the text of an element as an address."""
    if len(element):
        raise Unsure
    link = (element.text or "").strip()
    link = resolved(base, link) if link else ""
    return link if link.isascii() else _repaired(link)


def name_of(element: Element) -> str:
    """Return a text of which feedparser repairs nothing: the name of a person in Atom."""
    if len(element):
        raise Unsure
    return (element.text or "").strip()


def _repaired(text: str) -> str:
    """Undo what feedparser undoes: UTF-8 taken for Latin-1, and Windows-1252 for the same."""
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode()
    return text.translate(_WINDOWS) if _C1.search(text) else text


def attributes_of(element: Element) -> dict[str, str]:
    """Return the attributes with their names in lower case."""
    if len(element.attrib) > MAX_ATTRIBUTES:
        raise Unsure
    found: dict[str, str] = {}
    for name, value in element.attrib.items():
        space, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
        local = local.lower()
        if not space:
            found[local] = value.lower() if local in {"rel", "type"} else value
        elif local in _ATTRIBUTES and not _SPACES.get(space.lower()):
            raise Unsure  # feedparser takes one of an unknown namespace for one of none
    return found


class Base:
    """What the links of a document are relative to, where `xml:base` says it."""

    def __init__(self, text: str) -> None:
        self._is_declared = _HAS_BASE.search(text) is not None

    def under(self, *elements: Element) -> str:
        """Return the base inside of elements, the outermost first; "" where none is said."""
        base = ""
        for element in elements if self._is_declared else ():
            said = element.get(_XML_BASE, element.get("base"))
            if said:
                base = absolute(base, _SLASHES.sub(r"\1", said))
                if not base.startswith(("http://", "https://")):
                    raise Unsure
        return base


def resolved(base: str, link: str) -> str:
    """Return a link as an address, where there is a base; "" for what can't be an address."""
    if _ABSOLUTE.fullmatch(link) or not (base or link):
        return link
    return absolute(base or NO_BASE, _SLASHES.sub(r"\1", link))


def link_in(element: Element, base: str, *, is_of_entry: bool = False) -> Link:
    """Return what a `<link>` leads to: its `href`, or its text."""
    attributes = attributes_of(element) if element.attrib else {}
    rel = attributes.get("rel", "alternate")
    kind = attributes.get("type", "application/atom+xml" if rel == "self" else HTML)
    href = href_in(attributes)
    if href is not None:
        if len(element):
            raise Unsure
        return rel, kind, resolved(base, href)
    link = link_of(element, base)
    if is_of_entry:
        link = link.replace("&amp;", "&")
    return rel, kind, _REFERENCE.sub(r"&\1", link)


def href_in(attributes: dict[str, str]) -> str | None:
    """Return the address in the attributes, None if there is none."""
    first = attributes.get("url", attributes.get("uri", attributes.get("href")))
    return first or attributes.get("href")


def page_of(links: list[Link], relation: str = "alternate") -> str:
    """Return the last link to a page that is not empty."""
    pages = [href for rel, kind, href in links if rel == relation and kind in _PAGES and href]
    return pages[-1] if pages else ""


def typed_text(element: Element, kind: str) -> tuple[str, str]:
    """Return the type of a text, `kind` where the element says none, and the text."""
    if element.attrib:
        attributes = attributes_of(element)
        found = _TYPES.get(attributes.get("type", kind))
        if found is None or attributes.get("mode") == "base64":
            raise Unsure
        kind = found
    return kind, text_of(element)
