"""The samples, which the golden pictures and the first start show, are read without a loss."""

from pathlib import Path

import pytest

from tests.contracts.checkout import PACKAGE
from tui_reader.parse import parse_file

SAMPLES = sorted((PACKAGE / "samples").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sample_is_a_whole_briefing(path: Path) -> None:
    """It has what a story shows: title, time, section, tags, outlets and links; and no mark-up."""
    briefing = parse_file(path.read_bytes(), path.name)
    assert briefing.title
    assert briefing.published is not None
    assert len(briefing.categories) == 1
    assert briefing.tags
    assert not briefing.draft
    assert briefing.slug == path.stem
    assert all(
        article.outlet and article.url.startswith("https://") for article in briefing.articles
    )
    assert not any(sign in briefing.summary + briefing.text for sign in ("<", "&nbsp;", "&#"))


def test_the_samples_show_every_shape() -> None:
    """Clusters of all sizes, a lone link with its full coverage, texts; in several scripts."""
    briefings = [parse_file(path.read_bytes(), path.name) for path in SAMPLES]
    assert {len(briefing.outlets) for briefing in briefings} == {1, 2, 3, 4, 5}
    assert [briefing.title for briefing in briefings if briefing.full_coverage] == [
        "Storm Odile weakens before landfall and harbours reopen early"
    ]
    assert sum(1 for briefing in briefings if briefing.text) == 4
    assert {name for briefing in briefings for name in briefing.categories} == {
        *("World", "Science", "Technology", "Culture", "Sport")
    }
