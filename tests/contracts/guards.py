"""Finds what goes round the guards: one opener, one cleaner, one place that starts processes.

`bypasses()` reads a module's tree. It follows names through imports (`from os import system`
counts as `os.system`), not through assignments: it is there against haste, not against malice.
"""

import ast
from collections.abc import Iterator

from tests.contracts.checkout import called, dotted

OPENER = "tui_reader/opener"
WORKERS = "tui_reader/workers/"
FETCH = "tui_reader/fetch/"
NOWHERE: tuple[str, ...] = ()

IMPORTS = {
    "webbrowser": NOWHERE,  # it knows nothing of our checks, and may start a text browser here
    "pickle": NOWHERE,  # runs what it reads
    "marshal": NOWHERE,
    "shelve": NOWHERE,
    "subprocess": (OPENER, WORKERS),
    "multiprocessing": (WORKERS,),
    "sqlite3": ("tui_reader/store/",),
    "listparser": ("tui_reader/parse/opml.py",),  # asks the network for what looks like an address
    "trafilatura": ("tui_reader/parse/page.py",),  # it can fetch, and is slow to load
    "httpx": (FETCH,),
    "urllib.request": (FETCH,),
    "http.client": (FETCH,),
}
"""Modules, and where alone they may be imported."""

CALLS = {
    "eval": NOWHERE,
    "exec": NOWHERE,
    "os.popen": NOWHERE,
    "os.startfile": NOWHERE,
    "os.system": NOWHERE,
    "asyncio.create_subprocess_exec": (OPENER, WORKERS),
    "asyncio.create_subprocess_shell": NOWHERE,
    "yaml.load": NOWHERE,  # aliases, tags and depth are bounded only in our own reading of events
    "yaml.load_all": NOWHERE,
    "yaml.safe_load": NOWHERE,
    "yaml.safe_load_all": NOWHERE,
    "yaml.full_load": NOWHERE,
    "yaml.unsafe_load": NOWHERE,
    "frontmatter.load": NOWHERE,
    "frontmatter.loads": NOWHERE,
    "feedparser.parse": ("tui_reader/parse/slowfeed.py",),  # behind the guards of feedtext
}
"""Functions, and where alone they may be called."""

METHODS = {
    "from_markup": "parses text as markup",
    "highlight": "Matcher.highlight parses text as markup",
    "open_url": "App.open_url goes round the opener",
}
BLIND = {"Exception", "BaseException"}
TEXT_WIDGETS = {"Static", "Label", "OptionList", "SelectionList"}
MARKUP = {"border_title", "border_subtitle", "tooltip"}
"""Attributes whose text is parsed as markup unless it is Content."""


def bypasses(name: str, tree: ast.Module) -> list[str]:
    """What in this module goes round a guard, as "path:line what"; `name` is its path."""
    aliases = _aliases(tree)
    sinks = _sinks(tree)
    found: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                problems = _of_import(name, node)
            case ast.ExceptHandler():
                problems = _of_handler(node)
            case ast.Call():
                problems = [*_of_call(name, node, aliases), *_of_text(node, sinks)]
            case ast.Assign():
                problems = _of_assignment(node)
            case _:
                continue
        found += [f"{name}:{node.lineno} {problem}" for problem in problems]
    return found


def _aliases(tree: ast.Module) -> dict[str, str]:
    """Local name → dotted name, for what is imported anywhere in the module."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return names


def _sinks(tree: ast.Module) -> set[str]:
    """What takes text as markup if it is not told otherwise: these widgets, and their children."""
    names = {*TEXT_WIDGETS, "notify"}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not names.isdisjoint(map(dotted, node.bases)):
            names.add(node.name)
    return names


def _of_import(name: str, node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        imported = [alias.name for alias in node.names]
    else:
        imported = [f"{node.module}.{alias.name}" for alias in node.names]
    return [
        f"imports {module}"
        for module, places in IMPORTS.items()
        if any(f"{one}.".startswith(f"{module}.") for one in imported)
        and not name.startswith(places)
    ]


def _of_handler(node: ast.ExceptHandler) -> list[str]:
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    blind = any(one is None or dotted(one) in BLIND for one in caught)
    return ["catches everything"] if blind else []


def _of_call(name: str, call: ast.Call, aliases: dict[str, str]) -> Iterator[str]:
    head, dot, rest = dotted(call.func).partition(".")
    function = aliases.get(head, head) + dot + rest
    if function in CALLS and not name.startswith(CALLS[function]):
        yield f"calls {function}"
    elif function == "feedparser.parse" and not _is_made_by(call.args[:1], "BytesIO"):
        yield "gives feedparser.parse what it may take for a path or an address"
    if called(call) in METHODS:
        yield METHODS[called(call)]
    for keyword in call.keywords:
        if keyword.arg in {"shell", "markup"} and not _is_false(keyword.value):
            yield f"passes {keyword.arg}="


def _of_text(call: ast.Call, sinks: set[str]) -> list[str]:
    """Text that is no literal reaches the screen as Content, or with `markup=False`."""
    if called(call) not in sinks or any(word.arg == "markup" for word in call.keywords):
        return []
    literal = bool(call.args) and isinstance(call.args[0], ast.Constant)
    safe = literal or _is_made_by(call.args[:1], "Content")
    return [] if safe else [f"{called(call)} without markup=False"]


def _of_assignment(node: ast.Assign) -> list[str]:
    attributes = {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
    safe = isinstance(node.value, ast.Constant) or _is_made_by([node.value], "Content")
    return [] if safe else [f"{attribute} is no Content" for attribute in attributes & MARKUP]


def _is_made_by(values: list[ast.expr], maker: str) -> bool:
    """Is the one value a call of `maker`, of a method of it, or of `module.maker`?"""
    return any(isinstance(v, ast.Call) and maker in dotted(v.func).split(".") for v in values)


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False
