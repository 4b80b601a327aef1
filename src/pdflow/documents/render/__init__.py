"""Renderers: a page as Markdown, as CSV, or as HTML, which takes the extra ``documents`` and is imported by itself."""

from pdflow.documents.render.csv import to_csv
from pdflow.documents.render.markdown import to_markdown

__all__ = ["to_csv", "to_markdown"]
