"""Which room of the house needs which, read from the code's own imports: for the test, and for the picture.

python -m scripts.import_graph     draws the picture in docs/how-it-works.md anew
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "how-it-works.md"
PICTURE = re.compile(r"```mermaid\n.*?```\n", re.DOTALL)

Graph = Mapping[str, frozenset[str]]


def modules() -> dict[str, Path]:
    """Every module of the product by its name."""
    files = [PROJECT / "app.py", *PROJECT.glob("locator/**/*.py"), *PROJECT.glob("pages/**/*.py")]
    return {_name(path): path for path in files}


def module_graph() -> Graph:
    """Which modules each module imports, wherever in it the import stands."""
    known = modules()
    return {
        name: frozenset(
            needed
            for asked in _imports(ast.parse(path.read_text(encoding="utf-8")))
            if (needed := _nearest(asked, known)) and needed != name
        )
        for name, path in known.items()
    }


def room_graph() -> Graph:
    """The same between rooms: the folders of locator/, its single modules, the pages, the app."""
    rooms: dict[str, set[str]] = {}
    for name, needed in module_graph().items():
        rooms.setdefault(room_of(name), set()).update(map(room_of, needed))
    return {room: frozenset(needed - {room}) for room, needed in rooms.items()}


def room_of(module: str) -> str:
    """ "clinics" for locator.clinics.search, "pages" for pages.parts.place."""
    first, *rest = module.split(".")
    return rest[0] if first == "locator" and rest else first


def picture() -> str:
    """The rooms as a Mermaid flowchart: an arrow from what is used to what uses it, as the data goes.

    Arrows that follow from others are left out.
    """
    graph = room_graph()
    order = list(TopologicalSorter(graph).static_order())
    below = {room: _all_below(room, graph) for room in order}
    lines = [
        f"    {used} --> {room}"
        for room in order
        for used in sorted(graph[room], key=order.index)
        if not any(used in below[other] for other in graph[room] - {used})
    ]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```", ""])


def _all_below(room: str, graph: Graph) -> set[str]:
    found: set[str] = set()
    waiting = [room]
    while waiting:
        for needed in graph[waiting.pop()] - found:
            found.add(needed)
            waiting.append(needed)
    return found


def _name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _nearest(asked: str, known: Mapping[str, Path]) -> str:
    """The module that an imported name is, or is in; "" where it is none of ours."""
    while asked and asked not in known:
        asked = asked.rpartition(".")[0]
    return asked


if __name__ == "__main__":
    PAGE.write_text(PICTURE.sub(lambda _: picture(), PAGE.read_text("utf-8")), "utf-8")
