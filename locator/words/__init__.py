"""Every sentence that needs thought, and dates, amounts and miles, in the language of the visit."""

from locator.words.language import (
    DEFAULT_LANGUAGE,
    N_,
    Message,
    chosen_language,
    language,
    link,
    locale,
    ngettext,
    number,
    speak,
    speaking,
)
from locator.words.language import gettext as _

__all__ = [
    "DEFAULT_LANGUAGE",
    "N_",
    "Message",
    "_",
    "chosen_language",
    "language",
    "link",
    "locale",
    "ngettext",
    "number",
    "speak",
    "speaking",
]
