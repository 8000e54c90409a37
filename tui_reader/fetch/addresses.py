"""Which addresses are asked: checked, without passwords, and never let into a private network.

A feed may be in the reader's own network: that is for the reader to say. What a stranger says,
in a redirect or a page, must not lead from the public network into a private one. Names are
looked up for that, and again by the connection: who rules a name may answer otherwise the
second time. The guard is against addresses in answers, not against that.
"""

import asyncio
import socket
from base64 import b64encode
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from tui_reader.errors import FetchError, UrlError
from tui_reader.urls import checked_url, split_login

Origin = tuple[str, str, int]
"""Scheme, host and port."""

_NAT64 = IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


class Address(NamedTuple):
    """A checked address, and the password that belongs to it."""

    url: str
    authorization: bytes = b""
    """The value of the header that says who asks; empty where nobody in particular does."""

    def password_for(self, url: str) -> list[tuple[bytes, bytes]]:
        """Return the header for a URL of the same origin; for any other there is none."""
        if not self.authorization or origin_of(url) != origin_of(self.url):
            return []
        return [(b"Authorization", self.authorization)]


def address_of(text: str) -> Address:
    """Return the address that a text means, its `user:password@` apart; raises FetchError."""
    login, bare = split_login(text)
    try:
        url = checked_url(bare)
    except UrlError as error:
        raise FetchError(str(error)) from error
    if not login:
        return Address(url=url)
    name, _, password = login.encode("utf-8", "surrogatepass").partition(b":")
    pair = unquote_to_bytes(name) + b":" + unquote_to_bytes(password)
    return Address(url=url, authorization=b"Basic " + b64encode(pair))


def origin_of(url: str) -> Origin:
    """Return the origin of a checked URL."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]


def target_of(url: str, location: str) -> str:
    """Return where a redirect leads, checked; `location` is the header as it came.

    Raises FetchError where it leads nowhere, to no web address, or out of https.
    """
    if not location:
        raise FetchError("redirected to nowhere")
    try:
        target = checked_url(urljoin(url, _as_text(location).strip()))
    except UrlError as error:
        raise FetchError(f"redirected to what can't be fetched: {error}") from error
    except ValueError as error:  # urljoin's, of brackets in the host
        raise FetchError("redirected to what can't be fetched: the host is not valid") from error
    if url.startswith("https:") and not target.startswith("https:"):
        raise FetchError("redirected from https to http, which everybody could read")
    return target


async def refuse_inner_address(first: str, target: str) -> None:
    """Raise FetchError where a public address leads to a target in a private network."""
    if origin_of(first)[1] == origin_of(target)[1]:
        return
    if all(await _are_public(target)) or not any(await _are_public(first)):
        return
    raise FetchError("led from the public network into a private one")


async def _are_public(url: str) -> list[bool]:
    """Whether the addresses that the host of a URL has can be reached from everywhere."""
    _, host, port = origin_of(url)
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [_is_public(ip_address(str(place[0]))) for *_, place in found]


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is that of one machine which can be reached from everywhere.

    One of IPv6 may stand for one of IPv4: then it is that which counts.
    """
    if isinstance(address, IPv6Address) and (inner := _embedded(address)):
        return _is_public(inner)
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not is_special


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that a translator, a tunnel or the system would go to."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def _as_text(header: str) -> str:
    """A header as UTF-8 where it is; addresses in answers are not always ASCII."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeDecodeError:
        return header
