"""The worker's side of reading feeds: a request and a body come in, entries become files.

A request is a line of JSON, which names the task, and then the body. The answer is a line with its
length, a line of JSON about the whole, and what the task has to say line by line: for `keep` two
for each briefing that was written, as in `workers.child`.
"""

import gc
import json
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from tui_reader.errors import ParseError
from tui_reader.models import Feed
from tui_reader.parse.feed import parse_feed
from tui_reader.records import briefing_record, full_text_record
from tui_reader.workers.child import facts_of, limit_resources
from tui_reader.workers.feed_folder import FeedFolder
from tui_reader.workers.pool import SECONDS_PER_FEED


def main() -> None:
    """Answer requests from standard input until it is closed."""
    limit_resources()
    gc.freeze()  # what was imported stays
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        request = json.loads(line)
        answer(request, source.read(request["size"]), answers)


def answer(request: dict[str, Any], body: bytes, answers: BinaryIO) -> None:
    """Do one task in the time that there is; what can't be read is an answer too."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_FEED)
    try:
        lines = TASKS[request["task"]](request, body)
    except ParseError as error:
        lines = [json.dumps({"problem": str(error)})]
    except MemoryError:
        lines = [json.dumps({"problem": "needs too much memory"})]
    signal.setitimer(signal.ITIMER_REAL, 0)
    payload = "\n".join(lines).encode()
    answers.write(f"{len(payload)}\n".encode() + payload)
    answers.flush()


def keep(request: dict[str, Any], body: bytes) -> list[str]:
    """Parse a feed and keep what is new of it in a folder."""
    feed = _parsed(request, body)
    folder = FeedFolder(Path(request["folder"]))
    lines = [_about(feed)]
    for stamp, briefing in folder.keep(feed.briefings, request["root"]):
        lines.append(json.dumps({"stamp": stamp, **facts_of(briefing)}))
        lines.append(json.dumps(briefing_record(briefing)))
    return lines


def look(request: dict[str, Any], body: bytes) -> list[str]:
    """Parse a feed, and give all of it; of a page the feeds that it names."""
    try:
        feed = _parsed(request, body)
    except ParseError as error:
        from tui_reader.parse.discover import feeds_of_page

        named = feeds_of_page(body, request["url"])
        return [json.dumps({"problem": str(error), "candidates": named})]
    return [_about(feed), *(json.dumps(briefing_record(one)) for one in feed.briefings)]


def opml(_: dict[str, Any], body: bytes) -> list[str]:
    """Parse a list of feeds."""
    from tui_reader.parse.opml import read_opml

    return [json.dumps(read_opml(body)._asdict())]


def page(request: dict[str, Any], body: bytes) -> list[str]:
    """Find the text of the article in a page."""
    from tui_reader.parse.page import read_page

    return [json.dumps(full_text_record(read_page(body, request["url"], request["content_type"])))]


TASKS = {"keep": keep, "look": look, "opml": opml, "page": page}


def _parsed(request: dict[str, Any], body: bytes) -> Feed:
    return parse_feed(
        body, url=request["url"], content_type=request["content_type"], name=request["name"]
    )


def _about(feed: Feed) -> str:
    """What a feed says of itself."""
    facts = {"title": feed.title, "site": feed.site, "ttl": feed.ttl}
    return json.dumps(facts | {"entries": len(feed.briefings)})
