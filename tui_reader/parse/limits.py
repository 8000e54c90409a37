"""Every number that bounds hostile input, with its reason.

Honest briefing files are 1–50 kB, their front matter at most 3 kB and their clusters five
links, so that none of these is ever met by a file that somebody wanted to be read.
"""

MAX_FILE_BYTES = 5_000_000
"""A hundred times the largest honest file; read at once into a worker with bounded memory."""

MAX_HEADER_CHARS = 64_000
"""libyaml takes 0.1 s for this much of its worst input, and seconds for a megabyte."""

MAX_DEPTH = 20
"""Nesting of front matter, and of entries: no honest one passes 3 and 6, and recursion over deep
ones kills a process."""

MAX_NODES = 5_000
"""Keys and values of one front matter: a value costs a microsecond and an object."""

MAX_HTML_CHARS = 2_000_000
"""An HTML body is cut here before it is parsed: the parser is linear only in its good cases."""

MAX_MARKDOWN_CHARS = 500_000
"""Any other body is cut here: twice what can be shown of it, and 0.3 s of short lines."""

MAX_MARKS = 20_000
"""`<` in one HTML body. Each open element may be looked at for each new one, which makes the
parser quadratic: 20,000 nested `<div>` take 0.5 s, 50,000 take 4 s."""

MAX_LINKS = 2_000
"""Links of one body that are looked at for a cluster, of which honest ones have five."""

MAX_ARTICLES = 500
"""Articles of one briefing: outlets are compared pairwise where they share a host."""

MAX_LINE_CHARS = 500
"""Titles, headlines: what a row or a heading can show; the longest honest one has 300."""

MAX_SUMMARY_CHARS = 2_000
"""Summaries: a generator cuts them at 500 bytes; those who write them end at about 1,000."""

MAX_TEXT_CHARS = 200_000
"""Readable text: 30,000 words, a month of extracts. A megabyte takes the screen two seconds."""

MAX_NAME_CHARS = 100
"""Outlets, categories, tags: names, not sentences."""

MAX_BARE_NAME_CHARS = 60
"""An outlet that only its place after the link makes known, without a `<font>`: longer ones are
remarks. "Bulletin of the Atomic Scientists" has 33."""

MAX_SLUG_CHARS = 255
"""What a file name can have on the usual file systems."""

MAX_NAMES = 50
"""Categories or tags of one briefing."""

MAX_URL_CHARS = 8_200
"""Just more than may be opened (`urls.MAX_LENGTH`), so that an address that had to be cut is
refused and never opened as another one."""

MAX_DATE_CHARS = 60
"""The longest honest form, "Thursday, 08 January 2026 10:00:00 +0100 (CET)", has 47."""

MAX_FEED_BYTES = 10_000_000
"""Four times the largest honest feed; what is fetched ends at the same size."""

MAX_PROLOG_CHARS = 64_000
"""What may stand before the first tag of a feed: licences, stylesheets, messages of a server."""

MAX_ENTRIES = 1_000
"""Entries of one feed, the first ones: feeds of whole archives have some hundreds."""

MAX_PERSON_CHARS = 300
"""What an author's element may say: feedparser looks for an e-mail address in it, in time that
grows with the square of its length (10 s for 50 kB)."""

MAX_ENTRY_CATEGORIES = 200
"""Categories of one entry that are looked at: feedparser compares each with all before it."""

MAX_ATTRIBUTES = 100
"""Attributes of one element: Python's SAX looks through all of them for each."""

MAX_GUID_CHARS = 1_000
"""What a feed knows an entry by: mostly an address, of which the longest honest have 500."""

MAX_FEED_SLUG_CHARS = 200
"""Slugs that are made of titles; generators of briefing files cut there, too."""

MAX_ENCLOSURES = 20
"""Files that one entry brings along: a podcast has one, a gallery a dozen."""

MAX_TTL_MINUTES = 10_080
"""A week: no feed may keep itself from being refreshed for longer."""

MAX_OPML_BYTES = 20_000_000
"""Five times the longest published list of feeds, which has 36,515 and 4 MB."""

MAX_OPML_FEEDS = 100_000
"""Feeds of one list: they take about three seconds."""

MAX_PAGE_BYTES = 10_000_000
"""A page that is searched for feeds: as much as is fetched."""

MAX_CANDIDATES = 50
"""Feeds of one page to choose from: a site with one for each category has 30."""

MAX_ARTICLE_CHARS = 3_000_000
"""A page is cut here before its article is looked for: that takes 1 s and 150 MB a megabyte of
its worst input, and the longest honest page that we have seen had two."""

MAX_ARTICLE_MARKS = 40_000
"""`<` in such a page, for the same reason; a long article with its comments has 20,000."""

MIN_ARTICLE_CHARS = 100
"""A text that is shorter is no article, but what a page says to those who may not read it."""

MAX_TAG_CHARS = 20_000
"""One tag of such a page: a parser that compares attributes takes 70 s for 900 kB of them."""

MAX_TEXT_LINKS = 100
"""Links of one text that have a number: what is beyond them is a list of links, and no text."""

MAX_ARTICLE_BYTES = 5_000_000
"""What is fetched of an article: honest pages have up to 2 MB, most of it scripts."""
