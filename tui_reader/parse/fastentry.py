"""The elements of one entry → an Entry, as feedparser would make it.

    the last <link>, <pubDate>, <guid> counts; the first <title> that is not empty
    <description>, and then another one or a <summary>: the second is the content
    <content>, <content:encoded>: the summary, too, where there is none
    what stands deeper than another one of its kind does not count

Where that is not certain, `Unsure` is raised.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias
from xml.etree.ElementTree import Element

from tui_reader.models import Enclosure
from tui_reader.parse.elements import (
    HTML,
    INNER,
    PLAIN,
    TEXTS,
    Base,
    Link,
    Names,
    Unsure,
    attributes_of,
    href_in,
    link_in,
    link_of,
    page_of,
    text_of,
    typed_text,
)
from tui_reader.parse.entries import Entry
from tui_reader.parse.fastpeople import person_in, source_in
from tui_reader.parse.limits import MAX_DEPTH, MAX_ENTRY_CATEGORIES, MAX_PERSON_CHARS

_ITUNES = "http://www.itunes.com/"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_UNSURE_NAMES = """
    body channel date entry feed geom item itunes_link itunes_notes itunes_owner media_caption
    rss summary_detail tags textinput title_detail where xhtml_body
"""
_UNSURE = INNER | frozenset(_UNSURE_NAMES.split())
"""Elements of which feedparser makes what we do not, or that get in the way of what it makes."""
_TAKEN_OUT = ("creativecommons_", "georss_", "gml_", "height", "media_player", "psc_", "width")
"""How the names of elements begin that feedparser does not get to see (`for_feedparser`)."""


def is_known(name: str) -> bool:
    """Whether an element changes an entry, wherever in it it stands."""
    return name in _HANDLERS or name in TEXTS or name in _UNSURE


class EntryReader:
    """Reads the entries of one document."""

    def __init__(self, names: Names, base: Base, *above: Element, is_atom: bool) -> None:
        """`above` are the elements around the entries, the outermost first."""
        self.names = names
        self.is_atom = is_atom
        self._base = base
        self._above = above
        self._handlers: dict[str, Handler | None] = {}

    def read(self, element: Element) -> Entry:
        """Return one entry."""
        if element.attrib and not attributes_of(element).keys().isdisjoint({"href", "lastmod"}):
            raise Unsure
        return _Reading(self, self._base, (*self._above, element)).entry()

    def handler(self, tag: str) -> "Handler | None":
        """Return what takes such an element; None if nothing does."""
        if tag not in self._handlers:
            name = self.names.of(tag)
            if name in _UNSURE:
                raise Unsure
            self._handlers[tag] = _HANDLERS.get(name)
        return self._handlers[tag]


class _Reading:
    """Takes the elements of one entry, one after the other."""

    def __init__(self, reader: EntryReader, base: Base, path: tuple[Element, ...]) -> None:
        self._reader = reader
        self._base = base
        self._path = path
        self._depth = 0
        self._texts: dict[str, str] = {}
        self._depths: dict[str, int] = {}
        self._kinds: dict[str, str] = {}
        self._title_depth = -1
        self._has_content = False
        self._contents: list[tuple[str, str]] = []
        self._links: list[Link] = []
        self._authors: list[str] = []
        self._is_author_text = False
        self._tags: list[list[str | None]] = []
        self._categories = 0
        self._thumbnails: list[str] = []
        self._media: list[dict[str, str]] = []
        self._cover = ""
        if about := path[-1].get(_ABOUT):
            self._texts["id"] = about
        self._take(path[-1])

    def entry(self) -> Entry:
        """Return what has been taken."""
        texts, links = self._texts, self._links
        summary = texts.get("summary", "")
        content = next((one for one in self._contents if one[1]), ("", ""))
        enclosures = [Enclosure(href, kind) for rel, kind, href in links if rel == "enclosure"]
        is_atom = self._reader.is_atom
        return Entry(
            id=texts.get("id", ""),
            title=texts.get("title", ""),
            link=page_of(links),
            published=texts.get("published", ""),
            updated=texts.get("updated", ""),
            authors=tuple(self._authors),
            summary=summary or texts.get("itunes_notes") or texts.get("media_caption", ""),
            content=content[1],
            categories=tuple(label or term or "" for term, _, label in self._tags),
            comments=texts.get("comments") or page_of(links, "replies"),
            enclosures=tuple(enclosures),
            outlet=texts.get("source", ""),
            images=(*self._images(enclosures), self._cover),
            is_plain_title=is_atom and self._kinds.get("title") == PLAIN,
            is_plain_summary=is_atom and bool(summary) and self._kinds.get("summary") == PLAIN,
            is_plain_content=is_atom and content[0] == PLAIN,
        )

    def _images(self, enclosures: list[Enclosure]) -> list[str]:
        """Return the addresses of pictures, the best first."""
        media = [
            one.get("url", "")
            for one in self._media
            if one.get("medium") == "image" or one.get("type", "").startswith("image/")
        ]
        files = [one.url for one in enclosures if one.type.startswith("image/")]
        return [*self._thumbnails, *media, *files]

    def _take(self, parent: Element) -> None:
        """Take what stands in an element; those that are not known may have known ones in them."""
        reader = self._reader
        for element in parent:
            handler = reader.handler(element.tag)
            if handler is not None:
                handler(self, element)
            elif len(element):
                name = reader.names.of(element.tag)
                if name in TEXTS:
                    raise Unsure
                if name.startswith(_TAKEN_OUT):
                    self._check_taken_out(element)
                else:
                    self.take_inner(element)

    def _check_taken_out(self, element: Element) -> None:
        names = (self._reader.names.of(inner.tag) for inner in element.iter())
        if not all(name.startswith(_TAKEN_OUT) for name in names):
            raise Unsure

    def take_inner(self, element: Element) -> None:
        """Take what stands in an element, one level deeper."""
        if self._depth >= MAX_DEPTH:
            raise Unsure
        path = self._path
        self._depth, self._path = self._depth + 1, (*path, element)
        self._take(element)
        self._depth, self._path = self._depth - 1, path

    def _put(self, name: str, text: str) -> None:
        """Keep a text; one that stands deeper than the one that is kept is none."""
        if self._depth <= self._depths.get(name, self._depth):
            self._depths[name] = self._depth
            self._texts[name] = text

    def take_text(self, element: Element, name: str) -> None:
        """A text without anything to it, such as a date."""
        self._put(name, text_of(element))

    def take_comments(self, element: Element) -> None:
        if element.attrib:
            raise Unsure
        self._put("comments", link_of(element, self._base_of(element)))

    def take_title(self, element: Element) -> None:
        kind, text = typed_text(element, PLAIN)
        if not -1 < self._title_depth <= self._depth:
            self._kinds["title"] = kind
            self._put("title", text)
        if text:
            self._title_depth = self._depth

    def take_media_title(self, element: Element) -> None:
        depth = self._title_depth
        self.take_title(element)
        self._title_depth = depth

    def take_id(self, element: Element) -> None:
        attributes = attributes_of(element) if element.attrib else {}
        if attributes.get("ispermalink", "true") == "true":
            self._put("id", link_of(element, self._base_of(element)))
        else:
            self._put("id", text_of(element))

    def take_link(self, element: Element) -> None:
        self._links.append(link_in(element, self._base_of(element), is_of_entry=True))

    def take_enclosure(self, element: Element) -> None:
        attributes = attributes_of(element)
        if len(element):
            raise Unsure
        self._links.append(("enclosure", attributes.get("type", ""), href_in(attributes) or ""))

    def take_description(self, element: Element) -> None:
        self._take_summary(element, HTML)

    def take_second(self, element: Element) -> None:
        self._take_summary(element, PLAIN)

    def take_abstract(self, element: Element) -> None:
        self._kinds["summary"], text = typed_text(element, PLAIN)
        self._put("summary", text)

    def _take_summary(self, element: Element, kind: str) -> None:
        if "summary" in self._texts and not self._has_content:
            self.take_content(element)
            return
        self._kinds["summary"], text = typed_text(element, kind)
        self._put("summary", text)

    def take_content(self, element: Element, kind: str = PLAIN) -> None:
        self._has_content = True
        content = typed_text(element, kind)
        self._contents.append(content)
        self._texts.setdefault("summary", content[1])

    def take_encoded(self, element: Element) -> None:
        self.take_content(element, HTML)

    def take_author(self, element: Element) -> None:
        """A text, or a person as Atom has them; feedparser mixes up those that have both."""
        if self._depth > 0 or sum(map(len, element.itertext())) > MAX_PERSON_CHARS:
            raise Unsure
        if not len(element):
            self._authors.append(text_of(element))
            self._is_author_text = True
        elif self._is_author_text:
            raise Unsure
        else:
            is_first = not self._authors
            person = person_in(element, self._reader.names, is_known, is_first=is_first)
            self._authors.append(person)

    def take_category(self, element: Element, scheme: str | None = None) -> None:
        text = text_of(element)
        if element.attrib:
            attributes = attributes_of(element)
            scheme = attributes.get("scheme", scheme or attributes.get("domain"))
            self._tag(attributes.get("term"), scheme, attributes.get("label"))
        elif scheme:
            self._tag(None, scheme, None)
        if text and self._tags and not self._tags[-1][0]:
            self._tags[-1][0] = text
        elif text:
            self._tag(text, None, None)

    def take_media_category(self, element: Element) -> None:
        self.take_category(element, "http://search.yahoo.com/mrss/category_schema")

    def take_itunes_category(self, element: Element) -> None:
        """A category with others in it."""
        if "".join(element.itertext()).strip():
            raise Unsure
        if any(self._reader.names.of(inner.tag) != "itunes_category" for inner in element):
            raise Unsure
        self._tag(attributes_of(element).get("text"), _ITUNES, None)
        self.take_inner(element)

    def take_keywords(self, element: Element, scheme: str | None = None) -> None:
        if element.attrib:
            raise Unsure
        for word in text_of(element).split(","):
            if word.strip():
                self._tag(word.strip(), scheme, None)

    def take_itunes_keywords(self, element: Element) -> None:
        self.take_keywords(element, _ITUNES)

    def _tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        self._categories += 1
        if self._categories > MAX_ENTRY_CATEGORIES:
            raise Unsure
        tag = [term, scheme, label]
        if any(tag) and tag not in self._tags:
            self._tags.append(tag)

    def take_source(self, element: Element) -> None:
        title = source_in(element, self._reader.names, is_known)
        self._title_depth = self._depth + 1 if title and len(element) else -1
        self._texts["source"] = title

    def take_image(self, element: Element) -> None:
        """Only its title, which is the entry's where that has none."""
        self._title_depth = -1
        self._depth += 1
        for inner in element:
            name = self._reader.names.of(inner.tag)
            if name == "title":
                self.take_title(inner)
            elif len(inner) or name not in {"link", "url", "href", "width", "height"}:
                raise Unsure
        self._depth -= 1

    def take_thumbnail(self, element: Element) -> None:
        if text_of(element):
            raise Unsure
        self._thumbnails.append(attributes_of(element).get("url", ""))

    def take_media(self, element: Element) -> None:
        self._media.append(attributes_of(element))
        self.take_inner(element)

    def take_cover(self, element: Element) -> None:
        attributes = attributes_of(element)
        if len(element):
            raise Unsure
        self._cover = attributes.get("href") or attributes.get("url") or self._cover

    def _base_of(self, element: Element) -> str:
        return self._base.under(*self._path, element)


Handler: TypeAlias = Callable[[_Reading, Element], None]

_READ_AS_TEXT = {
    "published": ("published", "issued", "pubdate", "dcterms_issued"),
    "updated": ("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"),
    "itunes_notes": ("itunes_summary",),
    "media_caption": ("media_description",),
}
_HANDLERS: dict[str, Handler] = {
    **{
        name: partial(_Reading.take_text, name=field)
        for field, names in _READ_AS_TEXT.items()
        for name in names
    },
    **dict.fromkeys(("title", "dc_title"), _Reading.take_title),
    **dict.fromkeys(("guid", "id"), _Reading.take_id),
    **dict.fromkeys(("description", "dc_description"), _Reading.take_description),
    "summary": _Reading.take_second,
    "abstract": _Reading.take_abstract,
    **dict.fromkeys(("content_encoded", "fullitem"), _Reading.take_encoded),
    **dict.fromkeys(("category", "dc_subject", "keywords"), _Reading.take_category),
    **dict.fromkeys(
        ("author", "managingeditor", "dc_author", "dc_creator", "itunes_author"),
        _Reading.take_author,
    ),
    "media_title": _Reading.take_media_title,
    "link": _Reading.take_link,
    "enclosure": _Reading.take_enclosure,
    "content": _Reading.take_content,
    "comments": _Reading.take_comments,
    "source": _Reading.take_source,
    "media_category": _Reading.take_media_category,
    "itunes_category": _Reading.take_itunes_category,
    "media_keywords": _Reading.take_keywords,
    "itunes_keywords": _Reading.take_itunes_keywords,
    "media_thumbnail": _Reading.take_thumbnail,
    "media_content": _Reading.take_media,
    "image": _Reading.take_image,
    "itunes_image": _Reading.take_cover,
}
"""What is read of an entry, by the names of its elements; all else is passed over."""
