"""The same article under its mobile and AMP addresses."""

import re

from tui_reader.urls import link_key

_CACHE = re.compile(r"(?:google\.[a-z.]+/amp|[\w-]+\.cdn\.ampproject\.org/[cv])/(?:s/)?(.+)")
"""An aggregator's copy of an AMP page: the address of the original follows."""
_HOST = re.compile(r"(?:amp|m|mobile)\.(?=[^/]+\.[^/])")
_HEAD = re.compile(r"^([^/]+)/amp(?=/)")
_TAIL = re.compile(r"(?:/amp|[./-]amp\.html|\.amp)$")
_SUFFIX = re.compile(r"\.html?$")
_PARAMETER = re.compile(
    r"(?:amp|_amp|amp_js_v|amp_gsa|outputType|output)(?:=(?:1|true|amp|0\.1)?)?"
)


def same_article_key(url: str) -> str:
    """Return `urls.link_key` without what only says "for phones": hosts, paths, parameters of AMP.

    "" where the link leads to no article: where there is no web host, or only a front page.
    """
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
