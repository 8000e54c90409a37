"""The same article, and the same outlet, under other addresses and names."""

import re
from functools import lru_cache

from tui_reader.urls import link_key

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
"""What may stand before the last part of a host, as in "bbc.co.uk"."""

_CACHE = re.compile(r"(?:google\.[a-z.]+/amp|[\w-]+\.cdn\.ampproject\.org/[cv])/(?:s/)?(.+)")
"""An aggregator's copy of an AMP page: the address of the original follows."""
_HOST = re.compile(r"(?:amp|m|mobile)\.(?=[^/]+\.[^/])")
_HEAD = re.compile(r"^([^/]+)/amp(?=/)")
_TAIL = re.compile(r"(?:/amp|[./-]amp\.html|\.amp)$")
_SUFFIX = re.compile(r"\.html?$")
_PARAMETER = re.compile(
    r"(?:amp|_amp|amp_js_v|amp_gsa|outputType|output)(?:=(?:1|true|amp|0\.1)?)?"
)


_PASSING = re.compile(r"(?:comments?|xtor|ref|utm|at_|intcid|echobox|:~:)", re.IGNORECASE)
"""Fragments that only tell where a reader comes from, or goes to on the page."""


def same_article_key(url: str) -> str:
    """Return `urls.link_key` without what only says "for phones": hosts, paths, parameters of AMP.

    "" where the link leads to no article: where there is no web host, or only a front page, or to
    a place on a page that has many, as change logs do.
    """
    _, _, fragment = url.partition("#")
    if fragment and not _PASSING.match(fragment):
        return ""
    key = link_key(url)
    if key.startswith("google:"):
        return key
    if cached := _CACHE.fullmatch(key):
        key = cached[1].removeprefix("www.")
    front, _, query = key.partition("?")
    front = _HEAD.sub(r"\1", _HOST.sub("", front, count=1))
    front = _SUFFIX.sub("", _TAIL.sub("", front)).rstrip("/")
    kept = "&".join(pair for pair in query.split("&") if pair and not _PARAMETER.fullmatch(pair))
    return f"{front}?{kept}" if kept else front if "/" in front else ""


@lru_cache(4096)
def outlet_key(name: str) -> str:
    """Return what an outlet is known by: "bbc" for "BBC", "bbc.com" and "www.bbc.co.uk".

    Feeds that name nobody go by their host. Letters and digits only, without an article before.
    """
    words = name.casefold()
    if is_host(words):
        labels = words.removeprefix("www.").split(".")[:-1]
        words = labels[-2] if len(labels) > 1 and labels[-1] in _SECOND_LEVEL else labels[-1]
    return re.sub(r"[\W_]+", "", words).removeprefix("the") or name


def is_host(name: str) -> bool:
    """Whether a name is that of a host, rather than one that people use."""
    return "." in name.strip(".") and " " not in name
