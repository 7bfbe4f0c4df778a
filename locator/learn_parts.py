"""Parts of the education pages: an article around its text, and the frame of the visitor's tools."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import escape

import streamlit as st

from locator.education import Article, Source, load_articles, to_html, wording
from locator.education.articles import load_sources
from locator.settings import PROJECT

FOLDER = PROJECT / "education"

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
# "Vertebroplasty" may break in the head of a table, so that the table fits a narrow screen.
_TABLE_HEAD = re.compile("(<th>[^<]*)plasty")
_SOURCES = '<section class="sources" aria-labelledby="sources">\n<h2 id="sources">'
# Streamlit gives headings ids of its own, so the section itself bears the one that is linked to.
_NAMED_SOURCES = f'<section class="sources" id="sources" aria-label="{wording.SOURCES_HEADING}">\n<h2>'
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@cache
def articles() -> Mapping[str, Article]:
    """Every article by its address, in reading order."""
    return {article.address: article for article in load_articles(FOLDER)}


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its key."""
    return load_sources(FOLDER / "sources.toml")


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article as HTML in two parts, since what to do next is offered before the list of sources."""

    text: str
    sources: str


@cache
def drawn(address: str) -> Drawn:
    """The article at an address: its head, the list of its questions, its text. Raises KeyError."""
    article = articles()[address]
    # Streamlit opens a link in a new tab unless the link says otherwise.
    html = to_html(article).replace('<a href="/', '<a target="_self" href="/')
    html = _TABLE_HEAD.sub("\\1\u00adplasty", html)
    text, _, listed = html.partition(_SOURCES)
    contents = "".join(f'<li><a href="#{slug}">{title}</a></li>' for slug, title in _HEADING.findall(html))
    place = [*articles()].index(address) + 1
    above = wording.PLACE_IN_ROW.format(place=place, total=len(articles()))
    return Drawn(
        text=f'<div class="learn-page">{_head(article.title, article.summary, above, article.review_note)}'
        f'<nav class="on-this-page" aria-labelledby="on-this-page"><p id="on-this-page">'
        f"{wording.ON_THIS_PAGE}</p><ul>{contents}</ul></nav>{text}</article></div>",
        sources=f'<div class="learn">{_NAMED_SOURCES}{listed.removesuffix("</article>")}</div>',
    )


def tool_head(title: str, summary: str) -> None:
    """The top of a tool, with what becomes of what is entered, and that no clinician has checked it."""
    show(_head(title, summary, wording.TOOLS_SECTION, f"{wording.PROMISE} {wording.TOOL_REVIEW}"))


def _head(title: str, summary: str, above: str, note: str) -> str:
    return (
        f'<header class="learn-head"><p class="quiet">{escape(above)}</p><h1>{escape(title)}</h1>'
        f'<p class="summary">{escape(summary)}</p><p class="reviewed">{escape(note)}</p></header>'
    )


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after this one, in reading order."""
    row = [None, *articles().values(), None]
    place = row.index(article)
    return row[place - 1], row[place + 1]


def show(html: str) -> None:
    """HTML of our own, as it is: `st.html` would drop its drawings, and redraw what has not changed."""
    st.markdown(html, unsafe_allow_html=True, anchors=False)


def outcome(html: str, *, urgent: bool = False) -> None:
    """What a tool says; always there, even empty, so that a screen reader says aloud what changes in it."""
    show(f'<div role="{"alert" if urgent else "status"}" class="outcome">{html}</div>')


def print_button(label: str) -> None:
    """A button that opens the browser's print window; learn.js does it."""
    st.html(f'<button type="button" class="print" data-print="">{escape(label)}</button>', width="content")


def source_list(keys: Collection[str]) -> None:
    """Where a tool's rule comes from."""
    items = "".join(f"<li>{_cited(sources()[key])}</li>" for key in dict.fromkeys(keys))
    show(f'<div class="learn">{_NAMED_SOURCES}{wording.SOURCES_HEADING}</h2><ul>{items}</ul></section></div>')


def _cited(source: Source) -> str:
    second_hand = f" {wording.READ_IN_A_SUMMARY}" if source.second_hand else ""
    shown = escape(re.sub(r"^https://(www\.)?|/$", "", source.link))
    link = f' <a href="{escape(source.link)}">{shown}</a>' if source.link else ""
    return f"{escape(source.citation)}{second_hand}{link}"


def printed_from(url: str | None) -> None:
    """On paper alone: where the page can be found again. `url` is the browser's address."""
    if url:
        address = re.split("[?#]", url)[0]
        st.html(f'<p class="on-paper">{escape(wording.PRINTED_FROM.format(address=address))}</p>')


def today_at(now: datetime, minutes_behind_utc: int | None) -> date:
    """The date where the visitor is: `now` is aware, the minutes are what the browser told, if it did."""
    return (now.astimezone(UTC) - timedelta(minutes=minutes_behind_utc or 0)).date()


def as_label(text: str) -> str:
    """Text from outside as the label of a box, which would else be read as Markdown."""
    return _PUNCTUATION.sub(r"\\\1", text)
