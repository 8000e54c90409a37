"""Why the briefings of a story are together: what was noted when each of them joined."""

import json
from contextlib import suppress
from typing import Any, NamedTuple

from tui_reader.models import Article, Briefing, in_story_order
from tui_reader.records import briefing_from
from tui_reader.same_article import same_article_key
from tui_reader.store.members import members
from tui_reader.store.views import Views


class Reason(NamedTuple):
    """Why one briefing is in its story."""

    id: str
    """The identity of the briefing."""
    briefing: Briefing
    source: str
    kind: str = ""
    """`words`, `link`, `reader`, or `before` where that is not known any more; "" for the one that
    founded the story."""
    likeness: float = 0.0
    """From 0 to 1."""
    words: tuple[tuple[str, float], ...] = ()
    """What it shares with the story, with the part of the likeness that each word makes."""
    same: tuple[Article, ...] = ()
    """Its articles that the story has already, maybe from elsewhere."""
    near: str = ""
    """The headline that it is most like."""
    seconds: int = 0
    """From the story, as it was then, to it."""


def reasons(views: Views, number: int) -> tuple[Reason, ...]:
    """Why each briefing of a story is there, the founder first. NotFoundError if it is gone."""
    told = members(views, number)
    briefings = {identity: briefing_from(json.loads(content)) for identity, content, *_ in told}
    found = [
        _reason((identity, source, evidence), briefings, is_first=not place)
        for place, (identity, _, source, evidence) in enumerate(told)
    ]
    order = {id(one): place for place, one in enumerate(in_story_order(briefings.values()))}
    return tuple(sorted(found, key=lambda reason: order[id(reason.briefing)]))


def _reason(told: tuple[str, str, str], others: dict[str, Briefing], *, is_first: bool) -> Reason:
    """What the evidence says, of (identity, source, evidence); one of another version says less."""
    identity, source, evidence = told
    briefing, found = others[identity], _evidence(evidence)
    links = set(found.get("links", ()))
    near, place = found.get("article") or ("", 0)
    headline = ""
    if near in others:
        headlines = [article.headline for article in others[near].articles]
        headline = headlines[place] if place < len(headlines) else others[near].title
    return Reason(
        id=identity,
        briefing=briefing,
        source=source,
        kind=found.get("reason", "" if is_first else "before"),
        likeness=found.get("likeness", 0.0),
        words=tuple((word, share) for word, share in found.get("words", ())),
        same=tuple(one for one in briefing.articles if same_article_key(one.url) in links),
        near=headline,
        seconds=found.get("seconds", 0),
    )


def _evidence(text: str) -> dict[str, Any]:
    """What was noted; nothing where that makes no sense."""
    with suppress(ValueError):
        found = json.loads(text)
        return found if isinstance(found, dict) else {}
    return {}
