"""Muting: which rule hides a story, and how it leaves its views and comes back.

A muted story stands in `aside` instead of `members`, so that no view shows or counts it, and
with the rule in its row. The first rule that a story answers is its reason; what a rule asks of
the words of a story can be told when these are in the index. Until then its facts have to do,
where they are enough.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui_reader.models import BY_HAND, NO_RULES, OutletRules, distinct
from tui_reader.query import Query, read_query
from tui_reader.query.matching import Document, matches
from tui_reader.query.terms import PARTS
from tui_reader.store.search import Asking, answering
from tui_reader.store.stories import Facts, joined


class Rule(NamedTuple):
    """What is muted."""

    text: str
    query: Query

    @property
    def has_words(self) -> bool:
        """Whether it asks for words, so that the words of a story have to be known."""
        return any(term.words for term in self.query.terms)

    @property
    def has_states(self) -> bool:
        """Whether it asks for what the reader did."""
        return any(term.field == "is" for term in self.query.terms)

    @property
    def has_sources(self) -> bool:
        """Whether it asks for names of sources, which the reader may change."""
        return any(term.field == "source" for term in self.query.terms)

    @property
    def has_times(self) -> bool:
        """Whether its answer changes by itself."""
        return any(term.field in {"since", "before"} for term in self.query.terms)

    @property
    def forbids_words(self) -> bool:
        """Whether more words may take a story out of its answer."""
        return any(term.negated and not term.field for term in self.query.terms)


def read_rules(texts: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that these texts say, behind the one that always holds. Raises QueryError."""
    return tuple(Rule(text, read_query(text)) for text in (BY_HAND, *texts))


class MuteTable:
    """Mutes stories by rules; always inside a transaction of the caller."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.rules = read_rules(())
        self.now = 0
        """What times in the rules are counted from."""
        self.moved = 0
        """How many stories have gone or come back so far."""
        self.outlets: OutletRules = NO_RULES

    @property
    def has_states(self) -> bool:
        """Whether a rule of the reader asks for what the reader did."""
        return any(rule.has_states for rule in self.rules[1:])

    def by_facts(self, facts: Facts, categories: tuple[str, ...]) -> str:
        """The rule that mutes a story whose words are not known yet, or ""."""
        if facts.mark.hidden:
            return BY_HAND
        if len(self.rules) == 1:
            return ""
        document = self._document(facts, categories)
        for rule in self.rules:
            if not rule.forbids_words and matches(rule.query, document, self.now):
                return rule.text
        return ""

    def _document(self, facts: Facts, categories: tuple[str, ...]) -> Document:
        names = self.database.execute(
            "SELECT name FROM roots WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(facts.roots),),
        )
        return Document(
            headlines=(facts.headline,),
            outlets=self.outlets.shown(facts.outlets),
            written=distinct(facts.outlets),
            tags=facts.tags,
            texts=(),
            sources=tuple(name for (name,) in names),
            categories=categories,
            when=facts.at,
            read=facts.mark.read,
            starred=facts.mark.starred,
            hidden=facts.mark.hidden,
            mine=self.outlets.has_mine(facts.outlets),
            updated=joined(facts.mark, facts.outlets, self.outlets) > 0,
            parts=frozenset(part for bit, part in enumerate(PARTS) if facts.parts & 1 << bit),
            language=facts.language,
        )

    def judge(self, numbers: Sequence[int] | None = None) -> int:
        """Mute what the rules say of these stories, or of all; how many went or came back."""
        some = "true" if numbers is None else "stories.id IN (SELECT value FROM json_each(?))"
        values = () if numbers is None else (json.dumps(numbers),)
        before: dict[int, str] = dict(
            self.database.execute(
                f"SELECT id, muted FROM stories WHERE muted <> '' AND {some}", values
            )
        )
        within = (min(numbers), max(numbers)) if numbers else None
        after = self._not_told_yet(before)
        for rule in reversed(self.rules):  # the first one has the last word
            condition = answering(rule.query, Asking(self.database, self.now, within))
            known = " AND id NOT IN (SELECT story FROM unsearched)" if rule.has_words else ""
            found = self.database.execute(
                f"SELECT id FROM stories WHERE {some} AND {condition.sql}"
                f" AND (hidden = 0 OR muted <> ''){known}",
                (*values, *condition.values),
            )
            after |= dict.fromkeys((number for (number,) in found), rule.text)
        return self._move(before, after)

    def judge_renamed(self, before: dict[str, str], names: dict[str, str]) -> None:
        """Sources, by their paths, have other names than before: judge again if a rule asks."""
        if before.items() - names.items() and any(rule.has_sources for rule in self.rules):
            self.judge()

    def _not_told_yet(self, before: dict[int, str]) -> dict[int, str]:
        """The stories that stay muted until their words are known, each with its rule."""
        rules = {rule.text for rule in self.rules if rule.has_words}
        if not rules.intersection(before.values()):
            return {}
        waiting = self.database.execute(
            "SELECT story FROM unsearched WHERE story IN (SELECT value FROM json_each(?))",
            (json.dumps([number for number, text in before.items() if text in rules]),),
        )
        return {number: before[number] for (number,) in waiting}

    def _move(self, before: dict[int, str], after: dict[int, str]) -> int:
        """Hide and show; where only the reason is another one, that is noted."""
        gone = [number for number in after if number not in before]
        back = [number for number in before if number not in after]
        self.database.executemany(
            "UPDATE stories SET muted = ?, hidden = 1 WHERE id = ?",
            [(text, number) for number, text in after.items() if before.get(number) != text],
        )
        self.database.executemany(
            "UPDATE stories SET muted = '', hidden = 0 WHERE id = ?",
            [(number,) for number in back],
        )
        self._transfer("members", "aside", gone)
        self._transfer("aside", "members", back)
        self.moved += len(gone) + len(back)
        return len(gone) + len(back)

    def _transfer(self, old: str, new: str, numbers: list[int]) -> None:
        some = "SELECT value FROM json_each(?)"
        values = (json.dumps(numbers),)
        if numbers:
            self.database.execute(
                f"INSERT INTO {new} (view, at, story)"
                f" SELECT view, at, story FROM {old} WHERE story IN ({some})",
                values,
            )
            self.database.execute(f"DELETE FROM {old} WHERE story IN ({some})", values)
