"""Why two things were put together, in words: for the screen, and only for what was joined."""

from collections.abc import Mapping
from math import sqrt

from tui_reader.cluster.groups import Group
from tui_reader.cluster.items import Evidence, Shared
from tui_reader.cluster.likeness import Article, Likeness, Scales
from tui_reader.cluster.signs import chance

MAX_SHARED = 8
"""Words that are named; the rest weigh little."""


def by_words(
    article: Article, written: Mapping[str, str], group: Group, likeness: Likeness
) -> Evidence:
    """Why an article is like a story: the words that they share, with their part of the cosine."""
    closest = likeness.closest
    parts = {}
    for word, square in article.squares.items():
        near = 2.0 if closest is not None and word in closest.words else 0.0
        part = square * (near + group.counts.get(word, 0) / max(1, group.size))
        if part:
            parts[written.get(word, word)] = part
    return Evidence(
        reason="words",
        story=group.id,
        likeness=chance(likeness.score),
        words=_shares(parts),
        article=("", 0) if closest is None else (closest.item, closest.place),
        seconds=group.gap(article.time),
    )


def by_both(
    kept: Group, gone: Group, score: float, scales: Scales, written: Mapping[str, str]
) -> Evidence:
    """Why two stories are alike: the words that both have.

    Of these the ones are named that the article which brought them together writes; only where it
    has none of them, all are, as they are compared.
    """
    both = {
        word: sqrt(count * gone.counts[word]) * scales.weights[word] ** 2
        for word, count in kept.counts.items()
        if word in gone.counts
    }
    parts = {written[word]: part for word, part in both.items() if word in written} or both
    seconds = max(kept.first - gone.last, gone.first - kept.last, 0)
    return Evidence("words", kept.id, chance(score), words=_shares(parts), seconds=seconds)


def _shares(parts: Mapping[str, float]) -> tuple[Shared, ...]:
    """The heaviest words, each with its part of the sum of all."""
    total = sum(parts.values())
    heaviest = sorted(parts.items(), key=lambda part: (-part[1], part[0]))[:MAX_SHARED]
    return tuple(Shared(word, round(part / total, 3)) for word, part in heaviest)
