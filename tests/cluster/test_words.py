"""Headlines to words, and addresses to articles."""

import pytest

from tui_reader.cluster.boilerplate import told
from tui_reader.cluster.words import Language, language_of, stem, words_of
from tui_reader.same_article import same_article_key


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("ferries ferry", True),
        ("planned plan", True),
        ("sailing sails", True),
        ("Peru peru", False),
    ],
)
def test_endings_do_not_matter(words: str, same: bool) -> None:
    """Plurals and the forms of verbs are one word; `stem` leaves case to its caller."""
    one, other = map(stem, words.split())
    assert (one == other) is same


def test_words_of_a_headline() -> None:
    """Stop words go, accents and numbers stay, possessives fall, Han gives pairs; of long words
    the beginning counts, and of compounds more of it."""
    assert [*words_of("The año of Murano’s 12 kilns")] == ["año", "murano", "12", "kiln"]
    assert [*words_of("investigators investigate investors")] == ["investi", "investo"]
    assert len(words_of("Verfassungsschutz Verfassungsgericht")) == 2
    assert [*words_of("渡船沈没")] == ["渡船", "船沈", "沈没"]


def test_languages_are_told_by_their_words() -> None:
    """Stop words say which it is; the hint counts where there are none."""
    assert language_of("The ferry and the island", "de") == Language("latin", "en")
    assert language_of("Fähre gesunken", "deu") == Language("latin", "de")
    assert language_of("Паром затонул").script == "cyrillic"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minister announces tax reforms", "en"),
        ("Minister kündigt Millionen Euro an", "de"),
        ("Lamu: noventa peregrinos muertos, gobierno investiga", "es"),
        ("Naufrágio: noventa peregrinos mortos, governo investiga", "pt"),
        ("Lamu: inundación", "es"),
        ("Lamu: inundações", "pt"),
        ("Lamu Murano", ""),
    ],
)
def test_headlines_without_a_sentence_have_a_language_too(text: str, name: str) -> None:
    """Words of all news, and letters that no other language has, tell it as well."""
    assert language_of(text).name == name


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("Live updates: Ferry capsizes", "Ferry capsizes"),
        ("Harbour Latest: Ferry capsizes", "Ferry capsizes"),
        ("Ferry capsizes - The Gazette", "Ferry capsizes"),
        ("Gazette | Ferry capsizes", "Ferry capsizes"),
        (
            "Ferry with ninety pilgrims capsizes - Sport - Lamu Daily",
            "Ferry with ninety pilgrims capsizes",
        ),
        ("Ferry with ninety pilgrims sinks - 7 dead", "Ferry with ninety pilgrims sinks - 7 dead"),
        ("Lamu - Ferry capsizes", "Lamu - Ferry capsizes"),
        ("Sudoku 12", ""),
        ("Quiz champion arrested in Lamu", "Quiz champion arrested in Lamu"),
    ],
)
def test_what_a_headline_tells(headline: str, rest: str) -> None:
    """Labels, the outlet's own name and columns tell nothing."""
    assert told(headline, "Gazette") == rest


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/news/1",
        "https://m.paper.example/news/1?utm_source=feed",
        "https://amp.paper.example/news/1/",
        "https://www.paper.example/news/1/amp",
        "https://paper.example/amp/news/1",
        "https://paper.example/news/1?outputType=amp",
        "https://www.google.com/amp/s/paper.example/news/1",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/news/1",
    ],
)
def test_one_article_under_many_addresses(url: str) -> None:
    """Mobile hosts, AMP and tracking make no other article."""
    assert same_article_key(url) == "paper.example/news/1"


def test_a_front_page_is_no_article() -> None:
    """What leads nowhere in particular is no evidence; another page is another article."""
    assert same_article_key("https://paper.example/") == ""
    assert same_article_key("https://paper.example/news/2") != "paper.example/news/1"
