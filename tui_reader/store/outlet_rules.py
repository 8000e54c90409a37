"""What the reader says of outlets, as the index obeys it: names, and which of them are preferred.

Rows keep the names that the articles have, so that a renaming can be taken back. What is counted
and looked for follows the names that are shown: how many outlets a story has, whether one of
them is preferred, and under which words it is found.
"""

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from tui_reader.models import NO_RULES, Article, OutletRules, Story
from tui_reader.same_article import outlet_key
from tui_reader.store.notes import note
from tui_reader.store.schema import OUTLETS


def rules_text(rules: OutletRules) -> str:
    """The rules as a note; "" for none."""
    if rules == NO_RULES:
        return ""
    return json.dumps([sorted(rules.preferred), sorted(rules.muted), dict(rules.renamed)])


@lru_cache(maxsize=4)
def rules_from(text: str | None) -> OutletRules:
    """The inverse of `rules_text`."""
    if not text:
        return NO_RULES
    preferred, muted, renamed = json.loads(text)
    return OutletRules(frozenset(preferred), frozenset(muted), renamed)


def as_shown(story: Story, rules: OutletRules) -> Story:
    """A story with its outlets as they are shown: by their names, and in the reader's order.

    Its briefings stay as written.
    """
    if rules.renamed:
        story = _renamed(story, rules)
    return story._replace(articles=_arranged(story.articles, rules))


def _arranged(articles: Sequence[Article], rules: OutletRules) -> tuple[Article, ...]:
    """Outlet by outlet: the preferred ones first, those that are folded away last."""
    groups: dict[str | int, list[Article]] = {}
    for place, article in enumerate(articles):
        groups.setdefault(outlet_key(article.outlet) or place, []).append(article)

    def rank(group: list[Article]) -> tuple[bool, bool]:
        names = {one.outlet for one in group}
        return not names.isdisjoint(rules.muted), names.isdisjoint(rules.preferred)

    return tuple(article for group in sorted(groups.values(), key=rank) for article in group)


def _renamed(story: Story, rules: OutletRules) -> Story:
    known = rules.shown(name for name in story.outlets if name not in story.new_outlets)
    named = (
        one._replace(outlet=rules.renamed.get(one.outlet, one.outlet)) for one in story.articles
    )
    return story._replace(
        articles=tuple({(one.outlet, one.url): one for one in named}.values()),
        new_outlets=tuple(n for n in rules.shown(story.new_outlets) if n not in known),
    )


def set_rules(database: sqlite3.Connection, before: OutletRules, rules: OutletRules) -> None:
    """Have stories obey other rules than before; inside a transaction of the caller."""
    note(database, OUTLETS, rules_text(rules))
    if before.renamed != rules.renamed:
        _rename(database, before, rules)
    if (before.preferred, before.renamed) != (rules.preferred, rules.renamed):
        _prefer(database, rules)


def _rename(database: sqlite3.Connection, before: OutletRules, rules: OutletRules) -> None:
    """Count the outlets of stories anew, and have the words of these taken anew."""
    changed = {name for name, _ in before.renamed.items() ^ rules.renamed.items()}
    rows = database.execute(
        "SELECT id, outlets FROM stories WHERE EXISTS"
        " (SELECT 1 FROM json_each(outlets) WHERE value IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(changed)),),
    ).fetchall()
    database.executemany(
        "UPDATE stories SET breadth = ? WHERE id = ?",
        [(len(rules.shown(json.loads(outlets))), number) for number, outlets in rows],
    )
    database.executemany(
        "INSERT OR IGNORE INTO unsearched VALUES (?)", [(number,) for number, _ in rows]
    )


def _prefer(database: sqlite3.Connection, rules: OutletRules) -> None:
    """Note which stories have a preferred outlet, by whichever of its names."""
    renamed = {name for name, shown in rules.renamed.items() if shown in rules.preferred}
    database.execute(
        "UPDATE stories SET mine = NOT mine WHERE mine <> EXISTS"
        " (SELECT 1 FROM json_each(outlets) WHERE value IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(rules.preferred | renamed)),),
    )
