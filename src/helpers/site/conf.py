"""Sphinx's settings for the site: pages of our own look, light enough for a phone; nothing asked of the network."""

from importlib.metadata import version as installed

from helpers.site.labels import CODES, about

project = "plan-notebooks"
author = "The plan-notebooks contributors"
version = release = installed("plan-notebooks")
language = "en"
smartquotes = False
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["pictures"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
suppress_warnings = ["toc.not_included"]
templates_path = ["templates"]

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
napoleon_google_docstring = False
autodoc_typehints = "none"
python_use_unqualified_type_names = True

html_theme = "basic"
html_title = project
html_static_path = ["static"]
pygments_style = "bw"
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False


def setup(app):
    """Give every page its language and its navigation; the search is ours.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> app = SimpleNamespace(connect=lambda event, handler: print(event))
    >>> setup(app)["parallel_read_safe"]
    builder-inited
    html-page-context
    True
    """
    app.connect("builder-inited", _without_search)
    app.connect("html-page-context", _in_its_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _without_search(app):
    app.builder.search = False


def _in_its_language(app, pagename, templatename, context, doctree):
    page = about(pagename)
    context |= page | {"language": CODES[page["language"]], "here": f"{pagename}.html"}
