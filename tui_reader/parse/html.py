"""HTML → a small tree → readable lines.

Before the parser sees a body, everything is taken out of it that a terminal can't show anyway:
all attributes but `href`, all formatting elements but `<font>`. That is also the guard: an HTML
parser is quadratic in the attributes of an element, and 12 kB of unclosed `<b a=1>` in
paragraphs make it build half a million nodes.
"""

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui_reader.parse.limits import MAX_HTML_CHARS, MAX_MARKDOWN_CHARS, MAX_MARKS
from tui_reader.parse.markdown import fenced

_KEPT_NAMES = """
    a address article aside blockquote body br caption center dd div dl dt figcaption figure font
    footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre script section style
    summary table tbody td template textarea tfoot th thead title tr ul
"""
OTHER_NAMES = """
    abbr acronym audio b big bdi bdo button cite code col colgroup data del details dfn em embed
    fieldset i iframe img input ins kbd label legend link mark meta noscript object option param
    picture q s samp select small source span strike strong sub sup svg time track tt u var video
    wbr
"""
_KEPT = frozenset(_KEPT_NAMES.split())
"""Elements that make blocks, links, outlets, or text that is not shown."""
_KNOWN = _KEPT | frozenset(OTHER_NAMES.split())
"""Elements that are recognised even where they are cut off."""

_NOT_SHOWN = ("script", "style", "template", "textarea")
_SKIPPED = frozenset({*_NOT_SHOWN, "head", "title", "-comment"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
MARKED = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
"""What stands before the text of a heading."""
_LISTS = frozenset({"ol", "ul"})
MAX_INDENT = 4
"""How far lists in lists are moved to the right, in steps."""
_LINES = frozenset({"br", "center", "dd", "div", "dt", "li", "tr"})
"""Elements that begin and end a line; the others of `_BLOCKS` begin and end a paragraph."""
_INLINE = frozenset({"a", "font", "td", "th", "html", "body"})
_BLOCKS = _KEPT - _INLINE - _SKIPPED

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*+)(>?)")
_HREF = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)|'([^'"]*)|([^\s"']+))""", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ol|ul|td|h[1-6]|blockquote)[\s/>]", re.IGNORECASE)
_LINK_TAG = re.compile(r"<(?:a|font)\s", re.IGNORECASE)
_MARKDOWN = re.compile(r"\]\(|^#{1,6} |^[*+-] |^```|\*\*|^\{:", re.MULTILINE)
_FORMATTING = re.compile(
    r"</?(?:a|b|br|em|font|i|p|small|span|strong|sub|sup|u)(?:\s[^<>=]*+=[^<>]*+|\s*/?)>", re.I
)
_CUT_ENTITY = re.compile(
    r"&(?:n(?:b(?:sp?)?)?|am?p?|q(?:u(?:ot?)?)?|ap?o?s?|l(?:t|sq?u?o?)?|rs?q?u?o?|g|#\d{0,5})?(?=\.\.\.|…)"
)
"""What a generator leaves of an entity when it cuts a text and adds three dots."""


def is_html(text: str) -> bool:
    """Whether a body is HTML rather than Markdown with some HTML in it, or plain text."""
    if "<" not in text:
        return False
    if "\n" not in text and text.startswith(("<ol>", "<ul>", "<p>", "<a ")):
        return True  # as generators write it: Markdown needs more than one line
    text = text[:MAX_MARKDOWN_CHARS]
    blocks = len(_BLOCK_TAG.findall(text))
    if blocks == 0 and "\n\n" not in text:  # else the blank lines make the paragraphs
        return _LINK_TAG.search(text) is not None
    return blocks > len(_MARKDOWN.findall(text))


def parse_html(text: str) -> LexborHTMLParser:
    """Return the tree of a body, without scripts and styles."""
    text = text[:MAX_HTML_CHARS]
    pieces = text.split("<", MAX_MARKS)
    if len(pieces) > MAX_MARKS:
        text = "<".join(pieces[:MAX_MARKS])
    text = _TAG.sub(_slim, text)
    tree = LexborHTMLParser(text)
    if hidden := [name for name in _NOT_SHOWN if f"<{name}>" in text]:
        tree.strip_tags(hidden)
    return tree


def plain(text: str) -> str:
    """Return a line from elsewhere without entities and formatting tags; not yet cleaned."""
    if "&" in text:
        text = html.unescape(html.unescape(_CUT_ENTITY.sub("", text)))
    return _FORMATTING.sub("", text) if "<" in text else text


def heading_of(tree: LexborHTMLParser) -> str:
    """Return the first heading, else the title of the document; "" if there is none."""
    nodes = list(tree.root.traverse()) if tree.root else []
    headings = (node for node in nodes if node.tag in _HEADINGS)
    titles = (node for node in nodes if node.tag == "title")
    return next((text for node in (*headings, *titles) if (text := node.text().strip())), "")


def readable(root: LexborNode, links: dict[str, str] | None = None) -> str:
    """Return the text in lines, marked as in Markdown; paragraphs are separated by a blank line.

    "# " stands before headings, "> " before quotations, "• " or a number before items, fences
    around code. With `links`, each address that is linked to is added to it with the words of the
    link, and `[^2]` is put behind those of the second.
    """
    writer, node = _Writer(links), root
    while True:  # a loop, as a tree may be deeper than the stack
        child = writer.enter(node)
        while child is None:
            writer.leave(node.tag or "")
            if node.mem_id == root.mem_id:
                return writer.text()
            child, node = node.next, node.parent or root
        node = child


class _Writer:
    """Collects words into lines, and lines into paragraphs."""

    def __init__(self, links: dict[str, str] | None) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._mark = ""
        """What stands before the next line: that of an item or of a heading."""
        self._quotes = 0
        self._items: list[int] = []
        """How many items each open list has had; of one without numbers -1."""
        self._links = links
        self._numbers: dict[str, int] = {}
        self._href, self._linked = "", 0
        """The link that is open, and where its words begin."""

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Take what the node itself gives; return its first child if that is to be shown."""
        tag = node.tag or ""
        if tag == "-text":
            self._words.append(node.text_content or "")
        elif tag == "pre":
            self._code((node.text() or "").strip("\n").split("\n"))
        elif tag not in _SKIPPED:
            self._open(tag)
            if tag == "a" and self._links is not None:
                self._href, self._linked = node.attributes.get("href") or "", len(self._words)
            return node.first_child
        return None

    def leave(self, tag: str) -> None:
        """Close an element whose children have been taken."""
        if tag == "a" and self._href:
            self._number()
        if tag in _LISTS and self._items:
            self._items.pop()
        if tag in _BLOCKS:
            self._break(is_paragraph=tag not in _LINES and not (tag in _LISTS and self._items))
        if tag in MARKED:
            self._mark = ""
        elif tag == "blockquote":
            self._quotes -= 1

    def text(self) -> str:
        """Return all lines; paragraphs are separated by a blank one."""
        self._break(is_paragraph=False)
        return "\n".join(self._lines).strip("\n")

    def _open(self, tag: str) -> None:
        """Begin a line, a paragraph, an item or a quotation."""
        if tag in _BLOCKS:
            is_inner = tag == "p" and bool(self._mark) and not "".join(self._words).strip()
            is_inner = is_inner or (tag in _LISTS and bool(self._items))
            self._break(is_paragraph=tag not in _LINES and not is_inner)
        elif tag in {"td", "th"}:
            self._words.append(" ")
        if tag in _LISTS:
            self._items.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._mark = self._item()
        elif tag == "blockquote":
            self._quotes += 1
        elif not self._mark:
            self._mark = MARKED.get(tag, "")

    def _item(self) -> str:
        """What stands before the next item."""
        indent = "  " * min(max(0, len(self._items) - 1), MAX_INDENT)
        if not self._items or self._items[-1] < 0:
            return f"{indent}• "
        self._items[-1] += 1
        return f"{indent}{self._items[-1]}. "

    def _number(self) -> None:
        """Put the number of the link that ends here behind its words."""
        href, self._href = self._href, ""
        words = " ".join("".join(self._words[self._linked :]).split())
        if words and self._links is not None:
            self._links.setdefault(href, words)
            number = self._numbers.setdefault(href, len(self._links))
            self._words.append(f"[^{number}]")

    def _code(self, lines: list[str]) -> None:
        """Lines that stay as they are, between fences."""
        self._break(is_paragraph=True)
        self._lines += fenced(lines)
        self._break(is_paragraph=True)

    def _break(self, *, is_paragraph: bool) -> None:
        """End the line, if there is one; with a blank line after it at the end of a paragraph."""
        line = " ".join("".join(self._words).split())
        self._words.clear()
        if line:
            self._lines.append("> " * min(self._quotes, 3) + self._mark + line)
            self._mark = ""
        if is_paragraph and self._lines and self._lines[-1]:
            self._lines.append("")


def _slim(tag: re.Match[str]) -> str:
    """Return what is left of one tag."""
    slash, name, attributes, end = tag.groups()
    if end and not attributes and name in _KEPT:
        return tag[0]
    name = name.lower()
    if not end and name not in _KNOWN and tag.end() < tag.endpos:
        return f"&lt;{tag[0][1:]}"  # "x<y" is text, but at the end it is a tag that was cut
    if not end or name not in _KEPT:
        return ""
    if name == "a" and not slash and (href := _HREF.search(attributes)):
        return f'<a href="{href[1] or href[2] or href[3] or ""}">'
    return f"<{slash}{name}>"
