"""What tests in a browser ask of a page, and places where a notebook's output may stand."""

import re
from contextlib import contextmanager

from bs4 import BeautifulSoup


@contextmanager
def tabs(browser, *hosts):
    """Opens pages, open_page(address, **settings); at the end no script has failed and only the hosts were asked."""
    troubles, contexts = [], []

    def open_page(address, **settings):
        context = browser.new_context(**settings)
        context.set_default_timeout(120_000)  # milliseconds: a busy machine is no failure
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url)
                if not request.url.startswith(("file:", "data:", "blob:", *hosts)) else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def sanitised(source):
    """As JupyterLab shows the output of a notebook that is not trusted: no style, no script, no data-…"""
    soup = BeautifulSoup(source, "html.parser")
    for element in soup.select("style, script"):
        element.decompose()
    for element in soup.find_all(True):
        element.attrs = {key: value for key, value in element.attrs.items() if not key.startswith("data-")}
    return str(soup)


def put_in_by_script(page, html):
    """Into the page's frame, as in Colab: no origin, innerHTML, then the scripts made anew."""
    frame = """<!doctype html><body><script>
        addEventListener("message", ({data}) => {
          document.body.innerHTML = data;
          for (const dead of document.body.querySelectorAll("script")) {
            const live = document.createElement("script");
            live.textContent = dead.textContent;
            dead.replaceWith(live);
          }
        });
        </script>"""
    page.evaluate("""async ([frame, html]) => {
        const element = document.querySelector("iframe");
        element.srcdoc = frame;
        await new Promise(resolve => { element.onload = resolve; });
        element.contentWindow.postMessage(html, "*");
    }""", [frame, html])


def no_overflow(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def contrast(element):
    """Of a text with what lies behind it, as WCAG defines it."""
    ink, paper = element.evaluate("""element => {
        const ink = getComputedStyle(element).color;
        for (; element; element = element.parentElement) {
          const paper = getComputedStyle(element).backgroundColor;
          if (!/, 0\\)$/.test(paper)) return [ink, paper];
        }
        return [ink, "rgb(255, 255, 255)"];
    }""")
    bright, dark = sorted((luminance(color) for color in (ink, paper)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(color):
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))
