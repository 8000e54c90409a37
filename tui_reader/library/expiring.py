"""Let go of old stories: of feeds by their rules, of folders what has no file any more.

A source may have rules of its own (`keep_days`, `keep_count`); else those of `config.toml` count.
Starred stories are never let go of, and no file in a folder of the reader's own is ever touched.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from tui_reader.config import Config
from tui_reader.library.opening import Stores
from tui_reader.models import Source
from tui_reader.parse.text import clean
from tui_reader.store.expiry import Expired, Expiry, Keeping


class Rule(NamedTuple):
    """What is kept of one source; 0 means no limit."""

    days: int
    most: int

    def before(self, now: dt.datetime) -> int | None:
        """The time before which stories are old, in seconds since 1970; None for never."""
        return int((now - dt.timedelta(days=self.days)).timestamp()) if self.days else None


def rule_of(source: Source, config: Config) -> Rule:
    """The rule of a source: its own, else that of all."""
    days = config.keep_days if source.keep_days is None else source.keep_days
    count = config.keep_count if source.keep_count is None else source.keep_count
    return Rule(days=days, most=count if source.url else 0)


def expire(
    stores: Stores,
    writing: RLock,
    sources: Sequence[Source],
    config: Config,
    now: dt.datetime,
    *,
    dry_run: bool = False,
) -> tuple[list[Expired], list[str]]:
    """Let go of what is too old or too much; returns what that was, or with `dry_run` would be.

    What can't be let go of stays, and there is a line for it.
    """
    rules = [(source, rule_of(source, config)) for source in sources]
    with writing:
        expiry = Expiry(stores.index)
        old = expiry.find(
            Keeping(
                path=source.path,
                name=source.name,
                before=rule.before(now),
                most=rule.most,
                only_vanished=not source.url,
            )
            for source, rule in rules
        )
        if dry_run or not old:
            return old, []
        stuck = {one.path: reason for one in old if (reason := _delete(one.path))}
        gone = [one for one in old if one.path not in stuck]
        expiry.drop(gone)
    return gone, _told(stuck)


def _delete(path: str) -> str:
    """Delete a file of ours, if it is there; why it can't be, or ""."""
    try:
        if path:
            Path(path).unlink(missing_ok=True)
    except OSError as error:
        return error.strerror or "the system refuses"
    return ""


def _told(stuck: dict[str, str]) -> list[str]:
    """One line about all files that could not be deleted."""
    if not stuck:
        return []
    path, reason = next(iter(stuck.items()))
    others = f", and {len(stuck) - 1} others" if len(stuck) > 1 else ""
    return [f"{clean(path)}: can't let go of this old story: {reason}{others}"]
