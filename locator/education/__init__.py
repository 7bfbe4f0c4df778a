"""The education articles: what they say, where it comes from, and the small tools beside them."""

from locator.education.articles import Article, ArticleError, Section, Source, load_articles
from locator.education.html import to_html

__all__ = ["Article", "ArticleError", "Section", "Source", "load_articles", "to_html"]
