"""Keeps the pages light for a slow line: pictures in 256 colours, of the theme's icons only those in use.

The theme brings all of Font Awesome three times: as a script of 1.5 MB, which the template ``layout.html``
leaves out, as a font and as a long list of style rules.
"""

import re
from pathlib import Path

import numpy as np
import pydata_sphinx_theme
from fontTools import subset
from PIL import Image

LARGEST_SHIFT = 16  # of 255: a picture in which a colour would change by more stays as it is
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLE = "styles/pydata-sphinx-theme.css"
FONT = "vendor/fontawesome/webfonts/fa-solid-900"
FONT_ADDRESS = re.compile(rf"src:[^;}}]*{Path(FONT).name}[^;}}]*")
ICON_RULE = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"[^"]*"\}')
ICON_CLASS = re.compile(r"\bfa-([\w-]+)")
ICON_SIGN = re.compile(r"\\(f[0-9a-f]{3})\b|([\ue000-\uf8ff])")  # as a code or as the sign itself


def in_256_colours(picture):
    """The picture in its 256 most telling colours; None if it is so already or would look different."""
    if picture.mode == "P" or picture.convert("RGBA").getextrema()[3] != (255, 255):
        return None
    picture = picture.convert("RGB")
    reduced = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    shift = np.abs(np.asarray(reduced.convert("RGB"), dtype=np.int16) - np.asarray(picture))
    return reduced if shift.max() <= LARGEST_SHIFT else None


def lighten_pictures(folder):
    """Write anew what gets smaller in 256 colours."""
    for file in sorted(folder.glob("*.png")):
        with Image.open(file) as picture:
            reduced = in_256_colours(picture)
        if reduced:
            reduced.save(file)


def icons_in_use(site):
    """Names of the icons that pages and scripts ask for: {"bars", "download", …}."""
    files = [*site.rglob("*.html"), *(site / "_static").rglob("*.js")]
    texts = (file.read_text("utf-8") for file in files if file.name != "fontawesome.js")
    return {name for text in texts for name in ICON_CLASS.findall(text)}


def lighten_icons(site):
    """Leave the theme's style and icon font only the icons in use, from the theme's own files each time."""
    used, static = icons_in_use(site), site / "_static"
    style = ICON_RULE.sub(lambda rule: rule[0] if used & set(ICON_CLASS.findall(rule[1])) else "",
                          (THEME / STYLE).read_text("utf-8"))
    style = FONT_ADDRESS.sub(f'src:url(../{FONT}.woff) format("woff")', style)
    (static / STYLE).write_text(style, "utf-8")

    texts = (file.read_text("utf-8") for file in static.rglob("*.css"))
    signs = {int(code, 16) if code else ord(sign) for text in texts for code, sign in ICON_SIGN.findall(text)}
    options = subset.Options(flavor="woff")
    font = subset.load_font(THEME / f"{FONT}.ttf", options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    subset.save_font(font, static / f"{FONT}.woff", options)


def lighten(app, exception):
    if exception or app.builder.name != "html":
        return
    lighten_pictures(Path(app.outdir, "_images"))
    lighten_icons(Path(app.outdir))


def setup(app):
    app.connect("build-finished", lighten)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
