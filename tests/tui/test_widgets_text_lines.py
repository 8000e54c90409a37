"""Readable text as lines: what has a form keeps it, at any width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.test_widgets_story_pane import PAGE, texts
from tests.tui.widget_harness import story
from tui_reader.models import Article, Briefing, FullText
from tui_reader.tui.widgets.cells import measure
from tui_reader.tui.widgets.story_lines import story_lines
from tui_reader.tui.widgets.text_lines import text_lines

FORMS = """\
## What it costs in all

1. First the stones are brought
2. Then they are laid
  • at low tide

> Never again, said he.
>
> > Nor ever

```
def wall(height):
    # metres

    return height * 3 + 1
```
end"""


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            20,
            """\
What it costs in all

1. First the stones
   are brought
2. Then they are
   laid
  • at low tide

▎ Never again, said
▎ he.
▎
▎ ▎ Nor ever

│ def wall(height):
│     # metres
│
│     return
│     ↪ height * 3 +
│     ↪ 1
end""",
        ),
        (40, """\
What it costs in all

1. First the stones are brought
2. Then they are laid
  • at low tide

▎ Never again, said he.
▎
▎ ▎ Nor ever

│ def wall(height):
│     # metres
│
│     return height * 3 + 1
end"""),
    ],
)  # fmt: skip
def test_headings_lists_quotations_and_code_read_well(width: int, lines: str) -> None:
    """At any width: code that is too long goes on below its beginning."""
    found = list(text_lines(FORMS, width))
    assert [line.rstrip() for line in texts(iter(found))] == lines.split("\n")
    assert found[0].spans == (("What it costs in all", "strong"),)


@given(st.text(alphabet="#>•`1. \n[]ab漢", max_size=60), st.integers(2, 80))
def test_no_line_is_wider_than_the_pane(text: str, width: int) -> None:
    """Whatever marks a text has, and however narrow it is."""
    for line in texts(text_lines(text, width)):
        assert measure(line) <= max(width, 6)


def test_the_text_of_an_article_follows_the_coverage() -> None:
    """Under its outlet; its links go on with the numbers of what can be opened."""
    articles = (Article("Wall", "Post", "https://post.example/wall"),)
    text = FullText(
        url="https://post.example/wall",
        address="https://post.example/wall",
        text="The plan[^1] is old.",
        links=(Article("The plan", "", "https://plan.example/2"),),
    )
    told = Briefing(key="a", title="Wall", link=articles[0].url, text="The plan …")
    shown = story(articles=articles, briefings=(told,), texts=(text,))
    lines = list(story_lines(shown, PAGE))
    assert texts(iter(lines))[-7:] == [
        *("─" * 50, "", "Post", "", "The plan [2] is old.", ""),
        "2 The plan · plan.example",
    ]
    assert lines[-1].article == 1
    assert shown.links[1].url == "https://plan.example/2"
