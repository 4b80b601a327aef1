"""How the pages are built: MyST Markdown in, furo out, nothing fetched on the way."""

import pdflow

project = "pdflow"
author = "The pdflow authors"
copyright = f"2026, {author}"
release = version = pdflow.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinxcontrib.mermaid"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
# A plain ```mermaid fence is drawn here and on code hosts alike. The page holds the diagram as text; the script that
# draws it comes from a CDN in the reader's browser, so a reader who is offline sees the text.
myst_fence_as_directive = ["mermaid"]

# What needs an extra is documented without it.
autodoc_mock_imports = ["hypothesis", "pytest", "simpy"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

html_theme = "furo"
html_title = f"pdflow {release}"
