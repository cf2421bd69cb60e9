"""The copies for Colab in the built site, and the buttons that lead to them."""

import re
import sys
from copy import copy as copy_of
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from myst_parser.config.main import MdParserConfig
from sphinx.errors import ExtensionError

import colab_copies
import myst
from colab_copies import ChapterCopy, Source
from colab_markdown import UnknownMarkup
from github_repository import Repository, git
from languages import WORDS
from notebooks import chapters, label, language, read

ROOT = Path(__file__).parents[2]
COURSE = Repository("teacher", "course")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
COLAB = "https://colab.research.google.com/github/teacher/course/blob/gh-pages/colab"
SITE = "https://teacher.github.io/course"
ADDED = ("course-lib", "page-on-site", "next-chapter")  # ids of the cells that no chapter has


@pytest.fixture(scope="session")
def copies(build):
    """Every chapter's copy, {path of the chapter: the copy's notebook}."""
    found = {path: read(build.site / "colab" / f"{label(path)}.ipynb") for path in chapters()}
    assert len(found) == len(list((build.site / "colab").rglob("*.*")))
    return found


@pytest.fixture
def chapter_pages(pages):
    """Every chapter's page, {path of the chapter: parsed page}."""
    return {path: pages[f"book/{label(path)}.html"] for path in chapters()}


def chapter_cells(copy, kind):
    """The cells of this kind that come from the chapter."""
    return [cell for cell in copy.cells if cell.cell_type == kind and cell.id not in ADDED]


def items(copy):
    """What the Markdown of a notebook holds, as pairs (cell's id, Item)."""
    return [(cell.id, item) for cell in copy.cells if cell.cell_type == "markdown"
            for item in myst.items(cell.source)]


# what a copy holds

def test_no_directive_role_or_label_is_left(copies):
    for path, copy in copies.items():
        raw = [(cell, item) for cell, item in items(copy) if item.kind in ("directive", "role", "label")]
        assert not raw, path


def test_the_only_html_is_that_of_dropdowns_and_pictures(copies):
    for path, copy in copies.items():
        for cell, item in items(copy):
            if item.kind == "HTML":
                tags = {tag.name for tag in BeautifulSoup(item.value, "html.parser").find_all()}
                assert tags <= {"details", "summary", "code", "em", "img"}, f"{label(path)}, {cell}"


def test_code_cells_are_the_chapters(copies):
    for path, copy in copies.items():
        ours = [cell for cell in read(path).cells if cell.cell_type == "code"]
        theirs = chapter_cells(copy, "code")
        assert [cell.id for cell in theirs] == [cell.id for cell in ours], path
        for mine, its in zip(ours, theirs):
            assert its.source == mine.source
            assert its.outputs == mine.outputs and its.execution_count == mine.execution_count
            assert ("raises-exception" in its.metadata.get("tags", [])) == (
                "raises-exception" in mine.metadata.get("tags", []))


def test_cells_keep_ids_and_order_and_captions_follow_their_pictures(copies):
    for path, copy in copies.items():
        expected = []
        for cell in read(path).cells:
            expected.append(cell.id)
            if cell.metadata.get("mystnb", {}).get("figure"):
                expected.append(f"{cell.id}-caption")
        ids = [cell.id for cell in copy.cells]
        assert [name for name in ids if name not in ADDED] == expected, path
        assert len(set(ids)) == len(ids)


def test_metadata_names_the_kernel_and_holds_nothing_of_ours(copies):
    for copy in copies.values():
        assert copy.metadata == {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"}}
        for cell in copy.cells:
            assert cell.metadata in ({}, {"tags": ["raises-exception"]})


# the copy says what the page says

def words_of(element):
    """The words in order, without breakable spaces; without formulas and what a page adds."""
    extra = ".headerlink, .eqno, .math, :not(h1) > .section-number, .cell_input, svg, style, script, .toctree-wrapper"
    for part in element.select(extra):
        part.decompose()
    for output in element.select(".cell_output"):
        captions = output.select("figcaption")
        output.clear()
        output.extend(captions)
    for number in element.select(".caption-number"):
        number.string = number.get_text().strip() + "."
    return re.sub(r"[ \n]+", "", element.get_text())


def rendered(copy):
    """What a notebook application shows of the Markdown cells."""
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
    shown = "\n".join(parser.render(cell.source) for cell in chapter_cells(copy, "markdown"))
    return BeautifulSoup(shown, "html.parser")


def test_words_are_those_of_the_page(chapter_pages, copies):
    for path, copy in copies.items():
        article = copy_of(chapter_pages[path].select_one("article"))
        assert words_of(rendered(copy)) == words_of(article), path


def test_formulas_are_those_of_the_chapter(copies):
    def formulas(notebook):
        sources = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        found = [item.value for source in sources for item in myst.items(source) if "formula" in item.kind]
        return sorted("".join(formula.split()) for formula in found)

    def without_number(formula):
        formula = re.sub(r"\\tag\{[\d.]+\}$", "", formula)
        return formula.removeprefix(r"\begin{split}").removesuffix(r"\end{split}")

    for path, copy in copies.items():
        copy_without_captions = SimpleNamespace(
            cells=[cell for cell in copy.cells if not cell.id.endswith("-caption")])
        assert sorted(map(without_number, formulas(copy_without_captions))) == formulas(read(path)), path


def test_numbers_of_formulas_and_figures_are_the_pages(chapter_pages, copies):
    for path, copy in copies.items():
        page = chapter_pages[path]
        text = "\n".join(cell.source for cell in chapter_cells(copy, "markdown"))
        shown = [number.get_text().strip("()#") for number in page.select("article .eqno")]
        assert re.findall(r"\\tag\{([\d.]+)\}\$\$", text) == shown != [], path
        figures = [number.get_text().strip() for number in page.select("article .caption-number")]
        assert re.findall(r"^\*\*(Рис\. [\d.]+)\.\*\*", text, re.MULTILINE) == figures != [], path


def test_references_lead_where_the_page_leads(chapter_pages, copies):
    for path, copy in copies.items():
        folder = f"{SITE}/book/{language(path)}/"
        expected = []
        for link in chapter_pages[path].select("article a.reference.internal"):
            target = link["href"]
            if target.startswith("#equation-"):
                continue
            chapter = re.fullmatch(r"(\d\d_\w+)\.html", target)
            if chapter and link.select_one(".doc"):
                target = f"{COLAB}/{language(path)}/{chapter[1]}.ipynb"
            elif target.startswith("#"):
                target = f"{folder}{path.stem}.html{target}"
            elif "#equation-" not in target:
                target = folder + target
            else:
                continue
            expected.append((link.get_text(), target))
        shown = [(link.get_text(), link["href"]) for link in rendered(copy).select("a")]
        assert [link for link in shown if link[1].startswith((SITE, COLAB))] == expected, path


# the cells that copies add

def test_the_first_cell_installs_course_lib_at_the_books_commit(copies):
    commit = git(ROOT, "rev-parse", "HEAD")
    if not commit:
        pytest.skip("not a git checkout: the copies do not know their commit")
    for path, copy in copies.items():
        first = copy.cells[0]
        assert (first.id, first.cell_type) == ("course-lib", "code")
        assert first.source.endswith(
            'if find_spec("course_lib") is None:\n    !{sys.executable} -m pip install --quiet --no-deps '
            f"git+https://github.com/teacher/course@{commit}")
        words = WORDS[language(path)]["Installs course_lib if it is missing and changes nothing else."]
        assert first.source.startswith(f"# {words}\n")


def test_a_copy_leads_back_to_its_page_and_on_to_the_next_copy(chapter_pages, copies):
    for path, copy in copies.items():
        back = copy.cells[1].source
        assert f"({SITE}/book/{label(path)}.html)" in back
        following = [other for other in chapters(language(path)) if other.name > path.name][:1]
        if following:
            title = chapter_pages[following[0]].h1.get_text().strip("#")
            assert f"[{title}]({COLAB}/{label(following[0])}.ipynb)" in copy.cells[-1].source
        else:
            assert "colab.research" not in copy.cells[-1].source


# buttons

def test_buttons_open_and_download_the_copy(chapter_pages):
    for path in chapters():
        page = chapter_pages[path]
        (rocket,) = page.select("a.btn-colab-button")
        assert rocket["href"] == f"{COLAB}/{label(path)}.ipynb"
        assert rocket["title"] == WORDS[language(path)]["Open in Google Colab"]
        (download,) = page.select("a.btn-download-source-button")
        assert download["href"] == f"../../colab/{label(path)}.ipynb"
        assert download["title"] == WORDS[language(path)]["Download notebook"]


def test_pages_that_are_no_chapters_have_no_such_buttons(pages):
    for name in ("uk/index", "ru/notation", "uk/reference"):
        page = pages[f"book/{name}.html"]
        assert not page.select("a.btn-colab-button")
        assert not page.select("a.btn-download-source-button")
        assert page.select("button.btn-download-pdf-button")


# where things are not known: a site of one chapter, without Sphinx

def small_site(folder, source, *cells):
    """What ChapterCopy asks of Sphinx, for a chapter of these cells."""
    path = folder / "book" / "uk" / "01_small.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
    env = SimpleNamespace(
        found_docs={"book/uk/01_small", "book/uk/index"}, titles={"book/uk/01_small": nodes.title()},
        myst_config=MdParserConfig(), get_doctree=lambda page: None,
        doc2path=lambda page: str(folder / page) + (".ipynb" if "01" in page else ".md"))
    builder = SimpleNamespace(name="html", get_target_uri=lambda page: f"{page}.html")
    return SimpleNamespace(env=env, builder=builder, srcdir=str(folder), outdir=str(folder / "html"),
                           colab_source=source)


def small_copy(folder, source, *cells):
    return ChapterCopy(small_site(folder, source, *cells), source, "book/uk/01_small")


def markdown_cell(text, **options):
    return nbformat.v4.new_markdown_cell(text, **options)


@pytest.mark.parametrize("base, remote, site", [
    ("", "git@github.com:teacher/course.git", f"{SITE}/"), ("", "", None),
    ("https://example.org/course", "", "https://example.org/course/"),
    ("https://example.org/", "git@github.com:teacher/course.git", "https://example.org/"),
])
def test_the_site_stands_where_it_is_set_to_or_where_github_puts_it(monkeypatch, base, remote, site):
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    monkeypatch.setattr(colab_copies, "git", lambda folder, what, *more: {"remote": remote}.get(what, COMMIT))
    config = SimpleNamespace(html_theme_options={"repository_url": ""}, html_baseurl=base)
    source = colab_copies.find_source(SimpleNamespace(config=config, srcdir="."))
    assert source == Source(COURSE if remote else None, COMMIT, site)


@pytest.mark.parametrize("source", [Source(None, COMMIT, None), Source(COURSE, None, None)])
def test_without_repository_or_commit_the_first_cell_says_what_to_do(tmp_path, capsys, monkeypatch, source):
    first = small_copy(tmp_path, source).notebook().cells[0]
    exec(first.source)
    assert capsys.readouterr().out == ""  # course_lib is here
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    exec(first.source)
    advice = WORDS["uk"]["course_lib is missing: put its folder beside this notebook."]
    assert capsys.readouterr().out.strip() == advice


def test_without_addresses_nothing_links(tmp_path):
    copy = small_copy(tmp_path, Source(None, COMMIT, None), markdown_cell("текст")).notebook()
    assert [cell.source for cell in copy.cells[1:]] == ["текст"]


def test_a_known_site_is_linked_without_a_repository(tmp_path):
    source = Source(None, COMMIT, "https://example.org/")
    copy = small_copy(tmp_path, source, markdown_cell("текст")).notebook()
    assert "(https://example.org/book/uk/01_small.html)" in copy.cells[1].source


def test_without_a_repository_there_is_no_colab_button_and_download_still_gives_the_copy(tmp_path):
    app = small_site(tmp_path, Source(None, COMMIT, None))
    app.translator = SimpleNamespace(gettext=str)
    source_button = {"label": "download-source-button", "url": "01_small.ipynb", "tooltip": ""}
    context = {"header_buttons": [{"label": "download-buttons", "buttons": [source_button]}],
               "pathto": lambda path, resource: f"../../{path}"}
    colab_copies.add_buttons(app, "book/uk/01_small", "page.html", context, None)
    assert [button["label"] for button in context["header_buttons"]] == ["download-buttons"]
    assert source_button["url"] == "../../colab/uk/01_small.ipynb"
    colab_copies.add_buttons(app, "book/uk/index", "page.html", context, None)
    assert context["header_buttons"] == [{"label": "download-buttons", "buttons": []}]


def test_the_build_says_once_that_no_repository_is_known(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(colab_copies, "find_source", lambda app: Source(None, None, None))
    monkeypatch.setattr(colab_copies.logger, "info", said.append)
    config = SimpleNamespace()
    colab_copies.note_source(SimpleNamespace(), config)
    assert config.colab_repository == "None"
    assert len(said) == 1 and "button that opens Colab" in said[0]


def cell_with(**metadata):
    return nbformat.v4.new_code_cell("x", id="bad", metadata={"mystnb": metadata})


@pytest.mark.parametrize("cell, message", [
    (markdown_cell("{sub}`x`", id="bad"), "the role {sub}"),
    (markdown_cell("<b>x</b>", id="bad"), "html_inline"),
    (markdown_cell("```{raw} html\n```", id="bad"), "the directive {raw}"),
    (markdown_cell("![x](no.png)", id="bad"), "the picture no.png"),
    (nbformat.v4.new_raw_cell("x", id="bad"), "kind raw"),
    (cell_with(figure={"align": "left"}), "align"),
    (cell_with(code_prompt_show="a"), "code_prompt_show"),
    (nbformat.v4.new_code_cell("x", id="bad", metadata={"collapsed": True}), "metadata collapsed"),
    (markdown_cell("текст", id="bad", metadata={"slideshow": {}}), "metadata slideshow"),
    (nbformat.v4.new_code_cell("x", id="bad", metadata={"tags": ["hide-input"]}), "the tag hide-input"),
    (markdown_cell("текст", id="bad", metadata={"tags": ["remove-cell"]}), "the tag remove-cell"),
    (cell_with(figure={"caption": "{a}`b`"}), "{a}`b`"),
], ids=["role", "HTML", "directive", "picture", "raw cell", "figure", "mystnb", "metadata", "metadata of Markdown",
        "tag", "tag of Markdown", "caption"])
def test_an_error_names_file_and_cell(tmp_path, cell, message):
    app = small_site(tmp_path, Source(COURSE, COMMIT, SITE), markdown_cell("добре", id="good"), cell)
    with pytest.raises(ExtensionError) as caught:
        colab_copies.write_copies(app, None)
    assert "book/uk/01_small.ipynb, cell bad: " in str(caught.value)
    assert message in str(caught.value)
    assert "cell good" not in str(caught.value)


def test_all_errors_are_told_at_once(tmp_path):
    cells = [markdown_cell("{sub}`x`", id="one"), markdown_cell("<b>", id="two")]
    app = small_site(tmp_path, Source(COURSE, COMMIT, SITE), *cells)
    with pytest.raises(ExtensionError, match=r"(?s)cell one: .*cell two: "):
        colab_copies.write_copies(app, None)


def test_a_picture_beside_the_chapter_is_put_into_the_copy(tmp_path):
    copy = small_copy(tmp_path, Source(None, None, None), markdown_cell("![x](a.png)"))
    (copy.path.parent / "a.png").write_bytes(b"picture")
    assert copy.notebook().cells[-1].source == "![x](data:image/png;base64,cGljdHVyZQ==)"


@pytest.mark.parametrize("name", ["a.txt", "a.unknown", "a"])
def test_a_picture_of_unknown_kind_is_an_error(tmp_path, name):
    copy = small_copy(tmp_path, Source(None, None, None))
    (copy.path.parent / name).touch()
    with pytest.raises(UnknownMarkup, match=f"the picture {name}: expected"):
        copy.picture(name)


@pytest.mark.parametrize("role, content, target", [
    ("term", "ланцюгове\n  Правило", "ланцюгове правило"), ("ref", "слова\n<uk-Sec\n a>", "uk-sec a"),
    ("doc", "02_Losses", "02_Losses"),
])
def test_a_role_may_stand_on_two_lines(tmp_path, monkeypatch, role, content, target):
    copy, asked = small_copy(tmp_path, Source(None, None, None)), []

    def resolve(env, page, builder, role, target, *more):
        asked.append(target)
        return nodes.reference("", "слова", refuri="#a")

    copy.env.get_domain = {"std": SimpleNamespace(resolve_xref=resolve)}.get
    assert copy.reference(role, content).words == "слова"
    assert asked == [target]


def test_the_next_chapters_title_is_no_markup(tmp_path):
    app = small_site(tmp_path, Source(COURSE, COMMIT, None))
    app.env.found_docs.add("book/uk/01_then")
    app.env.titles["book/uk/01_then"] = nodes.title("", "a_b* [c] <d>")
    last = ChapterCopy(app, app.colab_source, "book/uk/01_small").notebook().cells[-1]
    assert BeautifulSoup(MarkdownIt().render(last.source), "html.parser").a.get_text() == "a_b* [c] <d>"


def test_only_the_site_gets_copies(tmp_path):
    app = small_site(tmp_path, Source(None, None, None), markdown_cell("текст"))
    app.builder.name = "gettext"
    colab_copies.write_copies(app, None)
    assert not list(tmp_path.rglob("html"))


def test_old_copies_go_and_a_failed_build_writes_none(tmp_path):
    app = small_site(tmp_path, Source(None, None, None), markdown_cell("текст"))
    old = tmp_path / "html" / "colab" / "uk" / "99_old.ipynb"
    old.parent.mkdir(parents=True)
    old.touch()
    colab_copies.write_copies(app, RuntimeError())
    assert old.exists() and not old.with_name("01_small.ipynb").exists()
    colab_copies.write_copies(app, None)
    assert not old.exists() and old.with_name("01_small.ipynb").exists()
