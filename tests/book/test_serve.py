"""``make serve``: the site stands on this machine, and a saved page is built again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOC = """format: jb-book
root: book/index
chapters:
- file: book/uk/index
- file: book/ru/index
"""


@pytest.fixture
def course(tmp_path):
    """A copy of the course with two small pages; its make takes this Python and installs nothing."""
    folder = tmp_path / "course"
    for name in ("book", "course_lib"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.ipynb", "__pycache__"))
    for name in ("Makefile", "_config.yml", "pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    (folder / "_toc.yml").write_text(TOC, "utf-8")
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("bin/python", "book-installed"):
        (folder / ".venv" / name).touch()
    return folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(words, address, process, log, seconds=180):
    """Waits until the page holds the words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if words in answer.read().decode("utf-8"):
                    return
        except OSError:
            pass  # not up yet
        time.sleep(0.5)
    raise AssertionError(f"no {words!r} on {address}; make serve said:\n{log.read_text('utf-8')}")


def test_a_saved_page_is_built_again(course, tmp_path):
    port, page, log = free_port(), course / "book" / "uk" / "index.md", tmp_path / "make.txt"
    address = f"http://127.0.0.1:{port}/book/uk/index.html"
    command = ["make", "serve", f"PORT={port}", f"BIN={Path(sys.executable).parent}"]
    with open(log, "w", encoding="utf-8") as output, subprocess.Popen(
            command, cwd=course, stdout=output, stderr=subprocess.STDOUT, start_new_session=True) as process:
        try:
            wait_for("</html>", address, process, log)
            page.write_text(page.read_text("utf-8") + "\nЩойно дописане речення.\n", "utf-8")
            wait_for("Щойно дописане речення.", address, process, log)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
