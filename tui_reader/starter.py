"""Feeds to start with: well-known outlets of several countries, and Google News in its forms."""

from typing import NamedTuple

from tui_reader import google_news


class StarterFeed(NamedTuple):
    """A feed that is offered to a reader who has none."""

    url: str
    name: str
    category: str
    language: str
    """Of its articles: "en"."""


def starter_feeds() -> tuple[StarterFeed, ...]:
    """Return the feeds that the program knows of, in the order in which they are offered."""
    return tuple(StarterFeed(*feed) for feed in (*_google_news(), *_OUTLETS))


def _google_news() -> list[tuple[str, str, str, str]]:
    """Many outlets at once: headlines, topics and a search."""
    category = "Google News"
    world = google_news.topic("WORLD")
    science = google_news.topic("SCIENCE")
    climate = google_news.search('"climate change" when:7d')
    return [
        (google_news.headlines(), "Google News", category, "en"),
        (world, "Google News: World", category, "en"),
        (science, "Google News: Science", category, "en"),
        (climate, "Google News: climate change", category, "en"),
        (google_news.headlines("de", "DE"), "Google News: Deutschland", category, "de"),
        (google_news.headlines("pt-BR", "BR"), "Google News: Brasil", category, "pt"),
    ]


_OUTLETS = (
    ("https://feeds.bbci.co.uk/news/world/rss.xml", "BBC News", "World", "en"),
    ("https://www.theguardian.com/world/rss", "The Guardian", "World", "en"),
    ("https://www.aljazeera.com/xml/rss/all.xml", "Al Jazeera", "World", "en"),
    ("https://rss.dw.com/rdf/rss-en-all", "Deutsche Welle", "World", "en"),
    ("https://rss.nytimes.com/services/xml/rss/nyt/World.xml", "The New York Times", "World", "en"),
    ("https://feeds.npr.org/1001/rss.xml", "NPR", "United States", "en"),
    ("https://www.lemonde.fr/rss/une.xml", "Le Monde", "France", "fr"),
    ("https://www.tagesschau.de/index~rss2.xml", "tagesschau", "Deutschland", "de"),
    (
        "https://feeds.elpais.com/mrss-s/pages/ep/site/elpais.com/portada",
        "El País",
        "España",
        "es",
    ),
    ("https://www3.nhk.or.jp/rss/news/cat0.xml", "NHK", "日本", "ja"),
    ("https://feeds.arstechnica.com/arstechnica/index", "Ars Technica", "Technology", "en"),
    ("https://www.nature.com/nature.rss", "Nature", "Science", "en"),
)
"""Addresses that their outlets have published for many years."""
