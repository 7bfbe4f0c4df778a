"""The house: data goes one way, only the pages draw with Streamlit, and the picture of it is true."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter

import pytest

from scripts.import_graph import PAGE, Graph, module_graph, modules, picture, room_graph

# Streamlit's own page and server are served by these; everything else that draws is in pages/.
MAY_KNOW_STREAMLIT = ("app", "pages", "locator.server")


@pytest.mark.parametrize("graph", [module_graph(), room_graph()], ids=["modules", "rooms"])
def test_no_imports_run_in_a_circle_so_that_no_arrow_runs_back_up(graph: Graph) -> None:
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_only_pages_and_the_server_know_streamlit() -> None:
    knowing = {
        name
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "streamlit")
        or (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "streamlit" for a in node.names))
    }
    assert [name for name in knowing if not name.startswith(MAY_KNOW_STREAMLIT)] == []


def test_the_picture_of_the_house_is_as_the_imports_are() -> None:
    assert picture() in PAGE.read_text("utf-8"), "draw it anew: python -m scripts.import_graph"
