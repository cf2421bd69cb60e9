"""Formulas from the site itself: MathJax and its fonts, out of the package ``sphinx-mathjax-offline``."""

import shutil
from importlib.util import find_spec
from pathlib import Path

SCRIPT = "mathjax/tex-chtml-full.js"  # the build that has all of TeX inside and loads no further parts
FONTS = "mathjax/output/chtml/fonts/woff-v2"


def copy_mathjax(app):
    """Copy one script and one folder of fonts; the package holds ten times as much."""
    package = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static"
    static = Path(app.outdir, "_static")
    shutil.copytree(package / FONTS, static / FONTS, dirs_exist_ok=True)
    shutil.copy(package / SCRIPT, static / SCRIPT)


def use_own_mathjax(app, config):
    config.mathjax_path = SCRIPT


def setup(app):
    app.connect("config-inited", use_own_mathjax)
    app.connect("builder-inited", copy_mathjax)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
