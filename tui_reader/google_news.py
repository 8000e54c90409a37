"""Addresses of Google News feeds: headlines, topics, places and searches, in any edition.

An edition is a language and a country, which Google wants three times over: `hl` is the language
of the page, `gl` the country, `ceid` the edition. Where a language is written otherwise there
than its code says, the tables know it.
"""

import re
from typing import NamedTuple
from urllib.parse import quote

from tui_reader.errors import NotFoundError

TOPICS = (
    "WORLD", "NATION", "BUSINESS", "TECHNOLOGY", "ENTERTAINMENT", "SPORTS", "SCIENCE", "HEALTH",
)  # fmt: skip
"""The sections that every edition has."""

MAX_QUERY_CHARS = 1_000
"""Of the words of a search; Google takes no longer ones."""

_BASE = "https://news.google.com/rss"
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{2}|[a-z]{4}|[0-9]{3}))?", re.ASCII | re.IGNORECASE)
_COUNTRY = re.compile(r"[a-z]{2}", re.ASCII | re.IGNORECASE)
_TOPIC_ID = re.compile(r"[A-Za-z0-9_-]{20,200}")

_WITH_COUNTRY = frozenset({"en", "pt", "zh"})
"""Languages whose page is that of the country: `en-GB`, `zh-TW`."""
_PAGES = {"es-ES": "es", "fr-CA": "fr-CA"}
_EDITIONS = {
    "es-ES": "es", "pt-BR": "pt-419", "pt-PT": "pt-150",
    "zh-CN": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant",
}  # fmt: skip
"""What Google calls a language on the page of a country, and in its edition."""
_SPANISH = "es-419"
"""The Spanish of all countries but Spain."""


class Edition(NamedTuple):
    """The Google News of one language and country."""

    page: str
    """`hl`: the language of the page."""
    country: str
    """`gl`."""
    language: str
    """The second half of `ceid`."""

    @property
    def query(self) -> str:
        """The part of an address that chooses it."""
        return f"hl={self.page}&gl={self.country}&ceid={self.country}:{self.language}"


def edition(language: str, country: str = "") -> Edition:
    """Return the edition of a language and a country, as "de" and "DE"; "pt-BR" alone says both.

    Raises NotFoundError where they are no such codes. Whether Google has the edition is not
    known here: it answers with another one where it has none.
    """
    code = _LANGUAGE.fullmatch(language.strip())
    if code is None:
        raise NotFoundError(f"no language {language!a}: write it as en, de or pt-BR")
    region = code[2] if code[2] and _COUNTRY.fullmatch(code[2]) else ""
    country = country.strip() or region
    if not _COUNTRY.fullmatch(country):
        wrong = f"no country {country!a}" if country else f"{language} is of many countries"
        raise NotFoundError(f"{wrong}: write one as US, DE or BR")
    known_as, country = code[1].lower(), country.upper()
    here = f"{known_as}-{country}"
    usual = _SPANISH if known_as == "es" else known_as
    page = here if known_as in _WITH_COUNTRY else usual
    return Edition(_PAGES.get(here, page), country, _EDITIONS.get(here, usual))


def headlines(language: str = "en", country: str = "US") -> str:
    """Return the address of an edition's headlines. Raises NotFoundError."""
    return f"{_BASE}?{edition(language, country).query}"


def topic(name: str, language: str = "en", country: str = "US") -> str:
    """Return the address of a topic: one of `TOPICS`, or the id in the address of its page.

    Raises NotFoundError.
    """
    query = edition(language, country).query
    name = name.strip()
    if name.upper() in TOPICS:
        return f"{_BASE}/headlines/section/topic/{name.upper()}?{query}"
    if _TOPIC_ID.fullmatch(name):
        return f"{_BASE}/topics/{name}?{query}"
    raise NotFoundError(f"no topic {name!a}; known are {', '.join(TOPICS)}")


def place(name: str, language: str = "en", country: str = "US") -> str:
    """Return the address of the news about a place, by its name. Raises NotFoundError."""
    name = _words(name, "name a place")
    return f"{_BASE}/headlines/section/geo/{_quoted(name)}?{edition(language, country).query}"


def search(words: str, language: str = "en", country: str = "US") -> str:
    """Return the address of a search, with whatever Google understands in it.

    That is `"in this order"`, `OR`, `-without`, `intitle:`, `site:`, `when:7d`, `after:2026-01-31`,
    `before:2026-02-28`. Raises NotFoundError.
    """
    words = _words(words, "name the words to search for")
    return f"{_BASE}/search?q={_quoted(words)}&{edition(language, country).query}"


def _words(text: str, wanted: str) -> str:
    """The text with single blanks; NotFoundError where there is none, or too much."""
    text = " ".join(text.split())
    if not text:
        raise NotFoundError(wanted)
    if len(text) > MAX_QUERY_CHARS:
        raise NotFoundError(f"{wanted}, of {MAX_QUERY_CHARS:,} characters at most")
    return text


def _quoted(text: str) -> str:
    """A text as a part of an address."""
    return quote(text.encode("utf-8", "replace"), safe=":")
