"""Ask Google News where one of its links leads: for the text of an article, never in passing."""

from tui_reader.errors import FetchError
from tui_reader.fetch import Client, Limits, fetch
from tui_reader.google_links import answered_address, article_id, question, written_address

SILENT = "Google did not tell the article's address; o opens it in the browser"
SMALL = Limits(size=3_000_000)


async def real_address(client: Client, url: str) -> str:
    """Return where a link of Google News leads, and any other link as it is.

    What the link itself says is not asked. Raises FetchError: the service is nobody's promise.
    """
    article = article_id(url)
    if not article:
        return url
    return written_address(article) or await _told_address(client, url, article)


async def _told_address(client: Client, url: str, article: str) -> str:
    """What the service says; FetchError where it says nothing."""
    try:
        page = await fetch(client, url, limits=SMALL)
        asked = question(article, page.body.decode("utf-8", "replace"))
        told = asked and await fetch(client, asked.url, limits=SMALL, form=asked.form)
    except FetchError as error:
        if error.offline:
            raise
        raise FetchError(f"{SILENT} ({error})", status=error.status) from error
    address = answered_address(told.body.decode("utf-8", "replace")) if told else ""
    if not address:
        raise FetchError(SILENT)
    return address
