"""Every sentence that needs thought, and dates, amounts and miles, in the language of the visit."""

from locator.words.language import (
    DEFAULT_LANGUAGE,
    N_,
    Message,
    chosen_language,
    gettext,
    language,
    link,
    locale,
    ngettext,
    speak,
    speaking,
)

_ = gettext

__all__ = [
    "DEFAULT_LANGUAGE",
    "N_",
    "Message",
    "_",
    "chosen_language",
    "gettext",
    "language",
    "link",
    "locale",
    "ngettext",
    "speak",
    "speaking",
]
