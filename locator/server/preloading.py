"""The scripts that Find a clinic asks for once it runs, to be named in its HTML so that they come at once.

Streamlit loads the script of each kind of element when the first one appears, and the map waits for all of
them; named early, they arrive while the rest of the page is still loading.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
# Streamlit's names for what stands on the page: the map's frame, our HTML, our script, the box, the choice.
ELEMENTS = ("ComponentInstance", "Html", "BidiComponent", "TextInput", "ButtonGroup", "Button")
MAP_FILES = ("/assets/leaflet/leaflet.js", "/assets/map.js")
_STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def early_modules(html: str) -> list[str]:
    """The elements' scripts and all that those import, but for what `html` itself asks for already.

    An element that this Streamlit names otherwise is left out.
    """
    wanted: list[str] = []
    waiting = [path.name for element in ELEMENTS for path in sorted(SCRIPTS.glob(f"{element}.*.js"))]
    while waiting:
        name = waiting.pop()
        if name not in wanted and name not in html:
            wanted.append(name)
            waiting += _STATIC_IMPORT.findall((SCRIPTS / name).read_text(encoding="utf-8"))
    return wanted
