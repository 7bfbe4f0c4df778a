"""A button that copies a text. Its script is assets/copy.js."""

from __future__ import annotations

from html import escape

COPIED = "Copied"
COPY_FAILED = "Please copy it by hand"


def copy_button(text_id: str, label: str, more: str = "") -> str:
    """The button for the text of the element of that id; `more` is HTML of our own after the label."""
    return (
        f'<button type="button" class="copy" data-copy="{text_id}" data-copied="{escape(COPIED)}" '
        f'data-failed="{escape(COPY_FAILED)}">{escape(label)}{more}</button>'
    )
