"""A copy of every chapter for Google Colab, in the built site: ``colab/uk/07_mnist.ipynb``.

The copy is the chapter's notebook in plain Markdown, with the page's own numbers, and installs course_lib
itself. The buttons of each chapter's page open the copy in Colab and download it.
"""

import base64
import mimetypes
import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import nbformat
from colab_markdown import PlainMarkdown, Reference, UnknownMarkup, escaped
from docutils import nodes
from github_repository import Repository, find_repository, git
from languages import WORDS, language_of
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util import docname_join, logging
from sphinx.util.nodes import split_explicit_title

logger = logging.getLogger(__name__)

DOMAINS = {"doc": "std", "eq": "math", "numref": "std", "ref": "std", "term": "std"}
METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"}}
INSTALL = """\
# {purpose}
import sys
from importlib.util import find_spec

if find_spec("course_lib") is None:
    !{{sys.executable}} -m pip install --quiet --no-deps git+{address}"""
LOOK = """\
# {purpose}
from importlib.util import find_spec

if find_spec("course_lib") is None:
    print("{advice}")"""
KNOWN_METADATA = {"figure": {"caption", "name"}, "image": {"alt"}}
KEPT_TAGS = {"raises-exception"}  # Jupyter itself knows it
KNOWN_TAGS = KEPT_TAGS | {"nbval-ignore-output"}


@dataclass(frozen=True)
class Source:
    """Where the copies get course_lib from, and where the site stands; parts that are not known are None."""

    repository: Repository | None
    commit: str | None
    site: str | None


def find_source(app):
    """The repository and commit that this site is built from."""
    configured = app.config.html_theme_options.get("repository_url", "")
    remote = git(app.srcdir, "remote", "get-url", "origin")
    repository = find_repository(os.environ, remote, configured)
    commit = git(app.srcdir, "rev-parse", "HEAD")
    site = app.config.html_baseurl or (repository.site if repository else "")
    return Source(repository, commit, site.rstrip("/") + "/" if site else None)


def chapters(env):
    """The pages that are notebooks, in the order of their names."""
    return [page for page in sorted(env.found_docs)
            if language_of(page) and env.doc2path(page).endswith(".ipynb")]


def copy_path(page):
    """Where in the site the page's copy lies: ``book/uk/07_mnist`` -> ``colab/uk/07_mnist.ipynb``."""
    return page.replace("book/", "colab/", 1) + ".ipynb"


def title_number(env, page):
    """The number of the page's title, as in the contents: 7."""
    return "".join(f"{part}." for part in env.titles[page].get("secnumber", ()))


class ChapterCopy:
    """Writes the copy of one page."""

    def __init__(self, app, source, page):
        self.app, self.env, self.source, self.page = app, app.env, source, page
        self.words = WORDS[language_of(page)]
        self.path = Path(self.env.doc2path(page))
        self.markdown = PlainMarkdown(self.env.myst_config, reference=self.reference, picture=self.picture,
                                      word=self.words.__getitem__, number=title_number(self.env, page))
        self.errors = []

    def notebook(self):
        """The copy; what could not be written stands in ``errors``."""
        cells = [self.installing_cell(), *self.link_back()]
        for cell in nbformat.read(self.path, as_version=4).cells:
            try:
                cells += self.copies(cell)
            except UnknownMarkup as error:
                self.errors.append(f"{self.path.relative_to(self.app.srcdir)}, cell {cell.id}: {error}")
        return new_notebook(cells=[*cells, *self.link_on()], metadata=METADATA)

    # ------------------------------------------------------------------------------------------------- cells

    def copies(self, cell):
        """The cell in plain Markdown; a code cell with a figure is followed by the caption."""
        tags = cell.metadata.get("tags", [])
        for name in sorted(cell.metadata.keys() - {"mystnb", "tags"}):
            raise UnknownMarkup(f"the cell's metadata {name}; known are mystnb and tags")
        for tag in sorted(set(tags) - KNOWN_TAGS):
            raise UnknownMarkup(f"the tag {tag}; known are {', '.join(sorted(KNOWN_TAGS))}")
        if cell.cell_type == "markdown":
            return [new_markdown_cell(self.markdown.text(cell.source), id=cell.id)]
        if cell.cell_type != "code":
            raise UnknownMarkup(f"a cell of the kind {cell.cell_type}; known are markdown and code")
        kept = [tag for tag in tags if tag in KEPT_TAGS]
        code = new_code_cell(cell.source, id=cell.id, outputs=cell.outputs,
                             execution_count=cell.execution_count)
        if kept:
            code.metadata.tags = kept
        metadata = cell.metadata.get("mystnb", {})
        for key, value in metadata.items():
            if key not in KNOWN_METADATA or set(value) - KNOWN_METADATA[key]:
                raise UnknownMarkup(f"the metadata mystnb: {key}: {value}; known are {KNOWN_METADATA}")
        figure = metadata.get("figure", {})
        if "caption" not in figure:
            return [code]
        caption = self.markdown.caption(figure["caption"], figure.get("name"))
        return [code, new_markdown_cell(caption, id=f"{cell.id}-caption")]

    def installing_cell(self):
        """Installs course_lib where it is missing, or says how to get it."""
        repository, commit = self.source.repository, self.source.commit
        if repository and commit:
            purpose = self.words["Installs course_lib if it is missing and changes nothing else."]
            code = INSTALL.format(purpose=purpose, address=f"{repository.address}@{commit}")
        else:
            purpose = self.words["Looks whether course_lib is here."]
            advice = self.words["course_lib is missing: put its folder beside this notebook."]
            code = LOOK.format(purpose=purpose, advice=advice)
        return new_code_cell(code, id="course-lib")

    def link_back(self):
        """To the page on the site, if its address is known."""
        if not self.source.site:
            return []
        words = self.words["This chapter on the course site"]
        return [new_markdown_cell(f"[{words}]({self.page_address(self.page)})", id="page-on-site")]

    def link_on(self):
        """To the next chapter's copy, if its address is known."""
        pages = [page for page in chapters(self.env) if language_of(page) == language_of(self.page)]
        following = pages[pages.index(self.page) + 1:]
        if not following or not self.source.repository:
            return []
        title = f"{title_number(self.env, following[0])} {self.env.titles[following[0]].astext()}".strip()
        words = f"{self.words['Next chapter']}: [{escaped(title)}]"
        address = self.source.repository.in_colab(copy_path(following[0]))
        return [new_markdown_cell(f"{words}({address})", id="next-chapter")]

    # ---------------------------------------------------------------------------- what the text asks the site

    def reference(self, role, content):
        """What the role shows on the page, and where that leads: to a copy or to a place of the site."""
        explicit, words, target = split_explicit_title(content)
        if role in ("ref", "term"):
            target = " ".join(target.lower().split())
        asked = addnodes.pending_xref("", nodes.inline("", words), refdomain=DOMAINS[role], reftype=role,
                                      reftarget=target, refexplicit=explicit, refdoc=self.page)
        domain = self.env.get_domain(DOMAINS[role])
        found = domain.resolve_xref(self.env, self.page, self.app.builder, role, target, asked, asked[0])
        if not isinstance(found, nodes.reference):
            raise UnknownMarkup(f"{{{role}}}`{content}` leads nowhere")
        address = self.copy_address(target) if role == "doc" else None
        return Reference(found.astext(), address or self.place_address(found))

    def copy_address(self, target):
        """The copy of the chapter that {doc} names, if there is one and its address is known."""
        page = docname_join(self.page, target)
        is_known = self.source.repository and page in chapters(self.env)
        return self.source.repository.in_colab(copy_path(page)) if is_known else None

    def place_address(self, link):
        """The place on the site that a link of the page leads to."""
        if not self.source.site:
            return None
        return urljoin(self.page_address(self.page), link.get("refuri") or f"#{link['refid']}")

    def page_address(self, page):
        return urljoin(self.source.site, self.app.builder.get_target_uri(page))

    def picture(self, path):
        """The picture itself, as a data address: so it shows wherever the notebook is."""
        file = self.path.parent / path
        if not file.is_file():
            raise UnknownMarkup(f"the picture {path}: there is no such file beside the chapter")
        kind = mimetypes.guess_type(file.name)[0] or ""
        if not kind.startswith("image/"):
            raise UnknownMarkup(f"the picture {path}: expected a file that ends in .png, .svg or the like")
        return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def write_copies(app, exception):
    """After the pages, write all copies anew; every trouble is told in one error."""
    if exception or app.builder.name != "html":
        return
    app.env.get_doctree = cache(app.env.get_doctree)  # each numbered reference asks for the whole page again
    folder = Path(app.outdir, "colab")
    shutil.rmtree(folder, ignore_errors=True)
    errors = []
    for page in chapters(app.env):
        chapter = ChapterCopy(app, app.colab_source, page)
        notebook = chapter.notebook()
        errors += chapter.errors
        file = Path(app.outdir, copy_path(page))
        file.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, file)
    if errors:
        raise ExtensionError("The copies for Colab cannot show everything:\n" + "\n".join(errors))


def note_source(app, config):
    """Find out where the site is built from, and say so if that is not known; another repository, new pages."""
    app.colab_source = find_source(app)
    config.colab_repository = str(app.colab_source.repository)
    if not app.colab_source.repository:
        logger.info("No GitHub repository is known (GITHUB_REPOSITORY, the git remote origin, _config.yml), so the "
                    "pages have no button that opens Colab.")


def add_buttons(app, pagename, templatename, context, doctree):
    """A chapter's buttons: one opens its copy in Colab, the one for download gives the copy.

    Other pages lose the one for download: their source is of no use to a reader.
    """
    repository = app.colab_source.repository
    is_chapter = pagename in chapters(app.env)
    if repository and is_chapter:
        context["header_buttons"].insert(0, {
            "type": "link", "url": repository.in_colab(copy_path(pagename)), "icon": "fas fa-rocket",
            "tooltip": app.translator.gettext("Open in Google Colab"), "label": "colab-button"})
    for group in context["header_buttons"]:
        for button in list(group.get("buttons", [])):
            if button["label"] != "download-source-button":
                continue
            if is_chapter:
                button["url"] = context["pathto"](copy_path(pagename), 1)
                button["tooltip"] = app.translator.gettext("Download notebook")
            else:
                group["buttons"].remove(button)


def setup(app):
    app.add_config_value("colab_repository", "", "html", [str])
    app.connect("config-inited", note_source)
    app.connect("html-page-context", add_buttons, priority=502)  # the theme makes its buttons at 501
    app.connect("build-finished", write_copies)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
