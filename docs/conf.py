"""How the site is built: `make docs`, strictly. No page is fetched while it is."""

import re

from sphinx.application import Sphinx
from sphinx.ext.napoleon.docstring import GoogleDocstring

from bamp_pulumi import __version__

project = "bamp_pulumi"
release = __version__
html_title = f"bamp_pulumi {release}"
html_theme = "furo"
html_show_copyright = False
html_extra_path = ["schemas"]
exclude_patterns = ["schemas/**"]

extensions = ["myst_parser", "sphinx.ext.autodoc"]
# Headings are link targets, as on GitHub.
myst_heading_anchors = 4
# What docstrings put between backticks is code.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_class_signature = "separated"
autodoc_typehints_format = "short"


_EXAMPLE = re.compile(r"(^\S.*)\n\n(?= {4})()", re.MULTILINE)


def setup(app: Sphinx) -> None:
    """Read sections such as `Args:` as Google's style guide has them."""
    app.connect("autodoc-process-docstring", _read_sections)


def _read_sections(
    _app: Sphinx, what: str, _name: str, _of: object, _options: object, lines: list[str]
) -> None:
    """Replace a docstring by what Sphinx reads; in place, as the event asks.

    Docstrings below attributes are left alone: there, what stands before a colon would be a type.
    """
    if what not in {"attribute", "property"}:
        text = "\n".join(lines)
        # An indented paragraph of its own is an example.
        marked = _EXAMPLE.sub(r"\1\n\n::\n\n\2", text).split("\n")
        lines[:] = GoogleDocstring(marked).lines()
