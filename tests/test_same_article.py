"""One article and one outlet, by whatever way they came in."""

import pytest

from tui_reader.models import Article, Briefing, distinct_outlets, merged_articles, new_outlets
from tui_reader.same_article import outlet_key, same_article_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BBC", "bbc.com"),
        ("BBC", "www.bbc.co.uk"),
        ("Coast Post", "coastpost.example"),
        ("The Harbour", "theharbour.org"),
        ("Lantern.com", "Lantern"),
    ],
)
def test_an_outlet_by_its_host(one: str, other: str) -> None:
    """Feeds that name nobody go by their host: that is no other outlet."""
    assert outlet_key(one) == outlet_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("BBC", "BBC Sport"), ("Post", "The Coast Post"), ("灯台新報", "灯台")]
)
def test_outlets_that_differ(one: str, other: str) -> None:
    """What is alike is not the same."""
    assert outlet_key(one) != outlet_key(other)


@pytest.mark.parametrize("name", ["", ".", "...", "a.", ".b", "The", "—", "w.w.w"])
def test_strange_names_have_keys(name: str) -> None:
    """Whatever a feed calls itself."""
    assert isinstance(outlet_key(name), str)


def test_outlets_go_by_the_name_that_people_use() -> None:
    """In the order in which they came."""
    names = ["bbc.com", "Coast Post", "BBC", "coastpost.example", ""]
    assert distinct_outlets(names) == ("BBC", "Coast Post")
    assert new_outlets(["BBC", "Reef"], ["bbc.com", "Coast Post"]) == ("Coast Post",)


def briefing(*articles: Article) -> Briefing:
    """A briefing with these articles."""
    return Briefing(key="k", title="t", articles=articles)


def test_one_article_from_two_sources() -> None:
    """By its link under other addresses, or by outlet and headline; the latest words count."""
    first = Article(
        "Ferry late", "coastpost.example", "https://coastpost.example/ferry?utm_source=x"
    )
    amp = Article("Ferry late again", "Coast Post", "https://amp.coastpost.example/ferry/amp")
    other = Article("FERRY LATE AGAIN", "Coast Post", "https://news.example/articles/7")
    reef = Article("Ferry late", "Reef Times", "https://reef.example/ferry")
    merged = merged_articles([briefing(first, reef), briefing(amp), briefing(other)])
    assert [(one.headline, one.outlet) for one in merged] == [
        ("FERRY LATE AGAIN", "Coast Post"),
        ("Ferry late", "Reef Times"),
    ]


def test_a_briefing_alone_says_what_it_says() -> None:
    """One per outlet and link."""
    twice = Article("Ferry late", "Coast Post", "https://a.example/1")
    again = twice._replace(url="https://a.example/2")
    assert merged_articles([briefing(twice, twice, again)]) == (twice, again)


@pytest.mark.parametrize("fragment", ["", "#comments", "#xtor=RSS-3", "#:~:text=ferry"])
def test_an_article_is_known_by_its_link(fragment: str) -> None:
    """Whatever only says where a reader comes from."""
    assert same_article_key(f"https://m.isle.example/ferry{fragment}") == "isle.example/ferry"


def test_a_place_on_a_page_is_no_article() -> None:
    """All versions of a program stand on the page of its changes."""
    assert same_article_key("https://isle.example/changes#v1.2") == ""
