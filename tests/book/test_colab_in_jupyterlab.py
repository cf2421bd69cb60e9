"""Copies for Colab in JupyterLab, in a real browser: every formula typeset, nothing shown raw."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from copy import copy
from threading import Thread

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbformat.v4 import new_markdown_cell, new_notebook

from browser import tabs
from notebooks import chapters, label, read
from test_colab_markdown import plain

COPIES = [*chapters("uk")[::2], *chapters("ru")[1::2]]  # one of each chapter
SETTINGS = {"notebook-extension/tracker": {"windowingMode": "none"},  # all cells in the page, not only those seen
            "apputils-extension/notification": {"fetchNews": "false"}}
RAW = re.compile(r"[$`~]|\*\*|:::|\{[a-z]+\}|\\[a-z]+|\)=|</?\w+>|@@\d")
WRONG = re.compile(r"<merror|\\")  # what MathJax makes of a mistake, and of a command that it does not know
FORMULA = re.compile(r"\$[^$]+\$")

OPEN = """async path => {
  await jupyterapp.restored;
  window.notebook = await jupyterapp.commands.execute("docmanager:open", {path});
  await notebook.context.ready;
}"""
TYPESET = """([cells, formulas]) => {
  const shown = [...notebook.node.querySelectorAll(".jp-RenderedMarkdown")];
  return shown.length >= cells && shown.every(cell => cell.childElementCount)
    && notebook.node.querySelectorAll(".jp-RenderedMarkdown mjx-container").length >= formulas;
}"""
CELLS = """async () => {
  for (const formula of notebook.node.querySelectorAll(".jp-RenderedMarkdown mjx-container"))
    formula.replaceChildren(formula.querySelector("mjx-assistive-mml"));  // its signs, without their layout
  const cells = [...notebook.node.querySelectorAll(".jp-RenderedMarkdown")].map(cell => cell.innerHTML);
  await jupyterapp.commands.execute("application:close");
  return cells;
}"""


@pytest.fixture(scope="module")
def folder(build, tmp_path_factory):
    """Where JupyterLab works: the copies of the site and all that it writes itself."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    shutil.copytree(build.site / "colab", folder / "notebooks")
    for name, settings in SETTINGS.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings), "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder):
    """JupyterLab's address; it reads nothing of the user's and can run nothing."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}
    options = [f"--ServerApp.root_dir={folder / 'notebooks'}", "--ip=127.0.0.1", f"--port={port}",
               "--ServerApp.port_retries=0", "--no-browser", "--allow-root", "--IdentityProvider.token=",
               "--ServerApp.terminals_enabled=False", "--KernelSpecManager.ensure_native_kernel=False",
               "--KernelSpecManager.allowed_kernelspecs=none", "--LabApp.extension_manager=readonly",
               "--LabApp.expose_app_in_browser=True"]
    command = [sys.executable, "-m", "jupyterlab", *options]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        said = []
        for line in server.stderr:
            said.append(line)
            if "is running at" in line:
                break
        else:
            pytest.fail("JupyterLab does not start:\n" + "".join(said))
        rest = Thread(target=server.stderr.read)  # else it would wait for a reader
        rest.start()
        yield f"http://127.0.0.1:{port}"
        server.kill()  # terminate() can hang while the server is still starting; there is nothing to save
        rest.join()


@pytest.fixture(scope="module")
def page(browser, address):
    with tabs(browser, address) as open_page:
        page = open_page(f"{address}/lab")
        page.wait_for_function("window.jupyterapp")
        yield page


def shown(page, name, sources):
    """The Markdown cells as JupyterLab shows them, and as a Markdown parser does, which knows no formulas in HTML."""
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
    expected = [BeautifulSoup(parser.render(source), "html.parser") for source in sources]
    page.evaluate(OPEN, name)
    page.wait_for_function(TYPESET, arg=[len(expected), sum(map(formulas, expected))], polling=200)
    return [BeautifulSoup(cell, "html.parser") for cell in page.evaluate(CELLS)], expected


def formulas(cell):
    titles = "".join(title.get_text() for title in cell.select("summary"))
    return len(cell.select(".math, mjx-container")) + titles.count("$") // 2


def words(cell):
    """The text without spaces, formulas, code and what JupyterLab adds."""
    cell = copy(cell)
    for part in cell.select(".math, mjx-container, code, .jp-InternalAnchorLink"):
        part.decompose()
    return "".join(cell.get_text().split())


@pytest.mark.parametrize("path", COPIES, ids=label)
def test_a_copy_shows_its_words_and_formulas_and_nothing_raw(build, page, path):
    name = f"{label(path)}.ipynb"
    cells = [cell for cell in read(build.site / "colab" / name).cells if cell.cell_type == "markdown"]
    found, expected = shown(page, name, [cell.source for cell in cells])
    assert sum(map(formulas, found)) > 50
    for source, cell, wanted in zip(cells, found, expected, strict=True):
        assert not [formula for formula in cell.select("mjx-container") if WRONG.search(str(formula))], source.id
        assert formulas(cell) == formulas(wanted), source.id
        assert words(cell) == FORMULA.sub("", words(wanted)), source.id
        assert not RAW.findall(words(cell)), source.id
        assert len(cell.select("details > summary ~ *")) == len(wanted.select("details > summary ~ *")), source.id


# what the chapters have seldom or not yet

CONSTRUCTS = [
    ("| а | б |\n|---|---|\n| $x_1$ | `a\\|b` {eq}`a` |",
     "<table><thead><tr><th>а</th><th>б</th></tr></thead>"
     "<tbody><tr><td>$x1$</td><td><code>a|b</code> (5.3)</td></tr></tbody></table>"),
    ("> $$\n> a\n> < b\n> $$\n>\n> якщо $a\n> = b$  \n> і далі",
     "<blockquote><p>$a&lt;b$</p><p>якщо $a=b$<br/>і далі</p></blockquote>"),
    (":::{dropdown} Якщо $a<b$, то `<c>` *d*\n$$x$$\n\n- $y$\n:::",
     "<details><summary>Якщо $a&lt;b$, то <code>&lt;c&gt;</code> <em>d</em></summary>"
     "<p>$x$</p><ul><li>$y$</li></ul></details>"),
    ("$$\na &= b \\\\\n  &= c\n$$ (uk-eq-a)", "<p>$(5.3)a=b=c$</p>"),
    ("$$\n\\begin{cases} a & b \\\\ c & d \\end{cases}\n$$ (uk-eq-a)", "<p>$(5.3){abcd$</p>"),
    ("Команда `echo $HOME $PATH`, формула $5\\$ + c$ і `$d`",
     "<p>Команда <code>echo $HOME $PATH</code>, формула $5$+c$ і <code>$d</code></p>"),
    ("1. а\n   - б\n\n     > $x$\n\n     ```\n     x  = 1\n     ```\n   - в\n2. г",
     "<ol><li><p>а</p><ul><li><p>б</p><blockquote><p>$x$</p></blockquote><pre><code>x  = 1</code></pre></li>"
     "<li><p>в</p></li></ul></li><li><p>г</p></li></ol>"),
    ("::::{note}\n:::{dropdown} Т\n- **ж** _к_ {ref}`a`\n:::\n::::",
     "<blockquote><p><strong>Примітка</strong></p><details><summary>Т</summary>"
     "<ul><li><strong>ж</strong> <em>к</em> <a>Як крокувати</a></li></ul></details></blockquote>"),
    (":::{dropdown} Т\n```python\nprint('$a')\nprint('$b')\n```\n:::",
     "<details><summary>Т</summary><pre><code>print('$a')\nprint('$b')</code></pre></details>"),
    ("```{admonition} Помилка в $x_*$ і *слові*\nтекст\n```",
     "<blockquote><p><strong>Помилка в $x∗$ і <em>слові</em></strong></p><p>текст</p></blockquote>"),
    ("- а\n\n(uk-a)=\n- б", "<ul><li>а</li></ul><ul><li>б</li></ul>"),
    ("    ```\n    $x\n    ```", "<pre><code>```\n$x\n```</code></pre>"),
]


def outline(cell):
    """The cell's HTML without attributes, without the colours of code; a formula is its signs in $."""
    for link in cell.select(".jp-InternalAnchorLink"):
        link.decompose()
    for formula in cell.select("mjx-container"):
        formula.replace_with(f"${formula.get_text()}$")
    for element in cell.find_all(True):
        element.attrs = {}
    for colour in cell.select("span"):
        colour.unwrap()
    return re.sub(r"(?<=>)\n+|\n+(?=<)", "", str(cell))


def test_constructs_are_shown_as_the_page_shows_them(folder, page):
    sources = [plain(markdown, "https://example.org") for markdown, _ in CONSTRUCTS]
    notebook = new_notebook(cells=[new_markdown_cell(source) for source in sources])
    nbformat.write(notebook, folder / "notebooks" / "constructs.ipynb")
    found, _ = shown(page, "constructs.ipynb", sources)
    assert [outline(cell) for cell in found] == [html for _, html in CONSTRUCTS]
