"""Links as feeds write them → addresses: absolute, without blanks, and none that run programs."""

import re
from urllib.parse import urljoin

from tui_reader.parse.briefing import web_url
from tui_reader.parse.limits import MAX_URL_CHARS
from tui_reader.parse.text import clean

NO_BASE = "feed:"
"""An address that nothing can be relative to."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HARMFUL = frozenset({"javascript", "vbscript", "data", "file", "blob", "about", "view-source"})
"""Nobody links to an article like this: what acts, what shows a text of its own, what is here."""


def absolute(base: str, link: str) -> str:
    """Return a link as an address, relative to `base` where it is none; "" where it can't be."""
    try:
        return urljoin(base, link)
    except ValueError:  # a host in half a bracket
        return ""


def web_address(text: str, base: str) -> str:
    """Return the address of the web that a text is, relative to `base` or not; else ""."""
    link = _without_blanks(text)
    return web_url(link) or (web_url(absolute(base, link)) if link else "")


def article_link(text: str, base: str) -> str:
    """Return the link of an entry; what is no address of the web stays if it is harmless."""
    link = _without_blanks(text.replace("&amp;", "&"))
    if web_url(link):
        return link
    scheme = _SCHEME.match(link)
    if scheme is None:
        return web_address(link, base) or link
    return "" if scheme[1].lower() in _HARMFUL else link


def _without_blanks(text: str) -> str:
    """Return a clean link; the line breaks of a feed may stand anywhere in it."""
    return clean("".join(clean(text, MAX_URL_CHARS).split()), MAX_URL_CHARS)
