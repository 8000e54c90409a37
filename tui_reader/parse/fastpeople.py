"""Whom an entry is from: the elements of authors and of sources, as feedparser understands them."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from tui_reader.parse.elements import PLAIN, Names, Unsure, name_of, text_of, typed_text

_WITH_OWN_TEXT = frozenset({"id", "updated", "published", "author", "category", "generator"})
_OF_SOURCES = _WITH_OWN_TEXT | {"link"}
"""What is not read inside of the `<source>` of Atom, where it says nothing of the entry."""

IsKnown = Callable[[str], bool]
"""Whether an element of this name changes an entry, wherever in it it stands."""


def person_in(element: Element, names: Names, is_known: IsKnown, *, is_first: bool) -> str:
    """Return the name of a person as Atom has them, else the e-mail address.

    Who has no name gets that of the one before from feedparser.
    """
    said: dict[str, str] = {}
    for inner in element:
        name = names.of(inner.tag)
        if name in {"name", "email", "uri", "url", "homepage"}:
            said[name] = name_of(inner)
        elif len(inner) or is_known(name):
            raise Unsure
    if not said or not (said.get("name") or is_first):
        raise Unsure
    return said.get("name") or said.get("email", "")


def source_in(element: Element, names: Names, is_known: IsKnown) -> str:
    """Return whom an entry is from: in RSS the text, in Atom the title in the element."""
    if not len(element):
        return text_of(element)
    titles = []
    stray = [element.text, *(inner.tail for inner in element)]
    for inner in element:
        name = names.of(inner.tag)
        if name == "title":
            titles.append(typed_text(inner, PLAIN)[1])
            continue
        inside = [names.of(one.tag) for one in inner.iterfind(".//*")]
        if any(map(is_known, [*inside, *({name} - _OF_SOURCES)])):
            raise Unsure
        if name not in _WITH_OWN_TEXT and (inner.attrib or len(inner)):
            stray += inner.itertext()  # which feedparser takes for the source's own
    if len(titles) > 1 or any(text and text.strip() for text in stray):
        raise Unsure
    return titles[0] if titles else ""
