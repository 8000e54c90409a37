"""The page of an article → its text: what is kept of it, and what no page can do."""

import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tui_reader.errors import ParseError
from tui_reader.parse.page import read_page

PAGE = Path(__file__).parent.parent / "data/articles/harbour.html"
URL = "https://tidewater.example/harbour"
SECONDS = 8.0
"""Of work: less than a worker has; the worst of these takes half of that."""

TEXT = """\
The council of the town has decided on a plan[^1] that will raise the harbour wall by two metres \
before the winter of next year.

## What it costs

Nine million, says the mayor, of which the country pays half; the rest comes from the port[^2], as \
the plan[^1] has it.

• The wall takes two years, if the weather holds.
• The gates take another one.

1. First the stones are brought by sea.
2. Then they are laid at low tide.

> We have waited for this for twenty years, said the harbour master.

```
# heights in metres
wall = 3
gate =  5
```

In the storm of last winter two boats sank, and nobody was hurt thanks to the watch, who rang the \
bell in time. [31m"""


def test_an_article_keeps_its_form_and_nothing_around_it() -> None:
    """Headings, lists, quotations, code, numbered links; no menus, no scripts, no controls."""
    found = read_page(PAGE.read_bytes(), URL, "text/html; charset=utf-8")
    assert found.title.startswith("Harbour wall to be raised")
    assert found.text == TEXT
    assert [(link.headline, link.url) for link in found.links] == [
        ("decided on a plan", "https://tidewater.example/plan?year=2"),
        ("the port", "https://port.example/"),
    ]


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"%PDF-1.7 ...", "application/pdf", "no page of text, but application/pdf"),
        (bytes(range(32)) * 100, "text/html", "binary data, not text"),
        (b"x" * 10_000_001, "", "larger than 10 MB"),
        (b"", "text/html", "no article text found in this page"),
        (b"<html><p>Log in</p></html>", "text/html", "no article text found in this page"),
    ],
    ids=["pdf", "binary", "large", "empty", "nothing"],
)
def test_what_has_no_article_says_so(body: bytes, kind: str, reason: str) -> None:
    """The reason is one for the reader."""
    with pytest.raises(ParseError) as told:
        read_page(body, URL, kind)
    assert str(told.value) == reason


def test_without_the_extra_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to have it."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ParseError, match=r"pip install 'tui-reader\[fulltext\]'"):
        read_page(PAGE.read_bytes(), URL)


HOSTILE = {
    "deep": "<div>" * 50_000,
    "deep text": "<div><p>words that are many enough to be an article" * 9_000,
    "unclosed": "<b>" * 50_000 + "x",
    "lists": "<ul><li>" * 20_000 + "hello",
    "attributes": "<p " + " ".join(f"a{nth}=1" for nth in range(100_000)) + ">x",
    "links": "<a href=x>y</a>" * 200_000,
    "paragraphs": "<article>" + "<p>word word word word." * 400_000,
    "comments": "<!--" * 50_000,
    "brackets": "<" * 1_000_000,
}
"""By name: what was measured to hurt parsers of pages."""


@pytest.mark.parametrize("page", list(HOSTILE.values()), ids=list(HOSTILE))
def test_a_hostile_page_is_read_soon(page: str) -> None:
    """Or refused, but never in time that grows with the square of its length."""
    start = time.process_time()
    with suppress(ParseError):
        read_page(page.encode(), URL)
    assert time.process_time() - start < SECONDS
