"""An article as HTML: sections, pictures in place, claim markers as numbered links to the source list."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

from locator.education import wording
from locator.education.articles import Article, Source

_Env: TypeAlias = MutableMapping[str, Any]
_Rule: TypeAlias = Callable[[RendererHTML, Sequence[Token], int, OptionsDict, _Env], str]


def to_html(article: Article) -> str:
    """The body and its source list as one <article>, headings from h2 down; the title is the page's own.

    Nothing in the Markdown is passed through as HTML. The result has no blank line, because a blank line
    would end the HTML block where a page hands it on through a Markdown element.
    """
    definitions = "\n\n".join(_definition(article.sources[key]) for key in article.cited)
    html = _MARKDOWN.render(f"{article.body}\n\n{definitions}\n", {"pictures": article.pictures})
    return "\n".join(
        line for line in f'<article class="learn">\n{html}</article>'.splitlines() if line.strip()
    )


def _definition(source: Source) -> str:
    """The source as a Markdown footnote, so that the library numbers and links it."""
    second_hand = f" {wording.READ_IN_A_SUMMARY}" if source.second_hand else ""
    shown = re.sub(r"^https://(www\.)?|/$", "", source.link)
    link = f" [{_escape(shown)}](<{source.link}>)" if source.link else ""
    return f"[^{source.key}]: {_escape(source.citation)}{second_hand}{link}"


def _escape(text: str) -> str:
    """The text with every character that Markdown could take as markup escaped."""
    return re.sub(r"([\\`*_{}\[\]()#+!<>~|&])", r"\\\1", text)


def _picture(token: Token, env: _Env) -> str:
    """The SVG itself, so that it takes its ink from the page, light or dark."""
    return f'<span class="picture">{env["pictures"][str(token.attrs["src"])]}</span>'


def _marker(token: Token, _env: _Env) -> str:
    """The source's number, tied to the word before it so that it never starts a line alone."""
    number = token.meta["id"] + 1
    anchor = "" if token.meta["subId"] else f' id="cited-{number}"'
    label = wording.SOURCE_LABEL.format(number=number)
    link = f'<a href="#source-{number}"{anchor} aria-label="{label}">[{number}]</a>'
    return f'\u2060<sup class="source-mark">{link}</sup>'


def _sources_open(_token: Token, _env: _Env) -> str:
    heading = f'<h2 id="sources">{wording.SOURCES_HEADING}</h2>\n<p>{wording.SOURCES_NOTE}</p>'
    return f'<section class="sources" aria-labelledby="sources">\n{heading}\n<ol>\n'


def _sources_close(_token: Token, _env: _Env) -> str:
    return "</ol>\n</section>\n"


def _source_open(token: Token, _env: _Env) -> str:
    return f'<li id="source-{token.meta["id"] + 1}">'


def _back_link(token: Token, _env: _Env) -> str:
    """One way back, to the first place that cites the source; more arrows would only be noise."""
    if token.meta["subId"]:
        return ""
    number = token.meta["id"] + 1
    label = wording.BACK_LABEL.format(number=number)
    return f' <a class="back" href="#cited-{number}" aria-label="{label}">↩\ufe0e</a>'


def _rule(draw: Callable[[Token, _Env], str]) -> _Rule:
    """`draw` in the form that the library calls."""

    def rule(
        _renderer: RendererHTML, tokens: Sequence[Token], i: int, _options: OptionsDict, env: _Env
    ) -> str:
        return draw(tokens[i], env)

    return rule


def _converter() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(footnote_plugin, inline=False).use(anchors_plugin, min_level=2, max_level=2)
    for token, draw in {
        "image": _picture,
        "footnote_ref": _marker,
        "footnote_block_open": _sources_open,
        "footnote_block_close": _sources_close,
        "footnote_open": _source_open,
        "footnote_anchor": _back_link,
    }.items():
        markdown.add_render_rule(token, _rule(draw))
    return markdown


_MARKDOWN = _converter()
