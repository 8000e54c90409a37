"""`why`: what put the briefings of a story together, on stdout."""

import argparse
from typing import TYPE_CHECKING, Any

from tui_reader.cli.plain import bold, wrapped
from tui_reader.cli.reading import open_library, print_json

if TYPE_CHECKING:
    from tui_reader.library.why import Reason

MINUTE = 60
"""Seconds from which on a briefing came before or after its story."""


def why(options: argparse.Namespace) -> int:
    """Print why the briefings of some stories are together."""
    with open_library([]) as library:
        library.make_searchable()
        stories = [library.story(number) for number in library.named(options.story)]
        told = [(story, library.why(story.number)) for story in stories]
    if options.json:
        found = [
            {"id": story.id, "headline": story.headline, "reasons": [*map(reason_object, reasons)]}
            for story, reasons in told
        ]
        print_json({"stories": found})
        return 0
    for place, (story, reasons) in enumerate(told):
        if place:
            print()
        print(bold(wrapped(f"{story.headline}  ({story.id})")))
        for reason in reasons:
            print(f"\n{wrapped(reason.briefing.title)}")
            print(wrapped(f"{', '.join(reason.briefing.outlets) or '—'} · {reason.source}"))
            print(f"  {because(reason)}")
    return 0


def because(reason: "Reason") -> str:
    """What put a briefing into its story, in one line."""
    if not reason.kind:
        return "the story begins with it"
    if reason.kind == "before":
        return "it was here before"
    if reason.kind == "reader":
        return "you put it here"
    parts = [f"{word} {share:.0%}" for word, share in reason.words]
    parts += [f"the same article: {one.outlet} “{one.headline}”" for one in reason.same]
    if reason.near:
        parts.append(f"as in “{reason.near}”")
    if reason.kind == "words":
        parts.append(f"{reason.likeness:.0%} alike")
    if reason.seconds >= MINUTE:
        parts.append(f"{reason.seconds / 3600:.1f} h apart")
    return " · ".join(parts)


def reason_object(reason: "Reason") -> dict[str, Any]:
    """The same in the documented form."""
    return {
        "id": reason.id,
        "title": reason.briefing.title,
        "outlets": list(reason.briefing.outlets),
        "source": reason.source,
        "reason": reason.kind or None,
        "likeness": reason.likeness,
        "words": [{"word": word, "share": share} for word, share in reason.words],
        "same": [
            {"headline": one.headline, "outlet": one.outlet, "url": one.url} for one in reason.same
        ],
        "near": reason.near or None,
        "seconds": reason.seconds,
    }
