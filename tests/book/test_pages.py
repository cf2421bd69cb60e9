"""The site in a real browser, opened from the disk: every page on a phone, then what a reader does on it."""

from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

from browser import contrast

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
FORMULAS_READY = "window.MathJax?.startup?.promise?.then(() => true) ?? !document.querySelector('.math')"
UNRENDERED = """() => [...document.querySelectorAll(".math")].filter(math => !math.querySelector("mjx-container"))
    .map(math => math.textContent.slice(0, 60))"""
WRONG_FORMULAS = """() => [...document.querySelectorAll("mjx-merror")].map(error => error.textContent)"""
# what reaches past the window's edge, if nothing around it lets the reader scroll there
CUT_OFF = """() => [...document.querySelectorAll(".bd-article *")].filter(element => {
    if (element.closest("svg, mjx-assistive-mml, .MathJax, script, style") || !element.checkVisibility()) return false;
    if (element.getBoundingClientRect().right <= innerWidth + 1) return false;
    for (let box = element; box; box = box.parentElement)
        if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box.tagName !== "BODY") return false;
    return true;
}).map(element => element.outerHTML.slice(0, 100))"""


HEAVIEST = 1_500_000  # bytes of a page with its scripts, styles, fonts and pictures, MathJax aside


def address(build, name):
    return (build.site / name).as_uri()


def weight(addresses):
    """Bytes of these files, MathJax aside; each counts once."""
    files = {Path(url2pathname(urlparse(address).path)) for address in addresses if address.startswith("file:")}
    return sum(file.stat().st_size for file in files if "mathjax" not in file.parts)


def test_every_page_on_a_phone(build, pages, new_page):
    """Formulas rendered, no foreign request (new_page), no script failing, nothing cut off at 360 px, not heavy."""
    troubles, asked = [], []
    page = new_page(address(build, "book/index.html"), viewport=PHONE)
    page.on("request", lambda request: asked.append(request.url))
    for name in pages:
        asked.clear()
        page.goto(address(build, name))
        page.wait_for_function(FORMULAS_READY)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
        for what, script in (("not rendered", UNRENDERED), ("wrong formula", WRONG_FORMULAS), ("cut off", CUT_OFF)):
            troubles += [f"{name}: {what}: {text}" for text in page.evaluate(script)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            troubles.append(f"{name}: wider than the window")
        if not (build.site / name).stat().st_size <= weight(asked) <= HEAVIEST:
            troubles.append(f"{name}: {weight(asked):,} bytes")
    assert not troubles, "\n" + "\n".join(troubles)


@pytest.mark.parametrize("style, found", [("", 1), ("overflow: hidden", 1), ("overflow-x: auto", 0)])
def test_what_is_cut_off_is_found(save, new_page, style, found):
    wide = f"<div class='bd-article'><div style='{style}'><p style='width: 500px'>wide</p></div></div>"
    page = new_page(save(wide), viewport=PHONE)
    assert len(page.evaluate(CUT_OFF)) == found


@pytest.mark.parametrize("lang, other", [("uk", "ru"), ("ru", "uk")])
def test_the_same_page_in_the_other_language_is_one_click_away(build, new_page, lang, other):
    page = new_page(address(build, f"book/{lang}/03_backprop.html"), viewport=DESKTOP)
    title = page.locator("h1").inner_text()
    page.click("a.language-switch")
    assert page.url.split("#")[0].endswith(f"book/{other}/03_backprop.html")
    assert page.get_attribute("html", "lang") == other and page.locator("h1").inner_text() != title
    page.click("a.language-switch")
    assert page.url.split("#")[0].endswith(f"book/{lang}/03_backprop.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_readers_light_or_dark(build, new_page, scheme):
    page = new_page(address(build, "book/uk/01_chain_rule.html"), viewport=DESKTOP, color_scheme=scheme)
    assert page.get_attribute("html", "data-theme") == scheme
    text, code = page.locator(".bd-article p").first, page.locator(".bd-article .highlight pre").first
    assert contrast(text) >= 7 and contrast(code) >= 4.5
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("button.theme-switch-button:visible").first.click()
    assert page.get_attribute("html", "data-mode") in {"light", "dark"}
    assert (page.evaluate("getComputedStyle(document.body).backgroundColor") == paper) \
        == (page.get_attribute("html", "data-theme") == scheme)


def test_the_copy_button_copies_the_code(build, new_page):
    page = new_page(address(build, "book/ru/01_chain_rule.html"), viewport=DESKTOP)
    cell = page.locator("div.cell_input div.highlight").first
    cell.hover()
    cell.locator("button.copybtn").click()
    page.evaluate("""() => {
        const place = document.createElement("textarea");
        place.id = "pasted";
        document.querySelector(".bd-article").prepend(place);
        place.focus();
    }""")
    page.keyboard.press("Control+V")
    assert page.input_value("#pasted").strip() == cell.locator("pre").inner_text().strip()


def test_a_dropdown_opens_by_keyboard(build, new_page):
    page = new_page(address(build, "book/uk/02_losses.html"), viewport=PHONE)
    solution = page.locator("details.sd-dropdown").nth(1)
    inside = solution.locator("pre").first
    assert not inside.is_visible()
    solution.locator("summary").focus()
    page.keyboard.press("Enter")
    assert inside.is_visible()
    page.keyboard.press("Enter")
    assert not inside.is_visible()
