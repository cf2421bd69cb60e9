"""The site, built once for all tests that look at it, and a browser to look with."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from browser import tabs

ROOT = Path(__file__).parents[2]
BROWSERS = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"


@pytest.fixture(scope="session")
def build(tmp_path_factory):
    """The finished ``jupyter-book build``, as GitHub runs it for teacher/course; ``.site`` is the folder."""
    output = tmp_path_factory.mktemp("site")
    command = "from jupyter_book.cli.main import main; main()"
    arguments = ["build", str(ROOT), "--path-output", str(output), "-W", "-n", "--keep-going"]
    environment = os.environ | {"GITHUB_REPOSITORY": "teacher/course"}
    build = subprocess.run([sys.executable, "-c", command, *arguments], env=environment,
                           capture_output=True, text=True)
    build.site = output / "_build" / "html"
    return build


@pytest.fixture(scope="session")
def pages(build):
    """All pages of the site, {"book/uk/index.html": parsed page, …}."""
    names = sorted(file.relative_to(build.site).as_posix() for file in build.site.rglob("*.html"))
    return {name: BeautifulSoup((build.site / name).read_text("utf-8"), "html.parser") for name in names
            if not name.startswith("_static/")}


@pytest.fixture(scope="module")
def browser():
    """Chromium or Chrome, if there is one."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium or Chrome here")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--allow-file-access-from-files"])
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser):
    """Opens a page, new_page(address, **settings); at the end no script has failed and no host was asked."""
    with tabs(browser) as open_page:
        yield open_page


@pytest.fixture
def save(tmp_path):
    """Makes a page of pieces of HTML; its address."""
    def save_page(*pieces):
        path = tmp_path / "page.html"
        head = "<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        path.write_text(head + "<p><a href='#'>before</a></p>".join(["", *pieces]), "utf-8")
        return path.as_uri()
    return save_page
