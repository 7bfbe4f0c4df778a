"""Every page and part as HTML: the templates beside this file, and what fills them.

What is put into one is escaped unless it is HTML already (Markup, as `render` gives it). A template that says
a clinic's phone, miles or facts does so with the macros of parts.html, so that each is written in one way.
"""

from locator.templates.rendering import render

__all__ = ["render"]
