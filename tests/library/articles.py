"""Pages of articles, as a server of the tests has them."""

from tests.fetch.server import Behaviour, answer
from tests.library.station import Item, Station


def page(title: str, *paragraphs: str) -> bytes:
    """The page of an article, with what stands around one."""
    said = (
        paragraphs or (f"{title} is what the whole isle speaks of today, and has for weeks.",) * 3
    )
    text = "".join(f"<p>{number}. {one}</p>" for number, one in enumerate(said, start=1))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{text}</article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def served(title: str) -> Behaviour:
    """A server's answer with such a page."""
    return answer(page(title), content_type="text/html; charset=utf-8")


def publish(station: Station, *titles: str, feed: str = "isle") -> None:
    """Put a feed on the server, and the pages that its entries link to."""
    urls = {title: station.server.url(f"/{title.lower()}") for title in titles}
    station.publish(feed, *(Item(title, link=url) for title, url in urls.items()))
    for title in titles:
        station.server.pages[f"/{title.lower()}"] = served(title)
