"""Stories as JSON, in the one form that README documents and scripts may rely on."""

import json
from collections.abc import Iterable
from typing import Any

from tui_reader.models import Briefing, Story
from tui_reader.records import briefing_record, iso
from tui_reader.urls import is_openable


def story_object(story: Story) -> dict[str, Any]:
    """A story in the documented form."""
    published = [one.published for one in story.briefings if one.published]
    return {
        "id": story.id,
        "headline": story.headline,
        "outlets": list(story.outlets),
        "articles": len(story.articles),
        "briefings": len({one.key for one in story.briefings}),
        "published": iso(max(published)) if published else None,
        "first_seen": iso(story.first_seen),
        "updated": iso(story.updated),
        "read": story.read,
        "starred": story.starred,
        "muted": story.muted or None,
        "tags": list(story.tags),
        "sources": list(story.sources),
        "url": story.url,
    }


def briefing_object(briefing: Briefing) -> dict[str, Any]:
    """A briefing in the documented form."""
    record = briefing_record(briefing)
    for undocumented in ("full_coverage", "guid", "comments", "authors", "enclosures"):
        record.pop(undocumented, None)
    record["outlets"] = list(briefing.outlets)
    for article in record["articles"]:
        article["openable"] = is_openable(article["url"])
    return record


def export_json(stories: Iterable[Story]) -> str:
    """Stories with all that their briefings say."""
    found = [
        {**story_object(story), "briefings": [briefing_object(one) for one in story.briefings]}
        for story in stories
    ]
    return json.dumps({"stories": found}, ensure_ascii=False, indent=2) + "\n"
