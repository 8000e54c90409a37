"""Links: what may be opened, by what, and the opening."""

import os
import sys
from typing import NamedTuple

from tui_reader import opener
from tui_reader.urls import checked_url, host_of, without_tracking


class Link(NamedTuple):
    """A checked link and what it would be opened with; None where there is nothing."""

    url: str
    host: str
    launch: opener.Launch | None


def link_for(url: str, browser: str) -> Link:
    """Check a link and find out what opens it; UrlError or OpenError says why nothing may."""
    checked = without_tracking(checked_url(url))
    launch = opener.plan(checked, browser=browser, environ=os.environ, platform=sys.platform)
    return Link(url=checked, host=host_of(checked), launch=launch)


def open_link(link: Link) -> None:
    """Open a link outside, or in this terminal if its program wants it; OpenError if not."""
    if link.launch is not None:
        start = opener.run_in_terminal if link.launch.in_terminal else opener.launch
        start(link.launch)
