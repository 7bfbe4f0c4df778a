"""The education articles: what they say, where it comes from, and the small tools beside them."""

from locator.education.articles import Article, ArticleError, Source, Tool, load_articles
from locator.education.comparison import comparison, drawn_comparison
from locator.education.library import articles, drawn, neighbors, sources
from locator.education.markup import draw

__all__ = [
    "Article",
    "ArticleError",
    "Source",
    "Tool",
    "articles",
    "comparison",
    "draw",
    "drawn",
    "drawn_comparison",
    "load_articles",
    "neighbors",
    "sources",
]
