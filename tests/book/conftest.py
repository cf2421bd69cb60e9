"""The site, built once for all tests that look at it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]


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
