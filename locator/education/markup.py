"""An article as HTML: sections, pictures in place, claim markers as numbered links to the source list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

from locator.education.articles import Article
from locator.templates import render
from locator.words import link

_Env: TypeAlias = MutableMapping[str, Any]
_Rule: TypeAlias = Callable[[RendererHTML, Sequence[Token], int, OptionsDict, _Env], str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article as HTML in two parts, since what to do next is offered before the list of sources.

    Neither has a blank line, which would end the HTML where a page hands it on through a Markdown element.
    """

    text: Markup
    sources: Markup


def draw(article: Article, place: int, total: int) -> Drawn:
    """The article, which is number `place` of `total`: its head, the list of its questions, its text.

    Nothing in the Markdown is passed through as HTML.
    """
    return _draw(article, "article.html", list, place=place, total=total)


def draw_side_by_side(article: Article, counts: Mapping[str, object]) -> Drawn:
    """An article whose smaller headings (`###`) are choices: those of one section stand in a row.

    `counts` has what count.html draws for each picture at `counts/…`.
    """
    return _draw(article, "comparison.html", _in_rows, counts=counts)


def _draw(
    article: Article,
    template: str,
    arranged: Callable[[list[Token]], list[Token]],
    counts: Mapping[str, object] | None = None,
    **values: object,
) -> Drawn:
    env: _Env = {"pictures": article.pictures, "counts": counts or {}, "tag": article.language}
    tokens = _MARKDOWN.parse(article.body, env)
    text = Markup(_MARKDOWN.renderer.render(arranged(tokens), _MARKDOWN.options, env))  # noqa: S704 (see `draw`)
    sources = [article.sources[key] for key in article.cited]
    head = render(template, article=article, contents=_contents(tokens), text=text, **values)
    return Drawn(
        _without_blank_lines(head), _without_blank_lines(render("article_sources.html", sources=sources))
    )


def _in_rows(tokens: list[Token]) -> list[Token]:
    """Each smaller heading and what follows it as a "choice", and those of a section as "choices"."""
    arranged: list[Token] = []
    is_in_row = False
    for token in tokens:
        if token.type == "heading_open":
            closing = ("</div>" if token.tag == "h3" else "</div></div>") if is_in_row else ""
            opening = '<div class="one-choice">' if token.tag == "h3" else ""
            if opening and not is_in_row:
                opening = f'<div class="abreast">{opening}'
            is_in_row = token.tag == "h3"
            arranged.append(Token("html_block", "", 0, content=f"{closing}{opening}\n"))
        arranged.append(token)
    if is_in_row:
        arranged.append(Token("html_block", "", 0, content="</div></div>\n"))
    return arranged


def _contents(tokens: Sequence[Token]) -> Mapping[str, str]:
    """The words of each heading by its id."""
    return {
        str(heading.attrs["id"]): "".join(child.content for child in words.children or ())
        for heading, words in pairwise(tokens)
        if heading.type == "heading_open" and heading.tag == "h2"
    }


def _without_blank_lines(html: str) -> Markup:
    return Markup("\n".join(line for line in html.splitlines() if line.strip()))  # noqa: S704 (made by render)


def _picture(token: Token, env: _Env) -> str:
    """The SVG itself, so that it takes its ink from the page. A count has its words below it."""
    path = str(token.attrs["src"])
    if path in env["counts"]:
        return render("count.html", count=env["counts"][path], caption=token.content, tag=env["tag"])
    svg = Markup(env["pictures"][path])  # noqa: S704 (drawn by education/pictures)
    return render("picture.html", svg=svg, tag=env["tag"])


def _source_mark(token: Token, env: _Env) -> str:
    """The source's number, tied to the word before it so that it never starts a line alone."""
    is_first = not token.meta["subId"]
    return render("source_mark.html", number=token.meta["id"] + 1, is_first=is_first, tag=env["tag"])


def _stay_in_the_tab(state: StateCore) -> None:
    """Links within this site carry the language on, and stay: Streamlit would open a new tab."""
    for token in _inline(state.tokens):
        href = str(token.attrs.get("href", ""))
        if href.startswith("/"):
            token.attrs = {"target": "_self", "href": link(href)}


def _let_table_heads_break(state: StateCore) -> None:
    """ "Vertebroplasty" may break in the head of a table, so that the table fits a narrow screen."""
    heads = [words for cell, words in pairwise(state.tokens) if cell.type == "th_open"]
    for token in _inline(heads):
        token.content = token.content.replace("plasty", "\u00adplasty")


def _inline(tokens: Sequence[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def _rule(draw: Callable[[Token, _Env], str]) -> _Rule:
    """`draw` in the form that the library calls."""
    return lambda _renderer, tokens, i, _options, env: draw(tokens[i], env)


def _converter() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A marker needs no definition in the text: the sources stand in sources.toml.
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.use(anchors_plugin, min_level=2, max_level=2)
    markdown.core.ruler.push("stay_in_the_tab", _stay_in_the_tab)
    markdown.core.ruler.push("let_table_heads_break", _let_table_heads_break)
    for token, draw_token in {"image": _picture, "footnote_ref": _source_mark}.items():
        markdown.add_render_rule(token, _rule(draw_token))
    return markdown


_MARKDOWN = _converter()
