"""Sphinx's settings for the site: one theme, search in both languages, nothing asked of the network."""

from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path

from helpers import paths
from helpers.site.labels import CODES
from helpers.site.search import Search

project = "plan-notebooks"
author = "The plan-notebooks contributors"
version = release = installed("plan-notebooks")
language = "en"
smartquotes = False
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["pictures"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
templates_path = ["templates"]

# Its own extension would forbid Sphinx to work in parallel.
MATHJAX = Path(find_spec("sphinx-mathjax-offline").submodule_search_locations[0])
mathjax_path = "mathjax/tex-chtml.js"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
napoleon_google_docstring = False
autodoc_typehints = "none"
python_use_unqualified_type_names = True

# Sphinx's Chinese search cuts words with jieba; without the names of the indicators it would not find them.
html_search_language = "zh"
html_search_options = {"dict": str(paths.root() / "build/site-source/words.txt")}
html_context = {"default_mode": "auto"}
html_search_scorer = str(Path(__file__).parent / "static/scorer.js")
html_theme = "sphinx_book_theme"
html_title = "plan-notebooks"
html_favicon = "static/favicon.svg"
html_static_path = ["static", str(MATHJAX / "static")]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
html_show_copyright = False
html_theme_options = {
    "home_page_in_toc": True,
    "collapse_navbar": True,
    "navbar_persistent": [],
    "show_navbar_depth": 1,
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
}
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True


def setup(app):
    """Give every page the language that it is in, and the search the words that it knows.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> app = SimpleNamespace(connect=lambda event, handler: print(event), add_search_language=lambda language: None)
    >>> setup(app)["parallel_read_safe"]
    html-page-context
    True
    """
    app.add_search_language(Search)
    app.connect("html-page-context", _in_its_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _in_its_language(app, pagename, templatename, context, doctree):
    if pagename.startswith("zh/"):
        context["language"] = CODES["zh"]
