"""Pictures of the site look as in the notebooks; every icon that is used is in the small icon font."""

import base64
import io
import re

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from light_pages import FONT, ICON_CLASS, ICON_RULE, LARGEST_SHIFT, STYLE, icons_in_use, in_256_colours
from notebooks import chapters, label, read

RAMP = np.arange(256, dtype=np.uint8)


def picture(*channels, mode="RGB"):
    return Image.fromarray(np.stack(np.broadcast_arrays(*channels), axis=-1).astype(np.uint8), mode)


def test_few_colours_stay_as_they_are():
    before = picture(RAMP, RAMP[:, None] // 64 * 64, 7)
    before = before.resize((64, 64), Image.Resampling.NEAREST)
    after = in_256_colours(before)
    assert after.mode == "P"
    assert np.array_equal(after.convert("RGB"), before)


@pytest.mark.parametrize("untouched", [
    pytest.param(picture(*np.random.default_rng(0).integers(0, 256, (3, 64, 64))), id="too many colours"),
    pytest.param(picture(RAMP, RAMP, RAMP, RAMP[:, None], mode="RGBA"), id="transparent"),
    pytest.param(picture(RAMP, RAMP, RAMP[:, None] // 128).quantize(256), id="reduced already"),
])
def test_a_picture_that_would_suffer_stays(untouched):
    assert in_256_colours(untouched) is None


@pytest.mark.parametrize("path", chapters(), ids=label)
def test_pictures_look_as_in_the_notebook(build, pages, path):
    outputs = [output for cell in read(path).cells for output in cell.get("outputs", []) if "data" in output]
    drawn = [base64.b64decode(output.data["image/png"]) for output in outputs if "image/png" in output.data]
    page = f"book/{label(path)}.html"
    shown = [(build.site / page).parent / image["src"] for image in pages[page].select("div.cell_output img[src*=_images]")]
    assert len(shown) == len(drawn) > 0
    for before, after in zip(drawn, shown):
        pixels = [np.asarray(Image.open(file).convert("RGB"), dtype=int) for file in (io.BytesIO(before), after)]
        assert np.abs(pixels[0] - pixels[1]).max() <= LARGEST_SHIFT
        assert after.stat().st_size < len(before)


def test_every_icon_in_use_has_its_rule_and_its_shape(build):
    static = build.site / "_static"
    style = (static / STYLE).read_text("utf-8")
    with_rule = {name for rule in ICON_RULE.finditer(style) for name in ICON_CLASS.findall(rule[1])}
    assert icons_in_use(build.site) - with_rule <= {"solid", "lg"}, "classes of the font and of size aside"
    assert f"url(../{FONT}.woff)" in style and not re.search(r"fa-solid-900\.(woff2|ttf)", style)


SIGNS_SHOWN = """() => {
    const signs = new Set();
    for (const element of document.querySelectorAll("*"))
        for (const side of ["::before", "::after"]) {
            const { content, fontFamily } = getComputedStyle(element, side);
            if (fontFamily.includes("Awesome")) for (const sign of content.match(/[\ue000-\uf8ff]/g) ?? []) signs.add(sign);
        }
    return [...signs];
}"""


@pytest.mark.parametrize("name", ["book/uk/07_mnist.html", "book/ru/05_optimizers.html", "search-uk.html"])
def test_every_icon_of_a_page_has_its_shape(build, new_page, name):
    page = new_page((build.site / name).as_uri())
    shown = {ord(sign) for sign in page.evaluate(SIGNS_SHOWN)}
    shapes = set(TTFont(build.site / "_static" / f"{FONT}.woff").getBestCmap())
    assert len(shown) > 5 and shown <= shapes


def test_icons_are_looked_for_in_pages_and_scripts(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "page.html").write_text('<i class="fas fa-rocket"></i>')
    (tmp_path / "_static" / "page.js").write_text('icon.className = "fa-xmark";')
    (tmp_path / "_static" / "fontawesome.js").write_text("fa-anchor")
    assert icons_in_use(tmp_path) == {"rocket", "xmark"}
